#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The same hello in four languages says the same, and what it says is right: test-hello.py SOURCE BUILD."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
village = source / "examples/villages/dafenshanyan"
commands = {
    "C": [build / "examples/hello"],
    "Python": ["/usr/bin/python3", source / "examples/hello.py"],
    "Vala": [build / "examples/hello-vala"],
    "JavaScript": ["gjs", "-m", source / "examples/hello.js"],
}


def run(command):
    return subprocess.run([*command, village], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


with ThreadPoolExecutor(2) as pool:
    said = dict(zip(commands, pool.map(run, commands.values())))
for language, lines in said.items():
    assert lines == said["C"], f"{language} says {lines}, C says {said['C']}"

# Night patrol of the sample wants four to six different members, and a leader is on call.
*names, gaps = said["C"]
with open(village / "members.csv", encoding="utf-8-sig") as stream:
    members = {name for row in csv.reader(stream) for name in row}
assert gaps == "0 gaps", gaps
assert 5 <= len(set(names)) == len(names) <= 7, names
assert set(names) <= members, names

# A rule of the program's own, in C and in Python: conforms, and is planned with.
own = [run([build / "examples/own-rule"]), run(["/usr/bin/python3", source / "examples/own-rule.py"])]
assert own[0] == own[1] == ["market-days: meaning and lowering are one: yes", "0 gaps"], own

# A folder that is not there: a message and status 1 in every language.
for language, command in commands.items():
    done = subprocess.run([*command, source / "no-such-folder"], capture_output=True, text=True)
    assert done.returncode == 1 and "no-such-folder" in done.stderr, (language, done)
print("\n".join(said["C"]))
