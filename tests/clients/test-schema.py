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
    validator = jsonschema.Draft202012Validator({**schema, "oneOf": [{"$ref": f"#/$defs/{name}"}]})
    faults = [f"{name}: {list(fault.path)}: {fault.message}" for fault in validator.iter_errors(json.loads(text))]
    assert not faults, "\n".join(faults[:5])


jsonschema.Draft202012Validator.check_schema(schema)
for village in ("dafenshanyan", "liulang"):
    station = Geng.Store.open(str(source / "examples/villages" / village)).load()
    holds("station", station.to_json())
    assert Geng.Station.new_from_json(station.to_json()).to_json() == station.to_json(), village
    planner = Geng.Planner.new(station, datetime.date(2027, 3, 1), datetime.date(2027, 3, 14))
    planner.set_effort(Geng.Effort.QUICK)
    plan = planner.plan()
    for name, thing, cls in (("plan", plan, Geng.Plan), ("roster", plan.roster, Geng.Roster),
                             ("judgement", plan.judgement, Geng.Judgement)):
        holds(name, thing.to_json())
        assert cls.new_from_json(station, thing.to_json()).to_json() == thing.to_json(), (village, name)
record = Geng.Record.new()
record.touch("m01/2027-03-01", "abc", 1700000000)
holds("record", record.to_json())
print("all that is written is in the schema")
