/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of geng-params.h: the portfolio, and what looks for rosters. */
#define GENG_PARAMS_SEARCH(P)                                                                      \
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
  P (bound_unripe, 1, 0, 100, "of the bound once dived, where it still rises", "tuned")            \
  P (bound_later, 0.14, 0, 100, "of the bound, and of branching, once dived", "tuned")             \
  P (dive_share, 3, 0, 100, "of the first dive", "tuned")                                          \
  P (dive_later, 1, 0, 100, "of later dives", "tuned")                                             \
  P (branch_share, 0.75, 0, 100, "of branching where nothing gains for long", "tuned")             \
  P (tick_effort, 3e7, 1e4, 1e12, "between two lines of the log", "for reading")                   \
  /* members who tie parts together */                                                             \
  P (ties_least, 100, 1, 1e6, "members from which on those who tie are planned by turns", "tuned") \
  P (ties_own, 0.015, 0, 1, "of the effort for each turn of those who tie", "tuned")               \
  P (ties_rest, 0.2, 0, 1, "for the rest around them", "tuned")                                    \
  P (ties_joint, 0.36, 0, 1, "for all at once; what is left is for the rest again", "tuned")       \
  P (ties_bound, 0.2, 0, 100, "of ascent and bound then, to 1 of neighbourhoods",                  \
     "RESULTS.md: villages that share a police station")                                           \
  /* dive */                                                                                       \
  P (dive_clear, 0.9, 0, 1, "share from which a line, or a week, is fixed at once", "tuned")       \
  P (dive_pins, 60, 1, 1e4, "parts of a dive's days, of which a pinning takes one at least",       \
     "tuned")                                                                                      \
  P (pin_sure, 0.95, 0, 1, "share from which a day is pinned at once",                             \
     "RESULTS.md: days instead of lines")                                                          \
  P (dive_rounds, 8, 1, 1e3, "rounds between two fixings of the first dive", "tuned")              \
  P (dive_steps, 250, 1, 1e5, "steps of the master in each of them", "tuned")                      \
  P (dive_parts, 60, 1, 1e4, "fixings a dive takes at most", "tuned")                              \
  P (dive_leap, 4, 1, 100, "times the fewest that a fixing fixes where the last ones did no harm", \
     "tuned")                                                                                      \
  P (dive_barren, 120, 1, 1e6, "neighbourhoods in vain before another dive", "tuned")              \
  P (roll_days, 28, 7, 400, "days of a rolling dive's window",                                     \
     "RESULTS.md: what was tried lately")                                                          \
  P (roll_days_year, 14, 7, 400, "the same over a year", "tuned")                                  \
  P (roll_year, 273, 1, 1e4, "days from which on a horizon is a year to it",                       \
     "three quarters of one")                                                                      \
  P (roll_last, 35, 7, 400, "days left at which a window takes all, and no counter is relaxed",    \
     "tuned")                                                                                      \
  P (roll_sure, 84, 0, 400, "days left at which what is pinned is known to have a line", "tuned")  \
  P (roll_pin, 7, 1, 100, "days that are pinned before it moves on", "a week")                     \
  P (roll_least, 0.2, 0, 1, "part of the members that a pinning pins at least", "tuned")           \
  P (roll_open, 20, 1, 1e3, "rounds when a window opens", "tuned")                                 \
  P (roll_rounds, 4, 1, 1e3, "rounds after each pinning", "tuned")                                 \
  P (roll_few, 0.2, 0, 1, "new lines a member at which rounds end", "tuned")                       \
  P (roll_steps, 250, 1, 1e5, "steps of the master in each of them", "tuned")                      \
  P (roll_pull, 0.8, 0, 1, "weight of the centre in them", "tuned")                                \
  P (long_days, 100, 1, 1e4, "days from which on a first dive rolls", "tuned")                     \
  /* neighbourhoods */                                                                             \
  P (repair_rounds, 22, 1, 1e3, "rounds of a neighbourhood's root", "tuned")                       \
  P (repair_steps, 150, 1, 1e5, "steps of the master in each of them", "tuned")                    \
  P (repair_pull, 0.3, 0, 1, "weight of the centre in them", "tuned")                              \
  P (repair_clear, 0.95, 0, 1, "share from which a line is fixed at once", "tuned")                \
  P (repair_pins, 30, 1, 1e4, "parts of a neighbourhood's days, as of a dive's", "tuned")          \
  P (repair_long, 50, 1, 1e6, "days from which on its dive pins days and not whole lines",         \
     "RESULTS.md: days instead of lines")                                                          \
  P (repair_fixed, 5, 1, 1e3, "rounds between two fixings", "tuned")                               \
  P (repair_slack, 0.3, 0, 1, "gap, in prices, at which its root ends", "prices are whole")        \
  P (repair_stale, 2, 1, 1e3, "rounds without a new line after which it ends", "tuned")            \
  P (repair_days, 35, 1, 1e3,                                                                      \
     "days of a neighbourhood of few members; all days, where that is not long", "tuned")          \
  P (repair_many, 50, 1, 1e5, "members from which on some free everybody", "tuned")                \
  P (regret_part, 0.7, 0, 1, "neighbourhoods drawn by regret where duals are known",               \
     "RESULTS.md: many people and eight weeks")                                                    \
  P (regret_most, 0.1, 0, 1e6, "of a roster's price, above which regret tells nothing",            \
     "RESULTS.md: villages that share a police station")                                           \
  P (regret_least, 0.5, 0, 1e6, "regret that each member has at least", "tuned")                   \
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
  P (node_doubled, 4, 0, 20, "times the steps double in a node without new lines", "tuned")        \
  P (node_most, 1e5, 1, 1e8, "open nodes at most", "memory")                                       \
  P (node_lines, 2000, 10, 1e6, "lines that are kept of a member for all nodes", "memory")         \
  P (redive_less, 0.5, 0.01, 1, "of dive_rounds, where a later dive has fewer", "tuned")           \
  P (redive_more, 2, 1, 100, "where it has more", "tuned")                                         \
  P (redive_steps_less, 0.64, 0.01, 1, "of dive_steps, where a later dive has fewer", "tuned")     \
  P (redive_steps_more, 4, 1, 100, "where it has more", "tuned")                                   \
  P (shape_gain, 0.5, 0, 1e6, "root of a gain that each shape begins with", "tuned")               \
  P (shape_effort, 1e6, 1, 1e12, "effort that it begins with", "tuned")                            \
  /* effort */                                                                                     \
  P (effort_quick, 6e8, 1e4, 1e15, "of level quick",                                               \
     "four times what months of 12 to 36 people take (generate.py)")                               \
  P (effort_normal, 3e9, 1e4, 1e15, "of level normal", "three times what old-village takes")       \
  P (effort_thorough, 1.5e11, 1e4, 1e15, "of level thorough",                                      \
     "twenty times what sixty nurses take")                                                        \
  P (effort_parts, 300, 1, 1e6, "members of a problem in parts for whom a level is enough",        \
     "zone.py: grids of 36 are proven after some 1.3e8 each")                                      \
  P (effort_tied, 90, 1, 1e6, "the same where a few tie the parts", "parts are planned twice")     \
  P (parts_rough, 0.125, 0, 1, "of the effort for a first roster of all parts", "tuned")           \
  P (parts_again, 0.25, 0, 1, "of the effort that, where easy parts leave it, goes to the others", \
     "tuned")                                                                                      \
  P (parts_most, 2, 1, 1e6, "times its own share that a part may have where others leave theirs",  \
     "tuned")                                                                                      \
  P (parts_least, 1e6, 0, 1e12, "effort below which no part can begin", "a first roster")          \
  P (untangle_part, 0.25, 0, 1, "of the effort that finds out whether lines clash", "tuned")       \
  /* first rosters */                                                                              \
  P (polish_part, 0.1, 0, 1,                                                                       \
     "of the effort, for planning the first roster of a long horizon anew",                        \
     "RESULTS.md: what was tried lately")                                                          \
  P (press_rounds, 14, 1, 1e3, "rounds in which prices press a line towards its limits", "tuned")  \
  P (press_enough, 3, 1, 1e3, "rounds after which a legal line is enough", "tuned")                \
  P (press_first, 0.02, 1e-9, 10, "first pressure, as a part of what is charged", "tuned")         \
  P (press_more, 1.6, 1, 100, "by which each is stronger", "tuned")                                \
  P (hold_rounds, 12, 1, 1e3, "limits to which a line is held one after another", "tuned")         \
  P (line_steps, 2e6, 1, 1e12, "of the exact search for any line of a member", "tuned")            \
  P (line_known, 3e5, 1, 1e9, "dead ends that it remembers", "memory")
