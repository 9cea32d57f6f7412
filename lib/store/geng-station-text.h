/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ini.h"

/* station.ini as somebody wrote it, for who adds to it: the rest stays as it is. */

#define GENG_STATION_FILE "station.ini"
#define GENG_POOL_FILE "pool.ini"

typedef struct
{
  char *text;
  GPtrArray *groups; /* of GengGroup */
  gboolean chinese;  /* its words are */
} GengStationText;

/* station.ini, or pool.ini in the folder of a pool. */
const char *geng_station_text_file (const char *folder);
/* (nullable): NULL where it cannot be read; other faults are there as well */
GengStationText *geng_station_text_load (const char *folder, GengFaults *faults);
void geng_station_text_free (GengStationText *self);
/* (nullable) */
GengGroup *geng_station_text_find (const GengStationText *self, const char *kind, const char *id);
/* Ends the last line where it has no end. */
void geng_station_text_end_line (GString *text);
/* The whole text with these groups at its end.  Returns: (transfer full) */
char *geng_station_text_append (const GengStationText *self, const char *groups);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengStationText, geng_station_text_free)
