#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""nginx serves the folder, and phones ask it as they do: test-nginx.py GENG FOLDER (of prepare.py).

What did not change answers 304; an edited duty arrives in exactly its feeds; a revoked feed is empty.
"""

import sys
import tempfile

from servers import Station, changed, events, need, nginx, request


def fetch_all(port, names):
    """Of each feed its validators and events."""
    found = {}
    for feed, name in names.items():
        status, headers, content = request(port, "GET", "/" + name)
        assert status == 200 and headers["content-type"] == "text/calendar; charset=utf-8", (feed, status, headers)
        found[feed] = {"If_None_Match": headers["etag"], "If_Modified_Since": headers["last-modified"]}, events(content)
    return found


def fetched_again(port, names, before):
    """The feeds that a phone has to fetch again, by both validators or by one alone."""
    fresh = set()
    for feed, name in names.items():
        tag, date = ({key: before[feed][0][key]} for key in ("If_None_Match", "If_Modified_Since"))
        answers = {request(port, "GET", "/" + name, **asked)[0] for asked in (tag, date, {**tag, **date})}
        assert answers in ({200}, {304}), (feed, answers)
        if answers == {200}:
            fresh.add(feed)
    return fresh


def main(geng, prepared):
    need("nginx", "faketime")
    with tempfile.TemporaryDirectory() as folder:
        station = Station(geng, prepared, folder)
        with nginx(station.feeds) as port:
            names = station.names()
            before = fetch_all(port, names)
            wanted = station.wanted()
            assert all(before[feed][1] == wanted[name] for feed, name in names.items())

            station.publish()
            assert fetched_again(port, names, before) == set(), "published again without a change"

            station.move()
            fresh = fetched_again(port, names, before)
            after, wanted = fetch_all(port, names), station.wanted()
            assert all(after[feed][1] == wanted[name] for feed, name in names.items())
            giver, taker = ("member/" + station.moved[who] for who in ("from", "to"))
            assert {giver, taker} <= fresh == changed(station.prepared, names) < names.keys(), "the others are not troubled"
            assert len(before[giver][1] - after[giver][1]) == len(after[taker][1] - before[taker][1]) == 1

            station.publish("--revoke", station.moved["to"])
            new = station.names()[taker]
            assert new != names[taker]
            status, headers, content = request(port, "GET", "/" + names[taker], **after[taker][0])
            assert status == 200 and content.startswith(b"BEGIN:VCALENDAR") and events(content) == set()
            assert events(request(port, "GET", "/" + new)[2]) == after[taker][1]
            assert taker not in {feed for feed in fetched_again(port, {k: v for k, v in names.items() if k != taker}, after)}
    print(f"nginx: {len(names)} feeds, {len(fresh)} of them fetched again for one duty; the revoked one is empty")


main(*sys.argv[1:])
