#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a station's folder of any size: a development zone whose volunteers patrol their own grid.

The same arguments and seed write the same bytes.  Names are invented: a stem and a branch of the
sexagenary cycle and a number.  With --roster there is a draft of March 2027 as well, made without
planning: each grid's people in turn, whose place somebody half a turn away takes in a leave, but for two gaps.

    python3 tests/bench/zone.py --grids 56 --people 36 /tmp/zone
    geng -C /tmp/zone plan 2027-03
"""
import argparse
import os
import random

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
SHIFTS = [("early", "早巡", "07:00", "09:00"), ("noon", "午巡", "12:00", "14:00"),
          ("late", "晚巡", "18:30", "20:30")]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--grids", type=int, default=56)
    parser.add_argument("--people", type=int, default=36, help="of each grid")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--couples", type=int, default=0, help="pairs who always serve together")
    parser.add_argument("--roster", action="store_true", help="a draft, not planned")
    parser.add_argument("--leaders", action="store_true", help="a leader in every round")
    parser.add_argument("--weekdays", action="store_true", help="every fifth volunteer has three days a week")
    return parser.parse_args()


def station(arguments, couples, own_days):
    lines = ["# a generated zone (invented)", "[station]", "id = zone", "name = 生成片区",
             "timezone = Asia/Shanghai", "day-start = 06:00", "",
             "[organisation volunteers]", "name = 红袖标", "", "[role leader]", "name = 组长", "",
             "[window rounds]", "name = 巡查", "start = 06:00", "end = 21:00", "",
             "[window quiet]", "name = 休息", "start = 21:00", "end = 06:00", ""]
    for identifier, name, start, end in SHIFTS:
        lines += [f"[shift {identifier}]", f"name = {name}", "window = rounds",
                  f"start = {start}", f"end = {end}", ""]
    for grid in range(1, arguments.grids + 1):
        lines += [f"[post g{grid:03}]", f"name = 第{grid}网格", ""]
    for grid in range(1, arguments.grids + 1):
        for identifier, name, _, _ in SHIFTS:
            lines += [f"[demand g{grid:03}-{identifier}]", f"name = 第{grid}网格{name}",
                      f"post = g{grid:03}", f"shift = {identifier}", "crew = 2..3"]
            if arguments.leaders:
                lines.append("roles = leader 1.. soft 2")
            lines.append("")
    lines += ["[contract volunteer]", "name = 义务", "rest = 11h", "run = duties 1..2",
              "limit = duties per period ..9; duties per 7 days ..3",
              "fair-share = hours 2; weekends 2", ""]
    for member, days in own_days:
        lines += [f"[member {member}]", f"available = {'; '.join(days)}", ""]
    if couples:
        lines += ["[rules]", "together = " + "; ".join(f"{a} {b}" for a, b in couples), ""]
    return "\n".join(lines)


def people(arguments, generator):
    rows = ["id,name,organisation,contract,roles,posts"]
    members = []
    for grid in range(1, arguments.grids + 1):
        for i in range(arguments.people):
            number = len(members) + 1
            name = (SURNAMES[generator.randrange(len(SURNAMES))]
                    + STEMS[number % 10] + BRANCHES[number % 12])
            role = "leader" if i % 4 == 0 else ""
            members.append((f"v{number:05}", grid))
            rows.append(f"v{number:05},{name},volunteers,volunteer,{role},g{grid:03}")
    return members, "\n".join(rows) + "\n"


def leave(members, generator):
    """Every third volunteer is away for some days of the month, every fourth has a wish."""
    rows = ["member,kind,first,last,shift,weight"]
    away = set()
    for member, _ in members:
        first = generator.randrange(1, 26)
        if generator.randrange(3) == 0:
            last = first + generator.randrange(5)
            rows.append(f"{member},leave,2027-03-{first:02},2027-03-{last:02},,")
            away.update((member, day) for day in range(first, last + 1))
        elif generator.randrange(4) == 0:
            rows.append(f"{member},wish-off,2027-03-{first:02},2027-03-{first:02},,5")
    return away, "\n".join(rows) + "\n"


def draft(members, away):
    """Two a round: whoever has served waits until all others of the grid have.  Two who are away leave a gap."""
    grids = {}
    for member, grid in members:
        grids.setdefault(grid, []).append(member)
    rows = ["date,shift,post,member"]
    absences = 0
    for day in range(1, 32):
        for grid, crew in grids.items():
            for place in range(2 * len(SHIFTS)):
                turn = 2 * len(SHIFTS) * (day - 1) + place
                member, substitute = crew[turn % len(crew)], crew[(turn + len(crew) // 2) % len(crew)]
                if (member, day) in away:
                    absences += 1
                    member = substitute
                    if absences <= 2:
                        continue
                if (member, day) not in away:
                    rows.append(f"2027-03-{day:02},{SHIFTS[place // 2][0]},g{grid:03},{member}")
    return "\n".join(rows) + "\n"


def draw_days(arguments, members):
    """By a generator of their own, so that all else is the same without them."""
    generator = random.Random(arguments.seed + 1)
    every_fifth = members[::5] if arguments.weekdays else []
    return [(member, sorted(generator.sample(WEEKDAYS, 3), key=WEEKDAYS.index)) for member, _ in every_fifth]


def main():
    arguments = read_arguments()
    generator = random.Random(arguments.seed)
    members, members_csv = people(arguments, generator)
    couples = [(members[2 * i * max(1, len(members) // 2 // max(arguments.couples, 1))][0],
                members[2 * i * max(1, len(members) // 2 // max(arguments.couples, 1)) + 1][0])
               for i in range(arguments.couples)]
    away, leave_csv = leave(members, generator)
    files = [("station.ini", station(arguments, couples, draw_days(arguments, members))), ("members.csv", members_csv),
             ("leave.csv", leave_csv)]
    if arguments.roster:
        files.append(("drafts/2027-03.csv", draft(members, away)))
    os.makedirs(os.path.join(arguments.folder, "drafts"), exist_ok=True)
    for name, text in files:
        with open(os.path.join(arguments.folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)


if __name__ == "__main__":
    main()
