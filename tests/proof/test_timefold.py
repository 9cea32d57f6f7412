#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The model for Timefold Solver (tests/bench/timefold) charges what the text form says.

    python3 tests/proof/test_timefold.py MAKE-CERTIFICATES BUILD-DIR

Random rosters of random problems, legal and illegal, are held against problem_text.py.  A second time
with every limit priced alone, what limits are broken by is held against it, and with every limit free what
is left to pay.  Needs Maven and a JDK.
"""
import copy
import importlib.util
import itertools
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from problem_text import FORBIDDEN, Problem, Refused, line_value, value_of  # noqa: E402

SPEC = importlib.util.spec_from_file_location("peers", HERE.parent / "bench" / "peers.py")
peers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(peers)

MAKE, BUILD = sys.argv[1:3]
del sys.argv[1:3]
# Problems of three people and four days, and of four people and a week.
SIZES = (("12",), ("8", "4", "7", "3"))
ROSTERS = 40
ODD = 12
# Lines drawn for one that keeps the member's own limits.
TRIES = 60


def priced(problem, limit, free):
    """The problem where what is forbidden has the price `limit`, all else the price that `free` makes of it."""
    other = copy.deepcopy(problem)

    def of(price):
        return limit if price is FORBIDDEN else free(price)
    other.gap_price = free(other.gap_price)
    other.joins = {}
    other.cost = {slot: [of(price) for price in prices] for slot, prices in other.cost.items()}
    other.runs = [(*r[:4], of(r[4]), of(r[5]), *r[6:]) for r in other.runs]
    other.patterns = [(*p[:3], of(p[3]), p[4]) for p in other.patterns]
    seen = set()
    for ranges in [*(s[-1] for s in other.spans), *(c[-1] for c in other.counters), *other.cells]:
        for r in ranges if id(ranges) not in seen else ():
            r.under, r.over = of(r.under), of(r.over)
        seen.add(id(ranges))
    return other


def odd_problem():
    """Small, with records that those of the solver seldom have: little of a past known, sides open at random."""
    members, days, codes = 2, 6, 3

    def pick(*words):
        return str(random.choice(words))

    def many(n, *words):
        return " ".join(pick(*words) for _ in range(n))

    def ranges():
        low = random.randrange(-1, 3)
        return " ".join(f"{pick('-', low)} {pick('+', low + 1)} {many(2, 0, 2, 'x')} {pick(0, 1)}" for _ in "ab")
    lines = [f"geng-problem 1 {members} {days} {codes} 50 1", "join 0 1 2", "line-profile 0" + " 0" * (days - 1)]
    lines += [f"cost {m} {d} {many(codes, 0, 0, 1, 4, 'x')}" for m in range(members) for d in range(0, days, 2)]
    lines += [f"code-set {many(codes, 0, 1)}" for _ in "ab"] + [f"day-set {many(days, 0, 1)}"]
    lines += [f"weights {many(days * codes, -1, 0, 1, 2)}", "groups 0 -1 0 1 1 -1"]
    for m in range(members):
        lines.append(f"run {m} {pick(0, 1)} {pick(1, 2, 3)} {pick(1, 2, 3)} {many(2, 1, 'x')} {many(2, 0, 1)}")
        lines.append(f"counter {m} 0 {pick(-1, 0)} {pick(0, 2)} 2 {ranges()}")
        lines.append(f"pattern {m} 0 {pick(0, 1, 2, 3)} {pick(3, 'x')} 3 {many(3, 0, 1)}")
        past = random.randrange(4)
        before = [random.randrange(3) if d < past else 0 for d in range(3)]
        lines.append(f"span {m} 4 0 {past} {before[0]} {before[1]} {before[2]} 2 {ranges()}")
    lines += [f"cell 2 {ranges()}" for _ in range(days)]
    lines += [f"feed 0 {d} {d} {code} {pick(1, 2)}" for d in range(days) for code in (1, 2)]
    lines += [f"member {m} 0 0" for m in range(members) if random.random() < 0.8]
    return "\n".join([*lines, "end"]) + "\n"


def barred(problem, roster):
    return sum(codes[d + 1] in problem.barred_after(m, d, codes[d])
               for m, codes in enumerate(roster) for d in range(problem.n_days - 1))


def kept(problem, member, codes):
    try:
        line_value(problem, member, codes)
    except Refused:
        return False
    return True


def draw(problem, member, legal):
    """Anything; or a line that keeps what is said of the member, if a few tries find one."""
    for _ in range(TRIES if legal else 1):
        codes = [random.randrange(problem.n_codes) for _ in range(problem.n_days)]
        if not legal or kept(problem, member, codes):
            break
    return codes


class Timefold(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.command = peers.build_timefold(BUILD)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def problems(self, size):
        subprocess.run([MAKE, str(self.folder), *size], check=True)
        for path in sorted(self.folder.glob("*.geng")):
            lines = path.read_text(encoding="utf-8").splitlines()
            first = next(i for i, line in enumerate(lines) if line.startswith("geng-problem"))
            lines = lines[first:lines.index("end", first) + 1]
            text = path.with_suffix(".txt")
            text.write_text("\n".join(lines) + "\n", encoding="utf-8")
            yield text, Problem(lines)
            path.unlink()

    def odd(self):
        for number in range(ODD):
            text, path = odd_problem(), self.folder / f"odd-{number}.txt"
            path.write_text(text, encoding="utf-8")
            yield path, Problem(text.rstrip().splitlines())

    def charged(self, path, rosters):
        """What the model in Java says of rosters: limits broken, by how much, cost."""
        file = self.folder / "rosters"
        file.write_text("".join(" ".join(map(str, codes)) + "\n" for roster in rosters for codes in roster),
                        encoding="utf-8")
        said = subprocess.run([*self.command, "score", path, file], check=True, capture_output=True, text=True).stdout
        return [peers.read_timefold(line) for line in said.splitlines()]

    def test_score(self):
        """On every random roster the same cost, and broken limits by the same amount."""
        random.seed(1)
        legal = illegal = 0
        for path, problem in itertools.chain(*map(self.problems, SIZES), self.odd()):
            rosters = [[draw(problem, m, i % 2) for m in range(problem.n_members)]
                       for i in range(ROSTERS)]
            only_limits = priced(problem, 1, lambda _: 0)
            only_cost = priced(problem, 0, lambda price: price)
            said = self.charged(path, rosters)
            self.assertEqual(len(said), len(rosters))
            for roster, (limits, units, cost) in zip(rosters, said):
                broken = value_of(only_limits, roster) + barred(problem, roster)
                self.assertEqual(units, broken, path.read_text())
                self.assertEqual(cost, value_of(only_cost, roster), path.read_text())
                self.assertTrue(limits <= units and (limits == 0) == (units == 0))
                if units == 0:
                    self.assertEqual(cost, value_of(problem, roster))
                    legal += 1
                else:
                    self.assertRaises(Refused, value_of, problem, roster)
                    illegal += 1
        self.assertGreater(legal, ROSTERS)
        self.assertGreater(illegal, ROSTERS)

    def test_search(self):
        """Timefold's own check that the score of each move is that of the roster made anew."""
        for path, problem in list(self.problems(("3", "4", "7", "3"))):
            command = [self.command[0], "-Dmode=FULL_ASSERT", *self.command[1:]]
            answer = peers.ask_timefold(command, path, 2)
            self.assertEqual(len(answer["lines"]), problem.n_members)
            if answer["limits"] == 0:
                self.assertEqual(answer["cost"], value_of(problem, answer["lines"]))


if __name__ == "__main__":
    unittest.main()
