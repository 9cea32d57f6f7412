#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The test calendars of recurring_ical_events, imported as leave: recurring.py READ-LEAVE FOLDER.

FOLDER gets the library, pinned, whose package holds the calendars (77 where it cannot be fetched). Of each calendar the
hours that somebody is away must be the same by both, in three zones; the few that differ are listed here with the reason.
"""

import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LIBRARY = ("recurring-ical-events==3.8.2", "icalendar==7.3.2", "tzdata==2026.6", "x-wr-timezone==2.0.1", "python-dateutil==2.9.0.post0")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Shanghai")
FIRST, LAST = 2006, 2030
YEARS = 5  # an import takes so many absences and no more
DAY = 1440

DIFFERENT = {
    "end_before_start_event.ics": "an event that ends before it begins is skipped; the library turns it round",
    "issue_132_swapped_start_and_end.ics": "the same",
    "fablab_cottbus.ics": "its own VTIMEZONE knows no winter after 2019 and comes before the name; the library takes the name",
    "issue_128_only_first_event.ics": "COUNT=-1 is no rule and the event is skipped; the library passes over the COUNT",
    "issue_75_range_parameter.ics": "UNTIL is a date in a series with times: that whole day is in; by the library its midnight",
}


def fetch(folder):
    """The library and its calendars."""
    if not (folder / "recurring_ical_events").exists():
        try:
            done = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, *LIBRARY],
                                  capture_output=True, text=True, timeout=200)
        except subprocess.TimeoutExpired:
            print("skipped: pip does not come to an end")
            sys.exit(77)
        if done.returncode != 0:
            print("skipped: pip can't fetch the library: " + done.stderr.strip()[-300:])
            sys.exit(77)
    sys.path.insert(0, str(folder))
    return sorted((folder / "recurring_ical_events" / "test" / "calendars").glob("*.ics"))


def minutes(moment, is_end):
    """Of a wall clock, since the year 1; a minute that has begun counts."""
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute + (moment.second > 0 and is_end)


def united(spans):
    """Spans of minutes that lie apart, in order."""
    found = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        elif start < end:
            found.append([start, end])
    return [tuple(span) for span in found]


def cut(spans):
    first, last = date(FIRST, 1, 1).toordinal() * DAY, date(LAST, 12, 31).toordinal() * DAY + DAY
    return united((max(start, first), min(end, last)) for start, end in spans)


def is_absence(event):
    """What the import leaves out by its own rules: it is no matter of recurrence."""
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT" and hasattr(event["DTSTART"].dt, "hour")
    busy = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY")).upper() != "FREE"
    return str(event.get("STATUS", "")).upper() != "CANCELLED" and not free and busy


def theirs(path, zone):
    import icalendar
    import recurring_ical_events

    def local(moment, is_end=False):
        if not hasattr(moment, "hour"):
            return moment.toordinal() * DAY
        return minutes(moment if moment.tzinfo is None else moment.astimezone(ZoneInfo(zone)), is_end)

    calendars = icalendar.Calendar.from_ical(path.read_bytes(), multiple=True)
    spans = []
    for calendar in calendars:
        query = recurring_ical_events.of(calendar, components=("VEVENT",), skip_bad_series=True)
        for event in query.between(datetime(FIRST - 1, 12, 30), datetime(LAST + 1, 1, 2)):
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            if is_absence(event) and start != end:
                spans.append((local(start), local(end, True)))
    return cut(spans)


def ours(read_leave, paths, zone):
    found, skipped = {path.name: [] for path in paths}, {path.name: set() for path in paths}
    for year in range(FIRST, LAST + 1, YEARS):
        done = subprocess.run([read_leave, zone, str(year), str(year + YEARS - 1), *paths], check=True,
                              capture_output=True, text=True)
        for line in done.stdout.splitlines():
            kind, *fields = line.split("\t")
            if kind == "file":
                name = Path(fields[0]).name
            elif kind in ("refused", "skipped"):
                skipped[name].add(fields[-1])
            else:
                first, last = (date.fromisoformat(field).toordinal() * DAY for field in fields[:2])
                begin, end = int(fields[2]), int(fields[3])
                found[name].append((first + begin, first + end) if begin >= 0 else (first, last + DAY))
    return {name: cut(spans) for name, spans in found.items()}, skipped


def text(span):
    def one(minute):
        return str(date.fromordinal(minute // DAY)) + f" {minute % DAY // 60:02}:{minute % 60:02}"
    return f"{one(span[0])}–{one(span[1])}"


def difference(name, zone, wanted, seen, skipped):
    lines = [f"{name} in {zone}; not taken: {sorted(skipped)[:3]}"]
    if isinstance(wanted, str):
        return "\n".join((*lines, "  the library fails: " + wanted))
    for what, some, others in (("missing", wanted, seen), ("too many", seen, wanted)):
        apart = [text(span) for span in some if span not in others]
        lines.append(f"  {what}: {len(apart)}: {apart[:3]}")
    return "\n".join(lines)


def main(read_leave, folder):
    paths = fetch(Path(folder).absolute())
    assert len(paths) > 90, len(paths)
    different = {}
    for zone in ZONES:
        found, skipped = ours(read_leave, paths, zone)
        for path in paths:
            try:
                wanted = theirs(path, zone)
            except Exception as fault:  # whatever the library raises
                wanted = f"{type(fault).__name__}: {fault}"
            if found[path.name] != wanted:
                different[path.name] = difference(path.name, zone, wanted, found[path.name], skipped[path.name])
    unknown = different.keys() - DIFFERENT.keys()
    assert not unknown, "\n".join(different[name] for name in sorted(unknown))
    assert not DIFFERENT.keys() - different.keys(), f"the same now: {DIFFERENT.keys() - different.keys()}"
    print(f"{len(paths) - len(different)} calendars the same in {len(ZONES)} zones, {len(different)} different for a reason")


main(*sys.argv[1:])
