"""Pictures of every screen over the demo case, light and dark, wide and narrow: python -m bench.screens FOLDER.

Every kind of page that a link leads to is drawn, so that none that comes later is forgotten.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.crawl import crawled
from bench.large import served
from rejoinder.write.letters import KINDS

QUOTED = "I do not say that the committee is hiding the money. I say that somebody can find the minute that spent it."
"""Words of a post, one of them another: what an accuser might quote."""
WIDTHS = (1300, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def screens(page: Page, origin: str) -> dict[str, str]:
    """Give every screen's address by its name: one of each page that a link leads to, every letter, and some more."""
    told: dict[str, str] = {}

    def fetched(address: str) -> str:
        answer = page.request.get(origin + address)
        told[address] = answer.text() if "text/html" in answer.headers.get("content-type", "") else ""
        return told[address]

    found: dict[str, str] = {}
    for kind, address in crawled("/case/demo/overview", fetched, "demo"):
        found.setdefault(name_of(kind), address)
    here = f"{origin}/case/demo"
    letters = {f"letter {name}": f"{here}/letters/{name}" for name in KINDS}
    return {name: origin + address for name, address in found.items() if told.get(address)} | letters | {
        "overview": f"{here}/overview",
        "cannot tell": f"{here}/missing?show=cannot-tell",
        "checked bundle": f"{here}/bundle/check",
        "job": f"{here}/job",
        "person": f"{here}/people/ezra@leek-post.example",
        "quotation": f"{here}/quote?{urlencode({'words': QUOTED})}",
        "search": f"{here}/documents?q=water",
    }  # fmt: skip


def name_of(kind: str) -> str:
    """Give a file's name for a kind of page: the words of its path."""
    return " ".join(re.findall(r"\w+", kind.partition("?")[0].removeprefix("/case/{case}"))) or "cases"


def draw(browser: Browser, address: str, folder: Path) -> int:
    """Write the pictures, and give how many."""
    written = 0
    whole = urlsplit(address)
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(address)
            for name, place in screens(page, f"{whole.scheme}://{whole.netloc}").items():
                page.goto(place)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=not name.startswith("missing"))
                written += 1
            context.close()
    return written


def main() -> None:
    """Make the demo case and write its pictures into the folder given."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m bench.screens FOLDER")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("There is no chromium: install it, or name it by the variable CHROMIUM.")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        case = Path(beside) / "demo"
        subprocess.run(
            [sys.executable, "-m", "rejoinder.cli", "demo", str(case), "--no-open"], stdout=subprocess.DEVNULL
        )
        with served(case) as (_, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            print(f"{draw(browser, address, folder)} pictures in {folder}")
            browser.close()


if __name__ == "__main__":
    main()
