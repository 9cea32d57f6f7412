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
    "gdouble": "float", "gfloat": "float", "GLib.Date": "datetime.date", "GLib.DateTime": "datetime.datetime", "GLib.Bytes": "bytes",
    "GLib.Quark": "int", "GType": "GObject.GType", "GLib.DateYear": "int", "GLib.DateMonth": "GLib.DateMonth",
}
BASIC.update({f"{sign}int{bits}": "int" for sign in ("g", "gu") for bits in ("", 8, 16, 32, 64)})
BASIC.update({name: "int" for name in ("gsize", "gssize", "glong", "gulong", "gchar", "guchar")})
BASIC["gunichar"] = "str"  # of one character

IMPORTS = '''# Made from the introspection data; do not edit.
import datetime
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Generic, TypeVar, overload

from gi.repository import Gio, GLib, GObject
'''
# What stands above the classes of each library.
HEADS = {"GengOffice": '''
from gi.repository import Geng
from gi.repository.Geng import _Enum, _Object

''', "Geng": '''
_T = TypeVar("_T")

class _Object:
    props: Any
    def __init__(self, **properties: Any) -> None: ...
    def connect(self, signal: str, handler: Callable[..., Any], *arguments: Any) -> int: ...
    def connect_after(self, signal: str, handler: Callable[..., Any], *arguments: Any) -> int: ...
    def disconnect(self, handler: int) -> None: ...
    def bind_property(self, source: str, target: Any, property: str, flags: Any = ...) -> Any: ...
    def get_property(self, name: str) -> Any: ...
    def set_property(self, name: str, value: Any) -> None: ...

class _Enum(int):
    @property
    def value_name(self) -> str: ...
    @property
    def value_nick(self) -> str: ...

class _List(_Object, Generic[_T]):
    def get_n_items(self) -> int: ...
    def get_item(self, position: int) -> _T | None: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int) -> _T: ...
    @overload
    def __getitem__(self, key: slice) -> list[_T]: ...
    def __iter__(self) -> Iterator[_T]: ...
    def __contains__(self, item: object) -> bool: ...

'''}

# What the overrides add.
ADDED = {
    "Roster": ["def rows(self) -> Iterator[tuple[datetime.date, Member, Shift, Post]]: ...",
               "def to_dict(self) -> dict[str, Any]: ...",
               "@staticmethod\n    def from_dict(station: Station, data: dict[str, Any]) -> Roster: ..."],
    **{name: ["def to_dict(self) -> dict[str, Any]: ...",
              f"@staticmethod\n    def from_dict({given}data: dict[str, Any]) -> {name}: ..."]
       for name, given in (("Station", ""), ("Record", ""), ("Judgement", "station: Station, "), ("Plan", "station: Station, "))},
    "Store": ["def __enter__(self) -> Store: ...", "def __exit__(self, *exception: Any) -> None: ..."],
}
# What an object is, beside a GObject.
BASES = {"Roster": "_List[Duty]", "GObject.Object": "_Object"}


def type_of(node):
    array = node.find(CORE + "array")
    if array is not None:
        return f"list[{type_of(array)}]"
    kind = node.find(CORE + "type")
    if kind is None:
        return "Any"
    name = kind.get("name", "Any")
    return BASIC.get(name, name)


def item_of(lists):
    """The class of what is in a list of this name."""
    odd = {"attendance": "Attendance", "retracted": "Attendance", "findings": "PatrolFinding"}
    return odd.get(lists) or "".join(word.capitalize() for word in lists[:-1].split("_"))


def result_of(function):
    """What comes back.  A list model get_members () holds objects of the class Member."""
    node = function.find(CORE + "return-value")
    text = type_of(node)
    if text == "Gio.ListModel":
        text = f"_List[{item_of(function.get('name')[len('get_'):])}]"
    return optional(node, text)


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


def answer(function):
    outward, back = parameters(function)[1], result_of(function)
    return f"tuple[{', '.join(([back] if back != 'None' else []) + outward)}]" if outward else back


def awaited(function, finish, first):
    """A call that does not block: awaited, or with a callback."""
    given = [text.removesuffix(" = None") for text in parameters(function)[0][:-2]]
    given = ", ".join(([first] if first else []) + given + ["cancellable: Gio.Cancellable | None"])
    head = ["@overload"] + (["@staticmethod"] if first is None else [])
    name = function.get("name")
    return [*head, f"def {name}({given} = None) -> Coroutine[Any, Any, {answer(finish)}]: ...",
            *head, f"def {name}({given}, callback: Callable[..., None], *data: Any) -> None: ..."]


def method(function, indent, first, others=()):
    inward, back = parameters(function)[0], answer(function)
    name = safe(function.get("name"))
    finish = next((other for other in others if other.get("name") == name.replace("_async", "_finish") != name), None)
    if finish is not None:
        return [indent + line for line in awaited(function, finish, first)]
    head = [f"{indent}@staticmethod"] if first is None and indent else []
    return head + [f"{indent}def {name}({', '.join(([first] if first else []) + inward)}) -> {back}: ..."]


def attributes(node):
    """An attribute for each getter, each list and each property without one, but where a function or a field has its name."""
    taken = {item.get("name") for kind in ("method", "function", "field") for item in node.findall(CORE + kind)}
    kinds, writable = {}, set()
    for item in node.findall(CORE + "method"):
        name = item.get("name")
        if name.startswith("get_") and item.find(f"{CORE}parameters/{CORE}parameter") is None:
            kinds[name[4:]] = result_of(item)
        elif name.startswith("list_") and not any(parameters(item)):
            kinds.setdefault(name[5:], result_of(item))
        elif name.startswith("set_") and len(parameters(item)[0]) == 1:
            writable.add(name[4:])
            given = item.find(f"{CORE}parameters/{CORE}parameter")
            kinds.setdefault(name[4:], optional(given, type_of(given)))
    for item in node.findall(CORE + "property"):
        name = item.get("name").replace("-", "_")
        kinds.setdefault(name, optional(item, type_of(item)))
        if item.get("writable") == "1" and item.get("construct-only") != "1":
            writable.add(name)
    for name in sorted(set(kinds) - taken):
        yield f"    @property\n    def {safe(name)}(self) -> {kinds[name]}: ..."
        if name in writable:
            yield f"    @{safe(name)}.setter\n    def {safe(name)}(self, value: {kinds[name]}) -> None: ..."


def described(node):
    base = BASES.get(node.get("name")) or BASES.get(node.get("parent"), node.get("parent"))
    yield f"class {node.get('name')}{f'({base})' if base else ''}:"
    body = []
    for item in node.findall(CORE + "field"):
        if node.tag == CORE + "record" and item.get("private") != "1" and item.find(CORE + "callback") is None:
            body.append(f"    {safe(item.get('name'))}: {type_of(item)}")
    for item in node.findall(CORE + "constructor") + node.findall(CORE + "function"):
        body += method(item, "    ", None, node.findall(CORE + "constructor") + node.findall(CORE + "function"))
    for item in node.findall(CORE + "method"):
        body += method(item, "    ", "self", node.findall(CORE + "method"))
    body += attributes(node)
    body += ["    " + line for line in ADDED.get(node.get("name"), [])]
    yield from body or ["    ..."]
    yield ""


def enumeration(node):
    yield f"class {node.get('name')}(_Enum):"
    for item in node.findall(CORE + "member"):
        yield f"    {item.get('name').upper()}: {node.get('name')}"
    yield ""


def drop_skipped(node):
    """What is only there in C: PyGObject does not have it."""
    for child in list(node):
        if child.get("introspectable") == "0":
            node.remove(child)
        else:
            drop_skipped(child)


def write(gir, out):
    namespace = ElementTree.parse(gir).getroot().find(CORE + "namespace")
    drop_skipped(namespace)
    text = []
    for node in namespace:
        if node.tag == CORE + "enumeration":
            text += enumeration(node)
        elif node.tag in (CORE + "class", CORE + "record") and not node.get("name").endswith("Class"):
            text += described(node)
        elif node.tag == CORE + "function":
            text += method(node, "", None)
    with open(out, "w", encoding="utf-8") as stream:
        stream.write(IMPORTS + HEADS[namespace.get("name")] + "\n".join(text) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
