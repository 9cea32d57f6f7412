#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a start costs: CPU time and memory of a program that makes a planner, beside one that uses GIO alone.

    start.py [--build FOLDER]

Best of twenty, taken in turn, so that the machine is the same for all. Wanted are at most 1.75 times the CPU time and 2 MB more
memory than GIO alone, and in Python at most 15 ms more for `import Geng` than for `import Gio`. What uses the second library is
shown, and is held to nothing.
"""

import argparse
import os
import subprocess
from pathlib import Path

ROUNDS = 20
TIMES, KILOBYTES, MILLISECONDS = 1.75, 2048, 15
SOURCE = Path(__file__).resolve().parents[2]
PYTHON = "import gi; gi.require_version('{0}', '{1}'); from gi.repository import {0}"


def cpu(command, environment):
    """CPU milliseconds of one run, from exec to exit, by the kernel's count."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, environment, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, command
    return (usage.ru_utime + usage.ru_stime) * 1000


def memory(command, environment):
    """Kilobytes that a run held at most, by what it says of itself."""
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return int(said.split()[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, default=SOURCE / "build")
    build = parser.parse_args().build.resolve()
    environment = {**os.environ, "LD_LIBRARY_PATH": str(build / "lib"), "GI_TYPELIB_PATH": str(build / "lib/introspection"),
                   "PYTHONPATH": str(SOURCE / "bindings/python")}
    programs = {name: [str(build / f"tests/bench/start-{name}")] for name in ("gio", "plan", "office")}
    imports = {name: ["/usr/bin/python3", "-c", PYTHON.format(name, version)]
               for name, version in (("Gio", "2.0"), ("Geng", "1.0"), ("GengOffice", "1.0"))}
    rounds = [{name: cpu(command, environment) for name, command in {**programs, **imports}.items()} for _ in range(ROUNDS)]
    best = {name: min(each[name] for each in rounds) for name in rounds[0]}
    held = {name: min(memory(command, environment) for _ in range(ROUNDS)) for name, command in programs.items()}
    print("| program | CPU ms | to GIO alone | memory KB | more |\n|--|--|--|--|--|")
    for name in programs:
        print(f"| start-{name} | {best[name]:.2f} | {best[name] / best['gio']:.2f} | {held[name]} | {held[name] - held['gio']} |")
    print("\n| import | CPU ms | over Gio |\n|--|--|--|")
    for name in imports:
        print(f"| {name} | {best[name]:.1f} | {best[name] - best['Gio']:.1f} |")
    kept = (best["plan"] <= TIMES * best["gio"], held["plan"] - held["gio"] <= KILOBYTES,
            best["Geng"] - best["Gio"] <= MILLISECONDS)
    print(f"\nat most {TIMES} times, {KILOBYTES} KB, {MILLISECONDS} ms: {'kept' if all(kept) else 'NOT KEPT'}")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
