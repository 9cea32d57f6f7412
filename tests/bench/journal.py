#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a journal costs a plan: journal.py VILLAGE [--months N] [--geng PROGRAM]

A copy of the village gets N months (ten where nothing is said) of an official record, each duty of which is confirmed.
Printed is the time of one processor that `plan` needs for its history with the journal and without, in seconds: the
median of several runs each, so that other work on the machine does not count. With a program the whole of
`PROGRAM plan MONTH --effort quick` is measured as well, by the least of several runs: everything went as it was
published, so that both plan the same and differ by what the journal costs alone."""

import argparse
import datetime
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import gi

gi.require_version("Geng", "1.0")
from gi.repository import Geng, GLib  # noqa: E402

RUNS = 9
PLANS = 4
HEAD = "日期,班次,岗位,队员,姓名,装备,固定,备注,修订号,修订时间,摘要,状态"


def g_date(day):
    return GLib.Date.new_dmy(day.day, GLib.DateMonth(day.month), day.year)


def months_before(first, count):
    """First days of the months before a date, the latest first."""
    for _ in range(count):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
        yield first


def days_of(first):
    day = first
    while day.month == first.month:
        yield day
        day += datetime.timedelta(days=1)


def write_months(folder, months):
    """Each month has the crews of the village's own record, day by day."""
    own = (folder / "rosters/2026-11.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    crews = {}
    for row in own:
        cells = row.split(",")
        crews.setdefault(int(cells[0][-2:]), []).append(cells[1:6])
    for first in months:
        lines = [",".join([day.isoformat(), *cells, "", "", "", "", "", ""])
                 for day in days_of(first) for cells in crews.get(day.day, crews[1])]
        (folder / f"rosters/{first:%Y-%m}.csv").write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


def confirm(folder, months):
    store = Geng.Store.open(str(folder))
    store.lock()
    station = store.load()
    rows = 0
    for first in months:
        last = list(days_of(first))[-1]
        span = g_date(first), g_date(last)
        official, _ = store.load_official(station, *span)
        journal = store.load_journal(station, *span)
        now = GLib.DateTime.new_utc(last.year + 1, 1, 31, 0, 0, 0)
        rows += journal.confirm(official, *span, None, None, None, None, now)
        store.save_journal(journal, *span, False)
    return rows


def cost(folder, first, months):
    """Median seconds of a processor for the history that a plan of that month reads."""
    store = Geng.Store.open(str(folder))
    station = store.load()
    spent = []
    for _ in range(RUNS):
        begin = time.process_time()
        history = store.load_history(station, g_date(first), months, False)
        spent.append(time.process_time() - begin)
        assert history.get_n_days() >= 28 * months
    return statistics.median(spent)


def plan_cost(folder, first, geng):
    """Least seconds of a processor for the whole command, and its answer."""
    spent = []
    for _ in range(PLANS):
        shutil.rmtree(folder / "drafts", ignore_errors=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([geng, "plan", f"{first:%Y-%m}", "--effort", "quick", "--threads", "1", "-C", folder],
                       check=True, capture_output=True)
        spent.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return min(spent), (folder / f"drafts/{first:%Y-%m}.csv").read_text(encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("village", type=Path)
    parser.add_argument("--months", type=int, default=10)
    parser.add_argument("--geng", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "village"
        shutil.copytree(arguments.village, folder)
        next_month = datetime.date(2026, 12, 1)
        months = list(months_before(next_month, arguments.months))
        write_months(folder, months[1:])
        shutil.rmtree(folder / "journal", ignore_errors=True)
        without = cost(folder, next_month, len(months))
        plan_without = plan_cost(folder, next_month, arguments.geng) if arguments.geng else None
        rows = confirm(folder, months)
        with_journal = cost(folder, next_month, len(months))
        print(f"months {len(months)}, confirmed rows {rows}")
        print(f"history without the journal {without:.3f} s, with it {with_journal:.3f} s")
        print(f"the journal costs {with_journal - without:.3f} s")
        if arguments.geng:
            plan_with = plan_cost(folder, next_month, arguments.geng)
            print(f"the whole plan without the journal {plan_without[0]:.3f} s, with it {plan_with[0]:.3f} s; "
                  f"{'the same' if plan_with[1] == plan_without[1] else 'ANOTHER'} roster")


main()
