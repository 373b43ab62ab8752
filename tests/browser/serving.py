"""Rejoinder as its user starts it, the cases it serves, and the browser that watches what a page does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import BrowserContext, Dialog, Page, ViewportSize

from rejoinder.case import Case, Delivery, audit, new, receive
from rejoinder.case.allegations import confirm, take_letter
from rejoinder.demo import write_demo

AT = "2024-07-01T09:00:00+00:00"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE: ViewportSize = {"width": 1300, "height": 900}
HARM = (
    "<script>window.harmed = 1; alert('script')</script><form action='http://evil.example/'><button>go</button></form>"
    "<img src='http://evil.example/pixel.png' onerror='window.harmed = 1'><a href=\"javascript:alert('link')\">link</a>"
    "<svg onload='window.harmed = 1'><circle r='9'/></svg><meta http-equiv='refresh' content='0;http://evil.example/'>"
    "<iframe src='http://evil.example/'></iframe><base href='http://evil.example/'>"
)
_HEAD = (
    'From: "<img src=x onerror=alert(1)>" <barrow@wibbling.example>\r\nTo: plot@wibbling.example\r\n'
    "Date: Fri, 03 May 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
)
HOSTILE = {
    "page.html": f"<html><body><p>Wheelbarrow one</p>{HARM}</body></html>",
    "plain.txt": f"Wheelbarrow two\n{HARM}",
    "mail.eml": f"{_HEAD}Subject: <svg onload=alert(2)>\r\nMessage-ID: <one@wibbling.example>\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Wheelbarrow three</p>{HARM}",
    "written.eml": f"{_HEAD}Subject: Wheelbarrow\r\nMessage-ID: <two@wibbling.example>\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\nWheelbarrow four\r\n{HARM}",
    "<img src=x onerror=alert(3)>.txt": "Wheelbarrow five",
}
"""Files that would do something if any of their words became part of a page."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")


def chromium() -> str:
    """Give the path of the browser; nothing where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: the address it printed, and how long it took to print it."""

    address: str
    seconds: float

    @property
    def origin(self) -> str:
        """Give scheme, host and port."""
        whole = urlsplit(self.address)
        return f"{whole.scheme}://{whole.netloc}"

    @property
    def port(self) -> int:
        """Give the port."""
        return urlsplit(self.address).port or 0

    def at(self, case: str, rest: str) -> str:
        """Give the address of a screen of a case."""
        return f"{self.origin}/case/{quote(case)}/{rest}"


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a case or a folder of cases by the command itself, and end it."""
    began = time.monotonic()
    command = [sys.executable, "-m", "rejoinder.cli", "open", str(folder), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = _ADDRESS.search(running.stdout.readline())
            assert found, "rejoinder open printed no address"
            yield Served(found[0], time.monotonic() - began)
        finally:
            running.terminate()
            running.wait(10)


def make_demo(folder: Path, story: Path) -> Case:
    """Give the demo case, received and audited."""
    written = write_demo(story)
    case = new(folder, at=AT, subject=written.subject, controller=written.controller, regime=written.regime)
    for batch in written.batches:
        delivery = Delivery(batch.name, batch.sender, batch.date, batch.own)
        receive(case, [batch.folder], delivery, at=AT)
    audit(case)
    take_letter(case, written.reasons, at=AT)
    confirm(case, [], at=AT)
    return case


def make_hostile(folder: Path, source: Path) -> Case:
    """Give a case of files that mean harm."""
    for name, words in HOSTILE.items():
        (source / name).write_text(words, newline="")
    case = new(folder, at=AT, subject="<script>alert(4)</script>")
    receive(case, [source], Delivery("<b>batch</b>", "", "2024-06-30"), at=AT)
    return case


@dataclass
class Watched:
    """What a page asked for and complained of."""

    origin: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def see(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("dialog", self._dismissed)

    def _dismissed(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _asked(self, address: str) -> None:
        if not address.startswith((f"{self.origin}/", "data:", "blob:")):
            self.foreign.append(address)

    def nothing_happened(self) -> None:
        """Fail where a page asked elsewhere, complained or opened a dialog."""
        assert (self.foreign, self.complaints, self.dialogs) == ([], [], [])


def admitted(context: BrowserContext, address: str) -> Page:
    """Give a page of this context to which the printed address has been opened."""
    page = context.new_page()
    page.goto(address)
    return page


WATCH = """card => {
  const since = () => (performance.timeOrigin + performance.now() - Number(window.name)) / 1000;
  const words = () => document.getElementById(card)?.querySelector('.state').textContent;
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter') window.name = String(performance.timeOrigin + event.timeStamp);
  }, true);
  window.changed = new Promise(told => {
    const before = words();
    new MutationObserver((_, look) => {
      if (words() === before) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => told(since())));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}"""
"""Notes when Enter is pressed, and when the browser has painted another state of a card; the name of a window stays
when it shows a new page. Asked from outside, an answer comes a tenth of a second late."""
PAINTED = """() => new Promise(told => new PerformanceObserver(list => list.getEntries().forEach(shown => {
  if (shown.name === 'first-contentful-paint')
    told((performance.timeOrigin + shown.startTime - Number(window.name)) / 1000);
})).observe({ type: 'paint', buffered: true }))"""
"""Seconds from Enter until the browser had painted the page that it led to."""


def crawled(page: Page, server: Served) -> list[str]:
    """Give the screens to look at: each reached from the pages themselves."""
    page.goto(server.at("demo", "documents"))
    document = page.locator("th a").first.get_attribute("href") or ""
    page.goto(server.at("demo", "documents?q=kind:pdf"))
    hit = page.locator(".hits a").first.get_attribute("href") or ""
    page.goto(server.at("demo", "allegations"))
    allegation = page.locator("th a").nth(1).get_attribute("href") or ""
    page.goto(server.at("demo", "missing?show=to-check"))
    copies = page.locator("a[href*='/compare/']").all()[:1]
    thread = document.replace("/document/", "/thread/")
    names = (
        "overview",
        "documents",
        "documents?q=water",
        "documents?show=problems",
        "missing",
        "missing?show=accepted",
        "missing?show=cannot-tell",
        "redactions",
        "allegations",
        "batches",
        "conversations",
        "quote",
        "quote?words=I+say+that+somebody+can+find+the+minute+that+spent+it",
        "send",
        "add",
        "add?own=yes",
        "job",
        "settings",
        "locked",
        "people",
        "people/chair@lower-wibbling.example",
        "chronology/lanes",
        "chronology/lanes?by=party",
        "chronology/who",
        "clocks",
        "letters",
        "letters/controller-complaint",
        "procedure",
        "procedure?pack=art15_answer",
        "correspondence",
        "publish?find=letters",
        "bundle",
        "bundle?profile=family_pd27a_2026",
    )
    return [
        f"{server.origin}/",
        f"{server.origin}/new",
        f"{server.origin}/help/start",
        f"{server.origin}/help/grades",
        f"{server.origin}/law/uk-access",
        *(server.at("demo", name) for name in names),
        *(server.origin + path for path in (document, hit, thread, allegation)),
        *(server.origin + (link.get_attribute("href") or "") for link in copies),
    ]
