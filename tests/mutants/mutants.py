# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which mistakes do the tests notice? Two hundred are put into the library by rule, with those of known.py, all into one build;
GENG_MUTANT chooses one by its number.

    python3 tests/mutants/mutants.py BUILD make         writes and builds BUILD/source with the mutants in it
    python3 tests/mutants/mutants.py BUILD ask [I/N]    runs every N-th mutant before the test that killers.tsv names, which is most
                                                        of the work for little of the price
    python3 tests/mutants/mutants.py BUILD map [SUITE…] runs each test once and notes which mutants it reaches
    python3 tests/mutants/mutants.py BUILD run [I/N]    runs every N-th mutant before the tests that reach it: the quick tests, then,
                                                        for those that live, the slower ones
    python3 tests/mutants/mutants.py BUILD ask|run N,M… these
    python3 tests/mutants/mutants.py BUILD show [NUMBER]
    python3 tests/mutants/mutants.py BUILD save         writes killers.tsv from what was found

A mutant that no result shows, but a sanitizer sees, has a killer whose name begins with "sanitized ".

A mutant that some test notices is dead, if that test passes where no mutant acts: it is asked that too, once a piece. A test that
does not pass then notices nothing, and a mutant for which `ask` has no other is refused, not counted. One that lives is either
listed in equal.tsv, with the reason why nobody could notice it, or a hole in the tests. Whatever is done is kept in BUILD, so each
step can be stopped and gone on with. MUTANT_SECONDS is the most that the tests of one mutant may take together; each test has its
own limit, in seconds of the processor.

The idea and most of the operators are those of DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978); one build for all
mutants is Untch's, "Mutant schemata" (1993). Which places are drawn depends on what is written there and on nothing else: an edit
changes the mutants of the lines it touches."""

import csv
import functools
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from known import KNOWN

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EQUAL = HERE / "equal.tsv"
KILLERS = HERE / "killers.tsv"

# How many of each folder.
SHARES = {"check": 25, "rules": 45, "solver": 50, "planner": 25, "explain": 20, "publish": 20, "problem": 8, "store": 7}
# What the tests of a mutant may take before those of the next have their turn.
STEPS = (1.0, 4.0, 15.0, 120.0)
# Suites that run the library; the others look at how it is written, built or shown.
SUITES = ["rules", "unit", "store", "feeds", "golden", "property", "proof", "api", "program"]
# A test of that name in a build of its own, under the sanitizers and with the solver's audit: for mutants that give no memory back or
# read beside it, which no result shows.  Only such tests are built there as killers.tsv names.
SANITIZED = "sanitized "
# They are numbered from 1.
NO_MUTANT = "0"
NOT_TESTS = {"races", "versions", "tally", "china-holidays", "null", "calls", "calls-limits", "bare"}

TOKEN = re.compile(r"""(?P<space>\s+|/\*.*?\*/|//[^\n]*)|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<name>[A-Za-z_]\w*)"""
                   r"""|(?P<number>(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)[uUlLfF]*)"""
                   r"""|(?P<mark><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""", re.S)
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "MAX": "MIN", "MIN": "MAX",
         "TRUE": "FALSE", "FALSE": "TRUE"}
KEYWORDS = {"return", "if", "else", "while", "for", "do", "case", "sizeof", "switch", "goto", "break", "continue"}
# A call whose loss changes no answer, or is a mistake of the caller's that only a critical would show.
HARMLESS = re.compile(r"^(g_return_|g_assert|g_warn|g_debug|g_clear|g_free|g_set_error|g_propagate|g_prefix|g_object_(notify|freeze|thaw)"
                      r"|g_[a-z_]*_(free|unref|clear|destroy)$|geng_\w+_(free|clear|unref)$|geng_audit|va_|G_|G[A-Z]|mem|close$|free$)")


class Token:
    __slots__ = ("kind", "text", "at")

    def __init__(self, kind, text, at):
        self.kind, self.text, self.at = kind, text, at


def tokens_of(text, begin, end):
    found = []
    for match in TOKEN.finditer(text, begin, end):
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match.group(), match.start()))
    return found


def bodies(text):
    """(name, begin, end) of each function, which begins and ends in the first column."""
    for match in re.finditer(r"^(\w+) \([^;{}]*\)\n\{\n(.*?)^\}", text, re.S | re.M):
        if "#" not in re.sub(r'"(?:\\.|[^"\\])*"', "", match.group(2)):
            yield match.group(1), match.start(2), match.end(2)


def closing(tokens, i):
    """The place of the bracket that closes the one at i."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j].text in "([{") - (tokens[j].text in ")]}") if tokens[j].kind == "mark" else 0
        if depth == 0:
            return j
    return len(tokens)


def until(tokens, i, stops):
    """The place of the first of some marks outside all brackets, from i on."""
    while i < len(tokens):
        if tokens[i].text in stops and tokens[i].kind == "mark":
            return i
        i = closing(tokens, i) + 1 if tokens[i].text in ("(", "[", "{") else i + 1
    return i


def expressions(tokens):
    """(first, last + 1, kind) of each condition, returned value, assigned value, and call that is a whole statement."""
    fresh = True  # a statement begins here
    static = False
    i = 0
    while i < len(tokens):
        word = tokens[i].text
        if word in ("if", "while") and i + 1 < len(tokens):
            end = closing(tokens, i + 1)
            yield i + 2, end, "value"
            i, fresh = end + 1, True
            continue
        if word == "for":
            end, first = closing(tokens, i + 1), until(tokens, i + 2, ";")
            second = until(tokens, first + 1, ";")
            if second > first + 1:
                yield first + 1, second, "value"
            i, fresh = end + 1, True
            continue
        if word == "return":
            end = until(tokens, i + 1, ";")
            if end > i + 1:
                yield i + 1, end, "value"
            i, fresh = end, False
            continue
        if fresh and tokens[i].kind == "name" and word not in KEYWORDS and i + 1 < len(tokens) and tokens[i + 1].text == "(":
            end = closing(tokens, i + 1)
            if end + 1 < len(tokens) and tokens[end + 1].text == ";" and not HARMLESS.match(word):
                yield i, end + 2, "call"
        if word in ("=", "+=", "-=") and not static:
            end = until(tokens, i + 1, ";,)")
            yield i + 1, end, "value"
            i, fresh = end, False
            continue
        static = word == "static" or (static and word != ";")
        fresh = word in (";", "{", "}", "else", "do")
        i += 1


def is_binary(tokens, i):
    before = tokens[i - 1] if i > 0 else None
    return before is not None and (before.kind in ("number", "text") or before.text in (")", "]")
                                   or (before.kind == "name" and before.text not in KEYWORDS))


def changes(tokens, first, last):
    """(place, what stands there instead) of every mistake of one operator in a value."""
    for i in range(first, last):
        token = tokens[i]
        if token.text in SWAPS:
            yield i, SWAPS[token.text]
        elif token.text in ("+", "-") and i > first and is_binary(tokens, i):
            yield i, "-" if token.text == "+" else "+"
        elif token.text == "!" and token.kind == "mark":
            yield i, ""
        elif token.kind == "number" and token.text.isdigit() and (i == first or tokens[i - 1].text not in ("<<", ">>", "%", "/")):
            yield i, str(int(token.text) + 1)


def mistakes(path, text):
    """Every mistake that the rules can make in a file: (rank, what, begin, end, the words with it)."""
    for name, begin, end in bodies(text):
        tokens = tokens_of(text, begin, end)
        for first, last, kind in expressions(tokens):
            begins, ends = tokens[first].at, tokens[last - 1].at + len(tokens[last - 1].text)
            words = text[begins:ends]
            if "{" in words or "_ (" in words or "g_quark" in words or "g_return" in words:
                continue
            if kind == "call":
                found = [(0, "", "")]
            else:
                found = [(tokens[i].at - begins, tokens[i].text, new) for i, new in changes(tokens, first, last)]
            for at, old, new in found:
                short = " ".join(words.split())
                what = f"{name}: {short} ← not done" if kind == "call" else f"{name}: {short} ← {old or '?'} at {at} is {new or 'not there'}"
                rank = hashlib.sha256(f"{path} {what}".encode()).hexdigest()
                yield rank, what, begins, ends, None if kind == "call" else words[:at] + new + words[at + len(old):]


def draw():
    """All mutants: the known ones, then as many of each folder as its share says, by rank."""
    chosen = []
    for name, path, old, new in KNOWN:
        text = (ROOT / path).read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"known.py: {path} has {text.count(old)} times: {old}")
        at = text.index(old)
        chosen.append({"file": path, "what": name, "begin": at, "end": at + len(old), "new": new, "known": True})
    for folder, share in SHARES.items():
        drawn = []
        for path in sorted((ROOT / "lib" / folder).rglob("*.c")):
            name = str(path.relative_to(ROOT))
            for rank, what, begin, end, new in mistakes(name, path.read_text(encoding="utf-8")):
                if not any(one["file"] == name and one["begin"] < end and begin < one["end"] for one in chosen):
                    drawn.append((rank, {"file": name, "what": what, "begin": begin, "end": end, "new": new, "known": False}))
        chosen += [one for _rank, one in sorted(drawn, key=lambda pair: pair[0])[:share]]
    for number, one in enumerate(chosen, 1):
        one["number"] = number
        one["key"] = hashlib.sha256(f"{one['file']} {one['what']}".encode()).hexdigest()[:16]
        one["line"] = (ROOT / one["file"]).read_text(encoding="utf-8").count("\n", 0, one["begin"]) + 1
    return chosen


def written(words, mine):
    """The words with all mutants of one place, each behind its number."""
    if mine[0]["known"]:
        one = mine[0]
        return known_words(words, one)
    if mine[0]["new"] is None:
        return f"{{ if (!geng_mutant ({mine[0]['number']})) {words} }}"
    return "(" + "".join(f"geng_mutant ({one['number']}) ? ({one['new']}) : " for one in mine) + f"({words}))"


def known_words(words, one):
    """A whole statement, or the part of one in which old and new differ and which is an expression of its own."""
    test = f"geng_mutant ({one['number']})"
    if words.endswith(";"):
        return f"{{ if ({test}) {{ {one['new']} }} else {{ {words} }} }}"
    if words.startswith("if ("):
        return f"if ({test} ? ({one['new'][4:-1]}) : ({words[4:-1]}))"
    if words.startswith("= "):
        return f"= ({test} ? ({one['new'][2:]}) : ({words[2:]}))"
    if words.endswith(", barred"):
        return f"{test} ? {one['new'][:-8]} : {words[:-8]}, barred"
    if "? " in words and " : " not in words:
        head, old = words.split("? ", 1)
        return f"{head}? ({test} ? {one['new'].split('? ', 1)[1]} : {old})"
    return f"({test} ? ({one['new']}) : ({words}))"


def mutated(path, mutants):
    """The text of a file with its mutants in it; line numbers stay."""
    text = (ROOT / path).read_text(encoding="utf-8")
    places = {}
    for one in mutants:
        places.setdefault((one["begin"], one["end"]), []).append(one)
    for (begin, end), mine in sorted(places.items(), reverse=True):
        text = text[:begin] + written(text[begin:end], mine) + text[end:]
    return f'#include "{HERE / "mutant.h"}"\n#line 1\n' + text


def command(*words, **more):
    done = subprocess.run(list(map(str, words)), check=False, **more)
    if done.returncode != 0:
        sys.exit(f"mutants.py: {' '.join(map(str, words))} failed")


def put(path, content):
    """Only what has changed is written, so that little is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def make(build):
    chosen = draw()
    by_file = {}
    for one in chosen:
        by_file.setdefault(one["file"], []).append(one)
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    source = build / "source"
    names = [name for name in listed.splitlines() if (ROOT / name).is_file()]
    for name in names:
        content = (ROOT / name).read_bytes()
        if name in by_file:
            content = mutated(name, by_file[name]).encode()
        put(source / name, content)
        shutil.copymode(ROOT / name, source / name)
    for path in source.rglob("*"):
        name = str(path.relative_to(source))
        if path.is_file() and name not in names and not name.startswith(("build/", "build-sanitized/")):
            path.unlink()
    command("cc", "-shared", "-fPIC", "-O2", "-o", build / "libmutant.so", HERE / "mutant.c")
    set_up(build, "build")
    put(build / "mutants.json", json.dumps(chosen, ensure_ascii=False, indent=1).encode())
    compile_for(build, "build", tests_of(build))
    killers_of = killers()
    sanitized = {killers_of.get((one["file"], one["what"]), ("",))[0] for one in chosen}
    if any(name.startswith(SANITIZED) for name in sanitized):
        set_up(build, "build-sanitized", "-Db_sanitize=address,undefined", "-Daudit=true")
        compile_for(build, "build-sanitized", sanitized_of(build, sanitized))
    print(f"{len(chosen)} mutants, {sum(one['known'] for one in chosen)} of them known")


def set_up(build, folder, *options):
    if not (build / "source" / folder / "build.ninja").exists():
        command("meson", "setup", build / "source" / folder, build / "source", "--buildtype=debugoptimized", "-Doptimization=1",
                "-Dintrospection=false", "-Db_lundef=false", f"-Dc_link_args=-Wl,--no-as-needed,-rpath,{build},{build}/libmutant.so",
                *options)


def compile_for(build, folder, tests):
    command("ninja", "-C", build / "source" / folder, *(["-j", os.environ["JOBS"]] if "JOBS" in os.environ else []),
            *needed(build, folder, tests))


def introspect(build, folder, what):
    said = subprocess.run(["meson", "introspect", build / "source" / folder, what], capture_output=True, text=True, check=True).stdout
    return json.loads(said)


def needed(build, folder, tests):
    """What the tests are built of and the texts, and nothing else."""
    top = str(build / "source" / folder) + "/"
    words = {part for one in tests.values() for word in [*one["cmd"], *one["env"].values()] for part in word.split(":")}
    depends = {name for one in tests.values() for name in one["depends"]}
    files = [path for target in introspect(build, folder, "--targets") for path in target["filename"]
             if target["type"] != "run" and (target["id"] in depends or path in words or path.endswith(".mo"))]
    return sorted({path.removeprefix(top) for path in files})


def tests_of(build, folder="build"):
    found = [(SUITES.index(suite), one["name"], one) for one in introspect(build, folder, "--tests")
             for suite in [one["suite"][0].split(":")[-1]] if suite in SUITES and one["name"] not in NOT_TESTS and not one["name"].startswith("desk-")]
    return {name: one | {"workdir": one["workdir"] or build / "source" / folder}
            for _suite, name, one in sorted(found, key=lambda three: three[:2])}


def sanitized_of(build, names):
    """Those of the named tests that run under the sanitizers, with what tells these to stop at once."""
    wanted = {name for name in names if name.startswith(SANITIZED)}
    told = {"ASAN_OPTIONS": "halt_on_error=1:detect_leaks=1", "UBSAN_OPTIONS": "halt_on_error=1", "G_SLICE": "always-malloc",
            "LSAN_OPTIONS": f"suppressions={ROOT}/tests/lsan.supp:print_suppressions=0"}
    tests = tests_of(build, "build-sanitized") if wanted else {}
    return {SANITIZED + name: one | {"env": one["env"] | told, "sanitized": True}
            for name, one in tests.items() if SANITIZED + name in wanted}


def session(leader):
    """All processes of a session: a test's cases are groups of their own in it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.append(int(path.parent.name))
    return found


def limits(cpu, sanitized):
    """The sanitizer for addresses has most of them for itself."""
    if not sanitized:
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))


def run_test(one, seconds, **environment):
    """(the status of a test, None where it did not end; the processor's seconds).  What it began ends with it.  A busy machine is no
    mutant: what counts is the processor's time, and the clock only where a test waits for ever."""
    env = os.environ | one["env"] | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1", "CK_TIMEOUT_MULTIPLIER": "50"} | environment
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(one["cmd"], cwd=one["workdir"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=lambda: limits(int(4 * seconds) + 10, one.get("sanitized")))
    try:
        status = child.wait(20 * seconds + 60)
    except subprocess.TimeoutExpired:
        status = None
    for pid in session(child.pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    child.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return status, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def digest_of(paths):
    text = hashlib.sha256()
    for path in paths:
        text.update(str(path).encode() + path.read_bytes())
    return text.hexdigest()[:16]


@functools.cache
def library(build):
    """Of what everything that was found out speaks: this text of the library, with these mutants."""
    return digest_of(path for folder in ("lib", "include") for path in sorted((build / "source" / folder).rglob("*.[ch]")))


def keys_of(build, tests):
    """{name: what a test is made of}: its programs and files; scripts have the others of their folder beside them."""
    source, keys = build / "source", {}
    for name, one in tests.items():
        words = [*one["cmd"], *one["env"].values()]
        files = {Path(word) for word in words if word.startswith(str(source)) and Path(word).is_file()}
        scripts = {path for file in files if file.suffix == ".py" for path in file.parent.glob("*.py")}
        others = {path for path in scripts - files if not path.name.startswith("test_")}
        keys[name] = digest_of(sorted(files | others))
    return keys


def load(build, name, empty):
    path = build / name
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    state = library(build)
    if known.get("state") == state:
        return known
    # Who killed a mutant before is asked first the next time.
    killers = {key: found["by"] for key, found in known.get("of", {}).items() if found.get("dead")}
    return {"state": state, "killers": known.get("killers", {}) | killers} | empty


def make_map(build, suites):
    size = len(json.loads((build / "mutants.json").read_text(encoding="utf-8"))) + 1
    known, tests = load(build, "map.json", {"tests": {}}), tests_of(build)
    keys = keys_of(build, tests)
    for name, one in tests.items():
        before = known["tests"].get(name, {})
        if suites and one["suite"][0].split(":")[-1] not in suites:
            continue
        if before.get("key") == keys[name] and before["passes"]:
            continue
        seen = build / "seen"
        seen.write_bytes(bytes(size))
        status, seconds = run_test(one, 600, GENG_MUTANTS_SEEN=str(seen))
        known["tests"][name] = {"key": keys[name], "seconds": round(seconds, 2), "passes": status == 0,
                                "reaches": [n for n, byte in enumerate(seen.read_bytes()) if byte]}
        put(build / "map.json", json.dumps(known).encode())
        print(f"{name}: {len(known['tests'][name]['reaches'])} mutants, {known['tests'][name]['seconds']} s"
              + ("" if status == 0 else "; FAILS without any"), flush=True)


def reaching(one, known, tests, killer):
    """(seconds, name) of the tests that come by a mutant: who killed it before, then those that are quick and about little else."""
    found = [(name != killer, test["seconds"] * len(test["reaches"]), test["seconds"], name) for name, test in known["tests"].items()
             if test["passes"] and one["number"] in test["reaches"] and name in tests]
    return [(seconds, name) for _other, _about, seconds, name in sorted(found)]


class Sound:
    """Which tests pass where no mutant acts: in an environment in which they do not, they would notice every mutant there is."""

    def __init__(self, tests):
        self.tests, self.known = tests, {}

    def passes(self, name, seconds):
        if name not in self.known:
            status, _seconds = run_test(self.tests[name], seconds, GENG_MUTANT=NO_MUTANT)
            self.known[name] = status == 0
            if status != 0:
                print(f"{name}: FAILS without any mutant ({'no end' if status is None else f'exit {status}'})", flush=True)
        return self.known[name]


def try_mutant(one, reached, sound, keys, before, most):
    """Runs tests until one notices, or they would take more than `most` seconds; not those that did not notice before."""
    tests = sound.tests
    if before["dead"] and keys.get(before["by"]) == before["key"]:
        return before
    ran = {name: key for name, key in before.get("ran", {}).items() if keys.get(name) == key}
    spent = sum(seconds for seconds, name in reached if name in ran)
    for seconds, name in reached:
        if name in ran:
            continue
        if spent + seconds > most:
            break
        status, _seconds = run_test(tests[name], seconds, GENG_MUTANT=str(one["number"]))
        spent += seconds
        if status != 0 and not sound.passes(name, seconds):
            continue
        if status != 0:
            how = "no end" if status is None else f"exit {status}"
            return {"dead": True, "sound": True, "by": name, "key": keys[name], "how": how}
        ran[name] = keys[name]
    return {"dead": False, "ran": ran, "of": len(reached)}


def equal():
    if not EQUAL.exists():
        return {}
    with EQUAL.open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1]): row[2] for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]}


def chosen_of(chosen, piece):
    if "/" not in piece:
        return [chosen[int(number) - 1] for number in piece.split(",")]
    i, n = map(int, piece.split("/"))
    return chosen[i - 1::n]


def killers():
    """{(file, what): (test, its seconds)} of the mutants that a test noticed, by what is committed."""
    if not KILLERS.exists():
        return {}
    with KILLERS.open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1]): (row[2], float(row[3])) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]}


def save(build):
    """What killed each mutant that is dead; of the others what the table says of them, where they are still drawn."""
    results, known, before = load(build, "results.json", {"of": {}}), load(build, "map.json", {"tests": {}}), killers()
    rows = [["file", "what", "test", "seconds"]]
    for one in json.loads((build / "mutants.json").read_text(encoding="utf-8")):
        place = one["file"], one["what"]
        found = results["of"].get(one["key"], {})
        name, seconds = (found["by"], None) if found.get("dead") else before.get(place, (None, None))
        seconds = known["tests"].get(name, {}).get("seconds", seconds if seconds is not None else before.get(place, (None, 60))[1])
        if name is not None:
            rows.append([*place, name, f"{seconds:g}"])
    KILLERS.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows) - 1} killers")
    return 0


def note(build, one, found):
    results = load(build, "results.json", {"of": {}})
    results["of"][one["key"]] = found
    put(build / "results.json", json.dumps(results).encode())


def recalled(build, one):
    """What is known of a mutant; a death is nothing to go by whose test was not seen to pass without it."""
    nothing = {"dead": False, "ran": {}, "of": 0}
    found = load(build, "results.json", {"of": {}})["of"].get(one["key"], nothing)
    return nothing if found["dead"] and not found.get("sound") else found


def said_of(one, found, reason):
    what = (f"dead: {found['by']}" if found["dead"] else "equal" if reason else f"LIVES after {len(found['ran'])} of {found['of']} tests")
    print(f"{one['number']:3} {what}  {one['file']}:{one['line']} {one['what']}" + (f" ({reason})" if reason else ""), flush=True)


def told(chosen, found, reasons):
    counts = {"dead": 0, "equal": 0, "survive": 0, "refused": 0}
    for one in chosen:
        equal_to, its = (one["file"], one["what"]) in reasons, found[one["number"]]
        counts["dead" if its["dead"] else "equal" if equal_to else "refused" if its.get("refused") else "survive"] += 1
    refused = counts.pop("refused")
    print(f"{sum(counts.values())} mutants: " + ", ".join(f"{count} {name}" for name, count in counts.items())
          + (f"; {refused} refused, whose test fails without any" if refused else ""))
    return 1 if counts["survive"] or refused else 0


def ask(build, piece):
    """Each mutant before the test that noticed it the last time."""
    chosen = chosen_of(json.loads((build / "mutants.json").read_text(encoding="utf-8")), piece)
    reasons, known = equal(), killers()
    tests = tests_of(build) | sanitized_of(build, {known.get((one["file"], one["what"]), ("",))[0] for one in chosen})
    keys, found, sound = keys_of(build, tests), {}, Sound(tests)
    asked = {known[place] for one in chosen for place in [(one["file"], one["what"])] if place in known and place not in reasons}
    for name, seconds in sorted(asked, key=lambda pair: (pair[0], -pair[1])):
        if name in tests:
            sound.passes(name, seconds)
    for one in chosen:
        place = one["file"], one["what"]
        name, seconds = known.get(place, (None, 0))
        found[one["number"]] = recalled(build, one)
        if place in reasons or name not in tests:
            continue
        if not sound.passes(name, seconds):
            found[one["number"]] = {"dead": False, "refused": True, "ran": {}, "of": 1}
            continue
        found[one["number"]] = try_mutant(one, [(seconds, name)], sound, keys, found[one["number"]], seconds)
        note(build, one, found[one["number"]])
        if not found[one["number"]]["dead"]:
            said_of(one, found[one["number"]], None)
    return told(chosen, found, reasons)


def run(build, piece):
    most = float(os.environ.get("MUTANT_SECONDS", "900"))
    chosen = chosen_of(json.loads((build / "mutants.json").read_text(encoding="utf-8")), piece)
    known, committed, reasons = load(build, "map.json", {"tests": {}}), killers(), equal()
    tests = tests_of(build) | sanitized_of(build, {committed.get((one["file"], one["what"]), ("",))[0] for one in chosen})
    keys, sound = keys_of(build, tests), Sound(tests)
    found = {one["number"]: {"dead": False, "ran": {}, "of": 0} for one in chosen}
    steps = [step for step in STEPS if step < most] + [most]
    for step in steps:
        for one in chosen:
            place = one["file"], one["what"]
            if place in reasons:
                if step == steps[0]:
                    said_of(one, found[one["number"]], reasons[place])
                continue
            if found[one["number"]]["dead"]:
                continue
            results = load(build, "results.json", {"of": {}})
            before = recalled(build, one)
            killer = results["killers"].get(one["key"], committed.get(place, (None, 0))[0])
            reached = reaching(one, known, tests, killer)
            if killer in tests and killer.startswith(SANITIZED):
                reached = [(committed.get(place, (None, 60))[1], killer), *reached]
            found[one["number"]] = try_mutant(one, reached, sound, keys, before, step)
            note(build, one, found[one["number"]])
            if found[one["number"]]["dead"] or step == steps[-1]:
                said_of(one, found[one["number"]], None)
    return told(chosen, found, reasons)


def show(build, number):
    known = load(build, "map.json", {"tests": {}})
    for one in json.loads((build / "mutants.json").read_text(encoding="utf-8")):
        if number in (None, one["number"]):
            print(f"{one['number']}\t{one['file']}:{one['line']}\t{one['what']}")
            if number is not None:
                print("\n".join(f"  {test['seconds']:6} s {name}" for name, test in known["tests"].items() if number in test["reaches"]))
    return 0


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in ("make", "ask", "map", "run", "show", "save"):
        sys.exit(__doc__)
    build = Path(sys.argv[1]).resolve()
    build.mkdir(parents=True, exist_ok=True)
    if sys.argv[2] in ("ask", "run"):
        return {"ask": ask, "run": run}[sys.argv[2]](build, sys.argv[3] if len(sys.argv) > 3 else "1/1")
    if sys.argv[2] == "show":
        return show(build, int(sys.argv[3]) if len(sys.argv) > 3 else None)
    if sys.argv[2] == "map":
        return make_map(build, sys.argv[3:]) or 0
    return {"make": make, "save": save}[sys.argv[2]](build) or 0


if __name__ == "__main__":
    sys.exit(main())
