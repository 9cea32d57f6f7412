# SPDX-License-Identifier: LGPL-2.1-or-later
"""The leader on call (带班领导) and the desk that is never empty, through the whole program."""

import datetime
import json
import unittest

from village import BAD, FINE, GAPS, LEAD, MONTH, Village

NEXT = "2026-12"
CADRES = ("c01", "c02", "c03", "c04")

class Leaders(Village):
    def plan(self):
        self.run_geng("plan", NEXT, "--effort", "quick")
        return self.rows(f"drafts/{NEXT}.csv")

    def test_in_turn_and_without_hours_or_kit(self):
        leads = [row for row in self.plan() if row["班次"] == "lead"]
        self.assertEqual(len(leads), 31)
        self.assertEqual({row["日期"] for row in leads}, {f"2026-12-{day:02}" for day in range(1, 32)})
        self.assertEqual({row["队员"] for row in leads}, set(CADRES))
        # Nobody is on call again before all others were, over the month's end as well.
        before = [row["队员"] for row in self.rows(f"rosters/{MONTH}.csv") if row["班次"] == LEAD]
        turns = before + [row["队员"] for row in leads]
        self.assertTrue(all(len(set(turns[i:i + 4])) == 4 for i in range(len(turns) - 3)), turns)
        self.assertEqual({row["装备"] for row in leads}, {""})
        figures = self.json(FINE, "report", NEXT)
        lead = figures["shifts"]["lead"]
        self.assertEqual((lead["people"], lead["duties"], lead["minutes"]), (4, 31, 0))

    def test_on_call_breaks_no_rest(self):
        """Whoever is on call five days in a row, and serves on the next two, rested as if he had been at home."""
        cadre = self.path("station.ini").read_text(encoding="utf-8").split("[contract cadre]", 1)[1].split("[", 1)[0]
        self.edit("station.ini", "[contract cadre]" + cadre,
                  "[contract cadre]" + cadre.rstrip("\n") + "\nrest = 60h\nlimit = hours per month ..1\n\n")
        record = self.path(f"rosters/{MONTH}.csv")
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        leads = [row for row in self.rows(f"rosters/{MONTH}.csv")
                 if row["班次"] == LEAD and "2026-11-03" <= row["日期"] <= "2026-11-06"]
        self.assertEqual(len({row["队员"] for row in leads}), 4)
        own, name = leads[0]["队员"], leads[0]["姓名"]
        for row in leads:
            old = f"{row['日期']},{LEAD},{row['岗位']},{row['队员']},{row['姓名']},"
            at, = [i for i, line in enumerate(lines) if line.startswith(old)]
            lines[at] = lines[at].replace(old, old.replace(f"{row['队员']},{row['姓名']}", f"{own},{name}"))
        lines += [f"2026-11-{day:02},day,village,{own},{name},,,,,,,\n" for day in (8, 9)]
        record.write_text("".join(lines), encoding="utf-8")
        told = json.loads(self.run_geng("check", MONTH, "--all", "--json").stdout)
        broken = [one for one in told["findings"] if own in one["members"] and one["rule"].split()[0] in ("rest", "limit")]
        # The two days of patrol alone: a night is no sixty hours, and twenty hours are more than one.
        self.assertEqual(sorted((one["rule"].split()[0], one["amount"]) for one in broken),
                         [("limit", 19 * 60), ("rest", (60 - 14) * 60)], broken)

    def test_a_phone_stays_free(self):
        self.plan()
        answer = json.loads(self.run_geng("publish", NEXT, "--yes", "--json").stdout)
        feeds = {feed["id"]: feed["file"] for feed in answer["calendars"] if feed["of"] == "member"}
        for member, word in (("c01", "TRANSP:TRANSPARENT"), ("m01", "TRANSP:OPAQUE")):
            text = self.path("feeds").joinpath(feeds[member]).read_text(encoding="utf-8")
            self.assertIn("BEGIN:VEVENT", text)
            self.assertEqual({line for line in text.splitlines() if line.startswith("TRANSP")}, {word})

    def test_nobody_else_leads(self):
        self.plan()
        draft = self.path(f"drafts/{NEXT}.csv")
        text = draft.read_text(encoding="utf-8")
        row = next(line for line in text.splitlines() if line.startswith("2026-12-05,lead"))
        m = next(number for number in ("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08")
                 if f",{number}," not in "".join(l for l in text.splitlines(True) if l.startswith("2026-12-05")))
        name = next(r["姓名"] for r in self.rows("members.csv") if r["编号"] == m)
        cells = row.split(",")
        cells[3], cells[4] = m, name
        draft.write_text(text.replace(row, ",".join(cells)), encoding="utf-8")
        said = self.run_geng("check", NEXT)
        self.assertEqual(said.returncode, 3)
        self.assertIn("not on the list of the leaders on call", said.stdout)

    def test_no_sign_in_for_who_is_at_home(self):
        leader, = [row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-03" and row["班次"] == LEAD]
        said = self.expect(FINE, "journal", "confirm", "2026-11-03", "--now", "2026-11-05T12:00")
        self.assertNotIn(leader["姓名"], said)
        self.assertNotIn(leader["队员"], {row["队员"] for row in self.rows(f"journal/{MONTH}/attendance.csv")})
        self.assertIn(leader["姓名"], self.run_geng("show", "--day", "2026-11-03").stdout)

    def test_the_desk_is_never_empty(self):
        said = self.expect(FINE, "check", MONTH) if self.run_geng("check", MONTH).returncode == FINE \
            else self.run_geng("check", MONTH).stdout
        for hours in ("08:00–18:00 on 30 days", "18:00–04:00 on 30 days", "04:00–08:00 on 30 days"):
            self.assertIn(hours, said)
        for moment, hours in (("2026-11-20T12:00", "08:00–18:00"), ("2026-11-21T02:00", "18:00–04:00"),
                              ("2026-11-21T05:00", "")):
            now = self.run_geng("show", "--at", moment).stdout
            line = next(line for line in now.splitlines() if "流动人口管理站" in line)
            self.assertIn(hours, line)

    def test_an_empty_desk_is_told(self):
        record = self.path(f"rosters/{MONTH}.csv")
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if not line.startswith("2026-11-20,night,")), encoding="utf-8")
        done = self.run_geng("check", MONTH)
        self.assertEqual(done.returncode, GAPS)
        self.assertIn("2026-11-20 18:00–04:00 流动人口管理站", done.stdout)
        answer = json.loads(self.run_geng("check", MONTH, "--json").stdout)
        empty = [one for one in answer["presence"] if not one["members"]]
        self.assertEqual([(one["date"], one["start"], one["end"]) for one in empty], [("2026-11-20", 1080, 1680)])
        days = {one["date"] for one in answer["presence"]}
        self.assertEqual(len(days), 30)
        for day in days:
            spans = [(one["start"], one["end"]) for one in answer["presence"] if one["date"] == day]
            self.assertEqual(spans[0][0], 480)
            self.assertEqual(spans[-1][1], 1920)
            self.assertTrue(all(a[1] == b[0] for a, b in zip(spans, spans[1:])))

    def test_the_next_sheet_says_what_is_open(self):
        self.expect(FINE, "journal", "confirm", "2026-11-03", "night", "--open", "东门灯坏", "--now", "2026-11-04T12:00")
        sheet = self.expect(FINE, "kit", "2026-11-04")
        self.assertIn("东门灯坏", sheet)
        self.assertNotIn("东门灯坏", self.expect(FINE, "kit", "2026-11-03").split("04:00")[0])
        answer = self.json(FINE, "kit", "2026-11-04")
        self.assertEqual({one["open"] for one in answer}, {"东门灯坏"})

    def test_the_duty_phone_is_no_members(self):
        number = next(row["电话"] for row in self.rows("members.csv") if row["电话"])
        text = self.path("station.ini").read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if line.startswith("duty-phone"))
        self.edit("station.ini", line, f"duty-phone = {number.replace('-', ' ')}")
        self.assertIn("duty phone", self.expect(BAD, "check"))


if __name__ == "__main__":
    unittest.main()
