/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-attempt.h"

#include "geng-own-kind.h"

#include "geng-progress-private.h"

/* Counted work of one attempt at most, and of the first one, which proves that nobody can: about a
 * third of a second, and two.  A village's gaps are proven in less. */
#define EFFORT_OF_AN_ATTEMPT G_GUINT64_CONSTANT (300000000)
#define EFFORT_OF_THE_PROOF G_GUINT64_CONSTANT (2000000000)

/* Of what an attempt plans only that it goes on is shown: its gaps are those of another station. */
static void
show_work (GengProgress *progress, gpointer user_data)
{
  const GengAttempts *self = user_data;
  double seconds = geng_progress_get_elapsed_seconds (progress);
  GengProgressFacts facts = { .phase = GENG_PHASE_TRY,
                              .gaps = -1,
                              .bound = -1,
                              .effort = geng_progress_get_effort (progress),
                              .elapsed = (gint64) (seconds * G_USEC_PER_SEC) };
  g_autoptr (GengProgress) shown = geng_progress_new (&facts, NULL, NULL, NULL);

  self->show (shown, self->user_data);
}

gboolean
geng_attempts_go_on (const GengAttempts *self)
{
  return self->effort > 0 && !g_cancellable_is_cancelled (self->cancellable);
}

static GengPlan *
run (GengAttempts *self, GengPlanning *question, guint64 effort, GError **error)
{
  GengPlan *plan;
  guint64 spent;

  question->gaps_only = TRUE;
  question->certify = FALSE;
  question->change_price = 0;
  question->effort_limit = MIN (effort, self->effort);
  plan = geng_planning_run (question, self->cancellable, show_work, self, error);
  spent = plan != NULL ? geng_plan_get_effort (plan) : effort;
  self->effort -= MIN (self->effort, MAX (spent, 1));
  return plan;
}

GengPlan *
geng_attempts_plan (GengAttempts *self, GError **error)
{
  GengPlanning question = *self->question;

  return run (self, &question, EFFORT_OF_THE_PROOF, error);
}

gboolean
geng_attempts_try (GengAttempts *self,
                   GengAttemptChange change,
                   gconstpointer data,
                   GengAttempt *attempt)
{
  const GengPlanning *asked = self->question;
  g_autoptr (GengCopy) copy = NULL;
  g_autoptr (GengRoster) base = NULL, history = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengPlanning question = *asked;

  if (!geng_attempts_go_on (self))
    return FALSE;
  copy = geng_copy_new (asked->station);
  if (!change (copy, data))
    return FALSE;
  base = geng_copy_roster (asked->base, copy->station, copy->there);
  history = geng_copy_roster (asked->history, copy->station, copy->there);
  geng_own_lower_ahead (copy->station, &question.first, &question.last, history, base);
  question.station = copy->station;
  question.base = base;
  question.history = history;
  plan = run (self, &question, EFFORT_OF_AN_ATTEMPT, NULL);
  if (plan == NULL)
    return FALSE;
  attempt->gaps = geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps;
  attempt->bound = geng_plan_get_bound_gaps (plan);
  return TRUE;
}
