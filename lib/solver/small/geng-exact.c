/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-exact.h"
#include "geng-mixture.h"
#include "geng-walk.h"

/*
 * Small problems to the end.
 *
 * With duals y of the cells, a roster costs at least a constant plus every line's reduced cost.  So
 * only lines whose reduced cost is above their member's least by less than the gap can stand in a
 * better roster: they are listed, and all their combinations are tried, as long as the sum of what
 * they are above stays below the gap.
 */

/* Duals are whole multiples of 1 / SCALE. */
#define SCALE 16
#define ASK_MASK 1023 /* steps between two looks at the budget, less one */
/* Above every price, and far from overflow. */
#define NO_LIMIT (G_MAXINT64 / 4)

/* The lines of one member that may stand in a better roster. */
typedef struct
{
  guint member;
  gint64 least; /* reduced cost */
  GByteArray *codes;
  GArray *excess; /* gint64: above the least */
} Pool;

typedef struct
{
  GengRun *run;
  const GengProblem *problem;
  const GengParams *params;
  gint64 *dual; /* [cell] */
  gint64 constant;
  GengWalk *walk;
  gint64 *slot; /* [day × n_codes + code]: what the cells' duals charge */
  gint64 *rest; /* [day × n_codes + code of the eve]: least of the days from it */
  gint64 limit; /* on the reduced cost of a line */
  Pool *pool;   /* where lines are listed, or NULL: only the least is looked for */
  Pool *pools;  /* [member], the fewest lines first */
  GengRosterState *trial;
  gboolean known; /* run->best is legal */
  guint64 n_steps, most_steps;
} Exact;

/* -- duals -- */

static void
take_duals (Exact *exact, const double *duals)
{
  const GengSpace *space = exact->run->space;

  for (guint cell = 0; cell < exact->problem->n_cells; cell++)
    for (guint s = space->first_segment[cell]; s < space->first_segment[cell + 1]; s++)
      {
        const GengSegment *range = &space->segments[s];
        gint64 dual = llround (duals[s] * SCALE);

        dual = CLAMP (dual, -range->over * SCALE, range->under * SCALE);
        exact->dual[cell] += dual;
        if (dual != 0)
          exact->constant += dual * (gint64) (dual > 0 ? range->lo : range->hi);
      }
}

static void
find_duals (Exact *exact, GengLineArena *arena)
{
  const GengSpace *space = exact->run->space;
  g_autoptr (GengSolverWindow) window = geng_solver_window_new_whole (exact->run->best);
  GengMixture *mixture = geng_mixture_new (window, arena, &exact->run->budget, NULL);
  g_autofree double *duals = g_new0 (double, space->first_segment[space->n_rows] + 1);
  guint64 end = arena->effort + exact->most_steps * GENG_STEP_EFFORT;

  exact->constant
      = geng_solver_window_get_elsewhere (window) * SCALE; /* prices that no line moves */
  for (guint round = 0; round < exact->params->exact_rounds && arena->effort < end
                        && geng_mixture_get_n_stale (mixture) < exact->params->exact_stale;
       round++)
    geng_mixture_round (mixture, (guint) exact->params->exact_steps, exact->params->exact_pull);
  geng_mixture_get_centre (mixture, duals);
  take_duals (exact, duals);
  geng_run_raise (exact->run, geng_mixture_get_bound (mixture));
  geng_mixture_free (mixture);
}

/* -- one member's lines -- */

static void
price_slots (Exact *exact, guint member)
{
  const GengProblem *problem = exact->problem;
  guint n = problem->n_codes;

  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < n; c++)
      {
        gsize slot = GENG_PROBLEM_SLOT (problem, member, d, c);
        gint64 *price = &exact->slot[d * n + c];

        *price = 0;
        for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
          *price -= exact->dual[problem->feeds[f].cell] * problem->feeds[f].coefficient;
      }
  for (guint c = 0; c < n; c++)
    exact->rest[problem->n_days * n + c] = 0;
  for (guint d = problem->n_days; d-- > 0;)
    for (guint eve = 0; eve < n; eve++)
      {
        gint64 *rest = &exact->rest[d * n + eve];

        *rest = NO_LIMIT;
        for (guint c = 0; c < n; c++)
          if (GENG_PROBLEM_COST (problem, member, d)[c] != GENG_FORBIDDEN
              && (d == 0 || !GENG_PROBLEM_JOIN (problem, member, d - 1)[eve * n + c]))
            *rest = MIN (*rest, exact->rest[(d + 1) * n + c] + exact->slot[d * n + c]
                                    + (gint64) GENG_PROBLEM_COST (problem, member, d)[c] * SCALE);
      }
}

static void
take_line (Exact *exact, gint64 reduced)
{
  if (exact->pool == NULL)
    exact->limit = reduced - 1;
  if (exact->pool == NULL)
    return;
  reduced -= exact->pool->least;
  g_array_append_val (exact->pool->excess, reduced);
  g_byte_array_append (exact->pool->codes, exact->walk->codes, exact->problem->n_days);
}

/* Walks all lines whose reduced cost is within the limit; FALSE where they are too many. */
static gboolean
list_from (Exact *exact, guint day, gint64 charged)
{
  const GengProblem *problem = exact->problem;
  GengWalk *walk = exact->walk;
  guint eve = day > 0 ? walk->codes[day - 1] : 0;
  gint64 reduced = charged + (walk->price[day] + geng_walk_counters (walk, day)) * SCALE;

  if (reduced + exact->rest[day * problem->n_codes + eve] > exact->limit)
    return TRUE;
  if (day == problem->n_days)
    {
      take_line (exact, reduced);
      return exact->pool == NULL || exact->pool->excess->len < exact->params->exact_lines;
    }
  if (++exact->n_steps > exact->most_steps
      || ((exact->n_steps & ASK_MASK) == 0 && geng_budget_interrupted (&exact->run->budget)))
    return FALSE;
  for (guint c = 0; c < problem->n_codes; c++)
    if (geng_walk_step (walk, day, c)
        && !list_from (exact, day + 1, charged + exact->slot[day * problem->n_codes + c]))
      return FALSE;
  return TRUE;
}

static gboolean
list_lines (Exact *exact, guint member, gint64 limit, Pool *pool)
{
  gboolean all;

  exact->walk = geng_walk_new (exact->problem, member);
  exact->limit = limit;
  exact->pool = pool;
  price_slots (exact, member);
  all = list_from (exact, 0, 0);
  g_clear_pointer (&exact->walk, geng_walk_free);
  return all;
}

/* The least reduced cost of each member, and their sum with the constant. */
static gboolean
find_least (Exact *exact, gint64 *sum)
{
  *sum = exact->constant;
  for (guint m = 0; m < exact->problem->n_members; m++)
    {
      if (!list_lines (exact, m, NO_LIMIT, NULL))
        return FALSE;
      exact->pools[m].least = exact->limit + 1;
      *sum += exact->pools[m].least;
    }
  return TRUE;
}

/* -- all combinations -- */

static int
compare_pools (gconstpointer a, gconstpointer b)
{
  const Pool *x = a, *y = b;

  if (x->excess->len != y->excess->len)
    return x->excess->len < y->excess->len ? -1 : 1;
  return (x->member > y->member) - (x->member < y->member);
}

/* Room above the least for a roster that is better than the best so far. */
static gint64
room (const Exact *exact, gint64 least)
{
  return exact->known ? (exact->run->best->price - 1) * SCALE - least : NO_LIMIT;
}

/* What a roster breaks is reckoned from all its slots. */
static void
offer (Exact *exact)
{
  if (exact->known && exact->trial->price >= exact->run->best->price)
    return;
  exact->n_steps += exact->problem->n_members * exact->problem->n_days / GENG_STEP_EFFORT;
  if (!geng_roster_state_is_legal (exact->trial))
    return;
  geng_roster_state_copy (exact->run->best, exact->trial);
  exact->known = TRUE;
}

static gboolean
try_pools (Exact *exact, guint i, gint64 least)
{
  const Pool *pool = &exact->pools[i];

  if (i == exact->problem->n_members)
    {
      offer (exact);
      return TRUE;
    }
  for (guint j = 0; j < pool->excess->len; j++)
    {
      gint64 excess = g_array_index (pool->excess, gint64, j);

      if (excess > room (exact, least))
        continue;
      if (++exact->n_steps > exact->most_steps
          || ((exact->n_steps & ASK_MASK) == 0 && geng_budget_interrupted (&exact->run->budget)))
        return FALSE;
      geng_roster_state_set (exact->trial, pool->member,
                             pool->codes->data + (gsize) j * exact->problem->n_days);
      if (!try_pools (exact, i + 1, least + excess))
        return FALSE;
    }
  return TRUE;
}

static GengVerdict
settle (Exact *exact)
{
  gint64 least;

  if (!find_least (exact, &least))
    return GENG_VERDICT_OPEN;
  for (guint m = 0; m < exact->problem->n_members; m++)
    if (!list_lines (exact, m, exact->pools[m].least + room (exact, least), &exact->pools[m]))
      return GENG_VERDICT_OPEN;
  qsort (exact->pools, exact->problem->n_members, sizeof *exact->pools, compare_pools);
  if (!try_pools (exact, 0, least))
    return GENG_VERDICT_OPEN;
  return exact->known ? GENG_VERDICT_YES : GENG_VERDICT_NO;
}

static void
pools_init (Exact *exact)
{
  exact->pools = g_new0 (Pool, exact->problem->n_members + 1);
  for (guint m = 0; m < exact->problem->n_members; m++)
    exact->pools[m]
        = (Pool){ m, 0, g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

static void
pools_clear (Exact *exact)
{
  for (guint m = 0; m < exact->problem->n_members; m++)
    {
      g_byte_array_unref (exact->pools[m].codes);
      g_array_unref (exact->pools[m].excess);
    }
  g_free (exact->pools);
}

GengVerdict
geng_exact_roster (GengRun *run, GengLineArena *arena)
{
  const GengProblem *problem = run->space->problem;
  gsize n_slots = (gsize) (problem->n_days + 1) * problem->n_codes;
  const GengParams *params = run->space->params;
  Exact exact = { .run = run, .problem = problem, .params = params };
  GengVerdict verdict;

  if (problem->n_members * problem->n_days > params->exact_slots || problem->n_members == 0)
    return GENG_VERDICT_OPEN;
  exact.dual = g_new0 (gint64, problem->n_cells + 1);
  exact.slot = g_new0 (gint64, n_slots);
  exact.rest = g_new0 (gint64, n_slots);
  exact.trial = geng_roster_state_new (run->space);
  exact.known = geng_roster_state_is_legal (run->best);
  exact.most_steps
      = (guint64) MIN (params->exact_part * (double) run->budget.limit, params->exact_effort)
        / GENG_STEP_EFFORT;
  pools_init (&exact);
  find_duals (&exact, arena);
  verdict = settle (&exact);
  if (verdict == GENG_VERDICT_YES)
    run->bound = run->best->price;
  run->effort += exact.n_steps * GENG_STEP_EFFORT;
  pools_clear (&exact);
  geng_roster_state_free (exact.trial);
  g_free (exact.rest);
  g_free (exact.slot);
  g_free (exact.dual);
  return verdict;
}
