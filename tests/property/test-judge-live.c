/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-random.h"
#include "random-station.h"

/*
 * A judge who follows a roster says after every edit what a judge who reads it from scratch says;
 * and an undo list takes all of the edits back.  test-judge-live [EDITS]
 */

#ifdef __SANITIZE_ADDRESS__
#define EDITS 2000
#else
#define EDITS 4000
#endif
#define EDITS_A_STATION 100

static guint n_edits = EDITS;

static gpointer
any (GListModel *list, GengRandom *random)
{
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GObject) item
      = n > 0 ? g_list_model_get_item (list, geng_random_below (random, n)) : NULL;

  return item; /* the list keeps it */
}

static char *
describe (GengJudgement *judgement)
{
  g_autofree char *json = geng_judgement_to_json (judgement);

  return g_steal_pointer (&json);
}

static void
toggle_leave (RandomCase *random_case, GengMember *member, const GDate *date, GengRandom *random)
{
  GengStation *station = random_case->station;
  gpointer old = any (geng_station_get_requests (station), random);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, date, date);

  if (old != NULL && geng_random_below (random, 2) == 0)
    geng_station_remove (station, old, NULL);
  else
    geng_station_add_request (station, leave, NULL);
}

static void
toggle_aside (GengRoster *roster, GengMember *member, const GDate *since)
{
  g_autoptr (GengSetAside) one = geng_set_aside_new (member, since, TRUE, "rest; nights");

  if (!geng_roster_remove_set_aside (roster, member))
    geng_roster_add_set_aside (roster, one);
}

/* Mostly duties, as somebody drags them; now and then leave. */
static void
edit (RandomCase *random_case, GengRoster *roster, GengRandom *random)
{
  GengStation *station = random_case->station;
  GengMember *member = any (geng_station_get_members (station), random);
  guint n_days = geng_roster_get_n_days (roster);
  GDate date = random_case->first;
  GengDuty *duty;

  g_date_add_days (&date, geng_random_below (random, n_days));
  duty = geng_roster_lookup (roster, member, &date);
  switch (geng_random_below (random, 20))
    {
    case 0:
      toggle_leave (random_case, member, &date, random);
      break;
    case 1:
    case 2:
      if (duty != NULL)
        geng_duty_set_pinned (duty, !geng_duty_get_pinned (duty));
      break;
    case 3:
    case 4:
    case 5:
    case 6:
      geng_roster_clear (roster, member, &date);
      break;
    case 7:
    case 8:
      if (duty != NULL)
        geng_roster_move (roster, duty, any (geng_station_get_members (station), random), &date,
                          NULL);
      break;
    case 9:
      toggle_aside (roster, member, &date);
      break;
    default:
      geng_roster_assign (roster, member, &date, any (geng_station_get_shifts (station), random),
                          any (geng_station_get_posts (station), random), NULL);
    }
}

static void
add_all (GHashTable *set, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    g_hash_table_add (set, findings->pdata[i]);
}

/* What came and went takes the old findings to the new ones. */
static void
on_changed (GengJudge *judge, GPtrArray *came, GPtrArray *went, gpointer user_data)
{
  GHashTable *known = user_data;

  for (guint i = 0; i < went->len; i++)
    g_hash_table_remove (known, went->pdata[i]);
  add_all (known, came);
}

static void
compare (GengJudge *judge, RandomCase *random_case, GengRoster *roster, guint64 seed)
{
  GengJudgement *followed = geng_judge_get_judgement (judge);
  g_autoptr (GengJudgement) fresh
      = geng_judgement_new (roster, random_case->history, random_case->base, NULL);
  g_autofree char *one = describe (followed);
  g_autofree char *other = describe (fresh);

  ck_assert_msg (strcmp (one, other) == 0, "seed %" G_GUINT64_FORMAT "\nfollowed:\n%s\nfresh:\n%s",
                 seed, one, other);
}

/* Of somebody, of a day, of both: what is listed is what a look through all findings has. */
static void
check_about (GengJudge *judge, GengMember *member, const GDate *date)
{
  g_autoptr (GPtrArray) all = geng_judgement_list_findings (geng_judge_get_judgement (judge));
  g_autoptr (GPtrArray) some = geng_judge_list_about (judge, member, date);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      GengFinding *finding = all->pdata[i];
      g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
      gboolean about = member == NULL;

      for (guint m = 0; m < members->len; m++)
        about = about || members->pdata[m] == member;
      if (date != NULL)
        about = about
                && g_date_get_julian (date) >= g_date_get_julian (geng_finding_get_first (finding))
                && g_date_get_julian (date) <= g_date_get_julian (geng_finding_get_last (finding));
      if (about)
        ck_assert (n < some->len && some->pdata[n++] == finding);
    }
  ck_assert_uint_eq (n, some->len);
}

static void
look_around (GengJudge *judge, RandomCase *random_case, GengRandom *random)
{
  GengMember *member = any (geng_station_get_members (random_case->station), random);
  GDate date = random_case->first;

  g_date_add_days (&date, geng_random_below (random, (guint) g_date_days_between (
                                                         &random_case->first, &random_case->last)
                                                         + 1));
  check_about (judge, NULL, NULL);
  check_about (judge, member, NULL);
  check_about (judge, NULL, &date);
  check_about (judge, member, &date);
}

static void
follow (guint64 seed)
{
  g_autoptr (RandomCase) random_case = random_case_new (seed);
  GengRandom random;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengJudge) judge = NULL;
  g_autoptr (GengUndo) undo = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *station_before = geng_station_to_json (random_case->station);
  g_autofree char *station_after = NULL;

  geng_random_init (&random, seed, 0);
  roster = random_roster (random_case, &random, 0.6);
  judge = geng_judge_new (roster, random_case->history, random_case->base, NULL);
  undo = geng_undo_new (random_case->station);
  geng_undo_set_limit (undo, 10 * EDITS_A_STATION);
  ck_assert (geng_undo_add_roster (undo, roster, NULL));
  before = geng_roster_to_json (roster);
  for (guint i = 0; i < EDITS_A_STATION; i++)
    {
      edit (random_case, roster, &random);
      compare (judge, random_case, roster, seed);
    }
  look_around (judge, random_case, &random);
  while (geng_undo_undo (undo))
    ;
  after = geng_roster_to_json (roster);
  ck_assert_str_eq (before, after);
  station_after = geng_station_to_json (random_case->station);
  ck_assert_str_eq (station_before, station_after);
  compare (judge, random_case, roster, seed);
}

START_TEST (as_from_scratch)
{
  for (guint64 seed = 1; seed <= n_edits / EDITS_A_STATION; seed++)
    follow (seed);
}
END_TEST

/* The findings that the signal tells of are those of the judgement, object by object. */
START_TEST (what_came_and_went)
{
  g_autoptr (RandomCase) random_case = random_case_new (7);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) findings = NULL;
  GengRandom random;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengJudge) judge = NULL;

  geng_random_init (&random, 7, 0);
  roster = random_roster (random_case, &random, 0.6);
  judge = geng_judge_new (roster, random_case->history, random_case->base, NULL);
  findings = geng_judgement_list_findings (geng_judge_get_judgement (judge));
  add_all (known, findings);
  g_signal_connect (judge, "changed", G_CALLBACK (on_changed), known);
  for (guint i = 0; i < 200; i++)
    {
      GDate date = random_case->first;
      GengMember *member = any (geng_station_get_members (random_case->station), &random);

      g_date_add_days (&date, geng_random_below (&random, geng_roster_get_n_days (roster)));
      if (!geng_roster_clear (roster, member, &date))
        geng_roster_assign (roster, member, &date,
                            any (geng_station_get_shifts (random_case->station), &random),
                            any (geng_station_get_posts (random_case->station), &random), NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_ptr_array_unref (findings);
      findings = geng_judgement_list_findings (geng_judge_get_judgement (judge));
      ck_assert_uint_eq (g_hash_table_size (known), findings->len);
      for (guint j = 0; j < findings->len; j++)
        ck_assert (g_hash_table_contains (known, findings->pdata[j]));
    }
}
END_TEST

/* (transfer full): the finding of a limit of his */
static GengFinding *
find_limit (GengJudge *judge, GengMember *member)
{
  g_autoptr (GPtrArray) some = geng_judge_list_about (judge, member, NULL);

  for (guint i = 0; i < some->len; i++)
    if (g_str_equal (geng_finding_get_rule (some->pdata[i]), "limit"))
      return g_object_ref (some->pdata[i]);
  return NULL;
}

static gboolean
still_says (GengJudge *judge, GengFinding *finding)
{
  g_autoptr (GPtrArray) all = geng_judgement_list_findings (geng_judge_get_judgement (judge));

  return g_ptr_array_find (all, finding, NULL);
}

static void
count_told (GengJudge *judge, GPtrArray *came, GPtrArray *went, gpointer user_data)
{
  *(guint *) user_data += came->len + went->len;
}

/* What is said again keeps its finding, whichever day of somebody else changes, also where he asks
 * for leave; and where all is read anew, and every finding is another, nobody is told of one that
 * says the same, and everybody of what is new. */
START_TEST (what_stays_is_the_same_finding)
{
  g_autoptr (RandomCase) random_case = random_case_new (7);
  GengStation *station = random_case->station;
  GListModel *members = geng_station_get_members (station);
  g_autoptr (GengMember) one = g_list_model_get_item (members, 0);
  g_autoptr (GengMember) other = g_list_model_get_item (members, 1);
  g_autoptr (GengShift) shift = g_list_model_get_item (geng_station_get_shifts (station), 0);
  g_autoptr (GengPost) post = g_list_model_get_item (geng_station_get_posts (station), 0);
  g_autoptr (GengRule) none = geng_rule_new ("limit", "duties per period ..0 soft 7");
  g_autoptr (GengRule) none_of_other = geng_rule_new ("limit", "duties per period ..0 soft 8");
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, other, &random_case->first, &random_case->first);
  g_autoptr (GengRoster) roster
      = geng_roster_new (station, &random_case->first, &random_case->last, NULL);
  g_autoptr (GengJudge) judge = NULL;
  g_autoptr (GengFinding) kept = NULL;
  guint n_told = 0;

  geng_member_add_rule (one, none);
  geng_roster_assign (roster, one, &random_case->first, shift, post, NULL);
  judge = geng_judge_new (roster, NULL, NULL, NULL);
  kept = find_limit (judge, one);
  ck_assert_ptr_nonnull (kept);
  for (guint d = 0; d < geng_roster_get_n_days (roster); d++)
    {
      GDate date = random_case->first;

      g_date_add_days (&date, d);
      geng_roster_assign (roster, other, &date, shift, post, NULL);
      ck_assert (still_says (judge, kept));
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  ck_assert (geng_station_add_request (station, leave, NULL));
  ck_assert (still_says (judge, kept));
  g_signal_connect (judge, "changed", G_CALLBACK (count_told), &n_told);
  geng_station_set_duty_phone (station, "110");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  ck_assert (!still_says (judge, kept));
  ck_assert_uint_eq (n_told, 0);
  geng_member_add_rule (other, none_of_other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  ck_assert_uint_gt (n_told, 0);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("judge-live");
  TCase *tcase = tcase_create ("judge-live");
  SRunner *runner = srunner_create (suite);
  int failed;

  if (argc > 1)
    n_edits = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  tcase_set_timeout (tcase, 3600);
  tcase_add_test (tcase, as_from_scratch);
  tcase_add_test (tcase, what_came_and_went);
  tcase_add_test (tcase, what_stays_is_the_same_finding);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
