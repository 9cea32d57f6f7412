/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <geng/geng.h>

#include "../arrays.h"

#define DAY "day"
#define NIGHT "night"
#define STANDBY "standby"

/* A village: patrol 08:00–04:00 with baton and radio in two shifts, standby 04:00–08:00 with
 * nothing. */
typedef struct
{
  GengStation *station;
  GengPost *post;
  GengPiece *baton, *radio;
  GDate first; /* 2026-12-01 */
} Village;

static GengMember *
member (Village *village, guint i)
{
  g_autofree char *id = g_strdup_printf ("m%02u", i);

  return geng_station_lookup_member (village->station, id);
}

static GengItem *
add_item (Village *village, GengPiece *piece, guint set)
{
  g_autofree char *id = g_strdup_printf ("%s-%02u", geng_entity_get_id (GENG_ENTITY (piece)), set);
  g_autofree char *set_id = g_strdup_printf ("set-%02u", set);
  g_autoptr (GengItem) item = geng_item_new (id, piece);

  geng_item_set_kit_set (item, set_id);
  ck_assert (geng_station_add_item (village->station, item, NULL));
  return item;
}

static void
add_shift (Village *village, const char *id, GengWindow *window, int from, int to)
{
  g_autoptr (GengShift) shift = geng_shift_new (id, id, window, from, to);

  ck_assert (geng_station_add_shift (village->station, shift, NULL));
}

static void
add_windows (Village *village)
{
  const char *kit[] = { "baton", "radio", NULL };
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", "patrol", 480, 1680);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", "standby", 1680, 1920);

  geng_window_set_kit (patrol, kit);
  ck_assert (geng_station_add_window (village->station, patrol, NULL));
  ck_assert (geng_station_add_window (village->station, standby, NULL));
  add_shift (village, DAY, patrol, 480, 1080);
  add_shift (village, NIGHT, patrol, 1080, 1680);
  add_shift (village, STANDBY, standby, 1680, 1920);
}

static Village
village_new (guint n_members, guint n_sets, int radio_recharge)
{
  Village village = { geng_station_new ("v", "Village", "Asia/Shanghai", NULL) };

  g_date_set_dmy (&village.first, 1, 12, 2026);
  village.post = geng_post_new ("grid", "Grid");
  village.baton = geng_piece_new ("baton", "baton");
  village.radio = geng_piece_new ("radio", "radio");
  geng_piece_set_recharge_minutes (village.radio, radio_recharge);
  geng_station_add_piece (village.station, village.baton, NULL);
  geng_station_add_piece (village.station, village.radio, NULL);
  geng_station_add_post (village.station, village.post, NULL);
  add_windows (&village);
  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);
      g_autoptr (GengMember) m = geng_member_new (id, id);

      ck_assert (geng_station_add_member (village.station, m, NULL));
    }
  for (guint i = 0; i < n_sets; i++)
    {
      add_item (&village, village.baton, i);
      add_item (&village, village.radio, i);
    }
  return village;
}

static void
village_clear (Village *village)
{
  g_clear_object (&village->station);
  g_clear_object (&village->post);
  g_clear_object (&village->baton);
  g_clear_object (&village->radio);
}

static GDate
date (Village *village, int day)
{
  GDate on = village->first;

  if (day >= 0)
    g_date_add_days (&on, day);
  else
    g_date_subtract_days (&on, -day);
  return on;
}

static GengRoster *
roster_new (Village *village, int first, int last)
{
  GDate from = date (village, first), to = date (village, last);

  return geng_roster_new (village->station, &from, &to, NULL);
}

static GengDuty *
serve (Village *village, GengRoster *roster, guint who, int day, const char *shift)
{
  GDate on = date (village, day);
  GengDuty *duty = geng_roster_assign (roster, member (village, who), &on,
                                       geng_station_lookup_shift (village->station, shift),
                                       village->post, NULL);

  ck_assert_ptr_nonnull (duty);
  return duty;
}

static const char *
nth_item (GengDuty *duty, guint i)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);

  ck_assert_uint_gt (items->len, i);
  return geng_entity_get_id (g_ptr_array_index (items, i));
}

static gboolean
is_one_set (GengDuty *duty)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);

  for (guint i = 1; i < items->len; i++)
    if (g_strcmp0 (geng_item_get_kit_set (g_ptr_array_index (items, i)),
                   geng_item_get_kit_set (g_ptr_array_index (items, 0)))
        != 0)
      return FALSE;
  return TRUE;
}

START_TEST (test_whole_sets_and_own)
{
  Village village = village_new (4, 3, 0);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 2);
  GengDuty *a0 = serve (&village, roster, 0, 0, DAY);
  GengDuty *b0 = serve (&village, roster, 1, 0, DAY);
  GengDuty *standby = serve (&village, roster, 2, 0, STANDBY);
  GengDuty *c1 = serve (&village, roster, 3, 1, DAY);
  GengDuty *b1 = serve (&village, roster, 1, 1, DAY);

  ck_assert (geng_kit_assign (roster, NULL, NULL));
  ck_assert_str_eq (nth_item (a0, 0), "baton-00");
  ck_assert_str_eq (nth_item (a0, 1), "radio-00");
  ck_assert_str_eq (nth_item (b0, 0), "baton-01");
  /* Standby asks for nothing. */
  ck_assert_uint_eq (n_of (geng_duty_list_items (standby)), 0);
  /* Who comes back takes the own set again; who is new takes the one that nobody calls his. */
  ck_assert_str_eq (nth_item (b1, 1), "radio-01");
  ck_assert_str_eq (nth_item (c1, 1), "radio-02");
  village_clear (&village);
}
END_TEST

START_TEST (test_recharge)
{
  Village village = village_new (4, 2, 300);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 1);
  g_autoptr (GError) error = NULL;
  GengDuty *night = serve (&village, roster, 0, 0, NIGHT);
  GengDuty *morning = serve (&village, roster, 1, 1, DAY);
  GengDuty *extra;

  /* Back at 04:00, on the charger until 09:00: the other radio goes out at 08:00. */
  ck_assert (geng_kit_assign (roster, NULL, NULL));
  ck_assert_str_eq (nth_item (night, 1), "radio-00");
  ck_assert_str_eq (nth_item (morning, 1), "radio-01");
  /* A third person at 08:00 has none, and nothing changes. */
  extra = serve (&village, roster, 2, 1, DAY);
  ck_assert (!geng_kit_assign (roster, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_nonnull (strstr (error->message, "2026-12-02 08:00"));
  ck_assert_ptr_nonnull (strstr (error->message, "radio"));
  ck_assert_uint_eq (n_of (geng_duty_list_items (extra)), 0);
  ck_assert_str_eq (nth_item (morning, 1), "radio-01");
  /* An item that is quick by itself is ready. */
  geng_item_set_recharge_minutes (geng_station_lookup_item (village.station, "radio-00"), 240);
  g_clear_error (&error);
  ck_assert (geng_kit_assign (roster, NULL, &error));
  ck_assert_str_eq (nth_item (extra, 1), "radio-00");
  village_clear (&village);
}
END_TEST

START_TEST (test_history)
{
  Village village = village_new (3, 2, 300);
  g_autoptr (GengRoster) history = roster_new (&village, -2, -1);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 2);
  GengDuty *night, *morning, *later;

  serve (&village, history, 0, -2, DAY);
  night = serve (&village, history, 1, -1, NIGHT);
  ck_assert (geng_kit_assign (history, NULL, NULL));
  ck_assert_str_eq (nth_item (night, 1), "radio-01");
  morning = serve (&village, roster, 2, 0, DAY);
  later = serve (&village, roster, 1, 1, NIGHT);
  ck_assert (geng_kit_assign (roster, history, NULL));
  ck_assert_str_eq (nth_item (morning, 1), "radio-00");
  ck_assert_str_eq (nth_item (later, 1), "radio-01");
  village_clear (&village);
}
END_TEST

START_TEST (test_unusable)
{
  Village village = village_new (4, 3, 0);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 1);
  GDate last = date (&village, 0);
  g_autoptr (GError) error = NULL;
  GengDuty *today = serve (&village, roster, 0, 0, DAY);
  GengDuty *tomorrow = serve (&village, roster, 0, 1, DAY);

  geng_item_set_expires (geng_station_lookup_item (village.station, "baton-00"), &last);
  geng_item_set_state (geng_station_lookup_item (village.station, "radio-01"),
                       GENG_ITEM_STATE_REPAIR);
  geng_item_set_state (geng_station_lookup_item (village.station, "radio-02"),
                       GENG_ITEM_STATE_LOST);
  ck_assert (geng_kit_assign (roster, NULL, NULL));
  ck_assert_str_eq (nth_item (today, 0), "baton-00");
  /* The last day of a baton is its last; the radio stays with him. */
  ck_assert_str_eq (nth_item (tomorrow, 0), "baton-01");
  ck_assert_str_eq (nth_item (tomorrow, 1), "radio-00");
  serve (&village, roster, 1, 1, DAY);
  ck_assert (!geng_kit_assign (roster, NULL, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "of 3, 1 are out or recharging and 2 are"));
  village_clear (&village);
}
END_TEST

START_TEST (test_present_items_stay)
{
  Village village = village_new (2, 3, 0);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 1);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  GengDuty *duty = serve (&village, roster, 0, 0, DAY);
  GengDuty *other = serve (&village, roster, 1, 0, DAY);

  g_ptr_array_add (chosen, geng_station_lookup_item (village.station, "baton-02"));
  g_ptr_array_add (chosen, geng_station_lookup_item (village.station, "radio-00"));
  geng_duty_set_items (duty, chosen);
  ck_assert (geng_kit_assign (roster, NULL, NULL));
  ck_assert_str_eq (nth_item (duty, 0), "baton-02");
  ck_assert_str_eq (nth_item (duty, 1), "radio-00");
  ck_assert_str_eq (nth_item (other, 1), "radio-01");
  village_clear (&village);
}
END_TEST

static char *
hand_over_line (GengHandOver *hand_over)
{
  GengMember *giver = geng_hand_over_get_giver (hand_over);
  GengMember *receiver = geng_hand_over_get_receiver (hand_over);

  return g_strdup_printf ("%d %s %s>%s%s", geng_hand_over_get_minute (hand_over),
                          geng_entity_get_id (GENG_ENTITY (geng_hand_over_get_item (hand_over))),
                          giver == NULL ? "rack" : geng_entity_get_id (GENG_ENTITY (giver)),
                          receiver == NULL ? "rack" : geng_entity_get_id (GENG_ENTITY (receiver)),
                          geng_hand_over_get_charge (hand_over) ? " charge" : "");
}

static void
check_sheet (Village *village,
             GengRoster *roster,
             GengRoster *history,
             int day,
             const char *expected)
{
  GDate on = date (village, day);
  g_autoptr (GPtrArray) sheet = geng_kit_list_hand_overs (roster, history, &on);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->len; i++)
    {
      g_autofree char *line = hand_over_line (g_ptr_array_index (sheet, i));

      g_string_append_printf (text, "%s\n", line);
    }
  ck_assert_str_eq (text->str, expected);
}

START_TEST (test_hand_overs)
{
  Village village = village_new (4, 2, 300);
  g_autoptr (GengRoster) history = roster_new (&village, -1, -1);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 0);

  serve (&village, history, 0, -1, NIGHT);
  ck_assert (geng_kit_assign (history, NULL, NULL));
  serve (&village, roster, 1, 0, DAY);
  serve (&village, roster, 2, 0, NIGHT);
  /* The day's baton is the only one left for the night. */
  geng_item_set_state (geng_station_lookup_item (village.station, "baton-00"),
                       GENG_ITEM_STATE_LOST);
  ck_assert (geng_kit_assign (roster, history, NULL));
  /* At 04:00 of the eve the radio goes on the charger: that is on the eve's sheet. */
  check_sheet (&village, history, NULL, -1,
               "1080 baton-00 rack>m00\n1080 radio-00 rack>m00\n"
               "1680 baton-00 m00>rack\n1680 radio-00 m00>rack charge\n");
  check_sheet (&village, roster, history, 0,
               "480 baton-01 rack>m01\n480 radio-01 rack>m01\n"
               "1080 baton-01 m01>m02\n1080 radio-01 m01>rack charge\n1080 radio-00 rack>m02\n"
               "1680 radio-00 m02>rack charge\n1680 baton-01 m02>rack\n");
  check_sheet (&village, roster, history, 1, "");
  village_clear (&village);
}
END_TEST

START_TEST (test_hand_over_at_day_start)
{
  Village village = village_new (3, 1, 0);
  const char *kit[] = { "radio", NULL };
  g_autoptr (GengRoster) history = roster_new (&village, -1, -1);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 1);

  geng_window_set_kit (geng_station_lookup_window (village.station, "standby"), kit);
  serve (&village, history, 0, -1, STANDBY);
  serve (&village, roster, 1, 0, DAY);
  serve (&village, roster, 2, 1, STANDBY);
  ck_assert (geng_kit_assign (history, NULL, NULL));
  ck_assert (geng_kit_assign (roster, history, NULL));
  check_sheet (&village, roster, history, 0,
               "480 radio-00 m00>m01\n480 baton-00 rack>m01\n"
               "1080 baton-00 m01>rack\n1080 radio-00 m01>rack\n");
  /* What the last standby brings back at 08:00 is on the sheet of the day after. */
  check_sheet (&village, roster, history, 1, "1680 radio-00 rack>m02\n");
  check_sheet (&village, roster, history, 2, "480 radio-00 m02>rack\n");
  village_clear (&village);
}
END_TEST

/* --- random rosters ---------------------------------------------------------------------- */

static gint64
unix_minute (Village *village, GengDuty *duty, gboolean end)
{
  g_autoptr (GDateTime) instant = end ? geng_duty_get_end (duty, village->station)
                                      : geng_duty_get_start (duty, village->station);

  return g_date_time_to_unix (instant) / 60;
}

static gboolean
needs_kit (GengDuty *duty)
{
  return g_strcmp0 (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))), STANDBY) != 0;
}

static int
recharge_of (GengItem *item)
{
  int own = geng_item_get_recharge_minutes (item);

  return own >= 0 ? own : geng_piece_get_recharge_minutes (geng_item_get_piece (item));
}

static int
count_usable (Village *village, GengPiece *piece, const GDate *on, int recharge)
{
  GListModel *items = geng_station_get_items (village->station);
  int n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);

      n += geng_item_get_piece (item) == piece && geng_item_is_usable (item, on)
           && recharge_of (item) <= recharge;
    }
  return n;
}

/* The kit rule for one piece: at every start, what is out or recharging is no more than what is
 * usable that day. */
static gboolean
is_within (Village *village, GPtrArray *duties, GengPiece *piece, int recharge)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *starting = g_ptr_array_index (duties, i);
      gint64 moment = unix_minute (village, starting, FALSE);
      int busy = 0;

      if (!needs_kit (starting))
        continue;
      for (guint j = 0; j < duties->len; j++)
        {
          GengDuty *other = g_ptr_array_index (duties, j);

          busy += needs_kit (other) && unix_minute (village, other, FALSE) <= moment
                  && unix_minute (village, other, TRUE) + recharge > moment;
        }
      if (busy > count_usable (village, piece, geng_duty_get_date (starting), recharge))
        return FALSE;
    }
  return TRUE;
}

static GengItem *
item_of (GengDuty *duty, GengPiece *piece)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  GengItem *found = NULL;

  ck_assert_uint_eq (items->len, needs_kit (duty) ? 2 : 0);
  for (guint i = 0; i < items->len; i++)
    if (geng_item_get_piece (g_ptr_array_index (items, i)) == piece)
      found = g_ptr_array_index (items, i);
  return found;
}

static void
check_piece (Village *village, GPtrArray *duties, GengPiece *piece)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengItem *item = item_of (duty, piece);

      if (!needs_kit (duty))
        continue;
      ck_assert_ptr_nonnull (item);
      ck_assert (geng_item_is_usable (item, geng_duty_get_date (duty)));
      for (guint j = 0; j < duties->len; j++)
        {
          GengDuty *other = g_ptr_array_index (duties, j);

          if (other != duty && item_of (other, piece) == item
              && unix_minute (village, duty, FALSE) <= unix_minute (village, other, FALSE))
            ck_assert_int_le (unix_minute (village, duty, TRUE) + recharge_of (item),
                              unix_minute (village, other, FALSE));
        }
    }
}

/* Adds random duties as long as the kit rule holds for radios that are back after @recharge
 * minutes. */
static void
fill (Village *village,
      GRand *random,
      GengRoster *history,
      GengRoster *roster,
      int from,
      int to,
      int recharge)
{
  const char *shifts[] = { DAY, NIGHT, DAY, NIGHT, STANDBY };

  for (guint tries = 0; tries < 60; tries++)
    {
      int day = g_rand_int_range (random, from, to + 1);
      guint who = g_rand_int_range (random, 0, 12);
      GDate on = date (village, day);
      g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

      if (geng_roster_lookup (roster, member (village, who), &on) != NULL)
        continue;
      serve (village, roster, who, day, shifts[g_rand_int_range (random, 0, 5)]);
      if (history != NULL)
        g_ptr_array_extend_and_steal (all, geng_roster_list_duties (history));
      g_ptr_array_extend_and_steal (all, geng_roster_list_duties (roster));
      if (!is_within (village, all, village->radio, recharge)
          || !is_within (village, all, village->baton, 0))
        geng_roster_clear (roster, member (village, who), &on);
    }
}

/* Some items expire, are in repair, or recharge in their own time. */
static void
spoil (Village *village, GRand *random)
{
  GListModel *items = geng_station_get_items (village->station);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);
      GDate last = date (village, g_rand_int_range (random, -2, 8));

      if (g_rand_int_range (random, 0, 4) == 0)
        geng_item_set_expires (item, &last);
      if (g_rand_int_range (random, 0, 8) == 0)
        geng_item_set_state (item, GENG_ITEM_STATE_REPAIR);
      if (geng_item_get_piece (item) == village->radio && g_rand_int_range (random, 0, 4) == 0)
        geng_item_set_recharge_minutes (item, 60 * g_rand_int_range (random, 0, 12));
    }
}

START_TEST (test_within_the_rule_always_served)
{
  static const int recharges[] = { 0, 240, 300, 600, 900 };
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  int recharge = recharges[g_rand_int_range (random, 0, 5)];
  Village village = village_new (12, g_rand_int_range (random, 2, 7), recharge);
  g_autoptr (GengRoster) history = roster_new (&village, -3, -1);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  spoil (&village, random);
  fill (&village, random, NULL, history, -3, -1, recharge);
  fill (&village, random, history, roster, 0, 7, recharge);
  ck_assert_msg (geng_kit_assign (history, NULL, &error), "%s", error ? error->message : "");
  ck_assert_msg (geng_kit_assign (roster, history, &error), "%s", error ? error->message : "");
  g_ptr_array_extend_and_steal (all, geng_roster_list_duties (history));
  g_ptr_array_extend_and_steal (all, geng_roster_list_duties (roster));
  ck_assert_uint_gt (all->len, 8);
  check_piece (&village, all, village.radio);
  check_piece (&village, all, village.baton);
  village_clear (&village);
}
END_TEST

START_TEST (test_complete_sets_stay_whole)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  Village village = village_new (12, 6, 300);
  g_autoptr (GengRoster) roster = roster_new (&village, 0, 7);
  g_autoptr (GengRoster) again = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  fill (&village, random, NULL, roster, 0, 7, 300);
  ck_assert (geng_kit_assign (roster, NULL, NULL));
  again = geng_roster_copy (roster);
  ck_assert (geng_kit_assign (again, NULL, NULL));
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengDuty *twin
          = geng_roster_lookup (again, geng_duty_get_member (duty), geng_duty_get_date (duty));

      ck_assert (is_one_set (duty));
      ck_assert (item_of (duty, village.radio) == item_of (twin, village.radio));
    }
  village_clear (&village);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("kit");
  TCase *tcase = tcase_create ("kit");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, test_whole_sets_and_own);
  tcase_add_test (tcase, test_recharge);
  tcase_add_test (tcase, test_history);
  tcase_add_test (tcase, test_unusable);
  tcase_add_test (tcase, test_present_items_stay);
  tcase_add_test (tcase, test_hand_overs);
  tcase_add_test (tcase, test_hand_over_at_day_start);
  tcase_add_loop_test (tcase, test_within_the_rule_always_served, 0, 60);
  tcase_add_loop_test (tcase, test_complete_sets_stay_whole, 0, 20);
  tcase_set_timeout (tcase, 60);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
