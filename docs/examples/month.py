#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plans ten days of the sample village, whose folder is the first argument, judges and edits them."""

import datetime
import sys
import tempfile

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng, GLib  # noqa: E402

first, last = datetime.date(2026, 12, 1), datetime.date(2026, 12, 10)

# example: Geng.Store
store = Geng.Store.open(sys.argv[1])
station = store.load()
history = store.load_history(station, first, 0, False)

# example: Geng.Planner
planner = Geng.Planner.new(station, first, last)
planner.set_history(history)
planner.set_effort(Geng.Effort.QUICK)

# example: Geng.Progress
planner.connect("progress", lambda planner, progress: best.append(progress.get_gaps()))
best = []

# example: Geng.Plan
plan = planner.plan()
print("planned:", plan.get_roster() is not None, "at least", plan.get_bound_gaps(), "gaps")

# example: Geng.Roster
roster = plan.get_roster()
noon = station.instant(first, 12 * 60)
print(len(roster.list_date(first)) > 10, len(roster.on_duty_at(noon)) > 0)

# example: Geng.Duty
duty = next(duty for duty in roster.list_date(first) if duty.shift.id == "standby")
print(duty.get_start(station).strftime("%F %H:%M %z"))

# example: Geng.Judgement
judgement = Geng.judge(roster, history)
print(judgement.get_score().broken, "rules broken,", judgement.get_score().gaps, "gaps")

# example: Geng.Finding
for finding in judgement.list_findings():
    assert finding.get_severity() != Geng.Severity.HARD, finding.get_message()

# example: Geng.Judge
judge = Geng.Judge.new(roster, history, None)
before = judge.get_judgement().get_score().gaps
crew = [duty for duty in roster.list_date(first) if duty.shift.id == "day"]
for duty in crew:
    roster.remove(duty)
print("more gaps:", judge.get_judgement().get_score().gaps > before)

# example: Geng.Gap
gap = next(gap for gap in judge.get_judgement().list_gaps() if gap.get_date() == first)
print(gap.get_places(), gap.get_start_minute() // 60)

# example: Geng.Cover
covers = Geng.Cover.list_for_gap(roster, history, gap)
possible = [cover.get_member() for cover in covers if cover.get_possible()]
taken = crew[0]
print("who had it can take it over:", taken.get_member() in possible)

# example: Geng.Obstacle
Geng.Cover.explain_gaps(roster, history, [gap])
for obstacle in gap.list_obstacles():
    assert obstacle.to_string() and len(obstacle.list_members()) >= 0

# example: Geng.Trial
for duty in crew:
    roster.add(duty)
other = next(cover.get_member() for cover in Geng.Cover.list_for_duty(roster, history, taken) if cover.get_possible())
trial = Geng.Trial.new_give(roster, history, taken, other)
print("may be given away:", trial.get_allowed(), len(trial.list_fresh()) >= 0)

# example: Geng.Advice
for member in list(station.get_members())[:25]:
    station.add_request(Geng.Request.new(Geng.RequestKind.LEAVE, member, first, first))
short = Geng.Planner.new(station, first, first)
short.set_effort(Geng.Effort.QUICK)
short.set_base(short.plan().get_roster())
advice = short.advise()
print("without 25 people there are gaps:", advice.get_planned_gaps() > 0)

# example: Geng.Remedy
for remedy in advice.list_remedies():
    assert remedy.to_string() and remedy.get_gaps() >= 0

# example: Geng.SetAside
roster.add_set_aside(Geng.SetAside.new(other, last, False, "调离"))
print(roster.list_set_aside()[0].to_string() != "")

# example: Geng.HandOver
Geng.kit_assign(roster, None)
for hand_over in Geng.kit_list_hand_overs(roster, None, first):
    assert hand_over.get_item() is not None

# example: Geng.Record
record = Geng.Record.new()
record.touch_month(roster, GLib.DateTime.new_utc(2026, 11, 25, 12, 0, 0).to_unix())
print(record.lookup_month(2026, 12).key)

# example: Geng.Journal
journal = Geng.Journal.new(station)
morning = GLib.DateTime.new(station.get_zone(), 2026, 12, 2, 9, 0, 0)
print(journal.confirm(roster, first, first, None, None, "", "m01", morning) > 0, "rows confirmed")

# example: Geng.Attendance
row = journal.get_attendance()[0]
print(row.get_member() is not None, row.get_kind() == Geng.AttendanceKind.SERVED)

# example: Geng.PatrolFinding
found = Geng.PatrolFinding(id=journal.next_finding_id(first), date=first, kind="垃圾分类", place="村口", text="垃圾未分类")
journal.add_finding(found)
journal.settle_finding(found.get_id(), last, "已清理")

# example: Geng.KitLoan
item = station.get_items()[0]
journal.add_kit_loan(Geng.KitLoan(date=first, member=taken.get_member(), shift=taken.get_shift(), item=item,
                                  out_minute=8 * 60, back_minute=18 * 60))

# example: Geng.HandOverNote
journal.add_hand_over_note(Geng.HandOverNote(date=first, minute=18 * 60, giver=taken.get_member(), receiver=other, complete=True))

# example: Geng.Inspection
journal.add_inspection(Geng.Inspection(date=first, premises="小超市", inspector=taken.get_member().get_name(),
                                       result=Geng.InspectionResult.PASSED))
print(len(journal.get_inspections()))

# example: Geng.Zone
with tempfile.TemporaryDirectory() as root:
    for id in ("v01", "v02"):
        Geng.Store.create_sample(f"{root}/{id}", Geng.Store.list_samples()[0])
    with open(f"{root}/zone.ini", "w", encoding="utf-8") as ini:
        ini.write("[zone]\nname = 开发区\n\n[station v01]\n\n[station v02]\n")
    zone = Geng.Zone.open(root)
    zone.load()
    joined = zone.join()  # one station that is planned and judged like any other
    print(zone.get_name(), zone.get_n_stations(), joined.lookup_post("v01/desk") is not None)
# end
