# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Thunderbird's calendar reads of each feed: thunderbird.py FEED…

Its own parser inside a running Thunderbird without a window, driven by Marionette (JSON with a length before it, on a
loopback socket). A line an event: file, UID, start, end and summary, apart by tabs.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCRIPT = """
const { CalIcsParser } = ChromeUtils.importESModule("resource:///modules/CalIcsParser.sys.mjs");
const parser = new CalIcsParser();
parser.parseString(arguments[0]);
return parser.getItems().map(item => [item.id, Math.round(item.startDate.nativeTime / 1000000),
                                      Math.round(item.endDate.nativeTime / 1000000), item.title]);
"""


class Marionette:
    def __init__(self, port):
        for _ in range(600):
            with contextlib.suppress(OSError):
                self.link = socket.create_connection(("127.0.0.1", port), 120)
                break
            time.sleep(0.2)
        else:
            raise AssertionError("Thunderbird does not answer")
        self.number = 0
        self.receive()

    def receive(self):
        size = b""
        while not size.endswith(b":"):
            size += self.link.recv(1)
        text = b""
        while len(text) < int(size[:-1]):
            text += self.link.recv(int(size[:-1]) - len(text))
        return json.loads(text)

    def ask(self, name, **words):
        self.number += 1
        text = json.dumps([0, self.number, name, words])
        self.link.sendall(f"{len(text.encode())}:{text}".encode())
        _kind, _number, error, answer = self.receive()
        assert error is None, error
        return answer.get("value") if isinstance(answer, dict) else answer


def main(*paths):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        Path(folder, "user.js").write_text(f'user_pref("marionette.port", {port});\n'
                                           'user_pref("app.update.enabled", false);\n'
                                           'user_pref("mail.provider.suppress_dialog_on_startup", true);\n')
        running = subprocess.Popen(["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", folder],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "HOME": folder, "TZ": "America/New_York"})
        try:
            browser = Marionette(port)
            browser.ask("WebDriver:NewSession")
            browser.ask("Marionette:SetContext", value="chrome")
            for path in paths:
                text = Path(path).read_text(encoding="utf-8")
                for event in browser.ask("WebDriver:ExecuteScript", script=SCRIPT, args=[text]):
                    print(path, *event, sep="\t")
        finally:
            running.terminate()
            running.wait(60)


main(*sys.argv[1:])
