# SPDX-License-Identifier: LGPL-2.1-or-later
"""geng journal and what is made of it: the tables are added up here once more, by other means than the library's."""

import os
import pty
import re
import subprocess
import unittest
import zipfile
from collections import defaultdict
from datetime import date, datetime, timedelta

from test_month_end import minutes, tables
from village import BAD, FINE, GENG, LEAD, MONTH, Village, environment

AFTER = "2026-12-01T12:00"
FORMS = ("roster", "sign-in", "patrol", "hand-over", "kit", "leave")


def cells(page, heading):
    """The rows of the table below a heading, as texts."""
    table = page.split(heading, 1)[1].split("</table>", 1)[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]


class Journal(Village):
    def attendance(self, month=MONTH):
        return self.rows(f"journal/{month}/attendance.csv")

    def confirm(self, *words, status=FINE, now=AFTER, **options):
        return self.expect(status, "journal", "confirm", *words, "--now", now, **options)

    def test_confirms_what_is_over(self):
        self.confirm()
        self.assertEqual(len(self.attendance()), len(self.duties()))
        self.assertEqual(self.path(f"journal/{MONTH}/attendance.csv").stat().st_mode & 0o777, 0o600)
        before = self.files()
        self.assertIn("Nothing waits", self.confirm())
        self.assertEqual(self.files(), before)

    def on_a_terminal(self, reply):
        """What a captain reads until he is asked, and how the command ends after his reply."""
        own, other = pty.openpty()
        command = [GENG, "journal", "confirm", "2026-11-03", "night", "--now", AFTER, "-C", self.folder]
        with subprocess.Popen(command, stdin=other, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=environment("zh")) as running:
            os.close(other)
            os.write(own, reply)
            said = running.stdout.read().decode()
        os.close(own)
        return running.returncode, said

    def test_shows_before_it_asks(self):
        crew = [row for row in self.duties("2026-11-03") if row["班次"] == "night"]
        before = self.files()
        status, said = self.on_a_terminal(b"n\n")
        self.assertEqual(status, BAD)
        for row in crew:
            self.assertIn(row["姓名"], said.split("是否核对无误", 1)[0])
        self.assertIn("是否核对无误", said)
        self.assertEqual(self.files(), before)
        status, said = self.on_a_terminal(b"\n")
        self.assertEqual(status, FINE, said)
        self.assertEqual(sorted(row["队员"] for row in self.attendance()), sorted(row["队员"] for row in crew))

    def test_one_post(self):
        self.confirm("2026-11-01..2026-11-07", "--post", "village")
        wanted = [(row["日期"], row["队员"]) for row in self.duties()
                  if row["岗位"] == "village" and row["日期"] <= "2026-11-07"]
        self.assertTrue(wanted)
        self.assertEqual(sorted((row["日期"], row["队员"]) for row in self.attendance()), sorted(wanted))
        self.assertIn("nowhere", self.confirm("--post", "nowhere", status=BAD))

    def test_an_empty_desk(self):
        """That nobody kept the station is told of the day as it was, and stops nothing."""
        keepers = [row for row in self.duties("2026-11-05") if row["班次"] == "standby"]
        self.assertTrue(keepers)
        self.confirm("2026-11-05", "standby", "; ".join(f"{row['姓名']} 缺勤" for row in keepers), "--by", "所长")
        shown = self.expect(FINE, "journal", "show", MONTH, "--at", AFTER, language="zh").split("勤务情况", 1)[1]
        self.assertIn("2026-11-05 04:00–08:00 流动人口管理站：无人在岗", shown)

    def test_half_a_month(self):
        self.confirm(now="2026-11-10T12:00")
        self.assertEqual({row["日期"] for row in self.attendance()}, {f"2026-11-{day:02}" for day in range(1, 10)}
                         | ({"2026-11-10"} & {row["日期"] for row in self.attendance()}))
        self.confirm(now="2026-11-12T12:00")
        self.assertEqual(len({(row["日期"], row["队员"]) for row in self.attendance()}), len(self.attendance()))

    def test_exceptions(self):
        night = [row for row in self.duties() if row["日期"] == "2026-11-03" and row["班次"] == "night"]
        off = next(row for row in self.rows("members.csv")
                   if row["编号"] not in {duty["队员"] for duty in self.duties()
                                        if duty["日期"] in ("2026-11-02", "2026-11-03", "2026-11-04")})
        late, away = night[0], night[1]
        self.confirm("2026-11-03", "night",
                     f"{late['姓名']}迟到20；{away['姓名']} 由{off['姓名']}顶 22:00")
        rows = {row["队员"]: row for row in self.attendance()}
        self.assertEqual(rows[late["队员"]]["开始"], "18:20")
        self.assertEqual(rows[away["队员"]]["结束"], "22:00")
        self.assertEqual((rows[off["编号"]]["情况"], rows[off["编号"]]["替谁"]), ("顶班", away["队员"]))
        kit = {row["队员"]: row for row in self.rows(f"journal/{MONTH}/kit.csv")}
        self.assertEqual((kit[away["队员"]]["领用"], kit[away["队员"]]["归还"]), ("18:00", "22:00"))
        self.assertEqual((kit[off["编号"]]["领用"], kit[off["编号"]]["套号"]), ("22:00", kit[away["队员"]]["套号"]))
        # The correction keeps what was wrong.
        self.expect(FINE, "journal", "correct", "2026-11-03", away["姓名"], "缺勤", "--by", "所长", "--now", AFTER)
        rows = {row["队员"]: row for row in self.attendance()}
        self.assertEqual(rows[away["队员"]]["情况"], "缺勤")
        self.assertNotIn(off["编号"], rows)
        self.assertEqual(len(self.rows(f"journal/{MONTH}/corrections.csv")), 2)

    def test_refuses_and_changes_nothing(self):
        before = self.files()
        somebody = self.duties()[0]["姓名"]
        for words, text in ((["2026-11-01", "没有这个人 缺勤"], "没有这个人"),
                            (["2026-11-01", f"{somebody} 打盹"], "打盹"),
                            (["2026-11-31"], "2026-11-31"),
                            (["--post", "nowhere"], "nowhere")):
            self.assertIn(text, self.confirm(*words, status=BAD), words)
        self.assertIn("2027", self.confirm("2027-05-01", status=BAD, now="2027-05-02T12:00"))
        self.assertEqual(self.files(), before)

    def test_faults_name_their_place(self):
        self.confirm("2026-11-01")
        table = self.path(f"journal/{MONTH}/attendance.csv")
        good = table.read_text(encoding="utf-8-sig").splitlines()
        for row, fault in ((good[1], "confirmed already"),
                           ("2026-11-31,day,village,m01,,在岗,08:00,18:00,,,,,", "2026-11-31"),
                           ("2026-11-02,day,village,m99,,在岗,08:00,18:00,,,,,", "m99"),
                           ("2026-11-02,day,village,m01,,睡觉,08:00,18:00,,,,,", "睡觉"),
                           ("2026-11-02,day,village,m01,,缺勤,08:00,18:00,,,,,", "absence")):
            table.write_text("\n".join([*good, row]) + "\n", encoding="utf-8")
            answer = self.expect(BAD, "journal", "show", MONTH, "--at", AFTER)
            self.assertIn(fault, answer)
            self.assertIn(f"journal/{MONTH}/attendance.csv:{len(good) + 1}:", answer)

    def findings(self):
        self.expect(FINE, "journal", "find", "village", "治安", "路灯不亮", "--to", "城管", "--due", "3天",
                    "--by", "举报人甲乙", "--now", "2026-11-05T12:00")
        self.expect(FINE, "journal", "find", "village", "治安", "门锁坏", "--now", "2026-11-06T12:00")
        self.expect(FINE, "journal", "settle", "2026-11-002", "已换", "--now", "2026-11-07T12:00")
        self.expect(FINE, "journal", "inspect", "某五金厂", "限期整改", "--notice", "整-1", "--recheck", "7天",
                    "--now", "2026-11-08T12:00")

    def test_findings(self):
        self.findings()
        shown = self.expect(FINE, "journal", "show", MONTH, "--at", AFTER)
        self.assertIn("2026-11-001", shown)
        self.assertIn("overdue since 2026-11-08", shown)
        self.assertNotIn("2026-11-002", shown)
        self.assertIn("某五金厂: the second visit is overdue since 2026-11-15", shown)
        self.assertIn("2026-11-009", self.expect(BAD, "journal", "settle", "2026-11-009", "--now", AFTER))

    def test_a_second_visit(self):
        """It is told until somebody was there, in a later month as well, and so is a finding that is open."""
        self.findings()
        official = self.path(f"rosters/{MONTH}.csv").read_text(encoding="utf-8")
        self.path("rosters/2026-12.csv").write_text(official.replace("2026-11-", "2026-12-"), encoding="utf-8")
        shown = self.expect(FINE, "journal", "show", "2026-12", "--at", "2026-12-02T12:00", language="zh")
        self.assertIn("某五金厂：应于2026-11-15前复查，已逾期", shown)
        self.assertIn("2026-11-001", shown)
        early = self.json(FINE, "journal", "show", MONTH, "--at", "2026-11-10T12:00")
        self.assertEqual([(row["premises"], row["due"], row["overdue"]) for row in early["rechecks"]],
                         [("某五金厂", "2026-11-15", False)])
        self.expect(FINE, "journal", "inspect", "某五金厂", "合格", "--now", "2026-11-14T12:00")
        self.assertNotIn("某五金厂", self.expect(FINE, "journal", "show", MONTH, "--at", AFTER))

    def add_up(self, month):
        """Minutes of each member by the clock's date: every minute is looked at, none is computed."""
        total, carried = defaultdict(int), defaultdict(int)
        for row in self.attendance(MONTH):
            if not row["开始"]:
                continue
            day = date.fromisoformat(row["日期"])
            moment = datetime.fromisoformat(f"{day} {row['开始']}")
            if moment.hour < 8:
                moment += timedelta(days=1)
            while moment.strftime("%H:%M") != row["结束"]:
                if moment.strftime("%Y-%m") == month:
                    total[row["姓名"]] += 1
                else:
                    carried[row["姓名"]] += 1
                moment += timedelta(minutes=1)
        return total, carried

    def test_month_end_adds_up(self):
        one = self.duties()[0]
        self.confirm("2026-11-01", f"{one['姓名']} 迟到25")
        self.confirm("2026-11-02..2026-11-29")
        self.confirm("2026-11-30", "night")
        self.expect(FINE, "report", MONTH, "--month-end")
        page = self.path(f"office/pay-{MONTH}.html").read_text(encoding="utf-8")
        self.assertEqual(self.path(f"office/pay-{MONTH}.html").stat().st_mode & 0o777, 0o600)
        self.assertIn("不得张贴转发", page)
        total, carried = self.add_up(MONTH)
        seen = set()
        unconfirmed = 0
        for sums, row in tables(page):
            if sums:
                continue
            name = row["姓名"]
            self.assertEqual(minutes(row["时数合计"]), total[name], name)
            self.assertEqual(minutes(row["跨月转出（时）"]), carried[name], name)
            unconfirmed += int(row["未核（次）"])
            seen.add(name)
        self.assertEqual(seen, {duty["姓名"] for duty in self.duties()})
        self.assertEqual(unconfirmed, len(self.duties()) - len(self.attendance()))
        self.assertGreater(sum(carried.values()), 0)

    def test_meeting(self):
        self.confirm("2026-11-01..2026-11-20")
        self.findings()
        self.expect(FINE, "report", "2026-12-20", "--meeting")
        page = self.path("pages/meeting-2026-12-20.html").read_text(encoding="utf-8")
        row = next(row for row in cells(page, "一、") if row[0] == "合计")
        self.assertEqual([int(n) for n in (row[1], row[2], row[4])],
                         [len(self.duties()), len(self.attendance()), len(self.duties()) - len(self.attendance())])
        row = next(row for row in cells(page, "三、") if row[0] == "治安")
        self.assertEqual(row[1:7], ["0", "2", "1", "0", "50.0 %", "1"])
        self.assertIn("检查 1 家：限期整改 1 家", page)
        self.assertIn("尚未排班", page)

    def test_rounds_of_the_meeting(self):
        """A patrol is a crew at its post: it looked, found something or did not look."""
        crews = {(row["日期"], row["班次"], row["岗位"]) for row in self.duties()
                 if row["岗位"] == "village" and row["班次"] == "night" and row["日期"] <= "2026-11-04"}
        for day, words in (("2026-11-01", "有问题"), ("2026-11-02", "未查")):
            who = next(row["姓名"] for row in self.duties(day) if (row["班次"], row["岗位"]) == ("night", "village"))
            self.confirm(day, "night", "--post", "village", f"{who} {words}")
        self.confirm("2026-11-01..2026-11-04", "night", "--post", "village")
        self.expect(FINE, "report", "2026-12-20", "--meeting")
        page = self.path("pages/meeting-2026-12-20.html").read_text(encoding="utf-8")
        row = next(row for row in cells(page, "巡逻三查") if row[0] == "村区网格")
        self.assertEqual(len(crews), 4)
        self.assertEqual(row[1:], ["3", "1", "1", "75.0 %"])

    def test_a_row_without_its_duty_is_paid(self):
        """The duty left the record after it was served: what was served is paid as before."""
        self.confirm()
        self.expect(FINE, "report", MONTH, "--month-end", language="zh")

        def paid():
            page = self.path(f"office/pay-{MONTH}.html").read_text(encoding="utf-8")
            return {row["姓名"]: row["时数合计"] for sums, row in tables(page) if not sums}
        before = paid()
        duty = self.duties("2026-11-12")[0]
        record = self.path(f"rosters/{MONTH}.csv")
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if not line.startswith(
            f"2026-11-12,{duty['班次']},{duty['岗位']},{duty['队员']},")), encoding="utf-8")
        self.assertEqual(len(self.rows(f"rosters/{MONTH}.csv")), len(lines) - 2)
        self.expect(FINE, "report", MONTH, "--month-end", language="zh")
        self.assertEqual(paid(), before)

    def test_the_patrol_form_has_the_checklist(self):
        self.expect(FINE, "report", "2026-11-03", "--form", "巡逻", language="zh")
        page = self.path("pages/form-patrol-2026-11-03.html").read_text(encoding="utf-8")
        asked = next(line.split("=", 1)[1] for line in self.path("station.ini").read_text(encoding="utf-8").splitlines()
                     if line.startswith("checklist"))
        words = [word.strip() for word in re.split("[;；]", asked)]
        self.assertGreaterEqual(len(words), 3)
        for word in words:
            self.assertIn(word, page)

    def test_forms(self):
        """Each form names exactly those who are on duty on its days."""
        night = [row for row in self.duties() if row["日期"] == "2026-11-03"]
        # The last hand-over of the day is to those who begin the next.
        leads = [row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-03" and row["班次"] == LEAD]
        self.assertEqual(len(leads), 1)
        morning = [row for row in self.duties() if row["日期"] == "2026-11-04" and row["班次"] == "day"]
        for form, file in (("签到", "sign-in"), ("交接班", "hand-over"), ("kit", "kit"), ("安排", "roster")):
            self.expect(FINE, "report", "2026-11-03", "--form", form)
            page = self.path(f"pages/form-{file}-2026-11-03.html").read_text(encoding="utf-8")
            for row in self.rows("members.csv"):
                those = night + (morning if form == "交接班" else leads if form == "安排" else [])
                on_duty = [d for d in those if d["队员"] == row["编号"] and (form != "kit" or d["器材" if "器材" in d else "装备"])]
                self.assertEqual(row["姓名"] in page, bool(on_duty), (form, row["姓名"]))
        self.assertIn("签到", self.expect(BAD, "report", "2026-11-03", "--form", "别的"))

    def public(self):
        """All that leaves the office: pages, workbooks taken apart, calendars, what is pasted into groups."""
        text = []
        for path in [*self.path("pages").rglob("*"), *self.path("feeds").rglob("*"), *self.scratch.glob("*.xlsx")]:
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    text += [book.read(name).decode(errors="replace") for name in book.namelist()]
            elif path.is_file():
                text.append(path.read_text(encoding="utf-8", errors="replace"))
        return "".join(text).replace("\r\n ", "")

    def test_who_sees_what(self):
        """A kind of leave, a reason, a phone and the name of who reported something are planted, and found where only the
        office sees them: in nothing that is posted, pasted or subscribed to."""
        with self.path("station.ini").open("a", encoding="utf-8") as station:
            station.write("\n[leave-kind surgery]\nname = 手术假秘密\n")
        leave = self.path("leave.csv").read_text(encoding="utf-8-sig").splitlines()
        if "假别" not in leave[0]:
            leave = [leave[0] + ",假别", *(row + "," for row in leave[1:])]
        planted = {"队员": "m09", "类别": "请假", "开始日期": "2026-11-27", "结束日期": "2026-11-28", "假别": "手术假秘密",
                   "原因": "阑尾手术秘密"}
        leave.append(",".join(planted.get(column, "") for column in leave[0].split(",")))
        self.path("leave.csv").write_text("\n".join(leave) + "\n", encoding="utf-8")
        self.confirm()
        self.findings()
        phones = [row["电话"] for row in self.rows("members.csv") if row["电话"]]
        reasons = [row["原因"] for row in self.rows("leave.csv") if row["原因"]]
        public = ""
        for words in ((MONTH, "--month-end"), ("2026-12-20", "--meeting"), (MONTH, self.scratch / "month.xlsx"),
                      *((f"{MONTH}-27", "--form", form) for form in FORMS)):
            for language in ("zh", "en"):
                self.expect(FINE, "report", *words, "--language", language)
                # The second language is written over the first.
                public += self.public()
        self.run_geng("publish", MONTH, "--to", self.path("feeds"))
        public += self.public() + self.run_geng("show", MONTH, "--chat").stdout + self.run_geng("show", MONTH).stdout
        office = "".join(path.read_text(encoding="utf-8") for path in self.path("office").glob("*.html"))
        self.assertTrue(phones and reasons)
        for secret in ["举报人甲乙", "阑尾手术秘密", "手术假秘密", *phones, *reasons]:
            self.assertNotIn(secret, public)
        self.assertIn("阑尾手术秘密", office)
        self.assertIn("手术假秘密", office)
        self.assertTrue(all(path.stat().st_mode & 0o077 == 0 for path in self.path("office").iterdir()))

    def test_history_is_what_was_served(self):
        """Who stood in through the last night of November is not planned on the morning after."""
        duty = next(row for row in self.duties() if row["日期"] == "2026-11-30" and row["班次"] == "night")
        off = next(row for row in self.rows("members.csv")
                   if row["单位"] == "police"
                   and row["编号"] not in {d["队员"] for d in self.duties() if d["日期"] >= "2026-11-29"})
        self.confirm("2026-11-30", "night", f"{duty['姓名']} 由{off['姓名']}顶")
        had = {row["队员"] for row in self.rows(f"journal/{MONTH}/kit.csv")}
        self.assertIn(off["编号"], had)
        self.assertNotIn(duty["队员"], had)
        self.expect(FINE, "plan", "2026-12", "--effort", "quick")
        first = [row for row in self.rows("drafts/2026-12.csv") if row["日期"] == "2026-12-01"]
        self.assertNotIn((off["编号"], "day"), {(row["队员"], row["班次"]) for row in first})
        self.assertTrue(any(row["班次"] == "day" for row in first))


if __name__ == "__main__":
    unittest.main()
