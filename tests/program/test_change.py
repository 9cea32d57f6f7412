# SPDX-License-Identifier: LGPL-2.1-or-later
"""After the month is published: what is served stays, whatever happens, and little else changes."""

import unittest

from village import BAD, FINE, LANGUAGES, MONTH, Village

DRAFT = f"drafts/{MONTH}.csv"
RECORD = f"rosters/{MONTH}.csv"
STARTS = {"day": 8, "night": 18, "standby": 28}


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"]}


def began_before(key, duty, date, hour):
    """Whether the duty began before that hour of the date; the hours of a duty day pass midnight."""
    return key[0] < date or (key[0] == date and STARTS[duty[0]] < hour)


class Repair(Village):
    def repair(self, *words, status=FINE):
        return self.json(status, "repair", MONTH, "--effort", "quick", *words)

    def test_a_published_month_is_not_planned_over(self):
        before = self.files()
        for language, word in (("en", "official"), ("zh", "已发布")):
            for command in ("plan", "repair"):
                said = self.expect(BAD, command, MONTH, language=language)
                self.assertIn("--from", said)
                self.assertIn(word, said)
        self.assertEqual(self.files(), before)

    def test_noon(self):
        """At noon of the 20th the day shift has begun, and the night shift has not. Both their people are away."""
        before = duties(self.rows(RECORD))
        day = next(who for (date, who), duty in before.items() if date == "2026-11-20" and duty[0] == "day")
        night = next(who for (date, who), duty in before.items() if date == "2026-11-20" and duty[0] == "night")
        for who in (day, night):
            self.expect(FINE, "leave", who, "2026-11-20")
        answer = self.repair("--from", "2026-11-20 12:00")
        after = duties(self.rows(DRAFT))
        for key in before.keys() | after.keys():
            was, now = before.get(key), after.get(key)
            if was and began_before(key, was, "2026-11-20", 12):
                self.assertEqual(now, was, key)
            if now and not was:
                self.assertFalse(began_before(key, now, "2026-11-20", 12), key)
        self.assertNotIn(("2026-11-20", night), after)
        changes = {(one["date"], one["member"]) for one in answer["changes"]}
        self.assertEqual(changes, {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)})
        # The one who leaves is no choice; the others are, and no fewer would do.
        self.assertEqual(answer["changed"], len(changes) - 1)
        self.assertLessEqual(answer["bound-changes"], answer["changed"])
        self.assertEqual(answer["broken"], 0)

    def test_nothing_changed(self):
        answer = self.repair("--from", "2026-11-20")
        self.assertEqual((answer["changes"], answer["changed"]), ([], 0))
        self.assertEqual(duties(self.rows(DRAFT)), duties(self.rows(RECORD)))

    def test_another_crew(self):
        """A typhoon on the 27th: two more by day. Nobody is away, so that every change is a choice."""
        before = duties(self.rows(RECORD))
        self.edit("station.ini", "[demand day-patrol]", "[demand typhoon]\npost = village\nshift = day\ncrew = 2..2\n"
                  "days = 2026-11-27\n\n[demand day-patrol]")
        answer = self.repair("--from", "2026-11-25")
        after = duties(self.rows(DRAFT))
        by_day = [who for (date, who), duty in after.items() if date == "2026-11-27" and duty == ("day", "village")]
        self.assertGreaterEqual(len(by_day), 6)
        self.assertFalse([key for key in before.keys() | after.keys()
                          if key[0] < "2026-11-25" and before.get(key) != after.get(key)])
        self.assertEqual(answer["changed"], len(answer["changes"]))

    def test_somebody_leaves_for_good(self):
        """What he served until then stays his."""
        before = duties(self.rows(RECORD))
        row = next(line for line in self.path("members.csv").read_text(encoding="utf-8").splitlines()
                   if line.startswith("m02,"))
        fields = row.split(",")
        head = self.path("members.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        fields[head.index("离队日期")] = "2026-11-19"
        self.edit("members.csv", row, ",".join(fields))
        self.repair("--from", "2026-11-20")
        after = duties(self.rows(DRAFT))
        self.assertEqual({key: duty for key, duty in after.items() if key[1] == "m02"},
                         {key: duty for key, duty in before.items() if key[1] == "m02" and key[0] < "2026-11-20"})

    def test_a_new_rule(self):
        """From the 20th on somebody comes in the daytime alone; the nights that he had are past, and nobody is
        set aside for them."""
        before = duties(self.rows(RECORD))
        who = next(who for (date, who), duty in before.items() if date < "2026-11-20" and duty[0] == "night")
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write(f"\n[member {who}]\navailable = mon..sun 08:00..18:00\n")
        answer = self.repair("--from", "2026-11-20")
        self.assertEqual((answer["broken"], answer["set-aside"]), (0, []))
        after = duties(self.rows(DRAFT))
        self.assertFalse([key for key, duty in after.items()
                          if key[1] == who and key[0] >= "2026-11-20" and duty[0] != "day"])
        self.assertEqual([key for key in after if key[0] < "2026-11-20"], [key for key in before if key[0] < "2026-11-20"])

    def test_plan_from(self):
        """Planned anew and not only mended: what was served stays all the same."""
        before = duties(self.rows(RECORD))
        self.run_geng("plan", MONTH, "--effort", "quick", "--from", "2026-11-20")
        after = duties(self.rows(DRAFT))
        self.assertEqual({key: duty for key, duty in after.items() if key[0] < "2026-11-20"},
                         {key: duty for key, duty in before.items() if key[0] < "2026-11-20"})

    def test_times_that_are_none(self):
        for words in ("2026-11-20 25:00", "2026-11-20 noon:00", "2026-11-31", "the 20th", "2026-11-20 12:00 pm"):
            for language in LANGUAGES:
                self.expect(BAD, "repair", MONTH, "--from", words, language=language)


class State(Village):
    """Draft or official, which version and since when."""

    def first_line(self, language="en", status=FINE):
        return self.expect(status, "show", MONTH, language=language).splitlines()[0]

    def test_versions(self):
        self.assertEqual(self.first_line(), f"{MONTH}: official")
        self.expect(FINE, "publish", MONTH)
        self.assertIn("official, version 1, since 20", self.first_line())
        self.assertIn("第 1 版", self.first_line("zh"))
        self.expect(FINE, "publish", MONTH)
        self.assertIn("version 1", self.first_line())
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-12" and row["班次"] == "night")
        other = self.json(FINE, "cover", night, "2026-11-12")[0]["member"]
        self.expect(FINE, "swap", night, other, "2026-11-12")
        self.assertIn("draft with 2 changes; before it: official, version 1", self.first_line())
        self.expect(FINE, "publish", MONTH)
        self.assertIn("version 2", self.first_line())

    def test_a_draft_alone(self):
        self.path("drafts").mkdir(exist_ok=True)
        self.path("drafts/2027-03.csv").write_text("日期,班次,岗位,队员\n", encoding="utf-8")
        text = self.run_geng("show", "2027-03").stdout.splitlines()[0]
        self.assertEqual(text, "2027-03: draft, not published")


class Leave(Village):
    def test_an_absence(self):
        for language in LANGUAGES:
            text = self.expect(FINE, "leave", "m08", "2026-11-20", "2026-11-22", language=language)
            self.assertIn("geng repair 2026-11 --from 2026-11-20", text)
        rows = [row for row in self.rows("leave.csv") if row["队员"] in ("m08", "王辛")]
        self.assertEqual([(row["开始日期"], row["结束日期"]) for row in rows].count(("2026-11-20", "2026-11-22")), 1)

    def test_the_wrong_way_round(self):
        before = self.files()
        for language in LANGUAGES:
            self.expect(BAD, "leave", "m08", "2026-11-22", "2026-11-20", language=language)
        self.assertEqual(self.files(), before)


if __name__ == "__main__":
    unittest.main()
