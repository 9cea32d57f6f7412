/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "village.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static GengStation *station;

static void
set_up (void)
{
  station = village_new ("Asia/Shanghai", "zh_CN");
}

static void
tear_down (void)
{
  g_clear_object (&station);
}

static void
december (GDate *first, GDate *last)
{
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  g_date_set_dmy (first, 1, 12, 2026);
  g_date_set_dmy (last, 31, 12, 2026);
}

static GengImport *
import (const char *body, gboolean holidays)
{
  g_autofree char *text
      = g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", body, "END:VCALENDAR\r\n", NULL);
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GDate first, last;
  december (&first, &last);
  GengImport *out
      = holidays ? geng_import_holidays (station, content, "x.ics", &first, &last, &error)
                 : geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                                         GENG_REQUEST_KIND_LEAVE, content, "x.ics", &first, &last,
                                         &error);
  ck_assert_msg (out != NULL, "%s", error == NULL ? "" : error->message);
  return out;
}

static char *
date_text (const GDate *date)
{
  return g_strdup_printf ("%02u-%02u", g_date_get_month (date), g_date_get_day (date));
}

/* "leave 12-05..12-06; wish 12-07 600-660; " */
static char *
requests_text (GengImport *from)
{
  GPtrArray *requests = geng_import_get_requests (from);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *first = date_text (geng_request_get_first (request));
      g_autofree char *last = date_text (geng_request_get_last (request));
      g_string_append_printf (out, "%s %s..%s",
                              geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE ? "leave"
                                                                                         : "wish",
                              first, last);
      if (geng_request_get_timed (request))
        g_string_append_printf (out, " %d-%d", geng_request_get_start_minute (request),
                                geng_request_get_end_minute (request));
      g_string_append (out, "; ");
    }
  return g_string_free (out, FALSE);
}

static void
expect (const char *body, const char *requests, guint skipped)
{
  g_autoptr (GengImport) got = import (body, FALSE);
  g_autofree char *text = requests_text (got);
  GPtrArray *skips = geng_import_get_skipped (got);
  for (guint i = skips->len; i > skipped; i--)
    g_printerr ("%s\n", ((GengFault *) g_ptr_array_index (skips, i - 1))->message);
  ck_assert_str_eq (text, requests);
  ck_assert_uint_eq (geng_import_get_skipped (got)->len, skipped);
}

#define EVENT(lines) "BEGIN:VEVENT\r\nUID:a\r\n" lines "END:VEVENT\r\n"

START_TEST (days_end_before_dtend)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261207\r\n"),
          "leave 12-05..12-06; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\n"), "leave 12-05..12-05; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nDURATION:P2D\r\n"), "leave 12-05..12-06; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261203\r\n"),
          "leave 12-01..12-02; ", 0);
}
END_TEST

START_TEST (hours_are_the_stations)
{
  expect (EVENT ("DTSTART:20261205T010000Z\r\nDTEND:20261205T020000Z\r\n"),
          "leave 12-05..12-05 540-600; ", 0);
  expect (EVENT ("DTSTART;TZID=Europe/Berlin:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 900-960; ", 0);
  expect (EVENT ("DTSTART:20261205T080000\r\nDURATION:PT1H\r\n"), "leave 12-05..12-05 480-540; ",
          0);
  expect (EVENT ("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/"
                 "Shanghai:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 480-540; ", 0);
  expect (EVENT ("DTSTART;TZID=China Standard Time:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 480-540; ", 0);
}
END_TEST

START_TEST (zone_of_the_file_is_read)
{
  expect ("BEGIN:VTIMEZONE\r\nTZID:Unser\r\nBEGIN:STANDARD\r\nDTSTART:"
          "19700101T000000\r\nTZOFFSETFROM:+0700\r\n"
          "TZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" EVENT (
              "DTSTART;TZID=Unser:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 540-600; ", 0);
}
END_TEST

START_TEST (night_is_cut_at_midnight)
{
  expect (EVENT ("DTSTART:20261205T220000\r\nDTEND:20261208T060000\r\n"),
          "leave 12-05..12-05 1320-1440; leave 12-08..12-08 0-360; leave 12-06..12-07; ", 0);
}
END_TEST

START_TEST (rules_are_worked_out)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261101\r\nRRULE:FREQ=WEEKLY;BYDAY=SU;UNTIL=20261213\r\n"
                 "EXDATE;VALUE=DATE:20261206\r\n"),
          "leave 12-13..12-13; ", 0);
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRDATE:"
                 "20261210T090000\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; leave 12-10..12-10 540-600; ",
          0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261130\r\nRRULE:FREQ=MONTHLY;BYDAY=-1TH\r\n"),
          "leave 12-31..12-31; ", 0);
}
END_TEST

START_TEST (moved_instance_replaces_its_original)
{
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n") EVENT (
              "RECURRENCE-ID:20261202T080000\r\nDTSTART:20261203T100000\r\nDURATION:PT1H\r\n"),
          "leave 12-01..12-01 480-540; leave 12-03..12-03 600-660; ", 0);
}
END_TEST

/* Also where the original began before the period, came from an RDATE, or is a whole day; a
 * cancelled instance is gone. */
START_TEST (replaced_instances_are_gone)
{
  expect (EVENT ("DTSTART:20261129T220000\r\nDURATION:PT8H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")
              EVENT ("RECURRENCE-ID:20261130T220000\r\nDTSTART:20261205T080000\r\n"
                     "DURATION:PT1H\r\n"),
          "leave 12-01..12-01 1320-1440; leave 12-02..12-02 0-360; leave 12-05..12-05 480-540; ",
          0);
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\nRDATE:20261202T080000\r\n") EVENT (
              "RECURRENCE-ID:20261202T000000Z\r\nDTSTART:20261203T100000\r\nDURATION:PT1H\r\n"),
          "leave 12-01..12-01 480-540; leave 12-03..12-03 600-660; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")
              EVENT ("RECURRENCE-ID;VALUE=DATE:20261202\r\nDTSTART;VALUE=DATE:20261202\r\nSTATUS:"
                     "CANCELLED\r\n"),
          "leave 12-01..12-01; leave 12-03..12-03; ", 1);
}
END_TEST

START_TEST (changes_of_all_later_ones_are_skipped)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;COUNT=2\r\n")
              EVENT ("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261202\r\n"
                     "DTSTART;VALUE=DATE:20261209\r\n"),
          "leave 12-01..12-02; ", 1);
}
END_TEST

START_TEST (days_in_a_row_are_one_absence)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY\r\n"), "leave 12-01..12-31; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;COUNT=5\r\n"
                 "EXDATE;VALUE=DATE:20261203\r\n"),
          "leave 12-01..12-02; leave 12-04..12-05; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261203\r\n"
                 "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\r\n"),
          "leave 12-01..12-06; ", 0);
}
END_TEST

/* 200 hours a day, all others than the others, in 31 days. */
START_TEST (so_many_absences_are_cut_and_told)
{
  g_autoptr (GString) body = g_string_new (NULL);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (body,
                            "BEGIN:VEVENT\r\nUID:e%u\r\nDTSTART:20261201T%02u%02u00\r\n"
                            "DURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n",
                            i, i / 60, i % 60);
  g_autoptr (GengImport) got = import (body->str, FALSE);
  ck_assert_uint_eq (geng_import_get_requests (got)->len, 5000);
  /* 161 of them in full, the next in part. */
  ck_assert_uint_eq (geng_import_get_skipped (got)->len, 200 - 5000 / 31);
}
END_TEST

START_TEST (excluded_days_are_excluded)
{
  expect (EVENT ("DTSTART:20261201T220000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\n"
                 "EXDATE:20261201T140000Z,20261202T220000\r\n"
                 "EXDATE;TZID=Europe/Berlin:20261203T150000\r\n"),
          "leave 12-04..12-04 1320-1380; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRDATE;VALUE=DATE:20261203,20261205\r\n"
                 "EXDATE;VALUE=DATE:20261203\r\n"),
          "leave 12-01..12-01; leave 12-05..12-05; ", 0);
}
END_TEST

/* Eight o'clock stays eight o'clock when the clocks change, and the station's hours follow. */
START_TEST (series_follows_its_zone)
{
  GDate first, last;
  const char *text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" EVENT (
      "DTSTART;TZID=Europe/Berlin:20261024T080000\r\nDURATION:PT1H\r\n"
      "RRULE:FREQ=DAILY;COUNT=2\r\n") "END:VCALENDAR\r\n";
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 20, 10, 2026);
  g_date_set_dmy (&last, 31, 10, 2026);
  g_autoptr (GengImport) got
      = geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                              GENG_REQUEST_KIND_LEAVE, content, "x.ics", &first, &last, NULL);
  g_autofree char *requests = requests_text (got);
  ck_assert_str_eq (requests, "leave 10-24..10-24 840-900; leave 10-25..10-25 900-960; ");
}
END_TEST

START_TEST (wishes_say_so)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nSTATUS:TENTATIVE\r\n"), "wish 12-05..12-05; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nSUMMARY:希望休息\r\n"), "wish 12-05..12-05; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nSUMMARY:请假\r\n"), "leave 12-05..12-05; ", 0);
}
END_TEST

START_TEST (unavailable_is_what_is_left)
{
  expect ("BEGIN:VAVAILABILITY\r\nUID:v\r\nDTSTART:20261201T000000\r\nDTEND:20261203T000000\r\n"
          "BEGIN:AVAILABLE\r\nUID:w\r\nDTSTART:20261201T080000\r\nDTEND:20261201T180000\r\nRRULE:"
          "FREQ=DAILY;COUNT=2\r\n"
          "END:AVAILABLE\r\nEND:VAVAILABILITY\r\n",
          "leave 12-01..12-01 0-480; leave 12-01..12-01 1080-1440; leave 12-02..12-02 0-480; "
          "leave 12-02..12-02 1080-1440; ",
          0);
}
END_TEST

START_TEST (availability_ends_by_its_duration)
{
  expect ("BEGIN:VAVAILABILITY\r\nUID:v\r\nDTSTART:20261201T000000\r\nDURATION:P1D\r\n"
          "BEGIN:AVAILABLE\r\nUID:w\r\nDTSTART:20261201T080000\r\nDURATION:PT10H\r\n"
          "END:AVAILABLE\r\nEND:VAVAILABILITY\r\n",
          "leave 12-01..12-01 0-480; leave 12-01..12-01 1080-1440; ", 0);
  expect ("BEGIN:VAVAILABILITY\r\nUID:v\r\nDTSTART:20261230T000000\r\nEND:VAVAILABILITY\r\n",
          "leave 12-30..12-31; ", 0);
  expect ("BEGIN:VAVAILABILITY\r\nUID:v\r\nBEGIN:AVAILABLE\r\nUID:w\r\n"
          "DTSTART;VALUE=DATE:20261201\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\n",
          "", 1);
}
END_TEST

START_TEST (skips_name_line_and_reason)
{
  g_autoptr (GengImport) got
      = import (EVENT ("DTSTART;VALUE=DATE:20261205\r\n")
                    EVENT ("SUMMARY:远\r\nDTSTART;TZID=Mars/Olympus:20261205T080000\r\n"
                           "DURATION:PT1H\r\n"),
                FALSE);
  GPtrArray *skipped = geng_import_get_skipped (got);
  ck_assert_uint_eq (geng_import_get_requests (got)->len, 1);
  ck_assert_uint_eq (skipped->len, 1);
  const GengFault *fault = g_ptr_array_index (skipped, 0);
  ck_assert_uint_eq (fault->line, 7);
  ck_assert_str_eq (fault->file, "x.ics");
  ck_assert_ptr_nonnull (strstr (fault->message, "远"));
  ck_assert_ptr_nonnull (strstr (fault->message, "Mars/Olympus"));
}
END_TEST

/* Cut between characters, never inside one. */
START_TEST (long_titles_stay_text)
{
  g_autoptr (GString) body = g_string_new ("BEGIN:VEVENT\r\nDTSTART;TZID=x");
  for (int i = 0; i < 100; i++)
    g_string_append (body, "假");
  g_string_append (body, ":20261205T080000\r\nSUMMARY:a");
  for (int i = 0; i < 100; i++)
    g_string_append (body, "假");
  g_string_append (body, "\r\nEND:VEVENT\r\n");
  g_autoptr (GengImport) got = import (body->str, FALSE);
  const GengFault *fault = g_ptr_array_index (geng_import_get_skipped (got), 0);
  ck_assert_msg (g_utf8_validate (fault->message, -1, NULL), "%s", fault->message);
  ck_assert_uint_lt (strlen (fault->message), 400);
}
END_TEST

#define DAY(date, summary)                                                                         \
  "BEGIN:VEVENT\r\nUID:" date "\r\nDTSTART;VALUE=DATE:" date "\r\nSUMMARY:" summary                \
  "\r\nEND:VEVENT\r\n"

static void
expect_day (GengImport *got, guint index, guint day, const char *name, gboolean working)
{
  GengHoliday *holiday = g_ptr_array_index (geng_import_get_holidays (got), index);
  ck_assert_uint_eq (g_date_get_day (geng_holiday_get_date (holiday)), day);
  ck_assert_str_eq (geng_holiday_get_name (holiday), name);
  ck_assert_int_eq (geng_holiday_get_working (holiday), working);
}

START_TEST (holidays_are_marked)
{
  g_autoptr (GengImport) got = import (DAY ("20261205", "元旦（休）") DAY ("20261206", "元旦 补班")
                                           DAY ("20261207", "冬至") DAY ("20261208", "节日 休")
                                               DAY ("20261205", "又一个 休"),
                                       TRUE);
  ck_assert_uint_eq (geng_import_get_holidays (got)->len, 3);
  ck_assert_uint_eq (geng_import_get_skipped (got)->len, 2);
  expect_day (got, 0, 5, "元旦", FALSE);
  expect_day (got, 1, 6, "元旦", TRUE);
  expect_day (got, 2, 8, "节日", FALSE);
}
END_TEST

START_TEST (apples_mark_counts)
{
  g_autoptr (GengImport) got = import (
      "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261207\r\nSUMMARY:元旦\r\n"
      "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261209\r\nSUMMARY:元旦\r\n"
      "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\nEND:VEVENT\r\n",
      TRUE);
  ck_assert_uint_eq (geng_import_get_holidays (got)->len, 3);
  expect_day (got, 1, 6, "元旦", FALSE);
  expect_day (got, 2, 9, "元旦", TRUE);
}
END_TEST

/* What we write, we read: a member's own feed gives exactly its duties. */
START_TEST (own_feed_is_read_back)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (GengRoster) roster = village_roster (station, 2026, 12, seed);
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
      GDate first, last;
      december (&first, &last);
      g_date_add_days (&last, 1);
      ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
      ck_assert (geng_publisher_render (publisher, now, NULL));
      GengFeedFile *feed = g_ptr_array_index (geng_publisher_get_feeds (publisher), 0);
      GengMember *member = geng_station_lookup_member (station, "m01");
      g_autoptr (GengImport) got
          = geng_import_requests (station, member, GENG_REQUEST_KIND_LEAVE,
                                  geng_feed_file_get_content (feed), "own", &first, &last, NULL);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
      GPtrArray *requests = geng_import_get_requests (got);
      guint minutes = 0, expected = 0;
      ck_assert_uint_eq (geng_import_get_skipped (got)->len, 0);
      ck_assert_uint_eq (geng_feed_file_get_n_events (feed), duties->len);
      for (guint i = 0; i < requests->len; i++)
        {
          GengRequest *request = g_ptr_array_index (requests, i);
          minutes
              += geng_request_get_end_minute (request) - geng_request_get_start_minute (request);
        }
      for (guint i = 0; i < duties->len; i++)
        {
          GengShift *shift = geng_duty_get_shift (g_ptr_array_index (duties, i));
          expected += geng_shift_get_end_minute (shift) - geng_shift_get_start_minute (shift);
        }
      ck_assert_uint_eq (minutes, expected);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("import");
  TCase *tcase = tcase_create ("import");
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, days_end_before_dtend);
  tcase_add_test (tcase, hours_are_the_stations);
  tcase_add_test (tcase, zone_of_the_file_is_read);
  tcase_add_test (tcase, night_is_cut_at_midnight);
  tcase_add_test (tcase, rules_are_worked_out);
  tcase_add_test (tcase, moved_instance_replaces_its_original);
  tcase_add_test (tcase, replaced_instances_are_gone);
  tcase_add_test (tcase, changes_of_all_later_ones_are_skipped);
  tcase_add_test (tcase, days_in_a_row_are_one_absence);
  tcase_add_test (tcase, so_many_absences_are_cut_and_told);
  tcase_add_test (tcase, excluded_days_are_excluded);
  tcase_add_test (tcase, series_follows_its_zone);
  tcase_add_test (tcase, wishes_say_so);
  tcase_add_test (tcase, unavailable_is_what_is_left);
  tcase_add_test (tcase, availability_ends_by_its_duration);
  tcase_add_test (tcase, skips_name_line_and_reason);
  tcase_add_test (tcase, long_titles_stay_text);
  tcase_add_test (tcase, holidays_are_marked);
  tcase_add_test (tcase, apples_mark_counts);
  tcase_add_test (tcase, own_feed_is_read_back);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
