/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-place.h"

G_BEGIN_DECLS

/*
 * What the judge makes of the demands of one place; it shares no reckoning with GengQuota, by which
 * the planner goes.
 */
typedef struct
{
  int min;    /* each place that stays empty is a gap */
  int wanted; /* and up to here each costs @under points */
  int under;
  int max;  /* G_MAXINT: open */
  int over; /* points for each above, 0: never */
} GengAsk;

/* Returns: (transfer full) (element-type GengAsk): what each demand of the place asks for */
GArray *geng_asks_of_place (const GengPlace *place);

/* How many of the least of the one at @index are missing when @n people go to the demands in their
 * order. */
int geng_asks_gap (const GArray *asks, guint index, int n);
/* What the places cost that stay empty, in cost units. */
gint64 geng_asks_cost (const GArray *asks, int n);
/* How many more would be worth something. */
int geng_asks_wanting (const GArray *asks, int n);
/* How many may come; G_MAXINT: any number. */
int geng_asks_max (const GArray *asks);
/* What each above that costs, in points; 0: it is forbidden. */
int geng_asks_over (const GArray *asks);

G_END_DECLS
