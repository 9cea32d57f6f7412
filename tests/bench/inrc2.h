/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * An instance of the second international nurse rostering competition with all its weeks known
 * (S. Ceschia, N. Dang, P. De Causmaecker, S. Haspeslagh and A. Schaerf, The Second International
 * Nurse Rostering Competition, 2019): what its files say, and the station that says the same
 * through the public model alone.
 */

/* Points for each unit off, as the competition's paper sets them. */
enum
{
  INRC2_COVER = 30,
  INRC2_SHIFT_RUN = 15,
  INRC2_RUN = 30,
  INRC2_REQUEST = 10,
  INRC2_WHOLE_WEEKEND = 30,
  INRC2_TOTAL = 20,
  INRC2_WEEKENDS = 30
};

typedef struct
{
  int min, max;
} Inrc2Range;

typedef struct
{
  Inrc2Range total, work, off; /* duties; days in a row at work, and off */
  int weekends;
  gboolean whole; /* asks for whole weekends */
} Inrc2Contract;

typedef struct
{
  guint contract;
  GArray *skills;      /* guint */
  int total, weekends; /* so far */
  int last;            /* shift of the eve, -1: off */
  int shift_run, work_run, off_run;
} Inrc2Nurse;

typedef struct
{
  guint nurse, day;
  int shift; /* -1: any */
} Inrc2Request;

typedef struct
{
  GPtrArray *skills, *shifts, *contract_names, *names; /* char * */
  GArray *shift_runs;                                  /* Inrc2Range */
  guint8 *forbidden;                                   /* [shift × n_shifts + next] */
  GArray *contracts, *nurses, *requests;
  guint n_days;
  Inrc2Range *cover; /* [(day × n_shifts + shift) × n_skills + skill]: least and best */
} Inrc2;

/* folder holds Sc-NAME.txt, H0-NAME-HISTORY.txt and WD-NAME-WEEK.txt; weeks: “6-2-9-1” */
Inrc2 *inrc2_read (const char *folder,
                   const char *name,
                   const char *history,
                   const char *weeks,
                   GError **error);
void inrc2_free (Inrc2 *self);
const Inrc2Range *inrc2_cover (const Inrc2 *self, guint day, guint shift, guint skill);

typedef struct
{
  GengStation *station;
  GengRoster *past;  /* four weeks that end in each nurse's runs */
  GDate first, last; /* day 0 is a Monday */
  gint64 already;    /* points that the history costs whatever is planned: no period pays them */
} Inrc2Station;

Inrc2Station *inrc2_station_new (const Inrc2 *instance, GError **error);
void inrc2_station_free (Inrc2Station *self);

/* Writes sol-week0.txt … into the folder, in the competition's form. */
gboolean inrc2_write_roster (const Inrc2 *instance,
                             const Inrc2Station *station,
                             GengRoster *roster,
                             const char *name,
                             const char *folder,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Inrc2, inrc2_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Inrc2Station, inrc2_station_free)

G_END_DECLS
