/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"
#include "geng-tally.h"

#include <glib/gi18n-lib.h>

/*
 * shift-count = night ..8; standby 1..4 soft 3; day ..2 per week
 *
 * How many duties of a shift, a window, all night shifts or any, in the period or in each calendar
 * week.
 */

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func (geng_tally_free);

  do
    {
      GengTally *tally = g_new0 (GengTally, 1);

      g_ptr_array_add (tallies, tally);
      if (!geng_selector_parse (&tally->what, text, station, error)
          || !geng_tally_parse (tally, text, error))
        return NULL;
    }
  while (geng_rule_text_accept (text, ";"));
  return g_steal_pointer (&tallies);
}

const GengRuleKind geng_rule_shift_count = {
  .name = "shift-count",
  .title = N_ ("how many duties of a shift"),
  .form = "night ..8",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = (void (*) (gpointer)) g_ptr_array_unref,
  .describe = geng_tallies_describe,
  .check = geng_tallies_check,
  .compile = geng_tallies_compile,
};
