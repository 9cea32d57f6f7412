/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-log.h"

#include <string.h>

#include "geng-chain.h"

/* The log reckons, by counted work alone, how busy two threads would be, and twice as many, up to
 * GENG_MOST_HANDS. */
#define N_CREWS 3
#define PER_CENT 100.0

struct _GengLog
{
  GengRun *run;
  guint64 next_tick, before, effort;
  gint64 price, bound; /* as last reported */
  GengChain *chain;    /* NULL: nobody asks for a log */
  GengAccount accounts[GENG_N_TASKS];
  GengShapes shapes;
};

static const GengTask *const tasks[GENG_N_TASKS]
    = { &geng_task_ascent, &geng_task_bound, &geng_task_dive, &geng_task_branch,
        &geng_task_repair };

G_STATIC_ASSERT (1 << N_CREWS == GENG_MOST_HANDS);

static guint
count_hands (guint crew)
{
  return 2u << crew;
}

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

/* Of each task its share of the effort, in hundredths, under the first letters of its name. */
static void
tell_heads (GengLog *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%8s %12s %12s %6s %8s %8s %6s ", "effort", "cost", "bound", "gap",
                          "columns", "rows", "dives");
  for (guint t = 0; t < GENG_N_TASKS; t++)
    g_string_append_printf (line, " %6s", tasks[t]->name);
  say (self, "%s  %s", line->str, "task");
}

/* How far the cost is from the bound, in hundredths of the cost; a dash while one is unknown. */
static void
append_gap (GString *line, gint64 cost, gint64 bound)
{
  if (bound == G_MININT64 || cost == G_MAXINT64)
    g_string_append_printf (line, " %6s", "-");
  else
    g_string_append_printf (line, " %5.1f%%",
                            PER_CENT * (double) (cost - bound) / (double) MAX (ABS (cost), 1));
}

static void
tell_tick (GengLog *self, const GengPortfolio *portfolio, const GengTask *task)
{
  const GengRun *run = self->run;
  const GengRoot *root = &portfolio->root;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%8.2g %12" G_GINT64_FORMAT, (double) run->effort,
                          run->best->price);
  if (run->bound == G_MININT64)
    g_string_append_printf (line, " %12s", "-");
  else
    g_string_append_printf (line, " %12" G_GINT64_FORMAT, run->bound);
  append_gap (line, run->best->price, run->bound);
  g_string_append_printf (line, " %8u %8u %6u ",
                          root->busy ? 0 : geng_mixture_get_n_columns (root->mixture),
                          run->space->n_rows, portfolio->n_dives);
  for (guint t = 0; t < GENG_N_TASKS; t++)
    g_string_append_printf (line, " %5.1f%%",
                            PER_CENT * (double) self->accounts[t].effort
                                / (double) MAX (self->effort, 1));
  say (self, "%s  %s", line->str, task->name);
}

GengLog *
geng_log_new (GengRun *run)
{
  GengLog *self = g_new0 (GengLog, 1);

  self->run = run;
  self->before = run->effort;
  self->price = G_MAXINT64;
  self->bound = G_MININT64;
  if (run->options->log == NULL)
    return self;
  /* what was planned by turns before has logs of its own */
  self->chain = geng_chain_new (run->tied == NULL ? run->effort : 0);
  tell_heads (self);
  return self;
}

/* How each shape of neighbourhoods fared: gains of a roster that may wander. */
static void
tell_shapes (GengLog *self)
{
  const GengShapes *shapes = &self->shapes;

  for (guint s = 0; s < shapes->n; s++)
    {
      guint members, days;

      geng_shapes_get (s, &members, &days);
      if (shapes->n_jobs[s] > 0)
        say (self, "%3u x %-2u %8" G_GUINT64_FORMAT " %8.2g %5.1f%%        %14" G_GINT64_FORMAT,
             members, days, shapes->n_jobs[s], (double) shapes->spent[s],
             PER_CENT * (double) shapes->spent[s] / (double) MAX (self->effort, 1),
             shapes->gained[s]);
    }
}

static void
close_table (GengLog *self)
{
  guint64 sum = MAX (self->effort, 1);

  /* alone: of a task's effort, what many hands would still take one after another */
  say (self, "%-8s %8s %8s %6s %6s %14s", "task", "jobs", "effort", "share", "alone", "gain");
  for (guint t = 0; t < GENG_N_TASKS; t++)
    {
      const GengAccount *account = &self->accounts[t];
      double effort = (double) account->effort;

      say (self, "%-8s %8" G_GUINT64_FORMAT " %8.2g %5.1f%% %5.1f%% %14" G_GINT64_FORMAT,
           tasks[t]->name, account->n_jobs, effort, PER_CENT * effort / (double) sum,
           PER_CENT * (1 - (double) account->spared / MAX (effort, 1)), account->gain);
    }
  tell_shapes (self);
  for (guint c = 0; c < N_CREWS; c++)
    say (self, "%u threads: effort over the longest chain %.2f", count_hands (c),
         (double) geng_chain_get_effort (self->chain)
             / MAX (geng_chain_find_length (self->chain, count_hands (c)), 1));
}

void
geng_log_free (GengLog *self)
{
  if (self->run->options->log != NULL)
    close_table (self);
  g_clear_pointer (&self->chain, geng_chain_free);
  g_free (self);
}

void
geng_log_job (GengLog *self, const GengPortfolio *portfolio, const GengJob *job)
{
  const GengRun *run = self->run;
  gboolean news = run->best->price != self->price || run->bound != self->bound;

  self->effort += job->effort;
  memcpy (self->accounts, portfolio->accounts, sizeof self->accounts);
  self->shapes = portfolio->shapes;
  if (self->chain != NULL)
    geng_chain_add (self->chain, job);
  if (!news && run->effort < self->next_tick)
    return;
  self->price = run->best->price;
  self->bound = run->bound;
  geng_run_report (self->run, job->task->name);
  if (run->effort < self->next_tick)
    return;
  self->next_tick = run->effort + (guint64) run->space->params->tick_effort;
  if (run->options->log != NULL)
    tell_tick (self, portfolio, job->task);
}
