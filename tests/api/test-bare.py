#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls every function on objects that g_object_new () made, of which nothing is set: none may crash.

C programs have constructors; GObject lets other languages and builders pass them by."""

import os
import signal
import sys
import tempfile

import gi

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice, GLib  # noqa: E402

SECONDS = 20


LIBRARIES = {"Geng": Geng, "GengOffice": GengOffice}


def bare(name, library=Geng):
    try:
        return getattr(library, name)()
    except TypeError:  # an entity is abstract; an enumeration wants a value
        return Geng.Member() if name == "Entity" else 0


def argument(info):
    """Something of the type that a function wants."""
    kind = info.get_type()
    tag = kind.get_tag_as_string()
    if tag in ("utf8", "filename"):
        return "x"
    if tag == "array":
        return []
    if tag != "interface":
        return 1
    interface = kind.get_interface()
    if interface.get_namespace() in LIBRARIES:
        return bare(interface.get_name(), LIBRARIES[interface.get_namespace()])
    return {"Date": GLib.Date.new_julian(740000), "DateTime": GLib.DateTime.new_now_utc(),
            "Bytes": GLib.Bytes.new(b"x")}.get(interface.get_name())


def crashes(action):
    """The name of the signal that ended the action in a process of its own, or None."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.alarm(SECONDS)
        try:
            action()
        except Exception:
            pass
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else None


def calls(library):
    for name in dir(library):
        found = getattr(library, name)
        info = getattr(found, "__info__", None)
        for method in info.get_methods() if hasattr(info, "get_methods") else []:
            def call(name=name, method=method):
                given = [bare(name, library)] if method.is_method() else []
                getattr(getattr(library, name), method.get_name())(*given, *map(argument, method.get_arguments()))
            yield f"{name}.{method.get_name()}", call
        if hasattr(found, "list_properties"):
            yield name, lambda name=name: [bare(name, library).get_property(each.name) for each in found.list_properties()]
        function = getattr(found, "__wrapped__", found)
        if not isinstance(found, type) and hasattr(function, "get_arguments"):
            yield name, lambda found=found, function=function: found(*map(argument, function.get_arguments()))


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    results = {name: crashes(call) for library in LIBRARIES.values() for name, call in calls(library)}
crashed = [f"{name}: {how}" for name, how in results.items() if how]
print("\n".join(crashed))
print(f"{len(results) - len(crashed)} of {len(results)} calls on bare objects do not crash")
sys.exit(1 if crashed or len(results) < 300 else 0)
