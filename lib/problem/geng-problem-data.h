/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a problem consists of; geng-problem.h builds and reads it. */

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

typedef struct
{
  guint first_range, n_ranges; /* in ranges */
} GengCell;

/* One member's step from (day, code): which cell it feeds and by how much. */
typedef struct
{
  guint32 cell;
  gint32 coefficient;
} GengFeed;

typedef struct _GengProblem
{
  guint n_members, n_days, n_codes;
  gint32 gap_price; /* what one gap weighs in the objective */
  gint64 unit;      /* true cost = cost × unit (the divisor taken out by sealing) */

  gint32 *cost; /* [member][day][code], GENG_FORBIDDEN where the member may not */

  /* succession: code b on day d + 1 is forbidden to member m after code a on day d when
   * successions[join[profile[m]][d]][a][b] != 0; OFF is never forbidden on either side. */
  guint n_successions;
  guint8 *successions; /* [table][a][b] */
  guint n_line_profiles;
  guint *line_profile; /* [member] */
  guint *join;         /* [line profile][day 0..n_days-2]: index of a table */

  GArray *code_sets;      /* guint8 [set][code] */
  GArray *weights;        /* gint32 [table][day][code] */
  GArray *groups;         /* gint32 [table][day]: group (0, 1, …, ascending) or -1 */
  GArray *ranges;         /* GengRange */
  GArray *run_limits;     /* GengRunLimit, sorted by member once sealed */
  GArray *counters;       /* GengCounter, sorted by member once sealed */
  guint *first_run_limit; /* [member + 1] into run_limits (sealed) */
  guint *first_counter;   /* [member + 1] into counters (sealed) */

  guint n_cells;
  GArray *cells; /* GengCell */
  /* Members of one cell profile feed the same cells by the same coefficients (sealed). */
  guint n_cell_profiles;
  guint *cell_profile; /* [member] */
  guint *first_feed;   /* [(profile × n_days + day) × n_codes + code], and the end */
  GengFeed *feeds;

  gboolean sealed;
  gpointer building; /* what only the builder needs */
} GengProblem;

#define GENG_PROBLEM_COST(problem, member, day)                                                    \
  ((problem)->cost + ((gsize) (member) * (problem)->n_days + (day)) * (problem)->n_codes)
/* the table of successions between day and day + 1: [a × n_codes + b] */
#define GENG_PROBLEM_JOIN(problem, member, day)                                                    \
  ((problem)->successions                                                                          \
   + (gsize) (problem)                                                                             \
             ->join[(gsize) (problem)->line_profile[member] * ((problem)->n_days - 1) + (day)]     \
         * (problem)->n_codes * (problem)->n_codes)
#define GENG_PROBLEM_CODE_SET(problem, set)                                                        \
  ((const guint8 *) (gpointer) (problem)->code_sets->data + (gsize) (set) * (problem)->n_codes)
#define GENG_PROBLEM_WEIGHTS(problem, table)                                                       \
  ((const gint32 *) (gpointer) (problem)->weights->data                                            \
   + (gsize) (table) * (problem)->n_days * (problem)->n_codes)
#define GENG_PROBLEM_GROUPS(problem, table)                                                        \
  ((const gint32 *) (gpointer) (problem)->groups->data + (gsize) (table) * (problem)->n_days)
#define GENG_PROBLEM_RANGE(problem, i) (&g_array_index ((problem)->ranges, GengRange, i))
/* the feeds of a member's (day, code) run from this slot's first_feed to the next one's */
#define GENG_PROBLEM_SLOT(problem, member, day, code)                                              \
  (((gsize) (problem)->cell_profile[member] * (problem)->n_days + (day)) * (problem)->n_codes      \
   + (code))

G_END_DECLS
