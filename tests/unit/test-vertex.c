/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <math.h>

#include "geng-basis.h"
#include "geng-random.h"
#include "geng-vertex.h"

/*
 * The master's best vertex, on random masters.  Nothing here is compared with an answer of its own:
 * by weak duality no shares cost less than what duals prove, so that both meeting proves both.
 */

#define MEMBERS 10
#define ROWS 16
#define MOST 2000
#define MOST_FEEDS ROWS
#define STEPS 100000
#define FEW_STEPS 15
/* Ends of pieces are moved by up to 1e-6, at prices up to 1,000 and in 16 rows. */
#define NEAR 0.05

typedef struct
{
  GengRandom random;
  GengMasterColumn columns[MOST];
  GengFeed feeds[MOST * MOST_FEEDS];
  GengMasterRange ranges[2 * ROWS];
  guint range_row[2 * ROWS];
  GengMasterView view;
  GengVertex *vertex;
  double share[MOST], price[ROWS];
} Sample;

static void
add_column (Sample *self, guint member)
{
  GengMasterColumn *column = &self->columns[self->view.n_columns++];
  guint first = self->view.n_columns == 1 ? 0 : column[-1].first_feed + column[-1].n_feeds;

  *column = (GengMasterColumn){ member, geng_random_below (&self->random, 50), first, 0, FALSE };
  for (guint r = 0; r < ROWS; r++)
    if (geng_random_below (&self->random, 3) == 0)
      self->feeds[first + column->n_feeds++]
          = (GengFeed){ r, geng_random_below (&self->random, 5) == 0 ? -1 : 1 };
}

static void
add_columns (Sample *self, guint n)
{
  for (guint k = 0; k < n; k++)
    add_column (self, geng_random_below (&self->random, MEMBERS));
}

/* A row's lower range is one that something may be missing in, the upper one of what is too
 * much. */
static void
add_ranges (Sample *self)
{
  for (guint r = 0; r < ROWS; r++)
    {
      double lo = geng_random_below (&self->random, 5);

      self->range_row[2 * r] = self->range_row[2 * r + 1] = r;
      self->ranges[2 * r] = (GengMasterRange){ lo, lo + geng_random_below (&self->random, 2),
                                               1 + geng_random_below (&self->random, 1000),
                                               geng_random_below (&self->random, 20), 0 };
      self->ranges[2 * r + 1]
          = (GengMasterRange){ -INFINITY, lo + 2, 0, geng_random_below (&self->random, 100), 0 };
    }
}

static void
sample_init (Sample *self, guint64 seed)
{
  *self = (Sample){ 0 };
  geng_random_init (&self->random, seed, 0);
  self->view = (GengMasterView){ .n_members = MEMBERS,
                                 .n_rows = ROWS,
                                 .n_ranges = 2 * ROWS,
                                 .columns = self->columns,
                                 .feeds = self->feeds,
                                 .ranges = self->ranges,
                                 .range_row = self->range_row };
  add_ranges (self);
  for (guint m = 0; m < MEMBERS; m++)
    add_column (self, m);
  add_columns (self, 60);
  self->vertex = geng_vertex_new (MEMBERS, ROWS);
}

static guint64
solve (Sample *self)
{
  return geng_vertex_solve (self->vertex, &self->view, STEPS, NULL, self->share, self->price);
}

/* -- what it is held against -- */

static double
price_activity (const Sample *self, guint k, double activity)
{
  const GengMasterRange *range = &self->ranges[k];

  return range->under * MAX (0, (isfinite (range->lo) ? range->lo : activity) - activity)
         + range->over * MAX (0, activity - range->hi);
}

static double
value_of (const Sample *self)
{
  double activity[ROWS] = { 0 }, value = 0;

  for (guint j = 0; j < self->view.n_columns; j++)
    {
      const GengMasterColumn *column = &self->columns[j];

      value += column->cost * self->share[j];
      for (guint f = 0; f < column->n_feeds; f++)
        activity[self->feeds[column->first_feed + f].cell]
            += self->share[j] * self->feeds[column->first_feed + f].coefficient;
    }
  for (guint k = 0; k < 2 * ROWS; k++)
    value += price_activity (self, k, activity[self->range_row[k]]);
  return value;
}

/* The least of f(t) + price × t, which lies at an end of a piece or nowhere. */
static double
conjugate (const Sample *self, guint row)
{
  double least = INFINITY;

  for (guint k = 2 * row; k < 2 * row + 2; k++)
    {
      double ends[] = { self->ranges[k].lo, self->ranges[k].hi };

      for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
        if (isfinite (ends[e]))
          least = MIN (least, price_activity (self, 2 * row, ends[e])
                                  + price_activity (self, 2 * row + 1, ends[e])
                                  + self->price[row] * ends[e]);
    }
  return least;
}

static double
bound_of (const Sample *self)
{
  double bound = 0;

  for (guint r = 0; r < ROWS; r++)
    {
      const GengMasterRange *range = &self->ranges[2 * r];

      /* beyond these the conjugate has no least value */
      ck_assert_double_le (self->price[r], range->under + 1e-6);
      ck_assert_double_ge (self->price[r], -range->over - range[1].over - 1e-6);
      bound += conjugate (self, r);
    }
  for (guint m = 0; m < MEMBERS; m++)
    {
      double least = INFINITY;

      for (guint j = 0; j < self->view.n_columns; j++)
        {
          double cost = self->columns[j].cost;

          for (guint f = 0; f < self->columns[j].n_feeds; f++)
            cost -= self->price[self->feeds[self->columns[j].first_feed + f].cell]
                    * self->feeds[self->columns[j].first_feed + f].coefficient;
          least = self->columns[j].member == m ? MIN (least, cost) : least;
        }
      bound += least;
    }
  return bound;
}

static void
check_best (const Sample *self)
{
  double sum[MEMBERS] = { 0 };

  for (guint j = 0; j < self->view.n_columns; j++)
    {
      ck_assert_double_ge (self->share[j], 0);
      sum[self->columns[j].member] += self->share[j];
    }
  for (guint m = 0; m < MEMBERS; m++)
    ck_assert_double_eq_tol (sum[m], 1, 1e-9);
  ck_assert_double_eq_tol (value_of (self), bound_of (self), NEAR);
}

/* -- the tests -- */

START_TEST (test_best_is_proven)
{
  Sample sample;

  sample_init (&sample, _i);
  solve (&sample);
  check_best (&sample);
  geng_vertex_free (sample.vertex);
}
END_TEST

/* Columns come, ends and prices move, and it goes on from where it was. */
START_TEST (test_goes_on)
{
  Sample sample;

  sample_init (&sample, _i);
  for (guint round = 0; round < 8; round++)
    {
      solve (&sample);
      check_best (&sample);
      add_columns (&sample, 15);
      sample.ranges[2 * round].under *= 2;
      sample.ranges[2 * round + 1].over += 1;
    }
  geng_vertex_free (sample.vertex);
}
END_TEST

static void
prune (Sample *self, const guint8 *keep)
{
  guint kept = 0;

  geng_vertex_prune (self->vertex, &self->view, keep);
  for (guint j = 0; j < self->view.n_columns; j++)
    if (keep[j])
      {
        self->share[kept] = self->share[j];
        self->columns[kept++] = self->columns[j];
      }
  self->view.n_columns = kept;
}

/* Half of the columns go, those with shares among them, but one of each member stays.  What is left
 * is all but the best without them: a few steps put right by how much costs were apart. */
START_TEST (test_columns_go)
{
  Sample sample;

  sample_init (&sample, _i);
  add_columns (&sample, 100);
  for (guint round = 0; round < 3; round++)
    {
      guint8 keep[MOST];

      solve (&sample);
      check_best (&sample);
      for (guint j = 0; j < sample.view.n_columns; j++)
        keep[j] = j < MEMBERS || geng_random_below (&sample.random, 2) == 0;
      prune (&sample, keep);
      geng_vertex_solve (sample.vertex, &sample.view, FEW_STEPS, NULL, sample.share, sample.price);
      check_best (&sample);
    }
  geng_vertex_free (sample.vertex);
}
END_TEST

/* A member has nothing left, until another line comes: it begins anew. */
START_TEST (test_nothing_left)
{
  Sample sample;
  guint8 keep[MOST];

  sample_init (&sample, 3);
  solve (&sample);
  for (guint j = 0; j < sample.view.n_columns; j++)
    keep[j] = sample.columns[j].member != 4;
  prune (&sample, keep);
  /* feeds of the last column are where the next one's begin */
  add_column (&sample, 4);
  solve (&sample);
  check_best (&sample);
  geng_vertex_free (sample.vertex);
}
END_TEST

/* A basis that was kept is the best one at once: no step is taken from it. */
START_TEST (test_basis_is_kept)
{
  Sample sample;
  gint rest[ROWS];
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  GengVertex *other, *copy;
  double value;

  sample_init (&sample, _i);
  add_columns (&sample, 100);
  solve (&sample);
  value = value_of (&sample);
  ck_assert (geng_vertex_get_basis (sample.vertex, rest, columns));
  copy = geng_vertex_copy (sample.vertex);
  other = geng_vertex_new (MEMBERS, ROWS);
  ck_assert (!geng_vertex_get_basis (other, rest, columns));
  geng_vertex_set_basis (other, &sample.view, rest, columns);
  geng_vertex_free (sample.vertex);
  sample.vertex = other;
  geng_vertex_solve (other, &sample.view, 0, NULL, sample.share, sample.price);
  check_best (&sample);
  ck_assert_double_eq_tol (value_of (&sample), value, NEAR);
  geng_vertex_solve (copy, &sample.view, 0, NULL, sample.share, sample.price);
  check_best (&sample);
  geng_vertex_free (copy);
  geng_vertex_free (other);
}
END_TEST

/* Too few columns are no basis: it begins with the largest shares. */
START_TEST (test_no_basis)
{
  Sample sample;
  gint rest[ROWS];
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  sample_init (&sample, 9);
  solve (&sample);
  ck_assert (geng_vertex_get_basis (sample.vertex, rest, columns));
  g_array_set_size (columns, columns->len - 1);
  geng_vertex_set_basis (sample.vertex, &sample.view, rest, columns);
  solve (&sample);
  check_best (&sample);
  geng_vertex_free (sample.vertex);
}
END_TEST

/* What a piece's slope and ends say of a row's price is what its ranges say. */
START_TEST (test_pieces)
{
  Sample sample;
  GengPieces pieces = { 0 };

  sample_init (&sample, _i);
  geng_pieces_cut (&pieces, &sample.view);
  for (guint r = 0; r < ROWS; r++)
    for (double at = -2.5; at < 12; at += 1)
      {
        guint piece = geng_pieces_find (&pieces, r, at);
        double step = 0.25, rise = 0;

        for (guint k = 2 * r; k < 2 * r + 2; k++)
          rise += price_activity (&sample, k, at + step) - price_activity (&sample, k, at);
        ck_assert_double_eq_tol (geng_pieces_slope (&pieces, r, piece), rise / step, 1e-9);
        ck_assert (piece == 0 || geng_pieces_end (&pieces, r, piece - 1) < at);
      }
  geng_pieces_clear (&pieces);
  geng_vertex_free (sample.vertex);
}
END_TEST

/* The inverse, and what each variable of the basis does to its own value alone. */
START_TEST (test_inverse)
{
  Sample sample;
  GengPieces pieces = { 0 };
  GengBasis basis;
  double fall[MEMBERS + ROWS];

  sample_init (&sample, _i);
  geng_pieces_cut (&pieces, &sample.view);
  geng_basis_init (&basis, MEMBERS, ROWS);
  geng_basis_know (&basis, &sample.view);
  geng_basis_begin (&basis, &sample.view, &pieces, sample.share);
  for (guint j = MEMBERS; j < MEMBERS + 12; j++)
    {
      guint most = 0;

      geng_basis_find_fall (&basis, &sample.view, (gint) j, fall);
      for (guint p = 0; p < basis.n; p++)
        most = fabs (fall[p]) > fabs (fall[most]) ? p : most;
      geng_basis_pivot (&basis, (gint) j, most, fall);
    }
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint p = 0; p < basis.n; p++)
        {
          geng_basis_find_fall (&basis, &sample.view, basis.head[p], fall);
          for (guint q = 0; q < basis.n; q++)
            ck_assert_double_eq_tol (fall[q], p == q, 1e-7);
        }
      ck_assert (geng_basis_invert (&basis, &sample.view));
    }
  geng_basis_clear (&basis);
  geng_pieces_clear (&pieces);
  geng_vertex_free (sample.vertex);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("vertex");
  TCase *tcase = tcase_create ("simplex");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, test_best_is_proven, 1, 40);
  tcase_add_loop_test (tcase, test_goes_on, 1, 20);
  tcase_add_loop_test (tcase, test_columns_go, 1, 40);
  tcase_add_test (tcase, test_nothing_left);
  tcase_add_loop_test (tcase, test_basis_is_kept, 1, 20);
  tcase_add_test (tcase, test_no_basis);
  tcase_add_loop_test (tcase, test_pieces, 1, 5);
  tcase_add_loop_test (tcase, test_inverse, 1, 5);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
