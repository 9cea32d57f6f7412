/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ends are moved up by so much to twice so much. */
#define APART 5e-7

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Each row's ends, ascending, some of them twice; count: [row] of them. */
static void
gather_ends (const GengMasterView *master, const guint *first, double *end, guint *count)
{
  memset (count, 0, master->n_rows * sizeof *count);
  for (guint k = 0; k < master->n_ranges; k++)
    {
      guint row = master->range_row[k];

      if (isfinite (master->ranges[k].lo))
        end[first[row] + count[row]++] = master->ranges[k].lo;
      if (isfinite (master->ranges[k].hi))
        end[first[row] + count[row]++] = master->ranges[k].hi;
    }
  for (guint r = 0; r < master->n_rows; r++)
    if (count[r] > 1)
      qsort (end + first[r], count[r], sizeof *end, by_value);
}

/* Each end once. */
static void
close_up (GengPieces *self, const guint *count)
{
  guint kept = 0;

  for (guint r = 0; r < self->n_rows; r++)
    {
      guint from = self->first[r];

      self->first[r] = kept;
      for (guint e = from; e < from + count[r]; e++)
        if (kept == self->first[r] || self->end[e] > self->end[kept - 1])
          self->end[kept++] = self->end[e];
    }
  self->first[self->n_rows] = kept;
}

static void
add_range (GengPieces *self, guint row, const GengMasterRange *range)
{
  double *slope = self->slope + self->first[row] + row;
  guint n = geng_pieces_count_ends (self, row);

  for (guint p = 0; p <= n; p++)
    if (p < n && geng_pieces_end (self, row, p) <= range->lo)
      slope[p] -= range->under;
    else if (p > 0 && geng_pieces_end (self, row, p - 1) >= range->hi)
      slope[p] += range->over;
}

static void
move_ends (GengPieces *self)
{
  for (guint e = 0; e < self->first[self->n_rows]; e++)
    self->end[e] += APART * geng_pieces_apart (e);
}

void
geng_pieces_cut (GengPieces *self, const GengMasterView *master)
{
  g_autofree guint *count = g_new0 (guint, master->n_rows + 1);
  guint n = 0;

  for (guint k = 0; k < master->n_ranges; k++)
    count[master->range_row[k]] += 2;
  self->n_rows = master->n_rows;
  self->first = g_renew (guint, self->first, master->n_rows + 1);
  for (guint r = 0; r < master->n_rows; r++)
    {
      self->first[r] = n;
      n += count[r];
    }
  self->end = g_renew (double, self->end, n + 1);
  gather_ends (master, self->first, self->end, count);
  close_up (self, count);
  self->slope = g_renew (double, self->slope, n + master->n_rows + 1);
  memset (self->slope, 0, (n + master->n_rows + 1) * sizeof *self->slope);
  for (guint k = 0; k < master->n_ranges; k++)
    add_range (self, master->range_row[k], &master->ranges[k]);
  move_ends (self);
}

void
geng_pieces_clear (GengPieces *self)
{
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->end, g_free);
  g_clear_pointer (&self->slope, g_free);
}

guint
geng_pieces_find (const GengPieces *self, guint row, double activity)
{
  guint piece = 0, n = geng_pieces_count_ends (self, row);

  while (piece < n && activity > geng_pieces_end (self, row, piece))
    piece++;
  return piece;
}
