/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Every number of the search that could be another: P (name, default, lowest, highest, "meaning",
 * "source").  A source is a paper, or "tuned": `tests/bench/ablation.py` prints what each of these
 * is worth.  What an array's size or a type's width decides is no parameter and stands where it is
 * used.  (The form is that of Biere's kissat, src/options.h.)
 */
#define GENG_PARAMS(P)                                                                             \
  /* the portfolio */                                                                              \
  P (jobs_most, 8, 1, 64, "neighbourhoods under way at most", "tuned")                             \
  P (jobs_people, 10, 1, 1e5, "members for each of them: more would undo each other's work",       \
     "tuned")                                                                                      \
  P (jobs_grow, 8, 1, 1e5, "merged neighbourhoods for each: the first ones change much", "tuned")  \
  P (job_slice, 4e6, 1e4, 1e10, "effort of a slice of a task that goes on from its last one",      \
     "tuned")                                                                                      \
  P (share_lag, 8e6, 0, 1e12, "effort for its share by which a task may lag behind them", "tuned") \
  P (ascent_share, 1, 0, 100, "of the ascent, to 1 of neighbourhoods", "tuned")                    \
  P (bound_share, 1, 0, 100, "of the bound until the first dive", "tuned")                         \
  P (bound_later, 0.14, 0, 100, "of the bound, and of branching, once dived", "tuned")             \
  P (dive_share, 1, 0, 100, "of the first dive", "tuned")                                          \
  P (dive_later, 1, 0, 100, "of later dives", "tuned")                                             \
  P (branch_share, 0.75, 0, 100, "of branching where nothing gains for long", "tuned")             \
  P (tick_effort, 3e7, 1e4, 1e12, "between two lines of the log", "for reading")                   \
  /* members who tie parts together */                                                             \
  P (ties_least, 100, 1, 1e6, "members from which on those who tie are planned by turns", "tuned") \
  P (ties_own, 0.05, 0, 1, "of the effort for each turn of those who tie", "tuned")                \
  P (ties_rest, 0.3, 0, 1, "for the rest around them", "tuned")                                    \
  P (ties_joint, 0.4, 0, 1, "for all at once; what is left is for the rest again", "tuned")        \
  /* ascent */                                                                                     \
  P (ascent_part, 0.1, 0.001, 1, "of all effort that the ascent may take", "tuned")                \
  P (ascent_fewest, 60, 1, 1e5, "relaxed steps at least", "tuned")                                 \
  P (ascent_most, 500, 1, 1e5, "relaxed steps at most", "tuned")                                   \
  P (ascent_exact, 30, 0, 1e4, "exact steps at the end, which leave columns", "tuned")             \
  P (ascent_first, 1, 1e-6, 100, "length of the first step in usual prices", "tuned")              \
  P (ascent_last, 0.001, 1e-9, 1, "of the last step, as a part of the first", "tuned")             \
  P (ascent_slope, 0.9, 0, 1, "of a slope that is kept: beta 1", "Kingma and Ba 2015")             \
  P (ascent_square, 0.99, 0, 1, "of a slope's square that is kept: beta 2",                        \
     "Kingma and Ba 2015, whose 0.999 is for longer runs")                                         \
  P (ascent_small, 0.5, 1e-9, 100, "slopes below it are small: they count units of a row",         \
     "half of a unit")                                                                             \
  /* bound */                                                                                      \
  P (root_steps, 2000, 10, 1e6, "most steps of the master in a round of the root", "tuned")        \
  P (root_early, 25, 1, 1e4, "rounds that the root gets in any case", "tuned")                     \
  P (root_stale, 12, 1, 1e4, "rounds without a new line, and the root is done", "tuned")           \
  P (root_vain, 80, 1, 1e4, "rounds without progress, and the root is done", "tuned")              \
  P (root_ripe, 15, 1, 1e4, "rounds without progress, and the first dive begins", "tuned")         \
  P (root_rise, 0.0005, 0, 1, "rise of the bound, as a part of it, that is worth a round",         \
     "tuned")                                                                                      \
  P (root_closing, 0.95, 0, 1, "a gap below this part of the least one closes", "tuned")           \
  P (pull_least, 0.5, 0, 1, "weight of the centre in the duals to price at, at least",             \
     "Pessoa and others 2018: alpha adapts")                                                       \
  P (pull_most, 0.95, 0, 1, "at most", "Pessoa and others 2018")                                   \
  P (pull_in, 0.2, 0, 1, "part of the way to 1 where the bound does not rise",                     \
     "Pessoa and others 2018, who take 0.1")                                                       \
  P (pull_out, 0.1, 0, 1, "back where it rises", "Pessoa and others 2018")                         \
  /* column generation */                                                                          \
  P (column_idle, 10, 1, 1e4, "rounds without a share, and a column is forgotten", "tuned")        \
  P (columns_row, 3, 0, 1e3, "columns a row and member, below which none is", "tuned")             \
  P (dual_start, 0.3, 0, 1, "duals begin at this part of the price of a missing unit", "tuned")    \
  P (box_first, 3, 0.1, 1e6, "of the usual price: boxes of dear prices at first", "tuned")         \
  P (box_wider, 3, 1, 1e3, "by which a box grows that a dual presses on", "tuned")                 \
  P (box_press, 0.98, 0, 1, "part of a box from which on a dual presses", "tuned")                 \
  P (box_few, 0.125, 0, 1, "new lines a member below which boxes may grow", "tuned")               \
  P (share_least, 0.001, 0, 1, "a column with less has no share", "rounding of the master")        \
  P (master_enough, 2e-4, 1e-9, 1, "relative gap at which the master has converged", "tuned")      \
  P (whole_unit, 0.5, 0, 1, "gap, in prices, below which nothing is left to prove",                \
     "prices are whole")                                                                           \
  /* master */                                                                                     \
  P (balance_first, 0.5, 1e-6, 1e6, "of step sizes, as a share of the mean price", "tuned")        \
  P (balance_drift, 1000, 1, 1e9, "how far the balance may go from its first", "tuned")            \
  P (play_steps, 40, 1, 1e4, "steps until columns in play are chosen anew", "tuned")               \
  P (play_part, 0.2, 0, 1, "way from the least to the mean reduced cost that is in play", "tuned") \
  P (play_few, 4, 0, 1e3, "columns of a member that all are in play", "tuned")                     \
  P (look_steps, 50, 1, 1e4, "steps until the means are looked at", "tuned")                       \
  P (look_fallen, 0.4, 0, 1, "part of the last restart's gap at which to restart",                 \
     "Applegate and others 2021: 0.2 and 0.8")                                                     \
  P (era_longest, 600, 1, 1e5, "steps until a restart in any case", "tuned")                       \
  /* dive */                                                                                       \
  P (dive_clear, 0.9, 0, 1, "share from which a line, or a week, is fixed at once", "tuned")       \
  P (dive_rounds, 8, 1, 1e3, "rounds between two fixings of the first dive", "tuned")              \
  P (dive_steps, 250, 1, 1e5, "steps of the master in each of them", "tuned")                      \
  P (dive_parts, 60, 1, 1e4, "fixings a dive takes at most", "tuned")                              \
  P (dive_barren, 120, 1, 1e6, "neighbourhoods in vain before another dive", "tuned")              \
  P (roll_days, 28, 7, 400, "days of a rolling dive's window", "tuned")                            \
  P (roll_pin, 7, 1, 100, "days that are pinned before it moves on", "a week")                     \
  P (roll_least, 0.667, 0, 1, "part of the members that a pinning pins at least", "tuned")         \
  P (roll_open, 10, 1, 1e3, "rounds when a window opens", "tuned")                                 \
  P (roll_rounds, 6, 1, 1e3, "rounds after each pinning", "tuned")                                 \
  P (roll_few, 0.2, 0, 1, "new lines a member at which rounds end", "tuned")                       \
  P (roll_steps, 250, 1, 1e5, "steps of the master in each of them", "tuned")                      \
  P (roll_pull, 0.8, 0, 1, "weight of the centre in them", "tuned")                                \
  P (long_days, 100, 1, 1e4, "days from which on dives roll", "tuned")                             \
  /* neighbourhoods */                                                                             \
  P (repair_rounds, 22, 1, 1e3, "rounds of a neighbourhood's root", "tuned")                       \
  P (repair_steps, 150, 1, 1e5, "steps of the master in each of them", "tuned")                    \
  P (repair_pull, 0.3, 0, 1, "weight of the centre in them", "tuned")                              \
  P (repair_clear, 0.95, 0, 1, "share from which a line is fixed at once", "tuned")                \
  P (repair_fixed, 5, 1, 1e3, "rounds between two fixings", "tuned")                               \
  P (repair_slack, 0.3, 0, 1, "gap, in prices, at which its root ends", "prices are whole")        \
  P (repair_stale, 2, 1, 1e3, "rounds without a new line after which it ends", "tuned")            \
  P (repair_days, 35, 1, 1e3, "days of a neighbourhood of few members", "tuned")                   \
  P (repair_many, 50, 1, 1e5, "members from which on some free everybody", "tuned")                \
  P (repair_keep, 0.98, 0, 1, "of a shape's record that each use keeps", "tuned")                  \
  P (repair_any, 0.1, 0, 1, "neighbourhoods whose shape is drawn without the record", "tuned")     \
  P (wander_from, 40, 1, 1e6, "neighbourhoods in vain before some wander", "tuned")                \
  P (wander_part, 0.333, 0, 1, "of those then drawn", "tuned")                                     \
  P (wander_rise, 0.0025, 0, 1, "by which a wanderer may end dearer than the best", "tuned")       \
  P (wander_back, 100, 1, 1e6, "neighbourhoods in vain until the best is taken up again", "tuned") \
  /* branching */                                                                                  \
  P (node_rounds, 16, 1, 1e3, "rounds of a node", "tuned")                                         \
  P (node_vain, 4, 1, 1e3, "in a row that may leave its bound where it is", "tuned")               \
  P (node_steps, 150, 1, 1e5, "steps of the master in each of them", "tuned")                      \
  P (node_pull, 0.3, 0, 1, "weight of the centre in them", "tuned")                                \
  P (node_whole, 0.02, 0, 0.5, "a share this near to whole is", "rounding of the master")          \
  P (node_most, 1e5, 1, 1e8, "open nodes at most", "memory")                                       \
  P (node_lines, 2000, 10, 1e6, "lines that are kept of a member for all nodes", "memory")

typedef struct
{
#define GENG_PARAM_FIELD(name, standard, lowest, highest, meaning, source) double name;
  GENG_PARAMS (GENG_PARAM_FIELD)
#undef GENG_PARAM_FIELD
} GengParams;

/* A row of the table, for listings. */
typedef struct
{
  const char *name;
  double standard, lowest, highest;
  const char *meaning, *source;
} GengParamRow;

/* Ends with a row whose name is NULL. */
extern const GengParamRow geng_param_rows[];
extern const GengParams geng_params_standard;

/* "name=value"; FALSE and what is wrong with it where there is no such parameter or the value is
 * outside its range. */
gboolean geng_params_set (GengParams *params, const char *assignment, GError **error);

G_END_DECLS
