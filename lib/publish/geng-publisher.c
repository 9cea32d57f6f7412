/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-array.h"
#include "geng-copy.h"
#include "geng-judge-private.h"
#include "geng-own-kind.h"
#include "geng-publisher-private.h"

#include "geng-feed-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (GengPublisher, geng_publisher, G_TYPE_OBJECT)

#define DEFAULT_TITLE "{duty} · {post}"

static void
month_free (gpointer data)
{
  GengPublishedMonth *month = data;
  g_object_unref (month->roster);
  g_object_unref (month->record);
  g_free (month);
}

GPtrArray *
geng_published_months_new (void)
{
  return g_ptr_array_new_with_free_func (month_free);
}

void
geng_published_months_add (GPtrArray *months,
                           GengRoster *roster,
                           GengRecord *record,
                           gboolean fresh)
{
  GengPublishedMonth *month = g_new0 (GengPublishedMonth, 1);
  month->roster = roster;
  month->record = record;
  month->fresh = fresh;
  g_ptr_array_add (months, month);
}

static void
geng_publisher_finalize (GObject *object)
{
  GengPublisher *self = GENG_PUBLISHER (object);
  geng_publisher_close (self);
  g_clear_pointer (&self->publication.keys, geng_feed_keys_free);
  g_clear_pointer (&self->publication.months, g_ptr_array_unref);
  g_clear_object (&self->publication.station);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_object (&self->station);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->base_url);
  G_OBJECT_CLASS (geng_publisher_parent_class)->finalize (object);
}

static void
geng_publisher_class_init (GengPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_publisher_finalize;
}

static void
geng_publisher_init (GengPublisher *self)
{
  self->publication.days_back = 31;
  self->publication.days_revoked = 30;
  self->months = geng_published_months_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->due = g_ptr_array_new_with_free_func (g_free);
  self->pages
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static void
take_title (GengPublisher *self, const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
  self->publication.title = self->title;
}

static void
take_base_url (GengPublisher *self, const char *url)
{
  g_free (self->base_url);
  self->base_url
      = url == NULL ? NULL : g_strconcat (url, g_str_has_suffix (url, "/") ? "" : "/", NULL);
  self->publication.base_url = self->base_url;
}

/**
 * geng_publisher_new:
 * @station: the station
 *
 * Returns: (transfer full): a publisher with the station's own title, address and alarm, or else
 * `{duty} · {post}`, none and none; 31 days back
 */
GengPublisher *
geng_publisher_new (GengStation *station)
{
  GengPublisher *self;
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  self = g_object_new (GENG_TYPE_PUBLISHER, NULL);
  const char *title = geng_station_get_feed_title (station);
  self->station = g_object_ref (station);
  take_title (self, title != NULL ? title : DEFAULT_TITLE);
  take_base_url (self, geng_station_get_feed_url (station));
  self->publication.alarm = geng_station_get_feed_alarm_minutes (station);
  return self;
}

/**
 * geng_publisher_set_title:
 * @self: a publisher
 * @title: template of the events' summaries; {duty} {shift} {window} {post} {station} are replaced
 * @error: return location
 *
 * Another title is a visible change of every event.
 *
 * Returns: whether the template is understood.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_publisher_set_title (GengPublisher *self, const char *title, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), FALSE);
  if (!geng_feed_title_check (title, error))
    return FALSE;
  take_title (self, title);
  return TRUE;
}

/**
 * geng_publisher_set_base_url:
 * @self: a publisher
 * @url: (nullable): where the folder of the feeds will be found, for instance
 * `https://example.org/duty/`
 * @error: return location
 *
 * Returns: whether @url will do: http or https, ASCII, at most 200 characters, without query.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_publisher_set_base_url (GengPublisher *self, const char *url, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), FALSE);
  if (url != NULL && !geng_feed_url_check (url, error))
    return FALSE;
  take_base_url (self, url);
  return TRUE;
}

/**
 * geng_publisher_set_alarm_minutes:
 * @self: a publisher
 * @minutes: how long before a personal duty phones ring; -1 for no alarm
 * @error: return location
 *
 * Some servers and phones strip alarms: a convenience, never a safety channel.
 *
 * Returns: whether @minutes is in range.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_publisher_set_alarm_minutes (GengPublisher *self, int minutes, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), FALSE);
  if (!geng_feed_alarm_check (minutes, error))
    return FALSE;
  self->publication.alarm = minutes;
  return TRUE;
}

/**
 * geng_publisher_set_days_back:
 * @self: a publisher
 * @days: how many past duty days feeds show
 *
 * Sets how far feeds look back.
 */
void
geng_publisher_set_days_back (GengPublisher *self, guint days)
{
  g_return_if_fail (GENG_IS_PUBLISHER (self));
  self->publication.days_back = MIN (days, 3660);
}

/**
 * geng_publisher_set_days_revoked:
 * @self: a publisher
 * @days: how many days a notice stands at a revoked address
 *
 * Sets how long a revoked feed stays, with a notice alone, so that phones forget its events.
 */
void
geng_publisher_set_days_revoked (GengPublisher *self, guint days)
{
  g_return_if_fail (GENG_IS_PUBLISHER (self));
  self->publication.days_revoked = MIN (days, 3660);
}

gboolean
geng_publisher_has_month (GengPublisher *self, const GDate *date)
{
  GPtrArray *months = self->months;
  for (guint i = 0; i < months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (months, i);
      if (g_date_compare (date, geng_roster_get_first (month->roster)) >= 0
          && g_date_compare (date, geng_roster_get_last (month->roster)) <= 0)
        return TRUE;
    }
  return FALSE;
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const GengPublishedMonth *const *x = a, *const *y = b;
  return g_date_compare (geng_roster_get_first ((*x)->roster),
                         geng_roster_get_first ((*y)->roster));
}

GengPublishedMonth *
geng_publisher_insert_month (GengPublisher *self,
                             GengRoster *roster,
                             GengRecord *record,
                             GError **error)
{
  GengPublishedMonth *month;
  if (geng_roster_get_station (roster) != self->station)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("publish: this is a roster of another station"));
      return NULL;
    }
  if (geng_publisher_has_month (self, geng_roster_get_first (roster))
      || geng_publisher_has_month (self, geng_roster_get_last (roster)))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
                   _ ("publish: two rosters speak of the same days"));
      return NULL;
    }
  month = g_new0 (GengPublishedMonth, 1);
  month->roster = g_object_ref (roster);
  month->record = record == NULL ? NULL : g_object_ref (record);
  if (month->record == NULL)
    month->record = geng_record_new ();
  g_ptr_array_add (self->months, month);
  g_ptr_array_sort (self->months, compare_months);
  return month;
}

/**
 * geng_publisher_add_month:
 * @self: a publisher
 * @roster: a roster, in most cases of a month
 * @record: (nullable): what was published of it; it is changed by rendering.  With a store, NULL:
 * the store's, which is read then, or what was loaded from it under its lock
 * @error: return location
 *
 * Adds what becomes official.  Every roster that leaves the library has been judged: rendering
 * refuses one that breaks a hard rule; gaps may be published.
 *
 * Fails with %GENG_ERROR_INVALID for a roster of another station, and with %GENG_ERROR_PERIOD for
 * one that shares days with one that is there.
 *
 * Returns: whether the roster was taken
 */
gboolean
geng_publisher_add_month (GengPublisher *self,
                          GengRoster *roster,
                          GengRecord *record,
                          GError **error)
{
  GengPublishedMonth *month;
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && GENG_IS_ROSTER (roster), FALSE);
  month = geng_publisher_insert_month (self, roster, record, error);
  if (month == NULL)
    return FALSE;
  month->fresh = TRUE;
  month->given = record != NULL;
  return TRUE;
}

/**
 * geng_publisher_set_allow_broken:
 * @self: a publisher
 * @allow: whether a roster that breaks a hard rule may be published
 *
 * For a captain who decides against a rule; off by default.
 */
void
geng_publisher_set_allow_broken (GengPublisher *self, gboolean allow)
{
  g_return_if_fail (GENG_IS_PUBLISHER (self));
  self->allow_broken = allow;
}

/**
 * geng_publisher_get_record:
 * @self: a publisher
 * @date: a day
 *
 * The record of the month that holds @date: after [method@Publisher.render] or
 * [method@Publisher.prepare] it says the revision that is being published, for pages that show it.
 *
 * Returns: (transfer none) (nullable): the record; %NULL where no roster of that day was added
 */
GengRecord *
geng_publisher_get_record (GengPublisher *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  for (guint i = 0; i < self->months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (self->months, i);

      if (g_date_compare (geng_roster_get_first (month->roster), date) <= 0
          && g_date_compare (date, geng_roster_get_last (month->roster)) <= 0)
        return month->record;
    }
  return NULL;
}

static gboolean
report_broken (GengJudgement *judgement, GError **error)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);
  guint broken = 0;
  const char *first = "";
  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);
      if (geng_finding_get_severity (finding) == GENG_SEVERITY_HARD && broken++ == 0)
        first = geng_finding_get_message (finding);
    }
  if (broken > 0)
    g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
                 _ ("publish: the roster breaks %u hard rules; the first: %s"), broken, first);
  return broken == 0;
}

/* The month before, when it is among the months, is the history.
 * by_meaning: own kinds of rules are asked, which no thread may do */
static gboolean
judge_month (GengPublisher *self, guint index, gboolean by_meaning, GError **error)
{
  GPtrArray *months = self->months;
  GengPublishedMonth *month = g_ptr_array_index (months, index);
  GengPublishedMonth *before = index == 0 ? NULL : g_ptr_array_index (months, index - 1);
  g_autoptr (GengJudgement) judgement = NULL;
  gboolean joined = before != NULL
                    && g_date_days_between (geng_roster_get_last (before->roster),
                                            geng_roster_get_first (month->roster))
                           == 1;
  if (!month->fresh)
    return TRUE;
  judgement
      = geng_judge_with (month->roster, joined ? before->roster : NULL, NULL, by_meaning, error);
  return judgement != NULL && (self->allow_broken || report_broken (judgement, error));
}

static gboolean
judge_months (GengPublisher *self, GError **error)
{
  for (guint i = 0; i < self->months->len; i++)
    if (!judge_month (self, i, !self->is_twin, error))
      return FALSE;
  return TRUE;
}

gboolean
geng_publisher_judge_own (GengPublisher *self, GError **error)
{
  /* Who only commits was judged when he prepared, and has no station. */
  if (self->station == NULL || geng_own_kinds (self->station) == NULL)
    return TRUE;
  for (guint i = 0; i < self->months->len; i++)
    if (!judge_month (self, i, TRUE, error))
      return FALSE;
  return TRUE;
}

/**
 * geng_publisher_set_keys:
 * @self: a publisher
 * @keys: what geng_publisher_dup_keys() gave after an earlier publication
 * @error: return location
 *
 * For publications without a store.  Without keys new ones are made, and every address and UID is
 * new.
 *
 * Returns: whether @keys could be read.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_publisher_set_keys (GengPublisher *self, const char *keys, GError **error)
{
  GengFeedKeys *parsed;
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && keys != NULL, FALSE);
  parsed = geng_feed_keys_parse (keys, error);
  if (parsed == NULL)
    return FALSE;
  g_clear_pointer (&self->publication.keys, geng_feed_keys_free);
  self->publication.keys = parsed;
  return TRUE;
}

static GengFeedKeys *
ensure_keys (GengPublisher *self)
{
  if (self->publication.keys == NULL)
    self->publication.keys = geng_feed_keys_new ();
  return self->publication.keys;
}

/**
 * geng_publisher_dup_keys:
 * @self: a publisher
 *
 * Returns: (transfer full): the secret behind addresses and UIDs as text, to be kept privately
 */
char *
geng_publisher_dup_keys (GengPublisher *self)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), NULL);
  return geng_feed_keys_to_string (ensure_keys (self));
}

GengPublication
geng_publisher_look_at_own (GengPublisher *self)
{
  GengPublication own = self->publication;

  own.station = self->station;
  own.months = self->months;
  return own;
}

/* What phones see, what a revoked address shows and what comes on record is the same, whatever the
 * caller edits until then. */
static void
keep_as_now (GengPublisher *self)
{
  g_autoptr (GengCopy) copy = self->is_twin ? NULL : geng_copy_take (self->station);
  GPtrArray *months = geng_published_months_new ();
  for (guint i = 0; i < self->months->len; i++)
    {
      const GengPublishedMonth *month = self->months->pdata[i];
      geng_published_months_add (months,
                                 copy != NULL
                                     ? geng_copy_roster (month->roster, copy->station, copy->there)
                                     : g_object_ref (month->roster),
                                 g_object_ref (month->record), month->fresh);
    }
  g_clear_pointer (&self->publication.months, g_ptr_array_unref);
  self->publication.months = months;
  g_clear_object (&self->publication.station);
  self->publication.station = g_object_ref (copy != NULL ? copy->station : self->station);
}

/**
 * geng_publisher_render:
 * @self: a publisher
 * @now: the instant of the publication; it enters events that change visibly and nothing else
 * @error: return location
 *
 * Counts the revisions of what changed since the records, and writes all feeds to memory.  Station
 * and rosters are published as they are now: what is edited afterwards is in the next publication.
 *
 * Fails with %GENG_ERROR_PERIOD when there is no roster, and %GENG_ERROR_FAULTY when one breaks a
 * hard rule and [method@Publisher.set_allow_broken] did not allow it.
 *
 * Returns: whether there was a roster to publish and none breaks a hard rule
 */
gboolean
geng_publisher_render (GengPublisher *self, GDateTime *now, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && now != NULL, FALSE);
  if (self->months->len == 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
                   _ ("publish: there is no roster to publish"));
      return FALSE;
    }
  if (!judge_months (self, error))
    return FALSE;
  keep_as_now (self);
  ensure_keys (self);
  self->publication.now = g_date_time_to_unix (now);
  self->has_now = TRUE;
  g_ptr_array_unref (self->files);
  self->files = geng_publication_render (&self->publication);
  return TRUE;
}

static const char *const scopes[] = { "member", "team", "post", "station" };

/**
 * geng_publisher_revoke:
 * @self: a publisher that has rendered
 * @scope: kind of the feed
 * @id: id of its member, team, post or station
 * @error: return location
 *
 * Gives the feed a new address.  The old one goes on serving a notice for a while, then is
 * gone.  Feeds are rendered again, of the same rosters as before.
 *
 * Fails with %GENG_ERROR_UNKNOWN when there is no such feed.
 *
 * Returns: whether there is such a feed
 */
gboolean
geng_publisher_revoke (GengPublisher *self, GengFeedScope scope, const char *id, GError **error)
{
  g_autofree char *feed = NULL;
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && id != NULL && self->has_now, FALSE);
  g_return_val_if_fail ((guint) scope < G_N_ELEMENTS (scopes), FALSE);
  feed = g_strconcat (scopes[scope], "/", id, NULL);
  if (!geng_feed_keys_has_token (self->publication.keys, feed))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("revoke: there is no feed of %s “%s”"),
                   scopes[scope], id);
      return FALSE;
    }
  geng_feed_keys_revoke (self->publication.keys, feed, self->publication.now);
  g_ptr_array_unref (self->files);
  self->files = geng_publication_render (&self->publication);
  return TRUE;
}

/**
 * geng_publisher_recover:
 * @self: a publisher with its months and keys
 * @content: a feed published before
 * @error: return location
 *
 * Rebuilds a lost record from what phones have: sequence and time of change of each event go on
 * from there.  A feed that anybody but this station wrote or changed is not believed.
 *
 * Fails with %GENG_ERROR_INVALID when the content is no feed that was published with these keys,
 * %GENG_ERROR_PERIOD when no month was added, and %GENG_ERROR_TOO_LARGE.
 *
 * Returns: whether @content could be read
 */
gboolean
geng_publisher_recover (GengPublisher *self, GBytes *content, GError **error)
{
  g_autoptr (GHashTable) places = NULL;
  GengPublication own;
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && content != NULL, FALSE);
  if (self->months->len == 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
                   _ ("recover: there is no month that the feed could be of"));
      return FALSE;
    }
  ensure_keys (self);
  own = geng_publisher_look_at_own (self);
  places = geng_publication_list_places (&own);
  return geng_publication_recover (&own, places, content, "feed", error);
}

/**
 * geng_publisher_list_feeds:
 * @self: a publisher that has rendered or prepared
 *
 * Returns: (transfer container) (element-type GengFeedFile): all feeds: members, teams, posts, the
 * station, then the notices at revoked addresses, which have no id
 */
GPtrArray *
geng_publisher_list_feeds (GengPublisher *self)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), NULL);
  return geng_array_copy (self->files, GENG_TYPE_FEED_FILE);
}

static gboolean
is_page_name (const char *name)
{
  return name[0] != '\0' && name[0] != '.' && strlen (name) <= 100
         && !g_str_has_suffix (name, ".ics")
         && name[strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")]
                == '\0';
}

/**
 * geng_publisher_add_page:
 * @self: a publisher
 * @name: file name, ASCII letters, digits, - _ . and not .ics
 * @content: its bytes
 * @error: return location
 *
 * Adds a page that goes into the station's folder `pages`, such as slips and the wall page. It is
 * never served, and its owner alone may read it: it may name everybody and every address.
 *
 * Fails with %GENG_ERROR_INVALID for another name.
 *
 * Returns: whether @name will do
 */
gboolean
geng_publisher_add_page (GengPublisher *self, const char *name, GBytes *content, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && name != NULL && content != NULL, FALSE);
  if (!is_page_name (name))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("page: “%.100s” is no file name for a page"), name);
      return FALSE;
    }
  g_hash_table_replace (self->pages, g_strdup (name), g_bytes_ref (content));
  return TRUE;
}
