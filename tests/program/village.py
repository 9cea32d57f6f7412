# SPDX-License-Identifier: LGPL-2.1-or-later
"""A village's folder and the program geng at work on it, for the tests of this folder."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENG = os.environ["GENG"]
LANGUAGES = {"en": {"LANG": "C.UTF-8"}, "zh": {"LANG": "zh_CN.UTF-8"}}
FINE, BAD, GAPS, BROKEN, RETRY = 0, 1, 2, 3, 75
# A month that the sample holds already, so that a test need not plan one.
MONTH = "2026-11"
# The shift of whoever is on call: nobody signs in for it.
LEAD = "lead"


def environment(language):
    ours = {name: value for name, value in os.environ.items()
            if not name.startswith("LC_") and name not in ("LANG", "LANGUAGE")}
    return ours | LANGUAGES[language]


def geng(*words, language="en", **options):
    """Runs geng to its end."""
    return subprocess.run([GENG, *map(str, words)], capture_output=True, text=True, encoding="utf-8",
                          env=environment(language), timeout=250, **options)


class Village(unittest.TestCase):
    """A test with a fresh copy of the sample village in self.folder."""

    sample = "dafenshanyan"
    # What the journal has confirmed no command changes; most tests want a November that can be.
    confirmed = False

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.folder = self.scratch / "village"
        self.expect(FINE, "new", self.folder, "--sample", self.sample, folder=None)
        if not self.confirmed:
            shutil.rmtree(self.path("journal"), ignore_errors=True)

    def run_geng(self, *words, language="en", folder="", **options):
        where = [] if folder is None else ["-C", folder or self.folder]
        return geng(*words, *where, language=language, **options)

    def expect(self, status, *words, **options):
        """What geng prints, when it ends with that status."""
        done = self.run_geng(*words, **options)
        self.assertEqual(done.returncode, status, f"geng {words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr if status in (BAD, RETRY) else done.stdout

    def come_by(self, folder=""):
        """A command that writes comes by and changes nothing here: it finishes what was begun, and what was edited is a step."""
        copy = self.scratch / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        return self.run_geng("backup", copy, folder=folder)

    def json(self, status, *words, **options):
        return json.loads(self.expect(status, *words, "--json", **options))

    def path(self, name):
        return self.folder / name

    def edit(self, name, old, new, count=1):
        """Changes a file as a captain would, once where not told otherwise."""
        text = self.path(name).read_text(encoding="utf-8")
        self.assertEqual(text.count(old), count, f"{name}: {old!r}")
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def set_leaving(self, member, date):
        """A member's last day, written into the table as a captain would."""
        table = self.path("members.csv").read_text(encoding="utf-8-sig").splitlines()
        row = next(line for line in table if line.startswith(member + ","))
        fields = row.split(",")
        fields[table[0].split(",").index("离队日期")] = date
        self.edit("members.csv", row, ",".join(fields))

    def files(self, under=""):
        """Bytes, time and inode of each file but those of the log, by its path."""
        found = {}
        for path in sorted((self.folder / under).rglob("*")):
            if path.is_file() and path.name != ".geng-lock" and not path.is_relative_to(self.folder / "log"):
                state = path.stat()
                found[str(path.relative_to(self.folder))] = (path.read_bytes(), state.st_mtime_ns, state.st_ino)
        return found

    def duties(self, day=None, month=MONTH):
        """What was published, but for the leaders on call, who have nothing to sign, and for what was taken back."""
        return [row for row in self.rows(f"rosters/{month}.csv")
                if row["班次"] not in ("", LEAD) and row["状态"] != "取消" and day in (None, row["日期"])]

    def rows(self, name):
        """The rows of a table, by their English or Chinese headers."""
        lines = self.path(name).read_text(encoding="utf-8-sig").splitlines()
        head = lines[0].split(",")
        return [dict(zip(head, line.split(","))) for line in lines[1:]]
