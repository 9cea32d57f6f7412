#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Three people, four days: every number of the manual's worked example, and its pictures.

usage: example.py [--pictures FOLDER] [--problem]

Plain enumeration: nothing here is the solver's.  --problem prints the example in the text form that
geng-solve reads.
"""
import argparse
import itertools
import math
from pathlib import Path

PEOPLE, DAYS, CODES = "ABC", 4, "-DN"
UNDER = 10          # a place that nobody fills
MOST = 3            # duties a person
WISHES = {("A", 1): 5, ("A", 3): 6, ("B", 1): 4, ("B", 3): 6, ("C", 1): 3}  # to be off on that day
NO_NIGHTS = "C"


def lines(person):
    """All legal lines of a person, with their costs."""
    for codes in itertools.product(CODES, repeat=DAYS):
        line = "".join(codes)
        if "ND" in line or DAYS - line.count("-") > MOST or (person in NO_NIGHTS and "N" in line):
            continue
        yield line, sum(price for (who, day), price in WISHES.items() if who == person and line[day] != "-")


CELLS = [(day, code) for day in range(DAYS) for code in "DN"]


def cost(roster):
    alone = sum(dict(lines(person))[line] for person, line in zip(PEOPLE, roster))
    have = {cell: sum(line[cell[0]] == cell[1] for line in roster) for cell in CELLS}
    return alone + UNDER * sum(max(0, 1 - have[cell]) for cell in CELLS)


def best_roster():
    return min(itertools.product(*([line for line, _ in lines(person)] for person in PEOPLE)),
               key=lambda roster: (cost(roster), roster))


def best_line(person, duals):
    """The cheapest line where a place pays its dual, and its reduced cost."""
    return min((price - sum(duals[cell] for cell in CELLS if line[cell[0]] == cell[1]), line)
               for line, price in lines(person))


def lagrangian(duals):
    chosen = [best_line(person, duals) for person in PEOPLE]
    return sum(duals.values()) + sum(value for value, _ in chosen), [line for _, line in chosen]


def ascend(steps, first=3.0, last=0.05, keep=0.9, square=0.99):
    """Kingma and Ba's steps uphill; yields (step, value, best so far)."""
    duals = dict.fromkeys(CELLS, 0.3 * UNDER)
    slope, squares = dict.fromkeys(CELLS, 0.0), dict.fromkeys(CELLS, 0.0)
    best, at = float("-inf"), None
    for step in range(steps):
        value, chosen = lagrangian(duals)
        if value > best:
            best, at = value, dict(duals)
        yield step, value, best, at
        length = first * (last / first) ** (step / steps)
        for cell in CELLS:
            excess = 1 - sum(line[cell[0]] == cell[1] for line in chosen)
            slope[cell] = keep * slope[cell] + (1 - keep) * excess
            squares[cell] = square * squares[cell] + (1 - square) * excess ** 2
            mean = slope[cell] / (1 - keep ** (step + 1))
            spread = (squares[cell] / (1 - square ** (step + 1))) ** 0.5
            duals[cell] = min(UNDER, max(0, duals[cell] + length * mean / (spread + 0.5)))


def barred(duals, known):
    """(person, day, code) that no roster cheaper than `known` has."""
    value, _ = lagrangian(duals)
    for person in PEOPLE:
        least = best_line(person, duals)[0]
        for day, code in itertools.product(range(DAYS), CODES):
            with_code = [price - sum(duals[cell] for cell in CELLS if line[cell[0]] == cell[1])
                         for line, price in lines(person) if line[day] == code]
            if not with_code or value + min(with_code) - least >= known:
                yield person, day, code


def picture(points, path):
    """The bound over the steps of the ascent, as an SVG."""
    width, height, most = 480, 200, max(best for *_, best in points) * 1.1
    least = min(value for _, value, _ in points)

    def place(step, value):
        return f"{20 + (width - 40) * step / (len(points) - 1):.1f},{height - 20 - (height - 40) * (value - least) / (most - least):.1f}"

    rows = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="11">']
    for colour, which in ("#b0b0b0", 1), ("#3050b0", 2):
        rows.append(f'<polyline fill="none" stroke="{colour}" points="'
                    + " ".join(place(p[0], p[which]) for p in points) + '"/>')
    rows.append(f'<text x="24" y="16">value of each step (grey), best bound so far (blue): {points[-1][2]:.2f}</text></svg>')
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def problem():
    """The example in the text form of docs/solver/text-form.md; codes: 0 off, 1 day, 2 night."""
    yield f"geng-problem 1 {len(PEOPLE)} {DAYS} 3 1000 1"
    for member, person in enumerate(PEOPLE):
        for day in range(DAYS):
            wish = WISHES.get((person, day), 0)
            yield f"cost {member} {day} 0 {wish} {'x' if person in NO_NIGHTS else wish}"
    yield "join 0 2 1"                                  # table 0: no day after a night
    yield "line-profile 0 " + " ".join("0" for _ in range(DAYS - 1))
    yield "weights " + " ".join("0 1 1" for _ in range(DAYS))
    for member in range(len(PEOPLE)):
        yield f"counter {member} 0 -1 0 1 - {MOST} x x 0"  # at most so many duties
    for _ in CELLS:
        yield f"cell 1 1 + {UNDER} 0 0"                 # one wanted, a missing one costs
    for cell, (day, code) in enumerate(CELLS):
        yield f"feed 0 {cell} {day} {CODES.index(code)} 1"
    for member in range(len(PEOPLE)):
        yield f"member {member} 0 0"
    yield "end"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--problem", action="store_true")
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    if options.problem:
        print("\n".join(problem()))
        return
    for person in PEOPLE:
        print(f"{person}: {len(list(lines(person)))} lines")
    roster = best_roster()
    known = cost(roster)
    print("best roster:", " ".join(roster), "cost", known)
    value, chosen = lagrangian(dict.fromkeys(CELLS, 3.0))
    print(f"all duals 3: L = {value:g}, lines {' '.join(chosen)}")
    value, chosen = lagrangian(dict.fromkeys(CELLS, 10.0))
    print(f"all duals 10: L = {value:g}, lines {' '.join(chosen)}")
    points = list(ascend(200))
    at = {cell: round(16 * dual) / 16 for cell, dual in points[-1][3].items()}
    best = lagrangian(at)[0]
    print(f"after 200 steps, in sixteenths: L = {best:g}, a bound of {math.ceil(best)}")
    print("duals:", " ".join(f"{day}{code}={at[day, code]:g}" for day, code in CELLS))
    print("barred:", " ".join(f"{person}{day}{code}" for person, day, code in barred(at, known)))
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        picture([point[:3] for point in points], options.pictures / "ascent.svg")


if __name__ == "__main__":
    main()
