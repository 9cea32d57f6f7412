/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The overview as a document, a sheet a question, and as text for a terminal. */

#include "geng-overview-private.h"

#include "geng-document-private.h"
#include "geng-report-columns.h"
#include "geng-report-words.h"

#define say geng_document_say

/* Where there is no roster to count. */
#define UNKNOWN "–"

static const char *
state_text (const char *language, GengMonthState state)
{
  static const char *const english[] = { UNKNOWN, "draft", "official" };
  static const char *const chinese[] = { "未排", "草稿", "已发布" };

  return g_str_has_prefix (language, "zh") ? chinese[state] : english[state];
}

static const char *
name_of (const GengOverviewPart *part)
{
  return part->station != NULL ? geng_entity_get_name (GENG_ENTITY (part->station)) : part->id;
}

static char *
month_head (GengDocument *document, const GengOverview *self, guint ahead)
{
  GDate month = self->today;

  /* Before the day starts it is still yesterday, by whose month all is counted. */
  if (!g_date_valid (&month))
    g_date_set_dmy (&month, (GDateDay) g_date_time_get_day_of_month (self->at),
                    (GDateMonth) g_date_time_get_month (self->at),
                    (GDateYear) g_date_time_get_year (self->at));
  g_date_add_months (&month, ahead);
  return g_strdup_printf (say (document, "Month %d", "%d月"), (int) g_date_get_month (&month));
}

/* -- stations -- */

static void
write_known (GengGrid *grid, guint number, gboolean known)
{
  if (known)
    geng_grid_number (grid, number);
  else
    geng_grid_text (grid, GENG_LOOK_PLAIN, UNKNOWN);
}

static void
write_counts (GengGrid *grid, const GengOverviewRow *row)
{
  geng_grid_number (grid, row->people);
  geng_grid_number (grid, row->places);
  write_known (grid, row->missing_today, row->judged);
  write_known (grid, row->missing_tomorrow, row->judged_tomorrow);
  write_known (grid, row->missing, row->judged);
  write_known (grid, row->on_duty, row->planned);
  geng_grid_number (grid, row->open);
  geng_grid_number (grid, row->overdue);
}

#define N_COUNTS 8

static void
add_count_columns (GengDocument *document, GengGrid *grid)
{
  geng_grid_column (grid, say (document, "People", "人数"), 6);
  geng_grid_column (grid, say (document, "Places", "岗次"), 7);
  geng_grid_column (grid, say (document, "Missing\ntoday", "今日\n缺岗"), 7);
  geng_grid_column (grid, say (document, "Missing\ntomorrow", "明日\n缺岗"), 8);
  geng_grid_column (grid, say (document, "Missing\nthis month", "本月\n缺岗"), 9);
  geng_grid_column (grid, say (document, "On duty", "在岗"), 7);
  geng_grid_column (grid, say (document, "Findings\nopen", "问题\n未办结"), 8);
  geng_grid_column (grid, say (document, "Findings\noverdue", "问题\n逾期"), 8);
}

/* All but the people, of whom stations may share some. */
static void
add_up (GengOverviewRow *all, const GengOverviewRow *row)
{
  all->places += row->places;
  all->missing += row->missing;
  all->missing_today += row->missing_today;
  all->missing_tomorrow += row->missing_tomorrow;
  all->on_duty += row->on_duty;
  all->open += row->open;
  all->overdue += row->overdue;
  all->judged |= row->judged;
  all->judged_tomorrow |= row->judged_tomorrow;
  all->planned |= row->planned;
}

/* @shared: set to how many of them are of several stations */
static guint
count_people (const GengOverview *self, guint *shared)
{
  g_autoptr (GHashTable) guests = g_hash_table_new (g_str_hash, g_str_equal);
  guint own = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      own += part->sum.people - part->guests->len;
      for (guint g = 0; g < part->guests->len; g++)
        g_hash_table_add (guests, part->guests->pdata[g]);
    }
  *shared = g_hash_table_size (guests);
  return own + *shared;
}

static void
write_station (GengDocument *document, GengGrid *grid, const GengOverviewPart *part)
{
  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, name_of (part));
  if (part->station == NULL)
    {
      geng_grid_span (
          grid, GENG_LOOK_OPEN,
          say (document, "its files have mistakes: geng check", "数据有误：请运行 geng 检查"),
          2 + N_COUNTS);
      return;
    }
  geng_grid_text (grid, GENG_LOOK_PLAIN, state_text (document->language, part->state));
  geng_grid_text (grid, GENG_LOOK_PLAIN, state_text (document->language, part->next_state));
  write_counts (grid, &part->sum);
}

static void
write_stations (GengDocument *document, const GengOverview *self)
{
  GengGrid *grid;
  guint shared = 0;
  GengOverviewRow all = { .people = count_people (self, &shared) };
  g_autofree char *now = month_head (document, self, 0);
  g_autofree char *next = month_head (document, self, 1);

  geng_document_sheet (document, say (document, "Stations", "各队"));
  geng_document_heading (document, say (document, "1. Stations", "一、各队"));
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_grid_column (grid, now, 8);
  geng_grid_column (grid, next, 8);
  add_count_columns (document, grid);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      write_station (document, grid, part);
      add_up (&all, &part->sum);
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, say (document, "All", "合计"));
  geng_grid_empty (grid, 2);
  write_counts (grid, &all);
  if (shared > 0)
    geng_document_paragraph (document, GENG_TONE_NOTE,
                             say (document,
                                  "People whom stations share count at each of them, and once in "
                                  "the sum.",
                                  "共用人员各队都计，合计只计一次。"));
}

/* -- posts -- */

static void
write_posts (GengDocument *document, const GengOverview *self)
{
  GengGrid *grid;

  geng_document_sheet (document, say (document, "Posts", "网格"));
  geng_document_heading (document, say (document, "2. Posts", "二、网格（岗位）"));
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "Station", "队"), 14);
  geng_grid_column (grid, say (document, "Post", "网格（岗位）"), 14);
  add_count_columns (document, grid);
  grid->dense = TRUE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      for (guint r = 0; r < part->rows->len; r++)
        {
          const GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, r);

          geng_grid_row (grid);
          geng_grid_text (grid, GENG_LOOK_TEXT, name_of (part));
          geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (row->post)));
          write_counts (grid, row);
        }
    }
  geng_document_paragraph (
      document, GENG_TONE_NOTE,
      say (
          document,
          "People: who may serve there. Places: what the month's demands ask for at least, a place "
          "a day. Missing people are counted once.",
          "人数：可在该处勤务的人。岗次：本月需求的最少人数，每天每人计一次。缺岗按人计，不重复"
          "。"));
}

/* -- who is on duty -- */

static gboolean
same_crew (GengDuty *a, GengDuty *b)
{
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

/* Duties stand by shift and post, so that those of a crew follow each other. */
static guint
write_crew (GengDocument *document, GengGrid *grid, const GengOverviewPart *part, guint from)
{
  GengDuty *first = part->on_duty->pdata[from];
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *times = geng_report_times (document->language, geng_duty_get_shift (first));
  g_autofree char *shift = g_strdup_printf (
      "%s %s", geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (first))), times);
  guint to = from;

  for (; to < part->on_duty->len && same_crew (first, part->on_duty->pdata[to]); to++)
    g_string_append_printf (
        names, "%s%s", to > from ? say (document, ", ", "、") : "",
        geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (part->on_duty->pdata[to]))));
  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, name_of (part));
  geng_grid_text (grid, GENG_LOOK_TEXT,
                  geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (first))));
  geng_grid_text (grid, GENG_LOOK_TEXT, shift);
  geng_grid_text (grid, GENG_LOOK_TEXT, names->str);
  return to;
}

static void
write_on_duty (GengDocument *document, const GengOverview *self)
{
  GengGrid *grid;

  geng_document_sheet (document, say (document, "On duty", "在岗"));
  geng_document_heading (document, say (document, "3. On duty", "三、在岗人员"));
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "Station", "队"), 14);
  geng_grid_column (grid, say (document, "Post", "网格（岗位）"), 14);
  geng_grid_column (grid, say (document, "Shift", "班次"), 16);
  geng_grid_column (grid, say (document, "Who", "人员"), 40);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      for (guint d = 0; d < part->on_duty->len;)
        d = write_crew (document, grid, part, d);
    }
  if (grid->rows->len == 0)
    geng_document_paragraph (document, GENG_TONE_PLAIN, say (document, "Nobody.", "无人在岗。"));
}

/* -- hours -- */

/* A row an organisation of a station, or of all of them. */
static void
write_organisations (GengGrid *grid, const GArray *list, const char *name, gboolean total)
{
  for (guint i = 0; i < list->len; i++)
    {
      const GengOverviewHours *hours = &g_array_index (list, GengOverviewHours, i);
      g_autofree char *text = geng_report_hours ((int) hours->minutes);

      if (total)
        geng_grid_total (grid);
      else
        geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, name);
      geng_grid_text (grid, GENG_LOOK_TEXT, hours->name[0] != '\0' ? hours->name : UNKNOWN);
      geng_grid_number (grid, g_hash_table_size (hours->people));
      geng_grid_number (grid, hours->duties);
      geng_grid_figure (grid, (double) hours->minutes / 60, text);
    }
}

static void
write_hours (GengDocument *document, const GengOverview *self)
{
  g_autoptr (GArray) all = geng_overview_sum_hours (self);
  GengGrid *grid;

  geng_document_sheet (document, say (document, "Hours", "时数"));
  geng_document_heading (document,
                         say (document, "4. Hours by organisation", "四、各单位时数（本月）"));
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "Station", "队"), 14);
  geng_grid_column (grid, say (document, "Organisation", "单位"), 16);
  geng_grid_column (grid, say (document, "People", "人数"), 7);
  geng_grid_column (grid, say (document, "Duties", "班次数"), 8);
  geng_grid_column (grid, say (document, "Hours", "时数"), 9);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      write_organisations (grid, part->hours, name_of (part), FALSE);
    }
  if (self->parts->len > 1)
    write_organisations (grid, all, say (document, "All", "合计"), TRUE);
}

/**
 * geng_overview_to_document:
 * @self: an overview
 * @language: (nullable): "zh" or "en"; %NULL for that of the first station
 *
 * Four tables for A4 and for a screen: the stations, their posts, who is on duty, and the hours of
 * the month by organisation; a fifth one where stations share people.  It names people with their
 * duties or as away, and nothing that only the office may see.
 *
 * Returns: (transfer full): a document
 */
GengDocument *
geng_overview_to_document (GengOverview *self, const char *language)
{
  GengDocument *document;
  GengStation *station = NULL;
  const char *tongue;
  g_autofree char *title = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *sub = NULL;

  g_return_val_if_fail (GENG_IS_OVERVIEW (self) && self->at != NULL, NULL);
  for (guint i = 0; i < self->parts->len && station == NULL; i++)
    station = ((const GengOverviewPart *) self->parts->pdata[i])->station;
  tongue = station != NULL || language != NULL ? geng_report_language (station, language) : "zh";
  title = g_strdup_printf (g_str_has_prefix (tongue, "zh") ? "%s总览" : "%s: overview", self->name);
  document = geng_document_new (tongue, title, GENG_DOCUMENT_WIDE);
  moment = g_date_time_format (self->at, "%Y-%m-%d %H:%M");
  sub = g_strdup_printf (say (document, "At %s", "截至 %s"), moment);
  geng_document_paragraph (document, GENG_TONE_SUB, sub);
  write_stations (document, self);
  write_posts (document, self);
  write_on_duty (document, self);
  write_hours (document, self);
  geng_overview_write_pools (document, self);
  return document;
}

/* -- text -- */

static void
take_number (GengColumns *table, guint number)
{
  geng_columns_take (table, g_strdup_printf ("%u", number));
}

static void
take_known (GengColumns *table, guint number, gboolean known)
{
  if (known)
    take_number (table, number);
  else
    geng_columns_add (table, UNKNOWN);
}

static void
take_counts (GengColumns *table, const GengOverviewRow *row)
{
  take_number (table, row->people);
  take_known (table, row->missing_today, row->judged);
  take_known (table, row->missing_tomorrow, row->judged_tomorrow);
  take_known (table, row->missing, row->judged);
  take_known (table, row->on_duty, row->planned);
  take_number (table, row->open);
  take_number (table, row->overdue);
}

static void
add_text_row (GengColumns *table, const GengOverviewPart *part, const char *language)
{
  geng_columns_add (table, name_of (part));
  if (part->station == NULL)
    {
      geng_columns_add (table, g_str_has_prefix (language, "zh") ? "数据有误" : "faulty");
      geng_columns_end (table);
      return;
    }
  geng_columns_add (table, state_text (language, part->state));
  geng_columns_add (table, state_text (language, part->next_state));
  take_counts (table, &part->sum);
}

static const char *
all_text (const char *language)
{
  return g_str_has_prefix (language, "zh") ? "合计" : "all";
}

static void
add_text_sum (GengColumns *table, const GengOverview *self, const char *language)
{
  guint shared = 0;
  GengOverviewRow all = { .people = count_people (self, &shared) };

  for (guint i = 0; i < self->parts->len; i++)
    add_up (&all, &((const GengOverviewPart *) self->parts->pdata[i])->sum);
  geng_columns_add (table, all_text (language));
  geng_columns_add (table, "");
  geng_columns_add (table, "");
  take_counts (table, &all);
}

/* Hours of all stations by organisation; "" where there are none. */
static char *
hours_to_text (const GengOverview *self, const char *language)
{
  static const char *const english[] = { "hours this month", "people", "duties", "hours" };
  static const char *const chinese[] = { "本月时数", "人数", "班次数", "时数" };
  g_autoptr (GArray) all = geng_overview_sum_hours (self);
  g_autoptr (GengColumns) table = geng_columns_new (G_N_ELEMENTS (english));

  if (all->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    geng_columns_add (table, g_str_has_prefix (language, "zh") ? chinese[i] : english[i]);
  for (guint i = 0; i < all->len; i++)
    {
      const GengOverviewHours *hours = &g_array_index (all, GengOverviewHours, i);

      geng_columns_add (table, hours->name[0] != '\0' ? hours->name : UNKNOWN);
      take_number (table, g_hash_table_size (hours->people));
      take_number (table, hours->duties);
      geng_columns_take (table, geng_report_hours ((int) hours->minutes));
    }
  return geng_columns_print (table, 0);
}

/**
 * geng_overview_to_text:
 * @self: an overview
 * @language: "zh" or "en"
 *
 * For a terminal: a row a station and one for all, then a row an organisation, where whom stations
 * share counts once, then a row a pool of these.
 *
 * Returns: (transfer full): lines of UTF-8 text
 */
char *
geng_overview_to_text (GengOverview *self, const char *language)
{
  static const char *const english[] = { "",         "month", "next",    "people", "gaps today",
                                         "tomorrow", "month", "on duty", "open",   "overdue" };
  static const char *const chinese[]
      = { "", "本月", "下月", "人数", "今日缺岗", "明日", "本月", "在岗", "未办结", "逾期" };
  g_autoptr (GengColumns) table = NULL;
  g_autofree char *stations = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *pools = NULL;

  g_return_val_if_fail (GENG_IS_OVERVIEW (self) && language != NULL, NULL);
  table = geng_columns_new (G_N_ELEMENTS (english));
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    geng_columns_add (table, g_str_has_prefix (language, "zh") ? chinese[i] : english[i]);
  for (guint i = 0; i < self->parts->len; i++)
    add_text_row (table, self->parts->pdata[i], language);
  if (self->parts->len > 1)
    add_text_sum (table, self, language);
  stations = geng_columns_print (table, 0);
  hours = hours_to_text (self, language);
  pools = geng_overview_pools_to_text (self, language);
  return g_strconcat (stations, hours[0] != '\0' ? "\n" : "", hours, pools[0] != '\0' ? "\n" : "",
                      pools, NULL);
}
