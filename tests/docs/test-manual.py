#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the manuals of both libraries and reads them: no warning, every page there, no link inside or between them that leads
nowhere.  test-manual.py SOURCE BUILD GIR OFFICE-GIR"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
girs = dict(zip(("geng", "geng-office"), map(Path, sys.argv[3:])))
if not shutil.which("gi-docgen"):
    print("gi-docgen is not installed")
    sys.exit(77)



def make(library, gir, folder):
    """Generates the manual of a library into a folder of its own, as they lie side by side when installed."""
    done = subprocess.run(
        ["gi-docgen", "generate", "--quiet", "--no-namespace-dir", "--fatal-warnings", "--add-include-path=/usr/share/gir-1.0",
         f"--add-include-path={gir.parent}", f"--config={source}/docs/{library}.toml", f"--content-dir={source}/docs",
         f"--content-dir={build}/docs", f"--output-dir={folder}/{library}-1.0", gir],
        capture_output=True, text=True)
    print(done.stdout, done.stderr)
    assert done.returncode == 0
    assert "WARNING" not in done.stdout + done.stderr
    # Nothing is without a description.
    done = subprocess.run(["gi-docgen", "check", "--add-include-path=/usr/share/gir-1.0", f"--add-include-path={gir.parent}",
                           f"--config={source}/docs/{library}.toml", gir], capture_output=True, text=True)
    assert "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    for library, gir in girs.items():
        make(library, gir, folder)
    pages = {path: path.read_text(encoding="utf-8") for path in folder.glob("*/*.html")}
    names = {path.name for path in pages}
    for page in [*(source / "docs").glob("*.md"), *(build / "docs").glob("*.md")]:
        assert page.stem + ".html" in names, f"{page.name} is in no manual"
    lost = sorted({f"{page}: {link}" for page, text in pages.items() for link in re.findall(r'href="([^":#]+)["#]', text)
                   if not (page.parent / link).exists()})
    assert not lost, "\n".join(lost)
    print(f"{len(pages)} pages")
