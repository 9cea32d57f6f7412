#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the desk costs, in processor time of the program, of the commands that it runs, and of the page's thread.

The village has 30 people, the zone 792 and 66 places.  Wanted are 30 ms and 100 ms for a stroke that is judged and shown, 300 ms for
one that is saved as well and for a leave, 1 s for the first page, and a frame (16 ms) for each step of scrolling.

    meson devenv -C build python3 ../tests/bench/bench-desk.py
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "desk"))
from browser import Browser  # noqa: E402

GENG = os.environ.get("GENG") or str(TESTS.parent / "build/examples/captain/geng")
TIMES = 20
FRAME = "window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));"
# A duty is put in or taken out, somewhere else each time.
STROKE = """window.stroke = (shown) => { window.count = (window.count || 0) + 1;
  const place = { member: count * 37 % Month.data.members.length, day: count * 7 % 28 };
  const cell = Desk.named(place, { shift: Month.cell(place.member, place.day).shift < 0 ? Month.data.shifts[0].id : "" });
  if (!shown) return Desk.paint([cell]);
  return Desk.post("paint", { generation: Month.data.generation, cells: [cell] })
    .then((answer) => { Month.step(answer); Grid.refresh(); Panel.cell(); }); };"""


class Bench:
    def __init__(self, folder, month):
        self.desk = subprocess.Popen([GENG, "desk", "--no-browser", "-C", folder], stdout=subprocess.PIPE, text=True)
        address = re.search(r"http://\S+", self.desk.stdout.readline())[0]
        self.browser = Browser()
        self.browser.call("Performance.enable", timeDomain="threadTicks")
        self.measure("first page", lambda: self.browser.open(
            f"{address}#{month}", "typeof Month !== 'undefined' && !!Month.data && document.querySelectorAll('#body td.cell').length > 30"), 1)
        self.browser.js(FRAME + STROKE)

    def program(self):
        """Its own processor time and that of the commands which have ended, in ms."""
        fields = Path(f"/proc/{self.desk.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) * 1000 / os.sysconf("SC_CLK_TCK")

    def page(self):
        return next(one["value"] for one in self.browser.call("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration") * 1000

    def measure(self, name, action, times=TIMES):
        program, page = self.program(), self.page()
        for _ in range(times):
            action()
        program, page = (self.program() - program) / times, (self.page() - page) / times
        print(f"  {name:24} {program:7.1f} ms the program, {page:7.1f} ms the page", flush=True)

    def run(self):
        self.measure("stroke, shown", lambda: self.browser.js("stroke(true).then(frame)"))
        self.measure("stroke, shown and saved", lambda: self.browser.js("stroke(false).then(frame)"))
        self.measure("scrolled by a screen", lambda: self.browser.js("(Grid.scroll.scrollTop += 500, frame().then(frame))"))
        self.measure("leave", lambda: self.browser.js(
            "Desk.run(['leave', Month.data.members[4].id, Month.data.days[9].date, Month.data.days[11].date]).then(frame)"), 1)

    def close(self):
        self.browser.close()
        self.desk.terminate()
        self.desk.wait()


def main():
    root = Path(tempfile.mkdtemp(prefix="geng-bench-"))
    try:
        subprocess.run([GENG, "new", root / "village", "--sample", "dafenshanyan"], check=True, stdout=subprocess.DEVNULL)
        # What is confirmed no stroke changes.
        shutil.rmtree(root / "village/journal", ignore_errors=True)
        subprocess.run([sys.executable, TESTS / "bench/zone.py", "--grids", "22", "--people", "36", "--roster", "--leaders", root / "zone"],
                       check=True, stdout=subprocess.DEVNULL)
        for name, month in (("village", "2026-11"), ("zone", "2027-03")):
            print(name)
            bench = Bench(root / name, month)
            bench.run()
            bench.close()
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
