/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-leave ZONE FIRST-YEAR LAST-YEAR FILE...: what the import of leave takes of calendars, for
 * comparison with another library: of each file its name, then a line a stretch (kind, first and
 * last day, minutes, title), then what was skipped, with line and reason.
 */
#include "village.h"

#include <stdio.h>
#include <stdlib.h>

static void
print_requests (GengImport *import)
{
  g_autoptr (GPtrArray) requests = geng_import_list_requests (import);
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);
      const GDate *first = geng_request_get_first (request),
                  *last = geng_request_get_last (request);
      gboolean timed = geng_request_get_timed (request);
      printf ("%s\t%04d-%02d-%02d\t%04d-%02d-%02d\t%d\t%d\t%s\n",
              geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE ? "leave" : "wish",
              g_date_get_year (first), g_date_get_month (first), g_date_get_day (first),
              g_date_get_year (last), g_date_get_month (last), g_date_get_day (last),
              timed ? geng_request_get_start_minute (request) : -1,
              timed ? geng_request_get_end_minute (request) : -1,
              geng_request_get_reason (request) == NULL ? "" : geng_request_get_reason (request));
    }
}

static void
print_skipped (GengImport *import)
{
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (import);
  for (guint i = 0; i < skipped->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (skipped, i);
      printf ("skipped\t%u\t%s\n", fault->line, fault->message);
    }
}

int
main (int argc, char **argv)
{
  g_return_val_if_fail (argc > 4, 2);
  g_autoptr (GengStation) station = village_new (argv[1], "en");
  GDate first, last;
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 1, atoi (argv[2]));
  g_date_set_dmy (&last, 31, 12, atoi (argv[3]));
  for (int i = 4; i < argc; i++)
    {
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GError) error = NULL;
      g_return_val_if_fail (g_file_get_contents (argv[i], &text, &length, NULL), 2);
      g_autoptr (GBytes) content = g_bytes_new (text, length);
      g_autoptr (GengImport) import
          = geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                                  GENG_REQUEST_KIND_LEAVE, content, argv[i], &first, &last, &error);
      printf ("file\t%s\n", argv[i]);
      if (import == NULL)
        printf ("refused\t%s\n", error->message);
      else
        {
          print_requests (import);
          print_skipped (import);
        }
    }
  return 0;
}
