# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng import`: a month's roster as captains keep it, and geng's own sheet after an evening in WPS."""

import calendar
import json
import unittest

import openpyxl

from village import BAD, BROKEN, FINE, GAPS, LANGUAGES, MONTH, Village

WEEKDAYS = "一二三四五六日"


class Roster(Village):
    def setUp(self):
        super().setUp()
        self.members = [row["姓名"] for row in self.rows("members.csv")]

    def sheet(self, rows, year=2026, month=10, name="排班.xlsx", title="大坟山 {}年{}月 排班表", first=1, day="{}"):
        """Names down, days across, with a row of weekdays and counts below."""
        days = range(first, calendar.monthrange(year, month)[1] + 1)
        book = openpyxl.Workbook()
        page = book.active
        page.append([title.format(year, month)])
        page.append(["序号", "姓名", *(day.format(d) for d in days)])
        page.append(["", "", *(WEEKDAYS[calendar.weekday(year, month, d)] for d in days)])
        for number, (who, marks) in enumerate(rows, 1):
            page.append([number, who, *marks])
        page.append(["", "白班人数", *(len(rows) for _ in days)])
        page.append(["备注：白、夜、守、休、假"])
        path = self.scratch / name
        book.save(path)
        return path

    def marks(self, pattern, n=31):
        return [pattern[i % len(pattern)] for i in range(n)]

    def refused(self, path, *words, options=()):
        before = self.files()
        for language in LANGUAGES:
            said = self.expect(BAD, "import", path, *options, language=language)
            for word in words:
                self.assertIn(word, said)
        self.assertEqual(self.files(), before)

    def duties(self, file):
        return {(row["日期"], row["姓名"]): (row["班次"], row["岗位"]) for row in self.rows(file) if row["班次"]}


class History(Roster):
    """Last month's hand-made sheet."""

    def test_becomes_a_record(self):
        first, second = self.members[:2]
        path = self.sheet([(first, self.marks("白休夜")), (second, self.marks(["夜班", "", "假"])),
                           ("胡离队", self.marks("休白"))])
        answer = self.json(FINE, "import", path)
        self.assertEqual((answer["as"], answer["month"], answer["to"]), ("roster", "2026-10", "record"))
        self.assertEqual((answer["former"], answer["left-out"]), (1, 0))
        got = self.duties("rosters/2026-10.csv")
        self.assertEqual(got["2026-10-01", first], ("day", "village"))
        self.assertEqual(got["2026-10-03", first], ("night", "village"))
        self.assertEqual(got["2026-10-01", second], ("night", "village"))
        self.assertEqual(got["2026-10-02", "胡离队"], ("day", "village"))
        # 21 of three days in two for the first, 11 for the second, 15 for the third
        self.assertEqual(len(got), 21 + 11 + 15)
        self.assertEqual({row["状态"] for row in self.rows("rosters/2026-10.csv")}, {"导入"})
        gone = next(row for row in self.rows("members.csv") if row["姓名"] == "胡离队")
        self.assertEqual(gone["离队日期"], "2026-10-31")
        leave = [row for row in self.rows("leave.csv") if row["来源"] == "排班.xlsx"]
        self.assertEqual([row["开始日期"] for row in leave], [f"2026-10-{d:02}" for d in range(3, 32, 3)])
        self.expect(FINE, "check")

    def test_again_changes_nothing(self):
        path = self.sheet([(self.members[0], self.marks("白休夜假假"))])
        self.expect(FINE, "import", path)
        before = self.files()
        self.expect(FINE, "import", path)
        self.assertEqual(self.files(), before)

    def test_is_never_published(self):
        """History counts for the shares of the next month, and no calendar shows it."""
        self.expect(FINE, "import", self.sheet([(self.members[0], self.marks(["白", "白"] + [""] * 29))]))
        for language in LANGUAGES:
            self.assertIn("2026-10", self.expect(BAD, "publish", "2026-10", language=language))
        self.expect(FINE, "publish", MONTH)
        feeds = b"".join(path.read_bytes() for path in self.path("feeds").glob("*.ics"))
        self.assertNotIn(b"DTSTART;TZID=Asia/Shanghai:202610", feeds)

    def test_days_however_they_are_written(self):
        for day in ("{}日", "10月{}日", "2026-10-{:02}", "10/{}"):
            with self.subTest(day=day):
                path = self.sheet([(self.members[0], self.marks("白休"))], day=day)
                self.assertEqual(self.json(FINE, "import", path)["duties"], 16)

    def test_dawn(self):
        """守 under the 5th: the morning of the 5th, or that of the 6th? It is asked for."""
        marks = ["守" if day == 5 else "" for day in range(1, 32)]
        path = self.sheet([(self.members[0], marks)])
        self.refused(path, "--dawn")
        self.expect(FINE, "import", path, "--dawn", "before")
        self.assertEqual(list(self.duties("rosters/2026-10.csv")), [("2026-10-04", self.members[0])])
        self.expect(FINE, "import", path, "--dawn", "same")
        self.assertEqual(list(self.duties("rosters/2026-10.csv")), [("2026-10-05", self.members[0])])
        self.refused(path, "--dawn", options=["--dawn", "x"])

    def test_night_and_dawn(self):
        """夜 on the 4th and 守 on the 5th are one duty day: the first duty is kept, and it is said."""
        marks = ["夜" if day == 4 else "守" if day in (1, 5) else "" for day in range(1, 32)]
        answer = self.json(FINE, "import", self.sheet([(self.members[0], marks)]), "--dawn", "before")
        self.assertEqual((answer["duties"], answer["left-out"]), (1, 2))

    def test_day_and_dawn(self):
        """From 08:00 to 08:00 the leader is on call; who serves by day and at the next dawn is at home in between."""
        marks = ["白" if day == 4 else "守" if day == 5 else "" for day in range(1, 32)]
        answer = self.json(FINE, "import", self.sheet([(self.members[0], marks)]), "--dawn", "before")
        self.assertEqual((answer["duties"], answer["left-out"]), (1, 1))
        self.assertEqual(self.duties("rosters/2026-10.csv"), {("2026-10-04", self.members[0]): ("day", "village")})

    def test_month_asked_for(self):
        path = self.sheet([(self.members[0], self.marks("白"))], title="排班表")
        self.refused(path, "--month")
        self.expect(FINE, "import", path, "--month", "2026-10")
        # Its weekdays are those of October 2026: in 2025 the 1st was no Thursday.
        self.refused(path, "2025-10", options=["--month", "2025-10"])
        self.refused(path, "31", options=["--month", "2026-09"])

    def test_equal_names(self):
        with open(self.path("members.csv"), "a", encoding="utf-8") as table:
            table.write(f"m98,{self.members[0]},,,,,,,,,\r\n")
        path = self.sheet([(self.members[0], self.marks("白")), (self.members[0], self.marks("夜"))])
        self.expect(FINE, "import", path)
        got = {(row["日期"], row["队员"]): row["班次"] for row in self.rows("rosters/2026-10.csv")}
        self.assertEqual((got["2026-10-01", "m01"], got["2026-10-01", "m98"]), ("day", "night"))
        self.refused(self.sheet([(self.members[0], self.marks("白"))]), "B4", self.members[0])


class Refused(Roster):
    def test_marks(self):
        path = self.sheet([(self.members[0], self.marks("白早")), (self.members[1], self.marks("夜"))])
        self.refused(path, "D4", "早", "白")

    def test_two_rows_of_one(self):
        path = self.sheet([(self.members[0], self.marks("白")), (self.members[0], self.marks("夜"))])
        self.refused(path, "B5", self.members[0])

    def test_official_month(self):
        """A published month is edited as a draft; its record stays."""
        record = self.files()["rosters/2026-11.csv"]
        path = self.sheet([(self.members[0], self.marks("休", 30))], month=11)
        self.refused(path, "2026-11", options=["--record"])
        self.assertEqual(self.json(GAPS, "import", path)["to"], "draft")
        self.assertEqual(self.files()["rosters/2026-11.csv"], record)


class Own(Roster):
    """geng's own sheet, edited and taken back."""

    def setUp(self):
        super().setUp()
        self.path_xlsx = self.scratch / "2026-11.xlsx"
        self.expect(FINE, "report", MONTH, self.path_xlsx)

    def test_round_trip(self):
        """What geng writes it reads as the same month, duty for duty."""
        answer = self.json(FINE, "import", self.path_xlsx)
        self.assertEqual((answer["to"], answer["changes"], answer["leave"]), ("draft", [], 0))
        self.assertEqual(self.duties("drafts/2026-11.csv"), self.duties("rosters/2026-11.csv"))

    def test_name_changed_without_its_id(self):
        """Somebody else's name in a draft's row, and the old id beside it, is not passed over."""
        self.expect(FINE, "import", self.path_xlsx)
        first = self.rows("drafts/2026-11.csv")[0]
        other = next(name for name in self.members if name != first["姓名"])
        text = self.path("drafts/2026-11.csv").read_text(encoding="utf-8")
        self.path("drafts/2026-11.csv").write_text(text.replace(first["姓名"], other, 1), encoding="utf-8")
        for language in LANGUAGES:
            for words in (["check"], ["check", MONTH], ["publish", MONTH]):
                said = self.expect(BAD, *words, language=language)
                for word in (first["队员"], first["姓名"], other, "drafts/2026-11.csv:2"):
                    self.assertIn(word, said)

    def test_name_changed_in_a_record(self):
        """In one row of what is official it is a fault, whoever is meant; a name that changed for good is not."""
        record = self.path("rosters/2026-11.csv")
        text = record.read_text(encoding="utf-8")
        first = self.rows("rosters/2026-11.csv")[0]
        other = next(name for name in self.members if name != first["姓名"])
        for name in (other, "何路人"):
            record.write_text(text.replace(first["姓名"], name, 1), encoding="utf-8")
            for language in LANGUAGES:
                for words in (["check", MONTH], ["publish", MONTH], ["plan", "2026-12", "--effort", "quick"]):
                    said = self.expect(BAD, *words, language=language)
                    for word in (first["队员"], first["姓名"], name, "rosters/2026-11.csv:2"):
                        self.assertIn(word, said)
        # Somebody takes another name: what was published under the old one stays as it is.
        record.write_text(text.replace(first["姓名"], "何旧名"), encoding="utf-8")
        self.expect(FINE, "check", MONTH)
        # But not that of a colleague.
        record.write_text(text.replace(first["姓名"], other), encoding="utf-8")
        self.assertIn(other, self.expect(BAD, "check", MONTH))

    def test_check_reads_the_past(self):
        """Who is missing from members.csv is told by check, once for all his duties."""
        head = self.path("leave.csv").read_text(encoding="utf-8").splitlines(keepends=True)[0]
        self.path("leave.csv").write_text(head, encoding="utf-8")
        path = self.path("members.csv")
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("m05,")), encoding="utf-8")
        n = len([row for row in self.rows("rosters/2026-11.csv") if row["队员"] == "m05"])
        for language in LANGUAGES:
            said = self.expect(BAD, "check", language=language)
            self.assertEqual(said.count("m05"), 1)
            self.assertIn(f" {n - 1} ", said)

    def test_night_and_dawn_stay_as_they_were(self):
        """Two marks that are one duty, which was in the draft already, pinned and with a note."""
        self.edit("station.ini", "[shift standby]", "[shift overnight]\nname = 通宵\nwindow = patrol; standby\n"
                  "start = 18:00\nend = 08:00\nnight = yes\n\n[shift standby]")
        marks = ["夜" if day == 4 else "守" if day == 5 else "" for day in range(1, 31)]
        path = self.sheet([(self.members[0], marks)], month=11)
        self.run_geng("import", path, "--dawn", "before")
        row, = self.rows("drafts/2026-11.csv")
        self.assertEqual(row["班次"], "overnight")
        pinned = {**row, "固定": "是", "备注": "带钥匙"}
        self.edit("drafts/2026-11.csv", ",".join(row.values()), ",".join(pinned.values()))
        self.run_geng("import", path, "--dawn", "before")
        self.assertEqual(self.rows("drafts/2026-11.csv"), [pinned])

    def test_an_evening_of_editing(self):
        """One cell from off to day, one to an unknown mark."""
        book = openpyxl.load_workbook(self.path_xlsx)
        page = book.active
        row = next(row for row in page.iter_rows(min_row=4) if row[0].value == self.members[0])
        cell = next(cell for cell in row[1:31] if cell.value in (None, ""))
        cell.value = next(other.value for other in row[1:31] if other.value and other.value[0] == "白")
        book.save(self.path_xlsx)
        said = self.run_geng("import", self.path_xlsx, "--json")
        self.assertIn(said.returncode, (FINE, GAPS, BROKEN), said.stderr)
        changes = json.loads(said.stdout)["changes"]
        self.assertEqual([(c["member"], c["before"], c["after"].split("@")[0]) for c in changes],
                         [("m01", None, "day")])
        place = cell.coordinate
        cell.value = "早"
        book.save(self.path_xlsx)
        self.refused(self.path_xlsx, place, "早")


if __name__ == "__main__":
    unittest.main()
