# SPDX-License-Identifier: LGPL-2.1-or-later
"""A zone of 792 volunteers and 66 places on one page: drawn is what is seen, and a stroke costs what it touches."""

import subprocess
import sys
import unittest
from pathlib import Path

from page import Desk

ZONE = Path(__file__).parent.parent / "bench/zone.py"
# A screen of 768 pixels has some twenty rows.
MOST_ROWS, MOST_NODES = 60, 4000
# What changes on the page when a duty is painted: the cell, the person's load, the day's place, and whoever is said of.
MOST_TOUCHED = 12

WATCH = """
window.touched = new Set();
new MutationObserver((changes) => changes.forEach((change) => {
  const cell = change.target.closest && change.target.closest("td, th");
  if (cell) touched.add(cell);
})).observe(document.getElementById("grid"), { childList: true, subtree: true, attributes: true });
"""


class Large(Desk):
    month = "2027-03"

    def prepare(self):
        self.folder = self.scratch / "zone"
        subprocess.run([sys.executable, ZONE, "--grids", "22", "--people", "36", "--roster", "--leaders", self.folder],
                       check=True, stdout=subprocess.DEVNULL)

    def count_rows(self):
        return self.browser.js("document.querySelectorAll('#grid tr').length")

    def test_what_is_seen_is_drawn(self):
        self.assertEqual(self.browser.js("[Month.data.members.length, Month.data.demands.length]"), [792, 66])
        for top in (0, 5000, 10000, 792 * 25, 10 ** 6):
            self.browser.js(f"Grid.scroll.scrollTop = {top}; Grid.draw()")
            self.assertLess(self.count_rows(), MOST_ROWS, top)
            self.assertLess(self.browser.js("document.querySelectorAll('*').length"), MOST_NODES, top)
            # The rows are where they would be if all were drawn.
            self.assertEqual(self.browser.js("Grid.scroll.scrollHeight"), self.browser.js("38 + (792 + 66) * 25"))
        self.assertEqual(self.browser.js("Grid.places.has(65) && Grid.places.get(65).children.length"), 33)
        self.browser.js("Grid.go(700, 3, false)")
        self.assertEqual(self.browser.js("document.activeElement.place.member"), 700)

    def test_scrolling_makes_what_comes_into_sight(self):
        """A step of the wheel is four rows, and no other row is made or filled for it."""
        self.browser.js("Grid.scroll.scrollTop = 5000; Grid.draw()")
        made = self.browser.js("""(() => { const made = [], row = Grid.row, fill = Grid.fill;
            Grid.row = (...of) => { made.push(of[0]); return row.apply(Grid, of); };
            Grid.fill = (...of) => { made.push(of[1]); return fill.apply(Grid, of); };
            const before = new Set(Grid.rows.keys());
            Grid.scroll.scrollTop += 100; Grid.draw();
            Grid.row = row; Grid.fill = fill;
            return made.filter((one, i) => made.indexOf(one) === i).map((one) => before.has(one)); })()""")
        self.assertEqual(made, [False] * 4)

    def test_a_stroke_costs_what_it_touches(self):
        self.browser.js("Grid.go(100, 9, false)")
        self.browser.js(WATCH)
        for key in "1023":
            self.browser.js("touched.clear()")
            self.browser.key(key)
            self.saved()
            self.assertGreater(self.browser.js("touched.size"), 0)
            self.assertLessEqual(self.browser.js("touched.size"), MOST_TOUCHED, key)


if __name__ == "__main__":
    unittest.main()
