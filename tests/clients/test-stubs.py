#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The type stubs are right: test-stubs.py STUBS OFFICE-STUBS SOURCE.

mypy accepts them, accepts and refuses the lines of typed.py that it should, and all that they name is there."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import gi

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice  # noqa: E402

*stubs, source = map(Path, sys.argv[1:])
here = source / "tests/clients"


def mypy(base, path):
    done = subprocess.run(["mypy", "--strict", "--python-executable", sys.executable, f"--cache-dir={base}/cache", path],
                          env={**os.environ, "PYTHONUSERBASE": str(base), "PYTHONPATH": ""}, capture_output=True, text=True)
    assert done.returncode in (0, 1), done
    return done.stdout


with tempfile.TemporaryDirectory() as name:
    base = Path(name)
    installed = base / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages/gi-stubs"
    shutil.copytree(source / "bindings/python/gi-stubs", installed)
    for path in stubs:
        shutil.copy(path, installed / "repository")
    for path in stubs:
        said = mypy(base, installed / "repository" / path.name)
        assert said.startswith("Success"), said
    said = mypy(base, here / "typed.py")

refused = {int(number) for number in re.findall(r"^\S*typed\.py:(\d+): error:", said, re.M)}
text = (here / "typed.py").read_text(encoding="utf-8").splitlines()
marked = {number for number, line in enumerate(text, 1) if line.endswith("# refused")}
assert refused == marked, f"to be refused: {sorted(marked)}, refused:\n{said}"

# All that the stubs name is there when the program runs.
def named(path, library):
    """Each name of the stubs, which the library must have."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, hasattr(library, node.name)
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        found = getattr(library, node.name)
        for item in node.body:
            # A class without members of its own has three dots for a body.
            if isinstance(item, ast.Expr):
                continue
            name = item.name if isinstance(item, ast.FunctionDef) else item.target.id
            yield f"{node.name}.{name}", hasattr(found, name.rstrip("_")) or hasattr(found, name)


names = [each for path, library in zip(stubs, (Geng, GengOffice)) for each in named(path, library)]
absent = [name for name, there in names if not there]
assert not absent, absent
assert len(names) > 500, len(names)
print(f"{len(marked)} of {len(marked)} wrong lines refused; {len(names)} names of the stubs are there")
