/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-portfolio.h"

#include <math.h>

#include "geng-crew.h"
#include "geng-log.h"

/*
 * The loop of the search.  The next job goes to the task whose effort so far is least for its
 * share.  Jobs are merged in the order in which they would be done if each had a thread of its own,
 * or several that share its blocks, and all threads were equally fast: by the hour at which it was
 * drawn and its counted effort.
 * What is drawn therefore depends on merged jobs alone, and never on threads or clocks.
 */

static const GengTask *const tasks[GENG_N_TASKS]
    = { &geng_task_ascent, &geng_task_bound, &geng_task_dive, &geng_task_branch,
        &geng_task_repair };

/* -- making -- */

static void
find_cell_days (GengPortfolio *self)
{
  const GengProblem *problem = self->run->space->problem;
  gsize n = (gsize) problem->n_cell_profiles * problem->n_days * problem->n_codes;

  self->cell_day = g_new (guint, problem->n_cells + 1);
  for (guint i = 0; i < problem->n_cells; i++)
    self->cell_day[i] = problem->n_days;
  for (gsize s = 0; problem->n_members > 0 && s < n; s++)
    for (guint f = problem->first_feed[s]; f < problem->first_feed[s + 1]; f++)
      {
        guint *day = &self->cell_day[problem->feeds[f].cell];

        *day = MIN (*day, (guint) (s / problem->n_codes % problem->n_days));
      }
}

static void
open_root (GengPortfolio *self, GengLineArena *arena)
{
  GengRun *run = self->run;
  const GengParams *params = run->space->params;
  g_autoptr (GengSolverWindow) window = geng_solver_window_new_whole (run->best);

  self->root = (GengRoot){ .params = params, .pull = params->pull_least, .least_gap = INFINITY };
  self->root.mixture = geng_mixture_new (window, arena, &run->budget, NULL);
  self->root.told_bound = G_MININT64;
  self->ascent = geng_ascent_new (self->root.mixture,
                                  (guint64) (params->ascent_part * (double) run->budget.limit));
}

static void
portfolio_init (GengPortfolio *self, GengRun *run, GengLineArena *arena)
{
  const GengSpace *space = run->space;

  *self = (GengPortfolio){ .run = run, .n_trails = 1 };
  self->dives = geng_space_is_long (space) ? GENG_DIVES_NONE : GENG_DIVES_WAITING;
  for (guint t = 0; t < GENG_N_TRAILS; t++)
    {
      self->trails[t].roster = geng_roster_state_new (space);
      self->trails[t].best = geng_roster_state_new (space);
    }
  geng_roster_state_copy (self->trails[0].roster, run->best);
  geng_roster_state_copy (self->trails[0].best, run->best);
  self->pool = geng_pool_new (space->problem->n_members, space->problem->n_days);
  self->least = g_new0 (gint64, space->problem->n_members + 1);
  self->member_claims = g_new0 (guint, space->problem->n_members + 1);
  self->cell_claims = g_new0 (guint, space->problem->n_cells + 1);
  geng_shapes_init (&self->shapes, space);
  self->under_way = g_ptr_array_new ();
  find_cell_days (self);
  open_root (self, arena);
}

static void
portfolio_clear (GengPortfolio *self)
{
  g_clear_pointer (&self->ascent, geng_ascent_free);
  g_clear_pointer (&self->branch, geng_branch_free);
  g_clear_pointer (&self->dive, geng_dive_free);
  geng_mixture_free (self->root.mixture);
  for (guint t = 0; t < GENG_N_TRAILS; t++)
    {
      geng_roster_state_free (self->trails[t].roster);
      geng_roster_state_free (self->trails[t].best);
    }
  geng_pool_free (self->pool);
  g_clear_pointer (&self->duals, g_atomic_rc_box_release);
  g_free (self->least);
  g_free (self->cell_day);
  g_free (self->member_claims);
  g_free (self->cell_claims);
  g_ptr_array_unref (self->under_way);
}

/* -- what tasks tell -- */

void
geng_portfolio_tell_root (GengPortfolio *self)
{
  GengRoot *root = &self->root;
  const GengMixture *mixture = root->mixture;
  gint64 bound = geng_mixture_get_bound (mixture);
  guint n_rounds = geng_mixture_get_n_rounds (mixture);
  const GengSpace *space = self->run->space;
  gsize n = (space->first_segment[space->n_rows] + 1) * sizeof *self->duals;

  geng_run_raise (self->run, bound);
  if (bound == G_MININT64 || (n_rounds == root->told_rounds && bound == root->told_bound))
    return;
  root->told_rounds = n_rounds;
  root->told_bound = bound;
  /* jobs under way keep the old ones */
  g_clear_pointer (&self->duals, g_atomic_rc_box_release);
  self->duals = g_atomic_rc_box_alloc0 (n);
  geng_mixture_get_centre (mixture, self->duals);
  geng_mixture_get_least (mixture, self->least);
  geng_mixture_stock (mixture, self->pool);
}

gboolean
geng_root_is_ripe (const GengRoot *root)
{
  if (root->stage < GENG_ROOT_PROVING)
    return FALSE;
  return root->stage != GENG_ROOT_PROVING
         || (root->n_unproven >= root->params->root_ripe
             && geng_mixture_get_n_rounds (root->mixture) >= root->params->root_early);
}

gboolean
geng_portfolio_is_undived (const GengPortfolio *self)
{
  return self->dives <= GENG_DIVES_FIRST;
}

static void
adopt (GengPortfolio *self, GengTrail *trail, const GengRosterState *roster)
{
  geng_roster_state_copy (trail->roster, roster);
  geng_roster_state_copy (trail->best, roster);
  trail->n_barren = 0;
  trail->n_merged++;
  trail->epoch = ++self->n_epochs;
}

void
geng_portfolio_take (GengPortfolio *self, GengTaskId task, const GengRosterState *roster)
{
  gint64 before = self->trails[0].best->price;

  geng_run_offer (self->run, roster);
  if (roster->price < before)
    {
      self->accounts[task].gain += before - roster->price;
      adopt (self, &self->trails[0], roster);
      self->n_trails = 1;
    }
  else if (task == GENG_TASK_DIVE)
    {
      adopt (self, &self->trails[1], roster);
      self->trails[1].ends = self->run->effort + (self->run->effort - self->dive_began);
      self->n_trails = 2;
    }
}

/* The second trail joins the first one where it has become better, or has had its time. */
static void
join_trails (GengPortfolio *self)
{
  if (self->n_trails == 1)
    return;
  if (self->trails[1].best->price < self->trails[0].best->price)
    {
      GengTrail other = self->trails[0];

      self->trails[0] = self->trails[1];
      self->trails[1] = other;
      self->n_trails = 1;
    }
  else if (self->run->effort >= self->trails[1].ends)
    self->n_trails = 1;
}

/* -- drawing and merging -- */

/* A task that was not ripe does not make up for that time. */
static void
look_who_is_ripe (GengPortfolio *self)
{
  double least = INFINITY;

  for (guint t = 0; t < GENG_N_TASKS; t++)
    if (self->accounts[t].ripe && tasks[t]->is_ripe (self))
      least = MIN (least, self->accounts[t].turn);
  for (guint t = 0; t < GENG_N_TASKS; t++)
    {
      GengAccount *account = &self->accounts[t];
      gboolean was_at_work = account->at_work;

      account->ripe = tasks[t]->is_ripe (self) && tasks[t]->share (self) > 0;
      account->at_work = account->ripe || account->in_flight > 0;
      if (account->ripe && !was_at_work && isfinite (least))
        account->turn = MAX (account->turn, least);
    }
}

/* How many neighbourhoods may be under way: few where members are few, for they would undo each
 * other's work, and few at first, for each changes much. */
static double
most_neighbourhoods (const GengPortfolio *self)
{
  const GengParams *params = self->run->space->params;
  double people = self->run->space->problem->n_members / params->jobs_people;
  double grown = 1 + (double) self->accounts[GENG_TASK_REPAIR].n_jobs / params->jobs_grow;

  return MAX (1, MIN (MIN (people, grown), params->jobs_most));
}

/* What neighbourhoods have had, with what those under way have had by now at their usual pace. */
static double
repair_turn (const GengPortfolio *self)
{
  const GengAccount *account = &self->accounts[GENG_TASK_REPAIR];
  double turn = account->turn;
  double pace = account->hours > 0 ? (double) account->effort / (double) account->hours : 1;

  for (guint j = 0; j < self->under_way->len; j++)
    {
      const GengJob *job = self->under_way->pdata[j];

      if (job->task == &geng_task_repair)
        turn += pace * (double) (self->hour - job->began);
    }
  return turn;
}

/* Whether a task, in flight or not, has had so much less than neighbourhoods for its share that
 * they wait for it. */
static gboolean
lags (const GengPortfolio *self)
{
  double turn = repair_turn (self);
  gboolean any = FALSE;

  for (guint t = 0; t < GENG_N_TASKS; t++)
    any |= t != GENG_TASK_REPAIR && self->accounts[t].at_work
           && self->accounts[t].turn + self->run->space->params->share_lag < turn;
  return any;
}

/* One neighbourhood goes on all the time, and more where nobody lags; another task takes its turn
 * where it has had less for its share.  GENG_N_TASKS: enough is under way. */
static guint
choose_task (GengPortfolio *self)
{
  const GengAccount *repair = &self->accounts[GENG_TASK_REPAIR];
  double least = repair_turn (self);
  guint best = GENG_N_TASKS;

  look_who_is_ripe (self);
  if (repair->in_flight == 0)
    return GENG_TASK_REPAIR;
  for (guint t = 0; t < GENG_N_TASKS; t++)
    if (t != GENG_TASK_REPAIR && self->accounts[t].ripe && self->accounts[t].turn <= least)
      {
        least = self->accounts[t].turn;
        best = t;
      }
  if (best == GENG_N_TASKS && repair->in_flight + 1 <= most_neighbourhoods (self) && !lags (self))
    return GENG_TASK_REPAIR;
  return best;
}

/* As many of a machine's threads as its task's share of all that are at work, so that what they do
 * side by side is in proportion; neighbourhoods, as many as there may be, share theirs. */
static guint
count_hands (const GengPortfolio *self, guint id)
{
  double sum = 0, part;

  for (guint t = 0; t < GENG_N_TASKS; t++)
    if (self->accounts[t].at_work)
      sum += tasks[t]->share (self);
  part = tasks[id]->share (self) / sum;
  if (id == GENG_TASK_REPAIR)
    part /= floor (most_neighbourhoods (self));
  return (guint) CLAMP (round (part * self->run->space->params->jobs_hands), 1, GENG_MOST_HANDS);
}

/* NULL where enough is under way. */
static GengJob *
draw_job (GengPortfolio *self)
{
  guint id = choose_task (self);
  GengAccount *account = &self->accounts[id];
  GengJob *job;

  if (id == GENG_N_TASKS)
    return NULL;
  job = g_new0 (GengJob, 1);
  job->task = tasks[id];
  job->number = self->n_drawn++;
  job->drawn_after = self->n_merged;
  job->began = self->hour;
  job->hands = count_hands (self, id);
  job->allowance = (guint64) self->run->space->params->job_slice;
  geng_random_init (&job->random, self->run->options->seed, 1 + job->number);
  account->in_flight++;
  /* charged by the last one, until it is known; neighbourhoods differ too much for that */
  job->share = tasks[id]->share (self);
  job->charged = id == GENG_TASK_REPAIR ? 0 : MAX (account->last_effort, job->allowance);
  account->turn += (double) job->charged / job->share;
  tasks[id]->draw (self, job);
  return job;
}

/* The hour. */
static guint64
find_end (const GengJob *job)
{
  return job->began + job->effort - (job->hands > 1 ? job->spared[job->hands] : 0);
}

static GengTaskId
id_of (const GengTask *task)
{
  guint t = 0;

  while (tasks[t] != task)
    t++;
  return t;
}

static void
merge_job (GengPortfolio *self, GengJob *job, GengLog *log)
{
  GengTaskId id = id_of (job->task);
  GengAccount *account = &self->accounts[id];
  const GengProblem *problem = self->run->space->problem;

  /* laying out rows and members is not counted one by one */
  job->effort += job->drawn + (self->run->space->n_rows + problem->n_members) / GENG_CELLS_A_UNIT;
  self->n_merged++;
  account->in_flight--;
  account->n_jobs++;
  account->hours += find_end (job) - job->began;
  account->effort += job->effort;
  account->spared += job->spared[GENG_MOST_HANDS];
  account->turn += ((double) job->effort - (double) job->charged) / job->share;
  account->last_effort = job->effort;
  self->run->effort += job->effort;
  job->task->merge (self, job);
  job->task->free (job);
  join_trails (self);
  geng_log_job (log, self, job);
}

/* The job that is merged next: of those that are done the first, once no other can be sooner. */
static GengJob *
find_due (gpointer data)
{
  GengPortfolio *self = data;
  GengJob *due = NULL;

  for (guint j = 0; j < self->under_way->len; j++)
    {
      GengJob *job = self->under_way->pdata[j];

      if (job->done && (due == NULL || find_end (job) < find_end (due)))
        due = job;
    }
  for (guint j = 0; j < self->under_way->len && due != NULL; j++)
    {
      GengJob *job = self->under_way->pdata[j];

      if (!job->done && job->began + geng_job_so_far (job) <= find_end (due))
        due = NULL;
    }
  return due;
}

/* A job that was interrupted is given up. */
static void
end_job (GengPortfolio *self, GengJob *job, gboolean wanted, GengLog *log)
{
  if (wanted && !job->cut)
    merge_job (self, job, log);
  else
    job->task->free (job);
  g_free (job);
}

/* What is under way is given up, but for what was done when somebody interrupted the run. */
static void
end (GengPortfolio *self, GengCrew *crew, GengLog *log)
{
  GengBudget *budget = &self->run->budget;
  gboolean interrupted = geng_budget_interrupted (budget);

  geng_budget_halt (budget, TRUE);
  for (guint j = 0; j < self->under_way->len; j++)
    {
      geng_crew_wait_for (crew, self->under_way->pdata[j]);
      end_job (self, self->under_way->pdata[j], interrupted, log);
    }
  geng_budget_halt (budget, FALSE);
}

void
geng_portfolio_search (GengRun *run)
{
  GengCrew *crew = geng_crew_new (run->options->n_threads, &run->budget);
  GengPortfolio self;
  GengLineArena arena = { 0 };
  GengLog *log = geng_log_new (run);

  portfolio_init (&self, run, &arena);
  while (!geng_run_over (run))
    {
      GengJob *job;

      while ((job = draw_job (&self)) != NULL)
        {
          g_ptr_array_add (self.under_way, job);
          geng_crew_hand (crew, job);
        }
      job = geng_crew_wait (crew, find_due, &self);
      g_ptr_array_remove (self.under_way, job);
      self.hour = MAX (self.hour, find_end (job));
      end_job (&self, job, TRUE, log);
    }
  end (&self, crew, log);
  geng_log_free (log);
  geng_crew_free (crew);
  portfolio_clear (&self);
  geng_line_arena_clear (&arena);
}
