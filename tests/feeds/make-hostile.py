# SPDX-License-Identifier: LGPL-2.1-or-later
"""make-hostile.py FOLDER: writes hostile .ics files, too large to keep, for test-hostile."""
import pathlib
import shutil
import sys

folder = pathlib.Path(sys.argv[1])
shutil.rmtree(folder, ignore_errors=True)  # what an older script made
folder.mkdir(parents=True)


def event(*lines, uid='a'):
    return '\r\n'.join(['BEGIN:VEVENT', f'UID:{uid}', 'DTSTAMP:20261101T000000Z', *lines, 'END:VEVENT', ''])


def calendar(*parts):
    return 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n' + ''.join(parts) + 'END:VCALENDAR\r\n'


DAY = 'DTSTART;VALUE=DATE:20261205'
IN_ZONE = ('DTSTART;TZID=Z1:20261205T080000', 'DURATION:PT2H')
HOURS = ('DTSTART;TZID=Asia/Shanghai:20261205T080000', 'DTEND;TZID=Asia/Shanghai:20261205T180000')



def zone(rule, blocks=1, name='Z1'):
    block = ['BEGIN:STANDARD', 'DTSTART:19700101T000000', rule, 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0900', 'END:STANDARD']
    return '\r\n'.join(['BEGIN:VTIMEZONE', f'TZID:{name}', *block * blocks, 'END:VTIMEZONE', ''])


def open_hours(*lines, times=390):
    inner = ['BEGIN:AVAILABLE', 'DTSTART:20200101T080000', 'DTEND:20200101T080001', *lines, 'END:AVAILABLE']
    return '\r\n'.join(['BEGIN:VAVAILABILITY', 'UID:v', *inner * times, 'END:VAVAILABILITY', ''])


# Name: content.  error- files are refused as a whole, skip- files have every entry skipped, fine- files give a day.
FILES = {
    'error-long-line': calendar(event(DAY, 'SUMMARY:' + 'x' * 10_000_000)),
    'error-long-line-2': calendar(event(DAY, 'SUMMARY:' + 'x' * 1_000_000)),
    'error-large': calendar(*[event(DAY, f'SUMMARY:{"x" * 900}', uid=str(i)) for i in range(9000)]),
    'error-nesting': 'BEGIN:VCALENDAR\r\n' + 'BEGIN:VEVENT\r\n' * 100_000,
    'error-nesting-2': calendar('BEGIN:VEVENT\r\n' * 12 + 'END:VEVENT\r\n' * 12),
    'error-no-end': calendar(event(DAY)).replace('END:VCALENDAR\r\n', ''),
    'error-no-end-2': 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n',
    'error-crossed': calendar('BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT\r\nEND:VALARM\r\n'),
    'error-empty': '',
    'error-html': '<!DOCTYPE html><html><body>404</body></html>\n',
    'error-nul': calendar(event(DAY, 'SUMMARY:a\0b')),
    'error-bytes': calendar(event(DAY)).encode() + b'\xff\xff\xff',
    'error-many': calendar(*['BEGIN:VEVENT\r\nEND:VEVENT\r\n'] * 50_000),
    'skip-secondly': calendar(event(*HOURS, 'RRULE:FREQ=SECONDLY')),
    'skip-minutely': calendar(event(*HOURS, 'RRULE:FREQ=MINUTELY;INTERVAL=1')),
    'skip-hourly': calendar(event(*HOURS, 'RRULE:FREQ=HOURLY;COUNT=1000000')),
    'skip-bysecond': calendar(event(*HOURS, 'RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3')),
    'skip-impossible-date': calendar(event('DTSTART:20261332T256199', 'DTEND:20261332T266199')),
    'skip-impossible-date-2': calendar(event('DTSTART;VALUE=DATE:20270230')),
    'skip-unknown-zone': calendar(event('DTSTART;TZID=Mars/Olympus:20261205T080000', 'DURATION:PT2H')),
    'skip-zone-path': calendar(event('DTSTART;TZID=../../../etc/passwd:20261205T080000', 'DURATION:PT2H')),
    'skip-zone-path-2': calendar(event('DTSTART;TZID=/etc/passwd:20261205T080000', 'DURATION:PT2H')),
    'skip-backwards': calendar(event('DTSTART:20261205T080000', 'DTEND:20261204T080000')),
    'skip-no-start': calendar(event('SUMMARY:x')),
    'skip-mixed': calendar(event(DAY, 'DTEND:20261206T080000')),
    'skip-long': calendar(event('DTSTART:20261205T080000', 'DURATION:P99999999W')),
    'skip-never': calendar(*[event(DAY, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', uid=str(i)) for i in range(2000)]),
    'skip-never-2': calendar(*[event(DAY, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', uid=str(i))
                               for i in range(2000)]),
    'skip-never-3': calendar(*[event(DAY, 'RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=9', uid=str(i))
                               for i in range(2000)]),
    'skip-never-4': calendar(*[event('DTSTART:20260101T080000', 'DURATION:PT1H',
                                     'RRULE:FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2;COUNT=9', uid=str(i)) for i in range(2000)]),
    'skip-ancient': calendar(*[event('DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY;UNTIL=20200101', uid=str(i))
                               for i in range(2000)]),
    'skip-count': calendar(*[event('DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY;COUNT=40000', uid=str(i))
                             for i in range(2000)]),
    'skip-never-5': calendar(*[event(DAY, 'RRULE:FREQ=MONTHLY;BYDAY=-2TH;COUNT=20;BYMONTHDAY=-5', uid=str(i))
                               for i in range(2000)]),
    'skip-never-6': calendar(*[event(DAY, 'RRULE:FREQ=MONTHLY;BYDAY=6MO', uid=str(i)) for i in range(2000)]),
    'skip-rule': calendar(event(DAY, 'RRULE:FREQ=SOMETIMES')),
    'skip-rule-2': calendar(event(DAY, 'RRULE:' + 'FREQ=DAILY;' * 5000)),
    'fine-properties': calendar(event(DAY, *['A:'] * 900_000)),
    'skip-properties': calendar(event(DAY, *['EXDATE:'] * 300_000)),
    'skip-cancelled': calendar(event(DAY, 'STATUS:CANCELLED')),
    'skip-todo': calendar('BEGIN:VTODO\r\nUID:a\r\nEND:VTODO\r\n'),
    'fine-bom': b'\xef\xbb\xbf' + calendar(event(DAY, 'SUMMARY:请假')).encode(),
    'fine-gb18030': calendar(event(DAY, 'SUMMARY:请假')).encode('gb18030'),
    'fine-two-calendars': calendar(event(DAY)) + calendar(event('DTSTART;VALUE=DATE:20261207', uid='b')),
    'fine-controls': calendar(event(DAY, 'SUMMARY:a\x01\x02\x1b[31m\rb')),
    'fine-newlines': calendar(event(DAY)).replace('\r\n', '\n'),
    'fine-exdates': calendar(event(DAY, 'RRULE:FREQ=DAILY;COUNT=9',
                                   *['EXDATE;VALUE=DATE:' + ','.join(['20261206'] * 6000)] * 60)),
    'fine-some-bad': calendar(event(DAY), event('DTSTART:20261332T256199', uid='b'), event(*HOURS, 'RRULE:FREQ=SECONDLY')),
    'fine-zones': calendar(*['BEGIN:VTIMEZONE\r\nTZID:Z%d\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n'
                             'RRULE:FREQ=DAILY\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\n'
                             'END:VTIMEZONE\r\n' % i for i in range(5000)],
                           event(*IN_ZONE), event(DAY, uid='b')),
    'skip-zone-secondly': calendar(zone('RRULE:FREQ=SECONDLY'), event(*IN_ZONE)),
    'skip-zone-setpos': calendar(zone('RRULE:FREQ=YEARLY;BYDAY=1SU;BYSETPOS=9'), event(*IN_ZONE)),
    'skip-zone-blocks': calendar(zone('RRULE:FREQ=YEARLY', 300), event(*IN_ZONE)),
    'skip-zone-month-day': calendar(zone('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), event(*IN_ZONE)),
    'fine-zones-yearly': calendar(*[zone('RRULE:FREQ=YEARLY', 4, f'Z{i}') for i in range(50)],
                                  *[event(f'DTSTART;TZID=Z{i}:20261205T080000', 'DURATION:PT2H') for i in range(50)]),
    'fine-zone-dates': calendar(zone('\r\n'.join(['RDATE:' + ','.join(['20261206T000000'] * 4000)] * 60)),
                                event(*IN_ZONE)),
    'fine-parameters': calendar(event(DAY, *['X-A' + ';A=1' * 15000 + ':b'] * 60)),
    'skip-parameters': calendar(event(DAY, *['EXDATE' + ';A=1' * 15000 + ':20261206'] * 60)),
    'skip-parameters-folded': calendar(event(DAY, 'EXDATE' + ';A=1\r\n ' * 1900 + ':20261206')),
    'fine-unreadable': calendar(*[event(DAY, *['DTSTAMP:x'] * 1900, uid=str(i)) for i in range(150)]),
    'skip-unreadable': calendar(*[event(DAY, *['EXDATE:x'] * 1900, uid=str(i)) for i in range(150)]),
    'fine-names': calendar(event(DAY, *['\r\n '.join('SUMMARY')] * 60_000)),
    'skip-moves': calendar(event(DAY, 'RRULE:FREQ=DAILY'),
                           *[event('RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261206', DAY)] * 15000),
    'fine-moves': calendar(*[event(DAY, 'RRULE:FREQ=DAILY', uid=str(i)) for i in range(150)],
                           *[event('RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261206', DAY, uid=str(i))
                             for i in range(150)]),
    'fine-old-overrides': calendar(event(DAY, 'SEQUENCE:2', 'RRULE:FREQ=DAILY;COUNT=30'),
                                   *[event('RECURRENCE-ID;VALUE=DATE:20261230', DAY, 'SEQUENCE:1')] * 15000),
    'fine-older-overrides': calendar(event('DTSTART;VALUE=DATE:19000101', 'SEQUENCE:2', 'RRULE:FREQ=DAILY;COUNT=90000'),
                                   *[event('RECURRENCE-ID;VALUE=DATE:19991230', 'DTSTART;VALUE=DATE:20200101', 'SEQUENCE:1')]
                                   * 400),
    'fine-versions': calendar(*[event(DAY, f'SEQUENCE:{i}') for i in range(15000)]),
    'fine-utf16': '\ufeff'.encode('utf-16-le') + calendar(event(DAY, 'SUMMARY:' + '假' * 9000)).encode('utf-16-le'),
    'fine-returns': calendar(event(DAY, 'SUMMARY:x')).replace('\r\n', '\r'),
    'skip-no-length': calendar(event('DTSTART:20261205T080000')),
    'fine-hours': calendar(*[open_hours('RRULE:FREQ=DAILY')] * 60),
    'fine-hours-never': calendar(*[open_hours('RRULE:FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2')] * 60),
    'skip-interval': calendar(*[event('DTSTART:19000101T080000', 'DURATION:PT1H',
                                      'RRULE:FREQ=DAILY;INTERVAL=32767;BYDAY=MO;BYMONTH=2', uid=str(i))
                                for i in range(200)]),
    'fine-folded': calendar(event(DAY, 'SUMMARY:' + '\r\n '.join(['x' * 65000] * 60))),
    'fine-folded-2': calendar(event(DAY, 'SUMMARY:' + '\r\n '.join(['x' * 2000] * 1900))),
    'fine-dates': calendar(event(DAY, *['RDATE;VALUE=DATE:' + ','.join(['20261206'] * 6000)] * 60)),
    'fine-categories': calendar(event(DAY, *['CATEGORIES:' + ','.join(['a'] * 32000)] * 60)),
    'fine-escapes': calendar(event(DAY, *['DESCRIPTION:' + '\\,\\;\\n' * 10000] * 60)),
    'fine-attached': calendar(event(DAY, *['ATTACH;ENCODING=BASE64;VALUE=BINARY:' + 'QUJD' * 16000] * 60)),
    'fine-alarms': calendar(*[event(DAY, *['BEGIN:VALARM', 'END:VALARM'] * 900, uid=str(i)) for i in range(130)]),
    'fine-moved': calendar(event(DAY, 'RRULE:FREQ=DAILY'),
                           *[event('RECURRENCE-ID;VALUE=DATE:20261206', DAY)] * 15000),
    'fine-weekdays': calendar(*[event('DTSTART:20200101T080000', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYDAY='
                                      + ','.join(f'{n}MO' for n in range(-53, 54) if n), uid=str(i)) for i in range(200)]),
}

for old in folder.glob('*.ics'):
    old.unlink()
for name, content in FILES.items():
    data = content if isinstance(content, bytes) else content.encode()
    folder.joinpath(name + '.ics').write_bytes(data)
