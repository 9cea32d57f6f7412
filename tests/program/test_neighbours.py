# SPDX-License-Identifier: LGPL-2.1-or-later
"""Villages that share people while one of them cannot be read: what phones show stays, and the others go on."""

import json
import shutil
import stat
import tempfile
import unittest
from pathlib import Path

import test_pools
from village import BAD, FINE, GAPS, geng

MONTH = "2027-03"
VILLAGES = ("v01", "v02", "v03")
QUICK = ("--effort", "quick")


class Neighbours(test_pools.Zone):
    """Three villages that lend; the first has too few people. Planned and published once for all tests, which work on copies."""

    @classmethod
    def setUpClass(cls):
        cls.generate(villages=3, people=18, police=6, radios=40)
        for name in ("members.csv", "leave.csv"):
            path = cls.planned / "v01" / name
            kept = [line for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if line[:3] <= "m05" or i == 0]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        with open(cls.planned / "zone.ini", "a", encoding="utf-8") as zone:
            zone.write("\n[lend]\nprice = 20\n")
        geng("plan", MONTH, *QUICK, "-C", cls.planned)
        geng("publish", MONTH, "--no-send", "-C", cls.planned)

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.root = self.scratch / "zone"
        shutil.copytree(self.planned, self.root)

    def run_geng(self, *words, at="", **options):
        done = geng(*words, "-C", self.root / at, **options)
        self.assertGreaterEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("CRITICAL", done.stderr)
        return done

    def break_folder(self, village):
        """An organisation that nobody knows."""
        path = self.root / village / "members.csv"
        text = path.read_text(encoding="utf-8")
        head, first, *rest = text.splitlines()
        cells = first.split(",")
        cells[head.split(",").index("organisation")] = "nowhere"
        path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")

    def lent(self, village="v01"):
        return [row for row in self.rows(village) if row["member"].startswith("v0")]

    def shown(self):
        """What the world has of it: calendars, records and the pages on the wall."""
        kinds = ("*/feeds/*", "*/rosters/*", "*/pages/roster-*")
        return {path.relative_to(self.root): path.read_bytes() for kind in kinds for path in self.root.glob(kind)}

    # -- dates --

    def test_a_date_without_a_year(self):
        for words in (("repair", MONTH, "--from", "3月25日", *QUICK), ("repair", MONTH, "--from", "3月25日 18:00", *QUICK)):
            self.assertIn(self.run_geng(*words).returncode, (FINE, GAPS))
        self.assertEqual(self.run_geng("repair", MONTH, "--from", "3月32日").returncode, BAD)
        self.assertEqual(self.run_geng("overview", "--at", "3月25日 18:00").returncode, FINE)
        self.assertEqual(self.run_geng("report", "--meeting", "3月25日").returncode, FINE)

    # -- a station that cannot be read --

    def test_nothing_vanishes_from_a_phone(self):
        before = self.shown()
        lenders = {row["member"].split("/")[0] for row in self.lent()}
        self.assertTrue(lenders)
        self.break_folder("v01")
        done = self.run_geng("publish", MONTH, "--no-send", "--yes")
        self.assertEqual(done.returncode, BAD)
        for lender in lenders:
            self.assertIn("phones show that", done.stderr)
            self.assertIn("unknown organisation 'nowhere'", done.stderr)
            self.assertEqual(self.run_geng("publish", MONTH, "--no-send", "--yes", at=lender).returncode, BAD)
        self.assertEqual(self.shown(), before)
        zh = self.run_geng("publish", MONTH, "--no-send", at=min(lenders), language="zh")
        self.assertIn("手机上显示", zh.stderr)

    def test_the_others_publish(self):
        """Whose people serve at none that is faulty."""
        before = self.shown()
        self.break_folder("v02")
        done = self.run_geng("publish", MONTH, "--no-send", "--yes", at="v01")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertEqual(self.shown(), before)

    def test_its_people_stay_in_the_tables(self):
        lender = self.lent()[0]["member"].split("/")[0]
        before = self.rows("v01")
        for harm in (lambda: self.break_folder(lender), lambda: shutil.rmtree(self.root / lender)):
            harm()
            for words in (("check",), ("check", MONTH)):
                done = self.run_geng(*words, at="v01")
                self.assertNotIn("unknown member", done.stderr)
                self.assertNotEqual(done.returncode, BAD, done.stderr)
            # Once, and with the reason; no other village is called faulty.
            self.assertEqual(done.stderr.count("is not known: "), 1, done.stderr)
            self.assertIn(f"is not known: {lender}: ", done.stderr)
        self.assertEqual(self.rows("v01"), before)

    def test_the_others_are_planned(self):
        lender = self.lent()[0]["member"].split("/")[0]
        for village in VILLAGES:
            shutil.rmtree(self.root / village / "rosters")
        self.break_folder(lender)
        done = self.run_geng("plan", MONTH, *QUICK)
        self.assertIn(f"{lender}: ", done.stderr)
        self.assertNotIn("unknown member", done.stderr)
        for village in VILLAGES:
            if village != lender:
                self.assertIn(f"{village} ", done.stdout)
        self.assertEqual([row for row in self.lent() if row["member"].startswith(lender)], [])

    def test_mended_around_them(self):
        lenders = sorted({row["member"].split("/")[0] for row in self.lent()})
        before = (self.root / "v01/rosters" / f"{MONTH}.csv").read_bytes(), self.rows("v01")
        self.break_folder(lenders[0])
        done = self.run_geng("repair", MONTH, "--from", f"{MONTH}-10", *QUICK)
        self.assertIn("v01 stays as it is: ", done.stderr)
        self.assertNotIn("unknown member", done.stderr)
        self.assertEqual(((self.root / "v01/rosters" / f"{MONTH}.csv").read_bytes(), self.rows("v01")), before)

    def test_leave_says_what_is_not_known(self):
        self.break_folder("v02")
        done = self.run_geng("leave", "police/p02", f"{MONTH}-22")
        self.assertEqual(done.returncode, FINE)
        self.assertIn("is not known: v02: ", done.stderr)
        answer = json.loads(self.run_geng("leave", "police/p02", f"{MONTH}-22", "--json").stdout)
        self.assertEqual([one.split(":")[0] for one in answer["unread"]], ["v02"])

    # -- leave --

    def test_each_answers_for_its_own_duties(self):
        row = next(row for row in self.rows("v02") if row["member"].startswith("police/"))
        self.assertEqual(self.run_geng("leave", row["member"], row["date"]).returncode, FINE)
        found = {one["station"]: one["answer"] for one in json.loads(self.run_geng("check", MONTH, "--json").stdout)}
        touched = [village for village, one in found.items()
                   if any(line["rule"] == "leave" and line["severity"] == "hard" for line in one["findings"])]
        self.assertEqual(touched, ["v02"])
        self.assertIn(self.run_geng("publish", MONTH, "--no-send", "--yes", at="v01").returncode, (FINE, GAPS))
        # A plan of the village alone leaves him where he is.
        done = self.run_geng("repair", MONTH, "--from", f"{MONTH}-01", *QUICK, at="v01")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertNotIn("set aside", done.stdout)

    # -- where it lies --

    def test_outside_of_the_zone(self):
        (self.root / "v02").rename(self.scratch / "v02x")
        zone = self.root / "zone.ini"
        text = zone.read_text(encoding="utf-8").replace("[station v02]", "[station v02]\nfolder = ../v02x")
        zone.write_text(text, encoding="utf-8")
        for words in (("check", MONTH), ("overview",), ("plan", "2027-04", *QUICK), ("check", MONTH, "--station", "v02")):
            done = self.run_geng(*words)
            self.assertEqual(done.returncode, BAD, words)
            self.assertIn("lies outside of the zone's folder", done.stdout + done.stderr, words)
            self.assertNotIn("unknown member", done.stderr)
        self.assertFalse((self.scratch / "v02x/drafts/2027-04.csv").exists())

    # -- backup and another place --

    def test_modes_come_back(self):
        (self.root / "v03/members.csv").chmod(0o640)
        modes = {path.relative_to(self.root): stat.S_IMODE(path.stat().st_mode) for path in [self.root, *self.root.rglob("*")]
                 if path.name != ".geng-lock"}
        self.assertEqual(modes[Path("v01/feeds")], 0o711)
        copy, back = self.scratch / "copy", self.scratch / "back"
        self.run_geng("backup", copy)
        for path in [copy, *copy.rglob("*")]:
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
        self.assertEqual(geng("backup", "--back", copy, back).returncode, FINE)
        self.assertEqual({path.relative_to(back): stat.S_IMODE(path.stat().st_mode) for path in [back, *back.rglob("*")]}, modes)

    def test_the_pool_goes_there_too(self):
        web = self.scratch / "web"
        web.mkdir()
        done = self.run_geng("publish", MONTH, "--no-send", "--to", web)
        self.assertEqual(done.returncode, BAD)
        self.assertEqual(list(web.iterdir()), [])
        done = self.run_geng("publish", MONTH, "--no-send", "--to", web, "--also", "--url", "https://example.org/d/")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        there = {path.name for path in web.iterdir()}
        for part in (*VILLAGES, "police"):
            own = {path.name for path in (self.root / part / "feeds").glob("*.ics")}
            self.assertTrue(own and own <= there, part)
        self.assertIn("https://example.org/d/", (self.root / "police/pages/slips.html").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
