# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng batch`: many folders, each planned once, whatever happens between."""

import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from village import BAD, FINE, GAPS, GENG, RETRY, ROOT, environment, geng

sys.path.insert(0, str(ROOT / "examples/county"))
from county import write_county  # noqa: E402

MONTH = "2027-03"
QUICK = ("--effort", "quick")
DRAFT = f"drafts/{MONTH}.csv"
STATE = f"batch/{MONTH}.json"


class Batch(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.folders = write_county(self.root, 3)

    def batch(self, *words, folders=None, **options):
        """(exit status, the lines, the complaints)"""
        done = geng("batch", MONTH, *(self.folders if folders is None else folders), *QUICK, *words, **options)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def states(self, *words, **options):
        return [line["state"] for line in self.batch(*words, **options)[1]]

    def contents(self, folder):
        """All but the log, which tells of times."""
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
                if path.is_file() and path.name != ".geng-lock" and not path.is_relative_to(folder / "log")}

    def test_a_plan_is_that_of_plan(self):
        status, lines, _ = self.batch()
        self.assertEqual([line["state"] for line in lines], ["planned"] * 3)
        self.assertEqual(status, GAPS if any(line["gaps"] for line in lines) else FINE)
        for folder, line in zip(self.folders, lines):
            self.assertEqual(line["folder"], str(folder))
            mine = (folder / DRAFT).read_bytes()
            done = geng("plan", MONTH, "-C", folder, "--json", *QUICK)
            self.assertEqual((folder / DRAFT).read_bytes(), mine)
            answer = json.loads(done.stdout)
            for name in ("gaps", "cost", "bound-gaps", "bound-cost", "optimal"):
                self.assertEqual(line[name], answer[name])
            self.assertEqual(line["status"], done.returncode)

    def test_what_has_not_changed_is_not_planned_again(self):
        status, lines, _ = self.batch()
        before = [self.contents(folder) for folder in self.folders]
        again, same, _ = self.batch()
        self.assertEqual([line["state"] for line in same], ["unchanged"] * 3)
        self.assertEqual(again, status)
        for one, other in zip(lines, same):
            self.assertEqual({**one, "state": ""}, {**other, "state": ""})
        self.assertEqual([self.contents(folder) for folder in self.folders], before)
        # Nor under another name, nor from a list.
        moved = self.root / "moved"
        self.folders[0].rename(moved)
        listed = subprocess.run([GENG, "batch", MONTH, "-", *QUICK], input=f"{moved}\r\n\n{self.folders[1]}\r\n", text=True,
                                capture_output=True, encoding="utf-8", env=environment("zh"), check=False)
        lines = [json.loads(line) for line in listed.stdout.splitlines()]
        self.assertEqual([(line["folder"], line["state"]) for line in lines],
                         [(str(moved), "unchanged"), (str(self.folders[1]), "unchanged")])

    def test_each_thing_that_a_plan_depends_on(self):
        folder = self.folders[0]
        only = {"folders": [folder]}
        self.assertEqual(self.states(**only), ["planned"])
        leave = folder / "leave.csv"
        leave.write_text(leave.read_text(encoding="utf-8-sig") + "m3,leave,2027-03-05,2027-03-05,\n", encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        self.assertEqual(self.states(**only), ["unchanged"])
        self.assertEqual(self.states("--seed", "7", **only), ["planned"])
        self.assertEqual(self.states("--seed", "7", "--threads", "2", **only), ["unchanged"])
        self.assertEqual(self.states(**only), ["planned"])
        # The record of the month before is the past of this one; what comes after it is not.
        (folder / "rosters").mkdir(exist_ok=True)
        (folder / "rosters/2027-04.csv").write_text("date,shift,post,member\n", encoding="utf-8")
        self.assertEqual(self.states(**only), ["unchanged"])
        (folder / "rosters/2027-02.csv").write_text("date,shift,post,member,sequence,modified\n2027-02-28,night,village,m3,0,2027-02-20T00:00:00Z\n",
                                                    encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        day = [row for row in (folder / DRAFT).read_text(encoding="utf-8-sig").splitlines()
               if row.startswith("2027-03-01,day") and ",m3," in row]
        self.assertEqual(day, [])

    def test_a_month_before_that_was_not_published(self):
        folder = self.folders[0]
        only = {"folders": [folder]}

        def on_first_day():
            rows = [row.split(",") for row in (folder / DRAFT).read_text(encoding="utf-8-sig").splitlines()]
            return [row[3] for row in rows if row[:2] == ["2027-03-01", "day"]]
        self.assertEqual(self.states(**only), ["planned"])
        member = on_first_day()[0]
        head, night = "date,shift,post,member\n", f"2027-02-28,night,village,{member}\n"
        before = folder / "drafts/2027-02.csv"
        before.write_text(head + night, encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        self.assertNotIn(member, on_first_day())
        self.assertEqual(self.states(**only), ["unchanged"])
        # Of the draft a stroke that is not in its table yet, who was set aside, and the table.
        steps = folder / "drafts/2027-02.steps"
        steps.write_text(json.dumps([{"member": member, "date": "2027-02-28"}]) + "\n", encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        steps.unlink()
        self.assertEqual(self.states(**only), ["planned"])
        aside = folder / "drafts/2027-02.aside.csv"
        aside.write_text("member,since,proven,reason\nnobody,2027-02-01,no,\n", encoding="utf-8")
        self.assertEqual(self.states(**only), ["faulty"])
        aside.unlink()
        self.assertEqual(self.states(**only), ["unchanged"])
        before.write_text(head, encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        # The draft of a month that was published is nobody's past, nor is what comes after.
        (folder / "rosters").mkdir(exist_ok=True)
        (folder / "rosters/2027-02.csv").write_text("date,shift,post,member,sequence,modified\n", encoding="utf-8")
        self.assertEqual(self.states(**only), ["planned"])
        before.write_text(head + night, encoding="utf-8")
        (folder / "drafts/2027-04.csv").write_text(head, encoding="utf-8")
        self.assertEqual(self.states(**only), ["unchanged"])

    def test_what_somebody_edited_or_published_stays(self):
        folder = self.folders[0]
        only = {"folders": [folder]}
        self.assertEqual(self.states(**only), ["planned"])
        draft = folder / DRAFT
        rows = draft.read_text(encoding="utf-8").splitlines(keepends=True)
        draft.write_text("".join(rows[:-1]), encoding="utf-8")
        edited = draft.read_bytes()
        self.assertEqual(self.states(**only), ["edited"])
        self.assertEqual(draft.read_bytes(), edited)
        # Told so, it plans, and keeps what was there.
        self.assertEqual(self.states("--again", **only), ["planned"])
        self.assertEqual(draft.read_text(encoding="utf-8"), "".join(rows))
        self.assertIn(edited, [path.read_bytes() for path in draft.parent.iterdir()])
        # A draft of `geng plan` is somebody's work as well.
        other = self.folders[1]
        self.assertIn(geng("plan", MONTH, "-C", other, *QUICK).returncode, (FINE, GAPS))
        self.assertEqual(self.states(folders=[other]), ["edited"])
        self.assertEqual(geng("publish", MONTH, "-C", folder).returncode in (FINE, GAPS), True)
        published = self.contents(folder)
        self.assertEqual(self.states("--again", **only), ["published"])
        self.assertEqual(self.contents(folder), published)

    def test_a_state_that_somebody_else_wrote(self):
        folder = self.folders[0]
        only = {"folders": [folder]}
        self.assertEqual(self.states(**only), ["planned"])
        for name, state in (("draft", "edited"), ("input", "planned")):
            known = json.loads((folder / STATE).read_text(encoding="utf-8"))
            for value in (5, None, True, {}):
                (folder / STATE).write_text(json.dumps(known | {name: value}), encoding="utf-8")
                self.assertEqual(self.states(**only), [state], (name, value))
            (folder / STATE).write_text(json.dumps(known), encoding="utf-8")

    def test_fixed_duties_stay(self):
        folder = self.folders[0]
        (folder / "drafts").mkdir()
        (folder / DRAFT).write_text("date,shift,post,member,pinned\n2027-03-03,night,village,m5,yes\n", encoding="utf-8")
        self.assertEqual(self.states("--again", folders=[folder]), ["planned"])
        text = (folder / DRAFT).read_text(encoding="utf-8-sig")
        self.assertTrue(any(row.startswith("2027-03-03,night,village,m5") for row in text.splitlines()), text)

    def test_one_with_faults_keeps_nobody_from_the_others(self):
        bad, fine = self.folders[0], self.folders[1:]
        members = bad / "members.csv"
        members.write_text(members.read_text(encoding="utf-8").replace("guard", "nobody"), encoding="utf-8")
        before = self.contents(bad)
        missing = self.root / "missing"
        status, lines, _ = self.batch(folders=[bad, missing, *fine, fine[0]])
        self.assertEqual(status, BAD)
        self.assertEqual([line["state"] for line in lines], ["faulty", "faulty", "planned", "planned", "unchanged"])
        self.assertIn("members.csv", lines[0]["faults"][0])
        self.assertEqual(len(lines[0]["faults"]), 8)
        self.assertIn("station.ini", lines[1]["error"])
        self.assertEqual(self.contents(bad), before)
        for words in (("batch",), ("batch", MONTH), ("batch", "2027-13", fine[0]),
                      ("batch", MONTH, fine[0], "--effort", "much")):
            self.assertEqual(geng(*words).returncode, BAD, words)

    def test_a_lock_and_a_full_disk_may_be_tried_again(self):
        held, fine = self.folders[:2]
        with open(held / ".geng-lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            status, lines, _ = self.batch(folders=[held, fine])
        self.assertEqual(status, RETRY)
        self.assertEqual([line["state"] for line in lines], ["retry", "planned"])
        self.assertFalse((held / DRAFT).exists())
        # No file may grow: what a full disk does to it.
        before = self.contents(held)
        status, lines, _ = self.batch(
            folders=[held, fine], preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                                      resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))))
        self.assertEqual((status, [line["state"] for line in lines]), (RETRY, ["retry", "unchanged"]))
        self.assertEqual(self.contents(held), before)
        self.assertEqual(self.states(folders=[held, fine]), ["planned", "unchanged"])

    def zone(self, *groups):
        """The county as a zone, with the police as a pool's folder."""
        police = self.root / "police"
        police.mkdir(exist_ok=True)
        (police / "members.csv").write_text("id,name,contract,roles\np1,赵警,officer,captain\n", encoding="utf-8")
        (police / "pool.ini").write_text("[contract officer]\nrest = 11h\n", encoding="utf-8")
        stations = [f"[station {folder.name}]" for folder in self.folders]
        (self.root / "zone.ini").write_text("\n".join(["[zone]", *stations, *groups, ""]), encoding="utf-8")

    def drafts(self):
        return [(folder / DRAFT).read_bytes() if (folder / DRAFT).exists() else None for folder in self.folders]

    def test_a_zone_that_shares_people_is_planned_as_one(self):
        for groups in (("[lend]", "price = 20"), ("[pool police]", "stations = s00001; s00002")):
            self.zone(*groups)
            status, lines, _ = self.batch("--again", folders=[self.root])
            self.assertEqual([(line["folder"], line["state"], line["status"]) for line in lines],
                             [(str(self.root), "planned", status)])
            self.assertEqual([one["station"] for one in lines[0]["stations"]], [folder.name for folder in self.folders])
            self.assertEqual(sum(one["gaps"] for one in lines[0]["stations"]), lines[0]["gaps"])
            mine = self.drafts()
            self.assertNotIn(None, mine)
            again, same, _ = self.batch(folders=[self.root])
            self.assertEqual((again, same), (status, [{**lines[0], "state": "unchanged"}]))
            # It is the plan of the zone.
            done = geng("plan", MONTH, "-C", self.root, "--json", *QUICK)
            self.assertEqual((done.returncode, self.drafts()), (status, mine))
            answer = json.loads(done.stdout)
            for name in ("gaps", "cost", "bound-gaps", "bound-cost", "optimal"):
                self.assertEqual(lines[0][name], answer[name])
        # One step of each station's log has one change with the others'.
        steps = [json.loads(sorted((folder / "log").glob("0*.json"))[-1].read_text(encoding="utf-8")) for folder in self.folders]
        self.assertTrue(all(step["change"] for step in steps))

    def test_a_station_of_such_a_zone_is_no_folder(self):
        self.zone("[pool police]", "stations = s00001; s00002")
        before = [self.contents(folder) for folder in self.folders]
        # Under each name; --again knows no better.
        linked = self.root / "linked"
        linked.mkdir()
        (linked / "zone").symlink_to(self.root)
        for folders in (self.folders, [linked / "zone" / folder.name for folder in self.folders]):
            for words in ((), ("--again",)):
                status, lines, _ = self.batch(*words, folders=folders)
                self.assertEqual(status, BAD)
                self.assertEqual([(line["state"], line["status"]) for line in lines], [("faulty", BAD)] * 3)
                for line in lines:
                    self.assertRegex(line["error"], rf"shares people.*geng batch {MONTH} {self.root}(/linked/zone)?$")
                self.assertEqual([self.contents(folder) for folder in self.folders], before)
        self.assertIn("一起排班", geng("batch", MONTH, self.folders[0], language="zh").stdout)
        self.assertEqual(geng("batch", MONTH, self.root, "--station", "s00001").returncode, BAD)
        # Those of a station that the zone does not have are its own.
        other = write_county(self.root / "more", 1)
        self.assertEqual(self.states(folders=other), ["planned"])

    def test_each_thing_that_the_plan_of_a_zone_depends_on(self):
        self.zone("[pool police]")
        only = {"folders": [self.root]}
        self.assertEqual(self.states(**only), ["planned"])
        for change in (lambda: (self.root / "police/leave.csv").write_text("member,kind,first,last\np1,leave,2027-03-05,2027-03-05\n", encoding="utf-8"),
                       lambda: (self.root / "police/pool.ini").write_text("[contract officer]\nrest = 12h\n", encoding="utf-8"),
                       lambda: self.zone("[pool police]", "stations = s00001; s00002; s00003"),
                       lambda: (self.folders[2] / "leave.csv").write_text("member,kind,first,last\nm3,leave,2027-03-05,2027-03-05\n", encoding="utf-8"),
                       (self.folders[1] / DRAFT).unlink):
            change()
            self.assertEqual(self.states(**only), ["planned"])
            self.assertEqual(self.states(**only), ["unchanged"])
        # What somebody edited stays, with all that was planned beside it.
        draft = self.folders[1] / DRAFT
        draft.write_text("".join(draft.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
        before = self.drafts()
        _, lines, _ = self.batch(**only)
        self.assertEqual([(line["state"], line["edited"]) for line in lines], [("edited", ["s00002"])])
        self.assertEqual(self.drafts(), before)
        self.assertEqual(self.states("--again", **only), ["planned"])
        self.assertNotEqual(self.drafts(), before)
        self.assertEqual((draft.parent / f"{draft.name}.old").read_bytes(), before[1])
        # Who has published stays, and the others are planned around it.
        self.assertIn(geng("publish", MONTH, "-C", self.root, "--station", "s00001", "--yes").returncode, (FINE, GAPS))
        published = self.contents(self.folders[0])
        _, lines, _ = self.batch(**only)
        self.assertEqual((lines[0]["state"], lines[0]["stations"][0]), ("planned", {"station": "s00001", "published": True}))
        self.assertEqual(self.states(**only), ["unchanged"])
        self.assertEqual(self.contents(self.folders[0]), published)
        self.assertIn(geng("publish", MONTH, "-C", self.root, "--yes").returncode, (FINE, GAPS))
        self.assertEqual(self.states("--again", **only), ["published"])

    def test_a_zone_with_faults_or_locked(self):
        self.zone("[pool police]")
        members = self.folders[0] / "members.csv"
        right = members.read_text(encoding="utf-8")
        members.write_text(right.replace("guard", "nobody"), encoding="utf-8")
        status, lines, _ = self.batch(folders=[self.root])
        self.assertEqual((status, lines[0]["state"], lines[0]["status"]), (BAD, "planned", BAD))
        self.assertIn("nobody", lines[0]["stations"][0]["error"])
        self.assertEqual([draft is None for draft in self.drafts()], [True, False, False])
        self.assertEqual(self.states(folders=[self.root]), ["unchanged"])
        members.write_text(right, encoding="utf-8")
        before = self.drafts()
        with open(self.folders[2] / ".geng-lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            status, lines, _ = self.batch(folders=[self.root])
        self.assertEqual((status, lines[0]["state"], self.drafts()), (RETRY, "retry", before))
        # No file may grow beyond what the draft of the last one needs: the others do not get theirs either.
        status, lines, _ = self.batch(
            folders=[self.root], preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                                     resource.setrlimit(resource.RLIMIT_FSIZE, (1300, 1300))))
        self.assertEqual((status, [line["state"] for line in lines]), (RETRY, ["retry"]))
        self.assertEqual(self.drafts(), before)
        self.assertEqual(self.states(folders=[self.root]), ["planned"])
        self.assertGreater(len(self.drafts()[2]), 1300)
        self.assertLess(max(map(len, self.drafts()[:2])), 1300)
        shutil.rmtree(self.root / "police")
        _, lines, _ = self.batch(folders=[self.root])
        self.assertEqual(lines[0]["state"], "faulty")
        self.assertIn("zone.ini:5", lines[0]["error"])

    def test_a_zone_begins_to_share_people(self):
        self.zone()
        self.assertEqual(self.states(folders=[self.root]), ["planned"] * 3)
        self.assertEqual(self.states(), ["unchanged"] * 3)
        self.zone("[pool police]")
        before = [self.contents(folder) for folder in self.folders]
        self.assertEqual(self.states(), ["faulty"] * 3)
        # They are nobody's work as far as the zone knows: told so, it plans.
        self.assertEqual(self.states(folders=[self.root]), ["edited"])
        # A mistake in what it says of people is one of each station; another one is the zone's alone.
        shutil.rmtree(self.root / "police")
        _, lines, _ = self.batch()
        self.assertEqual([line["state"] for line in lines], ["faulty"] * 3)
        for line in lines:
            self.assertIn("../zone.ini:5", line["faults"][0])
        self.assertEqual([self.contents(folder) for folder in self.folders], before)
        self.zone("[station missing]")
        self.assertEqual(self.states(), ["unchanged"] * 3)

    def test_a_zone_killed_at_any_moment(self):
        self.zone("[pool police]")
        self.assertEqual(self.states(folders=[self.root]), ["planned"])
        wanted = self.drafts()
        for folder in (self.root, *self.folders):
            for name in ("batch", "drafts", "log"):
                shutil.rmtree(folder / name, ignore_errors=True)
        words = [GENG, "batch", MONTH, str(self.root), *QUICK]
        killed = 0
        for _ in range(100):
            running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment("en"))
            time.sleep(0.04 + 0.02 * killed)
            running.send_signal(signal.SIGKILL)
            if running.wait() in (FINE, GAPS):
                break
            killed += 1
            for have, want in zip(self.drafts(), wanted):
                self.assertIn(have, (None, want))
        self.assertGreater(killed, 0)
        self.assertLess(killed, 100)
        self.assertEqual(self.drafts(), wanted)
        self.assertEqual(self.states(folders=[self.root]), ["unchanged"])

    def test_killed_at_any_moment(self):
        folders = write_county(self.root / "many", 5)
        wanted = {}
        status, _, _ = self.batch(folders=folders)
        self.assertIn(status, (FINE, GAPS))
        for folder in folders:
            wanted[folder.name] = (folder / DRAFT).read_bytes()
        shutil.rmtree(self.root / "many")
        write_county(self.root / "many", 5)
        words = [GENG, "batch", MONTH, *map(str, folders), *QUICK]
        killed = 0
        for _ in range(100):
            running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       env=environment("en"))
            time.sleep(0.04 + 0.06 * killed)
            running.send_signal(signal.SIGKILL)
            if running.wait() in (FINE, GAPS):
                break
            killed += 1
            for folder in folders:
                if (folder / DRAFT).exists():
                    self.assertEqual((folder / DRAFT).read_bytes(), wanted[folder.name])
        self.assertGreater(killed, 0)
        self.assertLess(killed, 100)
        self.assertEqual({folder.name: (folder / DRAFT).read_bytes() for folder in folders}, wanted)
        self.assertEqual(set(self.states(folders=folders)), {"unchanged"})


if __name__ == "__main__":
    unittest.main()
