/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-compile.h"
#include "geng-rule-def.h"
#include "random-zone.h"

/* The judge reads the rosters, the solver reads lines and cells: on any roster of any station they
 * agree. */

#define N_STATIONS 250
/* Of those stations as many are looked at as parts of a zone, from above and from one of them. */
#define N_ZONES 100
#define N_ROSTERS 4

/* Which rules said something of one sort of station, and how many of its rosters broke none, so
 * that the test cannot pass by looking at nothing. */
static GHashTable *heard;
static guint n_legal;

static void
listen (GengJudgement *judgement)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);

      g_hash_table_add (heard, g_strdup (geng_finding_get_rule (finding)));
    }
}

static gboolean
has_code (GengLowering *lowering, GengDuty *duty)
{
  const GengScene *scene = lowering->scene;
  g_autofree guint8 *codes = g_new0 (guint8, scene->n_members * scene->n_days);
  const GDate *date = geng_duty_get_date (duty);
  g_autoptr (GengRoster) alone = geng_roster_new (scene->station, date, date, NULL);

  ck_assert_ptr_nonnull (geng_roster_assign (alone, geng_duty_get_member (duty), date,
                                             geng_duty_get_shift (duty), geng_duty_get_post (duty),
                                             NULL));
  return geng_encode (lowering, alone, codes);
}

/* A roster with a duty that has no code cannot be written as lines; the judge must refuse it.  Such
 * duties are taken out.
 *
 * Returns: FALSE where there are still some, elsewhere */
static gboolean
keep_codes (RandomCase *random_case, GengLowering *lowering, GengRoster *roster)
{
  g_autofree guint8 *codes = g_new0 (guint8, lowering->scene->n_members * lowering->scene->n_days);
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  if (geng_encode (lowering, roster, codes))
    return TRUE;
  judgement = geng_judgement_new (roster, random_case->history, random_case->base, NULL);
  ck_assert_int_gt (geng_judgement_get_score (judgement)->broken, 0);
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    if (!has_code (lowering, duties->pdata[i]))
      geng_roster_remove (roster, duties->pdata[i]);
  return geng_encode (lowering, roster, codes);
}

static void
compare (RandomCase *random_case, GengLowering *lowering, GengRoster *roster, guint64 seed)
{
  const GengScene *scene = lowering->scene;
  g_autofree guint8 *codes = g_new0 (guint8, scene->n_members * scene->n_days);
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GError) error = NULL;
  const GengScore *score;
  GengValue value;

  geng_encode (lowering, roster, codes);
  value = geng_problem_evaluate (lowering->problem, codes);
  judgement = geng_judgement_new (roster, random_case->history, random_case->base, &error);
  g_assert_no_error (error);
  score = geng_judgement_get_score (judgement);
  listen (judgement);
  ck_assert_msg (score->gaps == value.gaps,
                 "seed %" G_GUINT64_FORMAT ": %" G_GINT64_FORMAT " gaps judged, %" G_GINT64_FORMAT
                 " compiled",
                 seed, score->gaps, value.gaps);
  n_legal += score->broken == 0;
  /* A forbidden day's other costs are lost in the problem; rule by rule they are compared below. */
  ck_assert_msg (score->broken > 0 ? score->cost >= value.cost * lowering->problem->unit
                                   : score->cost == value.cost * lowering->problem->unit,
                 "seed %" G_GUINT64_FORMAT ": cost %" G_GINT64_FORMAT " judged, %" G_GINT64_FORMAT
                 " compiled",
                 seed, score->cost, value.cost * lowering->problem->unit);
  ck_assert_msg ((score->broken > 0) == (value.forbidden > 0),
                 "seed %" G_GUINT64_FORMAT ": %" G_GINT64_FORMAT " broken judged, %" G_GINT64_FORMAT
                 " compiled",
                 seed, score->broken, value.forbidden);
}

/* Kind by kind as well: a hard rule that only one of the two sees would hide behind another.  What
 * has no code because the rule forbids it on all days the judge must refuse. */
static void
compare_kinds (RandomCase *random_case,
               GengScene *scene,
               GPtrArray *clauses,
               GengRoster *roster,
               guint64 seed)
{
  for (guint i = 0; i < clauses->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      GengClause *clause = g_ptr_array_index (clauses, i);
      g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();
      g_autoptr (GengLowering) lowering = NULL;
      g_autoptr (GengScene) seen = NULL;
      g_autofree guint8 *codes = g_new0 (guint8, scene->n_members * scene->n_days);
      gint64 cost = 0, gaps = 0, broken = 0;
      gboolean complete;
      GengValue value;

      g_ptr_array_add (one, clause);
      lowering = geng_compile (scene, one, NULL);
      ck_assert_ptr_nonnull (lowering);
      complete = geng_encode (lowering, roster, codes);
      value = geng_problem_evaluate (lowering->problem, codes);
      seen = geng_scene_new (random_case->station, &random_case->first, &random_case->last, roster,
                             random_case->history, random_case->base, NULL);
      clause->kind->check (clause, seen, verdicts);
      for (guint v = 0; v < verdicts->list->len; v++)
        {
          GengVerdict *verdict = g_ptr_array_index (verdicts->list, v);

          cost += verdict->cost;
          gaps += verdict->severity == GENG_SEVERITY_GAP ? verdict->amount : 0;
          broken += verdict->severity == GENG_SEVERITY_HARD;
        }
      ck_assert_msg (complete ? cost == value.cost * lowering->problem->unit && gaps == value.gaps
                                    && (broken > 0) == (value.forbidden > 0)
                              : broken > 0,
                     "rule %s, seed %ld: cost %ld = %ld, gaps %ld = %ld, broken %ld ~ %ld",
                     clause->kind->name, (long) seed, (long) cost,
                     (long) (value.cost * lowering->problem->unit), (long) gaps, (long) value.gaps,
                     (long) broken, (long) value.forbidden);
    }
}

/* In one station of four the first member is set aside from the second day on, as a planner that
 * finds no line for somebody sets him aside.  NULL in the others. */
static GengSetAside *
somebody_aside (const RandomCase *random_case, GengScene *scene, guint64 seed)
{
  GDate since;

  if (seed % 4 != 0)
    return NULL;
  geng_scene_set_aside (scene, 0, 1);
  geng_scene_date (scene, 1, &since);
  return geng_set_aside_new (scene->members[0], &since, TRUE, "no line");
}

typedef RandomCase *(*MakeCase) (guint64 seed);

static void
compare_all (MakeCase make, guint64 n)
{
  for (guint64 seed = 1; seed <= n; seed++)
    {
      g_autoptr (RandomCase) random_case = make (seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (GengScene) scene = NULL;
      g_autoptr (GPtrArray) clauses = NULL;
      g_autoptr (GengLowering) lowering = NULL;
      g_autoptr (GengSetAside) aside = NULL;
      GengRandom random;

      scene = geng_scene_new (random_case->station, &random_case->first, &random_case->last, NULL,
                              random_case->history, random_case->base, &error);
      g_assert_no_error (error);
      aside = somebody_aside (random_case, scene, seed);
      clauses = geng_clauses_new (scene, &error);
      g_assert_no_error (error);
      lowering = geng_compile (scene, clauses, &error);
      g_assert_no_error (error);
      geng_random_init (&random, seed, 2);
      for (guint i = 0; i < N_ROSTERS; i++)
        {
          g_autoptr (GengRoster) roster = random_roster (random_case, &random, 0.02 + 0.2 * i);
          gboolean complete;

          if (aside != NULL)
            geng_roster_add_set_aside (roster, aside);
          complete = keep_codes (random_case, lowering, roster);
          compare_kinds (random_case, scene, clauses, roster, seed);
          if (complete)
            compare (random_case, lowering, roster, seed);
        }
    }
}

/* Rules that @silent names have nothing to say of such stations.  At least @least rosters must
 * break nothing: of many people somebody nearly always breaks something by chance. */
static void
look_at (MakeCase make, guint64 n, guint least, const char *const *silent)
{
  heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n_legal = 0;
  compare_all (make, n);
  ck_assert_msg (n_legal >= least, "only %u rosters broke nothing", n_legal);
  for (guint i = 0; geng_rule_defs ()[i] != NULL; i++)
    {
      const char *name = geng_rule_defs ()[i]->name;

      ck_assert_msg (g_hash_table_contains (heard, name) != g_strv_contains (silent, name),
                     "whether random rosters break the rule %s", name);
    }
  g_hash_table_unref (heard);
}

static const char *const alone[] = { "elsewhere", "lend", NULL };
static const char *const together[] = { "elsewhere", NULL };
static const char *const everything[] = { NULL };

START_TEST (stations)
{
  look_at (random_case_new, N_STATIONS, N_STATIONS / 4, alone);
}
END_TEST

START_TEST (zones)
{
  look_at (random_zone_new, N_ZONES, 10, together);
}
END_TEST

START_TEST (villages)
{
  look_at (random_village_new, N_ZONES, 10, everything);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("judge = compiled");
  TCase *tcase = tcase_create ("random");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, stations);
  tcase_add_test (tcase, zones);
  tcase_add_test (tcase, villages);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL); /* nobody asks about what is not there */
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
