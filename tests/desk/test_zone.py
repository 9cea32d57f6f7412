# SPDX-License-Identifier: LGPL-2.1-or-later
"""The desk of a zone: its stations with their months, each with a desk of its own."""

import json
import subprocess
import sys
import unittest

from page import DRAWN, Desk
from village import BAD, BROKEN, FINE, GAPS, ROOT

sys.path.insert(0, str(ROOT / "examples/county"))
from county import write_county  # noqa: E402


class Zone(Desk):
    month = "2027-03"

    def prepare(self):
        self.folder = self.scratch / "zone"
        self.one, self.other = write_county(self.folder, 2)
        (self.folder / "zone.ini").write_text(
            f"[zone]\nname = <b>开发区</b>\n\n[station {self.one.name}]\n\n[station {self.other.name}]\n", encoding="utf-8")
        done = self.run_geng("plan", self.month, "--effort", "quick", folder=self.one)
        self.assertIn(done.returncode, (FINE, GAPS))

    def open_desk(self, **more):
        self.desk, self.address = self.start_desk(**more)
        self.browser.open(self.address, "document.querySelectorAll('.zone a').length > 2")

    def links(self):
        return self.browser.js("[...document.querySelectorAll('.zone a')].map((link) => link.getAttribute('href'))")

    def test_from_the_list_to_a_month_and_back(self):
        self.assertEqual(self.browser.js("document.querySelector('h1').textContent"), "<b>开发区</b>")
        self.assertEqual(self.links(), [f"/station/{self.one.name}", f"/station/{self.one.name}?month={self.month}",
                                        f"/station/{self.other.name}"])
        self.assertEqual(self.browser.axe(), [])
        listed = self.browser.js("location.port")
        self.browser.click("document.querySelectorAll('.zone a')[1]")
        self.browser.wait("typeof Month !== 'undefined' && !!Month.data && " + DRAWN)
        self.assertEqual(self.browser.js("Month.data.month"), self.month)
        self.assertNotEqual(self.browser.js("location.port"), listed)
        self.assertNotIn("key", self.browser.js("location.href"))
        self.browser.js("(() => { const member = Month.data.cells.findIndex((days) => days[2].length);"
                        " return Desk.paint([Desk.named({ member, day: 2 }, { shift: '' })]); })()")
        self.saved()
        # Its cookie opens its own desk and no other.
        cookies = {one["name"]: one["value"] for one in self.browser.call("Network.getCookies")["cookies"]}
        own = "geng-desk-" + self.browser.js("location.port")
        self.assertEqual(self.ask("GET", "/", Cookie=f"geng-desk-{listed}={cookies[own]}")[0], 403)
        self.browser.click("document.getElementById('zone')")
        self.browser.wait("document.querySelectorAll('.zone a').length > 2")
        self.assertEqual(self.browser.js("location.port"), listed)
        self.assertEqual(self.end(), 0)
        self.assertFalse((self.one / f"drafts/{self.month}.steps").exists())
        log = self.run_geng("log", folder=self.one).stdout
        self.assertIn("desk", log)

    def test_each_station_is_a_change_of_its_own(self):
        self.assertIn(self.run_geng("plan", self.month, "--effort", "quick", folder=self.other).returncode, (FINE, GAPS))
        self.browser.js("location.reload()")
        self.browser.wait("document.querySelectorAll('.zone a').length > 3")
        for link in (1, 3):
            self.browser.click(f"document.querySelectorAll('.zone a')[{link}]")
            self.browser.wait("typeof Month !== 'undefined' && !!Month.data && " + DRAWN)
            self.browser.js("(() => { const member = Month.data.cells.findIndex((days) => days[2].length);"
                            " return Desk.paint([Desk.named({ member, day: 2 }, { shift: '' })]); })()")
            self.saved()
            self.browser.click("document.getElementById('zone')")
            self.browser.wait("document.querySelectorAll('.zone a').length > 3")
        self.assertEqual(self.end(), 0)
        last = [json.loads(max((folder / "log").glob("0*.json")).read_text(encoding="utf-8")) for folder in (self.one, self.other)]
        self.assertTrue(all("desk" in step["command"] for step in last), last)
        self.assertNotEqual(last[0]["change"], last[1]["change"])

    def test_what_is_asked_of_it(self):
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in self.browser.call("Network.getCookies")["cookies"])
        for path in ("/station/nobody", "/station/", "/months", f"/{self.month}/month", "/station/..%2F.."):
            self.assertIn(self.ask("GET", path, Cookie=cookie)[0], (400, 404), path)
        self.assertEqual(self.ask("GET", f"/station/{self.one.name}")[0], 403)
        self.assertEqual(self.ask("POST", "/run", "{}", Cookie=cookie)[0], 403)

    def test_a_station_that_cannot_be_read(self):
        (self.other / "members.csv").write_text("x\n", encoding="utf-8")
        self.browser.js("location.reload()")
        self.browser.wait("!!document.body && document.body.innerText.includes('members.csv')")
        self.assertEqual(len(self.links()), 3)

    def test_one_station_alone(self):
        self.assertEqual(self.end(), 0)
        self.assertIn("no station", self.expect(BAD, "desk", "--no-browser", "--station", "nobody"))


class ZoneInChineseInTheDark(Zone):
    language = "zh"
    dark = True

    def test_chinese(self):
        self.assertIn("站点", self.browser.js("document.body.innerText"))


class Shared(Desk):
    """A village's desk in a zone that shares the police: what they serve in the other village counts here."""

    month = "2027-03"

    def prepare(self):
        zone = self.scratch / "zone"
        zone.mkdir()
        subprocess.run([sys.executable, ROOT / "tests/bench/pooled.py", zone, "--villages", "2", "--people", "14", "--police", "3"],
                       check=True, stdout=subprocess.DEVNULL)
        self.folder, self.other = zone / "v01", zone / "v02"

    def open_desk(self, **more):
        super().open_desk(**more)
        self.browser.js(f"location.hash = '#{self.month}'")
        self.browser.wait(f"Month.data.month === '{self.month}' && {DRAWN}")

    def elsewhere(self, member, day):
        """The other village's draft has the member on duty that day."""
        folder = self.other / "drafts"
        folder.mkdir(exist_ok=True)
        post = next(line.split()[1].rstrip("]") for line in (self.other / "station.ini").read_text(encoding="utf-8").splitlines()
                    if line.startswith("[post "))
        (folder / f"{self.month}.csv").write_text(f"date,shift,post,member\n{self.month}-{day:02},day,{post},{member}\n", encoding="utf-8")

    def test_who_serves_in_the_other_village(self):
        guest = self.browser.js("Month.data.members.find((one) => one.id.startsWith('police/')).id")
        paint = lambda day: self.browser.js("Desk.paint([Desk.named({ member: Month.index.get('%s'), day: %d },"
                                            " { shift: 'day', post: Month.data.posts[0].id })])" % (guest, day - 1))
        marked = lambda day: self.browser.js(f"Month.marks[Month.index.get('{guest}')][{day - 1}] || ''")
        paint(3)
        self.saved()
        self.assertNotEqual(marked(3), "hard")
        # Meanwhile somebody gives him a duty over there.
        self.elsewhere(guest, 4)
        paint(4)
        self.assertIn(f"v02/drafts/{self.month}.csv", self.news())
        self.browser.js("Desk.line")
        paint(4)
        self.saved()
        self.assertEqual(marked(4), "hard")
        self.assertEqual(self.score()["broken"], self.json(BROKEN, "check", self.month)["broken"])
        self.assertEqual(self.end(), 0)


if __name__ == "__main__":
    unittest.main()
