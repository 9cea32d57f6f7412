/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-line.h"

G_BEGIN_DECLS

/*
 * A burden and everybody's fair share of it.
 *
 * What the period's demands want is split among all members by the days on which each could carry
 * it (neither on leave nor outside the contract, at a post and in a shift that the member serves),
 * times the member's capacity: half the hours, half the share.  In a zone a station's members share
 * what pools do not fill of its demands, and a pool's members what it fills of all of them: of the
 * places for a role as many as its heads among those who have it, one whom n stations share being
 * an n-th of a head at each.  What the record before gave one
 * more or less than such a share is carried over.  A reserve carries nothing but what names his
 * post.
 */
typedef struct
{
  GengSelector what;
  int weight; /* points a duty, or an hour */
  int n_over; /* months that end with the period, whose record counts; 0: all that is known */
} GengBurden;

/* No share over months counts a day before this one for a period that begins on @first; FALSE where
 * it names no months. */
gboolean geng_burden_looks_back (const GengBurden *burden, const GDate *first, GDate *day);
/* The first day of the record that counts: 0 where none does. */
int geng_burden_first_day (const GengBurden *burden, const GengScene *scene);

/* A duty in this shift at this post on this day: 0 or 1, or minutes.  post: (nullable) */
int geng_burden_of (const GengBurden *burden,
                    const GengScene *scene,
                    guint shift,
                    GengPost *post,
                    int day);

/**
 * GengBand:
 *
 * From lo to hi nothing costs; each @step further out makes a unit dearer by the burden's weight.
 */
typedef struct
{
  gboolean fair; /* FALSE: the member can carry none of it and has no share */
  int lo, hi, step;
} GengBand;

/* Returns: (transfer full) (array): a band for each member of the clause. */
GengBand *geng_burden_bands (const GengBurden *burden,
                             const GengClause *clause,
                             const GengScene *scene);

G_END_DECLS
