# SPDX-License-Identifier: LGPL-2.1-or-later
"""A zone: stations side by side, each command on all of them, and one page over them."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from test_month_end import tables
from village import BAD, FINE, GAPS, ROOT, geng

sys.path.insert(0, str(ROOT / "examples/county"))
from county import write_county  # noqa: E402

MONTH = "2027-03"
QUICK = ("--effort", "quick")
# Of the day shift from 08:00 to 18:00, in the one week that a station of the county has.
NOON = f"{MONTH}-03T12:30"


class Zone(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="geng-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.folders = write_county(self.root, 3)
        self.write_zone(*(f"[station {folder.name}]" for folder in self.folders))

    def write_zone(self, *groups):
        (self.root / "zone.ini").write_text("\n".join(["[zone]", "name = 开发区", *groups]) + "\n", encoding="utf-8")

    def run_geng(self, *words, **options):
        return geng(*words, "-C", self.root, **options)

    def expect(self, status, *words, **options):
        done = self.run_geng(*words, **options)
        self.assertEqual(done.returncode, status, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + (done.stderr if status == BAD else "")

    def plan(self):
        done = self.run_geng("plan", MONTH, *QUICK)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        return done

    def edit(self, folder, name, old, new):
        path = folder / name
        text = path.read_text(encoding="utf-8-sig")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def duties(self, folder):
        lines = (folder / f"drafts/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
        head = [{"日期": "date", "班次": "shift", "岗位": "post", "队员": "member"}.get(cell, cell)
                for cell in lines[0].split(",")]
        return [dict(zip(head, line.split(","))) for line in lines[1:]]

    def test_each_command_does_its_work_for_all(self):
        text = self.plan().stdout
        for folder in self.folders:
            self.assertIn(f"── {folder.name} ", text)
            self.assertTrue((folder / f"drafts/{MONTH}.csv").exists())
            alone = geng("plan", MONTH, *QUICK, "-C", folder)
            self.assertIn(alone.stdout.splitlines()[0], text)
        answer = json.loads(self.expect(FINE, "check", MONTH, "--json"))
        self.assertEqual([one["station"] for one in answer], [folder.name for folder in self.folders])
        for one, folder in zip(answer, self.folders):
            self.assertEqual(one["answer"], json.loads(geng("check", MONTH, "--json", "-C", folder).stdout))
        # In Chinese as well, and before the command as git has it.
        done = geng("-C", self.root, "检查", MONTH, language="zh")
        self.assertEqual(done.stdout.count("── s0000"), 3)
        self.expect(FINE, "publish", MONTH)
        for folder in self.folders:
            self.assertTrue((folder / f"rosters/{MONTH}.csv").exists())

    def test_one_station(self):
        self.expect(FINE, "plan", MONTH, *QUICK, "--station", "s00002")
        self.assertEqual([(folder / "drafts").exists() for folder in self.folders], [False, True, False])
        shown = self.expect(FINE, "show", MONTH, "--station=s00002")
        self.assertEqual(shown, geng("show", MONTH, "-C", self.folders[1]).stdout)
        # By its name, too; and what is about somebody wants to know of which station.
        self.expect(FINE, "show", MONTH, "--station", "生成2队")
        self.assertIn("--station", self.expect(BAD, "leave", "m1", f"{MONTH}-05"))
        self.expect(FINE, "leave", "m1", f"{MONTH}-05", "--station", "s00002")
        self.assertIn("s00001, s00002, s00003", self.expect(BAD, "show", MONTH, "--station", "s9"))
        self.assertIn("--station", geng("show", MONTH, "--station", "x", "-C", self.folders[0]).stderr)

    def test_what_is_about_somebody_needs_his_station(self):
        """m01 is somebody else at each station, the first ask is another one, and one file holds one station."""
        self.plan()
        self.expect(FINE, "publish", MONTH)
        files = {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file() and "log" not in path.parts}
        for words in (("inbox", "accept", "1"), ("inbox", "add", "m01", f"{MONTH}-03", "leave"), ("申请", "同意", "1"),
                      ("inbox", "--from", self.root), ("seen", "m01"), ("publish", MONTH, "--revoke", "m01"),
                      ("publish", MONTH, "--only", f"{MONTH}-03", "--of=m01"), ("publish", MONTH, "--without", "m01"),
                      ("report", MONTH, self.root / "out.html"), ("plan", MONTH, "--trace", self.root / "trace.csv")):
            self.assertIn("--station ID", self.expect(BAD, *words))
        self.assertEqual({path: path.read_bytes() for path in self.root.rglob("*")
                          if path.is_file() and "log" not in path.parts}, files)
        self.expect(FINE, "inbox", "--now", f"{MONTH}-01T12:00")
        self.expect(FINE, "report", MONTH, "--language", "zh")
        self.expect(FINE, "report", MONTH, self.root / "out.html", "--station", "s00002")

    def test_one_with_faults_keeps_nobody_from_the_others(self):
        self.edit(self.folders[1], "members.csv", "guard", "nobody")
        done = self.run_geng("plan", MONTH, *QUICK)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("members.csv:2", done.stderr)
        self.assertEqual([(folder / "drafts").exists() for folder in self.folders], [True, False, True])
        text = self.expect(BAD, "overview", "--at", NOON)
        self.assertIn("faulty", text)
        answer = json.loads(self.run_geng("overview", "--at", NOON, "--json").stdout)
        self.assertEqual([station.get("failed", False) for station in answer["stations"]], [False, True, False])

    def test_mistakes_of_the_zone(self):
        cases = {
            "zone.ini:6:10": ("[station s00001]", "", "[station twin]", "folder = s00001"),
            "[station s00001] is here twice": ("[station s00001]", "[station s00001]"),
            "zone.ini:3:1": ("[village s00001]",),
            "zone.ini:4:1: unknown key": ("[station s00001]", "colour = red"),
            "there is no station": (),
        }
        for words, groups in cases.items():
            self.write_zone(*groups)
            text = self.expect(BAD, "check", MONTH)
            self.assertIn(words, text)
            self.assertEqual(list(self.folders[0].glob("drafts")), [])
        self.write_zone("[station s00001]", "[station s00001]", "[village b]")
        self.assertIn("2 faults", self.expect(BAD, "plan", MONTH))

    def test_a_folder_that_is_missing(self):
        """It is named with its line, and the others go on."""
        self.write_zone("[station s00001]", "[station missing]", "[station far]", "folder = villages/far", "[station s00002]")
        done = self.run_geng("plan", MONTH, *QUICK)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("missing: zone.ini:4:1: ", done.stderr)
        self.assertIn("far: zone.ini:6:10: ", done.stderr)
        self.assertEqual([(folder / "drafts").exists() for folder in self.folders], [True, True, False])
        answer = json.loads(self.run_geng("check", MONTH, "--json").stdout)
        self.assertEqual([(one["station"], one["status"], one["answer"] is None) for one in answer],
                         [("s00001", FINE, False), ("missing", BAD, True), ("far", BAD, True), ("s00002", FINE, False)])
        answer = json.loads(self.run_geng("overview", "--at", NOON, "--json").stdout)
        self.assertEqual([station.get("failed", False) for station in answer["stations"]], [False, True, True, False])
        for words in (("report", "--meeting", f"{MONTH}-20"), ("publish", MONTH), ("batch", MONTH, self.root, *QUICK)):
            self.assertEqual(self.run_geng(*words).returncode, BAD, words)
        self.assertTrue((self.folders[1] / f"rosters/{MONTH}.csv").exists())
        self.assertFalse((self.root / "missing").exists())

    def test_three_hundred_posts(self):
        """Each of a hundred people has three of them; one who may have them all is named, and the other stations go on."""
        folder = self.folders[0]
        ini = folder / "station.ini"
        text = ini.read_text(encoding="utf-8")
        text = text[:text.index("[demand day]")] + text[text.index("[contract guard]"):]
        for i in range(300):
            text += (f"\n[post p{i}]\nname = 网格{i}\n\n[demand d{i}]\npost = p{i}\nshift = day\ncrew = 1\n"
                     f"days = {MONTH}-0{i % 7 + 1}\n")
        ini.write_text(text, encoding="utf-8")
        rows = [f"m{i},赵{i},guard,,p{3 * i};p{3 * i + 1};p{3 * i + 2}" for i in range(100)]
        members = folder / "members.csv"
        members.write_text("\n".join(["id,name,contract,roles,posts", *rows]) + "\n", encoding="utf-8")
        (folder / "leave.csv").write_text("member,kind,first,last,weight\n", encoding="utf-8")
        self.expect(FINE, "plan", MONTH, *QUICK, "--station", "s00001")
        self.assertEqual({row["post"] for row in self.duties(folder)}, {f"p{i}" for i in range(300)})
        members.write_text(members.read_text(encoding="utf-8") + "m900,钱九,guard,,\n", encoding="utf-8")
        done = self.run_geng("plan", MONTH, *QUICK)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("钱九 may serve 300 pairs of shift and post", done.stderr)
        self.assertTrue((self.folders[1] / f"drafts/{MONTH}.csv").exists())

    def test_no_leader_anywhere(self):
        """Nobody can fill it, and that is said, with how many would."""
        for folder in self.folders:
            self.edit(folder, "station.ini", "captain 1.. soft 3", "captain 1..")
            self.edit(folder, "members.csv", "guard,captain", "guard,")
        self.expect(GAPS, "plan", MONTH, *QUICK)
        text = self.expect(GAPS, "why", MONTH)
        self.assertEqual(text.count("no member has the role 队长"), 3 * 7)
        self.assertEqual(text.count("nobody can fill them: shown"), 3)
        self.assertEqual(text.count("✓ fills all: at least 2 more (队长)"), 3, text)

    def test_a_zone_has_one_clock(self):
        self.edit(self.folders[1], "station.ini", "Asia/Shanghai", "Asia/Tokyo")
        text = self.expect(BAD, "plan", MONTH, *QUICK)
        self.assertIn("zone.ini:4:1: 's00002' keeps the time of Asia/Tokyo", text)
        self.edit(self.folders[1], "station.ini", "Asia/Tokyo", "Asia/Shanghai")
        self.edit(self.folders[2], "station.ini", "08:00", "07:00")
        text = self.expect(BAD, "plan", MONTH, *QUICK)
        self.assertIn("zone.ini:5:1: the duty day of 's00003' starts at 07:00, that of 's00001' at 08:00", text)
        self.assertEqual([(folder / "drafts").exists() for folder in self.folders], [False] * 3)

    def test_one_of_an_older_format(self):
        """A folder that has neither log nor the record's events, and fewer columns, is read like the others, and becomes
        like them with what is written next; what a later one may have and nobody knows here is named."""
        self.plan()
        self.expect(FINE, "publish", MONTH)
        old = self.folders[1]
        shutil.rmtree(old / "log", ignore_errors=True)
        (old / f"rosters/{MONTH}.events.csv").unlink()
        for name in (f"rosters/{MONTH}.csv", f"drafts/{MONTH}.csv"):
            rows = [line.split(",") for line in (old / name).read_text(encoding="utf-8-sig").splitlines()]
            keep = [i for i, head in enumerate(rows[0]) if head not in ("pinned", "固定", "note", "备注", "items", "装备")]
            (old / name).write_text("\n".join(",".join(row[i] for i in keep) for row in rows) + "\n", encoding="utf-8")
        self.expect(FINE, "check", MONTH)
        self.expect(FINE, "publish", MONTH, "--yes")
        self.assertTrue((old / f"rosters/{MONTH}.events.csv").exists())
        self.edit(old, "station.ini", "[station]", "[station]\nformat-of-tomorrow = 9")
        text = self.expect(BAD, "check", MONTH)
        self.assertIn("format-of-tomorrow", text)
        self.assertIn(f"── {self.folders[2].name} ", text)

    def test_chinese_words(self):
        (self.root / "zone.ini").write_text("[片区]\n名称 = 开发区\n[队 s00001]\n[队 二]\n文件夹 = s00002\n",
                                            encoding="utf-8")
        answer = json.loads(self.expect(FINE, "overview", "--at", NOON, "--json"))
        self.assertEqual(answer["name"], "开发区")
        self.assertEqual(len(answer["stations"]), 2)

    def test_slips_go_by_grid(self):
        """Of a station with hundreds of volunteers whoever leads a grid gets the slips of its people, and no others."""
        folder = self.root / "large"
        subprocess.run([sys.executable, ROOT / "tests/bench/zone.py", folder, "--grids", "2", "--people", "36",
                        "--roster"], check=True)
        done = geng("publish", MONTH, "--url", "https://example.org/duty", "--json", "-C", folder)
        self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
        calendars = json.loads(done.stdout)["calendars"]
        rows = [line.split(",") for line in (folder / "members.csv").read_text(encoding="utf-8").splitlines()[1:]]
        grids = {row[0]: row[5] for row in rows}
        pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / "pages").glob("slips*.html")}
        self.assertEqual(sorted(pages), ["slips-01.html", "slips-02.html", "slips.html"])
        for calendar in calendars:
            address = calendar["url"].removesuffix(".ics") + ".html"
            where = [name for name, text in pages.items() if address in text]
            wanted = f"slips-{int(grids[calendar['id']][1:]):02}.html" if calendar["of"] == "member" else "slips.html"
            self.assertEqual(where, [wanted], calendar)
        for number in (1, 2):
            self.assertIn(f'<a href="slips-{number:02}.html">第{number}网格</a> (36)', pages["slips.html"])
            self.assertIn(f"第{number}网格", pages[f"slips-{number:02}.html"])

    def test_batch_takes_a_zone_for_its_stations(self):
        done = geng("batch", MONTH, self.root, *QUICK)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["folder"] for line in lines], [str(folder) for folder in self.folders])
        self.assertEqual({line["state"] for line in lines}, {"planned"})
        one, = geng("batch", MONTH, self.root, *QUICK, "--station", "s00002").stdout.splitlines()
        self.assertEqual((json.loads(one)["folder"], json.loads(one)["state"]), (str(self.folders[1]), "unchanged"))
        for folder, station in ((self.root, "s9"), (self.folders[0], "s00001")):
            self.assertEqual(geng("batch", MONTH, folder, *QUICK, "--station", station).returncode, BAD)

    def test_words_of_the_user_stay_his(self):
        """What follows -- is no option, neither of the zone's nor of the station's."""
        done = geng("swap", "-C", self.root, "--station", "s00001", "--", "--station", "-C", "--json")
        self.assertEqual(done.returncode, BAD)
        self.assertIn("“--station”", done.stderr)

    def test_overview_counts(self):
        """Every number again, from the tables."""
        self.plan()
        # Two places stay open on the 3rd and the 4th, of the first station.
        folder = self.folders[0]
        draft = folder / f"drafts/{MONTH}.csv"
        kept = [line for line in draft.read_text(encoding="utf-8-sig").splitlines()
                if not line.startswith((f"{MONTH}-03,night", f"{MONTH}-04,night"))]
        draft.write_text("\n".join(kept) + "\n", encoding="utf-8")
        journal = folder / f"journal/{MONTH}"
        journal.mkdir(parents=True)
        (journal / "findings.csv").write_text(
            "id,date,post,kind,text,due,settled\n"
            f"1,{MONTH}-01,village,治安,路灯不亮,{MONTH}-02,\n"
            f"2,{MONTH}-01,village,消防,通道堵塞,{MONTH}-20,\n"
            f"3,{MONTH}-01,village,消防,灭火器过期,{MONTH}-02,{MONTH}-02\n"
            f"4,{MONTH}-09,village,消防,以后才发现,,\n", encoding="utf-8")
        answer = json.loads(self.run_geng("overview", "--at", NOON, "--json").stdout)
        for folder, station in zip(self.folders, answer["stations"]):
            duties = self.duties(folder)
            crews = Counter((duty["date"], duty["shift"]) for duty in duties)
            missing = {day: sum(max(0, 2 - crews[f"{MONTH}-{day:02}", shift]) for shift in ("day", "night"))
                       for day in range(1, 8)}
            self.assertEqual((station["state"], station["next-state"]), ("draft", "none"))
            self.assertEqual((station["people"], station["places"]), (8, 7 * 4))
            self.assertEqual(station["gaps-today"], missing[3])
            self.assertEqual(station["gaps-tomorrow"], missing[4])
            self.assertEqual(station["gaps"], sum(missing.values()))
            self.assertEqual(station["on-duty"], crews[f"{MONTH}-03", "day"])
            self.assertEqual(sum(hours["minutes"] for hours in station["hours"]), 600 * len(duties))
            self.assertEqual(sum(hours["people"] for hours in station["hours"]),
                             len({duty["member"] for duty in duties}))
            self.assertEqual([post["post"] for post in station["posts"]], ["village"])
            self.assertEqual(station["posts"][0]["gaps"], station["gaps"])
        first, *others = answer["stations"]
        self.assertEqual((first["gaps-today"], first["gaps-tomorrow"]), (2, 2))
        self.assertEqual((first["findings-open"], first["findings-overdue"]), (2, 1))
        self.assertEqual([other["findings-open"] for other in others], [0, 0])

    def test_overview_of_the_last_day(self):
        """April is judged for the gaps of its first day; a month that is not planned has none and is not perfect."""
        for folder in self.folders:
            self.edit(folder, "station.ini", f"{MONTH}-01..{MONTH}-07", "2027-03-25..2027-04-07")
        (self.folders[0] / "drafts").mkdir()
        head = "date,shift,post,member,pinned,note,items\n"
        for month in (MONTH, "2027-04"):
            (self.folders[0] / f"drafts/{month}.csv").write_text(head, encoding="utf-8")
        (self.folders[1] / "drafts").mkdir()
        (self.folders[1] / f"drafts/{MONTH}.csv").write_text(head, encoding="utf-8")
        answer = json.loads(self.expect(FINE, "overview", "--at", "2027-03-31T12:30", "--json"))
        names = ("gaps", "gaps-today", "gaps-tomorrow", "on-duty")
        # A day and a night with two places each, seven days of March.
        self.assertEqual([[station[name] for name in names] for station in answer["stations"]],
                         [[28, 4, 4, 0], [28, 4, None, 0], [None] * 4])
        self.assertEqual([[post[name] for name in names] for post in (station["posts"][0] for station in answer["stations"])],
                         [[28, 4, 4, 0], [28, 4, None, 0], [None] * 4])
        # The morning after is the same duty day until eight, on the page as well, whose heads say which month that is.
        text = self.expect(FINE, "overview", "--at", "2027-04-01T03:00", "--language", "zh")
        self.assertRegex(text, r"\n生成3队 +– +– +8 +– +– +– +– +0 +0\n")
        self.assertRegex(text, r"\nall +24 +8 +4 +56 +0 +0 +0\n")
        page = (self.root / "pages/overview.html").read_text(encoding="utf-8")
        rows = [row for _, row in tables(page) if "3月" in row]
        self.assertEqual([(row["队"], row["3月"], row["4月"], row["明日缺岗"], row["本月缺岗"]) for row in rows],
                         [("生成1队", "草稿", "草稿", "4", "28"), ("生成2队", "草稿", "未排", "–", "28"),
                          ("生成3队", "未排", "未排", "–", "–"), ("合计", "", "", "4", "56")])
        answer = json.loads(self.expect(FINE, "overview", "--at", "2027-04-01T08:00", "--json"))
        self.assertEqual([station["gaps-today"] for station in answer["stations"]], [4, None, None])

    def test_overview_of_one_station(self):
        """The zone's page stays; the station's own has its name."""
        self.plan()
        self.expect(FINE, "overview", "--at", NOON)
        zones = {path.name: path.read_bytes() for path in (self.root / "pages").iterdir()}
        answer = json.loads(self.expect(FINE, "overview", "--at", NOON, "--station", "s00002", "--json"))
        self.assertEqual((answer["name"], [station["id"] for station in answer["stations"]]), ("生成2队", ["s00002"]))
        self.expect(FINE, "overview", "--at", NOON, "--station", "s00002", "--language", "zh")
        self.assertEqual({path.name: path.read_bytes() for path in (self.root / "pages").iterdir()}, zones)
        page = (self.folders[1] / "pages/overview.html").read_text(encoding="utf-8")
        self.assertIn("<title>生成2队总览</title>", page)
        self.assertNotIn("生成1队", page)

    def test_overview_pages(self):
        self.plan()
        text = self.expect(FINE, "overview", "--at", NOON, language="zh")
        self.assertEqual(text.count("生成"), 3)
        self.assertTrue(text.startswith("截至 2027-03-03 12:30："), text)
        page = (self.root / "pages/overview.html").read_text(encoding="utf-8")
        self.assertIn("开发区总览", page)
        self.assertIn("截至 2027-03-03 12:30", page)
        names = {line.split(",")[0]: line.split(",")[1]
                 for line in (self.folders[0] / "members.csv").read_text(encoding="utf-8").splitlines()}
        for duty in self.duties(self.folders[0]):
            if duty["date"] == f"{MONTH}-03" and duty["shift"] == "day":
                self.assertIn(names[duty["member"]], page)
        self.assertTrue((self.root / "pages/overview.xlsx").exists())
        # One station has its own.
        done = geng("overview", "--at", NOON, "--language", "en", "-C", self.folders[1])
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = (self.folders[1] / "pages/overview.html").read_text(encoding="utf-8")
        self.assertIn("Missing", page)
        self.assertNotIn("生成1队", page)
        self.assertIn("noon", self.expect(BAD, "overview", "--at", "noon"))


if __name__ == "__main__":
    unittest.main()
