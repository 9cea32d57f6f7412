#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A GTK program that shows a roster, on a screen without a monitor: test-roster-view.py PROGRAM

It moves a duty, looks whether row and judge follow, and takes a picture, in which the rows are looked for."""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROW = 3  # lines of pixels in a row of text, at least


def pixels(png):
    """The rows of a PNG of 8 bits a channel, as bytes; filters of PNG (RFC 2083, section 6)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, (width, height, depth, colour) = 8, b"", struct.unpack(">IIBB", png[16:26])
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        data += png[at + 8:at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    size = {2: 3, 6: 4}[colour] * depth // 8
    raw, stride, before, rows = zlib.decompress(data), width * size, bytearray(width * size), []
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            left, up = line[x - size] if x >= size else 0, before[x]
            corner = before[x - size] if x >= size else 0
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[x] = (line[x] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        rows.append((bytes(line), size))
        before = line
    return width, height, rows


if not shutil.which("xvfb-run"):
    print("xvfb-run is not installed")
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    picture = Path(folder) / "picture.png"
    env = {**os.environ, "GSETTINGS_BACKEND": "memory", "GTK_A11Y": "none", "DBUS_SESSION_BUS_ADDRESS": "disabled:",
           "GSK_RENDERER": "cairo", "GDK_BACKEND": "x11", "HOME": folder, "XDG_RUNTIME_DIR": folder}
    done = subprocess.run(["xvfb-run", "-a", sys.argv[1], picture], env=env, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr}"
    width, height, rows = pixels(picture.read_bytes())

# Bands of lines with something dark on them are rows of text: the head, the days, the judge's line.
dark = [any(max(line[at:at + 3]) < 110 for at in range(0, len(line), size)) for line, size in rows]
bands = "".join("x" if found else " " for found in dark).split()
assert width >= 400 and height >= 300, (width, height)
assert sum(len(band) >= ROW for band in bands) >= 9, bands
print(f"{width} × {height}, {len(bands)} rows of text")
