# SPDX-License-Identifier: LGPL-2.1-or-later
"""What phones must get, computed from a station's folder alone, without the library.

Times, names and posts come from station.ini, duties from the records in rosters/, and UIDs from the secret in
feed-keys.ini: HMAC-SHA-256 of the identity as a UUID of version 8 (RFC 9562 section 5.8).
"""

import base64
import configparser
import csv
import hmac
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

DAY, SHIFT, POST, MEMBER, STATE = "日期", "班次", "岗位", "队员", "状态"
GONE = "取消"


def ini(path):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str
    parser.read(path, encoding="utf-8-sig")
    return parser


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


class Village:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.station = ini(self.folder / "station.ini")
        self.zone = ZoneInfo(self.station["station"]["timezone"])
        self.keys = ini(self.folder / "feed-keys.ini")
        secret = self.keys["station"]["secret"].upper()
        self.secret = base64.b32decode(secret + "=" * (-len(secret) % 8))

    def duties(self):
        for path in sorted((self.folder / "rosters").glob("????-??.csv")):
            for row in rows(path):
                if row.get(STATE) != GONE and row[MEMBER]:
                    yield row

    def uid(self, identity):
        digest = bytearray(hmac.digest(self.secret, identity.encode(), "sha256")[:16])
        digest[6] = digest[6] & 0x0F | 0x80
        digest[8] = digest[8] & 0x3F | 0x80
        return str(uuid.UUID(bytes=bytes(digest)))

    def notice(self, file):
        """The UID of the notice that stands in a feed without duties."""
        return self.uid("notice/" + self.keys["feeds"][file.removesuffix(".ics")])

    def instant(self, day, clock, after=None):
        """The instant of a wall clock's time on a duty day, which begins at day-start."""
        day_start = self.station["station"].get("day-start", "08:00")
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=self.zone)
        if clock < day_start or (after is not None and moment.astimezone(timezone.utc) <= after):
            moment += timedelta(days=1)
        return moment.astimezone(timezone.utc)

    def event(self, row, identity):
        shift = self.station["shift " + row[SHIFT]]
        windows = [self.station["window " + name.strip()] for name in shift["window"].split(";")]
        window = "、".join(window["name"] for window in windows)
        duty = shift["name"] if window in shift["name"] else shift["name"] + window
        start = self.instant(row[DAY], shift.get("start", windows[0]["start"]))
        end = self.instant(row[DAY], shift.get("end", windows[-1]["end"]), start)
        post = self.station["post " + row[POST]]["name"]
        return self.uid(identity), start.isoformat(), end.isoformat(), f"{duty} · {post}"

    def shown(self):
        """Each duty as (feed, day, (uid, start, end, summary)), in every feed that shows it."""
        teams = {row["编号"]: row["班组"] for row in rows(self.folder / "members.csv")}
        for row in self.duties():
            shared = self.event(row, f"duty/{row[DAY]}/{row[SHIFT]}/{row[POST]}")
            yield f"member/{row[MEMBER]}", row[DAY], self.event(row, f"member/{row[MEMBER]}/{row[DAY]}")
            yield f"post/{row[POST]}", row[DAY], shared
            if teams[row[MEMBER]]:
                yield f"team/{teams[row[MEMBER]]}", row[DAY], shared
            yield "station/" + self.station["station"]["id"], row[DAY], shared

    def feeds(self):
        """Of each published feed's file: the set of (uid, start, end, summary)."""
        found = {feed: set() for feed in self.keys["feeds"].values()}
        for feed, _day, event in self.shown():
            found[feed].add(event)
        return {token + ".ics": found[feed] for token, feed in self.keys["feeds"].items()}

    def months(self):
        """The same of each file that holds one month of a feed: those duties whose duty day is in it."""
        token_of, found = {feed: token for token, feed in self.keys["feeds"].items()}, {}
        for feed, day, event in self.shown():
            found.setdefault(f"{token_of[feed]}-{day[:7]}.ics", set()).add(event)
        return found
