#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`geng serve`, asked as phones ask and as those who mean harm do: test-serve.py GENG FOLDER [--hard].

FOLDER comes from prepare.py. --hard: thousands of half-open connections and a hundred thousand garbage requests.
"""

import contextlib
import gzip
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from servers import PATIENCE, Served, Station, changed, events, request, skip

MEMORY = 50 * 1024
# examples/captain/serve-gate.h
PLACES, OF_ONE_ADDRESS = 256, 32
def raw(port, data, wait=2.0, source="127.0.0.1"):
    """What comes back before the connection ends or @wait is over."""
    with socket.socket() as link:
        link.bind((source, 0))
        link.settimeout(wait)
        link.connect(("127.0.0.1", port))
        answer = b""
        with contextlib.suppress(OSError):
            link.sendall(data)
            while len(answer) < 65536:
                part = link.recv(4096)
                if not part:
                    break
                answer += part
        return answer


def check_files(server, station):
    names = station.names()
    for feed, name in names.items():
        status, headers, content = request(server.port, "GET", "/" + name)
        assert status == 200 and headers["content-type"] == "text/calendar; charset=utf-8", (status, headers)
        assert content == (station.feeds / name).read_bytes(), feed
    months = sorted(station.feeds.glob("*-2026-12.ics"))
    assert len(months) > 30
    for path in months:
        status, headers, content = request(server.port, "GET", "/" + path.name)
        assert status == 200 and headers["content-type"] == "text/calendar; charset=utf-8", (status, headers)
        assert content == path.read_bytes(), path.name
    page = next(iter(names.values())).replace(".ics", ".html")
    status, headers, content = request(server.port, "GET", "/" + page)
    assert status == 200 and headers["content-type"] == "text/html; charset=utf-8"
    assert content == (station.feeds / page).read_bytes()


def check_validators(server, name):
    status, headers, content = request(server.port, "GET", "/" + name, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip" and len(content) < 0.6 * len(gzip.decompress(content))
    assert "Accept-Encoding" in headers["vary"]
    packed = headers["etag"]
    status, headers, plain = request(server.port, "GET", "/" + name)
    assert "content-encoding" not in headers and headers["etag"] != packed
    assert request(server.port, "GET", "/" + name, Accept_Encoding="gzip;q=0")[2] == plain
    for asked in ({"If_None_Match": headers["etag"]}, {"If_None_Match": 'W/' + headers["etag"]},
                  {"If_None_Match": '"x", ' + headers["etag"]}, {"If_None_Match": "*"},
                  {"If_Modified_Since": headers["last-modified"]},
                  {"If_None_Match": packed, "Accept_Encoding": "gzip"}):
        status, more, body = request(server.port, "GET", "/" + name, **asked)
        assert (status, body) == (304, b""), (asked, status)
    status, more, body = request(server.port, "GET", "/" + name, If_None_Match='"other"',
                                 If_Modified_Since=headers["last-modified"])
    assert status == 200, "the tag decides (RFC 9110 section 13.2.2)"
    status, more, body = request(server.port, "HEAD", "/" + name)
    assert status == 200 and body == b"" and int(more["content-length"]) == len(plain)


def check_nothing_else(server, station):
    """No listing, no way out, no other file of the folder, no other method."""
    (station.feeds / "note.txt").write_text("a captain's note")
    (station.feeds / ("a" * 32 + ".ics")).symlink_to("/etc/passwd")
    # What a publication that was cut off leaves.
    (station.feeds / ".5b0f").mkdir()
    for name in (".5b0f/0", ".hidden.ics"):
        (station.feeds / name).write_text("nobody is to see this")
    month = next(station.feeds.glob("*-2026-12.ics")).name
    for path in ("/note.txt", "/" + "a" * 32 + ".ics", "/../feed-keys.ini", "/..%2ffeed-keys.ini", "/%2e%2e/x", "/pages/slips.html",
                 "/feed-keys.ini", "/.geng-lock", "//", "/%00", "/.5b0f", "/.5b0f/",
                 "/.5b0f/0", "/.hidden.ics", "/%2ehidden.ics", "/" + "a" * 30000, "/%ff", "/" + "b" * 32 + ".ics",
                 *("/" + month.replace("2026-12", wrong) for wrong in ("2026-1", "2026-12-01", "note", "2026-12/.."))):
        status = raw(server.port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()).split(b" ")[1:2]
        assert status in ([b"404"], [b"400"], []), (path, status)
    front = request(server.port, "GET", "/")[2]
    for name in station.names().values():
        assert name.removesuffix(".ics").encode() not in front
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
        status, headers, _ = request(server.port, method, "/" + next(iter(station.names().values())))
        assert status == 405 and headers["allow"] == "GET, HEAD", (method, status)


def check_follows(server, station):
    """A publication shows without a restart, and only what changed visibly is sent anew.

    That is more than the two members' feeds: a crew and those whom it relieves name each other.
    """
    names, before = station.names(), {}
    for feed, name in names.items():
        before[feed] = request(server.port, "GET", "/" + name)[1]["etag"]
    station.move()
    fresh = {feed for feed, name in names.items()
             if request(server.port, "GET", "/" + name, If_None_Match=before[feed])[0] == 200}
    due = changed(station.prepared, names)
    assert {"member/" + station.moved[who] for who in ("from", "to")} <= due < names.keys(), due
    assert fresh == due, fresh ^ due
    wanted = station.wanted()
    for name in names.values():
        assert events(request(server.port, "GET", "/" + name)[2]) == wanted[name]


def check_harm(server, name):
    """Others are answered meanwhile."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for number, link in enumerate(slow):
        link.sendall((b"", b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\n", b"\0")[number % 4])
    # Readers that ask for much and take nothing.
    deaf = []
    for _ in range(20):
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        link.connect(("127.0.0.1", server.port))
        link.sendall(f"GET /{name} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 20)
        deaf.append(link)
    for data in (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 1_000_000 + b"\r\n\r\n", b"A" * 1_000_000,
                 b"GET /\0 HTTP/1.1\r\n\r\n", b"\0" * 1000, os.urandom(5000), b"GET / HTTP/9.9\r\n\r\n",
                 b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 100_000):
        assert not raw(server.port, data).startswith(b"HTTP/1.1 200"), data[:40]
        assert request(server.port, "GET", "/" + name)[0] == 200
    for link in (*slow, *deaf):
        link.close()


def still_open(links, most):
    """Those that the server has not ended, once they are so few or patience is over."""
    end = time.monotonic() + PATIENCE
    while len(found := those_open(links)) > most and time.monotonic() < end:
        time.sleep(0.1)
    return found


def those_open(links):
    found = []
    for link in links:
        link.setblocking(False)
        try:
            link.recv(1)
        except BlockingIOError:
            found.append(link)
        except OSError:
            pass
    return found


def check_full(server, name):
    """More connections than places, all of which only hold on: the oldest give way, and who asks is answered."""
    links = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(PLACES + 44)]
    for link in links[::2]:
        link.sendall(b"GET /")
    assert request(server.port, "GET", "/" + name)[0] == 200
    left = still_open(links, PLACES)
    assert len(left) <= PLACES and left == links[-len(left):], len(left)
    assert request(server.port, "GET", "/" + name)[0] == 200
    return links


# An address of documentation (RFC 5737) on the loopback device of a network of our own.
ADDRESS = "192.0.2.1"
INSIDE = f'ip link set lo up && ip addr add {ADDRESS}/32 dev lo && exec "$@"'


def check_one_address(geng, station):
    """One address may hold so many connections, and no more; in a network namespace, where there is one."""
    words = ["unshare", "--map-root-user", "--net", "sh", "-c"]
    if subprocess.run([*words, "ip link set lo up"], capture_output=True).returncode != 0:
        print("no network namespace here: the limit of one address is not tried")
        return
    subprocess.run([*words, INSIDE, "sh", sys.executable, __file__, geng, station.folder, "--inside"], check=True)


def inside(geng, folder):
    server = Served(geng, "-C", folder, "--listen", ADDRESS)
    links = [socket.create_connection((ADDRESS, server.port), source_address=(ADDRESS, 0))
             for _ in range(OF_ONE_ADDRESS + 8)]
    left = still_open(links, OF_ONE_ADDRESS)
    assert left == links[:OF_ONE_ADDRESS], len(left)
    for link in links:
        link.close()
    time.sleep(0.5)
    with socket.create_connection((ADDRESS, server.port), source_address=(ADDRESS, 0)) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert link.recv(100).startswith(b"HTTP/1.1 200"), "room again"
    server.stop()


def check_members_page(geng, station):
    """The page's address and its code, where a phone can reach it."""
    done = subprocess.run([geng, "serve", "-C", station.folder, "--port", "0", "--for", "m08"], capture_output=True,
                          text=True, timeout=PATIENCE)
    assert done.returncode == 1 and "--listen" in done.stderr, done
    server = Served(geng, "-C", station.folder, "--for", "m08", "--url", "https://roster.example/duty")
    said = server.stop()
    token = station.names()["member/m08"].removesuffix(".ics")
    assert f"https://roster.example/duty/{token}.html" in said, said
    assert "█" in said


def check_polls(server, name):
    """A thousand subscribers who poll once."""
    tag = request(server.port, "GET", "/" + name)[1]["etag"]
    before = server.usage()[0]
    for _ in range(1000):
        assert request(server.port, "GET", "/" + name, If_None_Match=tag)[0] == 304
    spent = server.usage()[0] - before
    print(f"1,000 polls: {spent:.2f} s of CPU")
    assert spent < 1, spent


def check_hard(server, name):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    links = []
    for number in range(2000):
        link = socket.socket()
        link.bind((f"127.0.0.{1 + number % 100}", 0))
        link.setblocking(False)
        link.connect_ex(("127.0.0.1", server.port))
        links.append(link)
    time.sleep(0.5)
    for link in links:
        with contextlib.suppress(OSError):
            link.send(b"GET /half")
    worst = answer_time(server, name)
    garbage = [b"\0" * 200 + b"\r\n\r\n", b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", b"BLAH\r\n\r\n", b"GET /%00 HTTP/1.1\r\n\r\n",
               os.urandom(300) + b"\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 5000]
    for number in range(100_000):
        with socket.socket() as link, contextlib.suppress(OSError):
            link.settimeout(PATIENCE)
            link.connect(("127.0.0.1", server.port))
            link.sendall(garbage[number % len(garbage)])
        if number % 5000 == 0:
            worst = max(worst, answer_time(server, name))
    for link in links:
        link.close()
    print(f"2,000 half-open connections and 100,000 garbage requests: a good one within {worst:.2f} s, "
          f"{server.usage()[1]} kB")
    assert server.usage()[1] < MEMORY, server.usage()


def answer_time(server, name):
    start = time.monotonic()
    assert request(server.port, "GET", "/" + name)[0] == 200
    return time.monotonic() - start


def main(geng, prepared, *words):
    if "serve" not in subprocess.run([geng, "--help"], capture_output=True, text=True).stdout:
        skip("geng was built without its server")
    if shutil.which("faketime") is None:
        skip("no faketime here")
    with tempfile.TemporaryDirectory() as folder:
        station = Station(geng, prepared, folder)
        name = next(iter(station.names().values()))
        server = Served(geng, "-C", station.folder)
        check_files(server, station)
        check_validators(server, name)
        check_harm(server, name)
        check_polls(server, name)
        held = check_full(server, name)
        if "--hard" in words:
            check_hard(server, name)
        check_nothing_else(server, station)
        check_follows(server, station)
        assert server.usage()[1] < MEMORY, server.usage()
        # It ends in order also while some hold on.
        held += [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
        held[-1].sendall(b"GET / HTTP/1.1\r\nHost")
        said = server.stop()
        for link in held:
            link.close()
        for token in station.names().values():
            assert token.removesuffix(".ics") not in said, "a token in the log"
        check_members_page(geng, station)
        check_one_address(geng, station)
    print("calendars and pages, nothing else, and no harm done")


if sys.argv[3:] == ["--inside"]:
    inside(*sys.argv[1:3])
else:
    main(*sys.argv[1:])
