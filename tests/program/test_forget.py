# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is known of people beyond their duties: forgotten when they have left, or when it is old; nothing of it leaks."""

import unittest

from village import BAD, FINE, LANGUAGES, MONTH, Village


class Forget(Village):
    def setUp(self):
        super().setUp()
        self.edit("members.csv", "m03,孙丙", "m03,孙丙")
        self.name = "孙丙"
        # Told, asked, seen: everything there is of him.
        self.expect(FINE, "inbox", "add", "m03", "2026-12-05", "请假", "--why", "住院手术")
        self.expect(FINE, "inbox", "add", "m04", "2026-12-06", "请假", "--why", "孩子毕业")
        self.path("contacts.csv").write_text(
            "when,member,kind,about\n2026-11-01T08:00:00+08,m03,told,2026-11\n2026-11-01T09:00:00+08,m03,seen,2026-11\n"
            "2026-11-01T08:00:00+08,m04,told,2026-11\n", encoding="utf-8")

    def everything(self):
        return {path: content.decode(errors="replace") for path, (content, _time, _inode) in self.files().items()}

    def test_a_leaver_is_forgotten(self):
        # Kinds tell as much as reasons do.
        self.expect(FINE, "leave", "m03", "2026-12-20", "--kind", "病")
        self.expect(FINE, "leave", "m04", "2026-12-20", "--kind", "病")
        self.set_leaving("m03", "2026-11-30")
        before = self.everything()
        self.assertTrue(any("住院手术" in text for text in before.values()))
        said = self.expect(FINE, "forget", self.name, "--yes")
        self.assertIn("Name, id (m03) and duties stay", said)
        self.assertIn("孙丙", self.path("members.csv").read_text(encoding="utf-8-sig"))
        self.assertIn("office/", self.run_geng("forget", self.name, "--yes").stderr)
        self.assertIn("backups", said + self.run_geng("forget", self.name, "--yes").stderr)
        after = self.everything()
        for path, text in after.items():
            self.assertNotIn("000-0000-0003", text, path)
            self.assertNotIn("住院手术", text, path)
        self.assertNotIn("m03", after["contacts.csv"])
        self.assertIn("m04", after["contacts.csv"])
        # Others keep theirs, and he keeps his duties under his id.
        self.assertTrue(any("孩子毕业" in text for text in after.values()))
        self.assertIn("000-0000-0004", after["members.csv"])
        self.assertEqual(after[f"rosters/{MONTH}.csv"], before[f"rosters/{MONTH}.csv"])
        self.assertIn("m03", after[f"rosters/{MONTH}.csv"])
        rows = [row for row in self.rows("leave.csv") if row["队员"] == "m03"]
        self.assertTrue(rows)
        self.assertEqual({row["原因"] for row in rows}, {""})
        self.assertEqual({row["假别"] for row in rows}, {""})
        self.assertTrue(any(row["假别"] for row in self.rows("leave.csv") if row["队员"] == "m04"))
        self.expect(FINE, "check", MONTH)

    def test_who_is_still_there_is_not(self):
        before = self.files()
        for language, words in (("en", "has not left"), ("zh", "离队日期")):
            self.assertIn(words, self.expect(BAD, "forget", self.name, "--yes", language=language))
        self.assertEqual(self.files(), before)

    def test_nobody_to_ask(self):
        self.set_leaving("m03", "2026-11-30")
        before = self.files()
        for language in LANGUAGES:
            self.assertIn("--yes", self.expect(BAD, "forget", self.name, language=language))
        self.expect(BAD, "forget", "谁谁谁", "--yes")
        self.assertEqual(self.files(), before)

    def test_what_is_old_goes_by_itself(self):
        self.assertIn("keep = 24 months", self.expect(BAD, "forget", "--due", "--yes"))
        self.edit("station.ini", "[feed]", "[privacy]\nkeep = 24 months\n\n[feed]")
        self.set_leaving("m03", "2026-11-30")
        # Two years after November nothing of November is left but the duties; December's stays.
        self.expect(FINE, "forget", "--due", "--yes", "--now", "2028-12-01T12:00", language="zh")
        text = self.everything()
        self.assertNotIn("农忙", "".join(line for line in text["leave.csv"].splitlines() if "2026-11" in line))
        self.assertIn("婚宴", text["leave.csv"])
        self.assertNotIn("000-0000-0003", text["members.csv"])
        self.assertIn("000-0000-0004", text["members.csv"])
        self.assertNotIn("m04", text["contacts.csv"])
        self.assertIn("孩子毕业", "".join(text.values()))

    def test_less_than_the_law_asks_for(self):
        self.edit("station.ini", "[feed]", "[privacy]\nkeep = 12 months\n\n[feed]")
        for language in LANGUAGES:
            self.assertIn("24", self.expect(BAD, "check", language=language))


if __name__ == "__main__":
    unittest.main()
