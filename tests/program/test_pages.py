# SPDX-License-Identifier: LGPL-2.1-or-later
"""The manual's pages on the folder and on the program name all that is there, and nothing that is not."""

import re
import unittest

from village import BAD, FINE, MONTH, ROOT, Village, geng

SOURCES = ROOT / "lib" / "store"
COLUMN = re.compile(r'\{ "([a-z]+)", "([^"]+)"(?:, TRUE)? \}')
KEY = re.compile(r'\bgroup, "([a-z-]+)"|^  \{ "([a-z]+)", (?:TRUE|FALSE),', re.M)
WORDS = re.compile(r'^  \{ [A-Z_]+, "([a-z-]+)", "([^"]+)"', re.M)


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def coded(text):
    return set(re.findall(r"`([a-z-]+)`", text))


class Folder(unittest.TestCase):
    def test_every_column(self):
        """Each column stands in its row, English and Chinese at the same place."""
        pairs = set(COLUMN.findall((SOURCES / "geng-words.c").read_text(encoding="utf-8")))
        self.assertGreater(len(pairs), 35)
        told = set()
        for row in re.findall(r"^\| ([a-z, ]+) \| ([^|a-z]+) \|", page("folder.md").split("## Tables")[1], re.M):
            told |= set(zip(row[0].split(", "), row[1].strip().split(", ")))
        self.assertEqual(pairs - told - {("key", "事件")}, set())
        self.assertEqual(told - pairs, {("rosters and drafts", "中文")})

    def test_every_key_and_group(self):
        names = {name for path in SOURCES.glob("geng-read-*.c")
                 for pair in KEY.findall(path.read_text(encoding="utf-8")) for name in pair if name}
        self.assertGreater(len(names), 30)
        table = page("folder.md").split("## station.ini")[1].split("A time of day")[0]
        groups = set(re.findall(r"\[([a-z]+)(?: ID)?\]", table))
        self.assertEqual(names - coded(table) - groups, set())
        self.assertEqual(coded(table) - names, set())

    def test_every_chinese_word(self):
        """Each kind of group and each key stands beside its Chinese."""
        source = (SOURCES / "geng-ini-words.c").read_text(encoding="utf-8")
        source = source.split("/* Words inside values.")[0]
        pairs = set(re.findall(r'\{ "([a-z-]+)", "([^"]+)"', source))
        self.assertGreater(len(pairs), 35)
        table = page("folder.md").split("| group | 中文 |")[1].split("A time of day")[0]
        told = set()
        for row in table.split("\n"):
            cells = [re.sub(r" \(.*\)", "", cell.strip()) for cell in row.split("|")[1:-1]]
            for english, chinese in zip(cells, cells[1:]):
                told |= set(zip(english.split(", "), chinese.split(", ")))
        self.assertEqual(pairs - told, set())

    def test_every_word(self):
        for pair in WORDS.findall((SOURCES / "geng-words.c").read_text(encoding="utf-8")):
            self.assertIn("%s (%s)" % pair, page("folder.md"))


class Program(Village):
    def members(self, answer):
        """The names of all members of an answer, whose lists are alike from end to end."""
        if isinstance(answer, list):
            return set().union(*(self.members(part) for part in answer))
        if not isinstance(answer, dict):
            return set()
        names = set(answer) if not {"people", "minutes"} & set(answer) else set()
        return names.union(*(self.members(part) for part in answer.values()))

    def test_every_command(self):
        commands = re.findall(r"^  (\w+)  +\w", geng("--help").stdout, re.M)
        self.assertGreater(len(commands), 14)
        # The server answers phones alone, and the desk its page.
        commands.remove("serve")
        commands.remove("desk")
        table = page("program.md").split("members of its answer")[1].split("\n\n")[0]
        # A row may be of several commands, or of one with an option.
        cells = re.findall(r"^\| ([a-z][^|]*) \| ", table, re.M)
        told = {name.split()[0] for cell in cells for name in cell.split(", ")} - {"command"}
        self.assertEqual(told, set(commands))

    def test_every_member_of_an_answer(self):
        told = coded(page("program.md"))
        member = next(row["队员"] for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == f"{MONTH}-12")
        stand_in = self.json(FINE, "cover", member, f"{MONTH}-12")[0]["member"]
        calendar = self.scratch / "away.ics"
        calendar.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//phone//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                            "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20270301\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                            encoding="utf-8")
        found = set()
        for words in (("check", MONTH), ("show", MONTH), ("why", MONTH), ("cover", member, f"{MONTH}-12"),
                      ("kit", f"{MONTH}-12"), ("import", calendar, "--member", "m20"), ("publish", MONTH),
                      ("swap", member, stand_in, f"{MONTH}-12"), ("plan", "2026-12", "--effort", "quick")):
            found |= self.members(self.json(FINE, *words))
        figures = self.json(FINE, "report", MONTH)
        found |= set(figures) | set(figures["shifts"]["day"])
        self.edit("members.csv", "m28,华日", "m27,华日")
        done = self.run_geng("check", "--json")
        self.assertEqual(done.returncode, BAD)
        found |= set(re.findall(r'^ +"([a-z-]+)" :', done.stdout, re.M))
        self.assertGreater(len(found), 50)
        self.assertEqual(found - told, set())


if __name__ == "__main__":
    unittest.main()
