/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as lines `KIND = TEXT`: texts of rules, and with the kind `days`, sets of days.  A text
 * is refused with its column, or it has words, and a station with it is judged and compiled.  A set
 * of days that is written reads as the same one, and has the same days. */

#include "../unit/sample.h"
#include "fuzz.h"

#include "geng-compile.h"
#include "geng-judge-private.h"
#include "geng-rule-def.h"

#include <string.h>

#define MOST_LINES 40
#define DAYS 14

static void
check_days (GengStation *station, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengDays) days = geng_days_parse (text, &error);
  g_autoptr (GengDays) again = NULL;
  g_autofree char *written = NULL, *twice = NULL;
  GDate date = sample_date (2026, 9, 1);

  g_assert_true ((days == NULL) == (error != NULL));
  if (days == NULL)
    return;
  written = geng_days_to_string (days);
  again = geng_days_parse (written, &error);
  g_assert_no_error (error);
  twice = geng_days_to_string (again);
  g_assert_cmpstr (written, ==, twice);
  for (int i = 0; i < 400; i++, g_date_add_days (&date, 1))
    g_assert_true (!geng_days_contains (days, station, &date)
                   == !geng_days_contains (again, station, &date));
}

/* The rule in a station of three: any roster of it can be judged, and what it means be compiled. */
static void
use_rule (const char *kind, const char *text)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengLowering) lowering = NULL;
  g_autoptr (GError) error = NULL;
  GDate first = sample_date (2026, 9, 25), last = first;

  g_date_add_days (&last, DAYS - 1);
  sample_add_demand (station, "by-day", "village", "day");
  geng_station_add_rule (station, rule);
  roster = geng_roster_new (station, &first, &last, NULL);
  for (guint i = 0; i < DAYS; i += 2)
    {
      GDate day = first;

      g_date_add_days (&day, i);
      g_assert_nonnull (geng_roster_assign (
          roster, geng_station_lookup_member (station, i % 3 == 0 ? "m01" : "m02"), &day,
          geng_station_lookup_shift (station, i % 4 == 0 ? "day" : "night"),
          geng_station_lookup_post (station, "village"), NULL));
    }
  scene = geng_scene_new (station, &first, &last, roster, NULL, NULL, &error);
  g_assert_no_error (error);
  clauses = geng_clauses_new (scene, &error);
  g_assert_true ((clauses == NULL) == (error != NULL));
  if (clauses == NULL)
    return; /* it stands in a place where it cannot be said */
  judgement = geng_judge_clauses (scene, clauses);
  g_assert_nonnull (judgement);
  lowering = geng_compile (scene, clauses, &error);
  g_assert_true ((lowering == NULL) == (error != NULL));
}

static void
check_rule (GengStation *station, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  guint column = 0;

  if (!geng_rule_check_text (station, NULL, kind, text, &column, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (column, <=, g_utf8_strlen (text, -1) + 1);
      return;
    }
  g_assert_no_error (error);
  if (strchr (text, ';') == NULL)
    {
      const GengRuleDef *def = geng_rule_def_lookup (station, kind);

      terms = geng_rule_def_parse (def, station, NULL, text, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < terms->len; i++)
        {
          const GengTerm *term = g_ptr_array_index (terms, i);
          /* One that takes back what holds elsewhere says nothing by itself. */
          g_autofree char *words = term->params != NULL ? def->describe (term->params) : NULL;

          g_assert_true (words == NULL || (words[0] != '\0' && g_utf8_validate (words, -1, NULL)));
        }
    }
  use_rule (kind, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", MOST_LINES);
  g_autoptr (GengStation) station = sample_station ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *middle = strstr (lines[i], " = ");

      /* What is read from a folder is UTF-8 by then. */
      if (middle == NULL || !g_utf8_validate (lines[i], -1, NULL))
        continue;
      *middle = '\0';
      if (g_str_equal (lines[i], "days"))
        check_days (station, middle + strlen (" = "));
      else
        check_rule (station, lines[i], middle + strlen (" = "));
    }
  return 0;
}
