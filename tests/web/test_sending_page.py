"""The sender's screens: kinds, rows that lead to page and words, and what may stay."""

from __future__ import annotations

from starlette.testclient import TestClient

from conftest import ANSWER, Disclosed
from rejoinder.sending import stays_of
from rejoinder.web.app import application
from rejoinder.web.pages.sending import AT_ONCE, files_of, sending

NOTE = "Barnaby Tuppence can be rung on 01632 960471. <script>alert(1)</script> She was diagnosed in May."


def test_the_first_page_counts_each_kind_and_leads_to_it(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER, "note.txt": NOTE})
    view = sending(case.case)
    assert [section.title for section in view.sections] == ["What a reader will see is not here", "Personal data"]
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/sending").text
    for section in view.sections:
        for kind in section.kinds:
            assert f'href="/case/case/sending?kind={kind.name}"' in drawn


def test_a_row_masks_its_words_and_opens_them_where_they_stand(case: Disclosed) -> None:
    case.give({"note.txt": NOTE})
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/sending?kind=telephone").text
        assert "01••• ••••71" in drawn
        assert "960471" not in drawn
        (row,) = sending(case.case, "telephone").rows
        (place,) = row.places
        address = f"/case/case/document/{place.document}?start={place.start}&end={place.end}"
        assert address.replace("&", "&amp;") in drawn or address in drawn
        assert '<mark id="hit">01632 960471</mark>' in client.get(address).text.replace(' class="here"', "")


def test_a_finding_leads_to_the_words_that_show_it(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    view = sending(case.case, "absent-message")
    assert view.told.startswith("This disclosure answers")
    assert not view.is_left
    assert view.rows[0].places[0].end > 0


def test_what_may_stay_is_written_down_and_taken_back(case: Disclosed) -> None:
    case.give({"note.txt": NOTE})
    (row,) = sending(case.case, "telephone").rows
    with TestClient(application(case.folder)) as client:
        drawn = client.post("/case/case/sending/stays", data={"words": row.key, "kind": "telephone"}).text
        assert "It may stay." in drawn
        assert stays_of(case.case) == (row.key,)
        assert [one.shown for one in sending(case.case).stays] == ["44•••••••71"[:2] + "••••••••71"]
        client.post("/case/case/sending/stays", data={"words": row.key, "undo": "1"})
        assert stays_of(case.case) == ()
        assert client.post("/case/case/sending/stays", data={"words": " "}).status_code == 404


def test_lists_and_the_files_of_a_value_come_in_pages(case: Disclosed) -> None:
    many = AT_ONCE + 5
    case.give({f"{number:03}.txt": f"Ring 01632 960471 or 01632 {960000 + number}." for number in range(many)})
    first, second = sending(case.case, "telephone"), sending(case.case, "telephone", 2)
    assert (len(first.rows), first.last, len(second.rows)) == (AT_ONCE, 2, 6)
    key = first.rows[0].key
    files = files_of(case.case, "telephone", key, 2)
    assert files.of is not None
    assert (len(files.of.places), files.last) == (5, 2)
    with TestClient(application(case.folder)) as client:
        assert "104.txt" in client.get(f"/case/case/sending?kind=telephone&value={key}&page=2").text
        assert client.get("/case/case/sending?kind=telephone&value=nowhere").status_code == 200


def test_hostile_words_are_text(case: Disclosed) -> None:
    case.give({"<script>alert(1)</script>.txt": NOTE})
    with TestClient(application(case.folder)) as client:
        for kind in ("", "?kind=telephone", "?kind=special-category"):
            assert "<script>alert" not in client.get(f"/case/case/sending{kind}").text
