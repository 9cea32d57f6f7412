/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-mixture-private.h"

/*
 * Pricing: the duals of the rows become prices of one member's days, the dynamic programme finds
 * his best line under them, and the sum of all members' best lines is a value of the Lagrangian.
 */

/* Members that are priced one after another on one thread, at most: so many share what a (day,
 * code) is worth to the cells, and others can lend a hand with the rest. */
#define MOST_IN_BLOCK 4
/* Blocks from which on more members are in one: eight hands should be done at about the same time,
 * and lines take some more than others. */
#define ENOUGH_BLOCKS 24

/* Slots whose price takes as long as a touched cell of a line's search. */
#define SLOTS_A_UNIT 4

/* More than a long double errs by, of a scaled sum. */
#define ROUNDING 1e-6L

/* dual × bound, rounded down where the bound is not whole. */
static gint64
whole_product (gint64 dual, double bound)
{
  if (bound == (double) (gint64) bound)
    return dual * (gint64) bound;
  return (gint64) floorl ((long double) dual * bound - ROUNDING);
}

gint64
geng_mixture_dual_constant (GengMixture *self, gint64 *price)
{
  gint64 sum = 0;

  memset (price, 0, self->window->n_rows * sizeof *price);
  for (guint k = 0; k < self->window->n_ranges; k++)
    {
      gint64 dual = self->dual[k];

      if (dual != 0)
        sum += whole_product (dual,
                              dual > 0 ? self->window->ranges[k].lo : self->window->ranges[k].hi);
      price[self->window->ranges[k].row] += dual;
    }
  return sum;
}

void
geng_pricer_init (GengPricer *self,
                  GengMixture *mixture,
                  GengLineArena *arena,
                  const gint64 *row_price)
{
  const GengProblem *problem = mixture->space->problem;
  gsize n = (gsize) problem->n_days * problem->n_codes + 1;

  *self = (GengPricer){ .mixture = mixture,
                        .arena = arena,
                        .row_price = row_price,
                        .worth_profile = G_MAXUINT };
  self->worth = g_new0 (gint64, n);
  self->cost = g_new (gint32, n);
}

void
geng_pricer_clear (GengPricer *self)
{
  g_free (self->worth);
  g_free (self->cost);
}

static void
find_worth (GengPricer *self, guint member)
{
  const GengProblem *problem = self->mixture->space->problem;
  const GengSolverWindow *window = self->mixture->window;
  gsize first = (gsize) window->first_day * problem->n_codes;
  gsize end = (gsize) window->end_day * problem->n_codes;
  gsize slot = GENG_PROBLEM_SLOT (problem, member, 0, 0);

  if (self->worth_profile == problem->cell_profile[member])
    return;
  self->worth_profile = problem->cell_profile[member];
  for (gsize j = first; j < end; j++)
    {
      gint64 worth = 0;

      for (guint f = problem->first_feed[slot + j]; f < problem->first_feed[slot + j + 1]; f++)
        {
          gint local = window->local[problem->feeds[f].cell];

          if (local >= 0)
            worth += self->row_price[local] * problem->feeds[f].coefficient;
        }
      self->worth[j] = worth;
    }
  self->arena->effort += (end - first) / SLOTS_A_UNIT;
}

/* What each (day, code) is worth to the member's priced sums, on top of `worth`. */
static void
add_sums (const GengMixture *self, guint member, const gint64 *row_price, gint64 *worth)
{
  const GengProblem *problem = self->space->problem;
  const GengSolverWindow *window = self->window;
  guint n_codes = problem->n_codes;

  for (guint p = self->space->first_priced[member]; p < self->space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = geng_solver_window_priced (window, p);
      const GengCounter *counter = geng_solver_window_counter (window, priced);
      const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
      gint local = window->local[problem->n_cells + p];

      for (guint j = 0; j < problem->n_days * n_codes && priced->group < 0 && local >= 0; j++)
        worth[j] += row_price[local] * (weights[j] / priced->unit);
    }
}

/* FALSE where a slot is cheaper than a day may be, so that nothing is proven. */
static gboolean
price_slots (const GengMixture *self, guint i, const gint64 *worth, gint32 *cost)
{
  const GengProblem *problem = self->space->problem;
  const guint8 *barred = geng_allowed_get_barred (self->allowed, i);
  const gint32 *own = GENG_PROBLEM_COST (problem, self->window->members[i], 0);
  gint64 most = geng_space_most (self->space);
  gint shift = self->space->shift;
  gboolean sound = TRUE;

  for (guint j = 0; j < problem->n_days * problem->n_codes; j++)
    {
      gint64 price;

      if (barred[j])
        {
          cost[j] = GENG_INFINITE;
          continue;
        }
      price = geng_scale (own[j], shift) - worth[j];
      cost[j] = (gint32) CLAMP (price, -most, most);
      sound &= cost[j] <= price;
    }
  return sound;
}

static gboolean
price_groups (const GengMixture *self, guint member, const gint64 *row_price, gint32 *group_price)
{
  gboolean sound = TRUE;

  for (guint p = self->space->first_priced[member]; p < self->space->first_priced[member + 1]; p++)
    {
      gint group = geng_solver_window_priced (self->window, p)->group;
      gint local = self->window->local[self->space->problem->n_cells + p];

      if (group < 0)
        continue;
      group_price[group] = local >= 0 ? geng_space_clamp (self->space, -row_price[local]) : 0;
      sound &= local < 0 || group_price[group] <= -row_price[local];
    }
  return sound;
}

gboolean
geng_pricer_price (GengPricer *self, guint i)
{
  const GengMixture *mixture = self->mixture;
  const GengSpace *space = mixture->space;
  gsize n = (gsize) space->problem->n_days * space->problem->n_codes;
  guint member = mixture->window->members[i];
  g_autofree gint64 *own_worth = NULL;
  gboolean sound;

  find_worth (self, member);
  if (mixture->ahead != NULL)
    {
      self->arena->effort += (mixture->window->end_day - mixture->window->first_day)
                             * space->problem->n_codes / SLOTS_A_UNIT;
      return geng_pricer_price_ahead (self, i);
    }
  if (space->first_priced[member] < space->first_priced[member + 1])
    {
      own_worth = g_memdup2 (self->worth, n * sizeof *own_worth);
      add_sums (mixture, member, self->row_price, own_worth);
    }
  sound = price_slots (mixture, i, own_worth != NULL ? own_worth : self->worth, self->cost);
  self->arena->effort += n / SLOTS_A_UNIT;
  memset (self->group_price, 0, sizeof self->group_price);
  return price_groups (mixture, member, self->row_price, self->group_price) && sound;
}

/* Rounds a scaled bound up to a whole true price: every roster costs whole units. */
static gint64
true_bound (const GengMixture *self, gint64 scaled)
{
  gint shift = self->space->shift;

  if (shift < 0)
    return scaled * ((gint64) 1 << -shift);
  return -((-scaled) >> shift);
}

void
geng_mixture_note_bound (GengMixture *self, gint64 value, const gint64 *line_price)
{
  gint64 bound = true_bound (self, value) + self->window->elsewhere;

  self->bound = MAX (self->bound, bound);
  if ((double) value > self->best_value)
    {
      self->best_value = (double) value;
      memcpy (self->centre, self->dual, self->window->n_ranges * sizeof *self->dual);
      memcpy (self->least, line_price, self->n * sizeof *line_price);
    }
}

/* The member's best column at these prices: what a new line has to beat. */
static gboolean
find_known (const GengMixture *self,
            guint i,
            GengLineArena *arena,
            const gint32 *cost,
            const gint32 *group_price,
            guint8 *codes)
{
  guint n_days = self->space->problem->n_days;
  const GengLineModel *model = self->space->line[self->window->members[i]];
  gint64 best = GENG_INFINITE;

  for (gint j = self->newest[i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    {
      gint64 price = geng_line_price (model, cost, group_price, GENG_COLUMN_LINE (self, j));

      arena->effort += n_days;
      if (price >= best)
        continue;
      best = price;
      memcpy (codes, GENG_COLUMN_LINE (self, j), n_days);
    }
  return best < GENG_INFINITE;
}

gint64
geng_pricer_find_line (GengPricer *self, guint i, gboolean rough, guint8 *codes)
{
  GengMixture *mixture = self->mixture;
  gboolean known;

  if (mixture->ahead != NULL)
    return geng_pricer_find_line_ahead (self, i, codes);
  known = find_known (mixture, i, self->arena, self->cost, self->group_price, codes);

  return geng_line_solve (mixture->space->line[mixture->window->members[i]], self->arena,
                          self->cost, self->group_price, &mixture->hint[i], known, rough, codes);
}

/* -- all members -- */

typedef struct
{
  GengMixture *mixture;
  const gint64 *row_price;
  GengFindLine find;
  gpointer data;
  GengLines *lines;
  guint in_block; /* members */
  gint unsound;   /* set atomically */
} Pricing;

/* The one column that a fixed member has left. */
static gint64
price_fixed (const GengPricer *self, guint i)
{
  const GengMixture *mixture = self->mixture;
  const GengLineModel *model = mixture->space->line[mixture->window->members[i]];

  g_assert (mixture->newest[i] >= 0);
  if (mixture->ahead != NULL)
    return geng_line_price_to (model, self->cost, self->group_price, &mixture->ahead[i].tail,
                               mixture->window->first_day, &mixture->ahead[i].stand,
                               GENG_COLUMN_LINE (mixture, mixture->newest[i]));
  return geng_line_price (model, self->cost, self->group_price,
                          GENG_COLUMN_LINE (mixture, mixture->newest[i]));
}

static void
price_block (gpointer data, guint block, GengLineArena *arena)
{
  Pricing *pricing = data;
  GengMixture *mixture = pricing->mixture;
  guint n_days = mixture->space->problem->n_days;
  guint end = MIN ((block + 1) * pricing->in_block, mixture->n);
  GengPricer pricer;

  geng_pricer_init (&pricer, mixture, arena, pricing->row_price);
  for (guint i = block * pricing->in_block; i < end; i++)
    {
      if (pricing->lines->like[i] != i)
        continue;
      pricing->lines->price[i] = GENG_INFINITE;
      if (geng_budget_interrupted (mixture->budget))
        continue;
      if (!geng_pricer_price (&pricer, i))
        g_atomic_int_set (&pricing->unsound, 1);
      pricing->lines->price[i]
          = geng_allowed_is_fixed (mixture->allowed, i)
                ? price_fixed (&pricer, i)
                : pricing->find (&pricer, i, pricing->lines->codes + (gsize) i * n_days,
                                 pricing->data);
    }
  geng_pricer_clear (&pricer);
}

/* The first of each member's twins to whom the same is allowed. */
static void
find_likes (const GengMixture *self, guint *like)
{
  const GengSpace *space = self->space;
  gsize n = (gsize) space->problem->n_days * space->problem->n_codes;
  g_autofree guint *first = g_new (guint, space->problem->n_members + 1);

  memset (first, G_MAXUINT8, space->problem->n_members * sizeof *first);
  for (guint i = 0; i < self->n; i++)
    {
      guint *of = &first[geng_space_get_twin (space, self->window->members[i])];

      like[i] = i;
      if (geng_allowed_is_fixed (self->allowed, i))
        continue;
      if (*of == G_MAXUINT)
        *of = i;
      else if (memcmp (geng_allowed_get_barred (self->allowed, i),
                       geng_allowed_get_barred (self->allowed, *of), n)
               == 0)
        like[i] = *of;
    }
}

static void
copy_likes (const GengMixture *self, GengLines *lines)
{
  guint n_days = self->space->problem->n_days;

  for (guint i = 0; i < self->n; i++)
    {
      guint like = lines->like[i];

      if (like == i)
        continue;
      lines->price[i] = lines->price[like];
      memcpy (lines->codes + (gsize) i * n_days, lines->codes + (gsize) like * n_days, n_days);
    }
}

void
geng_mixture_find_lines (GengMixture *self,
                         const gint64 *row_price,
                         GengFindLine find,
                         gpointer data,
                         GengLines *lines)
{
  guint in_block = CLAMP (self->n / ENOUGH_BLOCKS, 1, MOST_IN_BLOCK);
  Pricing pricing = { self, row_price, find, data, lines, in_block, 0 };

  lines->price = g_new0 (gint64, self->n + 1);
  lines->codes = g_new0 (guint8, (gsize) self->n * self->space->problem->n_days + 1);
  lines->like = g_new (guint, self->n + 1);
  find_likes (self, lines->like);
  geng_hands_share (self->arena, (self->n + in_block - 1) / in_block, price_block, &pricing);
  copy_likes (self, lines);
  lines->sound = !pricing.unsound;
}

void
geng_lines_clear (GengLines *self)
{
  g_free (self->price);
  g_free (self->codes);
  g_free (self->like);
}

gboolean
geng_mixture_learn (GengMixture *self, guint i, const guint8 *codes)
{
  if (geng_mixture_knows (self, i, codes))
    return FALSE;
  geng_mixture_add_column (self, i, codes);
  return TRUE;
}

static gint64
find_line (GengPricer *pricer, guint i, guint8 *codes, gpointer data)
{
  const gboolean *rough = data;

  return geng_pricer_find_line (pricer, i, *rough, codes);
}

guint
geng_mixture_price_all (GengMixture *self, gboolean rough)
{
  g_autofree gint64 *row_price = g_new0 (gint64, self->window->n_rows + 1);
  gint64 value = geng_mixture_dual_constant (self, row_price);
  guint n_days = self->space->problem->n_days, n_new = 0;
  GengLines lines;

  geng_mixture_find_lines (self, row_price, find_line, &rough, &lines);
  for (guint i = 0; i < self->n && !geng_budget_interrupted (self->budget); i++)
    {
      value += lines.price[i];
      if (geng_allowed_is_fixed (self->allowed, i))
        continue;
      if (lines.price[i] < GENG_INFINITE)
        n_new += geng_mixture_learn (self, i, lines.codes + (gsize) i * n_days);
      self->hopeless |= lines.price[i] >= GENG_INFINITE;
    }
  if (lines.sound && !geng_budget_interrupted (self->budget))
    {
      self->reach = MAX (self->reach, true_bound (self, value) + self->window->elsewhere);
      if (!self->narrowed)
        geng_mixture_note_bound (self, value, lines.price);
    }
  geng_lines_clear (&lines);
  return n_new;
}
