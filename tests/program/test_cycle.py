# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a cycle brings, told before anything is planned, and a sample village whose teams rotate."""

import unittest

from village import BAD, FINE, Village


class Cycle(Village):
    def turnouts(self, *words):
        return self.json(FINE, "check", *words)["turnouts"]

    def test_next_month(self):
        """The folder has November, so it is December of which geng speaks, in either language."""
        english = self.expect(FINE, "check")
        self.assertIn("What the cycle brings in 2026-12", english)
        self.assertIn("夜班巡逻: covered on 28 of 31 days", english)
        self.assertIn("夜班巡逻：够 28 天，共 31 天", self.expect(FINE, "check", language="zh"))
        dates = {row["date"][:7] for row in self.turnouts()}
        self.assertEqual(dates, {"2026-12"})

    def test_day_by_day(self):
        """Each team serves its day, its night, and is off twice; leave shows on its days alone."""
        rows = {(row["date"], row["demand"]): row for row in self.turnouts("--cycle", "2027-02")}
        self.assertEqual(len(rows), 28 * 3)
        self.assertEqual({row["due"] for (_, demand), row in rows.items() if demand != "desk"}, {4})
        # 孙丙 is on leave, the only police of the third team, whose night the 7th is.
        row = next(row for row in self.turnouts("--cycle", "2026-12")
                   if row["date"] == "2026-12-07" and row["demand"] == "night-patrol")
        self.assertEqual((row["due"], row["role"], row["role-due"]), (3, "org:police", 0))
        self.assertGreater(row["role-others"], 0)
        self.assertIn("2026-12-07 夜班巡逻: the cycle brings 3 of 4", self.expect(FINE, "check", "--cycle", "2026-12"))

    def test_too_few(self):
        """Nobody else may serve the night: the days of leave are told."""
        members = self.path("members.csv")
        text = members.read_text(encoding="utf-8-sig")
        lines = [line.replace(",,,000", ",,day,000") if ",full-time," not in line else line for line in text.splitlines()]
        members.write_text("\n".join(lines).replace("day; night", "day") + "\n", encoding="utf-8")
        self.edit("station.ini", "four-teams within soft 30", "four-teams exact")
        self.edit("leave.csv", "m03,请假,2026-12-07,2026-12-11", "m15,请假,2026-12-07,2026-12-11")
        self.edit("leave.csv", "m18,请假,2026-12-18,2026-12-20", "m18,请假,2026-12-18,2026-12-18")
        text = self.expect(FINE, "check")
        self.assertNotIn("too few", text.split("夜班巡逻")[0])
        # Substitutes from the other teams may come for those who are away: nobody is short.
        self.assertNotIn("too few", text)
        self.edit("station.ini", "crew = 4..6 wanted 5\nroles = captain 1..; org:police 1..; driver 1.. soft 10",
                  "crew = 5..6 wanted 5\nroles = captain 1..")
        self.assertIn("夜班巡逻: covered on 0 of 31 days; on ", self.expect(FINE, "check"))

    def test_nobody_rotates(self):
        self.edit("station.ini", "cycle = four-teams within soft 30\n", "")
        self.assertNotIn("cycle", self.expect(FINE, "check"))
        self.assertIn("Nobody follows a cycle", self.expect(FINE, "check", "--cycle"))
        self.assertEqual(self.turnouts(), [])

    def test_wrong(self):
        self.edit("station.ini", "days = day; night; off/standby; off", "days = day; nihgt; off/standby; off")
        self.assertIn("station.ini", self.expect(BAD, "check"))
        self.assertIn("nihgt", self.expect(BAD, "check", language="zh"))
        self.expect(BAD, "check", "--cycle", "2026-13")


if __name__ == "__main__":
    unittest.main()
