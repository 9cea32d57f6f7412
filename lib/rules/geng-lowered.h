/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lowering.h"
#include "geng-rule-term.h"
#include "geng-verdicts.h"

G_BEGIN_DECLS

/*
 * What the lowering of a program's own kind wrote: plain data, which a thread may compile and read
 * without calling the program.  Members, shifts and days are the scene's.
 */

#define GENG_LOWERED_ANY (-1)

/* Duties that count. */
typedef struct
{
  int shift;      /* GENG_LOWERED_ANY */
  GengPost *post; /* (nullable): any; referenced */
} GengLoweredDuty;

/* A duty of a member on a day; `n` is its price in points (0: forbidden), or what it adds. */
typedef struct
{
  guint member;
  int day;
  GengLoweredDuty duty;
  int n;
} GengLoweredSlot;

typedef struct
{
  int minimum, maximum, points;
  GArray *terms; /* GengLoweredSlot */
} GengLoweredSum;

typedef struct
{
  gboolean off;
  GArray *duties; /* GengLoweredDuty */
} GengLoweredDay;

typedef struct
{
  guint member;
  int points;
  GPtrArray *days; /* GengLoweredDay */
} GengLoweredPattern;

typedef struct _GengLowered
{
  GDate first;         /* its day 0 */
  GArray *slots;       /* GengLoweredSlot */
  GPtrArray *sums;     /* GengLoweredSum */
  GPtrArray *patterns; /* GengLoweredPattern */
} GengLowered;

GengLowered *geng_lowered_new (const GDate *first);
GengLowered *geng_lowered_ref (GengLowered *self);
void geng_lowered_unref (GengLowered *self);

/* Takes the slot's reference. */
void geng_lowered_add_slot (GengLowered *self, GengLoweredSlot slot);
/* Both are the caller's to fill, and belong to @self. */
GengLoweredSum *geng_lowered_add_sum (GengLowered *self, int minimum, int maximum, int points);
GengLoweredPattern *geng_lowered_add_pattern (GengLowered *self, guint member, int points);
void geng_lowered_add_day (GengLoweredPattern *pattern);

/* What the scene's roster pays by it. */
void geng_lowered_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts);
void geng_lowered_compile (const GengClause *clause, GengLowering *lowering);

G_END_DECLS
