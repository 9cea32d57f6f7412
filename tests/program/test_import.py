# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng import`: leave and wishes from a member's calendar, holidays from a public one."""

import unittest
from datetime import date

from village import BAD, FINE, LANGUAGES, Village

LEAVE = """\
BEGIN:VEVENT
UID:a@phone
DTSTART;VALUE=DATE:20261207
DTEND;VALUE=DATE:20261210
SUMMARY:回老家
END:VEVENT
BEGIN:VEVENT
UID:b@phone
DTSTART;TZID=Asia/Shanghai:20261216T080000
DTEND;TZID=Asia/Shanghai:20261216T120000
SUMMARY:体检
END:VEVENT
BEGIN:VEVENT
UID:f@phone
DTSTART;TZID=Asia/Shanghai:20261216T180000
DTEND;TZID=Asia/Shanghai:20261216T200000
SUMMARY:家长会
END:VEVENT
BEGIN:VEVENT
UID:c@phone
DTSTART;VALUE=DATE:20261201
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:夜校
END:VEVENT
BEGIN:VEVENT
UID:d@phone
DTSTART;VALUE=DATE:20261201
RRULE:FREQ=SECONDLY
SUMMARY:坏的
END:VEVENT
BEGIN:VEVENT
UID:e@phone
DTSTART;VALUE=DATE:20261220
STATUS:CANCELLED
SUMMARY:不去了
END:VEVENT
"""
SERIES = """\
BEGIN:VEVENT
UID:a@phone
DTSTART;VALUE=DATE:{year}0304
RRULE:FREQ=WEEKLY
SUMMARY:夜校
END:VEVENT
BEGIN:VAVAILABILITY
UID:b@phone
DTSTART;TZID=Asia/Shanghai:{year}0601T000000
BEGIN:AVAILABLE
UID:c@phone
DTSTART;TZID=Asia/Shanghai:{year}0601T080000
DTEND;TZID=Asia/Shanghai:{year}0601T180000
RRULE:FREQ=DAILY
END:AVAILABLE
END:VAVAILABILITY
"""
HOLIDAYS = """\
BEGIN:VEVENT
UID:1@gov
DTSTART;VALUE=DATE:20270206
DTEND;VALUE=DATE:20270209
SUMMARY:春节（休）
END:VEVENT
BEGIN:VEVENT
UID:2@gov
DTSTART;VALUE=DATE:20270220
SUMMARY:春节（班）
END:VEVENT
BEGIN:VEVENT
UID:3@gov
DTSTART;VALUE=DATE:20270214
SUMMARY:情人节
END:VEVENT
"""


# Whatever the year of the test.
PERIOD = ("--since", "2026-01-01", "--until", "2027-12-31")


class Import(Village):
    def calendar(self, events, end="END:VCALENDAR\n"):
        path = self.scratch / "in.ics"
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//phone//EN\n{events}{end}"
        path.write_bytes(text.replace("\n", "\r\n").encode())
        return path

    def new_rows(self, name, *words):
        before = self.rows(name)
        text = self.expect(FINE, "import", *words, *PERIOD)
        now = self.rows(name)
        return [row for row in now if row not in before], text

    def test_leave(self):
        rows, text = self.new_rows("leave.csv", self.calendar(LEAVE), "--member", "m20")
        self.assertEqual({row["队员"] for row in rows}, {"m20"})
        self.assertEqual({row["类别"] for row in rows}, {"请假"})
        self.assertEqual(sorted((row["开始日期"], row["结束日期"] or row["开始日期"], row["开始时间"]) for row in rows),
                         [("2026-12-01", "2026-12-01", ""), ("2026-12-07", "2026-12-09", ""),
                          ("2026-12-08", "2026-12-08", ""), ("2026-12-15", "2026-12-15", ""),
                          ("2026-12-16", "2026-12-16", "08:00"), ("2026-12-16", "2026-12-16", "18:00")])
        # What was taken is listed, and what was not, with the reason.
        self.assertIn("2026-12-07", text)
        self.assertIn("“坏的”", text)
        self.assertIn("cancelled", text)
        self.assertIn("6 absences", text)
        self.assertIn("Skipped: 2", text)

    def test_twice_is_as_once(self):
        path = self.calendar(LEAVE)
        self.expect(FINE, "import", path, "--member", "m20", *PERIOD)
        before = self.rows("leave.csv")
        self.expect(FINE, "import", path, "--member", "m20", *PERIOD)
        self.assertEqual(self.rows("leave.csv"), before)

    def test_wishes(self):
        rows, _text = self.new_rows("leave.csv", self.calendar(LEAVE), "--member", "m20", "--wish")
        self.assertEqual({row["类别"] for row in rows}, {"意愿休"})

    def test_holidays(self):
        rows, text = self.new_rows("holidays.csv", self.calendar(HOLIDAYS), "--holidays")
        self.assertTrue({("2027-02-06", "放假"), ("2027-02-20", "上班")} >= {(row["日期"], row["类别"]) for row in rows}
                        - {("2027-02-07", "放假"), ("2027-02-08", "放假")})
        self.assertIn("2027-02-20", [row["日期"] for row in rows])
        self.assertIn("情人节", text)

    def test_what_never_ends_is_taken_to_the_end_of_next_year(self):
        year = date.today().year
        rows, text = self.new_rows_of_today(SERIES.format(year=year))
        days = sorted(row["开始日期"] for row in rows if row["原因"] == "夜校")
        self.assertEqual((days[0], days[-1][:7]), (f"{year}-03-04", f"{year + 1}-12"))
        self.assertEqual(len(days), (date(year + 1, 12, 31) - date(year, 3, 4)).days // 7 + 1)
        self.assertIn(f"{year - 1}-01-01 to {year + 1}-12-31", text)
        # Who is free in working hours only is away before and after.
        hours = {(row["开始时间"], row["结束时间"]) for row in rows if row["开始日期"] == f"{year}-06-03"}
        self.assertIn(("00:00", "08:00"), hours)
        self.assertIn(("18:00", "24:00"), hours)

    def new_rows_of_today(self, events):
        before = self.rows("leave.csv")
        text = self.expect(FINE, "import", self.calendar(events), "--member", "m20")
        self.assertIn("Skipped: 0", text)
        return [row for row in self.rows("leave.csv") if row not in before], text

    def test_period(self):
        words = [self.calendar(LEAVE), "--member", "m20", "--since", "2026-12-08", "--until", "2026-12-15"]
        text = self.expect(FINE, "import", *words)
        self.assertIn("taken: 2026-12-08..2026-12-09 回老家", text)
        self.assertIn("taken: 2026-12-15 夜校", text)
        self.assertIn("outside the period", text)
        self.expect(BAD, "import", *words[:-1], "2026-12-01")
        self.expect(BAD, "import", *words[:-1], "yesterday")

    def test_json(self):
        answer = self.json(FINE, "import", self.calendar(LEAVE), "--member", "m20", *PERIOD)
        self.assertEqual(len(answer["requests"]), 6)
        self.assertEqual(len(answer["skipped"]), 2)
        self.assertEqual({request["member"] for request in answer["requests"]}, {"m20"})
        times = {(request["first"], request["start"], request["end"]) for request in answer["requests"]}
        rows = {(row["开始日期"], row["开始时间"], row["结束时间"]) for row in self.rows("leave.csv") if row["队员"] == "m20"}
        self.assertEqual(times, rows)

    def test_chinese(self):
        text = self.expect(FINE, "import", self.calendar(LEAVE), "--member", "m20", *PERIOD, language="zh")
        self.assertIn("已取消", text)
        self.assertIn("跳过 2", text)

    def test_bad_files_change_nothing(self):
        (self.scratch / "empty.ics").write_bytes(b"")
        (self.scratch / "text.ics").write_text("hello\n")
        cases = [self.scratch / "empty.ics", self.scratch / "text.ics", self.scratch / "missing.ics", self.scratch]
        before = self.files()
        for case in [*cases, None]:
            for language in LANGUAGES:
                words = [case or self.calendar(LEAVE, end="")]
                self.expect(BAD, "import", *words, "--member", "m20", language=language)
        self.expect(BAD, "import", self.calendar(LEAVE), "--member", "m99")
        self.expect(BAD, "import", self.calendar(LEAVE))
        self.expect(BAD, "import", self.calendar(LEAVE), "--member", "m20", "--holidays")
        self.assertEqual(self.files(), before)


if __name__ == "__main__":
    unittest.main()
