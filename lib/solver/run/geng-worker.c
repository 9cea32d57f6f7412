/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "geng-worker.h"

/* The ascent's part of the effort. */
#define ASCENT_SHARE 10
/* Most steps of the master in a round. */
#define ROOT_STEPS 2000
#define EARLY_ROUNDS 25
/* How near the centre the root prices: it moves there where the bound does not rise, and back. */
#define LEAST_PULL 0.5
#define MOST_PULL 0.95
#define PULL_IN 0.2
#define PULL_OUT 0.1
/* The first dive's care, and what the later ones choose from. */
static const GengDiveCare first_care = { .rounds = 8, .steps = 250, .window_days = 28 };
static const guint some_rounds[] = { 4, 8, 16 };
static const guint some_steps[] = { 150, 400, 1000 };
static const guint some_days[] = { 21, 28, 42 };
/* Neighbourhoods in vain before another dive, and the share of the effort that dives may take. */
#define DIVE_BARREN 120
#define DIVE_SHARE 4
/* A gap between mixture and bound that falls below this share of the least one so far closes. */
#define CLOSING 0.95
/* Rounds without a bound that rises or a gap that closes: the first dive begins, the root is
 * given up. */
#define DIVE_UNPROVEN 15
#define MOST_UNPROVEN 80
/* Rounds without a new line, in which the master alone moves on. */
#define MOST_STALE 12
/* Once dived, the root gets one part of the effort, neighbourhoods so many. */
#define REPAIR_TO_ROOT 3
/* Where neighbourhoods long gained nothing, branching gets so many parts of theirs. */
#define BRANCH_TO_REPAIR 6

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
                                  problem->n_members, 0, problem->n_days, NULL);
  worker->ascent = geng_ascent_new (worker->root, worker->run->budget.limit / ASCENT_SHARE);
}

void
geng_worker_init (GengWorker *worker, GengRun *run, guint index)
{
  *worker = (GengWorker){ .run = run, .index = index, .bound = G_MININT64, .least_gap = INFINITY };
  geng_random_init (&worker->random, run->options->seed, 1 + index);
  worker->roster = geng_roster_state_new (run->space);
  worker->best = geng_roster_state_new (run->space);
  worker->trial = geng_roster_state_new (run->space);
  geng_roster_state_copy (worker->roster, run->best);
  geng_roster_state_copy (worker->best, run->best);
  worker->dived = index > 0;
  worker->care = first_care;
  worker->pull = LEAST_PULL;
  worker->pool = geng_pool_new (run->space->problem->n_members, run->space->problem->n_days);
  find_cell_days (worker);
  if (index == 0)
    open_root (worker);
}

void
geng_worker_clear (GengWorker *worker)
{
  g_clear_pointer (&worker->ascent, geng_ascent_free);
  g_clear_pointer (&worker->branch, geng_branch_free);
  g_clear_pointer (&worker->root, geng_colgen_free);
  g_clear_pointer (&worker->dive, geng_dive_free);
  geng_roster_state_free (worker->roster);
  geng_roster_state_free (worker->best);
  geng_roster_state_free (worker->trial);
  geng_pool_free (worker->pool);
  geng_line_arena_clear (&worker->arena);
  g_free (worker->cell_day);
}

void
geng_worker_take (GengWorker *worker, const GengRosterState *roster)
{
  if (roster->price >= worker->best->price)
    return;
  geng_roster_state_copy (worker->best, roster);
  if (worker->arena.effort >= worker->loyal_until)
    geng_roster_state_copy (worker->roster, roster);
}

const char *
geng_worker_phase (const GengWorker *worker)
{
  if (worker->dive != NULL)
    return "dive";
  return worker->dived ? "repair" : "bound";
}

void
geng_worker_share_root (GengWorker *workers)
{
  GengRun *run = workers->run;
  GengColgen *root = workers->root;

  if (root == NULL || root->bound == G_MININT64
      || (root->n_rounds == workers->shared_rounds && root->bound == workers->shared_bound))
    return;
  if (run->duals == NULL)
    run->duals = g_new0 (double, run->space->first_segment[run->space->n_rows] + 1);
  workers->shared_rounds = root->n_rounds;
  workers->shared_bound = root->bound;
  geng_colgen_get_centre (root, run->duals);
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_colgen_stock (root, workers[w].pool);
}

/* Nothing below a whole unit is left to prove, or nothing new turns up. */
static gboolean
root_is_proven (GengWorker *worker)
{
  GengColgen *root = worker->root;

  if (geng_colgen_slack (root) < 0.5)
    return TRUE;
  if (root->n_rounds < EARLY_ROUNDS)
    return root->n_stale >= 4;
  return root->n_stale >= MOST_STALE || worker->n_unproven >= MOST_UNPROVEN;
}

static gboolean
root_is_ripe (const GengWorker *worker)
{
  return worker->root->n_rounds >= EARLY_ROUNDS && worker->n_unproven >= DIVE_UNPROVEN;
}

/* A rise of less than one in two thousand is not worth a round, a gap that closes is. */
static gboolean
advances (GengWorker *worker, gint64 before)
{
  gint64 after = worker->root->bound;
  double gap = geng_colgen_slack (worker->root);

  if (gap < CLOSING * worker->least_gap)
    {
      worker->least_gap = gap;
      return TRUE;
    }
  return after > before && (before == G_MININT64 || after - before > ABS (after) / 2000);
}

static void
begin_dive (GengWorker *worker, const GengColgen *root)
{
  worker->dived = TRUE;
  worker->dive_began = worker->arena.effort;
  worker->dive = geng_dive_new (root, worker->best, &worker->arena, &worker->care);
}

static void
prove (GengWorker *worker)
{
  GengColgen *root = worker->root;
  gint64 before = root->bound;
  gboolean proven;

  geng_colgen_round (root, ROOT_STEPS, worker->pull);
  worker->pull = root->bound > before
                     ? MAX (LEAST_PULL, worker->pull - PULL_OUT)
                     : MIN (MOST_PULL, worker->pull + PULL_IN * (1 - worker->pull));
  worker->n_unproven = advances (worker, before) ? 0 : worker->n_unproven + 1;
  worker->bound = MAX (worker->bound, root->bound);
  proven = root_is_proven (worker);
  if (!worker->dived && (proven || root_is_ripe (worker)))
    begin_dive (worker, root);
  worker->proven = proven;
}

void
geng_worker_dive_again (GengWorker *worker, const GengColgen *root)
{
  GengRandom *random = &worker->random;

  if (root == NULL || !worker->dived || worker->dive != NULL || worker->n_barren < DIVE_BARREN
      || worker->dive_effort * DIVE_SHARE > worker->arena.effort)
    return;
  worker->care.rounds = some_rounds[geng_random_below (random, G_N_ELEMENTS (some_rounds))];
  worker->care.steps = some_steps[geng_random_below (random, G_N_ELEMENTS (some_steps))];
  worker->care.window_days = some_days[geng_random_below (random, G_N_ELEMENTS (some_days))];
  begin_dive (worker, root);
}

/* A step of the dive, while it lasts.  What comes out may be dearer than what repairs have found
 * meanwhile, but is better made and soon cheaper: the worker stays with it for as long again. */
static void
dive (GengWorker *worker)
{
  if (geng_dive_step (worker->dive))
    return;
  geng_dive_apply (worker->dive, worker->roster);
  g_clear_pointer (&worker->dive, geng_dive_free);
  geng_polish (worker->roster, &worker->arena, &worker->run->budget);
  worker->n_barren = 0;
  worker->loyal_until = worker->arena.effort + (worker->arena.effort - worker->dive_began);
  if (worker->roster->price < worker->best->price)
    geng_roster_state_copy (worker->best, worker->roster);
}

/* A step of the ascent, while it lasts. */
static void
ascend (GengWorker *worker)
{
  if (!geng_ascent_step (worker->ascent))
    {
      g_clear_pointer (&worker->ascent, geng_ascent_free);
      if (geng_space_is_long (worker->run->space))
        begin_dive (worker, worker->root);
    }
  worker->bound = MAX (worker->bound, worker->root->bound);
}

/* A node of the branching, which begins once nothing more is to be had from the root. */
static void
split (GengWorker *worker)
{
  /* legal rosters' prices differ by whole steps */
  gint64 price = worker->best->price - (worker->run->legal ? worker->run->step - 1 : 0);
  gboolean more;

  if (worker->branch == NULL)
    worker->branch = geng_branch_new (worker->root, price);
  geng_roster_state_copy (worker->trial, worker->roster);
  more = geng_branch_step (worker->branch, price, worker->trial);
  geng_polish (worker->trial, &worker->arena, &worker->run->budget);
  if (worker->trial->price < worker->best->price)
    {
      geng_roster_state_copy (worker->best, worker->trial);
      geng_roster_state_copy (worker->roster, worker->trial);
      worker->n_barren = 0;
    }
  worker->bound
      = MAX (worker->bound, MIN (geng_branch_get_bound (worker->branch), worker->best->price));
  worker->closed = !more;
}

static gboolean
turn_of_root (const GengWorker *worker)
{
  if (worker->root == NULL || worker->closed)
    return FALSE;
  if (worker->n_barren > DIVE_BARREN && worker->proven)
    return worker->root_effort <= worker->repair_effort * BRANCH_TO_REPAIR;
  return !worker->dived || worker->root_effort * REPAIR_TO_ROOT <= worker->repair_effort;
}

/* One unit of work: the bound until the first dive, then mostly neighbourhoods. */
static void
work (GengWorker *worker)
{
  guint64 before = worker->arena.effort;

  if (worker->ascent != NULL)
    ascend (worker);
  else if (worker->dive != NULL)
    {
      dive (worker);
      worker->dive_effort += worker->arena.effort - before;
    }
  else if (turn_of_root (worker))
    {
      if (worker->proven)
        split (worker);
      else
        prove (worker);
      worker->root_effort += worker->arena.effort - before;
    }
  else
    {
      geng_neighbourhood (worker);
      worker->repair_effort += worker->arena.effort - before;
    }
}

void
geng_worker_tick (GengWorker *worker, guint64 effort)
{
  guint64 goal = worker->arena.effort + effort;
  /* what is not counted cell by cell: laying out rows and members */
  guint64 overhead
      = 5000 + worker->run->space->n_rows / 4 + worker->run->space->problem->n_members / 4;

  while (worker->arena.effort < goal && !geng_budget_interrupted (&worker->run->budget))
    {
      work (worker);
      worker->arena.effort += overhead;
    }
}
