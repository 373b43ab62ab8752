"""The gate as a browser meets it: a token that vanishes, a strict policy, and strangers refused."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from browser.serving import Served, admitted, crawled, served
from rejoinder.case import open_case

LIMIT = 1.5
"""Seconds until `rejoinder open` answers; a busy machine is given three times as long."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def asked(server: Served, method: str, path: str, headers: dict[str, str]) -> int:
    """Give the status of a request made without a browser, with the cookie of one that was admitted."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def cookie(page: Page) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def test_open_answers_soon_and_the_address_holds_no_token(browser: Browser, home: Path) -> None:
    with served(home / "demo") as running:
        print(f"rejoinder open printed its address after {running.seconds:.2f} s (limit {LIMIT} s)")
        page = admitted(browser.new_context(), running.address)
        assert urlsplit(page.url).path == "/case/demo/overview"
        assert "token" in running.address
        assert "token" not in page.url
        assert "token" not in page.evaluate("performance.getEntriesByType('navigation')[0].name")
        kept = page.context.cookies()[0]
        assert (kept.get("httpOnly"), kept.get("sameSite")) == (True, "Strict")
        page.context.close()
    assert running.seconds < LIMIT * 3


def test_a_rebound_name_and_a_stranger_without_the_cookie_are_refused(server: Served, page: Page) -> None:
    known = {"Cookie": cookie(page), "Sec-Fetch-Site": "same-origin"}
    path = "/case/demo/overview"
    assert asked(server, "GET", path, known) == 200
    assert asked(server, "GET", path, known | {"Host": f"rebound.example:{server.port}"}) == 403
    assert asked(server, "GET", path, known | {"Host": "rebound.example"}) == 403
    assert asked(server, "GET", path, {"Sec-Fetch-Site": "same-origin"}) == 403


def test_a_foreign_page_can_neither_frame_nor_show_nor_post(
    server: Served, home: Path, browser: Browser, page: Page
) -> None:
    page.goto(server.at("demo", "missing"))
    act = page.locator("form[action$='/accept']").first.get_attribute("action")
    before = open_case(home / "demo").journal.head()
    # Another port of the same machine is the same site: the strict cookie is sent, and only the gate refuses.
    foreign = "http://127.0.0.1:45999/attack"
    context = browser.new_context()
    admitted(context, server.address)
    context.route(
        foreign,
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<iframe src='{server.at('demo', 'overview')}'></iframe><img src='{server.origin}/static/icon.svg'>"
            f"<form method=post action='{server.origin}{act}'><button>send</button></form>",
        ),
    )
    attack = context.new_page()
    attack.goto(foreign)
    attack.wait_for_load_state("load")
    assert attack.evaluate("document.images[0].naturalWidth") == 0
    assert all("In numbers" not in frame.content() for frame in attack.frames[1:])
    with attack.expect_response(lambda reply: reply.request.method == "POST") as told:
        attack.get_by_text("send").click()
    assert told.value.status == 403
    assert open_case(home / "demo").journal.head() == before
    context.close()


def test_every_page_has_the_policy_and_nothing_inline(server: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    for address in crawled(page, server):
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, answer.headers["content-security-policy"]) == (200, POLICY), address
        inline = page.evaluate(
            "[...document.querySelectorAll('script:not([src]), style, [style]')].length"
            " + [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))).length"
        )
        assert inline == 0, address
