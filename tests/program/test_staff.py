# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng import`: people from an office's list, as WPS saves it, with the damage that spreadsheets do."""

import datetime
import io
import re
import unittest
import zipfile

import openpyxl

from village import BAD, FINE, LANGUAGES, Village

HEADER = ["序号", "姓 名", "性别", "身份证号", "手机号码（必填）", "单位", "班组", "职务", "入职时间", "备注"]
SECRET = "110101199001011234"


def person(number, name, phone=None, unit="村联防队", team="一班", title="队员", since=None):
    return [number, name, "男", SECRET, phone, unit, team, title, since, "会开车"]


class Staff(Village):
    def sheet(self, rows, name="花名册.xlsx", merged=(), header=HEADER, title="大坟山沿村联防队花名册"):
        book = openpyxl.Workbook()
        page = book.active
        for row in ([title], header, *rows):
            page.append(row)
        for area in ("A1:J1", *merged):
            page.merge_cells(area)
        path = self.scratch / name
        book.save(path)
        return path

    def text(self, text, name="list.csv", encoding="utf-8"):
        path = self.scratch / name
        path.write_bytes(text.encode(encoding))
        return path

    def member(self, name):
        found = [row for row in self.rows("members.csv") if row["姓名"] == name]
        self.assertEqual(len(found), 1, name)
        return found[0]

    def refused(self, path, *words, options=()):
        """Each language says all words, and nothing in the folder changes."""
        before = self.files()
        for language in LANGUAGES:
            said = self.expect(BAD, "import", path, *options, language=language)
            for word in words:
                self.assertIn(word, said)
            self.assertNotIn(SECRET, said)
        self.assertEqual(self.files(), before)


class Taken(Staff):
    def test_workbook(self):
        """Title, merged cells, numbers as phones, dates as dates; what is not needed is not read."""
        path = self.sheet(
            [person(1, "石大山", 13500000001, title="队长", since=datetime.date(2020, 5, 1)),
             person(2, "何 石", "13500000002", unit=None, since="2021/3/4"),
             person(3, "林小石", 13500000003, unit=None, team="五班", title="驾驶员"),
             ["合计", "3人"]], merged=["F3:F5"])
        said = self.expect(FINE, "import", path, language="zh")
        self.assertIn("性别", said)
        self.assertIn("身份证号", said)
        first, second, third = map(self.member, ("石大山", "何石", "林小石"))
        self.assertEqual((first["编号"], second["编号"], third["编号"]), ("c05", "c06", "c07"))
        self.assertEqual((first["电话"], first["入队日期"]), ("13500000001", "2020-05-01"))
        self.assertEqual(second["入队日期"], "2021-03-04")
        # The sample has 村联防队 as an organisation and 驾驶员 as a role; 五班 is new.
        self.assertEqual({first["单位"], second["单位"], third["单位"]}, {"village"})
        self.assertEqual((third["班组"], third["职责"]), ("五班", "driver"))
        station = self.path("station.ini").read_text(encoding="utf-8")
        self.assertIn("[team 五班]", station)
        self.assertIn("# A campaign", station, "comments stay")
        for name, (content, _, _) in self.files().items():
            self.assertNotIn(SECRET.encode(), content, name)
        self.expect(FINE, "check")

    def test_again(self):
        """The same list again changes nothing; a new phone and a captain's title do."""
        rows = [person(1, "石大山", 13500000001, title="队长"), person(2, "石小河", 13500000002)]
        self.expect(FINE, "import", self.sheet(rows))
        before = self.files()
        answer = self.json(FINE, "import", self.sheet(rows))
        self.assertEqual((answer["as"], answer["added"], answer["changed"]), ("staff", 0, 0))
        self.assertEqual(self.files(), before)
        rows[1][4] = 13500000009
        answer = self.json(FINE, "import", self.sheet(rows), "--captains", "队长")
        # What a title means is settled by whoever bore it before: one more of them leads as well, and nobody is asked.
        self.expect(FINE, "import", self.sheet([*rows, person(3, "石小江", 13500000003, title="队长")]))
        self.assertEqual(self.member("石小江")["职责"], self.member("石大山")["职责"])
        self.assertNotEqual(self.member("石小江")["职责"], self.member("石小河")["职责"])
        self.assertEqual((answer["added"], answer["changed"]), (0, 2))
        self.assertEqual(self.member("石小河")["电话"], "13500000009")
        self.assertEqual(self.member("石大山")["职责"], "captain")

    def test_ids_go_on_after_history(self):
        """Who has left and was made up for an old roster gives newcomers no pattern."""
        members = self.path("members.csv")
        head = members.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        row = {"编号": "离队01", "姓名": "胡离队", "离队日期": "2026-10-31"}
        members.write_bytes(members.read_bytes() + (",".join(row.get(name, "") for name in head) + "\n").encode())
        self.expect(FINE, "import", self.text("姓名,电话\n何新来,13500000001\n"))
        self.assertEqual(self.member("何新来")["编号"], "c05")

    def test_equal_names(self):
        """Two of one name are two people, found again by their phones, and asked for by id."""
        rows = [person(1, "石大山", 13500000001), person(2, "石大山", 13500000002)]
        self.assertEqual(self.json(FINE, "import", self.sheet(rows))["added"], 2)
        self.assertEqual(self.json(FINE, "import", self.sheet(rows))["added"], 0)
        for language in LANGUAGES:
            said = self.expect(BAD, "cover", "石大山", "2026-11-03", language=language)
            self.assertIn("石大山 (c05), 石大山 (c06)", said)

    def test_csv_of_any_kind(self):
        """Commas, tabs, semicolons, full-width commas, GB18030, a title above."""
        for number, mark in enumerate((",", "\t", ";", "，")):
            with self.subTest(mark=mark):
                text = f"联防队{mark}{mark}\n姓名{mark}电话{mark}单位\n石{number}山{mark}1350000000{number}{mark}样板村\n"
                path = self.text(text, encoding="gb18030" if mark == "\t" else "utf-8")
                self.assertEqual(self.json(FINE, "import", path)["added"], 1)
                self.assertEqual(self.member(f"石{number}山")["电话"], f"1350000000{number}")

    def test_second_sheet(self):
        book = openpyxl.Workbook()
        book.active.title = "说明"
        book.active["A1"] = "请填下一页"
        page = book.create_sheet("名单")
        page.append(["姓名", "电话"])
        page.append(["石大山", "13500000001"])
        path = self.scratch / "two.xlsx"
        book.save(path)
        self.refused(path, "姓名")
        self.assertEqual(self.json(FINE, "import", path, "--sheet", "名单")["added"], 1)
        self.refused(path, "说明, 名单", options=["--sheet", "别的"])

    def test_what_people_type(self):
        """A blank in a name, full-width digits, a part of a name that fits one."""
        self.expect(FINE, "import", self.sheet([person(1, "何石山", 13500000001)]))
        day = next(row["日期"] for row in self.rows("rosters/2026-11.csv") if row["队员"] == "m08")
        for typed in ("m08", "ｍ０８", "王辛", "王　辛", "辛"):
            self.expect(FINE, "cover", typed, day)
        self.assertIn("何石山", self.expect(BAD, "cover", "何 石 山", day))


class Refused(Staff):
    def test_cells(self):
        """All at once, each with its cell."""
        path = self.sheet([person(1, "石大山", "1.35E+10"), person(2, "石小河", since="2020年5月"),
                           person(3, "石小溪", 13500000003), person(4, "石小溪", 13500000003)])
        self.refused(path, "E3", "1.35E+10", "I4", "2020年5月", "B6", "石小溪")

    def test_equal_names_without_phones(self):
        self.expect(FINE, "import", self.sheet([person(1, "石大山", 1), person(2, "石大山", 2)]))
        self.refused(self.sheet([person(1, "石大山", 3)]), "B3", "石大山", "编号")

    def test_no_such_title(self):
        self.refused(self.sheet([person(1, "石大山", title="队长")]), "班长", "队长", options=["--captains", "班长"])

    def test_old_workbook_or_password(self):
        path = self.scratch / "old.xls"
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
        self.refused(path, ".xlsx")

    def test_cut_short(self):
        whole = self.sheet([person(1, "石大山")]).read_bytes()
        path = self.scratch / "cut.xlsx"
        for size in (len(whole) // 2, len(whole) - 30, 4):
            path.write_bytes(whole[:size])
            self.refused(path, "cut.xlsx")

    def test_far_cells(self):
        """Formats to the end of the sheet cost nothing; a text there is no list."""
        path = self.sheet([person(1, "石大山")])
        book = openpyxl.load_workbook(path)
        book.active.cell(1, 10000).number_format = "0.00"
        book.save(path)
        self.expect(FINE, "import", path)
        book.active.cell(1, 10000).value = "x"
        book.save(path)
        self.refused(path, "NTP1")

    def test_formulas(self):
        """openpyxl saves formulas without their values; WPS saves both."""
        path = self.sheet([person(1, '=B3&"山"')])
        self.refused(path, "B3")
        whole = zipfile.ZipFile(path)
        with_value = io.BytesIO()
        with zipfile.ZipFile(with_value, "w") as book:
            for name in whole.namelist():
                content = whole.read(name)
                if name.endswith("sheet1.xml"):
                    content = re.sub(rb'<c r="B3"[^>]*><f>(.*?)</f><v ?/?>(</v>)?',
                                     '<c r="B3" t="str"><f>\\1</f><v>石大山</v>'.encode(), content)
                book.writestr(name, content)
        path.write_bytes(with_value.getvalue())
        self.expect(FINE, "import", path)
        self.member("石大山")

    def test_bomb(self):
        """A part that unpacks to a thousand times its size is not unpacked."""
        path = self.scratch / "bomb.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/workbook.xml", " " * 40_000_000)
        self.refused(path, "xl/workbook.xml")

    def test_nothing_to_take(self):
        self.refused(self.sheet([]), "2")
        self.refused(self.text("电话,单位\n1,2\n"), "姓名")
        self.refused(self.text("电话,单位\n1,2\n"), "姓名", options=["--as", "花名册"])
        self.refused(self.sheet([person(1, "石大山")]), "花名册", options=["--as", "x"])


if __name__ == "__main__":
    unittest.main()
