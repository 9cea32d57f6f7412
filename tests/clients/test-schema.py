#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library writes as JSON is what docs/schema.json says, and is read back: test-schema.py SOURCE"""

import datetime
import json
import sys
from pathlib import Path

import gi
import jsonschema

gi.require_version("Geng", "1.0")
from gi.repository import Geng  # noqa: E402

source = Path(sys.argv[1])
schema = json.loads((source / "docs/schema.json").read_text(encoding="utf-8"))


def holds(name, text):
    validator = jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})
    faults = [f"{name}: {list(fault.path)}: {fault.message}"[:300] for fault in validator.iter_errors(json.loads(text))]
    assert not faults, "\n".join(faults[:5])


jsonschema.Draft202012Validator.check_schema(schema)
for village in ("dafenshanyan", "liulang"):
    station = Geng.Store.open(str(source / "examples/villages" / village)).load()
    holds("station", station.to_json())
    assert Geng.Station.new_from_json(station.to_json()).to_json() == station.to_json(), village
    rules = [rule for owner in [station, *station.contracts, *station.members] for rule in owner.rules]
    assert len(rules) > 3, village
    for rule in rules:
        values = Geng.RuleValues.new_from_rule(station, rule)
        holds("ruleValues", values.to_json())
        assert Geng.RuleValues.new_from_json(station, values.to_json()).to_string("zh") == rule.to_string(station, "zh")
        assert Geng.RuleValues.from_dict(station, values.to_dict()).to_dict() == json.loads(values.to_json())
    # Two are left to serve on one day, so that there are gaps with their reasons.
    day = datetime.date(2027, 3, 3)
    for member in list(station.members)[2:]:
        station.add_request(Geng.Request.new(Geng.RequestKind.LEAVE, member, day, day))
    planner = Geng.Planner.new(station, datetime.date(2027, 3, 1), datetime.date(2027, 3, 14))
    planner.set_effort(Geng.Effort.QUICK)
    plan = planner.plan()
    gaps = [gap for gap in plan.judgement.gaps if gap.date == day]
    assert gaps and all(gap.obstacles and gap.reason for gap in gaps), village
    kept = {obstacle.rule: obstacle.members for obstacle in gaps[0].obstacles}
    assert len(kept["leave"]) > 10 and all(member in list(station.members) for member in kept["leave"]), kept
    for name, thing, cls in (("plan", plan, Geng.Plan), ("roster", plan.roster, Geng.Roster),
                             ("judgement", plan.judgement, Geng.Judgement)):
        holds(name, thing.to_json())
        assert cls.new_from_json(station, thing.to_json()).to_json() == thing.to_json(), (village, name)
record = Geng.Record.new()
record.touch("m01/2027-03-01", "abc", 1700000000)
holds("record", record.to_json())
print("all that is written is in the schema")
