"""Two copies stand side by side with the words in which they differ, and batches with the rows behind their numbers."""

from __future__ import annotations

from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.web.app import application

HEAD = (
    "From: Hesper Quillfeather <secretary@wibbling.example>\nTo: Barnaby Tuppence <b@grommet.example>\n"
    "Date: Tue, 20 Feb 2024 16:44:00 +0000\nSubject: Water butts\nMessage-ID: <second@wibbling.example>\n\n"
)
WORDS = "We met on Monday and agreed that the butts stay where they are for {} and that the rent is due in March.\n"


def test_the_card_leads_to_both_copies_with_their_words_marked(case: Disclosed) -> None:
    case.give({"a.eml": HEAD + WORDS.format("you")}, "first").give({"a.eml": HEAD + WORDS.format("Osric")}, "second")
    client = TestClient(application(case.folder))
    [finding] = case.found("variant")
    refs = list(dict.fromkeys(trace.span.document for trace in finding.because))
    address = f"/case/case/compare/{refs[0]}/{refs[1]}"
    assert address in client.get("/case/case/missing").text
    page = client.get(address).text
    assert '<mark class="altered">you</mark>' in page
    assert '<mark class="altered">Osric</mark>' in page
    assert "Difference 1 of 1" in page
    assert f"/missing/{finding.id}/accept" in page
    batches = client.get("/case/case/batches").text
    assert f"finding={finding.id}" in batches


def test_covered_words_stay_covered_in_the_other_copy(case: Disclosed) -> None:
    case.give({"a.eml": HEAD + WORDS.format("Osric"), "b.eml": HEAD + WORDS.format("[redacted]")})
    [finding] = case.found("variant")
    refs = list(dict.fromkeys(trace.span.document for trace in finding.because))
    page = TestClient(application(case.folder)).get(f"/case/case/compare/{refs[0]}/{refs[1]}").text
    assert '<mark class="shown">█████</mark>' in page
    assert "Osric" not in page
