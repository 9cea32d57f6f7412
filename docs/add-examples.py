#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the GIR that the manual is made of: add-examples.py SOURCE GIR OUT

A comment `example: Geng.Window Geng.Shift` in a program of docs/examples (and in examples/own-rule.*) begins what belongs to
the pages of these classes, and the next such comment, or `end`, ends it.  The test `classes`
builds and runs the programs.  What has no description but says what it returns is described by that."""

import re
import sys
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

MARK = re.compile(r"^[ \t]*(?:/\*|#) (?:example: ((?:\w+\.\w+ ?)+)|(end))(?: \*/)?$", re.M)
SILENT = re.compile(r'(<(?:method|function|constructor) [^>]*>\s*)((?:<source-position [^>]*/>\s*)?<return-value [^>]*>\s*)'
                    r'(<doc [^>]*>)(.*?)(</doc>)', re.S)
LANGUAGES = {".c": ("C", "c"), ".py": ("Python", "python")}


def programs(source):
    return [*sorted((source / "docs/examples").glob("*.[cp]*")), *sorted((source / "examples").glob("own-rule.*"))]


def pieces(path):
    """(class, text) of each piece of a program."""
    text = path.read_text(encoding="utf-8")
    marks = list(MARK.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None]):
        piece = text[mark.end():after.start() if after else len(text)]
        for name in (mark[1] or "").split():
            yield name, textwrap.dedent(piece.strip("\n")).rstrip()


def examples(source):
    """Of a class: language -> pieces, each with the program that it is of."""
    found = {}
    for path in programs(source):
        for name, piece in pieces(path):
            found.setdefault(name, {}).setdefault(path.suffix, []).append((path, piece))
    return found


def section(of, source):
    text = ""
    for suffix, (title, language) in LANGUAGES.items():
        for path, piece in of.get(suffix, []):
            text += f"\n\n## In {title}\n\nFrom `{path.relative_to(source)}`:\n\n```{language}\n{piece}\n```"
    return text


def main():
    source, gir, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    text = gir.read_text(encoding="utf-8")
    namespace = re.search(r'<namespace name="(\w+)"', text)[1]
    for name, of in examples(source).items():
        if not name.startswith(namespace + "."):
            continue
        block = re.compile(rf'(<class name="{name.split(".")[1]}"[^>]*>\s*<doc [^>]*>)(.*?)(</doc>)', re.S)
        text, n = block.subn(lambda found: found[1] + found[2] + escape(section(of, source)) + found[3], text)
        if n != 1:
            sys.exit(f"there is no class {name} with a doc block")
    text = SILENT.sub(lambda found: f'{found[1]}{found[3]}Returns {found[4].rstrip(".")}.</doc>\n{"".join(found.groups()[1:])}', text)
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
