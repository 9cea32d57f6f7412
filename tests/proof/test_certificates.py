#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Certificates of random problems are confirmed by the checker, and whoever changes one is refused.

    python3 tests/proof/test_certificates.py MAKE-CERTIFICATES
"""
import hashlib
import importlib.util
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SPEC = importlib.util.spec_from_file_location("check_certificate", HERE / "check-certificate.py")
checker = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checker)

MAKE = sys.argv.pop(1)
N_SMALL = 100
# Ten people and a fortnight; these two take a tree of dozens of leaves.
MEDIUM = ("3", "10", "14", "4")
CHANGES = 150
SEED = 1


def make(folder, *arguments):
    subprocess.run([MAKE, str(folder), *map(str, arguments)], check=True)
    return sorted(folder.glob("*.geng"))


def sign(text):
    """The text with the hash that belongs to it, as a forger would leave it."""
    body = text.rstrip("\n").rpartition("\n")[0] + "\n"
    return body + "end " + hashlib.sha256(body.encode()).hexdigest() + "\n"


def is_refused(text):
    try:
        certificate = checker.Certificate(text)
        for claim in certificate.claims:
            checker.check_claim(certificate.problem, certificate.roster, claim)
    except (checker.Refused, ValueError, IndexError, KeyError):
        return True
    return False


class Certificates(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.small = make(pathlib.Path(cls.folder.name), N_SMALL)
        cls.texts = [path.read_text(encoding="utf-8") for path in cls.small]
        cls.medium_folder = tempfile.TemporaryDirectory()
        cls.medium = make(pathlib.Path(cls.medium_folder.name), *MEDIUM)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()
        cls.medium_folder.cleanup()

    def test_small_ones_are_confirmed(self):
        tight = 0
        for path in self.small:
            told = checker.check(path)
            tight += told.count("none is better") == 2
        self.assertGreater(len(self.small), N_SMALL * 0.8)
        self.assertGreater(tight, len(self.small) * 0.9)

    def test_trees_are_confirmed(self):
        told = [checker.check(path) for path in self.medium]
        leaves = [int(n) for line in told for n in re.findall(r"\((\d+) leaves\)", line)]
        self.assertGreaterEqual(sum(n >= 20 for n in leaves), 2, told)

    def test_any_changed_number_is_refused(self):
        generator = random.Random(SEED)
        for _ in range(CHANGES):
            text = generator.choice(self.texts)
            at = generator.choice([m.start() for m in re.finditer(r"\d", text)])
            digit = generator.choice([d for d in "0123456789" if d != text[at]])
            self.assertTrue(is_refused(text[:at] + digit + text[at + 1:]))

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

    def test_a_missing_leaf_is_refused(self):
        text = self.medium[1].read_text(encoding="utf-8")
        head, _, tail = text.partition("claim objective")
        leaves = re.split(r"(?=^leaf )", tail, flags=re.M)
        count = len(leaves) - 1
        self.assertGreater(count, 1)
        less = leaves[0].replace(f"leaves {count}", f"leaves {count - 1}") + "".join(leaves[2:])
        self.assertTrue(is_refused(sign(head + "claim objective" + less)))


if __name__ == "__main__":
    unittest.main()
