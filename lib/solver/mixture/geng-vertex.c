/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-vertex-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pivots after which the inverse is made anew. */
#define PIVOTS_AN_INVERSE 300
/* Times the dearest cost that a share costs which is less than nothing. */
#define BELOW_DEARER 10
/* Columns in play, in times of the equations: most are too dear to enter soon. */
#define PLAY_AN_EQUATION 2
/* Steps between two looks at the budget. */
#define ASK_STEPS 16

GengVertex *
geng_vertex_new (guint n_members, guint n_rows)
{
  GengVertex *self = g_new0 (GengVertex, 1);

  geng_basis_init (&self->basis, n_members, n_rows);
  self->dual = g_new0 (double, self->basis.n + 1);
  self->fall = g_new0 (double, self->basis.n + 1);
  self->play = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

GengVertex *
geng_vertex_copy (const GengVertex *self)
{
  GengVertex *copy = g_new0 (GengVertex, 1);

  geng_basis_copy (&copy->basis, &self->basis);
  copy->is_basis = self->is_basis;
  copy->dual = g_new0 (double, copy->basis.n + 1);
  copy->fall = g_new0 (double, copy->basis.n + 1);
  copy->play = g_array_new (FALSE, FALSE, sizeof (guint));
  return copy;
}

void
geng_vertex_free (GengVertex *self)
{
  geng_basis_clear (&self->basis);
  geng_pieces_clear (&self->pieces);
  g_free (self->dual);
  g_free (self->fall);
  g_free (self->reduced);
  g_free (self->weight);
  g_free (self->plays);
  g_array_unref (self->play);
  g_free (self);
}

gboolean
geng_vertex_get_basis (const GengVertex *self, gint *rest, GArray *columns)
{
  const GengBasis *basis = &self->basis;

  for (guint r = 0; r < basis->n_rows && self->is_basis; r++)
    rest[r] = basis->row_place[r] < 0 ? (gint) basis->rest[r] : -1;
  for (guint j = 0; j < basis->n_columns && self->is_basis; j++)
    if (basis->column_place[j] >= 0)
      g_array_append_val (columns, j);
  return self->is_basis;
}

void
geng_vertex_set_basis (GengVertex *self,
                       const GengMasterView *master,
                       const gint *rest,
                       const GArray *columns)
{
  geng_basis_know (&self->basis, master);
  self->is_basis
      = geng_basis_set (&self->basis, rest, columns) && geng_basis_invert (&self->basis, master);
}

/* -- costs -- */

/* A missing member of a crew is dearer than any line, a forbidden line than both. */
static void
price_below (GengVertex *self, const GengMasterView *master)
{
  double most = 1;

  for (guint k = 0; k < master->n_ranges; k++)
    most = MAX (most, MAX (master->ranges[k].under, master->ranges[k].over));
  for (guint j = 0; j < master->n_columns; j++)
    most = MAX (most, fabs (master->columns[j].cost));
  self->below = BELOW_DEARER * most;
}

static double
cost_at (const GengVertex *self, const GengMasterView *master, guint position)
{
  gint variable = self->basis.head[position];
  guint row;

  if (!GENG_IS_ACTIVITY (variable))
    return master->columns[variable].cost - (self->basis.below[position] ? self->below : 0);
  row = GENG_ACTIVITY_ROW (variable);
  return geng_pieces_slope (&self->pieces, row, self->basis.rest[row]);
}

void
geng_vertex_find_duals (GengVertex *self, const GengMasterView *master)
{
  guint n = self->basis.n;

  memset (self->dual, 0, n * sizeof *self->dual);
  for (guint p = 0; p < n; p++)
    {
      const double *row = self->basis.inverse + (gsize) p * n;
      double cost = cost_at (self, master, p);

      for (guint i = 0; i < n && cost != 0; i++)
        self->dual[i] += cost * row[i];
      self->basis.work++;
    }
}

double
geng_vertex_price_column (GengVertex *self, const GengMasterView *master, guint j)
{
  const GengMasterColumn *column = &master->columns[j];
  const GengFeed *feed = geng_master_view_feeds (master, j);
  double worth = self->dual[self->basis.n_rows + column->member];

  for (guint f = 0; f < column->n_feeds; f++)
    worth += self->dual[feed[f].cell] * feed[f].coefficient;
  self->basis.work += column->n_feeds;
  return column->cost - worth;
}

/* -- columns in play -- */

void
geng_vertex_make_room (GengVertex *self, const GengMasterView *master)
{
  guint n = self->basis.n_rows + master->n_columns + 1;

  self->reduced = g_renew (double, self->reduced, n);
  self->weight = g_renew (double, self->weight, n);
  self->plays = g_renew (guint8, self->plays, master->n_columns + 1);
  memset (self->weight, 0, n * sizeof *self->weight);
}

void
geng_vertex_let_play (GengVertex *self, guint column)
{
  if (self->plays[column])
    return;
  self->plays[column] = TRUE;
  self->weight[self->basis.n_rows + column] = 1;
  g_array_append_val (self->play, column);
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The reduced cost up to which columns are in play. */
static double
find_limit (const GengVertex *self, guint n_columns)
{
  guint most = PLAY_AN_EQUATION * self->basis.n;
  g_autofree double *sorted = NULL;

  if (n_columns <= most)
    return G_MAXDOUBLE;
  sorted = g_memdup2 (self->reduced + self->basis.n_rows, n_columns * sizeof *sorted);
  qsort (sorted, n_columns, sizeof *sorted, by_value);
  return sorted[most];
}

/* All reduced costs anew, and the columns that are cheapest by them.  FALSE where none of all is
 * worth a step. */
static gboolean
choose_play (GengVertex *self, const GengMasterView *master)
{
  guint n_rows = self->basis.n_rows;
  gboolean any = FALSE;
  double limit;

  for (guint j = 0; j < master->n_columns; j++)
    {
      self->reduced[n_rows + j] = geng_vertex_price_column (self, master, j);
      any |= self->reduced[n_rows + j] < -GENG_WORTH_A_STEP && self->basis.column_place[j] < 0;
    }
  limit = find_limit (self, master->n_columns);
  memset (self->plays, 0, master->n_columns);
  g_array_set_size (self->play, 0);
  for (guint j = 0; j < master->n_columns; j++)
    if (self->reduced[n_rows + j] <= limit)
      geng_vertex_let_play (self, j);
  for (guint r = 0; r < n_rows; r++)
    {
      self->reduced[r] = self->dual[r];
      self->weight[r] = 1;
    }
  return any;
}

/* -- what enters -- */

static void
consider (GengEntering *best, double *most, gint variable, gint way, double reduced, double weight)
{
  if (-way * reduced <= GENG_WORTH_A_STEP || reduced * reduced <= *most * weight)
    return;
  *most = reduced * reduced / weight;
  *best = (GengEntering){ variable, way, reduced };
}

static GengEntering
choose_entering (GengVertex *self)
{
  const GengBasis *basis = &self->basis;
  GengEntering best = { 0 };
  double most = 0;

  for (guint r = 0; r < basis->n_rows; r++)
    {
      gint activity = GENG_ROW_ACTIVITY (r);
      double up, down;

      if (basis->row_place[r] >= 0)
        continue;
      up = geng_pieces_slope (&self->pieces, r, basis->rest[r] + 1) + self->reduced[r];
      down = geng_pieces_slope (&self->pieces, r, basis->rest[r]) + self->reduced[r];
      consider (&best, &most, activity, 1, up, self->weight[r]);
      consider (&best, &most, activity, -1, down, self->weight[r]);
    }
  for (guint k = 0; k < self->play->len; k++)
    {
      guint j = g_array_index (self->play, guint, k);

      if (basis->column_place[j] < 0)
        consider (&best, &most, (gint) j, 1, self->reduced[basis->n_rows + j],
                  self->weight[basis->n_rows + j]);
    }
  self->basis.work += basis->n_rows + self->play->len;
  return best;
}

/* -- what leaves -- */

/* How far the entering variable may move until the value at the position, which changes at this
 * rate, comes to the end of its piece. */
static double
find_room (const GengVertex *self, guint position, double rate)
{
  const GengBasis *basis = &self->basis;
  gint variable = basis->head[position];
  double value = basis->value[position];
  guint row, piece;

  if (!GENG_IS_ACTIVITY (variable))
    {
      if ((rate > 0) != basis->below[position])
        return G_MAXDOUBLE;
      return MAX (basis->below[position] ? -value : value, 0) / fabs (rate);
    }
  row = GENG_ACTIVITY_ROW (variable);
  piece = basis->rest[row];
  if (rate < 0)
    return piece > 0 ? MAX (value - geng_pieces_end (&self->pieces, row, piece - 1), 0) / -rate
                     : G_MAXDOUBLE;
  return piece < geng_pieces_count_ends (&self->pieces, row)
             ? MAX (geng_pieces_end (&self->pieces, row, piece) - value, 0) / rate
             : G_MAXDOUBLE;
}

/* The position that comes to an end first, of equals that with the largest entry; -1: none does
 * within the step. */
static gint
find_leaving (const GengVertex *self, const GengEntering *entering, double *step)
{
  gint leaving = -1;

  for (guint p = 0; p < self->basis.n; p++)
    {
      double rate = -entering->way * self->fall[p], room;

      if (fabs (rate) < GENG_NO_ENTRY)
        continue;
      room = find_room (self, p, rate);
      if (room < *step - GENG_NO_ENTRY
          || (leaving >= 0 && room <= *step && fabs (rate) > fabs (self->fall[leaving])))
        {
          *step = room;
          leaving = (gint) p;
        }
    }
  return leaving;
}

/* How far the entering variable's own piece goes. */
static double
own_room (const GengVertex *self, const GengEntering *entering)
{
  guint row, rest, n;

  if (!GENG_IS_ACTIVITY (entering->variable))
    return G_MAXDOUBLE;
  row = GENG_ACTIVITY_ROW (entering->variable);
  rest = self->basis.rest[row];
  n = geng_pieces_count_ends (&self->pieces, row);
  if (entering->way > 0 ? rest + 1 >= n : rest == 0)
    return G_MAXDOUBLE;
  return fabs (geng_pieces_end (&self->pieces, row, entering->way > 0 ? rest + 1 : rest - 1)
               - geng_pieces_end (&self->pieces, row, rest));
}

/* -- a step -- */

static guint
index_of (const GengVertex *self, gint variable)
{
  return GENG_IS_ACTIVITY (variable) ? GENG_ACTIVITY_ROW (variable)
                                     : self->basis.n_rows + (guint) variable;
}

void
geng_vertex_update_prices (GengVertex *self,
                           const GengMasterView *master,
                           const GengEntering *entering,
                           guint p)
{
  GengBasis *basis = &self->basis;
  const double *row = basis->inverse + (gsize) p * basis->n;
  double weight = self->weight[index_of (self, entering->variable)];

  for (guint i = 0; i < basis->n; i++)
    self->dual[i] += entering->reduced * row[i];
  for (guint r = 0; r < basis->n_rows; r++)
    {
      self->reduced[r] = self->dual[r];
      self->weight[r] = MAX (self->weight[r], row[r] * row[r] * weight);
    }
  for (guint k = 0; k < self->play->len; k++)
    {
      guint j = g_array_index (self->play, guint, k);
      double entry, *of = &self->weight[basis->n_rows + j];

      if (basis->column_place[j] >= 0)
        continue;
      entry = geng_basis_get_entry (basis, master, p, j);
      self->reduced[basis->n_rows + j] -= entering->reduced * entry;
      *of = MAX (*of, entry * entry * weight);
      basis->work += master->columns[j].n_feeds;
    }
}

/* The activity at the position, if it is one, rests where it has come to. */
static void
put_to_rest (GengVertex *self, guint position, double rate)
{
  gint variable = self->basis.head[position];

  if (GENG_IS_ACTIVITY (variable) && rate < 0)
    self->basis.rest[GENG_ACTIVITY_ROW (variable)]--;
}

double
geng_vertex_rouse (GengVertex *self, const GengEntering *entering, double step)
{
  guint row, rest;

  if (!GENG_IS_ACTIVITY (entering->variable))
    return step;
  row = GENG_ACTIVITY_ROW (entering->variable);
  rest = self->basis.rest[row];
  if (entering->way > 0)
    self->basis.rest[row]++;
  return geng_pieces_end (&self->pieces, row, rest) + entering->way * step;
}

/* FALSE: nothing stops it, which rounding alone can bring about. */
static gboolean
take_step (GengVertex *self, const GengMasterView *master, const GengEntering *entering)
{
  GengBasis *basis = &self->basis;
  double step = own_room (self, entering), fall, reach;
  gint out, p;

  geng_basis_find_fall (basis, master, entering->variable, self->fall);
  p = find_leaving (self, entering, &step);
  if (step >= G_MAXDOUBLE)
    return FALSE;
  for (guint q = 0; q < basis->n; q++)
    basis->value[q] -= entering->way * step * self->fall[q];
  if (p < 0)
    {
      basis->rest[GENG_ACTIVITY_ROW (entering->variable)] += entering->way > 0 ? 1u : -1u;
      return TRUE;
    }
  out = basis->head[p];
  fall = self->fall[p];
  put_to_rest (self, (guint) p, -entering->way * fall);
  basis->value[p] = geng_vertex_rouse (self, entering, step);
  geng_basis_pivot (basis, entering->variable, (guint) p, self->fall);
  geng_vertex_update_prices (self, master, entering, (guint) p);
  reach = self->weight[index_of (self, entering->variable)] / (fall * fall);
  self->weight[index_of (self, out)] = MAX (reach, 1);
  if (!GENG_IS_ACTIVITY (out))
    {
      self->reduced[index_of (self, out)] = geng_vertex_price_column (self, master, (guint) out);
      geng_vertex_let_play (self, (guint) out);
    }
  return TRUE;
}

/* Steps among the columns in play.  FALSE where it ends before their best is reached. */
static gboolean
walk (GengVertex *self, const GengMasterView *master, guint *steps_left, GengBudget *budget)
{
  for (; *steps_left > 0; (*steps_left)--)
    {
      GengEntering entering = choose_entering (self);

      if (entering.way == 0)
        return TRUE;
      if (!take_step (self, master, &entering))
        return FALSE;
      if (*steps_left % ASK_STEPS == 0 && budget != NULL && geng_budget_interrupted (budget))
        return FALSE;
    }
  return FALSE;
}

/* Until no column is worth a step, or none of those in play is, which rounding can bring about
 * where prices are near what numbers hold (sifting; Bixby and others, 1992). */
static void
find_best (GengVertex *self, const GengMasterView *master, guint most_steps, GengBudget *budget)
{
  guint before;

  geng_vertex_make_room (self, master);
  geng_vertex_find_duals (self, master);
  choose_play (self, master);
  do
    before = most_steps;
  while (walk (self, master, &most_steps, budget) && choose_play (self, master)
         && most_steps < before);
}

gboolean
geng_vertex_take_up (GengVertex *self, const GengMasterView *master)
{
  GengBasis *basis = &self->basis;

  geng_pieces_cut (&self->pieces, master);
  price_below (self, master);
  geng_basis_know (basis, master);
  if (!self->is_basis)
    return FALSE;
  if (basis->n_pivots > PIVOTS_AN_INVERSE && !geng_basis_invert (basis, master))
    return FALSE;
  return geng_basis_evaluate (basis, &self->pieces);
}

/* -- a call -- */

static gboolean
is_above (const GengBasis *basis)
{
  for (guint p = 0; p < basis->n; p++)
    if (!GENG_IS_ACTIVITY (basis->head[p]) && basis->value[p] < -GENG_SHARE_ROUNDING)
      return FALSE;
  return TRUE;
}

static void
write_answer (const GengVertex *self, const GengMasterView *master, double *share, double *price)
{
  const GengBasis *basis = &self->basis;
  g_autofree double *sum = g_new0 (double, basis->n_members + 1);

  for (guint j = 0; j < master->n_columns; j++)
    {
      double value = basis->column_place[j] >= 0 ? basis->value[basis->column_place[j]] : 0;

      share[j] = value < GENG_SHARE_ROUNDING ? 0 : value;
      sum[master->columns[j].member] += share[j];
    }
  for (guint j = 0; j < master->n_columns; j++)
    share[j] /= sum[master->columns[j].member];
  for (guint r = 0; r < basis->n_rows; r++)
    price[r] = self->dual[r];
}

guint64
geng_vertex_solve (GengVertex *self,
                   const GengMasterView *master,
                   guint most_steps,
                   GengBudget *budget,
                   double *share,
                   double *price)
{
  GengBasis *basis = &self->basis;
  gboolean taken_up;
  guint64 work;

  taken_up = geng_vertex_take_up (self, master);
  if (!taken_up)
    geng_basis_begin (basis, master, &self->pieces, share);
  self->is_basis = TRUE;
  find_best (self, master, most_steps, budget);
  if (taken_up && !is_above (basis))
    {
      geng_basis_begin (basis, master, &self->pieces, share);
      find_best (self, master, most_steps, budget);
    }
  write_answer (self, master, share, price);
  work = basis->work;
  basis->work = 0;
  return work;
}
