/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-ascent.h"
#include "geng-mixture.h"
#include "geng-random.h"
#include "geng-regret.h"
#include "geng-rolling.h"
#include "geng-run.h"
#include "geng-solver.h"

#define N_MEMBERS 6
#define N_DAYS 14
#define N_CODES 3

/* Column generation over everybody and over a window, on small random problems. */

typedef struct
{
  GengProblem *problem;
  GengSpace *space;
  GengRosterState *roster;
  GengLineArena arena;
  GengBudget budget;
  GengRandom random;
} Case;

static void
add_member (GengProblem *problem, guint member)
{
  static const guint8 works[N_CODES] = { 0, 1, 1 };
  GengRunLimit run = { 0 };

  run.member = member;
  run.code_set = geng_problem_add_code_set (problem, works);
  run.min = 2;
  run.max = 5;
  run.under = run.over = GENG_FORBIDDEN;
  geng_problem_add_run_limit (problem, &run);
  for (guint d = 0; d + 1 < N_DAYS; d++)
    geng_problem_forbid_succession (problem, member, d, 2, 1);
}

typedef struct
{
  guint member, day, code;
} Place;

/* Not sealed; pin: (nullable): what somebody must have on a day. */
static GengProblem *
bare_problem (GengRandom *random, const Place *pin)
{
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);

  for (guint m = 0; m < N_MEMBERS; m++)
    {
      add_member (problem, m);
      for (guint d = 0; d < N_DAYS; d++)
        geng_problem_add_cost (problem, m, d, geng_random_below (random, N_CODES),
                               (gint32) geng_random_below (random, 6));
    }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        gint32 wanted = 1 + (gint32) geng_random_below (random, 2);
        GengRange range = { wanted, wanted, 20, 3, FALSE };
        guint cell = geng_problem_add_cell (problem, &range, 1);

        for (guint m = 0; m < N_MEMBERS; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  for (guint c = 0; pin != NULL && c < N_CODES; c++)
    if (c != pin->code)
      geng_problem_add_cost (problem, pin->member, pin->day, c, GENG_FORBIDDEN);
  return problem;
}

static GengProblem *
random_problem (GengRandom *random, const Place *pin)
{
  GengProblem *problem = bare_problem (random, pin);

  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

static void
case_init (Case *one, guint seed)
{
  gint no_line_member;

  memset (one, 0, sizeof *one);
  geng_random_init (&one->random, seed, 0);
  geng_budget_init (&one->budget, 0, 0, NULL);
  one->problem = random_problem (&one->random, NULL);
  one->space = geng_space_new (one->problem, &geng_params_standard);
  one->roster = geng_roster_state_new (one->space);
  ck_assert_int_eq (geng_greedy (one->roster, &one->arena, &one->budget, &no_line_member),
                    GENG_VERDICT_YES);
  geng_polish (one->roster, &one->arena, &one->budget);
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
open_window (Case *one, guint first, guint end, const double *start)
{
  g_autoptr (GengSolverWindow) window = NULL;
  guint members[N_MEMBERS];

  for (guint m = 0; m < N_MEMBERS; m++)
    members[m] = m;
  window = geng_solver_window_new (one->roster, members, N_MEMBERS, first, end);
  return geng_mixture_new (window, &one->arena, &one->budget, start);
}

/* No roster is below the bound, wherever the duals began. */
START_TEST (test_any_start_is_sound)
{
  Case one;
  GengMixture *mixture;
  g_autofree double *start = NULL;
  guint n;

  case_init (&one, (guint) _i);
  n = one.space->first_segment[one.space->n_rows];
  start = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    start[i] = 60 * geng_random_unit (&one.random) - 20;
  mixture = open_window (&one, 0, N_DAYS, start);
  for (guint round = 0; round < 20; round++)
    {
      geng_mixture_round (mixture, 100, 0.1);
      ck_assert_int_le (geng_mixture_get_bound (mixture), one.roster->price);
    }
  ck_assert_int_gt (geng_mixture_get_bound (mixture), -one.roster->price);
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* The ascent's bound is sound, and near the one where column generation ends. */
START_TEST (test_ascent_is_sound_and_near)
{
  Case one;
  GengMixture *ascended, *settled;
  GengAscent *ascent;
  gint64 gap;

  case_init (&one, (guint) _i);
  settled = open_window (&one, 0, N_DAYS, NULL);
  for (guint round = 0; round < 60; round++)
    geng_mixture_round (settled, 200, 0.3);
  ascended = open_window (&one, 0, N_DAYS, NULL);
  ascent = geng_ascent_new (ascended, G_MAXUINT64 / 2);
  while (geng_ascent_step (ascent))
    ck_assert_int_le (geng_mixture_get_bound (ascended), one.roster->price);
  geng_ascent_free (ascent);
  gap = geng_mixture_get_bound (settled) - geng_mixture_get_bound (ascended);
  ck_assert_int_le (gap, geng_mixture_get_bound (settled) / 20);
  ck_assert_int_le (geng_mixture_get_bound (ascended), one.roster->price);
  ck_assert_uint_gt (geng_mixture_get_n_columns (ascended), N_MEMBERS);
  geng_mixture_free (settled);
  geng_mixture_free (ascended);
  case_clear (&one);
}
END_TEST

/* What is barred for rosters up to the best one's price is in no such roster. */
START_TEST (test_barred_is_not_missed)
{
  guint n_barred = 0;

  for (guint seed = 1; seed < 9; seed++)
    {
      Case one;
      GengSolverOptions options = { .n_threads = 1, .level = GENG_SOLVER_QUICK };
      g_autoptr (GengSolution) best = NULL;
      GengMixture *mixture;

      case_init (&one, seed);
      best = geng_solve (one.problem, &options, NULL);
      ck_assert (best->optimal);
      mixture = open_window (&one, 0, N_DAYS, NULL);
      for (guint round = 0; round < 40; round++)
        geng_mixture_round (mixture, 300, 0.3);
      geng_mixture_bar (mixture, best->bound + 1);
      for (guint j = 0; j < N_MEMBERS * N_DAYS; j++)
        {
          const GengAllowed *allowed = geng_mixture_get_allowed (mixture);

          ck_assert (geng_allowed_may (allowed, j / N_DAYS, j % N_DAYS, best->codes[j]));
          for (guint c = 0; c < N_CODES; c++)
            n_barred += !geng_allowed_may (allowed, j / N_DAYS, j % N_DAYS, c);
        }
      geng_mixture_free (mixture);
      case_clear (&one);
    }
  ck_assert_uint_gt (n_barred, 100);
}
END_TEST

/* The best roster in which a member has a code on a day is as cheap as that code can be had, so at
 * its price the code is not barred: all of the gap counts, of which the code makes most. */
START_TEST (test_the_whole_gap_counts)
{
  GengSolverOptions options = { .n_threads = 1, .level = GENG_SOLVER_QUICK };
  guint n_dear = 0;

  for (guint i = 0; i < 12; i++)
    {
      Case one;
      Place place = { i % N_MEMBERS, (5 * i) % N_DAYS, i % N_CODES };
      GengRandom random;
      GengProblem *pinned;
      g_autoptr (GengSolution) best = NULL, with = NULL;
      GengMixture *mixture;

      case_init (&one, (guint) _i);
      geng_random_init (&random, (guint) _i, 0);
      pinned = random_problem (&random, &place);
      best = geng_solve (one.problem, &options, NULL);
      with = geng_solve (pinned, &options, NULL);
      if (with->codes != NULL)
        {
          gint64 price = with->gaps * pinned->gap_price + with->cost;

          mixture = open_window (&one, 0, N_DAYS, NULL);
          for (guint round = 0; round < 40; round++)
            geng_mixture_round (mixture, 300, 0.3);
          geng_mixture_bar (mixture, price + 1);
          ck_assert (geng_allowed_may (geng_mixture_get_allowed (mixture), place.member, place.day,
                                       place.code));
          n_dear += price > best->bound;
          geng_mixture_free (mixture);
        }
      geng_problem_free (pinned);
      case_clear (&one);
    }
  ck_assert_uint_gt (n_dear, 2);
}
END_TEST

/* What is pinned stays pinned, in all columns, and in the end everybody begins so. */
START_TEST (test_pins_stay)
{
  Case one;
  GengMixture *mixture;

  case_init (&one, (guint) _i);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 10, 100, 0, 0);
  while (geng_mixture_pin (mixture, 7, 0.9))
    {
      for (guint j = 0; j < geng_mixture_get_n_columns (mixture); j++)
        for (guint d = 0; d < N_DAYS; d++)
          {
            guint i = geng_mixture_get_owner (mixture, j);
            guint8 code = geng_mixture_get_line (mixture, j)[d];

            ck_assert (geng_allowed_may (geng_mixture_get_allowed (mixture), i, d, code));
          }
      geng_mixture_settle (mixture, 3, 60, 0, 0);
    }
  for (guint j = 0; j < N_MEMBERS * 7; j++)
    {
      guint n_left = 0;

      for (guint c = 0; c < N_CODES; c++)
        n_left += geng_allowed_may (geng_mixture_get_allowed (mixture), j / 7, j % 7, c);
      ck_assert_uint_eq (n_left, 1);
    }
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* What the roster costs where cells from `end` on pay what the duals say. */
static double
price_with_worth (const Case *one, guint end, const double *duals)
{
  const GengProblem *problem = one->problem;
  guint cells_a_day = N_CODES - 1;
  double price = 0;

  for (guint m = 0; m < N_MEMBERS; m++)
    price += (double) one->roster->line_price[m];
  for (guint r = 0; r < problem->n_cells; r++)
    if (r < end * cells_a_day)
      price += (double) geng_space_price_cell (one->space, r, one->roster->count[r]);
    else
      for (guint s = one->space->first_segment[r]; s < one->space->first_segment[r + 1]; s++)
        price -= duals[s] * (double) one->roster->count[r];
  return price;
}

/* No roster costs less than the bound of a window with days ahead of it, at their prices. */
START_TEST (test_days_ahead_are_priced)
{
  Case one;
  GengMixture *mixture;
  g_autoptr (GengSolverWindow) window = NULL;
  g_autofree double *duals = NULL;
  guint n;

  case_init (&one, (guint) _i);
  n = one.space->first_segment[one.space->n_rows];
  duals = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    duals[i] = (double) geng_random_below (&one.random, 23) - 3;
  window = geng_solver_window_new_ahead (one.roster, 0, 7, duals);
  mixture = geng_mixture_new_ahead (window, &one.arena, &one.budget, duals, NULL);
  ck_assert_uint_eq (geng_mixture_get_claim (mixture), GENG_CLAIM_AHEAD);
  geng_mixture_settle (mixture, 20, 200, 0, 0);
  ck_assert_double_le ((double) geng_mixture_get_bound (mixture),
                       price_with_worth (&one, 7, duals));
  ck_assert_double_ge (geng_mixture_get_slack (mixture), -0.01);
  ck_assert_double_lt (geng_mixture_get_slack (mixture), 3);
  /* the lines of the mixture's best columns are a roster too */
  while (geng_mixture_fix (mixture, 0.9))
    geng_mixture_settle (mixture, 4, 100, 0, 0);
  geng_mixture_apply (mixture, one.roster);
  ck_assert_double_le ((double) geng_mixture_get_bound (mixture),
                       price_with_worth (&one, 7, duals));
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* A rolling dive ends with a legal line for everybody, and its price is the price of its codes. */
START_TEST (test_rolling_is_legal)
{
  Case one;
  GengMixture *root;
  GengRolling *rolling;
  const GengRosterState *roster;
  GengValue value;
  GengParams params = geng_params_standard;
  guint steps = 0;

  case_init (&one, (guint) _i);
  params.roll_last = 7;
  params.roll_days = 10;
  one.space->params = &params;
  root = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (root, 5, 100, 0, 0);
  rolling = geng_rolling_new (root, one.roster, &one.budget);
  while (geng_rolling_step (rolling, &one.arena))
    ck_assert_uint_lt (++steps, 100);
  roster = geng_rolling_get_roster (rolling);
  value = geng_problem_evaluate (one.problem, roster->codes);
  ck_assert_int_eq (value.forbidden, 0);
  ck_assert_int_eq (geng_problem_objective (one.problem, &value), roster->price);
  ck_assert_int_ge (roster->price, geng_mixture_get_bound (root));
  geng_rolling_free (rolling);
  geng_mixture_free (root);
  case_clear (&one);
}
END_TEST

/* Everybody serves 6 to 8 days of 14, no more than 5 of them by the first code; which is left to
 * prices where no axis fits: as `cells` says. */
static void
limited_init (Case *one, GengParams *params, guint seed, double cells)
{
  const GengRange duties = { 6, 8, GENG_FORBIDDEN, GENG_FORBIDDEN, FALSE };
  const GengRange each = { G_MININT32, 5, 0, GENG_FORBIDDEN, FALSE };
  gint32 all[N_DAYS * N_CODES], first[N_DAYS * N_CODES];
  guint table;
  gint no_line_member;

  memset (one, 0, sizeof *one);
  *params = geng_params_standard;
  params->roll_last = 7;
  params->roll_days = 7;
  params->cells_loose = cells;
  geng_random_init (&one->random, seed, 0);
  geng_budget_init (&one->budget, 0, 0, NULL);
  one->problem = bare_problem (&one->random, NULL);
  for (guint i = 0; i < N_DAYS * N_CODES; i++)
    {
      all[i] = i % N_CODES > 0;
      first[i] = i % N_CODES == 1;
    }
  table = geng_problem_add_weights (one->problem, all);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      geng_problem_add_counter (one->problem, m, table, -1, 0, &duties, 1);
      geng_problem_add_counter (one->problem, m, geng_problem_add_weights (one->problem, first), -1,
                                0, &each, 1);
    }
  ck_assert (geng_problem_seal (one->problem, NULL));
  one->space = geng_space_new (one->problem, params);
  one->roster = geng_roster_state_new (one->space);
  ck_assert_int_eq (geng_greedy (one->roster, &one->arena, &one->budget, &no_line_member),
                    GENG_VERDICT_YES);
}

/* A dive that relaxes counters ends with lines that keep them, and whose maxima of what is priced
 * are kept too; it is no dearer than the greedy roster in most cases. */
START_TEST (test_rolling_keeps_counters)
{
  guint n_better = 0, n_priced = 0;

  for (guint seed = 0; seed < 24; seed++)
    {
      Case one;
      GengParams params;
      GengMixture *root;
      GengRolling *rolling;
      const GengRosterState *roster;
      GengValue value;

      limited_init (&one, &params, seed, seed % 2 == 0 ? geng_params_standard.cells_loose : 1);
      n_priced += one.space->priced->len > 0;
      root = open_window (&one, 0, N_DAYS, NULL);
      geng_mixture_settle (root, 20, 200, 0, 0);
      rolling = geng_rolling_new (root, one.roster, &one.budget);
      while (geng_rolling_step (rolling, &one.arena))
        ;
      roster = geng_rolling_get_roster (rolling);
      value = geng_problem_evaluate (one.problem, roster->codes);
      ck_assert_int_eq (value.forbidden, 0);
      ck_assert_int_ge (roster->price, geng_mixture_get_bound (root));
      n_better += roster->price <= one.roster->price;
      geng_rolling_free (rolling);
      geng_mixture_free (root);
      case_clear (&one);
    }
  ck_assert_uint_ge (n_priced, 12);
  ck_assert_uint_ge (n_better, 12);
}
END_TEST

/* A copy goes the same way as the original, and neither moves the other. */
START_TEST (test_copy_goes_on_alike)
{
  Case one;
  GengMixture *mixture, *copy;

  case_init (&one, (guint) _i);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 3, 60, 0, 0);
  copy = geng_mixture_copy (mixture);
  while (geng_mixture_fix (copy, 0.9))
    geng_mixture_settle (copy, 2, 60, 0, 0);
  geng_mixture_free (copy);
  copy = geng_mixture_copy (mixture);
  geng_mixture_settle (mixture, 5, 60, 0, 0);
  geng_mixture_settle (copy, 5, 60, 0, 0);
  ck_assert_int_eq (geng_mixture_get_bound (copy), geng_mixture_get_bound (mixture));
  ck_assert_uint_eq (geng_mixture_get_n_columns (copy), geng_mixture_get_n_columns (mixture));
  for (guint j = 0; j < geng_mixture_get_n_columns (copy); j++)
    ck_assert_mem_eq (geng_mixture_get_line (copy, j), geng_mixture_get_line (mixture, j), N_DAYS);
  geng_mixture_free (mixture);
  geng_mixture_free (copy);
  case_clear (&one);
}
END_TEST

/* What a dive puts into the roster is legal, and its price is the price of its codes. */
START_TEST (test_dive_is_legal)
{
  Case one;
  GengMixture *mixture;
  GengValue value;

  case_init (&one, (guint) _i);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 10, 100, 0, 0);
  while (geng_mixture_fix (mixture, 0.9))
    geng_mixture_settle (mixture, 4, 100, 0, 0);
  geng_mixture_apply (mixture, one.roster);
  value = geng_problem_evaluate (one.problem, one.roster->codes);
  ck_assert_int_eq (value.forbidden, 0);
  ck_assert_int_eq (geng_problem_objective (one.problem, &value), one.roster->price);
  ck_assert_int_ge (one.roster->price, geng_mixture_get_bound (mixture));
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* What members and rows could each do better by is together what is between the roster and the
 * bound, wherever the duals are; and nobody whose line is the best one regrets it. */
START_TEST (test_regrets_are_the_gap)
{
  Case one;
  GengMixture *mixture;
  GengRegret regret;
  g_autofree double *duals = NULL;
  gint64 least[N_MEMBERS];
  double below;

  case_init (&one, (guint) _i);
  duals = g_new0 (double, one.space->first_segment[one.space->n_rows] + 1);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 1 + (guint) _i * 3, 100, 0.3, 0);
  geng_mixture_get_centre (mixture, duals);
  geng_mixture_get_least (mixture, least);
  geng_regret_init (&regret, one.roster, duals, least);
  below = (double) one.roster->price - regret.row_sum - regret.member_sum;
  ck_assert_int_eq (geng_regret_tells (&regret, one.roster),
                    below >= (1 - one.space->params->regret_most) * (double) one.roster->price);
  /* the bound is rounded up */
  ck_assert_double_le (below, (double) geng_mixture_get_bound (mixture) + 0.001);
  ck_assert_double_gt (below, (double) geng_mixture_get_bound (mixture) - 1.001);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      ck_assert_double_ge (regret.member[m], 0);
      regret.member_sum -= regret.member[m];
    }
  for (guint r = 0; r < one.problem->n_cells; r++)
    regret.row_sum -= regret.row[r];
  ck_assert_double_eq_tol (regret.member_sum + regret.row_sum, 0, 0.001);
  geng_regret_clear (&regret);
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* A dive is told how far it can still come: never less than what it comes to, and more the more is
 * fixed.  Where a fixing does no harm it makes no rounds. */
START_TEST (test_dives_know_their_reach)
{
  Case one;
  g_autoptr (GengSolverWindow) window = NULL;
  guint members[N_MEMBERS], n_rounds = 0;

  case_init (&one, (guint) _i);
  for (guint m = 0; m < N_MEMBERS; m++)
    members[m] = m;
  window = geng_solver_window_new (one.roster, members, N_MEMBERS, 0, N_DAYS);
  for (guint way = 0; way < 2; way++)
    {
      GengMixture *mixture = geng_mixture_new (window, &one.arena, &one.budget, NULL);
      gint64 reach, before;

      geng_mixture_settle (mixture, 20, 200, 0, 0);
      before = geng_mixture_get_reach (mixture);
      ck_assert_int_eq (before, geng_mixture_get_bound (mixture));
      for (; geng_mixture_fix (mixture, 0.99); before = reach)
        {
          if (way == 0)
            geng_mixture_mend (mixture, 6, 100, 1);
          else
            geng_mixture_settle (mixture, 6, 100, 0, 0);
          reach = geng_mixture_get_reach (mixture);
          ck_assert_int_ge (reach, before);
        }
      geng_mixture_apply (mixture, one.roster);
      ck_assert (geng_roster_state_is_legal (one.roster));
      ck_assert_int_le (before, one.roster->price);
      if (way == 0)
        n_rounds = geng_mixture_get_n_rounds (mixture);
      else
        ck_assert_uint_le (n_rounds, geng_mixture_get_n_rounds (mixture));
      geng_mixture_free (mixture);
    }
  case_clear (&one);
}
END_TEST

/* A dive that pins days ends with a line for everybody, too; what it has pinned its lines keep, and
 * the bound on all rosters stays what it was. */
START_TEST (test_days_are_pinned)
{
  Case one;
  GengMixture *mixture;
  gint64 bound, reach;

  case_init (&one, (guint) _i);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 20, 200, 0, 0);
  bound = reach = geng_mixture_get_bound (mixture);
  while (geng_mixture_pin_days (mixture, 0.99, 8))
    {
      geng_mixture_mend (mixture, 6, 100, 1);
      ck_assert_int_ge (geng_mixture_get_reach (mixture), reach);
      reach = geng_mixture_get_reach (mixture);
      for (guint j = 0; j < geng_mixture_get_n_columns (mixture); j++)
        ck_assert (geng_allowed_keeps (geng_mixture_get_allowed (mixture),
                                       geng_mixture_get_owner (mixture, j),
                                       geng_mixture_get_line (mixture, j)));
    }
  ck_assert_int_eq (geng_mixture_get_bound (mixture), bound);
  ck_assert_uint_eq (geng_allowed_get_n_fixed (geng_mixture_get_allowed (mixture)), N_MEMBERS);
  geng_mixture_apply (mixture, one.roster);
  ck_assert (geng_roster_state_is_legal (one.roster));
  ck_assert_int_le (reach, one.roster->price);
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

static guint
count_fixings (GengMixture *mixture, gboolean mend)
{
  guint n = 0;

  geng_mixture_settle (mixture, 30, 300, 0, 0);
  for (; geng_mixture_fix (mixture, 0.99); n++)
    if (mend)
      geng_mixture_mend (mixture, 6, 100, 1);
    else
      geng_mixture_settle (mixture, 6, 100, 0, 0);
  geng_mixture_free (mixture);
  return n;
}

/* A dive fixes more at once where that does no harm, and always where it may do any. */
START_TEST (test_dives_leap)
{
  guint leaping = 0, walking = 0, harmed = 0;

  for (guint seed = 1; seed <= 12; seed++)
    {
      Case one;
      GengMixture *mixture;

      case_init (&one, seed);
      leaping += count_fixings (open_window (&one, 0, N_DAYS, NULL), TRUE);
      walking += count_fixings (open_window (&one, 0, N_DAYS, NULL), FALSE);
      mixture = open_window (&one, 0, N_DAYS, NULL);
      /* with a slack that nothing keeps each fixing counts as harm */
      while (geng_mixture_fix (mixture, 2))
        {
          geng_mixture_mend (mixture, 1, 10, -1e9);
          harmed++;
        }
      geng_mixture_free (mixture);
      case_clear (&one);
    }
  ck_assert_uint_lt (leaping, walking);
  /* the last fixing ends a dive */
  ck_assert_uint_eq (harmed, 12 * (N_MEMBERS - 1));
}
END_TEST

/* A spurned line is left even where it is best. */
START_TEST (test_spurned_is_left)
{
  Case one;
  GengMixture *mixture;
  guint8 before[N_DAYS];

  case_init (&one, (guint) _i);
  memcpy (before, one.roster->codes, N_DAYS);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_spurn (mixture);
  geng_mixture_settle (mixture, 10, 100, 0, 0);
  while (geng_mixture_fix (mixture, 0.9))
    geng_mixture_settle (mixture, 4, 100, 0, 0);
  geng_mixture_apply (mixture, one.roster);
  ck_assert_int_ne (memcmp (before, one.roster->codes, N_DAYS), 0);
  geng_mixture_free (mixture);
  case_clear (&one);
}
END_TEST

/* Lines of the pool enter a window spliced into what stands outside it, and legal. */
START_TEST (test_pool_fits_the_window)
{
  Case one;
  GengMixture *mixture;
  GengPool *pool = geng_pool_new (N_MEMBERS, N_DAYS);
  guint n_before;

  case_init (&one, (guint) _i);
  mixture = open_window (&one, 0, N_DAYS, NULL);
  geng_mixture_settle (mixture, 12, 100, 0, 0);
  geng_mixture_stock (mixture, pool);
  geng_mixture_free (mixture);
  mixture = open_window (&one, 4, 10, NULL);
  n_before = geng_mixture_get_n_columns (mixture);
  geng_mixture_draw_on (mixture, pool);
  ck_assert_uint_gt (geng_mixture_get_n_columns (mixture), n_before);
  for (guint j = 0; j < geng_mixture_get_n_columns (mixture); j++)
    {
      guint m = geng_mixture_get_owner (mixture, j);
      const guint8 *line = geng_mixture_get_line (mixture, j);
      const guint8 *standing = one.roster->codes + m * N_DAYS;

      ck_assert_int_eq (geng_problem_evaluate_line (one.problem, m, line).forbidden, 0);
      ck_assert_mem_eq (line, standing, 4);
      ck_assert_mem_eq (line + 10, standing + 10, N_DAYS - 10);
    }
  geng_mixture_free (mixture);
  geng_pool_free (pool);
  case_clear (&one);
}
END_TEST

/* The pool knows a line once and gives up the oldest first. */
START_TEST (test_pool_keeps_the_newest)
{
  GengPool *pool = geng_pool_new (2, 1);
  gboolean oldest = FALSE, newest = FALSE;

  for (guint i = 0; i <= GENG_POOL_LINES; i++)
    for (guint twice = 0; twice < 2; twice++)
      {
        guint8 code = (guint8) i;

        geng_pool_add (pool, 1, &code);
        ck_assert_uint_eq (geng_pool_count (pool, 1), MIN (i + 1, GENG_POOL_LINES));
      }
  ck_assert_uint_eq (geng_pool_count (pool, 0), 0);
  for (guint i = 0; i < GENG_POOL_LINES; i++)
    {
      oldest |= *geng_pool_line (pool, 1, i) == 0;
      newest |= *geng_pool_line (pool, 1, i) == GENG_POOL_LINES;
    }
  ck_assert (newest && !oldest);
  geng_pool_free (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("mixture");
  TCase *tcase = tcase_create ("mixture");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, test_any_start_is_sound, 1, 11);
  tcase_add_loop_test (tcase, test_ascent_is_sound_and_near, 1, 11);
  tcase_add_test (tcase, test_barred_is_not_missed);
  tcase_add_loop_test (tcase, test_the_whole_gap_counts, 1, 5);
  tcase_add_loop_test (tcase, test_pins_stay, 1, 6);
  tcase_add_loop_test (tcase, test_days_ahead_are_priced, 1, 20);
  tcase_add_loop_test (tcase, test_rolling_is_legal, 1, 10);
  tcase_add_test (tcase, test_rolling_keeps_counters);
  tcase_add_loop_test (tcase, test_copy_goes_on_alike, 1, 4);
  tcase_add_loop_test (tcase, test_dive_is_legal, 1, 6);
  tcase_add_loop_test (tcase, test_regrets_are_the_gap, 0, 8);
  tcase_add_loop_test (tcase, test_dives_know_their_reach, 1, 9);
  tcase_add_loop_test (tcase, test_days_are_pinned, 1, 9);
  tcase_add_test (tcase, test_dives_leap);
  tcase_add_loop_test (tcase, test_spurned_is_left, 1, 4);
  tcase_add_loop_test (tcase, test_pool_fits_the_window, 1, 6);
  tcase_add_test (tcase, test_pool_keeps_the_newest);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
