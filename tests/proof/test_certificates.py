#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Certificates of random problems are confirmed by the checker, and whoever changes one is refused.

    python3 tests/proof/test_certificates.py MAKE-CERTIFICATES MAKE-CLAIMS GENG-SOLVE

In the long form (tests/slow.py) CERTIFICATES says how many small problems, how many of stations with
every rule and how many that take a tree, and CERTIFICATES_OF names published instances to prove, with
a colon between.
"""
import hashlib
import importlib.util
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
SPEC = importlib.util.spec_from_file_location("check_certificate", HERE / "check-certificate.py")
checker = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checker)

MAKE, CLAIMS, SOLVE = sys.argv[1:4]
del sys.argv[1:4]
N_SMALL, N_STATIONS, N_TREES = map(int, os.environ.get("CERTIFICATES", "60 12 2").split())
INSTANCES = [name for name in os.environ.get("CERTIFICATES_OF", "").split(":") if name]
# People, days and codes of the problems that take trees; about one in three of them does.
SIZES = ((10, 14, 4), (12, 14, 3), (14, 21, 3), (17, 21, 4), (20, 28, 4))
LEAVES = 20
EFFORT_OF_A_STATION, EFFORT_OF_AN_INSTANCE = "50000000", "10000000000"
# Problems of one size until others are tried, where few of them take trees.
MOST_OF_A_SIZE = 60
CHANGES = 150
FORGERIES = 400
SEED = 1


def make(folder, *arguments):
    subprocess.run([MAKE, str(folder), *map(str, arguments)], check=True)
    return sorted(folder.glob("[0-9][0-9][0-9].geng"))


def solve(folder, files, *arguments):
    """Certificates of problems, from trees alone: the exact search is off."""
    subprocess.run([SOLVE, "--time-limit", "0", "--certificates", str(folder), "--set", "exact_slots=0", *arguments,
                    *map(str, files)], check=True, stdout=subprocess.DEVNULL)
    return sorted(folder.glob("*.certificate"))


def leaves_of(text):
    """Leaves of the second claim, where it bars something too."""
    claim = text.partition("claim objective")[2]
    return int(re.search(r"leaves (\d+)", claim)[1]) if "\nbar " in claim else 0


def make_trees(folder, n):
    """Certificates with a tree of enough leaves, of all sizes in turn."""
    found = []
    for i, size in enumerate(SIZES):
        wanted, first = n * (i + 1) // len(SIZES), 0
        while len(found) < wanted and first < MOST_OF_A_SIZE:
            for path in make(folder, 1, *size, first):
                if leaves_of(path.read_text(encoding="utf-8")) >= LEAVES:
                    found.append(path.rename(path.with_name(f"{i}-{path.name}")))
                else:
                    path.unlink()
            first += 1
    return found


def sign(text):
    """The text with the hash that belongs to it, as a forger would leave it."""
    body = text.rstrip("\n").rpartition("\n")[0] + "\n"
    return body + "end " + hashlib.sha256(body.encode()).hexdigest() + "\n"


def is_refused(text):
    try:
        checker.check(text)
    except (checker.Refused, ValueError, IndexError, KeyError):
        return True
    return False


# Three days, on and off; he must serve on two of them, and may not on the second, nor next to a day of duty.
TOO_MUCH = "geng-problem 1 1 3 2 9 1\njoin 0 1 1\nline-profile 0 0 0\nweights 0 1 0 1 0 1\ncost 0 1 0 x\n" \
    "counter 0 0 -1 0 1 {} + x 0 0\nmember 0 0 0\nend\n"


def left_out(name, least):
    """Somebody who must serve on so many of the three days: two are a line, and three are none."""
    problem = TOO_MUCH.format(least)
    return f"without {name} proven {hashlib.sha256(problem.encode()).hexdigest()}\n{problem}"


def with_records(text, records):
    """The certificate with somebody left out, signed."""
    head, claims, tail = text.partition("claim gaps")
    return sign(head + records + claims + tail)


def refusal(records, because="not-found"):
    return sign(f"geng-certificate 1 refused\n{records}because {because}\nend\n")


def numbers_of(text):
    """(begin, end) of each number of the file, hashes too."""
    return [match.span() for match in re.finditer(r"(?<= )-?[0-9a-f]+(?=[ \n])", text)]


class Certificates(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.small = make(pathlib.Path(cls.folder.name), N_SMALL)
        cls.texts = [path.read_text(encoding="utf-8") for path in cls.small]
        cls.tree_folder = tempfile.TemporaryDirectory()
        cls.trees = make_trees(pathlib.Path(cls.tree_folder.name), N_TREES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()
        cls.tree_folder.cleanup()

    def confirm(self, paths, tight_part):
        """All are confirmed; of so many it is shown that none is better."""
        told = [checker.check(path.read_text(encoding="utf-8"))[0] for path in paths]
        tight = sum(one.count("none is better") == 2 for one in told)
        self.assertGreaterEqual(tight, len(told) * tight_part, told)
        return f"{len(told)} confirmed, {tight} of them best"

    def test_small_ones_are_confirmed(self):
        self.assertGreater(len(self.small), N_SMALL * 0.8)
        print("\nsmall:", self.confirm(self.small, 0.9))

    def test_stations_with_every_rule_are_confirmed(self):
        """What the rules make of random stations, which lack a legal roster now and then."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            subprocess.run([CLAIMS, name, str(SEED), str(N_STATIONS)], check=True, stdout=subprocess.DEVNULL)
            paths = solve(folder, sorted(folder.glob("*.txt")), "--effort", EFFORT_OF_A_STATION)
            self.assertGreater(len(paths), N_STATIONS * 0.6)
            print("\nstations:", self.confirm(paths, 0.7))

    def test_trees_are_confirmed(self):
        self.assertGreaterEqual(len(self.trees), N_TREES)
        self.assertTrue(all(leaves_of(path.read_text(encoding="utf-8")) >= LEAVES for path in self.trees))
        print("\ntrees:", self.confirm(self.trees, 0))

    @unittest.skipUnless(INSTANCES, "CERTIFICATES_OF names no published instance")
    def test_instances_are_confirmed(self):
        for instance in map(pathlib.Path, INSTANCES):
            with self.subTest(instance.name), tempfile.TemporaryDirectory() as name:
                paths = solve(pathlib.Path(name), [instance], "--effort", EFFORT_OF_AN_INSTANCE)
                self.assertEqual(len(paths), 1)
                print(f"\n{instance.name}: {checker.check(paths[0].read_text(encoding='utf-8'))}")

    def test_any_changed_number_is_refused(self):
        """Every number of one file, and some of many."""
        generator = random.Random(SEED)
        changes = [(self.texts[0], span) for span in numbers_of(self.texts[0])]
        for text in (with_records(self.texts[0], left_out("m01", 3)), refusal(left_out("m01", 3) + "without m02 not-found\n")):
            self.assertFalse(is_refused(text))
            changes += [(text, span) for span in numbers_of(text)]
        for _ in range(CHANGES):
            text = generator.choice([*self.texts, self.trees[0].read_text(encoding="utf-8")])
            changes.append((text, generator.choice(numbers_of(text))))
        for text, (begin, end) in changes:
            digit = generator.choice([d for d in "0123456789" if d != text[end - 1]])
            self.assertTrue(is_refused(text[:end - 1] + digit + text[end:]), text[begin:end])

    def test_forgeries_show_nothing_false(self):
        """A number is changed and the file signed anew.  It may still be a proof, of less or by other ways, but never of more
        than the best roster costs, which the true one says."""
        generator, refused = random.Random(SEED), 0
        for _ in range(FORGERIES):
            text = generator.choice(self.texts)
            begin, end = generator.choice([span for span in numbers_of(text) if span[0] > text.index("\nend\n")])
            if begin >= text.index("\nend ", text.index("claim objective")):
                continue
            other = str(int(text[begin:end]) + generator.choice((-1, 1, 7, 1000)))
            try:
                forged = checker.Certificate(sign(text[:begin] + other + text[end:]))
                told = [checker.check_claim(forged.problem, forged.roster, claim) for claim in forged.claims]
            except (checker.Refused, ValueError, IndexError, KeyError):
                refused += 1
                continue
            for true_claim, (claimed, value, _) in zip(checker.Certificate(text).claims, told):
                best = true_claim.value
                self.assertTrue(claimed is None or best is None or claimed <= best <= value, (text[begin:end], other))
        self.assertGreater(refused, 0)

    def test_too_much_is_refused(self):
        for text in self.texts[:20]:
            self.assertFalse(is_refused(sign(text)))
            for claim in ("gaps", "objective"):
                more = re.sub(rf"claim {claim} (\d+)",
                              lambda m: f"claim {m[0].split()[1]} {int(m[1]) + 1}", text)
                self.assertTrue(is_refused(sign(more)), claim)

    def test_other_multipliers_are_refused(self):
        """Without its multipliers a claim stands on nothing; with too large ones it does neither."""
        for text in self.texts[:20]:
            head, _, tail = text.partition("claim objective")
            if "dual cell" not in tail:
                continue
            none = head + "claim objective" + re.sub(r"dual cell.*\n", "", tail)
            large = head + "claim objective" + re.sub(r"(dual cell \d+ \d+ -?\d+)", r"\g<1>000000000", tail)
            self.assertTrue(is_refused(sign(none)))
            self.assertTrue(is_refused(sign(large)))
            # the same range twice would be paid twice
            twice = head + "claim objective" + re.sub(r"(dual cell.*\n)", r"\1\1", tail)
            self.assertTrue(is_refused(sign(twice)))

    def test_another_roster_is_refused(self):
        """A worse roster under the same claims is no proof that it is best; a forbidden one is none."""
        for text in self.texts[:20]:
            worse = re.sub(r"\nline 0 .*", lambda m: re.sub(r"\d+$", "0", m[0].replace(" 1", " 2")), text)
            if worse == text:
                continue
            certificate = checker.Certificate(sign(worse))
            try:
                told = [checker.check_claim(certificate.problem, certificate.roster, claim)
                        for claim in certificate.claims]
            except checker.Refused:
                continue
            self.assertTrue(all(claimed <= value for claimed, value, _ in told))

    def test_who_is_left_out_is_named(self):
        told = checker.check(with_records(self.texts[0], left_out("m%201", 3) + "without m02 proven\n"))
        self.assertTrue(told[0].startswith("confirmed"))
        self.assertEqual(told[1], "left out: m 1 (that m 1 has no line is shown here), m02 (that m02 has no line is not shown here)")
        self.assertIn("anything about rosters with m 1, m02", told[2])

    def test_who_has_a_line_is_not_left_out(self):
        for least in (1, 2):
            self.assertTrue(is_refused(with_records(self.texts[0], left_out("m01", least))))
            self.assertTrue(is_refused(refusal(left_out("m01", least), "held")))
        self.assertTrue(is_refused(with_records(self.texts[0], "without m01 not-found\n")))

    def test_a_graph_too_large_shows_nothing(self):
        most, checker.MOST_TO_SHOW = checker.MOST_TO_SHOW, 1
        self.addCleanup(setattr, checker, "MOST_TO_SHOW", most)
        self.assertIn("is not shown here", checker.check(refusal(left_out("m01", 3), "held"))[1])

    def test_a_refusal_claims_nothing(self):
        told = checker.check(refusal(left_out("m01", 3) + "without m02 not-found\n"))
        self.assertEqual(told[0], "nothing is claimed: no line was found for m02, and it is not proven that there is none")
        self.assertEqual(told[1], "left out: m01 (that m01 has no line is shown here), m02 (no line was found)")
        for text in (refusal(left_out("m01", 3)), refusal("without m02 not-found\n", "so"), refusal("without m02\n", "held")):
            self.assertTrue(is_refused(text), text)

    def test_the_status_says_which(self):
        with tempfile.TemporaryDirectory() as name:
            fine, false, nothing = (pathlib.Path(name) / kind for kind in ("fine", "false", "nothing"))
            fine.write_text(self.texts[0], encoding="utf-8")
            false.write_text(self.texts[0].replace("claim", "claims"), encoding="utf-8")
            nothing.write_text(refusal("", "held"), encoding="utf-8")
            for files, status in (((fine,), 0), ((false,), 1), ((nothing,), 2), ((nothing, fine), 2), ((false, nothing), 1)):
                done = subprocess.run([sys.executable, str(HERE / "check-certificate.py"), *files], stdout=subprocess.DEVNULL,
                                      check=False)
                self.assertEqual(done.returncode, status, files)

    def test_a_missing_leaf_is_refused(self):
        text = self.trees[0].read_text(encoding="utf-8")
        head, _, tail = text.partition("claim objective")
        leaves = re.split(r"(?=^leaf )", tail, flags=re.M)
        count = len(leaves) - 1
        self.assertGreater(count, 1)
        less = leaves[0].replace(f"leaves {count}", f"leaves {count - 1}") + "".join(leaves[2:])
        self.assertTrue(is_refused(sign(head + "claim objective" + less)))


if __name__ == "__main__":
    unittest.main()
