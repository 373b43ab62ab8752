"""A thread on screen: in order of time, indented by who answers whom, the absent in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from read.making_print import memo, pdf_of
from rejoinder.case import judge
from rejoinder.web.app import application
from rejoinder.web.pages import thread as screen_of_threads
from rejoinder.web.pages.thread import Thread, _depths, _unsigned, moment, thread


def mail(name: str, day: int, answers: str = "", before: str = "", subject: str = "Re: Water butts") -> str:
    said = f"In-Reply-To: <{answers}@plots.example>\n" if answers else ""
    said += f"References: {before}\n" if before else ""
    return (
        f"From: Ezra Mumby <ezra@plots.example>\nTo: Vera Loam <vera@plots.example>\n"
        f"Date: {day} Feb 2024 10:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@plots.example>\n{said}\n"
        f"These are the words of {name}.\n"
    )


FILES: dict[str, str | bytes] = {
    "1.eml": mail("one", 1, subject="Water butts"),
    "3.eml": mail("three", 3, "two", "<one@plots.example> <two@plots.example>"),
    "4.eml": mail("four", 4, "three", "<one@plots.example> <two@plots.example> <three@plots.example>"),
    "copy/4.eml": mail("four", 4, "three", "<one@plots.example> <two@plots.example> <three@plots.example>"),
    "other.eml": mail("other", 2, subject="The frog"),
}


def told(case: Disclosed, reference: str = "four@plots.example") -> list[tuple[int, str]]:
    return [(one.depth, one.holding.path if one.holding else "absent") for one in asked(case, reference).entries]


def asked(case: Disclosed, reference: str) -> Thread:
    return thread(case.case, reference)


def test_messages_stand_in_order_indented_with_the_absent_one_in_its_place(case: Disclosed) -> None:
    case.give(FILES)
    assert told(case) == [(0, "1.eml"), (1, "absent"), (2, "3.eml"), (3, "4.eml")]


def test_every_message_of_a_thread_leads_to_the_whole_thread(case: Disclosed) -> None:
    case.give(FILES)
    assert told(case, "one@plots.example") == told(case, "three@plots.example") == told(case)


def test_copies_of_a_message_are_named_once(case: Disclosed) -> None:
    case.give(FILES)
    last = asked(case, "four@plots.example").entries[-1]
    assert [copy.path for copy in last.copies] == ["copy/4.eml"] and last.asked


def test_messages_that_no_header_joins_are_joined_by_their_subject(case: Disclosed) -> None:
    case.give(
        {
            "a.eml": mail("a", 1, subject="The frog in the butt"),
            "b.eml": mail("b", 2, subject="Re: The frog in the butt"),
        }
    )
    assert told(case, "a@plots.example") == [(0, "a.eml"), (0, "b.eml")]


def test_messages_that_answer_each_other_come_to_an_end(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 1, "b"), "b.eml": mail("b", 2, "a")})
    assert [path for _, path in told(case, "a@plots.example")] == ["a.eml", "b.eml"]


def test_a_dismissed_finding_is_not_in_the_thread(case: Disclosed) -> None:
    case.give(FILES)
    (finding,) = case.found()
    judge(case.case, finding.id, "dismiss", because="It was by telephone.", at=NOW)
    assert told(case) == [(0, "1.eml"), (1, "3.eml"), (2, "4.eml")]


def test_the_screen_names_the_absent_message_and_leads_to_its_judgement(case: Disclosed) -> None:
    case.give(FILES)
    (finding,) = case.found()
    text = screen(case.folder, "four@plots.example")
    assert f'href="/case/case/missing?finding={finding.id}"' in text and "1 document is absent" in text
    assert "These are the words of three." in text and "style=" not in text


def screen(home: Path, reference: str) -> str:
    with TestClient(application(home, pages=("documents", "document", "thread"))) as client:
        return client.get(f"/case/case/thread/{reference}").text


def test_moments_of_any_precision_are_in_order() -> None:
    dates = [
        "2023",
        "2024-02",
        "2024-02-03",
        "2024-02-03T10:00:00+02:00",
        "2024-02-03T09:00:00+00:00",
        "",
        "not a date",
    ]
    assert sorted(dates, key=moment) == dates


def test_a_long_thread_comes_in_pages_with_the_absent_ones_in_place(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_of_threads, "LENGTH", 2)
    case.give(FILES)
    assert [told(case, "four@plots.example"), len(thread(case.case, "four@plots.example", 1).entries)] == [
        [(2, "3.eml"), (3, "4.eml")],
        2,
    ]
    first = thread(case.case, "four@plots.example", 1)
    assert [one.holding.path if one.holding else "absent" for one in first.entries] == ["1.eml", "absent"]
    assert (first.here, first.absent, first.page, first.last) == (3, 1, 1, 2)
    assert thread(case.case, "four@plots.example", 99).page == 2


def test_a_thread_of_a_thousand_answers_each_to_the_one_before_is_whole(case: Disclosed) -> None:
    mails = [mail(str(number), 1 + number // 50, str(number - 1) if number else "") for number in range(1000)]
    box = "".join(f"From ezra@plots.example Thu Feb  1 10:00:00 2024\n{one}\n" for one in mails)
    case.give({"all.mbox": box.encode()})
    made = thread(case.case, "500@plots.example")
    assert (made.here, made.absent, made.last, len(made.entries)) == (1000, 0, 5, 200)
    assert any(one.asked for one in made.entries)


def test_depths_are_counted_along_each_branch_and_a_ring_comes_to_an_end() -> None:
    assert _depths({"a": "", "b": "a", "c": "b", "d": "gone"}) == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert sorted(_depths({"a": "b", "b": "a"}).values()) == [0, 1]


@given(some.dictionaries(some.integers(0, 9).map(str), some.integers(0, 12).map(str)))
def test_every_message_has_a_depth_and_one_more_than_what_it_answers_where_that_is_no_ring(
    parents: dict[str, str],
) -> None:
    depths = _depths(parents)
    assert depths.keys() == parents.keys()
    for key, parent in parents.items():
        assert depths[key] in (0, depths.get(parent, -1) + 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The butts leak.\nI saw it.\n\nVera Loam\nPlot 3", "The butts leak. I saw it."),
        ("The butts leak.\nVera xx", "The butts leak."),
        ("Vera here, about the butts.\nThey leak.", "Vera here, about the butts. They leak."),
        ("Mend them.\nVera told me that they leak.", "Mend them. Vera told me that they leak."),
    ],
)
def test_the_opening_of_a_message_ends_where_its_author_signs(text: str, words: str) -> None:
    assert " ".join(" ".join(_unsigned(text, "Vera Loam")).split()) == words


def test_a_message_and_its_print_are_one_in_a_thread(case: Disclosed) -> None:
    fields = [("From:", "Ezra Mumby <ezra@plots.example>"), ("Sent:", "4 February 2024 11:00"),
              ("To:", "Vera Loam <vera@plots.example>"), ("Subject:", "Re: Water butts")]  # fmt: skip
    case.give(FILES | {"print.pdf": pdf_of([memo(fields, "These are the words of four.")])})
    places = [one.holding.path for one in asked(case, "four@plots.example").entries if one.holding]
    assert places == ["1.eml", "3.eml", "4.eml"]
    (entry,) = [one for one in asked(case, "four@plots.example").entries if one.holding and one.holding.path == "4.eml"]
    assert {one.path for one in entry.copies} == {"copy/4.eml", "print.pdf!/page 1"}
