#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What people read, byte for byte, against the files of this folder, which a person has looked at.

    golden.py check  RENDER FOLDER     fails with a diff where something reads otherwise
    golden.py update RENDER FOLDER     writes the files anew; then look at them and at `git diff`
"""
import difflib
import pathlib
import subprocess
import sys
import tempfile


def main():
    verb, render, folder = sys.argv[1:]
    golden = pathlib.Path(folder)
    with tempfile.TemporaryDirectory() as fresh:
        subprocess.run([render, fresh], check=True)
        names = sorted(p.name for p in pathlib.Path(fresh).iterdir())
        assert len(names) == 14, names
        wrong = 0
        for name in names:
            new = (pathlib.Path(fresh) / name).read_text(encoding="utf-8")
            known = golden / name
            if verb == "update":
                known.write_text(new, encoding="utf-8")
                continue
            old = known.read_text(encoding="utf-8") if known.exists() else ""
            if old != new:
                wrong += 1
                sys.stdout.writelines(list(difflib.unified_diff(
                    old.splitlines(True), new.splitlines(True), name, "now"))[:60])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
