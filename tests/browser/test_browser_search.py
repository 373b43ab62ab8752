"""Searching and reading: the words in the address, the hit on its page, the text under the picture."""

from __future__ import annotations

from urllib.parse import quote_plus, urljoin

from lxml import html
from playwright.sync_api import Page, expect

from browser.serving import PAINTED, WATCH, Served, crawled

LIMIT = 0.3
"""Seconds until a search shows its hits; a busy machine is given three times as long."""


# How far each side of each rectangle is from the ink of its word on the picture, in pixels of the screen. The ink of a
# word goes on as long as there is more within 2 px: letters stand closer to each other, words further apart.
FROM_INK = """() => {
  const image = document.querySelector('.sheet img'), frame = image.getBoundingClientRect(), near = 2, far = 12;
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d', { willReadFrequently: true });
  [canvas.width, canvas.height] = [image.clientWidth, image.clientHeight];
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const edge = (inked, from, step) => {
    let last = from - near * step;
    for (let at = last; Math.abs(at - last) <= near && Math.abs(at - from) <= far; at += step) if (inked(at)) last = at;
    return last;
  };
  return [...document.querySelectorAll('svg.over rect')].map(rectangle => {
    const box = rectangle.getBoundingClientRect(), deep = 12;
    const [left, right] = [box.left - frame.left, box.right - frame.left];
    const [top, bottom] = [box.top - frame.top, box.bottom - frame.top];
    const [x, y] = [Math.round(left) - deep, Math.round(top) - deep];
    const [wide, high] = [Math.round(right) + deep - x, Math.round(bottom) + deep - y];
    const pixels = pen.getImageData(x, y, wide, high).data;
    const dark = (column, row) => pixels[4 * ((row - y) * wide + column - x)] < 176;
    const rows = [...Array(Math.round(bottom - top)).keys()].map(one => Math.round(top) + one);
    const columns = [...Array(Math.round(right - left)).keys()].map(one => Math.round(left) + one);
    const inColumn = column => rows.some(row => dark(column, row));
    const inRow = row => columns.some(column => dark(column, row));
    return [left - edge(inColumn, Math.round(left), -1), right - 1 - edge(inColumn, Math.round(right) - 1, 1),
            top - edge(inRow, Math.round(top), -1), bottom - 1 - edge(inRow, Math.round(bottom) - 1, 1)];
  });
}"""


def search(page: Page, words: str) -> None:
    """Search as a person does, by the bar above every page."""
    page.get_by_role("search").get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address.endswith(f"/documents?q={quote_plus(words)}"))


def test_a_search_is_in_the_address_and_reload_and_back_restore_it(page: Page) -> None:
    page.evaluate(WATCH, "")
    search(page, "water")
    took = page.evaluate(PAINTED)
    print(f"the search showed its hits after {took:.2f} s (limit {LIMIT} s)")
    assert took < LIMIT * 3
    water = page.locator(".total").inner_text()
    assert page.url.endswith("/documents?q=water")
    expect(page.locator(".snippet mark").first).to_have_text("water", ignore_case=True)
    search(page, "frog")
    assert page.locator(".total").inner_text() != water
    page.reload()
    assert page.get_by_role("searchbox").first.input_value() == "frog"
    page.go_back()
    assert page.url.endswith("/documents?q=water")
    assert page.locator(".total").inner_text() == water
    assert page.get_by_role("searchbox").first.input_value() == "water"


def test_a_hit_opens_on_its_page_with_a_rectangle_on_the_ink_of_every_word_that_matched(page: Page) -> None:
    search(page, "committee kind:pdf")
    links = [link.get_attribute("href") or "" for link in page.locator(".hits a").all()[:5]]
    assert links
    for link in links:
        page.goto(page.url.split("/case/")[0] + link)
        words = page.locator("svg.over tspan").all_text_contents()
        matched = [word for word in words if "committee" in word.lower().split("’")[0].split("'")[0]]
        expect(page.locator("#hit")).to_have_count(1)
        page.locator(".sheet img").evaluate("image => image.decode()")
        sides = page.evaluate(FROM_INK)
        assert len(sides) == len(matched) > 0
        assert [one for one in sides if max(map(abs, one)) > 2] == [], "left, right, top, bottom in pixels from the ink"


def test_two_lines_selected_with_the_mouse_are_copied_as_the_page_has_them(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    search(page, "committee kind:pdf")
    page.locator(".hits a").first.click()
    page.locator("details.page-text").evaluate("e => { e.open = true }")
    text = page.locator("details.page-text .zone").inner_text().split("\n")
    page.locator("details.page-text").evaluate("e => { e.open = false }")
    lines = page.locator("svg.over text")
    first = next(at for at in range(lines.count()) if len((lines.nth(at).text_content() or "").split()) > 4)
    lines.nth(first).scroll_into_view_if_needed()
    begin = lines.nth(first).locator("tspan").first.bounding_box()
    end = lines.nth(first + 1).locator("tspan").last.bounding_box()
    assert begin and end
    page.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.move(end["x"] + end["width"] - 0.5, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    at = text.index((lines.nth(first).text_content() or "").strip())
    assert [line.strip() for line in copied.strip().splitlines()] == [line.strip() for line in text[at : at + 2]]


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
        rows, following = 0, server.origin + address
        while following:
            drawn = html.fromstring(page.request.get(following, headers={"Sec-Fetch-Site": "same-origin"}).body())
            rows += len(drawn.findall(".//tbody/tr"))
            rows += sum("finding" in one.get("class", "").split() for one in drawn.iter("article"))
            following = "".join(urljoin(following, one.get("href", "")) for one in drawn.iterfind(".//a[@rel='next']"))
        assert rows == number, address


def test_the_browser_keeps_nothing_whatever_was_looked_at(server: Served, page: Page) -> None:
    for address in crawled(page, server):
        page.goto(address)
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert kept == [0, 0, 0, 0, 0]
    assert {cookie["name"] for cookie in page.context.cookies()} == {f"rejoinder-{server.port}"}
    assert all(cookie["httpOnly"] for cookie in page.context.cookies())
