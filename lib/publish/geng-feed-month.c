/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-month.h"

#include "geng-report-words.h"

static void
month_free (gpointer data)
{
  GengFeedMonth *month = data;
  g_free (month->file);
  g_free (month->name);
  g_bytes_unref (month->content);
  g_free (month);
}

gboolean
geng_feed_month_same (const GengFeedEvent *a, const GengFeedEvent *b)
{
  const GDate *x = geng_feed_event_get_day (a), *y = geng_feed_event_get_day (b);
  return x == y
         || (x != NULL && y != NULL && g_date_get_month (x) == g_date_get_month (y)
             && g_date_get_year (x) == g_date_get_year (y));
}

/* @n events from @start on. */
static GengFeedMonth *
month_new (const GengCalendar *feed, const char *token, guint start, guint n)
{
  const char *language = geng_report_language (feed->station, NULL);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GengFeedMonth *month = g_new0 (GengFeedMonth, 1);
  GengCalendar part = *feed;
  month->first = *geng_feed_event_get_day (g_ptr_array_index (feed->events, start));
  g_date_set_day (&month->first, 1);
  g_autofree char *words = geng_report_month_name (language, &month->first);
  month->name = g_strjoin (" ", feed->name, words, NULL);
  month->file = g_strdup_printf ("%s-%04d-%02d.ics", token, g_date_get_year (&month->first),
                                 g_date_get_month (&month->first));
  month->n_events = n;
  for (guint i = start; i < start + n; i++)
    g_ptr_array_add (events, g_ptr_array_index (feed->events, i));
  part.id = NULL;
  part.name = month->name;
  part.events = events;
  part.revisions = feed->revisions + start;
  month->content = geng_calendar_write (&part);
  return month;
}

GPtrArray *
geng_feed_months_write (const GengCalendar *feed, const char *token)
{
  GPtrArray *months = g_ptr_array_new_with_free_func (month_free);
  GPtrArray *events = feed->events;
  for (guint start = 0, end = 0; start < events->len; start = end)
    {
      const GengFeedEvent *event = g_ptr_array_index (events, start);
      while (end < events->len && geng_feed_month_same (event, g_ptr_array_index (events, end)))
        end++;
      if (geng_feed_event_get_day (event) != NULL)
        g_ptr_array_add (months, month_new (feed, token, start, end - start));
    }
  return months;
}
