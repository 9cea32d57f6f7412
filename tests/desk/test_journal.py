# SPDX-License-Identifier: LGPL-2.1-or-later
"""A shift is confirmed on the desk with three clicks, and it comes to the same rows as by command, from a sheet and by
hand. The month lies years back, so that it is over whatever the day is."""

import shutil
import unittest
from pathlib import Path

import openpyxl

from page import Desk
from village import BAD, FINE, MONTH

PAST = "2024-11"
# What must be the same however a row comes in; who said so, and when, need not.
COLUMNS = ("日期", "班次", "岗位", "队员", "情况", "开始", "结束", "替谁")


class Journal(Desk):
    month = PAST

    def prepare(self):
        record = self.path(f"rosters/{MONTH}.csv")
        text = record.read_text(encoding="utf-8-sig")
        record.unlink()
        self.path(f"rosters/{PAST}.csv").write_text(text.replace(f"{MONTH}-", f"{PAST}-"), encoding="utf-8")
        self.crew = [row for row in self.rows(f"rosters/{PAST}.csv")
                     if row["日期"] == f"{PAST}-03" and row["班次"] == "night" and row["状态"] != "取消"]

    def open_desk(self, **more):
        super().open_desk(**more)
        self.browser.js(f"location.hash = '#{PAST}'")
        self.browser.wait(f"Month.data.month === '{PAST}'")

    def attendance(self, folder=None):
        table = Path(folder or self.folder) / f"journal/{PAST}/attendance.csv"
        return {tuple(row[name] for name in COLUMNS) for row in self.rows(table)} if table.is_file() else set()

    def kit(self, folder=None):
        return self.rows(Path(folder or self.folder) / f"journal/{PAST}/kit.csv")

    def beside(self, name):
        """A copy of the village as it is now, for another way in."""
        other = self.scratch / name
        shutil.copytree(self.folder, other, ignore=shutil.ignore_patterns("journal"))
        return other

    def type(self, field, text):
        self.browser.click(f"document.getElementById('{field}')")
        self.browser.call("Input.insertText", text=text)

    def open_form(self, name, member):
        self.browser.click(self.cell(member, 3))
        self.browser.wait(f"!!{self.button(name)}")
        self.browser.click(self.button(name))
        self.browser.wait("!!document.getElementById('sure')")

    def answered(self):
        self.browser.wait("document.querySelector('#panel pre') && !document.getElementById('sure')")
        self.settle()

    def test_three_clicks(self):
        other = self.beside("command")
        self.open_form("confirm", self.crew[0]["队员"])
        said = self.browser.js("document.getElementById('panel').innerText")
        for duty in self.crew:
            self.assertIn(duty["姓名"], said)
        self.browser.click("document.getElementById('sure')")
        self.answered()
        self.assertEqual(len(self.attendance()), len(self.crew))
        self.expect(FINE, "journal", "confirm", f"{PAST}-03", "night", folder=other)
        self.assertEqual(self.attendance(), self.attendance(other))
        self.assertEqual(self.kit(), self.kit(other))
        # What is confirmed is not painted over any more.
        self.assertTrue(self.browser.js(f"Month.cell(Month.index.get('{self.crew[0]['队员']}'), 2).flags & SERVED"))
        # It is taken back and done again like a stroke.
        confirmed = self.attendance()
        for name, rows in (("undo", set()), ("redo", confirmed)):
            generation = self.browser.js("Month.data.generation")
            self.browser.click(f"document.getElementById('{name}')")
            self.browser.wait(f"Month.data.generation !== {generation}")
            self.assertEqual(self.attendance(), rows, name)

    def test_what_was_confirmed_since_is_not_taken_back(self):
        who = self.crew[0]["队员"]
        self.browser.click(self.cell(who, 3))
        self.browser.key("p")
        self.saved()
        self.expect(FINE, "journal", "confirm", f"{PAST}-03", "night")
        # The month is there anew before the click: what it brings would wipe away what undo has to say.
        self.browser.js("window.before = Month.data; Desk.load(Month.data.month)")
        self.browser.wait("Month.data !== window.before")
        self.browser.click("document.getElementById('undo')")
        self.browser.wait("document.getElementById('news').innerText.includes('has served that duty')")
        self.settle()
        self.browser.wait("!Month.data.undo")
        self.assertEqual(self.browser.js(f"Month.cell(Month.index.get('{who}'), 2).flags & (PINNED | SERVED)"), 3)

    def test_four_ways_in(self):
        """On the desk, by command, from a sheet, and typed into the table."""
        late, away = self.crew[0], self.crew[1]
        words = f"{late['姓名']} 迟到20; {away['姓名']} 缺勤"
        ways = {name: self.beside(name) for name in ("command", "sheet", "typed")}
        self.open_form("confirm", late["队员"])
        self.type("otherwise", words + "; 没有此人 缺勤")
        self.browser.click("document.getElementById('sure')")
        self.browser.wait("document.getElementById('told').textContent.includes('没有此人')")
        self.assertEqual(self.attendance(), set())
        # What was typed stands there still, to be mended.
        self.browser.js("document.getElementById('otherwise').value = ''")
        self.type("otherwise", words)
        self.type("signed", "所长")
        self.type("left", "东门灯坏")
        self.browser.click("document.getElementById('sure')")
        self.answered()
        self.assertEqual({row["核对人"] for row in self.rows(f"journal/{PAST}/attendance.csv")}, {"所长"})
        self.assertEqual([row["未完事项"] for row in self.rows(f"journal/{PAST}/handover.csv")], ["东门灯坏"])

        self.expect(FINE, "journal", "confirm", f"{PAST}-03", "night", words, "--by", "所长", folder=ways["command"])
        book = openpyxl.Workbook()
        for row in ([f"{PAST}-03"], ["班次", "岗位", "姓名", "签到", "到岗时间", "离岗时间"],
                    *(["夜班", duty["岗位"], duty["姓名"], "缺勤" if duty is away else "√",
                       *(("18:20", "04:00") if duty is late else (None, None))] for duty in self.crew)):
            book.active.append(row)
        book.save(self.scratch / "sheet.xlsx")
        self.expect(FINE, "import", self.scratch / "sheet.xlsx", "--as", "签到表", "--by", "所长", folder=ways["sheet"])
        table = ways["typed"] / f"journal/{PAST}/attendance.csv"
        table.parent.mkdir(parents=True)
        lines = [f"{PAST}-03,night,{duty['岗位']},{duty['队员']}," + ("缺勤,," if duty is away else "在岗,18:20,04:00"
                 if duty is late else "在岗,18:00,04:00") for duty in self.crew]
        table.write_text("日期,班次,岗位,队员,情况,开始,结束\n" + "\n".join(lines) + "\n", encoding="utf-8")
        # Geng reads them, and writes them back with the next step.
        self.expect(FINE, "journal", "confirm", f"{PAST}-04", "day", folder=ways["typed"])
        self.assertEqual(len(self.attendance()), len(self.crew))
        for name, folder in ways.items():
            rows = {row for row in self.attendance(folder) if row[0] == f"{PAST}-03"}
            self.assertEqual(rows, self.attendance(), name)

    def test_corrected(self):
        self.open_form("confirm", self.crew[0]["队员"])
        self.browser.click("document.getElementById('sure')")
        self.answered()
        late = self.crew[1]
        self.browser.click(self.button("close"))
        self.open_form("correct", late["队员"])
        self.type("otherwise", "迟到20")
        self.browser.click("document.getElementById('sure')")
        self.answered()
        rows = {row["队员"]: row["开始"] for row in self.rows(f"journal/{PAST}/attendance.csv")}
        self.assertEqual(rows[late["队员"]], "18:20")
        self.assertEqual(len(self.rows(f"journal/{PAST}/corrections.csv")), 1)

    def test_what_has_not_begun(self):
        """A refusal is shown where it was asked."""
        self.browser.js(f"Panel.tellJournal(['journal', 'confirm', '2999-01-01'], (text) => {{ window.heard = text; }})")
        self.assertIn("2999", self.browser.wait("window.heard"))
        self.expect(BAD, "journal", "confirm", "2999-01-01")


class Settled(Desk):
    """A rule that came after what was served is told, but is neither red nor counted: nobody can mend it."""

    confirmed = True

    def prepare(self):
        nights = [row["队员"] for row in self.rows(f"rosters/{MONTH}.csv") if row["班次"] == "night" and row["状态"] != "取消"]
        self.member = max(sorted(set(nights)), key=nights.count)
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write(f"\n[member {self.member}]\nlimit = nights per month ..1\n")

    def person(self):
        return self.browser.js(f"Grid.rows.get(Month.index.get('{self.member}')).firstChild.className")

    def test_it_is_told_and_not_counted(self):
        self.assertEqual(self.score()["broken"], self.json(FINE, "check", MONTH)["broken"])
        self.assertEqual(self.score()["broken"], 0)
        self.assertEqual(self.person(), "")
        self.browser.click(self.button("findings"))
        told = self.browser.js("[...document.querySelectorAll('#panel li')].map((one) => one.innerText + one.className)"
                               ".filter((text) => text.includes(say('wasServed')))")
        self.assertEqual(len(told), 1)
        self.assertRegex(told[0], r"^✎ .*stays\)$")
        # What nobody has confirmed can still be mended.
        shutil.rmtree(self.path("journal"))
        self.browser.js("Desk.load(Month.data.month)")
        self.assertEqual(self.score()["broken"], 1)
        self.assertEqual(self.person(), "hard")


if __name__ == "__main__":
    unittest.main()
