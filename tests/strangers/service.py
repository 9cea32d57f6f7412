#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A service in Python: stations come and go as dictionaries, plans are made side by side under a time limit."""

import asyncio
import datetime

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng  # noqa: E402


def question(number):
    return {
        "id": f"s{number}", "timezone": "Asia/Shanghai",
        "windows": [{"id": "all", "start-minute": 480, "end-minute": 1920}],
        "shifts": [{"id": "day", "window": "all", "start-minute": 480, "end-minute": 1200},
                   {"id": "night", "window": "all", "start-minute": 1200, "end-minute": 1920, "night": True}],
        "posts": [{"id": "gate"}],
        "members": [{"id": f"m{i}"} for i in range(4 + number)],
        "demands": [{"id": shift, "post": "gate", "shift": shift, "min": 1, "wanted": 1, "max": 1}
                    for shift in ("day", "night")],
        "rules": [{"kind": "rest", "text": "11h"}],
    }


async def answer(data):
    station = Geng.Station.from_dict(data)
    assert not station.validate(), [fault.message for fault in station.validate()]
    planner = Geng.Planner.new(station, datetime.date(2027, 3, 1), datetime.date(2027, 3, 14))
    planner.set_effort(Geng.Effort.QUICK)
    plan = await asyncio.wait_for(planner.plan_async(), 60)
    return plan.to_dict()


async def main():
    plans = await asyncio.gather(*(answer(question(number)) for number in range(3)))
    for plan in plans:
        assert plan["gaps"] == 0 and len(plan["duties"]) == 28, plan
    try:
        Geng.Station.from_dict({**question(0), "posts": []})
    except Exception as error:
        assert "demands[0].post" in str(error), error
    else:
        raise AssertionError("a demand without its post was taken")
    print(len(plans), "plans made side by side")


asyncio.run(main())
