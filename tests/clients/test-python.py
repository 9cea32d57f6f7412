#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The library from Python: dates and attributes, the whole job, and what goes wrong."""

import asyncio
import datetime
import gc
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import gi

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice, Gio, GLib  # noqa: E402

DAY = datetime.date
NOW = datetime.datetime(2027, 1, 20, 8, tzinfo=datetime.timezone.utc)


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


def planner(made=None, last=7):
    new = Geng.Planner.new(made or station(), DAY(2027, 2, 1), DAY(2027, 2, last))
    new.effort_limit = 2000000
    return new


class Values(unittest.TestCase):
    def test_properties_without_methods(self):
        contract = Geng.Contract.new("full", "Full")
        self.assertEqual(contract.night_factor, 0)
        contract.night_factor = 150
        self.assertEqual(contract.get_property("night-factor"), 150)

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
        self.assertEqual([window.id for window in made.lookup_shift("late").windows], ["all"])
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
        self.assertEqual((roster[0], roster[-1], roster[:5]), (duty, duty, [duty]))
        with self.assertRaises(IndexError):
            roster[1]
        self.assertNotIn("m0", roster)
        self.assertEqual([(each.date, each.member.id) for each in roster], [(DAY(2027, 2, 28), "m0")])
        moment = datetime.datetime(2027, 2, 28, 23, tzinfo=datetime.timezone.utc)
        self.assertEqual([each.member.id for each in roster.on_duty_at(moment)], ["m0"])
        self.assertEqual(roster.on_duty_at(moment + datetime.timedelta(hours=1)), [])

    def test_enums(self):
        request = Geng.Request.new(Geng.RequestKind.LEAVE, station().members[0], DAY(2027, 2, 1), DAY(2027, 2, 2))
        self.assertEqual(request.kind, Geng.RequestKind.LEAVE)
        self.assertEqual(request.last, DAY(2027, 2, 2))

    def test_a_view_follows(self):
        made = station()
        roster = Geng.Roster.new(made, DAY(2027, 2, 1), DAY(2027, 2, 28))
        changes = []
        roster.connect("items-changed", lambda _, *change: changes.append(change))
        for day in (2, 1):
            roster.assign(made.members[0], DAY(2027, 2, day), made.lookup_shift("late"), made.posts[0])
        roster.clear(made.members[0], DAY(2027, 2, 2))
        self.assertEqual(changes, [(0, 0, 1), (0, 0, 1), (1, 1, 0)])

    def test_functions(self):
        made = station()
        roster = Geng.Roster.new(made, DAY(2027, 2, 1), DAY(2027, 2, 28))
        roster.assign(made.members[0], DAY(2027, 2, 3), made.lookup_shift("early"), made.posts[0])
        self.assertIn("Member 0", GengOffice.report_chat(roster, None, DAY(2027, 2, 3), "en"))
        self.assertIn("Member 0", GengOffice.report_now(roster, datetime.datetime(2027, 2, 3, 1, tzinfo=datetime.timezone.utc), "en"))


class WholeJob(unittest.TestCase):
    """Without a file, but for the feeds in a folder."""

    def test_plan(self):
        plan = planner().plan()
        self.assertEqual(len(plan.roster), 2 * 7)
        self.assertEqual({duty.date for duty in plan.roster}, {DAY(2027, 2, day) for day in range(1, 8)})
        self.assertEqual(plan.judgement.score.broken, 0)
        self.assertEqual(plan.judgement.gaps, [])

    def test_gap(self):
        roster = planner().plan().roster
        duty = roster[3]
        self.assertTrue(roster.remove(duty))
        gap, = Geng.judge(roster).gaps
        self.assertEqual((gap.date, gap.demand.id, gap.places), (duty.date, duty.shift.id, 1))
        possible = [cover.member for cover in Geng.Cover.list_for_gap(roster, None, gap) if cover.possible]
        self.assertIn(duty.member, possible)

    def test_pin(self):
        made = station()
        roster = planner(made).plan().roster
        day = DAY(2027, 2, 4)
        taker = next(member for member in made.members if not roster.lookup(member, day))
        roster.assign(taker, day, made.lookup_shift("late"), made.posts[0]).pinned = True
        again = planner(made)
        again.base = roster
        kept = again.plan().roster.lookup(taker, day)
        self.assertEqual((kept.shift.id, kept.pinned), ("late", True))

    def test_kit(self):
        made = station()
        torch = Geng.Piece.new("torch", "Torch")
        made.add_piece(torch)
        made.windows[0].set_kit(["torch"])
        for number in range(2):
            made.add_item(Geng.Item.new(f"torch-{number}", torch))
        roster = planner(made).plan().roster
        self.assertTrue(Geng.kit_assign(roster, None))
        self.assertEqual({len(duty.items) for duty in roster}, {1})
        self.assertTrue(Geng.kit_list_hand_overs(roster, None, DAY(2027, 2, 3)))

    def publish(self, made):
        publisher = GengOffice.Publisher.new(made)
        publisher.add_month(planner(made, 28).plan().roster, None)
        return publisher

    def test_feeds_in_memory(self):
        publisher = self.publish(station())
        publisher.render(NOW)
        feed, = [feed for feed in publisher.feeds if feed.scope == GengOffice.FeedScope.STATION]
        self.assertTrue(feed.content.startswith(b"BEGIN:VCALENDAR\r\n"))
        self.assertEqual(feed.content.count(b"BEGIN:VEVENT"), 2 * 28)

    def test_feeds_in_a_folder(self):
        made = station()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "desk")
            with Geng.Store.create(str(folder), made) as store:
                with self.assertRaises(GLib.Error) as caught:
                    Geng.Store.open(str(folder)).lock()
                self.assertTrue(caught.exception.matches(Geng.error_quark(), Geng.Error.LOCKED))
                publisher = self.publish(made)
                publisher.prepare(store, None, NOW)
                self.assertFalse((folder / "feeds").exists())
                self.assertTrue(publisher.commit())
                whole = [path for path in (folder / "feeds").glob("*.ics") if "-" not in path.name]
                self.assertEqual(len(whole), len(publisher.feeds))
                self.assertEqual(len(list((folder / "feeds").glob("*-*.ics"))), sum(len(feed.months) for feed in publisher.feeds))
                with self.assertRaises(GLib.Error):
                    Geng.Store.open(str(folder)).lock()
            with Geng.Store.open(str(folder)) as store:
                roster, record = store.load_record(made, 2027, 2)
                self.assertEqual({revision.sequence for revision in record.list()}, {0})
                self.assertEqual(len(roster), 2 * 28)


class Await(unittest.IsolatedAsyncioTestCase):
    async def test_progress_in_the_loop(self):
        new, threads, ticks, rosters = planner(), [], 0, []
        new.connect("progress", lambda *_: threads.append(threading.current_thread()))
        new.connect("progress", lambda _, progress: rosters.append(progress.dup_roster()))
        task = asyncio.create_task(new.plan_async())
        while not task.done():
            await asyncio.sleep(0)
            ticks += 1
        self.assertEqual(len(task.result().roster), 2 * 7)
        self.assertEqual(set(threads), {threading.current_thread()})
        self.assertEqual(len(rosters[-1]), 2 * 7)
        self.assertGreater(ticks, 1)

    async def test_cancelling_the_task(self):
        made, cancellable = station(), Gio.Cancellable()
        # Each wants more than there is: nobody proves in a blink who is to go without.
        wants = Geng.Contract.new("wants", "Wants")
        wants.set_rule("limit", "duties per week 4..4 soft 7")
        wants.set_rule("run", "off 3..4 soft 5")
        wants.set_rule("fair-share", "nights 20")
        made.add_contract(wants)
        for member in made.members:
            member.set_contract(wants)
        new = planner(made, last=28)
        new.set_effort_limit(2 ** 62)
        found = asyncio.Event()
        new.connect("progress", lambda _, progress: progress.gaps >= 0 and found.set())
        task = asyncio.create_task(new.plan_async(cancellable))
        await found.wait()
        task.cancel()  # as asyncio.wait_for () does
        plan = await task
        self.assertTrue(plan.truncated)
        self.assertGreater(len(plan.roster), 0)
        self.assertTrue(cancellable.is_cancelled())

    async def test_cancelled_before_it_began(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(GLib.Error) as caught:
            await planner().plan_async(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        with self.assertRaises(GLib.Error) as caught:
            planner().plan(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))

    async def test_a_planner_let_go_while_it_works(self):
        new = planner()
        task = asyncio.create_task(new.plan_async())
        await asyncio.sleep(0)
        del new
        gc.collect()
        self.assertEqual(len((await task).roster), 2 * 7)

    async def test_two_at_once(self):
        made = station()
        one, two = await asyncio.gather(planner(made).plan_async(), planner(made).plan_async())
        self.assertEqual(one.roster.count_changes(two.roster), 0)


class Files(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = Geng.Store.create(self.folder.name + "/village", station())

    async def test_a_station(self):
        made = await self.store.load_async()
        made.members[0].phone = "000-0000-0001"
        self.assertTrue(await self.store.save_async(made))
        again, told = await self.store.load_async(None), []
        self.assertEqual(again.members[0].phone, "000-0000-0001")
        self.store.load_async(None, lambda store, result: told.append(store.load_finish(result)))
        while not told:
            GLib.MainContext.default().iteration(True)
        self.assertEqual(told[0].to_json(), again.to_json())

    async def test_cancelling(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(GLib.Error) as caught:
            await self.store.load_async(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        self.assertTrue(await self.store.load_async())

    async def test_publishing(self):
        made = await self.store.load_async()
        plan = await Geng.Planner.new(made, datetime.date(2027, 8, 1), datetime.date(2027, 8, 31)).plan_async()
        publisher = GengOffice.Publisher.new(made)
        publisher.add_month(plan.roster, None)
        self.assertTrue(await publisher.prepare_async(self.store, None, datetime.datetime.now(datetime.timezone.utc)))
        self.assertTrue(await publisher.commit_async())
        self.assertGreater(publisher.n_written, 0)
        roster, record = await self.store.load_record_async(made, 2027, 8)
        self.assertEqual(roster.count_changes(plan.roster), 0)
        self.assertGreater(len(record.list()), 0)

    async def test_an_import(self):
        made = station()
        text = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20270803\r\n"
                b"SUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        taken = await GengOffice.Import.requests_async(made, made.members[1], Geng.RequestKind.LEAVE, text, "x.ics",
                                                       datetime.date(2027, 8, 1), datetime.date(2027, 8, 31))
        request, = taken.list_requests()
        self.assertIs(request.member, made.members[1])
        self.assertEqual(request.first, datetime.date(2027, 8, 3))


class BadInput(unittest.TestCase):
    def check(self, code, action, *arguments):
        with self.assertRaises(GLib.Error) as caught:
            action(*arguments)
        self.assertTrue(caught.exception.matches(Geng.error_quark(), code), caught.exception)
        return caught.exception.message

    def test_as_a_dictionary(self):
        made = station()
        data = made.to_dict()
        self.assertEqual(data["timezone"], made.timezone)
        again = Geng.Station.from_dict(data)
        self.assertEqual(again.to_dict(), data)
        plan = planner(made).plan()
        self.assertEqual(Geng.Plan.from_dict(made, plan.to_dict()).to_dict(), plan.to_dict())
        self.assertEqual(Geng.Roster.from_dict(again, plan.roster.to_dict()).to_dict(), plan.roster.to_dict())
        message = self.check(Geng.Error.INVALID, Geng.Station.from_dict, {**data, "colour": "red"})
        self.assertIn("station.colour", message)

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

    def test_roster_of_another_station(self):
        made, other = station(), station()
        foreign = Geng.Roster.new(other, DAY(2027, 2, 1), DAY(2027, 2, 7))
        for attribute in ("base", "history"):
            new = planner(made)
            setattr(new, attribute, foreign)
            self.check(Geng.Error.INVALID, new.plan)
        self.check(Geng.Error.INVALID, Geng.judge, Geng.Roster.new(made, DAY(2027, 2, 8), DAY(2027, 2, 9)), foreign)
        self.check(Geng.Error.INVALID, GengOffice.Publisher.new(made).add_month, foreign, None)

    def test_no_period(self):
        self.check(Geng.Error.PERIOD, Geng.Planner(station=station()).plan)
        self.check(Geng.Error.PERIOD, Geng.Planner.new, station(), DAY(2027, 2, 2), DAY(2027, 2, 1))
        self.check(Geng.Error.PERIOD, Geng.Roster.new, station(), DAY(2027, 2, 2), DAY(2027, 2, 1))
        self.check(Geng.Error.INVALID, station().set_day_start_minute, 99999)

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

    def test_classes_that_no_program_names(self):
        """Classes are described when they are first asked for, also those of what a call returns, their parents and subclasses."""
        script = ("import gi; gi.require_version('Geng', '1.0')\n"
                  "from gi.repository import Geng\n"
                  "import sys\n"
                  "station = Geng.Store.create_sample(sys.argv[1], 'dafenshanyan').load()\n"
                  "member = station.members[0]\n"
                  "print(type(member).__name__, type(member.since).__name__, repr(member).split()[0], type(member.id).__name__)\n"
                  "class Market(Geng.RuleKind): pass\n"
                  "print(type(Market.name).__name__, Geng.RuleKind is Geng.RuleKind)\n")
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, "-c", script, folder + "/village"], capture_output=True, text=True)
        self.assertEqual(done.stdout.splitlines(), ["Member NoneType <Member str", "property True"], done.stderr)

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


class Journal(unittest.TestCase):
    """What really happened: confirmed, corrected, made the history, kept in a folder."""

    def setUp(self):
        self.station = station()
        self.first, self.last = DAY(2027, 1, 1), DAY(2027, 1, 31)
        self.official = Geng.Roster.new(self.station, self.first, self.last)
        self.early, self.late = (self.station.lookup_shift(name) for name in ("early", "late"))
        self.desk = self.station.lookup_post("desk")
        self.people = [self.station.lookup_member(f"m{number}") for number in range(6)]
        for member, shift in zip(self.people, (self.early, self.late)):
            self.official.assign(member, self.first, shift, self.desk)
        self.journal = Geng.Journal.new(self.station)
        self.now = GLib.DateTime.new_from_iso8601("2027-01-02T12:00:00+08:00")

    def confirm(self, words=None, by=None):
        return self.journal.confirm(self.official, self.first, self.first, None, None, words, by, self.now)

    def test_confirm(self):
        self.assertEqual(self.confirm("Member 0 late 20; m1 by m2 23:00", "Captain"), 3)
        rows = list(self.journal.get_attendance())
        self.assertEqual([(row.props.member.id, row.props.kind, row.props.start_minute, row.props.end_minute)
                          for row in rows],
                         [("m0", Geng.AttendanceKind.SERVED, 500, 1200), ("m1", Geng.AttendanceKind.SERVED, 1200, 1380),
                          ("m2", Geng.AttendanceKind.SUBSTITUTE, 1380, 1920)])
        self.assertEqual({row.props.confirmed_by for row in rows}, {"Captain"})
        self.assertEqual(self.confirm(), 0)

    def test_who_led_the_crew_confirms(self):
        """Who stayed to the end goes before who left."""
        self.assertEqual(self.confirm("m1 by m2 23:00"), 3)
        self.assertEqual([row.props.confirmed_by for row in self.journal.get_attendance()],
                         ["Member 0", "Member 2", "Member 2"])

    def test_nobody_who_led_was_there(self):
        with self.assertRaises(GLib.Error) as caught:
            self.confirm("m1 absent")
        self.assertTrue(caught.exception.matches(Geng.error_quark(), Geng.Error.UNKNOWN))
        self.assertEqual(len(self.journal.get_attendance()), 0)

    def test_refused(self):
        with self.assertRaises(GLib.Error) as caught:
            self.confirm("m0 dozed")
        self.assertTrue(caught.exception.matches(Geng.error_quark(), Geng.Error.INVALID))
        self.assertEqual(len(self.journal.get_attendance()), 0)

    def test_history(self):
        self.confirm("m0 late 20; m1 absent", "the office")
        served = self.journal.apply(self.official)
        self.assertEqual(served.lookup(self.people[0], self.first).served_start_minute, 500)
        self.assertIsNone(served.lookup(self.people[1], self.first))
        self.assertIsNotNone(self.official.lookup(self.people[1], self.first))

    def test_correct(self):
        self.confirm("m0 absent", "the office")
        duty = self.official.lookup(self.people[0], self.first)
        self.assertEqual(self.journal.retract(duty, "Office", self.now), 1)
        self.assertEqual(self.journal.confirm_duty(self.official, duty, None, "Office", self.now), 1)
        self.assertEqual(self.journal.get_retracted()[0].props.retracted_by, "Office")

    def test_rows_by_hand(self):
        row = Geng.Attendance(member=self.people[3], date=self.first, post=self.desk, kind=Geng.AttendanceKind.EXTRA,
                              start_minute=600, end_minute=700, confirmed_by="Office",
                              confirmed_at=int(self.now.to_unix()))
        self.assertTrue(self.journal.add_attendance(row))
        with self.assertRaises(GLib.Error):
            self.journal.add_attendance(row)
        number = self.journal.next_finding_id(self.first)
        self.journal.add_finding(Geng.PatrolFinding(id=number, date=self.first, post=self.desk, text="a light is out"))
        self.journal.settle_finding(number, DAY(2027, 1, 3), "mended")
        self.assertEqual(self.journal.lookup_finding(number).props.result, "mended")
        self.assertEqual(len(self.journal.copy().get_findings()), 1)

    def test_sheet(self):
        content = "日期,姓名,班次,到岗时间,离岗时间\n2027-01-01,Member 0,Early,08:00,20:00\n2027-01-01,Member 1,Late,,\n"
        sheet = GengOffice.Worksheet.read(GLib.Bytes.new(content.encode()), "sign-in.csv", None)
        found, first, last = GengOffice.journal_sheet_find_days(sheet, Geng.JournalTable.ATTENDANCE)
        self.assertEqual((found, first, last), (True, self.first, self.first))
        taken, known = GengOffice.journal_sheet_take(self.journal, Geng.JournalTable.ATTENDANCE, sheet, None, "Office", self.now)
        self.assertEqual((taken, known), (1, 0))
        self.assertEqual(GengOffice.journal_sheet_take(self.journal, Geng.JournalTable.ATTENDANCE, sheet, None, "Office", self.now), (0, 1))

    def test_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            store = Geng.Store.create(folder, self.station)
            store.save_record(self.official, Geng.Record.new())
            self.confirm("m1 absent", "the office")
            self.assertTrue(store.save_journal(self.journal, self.first, self.last, False))
            again = store.load_journal(store.load(), self.first, self.last)
            self.assertEqual([row.props.kind for row in again.get_attendance()],
                             [Geng.AttendanceKind.SERVED, Geng.AttendanceKind.ABSENT])


if __name__ == "__main__":
    unittest.main()
