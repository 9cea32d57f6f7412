#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""gate-display shows the published record, town plans side by side: test-programs.py SOURCE BUILD."""

import csv
import re
import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
village = source / "examples/villages/dafenshanyan"


def run(program, *arguments):
    return subprocess.run([build / "examples" / program, *arguments], capture_output=True, text=True)


def shown(instant):
    """The members on one screen of the gate display."""
    done = run("gate-display", village, instant)
    assert done.returncode == 0, done.stderr
    title, *lines = done.stdout.splitlines()
    assert title == f"大坟山沿村企区域联防队  {instant[:10]} {instant[11:16]}", title
    return [line.split()[1] for line in lines]


def recorded(date, shift):
    """The members of a shift of a duty day, by the table alone."""
    with open(village / "rosters/2026-11.csv", encoding="utf-8-sig") as stream:
        return sorted(row["姓名"] for row in csv.DictReader(stream)
                      if row["日期"] == date and row["班次"] == shift and not row["状态"])


# 02:00 belongs to the duty day before, also on the first of a month.
for instant, date, shift in (("2026-11-15T21:30:00+08:00", "2026-11-15", "night"),
                             ("2026-11-15T09:00:00+08:00", "2026-11-15", "day"),
                             ("2026-12-01T02:00:00+08:00", "2026-11-30", "night")):
    assert recorded(date, shift), f"nobody in the record of {date} {shift}"
    assert set(recorded(date, shift)) <= set(shown(instant)), instant

for instant, said in (("yesterday", "not an instant"), ("2030-01-01T12:00:00+08:00", "2030-01.csv")):
    done = run("gate-display", village, instant)
    assert done.returncode == 1 and said in done.stderr and not done.stdout, done

# The same station twice, at the same time: the same roster.
done = run("town", "2026-12", *[source / "examples/villages/liulang"] * 2)
one, two = done.stdout.splitlines()
assert done.returncode == 0 and one == two, done
assert re.search(r" [1-9]\d* duties, \d+ gaps, cost ", one), one
done = run("town", "2026-12", source / "no-such-folder")
assert done.returncode == 1 and "no-such-folder" in done.stdout, done
assert run("town", "2026-13", village).returncode == 1
