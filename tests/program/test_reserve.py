# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who waits to be called (备勤), through the whole program."""

import json
import unittest

from village import BAD, FINE, MONTH, Village

STATION = """
[post ready]
name = 备勤点

[demand ready]
name = 夜间备勤
post = ready
shift = night
crew = 1
reserve = yes
"""
DAY = "2026-11-12"


class Reserve(Village):
    def setUp(self):
        super().setUp()
        self.edit("station.ini", "[rules]\n", "[rules]\nfair-share = ready 5\n")
        station = self.path("station.ini")
        station.write_text(station.read_text(encoding="utf-8") + STATION, encoding="utf-8")
        self.names = {row["编号"]: row["姓名"] for row in self.rows("members.csv")}
        self.absent, self.waits = {}, {}
        nights = [row for row in self.rows(f"rosters/{MONTH}.csv") if (row["班次"], row["岗位"]) == ("night", "village")]
        for row in nights:
            if len(self.waits) < 2 and row["日期"] not in self.waits:
                self.wait(row)
        self.day, self.other = self.waits

    def wait(self, absent):
        """Of those who could take over from somebody that night, the dearest is on reserve."""
        day, record = absent["日期"], self.path(f"rosters/{MONTH}.csv")
        covers = self.json(FINE, "cover", absent["队员"], day, "--now", f"{day}T12:00")
        able = [cover["member"] for cover in covers if cover["possible"] and cover["gaps"] <= 0]
        if len(able) > 1:
            self.absent[day], self.waits[day] = absent, able[-1]
            record.write_text(record.read_text(encoding="utf-8").rstrip("\n")
                              + f"\n{day},night,ready,{able[-1]},{self.names[able[-1]]},,,,,,,\n", encoding="utf-8")

    def test_a_row_of_its_own(self):
        wall = self.run_geng("show", MONTH, language="zh").stdout
        self.assertIn("夜备", wall)
        row, = [line for line in wall.splitlines() if line.startswith("备 备勤")]
        self.assertEqual(row.split()[2:32], ["1" if f"2026-11-{day:02}" in self.waits else "0" for day in range(1, 31)])
        self.assertIn("备勤点", self.run_geng("show", "--day", self.day, language="zh").stdout)
        figures = json.loads(self.run_geng("report", MONTH, "--json").stdout)
        rows = [row for row in self.rows(f"rosters/{MONTH}.csv") if row["岗位"] != "ready" and row["班次"] == "night"]
        self.assertEqual(figures["shifts"]["night"]["minutes"], 600 * len(rows))

    def test_planned_without_a_gap_and_told_to_phones_that_stay_free(self):
        self.path(f"rosters/{MONTH}.csv").unlink()
        plan = self.json(FINE, "plan", MONTH, "--effort", "quick")
        self.assertEqual((plan["broken"], plan["gaps"]), (0, 0))
        waiting = [duty for duty in plan["duties"] if duty["post"] == "ready"]
        self.assertEqual(len(waiting), 30)
        turns = [sum(duty["member"] == member for duty in waiting) for member in self.names]
        self.assertLess(max(turns), 6)
        answer = self.json(FINE, "publish", MONTH, "--yes")
        feeds = {feed["id"]: feed["file"] for feed in answer["calendars"] if feed["of"] == "member"}
        one = next(duty for duty in waiting if duty["date"] == DAY)
        text = self.path("feeds").joinpath(feeds[one["member"]]).read_text(encoding="utf-8")
        event, = [event for event in text.split("BEGIN:VEVENT")[1:] if ":20261112T" in event.split("DTSTART", 1)[1][:60]]
        self.assertIn("TRANSP:TRANSPARENT", event)
        self.assertIn("TRANSP:OPAQUE", text)

    def test_called_first_and_in_the_journal_alone_where_called(self):
        absent = self.absent[self.day]
        covers = self.json(FINE, "cover", absent["队员"], self.day, "--now", f"{self.day}T12:00")
        self.assertEqual((covers[0]["member"], covers[0]["reserve"], covers[0]["possible"]),
                         (self.waits[self.day], True, True))
        self.assertFalse(any(cover["reserve"] for cover in covers[1:]))
        called = self.names[self.waits[self.day]]
        self.expect(FINE, "journal", "confirm", self.day, "night", f"{absent['姓名']}由{called} 3:00",
                    "--now", "2026-12-01T12:00")
        rows = [row for row in self.rows(f"journal/{MONTH}/attendance.csv") if row["队员"] == self.waits[self.day]]
        self.assertEqual([(row["日期"], row["情况"], row["开始"], row["结束"]) for row in rows],
                         [(self.day, "顶班", "03:00", "04:00")])
        self.expect(FINE, "journal", "confirm", self.other, "night", "--now", "2026-12-01T12:00")
        self.assertFalse([row for row in self.rows(f"journal/{MONTH}/attendance.csv")
                          if row["日期"] == self.other and row["队员"] == self.waits[self.other]])

    def test_no_crew_where_somebody_waits(self):
        self.edit("station.ini", "keeps = desk", "keeps = ready", count=2)
        self.assertIn("a reserve has a post of its own", self.expect(BAD, "check"))


if __name__ == "__main__":
    unittest.main()
