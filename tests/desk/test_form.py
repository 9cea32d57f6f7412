# SPDX-License-Identifier: LGPL-2.1-or-later
"""The form on a member's page, in a browser as wide as a phone and without a script: it reads well, and an ask gets through."""

import configparser
import re
import signal
import subprocess
import unittest

import page  # noqa: F401  (finds the village of the program's tests)
from browser import Browser
from village import FINE, GENG, MONTH, Village, environment


class Form(Village):
    def setUp(self):
        super().setUp()
        asks = self.scratch / "asks"
        self.run_geng("publish", MONTH, "--yes")
        self.expect(FINE, "inbox", "--from", asks, "--now", f"{MONTH}-03T12:00")
        self.asks = asks
        server = subprocess.Popen([GENG, "serve", "--requests", "--inbox", asks, "--port", "0", self.path("feeds")],
                                  stdout=subprocess.PIPE, text=True, env=environment("en"))
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.send_signal, signal.SIGTERM)
        port = re.search(r"port (\d+)", server.stdout.readline())[1]
        file = configparser.ConfigParser()
        file.read(self.path("phone-keys.ini"), encoding="utf-8")
        self.address = f"http://127.0.0.1:{port}/{file['tokens']['m05']}.html?k={file['keys']['m05']}"
        self.browser = Browser(size=(390, 800))
        self.addCleanup(self.browser.close)
        self.browser.open(self.address, "document.forms.length > 3")

    def test_reads_well(self):
        self.assertEqual(self.browser.axe(), [])
        self.assertLessEqual(self.browser.js("document.documentElement.scrollWidth"), 390)

    def test_an_ask_gets_through(self):
        form = "[...document.forms].find((one) => one.kind.value === 'leave')"
        self.browser.js(f"{form}.first.value = '{MONTH}-20'; {form}.text.value = '喝喜酒'")
        self.browser.click(f"{form}.querySelector('button')")
        self.browser.wait("!!document.querySelector('.news')")
        self.assertIn("已收到", self.browser.js("document.querySelector('.news').textContent"))
        # Loading the page again, and going back, sends nothing again.
        self.browser.call("Page.reload")
        self.browser.wait("document.readyState === 'complete'")
        self.browser.js("history.back()")
        self.browser.wait("document.readyState === 'complete'")
        self.assertEqual(len(list((self.asks / "new").glob("*.json"))), 1)
        self.expect(FINE, "inbox", "--from", self.asks, "--now", f"{MONTH}-03T12:00")
        self.browser.open(self.address, "document.forms.length > 3")
        self.assertIn("待答复", self.browser.js("document.body.innerText"))


if __name__ == "__main__":
    unittest.main()
