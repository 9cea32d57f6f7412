# SPDX-License-Identifier: LGPL-2.1-or-later
"""Problems in their text form (docs/solver/text-form.md), read by none of the solver's code: what they charge, and
what a member's past still decides of his line."""

FORBIDDEN = None


class Refused(Exception):
    """The text is out of form, or does not show what it claims."""


class TooLarge(Exception):
    """There is more to look at than there is room for."""


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

    def barred_after(self, member, day, code):
        """Codes that he may not have on the next day."""
        profile = self.line_profile.get(member)
        joins = self.joins.get(self.profiles[profile][day], ()) if profile is not None else ()
        return frozenset(b for a, b in joins if a == code)

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

    def is_idle(self, ranges):
        """Whether they never charge anything."""
        unders = [self.price_of_gap() if r.gap else self.soft(r.under) for r in ranges if r.lo is not None]
        return all(least_price(price) for price in [*unders, *(self.soft(r.over) for r in ranges if r.hi is not None)])


# -- one member's line: parts that each remember something of his past ---------


def least_price(price):
    """Whether a price changes nothing."""
    return price is not FORBIDDEN and price == 0


class Succession:
    """Codes that may not follow what was served; remembers them."""

    def __init__(self, problem, member):
        self.key = ("succession", problem.line_profile.get(member))
        self.after = [[problem.barred_after(member, day, code) for code in range(problem.n_codes)]
                      for day in range(problem.n_days - 1)]
        self.after.append([frozenset()] * problem.n_codes)
        self.start = frozenset()
        self.idle = not any(any(codes) for codes in self.after)

    def step(self, barred, day, code):
        return None if code in barred else (self.after[day][code], 0)

    def end(self, _):
        return 0


class Slots:
    """What is forbidden to him on a day; remembers nothing."""

    def __init__(self, problem, member):
        self.problem, self.member = problem, member
        self.key, self.start, self.idle = ("slots", member), 0, False

    def step(self, state, day, code):
        return None if self.problem.slot(self.member, day, code) is FORBIDDEN else (state, 0)

    def end(self, _):
        return 0


class Run:
    """Days in a row with a code of a set; remembers how many, and whether they may be too few."""

    def __init__(self, problem, record):
        _, self.codes, self.least, self.most, under, over, before, known = record
        self.under, self.over = problem.soft(under), problem.soft(over)
        self.key = ("run", id(self.codes), *record[2:])
        self.start = (before, not known)
        self.idle = least_price(self.under) and least_price(self.over)

    def step(self, state, _, code):
        length, exempt = state
        if self.codes[code]:
            cost = 0
            if length + 1 > self.most:
                if self.over is FORBIDDEN:
                    return None
                cost = self.over
            # a run longer than all that is said of it is as good as any other such
            return (min(length + 1, max(self.least, self.most + 1, 1)), exempt), cost
        if 0 < length < self.least and not exempt:
            return None if self.under is FORBIDDEN else ((0, False), self.under * (self.least - length))
        return (0, False), 0

    def end(self, _):
        return 0


class Pattern:
    """Sets of codes day after day; remembers which beginnings are under way, a bit each."""

    def __init__(self, problem, record):
        _, self.starts, begun, cost, self.sets = record
        self.cost = problem.soft(cost)
        self.key = ("pattern", id(self.starts), begun, cost, *(id(codes) for codes in self.sets))
        self.start = begun
        self.idle = least_price(self.cost)

    def step(self, begun, day, code):
        now = (begun << 1) | (1 if self.starts[day] else 0)
        now &= sum(1 << i for i, codes in enumerate(self.sets) if codes[code])
        whole = now >> (len(self.sets) - 1) & 1
        if whole and self.cost is FORBIDDEN:
            return None
        return now & ((1 << (len(self.sets) - 1)) - 1), self.cost if whole else 0

    def end(self, _):
        return 0


class Span:
    """A count over any so many days in a row; remembers the weights of all but one of them."""

    def __init__(self, problem, record):
        self.problem = problem
        _, self.days, self.weights, self.known, before, self.ranges = record
        self.key = ("span", self.days, id(self.weights), self.known, tuple(before), id(self.ranges))
        self.start = tuple(before)
        self.idle = problem.is_idle(self.ranges)

    def step(self, before, day, code):
        weight = self.weights[day][code]
        charged = self.problem.charge(self.ranges, weight + sum(before), self.days <= day + 1 + self.known)
        return None if charged is FORBIDDEN else (((weight,) + before)[:self.days - 1], charged)

    def end(self, _):
        return 0


class Counter:
    """A count over the whole line; remembers it, and the group that the last day has counted.

    Where it never falls, what it comes to above all that is said of it is charged at once, and it stays there."""

    def __init__(self, problem, record):
        self.problem = problem
        _, self.weights, self.groups, before, self.ranges = record
        self.key = ("counter", id(self.weights), id(self.groups), before, id(self.ranges))
        self.start = (before, None)
        self.idle = problem.is_idle(self.ranges)
        self.top, self.over = None, 0
        if self.groups is not None or min(min(day) for day in self.weights) >= 0:
            sides = [side for r in self.ranges for side in (r.lo, r.hi) if side is not None]
            self.top = max([before, *sides])
            overs = [problem.soft(r.over) for r in self.ranges if r.hi is not None]
            self.over = FORBIDDEN if FORBIDDEN in overs else sum(overs)

    def step(self, state, day, code):
        value, counted = state
        weight = self.weights[day][code]
        if self.groups is None:
            value += weight
        elif self.groups[day] >= 0 and weight != 0 and self.groups[day] != counted:
            value, counted = value + 1, self.groups[day]
        elif counted is not None and self.groups[day] >= 0 and self.groups[day] != counted:
            counted = None  # that group is over
        if self.top is None or value <= self.top:
            return (value, counted), 0
        return None if self.over is FORBIDDEN else ((self.top, counted), self.over * (value - self.top))

    def end(self, state):
        return self.problem.charge(self.ranges, state[0])


def parts_of(problem, member, dropped=frozenset()):
    """All that a member's past still decides but the prices of his days."""
    parts = [Succession(problem, member)]
    parts += [Run(problem, r) for r in problem.runs if r[0] == member]
    parts += [Pattern(problem, r) for r in problem.patterns if r[0] == member]
    parts += [Span(problem, r) for r in problem.spans if r[0] == member]
    parts += [Counter(problem, c) for i, c in enumerate(problem.counters) if c[0] == member and i not in dropped]
    return [part for part in parts if not part.idle]


def line_value(problem, member, codes):
    """What a line costs; Refused where it is forbidden."""
    if len(codes) != problem.n_days or not all(0 <= code < problem.n_codes for code in codes):
        raise Refused(f"member {member} has no line")
    parts = parts_of(problem, member)
    states, total = [part.start for part in parts], 0
    for day, code in enumerate(codes):
        slot = problem.slot(member, day, code)
        steps = [part.step(state, day, code) for part, state in zip(parts, states)]
        if slot is FORBIDDEN or None in steps:
            raise Refused(f"the roster breaks what is forbidden to member {member} on day {day}")
        states = [step[0] for step in steps]
        total += slot + sum(step[1] for step in steps)
    ends = [part.end(state) for part, state in zip(parts, states)]
    if FORBIDDEN in ends:
        raise Refused(f"the roster breaks a limit of member {member}")
    return total + sum(ends)


def value_of(problem, roster):
    """Gaps times their price and cost of a roster."""
    total, counts = 0, [0] * len(problem.cells)
    for member, codes in enumerate(roster):
        total += line_value(problem, member, codes)
        for day, code in enumerate(codes):
            for cell, n in problem.feeds.get((problem.cell_profile.get(member), day, code), ()):
                counts[cell] += n
    charged = [problem.charge(ranges, count) for ranges, count in zip(problem.cells, counts)]
    if FORBIDDEN in charged:
        raise Refused("the roster breaks what is forbidden between members")
    return total + sum(charged)
