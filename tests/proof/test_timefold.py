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
SIZES = (("20",), ("12", "4", "7", "3"))
ROSTERS = 80
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
        for size in SIZES:
            for path, problem in self.problems(size):
                rosters = [[draw(problem, m, i % 2) for m in range(problem.n_members)] for i in range(ROSTERS)]
                only_limits = priced(problem, 1, lambda _: 0)
                only_cost = priced(problem, 0, lambda price: price)
                said = self.charged(path, rosters)
                self.assertEqual(len(said), len(rosters))
                for roster, (limits, units, cost) in zip(rosters, said):
                    self.assertEqual(units, value_of(only_limits, roster) + barred(problem, roster), path.read_text())
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
