#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How long a unit of effort takes: nanoseconds of a processor by problem and effort.

usage: unit.py --solve build/examples/solve/geng-solve [--efforts 1,3e7,3e8] [--repeat 3] FILE...

A file is whatever geng-solve reads, or a certificate (`geng plan MONTH --certificate FILE`), of which the problem is
taken.  Of several runs the one that took least time counts, by one thread.  An effort of 1 is what the automata, the
models and the first roster take.  What is wanted is that the dearest unit takes at most twice as long as the cheapest;
runs too short for the clock are not told.
"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

SHORTEST = 0.05  # s: the clock counts hundredths


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--solve", required=True)
    parser.add_argument("--efforts", default="1,3e7,3e8")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("files", nargs="+")
    return parser.parse_args()


def problem_of(path, folder):
    """The file itself, or the problem inside a certificate."""
    text = Path(path).read_text(encoding="utf-8")
    if not text.startswith("geng-certificate"):
        return path
    copy = Path(folder) / (Path(path).stem + ".txt")
    copy.write_text(text[text.index("geng-problem"):text.index("\nline 0 ") + 1], encoding="utf-8")
    return str(copy)


def run(solve, path, effort):
    out = subprocess.run([solve, "--effort", effort, "--time-limit", "0", "--threads", "1", "--seed", "1", path], check=True,
                         capture_output=True, text=True).stdout
    row = json.loads(out.splitlines()[-1])
    return row["cpu"], row["effort"]


def main():
    options = parse()
    efforts = options.efforts.split(",")
    every = []
    print("| problem | " + " | ".join(f"{effort}" for effort in efforts) + " |\n|--" * 1 + "|--" * len(efforts) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files:
            cells = []
            for effort in efforts:
                seconds, units = min(run(options.solve, problem_of(path, folder), effort) for _ in range(options.repeat))
                told = seconds >= SHORTEST
                if told:
                    every.append(seconds / units * 1e9)
                cells.append(f"{every[-1]:.1f}" if told else "–")
            print(f"| {Path(path).stem} | " + " | ".join(cells) + " |", flush=True)
    print(f"\nFrom {min(every):.1f} to {max(every):.1f} ns, ×{max(every) / min(every):.2f}.")


if __name__ == "__main__":
    main()
