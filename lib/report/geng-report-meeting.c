/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The document for the monthly meeting: last month as it was, next month as it is planned. */

#include "geng-report-meeting.h"

#include "geng-report-forms.h"
#include "geng-report-sheet.h"
#include "geng-report-words.h"

#define say geng_document_say

/* More days of a remedy than these are counted. */
#define DAYS_NAMED 4

typedef struct
{
  GengRoster *roster; /* (nullable): not planned yet */
  GengJudgement *judgement;
  gboolean official;
  GengAdvice *advice; /* (nullable) */
  GDate month;
} Next;

/* -- gaps -- */

guint
geng_meeting_count_missing (GPtrArray *gaps)
{
  guint n = 0;

  for (guint i = 0; i < gaps->len; i++)
    n += (guint) geng_sheet_count_missing (gaps, i);
  return n;
}

char *
geng_meeting_sum_up_gaps (GengDocument *self, GengStation *station, GPtrArray *gaps)
{
  g_autoptr (GHashTable) roles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = gaps->pdata[i];
      char *role = (char *) geng_gap_get_role (gap);

      if (role == NULL)
        continue;
      if (!g_hash_table_contains (roles, role))
        g_ptr_array_add (order, role);
      g_hash_table_insert (roles, role,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (roles, role))
                                             + geng_gap_get_places (gap)));
    }
  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (text, say (self, "%s%u (%s)", "%s%u 人（%s）"),
                            i > 0 ? say (self, ", ", "、") : "",
                            GPOINTER_TO_UINT (g_hash_table_lookup (roles, order->pdata[i])),
                            geng_report_role (station, order->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
write_gaps (GengDocument *self, GengStation *station, const Next *next)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (next->judgement);
  g_autofree char *roles = geng_meeting_sum_up_gaps (self, station, gaps);
  g_autofree char *text = NULL;
  GengGrid *grid;

  if (gaps->len == 0)
    return;
  if (roles[0] != '\0')
    {
      text = g_strdup_printf (say (self, "Of them: %s.", "其中：%s。"), roles);
      geng_document_paragraph (self, GENG_TONE_PLAIN, text);
    }
  grid = geng_document_grid (self);
  geng_grid_column (grid, say (self, "Open places", "缺岗"), 40);
  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *gap = geng_report_gap (self->language, station, gaps->pdata[i]);

      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, gap);
    }
}

/* "（带班队长、辅警）": what people must be; nothing where anybody will do. */
static char *
roles_text (GengDocument *self, GengStation *station, GengRemedy *remedy)
{
  const char *const *roles = geng_remedy_get_roles (remedy);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? say (self, ", ", "、") : "",
                            geng_report_role (station, roles[i]));
  if (text->len == 0)
    return g_strdup ("");
  return g_strdup_printf (say (self, " (%s)", "（%s）"), text->str);
}

/* "2027-01-03、2027-01-09", or how many where there are many. */
static char *
days_text (GengDocument *self, GengRemedy *remedy)
{
  g_autofree char *all = geng_remedy_dup_days (remedy);
  g_auto (GStrv) days = g_strsplit (all != NULL ? all : "", ",", -1);
  guint n = g_strv_length (days);

  if (n > DAYS_NAMED)
    return g_strdup_printf (say (self, "%u days", "%u 天"), n);
  return g_strjoinv (say (self, ", ", "、"), days);
}

/* What comes from the station has the id STATION/ID in that of the zone. */
static gboolean
is_of_part (GengEntity *part, GengDemand *demand)
{
  g_autofree char *start = g_strdup_printf ("%s/", geng_entity_get_id (part));

  return g_str_has_prefix (geng_entity_get_id (GENG_ENTITY (demand)), start);
}

/* "东村：夜巡": with the station that it is of.  @parts: (nullable) */
static char *
demand_text (GengDocument *self, GengDemand *demand, const GPtrArray *parts)
{
  const char *name = demand != NULL ? geng_entity_get_name (GENG_ENTITY (demand)) : "";

  for (guint i = 0; demand != NULL && parts != NULL && i < parts->len; i++)
    if (is_of_part (parts->pdata[i], demand))
      return g_strdup_printf (say (self, "%s: %s", "%s：%s"),
                              geng_entity_get_name (parts->pdata[i]), name);
  return g_strdup (name);
}

/* By role, number and day, and never by name: whose leave it is, only the captain sees. */
static char *
remedy_text (GengDocument *self, GengStation *station, GengRemedy *remedy, const GPtrArray *parts)
{
  g_autofree char *roles = roles_text (self, station, remedy), *days = days_text (self, remedy);
  g_autofree char *demand = demand_text (self, geng_remedy_get_demand (remedy), parts);
  int number = geng_remedy_get_number (remedy);

  switch (geng_remedy_get_kind (remedy))
    {
    case GENG_REMEDY_KIND_LEAVE:
      return g_strdup_printf (say (self, "one member's leave moved (%s), if he agrees",
                                   "有一人调整请假（%s），须本人同意"),
                              days);
    case GENG_REMEDY_KIND_LIMIT:
      return g_strdup (say (self, "one limit relaxed for one member, if he agrees",
                            "放宽一人的一条限制，须本人同意"));
    case GENG_REMEDY_KIND_CREW:
      return g_strdup_printf (say (self, "%s with %d people (%s)", "“%s”改为 %d 人（%s）"), demand,
                              number, days);
    case GENG_REMEDY_KIND_LEND:
      return g_strdup_printf (say (self, "%d people%s lent (%s)", "借 %d 人%s（%s）"), number,
                              roles, days);
    case GENG_REMEDY_KIND_JOIN:
    default:
      return g_strdup_printf (say (self, "%d more people%s", "再来 %d 人%s"), number, roles);
    }
}

/* What moving people alone would fill is no remedy that the meeting decides on. */
static void
write_planned_anew (GengDocument *self, GengAdvice *advice)
{
  int left = (int) geng_advice_get_gaps (advice);
  g_autofree char *text = NULL;

  if (left >= geng_advice_get_planned_gaps (advice))
    return;
  if (left == 0)
    text = g_strdup (say (self, "Planned anew over all stations, none of them stays open.",
                          "各队统一重排即可补齐。"));
  else
    text = g_strdup_printf (say (self, "Planned anew over all stations, %d of them stay open.",
                                 "各队统一重排后尚缺 %d 人次。"),
                            left);
  geng_document_paragraph (self, GENG_TONE_PLAIN, text);
}

guint
geng_meeting_write_remedies (GengDocument *self,
                             GengStation *station,
                             GengAdvice *advice,
                             const char *whose,
                             const GPtrArray *parts)
{
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  if (parts != NULL)
    write_planned_anew (self, advice);
  for (guint i = 0; i < remedies->len; i++)
    {
      GengRemedy *remedy = remedies->pdata[i];
      g_autofree char *what = remedy_text (self, station, remedy, parts);
      int left = (int) geng_remedy_get_gaps (remedy);
      g_autofree char *effect
          = left == 0 ? g_strdup (say (self, "fills all", "可补齐"))
                      : g_strdup_printf (say (self, "%d stay open", "尚缺 %d 人次"), left);
      g_autofree char *text = g_strdup_printf (
          say (self, "%sRemedy %u: %s: %s.", "%s办法%u：%s，%s。"), whose, i + 1, what, effect);

      geng_document_paragraph (self, GENG_TONE_PLAIN, text);
    }
  return remedies->len;
}

void
geng_meeting_explain_remedies (GengDocument *self)
{
  geng_document_paragraph (
      self, GENG_TONE_NOTE,
      say (self, "Each remedy was tried by planning again.", "每个办法都重新排班试过。"));
}

static void
write_remedies (GengDocument *self, GengStation *station, GengAdvice *advice)
{
  if (geng_meeting_write_remedies (self, station, advice, "", NULL) > 0)
    geng_meeting_explain_remedies (self);
  if (geng_advice_get_gaps (advice) > 0 && geng_advice_get_around_shared (advice))
    geng_document_paragraph (
        self, GENG_TONE_NOTE,
        say (self,
             "All this with those whom stations share where they are; the zone, which plans them, "
             "may fill more.",
             "以上均以各站共用的人不动为前提；片区统一排班时也许还能补上。"));
}

/* -- next month -- */

void
geng_meeting_write_coming_campaigns (GengDocument *self,
                                     GengStation *station,
                                     const GDate *month,
                                     const char *whose)
{
  GListModel *demands = geng_station_get_demands (station);
  GDate last = *month;

  g_date_add_months (&last, 1);
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      g_autofree char *text = NULL;
      guint n_days = 0;

      if (geng_demand_get_campaign (demand) == NULL)
        continue;
      for (GDate day = *month; g_date_compare (&day, &last) < 0; g_date_add_days (&day, 1))
        n_days += geng_demand_holds_on (demand, station, &day);
      if (n_days == 0)
        continue;
      text = g_strdup_printf (say (self, "%sCampaign %s: %s, %s, %u days, %d to %d people.",
                                   "%s专项行动“%s”：%s，%s，%u 天，每天 %d–%d 人。"),
                              whose, geng_demand_get_campaign (demand),
                              geng_entity_get_name (GENG_ENTITY (demand)),
                              geng_entity_get_name (GENG_ENTITY (geng_demand_get_post (demand))),
                              n_days, geng_demand_get_min (demand), geng_demand_get_max (demand));
      geng_document_paragraph (self, GENG_TONE_PLAIN, text);
    }
}

static void
write_roster (GengDocument *self, const Next *next)
{
  GengFormPage days = { .document = self,
                        .station = geng_roster_get_station (next->roster),
                        .roster = next->roster,
                        .title = self->title,
                        .first = *geng_roster_get_first (next->roster),
                        .last = *geng_roster_get_last (next->roster) };

  geng_document_sheet (self, say (self, "Roster", "值班安排表"));
  geng_document_heading (self, say (self, "The roster by days", "值班安排表"));
  geng_form_write_days (&days);
}

static void
write_next (GengDocument *self, GengStation *station, const Next *next)
{
  g_autofree char *name = geng_report_month_name (self->language, &next->month);
  g_autofree char *heading = g_strdup_printf (say (self, "6. Next: %s", "六、下步安排：%s"), name);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) duties = NULL, gaps = NULL;

  geng_document_sheet (self, say (self, "Next month", "下步安排"));
  geng_document_heading (self, heading);
  geng_meeting_write_coming_campaigns (self, station, &next->month, "");
  if (next->roster == NULL)
    {
      geng_document_paragraph (self, GENG_TONE_PLAIN, say (self, "Not planned yet.", "尚未排班。"));
      return;
    }
  if (!next->official)
    geng_document_paragraph (self, GENG_TONE_LOUD,
                             geng_report_word (self->language, GENG_WORD_DRAFT));
  duties = geng_roster_list_duties (next->roster);
  gaps = geng_judgement_list_gaps (next->judgement);
  text = g_strdup_printf (
      say (self, "%u duties are planned; %u places stay open.", "共排 %u 次勤务，缺 %u 人次。"),
      duties->len, geng_meeting_count_missing (gaps));
  geng_document_paragraph (self, GENG_TONE_PLAIN, text);
  write_gaps (self, station, next);
  if (next->advice != NULL)
    write_remedies (self, station, next->advice);
  write_roster (self, next);
}

static GengDocument *
begin_document (GengStation *station,
                const GDate *date,
                const GengReview *review,
                const char *language)
{
  const char *tag = geng_report_language (station, language);
  g_autofree char *month = geng_report_month_name (tag, &review->first);
  g_autofree char *day = geng_report_date (tag, date);
  gboolean chinese = g_str_equal (tag, "zh");
  g_autofree char *title = g_strdup_printf (chinese ? "%s月例会材料" : "%s: monthly meeting",
                                            geng_entity_get_name (GENG_ENTITY (station)));
  g_autofree char *sub = g_strdup_printf (chinese ? "会议日期：%d年%s　回顾：%s"
                                                  : "Meeting of %d, %s; looks back on %s",
                                          g_date_get_year (date), day, month);
  GengDocument *self = geng_document_new (tag, title, GENG_DOCUMENT_TALL);

  geng_document_sheet (self, say (self, "Duties", "勤务"));
  geng_document_paragraph (self, GENG_TONE_SUB, sub);
  return self;
}

/* A bare roster, as introspection may make one, has none. */
static gboolean
is_of_a_station (GengRoster *roster)
{
  return roster == NULL || geng_roster_get_station (roster) != NULL;
}

/**
 * geng_report_meeting:
 * @station: a station
 * @date: the day of the meeting
 * @reviewed: (nullable): the official roster of the month before @date's; %NULL if there is none
 * @journal: the journal of at least that month and the month before it
 * @history: (nullable): one roster of the months up to the reviewed one, of which the picture of
 *   shares is made; %NULL for the reviewed one alone
 * @next: (nullable): the roster of the month after @date's; %NULL if it is not planned yet
 * @next_judgement: (nullable): the judgement of @next; needed where @next is given
 * @next_official: whether @next is published; else it is headed as a draft
 * @advice: (nullable): what would fill the gaps of @next; printed by role and number
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The document for the monthly meeting (月例会): what was planned and done last month by
 * organisation and team, who took part, campaigns with their stages and routes, findings by kind
 * beside the month before, visits to firms, kit lost and found, how burdens were shared, and the
 * roster to come with its open places.  What nobody confirmed stands as a dash.  Names no reporter,
 * no reason of leave and no phone.
 *
 * Returns: (transfer full): a document
 */
GengDocument *
geng_report_meeting (GengStation *station,
                     const GDate *date,
                     GengRoster *reviewed,
                     GengJournal *journal,
                     GengRoster *history,
                     GengRoster *next,
                     GengJudgement *next_judgement,
                     gboolean next_official,
                     GengAdvice *advice,
                     const char *language)
{
  g_autoptr (GengReview) review = NULL;
  Next after = { next, next_judgement, next_official, advice };
  GDate last_month;
  GengDocument *self;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  /* The month before is looked at, and there is none before the year 1. */
  g_return_val_if_fail (date != NULL && g_date_valid (date) && g_date_get_year (date) > 1, NULL);
  g_return_val_if_fail (is_of_a_station (reviewed) && is_of_a_station (history), NULL);
  g_return_val_if_fail (is_of_a_station (next), NULL);
  g_return_val_if_fail (next == NULL || GENG_IS_JUDGEMENT (next_judgement), NULL);
  g_return_val_if_fail (advice == NULL || GENG_IS_ADVICE (advice), NULL);
  last_month = after.month = *date;
  g_date_set_day (&last_month, 1);
  g_date_set_day (&after.month, 1);
  g_date_subtract_months (&last_month, 1);
  g_date_add_months (&after.month, 1);
  review = geng_review_new (station, reviewed, journal, &last_month, date);
  self = begin_document (station, date, review, language);
  geng_meeting_write_duties (self, review);
  geng_meeting_write_campaigns (self, review);
  geng_meeting_write_findings (self, review);
  geng_meeting_write_kit (self, review);
  geng_meeting_write_fairness (self, review, history);
  write_next (self, station, &after);
  return self;
}
