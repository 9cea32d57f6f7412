# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a type checker says of a program that uses the library; a line that it must refuse is marked."""

import asyncio
import datetime

import gi

gi.require_version("Geng", "1.0")
gi.require_version("GengOffice", "1.0")
from gi.repository import Geng, GengOffice  # noqa: E402


async def night(folder: str) -> list[str]:
    store = Geng.Store.open(folder)
    with store:
        station = await store.load_async()
        saved: bool = await store.save_async(station)
    planner = Geng.Planner.new(station, datetime.date(2027, 8, 1), datetime.date(2027, 8, 31))
    planner.effort = Geng.Effort.QUICK
    planner.connect("progress", print)
    plan = await planner.plan_async()
    first: Geng.Duty = plan.roster[0]
    days: set[datetime.date] = {duty.date for duty in plan.roster}
    broken: int = plan.judgement.score.broken
    end: datetime.datetime = first.get_end(station)
    since: datetime.date | None = first.member.since
    print(saved, len(plan.roster), first in plan.roster, days, broken, end, since, planner.effort.value_nick)
    return [member.phone or member.id for member in station.members if member.team == station.lookup_team("a")]


def refused(station: Geng.Station, planner: Geng.Planner, roster: Geng.Roster) -> None:
    planner.efort = Geng.Effort.QUICK  # refused
    planner.effort = "quick"  # refused
    station.add_member("m01")  # refused
    roster.on_duty_at("2027-08-02")  # refused
    Geng.Planner.new(station, "2027-08-01", "2027-08-31")  # refused
    station.lookup_member("m01").phone  # refused
    planner.plan_async().roster  # refused
    GengOffice.Import.holidays_async(station, b"", 3)  # refused
    for duty in roster:
        duty.date = datetime.date(2027, 8, 1)  # refused
        duty.membre.name  # refused


asyncio.run(night("."))
