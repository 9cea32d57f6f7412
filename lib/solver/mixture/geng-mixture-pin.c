/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "geng-mixture-private.h"

/* What a member's columns say most clearly about the window's first days. */
typedef struct
{
  guint i;
  guint column; /* a legal one that has these codes */
  double share; /* of all that have them */
} Beginning;

static gboolean
begin_alike (const GengMixture *self, guint a, guint b, guint end)
{
  return memcmp (GENG_COLUMN_LINE (self, a) + self->window->first_day,
                 GENG_COLUMN_LINE (self, b) + self->window->first_day,
                 end - self->window->first_day)
         == 0;
}

static Beginning
find_clearest (const GengMixture *self, guint i, guint end)
{
  const double *shares = geng_master_get_shares (self->master);
  Beginning clearest = { i, (guint) self->newest[i], -1 };

  for (gint j = self->newest[i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    {
      double share = 0;

      if (!GENG_COLUMN (self, j)->legal)
        continue;
      for (gint k = self->newest[i]; k >= 0; k = GENG_COLUMN (self, k)->before)
        if (shares[k] > 0 && begin_alike (self, (guint) j, (guint) k, end))
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

/* A beginning that no whole line has gives way to the next clearest one. */
static void
make_sure (GengMixture *self, Beginning *beginning, guint end)
{
  while (beginning->share >= 0
         && !geng_mixture_may_go_on (self, beginning->i, GENG_COLUMN_LINE (self, beginning->column),
                                     end))
    {
      guint first = beginning->column;

      for (gint j = self->newest[beginning->i]; j >= 0; j = GENG_COLUMN (self, j)->before)
        if (begin_alike (self, (guint) j, first, end))
          GENG_COLUMN (self, j)->legal = FALSE;
      *beginning = find_clearest (self, beginning->i, end);
    }
}

/* From now on the member's line begins like the column, and so do all his columns. */
static void
pin (GengMixture *self, const Beginning *beginning, guint end, guint8 *keep)
{
  for (guint d = self->window->first_day; d < end; d++)
    geng_allowed_pin (self->allowed, beginning->i, d,
                      GENG_COLUMN_LINE (self, beginning->column)[d]);
  self->pinned[beginning->i] = end;
  for (gint j = self->newest[beginning->i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    keep[j] = begin_alike (self, (guint) j, beginning->column, end);
}

gboolean
geng_mixture_pin (GengMixture *self, guint end, double clear)
{
  g_autofree Beginning *due = g_new (Beginning, self->n + 1);
  g_autofree guint8 *keep = g_new (guint8, self->columns->len + 1);
  guint n = 0, n_pinned = 0;

  geng_mixture_widen_boxes (self, TRUE);
  memset (keep, 1, self->columns->len);
  for (guint i = 0; i < self->n; i++)
    if (self->pinned[i] == 0)
      due[n++] = find_clearest (self, i, end);
  qsort (due, n, sizeof *due, by_share);
  while (n_pinned < n
         && (due[n_pinned].share >= clear || n_pinned < self->space->params->roll_least * n))
    {
      make_sure (self, &due[n_pinned], end);
      pin (self, &due[n_pinned++], end, keep);
    }
  geng_mixture_compact (self, keep);
  return n_pinned < n;
}
