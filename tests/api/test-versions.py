#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a program asks of versions: test-versions.py INCLUDE CC…"""

import subprocess
import sys
import unittest

INCLUDE, *CC = sys.argv[1:]
FLAGS = subprocess.run(["pkg-config", "--cflags", "gio-2.0"], check=True, capture_output=True, text=True).stdout.split()
PROGRAM = """
%s
#include <geng/geng.h>
%s
int main (void) { return geng_station_get_type () == 0 || use (); }
"""
NOTHING = "static int use (void) { return 0; }"
OLD = "GENG_DEPRECATED_IN_1_0_FOR (other) int old (void); static int use (void) { return old (); }"


class Versions(unittest.TestCase):
    def compile(self, defines, use):
        return subprocess.run([*CC, "-x", "c", "-fsyntax-only", "-Wall", "-Werror", f"-I{INCLUDE}", *FLAGS, "-"],
                              input=PROGRAM % (defines, use), capture_output=True, text=True, check=False)

    def takes(self, defines, use=NOTHING):
        self.assertEqual(self.compile(defines, use).stderr, "")

    def refuses(self, text, defines, use=NOTHING):
        done = self.compile(defines, use)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(text, done.stderr)

    def test_of_now(self):
        self.takes("")
        self.takes("#define GENG_VERSION_MIN_REQUIRED GENG_VERSION_1_0\n#define GENG_VERSION_MAX_ALLOWED GENG_VERSION_1_0")

    def test_what_came_later_warns(self):
        """A program for 0.9 uses what came in 1.0."""
        old = "#define GENG_VERSION_MIN_REQUIRED G_ENCODE_VERSION (0, 9)\n"
        self.refuses("Not available before 1.0", old + "#define GENG_VERSION_MAX_ALLOWED G_ENCODE_VERSION (0, 9)")
        self.takes(old)

    def test_the_wrong_way_round(self):
        self.refuses("at least GENG_VERSION_MIN_REQUIRED", "#define GENG_VERSION_MIN_REQUIRED G_ENCODE_VERSION (1, 2)")

    def test_what_was_deprecated_warns(self):
        self.refuses("other", "", OLD)
        self.takes("#define GENG_VERSION_MIN_REQUIRED G_ENCODE_VERSION (0, 9)", OLD)
        self.takes("#define GENG_DISABLE_DEPRECATION_WARNINGS", OLD)

    def test_for_the_preprocessor(self):
        self.takes("", "#if !GENG_CHECK_VERSION (1, 0, 0) || GENG_CHECK_VERSION (1, 1, 0) || GENG_CHECK_VERSION (2, 0, 0)\n"
                       "#error wrong\n#endif\n" + NOTHING)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
