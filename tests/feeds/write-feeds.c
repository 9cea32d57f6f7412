/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * write-feeds FOLDER TIMEZONE SEED STEP [YEAR-MONTH]: publishes the village's December 2026 and
 * January 2027 (or that month and the next) STEP times, with changes between, for the linter and
 * for real readers.  FOLDER gets KIND-ID.ics, of the station its months as well, and duties.tsv,
 * what the readers must see, written from the roster alone: kind, id (with the month), key of the
 * identity, start and end in UTC, summary.
 */
#include "village.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = { "member", "team", "post", "station" };

static void
write_row (GString *out,
           const char *kind,
           const char *owner,
           const char *key,
           GengDuty *duty,
           GengStation *station)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, station);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
  const char *shift = geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty)));
  gboolean standby = g_str_equal (shift, "值守");
  g_string_append_printf (
      out, "%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s%s · %s\n", kind, owner, key,
      g_date_time_to_unix (start), g_date_time_to_unix (end), shift, standby ? "" : "巡逻",
      geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));
}

static void
write_rows (GString *out, GHashTable *seen, GengDuty *duty, GengStation *station)
{
  const GDate *d = geng_duty_get_date (duty);
  GengMember *member = geng_duty_get_member (duty);
  gpointer owners[] = { geng_member_get_team (member), geng_duty_get_post (duty), station };
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (d),
                                           g_date_get_month (d), g_date_get_day (d));
  g_autofree char *own
      = g_strdup_printf ("member/%s/%s", geng_entity_get_id (GENG_ENTITY (member)), date);
  g_autofree char *shared = g_strdup_printf (
      "duty/%s/%s/%s", date, geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
      geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
  g_autofree char *month
      = g_strdup_printf ("%s-%.7s", geng_entity_get_id (GENG_ENTITY (station)), date);
  write_row (out, "member", geng_entity_get_id (GENG_ENTITY (member)), own, duty, station);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const char *owner = geng_entity_get_id (owners[i]);
      char *once = g_strconcat (kinds[i + 1], owner, shared, NULL);
      if (!g_hash_table_add (seen, once))
        continue;
      write_row (out, kinds[i + 1], owner, shared, duty, station);
      if (owners[i] == (gpointer) station)
        write_row (out, kinds[i + 1], month, shared, duty, station);
    }
}

static void
write_duties (const char *folder, GengStation *station, GengRoster **rosters, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_build_filename (folder, "duties.tsv", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (rosters[i]);
      for (guint j = 0; j < duties->len; j++)
        write_rows (out, seen, g_ptr_array_index (duties, j), station);
    }
  g_assert_true (g_file_set_contents (path, out->str, -1, NULL));
}

/* @ending: of the name, from the end of the token on. */
static void
write_feed (const char *folder, GengFeedFile *feed, const char *ending)
{
  gsize length;
  const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
  g_autofree char *name = g_strdup_printf ("%s-%s%s", kinds[geng_feed_file_get_scope (feed)],
                                           geng_feed_file_get_id (feed), ending);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *before = NULL;
  gsize before_length = 0;
  g_file_get_contents (path, &before, &before_length, NULL);
  if (before == NULL || before_length != length || memcmp (before, bytes, length) != 0)
    g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
write_feeds (const char *folder, GengPublisher *publisher)
{
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      g_autoptr (GPtrArray) months = geng_feed_file_list_months (feed);
      write_feed (folder, feed, ".ics");
      if (geng_feed_file_get_scope (feed) != GENG_FEED_SCOPE_STATION)
        continue;
      for (guint j = 0; j < months->len; j++)
        {
          GengFeedFile *month = g_ptr_array_index (months, j);
          write_feed (folder, month, strchr (geng_feed_file_get_file (month), '-'));
        }
    }
}

/* A duty that changes shift, one that goes, one that is swapped. */
static void
change (GengRoster *roster, guint step)
{
  if (step == 1)
    {
      village_assign (roster, "m01", 10, NULL, NULL);
      village_assign (roster, "m02", 11, "standby", "grid");
      village_assign (roster, "m03", 12, NULL, NULL);
      village_assign (roster, "m06", 12, "day", "desk");
    }
  else
    village_assign (roster, "m01", 10, "night", "grid");
}

int
main (int argc, char **argv)
{
  guint year = 2026, month = 12;
  g_return_val_if_fail (argc == 5 || argc == 6, 2);
  if (argc == 6)
    g_return_val_if_fail (sscanf (argv[5], "%u-%u", &year, &month) == 2, 2);
  guint32 seed = atoi (argv[3]);
  g_autoptr (GengStation) station = village_new (argv[2], "zh_CN");
  GengRoster *rosters[]
      = { village_roster (station, year, month, seed),
          village_roster (station, year + month / 12, month % 12 + 1, seed == 0 ? 0 : seed + 1) };
  GengRecord *records[] = { geng_record_new (), geng_record_new () };
  g_autoptr (GDateTime) first = g_date_time_new_utc (year, month, 1, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_days (first, -6);
  g_mkdir_with_parents (argv[1], 0755);
  for (guint step = 0; step < (guint) atoi (argv[4]); step++)
    {
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GDateTime) instant = g_date_time_add_hours (now, step);
      if (step > 0)
        change (rosters[0], step);
      g_assert_true (geng_publisher_set_keys (publisher, village_keys, NULL));
      g_assert_true (geng_publisher_set_alarm_minutes (publisher, 30, NULL));
      for (guint i = 0; i < 2; i++)
        g_assert_true (geng_publisher_add_month (publisher, rosters[i], records[i], NULL));
      g_assert_true (geng_publisher_render (publisher, instant, NULL));
      write_feeds (argv[1], publisher);
      write_duties (argv[1], station, rosters, 2);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_object_unref (rosters[i]);
      g_object_unref (records[i]);
    }
  return 0;
}
