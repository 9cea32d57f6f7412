/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

static char *
clock_text (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

static char *
request_text (GengRequest *request)
{
  g_autofree char *from = clock_text (geng_request_get_from (request));
  g_autofree char *to = clock_text (geng_request_get_to (request));
  g_autofree char *first = desk_date_text (geng_request_get_first (request));
  g_autofree char *last = desk_date_text (geng_request_get_last (request));
  g_autoptr (GString) text = g_string_new (first);

  if (!g_str_equal (first, last))
    g_string_append_printf (text, "..%s", last);
  if (geng_request_get_timed (request))
    g_string_append_printf (text, " %s–%s", from, to);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_taken (GPtrArray *requests, GPtrArray *holidays)
{
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *text = request_text (request);
      const char *reason = geng_request_get_reason (request);

      g_print (_("  taken: %s %s\n"), text, reason != NULL ? reason : "");
    }
  for (guint i = 0; i < holidays->len; i++)
    {
      GengHoliday *holiday = g_ptr_array_index (holidays, i);
      g_autofree char *date = desk_date_text (geng_holiday_get_date (holiday));

      g_print (_("  taken: %s %s\n"), date, geng_holiday_get_name (holiday));
    }
}

/* Empty for whole days. */
static void
add_times (GengRequest *request, JsonBuilder *builder)
{
  gboolean timed = geng_request_get_timed (request);
  g_autofree char *from = clock_text (geng_request_get_from (request));
  g_autofree char *to = clock_text (geng_request_get_to (request));

  add_text (builder, "from", timed ? from : NULL);
  add_text (builder, "to", timed ? to : NULL);
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
add_holidays (GPtrArray *holidays, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "holidays");
  json_builder_begin_array (builder);
  for (guint i = 0; i < holidays->len; i++)
    {
      GengHoliday *holiday = g_ptr_array_index (holidays, i);
      g_autofree char *date = desk_date_text (geng_holiday_get_date (holiday));

      json_builder_begin_object (builder);
      add_text (builder, "date", date);
      add_text (builder, "name", geng_holiday_get_name (holiday));
      json_builder_set_member_name (builder, "working");
      json_builder_add_boolean_value (builder, geng_holiday_get_working (holiday));
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
      g_autofree char *text = geng_fault_to_text (g_ptr_array_index (skipped, i));

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

static void
answer_json (GengImport *import)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_requests (geng_import_get_requests (import), builder);
  add_holidays (geng_import_get_holidays (import), builder);
  add_skipped (geng_import_get_skipped (import), builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_skipped (GPtrArray *skipped)
{
  for (guint i = 0; i < skipped->len; i++)
    {
      g_autofree char *text = geng_fault_to_text (g_ptr_array_index (skipped, i));

      g_print (_("  skipped: %s\n"), text);
    }
}

static GengImport *
read_file (Desk *desk, const char *file, GengMember *member, gboolean wish, GError **error)
{
  GDate first, last;
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GBytes) content = NULL;

  if (!g_file_get_contents (file, &text, &length, error))
    return NULL;
  content = g_bytes_new_take (text, length);
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 1, 2000);
  g_date_set_dmy (&last, 31, 12, 2099);
  if (member == NULL)
    return geng_import_holidays (desk->station, content, file, &first, &last, error);
  return geng_import_requests (desk->station, member,
                               wish ? GENG_REQUEST_WISH_OFF : GENG_REQUEST_LEAVE, content, file,
                               &first, &last, error);
}

static Status
take (Desk *desk, GengImport *import, const Options *options)
{
  GPtrArray *requests = geng_import_get_requests (import);
  GPtrArray *holidays = geng_import_get_holidays (import);
  GPtrArray *skipped = geng_import_get_skipped (import);
  g_autoptr (GError) error = NULL;

  if ((requests->len > 0 && !geng_store_add_requests (desk->store, requests, &error))
      || (holidays->len > 0 && !geng_store_add_holidays (desk->store, holidays, &error)))
    {
      say_error ("%s", error->message);
      return STATUS_BAD;
    }
  if (options->json)
    {
      answer_json (import);
      return STATUS_FINE;
    }
  print_taken (requests, holidays);
  print_skipped (skipped);
  g_print (_("Taken: %u absences or wishes, %u holidays. Skipped: %u.\n"), requests->len,
           holidays->len, skipped->len);
  return STATUS_FINE;
}

Status
run_import (int argc, char **argv)
{
  g_autofree char *who = NULL;
  gboolean wish = FALSE;
  gboolean holidays = FALSE;
  const GOptionEntry entries[]
    = { { "member", 'm', 0, G_OPTION_ARG_STRING, &who, N_("Whose leave it is"), N_("MEMBER") },
        { "wish", 0, 0, G_OPTION_ARG_NONE, &wish, N_("Take it as wishes, not as leave"), NULL },
        { "holidays", 0, 0, G_OPTION_ARG_NONE, &holidays,
          N_("The file holds public holidays and make-up working days"), NULL },
        { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengImport) import = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member = NULL;

  if (!options_parse (&options, "import", _("FILE.ics"),
                      _("Takes a member's leave or wishes, or public holidays, from a calendar "
                        "file, and says what was skipped and why."),
                      entries, argc, argv)
      || !desk_open (&desk, &options))
    return STATUS_BAD;
  if (options_take (&options, 0) == NULL || holidays == (who != NULL))
    {
      say_error (_("Name the file, and either --member MEMBER or --holidays."));
      return STATUS_BAD;
    }
  if (who != NULL && (member = desk_find_member (&desk, who)) == NULL)
    return STATUS_BAD;
  import = read_file (&desk, options_take (&options, 0), member, wish, &error);
  if (import == NULL)
    {
      say_error ("%s", error->message);
      return STATUS_BAD;
    }
  return take (&desk, import, &options);
}
