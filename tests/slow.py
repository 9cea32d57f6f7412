# SPDX-License-Identifier: LGPL-2.1-or-later
"""The long forms of what the test command does in small, in pieces that can be taken one by one.

    python3 tests/slow.py PART [I/N]     runs piece I of N of a part, and writes a row into tests/slow-results.tsv
    python3 tests/slow.py PART I/N --fresh   the same, and the part's earlier rows go: into another number of pieces, or all anew
    python3 tests/slow.py --list         the parts
    python3 tests/slow.py --page         writes docs/testing.md from the rows; with --check only compares

A piece is meant to take at most 45 minutes on one core. Its row says what it did, at which commit, from which seeds and files,
and what came of it; what has no row stands on the page as never run."""

import argparse
import hashlib
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
HEAD = ["part", "piece", "commit", "date", "seeds", "corpus", "cpu seconds", "outcome", "counts"]
# What a part begins from, or goes on from, besides its seeds: its row has their hash.
CORPORA = {"fuzz": ("tests/fuzz/corpus", "tests/fuzz/found"), "oracle": ("tests/oracle/stored.json.gz",)}
# What the pieces themselves write: it makes no tree another one.
WRITTEN = ("tests/slow-results.tsv", "docs/testing.md", "tests/fuzz/found")
NOT_WHOLE = "not whole"  # what a part says that had to leave something out
FIRST_STATION = 10000  # the usual tests and the stored problems have the seeds below
A_PIECE_APART = 1000   # seeds of two pieces whose tests have a few each

# Part: (pieces of a whole run, what it does, what the whole of it is)
PARTS = {
    "oracle": (100, "random stations, planned with much, little and next to no effort, before CP-SAT",
               "10,000 stations, 100 a piece"),
    "faults": (12, "an error, a death or a loss of power at every call that changes the disk, in eleven tests",
               "every call × 8, up to 200 losses of power each"),
    "memory": (4, "one allocation fails, in a publication and an import",
               "the first 20,000 allocations and every 11th of the others, every one of libical"),
    "kills": (4, "publications, covers and undos killed at a random moment", "2,000 tries"),
    "visitor": (4, "a visitor and another user poll the served folder while it is published, revoked and killed", "40,000 polls"),
    "fuzz": (8, "libFuzzer under the sanitizers, 5 s and 500 MB for each input, over each corpus", "four hours of the processor"),
    "certificates": (1, "proofs from trees alone, of small problems, of stations with every rule, of 10 to 20 people and of what"
                     " CERTIFICATES_OF names, before the checker", "300, 300, 50 trees of 20 leaves and more; five published ones"),
    "judge": (1, "a judge that follows edits, against one that judges anew", "100,000 edits"),
    "mutants": (8, "mistakes put into the judge, the rules, the solver, the planner and what lies around them, one by one: which test notices",
                "200 drawn by rule, 12 that once lived"),
    "coverage": (1, "the branches that the tests take, by folder of the library", "all suites of C and of the program"),
    "calls": (10, "random sequences of calls of the library, over all that introspection lists, 5 s and 500 MB for each",
              "6,000 sequences"),
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


def share(i, n, whole):
    """What piece I of N has of so many: together the pieces have all, whatever N is."""
    return range((i - 1) * whole // n, i * whole // n)


def span(numbers_of, first=0):
    return f"{first + numbers_of.start}–{first + numbers_of.stop - 1}"


def oracle(i, n):
    """Seeds that the usual tests do not have."""
    build("tests/oracle/make-claims")
    venv = BUILD / "oracle-venv"
    if not (venv / "bin/python").exists():
        run([sys.executable, "-m", "venv", venv])
        run([venv / "bin/pip", "install", "--quiet", "ortools"])
    mine = share(i, n, 10000)
    said, status = run([venv / "bin/python", "tests/oracle/oracle.py", BUILD / "tests/oracle/make-claims",
                        FIRST_STATION + mine.start, len(mine)])
    counts = json.loads(said.splitlines()[-1]) if said.rstrip().endswith("}") else {}
    return status, span(mine, FIRST_STATION), ", ".join(f"{count} {name}" for name, count in counts.items())


def faults(i, n):
    """No chance in it: every call is struck by one of the pieces."""
    tests = [f"Faults.test_{name}" for name in ("publish", "swap", "import", "cover_and_undo")]
    tests += [f"SmallFaults.test_{name}" for name in ("plan", "repair", "publish_elsewhere", "first_publication",
                                                      "first_publication_elsewhere", "import_of_a_calendar", "cover")]
    said, status = program_tests("faults", *tests, FAULTS_EVERY=1, FAULTS_PART=f"{i}/{n}")
    return status, "-", numbers(r"\w+: \d+ of \d+ states at \d+ calls, \d+ struck", said)


def memory(i, n):
    said, status = program_tests("faults", "Faults.test_memory_of_an_import", FAULTS_EVERY=1, FAULTS_PART=f"{i}/{n}")
    more, second = program_tests("faults", "Faults.test_memory_of_a_publication", FAULTS_FIRST=20000, FAULTS_EVERY=11,
                                 FAULTS_PART=f"{i}/{n}")
    return status or second, "-", numbers(r"\w+: \d+ of \d+ allocations, \d+ refused", said + more)


def kills(i, n):
    """Each piece draws other moments; how many came before the end the test counts."""
    seed = i * A_PIECE_APART
    said, status = program_tests("kill", KILLS=len(share(i, n, 1000)), KILLS_SEED=seed)
    return status, numbers(r"(?<=seed )\d+(?=: )", said), numbers(r"\w+: \d+ of \d+ killed before the end.*(?=, seed)", said)


def visitor(i, n):
    seed = i * A_PIECE_APART
    said, status = program_tests("visitor", POLLS=len(share(i, n, 40000)), POLLS_SEED=seed)
    counts = numbers(r"\d+ polls of another user, \d+ of a visitor in .* secrets", said)
    return status, numbers(r"(?<=secrets, seed )\d+", said), counts


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
    """Slice after slice, each of another seed, until it has had its seconds of the processor: (inputs, the last seed, what
    stopped it)."""
    began, inputs = spent(), 0
    while spent() - began < seconds:
        seed += 1
        said, status = run([target, *words, f"-seed={seed}"], ASAN_OPTIONS="quarantine_size_mb=16")
        inputs += sum(map(int, re.findall(r"executed_units: +(\d+)", said)))
        if status != 0 and ("libFuzzer: timeout" not in said or is_slow(target, artefacts())):
            return inputs, seed, numbers("SUMMARY: .*", said) or f"status {status}"
    return inputs, seed, None


def fuzz(i, n):
    """What one piece found the next begins with.  Of all that was found, a small set that reaches the same code is kept."""
    folder, names = fuzzers()
    seconds = 4 * 3600 / n / len(names)
    bad, counts, first, last = 0, [], i * 10000, i * 10000
    for name in names:
        target, found, kept = folder / f"tests/fuzz/fuzz-{name}", folder / f"found/{name}", folder / f"kept/{name}"
        corpus = ROOT / f"tests/fuzz/corpus/{name}"
        found.mkdir(parents=True, exist_ok=True)
        found_before(name, kept)
        words = [f"-dict={ROOT}/tests/fuzz/{name}.dict", f"-max_total_time={max(1, int(min(SLICE, seconds)))}",
                 f"-timeout={MOST_SECONDS}", "-rss_limit_mb=500", "-print_final_stats=1", f"-artifact_prefix={folder}/{i}-{name}-",
                 found, kept, corpus]
        inputs, seed, fault = fuzz_one(target, words, seconds, first,
                                       lambda name=name: sorted(folder.glob(f"{i}-{name}-timeout-*")))
        run([target, "-merge=1", "-use_counters=0", kept, corpus, found], ASAN_OPTIONS="quarantine_size_mb=16")
        keep_found(name, kept)
        bad, last = bad or fault is not None, max(last, seed)
        counts.append(f"{name} {inputs} inputs" + (f", stopped: {fault}" if fault else ""))
    return bad, f"{first + 1}–{last}", "; ".join(counts)


def certificates(_i, _n):
    """Without published instances the part is not whole, and its row says so."""
    build("tests/proof/make-certificates", "tests/oracle/make-claims", "examples/solve/geng-solve")
    said, status = run(["/usr/bin/python3", "tests/proof/test_certificates.py", BUILD / "tests/proof/make-certificates",
                        BUILD / "tests/oracle/make-claims", BUILD / "examples/solve/geng-solve"], CERTIFICATES="375 420 50")
    counts = numbers(r"(?<=[.\n])[\w.-]+: (?:\d+ confirmed.*|gaps.*)", said)
    if not any(os.environ.get("CERTIFICATES_OF", "").split(":")):
        return status or NOT_WHOLE, "1", counts + "; of the published instances **none was tried**: CERTIFICATES_OF names none"
    return status, "1", counts


def judge(_i, _n):
    build("tests/property/property-judge-live")
    _said, status = run([BUILD / "tests/property/property-judge-live", "100000"])
    return status, "1–1000", "100000 edits"


def mutants(i, n):
    """Who noticed a mutant before is asked first; the map of all tests is made where somebody else has to be."""
    words = [sys.executable, "tests/mutants/mutants.py", ROOT / "build-mutants"]
    said, status = run([*words, "make"])
    if status != 0:
        return status, "-", "make failed"
    said, status = run([*words, "ask", f"{i}/{n}"])
    if status != 0:
        said, status = run([*words, "map"])
        if status != 0:
            return status, "-", "map failed"
        said, status = run([*words, "run", f"{i}/{n}"])
    return status, "-", (said.strip().splitlines() or ["-"])[-1]


def coverage(_i, _n):
    said, status = run([sys.executable, "tests/coverage.py", ROOT / "build-coverage", "--run"])
    found = re.findall(r"^(\w+) +\d+ +([\d.]+) %", said, re.M)
    return status, "-", ", ".join(f"{folder} {percent} %" for folder, percent in found)


def calls(i, n):
    """As the test of the slow suite runs it, with the piece's seeds."""
    build("lib/introspection/Geng-1.0.typelib", "lib/introspection/GengOffice-1.0.typelib")
    listed = subprocess.run(["meson", "introspect", BUILD, "--tests"], capture_output=True, text=True, check=True).stdout
    one = next(test for test in json.loads(listed) if test["name"] == "calls-long")
    said, status = run([*one["cmd"][:-1], 6000, f"{i}/{n}"], **one["env"])
    seeds = numbers(r"(?<=seeds )\d+ to \d+", said).replace(" to ", "–")
    return status, seeds, numbers(r"\d+ calls in \d+ sequences|\d+ crashed", said)


def commit():
    """The commit that the files are of, and whether any of them is another than there."""
    def git(*words):
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    said = git("rev-parse", "--short=8", "HEAD")
    if said.returncode != 0:
        return "?"
    changed = git("diff", "--quiet", "HEAD", "--", ".", *(f":(exclude){name}" for name in WRITTEN)).returncode != 0
    return said.stdout.strip() + ("-dirty" if changed else "")


def corpus(part):
    """A short hash over the names and bytes of the files a part begins from."""
    if part not in CORPORA:
        return "-"
    text = hashlib.sha256()
    for name in CORPORA[part]:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.is_file():
                data = path.read_bytes()
                text.update(f"{path.relative_to(ROOT)} {len(data)}\n".encode() + data)
    return text.hexdigest()[:8]


def rows():
    if not RESULTS.exists():
        return []
    lines = [line.split("\t") for line in RESULTS.read_text(encoding="utf-8").splitlines()]
    for number, line in enumerate(lines, 1):
        if (number == 1 and line != HEAD) or len(line) != len(HEAD) or (number > 1 and line[0] not in PARTS):
            sys.exit(f"{RESULTS.name}:{number}: not a row of {', '.join(HEAD)}, or of no part")
    return [dict(zip(HEAD, line)) for line in lines[1:]]


def pieces_of(part, known):
    """In how many pieces a part was taken, or None; half of four pieces and half of ten are no whole."""
    found = {int(row["piece"].split("/")[1]) for row in known if row["part"] == part}
    if len(found) > 1:
        sys.exit(f"{RESULTS.name}: {part} has rows of " + " and of ".join(f"{n} pieces" for n in sorted(found)))
    return found.pop() if found else None


def refuse_other(part, n, fresh):
    """A piece of another number of pieces than the rows before is none of theirs."""
    before = pieces_of(part, rows())
    if before not in (None, n) and not fresh:
        sys.exit(f"slow.py: {part} has rows of {before} pieces in {RESULTS.name}: run I/{before}, or drop them with --fresh")


def note(part, piece, row, fresh=False):
    """Resumable: a piece that is run again replaces its row; row: what it says by its heads, but for part and piece."""
    refuse_other(part, int(piece.split("/")[1]), fresh)
    mine = {"part": part, "piece": piece, "date": time.strftime("%Y-%m-%d")} | row
    kept = [one for one in rows() if one["part"] != part or (one["piece"] != piece and not fresh)]
    lines = sorted([*kept, mine], key=lambda one: (list(PARTS).index(one["part"]), int(one["piece"].split("/")[0])))
    table = [HEAD, *([line[head] or "-" for head in HEAD] for line in lines)]
    RESULTS.write_text("\n".join("\t".join(line) for line in table) + "\n", encoding="utf-8")


def spans(sorted_numbers):
    """1–3, 7"""
    found = []
    for number in sorted_numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def never_run(part, known):
    """What of a part has no row, in words, or nothing."""
    n = pieces_of(part, known)
    if n is None:
        return "**never run**"
    left = sorted(set(range(1, n + 1)) - {int(row["piece"].split("/")[0]) for row in known if row["part"] == part})
    return f"piece{'s' if len(left) > 1 else ''} {spans(left)} of {n}: **never run**" if left else ""


def told(row):
    """What was run in one piece, and from what."""
    words = [f"{row['piece']} at {row['commit']}", row["date"]]
    words += [f"{row['cpu seconds']} CPU s"] * (row["cpu seconds"] != "-")
    words += [f"{name} {row[name]}" for name in ("seeds", "corpus") if row[name] != "-"]
    return ", ".join(words) + f": {row['counts']}"


def page():
    """docs/testing.md: its words stand before and after the table, which is made here."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = "<!-- made by tests/slow.py --page -->\n", "<!-- end -->\n"
    table = ["| part | what | a whole run | what was run, and when | outcome |\n", "|---|---|---|---|---|\n"]
    known = rows()
    for part, (pieces, what, whole) in PARTS.items():
        mine = [row for row in known if row["part"] == part]
        never = never_run(part, known)
        outcome = "<br>".join([row["outcome"] for row in mine] + [never] * (never != ""))
        table.append(f"| `{part} i/{pieces}` | {what} | {whole} | {'<br>'.join(map(told, mine)) or '–'} | {outcome} |\n")
    return text[:text.index(begin)] + begin + "\n" + "".join(table) + "\n" + text[text.index(end):]


def run_piece(part, piece, fresh):
    i, n = map(int, piece.split("/"))
    refuse_other(part, n, fresh)
    before, began_at, began_from = spent(), commit(), corpus(part)
    status, seeds, counts = globals()[part](i, n)
    outcome = {0: "passed", NOT_WHOLE: "not whole"}.get(status, "failed")
    print(f"{part} {piece}: {outcome}: {counts}", flush=True)
    note(part, piece, {"commit": began_at, "seeds": seeds, "corpus": began_from, "cpu seconds": str(round(spent() - before)),
                       "outcome": outcome, "counts": counts}, fresh)
    return 1 if status else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("piece", nargs="?", default="")
    parser.add_argument("--fresh", action="store_true")
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
    if not re.fullmatch(r"[1-9]\d*/[1-9]\d*", piece) or int(piece.split("/")[0]) > int(piece.split("/")[1]):
        parser.error("a piece is I/N, from 1/N to N/N")
    return run_piece(said.part, piece, said.fresh)


if __name__ == "__main__":
    sys.exit(main())
