#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Draws a planner's trace (cost and proven bound over time) as SVG.

usage: plot-trace.py TRACE.csv > TRACE.svg

TRACE.csv is what `geng plan --trace` and `bench-shift --trace` write:
phase, gaps, cost, bound, effort, seconds.
"""
import csv
import sys

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 420, 80, 50, 30, 20


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (float(row["seconds"]), int(row["gaps"]), int(row["cost"]), int(row["bound"]))


def steps(points):
    """An SVG path that holds each value until the next."""
    path = ""
    for i, (x, y) in enumerate(points):
        path += ("M%.1f %.1f" % (x, y)) if i == 0 else "H%.1fV%.1f" % (x, y)
    return path


def window(costs, bounds):
    """The values worth showing: from the best bound seen early to four gaps above the end."""
    low, end = max(bounds, default=min(costs)), min(costs)
    room = max(end - low, 0.02 * abs(end), 1)
    return low - room, end + 4 * room


def draw(rows):
    costs = [(s, c) for s, g, c, b in rows if g == 0 and c < 2 ** 60]
    bounds = [(s, b) for s, g, c, b in rows if b >= 0]
    last = max((r[0] for r in rows), default=1) or 1
    low, high = window([c for _, c in costs] or [1], [b for _, b in bounds])

    def place(second, value):
        x = LEFT + second / last * (WIDTH - LEFT - RIGHT)
        share = (min(max(value, low), high) - low) / (high - low)
        return x, HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif"'
           ' font-size="12">' % (WIDTH, HEIGHT),
           '<rect width="100%" height="100%" fill="white"/>']
    for i in range(6):
        value = low + (high - low) * i / 5
        y = place(0, value)[1]
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">'
                   '%.0f</text>' % (LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, value))
        x = place(last * i / 5, low)[0]
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%.1f s</text>'
                   % (x, HEIGHT - BOTTOM + 18, last * i / 5))
    for points, colour, name, y in ((costs, "#b03030", "cost", 18), (bounds, "#3050b0", "bound", 34)):
        out.append('<path d="%s" fill="none" stroke="%s" stroke-width="2"/>'
                   % (steps([place(s, v) for s, v in points]), colour))
        out.append('<text x="%d" y="%d" fill="%s">%s</text>' % (WIDTH - 90, y, colour, name))
    out.append("</svg>")
    return "\n".join(out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(draw(list(read(sys.argv[1]))))
