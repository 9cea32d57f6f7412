/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "geng-colgen-private.h"

/* A dive for long horizons: whole lines are seldom clear there, but weeks of them are. */

#define WEEK 7

/* What a member's columns say most clearly about a week. */
typedef struct
{
  guint  i, week;
  guint  column;   /* a legal one that has these codes */
  double share;    /* of all that have them */
} Week;

static guint
week_end (const GengColgen *colgen,
          guint             week)
{
  return MIN (colgen->first_day + (week + 1) * WEEK, colgen->end_day);
}

static gboolean
same_week (const GengColgen *colgen,
           guint             a,
           guint             b,
           guint             week)
{
  guint first = colgen->first_day + week * WEEK;

  return memcmp (GENG_COLUMN_LINE (colgen, a) + first, GENG_COLUMN_LINE (colgen, b) + first,
                 week_end (colgen, week) - first) == 0;
}

static Week
find_clearest (const GengColgen *colgen,
               guint             i,
               guint             week)
{
  const double *shares = geng_master_get_shares (colgen->master);
  Week clearest = { i, week, 0, -1 };

  for (gint j = colgen->newest[i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    {
      double share = 0;

      if (!GENG_COLUMN (colgen, j)->legal)
        continue;
      for (gint k = colgen->newest[i]; k >= 0; k = GENG_COLUMN (colgen, k)->before)
        if (shares[k] > 0 && same_week (colgen, (guint) j, (guint) k, week))
          share += shares[k];
      if (share > clearest.share)
        {
          clearest.share = share;
          clearest.column = (guint) j;
        }
    }
  return clearest;
}

static int
by_share (gconstpointer a,
          gconstpointer b)
{
  const Week *x = a, *y = b;

  if (x->share != y->share)
    return x->share < y->share ? 1 : -1;
  return x->week != y->week ? (int) x->week - (int) y->week : (int) x->i - (int) y->i;
}

/* From now on the member's line has the week as it is in the column, and so have all his
 * columns. */
static void
pin_week (GengColgen *colgen,
          const Week *week,
          guint8     *keep)
{
  guint first = colgen->first_day + week->week * WEEK, end = week_end (colgen, week->week);
  guint8 *pins = colgen->pinned + (gsize) week->i * colgen->space->problem->n_days;

  for (guint d = first; d < end; d++)
    pins[d] = (guint8) (GENG_COLUMN_LINE (colgen, week->column)[d] + 1);
  for (gint j = colgen->newest[week->i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    keep[j] &= same_week (colgen, (guint) j, week->column, week->week);
}

/* Clears the list's weeks up: all with a share of `clear`, and the clearest two thirds of the first
 * week that has any.  How many. */
static guint
pin_due (GengColgen *colgen,
         Week       *weeks,
         guint       n,
         double      clear,
         guint8     *keep)
{
  guint front = G_MAXUINT, left = 0, seen = 0, pinned = 0;

  for (guint k = 0; k < n; k++)
    front = MIN (front, weeks[k].week);
  for (guint k = 0; k < n; k++)
    left += weeks[k].week == front;
  qsort (weeks, n, sizeof *weeks, by_share);
  for (guint k = 0; k < n; k++)
    {
      gboolean at_front = weeks[k].week == front;
      gboolean due = weeks[k].share >= clear || (at_front && 3 * seen < 2 * left);

      seen += at_front;
      /* a week of a column that an earlier pin has barred waits for the next time */
      if (!due || !keep[weeks[k].column])
        continue;
      pin_week (colgen, &weeks[k], keep);
      pinned++;
    }
  return pinned;
}

gboolean
geng_colgen_dive_weeks (GengColgen *colgen,
                        double      clear)
{
  guint n_weeks = (colgen->end_day - colgen->first_day + WEEK - 1) / WEEK, n = 0, pinned;
  g_autofree Week *weeks = g_new (Week, (gsize) colgen->n * n_weeks + 1);
  g_autofree guint8 *keep = g_new (guint8, colgen->columns->len + 1);

  geng_colgen_widen_boxes (colgen, TRUE);
  memset (keep, 1, colgen->columns->len);
  for (guint i = 0; i < colgen->n; i++)
    for (guint w = 0; w < n_weeks; w++)
      if (colgen->pinned[(gsize) i * colgen->space->problem->n_days + colgen->first_day +
                         w * WEEK] == 0)
        weeks[n++] = find_clearest (colgen, i, w);
  pinned = pin_due (colgen, weeks, n, clear, keep);
  geng_colgen_compact (colgen, keep);
  for (guint i = 0; i < colgen->n && pinned == n; i++)
    colgen->fixed[i] = TRUE;
  return pinned < n;
}
