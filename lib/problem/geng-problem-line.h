/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What shapes one member's line, beside the costs of its days and its successions. */

#define GENG_OFF 0
#define GENG_MAX_CODES 250
/* A cost or price that no roster may pay. */
#define GENG_FORBIDDEN G_MAXINT32
/* The largest magnitude of a cost or price that is not forbidden; sealing refuses larger ones. */
#define GENG_MAX_PRICE 100000000

/* value below lo costs `under` a unit, above hi `over` a unit, nothing between; several ranges add
 * up.  Prices are 0 or more, or GENG_FORBIDDEN.  lo = G_MININT32 or hi = G_MAXINT32 leaves that
 * side open.  With `gap`, units below lo are gaps: they count as gaps (and pay gap_price in the
 * objective) and `under` is ignored. */
typedef struct
{
  gint32 lo, hi;
  gint32 under, over;
  gboolean gap;
} GengRange;

/* Days in a row whose code is in one set of codes (codes in the set: set[c] != 0).
 * A run that touches the last day is never too short.  A known run of the eve that day 0 does not
 * continue is as long as `before` and may be too short; days before day 0 are never charged as too
 * many. */
typedef struct
{
  guint member;
  guint code_set;  /* index of geng_problem_add_code_set() */
  gint32 min, max; /* days; min <= 1 and max >= n_days + before leave that side open */
  gint32 under;    /* price a missing day, or GENG_FORBIDDEN */
  gint32 over;     /* price a day too many, or GENG_FORBIDDEN */
  gint32 before;   /* length of the run of this set that ends on the eve of day 0 */
  gboolean known;  /* if not, a run that touches day 0 is never too short */
} GengRunLimit;

#define GENG_MAX_PATTERN 8
/* Up to GENG_MAX_PATTERN days in a row whose codes are in these sets, one a day; GENG_OFF may be in
 * a set.  Each time that a line completes the days on one of the horizon's days, having begun on a
 * day that `starts` permits, it pays.  What begins and is not completed costs nothing. */
typedef struct
{
  guint member;
  guint n_sets; /* the pattern's days, 1..GENG_MAX_PATTERN */
  guint code_set[GENG_MAX_PATTERN];
  guint starts; /* index of geng_problem_add_day_set(): days on which it may begin */
  /* What is known before day 0: bit i says that the last i + 1 days before it were the pattern's
   * first i + 1, begun on a day on which it may begin. */
  guint8 begun;
  gint32 price; /* each time it is completed, or GENG_FORBIDDEN */
} GengPattern;

#define GENG_MAX_SPAN 14
/* A rolling sum over one member's line: the weights of every `n_days` days in a row that end on a
 * day of the horizon are priced by the ranges.  Days before day 0 weigh what `before` says; a span
 * that reaches back beyond the known ones is held to the upper ends of its ranges alone. */
typedef struct
{
  guint member;
  guint n_days;                     /* 1..GENG_MAX_SPAN */
  guint weights;                    /* index of geng_problem_add_weights() */
  gint32 before[GENG_MAX_SPAN - 1]; /* weights of the days before day 0, the eve's first */
  guint known;                      /* so many days before day 0 are known, without a hole */
  guint first_range, n_ranges;      /* in ranges; set by geng_problem_add_span() */
} GengSpan;

/* A weighted count over one member's line: before + sum of weight[day][code], or, with groups, the
 * number of groups of days in which a code with a weight other than 0 stands (weekends). */
typedef struct
{
  guint member;
  guint weights;               /* index of geng_problem_add_weights() */
  gint groups;                 /* index of geng_problem_add_groups(), or -1 for a plain sum */
  gint32 before;               /* brought over from the time before day 0 */
  guint first_range, n_ranges; /* in ranges */
} GengCounter;

G_END_DECLS
