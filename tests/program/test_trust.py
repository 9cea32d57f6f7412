# SPDX-License-Identifier: LGPL-2.1-or-later
"""What strangers write does nothing at a captain's terminal or in his tables; small mistakes are told, not guessed."""

import csv
import json
import subprocess
import unittest

from village import BAD, FINE, GENG, MONTH, RETRY, Village, environment

EVENT = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261101T000000Z\r\n"
         "DTSTART;VALUE=DATE:20261203\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
FORMULA = "=cmd|'/C calc'!A0"
ESCAPE, OVERRIDE = "\x1b", "\u202e"
# C0 and C1 but for what ends a line or a cell, and all signs that turn the direction of a text (Unicode UAX #9).
CONTROLS = [chr(c) for c in (*range(0x1, 0x9), *range(0xb, 0xd), *range(0xe, 0x20), *range(0x7f, 0xa0), 0x61c, 0x200e, 0x200f,
                             *range(0x202a, 0x202f), *range(0x2066, 0x206a))]


class Trust(Village):
    def take(self, summary):
        path = self.scratch / "leave.ics"
        path.write_text(EVENT % summary, encoding="utf-8", newline="")
        return self.expect(FINE, "import", path, "--member", "m05")

    def reasons(self):
        with self.path("leave.csv").open(encoding="utf-8-sig", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]

    def test_a_formula_is_text(self):
        """Another reader of tables sees the apostrophe, and geng gives back what was written."""
        self.take(FORMULA)
        self.assertIn("'" + FORMULA, self.reasons())
        self.assertNotIn(FORMULA, self.reasons())
        self.take(FORMULA)
        self.assertEqual(self.reasons().count("'" + FORMULA), 1)
        self.expect(FINE, "check")

    def test_a_terminal_is_not_obeyed(self):
        self.edit("members.csv", "m01,赵甲", f"m01,赵{ESCAPE}]0;x\x07{OVERRIDE}甲")
        self.assertIn("甲", self.run_geng("show", MONTH).stdout)
        self.assertNotIn(ESCAPE, self.run_geng("show", MONTH).stdout)
        self.edit("members.csv", "m02,", f"m02{ESCAPE}[2J,")
        for words in (("check",), ("show", MONTH), ("check", "--json")):
            done = self.run_geng(*words)
            for sign in (ESCAPE, OVERRIDE, "\x07"):
                self.assertNotIn(sign, done.stdout + done.stderr, words)

    def test_what_is_shown_of_it(self):
        done = self.run_geng(f"{ESCAPE}[31m{OVERRIDE}")
        self.assertEqual(done.returncode, BAD)
        self.assertIn("␛[31m<U+202E>", done.stderr)

    def test_every_control(self):
        """None is printed, in a text of a table, an argument or an answer in JSON; a reader of JSON gets an argument back."""
        name = "甲".join(CONTROLS)
        self.edit("members.csv", "m01,赵甲", f"m01,赵{name}甲")
        words = ("show", MONTH), ("show", MONTH, "--json"), ("check", "--json"), ("show", name), ("leave", name, "2026-12-05", "--json")
        for one in words:
            done = self.run_geng(*one)
            self.assertTrue(done.stdout + done.stderr)
            self.assertEqual([f"{ord(sign):x}" for sign in CONTROLS if sign in done.stdout + done.stderr], [], one[0])
        shown = self.run_geng(name).stderr
        for sign in CONTROLS:
            picture = chr(0x2400 + ord(sign)) if sign < " " else "␡" if sign == "\x7f" else f"<U+{ord(sign):04X}>"
            self.assertIn(picture, shown)

    def test_tables_lose_nothing(self):
        """A table that geng writes has none of them, and says the same when it is read and written again."""
        self.take("家里" + "事".join(sign for sign in CONTROLS if sign >= " ") + "事")
        text = self.path("leave.csv").read_text(encoding="utf-8-sig")
        self.assertEqual([f"{ord(sign):x}" for sign in CONTROLS if sign in text], [])
        reasons = self.reasons()
        self.expect(FINE, "leave", "m08", "2026-12-05", "2026-12-05")
        self.expect(FINE, "leave", "m08", "2026-12-05", "2026-12-05", "--cancel")
        self.assertEqual(self.reasons(), reasons)

    def test_json_is_whole(self):
        """A reader of JSON gets the signs back."""
        self.edit("leave.csv", "2026-12-07,2026-12-11", f"2026-12-07{OVERRIDE},2026-12-11")
        done = self.run_geng("check", "--json")
        self.assertEqual(done.returncode, BAD)
        self.assertNotIn(OVERRIDE, done.stdout)
        self.assertIn(OVERRIDE, json.dumps(json.loads(done.stdout), ensure_ascii=False))

    def test_empty_words(self):
        for words in (("publish", MONTH, "--to", ""), ("publish", MONTH, "--to="), ("show", "")):
            before = self.files()
            for language in ("en", "zh"):
                done = self.run_geng(*words, language=language)
                self.assertEqual((done.returncode, done.stdout), (BAD, ""), words)
            self.assertEqual(self.files(), before)
        self.assertIn("--to", self.run_geng("publish", MONTH, "--to", "").stderr)

    def test_an_address_without_a_host(self):
        before = self.files()
        self.expect(BAD, "publish", MONTH, "--url", "https:///x")
        self.assertEqual(self.files(), before)

    def test_an_answer_that_does_not_arrive(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([GENG, "show", MONTH, "--json", "-C", self.folder], stdout=full, check=False,
                                  stderr=subprocess.PIPE, env=environment("en"), timeout=60)
        self.assertEqual(done.returncode, RETRY)

    def test_keys_that_a_backup_opened(self):
        self.expect(FINE, "publish", MONTH)
        keys = self.path("feed-keys.ini")
        keys.chmod(0o644)
        self.expect(FINE, "publish", MONTH)
        self.assertEqual(keys.stat().st_mode & 0o777, 0o600)

    def test_without_threads(self):
        """Where the system gives no thread, the one that is there plans the same roster."""
        draft = self.path("drafts/2026-12.csv")
        self.expect(FINE, "plan", "2026-12", "--effort", "quick")
        wanted = draft.read_bytes()
        draft.unlink()
        shim = self.scratch / "no-threads.c"
        shim.write_text("#include <errno.h>\n#include <pthread.h>\n#include <unistd.h>\nint pthread_create (pthread_t *t, const pthread_attr_t *a,"
                        " void *(*f) (void *), void *d)\n{\n  return write (2, \"no thread\\n\", 10) < 0 ? EPERM : EAGAIN;\n}\n", encoding="utf-8")
        library = self.scratch / "no-threads.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, shim], check=True)
        done = subprocess.run([GENG, "plan", "2026-12", "--effort", "quick", "-C", self.folder], check=False,
                              capture_output=True, env=environment("en") | {"LD_PRELOAD": str(library)}, timeout=250)
        if b"ASan runtime does not come first" in done.stderr:
            self.skipTest("a sanitized program takes no library before its own")
        self.assertIn(b"no thread", done.stderr)
        self.assertEqual(done.returncode, FINE, done.stderr)
        self.assertEqual(draft.read_bytes(), wanted)


if __name__ == "__main__":
    unittest.main()
