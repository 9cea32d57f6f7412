/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-hands.h"

/* What a block costs is counted apart, whoever runs it. */
void
geng_hands_work (GengShared *shared, GengLineArena *arena)
{
  guint64 before = arena->effort;
  guint block;

  while ((block = (guint) g_atomic_int_add (&shared->next, 1)) < shared->n)
    {
      shared->run (shared->data, block, arena);
      shared->effort[block] = arena->effort - before;
      arena->effort = before;
    }
}

/* When so many hands are done, who take the blocks in their order. */
static guint64
find_end (const GengShared *shared, guint n_hands)
{
  guint64 is_free[GENG_MOST_HANDS] = { 0 }, end = 0;

  for (guint b = 0; b < shared->n; b++)
    {
      guint first = 0;

      for (guint h = 1; h < n_hands; h++)
        if (is_free[h] < is_free[first])
          first = h;
      is_free[first] += shared->effort[b];
      end = MAX (end, is_free[first]);
    }
  return end;
}

static void
count (const GengShared *shared, GengLineArena *arena)
{
  guint64 sum = 0;

  for (guint b = 0; b < shared->n; b++)
    sum += shared->effort[b];
  arena->effort += sum;
  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    arena->spared[h] += sum - find_end (shared, h);
}

void
geng_hands_share (GengLineArena *arena, guint n_blocks, GengHandsBlock run, gpointer data)
{
  g_autofree guint64 *effort = g_new0 (guint64, n_blocks + 1);
  GengShared shared = { .run = run, .data = data, .n = n_blocks, .effort = effort };

  if (arena->hands != NULL && n_blocks > 1)
    arena->hands->share (arena->hands, &shared, arena);
  else
    geng_hands_work (&shared, arena);
  count (&shared, arena);
  geng_hands_tell (arena);
}

void
geng_hands_tell (GengLineArena *arena)
{
  if (arena->hands != NULL)
    arena->hands->hear (arena->hands, arena);
}
