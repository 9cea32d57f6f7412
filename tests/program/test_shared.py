# SPDX-License-Identifier: LGPL-2.1-or-later
"""People whom a zone shares ask, are away and are backed up as a station's own are; and what stands between its folders."""

import configparser
import hashlib
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import test_pools
from village import BAD, BROKEN, FINE, GAPS, geng

MONTH = "2027-03"
VILLAGES = ("v01", "v02")
NOW = ("--now", "2027-03-01T12:00")


class Shared(test_pools.Zone):
    """Two villages and four police, planned once for all tests, which work on copies."""

    @classmethod
    def setUpClass(cls):
        cls.generate(villages=2, people=14, police=4)
        with (cls.planned / "police/pool.ini").open("a", encoding="utf-8") as pool:
            pool.write("\n[feed]\nurl = https://example.org/police/\n")
        geng("plan", MONTH, "--effort", "quick", "-C", cls.planned)

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.root = self.scratch / "zone"
        self.exchange = self.scratch / "asks"
        shutil.copytree(self.planned, self.root)

    def expect(self, status, *words, at="", **options):
        done = geng(*words, "-C", self.root / at, **options)
        self.assertEqual(done.returncode, status, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def files(self, root=None):
        root = root or self.root
        return {path.relative_to(root): path.read_bytes() for path in root.rglob("*")
                if path.is_file() and path.name != ".geng-lock"}

    def leave(self):
        return (self.root / "police/leave.csv").read_text(encoding="utf-8-sig")

    # -- from the phone --

    def take(self):
        return json.loads(self.expect(FINE, "inbox", "--station", "police", "--from", self.exchange, *NOW, "--json"))

    def asks(self, *words):
        return json.loads(geng("inbox", "--all", "--json", *NOW, *words, "-C", self.root / "police").stdout)

    def secrets(self):
        keys = configparser.ConfigParser()
        keys.read(self.root / "police/phone-keys.ini", encoding="utf-8")
        return keys

    def table(self):
        members = json.loads((self.exchange / "table.json").read_text(encoding="utf-8"))["members"]
        return {member["id"]: member for member in members}

    def write(self, member, kind, **fields):
        """A file as the server writes it."""
        token = self.secrets()["tokens"][member]
        letter = {"token": hashlib.sha256(token.encode()).hexdigest(), "kind": kind} | fields
        (self.exchange / f"new/{kind}.json").write_text(json.dumps(letter), encoding="utf-8")

    def served(self):
        """Where each of the police serves, by his id and the date."""
        return {(row["member"].split("/")[1], row["date"]): village for village in VILLAGES for row in self.rows(village)
                if row["member"].startswith("police/")}

    def open_phones(self):
        self.assertIn(geng("publish", MONTH, "--no-send", "-C", self.root).returncode, (FINE, GAPS))
        self.take()

    def test_each_has_a_key(self):
        """It stands in the pool's folder, leads from the slip to the form, and goes with the address."""
        self.open_phones()
        keys = self.secrets()
        self.assertEqual(sorted(keys["keys"]), ["p01", "p02", "p03", "p04"])
        self.assertEqual([(self.root / village / "phone-keys.ini").exists() for village in VILLAGES], [False] * 2)
        duties = {member: len(one["duties"]) for member, one in self.table().items()}
        self.assertEqual(duties["p01"], sum(member == "p01" for member, _ in self.served()))
        geng("publish", MONTH, "--no-send", "-C", self.root)
        geng("publish", MONTH, "--revoke", "police/p01", "-C", self.root)
        renewed = self.secrets()
        self.assertNotEqual(renewed["keys"]["p01"], keys["keys"]["p01"])
        self.assertEqual(renewed["keys"]["p02"], keys["keys"]["p02"])
        self.assertEqual(self.table()["p01"]["key"], hashlib.sha256(renewed["keys"]["p01"].encode()).hexdigest())

    def test_leave_from_the_phone(self):
        self.open_phones()
        self.write("p01", "leave", first=f"{MONTH}-10", text="病")
        self.assertEqual(self.take()["asks"], 1)
        # The zone's inbox has it beside the stations', under the pool's name.
        answer = {one["station"]: one["answer"] for one in json.loads(
            geng("inbox", "--json", *NOW, "-C", self.root).stdout)}
        self.assertEqual((answer["v01"], answer["v02"]), ([], []))
        self.assertEqual([(ask["member"], ask["kind"], ask["first"]) for ask in answer["police"]],
                         [("p01", "leave", f"{MONTH}-10")])
        text = geng("申请", "-C", self.root, language="zh").stdout
        self.assertIn("── police 派出所 ──", text)
        self.expect(BAD, "inbox", "accept", "1")
        self.expect(FINE, "inbox", "accept", "1", *NOW, "--station", "police")
        self.assertIn(f"p01,leave,{MONTH}-10", self.leave())
        self.assertEqual([ask["state"] for ask in self.table()["p01"]["asks"]], ["accepted"])
        geng("publish", MONTH, "--yes", "--no-send", "-C", self.root)
        self.assertEqual([ask["state"] for ask in self.table()["p01"]["asks"]], ["published"])

    def find_swap(self):
        """Days of two officers at two villages that they may swap, by the judge."""
        served = self.served()
        for (one, mine), here in sorted(served.items()):
            for (other, theirs), there in sorted(served.items()):
                if (one, other) != ("p01", "p02") or here == there or (other, mine) in served or (one, theirs) in served:
                    continue
                done = geng("inbox", "add", one, mine, "swap", other, theirs, *NOW, "-C", self.root / "police")
                self.assertEqual(done.returncode, FINE, done.stderr)
                ask = self.asks()[-1]
                geng("inbox", "withdraw", str(ask["number"]), *NOW, "-C", self.root / "police")
                if ask["allowed"]:
                    return mine, here, theirs, there
        return self.fail("no two may swap")

    def test_a_swap_of_two_villages(self):
        """Both agree, the captain accepts, and each village's draft has the other officer; then it is official."""
        self.open_phones()
        mine, here, theirs, there = self.find_swap()
        before = self.served()
        self.write("p01", "swap", first=mine, **{"with": "p02", "with-date": theirs})
        self.take()
        ask = self.asks()[-1]
        self.assertEqual((ask["state"], ask["with"]), ("partner", "p02"))
        self.expect(BAD, "inbox", "accept", ask["number"], *NOW, at="police")
        self.write("p02", "agree", of=str(ask["number"]))
        self.assertEqual(self.take()["answers"], 1)
        self.expect(FINE, "inbox", "accept", ask["number"], *NOW, "--station", "police")
        after = self.served()
        self.assertEqual({key: before[key] for key in before.keys() - after.keys()}, {("p01", mine): here, ("p02", theirs): there})
        self.assertEqual({key: after[key] for key in after.keys() - before.keys()}, {("p02", mine): here, ("p01", theirs): there})
        self.assertFalse((self.root / "police/drafts").exists())
        self.assertIn(geng("publish", MONTH, "--yes", "--no-send", "-C", self.root).returncode, (FINE, GAPS))
        self.assertEqual(self.asks()[-1]["state"], "published")
        self.take()
        dates = {duty["date"] for duty in self.table()["p01"]["duties"]}
        self.assertEqual(dates ^ {date for who, date in before if who == "p01"}, {mine, theirs})

    def test_what_is_served_stays(self):
        """The village that has confirmed a duty keeps it, whatever two agree on."""
        self.open_phones()
        mine, here, theirs, _there = self.find_swap()
        at = {"at": "police"}
        self.expect(FINE, "inbox", "add", "p01", mine, "swap", "p02", theirs, *NOW, **at)
        number = self.asks()[-1]["number"]
        self.expect(FINE, "inbox", "agree", number, *NOW, **at)
        done = geng("journal", "confirm", mine, "--now", "2027-04-02T10:00", "-C", self.root / here)
        self.assertEqual(done.returncode, FINE, done.stderr)
        before = self.served()
        self.assertIn("served", self.expect(BAD, "inbox", "accept", number, *NOW, **at))
        self.assertEqual(self.served(), before)

    def test_a_finding_is_the_villages(self):
        self.open_phones()
        self.write("p02", "finding", post="生成2村 村区", sort="治安", text="路灯不亮")
        self.assertEqual(self.take()["findings"], 1)
        path, = self.root.glob("v0*/journal/*/findings.csv")
        self.assertEqual(path.relative_to(self.root).parts[0], "v02")
        self.assertIn("路灯不亮,,police/p02", path.read_text(encoding="utf-8-sig"))

    # -- leave --

    def test_leave_from_the_zone(self):
        (who, day), village = next(iter(sorted(self.served().items())))
        text = self.expect(FINE, "leave", f"police/{who}", day, "--why", "病")
        self.assertIn(f"{who},leave,{day},", self.leave())
        # Wherever the duty is that it touches.
        self.assertIn({"v01": "生成1村", "v02": "生成2村"}[village], text)
        self.assertEqual(geng("check", MONTH, "-C", self.root / village).returncode, BROKEN)
        self.assertIn("known already", self.expect(FINE, "leave", f"police/{who}", day))
        self.expect(FINE, "请假", f"police/{who}", day, "--cancel", language="zh")
        self.assertNotIn(f"{who},leave,{day},", self.leave())
        self.assertIn("p99", self.expect(BAD, "leave", "police/p99", day))
        # Own members are somebody else at each village; from one of these the way to the zone is told.
        self.expect(BAD, "leave", "m01", day)
        for words in ((), ("--cancel",)):
            said = self.expect(BAD, "leave", f"police/{who}", day, *words, at="v01")
            self.assertIn(f"In the zone's folder: geng leave police/{who}", said)

    # -- backup --

    def test_backup_of_the_zone(self):
        geng("publish", MONTH, "--no-send", "-C", self.root)
        before = self.files()
        copy, back = self.scratch / "copy", self.scratch / "back"
        answer = json.loads(geng("backup", copy, "--json", "-C", self.root).stdout)
        self.assertEqual(answer["files"], len(before))
        self.expect(BAD, "backup", copy)
        done = geng("backup", "--back", copy, back)
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertEqual(self.files(back), before)
        self.assertTrue({Path("zone.ini"), Path("police/feed-keys.ini"), Path("v02/members.csv")} <= before.keys())
        self.assertEqual(geng("check", MONTH, "-C", back).returncode, geng("check", MONTH, "-C", self.root).returncode)
        # One station alone as ever, and none whose folder is elsewhere: the copy would lack it.
        self.expect(FINE, "backup", self.scratch / "one", "--station", "v01")
        self.assertTrue((self.scratch / "one/station.ini").exists())
        (self.root / "v02").rename(self.scratch / "far")
        zone = self.root / "zone.ini"
        zone.write_text(zone.read_text(encoding="utf-8").replace("[station v02]", "[station v02]\nfolder = ../far"),
                        encoding="utf-8")
        self.assertIn("is not in the zone's folder", self.expect(BAD, "backup", self.scratch / "two"))
        self.assertFalse((self.scratch / "two").exists())

    # -- what is between the folders --

    def test_a_dry_run_asks_nobody(self):
        self.open_phones()
        before = self.files()
        for option in ("--dry-run", "-n"):
            text = self.expect(FINE, "publish", MONTH, "--revoke", "police/p01", option)
            self.assertIn("would get a new address", text)
            self.assertNotIn("──", text)
            self.assertIn("p99", self.expect(BAD, "publish", MONTH, "--revoke", "police/p99", option))
        self.assertEqual(self.files(), before)

    def test_check_tells_of_other_holidays(self):
        (self.root / "v02/holidays.csv").write_text(f"date,name,kind\n{MONTH}-08,节,off\n", encoding="utf-8")
        for command in ("plan", "check"):
            self.assertIn("the holidays of 'v02' are not those of 'v01'", self.expect(BAD, command, MONTH))
        self.assertIn("生成2村", geng("check", MONTH, "-C", self.root).stdout)
        self.assertEqual([one["status"] for one in json.loads(geng("check", "--json", "-C", self.root).stdout)], [FINE] * 2)

    def test_check_tells_of_one_telephone(self):
        for name, row, phone in (("police/members.csv", "p02", "139 0000 0001"), ("v02/members.csv", "m03", "13900000001")):
            path = self.root / name
            head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
            rows = [f"{one},{phone if one.startswith(row + ',') else ''}" for one in rows]
            path.write_text("\n".join([f"{head},phone", *rows]) + "\n", encoding="utf-8")
        text = self.expect(BAD, "check")
        self.assertRegex(text, r"police/p02 \(.+\) and v02/m03 \(.+\) have the same telephone")
        self.assertEqual(text.count("have the same telephone"), 1)

    def test_a_missing_station_is_named(self):
        shutil.move(self.root / "v01", self.scratch / "gone")
        before = self.files(self.root / "police")
        done = geng("check", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("v01: zone.ini:3:1: ", done.stderr)
        self.assertIn("── v02 生成2村 ──", done.stdout)
        done = geng("plan", MONTH, "--effort", "quick", "--json", "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertEqual([one["failed"] for one in json.loads(done.stdout)["stations"]], [True, False])
        # A village goes on, and says what it does not know.
        done = geng("check", MONTH, "-C", self.root / "v02")
        self.assertIn("is not known: v01: ", done.stderr)
        self.assertFalse((self.root / "v01").exists())
        self.assertEqual(self.files(self.root / "police"), before)


if __name__ == "__main__":
    unittest.main()
