# SPDX-License-Identifier: LGPL-2.1-or-later
"""oracle.py MAKE-CLAIMS FIRST N: what the planner says of N random stations, held against CP-SAT.

A bound above the truth, an optimum that is none, a contradiction where there is a roster, somebody who is set aside "proven"
who has a line: each is a false claim. Whatever effort it was given, the planner makes none. Of a plan that leaves members out the
truth is that of the problem without them. The last line is JSON: how many problems were asked of, in how many of them values come in
steps above 1, how many CP-SAT decided, and how many claims that held.

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
EFFORTS = (1, 30, 1000, 100_000, 4_000_000)


class Truths:
    """What CP-SAT says of the problems in a folder, each asked once."""

    def __init__(self, folder):
        self.folder, self.whole, self.lines = Path(folder), {}, {}

    def text(self, name):
        return (self.folder / f"{name}.txt").read_text(encoding="utf-8")

    def of(self, name):
        if name not in self.whole:
            self.whole[name] = problem.solve(self.text(name))
        return self.whole[name]

    def has_line(self, name, line):
        if (name, line) not in self.lines:
            self.lines[name, line] = problem.has_line(self.text(name), line)
        return self.lines[name, line]


def ask(program, folder, first, n, efforts=EFFORTS):
    """The name of each problem with the step of its values, and all that was said of them. Every second seed is asked once more, as a
    repair; the others of a station that was made around a roster."""
    done = subprocess.run([program, folder, str(first), str(n), *map(str, efforts)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"make-claims: exit {done.returncode}: {done.stderr}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["problem"]: one["step"] for one in lines if "problem" in one}, [one for one in lines if "said" in one]


def false_of_aside(said, name, truths):
    """Whoever is set aside "proven" has no line in the problem of all, not even alone. Without that proof nothing else is proven."""
    wrong = [f"line {line} is set aside, proven, and can be" for line, proven in said["aside"]
             if proven and (said["planted"] or truths.has_line(name, line) is True)]
    if said["said"] == "roster" and not all(proven for _line, proven in said["aside"]):
        if said["optimal"] or said["bound-gaps"] > 0 or said["bound-cost"] > 0:
            wrong.append("something is proven, and not that whoever is set aside has no line")
    return wrong


def false(said, truth):
    """What of it is not so; truth: of the problem without those who are set aside, as problem.solve() has it, and sure."""
    if said["said"] == "none found" or (said["kind"] == "-repair" and truth is None):
        return []  # what was served stays even where it clashes with the rules: days behind it become free
    if said["said"] == "contradiction":
        return [] if truth is None else ["no contradiction: there is a legal roster"]
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


def all_false(said, truths, counts):
    """What of it is not so, as far as that is decided."""
    name = f"{said['seed']}{said['kind']}"
    wrong = false_of_aside(said, name, truths)
    truth = truths.of(said["of"])
    if said["planted"] and truth is None and not said["aside"]:
        wrong.append("the roster that was planted is not legal")
    if truth != "?":
        counts["held"] += 1
        wrong += false(said, truth)
    elif said["planted"] and said["said"] == "contradiction":
        wrong.append("no contradiction: a legal roster was planted")
    return wrong


def check(program, first, n):
    counts = dict.fromkeys(("stations", "repairs", "crowds", "lines", "orders", "stepped", "decided", "undecided", "claims", "held", "proven",
                            "contradictions", "starved", "aside", "unfound", "false"), 0)
    kinds = {"repair": "repairs", "crowd": "crowds", "lines": "lines", "order": "orders"}
    with tempfile.TemporaryDirectory() as folder:
        truths = Truths(folder)
        steps, all_said = ask(program, folder, first, n)
        for name, step in steps.items():
            if "-without-" not in name:
                counts[kinds.get(name.partition("-")[2], "stations")] += 1
            counts["stepped"] += step > 1
            counts["undecided" if truths.of(name) == "?" else "decided"] += 1
        for said in all_said:
            counts["claims"] += 1
            counts["proven"] += said.get("optimal", False)
            counts["contradictions"] += said["said"] == "contradiction"
            counts["starved"] += said["said"] == "none found"
            counts["aside"] += len(said["aside"]) > 0
            counts["unfound"] += any(not proven for _line, proven in said["aside"])
            for wrong in all_false(said, truths, counts):
                counts["false"] += 1
                print(f"seed {said['seed']}{said['kind']}, effort {said['effort']}: {wrong}: {json.dumps(said)}", flush=True)
    print(json.dumps(counts))
    return 1 if counts["false"] > 0 else 0


def store(file, program, first, n):
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        truths = Truths(folder)
        for name in ask(program, folder, first, n, efforts=())[0]:
            text = truths.text(name)
            truth = truths.of(name) if len(text) <= LARGEST else "?"
            if truth != "?":
                kept.append({"seed": int(name), "problem": text, "answer": truth})
    Path(file).write_bytes(gzip.compress(json.dumps(kept).encode(), mtime=0))
    print(f"{len(kept)} problems stored, {sum(one['answer'] is None for one in kept)} without a roster")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--store"]:
        sys.exit(store(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(check(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
