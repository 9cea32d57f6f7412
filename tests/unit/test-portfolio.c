/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Jobs, threads, parameters and the log of a run. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "geng-crew.h"
#include "geng-hands.h"
#include "geng-random.h"
#include "geng-solver.h"

#define N_MEMBERS 12
#define N_DAYS 21
#define N_CODES 4
/* The seed of a problem that is not proven before its root is ripe. */
#define STUBBORN 8
/* The sanitizers see what two threads do and one end of each parameter as well. */
#ifdef __SANITIZE_ADDRESS__
#define N_THREADS 2
#define N_ENDS 1
#else
#define N_THREADS 4
#define N_ENDS 2
#endif

/* Three shifts a day that want `least` people or up to two more each, and wishes. */
static GengProblem *
make_problem (guint64 seed, gint32 least)
{
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  guint8 work[N_CODES] = { 0, 1, 1, 1 };
  GengRandom random;

  geng_random_init (&random, seed, 3);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      GengRunLimit run = { .member = m, .min = 2, .max = 5, .under = 30, .over = GENG_FORBIDDEN };

      run.code_set = geng_problem_add_code_set (problem, work);
      geng_problem_add_run_limit (problem, &run);
      for (guint d = 0; d < N_DAYS; d++)
        geng_problem_add_cost (problem, m, d, 1 + geng_random_below (&random, 3),
                               (gint32) geng_random_below (&random, 9));
    }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        gint32 wanted = least + (gint32) geng_random_below (&random, 3);
        GengRange range = { wanted, wanted, 40, 10, FALSE };
        guint cell = geng_problem_add_cell (problem, &range, 1);

        for (guint m = 0; m < N_MEMBERS; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* Any number of threads gives the same roster, bound and effort. */
START_TEST (test_threads_change_nothing)
{
  static const guint threads[] = { 3, 8, 2, 64 };
  g_autoptr (GengProblem) problem = make_problem ((guint64) _i, 2);
  GengSolverOptions options = { .seed = (guint64) _i, .n_threads = 1, .effort_limit = 12000000 };
  g_autoptr (GengSolution) one = geng_solve (problem, &options, NULL);

  ck_assert_ptr_nonnull (one->codes);
  for (guint t = 0; t < N_THREADS; t++)
    {
      g_autoptr (GengSolution) other = NULL;

      options.n_threads = threads[t];
      other = geng_solve (problem, &options, NULL);
      ck_assert_mem_eq (one->codes, other->codes, N_MEMBERS * N_DAYS);
      ck_assert_int_eq (one->bound, other->bound);
      ck_assert_uint_eq (one->effort, other->effort);
    }
}
END_TEST

static void
keep_line (const char *line, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", line);
}

/* The log has a line for each task, and their effort is the run's; neighbourhoods gain. */
START_TEST (test_log_adds_up)
{
  g_autoptr (GengProblem) problem = make_problem (1, 2);
  g_autoptr (GString) text = g_string_new (NULL);
  GengSolverOptions options
      = { .seed = 1, .n_threads = 1, .effort_limit = 30000000, .log = keep_line, .log_data = text };
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
  static const char *names[] = { "ascent", "bound", "dive", "branch", "repair" };
  double sum = 0;

  for (guint t = 0; t < G_N_ELEMENTS (names); t++)
    {
      g_autofree char *start = g_strdup_printf ("\n%-8s ", names[t]);
      const char *line = strstr (text->str, start);
      double jobs, effort, part, alone, gain;

      ck_assert_ptr_nonnull (line);
      ck_assert_int_eq (sscanf (line + strlen (start), "%lf %lf %lf%% %lf%% %lf", &jobs, &effort,
                                &part, &alone, &gain),
                        5);
      sum += effort;
      /* in the end the best roster comes of neighbourhoods */
      ck_assert (!g_str_equal (names[t], "repair") || gain > 0);
    }
  ck_assert_ptr_nonnull (strstr (text->str, "8 threads: effort over the longest chain"));
  ck_assert_double_le (sum, 1.1 * (double) solution->effort);
}
END_TEST

/* The most that the log's column of dives says. */
static guint
read_dives (const char *log)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  guint most = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      double effort, cost, bound, gap, columns, rows;
      guint dives;

      if (sscanf (lines[i], "%lf %lf %lf %lf%% %lf %lf %u", &effort, &cost, &bound, &gap, &columns,
                  &rows, &dives)
          == 7)
        most = MAX (most, dives);
    }
  return most;
}

/* Over a long horizon one dive rolls before the root is ripe, and one of all days follows. */
START_TEST (test_long_horizons_have_two_dives)
{
  g_autoptr (GengProblem) problem = make_problem (STUBBORN, 2);
  GengParams params = geng_params_standard;

  params.dive_barren = 1e6; /* no later ones */
  params.tick_effort = 1;
  for (guint dives = 1; dives <= 2; dives++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      GengSolverOptions options = { .seed = 1,
                                    .n_threads = 1,
                                    .effort_limit = 60000000,
                                    .params = &params,
                                    .log = keep_line,
                                    .log_data = text };
      g_autoptr (GengSolution) solution = NULL;

      params.long_days = dives == 1 ? N_DAYS + 1 : N_DAYS;
      solution = geng_solve (problem, &options, NULL);
      ck_assert_ptr_nonnull (solution->codes);
      ck_assert_uint_eq (read_dives (text->str), dives);
    }
}
END_TEST

/* -- crew -- */

typedef struct
{
  gint *sum;
  gint add;
} Order;

static void
add (GengJob *job, GengLineArena *arena)
{
  const Order *order = job->order;

  g_atomic_int_add (order->sum, order->add);
  arena->effort += (guint64) order->add;
}

/* Each job is stepped once, and its effort is its own, however many threads there are. */
START_TEST (test_crew_steps_each_job_once)
{
  static const GengTask task = { .name = "add", .step = add };
  GengBudget budget;
  GengCrew *crew;
  GengJob jobs[16];
  Order orders[16];
  gint sum = 0;

  geng_budget_init (&budget, 0, 0, NULL);
  crew = geng_crew_new ((guint) _i, &budget);
  for (guint round = 0; round < 20; round++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
        {
          orders[j] = (Order){ &sum, (gint) j + 1 };
          jobs[j] = (GengJob){ .task = &task, .order = &orders[j] };
          geng_crew_hand (crew, &jobs[j]);
        }
      for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
        {
          geng_crew_wait_for (crew, &jobs[j]);
          ck_assert_uint_eq (jobs[j].effort, j + 1);
        }
    }
  ck_assert_int_eq (sum, 20 * 16 * 17 / 2);
  geng_crew_free (crew);
}
END_TEST

/* -- hands -- */

#define N_BLOCKS 37

typedef struct
{
  gint n_runs[N_BLOCKS];
  guint64 effort, spared[GENG_MOST_HANDS + 1];
} Shared;

static void
run_block (gpointer data, guint block, GengLineArena *arena)
{
  Shared *shared = data;

  g_atomic_int_inc (&shared->n_runs[block]);
  arena->effort += 10 * (block + 1);
}

static void
share_blocks (GengJob *job, GengLineArena *arena)
{
  for (guint round = 0; round < 50; round++)
    geng_hands_share (arena, N_BLOCKS, run_block, job->order);
}

/* Each block is run once a round, and counts for the job whose it is, whoever lends a hand; so many
 * hands spare effort, and never more than all but their part. */
START_TEST (test_blocks_are_shared)
{
  static const GengTask task = { .name = "share", .step = share_blocks };
  const guint64 whole = 50 * 10 * N_BLOCKS * (N_BLOCKS + 1) / 2;
  GengJob jobs[3];
  Shared shared[3] = { 0 };
  GengBudget budget;
  GengCrew *crew;

  geng_budget_init (&budget, 0, 0, NULL);
  crew = geng_crew_new ((guint) _i, &budget);
  for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
    {
      jobs[j] = (GengJob){ .task = &task, .order = &shared[j] };
      geng_crew_hand (crew, &jobs[j]);
    }
  for (guint j = 0; j < G_N_ELEMENTS (jobs); j++)
    {
      geng_crew_wait_for (crew, &jobs[j]);
      ck_assert_uint_eq (jobs[j].effort, whole);
      for (guint b = 0; b < N_BLOCKS; b++)
        ck_assert_int_eq (shared[j].n_runs[b], 50);
      ck_assert_uint_eq (jobs[j].spared[1], 0);
      for (guint h = 2; h <= GENG_MOST_HANDS; h++)
        {
          ck_assert_uint_gt (jobs[j].spared[h], jobs[j].spared[h - 1]);
          ck_assert_uint_le (jobs[j].spared[h], whole - whole / h);
        }
      ck_assert_uint_le (geng_job_so_far (&jobs[j]), whole);
    }
  geng_crew_free (crew);
}
END_TEST

/* -- parameters -- */

START_TEST (test_params_are_within_their_range)
{
  for (const GengParamRow *row = geng_param_rows; row->name != NULL; row++)
    {
      ck_assert_msg (row->lowest <= row->standard && row->standard <= row->highest, "%s",
                     row->name);
      ck_assert_msg (*row->meaning != '\0' && *row->source != '\0', "%s", row->name);
    }
}
END_TEST

/* A number was found somewhere: "tuned" alone says nothing, and a command is that of its row. */
START_TEST (test_params_have_a_source)
{
  guint n_commands = 0;

  for (const GengParamRow *row = geng_param_rows; row->name != NULL; row++)
    {
      const char *command = strstr (row->source, "--only ");

      ck_assert_msg (!g_str_equal (row->source, "tuned"), "%s", row->name);
      if (command == NULL)
        continue;
      ck_assert_str_eq (command + strlen ("--only "), row->name);
      n_commands++;
    }
  ck_assert_uint_gt (n_commands, 0);
}
END_TEST

START_TEST (test_params_are_set_by_name)
{
  static const char *wrong[] = { "repair_rounds",   "nothing=1",        "repair_rounds=x",
                                 "repair_rounds=0", "repair_rounds=3x", "=1" };
  GengParams params = geng_params_standard;

  ck_assert (geng_params_set (&params, "repair_rounds=7", NULL));
  ck_assert_double_eq (params.repair_rounds, 7);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert (!geng_params_set (&params, wrong[i], &error));
      ck_assert_ptr_nonnull (error);
    }
  params.repair_rounds = geng_params_standard.repair_rounds;
  ck_assert_mem_eq (&params, &geng_params_standard, sizeof params);
}
END_TEST

/* Each parameter is one that the search reads: at its ends a run ends too, with a sound bound. */
START_TEST (test_params_at_their_ends)
{
  g_autoptr (GengProblem) problem = make_problem (2, 2);
  GengSolverOptions options = { .seed = 1, .n_threads = 2, .effort_limit = 3000000 };
  g_autoptr (GengSolution) best = NULL;

  options.effort_limit = 100000000;
  best = geng_solve (problem, &options, NULL);
  options.effort_limit = 1000000;
  for (const GengParamRow *row = geng_param_rows; row->name != NULL; row++)
    for (guint i = 0; i < N_ENDS; i++)
      {
        GengParams params = geng_params_standard;
        gboolean lowest = ((row - geng_param_rows) + i) % 2 == 0;
        g_autofree char *text
            = g_strdup_printf ("%s=%.17g", row->name, lowest ? row->lowest : row->highest);
        g_autoptr (GengSolution) solution = NULL;

        ck_assert (geng_params_set (&params, text, NULL));
        options.params = &params;
        solution = geng_solve (problem, &options, NULL);
        ck_assert_msg (solution->bound <= best->gaps * problem->gap_price + best->cost, "%s", text);
      }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("portfolio");
  TCase *tcase = tcase_create ("portfolio");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 0);
  tcase_add_loop_test (tcase, test_threads_change_nothing, 1, 4);
  tcase_add_test (tcase, test_log_adds_up);
  tcase_add_test (tcase, test_long_horizons_have_two_dives);
  tcase_add_loop_test (tcase, test_crew_steps_each_job_once, 1, 5);
  tcase_add_loop_test (tcase, test_blocks_are_shared, 1, 5);
  tcase_add_test (tcase, test_params_are_within_their_range);
  tcase_add_test (tcase, test_params_have_a_source);
  tcase_add_test (tcase, test_params_are_set_by_name);
  tcase_add_test (tcase, test_params_at_their_ends);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
