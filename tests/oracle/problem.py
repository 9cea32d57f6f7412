# SPDX-License-Identifier: LGPL-2.1-or-later
"""A problem in the text form (docs/solver/text-form.md), read with nothing of ours, and put before CP-SAT.

The model is written from the page's words alone: a 0/1 variable a (member, day, code), sums for counters, spans and cells,
a chain of lengths for runs. It is slow and plain, and shares no code with the solver."""

X = None  # what is forbidden
# CP-SAT's own count of its work, in something like seconds: what is decided does not hang on how busy the machine is.
WORK = 30


def price(word):
    return X if word == "x" else int(word)


def ranges_of(words):
    """The ranges at the head of words: (lo, hi, under, over, gap), where an open side is None."""
    n, rest = int(words[0]), words[1:]
    made = []
    for i in range(n):
        lo, hi, under, over, gap = rest[5 * i:5 * i + 5]
        made.append((None if lo == "-" else int(lo), None if hi == "+" else int(hi), price(under), price(over), gap == "1"))
    assert len(rest) == 5 * n, "a line ends with its ranges"
    return made


class Problem:
    def __init__(self, text):
        self.cost, self.joins, self.profiles = {}, {}, {}
        self.code_sets, self.day_sets, self.weights, self.groups = [], [], [], []
        self.runs, self.counters, self.patterns, self.spans, self.cells, self.feeds, self.members = [], [], [], [], [], {}, {}
        for line in text.splitlines():
            word, *rest = line.split()
            getattr(self, "read_" + word.replace("-", "_"))(rest)

    def read_geng_problem(self, words):
        version, self.n_members, self.n_days, self.n_codes, self.gap_price, self.unit = map(int, words)
        assert version == 1

    def read_cost(self, words):
        self.cost[int(words[0]), int(words[1])] = [price(word) for word in words[2:]]

    def read_join(self, words):
        table, a, b = map(int, words)
        self.joins.setdefault(table, set()).add((a, b))

    def read_line_profile(self, words):
        self.profiles[int(words[0])] = [int(word) for word in words[1:]]

    def read_code_set(self, words):
        self.code_sets.append({code for code, word in enumerate(words) if word != "0"})

    def read_day_set(self, words):
        self.day_sets.append({day for day, word in enumerate(words) if word != "0"})

    def read_weights(self, words):
        numbers = [int(word) for word in words]
        self.weights.append([numbers[day * self.n_codes:(day + 1) * self.n_codes] for day in range(self.n_days)])

    def read_groups(self, words):
        self.groups.append([int(word) for word in words])

    def read_run(self, words):
        member, codes, least, most = map(int, words[:4])
        self.runs.append((member, self.code_sets[codes], least, most, price(words[4]), price(words[5]), int(words[6]), words[7] == "1"))

    def read_counter(self, words):
        member, weights, groups, before = map(int, words[:4])
        self.counters.append((member, self.weights[weights], self.groups[groups] if groups >= 0 else None, before, ranges_of(words[4:])))

    def read_pattern(self, words):
        member, starts, begun = map(int, words[:3])
        self.patterns.append((member, self.day_sets[starts], begun, price(words[3]), [self.code_sets[int(word)] for word in words[5:]]))

    def read_span(self, words):
        member, days, weights, known = map(int, words[:4])
        before = [int(word) for word in words[4:4 + days - 1]]
        self.spans.append((member, days, self.weights[weights], known, before, ranges_of(words[4 + days - 1:])))

    def read_cell(self, words):
        self.cells.append(ranges_of(words))

    def read_feed(self, words):
        profile, cell, day, code, coefficient = map(int, words)
        self.feeds.setdefault(profile, []).append((cell, day, code, coefficient))

    def read_member(self, words):
        member, line, cell = map(int, words)
        self.members[member] = (line, cell)

    def read_end(self, _words):
        pass


    def alone(self, member):
        """Nothing but this member's own line remains: the others are nobody, and no cell counts."""
        mine = {"cost": {key: costs for key, costs in self.cost.items() if key[0] == member},
                "members": {0: self.members[member]}}
        for name in ("runs", "counters", "patterns", "spans"):
            mine[name] = [(0, *rest) for owner, *rest in getattr(self, name) if owner == member]
        mine["cost"] = {(0, day): costs for (_member, day), costs in mine["cost"].items()}
        vars(self).update(mine, n_members=1, cells=[], feeds={})
        return self


class Model:
    """CP-SAT's view of a problem."""

    def __init__(self, problem):
        from ortools.sat.python import cp_model
        self.cp, self.problem, self.model = cp_model, problem, cp_model.CpModel()
        self.gaps, self.costs = [], []
        self.x = {(m, d, c): self.model.NewBoolVar("") for m in range(problem.n_members) for d in range(problem.n_days)
                  for c in range(problem.n_codes)}
        for m in range(problem.n_members):
            for d in range(problem.n_days):
                self.model.AddExactlyOne(self.x[m, d, c] for c in range(problem.n_codes))
        self.lines()
        for run in problem.runs:
            self.run(*run)
        for counter in problem.counters:
            self.counter(*counter)
        for pattern in problem.patterns:
            self.pattern(*pattern)
        for span in problem.spans:
            self.span(*span)
        self.fed()

    def charge(self, amount, cost):
        """amount: an expression that is never below 0."""
        if cost is X:
            self.model.Add(amount == 0)
        elif cost != 0:
            self.costs.append(cost * amount)

    def excess(self, expression, bound):
        """max (0, expression - bound)"""
        over = self.model.NewIntVar(0, 1 << 24, "")
        self.model.AddMaxEquality(over, [expression - bound, 0])
        return over

    def ranges(self, value, ranges, whole=True):
        for lo, hi, under, over, gap in ranges:
            if whole and lo is not None and (gap or under != 0):
                missing = self.excess(-value, -lo)
                if gap:
                    self.gaps.append(missing)
                else:
                    self.charge(missing, under)
            if hi is not None and over != 0:
                self.charge(self.excess(value, hi), over)

    def lines(self):
        p = self.problem
        for (m, d), costs in p.cost.items():
            for c, cost in enumerate(costs):
                self.charge(self.x[m, d, c], cost)
        for m in range(p.n_members):
            for d in range(p.n_days - 1):
                for a, b in p.joins.get(p.profiles[p.members[m][0]][d], ()):
                    self.model.AddBoolOr(self.x[m, d, a].Not(), self.x[m, d + 1, b].Not())

    def among(self, m, d, codes):
        """Whether the member has one of the codes on the day: 0 or 1."""
        return sum(self.x[m, d, c] for c in sorted(codes))

    def sum(self, m, d, weights):
        return sum(weights[d][c] * self.x[m, d, c] for c in range(self.problem.n_codes) if weights[d][c] != 0)

    def run(self, m, codes, least, most, under, over, before, known):
        """length[d]: days in a row up to d; the line before it had `before`, whose start is known or not."""
        length, may_be_short = before, known
        for d in range(self.problem.n_days):
            inside = self.model.NewBoolVar("")
            self.model.Add(self.among(m, d, codes) == inside)
            now = self.model.NewIntVar(0, before + d + 1, "")
            self.model.Add(now == length + 1).OnlyEnforceIf(inside)
            self.model.Add(now == 0).OnlyEnforceIf(inside.Not())
            if over != 0:
                too_long = self.model.NewBoolVar("")
                self.model.Add(now > most).OnlyEnforceIf(too_long)
                self.model.Add(now <= most).OnlyEnforceIf(too_long.Not())
                self.charge(too_long, over)
            if under != 0:
                self.ended(inside, length, least, under, d, may_be_short)
            # Only the run that the line began with may have begun too early to be known.
            if may_be_short is not True:
                short = self.model.NewBoolVar("")
                self.model.AddBoolOr(*([may_be_short] if not isinstance(may_be_short, bool) else []), inside.Not()).OnlyEnforceIf(short)
                self.model.Add(inside == 1).OnlyEnforceIf(short.Not())
                if not isinstance(may_be_short, bool):
                    self.model.AddImplication(may_be_short, short)
                may_be_short = short
            length = now

    def ended(self, inside, length, least, under, _d, counts):
        """What a run of that length that ends before this day lacks."""
        if isinstance(length, int) and length == 0:
            return
        missing = self.model.NewIntVar(0, max(least, 0), "")
        ends = [inside.Not()]
        if counts is False:
            return
        if counts is not True:
            ends.append(counts)
        if isinstance(length, int):
            self.model.Add(missing >= least - length).OnlyEnforceIf(*ends)
        else:
            some = self.model.NewBoolVar("")
            self.model.Add(length >= 1).OnlyEnforceIf(some)
            self.model.Add(length == 0).OnlyEnforceIf(some.Not())
            self.model.Add(missing >= least - length).OnlyEnforceIf(some, *ends)
        # It is not forced down to 0, for every price of it is above 0 and the objective is a minimum.
        self.charge(missing, under)

    def counter(self, m, weights, groups, before, ranges):
        days = range(self.problem.n_days)
        if groups is None:
            self.ranges(before + sum(self.sum(m, d, weights) for d in days), ranges)
            return
        touched = []
        for group in sorted({group for group in groups if group >= 0}):
            one = self.model.NewBoolVar("")
            hits = [self.x[m, d, c] for d in days if groups[d] == group for c in range(self.problem.n_codes) if weights[d][c] != 0]
            if hits:
                self.model.AddMaxEquality(one, hits)
                touched.append(one)
        self.ranges(before + sum(touched), ranges)

    def pattern(self, m, starts, begun, cost, sets):
        """The sets come day after day, from a day of starts, or from one before the line that is among those begun."""
        if cost == 0:
            return
        for d in range(self.problem.n_days):
            first = d + 1 - len(sets)
            if not (begun >> (-first - 1) & 1 if first < 0 else first in starts):
                continue
            parts = [self.among(m, day, sets[day - first]) for day in range(max(first, 0), d + 1)]
            done = self.model.NewBoolVar("")
            self.model.Add(sum(parts) <= len(parts) - 1 + done)
            self.charge(done, cost)

    def span(self, m, days, weights, known, before, ranges):
        for d in range(self.problem.n_days):
            value = sum(self.sum(m, d - back, weights) for back in range(min(days, d + 1)))
            value += sum(before[back - d - 1] for back in range(d + 1, days))
            self.ranges(value, ranges, whole=days <= d + 1 + known)

    def fed(self):
        p = self.problem
        sums = [[] for _ in p.cells]
        for m in range(p.n_members):
            for cell, d, c, coefficient in p.feeds.get(p.members[m][1], ()):
                sums[cell].append(coefficient * self.x[m, d, c])
        for terms, ranges in zip(sums, p.cells):
            self.ranges(sum(terms) if terms else self.zero(), ranges)

    def zero(self):
        return self.model.NewIntVar(0, 0, "")

    def least(self, terms, work):
        """The least of a sum; None: no roster is legal; "?" where so much work, as CP-SAT counts it, does not decide it."""
        self.model.Minimize(sum(terms) if terms else 0)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers, solver.parameters.max_deterministic_time = 1, work
        status = solver.Solve(self.model)
        if status == self.cp.INFEASIBLE:
            return None
        return round(solver.ObjectiveValue()) if status == self.cp.OPTIMAL else "?"


def solve(text, work=WORK):
    """(fewest gaps, least true cost with so few gaps), None where nothing is legal, "?" where the work ran out."""
    problem = Problem(text)
    model = Model(problem)
    gaps = model.least(model.gaps, work)
    if gaps is None or gaps == "?":
        return gaps
    model.model.Add((sum(model.gaps) if model.gaps else 0) == gaps)
    cost = model.least(model.costs, work)
    return "?" if cost == "?" else (gaps, cost * problem.unit)


def has_line(text, member, work=WORK):
    """Whether the member's own rules admit any sequence of codes, whatever the others do; "?" where the work ran out."""
    found = Model(Problem(text).alone(member)).least([], work)
    return found if found == "?" else found is not None
