"""Searching and reading: the words in the address, the hit on its page, the text under the picture."""

from __future__ import annotations

import time
from urllib.parse import quote_plus

from playwright.sync_api import Page, expect

from browser.serving import Served

LIMIT = 0.3
"""Seconds until a search shows its hits; a busy machine is given three times as long."""


def search(page: Page, words: str) -> None:
    """Search as a person does, by the bar above every page."""
    page.get_by_role("search").get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address.endswith(f"/documents?q={quote_plus(words)}"))


def test_a_search_is_in_the_address_and_reload_and_back_restore_it(page: Page) -> None:
    began = time.monotonic()
    search(page, "water")
    water = page.locator(".total").inner_text()
    print(f"the search showed its hits after {time.monotonic() - began:.2f} s (limit {LIMIT} s)")
    assert time.monotonic() - began < LIMIT * 3
    assert page.url.endswith("/documents?q=water")
    expect(page.locator(".snippet mark").first).to_have_text("water", ignore_case=True)
    search(page, "minutes")
    assert page.locator(".total").inner_text() != water
    page.reload()
    assert page.get_by_role("searchbox").first.input_value() == "minutes"
    page.go_back()
    assert page.url.endswith("/documents?q=water")
    assert page.locator(".total").inner_text() == water
    assert page.get_by_role("searchbox").first.input_value() == "water"


def test_a_hit_opens_on_its_page_with_a_rectangle_for_every_word_that_matched(page: Page) -> None:
    search(page, "committee kind:pdf")
    links = [link.get_attribute("href") or "" for link in page.locator(".hits a").all()[:5]]
    assert links
    for link in links:
        page.goto(page.url.split("/case/")[0] + link)
        words = page.locator("svg.over tspan").all_text_contents()
        matched = [word for word in words if "committee" in word.lower().split("’")[0].split("'")[0]]
        assert page.locator("svg.over rect").count() == len(matched) > 0
        expect(page.locator("#hit")).to_have_count(1)
        far = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('svg.over rect')].map(r => {
              const a = r.getBoundingClientRect();
              return Math.min(...[...document.querySelectorAll('svg.over tspan')].map(t => {
                const b = t.getBoundingClientRect();
                return Math.max(Math.abs(a.left - b.left), Math.abs(a.right - b.right));
              }));
            }))"""
        )
        assert far <= 2, f"a rectangle is {far} px from its word"


def test_two_lines_copied_from_a_picture_are_the_text_of_the_page(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    search(page, "committee kind:pdf")
    page.locator(".hits a").first.click()
    page.locator("details.page-text").evaluate("e => { e.open = true }")
    text = page.locator("details.page-text .zone").inner_text()
    page.locator("details.page-text").evaluate("e => { e.open = false }")
    page.evaluate(
        """() => {
          const lines = document.querySelectorAll('svg.over text');
          getSelection().setBaseAndExtent(lines[1], 0, lines[2], lines[2].childNodes.length);
        }"""
    )
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    wanted = page.locator("svg.over text").nth(1).text_content()
    assert copied.split()
    assert (wanted or "").split() == copied.split()[: len((wanted or "").split())]
    assert " ".join(copied.split()) in " ".join(text.split())


def test_the_citation_gives_reference_page_and_words(page: Page) -> None:
    search(page, "committee kind:pdf")
    page.locator(".hits a").first.click()
    cited = page.get_by_label("Citation as plain text").input_value()
    reference = page.url.split("/document/")[1].split("?")[0]
    assert reference in cited
    assert "page" in cited
    assert "committee" in cited.lower()


def test_the_numbers_of_the_overview_are_the_rows_behind_them(server: Served, page: Page) -> None:
    figures = [
        (figure.get_attribute("href") or "", int(figure.locator("strong").inner_text().replace(",", "")))
        for figure in page.locator(".figures a").all()
    ]
    assert len(figures) == 5
    for address, number in figures:
        page.goto(server.origin + address)
        rows = 0
        while True:
            rows += page.locator("tbody tr, article.finding").count()
            following = page.get_by_role("link", name="Next page")
            if not following.count():
                break
            following.click()
        assert rows == number, address


def test_the_browser_keeps_nothing(page: Page) -> None:
    search(page, "water")
    page.locator(".hits a").first.click()
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert kept == [0, 0, 0, 0, 0]
