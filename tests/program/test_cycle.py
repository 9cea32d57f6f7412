# SPDX-License-Identifier: LGPL-2.1-or-later
"""What `geng check` knows beside the rules: what a cycle brings before anything is planned, and the law."""

import unittest

from village import BAD, BROKEN, FINE, Village


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

    def test_too_many(self):
        """A hard cycle that sends more than a crew takes leaves no roster: check says where, and plan names both."""
        self.edit("station.ini", "four-teams within soft 30", "four-teams exact")
        self.edit("station.ini", "crew = 4..6 wanted 5\nroles = captain 1..; org:police 1..; driver 1.. soft 10",
                  "crew = 1..2")
        self.assertRegex(self.expect(FINE, "check"), "夜班巡逻: on [0-9]+ of 31 days the cycle brings more people than")
        self.assertIn("人超过", self.expect(FINE, "check", language="zh"))
        rows = [row for row in self.turnouts() if row["demand"] == "night-patrol"]
        # Each team has four full-time members; leave takes one off.
        self.assertLessEqual({row["surplus"] for row in rows}, {1, 2})
        for language, words in (("en", "no crew is larger than its demand allows"), ("zh", "人数不超过上限")):
            said = self.expect(BAD, "plan", "2026-12", "--effort", "quick", language=language)
            self.assertIn(words, said)
            self.assertIn("station.ini:", said)

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


class Law(Village):
    def test_the_sample_keeps_it(self):
        """Its ten-hour shifts need hours that are summed up, and it names the approval."""
        text = self.expect(FINE, "check", "--law", "2026-11")
        self.assertIn("全日制: approved by 示例综合计算〔2026〕1号", text)
        self.assertIn("Broken: 0.", text)
        self.assertIn("算加班", self.expect(FINE, "check", "--law", language="zh"))
        rows = self.json(FINE, "check", "--law", "2026-11")
        self.assertEqual(len({row["member"] for row in rows}), len(self.rows("members.csv")))
        hours = {}
        for row in self.rows("rosters/2026-11.csv"):
            hours[row["队员"]] = hours.get(row["队员"], 0) + (4 if row["班次"] == "standby" else 10)
        for row in rows:
            if row["law"] == "hours-2025-month":
                self.assertEqual(row["figure"], f"{hours[row['member']]} h")
                self.assertEqual(row["verdict"], "overtime" if hours[row["member"]] > 165.35 else "kept")

    def test_whatever_the_contract_says(self):
        self.edit("station.ini", "approval = 示例综合计算〔2026〕1号\n", "")
        self.edit("station.ini", "law = contract-68; labour-38\n", "", count=2)
        self.edit("station.ini", "hours per week ..24", "hours per week ..60", count=2)
        path = self.path("rosters/2026-11.csv")
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if ",m28," not in line]
        lines += [f"2026-11-{day:02},day,village,m28" + "," * (lines[0].count(",") - 3) for day in (2, 3, 4)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = self.json(BROKEN, "check", "--law", "2026-11")
        found = {(row["law"], row["verdict"], row["figure"]) for row in rows if row["member"] == "m28"}
        self.assertIn(("contract-68", "broken", "30 h"), found)
        self.assertEqual({row["member"] for row in rows if row["verdict"] == "approval"},
                         {row["编号"] for row in self.rows("members.csv") if row["用工形式"] == "full-time"})


class Known(Village):
    """Days of which no record is there count nothing, which is said once and is no error."""

    def test_said_once(self):
        self.assertNotIn("is known from", self.expect(FINE, "check", "2026-11"))
        self.edit("station.ini", "limit = hours per period ..184;", "limit = duties per year ..240; hours per period ..184;")
        text = self.expect(FINE, "check", "2026-11")
        self.assertEqual(text.count("What was served is known from 2026-11-01 on; what lies before counts nothing."), 1)
        self.assertIn("2026-11-01", self.expect(FINE, "check", "2026-11", language="zh"))
        # December's year begins as far back, and its record with November.
        self.run_geng("plan", "2026-12", "--effort", "quick")
        self.assertEqual(self.expect(FINE, "check", "2026-12").count("is known from 2026-11-01 on"), 1)


class Volunteers(Village):
    sample = "liulang"

    def test_no_law_binds_them(self):
        self.expect(FINE, "plan", "2026-12", "--effort", "quick")
        rows = self.json(FINE, "check", "--law", "2026-12")
        self.assertEqual({row["verdict"] for row in rows}, {"unbound"})
        self.assertEqual(len(rows), len(self.rows("members.csv")))


if __name__ == "__main__":
    unittest.main()
