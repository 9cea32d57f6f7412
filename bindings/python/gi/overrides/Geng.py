# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python users expect of libgeng, on top of introspection.

- A `datetime.date` wherever the library wants or gives a day, a `datetime.datetime` for an instant.
- `duty.member`, `station.members`: an attribute for each `get_…`, to be set where there is a `set_…`.
- `for duty in roster`, `len(roster)`, `duty in roster`; station lists are sequences already.
- `with store:` holds the folder's lock.
- `await planner.plan_async ()` under asyncio; cancelling the task cancels the planner.
"""

import asyncio
import datetime
import functools
import threading

from gi.module import get_introspection_module
from gi.repository import Gio, GLib

Geng = get_introspection_module("Geng")
__all__ = []


def to_date(value):
    """A GLib.Date of a datetime.date; anything else as it is."""
    return GLib.Date.new_dmy(value.day, GLib.DateMonth(value.month), value.year)


def from_date(value):
    """A datetime.date of a GLib.Date, or None."""
    if value is None or not value.valid():
        return None
    return datetime.date(value.get_year(), int(value.get_month()), value.get_day())


def to_instant(value):
    """A GLib.DateTime of an aware datetime.datetime."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone: datetime.now(datetime.timezone.utc), say")
    utc = value.astimezone(datetime.timezone.utc)
    return GLib.DateTime.new_utc(utc.year, utc.month, utc.day, utc.hour, utc.minute,
                                 utc.second + utc.microsecond / 1e6)


def from_instant(value):
    """An aware datetime.datetime of a GLib.DateTime, or None."""
    if value is None:
        return None
    offset = datetime.timedelta(microseconds=value.get_utc_offset())
    zone = datetime.timezone(offset, value.get_timezone_abbreviation())
    return datetime.datetime(*value.get_ymd(), value.get_hour(), value.get_minute(), value.get_second(),
                             value.get_microsecond(), tzinfo=zone)


def to_glib(value):
    if isinstance(value, datetime.datetime):
        return to_instant(value)
    if isinstance(value, datetime.date):
        return to_date(value)
    return value


def from_glib(value):
    if isinstance(value, GLib.Date):
        return from_date(value)
    if isinstance(value, GLib.DateTime):
        return from_instant(value)
    return value


def named(info):
    """The name of the type that a type info points to, or None for a plain one."""
    try:
        interface = info.get_interface()
    except Exception:
        return None
    return interface.get_name() if interface else None


def of_time(function):
    """Whether a day or an instant goes into or comes out of a function."""
    types = [argument.get_type() for argument in function.get_arguments()] + [function.get_return_type()]
    return any(named(info) in ("Date", "DateTime") for info in types)


def dated(original):
    """The same function, in terms of datetime."""
    @functools.wraps(original)
    def wrapper(*arguments, **keywords):
        return from_glib(original(*[to_glib(argument) for argument in arguments], **keywords))
    return wrapper


def describe(cls):
    """Gives one class of the library its dates and attributes."""
    methods = {method.get_name(): method for method in cls.__info__.get_methods()}
    for name, method in methods.items():
        if of_time(method):
            wrapper = dated(getattr(cls, name))
            setattr(cls, name, wrapper if method.is_method() else staticmethod(wrapper))
    names = {name[4:] for name, method in methods.items() if is_attribute(method)}
    for name in sorted(names):
        if not hasattr(cls, name):
            setattr(cls, name, attribute(cls, name, methods))


def is_attribute(method):
    """get_x () and set_x (value)."""
    arguments = {"get_": 0, "set_": 1}.get(method.get_name()[:4])
    return method.is_method() and len(method.get_arguments()) == arguments


def attribute(cls, name, methods):
    getter, setter = methods.get("get_" + name), methods.get("set_" + name)
    # What has no getter is a property still.
    get = getattr(cls, "get_" + name) if getter and is_attribute(getter) else \
        lambda self: from_glib(self.get_property(name.replace("_", "-")))
    return property(get, getattr(cls, "set_" + name) if setter and is_attribute(setter) else None)


def shown(self):
    return f"<{type(self).__name__} {self.get_id()} {self.get_name() or ''}>"


for class_name in dir(Geng):
    found = getattr(Geng, class_name, None)
    if isinstance(found, type) and hasattr(found, "__info__") and hasattr(found.__info__, "get_methods") \
            and found.__module__.endswith(".Geng"):
        describe(found)

for function_name in ("judge", "kit_list_hand_overs"):
    if hasattr(Geng, function_name):
        globals()[function_name] = dated(getattr(Geng, function_name))
        __all__.append(function_name)

Geng.Entity.__repr__ = shown

Roster = Geng.Roster
Roster.__iter__ = lambda self: iter(self.get_duties())
Roster.__len__ = lambda self: len(self.get_duties())
Roster.__contains__ = lambda self, duty: any(duty is other for other in self.get_duties())
Roster.__repr__ = lambda self: f"<Roster {self.get_first()}..{self.get_last()}, {len(self)} duties>"
Geng.Duty.__repr__ = lambda self: (f"<Duty {self.get_date()} {self.get_shift().get_id()}@{self.get_post().get_id()} "
                                   f"{self.get_member().get_id()}>")
# A roster without duties is a roster.
Roster.__bool__ = lambda self: True


def enter(self):
    self.lock()
    return self


if hasattr(Geng, "Store"):
    Geng.Store.__enter__ = enter
    Geng.Store.__exit__ = lambda self, *_: self.unlock()


def plan_async(self, cancellable=None, callback=None, *user_data):
    """Plans without blocking.  With a callback as in C; without one, something to await under asyncio."""
    if callback is not None:
        return with_callback(self, cancellable, callback, *user_data)
    return awaited(self, cancellable or Gio.Cancellable())


def turn(planner, cancellable, done):
    """Turns a main context of its own, in a thread of its own, until the planner's task is through."""
    context = GLib.MainContext.new()
    context.push_thread_default()
    results = []
    with_callback(planner, cancellable, lambda _, result: results.append(result))
    while not results:
        context.iteration(True)
    try:
        done(planner.plan_finish(results[0]), None)
    except GLib.Error as error:
        done(None, error)
    finally:
        context.pop_thread_default()


async def awaited(planner, cancellable):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def settle(plan, error):
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(plan)

    thread = threading.Thread(target=turn, args=(
        planner, cancellable, lambda *outcome: loop.call_soon_threadsafe(settle, *outcome)))
    thread.start()
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        cancellable.cancel()
        await asyncio.wait([future])
        if future.exception() is None:
            future.result()
        raise
    finally:
        thread.join()


if hasattr(Geng, "Planner"):
    with_callback = Geng.Planner.plan_async
    Geng.Planner.plan_async = plan_async
