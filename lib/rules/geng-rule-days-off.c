/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"
#include "geng-runs.h"

#include <glib/gi18n-lib.h>

/*
 * days-off = 2..
 *
 * Days off in a row, at least.
 */

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  GengRuns *runs = g_new0 (GengRuns, 1);
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  if (geng_rule_text_limit (text, GENG_UNIT_DAYS, &runs->limit, error))
    {
      if (runs->limit.max == G_MAXINT)
        return runs;
      geng_rule_text_fail_at (text, at, error,
                              _ ("days-off has no upper limit; it should be like 2.."));
    }
  geng_runs_free (runs);
  return NULL;
}

static char *
describe (gconstpointer params)
{
  const GengLimit *limit = &((const GengRuns *) params)->limit;
  g_autofree char *range = geng_range_text (limit->min, limit->min, FALSE);

  return g_strdup_printf (_ ("at least %s days off in a row"), range);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  geng_runs_check (clause, scene, verdicts, _ ("days off"));
}

const GengRuleKind geng_rule_days_off = {
  .name = "days-off",
  .title = N_ ("days off in a row"),
  .form = "2..",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = geng_runs_free,
  .describe = describe,
  .check = check,
  .compile = geng_runs_compile,
};
