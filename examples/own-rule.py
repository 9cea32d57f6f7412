#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A rule of the program's own, as in own-rule.c: on market days (赶场, dates that end in 3 or 8)
nobody serves more than so many times.  Plans December 2026 for a station's folder with it."""

import asyncio
import sys
from datetime import date, timedelta

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng  # noqa: E402

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def market_days():
    days = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if day.day % 10 in (3, 8)]


class MarketDays(Geng.RuleKind):
    """Its text is a number and a weight: `2`, or `2 soft 5`."""

    def __init__(self):
        super().__init__(name="market-days", chinese="赶场", title="market days", chinese_title="赶场日")
        number, hold = Geng.RuleParameterType.NUMBER, Geng.RuleParameterType.HOLD
        count = Geng.RuleUnit.COUNT
        self.add_parameter(Geng.RuleParameter.new("most", "how many", number, count, 0, 31, None))
        self.add_parameter(Geng.RuleParameter.new("weight", "points", hold, count, 1, 100000, ""))

    # example: Geng.RuleCase Geng.RuleFindings
    def do_check(self, seen, findings):
        """What the rule means: looks at a roster and tells what is wrong with it."""
        most, points = seen.get_int("most"), seen.get_int("weight")
        for member in seen.list_members():
            n = sum(seen.lookup_duty(member, day) is not None for day in market_days())
            if n > most:
                findings.add(member, FIRST, LAST, n - most, (n - most) * points,
                             f"{member.name} serves on {n} market days; it should be at most {most}")

    # example: Geng.RuleLowering
    def do_lower(self, seen, lowering):
        """The same for the planner: a sum over each member's duties."""
        for member in seen.list_members():
            total = lowering.add_sum(0, seen.get_int("most"), seen.get_int("weight"))
            for day in market_days():
                lowering.add_to_sum(total, member, day, None, None, 1)
    # end


async def main(folder="."):
    station = Geng.Store.open(folder).load()
    kind = MarketDays()
    station.add_rule_kind(kind)
    station.add_rule(Geng.Rule.new("market-days", "3 soft 5"))
    station.test_rule_kind(kind, FIRST, LAST, None, 20, 1)
    planner = Geng.Planner.new(station, FIRST, LAST)
    planner.effort = Geng.Effort.QUICK
    plan = await planner.plan_async()
    print("market-days: meaning and lowering are one:", plan.dup_caveat() or "yes")
    print(plan.judgement.get_score().gaps, "gaps")


asyncio.run(main(*sys.argv[1:]))
