/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <stdlib.h>

#include "random-station.h"

/*
 * A trial looks at one member, one day and few posts; the judge looks at everything.  Of rosters
 * that heed no rule, each of those who could step in or cannot must be told the same by both.
 */

/* How many stations; more with an argument. */
static guint64 n_stations = 150;
/* How many who could step in or cannot were looked at. */
static guint64 n_compared;

/* The kit of days that lie further off than the neighbours is not looked at by a trial, and what
 * the rules say of the one who leaves is not held against the one who comes. */
static gboolean
is_fresh (GengFinding *finding, GengMember *left)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  return geng_finding_get_severity (finding) == GENG_SEVERITY_HARD
         && !g_str_equal (geng_finding_get_rule (finding), "kit")
         && (left == NULL || members->len != 1 || members->pdata[0] != left);
}

static gboolean
breaks_rules (GengTrial *trial, GengMember *left)
{
  g_autoptr (GPtrArray) fresh = geng_trial_list_fresh (trial);

  for (guint i = 0; i < fresh->len; i++)
    if (is_fresh (fresh->pdata[i], left))
      return TRUE;
  return FALSE;
}

static gboolean
is_kit (GengCover *cover)
{
  return g_strcmp0 (geng_cover_get_rule (cover), "kit") == 0;
}

static gboolean
is_busy (GengCover *cover)
{
  return g_strcmp0 (geng_cover_get_rule (cover), "busy") == 0
         || g_strcmp0 (geng_cover_get_rule (cover), "there") == 0;
}

/* @left: (nullable): who gives the duty up */
static void
compare (guint64 seed,
         GengRoster *before,
         GengRoster *history,
         GengCover *cover,
         const GDate *date,
         GengPost *post,
         GengMember *left)
{
  g_autoptr (GengRoster) after = geng_roster_copy (before);
  g_autoptr (GengTrial) trial = NULL;
  const GengScore *old, *new;
  g_autofree char *place = g_strdup_printf (
      "seed %" G_GUINT64_FORMAT ", %s on the %u.", seed,
      geng_entity_get_id (GENG_ENTITY (geng_cover_get_member (cover))), g_date_get_day (date));

  if (left != NULL)
    geng_roster_clear (after, left, date);
  ck_assert_msg (geng_roster_assign (after, geng_cover_get_member (cover), date,
                                     geng_cover_get_shift (cover), post, NULL)
                     != NULL,
                 "%s", place);
  trial = geng_trial_new_compare (before, after, history, NULL);
  old = geng_judgement_get_score (geng_trial_get_before (trial));
  new = geng_judgement_get_score (geng_trial_get_after (trial));
  ck_assert_msg (new->gaps - old->gaps == geng_cover_get_gaps (cover), "%s: gaps", place);
  ck_assert_msg (new->cost - old->cost == geng_cover_get_cost (cover), "%s: cost", place);
  if (!is_kit (cover))
    ck_assert_msg (geng_cover_get_possible (cover) == !breaks_rules (trial, left), "%s: rules",
                   place);
  n_compared++;
}

static void
compare_all (guint64 seed,
             GengRoster *roster,
             GengRoster *history,
             GPtrArray *covers,
             const GDate *date,
             GengPost *post,
             GengMember *left)
{
  for (guint i = 0; i < covers->len; i++)
    /* what a reserve leaves who is called is held against nobody */
    if (!is_busy (covers->pdata[i]) && !geng_cover_get_reserve (covers->pdata[i]))
      compare (seed, roster, history, covers->pdata[i], date, post, left);
}

static void
look_at_gap (guint64 seed, GengRoster *roster, GengRoster *history, GengRandom *random)
{
  g_autoptr (GengJudgement) judgement = geng_judge (roster, history, NULL);
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);
  g_autoptr (GPtrArray) covers = NULL;
  GengGap *gap;

  if (gaps->len == 0)
    return;
  gap = gaps->pdata[geng_random_below (random, gaps->len)];
  covers = geng_cover_list_for_gap (roster, history, gap, NULL);
  ck_assert_ptr_nonnull (covers);
  compare_all (seed, roster, history, covers, geng_gap_get_date (gap),
               geng_demand_get_post (geng_gap_get_demand (gap)), NULL);
}

static void
look_at_duty (guint64 seed, GengRoster *roster, GengRoster *history, GengRandom *random)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  g_autoptr (GPtrArray) covers = NULL;
  GengDuty *duty;

  if (duties->len == 0)
    return;
  duty = duties->pdata[geng_random_below (random, duties->len)];
  covers = geng_cover_list_for_duty (roster, history, duty, NULL);
  ck_assert_ptr_nonnull (covers);
  compare_all (seed, roster, history, covers, geng_duty_get_date (duty), geng_duty_get_post (duty),
               geng_duty_get_member (duty));
}

START_TEST (a_trial_says_what_the_judge_says)
{
  for (guint64 seed = 1; seed <= n_stations; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);
      g_autoptr (GengRoster) roster = NULL;
      GengRandom random;

      geng_random_init (&random, seed, 1);
      roster = random_roster (random_case, &random, 0.4);
      look_at_gap (seed, roster, random_case->history, &random);
      look_at_duty (seed, roster, random_case->history, &random);
    }
  ck_assert_uint_gt (n_compared, n_stations);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("covers");
  TCase *tcase = tcase_create ("covers");
  SRunner *runner;
  int n_failed;

  if (argc > 1)
    n_stations = g_ascii_strtoull (argv[1], NULL, 10);
  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, a_trial_says_what_the_judge_says);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
