#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a county: many small stations, a folder each, and the list of them.

    python3 county.py --stations 200 /tmp/county

Eight people, two posts, a day and a night shift, one week of March 2027.  All names are invented: a surname and a
number.  The same arguments write the same bytes."""

import argparse
import random
from pathlib import Path

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
NUMBERS = "一二三四五六七八"
WEEK = "2027-03-01..2027-03-07"

STATION = """# a generated station (invented)
[station]
id = {id}
name = 生成{number}队
timezone = Asia/Shanghai
day-start = 08:00

[role captain]
name = 队长
leads = yes

[window patrol]
name = 巡逻
start = 08:00
end = 04:00

[window rest]
name = 休息
start = 04:00
end = 08:00

[shift day]
name = 白班
window = patrol
start = 08:00
end = 18:00

[shift night]
name = 夜班
window = patrol
start = 18:00
end = 04:00
night = yes

[post village]
name = 村区

[demand day]
post = village
shift = day
crew = 2..3
roles = captain 1.. soft 3
days = {week}

[demand night]
post = village
shift = night
crew = 2
days = {week}

[contract guard]
name = 队员
rest = 11h
run = duties ..5
limit = nights per week ..3
fair-share = nights 5; hours 1
"""


def write_station(folder, number, dice):
    folder.mkdir(parents=True, exist_ok=True)
    text = STATION.format(id=folder.name, number=number, week=WEEK)
    (folder / "station.ini").write_text(text, encoding="utf-8")
    members = ["id,name,contract,roles"]
    leave = ["member,kind,first,last,weight"]
    for i, ordinal in enumerate(NUMBERS, start=1):
        role = "captain" if i <= 2 else ""
        members.append(f"m{i},{dice.choice(SURNAMES)}{ordinal},guard,{role}")
        first = dice.randrange(1, 7)
        if dice.randrange(3) == 0:
            leave.append(f"m{i},leave,2027-03-{first:02},2027-03-{first + 1:02},")
        else:
            leave.append(f"m{i},wish-off,2027-03-{first:02},2027-03-{first:02},{dice.randrange(1, 6)}")
    for name, rows in (("members.csv", members), ("leave.csv", leave)):
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_county(root, stations, seed=1):
    """The folders, and the list of them in county.txt."""
    folders = []
    for number in range(1, stations + 1):
        folder = root / f"s{number:05}"
        write_station(folder, number, random.Random(seed * 1_000_000 + number))
        folders.append(folder)
    (root / "county.txt").write_text("".join(f"{folder}\n" for folder in folders), encoding="utf-8")
    return folders


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stations", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_county(arguments.folder.resolve(), arguments.stations, arguments.seed)


if __name__ == "__main__":
    main()
