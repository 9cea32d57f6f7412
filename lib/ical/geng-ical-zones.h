/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ical-file.h"

/*
 * From what a file says of a time to the instant meant: a TZID is one that a VTIMEZONE of the file
 * defines, or else an IANA name, perhaps behind a vendor's prefix, a name of Windows, or a plain
 * offset such as GMT+0800. Anything else is an error; a time without a zone is the calendar's
 * (X-WR-TIMEZONE), or else the station's.
 */
typedef struct _GengIcalZones GengIcalZones;

GengIcalZones *geng_ical_zones_new (GengIcalFile *file, GTimeZone *floating);
void geng_ical_zones_free (GengIcalZones *self);
/* @time as the clock shows it, in the zone that @property names. FALSE with @reason for an
 * unknown zone. */
gboolean geng_ical_zones_instant (GengIcalZones *self,
                                  icalproperty *property,
                                  struct icaltimetype time,
                                  gint64 *instant,
                                  char **reason);
/* @instant as the clock shows it in that zone: the other way round. */
struct icaltimetype geng_ical_zones_local (GengIcalZones *self,
                                           icalproperty *property,
                                           struct icaltimetype time,
                                           gint64 instant);
/* Not a date that does not exist, nor an hour 25. */
gboolean geng_ical_time_is_valid (struct icaltimetype time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengIcalZones, geng_ical_zones_free)
