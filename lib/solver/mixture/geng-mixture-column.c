/* SPDX-License-Identifier: LGPL-2.1-or-later */
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

static void
feed_cells (const GengMixture *self, guint member, const guint8 *codes, GArray *feeds)
{
  const GengProblem *problem = self->space->problem;

  for (guint d = self->window->first_day; d < self->window->end_day; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, codes[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        {
          const GengFeed *feed = &problem->feeds[f];

          if (self->window->local[feed->cell] >= 0)
            add_feed (self, feeds, (guint) self->window->local[feed->cell], feed->coefficient);
        }
    }
}

/* Counters that are priced as rows; what they charge comes out of the line's own price.
 * Returns: that price, true. */
static gint64
price_line (const GengMixture *self, guint i, const guint8 *codes, GArray *feeds, gboolean *legal)
{
  const GengSpace *space = self->space;
  guint member = self->window->members[i];
  gint64 price = geng_space_price_line (space, member, codes, legal);

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = geng_solver_window_priced (self->window, p);
      const GengCounter *counter = geng_solver_window_counter (self->window, priced);
      gint64 value = geng_problem_count (space->problem, counter, codes);
      gint local = self->window->local[space->problem->n_cells + p];

      price -= geng_space_price_counter (space, p, value);
      if (local >= 0 && value != counter->before)
        add_feed (self, feeds, (guint) local, (gint32) ((value - counter->before) / priced->unit));
    }
  return price;
}

void
geng_mixture_add_column (GengMixture *self, guint i, const guint8 *codes)
{
  g_autoptr (GArray) feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  GengColumn column = { .owner = i, .before = self->newest[i] };
  double price = self->ahead != NULL
                     ? geng_mixture_price_ahead (self, i, codes, feeds, &column.legal)
                     : (double) price_line (self, i, codes, feeds, &column.legal);

  feed_cells (self, self->window->members[i], codes, feeds);
  geng_master_add_column (self->master, i, price, (const GengFeed *) (gpointer) feeds->data,
                          feeds->len);
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
