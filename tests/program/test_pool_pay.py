# SPDX-License-Identifier: LGPL-2.1-or-later
"""What people are paid whom two villages share, against sums done by hand: hours over the month's total are overtime,
whichever village they were served at, and leave is paid once."""

import shutil
import tempfile
import unittest
from pathlib import Path

import openpyxl

from village import BAD, FINE, geng

MONTH = "2027-03"
STATION = """
[station]
id = {}
name = {}
timezone = Asia/Shanghai
day-start = 08:00
[feed]
language = zh
[organisation village]
name = 村
[organisation police]
name = 派出所
[window patrol]
name = 巡逻
start = 08:00
end = 32:00
[shift day]
name = 白班
window = patrol
start = 08:00
end = 18:00
mark = 白
[post gate]
name = 村口
[demand gate]
name = 村口
post = gate
shift = day
crew = 0..3
[contract own]
name = 本村
hours-scheme = none
pay = ordinary 10 per hour
"""
POOL = """
[contract month]
name = 按月
hours-scheme = comprehensive month
approval = 示例1号
pay = ordinary 20 per hour; overtime x1.5
"""


class Shared(unittest.TestCase):
    """钱一 serves ten hours on each of the first eighteen days, in turn at the two villages: 180 hours, of which a month
    has 248 × 8 / 12 = 165⅓, so that the last 14⅔ are overtime: the tenth of 18 March at v02 and 4⅔ of the 17th at v01.
    孙二 serves ten days at v02 and has two working days of annual leave.  赵甲 of v01 is lent to v02 for two days."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="geng-")) / "zone"
        self.addCleanup(shutil.rmtree, self.root.parent, ignore_errors=True)
        self.write("zone.ini", "[zone]\nname = 两村\n[station v01]\n[station v02]\n[pool police]\nname = 派出所\n"
                               "[lend]\nprice = 20\n")
        duties = {"v01": [], "v02": []}
        for day in range(1, 19):
            duties["v01" if day % 2 else "v02"].append((day, "police/p01"))
        duties["v02"] += [(day, "police/p02") for day in range(1, 11)]
        duties["v01"] += [(day, "m01") for day in (20, 21, 22)]
        duties["v02"] += [(day, "v01/m01") for day in (24, 25)]
        for village, name, person in (("v01", "东村", "赵甲"), ("v02", "西村", "李丁")):
            rows = "".join(f"{MONTH}-{day:02},day,gate,{member}\n" for day, member in sorted(duties[village]))
            self.write(f"{village}/station.ini", STATION.format(village, name))
            self.write(f"{village}/members.csv", f"id,name,organisation,contract\nm01,{person},village,own\n")
            self.write(f"{village}/drafts/{MONTH}.csv", "date,shift,post,member\n" + rows)
        self.write("police/pool.ini", POOL)
        self.write("police/members.csv", "id,name,organisation,contract\np01,钱一,police,month\np02,孙二,police,month\n")
        self.write("police/leave.csv", f"member,kind,leave-kind,first,last\np02,leave,annual,{MONTH}-29,{MONTH}-30\n")
        self.assertEqual(geng("publish", MONTH, "--no-send", "-C", self.root).returncode, FINE)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Pay(Shared):
    """The month is over, and its sheets are read."""

    def confirm(self, village):
        done = geng("journal", "confirm", f"{MONTH}-01..{MONTH}-31", "--now", "2027-04-02T10:00", "--station", village,
                    "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)

    def tables(self, root):
        """Each table under the title above it: (title, whether it only tells a share, {name: {column: value}})."""
        book = openpyxl.load_workbook(root / f"office/pay-{MONTH}.xlsx")
        found, title, heads, shared = [], None, None, False
        for sheet in book:
            for row in sheet.iter_rows(values_only=True):
                first = row[0] or ""
                if first.endswith("补贴发放表"):
                    title, heads = first, None
                elif "本表不发" in first or "审批文号" in first or first.startswith("本村："):
                    shared, heads = "本表不发" in first, None
                elif first == "姓名":
                    heads = [str(cell).split("（")[0].split("\n")[0] for cell in row]
                    found.append((title, shared, {}))
                elif heads and first:
                    found[-1][2][first] = dict(zip(heads, row))
        return found

    def table(self, tables, title, shared, name):
        rows = [rows[name] for one, is_share, rows in tables if one == title and is_share == shared and name in rows]
        self.assertEqual(len(rows), 1, (title, name, tables))
        return rows[0]

    def sums(self, row, **wanted):
        for column, value in wanted.items():
            self.assertAlmostEqual(row[column], value, 2, (column, row))


class UnconfirmedElsewhere(Pay):
    """One village has confirmed its month, the other has not."""

    def test_who_is_lent(self):
        """His own sheet says what is not known yet of his days away, and no more than that."""
        self.confirm("v01")
        for root in (self.root, self.root / "v01"):
            self.assertEqual(geng("report", MONTH, "--month-end", "-C", root).returncode, FINE)
            row = self.table(self.tables(root), "东村补贴发放表", False, "赵甲")
            self.sums(row, 平时=30, 时数合计=30, 未核=2, 金额=300)

    def test_who_lends(self):
        self.confirm("v02")
        self.assertEqual(geng("report", MONTH, "--month-end", "-C", self.root).returncode, FINE)
        self.sums(self.table(self.tables(self.root), "东村补贴发放表", False, "赵甲"), 平时=20, 时数合计=20, 未核=3, 金额=200)


class PoolPay(Pay):
    """The month is confirmed: by the zone's command, a station named."""

    def setUp(self):
        super().setUp()
        for village in ("v01", "v02"):
            self.confirm(village)

    def test_counted_over_all_stations(self):
        done = geng("report", MONTH, "--month-end", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        tables = self.tables(self.root)
        whole = self.table(tables, "派出所补贴发放表", False, "钱一")
        self.sums(whole, 平时=165.3333, 加班=14.6667, 时数合计=180, 未核=0, 金额=3746.67)
        first, second = (self.table(tables, f"{village}补贴发放表", True, "钱一") for village in ("东村", "西村"))
        self.sums(first, 平时=85.3333, 加班=4.6667, 本队时数=90, 各队合计=180, 其中金额=1846.67)
        self.sums(second, 平时=80, 加班=10, 本队时数=90, 各队合计=180, 其中金额=1900)
        self.assertEqual((first["占比"], second["占比"]), ("50 %", "50 %"))
        # Leave is paid where he is at home, once.
        self.sums(self.table(tables, "派出所补贴发放表", False, "孙二"), 平时=100, 带薪假=16, 金额=2320)
        self.sums(self.table(tables, "西村补贴发放表", True, "孙二"), 平时=100, 本队时数=100, 其中金额=2000)
        self.assertFalse([1 for title, _, rows in tables if title == "东村补贴发放表" and "孙二" in rows])
        # Who is lent is paid at home, for the days away as well.
        self.sums(self.table(tables, "东村补贴发放表", False, "赵甲"), 平时=50, 金额=500)
        self.sums(self.table(tables, "西村补贴发放表", True, "赵甲"), 平时=20, 本队时数=20, 各队合计=50, 其中金额=200)

    def test_leave_on_a_day_served_elsewhere(self):
        """On one of the two days of leave he served after all, at whichever village: that day pays its hours alone."""
        self.write("police/leave.csv", f"member,kind,leave-kind,first,last\np02,leave,annual,{MONTH}-10,{MONTH}-11\n")
        self.assertEqual(geng("report", MONTH, "--month-end", "-C", self.root).returncode, FINE)
        self.sums(self.table(self.tables(self.root), "派出所补贴发放表", False, "孙二"), 平时=100, 带薪假=8, 金额=2160)

    def test_a_village_says_the_same(self):
        for village, name, hours, over, amount in (("v01", "东村", 85.3333, 4.6667, 1846.67), ("v02", "西村", 80, 10, 1900)):
            done = geng("report", MONTH, "--month-end", "-C", self.root / village)
            self.assertEqual(done.returncode, FINE, done.stderr)
            row = self.table(self.tables(self.root / village), f"{name}补贴发放表", True, "钱一")
            self.sums(row, 平时=hours, 加班=over, 其中金额=amount)

    def test_a_journal_that_nobody_can_read(self):
        """The pool's sheet is not written with what is missing, and a village says what it does not know."""
        path = self.root / f"v02/journal/{MONTH}/attendance.csv"
        path.write_text("member\nwho\n", encoding="utf-8")
        done = geng("report", MONTH, "--month-end", "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("v02", done.stderr)
        self.assertIn("police is left out", done.stderr)
        self.assertFalse([1 for title, _, _ in self.tables(self.root) if title == "派出所补贴发放表"])
        done = geng("report", MONTH, "--month-end", "-C", self.root / "v01")
        self.assertEqual(done.returncode, FINE)
        self.assertIn("What shared people serve there is not known: v02", done.stderr)


class Told(Shared):
    """Posts of both villages have one name: who serves at several reads whose is meant."""

    def test_a_change(self):
        draft = self.root / f"v02/drafts/{MONTH}.csv"
        draft.write_text(draft.read_text(encoding="utf-8-sig").replace(f"{MONTH}-18,day,gate,police/p01\n", ""),
                         encoding="utf-8")
        done = geng("publish", MONTH, "--no-send", "--station", "v02", "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertIn("钱一，你在西村的班有变动：", done.stdout)

    def test_cover(self):
        day = f"{MONTH}-09"
        done = geng("cover", "police/p02", day, "--station", "v02", "--now", f"{MONTH}-01T10:00", "-C", self.root)
        self.assertIn("钱一  serves 白班 at 东村 村口 that day", done.stdout)
        self.assertIn("白班 08:00–18:00 西村 村口", done.stdout)
        done = geng("cover", "police/p02", day, "m01", "--station", "v02", "-C", self.root)
        self.assertEqual(done.returncode, BAD)
        self.assertIn("“m01” is one word too many", done.stderr)

    def test_verbs(self):
        done = geng("journal", "show", MONTH, "-C", self.root)
        self.assertEqual(done.returncode, FINE, done.stderr)
        for village in ("v01", "v02"):
            self.assertIn(f"── {village} ", done.stdout)


if __name__ == "__main__":
    unittest.main()
