/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-problem-map.h"
#include "geng-problem-scout.h"
#include "geng-random.h"

/* A mapped problem says the same as a plain one in which everybody has every code: for rosters in
 * which people serve what they may, and joined people the same, both cost as much. */

#define N_SEEDS 400
#define N_DAYS 4
#define N_DUTIES 6
#define N_PEOPLE 5

typedef struct
{
  GengRandom random;
  gboolean may[N_PEOPLE][N_DUTIES]; /* off aside */
  guint n_joined;                   /* the people 1, 3, … of them are one line */
  gboolean alone;                   /* those present serve without the others */
  guint8 present[N_DAYS * 3];
} Station;

/* Out of order, so that the first of the line is not the first that is named. */
static const guint joined[] = { 3, 1, 4 };

static gboolean
is_present (const Station *station, guint place, guint day)
{
  return !station->alone || station->present[day * station->n_joined + place];
}

static void
station_init (Station *station, guint64 seed)
{
  memset (station, 0, sizeof *station);
  geng_random_init (&station->random, seed, 0);
  station->n_joined = geng_random_below (&station->random, 3);
  station->n_joined += station->n_joined > 0 ? 1 : 0;
  station->alone = geng_random_below (&station->random, 2) != 0;
  for (guint i = 0; i < N_DAYS * station->n_joined; i++)
    station->present[i] = geng_random_below (&station->random, 3) != 0;
  for (guint p = 0; p < N_PEOPLE; p++)
    for (guint c = 1; c < N_DUTIES; c++)
      station->may[p][c] = geng_random_below (&station->random, 3) != 0;
}

/* -- the same calls to both problems -- */

static gint32
random_price (GengRandom *random)
{
  return geng_random_below (random, 4) == 0 ? GENG_FORBIDDEN
                                            : (gint32) geng_random_below (random, 9);
}

static void
add_person (GengProblem *problem, GengRandom *random, guint p)
{
  guint8 set[N_DUTIES], days[N_DAYS];
  gint32 weights[N_DAYS * N_DUTIES], groups[N_DAYS] = { 0, 0, -1, 1 };
  GengRange range = { 1, 2, random_price (random), random_price (random), FALSE };
  GengRunLimit run = { p, 0, 2, 2, random_price (random), random_price (random), 1, TRUE };
  GengPattern pattern = { p, 2, { 0 }, 0, 1, random_price (random) };
  GengSpan span = { .member = p, .n_days = 3, .before = { 1, 0 }, .known = 1 };

  for (guint c = 0; c < N_DUTIES; c++)
    set[c] = geng_random_below (random, 2) != 0;
  for (guint d = 0; d < N_DAYS; d++)
    days[d] = geng_random_below (random, 3) != 0;
  for (guint i = 0; i < N_DAYS * N_DUTIES; i++)
    weights[i] = (gint32) geng_random_below (random, 3);
  run.code_set = pattern.code_set[0] = geng_problem_add_code_set (problem, set);
  set[geng_random_below (random, N_DUTIES)] ^= 1;
  pattern.code_set[1] = geng_problem_add_code_set (problem, set);
  pattern.starts = geng_problem_add_day_set (problem, days);
  span.weights = geng_problem_add_weights (problem, weights);
  geng_problem_add_run_limit (problem, &run);
  geng_problem_add_pattern (problem, &pattern);
  geng_problem_add_span (problem, &span, &range, 1);
  geng_problem_add_counter (
      problem, p, span.weights,
      geng_random_below (random, 2) == 0 ? -1 : (gint) geng_problem_add_groups (problem, groups), 0,
      &range, 1);
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 0; c < N_DUTIES; c++)
      {
        geng_problem_add_cost (problem, p, d, c, (gint32) geng_random_below (random, 30) - 15);
        if (d + 1 < N_DAYS && geng_random_below (random, 3) == 0)
          geng_problem_forbid_succession (problem, p, d, c, geng_random_below (random, N_DUTIES));
      }
}

static void
add_cells (GengProblem *problem, GengRandom *random)
{
  for (guint k = 0; k < 3; k++)
    {
      GengRange range = { 1, 2, random_price (random), random_price (random), k == 0 };
      guint cell = geng_problem_add_cell (problem, &range, 1);

      for (guint p = 0; p < N_PEOPLE; p++)
        for (guint d = 0; d < N_DAYS; d++)
          for (guint c = 0; c < N_DUTIES; c++)
            geng_problem_feed (problem, cell, p, d, c, (gint32) geng_random_below (random, 3) - 1);
    }
}

static void
build (GengProblem *problem, guint64 seed)
{
  GengRandom random;

  geng_random_init (&random, seed, 1);
  for (guint p = 0; p < N_PEOPLE; p++)
    add_person (problem, &random, p);
  add_cells (problem, &random);
  problem->gap_price = 1;
  ck_assert (geng_problem_seal (problem, NULL));
}

static GengProblem *
mapped_problem (const Station *station, guint64 seed)
{
  GengProblem *problem = geng_problem_new_mapped (N_PEOPLE, N_DAYS, N_DUTIES, NULL);

  for (guint p = 0; p < N_PEOPLE; p++)
    {
      guint16 duties[N_DUTIES];
      guint n = 0;

      for (guint16 c = 1; c < N_DUTIES; c++)
        if (station->may[p][c])
          duties[n++] = c;
      geng_problem_set_duties (problem, p, duties, n);
    }
  if (station->n_joined > 0)
    geng_problem_join (problem, joined, station->n_joined,
                       station->alone ? station->present : NULL);
  build (problem, seed);
  return problem;
}

/* -- rosters -- */

/* What the joined people serve on a day: all present ones the same, or nothing. */
static void
random_joined_day (Station *station, guint day, guint16 *duties)
{
  guint duty = geng_random_below (&station->random, N_DUTIES);
  gboolean fine = TRUE;

  for (guint i = 0; i < station->n_joined; i++)
    fine = fine && (!is_present (station, i, day) || station->may[joined[i]][duty]);
  for (guint i = 0; i < station->n_joined; i++)
    duties[joined[i] * N_DAYS + day]
        = (guint16) (fine && is_present (station, i, day) ? duty : GENG_OFF);
}

static void
random_roster (Station *station, guint16 *duties)
{
  for (guint d = 0; d < N_DAYS; d++)
    {
      for (guint p = 0; p < N_PEOPLE; p++)
        {
          guint duty = geng_random_below (&station->random, N_DUTIES);

          duties[p * N_DAYS + d] = (guint16) (station->may[p][duty] ? duty : GENG_OFF);
        }
      random_joined_day (station, d, duties);
    }
}

START_TEST (test_mapped_is_plain)
{
  guint n_legal = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Station station;
      g_autoptr (GengProblem) plain = geng_problem_new (N_PEOPLE, N_DAYS, N_DUTIES, NULL);
      g_autoptr (GengProblem) mapped = NULL;

      station_init (&station, seed);
      mapped = mapped_problem (&station, seed);
      build (plain, seed);
      ck_assert_uint_eq (mapped->n_members,
                         N_PEOPLE - (station.n_joined > 0 ? station.n_joined - 1 : 0));
      ck_assert_uint_le (mapped->n_codes, station.alone ? 4 * N_DUTIES : N_DUTIES);
      for (guint r = 0; r < 5; r++)
        {
          guint16 duties[N_PEOPLE * N_DAYS], again[N_PEOPLE * N_DAYS];
          guint8 codes[N_PEOPLE * N_DAYS], plain_codes[N_PEOPLE * N_DAYS];
          GengValue a, b;

          random_roster (&station, duties);
          ck_assert (geng_problem_encode (mapped, duties, codes));
          ck_assert (geng_problem_encode (plain, duties, plain_codes));
          geng_problem_decode (mapped, codes, again);
          ck_assert_mem_eq (duties, again, sizeof duties);
          a = geng_problem_evaluate (mapped, codes);
          b = geng_problem_evaluate (plain, plain_codes);
          ck_assert_int_eq (a.gaps, b.gaps);
          ck_assert_int_eq (a.cost * mapped->unit, b.cost * plain->unit);
          /* what is forbidden to two people of a line is one prohibition */
          ck_assert_int_eq (a.forbidden == 0, b.forbidden == 0);
          n_legal += a.forbidden == 0;
        }
    }
  ck_assert_uint_gt (n_legal, 20);
}
END_TEST

/* What joined people cannot do together has no code or is forbidden. */
START_TEST (test_joined_apart)
{
  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      Station station;
      g_autoptr (GengProblem) mapped = NULL;
      guint8 codes[N_PEOPLE * N_DAYS] = { 0 };
      guint line;

      station_init (&station, seed);
      if (station.n_joined == 0)
        continue;
      mapped = mapped_problem (&station, seed);
      line = geng_problem_get_line (mapped, joined[0]);
      ck_assert_uint_eq (geng_problem_get_person (mapped, line), 1);
      for (guint d = 0; d < N_DAYS; d++)
        for (guint c = 1; c < mapped->n_codes; c++)
          {
            guint16 duties[N_PEOPLE * N_DAYS];
            guint duty = 0;

            if (GENG_PROBLEM_COST (mapped, line, d)[c] == GENG_FORBIDDEN)
              continue;
            codes[line * N_DAYS + d] = (guint8) c;
            geng_problem_decode (mapped, codes, duties);
            codes[line * N_DAYS + d] = 0;
            for (guint i = 0; i < station.n_joined; i++)
              {
                guint his = duties[joined[i] * N_DAYS + d];

                ck_assert_int_eq (his != GENG_OFF, is_present (&station, i, d));
                ck_assert (his == GENG_OFF || duty == 0 || his == duty);
                duty = his != GENG_OFF ? his : duty;
              }
          }
    }
}
END_TEST

/* A scout finds what somebody may serve on any day. */
START_TEST (test_scout)
{
  g_autoptr (GengProblem) scout = geng_problem_new_scout (2, 3, 900, NULL);
  GengRange range = { 0, 1, 1, 1, FALSE };
  guint cell = geng_problem_add_cell (scout, &range, 1);

  for (guint c = 1; c < 900; c++)
    for (guint d = 0; d < 3; d++)
      {
        geng_problem_feed (scout, cell, 0, d, c, 1);
        geng_problem_add_cost (scout, 1, d, c, 5);
        if (c != 40 && !(c == 899 && d == 2))
          geng_problem_forbid (scout, 0, d, c);
      }
  for (guint p = 0; p < 2; p++)
    {
      g_autoptr (GArray) duties = geng_problem_scout_duties (scout, p);

      ck_assert_uint_eq (duties->len, p == 0 ? 2 : 899);
      ck_assert_uint_eq (g_array_index (duties, guint16, 0), p == 0 ? 40 : 1);
    }
  ck_assert (geng_problem_is_forbidden (scout, 0, 1, 899));
  ck_assert (!geng_problem_is_forbidden (scout, 0, 2, 899));
}
END_TEST

#define SCOUTED 40
#define OWN 3

/* Against a table of everything.  Of each person all duties but three are closed, day by day as
 * rules say it and once more in another order; of the three one is never forbidden, one on a day,
 * and one on all days but the last.  Days are kept of two. */
START_TEST (test_scout_keeps_days_of_own_duties)
{
  gboolean table[N_PEOPLE][N_DAYS][SCOUTED] = { 0 };
  GengScout *scout = geng_scout_new (N_PEOPLE, N_DAYS, SCOUTED);

  for (guint p = 0; p < N_PEOPLE; p++)
    for (guint c = 1; c < SCOUTED; c++)
      for (guint d = 0; d < N_DAYS; d++)
        {
          guint own = (c + p) % SCOUTED;

          if (own == 1 || (own == 2 && d != 1) || (own == OWN && d + 1 == N_DAYS))
            continue;
          table[p][d][c] = TRUE;
          geng_scout_forbid (scout, p, d, c);
        }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < SCOUTED; c++)
      for (guint p = 0; p < N_PEOPLE; p++)
        if (table[p][d][c])
          geng_scout_forbid (scout, p, d, c);
  for (guint p = 0; p < N_PEOPLE; p++)
    for (guint c = 1; c < SCOUTED; c++)
      {
        gboolean open = FALSE;

        for (guint d = 0; d < N_DAYS; d++)
          {
            ck_assert_int_eq (geng_scout_is_forbidden (scout, p, d, c), table[p][d][c]);
            open |= !table[p][d][c];
          }
        ck_assert_int_eq (geng_scout_is_open (scout, p, c), open);
      }
  /* two of each but of those to whom one of these is no duty: off */
  ck_assert_uint_eq (geng_scout_count_rows (scout), 2 * N_PEOPLE - 2);
  geng_scout_free (scout);
}
END_TEST

/* A station of 900 duties of which everybody has few; 250 are too many for one. */
START_TEST (test_sizes)
{
  for (guint n = 248; n < 251; n++)
    {
      g_autoptr (GengProblem) problem = geng_problem_new_mapped (20, 31, 900, NULL);
      g_autoptr (GError) error = NULL;
      guint16 duties[250];

      for (guint i = 0; i < n; i++)
        duties[i] = (guint16) (i + 300);
      geng_problem_set_duties (problem, 19, duties, n);
      geng_problem_add_cost (problem, 19, 30, 300, 7);
      geng_problem_add_cost (problem, 0, 30, 300, 7);
      if (n < 250)
        {
          ck_assert (geng_problem_seal (problem, NULL));
          ck_assert_uint_eq (problem->n_codes, n + 1);
          ck_assert_int_eq (GENG_PROBLEM_COST (problem, 19, 30)[1] * problem->unit, 7);
        }
      else
        {
          ck_assert (!geng_problem_seal (problem, &error));
          ck_assert (g_error_matches (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE));
        }
    }
}
END_TEST

START_TEST (test_refused)
{
  const guint twice[] = { 0, 0 }, nobody[] = { 0, 2 }, pair[] = { 0, 1 };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GengProblem) problem = geng_problem_new_mapped (2, 1, 3, NULL);
      g_autoptr (GError) error = NULL;

      geng_problem_join (problem, i == 0 ? twice : i == 1 ? nobody : pair, i == 2 ? 1 : 2, NULL);
      if (i == 3)
        geng_problem_join (problem, pair, 2, NULL);
      geng_problem_add_cost (problem, 0, 0, 1, 4);
      ck_assert (!geng_problem_seal (problem, &error));
      ck_assert (g_error_matches (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("map");
  TCase *tests = tcase_create ("map");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, test_mapped_is_plain);
  tcase_add_test (tests, test_joined_apart);
  tcase_add_test (tests, test_scout);
  tcase_add_test (tests, test_scout_keeps_days_of_own_duties);
  tcase_add_test (tests, test_sizes);
  tcase_add_test (tests, test_refused);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
