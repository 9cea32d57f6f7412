# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng new`: an empty station in the captain's language, from options or from what is usual."""

import os
import pty
import re
import subprocess
import unittest

from village import BAD, FINE, GENG, LANGUAGES, Village, environment


class New(Village):
    def setUp(self):
        super().setUp()
        self.empty = self.scratch / "石家村"

    def make(self, *words, language="zh", status=FINE, folder=None):
        return self.expect(status, "new", folder or self.empty, *words, language=language, folder=None)

    def text(self, name="station.ini"):
        return (self.empty / name).read_text(encoding="utf-8-sig")

    def test_chinese_throughout(self):
        """Made in Chinese it holds no English word, no people, no past."""
        self.make("--kit", "2")
        for path in self.empty.rglob("*.*"):
            self.assertNotRegex(path.read_text(encoding="utf-8-sig"), "[A-Za-z]", path.name)
        self.assertEqual(sorted(path.name for path in self.empty.iterdir() if path.name != ".geng-lock"),
                         ["holidays.csv", "items.csv", "leave.csv", "members.csv", "station.ini"])
        self.assertEqual(len(self.text("members.csv").splitlines()), 1)
        self.assertIn("人数 = 4..6 期望 5", self.text())
        self.expect(FINE, "check", folder=self.empty)

    def test_both_languages_say_the_same(self):
        """The English words of a Chinese station.ini are the same station, and the other way round."""
        self.make("--name", "x")
        english = self.scratch / "石家村-2"
        self.make("--name", "x", language="en", folder=english)
        text = (english / "station.ini").read_text(encoding="utf-8")
        self.assertIn("crew = 4..6 wanted 5", text)
        self.assertNotRegex(text.replace("石家村", ""), "[\u4e00-\u9fff]")
        answers = [self.json(FINE, "check", folder=folder) for folder in (self.empty, english)]
        self.assertEqual(answers[0], answers[1])

    def test_own_shifts(self):
        """Two shifts of twelve hours, a hole in the day, a crew for each."""
        self.make("--shifts", "日班 08：00-20：00；晚班 20:00-08:00", "--posts", "东门; 西门", "--crews", "2; 3..", "--no-captain")
        text = self.text()
        self.assertEqual(re.findall(r"人数 = (.*)", text), ["2..2", "3.."])
        self.assertEqual(text.count("夜班 = 是"), 1)
        self.expect(FINE, "check", folder=self.empty)
        for path in self.empty.iterdir():
            path.unlink()
        self.make("--shifts", "早班 06:00-14:00")
        self.assertIn("[勤务时段 无勤务]", self.text())
        self.expect(FINE, "check", folder=self.empty)

    def test_cycle(self):
        """Teams that take turns: those that fit are offered, the teams begin apart, and check says that it covers."""
        said = self.make()
        self.assertIn("四班两运转（4 个班组）", said)
        self.assertNotIn("上一休二", said)
        for path in self.empty.iterdir():
            path.unlink()
        self.make("--cycle", "四班两运转")
        text = self.text()
        self.assertIn("轮转 = 四班两运转 内 软 30", text)
        self.assertEqual(re.findall(r"轮转错开 = (.*)", text), ["1", "2", "3"])
        members = self.empty / "members.csv"
        head = members.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        people = [{"编号": f"{i}", "姓名": f"甲{i}", "班组": "一二三四"[i % 4] + "班", "职责": "带班队长"} for i in range(16)]
        members.write_text("\n".join([",".join(head)] + [",".join(row.get(name, "") for name in head) for row in people]) + "\n",
                           encoding="utf-8")
        self.assertEqual(self.expect(FINE, "check", folder=self.empty, language="zh").count("天全部够"), 2)
        english = self.scratch / "english"
        self.make("--cycle", "day-night-off", language="en", folder=english)
        self.assertIn("cycle = day-night-off within soft 30", (english / "station.ini").read_text(encoding="utf-8"))
        self.make("--cycle", "one-on-two-off", language="en", status=BAD, folder=self.scratch / "other")

    def test_a_cycle_in_the_other_language(self):
        """Both languages' names are taken in either; what is written is in the captain's own."""
        self.make("--cycle", "four-teams", language="en", status=BAD, folder=self.scratch / "none")
        for language, word, said in (("en", "四班两运转", "cycle = day-night-off-off within soft 30"),
                                     ("zh", "day-night-off-off", "轮转 = 四班两运转 内 软 30")):
            folder = self.scratch / language
            self.make("--cycle", word, language=language, folder=folder)
            self.assertIn(said, (folder / "station.ini").read_text(encoding="utf-8-sig"))
            self.expect(FINE, "check", folder=folder, language=language)

    def test_nobody_is_wanted(self):
        """A post without a demand is told when it is made and whenever the folder is checked."""
        for language, folder, said in (("zh", self.empty, "工业区网格没有用人需求"), ("en", self.scratch / "e", "Nobody is wanted at 工业区网格")):
            words = ["new", folder, "--posts", "村区网格; 工业区网格; 值班室"]
            for done in (self.run_geng(*words, language=language, folder=None),
                         self.run_geng("check", language=language, folder=folder)):
                self.assertEqual(done.returncode, FINE)
                self.assertEqual(done.stderr.count("\n"), 1)
                self.assertIn(said, done.stderr)

    def test_people_without_a_team(self):
        self.make("--cycle", "四班两运转", "--no-captain")
        people = self.scratch / "people.csv"
        people.write_text("姓名,班组\n何一,一班\n何二,\n何三,\n", encoding="utf-8")
        for language, said in (("zh", "2 人没有班组"), ("en", "2 people are in no team")):
            done = self.run_geng("import", people, language=language, folder=self.empty)
            self.assertIn(said, done.stderr)
            self.assertIn("一班", done.stderr)
        people.write_text("姓名,班组\n何二,二班\n何三,三班\n", encoding="utf-8")
        self.expect(FINE, "import", people, folder=self.empty)
        self.assertNotIn("in no team", self.run_geng("import", people, folder=self.empty).stderr)

    def test_refused(self):
        """A wrong answer makes no folder."""
        for language in LANGUAGES:
            for words in (["--shifts", "日班"], ["--shifts", "日班 8点"], ["--shifts", ""], ["--crews", "很多"],
                          ["--crews", "6..4"], ["--kit", "-1"], ["--posts", ";"], ["--timezone", "Mars/Base"],
                          ["--shifts", "日班 08:00-20:00; 日班 20:00-08:00"]):
                with self.subTest(words=words):
                    self.make(*words, language=language, status=BAD)
                    self.assertFalse(self.empty.exists())

    def test_asks_on_a_terminal(self):
        """Enter takes what is offered; an answer is taken."""
        own, other = pty.openpty()
        done = subprocess.Popen([GENG, "new", self.empty], stdin=other, stdout=other, stderr=other,
                                env=environment("zh"))
        os.write(own, "石家村联防队\n\n\n\n2\n\n".encode())
        self.assertEqual(done.wait(timeout=60), FINE)
        os.close(other)
        os.close(own)
        self.assertIn("名称 = 石家村联防队", self.text())
        self.assertEqual(len(self.text("items.csv").splitlines()), 1 + 2 * 4)

    def test_chinese_commands(self):
        self.expect(FINE, "新建", self.empty, folder=None)
        self.expect(FINE, "检查", folder=self.empty)


if __name__ == "__main__":
    unittest.main()
