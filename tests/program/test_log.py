# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng log`, `geng undo`, `geng backup`, and the edits that need no table."""

import json
import unittest

from village import BAD, BROKEN, FINE, GAPS, LANGUAGES, MONTH, Village

RECORD = f"rosters/{MONTH}.csv"
DRAFT = f"drafts/{MONTH}.csv"


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"]}


class Log(Village):
    def steps(self):
        return self.json(FINE, "log")

    def everything(self):
        """Each file, those of the log among them."""
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def tables(self):
        return {path: state[0] for path, state in self.files().items()
                if path.endswith((".csv", ".ini")) and not path.startswith(("log/", "feed-"))}

    def free_pair(self, date="2026-11-25"):
        """Who serves by night that day, and the best who could."""
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == date and row["班次"] == "night")
        return night, next(one["member"] for one in self.json(FINE, "cover", night, date) if one["possible"])

    def edit_draft(self, *words):
        """Places may stay open by it."""
        done = self.run_geng(*words)
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)

    def test_leave_is_a_step_and_comes_back(self):
        before = self.tables()
        self.expect(FINE, "leave", "m08", "2026-11-25", "--by", "所长", "--why", "家里", "--approved-by", "村长")
        step = self.steps()[-1]
        self.assertEqual((step["by"], step["why"], step["approved-by"], step["of"]), ("所长", "家里", "村长", "roster"))
        self.assertTrue(step["command"].startswith("leave m08"))
        for language, word in (("en", "because: 家里"), ("zh", "原因：家里")):
            self.assertIn(word, self.expect(FINE, "log", language=language))
        self.assertIn("1", self.expect(FINE, "undo"))
        self.assertEqual(self.tables(), before)
        self.assertEqual(self.steps()[0]["undone-by"], 2)
        for language in LANGUAGES:
            self.expect(BAD, "undo", 1, language=language)
        # What was taken back can be had again by taking that back.
        self.expect(FINE, "undo", 2)
        self.assertNotEqual(self.tables(), before)

    def test_nothing_to_take_back(self):
        before = self.tables()
        for language in LANGUAGES:
            self.expect(BAD, "undo", language=language)
            self.expect(BAD, "undo", 7, language=language)
        self.assertEqual(self.tables(), before)

    def test_edits_by_hand(self):
        """They become a step at the next command that writes, whatever it does; until then the log says so, and writes nothing."""
        self.come_by()
        before = self.tables()
        self.edit("members.csv", "000-0000-0008", "000-0000-1234")
        self.edit("station.ini", "[demand day-patrol]", "# 台风\n[demand typhoon]\npost = village\nshift = day\ncrew = 2..2\n"
                  "days = 2026-11-27\n\n[demand day-patrol]")
        logged = self.everything()
        for language, word in (("en", "have changed since the last step"), ("zh", "又有改动")):
            self.assertIn(word, self.run_geng("log", language=language).stderr)
            self.assertIn(word if language == "zh" else "have changed", self.expect(BAD, "undo", "--dry-run", language=language))
        self.assertEqual(self.steps(), [])
        self.assertEqual(self.everything(), logged)
        self.expect(FINE, "leave", "m08", "2026-11-25")
        self.assertNotIn("have changed", self.run_geng("log").stderr)
        steps = self.steps()
        self.assertEqual([step["command"] or "" for step in steps][0], "")
        self.assertTrue(steps[1]["command"].startswith("leave"))
        self.assertEqual(len(steps), 2)
        self.expect(FINE, "undo", 1)
        self.assertEqual(self.tables()["members.csv"], before["members.csv"])
        # Also the comments are as they were.
        self.assertEqual(self.tables()["station.ini"], before["station.ini"])
        self.assertIn(b"2026-11-25", self.tables()["leave.csv"])

    def test_what_came_later_stands_in_the_way(self):
        first, second = self.free_pair()
        self.edit_draft("swap", first, second, "2026-11-25")
        self.expect(FINE, "leave", "m08", "2026-11-29")
        self.edit_draft("assign", second, "2026-11-25", "off")
        before = self.tables()
        number = next(step["number"] for step in self.steps() if (step["command"] or "").startswith("swap"))
        for language, word in (("en", "changed the same: assign"), ("zh", "assign")):
            said = self.expect(BAD, "undo", number, language=language)
            self.assertIn(word, said)
            self.assertNotIn("leave m08", said)
        self.assertEqual(self.tables(), before)
        # One after the other they go.
        self.run_geng("undo", number + 2)
        self.run_geng("undo", number)
        self.assertFalse(self.path(DRAFT).exists() and duties(self.rows(DRAFT)) != duties(self.rows(RECORD)))

    def test_a_publication_is_taken_back_by_another(self):
        """Revisions count on; nothing official is lost."""
        self.expect(FINE, "publish", MONTH)
        first, second = self.free_pair()
        before = duties(self.rows(RECORD))
        self.edit_draft("swap", first, second, "2026-11-25")
        self.run_geng("publish", MONTH)
        self.assertNotEqual(duties(self.rows(RECORD)), before)
        name = next(row["姓名"] for row in self.rows(RECORD) if row["队员"] == first)
        revisions = {(row["日期"], row["队员"]): int(row["修订号"]) for row in self.rows(RECORD)}
        number = [step["number"] for step in self.steps() if (step["command"] or "").startswith("publish")][-1]
        done = self.run_geng("undo", number)
        self.assertEqual(done.returncode, FINE, done.stdout + done.stderr)
        self.assertEqual(duties(self.rows(RECORD)), before)
        # They must hear of it, like of any publication.
        self.assertIn(f"── to {name} ──", done.stdout)
        self.assertIn(f"{first},told,", self.path("contacts.csv").read_text(encoding="utf-8"))
        now = {(row["日期"], row["队员"]): int(row["修订号"]) for row in self.rows(RECORD)}
        for key in revisions:
            self.assertGreaterEqual(now[key], revisions[key])
        self.assertGreater(now["2026-11-25", first], revisions["2026-11-25", first])
        self.assertIn("version 3", self.run_geng("show", MONTH).stdout)

    def test_what_is_served_stays(self):
        self.expect(FINE, "publish", MONTH)
        first, second = self.free_pair()
        self.edit_draft("swap", first, second, "2026-11-25")
        self.run_geng("publish", MONTH)
        after = duties(self.rows(RECORD))
        number = [step["number"] for step in self.steps() if (step["command"] or "").startswith("publish")][-1]
        for language, word in (("en", "is served and stays"), ("zh", "已下勤")):
            done = self.run_geng("undo", number, "--from", "2026-11-26", language=language)
            self.assertIn(word, done.stderr)
            self.assertEqual(duties(self.rows(RECORD)), after)

    def test_the_journal_has_its_own(self):
        self.expect(FINE, "journal", "confirm", "2026-11-03", "--by", "所长", "--now", "2026-11-10T12:00")
        self.expect(FINE, "leave", "m08", "2026-11-29")
        steps = self.steps()
        self.assertEqual([step["of"] for step in steps], ["journal", "roster"])
        rows = self.rows(f"journal/{MONTH}/attendance.csv")
        self.assertTrue(rows)
        self.expect(FINE, "undo", "--journal")
        left = self.path(f"journal/{MONTH}/attendance.csv")
        self.assertTrue(not left.exists() or not self.rows(f"journal/{MONTH}/attendance.csv"))
        self.assertIn("m08", self.path("leave.csv").read_text(encoding="utf-8"))

    def test_a_name_of_its_own_where_it_was_killed(self):
        """What log/next.json says is the step's name, where a command died before it could write it."""
        self.come_by()
        self.path("log/next.json").write_text(json.dumps({"command": "leave m08 2026-11-25", "by": "所长"}), encoding="utf-8")
        with open(self.path("leave.csv"), "a", encoding="utf-8") as table:
            table.write("m08,请假,2026-11-25" + "," * (len(self.rows("leave.csv")[0]) - 3) + "\r\n")
        self.come_by()
        step = self.steps()[-1]
        self.assertEqual((step["command"], step["by"]), ("leave m08 2026-11-25", "所长"))

    def test_what_is_forgotten_is_forgotten_here(self):
        self.expect(FINE, "leave", "m03", "2026-11-25", "--kind", "病", "--why", "住院手术")
        self.expect(FINE, "leave", "m04", "2026-11-26", "--why", "孩子毕业")
        self.set_leaving("m03", "2026-11-30")
        self.expect(FINE, "forget", "m03", "--yes")
        texts = {path: path.read_text(encoding="utf-8", errors="replace")
                 for path in self.folder.rglob("*") if path.is_file()}
        for path, text in texts.items():
            self.assertNotIn("住院手术", text, path)
            if "rosters" not in str(path):
                self.assertNotIn("000-0000-0003", text, path)
        self.assertTrue(any("孩子毕业" in text for path, text in texts.items() if "/log/" in str(path)))
        self.assertEqual(self.steps()[0]["command"], "leave")

    def test_only_the_captain_reads_it(self):
        self.expect(FINE, "leave", "m08", "2026-11-25", "--kind", "病")
        steps, known = list(self.path("log").rglob("*.json")), list(self.path("log/known").rglob("*.csv"))
        self.assertTrue(steps and known)
        for path in steps + known:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)


class Edits(Village):
    def setUp(self):
        super().setUp()
        self.night = next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night")

    def test_off_and_back(self):
        who = self.night["姓名"]
        text = self.run_geng("assign", who, "2026-11-25", "off").stdout
        self.assertIn(f"geng publish {MONTH} --only 2026-11-25", text)
        self.assertNotIn(("2026-11-25", self.night["队员"]), duties(self.rows(DRAFT)))
        self.run_geng("assign", who, "11月25日", "夜班", self.night["岗位"])
        self.assertEqual(duties(self.rows(DRAFT))["2026-11-25", self.night["队员"]], ("night", self.night["岗位"]))

    def test_refused(self):
        """A day duty in the morning after the night breaks the rest; no table is touched."""
        tomorrow = {row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-26"}
        nights = [row for row in self.rows(RECORD) if row["日期"] == "2026-11-25" and row["班次"] == "night"]
        who = next(row["队员"] for row in nights if row["队员"] not in tomorrow)
        before = self.files()
        for language in LANGUAGES:
            done = self.run_geng("assign", who, "2026-11-26", "day", "village", language=language)
            self.assertEqual(done.returncode, BROKEN)
        for words in (("assign", who, "2026-11-26"), ("assign", who, "2026-11-26", "noon"), ("move", who, "2026-11-25"),
                      ("pin", who, "2026-11-31"), ("assign", who, "2026-11-26", "day", "moon")):
            for language in LANGUAGES:
                self.expect(BAD, *words, language=language)
        self.assertEqual(self.files(), before)

    def test_pin(self):
        for language, word in (("en", "Fixed"), ("zh", "已固定")):
            self.assertIn(word, self.expect(FINE, "pin", self.night["队员"], "2026-11-25", language=language))
        row = next(row for row in self.rows(DRAFT) if row["日期"] == "2026-11-25" and row["队员"] == self.night["队员"])
        self.assertEqual(row["固定"], "是")
        self.expect(FINE, "pin", self.night["队员"], "2026-11-25", "--off")
        self.assertNotIn("是", [row["固定"] for row in self.rows(DRAFT) if row["日期"] == "2026-11-25"])
        for language, word in (("en", "not fixed"), ("zh", "本来就没有固定")):
            self.assertIn(word, self.expect(BAD, "pin", self.night["队员"], "2026-11-25", "--off", language=language))

    def test_move(self):
        who = self.night["队员"]
        free = [f"2026-11-{day:02}" for day in range(1, 31)
                if (f"2026-11-{day:02}", who) not in duties(self.rows(RECORD))]
        for day in free:
            before = self.files()
            status = self.run_geng("move", who, "2026-11-25", day).returncode
            if status != BROKEN:
                break
            self.assertEqual(self.files(), before, day)
        self.assertIn(status, (FINE, GAPS))
        draft = duties(self.rows(DRAFT))
        self.assertNotIn(("2026-11-25", who), draft)
        self.assertEqual(draft[day, who], ("night", self.night["岗位"]))


class Backup(Village):
    def test_there_and_back(self):
        """The keys come along: the calendars of the new folder are the old ones."""
        answer = self.json(FINE, "publish", MONTH)
        copy, back = self.scratch / "usb", self.scratch / "again"
        for_en = self.expect(FINE, "backup", copy)
        self.assertIn("--back", for_en)
        self.assertEqual(copy.stat().st_mode & 0o077, 0)
        self.assertEqual((copy / "feed-keys.ini").read_bytes(), self.path("feed-keys.ini").read_bytes())
        for language in LANGUAGES:
            self.expect(BAD, "backup", copy, language=language)
            self.expect(BAD, "backup", language=language)
        self.expect(FINE, "backup", "--back", copy, back, folder=None)
        again = self.json(FINE, "publish", MONTH, folder=back)
        self.assertEqual([one["file"] for one in again["calendars"]], [one["file"] for one in answer["calendars"]])
        self.expect(BAD, "backup", "--back", self.scratch / "nothing", self.scratch / "new", folder=None)


if __name__ == "__main__":
    unittest.main()
