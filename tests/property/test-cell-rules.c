/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <geng/geng.h>

#include "geng-lowering.h"
#include "geng-rule-list.h"

/*
 * The rules on crews mean what they are lowered to: on random stations and rosters, the verdicts of
 * their checks and the value of the problem that they compile agree in gaps, in cost, and in
 * whether something is forbidden.
 */

#define N_MEMBERS 9
#define N_DAYS 6
#define N_BEFORE 3

typedef struct
{
  GRand *random;
  GengStation *station;
  GDate first, last, eve;
} World;

static int
pick (World *world, int end)
{
  return g_rand_int_range (world->random, 0, end);
}

static void
add_shift (World *world, const char *id, const char *window, int from, int to)
{
  g_autoptr (GengShift) shift
      = geng_shift_new (id, id, geng_station_lookup_window (world->station, window), from, to);

  ck_assert (geng_station_add_shift (world->station, shift, NULL));
}

/* Patrol in two halves, or in a long shift over both, or in one that overlaps; the desk until the
 * morning. */
static void
add_times (World *world)
{
  const char *patrol_kit[] = { "baton", "radio", NULL };
  const char *desk_kit[] = { "radio", NULL };
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", "patrol", 480, 1680);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", "standby", 1680, 1920);

  geng_window_set_kit (patrol, patrol_kit);
  if (pick (world, 2))
    geng_window_set_kit (standby, desk_kit);
  geng_station_add_window (world->station, patrol, NULL);
  geng_station_add_window (world->station, standby, NULL);
  add_shift (world, "day", "patrol", 480, 1080);
  add_shift (world, "night", "patrol", 1080, 1680);
  add_shift (world, "long", "patrol", 480, 1680);
  add_shift (world, "late", "patrol", 900, 1320);
  add_shift (world, "standby", "standby", 1680, 1920);
}

static void
add_people (World *world)
{
  static const char *const roles[] = { "captain", "novice", "mentor" };
  static const char *const organisations[] = { "police", "village" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], roles[i]);

      geng_station_add_role (world->station, role, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    {
      g_autoptr (GengOrganisation) organisation
          = geng_organisation_new (organisations[i], organisations[i]);

      geng_station_add_organisation (world->station, organisation, NULL);
    }
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", m);
      g_autoptr (GengMember) member = geng_member_new (id, id);
      const char *has[] = { roles[pick (world, 3)], NULL, NULL };

      if (pick (world, 3) == 0)
        has[1] = roles[pick (world, 3)];
      geng_member_set_roles (member, has);
      geng_member_set_organisation (member, geng_station_lookup_organisation (
                                                world->station, organisations[pick (world, 2)]));
      ck_assert (geng_station_add_member (world->station, member, NULL));
    }
}

static void
add_items (World *world)
{
  static const char *const kinds[] = { "baton", "radio" };

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (GengPiece) piece = geng_piece_new (kinds[k], kinds[k]);
      int n = 2 + pick (world, 6);

      geng_piece_set_recharge_minutes (piece, k * 60 * pick (world, 30));
      geng_station_add_piece (world->station, piece, NULL);
      for (int i = 0; i < n; i++)
        {
          g_autofree char *id = g_strdup_printf ("%s-%d", kinds[k], i);
          g_autoptr (GengItem) item = geng_item_new (id, piece);
          GDate last = world->first;

          g_date_add_days (&last, pick (world, N_DAYS));
          if (pick (world, 5) == 0)
            geng_item_set_expires (item, &last);
          if (k == 1 && pick (world, 4) == 0)
            geng_item_set_recharge_minutes (item, 60 * pick (world, 20));
          geng_station_add_item (world->station, item, NULL);
        }
    }
}

static GengDemand *
random_demand (World *world, guint i)
{
  static const char *const shifts[] = { "day", "night", "long", "late", "standby" };
  g_autofree char *id = g_strdup_printf ("d%u", i);
  GengPost *post = geng_station_lookup_post (world->station, pick (world, 3) ? "grid" : "desk");

  if (pick (world, 3) == 0)
    return geng_demand_new_for_window (id, id, post,
                                       geng_station_lookup_window (world->station, "patrol"));
  return geng_demand_new_for_shift (
      id, id, post, geng_station_lookup_shift (world->station, shifts[pick (world, 5)]));
}

static void
add_demands (World *world)
{
  static const char *const roles[] = { "captain", "org:police", "novice" };

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GengDemand) demand = random_demand (world, i);
      int min = pick (world, 4), wanted = min + pick (world, 3);

      geng_demand_set_crew (demand, min, wanted,
                            pick (world, 3) ? wanted + pick (world, 3) : G_MAXINT);
      geng_demand_set_prices (demand, pick (world, 4), pick (world, 3));
      geng_demand_set_campaign (demand, pick (world, 2) ? "campaign" : NULL);
      for (int r = pick (world, 4); r > 0; r--)
        {
          int least = pick (world, 3);
          g_autoptr (GengRoleLimit) limit = geng_role_limit_new (
              roles[pick (world, 3)], least, pick (world, 2) ? least + pick (world, 2) : G_MAXINT,
              pick (world, 2) * (1 + pick (world, 5)));

          geng_demand_add_role_limit (demand, limit);
        }
      if (pick (world, 3) == 0)
        {
          g_autoptr (GengDays) days = geng_days_parse ("weekdays", NULL);

          geng_demand_set_days (demand, days);
        }
      ck_assert (geng_station_add_demand (world->station, demand, NULL));
    }
}

static World
world_new (guint seed)
{
  World world = { g_rand_new_with_seed (seed), geng_station_new ("v", "v", "Europe/Berlin", NULL) };
  g_autoptr (GengPost) grid = geng_post_new ("grid", "grid");
  g_autoptr (GengPost) desk = geng_post_new ("desk", "desk");

  /* The clock goes back in the night from 24 to 25 October. */
  g_date_set_dmy (&world.first, 22, 10, 2026);
  world.eve = world.last = world.first;
  g_date_add_days (&world.last, N_DAYS - 1);
  g_date_subtract_days (&world.eve, 1);
  geng_station_add_post (world.station, grid, NULL);
  geng_station_add_post (world.station, desk, NULL);
  add_people (&world);
  add_items (&world);
  add_times (&world);
  add_demands (&world);
  return world;
}

static void
world_clear (World *world)
{
  g_rand_free (world->random);
  g_object_unref (world->station);
}

static GengRoster *
random_roster (World *world, const GDate *first, const GDate *last, int density)
{
  static const char *const shifts[] = { "day", "night", "long", "late", "standby" };
  GengRoster *roster = geng_roster_new (world->station, first, last, NULL);

  for (GDate date = *first; g_date_compare (&date, last) <= 0; g_date_add_days (&date, 1))
    for (guint m = 0; m < N_MEMBERS; m++)
      {
        g_autofree char *id = g_strdup_printf ("m%u", m);

        if (pick (world, 10) < density)
          geng_roster_assign (
              roster, geng_station_lookup_member (world->station, id), &date,
              geng_station_lookup_shift (world->station, shifts[pick (world, 5)]),
              geng_station_lookup_post (world->station, pick (world, 3) ? "grid" : "desk"), NULL);
      }
  return roster;
}

/* Every shift at every post is a code, whether some demand wants it or not. */
static void
make_codes (GengLowering *lowering, GengStation *station)
{
  guint n = lowering->scene->n_shifts;

  lowering->n_codes = 1 + 2 * n;
  lowering->shift = g_new0 (guint, lowering->n_codes);
  lowering->post = g_new0 (GengPost *, lowering->n_codes);
  lowering->shift[GENG_OFF] = G_MAXUINT;
  for (guint c = 1; c < lowering->n_codes; c++)
    {
      lowering->shift[c] = (c - 1) % n;
      lowering->post[c] = geng_station_lookup_post (station, c <= n ? "grid" : "desk");
    }
}

static guint8 *
encode (const GengLowering *lowering)
{
  guint8 *codes = g_new0 (guint8, N_MEMBERS * N_DAYS);

  for (guint m = 0; m < N_MEMBERS; m++)
    for (guint d = 0; d < N_DAYS; d++)
      {
        GengDuty *duty = geng_scene_duty (lowering->scene, m, d);

        if (duty != NULL)
          codes[m * N_DAYS + d] = geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                      geng_duty_get_post (duty));
      }
  return codes;
}

typedef struct
{
  gint64 gaps, cost, broken;
} Sum;

static Sum
judge (const GengClause *clause, const GengScene *scene)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();
  Sum sum = { 0, 0, 0 };

  clause->kind->check (clause, scene, verdicts);
  for (guint i = 0; i < verdicts->list->len; i++)
    {
      const GengVerdict *verdict = g_ptr_array_index (verdicts->list, i);

      ck_assert_int_gt (verdict->amount, verdict->severity == GENG_SEVERITY_SOFT ? -1 : 0);
      ck_assert_str_eq (verdict->rule, clause->kind->name);
      sum.cost += verdict->cost;
      if (verdict->severity == GENG_SEVERITY_GAP)
        sum.gaps += verdict->amount;
      else if (verdict->severity == GENG_SEVERITY_HARD)
        sum.broken += verdict->amount;
    }
  return sum;
}

static Sum
evaluate (const GengClause *clause, const GengScene *scene, GengStation *station)
{
  GengLowering lowering = { scene };
  g_autoptr (GengProblem) problem = NULL;
  g_autofree guint8 *codes = NULL;
  GengValue value;

  make_codes (&lowering, station);
  problem = geng_problem_new (N_MEMBERS, N_DAYS, lowering.n_codes, NULL);
  lowering.problem = problem;
  clause->kind->compile (clause, &lowering);
  ck_assert (geng_problem_seal (problem, NULL));
  codes = encode (&lowering);
  value = geng_problem_evaluate (problem, codes);
  g_free (lowering.shift);
  g_free (lowering.post);
  return (Sum){ value.gaps, value.cost * problem->unit, value.forbidden };
}

/* What was seen at all over the seeds of a kind: a test that only ever compares nothing with
 * nothing is no test. */
static Sum
compare (const GengRuleDef *kind, const char *text, guint seed, int density)
{
  World world = world_new (seed);
  GDate before = world.first;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GengScene) scene = NULL;
  GengClause clause = { kind, NULL, NULL, NULL };
  g_autoptr (GPtrArray) terms = NULL;
  GError *error = NULL;
  Sum meant, lowered;

  g_date_subtract_days (&before, N_BEFORE);
  history = random_roster (&world, &before, &world.eve, 1);
  roster = random_roster (&world, &world.first, &world.last, density);
  scene = geng_scene_new (world.station, &world.first, &world.last, roster, history, NULL, &error);
  ck_assert_msg (scene != NULL, "%s", error ? error->message : "");
  if (text != NULL)
    {
      terms = geng_rule_def_parse (kind, world.station, NULL, text, NULL, NULL);
      ck_assert_ptr_nonnull (terms);
      clause.params = ((const GengTerm *) g_ptr_array_index (terms, 0))->params;
    }
  meant = judge (&clause, scene);
  lowered = evaluate (&clause, scene, world.station);
  ck_assert_int_eq (meant.gaps, lowered.gaps);
  ck_assert_int_eq (meant.cost, lowered.cost);
  ck_assert_int_eq (meant.broken > 0, lowered.broken > 0);
  world_clear (&world);
  return meant;
}

typedef struct
{
  const char *kind, *text;
  gboolean gaps, costs, breaks; /* what must turn up */
} Row;

static const Row rows[] = {
  { "crew", NULL, TRUE, TRUE, TRUE },
  { "role", NULL, TRUE, TRUE, TRUE },
  { "apart", "m0 m1", FALSE, FALSE, TRUE },
  { "apart", "m0 m1 m4 m2 soft 3", FALSE, TRUE, FALSE },
  { "mentor", "novice 1 mentor", FALSE, FALSE, TRUE },
  { "mentor", "novice 2 org:police soft 4", FALSE, TRUE, FALSE },
  { "kit", NULL, FALSE, FALSE, TRUE },
};

START_TEST (test_meaning_is_lowering)
{
  const Row *row = &rows[_i];
  const GengRuleDef *kind = geng_rule_def_lookup (NULL, row->kind);
  Sum seen = { 0, 0, 0 };
  guint held = 0;

  ck_assert_ptr_nonnull (kind);
  for (guint seed = 0; seed < 60; seed++)
    {
      Sum sum = compare (kind, row->text, seed, 1 + seed % 5);

      seen.gaps += sum.gaps;
      seen.cost += sum.cost;
      seen.broken += sum.broken;
      held += sum.broken == 0;
    }
  ck_assert_int_eq (seen.gaps > 0, row->gaps);
  ck_assert_int_eq (seen.cost > 0, row->costs);
  ck_assert_int_eq (seen.broken > 0, row->breaks);
  ck_assert_uint_gt (held, 0);
}
END_TEST

/* The kit rule and the hand-out agree: what passes the rule can be equipped. */
START_TEST (test_kit_rule_is_enough)
{
  guint passed = 0;

  for (guint seed = 0; seed < 150; seed++)
    {
      World world = world_new (seed);
      GDate before = world.first;
      g_autoptr (GengRoster) history = NULL;
      g_autoptr (GengRoster) roster
          = random_roster (&world, &world.first, &world.last, 1 + seed % 4);
      g_autoptr (GengScene) scene = NULL;
      g_autoptr (GError) error = NULL;
      GengClause clause = { geng_rule_def_lookup (NULL, "kit"), NULL, NULL };

      g_date_subtract_days (&before, N_BEFORE);
      history = random_roster (&world, &before, &world.eve, 1);
      scene
          = geng_scene_new (world.station, &world.first, &world.last, roster, history, NULL, NULL);
      if (judge (&clause, scene).broken == 0 && geng_kit_assign (history, NULL, NULL))
        {
          ck_assert_msg (geng_kit_assign (roster, history, &error), "seed %u: %s", seed,
                         error ? error->message : "");
          passed++;
        }
      world_clear (&world);
    }
  ck_assert_uint_gt (passed, 20);
  ck_assert_uint_lt (passed, 140);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("cell-rules");
  TCase *tcase = tcase_create ("cell-rules");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_loop_test (tcase, test_meaning_is_lowering, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, test_kit_rule_is_enough);
  tcase_set_timeout (tcase, 120);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
