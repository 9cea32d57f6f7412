#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the manual and reads it: no warning, every page there, no link inside it that leads nowhere.
test-manual.py SOURCE BUILD GIR"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

source, build, gir = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if not shutil.which("gi-docgen"):
    print("gi-docgen is not installed")
    sys.exit(77)

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    done = subprocess.run(
        ["gi-docgen", "generate", "--quiet", "--no-namespace-dir", "--fatal-warnings", "--add-include-path=/usr/share/gir-1.0",
         f"--config={source}/docs/geng.toml", f"--content-dir={source}/docs", f"--content-dir={build}/docs", f"--output-dir={folder}", gir],
        capture_output=True, text=True)
    print(done.stdout, done.stderr)
    assert done.returncode == 0
    assert "WARNING" not in done.stdout + done.stderr
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    for page in [*(source / "docs").glob("*.md"), *(build / "docs").glob("*.md")]:
        assert page.stem + ".html" in pages, f"{page.name} is not in the manual"
    lost = sorted({f"{page}: {link}" for page, text in pages.items() for link in re.findall(r'href="([^":#]+)["#]', text)
                   if not (folder / link).exists()})
    assert not lost, "\n".join(lost)
    print(f"{len(pages)} pages")
