# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command: its help, its answers for people in both languages and for programs, its exit status."""

import json
import re
import unittest

from village import BAD, BROKEN, FINE, GAPS, LANGUAGES, MONTH, ROOT, Village, geng

COMMANDS = ("new check plan show why cover leave repair assign move pin swap relax publish inbox seen import report kit batch overview "
            "log undo backup desk serve forget journal").split()
CHINESE = re.compile("[\u4e00-\u9fff]")


class Help(unittest.TestCase):
    def test_all_commands_are_listed(self):
        for language in LANGUAGES:
            text = geng("--help", language=language).stdout
            self.assertEqual(re.findall(r"^  (\w+) {2,}\S", text, re.M), COMMANDS)

    def test_each_command_says_what_it_does(self):
        chinese = dict(re.findall(r"^  (\w+) {2,}(\S+)  ", geng("--help").stdout, re.M))
        self.assertIn("geng 日志 更正 ", geng("journal", "correct", "--help", language="zh").stdout)
        self.assertIn("geng 日志 更正 --help", geng("journal", "correct", "--nothing", language="zh").stderr)
        for command in COMMANDS:
            for language in LANGUAGES:
                done = geng(command, "--help", language=language)
                self.assertEqual(done.returncode, FINE)
                name = chinese[command] if language == "zh" else command
                self.assertIn(f"geng {name} ", done.stdout)
                if command == "journal":
                    # It has verbs, and each of them its own help.
                    self.assertIn("confirm", done.stdout)
                    continue
                self.assertIn("--json", done.stdout)
                summary = done.stdout.split("\n\n")[1]
                self.assertGreater(len(summary.encode()), 40, summary)
                self.assertEqual(bool(CHINESE.search(summary)), language == "zh", summary)

    def test_manual_and_completion(self):
        """Both manual pages, README in Chinese and the completion know each command by both names."""
        chinese = re.findall(r"^  \w+ {2,}(\S+)  ", geng("--help").stdout, re.M)
        self.assertEqual(len(chinese), len(COMMANDS))
        for name in ("geng.1", "geng.zh_CN.1", "geng.bash"):
            text = (ROOT / "examples/captain" / name).read_text(encoding="utf-8")
            for word in (*COMMANDS, *chinese):
                self.assertRegex(text, rf"(?<!\w){word}(?!\w)", name)
            for status in "0", "1", "2", "3", "75":
                self.assertTrue(name == "geng.bash" or f".B {status}\n" in text, f"{name}: {status}")
        text = (ROOT / "README.zh.md").read_text(encoding="utf-8")
        for english, word in zip(COMMANDS, chinese):
            self.assertIn(f"{word} {english}", text)

    def test_no_command(self):
        self.assertEqual(geng().returncode, BAD)
        self.assertIn("geng plan 2026-12", geng().stdout)

    def test_unknown_command(self):
        for language in LANGUAGES:
            done = geng("paln", language=language)
            self.assertEqual(done.returncode, BAD)
            self.assertIn("“paln”", done.stderr)

    def test_unknown_option(self):
        done = geng("plan", "--fast")
        self.assertEqual(done.returncode, BAD)
        self.assertIn("--fast", done.stderr)
        self.assertIn("geng plan --help", done.stderr)

    def test_version(self):
        self.assertRegex(geng("--version").stdout, r"^geng \d+\.\d+\.\d+\n$")


class Commands(Village):
    def test_the_folder_before_the_command(self):
        behind = geng("check", "-C", self.folder)
        for words in (["-C", self.folder], ["--folder", self.folder], [f"--folder={self.folder}"]):
            done = geng(*words, "check")
            self.assertEqual((done.returncode, done.stdout), (behind.returncode, behind.stdout), words)
        self.assertIn("/nowhere", geng("-C", "/nowhere", "check").stderr)
        # A verb stays behind its command.
        for words in (("journal", "show", MONTH), ("日志", "查看", MONTH)):
            behind, done = geng(*words, "-C", self.folder), geng("-C", self.folder, *words)
            self.assertEqual((done.returncode, done.stdout), (behind.returncode, behind.stdout), words)
            self.assertEqual(done.returncode, FINE, done.stderr)

    def both(self, status, *words):
        """The answers in English and in Chinese; only the second is Chinese apart from names."""
        texts = [self.expect(status, *words, language=language) for language in LANGUAGES]
        self.assertNotEqual(*texts)
        return texts

    def someone(self, date, shift):
        rows = self.rows(f"rosters/{MONTH}.csv")
        return next(row["队员"] for row in rows if row["日期"] == date and row["班次"] == shift)

    def test_new(self):
        self.assertTrue(self.path("station.ini").exists())
        text = self.expect(BAD, "new", self.folder, folder=None)
        self.assertIn("not empty", text)
        text = self.expect(BAD, "new", self.scratch / "x", "--sample", "atlantis", folder=None)
        self.assertIn("dafenshanyan", text)
        self.assertIn("liulang", text)
        folder = self.scratch / "programs"
        answer = json.loads(self.expect(FINE, "new", folder, "--sample", "liulang", "--json", folder=None))
        self.assertEqual(answer, {"folder": str(folder), "sample": "liulang"})

    def test_check(self):
        english, chinese = self.both(FINE, "check")
        self.assertIn("32 members", english)
        self.assertIn("32 名队员", chinese)
        self.both(FINE, "check", MONTH)
        self.assertEqual(self.json(FINE, "check")["members"], 32)
        self.assertEqual(self.json(FINE, "check", MONTH)["broken"], 0)

    def test_check_finds_a_broken_rule(self):
        # Somebody who comes from the night is put on the next day's shift by hand.
        rows = self.rows(f"rosters/{MONTH}.csv")
        tomorrow = {row["队员"] for row in rows if row["日期"] == "2026-11-11"}
        night = next(row for row in rows if row["班次"] == "night" and row["日期"] == "2026-11-10"
                     and row["队员"] not in tomorrow)
        path = self.path(f"rosters/{MONTH}.csv")
        path.write_text(path.read_text(encoding="utf-8")
                        + f"2026-11-11,day,village,{night['队员']},,,,,,,,\n", encoding="utf-8")
        for language in LANGUAGES:
            text = self.expect(BROKEN, "check", MONTH, language=language)
            self.assertIn(night["姓名"], text)
            self.assertIn("2026-11-1", text)
        answer = self.json(BROKEN, "check", MONTH)
        self.assertGreater(answer["broken"], 0)
        # Rule, who, when and how much, apart from the words: 4 hours of rest instead of 11.
        rest = next(finding for finding in answer["findings"] if finding["rule"] == "rest")
        self.assertEqual((rest["severity"], rest["members"], rest["first"], rest["last"], rest["amount"]),
                         ("hard", [night["队员"]], "2026-11-10", "2026-11-11", 7 * 60))

    def test_a_long_run_says_its_days(self):
        """Nine days in a row are named by their first and last."""
        path = self.path(f"rosters/{MONTH}.csv")
        days = [f"2026-11-{day:02}" for day in range(10, 19)]
        kept = [line for line in path.read_text(encoding="utf-8").splitlines(True)
                if not (",m28," in line and "2026-11-09" <= line[:10] <= "2026-11-19")]
        path.write_text("".join(kept) + "".join(f"{day},day,village,m28,,,,,,,,\n" for day in days), encoding="utf-8")
        english, chinese = self.both(BROKEN, "check", MONTH)
        self.assertIn("2026-11-10..2026-11-18 华日: duties, 9 days in a row; it should be at most 3\n", english)
        self.assertIn("2026-11-10..2026-11-18 华日：勤务连续 9 天，要求：至多 3\n", chinese)
        # What names its days itself is not dated twice.
        self.assertIn("  ✗ 华日: hours 60 h from 2026-11-09 to 2026-11-15; it should be at most 24 h\n", english)

    def leave_a_gap(self):
        """Takes all captains of a night off duty."""
        path = self.path(f"rosters/{MONTH}.csv")
        lines = path.read_text(encoding="utf-8").splitlines(True)
        kept = [line for line in lines if not line.startswith("2026-11-10,night,")]
        self.assertLess(len(kept), len(lines))
        path.write_text("".join(kept), encoding="utf-8")

    def test_gaps(self):
        self.leave_a_gap()
        for command in ("check", "show", "why"):
            english, chinese = self.both(GAPS, command, MONTH)
            self.assertIn("10", english)
        self.assertIn("2026-11-10 18:00", self.expect(GAPS, "check", MONTH))
        # A role or an organisation goes by its name.
        self.assertIn("夜班巡逻: 1 missing (派出所)\n", self.expect(GAPS, "check", MONTH))
        gaps = self.json(GAPS, "why", MONTH)["gap-list"]
        self.assertEqual({gap["date"] for gap in gaps}, {"2026-11-10"})
        for gap in gaps:
            self.assertEqual(gap["demand"], "night-patrol")
            self.assertGreater(gap["places"], 0)
            self.assertTrue(gap["reason"])
            # The sentence is made of them: each stands in it with how many it keeps.
            for obstacle in gap["obstacles"]:
                self.assertIn(f'{obstacle["title"]}: {len(obstacle["members"])}', gap["reason"])

    def test_no_gaps(self):
        self.assertIn("No gaps", self.expect(FINE, "why", MONTH))

    def test_cover(self):
        member = self.someone("2026-11-12", "night")
        answer = self.json(FINE, "cover", member, "2026-11-12")
        self.assertEqual(len({cover["member"] for cover in answer}), 31)
        possible = [cover for cover in answer if cover["possible"]]
        self.assertEqual(possible, sorted(possible, key=lambda cover: (cover["gaps"], cover["cost"])))
        self.assertTrue(possible)
        self.assertEqual(answer[:len(possible)], possible)
        for cover in answer:
            self.assertEqual(cover["possible"], not cover["obstacles"])
            for obstacle in cover["obstacles"]:
                self.assertEqual(obstacle["severity"], "hard")
                self.assertTrue(obstacle["rule"] and obstacle["text"])
        english, chinese = self.both(FINE, "cover", member, "2026-11-12")
        self.assertIn(possible[0]["name"], english)
        self.assertIn("扣分", chinese)

    def test_cover_can_be_taken_by_a_swap(self):
        member = self.someone("2026-11-12", "night")
        best = self.json(FINE, "cover", member, "2026-11-12")[0]["member"]
        self.expect(FINE, "swap", member, best, "2026-11-12")
        self.assertEqual(self.json(FINE, "check", MONTH)["broken"], 0)
        # A day is told as it was published; the month shows the draft.
        day = [duty for duty in self.json(FINE, "show", MONTH)["duties"] if duty["date"] == "2026-11-12"]
        self.assertIn(best, {duty["member"] for duty in day})
        self.assertNotIn(member, {duty["member"] for duty in day})

    def test_a_swap_that_breaks_a_rule_changes_nothing(self):
        before = self.files()
        night = self.someone("2026-11-12", "night")
        rows = self.rows(f"rosters/{MONTH}.csv")
        tomorrow = {row["队员"] for row in rows if row["日期"] == "2026-11-13" and row["班次"] == "day"}
        tonight = {row["队员"] for row in rows if row["日期"] == "2026-11-12"}
        other = sorted(tomorrow - tonight)[0]
        for language in LANGUAGES:
            done = self.run_geng("swap", night, other, "2026-11-12", language=language)
            self.assertEqual(done.returncode, BROKEN)
        self.assertEqual(self.files(), before)

    def test_who_and_when(self):
        cases = (("cover", "m99", "2026-11-12"), ("cover", "m01", "2026-02-30"), ("swap", "m01"),
                 ("repair", MONTH, "--from", "12.11."), ("repair", MONTH), ("plan", MONTH), ("leave", "m01", "12.11."), ("show", "2026-13"), ("show", "2031-01"), ("kit",),
                 ("kit", "2026-11-31"), ("publish",), ("import", "x.ics"), ("report", MONTH, "x.pdf"))
        for words in cases:
            for language in LANGUAGES:
                done = self.run_geng(*words, language=language)
                self.assertEqual((done.returncode, done.stdout), (BAD, ""), words)
                self.assertRegex(done.stderr, "^geng: ")
                if language == "zh":
                    self.assertRegex(done.stderr, CHINESE)

    def test_names_serve_as_well_as_ids(self):
        name = next(row["姓名"] for row in self.rows("members.csv") if row["编号"] == "m01")
        self.assertEqual(self.expect(BAD, "cover", name, "2026-11-31"),
                         self.expect(BAD, "cover", "m01", "2026-11-31"))

    def test_a_swap_of_two_days(self):
        """I take your night, you take mine."""
        self.edit("station.ini", "hours per week ..24", "hours per week ..44", count=2)
        part_time = {row["编号"] for row in self.rows("members.csv") if row["用工形式"] != "full-time"}
        rows = self.rows(f"rosters/{MONTH}.csv")
        served = {(row["日期"], row["队员"]) for row in rows}
        nights = sorted((row["日期"], row["队员"]) for row in rows
                        if row["班次"] == "night" and row["队员"] in part_time)
        for (one, a), (other, b) in ((x, y) for x in nights for y in nights if x[0] < y[0] and x[1] != y[1]):
            if (one, b) in served or (other, a) in served:
                continue
            if self.run_geng("swap", a, b, one, other).returncode == FINE:
                break
        else:
            self.fail("no two nights can be swapped")
        changes = {(duty["date"], duty["member"]): duty["shift"] for duty in self.json(FINE, "show", MONTH)["duties"]}
        self.assertEqual((changes[one, b], changes[other, a]), ("night", "night"))
        self.assertFalse({(one, a), (other, b)} & changes.keys())

    def test_report(self):
        """The meeting's figures are those of the record."""
        rows = self.rows(f"rosters/{MONTH}.csv")
        minutes = {"day": 600, "night": 600, "standby": 240, "lead": 0}
        people = {row["编号"]: row for row in self.rows("members.csv")}
        answer = self.json(FINE, "report", MONTH)
        for shift, figure in answer["shifts"].items():
            mine = [row for row in rows if row["班次"] == shift]
            self.assertEqual(figure, {"people": len({row["队员"] for row in mine}), "duties": len(mine),
                                      "minutes": len(mine) * minutes[shift]})
        kinds = [row["类别"] for row in self.rows("leave.csv") if row["开始日期"].startswith(MONTH)]
        self.assertEqual((answer["leave"], answer["wishes"]), (kinds.count("请假"), kinds.count("意愿休")))
        refused = [finding for finding in answer["findings"] if finding["rule"] == "wish"]
        self.assertEqual(answer["wishes-refused"], len(refused))
        for key, column in (("organisations", "单位"), ("teams", "班组")):
            for name, figure in answer[key].items():
                mine = [row for row in rows if people[row["队员"]][column] == name]
                self.assertEqual(figure["duties"], len(mine))
                self.assertEqual(figure["minutes"], sum(minutes[row["班次"]] for row in mine))
        english, chinese = self.both(FINE, "report", MONTH)
        self.assertIn("企业保安", english)
        self.assertIn("按单位", chinese)
        for ending in ("html", "xlsx", "txt"):
            path = self.scratch / f"month.{ending}"
            self.expect(FINE, "report", MONTH, path)
            self.assertGreater(path.stat().st_size, 2000)

    def test_lines_between_teams(self):
        """A line between teams where the members stand by team, the cadres without one among them; none between all of
        them."""
        path = self.scratch / "month.html"
        self.expect(FINE, "report", MONTH, path)
        self.assertNotIn('<tr class="block">', path.read_text(encoding="utf-8"))
        head, *members = self.path("members.csv").read_text(encoding="utf-8").splitlines(True)
        members.sort(key=lambda line: line.split(",")[3])
        self.path("members.csv").write_text(head + "".join(members), encoding="utf-8")
        self.expect(FINE, "report", MONTH, path)
        self.assertEqual(path.read_text(encoding="utf-8").count('<tr class="block">'), 4)

    def test_costs(self):
        cost = self.json(FINE, "check", MONTH)["cost"]
        text = self.expect(FINE, "check", MONTH, "--all")
        listed = [float(points) for points in re.findall(r"^ +(\d+\.\d)  ", text, re.M)]
        self.assertAlmostEqual(sum(listed), cost / 60, delta=0.05 * len(listed) + 0.05)

    def test_kit(self):
        sheets = self.json(FINE, "kit", "2026-11-12")
        usable = {row["编号"] for row in self.rows("items.csv") if row["状态"] == "可用"}
        self.assertTrue(sheets)
        self.assertLessEqual({sheet["item"] for sheet in sheets}, usable)
        self.assertEqual([sheet["minute"] for sheet in sheets], sorted(sheet["minute"] for sheet in sheets))
        self.assertEqual((sheets[0]["time"], sheets[-1]["time"]),
                         ("2026-11-12T08:00:00+08", "2026-11-13T04:00:00+08"))
        self.both(FINE, "kit", "2026-11-12")


if __name__ == "__main__":
    unittest.main()
