# SPDX-License-Identifier: LGPL-2.1-or-later
"""stored.py GENG-SOLVE: a hundred problems of random stations, solved once by CP-SAT of OR-Tools 9, before our solver: no bound
above the truth, no optimum that is none, no contradiction where a roster is legal, and most of them solved to the end.

Made by: oracle.py --store stored.json.gz MAKE-CLAIMS 0 250"""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import problem

STORED = Path(__file__).with_name("stored.json.gz")
EFFORT = "20000000"
FEWEST, FEWEST_PROVEN = 100, 100


def wrong_about(said, contradiction, truth, text):
    """What the solver said that is not so."""
    head = problem.Problem(text.splitlines()[0])
    if truth is None:
        return "a roster of a problem without one" if said["legal"] else None
    if contradiction:
        return "no contradiction: there is a legal roster"
    best = truth[0] * head.gap_price * head.unit + truth[1]
    if said["bounded"] and said["bound"] > best:
        return f"the bound {said['bound']} is above the best, {best}"
    if said["legal"] and said["cost"] < best:
        return f"{said['cost']} is below the best, {best}"
    if said["optimal"] and said["cost"] != best:
        return f"optimal, and {best} is better than {said['cost']}"
    return None


def main(program):
    stored = json.loads(gzip.decompress(STORED.read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        for i, one in enumerate(stored):
            (Path(folder) / f"{i:03}").write_text(one["problem"], encoding="utf-8")
        done = subprocess.run([program, "--time-limit", "0", "--effort", EFFORT, "--threads", "1",
                               *sorted(str(path) for path in Path(folder).iterdir())],
                              capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = {line["instance"]: line for line in (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))}
    # All clash, or a member has no line: either way no roster is legal.
    contradictions = {line.split()[0] for line in done.stdout.splitlines()
                      if line.endswith(" contradiction") or " no line  for member" in line}
    assert len(stored) >= FEWEST and len(said) == len(stored), f"{len(stored)} problems, {len(said)} answers"
    false = 0
    for i, one in enumerate(stored):
        name = f"{i:03}"
        wrong = wrong_about(said[name], name in contradictions, one["answer"] and tuple(one["answer"]), one["problem"])
        if wrong is not None:
            false += 1
            print(f"problem {name}, seed {one['seed']}: {wrong}")
    proven = sum(one["optimal"] for one in said.values()) + len(contradictions)
    print(f"{len(stored)} problems, {proven} solved to the end, {len(contradictions)} of them without a roster, {false} false")
    return 0 if false == 0 and proven >= FEWEST_PROVEN else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
