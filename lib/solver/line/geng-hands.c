/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-hands.h"

/* Looks for a block before a thread lets others have its processor: a step of the master takes some
 * tens of microseconds, less than it takes to sleep and be woken. */
#define LOOKS 200

/* What a block costs is counted apart, whoever runs it. */
static void
run_block (GengShared *shared, guint block, GengLineArena *arena)
{
  guint64 before = arena->effort;

  shared->run (shared->data, block, arena);
  if (shared->effort == NULL)
    return;
  shared->effort[block] = arena->effort - before;
  arena->effort = before;
}

/* Whoever is done last opens the next turn. */
static void
finish_block (GengShared *shared)
{
  gint n_open = g_atomic_int_get (&shared->n_open);

  if (g_atomic_int_add (&shared->n_done, 1) + 1 < n_open)
    return;
  if (shared->between != NULL && shared->between (shared->data))
    g_atomic_int_set (&shared->n_open, n_open + (gint) shared->n);
  else
    g_atomic_int_set (&shared->over, TRUE);
}

/* FALSE: none may be taken now. */
static gboolean
take_block (GengShared *shared, guint *block)
{
  gint next = g_atomic_int_get (&shared->next);

  while (next < g_atomic_int_get (&shared->n_open))
    {
      if (g_atomic_int_compare_and_exchange (&shared->next, next, next + 1))
        {
          *block = (guint) next % shared->n;
          return TRUE;
        }
      next = g_atomic_int_get (&shared->next);
    }
  return FALSE;
}

static void
work_until (GengShared *shared, GengLineArena *arena, gint *leave)
{
  guint block, looks = 0;

  while (!g_atomic_int_get (&shared->over))
    if (leave != NULL && g_atomic_int_get (leave) > 0)
      return;
    else if (take_block (shared, &block))
      {
        run_block (shared, block, arena);
        finish_block (shared);
        looks = 0;
      }
    else if (shared->between == NULL)
      return;
    else if (++looks > LOOKS)
      g_thread_yield ();
}

void
geng_hands_work (GengShared *shared, GengLineArena *arena)
{
  work_until (shared, arena, NULL);
}

void
geng_hands_help (GengShared *shared, GengLineArena *arena)
{
  work_until (shared, arena, &arena->hands->n_waiting);
}

gboolean
geng_hands_may_help (GengShared *shared)
{
  if (shared->between == NULL)
    return g_atomic_int_get (&shared->next) < (gint) shared->n;
  return !g_atomic_int_get (&shared->over) && shared->n_helping + 1 < shared->n;
}

guint64
geng_hands_find_end (const guint64 *effort, guint n_blocks, guint n_hands)
{
  guint64 is_free[GENG_MOST_HANDS] = { 0 }, end = 0;

  for (guint b = 0; b < n_blocks; b++)
    {
      guint first = 0;

      for (guint h = 1; h < n_hands; h++)
        if (is_free[h] < is_free[first])
          first = h;
      is_free[first] += effort[b];
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
    arena->spared[h] += sum - geng_hands_find_end (shared->effort, shared->n, h);
}

/* With others where there are any. */
static void
share (GengLineArena *arena, GengShared *shared)
{
  shared->n_open = (gint) shared->n;
  if (shared->n == 0)
    return;
  if (arena->hands != NULL && shared->n > 1)
    arena->hands->share (arena->hands, shared, arena);
  else
    geng_hands_work (shared, arena);
}

void
geng_hands_share (GengLineArena *arena, guint n_blocks, GengHandsBlock run, gpointer data)
{
  g_autofree guint64 *effort = g_new0 (guint64, n_blocks + 1);
  GengShared shared = { .run = run, .data = data, .n = n_blocks, .effort = effort };

  share (arena, &shared);
  count (&shared, arena);
  geng_hands_tell (arena);
}

void
geng_hands_take_turns (GengLineArena *arena,
                       guint n_blocks,
                       GengHandsBlock run,
                       GengHandsBetween between,
                       gpointer data)
{
  GengShared shared = { .run = run, .between = between, .data = data, .n = n_blocks };

  share (arena, &shared);
}

void
geng_hands_tell (GengLineArena *arena)
{
  if (arena->hands != NULL)
    arena->hands->hear (arena->hands, arena);
}
