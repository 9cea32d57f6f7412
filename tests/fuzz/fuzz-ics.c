/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as an .ics file: a member's leave, public holidays (which may be JSON), one of our own
 * feeds.  What is taken lies in the period, what is skipped has its line. */

#include "../arrays.h"
#include "fuzz.h"

#include <geng-office/geng-office.h>
#include <string.h>

static GengStation *station;
static GengMember *member;
static GDate first, last;

static void
set_up (void)
{
  if (station != NULL)
    return;
  station = geng_station_new ("village", "样板村联防站", "Asia/Shanghai", NULL);
  member = geng_member_new ("m01", "石大山");
  g_assert_true (geng_station_add_member (station, member, NULL));
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 12, 2026);
  g_date_set_dmy (&last, 31, 12, 2026);
}

static void
check_inside (const GDate *from, const GDate *to)
{
  g_assert_cmpint (g_date_compare (&first, from), <=, 0);
  g_assert_cmpint (g_date_compare (from, to), <=, 0);
  g_assert_cmpint (g_date_compare (to, &last), <=, 0);
}

static void
check_request (GengRequest *request)
{
  check_inside (geng_request_get_first (request), geng_request_get_last (request));
  g_assert_true (geng_request_get_reason (request) == NULL
                 || g_utf8_validate (geng_request_get_reason (request), -1, NULL));
  if (geng_request_get_timed (request))
    g_assert_cmpint (geng_request_get_start_minute (request), <,
                     geng_request_get_end_minute (request));
}

/* @lined: of a calendar; entries of JSON have numbers */
static void
check_skipped (GengImport *import, gboolean lined)
{
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (import);

  for (guint i = 0; i < skipped->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (skipped, i);

      g_assert_true (fault->line > 0 || !lined);
      g_assert_true (g_utf8_validate (fault->message, -1, NULL));
    }
}

static void
read_requests (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengImport) import = geng_import_requests (station, member, GENG_REQUEST_KIND_LEAVE,
                                                        bytes, "x.ics", &first, &last, &error);

  g_assert_true ((import == NULL) == (error != NULL));
  if (import == NULL)
    return;
  for (guint i = 0; i < n_of (geng_import_list_requests (import)); i++)
    check_request (nth_of (geng_import_list_requests (import), i));
  check_skipped (import, TRUE);
}

static void
read_holidays (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (GengImport) import
      = geng_import_holidays (station, bytes, "x.ics", &first, &last, NULL);

  for (guint i = 0; import != NULL && i < n_of (geng_import_list_holidays (import)); i++)
    {
      GengHoliday *holiday = nth_of (geng_import_list_holidays (import), i);

      const char *holiday_name = geng_holiday_get_name (holiday);

      check_inside (geng_holiday_get_date (holiday), geng_holiday_get_date (holiday));
      g_assert_true (holiday_name == NULL
                     || (g_utf8_validate (holiday_name, -1, NULL)
                         && strpbrk (holiday_name, "\r\n\x01\x1b") == NULL));
    }
  if (import != NULL)
    check_skipped (import, size == 0 || memchr (text, '{', size) == NULL);
}

static void
read_published (GBytes *bytes)
{
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);

  g_assert_true (geng_publisher_add_month (publisher, roster, NULL, NULL));
  geng_publisher_recover (publisher, bytes, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  set_up ();
  read_requests (bytes);
  read_holidays (bytes);
  read_published (bytes);
  return 0;
}
