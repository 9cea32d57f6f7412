/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of geng-params.h: the portfolio, and what looks for rosters. */
#define GENG_PARAMS_SEARCH(P, T)                                                                   \
  /* the portfolio */                                                                              \
  T (jobs_most, 8, 1, 64, "neighbourhoods under way at most")                                      \
  T (jobs_people, 10, 1, 1e5, "members for each of them: more would undo each other's work")       \
  T (jobs_grow, 8, 1, 1e5, "merged neighbourhoods for each: the first ones change much")           \
  P (jobs_hands, 2, 1, 8, "threads that the order of jobs is made for, where there are as many",   \
     "RESULTS.md: jobs side by side")                                                              \
  T (job_slice, 4e6, 1e4, 1e10, "effort of a slice of a task that goes on from its last one")      \
  T (share_lag, 8e6, 0, 1e12, "effort for its share by which a task may lag behind them")          \
  P (ascent_share, 1, 0, 100, "of the ascent, to 1 of neighbourhoods",                             \
     "RESULTS.md: what was tried lately")                                                          \
  P (bound_share, 1, 0, 100, "of the bound until the first dive",                                  \
     "RESULTS.md: what was tried lately")                                                          \
  P (bound_unripe, 1, 0, 100, "of the bound once dived, where it still rises",                     \
     "RESULTS.md: what was tried lately")                                                          \
  T (bound_later, 0.14, 0, 100, "of the bound, and of branching, once dived")                      \
  P (dive_share, 3, 0, 100, "of the first dive", "RESULTS.md: many people and eight weeks")        \
  T (dive_later, 1, 0, 100, "of later dives")                                                      \
  T (branch_share, 0.75, 0, 100, "of branching where nothing gains for long")                      \
  P (tick_effort, 3e7, 1e4, 1e12, "between two lines of the log", "for reading")                   \
  /* members who tie parts together */                                                             \
  T (ties_least, 100, 1, 1e6, "members from which on those who tie are planned by turns")          \
  P (ties_own, 0.015, 0, 1, "of the effort for each turn of those who tie",                        \
     "RESULTS.md: villages that share a police station")                                           \
  P (ties_rest, 0.2, 0, 1, "for the rest around them",                                             \
     "RESULTS.md: villages that share a police station")                                           \
  P (ties_joint, 0.36, 0, 1, "for all at once; what is left is for the rest again",                \
     "RESULTS.md: villages that share a police station")                                           \
  P (ties_bound, 0.2, 0, 100, "of ascent and bound then, to 1 of neighbourhoods",                  \
     "RESULTS.md: villages that share a police station")                                           \
  /* dive */                                                                                       \
  T (dive_clear, 0.9, 0, 1, "share from which a line, or a week, is fixed at once")                \
  P (dive_pins, 60, 1, 1e4, "parts of a dive's days, of which a pinning takes one at least",       \
     "RESULTS.md: days instead of lines")                                                          \
  P (pin_sure, 0.95, 0, 1, "share from which a day is pinned at once",                             \
     "RESULTS.md: days instead of lines")                                                          \
  T (dive_rounds, 8, 1, 1e3, "rounds between two fixings of the first dive")                       \
  T (dive_steps, 250, 1, 1e5, "steps of the master in each of them")                               \
  T (dive_parts, 60, 1, 1e4, "fixings a dive takes at most")                                       \
  P (dive_leap, 4, 1, 100, "times the fewest that a fixing fixes where the last ones did no harm", \
     "RESULTS.md: many people and eight weeks")                                                    \
  T (dive_barren, 120, 1, 1e6, "neighbourhoods in vain before another dive")                       \
  P (roll_days, 28, 7, 400, "days of a rolling dive's window",                                     \
     "RESULTS.md: what was tried lately")                                                          \
  P (roll_days_year, 14, 7, 400, "the same over a year", "RESULTS.md: what was tried lately")      \
  P (roll_year, 273, 1, 1e4, "days from which on a horizon is a year to it",                       \
     "three quarters of one")                                                                      \
  T (roll_last, 35, 7, 400, "days left at which a window takes all, and no counter is relaxed")    \
  P (roll_sure, 84, 0, 400, "days left at which what is pinned is known to have a line",           \
     "RESULTS.md: what was tried lately")                                                          \
  P (roll_pin, 7, 1, 100, "days that are pinned before it moves on", "a week")                     \
  P (roll_least, 0.2, 0, 1, "part of the members that a pinning pins at least",                    \
     "RESULTS.md: what was tried lately")                                                          \
  P (roll_open, 20, 1, 1e3, "rounds when a window opens", "RESULTS.md: what was tried lately")     \
  T (roll_rounds, 4, 1, 1e3, "rounds after each pinning")                                          \
  T (roll_few, 0.2, 0, 1, "new lines a member at which rounds end")                                \
  P (roll_steps, 250, 1, 1e5, "steps of the master in each of them",                               \
     "RESULTS.md: what was tried lately")                                                          \
  P (roll_pull, 0.8, 0, 1, "weight of the centre in them", "RESULTS.md: what was tried lately")    \
  P (long_days, 100, 1, 1e4, "days from which on a first dive rolls",                              \
     "RESULTS.md: a long horizon's second dive")                                                   \
  /* neighbourhoods */                                                                             \
  T (repair_rounds, 22, 1, 1e3, "rounds of a neighbourhood's root")                                \
  P (repair_steps, 150, 1, 1e5, "steps of the master in each of them",                             \
     "RESULTS.md: what was tried lately")                                                          \
  P (repair_pull, 0.3, 0, 1, "weight of the centre in them",                                       \
     "RESULTS.md: many people and eight weeks")                                                    \
  T (repair_clear, 0.95, 0, 1, "share from which a line is fixed at once")                         \
  T (repair_pins, 30, 1, 1e4, "parts of a neighbourhood's days, as of a dive's")                   \
  P (repair_long, 50, 1, 1e6, "days from which on its dive pins days and not whole lines",         \
     "RESULTS.md: days instead of lines")                                                          \
  T (repair_fixed, 5, 1, 1e3, "rounds between two fixings")                                        \
  P (repair_slack, 0.3, 0, 1, "gap, in prices, at which its root ends", "prices are whole")        \
  T (repair_stale, 2, 1, 1e3, "rounds without a new line after which it ends")                     \
  T (repair_days, 35, 1, 1e3,                                                                      \
     "days of a neighbourhood of few members; all days, where that is not long")                   \
  T (repair_many, 50, 1, 1e5, "members from which on some free everybody")                         \
  P (regret_part, 0.7, 0, 1, "neighbourhoods drawn by regret where duals are known",               \
     "RESULTS.md: many people and eight weeks")                                                    \
  P (regret_most, 0.1, 0, 1e6, "of a roster's price, above which regret tells nothing",            \
     "RESULTS.md: villages that share a police station")                                           \
  T (regret_least, 0.5, 0, 1e6, "regret that each member has at least")                            \
  T (repair_keep, 0.98, 0, 1, "of a shape's record that each use keeps")                           \
  T (repair_any, 0.1, 0, 1, "neighbourhoods whose shape is drawn without the record")              \
  T (wander_from, 40, 1, 1e6, "neighbourhoods in vain before some wander")                         \
  T (wander_part, 0.333, 0, 1, "of those then drawn")                                              \
  T (wander_rise, 0.0025, 0, 1, "by which a wanderer may end dearer than the best")                \
  T (wander_back, 100, 1, 1e6, "neighbourhoods in vain until the best is taken up again")          \
  /* branching */                                                                                  \
  T (node_rounds, 16, 1, 1e3, "rounds of a node")                                                  \
  T (node_vain, 4, 1, 1e3, "in a row that may leave its bound where it is")                        \
  P (node_vertex, 2, 0, 1e3, "of them, and its master goes to vertices", "RESULTS.md: vertices")   \
  T (node_steps, 150, 1, 1e5, "steps of the master in each of them")                               \
  T (node_pull, 0.3, 0, 1, "weight of the centre in them")                                         \
  P (node_whole, 0.02, 0, 0.5, "a share this near to whole is", "rounding of the master")          \
  T (node_doubled, 4, 0, 20, "times the steps double in a node without new lines")                 \
  P (node_most, 1e5, 1, 1e8, "open nodes at most", "memory")                                       \
  P (node_lines, 2000, 10, 1e6, "lines that are kept of a member for all nodes", "memory")         \
  T (redive_less, 0.5, 0.01, 1, "of dive_rounds, where a later dive has fewer")                    \
  T (redive_more, 2, 1, 100, "where it has more")                                                  \
  T (redive_steps_less, 0.64, 0.01, 1, "of dive_steps, where a later dive has fewer")              \
  T (redive_steps_more, 4, 1, 100, "where it has more")                                            \
  T (shape_gain, 0.5, 0, 1e6, "root of a gain that each shape begins with")                        \
  T (shape_effort, 1e6, 1, 1e12, "effort that it begins with")                                     \
  /* effort */                                                                                     \
  P (effort_quick, 6e8, 1e4, 1e15, "of level quick",                                               \
     "four times what months of 12 to 36 people take (generate.py)")                               \
  P (effort_normal, 3e9, 1e4, 1e15, "of level normal", "three times what old-village takes")       \
  P (effort_thorough, 1.5e11, 1e4, 1e15, "of level thorough",                                      \
     "twenty times what sixty nurses take")                                                        \
  P (effort_parts, 300, 1, 1e6, "members of a problem in parts for whom a level is enough",        \
     "zone.py: grids of 36 are proven after some 1.3e8 each")                                      \
  P (effort_tied, 90, 1, 1e6, "the same where a few tie the parts", "parts are planned twice")     \
  T (parts_rough, 0.125, 0, 1, "of the effort for a first roster of all parts")                    \
  T (parts_again, 0.25, 0, 1, "of the effort that, where easy parts leave it, goes to the others") \
  P (parts_most, 2, 1, 1e6, "times its own share that a part may have where others leave theirs",  \
     "RESULTS.md: villages that share a police station")                                           \
  P (parts_least, 1e6, 0, 1e12, "effort below which no part can begin", "a first roster")          \
  T (untangle_part, 0.25, 0, 1, "of the effort that finds out whether lines clash")                \
  /* first rosters */                                                                              \
  P (polish_part, 0.1, 0, 1,                                                                       \
     "of the effort, for planning the first roster of a long horizon anew",                        \
     "RESULTS.md: what was tried lately")                                                          \
  T (press_rounds, 14, 1, 1e3, "rounds in which prices press a line towards its limits")           \
  T (press_enough, 3, 1, 1e3, "rounds after which a legal line is enough")                         \
  T (press_first, 0.02, 1e-9, 10, "first pressure, as a part of what is charged")                  \
  T (press_more, 1.6, 1, 100, "by which each is stronger")                                         \
  T (hold_rounds, 12, 1, 1e3, "limits to which a line is held one after another")                  \
  T (line_steps, 2e6, 1, 1e12, "of the exact search for any line of a member")                     \
  P (line_known, 3e5, 1, 1e9, "dead ends that it remembers", "memory")
