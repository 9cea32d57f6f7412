#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the public symbols and names those without a doc block: test-documented.py GIR…

A function that may fail names its errors, each parameter and result is described, and what is given back says who owns it."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

CORE = "{http://www.gtk.org/introspection/core/1.0}"
KINDS = {CORE + name for name in ("class", "record", "enumeration", "function", "method", "constructor", "property",
                                  "constant", "member", "field")}
C = "{http://www.gtk.org/introspection/c/1.0}"
SIGNAL = "{http://www.gtk.org/introspection/glib/1.0}signal"


def documented(node):
    """Getters and constructors say all with what they return."""
    returned = node.find(CORE + "return-value")
    return node.find(CORE + "doc") is not None or returned is not None and returned.find(CORE + "doc") is not None


def symbols(node, path):
    for child in node:
        name = child.get("name")
        if child.tag not in KINDS | {SIGNAL} or (name or "").endswith("Class") or child.get("private") == "1":
            continue
        # What an object consists of is hidden.
        if child.tag == CORE + "field" and (node.tag == CORE + "class" or name in ("parent_instance", "parent_class")):
            continue
        yield f"{path}.{name}", documented(child)
        yield from symbols(child, f"{path}.{name}")


def text(node):
    return "".join(doc.text for doc in (node.find(CORE + "doc"), node.find(f"{CORE}return-value/{CORE}doc"))
                   if doc is not None)


def silent(namespace):
    """What the block of a function does not say."""
    for function in namespace.iter():
        if function.tag not in (CORE + "function", CORE + "method", CORE + "constructor"):
            continue
        name, returned = function.get(C + "identifier"), function.find(CORE + "return-value")
        if function.get("throws") == "1" and "%GENG_ERROR" not in text(function):
            yield f"{name}: which errors"
        for node in function.findall(f"{CORE}parameters/{CORE}parameter"):
            if node.find(CORE + "doc") is None:
                yield f"{name}: {node.get('name')}"
        kind = returned.find(CORE + "type")
        if (kind is None or kind.get("name") != "none") and returned.find(CORE + "doc") is None:
            yield f"{name}: what it returns"


def unowned(namespace):
    """What is returned by address without a word in the source on who owns it; the scanner guesses then."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].glob("lib/**/*.c"))
    for function in namespace.iter():
        returned = function.find(CORE + "return-value")
        kind = None if returned is None else returned.find(CORE + "type")
        if kind is None or not (kind.get(C + "type") or "").endswith("*") or kind.get(C + "type").startswith("const"):
            continue
        name = function.get(C + "identifier")
        block = re.search(rf"^ \* {name}:$(.*?)\*/", source, re.M | re.S)
        if name and not (block and re.search(r"Returns:[^:]*\(transfer \w+\)", block[1])):
            yield f"{name}: who owns what it returns"


namespaces = [ElementTree.parse(gir).getroot().find(CORE + "namespace") for gir in sys.argv[1:]]
found = [symbol for namespace in namespaces for symbol in symbols(namespace, namespace.get("name"))]
bare = [name for name, told in found if not told]
untold = [line for namespace in namespaces for line in (*silent(namespace), *unowned(namespace))]
print("\n".join(bare + untold))
print(f"{len(found) - len(bare)} of {len(found)} public symbols documented")
sys.exit(1 if bare or untold or len(found) < 300 else 0)
