# SPDX-License-Identifier: LGPL-2.1-or-later
"""The rest of a captain's evening: part of a plan, a swap, a shift confirmed, the log, other desks and commands meanwhile."""

import json
import os
import stat
import subprocess
import time
import unittest
from pathlib import Path
from urllib.parse import unquote, urlsplit

from browser import CONTROL
from page import DRAWN, Desk
from village import FINE, GENG, MONTH, environment

PATIENCE = 60


class Evening(Desk):
    def test_part_of_a_plan(self):
        self.browser.js("location.hash = '2026-12'")
        self.browser.wait("Month.data.month === '2026-12'")
        self.browser.click(self.button("plan"))
        self.browser.wait("!!document.getElementById('plan-now')")
        self.browser.js("document.getElementById('effort').value = 'quick'")
        self.browser.click("document.getElementById('plan-now')")
        self.browser.wait("!!document.getElementById('take')")
        taken = self.browser.js("""[...document.querySelectorAll('#panel input[type=checkbox]')].map((box, i) => {
            box.checked = i % 40 === 7; return box.checked ? box.key : null; }).filter(Boolean)""")
        self.assertGreater(len(taken), 5)
        self.browser.click(self.button("planTakeSome"))
        self.saved()
        duties = json.loads(self.run_geng("show", "2026-12", "--json").stdout)["duties"]
        self.assertEqual(sorted(f"{duty['member']} {duty['date']}" for duty in duties), sorted(taken))
        # What was taken in part is not what was proven.
        self.browser.click("document.getElementById('undo')")
        self.settle()
        self.assertEqual(json.loads(self.run_geng("show", "2026-12", "--json").stdout)["duties"], [])

    def can_swap(self, member, day):
        return self.browser.js(f"Desk.get('covers?member={member}&date={MONTH}-{day}')"
                               ".then((answer) => answer.covers.find((cover) => cover.possible).member)")

    def test_a_swap(self):
        day = 30
        other = self.can_swap("m05", day)
        mine, his = self.shift_of("m05", day), self.shift_of(other, day)
        self.assertNotEqual(mine, his)
        self.browser.click(self.cell("m05", day))
        box = f"document.querySelector('#panel select[aria-label=\"' + say('swap') + '\"]')"
        self.assertEqual(self.browser.js(box + ".options.length"), 1)
        self.browser.js(f"{box}.focus(); {box}.value = '{other}'")
        self.browser.click(self.button("swapDo"))
        self.browser.wait(f"Month.cell(4, {day - 1}).flags & CHANGED")
        self.assertEqual((self.shift_of("m05", day), self.shift_of(other, day)), (his, mine))
        self.assertIn("swap", self.json(FINE, "log")[-1]["command"])

    def test_a_shift_is_confirmed_with_three_clicks(self):
        member = self.browser.js("Month.data.members[Month.data.cells.findIndex((days) => days[1].length && days[1][0] === 0)].id")
        self.browser.click(self.cell(member, 2))
        self.browser.click(self.button("confirm"))
        self.browser.click(self.button("confirmSure"))
        self.browser.wait("!!document.querySelector('#panel pre')")
        said = self.browser.js("document.getElementById('panel').innerText")
        rows = (self.folder / f"journal/{MONTH}/attendance.csv").read_text(encoding="utf-8-sig").splitlines()
        self.assertTrue(any(member in row and f"{MONTH}-02" in row for row in rows), said)

    def test_back_from_the_log(self):
        self.browser.js(f"Desk.run(['leave', 'm05', '{MONTH}-29', '{MONTH}-29', '--kind', 'annual'])")
        self.browser.wait("!!Month.leave[4][28]")
        self.browser.click(self.button("log"))
        self.browser.wait("document.querySelector('#panel pre') && document.querySelector('#panel pre').innerText.includes('leave')")
        self.browser.click(self.button("undoLog"))
        self.browser.wait("!!document.getElementById('sure')")
        self.assertIn("would be taken back: leave", self.browser.js("document.getElementById('panel').innerText"))
        self.assertTrue(self.browser.js("!!Month.leave[4][28]"))
        self.browser.click("document.getElementById('sure')")
        self.browser.wait("!Month.leave[4][28]")
        self.assertNotIn("m05", self.path("leave.csv").read_text(encoding="utf-8-sig").split("annual")[0].splitlines()[-1])

    def test_a_days_sheet_and_ones_own_month(self):
        duties = [duty for duty in json.loads(self.run_geng("show", MONTH, "--json").stdout)["duties"]]
        mine = next(duty for duty in duties if duty["date"] == f"{MONTH}-01" and duty["items"])
        self.browser.click(self.cell(mine["member"], 1))
        said = self.browser.js("document.getElementById('panel').textContent")
        posts = {post["id"]: post for post in self.browser.js("Month.data.posts")}
        for duty in duties:
            if duty["date"] == f"{MONTH}-01":
                self.assertIn(duty["name"], said)
                self.assertIn(posts[duty["post"]]["name"], said)
        for point in posts[mine["post"]]["checklist"]:
            self.assertIn(point, said)
        marks = {shift["id"]: shift["mark"] for shift in self.browser.js("Month.data.shifts")}
        own = " ".join(f"{int(duty['date'][8:])}{marks[duty['shift']]}" for duty in sorted(
            (duty for duty in duties if duty["member"] == mine["member"]), key=lambda duty: duty["date"]))
        self.assertIn(own, said)
        self.browser.js("document.querySelector('#panel details').open = true")
        self.browser.click(self.button("kit"))
        self.browser.wait("!!document.querySelector('#panel pre')")
        sheet = self.browser.js("document.querySelector('#panel pre').innerText")
        for item in mine["items"]:
            self.assertIn(item, sheet)

    # -- there and back over everything --

    def whole(self):
        """What the folder says of the months and of the leave, in whatever order and version."""
        table = lambda name: sorted(self.path(name).read_text(encoding="utf-8-sig").splitlines())
        duties = [sorted((duty["date"], duty["member"], duty["shift"], duty["post"]) for duty in
                         json.loads(self.run_geng("show", month, "--json").stdout or "{}").get("duties", []))
                  for month in (MONTH, "2026-12")]
        official = sorted((row["日期"], row["队员"], row["班次"], row["岗位"]) for row in self.rows(f"rosters/{MONTH}.csv")
                          if row["状态"] not in ("取消", "gone"))
        return duties, official, table("leave.csv"), table("station.ini")

    def key_at(self, member, day, key):
        self.browser.click(self.cell(member, day))
        self.browser.key(key)
        self.saved()

    def turn(self, key, sure):
        """One step back or forth; what is published is looked at first."""
        self.browser.js("Panel.view = 'cell'; Panel.cell()")
        before, month = self.browser.js("Month.data.generation"), self.browser.js("Month.data.month")
        self.browser.key(key, CONTROL)
        if sure:
            official = self.whole()[1]
            self.browser.wait("!!document.getElementById('sure')")
            self.assertEqual(self.whole()[1], official)
            self.browser.click("document.getElementById('sure')")
        self.browser.wait(f"Month.data.generation !== {before} || Month.data.month !== '{month}'")
        self.browser.js("Desk.turns.then(() => Desk.line)")

    def test_there_and_back_over_everything(self):
        """Strokes of two months, and commands between them: back in the order in which they were done, and forth again."""
        def go(month):
            self.browser.js(f"location.hash = '{month}'")
            self.browser.wait(f"Month.data.month === '{month}' && " + DRAWN)

        def december():
            go("2026-12")
            self.key_at("m03", 4, "1")


        run = lambda words: self.browser.js(f"Desk.run({json.dumps(words)})")
        deeds = [
            lambda: run(["swap", "m05", self.can_swap("m05", 30), f"{MONTH}-30"]),
            lambda: run(["publish", MONTH, "--yes"]),
            lambda: self.key_at("m01", 6, "3"),
            lambda: run(["leave", "m05", f"{MONTH}-29", f"{MONTH}-29", "--kind", "annual"]),
            lambda: self.key_at("m02", 7, "3"),
            december,
            lambda: (go(MONTH), run(["relax", "m08", "limit", "duties per period ..9"])),
        ]
        published = 1
        states = [self.whole()]
        for deed in deeds:
            deed()
            states.append(self.whole())
            self.assertTrue(states[-1] != states[-2], len(states))
        for i in reversed(range(len(deeds))):
            self.turn("z", i == published)
            self.assertTrue(self.whole() == states[i], i)
        self.assertIsNone(self.browser.js("Month.data.undo"))
        for i in range(len(deeds)):
            self.turn("y", i == published)
            self.assertTrue(self.whole() == states[i + 1], i)
        self.assertIsNone(self.browser.js("Month.data.redo"))

    def test_what_was_changed_since_is_not_taken_back(self):
        """It is said, and is not in the way of what is before it."""
        self.key_at("m01", 6, "3")
        self.key_at("m02", 7, "3")
        self.browser.js(f"Desk.run(['leave', 'm05', '{MONTH}-28', '{MONTH}-29'])")
        self.browser.wait("!!Month.leave[4][28]")
        # Somewhere else the leave is cut, and the second cell is another.
        self.expect(FINE, "leave", "m05", f"{MONTH}-28", "--cancel")
        self.assertIn(self.run_geng("assign", "m02", f"{MONTH}-07", "off").returncode, (0, 2, 3))
        self.browser.js("Desk.load(Month.data.month)")
        self.browser.click("document.getElementById('undo')")
        self.browser.wait("document.querySelector('#panel pre') && document.querySelector('#panel pre').innerText.includes('cannot')")
        self.assertIn(f"m05,请假,{MONTH}-29", self.path("leave.csv").read_text(encoding="utf-8-sig"))
        self.browser.click("document.getElementById('undo')")
        self.browser.wait("document.getElementById('news').innerText.includes('stays as it is')")
        self.browser.wait("Month.data.undo")
        self.browser.click("document.getElementById('undo')")
        self.browser.wait("!Month.data.undo")
        self.settle()
        self.assertNotEqual(self.shift_of("m01", 6), "standby")

    def test_the_back_button(self):
        self.browser.click(self.cell("m01", 2))
        self.browser.key("3")
        self.saved()
        self.browser.js("location.hash = '2026-12'")
        self.browser.wait("Month.data.month === '2026-12'")
        self.browser.js("history.back()")
        self.browser.wait(f"Month.data.month === '{MONTH}'")
        self.assertEqual(self.browser.js("document.getElementById('which').value"), MONTH)
        self.assertEqual(self.mark("m01", 2), "守")
        # From another page as well: the month is as the folder has it, not as it was left.
        self.browser.open("about:blank", "location.href === 'about:blank'")
        self.expect(FINE, "pin", "m03", f"{MONTH}-01")
        self.browser.js("setTimeout(() => history.back())")
        self.browser.wait("typeof Month !== 'undefined' && !!Month.data && " + DRAWN)
        self.assertEqual(self.mark("m01", 2), "守")
        self.assertTrue(self.browser.js("Month.cell(Month.index.get('m03'), 0).flags & PINNED"))
        self.browser.click(self.cell("m01", 3))
        self.browser.key("3")
        self.saved()
        self.assertEqual(self.shift_of("m01", 3), "standby")

    def visit(self, origin):
        self.browser.open(f"{origin}/#{MONTH}", f"location.origin === '{origin}' && typeof Month !== 'undefined' && !!Month.data && {DRAWN}")

    def stroke(self, day):
        self.browser.click(self.cell("m01", day))
        self.browser.key("3")
        self.settle()

    def test_two_desks(self):
        """Neither loses what the other wrote, and each says what moved."""
        first = self.browser.js("location.origin")
        self.stroke(5)
        desk, address = self.start_desk()
        self.browser.open(f"{address}#{MONTH}", f"location.origin !== '{first}' && typeof Month !== 'undefined' && !!Month.data && {DRAWN}")
        second = self.browser.js("location.origin")
        self.assertEqual(self.mark("m01", 5), "守")
        self.stroke(9)
        self.visit(first)
        self.assertEqual([self.mark("m01", day) for day in (5, 9)], ["守", "守"])
        generation = self.browser.js("Month.data.generation")
        self.visit(second)
        self.stroke(12)
        # A page that did not see it: the step is refused, and what moved is shown.
        self.visit(first)
        self.browser.js(f"Month.data.generation = {generation}")
        self.stroke(13)
        self.assertTrue(self.news())
        self.assertEqual(self.mark("m01", 12), "守")
        self.assertEqual(self.end(desk), 0)
        self.assertEqual(self.end(), 0)
        self.assertEqual([self.shift_of("m01", day) for day in (5, 9, 12)], ["standby"] * 3)
        self.assertNotEqual(self.shift_of("m01", 13), "standby")

    def judged(self):
        """The month as the desk tells it, but for what counts the desk's own steps."""
        month = self.browser.js(f"fetch('/{MONTH}/month').then((answer) => answer.json())")
        for finding in month["findings"]:
            del finding["number"]
        return {name: value for name, value in month.items() if name not in ("generation", "undo", "redo", "bound")}

    def test_leave_is_followed_as_it_is_read(self):
        """A desk takes in leave that came or went as one does that was opened after it."""
        ours = self.browser.js("location.origin")
        dates = [f"{MONTH}-{day:02}" for day in (9, 11)]
        rows = self.path("leave.csv").read_text(encoding="utf-8")

        def by_hand(text):
            self.path("leave.csv").write_text(text, encoding="utf-8")
            self.browser.js("Desk.load(Month.data.month)")

        steps = [
            lambda: self.browser.js(f"Desk.command(['leave', 'm05', '{dates[0]}', '{dates[1]}'])"),
            lambda: (self.stroke(5), self.browser.js(f"Desk.command(['leave', 'm07', '{dates[0]}'])")),
            lambda: self.browser.js(f"Desk.command(['leave', 'm05', '{dates[0]}', '{dates[1]}', '--cancel'])"),
            lambda: by_hand(rows),
            lambda: by_hand(self.path("leave.csv").read_text(encoding="utf-8").splitlines()[0] + "\n"),
        ]
        seen = []
        for step in steps:
            step()
            self.settle()
            followed = self.judged()
            desk, address = self.start_desk()
            self.browser.open(f"{address}#{MONTH}", f"location.origin !== '{ours}' && typeof Month !== 'undefined' && !!Month.data && {DRAWN}")
            self.assertEqual(followed, self.judged())
            self.visit(ours)
            self.assertEqual(self.end(desk), 0)
            seen.append(json.dumps(followed))
        self.assertEqual(len(set(seen)), len(steps))

    def test_published_elsewhere(self):
        self.browser.js(f"Desk.paint([{{ member: 'm05', date: '{MONTH}-30', shift: '' }}])")
        self.saved()
        self.run_geng("publish", MONTH, "--yes")
        self.browser.click(self.cell("m06", 30))
        self.browser.key("0")
        self.settle()
        self.assertIn(f"rosters/{MONTH}.csv", self.news())
        # What is official now is shown, and the stroke was not taken.
        self.assertFalse(self.browser.js("Month.cell(4, 29).flags & CHANGED"))
        self.assertEqual(self.mark("m06", 30), self.browser.js("Month.markOf(Month.cell(5, 29).shift)"))


class Door(Desk):
    """The browser is started with a file, and only its owner may read it."""

    def browser_of_the_desktop(self):
        """A desktop whose browser writes down what it is started with."""
        home = self.scratch / "home"
        (home / "share/applications").mkdir(parents=True)
        (home / "config").mkdir()
        (home / "run").mkdir(mode=0o700)
        (home / "browser").write_text(f"#!/bin/sh\necho \"$1\" > {home}/opened.new\nmv {home}/opened.new {home}/opened\nsleep 2\n")
        (home / "browser").chmod(0o755)
        (home / "share/applications/ours.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Ours\nExec={home}/browser %u\nMimeType=text/html;x-scheme-handler/file;\n")
        (home / "config/mimeapps.list").write_text(
            "[Default Applications]\ntext/html=ours.desktop\nx-scheme-handler/file=ours.desktop\n")
        return home

    def test_no_key_in_the_list_of_processes(self):
        home = self.browser_of_the_desktop()
        env = environment("en") | {"XDG_DATA_HOME": f"{home}/share", "XDG_CONFIG_HOME": f"{home}/config", "XDG_RUNTIME_DIR": f"{home}/run"}
        desk = subprocess.Popen([GENG, "desk", "-C", self.folder], stdout=subprocess.PIPE, text=True, env=env)
        self.addCleanup(self.end, desk)
        key = desk.stdout.readline().split("key=")[1].strip()
        end = time.monotonic() + PATIENCE
        while not (home / "opened").exists():
            self.assertLess(time.monotonic(), end, "no browser was started")
            time.sleep(0.05)
        door = Path(unquote(urlsplit((home / "opened").read_text().strip()).path))
        self.assertEqual(stat.S_IMODE(door.stat().st_mode), 0o600)
        self.assertEqual(door.parent, home / "run")
        lines = b""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                lines += path.read_bytes()
            except OSError:
                continue
        self.assertIn(str(door).encode(), lines)
        self.assertNotIn(key.encode(), lines)
        # The file leads to the page.
        self.browser.open(door.as_uri(), "typeof Month !== 'undefined' && !!Month.data")
        self.assertNotIn(key, self.browser.js("location.href"))
        self.assertEqual(self.end(desk), 0)
        self.assertFalse(door.exists())


if __name__ == "__main__":
    unittest.main()
