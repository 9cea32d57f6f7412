#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each example gives back what it takes, in every language, under LeakSanitizer: test-leaks.py SOURCE BUILD.

Beyond what GLib keeps by design (tests/lsan.supp) nothing may leak; of an interpreter, no more than it leaks idle."""

import os
import re
import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
villages = source / "examples/villages"
PYTHON = "/usr/bin/python3"
# References that nobody gives back: the sanitizer must see them.
FORGOTTEN = """
import ctypes, gi
gi.require_version("Geng", "1.0")
from gi.repository import Geng
library = ctypes.CDLL("libgobject-2.0.so.0")
library.g_object_ref.argtypes = [ctypes.c_void_p]
for number in range(100):
    member = Geng.Member.new("m", "Forgotten")
    library.g_object_ref(hash(member))
"""
EXAMPLES = [
    [build / "examples/hello", villages / "dafenshanyan"],
    [build / "examples/hello-vala", villages / "dafenshanyan"],
    [build / "examples/gate-display", villages / "dafenshanyan", "2026-11-15T21:30:00+08:00"],
    [build / "examples/town", "2026-12", *[villages / "liulang"] * 2],
    [PYTHON, source / "examples/hello.py", villages / "dafenshanyan"],
    ["gjs", "-m", source / "examples/hello.js", villages / "dafenshanyan"],
]


def sanitizer():
    linked = subprocess.run(["gcc", "-print-file-name=liblsan.so"], check=True, capture_output=True, text=True).stdout
    return str(Path(linked.strip()).resolve())


def leaked(command):
    """The bytes that a command leaks, and what it says."""
    # Slices and Python's own arenas hide what lies in them.
    environment = {**os.environ, "LD_PRELOAD": sanitizer(), "G_SLICE": "always-malloc", "G_DEBUG": "gc-friendly",
                   "PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "0",
                   "LSAN_OPTIONS": f"suppressions={source}/tests/lsan.supp:print_suppressions=0:exitcode=23"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 23), done
    found = re.search(r"SUMMARY: LeakSanitizer: (\d+) byte", done.stderr)
    assert bool(found) == (done.returncode == 23), done.stderr
    return int(found[1]) if found else 0, done.stderr


idle = {PYTHON: leaked([PYTHON, "-c", "import gi"])[0], "gjs": leaked(["gjs", "-c", "print(1)"])[0]}
print("idle:", idle)
assert leaked([PYTHON, "-c", FORGOTTEN])[0] > idle[PYTHON], "the sanitizer sees no leak"
for command in EXAMPLES:
    size, said = leaked(command)
    assert size <= idle.get(command[0], 0), f"{command} leaks\n{said}"
    print(f"{command[0]}: clean")
