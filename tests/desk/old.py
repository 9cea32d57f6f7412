#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The page is for browsers as old as Chromium 80, which 360 and WPS still carry: nothing newer stands in its files, each word of
it is there in both languages, and the server's Content-Security-Policy has nothing to refuse."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "examples" / "desk" / "page"
# Since which version of Chromium: what ECMAScript's year does not tell.
NEWER = {
    r"\.replaceChildren\(": 86, r"\.replaceAll\(": 85, r"\.at\(-": 92, r"\bstructuredClone\(": 98, r"\bObject\.hasOwn\(": 93,
    r"\.findLast\w*\(": 97, r"\.toSorted\(|\.toReversed\(|\.with\(": 110, r"\bPromise\.any\(": 85, r"\bWeakRef\b": 84,
    r"\.checkVisibility\(": 105, r"\bcrypto\.randomUUID\(": 92, r"\bAbortSignal\.(timeout|any)\(": 103, r"\bObject\.groupBy\(": 117,
    r"\bEyeDropper\b|\bscheduler\.": 94, r"\.showPicker\(": 99, r"\bnavigation\.": 102, r"\.togglePopover\(": 114,
}
NEWER_STYLE = {
    r":focus-visible": 86, r":is\(|:where\(": 88, r":has\(": 105, r"\binset\s*:": 87, r"\baspect-ratio\s*:": 88, r"\baccent-color\s*:": 93,
    r"@layer|@container|@scope": 99, r"\bcolor-mix\(|\boklch\(|\blab\(": 111, r"\d(dvh|svh|lvh)\b": 108, r"(?<!-)\bgap\s*:": 84,
    r"\bcontent-visibility\s*:": 85, r"\btranslate\s*:|\bscale\s*:|\brotate\s*:": 104, r"^\s+&": 112, r"\bscrollbar-(gutter|width|color)": 94,
    r"\bmargin-(inline|block)\s*:|\bpadding-(inline|block)\s*:": 87, r"\btext-wrap\s*:": 114, r"@property": 85,
    r"\boverflow\s*:\s*clip": 90, r"\bappearance\s*:": 84, r"\bfont-size-adjust": 127,
}
SCRIPT = """
const acorn = require(process.argv[1] + "/acorn");
const fs = require("fs");
for (const path of process.argv.slice(2)) {
  try { acorn.parse(fs.readFileSync(path, "utf-8"), { ecmaVersion: 2020, sourceType: "script" }); }
  catch (error) { console.log(path + ": " + error.message); }
}
"""


def newer(path, words):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for word, version in words.items():
            if re.search(word, line):
                yield f"{path.name}:{number}: Chromium has it since {version}: {line.strip()}"


def syntax(paths):
    sys.path.insert(0, str(Path(__file__).parent.parent / "readers"))
    from modules import node_modules
    done = subprocess.run(["node", "-e", SCRIPT, node_modules(), *paths], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def arguments(code):
    """What stands between the parentheses of each say(…)."""
    for call in re.finditer(r"(?<![\w.])say\(", code):
        depth, end = 1, call.end()
        while depth > 0:
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        yield code[call.end():end - 1]


def texts():
    """Each text has two languages and is used; each that is used is there."""
    source = (PAGE / "texts.js").read_text(encoding="utf-8")
    table = dict(re.findall(r"^  (\w+): \[(.*?)\],$", source, re.M | re.S))
    code = "".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js") if path.name != "texts.js")
    used = set(re.findall(r"(?:say|act|button)\(\"(\w+)\"", code))
    # One of two, as in say(x ? "a" : "b"), and the parts of the score, whose names are its own.
    used |= {name for said in arguments(code) for name in re.findall(r"[?:] \"(\w+)\"", said)} | {"broken", "gaps", "cost"}
    for name, pair in table.items():
        if not re.search(r"[\u4e00-\u9fff]", pair.split('", ')[-1]):
            yield f"texts.js: {name} has no Chinese"
        if name not in used:
            yield f"texts.js: nothing says {name}"
    for name in sorted(used - table.keys()):
        yield f"texts.js: {name} is missing"


def policy():
    page = (PAGE / "desk.html").read_text(encoding="utf-8")
    for word in (r"<style", r"\sstyle=", r"\son\w+=", r"<script(?![^>]*\ssrc=\"/)", r"https?://"):
        if re.search(word, page):
            yield f"desk.html: {word}"
    for path in PAGE.glob("*.js"):
        for word in (r"innerHTML", r"outerHTML", r"insertAdjacentHTML", r"document\.write", r"\beval\(", r"new Function"):
            if re.search(word, path.read_text(encoding="utf-8")):
                yield f"{path.name}: {word}"


def main():
    scripts = sorted(PAGE.glob("*.js"))
    faults = [fault for path in scripts for fault in newer(path, NEWER)]
    faults += newer(PAGE / "desk.css", NEWER_STYLE)
    faults += [*syntax(scripts), *texts(), *policy()]
    print("\n".join(faults) or __doc__)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
