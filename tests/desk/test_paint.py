# SPDX-License-Identifier: LGPL-2.1-or-later
"""Painting in a real browser: by keys, mouse and clipboard; judged at once, saved line by line, taken back, planned, published."""

import json
import random
import os
import subprocess
import time
import unittest

from browser import CONTROL, SHIFT
from page import Desk
from village import BROKEN, FINE, MONTH


class Paint(Desk):
    def lines(self):
        path = self.path(f"drafts/{MONTH}.steps")
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def test_a_key_paints_and_the_judge_answers(self):
        self.assertEqual(self.score()["broken"], 0)
        for day, key in ((2, "2"), (3, "y"), (4, "夜")):
            self.browser.click(self.cell("m06", day))
            self.browser.key(key)
            self.saved()
            if day == 2:
                self.assertRegex(self.browser.js("document.getElementById('score').innerText"), r"[+−][0-9.]+")
        self.assertEqual([self.mark("m06", day) for day in (2, 3, 4)], ["夜", "夜", "夜"])
        # The same rule in the page, by the words of `geng check`.
        self.assertGreater(self.score()["broken"], 0)
        self.assertIn("hard", self.browser.js(self.cell("m06", 2) + ".className"))
        self.browser.click(self.cell("m06", 2))
        done = self.run_geng("check", MONTH, "--json")
        self.assertEqual(done.returncode, BROKEN)
        verdict = json.loads(done.stdout)
        self.assertEqual(self.score(), {name: verdict[name] for name in ("broken", "gaps", "cost")})
        texts = {finding["text"] for finding in verdict["findings"]}
        self.assertEqual(set(self.browser.js("[...Month.findings.values()].map((one) => one.text)")), texts)
        self.assertTrue(any(text in self.browser.js("document.getElementById('panel').innerText") for text in texts))
        # The day and the person say so as well.
        for finding in verdict["findings"]:
            if finding["severity"] == "hard" and finding["first"] == finding["last"]:
                head = f"Grid.heads[{int(finding['first'][8:]) - 1}]"
                person = f"Grid.rows.get(Month.index.get('{finding['members'][0]}')).firstChild"
                for part in (head, person):
                    self.assertIn("hard", self.browser.js(part + ".className"))
                    self.assertIn(finding["text"], self.browser.js(part + ".title"))
        self.assertNotIn("hard", self.browser.js("Grid.heads[19].className"))
        # It is red in the draft and never goes out.
        self.expect(BROKEN, "publish", MONTH, "--yes")

    def test_saved_is_saved(self):
        self.browser.click(self.cell("m02", 3))
        self.browser.key("3")
        self.saved()
        self.assertEqual(len(self.lines()), 1)
        self.end(kill=True)
        self.assertEqual(self.shift_of("m02", 3), "standby")
        self.assertEqual(len(self.lines()), 1)
        # The next command that writes makes the table, and the log tells both apart.
        self.expect(FINE, "pin", "m03", f"{MONTH}-01")
        self.assertEqual(self.lines(), [])
        row = next(row for row in self.rows(f"drafts/{MONTH}.csv") if row["队员"] == "m02" and row["日期"] == f"{MONTH}-03")
        self.assertEqual(row["班次"], "standby")
        steps = self.json(FINE, "log")
        self.assertEqual([step["command"].split()[0] for step in steps], ["desk", "pin"])

    def test_an_evening_is_one_step(self):
        before = self.shown()
        for day in range(1, 9):
            self.browser.click(self.cell("m05", day))
            self.browser.key("0")
        self.saved()
        self.assertEqual(len(self.lines()), len({date for date, who, *_ in before if who == "m05" and date <= f"{MONTH}-08"}))
        self.assertEqual(self.end(), 0)
        self.assertEqual(self.lines(), [])
        steps = self.json(FINE, "log")
        self.assertEqual(len(steps), 1)
        self.assertNotEqual(self.shown(), before)
        self.expect(FINE, "undo")
        self.assertEqual(self.shown(), before)

    def test_mouse(self):
        self.browser.click("document.getElementById('brush-standby')")
        self.browser.drag(self.cell("m01", 20), self.cell("m01", 24))
        self.saved()
        self.assertEqual([self.mark("m01", day) for day in range(20, 25)], ["守"] * 5)
        self.assertEqual(len(self.lines()), 1)
        self.browser.click("document.getElementById('hand')")
        one, other = self.mark("m02", 3), self.mark("m04", 9)
        self.assertNotEqual(one, other)
        self.browser.drag(self.cell("m02", 3), self.cell("m04", 9))
        self.saved()
        self.assertEqual((self.mark("m02", 3), self.mark("m04", 9)), ("" if other in "–" else other, one))

    def test_a_table_there_and_back(self):
        self.browser.click(self.cell("m01", 2))
        self.browser.click(self.cell("m03", 5), SHIFT)
        table = self.browser.clipboard("copy")
        self.assertEqual([len(row.split("\t")) for row in table.split("\n")], [4, 4, 4])
        self.browser.click(self.cell("m10", 20))
        self.browser.clipboard("paste", table)
        self.saved()
        self.browser.click(self.cell("m10", 20))
        self.browser.click(self.cell("m12", 23), SHIFT)
        self.assertEqual(self.browser.clipboard("copy"), table)
        before = self.browser.js("Month.data.generation")
        self.browser.click(self.cell("m10", 20))
        self.browser.clipboard("paste", "白\t早早早")
        self.assertIn("早早早", self.news())
        self.assertEqual(self.browser.js("Month.data.generation"), before)
        # As a table from elsewhere writes it: names, ids, a last line break.
        self.browser.clipboard("paste", "白班\tnight\r\n休\t守\r\n")
        self.saved()
        self.assertEqual([self.mark("m10", 20), self.mark("m10", 21), self.mark("m11", 20), self.mark("m11", 21)],
                         ["白", "夜", "", "守"])

    def test_there_and_back(self):
        before, cells = self.shown(), self.browser.js("JSON.stringify(Month.data.cells)")
        score = self.score()
        for key in "1230p2":
            self.browser.key(key) if key != "1" else (self.browser.click(self.cell("m07", 12)), self.browser.key(key))
        self.saved()
        steps = 0
        while self.browser.js("Month.data.undo"):
            self.browser.click("document.getElementById('undo')")
            self.settle()
            steps += 1
        self.assertGreaterEqual(steps, 4)
        self.assertEqual(self.browser.js("JSON.stringify(Month.data.cells)"), cells)
        self.assertEqual(self.score(), score)
        self.assertEqual(self.shown(), before)
        for _ in range(steps):
            self.browser.click("document.getElementById('redo')")
            self.settle()
        self.assertEqual(self.mark("m07", 12), "夜")
        self.browser.click(self.cell("m07", 12))
        self.browser.key("z", CONTROL)
        self.settle()
        self.assertNotEqual(self.mark("m07", 12), "夜")

    def test_days(self):
        """The notice for 2026: National Day from the 1st to the 7th, and Saturday the 10th is a make-up day."""
        self.browser.js("location.hash = '2026-10'")
        self.browser.wait("Month.data.month === '2026-10'")
        heads = self.browser.js("Grid.heads.map((head) => [head.innerText.replace(/\\s/g, ' '), head.className.replace(/ ?open$/, ''), head.title])")
        self.assertEqual([(text, kind) for text, kind, _ in heads[:10]], [
            *((f"{day} 节", "holiday weekend") for day in range(1, 8)), ("8 Th", ""), ("9 Fr", ""), ("10 班", "")])
        self.assertEqual(heads[10][:2], ["11 Su", "weekend"])
        self.assertIn("国庆节", heads[0][2])

    def test_by_team(self):
        for by in ("team", "organisation", "post", ""):
            self.browser.js(f"document.getElementById('by').value = '{by}';"
                            "document.getElementById('by').dispatchEvent(new Event('change'))")
            groups = self.browser.js("Grid.order.map((member) => Grid.group[member])")
            # Each group stands together, and nobody is lost.
            runs = [name for i, name in enumerate(groups) if i == 0 or groups[i - 1] != name]
            self.assertEqual(len(runs), len(set(runs)), by)
            self.assertEqual(sorted(self.browser.js("Grid.order")), list(range(len(groups))))
        # Keys and ranges go by what is seen.
        self.browser.js("Grid.by = 'organisation'; Grid.show()")
        first, second = self.browser.js("Grid.order.slice(0, 2).map((member) => Month.data.members[member].id)")
        self.browser.click(self.cell(first, 3))
        self.browser.key("ArrowDown")
        self.assertEqual(self.browser.js("Month.data.members[Grid.focus.member].id"), second)

    def test_keys_alone(self):
        self.browser.click(self.cell("m01", 1))
        for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
            self.browser.key(key)
        focus = self.browser.js("[Grid.focus.member, Grid.focus.day, document.activeElement.getAttribute('aria-label')]")
        self.assertEqual(focus[:2], [1, 2])
        self.assertTrue(focus[2].startswith("钱乙, 11-03"), focus)
        self.browser.key("ArrowRight", SHIFT)
        self.browser.key("ArrowDown", SHIFT)
        self.browser.key("Delete")
        self.saved()
        self.assertEqual([self.mark(member, day) for member in ("m02", "m03") for day in (3, 4)], [""] * 4)
        self.assertEqual(len(self.lines()), 1)

    def test_two_hundred_edits(self):
        self.edits(int(os.environ.get("GENG_EDITS", "200")))

    def edits(self, count):
        """The page leaves the folder that a C program leaves that makes the same changes."""
        other = self.scratch / "other"
        subprocess.run(["cp", "-a", self.folder, other], check=True)
        rng, lines = random.Random(23), []
        shifts = {"day": "village", "night": "village", "standby": "desk"}
        for step in range(count):
            cells = []
            for _ in range(rng.randint(1, 3)):
                member, day, shift = f"m{rng.randint(1, 28):02}", rng.randint(1, 30), rng.choice(["", *shifts])
                date = f"{MONTH}-{day:02}"
                cell = {"member": member, "date": date, "shift": shift}
                if shift:
                    cell |= {"post": shifts[shift], "pinned": rng.random() < 0.2}
                cells.append(cell)
                lines.append(f"{member} {date} {shift or 'off'} {shifts.get(shift, '')} {int(cell.get('pinned', 0))}")
            self.browser.js(f"Desk.paint({json.dumps(cells)})")
            # Taken back and done again, it is the same.
            if step % 10 == 9:
                self.browser.js("Desk.turn(true)")
                self.browser.js("Desk.turn(false)")
        self.saved()
        self.assertEqual(self.end(), 0)
        done = subprocess.run([os.environ["EDITS"], other, MONTH], input="\n".join(lines) + "\n", text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        ours = {name: content for name, (content, *_) in self.files().items()}
        self.folder = other
        theirs = {name: content for name, (content, *_) in self.files().items()}
        self.assertEqual(ours.keys(), theirs.keys())
        self.assertEqual([name for name in ours if ours[name] != theirs[name]], [])


class Work(Desk):
    def test_plan_beside_ones_work(self):
        self.browser.js("location.hash = '2026-12'")
        self.browser.wait("Month.data.month === '2026-12'")
        self.assertGreater(self.score()["gaps"], 0)
        self.browser.click(self.button("plan"))
        self.browser.wait("!!document.getElementById('plan-now')")
        self.browser.js("document.getElementById('effort').value = 'quick'")
        self.browser.click("document.getElementById('plan-now')")
        # Painted while it plans: it stays.
        self.browser.js("Desk.paint([{ member: 'm01', date: '2026-12-02', shift: 'standby', post: 'desk', pinned: true }])")
        self.browser.wait("!!document.getElementById('take')")
        self.assertTrue(self.in_form("plan", self.browser.js("Desk.get('plan')"))["plan"]["cells"])
        self.browser.click("document.getElementById('take')")
        self.settle()
        self.browser.wait("document.getElementById('saved').textContent === say('saved')")
        self.assertEqual(self.mark("m01", 2), "守")
        self.assertLess(self.score()["gaps"], 10)
        # The plan proved its bound without that pin.
        self.assertIsNone(self.browser.js("Month.data.bound"))
        planned = {(duty["date"], duty["member"]) for duty in json.loads(self.run_geng("show", "2026-12", "--json").stdout)["duties"]}
        self.assertIn(("2026-12-02", "m01"), planned)
        self.assertGreater(len(planned), 300)
        self.browser.click("document.getElementById('undo')")
        self.settle()
        self.assertEqual(self.mark("m01", 2), "守")
        self.assertEqual(self.mark("m02", 9), "")

    def plan(self, **asked):
        body = json.dumps({"effort": "quick"} | asked)
        self.browser.js(f"Desk.post('start', {{ generation: Month.data.generation, ...{body} }})")
        self.browser.wait("(async () => !(await Desk.get('plan')).running)()")

    def take(self):
        plan = self.browser.js("Desk.get('plan')")["plan"]
        self.browser.js("Desk.step('take', {})")
        self.saved()
        return plan

    def test_what_is_proven(self):
        # Of an official month a plan changes only what is still to come.
        self.plan(**{"from": f"{MONTH}-28"})
        self.take()
        self.assertIsNone(self.browser.js("Month.data.bound"))
        self.browser.js("location.hash = '2026-12'")
        self.browser.wait("Month.data.month === '2026-12'")
        self.plan()
        # The desk rests, and writes the table of the other month: the plan of this one is not lost by it.
        while self.path(f"drafts/{MONTH}.steps").exists():
            time.sleep(0.2)
        plan = self.take()
        self.assertEqual(self.browser.js("Month.data.bound"), {"gaps": plan["bound-gaps"], "cost": plan["bound-cost"]})
        # All that it would change is drawn, however much it is.
        self.assertGreater(self.browser.js("Panel.found({ gaps: 0, cost: 0, cells: Array(500).fill([0, 0, [], []]) }).length"), 500)

    def test_people_are_those_who_are_wanted(self):
        self.edit("station.ini", "[demand lead]", "[demand guard]\nname = 企业巡逻\npost = works\nwindow = patrol\n"
                  "crew = 1..2\n\n[demand lead]")
        self.browser.js("Desk.load(Month.data.month)")
        people = "Month.data.demands.find((one) => one.id === 'guard').people.slice(0, 3)"
        self.assertEqual(self.browser.js(people), [0] * 3)
        # Whoever is on call has a duty in that window and is not of its crew.
        for member, day, shift in (("c01", 1, "lead"), ("m05", 3, "night")):
            self.browser.js(f"Desk.paint([{{ member: '{member}', date: '{MONTH}-0{day}', shift: '{shift}', post: 'works' }}])")
        self.saved()
        self.assertEqual(self.browser.js(people), [0, 0, 1])
        self.browser.js("Desk.load(Month.data.month)")
        self.assertEqual(self.browser.js(people), [0, 0, 1])

    def test_fair_shares(self):
        """Beside each person: what he has of a burden and his part of it; who is off it is one of whom the judge says so."""
        off = "Month.data.members.filter((_, i) => Month.data.loads[i][4].some(([, had, least, most]) => had < least || had > most)).map((one) => one.id)"
        said = "[...new Set([...Month.findings.values()].filter((one) => one.rule === 'fair-share').map((one) => one.members[0]))]"
        for day in (0, 3, 4, 9):
            if day:
                self.browser.js(f"Desk.paint([{{ member: 'm09', date: '{MONTH}-{day:02}', shift: 'night', post: 'village' }}])")
                self.saved()
            self.assertEqual(sorted(self.browser.js(off)), sorted(self.browser.js(said)))
        self.assertIn("m09", self.browser.js(off))
        bars = "Grid.rows.get(Month.index.get('m09')).lastChild"
        self.assertIn("fair share", self.browser.js(bars + ".title"))
        self.assertTrue(self.browser.js(f"!!{bars}.querySelector('.bar.over')"))

    def test_cancel_keeps_the_best(self):
        self.browser.js("location.hash = '2026-12'")
        self.browser.wait("Month.data.month === '2026-12'")
        self.browser.js("Panel.plan()")
        self.browser.js("Desk.post('start', { generation: Month.data.generation, effort: 'thorough' })")
        answer = self.browser.js("Desk.post('start', { generation: Month.data.generation })")
        self.assertIsNone(answer)
        self.browser.wait("(async () => (await Desk.get('plan')).gaps >= 0)()")
        self.browser.js("Desk.post('cancel', {})")
        self.browser.js("Panel.plan()")
        self.browser.wait("(async () => !(await Desk.get('plan')).running)()")
        plan = self.browser.js("Desk.get('plan')")["plan"]
        self.assertGreater(len(plan["cells"]), 100)
        self.assertTrue(plan["truncated"])

    def test_publish_this_one(self):
        before = self.rows(f"rosters/{MONTH}.csv")
        # A duty goes to who can take it, and another day changes that is not for now.
        self.browser.js(f"Panel.covers({{ member: 'm05', date: '{MONTH}-30' }})")
        self.browser.click(self.button("give"))
        self.saved()
        taker = self.browser.js("(Month.data.cells.findIndex((days, member) => member !== 4 && (days[29][2] & 4)))")
        self.browser.click(f"Grid.at({taker}, 29)")
        self.assertEqual(self.score()["broken"], 0)
        # Another change of the same day, which is not for now.
        other = self.browser.js(f"(Month.data.members.findIndex((one, member) => member !== 4 && member !== {taker}"
                                " && Month.cell(member, 29).shift === 1))")
        self.browser.js(f"Desk.paint([{{ member: Month.data.members[{other}].id, date: '{MONTH}-30', shift: '' }}])")
        self.browser.js("Panel.view = 'cell'; Panel.cell()")
        self.browser.click(self.button("publishOne"))
        self.browser.click(f"[...document.querySelectorAll('#panel input')].find((box) => box.member === Month.data.members[{other}].id)")
        self.browser.click("document.getElementById('look')")
        self.browser.wait("!!document.getElementById('sure')")
        said = self.browser.js("document.getElementById('panel').innerText")
        self.assertIn("2026-11-30", said)
        self.assertEqual(self.rows(f"rosters/{MONTH}.csv"), before)
        self.browser.click("document.getElementById('sure')")
        self.browser.wait("!Month.cell(4, 29).flags && document.querySelector('#panel pre') && !document.getElementById('sure')")
        after = self.rows(f"rosters/{MONTH}.csv")
        duty = {row["队员"]: row["班次"] for row in after if row["日期"] == f"{MONTH}-30"}
        old = {row["队员"]: row["班次"] for row in before if row["日期"] == f"{MONTH}-30"}
        self.assertEqual(duty.get("m05", ""), "")
        left = self.browser.js(f"Month.data.members[{other}].id")
        self.assertEqual(duty[left], old[left])
        self.assertEqual(self.mark(left, 30), "")
        self.assertEqual(duty[self.browser.js(f"Month.data.members[{taker}].id")], old["m05"])
        self.assertIn("publish", self.json(FINE, "log")[-1]["command"])

    def test_who_could_and_why(self):
        self.browser.js("Desk.paint(Month.data.members.map((_, member) => ({ member, day: 1 }))"
                        ".filter((place) => Month.cell(place.member, 1).shift === 1).slice(3)"
                        ".map((place) => Desk.named(place, { shift: '' })))")
        gaps = self.score()["gaps"]
        self.assertGreater(gaps, 0)
        # A post is known by its id.
        self.browser.js("for (const post of Month.data.posts) post.name = '岗位'")
        self.browser.click("document.querySelector('#foot td.few')")
        self.browser.wait("document.querySelectorAll('#panel li').length > 1")
        self.browser.click(self.button("give"))
        self.settle()
        self.assertLess(self.score()["gaps"], gaps)
        self.browser.click(self.button("log"))
        self.browser.wait("!!document.querySelector('#panel pre')")

    def test_leave_swap_and_asks(self):
        self.expect(FINE, "inbox", "add", "m02", f"{MONTH}-27", "leave")
        self.browser.click(self.button("inbox"))
        self.browser.wait("!!document.querySelector('#panel section')")
        self.assertIn("钱乙", self.browser.js("document.getElementById('panel').innerText"))
        self.browser.click(self.button("inboxAccept"))
        self.browser.wait("!!Month.leave[1][26]")
        classes = self.browser.js(self.cell("m02", 27) + ".className").split()
        self.assertIn("leave", classes)
        self.assertEqual("hard" in classes, self.browser.js("Month.about(1, 26, 'hard').length") > 0)
        self.browser.js(f"Desk.run(['leave', 'm05', '{MONTH}-29', '{MONTH}-29', '--kind', 'annual'])")
        self.browser.wait("!!Month.leave[4][28]")
        self.assertIn("m05", self.path("leave.csv").read_text(encoding="utf-8-sig"))
        self.assertIsNone(self.browser.js("Desk.command(['publish', '2026-11', '--to', '/tmp'])"))
        self.assertIsNone(self.browser.js("Desk.command(['backup', '/tmp/x'])"))

    def test_what_is_refused_leaves_the_panel_free(self):
        for what in ("covers({ member: 'nobody' })", "publish(['--to', '/tmp'])"):
            self.browser.js(f"Panel.{what}")
            self.assertEqual(self.browser.js("Panel.view"), "cell", what)
        self.browser.js("Desk.send = async () => null")
        for name in ("why", "inbox", "log"):
            self.browser.js(f"Panel.{name}()")
            self.assertEqual(self.browser.js("Panel.view"), "cell", name)
            self.assertTrue(self.browser.js("!!document.querySelector('#panel select')"), name)


if __name__ == "__main__":
    unittest.main()
