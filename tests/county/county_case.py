# SPDX-License-Identifier: LGPL-2.1-or-later
"""A county in a scratch folder, and what must have come of it, for the tests of engines that plan one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNTY = ROOT / "examples/county"
GENG = os.environ["GENG"]
MONTH = "2027-03"

sys.path.insert(0, str(COUNTY))
from county import write_county  # noqa: E402


class County(unittest.TestCase):
    stations = 200
    size = 10

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="geng-county-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.folders = write_county(self.root / "county", self.stations)
        self.list = self.root / "county/county.txt"

    def batch(self, *folders):
        """The lines of one plain run."""
        done = subprocess.run([GENG, "batch", MONTH, *map(str, folders), "--effort", "quick"], capture_output=True,
                              text=True, encoding="utf-8", check=False)
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def count_planned(self):
        return sum((folder / f"drafts/{MONTH}.csv").exists() for folder in self.folders)

    def assert_all_planned(self, sample=10):
        """Each folder is done, and some are as one plain run makes them."""
        states = [line["state"] for line in self.batch(*self.folders)]
        self.assertEqual(states, ["unchanged"] * self.stations)
        other = self.root / "other"
        twins = write_county(other, self.stations)
        step = max(1, self.stations // sample)
        self.batch(*twins[::step])
        for mine, twin in zip(self.folders[::step], twins[::step]):
            self.assertEqual((mine / f"drafts/{MONTH}.csv").read_bytes(), (twin / f"drafts/{MONTH}.csv").read_bytes())
