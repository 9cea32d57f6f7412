#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The line that the test command ends with counts right, whatever digits the counts have."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TALLY = Path(__file__).parents[1] / 'tally.sh'


class Tally(unittest.TestCase):
    def tally(self, *logs, missing=False):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f'{number}.json' for number in range(len(logs))]
            for path, counts in zip(paths, logs):
                with path.open('w') as file:
                    for result, count in counts.items():
                        file.writelines(json.dumps({'name': 'x', 'result': result}) + '\n'
                                        for _ in range(count))
            if missing:
                paths.append(Path(folder) / 'missing.json')
            run = subprocess.run(['sh', TALLY, *paths], capture_output=True, text=True)
            self.assertEqual(run.stderr, '')
            return run.returncode, run.stdout.strip()

    def test_digits(self):
        # A shell reads a number with a leading nought in octal: 79 is then an error and 41 is 33.
        self.assertEqual(self.tally({'OK': 79}, {'OK': 41}), (0, '120 passed, 0 failed'))
        self.assertEqual(self.tally({'OK': 8}, {'OK': 9}), (0, '17 passed, 0 failed'))

    def test_every_result(self):
        one = dict.fromkeys(['OK', 'EXPECTEDFAIL', 'FAIL', 'TIMEOUT', 'ERROR', 'INTERRUPT',
                             'UNEXPECTEDPASS', 'SKIP'], 1)
        self.assertEqual(self.tally(one), (1, '2 passed, 5 failed, 1 skipped'))

    def test_no_log(self):
        self.assertEqual(self.tally({'OK': 3}, missing=True), (1, '3 passed, 1 failed'))
        self.assertEqual(self.tally({}), (0, '0 passed, 0 failed'))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
