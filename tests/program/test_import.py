# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng import`: leave and wishes from a member's calendar, holidays from a public one."""

import json
import re
import unittest
from datetime import date, timedelta

from village import BAD, BROKEN, FINE, GAPS, LANGUAGES, MONTH, Village

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

    def test_nothing_taken_is_a_failure(self):
        before = self.files()
        said = self.expect(BAD, "import", self.calendar(LEAVE), "--member", "m20", "--since", "2020-01-01",
                           "--until", "2020-12-31")
        self.assertIn("outside the period", said)
        self.assertIn("Nothing was taken", said)
        answer = self.run_geng("import", self.calendar(""), "--holidays", "--json")
        self.assertEqual(answer.returncode, BAD)
        self.assertEqual(json.loads(answer.stdout)["holidays"], [])
        self.assertEqual(self.files(), before)


class LeaveOverPublishedDuties(Village):
    """Leave that comes after the month is published touches duties; it breaks no rule, and the way out is told."""

    def duty(self, shift):
        """One of the month's middle, whose member has nothing the day after."""
        rows = self.rows(f"rosters/{MONTH}.csv")
        for row in rows:
            day = date.fromisoformat(row["日期"])
            after = str(day + timedelta(days=1))
            if row["班次"] == shift and 10 <= day.day <= 20 and not any(
                    other["队员"] == row["队员"] and other["日期"] == after for other in rows):
                return row, after
        raise AssertionError(f"no {shift}")

    def take_leave(self, member, day, *words):
        path = self.scratch / "leave.ics"
        path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x\nDTSTART;VALUE=DATE:{day.replace('-', '')}\n"
                        "SUMMARY:请假\nEND:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
        return self.expect(FINE, "import", path, "--member", member, *PERIOD, *words)

    def test_the_standby_of_that_dawn(self):
        self.expect(FINE, "publish", MONTH)
        row, after = self.duty("standby")
        day, command = row["日期"], f"geng repair {MONTH} --from {row['日期']}"
        told = self.take_leave(row["队员"], after)
        self.assertIn(f"{day} {row['姓名']}", told)
        self.assertIn(command, told)
        # Checked later, it is no broken rule, and the calendars may be written.
        text = self.expect(GAPS, "check", MONTH)
        self.assertIn("Broken rules: 0", text)
        for language in LANGUAGES:
            self.assertIn(command, self.expect(GAPS, "check", MONTH, language=language))
        answer = self.json(GAPS, "publish", MONTH, "--revoke", "m02")
        self.assertEqual(answer["broken"], 0)
        self.assertEqual(answer["touched"],
                         [{"date": day, "member": row["队员"], "shift": "standby", "repair": command}])
        # The command does what is promised of it.
        done = self.run_geng(*command.split()[1:], "--effort", "quick", "--json")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        answer = json.loads(done.stdout)
        self.assertEqual((answer["broken"], answer["touched"]), (0, []))
        self.assertNotIn((day, row["队员"]), {(duty["date"], duty["member"]) for duty in answer["duties"]})

    def test_leave_by_command(self):
        """Also over two months, and the standby of its first dawn."""
        row, after = self.duty("standby")
        told = self.expect(FINE, "leave", row["队员"], after, "2027-01-02")
        self.assertIn(f"geng repair {MONTH} --from {row['日期']}", told)
        touched = {other["日期"] for other in self.rows(f"rosters/{MONTH}.csv")
                   if other["队员"] == row["队员"] and other["日期"] >= row["日期"]}
        self.assertEqual(set(re.findall(r"^  (\d{4}-\d\d-\d\d)", told, re.M)), touched)

    def test_the_night_before_is_told(self):
        self.expect(FINE, "publish", MONTH)
        row, after = self.duty("night")
        answer = json.loads(self.take_leave(row["队员"], after, "--json"))
        self.assertEqual(answer["touched"], [])
        text = self.expect(FINE, "check", MONTH)
        self.assertIn(f"{row['日期']} {row['姓名']} comes off duty at 04:00, on the day of leave already", text)
        self.assertIn(f"{row['姓名']}下班时已是请假当天 04:00", self.expect(FINE, "check", MONTH, language="zh"))
        notes = [one for one in self.json(FINE, "check", MONTH)["findings"] if one["severity"] == "note"]
        self.assertIn((row["日期"], [row["队员"]], 0), [(one["first"], one["members"], one["cost"]) for one in notes])

    def test_what_is_not_published_is_broken(self):
        row, _after = self.duty("day")
        # The record's rows without their revisions.
        text = self.path(f"rosters/{MONTH}.csv").read_text(encoding="utf-8")
        self.path("drafts").mkdir(exist_ok=True)
        self.path(f"drafts/{MONTH}.csv").write_text(re.sub(r"(,[^,\n]*){4}$", "", text, flags=re.M), encoding="utf-8")
        self.path(f"rosters/{MONTH}.csv").unlink()
        self.assertNotIn("geng repair", self.take_leave(row["队员"], row["日期"]))
        self.assertIn("Broken rules: 1", self.expect(BROKEN, "check", MONTH))
        self.expect(BROKEN, "publish", MONTH)


class HolidaysInJson(Village):
    """As holiday-cn and china-holiday-calender hand them out; the days are invented, the forms are theirs."""

    DAYS = """{"$schema": "https://holidays.example/schema.json", "year": 2027, "papers": [], "days": [
      {"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
      {"name": "国庆节", "date": "2027-10-05", "isOffDay": true},
      {"name": "国庆节", "date": "2027-10-09", "isOffDay": false}]}"""
    YEARS = """{"Name": "中国节假日补班日历", "Version": "1.0", "Years": {"2026": [], "2027": [
      {"Name": "国庆节", "StartDate": "2027-10-05", "EndDate": "2027-10-07", "Duration": 3,
       "CompDays": ["2027-10-09", "2027-10-16"], "URL": "https://holidays.example/", "Memo": "共3天。\\n补班2天。"}]}}"""

    def setUp(self):
        super().setUp()
        self.path("holidays.csv").write_text("日期,名称,类别\n", encoding="utf-8")

    def take(self, text, status=FINE, *more, **options):
        path = self.scratch / "holidays.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.expect(status, "import", path, "--holidays", *PERIOD, *more, **options)

    def days(self):
        return {row["日期"]: (row["名称"], row["类别"]) for row in self.rows("holidays.csv")}

    def test_both_forms_are_read_whole(self):
        off, work = ("国庆节", "放假"), ("国庆节", "上班")
        self.assertIn("3 holidays. Skipped: 0", self.take(self.DAYS))
        self.assertEqual(self.days(), {"2027-10-01": off, "2027-10-05": off, "2027-10-09": work})
        self.path("holidays.csv").write_text("日期,名称,类别\n", encoding="utf-8")
        self.assertIn("5 holidays. Skipped: 0", self.take(b"\xef\xbb\xbf" + self.YEARS.encode()))
        self.assertEqual(self.days(), {"2027-10-05": off, "2027-10-06": off, "2027-10-07": off, "2027-10-09": work,
                                       "2027-10-16": work})

    def test_a_changed_day_takes_the_old_ones_place_and_is_told(self):
        self.take(self.DAYS)
        swapped = self.DAYS.replace('10-05", "isOffDay": true', '10-05", "isOffDay": false')
        swapped = swapped.replace('10-09", "isOffDay": false', '10-09", "isOffDay": true')
        told = self.take(swapped)
        self.assertIn("changed: 2027-10-05 国庆节 is a working day now", told)
        self.assertIn("changed: 2027-10-09 国庆节 is off now", told)
        self.assertIn("taken: 2027-10-01", told)
        self.assertEqual({day: kind for day, (_name, kind) in self.days().items()},
                         {"2027-10-01": "放假", "2027-10-05": "上班", "2027-10-09": "放假"})
        before = self.files()
        self.assertNotIn("changed", self.take(swapped))
        self.assertEqual(self.files(), before)
        answer = json.loads(self.take(self.DAYS, FINE, "--json"))
        self.assertEqual({day["date"]: day["changed"] for day in answer["holidays"]},
                         {"2027-10-01": False, "2027-10-05": True, "2027-10-09": True})
        self.assertIn("2027-10-05 国庆节 改为上班", self.take(swapped, language="zh"))

    def test_a_calendar_changes_a_day_too(self):
        self.take(self.DAYS)
        path = self.scratch / "in.ics"
        path.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20271009\n"
                        "SUMMARY:国庆节（休）\nEND:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
        self.assertIn("changed: 2027-10-09", self.expect(FINE, "import", path, "--holidays", *PERIOD))
        self.assertEqual(self.days()["2027-10-09"], ("国庆节", "放假"))

    def test_what_is_no_day_is_skipped_and_told(self):
        bad = self.DAYS.replace('2027-10-05"', '2027-13-05"').replace('"isOffDay": false', '"isOffDay": "no"')
        told = self.take(bad)
        self.assertIn("“days, 2” skipped: no holiday with dates", told)
        self.assertIn("“days, 3” skipped", told)
        self.assertEqual(list(self.days()), ["2027-10-01"])
        long = self.YEARS.replace('"EndDate": "2027-10-07"', '"EndDate": "2028-10-07"')
        self.assertIn("“2027, 1” skipped", self.take(long))
        self.assertEqual(set(self.days()), {"2027-10-01", "2027-10-09", "2027-10-16"})

    def test_names_are_one_line(self):
        self.take(self.DAYS.replace('"国庆节", "date": "2027-10-05"', r'"国庆\u001b[31m\n节,", "date": "2027-10-05"'))
        self.assertEqual(len(self.path("holidays.csv").read_text(encoding="utf-8").splitlines()), 4)
        self.assertNotIn("\x1b", self.path("holidays.csv").read_text(encoding="utf-8"))
        nameless = '{"days": [{"name": "", "date": "2027-05-05", "isOffDay": true}]}'
        self.assertIn("taken: 2027-05-05 \n", self.take(nameless))

    def test_bad_json_changes_nothing(self):
        before = self.files()
        for text, told in (("{", "holidays.json:1:2"), ('{"days": 1}', "holiday-cn"), ('{"days": []}', "Nothing was taken"),
                           ('{"days": ' + "[" * 100_000, "nested too deep"), ('{"days": [' + " " * 300_000, "262144"),
                           (b'{"days": "\xff"}', "UTF-8"), (self.DAYS.replace("2027-", "2017-"), "Nothing was taken"),
                           (self.DAYS + "x", "follows the end"), ('{"days": [' + "[]," * 80_000 + "[]]}", "was not read")):
            self.assertIn(told, self.take(text, BAD))
        self.expect(BAD, "import", self.scratch / "holidays.json", "--member", "m20")
        self.assertEqual(self.files(), before)


if __name__ == "__main__":
    unittest.main()
