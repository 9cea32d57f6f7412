/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <math.h>

#include "geng-master.h"
#include "geng-random.h"

#define MEMBERS 12
#define ROWS 20
#define LINES 9

typedef struct
{
  GengMaster *master;
  GengMasterRange range[ROWS];
  double cost[MEMBERS][LINES];
  gboolean feeds[MEMBERS][LINES][ROWS];
} Sample;

static void
sample_init (Sample *sample, guint64 seed)
{
  GengRandom random;

  geng_random_init (&random, seed, 0);
  sample->master = geng_master_new (MEMBERS, ROWS, &geng_params_standard);
  for (guint r = 0; r < ROWS; r++)
    {
      double lo = geng_random_below (&random, 7), hi = lo + geng_random_below (&random, 2);

      sample->range[r] = (GengMasterRange){ lo, hi, 100, 1 + geng_random_below (&random, 20) };
      geng_master_add_range (sample->master, r, &sample->range[r]);
    }
  for (guint m = 0; m < MEMBERS; m++)
    for (guint l = 0; l < LINES; l++)
      {
        GengFeed feeds[ROWS];
        guint n = 0;

        sample->cost[m][l] = geng_random_below (&random, 50);
        for (guint r = 0; r < ROWS; r++)
          if ((sample->feeds[m][l][r] = geng_random_below (&random, 3) == 0))
            feeds[n++] = (GengFeed){ r, 1 };
        geng_master_add_column (sample->master, m, sample->cost[m][l], feeds, n);
      }
}

/* The Lagrangian value at the master's duals: by weak duality never above the optimum. */
static double
lower_bound (const Sample *sample)
{
  const double *price = geng_master_get_prices (sample->master);
  double bound = 0;

  for (guint m = 0; m < MEMBERS; m++)
    {
      double best = INFINITY;

      for (guint l = 0; l < LINES; l++)
        {
          double cost = sample->cost[m][l];

          for (guint r = 0; r < ROWS; r++)
            cost -= sample->feeds[m][l][r] ? price[r] : 0;
          best = MIN (best, cost);
        }
      bound += best;
    }
  for (guint r = 0; r < ROWS; r++)
    {
      ck_assert_double_le (price[r], sample->range[r].under + 1e-9);
      ck_assert_double_ge (price[r], -sample->range[r].over - 1e-9);
      bound += price[r] * (price[r] > 0 ? sample->range[r].lo : sample->range[r].hi);
    }
  return bound;
}

/* Shares are a mixture, so the value is never below the optimum: the two meeting proves both. */
START_TEST (test_value_meets_bound)
{
  Sample sample;
  double bound, value;

  sample_init (&sample, _i);
  for (guint round = 0; round < 10; round++)
    geng_master_solve (sample.master, 2000, 0, NULL, &(GengLineArena){ 0 });
  bound = lower_bound (&sample);
  value = geng_master_get_value (sample.master);
  ck_assert_double_ge (value, bound - 1e-6);
  ck_assert_double_le (value - bound, 0.002 * fabs (value) + 0.5);
  geng_master_free (sample.master);
}
END_TEST

START_TEST (test_shares_are_mixtures)
{
  Sample sample;
  const double *share;

  sample_init (&sample, 77);
  geng_master_solve (sample.master, 300, 0, NULL, &(GengLineArena){ 0 });
  share = geng_master_get_shares (sample.master);
  for (guint m = 0; m < MEMBERS; m++)
    {
      double sum = 0;

      for (guint l = 0; l < LINES; l++)
        {
          ck_assert_double_ge (share[m * LINES + l], 0);
          sum += share[m * LINES + l];
        }
      ck_assert_double_eq_tol (sum, 1, 1e-9);
    }
  geng_master_free (sample.master);
}
END_TEST

/* Lines without a share can go: the value stays where it was. */
START_TEST (test_prune_keeps_the_value)
{
  Sample sample;
  guint8 keep[MEMBERS * LINES];
  double before;

  sample_init (&sample, 5);
  for (guint round = 0; round < 10; round++)
    geng_master_solve (sample.master, 2000, 0, NULL, &(GengLineArena){ 0 });
  before = geng_master_get_value (sample.master);
  for (guint j = 0; j < G_N_ELEMENTS (keep); j++)
    keep[j] = geng_master_get_shares (sample.master)[j] > 1e-9;
  geng_master_prune (sample.master, keep);
  ck_assert_uint_lt (geng_master_get_n_columns (sample.master), G_N_ELEMENTS (keep));
  ck_assert_double_eq_tol (geng_master_get_value (sample.master), before, 1e-3);
  geng_master_solve (sample.master, 2000, 0, NULL, &(GengLineArena){ 0 });
  ck_assert_double_eq_tol (geng_master_get_value (sample.master), before, 0.01 * before + 0.5);
  geng_master_free (sample.master);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("master");
  TCase *tcase = tcase_create ("saddle point");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, test_value_meets_bound, 1, 21);
  tcase_add_test (tcase, test_shares_are_mixtures);
  tcase_add_test (tcase, test_prune_keeps_the_value);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
