#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Peers on the same problems: general solvers, each as long as geng-solve had, in one table.

usage: peers.py --build DIR [--seconds N] [--effort COUNTED] [--peers cpsat,highs,cbc,timefold] [--exact] FILE...

A problem in its text form (docs/solver/text-form.md), or an instance that geng-solve writes in it, becomes
a model of 0-1 variables, one for each member, day and code, which CP-SAT (8 workers, where it does best
also on few cores), HiGHS and Cbc get as it is; Timefold Solver gets the model of timefold/.  All run one
after the other.  What a solver answers is priced by the reader tests/proof/problem_text.py, which has none
of geng-solve's code; an answer that it prices otherwise ends the run.  Behind the seconds stand those of
a processor, which tell how much of the machine a solver got and used.  --exact asks that all who prove an
optimum prove the same one.  CP-SAT and HiGHS need `pip install ortools highspy`, Cbc the package
coinor-cbc, Timefold a JDK from 17 on and Maven.
"""
import argparse
import contextlib
import ctypes
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "proof"))
# pylint: disable-next=wrong-import-position
from problem_text import FORBIDDEN, Problem, Refused, value_of  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
CPSAT_WORKERS = 8
# What a bound in floating point may be above a whole number and mean it.
ROUNDING = 1e-6
# Longer than any sum: an open side.
OPEN = 1 << 40


class Model:
    """Variables lo..hi with a price each, and rows lo <= sum <= hi over [(variable, factor)]."""

    def __init__(self, problem):
        self.problem = problem
        self.low, self.high, self.price, self.rows = [], [], [], []
        self.constant = 0
        self.at = {}
        for m in range(problem.n_members):
            for d in range(problem.n_days):
                self.add_day(m, d)
            for d in range(problem.n_days - 1):
                self.add_joins(m, d)
        for run in problem.runs:
            self.add_longest(*run)
            self.add_shortest(*run)
        for pattern in problem.patterns:
            self.add_pattern(*pattern)
        for span in problem.spans:
            self.add_span(*span)
        for counter in problem.counters:
            self.add_counter(*counter)
        self.add_cells()

    def add(self, high=1, price=0):
        self.low.append(0)
        self.high.append(high)
        self.price.append(price)
        return len(self.low) - 1

    def row(self, low, terms, high=OPEN):
        self.rows.append((low, terms, high))

    def add_day(self, m, d):
        for c in range(self.problem.n_codes):
            cost = self.problem.slot(m, d, c)
            if cost is not FORBIDDEN:
                self.at[m, d, c] = self.add(price=cost)
        self.row(1, [(self.at[m, d, c], 1) for c in range(self.problem.n_codes)
                     if (m, d, c) in self.at], 1)

    def add_joins(self, m, d):
        for a in range(self.problem.n_codes):
            behind = [b for b in range(self.problem.n_codes)
                      if b in self.problem.barred_after(m, d, a) and (m, d + 1, b) in self.at]
            if (m, d, a) in self.at and behind:
                self.row(0, [(self.at[m, d, a], 1)] + [(self.at[m, d + 1, b], 1) for b in behind], 1)

    def inside(self, m, d, codes, sign=1):
        return [(self.at[m, d, c], sign) for c in range(self.problem.n_codes)
                if codes[c] and (m, d, c) in self.at]

    def unless(self, terms, most, price):
        """The terms' sum is above `most` by one at most, and then it costs the price."""
        if price is not FORBIDDEN:
            terms = terms + [(self.add(price=price), -1)]
        self.row(-OPEN, terms, most)

    def add_longest(self, m, codes, _, most, __, over, before, ___):
        """The day that makes a run too long costs, and each one behind it."""
        for last in range(self.problem.n_days):
            first = last - most
            if first < 0 and -first > before:
                continue
            days = range(max(first, 0), last + 1)
            self.unless([t for d in days for t in self.inside(m, d, codes)], len(days) - 1, over)

    def add_shortest(self, m, codes, least, _, under, __, before, known):
        for first in range(self.problem.n_days):
            had = before if first == 0 else 0
            if first == 0 and not known:
                continue
            for last in range(first, min(first + least - 1 - had, self.problem.n_days - 1)):
                terms = [t for d in range(first, last + 1) for t in self.inside(m, d, codes)]
                terms += self.inside(m, last + 1, codes, -1)
                least_sum = last - first
                if first > 0:
                    terms += self.inside(m, first - 1, codes, -1)
                missing = least - had - (last - first + 1)
                self.unless(terms, least_sum, under if under is FORBIDDEN else under * missing)
        # what ended with the record
        if known and 0 < before < least:
            terms = self.inside(m, 0, codes, -1)
            self.unless(terms, -1, under if under is FORBIDDEN else under * (least - before))

    def add_pattern(self, m, starts, begun, price, sets):
        firsts = [d for d in range(self.problem.n_days) if starts[d]]
        firsts += [-1 - i for i in range(len(sets) - 1) if begun >> i & 1]
        for first in firsts:
            days = range(max(first, 0), first + len(sets))
            if days[-1] < self.problem.n_days:
                terms = [t for d in days for t in self.inside(m, d, sets[d - first])]
                self.unless(terms, len(days) - 1, price)

    def charge(self, terms, before, ranges, whole=True):
        reach = before + sum(max(0, factor) * self.high[v] for v, factor in terms)
        for r in ranges:
            if r.lo is not None and whole and r.lo > 0:
                price = self.problem.gap_price if r.gap else r.under
                short = [] if price is FORBIDDEN else [(self.add(max(0, r.lo), price), 1)]
                self.row(r.lo - before, terms + short)
            if r.hi is not None and reach > r.hi:
                more = [] if r.over is FORBIDDEN else [(self.add(reach, r.over), -1)]
                self.row(-OPEN, terms + more, r.hi - before)

    def weighted(self, m, d, weights):
        return [(self.at[m, d, c], weights[d][c]) for c in range(self.problem.n_codes)
                if weights[d][c] and (m, d, c) in self.at]

    def add_span(self, m, days, weights, known, before, ranges):
        for last in range(self.problem.n_days):
            first = last - days + 1
            terms = [t for d in range(max(first, 0), last + 1) for t in self.weighted(m, d, weights)]
            self.charge(terms, sum(before[:max(0, -first)]), ranges, days <= last + 1 + known)

    def add_counter(self, m, weights, groups, before, ranges):
        if groups is None:
            terms = [t for d in range(self.problem.n_days) for t in self.weighted(m, d, weights)]
            self.charge(terms, before, ranges)
            return
        touched = {}
        for d in range(self.problem.n_days):
            for variable, _ in self.weighted(m, d, weights) if groups[d] >= 0 else []:
                touched.setdefault(groups[d], []).append(variable)
        terms = []
        for variables in touched.values():
            any_of = self.add()
            terms.append((any_of, 1))
            self.row(0, [(v, 1) for v in variables] + [(any_of, -1)])
            for v in variables:
                self.row(0, [(any_of, 1), (v, -1)])
        self.charge(terms, before, ranges)

    def add_cells(self):
        terms = [[] for _ in self.problem.cells]
        for (m, d, c), variable in self.at.items():
            for cell, factor in self.problem.feeds.get((self.problem.cell_profile[m], d, c), ()):
                terms[cell].append((variable, factor))
        for ranges, fed in zip(self.problem.cells, terms):
            self.charge(fed, 0, ranges)


# -- who solves ---------------------------------------------------------------


def solve_cpsat(model, seconds):
    from ortools.sat.python import cp_model
    sat = cp_model.CpModel()
    variables = [sat.new_int_var(low, high, "") for low, high in zip(model.low, model.high)]
    for low, terms, high in model.rows:
        sat.add_linear_constraint(sum(variables[v] * factor for v, factor in terms), low, high)
    sat.minimize(sum(variables[v] * price for v, price in enumerate(model.price) if price))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = CPSAT_WORKERS
    status = solver.solve(sat)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    return [solver.value(v) for v in variables], solver.best_objective_bound


@contextlib.contextmanager
def aside():
    """What a library in C prints goes to the standard error, not into the table."""
    sys.stdout.flush()
    table = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(table, 1)
        os.close(table)


@aside()
def solve_highs(model, seconds):
    import highspy
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", float(seconds))
    highs.setOptionValue("mip_rel_gap", 0.0)
    infinite = highs.getInfinity()
    for low, high, price in zip(model.low, model.high, model.price):
        highs.addCol(float(price), float(low), float(high), 0, [], [])
    for v in range(len(model.low)):
        highs.changeColIntegrality(v, highspy.HighsVarType.kInteger)
    for low, terms, high in model.rows:
        merged = {}
        for v, factor in terms:
            merged[v] = merged.get(v, 0) + factor
        highs.addRow(-infinite if low == -OPEN else float(low),
                     infinite if high == OPEN else float(high),
                     len(merged), list(merged), [float(f) for f in merged.values()])
    highs.run()
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None, None
    return [round(v) for v in highs.getSolution().col_value], info.mip_dual_bound


def write_sum(terms):
    """As LP files have it, broken into lines."""
    merged = {}
    for v, factor in terms:
        merged[v] = merged.get(v, 0) + factor
    return "\n".join(f" {factor:+d} v{v}" for v, factor in merged.items()) or " 0 v0"


def write_lp(model, path):
    with open(path, "w", encoding="ascii") as file:
        print("Minimize\nobj:", write_sum(enumerate(model.price)), "\nSubject To", file=file)
        for low, terms, high in model.rows:
            if low == high:
                print(write_sum(terms), "=", low, file=file)
                continue
            if low > -OPEN:
                print(write_sum(terms), ">=", low, file=file)
            if high < OPEN:
                print(write_sum(terms), "<=", high, file=file)
        print("Bounds", file=file)
        for v, (low, high) in enumerate(zip(model.low, model.high)):
            print(f"{low} <= v{v} <= {high}", file=file)
        print("Generals", *(f"v{v}" for v in range(len(model.low))), "End", sep="\n", file=file)


def solve_cbc(model, seconds):
    with tempfile.TemporaryDirectory() as folder:
        problem, answer = (pathlib.Path(folder) / name for name in ("problem.lp", "answer"))
        write_lp(model, problem)
        subprocess.run(["cbc", problem, "ratio", "0", "allow", "0", "sec", str(seconds), "solve",
                        "solu", answer], check=True, stdout=subprocess.DEVNULL)
        head, *rows = answer.read_text(encoding="ascii").splitlines()
    values = [0] * len(model.low)
    for fields in (row.replace("**", "").split() for row in rows):
        values[int(fields[1][1:])] = round(float(fields[2]))
    if head.startswith("Optimal"):
        return values, sum(value * price for value, price in zip(values, model.price))
    return (values, None) if rows and "infeasible" not in head.lower() else (None, None)


# -- Timefold Solver, which has a model of its own ---------------------------------


def build_timefold(build):
    """Builds it in a folder of the build directory: the command that runs it."""
    into = pathlib.Path(build).resolve() / "timefold"
    subprocess.run(["mvn", "-q", "-B", "-Dstyle.color=never", "-f", HERE / "timefold" / "pom.xml", f"-Dinto={into}",
                    "compile"], check=True, stdout=sys.stderr)
    return ["java", "-XX:+UseParallelGC", "-cp", f"{into / 'classes'}:{into / 'lib'}/*", "peer.Main"]


def read_timefold(line):
    """`limits N broken by N cost N`."""
    words = line.split()
    return int(words[1]), int(words[4]), int(words[6])


def ask_timefold(command, path, seconds):
    said = subprocess.run([*command, "solve", path, str(seconds)], check=True, capture_output=True,
                          text=True).stdout.splitlines()
    limits, units, cost = read_timefold(said[0])
    return {"limits": limits, "units": units, "cost": cost,
            "lines": [[int(code) for code in line.split()] for line in said[1:]]}


def run_timefold(command, path, problem, seconds):
    began, used = time.monotonic(), processor()
    answer = ask_timefold(command, path, seconds)
    row = {"cost": None, "bound": None, "seconds": time.monotonic() - began, "cpu": processor() - used,
           "broken": answer["limits"]}
    try:
        cost = value_of(problem, answer["lines"])
    except Refused:
        cost = None
    if (cost is None) != (answer["limits"] > 0) or cost not in (None, answer["cost"]):
        sys.exit(f"peers: timefold claims {answer['cost']}, {answer['limits']} limits broken; its roster costs {cost}")
    row["cost"] = cost
    return row


# -- the table ------------------------------------------------------------------

PEERS = {"cpsat": solve_cpsat, "highs": solve_highs, "cbc": solve_cbc}


def processor():
    """Seconds of a processor that this program and those it ran have used."""
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF,
                                                                               resource.RUSAGE_CHILDREN)))


def run_peer(name, problem, seconds):
    model = Model(problem)
    began, used = time.monotonic(), processor()
    answer, bound = PEERS[name](model, seconds)
    row = {"cost": None, "bound": None, "seconds": time.monotonic() - began, "cpu": processor() - used}
    if answer is None:
        return row
    lines = [[next(c for c in range(problem.n_codes) if answer[model.at.get((m, d, c), -1)] == 1
                   and (m, d, c) in model.at) for d in range(problem.n_days)]
             for m in range(problem.n_members)]
    cost = value_of(problem, lines)
    claimed = sum(value * price for value, price in zip(answer, model.price))
    row |= {"cost": cost, "bound": bound}
    # what is paid for may be more than what is broken, until it is proven that less is not possible
    if cost > claimed or (is_proven(row) and cost != claimed):
        sys.exit(f"peers: {name} claims {claimed}, its roster costs {cost}")
    return row


def solver(options):
    return str(pathlib.Path(options.build) / "examples" / "solve" / "geng-solve")


def run_geng(options, path, problem):
    limits = (["--effort", options.effort, "--time-limit", "0"] if options.effort
              else ["--time-limit", str(options.seconds)])
    said = subprocess.run([solver(options), *limits, "--threads", "2", path], check=True, capture_output=True,
                          text=True).stdout
    row = json.loads(said.splitlines()[-1])
    return {"cost": row["cost"] // problem.unit if row["legal"] else None,
            "bound": row["bound"] // problem.unit if row["bounded"] else None,
            "seconds": row["seconds"], "cpu": row["cpu"]}


def is_proven(row):
    return row["cost"] is not None and row["bound"] is not None and row["bound"] > row["cost"] - 1


def show(row, best):
    spent = f"in {row['seconds']:.1f} s ({row['cpu']:.0f})"
    if row["cost"] is None:
        return f"{row['broken']} limits broken {spent}" if row.get("broken") else f"none {spent}"
    ratio = "" if not best["cost"] or row is best else f" ({row['cost'] / best['cost']:.3f})"
    bound = " proven" if is_proven(row) else ""
    if not bound and row["bound"] is not None and row["bound"] > -OPEN:
        bound = f" ≥ {math.ceil(row['bound'] - ROUNDING)}"
    return f"{row['cost']}{ratio}{bound} {spent}"


def as_text(options, path, folder):
    """The problem as text: the file, or what geng-solve writes of an instance."""
    if pathlib.Path(path).read_text(encoding="utf-8").startswith("geng-problem "):
        return path
    subprocess.run([solver(options), "--text", folder, path], check=True)
    return str(pathlib.Path(folder) / pathlib.Path(path).name)


def compare(options, path, names, timefold):
    """A line of the table."""
    problem = Problem(pathlib.Path(path).read_text(encoding="utf-8").rstrip().splitlines())
    rows = {}
    for name in names:
        if name == "geng":
            rows[name] = run_geng(options, path, problem)
        elif name == "timefold":
            rows[name] = run_timefold(timefold, path, problem, options.seconds)
        else:
            rows[name] = run_peer(name, problem, options.seconds)
    cells = [pathlib.Path(path).stem, *(show(rows[name], rows["geng"]) for name in names)]
    print(f"| {' | '.join(cells)} |", flush=True)
    proven = {row["cost"] for row in rows.values() if is_proven(row)}
    if options.exact and len(proven) > 1:
        sys.exit(f"peers: {path}: optima {sorted(proven)}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--effort")
    parser.add_argument("--peers", default="cpsat,highs")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    names = ["geng", *options.peers.split(",")]
    timefold = build_timefold(options.build) if "timefold" in names else None
    print("| problem | " + " | ".join(names) + " |")
    print("|--" * (len(names) + 1) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files:
            compare(options, as_text(options, path, folder), names, timefold)


if __name__ == "__main__":
    main()
