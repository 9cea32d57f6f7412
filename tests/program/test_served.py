# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the journal has confirmed no command changes, in what is official or in a draft: not an undo beside it, not an ask
that is accepted, not a workbook that is imported; and nobody is sent to repair what is over."""

import unittest

import openpyxl

from village import BAD, FINE, GAPS, LANGUAGES, MONTH, Village

RECORD, DRAFT = f"rosters/{MONTH}.csv", f"drafts/{MONTH}.csv"
# The journal ends with this day, and a captain still works on what comes after it.
LAST = "2026-11-24"
LATER = "2026-11-27"


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"] and row.get("状态") != "取消"}


class Served(Village):
    confirmed = True

    def setUp(self):
        super().setUp()
        for path in self.path(f"journal/{MONTH}").glob("*.csv"):
            lines = path.read_text(encoding="utf-8").splitlines(True)
            kept = lines[:1] + [line for line in lines[1:] if line[:10] <= LAST or not line[:4].isdigit()]
            path.write_text("".join(kept), encoding="utf-8")
        self.names = {row["编号"]: row["姓名"] for row in self.rows("members.csv")}
        self.served = {row["日期"]: row["队员"] for row in self.rows(f"journal/{MONTH}/attendance.csv")
                       if (row["班次"], row["情况"]) == ("day", "在岗")}

    def edited(self, *words):
        done = self.run_geng(*words)
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        return done.stdout + done.stderr

    def on_duty(self, date):
        return next(row["队员"] for row in self.rows(RECORD) if row["日期"] == date and row["班次"] == "day")


class Undo(Served):
    def test_an_edit_beside_what_is_served(self):
        """The draft's only step is taken back: the month is as it was, and a publication removes nothing."""
        official = duties(self.rows(RECORD))
        who = self.on_duty(LATER)
        other = next(one["member"] for one in self.json(FINE, "cover", who, LATER) if one["possible"])
        for words in (("assign", who, LATER, "off"), ("pin", who, LATER), ("swap", who, other, LATER)):
            with self.subTest(words=words):
                self.edited(*words)
                self.assertGreater(len(duties(self.rows(DRAFT))), len(official) - 3)
                answer = self.json(FINE, "undo")
                self.assertEqual(answer["kept"], [])
                self.assertEqual(duties(self.rows(DRAFT)) if self.path(DRAFT).exists() else official, official)
        self.edited("publish", MONTH, "--yes")
        self.assertEqual(duties(self.rows(RECORD)), official)

    def test_one_edit_of_two(self):
        """The first of two edits goes; the second stays in the draft, and so does all that is served."""
        official = duties(self.rows(RECORD))
        first, second = [row["队员"] for row in self.rows(RECORD) if row["日期"] == LATER and row["班次"] == "day"][:2]
        self.edited("assign", first, LATER, "off")
        number = self.json(FINE, "log")[-1]["number"]
        self.edited("assign", second, LATER, "off")
        self.edited("undo", number + 1)
        del official[LATER, first]
        self.assertEqual(duties(self.rows(DRAFT)), official)

    def test_a_plan_from_before_the_confirmation(self):
        """A draft's step is taken back after a day that it changed was confirmed: that day alone stays, told in few words."""
        whole = self.path(f"journal/{MONTH}/attendance.csv").read_text(encoding="utf-8")
        row = next(line for line in whole.splitlines(True) if line.startswith(f"{LAST},day,"))
        who = row.split(",")[3]
        self.path(f"journal/{MONTH}/attendance.csv").write_text(whole.replace(row, ""), encoding="utf-8")
        self.edited("assign", who, LAST, "off")
        official = duties(self.rows(RECORD))
        self.edited("undo")
        number = self.json(FINE, "log")[-1]["number"]
        self.path(f"journal/{MONTH}/attendance.csv").write_text(whole, encoding="utf-8")
        # Taking back that one would take the duty off once more.
        said = self.edited("undo", number)
        self.assertIn(f"{self.names[who]}: {LAST}", said)
        self.assertEqual(said.count("is served and stays"), 1)
        self.assertEqual(duties(self.rows(DRAFT)) if self.path(DRAFT).exists() else official, official)


class Kept(Served):
    def test_an_ask_is_not_accepted(self):
        who = self.served[LAST]
        other = next(one for one in self.names if (LAST, one) not in duties(self.rows(RECORD)))
        self.expect(FINE, "inbox", "add", self.names[who], LAST, "offer")
        number = self.json(FINE, "inbox")[-1]["number"]
        before = self.files()
        for language, words in (("en", "has served it"), ("zh", "已下勤")):
            said = self.expect(BAD, "inbox", "accept", number, "--with", self.names[other], language=language)
            self.assertIn(words, said)
            self.assertIn(words, self.json(FINE, "inbox", language=language)[-1]["judge"])
        self.assertEqual(self.files(), before)

    def test_a_workbook_does_not_change_it(self):
        path = self.scratch / "month.xlsx"
        self.expect(FINE, "report", MONTH, path)
        book = openpyxl.load_workbook(path)
        name = self.names[self.on_duty(LATER)]
        row = next(row for row in book.active.iter_rows() if name in [cell.value for cell in row])
        changed = 0
        for cell in row:
            if isinstance(cell.value, str) and cell.value[:1] in ("白", "夜") and len(cell.value) <= 3:
                cell.value = None
                changed += 1
        self.assertGreater(changed, 3)
        book.save(path)
        official = duties(self.rows(RECORD))
        for language, words in (("en", "served and stay"), ("zh", "已下勤")):
            said = self.run_geng("import", path, language=language)
            self.assertIn(said.returncode, (FINE, GAPS), said.stderr)
            self.assertIn(words, said.stdout)
        drafted = duties(self.rows(DRAFT))
        confirmed = {(row["日期"], row["队员"]) for row in self.rows(f"journal/{MONTH}/attendance.csv") if row["情况"] == "在岗"}
        self.assertEqual({key: drafted.get(key) for key in confirmed}, {key: official.get(key) for key in confirmed})
        self.assertLess(len(drafted), len(official))

    def test_leave_on_a_day_that_is_over(self):
        """It is written, what was served is told as such, and no repair is asked for that could change nothing."""
        who = self.served[LAST]
        for language, words in (("en", "Served already"), ("zh", "已下勤")):
            said = self.expect(FINE, "leave", self.names[who], LAST, language=language)
            self.assertIn(words, said)
            self.assertNotIn("geng repair", said)
            self.assertNotIn("geng cover", said)
        answer = self.json(FINE, "leave", self.names[who], LAST)
        self.assertEqual((answer["duties"], answer["served"]), ([], 1))
        for language in LANGUAGES:
            self.assertNotIn("geng repair", self.expect(FINE, "check", MONTH, language=language))
        self.assertEqual(self.json(FINE, "check", MONTH)["touched"], [])


if __name__ == "__main__":
    unittest.main()
