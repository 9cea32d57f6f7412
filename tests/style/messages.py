#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The texts that people read: every message is in POTFILES, in zh_CN.po, translated, and fits its arguments."""

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The sources of a catalogue, and the folder where it is kept.
CATALOGUES = ((("lib",), "lib/po"), (("examples/captain", "examples/desk"), "examples/captain/po"))
MARKED = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|Q_) ?\(\s*"')
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2")


def listed(folder):
    return [line for line in (ROOT / folder / "POTFILES").read_text().split("\n") if line]


def with_messages(sources):
    paths = (path for source in sources for path in (ROOT / source).rglob("*.[ch]"))
    return {str(path.relative_to(ROOT)) for path in paths if MARKED.search(path.read_text(encoding="utf-8"))}


def entries(text):
    """Yields flags, id and translation of each entry of a .po file that is in use."""
    for block in re.split(r"\n\s*\n", text):
        if re.search(r"^#~", block, re.M) or "msgid" not in block:
            continue
        flags = " ".join(re.findall(r"^#,(.*)$", block, re.M))
        words = {name: "".join(ast.literal_eval(line) for line in body.strip().split("\n"))
                 for name, body in re.findall(r'^(msgid|msgstr)(?:\[0\])?((?:\s*".*"$)+)', block, re.M)}
        if words.get("msgid"):
            yield flags, words["msgid"], words["msgstr"]


def check_list(sources, folder):
    names = listed(folder)
    if names != sorted(names):
        yield f"{folder}/POTFILES: not sorted"
    for name in sorted(with_messages(sources) - set(names)):
        yield f"{folder}/POTFILES: {name} is missing"
    for name in sorted(set(names) - with_messages(sources)):
        yield f"{folder}/POTFILES: {name} has no message"


def template(folder):
    command = ["xgettext", "--from-code=UTF-8", "--no-location", "--output=-", "--directory", str(ROOT),
               *(f"--keyword={word}" for word in KEYWORDS), *listed(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def check_translation(sources, folder):
    path = ROOT / folder / "zh_CN.po"
    here = {text: (flags, words) for flags, text, words in entries(path.read_text(encoding="utf-8"))}
    wanted = {text for _, text, _ in entries(template(folder))}
    for text in sorted(wanted - set(here)):
        yield f"{folder}/zh_CN.po: not there: {text!r}"
    for text in sorted(set(here) - wanted):
        yield f"{folder}/zh_CN.po: no longer in use: {text!r}"
    for text, (flags, words) in here.items():
        if not words:
            yield f"{folder}/zh_CN.po: not translated: {text!r}"
        if "fuzzy" in flags:
            yield f"{folder}/zh_CN.po: fuzzy: {text!r}"
        if text.endswith("\n") != words.endswith("\n"):
            yield f"{folder}/zh_CN.po: the line's end differs: {text!r}"


def check_commands(_sources, folder):
    """Whoever reads Chinese is told the Chinese names of commands and of their verbs."""
    named = dict(re.findall(r'\{ "([a-z]+)", "([^"a-z]+)", N_', "".join(
        (ROOT / "examples/captain" / name).read_text(encoding="utf-8") for name in ("main.c", "journal.c"))))
    for _flags, text, words in entries((ROOT / folder / "zh_CN.po").read_text(encoding="utf-8")):
        for word in re.findall(r"\bgeng (?:日志 )?(?:-C \S+ )?([a-z]+)\b", words):
            if word in named:
                yield f"{folder}/zh_CN.po: {word} is {named[word]} in Chinese: {text!r}"


def check_formats(sources, folder):
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(["msgfmt", "--check", "-o", f"{scratch}/out.mo", str(ROOT / folder / "zh_CN.po")],
                              capture_output=True, text=True)
    if done.returncode or done.stderr:
        yield f"{folder}/zh_CN.po: {done.stderr}"


def main():
    checks = (check_list, check_translation, check_commands, check_formats)
    faults = [fault for catalogue in CATALOGUES for check in checks for fault in check(*catalogue)]
    print("\n".join(faults) or __doc__)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
