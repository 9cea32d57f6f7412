#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the journal of the sample village's November, by geng's own commands: november.py GENG.

What happened is said of the published record, whoever stands in it: the third night's first man was late, and so on.  So
after a change of the village or of its record it is run again, and nothing is written by hand.  Items that were lost or
broken are back by the end of the month, so that items.csv stays as it is."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent / "dafenshanyan"
MONTH = "2026-11"

# Day, shift, what happened to the how many-th of the crew; {substitute} is somebody who was off, {item} a piece of his kit.
EXCEPTIONS = [
    (3, "night", 0, "迟到20"),
    (6, "day", 1, "早退 16:30"),
    (8, "night", 1, "由{substitute}顶 23:00"),
    (12, "day", 2, "缺勤"),
    (15, "night", 0, "{item} 丢"),
    (19, "day", 1, "由{substitute}顶"),
    (21, "night", 2, "未查"),
    (23, "day", 0, "有问题"),
    (26, "day", 1, "{item} 坏"),
]
# What came back when, by the exception that took it away.
BACK = {15: (17, "在巡逻车座位下找到"), 26: (28, "换了电池仓，已修好")}
# What a shift says to the next.
NOTES = {
    4: ("夜间村口路灯不亮，已报城管", "白天看路灯是否修好"),
    10: ("无异常", None),
    16: ("群众反映河边倾倒垃圾，已登记", "请白班复查河边"),
    24: ("企业路消防通道被堵，已劝离", "继续巡查消防通道"),
    30: ("本月装备清点完毕", "12月1日起消防集中整治"),
}
# Date, post, kind, text, department, deadline, settled on, result.
FINDINGS = [
    ("2026-10-09", "village", "五水共治", "河道漂浮物", "水利", "5天", "2026-10-13", "已打捞"),
    ("2026-10-15", "village", "治安", "电瓶车被盗线索", "派出所", "10天", "2026-10-22", "已移交"),
    ("2026-10-21", "works", "消防", "灭火器过期", "消防", "7天", "2026-10-27", "已更换"),
    ("2026-10-28", "village", "交通拥堵", "市场门口乱停", "交警", "3天", "2026-10-30", "已划线"),
    ("2026-11-04", "village", "治安", "村口路灯不亮", "城管", "3天", "2026-11-06", "已修好"),
    ("2026-11-07", "village", "交通拥堵", "学校门口拥堵", "交警", "7天", "2026-11-12", "上下学设岗"),
    ("2026-11-11", "works", "消防", "仓库堵住安全出口", "消防", "5天", "2026-11-15", "已清理"),
    ("2026-11-16", "village", "五水共治", "河边倾倒垃圾", "水利", "5天", "2026-11-20", "已清运"),
    ("2026-11-18", "village", "垃圾分类", "分类桶混投", "村委会", "7天", "2026-11-21", "已宣传"),
    ("2026-11-23", "village", "治安", "出租房门锁损坏", "村委会", "5天", None, None),
    ("2026-11-24", "works", "消防", "消防通道被货车堵住", "消防", "2天", "2026-11-25", "已劝离"),
    ("2026-11-28", "village", "纠纷", "邻里因排水争执", "村委会", "10天", None, None),
]
# Date, post, premises, result, notice, campaign.
VISITS = [
    ("2026-11-11", "works", "示例五金厂", "限期整改", "整〔2026〕31号", None),
    ("2026-11-12", "village", "示例便利店", "合格", None, None),
    ("2026-11-20", "works", "示例服装厂", "限期整改", "整〔2026〕32号", "冬季消防专项整治"),
    ("2026-11-20", "works", "示例小吃店", "合格", None, "冬季消防专项整治"),
    ("2026-11-25", "rental", "示例合租房", "停业", "整〔2026〕33号", "冬季消防专项整治"),
    ("2026-11-25", "rental", "示例旅馆", "合格", None, "冬季消防专项整治"),
]


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


class Village:
    def __init__(self, geng, folder):
        self.geng, self.folder = geng, folder
        self.members = rows(folder / "members.csv")
        self.duties = [row for row in rows(folder / f"rosters/{MONTH}.csv") if row["班次"] and row["状态"] != "取消"]
        self.lost = {}

    def run(self, *words):
        done = subprocess.run([self.geng, *words, "-C", self.folder], capture_output=True, text=True,
                              env=os.environ | {"LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"})
        if done.returncode != 0:
            sys.exit(f"geng {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")

    def crew(self, day, shift):
        return [row for row in self.duties if row["日期"] == f"{MONTH}-{day:02}" and row["班次"] == shift]

    def substitute(self, day):
        """Somebody of the village's own guards who has no duty on the days around."""
        busy = {row["队员"] for row in self.duties
                if abs(date.fromisoformat(row["日期"]) - date(2026, 11, day)) <= timedelta(days=1)}
        return next(row["姓名"] for row in self.members if row["单位"] == "village" and row["编号"] not in busy)

    def exception(self, day, shift, place, words):
        duty = self.crew(day, shift)[place]
        if "{item}" in words:
            self.lost[day] = next(item.strip() for item in duty["装备"].split(";") if item.strip().startswith("R"))
            return words.format(item=self.lost[day])
        return f"{duty['姓名']} " + (words.format(substitute=self.substitute(day)) if "{" in words else words)

    def confirm(self, day):
        at = (date(2026, 11, day) + timedelta(days=1)).isoformat() + "T09:00"
        note, left = NOTES.get(day, (None, None))
        more = [word for name, text in (("--note", note), ("--open", left)) if text for word in (name, text)]
        for _, shift, place, words in [one for one in EXCEPTIONS if one[0] == day]:
            self.run("journal", "confirm", f"{MONTH}-{day:02}", shift, self.exception(day, shift, place, words), "--now", at)
        self.run("journal", "confirm", f"{MONTH}-{day:02}", "--now", at, *more)
        for since, (back, note) in BACK.items():
            if back == day:
                self.run("journal", "back", self.lost[since], "--note", note, "--now", f"{MONTH}-{day:02}T10:00")

    def ledger(self):
        for day, post, kind, text, department, due, settled, result in FINDINGS:
            self.run("journal", "find", post, kind, text, "--to", department, "--due", due, "--now", f"{day}T12:00")
            if settled:
                number = [row for row in rows(self.folder / f"journal/{day[:7]}/findings.csv")][-1]["编号"]
                self.run("journal", "settle", number, result, "--now", f"{settled}T12:00")
        for day, post, premises, result, notice, campaign in VISITS:
            more = [word for name, text in (("--notice", notice), ("--campaign", campaign)) if text for word in (name, text)]
            self.run("journal", "inspect", premises, result, "--post", post, "--now", f"{day}T15:00", *more)


def main(geng):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "village"
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("journal"))
        village = Village(Path(geng).resolve(), folder)
        for day in range(1, 31):
            village.confirm(day)
        village.ledger()
        if rows(folder / "items.csv") != rows(HERE / "items.csv"):
            sys.exit("items.csv is not what it was")
        shutil.rmtree(HERE / "journal", ignore_errors=True)
        shutil.copytree(folder / "journal", HERE / "journal")
        for path in (HERE / "journal").rglob("*.csv"):
            path.chmod(0o644)


main(*sys.argv[1:])
