/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem-line.h"

G_BEGIN_DECLS

/* What a problem consists of; geng-problem.h builds and reads it. */

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

typedef struct _GengProblemMap GengProblemMap;

typedef struct _GengProblem
{
  guint n_members, n_days, n_codes;
  GengProblemMap *map; /* who is which member, what codes mean: geng-problem-map.h; or NULL */
  gint32 gap_price;    /* what one gap weighs in the objective */
  gint64 unit;         /* true cost = cost × unit (the divisor taken out by sealing) */

  gint32 *cost; /* [member][day][code], GENG_FORBIDDEN where the member may not */

  /* succession: code b on day d + 1 is forbidden to member m after code a on day d when
   * successions[join[profile[m]][d]][a][b] != 0; OFF is never forbidden on either side. */
  guint n_successions;
  guint8 *successions; /* [table][a][b] */
  guint n_line_profiles;
  guint *line_profile; /* [member] */
  guint *join;         /* [line profile][day 0..n_days-2]: index of a table */

  GArray *code_sets;      /* guint8 [set][code] */
  GArray *day_sets;       /* guint8 [set][day] */
  GArray *weights;        /* gint32 [table][day][code] */
  GArray *groups;         /* gint32 [table][day]: group (0, 1, …, ascending) or -1 */
  GArray *ranges;         /* GengRange */
  GArray *run_limits;     /* GengRunLimit, sorted by member once sealed */
  GArray *counters;       /* GengCounter, sorted by member once sealed */
  GArray *patterns;       /* GengPattern, sorted by member once sealed */
  GArray *spans;          /* GengSpan, sorted by member once sealed */
  guint *first_run_limit; /* [member + 1] into run_limits (sealed) */
  guint *first_counter;   /* [member + 1] into counters (sealed) */
  guint *first_pattern;   /* [member + 1] into patterns (sealed) */
  guint *first_span;      /* [member + 1] into spans (sealed) */

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
#define GENG_PROBLEM_DAY_SET(problem, set)                                                         \
  ((const guint8 *) (gpointer) (problem)->day_sets->data + (gsize) (set) * (problem)->n_days)
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
