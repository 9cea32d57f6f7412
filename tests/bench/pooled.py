#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a zone whose villages share a police station, all of them a folder each, and zone.ini.

The same arguments and seed write the same bytes.  Names are invented: a surname and a number.  Each village wants a
police officer in every day patrol, and every third one on Friday and Saturday nights as well; it has none of its own.

    python3 tests/bench/pooled.py --villages 29 --police 60 /tmp/zone
    geng -C /tmp/zone plan 2027-03
"""
import argparse
import random
from pathlib import Path

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"

VILLAGE = """# a generated village (invented)
[station]
id = {id}
name = 生成{number}村
timezone = Asia/Shanghai
day-start = 08:00

[organisation village]
name = 村

[organisation station]
name = 派出所

[role captain]
name = 队长

[role police]
name = 民警

[piece radio]
name = 对讲机
recharge = 2h

[window patrol]
name = 巡逻
start = 08:00
end = 04:00
kit = radio

[window standby]
name = 值守
start = 04:00
end = 08:00
standby = yes

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

[shift standby]
name = 值守
window = standby

[post village]
name = 村区

[post desk]
name = 管理站

[demand day]
name = 白天巡逻
post = village
shift = day
crew = 4..5
roles = captain 1..; police 1..1

[demand night]
name = 夜间巡逻
post = village
shift = night
crew = 3
roles = captain 1..

[demand desk]
name = 凌晨值守
post = desk
shift = standby
crew = 1

[contract guard]
name = 队员
rest = 11h
run = duties ..5
limit = hours per period ..200; nights per week ..3
fair-share = nights 5; hours 1
"""

WEEKEND = """
[demand weekend-night]
name = 周末夜间
post = village
shift = night
crew = 1
roles = police 1..
days = fri..sat
"""

POOL = """# the police station that the villages share (invented)
[contract officer]
name = 民警
rest = 11h
run = duties ..5
limit = hours per period ..200; night per week ..2
fair-share = nights 5; hours 1
"""


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--villages", type=int, default=29)
    parser.add_argument("--people", type=int, default=22, help="of each village")
    parser.add_argument("--police", type=int, default=60)
    parser.add_argument("--radios", type=int, default=16, help="of each village; the police have one each and two more")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def name(number, generator):
    return f"{generator.choice(SURNAMES)}{number:02}"


def absences(members, generator):
    rows = ["member,kind,first,last,weight"]
    for member in members:
        first = generator.randrange(1, 26)
        if generator.randrange(3) == 0:
            rows.append(f"{member},leave,2027-03-{first:02},2027-03-{first + generator.randrange(4):02},")
        elif generator.randrange(3) == 0:
            rows.append(f"{member},wish-off,2027-03-{first:02},2027-03-{first:02},5")
    return "\n".join(rows) + "\n"


def radios(count):
    return "\n".join(["id,piece", *(f"radio-{i:02},radio" for i in range(1, count + 1))]) + "\n"


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")


def write_village(root, number, arguments, generator):
    people = [f"m{i:02}" for i in range(1, arguments.people + 1)]
    rows = ["id,name,organisation,contract,roles"]
    for i, member in enumerate(people):
        rows.append(f"{member},{name(i + 1, generator)},village,guard,{'captain' if i % 3 == 0 else ''}")
    folder = root / f"v{number:02}"
    text = VILLAGE + (WEEKEND if number % 3 == 0 else "")
    write(folder, {"station.ini": text.format(id=folder.name, number=number), "members.csv": "\n".join(rows) + "\n",
                   "leave.csv": absences(people, generator), "items.csv": radios(arguments.radios)})


def write_zone(root, arguments):
    generator = random.Random(arguments.seed)
    for number in range(1, arguments.villages + 1):
        write_village(root, number, arguments, generator)
    police = [f"p{i:02}" for i in range(1, arguments.police + 1)]
    rows = ["id,name,organisation,contract,roles", *(f"{one},{name(i + 1, generator)},station,officer,police"
                                                     for i, one in enumerate(police))]
    write(root / "police", {"pool.ini": POOL + "\n[piece radio]\nname = 对讲机\nrecharge = 2h\n",
                            "members.csv": "\n".join(rows) + "\n", "leave.csv": absences(police, generator),
                            "items.csv": radios(arguments.police + 2)})
    groups = ["[zone]", "name = 生成片区", *(f"[station v{i:02}]" for i in range(1, arguments.villages + 1)),
              "[pool police]", "name = 派出所"]
    write(root, {"zone.ini": "\n".join(groups) + "\n"})


if __name__ == "__main__":
    options = read_arguments()
    write_zone(options.folder, options)
