#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Builds a village's joint-defence team by calls, and plans a week of it."""

import datetime

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng, GLib  # noqa: E402

# example: Geng.Station Geng.Entity
station = Geng.Station.new("dafenshanyan", "大坟山沿村", "Asia/Shanghai")
station.set_language("zh_CN")
print(station.get_id(), station.get_name(), station.get_timezone())

# example: Geng.Window
patrol = Geng.Window.new("patrol", "巡逻", 8 * 60, 28 * 60)  # 08:00 to 04:00 of the next morning
standby = Geng.Window.new("standby", "值守", 28 * 60, 32 * 60)
for window in (patrol, standby):
    station.add_window(window)

# example: Geng.Piece
station.add_piece(Geng.Piece.new("radio", "对讲机"))
patrol.set_kit(["radio"])

# example: Geng.Item
for n in range(1, 5):
    radio = Geng.Item.new(f"r{n}", station.lookup_piece("radio"))
    radio.set_kit_set(f"set-{n}")
    station.add_item(radio)

# example: Geng.Shift
day = Geng.Shift.new("day", "日班", patrol, 8 * 60, 18 * 60)
night = Geng.Shift.new("night", "夜班", patrol, 18 * 60, 28 * 60)
night.set_night(True)
dawn = Geng.Shift.new("standby", "值守", standby, -1, -1)  # the whole window
for shift in (day, night, dawn):
    station.add_shift(shift)

# example: Geng.Post
village = Geng.Post.new("village", "村区网格")
village.set_checklist(["五水共治", "交通拥堵", "垃圾分类"])
desk = Geng.Post.new("desk", "流动人口管理站")
for post in (village, desk):
    station.add_post(post)

# example: Geng.Role
station.add_role(Geng.Role.new("captain", "队长"))

# example: Geng.Organisation
station.add_organisation(Geng.Organisation.new("village", "村委"))

# example: Geng.Contract
guard = Geng.Contract.new("guard", "全日制")
guard.add_rule(Geng.Rule.new("rest", "11h"))
guard.add_rule(Geng.Rule.new("run", "duties ..5"))
station.add_contract(guard)

# example: Geng.Team
team = Geng.Team.new("a", "甲班")
station.add_team(team)

# example: Geng.Cycle
station.add_cycle(Geng.Cycle.new("two-on-two-off", "做二休二", ["day", "night", "off", "off"]))
print(len(Geng.Cycle.list_shipped()) > 5, "cycles are shipped")

# example: Geng.Member
for n in range(1, 13):
    member = Geng.Member.new(f"m{n:02}", f"队员{n}")
    member.set_contract(guard)
    member.set_organisation(station.lookup_organisation("village"))
    if n <= 4:
        member.set_roles(["captain"])
    if n == 12:
        member.set_team(team)
    station.add_member(member)

# example: Geng.Demand
by_day = Geng.Demand.new_for_shift("day", "日巡", village, day)
by_day.set_crew(2, 2, 3)
by_day.add_role_limit(Geng.RoleLimit.new("captain", 1, 2, 0))
by_night = Geng.Demand.new_for_shift("night", "夜巡", village, night)
by_night.set_crew(2, 2, 2)
at_dawn = Geng.Demand.new_for_window("dawn", "值守", desk, standby)
for demand in (by_day, by_night, at_dawn):
    station.add_demand(demand)

# example: Geng.LeaveKind
study = Geng.LeaveKind.new("study", "培训")
study.set_counts_as_hours(True)
station.add_leave_kind(study)

# example: Geng.Request
away = Geng.Request.new(Geng.RequestKind.LEAVE, station.lookup_member("m05"),
                        datetime.date(2027, 3, 2), datetime.date(2027, 3, 3))
away.set_leave_kind("study")
station.add_request(away)

# example: Geng.Holiday
station.add_holiday(Geng.Holiday.new(datetime.date(2027, 3, 8), "妇女节", Geng.HolidayKind.OFF))

# example: Geng.Law
article = next(law for law in Geng.Law.list_shipped() if law.is_for(Geng.HoursScheme.STANDARD))
print(article.get_id() != "", "has its words" if article.get_text() else "")
guard.set_laws([article.get_id()])

# example: Geng.Rule
station.add_rule(Geng.Rule.new("apart", "m01 m02"))

# example: Geng.RuleKind
kind = Geng.RuleKind.lookup("limit")
print(kind.get_title("en"), "|", kind.get_title("zh"))

# example: Geng.RuleParameter
for parameter in kind.list_parameters():
    print(parameter.get_name(), parameter.get_value_type().value_nick, parameter.get_title("zh"))

# example: Geng.RuleWhat
nights = Geng.RuleWhat.new_for_word("nights")
by_desk = Geng.RuleWhat.new_for_entity(desk)

# example: Geng.RuleValues
values = Geng.RuleValues.new(station, kind)
values.set_value("what", nights)
values.set_value("span", "week")
values.set_value("range", GLib.Variant("(ii)", (0, 3)))
guard.add_rule(values.to_rule())
print(values.to_string("en"), "|", values.to_string("zh"))

# example: Geng.List
members = station.get_members()
members.connect("items-changed", lambda model, position, gone, come: print("members", gone, come))
station.add_member(Geng.Member.new("m13", "队员13"))
station.remove(station.lookup_member("m13"))

# example: Geng.Undo
undo = Geng.Undo.new(station)
undo.begin("改名")
desk.set_name("管理站")
undo.end()
print(undo.get_undo_name(), undo.undo(), desk.get_name())
# end

faults = station.validate()
print(len(faults), "faults")

planner = Geng.Planner.new(station, datetime.date(2027, 3, 1), datetime.date(2027, 3, 7))
planner.set_effort(Geng.Effort.QUICK)
print(planner.plan().get_judgement().get_score().broken, "rules broken")
