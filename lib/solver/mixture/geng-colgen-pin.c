/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "geng-colgen-private.h"

/* What a member's columns say most clearly about the window's first days. */
typedef struct
{
  guint i;
  guint column; /* a legal one that has these codes */
  double share; /* of all that have them */
} Beginning;

static gboolean
begin_alike (const GengColgen *colgen, guint a, guint b, guint end)
{
  return memcmp (GENG_COLUMN_LINE (colgen, a) + colgen->first_day,
                 GENG_COLUMN_LINE (colgen, b) + colgen->first_day, end - colgen->first_day)
         == 0;
}

static Beginning
find_clearest (const GengColgen *colgen, guint i, guint end)
{
  const double *shares = geng_master_get_shares (colgen->master);
  Beginning clearest = { i, (guint) colgen->newest[i], -1 };

  for (gint j = colgen->newest[i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    {
      double share = 0;

      if (!GENG_COLUMN (colgen, j)->legal)
        continue;
      for (gint k = colgen->newest[i]; k >= 0; k = GENG_COLUMN (colgen, k)->before)
        if (shares[k] > 0 && begin_alike (colgen, (guint) j, (guint) k, end))
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
by_share (gconstpointer a, gconstpointer b)
{
  const Beginning *x = a, *y = b;

  if (x->share != y->share)
    return x->share < y->share ? 1 : -1;
  return (int) x->i - (int) y->i;
}

/* From now on the member's line begins like the column, and so do all his columns. */
static void
pin (GengColgen *colgen, const Beginning *beginning, guint end, guint8 *keep)
{
  guint8 *pins = colgen->pinned + (gsize) beginning->i * colgen->space->problem->n_days;

  for (guint d = colgen->first_day; d < end; d++)
    pins[d] = (guint8) (GENG_COLUMN_LINE (colgen, beginning->column)[d] + 1);
  for (gint j = colgen->newest[beginning->i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    keep[j] = begin_alike (colgen, (guint) j, beginning->column, end);
}

gboolean
geng_colgen_pin (GengColgen *colgen, guint end, double clear)
{
  g_autofree Beginning *due = g_new (Beginning, colgen->n + 1);
  g_autofree guint8 *keep = g_new (guint8, colgen->columns->len + 1);
  guint n = 0, n_pinned = 0;

  geng_colgen_widen_boxes (colgen, TRUE);
  memset (keep, 1, colgen->columns->len);
  for (guint i = 0; i < colgen->n; i++)
    if (colgen->pinned[(gsize) i * colgen->space->problem->n_days + colgen->first_day] == 0)
      due[n++] = find_clearest (colgen, i, end);
  qsort (due, n, sizeof *due, by_share);
  while (n_pinned < n && (due[n_pinned].share >= clear || 3 * n_pinned < 2 * n))
    pin (colgen, &due[n_pinned++], end, keep);
  geng_colgen_compact (colgen, keep);
  return n_pinned < n;
}
