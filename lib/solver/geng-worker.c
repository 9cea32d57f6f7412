/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-worker.h"

#define ROOT_STEPS 400
#define EARLY_ROUNDS 25
#define EARLY_STEPS 150
#define ROOT_PULL 0.6
#define DIVE_STEPS 150
#define DIVE_CLEAR 0.9
#define DIVE_ROUNDS 4
#define MOST_ROOT_ROUNDS 300
/* rounds without a bound that rises */
#define MOST_UNPROVEN 15

static void
find_cell_days (GengWorker *worker)
{
  const GengProblem *problem = worker->run->space->problem;
  gsize n = (gsize) problem->n_cell_profiles * problem->n_days * problem->n_codes;

  worker->cell_day = g_new (guint, problem->n_cells + 1);
  for (guint i = 0; i < problem->n_cells; i++)
    worker->cell_day[i] = problem->n_days;
  for (gsize s = 0; problem->n_members > 0 && s < n; s++)
    for (guint f = problem->first_feed[s]; f < problem->first_feed[s + 1]; f++)
      {
        guint *day = &worker->cell_day[problem->feeds[f].cell];

        *day = MIN (*day, (guint) (s / problem->n_codes % problem->n_days));
      }
}

static void
open_root (GengWorker *worker)
{
  const GengProblem *problem = worker->run->space->problem;
  g_autofree guint *members = g_new (guint, problem->n_members);

  for (guint m = 0; m < problem->n_members; m++)
    members[m] = m;
  worker->root = geng_colgen_new (worker->roster, &worker->arena, &worker->run->budget, members,
                                  problem->n_members, 0, problem->n_days);
}

void
geng_worker_init (GengWorker *worker,
                  GengRun    *run,
                  guint       index)
{
  *worker = (GengWorker){ .run = run, .index = index, .bound = G_MININT64 };
  geng_random_init (&worker->random, run->options->seed, 1 + index);
  worker->roster = geng_roster_state_new (run->space);
  worker->best = geng_roster_state_new (run->space);
  worker->trial = geng_roster_state_new (run->space);
  geng_roster_state_copy (worker->roster, run->best);
  geng_roster_state_copy (worker->best, run->best);
  find_cell_days (worker);
  if (index == 0)
    open_root (worker);
}

void
geng_worker_clear (GengWorker *worker)
{
  g_clear_pointer (&worker->root, geng_colgen_free);
  geng_roster_state_free (worker->roster);
  geng_roster_state_free (worker->best);
  geng_roster_state_free (worker->trial);
  geng_line_arena_clear (&worker->arena);
  g_free (worker->cell_day);
}

void
geng_worker_take (GengWorker            *worker,
                  const GengRosterState *roster)
{
  if (roster->price < worker->best->price)
    {
      geng_roster_state_copy (worker->best, roster);
      geng_roster_state_copy (worker->roster, roster);
    }
}

const char *
geng_worker_phase (const GengWorker *worker)
{
  if (worker->root == NULL)
    return "repair";
  return worker->diving ? "dive" : "bound";
}

/* Nothing below a whole unit is left to prove, or nothing new turns up. */
static gboolean
root_is_proven (GengWorker *worker)
{
  GengColgen *root = worker->root;

  if (root->n_rounds < EARLY_ROUNDS)
    return root->n_stale >= 4;
  return root->n_stale >= 3 || root->n_rounds >= MOST_ROOT_ROUNDS ||
         worker->n_unproven >= MOST_UNPROVEN || geng_colgen_slack (root) < 0.5;
}

/* A rise of less than one in two thousand is not worth a round. */
static gboolean
rises (gint64 before,
       gint64 after)
{
  return after > before && (before == G_MININT64 || after - before > ABS (after) / 2000);
}

static void
prove (GengWorker *worker)
{
  guint n_steps = worker->root->n_rounds < EARLY_ROUNDS ? EARLY_STEPS : ROOT_STEPS;
  gint64 before = worker->root->bound;

  geng_colgen_round (worker->root, n_steps, ROOT_PULL);
  worker->n_unproven = rises (before, worker->root->bound) ? 0 : worker->n_unproven + 1;
  worker->bound = MAX (worker->bound, worker->root->bound);
  worker->diving = root_is_proven (worker);
}

static void
dive (GengWorker *worker)
{
  GengColgen *root = worker->root;

  if (geng_colgen_dive (root, DIVE_CLEAR))
    {
      geng_colgen_settle (root, DIVE_ROUNDS, DIVE_STEPS);
      return;
    }
  geng_roster_state_copy (worker->trial, worker->roster);
  geng_colgen_apply (root, worker->trial);
  geng_polish (worker->trial, &worker->arena, &worker->run->budget);
  if (worker->trial->price < worker->best->price)
    geng_worker_take (worker, worker->trial);
  g_clear_pointer (&worker->root, geng_colgen_free);
}

void
geng_worker_tick (GengWorker *worker,
                  guint64     effort)
{
  guint64 goal = worker->effort + effort;
  /* what is not counted cell by cell: laying out rows and members */
  guint64 overhead = 20000 + worker->run->space->n_rows + worker->run->space->problem->n_members;

  while (worker->effort < goal && !geng_budget_interrupted (&worker->run->budget))
    {
      guint64 before = worker->arena.effort;
      guint64 root_before = worker->root != NULL ? worker->root->effort : 0;

      if (worker->root == NULL)
        geng_neighbourhood (worker);
      else if (worker->diving)
        dive (worker);
      else
        prove (worker);
      worker->effort += worker->arena.effort - before + overhead;
      if (worker->root != NULL)
        worker->effort += worker->root->effort - root_before;
    }
}
