"""The schedule on screen: groups, cards with their proofs, and decisions with and without the script."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from rejoinder.case import judge
from rejoinder.errors import UsageError
from rejoinder.web.app import application
from rejoinder.web.pages import missing as screen
from rejoinder.web.pages.missing import Asked, decide, following, missing, said
from rejoinder.web.words import translator

ANSWER = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Barnaby Tuppence <b.tuppence@grommet-works.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Water butts
    Message-ID: <answer-{number}@lower-wibbling.example>
    In-Reply-To: <absent-{number}@grommet-works.example>

    Agreed, number {number}, <script>alert("marrows")</script> and so on.
    """


@pytest.fixture
def three(case: Disclosed) -> Disclosed:
    """Give a case in which three answered messages are absent."""
    return case.give({f"{number}.eml": ANSWER.replace("{number}", str(number)) for number in (1, 2, 3)})


def browser(case: Disclosed) -> TestClient:
    return TestClient(application(case.folder, pages=("missing",)), follow_redirects=False)


def ids(case: Disclosed, show: str = "to-check") -> list[str]:
    return [card.id for card in missing(case.case, show).cards]


def test_a_card_cites_the_exact_words_at_their_place(three: Disclosed) -> None:
    finding = three.found()[0]
    span = finding.because[0].span
    page = browser(three).get("/case/case/missing").text
    address = f"/case/case/document/{span.document}?start={span.start}&end={span.end}#hit"
    assert address in {unescape(one) for one in re.findall(r'href="([^"]+)"', page)}
    assert span.exact in page


def test_each_finding_is_in_one_group_and_the_unsure_come_last(three: Disclosed) -> None:
    first, second, _ = ids(three)
    judge(three.case, first, "unsure", at=NOW)
    judge(three.case, second, "dismiss", because="Never sent.", at=NOW)
    groups = {show: ids(three, show) for show in screen.GROUPS}
    assert groups["to-check"][-1] == first
    assert groups["dismissed"] == [second]
    assert sum(map(len, groups.values())) == 3


def test_an_unknown_group_and_a_page_too_far_show_what_there_is(three: Disclosed) -> None:
    view = missing(three.case, "nonsense", 99)
    assert (view.show, view.here, view.last, len(view.cards)) == ("to-check", 1, 1, 3)


def test_long_lists_come_in_pages(three: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "AT_ONCE", 2)
    assert [len(missing(three.case, "to-check", page).cards) for page in (1, 2)] == [2, 1]
    assert 'rel="next" href="/case/case/missing?show=to-check&amp;kind=&amp;page=2"' in (
        browser(three).get("/case/case/missing").text
    )


def test_a_link_to_a_finding_leads_to_the_page_of_the_list_it_is_on(
    three: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "AT_ONCE", 2)
    first, second = ids(three)
    (third,) = (card.id for card in missing(three.case, "to-check", 2).cards)
    judge(three.case, second, "accept", at=NOW)
    judge(three.case, first, "unsure", at=NOW)
    client = browser(three)
    told = [client.get(f"/case/case/missing?finding={one}").headers["location"] for one in (first, second, third)]
    assert told == [
        f"/case/case/missing?show=to-check&page=1#finding-{first}",
        f"/case/case/missing?show=accepted&page=1#finding-{second}",
        f"/case/case/missing?show=to-check&page=1#finding-{third}",
    ]
    judge(three.case, second, "unsure", at=NOW)
    for one in ids(three) + [card.id for card in missing(three.case, "to-check", 2).cards]:
        address = client.get(f"/case/case/missing?finding={one}").headers["location"]
        assert f'id="finding-{one}"' in client.get(address).text
    assert client.get("/case/case/missing?finding=nowhere").status_code == 404


def test_accepting_leads_to_the_next_finding_and_says_what_was_done(three: Disclosed) -> None:
    first, second, _ = ids(three)
    client = browser(three)
    answer = client.post(f"/case/case/missing/{first}/accept", data={"show": "to-check", "page": "1"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"did=accept#finding-{second}")
    page = client.get(answer.headers["location"]).text
    assert "Accepted. 2 still to check." in page
    assert f'id="finding-{second}" tabindex="-1"' in page
    assert ids(three, "accepted") == [first]


def test_with_the_script_only_the_card_the_groups_and_the_sentence_come_back(three: Disclosed) -> None:
    first, second, third = ids(three)
    answer = browser(three).post(
        f"/case/case/missing/{first}/accept", data={"show": "to-check"}, headers={"X-Swap": "1"}
    )
    assert answer.status_code == 200
    assert re.findall(r'id="([a-z]+-?\w*)"[^>]* data-part', answer.text) == ["filters", f"card-{first}"]
    assert f'<div id="said" data-focus="finding-{second}">Accepted. 2 still to check.</div>' in answer.text
    assert "Undo" in answer.text
    assert third not in answer.text


def test_a_dismissal_needs_a_reason(three: Disclosed) -> None:
    first = ids(three)[0]
    client = browser(three)
    refused = client.post(f"/case/case/missing/{first}/dismiss", data={"show": "to-check", "because": "  "})
    assert refused.headers["location"].endswith(f"did=no-reason#finding-{first}")
    assert len(ids(three)) == 3
    client.post(f"/case/case/missing/{first}/dismiss", data={"show": "to-check", "because": "Never sent."})
    card = missing(three.case, "dismissed").cards[0]
    assert (card.id, card.because) == (first, "Never sent.")


def test_undo_takes_a_decision_back_and_stays_at_the_finding(three: Disclosed) -> None:
    first = ids(three)[0]
    judge(three.case, first, "accept", at=NOW)
    answer = browser(three).post(f"/case/case/missing/{first}/undo", data={"show": "accepted"})
    assert answer.headers["location"].endswith(f"did=undo#finding-{first}")
    assert len(ids(three)) == 3


def test_after_the_last_of_a_list_comes_the_one_before_it(three: Disclosed) -> None:
    first, second, third = ids(three)
    assert [following(three.case, Asked(one, "accept", "", "to-check", 1)) for one in (first, second, third)] == [
        second,
        third,
        second,
    ]
    for one in (first, second):
        judge(three.case, one, "accept", at=NOW)
    assert following(three.case, Asked(third, "accept", "", "to-check", 1)) == ""


def test_an_act_that_does_not_exist_changes_nothing(three: Disclosed) -> None:
    with pytest.raises(UsageError, match="Nothing can be done by burn"):
        decide(three.case, Asked(ids(three)[0], "burn", "", "to-check", 1), at=NOW)
    assert browser(three).get(f"/case/case/missing/{ids(three)[0]}/accept").status_code == 405
    assert len(ids(three)) == 3


def test_a_judged_finding_that_is_no_longer_made_stays_with_its_reason(three: Disclosed) -> None:
    three.case.journal.write(
        "judge", NOW, {"finding": "gonegonegone", "decision": "dismiss", "because": "Old.", "evidence": ["x"]}
    )
    page = browser(three).get("/case/case/missing?show=closed").text
    assert "no longer made" in page
    assert "Old." in page


def test_what_a_document_says_is_never_markup(three: Disclosed) -> None:
    for show in screen.GROUPS:
        assert "<script>" not in browser(three).get(f"/case/case/missing?show={show}").text


def test_every_group_that_is_empty_says_what_to_do_next(case: Disclosed) -> None:
    for show in screen.GROUPS:
        assert '<div class="empty">' in browser(case).get(f"/case/case/missing?show={show}").text


def test_an_address_can_put_no_words_of_its_own_into_the_sentence() -> None:
    assert said("Your case was deleted", 3, translator("en")) == ""
    assert said("undo", 1, translator("fr")) == "Décision annulée. Encore 1 à vérifier."


@pytest.mark.parametrize(("address", "rows"), [("schedule.csv", 1), ("schedule.csv?all=1", 3)])
def test_the_schedule_is_a_download_of_what_was_accepted_or_of_all(three: Disclosed, address: str, rows: int) -> None:
    judge(three.case, ids(three)[0], "accept", at=NOW)
    answer = browser(three).get(f"/case/case/missing/{address}")
    assert answer.headers["content-disposition"] == 'attachment; filename="schedule.csv"'
    assert len(re.findall(r"^\d+,message,", answer.text, re.MULTILINE)) == rows


def test_the_schedule_comes_as_a_page_too_and_in_no_other_form(three: Disclosed) -> None:
    client = browser(three)
    assert client.get("/case/case/missing/schedule.html?all=1").text.startswith("<!doctype html>")
    assert client.get("/case/case/missing/schedule.exe").status_code == 404


def test_the_schedule_downloaded_from_a_french_screen_is_in_french(three: Disclosed) -> None:
    judge(three.case, ids(three)[0], "accept", at=NOW)
    client = browser(three)
    client.cookies.set("language", "fr")
    table = client.get("/case/case/missing/schedule.csv").text
    assert table.startswith("\ufeffnuméro,genre,degré,état,auteur,")
    assert re.search(r"^1,message,directe,accepté,.*reçoit réponse dans \d.eml: <?absent-\d@", table, re.MULTILINE)
    page = client.get("/case/case/missing/schedule.html?all=1").text
    assert '<html lang="fr">' in page and "Absents de cette communication\u00a0: 3 messages." in page
    assert "Accepté</span> Message · preuve directe · référence" in page


QUOTING = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Water butts
    Message-ID: <second@lower-wibbling.example>
    In-Reply-To: <first@grommet-works.example>

    Noted.

    On Mon, 19 Feb 2024 at 09:00, Barnaby Tuppence <b.tuppence@grommet-works.example> wrote:
    > The butts stand where they always stood, by the east wall.
    >
    > Nobody asked me before they were drained on Thursday.
    """


def test_every_run_of_rebuilt_words_leads_to_where_they_stand(case: Disclosed) -> None:
    case.give({"re.eml": QUOTING})
    (finding,) = case.found()
    drawn = browser(case).get("/case/case/missing").text
    runs = re.findall(r'<a class="run" href="/case/case/document/(\w+)\?start=(\d+)&end=(\d+)#hit">([^<]*)</a>', drawn)
    with case.case.shelf() as shelf:
        (holding,) = shelf.documents()
        text = shelf.text(holding.number)
    assert " ".join(words for *_, words in runs).split() == finding.text.split()
    for reference, start, end, words in runs:
        assert reference == holding.ref
        assert text[int(start) : int(end)] == words
    assert len(re.findall(r"<sup>", drawn)) == 1
