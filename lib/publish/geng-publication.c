/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-publication.h"

#include "geng-calendar.h"
#include "geng-feed-file-private.h"
#include "geng-feed-recover.h"
#include "geng-feed-text.h"
#include "geng-feed-uid.h"

/* An event and the revision in force. */
typedef struct
{
  GengFeedEvent *event;
  GengRevision *revision;
} Entry;

typedef struct
{
  const GengPublication *publication;
  GPtrArray *personal; /* (element-type Entry) sorted, inside the window */
  GPtrArray *shared;
  GDate first;
  GPtrArray *files;
  GHashTable *living; /* names of the feeds that there are */
  GHashTable *places; /* UID → Place, while recovering */
} Rendering;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  geng_feed_event_free (entry->event);
  geng_revision_free (entry->revision);
  g_free (entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *const *x = a, *const *y = b;
  return geng_feed_event_compare ((*x)->event, (*y)->event);
}

void
geng_publication_first_day (const GengPublication *publication, GDate *first)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (publication->now);
  g_autoptr (GDateTime) local
      = g_date_time_to_timezone (utc, geng_station_get_zone (publication->station));
  g_date_clear (first, 1);
  geng_station_duty_date (publication->station, local, first);
  g_date_subtract_days (first, publication->days_back);
}

static GengRecord *
record_of (const GengPublication *publication, const GDate *date)
{
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      if (g_date_compare (date, geng_roster_get_first (month->roster)) >= 0
          && g_date_compare (date, geng_roster_get_last (month->roster)) <= 0)
        return month->record;
    }
  return NULL;
}

/* Takes the event.  What lies before the window is shown to nobody and keeps its revision. */
static void
add_entry (Rendering *rendering, GPtrArray *entries, GengFeedEvent *event)
{
  const GDate *date = geng_duty_get_date (g_ptr_array_index (event->crew, 0));
  GengRecord *record = record_of (rendering->publication, date);
  g_autofree char *digest = NULL;
  Entry *entry;
  if (g_date_compare (date, &rendering->first) < 0)
    {
      geng_feed_event_free (event);
      return;
    }
  digest = geng_feed_event_digest (event);
  entry = g_new0 (Entry, 1);
  entry->event = event;
  entry->revision = geng_revision_copy (
      geng_record_touch (record, event->key, digest, rendering->publication->now));
  g_ptr_array_add (entries, entry);
}

static void
bury (GengPublishedMonth *month, gint64 now)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) duties = geng_roster_get_duties (month->roster);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);
      g_ptr_array_add (keys, geng_feed_key_personal (geng_duty_get_member (duty), date));
      g_ptr_array_add (
          keys, geng_feed_key_shared (date, geng_duty_get_shift (duty), geng_duty_get_post (duty)));
    }
  g_ptr_array_add (keys, NULL);
  geng_record_bury (month->record, "member/", (const char *const *) keys->pdata, now);
  geng_record_bury (month->record, "duty/", (const char *const *) keys->pdata, now);
}

static void
count_revisions (Rendering *rendering)
{
  const GengPublication *publication = rendering->publication;
  GengFeedStyle style
      = { geng_feed_keys_get_secret (publication->keys), publication->title, publication->alarm };
  g_autoptr (GPtrArray) rosters = g_ptr_array_new ();
  g_autoptr (GengDutyBook) book = NULL;
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      g_ptr_array_add (rosters, month->roster);
      bury (month, publication->now);
    }
  book = geng_duty_book_new (publication->station, rosters);
  GPtrArray *duties = geng_duty_book_get_duties (book);
  GPtrArray *crews = geng_duty_book_get_crews (book);
  for (guint i = 0; i < duties->len; i++)
    add_entry (rendering, rendering->personal,
               geng_feed_event_personal (book, g_ptr_array_index (duties, i), &style));
  for (guint i = 0; i < crews->len; i++)
    add_entry (rendering, rendering->shared,
               geng_feed_event_shared (book, g_ptr_array_index (crews, i), &style));
  g_ptr_array_sort (rendering->personal, compare_entries);
  g_ptr_array_sort (rendering->shared, compare_entries);
}

/* A feed to write. */
typedef struct
{
  GengFeedScope scope;
  GengEntity *entity; /* member, team, post or station */
  const char *kind;   /* "member", … */
  const char *colour;
} Target;

static gboolean
shows_duty (const Target *target, GengDuty *duty)
{
  if (target->scope == GENG_FEED_MEMBER)
    return (gpointer) geng_duty_get_member (duty) == target->entity;
  if (target->scope == GENG_FEED_TEAM)
    return (gpointer) geng_member_get_team (geng_duty_get_member (duty)) == target->entity;
  return target->scope == GENG_FEED_STATION
         || (gpointer) geng_duty_get_post (duty) == target->entity;
}

/* A personal key names its member; the crew of the event is that of the whole post. */
static gboolean
shows (const Target *target, const GengFeedEvent *event, const char *prefix)
{
  if (target->scope == GENG_FEED_MEMBER)
    return g_str_has_prefix (event->key, prefix);
  for (guint i = 0; i < event->crew->len; i++)
    if (shows_duty (target, g_ptr_array_index (event->crew, i)))
      return TRUE;
  return FALSE;
}

static char *
calendar_name (const GengPublication *publication, const Target *target)
{
  const GengFeedWords *words
      = geng_feed_words_get (geng_station_get_language (publication->station));
  const char *station = geng_entity_get_name (GENG_ENTITY (publication->station));
  const char *name = geng_entity_get_name (target->entity);
  g_autofree char *text = NULL;
  if (name == NULL || name[0] == '\0')
    name = geng_entity_get_id (target->entity);
  if (target->scope == GENG_FEED_MEMBER)
    {
      g_auto (GStrv) parts = g_strsplit (words->duties_of, "%s", 2);
      text = g_strjoin (name, parts[0], parts[1], NULL);
    }
  else
    text = target->scope == GENG_FEED_STATION ? g_strdup (name)
                                              : g_strjoin (" · ", station, name, NULL);
  return geng_feed_text_calendar_name (text);
}

/* The revision of a feed as a whole stands in the last month's record and moves there from the
 * months before. */
static const GengRevision *
touch_feed (const GengPublication *publication, const char *key, const char *digest)
{
  GengPublishedMonth *last = g_ptr_array_index (publication->months, publication->months->len - 1);
  const GengRevision *known = geng_record_lookup (last->record, key);
  for (guint i = publication->months->len - 1; known == NULL && i-- > 0;)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      known = geng_record_lookup (month->record, key);
      if (known != NULL)
        geng_record_set (last->record, known);
    }
  return geng_record_touch (last->record, key, digest, publication->now);
}

static void
cover_years (const Rendering *rendering, GengCalendar *calendar)
{
  GPtrArray *months = rendering->publication->months;
  GengPublishedMonth *last = g_ptr_array_index (months, months->len - 1);
  calendar->first_year = g_date_get_year (&rendering->first);
  calendar->last_year
      = MAX (calendar->first_year, g_date_get_year (geng_roster_get_last (last->roster)));
}

static void
write_feed (Rendering *rendering, const Target *target)
{
  const GengPublication *publication = rendering->publication;
  const char *id = geng_entity_get_id (target->entity);
  g_autofree char *feed = g_strconcat (target->kind, "/", id, NULL);
  g_autofree char *prefix = g_strconcat (feed, "/", NULL);
  g_autofree char *key = g_strconcat ("feed/", feed, NULL);
  g_autofree char *uid = geng_feed_uid_new (geng_feed_keys_get_secret (publication->keys), key);
  g_autofree char *name = calendar_name (publication, target);
  g_autofree char *file
      = g_strconcat (geng_feed_keys_get_token (publication->keys, feed), ".ics", NULL);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) revisions = g_ptr_array_new ();
  GPtrArray *entries = target->scope == GENG_FEED_MEMBER ? rendering->personal : rendering->shared;
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);
      if (!shows (target, entry->event, prefix))
        continue;
      g_ptr_array_add (events, entry->event);
      g_ptr_array_add (revisions, entry->revision);
    }
  GengCalendar calendar = { .station = publication->station,
                            .uid = uid,
                            .name = name,
                            .colour = target->colour,
                            .events = events,
                            .revisions = (const GengRevision *const *) revisions->pdata };
  cover_years (rendering, &calendar);
  g_autoptr (GBytes) draft = geng_calendar_write (&calendar);
  g_autofree char *digest = geng_calendar_digest (draft);
  calendar.modified = touch_feed (publication, key, digest)->modified;
  g_autoptr (GBytes) content = geng_calendar_write (&calendar);
  g_ptr_array_add (rendering->files,
                   geng_feed_file_new (target->scope, id, name, file, publication->base_url,
                                       events->len, content));
}

static void
write_revoked (Rendering *rendering, const GengRevokedToken *revoked)
{
  const GengPublication *publication = rendering->publication;
  const GengFeedWords *words
      = geng_feed_words_get (geng_station_get_language (publication->station));
  g_autofree char *identity = g_strconcat ("revoked/", revoked->token, NULL);
  g_autofree char *uid
      = geng_feed_uid_new (geng_feed_keys_get_secret (publication->keys), identity);
  g_autofree char *file = g_strconcat (revoked->token, ".ics", NULL);
  g_autoptr (GDateTime) since = g_date_time_new_from_unix_utc (revoked->since);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GengCalendar calendar = { .station = publication->station,
                            .uid = uid,
                            .name = words->revoked,
                            .events = none,
                            .first_year = g_date_time_get_year (since),
                            .last_year = g_date_time_get_year (since) + 1,
                            .modified = revoked->since };
  g_autoptr (GBytes) content = geng_calendar_write (&calendar);
  g_ptr_array_add (rendering->files, geng_feed_file_new (GENG_FEED_STATION, NULL, words->revoked,
                                                         file, publication->base_url, 0, content));
}

typedef void (*EachTarget) (Rendering *rendering, const Target *target);

static void
each_of (Rendering *rendering, GListModel *entities, Target target, EachTarget each)
{
  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (entities, i);
      target.entity = entity;
      each (rendering, &target);
    }
}

static void
each_target (Rendering *rendering, EachTarget each)
{
  GengStation *station = rendering->publication->station;
  Target whole = { GENG_FEED_STATION, GENG_ENTITY (station), "station", "slategray" };
  each_of (rendering, geng_station_get_members (station),
           (Target){ GENG_FEED_MEMBER, NULL, "member", "teal" }, each);
  each_of (rendering, geng_station_get_teams (station),
           (Target){ GENG_FEED_TEAM, NULL, "team", "steelblue" }, each);
  each_of (rendering, geng_station_get_posts (station),
           (Target){ GENG_FEED_POST, NULL, "post", "olive" }, each);
  each (rendering, &whole);
}

static void
note_living (Rendering *rendering, const Target *target)
{
  g_hash_table_add (rendering->living,
                    g_strconcat (target->kind, "/", geng_entity_get_id (target->entity), NULL));
}

static void
retire_tokens (Rendering *rendering)
{
  const GengPublication *publication = rendering->publication;
  const gint64 day = 24 * 60 * 60;
  rendering->living = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  each_target (rendering, note_living);
  geng_feed_keys_retire (publication->keys, rendering->living, publication->now);
  geng_feed_keys_forget (publication->keys, publication->now - publication->days_revoked * day);
  g_hash_table_unref (rendering->living);
}

GPtrArray *
geng_publication_render (const GengPublication *publication)
{
  Rendering rendering = { .publication = publication };
  GPtrArray *revoked;
  rendering.personal = g_ptr_array_new_with_free_func (entry_free);
  rendering.shared = g_ptr_array_new_with_free_func (entry_free);
  rendering.files = g_ptr_array_new_with_free_func (g_object_unref);
  geng_publication_first_day (publication, &rendering.first);
  retire_tokens (&rendering);
  count_revisions (&rendering);
  each_target (&rendering, write_feed);
  revoked = geng_feed_keys_get_revoked (publication->keys);
  for (guint i = 0; i < revoked->len; i++)
    write_revoked (&rendering, g_ptr_array_index (revoked, i));
  g_ptr_array_unref (rendering.shared);
  g_ptr_array_unref (rendering.personal);
  return rendering.files;
}

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

static void
add_place_of_feed (Rendering *rendering, const Target *target)
{
  GPtrArray *months = rendering->publication->months;
  GengPublishedMonth *last = g_ptr_array_index (months, months->len - 1);
  const char *id = geng_entity_get_id (target->entity);
  add_place (rendering->places, geng_feed_keys_get_secret (rendering->publication->keys),
             last->record, g_strconcat ("feed/", target->kind, "/", id, NULL));
}

/* UIDs are keyed hashes and tell nothing; all that there can be are made and compared. */
static GHashTable *
list_places (const GengPublication *publication)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  Rendering rendering = { .publication = publication, .places = places };
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      GDate date = *geng_roster_get_first (month->roster);
      for (; g_date_compare (&date, geng_roster_get_last (month->roster)) <= 0;
           g_date_add_days (&date, 1))
        add_places_of_day (publication, places, month->record, &date);
    }
  each_target (&rendering, add_place_of_feed);
  return places;
}

gboolean
geng_publication_recover (const GengPublication *publication,
                          GBytes *content,
                          const char *file,
                          GError **error)
{
  GTimeZone *zone = geng_station_get_zone (publication->station);
  g_autoptr (GPtrArray) events = geng_feed_recover (content, file, zone, error);
  g_autoptr (GHashTable) places = NULL;
  if (events == NULL)
    return FALSE;
  places = list_places (publication);
  for (guint i = 0; i < events->len; i++)
    {
      const GengPublishedEvent *event = g_ptr_array_index (events, i);
      const Place *place = g_hash_table_lookup (places, event->uid);
      const GengRevision *known
          = place == NULL ? NULL : geng_record_lookup (place->record, place->key);
      if (place != NULL && (known == NULL || known->sequence < event->sequence))
        {
          GengRevision revision
              = { place->key, event->sequence, event->modified, event->digest, FALSE };
          geng_record_set (place->record, &revision);
        }
    }
  return TRUE;
}
