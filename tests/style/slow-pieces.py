#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The table of the long tests and its page say what was run and what never was; a mutant is dead only by a test that passes
without it."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

TESTS = Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True
sys.path[:0] = [str(TESTS), str(TESTS / "mutants")]
import mutants  # noqa: E402
import slow  # noqa: E402

WORDS = "Title: A page\n\n<!-- made by tests/slow.py --page -->\n<!-- end -->\n"


class Table(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch.object(slow, "RESULTS", self.folder / "results.tsv"))
        self.enterContext(mock.patch.object(slow, "PAGE", self.folder / "page.md"))
        slow.PAGE.write_text(WORDS, encoding="utf-8")

    def note(self, part, piece, fresh=False, **row):
        slow.note(part, piece, {"commit": "12345678", "seeds": "1–9", "corpus": "-", "cpu seconds": "7", "outcome": "passed",
                                "counts": "nine"} | row, fresh)

    def outcome(self, part):
        """The last cell of a part's row of the page, and the one before."""
        row = next(line for line in slow.page().splitlines() if line.startswith(f"| `{part} "))
        return row.split(" | ")[-1].removesuffix(" |"), row.split(" | ")[-2]

    def test_what_never_ran(self):
        self.assertEqual(self.outcome("oracle"), ("**never run**", "–"))
        for i in (1, 2, 4):
            self.note("oracle", f"{i}/9")
        self.note("oracle", "6/9", outcome="failed")
        self.assertEqual(self.outcome("oracle")[0],
                         "passed<br>passed<br>passed<br>failed<br>pieces 3, 5, 7–9 of 9: **never run**")
        for i in (3, 5, 6, 7, 8):
            self.note("oracle", f"{i}/9")
        self.assertTrue(self.outcome("oracle")[0].endswith("<br>piece 9 of 9: **never run**"))
        self.note("oracle", "9/9")
        self.assertEqual(self.outcome("oracle")[0], "<br>".join(["passed"] * 9))

    def test_row(self):
        """Seeds and corpus are said where there are any; a piece that runs again replaces its row; rows stand in order."""
        self.note("kills", "2/4", seeds="1; 2", corpus="abcdef01")
        self.note("kills", "1/4", seeds="-")
        self.note("kills", "2/4", seeds="3; 4", corpus="abcdef01", counts="")
        self.assertEqual([row["piece"] for row in slow.rows()], ["1/4", "2/4"])
        today = slow.rows()[0]["date"]
        self.assertEqual(self.outcome("kills")[1], f"1/4 at 12345678, {today}, 7 CPU s: nine<br>"
                         f"2/4 at 12345678, {today}, 7 CPU s, seeds 3; 4, corpus abcdef01: -")

    def test_another_number_of_pieces(self):
        self.note("kills", "1/4")
        self.note("kills", "2/4")
        self.note("visitor", "1/2")
        before = slow.RESULTS.read_bytes()
        with mock.patch.object(slow, "kills", create=True, side_effect=AssertionError("it was run")):
            with self.assertRaisesRegex(SystemExit, "kills has rows of 4 pieces.*--fresh"):
                slow.run_piece("kills", "3/8", False)
        with self.assertRaisesRegex(SystemExit, "kills has rows of 4 pieces"):
            self.note("kills", "3/8")
        self.assertEqual(slow.RESULTS.read_bytes(), before)
        self.note("kills", "3/8", fresh=True)
        self.assertEqual([(row["part"], row["piece"]) for row in slow.rows()], [("kills", "3/8"), ("visitor", "1/2")])
        # Two tables that were put together by hand.
        slow.RESULTS.write_text(slow.RESULTS.read_text() + "\n".join(before.decode().splitlines()[1:]) + "\n")
        with self.assertRaisesRegex(SystemExit, "rows of 4 pieces and of 8 pieces"):
            slow.page()

    def test_not_a_table(self):
        slow.RESULTS.write_text("part\tpiece\n")
        self.assertRaises(SystemExit, slow.page)

    def test_pieces_are_the_whole(self):
        """Into however many it is cut, and whether that divides it or not."""
        for n in (1, 4, 7, 100):
            self.assertEqual([x for i in range(1, n + 1) for x in slow.share(i, n, 10000)], list(range(10000)))
        self.assertEqual(slow.span(slow.share(2, 100, 10000), slow.FIRST_STATION), "10100–10199")

    def test_seeds_of_a_piece(self):
        """No two pieces draw the same; what the test says is written, not what was wished for."""
        given = []

        def tests(_name, **environment):
            given.append(environment)
            return ("publish: 3 of 5 killed before the end (3 with nothing done), 2 had ended, seed 2004: test_x\n"
                    ".cover: 1 of 2 killed before the end (1 with all done), 1 had ended, seed 2007: test_y\n"), 0

        with mock.patch.object(slow, "program_tests", tests):
            _status, seeds, counts = slow.kills(2, 4)
            slow.kills(3, 4)
            slow.visitor(2, 4)
            slow.visitor(3, 4)
        self.assertEqual(seeds, "2004; 2007")
        self.assertEqual(counts, "publish: 3 of 5 killed before the end (3 with nothing done), 2 had ended; "
                                 "cover: 1 of 2 killed before the end (1 with all done), 1 had ended")
        self.assertNotEqual(given[0]["KILLS_SEED"], given[1]["KILLS_SEED"])
        self.assertNotEqual(given[2]["POLLS_SEED"], given[3]["POLLS_SEED"])


    def test_published_instances(self):
        """Certificates without any of them are not whole, and the row and the page say it; with them they are, if they pass."""
        said = "test_small ...\nsmall: 375 confirmed, 370 of them best\nok\n"
        self.enterContext(mock.patch.object(slow, "build"))
        self.enterContext(mock.patch.object(slow, "commit", lambda: "12345678"))
        for names, status, outcome in (("", 0, "not whole"), (":", 0, "not whole"), ("", 1, "failed"), ("a.geng", 0, "passed"),
                                       ("a.geng", 1, "failed")):
            with mock.patch.object(slow, "run", lambda *_words, status=status, **_more: (said, status)), \
                    mock.patch.dict(os.environ, {"CERTIFICATES_OF": names}), contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(slow.run_piece("certificates", "1/1", False), 0 if outcome == "passed" else 1)
            self.assertEqual(self.outcome("certificates")[0], outcome)
            self.assertEqual("none was tried" in self.outcome("certificates")[1], outcome == "not whole" or not names.strip(":"))


class Tree(unittest.TestCase):
    """The commit says whether the files are those of it; the hash, which files a piece began from."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch.object(slow, "ROOT", self.folder))
        for name in ("lib.c", "tests/slow-results.tsv", "tests/fuzz/found/ini.tar.xz", "tests/fuzz/corpus/ini/one"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(name)

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *words],
                       cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    @unittest.skipUnless(shutil.which("git"), "no git")
    def test_commit(self):
        self.enterContext(mock.patch.dict(os.environ, {"GIT_CEILING_DIRECTORIES": str(self.folder.parent)}))
        self.assertEqual(slow.commit(), "?")
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "all")
        clean = slow.commit()
        self.assertRegex(clean, "^[0-9a-f]{8}$")
        (self.folder / "tests/slow-results.tsv").write_text("a row")
        (self.folder / "tests/fuzz/found/ini.tar.xz").write_text("more")
        self.assertEqual(slow.commit(), clean)
        (self.folder / "lib.c").write_text("another")
        self.assertEqual(slow.commit(), clean + "-dirty")

    def test_corpus(self):
        self.assertEqual(slow.corpus("kills"), "-")
        one = slow.corpus("fuzz")
        self.assertRegex(one, "^[0-9a-f]{8}$")
        self.assertEqual(slow.corpus("fuzz"), one)
        (self.folder / "tests/fuzz/found/ini.tar.xz").write_text("more")
        self.assertNotEqual(slow.corpus("fuzz"), one)
        two = slow.corpus("fuzz")
        (self.folder / "tests/fuzz/corpus/ini/two").write_text("")
        self.assertNotEqual(slow.corpus("fuzz"), two)
        three = slow.corpus("fuzz")
        (self.folder / "tests/fuzz/found/ini.tar.xz").write_text("less")
        self.assertNotEqual(slow.corpus("fuzz"), three)


class Mutants(unittest.TestCase):
    """Two mutants, and two tests of the shell: one notices the first mutant, the other whatever there is, for it never passes."""

    def setUp(self):
        self.build = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.log = self.build / "log"
        every = [{"number": i, "key": f"key{i}", "file": "a.c", "what": f"mistake {i}", "line": i} for i in (1, 2, 3)]
        mutants.put(self.build / "mutants.json", mutants.json.dumps(every).encode())
        self.tests = {name: {"cmd": ["/bin/sh", "-c", f"echo {name} $GENG_MUTANT >> {self.log}; {does}"], "env": {},
                             "workdir": self.build}
                      for name, does in (("sound", "test $GENG_MUTANT != 1"), ("broken", "false"))}
        self.enterContext(mock.patch.object(mutants, "tests_of", lambda _build, folder="build": self.tests if folder == "build" else {
            "leaks": {"cmd": ["/bin/sh", "-c", f"echo leaks $GENG_MUTANT >> {self.log}; test $GENG_MUTANT != 2 -o -z $ASAN_OPTIONS"],
                      "env": {}, "workdir": self.build}}))
        self.enterContext(mock.patch.object(mutants, "equal", dict))
        mutants.library.cache_clear()

    def ask(self, *killers):
        known = {("a.c", f"mistake {i}"): (name, 1) for i, name in enumerate(killers, 1)}
        said = io.StringIO()
        with mock.patch.object(mutants, "killers", lambda: known), contextlib.redirect_stdout(said):
            status = mutants.ask(self.build, "1/1")
        return status, said.getvalue().splitlines()[-1]

    def test_a_killer_that_never_passes(self):
        self.assertEqual(self.ask("sound", "broken", "broken"),
                         (1, "1 mutants: 1 dead, 0 equal, 0 survive; 2 refused, whose test fails without any"))
        # Each is asked without a mutant once, and the one that fails with none.
        self.assertEqual(self.log.read_text().splitlines(), ["broken 0", "sound 0", "sound 1"])

    def test_a_killer_under_the_sanitizers(self):
        """It runs in the other build, with their options; a test of that name here is another one."""
        self.assertEqual(self.ask("sound", "sanitized leaks", "sanitized leaks"), (1, "3 mutants: 2 dead, 0 equal, 1 survive"))
        self.assertEqual(self.log.read_text().splitlines(), ["leaks 0", "sound 0", "sound 1", "leaks 2", "leaks 3"])
        self.assertEqual(self.ask("sound", "leaks", "leaks"), (1, "3 mutants: 2 dead, 0 equal, 1 survive"))

    def test_what_was_taken_for_dead(self):
        """A death of an earlier run whose test nobody saw pass does not count; one whose test passed does, and is not run again."""
        self.ask("sound", "sound", "sound")
        results = mutants.load(self.build, "results.json", {"of": {}})
        self.assertTrue(results["of"]["key1"]["dead"])
        results["of"]["key2"] = {"dead": True, "by": "sound", "key": results["of"]["key1"]["key"], "how": "exit 1"}
        mutants.put(self.build / "results.json", mutants.json.dumps(results).encode())
        self.log.unlink()
        self.assertEqual(self.ask("sound", "sound", "sound"), (1, "3 mutants: 1 dead, 0 equal, 2 survive"))
        self.assertEqual(self.log.read_text().splitlines(), ["sound 0", "sound 2"])

    def test_run(self):
        """A test that the map has as passing, and that fails now, notices nothing either."""
        mapped = {name: {"key": "", "seconds": 0.1, "passes": True, "reaches": [1, 2, 3]} for name in self.tests}
        known = {"state": mutants.library(self.build), "tests": mapped}
        mutants.put(self.build / "map.json", mutants.json.dumps(known).encode())
        said = io.StringIO()
        with mock.patch.object(mutants, "killers", dict), contextlib.redirect_stdout(said):
            status = mutants.run(self.build, "1/1")
        self.assertEqual((status, said.getvalue().splitlines()[-1]), (1, "3 mutants: 1 dead, 0 equal, 2 survive"))


if __name__ == "__main__":
    unittest.main()
