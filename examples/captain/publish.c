/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

typedef struct
{
  char *to;
  char *url;
  char *revoke;
  char *alarm;
  gboolean phones;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->to);
  g_free (self->url);
  g_free (self->revoke);
  g_free (self->alarm);
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
      if (*end == '\0' || g_str_equal (end, "min"))
        return number;
      if (g_str_equal (end, "h"))
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

static GPtrArray *
list_subscriptions (Desk *desk, GengPublisher *publisher)
{
  GPtrArray *feeds = geng_publisher_get_feeds (publisher);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_subscription_free);

  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      const char *id = geng_feed_file_get_id (feed);
      const char *url = geng_feed_file_get_url (feed);

      if (id != NULL && url != NULL)
        g_ptr_array_add (all, geng_subscription_new (owner_of (desk, feed), url));
    }
  return all;
}

/* The next duties are those from today on, and of a month ahead those from its first day on. */
static void
first_to_show (Desk *desk, GDateTime *now, GDate *from)
{
  g_autoptr (GDateTime) local
      = g_date_time_to_timezone (now, geng_station_get_zone (desk->station));

  g_date_clear (from, 1);
  geng_station_duty_date (desk->station, local, from);
  if (g_date_compare (from, &desk->first) < 0)
    *from = desk->first;
}

static gboolean
add_pages (Desk *desk, GengPublisher *publisher, GDateTime *now, GError **error)
{
  GDate from;
  g_autoptr (GPtrArray) subscriptions = list_subscriptions (desk, publisher);
  g_autofree char *wall = g_strdup_printf ("roster-%04d-%02d.html", g_date_get_year (&desk->first),
                                           g_date_get_month (&desk->first));

  if (!add_page (publisher, wall, geng_report_wall_html (desk->roster, desk->judgement, NULL),
                 error))
    return FALSE;
  if (subscriptions->len == 0)
    return TRUE;
  first_to_show (desk, now, &from);
  return add_page (
      publisher, "index.html",
      geng_report_subscribe_html (desk->station, subscriptions, desk->roster, &from, NULL), error);
}

static gboolean
publish (Desk *desk, GengPublisher *publisher, const Wish *wish, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *folder = wish->to != NULL ? g_canonicalize_filename (wish->to, NULL) : NULL;
  GengMember *member = NULL;

  if (wish->revoke != NULL && (member = desk_find_member (desk, wish->revoke)) == NULL)
    return FALSE;
  return geng_publisher_add_month (publisher, desk->roster, NULL, error)
         && geng_publisher_prepare (publisher, desk->store, folder, now, error)
         && (member == NULL
             || geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER,
                                       geng_entity_get_id (GENG_ENTITY (member)), error))
         && add_pages (desk, publisher, now, error) && geng_publisher_commit (publisher, error);
}

/* A duty that was put in by hand has no kit yet; the others keep theirs. */
static gboolean
equip (Desk *desk, GError **error)
{
  return geng_kit_assign (desk->roster, desk->history, error);
}

/* A month that came from outside is history: phones never had it and never get it. */
static gboolean
refuse_imported (Desk *desk)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GengRecord) record = NULL;
  g_autoptr (GengRoster) roster = NULL;

  if (!geng_store_has_record (desk->store, year, month))
    return FALSE;
  roster = geng_store_load_record (desk->store, desk->station, year, month, &record, NULL);
  if (record == NULL || !geng_record_get_imported (record))
    return FALSE;
  say_error (_ ("%04d-%02d was taken from a file, as history alone; it is not published."), year,
             month);
  return TRUE;
}

/* What breaks a rule is never made official. */
static gboolean
refuse_broken (Desk *desk, const Options *options)
{
  if (desk_status (desk) != STATUS_BROKEN)
    return FALSE;
  if (options->json)
    answer_verdict (desk);
  else
    print_verdict (desk);
  say_error (_ ("A roster that breaks a rule is not published."));
  say_hint (_ ("Correct the lines above, or plan the month anew."));
  return TRUE;
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
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
answer_json (Desk *desk, GengPublisher *publisher)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "written");
  json_builder_add_int_value (builder, geng_publisher_get_n_written (publisher));
  json_builder_set_member_name (builder, "removed");
  json_builder_add_int_value (builder, geng_publisher_get_n_removed (publisher));
  json_builder_set_member_name (builder, "feeds");
  json_builder_add_int_value (builder, geng_publisher_get_feeds (publisher)->len);
  add_calendars (builder, geng_publisher_get_feeds (publisher));
  add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_answer (Desk *desk, GengPublisher *publisher, const Wish *wish)
{
  g_autofree char *folder
      = wish->to != NULL ? g_strdup (wish->to)
                         : g_build_filename (geng_store_get_path (desk->store), "feeds", NULL);

  g_print (_ ("Published to %s: %u calendars; %u files written, %u removed.\n"), folder,
           geng_publisher_get_feeds (publisher)->len, geng_publisher_get_n_written (publisher),
           geng_publisher_get_n_removed (publisher));
  if (wish->url != NULL || geng_station_get_feed_url (desk->station) != NULL)
    g_print (_ ("Hand out the slips of %s/index.html, and keep that page to yourself.\n"), folder);
  else
    g_print (_ ("For the members' slips say where the folder is served: --url https://…, or url = "
                "https://… under [feed] in station.ini.\n"));
}

Status
run_publish (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "to", 0, 0, G_OPTION_ARG_FILENAME, &wish.to,
            N_ ("The folder that the web server serves (default: feeds)"), N_ ("DIR") },
          { "url", 0, 0, G_OPTION_ARG_STRING, &wish.url, N_ ("The address of that folder"),
            N_ ("BASE") },
          { "revoke", 0, 0, G_OPTION_ARG_STRING, &wish.revoke,
            N_ ("Give a member's calendar a new secret address"), N_ ("MEMBER") },
          { "with-phones", 0, 0, G_OPTION_ARG_NONE, &wish.phones,
            N_ ("Phone numbers in the calendars"), NULL },
          { "alarm", 0, 0, G_OPTION_ARG_STRING, &wish.alarm,
            N_ ("Let phones ring before a duty, like 30min"), N_ ("TIME") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengPublisher) publisher = NULL;
  g_autoptr (GError) error = NULL;

  if (!options_parse (&options, "publish", _ ("MONTH"),
                      _ ("Makes a month official: keeps the record, and writes the calendars to "
                         "which phones subscribe, the wall page and the slips.\nWhat did not "
                         "change is not touched."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE) || !desk_load (&desk, options_take (&options, 0))
      || (wish.alarm != NULL && parse_alarm (wish.alarm) < 0))
    return STATUS_BAD;
  if (refuse_imported (&desk))
    return STATUS_BAD;
  if (refuse_broken (&desk, &options))
    return STATUS_BROKEN;
  if (wish.phones)
    geng_station_set_show_phones (desk.station, TRUE);
  publisher = geng_publisher_new (desk.station);
  if (!set_up (publisher, &wish, &error) || !equip (&desk, &error)
      || !publish (&desk, publisher, &wish, &error))
    {
      if (error != NULL)
        say_failure (error);
      return STATUS_BAD;
    }
  if (options.json)
    answer_json (&desk, publisher);
  else
    print_answer (&desk, publisher, &wish);
  return desk_status (&desk);
}
