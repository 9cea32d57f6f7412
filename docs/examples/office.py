#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What an office reads and hands out, for the sample village, whose folder is the first argument."""

import datetime
import sys

import gi

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice  # noqa: E402

station = Geng.Store.open(sys.argv[1]).load()
first, last = datetime.date(2027, 3, 1), datetime.date(2027, 3, 31)
noon = datetime.datetime(2027, 3, 2, 12, tzinfo=datetime.timezone.utc)
planner = Geng.Planner.new(station, first, last)
planner.set_effort(Geng.Effort.QUICK)
plan = planner.plan()
roster, judgement = plan.roster, plan.judgement

# example: GengOffice.Publisher
publisher = GengOffice.Publisher.new(station)
publisher.add_month(roster, None)
publisher.render(noon)

# example: GengOffice.FeedFile
own = [feed for feed in publisher.list_feeds() if feed.get_scope() == GengOffice.FeedScope.MEMBER]
print(len(own) == len(station.members), own[0].get_content().startswith(b"BEGIN:VCALENDAR"))

# example: GengOffice.Document
document = GengOffice.report_attendance(station, first, roster, Geng.Journal.new(station), "zh_CN")
print("<html" in document.to_html(), document.to_xlsx()[:2])

# example: GengOffice.Import
text = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20270305\r
DTEND;VALUE=DATE:20270307\r
SUMMARY:Leave\r
END:VEVENT\r
END:VCALENDAR\r
"""
leave = GengOffice.Import.requests(station, station.members[0], Geng.RequestKind.LEAVE, text, "leave.ics", first, last)
print([(request.first.day, request.last.day) for request in leave.list_requests()])

# example: GengOffice.Worksheet
table = "姓名,职务,电话\n王一,队员,10000000001\n李二,队长,10000000002\n".encode()
sheet = GengOffice.Worksheet.read(table, "people.csv", None)
print(sheet.get_cell(1, 0))

# example: GengOffice.StaffList
people = GengOffice.StaffList.new(sheet)
empty = Geng.Station.new("gate", "门岗", "Asia/Shanghai")
people.take(empty, None, None)
print([member.name for member in empty.members])

# example: GengOffice.RosterSheet
days = ",".join(str(day) for day in range(1, 32))
rows = [f"{member.name},{',' * 30}" for member in station.members]
month = GengOffice.Worksheet.read(f"姓名,{days}\n{chr(10).join(rows)}\n".encode(), "march.csv", None)
read = GengOffice.RosterSheet.new(station, month, 2027, 3)
print(len(read.take(None, False)) == 0, len(read.list_strangers()) == 0)

# example: GengOffice.Overview
overview = GengOffice.Overview.new("片区", noon)
overview.add(station, roster, judgement, GengOffice.MonthState.DRAFT, GengOffice.MonthState.NONE, None)
print(station.name in overview.to_text("zh_CN"))

# example: GengOffice.ZoneMeeting
meeting = GengOffice.ZoneMeeting.new("片区", datetime.date(2027, 3, 20))
meeting.add_next(station, roster, judgement, False)
print(station.name in meeting.to_document("zh_CN").to_html())
# end
