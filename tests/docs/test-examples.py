#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Takes every program out of README.md and docs/*.md, builds it, runs it, and holds what it says against the text.

    test-examples.py SOURCE BUILD [--save]

A block ```c with a main () is built and run, one ```python is run, both on a copy of the sample village as their first
argument.  A block ``` right after it (at most three lines of text between) is what it prints.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(c|python)\n(.*?)^```\n(?:(?:(?!```)[^\n]*\n){0,4}?^```\n(.*?)^```$)?", re.S | re.M)


def command(kind, text, build, source, folder):
    if kind == "python":
        path = folder / "example.py"
        path.write_text(text, encoding="utf-8")
        return ["/usr/bin/python3", path]
    path = folder / "example.c"
    path.write_text(text, encoding="utf-8")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gio-2.0"], check=True, capture_output=True,
                           text=True).stdout.split()
    # Nothing that uses the first library alone may need the second.
    office = ["-lgeng-office-1"] if "<geng-office/" in text else []
    subprocess.run(["gcc", "-Wall", "-Werror", f"-I{source}/include", path, "-o", folder / "example",
                    f"-L{build}/lib", "-lgeng-1", *office, *flags], check=True)
    return [folder / "example"]


def check(path, match, source, build, save):
    kind, text, expected = match.groups()
    if kind == "c" and "main (" not in text:
        return match[0], None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        village = shutil.copytree(source / "examples/villages/dafenshanyan", folder / "village")
        done = subprocess.run([*command(kind, text, build, source, folder), village], capture_output=True, text=True,
                              cwd=folder, env={**os.environ, "LD_LIBRARY_PATH": str(build / "lib")})
    line = match.string[:match.start()].count("\n") + 1
    if done.returncode:
        return match[0], f"{path}:{line}: ends with {done.returncode}: {done.stderr}"
    if expected is not None and done.stdout != expected:
        if save:
            return match[0].replace("```\n" + expected, "```\n" + done.stdout), None
        return match[0], f"{path}:{line}: prints\n{done.stdout}the text says\n{expected}"
    return match[0], None


def main():
    source, build, save = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), "--save" in sys.argv
    faults, count = [], 0
    for path in [source / "README.md", *sorted((source / "docs").glob("*.md"))]:
        def held(match):
            nonlocal count
            text, fault = check(path.relative_to(source), match, source, build, save)
            count += 1
            faults.extend([fault] if fault else [])
            return text
        before = path.read_text(encoding="utf-8")
        after = BLOCK.sub(held, before)
        if save and after != before:
            path.write_text(after, encoding="utf-8")
    program = (source / "examples/hello.c").read_text(encoding="utf-8")
    if program.strip() not in (source / "README.md").read_text(encoding="utf-8"):
        faults.append("README.md: the program is not examples/hello.c")
    print("\n".join(faults) or f"{count} examples say what the text says")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
