# SPDX-License-Identifier: LGPL-2.1-or-later
"""The first month of a captain with nothing but a staff list and last month's sheet, in both languages."""

import calendar
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import tempfile
import termios
import unicodedata
import unittest
from pathlib import Path

import openpyxl

from village import BAD, FINE, GAPS, GENG, LANGUAGES, environment, geng

NAMES = [first + second for first in "石林田江" for second in "东南西北中和"][:22]


def staff(path):
    """22 people as an office keeps them."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["石家村联防队花名册"])
    page.append(["序号", "姓 名", "性别", "身份证号", "手机号码", "单位", "职务", "入职时间"])
    for number, name in enumerate(NAMES, 1):
        page.append([number, name, "男", f"11010119900101{number:04}", 13500000000 + number,
                     ("村联防队", "企业保安")[number % 2], "队长" if number % 3 == 0 else "队员", "2020/5/1"])
    page.merge_cells("A1:H1")
    book.save(path)


def last_month(path):
    """November by hand: six crews in turn, day, day, night, night, off, and the station at dawn, under the date of that
    morning."""
    book = openpyxl.Workbook()
    page = book.active
    days = calendar.monthrange(2026, 11)[1]
    page.append(["石家村联防队2026年11月排班表"])
    page.append(["姓名", *(f"{day}日" for day in range(1, days + 1))])
    for number, name in enumerate(NAMES):
        page.append([name, *("白白夜夜休守"[(day + number) % 6] for day in range(days))])
    book.save(path)


class FirstMonth(unittest.TestCase):
    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        staff(self.scratch / "staff.xlsx")
        last_month(self.scratch / "november.xlsx")
        self.commands = 0

    def run_geng(self, *words, language, statuses=(FINE,)):
        self.commands += 1
        done = geng(*words, language=language)
        self.assertIn(done.returncode, statuses, f"geng {words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def play(self, language):
        folder = self.scratch / f"village-{language}"
        where = ["-C", folder]
        open_month = (FINE, GAPS)
        self.run_geng("new", folder, "--crews", "3..5; 3..5; 1..2", language=language)
        said = self.run_geng("import", self.scratch / "staff.xlsx", *where, language=language)
        # It says what to do about captains; doing it is the next command, and so with what it does not know of a sheet.
        self.assertIn("--captains", said)
        said = self.run_geng("import", self.scratch / "staff.xlsx", "--captains", "队长", *where, language=language)
        self.assertNotIn("--captains", said)
        said = self.run_geng("import", self.scratch / "november.xlsx", *where, language=language, statuses=(BAD,))
        suggested = re.search(r"geng (?:import|导入) (\S+) --dawn (\w+)", said)
        self.assertEqual(suggested[1], str(self.scratch / "november.xlsx"))
        said = self.run_geng("import", suggested[1], "--dawn", suggested[2], *where, language=language)
        self.run_geng("check", *where, language=language)
        self.run_geng("plan", "2026-12", "--effort", "quick", *where, language=language, statuses=open_month)
        self.run_geng("show", "2026-12", *where, language=language, statuses=open_month)
        self.run_geng("why", "2026-12", *where, language=language, statuses=open_month)
        self.run_geng("report", "2026-12", self.scratch / "sheet.xlsx", *where, language=language, statuses=open_month)
        said = self.run_geng("import", self.scratch / "sheet.xlsx", *where, language=language, statuses=open_month)
        self.run_geng("publish", "2026-12", "--url", "http://192.168.1.5:8000", *where, language=language,
                      statuses=open_month)
        self.assertLessEqual(self.commands, 15)
        return folder

    def test_in_each_language(self):
        """No fault, no more than fifteen commands, and the same roster whatever the language is."""
        rosters = []
        for language in LANGUAGES:
            self.commands = 0
            folder = self.play(language)
            rows = (folder / "rosters" / "2026-12.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
            self.assertGreater(len(rows), 200)
            rosters.append(sorted((row.split(",")[0], row.split(",")[4]) for row in rows))
            feeds = [path for path in folder.rglob("*.ics")]
            self.assertGreaterEqual(len(feeds), 22)
            for path in folder.rglob("*"):
                if path.is_file():
                    self.assertNotIn(b"1101011990", path.read_bytes(), path)
        self.assertEqual(*rosters)

    def test_narrow_terminal(self):
        """On 40 columns no line of progress wraps, and none stays; each language."""
        for language in LANGUAGES:
            folder = self.scratch / f"narrow-{language}"
            self.run_geng("new", folder, "--sample", "dafenshanyan", language=language)
            own, other = pty.openpty()
            fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
            done = subprocess.Popen([GENG, "plan", "2026-12", "--effort", "quick", "-C", folder],
                                    stdout=subprocess.DEVNULL, stderr=other, env=environment(language))
            os.close(other)
            said = b""
            while True:
                try:
                    piece = os.read(own, 4096)
                except OSError:
                    break
                if not piece:
                    break
                said += piece
            self.assertIn(done.wait(timeout=200), (FINE, GAPS))
            os.close(own)
            lines = said.decode().split("\r\x1b[K")
            self.assertGreater(len(lines), 3)
            self.assertEqual(lines[-1], "")
            for line in lines:
                width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
                self.assertLess(width, 40, line)


if __name__ == "__main__":
    unittest.main()
