#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real reader sees exactly the village's duties, and after the second publication exactly the change:

    read.py READER FOLDER            (FOLDER from prepare.py; 77 where the reader is missing)
    read.py READER --clock FOLDER    (FOLDER from write-feeds: a month in which the clock changes)

A reader's function takes paths of feeds and returns of each the sorted list of (uid, start, end, summary), instants in
UTC. calcurse keeps no UIDs; its lists have None there.
"""

import contextlib
import fcntl
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from village import Village


def skip(reason):
    print("skipped: " + reason)
    sys.exit(77)


def utc(moment):
    assert moment.tzinfo is not None, f"floating: {moment}"
    return moment.astimezone(timezone.utc).isoformat()


def from_epoch(seconds):
    return datetime.fromtimestamp(int(seconds), timezone.utc).isoformat()


def read_icalendar(paths):
    import icalendar

    def events(path):
        for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            yield str(event["UID"]), utc(event["DTSTART"].dt), utc(event["DTEND"].dt), str(event["SUMMARY"])

    return {path.name: sorted(events(path)) for path in paths}


def read_vobject(paths):
    import vobject

    def events(path):
        for event in vobject.readOne(path.read_text(encoding="utf-8")).contents.get("vevent", []):
            yield event.uid.value, utc(event.dtstart.value), utc(event.dtend.value), event.summary.value

    return {path.name: sorted(events(path)) for path in paths}


def disjoint(paths):
    """Groups of feeds without a common UID, and in each the feed of a UID."""
    groups = []
    for path in paths:
        uids = set(re.findall(r"^UID:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE))
        group = next((group for group in groups if not uids & group.keys()), None)
        if group is None:
            groups.append(group := {})
        group.update(dict.fromkeys(uids, path))
    return groups


def read_khal(paths):
    """Imported and listed by khal's own commands, in one process and few calendars because it starts slowly."""
    groups, found = disjoint(paths), {path.name: set() for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, XDG_CONFIG_HOME=folder)
        from khal.cli import main_khal

        config = ["[calendars]"]
        for number in range(len(groups)):
            config += [f"[[c{number}]]", f"path = {folder}/c{number}", "type = calendar"]
        config += ["[locale]", "local_timezone = UTC", "default_timezone = UTC", "timeformat = %H:%M:%S",
                   "dateformat = %Y-%m-%d", "longdateformat = %Y-%m-%d", "datetimeformat = %Y-%m-%dT%H:%M:%S",
                   "longdatetimeformat = %Y-%m-%dT%H:%M:%S", "[sqlite]", f"path = {folder}/khal.db"]
        Path(folder, "config").write_text("\n".join(config) + "\n", encoding="utf-8")

        def khal(*arguments):
            with contextlib.redirect_stdout(io.StringIO()) as said:
                main_khal(["-c", f"{folder}/config", *arguments], standalone_mode=False)
            return said.getvalue()

        for number, group in enumerate(groups):
            khal("import", "--batch", "-a", f"c{number}", *map(str, sorted(set(group.values()))))
        shape = "{calendar}\t{uid}\t{start-long}\t{end-long}\t{title}"
        listed = khal("list", "--format", shape, "--day-format", "", "--notstarted", "2026-10-01", "150d")
    for line in filter(None, listed.splitlines()):
        calendar, uid, start, end, title = line.split("\t")
        found[groups[int(calendar[1:])][uid].name].add((uid, start + "+00:00", end + "+00:00", title))
    return {name: sorted(events) for name, events in found.items()}


def read_calcurse(paths):
    def events(path):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                ["calcurse", "-D", folder, "-q", "-i", path, "--dump-imported",
                 "--format-apt=%(start:epoch)\\t%(end:epoch)\\t%m\\n"],
                env={**os.environ, "TZ": "UTC"}, check=True, capture_output=True, text=True, timeout=60)
        for line in done.stdout.splitlines():
            start, end, summary = line.split("\t")
            yield None, from_epoch(start), from_epoch(end), summary

    return {path.name: sorted(events(path), key=str) for path in paths}


def node_modules():
    """The folder of the pinned modules, fetched on first use; a reason to skip where they can't be had."""
    source, build = Path(__file__).parent / "node", Path(os.environ.get("GENG_NODE_FOLDER", "node")).absolute()
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            skip(f"no {program} here")
    build.mkdir(parents=True, exist_ok=True)
    with open(build / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (source / "package-lock.json").read_bytes()
        fetched = build / "fetched.json"
        if not fetched.exists() or fetched.read_bytes() != wanted:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(source / name, build / name)
            try:
                done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=build,
                                      capture_output=True, text=True, timeout=100)
            except subprocess.TimeoutExpired:
                skip("npm ci does not come to an end")
            if done.returncode != 0:
                skip("npm ci can't fetch the modules: " + done.stderr.strip()[-300:])
            fetched.write_bytes(wanted)
    return build / "node_modules"


def read_node(module):
    def read(paths):
        script = Path(__file__).parent / "node" / "read.mjs"
        done = subprocess.run(["node", script, node_modules(), module, *paths],
                              env={**os.environ, "TZ": "America/New_York"}, check=True, capture_output=True, text=True)
        seen = json.loads(done.stdout)
        return {name: sorted((uid, from_epoch(start), from_epoch(end), summary) for uid, start, end, summary in events)
                for name, events in seen.items()}

    return read


READERS = {
    "icalendar": read_icalendar, "vobject": read_vobject, "khal": read_khal, "calcurse": read_calcurse,
    "ical.js": read_node("ical.js"), "node-ical": read_node("node-ical"),
}


def expected(village, uids):
    """As the readers answer, with or without UIDs."""
    return {name: sorted((((uid if uids else None), *rest) for uid, *rest in events), key=str)
            for name, events in village.feeds().items()}


def look(read, folder, name, uids):
    """What the reader sees of a publication; it must be the record's."""
    village = Village(folder / f"village-{name}")
    seen = read(sorted((folder / name).glob("*.ics")))
    seen = {feed: [event for event in events if event[0] != village.notice(feed)] for feed, events in seen.items()}
    wanted = expected(village, uids)
    assert sum(map(len, wanted.values())) > 1000, "the village has duties"
    assert seen.keys() == wanted.keys(), f"{name}: not the record's feeds"
    for feed, events in wanted.items():
        assert seen[feed] == events, (
            f"{name}/{feed}: missing {[e for e in events if e not in seen[feed]]}, "
            f"too many {[e for e in seen[feed] if e not in events]}")
    return {feed: set(events) for feed, events in seen.items()}


def check_change(folder, before, after):
    """One member lost the moved duty, the other got it, nobody else notices."""
    village, moved = Village(folder / "village-second"), json.loads((folder / "moved.json").read_text())
    file_of = {feed: token + ".ics" for token, feed in village.keys["feeds"].items()}
    lost = {name: before[name] - after[name] for name in before if before[name] - after[name]}
    got = {name: after[name] - before[name] for name in before if after[name] - before[name]}
    giver, taker = (file_of["member/" + moved[who]] for who in ("from", "to"))
    # A colleague of another team brings the shared event to that team's feed, too.
    teams = {name for feed, name in file_of.items() if feed.startswith("team/")}
    assert giver in lost and taker in got, (lost, got)
    assert set(lost) <= {giver} | teams and set(got) <= {taker} | teams, (lost, got)
    assert len(lost[giver]) == len(got[taker]) == 1, (lost, got)
    (gone,), (come,) = lost[giver], got[taker]
    assert gone[1:] == come[1:], (gone, come)


def check_clock(reader, folder):
    """The instants of duties.tsv, also in the night in which the clock changes."""
    wanted = {}
    for line in (folder / "duties.tsv").read_text(encoding="utf-8").splitlines():
        kind, owner, _key, start, end, summary = line.split("\t")
        wanted.setdefault(f"{kind}-{owner}.ics", []).append((from_epoch(start), from_epoch(end), summary))
    seen = READERS[reader](sorted(folder.glob("*.ics")))
    assert seen.keys() == wanted.keys()
    for feed, events in wanted.items():
        found = sorted(tuple(rest) for _uid, *rest in seen[feed])
        assert found == sorted(events), f"{feed}: {set(found) ^ set(events)}"
    print(f"{reader}: {sum(map(len, wanted.values()))} events around a change of the clock")


def main(reader, folder):
    read, folder, uids = READERS[reader], Path(folder), reader != "calcurse"
    before = look(read, folder, "first", uids)
    after = look(read, folder, "second", uids)
    check_change(folder, before, after)
    print(f"{reader}: {sum(map(len, before.values()))} events in {len(before)} feeds, and one duty moved")


if sys.argv[2] == "--clock":
    check_clock(sys.argv[1], Path(sys.argv[3]))
else:
    main(*sys.argv[1:])
