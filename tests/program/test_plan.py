# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng plan` and what follows it: the same bytes twice, a trace, Ctrl-C, somebody who falls ill."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path
from xml.etree import ElementTree

from village import BAD, FINE, GAPS, GENG, LANGUAGES, Village, environment

MONTH = "2026-12"
DRAFT = f"drafts/{MONTH}.csv"
PLOT = Path(__file__).parents[1] / "bench" / "plot-trace.py"
CHECK = Path(__file__).parents[1] / "proof" / "check-certificate.py"
SVG = "{http://www.w3.org/2000/svg}"
PLAN = ("plan", MONTH, "--effort", "quick")


class Plan(Village):
    @classmethod
    def setUpClass(cls):
        cls.draft = None

    def plan(self):
        """Puts December's draft into the folder; it is planned once for all tests."""
        if type(self).draft is None:
            type(self).answer = self.json(FINE, *PLAN)
            type(self).draft = self.path(DRAFT).read_bytes()
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_bytes(type(self).draft)

    def test_a_month_without_gaps(self):
        self.plan()
        for language in LANGUAGES:
            self.expect(FINE, "check", MONTH, language=language)
        answer = self.json(FINE, "show", MONTH)
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))
        fire = [duty for duty in answer["duties"] if duty["post"] == "works"]
        self.assertTrue(fire)
        self.assertLessEqual({duty["date"] for duty in fire}, {f"2026-12-{day:02}" for day in range(1, 21)})

    def test_who_has_no_line_is_set_aside(self):
        """He never empties the plan: the others are planned, and everything says that he is left out and why."""
        self.edit("station.ini", "[rules]\n", "[contract never]\nlimit = hours per period 700h..\n\n[rules]\n")
        self.edit("members.csv", "m01,赵甲,police,one,full-time", "m01,赵甲,police,one,never")
        for language, word in (("en", "is set aside"), ("zh", "暂不排班")):
            text = self.expect(GAPS, *PLAN, language=language)
            self.assertIn(word, text)
        aside = f"drafts/{MONTH}.aside.csv"
        self.assertEqual([row["队员"] for row in self.rows(aside)], ["m01"])
        self.assertEqual([row["已证明"] for row in self.rows(aside)], ["是"])
        self.assertNotIn("m01", [row["队员"] for row in self.rows(DRAFT)])
        answer = self.json(GAPS, "check", MONTH)
        self.assertEqual([(one["member"], one["proven"]) for one in answer["set-aside"]], [("m01", True)])
        self.assertEqual(answer["broken"], 0)
        self.assertIn("--without", self.run_geng("publish", MONTH).stderr)
        self.assertFalse(self.path(f"rosters/{MONTH}.csv").exists())
        self.expect(GAPS, "publish", MONTH, "--without", "m01")
        self.assertEqual(self.path(f"rosters/{MONTH}.aside.csv").read_bytes(), self.path(aside).read_bytes())

    def certify(self, *words):
        """Plans over an older certificate; what stands there then."""
        self.edit("members.csv", "m01,赵甲,police,one,full-time", "m01,赵甲,police,one,never")
        file = self.scratch / "december.certificate"
        file.write_text("of before\n")
        self.expect(GAPS, *PLAN, "--certificate", file, *words)
        return file

    def test_a_certificate_names_who_is_left_out(self):
        self.edit("station.ini", "[rules]\n", "[contract never]\nlimit = hours per period 700h..\n\n[rules]\n")
        text = self.certify().read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"^without (\S+ \S+)", text, re.M), ["m01 proven"])
        # The rest is the others', and long: of his own part it is shown here that he has no line.
        alone = re.search(r"^without .*?^end$", text, re.M | re.S)[0]
        body = f"geng-certificate 1 refused\n{alone}\nbecause held\n"
        file = self.scratch / "alone.certificate"
        file.write_text(f"{body}end {hashlib.sha256(body.encode()).hexdigest()}\n")
        told = subprocess.run([sys.executable, CHECK, file], capture_output=True, text=True)
        self.assertIn("m01 (that m01 has no line is shown here)", told.stdout)

    def test_who_may_have_a_line_leaves_nothing_certified(self):
        """No line is found for him, and none excluded: nothing is proven, neither while it is planned nor in the end."""
        self.edit("station.ini", "[rules]\n", "[contract never]\nlimit = duties per period 24..; duties per 14 days ..10; "
                  "nights per 13 days 2..9\n\n[rules]\n")
        trace = self.scratch / "trace.csv"
        file = self.certify("--trace", trace)
        self.assertTrue(file.read_text().startswith("geng-certificate 1 refused\nwithout m01 not-found\n"))
        told = subprocess.run([sys.executable, CHECK, file], capture_output=True, text=True)
        self.assertEqual(told.returncode, 2, told.stdout + told.stderr)
        self.assertIn("nothing is claimed: no line was found for m01", told.stdout)
        last = trace.read_text().splitlines()[-1].split(",")
        self.assertEqual((last[0], last[3]), ("done", "-1"))

    def test_twice_the_same_bytes_and_trace(self):
        self.plan()
        first = self.path(DRAFT).read_bytes()
        trace = self.scratch / "trace.csv"
        # In Chinese, on another number of threads, and over the draft that is there.
        text = self.expect(FINE, *PLAN, "--threads", 1, "--trace", trace, language="zh")
        self.assertEqual(self.path(DRAFT).read_bytes(), first)
        self.assertIn("缺岗 0，违反规则 0", text)
        head, *steps = trace.read_text().splitlines()
        self.assertEqual(head, "phase,gaps,cost,bound,effort,seconds")
        efforts = [int(step.split(",")[4]) for step in steps]
        self.assertTrue(efforts)
        self.assertEqual(efforts, sorted(efforts))

        self.draw(trace, len(steps))

    def draw(self, trace, steps):
        """The bench's picture of a trace reads what the program writes: a cost and a bound, no more
        corners than there were reports."""
        picture = subprocess.run([sys.executable, PLOT, trace], capture_output=True, text=True, check=True)
        paths = [path.get("d") for path in ElementTree.fromstring(picture.stdout).iter(SVG + "path")]
        cost, bound = [path for path in paths if "V" in path or path.startswith("M80.0")]
        self.assertTrue(0 < cost.count("V") < steps)
        self.assertTrue(0 < bound.count("V") < steps)

    def test_gaps_that_nobody_may_fill(self):
        leave = self.path("leave.csv")
        police = [f"m{number:02},请假,2026-12-09,2026-12-09,,,,,,,\n" for number in range(1, 7)]
        leave.write_text(leave.read_text() + "".join(police))
        text = self.expect(GAPS, *PLAN)
        self.assertIn("Proven: no roster has fewer gaps.\n", text)
        text = self.expect(GAPS, *PLAN, language="zh")
        self.assertIn("已证明：缺岗不可能更少。\n", text)

    def test_json(self):
        self.plan()
        answer = self.answer
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))
        self.assertFalse(answer["truncated"])
        self.assertGreater(len(answer["duties"]), 31 * 9)
        self.assertLessEqual(answer["bound-cost"], answer["cost"])

    def test_ctrl_c(self):
        self.plan()
        before = self.files()
        running = subprocess.Popen([GENG, "plan", MONTH, "--effort", "thorough", "--json", "-C", self.folder],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment("en"))
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=60)
        if running.returncode == BAD:
            # Too early for any roster: the draft of before stays.
            self.assertIn(b"stopped before there was any roster", errors)
            self.assertEqual(self.files(), before)
            return
        answer = json.loads(output)
        self.assertTrue(answer["truncated"])
        self.assertEqual(answer["broken"], 0)
        self.assertEqual(running.returncode, FINE if answer["gaps"] == 0 else 2)
        del before[DRAFT]
        self.assertEqual({path: state for path, state in self.files().items() if not path.startswith(DRAFT)}, before)
        self.run_geng("check", MONTH)

    def test_killed(self):
        self.plan()
        before = self.files()
        running = subprocess.Popen([GENG, *PLAN, "-C", self.folder], stdout=subprocess.DEVNULL, env=environment("en"))
        time.sleep(0.5)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        self.assertEqual(self.files(), before)

    def test_somebody_falls_ill(self):
        self.plan()
        before = {(row["日期"], row["队员"]): row["班次"] for row in self.rows(DRAFT)}
        ill = next(row["队员"] for row in self.rows(DRAFT) if row["日期"] == "2026-12-10")
        self.assertIn(f"geng repair {MONTH} --from 2026-12-10",
                      self.expect(FINE, "leave", ill, "2026-12-10", "2026-12-12"))
        text = self.expect(FINE, "repair", MONTH, "--from", "2026-12-10", "--effort", "quick")
        after = {(row["日期"], row["队员"]): row["班次"] for row in self.rows(DRAFT)}
        self.assertFalse([key for key in after if key[1] == ill and "2026-12-10" <= key[0] <= "2026-12-12"])
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self.assertFalse([key for key in changed if key[0] < "2026-12-10"])
        # Each duty that the ill one leaves goes to somebody, and that is all, or what is proven needed.
        left = [key for key in before if key[1] == ill and "2026-12-10" <= key[0] <= "2026-12-12"]
        self.assertIn(f"Changes: {len(changed)}; absences take {len(left)} of them.", text)
        self.assertGreaterEqual(len(changed), 2 * len(left))
        if "these are the fewest" not in text:
            self.assertLessEqual(len(changed), 8 * len(left))
        for date, _member in changed:
            self.assertIn(date, text)
        leave = self.rows("leave.csv")[-1]
        self.assertEqual((leave["队员"], leave["开始日期"], leave["结束日期"]), (ill, "2026-12-10", "2026-12-12"))

    def test_the_draft_of_before(self):
        """What the captain fixed by hand stays; what was worked on is put aside."""
        self.plan()
        lines = self.path(DRAFT).read_text(encoding="utf-8").splitlines(True)
        rows = self.rows(DRAFT)
        place = next(i for i, row in enumerate(rows, 1) if row["日期"] == "2026-12-16" and row["班次"] == "night")
        fixed = rows[place - 1]
        fields = lines[place].rstrip("\r\n").split(",")
        fields[6] = "是"
        lines[place] = ",".join(fields) + "\r\n"
        edited = "".join(line for i, line in enumerate(lines) if i == 0 or i == place or i % 9)
        self.path(DRAFT).write_text(edited, encoding="utf-8", newline="")
        self.expect(FINE, *PLAN)
        now = next(row for row in self.rows(DRAFT) if row["日期"] == "2026-12-16" and row["队员"] == fixed["队员"])
        self.assertEqual((now["班次"], now["岗位"], now["固定"]), ("night", fixed["岗位"], "是"))
        self.assertEqual(self.path(DRAFT + ".old").read_text(encoding="utf-8").split(), edited.split())

    def test_a_draft_that_cannot_be_put_aside_stays(self):
        self.plan()
        text = self.path(DRAFT).read_text(encoding="utf-8").replace(",,\r\n", ",,by hand\r\n", 1)
        self.path(DRAFT).write_text(text, encoding="utf-8", newline="")
        self.path(DRAFT + ".old").unlink(missing_ok=True)
        self.path(DRAFT + ".old").mkdir()
        self.assertIn("2026-12.csv.old", self.expect(BAD, *PLAN, "--time-limit", 1))
        self.assertEqual(self.path(DRAFT).read_text(encoding="utf-8").split(), text.split())

    def test_bad_options(self):
        for words in (("plan", MONTH, "--effort", "much"), ("plan",), ("plan", "December"),
                      ("plan", MONTH, "--trace", "/nowhere/trace.csv")):
            before = self.files()
            for language in LANGUAGES:
                self.expect(BAD, *words, language=language)
            self.assertEqual(self.files(), before)


if __name__ == "__main__":
    unittest.main()
