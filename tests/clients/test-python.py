#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The library from Python: dates and attributes, the whole job, and what goes wrong."""

import datetime
import subprocess
import sys
import unittest

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng, GLib  # noqa: E402

DAY = datetime.date


def station(zone="Asia/Shanghai"):
    """A desk that two people keep, in two shifts."""
    made = Geng.Station.new("desk", "Desk", zone)
    window = Geng.Window.new("all", "Whole day", 480, 1920)
    made.add_window(window)
    early = Geng.Shift.new("early", "Early", window, 480, 1200)
    late = Geng.Shift.new("late", "Late", window, 1200, 1920)
    post = Geng.Post.new("desk", "Desk")
    made.add_shift(early)
    made.add_shift(late)
    made.add_post(post)
    for shift in (early, late):
        demand = Geng.Demand.new_for_shift(shift.id, shift.name, post, shift)
        demand.set_crew(1, 1, 1)
        made.add_demand(demand)
    for number in range(6):
        made.add_member(Geng.Member.new(f"m{number}", f"Member {number}"))
    return made


class Values(unittest.TestCase):
    def test_dates(self):
        made = station()
        self.assertTrue(made.is_weekend(DAY(2027, 2, 6)))
        self.assertFalse(made.is_weekend(DAY(2027, 2, 5)))
        instant = made.instant(DAY(2027, 2, 6), 25 * 60)
        self.assertEqual(instant.isoformat(), "2027-02-07T01:00:00+08:00")
        self.assertEqual(instant, datetime.datetime(2027, 2, 6, 17, tzinfo=datetime.timezone.utc))

    def test_naive_instant(self):
        roster = Geng.Roster.new(station(), DAY(2027, 2, 1), DAY(2027, 2, 28))
        with self.assertRaises(ValueError):
            roster.on_duty_at(datetime.datetime(2027, 2, 1, 9))

    def test_attributes(self):
        made = station()
        self.assertEqual([member.id for member in made.members], [f"m{number}" for number in range(6)])
        self.assertEqual(made.lookup_shift("late").window.id, "all")
        made.members[0].phone = "000"
        self.assertEqual(made.members[0].phone, "000")
        member = made.members[1]
        self.assertIsNone(member.since)
        member.since = DAY(2027, 1, 1)
        self.assertEqual(member.since, DAY(2027, 1, 1))

    def test_roster(self):
        made = station()
        roster = Geng.Roster.new(made, DAY(2027, 2, 1), DAY(2027, 2, 28))
        self.assertTrue(roster)
        self.assertEqual(len(roster), 0)
        duty = roster.assign(made.members[0], DAY(2027, 2, 28), made.lookup_shift("late"), made.posts[0])
        self.assertIn(duty, roster)
        self.assertEqual([(each.date, each.member.id) for each in roster], [(DAY(2027, 2, 28), "m0")])
        moment = datetime.datetime(2027, 2, 28, 23, tzinfo=datetime.timezone.utc)
        self.assertEqual([each.member.id for each in roster.on_duty_at(moment)], ["m0"])
        self.assertEqual(roster.on_duty_at(moment + datetime.timedelta(hours=1)), [])

    def test_enums(self):
        request = Geng.Request.new(Geng.RequestKind.LEAVE, station().members[0], DAY(2027, 2, 1), DAY(2027, 2, 2))
        self.assertEqual(request.kind, Geng.RequestKind.LEAVE)
        self.assertEqual(request.last, DAY(2027, 2, 2))


class BadInput(unittest.TestCase):
    def check(self, code, action, *arguments):
        with self.assertRaises(GLib.Error) as caught:
            action(*arguments)
        self.assertTrue(caught.exception.matches(Geng.error_quark(), code), caught.exception)
        return caught.exception.message

    def test_zone(self):
        message = self.check(Geng.Error.INVALID, Geng.Station.new, "x", "X", "Asia/Nowhere")
        self.assertIn("Asia/Nowhere", message)

    def test_twice(self):
        made = station()
        message = self.check(Geng.Error.DUPLICATE, made.add_member, Geng.Member.new("m0", "Again"))
        self.assertIn("m0", message)
        self.assertEqual(len(made.members), 6)

    def test_outside(self):
        made = station()
        roster = Geng.Roster.new(made, DAY(2027, 2, 1), DAY(2027, 2, 28))
        self.check(Geng.Error.PERIOD, roster.assign, made.members[0], DAY(2027, 3, 1), made.lookup_shift("late"),
                   made.posts[0])
        self.assertEqual(len(roster), 0)

    def test_stranger(self):
        made, other = station(), station()
        roster = Geng.Roster.new(made, DAY(2027, 2, 1), DAY(2027, 2, 28))
        self.check(Geng.Error.UNKNOWN, roster.assign, other.members[0], DAY(2027, 2, 1), made.lookup_shift("late"),
                   made.posts[0])

    def test_none_and_wrong_types(self):
        made = station()
        for action in (lambda: made.add_member(None), lambda: made.add_member("m1"),
                       lambda: made.is_weekend("2027-02-01"), lambda: Geng.Roster.new(None, None, None),
                       lambda: Geng.Roster.new(made, DAY(2027, 2, 1), 5)):
            with self.assertRaises(TypeError):
                action()

    def test_freed_station(self):
        roster = Geng.Roster.new(station(), DAY(2027, 2, 1), DAY(2027, 2, 28))
        member = station().members[0]
        self.assertEqual(roster.station.name, "Desk")
        self.assertEqual(member.name, "Member 0")

    def test_criticals_do_not_crash(self):
        """A caller's mistake is a critical message; the process lives."""
        script = ("import gi; gi.require_version('Geng', '1.0')\n"
                  "from gi.repository import Geng, GLib\n"
                  "s = Geng.Station.new('x', 'X', 'UTC')\n"
                  "d = GLib.Date()\n"
                  "print(s.is_weekend(d))\n"
                  "try:\n"
                  "    Geng.Roster.new(s, d, d)\n"
                  "except TypeError as error:\n"
                  "    print(error)\n")
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("geng_station_is_weekend: assertion", done.stderr)
        self.assertIn("constructor returned NULL", done.stdout)


if __name__ == "__main__":
    unittest.main()
