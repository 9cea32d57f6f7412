# SPDX-License-Identifier: LGPL-2.1-or-later
"""In a zone's folder somebody is named by where he belongs; a pool stands beside stations; and who writes keeps others out."""

import fcntl
import json
import shlex
import unittest

import test_pools
import test_shared
from village import BAD, BROKEN, FINE, GAPS, RETRY, geng

MONTH = test_shared.MONTH
VILLAGES = test_shared.VILLAGES
NOW = test_shared.NOW
NAMES = {"v01": "生成1村", "v02": "生成2村"}


class People(test_pools.Zone):
    """The copies of test_shared, without its tests."""

    setUpClass = classmethod(test_shared.Shared.setUpClass.__func__)
    expect = test_shared.Shared.expect
    files = test_shared.Shared.files
    served = test_shared.Shared.served

    def setUp(self):
        test_shared.Shared.setUp(self)
        self.locks = []

    def first(self):
        """An officer, the day of a duty of his, and the village where it is."""
        (who, day), village = next(iter(sorted(self.served().items())))
        return f"police/{who}", day, village

    def own(self, village="v01"):
        row = next(row for row in self.rows(village) if "/" not in row["member"])
        return row["member"], row["date"]

    def advised(self, text, command):
        """The words behind each `geng …` that is printed."""
        found = [shlex.split(line[line.index(f"geng {command}"):])[1:] for line in text.splitlines() if f"geng {command}" in line]
        self.assertTrue(found, text)
        return found

    def hold(self, *names):
        """The locks of these folders, for as long as the test lasts."""
        for name in names:
            lock = (self.root / name / ".geng-lock").open("w", encoding="utf-8")
            self.addCleanup(lock.close)
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.locks.append(lock)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8-sig")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    # -- where he serves --

    def test_cover(self):
        # Somebody whose duty another one can take.
        for (who, day), village in sorted(self.served().items()):
            who = f"police/{who}"
            text = self.expect(FINE, "cover", who, day, *NOW)
            if "geng cover" in text:
                break
        # With whoever can, as it is printed; the draft of the village has him then.
        words, = self.advised(text, f"cover {who} ")
        before = self.rows(village)
        self.expect(FINE, *[word for word in words if word != "--publish"], *NOW)
        gone = [row for row in before if row["member"] == who and row["date"] == day]
        self.assertEqual(len(gone), 1)
        self.assertFalse([row for row in self.rows(village) if row["member"] == who and row["date"] == day])
        member = words[2].removeprefix(f"{village}/")
        self.assertIn("/", words[2])
        self.assertTrue([row for row in self.rows(village) if row["member"] == member and row["date"] == day])

    def test_own_members(self):
        for village in VILLAGES:
            member, day = self.own(village)
            text = self.expect(FINE, "cover", f"{village}/{member}", day, *NOW)
            alone = self.expect(FINE, "cover", member, day, *NOW, at=village)
            self.assertEqual(text.splitlines()[0], alone.splitlines()[0])
            self.assertIn(f"geng cover {village}/{member} ", text)
            text = self.expect(FINE, "leave", f"{village}/{member}", day)
            self.assertIn(f"{member},leave,{day}", (self.root / village / "leave.csv").read_text(encoding="utf-8-sig"))
            for words in self.advised(text, "cover"):
                self.expect(FINE, *words, *NOW)
        self.assertIn("m99", self.expect(BAD, "cover", "v01/m99", f"{MONTH}-05"))
        self.assertIn("--station ID", self.expect(BAD, "cover", "m01", f"{MONTH}-05"))

    def test_leave_leads_to_cover(self):
        who, day, _village = self.first()
        text = self.expect(FINE, "leave", who, day)
        for words in self.advised(text, "cover"):
            self.assertEqual(words, ["cover", who, day])
            self.expect(FINE, *words, *NOW)
        # In the pool's folder it says where the zone is.
        self.expect(FINE, "leave", who, day, "--cancel")
        text = self.expect(FINE, "leave", who.removeprefix("police/"), day, at="police")
        for words in self.advised(text, "cover"):
            done = geng(*words, *NOW)
            self.assertEqual(done.returncode, FINE, done.stderr)

    def test_pin_and_move(self):
        who, day, village = self.first()
        self.expect(FINE, "pin", who, day)
        row, = (row for row in self.rows(village) if row["member"] == who and row["date"] == day)
        self.assertTrue(row["pinned"])
        self.expect(FINE, "固定", who, day, "--off", language="zh")
        self.expect(GAPS, "assign", who, day, "off")
        self.assertFalse([row for row in self.rows(village) if row["member"] == who and row["date"] == day])
        self.assertIn("has no duty on", self.expect(BAD, "move", who, day, f"{MONTH}-31"))

    def test_swap(self):
        who, day, village = self.first()
        other = next(row for row in self.rows(village) if row["date"] == day and "/" not in row["member"])["member"]
        done = geng("swap", f"{village}/{other}", who, day, "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS, BAD, BROKEN))
        self.assertNotIn("--station", done.stderr)

    def test_no_station_or_two(self):
        served = self.served()
        who = "p01"
        free = next(f"{MONTH}-{day:02}" for day in range(1, 32) if (who, f"{MONTH}-{day:02}") not in served)
        before = self.files()
        text = self.expect(BAD, "cover", "police/p01", free, *NOW)
        self.assertIn(f"police/p01 has no duty on {free} at any station", text)
        self.assertIn("多个队", self.expect(BAD, "cover", "police/p01", *NOW, language="zh"))
        self.assertIn("p99", self.expect(BAD, "pin", "police/p99", free))
        self.assertEqual(self.files(), before)
        day = next(day for one, day in sorted(served) if one == who)
        for village in VILLAGES:
            if served[who, day] != village:
                path = self.root / village / f"drafts/{MONTH}.csv"
                path.write_text(path.read_text(encoding="utf-8-sig") + f"{day},standby,desk,police/p01,,,,\n", encoding="utf-8")
        text = self.expect(BAD, "pin", "police/p01", day)
        self.assertIn("at more than one station: v01, v02", text)
        self.expect(FINE, "pin", "police/p01", day, "--station", served[who, day])

    def test_relax(self):
        stations = [(self.root / village / "station.ini").read_bytes() for village in VILLAGES]
        self.expect(FINE, "relax", "police/p01", "limit", "night per week ..3")
        text = (self.root / "police/pool.ini").read_text(encoding="utf-8")
        self.assertIn("[member p01]\nlimit = night per week ..3", text)
        self.assertIn("rest = 11h", text)
        self.assertEqual([(self.root / village / "station.ini").read_bytes() for village in VILLAGES], stations)
        self.assertEqual(geng("check", "-C", self.root).returncode, FINE)
        self.expect(FINE, "relax", "v01/m03", "limit", "night per week ..3")
        self.assertIn("[member m03]", (self.root / "v01/station.ini").read_text(encoding="utf-8"))

    def test_forget(self):
        self.assertIn("has not left", self.expect(BAD, "forget", "police/p01", "--yes"))
        path = self.root / "police/members.csv"
        head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        rows = [f"{row},139000{i},{'2027-02-28' if i == 0 else ''}" for i, row in enumerate(rows)]
        path.write_text("\n".join([f"{head},phone,until", *rows]) + "\n", encoding="utf-8")
        with (self.root / "police/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"p01,leave,{MONTH}-12,{MONTH}-12,\n")
        for village in VILLAGES:
            draft = self.root / village / f"drafts/{MONTH}.csv"
            kept = [line for line in draft.read_text(encoding="utf-8-sig").splitlines() if "police/p01" not in line]
            draft.write_text("\n".join(kept) + "\n", encoding="utf-8")
            (self.root / village / "contacts.csv").write_text(
                f"when,member,kind,about\n2027-02-20T10:00:00Z,police/p01,told,{MONTH}\n"
                f"2027-02-20T10:00:00Z,police/p02,told,{MONTH}\n", encoding="utf-8")
        self.hold("v02")
        self.expect(RETRY, "forget", "police/p01", "--yes", *NOW)
        self.locks.pop().close()
        self.expect(FINE, "forget", "police/p01", "--yes", *NOW)
        text = path.read_text(encoding="utf-8-sig")
        self.assertNotIn("1390000", text)
        self.assertIn("1390001", text)
        self.assertIn("p01", text)
        for village in VILLAGES:
            told = (self.root / village / "contacts.csv").read_text(encoding="utf-8-sig")
            self.assertNotIn("police/p01", told)
            self.assertIn("police/p02", told)

    # -- a pool is no station --

    def test_pool_is_shown(self):
        text = self.expect(FINE, "show", MONTH, "--station", "police")
        for row in (self.root / "police/members.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
            self.assertIn(row.split(",")[1], text)
        for (_who, day), village in self.served().items():
            self.assertRegex(text, f"  {day} .*, {NAMES[village]} ")
        self.assertNotIn("Gap", text)
        duties = json.loads(geng("show", MONTH, "--station", "police", "--json", "-C", self.root).stdout)["duties"]
        self.assertEqual({(duty["member"], duty["date"]) for duty in duties}, set(self.served()))
        self.assertIn("4 members", self.expect(FINE, "check", "--station", "police"))
        for words in (("plan", MONTH), ("overview",), ("cover", "p01", f"{MONTH}-05"), ("publish", MONTH)):
            text = self.expect(BAD, *words, "--station", "police")
            self.assertIn("is a pool of people whom stations share", text)
            self.assertIn("v01, v02", text)
        self.assertIn("共用人员", self.expect(BAD, "plan", MONTH, "--station", "police", language="zh"))

    # -- locks --

    def test_a_locked_pool_is_tried_again(self):
        self.hold("police")
        text = self.expect(RETRY, "publish", MONTH, "--no-send")
        self.assertIn("police: ", text)
        for village in VILLAGES:
            self.assertTrue((self.root / village / f"rosters/{MONTH}.csv").exists())
        self.expect(RETRY, "publish", MONTH, "--revoke", "police/p01")

    def test_locked_before_anything_is_planned(self):
        """What stands in the way of a plan is not even looked for."""
        (self.root / "v02/holidays.csv").write_text(f"date,name,kind\n{MONTH}-08,节,off\n", encoding="utf-8")
        self.expect(BAD, "plan", MONTH, "--effort", "quick")
        self.hold("v02")
        self.assertIn("v02: ", self.expect(RETRY, "plan", MONTH, "--effort", "quick"))
        self.assertIn("v02: ", self.expect(RETRY, "repair", MONTH))

    def test_locks_in_one_order(self):
        """Pools before stations, each in the order of ids, whatever zone.ini has first."""
        zone = self.root / "zone.ini"
        zone.write_text("[zone]\nname = 生成片区\n[station v02]\n[station v01]\n[pool police]\n", encoding="utf-8")
        who, day, _village = self.first()
        self.expect(FINE, "inbox", "add", who.removeprefix("police/"), day, "leave", *NOW, at="police")
        self.hold(*VILLAGES)
        for words in (("plan", MONTH), ("repair", MONTH), ("backup", self.scratch / "copy")):
            self.assertIn("v01: ", self.expect(RETRY, *words))
        self.hold("police")
        self.assertIn("police: ", self.expect(RETRY, "backup", self.scratch / "copy"))
        self.assertFalse((self.scratch / "copy").exists())
        text = self.expect(RETRY, "inbox", "accept", "1", *NOW, at="police")
        self.assertNotIn("v01", text)

    # -- the zone as one --

    def test_geng_alone(self):
        before = self.files()
        done = geng(cwd=self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertIn("生成片区", done.stdout)
        self.assertIn("生成2村", done.stdout)
        self.assertNotIn("Usage", done.stdout)
        self.assertEqual(self.files(), before)

    def test_new_in_the_zone(self):
        text = self.expect(FINE, "new", "v03", "--name", "x", cwd=self.scratch)
        self.assertTrue((self.root / "v03/station.ini").exists())
        self.assertFalse((self.scratch / "v03").exists())
        self.assertIn("[station v03]", text)
        with (self.root / "zone.ini").open("a", encoding="utf-8") as zone:
            zone.write("[station v03]\n[station v04]\n")
        self.assertEqual(geng("check", "--station", "v03", "-C", self.root).returncode, FINE)
        self.assertNotIn("[station", self.expect(FINE, "new", "v04", "--name", "y"))

    def test_two_day_starts(self):
        """Though the shifts of the one station do not fit into its day."""
        self.edit("v02/station.ini", "day-start = 08:00", "day-start = 12:00")
        self.assertEqual(geng("check", "-C", self.root / "v02").returncode, BAD)
        for command in ("check", "plan"):
            text = self.expect(BAD, command, MONTH)
            self.assertIn("the duty day of 'v02' starts at 12:00, that of 'v01' at ", text)


if __name__ == "__main__":
    unittest.main()
