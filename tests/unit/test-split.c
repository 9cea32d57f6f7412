/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-problem-split.h"
#include "geng-random.h"
#include "geng-solver.h"

/* The parts of a problem side by side are the problem: random problems of people who share nothing,
 * with every feature, whose members and codes are mixed. */

#define N_SEEDS 300
#define N_DAYS 3
#define N_CODES 5
#define MOST_MEMBERS 4

typedef struct
{
  GengRandom random;
  guint n_members;
  guint component[MOST_MEMBERS];
} Mixed;

static gint32
random_price (GengRandom *random)
{
  return geng_random_below (random, 5) == 0 ? GENG_FORBIDDEN
                                            : (gint32) geng_random_below (random, 8) * 6;
}

/* Each component has two of the codes, and one that all have. */
static gboolean
may_serve (const Mixed *mixed, guint member, guint code)
{
  return code == GENG_OFF || code == N_CODES - 1 || code % 2 == mixed->component[member] % 2;
}

static guint
random_weights (Mixed *mixed, GengProblem *problem)
{
  gint32 weights[N_DAYS * N_CODES];

  for (guint i = 0; i < N_DAYS * N_CODES; i++)
    weights[i] = (gint32) geng_random_below (&mixed->random, 3);
  return geng_problem_add_weights (problem, weights);
}

static guint
random_set (Mixed *mixed, GengProblem *problem)
{
  guint8 set[N_CODES];

  for (guint c = 0; c < N_CODES; c++)
    set[c] = geng_random_below (&mixed->random, 2) != 0;
  return geng_problem_add_code_set (problem, set);
}

static void
add_line (Mixed *mixed, GengProblem *problem, guint m)
{
  GengRandom *random = &mixed->random;
  const guint8 all[N_DAYS] = { 1, 1, 1 };
  const gint32 groups[N_DAYS] = { -1, 0, 0 };
  GengRange range = { 1, 2, random_price (random), random_price (random), FALSE };
  GengRunLimit run = { m, random_set (mixed, problem), 2, 2, 0, 0, 1, TRUE };
  GengPattern pattern = { m, 2, { 0 }, 0, 1, random_price (random) };
  GengSpan span = { .member = m, .n_days = 2, .before = { 1 }, .known = 1 };

  run.under = random_price (random);
  run.over = random_price (random);
  geng_problem_add_run_limit (problem, &run);
  pattern.code_set[0] = random_set (mixed, problem);
  pattern.code_set[1] = random_set (mixed, problem);
  pattern.starts = geng_problem_add_day_set (problem, all);
  geng_problem_add_pattern (problem, &pattern);
  span.weights = random_weights (mixed, problem);
  geng_problem_add_span (problem, &span, &range, 1);
  geng_problem_add_counter (
      problem, m, random_weights (mixed, problem),
      geng_random_below (random, 2) == 0 ? -1 : (gint) geng_problem_add_groups (problem, groups), 1,
      &range, 1);
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 0; c < N_CODES; c++)
      {
        geng_problem_add_cost (problem, m, d, c,
                               may_serve (mixed, m, c)
                                   ? (gint32) geng_random_below (random, 5) * 6 - 12
                                   : GENG_FORBIDDEN);
        if (d + 1 < N_DAYS && geng_random_below (random, 4) == 0)
          geng_problem_forbid_succession (problem, m, d, c, 1 + geng_random_below (random, 4));
      }
}

/* A cell of one component; one that nobody feeds, and one of everybody that never costs. */
static void
add_cells (Mixed *mixed, GengProblem *problem)
{
  GengRange wanted = { 1, 2, 0, 6, TRUE }, never = { G_MININT32, 100, 0, 6, FALSE };
  guint unfed = geng_problem_add_cell (problem, &wanted, 1);
  guint idle = geng_problem_add_cell (problem, &never, 1);

  (void) unfed;
  for (guint k = 0; k < 4; k++)
    {
      GengRange range
          = { 1, 1, random_price (&mixed->random), random_price (&mixed->random), k == 0 };
      guint cell = geng_problem_add_cell (problem, &range, 1);

      for (guint m = 0; m < mixed->n_members; m++)
        for (guint d = 0; d < N_DAYS; d++)
          for (guint c = 0; c < N_CODES; c++)
            {
              gint32 coefficient = (gint32) geng_random_below (&mixed->random, 4) - 1;

              geng_problem_feed (problem, idle, m, d, c, 1);
              /* what is forbidden ties nobody */
              if (mixed->component[m] == k % 3 || !may_serve (mixed, m, c))
                geng_problem_feed (problem, cell, m, d, c, coefficient);
            }
    }
}

static GengProblem *
random_problem (Mixed *mixed, guint64 seed)
{
  GengProblem *problem;

  geng_random_init (&mixed->random, seed, 0);
  mixed->n_members = 2 + geng_random_below (&mixed->random, MOST_MEMBERS - 1);
  for (guint m = 0; m < mixed->n_members; m++)
    mixed->component[m] = geng_random_below (&mixed->random, 3);
  problem = geng_problem_new (mixed->n_members, N_DAYS, N_CODES, NULL);
  for (guint m = 0; m < mixed->n_members; m++)
    add_line (mixed, problem, m);
  add_cells (mixed, problem);
  problem->gap_price = 6 * 50;
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* No member is in two parts, and nobody is left out. */
static void
check_members (const GPtrArray *parts, const Mixed *mixed)
{
  guint seen[MOST_MEMBERS] = { 0 };

  for (guint i = 0; i < parts->len; i++)
    {
      const GengProblemPart *part = parts->pdata[i];

      for (guint j = 0; j < part->problem->n_members; j++)
        {
          seen[part->members[j]]++;
          ck_assert (j == 0 || part->members[j - 1] < part->members[j]);
        }
    }
  for (guint m = 0; m < mixed->n_members; m++)
    ck_assert_uint_eq (seen[m], 1);
  for (guint m = 1; m < mixed->n_members; m++)
    if (mixed->component[m] != mixed->component[0])
      ck_assert_uint_ge (parts->len, 2);
}

/* Rosters of what people may serve cost the same as their pieces. */
static void
check_values (const GengProblem *problem, const GPtrArray *parts, Mixed *mixed)
{
  for (guint roster = 0; roster < 5; roster++)
    {
      guint8 codes[MOST_MEMBERS * N_DAYS], again[MOST_MEMBERS * N_DAYS];
      GengValue whole, sum = { 0 };

      for (guint i = 0; i < mixed->n_members * N_DAYS; i++)
        do
          codes[i] = (guint8) geng_random_below (&mixed->random, N_CODES);
        while (!may_serve (mixed, i / N_DAYS, codes[i]));
      whole = geng_problem_evaluate (problem, codes);
      for (guint i = 0; i < parts->len; i++)
        {
          const GengProblemPart *part = parts->pdata[i];
          guint8 piece[MOST_MEMBERS * N_DAYS];
          GengValue value;

          geng_problem_part_take (part, problem, codes, piece);
          geng_problem_part_put (part, problem, piece, again);
          value = geng_problem_evaluate (part->problem, piece);
          sum.gaps += value.gaps;
          sum.cost += value.cost * part->problem->unit;
          sum.forbidden += value.forbidden;
        }
      ck_assert_mem_eq (codes, again, mixed->n_members * N_DAYS);
      ck_assert_int_eq (whole.gaps, sum.gaps);
      ck_assert_int_eq (whole.cost, sum.cost);
      ck_assert_int_eq (whole.forbidden, sum.forbidden);
    }
}

START_TEST (test_parts_are_the_whole)
{
  guint n_split = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Mixed mixed;
      g_autoptr (GengProblem) problem = random_problem (&mixed, seed);
      g_autoptr (GPtrArray) parts = geng_problem_split (problem);

      if (parts->len == 0)
        continue;
      n_split++;
      check_members (parts, &mixed);
      check_values (problem, parts, &mixed);
    }
  ck_assert_uint_gt (n_split, N_SEEDS / 2);
}
END_TEST

/* The best line of each choice is tried for two members at most, or the search takes long. */
static gint64
best_of_all (const GengProblem *problem)
{
  guint8 codes[MOST_MEMBERS * N_DAYS] = { 0 };
  gint64 best = G_MAXINT64;
  guint n = problem->n_members * problem->n_days;

  while (TRUE)
    {
      GengValue value = geng_problem_evaluate (problem, codes);
      guint i = 0;

      if (value.forbidden == 0)
        best = MIN (best, geng_problem_objective (problem, &value));
      while (i < n && ++codes[i] == problem->n_codes)
        codes[i++] = 0;
      if (i == n)
        return best;
    }
}

/* What was told last of a roster of all parts. */
typedef struct
{
  gint64 gap_price, value, bound;
  gboolean told;
} Told;

static gboolean
remember (const GengSolverProgress *progress, gpointer data)
{
  Told *told = data;

  told->bound = MAX (told->bound, progress->bound);
  if (progress->feasible)
    {
      told->told = TRUE;
      told->value = progress->gaps * told->gap_price + progress->cost;
    }
  return TRUE;
}

/* A roster and a bound are told as soon as each part has one, be it the part that runs; whoever
 * waits for the first need not wait for the last part's end. */
START_TEST (test_best_of_parts)
{
  guint n_solved = 0, n_bounded = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Mixed mixed;
      g_autoptr (GengProblem) problem = random_problem (&mixed, seed);
      Told told = { .gap_price = problem->gap_price, .bound = G_MININT64 };
      GengSolverOptions options = { .n_threads = 1,
                                    .level = GENG_SOLVER_QUICK,
                                    .progress = remember,
                                    .user_data = &told };
      g_autoptr (GengSolution) solution = NULL;
      gint64 best;

      if (mixed.n_members > 2 || mixed.component[0] == mixed.component[1])
        continue;
      best = best_of_all (problem);
      solution = geng_solve (problem, &options, NULL);
      ck_assert_int_eq (solution->codes != NULL, best < G_MAXINT64);
      if (solution->codes == NULL)
        continue;
      ck_assert (solution->optimal);
      ck_assert_int_eq (solution->gaps * problem->gap_price + solution->cost, best);
      ck_assert_int_eq (solution->bound, best);
      ck_assert (told.told);
      ck_assert_int_eq (told.value, best);
      ck_assert_int_le (told.bound, best);
      n_bounded += told.bound > G_MININT64;
      n_solved++;
    }
  ck_assert_uint_gt (n_solved, 10);
  ck_assert_uint_gt (n_bounded, 10);
}
END_TEST

/* -- around those who are held -- */

/* A roster of what people may serve, which leaves those who are held where they are. */
static void
draw_roster (Mixed *mixed, const gboolean *held, guint8 *codes)
{
  for (guint i = 0; i < mixed->n_members * N_DAYS; i++)
    if (!held[i / N_DAYS])
      do
        codes[i] = (guint8) geng_random_below (&mixed->random, N_CODES);
      while (!may_serve (mixed, i / N_DAYS, codes[i]));
}

static GengValue
value_of_parts (const GengProblem *problem, const GPtrArray *parts, const guint8 *codes)
{
  GengValue sum = { 0 };

  for (guint i = 0; i < parts->len; i++)
    {
      const GengProblemPart *part = parts->pdata[i];
      guint8 piece[MOST_MEMBERS * N_DAYS];
      GengValue value;

      geng_problem_part_take (part, problem, codes, piece);
      value = geng_problem_evaluate (part->problem, piece);
      sum.gaps += value.gaps;
      sum.cost += value.cost * part->problem->unit;
      sum.forbidden += value.forbidden;
    }
  return sum;
}

/* Whatever the others do, it makes the same difference to the parts as to the whole. */
START_TEST (test_parts_around)
{
  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Mixed mixed;
      g_autoptr (GengProblem) problem = random_problem (&mixed, seed);
      g_autoptr (GPtrArray) parts = NULL;
      gboolean held[MOST_MEMBERS] = { FALSE };
      guint8 codes[MOST_MEMBERS * N_DAYS] = { 0 };
      GengValue whole, sum;

      draw_roster (&mixed, held, codes);
      for (guint m = 1; m < mixed.n_members; m++)
        held[m] = geng_random_below (&mixed.random, 2) != 0;
      parts = geng_problem_split_around (problem, held, codes);
      ck_assert_uint_ge (parts->len, 1);
      whole = geng_problem_evaluate (problem, codes);
      sum = value_of_parts (problem, parts, codes);
      for (guint roster = 0; roster < 5; roster++)
        {
          GengValue other, of_parts;

          draw_roster (&mixed, held, codes);
          other = geng_problem_evaluate (problem, codes);
          of_parts = value_of_parts (problem, parts, codes);
          ck_assert_int_eq (other.gaps - whole.gaps, of_parts.gaps - sum.gaps);
          ck_assert_int_eq (other.cost - whole.cost, of_parts.cost - sum.cost);
          ck_assert_int_eq (other.forbidden - whole.forbidden, of_parts.forbidden - sum.forbidden);
        }
    }
}
END_TEST

/* What those who are held cost by themselves. */
static GengValue
value_of_held (const GengProblem *problem, const gboolean *held, const guint8 *codes)
{
  GengValue sum = { 0 };

  for (guint m = 0; m < problem->n_members; m++)
    if (held[m])
      {
        GengValue value = geng_problem_evaluate_line (problem, m, codes + (gsize) m * N_DAYS);

        sum.cost += value.cost;
        sum.forbidden += value.forbidden;
      }
  return sum;
}

/* Wherever those who are held might be, the parts cost no more than they add to the roster. */
START_TEST (test_parts_around_anybody)
{
  const gboolean nobody[MOST_MEMBERS] = { FALSE };
  guint n_costly = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Mixed mixed;
      g_autoptr (GengProblem) problem = random_problem (&mixed, seed);
      g_autoptr (GPtrArray) parts = NULL;
      gboolean held[MOST_MEMBERS] = { FALSE };
      guint8 codes[MOST_MEMBERS * N_DAYS] = { 0 };

      for (guint m = 1; m < mixed.n_members; m++)
        held[m] = geng_random_below (&mixed.random, 2) != 0;
      parts = geng_problem_split_around (problem, held, NULL);
      for (guint roster = 0; roster < 20; roster++)
        {
          GengValue whole, of_parts, of_held;

          draw_roster (&mixed, nobody, codes);
          whole = geng_problem_evaluate (problem, codes);
          of_held = value_of_held (problem, held, codes);
          of_parts = value_of_parts (problem, parts, codes);
          n_costly += of_parts.gaps + of_parts.cost > 0;
          ck_assert_int_le (of_parts.gaps, whole.gaps);
          ck_assert_int_le (of_parts.cost + of_held.cost, whole.cost);
          ck_assert_int_le (of_parts.forbidden + of_held.forbidden, whole.forbidden);
        }
    }
  ck_assert_uint_gt (n_costly, N_SEEDS);
}
END_TEST

/* -- members who tie parts together -- */

#define N_VILLAGES 3
#define N_PEOPLE 4
#define N_POLICE 2
#define N_VILLAGERS (N_VILLAGES * N_PEOPLE)
#define WEEK 7

/* Each village wants three a day, one of them a police officer; its people serve at their own.
 * Nobody serves more than two days in a row. */
static GengProblem *
villages (guint64 seed, gboolean one_piece)
{
  const guint n_codes = 1 + N_VILLAGES;
  const GengRange three = { 3, 3, 0, 30, TRUE }, one = { 1, 1, 0, 30, TRUE };
  GengProblem *problem = geng_problem_new (N_VILLAGERS + N_POLICE, WEEK, n_codes, NULL);
  GengRandom random;
  guint8 served[1 + N_VILLAGES] = { 0, 1, 1, 1 };
  guint set = geng_problem_add_code_set (problem, served);

  geng_random_init (&random, seed, 0);
  for (guint m = 0; m < N_VILLAGERS + N_POLICE; m++)
    {
      GengRunLimit run = { m, set, 1, 2, 0, GENG_FORBIDDEN, 0, TRUE };

      geng_problem_add_run_limit (problem, &run);
      for (guint d = 0; d < WEEK; d++)
        for (guint c = 1; c < n_codes; c++)
          if (m < N_VILLAGERS && c - 1 != m % N_VILLAGES)
            geng_problem_forbid (problem, m, d, c);
          else
            geng_problem_add_cost (problem, m, d, c, (gint32) geng_random_below (&random, 9));
    }
  for (guint d = 0; d < WEEK; d++)
    for (guint v = 0; v < N_VILLAGES; v++)
      {
        guint people = geng_problem_add_cell (problem, &three, 1);
        guint police = geng_problem_add_cell (problem, &one, 1);

        for (guint m = 0; m < N_VILLAGERS + N_POLICE; m++)
          geng_problem_feed (problem, people, m, d, 1 + v, 1);
        for (guint m = N_VILLAGERS; m < N_VILLAGERS + N_POLICE; m++)
          geng_problem_feed (problem, police, m, d, 1 + v, 1);
      }
  for (guint d = 0; d < WEEK && one_piece; d++)
    {
      guint all = geng_problem_add_cell (problem, &three, 1);

      for (guint m = 0; m < N_VILLAGERS; m++)
        geng_problem_feed (problem, all, m, d, 1 + m % N_VILLAGES, 1);
    }
  problem->gap_price = 1000;
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

START_TEST (test_who_ties)
{
  g_autoptr (GengProblem) problem = villages (1, FALSE), one_piece = villages (1, TRUE);
  g_autofree gboolean *ties = geng_problem_find_ties (problem);
  g_autofree gboolean *none = geng_problem_find_ties (one_piece);
  guint8 off[(N_VILLAGERS + N_POLICE) * WEEK] = { 0 };
  g_autoptr (GPtrArray) parts = NULL;

  ck_assert_ptr_null (none);
  ck_assert_ptr_nonnull (ties);
  for (guint m = 0; m < N_VILLAGERS + N_POLICE; m++)
    ck_assert_int_eq (ties[m], m >= N_VILLAGERS);
  parts = geng_problem_split_around (problem, ties, off);
  ck_assert_uint_eq (parts->len, N_VILLAGES);
}
END_TEST

typedef struct
{
  const GengProblem *problem;
  gint64 least; /* value that was told */
} Listener;

/* What is told of a roster is true of the whole roster, and of no part alone. */
static gboolean
listen (const GengSolverProgress *progress, gpointer data)
{
  Listener *listener = data;
  gint64 price = listener->problem->gap_price;

  if (progress->codes != NULL)
    {
      GengValue value = geng_problem_evaluate (listener->problem, progress->codes);

      ck_assert_int_eq (value.gaps, progress->gaps);
      ck_assert_int_eq (value.cost, progress->cost);
      ck_assert_int_le (progress->bound, geng_problem_objective (listener->problem, &value));
      listener->least = MIN (listener->least, progress->gaps * price + progress->cost);
    }
  return TRUE;
}

/* With turns and without, by one thread and by two: one value, for both are proven best. */
START_TEST (test_turns)
{
  for (guint64 seed = 0; seed < 6; seed++)
    {
      g_autoptr (GengProblem) problem = villages (seed, FALSE);
      GengParams by_turns = geng_params_standard, at_once = geng_params_standard;
      Listener listener = { problem, G_MAXINT64 };
      GengSolverOptions options = { .n_threads = 1,
                                    .params = &by_turns,
                                    .seed = seed,
                                    .effort_limit = 100000000,
                                    .progress = listen,
                                    .user_data = &listener };
      g_autoptr (GengSolution) one = NULL, two = NULL, other = NULL;
      gsize n = (gsize) problem->n_members * problem->n_days;

      by_turns.ties_least = 1;
      at_once.ties_least = 1e6;
      one = geng_solve (problem, &options, NULL);
      ck_assert_ptr_nonnull (one->codes);
      ck_assert_int_eq (listener.least, one->gaps * problem->gap_price + one->cost);
      options.n_threads = 2;
      two = geng_solve (problem, &options, NULL);
      ck_assert_mem_eq (one->codes, two->codes, n);
      options.params = &at_once;
      other = geng_solve (problem, &options, NULL);
      ck_assert_int_le (one->bound, other->gaps * problem->gap_price + other->cost);
      ck_assert_int_le (other->bound, one->gaps * problem->gap_price + one->cost);
      if (one->optimal && other->optimal)
        ck_assert_int_eq (one->bound, other->bound);
    }
}
END_TEST

/* The value that no roster undercuts in which those who tie have these lines: the best of each
 * village by itself, tried through, and what those who tie cost. */
static gint64
best_around (const GengProblem *problem, const gboolean *held, const guint8 *codes)
{
  g_autoptr (GPtrArray) parts = geng_problem_split_around (problem, held, codes);
  g_autofree guint8 *whole = g_memdup2 (codes, (gsize) problem->n_members * problem->n_days + 1);
  GengValue value;

  for (guint i = 0; i < parts->len; i++)
    {
      const GengProblemPart *part = parts->pdata[i];
      GengSolverOptions options = { .n_threads = 1, .level = GENG_SOLVER_THOROUGH };
      g_autoptr (GengSolution) solution = geng_solve (part->problem, &options, NULL);

      ck_assert (solution->optimal);
      geng_problem_part_put (part, problem, solution->codes, whole);
    }
  value = geng_problem_evaluate (problem, whole);
  return geng_problem_objective (problem, &value);
}

/* In the end the villages are planned around those who tie: what is said of them is what plans of
 * each alone come to, and never more. */
START_TEST (test_settled)
{
  guint n_settled = 0;

  for (guint64 seed = 0; seed < 6; seed++)
    {
      g_autoptr (GengProblem) problem = villages (seed, FALSE);
      g_autofree gboolean *ties = geng_problem_find_ties (problem);
      GengParams params = geng_params_standard;
      GengSolverOptions options
          = { .n_threads = 1, .params = &params, .seed = seed, .effort_limit = 20000000 };
      g_autoptr (GengSolution) solution = NULL;
      gint64 value, best;

      params.ties_least = 1;
      params.ties_joint = 0;
      solution = geng_solve (problem, &options, NULL);
      value = solution->gaps * problem->gap_price + solution->cost;
      if (solution->held == NULL)
        continue;
      n_settled++;
      ck_assert_mem_eq (solution->held, ties, problem->n_members * sizeof *ties);
      ck_assert_int_le (solution->bound, solution->bound_around);
      ck_assert_int_le (solution->bound_around, value);
      best = best_around (problem, ties, solution->codes);
      ck_assert_int_le (solution->bound_around, best);
      ck_assert_int_eq (value, best);
    }
  ck_assert_uint_gt (n_settled, 3);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("split");
  TCase *tests = tcase_create ("split");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, test_parts_are_the_whole);
  tcase_add_test (tests, test_best_of_parts);
  tcase_add_test (tests, test_parts_around);
  tcase_add_test (tests, test_parts_around_anybody);
  tcase_add_test (tests, test_who_ties);
  tcase_add_test (tests, test_turns);
  tcase_add_test (tests, test_settled);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
