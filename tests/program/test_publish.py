# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng publish`: what moves, what stays, who may see it, and how a lost record comes back."""

import contextlib
import functools
import http.server
import os
import pty
import re
import subprocess
import sys
import threading
import time
import unittest
import urllib.request
from datetime import datetime, timezone

from icalendar import Calendar

from village import BAD, BROKEN, FINE, GENG, LANGUAGES, MONTH, ROOT, Village, environment

RECORD = f"rosters/{MONTH}.csv"
# By hand from the night shift to the day shift of the same day; the judge has nothing against it.
MOVED_DAY = "2026-11-02"
MOVED = f"{MOVED_DAY},night,village,m08,王辛,"
REVISION = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")


class Publish(Village):
    def publish(self, *words, status=FINE, month=MONTH):
        return self.json(status, "publish", month, *words)

    def feeds(self):
        """The whole feeds; those of one month are apart."""
        return {path: state for path, state in self.files("feeds").items() if re.fullmatch(r"feeds/\w+\.ics", path)}

    def months(self, folder="feeds"):
        return sorted(path.name for path in self.path(folder).glob("*-????-??.ics"))

    def events(self):
        """What each feed says of duties, by file and UID."""
        found = {}
        for path, (content, _time, _inode) in self.feeds().items():
            for event in Calendar.from_ical(content).walk("VEVENT"):
                if not hasattr(event["DTSTART"].dt, "hour"):
                    continue  # the notice of a feed without duties
                found[path, str(event["UID"])] = {name: event[name].to_ical() for name in event}
        return found

    def feed_of(self, member):
        """The file of a member's own feed."""
        name = next(row["姓名"] for row in self.rows("members.csv") if row["编号"] == member)
        return next(path for path, (content, _time, _inode) in self.feeds().items()
                    if f"X-WR-CALNAME:{name}的勤务\r\n".encode() in content)

    def move_by_hand(self):
        lines = self.path(RECORD).read_text(encoding="utf-8").splitlines(True)
        place = next(i for i, line in enumerate(lines) if line.startswith(MOVED))
        fields = lines[place].split(",")
        fields[1], fields[5] = "day", ""
        lines[place] = ",".join(fields)
        self.path(RECORD).write_text("".join(lines), encoding="utf-8")
        # A revision's time counts seconds.
        time.sleep(1.1)

    def test_answers(self):
        for language in LANGUAGES:
            text = self.expect(FINE, "publish", MONTH, language=language)
            self.assertIn("42", text)
        answer = self.publish("--url", "https://roster.example/f")
        self.assertEqual(answer["feeds"], 32 + 4 + 5 + 1)
        kinds = [calendar["of"] for calendar in answer["calendars"]]
        self.assertEqual(kinds, ["member"] * 32 + ["team"] * 4 + ["post"] * 5 + ["station"])
        page = self.path("pages/slips.html").read_text(encoding="utf-8")
        for calendar in answer["calendars"]:
            self.assertEqual(calendar["url"], "https://roster.example/f/" + calendar["file"])
            # Whoever gets a calendar, the captain finds the address of its page.
            self.assertIn(calendar["url"].replace(".ics", ".html"), page)
            content = self.path("feeds/" + calendar["file"]).read_text(encoding="utf-8")
            # A calendar without duties has a notice.
            self.assertEqual(content.count("BEGIN:VEVENT"), calendar["duties"] or 1)
        pages = sorted(path.name for path in self.path("pages").iterdir())
        self.assertEqual(pages, [f"roster-{MONTH}.html", "slips.html"])

    def test_the_served_folder_tells_nothing(self):
        """Calendars, a page a token, a door and robots.txt; everybody may read them, nobody may list them. What names
        everybody lies elsewhere, for the captain alone."""
        old = os.umask(0o077)
        try:
            answer = self.publish("--url", "https://roster.example/f")
        finally:
            os.umask(old)
        tokens = {calendar["file"].removesuffix(".ics") for calendar in answer["calendars"]}
        served = {path.name for path in self.path("feeds").iterdir()}
        months = {name for calendar in answer["calendars"] for name in calendar["months"]}
        self.assertEqual(served, {token + ending for token in tokens for ending in (".ics", ".html")}
                         | months | {"index.html", "robots.txt"})
        self.assertEqual(sorted(months), self.months())
        self.assertEqual(self.path("feeds").stat().st_mode & 0o777, 0o711)
        for path in self.path("feeds").iterdir():
            self.assertEqual(path.stat().st_mode & 0o777, 0o644, path.name)
        for name in ("index.html", "robots.txt"):
            text = self.path("feeds/" + name).read_text(encoding="utf-8")
            for secret in (*tokens, "roster.example", *(row["姓名"] for row in self.rows("members.csv"))):
                self.assertNotIn(secret, text)
        for path in self.path("pages").iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, path.name)

    def test_the_front_door_served_by_its_owner(self):
        """As `python3 -m http.server` serves it, which lists every folder that it may read."""
        answer = self.publish()

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_words):
                pass

        handler = functools.partial(Handler, directory=str(self.path("feeds")))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_port}/"
            front = urllib.request.urlopen(base, timeout=10).read().decode()
            for calendar in answer["calendars"]:
                self.assertNotIn(calendar["file"].removesuffix(".ics"), front)
            name = answer["calendars"][0]["file"]
            self.assertIn(b"BEGIN:VCALENDAR", urllib.request.urlopen(base + name, timeout=10).read())
            server.shutdown()

    def test_a_page_says_what_its_calendar_says(self):
        answer = self.publish("--url", "https://roster.example/f")
        for calendar in answer["calendars"]:
            token = calendar["file"].removesuffix(".ics")
            page = self.path(f"feeds/{token}.html").read_text(encoding="utf-8")
            events = Calendar.from_ical(self.path("feeds/" + calendar["file"]).read_bytes()).walk("VEVENT")
            if calendar["duties"] == 0:
                self.assertIn("近期没有勤务", page)
                continue
            month = re.findall(r"<li><b>([^<]*)</b><span>([^<]*)</span></li>", page.partition('class="month"')[2])
            self.assertEqual(len(month), calendar["duties"])
            for (date, what), event in zip(month, events):
                start, end = event["DTSTART"].dt, event["DTEND"].dt
                self.assertTrue(date.startswith(f"{start.month}月{start.day}日 周"), date)
                self.assertEqual(what, f"{start:%H:%M}–{end:%H:%M} {event['SUMMARY']}")
            # Nobody else's name that the calendar does not say.
            said = self.path("feeds/" + calendar["file"]).read_bytes().replace(b"\r\n ", b"").decode()
            for row in self.rows("members.csv"):
                self.assertTrue(row["姓名"] in said or row["姓名"] not in page, row["姓名"])
            self.assertNotIn("<script", page)
            self.assertIn(f"webcal://roster.example/f/{token}.ics", page)
            # Of the month, and not of all that is planned, a file to load.
            self.assertEqual(re.findall(r'href="([^":]*)" download', page), [f"{token}-{MONTH}.ics"])
            self.assertIn("下载2026年11月的日历文件", page)
            self.assertIn("在浏览器打开", page)

    def test_a_month_is_a_part_of_its_calendar(self):
        """The same events to the byte, under the same UIDs; no more than the calendar says, and gone with its address."""
        def events(name):
            text = self.path("feeds/" + name).read_bytes()
            return {part.partition(b"END:VEVENT")[0] for part in text.split(b"BEGIN:VEVENT")[1:]}

        answer = self.publish("--alarm", "30min")
        for calendar in answer["calendars"]:
            self.assertEqual(len(calendar["months"]), 1 if calendar["duties"] else 0)
            for name in calendar["months"]:
                self.assertEqual(events(name), events(calendar["file"]))
        lint = subprocess.run([sys.executable, ROOT / "tests/feeds/lint.py", *self.path("feeds").glob("*-*.ics")],
                              capture_output=True, text=True)
        self.assertEqual((lint.returncode, lint.stdout), (0, ""), lint.stderr)
        old = self.feed_of("m08").split("/")[1].removesuffix(".ics")
        self.assertIn(f"{old}-{MONTH}.ics", self.months())
        self.publish("--alarm", "30min", "--revoke", "m08")
        self.assertEqual([name for name in self.months() if name.startswith(old)], [])
        self.assertEqual(len(self.months()), len([one for one in answer["calendars"] if one["duties"]]))

    def test_publishing_twice_rewrites_nothing(self):
        self.publish("--url", "https://roster.example/f")
        before = self.files()
        time.sleep(1.1)
        answer = self.publish("--url", "https://roster.example/f")
        self.assertEqual((answer["written"], answer["removed"]), (0, 0))
        self.assertEqual(self.files(), before)

    def test_feeds_say_what_the_roster_says(self):
        self.publish()
        offsets = {"day": (0, 10), "night": (10, 20), "standby": (20, 24)}
        for member in ("m01", "m08", "m28"):
            wanted = set()
            for row in self.rows(RECORD):
                if row["队员"] == member:
                    start = datetime.fromisoformat(row["日期"] + "T00:00:00+00:00").timestamp()
                    wanted.add(tuple(start + 3600 * hours for hours in offsets[row["班次"]]))
            events = Calendar.from_ical(self.path(self.feed_of(member)).read_bytes()).walk("VEVENT")
            self.assertEqual({(event["DTSTART"].dt.timestamp(), event["DTEND"].dt.timestamp())
                              for event in events}, wanted)

    def test_a_duty_moved_by_hand(self):
        self.publish()
        events, files, record = self.events(), self.feeds(), self.rows(RECORD)
        months = {path: state for path, state in self.files("feeds").items() if path.endswith(f"-{MONTH}.ics")}
        self.move_by_hand()
        self.publish()
        now = self.events()
        # A team's feed may gain or lose a shift in which nobody else of the team serves.
        changed = {key for key in events.keys() & now.keys() if events[key] != now[key]}
        # Exactly one event has another time, and it is the same event, in its member's feed.
        moved = {key for key in changed if events[key]["DTSTART"] != now[key]["DTSTART"]}
        self.assertEqual({path for path, _uid in moved}, {self.feed_of("m08")})
        self.assertEqual(len(moved), 1)
        for key in changed:
            self.assertEqual(int(now[key]["SEQUENCE"]), int(events[key]["SEQUENCE"]) + 1)
            self.assertGreater(now[key]["LAST-MODIFIED"], events[key]["LAST-MODIFIED"])
            # Nothing is renumbered whose reader sees no difference.
            self.assertNotEqual(*({name: text for name, text in each[key].items() if name not in REVISION}
                                  for each in (events, now)))
        # All others keep their revision, and a file without a changed event is not touched.
        touched = {path for path, _uid in changed | (events.keys() ^ now.keys())}
        self.assertEqual({path for path in files if files[path] != self.feeds()[path]}, touched)
        self.assertEqual({path for path, state in months.items() if self.files("feeds").get(path) != state},
                         {path.replace(".ics", f"-{MONTH}.ics") for path in touched} & months.keys())
        self.assert_record_moved(record, {row["队员"] for row in self.rows(RECORD)
                                          if row["日期"] == MOVED_DAY and row["班次"] in ("day", "night")})

    def assert_record_moved(self, before, crews):
        """The record's own revisions: those who serve with the moved member that day, nobody else."""
        key = ("日期", "队员")
        old = {tuple(row[name] for name in key): row["修订号"] for row in before}
        new = {tuple(row[name] for name in key): row["修订号"] for row in self.rows(RECORD)}
        self.assertEqual({who for who in new if new[who] != old[who]},
                         {(MOVED_DAY, member) for member in crews})

    def test_a_duty_that_comes_back_counts_on(self):
        def row():
            return next(row for row in self.rows(RECORD) if row["日期"] == "2026-11-12" and row["队员"] == leaver)

        self.publish()
        leaver = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-12" and row["班次"] == "night")
        stand_in = self.json(FINE, "cover", leaver, "2026-11-12")[0]["member"]
        seen = [int(row()["修订号"])]
        for state in ("取消", "有效"):
            self.expect(FINE, "swap", leaver, stand_in, "2026-11-12")
            self.publish()
            self.assertEqual(row()["状态"], state)
            seen.append(int(row()["修订号"]))
        self.assertGreater(seen[2], seen[0])
        self.assertEqual(seen, sorted(seen))

    def test_a_broken_roster_is_not_published(self):
        self.publish()
        before = self.files()
        self.edit(RECORD, MOVED, MOVED.replace("night,village", "standby,desk"))
        hand = self.files()
        for language in LANGUAGES:
            done = self.run_geng("publish", MONTH, language=language)
            self.assertEqual(done.returncode, BROKEN)
            self.assertIn(MOVED_DAY, done.stdout)
        self.assertGreater(self.publish(status=BROKEN)["broken"], 0)
        self.assertEqual(self.files(), hand)
        self.assertEqual({path: state for path, state in hand.items() if path != RECORD},
                         {path: state for path, state in before.items() if path != RECORD})

    def test_revoke(self):
        self.publish()
        old = self.feed_of("m08")
        self.publish("--revoke", "m08")
        of = {calendar["file"]: calendar for calendar in self.publish()["calendars"]}
        self.assertEqual((of[old.split("/")[1]]["of"], of[old.split("/")[1]]["duties"]), ("revoked", 0))
        new = {path for path, (content, _time, _inode) in self.feeds().items()
               if "NAME:王辛的勤务\r\n".encode() in content and b"BEGIN:VEVENT" in content}
        self.assertEqual(len(new), 1)
        self.assertNotIn(old, new)
        self.assertIn("此日历已停用，请向队长要新地址", self.path(old).read_text(encoding="utf-8"))
        self.assertEqual(self.path(old).read_bytes().count(b"BEGIN:VEVENT"), 1)
        self.assertIn("此日历已停用", self.path(old.replace(".ics", ".html")).read_text(encoding="utf-8"))
        self.assertIn("m99", self.expect(BAD, "publish", MONTH, "--revoke", "m99"))
        # All of them are as readers need them, the empty one too.
        lint = subprocess.run([sys.executable, ROOT / "tests/feeds/lint.py", *self.path("feeds").glob("*.ics")],
                              capture_output=True, text=True)
        self.assertEqual((lint.returncode, lint.stdout), (0, ""), lint.stderr)

    def test_secret_names(self):
        self.publish()
        for path in self.feeds():
            self.assertRegex(path, r"^feeds/[a-z2-7]{26,}\.ics$")
        self.assertEqual(self.path("feed-keys.ini").stat().st_mode & 0o077, 0)

    def test_a_page_without_an_address(self):
        """It speaks of nothing that it does not show, and says how its calendar's address comes from its own."""
        def own():
            return self.path(self.feed_of("m01").replace(".ics", ".html")).read_text(encoding="utf-8")
        self.publish()
        self.assertNotIn("在本机订阅", own())
        self.assertIn("把末尾的 .html 换成 .ics", own())
        self.publish("--url", "https://roster.example/f")
        self.assertIn("在本机订阅", own())
        self.assertNotIn("换成 .ics", own())

    def test_url(self):
        self.publish("--url", "https://roster.example/f")
        page = self.path("pages/slips.html").read_text(encoding="utf-8")
        for path in self.feeds():
            name = path.split("/")[1].replace(".ics", ".html")
            if "的勤务" in self.path(path).read_text(encoding="utf-8"):
                self.assertIn(f"https://roster.example/f/{name}", page)
        for wrong in ("ftp://x/", "roster.example", "https://x/?q"):
            self.assertIn("https://", self.expect(BAD, "publish", MONTH, "--url", wrong))

    def test_phones(self):
        self.publish()
        self.assertFalse([path for path, (content, *_rest) in self.files("feeds").items() if b"000-0000" in content])
        self.publish("--with-phones")
        self.assertTrue([path for path, (content, *_rest) in self.feeds().items() if b"000-0000" in content])

    def test_alarm(self):
        self.publish("--alarm", "30min")
        content = self.path(self.feed_of("m08")).read_text(encoding="utf-8")
        self.assertEqual(content.count("TRIGGER:-PT30M"), content.count("BEGIN:VEVENT"))
        for wrong in ("soon", "-5", "30 minutes", "99999"):
            self.assertIn("30min", self.expect(BAD, "publish", MONTH, "--alarm", wrong))

    def test_what_the_station_says_of_its_feeds(self):
        """Said once in station.ini, it holds for every publication; a changed title is a change of every event."""
        self.publish()
        before = self.events()
        time.sleep(1.1)
        self.edit("station.ini", "show-phones = no",
                  "show-phones = no\ntitle = {post} {duty}\nurl = https://roster.example/f\nalarm = 30min")
        self.publish()
        after = self.events()
        self.assertEqual(after.keys(), before.keys())
        for key, event in after.items():
            self.assertNotEqual(event["SUMMARY"], before[key]["SUMMARY"])
            self.assertTrue(event["SUMMARY"].decode().startswith(("村区网格 ", "企业网格 ", "出租房路线 ", "村委会 ", "流动人口管理站 ")))
            self.assertEqual(int(event["SEQUENCE"]), int(before[key]["SEQUENCE"]) + 1)
            self.assertGreater(event["LAST-MODIFIED"], before[key]["LAST-MODIFIED"])
        content = self.path(self.feed_of("m08")).read_bytes()
        self.assertEqual(content.count(b"TRIGGER:-PT30M"), content.count(b"BEGIN:VEVENT"))
        old = self.feed_of("m08").split("/")[1]
        page = self.path("pages/slips.html")
        old = old.removesuffix(".ics")
        self.assertIn(f"https://roster.example/f/{old}", page.read_text(encoding="utf-8"))
        # A revoked address leaves the slips without being told where they are served.
        self.publish("--revoke", "m08")
        self.assertNotIn(old, page.read_text(encoding="utf-8"))

    def test_slips_show_the_month(self):
        """All of it: most phones in China cannot subscribe, and the slip is all that they have."""
        today = "2026-11-18"
        ours = environment("zh")
        # faketime's library comes before the sanitizer's, which minds unless it is told.
        ours["ASAN_OPTIONS"] = f"{ours.get('ASAN_OPTIONS', '')}:verify_asan_link_order=0"
        done = subprocess.run(["faketime", f"{today} 12:00:00", GENG, "publish", MONTH, "-C", self.folder, "--url",
                               "https://roster.example/f"], env=ours, capture_output=True, text=True)
        self.assertEqual(done.returncode, FINE, done.stderr)
        page = self.path("pages/slips.html").read_text(encoding="utf-8")
        for row in self.rows("members.csv"):
            card = re.search(f"<h2>{row['姓名']}.*?</ul>", page, re.S).group()
            days = sorted(duty["日期"] for duty in self.rows(RECORD)
                          if duty["队员"] == row["编号"])
            wanted = [f"{int(day[5:7])}月{int(day[8:])}日" for day in days]
            self.assertEqual(re.findall(r"<b>(\S+) ", card), wanted)

    def test_to_another_folder(self):
        web = self.scratch / "web"
        self.publish("--to", web)
        self.assertEqual(len([name for name in web.glob("*.ics") if "-" not in name.name]), 42)
        self.assertFalse(self.path("feeds").exists())

    def test_it_remembers_where(self):
        """A later publication goes there without being told; another folder comes beside it, once that is said."""
        web, other = self.scratch / "web", self.scratch / "other"
        self.publish("--to", web, "--url", "https://roster.example/f")
        answer = self.publish()
        self.assertEqual((answer["written"], answer["removed"]), (0, 0))
        self.assertTrue(answer["calendars"][0]["url"].startswith("https://roster.example/f/"))
        self.assertFalse(self.path("feeds").exists())
        for language in LANGUAGES:
            self.assertIn("--also", self.expect(BAD, "publish", MONTH, "--to", other, language=language))
        self.assertFalse(other.exists())
        self.publish("--to", other, "--also")
        old = self.feed_in(web, "m08")
        self.publish("--revoke", "m08")
        for folder in (web, other):
            self.assertIn("此日历已停用", (folder / old).read_text(encoding="utf-8"))
        self.assertNotIn(old.removesuffix(".ics"), self.path("pages/slips.html").read_text(encoding="utf-8"))

    def feed_in(self, folder, member):
        name = next(row["姓名"] for row in self.rows("members.csv") if row["编号"] == member)
        return next(path.name for path in folder.glob("*.ics")
                    if f"NAME:{name}的勤务\n" in path.read_text(encoding="utf-8"))

    def test_what_the_station_says_of_its_folder_wins(self):
        web, own = self.scratch / "web", self.scratch / "own"
        self.publish("--to", web)
        self.edit("station.ini", "show-phones = no", f"show-phones = no\nfolder = {own}")
        self.publish()
        self.assertEqual(len([name for name in own.glob("*.ics") if "-" not in name.name]), 42)

    def test_a_folder_out_of_reach_is_due(self):
        """Each command that reads says so, the next one that writes makes it good."""
        web, away = self.scratch / "web", self.scratch / "away"
        self.publish("--to", web)
        web.rename(away)
        self.move_by_hand()
        self.publish()
        self.assertFalse(web.exists())
        done = self.run_geng("check", MONTH)
        self.assertIn(str(web), done.stderr)
        before = {path.name: path.read_bytes() for path in away.iterdir()}
        away.rename(web)
        self.expect(FINE, "publish", MONTH)
        after = {path.name: path.read_bytes() for path in web.iterdir()}
        self.assertNotEqual(before, after)
        self.assertNotIn(str(web), self.run_geng("check", MONTH).stderr)

    def test_a_crash_while_a_folder_goes_out_of_reach(self):
        """The station is at work all the same, the folder is due, and gets what it lacks once it is there."""
        web, away, stage = self.scratch / "web", self.scratch / "away", "." + "5b" * 16
        self.publish("--to", web)
        right = {path.name: path.read_bytes() for path in web.iterdir()}
        name = min(name for name in right if name.endswith(".ics") and "-" not in name)
        # As a publication leaves it that was killed just when its changes began to count: one file to come, one to go.
        (web / stage).mkdir(0o700)
        (web / stage / "1").write_bytes(right[name])
        (web / name).write_bytes(b"old")
        (web / "gone.ics").write_bytes(b"to be removed")
        self.path(".geng-pending").write_text(f"stage 0 .{'7c' * 16} .\nstage 1 {stage} {web}\n"
                                              f"put 1 1 644 {name}\nremove 1 gone.ics\nend 2\n")
        calendar = self.scratch / "holidays.json"
        calendar.write_text('{"days": [{"name": "村庙会", "date": "2026-09-09", "isOffDay": true}]}', encoding="utf-8")
        web.rename(away)
        self.assertIn("interrupted", self.run_geng("check", MONTH).stderr)
        for language, word in (("en", "cannot be reached"), ("zh", "旧日历")):
            for words in (("import", calendar, "--holidays"), ("publish", MONTH), ("check", MONTH), ("show", MONTH)):
                done = self.run_geng(*words, language=language)
                self.assertEqual(done.returncode, FINE, done.stderr)
                self.assertIn(str(web), done.stderr, words)
                self.assertIn(word, done.stderr)
        self.assertFalse(web.exists())
        away.rename(web)
        self.assertIn("up to date again", self.run_geng("publish", MONTH).stderr)
        self.assertEqual({path.name: path.read_bytes() for path in web.iterdir()}, right)
        self.assertNotIn(str(web), self.run_geng("check", MONTH).stderr)
        self.assertEqual([path.name for path in self.folder.glob(".geng-[dp]*")], [])

    def ask(self, answer, *words, language):
        """The command on a terminal, on which a line is typed: its status and what the terminal shows."""
        own, other = pty.openpty()
        with contextlib.closing(open(own, "rb", buffering=0)) as screen:
            process = subprocess.Popen([GENG, *map(str, words), "-C", self.folder], stdin=other, stdout=other,
                                       stderr=other, env=environment(language))
            os.close(other)
            os.write(own, answer.encode() + b"\n")
            said = b""
            with contextlib.suppress(OSError):  # a terminal that nobody holds any more
                while part := screen.read(4096):
                    said += part
        return process.wait(60), said.decode()

    def test_another_folder_is_a_question_on_a_terminal(self):
        """Yes adds it, anything else leaves all as it was."""
        web, other, third = (self.scratch / name for name in ("web", "other", "third"))
        self.publish("--to", web)
        before = self.files()
        for language, answer in (("en", ""), ("en", "n"), ("zh", "不"), ("en", "maybe")):
            status, said = self.ask(answer, "publish", MONTH, "--to", other, language=language)
            self.assertIn(str(other), said)
            self.assertEqual((status, other.exists()), (BAD, False), said)
            self.assertEqual(self.files(), before)
        self.assertEqual(self.ask("y", "publish", MONTH, "--to", other, language="en")[0], FINE)
        self.assertEqual({path.name for path in web.iterdir()}, {path.name for path in other.iterdir()})
        self.assertEqual(self.ask("是", "publish", MONTH, "--to", third, language="zh")[0], FINE)
        self.assertTrue(third.exists())

    def test_an_emptied_folder_waits_for_a_word(self):
        """It may be the place of a disk that is not mounted: asked on a terminal, told elsewhere."""
        web = self.scratch / "web"
        self.publish("--to", web)
        right = {path.name: path.read_bytes() for path in web.iterdir()}

        def empty(gone):
            for path in web.iterdir():
                path.unlink()
            if gone:
                web.rmdir()

        def now():
            return {path.name: path.read_bytes() for path in web.iterdir()} if web.exists() else {}

        for language in LANGUAGES:
            for gone in (False, True):
                empty(gone)
                for words in (("publish", MONTH), ("check", MONTH)):
                    done = self.run_geng(*words, language=language)
                    self.assertEqual(done.returncode, FINE, done.stderr)
                    self.assertIn("--emptied", done.stderr)
                    self.assertIn(str(web), done.stderr)
                self.assertEqual(now(), {})
                self.assertIn(str(web), self.ask("", "publish", MONTH, language=language)[1])
                self.assertEqual(now(), {})
                self.assertEqual(self.ask({"en": "yes", "zh": "是"}[language], "publish", MONTH, language=language)[0], FINE)
                self.assertEqual(now(), right)
                self.assertNotIn(str(web), self.run_geng("check", MONTH).stderr)
                empty(gone)
                self.publish("--emptied")
                self.assertEqual(now(), right)
        # It means nothing where nothing is lost.
        self.assertEqual(self.publish("--emptied")["written"], 0)

    def test_what_a_crash_left_goes_with_an_emptied_folder(self):
        web, stage = self.scratch / "web", "." + "5b" * 16
        self.publish("--to", web)
        right = {path.name: path.read_bytes() for path in web.iterdir()}
        for path in web.iterdir():
            path.unlink()
        # Killed when its changes began to count, and then all that it had prepared there was removed as well.
        self.path(".geng-pending").write_text(f"stage 0 .{'7c' * 16} .\nstage 1 {stage} {web}\nput 1 1 644 {'a' * 32}.ics\n"
                                              "end 1\n")
        self.publish()
        self.assertIn("--emptied", self.run_geng("check", MONTH).stderr)
        self.publish("--emptied")
        self.assertEqual({path.name: path.read_bytes() for path in web.iterdir()}, right)
        self.assertEqual([path.name for path in self.folder.glob(".geng-[dp]*")], [])
        self.assertNotIn(str(web), self.run_geng("check", MONTH).stderr)

    def test_team_post_and_station_are_revoked(self):
        """By name, id or the word for it; a slip never shows the dead address."""
        self.publish("--url", "https://roster.example/f")
        station = next(one for one in self.publish()["calendars"] if one["of"] == "station")
        name = re.search(r"^name *= *(.*)$", self.path("station.ini").read_text(encoding="utf-8"), re.M).group(1)
        for scope, word in (("team", None), ("post", None), ("station", station["id"]), ("station", name),
                            ("station", "station"), ("station", "队"), ("station", "全队"), ("station", "村")):
            calendar = next(one for one in self.publish()["calendars"] if one["of"] == scope)
            answer = self.publish("--revoke", word or calendar["id"])
            now = next(one for one in answer["calendars"] if (one["of"], one["id"]) == (scope, calendar["id"]))
            self.assertNotEqual(now["file"], calendar["file"], word)
            self.assertNotIn(calendar["file"].removesuffix(".ics"),
                             self.path("pages/slips.html").read_text(encoding="utf-8"))

    def test_a_lost_record_is_rebuilt(self):
        self.publish()
        self.move_by_hand()
        self.publish()
        before, record = self.events(), self.rows(RECORD)
        # Only a draft of the same duties is left, without revisions.
        text = self.path(RECORD).read_text(encoding="utf-8")
        self.path("drafts").mkdir(exist_ok=True)
        self.path(f"drafts/{MONTH}.csv").write_text(
            re.sub(r",[^,\n]*,[^,\n]*,[^,\n]*,[^,\n]*$", "", text, flags=re.M), encoding="utf-8")
        for name in (RECORD, "rosters/2026-11.events.csv"):
            self.path(name).unlink()
        time.sleep(1.1)
        self.publish()
        after = self.events()
        self.assertEqual({key: event["SEQUENCE"] for key, event in after.items()},
                         {key: event["SEQUENCE"] for key, event in before.items()})
        self.assertEqual(after, before)
        self.assertEqual([(row["日期"], row["队员"], row["修订号"]) for row in self.rows(RECORD)],
                         [(row["日期"], row["队员"], row["修订号"]) for row in record])


if __name__ == "__main__":
    unittest.main()
