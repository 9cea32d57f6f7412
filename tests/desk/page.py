# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng desk` on a copy of the sample village, and a browser before it, for the tests of this folder."""

import http.client
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema

sys.path.insert(0, str(Path(__file__).parent.parent / "program"))
from browser import Browser  # noqa: E402
from village import GENG, MONTH, ROOT, Village, environment  # noqa: E402

FORMS = json.loads((ROOT / "docs/desk-schema.json").read_text(encoding="utf-8"))["$defs"]

SAVED = "document.getElementById('saved').textContent === say('saved')"
DRAWN = "document.querySelectorAll('#body td.cell').length > 30"


class Desk(Village):
    """A village whose desk is open in a browser."""

    language = "en"
    dark = False
    month = MONTH

    def setUp(self):
        super().setUp()
        self.prepare()
        self.desk = None
        self.browser = Browser(dark=self.dark)
        self.addCleanup(self.browser.close)
        self.open_desk()

    def prepare(self):
        """What the folder is to have before the desk opens it."""

    def open_desk(self, **more):
        self.desk, self.address = self.start_desk(**more)
        self.browser.open(f"{self.address}#{self.month}", DRAWN)

    def start_desk(self, **more):
        env = environment(self.language) | {"G_DEBUG": "fatal-criticals"} | more.pop("env", {})
        desk = subprocess.Popen([GENG, "desk", "--no-browser", "-C", self.folder], stdout=subprocess.PIPE, text=True, env=env)
        self.addCleanup(self.end, desk)
        address = re.search(r"http://127\.0\.0\.1:\d+/\?key=[0-9a-f]{32}", desk.stdout.readline())
        self.assertTrue(address)
        return desk, address[0]

    def end(self, desk=None, kill=False):
        desk = desk or self.desk
        if desk.poll() is None:
            desk.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        status = desk.wait(timeout=60)
        desk.stdout.close()
        return status

    def tearDown(self):
        self.assertEqual(self.browser.faults(), [])
        super().tearDown()

    # -- the page --

    def cell(self, member, day):
        """A cell by the member's id and the day of the month, in the words of the page's script."""
        return f"Grid.at(Month.index.get('{member}'), {day - 1})"

    def mark(self, member, day):
        return self.browser.js(self.cell(member, day) + ".textContent")

    def settle(self):
        """All steps have been answered."""
        self.browser.js("Desk.line")

    def saved(self):
        self.settle()
        self.browser.wait(SAVED)

    def score(self):
        return self.browser.js("Month.data.score")

    def news(self):
        return self.browser.js("document.getElementById('news').innerText")

    def button(self, name):
        return f"[...document.querySelectorAll('button')].find((one) => one.textContent.startsWith(say('{name}')))"

    def shown(self):
        """The duties that another program sees: date, member, shift and post."""
        done = self.run_geng("show", MONTH, "--json")
        return {(duty["date"], duty["member"], duty["shift"], duty["post"]) for duty in json.loads(done.stdout)["duties"]}

    def shift_of(self, member, day):
        return next((shift for date, who, shift, _ in self.shown() if who == member and date == f"{MONTH}-{day:02}"), None)

    def in_form(self, name, answer):
        """What docs/desk-schema.json says of such an answer, and nothing more."""
        jsonschema.Draft202012Validator({"$defs": FORMS, "$ref": f"#/$defs/{name}"}).validate(answer)
        return answer

    # -- without the page --

    def ask(self, method, path, body=None, **headers):
        port = int(re.search(r":(\d+)/", self.address)[1])
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body
