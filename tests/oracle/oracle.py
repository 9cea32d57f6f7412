# SPDX-License-Identifier: LGPL-2.1-or-later
"""oracle.py MAKE-CLAIMS FIRST N: what the planner says of N random stations, held against CP-SAT.

A bound above the truth, an optimum that is none, a contradiction where there is a roster, somebody who is set aside "proven"
where all have a line: each is a false claim. Whatever effort it was given, the planner makes none. The last line is JSON.

oracle.py --store FILE MAKE-CLAIMS FIRST N: stores problems and CP-SAT's answers to them, for stored.py."""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import problem

LARGEST = 16_000  # bytes of a problem that is stored
# Much, little and next to nothing: the starved ones must not take running out for a proof.
EFFORTS = (1000, 100_000, 4_000_000)


def claims(program, first, n, efforts=EFFORTS):
    """Each seed with its problem and what was said of it at each effort; every second seed once more, as a repair."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([program, folder, str(first), str(n), *map(str, efforts)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"make-claims: exit {done.returncode}: {done.stderr}")
        said = {str(seed): [] for seed in range(first, first + n)}
        for line in done.stdout.splitlines():
            one = json.loads(line)
            said.setdefault(f"{one['seed']}{'-repair' if one['repair'] else ''}", []).append(one)
        for name, all_said in said.items():
            yield name, (Path(folder) / f"{name}.txt").read_text(encoding="utf-8"), all_said


def false(said, truth):
    """What of it is not so; truth: as problem.solve() has it, and sure."""
    if said["said"] == "none found" or (said["repair"] and truth is None):
        return []  # what was served stays even where it clashes with the rules: days behind it become free
    if said["said"] == "contradiction":
        return [] if truth is None else ["no contradiction: there is a legal roster"]
    if said["aside"] > 0:
        return ["somebody is set aside, proven, and all have a line"] if said["aside-proven"] and truth is not None else []
    if truth is None:
        return ["a roster of a problem without one"]
    gaps, cost = truth
    wrong = []
    if said["broken"] > 0:
        wrong.append("the roster breaks a rule")
    if said["gaps"] < gaps:
        wrong.append(f"fewer gaps than the fewest, {gaps}")
    if said["bound-gaps"] > gaps:
        wrong.append(f"the bound of gaps is above the fewest, {gaps}")
    if said["gaps"] == gaps:
        if said["cost"] < cost:
            wrong.append(f"less than the least cost, {cost}")
        if said["bound-cost"] > cost:
            wrong.append(f"the bound is above the least cost, {cost}")
    if said["optimal"] and (said["gaps"], said["cost"]) != truth:
        wrong.append(f"optimal, and {truth} is better")
    return wrong


def check(program, first, n):
    counts = {"stations": 0, "repairs": 0, "claims": 0, "proven": 0, "contradictions": 0, "starved": 0, "undecided": 0, "false": 0}
    for seed, text, all_said in claims(program, first, n):
        truth = problem.solve(text)
        counts["repairs" if seed.endswith("repair") else "stations"] += 1
        if truth == "?":
            counts["undecided"] += 1
            continue
        for said in all_said:
            counts["claims"] += 1
            counts["proven"] += said.get("optimal", False)
            counts["contradictions"] += said["said"] == "contradiction"
            counts["starved"] += said["said"] == "none found"
            for wrong in false(said, truth):
                counts["false"] += 1
                print(f"seed {seed}, effort {said['effort']}: {wrong}: {json.dumps(said)}", flush=True)
    print(json.dumps(counts))
    return 1 if counts["false"] > 0 else 0


def store(file, program, first, n):
    kept = []
    for seed, text, _said in claims(program, first, n, efforts=()):
        truth = problem.solve(text) if len(text) <= LARGEST else "?"
        if truth != "?":
            kept.append({"seed": int(seed), "problem": text, "answer": truth})
    Path(file).write_bytes(gzip.compress(json.dumps(kept).encode(), mtime=0))
    print(f"{len(kept)} problems stored, {sum(one['answer'] is None for one in kept)} without a roster")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--store"]:
        sys.exit(store(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(check(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
