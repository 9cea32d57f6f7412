# SPDX-License-Identifier: LGPL-2.1-or-later
"""How many of the library's branches the tests take, by folder.

    python3 tests/coverage.py BUILD               the table; fails where a folder is below its floor, or where not every test has run
    python3 tests/coverage.py BUILD --run         builds, runs the tests before; stopped, it goes on where it was
    python3 tests/coverage.py BUILD --missing DIR the branches of lib/DIR that nobody takes: file, line, how many of how many

A branch is one way out of a condition. Not counted are those that only a mistake of a caller's, or of ours, takes: in `g_return_…` and
`g_assert…`, and into a `default:` that holds nothing but `G_OBJECT_WARN_INVALID_PROPERTY_ID` or `g_assert_not_reached`; and those that
macros of GLib bring along: cleanups that look whether there is anything, arrays whose size might run over, types that register once; and
the ways out of a block that the compiler counts once more where a variable with a cleanup is declared in it.

What counts was taken since the last build: a source that is compiled again begins anew, and so does the list of tests that have run."""

import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOOR = 90
FOLDERS_WITH_FLOOR = ["check", "rules", "solver", "problem", "store", "publish", "planner", "explain"]
SUITES = ["unit", "rules", "store", "feeds", "property", "proof", "fuzz", "api", "golden", "program"]
OWN = re.compile(r"\b(g_return_\w+|g_assert\w*|ck_assert\w*|g_warn_\w+|g_clear_\w+|g_set_object|g_(?:re)?new0?|g_once_init_enter|g_task_set_source_tag|G_DEFINE_\w+|G_DECLARE_\w+|GENG_DEFINE_\w+)\s*\(")
# Of these suites, what looks at builds of its own
ELSEWHERE = {"races"}
NEVER = re.compile(r"\bdefault:\s*(?:G_OBJECT_WARN_INVALID_PROPERTY_ID|g_assert_not_reached)\s*\(")


def macro_lines(text):
    """The lines of calls that are not counted, from their names to their last bracket."""
    lines = set()
    for match in OWN.finditer(text):
        depth, at = 0, match.end() - 1
        while at < len(text):
            depth += (text[at] == "(") - (text[at] == ")")
            if depth == 0:
                break
            at += 1
        lines.update(range(text.count("\n", 0, match.start()) + 1, text.count("\n", 0, at) + 2))
    return lines


# Where a variable that cleans up after itself is declared, the compiler counts the ways out of its block a second time.
DECLARED = re.compile(r"^[ \t]*(?:const )?g_auto(?:ptr|free|list|slist|queue)?\b(?!.*(?:\?|&&|\|\|))", re.M)


def declaration_lines(text):
    """The lines of declarations that clean up, of those that hold no condition of their own."""
    return {text.count("\n", 0, match.start()) + 1 for match in DECLARED.finditer(text)}


def switch_lines(text):
    """{line of a switch: line of its default}, of those whose default only a mistake of ours takes."""
    lines = {}
    for match in NEVER.finditer(text):
        depth, at = 0, match.start()
        while at > 0 and depth < 1:
            at -= 1
            depth += (text[at] == "{") - (text[at] == "}")
        lines[text.count("\n", 0, text.rindex("switch", 0, at)) + 1] = text.count("\n", 0, match.start()) + 1
    return lines


def ways(line, counts, switches):
    """Taken or not, of each branch of a line; without the way into a default that is a mistake, where nobody took it."""
    taken = [branch["count"] > 0 for branch in line["branches"]]
    default = switches.get(line["line_number"])
    if default is not None and not any(counts.get(number) for number in (default, default + 1)) and False in taken:
        taken.remove(False)
    return taken


def read(build, folder):
    """{file: {line: [taken or not, of each branch]}} of a folder of lib/."""
    found = {}
    for data in sorted((build / "lib" / folder).rglob("*.gcno")):
        said = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities", data.name], cwd=data.parent,
                              capture_output=True, text=True, check=False).stdout
        for part in said.splitlines():
            for one in json.loads(part)["files"]:
                path = Path(os.path.normpath(build / one["file"]))
                if path.suffix != ".c" or not path.is_relative_to(ROOT / "lib"):
                    continue
                lines, text = found.setdefault(path, {}), path.read_text(encoding="utf-8")
                left_out, switches = macro_lines(text) | declaration_lines(text), switch_lines(text)
                counts = {line["line_number"]: line["count"] for line in one["lines"]}
                for line in one["lines"]:
                    if line["branches"] and line["line_number"] not in left_out:
                        lines.setdefault(line["line_number"], []).extend(ways(line, counts, switches))
    return found


def share(found):
    every = [taken for lines in found.values() for branches in lines.values() for taken in branches]
    return sum(every), len(every)


def table(build):
    low = []
    print("folder      branches   taken")
    for folder in sorted(path.name for path in (ROOT / "lib").iterdir() if (path / "meson.build").exists()):
        taken, all_of_it = share(read(build, folder))
        if all_of_it == 0:
            continue
        percent = 100 * taken / all_of_it
        floor = folder in FOLDERS_WITH_FLOOR
        if floor and percent < FLOOR:
            low.append(folder)
        print(f"{folder:10} {all_of_it:9} {percent:6.1f} %{f'  (floor {FLOOR} %)' if floor else ''}{'  LOW' if folder in low else ''}")
    done = ran(build)
    left, failed = [name for name in names(build) if name not in done], [name for name, passed in done.items() if not passed]
    print(f"{len(done)} tests ran" + f", {len(failed)} of them failed: {' '.join(failed)}" * bool(failed)
          + f"; not whole, {len(left)} have not run: {' '.join(left)}" * bool(left))
    return 1 if low or left or failed else 0


def missing(build, folder):
    for path, lines in sorted(read(build, folder).items()):
        text = path.read_text(encoding="utf-8").splitlines()
        for number, branches in sorted(lines.items()):
            if not all(branches):
                print(f"{path.relative_to(ROOT)}:{number}: {sum(branches)} of {len(branches)}: {text[number - 1].strip()}")
    return 0


def stamp(build):
    """What was built, and when: another one has taken no branch yet."""
    return str(max((data.stat().st_mtime_ns for data in (build / "lib").rglob("*.gcno")), default=0))


def names(build):
    """The tests of the suites, in their order."""
    said = subprocess.run(["meson", "introspect", build, "--tests"], capture_output=True, text=True, check=True).stdout
    tests = [(one["name"], {suite.split(":")[-1] for suite in one["suite"]}) for one in json.loads(said)]
    return [name for suite in SUITES for name, suites in tests if suite in suites and name not in ELSEWHERE]


def ran(build):
    """{test: passed or not}, of those that have run since the library was built."""
    record = build / "coverage-ran.json"
    known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    return known.get("tests", {}) if known.get("stamp") == stamp(build) else {}


def run(build):
    if not (build / "build.ninja").exists():
        subprocess.run(["meson", "setup", build, "-Db_coverage=true", "--buildtype=plain", "-Doptimization=0", "-Dintrospection=false"],
                       cwd=ROOT, check=True)
    # What tests preload is built for them alone.
    subprocess.run(["ninja", "-C", build, "all", "meson-test-prereq"], cwd=ROOT, check=True)
    done, lock = ran(build), threading.Lock()
    if not done:
        for data in build.rglob("*.gcda"):
            data.unlink()

    def one(name):
        passed = subprocess.run(["meson", "test", "-C", build, "--no-rebuild", "-t", "20", "--logbase", f"coverage-{name}", name], cwd=ROOT,
                                check=False, env=os.environ | {"CK_TIMEOUT_MULTIPLIER": "10"}, stdout=subprocess.DEVNULL).returncode == 0
        with lock:
            done[name] = passed
            (build / "coverage-ran.json").write_text(json.dumps({"stamp": stamp(build), "tests": done}, indent=1), encoding="utf-8")
            print(f"{len(done)}: {name}: {'passed' if passed else 'FAILED'}", flush=True)

    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
        list(pool.map(one, [name for name in names(build) if name not in done]))


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("build", type=Path)
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--missing", metavar="DIR")
    said = parser.parse_args()
    build = said.build.resolve()
    if said.run:
        run(build)
    return missing(build, said.missing) if said.missing else table(build)


if __name__ == "__main__":
    sys.exit(main())
