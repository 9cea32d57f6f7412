/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The meeting of a zone: a row a station and a row a department, and the campaigns on a sheet of
 * their own.  Each station is counted by its own review; here they only stand side by side.  What
 * nobody confirmed stands as a dash, and sums leave it out.
 */

#include "geng-report-meeting.h"
#include "geng-report-words.h"
#include "geng-zone-meeting-private.h"

#define say geng_document_say

struct _GengZoneMeeting
{
  GObject parent_instance;

  char *name;
  GDate date;         /* of the meeting */
  GPtrArray *reviews; /* of GengReview */
  GPtrArray *nexts;   /* of GengZoneNext */
  GPtrArray *failed;  /* of char: stations that could not be read */
  GPtrArray *advised; /* of GengStation: one of them, or all as one */
  GPtrArray *advice;  /* of GengAdvice: what would help each of these */
};

G_DEFINE_FINAL_TYPE (GengZoneMeeting, geng_zone_meeting, G_TYPE_OBJECT)

static void
geng_zone_meeting_finalize (GObject *object)
{
  GengZoneMeeting *self = GENG_ZONE_MEETING (object);

  g_free (self->name);
  g_ptr_array_unref (self->reviews);
  g_ptr_array_unref (self->nexts);
  g_ptr_array_unref (self->failed);
  g_ptr_array_unref (self->advised);
  g_ptr_array_unref (self->advice);
  G_OBJECT_CLASS (geng_zone_meeting_parent_class)->finalize (object);
}

static void
geng_zone_meeting_class_init (GengZoneMeetingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_zone_meeting_finalize;
}

static void
geng_zone_meeting_init (GengZoneMeeting *self)
{
  self->name = g_strdup ("");
  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_review_free);
  self->nexts = g_ptr_array_new_with_free_func (geng_zone_next_free);
  self->failed = g_ptr_array_new_with_free_func (g_free);
  self->advised = g_ptr_array_new_with_free_func (g_object_unref);
  self->advice = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * geng_zone_meeting_new:
 * @name: of the zone
 * @date: the day of the meeting, which looks back on the month before
 *
 * Returns: (transfer full): a meeting without stations
 */
GengZoneMeeting *
geng_zone_meeting_new (const char *name, const GDate *date)
{
  GengZoneMeeting *self;

  g_return_val_if_fail (name != NULL && date != NULL && g_date_valid (date), NULL);
  /* The month before is looked at, and there is none before the year 1. */
  g_return_val_if_fail (g_date_get_year (date) > 1, NULL);
  self = g_object_new (GENG_TYPE_ZONE_MEETING, NULL);
  g_free (self->name);
  self->name = g_strdup (name);
  self->date = *date;
  return self;
}

static GDate
reviewed_month (const GengZoneMeeting *self)
{
  GDate month = self->date;

  g_date_set_day (&month, 1);
  g_date_subtract_months (&month, 1);
  return month;
}

/**
 * geng_zone_meeting_add:
 * @self: a meeting
 * @station: a station
 * @reviewed: (nullable): the official roster of the month before that of the meeting; %NULL if
 *   there is none
 * @journal: the journal of at least that month and the month before it
 *
 * Adds a station, which is the next row.
 */
void
geng_zone_meeting_add (GengZoneMeeting *self,
                       GengStation *station,
                       GengRoster *reviewed,
                       GengJournal *journal)
{
  GDate month;

  g_return_if_fail (GENG_IS_ZONE_MEETING (self) && g_date_valid (&self->date));
  g_return_if_fail (GENG_IS_STATION (station));
  g_return_if_fail (GENG_IS_JOURNAL (journal));
  g_return_if_fail (reviewed == NULL || geng_roster_get_station (reviewed) == station);
  month = reviewed_month (self);
  g_ptr_array_add (self->reviews,
                   geng_review_new (station, reviewed, journal, &month, &self->date));
}

/**
 * geng_zone_meeting_add_next:
 * @self: a meeting
 * @station: a station
 * @next: (nullable): its roster of the month after that of the meeting; %NULL if it is not planned
 *   yet
 * @judgement: (nullable): the judgement of @next; needed where @next is given
 * @official: whether @next is published; else it is told as a draft
 *
 * Adds what a station has for the month to come, which is the next row there.
 */
void
geng_zone_meeting_add_next (GengZoneMeeting *self,
                            GengStation *station,
                            GengRoster *next,
                            GengJudgement *judgement,
                            gboolean official)
{
  GengZoneNext *one;

  g_return_if_fail (GENG_IS_ZONE_MEETING (self) && g_date_valid (&self->date));
  g_return_if_fail (GENG_IS_STATION (station));
  g_return_if_fail (next == NULL || geng_roster_get_station (next) == station);
  g_return_if_fail (next == NULL || GENG_IS_JUDGEMENT (judgement));
  one = g_new0 (GengZoneNext, 1);
  one->station = g_object_ref (station);
  g_set_object (&one->roster, next);
  g_set_object (&one->judgement, judgement);
  one->official = official;
  g_ptr_array_add (self->nexts, one);
}

/**
 * geng_zone_meeting_add_advice:
 * @self: a meeting
 * @station: one that has a row in the month to come, or all stations of the zone as one
 *   ([method@Geng.Zone.join])
 * @advice: what would fill the gaps of its roster of that month
 *
 * Adds remedies for the open places, by role, number and day and never by name.
 */
void
geng_zone_meeting_add_advice (GengZoneMeeting *self, GengStation *station, GengAdvice *advice)
{
  g_return_if_fail (GENG_IS_ZONE_MEETING (self) && GENG_IS_STATION (station));
  g_return_if_fail (GENG_IS_ADVICE (advice));
  g_ptr_array_add (self->advised, g_object_ref (station));
  g_ptr_array_add (self->advice, g_object_ref (advice));
}

/**
 * geng_zone_meeting_add_failed:
 * @self: a meeting
 * @id: of a station that could not be read
 *
 * The document names it, and its sums are without it.
 */
void
geng_zone_meeting_add_failed (GengZoneMeeting *self, const char *id)
{
  g_return_if_fail (GENG_IS_ZONE_MEETING (self) && id != NULL);
  g_ptr_array_add (self->failed, g_strdup (id));
}

/* -- figures -- */

/* What is told of a station, and summed. */
typedef struct
{
  GengReviewRow duties;
  guint listed, took_part;
  GengReviewKind findings;
  guint visited, notices;
  gboolean confirmed;
} Figures;

static Figures
figures_of (const GengReview *review)
{
  const GengReviewRow *all
      = &g_array_index (review->organisations, GengReviewRow, review->organisations->len - 1);
  const GengReviewKind *kinds
      = &g_array_index (review->kinds, GengReviewKind, review->kinds->len - 1);
  const GengReviewVisits *visits
      = &g_array_index (review->visits, GengReviewVisits, review->visits->len - 1);

  return (Figures){ *all,
                    review->confirmed ? g_hash_table_size (review->listed) : 0,
                    g_hash_table_size (review->took_part),
                    *kinds,
                    visits->visited,
                    visits->notices,
                    review->confirmed };
}

static void
add_duties (GengReviewRow *sum, const GengReviewRow *row)
{
  sum->planned += row->planned;
  sum->served += row->served;
  sum->absent += row->absent;
  sum->unconfirmed += row->unconfirmed;
  sum->stood_in += row->stood_in;
  sum->planned_minutes += row->planned_minutes;
  sum->served_minutes += row->served_minutes;
}

/* All but the people, who are not summed up: some may be of several stations. */
static void
add_figures (Figures *sum, const Figures *one)
{
  add_duties (&sum->duties, &one->duties);
  geng_zone_meeting_add_kind (&sum->findings, &one->findings);
  sum->visited += one->visited;
  sum->notices += one->notices;
  sum->confirmed = sum->confirmed || one->confirmed;
}

/* Guests are called alike at all stations, and whom a station lends others call after it. */
static char *
id_in_zone (const GengReview *review, GengMember *member)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));
  const char *station = geng_entity_get_id (GENG_ENTITY (review->station));

  return geng_member_get_guest (member) ? g_strdup (id) : g_strconcat (station, "/", id, NULL);
}

/* Those of all stations where somebody confirmed.  Whoever serves at several, of a pool or lent,
 * counts once. */
static guint
count_people (const GengZoneMeeting *self, gboolean took_part)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->reviews->len; i++)
    {
      const GengReview *review = self->reviews->pdata[i];
      GHashTableIter people;
      gpointer member;

      if (!review->confirmed)
        continue;
      g_hash_table_iter_init (&people, took_part ? review->took_part : review->listed);
      while (g_hash_table_iter_next (&people, &member, NULL))
        g_hash_table_add (ids, id_in_zone (review, member));
    }
  return g_hash_table_size (ids);
}

static void
add_row (GengGrid *grid, const char *name, const Figures *figures)
{
  geng_grid_text (grid, GENG_LOOK_TEXT, name);
  geng_meeting_add_counts (grid, &figures->duties, figures->confirmed);
  geng_meeting_add_percent (grid, figures->took_part, figures->listed);
  geng_zone_meeting_add_found (grid, &figures->findings);
  geng_grid_number (grid, figures->visited);
  geng_grid_number (grid, figures->notices);
}

static void
write_stations (const GengZoneMeeting *self, GengDocument *document)
{
  static const char *const took_part[][2] = { { "Took part", "参与率" } };
  static const char *const visits[][2]
      = { { "Firms visited", "检查家数" }, { "Notices", "整改通知" } };
  GengGrid *grid = geng_document_grid (document);
  Figures sum = { .listed = count_people (self, FALSE), .took_part = count_people (self, TRUE) };

  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_meeting_add_heads (document, grid, GENG_MEETING_N_COUNTS);
  geng_meeting_add_columns (document, grid, took_part, G_N_ELEMENTS (took_part));
  geng_zone_meeting_add_found_columns (document, grid);
  geng_meeting_add_columns (document, grid, visits, G_N_ELEMENTS (visits));
  for (guint i = 0; i < self->reviews->len; i++)
    {
      const GengReview *review = self->reviews->pdata[i];
      Figures figures = figures_of (review);

      geng_grid_row (grid);
      add_row (grid, geng_entity_get_name (GENG_ENTITY (review->station)), &figures);
      add_figures (&sum, &figures);
    }
  geng_grid_total (grid);
  add_row (grid, say (document, "All", "合计"), &sum);
}

/* -- departments -- */

/* Of one name at all stations. */
typedef struct
{
  GengReviewRow row; /* without a name: those of none */
  gboolean confirmed;
} Department;

static Department *
find_department (GArray *departments, const char *name)
{
  Department fresh = { .row.name = name };

  for (guint i = 0; i < departments->len; i++)
    {
      Department *one = &g_array_index (departments, Department, i);

      if (g_strcmp0 (one->row.name, name) == 0)
        return one;
    }
  g_array_append_val (departments, fresh);
  return &g_array_index (departments, Department, departments->len - 1);
}

/* The last row of a review is everybody. */
static GArray *
list_departments (const GengZoneMeeting *self)
{
  GArray *departments = g_array_new (FALSE, TRUE, sizeof (Department));

  for (guint i = 0; i < self->reviews->len; i++)
    {
      const GengReview *review = self->reviews->pdata[i];

      for (guint k = 0; k + 1 < review->organisations->len; k++)
        {
          const GengReviewRow *row = &g_array_index (review->organisations, GengReviewRow, k);
          Department *one = find_department (departments, row->name);

          add_duties (&one->row, row);
          one->confirmed = one->confirmed || review->confirmed;
        }
    }
  return departments;
}

static void
write_departments (const GengZoneMeeting *self, GengDocument *document)
{
  g_autoptr (GArray) departments = list_departments (self);
  GengGrid *grid = geng_document_grid (document);

  geng_grid_column (grid, say (document, "Department", "单位"), 16);
  geng_meeting_add_heads (document, grid, GENG_MEETING_N_HEADS);
  for (guint i = 0; i < departments->len; i++)
    {
      const Department *one = &g_array_index (departments, Department, i);

      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, geng_meeting_name (document, one->row.name));
      geng_meeting_add_row (grid, &one->row, one->confirmed);
    }
}

/* -- campaigns -- */

/* organisation: (nullable): of those of none, or of nobody */
static void
add_stage_row (GengDocument *document,
               GengGrid *grid,
               const GengReview *review,
               const GengReviewStage *stage,
               const GengReviewRow *row,
               const char *organisation)
{
  g_autofree char *first = geng_report_date (document->language, &stage->first);
  g_autofree char *last = geng_report_date (document->language, &stage->last);
  g_autofree char *days = g_strdup_printf ("%s–%s", first, last);

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, stage->campaign);
  geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (review->station)));
  geng_grid_text (grid, GENG_LOOK_TEXT, stage->name);
  geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (stage->post)));
  geng_grid_text (grid, GENG_LOOK_PLAIN, days);
  geng_grid_text (grid, GENG_LOOK_TEXT, organisation);
  geng_meeting_add_counts (grid, row, review->confirmed);
}

/* A squad may be of several departments: a row each, and one for a route without anybody. */
static void
add_stage (GengDocument *document,
           GengGrid *grid,
           const GengReview *review,
           const GengReviewStage *stage)
{
  for (guint i = 0; i < stage->organisations->len; i++)
    {
      const GengReviewRow *row = &g_array_index (stage->organisations, GengReviewRow, i);

      add_stage_row (document, grid, review, stage, row, geng_meeting_name (document, row->name));
    }
  if (stage->organisations->len == 0)
    add_stage_row (document, grid, review, stage, &stage->row, GENG_MEETING_UNKNOWN);
}

/* Parts without anything to tell are left out, so that the others are counted as they come. */
static void
write_heading (GengDocument *document, guint *number, const char *english, const char *chinese)
{
  static const char *const numerals[]
      = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  g_autofree char *text = document->language[0] == 'z'
                              ? g_strdup_printf ("%s、%s", numerals[*number], chinese)
                              : g_strdup_printf ("%u. %s", *number + 1, english);

  (*number)++;
  geng_document_heading (document, text);
}

/* A line a stage or route and department, campaign by campaign, whichever station has it. */
static void
write_campaigns (const GengZoneMeeting *self, GengDocument *document, guint *number)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GengGrid *grid;

  for (guint i = 0; i < self->reviews->len; i++)
    {
      const GengReview *review = self->reviews->pdata[i];

      for (guint k = 0; k < review->stages->len; k++)
        {
          const char *name = g_array_index (review->stages, GengReviewStage, k).campaign;

          if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, (gpointer) name);
        }
    }
  if (names->len == 0)
    return;
  geng_document_sheet (document, say (document, "Campaigns", "专项行动"));
  write_heading (document, number, "Campaigns", "专项行动");
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "Campaign", "行动"), 14);
  geng_grid_column (grid, say (document, "Station", "队"), 14);
  geng_grid_column (grid, say (document, "Stage, route", "阶段、路线"), 14);
  geng_grid_column (grid, say (document, "Post", "岗位"), 12);
  geng_grid_column (grid, say (document, "Days", "日期"), 14);
  geng_grid_column (grid, say (document, "Department", "单位"), 12);
  geng_meeting_add_heads (document, grid, GENG_MEETING_N_COUNTS);
  for (guint n = 0; n < names->len; n++)
    for (guint i = 0; i < self->reviews->len; i++)
      {
        const GengReview *review = self->reviews->pdata[i];

        for (guint k = 0; k < review->stages->len; k++)
          {
            const GengReviewStage *stage = &g_array_index (review->stages, GengReviewStage, k);

            if (g_str_equal (stage->campaign, names->pdata[n]))
              add_stage (document, grid, review, stage);
          }
      }
}

/* -- kit -- */

/* What was lost, broken or found, whichever station has it. */
static void
write_kit (const GengZoneMeeting *self, GengDocument *document, guint *number)
{
  GengGrid *grid = NULL;

  for (guint i = 0; i < self->reviews->len; i++)
    {
      const GengReview *review = self->reviews->pdata[i];

      for (guint k = 0; k < review->kit->len; k++)
        {
          if (grid == NULL)
            {
              geng_document_sheet (document, say (document, "Kit", "装备"));
              write_heading (document, number, "Kit lost and found", "装备");
              grid = geng_document_grid (document);
              geng_grid_column (grid, say (document, "Station", "队"), 16);
              geng_meeting_add_kit_columns (document, grid);
            }
          geng_grid_row (grid);
          geng_grid_text (grid, GENG_LOOK_TEXT,
                          geng_entity_get_name (GENG_ENTITY (review->station)));
          geng_meeting_add_kit_row (document, grid, &g_array_index (review->kit, GengReviewKit, k));
        }
    }
}

/* -- the document -- */

static void
write_head (const GengZoneMeeting *self, GengDocument *document)
{
  GDate month = reviewed_month (self);
  g_autofree char *reviewed = geng_report_month_name (document->language, &month);
  g_autofree char *day = geng_report_date (document->language, &self->date);
  g_autofree char *sub = g_strdup_printf (
      say (document, "Meeting of %d, %s; looks back on %s", "会议日期：%d年%s　回顾：%s"),
      g_date_get_year (&self->date), day, reviewed);

  geng_document_paragraph (document, GENG_TONE_SUB, sub);
  for (guint i = 0; i < self->failed->len; i++)
    {
      g_autofree char *text
          = g_strdup_printf (say (document, "%s could not be read; all sums are without it.",
                                  "%s 无法读取，合计中不含该队。"),
                             (const char *) self->failed->pdata[i]);

      geng_document_paragraph (document, GENG_TONE_LOUD, text);
    }
}

/* Below the open places of all stations. */
static void
write_remedies (const GengZoneMeeting *self, GengDocument *document)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < self->nexts->len; i++)
    g_ptr_array_add (stations, ((const GengZoneNext *) self->nexts->pdata[i])->station);
  for (guint i = 0; i < self->advice->len; i++)
    {
      GengStation *station = self->advised->pdata[i];
      gboolean one = g_ptr_array_find (stations, station, NULL);
      g_autofree char *whose = one ? g_strdup_printf (say (document, "%s: ", "%s："),
                                                      geng_entity_get_name (GENG_ENTITY (station)))
                                   : g_strdup ("");

      n += geng_meeting_write_remedies (document, station, self->advice->pdata[i], whose,
                                        one ? NULL : stations);
    }
  if (n > 0)
    geng_meeting_explain_remedies (document);
}

static void
write_next (const GengZoneMeeting *self, GengDocument *document, guint *number)
{
  GDate month = self->date;
  g_autofree char *name = NULL, *english = NULL, *chinese = NULL;

  g_date_set_day (&month, 1);
  g_date_add_months (&month, 1);
  name = geng_report_month_name (document->language, &month);
  english = g_strdup_printf ("Next: %s", name);
  chinese = g_strdup_printf ("下步安排：%s", name);
  geng_document_sheet (document, say (document, "Next month", "下步安排"));
  write_heading (document, number, english, chinese);
  geng_zone_meeting_write_next (document, self->nexts, &month);
  write_remedies (self, document);
}

/**
 * geng_zone_meeting_to_document:
 * @self: a meeting
 * @language: (nullable): "en" or "zh"; %NULL for that of the first station
 *
 * The document for the monthly meeting of a zone (月例会): by station what was planned and
 * confirmed, who took part (参与率), findings and how many of them were settled in time (办结率),
 * firms visited (检查家数) and notices to mend (整改通知); the same duties by department; a row a
 * grid with what was found and settled there; findings by the department that has to settle them,
 * and by station and kind beside the month before; firms by name that were told to put things
 * right or closed; kit lost and found; the campaigns, a line for each stage or route and the
 * department of those who serve there; and the month to come with its campaigns and the remedies
 * for its open places, all on sheets of their own.  What nobody confirmed is a dash.
 *
 * Returns: (transfer full): a document
 */
GengDocument *
geng_zone_meeting_to_document (GengZoneMeeting *self, const char *language)
{
  const char *tag = language;
  g_autofree char *title = NULL;
  guint number = 0;
  GengDocument *document;

  g_return_val_if_fail (GENG_IS_ZONE_MEETING (self), NULL);
  if (self->reviews->len > 0)
    tag = geng_report_language (((GengReview *) self->reviews->pdata[0])->station, language);
  tag = tag != NULL ? tag : "zh";
  title = g_strdup_printf (g_str_equal (tag, "zh") ? "%s月例会材料" : "%s: monthly meeting",
                           self->name);
  document = geng_document_new (tag, title, GENG_DOCUMENT_WIDE);
  geng_document_sheet (document, say (document, "Stations", "各队"));
  write_head (self, document);
  write_heading (document, &number, "By station", "各队情况");
  write_stations (self, document);
  geng_document_paragraph (document, GENG_TONE_NOTE,
                           say (document,
                                "Took part: of those on the roster, with a confirmed duty; only "
                                "where somebody confirmed. Whom stations share counts at each of "
                                "them, and once in the sum.",
                                "参与率：排班人员中已核实上岗的比例，未核实的队不计；共用人员各队"
                                "都计，合计只计一次。"));
  geng_meeting_explain_settled (document);
  geng_document_sheet (document, say (document, "Departments", "各单位"));
  write_heading (document, &number, "By department", "各单位情况");
  write_departments (self, document);
  geng_document_sheet (document, say (document, "Grids", "各网格"));
  write_heading (document, &number, "By grid", "各网格情况");
  geng_zone_meeting_write_grids (document, self->reviews);
  geng_document_sheet (document, say (document, "Settling", "办结"));
  write_heading (document, &number, "Findings by the department in charge", "各归口部门办结情况");
  geng_zone_meeting_write_settling (document, self->reviews);
  if (geng_zone_meeting_has_kinds (self->reviews))
    {
      geng_document_sheet (document, say (document, "Kinds", "类别"));
      write_heading (document, &number, "Findings by kind", "各类问题");
      geng_zone_meeting_write_kinds (document, self->reviews);
    }
  if (geng_zone_meeting_has_firms (self->reviews))
    {
      geng_document_sheet (document, say (document, "Firms", "企业"));
      write_heading (document, &number, "Firms to put things right", "检查发现问题的企业");
      geng_zone_meeting_write_firms (document, self->reviews);
    }
  write_campaigns (self, document, &number);
  write_kit (self, document, &number);
  if (self->nexts->len > 0)
    write_next (self, document, &number);
  return document;
}
