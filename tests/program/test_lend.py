# SPDX-License-Identifier: LGPL-2.1-or-later
"""A zone whose stations lend each other people: counted once, told where they serve, and what is asked of the zone as one."""

import configparser
import hashlib
import json
import re
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

import test_pools
from test_month_end import tables
from village import BAD, FINE, GAPS, GENG, environment, geng

MONTH = "2027-03"
VILLAGES = ("v01", "v02")
NOW = ("--now", "2027-03-01T12:00")
LATER = ("--now", "2027-04-02T10:00")


class Lend(test_pools.Zone):
    """Two villages, of which one is away for two days, and four police: planned once for all tests, which work on copies."""

    @classmethod
    def setUpClass(cls):
        cls.generate(villages=2, people=14, police=4)
        with (cls.planned / "zone.ini").open("a", encoding="utf-8") as zone:
            zone.write("\n[lend]\nprice = 5\n")
        with (cls.planned / "v02/leave.csv").open("a", encoding="utf-8") as leave:
            leave.writelines(f"m{number:02},leave,{MONTH}-10,{MONTH}-11,\n" for number in range(4, 15))
        geng("plan", MONTH, "--effort", "quick", "-C", cls.planned)
        shutil.copytree(cls.planned, cls.planned / "official/zone")
        geng("publish", MONTH, "--no-send", "--yes", "-C", cls.planned / "official/zone")

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.root = self.scratch / "zone"
        shutil.copytree(self.planned / "official/zone", self.root)

    def expect(self, status, *words, at="", **options):
        done = geng(*words, "-C", self.root / at, **options)
        self.assertEqual(done.returncode, status, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def official(self, village):
        lines = (self.root / village / f"rosters/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
        return [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]

    # -- counted once --

    def test_the_meeting_counts_them_once(self):
        """Somebody lent who did not come at the other village took part at his own."""
        lent = [row for row in self.official("v02") if row["member"].startswith("v01/")]
        own = {row["member"] for row in self.official("v01")}
        row = next(one for one in lent if one["member"].split("/")[1] in own
                   and sum(other["member"] == one["member"] for other in lent) == 1)
        absent = f"{row['member']} absent"
        self.expect(FINE, "journal", "confirm", row["date"], row["shift"], absent, "--by", "m01", *LATER, at="v02")
        for village in VILLAGES:
            self.expect(FINE, "journal", "confirm", f"{MONTH}-01..{MONTH}-31", "--by", "m01", *LATER, at=village)
        self.expect(FINE, "report", "--meeting", "2027-04-20", "--language", "zh")
        page = (self.root / "pages/meeting-2027-04-20.html").read_text(encoding="utf-8")
        shares = {one["队"]: one["参与率"] for _, one in tables(page) if "参与率" in one}
        self.assertNotEqual(shares["生成2村"], "100.0 %")
        self.assertEqual(shares["合计"], "100.0 %")

    def test_check_counts_the_own(self):
        """As the overview does: whom another station lends is a member there."""
        people = {one["id"]: one["people"] for one in json.loads(geng("overview", "--json", "-C", self.root).stdout)["stations"]}
        checks = json.loads(geng("check", "--json", "-C", self.root).stdout)
        self.assertEqual({one["station"]: one["answer"]["members"] for one in checks}, people)
        self.assertEqual(set(people.values()), {18})
        self.assertIn("18 members.", self.expect(FINE, "check", "--station", "v02"))

    def test_kit_is_where_the_duty_is(self):
        """Whoever serves at another village takes what is there: seven radios do for four by day and three by night at each, however
        many of a village's own are away."""
        for village in VILLAGES:
            items = "".join(f"radio-{number:02},radio,{'' if number <= 7 else 'lost'}\n" for number in range(1, 17))
            (self.root / village / "items.csv").write_text("id,piece,state\n" + items, encoding="utf-8")
        said = self.expect(FINE, "check", MONTH)
        self.assertNotIn("out or recharging", said)

    def test_check_tells_what_nobody_is(self):
        self.assertNotIn("nobody is that", self.expect(FINE, "check", at="v01"))
        members = self.root / "police/members.csv"
        members.write_text(members.read_text(encoding="utf-8").replace(",police\n", ",\n"), encoding="utf-8")
        text = self.expect(FINE, "check", at="v01")
        self.assertIn("! 白天巡逻 asks for 民警, and nobody is that.", text)
        self.assertEqual(text.count("nobody is that"), 1)
        self.assertIn("! 白天巡逻要有民警，而队里没有这样的人。", self.expect(FINE, "检查", at="v01", language="zh"))

    # -- what is published --

    def test_published_is_mended_as_one(self):
        """`plan` says how, also to who tries the option of a station's plan."""
        for words in ((), ("--from", f"{MONTH}-10")):
            said = self.expect(BAD, "plan", MONTH, *words)
            self.assertIn(f"at all stations as one: geng repair {MONTH} --from DATE", said)
            self.assertNotIn("Unknown option", said)
        self.assertIn(f"geng 补排 {MONTH} --from 日期", self.expect(BAD, "排班", MONTH, language="zh"))

    def test_the_next_duty(self):
        """In a month before the first that is planned it is one of the next month; where none is planned, that is said."""
        for who in ("m01", "police/p01"):
            first = min((row for row in self.official("v02") if row["member"] == who), key=lambda row: row["date"])
            said = self.expect(FINE, "cover", who, "--now", "2027-02-20T10:00", at="v02")
            self.assertRegex(said, f"The next duty of .*: {first['date']}")
        self.assertIn("no roster for 2026-12", self.expect(BAD, "cover", "m01", "--now", "2026-12-20T10:00", at="v02"))
        self.assertIn("no duty to come", self.expect(BAD, "cover", "m01", "--now", "2027-03-31T23:59", at="v02"))

    # -- people whom stations share --

    def test_one_name_everywhere(self):
        for words in (("--station", "police"), ()):
            self.expect(FINE, "inbox", "add", "police/p03", f"{MONTH}-30", "leave", *NOW, *words, at="" if words else "police")
            shutil.rmtree(self.root / "police/inbox")
        self.assertIn("p99", self.expect(BAD, "inbox", "add", "police/p99", f"{MONTH}-30", "leave", *NOW, at="police"))

    def of(self, officer):
        """Where he serves, by the date."""
        return {row["date"]: number for number, village in enumerate(VILLAGES, 1) for row in self.official(village)
                if row["member"] == f"police/{officer}"}

    def test_a_swap_names_the_village(self):
        """Asked, answered and chosen on the phone: each duty has its village's name."""
        one, other = self.of("p01"), self.of("p02")
        mine = max(day for day in one if day not in other)
        theirs = max(day for day in other if day not in one)
        said = self.expect(FINE, "inbox", "add", "p01", mine, "swap", "p02", theirs, *NOW, at="police")
        here, there = f"生成{one[mine]}村", f"生成{other[theirs]}村"
        self.assertRegex(said, f"{mine} {here} .* ⇄ .* {theirs} {there}")
        self.assertRegex(said, rf"duty of {mine} \({here}[^)]*\) for yours of {theirs} \({there}[^)]*\)")
        exchange = self.scratch / "asks"
        self.expect(FINE, "inbox", "--station", "police", "--from", exchange, *NOW)
        page = self.form(exchange, "p03")
        for officer, served in (("p01", one), ("p02", other)):
            for day, number in served.items():
                self.assertRegex(page, f'value="{officer} {day}">[^<]*生成{number}村')
        self.assertEqual(re.findall(r"<option>(security|fire|dispute|other)</option>", page),
                         ["security", "fire", "dispute", "other"])

    def form(self, exchange, officer):
        """His page as the phone gets it: served in the zone's folder, which needs no station for it."""
        with subprocess.Popen([GENG, "serve", "--requests", "--inbox", exchange, "--port", "0", "police/feeds"], cwd=self.root,
                              stdout=subprocess.PIPE, text=True, env=environment("en")) as server:
            try:
                port = int(re.search(r"port (\d+)", server.stdout.readline())[1])
                keys = configparser.ConfigParser()
                keys.read(self.root / "police/phone-keys.ini", encoding="utf-8")
                address = f"http://127.0.0.1:{port}/{keys['tokens'][officer]}.html?k={keys['keys'][officer]}"
                return subprocess.run(["curl", "-s", address], capture_output=True, text=True, check=True).stdout
            finally:
                server.send_signal(signal.SIGTERM)

    def test_bad_news_has_no_tick(self):
        """A leave of a month, with duties that nobody can take over."""
        said = self.expect(FINE, "inbox", "add", "p01", f"{MONTH}-02..{MONTH}-31", "leave", *NOW, at="police")
        self.assertIn("nobody can take over without harm", said)
        self.assertRegex(said, "(?m)^    ! ")
        self.assertNotIn("✓", said)

    # -- the zone at a moment, and its copy --

    def test_dates_of_a_moment(self):
        for text, moment in ((f"{MONTH}-05", f"{MONTH}-05 08:00"), ("3月5日 22:00", f"{MONTH}-05 22:00"),
                             ("3月5日", f"{MONTH}-05 08:00"), (f"{MONTH}-05T22:00", f"{MONTH}-05 22:00")):
            for where in ("", "v01"):
                self.assertIn(f"As of {moment}:", self.expect(FINE, "overview", "--at", text, at=where))
            self.assertIn(f"As of {moment}:", self.expect(FINE, "overview", "--at", text, "--station", "v02"))
        for text in ("soon", "25:00", "3月45日"):
            self.expect(BAD, "overview", "--at", text)

    def test_no_copy_in_the_folder(self):
        """The next one would hold it."""
        for words in (("bk",), ("v01/bk",), (".",), ("v01/bk", "--station", "v01"), ("bk", "--station", "v01"), ("bk/a/b", "-C", "v02")):
            done = geng("backup", *words, cwd=self.root)
            self.assertEqual(done.returncode, BAD, words)
            self.assertRegex(done.stderr, "the next copy would hold this one|not empty")
        (self.scratch / "link").symlink_to(self.root)
        self.assertIn("would hold this one", self.expect(BAD, "backup", self.scratch / "link/bk"))
        self.assertFalse([path for path in self.root.rglob("bk")])
        # A name that only begins alike is elsewhere.
        self.expect(FINE, "backup", self.scratch / "zone-copy")

    def test_nothing_is_said(self):
        for village in VILLAGES:
            shutil.rmtree(self.root / village / "rosters")
            draft = self.root / village / f"drafts/{MONTH}.csv"
            lines = draft.read_text(encoding="utf-8-sig").splitlines()
            draft.write_text("\n".join(line for line in lines if not line.startswith(f"{MONTH}-2")) + "\n", encoding="utf-8")
        self.assertEqual(self.expect(FINE, "kit", f"{MONTH}-25").count("Nothing changes hands on that day."), 2)
        done = geng("show", "--day", f"{MONTH}-25", "-C", self.root)
        self.assertEqual(done.stdout.count("Nobody serves on that day."), 2, done.stderr)
        self.assertNotIn("Nobody serves", geng("show", "--chat", f"{MONTH}-25", "-C", self.root).stdout)
        self.assertNotIn("Nothing changes hands", geng("kit", f"{MONTH}-15", "-C", self.root).stdout)

    def test_chinese_words(self):
        """Lists and headings have their own signs, and what is late one name."""
        self.assertRegex(self.expect(FINE, "查看", MONTH, "--station", "v01", language="zh"), f"{MONTH}：")
        self.assertIn("逾期", self.expect(FINE, "总览", language="zh"))
        shutil.rmtree(self.root / "v01/rosters")
        shutil.rmtree(self.root / "v02/rosters")
        done = geng("排班", MONTH, "--time-limit", "1", "-C", self.root, language="zh")
        self.assertIn(done.returncode, (FINE, GAPS))
        self.assertRegex(done.stdout, "其中借调 [0-9]+ 班")


if __name__ == "__main__":
    unittest.main()
