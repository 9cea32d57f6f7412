#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints an instance in the text format of the shift scheduling benchmark that has a legal roster.

usage: generate.py [--staff N] [--days N] [--shifts N] [--seed N] [--roster FILE] > instance.txt

Every member first gets a legal line of their own; limits, leave and demand are then read off these
lines, so a legal roster is known to exist.  --roster writes these lines in the solution format.
The horizon is whole weeks: 150 members for a year are --staff 150 --days 371.
"""
import argparse
import random
import sys

GROUPS = "adpn"
MINUTES = 480
LONGEST_RUN, SHORTEST_RUN, SHORTEST_REST = 5, 2, 2


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--staff", type=int, default=30)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--shifts", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--roster")
    options = parser.parse_args()
    if options.staff < 1 or options.shifts < 1 or options.days < 7 or options.days % 7:
        parser.error("at least one member, one shift and one whole week, and no part of a week")
    return options


def make_shifts(count):
    """Names like a1, a2, d1: early to night.  A later group forbids the earlier ones tomorrow."""
    seen = {}
    shifts = []
    for i in range(count):
        group = GROUPS[min(i * len(GROUPS) // count, len(GROUPS) - 1)]
        seen[group] = seen.get(group, 0) + 1
        shifts.append("%s%d" % (group, seen[group]))
    return shifts


def successors(shift, shifts):
    return "|".join(s for s in shifts if GROUPS.index(s[0]) < GROUPS.index(shift[0]))


def make_line(rng, known, days):
    """Runs of one shift each between rests, so that no successor rule can be broken."""
    line = [None] * rng.randrange(0, 4)
    while len(line) < days:
        line += [rng.choice(known)] * rng.randrange(SHORTEST_RUN, LONGEST_RUN + 1)
        line += [None] * rng.randrange(SHORTEST_REST, 4)
    return line[:days]


def make_members(rng, options, shifts):
    members = []
    for i in range(options.staff):
        known = sorted(rng.sample(shifts, max(1, len(shifts) * 2 // 3)))
        members.append(("M%03d" % (i + 1), known, make_line(rng, known, options.days)))
    return members


def weekends(line):
    return sum(line[d] is not None or line[d + 1] is not None for d in range(5, len(line), 7))


def print_staff(members, shifts, days):
    print("\nSECTION_STAFF")
    for name, known, line in members:
        worked = sum(code is not None for code in line) * MINUTES
        limits = "|".join("%s=%d" % (s, days if s in known else 0) for s in shifts)
        print("%s,%s,%d,%d,%d,%d,%d,%d"
              % (name, limits, worked + MINUTES, max(0, worked - 2 * MINUTES), LONGEST_RUN,
                 SHORTEST_RUN, SHORTEST_REST, weekends(line)))


def print_leave(rng, members):
    """A day off in eight that the member has anyway is leave."""
    print("\nSECTION_DAYS_OFF")
    for name, _, line in members:
        leave = [str(d) for d, code in enumerate(line) if code is None and rng.random() < 0.125]
        if leave:
            print(",".join([name] + leave))


def print_requests(rng, members, days, section):
    print("\n" + section)
    for name, known, _ in members:
        for day in sorted(rng.sample(range(days), max(1, days // 10))):
            print("%s,%d,%s,%d" % (name, day, rng.choice(known), rng.randrange(1, 4)))


def print_cover(rng, members, shifts, days):
    """What the lines give, now and then one more or less."""
    print("\nSECTION_COVER")
    for day in range(days):
        for shift in shifts:
            have = sum(line[day] == shift for _, _, line in members)
            need = max(0, have + rng.choice((-1, 0, 0, 0, 1)))
            print("%d,%s,%d,100,1" % (day, shift, need))


def main():
    options = parse()
    rng = random.Random(options.seed)
    shifts = make_shifts(options.shifts)
    members = make_members(rng, options, shifts)
    print("SECTION_HORIZON\n%d\n\nSECTION_SHIFTS" % options.days)
    for shift in shifts:
        print("%s,%d,%s" % (shift, MINUTES, successors(shift, shifts)))
    print_staff(members, shifts, options.days)
    print_leave(rng, members)
    print_requests(rng, members, options.days, "SECTION_SHIFT_ON_REQUESTS")
    print_requests(rng, members, options.days, "SECTION_SHIFT_OFF_REQUESTS")
    print_cover(rng, members, shifts, options.days)
    if options.roster:
        with open(options.roster, "w", encoding="utf-8") as file:
            for _, _, line in members:
                file.write("\t".join(code or "" for code in line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
