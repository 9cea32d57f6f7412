/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-publication.h"

#include "geng-calendar.h"
#include "geng-feed-event.h"
#include "geng-feed-recover.h"
#include "geng-feed-uid.h"

#include <glib/gi18n-lib.h>

/*
 * A lost record is rebuilt from the feeds that phones still have: each event there names its
 * revision.  What it belongs to has to be found from its UID, which is a keyed hash.  A feed whose
 * seal does not fit was made or changed by somebody else, and nothing of it is believed: a number
 * near the last one would leave no room for ours.
 */

/* Where a published UID belongs. */
typedef struct
{
  char *key;
  GengRecord *record;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;
  g_free (place->key);
  g_free (place);
}

static void
add_place (GHashTable *places, GBytes *secret, GengRecord *record, char *key)
{
  Place *place = g_new0 (Place, 1);
  place->key = key;
  place->record = record;
  g_hash_table_insert (places, geng_feed_uid_new (secret, key), place);
}

static void
add_places_of_day (const GengPublication *publication,
                   GHashTable *places,
                   GengRecord *record,
                   const GDate *date)
{
  GBytes *secret = geng_feed_keys_get_secret (publication->keys);
  GListModel *members = geng_station_get_members (publication->station);
  GListModel *shifts = geng_station_get_shifts (publication->station);
  GListModel *posts = geng_station_get_posts (publication->station);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      add_place (places, secret, record, geng_feed_key_personal (member, date));
    }
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    for (guint j = 0; j < g_list_model_get_n_items (posts); j++)
      {
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
        g_autoptr (GengPost) post = g_list_model_get_item (posts, j);
        add_place (places, secret, record, geng_feed_key_shared (date, shift, post));
      }
}

/* The feed as a whole and the notice that it may hold; the newest month's record has them. */
static void
add_places_of_feed (const GengPublication *publication, GHashTable *places, const char *identity)
{
  GBytes *secret = geng_feed_keys_get_secret (publication->keys);
  GPtrArray *months = publication->months;
  GengPublishedMonth *last = g_ptr_array_index (months, months->len - 1);
  add_place (places, secret, last->record, g_strconcat ("feed/", identity, NULL));
  add_place (places, secret, last->record, g_strconcat ("notice/", identity, NULL));
}

static void
add_places_of_entities (const GengPublication *publication,
                        GHashTable *places,
                        const char *kind,
                        GListModel *entities)
{
  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (entities, i);
      g_autofree char *identity = g_strconcat (kind, "/", geng_entity_get_id (entity), NULL);
      add_places_of_feed (publication, places, identity);
    }
}

static void
add_places_of_feeds (const GengPublication *publication, GHashTable *places)
{
  GengStation *station = publication->station;
  GPtrArray *revoked = geng_feed_keys_get_revoked (publication->keys);
  g_autofree char *whole
      = g_strconcat ("station/", geng_entity_get_id (GENG_ENTITY (station)), NULL);
  add_places_of_entities (publication, places, "member", geng_station_get_members (station));
  add_places_of_entities (publication, places, "team", geng_station_get_teams (station));
  add_places_of_entities (publication, places, "post", geng_station_get_posts (station));
  add_places_of_feed (publication, places, whole);
  for (guint i = 0; i < revoked->len; i++)
    {
      g_autofree char *identity
          = geng_publication_revoked_identity (publication, g_ptr_array_index (revoked, i));
      add_places_of_feed (publication, places, identity);
    }
}

/* UIDs are keyed hashes and tell nothing; all that there can be are made and compared. */
GHashTable *
geng_publication_list_places (const GengPublication *publication)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      GDate date = *geng_roster_get_first (month->roster);
      for (; g_date_compare (&date, geng_roster_get_last (month->roster)) <= 0;
           g_date_add_days (&date, 1))
        add_places_of_day (publication, places, month->record, &date);
    }
  add_places_of_feeds (publication, places);
  return places;
}

static void
take_event (GHashTable *places, const GengPublishedEvent *event)
{
  const Place *place = g_hash_table_lookup (places, event->uid);
  const GengRevision *known = place == NULL ? NULL : geng_record_lookup (place->record, place->key);
  if (place != NULL && (known == NULL || known->sequence < event->sequence))
    {
      GengRevision revision
          = { place->key, event->sequence, event->modified, event->digest, FALSE };
      geng_record_set (place->record, &revision);
    }
}

static gboolean
check_seal (GBytes *content, const char *file, GError **error)
{
  if (content != NULL)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%s: is not as this station published it; nothing is taken from it"), file);
  return FALSE;
}

gboolean
geng_publication_recover (const GengPublication *publication,
                          GHashTable *places,
                          GBytes *content,
                          const char *file,
                          GError **error)
{
  GTimeZone *zone = geng_station_get_zone (publication->station);
  g_autoptr (GBytes) ours
      = geng_calendar_unseal (content, geng_feed_keys_get_secret (publication->keys));
  g_autoptr (GPtrArray) events = NULL;
  if (!check_seal (ours, file, error))
    return FALSE;
  events = geng_feed_recover (ours, file, zone, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    take_event (places, g_ptr_array_index (events, i));
  return TRUE;
}

gboolean
geng_publication_is_ours (const GengPublication *publication, GBytes *content)
{
  g_autoptr (GBytes) ours
      = geng_calendar_unseal (content, geng_feed_keys_get_secret (publication->keys));
  return ours != NULL;
}
