# SPDX-License-Identifier: LGPL-2.1-or-later
"""The meeting's document and the forms: what is planned beside what was confirmed, and nothing that is not known."""

import html
import re
import unittest
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl

from test_month_end import STATION, Gate, tables
from village import BAD, FINE, MONTH, Village

CAMPAIGN = """
[demand stage-one]
name = 第一阶段
post = gate
shift = day
crew = 0..2
days = 2026-10-05..2026-10-09
campaign = 消防整治
[demand stage-two]
name = 第二阶段
post = bridge
shift = day
crew = 0..2
days = 2026-10-12..2026-10-16
campaign = 消防整治
[demand other]
name = 别的
post = gate
shift = night
crew = 0..2
days = 2026-10-20
campaign = 禁毒宣传
[post bridge]
name = 桥头
checklist = 护栏; 路灯
"""


def text_of(page):
    return html.unescape(re.sub("<.*?>", "", page))


class Meeting(Gate):
    def meeting(self, day="2026-11-20", *words):
        self.expect(FINE, "report", day, "--meeting", *words, language="zh")
        return self.path(f"pages/meeting-{day}.html").read_text(encoding="utf-8")

    def add(self, text):
        with self.path("station.ini").open("a", encoding="utf-8") as station:
            station.write(text)

    def test_what_nobody_confirmed_is_a_dash(self):
        page = self.meeting()
        row = next(row for sums, row in tables(page) if sums and "计划（次）" in row)
        self.assertEqual((row["在岗（已核）"], row["已核时数"]), ("—", "—"))
        self.assertEqual(int(row["计划（次）"]), len(self.rows("rosters/2026-10.csv")))
        self.assertEqual(row["未核"], row["计划（次）"])
        self.assertIn("参与率：—", page)
        self.assertIn("尚未排班", page)

    def test_campaigns_have_stages_and_routes(self):
        self.add(CAMPAIGN)
        self.exceptions()
        page = self.meeting()
        part = page.split("二、专项行动", 1)[1].split("<h2>", 1)[0]
        self.assertEqual(re.findall(r"<p>(.*?)：检查", part), ["消防整治", "禁毒宣传"])
        stages = [(row["阶段"], row["路线（网格）"], row["日期"]) for _, row in tables(part)]
        self.assertEqual(stages, [("第一阶段", "城门", "10-05 – 10-09"), ("第二阶段", "桥头", "10-12 – 10-16"),
                                  ("别的", "城门", "10-20 – 10-20")])

    def test_participation(self):
        """Of five who are listed, four served; the fifth was absent each time."""
        for day in (7, 14, 21, 28):
            self.confirm(f"2026-10-{day:02}", "dawn", "乙 缺勤", "--by", "所长")
        self.confirm("2026-10-01..2026-10-31")
        page = self.meeting()
        self.assertIn("参与率：80.0 %（4 人/5 人）", page)
        self.assertIn("参与率 = ", page)

    def test_shares_of_three_months(self):
        """The picture's numbers are those of the journal and the records."""
        self.exceptions()
        page = self.meeting()
        part = page.split("五、勤务分担", 1)[1]
        rows = {row["队员"]: row for _, row in tables(part) if "队员" in row}
        for month in (8, 9):
            nights = sum(row["班次"] == "night" and row["队员"] == "c" for row in self.rows(f"rosters/2026-{month:02}.csv"))
            self.assertEqual(int(rows["丙"][f"{month}月夜班"]), nights)
        self.assertIn("█", part)

    def test_remedies_name_nobody(self):
        self.edit("station.ini", "crew = 0..9", "crew = 4..9", count=3)
        self.run_geng("plan", "2026-12", "--effort", "quick", language="zh")
        page = self.meeting()
        self.assertIn("草案", page)
        self.assertIn("重新排班试过", page)
        self.run_geng("publish", "2026-12", "--yes", "--to", self.path("served"), "--url", "https://example.org/f")
        self.assertNotIn("草案", self.meeting())
        remedies = re.findall(r"<p>办法.*?</p>", page)
        self.assertTrue(remedies)
        self.assertFalse([name for name in "甲乙丙丁戊" if name in "".join(remedies)])

    def test_the_set_day(self):
        self.edit("station.ini", "day-start = 08:00", "day-start = 08:00\nmeeting-day = 31")
        self.assertRegex(self.expect(FINE, "report", "--meeting"), r"The meeting of \d{4}-\d\d-(28|29|30|31)\.")
        self.edit("station.ini", "meeting-day = 31", "meeting-day = 32")
        self.assertIn("station.ini:7:15", self.expect(BAD, "report", "--meeting"))

    def test_days(self):
        """A week, a range over two months, a holiday with the days off around it, and what is none of these. No two of
        them write over each other: a week has another name than its Monday.

        1 October 2026 is a Thursday, without a day off beside it."""
        for days, file, dates in (("2026-W41", "2026-W41", 7), ("2026-09-29..2026-10-03", "2026-09-29..2026-10-03", 5),
                                  ("2026-09", "2026-09", 30), ("节", "2026-10-01", 1), ("2026-10-05", "2026-10-05", 1),
                                  ("2026-10-05..2026-10-12", "2026-10-05..2026-10-12", 8)):
            self.expect(FINE, "report", days, "--form", "安排", language="zh")
            page = self.path(f"pages/form-roster-{file}.html")
            self.assertEqual(len(list(tables(page.read_text(encoding="utf-8")))), dates, days)
        for days in ("2026-W54", "2026-10-09..2026-10-01", "没有这个节", "2026-13"):
            self.expect(BAD, "report", days, "--form", "安排", language="zh")

    def test_a_holiday_without_a_roster(self):
        """That it is known is said, and what is missing; of one that nobody knows, which ones there are."""
        self.edit("station.ini", "day-start = 08:00", "day-start = 08:00\nholidays = china")
        said = self.expect(BAD, "report", "春节", "--form", "roster")
        for text in ("春节 is known", "none of these months has a roster", "geng plan 2027-02"):
            self.assertIn(text, said)
        self.assertNotIn("is no date", said)
        self.assertIn("都没有排班", self.expect(BAD, "report", "春节", "--form", "roster", language="zh"))
        said = self.expect(BAD, "report", "没有这个节", "--form", "roster")
        for text in ("没有这个节", "元旦, 春节, 初一", "国庆节", "2026-W50"):
            self.assertIn(text, said)
        said = self.expect(BAD, "report", "2039春节", "--form", "roster")
        self.assertIn("春节 is not known for 2039, only for 20", said)
        self.assertIn("no roster for 2027-10", self.expect(BAD, "report", "2027年国庆", "--form", "roster"))

    def test_forms_in_both_languages(self):
        self.add("[post bridge]\nname = 桥头\nchecklist = 护栏; 路灯\n")
        for form in ("roster", "sign-in", "patrol", "hand-over", "kit", "leave"):
            for language, letter in (("zh", re.compile("[一-鿿]")), ("en", re.compile("Date|Shift|Kit|When|Duty|Give"))):
                self.expect(FINE, "report", "2026-10-05", "--form", form, "--language", language)
                folder = "office" if form == "leave" else "pages"
                page = self.path(f"{folder}/form-{form}-2026-10-05.html").read_text(encoding="utf-8")
                self.assertIn(f'lang="{"zh-CN" if language == "zh" else "en"}"', page)
                if form != "leave" and form != "patrol":
                    self.assertRegex(text_of(page), letter, form)
                if form in ("roster", "sign-in", "hand-over"):
                    self.assertIn("守（次日04:00–08:00）" if language == "zh" else "(next day 04:00–08:00)", page, form)
        self.assertIn("zh and en", self.expect(BAD, "report", "2026-10-05", "--form", "kit", "--language", "fr"))

    def test_hand_over_tells_what_is_left_to_do(self):
        self.confirm("2026-10-05", "--note", "无异常", "--open", "看东门的灯")
        self.expect(FINE, "report", "2026-10-06", "--form", "hand-over", language="zh")
        page = self.path("pages/form-hand-over-2026-10-06.html").read_text(encoding="utf-8")
        self.assertIn("上班遗留事项", page)
        self.assertIn("看东门的灯", page)

    def test_leave_form_is_for_the_office(self):
        self.path("leave.csv").write_text("队员,类别,开始日期,结束日期,原因\nb,请假,2026-10-02,2026-10-03,看牙\n",
                                          encoding="utf-8")
        self.confirm("2026-10-07", "dawn", "乙 由戊顶")
        self.exceptions()
        self.expect(FINE, "report", "2026-10", "--form", "请假", language="zh")
        page = self.path("office/form-leave-2026-10.html").read_text(encoding="utf-8")
        names = re.findall(r"<h2>请假换班登记表　(.*?)</h2>", page)
        self.assertEqual(sorted(names), sorted("甲乙丙丁戊"))
        part = page.split("请假换班登记表　乙</h2>", 1)[1].split("</section>", 1)[0]
        self.assertIn("看牙", part)
        self.assertEqual(part.count("替他人顶班"), 4)
        row, = [row for _, row in tables(part) if row["事项"] == "由他人顶班"]
        self.assertEqual((row["起止时间"], row["原班次"]), ("2026-10-07", "值守（次日04:00–08:00）"))
        self.expect(FINE, "report", "2026-10", "--form", "请假", "甲", language="zh")
        self.assertTrue(self.path("office/form-leave-2026-10-a.xlsx").exists())

    def test_workbooks_hold_the_same(self):
        """Read by another library: a sheet an organisation, amounts that are numbers, charts in the meeting's."""
        self.exceptions()
        self.expect(FINE, "report", "2026-10", "--month-end", language="zh")
        book = openpyxl.load_workbook(self.path("office/pay-2026-10.xlsx"))
        self.assertEqual(book.sheetnames, ["镇政府", "企业"])
        page = self.path("office/pay-2026-10.html").read_text(encoding="utf-8")
        for sheet in book:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            column = next(cell.column for cell in cells if cell.value == "金额（元）")
            names = {cell.value for cell in cells if cell.column == 1} & set("甲乙丙丁戊")
            self.assertTrue(names)
            for cell in cells:
                if cell.column == 1 and cell.value in names:
                    row = next(row for sums, row in tables(page) if row["姓名"] == cell.value)
                    amount = sheet.cell(cell.row, column).value
                    self.assertIsInstance(amount, (int, float))
                    self.assertEqual(f"{amount:.2f}", row["金额（元）"])
            self.assertGreater(column, 5)
            self.assertEqual(sheet.page_setup.paperSize, 9)
            self.assertIn("不得张贴转发", sheet.oddHeader.center.text)
        self.meeting()
        book = openpyxl.load_workbook(self.path("pages/meeting-2026-11-20.xlsx"))
        self.assertEqual(book.sheetnames, ["勤务", "专项行动", "问题", "分担", "下步安排"])

    def test_kit_lost_and_found(self):
        self.path("items.csv").write_text("编号,装备,套号\nR1,radio,S1\n", encoding="utf-8")
        self.edit("station.ini", "[post gate]", "[piece radio]\nname = 对讲机\n[post gate]")
        self.edit("station.ini", "end = 04:00\n[window standby]", "end = 04:00\nkit = radio\n[window standby]")
        duty = next(row for row in self.rows("rosters/2026-10.csv") if row["日期"] == "2026-10-05" and row["班次"] == "day")
        record = self.path("rosters/2026-10.csv")
        lines = record.read_text(encoding="utf-8").splitlines()
        lines = [lines[0] + ",装备"] + [line + (",R1" if line.startswith("2026-10-05,day") else ",") for line in lines[1:]]
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.assertTrue(duty)
        self.confirm("2026-10-05", "day", "R1 丢")
        self.assertEqual(self.rows("items.csv")[0]["状态"], "丢失")
        self.expect(FINE, "journal", "back", "R1", "--note", "车里", "--now", "2026-10-08T02:00")
        self.assertEqual(self.rows("items.csv")[0]["状态"], "可用")
        self.assertIn("R1", self.expect(BAD, "journal", "back", "R1", "--now", "2026-10-09T12:00"))
        self.assertIn("R9", self.expect(BAD, "journal", "back", "R9", "--now", "2026-10-09T12:00"))
        page = self.meeting()
        self.assertIn("丢失 1 件，损坏 0 件，找回、修复 1 件", page)
        days = [row["日期"] for _, row in tables(page.split("四、装备", 1)[1].split("<h2>", 1)[0])]
        self.assertEqual(days, ["10月5日 周一", "10月7日 周三"])


class LeaveSheet(Village):
    def this_month(self):
        """The station's own: what is entered is logged by its clock, whatever the machine's zone is."""
        return datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m")

    def sheet(self, member):
        month = self.this_month()
        self.expect(FINE, "report", month, "--form", "请假", member, language="zh")
        page = self.path(f"office/form-leave-{month}-{member}.html").read_text(encoding="utf-8")
        return [row for _, row in tables(page) if row["事项"]]

    def night(self):
        return next(row for row in self.rows(f"rosters/{MONTH}.csv")
                    if row["日期"] == "2026-11-12" and row["班次"] == "night")

    def test_shortened_names(self):
        """A captain types a part of a name; the sheet has both who gave and who took the duty, and which it was."""
        duty = self.night()
        self.edit("members.csv", f"{duty['队员']},{duty['姓名']}", f"{duty['队员']},{duty['姓名']}示例")
        able = next(row for row in self.json(FINE, "cover", duty["队员"], "2026-11-12", "--now", "2026-11-10T12:00")
                    if row["possible"])
        self.expect(FINE, "cover", f"{duty['姓名'][1]}示例", able["name"], "2026-11-12", "--now", "2026-11-10T12:00",
                    "--by", "班长甲", language="zh")
        gave, took = self.sheet(duty["队员"])[-1], self.sheet(able["member"])[-1]
        self.assertEqual((gave["事项"], gave["原班次"], gave["顶班、换班人"], gave["申请人签名"]),
                         ("顶班", "夜班（18:00–04:00）", able["name"], "班长甲"))
        self.assertIn("2026-11-12", gave["起止时间"])
        self.assertEqual((took["事项"], took["顶班、换班人"]), ("顶班", f"{duty['姓名']}示例"))

    def test_accepted_from_the_inbox(self):
        """The command names the ask's number alone, wherever its options stand."""
        duty = self.night()
        able = next(row for row in self.json(FINE, "cover", duty["队员"], "2026-11-12", "--now", "2026-11-10T12:00")
                    if row["possible"])
        self.expect(FINE, "inbox", "add", duty["队员"], "2026-11-12", "offer")
        self.expect(FINE, "-C", self.folder, "inbox", "accept", 1, "--with", able["member"], "--approved-by", "所长乙", folder=None)
        for member, other in ((duty["队员"], able["name"]), (able["member"], duty["姓名"])):
            row = self.sheet(member)[-1]
            self.assertEqual((row["事项"], row["顶班、换班人"], row["批准人签名"]), ("申请", other, "所长乙"))
            self.assertIn("2026-11-12", row["起止时间"])

    def test_who_asked_and_who_approved(self):
        """What was said with the command stands on the sheet of the month in which it was entered."""
        self.expect(FINE, "leave", "m09", "2026-11-27", "--by", "班长甲", "--why", "看牙", "--approved-by", "所长乙")
        month = self.this_month()
        self.expect(FINE, "report", month, "--form", "请假", "m09", language="zh")
        page = self.path(f"office/form-leave-{month}-m09.html").read_text(encoding="utf-8")
        row = next(row for _, row in tables(page) if row["批准人签名"] == "所长乙")
        self.assertEqual((row["申请人签名"], row["事由"], row["事项"]), ("班长甲", "看牙", "请假"))
        self.assertIn("2026-11-27", row["备注"])


class Paper(Village):
    """How the sample's sheets come out of the printer, as far as a workbook says it."""

    confirmed = True
    # Inches and points, as the format has them; columns in digits of seven pixels and five pixels each.
    SHORT, LONG, SIDES, ENDS = 210 / 25.4, 297 / 25.4, 0.8, 1.2

    def pages(self, sheet):
        """The rows of each page: between the ends that the sheet itself sets."""
        ends = [mark.id for mark in sheet.row_breaks.brk]
        last = max(row for row in range(1, sheet.max_row + 1) if any(cell.value for cell in sheet[row]))
        begins = [1, *(end + 1 for end in ends)]
        return [range(begin, end + 1) for begin, end in zip(begins, [*ends, last])]

    def room(self, sheet):
        """How many points of height a page has, where all columns are on it."""
        wide = sheet.page_setup.orientation == "landscape"
        across, down = (self.LONG, self.SHORT) if wide else (self.SHORT, self.LONG)
        pixels = sum(int(column.width * 7 + 5) * (column.max - column.min + 1) for column in sheet.column_dimensions.values())
        return (down - self.ENDS) * 72 / min(1, (across - self.SIDES) * 96 / pixels)

    def check(self, sheet, where):
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage, where)
        self.assertEqual(int(sheet.page_setup.fitToWidth or 1), 1, where)
        pages = self.pages(sheet)
        heights = [sum(sheet.row_dimensions[row].height or 15 for row in page) for page in pages]
        n_pages = int(sheet.page_setup.fitToHeight or 1)
        self.assertEqual(len(pages), n_pages, (where, heights))
        # A little smaller than fits across, but never by more than a quarter; and no last page with a few rows.
        self.assertLess(sum(heights) / n_pages / self.room(sheet), 4 / 3 + 0.05, where)
        for page, height in zip(pages[1:], heights[1:]):
            self.assertGreater(len([row for row in page if sheet.cell(row, 1).value is not None]), 5, (where, heights))

    def test_no_lonely_rows(self):
        self.expect(FINE, "plan", "2026-12", "--effort", "quick")
        for words in (("2026-11", "--month-end"), ("2026-11-20", "--meeting"), ("2026-12-20", "--meeting"),
                      ("2026-11", "--form", "roster"), ("2026-12", "--form", "roster"), ("2026-W46", "--form", "sign-in"),
                      ("2026-11-12", "--form", "patrol"), ("2026-11-12", "--form", "hand-over"),
                      ("2026-11-12", "--form", "kit"), ("2026-11", "--form", "leave")):
            for language in ("zh", "en"):
                self.expect(FINE, "report", *words, "--language", language)
                written = [*self.path("pages").glob("*.xlsx"), *self.path("office").glob("*.xlsx")]
                self.assertTrue(written, words)
                for path in written:
                    for sheet in openpyxl.load_workbook(path):
                        if sheet.max_row > 1:
                            self.check(sheet, (path.name, language, sheet.title))
                    path.unlink()

    def test_a_hand_over_is_signed_on_its_page(self):
        """Each of the three ends with its line to sign, on its own page; its tables are as wide as each other."""
        self.expect(FINE, "report", "2026-11-03", "--form", "hand-over", "--language", "en")
        sheet, = openpyxl.load_workbook(self.path("pages/form-hand-over-2026-11-03.xlsx"))
        pages = self.pages(sheet)
        for page in pages:
            text = [str(sheet.cell(row, 1).value or "") for row in page]
            self.assertTrue(any(line.endswith("hand-over") for line in text), text)
            self.assertEqual(sum(line.startswith("Gives over") for line in text),
                             sum(re.search(r"\d\d:\d\d hand-over$", line) is not None for line in text), text)
        ends = {area.max_col for area in sheet.merged_cells.ranges}
        self.assertEqual(ends, {6})
        content = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in ("Give over", "Still to do")]
        self.assertEqual(len(content), 6)
        self.assertLess(sheet.column_dimensions["B"].width, 20)

    def test_a_month_is_one_page(self):
        """The roster that hangs on the wall: all of its days, each crew in one line."""
        self.expect(FINE, "report", "2026-11", "--form", "roster", language="zh")
        sheet, = openpyxl.load_workbook(self.path("pages/form-roster-2026-11.xlsx"))
        self.assertEqual(len(self.pages(sheet)), 1)
        days = [row for row in range(1, sheet.max_row + 1) if re.fullmatch("11-[0-3][0-9]", str(sheet.cell(row, 1).value))]
        self.assertEqual(len(days), 30)
        self.assertEqual({sheet.row_dimensions[row].height or 15 for row in days}, {15})
        self.assertTrue(all(sheet.cell(row, 3).value for row in days))


if __name__ == "__main__":
    unittest.main()
