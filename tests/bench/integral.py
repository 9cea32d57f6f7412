#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The primal integral of traces: how long a run was how far from the best known cost.

usage: integral.py --best COST [--seconds 60] TRACE…

A trace is written by geng-solve --trace.  The integral (Berthold 2013) is the time's mean of
(cost - best) / max(cost, best), 1 while there is no roster: 0 is best at once, 1 nothing at all.
"""
import argparse
import csv


def points(path):
    """(seconds, cost), where a roster is known."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) == 6 and row[4]:
                yield float(row[2]), int(row[4])


def integral(path, best, seconds):
    area, since, distance = 0.0, 0.0, 1.0
    for at, cost in points(path):
        at = min(at, seconds)
        area += (at - since) * distance
        since, distance = at, abs(cost - best) / max(cost, best, 1)
    return (area + (seconds - since) * distance) / seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--best", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("traces", nargs="+")
    options = parser.parse_args()
    for path in options.traces:
        print(f"{path}: {integral(path, options.best, options.seconds):.4f}")


if __name__ == "__main__":
    main()
