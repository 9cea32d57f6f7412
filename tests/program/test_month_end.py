# SPDX-License-Identifier: LGPL-2.1-or-later
"""The sheets of the month's end, added up once more: each minute of each service is looked at by itself, by Python's own
clock, and given its class by the rules as the issue has them. A village in Berlin has what China has not: a clock change."""

import html
import re
import unittest
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

from village import FINE, Village

ZONE = ZoneInfo("Europe/Berlin")
STATION = """
[station]
id = gate
name = 城门队
timezone = Europe/Berlin
day-start = 08:00
[feed]
language = zh_CN
[organisation town]
name = 镇政府
[organisation firm]
name = 企业
[window patrol]
name = 巡逻
start = 08:00
end = 04:00
[window standby]
name = 值守
standby = yes
start = 04:00
end = 08:00
[shift day]
name = 白班
window = patrol
start = 08:00
end = 18:00
mark = 白
[shift night]
name = 夜班
window = patrol
start = 18:00
end = 04:00
night = yes
mark = 夜
[shift dawn]
name = 值守
window = standby
start = 04:00
end = 08:00
mark = 守
[post gate]
name = 城门
[contract month]
name = 按月
hours-scheme = comprehensive month
approval = 示例1号
pay = ordinary 20.50 per hour; overtime x1.5; statutory x3; standby 40 per duty; night 30 per duty
paid-by = town
[contract quarter]
name = 按季
hours-scheme = comprehensive quarter
approval = 示例2号
pay = ordinary 18 per hour; overtime 27 per hour; statutory 54 per hour; standby 6 per hour; night 25.10 per duty
split = by time
[contract standard]
name = 标准
hours-scheme = standard
pay = ordinary 10 per hour; rest-day 20 per hour; statutory 30 per hour; statutory 5 per duty; night 1 per hour
[demand gate]
name = 城门
post = gate
shift = day
crew = 0..9
[demand gate-night]
name = 城门夜
post = gate
shift = night
crew = 0..9
[demand gate-dawn]
name = 城门守
post = gate
shift = dawn
crew = 0..9
"""
# What the contracts say, once more, in cents.
MONTH = {"ordinary": 2050, "overtime": 3075, "statutory": 6150}
QUARTER = {"ordinary": 1800, "overtime": 2700, "statutory": 5400, "standby": 600}
STANDARD = {"ordinary": 1000, "rest-day": 2000, "statutory": 3000, "night": 100}
HOURLY = {"甲": MONTH, "乙": MONTH, "丙": QUARTER, "丁": QUARTER, "戊": STANDARD}
PER_DUTY = {"甲": {"standby": 4000, "night": 3000}, "乙": {"standby": 4000, "night": 3000}, "丙": {"night": 2510},
            "丁": {"night": 2510}, "戊": {"statutory": 500}}
PAYER = {"甲": "镇政府", "乙": "镇政府", "丙": "企业", "丁": "企业", "戊": "企业"}
STATUTORY = {date(2026, 10, 1), date(2026, 10, 3), date(2026, 10, 26)}
SHIFTS = {"day": (8, 10), "night": (18, 10), "dawn": (28, 4)}
NAMES = {"白班": "day", "夜班": "night", "值守": "dawn", "day": "day", "night": "night", "dawn": "dawn"}
PERIOD = 248 * 8 * 60


def roster(year, month):
    """Who serves when: a pattern that gives 甲 far more than the month's hours, and nights over the month's end and over the
    clock change of 25 October."""
    day = date(year, month, 1)
    while day.month == month:
        yield day, "day" if day.day % 3 else "night", "甲"
        if day.day % 2:
            yield day, "night", "丙"
        if day.day % 4 == 0:
            yield day, "day", "丁"
        elif day.day % 5 == 0:
            yield day, "dawn", "丁"
        if day.day in (2, 3, 10, 25, 30, 31):
            yield day, "night", "戊"
        if day.day % 7 == 0:
            yield day, "dawn", "乙"
        day += timedelta(days=1)


def instants(day, start, end):
    """The minutes, in real time, between two times of a duty day."""
    begin, stop = ((datetime.combine(day, datetime.min.time()) + timedelta(minutes=m)).replace(tzinfo=ZONE)
                   .astimezone(timezone.utc) for m in (start, end))
    while begin < stop:
        yield begin.astimezone(ZONE)
        begin += timedelta(minutes=1)


def minute_class(name, moment):
    if 4 <= moment.hour < 8:
        return "standby"
    if moment.date() in STATUTORY:
        return "statutory"
    if name == "戊" and moment.weekday() >= 5:
        return "rest-day"
    return "ordinary"


class Bill:
    """What a month brings one person."""

    def __init__(self):
        self.minutes, self.duties, self.by_shift = defaultdict(int), defaultdict(Fraction), defaultdict(Fraction)
        self.carried_in = self.carried_out = 0

    def cents(self, name):
        total = 0
        for kind, minutes in self.minutes.items():
            total += int(Fraction(HOURLY[name].get(kind, 0) * minutes, 60) + Fraction(1, 2))
        for kind, duties in self.duties.items():
            total += int(PER_DUTY[name].get(kind, 0) * duties + Fraction(1, 2))
        return total


def tables(section):
    """Each table of a page as dictionaries by its heads, without the row of sums."""
    for table in re.findall(r'<table class="grid.*?</tbody></table>', section, re.S):
        heads = [html.unescape(re.sub("<br>|<.*?>", "", head)) for head in re.findall(r"<th.*?>(.*?)</th>", table, re.S)]
        for mark, row in re.findall(r"<tr( class=\"total\")?>(.*?)</tr>", table.split("<tbody", 1)[1], re.S):
            cells = [html.unescape(re.sub("<.*?>", "", cell)) for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.S)]
            yield bool(mark), dict(zip(heads, cells))


def minutes(text):
    hours, _, rest = text.partition(":")
    return int(hours) * 60 + int(rest or 0)


class Gate(Village):
    """A town gate with five people, three months published, October confirmed with exceptions."""

    def setUp(self):
        super().setUp()
        for path in self.folder.rglob("*.csv"):
            path.unlink()
        self.path("station.ini").write_text(STATION, encoding="utf-8")
        self.path("members.csv").write_text(
            "编号,姓名,单位,用工形式\na,甲,town,month\nb,乙,firm,month\nc,丙,firm,quarter\nd,丁,firm,quarter\n"
            "e,戊,firm,standard\n", encoding="utf-8")
        self.path("holidays.csv").write_text(
            "日期,名称,类别\n" + "".join(f"{day},节,法定\n" for day in sorted(STATUTORY)), encoding="utf-8")
        ids = dict(zip("甲乙丙丁戊", "abcde"))
        for month in (8, 9, 10):
            rows = [f"{day},{shift},gate,{ids[name]},,\n" for day, shift, name in roster(2026, month)]
            self.path(f"rosters/2026-{month:02}.csv").write_text("日期,班次,岗位,队员,修订号,修订时间\n" + "".join(rows), encoding="utf-8")

    def confirm(self, *words):
        self.expect(FINE, "journal", "confirm", *words, "--now", "2026-11-02T12:00", language="zh")

    def exceptions(self):
        """Replaced in the middle: more than half, exactly half, less than half; late, absent, and one left unconfirmed."""
        self.confirm("2026-08-01..2026-08-31")
        self.confirm("2026-09-01..2026-09-30")
        self.confirm("2026-10-05", "day", "甲 由乙顶 14:00")
        self.confirm("2026-10-07", "night", "丙 由丁顶 23:00")
        self.confirm("2026-10-08", "day", "甲 由乙顶 13:00")
        self.confirm("2026-10-10", "night", "戊 由乙顶 20:00")
        self.confirm("2026-10-11", "night", "丙 迟到25")
        self.confirm("2026-10-13", "day", "甲 缺勤", "--by", "所长")
        self.confirm("2026-10-25", "night", "戊 由乙顶 01:30")
        self.confirm("2026-10-01..2026-10-30")
        self.confirm("2026-10-31", "night")


class MonthEnd(Gate):
    def bills(self, month):
        bills = defaultdict(Bill)
        rows = [row for at in (8, 9, 10) for row in self.rows(f"journal/2026-{at:02}/attendance.csv") if row["开始"]]
        for row in rows:
            self.count(bills[row["姓名"]], row, month)
        for name in bills:
            self.overtime(bills[name], name, rows, month)
        return bills

    def times(self, row):
        start, end = minutes(row["开始"]), minutes(row["结束"])
        start += 1440 if start < 480 else 0
        return start, end if end > start else end + 1440

    def count(self, bill, row, month):
        day, shift, name = date.fromisoformat(row["日期"]), NAMES[row["班次"]], row["姓名"]
        start, end = self.times(row)
        moments = list(instants(day, start, end))
        first, hours = SHIFTS[shift]
        whole = len(list(instants(day, first * 60, (first + hours) * 60)))
        share = Fraction(len(moments), whole)
        if HOURLY[name] is not QUARTER:
            share = Fraction(int(share > Fraction(1, 2) or share == Fraction(1, 2) and start == first * 60))
        seen = set()
        for moment in moments:
            kind = minute_class(name, moment)
            if moment.month == month:
                bill.minutes[kind] += 1
                bill.minutes["night"] += shift == "night"
                bill.carried_in += day.month != month
            elif day.month == month:
                bill.carried_out += 1
            counts = moment.month == month if kind == "statutory" else day.month == month
            if kind not in seen and counts:
                bill.duties[kind] += share
            seen.add(kind)
        if day.month == month and shift == "night":
            bill.duties["night"] += share
        if day.month == month:
            bill.by_shift[shift] += share

    def overtime(self, bill, name, rows, month):
        """In the order of time, the minutes after the period's total has been reached."""
        if HOURLY[name] is STANDARD or HOURLY[name] is MONTH:
            period, total = {month}, PERIOD // 12
        else:
            period, total = {10}, PERIOD // 4
        known = sorted(moment.astimezone(timezone.utc) for row in rows if row["姓名"] == name
                       for moment in instants(date.fromisoformat(row["日期"]), *self.times(row))
                       if moment.month in period and minute_class(name, moment) == "ordinary")
        late = sum(moment.astimezone(ZONE).month == month for moment in known[total:])
        bill.minutes["overtime"] = late
        bill.minutes["ordinary"] -= late

    def page(self, name):
        return self.path(name).read_text(encoding="utf-8")

    def test_pay_adds_up(self):
        self.exceptions()
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        bills = self.bills(10)
        heads = {"ordinary": "平时（时）", "overtime": "加班（时）", "rest-day": "休息日（时）", "statutory": "法定节假日（时）",
                 "standby": "值守（时）"}
        seen = set()
        for section in self.page("office/pay-2026-10.html").split('<section class="page">')[1:]:
            payer, total = re.search(r"<h2>(.*?)补贴", section)[1], 0
            for sums, row in tables(section):
                if sums:
                    continue
                name = row["姓名"]
                bill = bills[name]
                self.assertEqual(PAYER[name], payer)
                for kind, head in heads.items():
                    found = next((value for key, value in row.items() if key.startswith(head)), "0")
                    self.assertEqual(minutes(found), bill.minutes[kind], (name, kind))
                for kind, head in (("night", "夜班（次）"), ("standby", "值守（次）"), ("statutory", "法定节假日（次）")):
                    found = next((value for key, value in row.items() if key.startswith(head)), None)
                    if found is None:
                        self.assertFalse(PER_DUTY[name].get(kind), (name, kind))
                        continue
                    self.assertAlmostEqual(float(found), float(bill.duties[kind]), places=2, msg=(name, kind))
                every = sum(n for kind, n in bill.minutes.items() if kind != "night")
                self.assertEqual(minutes(row["时数合计"]), every, name)
                self.assertEqual(minutes(row["跨月转入（时）"]), bill.carried_in, name)
                self.assertEqual(minutes(row["跨月转出（时）"]), bill.carried_out, name)
                self.assertEqual(row["金额（元）"], f"{bill.cents(name) / 100:.2f}", name)
                total += bill.cents(name)
                seen.add(name)
            self.assertIn(f"本页合计：{total / 100:.2f} 元", section)
        self.assertEqual(seen, set("甲乙丙丁戊"))
        # The month has what it must have, or the sums above prove little.
        self.assertGreater(bills["甲"].minutes["overtime"], 0)
        self.assertGreater(bills["丙"].carried_out, 0)
        self.assertGreater(bills["甲"].carried_in, 0)
        self.assertGreater(bills["戊"].minutes["statutory"], 0)
        self.assertGreater(bills["戊"].minutes["rest-day"], 0)
        self.assertNotEqual(bills["丁"].duties["night"] % 1, 0)
        self.assertEqual(bills["乙"].by_shift["day"], 0)

    def paid_leave(self):
        """Hours of leave and the amount, by name."""
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        return {row["姓名"]: (row.get("带薪假（时）", "0"), float(row["金额（元）"]))
                for sums, row in tables(self.page("office/pay-2026-10.html")) if not sums}

    def test_leave_that_counts(self):
        """A week of annual leave in which nothing was served is five days of eight hours at the ordinary rate; leave on
        personal matters counts nothing, and no more does a day on which somebody served all the same."""
        self.confirm("2026-10-01..2026-10-30")
        plain = self.paid_leave()
        rows = [row for row in self.rows("journal/2026-10/attendance.csv") if row["开始"]]
        served = {row["日期"] for row in rows if row["姓名"] == "戊"}
        week = [f"2026-10-{day:02}" for day in range(12, 17)]
        free = [day for day in week if day not in served and date.fromisoformat(day) not in STATUTORY]
        self.assertTrue(free)
        for kind, days in (("personal", 0), ("annual", len(free))):
            self.path("leave.csv").write_text(f"队员,类别,开始日期,结束日期,假别\ne,请假,{week[0]},{week[-1]},{kind}\n",
                                              encoding="utf-8")
            hours, amount = self.paid_leave()["戊"]
            self.assertEqual(minutes(hours), days * 8 * 60, kind)
            self.assertAlmostEqual(amount - plain["戊"][1], days * 8 * HOURLY["戊"]["ordinary"] / 100, places=2)
            self.assertEqual({name: value for name, value in self.paid_leave().items() if name != "戊"},
                             {name: (value[0], value[1]) for name, value in plain.items() if name != "戊"})

    def test_attendance_adds_up(self):
        self.exceptions()
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        bills, seen = self.bills(10), set()
        page = self.page("pages/attendance-2026-10.html")
        for sums, row in tables(page):
            if sums:
                continue
            name = row["姓名"]
            seen.add(name)
            for shift, head in (("day", "白次"), ("night", "夜次"), ("dawn", "守次")):
                self.assertAlmostEqual(float(row[head]), float(bills[name].by_shift[shift]), places=2, msg=(name, shift))
            every = sum(n for kind, n in bills[name].minutes.items() if kind != "night")
            self.assertEqual(minutes(row["时数"]), every, name)
        self.assertEqual(seen, set("甲乙丙丁戊"))
        rows = {row["姓名"]: row for sums, row in tables(page) if not sums}
        cell = {(name, day): next(value for key, value in row.items() if re.fullmatch(f"{day}[一二三四五六日]", key))
                for name, row in rows.items() for day in (5, 10, 13, 31)}
        self.assertEqual(cell["甲", 5], "白√")
        self.assertEqual(cell["乙", 5], "白*")
        self.assertEqual(cell["戊", 10], "夜*")
        self.assertEqual(cell["乙", 10], "夜√")
        self.assertEqual(cell["甲", 13], "缺")
        self.assertEqual(cell["丙", 31], "夜√")
        self.assertEqual(cell["甲", 31], "(白)")
        self.assertIn("跨月", page)
        for name in ("pages/attendance-2026-10.html", "office/pay-2026-10.html"):
            self.assertIn("值守（次日04:00–08:00）", self.page(name))
        for row in rows.values():
            ticks = sum(value.count("√") for key, value in row.items() if re.fullmatch(r"\d+[一二三四五六日]", key))
            whole = sum(float(row[head]) for head in ("白次", "夜次", "守次"))
            # A tick is a duty that counts whole; who is paid by time has parts of others besides.
            by_time = HOURLY[row["姓名"]] is QUARTER
            (self.assertLess if by_time else self.assertEqual)(ticks, whole, row["姓名"])
        self.expect(FINE, "report", "2026-10", "--month-end", "--language", "en")
        self.assertIn("√: served and confirmed", self.page("pages/attendance-2026-10.html"))

    def test_a_shift_without_a_mark(self):
        """Its name stands for it, served or not; the tick alone is for what was no shift at all."""
        for mark in "白守":
            self.edit("station.ini", f"mark = {mark}\n", "")
        self.confirm("2026-10-01..2026-10-30")
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        page = self.page("pages/attendance-2026-10.html")
        rows = {row["姓名"]: {int(day[1]): value for key, value in row.items() if (day := re.match(r"(\d+)[一二三四五六日]", key))}
                for sums, row in tables(page) if not sums}
        self.assertEqual((rows["甲"][5], rows["甲"][31], rows["甲"][6]), ("白班√", "(白班)", "夜√"))
        self.assertEqual(rows["乙"][7], "值守√")
        self.assertFalse({value for days in rows.values() for value in days.values()} & {"√", "()"})
        self.assertIn("白班（08:00–18:00）；夜 = 夜班", page)

    def test_the_judge_agrees(self):
        """The hours are those that the judge counts for a limit, clock change and all; who stood in between two
        duties of his own is at work for all three and off between."""
        text = self.path("station.ini").read_text(encoding="utf-8")
        self.path("station.ini").write_text(
            text.replace("\nhours-scheme", "\nlimit = hours per month ..1\nhours-scheme"), encoding="utf-8")
        self.confirm("2026-10-05", "day", "甲 由丁顶 14:00")
        for month in ("08-01..2026-08-31", "09-01..2026-09-30", "10-01..2026-10-31"):
            self.confirm(f"2026-{month}")
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        said = self.run_geng("journal", "show", "2026-10", "--at", "2026-11-02T12:00").stdout
        judged = {name: Fraction(hours) * 60 for name, hours in
                  re.findall(r"([甲乙丙丁戊]): hours ([\d.]+) h from 2026-10-01 to 2026-10-31", said)}
        served = {row["姓名"]: minutes(row["时数合计"]) + minutes(row["跨月转出（时）"]) - minutes(row["跨月转入（时）"])
                  for sums, row in tables(self.page("office/pay-2026-10.html")) if not sums}
        self.assertEqual(served, judged, said)
        # The night over the end of summer time is an hour longer.
        self.assertEqual(len(list(instants(date(2026, 10, 24), 18 * 60, 28 * 60))), 660)
        self.assertIn((date(2026, 10, 24), "night", "甲"), list(roster(2026, 10)))


class Quarter(Gate):
    def test_an_earlier_month_passed_the_total(self):
        """Ten hours a day: the quarter's 496 hours are reached in August, so of that month a part is overtime, and all of
        September; not more than all, however far August went beyond."""
        for month, days in ((7, 31), (8, 31), (9, 30)):
            rows = [f"2026-{month:02}-{day:02},day,gate,d,,\n" for day in range(1, days + 1)]
            self.path(f"rosters/2026-{month:02}.csv").write_text(
                "日期,班次,岗位,队员,修订号,修订时间\n" + "".join(rows), encoding="utf-8")
            self.confirm(f"2026-{month:02}-01..2026-{month:02}-{days}")
        total = PERIOD // 4
        for month, before, own in ((7, 0, 310), (8, 310, 310), (9, 620, 300)):
            self.expect(FINE, "report", f"2026-{month:02}", "--month-end", language="zh")
            page = self.path(f"office/pay-2026-{month:02}.html").read_text(encoding="utf-8")
            row, = [row for sums, row in tables(page) if not sums]
            hours = {head[:2]: minutes(text) for head, text in row.items() if head.startswith(("平时", "加班"))}
            late = max(0, min(own * 60, (before + own) * 60 - total))
            self.assertEqual((hours.get("平时", 0), hours.get("加班", 0)), (own * 60 - late, late), month)
        self.assertEqual((late, total), (300 * 60, 496 * 60))


if __name__ == "__main__":
    unittest.main()
