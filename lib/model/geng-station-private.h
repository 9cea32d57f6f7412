/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-holiday-table.h"
#include "geng-list-private.h"
#include "geng-table.h"

G_BEGIN_DECLS

typedef enum
{
  GENG_TABLE_ORGANISATIONS,
  GENG_TABLE_ROLES,
  GENG_TABLE_CONTRACTS,
  GENG_TABLE_TEAMS,
  GENG_TABLE_MEMBERS,
  GENG_TABLE_WINDOWS,
  GENG_TABLE_SHIFTS,
  GENG_TABLE_POSTS,
  GENG_TABLE_DEMANDS,
  GENG_TABLE_PIECES,
  GENG_TABLE_ITEMS,
  GENG_TABLE_CYCLES,
  GENG_TABLE_LAWS,
  GENG_TABLE_LEAVE_KINDS,
  GENG_N_TABLES
} GengTableKind;

struct _GengStation
{
  GengEntity parent_instance;

  GTimeZone *zone; /* UTC where the name is none */
  gboolean zone_known;
  char *timezone;
  int day_start;
  char *language;
  char *duty_phone;
  gboolean show_phones;
  char *feed_title;
  char *feed_url;
  char *feed_folder;
  int feed_alarm; /* minutes, or -1 */
  guint ask_above;
  gboolean swaps_by_themselves;
  guint keep_months; /* 0: for ever */
  int meeting_day;

  GengList *tables[GENG_N_TABLES];
  GengList *requests;
  GengList *holidays; /* by Julian day */
  GengList *rules;
  char *holiday_calendar; /* the name of holiday_table, or NULL */
  const GengHolidayTable *holiday_table;

  GPtrArray *elsewhere; /* (nullable) of GengRoster: geng_station_set_elsewhere() */
  GPtrArray *elsewhere_shifts, *elsewhere_posts; /* (nullable): of their duties, each once */

  GPtrArray *kinds;   /* (nullable) of GengRuleKind: the program's own */
  gboolean is_copy;   /* for a thread: it calls nothing of the program */
  GPtrArray *lowered; /* (nullable): what the program's kinds wrote before the thread began */

  guint64 generation;     /* counts the changes */
  struct _GengCopy *copy; /* (nullable): of the last generation that was copied */
};

/* The list that has the thing; (nullable). */
GengList *geng_station_list_of (GengStation *self, GObject *thing, guint *position);

/* FALSE with GENG_ERROR_IN_USE while something names the thing; of one whose id is taken again,
 * what names it means the other. */
gboolean geng_station_check_unnamed (GengStation *self, GObject *thing, GError **error);

/* What only makes sense as a whole, but for what rules say.
 * Returns: (transfer full) (element-type GengFault) */
GPtrArray *geng_station_check (GengStation *self);

/* One by one, whatever belongs to an entity alone; NULL when all is well. */
char *geng_station_check_window (GengWindow *window);
char *geng_station_check_shift (GengShift *shift);
char *geng_station_check_demand (GengDemand *demand);

G_END_DECLS
