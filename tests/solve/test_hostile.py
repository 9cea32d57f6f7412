#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""geng-solve on problems that nobody would write: any byte changed, numbers near what their types hold, sizes at the limits.

Each has a result or an error that says where; what is called legal is priced anew by the independent reading of tests/proof.
Effort is counted, so that a slow machine fails nothing."""

import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "proof"))
from problem_text import Problem, value_of  # noqa: E402

SOLVE = sys.argv.pop(1)
SEED = 1

# Every record, four people, a week.
SMALL = """geng-problem 1 4 7 3 500 1
cost 0 0 0 4 2
cost 1 3 5 0 x
cost 2 6 1 1 0
join 1 2 1
line-profile 0 0 0 0 0 0 0
line-profile 1 1 1 1 1 1 1
code-set 0 1 1
code-set 0 0 1
day-set 1 1 1 1 1 1 1
weights 0 8 12 0 8 12 0 8 12 0 8 12 0 8 12 0 8 12 0 8 12
groups -1 -1 -1 -1 -1 0 0
run 0 0 2 4 7 x 1 1
run 1 1 1 2 0 9 0 0
counter 2 0 -1 0 1 20 44 3 5 0
counter 3 0 0 0 1 - 1 0 8 0
pattern 1 0 0 6 2 1 0
span 2 3 0 0 0 0 1 - 24 0 4 0
cell 2 1 + 0 0 1 1 2 6 9 0
cell 1 1 2 4 x 0
feed 0 0 0 1 1
feed 0 1 1 2 1
feed 1 0 0 1 1
feed 1 1 1 2 2
member 0 0 0
member 1 1 0
member 2 0 1
member 3 1 1
end
"""
# What a field may be taken for.
EDGES = [str(sign * ((1 << bits) + step)) for bits in (8, 16, 31, 32, 53, 62, 63, 64) for step in (-1, 0, 1) for sign in (1, -1)] \
    + ["100000000", "100000001", "99999999", "x", "+", "-", "0", "9" * 400, "1e9", "0x10", "1.5"]


def large(members, days, codes, seed):
    """A crew of each code each day, runs of at most five days, and costs here and there."""
    generator = random.Random(seed)
    head = [f"geng-problem 1 {members} {days} {codes} 500 1"]
    head += [f"cost {m} {generator.randrange(days)} " + " ".join(str(generator.randrange(9)) for _ in range(codes))
             for m in range(members)]
    head += ["line-profile 0" + " 0" * (days - 1), "code-set 0" + " 1" * (codes - 1)]
    head += [f"run {m} 0 1 5 0 x 0 0" for m in range(members)]
    cells = [(d, c) for d in range(days) for c in range(1, codes)]
    crew = max(1, members // (2 * (codes - 1)))
    head += [f"cell 1 {crew} + 0 0 1" for _ in cells] + [f"feed 0 {i} {d} {c} 1" for i, (d, c) in enumerate(cells)]
    return "\n".join([*head, *(f"member {m} 0 0" for m in range(members)), "end"]) + "\n"


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def solve(self, texts, effort):
        """Results by number, and errors by number; one of them for each text."""
        for i, text in enumerate(texts):
            (self.folder / f"{i:05}").write_bytes(text if isinstance(text, bytes) else text.encode())
        paths = [str(self.folder / f"{i:05}") for i in range(len(texts))]
        run = subprocess.run([SOLVE, "--effort", effort, "--time-limit", "0", "--threads", "1", "--tsv", self.folder, *paths],
                             capture_output=True, text=True, check=False)
        self.assertIn(run.returncode, (0, 1), run.stderr[-500:])
        rows = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
        results = {int(row["instance"]): row for row in rows}
        errors = {int(number): said for number, said in re.findall(r"^geng-solve: \S*/(\d{5}): (.+)$", run.stderr, re.M)}
        self.assertEqual(sorted([*results, *errors]), list(range(len(texts))), run.stderr[-500:])
        for said in errors.values():
            self.assertRegex(said, r"^problem: |^no instance$")
        return results, errors

    def roster(self, i, n_days):
        lines = (self.folder / f"{i:05}.tsv").read_text().splitlines()
        roster = [[int(cell or 0) for cell in line.split("\t")] for line in lines]
        self.assertTrue(all(len(line) == n_days for line in roster))
        return roster

    def judge(self, texts, results):
        """How many were legal; none is cheaper than its bound, and each costs what it is said to."""
        legal = 0
        for i, row in results.items():
            if not row["legal"]:
                continue
            problem = Problem(texts[i].rstrip("\n").split("\n"))
            # the program prints it as a floating-point number
            self.assertEqual(float(value_of(problem, self.roster(i, problem.n_days)) * problem.unit), row["cost"], texts[i])
            self.assertTrue(not row["bounded"] or row["bound"] <= row["cost"])
            legal += 1
        return legal

    def test_the_problem_itself(self):
        results, _ = self.solve([SMALL], "20000000")
        self.assertTrue(results[0]["optimal"])
        self.assertEqual(self.judge([SMALL], results), 1)

    def test_any_byte_changed(self):
        generator, body = random.Random(SEED), SMALL.encode()
        texts = []
        for at in range(len(body)):
            other = generator.choice([byte for byte in (*b"0123456789 -+x\n", 0, 0xff, generator.randrange(256)) if byte != body[at]])
            texts.append(body[:at] + bytes([other]) + body[at + 1:])
        results, errors = self.solve(texts, "20000")
        self.assertGreater(len(results), 50)
        self.assertGreater(len(errors), 100)

    def test_numbers_at_the_edges(self):
        """Each number of the text once, as each edge: read as such a number and priced without overflow, or refused."""
        generator, texts = random.Random(SEED), []
        for match in re.finditer(r"(?<=[ ])[-\dx+]+", SMALL):
            for edge in generator.sample(EDGES, 12):
                texts.append(SMALL[:match.start()] + edge + SMALL[match.end():])
        results, errors = self.solve(texts, "100000")
        self.assertGreater(len(errors), 100)
        self.assertGreater(self.judge(texts, results), 50)

    def test_sizes_at_the_limits(self):
        """250 codes of a member, 5,000 members, a year."""
        texts = [large(6, 14, 250, 1), large(5000, 14, 3, 2), large(12, 366, 4, 3)]
        results, errors = self.solve(texts, "3000000")
        self.assertEqual(errors, {})
        self.assertEqual(self.judge(texts, results), len(texts))

    def test_sizes_beyond(self):
        """One code too many, and more slots than memory should be asked for."""
        _, errors = self.solve([large(2, 3, 251, 1), "geng-problem 1 4000000 366 250 500 1\nend\n",
                                "geng-problem 1 4294967297 7 3 500 1\nend\n"], "20000")
        self.assertEqual(len(errors), 3)


if __name__ == "__main__":
    unittest.main()
