#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library costs a program that uses it: test-cost.py LIBRARY.

- Loading it takes at most 5 ms, beyond what GIO takes, and `import Geng` at most 15 ms beyond `import Gio`.
- Listing a month of 2,000 members from Python takes at most 0.2 s: who, when, which shift, where, twenty duties each.
- A call across the binding copies no roster: on a month a hundred times as large it takes no longer.

The time of the processor counts, and the best of several rounds: other work on the machine does not matter."""

import datetime
import subprocess
import sys
import time

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng  # noqa: E402

LOAD, IMPORT, LIST, CALL = 0.005, 0.015, 0.200, 10e-6
ROUNDS = 7
# A process of its own, since a library is loaded once.
LOADING = """
import ctypes, sys, time
ctypes.CDLL("libgio-2.0.so.0")
start = time.process_time()
ctypes.CDLL(sys.argv[1])
print(time.process_time() - start)
"""
IMPORTING = """
import time
import gi
from gi.repository import Gio
start = time.process_time()
gi.require_version("Geng", "1.0")
from gi.repository import Geng
print(time.process_time() - start)
"""


def best(action, rounds=ROUNDS):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def start(script, *arguments):
    return min(float(subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True,
                                    text=True).stdout) for _ in range(ROUNDS))


def month(n_members, n_duties):
    """A month of a station, with that many members and duties of each."""
    station = Geng.Station.new("town", "Town", "Asia/Shanghai")
    window = Geng.Window.new("all", "All", 480, 1920)
    station.add_window(window)
    shifts = [Geng.Shift.new(name, name, window, start, start + 720) for name, start in (("day", 480), ("night", 1200))]
    for shift in shifts:
        station.add_shift(shift)
    post = Geng.Post.new("grid", "Grid")
    station.add_post(post)
    days = [datetime.date(2027, 8, day) for day in range(1, 32)]
    roster = Geng.Roster.new(station, days[0], days[-1])
    for number in range(n_members):
        member = Geng.Member.new(f"m{number}", f"Member {number}")
        station.add_member(member)
        for day in range(n_duties):
            roster.assign(member, days[(number + day) % 31], shifts[(number + day) % 2], post)
    return roster


def listed(roster):
    return [(date, member.name, shift.id, post.id) for date, member, shift, post in roster.rows()]


def asked(roster):
    return [(duty.date, duty.member.name, duty.shift.id, duty.post.id) for duty in roster]


def calls(roster):
    """What takes the same however large the roster is, for one call each."""
    member, date = roster[0].member, roster[0].date
    actions = (lambda: len(roster), lambda: roster[0], lambda: roster.lookup(member, date), lambda: roster.station,
               lambda: roster[0] in roster)
    return [best(lambda: [action() for _ in range(1000)]) / 1000 for action in actions]


town, gate = month(2000, 20), month(20, 20)
assert len(listed(town)) == 2000 * 20
assert listed(town) == asked(town)
assert listed(gate)[0] == (datetime.date(2027, 8, 1), "Member 0", "day", "grid"), listed(gate)[0]
print(f"asking each duty: {best(lambda: asked(town)) * 1000:.1f} ms")
small, large = calls(gate), calls(town)
faults = []
for what, cost, limit in (("loading", start(LOADING, sys.argv[1]), LOAD), ("importing", start(IMPORTING), IMPORT),
                          ("listing 40,000 duties", best(lambda: listed(town)), LIST)):
    print(f"{what}: {cost * 1000:.1f} ms, at most {limit * 1000:.0f}")
    faults += [what] if cost > limit else []
print("a call on 400 duties, on 40,000, in µs:", [(round(a * 1e6, 1), round(b * 1e6, 1)) for a, b in zip(small, large)])
faults += [f"call {number}" for number, (a, b) in enumerate(zip(small, large)) if b > 3 * a + CALL]
sys.exit(f"too slow: {', '.join(faults)}" if faults else 0)
