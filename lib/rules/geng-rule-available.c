/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include "geng-date.h"

#include <geng/geng-days.h>
#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * available = mon..fri 18:00..22:00; sat 18:00..04:00; sun
 *
 * When a member can serve at all: stretches of calendar days, each with times or the whole day.  A
 * stretch may pass midnight, and stretches that meet are one.  A duty must lie whole in one.
 */

#define NAME "available"
/* A duty begins at most on the date after its duty day's, and a stretch on the date before it. */
#define DAYS_BEFORE 1
#define DAYS_AFTER 3

typedef struct
{
  GengDays *days;
  int start, end; /* minutes from 00:00 of such a day */
  char *text;     /* as it is written */
  guint column;   /* of the rule's text, in characters from 1 */
} Stretch;

/* -- text -- */

static void
clear_stretch (gpointer data)
{
  g_clear_pointer (&((Stretch *) data)->days, geng_days_unref);
  g_clear_pointer (&((Stretch *) data)->text, g_free);
}

/* `18:00..22:00`, `18:00-22:00` or `18:00–22:00` */
static gboolean
read_times (const char *word, Stretch *stretch)
{
  static const char *const marks[] = { "..", "-", "–" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) parts = g_strsplit (word, marks[i], 2);

      if (g_strv_length (parts) == 2 && geng_minutes_parse (parts[0], &stretch->start)
          && geng_minutes_parse (parts[1], &stretch->end))
        {
          if (stretch->end <= stretch->start)
            stretch->end += GENG_DAY_MINUTES;
          return TRUE;
        }
    }
  return FALSE;
}

/* No days are written like this, so that what is wrong must be the times. */
static gboolean
looks_like_times (const char *word)
{
  return strchr (word, ':') != NULL;
}

/* One of `mon..fri 18:00..22:00`; times alone are of every day. */
static gboolean
read_stretch (const char *text, Stretch *stretch, GError **error)
{
  const char *last = strrchr (text, ' ');
  const char *word = last != NULL ? last + 1 : text;
  g_autofree char *days = NULL;

  stretch->start = 0;
  stretch->end = GENG_DAY_MINUTES;
  if (read_times (word, stretch))
    days = last != NULL ? g_strndup (text, last - text) : g_strdup ("all");
  else if (looks_like_times (word))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("“%s” are no times of a day, which has 00:00 to 24:00 with two digits for "
                      "the minutes"),
                   word);
      return FALSE;
    }
  else
    days = g_strdup (text);
  stretch->days = geng_days_parse (days, error);
  return stretch->days != NULL;
}

gboolean
geng_rule_available_reads (const char *text)
{
  Stretch stretch = { 0 };
  gboolean fine = strchr (text, ';') == NULL && read_stretch (text, &stretch, NULL);

  clear_stretch (&stretch);
  return fine;
}

static gboolean
parse_stretches (GengStatement *statement, GArray *stretches, GError **error)
{
  const char *at = statement->text.at;
  glong before = g_utf8_pointer_to_offset (statement->text.text, at);
  g_autoptr (GArray) parts = geng_rule_text_split (at);

  for (guint i = 0; i < parts->len; i++)
    {
      const GengRulePart *part = &g_array_index (parts, GengRulePart, i);
      Stretch stretch = { .column = (guint) before + part->column + 1 };
      g_autoptr (GError) wrong = NULL;

      stretch.text = g_strstrip (g_strdup (part->text));
      if (!read_stretch (stretch.text, &stretch, &wrong))
        {
          geng_rule_text_fail_at (&statement->text, g_utf8_offset_to_pointer (at, part->column),
                                  error,
                                  _ ("“%s” is no time at which somebody can serve (%s); it should "
                                     "be like mon..fri 18:00..22:00"),
                                  stretch.text, wrong->message);
          clear_stretch (&stretch);
          return FALSE;
        }
      g_array_append_val (stretches, stretch);
    }
  statement->text.at += strlen (statement->text.at);
  return TRUE;
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  GArray *stretches;

  if (geng_statement_lifts (statement, NAME))
    return TRUE;
  stretches = g_array_new (FALSE, TRUE, sizeof (Stretch));
  g_array_set_clear_func (stretches, clear_stretch);
  if (parse_stretches (statement, stretches, error))
    {
      geng_statement_add (statement, stretches, g_strdup (NAME), GENG_HOLD_HARD);
      return TRUE;
    }
  g_array_unref (stretches);
  return FALSE;
}

static void
free_stretches (gpointer params)
{
  g_array_unref (params);
}

static char *
describe (gconstpointer params)
{
  return g_strdup (_ ("serves only at the times at which he or she can"));
}

/* -- the meaning, and what both sides share: which times a text names -- */

/* From @minute of @date on, how far the stretches reach without a hole; @minute itself where none
 * has it. Minutes are from 00:00 of @date. */
static int
reach (GArray *stretches, GengStation *station, const GDate *date, int minute)
{
  int reached = minute;
  gboolean further = TRUE;

  while (further)
    {
      further = FALSE;
      for (int d = -DAYS_BEFORE; d <= DAYS_AFTER; d++)
        for (guint i = 0; i < stretches->len; i++)
          {
            const Stretch *stretch = &g_array_index (stretches, Stretch, i);
            GDate day = geng_date_plus (date, d);
            int start = d * GENG_DAY_MINUTES + stretch->start;
            int end = d * GENG_DAY_MINUTES + stretch->end;

            if (start <= reached && end > reached
                && geng_days_contains (stretch->days, station, &day))
              {
                reached = end;
                further = TRUE;
              }
          }
    }
  return reached;
}

static gboolean
can_serve (GArray *stretches, GengStation *station, GengShift *shift, const GDate *date)
{
  return reach (stretches, station, date, geng_shift_get_start_minute (shift))
         >= geng_shift_get_end_minute (shift);
}

/* -- times that are of no use -- */

/* Days that stand for all: a leap year of every weekday and holiday, and one in a row after it. */
#define USUAL_YEAR 2024
#define USUAL_DAYS (2 * 366)

typedef struct
{
  GArray *stretches;
  GengStation *station;
  GengMember *member; /* (nullable): anybody */
  gboolean *used;     /* [stretch] */
} Use;

/* A duty from @start to @end, minutes from 00:00 of @date, needs some of the stretch. */
static gboolean
has_part (const Use *use, const Stretch *stretch, const GDate *date, int start, int end)
{
  for (int d = -DAYS_BEFORE; d <= DAYS_AFTER; d++)
    {
      GDate day = geng_date_plus (date, d);

      if (d * GENG_DAY_MINUTES + stretch->start < end && start < d * GENG_DAY_MINUTES + stretch->end
          && geng_days_contains (stretch->days, use->station, &day))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_serve (const Use *use, GengShift *shift)
{
  return use->member == NULL || geng_member_may_serve (use->member, shift, NULL);
}

static gboolean
has_shifts (const Use *use)
{
  GListModel *shifts = geng_station_get_shifts (use->station);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (may_serve (use, shift))
        return TRUE;
    }
  return FALSE;
}

static void
mark_shift (const Use *use, GengShift *shift, const GDate *date)
{
  if (!may_serve (use, shift) || !can_serve (use->stretches, use->station, shift, date))
    return;
  for (guint i = 0; i < use->stretches->len; i++)
    use->used[i]
        = use->used[i]
          || has_part (use, &g_array_index (use->stretches, Stretch, i), date,
                       geng_shift_get_start_minute (shift), geng_shift_get_end_minute (shift));
}

static gboolean
all_used (const Use *use)
{
  for (guint i = 0; i < use->stretches->len; i++)
    if (!use->used[i])
      return FALSE;
  return TRUE;
}

static void
mark_days (const Use *use, guint year, guint n_days)
{
  GListModel *shifts = geng_station_get_shifts (use->station);
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, (GDateYear) year);
  for (guint d = 0; d < n_days && !all_used (use); d++)
    for (guint s = 0; s < g_list_model_get_n_items (shifts); s++)
      {
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, s);
        GDate date = geng_date_plus (&first, (int) d);

        mark_shift (use, shift, &date);
      }
}

/* Dates are looked at in the years that are written. */
static void
mark_years (const Use *use, const char *text)
{
  g_autoptr (GRegex) years = g_regex_new ("(?<!\\d)2\\d{3}(?=[-/年])", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (years, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 0);

      mark_days (use, (guint) g_ascii_strtoull (year, NULL, 10), USUAL_DAYS / 2);
    }
}

/* "day 08:00–18:00, night 18:00–04:00" */
static char *
list_shifts (const Use *use)
{
  GListModel *shifts = geng_station_get_shifts (use->station);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      g_autofree char *start = geng_minutes_to_string (geng_shift_get_start_minute (shift));
      g_autofree char *end = geng_minutes_to_string (geng_shift_get_end_minute (shift));

      if (may_serve (use, shift))
        g_string_append_printf (list, "%s%s %s–%s", list->len > 0 ? _ (", ") : "",
                                geng_name (shift), start, end);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static GError *
idle_error (const Use *use, const Stretch *stretch)
{
  g_autofree char *shifts = list_shifts (use);

  if (use->member == NULL)
    return g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                        _ ("no shift of the station lies whole in “%s”; it should hold one of %s"),
                        stretch->text, shifts);
  return g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                      _ ("no shift that %s may serve lies whole in “%s”; it should hold one of %s"),
                      geng_entity_get_id (GENG_ENTITY (use->member)), stretch->text, shifts);
}

void
geng_rule_available_tell_idle (gconstpointer params,
                               GengStation *station,
                               GengMember *member,
                               GengIdleTimes tell,
                               gpointer data)
{
  GArray *stretches = (GArray *) params;
  g_autofree gboolean *used = g_new0 (gboolean, stretches->len);
  const Use use = { stretches, station, member, used };

  if (!has_shifts (&use))
    return;
  mark_days (&use, USUAL_YEAR, USUAL_DAYS);
  for (guint i = 0; i < stretches->len && !all_used (&use); i++)
    mark_years (&use, g_array_index (stretches, Stretch, i).text);
  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);

      if (!used[i])
        tell (stretch->column, idle_error (&use, stretch), data);
    }
}

/* -- the judge -- */

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (int d = 0; d < (int) scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        int shift = geng_scene_duty_shift (scene, m, d);
        g_autofree char *message = NULL;
        GDate date;

        geng_scene_date (scene, d, &date);
        if (shift < 0 || can_serve (clause->params, scene->station, scene->shifts[shift], &date))
          continue;
        message
            = g_strdup_printf (_ ("%s cannot serve at these times"), geng_name (scene->members[m]));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, 0, message);
      }
}

/* -- the lowering -- */

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint d = 0; d < scene->n_days; d++)
    for (guint s = 0; s < scene->n_shifts; s++)
      {
        GDate date;

        geng_scene_date (scene, (int) d, &date);
        if (can_serve (clause->params, scene->station, scene->shifts[s], &date))
          continue;
        for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
          for (guint i = 0; lowering->shift[c] == s && i < clause->members->len; i++)
            geng_problem_forbid (lowering->problem, geng_clause_member (clause, i), d, c);
      }
}

const GengRuleDef geng_rule_available = {
  .name = NAME,
  .chinese = "可值时段",
  .title = { "the times at which a member can serve", "队员的可值时段" },
  .meaning
  = { "Days of the calendar with times, or whole days; a stretch may pass midnight, and stretches "
      "that meet are one. A duty must lie whole in one of them.",
      "日历日加时间，或整天；时段可以跨过零点，相接的时段合为一段。一个班必须整个落"
      "在一段之内。" },
  .grammar = "DAYS [HH:MM..HH:MM] {; DAYS [HH:MM..HH:MM]}",
  .examples = (const GengExample[]){ { "mon..fri 18:00..22:00; sat 18:00..04:00; sun",
                                       "周一..周五 18:00..22:00; 周六 18:00..04:00; 周日",
                                       { "evenings of working days, Saturday nights, all Sunday",
                                         "平日晚上、周六夜里、周日全天" } },
                                     { NULL } },
  .parameters
  = (const GengParameter[]){ { .name = "times",
                               .title = { "days, with times or without", "日子，可带时间" },
                               .type = GENG_RULE_PARAMETER_TYPE_TIMES },
                             { NULL } },
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .is_whole = TRUE,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = free_stretches,
  .describe = describe,
  .check = check,
  .compile = compile,
};
