# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bad input through the program: file, line, column and what would be right, all at once, and nothing is lost."""

import fcntl
import json
import os
import re
import resource
import subprocess
import unittest

from village import BAD, FINE, GENG, LANGUAGES, MONTH, RETRY, Village, environment

CHINESE = re.compile("[\u4e00-\u9fff]")


class Bad(Village):
    def refused(self, *places, words=("check",)):
        """Each place is named once, in both languages, and no file changes; returns the English text."""
        before = self.files()
        texts = {}
        for language in LANGUAGES:
            done = self.run_geng(*words, language=language)
            self.assertEqual((done.returncode, done.stdout), (BAD, ""))
            texts[language] = done.stderr
            for place in places:
                self.assertEqual(len(re.findall(f"^{re.escape(place)}", done.stderr, re.M)), 1,
                                 f"{place}\n{done.stderr}")
        self.assertRegex(texts["zh"], CHINESE)
        self.assertEqual(self.files(), before)
        return texts["en"]

    def line(self, name, start):
        lines = self.path(name).read_text(encoding="utf-8-sig").splitlines()
        return next(i for i, line in enumerate(lines, 1) if line.startswith(start))

    def test_unknown_role(self):
        self.edit("members.csv", "captain; police; spray-trained; mentor", "captain; police; spray-trained; mentr")
        column = len("m01,赵甲,police,one,full-time,captain; police; spray-trained; ") + 1
        text = self.refused(f"members.csv:2:{column}:")
        self.assertIn("'mentr'; there are: captain (带班队长), police (辅警)", text)

    def test_unknown_role_of_a_demand(self):
        self.edit("station.ini", "roles = captain 1..; org:police 1..\n", "roles = capitan 1..; org:police 1..\n")
        text = self.refused(f"station.ini:{self.line('station.ini', 'roles = capitan')}:9:")
        self.assertIn("'capitan'; there are: captain", text)

    def test_a_key_that_a_leave_kind_does_not_have(self):
        """What stands in a group without a meaning is a mistake, there too, and in [publish] and [privacy]."""
        self.edit("station.ini", "[feed]", "[leave-kind field]\nname = 外勤\nhealht = yes\n\n[publish]\nask-abov = 3\n\n"
                  "[privacy]\nkep = 24 months\n\n[feed]")
        self.refused(*(f"station.ini:{self.line('station.ini', key)}:1:" for key in ("healht", "ask-abov", "kep")))

    def test_rules_have_chinese_names(self):
        self.edit("station.ini", "\n[rules]\n", "\n[rules]\napart = m01, m99\n")
        said = self.expect(BAD, "check", language="zh")
        self.assertIn("规则“回避”", said)
        self.assertNotIn("规则“apart”", said)

    def test_rules_are_told_in_the_readers_words(self):
        """What is wrong in rules: Chinese without a word of English, English without one of Chinese."""
        lines = ("limit 9 = naps per week ..2", "run 9 = hours ..2", "sequence 9 = day weekends never", "fair-share 9 = off 3",
                 "cycle 9 = nowhere within", "apart 2 = m01 m02", "apart 3 = m02 m01", "limits = 3", "apart x = m01 m02")
        self.edit("station.ini", "\n[rules]\n", "\n[cycle unused]\ndays = day nihgt off/dya\n\n[cycle empty]\nname = 空\n"
                  "\n[rules]\n" + "\n".join(lines) + "\n")
        places = {line: f"station.ini:{self.line('station.ini', line)}:" for line in lines if line != "apart 2 = m01 m02"}
        days = self.line("station.ini", "days = day nihgt")
        text = self.refused(*places.values(), f"station.ini:{days}:12:", f"station.ini:{days}:22:",
                            f"station.ini:{self.line('station.ini', '[cycle empty]')}:1:")
        self.assertIn("[cycle empty] needs a 'days'", text)
        self.assertNotIn("no key", text)
        self.assertIn("should be duties, nights, hours, weekends, sundays, holidays, statutory, off, overtime, holiday:", text)
        self.assertIn("day-night-off-off, two-two-two-off-off", text)
        for line in text.splitlines():
            if line.startswith(tuple(places.values())):
                self.assertNotRegex(line, CHINESE)
        chinese = self.expect(BAD, "check", language="zh")
        self.assertIn("应为 勤务、夜班、时数、周末、周日、节假日、法定节日、休、加班、节日:", chinese)
        self.assertIn("四班两运转、四班三运转", chinese)
        self.assertIn("[轮转 empty]", chinese)
        for line, place in places.items():
            said = next(each for each in chinese.splitlines() if each.startswith(place))
            for own in ("station.ini", "four-teams", "unused", "empty", "naps", "hours", "weekends", "off", "nowhere", "limits", "apart x"):
                said = said.replace(own, "")
            self.assertNotRegex(said, "[A-Za-z]{3}", line)

    def test_a_date_that_does_not_exist(self):
        self.edit("leave.csv", "2026-12-07,2026-12-11", "2026-02-30,2026-12-11")
        text = self.refused(f"leave.csv:{self.line('leave.csv', 'm03')}:8:")
        self.assertIn("2026-12-31", text)

    def test_windows_with_a_hole(self):
        self.edit("station.ini", "standby = yes\nstart = 04:00", "standby = yes\nstart = 05:00")
        text = self.refused()
        self.assertIn("nothing covers 04:00 to 05:00", text)
        self.assertIn(f"station.ini:{self.line('station.ini', '[shift standby]')}:1: shift standby", text)

    def test_a_member_twice(self):
        self.edit("members.csv", "m28,华日", "m27,华日")
        text = self.refused("members.csv:29:1:")
        self.assertIn("“m27” is there already", text)

    def test_a_range_upside_down(self):
        self.edit("station.ini", "crew = 1..2 wanted 2\n", "crew = 2..1\n")
        self.edit("station.ini", "nights ..3\n", "nights 4..2\n")
        self.edit("leave.csv", "2026-12-21,2026-12-27", "2026-12-27,2026-12-21")
        text = self.refused(f"station.ini:{self.line('station.ini', 'crew = 2..1')}:8:",
                            f"station.ini:{self.line('station.ini', 'run = duties ..5; nights 4..2')}:",
                            f"leave.csv:{self.line('leave.csv', 'm12')}:")
        self.assertIn("3 mistakes", text)
        self.assertEqual(text.count("the smaller number comes first"), 2)

    def test_a_ragged_row(self):
        self.edit("items.csv", "B02,,baton,S02,可用,,\n", "B02,,baton\n")
        self.assertIn("3 fields where the header has 7", self.refused(f"items.csv:{self.line('items.csv', 'B02')}:6:"))

    def test_neither_encoding(self):
        with self.path("members.csv").open("ab") as file:
            file.write(b"m29,\xff\xfe,village\n")
        text = self.refused("members.csv:34:5:")
        self.assertIn("save the file as UTF-8", text)

    def test_gb18030_is_fine(self):
        for name in ("members.csv", "leave.csv", "items.csv", "station.ini"):
            text = self.path(name).read_text(encoding="utf-8-sig")
            self.path(name).write_bytes(text.encode("gb18030"))
        self.assertIn("32", self.expect(FINE, "check"))
        self.assertIn("大坟山", self.expect(FINE, "check"))

    def test_a_huge_file(self):
        os.truncate(self.path("items.csv"), 200_000_000)
        text = self.refused("items.csv: ")
        self.assertIn("16 MiB", text)

    def test_everything_at_once(self):
        self.edit("station.ini", "timezone = Asia/Shanghai", "timezone = Asia/Hangzhou")
        self.edit("members.csv", "m07,郑庚,enterprise", "m07,郑庚,factory")
        self.edit("leave.csv", "2026-11-09,2026-11-13", "2026-13-09,2026-11-13")
        self.edit("holidays.csv", "2027-04-18,村庙会,放假", "2027-04-18,村庙会,maybe")
        text = self.refused("station.ini:6:12:", "members.csv:8:8:", "leave.csv:2:8:", "holidays.csv:3:")
        self.assertIn("4 mistakes", text)

    def test_a_bad_roster(self):
        row = next(row for row in self.rows(f"rosters/{MONTH}.csv")
                   if row["日期"] == "2026-11-05" and row["班次"] == "night")
        self.edit(f"rosters/{MONTH}.csv", f"2026-11-05,night,village,{row['队员']},",
                  "2026-11-05,nihgt,village,m98,")
        line = self.line(f"rosters/{MONTH}.csv", "2026-11-05,nihgt")
        text = self.refused(f"rosters/{MONTH}.csv:{line}:12:", f"rosters/{MONTH}.csv:{line}:26:",
                            words=("check", MONTH))
        self.assertIn("2 mistakes", text)

    def test_no_members(self):
        self.path("members.csv").unlink()
        self.assertIn("it has a row for each member", self.refused("members.csv: "))

    def test_faults_for_a_program(self):
        """With --json the list is the answer, whatever was asked."""
        self.edit("members.csv", "m28,华日", "m27,华日")
        self.edit("station.ini", "crew = 1..2 wanted 2\n", "crew = 2..1\n")
        for words in (("check",), ("plan", MONTH), ("show", MONTH)):
            done = self.run_geng(*words, "--json")
            self.assertEqual(done.returncode, BAD)
            answer = json.loads(done.stdout)
            places = [(fault["file"], fault["line"], fault["column"]) for fault in answer["faults"]]
            self.assertEqual(places, [("station.ini", self.line("station.ini", "crew = 2..1"), 8), ("members.csv", 29, 1)])
            self.assertIn("m27", answer["faults"][1]["text"])
        answer = json.loads(self.run_geng("check", "--json", folder=self.scratch / "nowhere").stdout)
        self.assertEqual(answer["faults"], [])
        self.assertIn("station.ini", answer["error"])

    def test_phone_that_a_spreadsheet_cut(self):
        self.edit("members.csv", "000-0000-0001", "1.35E+10")
        for language in LANGUAGES:
            said = self.expect(BAD, "check", language=language)
            self.assertIn("members.csv:2", said)
            self.assertIn("1.35E+10", said)

    def test_no_station(self):
        self.path("station.ini").unlink()
        self.assertIn("geng new", self.refused())

    def test_bad_folder_stops_every_command(self):
        self.edit("members.csv", "m28,华日", "m27,华日")
        for words in (("plan", MONTH), ("show", MONTH), ("publish", MONTH), ("why", MONTH), ("kit", f"{MONTH}-01"),
                      ("report", MONTH), ("cover", "m01", f"{MONTH}-01"), ("swap", "m01", "m02", f"{MONTH}-01"),
                      ("repair", MONTH, "--from", f"{MONTH}-20"), ("leave", "m01", f"{MONTH}-20")):
            self.refused("members.csv:29:1:", words=words)


class Disk(Village):
    """What the system refuses."""

    def unprivileged(self, *words):
        """Runs geng as nobody where this is root, whom no permission stops."""
        prefix = []
        if os.geteuid() == 0:
            prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            os.chmod(self.scratch, 0o755)
            try:
                subprocess.run([*prefix, GENG, "--version"], check=True, capture_output=True)
            except (OSError, subprocess.CalledProcessError):
                self.skipTest("root, and nobody may not run geng here")
        return subprocess.run([*prefix, GENG, *words, "-C", self.folder], capture_output=True, text=True,
                              env=environment("en"), timeout=100)

    def test_a_folder_without_write_permission(self):
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        self.addCleanup(lambda: [path.chmod(0o755) for path in [self.folder, *self.folder.rglob("*")]])
        before = self.files()
        done = self.unprivileged("publish", MONTH)
        self.assertEqual(done.returncode, RETRY, done.stdout)
        self.assertIn(str(self.folder), done.stderr)
        self.assertRegex(done.stderr, "Permission denied|Read-only file system")
        self.assertEqual(self.unprivileged("check", MONTH).returncode, FINE)
        self.assertEqual(self.files(), before)

    def test_the_disk_is_full(self):
        self.expect(FINE, "publish", MONTH)
        before = self.files()
        member = next(row["队员"] for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == f"{MONTH}-12")
        stand_in = self.json(FINE, "cover", member, f"{MONTH}-12")[0]["member"]

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

        for words in (("swap", member, stand_in, f"{MONTH}-12"), ("publish", MONTH, "--alarm", "10min")):
            done = subprocess.run([GENG, *words, "-C", self.folder], capture_output=True, text=True,
                                  env=environment("en"), preexec_fn=limit, restore_signals=False, timeout=100)
            # Without the signal about a file that grows too large, writing fails as on a full disk.
            self.assertEqual(done.returncode, RETRY, done.stdout)
            self.assertIn("File too large", done.stderr)
            self.assertEqual({path: state for path, state in self.files().items() if path in before}, before)
            self.expect(FINE, "check", MONTH)

    def test_the_answer_cannot_be_written(self):
        before = self.files()
        helps = [("publish", "--help"), ("plan", "--help"), ("desk", "-h"), ("log", "--help-all")]
        for words in (("show", MONTH, "--json"), ("check", MONTH), ("--help",), ("--version",), *helps):
            with open("/dev/full", "w") as full:
                done = subprocess.run([GENG, *words, *(() if words[0].startswith("--") else ("-C", self.folder))],
                                      stdout=full, stderr=subprocess.PIPE, text=True, env=environment("en"), timeout=100)
            self.assertEqual(done.returncode, RETRY, words)
            self.assertEqual(done.stderr.count("could not be written"), 1)
        for words in helps:
            self.assertIn("Usage", self.expect(FINE, *words))
        self.assertEqual(self.files(), before)

    def test_a_second_writer(self):
        before = self.files()
        with self.path(".geng-lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for language, words in (("en", "try again"), ("zh", "再试")):
                done = self.run_geng("publish", MONTH, language=language)
                self.assertEqual(done.returncode, RETRY)
                self.assertIn(words, done.stderr)
            self.expect(FINE, "check", MONTH)
        self.assertEqual(self.files(), before)
        self.expect(FINE, "publish", MONTH)


if __name__ == "__main__":
    unittest.main()
