# SPDX-License-Identifier: LGPL-2.1-or-later
"""Strangers look on while calendars are published, revoked and killed half way: a visitor of the web server, and another
user of the same machine. Neither ever sees an address, a key or a private file, from the first publication on."""

import configparser
import contextlib
import functools
import http.server
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.error
import urllib.request

from village import FINE, GENG, MONTH, RETRY, Village, environment

POLLS = int(os.environ.get("POLLS", 1500))
SEED = 5 + int(os.environ.get("POLLS_SEED", 0))
NOBODY = 65534
DAY = f"{MONTH}-25"
# Whoever can read one of these can read everybody's calendar, the names in it, or what is for captain and office alone.
MADE = ("feed-keys.ini", "feed-files.ini", "pages/slips.html", f"pages/roster-{MONTH}.html", "log/*.json", "log/known/*.csv",
        "log/known/*.ini", f"log/known/rosters/{MONTH}.csv", f"log/known/rosters/{MONTH}.events.csv", "office/*", "contacts.csv")
PRIVATE = (*MADE, ".geng-pending", ".geng-pending.new", ".geng-due", "secrets.ini", "phone-keys.ini", "inbox/*")

# Another user's eyes: a process of its own that asks until its input ends, and then says what it saw.
EYES = """
import glob, json, os, sys, threading
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
    # Names of a folder that cannot be listed may be known all the same.
    for name in {found for name in private for found in (name, *glob.glob(name, root_dir=station))}:
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


@contextlib.contextmanager
def server(folder):
    """Of the owner, as `python3 -m http.server` is."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


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
        # Names that begin with a dot too: who knows the folder of what is to come finds all of it in there.
        self.secrets |= {path.stem for path in self.web.iterdir() if path.name.startswith(".") or len(path.stem) >= 26}

    def change_a_duty(self):
        """Whom it concerns is told, and that is for the office alone."""
        who = next(row["队员"] for row in self.duties(DAY) if row["班次"] == "day")
        other = next(one["member"] for one in self.json(FINE, "cover", who, DAY) if one["possible"] and one["gaps"] <= 0)
        self.expect(FINE, "swap", who, other, DAY)
        self.publish("--yes")

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
        with server(self.web) as address:
            visitor = Visitor(address)
            visitor.start()
            self.change_a_duty()
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
            for name in MADE:
                self.assertTrue(any(self.folder.glob(name)), f"there was a {name} to see")
            print(f"{answer['polls']} polls of another user, ", end="")
        print(f"{visitor.polls} of a visitor in {rounds} publications, {self.killed} of them killed before the end; "
              f"{len(self.secrets)} secrets, seed {SEED}")

    def test_what_the_visitor_would_see(self):
        """The eyes are open: a file that others may read is seen."""
        if os.geteuid() != 0:
            self.skipTest("only root can become somebody else")
        for name in ("feed-files.ini", "log/known/members.csv"):
            self.path(name).chmod(0o644)
        self.web.chmod(0o755)
        eyes = subprocess.run([sys.executable, "-c", EYES, self.web, self.folder, json.dumps(PRIVATE), str(NOBODY)],
                              input="", capture_output=True, text=True, timeout=60)
        seen = json.loads(eyes.stdout)["seen"]
        for name in ("feed-files.ini: ", "log/known/members.csv: "):
            self.assertTrue(any(text.startswith(name) for text in seen), name)
        self.assertTrue(any(text.endswith(".ics") for text in seen))


@unittest.skipUnless("FAULTS" in os.environ, "needs the library that strikes")
class FirstPublication(Village):
    """Nothing of ours was in the served folder before. Wherever the first publication dies, there is a front door as soon as
    there is anything, and the next command that writes finishes it or leaves nothing of it."""

    def setUp(self):
        super().setUp()
        self.web = self.scratch / "web"
        self.saved = self.scratch / "saved"
        shutil.copytree(self.folder, self.saved)

    def fresh(self, made):
        """made: whether somebody has made the served folder, as for a web server that lists it"""
        for folder in (self.folder, self.web):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.saved, self.folder)
        if made:
            self.web.mkdir(mode=0o755)

    def publish(self, **faults):
        words = ("publish", MONTH, "--to", self.web, "--url", "https://roster.example/f", "-C", self.folder)
        struck = {"LD_PRELOAD": os.environ["FAULTS"], "FAULTS_ROOT": str(self.web)} | faults
        return subprocess.run([GENG, *words], env=environment("en") | struck, capture_output=True, text=True, timeout=120)

    def calls(self, made):
        """Each call on the served folder, told apart by what is in there by then."""
        self.fresh(made)
        log = self.scratch / f"calls-{made}"
        done = self.publish(FAULTS_LOG=str(log))
        self.assertEqual(done.returncode, FINE, done.stderr)
        # Behind each call stands how many files are not on the disk yet.
        return [line.rsplit(" ", 1)[0] for line in log.read_text(encoding="utf-8").splitlines()]

    def names(self):
        return {path.name for path in self.web.iterdir()} if self.web.exists() else set()

    def assert_shut(self, where):
        names = self.names()
        self.assertTrue(not names or "index.html" in names, f"{where}: {sorted(names)}")
        if names:
            with server(self.web) as address, urllib.request.urlopen(address, timeout=20) as answer:
                front = answer.read().decode()
            self.assertFalse([name for name in names if name in front], where)

    def assert_settled(self, whole, where):
        self.assertEqual(self.come_by().returncode, FINE)
        self.assertIn(len(self.names()), (0, whole), where)
        if self.names():
            self.assertIn("nothing to see", (self.web / "index.html").read_text(encoding="utf-8"), where)

    def test_the_door_is_first(self):
        died = 0
        for made in (False, True):
            calls = self.calls(made)
            whole = len(self.names())
            self.assertGreater(whole, 100)
            stage = next(at for at, call in enumerate(calls) if call.startswith(f"mkdir {self.web}/."))
            renames = [at for at, call in enumerate(calls) if call.startswith("rename ")]
            self.assertEqual(calls[renames[0]], f"rename {self.web}/index.html")
            for at in (*range(stage + 2), renames[0], renames[1], renames[40], renames[-1]):
                self.fresh(made)
                where = f"killed after {calls[at]}, call {at} of {len(calls)}"
                died += self.publish(FAULTS_AT=str(at), FAULTS_KIND="after").returncode == 9
                self.assert_shut(where)
                self.assert_settled(whole, where)
        self.assertGreater(died, 12)

    def test_a_disk_that_is_full(self):
        """Nothing is left of a publication that is taken back, neither a door nor a folder that was not there."""
        for made in (False, True):
            calls = self.calls(made)
            for call in ("index.html", "0"):
                at = next(at for at, words in enumerate(calls) if words.startswith("create ") and words.endswith("/" + call))
                self.fresh(made)
                done = self.publish(FAULTS_AT=str(at), FAULTS_KIND="ENOSPC")
                self.assertEqual(done.returncode, RETRY, done.stderr)
                self.assertEqual((self.names(), self.web.exists()), (set(), made), calls[at])


if __name__ == "__main__":
    unittest.main()
