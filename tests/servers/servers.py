# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of this folder share: a village of their own to publish, and nginx before its feeds.

The village and its two publications come from tests/readers/prepare.py.
"""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import timezone
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent.parent / "readers"))
from village import Village  # noqa: E402

MONTH = "2026-12"
# What counts an event's revisions and shows nobody anything (RFC 5545 section 3.8.7).
REVISION = re.compile(rb"^(DTSTAMP|LAST-MODIFIED|SEQUENCE)[:;].*\r\n", re.MULTILINE)
NGINX = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ }}
http {{
  access_log {log};
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; {locations} }}
}}
"""


def skip(reason):
    print("skipped: " + reason)
    sys.exit(77)


def need(*programs):
    for program in programs:
        if shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/usr/libexec") is None:
            skip(f"no {program} here")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve(port, *command, **more):
    """A server that answers on a port of this machine, until the end."""
    process = subprocess.Popen(command, **more)
    try:
        for _ in range(200):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield port
    finally:
        process.terminate()
        process.wait(20)


# Of a machine that does something else as well.
PATIENCE = 20
PLAIN = "types { text/calendar ics; text/html html; } charset utf-8; charset_types text/calendar;"


@contextlib.contextmanager
def nginx(root, log="off", locations=PLAIN):
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        # Where a privileged nginx gives its worker away to another user, that user must reach the feeds.
        config = Path(folder, "nginx.conf")
        user = f"user {os.environ.get('USER') or 'root'};\n" if os.geteuid() == 0 else ""
        config.write_text(user + NGINX.format(folder=folder, port=port, root=root, log=log, locations=locations))
        with serve(port, shutil.which("nginx") or "/usr/sbin/nginx", "-c", config, "-e", f"{folder}/errors",
                   "-p", folder):
            yield port


class Station:
    """A copy of the prepared village; first published as first/ is."""

    def __init__(self, geng, prepared, folder):
        self.geng, self.prepared = geng, Path(prepared)
        self.folder, self.feeds = Path(folder, "village"), Path(folder, "feeds")
        shutil.copytree(self.prepared / "village-first", self.folder)
        shutil.copytree(self.prepared / "first", self.feeds)
        # The station knows its files by their folder, which is another one now.
        manifest = self.folder / "feed-files.ini"
        there, here = (quote(str(path)) for path in (self.prepared.absolute() / "feeds", self.feeds))
        known = manifest.read_text(encoding="utf-8").replace(there, here)
        known = known.replace(str(self.prepared.absolute() / "feeds"), str(self.feeds))
        manifest.write_text(known, encoding="utf-8")
        self.moved = json.loads((self.prepared / "moved.json").read_text(encoding="utf-8"))

    def publish(self, *more):
        done = subprocess.run(
            ["faketime", "2026-11-22 12:00:00", self.geng, "publish", MONTH, "-C", self.folder, "--to", self.feeds,
             "--url", "https://roster.example/feeds", *more],
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
            capture_output=True, text=True)
        assert done.returncode in (0, 2), done.stdout + done.stderr

    def move(self):
        """One duty goes to another member, as between first/ and second/."""
        draft = Path("drafts", f"{MONTH}.csv")
        shutil.copy(self.prepared / "village-second" / draft, self.folder / draft)
        self.publish()

    def names(self):
        """Feed, such as member/zhao, to its file's name."""
        return {feed: token + ".ics" for token, feed in Village(self.folder).keys["feeds"].items()}

    def wanted(self):
        """File's name to the set of (uid, start, end, summary)."""
        return Village(self.folder).feeds()


class Served:
    """A server in a process of its own, and what it said."""

    def __init__(self, geng, *words):
        self.process = subprocess.Popen([geng, "serve", "--port", "0", *map(str, words)], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, env={**os.environ, "LC_ALL": "C.UTF-8",
                                                                                 "LANGUAGE": "en"})
        self.said = []
        while not (self.said and "port " in self.said[-1]):
            line = self.process.stdout.readline()
            assert line, self.said
            self.said.append(line)
        self.port = int(re.search(r"port (\d+)", self.said[-1]).group(1))

    def usage(self):
        """Seconds of CPU so far, and the most memory in kB."""
        pid = self.process.pid
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1)
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"), int(peak)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, self.process.returncode
        return "".join(self.said) + rest


def changed(prepared, names):
    """The feeds in which a reader sees another thing in second/ than in first/."""
    def visible(folder, name):
        return REVISION.sub(b"", (prepared / folder / name).read_bytes())

    return {feed for feed, name in names.items() if visible("first", name) != visible("second", name)}


def events(content):
    """The same of a calendar's bytes, as python3-icalendar reads them; a notice, a whole day, is no duty."""
    import icalendar

    def utc(value):
        return value.dt.astimezone(timezone.utc).isoformat()

    return {(str(e["UID"]), utc(e["DTSTART"]), utc(e["DTEND"]), str(e["SUMMARY"]))
            for e in icalendar.Calendar.from_ical(content).walk("VEVENT") if hasattr(e["DTSTART"].dt, "hour")}


def request(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
