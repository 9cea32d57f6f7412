# SPDX-License-Identifier: LGPL-2.1-or-later
"""What one command did at several stations of a zone is one change: in the log, taken back, and answered once."""

import fcntl
import json
import os
import signal
import subprocess
import time
import unittest

import test_pools
import test_shared
from village import BAD, FINE, GAPS, GENG, RETRY, environment, geng

MONTH = test_shared.MONTH
VILLAGES = test_shared.VILLAGES
NOW = test_shared.NOW
FROM = ("--from", f"{MONTH}-01")


class ZoneLog(test_pools.Zone):
    """The copies of test_shared, without its tests."""

    setUpClass = classmethod(test_shared.Shared.setUpClass.__func__)
    setUp = test_shared.Shared.setUp
    expect = test_shared.Shared.expect
    served = test_shared.Shared.served
    open_phones = test_shared.Shared.open_phones
    take = test_shared.Shared.take
    asks = test_shared.Shared.asks
    find_swap = test_shared.Shared.find_swap
    accept_a_swap = test_shared.Shared.accept_a_swap

    def tables(self):
        """All that a step may change, by the name under the zone's folder."""
        names = {"members.csv", "leave.csv", "pool.ini", "station.ini"}
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*")
                if path.is_file() and "log" not in path.parts and (path.name in names or path.parent.name == "drafts")
                and not path.name.endswith(".old")}

    def log(self, *words, **options):
        done = geng("log", *words, "--json", "-C", self.root, **options)
        self.assertEqual(done.returncode, FINE, done.stderr)
        return json.loads(done.stdout)

    def official(self):
        duties = {}
        for village in VILLAGES:
            lines = (self.root / village / f"rosters/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
            rows = [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]
            duties[village] = sorted((row["date"], row["member"], row["shift"]) for row in rows if row["state"] != "gone")
        return duties

    def change(self, *words):
        done = geng(*words, "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        return done.stdout

    def away(self):
        """Days on which p01 serves at one station and the other one, and his leave over them."""
        days = sorted((day, village) for (who, day), village in self.served().items() if who == "p01")
        for (one, here), (other, there) in zip(days, days[1:]):
            if here != there:
                self.change("leave", "police/p01", one, other)
                return
        self.fail("he serves at one station alone")

    def repaired(self):
        """Published, and mended over both villages."""
        self.change("publish", MONTH, "--yes", "--no-send")
        self.away()
        self.change("repair", MONTH, *FROM, "--effort", "quick")
        last = self.log()[-1]
        self.assertEqual([one["station"] for one in last["stations"]], list(VILLAGES))
        return last

    # -- the log --

    def test_one_line_a_change(self):
        self.repaired()
        steps = self.log()
        self.assertEqual([step["command"].split()[0] for step in steps], ["plan", "publish", "leave", "repair"])
        self.assertEqual([[one["station"] for one in step["stations"]] for step in steps],
                         [list(VILLAGES), list(VILLAGES), ["police"], list(VILLAGES)])
        self.assertEqual(len({step["change"] for step in steps}), 4)
        self.assertEqual([step["time"] for step in steps], sorted(step["time"] for step in steps))
        lines = self.expect(FINE, "记录", language="zh").splitlines()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[3], "  v01/3、v02/3  repair")
        # A station's own has its own steps, with the same change.
        own = json.loads(self.expect(FINE, "log", "--json", "--station", "v01"))
        self.assertEqual([step["change"] for step in own], [steps[0]["change"], steps[1]["change"], steps[3]["change"]])

    def test_narrowed_to_somebody(self):
        self.change("publish", MONTH, "--yes", "--no-send")
        self.change("leave", "police/p01", f"{MONTH}-30")
        self.change("leave", "police/p02", f"{MONTH}-30")
        self.change("leave", "v02/m03", f"{MONTH}-30")
        for who, found in (("police/p01", "leave p01"), ("police/p02", "leave p02"), ("v02/m03", "leave m03")):
            commands = [step["command"] for step in self.log(who)]
            self.assertEqual(sum(command.startswith("leave") for command in commands), 1, commands)
            self.assertTrue(commands[-1].startswith(found))
        name = (self.root / "police/members.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[1]
        self.assertEqual(self.log(f"police/{name}"), self.log("police/p01"))
        self.assertEqual(len(json.loads(self.expect(FINE, "log", "p01", "--json", "--station", "police"))), 1)
        self.assertEqual(len(json.loads(self.expect(FINE, "log", "m03", "--json", "--station", "v02"))), 3)
        self.assertIn("--station ID", self.expect(BAD, "log", "m03"))
        self.assertIn("p99", self.expect(BAD, "log", "police/p99"))

    # -- back --

    def test_a_plan_is_taken_back_at_all_stations(self):
        before = self.tables()
        said = self.expect(FINE, "undo", "--dry-run")
        self.assertIn("Nothing was written", said)
        self.assertEqual(self.tables(), before)
        self.expect(FINE, "undo")
        self.assertEqual([(self.root / village / f"drafts/{MONTH}.csv").exists() for village in VILLAGES], [False] * 2)
        self.assertEqual([one["undone-by"] for one in self.log()[0]["stations"]], [2, 2])
        # That can be taken back too, by the name that the log gives it.
        self.assertIn("taken back already", self.expect(BAD, "undo", "v02/1"))
        self.assertIn("v01/12", self.expect(BAD, "undo", "9"))
        self.expect(FINE, "撤销", "v02/2")
        self.assertEqual(self.tables(), before)
        answer = json.loads(self.expect(FINE, "undo", "--json"))
        self.assertEqual([(one["station"], one["step"]) for one in answer], [("v01", 1), ("v02", 1)])

    def test_leave_of_shared_people(self):
        before = self.tables()
        self.change("leave", "police/p01", f"{MONTH}-30", "--kind", "sick")
        self.change("relax", "police/p02", "limit", "night per week ..3")
        self.assertNotEqual(self.tables()["police/pool.ini"], before["police/pool.ini"])
        self.expect(FINE, "undo", "police/1")
        self.assertNotIn(b"p01,leave," + f"{MONTH}-30".encode(), self.tables()["police/leave.csv"])
        self.expect(FINE, "undo")
        self.assertEqual(self.tables(), before)
        # What was written in the table since is nobody's to lose.
        self.change("leave", "police/p01", f"{MONTH}-30")
        with (self.root / "police/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"p02,leave,{MONTH}-30,{MONTH}-30,\n")
        now = self.tables()
        number = max(one["number"] for step in self.log() for one in step["stations"] if one["station"] == "police")
        self.assertIn("leave.csv was changed since", self.expect(BAD, "undo", f"police/{number}"))
        self.assertIn("leave.csv 后来又改过", self.expect(BAD, "undo", number, "--station", "police", language="zh"))
        self.assertEqual(self.tables(), now)
        # By hand it is a step, too.
        self.expect(FINE, "undo")
        self.expect(FINE, "undo")
        self.assertEqual(self.tables(), before)

    def test_back_to_what_was_official(self):
        self.change("publish", MONTH, "--yes", "--no-send")
        first, tables = self.official(), self.tables()
        calendars = {path.name: path.read_bytes() for path in (self.root / "police/rosters").glob("*")}
        self.away()
        self.change("repair", MONTH, *FROM, "--effort", "quick")
        repair = self.log()[-1]
        self.change("publish", MONTH, "--yes", "--no-send")
        self.assertNotEqual(self.official(), first)
        # What made it official stands in the way, and is named as it is written here.
        said = self.expect(BAD, "undo", f"v01/{repair['stations'][0]['number']}")
        words = said[said.index("geng undo v01/"):].split()[1:3]
        self.assertIn("nothing was changed", said)
        self.assertIn("To paste", self.expect(FINE, *words, "--yes", "--no-send"))
        self.assertEqual(self.official(), first)
        self.assertEqual(self.record_of_pool(), self.duties_of(calendars[f"{MONTH}.csv"]))
        self.expect(FINE, "undo")
        self.expect(FINE, "undo")
        self.assertEqual({name: text for name, text in self.tables().items() if "drafts" not in name},
                         {name: text for name, text in tables.items() if "drafts" not in name})

    def duties_of(self, record):
        lines = record.decode("utf-8-sig").splitlines()
        rows = [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]
        return sorted((row["date"], row["member"]) for row in rows if row["state"] != "gone")

    def record_of_pool(self):
        return self.duties_of((self.root / f"police/rosters/{MONTH}.csv").read_bytes())

    def test_where_one_station_went_on(self):
        self.repaired()
        # A duty that the repair gave to somebody is taken from him at one station.
        step = sorted((self.root / "v02/log").glob("0*.json"))[-1]
        entries = json.loads(step.read_text(encoding="utf-8"))["step"]["entries"]
        duty = next(entry["insert"] for entry in entries if "insert" in entry and "/" not in entry["insert"]["member"])
        done = geng("assign", duty["member"], duty["date"], "off", "-C", self.root / "v02")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        before = self.tables()
        number = self.log()[-2]["stations"][0]["number"]
        for language, words in (("en", "nothing was changed"), ("zh", "什么都没有改")):
            said = self.expect(BAD, "undo", f"v01/{number}", language=language)
            self.assertIn("assign", said)
            self.assertRegex(said, f"v02[:：].*{words}")
        self.assertEqual(self.tables(), before)
        # One after the other they go.
        self.expect(FINE, "undo")
        self.expect(FINE, "undo")
        self.assertEqual([one["undone-by"] > 0 for step in self.log() for one in step["stations"]
                          if step["command"].startswith("repair")], [True, True])

    def test_a_swap_of_two_villages(self):
        *_, before, after = self.accept_a_swap()
        self.assertEqual([one["station"] for one in self.log()[-1]["stations"]], ["police", *VILLAGES])
        self.expect(FINE, "undo")
        self.assertEqual(self.served(), before)
        self.assertNotEqual(after, before)
        self.assertEqual(self.asks()[-1]["state"], "open")

    def test_ill_at_five(self):
        """Leave in the pool's folder and a publication at the village are one change."""
        self.change("publish", MONTH, "--yes", "--no-send")
        official, leave = self.official(), self.tables()["police/leave.csv"]
        for (who, day), _village in sorted(self.served().items()):
            found = [one["member"] for one in json.loads(self.expect(FINE, "cover", f"police/{who}", day, "--json", *NOW))
                     if one["possible"]]
            if found:
                break
        village = self.served()[who, day]
        other = found[0] if "/" in found[0] else f"{village}/{found[0]}"
        self.change("cover", f"police/{who}", other, day, "--kind", "sick", "--publish", "--by", "所长", "--now", f"{MONTH}-01T00:30")
        self.assertEqual([one["station"] for one in self.log()[-1]["stations"]], ["police", village])
        # Both say who did it.
        steps = [json.loads(sorted((self.root / part / "log").glob("0*.json"))[-1].read_text(encoding="utf-8"))
                 for part in ("police", village)]
        self.assertEqual([step.get("by") for step in steps], ["所长"] * 2)
        self.assertNotEqual(self.official(), official)
        self.expect(FINE, "undo", "--yes", "--no-send")
        self.assertEqual(self.official(), official)
        self.assertEqual(self.tables()["police/leave.csv"], leave)
        self.assertIn((who, day), {(member, date) for date, member in self.record_of_pool()})

    def test_at_one_station_alone(self):
        """It says what stays elsewhere, and the zone's takes back the rest."""
        before = self.tables()
        self.repaired()
        for language, words in (("en", "did something elsewhere, which stays: v02/3"), ("zh", "v02/3")):
            self.assertIn(words, self.expect(FINE, "undo", "--dry-run", "--station", "v01", language=language))
        self.expect(FINE, "undo", "--station", "v01")
        last = self.log()[-2]
        self.assertEqual([one["undone-by"] > 0 for one in last["stations"]], [True, False])
        said = self.expect(FINE, "undo")
        self.assertNotIn("── v01", said)
        self.assertIn("── v02", said)
        self.assertTrue(before)

    def test_locked_or_edited_by_hand(self):
        before = self.tables()
        with (self.root / "v02/.geng-lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.expect(RETRY, "undo")
        self.assertEqual(self.tables(), before)
        with (self.root / "v02/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"m03,leave,{MONTH}-30,{MONTH}-30,\n")
        self.assertIn("have changed since", self.expect(BAD, "undo", "--dry-run"))
        self.assertIn("v02: ", self.expect(FINE, "log"))
        # The last change is that of the hand.
        self.expect(FINE, "undo")
        self.assertEqual(self.tables(), before)
        self.assertIn("--station ID", self.expect(BAD, "undo", "--journal"))

    def test_killed_at_any_moment(self):
        self.repaired()
        mended = self.tables()
        wanted = None
        killed = 0
        for wait in range(200):
            running = subprocess.Popen([GENG, "undo", "v01/3", "-C", str(self.root)], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env=environment("en"))
            time.sleep(0.02 + 0.04 * wait)
            running.send_signal(signal.SIGKILL)
            # It may have been done, and killed before it could say so.
            if running.wait() in (FINE, BAD):
                break
            killed += 1
            drafts = [self.root / village / f"drafts/{MONTH}.csv" for village in VILLAGES]
            for draft in drafts:
                self.assertTrue(draft.read_bytes() == mended[str(draft.relative_to(self.root))] or draft.stat().st_size > 0)
        self.assertGreater(killed, 0)
        self.assertEqual([one["undone-by"] > 0 for step in self.log() for one in step["stations"]
                          if step["command"].startswith("repair")], [True, True])
        wanted = {village: sorted((row["date"], row["member"]) for row in self.rows(village)) for village in VILLAGES}
        self.assertEqual(wanted, {village: [(date, member) for date, member, _shift in duties]
                                  for village, duties in self.official().items()})

    def test_forgotten(self):
        """What was forgotten of somebody is not in the pool's log either."""
        self.change("leave", "police/p01", f"{MONTH}-30", "--kind", "sick", "--why", "骨折")
        path = self.root / "police/members.csv"
        head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join([f"{head},until", *(f"{row},{'2027-02-28' if i == 0 else ''}" for i, row in enumerate(rows))]) + "\n",
                        encoding="utf-8")
        for village in VILLAGES:
            draft = self.root / village / f"drafts/{MONTH}.csv"
            kept = [line for line in draft.read_text(encoding="utf-8-sig").splitlines() if "police/p01" not in line]
            draft.write_text("\n".join(kept) + "\n", encoding="utf-8")
        self.expect(FINE, "forget", "police/p01", "--yes", *NOW)
        for file in (self.root / "police").rglob("*"):
            if file.is_file():
                self.assertNotIn("骨折", file.read_text(encoding="utf-8-sig", errors="replace"), file)
                self.assertNotIn("sick", file.read_text(encoding="utf-8-sig", errors="replace"), file)
        self.assertEqual(os.stat(self.root / "police/log/000001.json").st_mode & 0o777, 0o600)

    # -- who has seen it --

    def waiting(self, *words):
        found = {one["station"]: one["answer"] for one in json.loads(self.expect(FINE, "seen", *words, "--json"))}
        return {one["member"]: one["stations"] for one in found["police"]["waiting"]}

    def test_seen_once(self):
        self.repaired()
        self.change("publish", MONTH, "--yes", "--no-send")
        waiting = self.waiting()
        self.assertEqual(waiting["police/p01"], list(VILLAGES))
        text = self.expect(FINE, "seen")
        # Once, beside the stations, which name their own alone.
        self.assertEqual(text.count("police/p01"), 1)
        self.assertRegex(text, r"not seen yet by \S+ \(police/p01\), told by 生成1村, 生成2村")
        for answer in json.loads(self.expect(FINE, "seen", "--json"))[:2]:
            self.assertFalse([member for member in answer["answer"]["waiting"] if "/" in member])
        self.assertIn("生成1村、生成2村", self.expect(FINE, "收到", language="zh"))
        contacts = [self.root / village / "contacts.csv" for village in VILLAGES]
        with (self.root / "v02/.geng-lock").open("w", encoding="utf-8") as lock:
            before = [path.read_bytes() for path in contacts]
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.expect(RETRY, "seen", "police/p01")
            self.assertEqual([path.read_bytes() for path in contacts], before)
        self.expect(FINE, "seen", "police/p01")
        for path in contacts:
            self.assertIn(",police/p01,seen,", path.read_text(encoding="utf-8"))
        self.assertNotIn("police/p01", self.waiting())
        self.assertNotIn("police/p01", json.loads(self.expect(FINE, "seen", "--json", at="v01"))["waiting"])
        # Of a pool, of a village's own, and of nobody.
        self.assertEqual(self.waiting("--station", "police"), self.waiting())
        own = next((one["station"], one["answer"]["waiting"][0]) for one in json.loads(self.expect(FINE, "seen", "--json"))
                   if one["answer"]["waiting"] and one["station"] in VILLAGES)
        self.expect(FINE, "seen", "/".join(own))
        self.assertNotIn(own[1], json.loads(self.expect(FINE, "seen", "--json", at=own[0]))["waiting"])
        self.assertIn("--station ID", self.expect(BAD, "seen", "m01"))
        self.assertIn("was told of nothing in 2027-04", self.expect(BAD, "seen", "police/p01", "--month", "2027-04"))


if __name__ == "__main__":
    unittest.main()
