# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a captain tried who had README, docs and --help alone: each input has a case, here or where the table says."""

import ast
import calendar
import os
import pty
import subprocess
import unittest
from pathlib import Path

import openpyxl

from village import BAD, BROKEN, FINE, GAPS, GENG, LANGUAGES, MONTH, Village, environment

RECORD = f"rosters/{MONTH}.csv"
DRAFT = f"drafts/{MONTH}.csv"

# What was typed, or what a spreadsheet did, and the case that plays it.
CASES = {
    # people
    "somebody's name that is none": "odd.Odd.test_nobody_of_that_name",
    "part of two names": "odd.Odd.test_part_of_two_names",
    "two of one name, asked for by it": "odd.Odd.test_two_of_one_name",
    "two of one name in a staff list": "staff.Refused.test_equal_names_without_phones",
    "two of one name in a sheet of the month": "roster.History.test_equal_names",
    "one id twice": "odd.Odd.test_an_id_twice",
    "an id with a full-width digit": "odd.Odd.test_a_full_width_digit_is_another_id",
    "a blank in a name, full-width digits, a part of a name": "staff.Taken.test_what_people_type",
    "a name that is nearly one": "trial.Trial.test_a_name_that_is_nearly_one",
    "somebody else's name beside an id, in a draft": "roster.Own.test_name_changed_without_its_id",
    "somebody else's name beside an id, in a record": "roster.Own.test_name_changed_in_a_record",
    "people replaced, the sample's record left": "roster.Own.test_check_reads_the_past",
    # dates
    "half a date": "odd.Odd.test_half_a_date",
    "a date for a colleague in a swap": "trial.Trial.test_a_date_in_the_place_of_a_colleague",
    "a day that is none": "odd.Odd.test_a_day_that_is_none",
    "12月1日, with usual digits and full-width ones": "trial.Trial.test_a_date_without_a_year",
    "a month that is none": "odd.Odd.test_a_month_that_is_none",
    "a year of two digits": "odd.Odd.test_a_year_of_two_digits",
    "a month that is not planned": "odd.Odd.test_a_month_that_is_not_planned",
    "a repair of a month that is not planned": "trial.Trial.test_a_repair_of_what_is_not_planned",
    "a month whose month before is missing": "trial.Trial.test_a_month_without_the_one_before",
    "a word too many": "trial.Trial.test_a_word_too_many",
    "options in Chinese": "trial.Trial.test_chinese_words_of_options",
    "days of another month to be published": "trial.Trial.test_days_of_another_month",
    # tables that WPS or a hand damaged
    "a title row, tabs, semicolons, full-width commas": "staff.Taken.test_csv_of_any_kind",
    "columns that nobody needs": "staff.Taken.test_workbook",
    "a phone in powers of ten": "odd.Odd.test_a_phone_in_powers_of_ten",
    "a phone in powers of ten, in a workbook": "staff.Refused.test_cells",
    "GB18030": "bad.Bad.test_gb18030_is_fine",
    "neither encoding": "bad.Bad.test_neither_encoding",
    "a ragged row": "bad.Bad.test_a_ragged_row",
    "a column that nobody knows": "odd.Odd.test_a_column_that_nobody_knows",
    "a range with a dash": "odd.Odd.test_a_range_with_a_dash",
    "a rule twice": "odd.Odd.test_a_rule_twice",
    "no id of the station": "trial.Trial.test_a_station_without_an_id",
    "equal mistakes, a hundred of them": "trial.Trial.test_equal_mistakes_are_counted",
    "a table that is open in WPS": "change.OpenTable.test_a_mark_beside_it",
    "an old .xls": "odd.Odd.test_an_old_workbook",
    "a sheet with formulas": "staff.Refused.test_formulas",
    "dates as numbers": "odd.Odd.test_formulas_and_dates_as_numbers",
    "ten thousand columns": "odd.Odd.test_ten_thousand_columns",
    "a sheet with two rows of one name": "roster.Refused.test_two_rows_of_one",
    "a mark that nobody knows": "roster.Refused.test_marks",
    "守 after 夜, under the next morning": "trial.Trial.test_night_and_dawn_in_one_go",
    # commands, in the wrong order or too often
    "a folder that is not empty": "trial.Trial.test_new_where_something_is",
    "the same absence twice": "change.LeaveTable.test_what_was_written_stays",
    "an absence, and what it changes": "trial.Trial.test_leave_says_what_it_wrote",
    "leave into a published month": "import.LeaveOverPublishedDuties.test_leave_by_command",
    "leave of the dawn before": "import.LeaveOverPublishedDuties.test_the_standby_of_that_dawn",
    "a plan over an official month": "change.Repair.test_a_published_month_is_not_planned_over",
    "publishing twice": "tell.Tell.test_nothing_changes_nothing_is_told",
    "publishing with many changes": "tell.Tell.test_many_changes_want_a_yes",
    "publishing with gaps": "trial.Trial.test_publishing_gaps_says_so",
    "a place that is open, counted twice": "change.Missing.test_people_are_counted_once",
    "undo past a publication": "trial.Trial.test_undo_past_a_publication",
    "undo of nothing": "log.Log.test_nothing_to_take_back",
    "undo of what is served": "log.Log.test_what_is_served_stays",
    "a swap of two who are off": "trial.Trial.test_a_swap_of_two_who_are_off",
    "a rule that came after what was served": "trial.Served.test_show_and_check",
    "a webhook that hangs": "tell.Webhooks.test_one_that_hangs",
    "a webhook that refuses with 200": "tell.Webhooks.test_a_refusal_comes_as_200",
    "40 columns": "first-month.FirstMonth.test_narrow_terminal",
    "no command, on a terminal": "trial.Trial.test_the_menu",
    "a full disk": "bad.Disk.test_the_disk_is_full",
    "somebody else writes": "bad.Disk.test_a_second_writer",
}


class Table(unittest.TestCase):
    def test_each_input_has_its_case(self):
        known = set()
        for path in Path(__file__).parent.glob("test_*.py"):
            for group in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(group, ast.ClassDef):
                    known |= {f"{path.stem.removeprefix('test_')}.{group.name}.{case.name}" for case in group.body
                              if isinstance(case, ast.FunctionDef)}
        self.assertEqual([case for case in CASES.values() if case not in known], [])
        here = {case for case in known if case.startswith("trial.Trial.test_")}
        self.assertEqual(here - set(CASES.values()), set())


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"]}


class Trial(Village):
    def said(self, status, *words, english, chinese):
        """Both languages say it, and no file changes."""
        before = self.files()
        for language, expected in (("en", english), ("zh", chinese)):
            done = self.run_geng(*words, language=language)
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
            self.assertIn(expected, done.stdout + done.stderr)
        self.assertEqual(self.files(), before)

    def test_a_name_that_is_nearly_one(self):
        """A name that is asked back is a name, not an id."""
        self.edit("members.csv", "m05,周戊", "m05,何 勇")
        day = self.duty("m05")
        self.expect(FINE, "cover", "何勇", day)
        self.said(BAD, "cover", "何永", day, english="何 勇", chinese="何 勇")

    def duty(self, member, after="2026-11-10"):
        return next(row["日期"] for row in self.rows(RECORD) if row["队员"] == member and row["日期"] > after and row["班次"])

    def test_a_date_in_the_place_of_a_colleague(self):
        self.said(BAD, "swap", "赵甲", "12", english="“12”", chinese="“12”")

    def test_a_date_without_a_year(self):
        """It is of the month that there is a roster of, or that comes next; one that is far off needs its year."""
        for text in ("11月25日", "１１月２５日", "11-25"):
            row = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")
            self.expect(FINE, "cover", row["队员"], text)
        for text, date in (("12月1日", "2026-12-01"), ("１月３日", "2027-01-03")):
            self.assertIn(date, self.expect(FINE, "leave", "赵甲", text))
        self.said(BAD, "leave", "赵甲", "8月1日", english="of which year", chinese="哪一年")

    def test_a_repair_of_what_is_not_planned(self):
        self.said(BAD, "repair", "2027-04", "--from", "2027-04-03", english="geng plan 2027-04", chinese="geng 排班 2027-04")

    def test_a_month_without_the_one_before(self):
        self.path(RECORD).unlink()
        self.path("rosters/2026-10.csv").unlink(missing_ok=True)
        for language, words in (("en", "There is no roster of 2026-11"), ("zh", "没有 2026-11 的值班表")):
            done = self.run_geng("plan", "2026-12", "--effort", "quick", language=language)
            self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
            self.assertIn(words, done.stdout)

    def test_chinese_words_of_options(self):
        """What an option takes is taken in Chinese too, and a wrong word is told in it."""
        for chinese, english in (("岗位", "post"), ("队员", "member")):
            self.assertEqual(self.expect(FINE, "show", MONTH, "--by", chinese), self.expect(FINE, "show", MONTH, "--by", english))
        self.expect(FINE, "publish", MONTH, "--alarm", "30分钟")
        self.assertIn("快（quick）", self.expect(BAD, "plan", "2026-12", "--effort", "大力", language="zh"))
        done = self.run_geng("plan", "2026-12", "--effort", "快", language="zh")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        # The journal knows the month before.
        self.assertNotIn("没有 2026-11 的值班表", done.stdout)

    def test_a_word_too_many(self):
        """It is never passed over: the kind of leave behind its dates, a second month, a third colleague."""
        for words in (("leave", "赵甲", "2026-12-05", "2026-12-06", "病"), ("show", MONTH, "2026-12"), ("log", "赵甲", "all"),
                      ("swap", "赵甲", "钱乙", "2026-11-25", "2026-11-26", "孙丙"), ("repair", MONTH, "2026-11-20", "--from", "2026-11-20"),
                      ("journal", "correct", "2026-11-20", "赵甲", "迟到", "20")):
            self.said(BAD, *words, english="one word too many", chinese="多了一个词")

    def test_days_of_another_month(self):
        self.expect(FINE, "publish", MONTH)
        self.said(BAD, "publish", MONTH, "--only", "2026-12-01", english=f"no days of {MONTH}", chinese=MONTH)

    def test_a_station_without_an_id(self):
        """The folder's name is its id; one that cannot be is told with what to write."""
        self.edit("station.ini", "id = dafenshanyan\n", "")
        self.assertEqual(self.run_geng("check", folder=None, cwd=self.folder).returncode, FINE)
        odd = self.scratch / "our village"
        self.folder.rename(odd)
        self.folder = odd
        for language in LANGUAGES:
            done = self.run_geng("check", folder=None, cwd=odd, language=language)
            self.assertEqual(done.returncode, BAD)
            self.assertIn("our village", done.stderr)
            self.assertRegex(done.stderr, "id = |编号 = ")

    def test_equal_mistakes_are_counted(self):
        text = self.path("members.csv").read_text(encoding="utf-8-sig")
        self.path("members.csv").write_text(text.replace(",full-time,", ",全职,"), encoding="utf-8")
        n = text.count(",full-time,")
        self.said(BAD, "check", english=f"{n - 1} more", chinese=f" {n - 1} ")
        self.assertEqual(self.run_geng("check").stderr.count("members.csv:"), 1)

    def test_night_and_dawn_in_one_go(self):
        """夜 on the 4th and 守 under the 5th, the dawn of that morning: one duty where the station has such a shift."""
        book = openpyxl.Workbook()
        book.active.append(["2026年9月排班表"])
        book.active.append(["姓名", *(f"{day}日" for day in range(1, calendar.monthrange(2026, 9)[1] + 1))])
        book.active.append(["赵甲", *("夜" if day == 4 else "守" if day == 5 else "休" for day in range(1, 31))])
        path = self.scratch / "september.xlsx"
        book.save(path)
        for language, words in (("en", "station.ini"), ("zh", "station.ini")):
            said = self.expect(FINE, "import", path, "--dawn", "before", language=language)
            self.assertIn("1", said)
            self.assertIn(words, said)
        self.assertEqual([row["班次"] for row in self.rows("rosters/2026-09.csv")], ["night"])
        self.edit("station.ini", "[shift standby]", "[shift overnight]\nname = 通宵\nwindow = patrol; standby\nstart = 18:00\n"
                  "end = 08:00\n\n[shift standby]")
        answer = self.json(FINE, "import", path, "--dawn", "before")
        self.assertEqual((answer["duties"], answer["left-out"]), (1, 0))
        self.assertEqual([row["班次"] for row in self.rows("rosters/2026-09.csv")], ["overnight"])

    def test_new_where_something_is(self):
        before = self.files()
        for language in LANGUAGES:
            done = self.run_geng("new", self.folder, language=language, folder=None)
            self.assertEqual(done.returncode, BAD)
            # What samples there are is no answer to that.
            self.assertNotIn("dafenshanyan", done.stderr.replace(str(self.folder), ""))
        self.assertEqual(self.files(), before)

    def test_leave_says_what_it_wrote(self):
        self.assertIn("赵甲 is away on 2026-12-28", self.expect(FINE, "leave", "赵甲", "2026-12-28"))
        self.assertIn("赵甲 2026-12-27 请假", self.expect(FINE, "leave", "赵甲", "2026-12-27", language="zh"))
        self.said(FINE, "leave", "赵甲", "2026-12-28", english="known already", chinese="已登记过")
        self.assertIn("from 2026-12-29 to 2026-12-30", self.expect(FINE, "leave", "赵甲", "2026-12-29", "2026-12-30"))

    def test_publishing_gaps_says_so(self):
        rows = [line.split(",") for line in self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()]
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_text("".join(",".join(row[:5]) + "\n" for row in rows
                                            if row[1] and row[:2] != ["2026-11-27", "night"]), encoding="utf-8")
        for language, words in (("en", "People missing: 4, 1 of them 带班队长"), ("zh", "缺 4 人，其中带班队长 1 人")):
            done = self.run_geng("publish", MONTH, "--dry-run", language=language)
            self.assertEqual(done.returncode, GAPS, done.stderr)
            self.assertIn("11-27" if language == "en" else "27", done.stdout)
            self.assertIn(words, done.stdout)

    def test_undo_past_a_publication(self):
        """What was edited and then published cannot be taken back alone; the publication first, and then it."""
        self.expect(FINE, "publish", MONTH)
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")
        other = next(one["member"] for one in self.json(FINE, "cover", night, "2026-11-25") if one["possible"])
        before = duties(self.rows(RECORD))
        self.assertIn(self.run_geng("swap", night, other, "2026-11-25").returncode, (FINE, GAPS))
        self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (FINE, GAPS))
        after = duties(self.rows(RECORD))
        self.assertNotEqual(after, before)
        steps = {step["command"].split()[0]: step["number"] for step in self.json(FINE, "log")}
        last = steps["publish"]
        self.said(BAD, "undo", steps["swap"], english=f"geng undo {last}", chinese=f"geng 撤销 {last}")
        self.assertEqual(duties(self.rows(RECORD)), after)
        done = self.run_geng("undo", steps["publish"])
        self.assertEqual(done.returncode, FINE, done.stdout + done.stderr)
        self.assertEqual(duties(self.rows(RECORD)), before)
        revisions = [int(row["修订号"]) for row in self.rows(RECORD) if (row["日期"], row["队员"]) == ("2026-11-25", night)]
        self.assertGreater(revisions[0], 0)

    def test_a_swap_of_two_who_are_off(self):
        free = [row["编号"] for row in self.rows("members.csv")
                if ("2026-11-25", row["编号"]) not in duties(self.rows(RECORD))][:2]
        before = self.files()
        for language, nothing, draft in (("en", "Nothing changes", "draft"), ("zh", "没有变动", "草稿")):
            said = self.expect(FINE, "swap", *free, "2026-11-25", language=language)
            self.assertIn(nothing, said)
            self.assertNotIn(draft, said)
        self.assertEqual(self.files(), before)

    def test_the_menu(self):
        """`geng` alone: who is on duty, and numbers to choose from."""
        for language, words in (("en", "Check the folder"), ("zh", "检查文件夹")):
            own, other = pty.openpty()
            with subprocess.Popen([GENG], stdin=other, stdout=other, stderr=other, cwd=self.folder, env=environment(language)) as running:
                os.close(other)
                os.write(own, b"6\n")
                said = b""
                try:
                    while piece := os.read(own, 4096):
                        said += piece
                except OSError:
                    pass
                os.close(own)
            self.assertEqual(running.returncode, FINE, said.decode())
            self.assertIn(words, said.decode())
            self.assertIn("32", said.decode())


class Served(Village):
    """The journal says what was served: that stays, whatever rule comes later."""

    confirmed = True

    def test_show_and_check(self):
        nights = [(date, who) for (date, who), duty in sorted(duties(self.rows(RECORD)).items()) if duty[0] == "night"]
        who = max({who for _, who in nights}, key=lambda one: sum(other == one for _, other in nights))
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write(f"\n[member {who}]\nlimit = nights per month ..1\n")
        for words in (("check", MONTH), ("show", MONTH)):
            for language in LANGUAGES:
                self.expect(FINE, *words, language=language)
        for language, words in (("en", "it was served, and stays"), ("zh", "已下勤")):
            self.assertIn(words, self.expect(FINE, "check", MONTH, language=language))
        answer = self.json(FINE, "check", MONTH)
        self.assertEqual((answer["broken"], answer["served"]), (0, 1))
        # Leave on served duties comes too late, and the rule that the others break is what is told.
        others = [night for night in nights if night[1] != who]
        for date, member in others[:2]:
            self.expect(FINE, "leave", member, date)
        answer = self.json(FINE, "check", MONTH)
        self.assertEqual((answer["broken"], answer["served"], len(answer["touched"])), (0, 3, 0))
        for path in self.path("journal").rglob("attendance.csv"):
            lines = path.read_text(encoding="utf-8-sig").splitlines(True)
            path.write_text("".join(line for line in lines if who not in line.split(",")), encoding="utf-8")
        answer = self.json(BROKEN, "check", MONTH)
        self.assertEqual((answer["broken"], answer["served"], len(answer["touched"])), (1, 2, 0))
        # What nobody has confirmed can still be mended.
        for path in self.path("journal").rglob("attendance.csv"):
            path.unlink()
        answer = self.json(BROKEN, "check", MONTH)
        self.assertEqual((answer["broken"], answer["served"], len(answer["touched"])), (1, 0, 2))
        self.assertIn("Broken rules: 1.", self.expect(BROKEN, "check", MONTH))


if __name__ == "__main__":
    unittest.main()
