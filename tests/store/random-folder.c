/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "random-folder.h"

#include <check.h>

typedef struct
{
  GRand *rand;
  GengStation *station;
  GError *error;
} Maker;

static gboolean
coin (Maker *self)
{
  return g_rand_boolean (self->rand);
}

static int
number (Maker *self, int below)
{
  return g_rand_int_range (self->rand, 0, below);
}

/* What people type, and what trips readers of tables. */
static const char *
text (Maker *self)
{
  static const char *const texts[] = {
    "赵甲", "a, b",        "say \"hi\"", "=1+2",        "@x",      "# no comment",
    "[x]",  "key = value", "a;b；c",     "back\\slash", "O'Neill", "𠮷野",
    "\\n",  "、，",        "100%",       "-",           "a\\;b",   "x  y",
    "是",   "2026-12-01",  ";lead",      "'quoted'",    "é ü ß",   "组\"长",
  };

  return texts[number (self, G_N_ELEMENTS (texts))];
}

/* A checklist's point never ends in a backslash: nothing says such a thing. */
static char **
texts (Maker *self)
{
  char **list = g_new0 (char *, 4);

  for (int i = number (self, 4) - 1; i >= 0; i--)
    list[i] = g_strdup (text (self));
  return list;
}

static GDate
date (Maker *self)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1 + number (self, 28), 1 + number (self, 12), 2020 + number (self, 20));
  return day;
}

static gpointer
pick (Maker *self, GListModel *list)
{
  g_autoptr (GObject) object
      = g_list_model_get_item (list, number (self, g_list_model_get_n_items (list)));

  return object;
}

static const char *
pick_id (Maker *self, GListModel *list)
{
  return geng_entity_get_id (GENG_ENTITY (pick (self, list)));
}

#define NEW_ID(prefix, i) g_autofree char *id = g_strdup_printf (prefix "%d", i)

static void
add_words (Maker *self)
{
  for (int i = 0; i < 3; i++)
    {
      NEW_ID ("w", i);
      g_autoptr (GengOrganisation) organisation = geng_organisation_new (id, text (self));
      g_autoptr (GengRole) role = geng_role_new (id, coin (self) ? text (self) : NULL);
      g_autoptr (GengTeam) team = geng_team_new (id, text (self));
      g_autoptr (GengPiece) piece = geng_piece_new (id, text (self));
      g_autoptr (GengContract) contract = geng_contract_new (id, text (self));
      g_autoptr (GengPost) post = geng_post_new (id, text (self));
      g_auto (GStrv) points = texts (self);

      geng_piece_set_recharge_minutes (piece, number (self, 500));
      geng_contract_set_rule (contract, "rest", "11h");
      geng_contract_set_rule (contract, "run", "duties 1..5");
      geng_contract_set_hours_scheme (contract, number (self, GENG_HOURS_SCHEME_PART_TIME + 1));
      geng_contract_set_approval (contract, coin (self) ? text (self) : NULL);
      for (int pay = 0; pay < GENG_N_PAY_CLASSES; pay++)
        {
          geng_contract_set_pay_per_hour (contract, pay, coin (self) ? number (self, 9999) : 0);
          if (pay != GENG_PAY_CLASS_OVERTIME)
            geng_contract_set_pay_per_duty (contract, pay, coin (self) ? number (self, 9999) : 0);
          if (pay != GENG_PAY_CLASS_ORDINARY && coin (self))
            geng_contract_set_factor (contract, pay, 1 + number (self, 999));
        }
      geng_contract_set_split_by_time (contract, coin (self));
      geng_contract_set_paid_by (contract, coin (self) ? organisation : NULL);
      geng_team_set_cycle_offset (team, number (self, GENG_MAX_CYCLE));
      geng_post_set_checklist (post, (const char *const *) points);
      geng_post_set_location (post, coin (self) ? text (self) : NULL);
      geng_post_set_manned (post, coin (self));
      geng_role_set_leads (role, coin (self));
      ck_assert (geng_station_add_organisation (self->station, organisation, &self->error));
      ck_assert (geng_station_add_role (self->station, role, &self->error));
      ck_assert (geng_station_add_team (self->station, team, &self->error));
      ck_assert (geng_station_add_piece (self->station, piece, &self->error));
      ck_assert (geng_station_add_contract (self->station, contract, &self->error));
      ck_assert (geng_station_add_post (self->station, post, &self->error));
    }
}

/* Two windows that fill the duty day, each with two shifts. */
static void
add_times (Maker *self)
{
  int start = number (self, 12) * 60;
  int middle = start + 60 * (4 + number (self, 16));
  int bounds[] = { start, middle, start + GENG_DAY_MINUTES };

  geng_station_set_day_start_minute (self->station, start, NULL);
  for (int i = 0; i < 2; i++)
    {
      NEW_ID ("t", i);
      const char *kit[] = { "w0", "w2", NULL };
      g_autoptr (GengWindow) window = geng_window_new (id, text (self), bounds[i], bounds[i + 1]);

      if (coin (self))
        geng_window_set_kit (window, kit);
      ck_assert (geng_station_add_window (self->station, window, &self->error));
      for (int j = 0; j < 2; j++)
        {
          g_autofree char *name = g_strdup_printf ("s%d%d", i, j);
          g_autoptr (GengShift) shift
              = geng_shift_new (name, text (self), window, bounds[i], bounds[i + 1] - 60 * j);

          geng_shift_set_night (shift, coin (self));
          if (coin (self))
            geng_shift_set_mark (shift, "夜");
          ck_assert (geng_station_add_shift (self->station, shift, &self->error));
        }
    }
}

static void
add_demands (Maker *self)
{
  static const char *const days[]
      = { "all", "weekends", "2027-08-01..2027-08-31 weekdays", "mon; sat", "not holidays" };

  for (int i = 0; i < 4; i++)
    {
      NEW_ID ("d", i);
      GengPost *post = pick (self, geng_station_get_posts (self->station));
      g_autoptr (GengDemand) demand
          = i % 2 ? geng_demand_new_for_shift (id, text (self), post,
                                               pick (self, geng_station_get_shifts (self->station)))
                  : geng_demand_new_for_window (
                      id, text (self), post, pick (self, geng_station_get_windows (self->station)));
      g_autoptr (GengRoleLimit) limit
          = geng_role_limit_new (coin (self) ? "w1" : "org:w2", number (self, 2),
                                 coin (self) ? G_MAXINT : 3, number (self, 9));
      g_autoptr (GengDays) when
          = geng_days_parse (days[number (self, G_N_ELEMENTS (days))], &self->error);
      int min = number (self, 3), wanted = min + number (self, 3);

      geng_demand_set_crew (demand, min, wanted, wanted + number (self, 3));
      geng_demand_set_prices (demand, number (self, 9), number (self, 9));
      geng_demand_add_role_limit (demand, limit);
      geng_demand_set_days (demand, when);
      geng_demand_set_campaign (demand, coin (self) ? "消防 campaign" : NULL);
      if (coin (self))
        geng_demand_set_keeps (demand, pick (self, geng_station_get_posts (self->station)));
      ck_assert_msg (geng_station_add_demand (self->station, demand, &self->error), "%s",
                     self->error != NULL ? self->error->message : "");
    }
}

/* What stands in columns of members.csv. */
static void
add_own_rules (Maker *self, GengMember *member)
{
  static const char *const rounds[]
      = { "duties per month ..2 target 2", "duties per month 1..3", "duties per month ..4 soft 2" };
  g_autoptr (GengRule) available = geng_rule_new ("available", "mon..sun");
  g_autoptr (GengRule) often
      = geng_rule_new ("limit", rounds[number (self, G_N_ELEMENTS (rounds))]);

  if (coin (self))
    geng_member_add_rule (member, available);
  if (coin (self))
    geng_member_add_rule (member, often);
}

static void
add_members (Maker *self)
{
  for (int i = 0; i < 6; i++)
    {
      NEW_ID ("m", i);
      g_autoptr (GengMember) member = geng_member_new (id, text (self));
      const char *roles[] = { "w0", "w2", NULL };
      const char *posts[] = { pick_id (self, geng_station_get_posts (self->station)), NULL };
      const char *shifts[] = { "s00", "s11", NULL };
      GDate since = date (self);

      if (coin (self))
        geng_member_set_organisation (member,
                                      pick (self, geng_station_get_organisations (self->station)));
      if (coin (self))
        geng_member_set_team (member, pick (self, geng_station_get_teams (self->station)));
      if (coin (self))
        geng_member_set_contract (member, pick (self, geng_station_get_contracts (self->station)));
      geng_member_set_roles (member, coin (self) ? roles : NULL);
      geng_member_set_posts (member, coin (self) ? posts : NULL);
      geng_member_set_shifts (member, coin (self) ? shifts : NULL);
      geng_member_set_phone (member, coin (self) ? "+00 000-0000" : NULL);
      geng_member_set_since (member, coin (self) ? &since : NULL);
      add_own_rules (self, member);
      ck_assert (geng_station_add_member (self->station, member, &self->error));
    }
}

/* A reserve has a post of his own. */
static void
add_reserve (Maker *self)
{
  g_autoptr (GengPost) ready = geng_post_new ("ready", text (self));
  g_autoptr (GengDemand) demand = NULL;

  ck_assert (geng_station_add_post (self->station, ready, &self->error));
  demand = geng_demand_new_for_shift ("ready", text (self), ready,
                                      geng_station_lookup_shift (self->station, "s00"));
  geng_demand_set_reserve (demand, TRUE);
  ck_assert (geng_station_add_demand (self->station, demand, &self->error));
}

/* The leader on call has a shift and a post of his own. */
static void
add_leader (Maker *self)
{
  const char *list[] = { "m1", "m4", NULL };
  g_autoptr (GengPost) office = geng_post_new ("office", text (self));
  g_autoptr (GengShift) shift
      = geng_shift_new ("lead", NULL, geng_station_lookup_window (self->station, "t0"), -1, -1);
  g_autoptr (GengDemand) demand = NULL;

  geng_shift_add_window (shift, geng_station_lookup_window (self->station, "t1"), NULL);
  ck_assert (geng_station_add_post (self->station, office, &self->error));
  ck_assert (geng_station_add_shift (self->station, shift, &self->error));
  demand = geng_demand_new_for_shift ("lead", text (self), office, shift);
  geng_demand_set_leader (demand, TRUE);
  geng_demand_set_candidates (demand, coin (self) ? list : NULL);
  ck_assert (geng_station_add_demand (self->station, demand, &self->error));
  geng_station_set_duty_phone (self->station, coin (self) ? "000-110" : NULL);
}

static void
add_requests (Maker *self)
{
  for (int i = 0; i < 8; i++)
    {
      GDate first = date (self), last = first;
      g_autoptr (GengRequest) request = NULL;
      GengRequestKind kind = number (self, 4);

      g_date_add_days (&last, number (self, 5));
      request = geng_request_new (kind, pick (self, geng_station_get_members (self->station)),
                                  &first, &last);
      if (coin (self))
        geng_request_set_times (request, number (self, 1440), number (self, 1440));
      if (coin (self) || kind == GENG_REQUEST_KIND_PIN)
        geng_request_set_shift (request, pick (self, geng_station_get_shifts (self->station)));
      if (coin (self))
        geng_request_set_post (request, pick (self, geng_station_get_posts (self->station)));
      geng_request_set_weight (request, 1 + number (self, 50));
      geng_request_set_reason (request, coin (self) ? text (self) : NULL);
      geng_request_set_source (request, coin (self) ? text (self) : NULL);
      ck_assert_msg (geng_station_add_request (self->station, request, &self->error), "%s",
                     self->error != NULL ? self->error->message : "");
    }
}

static void
add_things (Maker *self)
{
  for (int i = 0; i < 5; i++)
    {
      NEW_ID ("i", i);
      g_autoptr (GengItem) item
          = geng_item_new (id, pick (self, geng_station_get_pieces (self->station)));
      GDate expires = date (self), day = date (self);
      g_autoptr (GengHoliday) holiday = NULL;

      if (coin (self))
        geng_entity_set_name (GENG_ENTITY (item), text (self));
      geng_item_set_kit_set (item, coin (self) ? text (self) : NULL);
      geng_item_set_state (item, number (self, 3));
      geng_item_set_expires (item, coin (self) ? &expires : NULL);
      geng_item_set_recharge_minutes (item, number (self, 60) - 1);
      ck_assert (geng_station_add_item (self->station, item, &self->error));
      g_date_set_day (&day, i + 1);
      g_date_set_month (&day, 5);
      g_date_set_year (&day, 2027);
      holiday
          = geng_holiday_new (&day, text (self), number (self, GENG_HOLIDAY_KIND_STATUTORY + 1));
      ck_assert (geng_station_add_holiday (self->station, holiday, &self->error));
    }
}

static void
add_rules (Maker *self)
{
  g_autoptr (GengRule) apart = geng_rule_new ("apart", "m0 m1");
  g_autoptr (GengRule) again = geng_rule_new ("apart", "m2 m3");
  g_autoptr (GengRule) rest = geng_rule_new ("rest", "12h");

  geng_station_add_rule (self->station, apart);
  geng_station_add_rule (self->station, again);
  geng_member_add_rule (pick (self, geng_station_get_members (self->station)), rest);
}

static void
add_feed_options (Maker *self)
{
  static const char *const titles[]
      = { NULL, "{duty} · {post}", "更 {shift}; {window}", "#{station}" };

  geng_station_set_feed_title (self->station, titles[number (self, 4)], &self->error);
  geng_station_set_feed_url (self->station, coin (self) ? "https://roster.example/f;a=1/" : NULL,
                             &self->error);
  geng_station_set_feed_alarm_minutes (self->station, number (self, 120) - 1, &self->error);
  geng_station_set_ask_above (self->station, (guint) number (self, 20));
  geng_station_set_swaps_by_themselves (self->station, coin (self));
  geng_station_set_keep_months (self->station, (guint) number (self, 3) * 24, &self->error);
}

GengStation *
random_folder_station (guint32 seed)
{
  Maker self = { g_rand_new_with_seed (seed), NULL, NULL };

  self.station = geng_station_new ("random", text (&self),
                                   coin (&self) ? "Asia/Shanghai" : "Europe/Berlin", &self.error);
  ck_assert (self.station != NULL);
  if (seed % 3 != 0)
    geng_station_set_language (self.station, seed % 3 == 1 ? "zh_CN" : "en");
  geng_station_set_show_phones (self.station, coin (&self));
  add_feed_options (&self);
  add_words (&self);
  add_times (&self);
  add_demands (&self);
  add_members (&self);
  if (coin (&self))
    add_leader (&self);
  if (seed % 5 == 1)
    add_reserve (&self);
  add_requests (&self);
  add_things (&self);
  add_rules (&self);
  g_rand_free (self.rand);
  return self.station;
}

/* December 2026 */
GengRoster *
random_folder_roster (GengStation *station, guint32 seed)
{
  Maker self = { g_rand_new_with_seed (seed), station, NULL };
  GDate first, last;
  GengRoster *roster;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, 12, 2026);
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, 31, 12, 2026);
  roster = geng_roster_new (station, &first, &last, NULL);
  for (int day = 0; day < 31; day++)
    {
      GDate when = first;
      GengDuty *duty;
      g_autoptr (GPtrArray) items = g_ptr_array_new ();

      g_date_add_days (&when, day);
      duty = geng_roster_assign (roster, pick (&self, geng_station_get_members (station)), &when,
                                 pick (&self, geng_station_get_shifts (station)),
                                 pick (&self, geng_station_get_posts (station)), &self.error);
      ck_assert (duty != NULL);
      geng_duty_set_pinned (duty, coin (&self));
      geng_duty_set_note (duty, coin (&self) ? text (&self) : NULL);
      g_ptr_array_add (items, pick (&self, geng_station_get_items (station)));
      if (coin (&self))
        geng_duty_set_items (duty, items);
    }
  g_rand_free (self.rand);
  return roster;
}
