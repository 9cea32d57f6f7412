# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng import`: leave and wishes from a member's calendar, holidays from a public one."""

import unittest

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


class Import(Village):
    def calendar(self, events, end="END:VCALENDAR\n"):
        path = self.scratch / "in.ics"
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//phone//EN\n{events}{end}"
        path.write_bytes(text.replace("\n", "\r\n").encode())
        return path

    def new_rows(self, name, *words):
        before = self.rows(name)
        text = self.expect(FINE, "import", *words)
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
        self.expect(FINE, "import", path, "--member", "m20")
        before = self.rows("leave.csv")
        self.expect(FINE, "import", path, "--member", "m20")
        self.assertEqual(self.rows("leave.csv"), before)

    def test_wishes(self):
        rows, _text = self.new_rows("leave.csv", self.calendar(LEAVE), "--member", "m20", "--wish")
        self.assertEqual({row["类别"] for row in rows}, {"意愿休"})

    def test_holidays(self):
        rows, text = self.new_rows("holidays.csv", self.calendar(HOLIDAYS), "--holidays")
        self.assertTrue({("2027-02-06", "否"), ("2027-02-20", "是")} >= {(row["日期"], row["上班"]) for row in rows}
                        - {("2027-02-07", "否"), ("2027-02-08", "否")})
        self.assertIn("2027-02-20", [row["日期"] for row in rows])
        self.assertIn("情人节", text)

    def test_json(self):
        answer = self.json(FINE, "import", self.calendar(LEAVE), "--member", "m20")
        self.assertEqual(len(answer["requests"]), 6)
        self.assertEqual(len(answer["skipped"]), 2)
        self.assertEqual({request["member"] for request in answer["requests"]}, {"m20"})
        times = {(request["first"], request["from"], request["to"]) for request in answer["requests"]}
        rows = {(row["开始日期"], row["开始时间"], row["结束时间"]) for row in self.rows("leave.csv") if row["队员"] == "m20"}
        self.assertEqual(times, rows)

    def test_chinese(self):
        text = self.expect(FINE, "import", self.calendar(LEAVE), "--member", "m20", language="zh")
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
