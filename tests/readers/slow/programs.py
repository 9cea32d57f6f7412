# SPDX-License-Identifier: LGPL-2.1-or-later
"""Readers that are programs of other languages: each is built where it is not yet, from this folder's sources and pinned
packages, and prints a line an event: file, UID, start and end in seconds since 1970, summary, apart by tabs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
JAVA = {
    "ical4j-3": ("Ical4j3", "org.mnode.ical4j", "ical4j", "3.2.19"),
    "ical4j-4.0": ("Ical4j4", "org.mnode.ical4j", "ical4j", "4.0.8"),
    "ical4j-4.3": ("Ical4j4", "org.mnode.ical4j", "ical4j", "4.3.0"),
    "biweekly": ("Biweekly", "net.sf.biweekly", "biweekly", "0.6.8"),
}


class Missing(Exception):
    """A program or package that is not to be had here."""


def need(*names):
    """The programs, Debian's own where there are several."""
    path = "/usr/lib/go-1.19/bin:/usr/bin:" + os.environ["PATH"]
    found = [shutil.which(name, path=path) for name in names]
    if None in found:
        raise Missing(f"no {names[found.index(None)]} here")
    return found


def run(*words, **more):
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=800, **more)
    if done.returncode != 0:
        raise Missing(f"{words[0]} fails: {(done.stdout + done.stderr)[-600:]}")


def copied(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(SOURCES / name, folder / name)
    return folder


def java(name, folder):
    maven, compiler, machine = need("mvn", "javac", "java")
    source, group, artifact, version = JAVA[name]
    copied(folder, "pom.xml", source + ".java")
    run(maven, "-q", "-f", folder / "pom.xml", "dependency:build-classpath", f"-Dreader.group={group}",
        f"-Dreader.artifact={artifact}", f"-Dreader.version={version}", f"-Dmdep.outputFile={folder}/classpath")
    classes = f"{folder}:{(folder / 'classpath').read_text().strip()}"
    run(compiler, "-d", folder, "-cp", classes, folder / (source + ".java"))
    return [machine, "-Duser.timezone=America/New_York", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp",
            classes, source]


def go(_name, folder):
    compiler, = need("go")
    copied(folder, "go.mod", "go.sum", "read.go")
    run(compiler, "build", "-o", "read", ".", cwd=folder, env={**os.environ, "GOTOOLCHAIN": "local"})
    return [folder / "read"]


def rust(_name, folder):
    cargo, compiler = need("cargo", "rustc")
    copied(folder, "Cargo.toml", "Cargo.lock", "read.rs")
    # The registry's sparse form, which Debian's cargo has and does not offer yet.
    run(cargo, "build", "--locked", cwd=folder, env={**os.environ, "RUSTC": compiler, "RUSTC_BOOTSTRAP": "1",
                                                    "CARGO_UNSTABLE_SPARSE_REGISTRY": "true"})
    return [folder / "target" / "debug" / "read"]


def ruby(_name, _folder):
    interpreter, = need("ruby")
    run(interpreter, "-e", "require 'icalendar'")
    return [interpreter, SOURCES / "read.rb"]


def kde(_name, folder):
    compiler, config = need("g++", "pkg-config")
    folder.mkdir(parents=True, exist_ok=True)
    flags = subprocess.run([config, "--cflags", "--libs", "Qt5Core", "Qt5Gui"], capture_output=True, text=True)
    if flags.returncode != 0 or not Path("/usr/include/KF5/KCalendarCore").exists():
        raise Missing("no KCalendarCore here")
    run(compiler, "-fPIC", "-o", folder / "read", SOURCES / "read.cpp", "-I/usr/include/KF5/KCalendarCore",
        "-I/usr/include/KF5", *flags.stdout.split(), "-lKF5CalendarCore")
    return [folder / "read"]


def thunderbird(_name, _folder):
    need("thunderbird")
    return [sys.executable, SOURCES / "thunderbird.py"]


PROGRAMS = {**dict.fromkeys(JAVA, java), "golang-ical": go, "rust-icalendar": rust, "ruby-icalendar": ruby,
            "kcalendarcore": kde, "thunderbird": thunderbird}


def events(name, folder, paths):
    """Of each feed the (uid, start, end, summary) that the program reads, in a zone that is not the feeds'."""
    command = PROGRAMS[name](name, Path(folder) / name)
    done = subprocess.run([*map(str, command), *map(str, paths)], check=True, stdout=subprocess.PIPE, text=True,
                          encoding="utf-8", timeout=800,
                          env={**os.environ, "TZ": "America/New_York", "LC_ALL": "C.UTF-8"})
    found = {path.name: [] for path in paths}
    for line in done.stdout.splitlines():
        path, uid, start, end, summary = line.split("\t")
        found[Path(path).name].append((uid, int(start), int(end), summary))
    return found
