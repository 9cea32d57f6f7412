#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plans August 2027 for a station's folder and says who is on duty on the 2nd at 21:00."""

import asyncio
import sys
from datetime import date, datetime

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng  # noqa: E402


async def main(folder="."):
    station = Geng.Store.open(folder).load()
    planner = Geng.Planner.new(station, date(2027, 8, 1), date(2027, 8, 31))
    planner.effort = Geng.Effort.QUICK
    plan = await planner.plan_async()
    for duty in plan.roster.on_duty_at(datetime.fromisoformat("2027-08-02T21:00:00+08:00")):
        print(duty.member.name)
    print(len(plan.judgement.gaps), "gaps")


asyncio.run(main(*sys.argv[1:]))
