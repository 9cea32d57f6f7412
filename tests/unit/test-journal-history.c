/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whatever looks back reads what was served, not what was planned: of each kind of rule that does,
 * a case that what happened breaks and the plan would not. */

#include "gate.h"

typedef struct
{
  const char *kind, *text;
  gboolean night; /* he has a night on the 5th, too */
} Case;

/* 丁 was free by the plan, stood in for 甲 through the night of the 2nd (18:00–08:00) and has a day
 * of his own on the 3rd. */
static const Case cases[] = {
  { "rest", "11h" },
  { "sequence", "late early never" },
  { "run", "duties ..1" },
  { "limit", "duties per 2 days ..1" },
  { "limit", "hours per week ..20" },
  { "limit", "duties per month ..1" },
  { "limit", "nights per year ..1", TRUE },
};

static void
set_up_stand_in (Gate *self)
{
  GDate first = december (1), last = december (2);

  set_up (self);
  geng_shift_set_night (self->night, TRUE);
  g_object_unref (self->official);
  self->official = geng_roster_new (self->station, &first, &last, NULL);
  ck_assert_ptr_nonnull (assign (self, self->jia, 2, self->night));
  ck_assert_int_eq (confirm (self, 2, "甲由丁顶", NULL), 2);
}

static GengRoster *
make_next (Gate *self)
{
  GDate first = december (3), last = december (6);
  GengRoster *next = geng_roster_new (self->station, &first, &last, NULL);

  ck_assert_ptr_nonnull (
      geng_roster_assign (next, self->ding, &first, self->day, self->gate, NULL));
  return next;
}

static void
assign_night (Gate *self, GengRoster *next)
{
  GDate fifth = december (5);

  ck_assert_ptr_nonnull (
      geng_roster_assign (next, self->ding, &fifth, self->night, self->gate, NULL));
}

static guint
n_broken (Gate *self, GengRoster *next, GengRoster *history, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengJudgement) judgement = geng_judge (next, history, &error);
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  ck_assert_msg (judgement != NULL, "%s", error != NULL ? error->message : "");
  findings = geng_judgement_list_findings (judgement);
  for (guint i = 0; i < findings->len; i++)
    {
      const char *rule = geng_finding_get_rule (findings->pdata[i]);

      n += geng_finding_get_severity (findings->pdata[i]) == GENG_SEVERITY_HARD && rule != NULL
           && g_str_has_prefix (rule, kind);
    }
  return n;
}

START_TEST (test_what_was_served_binds)
{
  const Case *now = &cases[_i];
  Gate gate;
  g_autoptr (GengRule) rule = geng_rule_new (now->kind, now->text);
  g_autoptr (GengContract) contract = geng_contract_new ("all", NULL);
  g_autoptr (GengRoster) served = NULL, next = NULL;

  set_up_stand_in (&gate);
  geng_contract_add_rule (contract, rule);
  ck_assert (geng_station_add_contract (gate.station, contract, NULL));
  geng_member_set_contract (gate.ding, contract);
  served = geng_journal_apply (gate.journal, gate.official, NULL);
  next = make_next (&gate);
  if (now->night)
    assign_night (&gate, next);
  ck_assert_uint_eq (n_broken (&gate, next, gate.official, now->kind), 0);
  ck_assert_uint_eq (n_broken (&gate, next, served, now->kind), 1);
  tear_down (&gate);
}
END_TEST

/* A share's price goes by who had the nights before. */
START_TEST (test_shares)
{
  Gate gate;
  g_autoptr (GengRule) rule = geng_rule_new ("fair-share", "nights 5");
  g_autoptr (GengDemand) demand = NULL;
  g_autoptr (GengRoster) served = NULL, next = NULL;
  g_autoptr (GengJudgement) planned = NULL, real = NULL;

  set_up_stand_in (&gate);
  demand = geng_demand_new_for_shift ("nights", NULL, gate.gate, gate.night);
  ck_assert (geng_station_add_demand (gate.station, demand, NULL));
  geng_station_add_rule (gate.station, rule);
  served = geng_journal_apply (gate.journal, gate.official, NULL);
  next = make_next (&gate);
  assign_night (&gate, next);
  planned = geng_judge (next, gate.official, NULL);
  real = geng_judge (next, served, NULL);
  ck_assert_int_lt (geng_judgement_get_score (planned)->cost,
                    geng_judgement_get_score (real)->cost);
  tear_down (&gate);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("journal-history");
  TCase *tcase = tcase_create ("history");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, test_what_was_served_binds, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, test_shares);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
