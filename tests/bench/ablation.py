#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What each technique of the solver is worth, switched off, and each parameter, halved and doubled.

usage: ablation.py --solve build/examples/solve/geng-solve [--effort E] [--seeds 1,2,3]
                   [--techniques] [--only NAME,NAME] FILE...

Effort is counted, so a busy machine gives the same table.  A row is a technique that is off, or a parameter at a
value; its figures are, over all files and seeds, the geometric means of the cost, of its primal integral over effort
(integral.py) and of the distance of the bound to the cost, as ratios to the standard's: above 1 the standard is better.
"""
import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from integral import integral, points

# Technique: what switches it off.
TECHNIQUES = {
    "ascent": ["ascent_fewest=1", "ascent_most=1", "ascent_exact=0"],
    "bound": ["bound_share=0", "bound_later=0", "bound_unripe=0"],
    "first dive": ["dive_share=0"],
    "later dives": ["dive_later=0"],
    "branching": ["branch_share=0", "bound_later=0", "bound_unripe=0"],
    "exact search": ["exact_slots=0"],
    "smoothing of duals": ["pull_least=0", "pull_most=0", "repair_pull=0", "node_pull=0"],
    "boxes that grow": ["box_first=1e6"],
    "columns in play": ["play_part=1"],
    "vertices": ["vertex_rows=0"],
    "neighbourhoods side by side": ["jobs_most=1"],
    "their sizes by their record": ["repair_any=1"],
    "large neighbourhoods": ["repair_many=1e5"],
    "neighbourhoods of regret": ["regret_part=0"],
    "wandering": ["wander_part=0"],
    "rolling dives": ["long_days=1e4"],
    "leaps of a dive": ["dive_leap=1"],
    "days pinned before lines": ["pin_sure=1"],
    "turns of those who tie": ["ties_least=1e6"],
    "pressing lines": ["press_rounds=1"],
    "worths of axes": ["worth_first=0", "worth_later=0"],
    "search near the bound first": ["reach_first=1000"],
}


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--solve", required=True)
    parser.add_argument("--effort", default="3e8")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--techniques", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("files", nargs="+")
    return parser.parse_args()


def parameters(solve):
    """Name, standard, lowest and highest of each row of the table."""
    for line in subprocess.run([solve, "--params"], check=True, capture_output=True, text=True).stdout.splitlines():
        name, standard, reach = line.split()[:3]
        lowest, highest = reach.split("..")
        yield name, float(standard), float(lowest), float(highest)


def run(options, path, seed, assignments, trace):
    extra = [word for assignment in assignments for word in ("--set", assignment)]
    out = subprocess.run([options.solve, "--effort", options.effort, "--time-limit", "0", "--seed", seed, "--trace", trace,
                          *extra, path], check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def measure(options, assignments, best=None):
    """(cost, integral, cost - bound) by file and seed; None where a run has no roster.  The integral is from the
    standard's cost."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        trace = str(Path(folder) / "trace.csv")
        for path in options.files:
            for seed in options.seeds.split(","):
                row = run(options, path, seed, assignments, trace)
                if not row["legal"]:
                    return None
                goal = best[len(found)][0] if best else row["cost"]
                area = integral(points(trace, "effort"), goal, float(options.effort))
                found.append((row["cost"], area, row["cost"] - row["bound"]))
    return found


def ratio(some, others, which, least):
    """The geometric mean of ratios, where what is below `least` counts as that."""
    logs = [math.log(max(a[which], least) / max(b[which], least)) for a, b in zip(some, others)]
    return math.exp(sum(logs) / len(logs))


def print_row(name, found, standard):
    if found is None:
        print(f"{name:32} a run has no roster", flush=True)
        return
    print(f"{name:32} {ratio(found, standard, 0, 1):8.4f} {ratio(found, standard, 1, 1e-4):8.3f}"
          f" {ratio(found, standard, 2, 1):8.3f}", flush=True)


def main():
    options = parse()
    standard = measure(options, [])
    if standard is None:
        sys.exit("a run of the standard has no roster: more effort")
    print(f"# {options.effort} units, seeds {options.seeds}, {', '.join(Path(f).stem for f in options.files)}")
    print(f"{'technique off' if options.techniques else 'parameter':32} {'cost':>8} {'integral':>8} {'gap':>8}")
    for name, assignments in TECHNIQUES.items() if options.techniques else ():
        print_row(name, measure(options, assignments, standard), standard)
    if options.techniques:
        return
    for name, value, lowest, highest in parameters(options.solve):
        if options.only and name not in options.only.split(","):
            continue
        for other in sorted({max(lowest, value / 2), min(highest, value * 2)} - {value}):
            assignment = f"{name}={other:g}"
            print_row(assignment, measure(options, [assignment], standard), standard)


if __name__ == "__main__":
    main()
