# SPDX-License-Identifier: LGPL-2.1-or-later
"""After the month is published: what is served stays, whatever happens, and little else changes."""

import datetime
import json
import re
import unittest

import openpyxl

from village import BAD, BROKEN, FINE, GAPS, LANGUAGES, MONTH, RETRY, Village

DRAFT = f"drafts/{MONTH}.csv"
RECORD = f"rosters/{MONTH}.csv"
STARTS = {"day": 8, "night": 18, "standby": 28, "lead": 8}


def duties(rows):
    return {(row["日期"], row["队员"]): (row["班次"], row["岗位"]) for row in rows if row["班次"]}


def began_before(key, duty, date, hour):
    """Whether the duty began before that hour of the date; the hours of a duty day pass midnight."""
    return key[0] < date or (key[0] == date and STARTS[duty[0]] < hour)


class Repair(Village):
    def repair(self, *words, status=FINE):
        return self.json(status, "repair", MONTH, "--effort", "quick", *words)

    def test_a_published_month_is_not_planned_over(self):
        before = self.files()
        for language, word in (("en", "official"), ("zh", "已发布")):
            for command in ("plan", "repair"):
                said = self.expect(BAD, command, MONTH, language=language)
                self.assertIn("--from", said)
                self.assertIn(word, said)
        self.assertEqual(self.files(), before)

    def test_noon(self):
        """At noon of the 20th the day shift has begun, and the night shift has not. Both their people are away."""
        before = duties(self.rows(RECORD))
        day = next(who for (date, who), duty in before.items() if date == "2026-11-20" and duty[0] == "day")
        night = next(who for (date, who), duty in before.items() if date == "2026-11-20" and duty[0] == "night")
        for who in (day, night):
            self.expect(FINE, "leave", who, "2026-11-20")
        answer = self.repair("--from", "2026-11-20 12:00")
        after = duties(self.rows(DRAFT))
        for key in before.keys() | after.keys():
            was, now = before.get(key), after.get(key)
            if was and began_before(key, was, "2026-11-20", 12):
                self.assertEqual(now, was, key)
            if now and not was:
                self.assertFalse(began_before(key, now, "2026-11-20", 12), key)
        self.assertNotIn(("2026-11-20", night), after)
        changes = {(one["date"], one["member"]) for one in answer["changes"]}
        self.assertEqual(changes, {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)})
        # The one who leaves is no choice; the others are, and no fewer would do.
        self.assertEqual(answer["changed"], len(changes) - 1)
        self.assertLessEqual(answer["bound-changes"], answer["changed"])
        self.assertEqual(answer["broken"], 0)

    def test_nothing_changed(self):
        answer = self.repair("--from", "2026-11-20")
        self.assertEqual((answer["changes"], answer["changed"]), ([], 0))
        self.assertEqual(duties(self.rows(DRAFT)), duties(self.rows(RECORD)))

    def test_another_crew(self):
        """A typhoon on the 27th: two more by day. Nobody is away, so that every change is a choice."""
        before = duties(self.rows(RECORD))
        self.edit("station.ini", "[demand day-patrol]", "[demand typhoon]\npost = village\nshift = day\ncrew = 2..2\n"
                  "days = 2026-11-27\n\n[demand day-patrol]")
        answer = self.repair("--from", "2026-11-25")
        after = duties(self.rows(DRAFT))
        by_day = [who for (date, who), duty in after.items() if date == "2026-11-27" and duty == ("day", "village")]
        self.assertGreaterEqual(len(by_day), 6)
        self.assertFalse([key for key in before.keys() | after.keys()
                          if key[0] < "2026-11-25" and before.get(key) != after.get(key)])
        self.assertEqual(answer["changed"], len(answer["changes"]))

    def test_somebody_leaves_for_good(self):
        """What he served until then stays his."""
        before = duties(self.rows(RECORD))
        self.set_leaving("m02", "2026-11-19")
        self.repair("--from", "2026-11-20")
        after = duties(self.rows(DRAFT))
        self.assertEqual({key: duty for key, duty in after.items() if key[1] == "m02"},
                         {key: duty for key, duty in before.items() if key[1] == "m02" and key[0] < "2026-11-20"})

    def test_a_new_rule(self):
        """From the 20th on somebody comes in the daytime alone; the nights that he had are past, and nobody is
        set aside for them."""
        before = duties(self.rows(RECORD))
        who = next(who for (date, who), duty in before.items() if date < "2026-11-20" and duty[0] == "night")
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write(f"\n[member {who}]\navailable = mon..sun 08:00..18:00\n")
        answer = self.repair("--from", "2026-11-20")
        self.assertEqual((answer["broken"], answer["set-aside"]), (0, []))
        after = duties(self.rows(DRAFT))
        self.assertFalse([key for key, duty in after.items()
                          if key[1] == who and key[0] >= "2026-11-20" and duty[0] != "day"])
        self.assertEqual([key for key in after if key[0] < "2026-11-20"], [key for key in before if key[0] < "2026-11-20"])

    def test_a_new_rule_that_was_broken_already(self):
        """From the 20th on at most one night a month, and he has served more: those stay, count as excess, and stop
        neither the repair nor the publication; one night more does."""
        self.expect(FINE, "publish", MONTH)
        nights = [(date, who) for (date, who), duty in sorted(duties(self.rows(RECORD)).items()) if duty[0] == "night"]
        who = next(who for _date, who in nights if sum(other == who and date < "2026-11-20" for date, other in nights) >= 2)
        before = duties(self.rows(RECORD))
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write(f"\n[member {who}]\nlimit = nights per month ..1\n")
        done = self.run_geng("repair", MONTH, "--effort", "quick", "--from", "2026-11-20", "--json")
        answer = json.loads(done.stdout)
        self.assertEqual((answer["broken"], answer["set-aside"]), (0, []))
        after = duties(self.rows(DRAFT))
        self.assertEqual({key: duty for key, duty in after.items() if key[0] < "2026-11-20"},
                         {key: duty for key, duty in before.items() if key[0] < "2026-11-20"})
        self.assertFalse([key for key, duty in after.items() if key[1] == who and key[0] >= "2026-11-20"
                          and duty[0] == "night"])
        for language, word in (("en", "in what is official already"), ("zh", "正式的班表里已有")):
            done = self.run_geng("publish", MONTH, "--yes", "--dry-run", language=language)
            self.assertIn(done.returncode, (FINE, GAPS), done.stderr)
            self.assertIn(word, done.stdout)
        answer = json.loads(self.run_geng("publish", MONTH, "--yes", "--json").stdout)
        self.assertEqual((answer["older"], answer["broken"]), (1, 1))
        self.assertEqual(duties(self.rows(RECORD)), after)
        # One night more, put in by hand, is what a publication refuses.
        free = next(f"2026-11-{day:02}" for day in range(22, 30)
                    if not any((f"2026-11-{near:02}", who) in after for near in (day - 1, day, day + 1)))
        table = self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()
        rows = [",".join(line.split(",")[:5]) for line in table[1:] if line.split(",")[1]]
        name = next(row["姓名"] for row in self.rows(RECORD) if row["队员"] == who)
        self.path(DRAFT).write_text("\n".join(["日期,班次,岗位,队员,姓名", *rows, f"{free},night,village,{who},{name}"]) + "\n",
                                    encoding="utf-8")
        self.assertEqual(self.run_geng("publish", MONTH, "--yes").returncode, BROKEN)

    def test_what_was_broken_already_has_its_day(self):
        self.expect(FINE, "publish", MONTH)
        self.edit("station.ini", "crew = 4..6 wanted 5\nroles = captain 1..; org:police 1..; driver",
                  "crew = 2..3\nroles = captain 1..; org:police 1..; driver")
        said = self.run_geng("publish", MONTH, "--yes", "--dry-run").stdout
        for day in range(1, 31):
            self.assertEqual(len(re.findall(f"✎ {MONTH}-{day:02} 村区网格.*in what is official already", said)), 1, said)

    def test_plan_from(self):
        """Planned anew and not only mended: what was served stays all the same."""
        before = duties(self.rows(RECORD))
        self.run_geng("plan", MONTH, "--effort", "quick", "--from", "2026-11-20")
        after = duties(self.rows(DRAFT))
        self.assertEqual({key: duty for key, duty in after.items() if key[0] < "2026-11-20"},
                         {key: duty for key, duty in before.items() if key[0] < "2026-11-20"})

    def test_times_that_are_none(self):
        for words in ("2026-11-20 25:00", "2026-11-20 noon:00", "2026-11-31", "the 20th", "2026-11-20 12:00 pm"):
            for language in LANGUAGES:
                self.expect(BAD, "repair", MONTH, "--from", words, language=language)


class State(Village):
    """Draft or official, which version and since when."""

    def first_line(self, language="en", status=FINE):
        return self.expect(status, "show", MONTH, language=language).splitlines()[0]

    def test_versions(self):
        self.assertEqual(self.first_line(), f"{MONTH}: official")
        self.expect(FINE, "publish", MONTH)
        self.assertIn("official, version 1, since 20", self.first_line())
        self.assertIn("第 1 版", self.first_line("zh"))
        self.expect(FINE, "publish", MONTH)
        self.assertIn("version 1", self.first_line())
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-12" and row["班次"] == "night")
        other = self.json(FINE, "cover", night, "2026-11-12")[0]["member"]
        self.expect(FINE, "swap", night, other, "2026-11-12")
        self.assertIn("draft with 2 changes; before it: official, version 1", self.first_line())
        self.expect(FINE, "publish", MONTH)
        self.assertIn("version 2", self.first_line())

    def sheets(self):
        """The first lines of wall page and workbook, as `geng report` writes them."""
        for name in ("month.html", "month.xlsx"):
            self.assertIn(self.run_geng("report", MONTH, self.scratch / name).returncode, (FINE, GAPS))
        page = openpyxl.load_workbook(self.scratch / "month.xlsx").active
        return (self.scratch / "month.html").read_text(encoding="utf-8"), [cell.value for (cell,) in page.iter_rows(max_col=1)]

    def test_on_the_wall(self):
        """Page and workbook say what they are; the workbook has the gaps, and its marks with their times."""
        self.expect(FINE, "publish", MONTH)
        wall = self.path(f"pages/roster-{MONTH}.html").read_text(encoding="utf-8")
        self.assertRegex(wall, r'class="state">正式，第 1 版，\d{4}-\d\d-\d\d \d\d:\d\d 起<')
        html, column = self.sheets()
        self.assertIn("正式，第 1 版", html)
        self.assertTrue(column[1].startswith("正式，第 1 版"))
        self.assertIn("夜 夜班 18:00–04:00", column)
        self.assertTrue([text for text in column if text and text.startswith("守 值守")])
        night = next(row["队员"] for row in self.rows(RECORD) if row["日期"] == "2026-11-12" and row["班次"] == "night")
        self.run_geng("assign", night, "2026-11-12", "off")
        html, column = self.sheets()
        self.assertIn("草稿，未发布", html)
        self.assertEqual(column[1], "草稿，未发布")

    def test_a_draft_alone(self):
        self.path("drafts").mkdir(exist_ok=True)
        self.path("drafts/2027-03.csv").write_text("日期,班次,岗位,队员\n", encoding="utf-8")
        text = self.run_geng("show", "2027-03").stdout.splitlines()[0]
        self.assertEqual(text, "2027-03: draft, not published")


class Leave(Village):
    def test_an_absence(self):
        """What it touches begins on its days, of the duty day or by the clock: the dawn of its first day is of the duty
        day before. The first of these is where a repair begins."""
        absent = [datetime.date(2026, 11, day) for day in (20, 21, 22)]
        mine = [(datetime.date.fromisoformat(date), STARTS[duty[0]] // 24)
                for (date, who), duty in duties(self.rows(RECORD)).items() if who == "m08"]
        first = min(date for date, later in mine if date in absent or date + datetime.timedelta(later) in absent)
        for language in LANGUAGES:
            text = self.expect(FINE, "leave", "m08", "2026-11-20", "2026-11-22", language=language)
            self.assertIn(f"geng {'补排' if language == 'zh' else 'repair'} {MONTH} --from {first}\n", text)
        rows = [row for row in self.rows("leave.csv") if row["队员"] in ("m08", "王辛")]
        self.assertEqual([(row["开始日期"], row["结束日期"]) for row in rows].count(("2026-11-20", "2026-11-22")), 1)

    def test_the_wrong_way_round(self):
        before = self.files()
        for language in LANGUAGES:
            said = self.expect(BAD, "leave", "m08", "2026-11-22", "2026-11-20", language=language)
            self.assertIn("“2026-11-22..2026-11-20”", said)
            self.assertNotIn("m08", said)
        self.assertEqual(self.files(), before)


class LeaveTable(Village):
    """leave.csv is the captain's own table."""

    def write(self, text, encoding="utf-8"):
        self.path("leave.csv").write_bytes(text.encode(encoding))

    def test_what_was_written_stays(self):
        """Names stay names, a column of his own order stays in its place, blanks and dates stay as he wrote them."""
        table = ("\ufeff开始日期,队员,类别,原因,结束日期\r\n2026/11/3,赵甲,请假,\"老家, 有事\",\r\n"
                 "2026年11月5日, 钱乙 ,请假,,2026-11-06\r\n")
        self.write(table)
        self.expect(FINE, "leave", "王辛", "2026-11-20", "2026-11-22", "--why", "家里")
        self.assertEqual(self.path("leave.csv").read_bytes().decode(),
                         table + "2026-11-20,王辛,请假,家里,2026-11-22\r\n")

    def test_a_column_that_is_missing(self):
        self.write("队员,类别,开始日期\nm02,请假,2026-11-03\n")
        self.expect(FINE, "leave", "m08", "2026-11-20", "--kind", "病假")
        text = self.path("leave.csv").read_text(encoding="utf-8-sig")
        self.assertEqual(text.replace("\r\n", "\n"), "队员,类别,开始日期,假别\nm02,请假,2026-11-03,\nm08,请假,2026-11-20,病\n")
        self.expect(FINE, "check")

    def test_kinds(self):
        before = self.files()
        for language, known in (("en", "sick"), ("zh", "年休")):
            self.assertIn(known, self.expect(BAD, "leave", "m08", "2026-11-20", "--kind", "睡觉", language=language))
        self.assertEqual(self.files(), before)
        for kind in ("annual", "年休", "事假", "SICK"):
            self.expect(FINE, "leave", "m08", "2026-11-20", "--kind", kind)
        with open(self.path("station.ini"), "a", encoding="utf-8") as station:
            station.write("\n[leave-kind home]\nname = 探亲\ncounts-as-hours = yes\n")
        self.expect(FINE, "leave", "m07", "2026-11-20", "--kind", "探亲")
        self.expect(FINE, "check")


class OpenTable(Village):
    """A table that is open in WPS would be written over by it."""

    def test_a_mark_beside_it(self):
        for mark in ("~$leave.csv", ".~leave.csv", ".~lock.leave.csv#"):
            self.path(mark).write_text("somebody", encoding="utf-8")
            before = self.files()
            for language, word in (("en", "close it there"), ("zh", "先在那里关闭")):
                done = self.run_geng("leave", "m08", "2026-11-25", language=language)
                self.assertEqual(done.returncode, RETRY)
                self.assertIn(word, done.stderr)
                self.assertIn(mark, done.stderr)
            self.assertEqual(self.files(), before)
            self.path(mark).unlink()
        self.expect(FINE, "leave", "m08", "2026-11-25")


class Missing(Village):
    def test_people_are_counted_once(self):
        """A duty taken away from a captain leaves one place, of which one was his role: one man, not two."""
        table = self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()
        rows = [",".join(line.split(",")[:5]) for line in table[1:] if line.split(",")[1]]
        gone = [row for row in rows if not (row.startswith("2026-11-25,day,village"))]
        lost = len(rows) - len(gone)
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_text("\n".join(["日期,班次,岗位,队员,姓名", *gone]) + "\n", encoding="utf-8")
        for language, words in (("en", r"People missing: (\d+), (\d+) of them"), ("zh", r"缺 (\d+) 人，其中.* (\d+) 人")):
            text = self.run_geng("check", MONTH, language=language).stdout
            people, captains = map(int, re.search(words, text).groups())
            # The least crew is wanted, which the planner may have passed.
            self.assertTrue(4 <= people <= lost, text)
            self.assertLessEqual(captains, people)


class Cover(Village):
    """Somebody is ill at 17:00: two commands, and nothing else moves."""

    def setUp(self):
        super().setUp()
        self.expect(FINE, "publish", MONTH)
        rows = self.rows(RECORD)
        self.ill = next(row["姓名"] for row in rows if row["日期"] == "2026-11-20" and row["班次"] == "night")
        self.id = next(row["队员"] for row in rows if row["姓名"] == self.ill)

    def substitute(self):
        covers = self.json(FINE, "cover", self.ill, "--now", "2026-11-20T17:00")
        best = next(one for one in covers if one["possible"] and one["gaps"] <= 0)
        return best["member"], best["name"]

    def test_the_next_duty(self):
        for language, word in (("en", "The next duty of"), ("zh", "下一个勤务")):
            text = self.expect(FINE, "cover", self.ill, "--now", "2026-11-20T17:00", language=language)
            self.assertIn(word, text)
            self.assertIn("2026-11-20", text.splitlines()[0])
            # The message speaks the station's language, names nobody's reason, and says when.
            self.assertIn("求顶班：11月20日", text)
            self.assertIn("--publish", text)
        for day in ("今晚", "今天", "tonight", "2026-11-20", "11月20日"):
            self.expect(FINE, "cover", self.ill, day, "--now", "2026-11-20T17:00")
        # The day before, tomorrow is the 20th; a night later the duty is past.
        self.expect(FINE, "cover", self.ill, "明晚", "--now", "2026-11-19T17:00")
        who = self.substitute()[1]
        for language, word in (("en", "journal"), ("zh", "已下勤")):
            self.assertIn(word, self.expect(BAD, "cover", self.ill, who, "2026-11-20", "--now", "2026-11-20T19:00",
                                            language=language))
        self.assertNotIn("2026-11-20", self.expect(FINE, "cover", self.ill, "--now", "2026-11-20T18:01").splitlines()[0])

    def test_one_duty_goes_over(self):
        """The record differs in this one duty, leave.csv has one row more, and both get a message."""
        who, name = self.substitute()
        before, leave = duties(self.rows(RECORD)), self.rows("leave.csv")
        feeds = {path: state for path, state in self.files("feeds").items() if path.endswith(".ics")}
        text = self.run_geng("cover", self.ill, name, "--kind", "病", "--publish", "--now", "2026-11-20T17:00").stdout
        after = duties(self.rows(RECORD))
        moved = before.pop(("2026-11-20", self.id))
        self.assertEqual(after.pop(("2026-11-20", who)), moved)
        self.assertEqual(after, before)
        now = self.rows("leave.csv")
        self.assertEqual(len(now), len(leave) + 1)
        self.assertEqual((now[-1]["队员"], now[-1]["开始日期"], now[-1]["假别"]), (self.id, "2026-11-20", "病"))
        self.assertIn(f"{name}：11月20日", text)
        self.assertIn(f"由{name}顶班", text)
        self.assertNotIn("病", text)
        touched = [path for path in feeds if self.files("feeds").get(path) != feeds[path]]
        self.assertTrue(touched)
        self.assertLess(len(touched), len(feeds) // 2)
        self.assertIn("version 2", self.run_geng("show", MONTH).stdout)

    def test_the_draft_follows(self):
        """What the captain is working on keeps his own changes; only the same day of the same man is a conflict."""
        who, name = self.substitute()
        other = next(key for key in duties(self.rows(RECORD)) if key[0] == "2026-11-25")
        table = self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()
        head = "日期,班次,岗位,队员,姓名"
        rows = [",".join(line.split(",")[:5]) for line in table[1:] if line.split(",")[1]]
        mine = [row for row in rows if not row.startswith(other[0]) or f",{other[1]}," not in row]
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_text("\n".join([head, *mine]) + "\n", encoding="utf-8")
        self.run_geng("cover", self.ill, name, "--publish", "--now", "2026-11-20T17:00")
        draft, record = duties(self.rows(DRAFT)), duties(self.rows(RECORD))
        self.assertIn(("2026-11-20", who), draft)
        self.assertNotIn(("2026-11-20", self.id), draft)
        self.assertEqual({key for key in draft.keys() ^ record.keys()}, {other})
        self.run_geng("publish", MONTH, "--only", "2026-11-25")
        self.assertNotIn(other, duties(self.rows(RECORD)))

    def test_a_conflict_is_shown(self):
        who, name = self.substitute()
        table = self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()
        rows = [",".join(line.split(",")[:5]) for line in table[1:] if line.split(",")[1]]
        mine = [row for row in rows if not row.startswith("2026-11-20") or f",{self.id}," not in row]
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_text("\n".join(["日期,班次,岗位,队员,姓名", *mine, f"2026-11-20,day,village,{who},"]) + "\n",
                                    encoding="utf-8")
        for_zh = self.run_geng("cover", self.ill, name, "--publish", "--now", "2026-11-20T17:00", language="zh")
        self.assertIn("草稿", for_zh.stderr)
        self.assertEqual(duties(self.rows(DRAFT))[("2026-11-20", who)][0], "day")

    def test_who_may_not(self):
        """Whoever serves that day already is refused, with the reason, and nothing is written."""
        busy = next(row["姓名"] for row in self.rows(RECORD) if row["日期"] == "2026-11-20" and row["班次"] == "day")
        before = self.files()
        for language in LANGUAGES:
            done = self.run_geng("cover", self.ill, busy, "--kind", "病", "--publish", "--now", "2026-11-20T17:00",
                                 language=language)
            self.assertEqual(done.returncode, BROKEN)
            self.assertIn(busy, done.stderr)
        self.expect(BROKEN, "cover", self.ill, self.ill, "--now", "2026-11-20T17:00")
        self.expect(BAD, "cover", self.ill, self.substitute()[1], "--kind", "懒", "--now", "2026-11-20T17:00")
        self.assertEqual(self.files(), before)

    def test_what_the_journal_confirmed_stays(self):
        """No command changes it."""
        night = self.id
        self.run_geng("journal", "confirm", "2026-11-20", "--now", "2026-11-22T12:00")
        other = next(one["member"] for one in self.json(FINE, "cover", night, "2026-11-20", "--now", "2026-11-19T12:00")
                     if one["possible"])
        for language, word in (("en", "journal"), ("zh", "已下勤")):
            self.assertIn(word, self.expect(BAD, "swap", night, other, "2026-11-20", language=language))
        # Nor does a publication of what somebody wrote into the draft by hand.
        table = self.path(RECORD).read_text(encoding="utf-8-sig").splitlines()
        rows = [",".join(line.split(",")[:5]) for line in table[1:] if line.split(",")[1]]
        self.path("drafts").mkdir(exist_ok=True)
        self.path(DRAFT).write_text("\n".join(["日期,班次,岗位,队员,姓名",
                                               *(row for row in rows if not row.startswith("2026-11-20,night"))]) + "\n",
                                    encoding="utf-8")
        for language, word in (("en", "journal"), ("zh", "已下勤")):
            self.assertIn(word, self.expect(BAD, "publish", MONTH, language=language))


if __name__ == "__main__":
    unittest.main()
