/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "geng-worker.h"

#define ROUNDS 22
#define STEPS 150
#define PULL 0.3
#define CLEAR 0.95
#define DIVE_ROUNDS 5
/* Neighbourhoods without a better roster: so many, then one in three wanders; so many, then the
 * best roster is taken up again.  A wanderer may end dearer than the best by one in so many. */
#define PATIENCE 40
#define RETURN 100
#define WANDER_SHARE 400

/* Members × days; 0 days: up to MOST_DAYS.  The last ones serve many days or many people: what they
 * move nothing smaller does, but they cost a village all it has. */
#define MOST_DAYS 35
#define N_LARGE_SHAPES 3
#define MANY_MEMBERS 50
static const struct
{
  guint members, days;
} shapes[GENG_N_SHAPES] = {
  { 3, 0 },   { 5, 0 },  { 8, 0 },  { 12, 0 },  { 18, 0 },  { 8, 14 },  { 16, 14 },
  { 28, 14 }, { 14, 7 }, { 28, 7 }, { 150, 7 }, { 75, 14 }, { 50, 21 },
};

static gboolean
is_large (const GengSpace *space)
{
  return geng_space_is_long (space) || space->problem->n_members >= MANY_MEMBERS;
}

/* Draws by gain an effort, and a tenth of the time any. */
static guint
draw_shape (GengWorker *worker)
{
  guint n = GENG_N_SHAPES - (is_large (worker->run->space) ? 0 : N_LARGE_SHAPES);
  double score[GENG_N_SHAPES], sum = 0, mark;

  if (geng_random_below (&worker->random, 10) == 0)
    return geng_random_below (&worker->random, n);
  for (guint i = 0; i < n; i++)
    {
      score[i] = (worker->shape[i].gain + 0.5) / (worker->shape[i].effort + 1e6);
      sum += score[i];
    }
  mark = geng_random_unit (&worker->random) * sum;
  for (guint i = 0; i < n; i++)
    if ((mark -= score[i]) < 0)
      return i;
  return n - 1;
}

/* What a cell costs, if anybody can feed it. */
static gint64
cell_price (const GengWorker *worker, guint cell)
{
  if (worker->cell_day[cell] >= worker->run->space->problem->n_days)
    return 0;
  return geng_space_price_cell (worker->run->space, cell, worker->roster->count[cell]);
}

/* A cell that costs something, by its price; -1: none does. */
static gint
draw_cell (GengWorker *worker)
{
  guint n_cells = worker->run->space->problem->n_cells;
  gint64 sum = 0, mark;

  for (guint i = 0; i < n_cells; i++)
    sum += cell_price (worker, i);
  if (sum <= 0)
    return -1;
  mark = (gint64) (geng_random_unit (&worker->random) * (double) sum);
  for (guint i = 0; i < n_cells; i++)
    if ((mark -= cell_price (worker, i)) < 0)
      return (gint) i;
  return -1;
}

static gboolean
can_feed (const GengProblem *problem, guint member, guint day, guint cell)
{
  for (guint c = 0; c < problem->n_codes; c++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, day, c);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        if (problem->feeds[f].cell == cell
            && GENG_PROBLEM_COST (problem, member, day)[c] != GENG_FORBIDDEN)
          return TRUE;
    }
  return FALSE;
}

/* Half of them, where it can be, are able to serve the cell, or have dear lines; the rest is
 * chance. */
static void
draw_members (GengWorker *worker, gint cell, guint *members, guint n)
{
  const GengProblem *problem = worker->run->space->problem;
  guint able = 0;

  for (guint m = 0; m < problem->n_members; m++)
    members[m] = m;
  geng_random_shuffle (&worker->random, members, problem->n_members);
  for (guint i = 0; i < problem->n_members && able < (n + 1) / 2; i++)
    {
      guint m = members[i];
      gboolean wanted = cell >= 0 ? can_feed (problem, m, worker->cell_day[cell], (guint) cell)
                                  : worker->roster->line_price[m] > 0;

      if (!wanted)
        continue;
      members[i] = members[able];
      members[able++] = m;
    }
}

static void
draw_window (GengWorker *worker, gint cell, guint days, guint *first, guint *end)
{
  guint n_days = worker->run->space->problem->n_days, day, back;

  if (days == 0)
    days = MOST_DAYS;
  days = MIN (days, n_days);
  day = cell >= 0 ? worker->cell_day[cell] : geng_random_below (&worker->random, n_days);
  back = geng_random_below (&worker->random, days);
  *first = MIN (day > back ? day - back : 0, n_days - days);
  *end = *first + days;
}

/* What the free members' lines and rows cost as they stand, and all rows elsewhere. */
static gint64
standing_price (const GengColgen *colgen, const GengRosterState *roster)
{
  gint64 price = colgen->elsewhere;

  for (guint i = 0; i < colgen->n; i++)
    price += roster->line_price[colgen->members[i]];
  for (guint r = 0; r < colgen->n_rows; r++)
    if (colgen->row[r] < colgen->space->problem->n_cells)
      price += geng_space_price_cell (colgen->space, colgen->row[r], roster->count[colgen->row[r]]);
  return price;
}

/* TRUE where the neighbourhood may hold something better. */
static gboolean
solve_relaxed (GengColgen *colgen, gint64 standing)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      geng_colgen_round (colgen, STEPS, PULL);
      if (geng_budget_interrupted (colgen->budget) || colgen->bound >= standing)
        return FALSE;
      if (colgen->n_stale >= 2 || geng_colgen_slack (colgen) < 0.3)
        break;
    }
  return TRUE;
}

/* -- keeping -- */

static void
keep_trial (GengWorker *worker, gboolean wander)
{
  gint64 most = worker->roster->price;

  if (wander)
    most = MAX (most, worker->best->price + 1 + ABS (worker->best->price) / WANDER_SHARE);
  if (worker->trial->price <= most)
    geng_roster_state_copy (worker->roster, worker->trial);
  if (worker->roster->price < worker->best->price)
    {
      geng_roster_state_copy (worker->best, worker->roster);
      worker->n_barren = 0;
    }
}

/* Plans the free members from `first` on anew, one by one, until nothing gains. */
static void
polish_trial (GengWorker *worker, const GengColgen *colgen, guint first)
{
  GengBudget *budget = &worker->run->budget;
  guint i = first, idle = first;

  for (; idle < colgen->n && !geng_budget_interrupted (budget); i++)
    {
      if (i == colgen->n)
        i = first;
      idle = geng_roster_state_replan (worker->trial, &worker->arena, colgen->members[i])
                 ? first
                 : idle + 1;
    }
}

static void
dive_and_keep (GengWorker *worker, GengColgen *colgen, gboolean wander)
{
  while (geng_colgen_dive (colgen, CLEAR))
    {
      geng_colgen_settle (colgen, DIVE_ROUNDS, STEPS, 0, 0);
      if (geng_budget_interrupted (colgen->budget))
        return;
    }
  geng_roster_state_copy (worker->trial, worker->roster);
  geng_colgen_apply (colgen, worker->trial);
  /* the spurned line's member is not planned anew: he would take it again */
  polish_trial (worker, colgen, wander ? 1 : 0);
  keep_trial (worker, wander);
}

/* Where nothing better has turned up for long, a neighbourhood now and then has to leave its first
 * member's line and may end a little dearer; after a while the best roster is taken up again. */
static gboolean
draw_wander (GengWorker *worker)
{
  if (++worker->n_barren % RETURN == 0)
    geng_roster_state_copy (worker->roster, worker->best);
  return worker->n_barren > PATIENCE && geng_random_below (&worker->random, 3) == 0;
}

static void
count_gain (GengShapeRecord *record, gint64 gain, guint64 effort)
{
  record->gain = 0.98 * record->gain + sqrt ((double) MAX (gain, 0));
  record->effort = 0.98 * record->effort + (double) effort;
}

void
geng_neighbourhood (GengWorker *worker)
{
  const GengProblem *problem = worker->run->space->problem;
  g_autofree guint *members = g_new (guint, problem->n_members);
  gboolean wander = draw_wander (worker), hopeful;
  guint shape = draw_shape (worker), first, end;
  guint n = MIN (shapes[shape].members, problem->n_members);
  gint cell = draw_cell (worker);
  guint64 before = worker->arena.effort;
  gint64 price = worker->roster->price;
  GengColgen *colgen;

  draw_members (worker, cell, members, n);
  draw_window (worker, cell, shapes[shape].days, &first, &end);
  colgen = geng_colgen_new (worker->roster, &worker->arena, &worker->run->budget, members, n, first,
                            end, worker->run->duals);
  if (wander)
    geng_colgen_spurn (colgen);
  geng_colgen_draw_on (colgen, worker->pool, STEPS);
  hopeful = solve_relaxed (colgen, wander ? G_MAXINT64 : standing_price (colgen, worker->roster));
  geng_colgen_stock (colgen, worker->pool);
  if (hopeful)
    dive_and_keep (worker, colgen, wander);
  count_gain (&worker->shape[shape], price - worker->roster->price, worker->arena.effort - before);
  geng_colgen_free (colgen);
}
