#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks certificates of rosters, by none of the solver's code.

    python3 tests/proof/check-certificate.py FILE...

A certificate holds a problem as text, a roster, and two claims: no roster has fewer gaps than so
many, and gaps times gap price plus cost is never less than so much.  A claim stands on a tree of
decisions.  In each leaf, multipliers z of the ranges of the rows (cells, and counters that no line
counts) make

    sum of z+ (lo - before) - z- (hi - before)  +  sum over members of their best line's reduced cost

a bound on every roster of the leaf, as long as -over <= z <= under (Lagrange).  Each member's best
line is found here by a dynamic programme over all that his line's past still decides (line_graph.py, with
numpy).  `bar` says
that codes without which a roster cannot be as dear as claimed may be left out: under the multipliers
given there, every line with such a code takes the sum to the price.  All arithmetic is in whole
numbers or fractions.

Of members whom the roster leaves out, as they have no line, the certificate has each one's own
problem: that none of his lines is legal is found by the same dynamic programme.

The exit status is 0 where all files are confirmed, 1 where one is refused, and else 2 where one is a
refusal of the planner's own, which claims nothing.
"""
import hashlib
import itertools
import math
import sys
from fractions import Fraction
from urllib.parse import unquote

from line_graph import Graph
from problem_text import FORBIDDEN, Problem, Refused, Slots, TooLarge, parts_of, value_of

# Arcs of graphs that are kept until they are wanted again; each takes some 20 bytes.
MOST_ARCS = 40_000_000
# And of a graph that is only to show that there is no line.
MOST_TO_SHOW = 10_000_000
CONFIRMED, FALSE, NOTHING = 0, 1, 2
# Why nothing is claimed.
REASONS = {
    "not-found": "no line was found for {}, and it is not proven that there is none",
    "held": "somebody is held off duties of which he might have kept some",
    "broken": "the roster breaks what is forbidden",
}


# -- bounds -------------------------------------------------------------------


class Bounds:
    """The Lagrangian of one claim's problem."""

    def __init__(self, problem, dropped):
        self.p, self.dropped = problem, dropped
        self.graphs, self.n_arcs = {}, 0
        self.unfed = self.find_unfed()

    def find_unfed(self):
        fed = set()
        for m in range(self.p.n_members):
            for d in range(self.p.n_days):
                for c in range(self.p.n_codes):
                    if self.p.slot(m, d, c) is not FORBIDDEN:
                        feeds = self.p.feeds.get((self.p.cell_profile.get(m), d, c), ())
                        fed.update(cell for cell, _ in feeds)
        return [i for i in range(len(self.p.cells)) if i not in fed]

    def graph(self, member):
        """A member's lines; those of the same rules have the same."""
        parts = parts_of(self.p, member, self.dropped)
        key = tuple(part.key for part in parts)
        if key in self.graphs:
            return self.graphs[key]
        graph = Graph(self.p, parts)
        if self.n_arcs + graph.size <= MOST_ARCS:
            self.n_arcs += graph.size
            self.graphs[key] = graph
        return graph

    def row(self, dual):
        """The ranges of a dual's row, and what its value was before."""
        if dual.kind == "cell":
            return self.p.cells[dual.row], 0
        if dual.row not in self.dropped:
            raise Refused("a multiplier prices a counter that lines count")
        return self.p.counters[dual.row][4], self.p.counters[dual.row][3]

    def constant(self, duals):
        """None: what nobody feeds is forbidden to be empty."""
        total = Fraction(0)
        for i in self.unfed:
            charged = self.p.charge(self.p.cells[i], 0)
            if charged is FORBIDDEN:
                return None
            total += charged
        if len({(dual.kind, dual.row, dual.range) for dual in duals}) < len(duals):
            raise Refused("a range has two multipliers")
        for dual in duals:
            ranges, before = self.row(dual)
            r, z = ranges[dual.range], dual.value
            if dual.kind == "cell" and dual.row in self.unfed:
                continue
            bound = r.lo if z > 0 else r.hi
            limit = (self.p.price_of_gap() if r.gap else self.p.soft(r.under)) if z > 0 \
                else self.p.soft(r.over)
            if bound is None or (limit is not FORBIDDEN and abs(z) > limit):
                raise Refused("a multiplier lies outside its range's prices")
            total += z * (bound - before)
        return total

    def prices(self, duals, member, scale, barred=frozenset()):
        """What the member's slots cost, and multipliers charge them, times the scale; FORBIDDEN where barred."""
        cell, counter = {}, {}
        for dual in duals:
            of = cell if dual.kind == "cell" else counter
            of[dual.row] = of.get(dual.row, 0) + dual.value * scale
        counter = {i: z for i, z in counter.items() if self.p.counters[i][0] == member}
        if any(self.p.counters[i][2] is not None for i in counter):
            raise Refused("a count of groups cannot be priced by days")
        table = []
        for d in range(self.p.n_days):
            row = []
            for c in range(self.p.n_codes):
                cost = self.p.slot(member, d, c)
                if cost is FORBIDDEN or (d, c) in barred:
                    row.append(FORBIDDEN)
                    continue
                feeds = self.p.feeds.get((self.p.cell_profile.get(member), d, c), ())
                value = cost * scale - sum(cell.get(i, 0) * n for i, n in feeds)
                value -= sum(z * self.p.counters[i][1][d][c] for i, z in counter.items())
                row.append(int(value))
            table.append(row)
        return table

    def scale(self, duals):
        return math.lcm(1, *(dual.value.denominator for dual in duals))

    def bounds(self, leaves):
        """For each (duals, barred codes by member) a bound on all rosters without these; None: there is none at all."""
        scales = [self.scale(duals) for duals, _ in leaves]
        totals = [self.constant(duals) for duals, _ in leaves]
        totals = [None if total is None else total * scale for total, scale in zip(totals, scales)]
        for m in range(self.p.n_members):
            graph = self.graph(m)
            for i, (duals, barred) in enumerate(leaves):
                if totals[i] is not None:
                    best = graph.best(scales[i], self.prices(duals, m, scales[i], barred[m]))
                    totals[i] = None if best is None else totals[i] + best
        return [None if total is None else math.ceil(total / scale) for total, scale in zip(totals, scales)]

    def bar(self, duals, goal):
        """Codes of (member, day) without which no roster cheaper than the goal is lost."""
        scale, constant = self.scale(duals), self.constant(duals)
        least = [self.graph(m).best_by_slot(scale, self.prices(duals, m, scale))
                 for m in range(self.p.n_members)]
        if constant is None or any(not slots for slots in least):
            return [set() for _ in least]
        best = [min(slots.values()) for slots in least]
        total = constant * scale + sum(best)
        return [{(d, c) for d in range(self.p.n_days) for c in range(self.p.n_codes)
                 if (d, c) not in least[m]
                 or total - best[m] + least[m][d, c] > (goal - 1) * scale}
                for m in range(self.p.n_members)]


# -- the step between what rosters may cost -----------------------------------


def lattice(p):
    """All rosters' values differ by multiples of this."""
    step = 0

    def add(*prices):
        nonlocal step
        step = math.gcd(step, *(p.soft(v) for v in prices if v is not FORBIDDEN))

    for m in range(p.n_members):
        for d in range(p.n_days):
            costs = {p.slot(m, d, c) for c in range(p.n_codes)} - {FORBIDDEN}
            step = math.gcd(step, *(c - min(costs) for c in costs))
    for run in p.runs:
        add(run[4], run[5])
    for pattern in p.patterns:
        add(pattern[3])
    for ranges in [s[5] for s in p.spans] + p.cells:
        for r in ranges:
            add(0 if r.gap else r.under, r.over)
            step = math.gcd(step, p.price_of_gap() if r.gap else 0)
    for counter in p.counters:
        prices = {p.charge(counter[4], value) for value in values_of(p, counter)} - {FORBIDDEN}
        step = math.gcd(step, *(v - min(prices) for v in prices))
    return max(step, 1)


def values_of(p, counter):
    """Where a counter can come to, at the widest."""
    member, weights, groups, before, _ = counter
    if groups is not None:
        return range(before, before + p.n_days + 1)
    values = {before}
    for d in range(p.n_days):
        steps = {weights[d][c] for c in range(p.n_codes)
                 if p.slot(member, d, c) is not FORBIDDEN}
        values = {v + s for v in values for s in steps}
    return values


# -- certificates -------------------------------------------------------------


class Dual:
    def __init__(self, fields, shift):
        self.kind, self.row, self.range = fields[0], int(fields[1]), int(fields[2])
        unit = int(fields[4])
        if self.kind not in ("cell", "counter") or unit < 1 or self.row < 0 or self.range < 0:
            raise Refused("a multiplier is out of form")
        value = Fraction(int(fields[3]), unit)
        self.value = value / 2 ** shift if shift >= 0 else value * 2 ** -shift


class Claim:
    def __init__(self, reader):
        _, self.name, value = reader.take("claim")
        self.value = None if value == "none" else int(value)
        self.shift = int(reader.take("scale")[1])
        self.dropped, self.bar, self.leaves = set(), None, []
        while reader.word() == "drop":
            self.dropped.add(int(reader.take("drop")[1]))
        count = int(reader.take("leaves")[1])
        if reader.word() == "bar":
            goal = int(reader.take("bar")[1])
            self.bar = (goal, self.read_duals(reader))
        for _ in range(count):
            decisions = [tuple(int(f) for f in reader.take("at")[1:])
                         for _ in range(int(reader.take("leaf")[1]))]
            self.leaves.append((decisions, self.read_duals(reader)))

    def read_duals(self, reader):
        duals = []
        while reader.word() == "dual":
            duals.append(Dual(reader.take("dual")[1:], self.shift))
        return duals


class Reader:
    def __init__(self, lines):
        self.lines, self.next = lines, 0

    def word(self):
        return self.lines[self.next].split(" ", 1)[0] if self.next < len(self.lines) else ""

    def take(self, word):
        if self.word() != word:
            raise Refused(f"line {self.next + 1}: {word} was expected")
        self.next += 1
        return self.lines[self.next - 1].split()

    def take_problem(self, hashed):
        begin = self.next
        while self.lines[self.next] != "end":
            self.next += 1
        self.next += 1
        lines = self.lines[begin:self.next]
        if hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest() != hashed:
            raise Refused("the problem's hash is another")
        return Problem(lines)

    def take_left_out(self):
        found = []
        while self.word() == "without":
            found.append(LeftOut(self))
        return found


class LeftOut:
    """A member whom the roster leaves out; the problem is that of his line alone, and may be missing."""

    def __init__(self, reader):
        _, name, how, *hashed = reader.take("without")
        if how not in ("proven", "not-found") or len(hashed) > (how == "proven"):
            raise Refused("a member is left out in no known way")
        self.name, self.proven = unquote(name), how == "proven"
        self.problem, self.shown = reader.take_problem(hashed[0]) if hashed else None, False

    def check(self):
        """Refused where he has a line.  Where one rule alone, or two, leave none, the others need not be asked."""
        if self.problem is None:
            return
        if self.problem.n_members != 1:
            raise Refused(f"the problem of {self.name} is not his alone")
        self.problem.bare = True  # what only costs forbids no line
        parts = parts_of(self.problem, 0)
        fewer = (some for n in range(min(3, len(parts))) for some in itertools.combinations(parts, n))
        try:
            self.shown = any(not self.has_line(some) for some in fewer)
            if not self.shown and self.has_line(parts):
                raise Refused(f"{self.name} is said to have no line, and has one")
            self.shown = True
        except TooLarge:
            pass

    def has_line(self, parts):
        graph = Graph(self.problem, [Slots(self.problem, 0), *parts], MOST_TO_SHOW)
        return graph.best(1, [[0] * self.problem.n_codes] * self.problem.n_days) is not None

    def told(self):
        if not self.proven:
            return f"{self.name} (no line was found)"
        return f"{self.name} (that {self.name} has no line is {'' if self.shown else 'not '}shown here)"


class Certificate:
    def __init__(self, text):
        body, _, last = text.rstrip("\n").rpartition("\n")
        if last.split() != ["end", hashlib.sha256((body + "\n").encode()).hexdigest()]:
            raise Refused("the file was changed: its own hash is another")
        reader = Reader(body.split("\n"))
        _, version, hashed = reader.take("geng-certificate")
        if version != "1":
            raise Refused("the form is another")
        self.because, self.claims = None, []
        if hashed == "refused":
            self.read_refusal(reader)
            return
        self.problem = reader.take_problem(hashed)
        self.roster = [[int(f) for f in reader.take("line")[2:]]
                       for _ in range(self.problem.n_members)]
        self.left_out = reader.take_left_out()
        if not all(one.proven for one in self.left_out):
            raise Refused("somebody is left out who may have a line, and yet there are claims")
        self.claims = [Claim(reader), Claim(reader)]
        if [claim.name for claim in self.claims] != ["gaps", "objective"] \
                or reader.next != len(reader.lines):
            raise Refused("there are other claims than two")

    def read_refusal(self, reader):
        self.left_out = reader.take_left_out()
        _, self.because = reader.take("because")
        if self.because not in REASONS or reader.next != len(reader.lines):
            raise Refused("the refusal gives no known reason")
        if self.because == "not-found" and all(one.proven for one in self.left_out):
            raise Refused("nobody is left out who may have a line, and that is said to be why nothing is claimed")


def check_tree(leaves, depth=0):
    """The leaves cover everything: at each node both ways are there."""
    if len(leaves) == 1 and len(leaves[0]) == depth:
        return
    if any(len(leaf) <= depth for leaf in leaves):
        raise Refused("a leaf of the tree has leaves below it")
    if len({leaf[depth][:3] for leaf in leaves}) != 1:
        raise Refused("a node of the tree is split in two ways")
    for keep in (0, 1):
        below = [leaf for leaf in leaves if leaf[depth][3] == keep]
        if not below:
            raise Refused("a branch of the tree is missing")
        check_tree(below, depth + 1)


def barred_in(problem, barred, decisions):
    here = [set(slots) for slots in barred]
    for member, day, code, keep in decisions:
        for c in range(problem.n_codes):
            if (c != code) if keep else (c == code):
                here[member].add((day, c))
    return here


def check_claim(problem, roster, claim):
    """Returns (claimed, the roster's value, leaves)."""
    problem.bare = claim.name == "gaps"
    value = value_of(problem, roster)
    if claim.value is None:
        return None, value, 0
    if not claim.leaves:
        raise Refused("a claim stands on nothing")
    bounds = Bounds(problem, claim.dropped)
    check_tree([decisions for decisions, _ in claim.leaves])
    barred = [set() for _ in range(problem.n_members)]
    least = None
    if claim.bar is not None:
        barred = bounds.bar(claim.bar[1], claim.bar[0])
        least = claim.bar[0]  # what is barred is as dear as that
    for bound in bounds.bounds([(duals, barred_in(problem, barred, decisions)) for decisions, duals in claim.leaves]):
        if bound is not None:
            least = bound if least is None else min(least, bound)
    if least is None:
        raise Refused("no roster at all is left, and there is one")
    step = lattice(problem)
    proven = value - (value - least) // step * step if least < value else value
    if claim.value > proven:
        raise Refused(f"{claim.name}: {claim.value} is claimed, {proven} is shown")
    return claim.value, value, len(claim.leaves)


def tell_claims(certificate):
    """(what is claimed, whether a search could prove more)"""
    told, open_yet = [], False
    for claim in certificate.claims:
        claimed, value, leaves = check_claim(certificate.problem, certificate.roster, claim)
        open_yet |= claimed != value
        if claimed is None:
            told.append(f"{claim.name}: the roster has {value}, nothing is claimed")
        elif claimed == value:
            told.append(f"{claim.name}: {value}, and none is better ({leaves} leaves)")
        else:
            told.append(f"{claim.name}: {value}, and none is below {claimed} ({leaves} leaves)")
    return "; ".join(told), open_yet


def tell_refusal(certificate):
    unknown = ", ".join(one.name for one in certificate.left_out if not one.proven)
    return REASONS[certificate.because].format(unknown)


def check(text):
    """What is shown, a line each, the last about what is not; Refused where something is false."""
    certificate = Certificate(text)
    for one in certificate.left_out:
        one.check()
    aside = [f"left out: {', '.join(one.told() for one in certificate.left_out)}"] if certificate.left_out else []
    if certificate.because is not None:
        return [f"nothing is claimed: {tell_refusal(certificate)}", *aside, "not certified: anything about rosters"]
    told, open_yet = tell_claims(certificate)
    missing = ["that the problem says what the station does"]
    if open_yet:
        missing.append("what exact searches prove beyond the claims")
    if certificate.left_out:
        missing.append(f"anything about rosters with {', '.join(one.name for one in certificate.left_out)}")
    return [f"confirmed: {told}", *aside, "not certified: " + "; ".join(missing)]


def check_file(path):
    """Prints what is shown."""
    try:
        with open(path, encoding="utf-8") as file:
            told = check(file.read())
    except (Refused, ValueError, IndexError, KeyError) as error:
        print(f"{path}: refused: {error}")
        return FALSE
    for line in told:
        print(f"{path}: {line}")
    return CONFIRMED if told[0].startswith("confirmed") else NOTHING


def main():
    sys.setrecursionlimit(10000)
    found = {check_file(path) for path in sys.argv[1:]}
    if FALSE in found or not found:
        return FALSE
    return max(found)


if __name__ == "__main__":
    sys.exit(main())
