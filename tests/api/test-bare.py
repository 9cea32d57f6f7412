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
from gi.repository import Geng, GLib  # noqa: E402

SECONDS = 20


def bare(name):
    try:
        return getattr(Geng, name)()
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
    if interface.get_namespace() == "Geng":
        return bare(interface.get_name())
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


def calls():
    for name in dir(Geng):
        found = getattr(Geng, name)
        info = getattr(found, "__info__", None)
        for method in info.get_methods() if hasattr(info, "get_methods") else []:
            def call(name=name, method=method):
                given = [bare(name)] if method.is_method() else []
                getattr(getattr(Geng, name), method.get_name())(*given, *map(argument, method.get_arguments()))
            yield f"{name}.{method.get_name()}", call
        if hasattr(found, "list_properties"):
            yield name, lambda name=name: [bare(name).get_property(each.name) for each in found.list_properties()]
        function = getattr(found, "__wrapped__", found)
        if not isinstance(found, type) and hasattr(function, "get_arguments"):
            yield name, lambda found=found, function=function: found(*map(argument, function.get_arguments()))


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    results = {name: crashes(call) for name, call in calls()}
crashed = [f"{name}: {how}" for name, how in results.items() if how]
print("\n".join(crashed))
print(f"{len(results) - len(crashed)} of {len(results)} calls on bare objects do not crash")
sys.exit(1 if crashed or len(results) < 300 else 0)
