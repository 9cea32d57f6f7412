# SPDX-License-Identifier: LGPL-2.1-or-later
"""Mistakes that once lived, found by hand: each would let a false proof or a false judgement out. They come before those that the
rules draw. (name, file, words that stand there once, the same words with a mistake)"""

KNOWN = [
    ("the bound on gaps is one too high", "lib/planner/geng-planning.c",
     "return solution == NULL ? 0 : whole_gaps (run, solution->bound);",
     "return solution == NULL ? 0 : MIN (run->solution->gaps, whole_gaps (run, solution->bound) + 1);"),
    ("the solver's bound on gaps is one too high", "lib/solver/run/geng-solver.c",
     "run->options->gaps_only ? run->bound * weight", "run->options->gaps_only ? (run->bound + 1) * weight"),
    ("the lattice knows no counters", "lib/solver/small/geng-lattice.c",
     "step = steps_of_counters (problem, step);", "step = step + 0;"),
    ("best without a proof about gaps", "lib/planner/geng-planning.c",
     "= proof->bound_gaps == solution->gaps && proof->bound_changes == proof->changes",
     "= proof->bound_gaps <= solution->gaps && proof->bound_changes == proof->changes"),
    ("a contradiction without a proof, in the solver", "lib/solver/run/geng-solver.c",
     "solution->contradiction = improve_all (run, &arena) == GENG_VERDICT_NO;",
     "solution->contradiction = improve_all (run, &arena) != GENG_VERDICT_YES && !run->legal;"),
    ("a contradiction without a proof, where lines clash", "lib/solver/run/geng-solver.c",
     "return inner.bound > 0 ? GENG_VERDICT_NO : verdict;", "return !inner.legal ? GENG_VERDICT_NO : verdict;"),
    ("a contradiction without a proof, in the planner", "lib/planner/geng-planning.c",
     "if (run->solution->contradiction && all_proven (run))", "if (!run->solution->truncated)"),
    ("codes are barred by half the gap", "lib/solver/mixture/geng-mixture-bar.c", "line[i] + gap, barred", "line[i] + gap / 2, barred"),
    ("the walk's key leaves out the longest run", "lib/solver/small/geng-walk.c",
     "MAX (limit->min, limit->max < reach ? limit->max + 1 : 1)", "MAX (limit->min, 1)"),
    ("the walk forgets how a run began", "lib/solver/small/geng-walk.c",
     "walk->length[r] = run_limit (walk, r)->before;", "walk->length[r] = 0;"),
    ("the planner's fair share forgets what was carried", "lib/rules/geng-share.c",
     "parts[m].carried = carried_before (burden, scene, m);", "parts[m].carried = 0;"),
    ("the judge's fair share forgets what was carried", "lib/rules/geng-share-plain.c",
     "days.carried += geng_share_counted_plain (burden, scene, member, day);", "days.carried += 0;"),
]
