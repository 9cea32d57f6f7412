# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may open the desk, who may write, what happens when the folder moves or the disk is full, and how the page reads."""

import json
import os
import stat
import unittest
from pathlib import Path

import jsonschema

from page import DRAWN, FORMS, Desk
from village import FINE, MONTH


class Guard(Desk):
    def setUp(self):
        super().setUp()
        status, headers, body = self.ask("GET", "/" + self.address.split("/", 3)[3], Host=self.host())
        self.cookie = headers["set-cookie"].split(";")[0]
        self.key = self.browser.js("KEY")

    def host(self):
        return self.address.split("/")[2]

    def origin(self):
        return "http://" + self.host()

    def test_who_may_read(self):
        for path in ("/", "/desk.js", "/months", f"/{MONTH}/month", f"/{MONTH}/wall", "/?key=" + "0" * 32, "/nowhere"):
            self.assertEqual(self.ask("GET", path)[0], 403, path)
            self.assertEqual(self.ask("GET", path, Cookie=self.cookie[:-1] + "x")[0], 403, path)
        for path in ("/", "/desk.js", "/desk.css", "/months", f"/{MONTH}/month", f"/{MONTH}/wall"):
            status, headers, _ = self.ask("GET", path, Cookie="a=b; " + self.cookie)
            self.assertEqual(status, 200, path)
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertEqual(headers["cache-control"], "no-store")
        self.assertEqual(self.ask("GET", "/nowhere", Cookie=self.cookie)[0], 404)
        # A name that leads to this computer is not our name.
        self.assertEqual(self.ask("GET", "/", Cookie=self.cookie, Host="evil.example:80")[0], 403)
        port = self.host().split(":")[1]
        self.assertEqual(self.ask("GET", "/", Cookie=self.cookie, Host="localhost:" + port)[0], 200)
        self.assertEqual(self.ask("GET", "/", Cookie=self.cookie, Host="localhost")[0], 403)
        for method in ("PUT", "DELETE", "OPTIONS"):
            self.assertEqual(self.ask(method, "/", Cookie=self.cookie)[0], 405)

    def test_the_cookie(self):
        _, headers, _ = self.ask("GET", "/" + self.address.split("/", 3)[3])
        cookie = headers["set-cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        self.assertTrue(cookie.startswith("geng-desk-" + self.host().split(":")[1] + "="))
        self.assertNotIn(self.address[-32:], self.browser.js("location.href"))
        self.assertEqual(self.browser.js("document.cookie"), "")

    def test_who_may_write(self):
        body = json.dumps({"generation": self.browser.js("Month.data.generation"),
                           "cells": [{"member": "m01", "date": f"{MONTH}-02", "shift": ""}]})
        before, path = self.files(), f"/{MONTH}/paint"
        right = {"Origin": self.origin(), "X_Geng_Key": self.key, "Cookie": self.cookie, "Content_Type": "application/json"}
        for name, value in (("Origin", "http://evil.example"), ("Origin", "http://127.0.0.1"), ("Origin", "null"),
                            ("X_Geng_Key", "0" * 32), ("X_Geng_Key", ""), ("Host", "evil.example")):
            self.assertEqual(self.ask("POST", path, body, **right | {name: value})[0], 403, (name, value))
        for name in ("Origin", "X_Geng_Key"):
            self.assertEqual(self.ask("POST", path, body, **{key: value for key, value in right.items() if key != name})[0], 403)
        self.assertEqual(self.ask("POST", "/run", json.dumps({"words": ["undo"]}), Cookie=self.cookie)[0], 403)
        self.assertEqual(self.files(), before)
        for wrong in (b"", b"[]", b"{", b'{"cells": 3}', b'{"cells": [3]}', b'{"generation": 1, "cells": []}', b"\xff" * 50,
                      b"[" * 100000):
            self.assertIn(self.ask("POST", path, wrong, **right)[0], (400, 409), wrong[:20])
        self.assertEqual(self.ask("POST", path, body, **right)[0], 200)

    def test_bad_cells(self):
        right = {"Origin": self.origin(), "X_Geng_Key": self.key}
        for cell in ({}, {"member": "m01"}, {"member": "m01", "date": "2026-12-01"}, {"member": "m01", "date": "2026-11-31"},
                     {"member": "nobody", "date": f"{MONTH}-01"}, {"member": 3, "date": 4},
                     {"member": "m01", "date": f"{MONTH}-02", "shift": "dusk"},
                     {"member": "m01", "date": f"{MONTH}-02", "shift": "day", "post": "moon"}):
            # The first cell is fine, and nothing of it stays.
            body = {"generation": self.browser.js("Month.data.generation"),
                    "cells": [{"member": "m02", "date": f"{MONTH}-03", "shift": ""}, cell]}
            status, _, text = self.ask("POST", f"/{MONTH}/paint", json.dumps(body), **right)
            self.assertEqual(status, 400, cell)
            self.assertTrue(json.loads(text)["error"])
        self.assertFalse(self.path("drafts").exists())
        self.browser.js("Desk.load(Month.data.month)")
        self.assertNotEqual(self.mark("m02", 3), "")

    def test_a_bad_cell_alone(self):
        """What was saved before stays: the refused step changed nothing that could be taken back."""
        self.browser.js(f"Desk.paint([{{ member: 'm02', date: '{MONTH}-03', shift: 'standby', post: 'desk' }}])")
        self.saved()
        for cell in ({"member": "nobody", "date": f"{MONTH}-01"}, {"member": "m01", "date": f"{MONTH}-02", "shift": "dusk"}):
            body = {"generation": self.browser.js("Month.data.generation"), "cells": [cell]}
            status, *_ = self.ask("POST", f"/{MONTH}/paint", json.dumps(body), Origin=self.origin(), X_Geng_Key=self.key)
            self.assertEqual(status, 400, cell)
        self.browser.js("Desk.load(Month.data.month)")
        self.assertEqual(self.mark("m02", 3), "守")
        # Another step writes what is on the page, and the one before it is there.
        self.browser.click(self.cell("m01", 2))
        self.browser.key("0")
        self.saved()
        self.assertEqual(self.shift_of("m02", 3), "standby")

    def test_a_month_that_was_never_opened(self):
        right = {"Origin": self.origin(), "X_Geng_Key": self.key}
        for month, action in (("2027-01", "save"), ("2027-02", "cancel")):
            self.assertEqual(self.ask("POST", f"/{month}/{action}", "{}", **right)[0], 200, month)
        body = json.dumps({"generation": 1, "cells": [{"member": "m01", "date": "2027-03-02", "shift": ""}]})
        self.assertEqual(self.ask("POST", "/2027-03/paint", body, **right)[0], 409)
        self.assertIsNone(self.desk.poll())

    def test_no_key_among_the_processes(self):
        key, read = self.address[-32:], {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = path.read_bytes()
            except OSError:
                continue
            read[int(path.parent.name)] = line
            self.assertNotIn(key.encode(), line) if b"chrom" not in line else None
        self.assertIn(b"desk", read[self.desk.pid])
        self.assertGreater(len(read), 2)


class Interface(Desk):
    """Another front end can be written: all that is answered is as docs/desk-schema.json says."""

    def test_answers(self):
        get = lambda path: self.browser.js(f"fetch('{path}').then((answer) => answer.json())")
        post = lambda what, body: self.browser.js(
            f"Desk.post('{what}', {{ generation: Month.data.generation, ...{json.dumps(body)} }}).then((answer) => {{"
            " Month.step(answer); return answer; })")
        jsonschema.Draft202012Validator.check_schema({"$defs": FORMS})
        self.in_form("months", get("/months"))
        self.in_form("month", get(f"/{MONTH}/month"))
        self.in_form("plan", get(f"/{MONTH}/plan"))
        self.in_form("error", get(f"/{MONTH}/covers?member=nobody"))
        self.in_form("covers", get(f"/{MONTH}/covers?member=m05&date={MONTH}-30"))
        cells = [{"member": "m01", "date": f"{MONTH}-06", "shift": "standby", "pinned": True}]
        self.in_form("paint", {"generation": 1, "cells": cells})
        step = self.in_form("step", post("paint", {"cells": cells}))
        self.assertTrue(step["came"] and step["cells"] and step["people"] and step["loads"])
        self.in_form("step", post("save", {}))
        self.in_form("step", post("undo", {}))
        self.in_form("step", post("redo", {}))
        self.in_form("step", post("save", {}))
        run = self.in_form("run", self.browser.js(
            f"Desk.send('/run', {{ words: ['leave', 'm05', '{MONTH}-28', '--kind', 'annual'] }})"))
        self.assertEqual(run["status"], FINE)
        # With a command that can be taken back, leave, and what differs from what is published.
        month = self.in_form("month", get(f"/{MONTH}/month"))
        self.assertTrue(month["undo"]["step"] and month["leave"])
        self.assertTrue(any(len(cell) == 5 for days in month["cells"] for cell in days))
        self.browser.js("Desk.load(Month.data.month)")


class Moved(Desk):
    def test_edited_elsewhere(self):
        self.browser.click(self.cell("m02", 3))
        self.browser.key("0")
        self.saved()
        self.expect(FINE, "pin", "m03", f"{MONTH}-01")
        row = next(line for line in self.path(f"drafts/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
                   if line.startswith(f"{MONTH}-09"))
        text = self.path(f"drafts/{MONTH}.csv").read_bytes().decode()
        self.path(f"drafts/{MONTH}.csv").write_bytes("".join(
            line for line in text.splitlines(True) if line.strip() != row).encode())
        self.browser.key("1")
        self.settle()
        self.assertIn(f"drafts/{MONTH}.csv", self.news())
        # Nothing was merged, and the page shows what is there.
        self.assertEqual(self.mark("m02", 3), "")
        who = row.split(",")[3]
        self.assertIn(self.mark(who, 9), ("", "–"))
        self.browser.click(self.cell("m02", 3))
        self.browser.key("1")
        self.saved()
        self.assertEqual(self.shift_of("m02", 3), "day")

    def test_two_pages(self):
        generation = self.browser.js("Month.data.generation")
        self.browser.js(f"Desk.paint([{{ member: 'm01', date: '{MONTH}-02', shift: '' }}])")
        self.browser.js(f"Month.data.generation = {generation}")
        self.browser.js(f"Desk.paint([{{ member: 'm01', date: '{MONTH}-03', shift: '' }}])")
        self.assertIn("faster", self.news())
        self.assertEqual(self.mark("m01", 2), "")
        self.assertNotEqual(self.mark("m01", 3), "")

    def test_a_folder_that_cannot_be_read(self):
        self.edit("members.csv", "m02,", "m02,x,y,z,")
        self.browser.click(self.cell("m01", 2))
        self.browser.key("0")
        self.settle()
        self.assertIn("members.csv", self.news())

    def test_somebody_is_writing(self):
        import fcntl
        with open(self.path(".geng-lock"), "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self.mark("m01", 2)
            self.browser.click(self.cell("m01", 2))
            self.browser.key("0")
            self.settle()
            self.assertEqual(self.mark("m01", 2), before)
            self.assertTrue(self.news())
        self.browser.click(self.cell("m01", 2))
        self.browser.key("0")
        self.saved()
        self.assertEqual(self.mark("m01", 2), "")

    def test_somebody_is_writing_while_one_undoes(self):
        """An undo that could not be saved is done again, and the step before it stays."""
        import fcntl
        for day in (2, 3):
            self.browser.click(self.cell("m01", day))
            self.browser.key("3")
            self.saved()
        with open(self.path(".geng-lock"), "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.browser.click("document.getElementById('undo')")
            self.settle()
            self.assertIn("writing", self.news())
        self.assertEqual([self.mark("m01", day) for day in (2, 3)], ["守", "守"])
        self.browser.click("document.getElementById('undo')")
        self.saved()
        self.assertEqual([self.mark("m01", day) == "守" for day in (2, 3)], [True, False])
        self.assertEqual([self.shift_of("m01", day) == "standby" for day in (2, 3)], [True, False])

    def test_a_full_disk(self):
        """Whichever call fails of those that a stroke makes: the page says so, and what is shown is what is there."""
        self.browser.click(self.cell("m01", 2))
        self.browser.key("0")
        self.saved()
        self.end()
        log = self.scratch / "calls"
        self.open_desk(env={"LD_PRELOAD": os.environ["FAULTS"], "FAULTS_ROOT": str(self.folder), "FAULTS_LOG": str(log)})
        self.browser.click(self.cell("m01", 3))
        self.browser.key("0")
        self.saved()
        self.end()
        calls = log.read_text().splitlines()
        steps = [i for i, call in enumerate(calls) if f"{MONTH}.steps" in call]
        self.assertGreater(len(steps), 1, calls)
        full = 0
        for at in steps[:3]:
            self.open_desk(env={"LD_PRELOAD": os.environ["FAULTS"], "FAULTS_ROOT": str(self.folder), "FAULTS_AT": str(at),
                                "FAULTS_KIND": "ENOSPC"})
            self.browser.click(self.cell("m01", 6))
            self.browser.key("3")
            self.settle()
            said, shown = self.news(), self.mark("m01", 6)
            self.end()
            self.assertEqual(self.shift_of("m01", 6) == "standby", shown == "守")
            if "No space" in said:
                full += 1
                self.assertNotEqual(shown, "守")
            self.expect(FINE, "undo") if self.shift_of("m01", 6) == "standby" else None
        self.assertGreater(full, 0)


class Markup(Desk):
    def prepare(self):
        self.edit("members.csv", "赵甲", "<img src=x onerror=document.title='gone'>")

    def test_names_are_text(self):
        self.assertEqual(self.browser.js("Grid.rows.get(0).firstChild.textContent"), "<img src=x onerror=document.title='gone'>")
        self.assertNotIn("gone", self.browser.js("document.title"))
        self.assertEqual(self.browser.js("document.querySelectorAll('#grid img').length"), 0)


class Reads(Desk):
    """Nothing stands in the way of a screen reader, in light and dark, in both languages."""

    def test_axe(self):
        self.assertEqual(self.browser.axe(), [])
        self.browser.click(self.cell("m04", 5))
        self.browser.key("2")
        self.saved()
        self.assertEqual(self.browser.axe(), [])
        for name in ("plan", "inbox", "log", "findings", "changes"):
            self.browser.click(self.button(name))
            self.browser.wait("document.getElementById('panel').innerText.length > 5")
            self.assertEqual(self.browser.axe(), [], name)

    def test_prints_the_wall(self):
        status, headers, body = self.ask("GET", f"/{MONTH}/wall", Cookie="; ".join(
            f"{one['name']}={one['value']}" for one in self.browser.call("Network.getCookies")["cookies"]))
        self.assertEqual(status, 200)
        self.assertIn("赵甲", body.decode())

    def test_fits(self):
        """1366 × 768: the whole month across, the panel beside it."""
        self.assertEqual(self.browser.js("document.documentElement.scrollWidth"), 1366)
        self.assertTrue(self.browser.js("document.getElementById('scroll').scrollWidth <= document.getElementById('scroll').clientWidth"))


class ReadsChineseInTheDark(Reads):
    language = "zh"
    dark = True

    def test_chinese(self):
        self.assertEqual(self.browser.js("document.documentElement.lang"), "zh-CN")
        text = self.browser.js("document.body.innerText")
        for word in ("队员", "撤销", "发布", "缺岗", "固定"):
            self.assertIn(word, text + self.browser.js("document.getElementById('hint').textContent"))
        for word in ("Member", "Undo", "Publish", "places open"):
            self.assertNotIn(word, text)


if __name__ == "__main__":
    unittest.main()
