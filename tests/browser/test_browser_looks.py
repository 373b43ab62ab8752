"""Every screen for every reader: axe in light and dark, narrow and enlarged windows, the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from browser.serving import Served, crawled

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
SPACED = (
    "for (const e of document.querySelectorAll('body, body *')) { e.style.lineHeight = '1.5';"
    " e.style.letterSpacing = '0.12em'; e.style.wordSpacing = '0.16em'; }"
)
"""What WCAG 2.2, 1.4.12 lets a reader set."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = (
    "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
    " && !e.closest('.wide, svg, .hidden')).slice(0, 3).map(e => e.outerHTML.slice(0, 80))"
)
# What hides a part of its own words; the name of the case in the bar says so by an ellipsis and has it as its title.
CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis'
    && !e.closest('.hidden, .sheet, svg') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).slice(0, 3).map(e => e.outerHTML.slice(0, 80))"""
# A cell of a table whose words run into the next.
SPILT = """() => [...document.querySelectorAll('th, td')].filter(e => e.checkVisibility() && !e.closest('.hidden')
  && e.scrollWidth > e.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 80))"""
# A box holds the font's whole height, of which its digits leave more than 4 px empty.
OVERLAPPING = """() => {
  const labels = [...document.querySelectorAll('main svg text')].filter(e => e.checkVisibility());
  const boxes = labels.map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
  const overlapping = [];
  boxes.forEach(([first, a], i) => boxes.slice(i + 1).forEach(([second, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
      overlapping.push(`${first} / ${second}`);
  }));
  return [boxes.length, overlapping];
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const x = box.left + Math.min(box.width, 20) / 2, y = box.top + Math.min(box.height, 20) / 2;
  const over = document.elementFromPoint(x, y);
  const inline = e.matches('p a, li a, td a, dd a, th a, caption a, h2 a');
  return {
    what: e.outerHTML.slice(0, 90),
    ringed: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    seen: box.bottom > 0 && box.top < innerHeight && (!over || e.contains(over) || over.contains(e)
      || !!over.closest('label')),
    large: inline || (box.width >= 24 && box.height >= 24) || !!e.closest('label'),
  };
}"""


def faults_of(page: Page, address: str) -> list[str]:
    """Give what axe finds on a page."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{address}: {one['id']} {node['html'][:120]} {node['failureSummary'][:300]}"
        for one in found
        for node in one["nodes"][:3]
    ]


def test_axe_finds_no_fault_on_any_page_in_light_and_dark(server: Served, page: Page) -> None:
    found: list[str] = []
    for address in crawled(page, server):
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            found += [f"{scheme} {fault}" for fault in faults_of(page, address)]
    assert found == []


def test_nothing_scrolls_sideways_is_cut_or_overlaps_at_320_pixels_at_twice_the_size_or_with_text_spacing(
    server: Served, open_page: Callable[..., Page]
) -> None:
    found = []
    for name, width, scale in (("320 px", 320, 1), ("200 % zoom", 640, 2)):
        page = open_page(viewport={"width": width, "height": 500}, device_scale_factor=scale)
        for address in crawled(page, server):
            page.goto(address)
            for spacing in ("", "text spacing"):
                if spacing:
                    page.evaluate(SPACED)
                wide = page.evaluate(WIDEST) if page.evaluate(SIDEWAYS) > 0 else []
                cut, overlapping = [*page.evaluate(CUT), *page.evaluate(SPILT)], page.evaluate(OVERLAPPING)[1]
                if wide or cut or overlapping:
                    found.append((name, spacing, address, wide, cut, overlapping))
    assert found == []


def test_the_bar_is_one_row_above_980_pixels_in_every_language(server: Served, page: Page) -> None:
    rows = "new Set([...document.querySelectorAll('.bar > *')].map(e => e.getBoundingClientRect().bottom >> 5))"
    for language in ("en", "fr"):
        page.context.add_cookies([{"name": "language", "value": language, "url": server.origin}])
        page.goto(server.at("demo", "missing"))
        folded = {}
        for width in (1300, 1000, 981, 980):
            page.set_viewport_size({"width": width, "height": 900})
            folded[width] = page.evaluate(f"{rows}.size > 1")
        assert folded == {1300: False, 1000: False, 981: False, 980: True}, language


def test_every_stop_of_the_keyboard_is_visible_and_large_enough(server: Served, page: Page) -> None:
    found = set()
    for address in crawled(page, server):
        page.goto(address)
        for _ in range(25):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            wrong = tuple(name for name in ("ringed", "seen", "large") if not stop[name])
            if wrong:
                found.add((address.split("/")[-1], wrong, stop["what"]))
    assert found == set()


def test_no_two_labels_of_the_chart_overlap_at_any_width(server: Served, page: Page) -> None:
    for width in (1300, 900, 760, 500, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(server.at("demo", "overview"))
        boxes, overlapping = page.evaluate(OVERLAPPING)
        assert boxes > 3
        assert overlapping == [], width


def test_on_paper_there_is_the_content_alone_on_every_page(server: Served, page: Page) -> None:
    acting = ".bar, .skip, button, .button, .filters, .pager"
    seen = f"[...document.querySelectorAll('{acting}')].filter(e => e.checkVisibility())"
    dark = (
        "[document.body, ...document.querySelectorAll('main, .card, .notice, blockquote, .state')].map(e =>"
        " getComputedStyle(e).backgroundColor).filter(c => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(c))"
    )
    found = []
    for address in crawled(page, server):
        page.emulate_media(media="screen", color_scheme="dark")
        page.goto(address)
        page.set_viewport_size({"width": 660, "height": 900})
        page.emulate_media(media="print", color_scheme="dark")
        left = page.evaluate(f"{seen}.map(e => e.outerHTML.slice(0, 60))")
        if left or page.evaluate(dark) or page.evaluate(SIDEWAYS) > 0:
            found.append((address, left, page.evaluate(dark), page.evaluate(WIDEST)))
        headed = page.locator("main h1:visible, article.letter:visible")  # a letter is printed alone
        assert headed.count() == 1, address
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert found == []
    assert page.pdf().startswith(b"%PDF")


def test_longer_words_in_the_largest_letters_fit_320_pixels(server: Served, page: Page) -> None:
    for name, value in (("language", "fr"), ("size", "larger")):
        page.context.add_cookies([{"name": name, "value": value, "url": server.origin}])
    page.set_viewport_size({"width": 320, "height": 500})
    found = []
    for address in crawled(page, server):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "fr"
        if page.evaluate(SIDEWAYS) > 0:
            found.append((address, page.evaluate(WIDEST)))
    assert found == []
