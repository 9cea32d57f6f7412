#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""evolution-data-server subscribed to feeds behind nginx: test-evolution.py GENG FOLDER ZONE…

FOLDER comes from prepare.py: a member's feed shows the record's duties, and after a change and a refresh the changed
ones. A revoked feed holds the notice alone, for who subscribed before as well, and the new address shows all. Each ZONE
comes from write-feeds: the station's feed of a month in which the clock changes. Runs itself again in a session of its
own, with a home of its own.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

from servers import Station, need, nginx, skip

SOURCE = """[Data Source]
DisplayName=Duties
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Selected=true

[Authentication]
Host=127.0.0.1
Port={port}
Method=none

[Security]
Method=none

[Refresh]
Enabled=false

[WebDAV Backend]
ResourcePath=/{name}
"""


def libecal():
    try:
        import gi

        gi.require_version("ECal", "2.0")
        gi.require_version("EDataServer", "1.2")
        from gi.repository import ECal, EDataServer, ICalGLib
    except (ImportError, ValueError) as missing:
        skip(str(missing))
    return ECal, EDataServer, ICalGLib


def shown(client, ical):
    """The calendar's events as (uid, start, end, summary); of whole days the date as it stands there."""
    def instant(component, property_of, time_of):
        stamp = property_of(component)
        value, named = time_of(stamp), stamp.get_first_parameter(ical.ParameterKind.TZID_PARAMETER)
        if value.is_date():
            return value.as_ical_string()
        assert named is not None or value.is_utc(), "floating"
        zone = ical.Timezone.get_utc_timezone() if named is None else client.get_timezone_sync(named.get_tzid(), None)[1]
        return datetime.fromtimestamp(value.as_timet_with_zone(zone), timezone.utc).isoformat()

    def event(component):
        kind = ical.PropertyKind
        return (component.get_uid(),
                instant(component, lambda c: c.get_first_property(kind.DTSTART_PROPERTY), lambda p: p.get_dtstart()),
                instant(component, lambda c: c.get_first_property(kind.DTEND_PROPERTY), lambda p: p.get_dtend()),
                component.get_summary())

    return {event(component) for component in client.get_object_list_sync("#t", None)[1]}


def wait_for(client, ical, wanted, what):
    """Refreshes until the wanted events are there, half a minute at most."""
    seen = None
    for _ in range(60):
        client.refresh_sync(None)
        time.sleep(0.5)
        seen = shown(client, ical)
        if seen == wanted:
            return
    raise AssertionError(f"{what}: missing {wanted - seen}, too many {seen - wanted}")


def subscribe(ecal, eds, port, name, label):
    """A client of a new source; its registry looks at the folder of sources by itself, after a while."""
    sources = Path(os.environ["XDG_CONFIG_HOME"], "evolution", "sources")
    sources.mkdir(parents=True, exist_ok=True)
    (sources / f"{label}.source").write_text(SOURCE.format(port=port, name=name), encoding="utf-8")
    for _ in range(60):
        source = eds.SourceRegistry.new_sync(None).ref_source(label)
        if source is not None:
            return ecal.Client.connect_sync(source, ecal.ClientSourceType.EVENTS, 20, None)
        time.sleep(0.5)
    raise AssertionError(f"no source {label}")


def wait_for_notice(client, ical, uid, what):
    """Until the one event of a whole day is all that is there."""
    for _ in range(60):
        client.refresh_sync(None)
        time.sleep(0.5)
        seen = shown(client, ical)
        if [(event[0], len(event[1])) for event in seen] == [(uid, len("20261201"))]:
            return
    raise AssertionError(f"{what}: {seen}")


def check_zones(ecal, eds, ical, zones):
    """The station's feed of each zone, against the list of its duties."""
    total = 0
    for zone in map(Path, zones):
        wanted = set()
        for line in (zone / "duties.tsv").read_text(encoding="utf-8").splitlines():
            kind, _owner, _key, start, end, summary = line.split("\t")
            if kind == "station":
                wanted.add((*(datetime.fromtimestamp(int(t), timezone.utc).isoformat() for t in (start, end)), summary))
        with nginx(zone.absolute()) as port:
            client = subscribe(ecal, eds, port, "station-village.ics", "zone-" + zone.name)
            for _ in range(60):
                client.refresh_sync(None)
                time.sleep(0.5)
                seen = {tuple(rest) for _uid, *rest in shown(client, ical)}
                if seen == wanted:
                    break
            assert seen == wanted, f"{zone.name}: {sorted(seen ^ wanted)[:6]}"
        total += len(wanted)
    print(f"evolution-data-server: {total} events around changes of the clock in {len(zones)} zones")


def inside(geng, prepared, home, *zones):
    ecal, eds, ical = libecal()
    check_zones(ecal, eds, ical, zones)
    station = Station(geng, prepared, home)
    feed = "member/" + station.moved["to"]
    name = station.names()[feed]
    before = station.wanted()[name]
    with nginx(station.feeds) as port:
        client = subscribe(ecal, eds, port, name, "duties")
        wait_for(client, ical, before, "first publication")
        station.move()
        after = station.wanted()[name]
        assert len(after - before) == 1
        wait_for(client, ical, after, "one duty more")
        station.publish("--revoke", station.moved["to"])
        uid = re.search(r"^UID:(\S+)", (station.feeds / name).read_text(encoding="utf-8"), re.MULTILINE).group(1)
        wait_for_notice(subscribe(ecal, eds, port, name, "revoked"), ical, uid, "the revoked address")
        # Evolution 3.46 keeps all that it had where a calendar comes without events; a notice is one.
        wait_for_notice(client, ical, uid, "the old subscription")
        wait_for(subscribe(ecal, eds, port, station.names()[feed], "fresh"), ical, after, "the new address")
    print(f"evolution-data-server: {len(before)} events, then one more; revoked: the notice alone, to old and new "
          f"subscriptions; the new address: {len(after)}")


def main(geng, prepared, *zones):
    need("nginx", "faketime", "dbus-run-session")
    if not Path("/usr/libexec/evolution-calendar-factory").exists():
        skip("no evolution-data-server here")
    libecal()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folders = {f"XDG_{kind}": f"{home}/{kind}" for kind in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR")}
        os.mkdir(folders["XDG_RUNTIME_DIR"], 0o700)
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, __file__, geng, prepared, home, *zones], timeout=800,
            env={**os.environ, **folders, "GENG_INSIDE": "yes", "HOME": home, "TZ": "UTC", "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local"})
    sys.exit(done.returncode)


(inside if os.environ.get("GENG_INSIDE") else main)(*sys.argv[1:])
