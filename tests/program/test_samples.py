# SPDX-License-Identifier: LGPL-2.1-or-later
"""The sample stations hold what their README says, and the smaller one can be planned."""

import datetime
import re
import shutil
import subprocess
import sys
import unittest
from collections import Counter

from test_month_end import tables
from village import FINE, GENG, ROOT, Village


class Dafenshanyan(Village):
    def groups(self, kind):
        text = self.path("station.ini").read_text(encoding="utf-8")
        return [part.split("]", 1) for part in text.split(f"\n[{kind} ")[1:]]

    def test_people(self):
        members = self.rows("members.csv")
        self.assertEqual(Counter(row["单位"] for row in members),
                         {"police": 6, "enterprise": 8, "village": 14, "committee": 4})
        self.assertEqual(set(Counter(row["班组"] for row in members if row["班组"]).values()), {7})
        self.assertEqual(len({row["用工形式"] for row in members}), 4)
        # Numbers that nobody has.
        self.assertTrue(all(row["电话"].startswith("000-") for row in members))

    def test_demands(self):
        demands = {name: text.split("\n[")[0] for name, text in self.groups("demand")}
        for patrol in ("day-patrol", "night-patrol"):
            self.assertIn("crew = 4..6", demands[patrol])
            self.assertIn("captain 1..; org:police 1..", demands[patrol])
        self.assertIn("crew = 1..2", demands["desk"])
        # A campaign of several stages and routes.
        stages = [name for name, text in demands.items() if "campaign = 冬季消防专项整治" in text]
        self.assertEqual(stages, ["fire-survey", "fire-rental", "fire-campaign"])

    def test_pay(self):
        """Each way to say what is paid, and who pays, stands in a contract."""
        contracts = {name: text.split("\n[")[0] for name, text in self.groups("contract")}
        self.assertIn("paid-by = committee", contracts["part-time"])
        for word in ("per hour", "per duty", "x1.5", "x3"):
            self.assertIn(word, contracts["full-time"])

    def test_kit(self):
        items = self.rows("items.csv")
        self.assertEqual(len({row["套号"] for row in items}), 14)
        self.assertEqual(Counter(row["装备"] for row in items),
                         dict.fromkeys(("baton", "torch", "pepper-spray", "radio"), 14))
        self.assertIn("维修", {row["状态"] for row in items})
        self.assertTrue([row for row in items if row["有效期至"] and row["有效期至"] < "2026-12-31"])

    def test_leave_and_wishes(self):
        for month in ("2026-11", "2026-12"):
            kinds = {row["类别"] for row in self.rows("leave.csv") if row["开始日期"].startswith(month)}
            self.assertLessEqual({"请假", "意愿休"}, kinds)

    def test_the_month_before(self):
        answer = self.json(FINE, "check", "2026-11")
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))

    def full_timers(self, *months):
        """The ids of those who work full time and are away on no day of these months."""
        away = {row["队员"] for row in self.rows("leave.csv")
                if row["类别"] == "请假" and not row["开始时间"] and row["开始日期"][:7] in months}
        return [row["编号"] for row in self.rows("members.csv") if row["用工形式"] == "full-time" and row["编号"] not in away]

    def burden(self, shift, members, *tables):
        rows = [row for table in tables for row in self.rows(table) if row["班次"] == shift]
        return [sum(row["队员"] == member for row in rows) for member in members]

    def plan(self, month):
        answer = self.json(FINE, "plan", month, "--effort", "quick")
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))

    def assert_fair(self, counts, apart=1):
        self.assertLessEqual(max(counts) - min(counts), apart, counts)

    def split_weekends(self, month):
        """How many weekends those who work full time serve one day of."""
        served = {(row["队员"], row["日期"]) for row in self.rows(month)}
        full = [row["编号"] for row in self.rows("members.csv") if row["用工形式"] == "full-time"]
        first = datetime.date.fromisoformat(min(row["日期"] for row in self.rows(month)))
        days = [first + datetime.timedelta(n) for n in range(29)]
        return sum(((member, str(day)) in served) != ((member, str(day + datetime.timedelta(1))) in served)
                   for member in full for day in days if day.weekday() == 5)

    def assert_rotates(self, month):
        """A guard team's roster: day, night, off, off, but for a few days on which somebody stands in."""
        teams = {row["编号"]: row["班组"] for row in self.rows("members.csv") if row["用工形式"] == "full-time"}
        offsets = {"one": 0, "two": 1, "three": 2, "four": 3}
        cycle = ({"day"}, {"night"}, {"", "standby"}, {""})
        served = {(row["队员"], row["日期"]): row["班次"] for row in self.rows(month)}
        first = datetime.date.fromisoformat(min(row["日期"] for row in self.rows(month)))
        days = [first + datetime.timedelta(n) for n in range(30)]
        strange = [(member, str(day)) for member, team in teams.items() for day in days
                   if (shift := served.get((member, str(day)), ""))
                   and shift not in cycle[((day - datetime.date(2024, 1, 1)).days - offsets[team]) % 4]]
        self.assertLess(len(strange), 10, strange)

    def test_a_month_on_its_own(self):
        """The teams rotate, and burdens are shared."""
        self.path("rosters/2026-11.csv").rename(self.path("rosters/2026-11.csv.old"))
        self.plan("2026-11")
        self.assert_rotates("drafts/2026-11.csv")
        # The record is from before split weekends had a price: the cycle alone splits half of them.
        self.assertGreater(self.split_weekends("rosters/2026-11.csv.old"), 30)
        self.assertLess(self.split_weekends("drafts/2026-11.csv"), 25)
        there = self.full_timers("2026-11")
        self.assertGreater(len(there), 12)
        # A team's turns differ by one from another's, and who stands in for the sick has one or two more; quick effort
        # stops some points above what is proven, and leaves one more of them where he is.
        self.assert_fair(self.burden("night", there, "drafts/2026-11.csv"), apart=4)
        # The same of standby; with normal effort, which takes five times as long, all are within one.
        self.assert_fair(self.burden("standby", there, "drafts/2026-11.csv"), apart=2)

    def test_the_next_month(self):
        """It goes on where November ended."""
        self.assert_rotates("rosters/2026-11.csv")
        self.plan("2026-12")
        self.assert_rotates("drafts/2026-12.csv")
        there = self.full_timers("2026-11", "2026-12")
        self.assertGreater(len(there), 10)
        self.assert_fair(self.burden("night", there, "rosters/2026-11.csv", "drafts/2026-12.csv"), apart=3)


class November(Village):
    """It is confirmed to the last duty, with exceptions, and can be made anew from the record."""

    confirmed = True

    def test_confirmed(self):
        duties = self.duties()
        rows = self.rows("journal/2026-11/attendance.csv")
        known = {(row["日期"], row["队员"]) for row in rows if row["情况"] in ("在岗", "缺勤")}
        self.assertEqual({(duty["日期"], duty["队员"]) for duty in duties} - known, set())
        self.assertEqual({row["情况"] for row in rows}, {"在岗", "缺勤", "顶班"})
        self.assertEqual({row["三查"] for row in rows} - {""}, {"已查无问题", "已查有问题", "未查"})
        self.assertTrue(any(row["开始"] == "18:20" for row in rows))
        self.assertEqual({row["状态"] for row in self.rows("journal/2026-11/kit.csv")} >= {"丢失", "维修"}, True)
        self.assertEqual(self.path("journal/2026-11/attendance.csv").stat().st_mode & 0o777, 0o600)

    def test_all_that_is_made_of_it(self):
        """No dash, nothing unconfirmed, and the documents of demo.sh."""
        self.expect(FINE, "report", "2026-11", "--month-end", language="zh")
        self.expect(FINE, "report", "2026-12-20", "--meeting", language="zh")
        page = self.path("pages/meeting-2026-12-20.html").read_text(encoding="utf-8")
        self.assertNotIn("<td>—</td>", page)
        stages = [row["阶段"] for _, row in tables(page.split("二、专项行动", 1)[1].split("<h2>", 1)[0])]
        self.assertEqual(stages, ["摸底排查", "出租房检查"])
        self.assertIn("冬季消防专项整治：检查 4 家，整改通知书 2 份", page)
        pay = self.path("office/pay-2026-11.html").read_text(encoding="utf-8")
        self.assertEqual(re.findall("<h2>(.*?)补贴", pay), ["派出所", "企业保安", "村联防队", "村两委"])
        self.assertIn("找回、修复 2 件", page)
        self.assertNotIn("尚非定稿", self.path("office/pay-2026-11.html").read_text(encoding="utf-8"))

    def test_made_anew(self):
        """november.py makes the same journal from the same record."""
        script = ROOT / "examples" / "villages" / "november.py"
        copy = self.scratch / "villages"
        shutil.copytree(script.parent, copy)
        shutil.rmtree(copy / "dafenshanyan/journal")
        subprocess.run([sys.executable, copy / "november.py", GENG], check=True)
        for path in (script.parent / "dafenshanyan/journal").rglob("*.csv"):
            self.assertEqual((copy / path.relative_to(script.parent)).read_bytes(), path.read_bytes(), path.name)


class Liulang(Village):
    sample = "liulang"

    def test_forty_volunteers(self):
        self.assertEqual(len(self.rows("members.csv")), 40)
        self.assertIn("hours per week ..6\n", self.path("station.ini").read_text(encoding="utf-8"))

    def test_who_signs_up_serves_that_and_nobody_more_often_than_he_wishes(self):
        wishes = {row["编号"]: row["每月次数"] for row in self.rows("members.csv") if row["每月次数"]}
        self.expect(FINE, "import", "-", "--as", "接龙", input="#接龙\n1. 王子 2026年12月8日早\n2. 褚枫 2026-12-09 晚巡\n")
        for ask in self.json(FINE, "inbox"):
            self.expect(FINE, "inbox", "accept", ask["number"])
        self.assertEqual({(row["队员"], row["类别"], row["开始日期"], row["班次"]) for row in self.rows("leave.csv")
                          if row["来源"].startswith("inbox")},
                         {("r02", "固定", "2026-12-08", "early"), ("r11", "固定", "2026-12-09", "late")})
        answer = self.json(FINE, "plan", "2026-12", "--effort", "quick")
        duties = Counter(duty["member"] for duty in answer["duties"])
        self.assertEqual(answer["broken"], 0)
        self.assertLessEqual({("r02", "2026-12-08", "early"), ("r11", "2026-12-09", "late")},
                             {(duty["member"], duty["date"], duty["shift"]) for duty in answer["duties"]})
        for member, wish in wishes.items():
            self.assertLessEqual(duties[member], int(wish.split("..")[-1]), member)
        # A number alone is what he wishes for, not the most alone.
        self.assertGreater(sum(duties[member] == int(wish) for member, wish in wishes.items() if wish.isdigit()), 2)

    def test_a_month_can_be_planned(self):
        answer = self.json(FINE, "plan", "2026-12", "--effort", "quick")
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))
        self.assertGreater(len({duty["member"] for duty in answer["duties"]}), 30)
        self.expect(FINE, "publish", "2026-12")


if __name__ == "__main__":
    unittest.main()
