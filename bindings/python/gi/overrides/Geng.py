# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python users expect of libgeng, on top of introspection.

- A `datetime.date` wherever the library wants or gives a day, a `datetime.datetime` for an instant, `bytes` for content.
- `duty.member`, `station.members`: an attribute for each `get_…`, to be set where there is a `set_…`; `trial.fresh`, a new
  list, for each `list_…`.
- `for duty in roster`, `len(roster)`, `roster[0]`, `duty in roster`; station lists are sequences already.
- `for date, member, shift, post in roster.rows()`: all of them at a fraction of the cost, for a town's month.
- `with store:` holds the folder's lock.
- `await planner.plan_async()` under asyncio; cancelling the task cancels the planner, which gives the best roster so far,
  also through `asyncio.wait_for()`; handlers of its signal `progress` run in the thread of the event loop.
- `await store.load_async()`, and so on.
- `station.to_dict()`, `Geng.Station.from_dict(data)`, and the same of rosters, records, judgements, plans and
  the values of a rule: what JSON has.
"""

import datetime
import functools

from gi.module import get_introspection_module
from gi.repository import Gio, GLib, GObject

Geng = get_introspection_module("Geng")
__all__ = []
PAUSE = 0.01  # s between two looks at a planner


def to_date(value):
    """A GLib.Date of a datetime.date; anything else as it is."""
    return GLib.Date.new_dmy(value.day, GLib.DateMonth(value.month), value.year)


def from_date(value):
    """A datetime.date of a GLib.Date, or None."""
    if value is None or not value.valid():
        return None
    # Both count the days from 1 January of the year 1.
    return datetime.date.fromordinal(value.get_julian())


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
    if isinstance(value, bytes):
        return GLib.Bytes.new(value)
    return value


def from_glib(value):
    if isinstance(value, tuple):
        return tuple(map(from_glib, value))
    if isinstance(value, GLib.Date):
        return from_date(value)
    if isinstance(value, GLib.DateTime):
        return from_instant(value)
    if isinstance(value, GLib.Bytes):
        return value.get_data()
    return value


def named(info):
    """The name of the type that a type info points to, or None for a plain one."""
    try:
        interface = info.get_interface()
    except Exception:
        return None
    return interface.get_name() if interface else None


def in_terms_of_glib(function):
    """Whether a day, an instant or bytes go into or come out of a function."""
    types = [argument.get_type() for argument in function.get_arguments()] + [function.get_return_type()]
    return any(named(info) in ("Date", "DateTime", "Bytes") for info in types)


def dated(original):
    """The same function, in terms of Python."""
    @functools.wraps(original)
    def wrapper(*arguments, **keywords):
        return from_glib(original(*[to_glib(argument) for argument in arguments], **keywords))
    return wrapper


def day_of(original, day=datetime.date.fromordinal, number=GLib.Date.get_julian):
    """The same for what only gives a day, which is always there: a month's table asks each duty for its own."""
    return functools.wraps(original)(lambda self: day(number(original(self))))


def in_python(original, method):
    plain = not method.get_arguments() and not method.may_return_null()
    return day_of(original) if plain and named(method.get_return_type()) == "Date" else dated(original)


def describe(cls):
    """Gives one class of the library its dates and attributes."""
    methods = {method.get_name(): method for method in cls.__info__.get_methods()}
    for name, method in methods.items():
        if in_terms_of_glib(method):
            wrapper = in_python(getattr(cls, name), method)
            setattr(cls, name, wrapper if method.is_method() else staticmethod(wrapper))
    names = {name[4:] for name, method in methods.items() if is_attribute(method)}
    for name in sorted(names):
        if not hasattr(cls, name):
            setattr(cls, name, attribute(cls, name, methods))
    for name, method in methods.items():
        if is_list(method) and not hasattr(cls, name[5:]):
            setattr(cls, name[5:], property(getattr(cls, name)))
    for info in getattr(cls.__info__, "get_properties", list)():
        name = info.get_name().replace("-", "_")
        if not hasattr(cls, name):
            setattr(cls, name, property_of(info))


def property_of(info):
    """A property that has no methods of its own."""
    name = info.get_name()
    writable = info.get_flags() & GObject.ParamFlags.WRITABLE
    return property(lambda self: from_glib(self.get_property(name)),
                    (lambda self, value: self.set_property(name, to_glib(value))) if writable else None)


def is_attribute(method):
    """get_x () and set_x (value)."""
    arguments = {"get_": 0, "set_": 1}.get(method.get_name()[:4])
    return method.is_method() and len(method.get_arguments()) == arguments


def is_list(method):
    """list_x (): a new list of what the owner has."""
    return method.get_name().startswith("list_") and method.is_method() and not method.get_arguments()


def attribute(cls, name, methods):
    getter, setter = methods.get("get_" + name), methods.get("set_" + name)
    # What has no getter is a property still.
    get = getattr(cls, "get_" + name) if getter and is_attribute(getter) else \
        lambda self: from_glib(self.get_property(name.replace("_", "-")))
    return property(get, getattr(cls, "set_" + name) if setter and is_attribute(setter) else None)


def shown(self):
    return f"<{type(self).__name__} {self.get_id()} {self.get_name() or ''}>"


def describe_when_asked(library, name, additions):
    """Describes a class or a function of a library when a program first asks for it, so that it pays for what it uses: all of them
    took three quarters of the time of `import Geng`.  PyGObject makes the wrapper of a class then too, and gets it here also for what
    a function returns and for a parent.  additions: what is done to some classes beyond that, by their names."""
    class Described(type(library)):
        def __getattr__(self, asked):
            found = super().__getattr__(asked)
            if isinstance(found, type) and hasattr(found, "__info__") and found.__module__ == f"gi.repository.{name}":
                describe(found)
                for add in additions.get(asked, ()):
                    add(found)
            elif hasattr(found, "get_arguments") and in_terms_of_glib(found):
                found = self.__dict__[asked] = dated(found)
            return found

    library.__class__ = Described


def show_entity(cls):
    cls.__repr__ = shown


def make_by_properties(cls):
    """Geng.Attendance (date=…): the rows of a journal are made with their properties."""
    original = cls.__init__

    @functools.wraps(original)
    def init(self, **properties):
        original(self, **{name: to_glib(value) for name, value in properties.items()})
    cls.__init__ = init


def each_duty(roster):
    """All come in one call.  What they name has its Python objects kept meanwhile; else each duty would make its own."""
    station = roster.get_station()
    kept = station and [list(things) for things in (station.get_members(), station.get_shifts(), station.get_posts())]
    yield from roster.list_duties()
    del kept


def rows(roster):
    """Yields date, member, shift and post of each duty.  They come as numbers in one call."""
    station = roster.get_station()
    first = roster.get_first().toordinal()
    numbers = roster.list_numbers()
    columns = [[datetime.date.fromordinal(first + day) for day in range(roster.get_n_days())],
               list(station.get_members()), list(station.get_shifts()), list(station.get_posts())]
    return zip(*(map(column.__getitem__, numbers[place::4]) for place, column in enumerate(columns)))


def make_sequence(cls):
    cls.__iter__ = each_duty
    cls.rows = rows
    cls.__contains__ = lambda self, duty: isinstance(duty, Geng.Duty) and \
        self.lookup(duty.get_member(), duty.get_date()) == duty
    cls.__repr__ = lambda self: f"<Roster {self.get_first()}..{self.get_last()}, {len(self)} duties>"
    # A roster without duties is a roster.
    cls.__bool__ = lambda self: True


def show_duty(cls):
    cls.__repr__ = lambda self: (f"<Duty {self.get_date()} {self.get_shift().get_id()}@{self.get_post().get_id()} "
                                 f"{self.get_member().get_id()}>")


def hold_by_with(cls):
    def enter(self):
        self.lock()
        return self

    cls.__enter__ = enter
    cls.__exit__ = lambda self, *_: self.unlock()


def awaitable(owner, name, static):
    """The call NAME_async() of a class: with a callback as in C; without one, something to await under asyncio."""
    start, finish = getattr(owner, f"{name}_async"), getattr(owner, f"{name}_finish")

    @functools.wraps(start)
    def call(*given, **named):
        if any(map(callable, given)) or "callback" in named:
            return start(*given, **named)
        cancellable = named.pop("cancellable", None)
        if len(given) > 1 and isinstance(given[-1], (Gio.Cancellable, type(None))):
            cancellable, given = given[-1], given[:-1]
        cancellable = cancellable or Gio.Cancellable()
        return awaited(lambda told: start(*given, **named, cancellable=cancellable, callback=told),
                       finish if static else functools.partial(finish, given[0]), cancellable)

    setattr(owner, f"{name}_async", staticmethod(call) if static else call)


def awaitables(static, *names):
    """An addition: these calls of a class can be awaited."""
    def add(cls):
        for name in names:
            awaitable(cls, name, static)
    return add


async def awaited(start, finish, cancellable):
    """A thread of the library works; what it has to say is fetched by turning a main context here."""
    import asyncio  # takes longer than all of `import Geng`, and not everybody awaits
    context, results = GLib.MainContext.new(), []
    context.push_thread_default()
    try:
        start(lambda _, result: results.append(result))
    finally:
        context.pop_thread_default()
    turning = asyncio.ensure_future(turn(context, results))
    try:
        await asyncio.shield(turning)
    except asyncio.CancelledError:
        cancellable.cancel()
        await turning
        try:
            return finish(results[0])
        except GLib.Error:
            raise asyncio.CancelledError from None
    return finish(results[0])


async def turn(context, results):
    import asyncio
    while not results:
        while context.iteration(False):
            pass
        await asyncio.sleep(PAUSE)


def to_variant(value):
    """What JSON may have as a GLib.Variant; None is left out of a dictionary."""
    if isinstance(value, dict):
        return GLib.Variant("a{sv}", {key: to_variant(each) for key, each in value.items() if each is not None})
    if isinstance(value, (list, tuple)):
        return GLib.Variant("av", [to_variant(each) for each in value])
    for kind, letter in ((bool, "b"), (int, "x"), (float, "d"), (str, "s")):
        if isinstance(value, kind):
            return GLib.Variant(letter, value)
    raise TypeError(f"{value!r} is nothing that JSON has")


def read_and_write(cls):
    """Of the station, but for a station or a record, and the data."""
    cls.to_dict = lambda self: self.to_variant().unpack()
    cls.from_dict = classmethod(lambda cls, *given: cls.new_from_variant(*given[:-1], to_variant(given[-1])))


describe_when_asked(Geng, "Geng", {
    "Entity": [show_entity], "Duty": [show_duty], "Roster": [make_sequence, read_and_write],
    "Store": [hold_by_with, awaitables(False, "load", "load_draft", "load_record", "load_history", "save", "save_draft")],
    "Planner": [awaitables(False, "plan")],
    **{written: [read_and_write] for written in ("Station", "Record", "Judgement", "Plan", "RuleValues")},
    **{row: [make_by_properties] for row in ("Attendance", "KitLoan", "HandOverNote", "PatrolFinding", "Inspection")},
})
