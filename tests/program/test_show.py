# SPDX-License-Identifier: LGPL-2.1-or-later
"""What `geng show` prints: tables whose cells line up, the day, the moment, the message for the chat group."""

import datetime
import re
import unicodedata
import unittest

from village import BAD, FINE, LANGUAGES, LEAD, MONTH, ROOT, Village

TEN_LINES = re.compile(r"^## A roster$.*?^```\n(.*?)^```$", re.M | re.S)


def cells(text):
    """Columns of a terminal, by Unicode's own table."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
               for char in text)


def column_ends(line, pattern):
    return [cells(line[:match.end()]) for match in re.finditer(pattern, line)]


class Show(Village):
    members = 32

    def table(self, language):
        text = self.expect(FINE, "show", MONTH, language=language)
        lines = text.split("\n")
        head = next(i for i, line in enumerate(lines) if re.search(r" 1 +2 +3 ", line))
        return lines[head - 1], lines[head], lines[head + 1:head + 1 + self.members]

    def test_columns_line_up(self):
        for language in LANGUAGES:
            weekdays, head, members = self.table(language)
            self.assertEqual(len({line.split()[0] for line in members}), self.members)
            ends = column_ends(head, r"\b\d+(?= |$)")[:30]
            self.assertEqual(len(ends), 30)
            self.assertEqual(len(set(b - a for a, b in zip(ends, ends[1:]))), 1, ends)
            self.assertEqual(column_ends(weekdays, r"\S+"), ends)
            for line in members:
                self.assertEqual(column_ends(line, r"\S+")[1:31], ends, line)
            self.assertEqual(len({cells(line) for line in members}), 1)

    def test_cells_are_the_duties(self):
        marks = {"day": "白", "night": "夜", "standby": "守", "lead": "带"}
        duties = {(row["姓名"], int(row["日期"][-2:])): marks[row["班次"]]
                  for row in self.rows(f"rosters/{MONTH}.csv")}
        for language in LANGUAGES:
            for line in self.table(language)[2]:
                name, *days = line.split()[:31]
                shown = {(name, day): cell[0] for day, cell in enumerate(days, 1) if cell[0] in "白夜守带"}
                self.assertEqual(shown, {key: mark for key, mark in duties.items() if key[0] == name})

    def test_by_day_and_post(self):
        rows = self.rows(f"rosters/{MONTH}.csv")
        for language in LANGUAGES:
            text = self.expect(FINE, "show", "--by", "post", MONTH, language=language)
            for row in rows:
                self.assertIn(row["姓名"], text)
            counts = [int(count) for count in re.findall(r"\((\d+)\)$", text, re.M)]
            self.assertEqual(sum(counts), len(rows))
        self.assertIn("“group”", self.expect(BAD, "show", "--by", "group", MONTH))

    def test_json_has_all_duties(self):
        answer = self.json(FINE, "show", MONTH)
        shown = {(duty["date"], duty["member"], duty["shift"], duty["post"]) for duty in answer["duties"]}
        self.assertEqual(shown, {(row["日期"], row["队员"], row["班次"], row["岗位"])
                                 for row in self.rows(f"rosters/{MONTH}.csv")})
        night = next(duty for duty in answer["duties"] if duty["shift"] == "night")
        tomorrow = (datetime.date.fromisoformat(night["date"]) + datetime.timedelta(1)).isoformat()
        self.assertEqual((night["start"], night["end"]),
                         (f"{night['date']}T18:00:00+08", f"{tomorrow}T04:00:00+08"))
        # The kit of each who patrols: one of every piece.
        self.assertEqual([item[0] for item in night["items"]], ["B", "T", "P", "R"])

    def on_duty(self, date, shift):
        return {row["队员"] for row in self.rows(f"rosters/{MONTH}.csv")
                if (row["日期"], row["班次"]) == (date, shift)}

    def at(self, moment):
        return {duty["member"] for duty in self.json(FINE, "show", "--at", moment)["duties"] if duty["shift"] != LEAD}

    def test_who_is_on_duty_at_a_moment(self):
        cases = (("2026-11-10T08:00:00", "2026-11-10", "day"), ("2026-11-10T17:59:00", "2026-11-10", "day"),
                 ("2026-11-10T18:00:00", "2026-11-10", "night"), ("2026-11-11T03:59:00", "2026-11-10", "night"),
                 ("2026-11-11T04:00:00", "2026-11-10", "standby"), ("2026-11-11T07:59:00", "2026-11-10", "standby"),
                 ("2026-11-11T08:00:00", "2026-11-11", "day"), ("2026-11-10T21:00:00Z", "2026-11-10", "standby"))
        for moment, date, shift in cases:
            self.assertEqual(self.at(moment), self.on_duty(date, shift), moment)
        # As people write it, without seconds.
        for moment in ("2026-11-11T05:00", "2026-11-11 05:00"):
            self.assertEqual(self.at(moment), self.on_duty("2026-11-10", "standby"))
        for language in LANGUAGES:
            text = self.expect(FINE, "show", "--at", "2026-11-11T05:00", language=language)
            self.assertIn("08:00", text)
            self.assertIn("流动人口管理站", text)
        self.assertIn("“tonight”", self.expect(BAD, "show", "--at", "tonight"))

    def test_people_are_told_what_was_published(self):
        """A swap that is only in the draft changes neither the moment, nor the day, nor the message for the group."""
        row = next(row for row in self.duties("2026-11-20") if row["班次"] == "night")
        asked = (["--at", "2026-11-20T19:00"], ["--day", "2026-11-20"], ["--chat", "2026-11-20"])
        before = [self.expect(FINE, "show", *words) for words in asked]
        self.run_geng("assign", row["队员"], "2026-11-20", "off")
        for language, said in (("en", "nobody was told: geng publish"), ("zh", "没有发布：geng 发布")):
            for words, text in zip(asked, before):
                done = self.run_geng("show", *words, language=language)
                self.assertEqual(done.returncode, FINE)
                self.assertIn(row["姓名"], done.stdout)
                self.assertIn(said, done.stderr)
                if language == "en":
                    self.assertEqual(done.stdout, text)

    def test_the_message_for_the_group(self):
        names = [row["姓名"] for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-20"]
        for language in LANGUAGES:
            # The group reads the station's language, whatever the captain's terminal says.
            text = self.expect(FINE, "show", "--chat", "2026-11-20", language=language)
            self.assertIn("11月20日", text)
            # Who keeps the desk is named twice.
            self.assertEqual(sorted(set(re.findall("|".join(names), text))), sorted(names))
            self.assertNotIn("000-", text)

    def test_the_readme_shows_a_table(self):
        shown = TEN_LINES.search((ROOT / "README.md").read_text(encoding="utf-8"))
        self.assertTrue(shown, "README.md: no roster")
        table = self.expect(FINE, "show", MONTH, "--width", 100)
        self.assertEqual(len(shown[1].splitlines()), 10)
        self.assertIn(shown[1], table)


if __name__ == "__main__":
    unittest.main()
