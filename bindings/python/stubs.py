#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes type stubs for Python from the GIR: stubs.py GIR STUBS."""

import keyword
import sys
import xml.etree.ElementTree as ElementTree

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"

BASIC = {
    "utf8": "str", "filename": "str", "gboolean": "bool", "none": "None", "gpointer": "Any",
    "gdouble": "float", "gfloat": "float", "GLib.Date": "datetime.date", "GLib.DateTime": "datetime.datetime",
    "GLib.Quark": "int", "GType": "GObject.GType", "GLib.DateYear": "int", "GLib.DateMonth": "GLib.DateMonth",
}
BASIC.update({f"{sign}int{bits}": "int" for sign in ("g", "gu") for bits in ("", 8, 16, 32, 64)})
BASIC.update({name: "int" for name in ("gsize", "gssize", "glong", "gulong", "gchar", "guchar")})

HEAD = '''# Made from Geng-1.0.gir; do not edit.
import datetime
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, overload

from gi.repository import Gio, GLib, GObject

'''

# What the overrides add.
ADDED = {
    "Roster": ["def __iter__(self) -> Iterator[Duty]: ...",
               "def __len__(self) -> int: ...",
               "def __contains__(self, duty: Duty) -> bool: ..."],
    "Store": ["def __enter__(self) -> Store: ...", "def __exit__(self, *exception: Any) -> None: ..."],
}


def type_of(node, wrap=True):
    array = node.find(CORE + "array")
    if array is not None:
        return f"list[{type_of(array)}]"
    kind = node.find(CORE + "type")
    if kind is None:
        return "Any"
    name = kind.get("name", "Any")
    if name == "Gio.ListModel":
        return "Gio.ListModel"
    return BASIC.get(name, name)


def optional(node, text):
    return f"{text} | None" if node.get("nullable") == "1" or node.get("allow-none") == "1" else text


def safe(name):
    return name + "_" if keyword.iskeyword(name) else name


def parameters(function):
    inward, outward = [], []
    for node in function.findall(f"{CORE}parameters/{CORE}parameter"):
        if node.get("name") == "user_data":
            continue
        text = optional(node, type_of(node))
        if node.get("direction") in ("out", "inout") and node.get("caller-allocates") != "1":
            outward.append(text)
        else:
            default = " = None" if text.endswith("| None") else ""
            inward.append(f"{safe(node.get('name'))}: {text}{default}")
    # A default may not stand before a parameter without one.
    for index in range(len(inward) - 2, -1, -1):
        if inward[index].endswith(" = None") and not inward[index + 1].endswith(" = None"):
            inward[index] = inward[index][:-len(" = None")]
    return inward, outward


def method(function, indent, first):
    inward, outward = parameters(function)
    result = function.find(CORE + "return-value")
    back = optional(result, type_of(result))
    if outward:
        back = f"tuple[{', '.join(([back] if back != 'None' else []) + outward)}]"
    name = safe(function.get("name"))
    if name == "plan_async":
        return [f"{indent}def plan_async(self, cancellable: Gio.Cancellable | None = None, "
                f"callback: Callable[..., None] | None = None) -> Awaitable[Plan]: ..."]
    head = [f"{indent}@staticmethod"] if first is None and indent else []
    return head + [f"{indent}def {name}({', '.join(([first] if first else []) + inward)}) -> {back}: ..."]


def attributes(node):
    methods = {item.get("name"): item for item in node.findall(CORE + "method")}
    for name, item in methods.items():
        plain = item.find(f"{CORE}parameters/{CORE}parameter") is None
        if name.startswith("get_") and plain:
            result = item.find(CORE + "return-value")
            kind = optional(result, type_of(result))
            yield f"    @property\n    def {safe(name[4:])}(self) -> {kind}: ..."
            if "set_" + name[4:] in methods and len(parameters(methods["set_" + name[4:]])[0]) == 1:
                yield f"    @{safe(name[4:])}.setter\n    def {safe(name[4:])}(self, value: {kind}) -> None: ..."


def described(node):
    base = node.get("parent")
    base = f"({base if '.' in base else base})" if base else ""
    yield f"class {node.get('name')}{base}:"
    body = []
    for item in node.findall(CORE + "field"):
        if node.tag == CORE + "record" and item.get("private") != "1" and item.find(CORE + "callback") is None:
            body.append(f"    {safe(item.get('name'))}: {type_of(item)}")
    for item in node.findall(CORE + "constructor") + node.findall(CORE + "function"):
        body += method(item, "    ", None)
    for item in node.findall(CORE + "method"):
        body += method(item, "    ", "self")
    body += attributes(node)
    body += ["    " + line for line in ADDED.get(node.get("name"), [])]
    yield from body or ["    ..."]
    yield ""


def enumeration(node):
    yield f"class {node.get('name')}(GObject.GEnum):"
    for item in node.findall(CORE + "member"):
        yield f"    {item.get('name').upper()} = {item.get('value')}"
    yield ""


def write(gir, out):
    namespace = ElementTree.parse(gir).getroot().find(CORE + "namespace")
    text = []
    for node in namespace:
        if node.tag == CORE + "enumeration":
            text += enumeration(node)
        elif node.tag in (CORE + "class", CORE + "record") and not node.get("name").endswith("Class"):
            text += described(node)
        elif node.tag == CORE + "function":
            text += method(node, "", None)
    with open(out, "w", encoding="utf-8") as stream:
        stream.write(HEAD + "\n".join(text) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
