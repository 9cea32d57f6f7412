# SPDX-License-Identifier: LGPL-2.1-or-later
"""The long forms of what the test command does in small, in pieces that can be taken one by one.

    python3 tests/slow.py PART [I/N]     runs piece I of N of a part, and writes a row into tests/slow-results.tsv
    python3 tests/slow.py --list         the parts
    python3 tests/slow.py --page         writes docs/testing.md from the rows; with --check only compares

A piece is meant to take at most 45 minutes on one core. Its row says what it did, at which commit, and what came of it; what has
no row stands on the page as never run."""

import argparse
import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "tests/slow-results.tsv"
PAGE = ROOT / "docs/testing.md"
BUILD = ROOT / "build"
KEPT = ROOT / "tests/fuzz/found"
MOST_SECONDS = 5  # for one input of a fuzzer
SLICE = 60  # seconds that a fuzzer runs before its processor's time is looked at
HEAD = ["part", "piece", "commit", "date", "cpu seconds", "outcome", "counts"]

# Part: (pieces of a whole run, what it does, what the whole of it is)
PARTS = {
    "oracle": (20, "random stations, planned with much, little and next to no effort, before CP-SAT", "10,000 stations, 30,000 claims"),
    "faults": (12, "an error, a death or a loss of power at every call that changes the disk, in seven commands", "every call × 9"),
    "memory": (4, "one allocation fails, in a publication and an import", "every 500th allocation, every one of libical"),
    "kills": (4, "publications, covers and undos killed at a random moment", "2,000 kills"),
    "visitor": (4, "a visitor and another user poll the served folder while it is published, revoked and killed", "40,000 polls"),
    "fuzz": (8, "libFuzzer under the sanitizers, 5 s and 500 MB for each input, over each corpus", "four hours of the processor"),
    "certificates": (1, "proofs from trees alone, of small problems, of stations with every rule, of 10 to 20 people and of what"
                     " CERTIFICATES_OF names, before the checker", "300, 300, 50 trees of 20 leaves and more; five published ones"),
    "judge": (1, "a judge that follows edits, against one that judges anew", "100,000 edits"),
    "mutants": (8, "mistakes put into the judge, the rules, the solver, the planner and what lies around them, one by one: which test notices",
                "200 drawn by rule, 12 that once lived"),
    "coverage": (1, "the branches that the tests take, by folder of the library", "all suites of C and of the program"),
    "calls": (1, "random sequences of calls of the library, over all that introspection lists", "600 sequences"),
}


def run(words, **environment):
    """What a command says, as it goes; and its exit status."""
    done = subprocess.run(list(map(str, words)), env=os.environ | {k: str(v) for k, v in environment.items()}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, cwd=ROOT)
    print(done.stdout, end="", flush=True)
    return done.stdout, done.returncode


def spent():
    """Seconds of the processor that commands took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(*targets):
    _said, status = run(["ninja", "-C", BUILD, *targets])
    if status != 0:
        sys.exit("slow.py: it does not build; meson setup build")


def program_tests(name, *tests, **environment):
    """A test of tests/program with its long form's variables."""
    build("examples/captain/geng", "tests/faults/libgeng-faults.so", "tests/faults/libgeng-memory.so")
    return run(["/usr/bin/python3", ROOT / f"tests/program/test_{name}.py", *tests], GENG=BUILD / "examples/captain/geng",
               FAULTS=BUILD / "tests/faults/libgeng-faults.so", MEMORY=BUILD / "tests/faults/libgeng-memory.so",
               GENG_LOCALEDIR=f"{BUILD}/examples/captain/po:{BUILD}/lib/po", LD_LIBRARY_PATH=BUILD / "lib",
               PYTHONDONTWRITEBYTECODE="1", **environment)


def numbers(pattern, text):
    return "; ".join(" ".join(found.split()) for found in re.findall(pattern, text))


def oracle(i, n):
    """Seeds that the usual tests do not have."""
    build("tests/oracle/make-claims")
    venv = BUILD / "oracle-venv"
    if not (venv / "bin/python").exists():
        run([sys.executable, "-m", "venv", venv])
        run([venv / "bin/pip", "install", "--quiet", "ortools"])
    each = 10000 // n
    said, status = run([venv / "bin/python", "tests/oracle/oracle.py", BUILD / "tests/oracle/make-claims", 10000 + (i - 1) * each, each])
    counts = json.loads(said.splitlines()[-1]) if said.rstrip().endswith("}") else {}
    return status, f"seeds from {10000 + (i - 1) * each}: " + ", ".join(f"{count} {name}" for name, count in counts.items())


def faults(i, n):
    tests = [f"Faults.test_{name}" for name in ("publish", "swap", "import", "cover_and_undo")]
    tests += [f"SmallFaults.test_{name}" for name in ("plan", "repair", "publish_elsewhere", "first_publication",
                                                      "first_publication_elsewhere", "import_of_a_calendar", "cover")]
    said, status = program_tests("faults", *tests, FAULTS_EVERY=1, FAULTS_PART=f"{i}/{n}")
    return status, numbers(r"\w+: \d+ of \d+ states at \d+ calls, \d+ struck", said)


def memory(i, n):
    said, status = program_tests("faults", "Faults.test_memory_of_an_import", FAULTS_EVERY=1, FAULTS_PART=f"{i}/{n}")
    more, second = program_tests("faults", "Faults.test_memory_of_a_publication", FAULTS_EVERY=500, FAULTS_PART=f"{i}/{n}")
    return status or second, numbers(r"\w+: \d+ of \d+ allocations, \d+ refused", said + more)


def kills(_i, n):
    _said, status = program_tests("kill", KILLS=1000 // n)
    return status, f"{1000 // n} kills of a publication, {500 // n} of a cover, {500 // n} of an undo"


def visitor(_i, n):
    said, status = program_tests("visitor", POLLS=40000 // n)
    return status, numbers(r"\d+ polls of another user, \d+ of a visitor in \d+ publications.*secrets", said)


def fuzzers():
    """The targets with libFuzzer and the sanitizers, in a build of their own: a fuzzer that sees which code an input reaches finds what
    chance alone does not.  C11 does not allow NULL + 0, which nothing reads through; the next C does (N3322)."""
    folder = ROOT / "build-fuzz"
    if not (folder / "build.ninja").exists():
        run(["meson", "setup", folder, "-Dfuzzer=true", "-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dintrospection=false",
             "-Dc_args=-fno-sanitize-recover=undefined -fno-sanitize=pointer-overflow"], CC="clang")
    names = sorted(path.stem.removeprefix("fuzz-") for path in (ROOT / "tests/fuzz").glob("fuzz-*.c"))
    _said, status = run(["ninja", "-C", folder, *(f"tests/fuzz/fuzz-{name}" for name in names)])
    if status != 0:
        sys.exit("slow.py: the fuzzers do not build; sh tests/install.sh slow")
    return folder, names


def found_before(name, folder):
    """What earlier pieces found, out of the archive in which it is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if (KEPT / f"{name}.tar.xz").exists():
        with tarfile.open(KEPT / f"{name}.tar.xz") as archive:
            for member in archive:
                (folder / Path(member.name).name).write_bytes(archive.extractfile(member).read())


def keep_found(name, folder):
    """The same files make the same archive."""
    KEPT.mkdir(exist_ok=True)
    with tarfile.open(KEPT / f"{name}.tar.xz", "w:xz") as archive:
        for path in sorted(folder.iterdir()):
            data, member = path.read_bytes(), tarfile.TarInfo(path.name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def is_slow(target, artefacts):
    """Whether an input that the fuzzer's clock stopped takes that long by the processor too: the machine may have been busy."""
    for path in artefacts:
        before = spent()
        _said, status = run([target, path])
        if status != 0 or spent() - before > MOST_SECONDS:
            return True
        path.unlink()
    return False


def fuzz_one(target, words, seconds, seed, artefacts):
    """Slice after slice, each of another seed, until it has had its seconds of the processor."""
    began, inputs = spent(), 0
    while spent() - began < seconds:
        seed += 1
        said, status = run([target, *words, f"-seed={seed}"], ASAN_OPTIONS="quarantine_size_mb=16")
        inputs += sum(map(int, re.findall(r"executed_units: +(\d+)", said)))
        if status != 0 and ("libFuzzer: timeout" not in said or is_slow(target, artefacts())):
            return inputs, numbers("SUMMARY: .*", said) or f"status {status}"
    return inputs, None


def fuzz(i, n):
    """What one piece found the next begins with.  Of all that was found, a small set that reaches the same code is kept."""
    folder, names = fuzzers()
    seconds = 4 * 3600 / n / len(names)
    bad, counts = 0, []
    for name in names:
        target, found, kept = folder / f"tests/fuzz/fuzz-{name}", folder / f"found/{name}", folder / f"kept/{name}"
        corpus = ROOT / f"tests/fuzz/corpus/{name}"
        found.mkdir(parents=True, exist_ok=True)
        found_before(name, kept)
        words = [f"-dict={ROOT}/tests/fuzz/{name}.dict", f"-max_total_time={max(1, int(min(SLICE, seconds)))}",
                 f"-timeout={MOST_SECONDS}", "-rss_limit_mb=500", "-print_final_stats=1", f"-artifact_prefix={folder}/{i}-{name}-",
                 found, kept, corpus]
        inputs, fault = fuzz_one(target, words, seconds, i * 10000,
                                 lambda name=name: sorted(folder.glob(f"{i}-{name}-timeout-*")))
        run([target, "-merge=1", "-use_counters=0", kept, corpus, found], ASAN_OPTIONS="quarantine_size_mb=16")
        keep_found(name, kept)
        bad = bad or fault is not None
        counts.append(f"{name} {inputs} inputs" + (f", stopped: {fault}" if fault else ""))
    return bad, "; ".join(counts)


def certificates(_i, _n):
    build("tests/proof/make-certificates", "tests/oracle/make-claims", "examples/solve/geng-solve")
    said, status = run(["/usr/bin/python3", "tests/proof/test_certificates.py", BUILD / "tests/proof/make-certificates",
                        BUILD / "tests/oracle/make-claims", BUILD / "examples/solve/geng-solve"], CERTIFICATES="375 420 50")
    return status, numbers(r"(?<=[.\n])[\w.-]+: (?:\d+ confirmed.*|gaps.*)", said)


def judge(_i, _n):
    build("tests/property/property-judge-live")
    _said, status = run([BUILD / "tests/property/property-judge-live", "100000"])
    return status, "100000 edits"


def mutants(i, n):
    """Who noticed a mutant before is asked first; the map of all tests is made where somebody else has to be."""
    words = [sys.executable, "tests/mutants/mutants.py", ROOT / "build-mutants"]
    said, status = run([*words, "make"])
    if status != 0:
        return status, "make failed"
    said, status = run([*words, "ask", f"{i}/{n}"])
    if status != 0:
        said, status = run([*words, "map"])
        if status != 0:
            return status, "map failed"
        said, status = run([*words, "run", f"{i}/{n}"])
    return status, (said.strip().splitlines() or ["-"])[-1]


def coverage(_i, _n):
    said, status = run([sys.executable, "tests/coverage.py", ROOT / "build-coverage", "--run"])
    return status, ", ".join(f"{folder} {percent} %" for folder, percent in re.findall(r"^(\w+) +\d+ +([\d.]+) %", said, re.M))


def calls(_i, _n):
    _said, status = run(["meson", "test", "-C", BUILD, "calls-long", "-t", "10"])
    return status, "600 sequences"


def rows():
    if not RESULTS.exists():
        return []
    lines = RESULTS.read_text(encoding="utf-8").splitlines()
    return [dict(zip(HEAD, line.split("\t"))) for line in lines[1:]]


def note(part, piece, seconds, status, counts):
    """Resumable: a piece that is run again replaces its row."""
    commit = subprocess.run(["git", "rev-parse", "--short=8", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    row = [part, piece, commit or "?", time.strftime("%Y-%m-%d"), str(round(seconds)), "passed" if status == 0 else "failed", counts or "-"]
    kept = [list(one.values()) for one in rows() if (one["part"], one["piece"]) != (part, piece)]
    lines = sorted([*kept, row], key=lambda one: (list(PARTS).index(one[0]), [int(word) for word in one[1].split("/")][::-1]))
    RESULTS.write_text("\n".join("\t".join(line) for line in [HEAD, *lines]) + "\n", encoding="utf-8")


def page():
    """docs/testing.md: its words stand before and after the table, which is made here."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = "<!-- made by tests/slow.py --page -->\n", "<!-- end -->\n"
    table = ["| part | what | a whole run | what was run, and when | outcome |\n", "|---|---|---|---|---|\n"]
    known = rows()
    for part, (pieces, what, whole) in PARTS.items():
        mine = [row for row in known if row["part"] == part]
        done = "<br>".join(f"{row['piece']} at {row['commit']}, {row['date']}, {row['cpu seconds']} CPU s: {row['counts']}" for row in mine)
        outcome = "**never run**" if not mine else "<br>".join(row["outcome"] for row in mine)
        table.append(f"| `{part} i/{pieces}` | {what} | {whole} | {done or '–'} | {outcome} |\n")
    return text[:text.index(begin)] + begin + "\n" + "".join(table) + "\n" + text[text.index(end):]


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("piece", nargs="?", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--check", action="store_true")
    said = parser.parse_args()
    if said.page:
        if said.check:
            return 0 if page() == PAGE.read_text(encoding="utf-8") else sys.exit("docs/testing.md is not what tests/slow.py --page makes")
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if said.list or said.part is None:
        print("\n".join(f"{part:9} 1/{pieces}…  {what}: {whole}" for part, (pieces, what, whole) in PARTS.items()))
        return 0
    piece = said.piece or f"1/{PARTS[said.part][0]}"
    i, n = map(int, piece.split("/"))
    if not 1 <= i <= n:
        parser.error("a piece is I/N, from 1/N to N/N")
    before = spent()
    status, counts = globals()[said.part](i, n)
    note(said.part, piece, spent() - before, status, counts)
    print(f"{said.part} {piece}: {'passed' if status == 0 else 'failed'}: {counts}")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
