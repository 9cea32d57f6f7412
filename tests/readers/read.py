#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A real reader sees exactly the village's duties, and after the second publication exactly the change:

    read.py READER FOLDER            (FOLDER from prepare.py; 77 where the reader is missing)
    read.py READER --zones FOLDER…   (FOLDERs from write-feeds: in each zone a month in which the clock changes, if ever)

A reader's function takes paths of feeds and returns of each the sorted list of (uid, start, end, summary), instants in
UTC. calcurse keeps no UIDs and vdirsyncer makes its own; their lists have None there.
"""

import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import datetime, timezone
from pathlib import Path

from modules import node_modules, node_of, skip
from village import Village


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


def read_recurring(paths):
    import icalendar
    import recurring_ical_events

    def events(path):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        for event in recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 12, 31)):
            yield str(event["UID"]), utc(event["DTSTART"].dt), utc(event["DTEND"].dt), str(event["SUMMARY"])

    return {path.name: sorted(events(path)) for path in paths}


@contextlib.contextmanager
def web(folder):
    """The address of a server of FOLDER on this machine."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_words):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def synchronise(paths, home, environment):
    """Each feed as vdirsyncer fetches it, a file an event, in the folder HOME/NUMBER."""
    served = home / "served"
    served.mkdir()
    config = ["[general]", f'status_path = "{home}/status"']
    with web(served) as address:
        for number, path in enumerate(paths):
            shutil.copy(path, served / f"{number}.ics")
            (home / str(number)).mkdir()
            config += [f"[pair p{number}]", f'a = "a{number}"', f'b = "b{number}"', "collections = null",
                       f"[storage a{number}]", 'type = "http"', f'url = "{address}/{number}.ics"',
                       f"[storage b{number}]", 'type = "filesystem"', f'path = "{home}/{number}"', 'fileext = ".ics"']
        (home / "vdirsyncer").write_text("\n".join(config) + "\n", encoding="utf-8")
        for words in (["discover"], ["sync"]):
            done = subprocess.run(["vdirsyncer", "-c", home / "vdirsyncer", *words], env=environment, text=True,
                                  capture_output=True, timeout=300)
            assert done.returncode == 0, done.stdout + done.stderr


def read_khal(paths):
    """Fetched over HTTP by vdirsyncer and listed by khal, as their users have it."""
    found = {path.name: set() for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder,
                       "XDG_CONFIG_HOME": folder, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        synchronise(paths, Path(folder), environment)
        config = ["[calendars]"]
        for number in range(len(paths)):
            config += [f"[[c{number}]]", f"path = {folder}/{number}", "type = calendar"]
        config += ["[locale]", "local_timezone = UTC", "default_timezone = UTC", "timeformat = %H:%M:%S",
                   "dateformat = %Y-%m-%d", "longdateformat = %Y-%m-%d", "datetimeformat = %Y-%m-%dT%H:%M:%S",
                   "longdatetimeformat = %Y-%m-%dT%H:%M:%S", "[sqlite]", f"path = {folder}/khal.db"]
        Path(folder, "khal").write_text("\n".join(config) + "\n", encoding="utf-8")
        shape = "{calendar}\t{uid}\t{start-long}\t{end-long}\t{title}"
        listed = subprocess.run(["khal", "-c", f"{folder}/khal", "list", "--format", shape, "--day-format", "",
                                 "--notstarted", "2026-01-01", "500d"], env=environment, check=True,
                                capture_output=True, text=True, timeout=300).stdout
    for line in filter(None, listed.splitlines()):
        calendar, uid, start, end, title = line.split("\t")
        if "T" in start:  # else a notice, which is a whole day; a night is listed on both of its days
            found[paths[int(calendar[1:])].name].add((uid, start + "+00:00", end + "+00:00", title))
    return {name: sorted((None, *rest) for _uid, *rest in events) for name, events in found.items()}


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


def read_node(module):
    def read(paths):
        script = Path(__file__).parent / "node" / "read.mjs"
        modules = node_modules()
        done = subprocess.run([node_of(modules), script, modules, module, *paths],
                              env={**os.environ, "TZ": "America/New_York"}, check=True, capture_output=True, text=True)
        seen = json.loads(done.stdout)
        return {name: sorted((uid, from_epoch(start), from_epoch(end), summary) for uid, start, end, summary in events)
                for name, events in seen.items()}

    return read


def read_program(name):
    def read(paths):
        sys.path.insert(0, str(Path(__file__).parent / "slow"))
        import programs

        try:
            seen = programs.events(name, os.environ.get("GENG_PROGRAMS_FOLDER", "programs"), paths)
        except programs.Missing as missing:
            skip(str(missing))
        return {feed: sorted((uid, from_epoch(start), from_epoch(end), summary) for uid, start, end, summary in events)
                for feed, events in seen.items()}

    return read


READERS = {
    "icalendar": read_icalendar, "vobject": read_vobject, "recurring-ical-events": read_recurring, "khal": read_khal,
    "calcurse": read_calcurse, "ical.js": read_node("ical.js"), "node-ical": read_node("node-ical"),
    "ts-ics": read_node("ts-ics"),
    **{name: read_program(name) for name in (
        "biweekly", "golang-ical", "ical4j-3", "ical4j-4.0", "ical4j-4.3", "kcalendarcore", "ruby-icalendar",
        "rust-icalendar", "thunderbird")},
}


# Whose months are read too: they have a feed's form, and their events are its own.
MONTHS_OF = ("member/m08", "station/")


def expected(village, uids):
    """As the readers answer, with or without UIDs."""
    chosen = {token for token, feed in village.keys["feeds"].items() if feed.startswith(MONTHS_OF)}
    months = {name: events for name, events in village.months().items() if name.partition("-")[0] in chosen}
    return {name: sorted((((uid if uids else None), *rest) for uid, *rest in events), key=str)
            for name, events in (village.feeds() | months).items()}


def look(read, folder, name, uids):
    """What the reader sees of a publication; it must be the record's."""
    village = Village(folder / f"village-{name}")
    wanted = expected(village, uids)
    assert sum(map(len, wanted.values())) > 1000, "the village has duties"
    assert {path.name for path in (folder / name).glob("*.ics")} == village.feeds().keys() | village.months().keys()
    seen = read([folder / name / feed for feed in sorted(wanted)])
    seen = {feed: [event for event in events if "-" in feed or event[0] != village.notice(feed)]
            for feed, events in seen.items()}
    for feed, events in wanted.items():
        assert seen[feed] == events, (
            f"{name}/{feed}: missing {[e for e in events if e not in seen[feed]]}, "
            f"too many {[e for e in seen[feed] if e not in events]}")
    return {feed: set(events) for feed, events in seen.items() if "-" not in feed}


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


def check_zones(reader, folders):
    """The instants of duties.tsv, also in the night in which the clock changes."""
    wanted, paths = {}, []
    with tempfile.TemporaryDirectory() as together:
        for folder in folders:
            for path in sorted(folder.glob("*.ics")):
                paths.append(Path(shutil.copy(path, f"{together}/{folder.name} {path.name}")))
            for line in (folder / "duties.tsv").read_text(encoding="utf-8").splitlines():
                kind, owner, _key, start, end, summary = line.split("\t")
                name = f"{folder.name} {kind}-{owner}.ics"
                wanted.setdefault(name, []).append((from_epoch(start), from_epoch(end), summary))
        seen = READERS[reader](paths)
    assert seen.keys() == wanted.keys()
    for feed, events in wanted.items():
        found = sorted(tuple(rest) for _uid, *rest in seen[feed])
        assert found == sorted(events), f"{feed}: {sorted(set(found) ^ set(events))[:10]}"
    print(f"{reader}: {sum(map(len, wanted.values()))} events around changes of the clock in {len(folders)} zones")


def main(reader, folder):
    read, folder, uids = READERS[reader], Path(folder), reader not in ("calcurse", "khal")
    before = look(read, folder, "first", uids)
    after = look(read, folder, "second", uids)
    check_change(folder, before, after)
    print(f"{reader}: {sum(map(len, before.values()))} events in {len(before)} feeds, and one duty moved")


if sys.argv[2] == "--zones":
    check_zones(sys.argv[1], [Path(word) for word in sys.argv[3:]])
else:
    main(*sys.argv[1:])
