/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of geng-params.h: what raises the bound, masters, and what proves. */
#define GENG_PARAMS_BOUND(P, T)                                                                    \
  /* ascent */                                                                                     \
  T (ascent_part, 0.1, 0.001, 1, "of all effort that the ascent may take")                         \
  T (ascent_fewest, 60, 1, 1e5, "relaxed steps at least")                                          \
  T (ascent_most, 500, 1, 1e5, "relaxed steps at most")                                            \
  T (ascent_exact, 30, 0, 1e4, "exact steps at the end, which leave columns")                      \
  T (ascent_first, 1, 1e-6, 100, "length of the first step in usual prices")                       \
  T (ascent_last, 0.001, 1e-9, 1, "of the last step, as a part of the first")                      \
  P (ascent_slope, 0.9, 0, 1, "of a slope that is kept: beta 1", "Kingma and Ba 2015")             \
  P (ascent_square, 0.99, 0, 1, "of a slope's square that is kept: beta 2",                        \
     "Kingma and Ba 2015, whose 0.999 is for longer runs")                                         \
  P (ascent_small, 0.5, 1e-9, 100, "slopes below it are small: they count units of a row",         \
     "half of a unit")                                                                             \
  /* bound */                                                                                      \
  P (root_steps, 500, 10, 1e6, "most steps of the master in a round of the root",                  \
     "RESULTS.md: what was tried lately")                                                          \
  T (root_early, 25, 1, 1e4, "rounds that the root gets in any case")                              \
  T (root_stale, 12, 1, 1e4, "rounds without a new line, and the root is done")                    \
  T (root_vain, 80, 1, 1e4, "rounds without progress, and the root is done")                       \
  T (root_ripe, 15, 1, 1e4, "rounds without progress, and the first dive begins")                  \
  P (root_vertex, 4, 0, 1e4, "rounds without progress, and its master goes to vertices",           \
     "RESULTS.md: vertices")                                                                       \
  T (root_rise, 0.0005, 0, 1, "rise of the bound, as a part of it, that is worth a round")         \
  T (root_closing, 0.95, 0, 1, "a gap below this part of the least one closes")                    \
  P (pull_least, 0.5, 0, 1, "weight of the centre in the duals to price at, at least",             \
     "Pessoa and others 2018: alpha adapts")                                                       \
  P (pull_most, 0.95, 0, 1, "at most", "Pessoa and others 2018")                                   \
  P (pull_in, 0.2, 0, 1, "part of the way to 1 where the bound does not rise",                     \
     "Pessoa and others 2018, who take 0.1")                                                       \
  P (pull_out, 0.1, 0, 1, "back where it rises", "Pessoa and others 2018")                         \
  /* column generation */                                                                          \
  T (column_idle, 10, 1, 1e4, "rounds without a share, and a column is forgotten")                 \
  T (columns_row, 3, 0, 1e3, "columns a row and member, below which none is")                      \
  T (dual_start, 0.3, 0, 1, "duals begin at this part of the price of a missing unit")             \
  T (box_first, 3, 0.1, 1e6, "of the usual price: boxes of dear prices at first")                  \
  T (box_wider, 3, 1, 1e3, "by which a box grows that a dual presses on")                          \
  T (box_press, 0.98, 0, 1, "part of a box from which on a dual presses")                          \
  T (box_few, 0.125, 0, 1, "new lines a member below which boxes may grow")                        \
  P (share_least, 0.001, 0, 1, "a column with less has no share", "rounding of the master")        \
  T (master_enough, 2e-4, 1e-9, 1, "relative gap at which the master has converged")               \
  P (whole_unit, 0.5, 0, 1, "gap, in prices, below which nothing is left to prove",                \
     "prices are whole")                                                                           \
  /* master */                                                                                     \
  T (balance_first, 0.5, 1e-6, 1e6, "of step sizes, as a share of the mean price")                 \
  T (balance_drift, 1000, 1, 1e9, "how far the balance may go from its first")                     \
  T (play_steps, 40, 1, 1e4, "steps until columns in play are chosen anew")                        \
  T (play_part, 0.2, 0, 1, "way from the least to the mean reduced cost that is in play")          \
  T (play_few, 4, 0, 1e3, "columns of a member that all are in play")                              \
  T (look_steps, 50, 1, 1e4, "steps until the means are looked at")                                \
  P (look_fallen, 0.4, 0, 1, "part of the last restart's gap at which to restart",                 \
     "Applegate and others 2021: 0.2 and 0.8")                                                     \
  T (era_longest, 600, 1, 1e5, "steps until a restart in any case")                                \
  P (vertex_rows, 400, 0, 5000,                                                                    \
     "rows and members up to which a master may go to a vertex; 0: never", "RESULTS.md: vertices") \
  P (vertex_steps, 1e4, 1, 1e9, "steps on the way to one at most",                                 \
     "some 40 times what masters of 250 rows take")                                                \
  /* small problems */                                                                             \
  T (exact_slots, 150, 0, 1e4, "members × days up to which all is tried; 0: never")                \
  T (exact_rounds, 60, 1, 1e4, "rounds for its duals at most")                                     \
  T (exact_stale, 4, 1, 1e3, "rounds without a new line that end them")                            \
  T (exact_steps, 150, 1, 1e5, "steps of the master in each of them")                              \
  T (exact_pull, 0.3, 0, 1, "weight of the centre in them")                                        \
  T (exact_part, 0.125, 0, 1, "of all effort that it may take")                                    \
  T (exact_effort, 6e7, 0, 1e12, "at most: what is not found soon is left to the search")          \
  P (exact_lines, 1e5, 1, 1e8, "lines of a member at most", "memory")                              \
  /* certificates */                                                                               \
  T (proof_rounds, 400, 1, 1e5, "rounds of a certificate's root at most")                          \
  T (proof_stale, 4, 1, 1e3, "without a new line before it branches")                              \
  P (proof_pull, 0.7, 0, 1, "weight of the centre in them", "amid pull_least and pull_most")       \
  /* scale */                                                                                      \
  T (duals_day, 3, 1, 100, "dearest cells that a day's duals and counters may be worth")           \
  P (hard_least, 3, 1, 1e6, "gaps that a forbidden unit costs at least",                           \
     "more than one duty fills")                                                                   \
  P (hard_most, 1000, 1, 1e6, "at most", "32 bits")                                                \
  T (hard_gap, 10, 1, 1e6, "price that a gap is then taken to have at least")                      \
  /* one member's line */                                                                          \
  T (reach_first, 1, 0, 1e3, "usual costs above the bound within which a line is sought first")    \
  T (reach_gap, 1.125, 1, 100, "of what the last line was above its bound: alike")                 \
  T (reach_more, 4, 2, 100, "times as far where none is found")                                    \
  T (reach_most, 64, 1, 1e6, "usual costs: beyond, wherever it is")                                \
  T (worth_first, 7, 0, 100, "passes for the worth of a search's first axis")                      \
  T (worth_later, 3, 0, 100, "for that of each other")                                             \
  T (worth_more, 3, 2, 100, "by which a stride grows from pass to pass")                           \
  T (worth_fine, 0.125, 0, 1, "first stride of a worth that is known, as a part of it")            \
  P (labels_most, 12000, 1, 30000, "labels, beyond which all states are looked at",                \
     "its table's size")                                                                           \
  T (cells_hard, 2.4e7, 1, 1e9, "of all layers where a limit becomes an axis")                     \
  T (cells_soft, 4e7, 1, 1e9, "the same of a soft one")                                            \
  T (cells_loose, 6e4, 1, 1e9, "the same of one that is hardly in the way")                        \
  T (loose_part, 0.25, 0, 1, "of what is possible, above which a maximum is hardly in the way")    \
  P (loose_days, 10, 0, 400, "days up to which a counter is a week's, with a week's joins",        \
     "a week and a weekend")                                                                       \
  T (loose_states, 2, 1, 1e3, "times the states without spans: lines are sought without first")
