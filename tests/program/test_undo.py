# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng undo` over all that makes a step: a plan, a repair, what was imported, several published months at once; and what
those commands answer a program that have few words for people."""

import calendar
import fcntl
import unittest

import openpyxl

from village import BAD, FINE, GAPS, MONTH, RETRY, Village

RECORD = f"rosters/{MONTH}.csv"


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"]}


class Undo(Village):
    def tables(self):
        return {path: state[0] for path, state in self.files().items()
                if path.endswith((".csv", ".ini")) and not path.startswith(("log/", "feed-", "feeds/"))}

    def steps(self):
        return self.json(FINE, "log")

    def workbook(self, rows, name="表.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.scratch / name)
        return self.scratch / name

    def undone(self, before, *words):
        """The last step is taken back, and the tables are as they were; taken back again, they are as the step left them."""
        after = self.tables()
        self.assertNotEqual(after, before)
        answer = self.json(FINE, "undo", *words)
        self.assertEqual(answer["kept"], [])
        self.assertEqual(self.tables(), before)
        self.expect(FINE, "undo", self.steps()[-1]["number"])
        self.assertEqual(self.tables(), after)
        return answer

    def test_a_plan(self):
        self.come_by()
        before = self.tables()
        done = self.run_geng("plan", "2026-12", "--effort", "quick")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        answer = self.undone(before)
        self.assertEqual(answer["step"], 1)
        self.assertTrue(answer["command"].startswith("plan 2026-12"))

    def test_a_repair(self):
        who = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")
        self.expect(FINE, "leave", who, "2026-11-25")
        before = self.tables()
        done = self.run_geng("repair", MONTH, "--from", "2026-11-25", "--effort", "quick")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.undone(before)

    def test_people_from_a_list(self):
        self.come_by()
        before = self.tables()
        path = self.workbook([["姓名", "手机号码", "单位"], ["何新来", "13500000001", "村联防队"]])
        self.expect(FINE, "import", path)
        self.undone(before)

    def test_history_from_a_sheet(self):
        """With who has left and the leave that it brought; and it is published neither before nor after."""
        self.come_by()
        before = self.tables()
        members = [row["姓名"] for row in self.rows("members.csv")]
        days = calendar.monthrange(2026, 10)[1]
        path = self.workbook([["大坟山 2026年10月 排班表"], ["姓名", *range(1, days + 1)],
                              *([name, *("白休夜假"[(day + number) % 4] for day in range(days))]
                                for number, name in enumerate([*members[:3], "胡离队"]))])
        self.expect(FINE, "import", path)
        self.undone(before)
        self.assertEqual({row["状态"] for row in self.rows("rosters/2026-10.csv")}, {"导入"})
        self.assertEqual(list(self.path("feeds").glob("*")) if self.path("feeds").exists() else [], [])

    def test_a_duty_that_changed_since(self):
        """Said in words for people: whose duty, and of which day."""
        who = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")
        for shift in ("off", "night"):
            self.run_geng("assign", who["队员"], "2026-11-25", shift)
            self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (FINE, GAPS))
        step = next(step for step in self.steps() if step["command"].startswith("publish"))
        for language, said in (("en", f"the duty of {who['姓名']} on 2026-11-25"), ("zh", f"{who['姓名']} 2026-11-25 的班")):
            text = self.expect(BAD, "undo", step["number"], language=language)
            self.assertIn(said, text)
            self.assertNotIn("official/", text)

    def test_two_published_months(self):
        """A row is struck out by hand in each of two records: one step, and one publication takes it back."""
        self.edit("station.ini", "[feed]", "[feed]\nurl = https://duty.example/x/")
        done = self.run_geng("plan", "2026-12", "--effort", "quick")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        for month in (MONTH, "2026-12"):
            self.assertIn(self.run_geng("publish", month, "--yes").returncode, (FINE, GAPS))
        names = [f"rosters/{month}.csv" for month in (MONTH, "2026-12")]
        self.expect(FINE, "inbox", "--from", self.scratch / "exchange")
        # Keys that are wanting are made, once for both months.
        keys = self.path("phone-keys.ini").read_text(encoding="utf-8")
        self.path("phone-keys.ini").write_text("".join(line for line in keys.splitlines(True) if not line.startswith("m05=")),
                                               encoding="utf-8")
        before = [duties(self.rows(name)) for name in names]
        for name in names:
            path = self.path(name)
            lines = path.read_text(encoding="utf-8-sig").splitlines(True)
            path.write_text("".join(lines[:5] + lines[6:]), encoding="utf-8")
        self.come_by()
        self.assertNotEqual([duties(self.rows(name)) for name in names], before)
        step = self.steps()[-1]
        self.assertEqual(step["command"], "")
        answer = self.json(FINE, "undo", step["number"])
        self.assertEqual(answer["command"], "")
        self.assertEqual([duties(self.rows(name)) for name in names], before)
        self.assertEqual(self.path("phone-keys.ini").read_text(encoding="utf-8").count("m05="), 2)
        for month in (MONTH, "2026-12"):
            # What was struck out by hand was no version of its own.
            self.assertIn("version 1", self.run_geng("show", month).stdout.splitlines()[0])


class Answers(Village):
    def test_leave(self):
        row = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "day")
        for known in (False, True):
            answer = self.json(FINE, "leave", row["姓名"], "2026-11-25", "--kind", "病")
            self.assertEqual((answer["member"], answer["first"], answer["last"], answer["kind"], answer["known"]),
                             (row["队员"], "2026-11-25", "2026-11-25", "sick", known))
            self.assertIn(("2026-11-25", "day"), [(duty["date"], duty["shift"]) for duty in answer["duties"]])

    def test_served_duties_are_listed(self):
        self.expect(FINE, "publish", MONTH)
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")
        other = next(one["member"] for one in self.json(FINE, "cover", night, "2026-11-25") if one["possible"])
        self.run_geng("swap", night, other, "2026-11-25")
        self.run_geng("publish", MONTH)
        answer = self.json(FINE, "undo", "--from", "2026-11-26")
        self.assertEqual({(one["date"], one["shift"]) for one in answer["kept"]}, {("2026-11-25", "night")})

    def test_asked(self):
        row = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "day")
        answer = self.json(FINE, "cover", row["队员"], "2026-11-25", "--ask")
        self.assertTrue(answer)
        names = {row["编号"]: row["姓名"] for row in self.rows("members.csv")}
        for one in answer:
            self.assertTrue(one["text"].startswith(names[one["to"]]))
        self.assertIn(answer[0]["to"], self.path("contacts.csv").read_text(encoding="utf-8"))

    def test_backup_and_back(self):
        there = self.json(FINE, "backup", self.scratch / "usb")
        back = self.json(FINE, "backup", "--back", self.scratch / "usb", self.scratch / "again", folder=None)
        self.assertEqual(there["folder"], str(self.scratch / "usb"))
        self.assertEqual(back, {"folder": str(self.scratch / "again"), "files": there["files"]})

    def test_forgotten(self):
        self.set_leaving("m03", "2026-11-30")
        self.assertEqual(self.json(FINE, "forget", "m03", "--yes"), {"member": "m03"})


class Reading(Village):
    def test_a_list_needs_no_lock(self):
        """Who could take over a duty of a day is read while somebody else writes."""
        row = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "day")
        before = self.files()
        with self.path(".geng-lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertTrue(self.json(FINE, "cover", row["队员"], "2026-11-25"))
            # What writes does wait, and gives up in the end.
            self.expect(RETRY, "leave", row["队员"], "2026-11-25")
        self.assertEqual(self.files(), before)
        self.assertFalse(self.path("log").exists())


if __name__ == "__main__":
    unittest.main()
