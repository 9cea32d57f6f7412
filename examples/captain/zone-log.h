/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "log.h"

/* What commands did in a zone, over all its folders. */

/* A folder with a log: a station's, or a pool's. */
typedef struct
{
  const char *id;
  gboolean is_pool;
  Desk desk; /* with what was read of it; it owns the store */
  GPtrArray *steps;
} LogPart;

/* A step of a folder, as part of a change. */
typedef struct
{
  LogPart *part;
  LogStep *step;
} ChangePart;

/* What one command did. */
typedef struct
{
  gint64 time;   /* of its first step, in microseconds */
  GArray *parts; /* of ChangePart, pools first, in the order in which locks are taken */
} ZoneChange;

/* As of strcmp(): pools, then stations, each in the order of ids, as their locks are taken. */
int zone_order (gboolean left_is_pool, const char *left, gboolean right_is_pool, const char *right);
/* (transfer full) (nullable) (element-type LogPart): pools, then stations, each in the order of
 * ids; NULL after a message */
GPtrArray *zone_log_read (GengZone *zone);
/* (transfer full) (element-type ZoneChange): the oldest first */
GPtrArray *zone_log_list (GPtrArray *parts);
/* (transfer full): "v01/12, v02/9": whose steps they are */
char *zone_change_where_text (const ZoneChange *self);
/* Some of its steps was not taken back. */
gboolean zone_change_stands (const ZoneChange *self);
/* The change that takes others back. */
gboolean zone_change_undoes (const ZoneChange *self);
/* geng log on a zone. */
Status zone_log (int argc, char **argv);
/* geng undo on a zone: all of a change, or nothing. */
Status zone_undo (int argc, char **argv);
/* Of a step that is taken back in its own folder: where else in the zone its change stands.
 * folder: the station's, or the pool's */
void zone_undo_say_others (const char *folder, const LogStep *step);
