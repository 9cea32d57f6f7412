/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-import-private.h"

#include "geng-date.h"
#include "geng-feed-text.h"
#include "geng-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * China's public holidays in JSON, as two projects hand them out:
 *
 *   holiday-cn              {"year": 2026, "days": [
 *                             {"name": "元旦", "date": "2026-01-01", "isOffDay": true}, …]}
 *   china-holiday-calender  {"Years": {"2026": [
 *                             {"Name": "春节", "StartDate": "2026-02-15", "EndDate": "2026-02-23",
 *                              "CompDays": ["2026-02-14", "2026-02-28"]}, …]}}
 *
 * An entry that is not understood is skipped and told, like an event of a calendar.
 */

/* Twenty years of either are less than a quarter of this. */
#define MAX_SIZE (256 * 1024)
/* No holiday is longer; a span that is has a mistyped date. */
#define MAX_DAYS 31
/* After so many that say nothing new the rest is not worth the reading. */
#define MAX_SKIPPED 2000
#define BOM "\xef\xbb\xbf"

static const char *
text_of (GBytes *content, gsize *size)
{
  const char *text = g_bytes_get_data (content, size);
  if (*size < strlen (BOM) || memcmp (text, BOM, strlen (BOM)) != 0)
    return text;
  *size -= strlen (BOM);
  return text + strlen (BOM);
}

gboolean
geng_reading_is_json (GBytes *content)
{
  gsize size;
  const char *text = text_of (content, &size);
  gsize i = 0;
  while (i < size && g_ascii_isspace (text[i]))
    i++;
  return i < size && text[i] == '{';
}

static gboolean
is_enough (GengReading *reading)
{
  return reading->out->skipped->len >= MAX_SKIPPED;
}

static void
skip_entry (GengReading *reading, const char *where, gsize number, const char *reason)
{
  g_autofree char *title = g_strdup_printf ("%s, %" G_GSIZE_FORMAT, where, number + 1);
  geng_reading_skip_line (reading, 0, title, reason);
}

/* FALSE for what is no span of days. */
static gboolean
take_span (GengReading *reading, const char *from, const char *to, const char *name, gboolean work)
{
  g_autofree char *title = name == NULL ? NULL : geng_feed_text_clean (name);
  GDate first, last;
  if (from == NULL || to == NULL || !geng_date_parse (from, &first) || !geng_date_parse (to, &last)
      || g_date_compare (&first, &last) > 0 || geng_date_days (&first, &last) > MAX_DAYS)
    return FALSE;
  if (g_date_compare (&last, &reading->period.first) < 0
      || g_date_compare (&first, &reading->period.last) > 0)
    {
      g_autofree char *entry = g_strdup_printf ("%s %s", from, title == NULL ? "" : title);
      geng_reading_skip_line (reading, 0, entry, _ ("outside the period"));
      return TRUE;
    }
  geng_reading_take_days (reading, 0, g_date_get_julian (&first), g_date_get_julian (&last), title,
                          work);
  return TRUE;
}

typedef gboolean (*TakeEntry) (GengReading *reading, GVariant *entry);

/* Of holiday-cn. */
static gboolean
take_day (GengReading *reading, GVariant *entry)
{
  const char *name = NULL, *date = NULL;
  gboolean off;
  g_variant_lookup (entry, "name", "&s", &name);
  g_variant_lookup (entry, "date", "&s", &date);
  return g_variant_lookup (entry, "isOffDay", "b", &off)
         && take_span (reading, date, date, name, !off);
}

/* Of china-holiday-calender. */
static gboolean
take_holiday (GengReading *reading, GVariant *entry)
{
  const char *name = NULL, *first = NULL, *last = NULL;
  g_autoptr (GVariant) work = g_variant_lookup_value (entry, "CompDays", G_VARIANT_TYPE ("av"));
  gboolean fine;
  g_variant_lookup (entry, "Name", "&s", &name);
  g_variant_lookup (entry, "StartDate", "&s", &first);
  g_variant_lookup (entry, "EndDate", "&s", &last);
  fine = take_span (reading, first, last, name, FALSE);
  for (gsize i = 0; work != NULL && i < g_variant_n_children (work) && !is_enough (reading); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (work, i);
      g_autoptr (GVariant) day = g_variant_get_variant (boxed);
      const char *text = g_variant_is_of_type (day, G_VARIANT_TYPE_STRING)
                             ? g_variant_get_string (day, NULL)
                             : NULL;
      fine = take_span (reading, text, text, name, TRUE) && fine;
    }
  return fine;
}

static void
take_entries (GengReading *reading, GVariant *array, const char *where, TakeEntry take)
{
  for (gsize i = 0; i < g_variant_n_children (array) && !is_enough (reading); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (array, i);
      g_autoptr (GVariant) entry = g_variant_get_variant (boxed);
      if (!g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT) || !take (reading, entry))
        skip_entry (reading, where, i, _ ("no holiday with dates such as 2026-10-01"));
    }
}

static void
take_years (GengReading *reading, GVariant *years)
{
  GVariantIter iter;
  const char *year;
  GVariant *entries;
  g_variant_iter_init (&iter, years);
  while (g_variant_iter_loop (&iter, "{&sv}", &year, &entries))
    if (g_variant_is_of_type (entries, G_VARIANT_TYPE ("av")))
      take_entries (reading, entries, year, take_holiday);
    else
      geng_reading_skip_line (reading, 0, year, _ ("no list of holidays"));
}

gboolean
geng_reading_take_json (GengReading *reading, GBytes *content, GError **error)
{
  gsize size;
  const char *text = text_of (content, &size);
  g_autofree char *message = NULL;
  g_autoptr (GVariant) root = NULL;
  if (size > MAX_SIZE)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE,
                   _ ("%s: more than %d bytes are no list of holidays"), reading->file, MAX_SIZE);
      return FALSE;
    }
  root = geng_json_parse (text, size, &message);
  if (root == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s:%s", reading->file, message);
      return FALSE;
    }
  g_autoptr (GVariant) days = g_variant_lookup_value (root, "days", G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) years = g_variant_lookup_value (root, "Years", G_VARIANT_TYPE_VARDICT);
  if (days == NULL && years == NULL)
    {
      g_set_error (
          error, GENG_ERROR, GENG_ERROR_INVALID,
          _ ("%s: no list of holidays; one has “days”, as holiday-cn writes it, or “Years”, "
             "as china-holiday-calender does"),
          reading->file);
      return FALSE;
    }
  if (days != NULL)
    take_entries (reading, days, "days", take_day);
  if (years != NULL)
    take_years (reading, years);
  if (is_enough (reading))
    geng_reading_skip_line (reading, 0, "JSON",
                            _ ("so much of it says nothing new that the rest was not read"));
  return TRUE;
}
