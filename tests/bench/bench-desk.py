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
from bisect import bisect
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "desk"))
from browser import Browser  # noqa: E402

GENG = os.environ.get("GENG") or str(TESTS.parent / "build/examples/captain/geng")
TIMES = 20
# As far and as fast as one turns a mouse's wheel, in pixels; and how long a frame lasts.
SCROLLED, SCROLLED_A_SECOND, FRAME_MS = 8000, 1500, 1000 / 60
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

    def trace(self, action):
        """What the browser itself noted meanwhile: events of chromium's tracing."""
        self.browser.call("Tracing.start", transferMode="ReportEvents", traceConfig={"includedCategories": [
            "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.timeline.frame", "devtools.timeline", "benchmark", "cc"]})
        action()
        self.browser.call("Tracing.end")
        while not any(event["method"] == "Tracing.tracingComplete" for event in self.browser.events):
            self.browser.js("1")
        return [one for event in self.browser.events if event["method"] == "Tracing.dataCollected" for one in event["params"]["value"]]

    def scroll(self):
        """A frame is lost where the page's own thread works longer than one on it; what the compositor drops beside that says how
        busy the machine was."""
        events = self.trace(lambda: self.browser.call("Input.synthesizeScrollGesture", x=500, y=400, yDistance=-SCROLLED,
                                                      speed=SCROLLED_A_SECOND, preventFling=True))
        threads = {(one["pid"], one["tid"]) for one in events if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"}
        ours = [one for one in events if (one["pid"], one["tid"]) in threads]
        begins = sorted(one["ts"] for one in ours if one["name"] == "BeginMainThreadFrame")
        frames = Counter()
        for one in ours:
            if one["name"] == "RunTask":
                frames[bisect(begins, one["ts"])] += one.get("tdur", 0) / 1000
        states = Counter(one["args"]["frame_reporter"]["state"] for one in events
                         if one["name"] == "PipelineReporter" and "frame_reporter" in one.get("args", {}))
        late = sum(ms > FRAME_MS for ms in frames.values())
        print(f"  scrolled by {SCROLLED} pixels: {len(begins)} frames of the page, {sum(frames.values()) / max(1, len(begins)):.1f} ms each, "
              f"at most {max(frames.values()):.1f} ms; {late} lost by it; the compositor dropped {states['STATE_DROPPED']} of "
              f"{sum(states.values())}", flush=True)

    def run(self):
        self.scroll()
        self.measure("stroke, shown", lambda: self.browser.js("stroke(true).then(frame)"))
        self.measure("stroke, shown and saved", lambda: self.browser.js("stroke(false).then(frame)"))
        self.measure("scrolled by a screen", lambda: self.browser.js("(Grid.scroll.scrollTop += 500, frame().then(frame))"))
        # The first one makes a step of the log of all those strokes as well.
        for number, name in ((4, "leave, after strokes"), (5, "leave")):
            self.measure(name, lambda: self.browser.js(
                f"Desk.run(['leave', Month.data.members[{number}].id, Month.data.days[9].date, Month.data.days[11].date]).then(frame)"), 1)

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
