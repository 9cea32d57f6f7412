#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the benchmark and prints a table of it.

usage: table.py --build DIR --instances DIR [--seeds 1,2,3] [--time-limit SECONDS] [--beside DIR]
                [--counted EFFORT] [--verify CHECKER] [--best NAME=COST,…] [NAME...]

An instance is a file of employee shift scheduling, or a problem in text form (bench-inrc2-agree text writes one of INRC-II;
its costs are then in that text's unit).  Without --counted, bench-shift plans the former through the public library until
the time limit, and geng-solve the latter; with it, geng-solve spends as much counted effort and the clock decides nothing.
CHECKER is called with an instance and a roster and prints "cost N hard N"; a roster that it prices otherwise ends the run.
The integral (integral.py) is that of the cost over the time, or the counted effort, of the run, from the best known cost, or
from the least that the seeds ended with.  --beside: the folder of another build, an older one, say, which runs each instance
and seed in turn with this one, so that a busy hour is one for both; the last column is this one's distance to the best known
cost as a part of the other's.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

from integral import integral, points

COLUMNS = ("instance", "cost", "bound", "gap", "integral", "effort", "seconds", "MB")
BESIDE = ("beside", "bound", "integral", "distance")
TEXT = "geng-problem "  # what a problem in text form begins with


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--instances", required=True)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--time-limit", default="60")
    parser.add_argument("--threads", default="2")
    parser.add_argument("--counted")
    parser.add_argument("--verify")
    parser.add_argument("--best", default="")
    parser.add_argument("--beside")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def find_instances(options):
    """All files of the folder, or those named, by their number."""
    names = [n for n in os.listdir(options.instances) if n.endswith(".txt")]
    if options.names:
        names = [n for n in names if n[:-4] in options.names]
    return sorted(names, key=lambda n: [int(d) for d in re.findall(r"\d+", n)] or [0])


def is_text(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().startswith(TEXT)


def solver(build):
    """geng-solve, which was bench-solver once."""
    names = (os.path.join(build, "examples", "solve", "geng-solve"), os.path.join(build, "tests", "bench", "bench-solver"))
    return next(name for name in names if os.path.exists(name))


def command(options, build, path, seed, folder):
    common = ["--seed", seed, "--threads", options.threads, "--trace", os.path.join(folder, "trace.csv"), path]
    if options.counted:
        return [solver(build), "--effort", options.counted, "--time-limit", "0", "--tsv", folder] + common
    if is_text(path):
        return [solver(build), "--time-limit", options.time_limit, "--tsv", folder] + common
    return [os.path.join(build, "tests", "bench", "bench-shift"), "--time-limit", options.time_limit,
            "--solutions", folder, "--json", os.path.join(folder, "rows.json")] + common


def check(options, path, folder, row):
    """What an independent checker says of the roster."""
    roster = next(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".tsv"))
    said = subprocess.run([options.verify, path, roster], check=True, capture_output=True,
                          text=True).stdout
    cost, hard = (int(n) for n in re.search(r"cost (\d+) hard (\d+)", said).groups())
    if hard or cost != row["cost"]:
        sys.exit("%s: the checker says %s, the bench %d" % (path, said.strip(), row["cost"]))


def run(options, build, path, seed):
    """One process an instance and seed, so that memory is the instance's own."""
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(command(options, build, path, seed, folder), check=True,
                             capture_output=True, text=True).stdout
        rows = os.path.join(folder, "rows.json")
        if os.path.exists(rows):
            with open(rows, encoding="utf-8") as file:
                out = file.read()
        row = json.loads([line for line in out.splitlines() if line.startswith("{")][-1])
        end, over = ((float(options.counted), "effort") if options.counted else (float(options.time_limit), "seconds"))
        row["points"] = list(points(os.path.join(folder, "trace.csv"), over))
        row["end"] = end
        if options.verify and not is_text(path):
            check(options, path, folder, row)
        return row


def middle(rows, key):
    return statistics.median_low([row[key] for row in rows])


def reckon(rows, best):
    for row in rows:
        row["integral"] = integral(row["points"], best, row["end"])


def cells(rows):
    """No rule of these instances pays, so a bound of 0 is that of a run without one."""
    cost, bound = middle(rows, "cost"), middle(rows, "bound")
    gap = "proven" if cost == bound else "%.2f %%" % (100 * (cost - bound) / max(cost, 1))
    known = [str(bound), gap] if bound > 0 or cost == 0 else ["–", "–"]
    return ["%d" % cost, *known, "%.3f" % middle(rows, "integral"), "%.1e" % middle(rows, "effort"),
            "%.1f" % middle(rows, "seconds"), "%d" % middle(rows, "megabytes")]


def cells_beside(rows, others, best):
    """What the other build came to, and how far this one is from the best known cost for each unit that the other is."""
    there, here = middle(others, "cost") - best, middle(rows, "cost") - best
    known = str(middle(others, "bound")) if middle(others, "bound") > 0 else "–"
    return ["%d" % middle(others, "cost"), known, "%.3f" % middle(others, "integral"),
            "%.2f" % (here / there) if there > 0 else "–"]


def print_row(name, rows, others, best):
    best = best if best is not None else min(row["cost"] for row in rows + others)
    reckon(rows + others, best)
    print("| " + " | ".join([name, *cells(rows), *(cells_beside(rows, others, best) if others else [])]) + " |", flush=True)


def main():
    options = parse()
    budget = ("%.1e units of counted effort" % float(options.counted) if options.counted
              else "%s s of wall time" % options.time_limit)
    print("Written by `tests/bench/table.py`, see README.md here. %s, %s thread(s),"
          "\nmedian of the seeds %s.\n" % (budget, options.threads, options.seeds))
    columns = COLUMNS + (BESIDE if options.beside else ())
    print("| " + " | ".join(columns) + " |\n|" + "--|" * len(columns))
    best = dict(pair.split("=") for pair in options.best.split(",") if pair)
    for name in find_instances(options):
        path = os.path.join(options.instances, name)
        rows, others = [], []
        for seed in options.seeds.split(","):
            rows.append(run(options, options.build, path, seed))
            if options.beside:
                others.append(run(options, options.beside, path, seed))
        print_row(name[:-4], rows, others, float(best[name[:-4]]) if name[:-4] in best else None)


if __name__ == "__main__":
    main()
