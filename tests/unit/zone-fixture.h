/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* A random zone on folders: two villages, `a` and `b`, that share two police. */

#define N_VILLAGES 2

extern char *zone_root;
extern GDate zone_first, zone_last; /* what is planned */
extern const char *const zone_villages[N_VILLAGES];

/* A folder of its own for each test. */
void zone_setup (void);
void zone_teardown (void);
void zone_write_file (const char *folder, const char *file, const char *text);
/* The zone of that seed, and in the folder `hand` one station that has all of it. */
void zone_write (guint64 seed);
GengZone *zone_load (void);
GengStore *zone_open_store (const char *folder);
GengPlan *zone_plan (GengStation *station, GengRoster *base);
guint zone_count_guests (GengRoster *roster);
/* The draft of the month, for which a folder keeps a roster. */
void zone_save_month (GengZone *zone, GengRoster *joined, guint index);
/* Both villages have a draft of March, of one plan. */
void zone_plan_both (void);
