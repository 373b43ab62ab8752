"""Acting: accept by keyboard and take it back, without JavaScript too, and many files at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import AT, WATCH, WIDE, Served, admitted, served
from rejoinder.case import open_case
from rejoinder.publish.acts import choose

LIMIT = 0.15
"""Seconds until an accepted card changes; a busy machine is given three times as long, as are the others."""
FILES = 500
BYTES = 20 << 20
"""Of all those files together."""
EACH = 1.0
"""Seconds within which a job that runs tells something new."""
MAILS = 100_000
"""Mails that take some seconds to read."""
STOPS = 2.0
"""Seconds until a job that was told to stop has stopped."""
ROWS = 5.0
"""Seconds until those files are sent and read; a busy machine is given six times as long."""


def reach(page: Page, words: str) -> None:
    """Press Tab until the button of these words is focused."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator("button:focus").count() and page.locator("button:focus").inner_text().startswith(words):
            return
    raise AssertionError(f"{words} is not reached by the keyboard")


def listed(page: Page) -> list[str]:
    """Give the heads of all rows of a list, over all its pages."""
    rows = page.locator("tbody th[scope=row]").all_inner_texts()
    while page.get_by_role("link", name="Next page").count():
        page.get_by_role("link", name="Next page").click()
        rows += page.locator("tbody th[scope=row]").all_inner_texts()
    return rows


def test_a_finding_is_accepted_by_keyboard_undone_and_survives_a_restart(browser: Browser, home: Path) -> None:
    with served(home / "judged") as running:
        page = admitted(browser.new_context(viewport=WIDE), running.address)
        page.goto(running.at("judged", "missing"))
        cards = page.locator("article.finding")
        first, second = cards.nth(0).get_attribute("id") or "", cards.nth(1).get_attribute("id") or ""
        card, state = page.locator(f"#{first}"), page.locator(f"#{first} .state")
        expect(state).to_have_text("To check")
        reach(page, "Accept")
        page.evaluate(WATCH, first)
        page.keyboard.press("Enter")
        took = page.evaluate("() => window.changed")
        expect(state).to_have_text("Accepted")
        print(f"the card changed after {took:.2f} s (limit {LIMIT} s)")
        assert took < LIMIT * 3
        assert page.evaluate("document.activeElement.id") == second.replace("card-", "finding-")
        expect(page.locator("#said")).to_have_text(re.compile(r"^Accepted\. [\d,]+ still to check\.$"))
        assert page.locator("#said").get_attribute("aria-live") == "polite"
        card.get_by_role("button", name="Undo").press("Enter")
        expect(state).to_have_text("To check")
        expect(page.locator("#said")).to_have_text(re.compile(r"^Taken back\."))
        card.get_by_role("button", name="Accept").press("Enter")
        expect(state).to_have_text("Accepted")
        page.context.close()
    with served(home / "judged") as again:
        page = admitted(browser.new_context(), again.address)
        page.goto(again.at("judged", "missing?show=accepted"))
        expect(page.locator(f"#{first} .state")).to_have_text("Accepted")
        page.locator(f"#{first}").get_by_role("button", name="Undo").click()
        expect(page.locator("#said")).to_have_text(re.compile(r"^Taken back\."))
        page.context.close()


def test_search_page_and_accept_work_without_javascript(server: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.get_by_role("search").get_by_role("searchbox").fill("committee kind:pdf")
    page.get_by_role("search").get_by_role("button").click()
    assert "q=committee" in page.url
    page.locator(".hits a").first.click()
    picture = page.locator(".sheet img").get_attribute("src") or ""
    assert page.request.get(server.origin + picture, headers={"Sec-Fetch-Site": "same-origin"}).status == 200
    assert page.locator("svg.over rect").count() > 0

    page.goto(server.at("judged", "missing"))
    card = page.locator("article.finding").first
    here = card.get_attribute("id")
    card.get_by_role("button", name="Accept").click()
    expect(page.locator("#said")).to_have_text(re.compile(r"^Accepted\."))
    page.goto(server.at("judged", "missing?show=accepted"))
    while not page.locator(f"#{here}").count():
        page.get_by_role("link", name="Next page").click()
    page.locator(f"#{here}").get_by_role("button", name="Undo").click()
    expect(page.locator("#said")).to_have_text(re.compile(r"^Taken back\."))
    expect(page.locator(f"#{here}")).to_have_count(0)


def test_files_are_added_without_javascript(server: Served, open_page: Callable[..., Page], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The water butts of plot seven were counted twice.")
    page = open_page(java_script_enabled=False)
    page.goto(server.at("plain", "add"))
    page.get_by_label("Choose files").set_input_files(note)
    page.get_by_label("Name of this batch").fill("notes")
    page.get_by_role("button", name="Add these files").click()
    expect(page.locator("#job .state").first).to_have_text("Done", timeout=15_000)
    page.get_by_role("link", name="See the documents").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def words_of(number: int, size: int) -> str:
    """Give a text of about so many bytes, unlike that of any other number."""
    line = (
        f"Note {number}: plot {number} was watered by the committee on day {{0}} of a dry spring, {number * 79} cans.\n"
    )
    lines: list[str] = []
    long = 0
    while long < size:
        lines.append(line.format(len(lines)))
        long += len(lines[-1])
    return "".join(lines)


def total_of(page: Page, address: str) -> int:
    """Give how many documents a list says there are."""
    page.goto(address)
    words = page.locator(".total").first.inner_text() if page.locator(".total").count() else ""
    digits = re.sub(r"[^\d]", "", words.partition("document")[0])
    return int(digits or 0)


def test_five_hundred_files_of_twenty_megabytes_are_five_hundred_rows_and_a_corrupt_one_says_why(
    server: Served, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    folder = tmp_path / "disclosure"
    for number in range(FILES - 1):
        path = folder / f"part {number % 5}" / f"note {number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words_of(number, BYTES // FILES))
    (folder / "part 0" / "letter.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    assert sum(path.stat().st_size for path in folder.rglob("*.*")) >= BYTES * 0.99
    page = open_page()
    page.goto(server.at("empty", "add"))
    page.get_by_label("Or a whole folder").set_input_files(folder)
    page.get_by_label("Name of this batch").fill("five hundred")
    expect(page.locator("#chosen")).to_have_text(f"Files chosen: {FILES}")
    began = time.monotonic()
    page.get_by_role("button", name="Add these files").click()
    other = page.context.new_page()
    expect(page.locator("#job")).to_be_visible(timeout=60_000)
    while total_of(other, server.at("empty", "documents")) < FILES - 1 and time.monotonic() - began < ROWS * 6:
        time.sleep(0.4)
    took = time.monotonic() - began
    other.close()
    expect(page.locator("#job .state").first).to_have_text("Done", timeout=60_000)
    whole = time.monotonic() - began
    print(f"{FILES} files of {BYTES >> 20} MB: rows after {took:.1f} s (limit {ROWS} s), compared after {whole:.1f} s")
    assert took < ROWS * 6
    refused = page.locator("tbody tr", has_text="letter.pdf")
    expect(refused).to_have_count(1)
    assert refused.locator("td").nth(1).inner_text().strip()
    page.goto(server.at("empty", "documents"))
    rows = listed(page)
    page.goto(server.at("empty", "documents?show=problems"))
    unread = listed(page)
    assert len(set(rows) | set(unread)) == FILES
    assert any("part 3" in row for row in rows), rows[0]
    assert [row for row in unread if "part 0/letter.pdf" in row]


def test_a_dropped_folder_keeps_its_sub_paths(server: Served, open_page: Callable[..., Page], tmp_path: Path) -> None:
    inner = tmp_path / "disclosure" / "minutes" / "spring"
    inner.mkdir(parents=True)
    (inner / "note.txt").write_text("The committee met under the pavilion.")
    page = open_page()
    page.goto(server.at("dropped", "add"))
    box = page.locator("#drop").bounding_box()
    assert box
    files = {"items": [], "files": [str(tmp_path / "disclosure")], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + 20, "y": box["y"] + 20}
        session.send("Input.dispatchDragEvent", {"type": kind, "data": files, **place})
    expect(page.locator("#chosen")).to_have_text("Files chosen: 1")
    page.get_by_label("Name of this batch").fill("dropped")
    page.get_by_role("button", name="Add these files").click()
    expect(page.locator("#job .state").first).to_have_text("Done", timeout=15_000)
    page.goto(server.at("dropped", "documents"))
    assert "minutes/spring/note.txt" in listed(page)[0]


def test_a_long_job_moves_survives_a_reload_and_stops_soon(
    server: Served, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    mails = tmp_path / "long.mbox"
    mails.write_text(
        "".join(
            f"From plot@wibbling.example Fri May  3 10:00:00 2024\nFrom: plot@wibbling.example\n"
            f"Subject: Water {number}\nMessage-ID: <{number}@wibbling.example>\n"
            f"Date: Fri, 03 May 2024 10:00:00 +0000\n\nButt {number} was empty again.\n\n"
            for number in range(MAILS)
        )
    )
    page = open_page()
    page.goto(server.at("long", "add"))
    page.get_by_label("Choose files").set_input_files(mails)
    page.get_by_label("Name of this batch").fill("long")
    page.get_by_role("button", name="Add these files").click()
    state = page.locator("#job .state").first
    expect(state).to_have_text("Running")
    moves(page, 3)
    page.reload()
    expect(state).to_have_text("Running")
    moves(page, 2)
    began = time.monotonic()
    page.get_by_role("button", name="Stop").click()
    expect(state).to_have_text("Stopped", timeout=STOPS * 3000)
    print(f"the job stopped after {time.monotonic() - began:.1f} s (limit {STOPS} s)")
    expect(page.get_by_role("button", name="Resume")).to_have_count(1)
    page.goto(server.at("long", "job"))
    expect(page.get_by_role("button", name="Resume")).to_have_count(1)


def moves(page: Page, times: int) -> None:
    """See the job tell something new so many times, each within a second of the last (a busy machine: three)."""
    for _ in range(times):
        before = page.locator("#job").inner_text()
        began = time.monotonic()
        expect(page.locator("#job")).not_to_have_text(before, timeout=EACH * 3000, use_inner_text=True)
        print(f"the job moved after {time.monotonic() - began:.1f} s (limit {EACH} s)")


def test_a_part_of_a_page_is_hidden_by_drawing_over_it(server: Served, home: Path, page: Page) -> None:
    page.goto(server.at("judged", "documents?q=committee+kind:pdf"))
    reference = (page.locator(".hits a").first.get_attribute("href") or "").split("/document/")[1].split("?")[0]
    choose(open_case(home / "judged"), [reference], at=AT)
    page.goto(server.at("judged", f"publish/{reference}"))
    expect(page.locator("#left-out:not([data-later])")).to_have_count(1)
    page.get_by_text("Draw over it").scroll_into_view_if_needed()
    sheet = page.locator("[data-mark] svg").bounding_box()
    assert sheet
    wide, high = (page.locator("[data-mark] svg").get_attribute("viewBox") or "").split()[2:]
    page.mouse.move(sheet["x"] + sheet["width"] / 2, sheet["y"] + sheet["height"] / 4)
    page.mouse.down()
    page.mouse.move(sheet["x"] + sheet["width"] / 4, sheet["y"] + sheet["height"] / 2, steps=4)
    page.mouse.up()
    told = page.get_by_label("Part of the page").input_value().rpartition(":")[2]
    drawn = [float(wide) / 4, float(high) / 4, float(wide) / 2, float(high) / 2]
    assert [float(one) for one in told.split(",")] == pytest.approx(drawn, abs=2)
    assert page.locator("button:focus").inner_text() == "Hide this part"
    page.keyboard.press("Enter")
    expect(page.locator("rect.drawn")).to_have_count(0)
    boxes = page.locator("[data-mark] svg rect").evaluate_all("all => all.map(one => +one.getAttribute('width'))")
    assert any(abs(one - float(wide) / 4) < 2 for one in boxes)
    page.get_by_role("row", name="Part of the page").get_by_role("button", name="Take back").click()
    expect(page.locator("[data-mark] rect.part")).to_have_count(0)


def test_the_settings_are_shown_before_the_locks_are_tried_and_what_is_typed_meanwhile_stays(
    browser: Browser, home: Path
) -> None:
    with served(home / "demo") as fresh:
        page = admitted(browser.new_context(), fresh.address)
        first = page.goto(fresh.at("demo", "settings"))
        assert first and 'id="locks" data-later' in first.text()
        page.get_by_label("Where it answers").fill("http://127.0.0.1:9/v1")
        expect(page.locator("#locks:not([data-later])")).to_contain_text("ways out are closed", timeout=30_000)
        assert page.get_by_label("Where it answers").input_value() == "http://127.0.0.1:9/v1"
        page.reload()
        expect(page.locator("#locks:not([data-later])")).to_have_count(1)
        page.context.close()
