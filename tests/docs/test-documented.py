#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the public symbols and names those without a doc block: test-documented.py GIR."""

import sys
import xml.etree.ElementTree as ElementTree

CORE = "{http://www.gtk.org/introspection/core/1.0}"
KINDS = {CORE + name for name in ("class", "record", "enumeration", "function", "method", "constructor", "property",
                                  "constant", "member", "field")}
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


namespace = ElementTree.parse(sys.argv[1]).getroot().find(CORE + "namespace")
found = list(symbols(namespace, "Geng"))
bare = [name for name, told in found if not told]
print("\n".join(bare))
print(f"{len(found) - len(bare)} of {len(found)} public symbols documented")
sys.exit(1 if bare or len(found) < 300 else 0)
