#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The shipped table of China's statutory holidays against the sun and the moon.

The table's lunar dates were written from a list; here they are computed, so that neither can be wrong alone. GB/T
33661-2017 defines the calendar: a month begins on the day (UTC+8) of the new moon, the month of the winter solstice is
the eleventh, and of thirteen months between two solstices the first without a mid-term (zhongqi) is a leap month. New
moons and the sun's longitude follow J. Meeus, Astronomical Algorithms, 2nd edition, chapters 49 and 25; they are good
for a few minutes, and the test refuses to judge where an event is nearer to midnight than that.
"""
import csv
import datetime
import math
import pathlib
import sys
import unittest

TABLE = pathlib.Path(sys.argv.pop(1))
DAY = datetime.timedelta(1)
SUN_OFF = 15 / 1440    # days: more than the sun's series may be off, 0.01 degrees
MOON_OFF = 2 / 1440    # days: more than the moon's series may be off, its terms below 0.00017 days left out
DELTA_T = 70 / 86400        # dynamical less universal time, 2014 to 2035: 67 to 75 s
BEIJING = 8 / 24
J2000 = 2451545.0
EPOCH = datetime.date(2000, 1, 1)   # 2000-01-01 12:00 UT is J2000


def sun(jde):
    """Apparent longitude of the sun in degrees (Meeus 25, about 0.01 degrees)."""
    t = (jde - J2000) / 36525
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = ((1.914602 - 0.004817 * t - 0.000014 * t * t) * math.sin(m)
              + (0.019993 - 0.000101 * t) * math.sin(2 * m) + 0.000289 * math.sin(3 * m))
    omega = math.radians(125.04 - 1934.136 * t)
    return (280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * math.sin(omega)) % 360


def new_moon(k):
    """The instant (JDE) of the k-th new moon after 2000-01-06 (Meeus 49)."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    m = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = math.radians(124.7746 - 1.56375588 * k)
    terms = ((-0.40720, 0, moon), (0.17241, 1, m), (0.01608, 0, 2 * moon), (0.01039, 0, 2 * f), (0.00739, 1, moon - m),
             (-0.00514, 1, moon + m), (0.00208, 2, 2 * m), (-0.00111, 0, moon - 2 * f), (-0.00057, 0, moon + 2 * f),
             (0.00056, 1, 2 * moon + m), (-0.00042, 0, 3 * moon), (0.00042, 1, m + 2 * f), (0.00038, 1, m - 2 * f),
             (-0.00024, 1, 2 * moon - m), (-0.00017, 0, node))
    return jde + sum(c * e ** power * math.sin(angle) for c, power, angle in terms)


def beijing_date(jde, off):
    """The date in UTC+8 of an instant."""
    days = jde - DELTA_T + BEIJING - J2000 + 0.5
    part = days % 1
    if min(part, 1 - part) < off:
        raise ArithmeticError(f"an event at {days} is too near to midnight for these series")
    return EPOCH + math.floor(days) * DAY


def sun_reaches(degrees, year, day_of_year):
    """The instant at which the sun's longitude passes a value, by bisection around a day."""
    start = (datetime.date(year, 1, 1) - EPOCH).days + J2000 + day_of_year
    low, high = start - 10, start + 10
    for _ in range(60):
        middle = (low + high) / 2
        if (sun(middle) - degrees + 180) % 360 < 180:
            low = middle
        else:
            high = middle
    return low


def months_if(year, shift):
    """The first days of the lunar months of the sui that ends with the winter solstice of @year: {(month, leap): date}.

    All terms of the sun come so much later than computed.
    """
    solstice = [beijing_date(sun_reaches(270, y, 355) + shift, 0) for y in (year - 1, year)]
    k = round((year - 1 - 2000) * 12.3685)
    starts = []
    while True:
        date = beijing_date(new_moon(k), MOON_OFF)
        starts.append(date)
        if date > solstice[1]:
            break
        k += 1
    while starts[1] <= solstice[0]:
        starts.pop(0)
    n = len(starts) - 2             # months from the one with the first solstice to the one before the next
    terms = {beijing_date(sun_reaches(d, y, int(day)) + shift, 0) for y in (year - 1, year) for d, day in
             ((angle, (80 + angle / 360 * 365.25) % 365.25) for angle in range(0, 360, 30))}
    months, number, leap_left = {}, 11, n == 13
    for i in range(n):
        has_term = any(starts[i] <= t < starts[i + 1] for t in terms)
        if leap_left and not has_term and i > 0:
            months[((number - 2) % 12 + 1, True)] = starts[i]
            leap_left = False
            continue
        months[(number, False)] = starts[i]
        number = number % 12 + 1
    return months


def first_months(year):
    """The same, which must not hang on what the sun's series may be off."""
    months = months_if(year, 0)
    if months_if(year, SUN_OFF) != months or months_if(year, -SUN_OFF) != months:
        raise ArithmeticError(f"{year}: a term of the sun is too near to the midnight before a new moon")
    return months


def statutory(year):
    """The days of the regulation (全国年节及纪念日放假办法): decree 644 until 2024, decree 795 from 2025 on."""
    months = first_months(year)
    spring = months[(1, False)]
    days = {datetime.date(year, 1, 1), spring, spring + DAY, spring + 2 * DAY, datetime.date(year, 5, 1),
            beijing_date(sun_reaches(15, year, 94), SUN_OFF), months[(5, False)] + 4 * DAY, months[(8, False)] + 14 * DAY}
    days |= {datetime.date(year, 10, day) for day in (1, 2, 3)}
    if year >= 2025:
        days |= {spring - DAY, datetime.date(year, 5, 2)}
    return days


class China(unittest.TestCase):
    def setUp(self):
        with open(TABLE, encoding="utf-8") as file:
            self.rows = [row for row in csv.reader(line for line in file if not line.startswith("#"))]

    def days(self, kind):
        return {datetime.date.fromisoformat(row[0]): row[2] for row in self.rows if row[1] == kind}

    def test_statutory_days_are_those_of_sun_and_moon(self):
        table = self.days("statutory")
        for year in range(2014, 2036):
            self.assertEqual({day for day in table if day.year == year}, statutory(year), year)

    def test_a_known_leap_year(self):
        """2033 is where careless calendars go wrong: its leap month is after the eleventh, not after the seventh."""
        self.assertNotIn((7, True), first_months(2033))
        self.assertIn((11, True), first_months(2034))

    def test_eleven_days_and_thirteen(self):
        table = self.days("statutory")
        for year in range(2014, 2036):
            names = sum(len(name.replace("春节 ", "春节").split()) for day, name in table.items() if day.year == year)
            self.assertEqual(names, 13 if year >= 2025 else 11, year)

    def test_notices_move_days_and_give_none(self):
        """Who makes up on a Saturday has a weekday off for it: as many weekdays off as the law gives, and the made up."""
        table = self.days("statutory")
        off, make_up = self.days("off"), self.days("make-up")
        for row in self.rows:
            if row[1] != "announced":
                continue
            year = int(row[0][:4])
            free = {day for day in set(table) | set(off) if day.year == year and day.weekday() < 5}
            made_up = {day for day in make_up if day.year == year}
            law = len([day for day in table if day.year == year])
            self.assertTrue(all(day.weekday() >= 5 for day in made_up))
            self.assertEqual(len(free) - len(made_up), law, year)


if __name__ == "__main__":
    unittest.main()
