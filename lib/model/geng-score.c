/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

G_DEFINE_BOXED_TYPE (GengScore, geng_score, geng_score_copy, geng_score_free)

/**
 * geng_score_copy:
 * @self: a #GengScore
 *
 * Returns: (transfer full): a copy
 */
GengScore *
geng_score_copy (const GengScore *self)
{
  g_return_val_if_fail (self, NULL);
  return g_memdup2 (self, sizeof *self);
}

/**
 * geng_score_free: (skip)
 * @self: (transfer full): a #GengScore
 *
 * Frees the score.
 */
void
geng_score_free (GengScore *self)
{
  g_free (self);
}

/**
 * geng_score_compare:
 * @a: a score
 * @b: another
 *
 * Broken rules count first, then gaps, then cost.
 *
 * Returns: below 0 when @a is better, above 0 when @b is, 0 when they are equal
 */
int
geng_score_compare (const GengScore *a, const GengScore *b)
{
  g_return_val_if_fail (a && b, 0);
  if (a->broken != b->broken)
    return a->broken < b->broken ? -1 : 1;
  if (a->gaps != b->gaps)
    return a->gaps < b->gaps ? -1 : 1;
  return a->cost < b->cost ? -1 : a->cost > b->cost;
}
