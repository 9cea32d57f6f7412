# SPDX-License-Identifier: LGPL-2.1-or-later
"""An input may take five seconds of the processor, in the usual run as well; what a busy machine takes does not count.

    test_limit.py PROGRAM      the program: slow-input.c with run-corpus.c"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1)
SLOW = 3


class Limit(unittest.TestCase):
    def run_with(self, last):
        """Five files, the last of which is the odd one, without spoilt copies."""
        with tempfile.TemporaryDirectory() as folder:
            for number in range(4):
                Path(folder, str(number)).write_text("quick", encoding="utf-8")
            Path(folder, "4").write_text(last, encoding="utf-8")
            ours = {name: value for name, value in os.environ.items() if not name.startswith("FUZZ_")}
            return subprocess.run([PROGRAM, folder, "0"], env=ours, capture_output=True, text=True, check=False)

    def test_who_waits_is_not_slow(self):
        self.assertEqual(self.run_with("wait").returncode, 0)

    def test_who_works_too_long_is(self):
        done = self.run_with("work")
        self.assertEqual((done.returncode, done.stderr), (SLOW, "an input takes longer than five seconds of the processor\n"))


if __name__ == "__main__":
    unittest.main()
