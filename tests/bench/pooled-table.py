#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A zone whose villages share a police station, planned as one and held against each village alone.

    python3 tests/bench/pooled-table.py --build build --effort normal

Prints seconds of a processor and the most memory of `plan` over all, its gaps and what is proven of them, and of each
village what its roster costs in the zone's plan and what `plan` finds for it alone with its police duties where they
are.  The zone's budget is 2 % for each."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
MONTH = "2027-03"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--villages", type=int, default=29)
    parser.add_argument("--police", type=int, default=60)
    parser.add_argument("--effort", default="normal")
    parser.add_argument("--alone", type=int, help="so many villages alone (default: all)")
    return parser.parse_args()


def run(program, *words):
    """Its answer, seconds of a processor, MB and seconds on the clock."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([program, *words], stdout=out, stderr=subprocess.DEVNULL,
                                 env={**os.environ, "LC_ALL": "C.UTF-8"})
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        answer = json.loads(out.read() or b"null")
    if child.returncode not in (0, 2):
        sys.exit(f"geng {' '.join(map(str, words))}: {child.returncode}: {answer}")
    return answer, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, time.monotonic() - began


def main():
    arguments = read_arguments()
    program = arguments.build.resolve() / "examples/captain/geng"
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "zone"
        subprocess.run([sys.executable, HERE / "pooled.py", root, "--villages", str(arguments.villages), "--police",
                        str(arguments.police)], check=True)
        effort = ("--effort", arguments.effort, "--json")
        answer, seconds, memory, clock = run(program, "plan", MONTH, *effort, "-C", root)
        print(f"plan --effort {arguments.effort} of {arguments.villages} villages and {arguments.police} police: "
              f"{seconds:.1f} s CPU, {clock:.1f} s, {memory:.0f} MB; gaps {answer['gaps']}, proven at least "
              f"{answer['bound-gaps']}; cost {answer['cost']}, proven at least {answer['bound-cost']}, and with the police "
              f"where they are {answer['bound-cost-around']}", flush=True)
        checks, seconds, memory, _ = run(program, "check", MONTH, "--json", "-C", root)
        print(f"check of all, one after the other: {seconds:.1f} s CPU")
        worst = 0.0
        for one in checks[:arguments.alone]:
            here = one["answer"]["cost"]
            alone, _, _, _ = run(program, "plan", MONTH, *effort, "-C", root / one["station"])
            over = 100.0 * (here - alone["cost"]) / here if here > 0 else 0.0
            worst = max(worst, over)
            print(f"{one['station']}: {one['answer']['gaps']} gaps, cost {here}; alone {alone['gaps']}, {alone['cost']}: "
                  f"{over:.1f} % over", flush=True)
        print(f"the worst village is {worst:.1f} % over its own plan")


if __name__ == "__main__":
    main()
