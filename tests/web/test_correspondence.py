"""Messages by day, and who wrote to whom: each number is that of the rows it leads to."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from cli.calling import call
from conftest import NOW, Disclosed
from rejoinder.case import days, judge, wrote
from rejoinder.web.app import application

HESPER, BARNABY, URSULA = (
    f"{name} <{name.partition(' ')[0].lower()}@wibbling.example>"
    for name in ("Hesper Quillfeather", "Barnaby Tuppence", "Ursula Grindle")
)
SENT = (
    (HESPER, (BARNABY,), 1),
    (HESPER, (BARNABY, URSULA), 1),
    (BARNABY, (HESPER,), 3),
    (URSULA, (BARNABY,), 28),
)
QUOTED = """

On Sat, 10 Feb 2024 at 09:00, Ursula Grindle <ursula@wibbling.example> wrote:
> The third water butt has been leaking since Michaelmas and nobody shall know of it.
"""


def letter(number: int, author: str, to: tuple[str, ...], day: int, words: str = "") -> str:
    return (
        f"From: {author}\nTo: {', '.join(to)}\nDate: {day} Feb 2024 10:00:00 +0000\nSubject: Butts {number}\n"
        f"Message-ID: <{number}@wibbling.example>\n\nLetter {number}.\n{words}"
    )


@pytest.fixture
def letters(case: Disclosed) -> Disclosed:
    """Give a case of four letters, the last of which quotes one that is absent, and one of the subject's own."""
    mails = {f"{n}.eml": letter(n, *one, QUOTED if n == 3 else "") for n, one in enumerate(SENT)}
    case.give({"own.eml": letter(9, HESPER, (BARNABY,), 1)}, "mine", own=True)
    return case.give({name: text.encode() for name, text in mails.items()})


def browser(case: Disclosed) -> TestClient:
    return TestClient(application(case.folder), follow_redirects=False)


def rows(client: TestClient, address: str) -> int:
    """Give how many documents a link leads to."""
    page = client.get(unescape(address)).text
    return int(re.findall(r'<p class="total"[^>]*>\s*([\d,]+)', page)[0].replace(",", ""))


def test_each_day_has_its_messages_and_what_is_absent_and_long_gaps_are_silences(letters: Disclosed) -> None:
    told = days(letters.case)
    assert (told.year, told.years) == (2024, (2024,))
    assert told.messages == {"2024-02-01": 2, "2024-02-03": 1, "2024-02-28": 1}
    assert [(one.kind, one.author) for one in told.absent["2024-02-10"]] == [("absent-message", URSULA)]
    assert [(first.day, last.day) for first, last in told.silences] == [(4, 27)]
    judge(letters.case, told.absent["2024-02-10"][0].id, "dismiss", because="It came by post.", at=NOW)
    assert days(letters.case).absent == {}


def test_who_wrote_to_whom_is_counted_for_each_recipient(letters: Disclosed) -> None:
    told = wrote(letters.case)
    cells = {(one.partition("@")[0], other.partition("@")[0]): cell for (one, other), cell in told.cells.items()}
    assert {pair: cell.messages for pair, cell in cells.items() if cell.messages} == {
        ("hesper", "barnaby"): 2,
        ("hesper", "ursula"): 1,
        ("barnaby", "hesper"): 1,
        ("ursula", "barnaby"): 1,
    }
    assert {pair: len(cell.absent) for pair, cell in cells.items() if cell.absent} == {("ursula", ""): 1}
    assert [(one.shown, one.messages) for one in told.senders] == [(HESPER, 2), (URSULA, 1), (BARNABY, 1)]


def test_who_is_not_named_is_summed_and_nothing_is_lost(letters: Disclosed) -> None:
    whole, short = wrote(letters.case), wrote(letters.case, 1)
    assert [one.shown for one in short.senders] == [HESPER]
    assert [one.shown for one in short.recipients] == [BARNABY]
    assert {pair: cell.messages for pair, cell in short.cells.items()} == {
        ("hesper@wibbling.example", "barnaby@wibbling.example"): 2,
        ("hesper@wibbling.example", ""): 1,
        ("", "barnaby@wibbling.example"): 1,
        ("", ""): 1,
    }
    assert sum(one.messages for one in whole.cells.values()) == sum(one.messages for one in short.cells.values())


def test_every_number_of_the_table_leads_to_as_many_rows(letters: Disclosed) -> None:
    client = browser(letters)
    page = client.get("/case/case/wrote").text
    links = re.findall(r'<td class="number"><a href="(/case/case/documents\?[^"]+)">(\d+)</a>', page)
    assert len(links) == 7
    assert [rows(client, address) for address, _ in links] == [int(many) for _, many in links]
    assert 'href="#absent-1"' in page and 'id="absent-1"' in page


def test_every_day_of_the_calendar_leads_to_as_many_rows(letters: Disclosed) -> None:
    client = browser(letters)
    page = client.get("/case/case/calendar").text
    links = re.findall(r'<a href="(/case/case/documents\?date=[^"]+)">.*?<strong>(\d+)</strong>', page)
    assert [int(many) for _, many in links] == [2, 1, 1]
    assert [rows(client, address) for address, _ in links] == [2, 1, 1]
    assert page.count(" silent") - page.count("day-key silent") == 24
    assert 'href="#absent-2024-02-10"' in page and 'id="absent-2024-02-10"' in page
    assert client.get("/case/case/calendar?year=1999").text == page


def test_a_case_without_messages_says_so(case: Disclosed) -> None:
    case.give({"note.txt": "The butts."})
    assert "No message with a day is here yet" in browser(case).get("/case/case/calendar").text
    assert "No message is here yet" in browser(case).get("/case/case/wrote").text


def test_the_commands_count_the_same(letters: Disclosed) -> None:
    folder = letters.folder / "case"
    lines = call("calendar", folder, "--year", "2024", "--json").lines
    assert [(one["day"], one["messages"], len(one["absent"])) for one in lines if not one["silence"]] == [
        ("2024-02-01", 2, 0),
        ("2024-02-03", 1, 0),
        ("2024-02-10", 0, 1),
        ("2024-02-28", 1, 0),
    ]
    assert [(one["day"], one["until"]) for one in lines if one["silence"]] == [("2024-02-04", "2024-02-27")]
    pairs = call("wrote", folder, "--json").lines
    assert sum(one["messages"] for one in pairs) == 5
    assert "February 2024: 4 messages, 1 absent" in call("calendar", folder).out
    assert "Hesper Quillfeather → Barnaby Tuppence: 2 messages" in call("wrote", folder).out
