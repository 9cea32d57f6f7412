/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-basis.h"

#include <math.h>
#include <string.h>

/* Dense operations, which stand side by side in memory, that take as long as a nonzero. */
#define DENSE_A_NONZERO 2
/* A share that is less than nothing by more than rounding. */
#define BELOW (-1e-9)

/* -- making -- */

void
geng_basis_init (GengBasis *self, guint n_members, guint n_rows)
{
  guint n = n_members + n_rows;

  *self = (GengBasis){ .n_members = n_members, .n_rows = n_rows, .n = n };
  self->head = g_new0 (gint, n + 1);
  self->inverse = g_new0 (double, (gsize) n *n + 1);
  self->value = g_new0 (double, n + 1);
  self->below = g_new0 (guint8, n + 1);
  self->row_place = g_new0 (gint, n_rows + 1);
  self->rest = g_new0 (guint, n_rows + 1);
}

void
geng_basis_copy (GengBasis *self, const GengBasis *from)
{
  guint n = from->n;

  *self = *from;
#define COPY(field, count) self->field = g_memdup2 (from->field, (count) * sizeof *self->field)
  COPY (head, n + 1);
  COPY (inverse, (gsize) n * n + 1);
  COPY (value, n + 1);
  COPY (below, n + 1);
  COPY (row_place, from->n_rows + 1);
  COPY (rest, from->n_rows + 1);
  COPY (column_place, from->n_columns + 1);
#undef COPY
}

void
geng_basis_clear (GengBasis *self)
{
  g_free (self->head);
  g_free (self->inverse);
  g_free (self->value);
  g_free (self->below);
  g_free (self->row_place);
  g_free (self->rest);
  g_free (self->column_place);
}

void
geng_basis_know (GengBasis *self, const GengMasterView *master)
{
  self->column_place = g_renew (gint, self->column_place, master->n_columns + 1);
  for (guint j = self->n_columns; j < master->n_columns; j++)
    self->column_place[j] = -1;
  self->n_columns = master->n_columns;
}

static double *
inverse_row (const GengBasis *self, guint position)
{
  return self->inverse + (gsize) position * self->n;
}

/* [member]: his column with the largest share */
static gint *
find_largest (const GengMasterView *master, const double *share)
{
  gint *largest = g_new (gint, master->n_members + 1);

  memset (largest, G_MAXUINT8, master->n_members * sizeof *largest);
  for (guint j = 0; j < master->n_columns; j++)
    {
      gint *best = &largest[master->columns[j].member];

      if (*best < 0 || share[j] > share[*best])
        *best = (gint) j;
    }
  return largest;
}

/* In the order of the equations the basis is [−I A; 0 I], and that is its inverse, too. */
void
geng_basis_begin (GengBasis *self,
                  const GengMasterView *master,
                  const GengPieces *pieces,
                  const double *share)
{
  g_autofree gint *largest = find_largest (master, share);
  guint n_rows = self->n_rows;

  memset (self->inverse, 0, (gsize) self->n * self->n * sizeof *self->inverse);
  memset (self->value, 0, self->n * sizeof *self->value);
  memset (self->below, 0, self->n);
  memset (self->column_place, G_MAXUINT8, self->n_columns * sizeof *self->column_place);
  for (guint r = 0; r < n_rows; r++)
    {
      self->head[r] = GENG_ROW_ACTIVITY (r);
      self->row_place[r] = (gint) r;
      inverse_row (self, r)[r] = -1;
    }
  for (guint i = 0; i < self->n_members; i++)
    {
      gint j = largest[i];
      const GengFeed *feed = geng_master_view_feeds (master, (guint) j);

      self->head[n_rows + i] = j;
      self->column_place[j] = (gint) (n_rows + i);
      self->value[n_rows + i] = 1;
      inverse_row (self, n_rows + i)[n_rows + i] = 1;
      for (guint f = 0; f < master->columns[j].n_feeds; f++)
        {
          inverse_row (self, feed[f].cell)[n_rows + i] = feed[f].coefficient;
          self->value[feed[f].cell] += feed[f].coefficient;
        }
    }
  for (guint r = 0; r < n_rows; r++)
    self->rest[r] = geng_pieces_find (pieces, r, self->value[r]);
  self->work += (guint64) self->n * self->n / DENSE_A_NONZERO;
  self->n_pivots = 0;
}

/* -- elimination -- */

/* The basis, [equation × n + position]. */
static double *
fill_basis (const GengBasis *self, const GengMasterView *master)
{
  guint n = self->n;
  double *basis = g_new0 (double, (gsize) n *n + 1);

  for (guint p = 0; p < n; p++)
    {
      gint variable = self->head[p];
      const GengFeed *feed;

      if (GENG_IS_ACTIVITY (variable))
        {
          basis[(gsize) GENG_ACTIVITY_ROW (variable) * n + p] = -1;
          continue;
        }
      feed = geng_master_view_feeds (master, (guint) variable);
      basis[(gsize) (self->n_rows + master->columns[variable].member) * n + p] = 1;
      for (guint f = 0; f < master->columns[variable].n_feeds; f++)
        basis[(gsize) feed[f].cell * n + p] += feed[f].coefficient;
    }
  return basis;
}

static void
exchange (double *a, double *b, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double kept = a[i];

      a[i] = b[i];
      b[i] = kept;
    }
}

/* Takes `factor` times one row from the other. */
static void
take_times (double *row, const double *other, double factor, guint n)
{
  for (guint i = 0; i < n; i++)
    row[i] -= factor * other[i];
}

static void
divide (double *row, double by, guint n)
{
  for (guint i = 0; i < n; i++)
    row[i] /= by;
}

/* Gauss and Jordan's, with the largest pivot of each column. */
gboolean
geng_basis_invert (GengBasis *self, const GengMasterView *master)
{
  g_autofree double *basis = fill_basis (self, master);
  guint n = self->n;

  memset (self->inverse, 0, (gsize) n * n * sizeof *self->inverse);
  for (guint i = 0; i < n; i++)
    inverse_row (self, i)[i] = 1;
  for (guint c = 0; c < n; c++)
    {
      double *pivot_row = basis + (gsize) c * n, pivot;
      guint top = c;

      for (guint i = c + 1; i < n; i++)
        if (fabs (basis[(gsize) i * n + c]) > fabs (basis[(gsize) top * n + c]))
          top = i;
      pivot = basis[(gsize) top * n + c];
      if (fabs (pivot) < GENG_NO_ENTRY)
        return FALSE;
      if (top != c)
        {
          exchange (pivot_row, basis + (gsize) top * n, n);
          exchange (inverse_row (self, c), inverse_row (self, top), n);
        }
      divide (pivot_row, pivot, n);
      divide (inverse_row (self, c), pivot, n);
      for (guint i = 0; i < n; i++)
        {
          double *row = basis + (gsize) i * n, factor = row[c];

          if (i == c || factor == 0)
            continue;
          take_times (row, pivot_row, factor, n);
          take_times (inverse_row (self, i), inverse_row (self, c), factor, n);
          self->work += 2 * n / DENSE_A_NONZERO;
        }
    }
  self->n_pivots = 0;
  return TRUE;
}

/* -- reading -- */

gboolean
geng_basis_evaluate (GengBasis *self, const GengPieces *pieces)
{
  guint n = self->n;
  g_autofree double *right = g_new0 (double, n + 1);

  for (guint i = 0; i < self->n_members; i++)
    right[self->n_rows + i] = 1;
  for (guint r = 0; r < self->n_rows; r++)
    if (self->row_place[r] < 0)
      {
        if (self->rest[r] >= geng_pieces_count_ends (pieces, r))
          return FALSE;
        right[r] = geng_pieces_end (pieces, r, self->rest[r]);
      }
  for (guint p = 0; p < n; p++)
    {
      const double *row = inverse_row (self, p);
      gint variable = self->head[p];
      double sum = 0;

      for (guint i = 0; i < n; i++)
        sum += row[i] * right[i];
      self->value[p] = sum;
      self->below[p] = !GENG_IS_ACTIVITY (variable) && sum < BELOW;
      if (GENG_IS_ACTIVITY (variable))
        self->rest[GENG_ACTIVITY_ROW (variable)]
            = geng_pieces_find (pieces, GENG_ACTIVITY_ROW (variable), sum);
    }
  self->work += (guint64) n * n / DENSE_A_NONZERO;
  return TRUE;
}

double
geng_basis_get_entry (const GengBasis *self,
                      const GengMasterView *master,
                      guint position,
                      guint column)
{
  const double *row = inverse_row (self, position);
  const GengFeed *feed = geng_master_view_feeds (master, column);
  double sum = row[self->n_rows + master->columns[column].member];

  for (guint f = 0; f < master->columns[column].n_feeds; f++)
    sum += row[feed[f].cell] * feed[f].coefficient;
  return sum;
}

void
geng_basis_find_fall (GengBasis *self, const GengMasterView *master, gint variable, double *fall)
{
  guint n_touched = GENG_IS_ACTIVITY (variable) ? 1 : master->columns[variable].n_feeds + 1;

  for (guint p = 0; p < self->n; p++)
    fall[p] = GENG_IS_ACTIVITY (variable)
                  ? -inverse_row (self, p)[GENG_ACTIVITY_ROW (variable)]
                  : geng_basis_get_entry (self, master, p, (guint) variable);
  self->work += (guint64) self->n * n_touched / DENSE_A_NONZERO;
}

/* -- changing -- */

static void
place (GengBasis *self, gint variable, gint position)
{
  if (GENG_IS_ACTIVITY (variable))
    self->row_place[GENG_ACTIVITY_ROW (variable)] = position;
  else
    self->column_place[variable] = position;
}

void
geng_basis_pivot (GengBasis *self, gint variable, guint position, const double *fall)
{
  double *pivot_row = inverse_row (self, position);

  place (self, self->head[position], -1);
  place (self, variable, (gint) position);
  self->head[position] = variable;
  self->below[position] = FALSE;
  divide (pivot_row, fall[position], self->n);
  for (guint p = 0; p < self->n; p++)
    {
      if (p == position || fabs (fall[p]) < GENG_NO_ENTRY)
        continue;
      take_times (inverse_row (self, p), pivot_row, fall[p], self->n);
      self->work += self->n / DENSE_A_NONZERO;
    }
  self->work += self->n / DENSE_A_NONZERO;
  self->n_pivots++;
}

gboolean
geng_basis_set (GengBasis *self, const gint *rest, const GArray *columns)
{
  guint at = 0, n = columns->len;

  for (guint r = 0; r < self->n_rows; r++)
    n += rest[r] < 0;
  if (n != self->n)
    return FALSE;
  memset (self->column_place, G_MAXUINT8, self->n_columns * sizeof *self->column_place);
  for (guint r = 0; r < self->n_rows; r++)
    {
      self->row_place[r] = -1;
      self->rest[r] = (guint) MAX (rest[r], 0);
      if (rest[r] >= 0)
        continue;
      self->row_place[r] = (gint) at;
      self->head[at++] = GENG_ROW_ACTIVITY (r);
    }
  for (guint k = 0; k < columns->len; k++)
    {
      guint column = g_array_index (columns, guint, k);

      self->column_place[column] = (gint) at;
      self->head[at++] = (gint) column;
    }
  return TRUE;
}

void
geng_basis_prune (GengBasis *self, const guint8 *keep)
{
  guint kept = 0;

  for (guint j = 0; j < self->n_columns; j++)
    {
      gint at = self->column_place[j];

      g_assert (keep[j] || at < 0);
      if (!keep[j])
        continue;
      if (at >= 0)
        self->head[at] = (gint) kept;
      self->column_place[kept++] = at;
    }
  self->n_columns = kept;
}
