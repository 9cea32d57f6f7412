# SPDX-License-Identifier: LGPL-2.1-or-later
"""People whom a zone shares ask, are away and are backed up as a station's own are; and what stands between its folders."""

import configparser
import fcntl
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

    def accept_a_swap(self, published=True):
        """One of two villages that p01 and p02 agree on, in the drafts: where who of them serves, before and after."""
        if published:
            self.open_phones()
        mine, here, theirs, there = self.find_swap()
        before = self.served()
        self.expect(FINE, "inbox", "add", "p01", mine, "swap", "p02", theirs, *NOW, at="police")
        number = self.asks()[-1]["number"]
        self.expect(FINE, "inbox", "agree", number, *NOW, at="police")
        self.expect(FINE, "inbox", "accept", number, *NOW, at="police")
        after = self.served()
        self.assertNotEqual(after, before)
        return mine, here, theirs, there, before, after

    def change_rows(self, village, table, meant, **changed):
        """Writes the cells of the rows that are meant, as a captain might."""
        path = self.root / village / f"{table}/{MONTH}.csv"
        head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
        rows = [dict(zip(head.split(","), line.split(","))) for line in lines]
        self.assertTrue(any(map(meant, rows)))
        rows = [row | changed if meant(row) else row for row in rows]
        path.write_text("\n".join([head, *(",".join(row.values()) for row in rows)]) + "\n", encoding="utf-8")

    def records(self):
        return [(self.root / village / f"rosters/{MONTH}.csv").read_bytes() for village in VILLAGES]

    def test_a_plan_keeps_an_accepted_swap(self):
        """Both halves stay where all villages are planned anew, and each is free on the day that was his own."""
        mine, here, theirs, there, *_ = self.accept_a_swap(published=False)
        for words in (("plan", MONTH, "--seed", "9", "-C", self.root), ("batch", MONTH, self.root, "--again", "--seed", "3")):
            done = geng(*words, "--effort", "quick")
            self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
            now = self.served()
            self.assertEqual((now["p02", mine], now["p01", theirs]), (here, there))
            self.assertNotIn(("p01", mine), now)
            self.assertNotIn(("p02", theirs), now)

    def test_a_repair_keeps_an_accepted_swap(self):
        """Wherever else something changes: both halves stay in the drafts, and the ask is published with them."""
        mine, here, theirs, _there, _before, after = self.accept_a_swap()
        self.assertLess(max(mine, theirs), f"{MONTH}-29")
        row = next(row for row in self.rows(here) if row["date"] == f"{MONTH}-30" and "/" not in row["member"])
        done = geng("leave", row["member"], f"{MONTH}-30", "-C", self.root / here)
        self.assertEqual(done.returncode, FINE, done.stderr)
        done = geng("repair", MONTH, "--from", f"{MONTH}-29", "--effort", "quick", "--time-limit", "4", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        now = self.served()
        for key in (("p01", mine), ("p02", mine), ("p01", theirs), ("p02", theirs)):
            self.assertEqual(now.get(key), after.get(key), key)
        done = geng("publish", MONTH, "--yes", "--no-send", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertEqual(self.asks()[-1]["state"], "published")
        self.assertNotIn(("p01", mine), self.served())

    def test_a_repair_ends_a_half(self):
        """Half of a swap that nobody accepted any more goes back, also where nothing else of the village changes."""
        mine, _here, _theirs, there, before, _after = self.accept_a_swap()
        (self.root / "police/inbox/1.ini").unlink()
        for path in (self.root / "police/inbox").glob("*.ini"):
            path.unlink()
        done = geng("repair", MONTH, "--from", f"{MONTH}-29", "--effort", "quick", "--time-limit", "4", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertIn(f"── {there} ", done.stdout)
        self.assertEqual(self.served(), before)
        self.assertLess(mine, f"{MONTH}-29")

    def test_an_ask_that_no_record_has(self):
        """It is not called published, and waits for the captain again."""
        *_, before, _after = self.accept_a_swap()
        for village in VILLAGES:
            (self.root / village / f"drafts/{MONTH}.csv").unlink()
        done = geng("publish", MONTH, "--yes", "--no-send", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertIn("was accepted, and what is published does not have it", done.stderr)
        self.assertEqual(self.asks()[-1]["state"], "open")
        self.assertTrue(before)

    def test_one_question_for_all(self):
        """Where one village would ask, nothing is written at any before somebody has said yes."""
        _mine, here, *_, before, after = self.accept_a_swap()
        with (self.root / here / "station.ini").open("a", encoding="utf-8") as station:
            station.write("\n[publish]\nask-above = 0\n")
        records = self.records()
        said = self.expect(BAD, "publish", MONTH, "--no-send")
        self.assertRegex(said, here + ": [12] official dut(y|ies) changes?, and nobody can be asked")
        self.assertIn("--yes", said)
        self.assertEqual(self.records(), records)
        self.assertEqual(self.asks()[-1]["state"], "accepted")
        done = geng("publish", MONTH, "--no-send", "-y", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        self.assertNotEqual(after, before)
        self.assertEqual(self.asks()[-1]["state"], "published")

    def test_held_back_with_another(self):
        """A village whose police come from one that cannot be published waits with it."""
        mine, here, theirs, there, *_ = self.accept_a_swap()
        # A shift in a place where nobody asks for it: that is no roster to publish.
        own = next(row["member"] for row in self.rows(here) if "/" not in row["member"])
        self.change_rows(here, "drafts", lambda cells: cells["member"] == own and cells["post"] == "village", post="desk")
        records = self.records()
        done = geng("publish", MONTH, "--yes", "--no-send", "-C", self.root)
        self.assertEqual(done.returncode, BROKEN, done.stderr)
        self.assertIn(f"{there} is not published: it changes duties of police/p0", done.stderr)
        self.assertEqual(self.records(), records)
        self.assertEqual(self.asks()[-1]["state"], "accepted")
        answer = json.loads(geng("publish", MONTH, "--yes", "--no-send", "--json", "-C", self.root).stdout)
        self.assertEqual({one["station"]: one["status"] for one in answer}, {here: BROKEN, there: BROKEN})
        # Nor when its draft cannot be read, where somebody else may be meant.
        with (self.root / here / f"drafts/{MONTH}.csv").open("a", encoding="utf-8") as draft:
            draft.write("what,is,this\n")
        done = geng("publish", MONTH, "--yes", "--no-send", "-C", self.root)
        self.assertEqual(done.returncode, BAD, done.stderr)
        self.assertIn(f"{there} is not published", done.stderr)
        self.assertEqual(self.records(), records)
        self.assertTrue(mine and theirs)

    def test_check_sees_who_is_at_two_stations(self):
        self.open_phones()
        self.assertNotIn("officially", geng("check", MONTH, "-C", self.root).stderr)
        served = self.served()
        day = next(day for (who, day), village in sorted(served.items())
                   if (who, village) == ("p01", "v01") and ("p02", day) in served and served["p02", day] == "v02")
        for name in ("rosters", "drafts"):
            self.change_rows("v02", name, lambda cells: cells["date"] == day and cells["member"] == "police/p02",
                             member="police/p01", name="")
        done = geng("check", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BROKEN, done.stdout)
        self.assertRegex(done.stderr, rf"police/p01 \(.+\) is officially at two stations on {day}: 生成1村 and 生成2村")
        self.assertIn("两队", geng("check", MONTH, "-C", self.root, language="zh").stderr)

    def test_a_place_that_a_swap_opens(self):
        """Whom a village's crew lacks then only the village knows."""
        self.open_phones()
        mine, here, theirs, there = self.find_swap()
        # He is the only captain of his crew, which the village has of its own else.
        shift = next(row["shift"] for row in self.rows(here) if (row["date"], row["member"]) == (mine, "police/p01"))
        crew = {row["member"] for row in self.rows(here) if (row["date"], row["shift"]) == (mine, shift)}
        for folder in ("police", here):
            path = self.root / folder / "members.csv"
            head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
            rows = [dict(zip(head.split(","), line.split(","))) for line in lines]
            for row in rows:
                roles = set(filter(None, row["roles"].split(";")))
                roles -= {"captain"} if row["id"] in crew else set()
                roles |= {"captain"} if (folder, row["id"]) == ("police", "p01") else set()
                row["roles"] = ";".join(sorted(roles))
            path.write_text("\n".join([head, *(",".join(row.values()) for row in rows)]) + "\n", encoding="utf-8")
        said = self.expect(FINE, "inbox", "add", "p01", mine, "swap", "p02", theirs, *NOW, at="police")
        self.assertIn("✗ it would leave 1 place open", said)
        self.assertNotEqual(here, there)

    def test_asked_from_the_zone(self):
        """Where somebody belongs he asks: in the pool's folder or his village's, and with one of a village in that."""
        own = next(row["member"] for row in self.rows("v01") if "/" not in row["member"])
        for words, at, member in ((("add", "police/p01", f"{MONTH}-10", "leave"), "police", "p01"),
                                  (("登记", f"v01/{own}", f"{MONTH}-10", "请假"), "v01", own)):
            done = geng("inbox", *words, *NOW, "-C", self.root)
            self.assertEqual(done.returncode, FINE, done.stderr)
            asks = json.loads(geng("inbox", "--all", "--json", *NOW, "-C", self.root / at).stdout)
            self.assertEqual([(ask["member"], ask["kind"]) for ask in asks], [(member, "leave")])
        (mine, *_), = [sorted(day for (who, day), village in self.served().items() if (who, village) == ("p01", "v01"))[:1]]
        theirs = next(row["date"] for row in self.rows("v01") if row["member"] == own and row["date"] != mine)
        done = geng("inbox", "add", "police/p01", mine, "swap", f"v01/{own}", theirs, *NOW, "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        asks = json.loads(geng("inbox", "--all", "--json", *NOW, "-C", self.root / "v01").stdout)
        self.assertEqual([(ask["member"], ask["with"]) for ask in asks[1:]], [("police/p01", own)])
        self.expect(BAD, "inbox", "add", "m01", f"{MONTH}-10", "leave", *NOW)

    def test_leave_is_not_asked_at_a_village(self):
        for what, language, said in (("leave", "en", "asks in the pool's folder"), ("请假", "zh", "共用"), ("night", "en", "pool's folder")):
            done = geng("inbox", "add", "police/p01", f"{MONTH}-10", what, *NOW, "-C", self.root / "v01", language=language)
            self.assertEqual(done.returncode, BAD, done.stdout)
            self.assertIn(said, done.stderr)
            self.assertIn(f"geng {'申请' if language == 'zh' else 'inbox'} add p01 {MONTH}-10 {what} --station police", done.stderr)
        self.assertFalse((self.root / "v01/inbox").exists())

    def who_can(self, village):
        """An officer, the day of a duty at the village, and who can take it over."""
        for (who, day), where in sorted(self.served().items()):
            if where == village:
                for one in json.loads(geng("cover", f"police/{who}", day, "--json", "-C", self.root / village).stdout):
                    if one["possible"]:
                        return f"police/{who}", day, one["member"]
        return self.fail("nobody can take over")

    def test_ill_at_five(self):
        """One command at the village: leave in the pool's folder, the duty given over, and the calendars of both."""
        self.open_phones()
        at = self.root / "v01"
        officer, day, stand_in = self.who_can("v01")
        who = officer.split("/")[1]
        record = self.root / f"police/rosters/{MONTH}.csv"
        before = record.read_bytes()
        done = geng("cover", officer, stand_in, day, "--kind", "sick", "--publish", "--now", f"{MONTH}-01T00:30", "-C", at)
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        self.assertIn(f"{who},leave,{day}", self.leave())
        self.assertNotIn("police/", (at / "leave.csv").read_text(encoding="utf-8-sig"))
        self.assertNotEqual(record.read_bytes(), before)
        self.take()
        table = self.table()
        self.assertNotIn(day, {duty["date"] for duty in table[who]["duties"]})

    def test_the_calendars_may_follow_later(self):
        """Somebody else writes in the pool's folder: the change is official all the same, and the status is that of what was done."""
        self.open_phones()
        officer, day, stand_in = self.who_can("v01")
        record = self.root / f"police/rosters/{MONTH}.csv"
        before = record.read_bytes()
        with (self.root / "police/.geng-lock").open("a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = geng("cover", officer, stand_in, day, "--publish", "--now", f"{MONTH}-01T00:30", "-C", self.root / "v01")
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        self.assertIn("The change itself is official.", done.stderr)
        self.assertIn(f"geng publish {MONTH} in the zone's folder", done.stderr)
        official = (self.root / f"v01/rosters/{MONTH}.csv").read_text(encoding="utf-8-sig")
        self.assertTrue(any(line.startswith(day) and f",{stand_in}," in line for line in official.splitlines()))
        self.assertEqual(record.read_bytes(), before)
        self.assertIn(geng("publish", MONTH, "--no-send", "-C", self.root).returncode, (FINE, GAPS))
        self.assertNotEqual(record.read_bytes(), before)

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
