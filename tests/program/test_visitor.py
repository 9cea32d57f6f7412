# SPDX-License-Identifier: LGPL-2.1-or-later
"""Strangers look on while calendars are published, revoked and killed half way: a visitor of the web server, and another
user of the same machine. Neither ever sees an address, a key or a private file."""

import configparser
import contextlib
import functools
import http.server
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.error
import urllib.request

from village import FINE, GENG, MONTH, Village, environment

POLLS = int(os.environ.get("POLLS", 1500))
SEED = 5 + int(os.environ.get("POLLS_SEED", 0))
NOBODY = 65534
# Whoever can read one of these can read everybody's calendar, or the names in it.
PRIVATE = ("feed-keys.ini", "feed-files.ini", ".geng-pending", ".geng-pending.new", ".geng-due", "pages/slips.html",
           f"pages/roster-{MONTH}.html")

# Another user's eyes: a process of its own that asks until its input ends, and then says what it saw.
EYES = """
import json, os, sys, threading
served, station, private, user = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), int(sys.argv[4])
os.setgid(user)
os.setuid(user)
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
seen, polls = set(), 0
while True:
    last = ended.is_set()
    polls += 1
    try:
        seen.update(os.listdir(served))
    except OSError:
        pass
    for name in os.listdir(station):
        path = os.path.join(station, name)
        if name.startswith(".") and os.path.isdir(path):
            try:
                seen.update(f"{name}/{inside}" for inside in os.listdir(path))
            except OSError:
                pass
    for name in private:
        try:
            with open(os.path.join(station, name), "rb") as file:
                seen.add(name + ": " + file.read(200).decode(errors="replace"))
        except OSError:
            pass
    if last:
        break
print(json.dumps({"polls": polls, "seen": sorted(seen)}))
"""


class Visitor(threading.Thread):
    """Asks a web server for what lists folders, again and again."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address, self.polls, self.seen, self.ended = address, 0, set(), threading.Event()

    def run(self):
        while not self.ended.is_set():
            for path in ("/", "/index.html", "/?C=M;O=D", "/.", "/robots.txt", "/feed-keys.ini", "/pages/", "/.geng-pending"):
                self.polls += 1
                try:
                    with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                        self.seen.add(answer.read().decode(errors="replace"))
                except urllib.error.HTTPError as refused:
                    self.seen.add(refused.read().decode(errors="replace"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_words):
        pass


class Strangers(Village):
    def setUp(self):
        super().setUp()
        self.web = self.scratch / "web"
        # So that only the modes of what geng makes keep others out.
        self.scratch.chmod(0o755)
        self.secrets = set()
        self.killed = 0
        self.publish()

    def publish(self, *words):
        self.expect(FINE, "publish", MONTH, "--to", self.web, "--url", "https://roster.example/f", *words)
        self.learn()

    def learn(self):
        """Every address that there is or was, and the key behind them."""
        keys = configparser.ConfigParser(interpolation=None, delimiters=("=",))
        keys.optionxform = str
        keys.read(self.path("feed-keys.ini"), encoding="utf-8")
        for group in keys.sections():
            for name, value in keys[group].items():
                self.secrets |= {word for word in (name, *value.split(";")) if len(word) >= 26}
        self.secrets |= {path.stem for path in self.web.iterdir() if len(path.stem) >= 26}

    @contextlib.contextmanager
    def server(self):
        """Of the owner, as `python3 -m http.server` is."""
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=self.web)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()

    def work(self, dice):
        """Something that a captain does, or half of it."""
        member = f"m{dice.randint(1, 28):02}"
        words = dice.choice([("--alarm", "30min"), ("--alarm", "2h"), ("--revoke", member), ("--revoke", "desk")])
        if dice.random() < 0.5:
            self.publish(*words)
            return
        running = subprocess.Popen([GENG, "publish", MONTH, *words, "-C", self.folder], env=environment("en"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 0.3))
        running.send_signal(signal.SIGKILL)
        self.killed += running.wait() == -signal.SIGKILL
        self.learn()

    def assert_nothing(self, seen):
        text = "\n".join(seen)
        self.assertGreater(len(self.secrets), 30)
        for secret in self.secrets:
            self.assertNotIn(secret, text)

    def test_nothing_is_seen(self):
        dice = random.Random(SEED)
        eyes = None
        if os.geteuid() == 0:  # only root can become somebody else
            eyes = subprocess.Popen([sys.executable, "-c", EYES, self.web, self.folder, json.dumps(PRIVATE), str(NOBODY)],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with self.server() as address:
            visitor = Visitor(address)
            visitor.start()
            rounds = 0
            while visitor.polls < POLLS or rounds < 8:
                self.work(dice)
                rounds += 1
            visitor.ended.set()
            visitor.join(60)
        self.assertTrue(any("nothing to see" in text for text in visitor.seen), "the front door was seen")
        self.assert_nothing(visitor.seen)
        if eyes is not None:
            answer = json.loads(eyes.communicate(timeout=60)[0])
            self.assertGreater(answer["polls"], rounds)
            self.assertEqual(answer["seen"], [])
            print(f"{answer['polls']} polls of another user, ", end="")
        print(f"{visitor.polls} of a visitor in {rounds} publications, {self.killed} of them killed before the end; "
              f"{len(self.secrets)} secrets, seed {SEED}")

    def test_what_the_visitor_would_see(self):
        """The eyes are open: a file that others may read is seen."""
        if os.geteuid() != 0:
            self.skipTest("only root can become somebody else")
        self.path("feed-files.ini").chmod(0o644)
        self.web.chmod(0o755)
        eyes = subprocess.run([sys.executable, "-c", EYES, self.web, self.folder, json.dumps(PRIVATE), str(NOBODY)],
                              input="", capture_output=True, text=True, timeout=60)
        seen = json.loads(eyes.stdout)["seen"]
        self.assertTrue(any(text.startswith("feed-files.ini: ") for text in seen))
        self.assertTrue(any(text.endswith(".ics") for text in seen))


if __name__ == "__main__":
    unittest.main()
