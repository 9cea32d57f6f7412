/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-colgen-private.h"

/* Making columns of lines. */

gboolean
geng_colgen_knows (const GengColgen *colgen, guint i, const guint8 *codes)
{
  for (gint j = colgen->newest[i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    if (memcmp (GENG_COLUMN_LINE (colgen, j), codes, colgen->space->problem->n_days) == 0)
      return TRUE;
  return FALSE;
}

static void
add_feed (const GengColgen *colgen, GArray *feeds, guint row, gint32 coefficient)
{
  GengFeed feed = { row, coefficient };

  if (colgen->fed[row] > 0)
    {
      g_array_index (feeds, GengFeed, colgen->fed[row] - 1).coefficient += coefficient;
      return;
    }
  g_array_append_val (feeds, feed);
  colgen->fed[row] = feeds->len;
}

/* Returns: what the line is worth to cells ahead of the window, scaled. */
static gint64
feed_cells (const GengColgen *colgen, guint member, const guint8 *codes, GArray *feeds)
{
  const GengProblem *problem = colgen->space->problem;
  gint64 worth = 0;

  for (guint d = colgen->first_day; d < colgen->free_end; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, codes[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        {
          const GengFeed *feed = &problem->feeds[f];

          if (colgen->local[feed->cell] >= 0)
            add_feed (colgen, feeds, (guint) colgen->local[feed->cell], feed->coefficient);
          else if (colgen->ahead != NULL)
            worth += colgen->ahead[feed->cell] * feed->coefficient;
        }
    }
  return worth;
}

static gint64
count_priced (const GengColgen *colgen, const GengPricedCounter *priced, const guint8 *codes)
{
  const GengProblem *problem = colgen->space->problem;
  const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gint64 sum = counter->before;

  if (!geng_colgen_is_cut (colgen, priced))
    return geng_problem_count (problem, counter, codes);
  for (guint d = 0; d < colgen->end_day; d++)
    sum += weights[d * problem->n_codes + codes[d]];
  return sum;
}

/* Counters that are priced as rows; what they charge comes out of the line's own price.
 * Returns: what the line is worth to sums that are cut. */
static gint64
feed_counters (const GengColgen *colgen,
               guint member,
               const guint8 *codes,
               GArray *feeds,
               gint64 *price)
{
  const GengSpace *space = colgen->space;
  const GengProblem *problem = space->problem;
  gint64 worth = 0;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint64 value = count_priced (colgen, priced, codes);
      gint64 whole = geng_problem_count (problem, counter, codes);
      gint local = colgen->local[problem->n_cells + p];

      *price -= geng_space_price_counter (space, p, whole);
      if (geng_colgen_is_cut (colgen, priced))
        worth += colgen->ahead[problem->n_cells + p] * ((whole - counter->before) / priced->unit);
      if (local >= 0 && value != counter->before)
        add_feed (colgen, feeds, (guint) local,
                  (gint32) ((value - counter->before) / priced->unit));
    }
  return worth;
}

/* Nothing forbidden but what days ahead may mend. */
static gboolean
keeps_settled (const GengColgen *colgen, guint member, const guint8 *codes)
{
  const GengSpace *space = colgen->space;
  const GengProblem *problem = space->problem;
  gint64 forbidden = geng_problem_evaluate_line (problem, member, codes).forbidden;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint64 value = count_priced (colgen, priced, codes);

      if (!geng_colgen_is_cut (colgen, priced))
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
geng_colgen_add_column (GengColgen *colgen, guint i, const guint8 *codes)
{
  g_autoptr (GArray) feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  guint member = colgen->members[i];
  GengColumn column = { .owner = i, .before = colgen->newest[i] };
  gint64 price = geng_space_price_line (colgen->space, member, codes, &column.legal);
  gint64 worth = feed_cells (colgen, member, codes, feeds);

  if (colgen->ahead != NULL && !column.legal)
    column.legal = keeps_settled (colgen, member, codes);
  worth += feed_counters (colgen, member, codes, feeds, &price);
  geng_master_add_column (colgen->master, i,
                          (double) price - ldexp ((double) worth, -colgen->space->shift),
                          (const GengFeed *) (gpointer) feeds->data, feeds->len);
  g_byte_array_append (colgen->lines, codes, colgen->space->problem->n_days);
  for (guint f = 0; f < feeds->len; f++)
    colgen->fed[g_array_index (feeds, GengFeed, f).cell] = 0;
  colgen->newest[i] = (gint) colgen->columns->len;
  g_array_append_val (colgen->columns, column);
}
