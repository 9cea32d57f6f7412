# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks published feeds against what readers need, one rule a function, with the standard library alone.

lint.py FILE...            every fault as FILE:LINE: RULE: what is wrong; status 1 if there is one
lint.py --bad FOLDER       every RULE.ics (or RULE-2.ics) in FOLDER must break RULE, and no other

A file NAME-YYYY-MM.ics is the calendar of one month, every other a whole feed.
It knows nothing of the library: a name and bytes in, faults out.
"""
import datetime
import pathlib
import re
import sys
import zoneinfo

RULES = []
# CSS Color Module Level 3.
COLOURS = set('''
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
    darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon
    darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray
    dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green
    greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
    lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
    lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
    oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
    peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen
    seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle
    tomato turquoise violet wheat white whitesmoke yellow yellowgreen
'''.split())


# How the name of a month's calendar ends, and the lines for those who follow a feed.
MONTH = r'-\d{4}-\d\d'
FOLLOWING = ('X-GENG-FEED', 'LAST-MODIFIED', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL', 'X-GENG-SEAL')
UUID = r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'


def rule(function):
    RULES.append(function)
    return function


class Property:
    def __init__(self, line, text):
        self.line = line
        head, _, self.value = text.partition(':')
        if '"' in head:
            head, _, self.value = re.match(r'((?:[^":]|"[^"]*")*)(:)(.*)', text, re.S).groups()
        name, *params = head.split(';')
        self.name = name.upper()
        self.params = dict(p.partition('=')[::2] for p in params)


class Component:
    def __init__(self, name, line):
        self.name, self.line, self.properties, self.inner = name, line, [], []

    def all(self, name):
        return [p for p in self.properties if p.name == name]

    def value(self, name):
        found = self.all(name)
        return found[0].value if found else None


class Feed:
    """A file, leniently read: what cannot be read leaves its trace in `broken`."""

    def __init__(self, data, month=False):
        self.data = data
        self.month = month
        self.text = data.removeprefix(b'\xef\xbb\xbf').decode('utf-8', 'replace')
        self.root = Component('', 0)
        self.broken = []
        self.read()
        calendars = [c for c in self.root.inner if c.name == 'VCALENDAR']
        self.calendar = calendars[0] if calendars else Component('VCALENDAR', 1)
        self.events = [c for c in self.calendar.inner if c.name == 'VEVENT']
        self.zones = [c for c in self.calendar.inner if c.name == 'VTIMEZONE']

    def read(self):
        stack = [self.root]
        for number, line in self.unfolded():
            if ':' not in line:
                self.broken.append((number, f'no colon in “{line[:40]}”'))
                continue
            prop = Property(number, line)
            if prop.name == 'BEGIN':
                stack.append(Component(prop.value, number))
                stack[-2].inner.append(stack[-1])
            elif prop.name == 'END':
                if len(stack) == 1 or stack[-1].name != prop.value:
                    self.broken.append((number, f'END:{prop.value} without its BEGIN'))
                else:
                    stack.pop()
            else:
                stack[-1].properties.append(prop)
        self.broken += [(c.line, f'BEGIN:{c.name} without END') for c in stack[1:]]

    def unfolded(self):
        out = []
        for number, line in enumerate(self.data.removeprefix(b'\xef\xbb\xbf').replace(b'\r\n', b'\n').split(b'\n'), 1):
            if line[:1] in (b' ', b'\t') and out:
                out[-1][1] += line[1:]
            elif line:
                out.append([number, line])
        return [(number, line.decode('utf-8', 'replace')) for number, line in out]

    def components(self):
        todo = [self.root]
        while todo:
            component = todo.pop()
            todo += component.inner
            yield component

    def properties(self):
        for component in self.components():
            for prop in component.properties:
                yield component, prop


def instant(prop, zones):
    """Seconds since 1970 UTC of a DTSTART or DTEND, by the offset of the file's own VTIMEZONE; a day is its midnight."""
    if re.fullmatch(r'\d{8}', prop.value):
        return instant_of(prop.value + 'T000000')
    offset = 0
    if not prop.value.endswith('Z'):
        zone = [z for z in zones if z.value('TZID') == prop.params.get('TZID')]
        offsets = [seconds(b.value('TZOFFSETTO')) for b in (zone[0].inner if zone else [])]
        offset = (offsets or [0])[-1] or 0
    at = instant_of(prop.value.rstrip('Z'))
    return None if at is None else at - offset


def instant_of(text):
    try:
        return datetime.datetime.strptime(text, '%Y%m%dT%H%M%S').replace(tzinfo=datetime.timezone.utc).timestamp()
    except ValueError:
        return None


def seconds(offset):
    found = re.fullmatch(r'([+-])(\d\d)(\d\d)(\d\d)?', offset or '')
    if found is None:
        return None
    sign, hours, minutes, rest = found.groups()
    return (int(hours) * 3600 + int(minutes) * 60 + int(rest or 0)) * (-1 if sign == '-' else 1)


def whole_day(event):
    return any(p.params.get('VALUE') == 'DATE' for p in event.all('DTSTART'))


@rule
def utf8(feed):
    try:
        feed.data.replace(b'\r\n ', b'').decode('utf-8')
    except UnicodeDecodeError as error:
        yield 1, f'no UTF-8 at byte {error.start}'


@rule
def bom(feed):
    if feed.data.startswith(b'\xef\xbb\xbf'):
        yield 1, 'begins with a byte order mark'


@rule
def crlf(feed):
    for number, line in enumerate(feed.data.split(b'\n')[:-1], 1):
        if not line.endswith(b'\r'):
            yield number, 'the line does not end in CR LF'
            return
    if not feed.data.endswith(b'\r\n'):
        yield 1, 'the file does not end in CR LF'


@rule
def folding(feed):
    for number, line in enumerate(feed.data.split(b'\n'), 1):
        if len(line.rstrip(b'\r')) > 75:
            yield number, 'longer than 75 octets'


@rule
def fold_characters(feed):
    for number, line in enumerate(feed.data.split(b'\n'), 1):
        if len(line) > 1 and line[:1] == b' ' and 0x80 <= line[1] < 0xc0:
            yield number, 'folded inside a character'


@rule
def controls(feed):
    for number, line in enumerate(feed.text.replace('\r\n', '\n').split('\n'), 1):
        if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line):
            yield number, 'a control character'


@rule
def nesting(feed):
    yield from feed.broken


@rule
def one_calendar(feed):
    if [c.name for c in feed.root.inner] != ['VCALENDAR'] or feed.root.properties:
        yield 1, 'not exactly one VCALENDAR'


@rule
def header(feed):
    wanted = {'VERSION': '2.0', 'REFRESH-INTERVAL': 'PT1H', 'X-PUBLISHED-TTL': 'PT1H'}
    names = ('VERSION', 'PRODID', 'X-GENG-FEED', 'LAST-MODIFIED', 'NAME', 'X-WR-CALNAME', 'X-WR-TIMEZONE', 'REFRESH-INTERVAL',
             'X-PUBLISHED-TTL')
    # The calendar of one month is taken in once and followed by nobody.
    if feed.month:
        names = [name for name in names if name not in FOLLOWING]
        for prop in (prop for name in FOLLOWING for prop in feed.calendar.all(name)):
            yield prop.line, f'{prop.name} in the calendar of one month, which nobody follows'
    for name in names:
        found = feed.calendar.all(name)
        if len(found) != 1:
            yield feed.calendar.line, f'{name} {len(found)} times'
        elif found[0].value != wanted.get(name, found[0].value):
            yield found[0].line, f'{name} is not {wanted[name]}'
    for prop in feed.calendar.all('REFRESH-INTERVAL'):
        if prop.params.get('VALUE') != 'DURATION':
            yield prop.line, 'REFRESH-INTERVAL without VALUE=DURATION'


@rule
def method(feed):
    for prop in feed.calendar.all('METHOD'):
        yield prop.line, 'a feed has no METHOD'


@rule
def people(feed):
    for _, prop in feed.properties():
        if prop.name in ('ATTENDEE', 'ORGANIZER'):
            yield prop.line, f'a feed has no {prop.name}'


@rule
def recurrence(feed):
    for component, prop in feed.properties():
        if component.name == 'VEVENT' and prop.name in ('RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'):
            yield prop.line, f'a duty has no {prop.name}'


@rule
def required(feed):
    for event in feed.events:
        for name in ('UID', 'DTSTAMP', 'LAST-MODIFIED', 'SEQUENCE', 'DTSTART', 'DTEND', 'SUMMARY', 'TRANSP'):
            if len(event.all(name)) != 1:
                yield event.line, f'{name} {len(event.all(name))} times'


@rule
def duration(feed):
    for event in feed.events:
        for prop in event.all('DURATION'):
            yield prop.line, 'DTEND is wanted, never DURATION'


@rule
def uid_unique(feed):
    seen = set()
    for event in feed.events:
        uid = event.value('UID')
        if uid is not None and uid in seen:
            yield event.line, f'UID {uid} twice'
        seen.add(uid)


@rule
def uid_opaque(feed):
    for component, prop in feed.properties():
        if prop.name == 'UID' and not re.fullmatch(UUID, prop.value):
            yield prop.line, 'a UID is a UUID, with no name and no host in it'


@rule
def uid_of_events(feed):
    """vdirsyncer takes the first UID of a file for every event of it."""
    for prop in feed.calendar.all('UID'):
        yield prop.line, 'a calendar has no UID'


@rule
def feed_known(feed):
    for component, prop in feed.properties():
        if prop.name == 'X-GENG-FEED' and not (component.name == 'VCALENDAR' and re.fullmatch(UUID, prop.value)):
            yield prop.line, 'X-GENG-FEED is a UUID in the header'
        if prop.name == 'X-GENG-SEAL' and not (component.name == 'VCALENDAR' and re.fullmatch('[0-9a-f]{32}', prop.value)):
            yield prop.line, 'X-GENG-SEAL is 32 hexadecimal digits in the header'


@rule
def stamps(feed):
    for event in feed.events:
        if event.value('DTSTAMP') != event.value('LAST-MODIFIED') and event.value('DTSTAMP') \
                and event.value('LAST-MODIFIED'):
            yield event.line, 'DTSTAMP and LAST-MODIFIED differ'


@rule
def stamps_utc(feed):
    for component, prop in feed.properties():
        if prop.name in ('DTSTAMP', 'LAST-MODIFIED') and not re.fullmatch(r'\d{8}T\d{6}Z', prop.value):
            yield prop.line, f'{prop.name} is not in UTC'


@rule
def sequence(feed):
    for component, prop in feed.properties():
        if prop.name == 'SEQUENCE' and not re.fullmatch(r'0|[1-9]\d{0,8}', prop.value):
            yield prop.line, 'SEQUENCE is no count'


@rule
def floating(feed):
    for component, prop in feed.properties():
        if component.name == 'VEVENT' and prop.name in ('DTSTART', 'DTEND') and 'TZID' not in prop.params \
                and prop.params.get('VALUE') != 'DATE' and not prop.value.endswith('Z'):
            yield prop.line, 'a floating time'


@rule
def time_form(feed):
    for component, prop in feed.properties():
        if component.name == 'VEVENT' and prop.name in ('DTSTART', 'DTEND'):
            form = '%Y%m%d' if prop.params.get('VALUE') == 'DATE' else '%Y%m%dT%H%M%S'
            try:
                datetime.datetime.strptime(prop.value.rstrip('Z'), form)
            except ValueError:
                yield prop.line, f'{prop.value} is no time'


@rule
def end_after_start(feed):
    for event in feed.events:
        times = [instant(p, feed.zones) for n in ('DTSTART', 'DTEND') for p in event.all(n)]
        if len(times) == 2 and None not in times and times[0] >= times[1]:
            yield event.line, 'ends before it begins'


@rule
def zone_name(feed):
    for zone in feed.zones:
        if not re.fullmatch(r'[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*', zone.value('TZID') or ''):
            yield zone.line, 'TZID is no bare IANA name'


@rule
def zone_defined(feed):
    names = [z.value('TZID') for z in feed.zones]
    for component, prop in feed.properties():
        if 'TZID' in prop.params and prop.params['TZID'] not in names:
            yield prop.line, f'no VTIMEZONE {prop.params["TZID"]}'
    if len(names) > 1:
        yield feed.calendar.line, f'{len(names)} VTIMEZONEs'


@rule
def zone_blocks(feed):
    """A zone is written out only where it never changes: one STANDARD block, and nothing recurs."""
    for zone in feed.zones:
        if [b.name for b in zone.inner] != ['STANDARD']:
            yield zone.line, 'a VTIMEZONE with other blocks than one STANDARD'
        for block in zone.inner:
            for name in ('DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'):
                if len(block.all(name)) != 1:
                    yield block.line, f'{name} {len(block.all(name))} times'
            if block.value('TZOFFSETFROM') != block.value('TZOFFSETTO'):
                yield block.line, 'a change of the clock'
            for prop in block.properties:
                if prop.name in ('RRULE', 'RDATE'):
                    yield prop.line, f'{prop.name} in a VTIMEZONE'


@rule
def zone_form(feed):
    """In UTC exactly where the zone's clock changes within a year of the feed's days."""
    timed = [e for e in feed.events if not whole_day(e)]
    times = [p for e in timed for n in ('DTSTART', 'DTEND') for p in e.all(n)]
    instants = [t for t in (instant(p, feed.zones) for p in times) if t is not None]
    utc = {p.value.endswith('Z') for p in times}
    try:
        zone = zoneinfo.ZoneInfo(feed.calendar.value('X-WR-TIMEZONE') or '')
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return
    if len(utc) > 1:
        yield feed.calendar.line, 'times in two forms'
    elif instants and len(utc) == 1:
        days = range(int(min(instants)) - 366 * 86400, int(max(instants)) + 367 * 86400, 86400)
        offsets = {datetime.datetime.fromtimestamp(d, zone).utcoffset() for d in days}
        if utc != {len(offsets) > 1}:
            yield feed.calendar.line, 'times in UTC although the clock never changes' if True in utc else \
                'times in a zone whose clock changes; UTC would be right'
        if utc == {True} and feed.zones:
            yield feed.zones[0].line, 'a VTIMEZONE beside times in UTC'


@rule
def zone_true(feed):
    """The file's own VTIMEZONE and the system's zone of that name mean the same instant."""
    for event in feed.events:
        for prop in event.all('DTSTART') + event.all('DTEND'):
            meant = instant(prop, feed.zones)
            try:
                zone = zoneinfo.ZoneInfo(prop.params['TZID'])
                local = datetime.datetime.strptime(prop.value, '%Y%m%dT%H%M%S')
            except (KeyError, ValueError, zoneinfo.ZoneInfoNotFoundError):
                continue
            if any(z.value('TZID') == prop.params['TZID'] and z.inner for z in feed.zones) \
                    and local.replace(tzinfo=zone).timestamp() != meant:
                yield prop.line, f'{prop.value} is another instant in {prop.params["TZID"]} than its VTIMEZONE says'


@rule
def zone_wanted(feed):
    for prop in feed.calendar.all('X-WR-TIMEZONE'):
        names = [z.value('TZID') for z in feed.zones]
        if len(names) == 1 and re.fullmatch(r'[A-Za-z0-9_+/-]+', names[0] or '') and prop.value != names[0]:
            yield prop.line, 'X-WR-TIMEZONE is not the zone of the file'


@rule
def health(feed):
    for component, prop in feed.properties():
        if prop.name in ('SUMMARY', 'DESCRIPTION', 'NAME', 'COMMENT') and re.search('病|发烧|住院|手术|怀孕|产检', prop.value):
            yield prop.line, 'a word of health'


@rule
def escaping(feed):
    for component, prop in feed.properties():
        if prop.name in ('SUMMARY', 'DESCRIPTION', 'LOCATION'):
            plain = re.sub(r'\\[\\;,nN]', '', prop.value)
            if re.search(r'[\\;,]', plain):
                yield prop.line, f'{prop.name} is not escaped'


@rule
def calendar_name(feed):
    for prop in feed.calendar.properties:
        if prop.name in ('NAME', 'X-WR-CALNAME') and re.search(r'[,;\\]', prop.value):
            yield prop.line, 'readers disagree on , ; and \\ in a calendar\'s name'


@rule
def trimmed(feed):
    for component, prop in feed.properties():
        if prop.value != prop.value.strip() or prop.value == '':
            yield prop.line, f'{prop.name} is empty or has outer blanks'


@rule
def order(feed):
    keys = [(instant(e.all('DTSTART')[0], feed.zones) or 0, e.value('UID') or '') for e in feed.events
            if e.all('DTSTART')]
    if keys != sorted(keys):
        yield feed.calendar.line, 'events are not in the order of start and UID'


@rule
def alarm(feed):
    for component in feed.components():
        if component.name == 'VALARM':
            for name in ('UID', 'ACTION', 'DESCRIPTION', 'TRIGGER'):
                if len(component.all(name)) != 1:
                    yield component.line, f'{name} {len(component.all(name))} times'
            if component.value('ACTION') not in (None, 'DISPLAY'):
                yield component.line, 'ACTION is not DISPLAY'


@rule
def busy(feed):
    kinds = {e.value('TRANSP') for e in feed.events if e.all('TRANSP')}
    if kinds - {'OPAQUE', 'TRANSPARENT'} or len(kinds) > 1:
        yield feed.calendar.line, 'TRANSP is not the same in all events'
    for event in feed.events:
        if event.value('TRANSP') == 'TRANSPARENT' and event.inner:
            yield event.line, 'an alarm in a feed that is not personal'


@rule
def notice(feed):
    """A feed has duties, or else exactly one notice, a whole day that makes nobody busy."""
    if not feed.events:
        yield feed.calendar.line, 'no event: some readers keep what they had'
    for event in feed.events:
        if whole_day(event) and (len(feed.events) > 1 or event.value('TRANSP') != 'TRANSPARENT' or event.inner):
            yield event.line, 'a whole day is the notice of a feed without duties: alone, TRANSPARENT, no alarm'
        if len({whole_day(event)} | {p.params.get('VALUE') == 'DATE' for p in event.all('DTEND')}) > 1:
            yield event.line, 'DTSTART and DTEND have two forms'


@rule
def colour(feed):
    for component, prop in feed.properties():
        if prop.name == 'COLOR' and prop.value not in COLOURS:
            yield prop.line, 'COLOR is no CSS3 name'


@rule
def phones(feed):
    for component, prop in feed.properties():
        if prop.name in ('SUMMARY', 'DESCRIPTION', 'LOCATION') and re.search(r'(?<!\d)1[3-9]\d{9}(?!\d)', prop.value):
            yield prop.line, 'a phone number'


@rule
def components_known(feed):
    for component in feed.components():
        if component.name not in ('', 'VCALENDAR', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT', 'VEVENT', 'VALARM'):
            yield component.line, f'{component.name} has no place in a feed'


def faults(path):
    feed = Feed(path.read_bytes(), month=re.search(MONTH + '$', path.stem) is not None)
    return [(check.__name__, line, text) for check in RULES for line, text in check(feed)]


def lint_files(names):
    bad = 0
    for name in names:
        for check, line, text in faults(pathlib.Path(name)):
            print(f'{name}:{line}: {check}: {text}')
            bad += 1
    return bad


def lint_bad(folder):
    bad, seen = 0, set()
    for path in sorted(pathlib.Path(folder).glob('*.ics')):
        wanted = re.sub(rf'(-\d)?({MONTH})?$', '', path.stem)
        found = {check for check, _, _ in faults(path)}
        seen.add(wanted)
        if found != {wanted}:
            print(f'{path}: breaks {sorted(found)}, should break {wanted} alone')
            bad += 1
    for check in RULES:
        if check.__name__ not in seen:
            print(f'{folder}: no file breaks {check.__name__}')
            bad += 1
    print(f'{len(seen)} rules, each broken by a file of its own')
    return bad


if __name__ == '__main__':
    if sys.argv[1:2] == ['--bad']:
        sys.exit(lint_bad(sys.argv[2]) != 0)
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(lint_files(sys.argv[1:]) != 0)
