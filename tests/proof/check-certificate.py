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
line is found here by a dynamic programme over all that his line's past still decides.  `bar` says
that codes without which a roster cannot be as dear as claimed may be left out: under the multipliers
given there, every line with such a code takes the sum to the price.  All arithmetic is in whole
numbers or fractions.
"""
import hashlib
import math
import sys
from fractions import Fraction

FORBIDDEN = None


class Refused(Exception):
    """The certificate does not show what it claims."""


# -- reading ------------------------------------------------------------------


def price(field):
    return FORBIDDEN if field == "x" else int(field)


def side(field):
    return None if field in "+-" else int(field)


class Range:
    def __init__(self, fields):
        self.lo, self.hi = side(fields[0]), side(fields[1])
        self.under, self.over = price(fields[2]), price(fields[3])
        self.gap = fields[4] == "1"


def read_ranges(fields):
    count, rest = int(fields[0]), fields[1:]
    if len(rest) != 5 * count:
        raise Refused("a row has fields too many or too few")
    return [Range(rest[5 * i:5 * i + 5]) for i in range(count)]


class Problem:
    def __init__(self, lines):
        head = lines[0].split()
        if head[:2] != ["geng-problem", "1"]:
            raise Refused("no problem follows")
        self.n_members, self.n_days, self.n_codes, self.gap_price, self.unit = map(int, head[2:7])
        self.cost = {}
        self.joins, self.profiles, self.code_sets, self.day_sets = {}, {}, [], []
        self.weights, self.groups, self.runs, self.counters = [], [], [], []
        self.patterns, self.spans, self.cells, self.feeds = [], [], [], {}
        self.line_profile, self.cell_profile = {}, {}
        for line in lines[1:-1]:
            word, _, rest = line.partition(" ")
            getattr(self, "read_" + word.replace("-", "_"), self.read_unknown)(rest.split())
        self.bare = False

    def read_unknown(self, _):
        raise Refused("a record of the problem is unknown")

    def read_cost(self, fields):
        self.cost[int(fields[0]), int(fields[1])] = [price(f) for f in fields[2:]]

    def read_join(self, fields):
        table, a, b = map(int, fields)
        self.joins.setdefault(table, set()).add((a, b))

    def read_line_profile(self, fields):
        self.profiles[int(fields[0])] = [int(f) for f in fields[1:]]

    def read_code_set(self, fields):
        self.code_sets.append([f != "0" for f in fields])

    def read_day_set(self, fields):
        self.day_sets.append([f != "0" for f in fields])

    def read_weights(self, fields):
        numbers = [int(f) for f in fields]
        self.weights.append([numbers[d * self.n_codes:(d + 1) * self.n_codes]
                             for d in range(self.n_days)])

    def read_groups(self, fields):
        self.groups.append([int(f) for f in fields])

    def read_run(self, fields):
        member, table, least, most = (int(f) for f in fields[:4])
        self.runs.append((member, self.code_sets[table], least, most, price(fields[4]),
                          price(fields[5]), int(fields[6]), fields[7] != "0"))

    def read_counter(self, fields):
        groups = int(fields[2])
        self.counters.append((int(fields[0]), self.weights[int(fields[1])],
                              None if groups < 0 else self.groups[groups], int(fields[3]),
                              read_ranges(fields[4:])))

    def read_pattern(self, fields):
        sets = [self.code_sets[int(f)] for f in fields[5:]]
        if len(sets) != int(fields[4]):
            raise Refused("a pattern has sets too many or too few")
        self.patterns.append((int(fields[0]), self.day_sets[int(fields[1])], int(fields[2]),
                              price(fields[3]), sets))

    def read_span(self, fields):
        days = int(fields[1])
        self.spans.append((int(fields[0]), days, self.weights[int(fields[2])], int(fields[3]),
                           [int(f) for f in fields[4:3 + days]], read_ranges(fields[3 + days:])))

    def read_cell(self, fields):
        self.cells.append(read_ranges(fields))

    def read_feed(self, fields):
        profile, cell, day, code, coefficient = map(int, fields)
        self.feeds.setdefault((profile, day, code), []).append((cell, coefficient))

    def read_member(self, fields):
        member, self_line, self_cell = map(int, fields)
        self.line_profile[member], self.cell_profile[member] = self_line, self_cell

    # what things cost; `bare`: gaps alone count, one each

    def soft(self, value):
        return value if value is FORBIDDEN or not self.bare else 0

    def price_of_gap(self):
        return 1 if self.bare else self.gap_price

    def slot(self, member, day, code):
        costs = self.cost.get((member, day))
        return self.soft(costs[code]) if costs else 0

    def follows(self, member, day, a, b):
        table = self.profiles[self.line_profile[member]][day]
        return (a, b) not in self.joins.get(table, ())

    def charge(self, ranges, value, whole=True):
        """What ranges charge for a value; FORBIDDEN where they forbid it."""
        total = 0
        for r in ranges:
            if r.lo is not None and value < r.lo and whole:
                unit = self.price_of_gap() if r.gap else self.soft(r.under)
                if unit is FORBIDDEN:
                    return FORBIDDEN
                total += unit * (r.lo - value)
            if r.hi is not None and value > r.hi:
                unit = self.soft(r.over)
                if unit is FORBIDDEN:
                    return FORBIDDEN
                total += unit * (value - r.hi)
        return total


# -- one member's lines, day by day -------------------------------------------


class Line:
    """All that a member's past still decides, as a tuple; steps that are forbidden are None."""

    def __init__(self, problem, member, dropped):
        self.p, self.member = problem, member
        self.runs = [r for r in problem.runs if r[0] == member]
        self.patterns = [r for r in problem.patterns if r[0] == member]
        self.spans = [r for r in problem.spans if r[0] == member]
        self.counters = [c for i, c in enumerate(problem.counters)
                         if c[0] == member and i not in dropped]

    def start(self):
        return (None,
                tuple((r[6], not r[7]) for r in self.runs),
                tuple(p[2] for p in self.patterns),
                tuple(tuple(s[4]) for s in self.spans),
                tuple((c[3], None) for c in self.counters))

    def step(self, state, day, code):
        last, runs, patterns, spans, counters = state
        cost = self.p.slot(self.member, day, code)
        if cost is FORBIDDEN or (day > 0 and not self.p.follows(self.member, day - 1, last, code)):
            return None
        parts = (self.step_runs(runs, code), self.step_patterns(patterns, day, code),
                 self.step_spans(spans, day, code), self.step_counters(counters, day, code))
        if any(part is None for part in parts):
            return None
        return (code,) + tuple(part[0] for part in parts), cost + sum(part[1] for part in parts)

    def step_runs(self, states, code):
        after, total = [], 0
        for (_, codes, least, most, under, over, _, _), (length, exempt) in zip(self.runs, states):
            under, over = self.p.soft(under), self.p.soft(over)
            if codes[code]:
                length += 1
                if length > most:
                    if over is FORBIDDEN:
                        return None
                    total += over
                # a run longer than all that is said of it is as good as any other such
                length = min(length, max(least, most + 1, 1))
                after.append((length, exempt))
                continue
            if 0 < length < least and not exempt:
                if under is FORBIDDEN:
                    return None
                total += under * (least - length)
            after.append((0, False))
        return tuple(after), total

    def step_patterns(self, states, day, code):
        after, total = [], 0
        for (_, starts, _, cost, sets), begun in zip(self.patterns, states):
            now = (begun << 1) | (1 if starts[day] else 0)
            now &= sum(1 << i for i, codes in enumerate(sets) if codes[code])
            whole = now >> (len(sets) - 1) & 1
            if whole:
                if self.p.soft(cost) is FORBIDDEN:
                    return None
                total += self.p.soft(cost)
            after.append(now & ((1 << (len(sets) - 1)) - 1))
        return tuple(after), total

    def step_spans(self, states, day, code):
        after, total = [], 0
        for (_, days, weights, known, _, ranges), before in zip(self.spans, states):
            weight = weights[day][code]
            charged = self.p.charge(ranges, weight + sum(before), days <= day + 1 + known)
            if charged is FORBIDDEN:
                return None
            total += charged
            after.append(((weight,) + before)[:days - 1])
        return tuple(after), total

    def step_counters(self, states, day, code):
        after = []
        for (_, weights, groups, _, _), (value, counted) in zip(self.counters, states):
            weight = weights[day][code]
            if groups is None:
                after.append((value + weight, None))
            elif groups[day] >= 0 and weight != 0 and groups[day] != counted:
                after.append((value + 1, groups[day]))
            elif counted is not None and groups[day] >= 0 and groups[day] != counted:
                after.append((value, None))  # that group is over
            else:
                after.append((value, counted))
        return tuple(after), 0

    def end(self, state):
        total = 0
        for (_, _, _, _, ranges), (value, _) in zip(self.counters, state[4]):
            charged = self.p.charge(ranges, value)
            if charged is FORBIDDEN:
                return FORBIDDEN
            total += charged
        return total


class Graph:
    """The states of a member's lines: layers[day] lists the steps (from, code, to, cost)."""

    def __init__(self, line):
        problem, now = line.p, {line.start(): 0}
        self.steps = []
        for day in range(problem.n_days):
            after, steps = {}, []
            for state, index in now.items():
                for code in range(problem.n_codes):
                    step = line.step(state, day, code)
                    if step is not None:
                        to = after.setdefault(step[0], len(after))
                        steps.append((index, code, to, step[1]))
            self.steps.append(steps)
            now = after
        self.ends = {index: line.end(state) for state, index in now.items()}

    def best(self, scale, reduced, barred):
        """The least of cost * scale + reduced[day][code]; None where there is no line."""
        way = {0: 0}
        for day, steps in enumerate(self.steps):
            after = {}
            for start, code, to, cost in steps:
                if start in way and (day, code) not in barred:
                    value = way[start] + cost * scale + reduced[day][code]
                    if to not in after or value < after[to]:
                        after[to] = value
            way = after
        values = [value + self.ends[s] * scale for s, value in way.items()
                  if self.ends[s] is not FORBIDDEN]
        return min(values, default=None)

    def best_by_slot(self, scale, reduced):
        """The least value of a line that has the code on the day."""
        ways = [{0: 0}]
        for day, steps in enumerate(self.steps):
            after = {}
            for start, code, to, cost in steps:
                if start in ways[day]:
                    value = ways[day][start] + cost * scale + reduced[day][code]
                    if to not in after or value < after[to]:
                        after[to] = value
            ways.append(after)
        rest = {s: end * scale for s, end in self.ends.items() if end is not FORBIDDEN}
        least = {}
        for day in range(len(self.steps) - 1, -1, -1):
            before = {}
            for start, code, to, cost in self.steps[day]:
                if to not in rest or start not in ways[day]:
                    continue
                onward = rest[to] + cost * scale + reduced[day][code]
                before[start] = min(before.get(start, onward), onward)
                value = ways[day][start] + onward
                least[day, code] = min(least.get((day, code), value), value)
            rest = before
        return least


# -- bounds -------------------------------------------------------------------


class Bounds:
    """The Lagrangian of one claim's problem."""

    def __init__(self, problem, dropped):
        self.p, self.dropped = problem, dropped
        self.graphs = [Graph(Line(problem, m, dropped)) for m in range(problem.n_members)]
        self.unfed = self.find_unfed()

    def find_unfed(self):
        fed = set()
        for m in range(self.p.n_members):
            for d in range(self.p.n_days):
                for c in range(self.p.n_codes):
                    if self.p.slot(m, d, c) is not FORBIDDEN:
                        feeds = self.p.feeds.get((self.p.cell_profile[m], d, c), ())
                        fed.update(cell for cell, _ in feeds)
        return [i for i in range(len(self.p.cells)) if i not in fed]

    def row(self, dual):
        """The ranges of a dual's row, and what its value was before."""
        if dual.kind == "cell":
            return self.p.cells[dual.row], 0
        if dual.row not in self.dropped:
            raise Refused("a multiplier prices a counter that lines count")
        return self.p.counters[dual.row][4], self.p.counters[dual.row][3]

    def constant(self, duals):
        total = Fraction(0)
        for i in self.unfed:
            charged = self.p.charge(self.p.cells[i], 0)
            if charged is FORBIDDEN:
                return None
            total += charged
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

    def reduced(self, duals, member, scale):
        """What the multipliers charge the member's slots, times the scale."""
        cell, counter = {}, {}
        for dual in duals:
            of = cell if dual.kind == "cell" else counter
            of[dual.row] = of.get(dual.row, 0) + dual.value * scale
        table = []
        for d in range(self.p.n_days):
            row = []
            for c in range(self.p.n_codes):
                feeds = self.p.feeds.get((self.p.cell_profile[member], d, c), ())
                value = -sum(cell.get(i, 0) * n for i, n in feeds)
                for i, z in counter.items():
                    of, weights, groups, _, _ = self.p.counters[i]
                    if of == member and groups is None:
                        value -= z * weights[d][c]
                    elif of == member:
                        raise Refused("a count of groups cannot be priced by days")
                row.append(int(value))
            table.append(row)
        return table

    def scale(self, duals):
        return math.lcm(1, *(dual.value.denominator for dual in duals))

    def bound(self, duals, barred):
        """A bound on all rosters without what is barred; None: there is none at all."""
        scale, total = self.scale(duals), self.constant(duals)
        if total is None:
            return None
        total *= scale
        for m in range(self.p.n_members):
            best = self.graphs[m].best(scale, self.reduced(duals, m, scale), barred[m])
            if best is None:
                return None
            total += best
        return math.ceil(total / scale)

    def bar(self, duals, goal):
        """Codes of (member, day) without which no roster cheaper than the goal is lost."""
        scale, constant = self.scale(duals), self.constant(duals)
        least = [self.graphs[m].best_by_slot(scale, self.reduced(duals, m, scale))
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


class Certificate:
    def __init__(self, text):
        body, _, last = text.rstrip("\n").rpartition("\n")
        if last.split() != ["end", hashlib.sha256((body + "\n").encode()).hexdigest()]:
            raise Refused("the file was changed: its own hash is another")
        reader = Reader(body.split("\n"))
        _, version, hashed = reader.take("geng-certificate")
        begin = reader.next
        while reader.lines[reader.next] != "end":
            reader.next += 1
        reader.next += 1
        lines = reader.lines[begin:reader.next]
        if version != "1" or hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest() != hashed:
            raise Refused("the problem's hash is another")
        self.problem = Problem(lines)
        self.roster = [[int(f) for f in reader.take("line")[2:]]
                       for _ in range(self.problem.n_members)]
        self.claims = [Claim(reader), Claim(reader)]
        if [claim.name for claim in self.claims] != ["gaps", "objective"] \
                or reader.next != len(reader.lines):
            raise Refused("there are other claims than two")


def value_of(p, roster):
    """Gaps times their price and cost of a roster."""
    total, counts = 0, [0] * len(p.cells)
    for m, codes in enumerate(roster):
        line = Line(p, m, set())
        state = line.start()
        for d, code in enumerate(codes):
            step = line.step(state, d, code)
            if step is None:
                raise Refused(f"the roster breaks what is forbidden to member {m} on day {d}")
            state, cost = step
            total += cost
            for cell, n in p.feeds.get((p.cell_profile[m], d, code), ()):
                counts[cell] += n
        end = line.end(state)
        if end is FORBIDDEN:
            raise Refused(f"the roster breaks a limit of member {m}")
        total += end
    for ranges, count in zip(p.cells, counts):
        charged = p.charge(ranges, count)
        if charged is FORBIDDEN:
            raise Refused("the roster breaks what is forbidden between members")
        total += charged
    return total


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
    for decisions, duals in claim.leaves:
        bound = bounds.bound(duals, barred_in(problem, barred, decisions))
        if bound is not None:
            least = bound if least is None else min(least, bound)
    if least is None:
        raise Refused("no roster at all is left, and there is one")
    step = lattice(problem)
    proven = value - (value - least) // step * step if least < value else value
    if claim.value > proven:
        raise Refused(f"{claim.name}: {claim.value} is claimed, {proven} is shown")
    return claim.value, value, len(claim.leaves)


def check(path):
    with open(path, encoding="utf-8") as file:
        certificate = Certificate(file.read())
    told = []
    for claim in certificate.claims:
        claimed, value, leaves = check_claim(certificate.problem, certificate.roster, claim)
        if claimed is None:
            told.append(f"{claim.name}: the roster has {value}, nothing is claimed")
        elif claimed == value:
            told.append(f"{claim.name}: {value}, and none is better ({leaves} leaves)")
        else:
            told.append(f"{claim.name}: {value}, and none is below {claimed} ({leaves} leaves)")
    return "; ".join(told)


def main():
    sys.setrecursionlimit(10000)
    failed = False
    for path in sys.argv[1:]:
        try:
            print(f"{path}: confirmed: {check(path)}")
        except (Refused, ValueError, IndexError, KeyError) as error:
            failed = True
            print(f"{path}: refused: {error}")
    return 1 if failed or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
