/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"
#include "geng-runs.h"

#include <glib/gi18n-lib.h>

/*
 * night-run = ..3
 *
 * Duty days in a row on which a night shift is served.
 */

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  GengRuns *runs = g_new0 (GengRuns, 1);

  geng_selector_resolve (&runs->served, station, "night");
  if (geng_rule_text_limit (text, GENG_UNIT_DAYS, &runs->limit, error))
    return runs;
  geng_runs_free (runs);
  return NULL;
}

static char *
describe (gconstpointer params)
{
  const GengLimit *limit = &((const GengRuns *) params)->limit;
  g_autofree char *range = geng_range_text (limit->min, limit->max, FALSE);

  return g_strdup_printf (_ ("%s nights in a row"), range);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  geng_runs_check (clause, scene, verdicts, _ ("nights"));
}

const GengRuleKind geng_rule_night_run = {
  .name = "night-run",
  .title = N_ ("nights in a row"),
  .form = "..3",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = geng_runs_free,
  .describe = describe,
  .check = check,
  .compile = geng_runs_compile,
};
