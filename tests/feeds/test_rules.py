#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Recurrence rules at random: the days that the import of leave takes are those of dateutil.

usage: test_rules.py READ_LEAVE [COUNT]
"""
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile

from dateutil.rrule import rrulestr

FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)
DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
SEED = 17


def some(rng, values, most=3):
    return ','.join(str(v) for v in rng.sample(values, rng.randint(1, most)))


def named_days(rng, positions):
    """BYDAY; a position is for MONTHLY and YEARLY alone."""
    if not positions or rng.random() < 0.5:
        return some(rng, DAYS, 4)
    most = rng.choice([5, 53]) if positions == 'YEARLY' else 5
    numbers = [n for n in range(-most, most + 1) if n != 0]
    return ','.join(f'{rng.choice(numbers)}{day}' for day in rng.sample(DAYS, rng.randint(1, 3)))


def conditions(rng, freq):
    """What RFC 5545 allows for the frequency and dateutil reads as it does: it takes a week number without a day for
    the whole week, where the RFC has the weekday of DTSTART."""
    parts = []
    if rng.random() < 0.4:
        parts.append('BYMONTH=' + some(rng, list(range(1, 13)), 4))
    if freq != 'WEEKLY' and rng.random() < 0.3:
        parts.append('BYMONTHDAY=' + some(rng, [*range(-31, 0), *range(1, 32)], 5))
    if freq == 'YEARLY' and rng.random() < 0.15:
        parts.append('BYYEARDAY=' + some(rng, [*range(-366, 0), *range(1, 367)], 8))
    if freq == 'YEARLY' and rng.random() < 0.15:
        return parts + ['BYWEEKNO=' + some(rng, [-1, *range(1, 54)], 4), 'BYDAY=' + some(rng, DAYS)]
    if rng.random() < 0.6:
        parts.append('BYDAY=' + named_days(rng, freq if freq in ('MONTHLY', 'YEARLY') else None))
    return parts


def rule(rng):
    """A first day and a rule.  A week cut by DTSTART is no whole set to dateutil, so that weekly sets begin on Monday."""
    freq = rng.choice(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
    start = datetime.date(rng.randint(2015, 2026), 1, 1) + datetime.timedelta(rng.randrange(365))
    parts = [f'FREQ={freq}'] + conditions(rng, freq)
    if rng.random() < 0.5:
        parts.append(f'INTERVAL={rng.randint(1, 5)}')
    if rng.random() < 0.3:
        parts.append('WKST=' + rng.choice(DAYS))
    if len(parts) > 2 and any(part.startswith('BY') for part in parts) and rng.random() < 0.3:
        parts.append('BYSETPOS=' + some(rng, [-3, -2, -1, 1, 2, 3, 9]))
        if freq == 'WEEKLY':
            parts = [part for part in parts if not part.startswith('WKST')]
            start -= datetime.timedelta(start.weekday())
    if rng.random() < 0.3:
        parts.append(f'COUNT={rng.randint(1, 60)}')
    elif rng.random() < 0.3:
        parts.append(f'UNTIL={rng.randint(2024, 2027)}{rng.randint(1, 12):02d}15')
    return start, ';'.join(parts)


def calendar(start, text):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20240101T000000Z\r\n'
            f'DTSTART;VALUE=DATE:{start:%Y%m%d}\r\nRRULE:{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')


def theirs(start, text):
    """None where dateutil fails: on positions at the very end of a year."""
    at = datetime.datetime.combine
    zero = datetime.time()
    try:
        return {day.date() for day in rrulestr(text, dtstart=at(start, zero)).between(
            at(FIRST, zero), at(LAST, zero), inc=True)}
    except IndexError:
        return None


def ours(lines):
    """Days of `leave` lines; a rule without any is skipped as outside the period."""
    days = set()
    for line in lines:
        fields = line.split('\t')
        if fields[0] != 'leave':
            assert fields[0] == 'skipped' and 'outside the period' in line, line
            continue
        first, last = (datetime.date.fromisoformat(field) for field in fields[1:3])
        days |= {first + datetime.timedelta(i) for i in range((last - first).days + 1)}
    return days


def read(program, files):
    """A dict of file names to the lines below each."""
    output = subprocess.run([program, 'Asia/Shanghai', str(FIRST.year), str(LAST.year), *map(str, files)], check=True,
                            capture_output=True, text=True).stdout
    taken, name = {}, None
    for line in output.splitlines():
        if line.startswith('file\t'):
            name = line.split('\t')[1]
            taken[name] = []
        else:
            taken[name].append(line)
    return taken


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rng = random.Random(SEED)
    rules = [rule(rng) for _ in range(count)]
    wrong = n_days = 0
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, f'{i:05}.ics') for i in range(count)]
        for file, (start, text) in zip(files, rules):
            file.write_text(calendar(start, text), newline='')
        taken = read(program, files)
        for file, (start, text) in zip(files, rules):
            wanted, found = theirs(start, text), ours(taken[str(file)])
            n_days += len(wanted or ())
            if wanted is not None and wanted != found:
                wrong += 1
                print(f'{start} {text}\n  missing {sorted(map(str, wanted - found))[:5]}, '
                      f'too many {sorted(map(str, found - wanted))[:5]}')
    print(f'{count} rules, {n_days} days, {wrong} rules differ')
    assert n_days > 10 * count, 'rules without days prove nothing'
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
