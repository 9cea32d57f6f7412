#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls anything with anything, in any order, by what the introspection data say: nothing may crash.

    fuzz-calls.py SOURCE SEQUENCES [FIRST|I/N]

A sequence is a process of its own with a seed, a station with a roster, a judge, an undo list, a store and a publisher, and
some hundred calls: of a random method, on random objects of the right class, with random values, or of a property. What
comes back goes into the pool. Criticals are right for a caller's mistake, and errors for bad data; a signal is not, nor is
it to take more of the processor or of the memory than a sequence may. What crashed is told with its seed and its last calls.
The seeds go from 1 or FIRST on; I/N takes the I-th of N pieces of them."""

import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

# As the data say, without what Python's overrides make of it.
sys.path = [each for each in sys.path if not each.endswith("bindings/python")]
import gi  # noqa: E402

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice, Gio, GLib, GObject  # noqa: E402

CALLS = 400
CPU_SECONDS = 5  # of the processor, for one sequence, as for an input of the other fuzzers
MEMORY = 500 << 20  # bytes that it may write to; the addresses that its threads set aside are more
SECONDS = 120  # by the clock: only what waits for ever takes as long
PATIENCE = 3000  # milliseconds, for the answer of one call
KEPT = 12      # objects of a class
SHOWN = 25     # calls before a crash
EFFORT = 20_000
WORDS = ["", "m01", "m02", "m99", "day", "night", "village", "desk", "patrol", "a b", "名字", "limit", "run", "rest", "2027-03",
         "nights per week ..2", "duties ..5 soft 3", "11h", "none", "weekdays", "2027-03-01..2027-03-05", "Asia/Shanghai", "zh",
         "en", "captain", "org:police", "#ff0000", "\x01\x02", "x" * 5000, "a\nb", "{duty} · {post}", "https://example.org/f",
         "members.csv", "station.ini", "folder", "folder/inner", "../up", "BEGIN:VCALENDAR", "{}", '{"id": "x"}', "[", "5..2"]
NUMBERS = [0, 1, -1, 2, 7, 28, 60, 480, 1440, 1920, 99999, 2**15, 2**31 - 1, -2**31, 2**32 - 1, 2**63 - 1, -2**63]
# They wait for a machine, a person or a clock, or are made of what a program must promise.
LEFT_OUT = {"Store.create_sample"}


class Pool:
    """What there is to call, and what to call it with."""

    def __init__(self, seed, source):
        self.random = random.Random(seed)
        self.things = {}
        self.source = source
        self.waiting = 0
        self.begin()

    def keep(self, thing):
        if isinstance(thing, (tuple, list)):
            for each in thing[:KEPT]:
                self.keep(each)
        if not isinstance(thing, (GObject.Object, GLib.Variant, GLib.Bytes)) and not hasattr(type(thing), "__info__"):
            return
        kept = self.things.setdefault(type(thing).__name__, [])
        if len(kept) < KEPT:
            kept.append(thing)
        else:
            kept[self.random.randrange(KEPT)] = thing

    def begin(self):
        shutil.copytree(self.source / "examples/villages/dafenshanyan", "village")
        store = Geng.Store.open("village")
        station = store.load()
        first, last = GLib.Date.new_dmy(1, 11, 2026), GLib.Date.new_dmy(30, 11, 2026)
        roster, record = store.load_record(station, 2026, 11)
        planner = Geng.Planner.new(station, first, last)
        publisher = GengOffice.Publisher.new(station)
        undo = Geng.Undo.new(station)
        for thing in (store, station, roster, record, planner, publisher, undo, Geng.judge(roster, None), Gio.Cancellable(),
                      GengOffice.Overview.new("Zone", GLib.DateTime.new_utc(2026, 11, 12, 8, 0, 0)),
                      GengOffice.ZoneMeeting.new("Zone", first), GengOffice.ZoneMeeting.new("Zone", first).to_document("en"),
                      GengOffice.Worksheet.read(GLib.Bytes.new("姓名,电话\n王甲,1\n".encode()), "staff.csv", None),
                      first, last, GLib.DateTime.new_utc(2026, 11, 12, 8, 0, 0), GLib.Bytes.new(b"BEGIN:VCALENDAR\r\n"),
                      station.to_variant(), roster.to_variant(), GLib.Variant("a{sv}", {}), GLib.Variant("i", 3)):
            self.keep(thing)
        for name in ("members", "shifts", "posts", "demands", "requests", "items", "windows", "contracts", "teams", "roles"):
            self.keep([each for each in getattr(station, f"get_{name}")()])
        self.keep(list(roster))

    def hear(self, _, result):
        self.waiting -= 1
        self.keep(result)

    def wait(self):
        """Until what does not block is over, so that a seed gives the same calls each time. A call that was refused never
        answers."""
        for _ in range(PATIENCE):
            if self.waiting <= 0:
                break
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.001)
        self.waiting = 0
        while GLib.MainContext.default().iteration(False):
            pass

    def fitting(self, kind):
        """Objects of a class or of one that is made of it."""
        return [each for kept in self.things.values() for each in kept if isinstance(each, kind)]

    def date(self):
        day = self.random.choice([739_936, 739_936 + self.random.randrange(60), 740_000, 1, 3_000_000])
        return GLib.Date.new_julian(day) if self.random.random() < 0.95 else GLib.Date()

    def thing(self, interface, nullable):
        name = interface.get_name()
        if nullable and self.random.random() < 0.4:
            return None
        if name == "Date":
            return self.date()
        if name == "AsyncReadyCallback":
            self.waiting += 1
            return self.hear
        module = {"Geng": Geng, "GengOffice": GengOffice, "Gio": Gio, "GLib": GLib, "GObject": GObject}[interface.get_namespace()]
        kind = getattr(module, name)
        if isinstance(kind, type) and issubclass(kind, int):
            values = list(getattr(kind, "__enum_values__", {0: kind(0)}).values()) or [0]
            return self.random.choice(values)
        found = self.fitting(kind)
        if not found or self.random.random() < 0.02:
            try:
                return kind()
            except (TypeError, NotImplementedError):
                return None
        return self.random.choice(found)

    def value(self, kind, nullable):
        tag = kind.get_tag_as_string()
        if tag == "interface":
            return self.thing(kind.get_interface(), nullable)
        if nullable and self.random.random() < 0.3:
            return None
        if tag in ("utf8", "filename"):
            return self.random.choice(WORDS)
        if tag == "array":
            return [self.value(kind.get_param_type(0), False) for _ in range(self.random.randrange(4))]
        if tag == "gboolean":
            return self.random.random() < 0.5
        if tag in ("gdouble", "gfloat"):
            return self.random.choice([0.0, 1.5, -1.0, 1e300, float("nan"), float("inf")])
        return self.random.choice(NUMBERS[:10] if self.random.random() < 0.8 else NUMBERS)


def callables():
    for library, name in [(library, name) for library in (Geng, GengOffice) for name in dir(library)]:
        found = getattr(library, name)
        info = getattr(found, "__info__", None)
        for method in info.get_methods() if hasattr(info, "get_methods") else []:
            if f"{name}.{method.get_name()}" not in LEFT_OUT:
                yield f"{name}.{method.get_name()}", found, method
        function = getattr(found, "__wrapped__", found)
        if not isinstance(found, type) and hasattr(function, "get_arguments"):
            yield name, library, function


def call(pool, name, owner, info, log):
    given = []
    if info.is_method():
        found = pool.fitting(owner)
        if not found:
            return
        given.append(pool.random.choice(found))
    for argument in info.get_arguments():
        if int(argument.get_direction()) != 1 and argument.get_name() != "user_data":
            given.append(pool.value(argument.get_type(), argument.may_be_null()))
    for planner in pool.fitting(Geng.Planner):  # a search may take as long as it is allowed to
        planner.set_effort_limit(EFFORT)
        planner.set_certify(False)
    os.write(log, f"{name} ({', '.join(repr(each)[:60] for each in given)})\n".encode())
    pool.keep(getattr(owner, info.get_name())(*given))


def set_property(pool, log):
    """Reads one, or writes it with another's value."""
    things = pool.fitting(GObject.Object)
    thing, other = pool.random.choice(things), pool.random.choice(things)
    properties = [each for each in thing.list_properties() if each.flags & GObject.ParamFlags.READABLE]
    if not properties:
        return
    name = pool.random.choice(properties).name
    os.write(log, f"{type(thing).__name__}:{name}\n".encode())
    pool.keep(thing.get_property(name))
    # PyGObject hands arrays out as lists and takes them in as nothing that they are.
    if type(other) is type(thing) and thing.find_property(name).value_type.name != "GPtrArray":
        thing.set_property(name, other.get_property(name))


def forget(pool):
    """Somebody lets go of what others still hold."""
    kept = pool.things[pool.random.choice(sorted(pool.things))]
    if len(kept) > 1:
        kept.pop(pool.random.randrange(len(kept)))


def play(seed, source, log):
    pool = Pool(seed, source)
    all_calls = list(callables())
    for _ in range(CALLS):
        try:
            chance = pool.random.random()
            if chance < 0.1:
                set_property(pool, log)
            elif chance < 0.15:
                forget(pool)
            else:
                call(pool, *pool.random.choice(all_calls), log)
            pool.wait()
        except (GLib.Error, TypeError, ValueError, OverflowError, AttributeError, NotImplementedError, UnicodeError, IndexError):
            pool.waiting = 0


def limit():
    """SIGXCPU ends what computes for ever; what asks for too much memory is refused it, of which GLib dies."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def run(seed, source):
    """None, or how it ended and what was called before."""
    here = tempfile.mkdtemp()
    log = os.open(f"{here}/calls", os.O_RDWR | os.O_CREAT)
    child = os.fork()
    if child == 0:
        os.chdir(here)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.alarm(SECONDS)
        limit()
        try:
            play(seed, source, log)
        except BaseException as error:  # pylint: disable=broad-except
            os.write(log, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    calls = os.pread(log, 10**7, 0).decode().splitlines()
    os.close(log)
    shutil.rmtree(here)
    how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else status or None
    return len(calls), how, calls[-SHOWN:]


def seeds_of(sequences, piece):
    """Together, the pieces have all, whatever their number is."""
    if "/" not in piece:
        return range(int(piece), int(piece) + sequences)
    i, n = map(int, piece.split("/"))
    return range((i - 1) * sequences // n + 1, i * sequences // n + 1)


def main():
    source = Path(sys.argv[1]).resolve()
    seeds = seeds_of(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "1")
    made = crashed = 0
    for seed in seeds:
        calls, how, last = run(seed, source)
        made += calls
        if how:
            crashed += 1
            print(f"seed {seed}: {how} after", *last, sep="\n    ")
    print(f"{made} calls in {len(seeds)} sequences, seeds {seeds.start} to {seeds.stop - 1}, {crashed} crashed")
    sys.exit(1 if crashed or made < len(seeds) * CALLS // 2 else 0)


if __name__ == "__main__":
    main()
