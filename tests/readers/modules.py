# SPDX-License-Identifier: LGPL-2.1-or-later
"""The pinned JavaScript modules of the tests, node/package-lock.json, fetched on first use."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path


def skip(reason):
    print("skipped: " + reason)
    sys.exit(77)


NODE = "v18."  # Debian 12's


def node_version(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def node_modules():
    """The folder of the pinned modules, fetched on first use; a reason to skip where they can't be had. Where the
    system's Node is another than Debian 12's, that one comes with them."""
    source, build = Path(__file__).parent / "node", Path(os.environ.get("GENG_NODE_FOLDER", "node")).absolute()
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            skip(f"no {program} here")
    more = ["--omit=optional"] if node_version("node").startswith(NODE) else []
    build.mkdir(parents=True, exist_ok=True)
    with open(build / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (source / "package-lock.json").read_bytes() + " ".join(more).encode()
        fetched = build / "fetched.json"
        if not fetched.exists() or fetched.read_bytes() != wanted:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(source / name, build / name)
            try:
                done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *more],
                                      cwd=build, capture_output=True, text=True, timeout=400)
            except subprocess.TimeoutExpired:
                skip("npm ci does not come to an end")
            if done.returncode != 0:
                skip("npm ci can't fetch the modules: " + done.stderr.strip()[-300:])
            fetched.write_bytes(wanted)
    return build / "node_modules"


def node_of(modules):
    """The Node that Debian has: the system's, or the one that came with the modules."""
    program = next(map(str, modules.glob("node-linux-*/bin/node")), "node")
    version = node_version(program)
    assert version.startswith(NODE), version
    print(f"Node {version}")
    return program
