#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Publishes the sample village's month twice for all readers: prepare.py GENG FOLDER.

first/ and second/ hold feeds and pages, village-first/ and village-second/ the station's folder beside them. Between
them one duty was given to another member by hand, with an editor's means; moved.json says which. The clock stands
still, so that the feeds' window (31 days back) never moves away from the village's months.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from village import DAY, MEMBER, POST, SHIFT, rows

MONTH = "2026-12"
BASE = "https://roster.example/feeds"
geng, folder = sys.argv[1], Path(sys.argv[2])
village, feeds = folder / "village", folder / "feeds"
environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def run(*arguments, accepted=(0, 2)):
    done = subprocess.run([geng, *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode in accepted, (arguments, done.returncode, done.stdout, done.stderr)


def publish(day):
    """Whether geng published; it refuses what breaks a rule and changes nothing then."""
    done = subprocess.run(
        ["faketime", f"{day} 12:00:00", geng, "publish", MONTH, "-C", village, "--to", feeds, "--url", BASE],
        env=environment, capture_output=True, text=True)
    return done.returncode in (0, 2) and (village / "pages" / "slips.html").exists(), done.stdout + done.stderr


def print_papers():
    """What the month's end, the meeting and the forms put on paper, in both languages."""
    for language in ("zh", "en"):
        for words in (("2026-11", "--month-end"), ("2026-11-20", "--meeting"), ("2026-12-20", "--meeting"),
                      ("2026-11", "--form", "roster"), (MONTH, "--form", "roster"), ("2026-11", "--form", "leave"),
                      *(("2026-11-12", "--form", form) for form in ("sign-in", "patrol", "hand-over", "kit"))):
            run("report", *words, "--language", language, "-C", village)
        (folder / "papers" / language).mkdir(parents=True)
        for pattern in ("pages/attendance-*.html", "pages/form-*.html", "pages/meeting-*.html", "office/*.html"):
            for path in village.glob(pattern):
                shutil.copy(path, folder / "papers" / language)


def keep(name):
    shutil.copytree(feeds, folder / name)
    shutil.copytree(village, folder / f"village-{name}")


def candidates(duties):
    """Exchanges of one member for a colleague of the same team and contract who has nothing around that day."""
    people = {row["编号"]: row for row in rows(village / "members.csv")}
    busy = {(row[MEMBER], int(row[DAY][-2:])) for row in duties}
    for number, row in enumerate(duties):
        day = int(row[DAY][-2:])
        if not 10 <= day <= 20:
            continue
        for other, person in people.items():
            same = all(people[row[MEMBER]][column] == person[column] for column in ("单位", "用工形式"))
            if same and not any((other, near) in busy for near in (day - 1, day, day + 1)):
                yield number, other


def move(draft):
    """Puts another member into one line of the draft, the first exchange that breaks no rule."""
    before = draft.read_text(encoding="utf-8")
    duties = rows(draft)
    for number, other in list(candidates(duties))[:150]:
        changed = [dict(row) for row in duties]
        changed[number].update({MEMBER: other, "姓名": "", "装备": ""})
        text = io.StringIO()
        writer = csv.DictWriter(text, changed[0])
        writer.writeheader()
        writer.writerows(changed)
        draft.write_text("\ufeff" + text.getvalue(), encoding="utf-8")
        if publish("2026-11-21")[0]:
            old = duties[number]
            return {"day": old[DAY], "shift": old[SHIFT], "post": old[POST], "from": old[MEMBER], "to": other}
    draft.write_text(before, encoding="utf-8")
    raise AssertionError("no duty could be given to another member")


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
run("new", village, "--sample", "dafenshanyan")
run("plan", MONTH, "--effort", "quick", "-C", village)
published, said = publish("2026-11-20")
assert published, said
keep("first")
moved = move(village / "drafts" / f"{MONTH}.csv")
keep("second")
print_papers()
(folder / "moved.json").write_text(json.dumps(moved), encoding="utf-8")
