#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A CalDAV server takes each feed by PUT and gives back its events: test-radicale.py GENG FOLDER (of prepare.py)."""

import base64
import sys
import tempfile
from pathlib import Path

from servers import Station, events, free_port, need, request, serve

CONFIG = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[web]
type = none
[storage]
filesystem_folder = {folder}
"""
LOGIN = "Basic " + base64.b64encode(b"captain:").decode()


def put_all(port, station, known):
    """Every feed that is new, whole, as a calendar of its own; then what the server has is the record's."""
    for name, wanted in station.wanted().items():
        if known.get(name) == (station.feeds / name).read_bytes():
            continue
        known[name] = (station.feeds / name).read_bytes()
        path, content = f"/captain/{Path(name).stem}/", known[name]
        status, _, said = request(port, "PUT", path, content, Authorization=LOGIN,
                                  Content_Type="text/calendar; charset=utf-8")
        assert status == 201, (name, status, said[:300])
        status, _, content = request(port, "GET", path, Authorization=LOGIN)
        assert status == 200 and (events(content) if wanted else set()) == wanted, (name, status)


def main(geng, prepared):
    need("radicale", "faketime")
    with tempfile.TemporaryDirectory() as folder:
        station = Station(geng, prepared, folder)
        port = free_port()
        config = Path(folder, "config")
        config.write_text(CONFIG.format(port=port, folder=f"{folder}/radicale"))
        with serve(port, "radicale", "--config", config):
            put_all(port, station, known := {})
            station.move()
            put_all(port, station, known)
        print(f"radicale: {len(station.names())} feeds put twice")


main(*sys.argv[1:])
