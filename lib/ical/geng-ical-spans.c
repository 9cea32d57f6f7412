/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-spans.h"

#include <glib/gi18n-lib.h>

/* Steps of one recurrence rule: 60 years of days. */
#define MAX_STEPS 22000
#define DAY ((gint64)24 * 60 * 60)

typedef struct
{
  icalcomponent *component;
  GengIcalZones *zones;
  const GengIcalPeriod *period;
  icalproperty *start_property;
  struct icaltimetype start;
  gint64 from;   /* of the first instance; for dates the day's julian number */
  gint64 length; /* in seconds; for dates in days */
} Series;

static gboolean
refuse (char **reason, const char *text)
{
  *reason = g_strdup (text);
  return FALSE;
}

static guint
julian_of (struct icaltimetype t)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, t.day, t.month, t.year);
  return g_date_get_julian (&date);
}

static gboolean
point (
    Series *series, icalproperty *property, struct icaltimetype time, gint64 *value, char **reason)
{
  if (!geng_ical_time_is_valid (time))
    return refuse (reason, _ ("a date or time that does not exist"));
  if (series->start.is_date)
    {
      *value = julian_of (time);
      return TRUE;
    }
  return geng_ical_zones_instant (series->zones, property, time, value, reason);
}

static gboolean
read_length (Series *series, char **reason)
{
  icalproperty *end = icalcomponent_get_first_property (series->component, ICAL_DTEND_PROPERTY);
  icalproperty *duration
      = icalcomponent_get_first_property (series->component, ICAL_DURATION_PROPERTY);
  gint64 to;
  series->length = series->start.is_date ? 1 : 0;
  if (end != NULL)
    {
      struct icaltimetype time = icalproperty_get_dtend (end);
      if (time.is_date != series->start.is_date)
        return refuse (reason, _ ("DTSTART and DTEND must both be dates or both be times"));
      if (!point (series, end, time, &to, reason))
        return FALSE;
      series->length = to - series->from;
    }
  else if (duration != NULL)
    {
      gint64 seconds = icaldurationtype_as_int (icalproperty_get_duration (duration));
      series->length = series->start.is_date ? seconds / DAY : seconds;
    }
  if (series->length <= 0)
    return refuse (reason, _ ("it ends before it begins, or has no length"));
  if (series->length > 4000 * DAY)
    return refuse (reason, _ ("it is longer than ten years"));
  return TRUE;
}

static gboolean
series_init (Series *series, char **reason)
{
  series->start_property
      = icalcomponent_get_first_property (series->component, ICAL_DTSTART_PROPERTY);
  if (series->start_property == NULL)
    return refuse (reason, _ ("it has no DTSTART"));
  series->start = icalproperty_get_dtstart (series->start_property);
  return point (series, series->start_property, series->start, &series->from, reason)
         && read_length (series, reason);
}

static void
add_instance (Series *series, gint64 from, GArray *spans)
{
  const GengIcalPeriod *period = series->period;
  GengIcalSpan span = { .all_day = series->start.is_date };
  if (span.all_day)
    {
      gint64 first = MAX (from, (gint64)g_date_get_julian (&period->first));
      gint64 last = MIN (from + series->length - 1, (gint64)g_date_get_julian (&period->last));
      span.first = first, span.last = last;
      if (first > last)
        return;
    }
  else
    {
      span.from = MAX (from, period->from);
      span.to = MIN (from + series->length, period->to);
      if (span.from >= span.to)
        return;
    }
  g_array_append_val (spans, span);
}

static gboolean
is_excluded (Series *series, gint64 from)
{
  for (icalproperty *p = icalcomponent_get_first_property (series->component, ICAL_EXDATE_PROPERTY);
       p != NULL; p = icalcomponent_get_next_property (series->component, ICAL_EXDATE_PROPERTY))
    {
      g_autofree char *reason = NULL;
      gint64 value;
      if (point (series, p, icalproperty_get_exdate (p), &value, &reason) && value == from)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_past (Series *series, gint64 from)
{
  if (series->start.is_date)
    return from > (gint64)g_date_get_julian (&series->period->last);
  return from >= series->period->to;
}

static gboolean
rule_is_bounded (const struct icalrecurrencetype *rule, char **reason)
{
  if (rule->freq == ICAL_SECONDLY_RECURRENCE || rule->freq == ICAL_MINUTELY_RECURRENCE
      || rule->freq == ICAL_HOURLY_RECURRENCE)
    return refuse (reason, _ ("it repeats more often than daily"));
  if (rule->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX
      || rule->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX
      || rule->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX)
    return refuse (reason, _ ("its rule has BYHOUR, BYMINUTE or BYSECOND"));
  if (rule->freq == ICAL_NO_RECURRENCE)
    return refuse (reason, _ ("its recurrence rule is not understood"));
  return TRUE;
}

static gboolean
add_rule (Series *series, icalproperty *property, GArray *spans, char **reason)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  struct icaltimetype local = series->start, next;
  icalrecur_iterator *iterator;
  gboolean fine = TRUE;
  guint steps = 0;
  if (!rule_is_bounded (&rule, reason))
    return FALSE;
  local.zone = NULL;
  iterator = icalrecur_iterator_new (rule, local);
  if (iterator == NULL)
    return refuse (reason, _ ("its recurrence rule is not understood"));
  for (next = icalrecur_iterator_next (iterator); fine && !icaltime_is_null_time (next);
       next = icalrecur_iterator_next (iterator))
    {
      gint64 from;
      next.zone = series->start.zone;
      fine = ++steps <= MAX_STEPS || refuse (reason, _ ("it repeats too often"));
      fine = fine && point (series, series->start_property, next, &from, reason);
      if (!fine || is_past (series, from))
        break;
      if (!is_excluded (series, from))
        add_instance (series, from, spans);
    }
  icalrecur_iterator_free (iterator);
  return fine;
}

static gboolean
add_dates (Series *series, GArray *spans, char **reason)
{
  for (icalproperty *p = icalcomponent_get_first_property (series->component, ICAL_RDATE_PROPERTY);
       p != NULL; p = icalcomponent_get_next_property (series->component, ICAL_RDATE_PROPERTY))
    {
      struct icaldatetimeperiodtype value = icalproperty_get_rdate (p);
      gint64 from;
      if (!icaltime_is_null_time (value.period.start) && icaltime_is_null_time (value.time))
        return refuse (reason, _ ("RDATE with a period is not supported"));
      if (!point (series, p, value.time, &from, reason))
        return FALSE;
      if (!is_excluded (series, from))
        add_instance (series, from, spans);
    }
  return TRUE;
}

gboolean
geng_ical_spans_add (GArray *spans,
                     icalcomponent *component,
                     GengIcalZones *zones,
                     const GengIcalPeriod *period,
                     char **reason)
{
  Series series = { .component = component, .zones = zones, .period = period };
  icalproperty *rule = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);
  if (!series_init (&series, reason))
    return FALSE;
  if (rule == NULL && !is_excluded (&series, series.from))
    add_instance (&series, series.from, spans);
  if (rule != NULL && icalcomponent_get_next_property (component, ICAL_RRULE_PROPERTY) != NULL)
    return refuse (reason, _ ("it has more than one RRULE"));
  return (rule == NULL || add_rule (&series, rule, spans, reason))
         && add_dates (&series, spans, reason);
}

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const GengIcalSpan *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

static gboolean
read_bound (icalcomponent *component,
            icalproperty_kind kind,
            GengIcalZones *zones,
            gint64 *value,
            char **reason)
{
  icalproperty *property = icalcomponent_get_first_property (component, kind);
  struct icaltimetype time;
  if (property == NULL)
    return TRUE;
  time = kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart (property)
                                       : icalproperty_get_dtend (property);
  if (!geng_ical_time_is_valid (time))
    return refuse (reason, _ ("a date or time that does not exist"));
  return geng_ical_zones_instant (zones, property, time, value, reason);
}

gboolean
geng_ical_spans_add_busy (GArray *spans,
                          icalcomponent *vavailability,
                          GengIcalZones *zones,
                          const GengIcalPeriod *period,
                          char **reason)
{
  g_autoptr (GArray) available = g_array_new (FALSE, TRUE, sizeof (GengIcalSpan));
  gint64 from = period->from, to = period->to;
  if (!read_bound (vavailability, ICAL_DTSTART_PROPERTY, zones, &from, reason)
      || !read_bound (vavailability, ICAL_DTEND_PROPERTY, zones, &to, reason))
    return FALSE;
  from = MAX (from, period->from);
  to = MIN (to, period->to);
  for (icalcomponent *inner
       = icalcomponent_get_first_component (vavailability, ICAL_XAVAILABLE_COMPONENT);
       inner != NULL;
       inner = icalcomponent_get_next_component (vavailability, ICAL_XAVAILABLE_COMPONENT))
    if (!geng_ical_spans_add (available, inner, zones, period, reason))
      return FALSE;
  g_array_sort (available, compare_from);
  for (guint i = 0; i < available->len && from < to; i++)
    {
      const GengIcalSpan *open = &g_array_index (available, GengIcalSpan, i);
      GengIcalSpan busy = { .from = from, .to = MIN (open->from, to) };
      if (busy.from < busy.to)
        g_array_append_val (spans, busy);
      from = MAX (from, open->to);
    }
  GengIcalSpan rest = { .from = from, .to = to };
  if (from < to)
    g_array_append_val (spans, rest);
  return TRUE;
}
