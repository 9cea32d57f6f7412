/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "progress.h"
#include "terminal.h"

#include <signal.h>
#include <unistd.h>

/* To the line's beginning, and nothing in it (ECMA-48). */
#define WIPE "\r\033[K"

static volatile sig_atomic_t interrupted;

static void
on_interrupt (int signum)
{
  /* A second Ctrl-C ends the program as usual. */
  interrupted = 1;
  signal (SIGINT, SIG_DFL);
}

/* Cancelling takes locks, which a signal's handler must not; a thread looks for it instead. */
static gpointer
await_interrupt (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;

  while (!interrupted)
    g_usleep (G_USEC_PER_SEC / 20);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* (transfer full): cancelled by Ctrl-C; the planner then returns the best roster so far. */
GCancellable *
progress_cancellable_on_interrupt (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  GThread *thread;

  thread = g_thread_try_new ("interrupt", await_interrupt, g_object_ref (cancellable), NULL);
  if (thread == NULL)
    {
      /* no thread to be had: Ctrl-C ends the program */
      g_object_unref (cancellable);
      return cancellable;
    }
  signal (SIGINT, on_interrupt);
  g_thread_unref (thread);
  return cancellable;
}

static const char *const phases[] = {
  [GENG_PHASE_GREEDY] = N_ ("first draft"),  [GENG_PHASE_ASCENT] = N_ ("pricing"),
  [GENG_PHASE_BOUND] = N_ ("proving"),       [GENG_PHASE_DIVE] = N_ ("constructing"),
  [GENG_PHASE_BRANCH] = N_ ("branching"),    [GENG_PHASE_REPAIR] = N_ ("mending"),
  [GENG_PHASE_TRY] = N_ ("trying remedies"), [GENG_PHASE_DONE] = N_ ("done"),
};

/* Columns of a terminal that does not tell them. */
#define USUAL_COLUMNS 80

static guint
get_columns (void)
{
  guint columns = terminal_columns (STDERR_FILENO);

  return columns > 0 ? columns : USUAL_COLUMNS;
}

/* A line that wraps cannot be wiped out: it keeps one column free. */
static void
clip (GString *line, guint columns)
{
  guint width = 0;

  for (const char *at = line->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
      if (width < columns)
        continue;
      g_string_truncate (line, at - line->str);
      return;
    }
}

static void
on_progress (GengPlanner *planner, GengProgress *progress, gpointer data)
{
  gint64 gaps = geng_progress_get_gaps (progress);
  gint64 cost = geng_progress_get_cost (progress);
  gint64 bound = geng_progress_get_bound_cost (progress);
  double points = cost / (double) GENG_POINT;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (line, "%5.1f s  %s", geng_progress_get_elapsed_seconds (progress),
                   _ (phases[geng_progress_get_phase (progress)]));
  if (gaps >= 0)
    g_string_append_printf (line, _ ("  gaps %d  cost %.1f"), (int) gaps, points);
  if (gaps >= 0 && bound >= 0)
    g_string_append_printf (line, _ ("  proven ≥ %.1f (%.1f %%)"), bound / (double) GENG_POINT,
                            cost > 0 ? 100.0 * (cost - bound) / cost : 0.0);
  clip (line, get_columns ());
  terminal_control (WIPE);
  g_printerr ("%s", line->str);
}

/* On a terminal one line that changes; elsewhere nothing. */
void
progress_watch (GengPlanner *planner)
{
  if (isatty (STDERR_FILENO))
    g_signal_connect (planner, "progress", G_CALLBACK (on_progress), NULL);
}

void
progress_finish (void)
{
  if (isatty (STDERR_FILENO))
    terminal_control (WIPE);
}
