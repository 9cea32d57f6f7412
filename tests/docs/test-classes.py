#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each class has an example in C and one in Python in the manual, and the programs that they are of build and run.  What the
tutorials show is in the program that they name.  test-classes.py SOURCE BUILD GIR OFFICE-GIR"""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

source, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
spec = importlib.util.spec_from_file_location("add_examples", source / "docs/add-examples.py")
maker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(maker)
village = source / "examples/villages/dafenshanyan"
env = {**os.environ, "LD_LIBRARY_PATH": str(build / "lib"), "LC_ALL": "C.UTF-8"}


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=env)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.stdout and not done.stderr, f"{command}: {done.stderr}"


# Both languages have a piece for every class; a list and an entity are never made by a caller.
girs = {"Geng": Path(sys.argv[3]), "GengOffice": Path(sys.argv[4])}
classes = {f"{name}.{found}" for name, gir in girs.items()
           for found in re.findall(r'<class name="(\w+)"', gir.read_text(encoding="utf-8"))}
shown = maker.examples(source)
assert not set(shown) - classes, sorted(set(shown) - classes)
lacking = sorted(f"{name} in {suffix}" for name in classes for suffix in maker.LANGUAGES if suffix not in shown.get(name, {}))
assert not lacking, "\n".join(lacking)
assert len(classes) > 55

flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gio-2.0"], check=True, capture_output=True, text=True).stdout.split()
with tempfile.TemporaryDirectory() as folder:
    for program in sorted((source / "docs/examples").iterdir()):
        if program.suffix == ".py":
            run("/usr/bin/python3", program, village)
            continue
        run_at = Path(folder) / program.stem
        subprocess.run(["gcc", "-std=gnu11", "-Wall", "-Werror", f"-I{source}/include", program, "-o", run_at, f"-L{build}/lib",
                        "-lgeng-office-1", "-lgeng-1", *flags], check=True)
        run(run_at, village)

# The tutorials' blocks, whatever their indentation there.
for page, program in (("tutorial-village", "docs/examples/village.c"), ("tutorial-gtk", "tests/strangers/roster-view.c")):
    text = (source / f"docs/{page}.md").read_text(encoding="utf-8")
    code = "\n".join(line.strip() for line in (source / program).read_text(encoding="utf-8").splitlines())
    blocks = re.findall(r"^```c\n(.*?)^```$", text, re.M | re.S)
    assert program in text and len(blocks) > 2
    for block in blocks:
        told = "\n".join(line.strip() for line in textwrap.dedent(block).strip().splitlines())
        assert told in code, f"docs/{page}.md: this is not in {program}:\n{block}"
print(f"{len(classes)} classes have an example in both languages")
