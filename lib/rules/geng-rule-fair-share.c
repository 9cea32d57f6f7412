/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"
#include "geng-share.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

/*
 * fair-share = nights 5; standby 5; weekends 3; holidays 5; hours 1
 *
 * Each burden with its weight: `nights`, `weekends`, `holidays`, `hours`, or a shift or window.  A
 * contract's text says what its members' distance from their share of the whole burden costs.  Off
 * the fair band a unit costs the weight, a step further out twice, and so on: two who are one off
 * beat one who is two off.
 */

#define N_STEPS 4

static void
burden_free (GengBurden *burden)
{
  geng_selector_clear (&burden->what);
  g_free (burden);
}

static gboolean
parse_kind (GengBurden *burden, GengRuleText *text, GengStation *station, GError **error)
{
  if (geng_rule_text_accept (text, "weekends"))
    burden->kind = GENG_BURDEN_WEEKENDS;
  else if (geng_rule_text_accept (text, "holidays"))
    burden->kind = GENG_BURDEN_HOLIDAYS;
  else if (geng_rule_text_accept (text, "hours"))
    burden->kind = GENG_BURDEN_MINUTES;
  else if (!geng_rule_text_accept (text, "nights"))
    return geng_selector_parse (&burden->what, text, station, error);
  if (burden->kind == GENG_BURDEN_SHIFTS)
    geng_selector_resolve (&burden->what, station, "night");
  return TRUE;
}

static gboolean
parse_burden (GengBurden *burden, GengRuleText *text, GengStation *station, GError **error)
{
  const char *at;

  if (!parse_kind (burden, text, station, error))
    return FALSE;
  geng_rule_text_ended (text);
  at = text->at;
  if (!geng_rule_text_number (text, GENG_UNIT_COUNT, &burden->weight, error))
    return FALSE;
  if (burden->weight < 1 || burden->weight > GENG_RULE_MAX_WEIGHT)
    return geng_rule_text_fail_at (text, at, error, _ ("a weight should be 1 to %d points"),
                                   GENG_RULE_MAX_WEIGHT);
  return TRUE;
}

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  g_autoptr (GPtrArray) burdens = g_ptr_array_new_with_free_func ((GDestroyNotify) burden_free);

  do
    {
      GengBurden *burden = g_new0 (GengBurden, 1);

      g_ptr_array_add (burdens, burden);
      if (!parse_burden (burden, text, station, error))
        return NULL;
    }
  while (geng_rule_text_accept (text, ";"));
  return g_steal_pointer (&burdens);
}

static const char *
label (const GengBurden *burden)
{
  switch (burden->kind)
    {
    case GENG_BURDEN_WEEKENDS:
      return _ ("weekend duties");
    case GENG_BURDEN_HOLIDAYS:
      return _ ("holiday duties");
    case GENG_BURDEN_MINUTES:
      return _ ("hours");
    case GENG_BURDEN_SHIFTS:
    default:
      return g_str_equal (burden->what.label, "night") ? _ ("nights") : burden->what.label;
    }
}

static char *
describe (gconstpointer params)
{
  const GPtrArray *burdens = params;
  GString *text = g_string_new (_ ("shared fairly:"));

  for (guint i = 0; i < burdens->len; i++)
    g_string_append_printf (text, "%s %s", i > 0 ? "," : "",
                            label (g_ptr_array_index (burdens, i)));
  return g_string_free (text, FALSE);
}

static gint64
count (const GengBurden *burden, const GengScene *scene, guint member)
{
  gint64 sum = 0;

  for (guint d = 0; d < scene->n_days; d++)
    {
      int shift = geng_scene_duty_shift (scene, member, d);

      sum += shift < 0 ? 0 : geng_burden_of (burden, scene, shift, d);
    }
  return sum;
}

/* Units off the band, each as often as it costs the weight. */
static gint64
charge (const GengBand *band, gint64 value)
{
  gint64 sum = 0;

  for (int k = 0; k < N_STEPS; k++)
    sum += MAX (band->lo - k * band->step - value, 0) * (band->lo - k * band->step > 0)
           + MAX (value - band->hi - k * band->step, 0);
  return sum;
}

static void
check_member (const GengClause *clause,
              const GengBurden *burden,
              const GengBand *band,
              const GengScene *scene,
              guint member,
              GengVerdicts *verdicts)
{
  gboolean minutes = burden->kind == GENG_BURDEN_MINUTES;
  gint64 value = count (burden, scene, member);
  g_autofree char *had = geng_range_text (value, value, minutes);
  g_autofree char *range = geng_range_text (band->lo, band->hi, minutes);
  GDate first, last;

  geng_scene_date (scene, 0, &first);
  geng_scene_date (scene, (int) scene->n_days - 1, &last);
  geng_verdicts_soft (verdicts, clause->kind->name, scene->members[member], &first, &last,
                      value < band->lo ? band->lo - value : value - band->hi,
                      charge (band, value) * burden->weight * (minutes ? 1 : GENG_POINT),
                      _ ("%s: %s %s; the fair share is %s"), geng_name (scene->members[member]),
                      label (burden), had, range);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GPtrArray *burdens = clause->params;

  for (guint b = 0; b < burdens->len; b++)
    {
      const GengBurden *burden = g_ptr_array_index (burdens, b);
      g_autofree GengBand *bands = geng_burden_bands (burden, clause, scene);

      for (guint i = 0; i < clause->members->len; i++)
        if (bands[i].fair)
          check_member (clause, burden, &bands[i], scene, geng_clause_member (clause, i), verdicts);
    }
}

static guint
add_weights (const GengBurden *burden, GengLowering *lowering)
{
  guint n_days = lowering->scene->n_days;
  g_autofree gint32 *weights = g_new0 (gint32, n_days * lowering->n_codes);

  for (guint d = 0; d < n_days; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      weights[d * lowering->n_codes + c]
          = geng_burden_of (burden, lowering->scene, lowering->shift[c], d);
  return geng_problem_add_weights (lowering->problem, weights);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GPtrArray *burdens = clause->params;

  for (guint b = 0; b < burdens->len; b++)
    {
      const GengBurden *burden = g_ptr_array_index (burdens, b);
      g_autofree GengBand *bands = geng_burden_bands (burden, clause, lowering->scene);
      gint32 price = burden->weight * (burden->kind == GENG_BURDEN_MINUTES ? 1 : GENG_POINT);
      guint weights = add_weights (burden, lowering);

      for (guint i = 0; i < clause->members->len; i++)
        {
          GengRange ranges[N_STEPS];

          for (int k = 0; k < N_STEPS; k++)
            {
              int lo = bands[i].lo - k * bands[i].step;

              ranges[k] = (GengRange){ lo > 0 ? lo : G_MININT32, bands[i].hi + k * bands[i].step,
                                       price, price, FALSE };
            }
          if (bands[i].fair)
            geng_problem_add_counter (lowering->problem, geng_clause_member (clause, i), weights,
                                      -1, 0, ranges, N_STEPS);
        }
    }
}

const GengRuleKind geng_rule_fair_share = {
  .name = "fair-share",
  .title = N_ ("burdens shared fairly"),
  .form = "nights 5; weekends 3; hours 1",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = (void (*) (gpointer)) g_ptr_array_unref,
  .describe = describe,
  .check = check,
  .compile = compile,
};
