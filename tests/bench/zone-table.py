#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the program's commands cost on a zone: zone-table.py --build build [--people 500,1000] [--rows check,why]

Each row is a command on a month that zone.py made, each column so many people: seconds of a processor and the most
memory in MB, of --repeat runs the least, and behind it the ratio to the column before.  Where a column has twice the
people of the one before, a ratio of two is a command that grows with what it prints; the zone's budget is 2.3 times.  `plan`
rows are dear and are run where they are named; they tell the seconds on the clock, too, and what is proven of gaps and cost."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
MONTH, NEXT = "2027-03", "2027-04"
PEOPLE_A_GRID = 36
CHEAP = ("check", "show", "show-day", "show-at", "cover", "why", "report", "html", "txt", "xlsx", "first", "none",
         "change", "next")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--people", default="500,1000,2000,4000")
    parser.add_argument("--rows", default=",".join(CHEAP), help=f"of {', '.join(CHEAP)}, quick, normal, couples")
    parser.add_argument("--couples", action="store_true", help="a tenth of the people are couples in twos, in all rows")
    parser.add_argument("--repeat", type=int, default=1, help="so many runs of what changes nothing: the least counts")
    parser.add_argument("--limit", type=int, default=600, help="seconds after which a command is stopped")
    return parser.parse_args()


def told_of(plan, clock):
    """Of a plan's answer: how long, and how much of its gaps and cost no roster can be without."""
    return (f", {clock:.0f} s on the clock, gaps {plan['gaps']} ≥ {plan['bound-gaps']},"
            f" cost {plan['cost']} ≥ {plan['bound-cost']}")


class Zone:
    """One generated zone and what its commands cost."""

    def __init__(self, build, folder, people, limit, couples=0, roster=True):
        self.program, self.folder, self.limit = build / "examples/captain/geng", folder, limit
        extra = ["--roster"] if roster else ["--leaders", "--weekdays"]
        extra += ["--couples", str(couples)] if couples else []
        grids = max(1, round(people / PEOPLE_A_GRID))
        subprocess.run([sys.executable, HERE / "zone.py", folder, "--grids", str(grids), *extra], check=True)

    def cost(self, *words):
        """Seconds of a processor, MB, and what a plan says of its roster; None where it took too long or failed."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
            child = subprocess.Popen([self.program, *words, "-C", self.folder], stdin=subprocess.DEVNULL, stdout=answer,
                                     stderr=complaints, env=environment)
            end = began + self.limit
            done = 0
            while not done and time.monotonic() < end:
                done, status, used = os.wait4(child.pid, os.WNOHANG)
                time.sleep(0.005)
            if not done:
                child.kill()
                os.wait4(child.pid, 0)
                return None
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 2, 3):
                complaints.seek(0)
                sys.exit(f"geng {' '.join(words)}: {child.returncode}\n{complaints.read().decode()[:2000]}")
            answer.seek(0)
            told = told_of(json.loads(answer.read()), time.monotonic() - began) if words[0] == "plan" else ""
            return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told

    def drop(self, rows):
        """The draft without so many of its last rows."""
        path = self.folder / f"drafts/{MONTH}.csv"
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join(lines[:-rows]) + "\n", encoding="utf-8")

    def copy_month(self):
        """The same people in the same turn in April."""
        lines = (self.folder / f"drafts/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
        kept = [line.replace(MONTH, NEXT) for line in lines if not line.startswith(f"{MONTH}-31")]
        (self.folder / f"drafts/{NEXT}.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")

    def row(self, name, repeat):
        out = str(self.folder.parent / "out")
        commands = {
            "check": ("check", MONTH), "show": ("show", MONTH), "show-day": ("show", "--day", f"{MONTH}-10"),
            "show-at": ("show", "--at", f"{MONTH}-10T12:30"), "cover": ("cover", "v00007", f"{MONTH}-02"),
            "why": ("why", MONTH, "--reasons"), "report": ("report", MONTH), "html": ("report", MONTH, out + ".html"),
            "txt": ("report", MONTH, out + ".txt"), "xlsx": ("report", MONTH, out + ".xlsx"),
            "quick": ("plan", MONTH, "--effort", "quick", "--json"), "normal": ("plan", MONTH, "--effort", "normal", "--json"),
            "couples": ("plan", MONTH, "--effort", "normal", "--json"),
        }
        if name in commands:
            costs = [self.cost(*commands[name]) for _ in range(repeat if name in CHEAP else 1)]
            return min(cost for cost in costs) if None not in costs else None
        url = ("--url", "https://example.org/duty/")
        if name == "change":
            self.drop(1)
        if name == "next":
            self.copy_month()
        return self.cost("publish", NEXT if name == "next" else MONTH, *url)


def print_cell(cost, before):
    if cost is None:
        return "stopped"
    ratio = f" ×{cost[0] / before[0]:.1f}" if before else ""
    return f"{cost[0]:.2f} s, {cost[1]:.0f} MB{ratio}{cost[2]}"


def main():
    arguments = read_arguments()
    sizes = [int(size) for size in arguments.people.split(",")]
    names = arguments.rows.split(",")
    costs = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            folder = Path(scratch) / str(size) / "zone"
            couples = size // 20 if arguments.couples else 0
            zone = Zone(arguments.build.resolve(), folder, size, arguments.limit, couples)
            for name in names:
                if name == "couples":
                    shutil.rmtree(folder)
                    zone = Zone(arguments.build.resolve(), folder, size, arguments.limit, size // 10, roster=False)
                costs[name, size] = zone.row(name, arguments.repeat)
                print(f"{name} {size}: {print_cell(costs[name, size], None)}", file=sys.stderr, flush=True)
    print("| command | " + " | ".join(f"{size} people" for size in sizes) + " |")
    print("|--|" + "--|" * len(sizes))
    for name in names:
        cells = [print_cell(costs[name, size], costs.get((name, sizes[i - 1])) if i else None)
                 for i, size in enumerate(sizes)]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
