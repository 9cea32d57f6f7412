/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../arrays.h"
#include "village.h"

#include "geng-feed-keys.h"
#include "geng-feed-text.h"
#include "geng-feed-uid.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* A station with two months, published again and again. */
typedef struct
{
  GengStation *station;
  GengRoster *december, *january;
  GengRecord *records[2];
  char *title;
  char *keys;
  int alarm;
  GengPublisher *publisher; /* of the last publication */
} Village;

static Village v;

static void
set_up_zone (const char *zone, const char *language)
{
  v.station = village_new (zone, language);
  v.december = village_roster (v.station, 2026, 12, 0);
  v.january = village_roster (v.station, 2027, 1, 0);
  v.records[0] = geng_record_new ();
  v.records[1] = geng_record_new ();
  v.keys = g_strdup (village_keys);
  v.alarm = -1;
}

static void
set_up (void)
{
  set_up_zone ("Asia/Shanghai", "zh_CN");
}

static void
tear_down (void)
{
  g_clear_object (&v.publisher);
  g_clear_object (&v.records[0]);
  g_clear_object (&v.records[1]);
  g_clear_object (&v.december);
  g_clear_object (&v.january);
  g_clear_object (&v.station);
  g_clear_pointer (&v.keys, g_free);
  g_clear_pointer (&v.title, g_free);
}

/* Publishes at 12:00 UTC of 25 November 2026 and @hours later. */
static void
publish (int hours)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_hours (start, hours);
  g_clear_object (&v.publisher);
  v.publisher = geng_publisher_new (v.station);
  ck_assert (geng_publisher_set_keys (v.publisher, v.keys, NULL));
  ck_assert (geng_publisher_set_alarm_minutes (v.publisher, v.alarm, NULL));
  if (v.title != NULL)
    ck_assert (geng_publisher_set_title (v.publisher, v.title, NULL));
  ck_assert (geng_publisher_add_month (v.publisher, v.december, v.records[0], NULL));
  ck_assert (geng_publisher_add_month (v.publisher, v.january, v.records[1], NULL));
  g_autoptr (GError) error = NULL;
  geng_publisher_render (v.publisher, now, &error);
  ck_assert_msg (error == NULL, "%s", error == NULL ? "" : error->message);
}

static char *
feed_text (GengFeedScope scope, const char *id)
{
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      gsize length;
      const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
      if (geng_feed_file_get_scope (feed) == scope
          && g_strcmp0 (geng_feed_file_get_id (feed), id) == 0)
        return g_strndup (bytes, length);
    }
  ck_abort_msg ("no feed %s", id);
}

static GHashTable *
all_events (void)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      gsize length;
      const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
      g_autofree char *text = g_strndup (bytes, length);
      g_autoptr (GHashTable) events = village_events (text);
      GHashTableIter iter;
      gpointer uid, event;
      g_hash_table_iter_init (&iter, events);
      while (g_hash_table_iter_next (&iter, &uid, &event))
        {
          const char *known = g_hash_table_lookup (all, uid);
          ck_assert_msg (known == NULL || g_str_equal (known, event),
                         "one UID, two events:\n%s\n%s", known, (char *) event);
          g_hash_table_insert (all, g_strdup (uid), g_strdup (event));
        }
    }
  return all;
}

static char *
uid_of (const char *key)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  guint8 secret[64];
  guint n = 0, buffer = 0, bits = 0;
  g_key_file_load_from_data (file, village_keys, -1, G_KEY_FILE_NONE, NULL);
  g_autofree char *text = g_key_file_get_string (file, "station", "secret", NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      buffer = (buffer << 5 | (guint) (*p >= 'a' ? *p - 'a' : *p - '2' + 26)) & 0xffff;
      if ((bits += 5) >= 8)
        secret[n++] = buffer >> (bits -= 8);
    }
  g_autoptr (GBytes) bytes = g_bytes_new (secret, n);
  return geng_feed_uid_new (bytes, key);
}

static const char *
event (GHashTable *events, const char *key)
{
  g_autofree char *uid = uid_of (key);
  return g_hash_table_lookup (events, uid);
}

static int
sequence_of (const char *text)
{
  const char *line = strstr (text, "SEQUENCE:");
  ck_assert_ptr_nonnull (line);
  return atoi (line + strlen ("SEQUENCE:"));
}

/* Without its revision: what a phone shows. */
static char *
visible (const char *text)
{
  g_autoptr (GRegex) revision
      = g_regex_new ("(DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r]*\r\n", 0, 0, NULL);
  return g_regex_replace_literal (revision, text, -1, 0, "", 0, NULL);
}

/* Exactly the events that look different have moved, each by one, to @stamp. */
static guint
check_moves (GHashTable *before, GHashTable *after, const char *stamp)
{
  guint moved = 0;
  GHashTableIter iter;
  gpointer uid, now;
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &uid, &now))
    {
      const char *then = g_hash_table_lookup (before, uid);
      if (then == NULL)
        continue;
      g_autofree char *old_look = visible (then);
      g_autofree char *new_look = visible (now);
      gboolean same = g_str_equal (old_look, new_look);
      ck_assert_int_eq (sequence_of (now), sequence_of (then) + !same);
      ck_assert_msg (!same || g_str_equal (then, now), "moved without a change: %s", (char *) now);
      if (!same)
        {
          g_autofree char *lines
              = g_strdup_printf ("DTSTAMP:%s\r\nLAST-MODIFIED:%s\r\n", stamp, stamp);
          ck_assert_ptr_nonnull (strstr (now, lines));
          moved++;
        }
    }
  return moved;
}

START_TEST (publishing_twice_changes_no_byte)
{
  g_autoptr (GPtrArray) before = NULL;
  publish (0);
  before = geng_publisher_list_feeds (v.publisher);
  publish (5);
  g_autoptr (GPtrArray) after = geng_publisher_list_feeds (v.publisher);
  ck_assert_uint_eq (before->len, 6 + 2 + 2 + 1);
  ck_assert_uint_eq (after->len, before->len);
  for (guint i = 0; i < before->len; i++)
    ck_assert (g_bytes_equal (geng_feed_file_get_content (g_ptr_array_index (before, i)),
                              geng_feed_file_get_content (g_ptr_array_index (after, i))));
}
END_TEST

/* Somebody at the desk alone: no crew, no hand-over partner, so that one duty is one visible
 * change. */
START_TEST (moving_one_duty_moves_one_event)
{
  publish (0);
  g_autoptr (GHashTable) before = all_events ();
  village_assign (v.december, "m02", 1, NULL, NULL);
  village_assign (v.december, "m02", 1, "day", "desk");
  publish (1);
  g_autoptr (GHashTable) after = all_events ();
  guint moved = check_moves (before, after, "20261125T130000Z");
  ck_assert_uint_ge (moved, 1);
  ck_assert_int_eq (sequence_of (event (after, "member/m02/2026-12-01")), 1);
  ck_assert_int_eq (sequence_of (event (after, "member/m02/2026-12-10")), 0);
}
END_TEST

START_TEST (swapped_duty_changes_phones)
{
  publish (0);
  g_autoptr (GHashTable) before = all_events ();
  const char *gone = "member/m01/2026-12-04", *come = "member/m02/2026-12-04";
  village_assign (v.december, "m01", 4, NULL, NULL);
  gboolean had = event (before, come) != NULL;
  village_assign (v.december, "m02", 4, "night", "grid");
  publish (1);
  g_autoptr (GHashTable) after = all_events ();
  g_autofree char *theirs = feed_text (GENG_FEED_SCOPE_MEMBER, "m02");
  g_autofree char *uid = uid_of (come);
  ck_assert_ptr_nonnull (event (before, gone));
  ck_assert_ptr_null (event (after, gone));
  ck_assert_ptr_nonnull (strstr (theirs, uid));
  ck_assert_int_eq (sequence_of (event (after, come)), had ? 1 : 0);
  check_moves (before, after, "20261125T130000Z");
}
END_TEST

START_TEST (duty_that_comes_back_counts_on)
{
  const char *key = "member/m01/2026-12-04";
  publish (0);
  g_autoptr (GHashTable) first = all_events ();
  ck_assert_int_eq (sequence_of (event (first, key)), 0);
  village_assign (v.december, "m01", 4, NULL, NULL);
  publish (1);
  g_autoptr (GHashTable) second = all_events ();
  ck_assert_ptr_null (event (second, key));
  village_assign (v.december, "m01", 4, "day", "grid");
  publish (2);
  g_autoptr (GHashTable) third = all_events ();
  ck_assert_int_eq (sequence_of (event (third, key)), 1);
  ck_assert_ptr_nonnull (strstr (event (third, key), "LAST-MODIFIED:20261125T140000Z"));
}
END_TEST

START_TEST (new_title_moves_every_event_once)
{
  publish (0);
  g_autoptr (GHashTable) before = all_events ();
  v.title = g_strdup ("{post}：{shift}");
  publish (3);
  g_autoptr (GHashTable) after = all_events ();
  ck_assert_uint_eq (check_moves (before, after, "20261125T150000Z"), g_hash_table_size (after));
  ck_assert_ptr_nonnull (
      strstr (event (after, "member/m01/2026-12-03"), "SUMMARY:村区网格：夜班\r\n"));
}
END_TEST

START_TEST (alarm_and_phones_are_visible_changes)
{
  publish (0);
  g_autoptr (GHashTable) before = all_events ();
  v.alarm = 45;
  publish (1);
  g_autoptr (GHashTable) alarmed = all_events ();
  g_autofree char *team = feed_text (GENG_FEED_SCOPE_TEAM, "one");
  ck_assert_uint_gt (check_moves (before, alarmed, "20261125T130000Z"), 0);
  ck_assert_ptr_nonnull (strstr (event (alarmed, "member/m01/2026-12-03"), "TRIGGER:-PT45M\r\n"));
  ck_assert_ptr_null (strstr (team, "VALARM"));
  ck_assert_ptr_null (strstr (team, "13900000"));
  geng_station_set_show_phones (v.station, TRUE);
  publish (2);
  g_autoptr (GHashTable) phones = all_events ();
  ck_assert_uint_gt (check_moves (alarmed, phones, "20261125T140000Z"), 0);
  g_autofree char *station = feed_text (GENG_FEED_SCOPE_STATION, "village");
  ck_assert_ptr_nonnull (strstr (station, "13900000001"));
}
END_TEST

/* The words of one event, written down by hand from the village's data. */
START_TEST (event_says_what_a_member_needs)
{
  publish (0);
  g_autoptr (GHashTable) events = all_events ();
  ck_assert_str_eq (
      event (events, "member/m01/2026-12-03"),
      "UID:68b00590-6bda-83e2-b050-563e71f6d344\r\n"
      "DTSTAMP:20261125T120000Z\r\n"
      "LAST-MODIFIED:20261125T120000Z\r\n"
      "SEQUENCE:0\r\n"
      "DTSTART;TZID=Asia/Shanghai:20261203T180000\r\n"
      "DTEND;TZID=Asia/Shanghai:20261204T040000\r\n"
      "SUMMARY:夜班巡逻 · 村区网格\r\n"
      "DESCRIPTION:同班：程路遥\\n装备：对讲机 D1\\n检查：五水共治、交通拥堵、垃圾分类\\n"
      "接班自：林北望、池南风\r\n"
      "LOCATION:村区网格\r\n"
      "TRANSP:OPAQUE\r\n"
      "END:VEVENT\r\n");
}
END_TEST

typedef gboolean (*Shows) (GengDuty *duty, const char *id);

static gboolean
of_post (GengDuty *duty, const char *id)
{
  return g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))), id);
}

static gboolean
of_team (GengDuty *duty, const char *id)
{
  GengTeam *team = geng_member_get_team (geng_duty_get_member (duty));
  return g_str_equal (geng_entity_get_id (GENG_ENTITY (team)), id);
}

static gboolean
of_all (GengDuty *duty, const char *id)
{
  return TRUE;
}

/* UIDs of the crews of December and January with a duty that @shows wants. */
static GHashTable *
crews (Shows shows, const char *id)
{
  GHashTable *uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GengRoster *rosters[] = { v.december, v.january };
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (rosters[i]);
      for (guint j = 0; j < duties->len; j++)
        {
          GengDuty *duty = g_ptr_array_index (duties, j);
          const GDate *date = geng_duty_get_date (duty);
          g_autofree char *key = g_strdup_printf (
              "duty/%04d-%02d-%02d/%s/%s", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date), geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
              geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
          if (shows (duty, id))
            g_hash_table_add (uids, uid_of (key));
        }
    }
  return uids;
}

/* Exactly the crews of the post, of the team's members, of all. */
START_TEST (shared_feeds_show_their_own)
{
  static const struct
  {
    GengFeedScope scope;
    const char *id;
    Shows shows;
  } feeds[] = { { GENG_FEED_SCOPE_POST, "grid", of_post },
                { GENG_FEED_SCOPE_POST, "desk", of_post },
                { GENG_FEED_SCOPE_TEAM, "one", of_team },
                { GENG_FEED_SCOPE_TEAM, "two", of_team },
                { GENG_FEED_SCOPE_STATION, "village", of_all } };
  village_assign (v.december, "m02", 4, "night", "desk");
  publish (0);
  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autofree char *text = feed_text (feeds[i].scope, feeds[i].id);
      g_autoptr (GHashTable) events = village_events (text);
      g_autoptr (GHashTable) wanted = crews (feeds[i].shows, feeds[i].id);
      GHashTableIter iter;
      gpointer uid;
      ck_assert_uint_gt (g_hash_table_size (wanted), 10);
      ck_assert_uint_eq (g_hash_table_size (events), g_hash_table_size (wanted));
      g_hash_table_iter_init (&iter, wanted);
      while (g_hash_table_iter_next (&iter, &uid, NULL))
        ck_assert (g_hash_table_contains (events, uid));
      ck_assert_ptr_nonnull (strstr (text, "TRANSP:TRANSPARENT\r\n"));
      ck_assert_ptr_null (strstr (text, "TRANSP:OPAQUE"));
    }
}
END_TEST

static void
take_items (GengRoster *roster, const char *member, int day, const char *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GDate date = *geng_roster_get_first (roster);
  g_date_set_day (&date, day);
  GengDuty *duty
      = geng_roster_lookup (roster, geng_station_lookup_member (v.station, member), &date);
  g_ptr_array_add (items, geng_station_lookup_item (v.station, item));
  geng_duty_set_items (duty, items);
}

/* Over a month's edge: the radio goes from the night of 31 December to the day of 1 January, not
 * by the post; who serves on hands over to nobody. */
START_TEST (hand_over_follows_the_items)
{
  for (int i = 1; i <= 6; i++)
    {
      g_autofree char *member = g_strdup_printf ("m%02d", i);
      village_assign (v.december, member, 31, NULL, NULL);
      village_assign (v.january, member, 1, NULL, NULL);
    }
  village_assign (v.december, "m01", 31, "standby", "grid");
  village_assign (v.december, "m02", 31, "standby", "grid");
  village_assign (v.january, "m03", 1, "day", "grid");
  village_assign (v.january, "m04", 1, "day", "desk");
  take_items (v.december, "m01", 31, "D1");
  take_items (v.january, "m04", 1, "D1");
  publish (0);
  g_autoptr (GHashTable) events = all_events ();
  ck_assert_ptr_nonnull (strstr (event (events, "member/m01/2026-12-31"), "交班给：林北望\r\n"));
  ck_assert_ptr_nonnull (strstr (event (events, "member/m04/2027-01-01"), "接班自：石大山"));
  ck_assert_ptr_nonnull (strstr (event (events, "member/m02/2026-12-31"), "交班给：田中禾\r\n"));
  village_assign (v.january, "m03", 1, NULL, NULL);
  village_assign (v.january, "m02", 1, "day", "grid");
  publish (1);
  g_autoptr (GHashTable) after = all_events ();
  ck_assert_ptr_null (strstr (event (after, "member/m02/2026-12-31"), "交班给"));
  ck_assert_int_eq (sequence_of (event (after, "member/m02/2026-12-31")), 1);
  village_assign (v.january, "m04", 1, NULL, NULL);
  publish (2);
  g_autoptr (GHashTable) last = all_events ();
  ck_assert_ptr_null (strstr (event (last, "duty/2026-12-31/standby/grid"), "交班给"));
}
END_TEST

/* The one event of a feed without duties. */
static void
check_notice (const char *feed,
              const char *text,
              const char *first,
              const char *after,
              int sequence)
{
  g_autoptr (GHashTable) events = village_events (feed);
  GHashTableIter iter;
  gpointer notice;
  g_autofree char *lines = g_strdup_printf (
      "DTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\nSUMMARY:%s\r\n", first, after, text);
  ck_assert_uint_eq (g_hash_table_size (events), 1);
  g_hash_table_iter_init (&iter, events);
  ck_assert (g_hash_table_iter_next (&iter, NULL, &notice));
  ck_assert_msg (strstr (notice, lines) != NULL, "%s not in %s", lines, (char *) notice);
  ck_assert_ptr_nonnull (strstr (notice, "TRANSP:TRANSPARENT\r\n"));
  ck_assert_ptr_null (strstr (notice, "VALARM"));
  ck_assert_int_eq (sequence_of (notice), sequence);
}

static void
relieve (GengRoster *roster, const char *member)
{
  for (int day = 1; day <= 31; day++)
    village_assign (roster, member, day, NULL, NULL);
}

/* From the day that emptied it to the end of the newest month, whatever is published later; when
 * duties come and go again, it is a revision of the same notice. */
START_TEST (feed_without_duties_says_so)
{
  const char *none = "近期没有勤务";
  relieve (v.december, "m01");
  relieve (v.january, "m01");
  publish (0);
  g_autofree char *first = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  check_notice (first, none, "20261125", "20270201", 0);
  g_autofree char *uid = uid_of ("notice/member/m01");
  ck_assert_ptr_nonnull (strstr (first, uid));
  publish (24 * 3);
  g_autofree char *later = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  ck_assert_str_eq (first, later);
  village_assign (v.december, "m01", 24, "day", "desk");
  publish (24 * 4);
  g_autofree char *duty = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  ck_assert_ptr_null (strstr (duty, uid));
  ck_assert_ptr_nonnull (strstr (duty, "DTSTART;TZID=Asia/Shanghai:20261224T080000\r\n"));
  village_assign (v.december, "m01", 24, NULL, NULL);
  publish (24 * 5);
  g_autofree char *again = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  check_notice (again, none, "20261130", "20270201", 1);
  ck_assert_ptr_nonnull (strstr (again, uid));
}
END_TEST

/* The notice's last day follows the newest month, and its revision moves to that month's record. */
START_TEST (notice_grows_with_the_plan)
{
  g_autoptr (GengRoster) january = g_steal_pointer (&v.january);
  relieve (v.december, "m01");
  relieve (january, "m01");
  v.january = village_roster (v.station, 2026, 11, 0);
  for (int day = 1; day <= 30; day++)
    village_assign (v.january, "m01", day, NULL, NULL);
  publish (0);
  g_autofree char *before = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  check_notice (before, "近期没有勤务", "20261125", "20270101", 0);
  g_set_object (&v.january, january);
  g_object_unref (v.records[1]);
  v.records[1] = geng_record_new ();
  publish (24);
  g_autofree char *after = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  check_notice (after, "近期没有勤务", "20261125", "20270201", 1);
  ck_assert_ptr_nonnull (geng_record_lookup (v.records[1], "notice/member/m01"));
}
END_TEST

/* Its phone keeps a notice for a while, and nobody else's address moves. */
START_TEST (feed_of_who_left_empties)
{
  char *feeds = strstr (v.keys, "[feeds]\n");
  char *keys = g_strdup_printf ("%.*s[feeds]\neeeeeeeeeeeeeeeeeeeeeeeeeeeeeee2=member/m99\n%s",
                                (int) (feeds - v.keys), v.keys, feeds + strlen ("[feeds]\n"));
  g_free (v.keys);
  v.keys = keys;
  publish (0);
  g_autoptr (GPtrArray) all = geng_publisher_list_feeds (v.publisher);
  ck_assert_uint_eq (all->len, 12);
  GengFeedFile *left = g_ptr_array_index (all, 11);
  ck_assert_str_eq (geng_feed_file_get_file (left), "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee2.ics");
  ck_assert_uint_eq (geng_feed_file_get_n_events (left), 0);
  gsize length;
  const char *text = g_bytes_get_data (geng_feed_file_get_content (left), &length);
  ck_assert_ptr_nonnull (g_strstr_len (text, length, "BEGIN:VTIMEZONE\r\n"));
  g_autofree char *copy = g_strndup (text, length);
  check_notice (copy, "此日历已停用，请向队长要新地址", "20261125", "20261226", 0);
  ck_assert_str_eq (geng_feed_file_get_file (g_ptr_array_index (all, 0)),
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2.ics");
}
END_TEST

/* ICSx5 takes a change only when LAST-MODIFIED grows: also when the clock was set back, or stood
 * still. */
START_TEST (changes_are_later_than_what_they_change)
{
  const char *key = "member/m02/2026-12-01";
  publish (5);
  for (int i = 0; i < 3; i++)
    {
      village_assign (v.december, "m02", 1, NULL, NULL);
      village_assign (v.december, "m02", 1, i % 2 == 0 ? "day" : "standby", "desk");
      publish (i == 0 ? 5 : 2);
    }
  g_autoptr (GHashTable) events = all_events ();
  ck_assert_int_eq (sequence_of (event (events, key)), 3);
  ck_assert_ptr_nonnull (strstr (event (events, key), "DTSTAMP:20261125T170003Z\r\n"));
  ck_assert_ptr_nonnull (strstr (event (events, key), "LAST-MODIFIED:20261125T170003Z\r\n"));
}
END_TEST

/* DISPLAY, a text, a trigger, a UID of its own that is the same every time; a new time moves it. */
START_TEST (alarm_is_whole)
{
  v.alarm = 30;
  publish (0);
  g_autoptr (GHashTable) before = all_events ();
  const char *key = "member/m01/2026-12-03";
  const char *alarm = strstr (event (before, key), "BEGIN:VALARM\r\n");
  ck_assert_ptr_nonnull (alarm);
  ck_assert_ptr_nonnull (strstr (alarm, "ACTION:DISPLAY\r\n"));
  ck_assert_ptr_nonnull (strstr (alarm, "DESCRIPTION:夜班巡逻 · 村区网格\r\n"));
  ck_assert_ptr_nonnull (strstr (alarm, "TRIGGER:-PT30M\r\n"));
  g_autofree char *alarm_key = g_strconcat ("alarm/", key, NULL);
  g_autofree char *uid = uid_of (alarm_key);
  ck_assert_ptr_nonnull (strstr (alarm, uid));
  v.alarm = 1440;
  publish (1);
  g_autoptr (GHashTable) day = all_events ();
  ck_assert_ptr_nonnull (strstr (event (day, key), "TRIGGER:-P1D\r\n"));
  ck_assert_int_eq (sequence_of (event (day, key)), 1);
  v.alarm = -1;
  publish (2);
  g_autoptr (GHashTable) off = all_events ();
  ck_assert_ptr_null (strstr (event (off, key), "VALARM"));
  ck_assert_int_eq (sequence_of (event (off, key)), 2);
}
END_TEST

START_TEST (english_station_speaks_english)
{
  tear_down ();
  set_up_zone ("Europe/Berlin", "en");
  publish (0);
  g_autofree char *text = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  ck_assert_ptr_nonnull (strstr (text, "NAME:Duties of 石大山\r\n"));
  ck_assert_ptr_nonnull (strstr (text, "Crew: "));
}
END_TEST

START_TEST (note_never_leaves)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 3, 12, 2026);
  GengDuty *duty
      = geng_roster_lookup (v.december, geng_station_lookup_member (v.station, "m01"), &date);
  geng_duty_set_note (duty, "代替发烧的田中禾");
  publish (0);
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      gsize length;
      const char *bytes
          = g_bytes_get_data (geng_feed_file_get_content (g_ptr_array_index (feeds, i)), &length);
      ck_assert_ptr_null (g_strstr_len (bytes, length, "发烧"));
    }
}
END_TEST

/* By the zone, not by the month: neither December nor January has a change of the clock.  Egypt has
 * had none from 2015 to 2022, Volgograd none since the end of 2020. */
START_TEST (form_goes_by_the_zone)
{
  static const struct
  {
    const char *zone;
    int year;
    gboolean utc;
  } cases[] = { { "Asia/Shanghai", 2026, FALSE },   { "Asia/Kolkata", 2026, FALSE },
                { "Europe/Berlin", 2026, TRUE },    { "Australia/Lord_Howe", 2026, TRUE },
                { "Africa/Cairo", 2018, FALSE },    { "Africa/Cairo", 2022, TRUE },
                { "Europe/Volgograd", 2020, TRUE }, { "Europe/Volgograd", 2023, FALSE },
                { "America/Santiago", 2026, TRUE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GengStation) station = village_new (cases[i].zone, "en");
      g_autoptr (GengRoster) roster = village_roster (station, cases[i].year, 11, 0);
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GDateTime) now = g_date_time_new_utc (cases[i].year, 11, 1, 0, 0, 0);
      gsize length;
      ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
      ck_assert (geng_publisher_render (publisher, now, NULL));
      GengFeedFile *feed = nth_of (geng_publisher_list_feeds (publisher), 0);
      const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
      g_autofree char *text = g_strndup (bytes, length);
      gboolean utc = strstr (text, "BEGIN:VTIMEZONE\r\n") == NULL;
      ck_assert_msg (utc == cases[i].utc, "%s %d", cases[i].zone, cases[i].year);
      ck_assert_int_eq (utc, strstr (text, "DTSTART;TZID=") == NULL);
      ck_assert_int_eq (utc, strstr (text, "DTSTART:") > strstr (text, "BEGIN:VEVENT"));
    }
}
END_TEST

/* 02:00 to 03:00 comes twice on 25 October 2026 in Berlin: each instant of it has its own name in
 * UTC. */
START_TEST (hour_that_comes_twice_is_told_apart)
{
  tear_down ();
  set_up_zone ("Europe/Berlin", "en");
  g_autoptr (GengWindow) window = geng_window_new ("late", "Late", 18 * 60, 26 * 60 + 30);
  g_autoptr (GengShift) shift = geng_shift_new ("late", "Late", window, 18 * 60, 26 * 60 + 30);
  ck_assert (geng_station_add_window (v.station, window, NULL));
  ck_assert (geng_station_add_shift (v.station, shift, NULL));
  g_clear_object (&v.december);
  v.december = village_roster (v.station, 2026, 10, 0);
  village_assign (v.december, "m01", 24, "late", "grid");
  g_clear_object (&v.publisher);
  v.publisher = geng_publisher_new (v.station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 10, 20, 0, 0, 0);
  geng_publisher_set_allow_broken (v.publisher, TRUE); /* nobody asked for the late shift */
  ck_assert (geng_publisher_set_keys (v.publisher, v.keys, NULL));
  ck_assert (geng_publisher_add_month (v.publisher, v.december, v.records[0], NULL));
  ck_assert (geng_publisher_render (v.publisher, now, NULL));
  g_autoptr (GHashTable) events = all_events ();
  const char *text = event (events, "member/m01/2026-10-24");
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 24, 10, 2026);
  GengDuty *duty
      = geng_roster_lookup (v.december, geng_station_lookup_member (v.station, "m01"), &date);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, v.station);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (end);
  g_autofree char *line = g_date_time_format (utc, "DTEND:%Y%m%dT%H%M%SZ\r\n");
  ck_assert_ptr_nonnull (strstr (text, "DTSTART:20261024T160000Z\r\n"));
  ck_assert_msg (strstr (text, line) != NULL, "%s in %s", line, text);
}
END_TEST

/* vdirsyncer takes the first UID of a file for every event of it. */
START_TEST (first_uid_is_an_events)
{
  publish (0);
  g_autofree char *text = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  g_autofree char *id = uid_of ("feed/member/m01");
  g_autofree char *line = g_strdup_printf ("X-GENG-FEED:%s\r\n", id);
  ck_assert_ptr_nonnull (strstr (text, line));
  ck_assert (strstr (text, "\nUID:") > strstr (text, "BEGIN:VEVENT"));
}
END_TEST

START_TEST (revoked_feed_empties_and_goes)
{
  publish (0);
  g_autofree char *before = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
  guint n = feeds->len;
  ck_assert (geng_publisher_revoke (v.publisher, GENG_FEED_SCOPE_MEMBER, "m01", NULL));
  g_ptr_array_unref (feeds);
  feeds = geng_publisher_list_feeds (v.publisher);
  ck_assert_uint_eq (feeds->len, n + 1);
  GengFeedFile *empty = g_ptr_array_index (feeds, n);
  ck_assert_ptr_null (geng_feed_file_get_id (empty));
  ck_assert_str_eq (geng_feed_file_get_file (empty), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2.ics");
  ck_assert_uint_eq (geng_feed_file_get_n_events (empty), 0);
  gsize length;
  const char *bytes = g_bytes_get_data (geng_feed_file_get_content (empty), &length);
  g_autofree char *notice = g_strndup (bytes, length);
  check_notice (notice, "此日历已停用，请向队长要新地址", "20261125", "20261226", 0);
  GengFeedFile *moved = g_ptr_array_index (feeds, 0);
  ck_assert_str_ne (geng_feed_file_get_file (moved), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2.ics");
  ck_assert_uint_eq (strlen (geng_feed_file_get_file (moved)), 36);
  g_autofree char *after = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  ck_assert_str_eq (before, after);
  g_free (v.keys);
  v.keys = geng_publisher_dup_keys (v.publisher);
  publish (24 * 29);
  ck_assert_uint_eq (n_of (geng_publisher_list_feeds (v.publisher)), n + 1);
  publish (24 * 31);
  ck_assert_uint_eq (n_of (geng_publisher_list_feeds (v.publisher)), n);
}
END_TEST

START_TEST (unknown_feed_cannot_be_revoked)
{
  g_autoptr (GError) error = NULL;
  publish (0);
  ck_assert (!geng_publisher_revoke (v.publisher, GENG_FEED_SCOPE_TEAM, "nine", &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
}
END_TEST

/* The records are lost; the feeds are not. */
START_TEST (lost_record_is_rebuilt)
{
  publish (0);
  v.title = g_strdup ("{shift} {post}");
  publish (1);
  village_assign (v.december, "m01", 4, NULL, NULL);
  publish (2);
  g_autoptr (GHashTable) before = all_events ();
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
  g_autoptr (GengPublisher) rescue = geng_publisher_new (v.station);
  for (guint i = 0; i < G_N_ELEMENTS (v.records); i++)
    {
      g_object_unref (v.records[i]);
      v.records[i] = geng_record_new ();
    }
  ck_assert (geng_publisher_set_keys (rescue, v.keys, NULL));
  ck_assert (geng_publisher_add_month (rescue, v.december, v.records[0], NULL));
  ck_assert (geng_publisher_add_month (rescue, v.january, v.records[1], NULL));
  for (guint i = 0; i < feeds->len; i++)
    ck_assert (geng_publisher_recover (
        rescue, geng_feed_file_get_content (g_ptr_array_index (feeds, i)), NULL));
  village_assign (v.december, "m06", 20, "night", "desk");
  publish (3);
  g_autoptr (GHashTable) after = all_events ();
  guint moved = check_moves (before, after, "20261125T150000Z");
  ck_assert_uint_ge (moved, 1);
  ck_assert_uint_le (moved, 12);
  ck_assert_int_eq (sequence_of (event (after, "member/m06/2026-12-20")), 2);
  ck_assert_int_eq (sequence_of (event (after, "member/m05/2026-12-10")), 1);
}
END_TEST

START_TEST (feeds_are_bounded_in_the_past)
{
  publish (0);
  g_autofree char *early = feed_text (GENG_FEED_SCOPE_STATION, "village");
  publish (24 * 50); /* 14 January 2027: from 14 December on */
  g_autofree char *late = feed_text (GENG_FEED_SCOPE_STATION, "village");
  ck_assert_ptr_nonnull (strstr (early, "DTSTART;TZID=Asia/Shanghai:20261201T080000"));
  ck_assert_ptr_null (strstr (late, "DTSTART;TZID=Asia/Shanghai:20261213T080000"));
  ck_assert_ptr_nonnull (strstr (late, "DTSTART;TZID=Asia/Shanghai:20261214T080000"));
  g_autoptr (GHashTable) before = village_events (early);
  g_autoptr (GHashTable) after = village_events (late);
  ck_assert_uint_eq (check_moves (before, after, "-"), 0);
}
END_TEST

START_TEST (bad_options_are_refused)
{
  static const char *const urls[] = { "ftp://example.org/",
                                      "https://example.org/?a",
                                      "https://exa mple.org/",
                                      "x",
                                      "https://example.org/\"><script>",
                                      "https:///x",
                                      "https://",
                                      "http://:80/" };
  publish (0);
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    ck_assert (!geng_publisher_set_base_url (v.publisher, urls[i], NULL));
  ck_assert (geng_publisher_set_base_url (v.publisher, "https://example.org/duty", NULL));
  ck_assert (!geng_publisher_set_title (v.publisher, "{nobody}", NULL));
  ck_assert (!geng_publisher_set_title (v.publisher, " ", NULL));
  ck_assert (!geng_publisher_set_alarm_minutes (v.publisher, -5, NULL));
  ck_assert (!geng_publisher_set_keys (v.publisher, "[station]\nsecret=abc\n", NULL));
  ck_assert (!geng_publisher_set_keys (v.publisher, "not a key file", NULL));
  g_autoptr (GBytes) page = g_bytes_new_static ("x", 1);
  ck_assert (!geng_publisher_add_page (v.publisher, "../x.html", page, NULL));
  ck_assert (!geng_publisher_add_page (v.publisher, "x.ics", page, NULL));
  ck_assert (geng_publisher_add_page (v.publisher, "index.html", page, NULL));
}
END_TEST

/* Nobody asked for a crew of this shift at this post. */
START_TEST (broken_roster_is_refused)
{
  g_autoptr (GengShift) extra = geng_shift_new (
      "extra", "Extra", geng_station_lookup_window (v.station, "patrol"), 9 * 60, 12 * 60);
  g_autoptr (GError) error = NULL;
  ck_assert (geng_station_add_shift (v.station, extra, NULL));
  publish (0);
  village_assign (v.december, "m01", 4, "extra", "grid");
  g_autoptr (GengPublisher) publisher = geng_publisher_new (v.station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 14, 0, 0);
  g_autoptr (GPtrArray) before = geng_record_list (v.records[0]);
  guint n = before->len;
  ck_assert (geng_publisher_add_month (publisher, v.december, v.records[0], NULL));
  ck_assert (!geng_publisher_render (publisher, now, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  g_autoptr (GPtrArray) after = geng_record_list (v.records[0]);
  ck_assert_uint_eq (after->len, n);
  ck_assert_uint_eq (n_of (geng_publisher_list_feeds (publisher)), 0);
}
END_TEST

START_TEST (addresses_are_long_and_differ)
{
  g_autoptr (GengPublisher) fresh = geng_publisher_new (v.station);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  ck_assert (geng_publisher_set_base_url (fresh, "https://example.org/duty", NULL));
  ck_assert (geng_publisher_add_month (fresh, v.december, v.records[0], NULL));
  ck_assert (geng_publisher_render (fresh, now, NULL));
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (fresh);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      g_autofree char *webcal = geng_feed_file_dup_webcal_url (feed);
      const char *file = geng_feed_file_get_file (feed);
      ck_assert (g_hash_table_add (seen, (gpointer) file));
      ck_assert_uint_eq (strspn (file, "abcdefghijklmnopqrstuvwxyz234567"), 32);
      ck_assert (g_str_has_prefix (webcal, "webcal://example.org/duty/"));
      ck_assert_uint_lt (strlen (geng_feed_file_get_url (feed)), 255);
    }
  g_autofree char *keys = geng_publisher_dup_keys (fresh);
  g_autoptr (GengPublisher) again = geng_publisher_new (v.station);
  ck_assert (geng_publisher_set_keys (again, keys, NULL));
  g_autofree char *same = geng_publisher_dup_keys (again);
  ck_assert_str_eq (keys, same);
}
END_TEST

/* Whoever knows the secret of a station computes its UIDs: none of its bytes is the same in all. */
START_TEST (secrets_are_random)
{
  g_autoptr (GengFeedKeys) first = geng_feed_keys_new ();
  gsize length;
  const guint8 *bytes = g_bytes_get_data (geng_feed_keys_get_secret (first), &length);
  g_autofree gboolean *differs = g_new0 (gboolean, length);
  for (guint n = 0; n < 20; n++)
    {
      g_autoptr (GengFeedKeys) other = geng_feed_keys_new ();
      const guint8 *others = g_bytes_get_data (geng_feed_keys_get_secret (other), NULL);
      for (gsize i = 0; i < length; i++)
        differs[i] = differs[i] || bytes[i] != others[i];
    }
  ck_assert_uint_ge (length, 16);
  for (gsize i = 0; i < length; i++)
    ck_assert (differs[i]);
}
END_TEST

/* Each page says first whose it is, and where all its duties have been, that none is planned. */
START_TEST (pages_say_whose_and_what_is_next)
{
  for (int over = 0; over < 2; over++)
    {
      publish (over * 24 * 75); /* 8 February 2027: January is in the feeds, and over */
      g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (v.publisher);
      for (guint i = 0; i < feeds->len; i++)
        {
          GengFeedFile *feed = g_ptr_array_index (feeds, i);
          gsize length;
          const char *bytes = g_bytes_get_data (geng_feed_file_get_page (feed), &length);
          g_autofree char *page = g_strndup (bytes, length);
          g_autofree char *name = g_markup_escape_text (geng_feed_file_get_name (feed), -1);
          g_autofree char *heading = g_strdup_printf ("<h1>%s</h1>", name);
          ck_assert_ptr_nonnull (strstr (page, heading));
          ck_assert_int_eq (strstr (page, "<li>暂未排班。</li>") != NULL, over);
        }
    }
}
END_TEST

START_TEST (texts_are_cleaned)
{
  g_autofree char *one = geng_feed_text_clean (" a\r\nb\x01\xc2\x85 ");
  g_autofree char *none = geng_feed_text_clean ("\xff");
  g_autofree char *blank = geng_feed_text_clean (" \t ");
  g_autofree char *name = geng_feed_text_calendar_name ("a, b; c\\d");
  g_autofree char *colour = geng_feed_text_colour ("Teal");
  ck_assert_str_eq (one, "a b");
  ck_assert_ptr_null (none);
  ck_assert_ptr_null (blank);
  ck_assert_str_eq (name, "a、 b， c·d");
  ck_assert_str_eq (colour, "teal");
  ck_assert_ptr_null (geng_feed_text_colour ("#008080"));
  ck_assert_ptr_null (geng_feed_text_colour ("rainbow"));
  ck_assert_ptr_null (geng_feed_text_colour ("teal thistle"));
  ck_assert_ptr_null (geng_feed_text_colour (""));
}
END_TEST

START_TEST (injected_lines_stay_text)
{
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_member (v.station, "m01")),
                        "石\r\nATTENDEE:mailto:x");
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_post (v.station, "grid")),
                        "a,b;c\\n\"d\"");
  publish (0);
  g_autofree char *text = feed_text (GENG_FEED_SCOPE_STATION, "village");
  g_autofree char *own = feed_text (GENG_FEED_SCOPE_MEMBER, "m01");
  ck_assert_ptr_null (strstr (text, "\nATTENDEE"));
  ck_assert_ptr_null (strstr (own, "\nATTENDEE"));
  ck_assert_ptr_nonnull (strstr (text, "LOCATION:a\\,b\\;c\\\\n\"d\"\r\n"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("feeds");
  TCase *feeds = tcase_create ("feeds");
  tcase_add_checked_fixture (feeds, set_up, tear_down);
  tcase_set_timeout (feeds, 60);
  tcase_add_test (feeds, publishing_twice_changes_no_byte);
  tcase_add_test (feeds, moving_one_duty_moves_one_event);
  tcase_add_test (feeds, swapped_duty_changes_phones);
  tcase_add_test (feeds, duty_that_comes_back_counts_on);
  tcase_add_test (feeds, new_title_moves_every_event_once);
  tcase_add_test (feeds, alarm_and_phones_are_visible_changes);
  tcase_add_test (feeds, event_says_what_a_member_needs);
  tcase_add_test (feeds, shared_feeds_show_their_own);
  tcase_add_test (feeds, hand_over_follows_the_items);
  tcase_add_test (feeds, feed_of_who_left_empties);
  tcase_add_test (feeds, feed_without_duties_says_so);
  tcase_add_test (feeds, notice_grows_with_the_plan);
  tcase_add_test (feeds, changes_are_later_than_what_they_change);
  tcase_add_test (feeds, alarm_is_whole);
  tcase_add_test (feeds, english_station_speaks_english);
  tcase_add_test (feeds, note_never_leaves);
  tcase_add_test (feeds, form_goes_by_the_zone);
  tcase_add_test (feeds, hour_that_comes_twice_is_told_apart);
  tcase_add_test (feeds, first_uid_is_an_events);
  tcase_add_test (feeds, revoked_feed_empties_and_goes);
  tcase_add_test (feeds, unknown_feed_cannot_be_revoked);
  tcase_add_test (feeds, lost_record_is_rebuilt);
  tcase_add_test (feeds, feeds_are_bounded_in_the_past);
  tcase_add_test (feeds, bad_options_are_refused);
  tcase_add_test (feeds, broken_roster_is_refused);
  tcase_add_test (feeds, addresses_are_long_and_differ);
  tcase_add_test (feeds, secrets_are_random);
  tcase_add_test (feeds, pages_say_whose_and_what_is_next);
  tcase_add_test (feeds, texts_are_cleaned);
  tcase_add_test (feeds, injected_lines_stay_text);
  suite_add_tcase (suite, feeds);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
