#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A solver of mixed-integer programs that is not ours finds the same optima of random problems.

    python3 tests/proof/test_peers.py MAKE-CERTIFICATES BUILD-DIR

tests/bench/peers.py writes each problem as a 0-1 program and prices what Cbc answers by problem_text.py.
"""
import contextlib
import importlib.util
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SPEC = importlib.util.spec_from_file_location("peers", HERE.parent / "bench" / "peers.py")
peers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(peers)

MAKE, BUILD = sys.argv[1:3]
del sys.argv[1:3]
# Three people, four days; and four people over a week, which have weekends.
SIZES = (("80",), ("25", "4", "7", "3"))
EFFORT = "100000000"
# Cbc needs tenths of a second; a machine that is never so slow.
SECONDS = 120


def problem_text(path):
    """What stands between a certificate's head and its claims."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("geng-problem"))
    return "\n".join(lines[first:lines.index("end", first) + 1]) + "\n"


class Peers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def make(self, size):
        subprocess.run([MAKE, str(self.folder), *size], check=True)
        paths = []
        for path in sorted(self.folder.glob("*.geng")):
            paths.append(path.with_suffix(".txt"))
            paths[-1].write_text(problem_text(path), encoding="utf-8")
        return paths

    def compare(self, paths):
        """The rows of the table; ends with an error where two optima differ."""
        arguments = ["peers.py", "--build", BUILD, "--effort", EFFORT, "--seconds", str(SECONDS),
                     "--peers", "cbc", "--exact", *map(str, paths)]
        said = io.StringIO()
        before, sys.argv = sys.argv, arguments
        try:
            with contextlib.redirect_stdout(said):
                peers.main()
        finally:
            sys.argv = before
        return said.getvalue().splitlines()[2:]

    def test_optima_are_the_same(self):
        for size in SIZES:
            with self.subTest(size=size):
                rows = self.compare(self.make(size))
                self.assertGreater(len(rows), int(size[0]) * 0.8)
                both = sum(row.count("proven") == 2 for row in rows)
                self.assertGreater(both, len(rows) * 0.9)
                for path in self.folder.iterdir():
                    path.unlink()

    def test_another_problem_is_noticed(self):
        """Other prices of the same days make another optimum: the comparison compares."""
        noticed = 0
        for path in self.make(("10",)):
            problem = peers.Problem(path.read_text(encoding="utf-8").splitlines())
            options = type("Options", (), {"effort": EFFORT, "build": BUILD, "seconds": SECONDS})
            ours = peers.run_geng(options, str(path), problem)
            problem.cost = {slot: [price if price is None else 3 * price + 1 for price in prices]
                            for slot, prices in problem.cost.items()}
            noticed += peers.run_peer("cbc", problem, SECONDS)["cost"] != ours["cost"]
        self.assertGreater(noticed, 0)


if __name__ == "__main__":
    unittest.main()
