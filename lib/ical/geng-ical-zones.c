/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GengIcalZones
{
  GTimeZone *floating;
  GHashTable *named;   /* TZID → GTimeZone */
  GHashTable *defined; /* TZID → icaltimezone */
};

static const struct
{
  const char *windows, *iana;
} windows_zones[] = {
  { "China Standard Time", "Asia/Shanghai" },      { "Taipei Standard Time", "Asia/Taipei" },
  { "Singapore Standard Time", "Asia/Singapore" }, { "Tokyo Standard Time", "Asia/Tokyo" },
  { "Korea Standard Time", "Asia/Seoul" },         { "W. Europe Standard Time", "Europe/Berlin" },
  { "Eastern Standard Time", "America/New_York" },
};

static void
free_defined (gpointer zone)
{
  icaltimezone_free (zone, 1);
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
      g_hash_table_replace (self->defined, g_strdup (icaltimezone_get_tzid (zone)), zone);
      return;
    }
  icaltimezone_free (zone, 1);
  icalcomponent_free (component);
}

/* More definitions than a calendar can mean are there to cost time. */
#define MAX_DEFINED 50

GengIcalZones *
geng_ical_zones_new (GengIcalFile *file, GTimeZone *floating)
{
  GengIcalZones *self = g_new0 (GengIcalZones, 1);
  self->floating = g_time_zone_ref (floating);
  self->named
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  self->defined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_defined);
  for (guint i = 0, n = 0, changes = 0; i < file->blocks->len && n < MAX_DEFINED; i++)
    {
      const GengIcalBlock *block = g_ptr_array_index (file->blocks, i);
      if (g_str_equal (block->name, "VTIMEZONE"))
        define (self, file, block, &changes), n++;
    }
  return self;
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

/* "/vendor/version/Asia/Shanghai" means Asia/Shanghai: the longest tail that the system knows. */
static GTimeZone *
find_iana (const char *tzid)
{
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

gboolean
geng_ical_zones_instant (GengIcalZones *self,
                         icalproperty *property,
                         struct icaltimetype time,
                         gint64 *instant,
                         char **reason)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *tzid = parameter == NULL ? NULL : icalparameter_get_tzid (parameter);
  GTimeZone *zone = self->floating;
  icaltimezone *defined = NULL;
  if (!time.is_date && icaltime_is_utc (time))
    {
      *instant = icaltime_as_timet (time);
      return TRUE;
    }
  if (tzid != NULL)
    {
      zone = lookup_named (self, tzid);
      defined = zone == NULL ? g_hash_table_lookup (self->defined, tzid) : NULL;
    }
  if (zone == NULL && defined == NULL)
    {
      *reason = g_strdup_printf (
          _ ("unknown time zone “%.80s”; an IANA name such as Asia/Shanghai would be right"), tzid);
      return FALSE;
    }
  if (defined != NULL)
    {
      *instant = icaltime_as_timet_with_zone (time, defined);
      return TRUE;
    }
  return instant_in (zone, time, instant);
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
