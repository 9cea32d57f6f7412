# SPDX-License-Identifier: LGPL-2.1-or-later
"""The sample stations hold what their README says, and the smaller one can be planned."""

import unittest
from collections import Counter

from village import FINE, Village


class Dafenshanyan(Village):
    def groups(self, kind):
        text = self.path("station.ini").read_text(encoding="utf-8")
        return [part.split("]", 1) for part in text.split(f"\n[{kind} ")[1:]]

    def test_people(self):
        members = self.rows("members.csv")
        self.assertEqual(Counter(row["单位"] for row in members), {"police": 6, "enterprise": 8, "village": 14})
        self.assertEqual(set(Counter(row["班组"] for row in members).values()), {7})
        self.assertEqual(len({row["编制"] for row in members}), 3)
        # Numbers that nobody has.
        self.assertTrue(all(row["电话"].startswith("000-") for row in members))

    def test_demands(self):
        demands = {name: text.split("\n[")[0] for name, text in self.groups("demand")}
        for patrol in ("day-patrol", "night-patrol"):
            self.assertIn("crew = 4..6", demands[patrol])
            self.assertIn("captain 1..; org:police 1..", demands[patrol])
        self.assertIn("crew = 1..2", demands["desk"])
        self.assertIn("campaign = yes", demands["fire-campaign"])

    def test_kit(self):
        items = self.rows("items.csv")
        self.assertEqual(len({row["套号"] for row in items}), 14)
        self.assertEqual(Counter(row["器材"] for row in items),
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


class Liulang(Village):
    sample = "liulang"

    def test_forty_volunteers(self):
        self.assertEqual(len(self.rows("members.csv")), 40)
        self.assertIn("week-hours = ..6\n", self.path("station.ini").read_text(encoding="utf-8"))

    def test_a_month_can_be_planned(self):
        answer = self.json(FINE, "plan", "2026-12", "--effort", "quick")
        self.assertEqual((answer["broken"], answer["gaps"]), (0, 0))
        self.assertGreater(len({duty["member"] for duty in answer["duties"]}), 30)
        self.expect(FINE, "publish", "2026-12")


if __name__ == "__main__":
    unittest.main()
