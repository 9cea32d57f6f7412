#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The primal integral of traces: how long a run was how far from the best known cost.

usage: integral.py --best COST [--seconds 60 | --effort E] TRACE…

A trace is written by geng-solve --trace or bench-shift --trace.  The integral (Berthold 2013) is the mean, over time or over
counted effort, of (cost - best) / max(cost, best), 1 while there is no roster: 0 is best at once, 1 nothing at all.  Counted
effort gives the same on a busy machine.
"""
import argparse
import csv

# Where the columns of a trace stand: geng-solve's, which has no head, and bench-shift's.
SOLVE = {"effort": 1, "seconds": 2, "cost": 4}
SHIFT = {"effort": 4, "seconds": 5, "cost": 2}


def points(path, over):
    """(seconds or effort, cost), where a roster is known."""
    columns = SOLVE
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if row[:2] == ["phase", "gaps"]:
                columns = SHIFT
            elif len(row) == 6 and row[columns["cost"]]:
                yield float(row[columns[over]]), float(row[columns["cost"]])


def integral(steps, best, end):
    """Of points, until the end."""
    area, since, distance = 0.0, 0.0, 1.0
    for at, cost in steps:
        at = min(at, end)
        area += (at - since) * distance
        since, distance = at, abs(cost - best) / max(cost, best, 1)
    return (area + (end - since) * distance) / end


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--best", type=float, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--effort", type=float)
    parser.add_argument("traces", nargs="+")
    options = parser.parse_args()
    for path in options.traces:
        end, over = (options.effort, "effort") if options.effort else (options.seconds, "seconds")
        value = integral(points(path, over), options.best, end)
        print(f"{path}: {value:.4f}")


if __name__ == "__main__":
    main()
