# SPDX-License-Identifier: LGPL-2.1-or-later
"""How rows come into the journal besides by confirming a shift, and what is refused of them."""

import json
import re
import unittest

import openpyxl

from village import BAD, FINE, MONTH, Village

AFTER = "2026-12-01T12:00"
HEAD = "日期,班次,岗位,队员,姓名,情况,开始,结束,替谁,三查,核对人,核对时间,备注"


class JournalIn(Village):
    def off_on(self, *days):
        """Members who have nothing on these days."""
        busy = {duty["队员"] for duty in self.duties() if duty["日期"] in days}
        return [row for row in self.rows("members.csv") if row["编号"] not in busy]

    def journal(self, status, *words, at=AFTER, **options):
        return self.expect(status, "journal", *words, "--at" if words[0] == "show" else "--now", at, **options)

    def attendance(self):
        return self.rows(f"journal/{MONTH}/attendance.csv")

    def put(self, name, *lines):
        path = self.path(f"journal/{MONTH}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    # -- by command --

    def test_service_beside_the_roster(self):
        who = self.off_on("2026-11-11", "2026-11-12", "2026-11-13")[0]
        absent = self.duties("2026-11-12")[0]
        for kind in ("备勤出动", "临时加派"):
            self.journal(FINE, "add", kind, who["姓名"], "2026-11-12",
                         "20:00..21:00" if kind == "备勤出动" else "21:00-04:00", "--by", "所长")
        self.assertIn("备勤出动", self.journal(BAD, "add", "出门", who["姓名"], "2026-11-12", "20:00..21:00"))
        self.assertIn("22:00..02:00", self.journal(BAD, "add", "临时加派", who["姓名"], "2026-11-12", "20:00",
                                                   "--by", "所长"))
        self.assertIn("--by", self.journal(BAD, "add", "顶班", who["姓名"], "2026-11-12", "08:00..09:00"))
        self.assertIn("stands in", self.journal(BAD, "add", "顶班", who["姓名"], "2026-11-12", "08:00..09:00",
                                                "--by", "所长"))
        self.journal(FINE, "add", "顶班", who["姓名"], "2026-11-12", "08:00..09:00", "--for", absent["姓名"],
                     "--by", "所长")
        self.assertIn("overlaps", self.journal(BAD, "add", "临时加派", who["姓名"], "2026-11-12", "20:30..22:00",
                                               "--by", "所长"))
        rows = [(row["情况"], row["开始"], row["结束"], row["替谁"]) for row in self.attendance()]
        self.assertEqual(rows, [("备勤出动", "20:00", "21:00", ""), ("临时加派", "21:00", "04:00", ""),
                                ("顶班", "08:00", "09:00", absent["队员"])])

    def test_who_confirms_and_hands_over(self):
        """The one who leads the crew, as the station says by its role; the hand-over has both sides."""
        roles = {row["编号"]: row["职责"] for row in self.rows("members.csv")}
        day = self.duties("2026-11-03")
        leads = {shift: [d for d in day if d["班次"] == shift and "captain" in roles[d["队员"]]] for shift in ("day", "night")}
        self.assertTrue(leads["day"] and leads["night"])
        names = {d["姓名"] for d in leads["day"]}
        self.journal(FINE, "confirm", "2026-11-03", "day", "--note", "平安", "--open", "东门灯坏")
        self.assertTrue({row["核对人"] for row in self.attendance() if row["岗位"] == "village"} <= names)
        note, = self.rows(f"journal/{MONTH}/handover.csv")
        self.assertIn(note["交班人"], {d["队员"] for d in leads["day"]})
        self.assertIn(note["接班人"], {d["队员"] for d in leads["night"]})
        self.assertEqual((note["日期"], note["时刻"], note["装备齐否"], note["值班情况"], note["未完事项"]),
                         ("2026-11-03", "18:00", "是", "平安", "东门灯坏"))

    def test_who_was_away_neither_confirms_nor_hands_over(self):
        roles = {row["编号"]: row["职责"] for row in self.rows("members.csv")}
        day = [d for d in self.duties("2026-11-03") if d["班次"] == "night" and d["岗位"] == "village"]
        leads = [d for d in day if "captain" in roles[d["队员"]]]
        away = "; ".join(f"{d['姓名']} 缺勤" for d in leads)
        said = self.journal(BAD, "confirm", "2026-11-03", "night", away, "--note", "平安")
        self.assertIn("--by", said)
        self.assertIn("谁核对", self.journal(BAD, "confirm", "2026-11-03", "night", away, language="zh"))
        other = next(d for d in day if d not in leads)
        self.journal(FINE, "confirm", "2026-11-03", "night", away, "--note", "平安", "--by", other["姓名"])
        note, = self.rows(f"journal/{MONTH}/handover.csv")
        self.assertEqual(note["交班人"], other["队员"])
        # Who corrects a crew without a leader must be named too.
        self.assertIn("--by", self.journal(BAD, "correct", "2026-11-03", other["姓名"], "迟到20"))
        self.journal(FINE, "correct", "2026-11-03", leads[0]["姓名"])
        self.assertEqual({row["更正人"] for row in self.rows(f"journal/{MONTH}/corrections.csv")}, {leads[0]["姓名"]})

    def test_broken_kit_is_told_at_the_hand_over(self):
        night = next(d for d in self.duties("2026-11-03") if d["班次"] == "night" and d["装备"])
        item = night["装备"].split("; ")[-1]
        self.journal(FINE, "confirm", "2026-11-03", "night", f"{item} 坏")
        note, = self.rows(f"journal/{MONTH}/handover.csv")
        self.assertEqual(note["装备齐否"], "否")
        self.assertEqual({row["编号"]: row["状态"] for row in self.rows("items.csv")}[item], "维修")

    def test_broken_kit_stays_in_the_rack(self):
        """From the shift after on: neither on the forms nor in what is confirmed; before it, as ever."""
        item = "R06"
        kit_set = next(row["套号"] for row in self.rows("items.csv") if row["编号"] == item)
        with_it = [d for d in self.duties() if item in d["装备"].split("; ")]
        broke = with_it[1]
        days = f"{broke['日期']}..{MONTH}-{int(broke['日期'][-2:]) + 4:02}"
        self.journal(FINE, "confirm", broke["日期"], broke["班次"], f"{item} 坏")
        self.assertIn("several", self.journal(BAD, "confirm", f"{MONTH}-01..{MONTH}-30", f"{item} 丢"))
        for form, file in (("装备", "kit"), ("交接班", "hand-over")):
            self.expect(FINE, "report", days, "--form", form, language="zh")
            page = next(self.path("pages").glob(f"form-{file}-*.html")).read_text(encoding="utf-8")
            # Once with the duty in which it broke: it goes out, and at its end comes back.
            self.assertEqual(len(re.findall(rf"(?<!停用：)\b{item}\b", page)) <= 2, True, form)
            self.assertIn(item, page)
        self.journal(FINE, "confirm", f"{MONTH}-01..{MONTH}-30")
        order = {"day": 0, "night": 1}
        rows = self.rows(f"journal/{MONTH}/kit.csv")
        moment = (broke["日期"], order.get(broke["班次"], 2))
        later = [row for row in rows if (row["日期"], order.get(row["班次"], 2)) > moment]
        self.assertTrue(later)
        self.assertFalse([row for row in later if kit_set == row["套号"] or item == row["实物"]])
        self.assertTrue([row for row in rows if row["套号"] == kit_set])
        first = with_it[0]
        self.assertTrue([row for row in rows if row["套号"] == kit_set and row["日期"] == first["日期"]])

    def test_who_is_replaced_has_that_duty(self):
        night = next(d for d in self.duties("2026-11-12") if d["班次"] == "night")
        off = self.off_on("2026-11-11", "2026-11-12", "2026-11-13")
        words = ("add", "顶班", off[0]["姓名"], "2026-11-12")
        said = self.journal(BAD, *words, "08:00..09:00", "--for", night["姓名"], "--by", "所长")
        self.assertIn("18:00–04:00", said)
        self.assertIn("没有那个时段的勤务", self.journal(BAD, *words, "08:00..09:00", "--for", night["姓名"], "--by", "所长",
                                                 language="zh"))
        self.assertIn("no official duty", self.journal(BAD, *words, "08:00..09:00", "--for", off[1]["姓名"], "--by", "所长"))
        self.journal(FINE, *words, "22:00..02:00", "--for", night["姓名"], "--by", "所长")

    def test_a_visit_names_a_finding_that_there_is(self):
        self.journal(FINE, "find", "village", "治安", "灯坏", at="2026-11-05T12:00")
        words = ("inspect", "某厂", "合格", "--finding")
        self.assertIn("2026-11-099", self.journal(BAD, *words, "2026-11-099"))
        self.assertFalse(self.path("journal/2026-12/checks.csv").exists())
        self.journal(FINE, *words, "2026-11-001")

    def test_slips_of_the_pen(self):
        """Days the wrong way round, a name that nobody has, a deadline in the past, nothing to correct."""
        for day in ("2026-12-03", "2999-01-01"):
            self.assertIn(f"{day} has not begun", self.journal(BAD, "confirm", day))
        self.assertIn("earlier day first", self.journal(BAD, "confirm", "2026-11-13..2026-11-10"))
        self.assertIn("no name", self.journal(BAD, "confirm", "2026-11-03", "王小二 缺勤"))
        self.assertIn("没有叫这个", self.journal(BAD, "confirm", "2026-11-03", "王小二 缺勤", language="zh"))
        post = "村区网格"
        self.assertIn("deadline is before", self.journal(BAD, "find", "-", at="2026-11-05T12:00",
                                                         input=f"{post} 治安 灯坏 限11月3日\n"))
        duty = self.duties("2026-11-03")[0]
        said = self.journal(FINE, "correct", "2026-11-03", duty["姓名"], "--by", "所长")
        self.assertNotIn("corrections.csv", said)
        self.assertFalse(self.path(f"journal/{MONTH}/corrections.csv").exists())

    def test_nothing_is_left_open(self):
        self.journal(FINE, "confirm", "2026-11-03", "day", "--open", "东门灯坏")
        self.journal(FINE, "confirm", "2026-11-03", "night", "--open", "无")
        self.assertEqual([row["未完事项"] for row in self.rows(f"journal/{MONTH}/handover.csv")], ["东门灯坏", ""])

    def test_a_correction_says_who(self):
        self.journal(FINE, "confirm", "2026-11-03")
        duty = self.duties("2026-11-03")[0]
        self.journal(FINE, "correct", "2026-11-03", duty["姓名"], "缺勤")
        old, = self.rows(f"journal/{MONTH}/corrections.csv")
        self.assertTrue(old["更正人"] and old["更正时间"])

    def test_pasted_exceptions(self):
        duty, other, third = self.duties("2026-11-03")[:3]
        off = self.off_on("2026-11-02", "2026-11-03", "2026-11-04")[0]
        self.journal(FINE, "confirm", "2026-11-03", "-",
                     input=f"{duty['姓名']}　缺勤。\n{other['姓名']}由{off['姓名']}顶\n\n{third['姓名']}早退１７：００．\n")
        rows = {row["队员"]: row for row in self.attendance()}
        self.assertEqual(rows[duty["队员"]]["情况"], "缺勤")
        self.assertEqual((rows[off["编号"]]["情况"], rows[off["编号"]]["替谁"]), ("顶班", other["队员"]))
        self.assertEqual(rows[third["队员"]]["结束"], "17:00")

    def test_one_exception_as_a_word(self):
        """Not pasted but typed, without a blank or with a full stop."""
        duty, other = self.duties("2026-11-03")[:2]
        off = self.off_on("2026-11-02", "2026-11-03", "2026-11-04")[0]
        self.journal(FINE, "confirm", "2026-11-03", f"{duty['姓名']} 缺勤。", f"{other['姓名']}由{off['姓名']}顶")
        self.assertEqual({row["情况"] for row in self.attendance() if row["队员"] in (duty["队员"], off["编号"])},
                         {"缺勤", "顶班"})

    def test_rounds_of_a_whole_patrol(self):
        crew = [d for d in self.duties("2026-11-03") if d["班次"] == "night" and d["岗位"] == "village"]
        self.journal(FINE, "confirm", "2026-11-03", "night", "村区网格 未查")
        rows = [row for row in self.attendance() if row["岗位"] == "village"]
        self.assertEqual([row["三查"] for row in rows], ["未查"] * len(crew))

    def test_earlier_duties_are_not_forgotten(self):
        self.journal(FINE, "confirm", "2026-11-10")
        done = self.run_geng("journal", "confirm", "--now", "2026-11-12T12:00")
        self.assertEqual(done.returncode, FINE)
        self.assertIn("2026-11-01..2026-11-09", done.stdout + done.stderr)

    # -- how it went --

    def test_conditions_are_told_and_stop_nothing(self):
        # A day shift, and a shift on the day after: whoever is out between the two rests less than eleven hours.
        start = {"day": "03:00", "night": "08:00"}
        nexts = {(d["队员"], d["日期"]): d["班次"] for d in self.duties() if d["班次"] in start}
        duty = next(d for d in self.duties() if d["班次"] == "day" and "2026-11-05" <= d["日期"] <= "2026-11-25"
                    and (d["队员"], f"2026-11-{int(d['日期'][-2:]) + 1:02}") in nexts)
        until = start[nexts[duty["队员"], f"2026-11-{int(duty['日期'][-2:]) + 1:02}"]]
        self.journal(FINE, "confirm", duty["日期"])
        self.journal(FINE, "add", "临时加派", duty["姓名"], duty["日期"], f"20:00..{until}", "--by", "所长")
        shown = self.journal(FINE, "show", MONTH)
        self.assertIn("勤务情况", shown)
        self.assertIn(duty["姓名"], shown.split("勤务情况")[1])
        answer = json.loads(self.journal(FINE, "show", MONTH, "--json"))
        self.assertEqual(answer["confirmed"], len(self.duties(duty["日期"])))
        self.assertEqual(answer["over"], len(self.duties()))
        self.assertTrue(answer["conditions"])
        extra = [row for row in answer["attendance"] if row["kind"] == "extra"]
        self.assertEqual([(row["name"], row["from"], row["to"]) for row in extra],
                         [(duty["姓名"], 1200, (24 + int(until[:2])) * 60)])

    def test_a_divided_duty_is_one_place(self):
        """Two who share a duty are not there at once: a full crew has not one too many."""
        day = next(f"{MONTH}-{n:02}" for n in range(2, 30)
                   if sum(d["班次"] == "day" and d["岗位"] == "village" for d in self.duties(f"{MONTH}-{n:02}")) == 6)
        crew = [d for d in self.duties(day) if d["班次"] == "day" and d["岗位"] == "village"]
        off = [row for row in self.off_on(*(f"{MONTH}-{int(day[8:]) + n:02}" for n in (-1, 0, 1))) if row["单位"] == "police"
               or row["单位"] == "village"]
        self.journal(FINE, "confirm", day, "day", f"{crew[0]['姓名']} 由{off[0]['姓名']}顶 12:00", "--by", "所长")
        self.assertNotIn("at most 6", self.journal(FINE, "show", MONTH))
        self.journal(FINE, "add", "临时加派", off[1]["姓名"], day, "08:00..18:00", "--by", "所长")
        self.assertIn(f"{day} 村区网格 08:00–18:00: 7 people, at most 6", self.journal(FINE, "show", MONTH))

    def test_a_condition_says_of_whom(self):
        self.journal(FINE, "add", "临时加派", "陶辰", "2026-11-12", "08:00..18:00", "--by", "所长")
        told = [line for line in self.journal(FINE, "show", MONTH).split("勤务情况")[1].splitlines() if "2026-11-12" in line]
        self.assertTrue(told)
        self.assertTrue(all("陶辰" in line or "at most" in line for line in told), told)

    def test_a_row_whose_duty_left_the_record(self):
        self.journal(FINE, "confirm", "2026-11-03")
        duty = self.duties("2026-11-03")[0]
        record = self.path(f"rosters/{MONTH}.csv")
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines
                                  if not line.startswith(f"2026-11-03,{duty['班次']},{duty['岗位']},{duty['队员']},")),
                          encoding="utf-8")
        answer = json.loads(self.journal(FINE, "show", MONTH, "--json"))
        self.assertEqual([row["member"] for row in answer["attendance"] if row["beside"]], [duty["队员"]])
        self.assertEqual(answer["beside"], 1)
        self.assertIn("beside the roster", self.journal(FINE, "show", MONTH))

    def test_what_happened_binds_the_next_plan(self):
        """Who was called out until 04:00 is not planned at 08:00, and what was lost goes out with nobody."""
        duty = next(d for d in self.duties("2026-11-30") if d["班次"] == "night" and d["装备"])
        item = duty["装备"].split("; ")[0]
        who = next(row for row in self.off_on("2026-11-30") if row["单位"] == "police")
        self.journal(FINE, "confirm", "2026-11-30", "night", f"{item} 丢")
        self.journal(FINE, "add", "备勤出动", who["姓名"], "2026-11-30", "22:00..04:00", "--by", "所长")
        self.run_geng("plan", "2026-12", "--effort", "quick")
        drafted = self.rows("drafts/2026-12.csv")
        self.assertTrue([row for row in drafted if row["日期"] == "2026-12-01" and row["班次"] == "day"])
        self.assertNotIn((who["编号"], "2026-12-01", "day"),
                         {(row["队员"], row["日期"], row["班次"]) for row in drafted})
        self.assertNotIn(item, {name for row in drafted for name in row["装备"].split("; ")})

    def test_a_day_without_an_end(self):
        """Day shift, called out until dawn, then the standby: 24 hours on end are told, and stop nothing."""
        duty = next(d for d in self.duties("2026-11-12") if d["班次"] == "day")
        self.journal(FINE, "confirm", "2026-11-12")
        self.assertNotIn("one duty day", self.journal(FINE, "show", MONTH))
        self.journal(FINE, "add", "备勤出动", duty["姓名"], "2026-11-12", "18:00..04:00", "--by", "所长")
        self.journal(FINE, "add", "临时加派", duty["姓名"], "2026-11-12", "04:30..08:00", "--by", "所长")
        self.assertIn(f"2026-11-12 {duty['姓名']}: 23.5 h of service in one duty day (08:00–04:00, 04:30–08:00)",
                      self.journal(FINE, "show", MONTH))
        self.assertIn(f"{duty['姓名']}：一个勤务日内在岗 23.5 小时", self.journal(FINE, "show", MONTH, language="zh"))

    def test_confirmed_and_not(self):
        """Every report says both (已核、未核), by the same numbers."""
        n = len(self.duties())
        self.journal(FINE, "confirm", "2026-11-03..2026-11-05")
        done = len(self.attendance())
        shown = self.journal(FINE, "show", MONTH)
        self.assertIn(f"(已核): {done}; unconfirmed (未核): {n - done}, of {n} duties", shown)
        self.assertIn(f"2026-11-01..2026-11-02, {len(self.duties('2026-11-01') + self.duties('2026-11-02'))} duties", shown)
        self.assertIn("2026-11-06..2026-11-30", shown)
        answer = json.loads(self.journal(FINE, "show", MONTH, "--json"))
        self.assertEqual((answer["confirmed"], answer["unconfirmed"]), (done, n - done))
        figures = self.json(FINE, "report", MONTH)
        self.assertEqual((figures["confirmed"], figures["unconfirmed"]), (done, n - done))
        self.assertIn(f"已核的勤务：{done} 次；未核：{n - done} 次", self.expect(FINE, "report", MONTH, language="zh"))

    def test_a_corrected_duty_takes_its_kit_along(self):
        duty = next(d for d in self.duties("2026-11-03") if d["班次"] == "night" and d["装备"])
        off = self.off_on("2026-11-02", "2026-11-03", "2026-11-04")[0]
        self.journal(FINE, "confirm", "2026-11-03")

        def had():
            return [(row["队员"], row["领用"], row["归还"]) for row in self.rows(f"journal/{MONTH}/kit.csv")
                    if row["队员"] in (duty["队员"], off["编号"])]

        self.assertEqual(had(), [(duty["队员"], "18:00", "04:00")])
        self.journal(FINE, "correct", "2026-11-03", duty["姓名"], f"由{off['姓名']}顶 22:00", "--by", "所长")
        self.assertEqual(had(), [(duty["队员"], "18:00", "22:00"), (off["编号"], "22:00", "04:00")])
        self.journal(FINE, "correct", "2026-11-03", duty["姓名"], "缺勤", "--by", "所长")
        self.assertEqual(had(), [])

    # -- findings --

    def test_settled_once(self):
        self.journal(FINE, "find", "village", "治安", "灯坏", at="2026-11-05T12:00")
        self.journal(FINE, "settle", "2026-11-001", "已换", at="2026-11-06T12:00")
        before = self.files()
        said = self.journal(BAD, "settle", "2026-11-001", "又换", at="2026-11-09T12:00")
        self.assertIn("2026-11-06", said)
        self.assertIn("geng undo --journal", said)
        self.assertEqual(self.files(), before)
        self.expect(FINE, "undo", "--journal")
        self.journal(FINE, "settle", "2026-11-001", "又换", at="2026-11-09T12:00")
        self.assertEqual(self.rows(f"journal/{MONTH}/findings.csv")[0]["办结日期"], "2026-11-09")

    def test_pasted_findings_are_drafts(self):
        text = "村区网格 垃圾分类 门口堆放 转城管 限7天\n\n企业网格 消防 通道堵塞\n"
        before = self.files()
        shown = self.journal(FINE, "find", "-", input=text, at="2026-11-20T12:00")
        self.assertIn("2026-11-001", shown)
        self.assertEqual(self.files(), before)
        self.journal(FINE, "find", "-", "--yes", input=text, at="2026-11-20T12:00")
        rows = self.rows(f"journal/{MONTH}/findings.csv")
        self.assertEqual([(r["网格"], r["类别"], r["内容"], r["转办部门"], r["期限"]) for r in rows],
                         [("village", "垃圾分类", "门口堆放", "城管", "2026-11-27"),
                          ("works", "消防", "通道堵塞", "", "")])
        before = self.files()
        said = self.journal(BAD, "find", "-", "--yes", input="村区网格 打牌 某处\n" + text, at="2026-11-20T12:00")
        self.assertIn("line 1", said)
        self.assertEqual(self.files(), before)

    def test_kinds_are_those_of_the_post(self):
        said = self.journal(BAD, "find", "village", "打牌", "某处")
        self.assertIn("五水共治", said)
        self.assertIn("纠纷", said)
        answer = json.loads(self.journal(FINE, "find", "village", "五水共治", "河边垃圾", "--json"))
        self.journal(FINE, "inspect", "某厂", "限期整改", "--finding", answer["id"])
        check, = self.rows("journal/2026-12/checks.csv")
        self.assertEqual(check["问题编号"], answer["id"])

    # -- sheets --

    def workbook(self, name, rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.scratch / name)
        return self.scratch / name

    def test_a_sign_in_sheet(self):
        duty, other, third = self.duties("2026-11-03")[:3]
        shift = {"day": "白班", "night": "夜班", "standby": "值守班"}
        sheet = self.workbook("签到.xlsx", [
            ["大坟山沿村企区域联防队签到表"], ["2026年11月3日"],
            ["序号", "姓名", "班次", "到岗时间", "离岗时间", "备注"],
            [1, duty["姓名"], shift[duty["班次"]], "08:10", "18:00", None],
            [2, other["姓名"], shift[other["班次"]], None, None, None],
            [3, third["姓名"], shift[third["班次"]], "08:00", "18:00", "代签"]])
        said = self.expect(FINE, "import", sheet, "--as", "签到表", "--by", "所长")
        self.assertIn("taken for an attendance sheet", said)
        self.assertIn("2", said)
        rows = {row["队员"]: row for row in self.attendance()}
        self.assertEqual(set(rows), {duty["队员"], third["队员"]})
        self.assertEqual((rows[duty["队员"]]["开始"], rows[duty["队员"]]["核对人"]), ("08:10", "所长"))
        before = self.files()
        again = json.loads(self.expect(FINE, "import", sheet, "--as", "attendance", "--by", "所长", "--json"))
        self.assertEqual({name: again[name] for name in ("added", "known")}, {"added": 0, "known": 2})
        self.assertEqual({name: state[0] for name, state in self.files().items()},
                         {name: state[0] for name, state in before.items()})

    def test_a_sheet_of_ticks(self):
        """Ticked without times: those of the shift, be it written with its hours as our form has it, or known from the
        roster alone; a line without a tick confirms nothing."""
        crew = self.duties("2026-11-03")
        one, two, three, four, five = crew[:3] + [d for d in crew if d["班次"] == "night"][:2]
        sheet = self.workbook("签到.xlsx", [
            ["2026年11月3日"], ["班次", "姓名", "签到", "到岗时间", "离岗时间"],
            ["白班（08:00–18:00）", one["姓名"], "√", None, None], [None, two["姓名"], two["姓名"], None, None],
            [None, three["姓名"], "缺勤", None, None], [None, four["姓名"], None, "√", None],
            [None, five["姓名"], None, None, None]])
        answer = json.loads(self.expect(FINE, "import", sheet, "--as", "签到表", "--by", "所长", "--json"))
        self.assertEqual(answer["added"], 4)
        rows = {row["队员"]: row for row in self.attendance()}
        self.assertEqual([(rows[d["队员"]]["班次"], rows[d["队员"]]["情况"], rows[d["队员"]]["开始"], rows[d["队员"]]["结束"])
                          for d in (one, two, three, four)],
                         [("day", "在岗", "08:00", "18:00"), ("day", "在岗", "08:00", "18:00"), ("day", "缺勤", "", ""),
                          ("night", "在岗", "18:00", "04:00")])
        self.assertNotIn(five["队员"], rows)
        shown = json.loads(self.journal(FINE, "show", MONTH, "--json"))
        self.assertEqual(shown["confirmed"], 4)

    def test_our_own_sign_in_form_comes_back(self):
        """Printed, filled in and typed in: the workbook of --form 签到 is read as it is."""
        self.expect(FINE, "report", "2026-11-03", "--form", "签到", language="zh")
        book = openpyxl.load_workbook(self.path("pages/form-sign-in-2026-11-03.xlsx"))
        page = book.active
        head = next(row for row in page.iter_rows() if row[0].value == "班次")
        for row in page.iter_rows(min_row=head[0].row + 1):
            if row[2].value:
                row[3].value = "√"
        book.save(self.scratch / "filled.xlsx")
        answer = json.loads(self.expect(FINE, "import", self.scratch / "filled.xlsx", "--as", "签到表", "--by", "所长",
                                        "--json"))
        self.assertEqual(answer["added"], len(self.duties("2026-11-03")))
        self.assertEqual({(row["队员"], row["班次"], row["岗位"]) for row in self.attendance()},
                         {(d["队员"], d["班次"], d["岗位"]) for d in self.duties("2026-11-03")})

    def test_an_absence_among_the_remarks(self):
        """Our own form has no column for it; what nobody filled in is told to be unconfirmed.  Times of the next date may
        be written as our forms do."""
        self.expect(FINE, "report", "2026-11-03", "--form", "签到", language="zh")
        book = openpyxl.load_workbook(self.path("pages/form-sign-in-2026-11-03.xlsx"))
        page = book.active
        head = next(row for row in page.iter_rows() if row[0].value == "班次")
        note = next(cell.column for cell in head if cell.value == "备注") - 1
        lines = [row for row in page.iter_rows(min_row=head[0].row + 1) if row[2].value]
        night = next(row for row in lines if "18:00" in str(row[0].value).split("–")[0])
        away = next(row for row in lines if row is not night)
        away[note].value = "缺勤"
        night[3].value, night[4].value = "18:10", "次日04:00"
        book.save(self.scratch / "filled.xlsx")
        words = ("import", self.scratch / "filled.xlsx", "--as", "签到表", "--by", "所长")
        said = self.expect(FINE, *words)
        self.assertEqual({row["姓名"]: (row["情况"], row["开始"], row["结束"]) for row in self.attendance()},
                         {away[2].value: ("缺勤", "", ""), night[2].value: ("在岗", "18:10", "04:00")})
        left = len(self.duties("2026-11-03")) - 2
        self.assertIn("not confirmed", said + self.run_geng(*words).stderr)
        self.assertEqual(json.loads(self.expect(FINE, *words, "--json")), {"as": "attendance", "added": 0, "known": 2, "unconfirmed": left})

    def test_a_book_of_findings(self):
        sheet = self.scratch / "台账.csv"
        sheet.write_bytes("问题台账\n编号,日期,网格,类别,问题内容,责任部门,整改期限\n"
                          ",2026-11-05,村区网格,垃圾分类,河边垃圾,城管,2026-11-12\n"
                          "2026-10-044,2026-10-31,企业网格,消防,通道堵塞,,\n".encode("gb18030"))
        answer = json.loads(self.expect(FINE, "import", sheet, "--as", "问题台账", "--json"))
        self.assertEqual(answer, {"as": "findings", "added": 2, "known": 0})
        row, = self.rows(f"journal/{MONTH}/findings.csv")
        self.assertEqual((row["编号"], row["网格"], row["转办部门"], row["期限"]),
                         ("2026-11-001", "village", "城管", "2026-11-12"))
        self.assertEqual(self.rows("journal/2026-10/findings.csv")[0]["编号"], "2026-10-044")
        self.assertEqual(json.loads(self.expect(FINE, "import", sheet, "--as", "问题台账", "--json")),
                         {"as": "findings", "added": 0, "known": 2})

    def test_a_sheet_with_faults_changes_nothing(self):
        duty = self.duties("2026-11-03")[0]
        sheet = self.workbook("签到.xlsx", [["日期", "姓名", "班次", "开始", "结束"],
                                            ["2026-11-03", duty["姓名"], duty["班次"], "08:00", "18:00"],
                                            ["2026-11-03", "没有此人", "day", "08:00", "18:00"],
                                            ["2026-11-33", duty["姓名"], "day", "八点", "18:00"]])
        before = self.files()
        said = self.expect(BAD, "import", sheet, "--as", "签到表")
        for place in ("签到.xlsx B3", "签到.xlsx A4", "签到.xlsx D4"):
            self.assertIn(place, said)
        self.assertEqual(self.files(), before)
        self.assertIn("日期", self.expect(BAD, "import", self.workbook("x.xlsx", [["a", "b"]]), "--as", "检查台账"))

    # -- bad input --

    def fault(self, name, line, column, *words):
        before = self.files()
        said = self.journal(BAD, "show", MONTH)
        self.assertIn(f"journal/{MONTH}/{name}:{line}:{column}:", said)
        for word in words:
            self.assertIn(word, said)
        # Whatever is wrong stays for the captain to mend, and nothing is written over it.
        self.journal(BAD, "confirm", "2026-11-20")
        self.assertEqual(self.files(), before)

    def test_two_rows_that_overlap(self):
        self.put("attendance.csv", HEAD, "2026-11-02,day,village,m01,,在岗,08:00,18:00,,,甲,,",
                 "2026-11-02,,,m01,,临时加派,17:00,19:00,,,甲,,")
        self.fault("attendance.csv", 3, 14, "overlaps")

    def test_kit_back_before_it_went_out(self):
        self.put("kit.csv", "日期,班次,队员,姓名,套号,实物,领用,归还,状态,备注",
                 "2026-11-02,night,m01,,01,,18:00,17:00,完好,")
        self.fault("kit.csv", 2, 33, "18:00", "41:00")

    def test_kit_back_next_morning(self):
        """33:00 is 09:00 of the next day; it is written back as it was."""
        self.put("kit.csv", "日期,班次,队员,姓名,套号,实物,领用,归还,状态,备注",
                 "2026-11-02,night,m01,,S01,,18:00,37:00,完好,")
        self.journal(FINE, "confirm", "2026-11-20")
        self.assertIn("37:00", {row["归还"] for row in self.rows(f"journal/{MONTH}/kit.csv")})

    def test_a_set_of_another_village(self):
        self.put("kit.csv", "日期,班次,队员,姓名,套号,实物,领用,归还,状态,备注",
                 "2026-11-02,night,m01,,S99,,18:00,04:00,完好,")
        self.fault("kit.csv", 2, 23, "S99", "S01", "1 mistake")

    def test_a_set_of_another_name_today(self):
        """Sets are renamed and given up; what went out with confirmed service stays as it was written, and is told."""
        self.journal(FINE, "confirm", "2026-11-03")
        before = self.rows(f"journal/{MONTH}/kit.csv")
        whole = next(row["套号"] for row in before if row["套号"])
        self.assertNotIn("kit.csv", self.journal(FINE, "show", MONTH))
        items = self.path("items.csv")
        items.write_text(items.read_text(encoding="utf-8-sig").replace(f",{whole},", ",X01,"), encoding="utf-8")
        said = self.journal(FINE, "show", MONTH)
        self.assertEqual(said.count(f"2026-11-03 kit.csv: no item belongs to the set {whole}"), 1, said)
        self.journal(FINE, "confirm", "2026-11-04")
        self.assertEqual(self.rows(f"journal/{MONTH}/kit.csv")[:len(before)], before)

    def test_a_part_of_a_set_is_told_by_its_items(self):
        """Whose spray is of another set has rows of items; the sets in them are nowhere taken for whole."""
        self.journal(FINE, "confirm", "2026-11-01..2026-11-30", "--by", "所长")
        sets = {}
        for item in self.rows("items.csv"):
            sets.setdefault(item["套号"], set()).add(item["编号"])
        out = {}
        for row in self.rows(f"journal/{MONTH}/kit.csv"):
            items = sets[row["套号"]] if row["套号"] else {row["实物"]}
            there = out.setdefault((row["日期"], row["班次"], row["队员"]), set())
            self.assertFalse(there & items, row)
            there |= items
        wanted = {(d["日期"], d["班次"], d["队员"]): set(d["装备"].split("; ")) for d in self.duties() if d["装备"]}
        self.assertEqual(out, wanted)
        self.assertTrue(any(not any(items == whole for whole in sets.values()) for items in wanted.values()))

    def test_check_reads_every_table(self):
        """A folder is not fine where a table of its journal is not, whichever and of whichever month."""
        tables = {"attendance.csv": (HEAD, "2026-11-02,day,village,m99,,在岗,08:00,18:00,,,,,"),
                  "corrections.csv": (HEAD + ",更正人,更正时间", "2026-11-02,day,village,m01,,在岗,08:00,18:00,,,,,,所长,昨天"),
                  "kit.csv": ("日期,套号", "2026-11-02,S99"), "handover.csv": ("日期,时刻", "2026-11-02,晚上"),
                  "findings.csv": ("编号,日期", "2026-11-001,"), "checks.csv": ("日期,受检单位", "2026-11-31,某厂")}
        self.expect(FINE, "check")
        for name, lines in tables.items():
            self.put(name, *lines)
            said = self.expect(BAD, "check")
            self.assertIn(f"journal/{MONTH}/{name}:2:", said)
            self.path(f"journal/{MONTH}/{name}").unlink()
        self.expect(FINE, "check")

    def test_an_item_of_another_village(self):
        self.put("kit.csv", "日期,班次,队员,姓名,套号,实物,领用,归还,状态,备注",
                 "2026-11-02,night,m01,,,Z99,18:00,04:00,完好,")
        self.fault("kit.csv", 2, 24, "Z99", "1 mistake")

    def findings(self, row):
        self.put("findings.csv", "编号,日期,网格,类别,内容,地点或单位,上报人,转办部门,期限,办结日期,结果", row)

    def test_findings_out_of_order(self):
        self.findings("2026-11-001,,village,治安,灯坏,,,,,,")
        self.fault("findings.csv", 2, 13, "date is missing")
        self.findings("2026-11-001,2026-11-05,village,治安,灯坏,,,,2026-11-04,,")
        self.fault("findings.csv", 2, 41, "2026-11-05")
        self.findings("2026-11-001,2026-11-05,village,治安,灯坏,,,,,2026-11-01,已换")
        self.fault("findings.csv", 2, 42, "2026-11-05")

    def test_a_shift_that_has_not_begun(self):
        before = self.files()
        self.assertIn("has not begun", self.journal(BAD, "confirm", "2026-11-20", at="2026-11-10T12:00"))
        self.assertEqual(self.files(), before)
        self.put("attendance.csv", HEAD, "2026-11-20,day,village,m01,,在岗,08:00,18:00,,,甲,2026-11-19T00:00:00Z,")
        self.fault("attendance.csv", 2, 24, "before it began")

    def test_a_month_without_a_roster(self):
        path = self.path("journal/2026-09")
        path.mkdir(parents=True)
        (path / "attendance.csv").write_text(f"{HEAD}\n2026-09-02,day,village,m01,,在岗,08:00,18:00,,,甲,,\n",
                                             encoding="utf-8")
        said = self.expect(BAD, "journal", "show", "2026-09", "--at", AFTER)
        self.assertIn("journal/2026-09/attendance.csv:1:1:", said)
        self.assertIn("geng publish 2026-09", said)

    def test_a_file_half_written(self):
        """What WPS leaves when it dies: nothing, a piece, a lock beside, a workbook under a table's name."""
        self.journal(FINE, "confirm", "2026-11-03")
        table = self.path(f"journal/{MONTH}/attendance.csv")
        whole = table.read_bytes()
        for content, column in ((b"", 1), (whole[:len(whole) // 2].rsplit(b",", 1)[0], None), (b"PK\x03\x04" + b"\0" * 60, 1)):
            table.write_bytes(content)
            before = self.files()
            said = self.journal(BAD, "show", MONTH)
            self.assertIn(f"journal/{MONTH}/attendance.csv:", said)
            self.journal(BAD, "confirm", "2026-11-20")
            self.assertEqual(self.files(), before)
        table.write_bytes(whole)
        self.path(f"journal/{MONTH}/~$attendance.csv").write_bytes(b"\0" * 54)
        self.path(f"journal/{MONTH}/.~attendance.csv").write_bytes(b"x")
        self.journal(FINE, "show", MONTH)


if __name__ == "__main__":
    unittest.main()
