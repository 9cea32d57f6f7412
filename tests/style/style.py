#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the project promises about its own text, one function a check.

    style.py CHECK [--build FOLDER]

A check yields lines "file:line: what is wrong"; none means that it holds.  The budgets are those of CONTRIBUTING.md.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIP = re.compile(r"^(build[^/]*|\.git|\.cache|out|__pycache__|subprojects)$")

FILE_LINES = 1000
FUNCTION_LINES = 80
FUNCTION_MEDIAN = 15
FUNCTION_NINE_TENTHS = 35
HEADER_LINES = 150
LINE_COLUMNS = 100
PROJECT_INCLUDES = 8

# The headers of other libraries that a layer may include; all may include GLib.
FOREIGN = {
    "csv.h": {"store"},
    "expat.h": {"sheet"},
    "libical/ical.h": {"ical"},
    "libical/": {"ical"},
    "minizip/": {"sheet"},
    "qrcodegen/qrcodegen.h": {"report"},
    "xlsxwriter.h": {"report"},
}
# The libraries by the folders of their headers, with the layers that the second one consists of.
LIBRARIES = {"geng": set(), "geng-office": {"ical", "publish", "report", "sheet"}}
# Layers that know neither objects nor files.
PLAIN = {"base", "problem", "solver"}
# Whose functions are the planner's reading of the rules, which the judge does not call.
LOWERING = ("geng-capacity.h", "geng-kit-count.h", "geng-quota.h", "geng-share.h")
# What both sides of a rule call: what a text, a day or a member means, of which there is one reading.
MEANT = {"are_mates", "can_serve", "cycle_of", "find_limit", "for_each_limit", "is_away_from_home", "is_guest", "is_limited", "is_ours",
         "is_pin", "is_served", "is_weekend", "list_roles", "listed", "overlap", "price", "reach"}


def files(*suffixes, under="."):
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(name for name in folders if not SKIP.match(name))
        for name in sorted(names):
            if name.endswith(suffixes):
                yield Path(folder, name).relative_to(ROOT)


def lines(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines()


def includes(path):
    """Yields line number, bracket and name of each include."""
    for number, line in enumerate(lines(path), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match[1], match[2]


def layers():
    """The layers that each folder of lib/ may use, from its meson.build."""
    table = {}
    for path in (ROOT / "lib").glob("*/meson.build"):
        text = path.read_text(encoding="utf-8")
        match = re.search(r"static_library\(.*?dependencies:\s*\[(.*?)\]", text, re.S)
        if match:
            table[path.parent.name] = set(re.findall(r"(\w+)_dep\b", match[1]))
    return {name: used & set(table) for name, used in table.items()}


def layer_of(path):
    """The first folder below lib/; a layer may have folders inside."""
    return path.parts[1]


def private_headers():
    return {path.name: layer_of(path) for path in files(".h", under="lib")}


def functions(path):
    """Yields first line, name and length of each function; GNU style puts both braces into the first column."""
    start, above = None, ""
    for number, line in enumerate(lines(path), 1):
        if line == "{":
            start, name = number, above
        elif line == "}" and start:
            yield start, name, number - start + 1
            start = None
        match = re.match(r"(\w+) \(", line)
        if match:
            above = match[1]


def check_layers():
    """Each folder of lib/ includes only the folders that its meson.build names, and the judge calls none of the planner's readings."""
    yield from (f"{path}: the judge shares this with the lowering: {what}" for path, what in one_reading())
    table, owner = layers(), private_headers()
    for path in files(".c", ".h", under="lib"):
        layer = layer_of(path)
        if layer not in table:
            continue
        for number, bracket, name in includes(path):
            base = name.rsplit("/", 1)[-1]
            if bracket == '"':
                other = owner.get(base, "include")
                if other == "include":
                    if not any((ROOT / "include" / folder / base).exists() for folder in LIBRARIES):
                        yield f"{path}:{number}: no such header of the project: {name}"
                elif other != layer and other not in table[layer]:
                    yield f"{path}:{number}: {layer} may not use {other} ({name})"
            elif name.startswith("geng-office/") and layer not in LIBRARIES["geng-office"]:
                yield f"{path}:{number}: {layer} is of the first library and may not use the second (<{name}>)"
            else:
                yield from foreign(path, number, layer, name)


def bodies(path):
    """The functions of a file: name to the words that stand in it."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return {match[1]: set(re.findall(r"\w+", match[2])) for match in re.finditer(r"^(\w+) \([^;{]*?\)\n\{\n(.*?)^\}", text, re.S | re.M)}


def reached(functions_of, name):
    """Those of a file that the named one calls, itself among them."""
    found, ahead = set(), [name]
    while ahead:
        one = ahead.pop()
        if one in functions_of and one not in found:
            found.add(one)
            ahead += functions_of[one]
    return found


def one_reading():
    """What the judge takes from the planner's reading of the rules, or shares with it inside a rule: a mistake there hides in both."""
    declared = {name: header for header in LOWERING
                for name in re.findall(r"\b(geng_\w+) \(", (ROOT / "lib/rules" / header).read_text(encoding="utf-8"))}
    for path in files(".c", under="lib/check"):
        yield from ((path, header) for _number, _bracket, header in includes(path) if header in LOWERING)
    for path in files(".c", under="lib/rules"):
        text, functions_of = (ROOT / path).read_text(encoding="utf-8"), bodies(path)
        check, lowered = (re.search(rf"^  \.{name} = (\w+),", text, re.M) for name in ("check", "compile"))
        judged = set(functions_of) if path.stem.endswith("-plain") else reached(functions_of, check[1]) if check else set()
        for name in sorted(judged):
            yield from ((path, f"{name}() calls {called}() of {declared[called]}") for called in sorted(functions_of[name] & set(declared)))
        if check and lowered:
            yield from ((path, f"{name}() is of both") for name in sorted(judged & reached(functions_of, lowered[1]) - MEANT))


def foreign(path, number, layer, name):
    for prefix, allowed in FOREIGN.items():
        if name.startswith(prefix) and layer not in allowed:
            yield f"{path}:{number}: only {', '.join(sorted(allowed))} may include <{name}>"
    if layer in PLAIN and re.match(r"(glib-object\.h|gio/|gobject/|geng/)", name):
        yield f"{path}:{number}: {layer} knows no object and no file (<{name}>)"


def check_table():
    """ARCHITECTURE.md lists the same layers as lib/*/meson.build."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", text, re.M))
    table = layers()
    for name in sorted(set(table) | set(rows)):
        if name not in rows:
            yield f"ARCHITECTURE.md: no row for lib/{name}"
        elif name not in table:
            yield f"ARCHITECTURE.md: there is no lib/{name}"
        else:
            named = set(re.findall(r"\w+", rows[name])) & set(table)
            if named != table[name]:
                yield (f"ARCHITECTURE.md: {name} may use {', '.join(sorted(table[name])) or 'nothing'} "
                       f"by its meson.build, the table says {', '.join(sorted(named)) or 'nothing'}")


def check_cycles():
    """No header includes itself by way of others."""
    graph = {}
    for path in files(".h"):
        graph[path.name] = [name.rsplit("/", 1)[-1] for _, _, name in includes(path)]
    done, way = set(), []

    def visit(name):
        if name in way:
            yield f"{name}: header cycle {' -> '.join(way[way.index(name):] + [name])}"
        elif name in graph and name not in done:
            way.append(name)
            for other in graph[name]:
                yield from visit(other)
            way.pop()
            done.add(name)

    for name in sorted(graph):
        yield from visit(name)


def check_includes():
    """At most eight project includes a file."""
    for path in files(".c", ".h"):
        if path.stem in LIBRARIES:
            continue
        count = sum(bracket == '"' or name.startswith(("geng/", "geng-office/")) for _, bracket, name in includes(path))
        if count > PROJECT_INCLUDES:
            yield f"{path}:1: {count} project includes, at most {PROJECT_INCLUDES}"


def check_size():
    """Files, functions and headers within their limits."""
    for path in files(".c", ".h"):
        text = lines(path)
        limit = HEADER_LINES if path.suffix == ".h" else FILE_LINES
        if len(text) > limit:
            yield f"{path}:1: {len(text)} lines, at most {limit}"
        for number, name, length in functions(path):
            if length > FUNCTION_LINES:
                yield f"{path}:{number}: {name} has {length} lines, at most {FUNCTION_LINES}"


def check_columns():
    """Lines within their limit."""
    for path in files(".c", ".h"):
        for number, line in enumerate(lines(path), 1):
            if columns(line) > LINE_COLUMNS and not is_declaration(path, line):
                yield f"{path}:{number}: {columns(line)} columns, at most {LINE_COLUMNS}"


def columns(line):
    """Wide characters take two columns."""
    import unicodedata
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.expandtabs())


def is_declaration(path, line):
    """Public declarations and their comments stand in columns; they may be a little longer."""
    return path.parts[0] == "include" and columns(line) <= LINE_COLUMNS + 20


def check_functions():
    """Half of the library's functions are short, nine tenths fit a screen half."""
    lengths = sorted(length for path in files(".c", under="lib") for _, _, length in functions(path))
    if not lengths:
        return
    median = statistics.median(lengths)
    tenth = lengths[int(len(lengths) * 0.9)]
    if median > FUNCTION_MEDIAN:
        yield f"lib: the median function has {median} lines, at most {FUNCTION_MEDIAN}"
    if tenth > FUNCTION_NINE_TENTHS:
        yield f"lib: nine tenths of the functions have {tenth} lines, at most {FUNCTION_NINE_TENTHS}"


NUMBER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?(?:e[-+]?\d+)?)[uLf]*\b")


def logical_lines(path):
    """Yields number and text of each line without comments and strings; a directive that goes on is one line."""
    text = re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(lines(path)), flags=re.S)
    text = re.sub(r'"(\\.|[^"\\])*"', '""', text)
    first, whole = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        first = first or number
        whole += line.removesuffix("\\")
        if not (whole.lstrip().startswith("#") and line.endswith("\\")):
            yield first, whole
            first, whole = 0, ""


def unnamed(line):
    """The numbers of a line but 0, 1 and 2."""
    line = re.sub(r"G_GNUC_PRINTF \([^)]*\)", "", line)
    return [found for found in NUMBER.findall(line) if found not in ("0", "1", "2", "0.0", "1.0")]


def names_a_number(line):
    """A macro without parameters for one number, shifted or multiplied by what has a name: that is how a number gets its name."""
    macro = re.match(r"\s*#\s*define\s+\w+\s+(.*)", line)
    return macro and len(unnamed(macro[1])) == 1 and not re.search(r"[;{?]", macro[1])


def check_numbers():
    """In lib/solver a number other than 0, 1 and 2 has a name, in functions, tables and macros; a parameter's row is one."""
    for path in files(".c", ".h", under="lib/solver"):
        if path.name.startswith("geng-params-"):
            continue
        for number, line in logical_lines(path):
            if re.match(r"\s*#\s*include", line) or names_a_number(line):
                continue
            for found in unnamed(line):
                yield f"{path}:{number}: {found} has no name"


def check_homes():
    """What a file of lib/ has for others is declared in a header of its folder, or in a public one."""
    declared_in = {}
    for path in files(".h"):
        if path.parts[0] in ("lib", "include"):
            for name in set(re.findall(r"\b(geng_\w+) \(", "\n".join(lines(path)))):
                declared_in.setdefault(name, []).append(path)
    for path in files(".c", under="lib"):
        above = ""
        for number, line in enumerate(lines(path), 1):
            match = re.match(r"(geng_\w+) \(", line)
            homes = declared_in.get(match[1], []) if match else []
            if match and not above.startswith("static") and not any(
                    home.parts[0] == "include" or home.parent == path.parent for home in homes):
                yield f"{path}:{number}: {match[1]} is declared in {', '.join(map(str, homes)) or 'no header'}"
            above = line


def check_goto():
    """No goto."""
    for path in files(".c", ".h"):
        for number, line in enumerate(lines(path), 1):
            if re.search(r"\bgoto\b", re.sub(r'".*?"|/\*.*?\*/|^ \*.*', "", line)):
                yield f"{path}:{number}: goto"


def check_licence():
    """An SPDX line at the top of each source."""
    for path in files(".c", ".h", ".py", ".sh", ".js", ".vala"):
        if not any("SPDX-License-Identifier: LGPL-2.1-or-later" in line for line in lines(path)[:3]):
            yield f"{path}:1: no SPDX line"


def check_text():
    """UTF-8, no tab in C, no trailing blank, a newline at the end, no path of somebody's machine."""
    machine = re.compile(r"(?<![\w.<>])/(home|root|" + "wo" + r"rk)/\w|\.\./shared\b")
    for path in files(".c", ".h", ".py", ".sh", ".js", ".vala", ".md", ".build", ".ini", ".txt", ".in"):
        raw = (ROOT / path).read_bytes()
        # Cases of bad input are kept as they are.
        if path.parts[0] == "tests" and path.suffix in (".ini", ".txt", ".in"):
            continue
        if raw and not raw.endswith(b"\n"):
            yield f"{path}: no newline at the end"
        for number, line in enumerate(raw.decode("utf-8").split("\n"), 1):
            if line != line.rstrip():
                yield f"{path}:{number}: blanks at the end"
            if path.suffix in (".c", ".h") and "\t" in line:
                yield f"{path}:{number}: tab"
            if machine.search(line):
                yield f"{path}:{number}: a path of one machine"


def check_tests():
    """The tests have at least half as many lines as the sources: of all lines, and of those of code."""
    kinds = (".c", ".h", ".py", ".sh", ".js", ".vala", ".ini", ".case")
    for what, count in (("lines", lambda path: len(lines(path))), ("lines of code", code_lines)):
        source = sum(map(count, files(".c", under="lib")))
        tests = sum(map(count, files(*kinds, under="tests")))
        if tests * 2 < source:
            yield f"tests: {tests} {what} of tests for {source} {what} of lib, at least half"


def code_lines(path):
    """How many lines are neither empty nor a comment: what explains is no test."""
    count, inside = 0, False
    c_like = path.suffix in (".c", ".h", ".js", ".vala")
    for line in map(str.strip, lines(path)):
        if c_like and (inside or line.startswith("/*")):
            inside = "*/" not in line
        elif line and not line.startswith("//" if c_like else "#"):
            count += 1
    return count


def built(build, library):
    """The shared object of a library."""
    return next(path for path in sorted((build / "lib").glob(f"lib{library}-1.so*")) if not path.name.endswith(".p"))


def private(library):
    """What a library exports for the other one alone, by its version script."""
    text = (ROOT / f"lib/{library}.map").read_text(encoding="utf-8")
    nodes = dict(re.findall(r"^(\w[\w.]*) \{(.*?)^\}", text, re.M | re.S))
    return set(re.findall(r"geng_\w+", nodes.get("GENG_PRIVATE", "")))


def declared(library):
    """The functions that the public headers of a library declare."""
    names = set()
    for path in files(".h", under=f"include/{library}"):
        text = "\n".join(lines(path))
        for match in re.finditer(r"GENG_AVAILABLE_IN_1_0\s+(G_DECLARE_\w+\s*\([^)]*\)|[^;]*?;)", text):
            if match[1].startswith("G_DECLARE"):
                names.add(re.search(r", (geng_\w+),", match[1])[1] + "_get_type")
            else:
                found = re.search(r"(geng_\w+)\s*\(", match[1])
                if found:
                    names.add(found[1])
        for match in re.finditer(r"^G_DECLARE_\w+\s*\(\w+, (geng_\w+)", text, re.M):
            names.add(match[1] + "_get_type")
    return names


def check_symbols(build):
    """Each library exports what its headers declare, and what its version script lists as private; the second one uses all of
    that.  No type is in both."""
    exported, used = {}, set()
    for library in LIBRARIES:
        path = built(build, library)
        exported[library] = names_of(path, "--defined-only")
        used |= names_of(path, "--undefined-only")
        promised = declared(library) | private(library)
        # Some linkers export the edges of their own sections, and a version is a symbol as well.
        for name in sorted(exported[library] - promised - EDGES):
            yield f"{path.name}: exports {name}, which neither a public header nor the version script declares"
        for name in sorted(promised - exported[library]):
            yield f"{path.name}: {name} is declared and not there"
    for name in sorted(private("geng") - used):
        yield f"lib/geng.map: the second library does not use {name}"
    types = [type_names(built(build, library)) for library in LIBRARIES]
    for name in sorted(set.intersection(*types)):
        yield f"{name} is in both libraries"


EDGES = {"__bss_start", "_edata", "_end", "GENG_1.0", "GENG_PRIVATE", "GENG_OFFICE_1.0"}


def names_of(path, which):
    """The dynamic symbols of a shared object."""
    output = subprocess.run(["nm", "-D", which, "--format=posix", str(path)], check=True, capture_output=True,
                            text=True).stdout
    return {line.split()[0].split("@")[0] for line in output.splitlines()}


def type_names(path):
    """The types that a shared object registers: by its functions, hidden ones too."""
    output = subprocess.run(["nm", "--defined-only", "--format=posix", str(path)], check=True, capture_output=True,
                            text=True).stdout
    return set(re.findall(r"^(geng_\w+_get_type)\b", output, re.M))


def check_version():
    """The version in the headers is the project's."""
    project = re.search(r"^  version: '([\d.]+)'", (ROOT / "meson.build").read_text(encoding="utf-8"), re.M)[1]
    text = (ROOT / "include/geng/geng-version-macros.h").read_text(encoding="utf-8")
    headers = ".".join(re.search(rf"#define GENG_{part}_VERSION (\d+)", text)[1] for part in ("MAJOR", "MINOR", "MICRO"))
    if project != headers:
        yield f"include/geng/geng-version-macros.h: {headers}, meson.build: {project}"


def check_quiet(build):
    """The libraries neither print nor end the process."""
    loud = {"abort", "exit", "_exit", "g_print", "g_printerr", "perror", "printf", "__printf_chk", "putchar", "puts",
            "stderr", "stdout", "vprintf"}
    for library in LIBRARIES:
        path = built(build, library)
        for name in sorted(names_of(path, "--undefined-only") & loud):
            yield f"{path.name}: calls {name}"
    for path in files(".c", under="lib"):
        for number, line in enumerate(lines(path), 1):
            if re.search(r"\bg_(error|message|warning|critical) \(", line) and str(path) not in HOPELESS:
                yield f"{path}:{number}: speaks or ends the process; a GError would be right"


# No data leads here: no memory, or a system without random numbers.
HOPELESS = {"lib/store/geng-csv.c", "lib/store/geng-csv-grid.c", "lib/publish/geng-feed-keys.c",
            "lib/sheet/geng-xlsx-xml.c"}


def check_headers():
    """Each public header compiles alone in C and in C++, and only the one of the whole library may be included."""
    flags = subprocess.run(["pkg-config", "--cflags", "gio-2.0"], check=True, capture_output=True,
                           text=True).stdout.split()
    strict = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", str(ROOT / "include")]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        units = [(path, *compiler, Path(folder, path.stem + compiler[2]))
                 for path in files(".h", under="include") for compiler in COMPILERS]
        for faults in pool.map(lambda unit: list(header(strict + flags, *unit)), units):
            yield from faults


COMPILERS = (("gcc", "-std=gnu11", ".c"), ("g++", "-std=c++17", ".cc"))


def header(flags, path, compiler, standard, _suffix, unit):
    unit.write_text(f"#include <{path.parent.name}/{path.name}>\nextern int x;\n")
    command = [compiler, standard, *flags, str(unit)]
    inside = [] if path.stem in LIBRARIES else [f"-D{path.parent.name.upper().replace('-', '_')}_INSIDE"]
    done = subprocess.run(command + inside, capture_output=True, text=True)
    if done.returncode:
        yield f"{path}: does not compile alone with {compiler}\n{done.stderr}"
    if inside and not subprocess.run(command + ["-E"], capture_output=True).returncode:
        yield f"{path}: may be included without {path.parent.name}.h"


def check_format():
    """Every C file reads as clang-format writes it."""
    paths = [str(path) for path in files(".c", ".h")]
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", "--style=file", *paths],
                          cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        unlike = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", done.stderr, re.M)))
        yield from (f"{path}: run clang-format -i on it" for path in unlike or [done.stderr])


def check_solver_manual():
    """Each paragraph of the solver's manual that has a title names its file, and each file that is named is there."""
    folders = [ROOT / "lib/solver", ROOT]
    for path in sorted((ROOT / "docs/solver").glob("*.md")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            named = re.findall(r"`([\w./-]+/(?:[\w-]+\.(?:[ch]|py))?)`", paragraph)
            if paragraph.startswith("**") and not named:
                yield f"{path}: “{paragraph[:40]}…” names no file"
            for name in named:
                if not any((folder / name).exists() for folder in folders):
                    yield f"{path}: there is no {name}"


def main():
    checks = {name[6:]: check for name, check in globals().items() if name.startswith("check_")}
    parser = argparse.ArgumentParser(description="Checks the project's text.")
    parser.add_argument("check", choices=sorted(checks))
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    check = checks[options.check]
    needs_build = check.__code__.co_argcount == 1
    faults = list(check(options.build.resolve()) if needs_build else check())
    print("\n".join(faults) if faults else f"{options.check}: {check.__doc__}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
