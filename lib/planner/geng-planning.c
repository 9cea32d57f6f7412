/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-planning.h"

#include "geng-certificate.h"
#include "geng-clash.h"
#include "geng-gettext.h"
#include "geng-judge-private.h"
#include "geng-plan-private.h"
#include "geng-progress-private.h"
#include "geng-repair.h"

/* Rounding a year up: the solver's tables and a captain's patience end about there. */
#define MOST_DAYS 371

/* How many (gap, member) pairs are tried out to say why gaps stay open; a second for a village or a
 * town. */
#define TRIALS_FOR_REASONS 5000

/* A plan may be proven by listing in no time what a tree needs longer for; a few seconds. */
#define LEAST_EFFORT_TO_CERTIFY 300000000

/* The work of one run. */
typedef struct
{
  const GengPlanning *question;
  GengRoster *base;  /* (nullable): as geng_repair_base() has it */
  GPtrArray *aside;  /* of GengSetAside: those whom the plan leaves out */
  int *held;         /* of each member: see geng_repair_hold() */
  GString *left_out; /* records of a certificate, of the same */
  gboolean guessed;  /* somebody is held who might have kept more: see hold() */
  int dropped;       /* changes that fell to it */
  GengScene *scene;
  GPtrArray *clauses;
  const GengClause *priced; /* (nullable): what prices changes */
  GengLowering *lowering;
  GengProgressKey *key; /* of the lowering */
  GengSolution *solution;
  GengPlanningShow show;
  gpointer user_data;
  gint cancelled;
  gint64 began;         /* of the monotonic clock, µs */
  guint64 spent;        /* by questions that came back without a roster */
  GengClashLimit lines; /* of finding out why members have no line */
} Run;

gboolean
geng_planning_check_period (const GDate *first, const GDate *last, GError **error)
{
  gboolean dated = g_date_valid (first) && g_date_valid (last);
  int days = dated ? g_date_days_between (first, last) + 1 : 0;

  if (days < 1 || days > MOST_DAYS)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
                   _ ("planner: a period has 1 to %d days, not %d"), MOST_DAYS, days);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_station (GengStation *station, GError **error)
{
  g_autoptr (GPtrArray) faults = geng_station_validate (station);
  g_autofree char *first = NULL;

  if (faults->len == 0)
    return TRUE;
  first = geng_fault_to_string (faults->pdata[0]);
  g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
               _ ("planner: the station has faults (%u); the first: %s"), faults->len, first);
  return FALSE;
}

static gboolean
check_question (const GengPlanning *self, GError **error)
{
  if (self->station == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("planner: it has no station; make it with geng_planner_new ()"));
      return FALSE;
    }
  return geng_planning_check_period (&self->first, &self->last, error)
         && check_station (self->station, error);
}

/* What a roster with so many gaps costs at least, given the bound on gaps × gap_price + cost. */
static gint64
cost_bound (const GengProblem *problem, gint64 bound, gint64 gaps)
{
  if (bound == G_MININT64)
    return -1;
  return MAX (0, bound - gaps * problem->gap_price) * problem->unit;
}

static GengPhase
phase_called (const char *name)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);

  return (GengPhase) g_enum_get_value_by_nick (phases, name)->value;
}

/* Of a member whose line was only not found, or who is held off duties of which he might have kept
 * some, nobody knows what he could have served: nothing is proven about rosters with him. */
static gboolean
all_proven (const Run *run)
{
  if (run->guessed)
    return FALSE;
  for (guint i = 0; i < run->aside->len; i++)
    if (!geng_set_aside_get_proven (run->aside->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
on_progress (const GengSolverProgress *progress, gpointer user_data)
{
  Run *run = user_data;
  const GengProblem *problem = run->lowering->problem;
  gint64 bound = all_proven (run) ? progress->bound : G_MININT64;
  g_autoptr (GengProgress) shown = NULL;
  GengProgressFacts facts = {
    .phase = phase_called (progress->phase),
    .gaps = progress->feasible ? progress->gaps : -1,
    .cost = progress->feasible ? progress->cost * problem->unit : 0,
    .bound = cost_bound (problem, bound, progress->feasible ? progress->gaps : 0),
    .effort = run->spent + progress->effort,
    .elapsed = g_get_monotonic_time () - run->began,
  };

  shown = geng_progress_new (&facts, run->key, problem, progress->codes);
  run->show (shown, run->user_data);
  return TRUE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Run *run = user_data;

  g_atomic_int_set (&run->cancelled, 1);
}

static guint
n_threads (const GengPlanning *question)
{
  return question->threads > 0 ? question->threads : g_get_num_processors ();
}

static GengSolverOptions
solver_options (Run *run)
{
  const GengPlanning *question = run->question;
  GengSolverOptions options = {
    .seed = question->seed,
    .n_threads = n_threads (question),
    .level = (GengSolverEffort) question->effort,
    .effort_limit = question->effort_limit,
    .gaps_only = question->gaps_only,
    .cancelled = &run->cancelled,
  };

  return options;
}

/* One limit is for all questions of a run, whoever leaves it.  In µs; 0: none */
static gint64
time_left (const Run *run)
{
  gint64 limit = (gint64) (run->question->time_limit * G_USEC_PER_SEC);

  return limit == 0 ? 0 : MAX (1, limit - (g_get_monotonic_time () - run->began));
}

static GengSolution *
solve (Run *run, GError **error)
{
  const GengProblem *problem = run->lowering->problem;
  g_autofree guint8 *start = NULL;
  GengSolverOptions options = solver_options (run);

  options.time_limit = time_left (run);
  options.effort_spent = run->spent;
  options.progress = on_progress;
  options.user_data = run;
  if (run->base != NULL)
    {
      start = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
      geng_encode (run->lowering, run->base, start);
      options.start = start;
    }
  return geng_solve (problem, &options, error);
}

/* What is left of the limit for the proof, in µs: a tenth of it where the search took it all. */
static gint64
time_for_proof (const Run *run)
{
  gint64 limit = (gint64) (run->question->time_limit * G_USEC_PER_SEC);

  return MAX (limit / 10, limit - (g_get_monotonic_time () - run->began));
}

/* The bound is on gaps × gap_price, and gaps are whole. */
static gint64
whole_gaps (const Run *run, gint64 bound)
{
  gint64 price = run->lowering->problem->gap_price;

  return bound <= 0 ? 0 : MIN (run->solution->gaps, (bound + price - 1) / price);
}

/* Phase 1: how many places nobody can fill, whatever it costs. */
static gint64
prove_gaps (Run *run)
{
  const GengProblem *problem = run->lowering->problem;
  GengSolverOptions options = solver_options (run);
  g_autoptr (GengSolution) solution = NULL;

  if (run->solution->gaps == 0)
    return 0;
  if (run->question->gaps_only)
    return whole_gaps (run, run->solution->bound);
  options.start = run->solution->codes;
  options.gaps_only = TRUE;
  options.time_limit = run->question->time_limit > 0 ? time_for_proof (run) : 0;
  solution = geng_solve (problem, &options, NULL);
  return solution == NULL ? 0 : whole_gaps (run, solution->bound);
}

/* The judge has the last word: what it reads must be what the solver counted. */
static gboolean
agree (const Run *run, GengJudgement *judgement, GError **error)
{
  const GengScore *score = geng_judgement_get_score (judgement);
  gint64 cost = run->solution->cost * run->lowering->problem->unit;

  if (score->broken == 0 && score->gaps == run->solution->gaps && score->cost == cost)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT,
               "planner: the judge reads %" G_GINT64_FORMAT " broken rules, %" G_GINT64_FORMAT
               " gaps, cost %" G_GINT64_FORMAT "; the solver counted 0, %" G_GINT64_FORMAT
               ", %" G_GINT64_FORMAT "; please report this with the station's folder",
               score->broken, score->gaps, score->cost, run->solution->gaps, cost);
  return FALSE;
}

static GengJudgement *
judge (const Run *run, GPtrArray *clauses, GengRoster *roster, GError **error)
{
  const GengPlanning *question = run->question;
  g_autoptr (GengScene) scene
      = geng_scene_new (question->station, &question->first, &question->last, roster,
                        question->history, run->base, error);

  if (scene == NULL)
    return NULL;
  geng_repair_mark_served (question, scene, run->held);
  return geng_judge_clauses (scene, clauses);
}

/* The clauses without the one that prices changes.  (transfer container) */
static GPtrArray *
unpriced (const Run *run)
{
  GPtrArray *clauses = g_ptr_array_new ();

  for (guint i = 0; i < run->clauses->len; i++)
    if (run->clauses->pdata[i] != run->priced)
      g_ptr_array_add (clauses, run->clauses->pdata[i]);
  return clauses;
}

/* The first gaps, as many as that work allows; others can be asked about one by one. */
static gboolean
explain_gaps (const Run *run, GengRoster *roster, GengJudgement *judgement, GError **error)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);
  guint n_members = g_list_model_get_n_items (geng_station_get_members (run->question->station));
  guint n = MIN (gaps->len, MAX (TRIALS_FOR_REASONS / MAX (n_members, 1), 1));
  g_autoptr (GPtrArray) explained = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (explained, gaps->pdata[i]);
  return geng_cover_explain_gaps (roster, run->question->history, explained, error);
}

/* What all changes cost, in points × GENG_POINT. */
static gint64
cost_of (const Run *run, gint64 changes)
{
  return run->priced == NULL ? 0 : changes * run->question->change_price * GENG_POINT;
}

/* How few changes a roster with so few gaps needs, whatever else it costs. */
static gint64
prove_changes (Run *run, gint64 changes)
{
  g_autoptr (GPtrArray) others = unpriced (run);
  g_autoptr (GengLowering) lowering = NULL;
  g_autoptr (GengSolution) solution = NULL;
  GengSolverOptions options = solver_options (run);
  gint64 price = cost_of (run, 1), over;

  if (changes == 0 || run->question->gaps_only)
    return 0;
  lowering = geng_compile_priced (run->scene, others, run->priced, NULL);
  if (lowering == NULL)
    return 0;
  options.start = run->solution->codes;
  options.time_limit = run->question->time_limit > 0 ? time_for_proof (run) : 0;
  solution = geng_solve (lowering->problem, &options, NULL);
  if (solution == NULL || solution->bound == G_MININT64)
    return 0;
  over = (solution->bound - run->solution->gaps * lowering->problem->gap_price)
         * lowering->problem->unit;
  /* No other price is left, and changes are whole. */
  over = (over + price - 1) / price;
  return CLAMP (over, 0, changes);
}

/* The ids of those around whom the others were planned last.  (transfer container) (nullable) */
static const char **
list_held (const Run *run)
{
  const GengSolution *solution = run->solution;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (solution->held == NULL || !all_proven (run))
    return NULL;
  for (guint m = 0; m < run->scene->n_members; m++)
    if (solution->held[m])
      g_ptr_array_add (ids, (gpointer) geng_entity_get_id (GENG_ENTITY (run->scene->members[m])));
  g_ptr_array_add (ids, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static void
prove (Run *run, GengPlanProof *proof)
{
  const GengSolution *solution = run->solution;
  const GengProblem *problem = run->lowering->problem;

  proof->truncated = solution->truncated;
  proof->effort = run->spent + solution->effort;
  if (!all_proven (run))
    return;
  proof->bound_gaps = prove_gaps (run);
  proof->bound_changes = prove_changes (run, proof->changes);
  proof->bound_cost = MAX (0, cost_bound (problem, solution->bound, solution->gaps)
                                  - cost_of (run, proof->changes));
  if (solution->held != NULL)
    proof->bound_cost_around = MAX (0, cost_bound (problem, solution->bound_around, solution->gaps)
                                           - cost_of (run, proof->changes));
  proof->optimal
      = proof->bound_gaps == solution->gaps && proof->bound_changes == proof->changes
        && proof->bound_cost + cost_of (run, proof->changes) == solution->cost * problem->unit;
}

/* As far as as much work again as the plan took proves it.  A refusal where nobody knows what
 * rosters there could be with those who are set aside or held. */
static char *
certify (Run *run, gboolean *certified)
{
  const char *left_out = run->left_out->str;
  GengBudget budget;
  char *text;

  *certified = FALSE;
  if (!run->question->certify)
    return NULL;
  if (!all_proven (run))
    return geng_certify_nothing (left_out, run->guessed ? "held" : "not-found");
  geng_budget_init (&budget, MAX (run->solution->effort, LEAST_EFFORT_TO_CERTIFY),
                    run->question->time_limit > 0 ? time_for_proof (run) : 0, &run->cancelled);
  text = geng_certify (run->lowering->problem, run->solution->codes, left_out, &budget, NULL);
  *certified = text != NULL;
  return *certified ? text : geng_certify_nothing (left_out, "broken");
}

static GengPlan *
make_plan (Run *run, GError **error)
{
  const GengSolution *solution = run->solution;
  g_autoptr (GengRoster) roster = geng_decode (run->lowering, solution->codes, error);
  g_autoptr (GengJudgement) whole = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autofree char *certificate = NULL;
  g_autofree const char **held = list_held (run);
  g_autoptr (GPtrArray) others = unpriced (run);
  GengPlanProof proof = { .held = held };

  if (roster == NULL)
    return NULL;
  for (guint i = 0; i < run->aside->len; i++)
    geng_roster_add_set_aside (roster, run->aside->pdata[i]);
  whole = judge (run, run->clauses, roster, error);
  if (whole == NULL || !agree (run, whole, error)
      || (judgement = judge (run, others, roster, error)) == NULL)
    return NULL;
  geng_repair_unpin (run->question, roster);
  if (!run->question->gaps_only && !explain_gaps (run, roster, judgement, error))
    return NULL;
  if (run->priced != NULL)
    proof.changes
        = (geng_judgement_get_score (whole)->cost - geng_judgement_get_score (judgement)->cost)
          / cost_of (run, 1);
  prove (run, &proof);
  if (run->priced != NULL)
    proof.changes += run->dropped;
  proof.certificate = certificate = certify (run, &proof.certified);
  return geng_plan_new (roster, judgement, &proof);
}

/* Why the solver came back without a roster: what it says, and nothing that only looks like it. */
static void
set_no_roster_error (Run *run, GError **error)
{
  g_autofree char *clash = NULL;

  if (run->solution->contradiction && all_proven (run))
    {
      clash = geng_clash_describe_roster (run->scene, run->clauses, run->solution->effort,
                                          run->question->time_limit > 0 ? time_for_proof (run) : 0,
                                          &run->cancelled);
      g_set_error (error, GENG_ERROR, GENG_ERROR_CONTRADICTION,
                   _ ("planner: these contradict each other, no roster keeps them all: %s"), clash);
    }
  else if (g_atomic_int_get (&run->cancelled) || run->solution->truncated)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                 _ ("planner: stopped before there was any roster"));
  else
    g_set_error (error, GENG_ERROR, GENG_ERROR_NO_ROSTER,
                 _ ("planner: with this effort no roster was found that keeps each person's rules, "
                    "the crews' upper limits and the rules between people (apart, mentor, kit) "
                    "together; it is not proven that there is none, so more effort may find one"));
}

static gboolean
read_question (Run *run, GError **error)
{
  const GengPlanning *question = run->question;

  g_clear_pointer (&run->clauses, g_ptr_array_unref);
  g_clear_pointer (&run->scene, geng_scene_free);
  run->scene = geng_scene_new (question->station, &question->first, &question->last, NULL,
                               question->history, run->base, error);
  if (run->scene == NULL)
    return FALSE;
  geng_repair_mark_served (question, run->scene, run->held);
  for (guint i = 0; i < run->aside->len; i++)
    {
      GengMember *member = geng_set_aside_get_member (run->aside->pdata[i]);
      guint index = (guint) geng_scene_member_index (run->scene, member);

      geng_scene_set_aside (run->scene, index,
                            geng_repair_first_free_day (question, run->scene, index));
    }
  run->clauses = geng_clauses_new (run->scene, error);
  return run->clauses != NULL
         && geng_repair_clauses (question, run->scene, run->clauses, &run->priced, error);
}

static gboolean
solve_question (Run *run, GError **error)
{
  g_clear_pointer (&run->solution, geng_solution_free);
  g_clear_pointer (&run->key, geng_progress_key_unref);
  g_clear_pointer (&run->lowering, geng_lowering_free);
  if (!read_question (run, error))
    return FALSE;
  run->lowering = geng_compile (run->scene, run->clauses, error);
  if (run->lowering == NULL)
    return FALSE;
  run->key = geng_progress_key_new (run->lowering, run->aside);
  run->solution = solve (run, error);
  return run->solution != NULL;
}

static void
set_aside_member (Run *run, guint member, const GArray *people)
{
  gboolean proven = run->solution->no_line_proven && (run->held[member] == 0 || !run->guessed);
  g_autofree char *reason
      = geng_clash_describe_line (run->scene, run->clauses, people, proven, &run->lines);
  GDate since;

  geng_scene_date (run->scene, geng_repair_first_free_day (run->question, run->scene, member),
                   &since);
  g_ptr_array_add (run->aside,
                   geng_set_aside_new (run->scene->members[member], &since, proven, reason));
  if (run->question->certify)
    geng_certificate_leave_out (
        run->left_out, geng_entity_get_id (GENG_ENTITY (run->scene->members[member])),
        run->lowering->problem, (guint) run->solution->no_line_member, proven);
  run->held[member] = 0;
}

/* Whoever is set aside has again what he lost while he was held. */
static void
take_base (Run *run)
{
  if (run->base == NULL)
    return;
  g_object_unref (run->base);
  run->base = geng_repair_base (run->question);
  run->dropped = geng_repair_drop_held (run->question, run->scene, run->base, run->held);
  run->guessed = run->guessed || run->dropped > 0;
}

/* Of whom what was served is in the way he is off for some days, and nobody is left out.  Of holes
 * between served duties all become days off where some might do: that is a guess as well. */
static gboolean
hold (Run *run, int line)
{
  gboolean any = FALSE;

  for (guint m = 0; m < run->scene->n_members; m++)
    {
      int until = 0;

      if (geng_problem_get_line (run->lowering->problem, m) == (guint) line
          && !geng_scene_is_freed (run->scene, m))
        until = geng_repair_hold (run->question, run->scene, m, run->held[m]);
      if (until == 0)
        continue;
      any = TRUE;
      run->held[m] = until;
      run->guessed = run->guessed || !run->solution->no_line_proven
                     || until == geng_repair_first_free_day (run->question, run->scene, m);
    }
  return any;
}

static void
leave_out (Run *run, int line)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < run->scene->n_members; m++)
    if (geng_problem_get_line (run->lowering->problem, m) == (guint) line
        && !geng_scene_is_freed (run->scene, m))
      g_array_append_val (people, m);
  for (guint i = 0; i < people->len; i++)
    set_aside_member (run, g_array_index (people, guint, i), people);
}

/* Whoever has no line leaves the question to the others; people who share a line leave it together.
 * FALSE where that is not why there is no roster. */
static gboolean
set_aside (Run *run)
{
  int line = run->solution->no_line_member;
  guint before = run->aside->len;
  gboolean held;

  if (run->solution->codes != NULL || line < 0)
    return FALSE;
  run->spent += run->solution->effort;
  held = hold (run, line);
  if (!held)
    leave_out (run, line);
  take_base (run);
  return held || run->aside->len > before;
}

static GengPlan *
answer (Run *run, GError **error)
{
  do
    if (!solve_question (run, error))
      return NULL;
  while (set_aside (run));
  if (run->solution->codes != NULL)
    return make_plan (run, error);
  set_no_roster_error (run, error);
  return NULL;
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->solution, geng_solution_free);
  g_clear_pointer (&run->key, geng_progress_key_unref);
  g_clear_pointer (&run->lowering, geng_lowering_free);
  g_clear_pointer (&run->clauses, g_ptr_array_unref);
  g_clear_pointer (&run->scene, geng_scene_free);
  g_clear_pointer (&run->aside, g_ptr_array_unref);
  g_clear_pointer (&run->held, g_free);
  g_clear_object (&run->base);
  g_string_free (run->left_out, TRUE);
}

GengPlan *
geng_planning_run (const GengPlanning *self,
                   GCancellable *cancellable,
                   GengPlanningShow show,
                   gpointer user_data,
                   GError **error)
{
  Run run = { .question = self,
              .show = show,
              .user_data = user_data,
              .began = g_get_monotonic_time () };
  GengPlan *plan;
  gulong handler;

  if (!check_question (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  /* half of the time at most: without a roster the reasons are of no use */
  geng_clash_limit_init (&run.lines, (time_left (&run) + 1) / 2, &run.cancelled);
  run.base = geng_repair_base (self);
  run.aside = g_ptr_array_new_with_free_func (g_object_unref);
  run.left_out = g_string_new (NULL);
  run.held = g_new0 (int, g_list_model_get_n_items (geng_station_get_members (self->station)) + 1);
  handler = cancellable != NULL
                ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &run, NULL)
                : 0;
  plan = answer (&run, error);
  g_cancellable_disconnect (cancellable, handler);
  run_clear (&run);
  return plan;
}
