/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What threads do side by side within one job, and how long a run's jobs would take. */
#include <check.h>
#include <string.h>

#include "geng-chain.h"
#include "geng-crew.h"
#include "geng-hands.h"
#include "geng-master.h"
#include "geng-random.h"

/* -- turns -- */

#define N_BLOCKS 12
#define N_TURNS 500

typedef struct
{
  guint64 before[N_BLOCKS], now[N_BLOCKS];
  guint n_turns;
} Wheel;

/* What two blocks of the turn before came to. */
static void
turn_block (gpointer data, guint block, GengLineArena *arena G_GNUC_UNUSED)
{
  Wheel *wheel = data;

  wheel->now[block] = 3 * wheel->before[block] + wheel->before[(block + 1) % N_BLOCKS] + block;
}

static gboolean
end_turn (gpointer data)
{
  Wheel *wheel = data;

  memcpy (wheel->before, wheel->now, sizeof wheel->before);
  return ++wheel->n_turns < N_TURNS;
}

static void
turn (GengJob *job, GengLineArena *arena)
{
  geng_hands_take_turns (arena, N_BLOCKS, turn_block, end_turn, job->order);
}

/* No block of a turn begins before all of the turn before are done, whoever lends a hand. */
START_TEST (test_turns_follow_each_other)
{
  static const GengTask task = { .name = "turn", .step = turn };
  GengJob jobs[3];
  Wheel wheels[3] = { 0 }, alone = { 0 };
  GengBudget budget;
  GengCrew *crew;

  do
    for (guint b = 0; b < N_BLOCKS; b++)
      turn_block (&alone, b, NULL);
  while (end_turn (&alone));
  geng_budget_init (&budget, 0, 0, NULL);
  crew = geng_crew_new ((guint) _i, &budget);
  for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
    {
      jobs[j] = (GengJob){ .task = &task, .order = &wheels[j] };
      geng_crew_hand (crew, &jobs[j]);
    }
  for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
    {
      geng_crew_wait_for (crew, &jobs[j]);
      ck_assert_mem_eq (&wheels[j], &alone, sizeof alone);
    }
  geng_crew_free (crew);
}
END_TEST

/* -- a master -- */

#define N_MEMBERS 40
#define N_ROWS 30
#define N_LINES 30
#define N_STEPS 300

static GengMaster *
make_master (void)
{
  GengMaster *master = geng_master_new (N_MEMBERS, N_ROWS, &geng_params_standard);
  GengRandom random;

  geng_random_init (&random, 7, 0);
  for (guint r = 0; r < N_ROWS; r++)
    {
      double wanted = N_MEMBERS / 3 + geng_random_below (&random, 5);
      GengMasterRange range = { wanted, wanted, 100, 1 + geng_random_below (&random, 20), 0 };

      geng_master_add_range (master, r, &range);
    }
  for (guint m = 0; m < N_MEMBERS; m++)
    for (guint l = 0; l < N_LINES; l++)
      {
        GengFeed feeds[N_ROWS];
        guint n = 0;

        for (guint r = 0; r < N_ROWS; r++)
          if (geng_random_below (&random, 3) == 0)
            feeds[n++] = (GengFeed){ r, 1 };
        geng_master_add_column (master, m, geng_random_below (&random, 50), feeds, n);
      }
  return master;
}

static void
solve (GengJob *job, GengLineArena *arena)
{
  GengMaster *master = job->order;

  arena->effort += geng_master_solve (master, N_STEPS, 0, NULL, arena);
  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    arena->spared[h] += geng_master_get_spared (master, h);
}

/* Members' blocks are cut by the columns: to the last bit nobody sees who helped, and most of the
 * work is such that others can. */
START_TEST (test_master_is_shared)
{
  static const GengTask task = { .name = "solve", .step = solve };
  g_autoptr (GengMaster) master = make_master ();
  g_autoptr (GengMaster) same = make_master ();
  GengJob job = { .task = &task, .order = master };
  guint64 work = geng_master_solve (same, N_STEPS, 0, NULL, &(GengLineArena){ 0 });
  GengBudget budget;
  GengCrew *crew;

  geng_budget_init (&budget, 0, 0, NULL);
  crew = geng_crew_new ((guint) _i, &budget);
  geng_crew_hand (crew, &job);
  geng_crew_wait_for (crew, &job);
  geng_crew_free (crew);
  ck_assert_uint_eq (job.effort, work);
  ck_assert_mem_eq (geng_master_get_shares (master), geng_master_get_shares (same),
                    N_MEMBERS * N_LINES * sizeof (double));
  ck_assert_mem_eq (geng_master_get_prices (master), geng_master_get_prices (same),
                    N_ROWS * sizeof (double));
  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    {
      ck_assert_uint_ge (job.spared[h], job.spared[h - 1]);
      ck_assert_uint_le (job.spared[h], work - work / h);
    }
  ck_assert_uint_gt (job.spared[GENG_MOST_HANDS], work * 2 / 3);
}
END_TEST

/* -- chains -- */

/* spared: such that n hands do n times as much */
static void
add_job (GengChain *chain, guint number, guint drawn_after, guint64 effort, gboolean shared)
{
  GengJob job = { .number = number, .drawn_after = drawn_after, .effort = effort };

  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    job.spared[h] = shared ? effort - effort / h : 0;
  geng_chain_add (chain, &job);
}

/* Two jobs side by side, and one that is drawn when both are merged, after a start alone. */
START_TEST (test_chain_of_jobs)
{
  GengChain *chain = geng_chain_new (10);

  add_job (chain, 1, 0, 60, FALSE);
  add_job (chain, 0, 0, 100, FALSE);
  add_job (chain, 2, 2, 50, FALSE);
  ck_assert_uint_eq (geng_chain_get_effort (chain), 220);
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 1), 220, 1e-6);
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 2), 160, 1e-6);
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 8), 160, 1e-6);
  geng_chain_free (chain);
}
END_TEST

/* Whoever has no job lends a hand where that helps; a job that is drawn later waits all the same
 * for the merges before. */
START_TEST (test_chain_with_hands)
{
  GengChain *chain = geng_chain_new (0);

  add_job (chain, 0, 0, 120, TRUE);
  add_job (chain, 1, 0, 60, FALSE);
  add_job (chain, 2, 1, 30, FALSE);
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 1), 210, 1e-6);
  /* one each: both go on to 60, then two for the first to 90, then the third */
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 2), 120, 1e-6);
  /* three for the first to 40, when the third is drawn; the second is done at 60 */
  ck_assert_double_eq_tol (geng_chain_find_length (chain, 4), 70, 1e-6);
  geng_chain_free (chain);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("hands");
  TCase *tcase = tcase_create ("hands");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 0);
  tcase_add_loop_test (tcase, test_turns_follow_each_other, 1, 5);
  tcase_add_loop_test (tcase, test_master_is_shared, 1, 5);
  tcase_add_test (tcase, test_chain_of_jobs);
  tcase_add_test (tcase, test_chain_with_hands);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
