/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/* What is counted of a post, and summed up of a station. */
typedef struct
{
  GengPost *post; /* (nullable): NULL of a sum; held */
  guint people;   /* who may serve there */
  guint places;   /* that the month's demands ask for, a place a day */
  guint missing;  /* people in the gaps of the month */
  guint missing_today, missing_tomorrow;
  guint on_duty; /* at the moment */
  guint open, overdue;
  /* What there is no roster for is not 0 but unknown.  Of a sum: of one station at least. */
  gboolean judged, judged_tomorrow; /* there is a roster with the gaps of today, of tomorrow */
  gboolean planned;                 /* there is one that says who is on duty */
} GengOverviewRow;

/* The hours of an organisation's members in the month. */
typedef struct
{
  char *name; /* "" for nobody's */
  /* set of char: ids of who served, the same at each of the stations that share somebody */
  GHashTable *people;
  guint duties;
  gint64 minutes;
} GengOverviewHours;

/* A station of the overview. */
typedef struct
{
  char *id;
  GengStation *station; /* (nullable): NULL of one that could not be read */
  GengMonthState state, next_state;
  GArray *rows; /* of GengOverviewRow, a post each */
  GengOverviewRow sum;
  GPtrArray *guests;  /* of char: ids of whom it shares with others, the same at each of them */
  GArray *hours;      /* of GengOverviewHours */
  GPtrArray *on_duty; /* of GengDuty */
} GengOverviewPart;

/* People whom stations share. */
typedef struct
{
  char *id, *name;
  guint people;
  gboolean planned; /* there is a roster of the month at some station */
  guint duties;
  gint64 minutes;
  GPtrArray *away; /* of GengMember: on the day of the moment */
} GengOverviewPool;

struct _GengOverview
{
  GObject parent_instance;

  char *name;
  GDateTime *at;
  GDate today;      /* the duty day, as the first station that was read has it; else not valid */
  GPtrArray *parts; /* of GengOverviewPart */
  GPtrArray *pools; /* of GengOverviewPool */
};

/* (transfer full): of GengOverviewHours: an organisation of all stations each, by its name */
GArray *geng_overview_sum_hours (const GengOverview *self);

void geng_overview_pool_free (gpointer pool);
/* (transfer full): floating: of the pools */
GVariant *geng_overview_pools_to_variant (const GengOverview *self);
/* (transfer full): "" where there are none */
char *geng_overview_pools_to_text (const GengOverview *self, const char *language);
void geng_overview_write_pools (GengDocument *document, const GengOverview *self);

G_END_DECLS
