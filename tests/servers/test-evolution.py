#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""evolution-data-server subscribed to a member's feed behind nginx: test-evolution.py GENG FOLDER (of prepare.py).

It shows the record's duties, and after a change and a refresh the changed ones. A revoked feed is empty for whoever
subscribes to it, and the new address shows all. Runs itself again in a session of its own, with a home of its own.
"""

import os
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
    """The calendar's events as (uid, start, end, summary)."""
    def instant(component, property_of, time_of):
        stamp = property_of(component)
        tzid = stamp.get_first_parameter(ical.ParameterKind.TZID_PARAMETER).get_tzid()
        zone = client.get_timezone_sync(tzid, None)[1]
        return datetime.fromtimestamp(time_of(stamp).as_timet_with_zone(zone), timezone.utc).isoformat()

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


def answers(log, name):
    """How often the whole file was served."""
    return sum(f"/{name} " in line and " 200 " in line for line in log.read_text(encoding="utf-8").splitlines())


def inside(geng, prepared, home):
    ecal, eds, ical = libecal()
    station = Station(geng, prepared, home)
    feed = "member/" + station.moved["to"]
    name = station.names()[feed]
    before = station.wanted()[name]
    log = Path(home, "access")
    with nginx(station.feeds, log) as port:
        client = subscribe(ecal, eds, port, name, "duties")
        wait_for(client, ical, before, "first publication")
        station.move()
        after = station.wanted()[name]
        assert len(after - before) == 1
        wait_for(client, ical, after, "one duty more")
        station.publish("--revoke", station.moved["to"])
        fetched = answers(log, name)
        late = subscribe(ecal, eds, port, name, "revoked")
        wait_for(late, ical, set(), "the revoked address")
        assert answers(log, name) > fetched and shown(late, ical) == set(), "it was fetched, and there is nothing in it"
        wait_for(subscribe(ecal, eds, port, station.names()[feed], "fresh"), ical, after, "the new address")
        # Version 3.46 looks for removed events only in a calendar that has some, so that the first subscription may keep
        # what it showed until it is deleted; nothing else comes to it.
        client.refresh_sync(None)
        time.sleep(2)
        left = shown(client, ical)
        assert left in (set(), after), left ^ after
    print(f"evolution-data-server: {len(before)} events, then one more; revoked: 0 to a new subscription, {len(left)} kept"
          f" by the old one; the new address: {len(after)}")


def main(geng, prepared):
    need("nginx", "faketime", "dbus-run-session")
    if not Path("/usr/libexec/evolution-calendar-factory").exists():
        skip("no evolution-data-server here")
    libecal()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folders = {f"XDG_{kind}": f"{home}/{kind}" for kind in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR")}
        os.mkdir(folders["XDG_RUNTIME_DIR"], 0o700)
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, __file__, geng, prepared, home], timeout=800,
            env={**os.environ, **folders, "HOME": home, "TZ": "UTC", "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local"})
    sys.exit(done.returncode)


(main if len(sys.argv) == 3 else inside)(*sys.argv[1:])
