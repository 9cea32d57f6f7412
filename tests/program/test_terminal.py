# SPDX-License-Identifier: LGPL-2.1-or-later
"""Small terminals: no row of a table is wider than they are, nothing is lost by that, and what is to be copied stays whole."""

import fcntl
import os
import pty
import struct
import termios
import unicodedata
import unittest

from village import FINE, GENG, LANGUAGES, MONTH, Village, environment

COMMANDS = (["show", MONTH, "--by", "post"], ["show", "--at", f"{MONTH}-05T10:00"], ["check", MONTH], ["log"], ["report", MONTH],
            ["kit", f"{MONTH}-05"], ["check", MONTH, "--law"], ["inbox"], ["--help"], ["journal", "--help"],
            ["cover", "m02", "--now", f"{MONTH}-05T10:00"], ["journal", "show", MONTH])


def width(text):
    """Columns: East Asian wide characters have two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Terminal(Village):
    confirmed = True

    def on_terminal(self, words, columns, language):
        """What geng prints on a terminal of so many columns, without colours."""
        pid, own = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            os.chdir(self.folder)
            os.execvpe(GENG, [GENG, *words], environment(language) | {"NO_COLOR": "1", "TERM": "xterm"})
        printed = b""
        try:
            while True:
                printed += os.read(own, 65536)
        except OSError:
            pass
        os.close(own)
        os.waitpid(pid, 0)
        return printed.decode("utf-8").replace("\r\n", "\n")

    def test_rows(self):
        for number, words in enumerate(COMMANDS):
            for language in LANGUAGES:
                wide = self.on_terminal(words, 400, language)
                self.assertTrue(wide.strip(), words)
                for columns in (40, 60)[number % 2:] if language == "en" else (40, 60):
                    narrow = self.on_terminal(words, columns, language)
                    for line in narrow.split("\n"):
                        if line.startswith(" ") and "geng " not in line:
                            self.assertLessEqual(width(line), columns, (words, line))
                    self.assertEqual("".join(narrow.split()), "".join(wide.split()), words)

    def test_the_month(self):
        """The month is folded; each block names everybody again, and the legend breaks between its entries."""
        for columns in (40, 60):
            printed = self.on_terminal(["show", MONTH], columns, "zh")
            for line in printed.split("\n")[2:]:
                self.assertLessEqual(width(line), columns, line)
            self.assertGreater(printed.count(self.rows("members.csv")[0]["姓名"]), 1)

    def test_messages_stay_whole(self):
        """What is pasted elsewhere has no line breaks of ours, and a command is copied in one piece."""
        printed = self.on_terminal(["cover", "m02", "--now", f"{MONTH}-05T10:00"], 40, "zh")
        self.assertTrue([line for line in printed.split("\n") if line.startswith("求顶班") and line.endswith("请回复。")], printed)
        self.assertTrue([line for line in printed.split("\n") if "geng 顶班" in line and line.endswith("--publish")], printed)


if __name__ == "__main__":
    unittest.main()
