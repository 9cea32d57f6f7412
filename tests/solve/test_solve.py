#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program geng-solve: what it prints, writes and answers to wrong use."""

import itertools
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOLVE = sys.argv.pop(1)

# Three people, four days, day and night, no day after a night: an instance of Curtois and Qu's form.
INSTANCE = """SECTION_HORIZON
4
SECTION_SHIFTS
D,600,
N,600,D
SECTION_STAFF
a,D=4|N=4,2400,0,3,1,1,1
b,D=4|N=4,2400,0,3,1,1,1
c,D=4|N=0,2400,0,3,1,1,1
SECTION_DAYS_OFF
a,2
SECTION_SHIFT_ON_REQUESTS
b,0,N,3
SECTION_SHIFT_OFF_REQUESTS
c,1,D,2
SECTION_COVER
""" + "".join(f"{day},{shift},1,100,1\n" for day in range(4) for shift in "DN")

# More than the search for small problems takes on: sixteen people and four weeks.
FOUR_WEEKS = "\n".join([
    "SECTION_HORIZON", "28", "SECTION_SHIFTS", "D,600,", "N,600,D", "SECTION_STAFF",
    *(f"p{number},D=28|N=28,12000,9000,4,2,2,2" for number in range(16)),
    "SECTION_SHIFT_ON_REQUESTS", *(f"p{number},{number + 7},N,{number % 3 + 1}" for number in range(16)),
    "SECTION_COVER", *(f"{day},{shift},{4 + (day + number) % 3},100,1" for day in range(28) for number, shift in enumerate("DN"))]) + "\n"


class Solve(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.instance = self.folder / "three.txt"
        self.instance.write_text(INSTANCE)

    def solve(self, *args, status=0):
        run = subprocess.run([SOLVE, *map(str, args)], capture_output=True, text=True)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def answer(self, *args):
        out = self.solve("--effort", "quick", "--time-limit", 0, *args).stdout
        return json.loads(out.splitlines()[-1])

    def roster(self):
        text = (self.folder / f"{self.instance.name}.tsv").read_text()
        return [line.split("\t") for line in text.splitlines()]

    def test_answer(self):
        row = self.answer("--tsv", self.folder, self.instance)
        self.assertTrue(row["legal"] and row["optimal"])
        self.assertEqual(row["cost"], row["bound"])
        self.assertEqual(row["cost"], self.price())

    def price(self):
        """The roster's price by the form's own words; it must be legal."""
        roster = self.roster()
        self.assertEqual(roster[0][2], "")
        self.assertNotIn("N", roster[2])
        for line in roster:
            self.assertLess(sum(cell != "" for cell in line), 4)
            for eve, day in zip(line, line[1:]):
                self.assertNotEqual((eve, day), ("N", "D"))
        price = 3 * (roster[1][0] != "N") + 2 * (roster[2][1] == "D")
        for day in range(4):
            for shift in "DN":
                have = sum(line[day] == shift for line in roster)
                price += 100 * max(0, 1 - have) + max(0, have - 1)
        return price

    def test_threads(self):
        for threads in 1, 2, 5:
            self.answer("--threads", threads, "--tsv", self.folder, self.instance)
            roster = self.roster()
            if threads == 1:
                first = roster
            self.assertEqual(roster, first)

    def test_text(self):
        """An instance as text is the same problem, and writing it solves nothing."""
        cost = self.answer(self.instance)["cost"]
        texts = self.folder / "texts"
        texts.mkdir()
        self.assertEqual(self.solve("--text", texts, self.instance).stdout, "")
        text = texts / self.instance.name
        self.assertTrue(text.read_text().startswith("geng-problem 1 3 4 3 "))
        self.assertEqual(self.answer(text)["cost"], cost)
        self.solve("--text", self.folder / "nowhere", self.instance, status=1)

    def test_params(self):
        rows = [line.split() for line in self.solve("--params").stdout.splitlines()]
        self.assertIn("repair_rounds", [row[0] for row in rows])
        for row in rows:
            lowest, highest = map(float, row[2].split(".."))
            self.assertTrue(lowest <= float(row[1]) <= highest, row)
        self.answer("--set", "repair_rounds=3", self.instance)
        for wrong in "repair_rounds=-1", "no_such=1", "repair_rounds":
            self.assertIn(wrong, self.solve("--set", wrong, self.instance, status=2).stderr)

    def test_log_and_trace(self):
        trace = self.folder / "trace.csv"
        run = self.solve("--log", "--trace", trace, "--effort", "quick", "--time-limit", 0, self.instance)
        self.assertEqual(run.stdout.count("{"), 1)
        self.assertTrue(trace.read_text().startswith("greedy,"))
        self.instance.write_text(FOUR_WEEKS)
        self.check_log(self.solve("--log", "--effort", "quick", "--time-limit", 0, self.instance).stderr.splitlines())

    def check_log(self, lines):
        """A line a tick: what is known, and how the effort was shared so far."""
        head = next(number for number, line in enumerate(lines) if line.split()[:4] == ["effort", "cost", "bound", "gap"])
        heads = lines[head].split()
        ticks = [line.split() for line in itertools.takewhile(lambda line: line.split()[0] != "task", lines[head + 1:])]
        self.assertTrue(ticks)
        for tick in ticks:
            self.assertEqual(len(tick), len(heads))
            (_effort, cost, bound, gap), shares, task = tick[:4], tick[7:12], tick[12]
            self.assertIn(task, heads[7:12])
            self.assertAlmostEqual(sum(float(share.rstrip("%")) for share in shares), 100, delta=0.5)
            if "-" not in (bound, gap):
                self.assertAlmostEqual(float(gap.rstrip("%")), 100 * (int(cost) - int(bound)) / max(int(cost), 1), delta=0.06)

    def test_example(self):
        """The manual's example: the solver agrees with its enumeration, and the pages with both."""
        docs = Path(__file__).parents[2] / "docs/solver"
        example = [sys.executable, docs / "example.py"]
        said = subprocess.run([*example, "--pictures", self.folder], check=True, capture_output=True, text=True).stdout
        text = subprocess.run([*example, "--problem"], check=True, capture_output=True, text=True).stdout
        self.instance.write_text(text)
        row = self.answer("--tsv", self.folder, self.instance)
        best, cost = said.split("best roster: ")[1].split("\n")[0].rsplit(" cost ", 1)
        self.assertEqual((row["cost"], row["bound"]), (int(cost), int(cost)))
        pages = "".join(page.read_text() for page in docs.glob("*.md"))
        self.assertIn(f"`{best}`: it costs {cost}", pages)
        self.assertIn(said.split("duals: ")[1].split("\n")[0], pages)
        self.assertEqual((self.folder / "ascent.svg").read_text(), (docs / "ascent.svg").read_text())
        codes = subprocess.run([str(Path(SOLVE).with_name("ten-lines"))], input=text, check=True, capture_output=True,
                               text=True).stdout
        self.assertEqual([len(line.split()) for line in codes.splitlines()], [4, 4, 4])

    def test_wrong_use(self):
        self.assertIn("no file", self.solve(status=2).stderr)
        self.assertIn("nowhere", self.solve(self.folder / "nowhere", status=1).stderr)
        self.instance.write_text("geng-problem 1\nnonsense\n")
        self.assertIn(self.instance.name, self.solve(self.instance, status=1).stderr)
        # Some other table, and more people or shifts than there can be; what else is named is solved.
        other = self.folder / "other.txt"
        other.write_text(INSTANCE)
        for text, said in (("SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480\nSECTION_STAFF\nA\n", "SECTION_STAFF: row 1"),
                           ("SECTION_HORIZON\n7\nSECTION_SHIFTS\nD\nSECTION_STAFF\n", "SECTION_SHIFTS: row 1"),
                           ("SECTION_HORIZON\n7\nSECTION_COVER\n0,D\n", "SECTION_COVER: row 1"),
                           ("SECTION_HORIZON\n0\n", ""), ("just words\n", "no instance")):
            self.instance.write_text(text)
            run = self.solve("--effort", "quick", other, self.instance, status=1)
            self.assertIn(f"{self.instance.name}: {said}", run.stderr)
            self.assertIn(other.name, run.stdout)


if __name__ == "__main__":
    unittest.main()
