/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-vertex-private.h"

#include <math.h>
#include <string.h>

/*
 * Columns that go, by the dual simplex method (Lemke, 1954): they leave the basis, and all values
 * get back to where they may be, while no reduced cost falls below nothing.  What is left is the
 * best vertex without them, but for columns that have come since.
 */

/* Of a variable that is to take another's place, for the inverse's sake. */
#define SURE_ENTRY 1e-5
/* Costs are apart by so much to twice so much while columns go, so that few reduced costs are equal
 * (Perold, 1980). */
#define WOBBLE 1e-3
/* Steps of a pruning, in times of the equations. */
#define STEPS_OUT 4

/* What has to leave the basis, and which way its value goes then. */
typedef struct
{
  gint position; /* -1: nothing has to */
  double excess; /* of its value over where it may rest, negative where it is less */
} Leaving;

/* By how much the value is outside of what it may be. */
static double
find_excess (const GengVertex *self, guint position)
{
  const GengBasis *basis = &self->basis;
  gint variable = basis->head[position];
  double value = basis->value[position];
  guint row, piece;

  if (!GENG_IS_ACTIVITY (variable))
    return self->plays[variable] ? MIN (value, 0) : value;
  row = GENG_ACTIVITY_ROW (variable);
  piece = basis->rest[row];
  if (piece > 0 && value < geng_pieces_end (&self->pieces, row, piece - 1))
    return value - geng_pieces_end (&self->pieces, row, piece - 1);
  if (piece < geng_pieces_count_ends (&self->pieces, row)
      && value > geng_pieces_end (&self->pieces, row, piece))
    return value - geng_pieces_end (&self->pieces, row, piece);
  return 0;
}

static double
square_length (GengVertex *self, guint position)
{
  const double *row = self->basis.inverse + (gsize) position * self->basis.n;
  double sum = 0;

  for (guint i = 0; i < self->basis.n; i++)
    sum += row[i] * row[i];
  self->basis.work += self->basis.n / 2;
  return sum;
}

/* What is farthest outside for how steep it is (steepest edge; Forrest and Goldfarb, 1992), and in
 * the end what goes although it has no share. */
static Leaving
choose_leaving (GengVertex *self)
{
  const GengBasis *basis = &self->basis;
  Leaving most = { -1, 0 };
  double farthest = 0;

  for (guint p = 0; p < basis->n; p++)
    {
      double excess = find_excess (self, p), far;

      if (fabs (excess) <= GENG_SHARE_ROUNDING)
        continue;
      far = excess * excess / square_length (self, p);
      if (far <= farthest)
        continue;
      farthest = far;
      most = (Leaving){ (gint) p, excess };
    }
  for (guint p = 0; p < basis->n && most.position < 0; p++)
    if (!GENG_IS_ACTIVITY (basis->head[p]) && !self->plays[basis->head[p]])
      most = (Leaving){ (gint) p, find_excess (self, p) };
  return most;
}

/* Of what can take up the excess, that which gets dear last; of equals that with the largest
 * entry. */
static void
consider_taking (GengEntering *best,
                 double *least,
                 double *largest,
                 const GengEntering *one,
                 double entry)
{
  double price = MAX (one->way * one->reduced, 0), ratio = price / fabs (entry);

  if (ratio > *least + GENG_WORTH_A_STEP
      || (ratio > *least - GENG_WORTH_A_STEP && fabs (entry) <= *largest))
    return;
  *least = MIN (*least, ratio);
  *largest = fabs (entry);
  *best = (GengEntering){ one->variable, one->way, one->way * price };
}

static GengEntering
choose_taking (GengVertex *self, const GengMasterView *master, const Leaving *leaving)
{
  GengBasis *basis = &self->basis;
  const double *row = basis->inverse + (gsize) leaving->position * basis->n;
  double least = G_MAXDOUBLE, largest = 0, sense = leaving->excess < 0 ? -1 : 1;
  GengEntering best = { 0 };

  for (guint r = 0; r < basis->n_rows; r++)
    {
      double entry = -row[r];
      gint way = entry * sense > 0 ? 1 : -1;
      GengEntering one = { GENG_ROW_ACTIVITY (r), way, 0 };

      if (basis->row_place[r] >= 0 || fabs (entry) < SURE_ENTRY)
        continue;
      one.reduced = self->dual[r]
                    + geng_pieces_slope (&self->pieces, r, basis->rest[r] + (way > 0 ? 1 : 0))
                    + way * WOBBLE * geng_pieces_apart (r);
      consider_taking (&best, &least, &largest, &one, entry);
    }
  for (guint k = 0; k < self->play->len; k++)
    {
      guint j = g_array_index (self->play, guint, k);
      GengEntering one = { (gint) j, 1, self->reduced[basis->n_rows + j] };
      double entry;

      if (basis->column_place[j] >= 0)
        continue;
      entry = geng_basis_get_entry (basis, master, (guint) leaving->position, j);
      basis->work += master->columns[j].n_feeds;
      if (entry * sense >= SURE_ENTRY)
        consider_taking (&best, &least, &largest, &one, entry);
    }
  return best;
}

/* An activity rests at the end that it is beyond. */
static void
lay_down (GengVertex *self, const Leaving *leaving)
{
  gint variable = self->basis.head[leaving->position];

  if (GENG_IS_ACTIVITY (variable) && leaving->excess < 0)
    self->basis.rest[GENG_ACTIVITY_ROW (variable)]--;
}

/* FALSE: nothing can take it up. */
static gboolean
drive_out (GengVertex *self, const GengMasterView *master, const Leaving *leaving)
{
  GengBasis *basis = &self->basis;
  GengEntering entering = choose_taking (self, master, leaving);
  guint p = (guint) leaving->position;
  double step;

  if (entering.way == 0)
    return FALSE;
  geng_basis_find_fall (basis, master, entering.variable, self->fall);
  step = leaving->excess / self->fall[p];
  for (guint q = 0; q < basis->n; q++)
    basis->value[q] -= step * self->fall[q];
  lay_down (self, leaving);
  basis->value[p] = geng_vertex_rouse (self, &entering, fabs (step));
  geng_basis_pivot (basis, entering.variable, p, self->fall);
  geng_vertex_update_prices (self, master, &entering, p);
  return TRUE;
}

/* The dual simplex method (Lemke, 1954): columns that go leave the basis, and all values get back
 * into their pieces, while no reduced cost gets below nothing. */
static gboolean
drive_all_out (GengVertex *self, const GengMasterView *master, const guint8 *keep)
{
  guint n_rows = self->basis.n_rows;

  geng_vertex_make_room (self, master);
  geng_vertex_find_duals (self, master);
  memset (self->plays, 0, master->n_columns);
  g_array_set_size (self->play, 0);
  for (guint j = 0; j < master->n_columns; j++)
    if (keep[j])
      {
        geng_vertex_let_play (self, j);
        self->reduced[n_rows + j] = MAX (geng_vertex_price_column (self, master, j), 0)
                                    + WOBBLE * geng_pieces_apart (n_rows + j);
      }
  for (guint step = 0; step < STEPS_OUT * self->basis.n; step++)
    {
      Leaving leaving = choose_leaving (self);

      if (leaving.position < 0)
        return TRUE;
      if (!drive_out (self, master, &leaving))
        return FALSE;
    }
  return FALSE;
}

void
geng_vertex_prune (GengVertex *self, const GengMasterView *master, const guint8 *keep)
{
  if (!self->is_basis)
    return;
  self->is_basis = geng_vertex_take_up (self, master) && drive_all_out (self, master, keep);
  if (self->is_basis)
    geng_basis_prune (&self->basis, keep);
  else
    self->basis.n_columns = 0;
}
