# SPDX-License-Identifier: LGPL-2.1-or-later
"""A change is told: the list, the question, the messages to paste, the group's robots, and who has seen it."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import pty
import re
import socket
import stat
import subprocess
import threading
import time
import unittest
import urllib.parse

from village import BAD, FINE, GENG, LANGUAGES, MONTH, Village, environment

KEY = "0123456789abcdef-secret-key"


class Robot(http.server.BaseHTTPRequestHandler):
    """A robot as WeCom and DingTalk have it: what it got is in server.got; server.mode says how it answers."""

    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.server.got.append((self.path, json.loads(self.rfile.read(size))))
        if self.server.mode == "hang":
            self.server.stop.wait(60)
            return
        if self.server.mode == "redirect":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()
            return
        answer = {"ok": b'{"errcode":0,"errmsg":"ok"}', "refuse": b'{"errcode":93000,"errmsg":"invalid webhook url"}',
                  "page": b"<html>hello</html>"}[self.server.mode]
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Published(Village):
    """A month that is official, and drafts that differ from it."""

    def setUp(self):
        super().setUp()
        # Whoever stays at home in these tests is nobody's mentor.
        text = self.path("station.ini").read_text(encoding="utf-8")
        self.path("station.ini").write_text(re.sub(r"^(mentor|together|cycle) = .*\n", "", text, flags=re.M), encoding="utf-8")
        self.expect(FINE, "publish", MONTH)

    def draft(self, n):
        """A draft in which n people, all others as far as there are enough, are at home for a day; a day loses one."""
        lines = self.path(f"rosters/{MONTH}.csv").read_text(encoding="utf-8-sig").splitlines()
        rows = [line.split(",") for line in lines]
        spare = [row for row in rows[1:] if row[1] == "day" and row[2] == "village"]
        taken, days = [], {}
        for row in spare:
            if len(taken) < n and row[0] not in days and (n > 5 or row[3] not in days.values()):
                days[row[0]] = row[3]
                taken.append(row)
        kept = [",".join(row[:8]) for row in rows if row not in taken and (row is rows[0] or row[-1] not in ("取消", "gone"))]
        self.path("drafts").mkdir(exist_ok=True)
        self.path(f"drafts/{MONTH}.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
        return taken

    def publish(self, *words, **options):
        done = self.run_geng("publish", MONTH, *words, **options)
        self.assertIn(done.returncode, (0, 2), done.stdout + done.stderr)
        return done.stdout + done.stderr


class Tell(Published):
    def test_change_list_and_messages(self):
        taken = self.draft(2)
        for language, off, heading in (("en", "off", "Changes:"), ("zh", "休", "变动")):
            said = self.publish("--dry-run", language=language)
            self.assertIn(heading, said)
            for row in taken:
                self.assertRegex(said, rf"{row[0]} {row[4]}  白班 村区网格 → {off}")
                # The station's language, whatever the terminal's is.
                self.assertIn(f"{row[4]}，你的班有变动：", said)
            self.assertIn("【大坟山沿村企区域联防队】2026年11月值班表有变动：", said)

    def test_nothing_changes_nothing_is_told(self):
        said = self.publish()
        self.assertNotIn("To paste:", said)
        self.assertFalse(self.path("contacts.csv").exists())

    def test_dry_run_writes_nothing(self):
        self.draft(9)
        before = self.files()
        self.assertIn("Nothing was written", self.publish("--dry-run"))
        answer = json.loads(self.run_geng("publish", MONTH, "--dry-run", "--json").stdout)
        self.assertEqual(len(answer["changes"]), 9)
        self.assertEqual(answer["messages"][0]["to"], "")
        self.assertEqual(self.files(), before)

    def test_many_changes_want_a_yes(self):
        self.draft(6)
        before = self.files()
        for language, words in (("en", "--yes"), ("zh", "--yes")):
            said = self.expect(BAD, "publish", MONTH, language=language)
            self.assertIn("6", said)
            self.assertIn(words, said)
        self.assertEqual(self.files(), before)
        self.assertIn("To paste", self.publish("--yes"))

    def test_the_setting(self):
        self.draft(6)
        self.edit("station.ini", "[feed]", "[publish]\nask-above = 6\n\n[feed]")
        self.publish()
        self.edit("station.ini", "ask-above = 6", "ask-above = 0")
        self.draft(8)
        self.assertIn("--yes", self.expect(BAD, "publish", MONTH))

    def on_terminal(self, answer, *words):
        """What geng says and answers where somebody sits."""
        own, other = pty.openpty()
        done = subprocess.Popen([GENG, *(words or ("publish", MONTH)), "-C", self.folder], stdin=other, stdout=other, stderr=other,
                                env=environment("en"))
        os.close(other)
        said = b""
        while b"[y/N]" not in said:
            said += os.read(own, 4096)
        os.write(own, answer)
        try:
            while True:
                said += os.read(own, 4096)
        except OSError:
            pass
        os.close(own)
        return done.wait(timeout=60), said.decode()

    def test_it_asks_on_a_terminal(self):
        self.draft(7)
        before = self.files()
        status, said = self.on_terminal(b"n\n")
        self.assertEqual(status, BAD)
        self.assertIn("7 official duties change. Publish? [y/N]", said)
        self.assertEqual(self.files(), before)
        status, said = self.on_terminal(b"y\n")
        self.assertIn(status, (0, 2))
        self.assertNotEqual(self.files("rosters"), {path: state for path, state in before.items() if path.startswith("rosters")})

    def test_taking_back_is_publishing(self):
        """Undone, a publication asks as one does, shows without writing, and says yes to nobody who did not."""
        told = {row[3] for row in self.draft(7)}
        self.publish("--yes")
        before = self.files()
        for language in LANGUAGES:
            said = self.expect(BAD, "undo", language=language)
            self.assertIn("7", said)
            self.assertIn("--yes", said)
        rehearsed = self.expect(FINE, "undo", "--dry-run")
        self.assertIn("would be taken back: publish", rehearsed)
        self.assertIn("To paste", rehearsed)
        messages = self.json(FINE, "undo", "--dry-run")["messages"]
        self.assertEqual((messages[0]["to"], len(messages)), ("", 1 + len(told)))
        status, said = self.on_terminal(b"n\n", "undo")
        self.assertEqual(status, BAD)
        self.assertIn("7 official duties change. Publish? [y/N]", said)
        self.assertEqual(self.files(), before)
        said = self.expect(FINE, "undo", "--yes")
        self.assertIn("is taken back: publish", said)
        self.assertIn("To paste", said)

    def test_no_message_names_a_kind_of_leave(self):
        taken = self.draft(3)
        with self.path("leave.csv").open("a", encoding="utf-8") as file:
            for row in taken:
                file.write(f"{row[3]},请假,{row[0]},,,,,,,病假住院,\n")
        self.publish()
        told = self.path(f"office/messages-{MONTH}.txt").read_text(encoding="utf-8")
        self.assertIn(taken[0][4], told)
        for word in ("假", "病", "住院", "000-0000"):
            self.assertNotIn(word, told)
        for name in ("contacts.csv", f"office/messages-{MONTH}.txt"):
            self.assertEqual(stat.S_IMODE(self.path(name).stat().st_mode), 0o600, name)

    def test_seen(self):
        taken = self.draft(3)
        names = [row[4] for row in taken]
        self.publish()
        for name in names:
            self.assertIn(name, self.expect(FINE, "seen"))
        self.assertNotIn(names[0], self.expect(FINE, "seen", names[0]))
        # As a chat copies it: the name, then the answer; or both in a line; chatter does not count.
        pasted = f"{names[1]}:\n收到\n\n路人甲：收到\n{names[2]}：什么时候的事\n"
        said = self.expect(FINE, "seen", "--paste", input=pasted, language="zh")
        self.assertIn("1", said)
        self.assertIn(names[2], said)
        self.assertNotIn(names[1], said)
        self.expect(FINE, "seen", "--paste", input=f"{names[2]}：收到，谢谢\n")
        self.assertIn("all who were told", self.expect(FINE, "seen"))

    def test_seen_by_nobody_we_know(self):
        before = self.files()
        for language in LANGUAGES:
            self.expect(BAD, "seen", language=language)
        self.draft(1)
        self.publish()
        self.expect(BAD, "seen", "谁谁谁")
        self.assertNotEqual(self.files(), before)


class AskAround(Published):
    """geng cover --ask: whom to ask, in turn."""

    def asked(self, *words, language="en", status=FINE):
        said = self.expect(status, "cover", self.who, self.day, *words, "--now", f"{self.day}T06:00", language=language)
        names = {row["姓名"] for row in self.rows("members.csv")}
        heads = [line for line in said.splitlines() if line.startswith("──")]
        return [name for line in heads for name in names if name in line], said

    def setUp(self):
        super().setUp()
        for row in self.rows(f"rosters/{MONTH}.csv"):
            if row["班次"] != "day" or row["岗位"] != "village":
                continue
            covers = json.loads(self.run_geng("cover", row["队员"], row["日期"], "--json", "--now",
                                              f"{row['日期']}T06:00").stdout or "[]")
            able = [cover["name"] for cover in covers if cover["possible"] and cover["gaps"] <= 0]
            if len(able) >= 5:
                self.who, self.day, self.able = row["姓名"], row["日期"], able
                return
        self.fail("the sample has no duty that five others could take")

    def test_in_turn(self):
        first, said = self.asked("--ask")
        self.assertEqual(first, self.able[:3])
        # The message is for the one it is sent to, and names neither who cannot come nor why.
        body = "\n".join(line for line in said.splitlines() if "缺人" in line)
        self.assertIn(f"{first[0]}，", body)
        self.assertNotIn(self.who, body)
        second, _said = self.asked("--ask", language="zh")
        self.assertEqual(second[:2], self.able[3:5])
        self.assertEqual(stat.S_IMODE(self.path("contacts.csv").stat().st_mode), 0o600)

    def test_who_said_no_is_not_asked_again(self):
        first, _said = self.asked("--ask")
        for _round in range(4):
            again, _said = self.asked("--declined", first[0])
            self.assertNotIn(first[0], again)
            self.assertTrue(again)
        words = [word for name in self.able for word in ("--declined", name)]
        for language, text in (("en", "Nobody is left"), ("zh", "没有人可问了")):
            names, said = self.asked(*words, language=language)
            self.assertEqual(names, [])
            self.assertIn(text, said)

    def test_bad_words(self):
        before = self.files()
        self.expect(BAD, "cover", self.who, self.day, "--declined", "谁谁谁", "--now", f"{self.day}T06:00")
        self.assertEqual(self.files(), before)
        self.path("contacts.csv").write_text("a,b\n", encoding="utf-8")
        for language in LANGUAGES:
            self.assertIn("contacts.csv:1", self.expect(BAD, "cover", self.who, self.day, "--ask", "--now",
                                                        f"{self.day}T06:00", language=language))


class Webhooks(Published):
    """The group's robots, against a server of our own."""

    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Robot)
        self.server.got, self.server.mode, self.server.stop = [], "ok", threading.Event()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.addCleanup(self.server.stop.set)

    def robot(self, kind, *lines, port=None):
        url = f"http://127.0.0.1:{port or self.server.server_port}/send?key={KEY}"
        self.path("secrets.ini").write_text("\n".join([f"[webhook 队群]\nkind = {kind}\nurl = {url}", *lines, ""]),
                                            encoding="utf-8")
        self.path("secrets.ini").chmod(0o600)

    def assert_secret(self, said):
        self.assertNotIn(KEY, said)
        self.assertNotIn("SECsecret", said)
        for path, (content, _time, _inode) in self.files().items():
            if path != "secrets.ini":
                self.assertNotIn(KEY.encode(), content, path)
        for path in self.path("log").rglob("*"):
            if path.is_file():
                self.assertNotIn(KEY.encode(), path.read_bytes(), path)
                self.assertNotIn(b"SECsecret", path.read_bytes(), path)

    def test_wecom(self):
        self.robot("wecom")
        taken = self.draft(1)
        said = self.publish()
        (path, message), = self.server.got
        self.assertEqual(path, f"/send?key={KEY}")
        self.assertEqual(message["msgtype"], "text")
        self.assertIn(taken[0][4], message["text"]["content"])
        self.assertIn("队群", said)
        self.assert_secret(said)

    def test_a_long_message_goes_in_pieces(self):
        self.robot("企业微信")
        self.draft(30)
        said = self.publish("--yes")
        self.assertGreater(len(self.server.got), 1)
        for number, (_path, message) in enumerate(self.server.got, 1):
            content = message["text"]["content"]
            self.assertLessEqual(len(content.encode()), 2048)
            self.assertTrue(content.startswith(f"({number}/{len(self.server.got)})"))
        self.assert_secret(said)

    def test_dingtalk_twenty_a_minute(self):
        """The twenty are counted for it as for the other kind."""
        self.robot("钉钉", "keyword = 通知")
        self.draft(30)
        self.publish("--yes")
        for _path, message in self.server.got:
            self.assertIn("通知", message["text"]["content"])
        sent = len(self.server.got)
        self.assertEqual(self.path("office/sent.ini").read_text(encoding="utf-8").count(";"), sent)
        self.path("office/sent.ini").write_text(f"[队群]\nsent=" + f"{int(time.time()) - 30};" * 20 + "\n", encoding="utf-8")
        self.server.got.clear()
        self.draft(1)
        self.assertIn("by hand", self.publish("--yes"))
        self.assertEqual(self.server.got, [])

    def test_dingtalk_signature_and_keyword(self):
        self.robot("钉钉", "secret = SECsecret", "keyword = 通知")
        self.draft(1)
        said = self.publish()
        (path, message), = self.server.got
        query = urllib.parse.parse_qs(urllib.parse.urlparse(path).query)
        stamp = query["timestamp"][0]
        self.assertLess(abs(int(stamp) / 1000 - time.time()), 3600)
        signed = hmac.new(b"SECsecret", f"{stamp}\nSECsecret".encode(), hashlib.sha256).digest()
        self.assertEqual(query["sign"][0], base64.b64encode(signed).decode())
        self.assertIn("通知", message["text"]["content"])
        self.assert_secret(said)

    def fails(self, *words):
        """The month is published all the same, and the captain is told to paste, in both languages' words."""
        for language, n in (("en", 1), ("zh", 2)):
            self.draft(n)
            said = self.publish(language=language)
            for word in words:
                self.assertIn(word, said)
            self.assertIn({"en": "by hand", "zh": "粘贴"}[language], said)
            self.assert_secret(said)

    def test_a_refusal_comes_as_200(self):
        self.server.mode = "refuse"
        self.robot("wecom")
        self.fails("93000 invalid webhook url")

    def test_another_page(self):
        self.server.mode = "page"
        self.robot("wecom")
        self.fails("队群")

    def test_no_redirect_is_followed(self):
        self.server.mode = "redirect"
        self.robot("wecom")
        self.fails("302")
        self.assertNotIn("/elsewhere", [path for path, _message in self.server.got])

    def test_nobody_there(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.robot("wecom", port=port)
        self.fails("队群")

    def test_one_that_hangs(self):
        self.server.mode = "hang"
        self.robot("wecom")
        self.draft(1)
        said = self.publish()
        self.assertIn("does not answer", said)
        self.assert_secret(said)
        self.draft(2)
        said = self.publish(language="zh")
        self.assertIn("没有回应", said)
        self.assertNotIn("does not answer", said)

    def test_twenty_a_minute_whichever_command_sends(self):
        """Nineteen went out half a minute ago: one more goes, the rest is for the captain; a minute later all go."""
        self.robot("wecom")
        self.path("office").mkdir(exist_ok=True)
        for ago, changes, gone, rest in ((30, 30, 1, True), (61, 1, 1, False)):
            then = int(time.time()) - ago
            self.path("office/sent.ini").write_text("[队群]\nsent=" + f"{then};" * 19 + "\n", encoding="utf-8")
            self.server.got.clear()
            self.draft(changes)
            said = self.publish("--yes")
            self.assertEqual(len(self.server.got), gone)
            self.assertEqual("by hand" in said, rest, said)
            self.assert_secret(said)
        # What is long past is dropped, and what went out now is remembered.
        sent = self.path("office/sent.ini").read_text(encoding="utf-8")
        self.assertEqual(sent.count(";"), 1)
        self.assertEqual(stat.S_IMODE(self.path("office/sent.ini").stat().st_mode), 0o600)

    def test_quiet(self):
        self.robot("wecom")
        self.draft(1)
        self.publish("--no-send")
        self.expect(FINE, "undo", "--no-send")
        self.assertEqual(self.server.got, [])
        # Taken back, taking back is a publication, too.
        self.expect(FINE, "undo", self.json(FINE, "log")[-1]["number"])
        self.assertEqual(len(self.server.got), 1)

    def test_others_may_not_read_the_secrets(self):
        self.robot("wecom")
        self.path("secrets.ini").chmod(0o644)
        self.draft(1)
        self.assertIn("secrets.ini", self.publish())
        self.assertEqual(stat.S_IMODE(self.path("secrets.ini").stat().st_mode), 0o600)

    def test_bad_secrets(self):
        for text in ("nonsense " + KEY, f"[webhook a]\nkind = fax\nurl = https://x/{KEY}\n",
                     f"[webhook a]\nkind = wecom\nurl = http://example.org/{KEY}\n", f"[webhook a]\nkind = wecom\n"):
            self.path("secrets.ini").write_text(text, encoding="utf-8")
            for language, n in (("en", 1), ("zh", 2)):
                self.draft(n)
                said = self.publish(language=language)
                self.assertIn("secrets.ini", said)
                self.assert_secret(said)


if __name__ == "__main__":
    unittest.main()
