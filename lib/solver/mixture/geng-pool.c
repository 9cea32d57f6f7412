/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-pool.h"

GengPool *
geng_pool_new (guint n_members, guint n_days)
{
  GengPool *pool = g_new0 (GengPool, 1);

  pool->n_members = n_members;
  pool->n_days = n_days;
  pool->lines = g_new0 (guint8, (gsize) n_members * GENG_POOL_LINES * n_days + 1);
  pool->n_added = g_new0 (guint, n_members + 1);
  return pool;
}

void
geng_pool_free (GengPool *pool)
{
  g_free (pool->lines);
  g_free (pool->n_added);
  g_free (pool);
}

void
geng_pool_clear (GengPool *pool)
{
  memset (pool->n_added, 0, pool->n_members * sizeof *pool->n_added);
}

static guint8 *
place (const GengPool *pool, guint member, guint index)
{
  return pool->lines + ((gsize) member * GENG_POOL_LINES + index) * pool->n_days;
}

guint
geng_pool_count (const GengPool *pool, guint member)
{
  return MIN (pool->n_added[member], GENG_POOL_LINES);
}

const guint8 *
geng_pool_line (const GengPool *pool, guint member, guint index)
{
  return place (pool, member, index);
}

void
geng_pool_add (GengPool *pool, guint member, const guint8 *codes)
{
  for (guint i = 0; i < geng_pool_count (pool, member); i++)
    if (memcmp (place (pool, member, i), codes, pool->n_days) == 0)
      return;
  memcpy (place (pool, member, pool->n_added[member]++ % GENG_POOL_LINES), codes, pool->n_days);
}
