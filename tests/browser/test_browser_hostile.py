"""A document that means harm is shown as its text: no element, no request, no dialog comes of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from browser.serving import HOSTILE, Served

WORDS = ("Wheelbarrow", "alert('script')", "javascript:alert('link')")


def test_a_hostile_document_is_text_and_nothing_else(server: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(server.at("hostile", "documents"))
    links = [link.get_attribute("href") or "" for link in page.locator("tbody th a").all()]
    assert len(links) == len(HOSTILE)
    shown = ""
    for path in [*links, "/case/hostile/overview", "/case/hostile/documents?q=wheelbarrow", "/case/hostile/missing"]:
        page.goto(server.origin + path)
        page.wait_for_timeout(100)
        expect(page.locator("main [onload], main [onerror], main script, main iframe, main object")).to_have_count(0)
        expect(page.locator("main img:not([src^='/case/hostile/']), main a[href^='javascript']")).to_have_count(0)
        expect(page.locator("form[action^='http'], meta[http-equiv], base, main circle, main animate")).to_have_count(0)
        assert page.evaluate("window.harmed === undefined")
        shown += page.locator("main").inner_text()
    assert [word for word in WORDS if word not in shown] == []
