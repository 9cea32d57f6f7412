#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guards the public face of both libraries: compares exported symbols and the GIRs with what is saved here, and shows any change
as a diff.

    abi.py --build FOLDER [--save]
"""

import argparse
import difflib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"


# What is saved of each library: its symbols, and what its namespace has.
LIBRARIES = {"geng": ("Geng", "symbols.txt", "gir.txt"), "geng-office": ("GengOffice", "office-symbols.txt", "office-gir.txt")}


def symbols(build, library):
    output = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", build / f"lib/lib{library}-1.so.0"],
                            check=True, capture_output=True, text=True).stdout
    # Some linkers export the edges of their own sections, a version is a symbol as well, and what is private may change.
    edges = ("__bss_start ", "_edata ", "_end ", "GENG_")
    return sorted(f"{line.split()[0].split('@')[0]} {line.split()[1]}" for line in output.splitlines()
                  if not line.startswith(edges) and "@GENG_PRIVATE" not in line.split()[0].replace("@@", "@"))


def type_of(node):
    for tag in ("array", "type"):
        kind = node.find(CORE + tag)
        if kind is not None:
            inner = ", ".join(type_of_kind(child) for child in kind if child.tag in (CORE + "type", CORE + "array"))
            return type_of_kind(kind) + (f"({inner})" if inner else "")
    return "..."


def type_of_kind(kind):
    return kind.get("name") or kind.get(C + "type") or "array"


def marks(node):
    names = ("transfer-ownership", "nullable", "direction", "optional", "scope")
    return "".join(f" {name.split('-')[0]}={node.get(name)}" for name in names if node.get(name))


def call(function):
    given = [f"{node.get('name')}: {type_of(node)}{marks(node)}"
             for node in function.findall(f"{CORE}parameters/{CORE}parameter")]
    back = function.find(CORE + "return-value")
    throws = " throws" if function.get("throws") == "1" else ""
    return f"({'; '.join(given)}) -> {type_of(back)}{marks(back)}{throws}"


def described(build, namespace):
    """The GIR without texts and places: one line a thing that a program can see."""
    namespace = ElementTree.parse(build / f"lib/introspection/{namespace}-1.0.gir").getroot().find(CORE + "namespace")
    for node in namespace:
        kind, name = node.tag.split("}")[1], node.get("name")
        if kind in ("function", "callback"):
            yield f"{kind} {name} {call(node)}"
            continue
        value = f" = {node.get('value')}" if kind == "constant" else ""
        yield f"{kind} {name}{value}" + (f" : {node.get('parent')}" if node.get("parent") else "")
        for child in node:
            what = child.tag.split("}")[1]
            if what in ("constructor", "function", "method", "signal", "virtual-method"):
                yield f"{kind} {name} {what} {child.get('name')} {call(child)}"
            elif what in ("field", "property"):
                access = "".join(f" {flag}" for flag in ("writable", "construct-only") if child.get(flag) == "1")
                yield f"{kind} {name} {what} {child.get('name')}: {type_of(child)}{marks(child)}{access}"
            elif what in ("implements", "prerequisite"):
                yield f"{kind} {name} {what} {child.get('name')}"
            elif what == "member":
                yield f"{kind} {name} {what} {child.get('name')} = {child.get('value')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--save", action="store_true", help="make what is there now the saved face")
    options = parser.parse_args()
    changed = False
    now_of = {}
    for library, (namespace, symbols_file, gir_file) in LIBRARIES.items():
        now_of[symbols_file] = symbols(options.build, library)
        now_of[gir_file] = sorted(described(options.build, namespace))
    for name, now in now_of.items():
        path = HERE / name
        if options.save:
            path.write_text("\n".join(now) + "\n", encoding="utf-8")
            continue
        saved = path.read_text(encoding="utf-8").splitlines()
        diff = list(difflib.unified_diff(saved, now, f"saved {name}", "this build", lineterm="", n=0))
        changed = changed or bool(diff)
        print("\n".join(diff))
    if changed:
        print("The public face changed.  If it should: abi.py --save, and commit the difference with its reason.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
