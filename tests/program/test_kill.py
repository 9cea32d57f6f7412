# SPDX-License-Identifier: LGPL-2.1-or-later
"""A publication that is killed at any moment: every file is the old one or the new one, and the next one finishes."""

import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from village import FINE, GENG, MONTH, Village, environment

KILLS = int(os.environ.get("KILLS", 10))


class Kill(Village):
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

    def kill_after(self, delay):
        shutil.rmtree(self.folder)
        shutil.copytree(self.saved, self.folder)
        running = subprocess.Popen([GENG, "publish", MONTH, "--alarm", "30min", "-C", self.folder],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment("en"))
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        return running.wait() != 0

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
        dice = random.Random(4)
        killed = 0
        for _ in range(KILLS):
            killed += self.kill_after(dice.uniform(0, self.duration))
            now = self.contents()
            self.assertEqual(set(now), self.names)
            for path, content in now.items():
                self.assert_whole(content, path)
            self.expect(FINE, "check", MONTH)
            self.publish()
            self.assertEqual(set(self.contents()), self.names)
            self.assertEqual([path for path in self.files() if "/." in "/" + path], [])
            for path, content in self.contents().items():
                self.assert_whole(content, path)
            rings = [path for path, content in self.contents().items() if b"BEGIN:VALARM" in content]
            self.assertEqual(len(rings), 2 * 32)  # a member's whole feed, and its month
        self.assertGreater(killed, 0)


if __name__ == "__main__":
    unittest.main()
