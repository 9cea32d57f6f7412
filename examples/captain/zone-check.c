/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng check of a zone: what is wrong between its folders, beside what is wrong in each. */
#include "parts.h"
#include "zone.h"

/* The plan of a zone that shares people makes one station of all; what stands in its way is told
 * before anybody plans. */
static Status
check_joint (GengZone *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) joined = geng_zone_join (zone, &error);

  /* Where no station could be read, each has said so. */
  if (joined != NULL || g_error_matches (error, GENG_ERROR, GENG_ERROR_NOT_FOUND))
    return STATUS_FINE;
  say_failure (error);
  return STATUS_BAD;
}

/* Whatever stands between the digits. */
static char *
digits_of (GengMember *member)
{
  const char *phone = geng_member_get_phone (member);
  GString *digits = g_string_new (NULL);

  for (; phone != NULL && *phone != '\0'; phone++)
    if (g_ascii_isdigit (*phone))
      g_string_append_c (digits, *phone);
  return g_string_free (digits, FALSE);
}

/* (transfer full): members of a pool by the digits of their telephones */
static GHashTable *
list_phones (GengStation *people)
{
  GHashTable *phones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *members = geng_station_get_members (people);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      char *digits = digits_of (member);

      if (digits[0] == '\0')
        g_free (digits);
      else
        g_hash_table_insert (phones, digits, g_steal_pointer (&member));
    }
  return phones;
}

static gboolean
check_station (GengZone *zone, guint pool, guint index, GHashTable *phones)
{
  GListModel *members = geng_station_get_members (geng_zone_get_station (zone, index));
  gboolean fine = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autofree char *digits = digits_of (member);
      GengEntity *own = GENG_ENTITY (member), *other = g_hash_table_lookup (phones, digits);

      if (other == NULL || geng_member_get_guest (member))
        continue;
      fine = FALSE;
      say_error (
          _ ("%s/%s (%s) and %s/%s (%s) have the same telephone. Two people have two; whoever "
             "is in the pool is no member of a station as well."),
          geng_zone_get_pool_id (zone, pool), geng_entity_get_id (other),
          geng_entity_get_name (other), geng_zone_get_id (zone, index), geng_entity_get_id (own),
          geng_entity_get_name (own));
    }
  return fine;
}

static Status
check_phones (GengZone *zone, guint pool)
{
  GengStation *people = geng_zone_get_pool (zone, pool);
  g_autoptr (GHashTable) phones = people != NULL ? list_phones (people) : NULL;
  gboolean fine = TRUE;

  for (guint i = 0; phones != NULL && i < geng_zone_get_n_stations (zone); i++)
    if (geng_zone_get_station (zone, i) != NULL)
      fine = check_station (zone, pool, i, phones) && fine;
  return fine ? STATUS_FINE : STATUS_BAD;
}

static const char *
name_of (GengZone *zone, guint index)
{
  return geng_entity_get_name (GENG_ENTITY (geng_zone_get_station (zone, index)));
}

/* seen: days of people, to the station, not owned, where they serve on these */
static gboolean
check_days (GengZone *zone, guint index, GengRoster *official, GHashTable *seen)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (official);
  gboolean fine = TRUE;

  for (guint i = 0; i < duties->len; i++)
    {
      GengMember *member = geng_duty_get_member (duties->pdata[i]);
      g_autofree char *day = desk_date_text (geng_duty_get_date (duties->pdata[i]));
      g_autofree char *id = zone_member_id (zone, index, member);
      char *key = g_strdup_printf ("%s %s", id, day);
      const char *other = g_hash_table_lookup (seen, key);

      if (other != NULL)
        {
          say_error (_ ("%s (%s) is officially at two stations on %s: %s and %s."), id,
                     geng_entity_get_name (GENG_ENTITY (member)), day, other,
                     name_of (zone, index));
          fine = FALSE;
        }
      g_hash_table_insert (seen, key, (gpointer) name_of (zone, index));
    }
  return fine;
}

/* Of two stations each is right by its own draft where those differ from what is official. */
static Status
check_official (GengZone *zone, const GDate *month)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GDateYear year = g_date_get_year (month);
  GDateMonth number = g_date_get_month (month);
  gboolean fine = TRUE;

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      GengStore *store = geng_zone_get_store (zone, i);
      GengStation *station = geng_zone_get_station (zone, i);
      g_autoptr (GengRoster) official
          = station != NULL && geng_store_has_record (store, year, number)
                ? geng_store_load_record (store, station, year, number, NULL, NULL)
                : NULL;

      /* The station itself has said what is wrong with its record. */
      if (official != NULL)
        fine = check_days (zone, i, official, seen) && fine;
    }
  if (!fine)
    say_hint (_ ("Correct one of the drafts, and publish in the zone's folder."));
  return fine ? STATUS_FINE : STATUS_BROKEN;
}

Status
zone_check_pool (GengZone *zone, guint pool, gboolean json)
{
  GengStation *people = geng_zone_get_pool (zone, pool);
  guint n = people != NULL ? g_list_model_get_n_items (geng_station_get_members (people)) : 0;
  Status status = check_phones (zone, pool);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!json && status == STATUS_FINE)
    g_print (ngettext ("%s: %u member, no mistakes\n", "%s: %u members, no mistakes\n", n),
             geng_zone_get_pool_id (zone, pool), n);
  if (!json)
    return status;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "pool", geng_zone_get_pool_id (zone, pool));
  add_number (builder, "members", n);
  json_builder_end_object (builder);
  print_json (builder);
  return status;
}

Status
zone_check (GengZone *zone, const GDate *month)
{
  Status status = zone_shares_people (zone) ? check_joint (zone) : STATUS_FINE;

  if (zone_shares_people (zone) && g_date_valid (month))
    status = status_worse (status, check_official (zone, month));
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    status = status_worse (status, check_phones (zone, i));
  return status;
}
