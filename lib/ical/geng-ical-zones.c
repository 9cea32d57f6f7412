/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-zones.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

struct _GengIcalZones
{
  GTimeZone *floating;
  GHashTable *named;   /* TZID → GTimeZone */
  GHashTable *defined; /* TZID → Defined */
};

typedef struct
{
  icaltimezone *zone;
  struct icaltimetype first; /* what lies before it is not defined */
} Defined;

/* The names of Windows that people may bring along (Unicode CLDR, windowsZones, territory 001). */
static const struct
{
  const char *windows, *iana;
} windows_zones[] = {
  { "AUS Eastern Standard Time", "Australia/Sydney" },
  { "Arab Standard Time", "Asia/Riyadh" },
  { "Arabian Standard Time", "Asia/Dubai" },
  { "Bangladesh Standard Time", "Asia/Dhaka" },
  { "Central Europe Standard Time", "Europe/Budapest" },
  { "Central European Standard Time", "Europe/Warsaw" },
  { "Central Standard Time", "America/Chicago" },
  { "China Standard Time", "Asia/Shanghai" },
  { "E. Africa Standard Time", "Africa/Nairobi" },
  { "E. South America Standard Time", "America/Sao_Paulo" },
  { "Eastern Standard Time", "America/New_York" },
  { "Egypt Standard Time", "Africa/Cairo" },
  { "FLE Standard Time", "Europe/Kiev" },
  { "GMT Standard Time", "Europe/London" },
  { "GTB Standard Time", "Europe/Bucharest" },
  { "Greenwich Standard Time", "Atlantic/Reykjavik" },
  { "India Standard Time", "Asia/Calcutta" },
  { "Iran Standard Time", "Asia/Tehran" },
  { "Israel Standard Time", "Asia/Jerusalem" },
  { "Korea Standard Time", "Asia/Seoul" },
  { "Mountain Standard Time", "America/Denver" },
  { "Myanmar Standard Time", "Asia/Rangoon" },
  { "Nepal Standard Time", "Asia/Katmandu" },
  { "New Zealand Standard Time", "Pacific/Auckland" },
  { "North Asia East Standard Time", "Asia/Irkutsk" },
  { "Pacific Standard Time", "America/Los_Angeles" },
  { "Pakistan Standard Time", "Asia/Karachi" },
  { "Romance Standard Time", "Europe/Paris" },
  { "Russian Standard Time", "Europe/Moscow" },
  { "SE Asia Standard Time", "Asia/Bangkok" },
  { "Singapore Standard Time", "Asia/Singapore" },
  { "South Africa Standard Time", "Africa/Johannesburg" },
  { "Taipei Standard Time", "Asia/Taipei" },
  { "Tokyo Standard Time", "Asia/Tokyo" },
  { "Turkey Standard Time", "Europe/Istanbul" },
  { "Ulaanbaatar Standard Time", "Asia/Ulaanbaatar" },
  { "UTC", "Etc/UTC" },
  { "Vladivostok Standard Time", "Asia/Vladivostok" },
  { "W. Europe Standard Time", "Europe/Berlin" },
  { "West Asia Standard Time", "Asia/Tashkent" },
};

static void
free_defined (gpointer data)
{
  Defined *defined = data;
  icaltimezone_free (defined->zone, 1);
  g_free (defined);
}

/* A clock changes by the year; a rule that comes more often is there to cost time, and so is one
 * that never comes. */
static gboolean
is_yearly (icalcomponent *block)
{
  icalproperty *property = icalcomponent_get_first_property (block, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype rule;
  if (property == NULL)
    return TRUE;
  rule = icalproperty_get_rrule (property);
  return rule.freq == ICAL_YEARLY_RECURRENCE && rule.by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule.by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule.by_second[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule.by_set_pos[0] == ICAL_RECURRENCE_ARRAY_MAX
         && (rule.by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX
             || (rule.by_month_day[0] >= -28 && rule.by_month_day[0] <= 28))
         && icalcomponent_count_properties (block, ICAL_RRULE_PROPERTY) == 1;
}

/* Blocks of all definitions of a file. */
#define MAX_CHANGES 200

static gboolean
is_sensible (icalcomponent *vtimezone, guint *changes)
{
  for (icalcomponent *block = icalcomponent_get_first_component (vtimezone, ICAL_ANY_COMPONENT);
       block != NULL; block = icalcomponent_get_next_component (vtimezone, ICAL_ANY_COMPONENT))
    if (!is_yearly (block) || ++*changes > MAX_CHANGES)
      return FALSE;
  return TRUE;
}

static struct icaltimetype
first_onset (icalcomponent *vtimezone)
{
  struct icaltimetype first = icaltime_null_time ();
  for (icalcomponent *block = icalcomponent_get_first_component (vtimezone, ICAL_ANY_COMPONENT);
       block != NULL; block = icalcomponent_get_next_component (vtimezone, ICAL_ANY_COMPONENT))
    {
      struct icaltimetype onset = icalcomponent_get_dtstart (block);
      if (icaltime_is_null_time (first) || icaltime_compare (onset, first) < 0)
        first = onset;
    }
  return first;
}

static void
define (GengIcalZones *self, GengIcalFile *file, const GengIcalBlock *block, guint *changes)
{
  g_autofree char *reason = NULL;
  icalcomponent *component = geng_ical_block_parse (file, block, &reason);
  icaltimezone *zone;
  if (component == NULL)
    return;
  zone = icaltimezone_new ();
  if (is_sensible (component, changes) && icaltimezone_set_component (zone, component))
    {
      Defined *defined = g_new0 (Defined, 1);
      defined->zone = zone;
      defined->first = first_onset (component);
      g_hash_table_replace (self->defined, g_strdup (icaltimezone_get_tzid (zone)), defined);
      return;
    }
  icaltimezone_free (zone, 1);
  icalcomponent_free (component);
}

void
geng_ical_zones_free (GengIcalZones *self)
{
  g_hash_table_unref (self->defined);
  g_hash_table_unref (self->named);
  g_time_zone_unref (self->floating);
  g_free (self);
}

/* GLib opens the name as a file below the system's zones, so it must not lead out of there. */
static gboolean
is_iana_form (const char *name)
{
  return g_ascii_isalpha (name[0]) && strstr (name, "..") == NULL && strlen (name) < 64
         && name[strspn (name,
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/")]
                == '\0';
}

/* "GMT+0800", "UTC+8" and "+08:00" are east of Greenwich, whatever POSIX makes of such signs. */
static gboolean
is_offset (const char *tzid, GTimeZone **zone)
{
  g_autoptr (GRegex) form
      = g_regex_new ("^(?:GMT|UTC|)([+-])(\\d{1,2}):?(\\d\\d)?$", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  *zone = NULL;
  if (!g_regex_match (form, tzid, 0, &match))
    return FALSE;
  g_autofree char *sign = g_match_info_fetch (match, 1);
  g_autofree char *hours = g_match_info_fetch (match, 2);
  g_autofree char *minutes = g_match_info_fetch (match, 3);
  int seconds = atoi (hours) * 3600 + (minutes == NULL ? 0 : atoi (minutes) * 60);
  if (seconds <= 14 * 3600) /* Kiritimati's */
    *zone = g_time_zone_new_offset (sign[0] == '-' ? -seconds : seconds);
  return TRUE;
}

/* "/vendor/version/Asia/Shanghai" means Asia/Shanghai: the longest tail that the system knows. */
static GTimeZone *
find_iana (const char *tzid)
{
  GTimeZone *offset;
  if (is_offset (tzid, &offset))
    return offset;
  for (const char *tail = tzid; tail != NULL; tail = strchr (tail, '/'))
    {
      GTimeZone *zone;
      if (*tail == '/')
        tail++;
      zone = is_iana_form (tail) && (strchr (tail, '/') != NULL || tail == tzid)
                 ? g_time_zone_new_identifier (tail)
                 : NULL;
      if (zone != NULL)
        return zone;
    }
  for (guint i = 0; i < G_N_ELEMENTS (windows_zones); i++)
    if (g_str_equal (tzid, windows_zones[i].windows))
      return g_time_zone_new_identifier (windows_zones[i].iana);
  return NULL;
}

static GTimeZone *
lookup_named (GengIcalZones *self, const char *tzid)
{
  GTimeZone *zone = g_hash_table_lookup (self->named, tzid);
  if (zone == NULL)
    {
      zone = find_iana (tzid);
      if (zone != NULL)
        g_hash_table_insert (self->named, g_strdup (tzid), zone);
    }
  return zone;
}

/* More definitions than a calendar can mean are there to cost time. */
#define MAX_DEFINED 50

GengIcalZones *
geng_ical_zones_new (GengIcalFile *file, GTimeZone *floating)
{
  GengIcalZones *self = g_new0 (GengIcalZones, 1);
  self->named
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  self->defined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_defined);
  self->floating = file->zone == NULL ? NULL : lookup_named (self, file->zone);
  self->floating = g_time_zone_ref (self->floating == NULL ? floating : self->floating);
  for (guint i = 0, n = 0, changes = 0; i < file->blocks->len && n < MAX_DEFINED; i++)
    {
      const GengIcalBlock *block = g_ptr_array_index (file->blocks, i);
      if (g_str_equal (block->name, "VTIMEZONE"))
        define (self, file, block, &changes), n++;
    }
  return self;
}

static gboolean
instant_in (GTimeZone *zone, struct icaltimetype t, gint64 *instant)
{
  g_autoptr (GDateTime) at
      = g_date_time_new (zone, t.year, t.month, t.day, t.is_date ? 0 : t.hour,
                         t.is_date ? 0 : t.minute, t.is_date ? 0 : MIN (t.second, 59));
  if (at != NULL)
    *instant = g_date_time_to_unix (at);
  return at != NULL;
}

/* One of the two holds the answer; neither does for an unknown zone. */
typedef struct
{
  const char *tzid; /* (nullable) */
  icaltimezone *defined;
  GTimeZone *zone;
} Found;

/* @time: (nullable): a time before all that the file defines is the system's, when the name is one
 * that the system knows. */
static Found
find_zone (GengIcalZones *self, icalproperty *property, const struct icaltimetype *time)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  Found found = { .zone = self->floating };
  const Defined *defined;
  if (parameter == NULL)
    return found;
  found.tzid = icalparameter_get_tzid (parameter);
  found.zone = NULL;
  defined = g_hash_table_lookup (self->defined, found.tzid);
  if (defined == NULL || (time != NULL && icaltime_compare (*time, defined->first) < 0))
    found.zone = lookup_named (self, found.tzid);
  if (found.zone == NULL && defined != NULL)
    found.defined = defined->zone;
  return found;
}

gboolean
geng_ical_zones_instant (GengIcalZones *self,
                         icalproperty *property,
                         struct icaltimetype time,
                         gint64 *instant,
                         char **reason)
{
  Found found;
  if (!time.is_date && icaltime_is_utc (time))
    {
      *instant = icaltime_as_timet (time);
      return TRUE;
    }
  found = find_zone (self, property, &time);
  if (found.defined != NULL)
    {
      *instant = icaltime_as_timet_with_zone (time, found.defined);
      return TRUE;
    }
  if (found.zone != NULL)
    return instant_in (found.zone, time, instant);
  *reason = g_strdup_printf (
      _ ("unknown time zone “%.80s”; an IANA name such as Asia/Shanghai would be right"),
      found.tzid);
  return FALSE;
}

static struct icaltimetype
local_in (GTimeZone *zone, gint64 instant)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
  return icaltime_from_timet_with_zone (instant + g_time_zone_get_offset (zone, interval), 0, NULL);
}

struct icaltimetype
geng_ical_zones_local (GengIcalZones *self,
                       icalproperty *property,
                       struct icaltimetype time,
                       gint64 instant)
{
  struct icaltimetype local
      = icaltime_from_timet_with_zone (instant, 0, icaltimezone_get_utc_timezone ());
  Found found = find_zone (self, property, &local);
  if (!time.is_date && icaltime_is_utc (time))
    return icaltime_from_timet_with_zone (instant, 0, icaltimezone_get_utc_timezone ());
  if (found.defined == NULL)
    return local_in (found.zone == NULL ? self->floating : found.zone, instant);
  icaltimezone_convert_time (&local, icaltimezone_get_utc_timezone (), found.defined);
  local.zone = NULL;
  return local;
}

gboolean
geng_ical_time_is_valid (struct icaltimetype time)
{
  if (time.year < 1900 || time.year > 2200 || time.month < 1 || time.month > 12)
    return FALSE;
  if (!g_date_valid_dmy (CLAMP (time.day, 0, 32), time.month, time.year))
    return FALSE;
  return time.is_date
         || (time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60
             && time.second >= 0 && time.second <= 60);
}
