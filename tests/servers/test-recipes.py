#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What docs/feeds.md tells a captain to type is run as it stands there: test-recipes.py GENG FOLDER DOC.

FOLDER comes from prepare.py. Only the paths, the port and the other machine's name are those of the test.
"""

import gzip
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from servers import Served, Station, need, nginx, request


def recipes(doc):
    """The two of nginx, with geng's own server behind it and without, and rsync's line."""
    text = Path(doc).read_text(encoding="utf-8")
    proxy, static = re.findall(r"```\n(location .*?\n)```", text, re.DOTALL)
    return proxy, static, re.search(r"`(rsync [^`]*)`", text).group(1)


def replaced(text, **words):
    for old, new in words.values():
        assert old in text, (old, text)
        text = text.replace(old, str(new))
    return text


# What a publication that was cut off leaves: a folder of what was to come.
HIDDEN = ("." + "5b0f" * 8 + "/0", ".hidden.ics")
UNSEEN = b"nobody is to see this"


def hide(folder):
    """Others may read it, so that only the recipe keeps it from them."""
    for name in HIDDEN:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(UNSEEN)


def open_names(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mode) for path in folder.iterdir() if not path.name.startswith(".")}


def check(port, station, prefix):
    """Every calendar and page, compressed and not, with validators; nothing is listed, and nothing hidden is answered."""
    for name in (*HIDDEN, HIDDEN[0].removesuffix("0"), HIDDEN[0].removesuffix("/0"), "%2e" + HIDDEN[1][1:]):
        status, _headers, body = request(port, "GET", prefix + name)
        assert status == 404 and UNSEEN not in body, (name, status)
    for name in station.names().values():
        files = [(name, "text/calendar"), (name.replace(".ics", ".html"), "text/html")]
        files += [(path.name, "text/calendar") for path in station.feeds.glob(name.replace(".ics", "-*.ics"))]
        for file, kind in files:
            wanted = (station.feeds / file).read_bytes()
            status, headers, body = request(port, "GET", prefix + file)
            assert (status, body) == (200, wanted), (file, status)
            assert headers["content-type"] == kind + "; charset=utf-8", headers
            status, more, packed = request(port, "GET", prefix + file, Accept_Encoding="gzip")
            assert more["content-encoding"] == "gzip" and gzip.decompress(packed) == wanted, (file, more)
            assert len(packed) < 0.6 * len(wanted), file
            assert request(port, "GET", prefix + file, If_None_Match=headers["etag"])[0] == 304
            assert request(port, "GET", prefix + file, If_Modified_Since=headers["last-modified"])[0] == 304
    front = request(port, "GET", prefix)[2]
    for name in station.names().values():
        assert name.removesuffix(".ics").encode() not in front
    assert request(port, "GET", prefix + "feed-keys.ini")[0] == 404


def check_rsync(line, station, copy):
    """The copy is the folder but for what is hidden there, and stays so when an address goes; what is hidden in the place
    of the copy belongs to that server."""
    words = shlex.split(replaced(line, there=("host:/srv/duty/", f"{copy}/"), here=("village/feeds/", f"{station.feeds}/")))

    def send(*hidden):
        subprocess.run(words, check=True)
        assert open_names(copy) == open_names(station.feeds)
        assert sorted(path.name for path in copy.iterdir() if path.name.startswith(".")) == sorted(hidden)

    assert all((station.feeds / name).exists() for name in HIDDEN)
    send()
    (copy / ".htaccess").write_text("of the server")
    station.move()
    station.publish("--revoke", station.moved["to"])
    (copy / "old.ics").write_text("an address that is no more")
    send(".htaccess")


def main(geng, prepared, doc):
    need("nginx", "faketime", "rsync")
    proxy, static, rsync = recipes(doc)
    with tempfile.TemporaryDirectory() as folder:
        station, copy = Station(geng, prepared, folder), Path(folder, "copy")
        Path(folder).chmod(0o711)
        hide(station.feeds)
        with nginx(station.feeds, locations=replaced(static, root=("/srv/duty/", f"{station.feeds}/"))) as port:
            check(port, station, "/duty/")
        server = Served(geng, "-C", station.folder)
        with nginx("/nonexistent", locations=replaced(proxy, port=("8632", server.port))) as port:
            check(port, station, "/duty/")
        server.stop()
        copy.mkdir()
        check_rsync(rsync, station, copy)
        hide(copy)
        with nginx(copy, locations=replaced(static, root=("/srv/duty/", f"{copy}/"))) as port:
            check(port, station, "/duty/")
    print("both recipes of nginx and rsync's line do what docs/feeds.md says")


main(*sys.argv[1:])
