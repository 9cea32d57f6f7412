/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../arrays.h"
#include "../results.h"
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
  g_autoptr (GAsyncResult) result = NULL;
  GengMember *member = geng_station_lookup_member (station, "m01");
  /* What does not block calls what does, and makes the answer the caller's own. */
  if (holidays)
    geng_import_holidays_async (station, content, "x.ics", &first, &last, NULL, keep_result,
                                &result);
  else
    geng_import_requests_async (station, member, GENG_REQUEST_KIND_LEAVE, content, "x.ics", &first,
                                &last, NULL, keep_result, &result);
  wait_for (&result);
  GengImport *out = holidays ? geng_import_holidays_finish (result, &error)
                             : geng_import_requests_finish (result, &error);
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
  g_autoptr (GPtrArray) requests = geng_import_list_requests (from);
  for (guint i = 0; i < requests->len; i++)
    ck_assert_ptr_eq (geng_request_get_member (requests->pdata[i]),
                      geng_station_lookup_member (station, "m01"));
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
  g_autoptr (GPtrArray) skips = geng_import_list_skipped (got);
  for (guint i = skips->len; i > skipped; i--)
    g_printerr ("%s\n", ((GengFault *) g_ptr_array_index (skips, i - 1))->message);
  ck_assert_str_eq (text, requests);
  ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), skipped);
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

START_TEST (minutes_that_have_begun_count)
{
  expect ("BEGIN:VEVENT\r\nDTSTART:20261205T120035\r\nDTEND:20261205T150035\r\nEND:VEVENT\r\n"
          "BEGIN:VEVENT\r\nDTSTART:20261206T120014\r\nDTEND:20261206T150000\r\nEND:VEVENT\r\n"
          "BEGIN:VEVENT\r\nDTSTART:20261207T235959\r\nDTEND:20261208T000001\r\nEND:VEVENT\r\n",
          "leave 12-05..12-05 720-901; leave 12-06..12-06 720-900; leave 12-07..12-07 1439-1440; "
          "leave 12-08..12-08 0-1; ",
          0);
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

#define DAILY "DTSTART:20261201T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\n"
#define LATER "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T080000\r\n"

/* "This and all later ones": by the clock, with the new length, until the next such change. */
START_TEST (series_moves_from_an_instance_on)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")
              EVENT ("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261202\r\n"
                     "DTSTART;VALUE=DATE:20261209\r\n"),
          "leave 12-01..12-01; leave 12-09..12-10; ", 0);
  expect (EVENT (DAILY) EVENT (LATER "DTSTART:20261203T100000\r\nDURATION:PT2H\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; leave 12-03..12-03 600-720; "
          "leave 12-04..12-04 600-720; ",
          0);
  /* One instance under it has a time of its own. */
  expect (EVENT (DAILY) EVENT (LATER "DTSTART:20261203T100000\r\nDURATION:PT2H\r\n")
              EVENT ("RECURRENCE-ID:20261204T080000\r\nDTSTART:20261220T080000\r\n"
                     "DURATION:PT1H\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; leave 12-03..12-03 600-720; "
          "leave 12-20..12-20 480-540; ",
          0);
  expect (EVENT (DAILY) EVENT (LATER "STATUS:CANCELLED\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; ", 1);
  /* Nothing of the period remains in the period. */
  expect (EVENT ("DTSTART;VALUE=DATE:20261120\r\nRRULE:FREQ=DAILY;COUNT=2\r\n")
              EVENT ("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261121\r\n"
                     "DTSTART;VALUE=DATE:20261221\r\n"),
          "leave 12-21..12-21; ", 0);
}
END_TEST

/* What cannot be followed costs the whole series, never half of it. */
START_TEST (series_that_changes_its_rule_is_refused)
{
  expect (EVENT (DAILY) EVENT (LATER "DTSTART:20261203T080000\r\nDURATION:PT1H\r\n"
                                     "RRULE:FREQ=WEEKLY\r\n"),
          "", 1);
  expect (EVENT (DAILY) EVENT (LATER "DTSTART;VALUE=DATE:20261203\r\n"), "", 1);
  expect (EVENT (DAILY) EVENT (LATER "DTSTART:20281203T080000\r\nDURATION:PT1H\r\n"), "", 1);
}
END_TEST

START_TEST (until_is_an_instant)
{
  /* 15:59:59 UTC is a second before midnight in Shanghai, 16:00 is midnight itself. */
  expect (EVENT ("DTSTART;TZID=Asia/Shanghai:20261201T220000\r\nDURATION:PT1H\r\n"
                 "RRULE:FREQ=DAILY;UNTIL=20261202T140000Z\r\n"),
          "leave 12-01..12-01 1320-1380; leave 12-02..12-02 1320-1380; ", 0);
  expect (EVENT ("DTSTART;TZID=America/New_York:20261201T080000\r\nDURATION:PT1H\r\n"
                 "RRULE:FREQ=DAILY;UNTIL=20261202T125959Z\r\n"),
          "leave 12-01..12-01 1260-1320; ", 0);
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;UNTIL=20261202T160000Z\r\n"),
          "leave 12-01..12-03; ", 0);
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20261202\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; ", 0);
}
END_TEST

START_TEST (days_exclude_hours)
{
  expect (EVENT (DAILY "EXDATE;VALUE=DATE:20261202,20261203\r\n"),
          "leave 12-01..12-01 480-540; leave 12-04..12-04 480-540; ", 0);
  /* The day is the series' own: 20:00 in New York is the next morning here. */
  expect (EVENT ("DTSTART;TZID=America/New_York:20261201T200000\r\nDURATION:PT1H\r\n"
                 "RRULE:FREQ=DAILY;COUNT=2\r\nEXDATE;VALUE=DATE:20261202\r\n"),
          "leave 12-02..12-02 540-600; ", 0);
}
END_TEST

START_TEST (periods_have_their_own_length)
{
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\n"
                 "RDATE;VALUE=PERIOD:20261202T080000/PT3H,20261203T080000/20261203T100000\r\n"),
          "leave 12-01..12-01 480-540; leave 12-02..12-02 480-660; leave 12-03..12-03 480-600; ",
          0);
  expect (EVENT ("DTSTART:20261201T080000\r\nDURATION:PT1H\r\n"
                 "RDATE;VALUE=PERIOD:20261202T080000/20261202T070000\r\n"),
          "", 1);
}
END_TEST

START_TEST (override_has_no_rule_of_its_own)
{
  expect (EVENT (DAILY) EVENT ("RECURRENCE-ID:20261202T080000\r\nDTSTART:20261202T100000\r\n"
                               "DURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n"),
          "leave 12-01..12-01 480-540; leave 12-03..12-03 480-540; leave 12-04..12-04 480-540; "
          "leave 12-02..12-02 600-660; ",
          0);
}
END_TEST

/* The series was changed after the override was made, and has no such day any more. */
START_TEST (old_override_needs_its_day)
{
  const char *moved = "SEQUENCE:1\r\nRECURRENCE-ID:20261203T080000\r\n"
                      "DTSTART:20261220T080000\r\nDURATION:PT1H\r\n";
  static const char *const series[]
      = { "SEQUENCE:2\r\nDTSTART:20261201T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n",
          "SEQUENCE:2\r\nDTSTART:20261202T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n",
          "SEQUENCE:2\r\nDTSTART:20261202T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"
          "EXDATE:20261203T080000\r\n" };
  static const char *const wanted[] = {
    "leave 12-01..12-01 480-540; leave 12-02..12-02 480-540; ",
    "leave 12-02..12-02 480-540; leave 12-04..12-04 480-540; leave 12-20..12-20 480-540; ",
    "leave 12-02..12-02 480-540; leave 12-04..12-04 480-540; ",
  };
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "BEGIN:VEVENT\r\nUID:a\r\n%sEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\n%sEND:VEVENT\r\n",
          series[i], moved);
      expect (body, wanted[i], i != 1);
    }
}
END_TEST

START_TEST (two_rules_are_united)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
                 "RRULE:FREQ=DAILY;INTERVAL=5;COUNT=2\r\n"),
          "leave 12-01..12-01; leave 12-08..12-08; leave 12-06..12-06; ", 0);
}
END_TEST

START_TEST (rule_of_exceptions_is_refused)
{
  expect (EVENT (DAILY "EXRULE:FREQ=WEEKLY\r\n"), "", 1);
}
END_TEST

START_TEST (newest_version_counts)
{
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\nSEQUENCE:10\r\n")
              EVENT ("DTSTART;VALUE=DATE:20261207\r\nSEQUENCE:9\r\n"),
          "leave 12-05..12-05; ", 1);
  expect (EVENT ("DTSTART;VALUE=DATE:20261205\r\n")
              EVENT ("SEQUENCE:1\r\nDTSTART;VALUE=DATE:20261205\r\nSTATUS:CANCELLED\r\n"),
          "", 2);
  /* An instance's version is not the series'. */
  expect (EVENT (DAILY "SEQUENCE:5\r\n")
              EVENT ("RECURRENCE-ID:20261202T080000\r\nDTSTART:20261209T080000\r\n"
                     "DURATION:PT1H\r\nSEQUENCE:1\r\n")
                  EVENT ("RECURRENCE-ID:20261202T080000\r\nDTSTART:20261210T080000\r\n"
                         "DURATION:PT1H\r\n"),
          "leave 12-01..12-01 480-540; leave 12-03..12-03 480-540; leave 12-04..12-04 480-540; "
          "leave 12-09..12-09 480-540; ",
          1);
}
END_TEST

#define FIFTH "DTSTART;VALUE=DATE:20261205\r\n"

/* Only what says when it is can cost an event. */
START_TEST (other_lines_cost_nothing)
{
  static const char *const lines[] = { "LOCATION:",
                                       "DESCRIPTION:",
                                       "CATEGORIES:",
                                       "CLASS:",
                                       "SUMMARY:",
                                       "DTSTAMP;VALUE=DATE:20261101",
                                       "DTSTAMP:x",
                                       "GEO:here",
                                       "PRIORITY:high",
                                       "URL:",
                                       "X-A",
                                       ";:;:",
                                       "ATTENDEE;CN=\"a:b\":",
                                       "CREATED:0",
                                       "BEGIN:VALARM\r\nTRIGGER:soon\r\nEND:VALARM",
                                       "STATUS:",
                                       "SEQUENCE:many",
                                       "TRANSP:PERHAPS" };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *body
          = g_strdup_printf ("BEGIN:VEVENT\r\nUID:a\r\n" FIFTH "%s\r\nEND:VEVENT\r\n", lines[i]);
      expect (body, "leave 12-05..12-05; ", 0);
    }
  expect ("BEGIN:VEVENT\r\nuid:a\r\ndtstart;value=date:20261205\r\nend:VEVENT\r\n",
          "leave 12-05..12-05; ", 0);
}
END_TEST

START_TEST (free_time_is_no_absence)
{
  expect (EVENT (FIFTH "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"), "", 1);
  expect (EVENT (FIFTH "BUSYSTATUS:FREE\r\n"), "", 1);
  expect (EVENT (FIFTH "BUSYSTATUS:OOF\r\n"), "leave 12-05..12-05; ", 0);
  expect (EVENT (FIFTH "BUSYSTATUS:TENTATIVE\r\n"), "wish 12-05..12-05; ", 0);
  expect (EVENT (FIFTH "TRANSP:TRANSPARENT\r\n"), "leave 12-05..12-05; ", 0);
  expect (EVENT ("DTSTART:20261205T080000\r\nDURATION:PT1H\r\nTRANSP:TRANSPARENT\r\n"), "", 1);
  expect (EVENT (FIFTH "SUMMARY:石大山的生日\r\nRRULE:FREQ=YEARLY\r\n"), "", 1);
  expect (EVENT (FIFTH "SUMMARY:Birthday of A\r\n"), "", 1);
  expect (EVENT (FIFTH "X-APPLE-SPECIAL-DAY:BIRTHDAY\r\n"), "", 1);
  expect (EVENT (FIFTH "SUMMARY:生日假\r\n"), "leave 12-05..12-05; ", 0);
}
END_TEST

#define AT_EIGHT(zone) EVENT ("DTSTART;TZID=" zone ":20261205T080000\r\nDURATION:PT1H\r\n")

/* Names of offsets are east of Greenwich; the IANA's Etc/GMT-8 is as well, by its own reckoning. */
START_TEST (zones_have_many_names)
{
  static const char *const eight[] = { "GMT+0800",
                                       "GMT+8",
                                       "UTC+8",
                                       "UTC+08:00",
                                       "+0800",
                                       "Etc/GMT-8",
                                       "China Standard Time",
                                       "/vendor/1/Asia/Shanghai" };
  for (guint i = 0; i < G_N_ELEMENTS (eight); i++)
    {
      g_autofree char *body
          = g_strdup_printf ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=\"%s\":20261205T080000\r\n"
                             "DURATION:PT1H\r\nEND:VEVENT\r\n",
                             eight[i]);
      expect (body, "leave 12-05..12-05 480-540; ", 0);
    }
  expect (AT_EIGHT ("GMT-0500"), "leave 12-05..12-05 1260-1320; ", 0);
  expect (AT_EIGHT ("GMT+15"), "", 1);
}
END_TEST

/* A file that defines a name means its own, whatever the system makes of the name. */
START_TEST (own_zone_comes_first)
{
  expect ("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:"
          "19700101T000000\r\nTZOFFSETFROM:+0700\r\n"
          "TZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" AT_EIGHT ("Asia/Shanghai"),
          "leave 12-05..12-05 540-600; ", 0);
}
END_TEST

/* Some list the changes of a few years alone; before these the name must do. */
START_TEST (zone_is_not_older_than_its_definition)
{
  const char *zone = "BEGIN:VTIMEZONE\r\nTZID:%s\r\nBEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\n"
                     "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
                     "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=%s:20261205T080000\r\n"
                     "DURATION:PT1H\r\nEND:VEVENT\r\n";
  g_autofree char *known = g_strdup_printf (zone, "Europe/Berlin", "Europe/Berlin");
  expect (known, "leave 12-05..12-05 900-960; ", 0);
}
END_TEST

START_TEST (calendar_has_a_zone)
{
  expect ("X-WR-TIMEZONE:Europe/Berlin\r\n" EVENT ("DTSTART:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 900-960; ", 0);
  expect ("X-WR-TIMEZONE:Nowhere\r\n" EVENT ("DTSTART:20261205T080000\r\nDURATION:PT1H\r\n"),
          "leave 12-05..12-05 480-540; ", 0);
}
END_TEST

static char *
utf16 (const char *text, gboolean big)
{
  gsize length;
  char *wide = g_convert (text, -1, big ? "UTF-16BE" : "UTF-16LE", "UTF-8", NULL, &length, NULL);
  char *out = g_malloc (length + 2);
  memcpy (out, big ? "\xfe\xff" : "\xff\xfe", 2);
  memcpy (out + 2, wide, length);
  g_free (wide);
  return out;
}

START_TEST (other_forms_of_text_are_read)
{
  const char *text = "BEGIN:VCALENDAR\r\n" EVENT (FIFTH "SUMMARY:年假\r\n") "END:VCALENDAR\r\n";
  char *forms[] = { utf16 (text, FALSE), utf16 (text, TRUE), NULL };
  gsize sizes[] = { 0, 0, 0 };
  g_autoptr (GString) plain = g_string_new (text);
  g_string_replace (plain, "\r\n", "\r", 0);
  forms[2] = g_strdup (plain->str);
  sizes[0] = sizes[1] = 2 + 2 * g_utf8_strlen (text, -1);
  sizes[2] = plain->len;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_take (forms[i], sizes[i]);
      GDate first, last;
      december (&first, &last);
      g_autoptr (GengImport) got
          = geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                                  GENG_REQUEST_KIND_LEAVE, content, "x.ics", &first, &last, NULL);
      ck_assert_ptr_nonnull (got);
      ck_assert_uint_eq (n_of (geng_import_list_requests (got)), 1);
      ck_assert_str_eq (geng_request_get_reason (nth_of (geng_import_list_requests (got), 0)),
                        "年假");
    }
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
  ck_assert_uint_eq (n_of (geng_import_list_requests (got)), 5000);
  /* 161 of them in full, the next in part. */
  ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), 200 - 5000 / 31);
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
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (got);
  ck_assert_uint_eq (n_of (geng_import_list_requests (got)), 1);
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
  g_autoptr (GPtrArray) skipped = geng_import_list_skipped (got);
  const GengFault *fault = g_ptr_array_index (skipped, 0);
  ck_assert_msg (g_utf8_validate (fault->message, -1, NULL), "%s", fault->message);
  ck_assert_uint_lt (strlen (fault->message), 400);
}
END_TEST

#define DAY(date, summary)                                                                         \
  "BEGIN:VEVENT\r\nUID:" date "\r\nDTSTART;VALUE=DATE:" date "\r\nSUMMARY:" summary                \
  "\r\nEND:VEVENT\r\n"

static void
expect_day (GengImport *got, guint index, guint day, const char *name, GengHolidayKind kind)
{
  GengHoliday *holiday = nth_of (geng_import_list_holidays (got), index);
  ck_assert_uint_eq (g_date_get_day (geng_holiday_get_date (holiday)), day);
  ck_assert_str_eq (geng_holiday_get_name (holiday), name);
  ck_assert_int_eq (geng_holiday_get_kind (holiday), kind);
}

START_TEST (holidays_are_marked)
{
  g_autoptr (GengImport) got = import (DAY ("20261205", "元旦（休）") DAY ("20261206", "元旦 补班")
                                           DAY ("20261207", "冬至") DAY ("20261208", "节日 休")
                                               DAY ("20261205", "又一个 休"),
                                       TRUE);
  ck_assert_uint_eq (n_of (geng_import_list_holidays (got)), 3);
  ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), 2);
  expect_day (got, 0, 5, "元旦", GENG_HOLIDAY_KIND_OFF);
  expect_day (got, 1, 6, "元旦", GENG_HOLIDAY_KIND_MAKE_UP);
  expect_day (got, 2, 8, "节日", GENG_HOLIDAY_KIND_OFF);
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
  ck_assert_uint_eq (n_of (geng_import_list_holidays (got)), 3);
  expect_day (got, 1, 6, "元旦", GENG_HOLIDAY_KIND_OFF);
  expect_day (got, 2, 9, "元旦", GENG_HOLIDAY_KIND_MAKE_UP);
}
END_TEST

/* As the two that everybody links to write them: holiday-cn and china-holiday-calender. */
START_TEST (chinese_calendars_are_read_whole)
{
  g_autoptr (GengImport) got
      = import ("BEGIN:VEVENT\r\nSUMMARY:国庆节、中秋节假期\r\nDTSTART;VALUE=DATE:20261201\r\n"
                "DTEND;VALUE=DATE:20261203\r\nDTSTAMP;VALUE=DATE:20261201\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nSUMMARY:上班(补春节假期)\r\nDTSTART;VALUE=DATE:20261205\r\n"
                "DTEND;VALUE=DATE:20261206\r\nDTSTAMP;VALUE=DATE:20261205\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nSUMMARY:元旦 假期 第1天/共3天\r\nDTSTART;VALUE=DATE:20261207\r\n"
                "DTEND;VALUE=DATE:20261207\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nSUMMARY:春节 补班 第1天/共2天\r\nDTSTART:20261208T090000\r\n"
                "DTEND:20261208T180000\r\nSTATUS:TENTATIVE\r\nBEGIN:VALARM\r\nTRIGGER:-PT60M\r\n"
                "ACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nSUMMARY:补班\r\nDTSTART:20261209T090000\r\nEND:VEVENT\r\n",
                TRUE);
  ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), 0);
  ck_assert_uint_eq (n_of (geng_import_list_holidays (got)), 6);
  expect_day (got, 0, 1, "国庆节、中秋节", FALSE);
  expect_day (got, 1, 2, "国庆节、中秋节", FALSE);
  expect_day (got, 2, 5, "春节", TRUE);
  expect_day (got, 3, 7, "元旦", FALSE);
  expect_day (got, 4, 8, "春节", TRUE);
  expect_day (got, 5, 9, "补班", TRUE);
}
END_TEST

START_TEST (birthday_is_no_holiday)
{
  g_autoptr (GengImport) got
      = import ("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261205\r\nSUMMARY:石大山\r\n"
                "X-APPLE-SPECIAL-DAY:BIRTHDAY\r\nEND:VEVENT\r\n",
                TRUE);
  ck_assert_uint_eq (n_of (geng_import_list_holidays (got)), 0);
  ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), 1);
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
      GengFeedFile *feed = nth_of (geng_publisher_list_feeds (publisher), 0);
      GengMember *member = geng_station_lookup_member (station, "m01");
      g_autoptr (GengImport) got
          = geng_import_requests (station, member, GENG_REQUEST_KIND_LEAVE,
                                  geng_feed_file_get_content (feed), "own", &first, &last, NULL);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
      g_autoptr (GPtrArray) requests = geng_import_list_requests (got);
      guint minutes = 0, expected = 0;
      ck_assert_uint_eq (n_of (geng_import_list_skipped (got)), 0);
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
  tcase_add_test (tcase, minutes_that_have_begun_count);
  tcase_add_test (tcase, night_is_cut_at_midnight);
  tcase_add_test (tcase, rules_are_worked_out);
  tcase_add_test (tcase, moved_instance_replaces_its_original);
  tcase_add_test (tcase, replaced_instances_are_gone);
  tcase_add_test (tcase, series_moves_from_an_instance_on);
  tcase_add_test (tcase, series_that_changes_its_rule_is_refused);
  tcase_add_test (tcase, until_is_an_instant);
  tcase_add_test (tcase, days_exclude_hours);
  tcase_add_test (tcase, periods_have_their_own_length);
  tcase_add_test (tcase, override_has_no_rule_of_its_own);
  tcase_add_test (tcase, rule_of_exceptions_is_refused);
  tcase_add_test (tcase, two_rules_are_united);
  tcase_add_test (tcase, old_override_needs_its_day);
  tcase_add_test (tcase, newest_version_counts);
  tcase_add_test (tcase, other_lines_cost_nothing);
  tcase_add_test (tcase, free_time_is_no_absence);
  tcase_add_test (tcase, zones_have_many_names);
  tcase_add_test (tcase, own_zone_comes_first);
  tcase_add_test (tcase, calendar_has_a_zone);
  tcase_add_test (tcase, zone_is_not_older_than_its_definition);
  tcase_add_test (tcase, other_forms_of_text_are_read);
  tcase_add_test (tcase, chinese_calendars_are_read_whole);
  tcase_add_test (tcase, birthday_is_no_holiday);
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
