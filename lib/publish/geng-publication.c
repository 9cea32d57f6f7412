/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-part.h"
#include "geng-publication.h"

#include "geng-calendar.h"
#include "geng-feed-file-private.h"
#include "geng-feed-page.h"
#include "geng-feed-text.h"
#include "geng-feed-uid.h"
#include "geng-vtimezone.h"

#include <string.h>

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
  GHashTable *shown; /* what each feed shows: "member/m01" to an array of Entry, sorted */
  GDate first;
  gboolean utc;    /* times in UTC: the clock changes around the days that feeds show */
  gint64 from, to; /* those days */
  GPtrArray *files;
  GPtrArray *notices; /* keys of the notices that there are */
  GHashTable *living; /* names of the feeds that there are */
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

/* What the station's own people serve at another one of the zone, on days of a month that is
 * shown on which they have no duty here: their calendars are this station's.
 * Returns: (transfer full) (element-type GengDuty) */
static GPtrArray *
list_lent (GengRoster *elsewhere, GengPublishedMonth *month)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (elsewhere);
  GPtrArray *lent = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < duties->len; i++)
    {
      GengMember *member = geng_duty_get_member (duties->pdata[i]);
      const GDate *date = geng_duty_get_date (duties->pdata[i]);
      if (!geng_member_get_guest (member)
          && g_date_compare (date, geng_roster_get_first (month->roster)) >= 0
          && g_date_compare (date, geng_roster_get_last (month->roster)) <= 0
          && geng_roster_lookup (month->roster, member, date) == NULL)
        g_ptr_array_add (lent, g_object_ref (duties->pdata[i]));
    }
  return lent;
}

static void
add_keys_of_lent (GengPublishedMonth *month, GPtrArray *keys)
{
  g_autoptr (GPtrArray) rosters
      = geng_station_list_elsewhere (geng_roster_get_station (month->roster));
  for (guint r = 0; r < rosters->len; r++)
    {
      g_autoptr (GPtrArray) lent = list_lent (rosters->pdata[r], month);
      for (guint i = 0; i < lent->len; i++)
        g_ptr_array_add (keys, geng_feed_key_personal (geng_duty_get_member (lent->pdata[i]),
                                                       geng_duty_get_date (lent->pdata[i])));
    }
}

GPtrArray *
geng_publication_list_keys (GengPublishedMonth *month)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (month->roster);
  add_keys_of_lent (month, keys);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);
      g_ptr_array_add (keys, geng_feed_key_personal (geng_duty_get_member (duty), date));
      g_ptr_array_add (
          keys, geng_feed_key_shared (date, geng_duty_get_shift (duty), geng_duty_get_post (duty)));
    }
  g_ptr_array_add (keys, NULL);
  return keys;
}

static void
bury (GengPublishedMonth *month, gint64 now)
{
  g_autoptr (GPtrArray) keys = geng_publication_list_keys (month);
  geng_record_bury (month->record, "member/", (const char *const *) keys->pdata, now);
  geng_record_bury (month->record, "duty/", (const char *const *) keys->pdata, now);
}

/* Each other station has a book of its own: nobody there hands over to anybody here. */
static void
add_lent (Rendering *rendering, GengPublishedMonth *month, GengFeedStyle style)
{
  GengStation *station = rendering->publication->station;
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (station);
  for (guint r = 0; r < rosters->len; r++)
    {
      g_autoptr (GPtrArray) lent = list_lent (rosters->pdata[r], month);
      g_autoptr (GengDutyBook) book = geng_duty_book_new_of (station, lent);
      style.at = geng_roster_get_station (rosters->pdata[r]);
      for (guint i = 0; i < lent->len; i++)
        add_entry (rendering, rendering->personal,
                   geng_feed_event_personal (book, lent->pdata[i], &style));
    }
}

static void
count_revisions (Rendering *rendering)
{
  const GengPublication *publication = rendering->publication;
  GengFeedStyle style = { geng_feed_keys_get_secret (publication->keys), publication->title,
                          publication->alarm, NULL };
  g_autoptr (GPtrArray) rosters = g_ptr_array_new ();
  g_autoptr (GengDutyBook) book = NULL;
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      g_ptr_array_add (rosters, month->roster);
      bury (month, publication->now);
      if (month->fresh)
        geng_record_touch_month (month->record, month->roster, publication->now);
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
  for (guint i = 0; i < publication->months->len; i++)
    add_lent (rendering, g_ptr_array_index (publication->months, i), style);
  g_ptr_array_sort (rendering->personal, compare_entries);
  g_ptr_array_sort (rendering->shared, compare_entries);
}

static void
show (Rendering *rendering, char *feed, Entry *entry)
{
  GPtrArray *entries = g_hash_table_lookup (rendering->shown, feed);

  if (entries == NULL)
    {
      entries = g_ptr_array_new ();
      g_hash_table_insert (rendering->shown, g_strdup (feed), entries);
    }
  /* several of a team in one crew, or of a crew at its post */
  if (entries->len == 0 || g_ptr_array_index (entries, entries->len - 1) != entry)
    g_ptr_array_add (entries, entry);
  g_free (feed);
}

static char *
feed_of (const char *kind, gpointer entity)
{
  return g_strconcat (kind, "/", geng_entity_get_id (GENG_ENTITY (entity)), NULL);
}

/* A crew's event is shown by the feeds of its post, of its members' teams and of the station. */
static void
show_crew (Rendering *rendering, Entry *entry)
{
  for (guint i = 0; i < entry->event->crew->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (entry->event->crew, i);
      GengTeam *team = geng_member_get_team (geng_duty_get_member (duty));
      show (rendering, feed_of ("post", geng_duty_get_post (duty)), entry);
      if (team != NULL)
        show (rendering, feed_of ("team", team), entry);
    }
  show (rendering, feed_of ("station", rendering->publication->station), entry);
}

/* A member's event by his own alone, which is named in its key: "member/m01/2026-12-24". */
static void
show_entries (Rendering *rendering)
{
  rendering->shown
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rendering->personal->len; i++)
    {
      Entry *entry = g_ptr_array_index (rendering->personal, i);
      const char *key = entry->event->key;
      show (rendering, g_strndup (key, strrchr (key, '/') - key), entry);
    }
  for (guint i = 0; i < rendering->shared->len; i++)
    show_crew (rendering, g_ptr_array_index (rendering->shared, i));
}

/* A feed to write. */
typedef struct
{
  GengFeedScope scope;
  GengEntity *entity; /* member, team, post or station */
  const char *kind;   /* "member", … */
  const char *colour;
} Target;

static const GengFeedWords *
words_of (const GengPublication *publication)
{
  return geng_feed_words_get (geng_station_get_language (publication->station));
}

static char *
calendar_name (const GengPublication *publication, const Target *target)
{
  const GengFeedWords *words = words_of (publication);
  const char *station = geng_entity_get_name (GENG_ENTITY (publication->station));
  const char *name = geng_entity_get_name (target->entity);
  g_autofree char *text = NULL;
  if (name == NULL || name[0] == '\0')
    name = geng_entity_get_id (target->entity);
  if (target->scope == GENG_FEED_SCOPE_MEMBER)
    {
      g_auto (GStrv) parts = g_strsplit (words->duties_of, "%s", 2);
      text = g_strjoin (name, parts[0], parts[1], NULL);
    }
  else
    text = target->scope == GENG_FEED_SCOPE_STATION ? g_strdup (name)
                                                    : g_strjoin (" · ", station, name, NULL);
  return geng_feed_text_calendar_name (text);
}

static const GengRevision *
find_revision (const GengPublication *publication, const char *key)
{
  const GengRevision *known = NULL;
  for (guint i = publication->months->len; known == NULL && i-- > 0;)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      known = geng_record_lookup (month->record, key);
    }
  return known;
}

/* The revision of a feed as a whole, or of its notice, stands in the last month's record and moves
 * there from the months before. */
static const GengRevision *
touch_feed (const GengPublication *publication, const char *key, const char *digest)
{
  GengPublishedMonth *last = g_ptr_array_index (publication->months, publication->months->len - 1);
  const GengRevision *known = find_revision (publication, key);
  if (known != NULL && known != geng_record_lookup (last->record, key))
    geng_record_set (last->record, known);
  return geng_record_touch (last->record, key, digest, publication->now);
}

/* A feed about to be written. */
typedef struct
{
  GengFeedScope scope;
  const char *id; /* NULL at a revoked address */
  const char *identity;
  const char *token;
  const char *name;
  const char *colour;
  GPtrArray *events;
  GPtrArray *revisions;
} Draft;

static void
write_draft (Rendering *rendering, const Draft *draft, guint n_duties)
{
  const GengPublication *publication = rendering->publication;
  g_autofree char *key = g_strconcat ("feed/", draft->identity, NULL);
  g_autofree char *id = geng_feed_uid_new (geng_feed_keys_get_secret (publication->keys), key);
  g_autofree char *file = g_strconcat (draft->token, ".ics", NULL);
  GengCalendar calendar = { .station = publication->station,
                            .id = id,
                            .name = draft->name,
                            .colour = draft->colour,
                            .utc = rendering->utc,
                            .at = rendering->from,
                            .events = draft->events,
                            .revisions = (const GengRevision *const *) draft->revisions->pdata };
  g_autoptr (GBytes) undated = geng_calendar_write (&calendar);
  g_autofree char *digest = geng_calendar_digest (undated);
  gint64 modified = touch_feed (publication, key, digest)->modified;
  g_autoptr (GBytes) dated = geng_calendar_date (undated, modified);
  g_autoptr (GBytes) content
      = geng_calendar_seal (dated, geng_feed_keys_get_secret (publication->keys));
  g_autoptr (GPtrArray) months = geng_feed_months_write (&calendar, draft->token);
  GengFeedPage page = { publication->station, draft->name, file,    publication->base_url,
                        draft->events,        months,      modified };
  g_autoptr (GBytes) beside = geng_feed_page_write (&page);
  GengFeedFile *feed = geng_feed_file_new (draft->scope, draft->id, draft->name, file,
                                           publication->base_url, n_duties, content, beside);
  for (guint i = 0; i < months->len; i++)
    {
      const GengFeedMonth *month = g_ptr_array_index (months, i);
      geng_feed_file_take_month (feed, geng_feed_file_new (draft->scope, draft->id, month->name,
                                                           month->file, publication->base_url,
                                                           month->n_events, month->content, NULL));
    }
  g_ptr_array_add (rendering->files, feed);
}

static void
local_day (const GengPublication *publication, gint64 instant, GDate *date)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local
      = g_date_time_to_timezone (utc, geng_station_get_zone (publication->station));
  int year, month, day;
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
}

/* Some readers take a calendar without events for a mistake and keep what they had (Evolution 3.46
 * does), so that an empty feed says that it is empty. */
static void
write_notice (Rendering *rendering,
              Draft *draft,
              const char *text,
              const GDate *first,
              const GDate *last)
{
  const GengPublication *publication = rendering->publication;
  char *key = g_strconcat ("notice/", draft->identity, NULL);
  g_autoptr (GengFeedEvent) event = geng_feed_event_notice (
      key, text, first, last, geng_feed_keys_get_secret (publication->keys));
  g_autofree char *digest = geng_feed_event_digest (event);
  g_autoptr (GengRevision) revision = geng_revision_copy (touch_feed (publication, key, digest));
  g_ptr_array_add (rendering->notices, key);
  g_ptr_array_add (draft->events, event);
  g_ptr_array_add (draft->revisions, revision);
  write_draft (rendering, draft, 0);
}

/* From the day of the publication that emptied the feed, which the record knows, to the end of the
 * newest month. */
static void
write_empty (Rendering *rendering, Draft *draft)
{
  const GengPublication *publication = rendering->publication;
  GengPublishedMonth *newest
      = g_ptr_array_index (publication->months, publication->months->len - 1);
  g_autofree char *key = g_strconcat ("notice/", draft->identity, NULL);
  const GengRevision *known = find_revision (publication, key);
  GDate first, last = *geng_roster_get_last (newest->roster);
  if (known == NULL || known->gone || !geng_feed_event_notice_first (known->digest, &first))
    local_day (publication, publication->now, &first);
  if (g_date_compare (&last, &first) < 0)
    last = first;
  write_notice (rendering, draft, words_of (publication)->no_duties, &first, &last);
}

static void
write_feed (Rendering *rendering, const Target *target)
{
  const GengPublication *publication = rendering->publication;
  const char *id = geng_entity_get_id (target->entity);
  g_autofree char *feed = feed_of (target->kind, target->entity);
  g_autofree char *name = calendar_name (publication, target);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) revisions = g_ptr_array_new ();
  GPtrArray *entries = g_hash_table_lookup (rendering->shown, feed);
  Draft draft = { target->scope, id,
                  feed,          geng_feed_keys_get_token (publication->keys, feed),
                  name,          target->colour,
                  events,        revisions };
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);
      g_ptr_array_add (events, entry->event);
      g_ptr_array_add (revisions, entry->revision);
    }
  if (events->len > 0)
    write_draft (rendering, &draft, events->len);
  else
    write_empty (rendering, &draft);
}

/* Named by a hash, because the record is no private file. */
char *
geng_publication_revoked_identity (const GengPublication *publication,
                                   const GengRevokedToken *revoked)
{
  g_autofree char *token = g_strconcat ("revoked/", revoked->token, NULL);
  g_autofree char *hash = geng_feed_uid_new (geng_feed_keys_get_secret (publication->keys), token);
  return g_strconcat ("revoked/", hash, NULL);
}

static void
write_revoked (Rendering *rendering, const GengRevokedToken *revoked)
{
  const GengPublication *publication = rendering->publication;
  const GengFeedWords *words = words_of (publication);
  g_autofree char *identity = geng_publication_revoked_identity (publication, revoked);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) revisions = g_ptr_array_new ();
  Draft draft = { GENG_FEED_SCOPE_STATION, NULL, identity, revoked->token,
                  words->revoked,          NULL, events,   revisions };
  GDate first, last;
  local_day (publication, revoked->since, &first);
  last = first;
  g_date_add_days (&last, publication->days_revoked);
  write_notice (rendering, &draft, words->ask_anew, &first, &last);
}

typedef void (*EachTarget) (Rendering *rendering, const Target *target);

static void
each_of (Rendering *rendering, GListModel *entities, Target target, EachTarget each)
{
  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (entities, i);
      target.entity = entity;
      /* Whom stations share has his feed in the zone. */
      if (geng_part_has (NULL, entity))
        each (rendering, &target);
    }
}

static void
each_target (Rendering *rendering, EachTarget each)
{
  GengStation *station = rendering->publication->station;
  Target whole = { GENG_FEED_SCOPE_STATION, GENG_ENTITY (station), "station", "slategray" };
  each_of (rendering, geng_station_get_members (station),
           (Target){ GENG_FEED_SCOPE_MEMBER, NULL, "member", "teal" }, each);
  each_of (rendering, geng_station_get_teams (station),
           (Target){ GENG_FEED_SCOPE_TEAM, NULL, "team", "steelblue" }, each);
  each_of (rendering, geng_station_get_posts (station),
           (Target){ GENG_FEED_SCOPE_POST, NULL, "post", "olive" }, each);
  each (rendering, &whole);
}

static void
note_living (Rendering *rendering, const Target *target)
{
  g_hash_table_add (rendering->living, feed_of (target->kind, target->entity));
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

/* The days that feeds show decide on the form of their times. */
static void
choose_form (Rendering *rendering)
{
  const GengPublication *publication = rendering->publication;
  GengPublishedMonth *newest
      = g_ptr_array_index (publication->months, publication->months->len - 1);
  g_autoptr (GDateTime) from = geng_station_instant (publication->station, &rendering->first, 0);
  g_autoptr (GDateTime) to = geng_station_instant (
      publication->station, geng_roster_get_last (newest->roster), 2 * GENG_DAY_MINUTES);
  rendering->from = g_date_time_to_unix (from);
  rendering->to = MAX (rendering->from, g_date_time_to_unix (to));
  rendering->utc = geng_vtimezone_changes (geng_station_get_zone (publication->station),
                                           rendering->from, rendering->to);
}

/* A notice that is no longer shown leaves its tombstone, like a duty. */
static void
bury_notices (Rendering *rendering)
{
  const GengPublication *publication = rendering->publication;
  g_ptr_array_add (rendering->notices, NULL);
  for (guint i = 0; i < publication->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (publication->months, i);
      geng_record_bury (month->record, "notice/", (const char *const *) rendering->notices->pdata,
                        publication->now);
    }
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
  rendering.notices = g_ptr_array_new_with_free_func (g_free);
  choose_form (&rendering);
  retire_tokens (&rendering);
  count_revisions (&rendering);
  show_entries (&rendering);
  each_target (&rendering, write_feed);
  revoked = geng_feed_keys_get_revoked (publication->keys);
  for (guint i = 0; i < revoked->len; i++)
    write_revoked (&rendering, g_ptr_array_index (revoked, i));
  bury_notices (&rendering);
  g_ptr_array_unref (rendering.notices);
  g_hash_table_unref (rendering.shown);
  g_ptr_array_unref (rendering.shared);
  g_ptr_array_unref (rendering.personal);
  return rendering.files;
}
