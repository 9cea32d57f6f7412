/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-mixture-private.h"

/* Making columns of lines. */

gboolean
geng_mixture_knows (const GengMixture *self, guint i, const guint8 *codes)
{
  for (gint j = self->newest[i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    if (memcmp (GENG_COLUMN_LINE (self, j), codes, self->space->problem->n_days) == 0)
      return TRUE;
  return FALSE;
}

static void
add_feed (const GengMixture *self, GArray *feeds, guint row, gint32 coefficient)
{
  GengFeed feed = { row, coefficient };

  if (self->fed[row] > 0)
    {
      g_array_index (feeds, GengFeed, self->fed[row] - 1).coefficient += coefficient;
      return;
    }
  g_array_append_val (feeds, feed);
  self->fed[row] = feeds->len;
}

/* Returns: what the line is worth to cells ahead of the window, scaled. */
static gint64
feed_cells (const GengMixture *self, guint member, const guint8 *codes, GArray *feeds)
{
  const GengProblem *problem = self->space->problem;
  gint64 worth = 0;

  for (guint d = self->window->first_day; d < self->window->free_end; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, codes[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        {
          const GengFeed *feed = &problem->feeds[f];

          if (self->window->local[feed->cell] >= 0)
            add_feed (self, feeds, (guint) self->window->local[feed->cell], feed->coefficient);
          else if (self->window->ahead != NULL)
            worth += self->window->ahead[feed->cell] * feed->coefficient;
        }
    }
  return worth;
}

static gint64
count_priced (const GengMixture *self, const GengPricedCounter *priced, const guint8 *codes)
{
  const GengProblem *problem = self->space->problem;
  const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gint64 sum = counter->before;

  if (!geng_solver_window_is_cut (self->window, priced))
    return geng_problem_count (problem, counter, codes);
  for (guint d = 0; d < self->window->end_day; d++)
    sum += weights[d * problem->n_codes + codes[d]];
  return sum;
}

/* Counters that are priced as rows; what they charge comes out of the line's own price.
 * Returns: what the line is worth to sums that are cut. */
static gint64
feed_counters (const GengMixture *self,
               guint member,
               const guint8 *codes,
               GArray *feeds,
               gint64 *price)
{
  const GengSpace *space = self->space;
  const GengProblem *problem = space->problem;
  gint64 worth = 0;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint64 value = count_priced (self, priced, codes);
      gint64 whole = geng_problem_count (problem, counter, codes);
      gint local = self->window->local[problem->n_cells + p];

      *price -= geng_space_price_counter (space, p, whole);
      if (geng_solver_window_is_cut (self->window, priced))
        worth += self->window->ahead[problem->n_cells + p]
                 * ((whole - counter->before) / priced->unit);
      if (local >= 0 && value != counter->before)
        add_feed (self, feeds, (guint) local, (gint32) ((value - counter->before) / priced->unit));
    }
  return worth;
}

/* Nothing forbidden but what days ahead may mend. */
static gboolean
keeps_settled (const GengMixture *self, guint member, const guint8 *codes)
{
  const GengSpace *space = self->space;
  const GengProblem *problem = space->problem;
  gint64 forbidden = geng_problem_evaluate_line (problem, member, codes).forbidden;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint64 value = count_priced (self, priced, codes);

      if (!geng_solver_window_is_cut (self->window, priced))
        continue;
      forbidden -= geng_problem_price (problem, counter->first_range, counter->n_ranges,
                                       geng_problem_count (problem, counter, codes))
                       .forbidden;
      for (guint r = counter->first_range; r < counter->first_range + counter->n_ranges; r++)
        if (GENG_PROBLEM_RANGE (problem, r)->over == GENG_FORBIDDEN
            && value > GENG_PROBLEM_RANGE (problem, r)->hi)
          return FALSE;
    }
  return forbidden == 0;
}

void
geng_mixture_add_column (GengMixture *self, guint i, const guint8 *codes)
{
  g_autoptr (GArray) feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  guint member = self->window->members[i];
  GengColumn column = { .owner = i, .before = self->newest[i] };
  gint64 price = geng_space_price_line (self->space, member, codes, &column.legal);
  gint64 worth = feed_cells (self, member, codes, feeds);

  if (self->window->ahead != NULL && !column.legal)
    column.legal = keeps_settled (self, member, codes);
  worth += feed_counters (self, member, codes, feeds, &price);
  geng_master_add_column (self->master, i,
                          (double) price - ldexp ((double) worth, -self->space->shift),
                          (const GengFeed *) (gpointer) feeds->data, feeds->len);
  g_byte_array_append (self->lines, codes, self->space->problem->n_days);
  for (guint f = 0; f < feeds->len; f++)
    self->fed[g_array_index (feeds, GengFeed, f).cell] = 0;
  self->newest[i] = (gint) self->columns->len;
  g_array_append_val (self->columns, column);
}

void
geng_mixture_add_line (GengMixture *self, guint i, const guint8 *codes)
{
  if (geng_allowed_keeps (self->allowed, i, codes) && !geng_mixture_knows (self, i, codes))
    geng_mixture_add_column (self, i, codes);
}

guint
geng_mixture_get_n_columns (const GengMixture *self)
{
  return self->columns->len;
}

const guint8 *
geng_mixture_get_line (const GengMixture *self, guint column)
{
  return GENG_COLUMN_LINE (self, column);
}

guint
geng_mixture_get_owner (const GengMixture *self, guint column)
{
  return GENG_COLUMN (self, column)->owner;
}

gboolean
geng_mixture_is_legal (const GengMixture *self, guint column)
{
  return GENG_COLUMN (self, column)->legal;
}

const double *
geng_mixture_get_shares (const GengMixture *self)
{
  return geng_master_get_shares (self->master);
}

gint
geng_mixture_get_clearest (const GengMixture *self, guint i)
{
  const double *shares = geng_master_get_shares (self->master);
  gint best = self->newest[i];

  for (gint j = best; j >= 0; j = GENG_COLUMN (self, j)->before)
    {
      gboolean legal = GENG_COLUMN (self, j)->legal, best_legal = GENG_COLUMN (self, best)->legal;

      if (legal > best_legal || (legal == best_legal && shares[j] > shares[best]))
        best = j;
    }
  return best;
}
