/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-runs.h"

#include <glib/gi18n-lib.h>

void
geng_runs_free (gpointer runs)
{
  geng_selector_clear (&((GengRuns *) runs)->served);
  g_free (runs);
}

static gboolean
counts (const GengRuns *runs, const GengScene *scene, guint member, int day)
{
  int shift = geng_scene_duty_shift (scene, member, day);

  if (runs->served.shifts == NULL)
    return shift < 0;
  return shift >= 0 && runs->served.shifts[shift];
}

/* Nobody could have made the run of duties that ended on the eve longer. */
static gboolean
is_cut (const GengRuns *runs, const GengScene *scene, guint member)
{
  return runs->served.shifts != NULL && geng_scene_absent (scene, member, 0);
}

static void
report_run (const GengClause *clause,
            const GengScene *scene,
            guint member,
            int first,
            int last,
            int off,
            GengVerdicts *verdicts,
            const char *title)
{
  const GengLimit *limit = &((const GengRuns *) clause->params)->limit;
  g_autofree char *range = geng_range_text (limit->min, limit->max, FALSE);
  g_autofree char *message = NULL;

  if (off <= 0)
    return;
  message = g_strdup_printf (_ ("%s: %s %d in a row; it should be %s"),
                             geng_name (scene->members[member]), title, last - first + 1, range);
  geng_verdicts_line (verdicts, clause, scene, member, first, last, off, limit->weight, message);
}

static void
check_member (const GengClause *clause,
              const GengScene *scene,
              guint member,
              GengVerdicts *verdicts,
              const char *title)
{
  const GengRuns *runs = clause->params;
  const GengLimit *limit = &runs->limit;
  gboolean begun = FALSE; /* the first day of the run is known */
  int length = 0, extra = 0;

  for (int d = -scene->n_before; d < (int) scene->n_days; d++)
    {
      if (counts (runs, scene, member, d))
        {
          length++;
          extra += d >= 0 && length > limit->max;
          continue;
        }
      if (length > 0 && d >= 0)
        report_run (clause, scene, member, d - length, d - 1, extra, verdicts, title);
      if (length > 0 && d >= 0 && begun && !(d <= length && is_cut (runs, scene, member)))
        report_run (clause, scene, member, d - length, d - 1, limit->min - length, verdicts, title);
      length = extra = 0;
      begun = TRUE;
    }
  report_run (clause, scene, member, (int) scene->n_days - length, (int) scene->n_days - 1, extra,
              verdicts, title);
}

void
geng_runs_check (const GengClause *clause,
                 const GengScene *scene,
                 GengVerdicts *verdicts,
                 const char *title)
{
  for (guint i = 0; i < clause->members->len; i++)
    check_member (clause, scene, geng_clause_member (clause, i), verdicts, title);
}

static guint
code_set (const GengRuns *runs, GengLowering *lowering)
{
  g_autofree guint8 *set = g_new0 (guint8, lowering->n_codes);

  set[GENG_OFF] = runs->served.shifts == NULL;
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    set[c]
        = runs->served.shifts != NULL && geng_lowering_selected (lowering, c, runs->served.shifts);
  return geng_problem_add_code_set (lowering->problem, set);
}

void
geng_runs_compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  const GengRuns *runs = clause->params;
  gint32 price = geng_lowering_price (runs->limit.weight);
  GengRunLimit limit = { .code_set = code_set (runs, lowering), .under = price, .over = price };

  for (guint i = 0; i < clause->members->len; i++)
    {
      limit.member = geng_clause_member (clause, i);
      limit.before = 0;
      while (limit.before < scene->n_before
             && counts (runs, scene, limit.member, -1 - limit.before))
        limit.before++;
      limit.known = limit.before < scene->n_before && !is_cut (runs, scene, limit.member);
      limit.min = MIN (runs->limit.min, (int) scene->n_days + limit.before + 1);
      limit.max = MIN (runs->limit.max, (int) scene->n_days + limit.before);
      geng_problem_add_run_limit (lowering->problem, &limit);
    }
}
