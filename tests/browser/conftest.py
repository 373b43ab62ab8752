"""One browser, one server and the demo case for all tests of the screens; skipped where no chromium is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.serving import ARGUMENTS, AT, WIDE, Served, Watched, admitted, chromium, make_demo, make_hostile, served
from rejoinder.case import new
from rejoinder.case.receiving import RECEIVED


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give the browser; it is closed before the other tests, which run event loops of their own."""
    path = chromium()
    if not path:
        pytest.skip("there is no chromium: install it, or name it by the variable CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def home(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the cases: `demo`, which nobody changes, `judged`, a copy to act on, and small ones.

    CASES may name a folder with a `demo` of another size, as bench.large makes one; all others in it are made anew.
    """
    kept = os.environ.get("CASES", "")
    folder = Path(kept or tmp_path_factory.mktemp("cases"))
    for name in ("judged", "hostile", "empty", "plain", "dropped", "long"):
        shutil.rmtree(folder / name, ignore_errors=True)
    if not kept:
        make_demo(folder / "demo", tmp_path_factory.mktemp("story"))
    shutil.copytree(folder / "demo", folder / "judged", copy_function=_linked)
    make_hostile(folder / "hostile", tmp_path_factory.mktemp("hostile"))
    for name in ("empty", "plain", "dropped", "long"):
        new(folder / name, at=AT)
    return folder


def _linked(source: str, target: str) -> None:
    """Copy a file of a case, or link what was received, which never changes and may be a hundred thousand files."""
    (os.link if RECEIVED in Path(source).parts else shutil.copy2)(source, target)


@pytest.fixture(scope="package")
def server(home: Path) -> Iterator[Served]:
    """Give the server that all tests share."""
    with served(home / "demo") as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, server: Served) -> Iterator[Callable[..., Page]]:
    """Give what opens an admitted page with these settings; whatever it asks elsewhere or says fails the test."""
    contexts: list[BrowserContext] = []
    watched = Watched(server.origin)

    def opened(**settings: object) -> Page:
        context = browser.new_context(**({"viewport": WIDE} | settings))  # type: ignore[arg-type]
        contexts.append(context)
        context.on("page", lambda page: watched.see(page))
        return admitted(context, server.address)

    yield opened
    for context in contexts:
        context.close()
    watched.nothing_happened()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Give an admitted page at the overview of the demo case."""
    return open_page()
