/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-run.h"
#include "geng-worker.h"

/* Two workers, always, on one thread or two: they meet after equal effort, so that the number of
 * threads changes nothing.  Effort between two meetings, less where little is to be spent, and more
 * where a neighbourhood alone takes as much, for one waits until the other has done his: */
#define TICK 30000000
#define LEAST_TICK 500000
#define USUAL_SIZE 2000

static guint64
tick_effort (const GengRun *run)
{
  guint64 size = (guint64) run->space->problem->n_members * run->space->problem->n_days;

  return CLAMP (run->budget.limit / 16, LEAST_TICK, TICK * (1 + size / USUAL_SIZE));
}

static gpointer
tick_in_thread (gpointer worker)
{
  geng_worker_tick (worker, tick_effort (((GengWorker *) worker)->run));
  return NULL;
}

static void
tick (GengRun *run, GengWorker *workers)
{
  if (run->options->n_threads > 1)
    {
      GThread *thread = g_thread_new ("geng-solver", tick_in_thread, &workers[1]);

      geng_worker_tick (&workers[0], tick_effort (run));
      g_thread_join (thread);
      return;
    }
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_worker_tick (&workers[w], tick_effort (run));
}

/* The better roster wins, the first worker's where they are equal. */
static void
meet (GengRun *run, GengWorker *workers, guint64 effort_before)
{
  run->effort = effort_before;
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    {
      run->effort += workers[w].arena.effort;
      geng_run_offer (run, workers[w].best);
      geng_run_raise (run, workers[w].bound);
    }
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_worker_take (&workers[w], run->best);
  geng_worker_share_root (workers);
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_worker_dive_again (&workers[w], workers[0].root);
}

void
geng_search (GengRun *run)
{
  GengWorker workers[GENG_N_WORKERS];
  guint64 effort_before = run->effort;

  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_worker_init (&workers[w], run, w);
  geng_run_report (run, "bound");
  while (!geng_run_over (run))
    {
      tick (run, workers);
      meet (run, workers, effort_before);
      geng_run_report (run, geng_worker_phase (&workers[0]));
    }
  for (guint w = 0; w < GENG_N_WORKERS; w++)
    geng_worker_clear (&workers[w]);
  g_clear_pointer (&run->duals, g_free);
}
