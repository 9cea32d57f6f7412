# SPDX-License-Identifier: LGPL-2.1-or-later
"""Why places stay open, and what would help: each remedy is done by hand and planned again."""

import json
import shlex
import unittest

import jsonschema

from village import BAD, FINE, GAPS, MONTH, ROOT, Village

# Three days that each want a captain; one captain serves twice at most, the other is away.
STATION = """[station]
id = small
name = Small
timezone = Asia/Shanghai

[role captain]
name = 带班队长

[window patrol]
start = 08:00
end = 08:00

[shift day]
window = patrol
start = 08:00
end = 18:00

[shift night]
window = patrol
start = 18:00
end = 08:00

[post gate]

[demand day]
post = gate
shift = day
crew = 1..2
roles = captain 1..
days = 2026-12-01..2026-12-03

[contract full]
limit = duties per period ..2
"""
MEMBERS = """id,name,roles,contract
m01,王建国,captain,full
m02,李大山,captain,
m03,张木,,
"""
LEAVE = """member,kind,first,last,reason
m02,leave,2026-12-01,2026-12-03,{}
"""


class Small(Village):
    def setUp(self):
        super().setUp()
        self.prepare()

    def prepare(self):
        for path in ("items.csv", "holidays.csv"):
            self.path(path).unlink()
        for path in (self.folder / "rosters").iterdir():
            path.unlink()
        self.write("station.ini", STATION)
        self.write("members.csv", MEMBERS)
        self.write("leave.csv", LEAVE.format("家事"))

    def write(self, name, text):
        self.path(name).write_text(text, encoding="utf-8")

    def plan(self):
        """Anew, since a draft may name somebody who is gone."""
        self.path("drafts/2026-12.csv").unlink(missing_ok=True)
        return self.run_geng("plan", "2026-12", "--effort", "quick", "--json")

    def advice(self):
        self.assertEqual(self.plan().returncode, GAPS)
        return self.json(GAPS, "why", "2026-12")["advice"]

    def test_a_sentence_and_remedies(self):
        self.plan()
        english = self.expect(GAPS, "why", "2026-12")
        self.assertIn("1 place stays open, and nobody can fill it: shown. This fills all: at least 1 more (带班队长), "
                      "or no leave for 李大山 on 12-0", english)
        chinese = self.expect(GAPS, "why", "2026-12", language="zh")
        self.assertRegex(chinese, r"缺岗 1 处，现有的人谁也补不上（已证明）。最少再来 1 名带班队长，或让李大山 12-0\d 不休（须本人同意）")
        self.assertIn("即补齐。", chinese)

    def test_each_remedy_fills_when_it_is_done(self):
        remedies = {remedy["kind"]: remedy for remedy in self.advice()["remedies"]}
        self.assertEqual(set(remedies), {"join", "leave", "limit", "lend"})
        self.assertEqual({remedy["gaps"] for remedy in remedies.values()}, {0})
        self.write("members.csv", MEMBERS + "m09,新人,captain,full\n")
        self.assertEqual(self.plan().returncode, FINE)
        self.write("members.csv", MEMBERS)
        self.assertEqual(self.plan().returncode, GAPS)
        self.assertEqual(remedies["limit"]["rule-text"], "duties per period ..3")
        self.write("station.ini", STATION.replace("duties per period ..2", remedies["limit"]["rule-text"]))
        self.assertEqual(self.plan().returncode, FINE)
        self.write("station.ini", STATION)
        self.write("leave.csv", LEAVE.format("").splitlines()[0] + "\n")
        self.assertEqual(self.plan().returncode, FINE)

    def test_sickness_is_not_asked_back(self):
        self.write("leave.csv", LEAVE.format("病假"))
        self.assertNotIn("leave", {remedy["kind"] for remedy in self.advice()["remedies"]})

    def test_its_commands_do_what_helps(self):
        self.plan()
        text = self.expect(GAPS, "why", "2026-12")
        cancel = next(line.split() for line in text.splitlines() if line.endswith("--cancel"))
        relax = next(line.strip() for line in text.splitlines() if line.strip().startswith("geng relax"))
        self.assertEqual(relax, "geng relax 王建国 limit 'duties per period ..3'")
        date = cancel[3]
        # A program hears which days are given back.
        answer = self.json(FINE, *cancel[1:], "--approved-by", "李大山")
        self.assertEqual(answer, {"member": "m02", "first": date, "last": date})
        kinds = json.loads((ROOT / "docs/schema.json").read_text(encoding="utf-8"))["$defs"]
        jsonschema.validate(answer, {"$defs": kinds, "$ref": "#/$defs/leave-cancelled"})
        self.assertEqual(self.plan().returncode, FINE)
        # What is left of the leave stands on both sides of the day.
        away = {row["first"]: (row["last"], row["reason"]) for row in self.rows("leave.csv")}
        days = {"2026-12-01", "2026-12-02", "2026-12-03"} - {date}
        self.assertEqual({day for first, (last, why) in away.items() for day in days if first <= day <= last and why == "家事"}, days)
        self.assertFalse(any(first <= date <= last for first, (last, _) in away.items()))
        self.assertIn(("leave", "李大山"), [(step["command"].split(" ")[0], step["approved-by"]) for step in self.json(FINE, "log")])
        self.assertIn("no leave", self.expect(BAD, *cancel[1:]))

    def test_commands_for_a_shell(self):
        """A name with a blank is quoted, and whoever shares his name is called by his id."""
        for members, word in ((MEMBERS.replace("王建国", "王 建国"), "'王 建国'"),
                              (MEMBERS.replace("王建国", "王o'建"), "'王o'\\''建'"),
                              (MEMBERS.replace("张木", "王建国"), "m01")):
            self.write("station.ini", STATION)
            self.write("members.csv", members)
            self.plan()
            text = self.expect(GAPS, "why", "2026-12")
            relax = next(line.strip() for line in text.splitlines() if line.strip().startswith("geng relax"))
            self.assertEqual(relax, f"geng relax {word} limit 'duties per period ..3'")
            self.expect(FINE, *shlex.split(relax)[1:])

    def test_a_limit_of_ones_own(self):
        """A line is written; what else stands in station.ini stays, comments and all."""
        for given, wanted in (
                ("", "\n\n[member m01]\nlimit = {}\n"),
                ("\n\n[member m01]\n# 他自己的\n", "\n\n[member m01]\nlimit = {}\n# 他自己的\n"),
                ("\n\n[member m01]\nlimit = duties per week ..5\n\n[member m03]\nlimit = duties per period ..1\n",
                 "\n\n[member m01]\nlimit = duties per week ..5; {}\n\n[member m03]\nlimit = duties per period ..1\n")):
            self.write("station.ini", "# 注释\n" + STATION.rstrip("\n") + given)
            said = self.expect(FINE, "relax", "王建国", "限额" if given else "limit", "duties per period ..3",
                               language="zh" if given else "en")
            self.assertIn("王建国：限额 = " if given else "王建国: limit = ", said)
            text = self.path("station.ini").read_text(encoding="utf-8")
            self.assertEqual(text, "# 注释\n" + STATION.rstrip("\n") + wanted.format("duties per period ..3"))
            self.assertEqual(self.plan().returncode, FINE)

    def test_what_is_not_for_sale(self):
        before = self.files()
        for words, said in ((("m01", "rest", "8h"), "rest"), (("m01", "limit", "duties per moon ..3"), "column 12"),
                            (("m01", "limit"), "limit"), (("m01",), "limit"), (("nobody", "limit", "duties per week ..3"), "nobody")):
            self.assertIn(said, self.expect(BAD, "relax", *words))
        self.assertEqual(self.files(), before)

    def test_reasons_alone(self):
        self.plan()
        text = self.expect(GAPS, "why", "2026-12", "--reasons")
        self.assertIn("带班队长", text)
        self.assertNotIn("shown", text)
        self.assertNotIn("advice", self.json(GAPS, "why", "2026-12", "--reasons"))

    def test_who_is_only_not_planned(self):
        """A duty that was deleted by hand needs nobody from elsewhere."""
        self.write("leave.csv", LEAVE.format("").splitlines()[0] + "\n")
        self.assertEqual(self.plan().returncode, FINE)
        lines = self.path("drafts/2026-12.csv").read_text(encoding="utf-8").splitlines(True)
        self.path("drafts/2026-12.csv").write_text("".join(lines[:-1]), encoding="utf-8")
        text = self.expect(GAPS, "why", "2026-12")
        self.assertIn("Planned anew, the same people fill every place.\nPlan it with: geng plan 2026-12", text)


if __name__ == "__main__":
    unittest.main()
