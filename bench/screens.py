"""Pictures of every screen over the demo case, light and dark, wide and narrow: python -m bench.screens FOLDER."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.large import served

QUOTED = "I do not say that the committee is hiding the money. I say that somebody can find the minute that spent it."
"""Words of a post, one of them another: what an accuser might quote."""
WIDTHS = (1300, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def screens(page: Page, origin: str) -> dict[str, str]:
    """Give every screen's address by its name."""
    here = f"{origin}/case/demo"
    page.goto(f"{here}/documents?q=committee+kind:pdf")
    picture = page.locator(".hits a").first.get_attribute("href") or ""
    page.goto(f"{here}/documents?q=kind:message")
    message = page.locator(".hits a").first if page.locator(".hits a").count() else None
    page.goto(f"{here}/missing") if message is None else None
    path = (message or page.locator(".witness a").first).get_attribute("href") or ""
    page.goto(f"{here}/conversations")
    talk = page.locator(".listed a").first.get_attribute("href") or ""
    page.goto(f"{here}/missing")
    copies = page.locator("a[href*='/compare/']").first.get_attribute("href") or ""
    page.goto(f"{here}/redactions")
    covered = page.locator("main a[href*='/document/']").first.get_attribute("href") or ""
    page.goto(f"{here}/allegations")
    allegation = page.locator("th a").nth(1).get_attribute("href") or ""
    named = (
        "overview",
        "documents",
        "conversations",
        "missing",
        "redactions",
        "allegations",
        "batches",
        "quote",
        "locked",
        "send",
        "add",
        "job",
        "settings",
        "people",
    )
    made = {name: f"{here}/{name}" for name in named}
    return made | {
        "cases": f"{origin}/",
        "person": f"{here}/people/ezra@leek-post.example",
        "lanes": f"{here}/chronology/lanes",
        "who": f"{here}/chronology/who",
        "new": f"{origin}/new",
        "help": f"{origin}/help/start",
        "search": f"{here}/documents?q=water",
        "unread": f"{here}/documents?show=problems",
        "quoted": f"{here}/quote?{urlencode({'words': QUOTED})}",
        "compare": origin + copies,
        "covered": origin + covered,
        "allegation": origin + allegation,
        "cannot-tell": f"{here}/missing?show=cannot-tell",
        "conversation": origin + talk,
        "document": origin + picture,
        "message": origin + path,
        "thread": origin + path.split("?")[0].replace("/document/", "/thread/"),
    }


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
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=name != "missing")
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
