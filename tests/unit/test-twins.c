/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Members of equal data: who is whose twin, and that twins' lines are looked for once. */
#include <check.h>
#include <string.h>

#include "geng-mixture.h"
#include "geng-run.h"

#define N_DAYS 14
#define N_CODES 3
#define N_MEMBERS 6

/* What is said of a member otherwise than of the others. */
typedef enum
{
  NOTHING,
  PRICE,
  FEED,
  FORBIDDEN_DAY,
  SUCCESSION,
  RUN_LENGTH,
  RUN_BEFORE,
  COUNTER_BEFORE,
  COUNTER_RANGE,
  PATTERN_PRICE,
  SPAN_KNOWN,
  ONE_MORE,
  N_CHANGES
} Change;

static void
add_limits (GengProblem *problem, guint m, Change change)
{
  static const guint8 works[N_CODES] = { 0, 1, 1 };
  gint32 ones[N_DAYS * N_CODES];
  guint8 days[N_DAYS];
  guint set = geng_problem_add_code_set (problem, works);
  GengRunLimit run = { m, set, 2, change == RUN_LENGTH ? 4 : 5, 3, GENG_FORBIDDEN, 0, FALSE };
  GengRange range = { 4, change == COUNTER_RANGE ? 9 : 8, 2, 5, FALSE };
  GengPattern pattern = { m, 2, { set, set }, 0, 0, change == PATTERN_PRICE ? 2 : 1 };
  GengSpan span = { .member = m, .n_days = 3, .known = change == SPAN_KNOWN ? 1 : 0 };
  GengRange most = { G_MININT32, 2, 0, 1, FALSE };

  memset (days, 1, sizeof days);
  for (guint j = 0; j < N_DAYS * N_CODES; j++)
    ones[j] = j % N_CODES > 0;
  run.before = change == RUN_BEFORE;
  geng_problem_add_run_limit (problem, &run);
  pattern.starts = geng_problem_add_day_set (problem, days);
  geng_problem_add_pattern (problem, &pattern);
  span.weights = geng_problem_add_weights (problem, ones);
  geng_problem_add_span (problem, &span, &most, 1);
  for (guint more = 0; more <= (change == ONE_MORE ? 1 : 0); more++)
    geng_problem_add_counter (problem, m, span.weights, -1, change == COUNTER_BEFORE, &range, 1);
}

static void
add_days (GengProblem *problem, guint m, Change change)
{
  for (guint d = 0; d < N_DAYS; d++)
    geng_problem_add_cost (problem, m, d, d % N_CODES, 1 + (gint32) d % 4);
  if (change == PRICE)
    geng_problem_add_cost (problem, m, 3, 1, 1);
  if (change == FORBIDDEN_DAY)
    geng_problem_forbid (problem, m, 3, 1);
  if (change == SUCCESSION)
    geng_problem_forbid_succession (problem, m, 3, 2, 1);
}

/* All alike but the last two, and the last but one is that only where `change` is NOTHING. */
static GengProblem *
make_problem (Change change)
{
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  GengRange crew = { 2, 3, 20, 3, FALSE };

  for (guint m = 0; m < N_MEMBERS; m++)
    {
      Change own = m == N_MEMBERS - 2 ? change : m == N_MEMBERS - 1 ? RUN_LENGTH : NOTHING;

      add_limits (problem, m, own);
      add_days (problem, m, own);
    }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        guint cell = geng_problem_add_cell (problem, &crew, 1);

        for (guint m = 0; m < N_MEMBERS; m++)
          if (change != FEED || m != N_MEMBERS - 2 || d > 0)
            geng_problem_feed (problem, cell, m, d, c, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

START_TEST (test_any_datum_tells_them_apart)
{
  Change change = (Change) _i;
  g_autoptr (GengProblem) problem = make_problem (change);
  GengTwins *twins = geng_twins_new (problem);
  guint other = N_MEMBERS - 2;
  gboolean same_lines = change == NOTHING || change == PRICE || change == FEED;

  for (guint m = 0; m < other; m++)
    {
      ck_assert_uint_eq (twins->lines[m], 0);
      ck_assert_uint_eq (twins->twin[m], 0);
    }
  ck_assert_uint_eq (twins->lines[other], same_lines ? 0 : other);
  ck_assert_uint_eq (twins->twin[other], change == NOTHING ? 0 : other);
  /* who is otherwise in the same way is a twin of his */
  ck_assert_uint_eq (twins->twin[other + 1], change == RUN_LENGTH ? other : other + 1);
  geng_twins_free (twins);
}
END_TEST

typedef struct
{
  GengProblem *problem;
  GengSpace *space;
  GengRosterState *roster;
  GengLineArena arena;
  GengBudget budget;
} Case;

static void
case_init (Case *one)
{
  gint no_line_member;

  memset (one, 0, sizeof *one);
  geng_budget_init (&one->budget, 0, 0, NULL);
  one->problem = make_problem (NOTHING);
  one->space = geng_space_new (one->problem, &geng_params_standard);
  one->roster = geng_roster_state_new (one->space);
  ck_assert_int_eq (geng_greedy (one->roster, &one->arena, &one->budget, &no_line_member),
                    GENG_VERDICT_YES);
}

/* The same without twins: nobody is known to be like anybody. */
static void
forget_twins (Case *one)
{
  for (guint m = 0; m < N_MEMBERS; m++)
    one->space->twins->twin[m] = m;
}

static void
case_clear (Case *one)
{
  geng_roster_state_free (one->roster);
  geng_space_free (one->space);
  geng_problem_free (one->problem);
  geng_line_arena_clear (&one->arena);
}

static GengMixture *
open_root (Case *one)
{
  g_autoptr (GengSolverWindow) window = geng_solver_window_new_whole (one->roster);

  return geng_mixture_new (window, &one->arena, &one->budget, NULL);
}

/* The bound is the same as without twins, and costs less. */
START_TEST (test_twins_are_priced_once)
{
  gint64 bound[2];
  guint64 first_round[2];

  for (guint apart = 0; apart < 2; apart++)
    {
      Case one;
      GengMixture *mixture;
      guint64 before;

      case_init (&one);
      if (apart == 1)
        forget_twins (&one);
      mixture = open_root (&one);
      before = one.arena.effort;
      geng_mixture_round (mixture, 1, 0);
      first_round[apart] = one.arena.effort - before;
      for (guint round = 0; round < 80; round++)
        geng_mixture_round (mixture, 400, 0.3);
      bound[apart] = geng_mixture_get_bound (mixture);
      ck_assert_int_le (bound[apart], one.roster->price);
      geng_mixture_free (mixture);
      case_clear (&one);
    }
  ck_assert_int_le (ABS (bound[0] - bound[1]), 1);
  ck_assert_uint_lt (2 * first_round[0], first_round[1]);
}
END_TEST

/* One model does for those who have the same lines, and it is freed once. */
START_TEST (test_models_are_shared)
{
  Case one;

  case_init (&one);
  for (guint m = 0; m + 1 < N_MEMBERS; m++)
    ck_assert_ptr_eq (one.space->line[m], one.space->line[0]);
  ck_assert_ptr_ne (one.space->line[N_MEMBERS - 1], one.space->line[0]);
  /* each is made, and counted, once */
  ck_assert_uint_gt (one.space->line[0]->effort, one.space->line[0]->automaton->effort);
  ck_assert_uint_gt (one.space->line[0]->automaton->effort, 0);
  ck_assert_uint_eq (one.space->effort, one.space->line[0]->effort
                                            + one.space->line[N_MEMBERS - 1]->effort
                                            + N_MEMBERS * N_DAYS + one.space->n_rows);
  case_clear (&one);
}
END_TEST

/* Twins end with lines of their own: a dive comes to a legal roster, no cheaper than the bound. */
START_TEST (test_twins_part_in_a_dive)
{
  Case one;
  GengMixture *mixture;

  case_init (&one);
  mixture = open_root (&one);
  geng_mixture_settle (mixture, 20, 200, 0.3, 0);
  while (geng_mixture_fix (mixture, 0.9))
    geng_mixture_settle (mixture, 4, 100, 0, 0);
  geng_mixture_apply (mixture, one.roster);
  ck_assert (geng_roster_state_is_legal (one.roster));
  ck_assert_int_ge (one.roster->price, geng_mixture_get_bound (mixture));
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("twins");
  TCase *tcase = tcase_create ("twins");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, test_any_datum_tells_them_apart, NOTHING, N_CHANGES);
  tcase_add_test (tcase, test_twins_are_priced_once);
  tcase_add_test (tcase, test_models_are_shared);
  tcase_add_test (tcase, test_twins_part_in_a_dive);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
