#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The published pages in a real browser, on a phone and on paper:

    browse.py FOLDER PICTURES    (FOLDER from prepare.py; 77 where a program is missing)

No page is wider than a phone, the wall's table scrolls in a box of its own, every QR code leads to a feed and every feed has one,
and the slips and the wall print on A4 with nothing cut off. The pictures stay in PICTURES, to be looked at.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from village import Village

PHONE, A4 = 360, 794  # CSS pixels, of a small phone; A4 is 210 mm at 96 to the inch
SCHEMES = {"dark": 0, "light": 1}  # Blink's numbers for prefers-color-scheme
# What a copy of the page says about its own layout, and a frame of a phone's width that repeats it: a window itself is
# never so narrow without a screenshot.
PROBE = """<script>addEventListener('load', () => {
  const root = document.documentElement, box = document.querySelector('table')?.parentElement;
  const size = element => [element.clientWidth, element.scrollWidth];
  const cut = [...document.querySelectorAll('.card, .card *:not(svg *)')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || e.getBoundingClientRect().right > innerWidth);
  const style = getComputedStyle(document.body), hint = document.querySelector('.wechat');
  const answer = {window: innerWidth, page: size(root), box: box && size(box), cut: cut.map(e => e.outerHTML),
                  colours: [style.backgroundColor, style.color], hint: hint && hint.checkVisibility() && hint.innerText};
  parent.postMessage('ANSWER' + JSON.stringify(answer) + 'END', '*');
});</script>"""
FRAME = """<!DOCTYPE html><body><script>addEventListener('message', e => document.body.textContent = e.data);</script>
<iframe src="{page}" style="width: {width}px; height: 1200px; border: 0"></iframe>"""


def skip(reason):
    print("skipped: " + reason)
    sys.exit(77)


def run(*arguments, **more):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=60, **more).stdout


def chromium(profile, *arguments):
    environment = {**os.environ, "HOME": profile, "XDG_CONFIG_HOME": profile, "XDG_CACHE_HOME": profile}
    return run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
               "--hide-scrollbars", f"--user-data-dir={profile}/profile", *arguments, env=environment)


def measure(profile, page, width, *more):
    """The page's own figures; a copy, because the page itself lets no script run."""
    text = page.read_text(encoding="utf-8")
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert bare != text, "the page has a policy"
    copy = Path(profile, page.name)
    copy.write_text(bare.replace("</head>", PROBE + "</head>"), encoding="utf-8")
    frame = Path(profile, "frame.html")
    frame.write_text(FRAME.format(page=copy.name, width=width), encoding="utf-8")
    seen = chromium(profile, *more, "--window-size=1200,1300", "--virtual-time-budget=10000", "--dump-dom", frame.as_uri())
    answer = json.loads(html.unescape(re.search("ANSWER({.*})END", seen, re.DOTALL).group(1)))
    assert answer["window"] == width, answer
    return answer


def picture(profile, page, width, height, scale, target, *more):
    chromium(profile, *more, f"--window-size={width},{height}", f"--force-device-scale-factor={scale}",
             f"--screenshot={target}", page.as_uri())


def decode(paper, pictures, expected):
    """The text of each QR code on PAPER. A reader of whole sheets misses a code now and then, at a resolution that does
    not suit it, where a phone would be moved a little: so the sheets are looked at from several distances, until as many
    codes as EXPECTED were read."""
    found = set()
    for resolution in ("110", "150", "200", "130", "300"):
        run("pdftoppm", "-r", resolution, "-gray", "-png", paper, pictures / f"slips-{resolution}")
        sheets = sorted(pictures.glob(f"slips-{resolution}-*.png"))
        said = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *sheets],
                              capture_output=True, text=True, timeout=60).stdout
        found.update(said.split())
        if len(found) >= expected:
            break
    return sorted(found)


def print_page(profile, page, target):
    """Number of sheets and their size in points."""
    chromium(profile, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    said = run("pdfinfo", target)
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", said)
    return int(re.search(r"Pages: +(\d+)", said).group(1)), float(size.group(1)), float(size.group(2))


def links(folder):
    """The address of every calendar's page, from the station's own keys."""
    tokens = Village(folder / "village-first").keys["feeds"]
    return sorted(f"https://roster.example/feeds/{token}.html" for token in tokens)


def check_slips(profile, folder, pictures):
    page = folder / "village-first" / "pages" / "slips.html"
    seen = measure(profile, page, PHONE)
    assert seen["page"][1] <= PHONE and not seen["cut"], seen
    picture(profile, page, PHONE, 2000, 1, pictures / "slips-phone.png")
    picture(profile, page, A4, 1123, 1, pictures / "slips-a4.png")
    sheets, width, height = print_page(profile, page, pictures / "slips.pdf")
    assert abs(width - 595) < 2 and abs(height - 842) < 2, (width, height)
    expected = links(folder)
    found = decode(pictures / "slips.pdf", pictures, len(expected))
    assert found == expected, set(found) ^ set(expected)
    text = run("pdftotext", "-raw", pictures / "slips.pdf", "-")
    # Nothing is cut off at a slip's lower edge: its last line is there.
    slips = page.read_text(encoding="utf-8").count('<article class="card"')
    last = re.search(r'<p class="steps">(.*?)</p>', page.read_text(encoding="utf-8")).group(1)
    assert re.sub(r"\s", "", text).count(re.sub(r"\s", "", html.unescape(last))[-8:]) >= slips, "a slip is cut off"
    print(f"slips.html: {slips} slips on {sheets} sheets, {len(found)} codes read from paper")


def lightness(colour):
    """From 0 (black) to 1, roughly as the eye weighs it; nothing painted is what the browser paints behind it."""
    red, green, blue, *alpha = (float(part) for part in re.findall(r"[\d.]+", colour))
    return None if alpha == [0.0] else (0.2 * red + 0.7 * green + 0.1 * blue) / 255


def check_page(profile, folder, pictures):
    """A member's page on the phone, by day and by night: nothing beside the screen, text that stands out, and how to
    leave WeChat."""
    for feed in ("member/m08", "station/"):
        token = next(t for t, name in Village(folder / "village-first").keys["feeds"].items() if name.startswith(feed))
        page = folder / "first" / f"{token}.html"
        for scheme, number in SCHEMES.items():
            wish = f"--blink-settings=preferredColorScheme={number}"
            seen = measure(profile, page, PHONE, wish)
            assert seen["page"][1] <= PHONE and not seen["cut"], seen
            assert "在浏览器" in seen["hint"] and "···" in seen["hint"], seen
            behind, text = map(lightness, seen["colours"])
            assert abs(behind - text) > 0.6 and (behind < text) == (scheme == "dark"), (scheme, seen["colours"])
            picture(profile, page, PHONE, 1600, 2, pictures / f"page-{feed.split('/')[0]}-{scheme}.png", wish)


def check_wall(profile, folder, pictures):
    page = folder / "village-first" / "pages" / "roster-2026-12.html"
    seen = measure(profile, page, PHONE)
    assert seen["page"][1] <= PHONE, seen
    assert seen["box"][0] <= PHONE < seen["box"][1], "the table scrolls in its own box"
    picture(profile, page, PHONE, 1200, 1, pictures / "wall-phone.png")
    picture(profile, page, 1123, A4, 1, pictures / "wall-a4.png")
    sheets, width, height = print_page(profile, page, pictures / "wall.pdf")
    assert sheets == 1 and abs(width - 842) < 2 and abs(height - 595) < 2, (sheets, width, height)
    print("wall page: one sheet of A4 landscape")


# A page with less is a lonely one: a heading and some rows, or what people sign.
FEWEST_LINES = 6


def check_papers(profile, folder, pictures):
    """Every sheet that people sign or read at the meeting, on paper: A4, and no page with a few lonely rows."""
    papers = sorted((folder / "papers").rglob("*.html"))
    assert len(papers) > 20, papers
    for page in papers:
        target = pictures / f"{page.parent.name}-{page.stem}.pdf"
        _sheets, width, height = print_page(profile, page, target)
        assert abs(min(width, height) - 595) < 2 and abs(max(width, height) - 842) < 2, (page, width, height)
        texts = run("pdftotext", "-layout", target, "-").split("\f")[:-1]
        for number, text in enumerate(texts, 1):
            lines = [line for line in text.splitlines() if line.strip() and not re.fullmatch(r"\s*\d+ / \d+\s*", line)]
            assert len(lines) >= FEWEST_LINES, (page, number, lines)
    month = folder / "papers" / "zh" / "form-roster-2026-12.html"
    assert print_page(profile, month, pictures / "month.pdf")[0] == 1, "the month of the wall is one page"
    print(f"papers: {len(papers)} without a lonely row")


def main(folder, pictures):
    for program in ("chromium", "zbarimg", "pdfinfo", "pdftoppm", "pdftotext"):
        if shutil.which(program) is None:
            skip(f"no {program} here")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        check_slips(profile, folder, pictures)
        check_page(profile, folder, pictures)
        check_wall(profile, folder, pictures)
        check_papers(profile, folder, pictures)


main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
