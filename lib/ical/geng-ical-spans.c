/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-spans.h"

#include "geng-ical-rule.h"

#include <glib/gi18n-lib.h>

/* What an instance costs beside a day that is looked at and is none. */
#define INSTANCE_EFFORT 100
/* Days around a period that can reach into it: zones, and times beside midnight. */
#define EDGE_DAYS 2
#define DAY ((gint64) 24 * 60 * 60)
/* 1 January 1970 as g_date_get_julian() counts. */
#define EPOCH 719163

typedef struct
{
  icalcomponent *component;
  GengIcalZones *zones;
  GengIcalPeriod *period;
  icalproperty *start_property;
  struct icaltimetype start;
  gint64 from;               /* of the first instance; for dates the day's julian number */
  gint64 length;             /* in seconds; for dates in days */
  GHashTable *excluded;      /* of such points */
  GHashTable *excluded_days; /* of a series of hours: julian days as its clock shows them */
  const GengIcalReading *reading;
  GPtrArray *rules; /* (element-type icalproperty) */
  GArray *shifts;   /* (element-type Shift) one a move */
  int margin;       /* days by which moves reach beyond the period */
} Series;

/* What a move makes of an instance: as the series' own clock shows it. */
typedef struct
{
  int days, seconds;
  gint64 length;
  gboolean gone;
} Shift;

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
point (Series *series,
       icalproperty *property,
       struct icaltimetype time,
       gint64 *value,
       char **reason)
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
      /* DTEND is outside, and yet many calendars write one day so. */
      if (time.is_date && series->length == 0)
        series->length = 1;
    }
  else if (duration != NULL)
    {
      gint64 seconds = icaldurationtype_as_int (icalproperty_get_duration (duration));
      series->length = series->start.is_date ? seconds / DAY : seconds;
    }
  if (series->reading->moments && series->length == 0)
    series->length = 1;
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
add_span (Series *series, GengIcalSpan span, gint64 from, gint64 length, GArray *spans)
{
  GengIcalPeriod *period = series->period;
  if (span.all_day)
    {
      gint64 first = MAX (from, (gint64) g_date_get_julian (&period->first));
      gint64 last = MIN (from + length - 1, (gint64) g_date_get_julian (&period->last));
      span.first = first, span.last = last;
      if (first > last)
        return;
    }
  else
    {
      span.from = MAX (from, period->from);
      span.to = MIN (from + length, period->to);
      if (span.from >= span.to)
        return;
    }
  g_array_append_val (spans, span);
}

/* The last move that @from stands under; its index in @index. */
static const GengIcalMove *
find_move (Series *series, gint64 from, guint *index)
{
  const GPtrArray *moves = series->reading->moves;
  const GengIcalMove *found = NULL;
  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      const GengIcalMove *move = g_ptr_array_index (moves, i);
      if (move->since > from)
        break;
      found = move;
      *index = i;
    }
  return found;
}

/* An instance that a move has taken elsewhere, by the clock: eight o'clock stays eight o'clock. */
static gboolean
add_moved (Series *series, GengIcalSpan span, const Shift *shift, GArray *spans, char **reason)
{
  gint64 from = span.start;
  if (shift->gone)
    return TRUE;
  if (span.all_day)
    from += shift->days;
  else
    {
      struct icaltimetype local = geng_ical_zones_local (series->zones, series->start_property,
                                                         series->start, span.start);
      icaltime_adjust (&local, shift->days, 0, 0, shift->seconds);
      if (!point (series, series->start_property, local, &from, reason))
        return FALSE;
    }
  add_span (series, span, from, shift->length, spans);
  return TRUE;
}

static gboolean
add_instance (Series *series, gint64 from, gint64 length, GArray *spans, char **reason)
{
  guint index;
  GengIcalSpan span = { .all_day = series->start.is_date, .start = from };
  span.move = find_move (series, from, &index);
  if (span.move != NULL)
    return add_moved (series, span, &g_array_index (series->shifts, Shift, index), spans, reason);
  add_span (series, span, from, length, spans);
  return TRUE;
}

static gboolean
is_excluded (Series *series, gint64 from)
{
  gint64 day;
  if (g_hash_table_contains (series->excluded, &from))
    return TRUE;
  if (g_hash_table_size (series->excluded_days) == 0)
    return FALSE;
  day = julian_of (
      geng_ical_zones_local (series->zones, series->start_property, series->start, from));
  return g_hash_table_contains (series->excluded_days, &day);
}

/* Read beforehand: libical has one place of iteration in a component. */
static void
read_excluded (Series *series)
{
  series->excluded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  series->excluded_days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (icalproperty *p = icalcomponent_get_first_property (series->component, ICAL_EXDATE_PROPERTY);
       p != NULL; p = icalcomponent_get_next_property (series->component, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype time = icalproperty_get_exdate (p);
      gboolean day = time.is_date && !series->start.is_date;
      g_autofree char *reason = NULL;
      gint64 value;
      if (day && geng_ical_time_is_valid (time))
        value = julian_of (time);
      else if (day || !point (series, p, time, &value, &reason))
        continue;
      g_hash_table_add (day ? series->excluded_days : series->excluded,
                        g_memdup2 (&value, sizeof value));
    }
}

/* Farther than this, a move is no change of the same series any more. */
#define MAX_SHIFT 400

static gboolean
read_shift (Series *series, const GengIcalMove *move, Shift *shift, char **reason)
{
  static const GengIcalReading alone = { 0 };
  Series moved = { .component = move->component,
                   .zones = series->zones,
                   .period = series->period,
                   .reading = &alone };
  struct icaltimetype then, now;
  if (move->fault != NULL)
    return refuse (reason, move->fault);
  if (move->cancelled)
    {
      shift->gone = TRUE;
      return TRUE;
    }
  if (!series_init (&moved, reason))
    return FALSE;
  if (moved.start.is_date != series->start.is_date)
    return refuse (reason, _ ("from a day on it changes from days to hours, or back"));
  shift->length = moved.length;
  if (series->start.is_date)
    shift->days = moved.from - move->since;
  else
    {
      then = geng_ical_zones_local (series->zones, series->start_property, series->start,
                                    move->since);
      now = geng_ical_zones_local (series->zones, series->start_property, series->start,
                                   moved.from);
      shift->days = (int) julian_of (now) - (int) julian_of (then);
      shift->seconds = (now.hour - then.hour) * 3600 + (now.minute - then.minute) * 60
                       + (now.second - then.second);
    }
  if (ABS (shift->days) > MAX_SHIFT)
    return refuse (reason, _ ("from a day on it moves by more than a year"));
  series->margin = MAX (series->margin, ABS (shift->days) + 1);
  return TRUE;
}

static gboolean
read_shifts (Series *series, char **reason)
{
  const GPtrArray *moves = series->reading->moves;
  series->shifts = g_array_new (FALSE, TRUE, sizeof (Shift));
  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      Shift shift = { 0 };
      if (!read_shift (series, g_ptr_array_index (moves, i), &shift, reason))
        return FALSE;
      g_array_append_val (series->shifts, shift);
    }
  return TRUE;
}

/* A day of the calendar, in the form of @like. */
static struct icaltimetype
day_like (struct icaltimetype like, guint julian)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  like.year = g_date_get_year (&date);
  like.month = g_date_get_month (&date);
  like.day = g_date_get_day (&date);
  like.zone = NULL;
  return like;
}

/* The end of a rule as the series' own clock shows it: RFC 5545 §3.3.10 wants it in UTC where
 * DTSTART names a zone, and a whole day where DTSTART is one; calendars do as they like. */
static gboolean
localise_until (Series *series, struct icaltimetype *until, char **reason)
{
  if (icaltime_is_null_time (*until))
    return TRUE;
  if (!geng_ical_time_is_valid (*until))
    return refuse (reason, _ ("its rule ends on a date or time that does not exist"));
  if (!until->is_date && icaltime_is_utc (*until))
    *until = geng_ical_zones_local (series->zones, series->start_property, series->start,
                                    icaltime_as_timet (*until));
  if (until->is_date && !series->start.is_date)
    {
      until->hour = 23, until->minute = 59, until->second = 59;
      until->is_date = 0;
    }
  else if (series->start.is_date)
    {
      until->hour = until->minute = until->second = 0;
      until->is_date = 1;
    }
  until->zone = NULL;
  return TRUE;
}

/* The days of the rule that can touch the period. */
static gboolean
list_days (Series *series, const struct icalrecurrencetype *rule, GArray *days)
{
  GengIcalPeriod *period = series->period;
  gint64 length = series->start.is_date ? series->length : series->length / DAY + 1;
  gint64 around = EDGE_DAYS + series->margin;
  gint64 from = (gint64) g_date_get_julian (&period->first) - length - around;
  guint to = g_date_get_julian (&period->last) + (guint) around;
  if (!icaltime_is_null_time (rule->until))
    to = MIN (to, julian_of (rule->until));
  return geng_ical_rule_days (rule, julian_of (series->start), (guint) MAX (from, 1), to,
                              &period->effort, days);
}

static gboolean
add_day (Series *series,
         const struct icalrecurrencetype *rule,
         guint julian,
         GArray *spans,
         char **reason)
{
  struct icaltimetype time = day_like (series->start, julian);
  gint64 from;
  if (!icaltime_is_null_time (rule->until) && icaltime_compare (time, rule->until) > 0)
    return TRUE;
  time.zone = series->start.zone;
  if (!point (series, series->start_property, time, &from, reason))
    return FALSE;
  return is_excluded (series, from) || add_instance (series, from, series->length, spans, reason);
}

static gboolean
add_rule (Series *series, icalproperty *property, GArray *spans, char **reason)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  const char *fault = geng_ical_rule_fault (&rule);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (guint));
  guint cost;
  if (fault != NULL)
    return refuse (reason, fault);
  if (!localise_until (series, &rule.until, reason))
    return FALSE;
  if (!list_days (series, &rule, days))
    return refuse (reason, _ ("it repeats too often"));
  cost = days->len * INSTANCE_EFFORT;
  if (cost > series->period->effort)
    return refuse (reason, _ ("it repeats too often"));
  series->period->effort -= cost;
  for (guint i = 0; i < days->len; i++)
    if (!add_day (series, &rule, g_array_index (days, guint, i), spans, reason))
      return FALSE;
  return TRUE;
}

/* Where an RDATE begins, and how long it is: a period has its own length. */
static gboolean
read_date (Series *series, icalproperty *property, gint64 *from, gint64 *length, char **reason)
{
  struct icaldatetimeperiodtype value = icalproperty_get_rdate (property);
  struct icaltimetype time = value.time;
  gint64 to;
  *length = series->length;
  if (!icaltime_is_null_time (time))
    {
      if (time.is_date && !series->start.is_date)
        {
          time.hour = series->start.hour, time.minute = series->start.minute;
          time.second = series->start.second;
          time.is_date = 0;
        }
      return point (series, property, time, from, reason);
    }
  if (icaltime_is_null_time (value.period.start) || series->start.is_date)
    return refuse (reason, _ ("a date or time that does not exist"));
  if (!point (series, property, value.period.start, from, reason))
    return FALSE;
  if (icaltime_is_null_time (value.period.end))
    *length = icaldurationtype_as_int (value.period.duration);
  else if (point (series, property, value.period.end, &to, reason))
    *length = to - *from;
  else
    return FALSE;
  return *length > 0 || refuse (reason, _ ("it ends before it begins, or has no length"));
}

static gboolean
add_dates (Series *series, GArray *spans, char **reason)
{
  for (icalproperty *p = icalcomponent_get_first_property (series->component, ICAL_RDATE_PROPERTY);
       p != NULL; p = icalcomponent_get_next_property (series->component, ICAL_RDATE_PROPERTY))
    {
      gint64 from, length;
      if (!read_date (series, p, &from, &length, reason)
          || (!is_excluded (series, from) && !add_instance (series, from, length, spans, reason)))
        return FALSE;
    }
  return TRUE;
}

/* Their union counts; RFC 5545 would have one. */
#define MAX_RULES 4

static void
list_rules (Series *series)
{
  series->rules = g_ptr_array_new ();
  for (icalproperty *p = icalcomponent_get_first_property (series->component, ICAL_RRULE_PROPERTY);
       p != NULL; p = icalcomponent_get_next_property (series->component, ICAL_RRULE_PROPERTY))
    g_ptr_array_add (series->rules, p);
}

/* An override is one instance, whatever rule its calendar left in it. */
static gboolean
add_series (Series *series, GArray *spans, char **reason)
{
  GPtrArray *rules = series->rules;
  if (icalcomponent_get_first_property (series->component, ICAL_RECURRENCEID_PROPERTY) != NULL)
    return add_instance (series, series->from, series->length, spans, reason);
  if (icalcomponent_count_properties (series->component, ICAL_EXRULE_PROPERTY) > 0)
    return refuse (reason, _ ("it has an EXRULE, which no calendar is to write any more"));
  if (rules->len > MAX_RULES)
    return refuse (reason, _ ("it has too many rules"));
  if (rules->len == 0 && !is_excluded (series, series->from)
      && !add_instance (series, series->from, series->length, spans, reason))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    if (!add_rule (series, g_ptr_array_index (rules, i), spans, reason))
      return FALSE;
  return add_dates (series, spans, reason);
}

gboolean
geng_ical_spans_add (GArray *spans,
                     icalcomponent *component,
                     const GengIcalReading *reading,
                     GengIcalZones *zones,
                     GengIcalPeriod *period,
                     char **reason)
{
  Series series = { .component = component, .zones = zones, .period = period, .reading = reading };
  gboolean fine;
  if (!series_init (&series, reason))
    return FALSE;
  read_excluded (&series);
  list_rules (&series);
  fine = read_shifts (&series, reason) && add_series (&series, spans, reason);
  g_array_unref (series.shifts);
  g_ptr_array_unref (series.rules);
  g_hash_table_unref (series.excluded_days);
  g_hash_table_unref (series.excluded);
  return fine;
}

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const GengIcalSpan *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* RFC 7953 has DTEND or DURATION, and neither means for ever. */
static gboolean
read_duration (icalcomponent *vavailability, gint64 from, gint64 *to, char **reason)
{
  icalproperty *property = icalcomponent_get_first_property (vavailability, ICAL_DURATION_PROPERTY);
  if (property == NULL)
    return TRUE;
  if (icalcomponent_get_first_property (vavailability, ICAL_DTSTART_PROPERTY) == NULL)
    return refuse (reason, _ ("it has no DTSTART"));
  *to = from + icaldurationtype_as_int (icalproperty_get_duration (property));
  return TRUE;
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
                          GengIcalPeriod *period,
                          char **reason)
{
  g_autoptr (GArray) available = g_array_new (FALSE, TRUE, sizeof (GengIcalSpan));
  static const GengIcalReading plain = { 0 };
  gint64 from = period->from, to = period->to;
  if (!read_bound (vavailability, ICAL_DTSTART_PROPERTY, zones, &from, reason)
      || !read_duration (vavailability, from, &to, reason)
      || !read_bound (vavailability, ICAL_DTEND_PROPERTY, zones, &to, reason))
    return FALSE;
  from = MAX (from, period->from);
  to = MIN (to, period->to);
  for (icalcomponent *inner
       = icalcomponent_get_first_component (vavailability, ICAL_XAVAILABLE_COMPONENT);
       inner != NULL;
       inner = icalcomponent_get_next_component (vavailability, ICAL_XAVAILABLE_COMPONENT))
    {
      if (!geng_ical_spans_add (available, inner, &plain, zones, period, reason))
        return FALSE;
      if (available->len > 0 && g_array_index (available, GengIcalSpan, available->len - 1).all_day)
        return refuse (reason, _ ("hours in it must be times, not dates"));
    }
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

gboolean
geng_ical_spans_contain (icalcomponent *component,
                         GengIcalZones *zones,
                         GengIcalPeriod *period,
                         gint64 start)
{
  static const GengIcalReading plain = { .moments = TRUE };
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (GengIcalSpan));
  gboolean all_day = icalcomponent_get_dtstart (component).is_date;
  g_autofree char *reason = NULL;
  GengIcalPeriod around = *period;
  gboolean fine;
  g_date_clear (&around.first, 1);
  g_date_set_julian (&around.first, all_day ? start : start / DAY + EPOCH);
  around.last = around.first;
  if (!all_day)
    {
      g_date_subtract_days (&around.first, 1);
      g_date_add_days (&around.last, 1);
    }
  around.from = start, around.to = start + 1;
  fine = geng_ical_spans_add (spans, component, &plain, zones, &around, &reason);
  period->effort = around.effort;
  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, GengIcalSpan, i).start == start)
      return TRUE;
  return !fine;
}
