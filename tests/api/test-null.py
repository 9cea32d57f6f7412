#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls every function of the libraries with NULL and 0 for every argument: none may crash.  test-null.py LIBRARY…"""

import ctypes
import os
import signal
import subprocess
import sys



def functions(library):
    """What programs may call; what is private to the two libraries is not."""
    listing = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", library], check=True, capture_output=True,
                             text=True).stdout
    symbols = [line.split()[:2] for line in listing.splitlines()]
    return sorted(name.split("@")[0] for name, kind in symbols
                  if name.startswith("geng_") and kind == "T" and not name.endswith("@GENG_PRIVATE"))


names = {name: library for library in map(ctypes.CDLL, sys.argv[1:]) for name in functions(library._name)}
crashed = []
for name, loaded in names.items():
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        getattr(loaded, name)(*[ctypes.c_void_p(None)] * 8)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        crashed.append(f"{name}: {signal.Signals(os.WTERMSIG(status)).name}")
print("\n".join(crashed))
print(f"{len(names) - len(crashed)} of {len(names)} functions take NULL without a crash")
sys.exit(1 if crashed or len(names) < 300 else 0)
