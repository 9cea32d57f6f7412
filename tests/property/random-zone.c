/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "random-zone.h"

#include "geng-merge.h"
#include "geng-part.h"
#include "geng-roster-private.h"
#include "geng-rule-def.h"

#include <string.h>

#define DAYS_BEFORE 10

static void
forget (GengRule *rule, gpointer owner)
{
  if (GENG_IS_CONTRACT (owner))
    g_assert_true (geng_contract_remove_rule (owner, rule));
  else if (GENG_IS_MEMBER (owner))
    g_assert_true (geng_member_remove_rule (owner, rule));
  else
    g_assert_true (geng_station_remove (owner, G_OBJECT (rule), NULL));
}

/* A pool names no posts. */
static void
drop_posts (GengStation *station, GListModel *rules, gpointer owner)
{
  for (guint i = g_list_model_get_n_items (rules); i-- > 0;)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (g_strcmp0 (geng_rule_get_part (rule), "p") == 0
          && !geng_rule_check_text (station, "p", geng_rule_get_kind (rule),
                                    geng_rule_get_text (rule), NULL, NULL))
        forget (rule, owner);
    }
}

static void
drop_all_posts (GengStation *station)
{
  GListModel *contracts = geng_station_get_contracts (station);
  GListModel *members = geng_station_get_members (station);

  drop_posts (station, geng_station_get_rules (station), station);
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      drop_posts (station, geng_contract_get_rules (contract), contract);
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      drop_posts (station, geng_member_get_rules (member), member);
    }
}

static void
merge (GengStation *into, GengStation *from, const char *part, GengMerge what)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

  geng_station_merge (into, from, part, what, there);
}

/* Own people stay at their station's posts; those of the pool go to any. */
static void
place_members (GengStation *station, gboolean guests)
{
  GListModel *members = geng_station_get_members (station);
  GListModel *posts = geng_station_get_posts (station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      const char *const *listed = geng_member_get_posts (member);
      g_autoptr (GPtrArray) own = g_ptr_array_new ();

      if (geng_part_has ("p", member))
        {
          const char *id = geng_entity_get_id (GENG_ENTITY (member));

          /* of the stations that share him one may be left */
          geng_member_set_shared_by (member, 1 + (guint) id[strlen (id) - 1] % 2);
          geng_member_set_guest (member, guests);
          geng_member_set_posts (member, NULL);
          geng_member_set_shifts (member, NULL);
        }
      for (guint p = 0; p < g_list_model_get_n_items (posts); p++)
        {
          g_autoptr (GengEntity) post = g_list_model_get_item (posts, p);

          if (geng_part_same (post, member))
            g_ptr_array_add (own, (gpointer) geng_entity_get_id (post));
        }
      g_ptr_array_add (own, NULL);
      if (!geng_part_has ("p", member) && (listed == NULL || listed[0] == NULL))
        geng_member_set_posts (member, (const char *const *) own->pdata);
    }
}

static GengRoster *
roster_between (RandomCase *random_case, int first, int last, GengRandom *random, double density)
{
  RandomCase other = *random_case;

  other.last = other.first;
  g_date_set_julian (&other.first, g_date_get_julian (&random_case->first) + first);
  g_date_set_julian (&other.last, g_date_get_julian (&random_case->first) + last);
  return random_roster (&other, random, density);
}

/* The next random station from @seed on that keeps the same time. */
static RandomCase *
case_like (const RandomCase *model, guint64 seed)
{
  for (;; seed++)
    {
      RandomCase *other = random_case_new (seed);

      if (g_str_equal (geng_station_get_timezone (other->station),
                       geng_station_get_timezone (model->station)))
        return other;
      random_case_free (other);
    }
}

static void
copy_holidays (GengStation *from, GengStation *to)
{
  GListModel *holidays = geng_station_get_holidays (from);

  for (guint i = 0; i < g_list_model_get_n_items (holidays); i++)
    {
      g_autoptr (GengHoliday) holiday = g_list_model_get_item (holidays, i);
      g_autoptr (GengHoliday) copy
          = geng_holiday_new (geng_holiday_get_date (holiday), geng_holiday_get_name (holiday),
                              geng_holiday_get_kind (holiday));

      g_assert_true (geng_station_add_holiday (to, copy, NULL));
    }
}

/* Some of those who are of a station are lent by it, and serve wherever it may be. */
static void
lend_some (GengStation *station, guint64 seed)
{
  GListModel *members = geng_station_get_members (station);
  GengRandom random;

  geng_random_init (&random, seed, 5);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (geng_part_has (NULL, member) || geng_random_below (&random, 3) > 0)
        continue;
      geng_member_set_shared_by (member, 0);
      geng_member_set_lend_price (member, 1 + (int) geng_random_below (&random, 20));
      geng_member_set_posts (member, NULL);
    }
}

RandomCase *
random_zone_new (guint64 seed)
{
  g_autoptr (RandomCase) a = random_case_new (seed);
  g_autoptr (RandomCase) b = case_like (a, seed + 10000);
  g_autoptr (RandomCase) pool = case_like (a, seed + 20000);
  RandomCase *zone = g_new0 (RandomCase, 1);
  GengRandom random;

  geng_random_init (&random, seed, 3);
  zone->station = geng_station_new ("zone", NULL, geng_station_get_timezone (a->station), NULL);
  zone->first = a->first;
  zone->last = a->last;
  copy_holidays (a->station, zone->station);
  merge (zone->station, a->station, "a", GENG_MERGE_WHOLE);
  merge (zone->station, b->station, "b", GENG_MERGE_WHOLE);
  merge (zone->station, pool->station, "p", GENG_MERGE_PEOPLE);
  place_members (zone->station, FALSE);
  lend_some (zone->station, seed);
  drop_all_posts (zone->station);
  if (geng_random_below (&random, 2) > 0)
    zone->history = roster_between (zone, -DAYS_BEFORE, -1, &random, 0.5);
  if (geng_random_below (&random, 3) > 1)
    zone->base = random_roster (zone, &random, 0.5);
  return zone;
}

/* From an hour before the shift, or from midnight, to an hour after it. */
static void
serve_longer (GengDuty *duty)
{
  GengShift *shift = geng_duty_get_shift (duty);

  geng_duty_set_served (duty, MAX (0, geng_shift_get_start_minute (shift) - 60),
                        geng_shift_get_end_minute (shift) + 60);
}

/* What the guests serve at the other station. */
static GengRoster *
serve_elsewhere (RandomCase *village, GengStation *other, GengRandom *random)
{
  GListModel *members = geng_station_get_members (village->station);
  GListModel *shifts = geng_station_get_shifts (other), *posts = geng_station_get_posts (other);
  GDate first = village->first;
  GengRoster *elsewhere;

  g_date_subtract_days (&first, DAYS_BEFORE);
  elsewhere = g_object_new (GENG_TYPE_ROSTER, "station", other, "first", &first, "last",
                            &village->last, NULL);
  for (guint m = 0; m < g_list_model_get_n_items (members); m++)
    for (GDate day = first; g_date_compare (&day, &village->last) <= 0; g_date_add_days (&day, 1))
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, m);
        g_autoptr (GengShift) shift = g_list_model_get_item (
            shifts, geng_random_below (random, g_list_model_get_n_items (shifts)));
        g_autoptr (GengPost) post = g_list_model_get_item (
            posts, geng_random_below (random, g_list_model_get_n_items (posts)));
        g_autoptr (GengDuty) duty = NULL;

        if (!geng_member_get_guest (member) || geng_random_below (random, 4) > 0)
          continue;
        duty = geng_duty_new (member, &day, shift, post);
        if (geng_random_below (random, 3) == 0)
          serve_longer (duty);
        geng_roster_put_in (elsewhere, duty);
      }
  return elsewhere;
}

RandomCase *
random_village_new (guint64 seed)
{
  RandomCase *village = random_case_new (seed);
  g_autoptr (RandomCase) other = case_like (village, seed + 10000);
  g_autoptr (RandomCase) pool = case_like (village, seed + 20000);
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new_with_free_func (g_object_unref);
  GengRandom random;

  geng_random_init (&random, seed, 4);
  merge (village->station, pool->station, "p", GENG_MERGE_PEOPLE);
  place_members (village->station, TRUE);
  lend_some (village->station, seed);
  drop_all_posts (village->station);
  g_ptr_array_add (elsewhere, serve_elsewhere (village, other->station, &random));
  geng_station_set_elsewhere (village->station, elsewhere);
  return village;
}
