# SPDX-License-Identifier: LGPL-2.1-or-later
"""Why places are open, on the desk: the sentence, the remedies that were tried, whose consent one needs, and a click that does it."""

import importlib.util
import unittest
from pathlib import Path

from page import Desk
from village import FINE, GAPS

# The station of the program's own test of this name.
spec = importlib.util.spec_from_file_location("program_why", Path(__file__).parent.parent / "program/test_why.py")
small = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small)


class Why(Desk):
    month = "2026-12"

    def prepare(self):
        small.Small.prepare(self)

    def write(self, name, text):
        self.path(name).write_text(text, encoding="utf-8")

    def open_desk(self, **more):
        self.expect(GAPS, "plan", self.month, "--effort", "quick")
        super().open_desk(**more)

    def ask(self, kind):
        """Opens the remedy of that kind."""
        self.browser.click(self.button("why"))
        self.browser.wait("!!document.getElementById('advice')")
        self.assertIn("nobody can fill it", self.browser.js("document.getElementById('advice').innerText"))
        word = {"leave": "no leave", "limit": "“", "join": "at least 1 more", "lend": "lent"}[kind]
        self.browser.click(f"[...document.querySelectorAll('#panel li')].find((li) => li.innerText.includes('{word}')).querySelector('button')")
        self.browser.wait("!!document.getElementById('message')")
        return self.browser.js("document.getElementById('message').innerText")

    def plan(self):
        """The page offers to plan anew, and takes what it finds."""
        self.browser.wait("!!document.getElementById('plan-now')")
        self.browser.js("document.getElementById('effort').value = 'quick'")
        self.browser.click("document.getElementById('plan-now')")
        self.browser.wait("!!document.getElementById('take')")
        self.browser.click("document.getElementById('take')")
        self.saved()
        self.assertEqual(self.score()["gaps"], 0)

    def test_a_leave(self):
        message = self.ask("leave")
        self.assertRegex(message, "^李大山, people are missing on 12-0[123]")
        self.assertEqual(self.browser.axe(), [])
        self.assertEqual(self.path("leave.csv").read_text(encoding="utf-8"), small.LEAVE.format("家事"))
        # Where the desk gives no answer nothing was done, and nothing is planned.
        self.browser.js("Panel.planned = 0; Panel.truePlan = Panel.plan; Panel.plan = () => { Panel.planned++; };"
                        " Desk.trueCommand = Desk.command; Desk.command = async () => { Desk.asked = true; return null; }")
        self.browser.click("document.getElementById('agreed')")
        self.browser.wait("!!Desk.asked")
        self.browser.js("new Promise((done) => setTimeout(done, 300))")
        self.assertEqual(self.browser.js("Panel.planned"), 0)
        self.browser.js("Panel.plan = Panel.truePlan; Desk.command = Desk.trueCommand")
        remedy = self.browser.js("document.querySelector('#panel p').innerText")
        self.browser.click("document.getElementById('agreed')")
        self.plan()
        step = self.json(FINE, "log")[1]
        self.assertEqual(step["approved-by"], "李大山")
        self.assertEqual(step["why"], remedy)

    def test_a_limit(self):
        self.assertIn("王建国", self.ask("limit"))
        self.browser.click("document.getElementById('agreed')")
        self.plan()
        self.assertIn("[member m01]\nlimit = duties per period ..3", self.path("station.ini").read_text(encoding="utf-8"))

    def test_somebody_from_elsewhere(self):
        """Nobody here can agree to it: a message, and no button that does it."""
        for kind in ("join", "lend"):
            self.assertIn("带班队长", self.ask(kind))
            self.assertFalse(self.browser.js("!!document.getElementById('agreed')"))


if __name__ == "__main__":
    unittest.main()
