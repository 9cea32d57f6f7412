# SPDX-License-Identifier: LGPL-2.1-or-later
"""A zone that shares people: planned as one, each village by itself afterwards."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import openpyxl

from test_month_end import tables
from village import BAD, BROKEN, FINE, GAPS, GENG, RETRY, ROOT, environment, geng

MONTH = "2027-03"
VILLAGES = ("v01", "v02", "v03")


def geng_with(variables, *words, language="en"):
    return subprocess.run([GENG, *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False,
                          env=environment(language) | variables, timeout=250)


class Zone(unittest.TestCase):
    """A generated zone, and what a draft of one of its stations says."""

    @classmethod
    def generate(cls, **size):
        """A zone for all tests of the class, which work on copies."""
        cls.planned = Path(tempfile.mkdtemp(prefix="geng-"))
        cls.addClassCleanup(shutil.rmtree, cls.planned, ignore_errors=True)
        words = [word for name, number in size.items() for word in (f"--{name}", str(number))]
        subprocess.run([sys.executable, ROOT / "tests/bench/pooled.py", cls.planned, *words], check=True)

    def month_of_book(self, village, language):
        """The cells behind each name in the workbook of the month."""
        path = self.root / "month.xlsx"
        done = geng("report", MONTH, path, "-C", self.root / village, language=language)
        self.assertEqual(done.returncode, FINE, done.stderr)
        return {row[0]: row for row in openpyxl.load_workbook(path).active.values}

    def rows(self, village, root=None):
        lines = ((root or self.root) / village / f"drafts/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
        return [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]


class Pools(Zone):
    """Three villages and six police, planned once for all tests, which work on copies."""

    @classmethod
    def setUpClass(cls):
        cls.generate(villages=3, people=14, police=6)
        cls.answer = geng("plan", MONTH, "--effort", "quick", "--json", "-C", cls.planned)

    def setUp(self):
        scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, scratch, ignore_errors=True)
        self.root = scratch / "zone"
        shutil.copytree(self.planned, self.root)

    def test_planned_as_one(self):
        self.assertIn(self.answer.returncode, (FINE, GAPS), self.answer.stderr)
        answer = json.loads(self.answer.stdout)
        self.assertEqual([one["station"] for one in answer["stations"]], list(VILLAGES))
        days, officers = Counter(), 0
        for one in answer["stations"]:
            rows = self.rows(one["station"])
            shared = [row for row in rows if row["member"].startswith("police/")]
            self.assertEqual((one["duties"], one["shared"]), (len(rows), len(shared)))
            # An officer in each day patrol, as many as the gaps leave.
            officers += len({row["date"] for row in shared if row["shift"] == "day"})
            for row in shared:
                days[row["member"], row["date"]] += 1
            # Of two hundred radios nobody has another's: the police bring theirs.
            for row in rows:
                for item in filter(None, row["items"].split(";")):
                    self.assertEqual(item.strip().startswith("police/"), row["member"].startswith("police/"), row)
        self.assertEqual(max(days.values()), 1)
        self.assertGreaterEqual(officers + answer["gaps"], 3 * 31)
        checks = json.loads(geng("check", MONTH, "--json", "-C", self.root).stdout)
        self.assertEqual([one["answer"]["broken"] for one in checks], [0, 0, 0])
        self.assertEqual(sum(one["answer"]["gaps"] for one in checks), answer["gaps"])

    def test_the_same_again(self):
        again = geng("plan", MONTH, "--effort", "quick", "--threads", "1", "-C", self.root, language="zh")
        self.assertIn(again.returncode, (FINE, GAPS), again.stderr)
        self.assertIn("共用人员", again.stdout)
        for village in VILLAGES:
            # Whatever the language of the head.
            self.assertEqual([list(row.values()) for row in self.rows(village)],
                             [list(row.values()) for row in self.rows(village, self.planned)])

    def test_a_village_keeps_them(self):
        village = self.root / "v02"
        before = [row for row in self.rows("v02") if row["member"].startswith("police/")]
        done = geng("plan", MONTH, "--effort", "quick", "-C", village)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        after = [row for row in self.rows("v02") if row["member"].startswith("police/")]
        self.assertEqual([(row["date"], row["shift"], row["member"]) for row in after],
                         [(row["date"], row["shift"], row["member"]) for row in before])
        self.assertEqual(len((village / "members.csv").read_text(encoding="utf-8-sig").splitlines()), 15)
        self.assertIn("police/", geng("log", "-C", village, "--json").stdout + "police/")
        self.assertEqual(done.stderr.count("is no step of the log"), 0, done.stderr)

    def test_two_stations_on_a_day(self):
        here = {(row["member"], row["date"]) for row in self.rows("v01")}
        row = next(row for row in self.rows("v02") if row["member"].startswith("police/")
                   and (row["member"], row["date"]) not in here)
        path = self.root / f"v01/drafts/{MONTH}.csv"
        path.write_text(path.read_text(encoding="utf-8-sig")
                        + f"{row['date']},standby,desk,{row['member']},,,,\n", encoding="utf-8")
        done = geng("check", MONTH, "-C", self.root / "v01")
        self.assertEqual(done.returncode, BROKEN, done.stdout)
        self.assertIn("serves at another station on this day: 生成2村", done.stdout)
        self.assertIn("当日在他队上岗：生成2村", geng("check", MONTH, "-C", self.root / "v01", language="zh").stdout)
        # A third has no part in it.
        answer = json.loads(geng("check", MONTH, "--json", "-C", self.root).stdout)
        here, there, third = ({finding["rule"] for finding in one["answer"]["findings"]} for one in answer)
        self.assertTrue("elsewhere" in here and "elsewhere" in there)
        self.assertFalse(third & {"elsewhere", "duty"}, third)

    def test_as_each_by_itself(self):
        """What the zone has read is what each station would read: words, faults and status are the same."""
        path = self.root / f"v02/drafts/{MONTH}.csv"
        rows = self.rows("v01")
        row = next(row for row in rows if row["member"].startswith("police/"))
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(text + f"{row['date']},standby,desk,{row['member']},,,,\n", encoding="utf-8")
        members = self.root / "v03/members.csv"
        whole = members.read_text(encoding="utf-8")
        for text in (whole, whole.replace("guard", "nobody", 1)):
            members.write_text(text, encoding="utf-8")
            for words in (("check", MONTH), ("check", MONTH, "--all"), ("check",), ("show", MONTH),
                          ("show", "--day", f"{MONTH}-10"), ("report", MONTH),
                          ("kit", f"{MONTH}-10")):
                alone = [geng_with({"GENG_ZONE_IS_RUNNING": "1"}, *words, "-C", self.root / village, language="zh")
                         for village in VILLAGES]
                done = geng(*words, "-C", self.root, language="zh")
                sections = re.split(r"^── .* ──\n", done.stdout, flags=re.MULTILINE)[1:]
                self.assertEqual(sections, [one.stdout + "\n" for one in alone], words)
                self.assertEqual(done.stderr, "".join(one.stderr for one in alone), words)
                self.assertEqual(done.returncode, next(status for status in (BAD, BROKEN, GAPS, FINE)
                                                       if status in [one.returncode for one in alone]), words)
        answers = json.loads(geng("check", MONTH, "--json", "-C", self.root).stdout)
        self.assertEqual([one["status"] for one in answers][2], BAD)

    def test_each_folder_is_read_once(self):
        """A table of people once, a draft once for its own station and once for all others, however many these are."""
        shim, library, log = (self.root.parent / name for name in ("opened.c", "opened.so", "opened.txt"))
        shim.write_text("""#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static int note (const char *call, const char *path, int flags, va_list rest)
{
  int (*next) (const char *, int, ...) = dlsym (RTLD_NEXT, call), mode = flags & O_CREAT ? va_arg (rest, int) : 0;
  int log = next (getenv ("OPENED"), O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (write (log, path, strlen (path)) < 0 || write (log, "\\n", 1) < 0)
    abort ();
  close (log);
  return next (path, flags, mode);
}
#define SHIM(name) int name (const char *path, int flags, ...) { va_list rest; va_start (rest, flags); \\
  int fd = note (#name, path, flags, rest); va_end (rest); return fd; }
SHIM (open)
SHIM (open64)
""", encoding="utf-8")
        subprocess.run(["gcc", "-shared", "-fPIC", "-D_FORTIFY_SOURCE=0", "-o", library, shim], check=True)
        done = geng_with({"LD_PRELOAD": str(library), "OPENED": str(log)}, "check", MONTH, "-C", self.root)
        if "ASan runtime does not come first" in done.stderr:
            self.skipTest("a sanitized program takes no library before its own")
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        opened = Counter("/".join(Path(line).parts[-3:]) for line in log.read_text(encoding="utf-8").splitlines())
        for village in VILLAGES:
            self.assertEqual(opened[f"zone/{village}/members.csv"], 1, opened)
            self.assertEqual(opened[f"{village}/drafts/{MONTH}.csv"], 2, opened)
        self.assertEqual(opened["zone/police/members.csv"], 1, opened)

    def test_one_with_faults_is_named(self):
        path = self.root / "v03/members.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("guard", "nobody", 1), encoding="utf-8")
        draft = (self.root / f"v03/drafts/{MONTH}.csv").read_bytes()
        done = geng("plan", MONTH, "--effort", "quick", "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("members.csv:2", done.stderr)
        self.assertEqual((self.root / f"v03/drafts/{MONTH}.csv").read_bytes(), draft)
        self.assertIn("v02 生成2村", done.stdout)
        # Its neighbours go on, and say what they do not know.
        done = geng("check", MONTH, "-C", self.root / "v01")
        self.assertIn("is not known: v03: ", done.stderr)
        self.assertEqual(done.returncode, FINE, done.stdout)

    def test_a_locked_one_keeps_all_as_they_were(self):
        before = [self.rows(village) for village in VILLAGES]
        lock = subprocess.Popen(["flock", self.root / "v02/.geng-lock", "sleep", "60"])
        self.addCleanup(lock.wait)
        self.addCleanup(lock.kill)
        done = geng("assign", "m01", f"{MONTH}-02", "off", "-C", self.root / "v02")
        self.assertEqual(done.returncode, RETRY, done.stderr)
        done = geng("plan", MONTH, "--effort", "quick", "--seed", "7", "-C", self.root)
        self.assertEqual(done.returncode, RETRY, done.stderr)
        self.assertEqual([self.rows(village) for village in VILLAGES], before)

    def test_a_log_that_cannot_be_written(self):
        (self.root / "v01/log/next.json").unlink(missing_ok=True)
        (self.root / "v01/log/next.json/in-the-way").mkdir(parents=True)
        before = [self.rows(village) for village in VILLAGES]
        done = geng("plan", MONTH, "--effort", "quick", "--seed", "7", "-C", self.root)
        self.assertEqual(done.returncode, BAD, done.stderr)
        self.assertIn("next.json", done.stderr)
        self.assertEqual([self.rows(village) for village in VILLAGES], before)

    def test_nobody_writes_meanwhile(self):
        """A village cannot be published while it is planned: neither of the two would be done in vain."""
        with subprocess.Popen([GENG, "plan", MONTH, "--effort", "thorough", "-C", self.root], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, env=environment("en")) as planning:
            self.addCleanup(planning.kill)
            # It has looked at the villages when it starts its threads.
            while len(os.listdir(f"/proc/{planning.pid}/task")) == 1:
                self.assertIsNone(planning.poll())
            done = geng("publish", MONTH, "--url", "https://example.org/duty", "-C", self.root / "v01")
            self.assertEqual(done.returncode, RETRY, done.stderr)
            planning.send_signal(signal.SIGINT)
            said = planning.communicate()[1]
        # As far as it had come; there may be no roster yet.
        self.assertIn(planning.returncode, (FINE, GAPS, BAD), said)
        self.assertFalse((self.root / f"v01/rosters/{MONTH}.csv").exists())

    def test_published_villages_are_mended_alone(self):
        done = geng("publish", MONTH, "--url", "https://example.org/duty", "-C", self.root / "v01")
        self.assertIn(done.returncode, (FINE, GAPS))
        self.assertIn("follow with geng publish", done.stderr)
        # A guest has no calendar of a village: his is the zone's.
        wall = next(path for path in (self.root / "v01/pages").glob("*.html") if "slips" not in path.name)
        shown = wall.read_text(encoding="utf-8")
        for row in self.rows("v01", self.planned):
            if row["member"].startswith("police/"):
                self.assertTrue(row["name"] in shown, row)
        calendars = json.loads(geng("publish", MONTH, "--url", "https://example.org/duty", "--json", "-C",
                                    self.root / "v01").stdout)["calendars"]
        self.assertEqual([one["id"] for one in calendars if "police" in one["id"]], [])

    def test_planned_around_published_villages(self):
        """What phones show stays, the others keep clear of it, and nothing is left where all is published."""
        self.assertIn(geng("publish", MONTH, "-C", self.root / "v01").returncode, (FINE, GAPS))
        # Somebody who served elsewhere on a day of leave has to be replaced at one of the others.
        row = next(row for row in self.rows("v02") if row["member"].startswith("police/"))
        with (self.root / "police/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"{row['member'].split('/')[1]},leave,{row['date']},{row['date']},\n")
        before = {path: path.read_bytes() for path in (self.root / "v01").rglob("*.csv")}
        done = geng("plan", MONTH, "--effort", "quick", "--json", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        answer = json.loads(done.stdout)["stations"]
        self.assertEqual([one["published"] for one in answer], [True, False, False])
        self.assertEqual({path: path.read_bytes() for path in (self.root / "v01").rglob("*.csv")}, before)
        self.assertNotEqual([row for row in self.rows("v02")], [row for row in self.rows("v02", self.planned)])
        served = Counter((row["member"], row["date"]) for village in VILLAGES for row in self.rows(village)
                         if row["member"].startswith("police/"))
        self.assertEqual(max(served.values()), 1)
        self.assertTrue(any("police/" in row["member"] for row in self.rows("v01")))
        for village in VILLAGES[1:]:
            self.assertEqual(json.loads(geng("check", MONTH, "--json", "-C", self.root / village).stdout)["broken"], 0)
            self.assertIn(geng("publish", MONTH, "-C", self.root / village).returncode, (FINE, GAPS))
        done = geng("plan", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("v01: 2027-03 is published already", done.stderr)

    def officer_of_several(self, day):
        """An officer who serves at two stations from the day on, and when."""
        served = {}
        for village in VILLAGES:
            for row in self.rows(village):
                if row["member"].startswith("police/") and row["date"] >= day:
                    served.setdefault(row["member"], {})[row["date"]] = village
        return next((who, days) for who, days in sorted(served.items()) if len(set(days.values())) > 1)

    def test_mended_as_one(self):
        """Who falls ill at two stations is replaced at both, by one who is shared as well where nobody else can."""
        since = f"{MONTH}-15"
        self.assertIn(geng("publish", MONTH, "--yes", "-C", self.root).returncode, (FINE, GAPS))
        officer, days = self.officer_of_several(since)
        with (self.root / "police/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"{officer.split('/')[1]},leave,{min(days)},{max(days)},\n")
        before = {village: self.rows(village) for village in VILLAGES}
        done = geng("repair", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("v01: From when on", done.stderr)
        done = geng("repair", MONTH, "--from", since, "--effort", "quick", "--json", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        answer = json.loads(done.stdout)
        changes = {one["station"]: one["changes"] for one in answer["stations"]}
        left = {(village, change["date"]) for village, list_ in changes.items() for change in list_
                if change["member"] == officer and change["after"] is None}
        self.assertEqual(left, {(village, date) for date, village in days.items()})
        served = Counter()
        for village in VILLAGES:
            after = self.rows(village)
            served.update((row["member"], row["date"]) for row in after if row["member"].startswith("police/"))
            self.assertEqual([row["member"] for row in after if row["date"] < since],
                             [row["member"] for row in before[village] if row["date"] < since])
        self.assertEqual(max(served.values()), 1)
        # No village is right beside what the others have published; all of them are beside their drafts.
        beside = [(geng("check", MONTH, "-C", self.root / village, language=language), words) for village in VILLAGES
                  for language, words in (("en", "kept beside the drafts"), ("zh", "按片区其他队的草稿"))]
        self.assertTrue(any(done.returncode == BROKEN for done, _ in beside))
        for done, words in beside:
            self.assertEqual(done.returncode == BROKEN, words in done.stderr, done.stdout + done.stderr)
        checks = json.loads(geng("check", MONTH, "--json", "-C", self.root).stdout)
        self.assertEqual([one["answer"]["broken"] for one in checks], [0, 0, 0])
        self.assertEqual(sum(one["answer"]["gaps"] for one in checks), answer["gaps"])
        done = geng("publish", MONTH, "--yes", "-C", self.root, language="zh")
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        for village in VILLAGES:
            record = (self.root / village / f"rosters/{MONTH}.csv").read_text(encoding="utf-8-sig")
            self.assertNotIn(officer, [cell for line in record.splitlines() if line.endswith(",on")
                                       and min(days) <= line[:10] <= max(days) for cell in line.split(",")])
        # Once more there is nothing to mend.
        drafts = {path: path.read_bytes() for path in self.root.glob("v0*/drafts/*.csv")}
        done = geng("补排", MONTH, "--from", since, "--effort", "quick", "-C", self.root, language="zh")
        self.assertIn("没有变动", done.stdout)
        self.assertEqual({path: path.read_bytes() for path in self.root.glob("v0*/drafts/*.csv")}, drafts)

    def test_calendars_of_the_pool(self):
        """One calendar a person, whichever the village; again without a change nothing is written."""
        pool = self.root / "police"
        path = pool / "pool.ini"
        path.write_text(path.read_text(encoding="utf-8") + "\n[feed]\nurl = https://example.org/police/\n",
                        encoding="utf-8")
        self.assertIn(geng("publish", MONTH, "--dry-run", "-C", self.root).returncode, (FINE, GAPS))
        self.assertFalse((pool / "feeds").exists())
        done = geng("publish", MONTH, "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS))
        # They have followed.
        self.assertNotIn("follow with geng publish", done.stderr)
        wanted = Counter()
        for village in VILLAGES:
            for row in self.rows(village):
                if row["member"].startswith("police/"):
                    wanted[row["member"]] += 1
        feeds = {path.name: path.read_bytes() for path in (pool / "feeds").glob("*.ics") if MONTH not in path.name}
        counts = sorted(text.count(b"BEGIN:VEVENT") for text in feeds.values())
        # A calendar for each of the six, and that of all of them, whose events are crews.
        self.assertEqual(len(feeds), 7)
        for count in wanted.values():
            self.assertIn(count, counts)
        names = b"".join(feeds.values()).decode()
        for number in (1, 2, 3):
            self.assertIn(f"LOCATION:生成{number}村 村区", names)
        uids = [line for text in feeds.values() for line in text.decode().splitlines() if line.startswith("UID:")]
        self.assertEqual(len(uids), len(set(uids)))
        geng("publish", MONTH, "-C", self.root)
        self.assertEqual({path.name: path.read_bytes() for path in (pool / "feeds").glob("*.ics")
                          if MONTH not in path.name}, feeds)
        self.revoke_address(pool, feeds)
        self.break_a_village(pool)

    def revoke_address(self, pool, feeds):
        """A phone was lost: the old address serves a notice, and nobody else has a new one."""
        self.assertEqual(geng("publish", MONTH, "--revoke", "police/p99", "-C", self.root).returncode, BAD)
        done = geng("publish", MONTH, "--revoke", "police/p01", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        now = {path.name: path.read_bytes() for path in (pool / "feeds").glob("*.ics") if MONTH not in path.name}
        self.assertEqual(len(now), len(feeds) + 1)
        self.assertEqual(len([name for name in feeds if now[name] != feeds[name]]), 1)

    def break_a_village(self, pool):
        """What the others' records say of its shifts cannot be read: one line says so, and nothing changes."""
        before = {path.name: path.read_bytes() for path in (pool / "feeds").iterdir() if path.is_file()}
        (self.root / "v02/members.csv").write_text("id,name\nm01\n", encoding="utf-8")
        done = geng("publish", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("police: the calendars of its people stay as they are, since v02 cannot be read.", done.stderr)
        self.assertNotIn("v02/day", done.stderr)
        self.assertEqual({path.name: path.read_bytes() for path in (pool / "feeds").iterdir() if path.is_file()}, before)

    def test_one_meeting(self):
        """A row a station and a department, and the campaigns of all; what nobody confirmed is a dash."""
        for village, route in (("v01", "东线"), ("v02", "西线")):
            with (self.root / village / "station.ini").open("a", encoding="utf-8") as station:
                station.write(f"\n[demand fire]\nname = {route}\npost = village\nshift = day\ncrew = 0..2\n"
                              "days = 2027-03-08..2027-03-12\ncampaign = 消防整治\n")
        planned = {village: self.rows(village) for village in VILLAGES}
        geng("publish", MONTH, "-C", self.root)
        done = geng("journal", "confirm", f"{MONTH}-01..{MONTH}-31", "--now", "2027-04-02T10:00", "-C",
                    self.root / "v01")
        self.assertEqual(done.returncode, FINE, done.stderr)
        for village, day, due in (("v01", "05", "2027-03-20"), ("v01", "06", "2027-05-20"), ("v02", "07", "2027-03-20")):
            done = geng("journal", "find", "village", "治安", "路灯不亮", "--to", "城管", "--due", due, "--now",
                        f"{MONTH}-{day}T12:00", "-C", self.root / village)
            self.assertEqual(done.returncode, FINE, done.stderr)
        # The second of v01 in time, that of v02 after the day by which it was due.
        for village, number in (("v01", f"{MONTH}-002"), ("v02", f"{MONTH}-001")):
            done = geng("journal", "settle", number, "换了灯泡", "--now", "2027-04-02T10:00", "-C", self.root / village)
            self.assertEqual(done.returncode, FINE, done.stderr)
        done = geng("report", "--meeting", "2027-04-20", "--language", "zh", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.root / "pages/meeting-2027-04-20.html").read_text(encoding="utf-8")
        found = [row for _, row in tables(page)]
        self.grids_and_next_month(found, planned)
        stations = {row["队"]: row for row in found if "参与率" in row}
        for number, village in enumerate(VILLAGES, 1):
            row, duties = stations[f"生成{number}村"], len(planned[village])
            self.assertEqual(int(row["计划（次）"]), duties)
            self.assertEqual((row["在岗（已核）"], row["未核"], row["参与率"]),
                             (str(duties), "0", "100.0 %") if village == "v01" else ("—", str(duties), "—"))
        self.assertEqual(int(stations["合计"]["计划（次）"]), sum(map(len, planned.values())))
        shared = sum(row["member"].startswith("police/") for rows in planned.values() for row in rows)
        departments = {row["单位"]: row for row in found if "单位" in row and "行动" not in row}
        self.assertEqual(int(departments["派出所"]["计划（次）"]), shared)
        self.squads_of_departments(found, planned)
        self.share_of_all_who_took_part(planned)
        # The stations' rosters tell the year.
        done = geng("report", "4月20日", "--meeting", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertIn("meeting-2027-04-20", done.stdout)
        (self.root / "v03/members.csv").write_text("id,name,contract\nm01,x,nobody\n", encoding="utf-8")
        done = geng("report", "--meeting", "2027-04-20", "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        page = (self.root / "pages/meeting-2027-04-20.html").read_text(encoding="utf-8")
        self.assertIn("v03 could not be read; all sums are without it.", page)

    def test_the_meeting_has_what_a_station_has(self):
        """Findings by kind, kit and the campaigns to come, each with its station."""
        with (self.root / "v02/station.ini").open("a", encoding="utf-8") as station:
            station.write("\n[demand fire]\nname = 西线\npost = village\nshift = day\ncrew = 0..2\n"
                          "days = 2027-05-03..2027-05-05\ncampaign = 消防整治\n")
        # A radio of the police has the number of one of the village's.
        for path in (self.root / "v03/items.csv", self.root / f"v03/drafts/{MONTH}.csv"):
            path.write_text(re.sub(r"(?<!/)\bradio-", "own-", path.read_text(encoding="utf-8-sig")), encoding="utf-8")
        geng("publish", MONTH, "-C", self.root)
        for village, kind in (("v01", "治安"), ("v02", "消防"), ("v02", "消防")):
            done = geng("journal", "find", "village", kind, "路灯不亮", "--now", f"{MONTH}-05T12:00", "-C", self.root / village)
            self.assertEqual(done.returncode, FINE, done.stderr)
        day, item = next((row["date"], row["items"]) for row in self.rows("v03")
                         if row["shift"] == "day" and row["items"].startswith("own-"))
        done = geng("journal", "confirm", day, "day", f"{item} 丢", "--now", "2027-04-02T10:00", "-C", self.root / "v03")
        self.assertEqual(done.returncode, FINE, done.stderr)
        for premises, result, *words in (("某五金厂", "限期整改", "--notice", "整-1", "--recheck", "7天"), ("某饭店", "合格"), ("某网吧", "停业")):
            done = geng("journal", "inspect", premises, result, *words, "--campaign", "消防整治", "--now", f"{MONTH}-06T12:00",
                        "-C", self.root / "v02")
            self.assertEqual(done.returncode, FINE, done.stderr)
        done = geng("report", "--meeting", "2027-04-20", "--language", "zh", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.root / "pages/meeting-2027-04-20.html").read_text(encoding="utf-8")
        rows = [row for _, row in tables(page)]
        # Firms that have to put things right, and no others.
        self.assertEqual([(row["队"], row["企业"], row["结果"], row["通知书"], bool(row["复查"])) for row in rows if "企业" in row],
                         [("生成2村", "某五金厂", "限期整改", "整-1", True), ("生成2村", "某网吧", "停业", "", False)])
        self.assertEqual({(row["队"], row.get("类别")): row["发现问题"] for row in rows if "类别" in row},
                         {("生成1村", "治安"): "1", ("生成2村", "消防"): "2", ("合计", ""): "3"})
        self.assertEqual([(row["队"], row["编号"], row["情况"]) for row in rows if "编号" in row], [("生成3村", item, "丢失")])
        self.assertIn("生成2村：专项行动“消防整治”：西线，村区，3 天，每天 0–2 人。", page)
        self.assertEqual(page.count("专项行动“"), 1)

    def grids_and_next_month(self, found, planned):
        """Three findings in two grids, one settled in time, one too late and one not at all; nobody has planned the month
        after it."""
        grids = {(row["队"], row["网格（岗位）"]): row for row in found if "网格（岗位）" in row}
        for number, village in enumerate(VILLAGES, 1):
            for post, name in (("village", "村区"), ("desk", "管理站")):
                duties = [row for row in planned[village] if row["post"] == post]
                self.assertEqual(int(grids[f"生成{number}村", name]["计划（次）"]), len(duties))
        heads = ("发现问题", "办结", "其中逾期办结", "逾期", "办结率")
        departments = {row["归口部门"]: row for row in found if "归口部门" in row}
        stations = {row["队"]: row for row in found if "参与率" in row}
        for row, wanted in ((grids["生成1村", "村区"], ["2", "1", "0", "1", "50.0 %"]),
                            (grids["生成2村", "村区"], ["1", "1", "1", "0", "0.0 %"]),
                            (stations["生成2村"], ["1", "1", "1", "0", "0.0 %"]),
                            (stations["合计"], ["3", "2", "1", "1", "33.3 %"]),
                            (departments["城管"], ["3", "2", "1", "1", "33.3 %"]),
                            (departments["合计"], ["3", "2", "1", "1", "33.3 %"])):
            self.assertEqual([row[head] for head in heads], wanted)
        self.assertEqual(grids["生成3村", "村区"]["办结率"], "—")
        months = {row["队"]: row for row in found if "状态" in row}
        self.assertEqual({row["状态"] for name, row in months.items() if name != "合计"}, {"未排"})
        self.assertEqual(len(months), 4)

    def squads_of_departments(self, found, planned):
        """A row for each department of a route's squad."""
        routes = {(row["队"], row["阶段、路线"], row["单位"]): row for row in found if row.get("行动") == "消防整治"}
        wanted = Counter()
        for village, name, route in (("v01", "生成1村", "东线"), ("v02", "生成2村", "西线")):
            for row in planned[village]:
                if row["shift"] == "day" and row["post"] == "village" and "2027-03-08" <= row["date"] <= "2027-03-12":
                    wanted[name, route, "派出所" if row["member"].startswith("police/") else "村"] += 1
        self.assertEqual({key: int(row["计划（次）"]) for key, row in routes.items()}, wanted)
        self.assertEqual(len(wanted), 4)

    def share_of_all_who_took_part(self, planned):
        """Of one village a single day is confirmed: the police who were at both took part, and are counted once."""
        geng("journal", "confirm", f"{MONTH}-01", "--now", "2027-04-02T10:00", "-C", self.root / "v02")
        done = geng("report", "--meeting", "2027-04-20", "--language", "zh", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.root / "pages/meeting-2027-04-20.html").read_text(encoding="utf-8")
        shares = {row["队"]: row["参与率"] for _, row in tables(page) if "参与率" in row}

        def people(village, days):
            return {row["member"] if "/" in row["member"] else f"{village} {row['member']}"
                    for row in planned[village] if row["date"] in days}

        every = {row["date"] for row in planned["v01"]}
        here, there, first = people("v01", every), people("v02", every), people("v02", {f"{MONTH}-01"})
        self.assertTrue({person for person in here & there if person.startswith("police/")})
        self.assertEqual(shares["生成2村"], f"{100 * len(first) / len(there):.1f} %")
        self.assertEqual(shares["合计"], f"{100 * len(here | first) / len(here | there):.1f} %")
        self.assertIn("合计只计一次", page)

    def test_one_end_of_the_month(self):
        """A sheet an organisation over all stations: what each of them writes alone stands on it under its name."""
        self.assertIn(geng("publish", MONTH, "--no-send", "-C", self.root).returncode, (FINE, GAPS))
        for language, words in (("zh", ("考勤表", "补贴发放表")), ("en", ("attendance", "allowances"))):
            done = geng("report", MONTH, "--month-end", "--language", language, "-C", self.root)
            self.assertEqual(done.returncode, FINE, done.stderr)
            pages = [(self.root / name).read_text(encoding="utf-8")
                     for name in (f"pages/attendance-{MONTH}.html", f"office/pay-{MONTH}.html")]
            for page, word in zip(pages, words):
                self.assertEqual(page.count(f"<title>生成片区{'' if language == 'zh' else ': '}{word}</title>"), 1)
                for number in (1, 2, 3):
                    self.assertIn(f"生成{number}村", page)
        # All in one language, that of the first station, where the captain and the others have another.
        settings = self.root / "v01/station.ini"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text + "\n[feed]\nlanguage = zh\n", encoding="utf-8")
        self.assertEqual(geng("report", MONTH, "--month-end", "-C", self.root).returncode, FINE)
        page = (self.root / f"pages/attendance-{MONTH}.html").read_text(encoding="utf-8")
        self.assertIn("<title>生成片区考勤表</title>", page)
        self.assertNotIn("ttendance", page)
        settings.write_text(text, encoding="utf-8")
        book = openpyxl.load_workbook(self.root / f"pages/attendance-{MONTH}.xlsx")
        self.assertEqual(book.sheetnames, ["村", "派出所"])
        names = Counter(cell.value for cell in book["村"]["A"])
        together = {(row["member"], village) for village in VILLAGES for row in self.rows(village)}
        guards = {(member, village) for member, village in together if not member.startswith("police/")}
        rows = sum(count for name, count in names.items() if re.fullmatch(r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨]\d\d", name or ""))
        self.assertEqual(rows, len(guards))
        (self.root / f"v02/rosters/{MONTH}.csv").unlink()
        done = geng("报表", MONTH, "--month-end", "-C", self.root, language="zh")
        self.assertEqual(done.returncode, BAD)
        self.assertIn("v02", done.stderr)
        self.assertNotIn("生成2村", (self.root / f"pages/attendance-{MONTH}.html").read_text(encoding="utf-8"))

    def test_people_of_the_zone(self):
        """Fourteen a village and six police, who may serve at each of the three."""
        done = geng("overview", "--at", f"{MONTH}-03T12:30", "--language", "zh", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.root / "pages/overview.html").read_text(encoding="utf-8")
        people = {row["队"]: int(row["人数"]) for _, row in tables(page) if "岗次" in row and "网格（岗位）" not in row}
        self.assertEqual(people, {"生成1村": 20, "生成2村": 20, "生成3村": 20, "合计": 3 * 14 + 6})
        self.assertIn("合计只计一次", page)
        # Of each organisation what is in the drafts, over all of them; a policeman of three villages is one.
        answer = json.loads(geng("overview", "--at", f"{MONTH}-03T12:30", "--json", "-C", self.root).stdout)
        rows = [(village, row) for village in VILLAGES for row in self.rows(village)]
        shared = {row["member"] for _, row in rows if row["member"].startswith("police/")}
        own = {(village, row["member"]) for village, row in rows if row["member"] not in shared}
        hours = {one["organisation"]: one for one in answer["hours"]}
        self.assertEqual({name: one["people"] for name, one in hours.items()}, {"村": len(own), "派出所": len(shared)})
        self.assertEqual(sum(one["duties"] for one in hours.values()), len(rows))
        for name, one in hours.items():
            parts = [part for station in answer["stations"] for part in station["hours"] if part["organisation"] == name]
            self.assertEqual(sum(part["minutes"] for part in parts), one["minutes"])
        # The pool over all of them, and who is away; by the page and the terminal, too.
        path = self.root / "police/leave.csv"
        path.write_text(path.read_text(encoding="utf-8-sig") + f"p03,leave,{MONTH}-02,{MONTH}-04,\n", encoding="utf-8")
        self.assertEqual([(one["id"], one["people"], one["away"]) for one in answer["pools"]], [("police", 6, [])])
        self.assertEqual(answer["pools"][0]["duties"], sum(row["member"] in shared for _, row in rows))
        self.assertEqual(answer["pools"][0]["minutes"], hours["派出所"]["minutes"])
        name = path.with_name("members.csv").read_text(encoding="utf-8-sig").splitlines()[3].split(",")[1]
        text = geng("overview", "--at", f"{MONTH}-03T12:30", "--language", "zh", "-C", self.root, language="zh").stdout
        self.assertRegex(text, rf"本月共用人员 +人数 +班次数 +时数 +今日不在\n派出所 +6 +{answer['pools'][0]['duties']} .*{name}")
        self.assertIn("今日不在", (self.root / "pages/overview.html").read_text(encoding="utf-8"))
        sums = {row["单位"]: (int(row["人数"]), int(row["班次数"])) for total, row in tables(page) if total and "单位" in row}
        self.assertEqual(sums, {name: (one["people"], one["duties"]) for name, one in hours.items()})

    def test_who_serves_elsewhere_is_not_free(self):
        """A policeman's day at another village has its mark on the sheet, and his day off a dot."""
        names = {row.split(",")[0]: row.split(",")[1]
                 for row in (self.root / "police/members.csv").read_text(encoding="utf-8-sig").splitlines()[1:]}
        served = {village: {(row["member"], row["date"]) for row in self.rows(village)} for village in VILLAGES}
        member = next(one for one, _ in sorted(served["v01"]) if one.startswith("police/"))
        for words, language in (("serves at another station", "en"), ("在他队勤务", "zh")):
            text = geng("show", MONTH, "-C", self.root / "v01", language=language).stdout
            self.assertIn(f"→ {words}", text)
            cells = []
            for line in text.splitlines():
                if line.startswith(names[member.split("/")[1]]):
                    cells += line.split()[1:]
            for day in range(1, 32):
                key = (member, f"{MONTH}-{day:02}")
                elsewhere = any(key in served[village] for village in VILLAGES[1:])
                self.assertEqual(cells[day - 1] == "→", elsewhere and key not in served["v01"], (key, cells))
                self.assertEqual(cells[day - 1] == "·", not elsewhere and key not in served["v01"], (key, cells))
        # The workbook says the same.
        book = self.month_of_book("v01", "en")
        for who in {one for one, _ in served["v01"] if one.startswith("police/")}:
            for day in range(1, 32):
                key = (who, f"{MONTH}-{day:02}")
                elsewhere = any(key in served[village] for village in VILLAGES[1:])
                self.assertEqual(book[names[who.split("/")[1]]][day] == "→", elsewhere and key not in served["v01"], key)

    def test_leave_of_shared_people_is_the_pools(self):
        before = (self.root / "v01/leave.csv").read_bytes()
        done = geng("leave", "police/p03", f"{MONTH}-12", "-C", self.root / "v01")
        self.assertEqual(done.returncode, BAD, done.stderr)
        self.assertIn("leave.csv of the pool's folder", done.stderr)
        for language, words in (("en", "leave.csv of the pool's folder"), ("zh", "共用人员文件夹")):
            done = geng("leave", "police/p03", f"{MONTH}-12", "--cancel", "-C", self.root / "v01", language=language)
            self.assertEqual(done.returncode, BAD, done.stdout)
            self.assertIn(words, done.stderr)
        self.assertEqual((self.root / "v01/leave.csv").read_bytes(), before)
        # Written there it counts at every village, and the one where the duty is answers for it.
        row = next(row for row in self.rows("v02") if row["member"].startswith("police/"))
        with (self.root / "police/leave.csv").open("a", encoding="utf-8") as leave:
            leave.write(f"{row['member'].split('/')[1]},leave,{row['date']},{row['date']},\n")
        self.assertNotEqual(geng("check", MONTH, "-C", self.root / "v01").returncode, BROKEN)
        done = geng("check", MONTH, "-C", self.root / "v02")
        self.assertEqual(done.returncode, BROKEN, done.stdout)
        self.assertIn(row["date"], done.stdout)

    def test_mistakes_change_nothing(self):
        before = [self.rows(village) for village in VILLAGES]
        self.assertIn("v01、v02、v03", geng("check", "--station", "v09", "-C", self.root, language="zh").stderr)
        (self.root / "police/members.csv").write_text("id,name\n", encoding="utf-8")
        done = geng("plan", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("the pool has no members", done.stderr)
        self.assertIn("the pool has no members", geng("check", "-C", self.root / "v01").stderr)
        self.assertEqual([self.rows(village) for village in VILLAGES], before)


class Lend(Zone):
    """Two villages, of which the first has too few people: without the other's, places of its month stay open."""

    @classmethod
    def setUpClass(cls):
        cls.generate(villages=2, people=18, police=5)
        for name in ("members.csv", "leave.csv"):
            path = cls.planned / "v01" / name
            kept = [line for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if line[:3] <= "m05" or i == 0]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        cls.alone = geng("plan", MONTH, "--effort", "quick", "--json", "-C", cls.planned)
        with open(cls.planned / "zone.ini", "a", encoding="utf-8") as zone:
            zone.write("\n[lend]\nprice = 20\n")
        cls.answer = geng("plan", MONTH, "--effort", "quick", "--json", "-C", cls.planned)

    def setUp(self):
        scratch = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, scratch, ignore_errors=True)
        self.root = scratch / "zone"
        shutil.copytree(self.planned, self.root)

    def lent(self):
        return [row for row in self.rows("v01") if row["member"].startswith("v02/")]

    def test_neighbours_fill_what_stays_open(self):
        alone, together = json.loads(self.alone.stdout), json.loads(self.answer.stdout)
        self.assertEqual((self.alone.returncode, self.answer.returncode), (GAPS, FINE), self.answer.stderr)
        self.assertGreater(alone["gaps"], 0)
        self.assertEqual(together["gaps"], 0)
        self.assertEqual([one["lent"] for one in together["stations"]],
                         [len(self.lent()), sum(row["member"].startswith("v01/") for row in self.rows("v02"))])
        # Nobody serves at both on a day.
        days = Counter()
        for village, other in (("v01", "v02"), ("v02", "v01")):
            for row in self.rows(village):
                who = row["member"] if "/" in row["member"] else f"{village}/{row['member']}"
                days[who, row["date"]] += 1
                self.assertFalse(row["member"].startswith(village), row)
                self.assertTrue("/" not in row["member"] or row["member"].split("/")[0] in (other, "police"))
        self.assertEqual(max(days.values()), 1)

    def test_each_village_says_what_it_costs(self):
        """The one where the duty is pays; by the judge, who reads nothing but the folders."""
        for village in ("v01", "v02"):
            checked = geng("check", MONTH, "--json", "-C", self.root / village)
            self.assertEqual(checked.returncode, FINE, checked.stdout + checked.stderr)
            found = [one for one in json.loads(checked.stdout)["findings"] if one["rule"] == "lend"]
            guests = [row for row in self.rows(village) if row["member"].startswith("v0")]
            self.assertEqual(len(found), len(guests))
            for one in found:
                self.assertEqual(one["cost"], 20 * 60)
        for language, words in (("en", "is lent by v02"), ("zh", "由 v02 借出")):
            self.assertIn(words, geng("check", MONTH, "--json", "-C", self.root / "v01", language=language).stdout)

    def test_home_sees_him_away(self):
        """Who is lent has no duty at home that day, and a plan of home alone leaves it so."""
        one = self.lent()[0]
        member = one["member"].split("/")[1]
        for language, mark in (("en", "→"), ("zh", "借")):
            self.assertIn(mark, geng("show", MONTH, "-C", self.root / "v02", language=language).stdout)
            name = next(row for row in (self.root / "v02/members.csv").read_text(encoding="utf-8").splitlines()
                        if row.startswith(member + ",")).split(",")[1]
            self.assertEqual(self.month_of_book("v02", language)[name][int(one["date"][-2:])], mark)
        done = geng("assign", member, one["date"], "night", "-C", self.root / "v02")
        self.assertNotEqual(done.returncode, FINE)
        self.assertIn(done.returncode, (BAD, BROKEN), done.stdout + done.stderr)
        before = self.lent()
        self.assertIn(geng("plan", MONTH, "--effort", "quick", "-C", self.root / "v01").returncode, (FINE, GAPS))
        # which of the village's radios he gets is the village's to say anew
        self.assertEqual([row | {"items": ""} for row in self.lent()], [row | {"items": ""} for row in before])

    def test_his_calendar_is_at_home(self):
        done = geng("publish", MONTH, "--url", "https://example.org/duty/", "--no-send", "-C", self.root)
        self.assertIn(done.returncode, (FINE, GAPS), done.stdout + done.stderr)
        home = "".join(path.read_text(encoding="utf-8") for path in (self.root / "v02/feeds").glob("*.ics")
                       if MONTH not in path.name)
        there = "".join(path.read_text(encoding="utf-8") for path in (self.root / "v01/feeds").glob("*.ics")
                        if MONTH not in path.name)
        self.assertEqual(home.count("LOCATION:生成1村 村区") + home.count("LOCATION:生成1村 管理站"), len(self.lent()))
        self.assertNotIn("LOCATION:生成1村", there)
        # Again without a change nothing moves, and the record is read as it was written.
        files = {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file() and "log" not in path.parts}
        geng("publish", MONTH, "--url", "https://example.org/duty/", "--no-send", "-C", self.root)
        self.assertEqual({path: path.read_bytes() for path in files}, files)

    def test_his_leave_is_for_home_to_write(self):
        one = self.lent()[0]
        before = (self.root / "v01/leave.csv").read_bytes()
        for language, words in (("en", "is lent by another station"), ("zh", "由其他队借出")):
            for option in ((), ("--cancel",)):
                done = geng("leave", one["member"], one["date"], *option, "-C", self.root / "v01", language=language)
                self.assertEqual(done.returncode, BAD)
                self.assertIn(words, done.stderr)
        self.assertEqual((self.root / "v01/leave.csv").read_bytes(), before)
        # Who is not lent any more is nobody there, and what to look at is said.
        zone = self.root / "zone.ini"
        zone.write_text(zone.read_text(encoding="utf-8").split("[lend]")[0], encoding="utf-8")
        done = geng("check", MONTH, "-C", self.root / "v01")
        self.assertEqual(done.returncode, BAD)
        self.assertIn("whom zone.ini lends or shares", done.stderr)

    def test_mistakes(self):
        zone = self.root / "zone.ini"
        text = zone.read_text(encoding="utf-8")
        for new, en, zh in (("price = dear", "is no price", "不是扣分数"), ("price = 0", "is no price", "不是扣分数"),
                            ("stations = v01; v02", "what does a duty", "每班扣几分"),
                            ("price = 5\nstations = v01; v09", "no station 'v09'", "v09"),
                            ("price = 5\nstations = v01", "two stations at least", "至少"),
                            ("price = 5\nprize = 6", "unknown key 'prize'", "prize")):
            zone.write_text(text.replace("price = 20", new), encoding="utf-8")
            for language, words in (("en", en), ("zh", zh)):
                done = geng("check", MONTH, "-C", self.root, language=language)
                self.assertEqual(done.returncode, BAD)
                self.assertIn(words, done.stderr)
                self.assertIn("zone.ini:", done.stderr)
        zone.write_text(text.replace("[lend]\nprice = 20", "[借调]\n每班扣分 = 20"), encoding="utf-8")
        self.assertEqual(geng("check", MONTH, "-C", self.root).returncode, FINE)


# One day that wants one officer and nobody else.
SMALL = """[station]
id = {id}
name = {name}
timezone = Asia/Shanghai

[role police]
name = 民警

[window patrol]
start = 08:00
end = 08:00

[shift day]
window = patrol
start = 08:00
end = 18:00

[post gate]

[demand day]
name = 白天巡逻
post = gate
shift = day
crew = 1
roles = police 1..1
days = 2027-03-01
"""


class Two(Zone):
    """An officer whom both villages share, and one whom the first has alone; the first has the shared one."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        head, guard = "id,name,roles\n", "m01,王建国,\n"
        duty = "2027-03-01,day,gate,pa/p1\n"
        for path, text in (("zone.ini", "[zone]\nname = 片区\n[station v01]\n[station v02]\n[pool pa]\nstations = v01; v02\n"
                                        "[pool pb]\nstations = v01\n"),
                           ("v01/station.ini", SMALL.format(id="v01", name="东村")), ("v01/members.csv", head + guard),
                           ("v02/station.ini", SMALL.format(id="v02", name="西村")), ("v02/members.csv", head + guard),
                           ("pa/members.csv", head + "p1,周一,police\n"), ("pb/members.csv", head + "p1,吴二,police\n"),
                           (f"v01/drafts/{MONTH}.csv", "date,shift,post,member\n" + duty),
                           (f"v02/drafts/{MONTH}.csv", "date,shift,post,member\n")):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")

    def without_officers(self):
        """Each village misses its officer: one place, and a role with it."""
        for pool, name in (("pa", "周一"), ("pb", "吴二")):
            (self.root / pool / "members.csv").write_text(f"id,name,roles\np1,{name},\n", encoding="utf-8")
        (self.root / f"v01/drafts/{MONTH}.csv").write_text("date,shift,post,member\n", encoding="utf-8")
        for village in VILLAGES[:2]:
            (self.root / village / "members.csv").write_text("id,name,roles\nm01,王建国,\n", encoding="utf-8")
            (self.root / village / "leave.csv").write_text("member,kind,first,last\nm01,leave,2027-03-01,2027-03-01\n",
                                                           encoding="utf-8")
        for pool in ("pa", "pb"):
            (self.root / pool / "leave.csv").write_text("member,kind,first,last\np1,leave,2027-03-01,2027-03-01\n",
                                                        encoding="utf-8")

    def test_why_says_of_which_rosters(self):
        """Whom the villages share stays where he is; that nobody could fill the place is not shown, and not so."""
        for language, claims, never in (("en", "1 place stays open as long as those whom stations share stay", "nobody can"),
                                        ("zh", "缺岗 1 处：各站共用的人不动，就补不上（已证明）", "谁也补不上")):
            done = geng("why", MONTH, "-C", self.root / "v02", language=language)
            self.assertEqual(done.returncode, GAPS, done.stderr)
            self.assertIn(claims, done.stdout)
            self.assertNotIn(never, done.stdout)
            self.assertNotIn("at least", done.stdout)
        advice = json.loads(geng("why", MONTH, "--json", "-C", self.root / "v02").stdout)["advice"]
        self.assertEqual((advice["gaps"], advice["proven"], advice["around-shared"]), (1, True, True))
        self.assertEqual([one["least"] for one in advice["remedies"]], [False] * len(advice["remedies"]))
        for language, claim in (("en", "Proven, with those whom stations share where they are: no roster has fewer gaps.\n"),
                                ("zh", "已证明（各站共用的人不动时）：缺岗不可能更少。\n")):
            for command in ("plan", "repair"):
                done = geng(command, MONTH, "-C", self.root / "v02", language=language)
                self.assertEqual(done.returncode, GAPS, done.stderr)
                self.assertIn(claim, done.stdout)
                self.assertNotIn("Proven: ", done.stdout)
        self.assertIs(json.loads(geng("plan", MONTH, "--json", "-C", self.root / "v02").stdout)["around-shared"], True)
        done = geng("report", "--meeting", "2027-02-20", "--language", "zh", "-C", self.root / "v02")
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertIn("以上均以各站共用的人不动为前提", (self.root / "v02/pages/meeting-2027-02-20.html").read_text("utf-8"))
        # The zone moves him.
        done = geng("repair", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stdout + done.stderr)
        self.assertEqual([self.rows(village)[0]["member"] for village in VILLAGES[:2]], ["pb/p1", "pa/p1"])

    def test_why_over_all(self):
        """In the zone nobody stays where he is: who serves at the other village may come, and only what holds for all is said so."""
        for language, claims, never in (("en", f"Fill it with: geng repair {MONTH}", "nobody can"),
                                        ("zh", f"geng 补排 {MONTH}", "谁也补不上")):
            done = geng("why", MONTH, "-C", self.root, language=language)
            self.assertEqual(done.returncode, GAPS, done.stderr)
            self.assertIn("! v02 西村 2027-03-01", done.stdout)
            self.assertRegex(done.stdout, "(another duty that day: 1 \\(周一\\)|当天已有别的班：1 人（周一）)")
            # The other officer is the first village's alone, and in no question here.
            self.assertNotIn("吴二", done.stdout.partition("v02")[2].partition("\n\n")[0])
            self.assertIn(claims, done.stdout)
            self.assertNotIn(never, done.stdout)
        answer = json.loads(geng("why", MONTH, "--json", "-C", self.root).stdout)
        self.assertEqual((answer["gaps"], answer["advice"]["gaps"], answer["advice"]["around-shared"]), (2, 0, False))
        self.assertNotIn("advice", json.loads(geng("why", MONTH, "--json", "--reasons", "-C", self.root).stdout))
        # Where nobody of the zone is left, that is said of all of it.
        self.without_officers()
        for words in ((), ("--reasons",)):
            done = geng("why", MONTH, *words, "-C", self.root)
            self.assertEqual(done.returncode, GAPS, done.stderr)
            self.assertEqual("nobody can" in done.stdout, not words, done.stdout)
            # What a command does is one for the zone's folder.
            for who in () if words else ("pa/p1", "v01/m01", "v02/m01"):
                self.assertIn(f"geng leave {who} {MONTH}-01 --cancel\n", done.stdout)
        # A village without the month is named, and the others are looked at.
        (self.root / f"v01/drafts/{MONTH}.csv").unlink()
        done = geng("why", MONTH, "--reasons", "-C", self.root)
        self.assertEqual(done.returncode, BAD, done.stdout)
        self.assertIn("v01: there is no roster for 2027-03 yet.", done.stderr)
        self.assertIn("! v02 西村", done.stdout)

    def test_the_meeting_has_remedies(self):
        """For the open places of all villages as one, and for each by itself where they share nobody; nobody is named."""
        def meeting(language="zh"):
            done = geng("report", "--meeting", "2027-02-20", "--language", language, "-C", self.root)
            self.assertEqual(done.returncode, FINE, done.stderr)
            return (self.root / "pages/meeting-2027-02-20.html").read_text("utf-8")

        # Who serves at the one village may come to the other.
        page = meeting()
        self.assertIn("各队统一重排即可补齐。", page)
        self.assertNotIn("办法", page)
        self.without_officers()
        page = meeting()
        self.assertNotIn("统一重排", page)
        self.assertRegex(page, ">办法1：")
        self.assertEqual(page.count("每个办法都重新排班试过"), 1)
        self.assertIn("Remedy 1: ", meeting("en"))
        for name in ("周一", "吴二", "王建国"):
            self.assertNotIn(name, page)
        zone = (self.root / "zone.ini").read_text(encoding="utf-8")
        (self.root / "zone.ini").write_text(zone[:zone.index("[pool")], encoding="utf-8")
        page = meeting()
        for village in ("东村", "西村"):
            self.assertIn(f"{village}：办法1：", page)

    def test_a_place_is_counted_once(self):
        """Who is missing and what role he lacks is one place, in the plan, in the meeting and in the overview."""
        self.without_officers()
        done = geng("plan", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, GAPS, done.stderr)
        self.assertEqual(done.stdout.count("; 1 place open\n"), 2, done.stdout)
        self.assertIn("People missing: 2, 2 of them 民警.", done.stdout)
        # Which village's place it is stands before it.
        for village in ("v01 东村", "v02 西村"):
            self.assertEqual(done.stdout.count(f"  ! {village} {MONTH}-01 "), 2, done.stdout)
        self.assertNotIn(f"! {MONTH}", done.stdout)
        self.assertIn("  ! v02 西村 2027-03-01 ", geng("repair", MONTH, "-C", self.root).stdout)
        self.assertNotIn("西村", geng("check", MONTH, "-C", self.root / "v02").stdout)
        answer = json.loads(geng("plan", MONTH, "--json", "-C", self.root).stdout)
        self.assertEqual([(one["gaps"], one["missing"]) for one in answer["stations"]], [(2, 1), (2, 1)])
        self.assertEqual(answer["gaps"], 4)
        overview = json.loads(geng("overview", "--at", f"{MONTH}-01T09:00", "--json", "-C", self.root).stdout)
        self.assertEqual([one["gaps"] for one in overview["stations"]], [1, 1])
        done = geng("report", "--meeting", "2027-02-20", "--language", "zh", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.root / "pages/meeting-2027-02-20.html").read_text(encoding="utf-8")
        months = {row["队"]: row["缺岗（人次）"] for _, row in tables(page) if "缺岗（人次）" in row}
        self.assertEqual(months, {"东村": "1", "西村": "1", "合计": "2"})
        geng("report", "--meeting", "2027-02-20", "--language", "zh", "-C", self.root / "v02")
        self.assertIn("共排 0 次勤务，缺 1 人次。", (self.root / "v02/pages/meeting-2027-02-20.html").read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
