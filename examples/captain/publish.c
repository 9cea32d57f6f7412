/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <unistd.h>

#include "ask.h"
#include "phone.h"
#include "rebase.h"
#include "tell.h"
#include "zone.h"

typedef struct
{
  char *to;
  char *url;
  char *revoke;
  char *alarm;
  char *only;
  char **without;
  char **of;
  gboolean phones;
  gboolean also;
  gboolean emptied;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->to);
  g_free (self->url);
  g_free (self->revoke);
  g_free (self->alarm);
  g_free (self->only);
  g_strfreev (self->without);
  g_strfreev (self->of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* "30min", "2h" or minutes; -1 after a message. */
static int
parse_alarm (const char *text)
{
  char *end = NULL;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  if (end != text && number >= 0 && number <= 7 * GENG_DAY_MINUTES)
    {
      if (*end == '\0' || g_str_equal (end, "min") || g_str_equal (end, "分钟"))
        return number;
      if (g_str_equal (end, "h") || g_str_equal (end, "小时"))
        return number * 60;
    }
  say_error (_ ("“%s” is no time for an alarm. Write it like 30min or 2h."), text);
  return -1;
}

static gboolean
set_up (GengPublisher *publisher, const Wish *wish, GError **error)
{
  if (wish->alarm != NULL
      && !geng_publisher_set_alarm_minutes (publisher, parse_alarm (wish->alarm), error))
    return FALSE;
  return wish->url == NULL || geng_publisher_set_base_url (publisher, wish->url, error);
}

static gboolean
add_page (GengPublisher *publisher, const char *name, char *text, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  return geng_publisher_add_page (publisher, name, content, error);
}

static GengEntity *
owner_of (Desk *desk, GengFeedFile *feed)
{
  const char *id = geng_feed_file_get_id (feed);

  switch (geng_feed_file_get_scope (feed))
    {
    case GENG_FEED_SCOPE_MEMBER:
      return GENG_ENTITY (geng_station_lookup_member (desk->station, id));
    case GENG_FEED_SCOPE_TEAM:
      return GENG_ENTITY (geng_station_lookup_team (desk->station, id));
    case GENG_FEED_SCOPE_POST:
      return GENG_ENTITY (geng_station_lookup_post (desk->station, id));
    default:
      return GENG_ENTITY (desk->station);
    }
}

/* Where members ask, the slip leads to the page with the form. */
static void
add_key (Phones *phones, GengFeedFile *feed, GengSubscription *subscription)
{
  g_autofree char *key
      = geng_feed_file_get_scope (feed) == GENG_FEED_SCOPE_MEMBER
            ? phones_dup_key (phones, geng_feed_file_get_id (feed), geng_feed_file_get_file (feed))
            : NULL;

  geng_subscription_set_key (subscription, key);
}

static GPtrArray *
list_subscriptions (Desk *desk, GengPublisher *publisher, Phones *phones)
{
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_subscription_free);

  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      const char *id = geng_feed_file_get_id (feed);
      const char *url = geng_feed_file_get_url (feed);

      if (id == NULL || url == NULL)
        continue;
      g_ptr_array_add (all, geng_subscription_new (owner_of (desk, feed), url));
      add_key (phones, feed, all->pdata[all->len - 1]);
    }
  return all;
}

static gboolean
add_slips (Desk *desk, GengPublisher *publisher, GPtrArray *subscriptions, GError **error)
{
  g_autoptr (GHashTable) pages = geng_report_subscribe_pages (desk->station, subscriptions,
                                                              desk->roster, &desk->first, NULL);
  GHashTableIter iter;
  gpointer name, content;

  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, &name, &content))
    if (!geng_publisher_add_page (publisher, name, content, error))
      return FALSE;
  return TRUE;
}

/* Where a station cannot be read the page of a month in which nothing changes would lose who serves
 * there, and gain nothing. */
static gboolean
keeps_wall (Desk *desk, const char *wall)
{
  g_autoptr (GPtrArray) unread = geng_store_list_unread (desk->store);
  g_autofree char *path = g_build_filename (geng_store_get_path (desk->store), "pages", wall, NULL);

  return unread->len > 0 && desk->published != NULL && same_duties (desk->roster, desk->published)
         && g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
add_month_pages (Desk *desk, GengPublisher *publisher, Phones *phones, GError **error)
{
  g_autoptr (GPtrArray) subscriptions = list_subscriptions (desk, publisher, phones);
  g_autofree char *wall = g_strdup_printf ("roster-%04d-%02d.html", g_date_get_year (&desk->first),
                                           g_date_get_month (&desk->first));

  return (keeps_wall (desk, wall)
          || add_page (publisher, wall,
                       geng_report_wall_html (desk->roster, desk->judgement,
                                              geng_publisher_get_record (publisher, &desk->first),
                                              NULL),
                       error))
         && add_slips (desk, publisher, subscriptions, error);
}

/* Of those members whose page has the form. */
static void
list_addresses (Desk *desk, GengPublisher *publisher, Phones *phones, GHashTable *addresses)
{
  g_autoptr (GPtrArray) subscriptions = list_subscriptions (desk, publisher, phones);

  for (guint i = 0; i < subscriptions->len; i++)
    {
      const GengSubscription *one = subscriptions->pdata[i];

      if (one->key != NULL)
        g_hash_table_insert (addresses, g_strdup (geng_entity_get_id (one->entity)),
                             geng_subscription_dup_page_url (one));
    }
}

/* Of the month on the desk. addresses: (nullable): gets where members ask, by their ids */
static gboolean
add_pages (Desk *desk, GengPublisher *publisher, GHashTable *addresses, GError **error)
{
  g_auto (Phones) phones = { 0 };

  if (!phones_load (&phones, desk, error) || !add_month_pages (desk, publisher, &phones, error))
    return FALSE;
  if (addresses != NULL)
    list_addresses (desk, publisher, &phones, addresses);
  return phones_save (&phones, desk, error);
}

/* Phones go on reading where they subscribed, so another folder comes to those that there are. */
static gboolean
may_go_to (Desk *desk, const char *folder, const Wish *wish)
{
  g_auto (GStrv) before = geng_publisher_list_folders (desk->store);

  if (folder == NULL || wish->also || before[0] == NULL
      || g_strv_contains ((const char *const *) before, folder))
    return TRUE;
  if (isatty (STDIN_FILENO) && isatty (STDERR_FILENO))
    {
      char answer[16] = "";

      g_printerr (_ ("The calendars are served from %s. Publish to %s as well, now and from now "
                     "on? [y/N] "),
                  before[0], folder);
      return fgets (answer, sizeof answer, stdin) != NULL && ask_is_yes (answer);
    }
  say_error (_ ("The calendars are served from %s, and phones read them there. To publish to %s as "
                "well, now and from now on, add --also; else leave --to away."),
             before[0], folder);
  return FALSE;
}

/* A disk that is not mounted leaves a folder that looks as if it were emptied: who knows must say
 * so. */
static gboolean
was_emptied (Desk *desk, const Wish *wish)
{
  g_auto (GStrv) emptied = geng_publisher_list_emptied (desk->store);
  g_autofree char *where = g_strjoinv (_ (", "), emptied);
  char answer[16] = "";

  if (wish->emptied || emptied[0] == NULL || !isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    return wish->emptied;
  g_printerr (_ ("%s holds nothing of what was published there; a disk that is not mounted looks "
                 "like that, too. Was it emptied, and shall all calendars be written there anew? "
                 "[y/N] "),
              where);
  return fgets (answer, sizeof answer, stdin) != NULL && ask_is_yes (answer);
}

/* The station's feed is asked for by these words as well. */
static gboolean
means_station (const char *text)
{
  static const char *const words[] = { "station", "队", "全队", "联防队", "村" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Whose calendar: a team, a post or the station by its name or id, or else a member. */
static gboolean
find_revoked (Desk *desk, const char *text, GengFeedScope *scope, const char **id)
{
  GengEntity *entity = GENG_ENTITY (desk->station);

  if (g_str_equal (geng_entity_get_id (entity), text)
      || g_strcmp0 (geng_entity_get_name (entity), text) == 0)
    *scope = GENG_FEED_SCOPE_STATION;
  else if ((entity = desk_find_entity (geng_station_get_teams (desk->station), text)) != NULL)
    *scope = GENG_FEED_SCOPE_TEAM;
  else if ((entity = desk_find_entity (geng_station_get_posts (desk->station), text)) != NULL)
    *scope = GENG_FEED_SCOPE_POST;
  else if (means_station (text))
    {
      *scope = GENG_FEED_SCOPE_STATION;
      entity = GENG_ENTITY (desk->station);
    }
  else
    {
      *scope = GENG_FEED_SCOPE_MEMBER;
      entity = (GengEntity *) desk_find_member (desk, text);
    }
  *id = entity == NULL ? NULL : geng_entity_get_id (entity);
  return entity != NULL;
}

static gboolean
publish (Desk *desk, GengPublisher *publisher, const Wish *wish, const Tell *tell, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *folder = wish->to != NULL ? g_canonicalize_filename (wish->to, NULL) : NULL;
  GengFeedScope scope = GENG_FEED_SCOPE_MEMBER;
  const char *id = NULL;

  if (!may_go_to (desk, folder, wish)
      || (wish->revoke != NULL && !find_revoked (desk, wish->revoke, &scope, &id)))
    return FALSE;
  geng_publisher_set_also (publisher, TRUE);
  geng_publisher_set_emptied (publisher, was_emptied (desk, wish));
  /* What still breaks a rule here was official before: refuse_broken() let nothing else through. */
  geng_publisher_set_allow_broken (publisher, TRUE);
  return geng_publisher_add_month (publisher, desk->roster, desk->record, error)
         && geng_publisher_prepare (publisher, desk->store, folder, now, error)
         && (id == NULL || geng_publisher_revoke (publisher, scope, id, error))
         && add_pages (desk, publisher, tell->pages, error)
         && tell_keep_published (tell, desk, error) && geng_publisher_commit (publisher, error);
}

/* The month and who is told of it count together. */
static gboolean
publish_at_once (Desk *desk,
                 GengPublisher *publisher,
                 const Wish *wish,
                 const Tell *tell,
                 GError **error)
{
  if (!geng_store_begin (desk->store, error))
    return FALSE;
  if (publish (desk, publisher, wish, tell, error))
    return geng_store_commit (desk->store, error);
  geng_store_unlock (desk->store);
  return FALSE;
}

/* A duty that was put in by hand has no kit yet; the others keep theirs. */
static gboolean
equip (Desk *desk, GError **error)
{
  return geng_kit_assign (desk->roster, desk->history, error);
}

/* A month that came from outside is history: phones never had it and never get it. */
static gboolean
refuse_imported (const Official *official, Desk *desk)
{
  if (official->record == NULL || !geng_record_get_imported (official->record))
    return FALSE;
  say_error (_ ("%04d-%02d was taken from a file, as history alone; it is not published."),
             g_date_get_year (&desk->first), g_date_get_month (&desk->first));
  return TRUE;
}

/* What breaks a rule is never made official; what is official already and breaks one is told. */
static gboolean
refuse_broken (Desk *desk, const GPtrArray *older, const Options *options)
{
  if (desk_count_broken (desk) == older->len)
    return FALSE;
  if (options->json)
    answer_verdict (desk);
  else
    print_verdict (desk);
  say_error (_ ("A roster that breaks a rule is not published."));
  say_hint (_ ("Correct the lines above, or plan the month anew."));
  return TRUE;
}

static gboolean
is_named (GengMember *member, char **names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], geng_entity_get_id (GENG_ENTITY (member)))
        || g_str_equal (names[i], geng_entity_get_name (GENG_ENTITY (member))))
      return TRUE;
  return FALSE;
}

/* Nobody is left out of a month without a word. */
static gboolean
refuse_incomplete (Desk *desk, const Wish *wish)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (desk->roster);
  gboolean complete = TRUE;

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      GengMember *member = geng_set_aside_get_member (one);
      g_autofree char *text = geng_set_aside_to_string (one);

      if (is_named (member, wish->without))
        continue;
      complete = FALSE;
      say_error ("%s", text);
      say_hint (_ ("To publish the month without this member: --without %s"),
                geng_entity_get_id (GENG_ENTITY (member)));
    }
  return !complete;
}

static void
add_months (JsonBuilder *builder, GengFeedFile *feed)
{
  g_autoptr (GPtrArray) months = geng_feed_file_list_months (feed);

  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < months->len; i++)
    json_builder_add_string_value (builder,
                                   geng_feed_file_get_file (g_ptr_array_index (months, i)));
  json_builder_end_array (builder);
}

/* All that are served; an emptied one at a revoked address belongs to nobody. */
static void
add_calendars (JsonBuilder *builder, GPtrArray *feeds)
{
  static const char *const scopes[] = { "member", "team", "post", "station" };

  json_builder_set_member_name (builder, "calendars");
  json_builder_begin_array (builder);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      const char *id = geng_feed_file_get_id (feed);

      json_builder_begin_object (builder);
      add_text (builder, "of", id != NULL ? scopes[geng_feed_file_get_scope (feed)] : "revoked");
      add_text (builder, "id", id);
      add_text (builder, "name", geng_feed_file_get_name (feed));
      add_text (builder, "file", geng_feed_file_get_file (feed));
      add_text (builder, "url", geng_feed_file_get_url (feed));
      json_builder_set_member_name (builder, "duties");
      json_builder_add_int_value (builder, geng_feed_file_get_n_events (feed));
      add_months (builder, feed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
answer_json (Desk *desk, GengPublisher *publisher, const Tell *tell, const GPtrArray *older)
{
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "written");
  json_builder_add_int_value (builder, geng_publisher_get_n_written (publisher));
  json_builder_set_member_name (builder, "removed");
  json_builder_add_int_value (builder, geng_publisher_get_n_removed (publisher));
  json_builder_set_member_name (builder, "feeds");
  json_builder_add_int_value (builder, feeds->len);
  add_calendars (builder, feeds);
  add_verdict (desk, builder);
  add_number (builder, "older", older->len);
  if (desk->published != NULL)
    add_changes (desk, desk->published, builder);
  tell_add_messages (tell, desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_answer (Desk *desk, GengPublisher *publisher)
{
  g_auto (GStrv) folders = geng_publisher_list_folders (desk->store);
  g_autofree char *where = g_strjoinv (_ (", "), folders);
  g_autofree char *slips
      = g_build_filename (geng_store_get_path (desk->store), "pages", "slips.html", NULL);
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  GengFeedFile *first = g_ptr_array_index (feeds, 0);

  g_print (_ ("Published to %s: %u calendars; %u files written, %u removed.\n"), where, feeds->len,
           geng_publisher_get_n_written (publisher), geng_publisher_get_n_removed (publisher));
  desk_say_due (desk);
  if (geng_feed_file_get_url (first) != NULL)
    g_print (_ ("Hand out the slips of %s, and keep that page to yourself.\n"), slips);
  else
    g_print (_ ("For the members' slips say where the folder is served: --url https://…, or url = "
                "https://… under [feed] in station.ini.\n"));
}

/* What would be published, and nothing is written. */
static Status
rehearse (Desk *desk, const Tell *tell, const GPtrArray *older)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!desk->json)
    {
      tell_everybody (tell, desk);
      g_print ("%s\n", _ ("Nothing was written: --dry-run."));
      return desk_status_but (desk, older->len);
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_verdict (desk, builder);
  add_number (builder, "older", older->len);
  if (desk->published != NULL)
    add_changes (desk, desk->published, builder);
  tell_add_messages (tell, desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
  return desk_status_but (desk, older->len);
}

static gboolean
publish_and_tell (Desk *desk, const Wish *wish, const Tell *tell, const GPtrArray *older)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (desk->station);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Tell all = *tell;
  g_autoptr (GError) error = NULL;

  all.pages = pages;
  if (!set_up (publisher, wish, &error) || !equip (desk, &error)
      || !publish_at_once (desk, publisher, wish, &all, &error))
    {
      if (error != NULL)
        say_failure (error);
      return FALSE;
    }
  if (desk->json)
    answer_json (desk, publisher, &all, older);
  else
    print_answer (desk, publisher);
  tell_everybody (&all, desk);
  return phones_refresh (desk, now);
}

/* (transfer full) (nullable): whose days --only means; NULL for everybody's, or after a message */
static GPtrArray *
find_whose (Desk *desk, const Wish *wish, gboolean *ok)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  *ok = TRUE;
  if (wish->of == NULL)
    return NULL;
  if (wish->only == NULL)
    {
      say_error (_ ("--of goes with --only: which days?"));
      *ok = FALSE;
    }
  for (guint i = 0; *ok && wish->of[i] != NULL; i++)
    {
      GengMember *member = desk_find_member (desk, wish->of[i]);

      *ok = member != NULL;
      g_ptr_array_add (members, member);
    }
  return *ok ? g_steal_pointer (&members) : NULL;
}

/* The month as it becomes official: what is served stays, and where a few days are meant, the rest
 * as well. */
static gboolean
prepare (Desk *desk, const Wish *wish)
{
  g_auto (Official) official = { 0 };
  gboolean ok;
  g_autoptr (GPtrArray) whose = find_whose (desk, wish, &ok);

  return ok && official_take (&official, desk) && !refuse_imported (&official, desk)
         && (wish->only == NULL || keep_only (desk, &official, wish->only, whose))
         && official_untouched (&official, desk->roster);
}

/* The roster on the desk in the place of what is official, where it went before, as a part of the
 * change that is open in the store. */
gboolean
publish_official (Desk *desk, const char *revoked, GError **error)
{
  return publish_official_to (desk, NULL, revoked, error);
}

gboolean
publish_official_to (Desk *desk, const PublishPlace *place, const char *revoked, GError **error)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (desk->station);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const char *to = place != NULL ? place->to : NULL;
  g_autofree char *folder = to != NULL ? g_canonicalize_filename (to, NULL) : NULL;
  const Wish wish
      = { .url = place != NULL ? place->url : NULL, .also = place != NULL && place->also };

  if (!may_go_to (desk, folder, &wish) || !set_up (publisher, &wish, error))
    return FALSE;
  geng_publisher_set_also (publisher, TRUE);
  geng_publisher_set_allow_broken (publisher, TRUE);
  return geng_publisher_add_month (publisher, desk->roster, NULL, error)
         && geng_publisher_prepare (publisher, desk->store, folder, now, error)
         && (revoked == NULL
             || geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER, revoked, error))
         && add_pages (desk, publisher, NULL, error) && geng_publisher_commit (publisher, error);
}

static gboolean
put_on_desk (Desk *desk, GengRoster *roster)
{
  g_autofree char *month = desk_month_text (geng_roster_get_first (roster));

  g_clear_object (&desk->history);
  g_clear_object (&desk->published);
  g_set_object (&desk->roster, roster);
  return desk_load (desk, month);
}

/* The same for rosters of several months, (element-type GengRoster): one publication. */
gboolean
publish_rosters (Desk *desk, GPtrArray *rosters, GError **error)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (desk->station);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_auto (Phones) phones = { 0 };

  geng_publisher_set_allow_broken (publisher, TRUE);
  for (guint i = 0; i < rosters->len; i++)
    if (!geng_publisher_add_month (publisher, g_ptr_array_index (rosters, i), NULL, error))
      return FALSE;
  if (!geng_publisher_prepare (publisher, desk->store, NULL, now, error)
      || !phones_load (&phones, desk, error))
    return FALSE;
  for (guint i = 0; i < rosters->len; i++)
    if (!put_on_desk (desk, g_ptr_array_index (rosters, i))
        || !add_month_pages (desk, publisher, &phones, error))
      return FALSE;
  return phones_save (&phones, desk, error) && geng_publisher_commit (publisher, error);
}

/* Their calendars have the duties at all stations. */
static void
hint_shared (Desk *desk)
{
  GListModel *members = geng_station_get_members (desk->station);
  gboolean guests = FALSE;

  if (zone_is_running ())
    return;
  for (guint i = 0; !guests && i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      guests = geng_member_get_guest (member);
    }
  if (guests && !desk->json)
    say_hint (_ ("The calendars of shared people follow with geng publish in the zone's folder."));
}

Status
run_publish (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  Tell tell = { 0 };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &wish.to,
      N_ ("The folder that the web server serves (default: as before, or feeds)"), N_ ("DIR") },
    { "also", 0, 0, G_OPTION_ARG_NONE, &wish.also,
      N_ ("Publish there besides the folders of before"), NULL },
    { "emptied", 0, 0, G_OPTION_ARG_NONE, &wish.emptied,
      N_ ("A served folder that holds nothing any more was emptied: write it anew"), NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &wish.url, N_ ("The address of that folder"), N_ ("BASE") },
    { "revoke", 0, 0, G_OPTION_ARG_STRING, &wish.revoke,
      N_ ("Give the calendar of a member, team, post or the station a new secret address"),
      N_ ("WHOSE") },
    { "with-phones", 0, 0, G_OPTION_ARG_NONE, &wish.phones, N_ ("Phone numbers in the calendars"),
      NULL },
    { "alarm", 0, 0, G_OPTION_ARG_STRING, &wish.alarm,
      N_ ("Let phones ring before a duty, like 30min"), N_ ("TIME") },
    { "only", 0, 0, G_OPTION_ARG_STRING, &wish.only,
      N_ ("These days of the draft alone; all else stays as it is official"), N_ ("DATE[..DATE]") },
    { "of", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.of,
      N_ ("With --only: of these members alone, so that one change goes out and no other"),
      N_ ("MEMBER") },
    { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.without,
      N_ ("Publish although this member is set aside"), N_ ("MEMBER") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &tell.dry_run,
      N_ ("Show changes and messages; write and send nothing"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &tell.yes, N_ ("Ask nothing, however much changes"), NULL },
    { "no-send", 0, 0, G_OPTION_ARG_NONE, &tell.quiet, N_ ("Send nothing to the group's webhooks"),
      NULL },
    { NULL }
  };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) older = NULL;

  if (!options_parse (&options, "publish", _ ("MONTH"),
                      _ ("Makes a month official: keeps the record, and writes the calendars to "
                         "which phones subscribe, the wall page and the slips.\nWhat did not "
                         "change is not touched."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, tell.dry_run ? DESK_READ : DESK_WRITE)
      || !desk_load (&desk, options_take (&options, 0))
      || (wish.alarm != NULL && parse_alarm (wish.alarm) < 0))
    return STATUS_BAD;
  if (!prepare (&desk, &wish))
    return STATUS_BAD;
  older = desk_list_older (&desk);
  if (refuse_broken (&desk, older, &options))
    return STATUS_BROKEN;
  if (refuse_incomplete (&desk, &wish))
    return STATUS_GAPS;
  if (wish.phones)
    geng_station_set_show_phones (desk.station, TRUE);
  if (!options.json)
    {
      tell_print_changes (&desk);
      desk_print_older (&desk, older);
    }
  if (tell.dry_run)
    return rehearse (&desk, &tell, older);
  if (!tell_may_publish (&tell, &desk) || !publish_and_tell (&desk, &wish, &tell, older))
    return STATUS_BAD;
  hint_shared (&desk);
  return desk_status_but (&desk, older->len);
}
