/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem-data.h"

G_BEGIN_DECLS

/*
 * The problem as the solver sees it: lines and cells in flat integer arrays, with no name, no date
 * and no object.
 *
 * A *line* gives each day of one member a code: GENG_OFF, or one of 1..n_codes-1 (a shift at a
 * post).  It costs the sum of its day costs and of the prices of its runs, patterns, spans and
 * counters.
 * A *cell* is a sum of coefficients over (member, day, code), priced by the same ranges as a
 * counter.  The objective is gaps × gap_price + cost, to be minimised; every price is in the
 * problem's own unit.
 *
 * A problem is built by the functions below in any order and then sealed; a sealed problem is
 * immutable and may be read from any thread.  Mistakes while building (an index or a price out of
 * range) are remembered and reported by sealing.
 */

GengProblem *geng_problem_new (guint n_members, guint n_days, guint n_codes, GError **error);
void geng_problem_free (GengProblem *problem);

/* cost adds up; once forbidden, always forbidden */
void geng_problem_add_cost (GengProblem *problem,
                            guint member,
                            guint day,
                            guint code,
                            gint32 price);
void geng_problem_forbid (GengProblem *problem, guint member, guint day, guint code);
/* From here on nothing forbids the code on that day, nor after one that is excused on the day
 * before: it is what was, and no rule can take it back.  For mapped problems, before anything is
 * forbidden. */
void geng_problem_excuse (GengProblem *problem, guint member, guint day, guint code);
/* So far; what a member of a mapped problem has no code for is forbidden. */
gboolean geng_problem_is_forbidden (const GengProblem *problem,
                                    guint member,
                                    guint day,
                                    guint code);
/* b on day + 1 after a on day (day 0..n_days-2); OFF on either side is ignored */
void geng_problem_forbid_succession (GengProblem *problem,
                                     guint member,
                                     guint day,
                                     guint a,
                                     guint b);

/* Tables are copied; equal tables share one index. */
guint geng_problem_add_code_set (GengProblem *problem, const guint8 *set /* [n_codes] */);
/* [n_days × n_codes] */
guint geng_problem_add_weights (GengProblem *problem, const gint32 *weights);
guint geng_problem_add_groups (GengProblem *problem, const gint32 *groups /* [n_days] */);
guint geng_problem_add_day_set (GengProblem *problem, const guint8 *set /* [n_days] */);
void geng_problem_add_pattern (GengProblem *problem, const GengPattern *pattern);
void geng_problem_add_span (GengProblem *problem,
                            const GengSpan *span,
                            const GengRange *ranges,
                            guint n_ranges);
void geng_problem_add_run_limit (GengProblem *problem, const GengRunLimit *limit);
void geng_problem_add_counter (GengProblem *problem,
                               guint member,
                               guint weights,
                               gint groups,
                               gint32 before,
                               const GengRange *ranges,
                               guint n_ranges);

guint geng_problem_add_cell (GengProblem *problem, const GengRange *ranges, guint n_ranges);
/* Feeds of one (cell, member, day, code) add up. */
void geng_problem_feed (GengProblem *problem,
                        guint cell,
                        guint member,
                        guint day,
                        guint code,
                        gint32 coefficient);

/* Checks sizes and magnitudes, takes the common divisor of all prices out into `unit` and shares
 * tables.  gap_price is taken as given by the caller before sealing (0: chosen so that a gap
 * outweighs usual costs).  On error the problem is unusable and must be freed. */
gboolean geng_problem_seal (GengProblem *problem, GError **error);

/* The value of a whole roster, codes[member × n_days + day]: the slow and plain reading of the
 * definition above. */
typedef struct
{
  gint64 gaps;      /* units below the `lo` of ranges with `gap` */
  gint64 cost;      /* everything else that is not forbidden, in the problem's unit */
  gint64 forbidden; /* how many forbidden costs, successions, patterns, days of runs, units of
                     * spans, of counters and of cells the roster pays */
} GengValue;

GengValue geng_problem_evaluate (const GengProblem *problem, const guint8 *codes);
/* The same for one member's line alone, codes[day], without cells. */
GengValue geng_problem_evaluate_line (const GengProblem *problem,
                                      guint member,
                                      const guint8 *codes);
/* A counter's value on its member's line. */
gint64 geng_problem_count (const GengProblem *problem,
                           const GengCounter *counter,
                           const guint8 *codes);
/* What the span charges on a day of its member's line, codes[0..day]. */
GengValue geng_problem_price_span (const GengProblem *problem,
                                   const GengSpan *span,
                                   const guint8 *codes,
                                   guint day);
/* The same for a sum of weights; `whole`: all its days are known. */
GengValue geng_problem_price_sum (const GengProblem *problem,
                                  const GengSpan *span,
                                  gint64 sum,
                                  gboolean whole);
/* What the ranges of a cell or counter charge for a value. */
GengValue geng_problem_price (const GengProblem *problem,
                              guint first_range,
                              guint n_ranges,
                              gint64 value);

static inline gint64
geng_problem_objective (const GengProblem *problem, const GengValue *value)
{
  return value->gaps * problem->gap_price + value->cost;
}

/* A text form for bug reports and benchmarks: stable, one record a line. */
char *geng_problem_to_string (const GengProblem *problem);
GengProblem *geng_problem_from_text (const char *text, gssize length, GError **error);

#define GENG_PROBLEM_ERROR (geng_problem_error_quark ())
GQuark geng_problem_error_quark (void);
typedef enum
{
  GENG_PROBLEM_ERROR_TOO_LARGE, /* sizes or prices beyond what the arithmetic holds */
  GENG_PROBLEM_ERROR_INVALID    /* an index or a text out of form */
} GengProblemError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengProblem, geng_problem_free)

G_END_DECLS
