# SPDX-License-Identifier: LGPL-2.1-or-later
"""Members ask from their pages: `geng serve --requests` knows a served folder and a folder of asks, `geng inbox --from` takes them in."""

import configparser
import hashlib
import http.client
import json
import os
import random
import re
import resource
import signal
import stat
import subprocess
import unittest
from collections import Counter
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

from village import BAD, FINE, GENG, MONTH, RETRY, Village, environment

NOW = "2026-11-03T12:00"
MOST = 20
ASKS = 10000
TAKEN = 10000


class Phone(Village):
    def setUp(self):
        super().setUp()
        self.exchange = self.scratch / "exchange"
        self.assertIn(self.run_geng("publish", MONTH, "--yes", "--url", "https://duty.example/x").returncode, (0, 2))
        self.take()
        self.server = None
        self.serve()

    def take(self, *words, status=FINE):
        return self.expect(status, "inbox", "--from", self.exchange, "--now", NOW, *words)

    def serve(self):
        self.server = subprocess.Popen([GENG, "serve", "--requests", "--inbox", self.exchange, "--port", "0", self.path("feeds")],
                                       stdout=subprocess.PIPE, text=True, cwd="/", env=environment("en"))
        self.addCleanup(self.stop, self.server)
        self.port = int(re.search(r"port (\d+)", self.server.stdout.readline())[1])

    def stop(self, server):
        server.send_signal(signal.SIGTERM)
        self.assertEqual(server.wait(timeout=60), 0)
        server.stdout.close()

    def secrets(self, member):
        file = configparser.ConfigParser()
        file.optionxform = str
        file.read(self.path("phone-keys.ini"), encoding="utf-8")
        return file["tokens"][member], file["keys"][member]

    def request(self, method, path, body=None, **headers):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = link.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        link.close()
        return found

    def page(self, member):
        token, key = self.secrets(member)
        status, headers, text = self.request("GET", f"/{token}.html?k={key}")
        self.assertEqual(status, 200)
        return text

    def form(self, member, kind, of=None):
        """The hidden fields of a form on a member's page."""
        for form in re.findall(r"<form.*?</form>", self.page(member), re.S):
            fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
            if fields["kind"] == kind and (of is None or fields.get("of") == str(of)):
                return fields
        return self.fail(f"no form {kind} on the page of {member}")

    def post(self, member, fields):
        """The sentence with which the page comes back."""
        token, _ = self.secrets(member)
        status, headers, _ = self.request("POST", f"/{token}.html", urlencode(fields),
                                          Content_Type="application/x-www-form-urlencoded")
        self.assertEqual(status, 303, fields)
        where = urlsplit(headers["location"])
        return parse_qs(where.query)["s"][0]

    def ask(self, member, kind, said="taken", **fields):
        self.assertEqual(self.post(member, self.form(member, kind) | fields), said)

    def new(self):
        return sorted((self.exchange / "new").glob("*.json"))

    def write(self, name, member, kind, came=None, **fields):
        """A file as the server writes it, came so many seconds after the epoch."""
        token, _ = self.secrets(member)
        path = self.exchange / "new" / f"{name}.json"
        path.write_text(json.dumps({"token": hashlib.sha256(token.encode()).hexdigest(), "kind": kind} | fields), encoding="utf-8")
        if came is not None:
            os.utime(path, (came, came))

    def asks(self, *words):
        return self.json(FINE, "inbox", "--all", "--now", NOW, *words)

    def duty(self, member, after="2026-11-10", shift=None):
        return next(row["日期"] for row in self.rows(f"rosters/{MONTH}.csv")
                    if row["队员"] == member and row["日期"] > after and row["班次"] in (shift, row["班次"] if shift is None else ""))


class Server(Phone):
    def test_the_key_is_not_the_token(self):
        token, key = self.secrets("m05")
        self.assertRegex(key, r"^[0-9a-f]{32}$")
        for path in (self.folder / "feeds").iterdir():
            self.assertNotIn(key, path.read_text(encoding="utf-8"))
        for name in ("phone-keys.ini", "../exchange/table.json"):
            self.assertEqual(stat.S_IMODE(self.path(name).stat().st_mode), 0o600)
        table = (self.exchange / "table.json").read_text(encoding="utf-8")
        self.assertNotIn(key, table)
        self.assertNotIn(token, table)
        plain = (self.folder / "feeds" / f"{token}.html").read_text(encoding="utf-8")
        for path in (f"/{token}.html", f"/{token}.html?k={'0' * 32}", f"/{token}.html?k="):
            self.assertEqual(self.request("GET", path)[2], plain)
        self.assertEqual(self.request("POST", f"/{token}.html", urlencode({"k": "0" * 32, "kind": "leave"}))[0], 403)
        self.assertEqual(self.request("POST", f"/{'a' * 32}.html", urlencode({"k": key, "kind": "leave"}))[0], 404)
        other, _ = self.secrets("m06")
        self.assertEqual(self.request("POST", f"/{other}.html", urlencode({"k": key, "kind": "leave"}))[0], 403)

    def test_the_form(self):
        token, key = self.secrets("m05")
        status, headers, text = self.request("GET", f"/{token}.html?k={key}")
        self.assertEqual(status, 200)
        self.assertEqual((headers["cache-control"], headers["referrer-policy"]), ("no-store", "no-referrer"))
        self.assertNotIn("<script", text)
        self.assertIn("script" not in headers["content-security-policy"] and "default-src 'none'", headers["content-security-policy"])
        for word in ("请假", "换班", "求人顶班", "上报问题"):
            self.assertIn(word, text)
        # Looking changes nothing, however often a chat looks ahead.
        for _ in range(5):
            self.page("m05")
        self.assertEqual(self.new(), [])
        # The numbers count once each and are new each time.
        self.assertNotEqual(self.form("m05", "leave")["n"], self.form("m05", "leave")["n"])

    def test_slips_lead_to_the_form(self):
        self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (0, 2))
        token, key = self.secrets("m05")
        slips = self.path("pages/slips.html").read_text(encoding="utf-8")
        self.assertIn(f"{token}.html?k={key}", slips)
        self.assertNotIn(key, self.path(f"pages/roster-{MONTH}.html").read_text(encoding="utf-8"))

    def test_messages_lead_to_the_form(self):
        date = self.duty("m05")
        self.run_geng("assign", "m05", date, "off")
        done = json.loads(self.run_geng("publish", MONTH, "--yes", "--json").stdout)
        messages = {message["to"]: message["text"] for message in done["messages"]}
        token, key = self.secrets("m05")
        self.assertTrue(messages["m05"].endswith(f"https://duty.example/x/{token}.html?k={key}"), messages["m05"])
        # The group hears no secret.
        self.assertNotIn("https:", messages[""])
        self.assertIn("<form", self.request("GET", f"/{token}.html?k={key}")[2])

    def test_bad_forms(self):
        fields = self.form("m05", "leave")
        for wrong in ({}, {"first": "soon"}, {"first": "2026-11-20", "kind": "rob"}, {"first": "2026-11-20", "n": "1"},
                      {"first": "2026-11-20", "n": "../../../../etc/passwd" + "0" * 12},
                      {"first": "2026-11-20", "text": "长" * 400}, {"first": "2026-11-20", "text": b"\xff\xfe"},
                      {"kind": "swap", "first": "2026-11-20"}):
            self.assertEqual(self.post("m05", fields | wrong), "wrong", wrong)
        self.assertEqual(self.new(), [])
        token, _ = self.secrets("m05")
        self.assertIn(self.request("PUT", f"/{token}.html", "x")[0], (405,))

    def test_only_so_many(self):
        for number in range(MOST):
            self.ask("m05", "leave", first=f"2026-11-{number % 20 + 10:02}", last=f"2026-11-{number % 20 + 10:02}")
        self.ask("m05", "leave", "many", first="2026-12-01")
        self.ask("m06", "leave", first="2026-12-01")
        self.assertEqual(len(self.new()), MOST + 1)
        self.take()
        self.ask("m05", "leave", "many", first="2026-12-01")
        self.assertEqual(len(self.asks()), MOST + 1)

    def test_ten_thousand_asks(self):
        """All from one token, each with a number of its own: twenty are kept, and the others can ask as before."""
        token, _ = self.secrets("m05")
        fields, said = self.form("m05", "leave"), Counter()
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for number in range(ASKS):
            body = urlencode(fields | {"n": fields["n"][:-8] + f"{number:08x}", "first": f"2026-12-{number % 28 + 1:02}"})
            link.request("POST", f"/{token}.html", body, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = link.getresponse()
            answer.read()
            self.assertEqual(answer.status, 303)
            said[parse_qs(urlsplit(answer.headers["location"]).query)["s"][0]] += 1
        link.close()
        self.assertEqual(said, {"taken": MOST, "many": ASKS - MOST})
        self.assertEqual(len(self.new()), MOST)
        self.ask("m06", "leave", first="2026-12-01")
        self.take()
        self.assertEqual(len(self.asks()), MOST + 1)


class Way(Phone):
    def test_leave_from_the_phone_to_the_calendar(self):
        date = self.duty("m05")
        fields = self.form("m05", "leave") | {"first": date, "text": "家里 <b>有事</b> [急]"}
        self.assertEqual(self.post("m05", fields), "taken")
        self.assertEqual(self.post("m05", fields), "again")
        path, = self.new()
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        said = self.take()
        self.assertIn("1 asks", said)
        self.assertEqual(self.new(), [])
        ask, = self.asks()
        self.assertEqual((ask["member"], ask["kind"], ask["state"], ask["first"]), ("m05", "leave", "open", date))
        self.assertIn("家里 <b>有事</b> [急]", self.expect(FINE, "inbox"))
        self.assertIn("待答复", self.page("m05"))
        self.assertNotIn("家里", self.page("m05"))
        self.expect(FINE, "inbox", "accept", ask["number"])
        self.take()
        self.assertIn("已同意待发布", self.page("m05"))
        # The old duty stands until it is published.
        self.assertIn(date, self.page("m05").split("</section>")[0])
        self.assertIn("m05", self.path("leave.csv").read_text(encoding="utf-8-sig"))

    def test_a_swap_of_two(self):
        mine, theirs = self.duty("m05"), self.duty("m07")
        self.ask("m05", "swap", first=mine, theirs=f"m07 {theirs}")
        self.take()
        ask, = self.asks()
        self.assertEqual((ask["state"], ask["with"]), ("partner", "m07"))
        self.assertIn("待对方同意", self.page("m05"))
        text = unescape(self.page("m07"))
        self.assertIn("周戊 想换", text)
        self.assertNotIn("想换", self.page("m08"))
        # Nobody else can say yes for him.
        forged = self.form("m08", "leave") | {"kind": "agree", "of": str(ask["number"])}
        self.assertEqual(self.post("m08", forged), "taken")
        self.assertIn("not taken", self.run_geng("inbox", "--from", self.exchange, "--now", NOW).stderr)
        self.assertEqual(self.asks()[0]["state"], "partner")
        self.assertEqual(self.post("m07", self.form("m07", "agree", ask["number"])), "taken")
        self.take()
        self.assertEqual(self.asks()[0]["state"], "open")
        self.assertIn("待答复", self.page("m05"))
        self.ask("m05", "withdraw", of=str(ask["number"]))
        self.take()
        self.assertEqual(self.asks()[0]["state"], "withdrawn")
        self.assertIn("已撤回", self.page("m05"))

    def test_declined(self):
        self.ask("m05", "swap", first=self.duty("m05"), theirs=f"m07 {self.duty('m07')}")
        self.take()
        number = self.asks()[0]["number"]
        self.assertEqual(self.post("m07", self.form("m07", "decline", number)), "taken")
        self.take()
        self.assertEqual(self.asks()[0]["state"], "refused")
        self.assertIn("已拒绝", self.page("m05"))

    def test_by_word_of_mouth_shows_on_the_page(self):
        self.expect(FINE, "inbox", "add", "m05", self.duty("m05"), "swap", "m07", self.duty("m07"), "--now", NOW)
        self.assertIn("待对方同意", self.page("m05"))
        name = next(row["姓名"] for row in self.rows("members.csv") if row["编号"] == "m07")
        self.expect(FINE, "inbox", "--paste", "--now", NOW, input=f"{name}：不同意\n")
        self.assertIn("已拒绝", self.page("m05"))

    def test_one_answer_to_a_program(self):
        self.ask("m05", "leave", first="2026-11-20")
        self.write("lamp", "m05", "finding", post="村区网格", sort="治安", text="路灯不亮")
        self.write("moon", "m05", "finding", post="月亮", sort="治安", text="没有空气")
        answer = json.loads(self.run_geng("inbox", "--from", self.exchange, "--now", NOW, "--json").stdout)
        self.assertEqual(answer, {"asks": 1, "answers": 0, "findings": 1, "findings-kept": 0, "findings-aside": 1,
                                  "old-addresses": 0,
                                  "published": [], "waiting": 0})

    def test_who_is_forgotten_asks_no_more(self):
        token, key = self.secrets("m05")
        text = self.path("members.csv").read_text(encoding="utf-8-sig")
        head, *lines = text.splitlines()
        column = head.split(",").index("离队日期")
        lines = [",".join([*(line.split(",") + [""] * column)[:column], "2026-11-01"]) if line.startswith("m05,") else line
                 for line in lines]
        self.path("members.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        self.expect(FINE, "forget", "m05", "--yes", "--now", NOW)
        self.assertNotIn(key, self.path("phone-keys.ini").read_text(encoding="utf-8"))
        self.assertEqual(self.request("GET", f"/{token}.html?k={key}")[0], 410)
        self.assertEqual(self.request("POST", f"/{token}.html", urlencode({"k": key, "kind": "leave"}))[0], 410)

    def test_who_is_forgotten_gets_no_new_key(self):
        """Neither by a publication nor where the asks are taken in."""
        token, key = self.secrets("m05")
        self.set_leaving("m05", f"{MONTH}-30")
        self.expect(FINE, "forget", "m05", "--yes", "--now", "2026-12-05T12:00")
        self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (0, 2))
        self.take()
        self.assertNotIn("m05=", self.path("phone-keys.ini").read_text(encoding="utf-8"))
        self.assertEqual(self.request("GET", f"/{token}.html?k={key}")[0], 410)
        self.assertEqual(self.request("POST", f"/{token}.html", urlencode({"k": key, "kind": "leave"}))[0], 410)

    def test_what_was_revoked_is_looked_at_first(self):
        """A table that names a token twice serves it to nobody."""
        token, key = self.secrets("m05")
        path = self.exchange / "table.json"
        table = json.loads(path.read_text(encoding="utf-8"))
        table["revoked"].append(hashlib.sha256(token.encode()).hexdigest())
        path.write_text(json.dumps(table), encoding="utf-8")
        self.assertEqual(self.request("GET", f"/{token}.html?k={key}")[0], 410)

    def test_offer_and_finding(self):
        self.ask("m05", "offer", first=self.duty("m05"), text="感冒")
        self.ask("m06", "finding", post="村区网格", sort="治安", text="路灯不亮")
        said = self.take()
        self.assertIn("1 findings", said)
        self.assertEqual([ask["kind"] for ask in self.asks()], ["offer"])
        self.assertIn("路灯不亮", "".join(path.read_text(encoding="utf-8-sig") for path in self.path("journal").rglob("findings.csv")))

    def test_what_is_old_is_told(self):
        token, key = self.secrets("m05")
        self.ask("m05", "leave", first="2026-11-20")
        self.assertIn(self.run_geng("publish", MONTH, "--yes", "--revoke", "m05").returncode, (0, 2))
        fresh = self.secrets("m05")
        self.assertNotEqual(fresh[0], token)
        self.assertNotEqual(fresh[1], key)
        status, _, text = self.request("GET", f"/{token}.html?k={key}")
        self.assertEqual(status, 410)
        self.assertIn("地址已停用", text)
        self.assertEqual(self.request("POST", f"/{token}.html", urlencode({"k": key, "kind": "leave"}))[0], 410)
        self.assertIn("地址已停用", self.take())
        self.assertEqual(self.asks(), [])
        self.assertEqual(self.new(), [])
        self.ask("m05", "leave", first="2026-11-20")
        self.take()
        self.assertEqual(len(self.asks()), 1)

    def test_files_of_strangers(self):
        folder = self.exchange / "new"
        token, _ = self.secrets("m05")
        (folder / "a.json").write_text("{")
        (folder / "b.json").write_text(json.dumps({"token": "0" * 64, "kind": "leave", "first": "2026-11-20"}))
        (folder / "c.json").write_bytes(b"x" * 100000)
        (folder / "d.json").symlink_to("/etc/passwd")
        (folder / "e.json").write_text("[" * 5000)
        (folder / "note.txt").write_text("a note")
        said = self.take()
        self.assertEqual(self.asks(), [])
        self.assertEqual(self.new(), [])
        self.assertTrue((folder / "note.txt").exists())
        self.assertIn("地址已停用", said)

    def test_dates_of_strangers(self):
        for i, date in enumerate(("2026-11- 5", "2026-+1-05", "2026-11-5 ", " 026-11-05", "2026/11/05", "2026-11-31")):
            self.write(f"d{i}", "m05", "leave", first=date)
        self.write("long", "m05", "leave", first="2026-12-01", last="2027-12-02")
        self.write("year", "m05", "leave", first="2026-12-01", last="2027-12-01")
        self.take()
        self.assertEqual([(ask["first"], ask["last"]) for ask in self.asks()], [("2026-12-01", "2027-12-01")])

    def test_what_came_first_counts(self):
        self.ask("m05", "swap", first=self.duty("m05"), theirs=f"m07 {self.duty('m07')}")
        self.take()
        number = str(self.asks()[0]["number"])
        self.write("z", "m07", "decline", 1000, of=number)
        self.write("a", "m05", "withdraw", 2000, of=number)
        self.take()
        self.assertEqual(self.asks()[0]["state"], "refused")

    def test_a_full_disk_throws_nothing_away(self):
        self.ask("m05", "swap", first=self.duty("m05"), theirs=f"m07 {self.duty('m07')}")
        self.take()
        number = self.asks()[0]["number"]
        self.assertEqual(self.post("m07", self.form("m07", "agree", number)), "taken")
        done = self.run_geng("inbox", "--from", self.exchange, "--now", NOW,
                             preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                                 resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))))
        self.assertEqual(done.returncode, RETRY, done.stderr)
        self.assertIn("too large", done.stderr)
        self.assertNotIn("not taken", done.stderr)
        self.assertEqual(len(self.new()), 1)
        self.assertEqual(self.asks()[0]["state"], "partner")
        self.assertIn("1 answers", self.take())
        self.assertEqual(self.asks()[0]["state"], "open")

    def test_what_the_journal_refuses_is_put_aside(self):
        self.write("lamp", "m05", "finding", post="村区网格", sort="治安", text="路灯不亮")
        self.write("moon", "m05", "finding", post="月亮", sort="治安", text="没有空气")
        self.assertIn("aside/moon.json", self.take(status=BAD))
        self.assertEqual(self.new(), [])
        self.assertIn("没有空气", json.loads((self.exchange / "aside/moon.json").read_text(encoding="utf-8"))["text"])
        # It is told once, and no later taking in fails by it.
        self.take()
        # By the clock of --now, and as a step that says what it did.
        self.assertIn("路灯不亮", self.path(f"journal/{MONTH}/findings.csv").read_text(encoding="utf-8-sig"))
        self.assertEqual(self.json(FINE, "log")[-1]["command"].split()[:3], ["journal", "find", "村区网格"])

    def test_a_finding_waits_for_the_lock(self):
        self.write("lamp", "m05", "finding", post="村区网格", sort="治安", text="路灯不亮")
        path = self.path(f"journal/{MONTH}")
        # A file where the journal's folder is to be is what a disk says no to.
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        self.assertIn("is tried again", self.take(status=RETRY))
        self.assertEqual([one.name for one in self.new()], ["lamp.json"])
        path.unlink()
        self.take()
        self.assertEqual(self.new(), [])

    def test_of_too_many_the_first_are_taken(self):
        """In whatever order the disk lists them."""
        numbers = list(range(TAKEN + 20))
        random.Random(3).shuffle(numbers)
        folder = self.exchange / "new"
        for number in numbers:
            path = folder / f"{number * 7919 % 100003:06}.json"
            path.write_text('{"token": "0"}', encoding="utf-8")
            os.utime(path, (1000 + number, 1000 + number))
        self.take()
        self.assertEqual(sorted(int(path.stat().st_mtime) - 1000 for path in self.new()), list(range(TAKEN, TAKEN + 20)))

    def agreed(self, member, with_, allowed=True):
        """A swap on which both agree and which breaks a rule, or to which the judge has nothing to say; None where there
        is none."""
        for mine in self.days(member, f"{MONTH}-06", f"{MONTH}-30"):
            for theirs in self.days(with_, f"{MONTH}-06", f"{MONTH}-30")[:3]:
                done = self.run_geng("inbox", "add", member, mine, "swap", with_, theirs, "--now", NOW)
                self.assertEqual(done.returncode, FINE, done.stderr)
                ask = self.asks()[-1]
                if (ask["allowed"] and "nothing" in ask["judge"]) if allowed else not ask["allowed"]:
                    self.expect(FINE, "inbox", "agree", ask["number"], "--now", NOW)
                    return ask
                self.expect(FINE, "inbox", "withdraw", ask["number"], "--now", NOW)
        return None

    def days(self, member, first, last):
        return [row["日期"] for row in self.rows(f"rosters/{MONTH}.csv") if row["队员"] == member and first <= row["日期"] <= last]

    def test_swaps_by_themselves(self):
        self.expect(BAD, "inbox", "--apply", "--now", NOW)
        self.edit("station.ini", "[feed]", "[publish]\nswaps = sometimes\n\n[feed]")
        self.assertIn("by-captain", self.expect(BAD, "inbox", "--apply", "--now", NOW))
        self.edit("station.ini", "swaps = sometimes", "swaps = 自行生效")
        ask = next(filter(None, (self.agreed(one, two) for one, two in (("m09", "m11"), ("m10", "m12"), ("m11", "m14")))))
        date, other = ask["first"], next(row for row in self.rows(f"rosters/{MONTH}.csv")
                                         if row["队员"] == ask["with"] and row["日期"] in self.with_date(ask))
        # Nearer than twelve hours it stays as people know it.
        early = min(date, other["日期"])
        self.assertIn("1 agreed swaps wait", self.expect(FINE, "inbox", "--apply", "--now", f"{early}T12:00"))
        said = self.expect(FINE, "inbox", "--from", self.exchange, "--apply", "--now", NOW)
        self.assertIn("Published by itself", said)
        served = {(row["日期"], row["队员"]): row["班次"] for row in self.rows(f"rosters/{MONTH}.csv")}
        self.assertEqual(served[other["日期"], ask["member"]], other["班次"])
        self.assertTrue(served[date, ask["with"]])
        self.assertEqual(self.asks()[-1]["state"], "published")
        self.assertIn("已发布", self.page(ask["member"]))
        self.assertEqual(self.json(FINE, "log")[-1]["command"].split()[:2], ["inbox", "--from"])
        # Taken back, it waits for the captain, and no timer does it again.
        self.expect(FINE, "undo", "--yes")
        self.assertEqual(self.asks()[-1]["state"], "open")
        taken_back = self.rows(f"rosters/{MONTH}.csv")
        self.take("--apply")
        self.assertEqual(self.rows(f"rosters/{MONTH}.csv"), taken_back)
        self.expect(FINE, "inbox", "withdraw", ask["number"], "--now", NOW)
        # What breaks a rule waits for the captain, whoever agrees.
        broken = next(filter(None, (self.agreed("m05", other, allowed=False) for other in ("m04", "m09", "m19"))))
        self.assertFalse(broken["allowed"])
        before = self.rows(f"rosters/{MONTH}.csv")
        self.assertIn("wait for you", self.expect(FINE, "inbox", "--apply", "--now", NOW))
        self.assertEqual(self.rows(f"rosters/{MONTH}.csv"), before)
        self.assertEqual(self.asks()[-1]["state"], "open")

    def with_date(self, ask):
        file = configparser.ConfigParser()
        file.read(self.path(f"inbox/{ask['number']}.ini"), encoding="utf-8")
        return [file["ask"]["with-date"]]

    def test_bad_use(self):
        for words in (("serve", "--requests"), ("serve", "--requests", "--inbox", self.exchange),
                      ("serve", "--requests", "--inbox", self.scratch / "nowhere", self.path("feeds")),
                      ("serve", "--requests", "--inbox", self.exchange, self.scratch / "nowhere")):
            self.expect(BAD, *words, folder=None)
        # What would be left out, or needs a station, is refused.
        for words in (("--requests", "--inbox", self.exchange, self.path("feeds"), "--for", "m05"), (self.path("feeds"),),
                      ("--inbox", self.exchange)):
            self.expect(BAD, "serve", "--port", "0", *words)


if __name__ == "__main__":
    unittest.main()
