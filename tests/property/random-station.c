/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "random-station.h"

#include <string.h>

#define PICK(random, list) (list)[geng_random_below (random, G_N_ELEMENTS (list))]

/* Texts of rules for people, at the station, a contract or a member. */
static const char *const personal[][2] = {
  { "rest", "11h" },
  { "rest", "630min" },
  { "rest", "24h" },
  { "rest", "30h" },
  { "rest", "after nights 2.. 24h" },
  { "rest", "after duties 3.. 48h" },
  { "rest", "after standby 1.. 40h" },
  { "rest", "after nights none" },
  { "whole-weekends", "always" },
  { "whole-weekends", "soft 4" },
  { "sequence", "night day never" },
  { "sequence", "night patrol never" },
  { "sequence", "standby day never" },
  { "sequence", "night off day never" },
  { "sequence", "duty off duty soft 5" },
  { "sequence", "off duty off soft 2" },
  { "sequence", "desk village soft 3" },
  { "available", "mon..fri 08:00..04:00; sat" },
  { "available", "weekdays 04:00..22:00; weekends 16:00..08:00" },
  { "cycle", "day-night-off within" },
  { "cycle", "one-on-two-off within soft 3" },
  { "cycle", "day-night-off-off exact soft 2" },
  { "cycle", "two-two-two-off-off exact" },
  { "cycle", "choices within" },
  { "cycle", "choices exact" },
  { "cycle", "choices exact soft 4" },
  { "run", "duties 1..3" },
  { "run", "duties 2..4 soft 7" },
  { "run", "duties ..2 soft 3" },
  { "run", "nights ..1" },
  { "run", "nights 2..3 soft 5" },
  { "run", "village ..2 soft 1" },
  { "run", "off 2.. soft 4" },
  { "run", "off 2.." },
  { "run", "off ..3 soft 2" },
  { "limit", "hours per period 10..60" },
  { "limit", "hours per period 20..60 soft 2 target 40 soft 1" },
  { "limit", "hours per period 20.. target 33 pro-rata" },
  { "limit", "hours per week ..30" },
  { "limit", "hours per week target 15 soft 2" },
  { "limit", "hours per week 8..30 soft 3 pro-rata" },
  { "limit", "hours per month ..90 target 60 soft 1 pro-rata" },
  { "limit", "hours per 3 days ..20" },
  { "limit", "hours per 5 days 10..30 soft 1" },
  { "limit", "hours per year ..100 soft 1" },
  { "limit", "overtime per period ..20" },
  { "limit", "overtime per 3 days ..4 soft 1" },
  { "limit", "nights per period ..2" },
  { "limit", "nights per 4 days ..1 soft 3" },
  { "limit", "standby per period 1..2 soft 3" },
  { "limit", "patrol per week 1..3 soft 2" },
  { "limit", "duties per period ..6" },
  { "limit", "duties per quarter 2..9" },
  { "limit", "desk per week ..1 soft 2" },
  { "limit", "day per period target 3 soft 4 pro-rata" },
  { "limit", "weekends per period ..1" },
  { "limit", "weekends per month 1..1 soft 6" },
  { "limit", "weekends per week ..1" },
  { "limit", "sundays per 14 days ..1" },
  { "limit", "holidays per period ..0 soft 9" },
  { "limit", "statutory per period ..0 soft 7" },
  { "limit", "holiday:除夕 per year ..0 soft 4" },
  { "limit", "off per 7 days 1.." },
  { "limit", "off per week 2..5 soft 3" },
  { "fair-share", "nights 5" },
  { "fair-share", "standby 4" },
  { "fair-share", "weekends 3" },
  { "fair-share", "hours 1 over 1 month" },
  { "fair-share", "holidays 2" },
  { "fair-share", "statutory 6 over 1 year" },
  { "fair-share", "day 3" },
  { "fair-share", "patrol 2" },
  { "fair-share", "duties 1" },
  { "fair-share", "desk 1" },
  { "run", "none" },
  { "run", "duties none" },
  { "limit", "hours per period none" },
  { "limit", "none" },
};

/* Texts that name the leader on call, who is off for all others. */
static const char *const of_leaders[][2] = {
  { "fair-share", "lead 4" },
  { "limit", "lead per 4 days ..1" },
  { "limit", "office per period 1..2 soft 3" },
  { "run", "lead ..1 soft 6" },
  { "sequence", "lead duties lead soft 2" },
  { "sequence", "off lead off soft 3" },
  { "rest", "after lead 1.. 30h" },
};

/* Texts that name the reserves, who count on one side alone for all others. */
static const char *const of_reserves[][2] = {
  { "fair-share", "ready 4" },
  { "limit", "ready per 4 days ..1" },
  { "limit", "ready per period 1..2 soft 3" },
  { "run", "ready 1..1 soft 6" },
  { "sequence", "ready duties ready soft 2" },
  { "rest", "after ready 1.. 30h" },
};

/* Texts of rules for the whole station. */
static const char *const of_station[][2] = {
  { "stability", "5" },
  { "apart", "m01 m02" },
  { "apart", "m01 m02 soft 3" },
  { "together", "m02 m01" },
  { "together", "m02 m01 alone yes soft 2" },
  { "together", "m01 m02 m03" },
  { "mentor", "novice 1 mentor" },
  { "mentor", "novice 2 mentor soft 4" },
};

static gboolean
chance (GengRandom *random, double p)
{
  return geng_random_unit (random) < p;
}

static GDate
plus (GDate date, int days)
{
  g_date_set_julian (&date, g_date_get_julian (&date) + days);
  return date;
}

static void
add_shift (GengStation *station, const char *id, const char *window, int from, int to)
{
  g_autoptr (GengShift) shift
      = geng_shift_new (id, NULL, geng_station_lookup_window (station, window), from, to);

  geng_shift_set_night (shift, g_str_has_prefix (id, "night"));
  g_assert_true (geng_station_add_shift (station, shift, NULL));
}

static void
add_windows (GengStation *station, GengRandom *random)
{
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", NULL, 480, 1680);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", NULL, 1680, 1920);

  g_assert_true (geng_station_add_window (station, patrol, NULL));
  g_assert_true (geng_station_add_window (station, standby, NULL));
  add_shift (station, "day", "patrol", 480, 1080);
  add_shift (station, "night", "patrol", 1080, 1680);
  add_shift (station, "standby", "standby", 1680, 1920);
  if (chance (random, 0.5))
    add_shift (station, "mid", "patrol", 720, 1320);
  if (chance (random, 0.3))
    add_shift (station, "night-early", "patrol", 960, 1500);
}

/* A radio for each on patrol, and sometimes too few of them. */
static void
add_kit (GengStation *station, GengRandom *random)
{
  static const char *const kit[] = { "radio", NULL };
  g_autoptr (GengPiece) piece = geng_piece_new ("radio", NULL);
  guint n = 1 + geng_random_below (random, 4);

  geng_piece_set_recharge_minutes (piece, geng_random_below (random, 3) * 240);
  g_assert_true (geng_station_add_piece (station, piece, NULL));
  geng_window_set_kit (geng_station_lookup_window (station, "patrol"), kit);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("radio-%u", i + 1);
      g_autoptr (GengItem) item = geng_item_new (id, piece);

      g_assert_true (geng_station_add_item (station, item, NULL));
    }
}

static void
add_names (GengStation *station)
{
  static const char *const organisations[] = { "police", "village" };
  static const char *const roles[] = { "captain", "novice", "mentor" };
  static const char *const posts[] = { "village", "desk", "office", "ready" };

  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    {
      g_autoptr (GengOrganisation) organisation = geng_organisation_new (organisations[i], NULL);

      g_assert_true (geng_station_add_organisation (station, organisation, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], NULL);

      g_assert_true (geng_station_add_role (station, role, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (GengPost) post = geng_post_new (posts[i], NULL);

      g_assert_true (geng_station_add_post (station, post, NULL));
    }
}

/* A night that goes on until 08:00, and a duty round the clock; some at the desk from 04:00 on. */
static void
add_long_shifts (GengStation *station, GengRandom *random)
{
  GengWindow *patrol = geng_station_lookup_window (station, "patrol");
  GengWindow *standby = geng_station_lookup_window (station, "standby");
  g_autoptr (GengShift) late = geng_shift_new ("night-late", NULL, patrol, 1080, 1920);
  g_autoptr (GengShift) full = geng_shift_new ("full", NULL, patrol, -1, -1);

  geng_shift_set_night (late, TRUE);
  geng_shift_add_window (late, standby,
                         chance (random, 0.5) ? geng_station_lookup_post (station, "desk") : NULL);
  geng_shift_add_window (full, standby, NULL);
  if (chance (random, 0.3))
    g_assert_true (geng_station_add_shift (station, late, NULL));
  if (chance (random, 0.2))
    g_assert_true (geng_station_add_shift (station, full, NULL));
}

/* On call all day, which some stations want of two of their people. */
static void
add_leader_shift (GengStation *station)
{
  g_autoptr (GengShift) lead
      = geng_shift_new ("lead", NULL, geng_station_lookup_window (station, "patrol"), -1, -1);

  geng_shift_add_window (lead, geng_station_lookup_window (station, "standby"), NULL);
  g_assert_true (geng_station_add_shift (station, lead, NULL));
}

static void
set_demand (GengDemand *demand, GengRandom *random)
{
  static const char *const days[] = { "all", "all", "weekdays", "weekends", "holidays" };
  static const char *const whom[] = { "captain", "org:police", "novice" };
  int min = geng_random_below (random, 3), wanted = min + geng_random_below (random, 2);

  geng_demand_set_crew (demand, min, wanted, wanted + geng_random_below (random, 2));
  geng_demand_set_prices (demand, geng_random_below (random, 9), geng_random_below (random, 2) * 5);
  if (chance (random, 0.5))
    {
      g_autoptr (GengDays) parsed = geng_days_parse (PICK (random, days), NULL);

      g_assert_nonnull (parsed);
      geng_demand_set_days (demand, parsed);
    }
  if (chance (random, 0.5))
    {
      int least = geng_random_below (random, 2);
      g_autoptr (GengRoleLimit) limit = geng_role_limit_new (
          PICK (random, whom), least, chance (random, 0.5) ? G_MAXINT : least + 1,
          geng_random_below (random, 2) * 4);

      geng_demand_add_role_limit (demand, limit);
    }
}

static void
add_demand (GengStation *station, GengRandom *random, const char *place, const char *post)
{
  GengPost *at = geng_station_lookup_post (station, post);
  GengShift *shift = geng_station_lookup_shift (station, place);
  g_autofree char *id = g_strdup_printf ("%s-%s", place, post);
  g_autoptr (GengDemand) demand = NULL;
  g_autoptr (GError) error = NULL;

  demand = shift != NULL && !(g_str_equal (place, "standby") && chance (random, 0.5))
               ? geng_demand_new_for_shift (id, NULL, at, shift)
               : geng_demand_new_for_window (id, NULL, at,
                                             geng_station_lookup_window (station, place));
  set_demand (demand, random);
  geng_station_add_demand (station, demand, &error);
  g_assert_no_error (error);
}

static void
add_demands (GengStation *station, GengRandom *random)
{
  if (chance (random, 0.5))
    add_demand (station, random, "patrol", "village");
  else
    add_demand (station, random, "day", "village");
  if (chance (random, 0.7))
    add_demand (station, random, "night", "village");
  add_demand (station, random, "standby", "desk");
  if (chance (random, 0.3))
    add_demand (station, random, "day", "desk");
}

/* Two cycles for one member are an error, so that a station has one. */
static guint the_cycle;

static void
choose_cycle (guint64 seed)
{
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++)
    n += g_str_equal (personal[i][0], "cycle");
  n = seed % n;
  for (the_cycle = 0; !g_str_equal (personal[the_cycle][0], "cycle") || n-- > 0; the_cycle++)
    ;
}

static const char *const *
random_rule (GengRandom *random)
{
  const char *const *rule = PICK (random, personal);

  return g_str_equal (rule[0], "cycle") ? personal[the_cycle] : rule;
}

/* How much of a text says what it is about: all before a number, `soft`, `never` or `none`. */
static gsize
claim_length (const char *text)
{
  gsize n = 0;

  while (text[n] != '\0' && !g_ascii_isdigit (text[n]) && text[n] != '.'
         && !g_str_has_prefix (text + n, "soft") && !g_str_has_prefix (text + n, "never")
         && !g_str_has_prefix (text + n, "none"))
    n++;
  return n;
}

static gboolean
same_claim (GengRule *rule, const char *const *other)
{
  const char *text = geng_rule_get_text (rule);
  gsize n = claim_length (text);

  return g_str_equal (geng_rule_get_kind (rule), other[0]) && claim_length (other[1]) == n
         && strncmp (text, other[1], n) == 0;
}

/* People follow one cycle and have one list of times; who is apart is not together. */
static gboolean
contradicts (GengRule *rule, const char *const *other)
{
  const char *kind = geng_rule_get_kind (rule);

  return (g_str_equal (kind, other[0])
          && (g_str_equal (kind, "cycle") || g_str_equal (kind, "available")))
         || (g_str_equal (kind, "apart") && g_str_equal (other[0], "together"))
         || (g_str_equal (kind, "together") && g_str_equal (other[0], "apart"));
}

/* One place says a thing once. */
static gboolean
is_said (GListModel *rules, const char *const *rule)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) other = g_list_model_get_item (rules, i);

      if (same_claim (other, rule) || contradicts (other, rule))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full): NULL where it is said there */
static GengRule *
new_rule (GListModel *rules, const char *const *rule)
{
  return is_said (rules, rule) ? NULL : geng_rule_new (rule[0], rule[1]);
}

static void
add_contracts (GengStation *station, GengRandom *random)
{
  static const char *const ids[] = { "full", "part" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GengContract) contract = geng_contract_new (ids[i], NULL);
      guint n = geng_random_below (random, 6);

      for (guint r = 0; r < n; r++)
        {
          g_autoptr (GengRule) rule
              = new_rule (geng_contract_get_rules (contract), random_rule (random));

          if (rule != NULL)
            geng_contract_add_rule (contract, rule);
        }
      g_assert_true (geng_station_add_contract (station, contract, NULL));
    }
}

static void
set_member (GengMember *member, GengStation *station, GengRandom *random, GDate first)
{
  static const char *const contracts[] = { "full", "part", "full" };
  static const char *const organisations[] = { "police", "village" };
  static const char *const roles[][2] = { { "captain" }, { "novice" }, { "mentor" }, { NULL } };
  static const char *const shifts[][3] = { { "day", "night" }, { "night", "standby" } };
  static const char *const posts[][2] = { { "village" }, { "desk" } };

  if (chance (random, 0.8))
    geng_member_set_contract (member,
                              geng_station_lookup_contract (station, PICK (random, contracts)));
  geng_member_set_organisation (
      member, geng_station_lookup_organisation (station, PICK (random, organisations)));
  geng_member_set_roles (member, PICK (random, roles));
  if (chance (random, 0.2))
    geng_member_set_shifts (member, PICK (random, shifts));
  if (chance (random, 0.2))
    geng_member_set_posts (member, PICK (random, posts));
  if (chance (random, 0.15))
    {
      GDate since = plus (first, geng_random_below (random, 4));

      geng_member_set_since (member, &since);
    }
  if (chance (random, 0.3))
    {
      const char *const *rule = random_rule (random);
      g_autoptr (GengRule) own = geng_rule_new (rule[0], rule[1]);

      geng_member_add_rule (member, own);
    }
}

/* Three teams that follow the same cycle one day after the other. */
static void
add_teams (GengStation *station)
{
  static const char *const ids[] = { "one", "two", "three" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GengTeam) team = geng_team_new (ids[i], NULL);

      geng_team_set_cycle_offset (team, (int) i);
      g_assert_true (geng_station_add_team (station, team, NULL));
    }
}

/* Days that leave a choice. */
static void
add_cycle (GengStation *station, GDate first)
{
  static const char *const days[] = { "day/night", "off/standby", "2", "off", NULL };
  g_autoptr (GengCycle) cycle = geng_cycle_new ("choices", NULL, days);

  geng_cycle_set_first (cycle, &first);
  g_assert_true (geng_station_add_cycle (station, cycle, NULL));
}

/* Drawn apart: most people belong to a team. */
static void
set_teams (GengStation *station, guint64 seed)
{
  static const char *const ids[] = { "one", "two", "three" };
  GListModel *members = geng_station_get_members (station);
  GengRandom random;

  geng_random_init (&random, seed, 4);
  add_teams (station);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (chance (&random, 0.7))
        geng_member_set_team (member, geng_station_lookup_team (station, PICK (&random, ids)));
    }
}

static void
add_members (GengStation *station, GengRandom *random, GDate first)
{
  guint n = 2 + geng_random_below (random, 6);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i + 1);
      g_autoptr (GengMember) member = geng_member_new (id, NULL);

      set_member (member, station, random, first);
      g_assert_true (geng_station_add_member (station, member, NULL));
    }
}

static void
add_request (GengStation *station, GengRandom *random, GDate first, guint n_days)
{
  static const GengRequestKind kinds[] = { GENG_REQUEST_KIND_LEAVE, GENG_REQUEST_KIND_WISH_OFF,
                                           GENG_REQUEST_KIND_WISH_ON, GENG_REQUEST_KIND_PIN };
  guint n_members = g_list_model_get_n_items (geng_station_get_members (station));
  g_autoptr (GengMember) member = g_list_model_get_item (geng_station_get_members (station),
                                                         geng_random_below (random, n_members));
  GDate from = plus (first, (int) geng_random_below (random, n_days + 2) - 1);
  GDate to = plus (from, geng_random_below (random, 3));
  g_autoptr (GengRequest) request = geng_request_new (PICK (random, kinds), member, &from, &to);

  if (chance (random, 0.4))
    geng_request_set_shift (request, geng_station_lookup_shift (station, "night"));
  if (chance (random, 0.2))
    geng_request_set_post (request, geng_station_lookup_post (station, "village"));
  if (chance (random, 0.3))
    geng_request_set_times (request, geng_random_below (random, 24) * 60,
                            geng_random_below (random, 24) * 60 + 30);
  geng_request_set_weight (request, 1 + geng_random_below (random, 9));
  g_assert_true (geng_station_add_request (station, request, NULL));
}

static void
add_holiday (GengStation *station, GengRandom *random, GDate first, guint n_days)
{
  static const GengHolidayKind kinds[] = { GENG_HOLIDAY_KIND_OFF, GENG_HOLIDAY_KIND_MAKE_UP,
                                           GENG_HOLIDAY_KIND_MAKE_UP, GENG_HOLIDAY_KIND_STATUTORY };
  static const char *const names[] = { "holiday", "春节 除夕" };
  GDate date = plus (first, geng_random_below (random, n_days));
  GengHolidayKind kind = PICK (random, kinds);
  g_autoptr (GengHoliday) holiday = geng_holiday_new (&date, PICK (random, names), kind);

  geng_station_add_holiday (station, holiday, NULL);
}

/* Rules name it, so every station has one, if long after the period. */
static void
add_named_holiday (GengStation *station, GDate first)
{
  GDate date = plus (first, 100);
  g_autoptr (GengHoliday) holiday
      = geng_holiday_new (&date, "春节 除夕", GENG_HOLIDAY_KIND_STATUTORY);

  g_assert_true (geng_station_add_holiday (station, holiday, NULL));
}

/* The small stations have no third member. */
static gboolean
has_named (GengStation *station, const char *text)
{
  return strstr (text, "m03") == NULL || geng_station_lookup_member (station, "m03") != NULL;
}

static void
add_rules (GengStation *station, GengRandom *random)
{
  guint n = geng_random_below (random, 6);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengRule) own = new_rule (geng_station_get_rules (station), random_rule (random));

      if (own != NULL)
        geng_station_add_rule (station, own);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_station); i++)
    if (chance (random, 0.3) && has_named (station, of_station[i][1])
        && !is_said (geng_station_get_rules (station), of_station[i]))
      {
        g_autoptr (GengRule) own = geng_rule_new (of_station[i][0], of_station[i][1]);

        geng_station_add_rule (station, own);
      }
}

static void
add_leader_demand (GengStation *station, GengRandom *random)
{
  static const char *const list[] = { "m01", "m02", NULL };
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift ("lead", NULL, geng_station_lookup_post (station, "office"),
                                   geng_station_lookup_shift (station, "lead"));

  geng_demand_set_leader (demand, TRUE);
  if (chance (random, 0.6))
    geng_demand_set_candidates (demand, list);
  g_assert_true (geng_station_add_demand (station, demand, NULL));
}

/* Drawn apart, so that the rest of the station is the same with leaders and without. */
static void
add_leaders (GengStation *station, guint64 seed)
{
  GengRandom random;

  geng_random_init (&random, seed, 2);
  if (chance (&random, 0.6))
    return;
  add_leader_demand (station, &random);
  for (guint i = 0; i < G_N_ELEMENTS (of_leaders); i++)
    if (chance (&random, 0.3) && !is_said (geng_station_get_rules (station), of_leaders[i]))
      {
        g_autoptr (GengRule) rule = geng_rule_new (of_leaders[i][0], of_leaders[i][1]);

        geng_station_add_rule (station, rule);
      }
}

static void
add_reserve_demand (GengStation *station, GengRandom *random)
{
  static const char *const shifts[] = { "day", "night", "standby" };
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift ("ready", NULL, geng_station_lookup_post (station, "ready"),
                                   geng_station_lookup_shift (station, PICK (random, shifts)));

  geng_demand_set_reserve (demand, TRUE);
  geng_demand_set_crew (demand, geng_random_below (random, 2), 1,
                        1 + geng_random_below (random, 2));
  g_assert_true (geng_station_add_demand (station, demand, NULL));
}

/* Drawn apart as well. */
static void
add_reserves (GengStation *station, guint64 seed)
{
  GengRandom random;

  geng_random_init (&random, seed, 3);
  if (chance (&random, 0.6))
    return;
  add_reserve_demand (station, &random);
  for (guint i = 0; i < G_N_ELEMENTS (of_reserves); i++)
    if (chance (&random, 0.3) && !is_said (geng_station_get_rules (station), of_reserves[i]))
      {
        g_autoptr (GengRule) rule = geng_rule_new (of_reserves[i][0], of_reserves[i][1]);

        geng_station_add_rule (station, rule);
      }
}

static GengRoster *
fill (GengStation *station, GDate first, GDate last, GengRandom *random, double density)
{
  GengRoster *roster = geng_roster_new (station, &first, &last, NULL);
  GListModel *demands = geng_station_get_demands (station);
  GListModel *shifts = geng_station_get_shifts (station);
  GListModel *members = geng_station_get_members (station);

  for (guint m = 0; m < g_list_model_get_n_items (members); m++)
    for (guint d = 0; d < geng_roster_get_n_days (roster); d++)
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, m);
        g_autoptr (GengDemand) demand = NULL;
        g_autoptr (GengShift) shift = NULL;
        GDate date = plus (first, d);

        if (!chance (random, density))
          continue;
        demand = g_list_model_get_item (
            demands, geng_random_below (random, g_list_model_get_n_items (demands)));
        do
          {
            g_clear_object (&shift);
            shift = g_list_model_get_item (
                shifts, geng_random_below (random, g_list_model_get_n_items (shifts)));
          }
        while (geng_demand_get_shift (demand) != NULL
                   ? geng_demand_get_shift (demand) != shift
                   : !geng_shift_has_window (shift, geng_demand_get_window (demand))
                         || geng_shift_get_post (shift, geng_demand_get_window (demand)) != NULL
                         || g_str_has_suffix (geng_entity_get_id (GENG_ENTITY (shift)), "lead"));
        g_assert_nonnull (
            geng_roster_assign (roster, member, &date, shift, geng_demand_get_post (demand), NULL));
      }
  return roster;
}

GengRoster *
random_roster (RandomCase *random_case, GengRandom *random, double density)
{
  return fill (random_case->station, random_case->first, random_case->last, random, density);
}

static void
pin_some (GengRoster *roster, GengRandom *random)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    geng_duty_set_pinned (g_ptr_array_index (duties, i), chance (random, 0.05));
}

static void
add_rosters (RandomCase *random_case, GengRandom *random)
{
  if (chance (random, 0.6))
    {
      GDate last = plus (random_case->first, -1 + (int) geng_random_below (random, 2));
      GDate first = plus (last, -(int) geng_random_below (random, 20));

      random_case->history = fill (random_case->station, first, last, random, 0.6);
    }
  if (chance (random, 0.4))
    {
      random_case->base = random_roster (random_case, random, 0.5);
      pin_some (random_case->base, random);
    }
}

RandomCase *
random_case_new (guint64 seed)
{
  static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin" };
  static const GDateMonth months[] = { G_DATE_MARCH, G_DATE_OCTOBER };
  RandomCase *random_case = g_new0 (RandomCase, 1);
  GengRandom random;
  guint n_days;

  geng_random_init (&random, seed, 1);
  choose_cycle (seed);
  n_days = 1 + geng_random_below (&random, 16);
  random_case->station = geng_station_new ("random", NULL, PICK (&random, zones), NULL);
  g_date_clear (&random_case->first, 1);
  /* around the days on which clocks change */
  g_date_set_dmy (&random_case->first, 17 + geng_random_below (&random, 10), PICK (&random, months),
                  2027);
  random_case->last = plus (random_case->first, n_days - 1);
  add_windows (random_case->station, &random);
  add_names (random_case->station);
  add_long_shifts (random_case->station, &random);
  add_leader_shift (random_case->station);
  if (chance (&random, 0.5))
    add_kit (random_case->station, &random);
  add_demands (random_case->station, &random);
  add_cycle (random_case->station, random_case->first);
  add_contracts (random_case->station, &random);
  add_members (random_case->station, &random, random_case->first);
  for (guint i = geng_random_below (&random, 6); i > 0; i--)
    add_request (random_case->station, &random, random_case->first, n_days);
  for (guint i = geng_random_below (&random, 4); i > 0; i--)
    add_holiday (random_case->station, &random, random_case->first, n_days);
  add_named_holiday (random_case->station, random_case->first);
  set_teams (random_case->station, seed);
  add_rules (random_case->station, &random);
  add_leaders (random_case->station, seed);
  add_reserves (random_case->station, seed);
  add_rosters (random_case, &random);
  return random_case;
}

void
random_case_free (RandomCase *random_case)
{
  if (random_case == NULL)
    return;
  g_clear_object (&random_case->history);
  g_clear_object (&random_case->base);
  g_clear_object (&random_case->station);
  g_free (random_case);
}
