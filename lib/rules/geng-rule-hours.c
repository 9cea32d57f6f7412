/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"
#include "geng-tally.h"

#include <glib/gi18n-lib.h>

/*
 * hours = 140..184 target 168 soft 2 pro-rata; ..44 per week
 * week-hours = ..44
 *
 * Real hours of duty: in the period, or in each calendar week.  Weights are points an hour.
 */

static gpointer
parse_hours (GengRuleText *text, GengStation *station, gboolean weekly, GError **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func (geng_tally_free);

  do
    {
      GengTally *tally = g_new0 (GengTally, 1);

      g_ptr_array_add (tallies, tally);
      geng_selector_resolve (&tally->what, station, "any");
      tally->minutes = TRUE;
      tally->weekly = weekly;
      if (!geng_tally_parse (tally, text, error))
        return NULL;
    }
  while (geng_rule_text_accept (text, ";"));
  return g_steal_pointer (&tallies);
}

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  return parse_hours (text, station, FALSE, error);
}

static gpointer
parse_weekly (GengRuleText *text, GengStation *station, GError **error)
{
  return parse_hours (text, station, TRUE, error);
}

const GengRuleKind geng_rule_hours = {
  .name = "hours",
  .title = N_ ("hours in the period"),
  .form = "140..184 target 168",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = (void (*) (gpointer)) g_ptr_array_unref,
  .describe = geng_tallies_describe,
  .check = geng_tallies_check,
  .compile = geng_tallies_compile,
};

const GengRuleKind geng_rule_week_hours = {
  .name = "week-hours",
  .title = N_ ("hours in a calendar week"),
  .form = "..44",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse_weekly,
  .free = (void (*) (gpointer)) g_ptr_array_unref,
  .describe = geng_tallies_describe,
  .check = geng_tallies_check,
  .compile = geng_tallies_compile,
};
