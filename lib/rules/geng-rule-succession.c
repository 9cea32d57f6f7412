/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * succession = night > day; night > standby
 *
 * A shift of the right side is never served on the duty day after one of the left side.
 */

typedef struct
{
  GengSelector from, to;
} Step;

static void
step_free (Step *step)
{
  geng_selector_clear (&step->from);
  geng_selector_clear (&step->to);
  g_free (step);
}

static gboolean
parse_step (GPtrArray *steps, GengRuleText *text, GengStation *station, GError **error)
{
  Step *step = g_new0 (Step, 1);

  g_ptr_array_add (steps, step);
  if (!geng_selector_parse (&step->from, text, station, error))
    return FALSE;
  if (!geng_rule_text_accept (text, ">"))
    return geng_rule_text_fail (text, error,
                                _ ("here should be “>” and the shift that may not "
                                   "follow, like night > day"));
  return geng_selector_parse (&step->to, text, station, error);
}

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);

  do
    if (!parse_step (steps, text, station, error))
      return NULL;
  while (geng_rule_text_accept (text, ";"));
  return g_steal_pointer (&steps);
}

static char *
describe (gconstpointer params)
{
  const GPtrArray *steps = params;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      g_string_append (text, i > 0 ? "; " : "");
      g_string_append_printf (text, _ ("no %s on the day after %s"), step->to.label,
                              step->from.label);
    }
  return g_string_free (text, FALSE);
}

static void
check_step (const GengClause *clause,
            const Step *step,
            const GengScene *scene,
            guint member,
            int day,
            GengVerdicts *verdicts)
{
  int a = geng_scene_duty_shift (scene, member, day);
  int b = geng_scene_duty_shift (scene, member, day + 1);
  g_autofree char *message = NULL;

  if (a < 0 || b < 0 || !step->from.shifts[a] || !step->to.shifts[b])
    return;
  message
      = g_strdup_printf (_ ("%s serves %s on the day after %s"), geng_name (scene->members[member]),
                         geng_name (scene->shifts[b]), geng_name (scene->shifts[a]));
  geng_verdicts_line (verdicts, clause, scene, member, day, day + 1, 1, 0, message);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GPtrArray *steps = clause->params;

  for (guint i = 0; i < clause->members->len; i++)
    for (int d = scene->n_before > 0 ? -1 : 0; d + 1 < (int) scene->n_days; d++)
      for (guint s = 0; s < steps->len; s++)
        check_step (clause, g_ptr_array_index (steps, s), scene, geng_clause_member (clause, i), d,
                    verdicts);
}

static gboolean
is_barred (gconstpointer params, const GengScene *scene, guint a, guint b, int day)
{
  const GPtrArray *steps = params;

  for (guint s = 0; s < steps->len; s++)
    {
      const Step *step = g_ptr_array_index (steps, s);

      if (step->from.shifts[a] && step->to.shifts[b])
        return TRUE;
    }
  return FALSE;
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  geng_lowering_forbid_joins (clause, lowering, is_barred);
}

const GengRuleKind geng_rule_succession = {
  .name = "succession",
  .title = N_ ("shifts that may not follow"),
  .form = "night > day",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = (void (*) (gpointer)) g_ptr_array_unref,
  .describe = describe,
  .check = check,
  .compile = compile,
};
