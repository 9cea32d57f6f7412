# SPDX-License-Identifier: LGPL-2.1-or-later
"""A publication that is killed at any moment: every file is the old one or the new one, and the next one finishes.

KILLS is how many tries there are, and KILLS_SEED draws other moments (`tests/slow.py kills`). A moment may come after the end:
what really was killed is counted and told, with what the command had done by then."""

import os
import random
import shutil
import signal
import subprocess
import time
import unittest
from collections import Counter

from village import FINE, GENG, MONTH, Village, environment

RECORD = f"rosters/{MONTH}.csv"
KILLS = int(os.environ.get("KILLS", 10))
SEED = int(os.environ.get("KILLS_SEED", 0))
# What of a change is there after the kill, or, of one that is made whole by whoever comes next, after that.
NOTHING, HALF, ALL = DONE = ("nothing done", "half done", "all done")
# A member's whole feed, and its month; four leaders are on call alone, and no phone rings for that.
RINGING = 2 * 28


class Killing(Village):
    """A command that is killed again and again, in the same folder."""

    def kill(self, words, delay):
        """The status of a command that had so many seconds."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.saved, self.folder)
        running = subprocess.Popen([GENG, *words, "-C", self.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=environment("en"))
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        return running.wait()

    def count_kills(self, what, seed):
        """A count of (whether it was killed, what it had done), which is told however the test ends."""
        ends = Counter()

        def tell():
            killed = {done: count for (in_time, done), count in sorted(ends.items()) if in_time}
            print(f"{what}: {sum(killed.values())} of {ends.total()} killed before the end ("
                  + ", ".join(f"{count} with {done}" for done, count in killed.items())
                  + f"), {ends.total() - sum(killed.values())} had ended, seed {seed}: {self._testMethodName}", flush=True)

        self.addCleanup(tell)
        return ends


class Kill(Killing):
    def setUp(self):
        super().setUp()
        self.expect(FINE, "publish", MONTH)
        self.old = self.contents()
        self.saved = self.scratch / "saved"
        shutil.copytree(self.folder, self.saved)
        start = time.monotonic()
        self.publish()
        self.duration = time.monotonic() - start
        self.names = set(self.contents())

    def publish(self):
        """The same month with an alarm, so that every member's feed changes."""
        self.expect(FINE, "publish", MONTH, "--alarm", "30min")

    def contents(self):
        return {path: content for path, (content, _time, _inode) in self.files().items()
                if "/." not in "/" + path}

    def done(self, contents):
        """How much of the publication is there."""
        rings = sum(b"BEGIN:VALARM" in content for content in contents.values())
        return NOTHING if rings == 0 else ALL if rings == RINGING else HALF

    def assert_whole(self, content, path):
        if path.endswith(".ics"):
            self.assertTrue(content.startswith(b"BEGIN:VCALENDAR\r\n"), path)
            self.assertTrue(content.endswith(b"END:VCALENDAR\r\n"), path)
            self.assertEqual(content.count(b"BEGIN:VEVENT"), content.count(b"END:VEVENT"))
            # Either all events ring or none does.
            self.assertIn(content.count(b"BEGIN:VALARM"), (0, content.count(b"BEGIN:VEVENT")))
            if b"BEGIN:VALARM" not in content:
                self.assertEqual(content, self.old[path])
        elif path.endswith(".html"):
            self.assertTrue(content.endswith(b"</html>\n"), path)

    def test_killed_at_any_moment(self):
        dice = random.Random(4 + SEED)
        ends = self.count_kills("publish", 4 + SEED)
        for _ in range(KILLS):
            status = self.kill(["publish", MONTH, "--alarm", "30min"], dice.uniform(0, self.duration))
            now = self.contents()
            self.assertEqual(set(now), self.names)
            done = self.done(now)
            ends[status == -signal.SIGKILL, done] += 1
            self.assertIn((status, done), [(-signal.SIGKILL, each) for each in DONE] + [(FINE, ALL)])
            for path, content in now.items():
                self.assert_whole(content, path)
            self.expect(FINE, "check", MONTH)
            self.publish()
            self.assertEqual(set(self.contents()), self.names)
            self.assertEqual([path for path in self.files() if "/." in "/" + path], [])
            for path, content in self.contents().items():
                self.assert_whole(content, path)
            self.assertEqual(self.done(self.contents()), ALL)
        self.assertGreater(sum(count for (killed, _done), count in ends.items() if killed), 0)


class KillChange(Killing):
    """A substitute who takes over, and an undo: killed at any moment, all of it counts or nothing."""

    def setUp(self):
        super().setUp()
        self.expect(FINE, "publish", MONTH)
        row = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "day")
        other = next(one["member"] for one in self.json(FINE, "cover", row["队员"], "2026-11-25")
                     if one["possible"] and one["gaps"] <= 0)
        self.cover = ["cover", row["队员"], other, "2026-11-25", "--kind", "病", "--publish", "--now", "2026-11-24T12:00"]
        self.saved = self.scratch / "saved"

    def state(self):
        """What the record, the table of leave, the pages and the calendars say, whenever they were written."""
        record = {(row["日期"], row["队员"], row["班次"]) for row in self.rows(RECORD) if row["班次"]}
        leave = [(row["队员"], row["开始日期"], row.get("假别", "")) for row in self.rows("leave.csv")]
        events = {path.name: path.read_bytes().count(b"BEGIN:VEVENT") for path in self.path("feeds").glob("*.ics")}
        return record, leave, events

    def play(self, words):
        shutil.copytree(self.folder, self.saved)
        before = self.state()
        start = time.monotonic()
        whole = self.run_geng(*words).returncode
        duration = time.monotonic() - start
        after = self.state()
        self.assertNotEqual(before, after)
        steps = len(self.json(FINE, "log"))
        dice = random.Random(7 + SEED)
        ends = self.count_kills(words[0], 7 + SEED)
        for _ in range(max(KILLS // 2, 1)):
            status = self.kill(words, dice.uniform(0, duration))
            # Whoever comes next finishes what was begun, or finds nothing of it.
            self.assertEqual(self.come_by().returncode, FINE)
            log = self.json(FINE, "log")
            now = self.state()
            self.assertIn(now, (before, after))
            done = ALL if now == after else NOTHING
            ends[status == -signal.SIGKILL, done] += 1
            self.assertIn((status, done), [(-signal.SIGKILL, ALL), (-signal.SIGKILL, NOTHING), (whole, ALL)])
            self.assertEqual(len(log), steps if now == after else steps - 1)
            self.assertEqual([path for path in self.files() if "/." in "/" + path], [])
            if now == before:
                self.run_geng(*words)
                self.assertEqual(self.state(), after)
        self.assertGreater(sum(count for (killed, _done), count in ends.items() if killed), 0)

    def test_cover(self):
        self.play(self.cover)

    def test_undo(self):
        self.run_geng(*self.cover)
        self.play(["undo"])


if __name__ == "__main__":
    unittest.main()
