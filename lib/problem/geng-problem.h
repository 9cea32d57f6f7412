/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The problem as the solver sees it: lines and cells in flat integer arrays, with no name, no date and no object.
 *
 * A *line* gives each day of one member a code: GENG_OFF, or one of 1..n_codes-1 (a shift at a post).
 * It costs the sum of its day costs, of its runs' prices and of its counters' prices.
 * A *cell* is a sum of coefficients over (member, day, code), priced by the same ranges as a counter.
 * The objective is gaps × gap_price + cost, to be minimised; every price is in the problem's own unit.
 *
 * A problem is built by the functions below in any order and then sealed; a sealed problem is immutable and may
 * be read from any thread.
 */

#define GENG_OFF 0
#define GENG_MAX_CODES 250
/* A cost or price that no roster may pay. */
#define GENG_FORBIDDEN G_MAXINT32
/* The largest magnitude of a cost or price that is not forbidden; larger ones are an error of the builder's caller. */
#define GENG_MAX_PRICE 100000000

/* value below lo costs `under` a unit, above hi `over` a unit, nothing between; several ranges add up.
 * lo = G_MININT32 or hi = G_MAXINT32 leaves that side open.  With `gap`, units below lo are gaps: they count as
 * gaps (and pay gap_price in the objective) and `under` is ignored. */
typedef struct
{
  gint32   lo, hi;
  gint32   under, over;
  gboolean gap;
} GengRange;

/* Days in a row whose code is in one set of codes (codes in the set: set[c] != 0). */
typedef struct
{
  guint  member;
  guint  code_set;   /* index of geng_problem_add_code_set() */
  gint32 min, max;   /* days; min <= 1 and max >= n_days + before leave that side open */
  gint32 under;      /* price a missing day, or GENG_FORBIDDEN */
  gint32 over;       /* price a day too many, or GENG_FORBIDDEN */
  gint32 before;     /* length of the run of this set that ends on the eve of day 0 */
  gboolean known;    /* the days before are known; otherwise a run that touches day 0 is never too short */
  /* A run that touches the last day is never too short. */
} GengRunLimit;

/* A weighted count over one member's line: before + sum of weight[day][code], or, with groups, the number of
 * groups of days in which a code with a weight other than 0 stands (weekends). */
typedef struct
{
  guint  member;
  guint  weights;    /* index of geng_problem_add_weights() */
  gint   groups;     /* index of geng_problem_add_groups(), or -1 for a plain sum */
  gint32 before;     /* brought over from the time before day 0 */
  guint  first_range, n_ranges; /* in ranges */
} GengCounter;

typedef struct
{
  guint first_range, n_ranges; /* in ranges */
} GengCell;

/* One member's step from (day, code): which cell it feeds and by how much. */
typedef struct
{
  guint32 cell;
  gint32  coefficient;
} GengFeed;

typedef struct _GengProblem
{
  guint n_members, n_days, n_codes;
  gint32 gap_price;     /* what one gap weighs in the objective */
  gint64 unit;          /* true cost = cost of the problem × unit (the common divisor taken out by sealing) */

  gint32 *cost;         /* [member][day][code], GENG_FORBIDDEN where the member may not */

  /* succession: code b on day d + 1 is forbidden to member m after code a on day d when
   * successions[join[profile[m]][d]][a][b] != 0; OFF is never forbidden on either side. */
  guint n_successions;
  guint8 *successions;          /* [table][a][b] */
  guint n_line_profiles;
  guint *line_profile;          /* [member] */
  guint *join;                  /* [line profile][day 0..n_days-2]: index of a table */

  GArray *code_sets;            /* guint8 [set][code] */
  GArray *weights;              /* gint32 [table][day][code] */
  GArray *groups;               /* gint32 [table][day]: group number (0, 1, …, ascending by day) or -1 */
  GArray *ranges;               /* GengRange */
  GArray *run_limits;           /* GengRunLimit, sorted by member once sealed */
  GArray *counters;             /* GengCounter, sorted by member once sealed */
  guint *first_run_limit;       /* [member + 1] into run_limits (sealed) */
  guint *first_counter;         /* [member + 1] into counters (sealed) */

  guint n_cells;
  GArray *cells;                /* GengCell */
  /* Members of one cell profile feed the same cells by the same coefficients (sealed). */
  guint n_cell_profiles;
  guint *cell_profile;          /* [member] */
  guint *first_feed;            /* [(profile × n_days + day) × n_codes + code], one more at the end */
  GengFeed *feeds;

  gboolean sealed;
  gpointer building;            /* what only the builder needs */
} GengProblem;

GengProblem *geng_problem_new           (guint n_members, guint n_days, guint n_codes, GError **error);
void         geng_problem_free          (GengProblem *problem);

/* cost adds up; once forbidden, always forbidden */
void         geng_problem_add_cost      (GengProblem *problem, guint member, guint day, guint code, gint32 price);
void         geng_problem_forbid        (GengProblem *problem, guint member, guint day, guint code);
/* b on day + 1 after a on day (day 0..n_days-2) */
void         geng_problem_forbid_succession (GengProblem *problem, guint member, guint day, guint a, guint b);

/* Tables are copied; equal tables share one index. */
guint        geng_problem_add_code_set  (GengProblem *problem, const guint8 *set /* [n_codes] */);
guint        geng_problem_add_weights   (GengProblem *problem, const gint32 *weights /* [n_days × n_codes] */);
guint        geng_problem_add_groups    (GengProblem *problem, const gint32 *groups /* [n_days] */);
void         geng_problem_add_run_limit (GengProblem *problem, const GengRunLimit *limit);
void         geng_problem_add_counter   (GengProblem *problem, guint member, guint weights, gint groups, gint32 before,
                                         const GengRange *ranges, guint n_ranges);

guint        geng_problem_add_cell      (GengProblem *problem, const GengRange *ranges, guint n_ranges);
/* Feeds of one (cell, member, day, code) add up. */
void         geng_problem_feed          (GengProblem *problem, guint cell, guint member, guint day, guint code,
                                         gint32 coefficient);

/* Checks sizes and magnitudes, takes the common divisor of all prices out into `unit` and shares tables.
 * gap_price is taken as given by the caller before sealing (0: chosen so that a gap outweighs usual costs).
 * On error the problem is unusable and must be freed. */
gboolean     geng_problem_seal          (GengProblem *problem, GError **error);

/* The value of a whole roster, codes[member × n_days + day]: the slow and plain reading of the definition above. */
typedef struct
{
  gint64 gaps;      /* units below the `lo` of ranges with `gap` */
  gint64 cost;      /* everything else that is not forbidden, in the problem's unit (without gap_price) */
  gint64 forbidden; /* how many forbidden costs, successions, runs, counters and cell units the roster pays */
} GengValue;

GengValue    geng_problem_evaluate      (const GengProblem *problem, const guint8 *codes);

/* A text form for bug reports and benchmarks: stable, one record a line. */
char        *geng_problem_to_text       (const GengProblem *problem);
GengProblem *geng_problem_from_text     (const char *text, gssize length, GError **error);

#define GENG_PROBLEM_ERROR (geng_problem_error_quark ())
GQuark       geng_problem_error_quark   (void);
typedef enum
{
  GENG_PROBLEM_ERROR_TOO_LARGE,   /* sizes or prices beyond what the arithmetic holds */
  GENG_PROBLEM_ERROR_INVALID      /* an index or a text out of form */
} GengProblemError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengProblem, geng_problem_free)

G_END_DECLS
