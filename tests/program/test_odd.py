# SPDX-License-Identifier: LGPL-2.1-or-later
"""Odd inputs of a captain's trial: each a clear sentence in both languages, nothing lost, the status as documented."""

import os
import pty
import re
import subprocess
import unittest

import openpyxl

from village import BAD, FINE, GENG, LANGUAGES, MONTH, Village, environment

CHINESE = re.compile("[\u4e00-\u9fff]")
# What Chinese sentences keep of English: names of files, commands and options, ids and notation.
PLAIN = re.compile(r"[A-Z]?[a-z]{4,}(?: [a-z]{3,}){3,}")


class Odd(Village):
    def odd(self, words, english, chinese, status=BAD):
        """Both languages say so in words of their own, and no file changes."""
        before = self.files()
        for language, expected in (("en", english), ("zh", chinese)):
            done = self.run_geng(*words, language=language)
            said = done.stdout + done.stderr
            self.assertEqual(done.returncode, status, f"{words}\n{said}")
            self.assertIn(expected, said, words)
            if language == "zh":
                self.assertRegex(said, CHINESE)
                self.assertNotRegex(done.stderr, PLAIN)
        self.assertEqual(self.files(), before, words)

    def book(self, rows, name="sheet.xlsx"):
        path = self.scratch / name
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
        return path

    def text(self, content, name="table.csv", encoding="utf-8"):
        path = self.scratch / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    # -- dates and months --

    def test_half_a_date(self):
        self.odd(("cover", "m01", "12"), "“12”", "“12”")

    def test_a_day_that_is_none(self):
        self.odd(("cover", "m01", "2026-02-30"), "2026-02-30", "2026-02-30")

    def test_a_month_that_is_none(self):
        self.odd(("show", "2026-13"), "2026-13", "2026-13")

    def test_words_for_a_month(self):
        self.odd(("show", "下个月"), "下个月", "下个月")

    def test_a_month_that_is_not_planned(self):
        self.odd(("show", "2027-04"), "geng plan 2027-04", "geng 排班 2027-04")

    def test_publishing_what_is_not_planned(self):
        self.odd(("publish", "2027-04"), "geng plan 2027-04", "geng 排班 2027-04")

    def test_why_of_what_is_not_planned(self):
        self.odd(("why", "2027-04"), "geng plan 2027-04", "geng 排班 2027-04")

    def test_a_year_of_two_digits(self):
        self.odd(("show", "26-11"), "26-11", "26-11")

    # -- people --

    def test_nobody_of_that_name(self):
        self.odd(("cover", "谁谁谁", f"{MONTH}-12"), "谁谁谁", "谁谁谁")

    def test_part_of_two_names(self):
        self.edit("members.csv", "m02,钱乙", "m02,赵甲甲")
        self.odd(("cover", "甲", f"{MONTH}-12"), "赵甲", "赵甲")

    def test_two_of_one_name(self):
        self.edit("members.csv", "m02,钱乙", "m02,赵甲")
        self.odd(("cover", "赵甲", f"{MONTH}-12"), "m02", "m02")

    def test_a_full_width_digit_is_another_id(self):
        self.edit("members.csv", "m28,华日,village", "m28,华日,village１")
        self.odd(("check",), "members.csv:29", "members.csv:29")

    def test_an_id_twice(self):
        self.edit("members.csv", "m28,华日", "m27,华日")
        self.odd(("check",), "m27", "m27")

    def test_a_phone_in_powers_of_ten(self):
        self.edit("members.csv", "000-0000-0001", "1.35E+10")
        self.odd(("check",), "1.35E+10", "1.35E+10")

    def test_swap_with_oneself(self):
        self.odd(("swap", "m01", "m01", f"{MONTH}-12"), "赵甲", "赵甲")

    def test_swap_with_half_a_date(self):
        self.odd(("swap", "m01", "m02"), "2026-12-24", "2026-12-24")

    # -- tables --

    def test_a_column_that_nobody_knows(self):
        self.edit("leave.csv", "队员,类别", "队员,类别,血型")
        self.odd(("check",), "血型", "血型")

    def test_a_column_twice(self):
        self.edit("leave.csv", "队员,类别", "队员,队员")
        self.odd(("check",), "leave.csv:1", "leave.csv:1")

    def test_a_quote_that_never_ends(self):
        with self.path("leave.csv").open("a", encoding="utf-8") as file:
            file.write('"m01,请假\n')
        self.odd(("check",), "leave.csv:", "leave.csv:")

    def test_a_table_with_a_hole(self):
        with self.path("members.csv").open("ab") as file:
            file.write(b"m29\x00,x\n")
        self.odd(("check",), "members.csv", "members.csv")

    def test_a_range_with_a_dash(self):
        text = self.path("station.ini").read_text(encoding="utf-8")
        self.path("station.ini").write_text(re.sub(r"^crew = .*$", "crew = 2-3", text, count=1, flags=re.M), encoding="utf-8")
        self.odd(("check",), "2-3", "2-3")

    def test_no_id_of_the_station_is_bad(self):
        self.edit("station.ini", "id = dafenshanyan", "id = a b/c")
        self.odd(("check",), "station.ini:", "station.ini:")

    def test_a_rule_that_is_none(self):
        self.edit("station.ini", "apart = m17 m24", "apart = m17")
        self.odd(("check",), "station.ini:", "station.ini:")

    def test_a_rule_twice(self):
        self.edit("station.ini", "apart = m17 m24", "apart = m17 m24\napart = m01 m02")
        self.odd(("check",), "apart 2", "apart 2")

    # -- files from outside --

    def test_a_file_that_is_not_there(self):
        self.odd(("import", self.scratch / "nowhere.xlsx"), "nowhere.xlsx", "nowhere.xlsx")

    def test_an_old_workbook(self):
        path = self.text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.xls")
        self.odd(("import", path), ".xlsx", ".xlsx")

    def test_a_workbook_that_broke_off(self):
        whole = self.book([["姓名", "单位"], ["石东", "村联防队"]]).read_bytes()
        self.odd(("import", self.text(whole[:len(whole) // 2], "half.xlsx")), "half.xlsx", "half.xlsx")

    def test_a_picture(self):
        self.odd(("import", self.text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.png")), "photo.png", "photo.png")

    def test_nothing_at_all(self):
        self.odd(("import", self.text("", "empty.csv")), "empty.csv", "empty.csv")

    def test_an_unknown_kind(self):
        self.odd(("import", self.text("a,b\n"), "--as", "菜谱"), "菜谱", "菜谱")

    def test_a_staff_list_with_one_row_twice(self):
        path = self.book([["姓名", "单位", "手机号码"], ["石东", "村联防队", "13500000001"], ["石东", "村联防队", "13500000001"]])
        self.odd(("import", path, "--as", "花名册"), "石东", "石东")

    def test_a_roster_with_two_rows_of_one_name(self):
        rows = [["2026年10月排班表"], ["姓名", *(f"{day}日" for day in range(1, 32))], ["赵甲", *["白"] * 31], ["赵甲", *["夜"] * 31]]
        self.odd(("import", self.book(rows), "--dawn", "same"), "赵甲", "赵甲")

    def test_a_roster_with_a_mark_that_nobody_knows(self):
        rows = [["2026年10月排班表"], ["姓名", *(f"{day}日" for day in range(1, 32))], ["赵甲", "飞", *["白"] * 30]]
        self.odd(("import", self.book(rows), "--dawn", "same"), "飞", "飞")

    def test_a_roster_of_weekdays_that_are_none(self):
        rows = [["2026年10月排班表"], ["姓名", *(f"{day}日" for day in range(1, 32))], ["", *["周一"] * 31], ["赵甲", *["白"] * 31]]
        self.odd(("import", self.book(rows), "--dawn", "same"), "sheet.xlsx", "sheet.xlsx")

    def test_ten_thousand_columns(self):
        path = self.text("姓名," + ",".join(f"列{i}" for i in range(10_000)) + "\n石东\n", "wide.csv")
        before = self.files()
        for language in LANGUAGES:
            done = self.run_geng("import", path, "--as", "花名册", language=language)
            self.assertIn(done.returncode, (FINE, BAD))
            self.assertLess(len(done.stdout + done.stderr), 200_000)
            self.assertIn({"en": "10000 rows and 400 columns at most", "zh": "超出了名单和排班表的范围"}[language], done.stderr)
            if done.returncode == BAD:
                self.assertEqual(self.files(), before)

    def test_formulas_and_dates_as_numbers(self):
        path = self.book([["姓名", "单位", "入职时间"], ["石东", "村联防队", "=TODAY()"], ["石南", "=A2", "三月"]])
        before = self.files()
        for language in LANGUAGES:
            done = self.run_geng("import", path, "--as", "花名册", language=language)
            self.assertEqual(done.returncode, BAD, done.stdout)
            self.assertIn("sheet.xlsx C2", done.stderr)
        self.assertEqual(self.files(), before)

    # -- rosters by hand --

    def duty(self):
        """Some line of the published record."""
        return next(line for line in self.path(f"rosters/{MONTH}.csv").read_text(encoding="utf-8").splitlines(True)
                    if line.startswith("2026-11-05,night,village,"))

    def test_a_duty_for_nobody(self):
        line = self.duty()
        fields = line.split(",")
        fields[3] = "m99"
        self.edit(f"rosters/{MONTH}.csv", line, ",".join(fields))
        self.odd(("check", MONTH), "m99", "m99")

    def test_a_duty_twice_a_day(self):
        line = self.duty()
        with self.path(f"rosters/{MONTH}.csv").open("a", encoding="utf-8") as file:
            file.write(line)
        self.odd(("check", MONTH), "2026-11", "2026-11")

    # -- commands --

    def test_a_command_that_is_none(self):
        self.odd(("dance",), "dance", "dance")

    def test_an_option_that_is_none(self):
        self.odd(("plan", "2026-12", "--fast"), "--fast", "--fast")

    def test_an_effort_that_is_none(self):
        self.odd(("plan", "2026-12", "--effort", "大力"), "大力", "大力")

    def test_no_folder(self):
        for language in LANGUAGES:
            done = self.run_geng("check", language=language, folder=self.scratch / "nowhere")
            self.assertEqual(done.returncode, BAD)
            self.assertIn("geng 新建" if language == "zh" else "geng new", done.stderr)

    def test_new_where_something_is(self):
        self.odd(("new", self.folder), str(self.folder), str(self.folder))


class Colour(Village):
    """Signs have colours where somebody looks, and nowhere else."""

    def on_terminal(self, *words, **more):
        own, other = pty.openpty()
        done = subprocess.Popen([GENG, *words, "-C", self.folder], stdin=other, stdout=other, stderr=other,
                                env=environment("zh") | {"TERM": "xterm"} | more)
        os.close(other)
        said = b""
        try:
            while piece := os.read(own, 4096):
                said += piece
        except OSError:
            pass
        os.close(own)
        done.wait(timeout=60)
        return said.decode()

    def test_colour(self):
        path = self.path(f"rosters/{MONTH}.csv")
        lines = path.read_text(encoding="utf-8").splitlines(True)
        path.write_text("".join(line for line in lines if not line.startswith("2026-11-10,night,")), encoding="utf-8")
        self.assertIn("\x1b[33m! \x1b[0m", self.on_terminal("check", MONTH))
        self.assertIn("\x1b[31mgeng: \x1b[0m", self.on_terminal("show", "2026-13"))
        for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b", self.on_terminal("check", MONTH, **more))
        self.assertNotIn("\x1b", self.run_geng("check", MONTH).stdout)
        # What a table holds is no colour: its escape is shown as a sign.
        self.edit("members.csv", "m01,赵甲", "m01,赵\x1b[31m甲")
        self.assertNotIn("\x1b[31m甲", self.on_terminal("show", MONTH))


if __name__ == "__main__":
    unittest.main()
