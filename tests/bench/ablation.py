#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What each parameter of the solver is worth: cost and bound with it halved, and doubled.

usage: ablation.py --solve build/examples/solve/geng-solve [--effort E] [--seeds 1,2,3]
                   [--only NAME,NAME] FILE...

Effort is counted, so a busy machine gives the same table.  A row is a parameter at a value; its
figures are, over all files and seeds, the geometric means of cost and of the distance of the bound
to the cost, both as a ratio to the standard's: above 1 the standard is better.
"""
import argparse
import json
import math
import subprocess
import sys
from pathlib import Path


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--solve", required=True)
    parser.add_argument("--effort", default="3e8")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--only")
    parser.add_argument("files", nargs="+")
    return parser.parse_args()


def parameters(solve):
    """Name, standard, lowest and highest of each row of the table."""
    for line in subprocess.run([solve, "--params"], check=True, capture_output=True, text=True).stdout.splitlines():
        name, standard, reach = line.split()[:3]
        lowest, highest = reach.split("..")
        yield name, float(standard), float(lowest), float(highest)


def measure(options, assignment):
    """(cost, cost - bound) by file and seed; a run without a roster is an error."""
    found = []
    for path in options.files:
        for seed in options.seeds.split(","):
            extra = ["--set", assignment] if assignment else []
            out = subprocess.run([options.solve, "--effort", options.effort, "--time-limit", "0", "--seed", seed,
                                  *extra, path], check=True, capture_output=True, text=True).stdout
            row = json.loads(out.splitlines()[-1])
            if not row["legal"]:
                sys.exit(f"{path}: no roster at seed {seed}, {assignment or 'standard'}")
            found.append((row["cost"], row["cost"] - row["bound"]))
    return found


def ratio(some, others, which):
    logs = [math.log((a[which] + 1) / (b[which] + 1)) for a, b in zip(some, others)]
    return math.exp(sum(logs) / len(logs))


def main():
    options = parse()
    standard = measure(options, None)
    print(f"# {options.effort} units, seeds {options.seeds}, {', '.join(Path(f).stem for f in options.files)}")
    print(f"{'parameter':32} {'cost':>8} {'gap':>8}")
    for name, value, lowest, highest in parameters(options.solve):
        if options.only and name not in options.only.split(","):
            continue
        for other in sorted({max(lowest, value / 2), min(highest, value * 2)} - {value}):
            assignment = f"{name}={other:g}"
            found = measure(options, assignment)
            print(f"{assignment:32} {ratio(found, standard, 0):8.4f} {ratio(found, standard, 1):8.3f}", flush=True)


if __name__ == "__main__":
    main()
