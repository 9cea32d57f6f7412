# SPDX-License-Identifier: LGPL-2.1-or-later
"""All lines of one member as a graph, day by day, for certificates; by none of the solver's code.

A node is what the parts of his line remember (problem_text.parts_of), an arc a code of the day.  Each part alone has few states,
so that it is asked once a state and code; their product is put together in arrays, and what two arcs reach alike is one node
(numpy.unique).  Prices of days are no part of it: members of the same rules share a graph.  Numbers are whole, and a sum that
could leave 64 bits is refused beforehand."""
import numpy

from problem_text import FORBIDDEN, Refused, TooLarge

NOWHERE = 1 << 60
# Sums stay below it, so that what has NOWHERE added to it stands out, and nothing overflows.
LARGEST = 1 << 57
# Numbers of states, multiplied part by part, stay below it.
MOST_STATES = 1 << 62


class Layer:
    """The arcs of one day, sorted by where they lead."""

    def __init__(self, start, code, cost, target):
        order = numpy.argsort(target, kind="stable")
        self.start, self.code, self.cost = start[order], code[order], cost[order]
        self.target = target[order]
        self.first = numpy.searchsorted(self.target, numpy.arange(target.max() + 1))

    def values(self, way, scale, prices):
        return way[self.start] + self.cost * scale + prices[self.code]


class Graph:
    def __init__(self, problem, parts, most=None):
        """TooLarge where there are more arcs than that."""
        self.n_codes = problem.n_codes
        self.layers, self.ends, self.dear = [], None, 0
        known = [[part.start] for part in parts]
        nodes = numpy.zeros((1, len(parts)), dtype=numpy.int64)
        for day in range(problem.n_days):
            tables = [self.table(part, states, day) for part, states in zip(parts, known)]
            known = [table[0] for table in tables]
            nodes = self.grow(nodes, tables)
            if len(nodes) == 0:
                return
            if most is not None and self.size > most:
                raise TooLarge
        self.end(parts, known, nodes)

    @property
    def size(self):
        return sum(len(layer.start) for layer in self.layers)

    def table(self, part, states, day):
        """The part's next states, and for each state and code which of them (-1: forbidden) and the cost."""
        after, to, cost = {}, [], []
        for state in states:
            steps = [part.step(state, day, code) for code in range(self.n_codes)]
            to.append([-1 if step is None else after.setdefault(step[0], len(after)) for step in steps])
            cost.append([0 if step is None else step[1] for step in steps])
        dearest = max(abs(price) for row in cost for price in row)
        if dearest > LARGEST:
            raise Refused("a price is too large to be checked")
        self.dear += dearest
        return list(after), numpy.array(to, dtype=numpy.int32), numpy.array(cost, dtype=numpy.int64)

    @staticmethod
    def narrow(key, most, n):
        """Room for a number of n states more: keys that are there get small numbers, in their order."""
        if most * n <= MOST_STATES:
            return key, most
        found, key = numpy.unique(key, return_inverse=True)
        if len(found) * n > MOST_STATES:
            raise Refused("lines have too many states to be checked")
        return key.astype(numpy.int64), len(found)

    def grow(self, nodes, tables):
        """The arcs of a day, and the nodes after it."""
        starts, codes = [], []
        for code in range(self.n_codes):
            may = numpy.ones(len(nodes), dtype=bool)
            for p, (_, to, _) in enumerate(tables):
                may &= to[nodes[:, p], code] >= 0
            starts.append(numpy.flatnonzero(may).astype(numpy.int32))
            codes.append(numpy.full(len(starts[-1]), code, dtype=numpy.uint8 if self.n_codes <= 256 else numpy.int32))
        start, code = numpy.concatenate(starts), numpy.concatenate(codes)
        cost, key, most = numpy.zeros(len(start), dtype=numpy.int64), numpy.zeros(len(start), dtype=numpy.int64), 1
        for p, (after, to, price) in enumerate(tables):
            state, n = nodes[start, p], max(len(after), 1)
            key, most = self.narrow(key, most, n)
            key = key * n + to[state, code]
            cost += price[state, code]
            most *= n
        _, first, target = numpy.unique(key, return_index=True, return_inverse=True)
        if len(first) > 0:
            self.layers.append(Layer(start, code, cost, target.astype(numpy.int32)))
        after = numpy.zeros((len(first), len(tables)), dtype=numpy.int64)
        for p, (_, to, _) in enumerate(tables):
            after[:, p] = to[nodes[start[first], p], code[first]]
        return after

    def end(self, parts, known, nodes):
        self.ends = numpy.zeros(len(nodes), dtype=numpy.int64)
        for p, (part, states) in enumerate(zip(parts, known)):
            charged = [part.end(state) for state in states]
            dearest = max((abs(price) for price in charged if price is not FORBIDDEN), default=0)
            self.dear += dearest
            if dearest > LARGEST:
                raise Refused("a price is too large to be checked")
            charged = numpy.array([NOWHERE if price is FORBIDDEN else price for price in charged], dtype=numpy.int64)
            self.ends = numpy.minimum(self.ends + charged[nodes[:, p]], NOWHERE)

    def prices(self, prices, scale):
        """[day][code], None: forbidden; as arrays."""
        dearest = sum(max((abs(price) for price in row if price is not FORBIDDEN), default=0) for row in prices)
        if dearest + self.dear * scale > LARGEST:
            raise Refused("multipliers are too fine to be checked")
        return [numpy.array([NOWHERE if price is FORBIDDEN else price for price in row], dtype=numpy.int64) for row in prices]

    @staticmethod
    def settle(way):
        """What cannot be reached costs NOWHERE, whatever was added to it."""
        return numpy.where(way > NOWHERE // 2, NOWHERE, way)

    def last(self, scale):
        return numpy.where(self.ends == NOWHERE, NOWHERE, self.ends * scale)

    def ways(self, scale, prices):
        """The least value of a way to each node, layer by layer."""
        ways = [numpy.zeros(1, dtype=numpy.int64)]
        for layer, row in zip(self.layers, prices):
            ways.append(self.settle(numpy.minimum.reduceat(layer.values(ways[-1], scale, row), layer.first)))
        return ways

    def best(self, scale, prices):
        """The least of cost * scale + prices[day][code]; None where there is no line."""
        if self.ends is None:
            return None
        value = int((self.ways(scale, self.prices(prices, scale))[-1] + self.last(scale)).min())
        return None if value > NOWHERE // 2 else value

    def best_by_slot(self, scale, prices):
        """The least value of a line that has the code on the day: {(day, code): value}."""
        if self.ends is None:
            return {}
        prices = self.prices(prices, scale)
        ways, rest, least = self.ways(scale, prices), self.last(scale), {}
        for day in reversed(range(len(self.layers))):
            layer = self.layers[day]
            onward = self.settle(layer.cost * scale + prices[day][layer.code] + rest[layer.target])
            values = self.settle(onward + ways[day][layer.start])
            for code in range(self.n_codes):
                found = int(values[layer.code == code].min(initial=NOWHERE))
                if found < NOWHERE:
                    least[day, code] = found
            rest = numpy.full(len(ways[day]), NOWHERE, dtype=numpy.int64)
            numpy.minimum.at(rest, layer.start, onward)
        return least
