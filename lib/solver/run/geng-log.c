/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-log.h"

#include <string.h>

/* The threads for which the log reckons how busy they would be, by counted work alone. */
static const guint crews[GENG_N_CREWS] = { 2, 4, 8 };
#define MOST_THREADS 8
#define PER_CENT 100.0

/* A crew's day: when each thread is free again, and when the last job was merged. */
typedef struct
{
  guint64 is_free[MOST_THREADS];
  guint64 last;
} Day;

struct _GengLog
{
  GengRun *run;
  guint64 next_tick, before, effort;
  gint64 price, bound; /* as last reported */
  Day days[GENG_N_CREWS];
  GengAccount accounts[GENG_N_TASKS];
};

static const GengTask *const tasks[GENG_N_TASKS]
    = { &geng_task_ascent, &geng_task_bound, &geng_task_dive, &geng_task_branch,
        &geng_task_repair };

static void say (GengLog *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (GengLog *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list values;

  va_start (values, format);
  line = g_strdup_vprintf (format, values);
  va_end (values);
  self->run->options->log (line, self->run->options->log_data);
}

GengLog *
geng_log_new (GengRun *run)
{
  GengLog *self = g_new0 (GengLog, 1);

  self->run = run;
  self->before = run->effort;
  self->price = G_MAXINT64;
  self->bound = G_MININT64;
  if (run->options->log != NULL)
    say (self, "%8s %12s %12s %8s %8s %6s  %s", "effort", "cost", "bound", "columns", "rows",
         "dives", "task");
  return self;
}

static void
close_table (GengLog *self)
{
  guint64 sum = MAX (self->effort, 1);

  say (self, "%-8s %8s %8s %6s %14s", "task", "jobs", "effort", "share", "gain");
  for (guint t = 0; t < GENG_N_TASKS; t++)
    say (self, "%-8s %8" G_GUINT64_FORMAT " %8.2g %5.1f%% %14" G_GINT64_FORMAT, tasks[t]->name,
         self->accounts[t].n_jobs, (double) self->accounts[t].effort,
         PER_CENT * (double) self->accounts[t].effort / (double) sum, self->accounts[t].gain);
  for (guint c = 0; c < GENG_N_CREWS; c++)
    say (self, "%u threads: effort over the longest chain %.2f", crews[c],
         (double) sum / (double) MAX (self->days[c].last, 1));
}

void
geng_log_free (GengLog *self)
{
  if (self->run->options->log != NULL)
    close_table (self);
  g_free (self);
}

void
geng_log_drawn (GengLog *self, GengJob *job)
{
  for (guint c = 0; c < GENG_N_CREWS; c++)
    job->drawn_at[c] = self->days[c].last;
}

/* The job begins when it is drawn and a thread is free, and is merged after those before it. */
static void
count_day (GengLog *self, guint crew, const GengJob *job)
{
  Day *day = &self->days[crew];
  guint thread = 0;

  for (guint t = 1; t < crews[crew]; t++)
    if (day->is_free[t] < day->is_free[thread])
      thread = t;
  day->is_free[thread] = MAX (day->is_free[thread], job->drawn_at[crew]) + job->effort;
  day->last = MAX (day->last, day->is_free[thread]);
}

void
geng_log_job (GengLog *self, const GengPortfolio *portfolio, const GengJob *job)
{
  const GengRun *run = self->run;
  gboolean news = run->best->price != self->price || run->bound != self->bound;

  self->effort += job->effort;
  memcpy (self->accounts, portfolio->accounts, sizeof self->accounts);
  for (guint c = 0; c < GENG_N_CREWS; c++)
    count_day (self, c, job);
  if (!news && run->effort < self->next_tick)
    return;
  self->price = run->best->price;
  self->bound = run->bound;
  geng_run_report (self->run, job->task->name);
  if (run->effort < self->next_tick)
    return;
  self->next_tick = run->effort + (guint64) run->space->params->tick_effort;
  if (run->options->log != NULL)
    say (self, "%8.2g %12" G_GINT64_FORMAT " %12" G_GINT64_FORMAT " %8u %8u %6u  %s",
         (double) run->effort, run->best->price, run->bound == G_MININT64 ? 0 : run->bound,
         portfolio->root.busy ? 0 : geng_mixture_get_n_columns (portfolio->root.mixture),
         run->space->n_rows, portfolio->n_dives, job->task->name);
}
