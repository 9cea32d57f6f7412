# SPDX-License-Identifier: LGPL-2.1-or-later
"""A county by GNU parallel: killed in the middle, resumed by its job log, and then nothing is left to do."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

from county_case import COUNTY, GENG, MONTH, County

NEXT = "2027-04"


class Parallel(County):
    def command(self, month=MONTH):
        return ["sh", COUNTY / "parallel.sh", month, self.list, str(self.size)]

    def run_parallel(self, month=MONTH):
        done = subprocess.run(self.command(month), capture_output=True, text=True, encoding="utf-8",
                              env=os.environ | {"JOBS": "2"}, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def kill_in_the_middle(self):
        """All of it at once, as a machine that goes down."""
        running = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True, env=os.environ | {"JOBS": "2"})
        while self.count_planned() < self.stations // 4:
            self.assertIsNone(running.poll(), "it ended before it could be killed")
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        # A job has a group of its own and plans its folder to the end: its lock is no fault of the next run.
        while self.is_somebody_at_work():
            time.sleep(0.05)

    def is_somebody_at_work(self):
        """A process whose command line names the county, or that works on a folder of it."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes()
                files = [os.readlink(one) for one in (process / "fd").iterdir()]
            except OSError:
                continue
            if os.fsencode(self.root) in words or any(one.startswith(str(self.root)) for one in files):
                return True
        return False

    def test_killed_and_resumed(self):
        self.kill_in_the_middle()
        planned = self.count_planned()
        self.assertLess(planned, self.stations)
        lines = self.run_parallel()
        self.assertEqual(self.count_planned(), self.stations)
        self.assertLess(sum(line["state"] == "planned" for line in lines), self.stations - planned + 3)
        self.assert_all_planned()
        # The job log knows that all is done; without it each folder says so.
        self.assertEqual(self.run_parallel(), [])
        (self.root / f"county/county.txt.{MONTH}.log").unlink()
        self.assertEqual({line["state"] for line in self.run_parallel()}, {"unchanged"})
        # Another month is planned as well.
        self.assertEqual([line["state"] for line in self.run_parallel(NEXT)], ["planned"] * self.stations)


class Unchanged(County):
    stations = 1

    def test_two_thousand_that_did_not_change(self):
        self.batch(self.folders[0])
        copies = [self.root / f"c{number:04}" for number in range(2000)]
        for copy in copies:
            shutil.copytree(self.folders[0], copy)
        listed = "".join(f"{copy}\n" for copy in copies)
        before = os.times()
        done = subprocess.run([GENG, "batch", MONTH, "-", "--effort", "quick"], input=listed, capture_output=True,
                              text=True, encoding="utf-8", check=False)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["state"] for line in lines], ["unchanged"] * 2000)
        print(f"2,000 folders looked through in {spent:.1f} s of a processor")


if __name__ == "__main__":
    unittest.main()
