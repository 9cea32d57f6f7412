# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian's chromium without a screen, told what a person would do: the DevTools protocol over a WebSocket."""

import base64
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import websocket

sys.path.append(str(Path(__file__).parent.parent / "readers"))
from modules import node_modules  # noqa: E402

PATIENCE = 240
SHIFT, CONTROL = 8, 2
# The protocol's code for a page that is left while it is asked.
NAVIGATED = -32000


class Gone(RuntimeError):
    """The page was left."""


class Browser:
    def __init__(self, size=(1366, 768), dark=False, language="en"):
        self.profile = tempfile.mkdtemp(prefix="geng-chromium-")
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={self.profile}",
             f"--window-size={size[0]},{size[1]}", f"--lang={language}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.number, self.events = 0, []
        self.link = websocket.create_connection(self.find_page(), timeout=PATIENCE, suppress_origin=True)
        for domain in ("Page", "Runtime", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)
        if dark:
            self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])

    def find_page(self):
        import urllib.request
        end = time.monotonic() + PATIENCE
        port = Path(self.profile, "DevToolsActivePort")
        while time.monotonic() < end:
            try:
                number = port.read_text().split()[0]
                with urllib.request.urlopen(f"http://127.0.0.1:{number}/json") as answer:
                    pages = [page for page in json.load(answer) if page["type"] == "page"]
                if pages:
                    return pages[0]["webSocketDebuggerUrl"]
            except (OSError, IndexError):
                pass
            time.sleep(0.05)
        raise TimeoutError("chromium does not start")

    def close(self):
        self.link.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **parameters):
        self.number += 1
        self.link.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.link.recv())
            if answer.get("id") == self.number:
                if answer.get("error", {}).get("code") == NAVIGATED:
                    raise Gone(answer["error"]["message"])
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def js(self, text):
        """What an expression is worth; one that is promised is waited for."""
        result = self.call("Runtime.evaluate", expression=text, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", str(result)))
        return result["result"].get("value")

    def wait(self, text, what=None):
        """Until the expression is true, also where the browser goes to another page meanwhile."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                value = self.js(text)
            except Gone:
                value = None
            if value:
                return value
            time.sleep(0.02)
        raise TimeoutError(f"{what or text}: {self.js('document.body.innerText')[:2000]}")

    def open(self, address, ready):
        self.call("Page.navigate", url=address)
        self.wait(ready)

    def faults(self):
        """What the page's scripts did not expect."""
        self.js("1")
        return [str(event["params"]["exceptionDetails"]) for event in self.events if event["method"] == "Runtime.exceptionThrown"]

    def axe(self):
        """What stands in the way of a screen reader."""
        self.call("Page.setBypassCSP", enabled=True)
        self.js((node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8") + "; true")
        return self.js("axe.run(document, { resultTypes: ['violations'] })"
                       ".then((all) => all.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3)"
                       ".map((node) => node.html + ' ' + node.failureSummary).join('; ')))")

    # -- hands --

    def place(self, selector):
        """The middle of what is found, scrolled into view."""
        found = self.js(f"""(() => {{ const node = {selector}; if (!node) return null;
            node.scrollIntoView({{ block: "nearest", inline: "nearest" }});
            const box = node.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()""")
        assert found, selector
        return found

    def mouse(self, kind, place, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], **more)

    def click(self, selector, modifiers=0):
        place = self.place(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, place, button="left", clickCount=1, modifiers=modifiers)

    def drag(self, *selectors):
        places = [self.place(selector) for selector in selectors]
        self.mouse("mouseMoved", places[0])
        self.mouse("mousePressed", places[0], button="left", clickCount=1)
        for before, place in zip(places, places[1:]):
            for part in (0.3, 0.7, 1):
                self.mouse("mouseMoved", [a + (b - a) * part for a, b in zip(before, place)], button="left", buttons=1)
        self.mouse("mouseReleased", places[-1], button="left", clickCount=1)

    CODES = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27, "Enter": 13, "Tab": 9, "Delete": 46}

    def key(self, key, modifiers=0):
        code = self.CODES.get(key, ord(key.upper()) if len(key) == 1 and key.isascii() else 0)
        text = key if len(key) == 1 and not modifiers & CONTROL else None
        down = {"type": "keyDown" if text else "rawKeyDown", "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        if text:
            down["text"] = text
        self.call("Input.dispatchKeyEvent", **down)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code, modifiers=modifiers)

    def clipboard(self, kind, text=""):
        """Copies or pastes where the focus is; what was copied."""
        return self.js(f"""(() => {{ const data = new DataTransfer(); if ({json.dumps(text)}) data.setData("text/plain", {json.dumps(text)});
            document.activeElement.dispatchEvent(new ClipboardEvent({json.dumps(kind)}, {{ clipboardData: data, bubbles: true, cancelable: true }}));
            return data.getData("text/plain"); }})()""")

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        Path(path).write_bytes(base64.b64decode(data))
