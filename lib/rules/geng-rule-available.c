/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include "geng-date.h"

#include <geng/geng-days.h>
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
} Stretch;

/* -- text -- */

static void
clear_stretch (gpointer data)
{
  g_clear_pointer (&((Stretch *) data)->days, geng_days_unref);
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

/* One of `mon..fri 18:00..22:00`; times alone are of every day. */
static gboolean
read_stretch (const char *text, Stretch *stretch, GError **error)
{
  const char *last = strrchr (text, ' ');
  g_autofree char *days = NULL;

  stretch->start = 0;
  stretch->end = GENG_DAY_MINUTES;
  if (read_times (last != NULL ? last + 1 : text, stretch))
    days = last != NULL ? g_strndup (text, last - text) : g_strdup ("all");
  else
    days = g_strdup (text);
  stretch->days = geng_days_parse (days, error);
  return stretch->days != NULL;
}

static gboolean
parse_stretches (GengStatement *statement, GArray *stretches, GError **error)
{
  const char *at = statement->text.at;
  g_autoptr (GRegex) ends = g_regex_new ("[;；]", G_REGEX_OPTIMIZE, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (ends, at, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Stretch stretch = { 0 };
      g_autoptr (GError) wrong = NULL;

      if (!read_stretch (g_strstrip (parts[i]), &stretch, &wrong))
        return geng_rule_text_fail_at (
            &statement->text, at, error,
            _ ("“%s” is no time at which somebody can serve (%s); it should be like "
               "mon..fri 18:00..22:00"),
            parts[i], wrong->message);
      g_array_append_val (stretches, stretch);
    }
  statement->text.at += strlen (statement->text.at);
  return TRUE;
}

static gboolean is_of_use (GArray *stretches, GengStation *station, const char *text);

static gboolean
parse (GengStatement *statement, GError **error)
{
  GArray *stretches;
  const char *text;

  if (geng_statement_lifts (statement, NAME))
    return TRUE;
  text = statement->text.at;
  stretches = g_array_new (FALSE, TRUE, sizeof (Stretch));
  g_array_set_clear_func (stretches, clear_stretch);
  if (parse_stretches (statement, stretches, error)
      && (is_of_use (stretches, statement->station, text)
          || geng_rule_text_fail_at (&statement->text, text, error,
                                     _ ("no shift of the station lies whole in these times"))))
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

/* Days that stand for all: a leap year of every weekday and holiday, and one in a row after it. */
#define USUAL_YEAR 2024
#define USUAL_DAYS (2 * 366)

static gboolean
serves_some_day (GArray *stretches, GengStation *station, guint year, guint n_days)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, (GDateYear) year);
  for (guint d = 0; d < n_days; d++)
    for (guint s = 0; s < g_list_model_get_n_items (shifts); s++)
      {
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, s);
        GDate date = geng_date_plus (&first, (int) d);

        if (can_serve (stretches, station, shift, &date))
          return TRUE;
      }
  return FALSE;
}

/* Some shift lies whole in them on some day: of the years that @text names, or of any. */
static gboolean
is_of_use (GArray *stretches, GengStation *station, const char *text)
{
  g_autoptr (GRegex) years = g_regex_new ("(?<!\\d)2\\d{3}(?=[-/年])", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (g_list_model_get_n_items (geng_station_get_shifts (station)) == 0
      || serves_some_day (stretches, station, USUAL_YEAR, USUAL_DAYS))
    return TRUE;
  for (g_regex_match (years, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 0);

      if (serves_some_day (stretches, station, (guint) g_ascii_strtoull (year, NULL, 10),
                           USUAL_DAYS / 2))
        return TRUE;
    }
  return FALSE;
}

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

const GengRuleKind geng_rule_available = {
  .name = NAME,
  .chinese = "可值时段",
  .title = N_ ("the times at which a member can serve"),
  .meaning = N_ (
      "Days of the calendar with times, or whole days; a stretch may pass midnight, and stretches "
      "that meet are one. A duty must lie whole in one of them."),
  .grammar = "DAYS [HH:MM..HH:MM] {; DAYS [HH:MM..HH:MM]}",
  .examples
  = (const GengRuleExample[]){ { "mon..fri 18:00..22:00; sat 18:00..04:00; sun",
                                 "周一..周五 18:00..22:00; 周六 18:00..04:00; 周日",
                                 N_ ("evenings of working days, Saturday nights, all Sunday") },
                               { NULL } },
  .parameters = (const GengRuleParameter[]){ { .name = "times",
                                               .title = N_ ("days, with times or without"),
                                               .type = GENG_PARAMETER_TIMES },
                                             { NULL } },
  .scope = GENG_RULE_PERSONAL,
  .is_whole = TRUE,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = free_stretches,
  .describe = describe,
  .check = check,
  .compile = compile,
};
