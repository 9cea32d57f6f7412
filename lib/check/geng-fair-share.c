/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-judge.h>

G_DEFINE_BOXED_TYPE (GengFairShare, geng_fair_share, geng_fair_share_copy, geng_fair_share_free)

/**
 * geng_fair_share_copy:
 * @self: a #GengFairShare
 *
 * Returns: (transfer full): a copy
 */
GengFairShare *
geng_fair_share_copy (const GengFairShare *self)
{
  GengFairShare *copy;

  g_return_val_if_fail (self, NULL);
  copy = g_memdup2 (self, sizeof *self);
  copy->title = g_strdup (self->title);
  return copy;
}

/**
 * geng_fair_share_free: (skip)
 * @self: (transfer full): a #GengFairShare
 *
 * Frees it.
 */
void
geng_fair_share_free (GengFairShare *self)
{
  g_return_if_fail (self);
  g_free (self->title);
  g_free (self);
}
