/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which tasks are ripe in which phase of a run, and what their shares are then. */
#include <check.h>

#include "geng-portfolio.h"

#define LONG_DAYS 112

static const GengTask *const tasks[GENG_N_TASKS]
    = { &geng_task_ascent, &geng_task_bound, &geng_task_dive, &geng_task_branch,
        &geng_task_repair };

/* Over a long horizon, where a first dive rolls and does not wait for the bound. */
typedef struct
{
  GengProblem *problem;
  GengSpace *space;
  GengRun run;
  GengPortfolio portfolio;
} Fixture;

static void
set_up (Fixture *f)
{
  f->problem = geng_problem_new (1, LONG_DAYS, 2, NULL);
  ck_assert (geng_problem_seal (f->problem, NULL));
  f->space = geng_space_new (f->problem, &geng_params_standard);
  f->run = (GengRun){ .space = f->space };
  f->portfolio = (GengPortfolio){ .run = &f->run, .n_trails = 1 };
  f->portfolio.root.params = &geng_params_standard;
}

static void
tear_down (Fixture *f)
{
  geng_space_free (f->space);
  geng_problem_free (f->problem);
}

/* The ripe tasks' first letters, but for repair, which always is; a branch is r. */
static const char *
ripe (const Fixture *f, char *letters)
{
  static const char names[] = "abdr";
  guint n = 0;

  for (guint t = 0; t < GENG_TASK_REPAIR; t++)
    if (tasks[t]->is_ripe (&f->portfolio))
      letters[n++] = names[t];
  letters[n] = '\0';
  ck_assert (geng_task_repair.is_ripe (&f->portfolio));
  return letters;
}

static const struct
{
  GengRootStage root;
  GengDivesStage dives;
  const char *ripe;  /* while neighbourhoods gain */
  const char *later; /* where they have long gained nothing */
  const char *busy;  /* while a job has the root: a dive under way has its own copy */
} phases[] = {
  { GENG_ROOT_ASCENDING, GENG_DIVES_NONE, "a", "a", "" },
  /* duals are all that a rolling dive begins from; the root is left to a dive that is due */
  { GENG_ROOT_GATHERING, GENG_DIVES_NONE, "d", "d", "" },
  { GENG_ROOT_GATHERING, GENG_DIVES_ROLLING, "ad", "ad", "d" },
  { GENG_ROOT_GATHERING, GENG_DIVES_WAITING, "a", "a", "" },
  /* the first dives go before the bound, a later one beside it */
  { GENG_ROOT_PROVING, GENG_DIVES_ROLLING, "d", "d", "d" },
  { GENG_ROOT_PROVING, GENG_DIVES_WAITING, "b", "b", "" },
  { GENG_ROOT_PROVING, GENG_DIVES_FIRST, "d", "d", "d" },
  { GENG_ROOT_PROVING, GENG_DIVES_BETWEEN, "b", "d", "" },
  { GENG_ROOT_PROVING, GENG_DIVES_LATER, "bd", "bd", "d" },
  /* nothing is branched before a dive of all days has ended */
  { GENG_ROOT_SETTLED, GENG_DIVES_WAITING, "d", "d", "" },
  { GENG_ROOT_SETTLED, GENG_DIVES_FIRST, "d", "d", "d" },
  { GENG_ROOT_SETTLED, GENG_DIVES_BETWEEN, "r", "d", "" },
  { GENG_ROOT_BRANCHING, GENG_DIVES_BETWEEN, "r", "d", "" },
  { GENG_ROOT_BRANCHING, GENG_DIVES_LATER, "dr", "dr", "d" },
  { GENG_ROOT_CLOSED, GENG_DIVES_BETWEEN, "", "d", "" },
};

START_TEST (each_phase_has_its_tasks)
{
  char letters[GENG_N_TASKS + 1];
  Fixture f;
  GengPortfolio *portfolio = &f.portfolio;
  GengTrail *trail = &portfolio->trails[0];

  set_up (&f);
  portfolio->root.stage = phases[_i].root;
  portfolio->dives = phases[_i].dives;
  ck_assert_str_eq (ripe (&f, letters), phases[_i].ripe);
  trail->n_barren = (guint) geng_params_standard.dive_barren;
  ck_assert_str_eq (ripe (&f, letters), phases[_i].later);
  trail->n_barren--;
  ck_assert_str_eq (ripe (&f, letters), phases[_i].ripe);
  portfolio->root.busy = TRUE;
  ck_assert_str_eq (ripe (&f, letters), phases[_i].busy);
  tear_down (&f);
}
END_TEST

/* What a dive came to has its time beside the other roster before another dive begins. */
START_TEST (two_trails_are_enough)
{
  Fixture f;

  set_up (&f);
  f.portfolio.root.stage = GENG_ROOT_CLOSED;
  f.portfolio.dives = GENG_DIVES_BETWEEN;
  f.portfolio.trails[0].n_barren = (guint) geng_params_standard.dive_barren;
  ck_assert (geng_task_dive.is_ripe (&f.portfolio));
  f.portfolio.n_trails = 2;
  ck_assert (!geng_task_dive.is_ripe (&f.portfolio));
  tear_down (&f);
}
END_TEST

/* The shares are those of the table: a dive's and the bound's change when the first has ended. */
START_TEST (shares_are_of_the_table)
{
  const GengParams *params = &geng_params_standard;
  Fixture f;
  GengPortfolio *portfolio = &f.portfolio;

  set_up (&f);
  portfolio->root.stage = GENG_ROOT_SETTLED;
  ck_assert_double_eq (geng_task_ascent.share (portfolio), params->ascent_share);
  ck_assert_double_eq (geng_task_repair.share (portfolio), 1);
  for (guint stage = GENG_DIVES_NONE; stage <= GENG_DIVES_LATER; stage++)
    {
      gboolean ended = stage == GENG_DIVES_BETWEEN || stage == GENG_DIVES_LATER;

      portfolio->dives = stage;
      ck_assert_double_eq (geng_task_dive.share (portfolio),
                           ended ? params->dive_later : params->dive_share);
      ck_assert_double_eq (geng_task_bound.share (portfolio),
                           ended ? params->bound_later : params->bound_share);
    }
  ck_assert_double_eq (geng_task_branch.share (portfolio), params->bound_later);
  portfolio->trails[0].n_barren = (guint) params->dive_barren + 1;
  ck_assert_double_eq (geng_task_branch.share (portfolio), params->branch_share);
  tear_down (&f);
}
END_TEST

#define N_CELLS 1000

/* What a neighbourhood can be drawn from. */
static void
set_out (Fixture *f)
{
  GengPortfolio *portfolio = &f->portfolio;
  GengTrail *trail = &portfolio->trails[0];

  f->problem = geng_problem_new (1, LONG_DAYS, 2, NULL);
  for (guint i = 0; i < N_CELLS; i++)
    geng_problem_add_cell (f->problem, &(GengRange){ 0, 0, 1, 1, FALSE }, 1);
  ck_assert (geng_problem_seal (f->problem, NULL));
  f->space = geng_space_new (f->problem, &geng_params_standard);
  f->run = (GengRun){ .space = f->space };
  *portfolio = (GengPortfolio){ .run = &f->run, .n_trails = 1 };
  trail->roster = geng_roster_state_new (f->space);
  trail->best = geng_roster_state_new (f->space);
  geng_roster_state_set (trail->roster, 0, (const guint8[LONG_DAYS]){ GENG_OFF });
  portfolio->pool = geng_pool_new (1, LONG_DAYS);
  portfolio->least = g_new0 (gint64, 1);
  portfolio->cell_day = g_new (guint, N_CELLS);
  for (guint i = 0; i < N_CELLS; i++)
    portfolio->cell_day[i] = LONG_DAYS;
  portfolio->member_claims = g_new0 (guint, 1);
  portfolio->cell_claims = g_new0 (guint, N_CELLS);
  geng_shapes_init (&portfolio->shapes, f->space);
}

static void
put_away (Fixture *f)
{
  GengPortfolio *portfolio = &f->portfolio;

  geng_roster_state_free (portfolio->trails[0].roster);
  geng_roster_state_free (portfolio->trails[0].best);
  geng_pool_free (portfolio->pool);
  g_clear_pointer (&portfolio->duals, g_atomic_rc_box_release);
  g_free (portfolio->least);
  g_free (portfolio->cell_day);
  g_free (portfolio->member_claims);
  g_free (portfolio->cell_claims);
  tear_down (f);
}

/* What takes time counts, also where nothing comes of it: each cell is weighed twice, and the
 * member is looked at; by regret also each row, and his every day; at four a unit. */
START_TEST (drawing_counts)
{
  const guint64 plain = (2 * N_CELLS + 1) / GENG_CELLS_A_UNIT,
                regretful = (3 * N_CELLS + 1 + LONG_DAYS) / GENG_CELLS_A_UNIT;
  guint n_regretful = 0;
  Fixture f;

  set_out (&f);
  for (guint j = 0; j < 20; j++)
    {
      GengJob job = { .task = &geng_task_repair, .number = j };

      if (j == 10)
        f.portfolio.duals = g_atomic_rc_box_alloc0 ((f.space->first_segment[f.space->n_rows] + 1)
                                                    * sizeof (double));
      geng_random_init (&job.random, 1, j);
      geng_task_repair.draw (&f.portfolio, &job);
      ck_assert (job.drawn == plain || (j >= 10 && job.drawn == regretful));
      n_regretful += job.drawn == regretful;
      geng_task_repair.free (&job);
    }
  ck_assert_uint_gt (n_regretful, 0);
  put_away (&f);
}
END_TEST

int
main (void)
{
  TCase *tcase = tcase_create ("tasks");
  Suite *suite = suite_create ("tasks");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, each_phase_has_its_tasks, 0, G_N_ELEMENTS (phases));
  tcase_add_test (tcase, two_trails_are_enough);
  tcase_add_test (tcase, shares_are_of_the_table);
  tcase_add_test (tcase, drawing_counts);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
