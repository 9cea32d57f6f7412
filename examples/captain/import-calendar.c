/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Leave, wishes and public holidays from a calendar file. */
#include "import.h"

typedef struct
{
  GDate first;
  GDate last;
} Period;

static char *
clock_text (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

static char *
request_text (GengRequest *request)
{
  g_autofree char *from = clock_text (geng_request_get_start_minute (request));
  g_autofree char *to = clock_text (geng_request_get_end_minute (request));
  g_autofree char *first = desk_date_text (geng_request_get_first (request));
  g_autofree char *last = desk_date_text (geng_request_get_last (request));
  g_autoptr (GString) text = g_string_new (first);

  if (!g_str_equal (first, last))
    g_string_append_printf (text, "..%s", last);
  if (geng_request_get_timed (request))
    g_string_append_printf (text, " %s–%s", from, to);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the station held of that day before, where the file says the other thing. */
static GengHoliday *
changed_holiday (GengStation *station, GengHoliday *holiday)
{
  GengHoliday *before = geng_station_get_holiday (station, geng_holiday_get_date (holiday));
  gboolean working = geng_holiday_get_kind (holiday) == GENG_HOLIDAY_KIND_MAKE_UP;

  return before != NULL && (geng_holiday_get_kind (before) == GENG_HOLIDAY_KIND_MAKE_UP) != working
             ? before
             : NULL;
}

static void
print_holiday (GengStation *station, GengHoliday *holiday)
{
  g_autofree char *date = desk_date_text (geng_holiday_get_date (holiday));
  const char *own = geng_holiday_get_name (holiday);
  const char *name = own != NULL ? own : "";

  if (changed_holiday (station, holiday) == NULL)
    g_print (_ ("  taken: %s %s\n"), date, name);
  else if (geng_holiday_get_kind (holiday) == GENG_HOLIDAY_KIND_MAKE_UP)
    g_print (_ ("  changed: %s %s is a working day now, and no longer off\n"), date, name);
  else
    g_print (_ ("  changed: %s %s is off now, and no longer a working day\n"), date, name);
}

/* @station: as it was before */
static void
print_taken (GengStation *station, GPtrArray *requests, GPtrArray *holidays)
{
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *text = request_text (request);
      const char *reason = geng_request_get_reason (request);

      g_print (_ ("  taken: %s %s\n"), text, reason != NULL ? reason : "");
    }
  for (guint i = 0; i < holidays->len; i++)
    print_holiday (station, g_ptr_array_index (holidays, i));
}

/* Empty for whole days. */
static void
add_times (GengRequest *request, JsonBuilder *builder)
{
  gboolean timed = geng_request_get_timed (request);
  g_autofree char *from = clock_text (geng_request_get_start_minute (request));
  g_autofree char *to = clock_text (geng_request_get_end_minute (request));

  add_text (builder, "start", timed ? from : NULL);
  add_text (builder, "end", timed ? to : NULL);
}

static void
add_requests (GPtrArray *requests, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *first = desk_date_text (geng_request_get_first (request));
      g_autofree char *last = desk_date_text (geng_request_get_last (request));

      json_builder_begin_object (builder);
      add_text (builder, "member",
                geng_entity_get_id (GENG_ENTITY (geng_request_get_member (request))));
      add_text (builder, "first", first);
      add_text (builder, "last", last);
      add_times (request, builder);
      add_text (builder, "reason", geng_request_get_reason (request));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_holidays (GengStation *station, GPtrArray *holidays, JsonBuilder *builder)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (GENG_TYPE_HOLIDAY_KIND);

  json_builder_set_member_name (builder, "holidays");
  json_builder_begin_array (builder);
  for (guint i = 0; i < holidays->len; i++)
    {
      GengHoliday *holiday = g_ptr_array_index (holidays, i);
      g_autofree char *date = desk_date_text (geng_holiday_get_date (holiday));
      GEnumValue *kind = g_enum_get_value (kinds, geng_holiday_get_kind (holiday));

      json_builder_begin_object (builder);
      add_text (builder, "date", date);
      add_text (builder, "name", geng_holiday_get_name (holiday));
      add_text (builder, "kind", kind->value_nick);
      json_builder_set_member_name (builder, "changed");
      json_builder_add_boolean_value (builder, changed_holiday (station, holiday) != NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_skipped (GPtrArray *skipped, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_array (builder);
  for (guint i = 0; i < skipped->len; i++)
    {
      g_autofree char *text = geng_fault_to_string (g_ptr_array_index (skipped, i));

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

static void
add_touched (Desk *desk, GengMember *member, const Period *period, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "touched");
  json_builder_begin_array (builder);
  if (member != NULL)
    desk_tell_touched (desk, member, &period->first, &period->last, builder);
  json_builder_end_array (builder);
}

/* @member: (nullable): whose leave it was */
static void
answer_json (Desk *desk, GengImport *import, GengMember *member, const Period *period)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) requests = geng_import_list_requests (import);
  g_autoptr (GPtrArray) holidays = geng_import_list_holidays (import);
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (import);

  json_builder_begin_object (builder);
  add_requests (requests, builder);
  add_holidays (desk->station, holidays, builder);
  add_skipped (skipped, builder);
  add_touched (desk, member, period, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_skipped (GPtrArray *skipped)
{
  for (guint i = 0; i < skipped->len; i++)
    {
      g_autofree char *text = geng_fault_to_string (g_ptr_array_index (skipped, i));

      g_print (_ ("  skipped: %s\n"), text);
    }
}

/* From last year, whose shares are carried over, to next year, which is being planned: an event
 * without an end must not fill the tables for ever. */
static gboolean
set_period (Desk *desk, const ImportWish *wish, Period *period)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (desk->station));
  int year = g_date_time_get_year (now);

  g_date_clear (&period->first, 1);
  g_date_clear (&period->last, 1);
  g_date_set_dmy (&period->first, 1, 1, year - 1);
  g_date_set_dmy (&period->last, 31, 12, year + 1);
  return (wish->since == NULL || desk_parse_date (desk, wish->since, &period->first))
         && (wish->until == NULL || desk_parse_date (desk, wish->until, &period->last));
}

static GengImport *
read_events (Desk *desk,
             const char *file,
             GBytes *content,
             GengMember *member,
             gboolean wish,
             const Period *period,
             GError **error)
{
  if (member == NULL)
    return geng_import_holidays (desk->station, content, file, &period->first, &period->last,
                                 error);
  return geng_import_requests (desk->station, member,
                               wish ? GENG_REQUEST_KIND_WISH_OFF : GENG_REQUEST_KIND_LEAVE, content,
                               file, &period->first, &period->last, error);
}

static Status
take (Desk *desk,
      GengImport *import,
      GengMember *member,
      const Period *period,
      const Options *options)
{
  g_autofree char *first = desk_date_text (&period->first);
  g_autofree char *last = desk_date_text (&period->last);
  g_autoptr (GPtrArray) requests = geng_import_list_requests (import);
  g_autoptr (GPtrArray) holidays = geng_import_list_holidays (import);
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (import);
  g_autoptr (GError) error = NULL;

  if ((requests->len > 0 && !geng_store_add_requests (desk->store, requests, &error))
      || (holidays->len > 0 && !geng_store_add_holidays (desk->store, holidays, &error)))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (desk, import, member, period);
  else
    {
      print_taken (desk->station, requests, holidays);
      print_skipped (skipped);
      g_print (_ ("From %s to %s taken: %u absences or wishes, %u holidays. Skipped: %u.\n"), first,
               last, requests->len, holidays->len, skipped->len);
      if (requests->len > 0)
        desk_tell_touched (desk, member, &period->first, &period->last, NULL);
    }
  if (requests->len + holidays->len > 0)
    return STATUS_FINE;
  say_error (_ ("Nothing was taken, and nothing changed."));
  return STATUS_BAD;
}

Status
import_calendar (Desk *desk,
                 const ImportWish *wish,
                 const char *file,
                 GBytes *content,
                 const Options *options)
{
  g_autoptr (GengImport) import = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member = NULL;
  Period period;

  if (wish->holidays == (wish->member != NULL))
    {
      say_error (
          _ ("%s is a calendar. Say whose leave it is with --member MEMBER, or that it holds "
             "public holidays with --holidays."),
          file);
      return STATUS_BAD;
    }
  if (!set_period (desk, wish, &period)
      || (wish->member != NULL && (member = desk_find_member (desk, wish->member)) == NULL))
    return STATUS_BAD;
  import = read_events (desk, file, content, member, wish->wish, &period, &error);
  if (import == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  return take (desk, import, member, &period, options);
}
