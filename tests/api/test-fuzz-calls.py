#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""fuzz-calls.py ends a sequence that takes too much, and its pieces have seeds of their own."""

import importlib.util
import unittest
from pathlib import Path
from unittest import mock

SPEC = importlib.util.spec_from_file_location("fuzz_calls", Path(__file__).with_name("fuzz-calls.py"))
fuzz = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(fuzz)


class Limits(unittest.TestCase):
    def end(self, play):
        with mock.patch.object(fuzz, "play", play):
            return fuzz.run(1, Path("."))

    def test_processor(self):
        def play(_seed, _source, _log):
            while True:
                pass

        with mock.patch.object(fuzz, "CPU_SECONDS", 1):
            self.assertEqual(self.end(play)[1], "SIGXCPU")

    def test_memory(self):
        _calls, how, last = self.end(lambda _seed, _source, _log: bytearray(fuzz.MEMORY + (1 << 20)))
        self.assertNotEqual(how, None)
        self.assertIn("MemoryError", last[-1])
        self.assertEqual(self.end(lambda _seed, _source, _log: bytearray(fuzz.MEMORY // 2))[1], None)

    def test_seeds(self):
        self.assertEqual(fuzz.seeds_of(30, "1"), range(1, 31))
        self.assertEqual(fuzz.seeds_of(1, "17"), range(17, 18))
        self.assertEqual(fuzz.seeds_of(6000, "2/10"), range(601, 1201))
        self.assertEqual([seed for i in range(1, 8) for seed in fuzz.seeds_of(30, f"{i}/7")], list(range(1, 31)))


if __name__ == "__main__":
    unittest.main()
