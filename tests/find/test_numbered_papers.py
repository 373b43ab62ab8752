"""Numbers that papers skip in their words, and stamps that two pages bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as some

from conftest import Disclosed
from read.making_print import Line, pdf_of, prose
from rejoinder.find.items import items_of

Give = Callable[[Mapping[str, str | bytes]], Disclosed]
SAID = ("The gate was open.", "Nobody came.", "It rained.", "The butt was dry.", "He rang twice.", "She left early.")


def listed(numbers: Sequence[int], form: str = "{}. ") -> str:
    return "\n\n".join(f"{form.format(number)}{SAID[number % 6]}" for number in numbers)


def said(case: Disclosed, kind: str = "number-gap") -> list[str]:
    return [finding.absent.described_as for finding in case.found(kind)]


def without(number: int, many: int = 14) -> list[int]:
    return [one for one in range(1, many + 1) if one != number]


def test_a_paragraph_that_is_skipped_is_told_with_those_beside_it(disclosed: Give) -> None:
    [finding] = disclosed({"what I say.txt": listed(without(5))}).found("number-gap")
    assert finding.absent.described_as == "paragraph 5 of “what I say.txt”"
    assert [trace.span.exact for trace in finding.because] == ["4. He rang twice.", "6. The gate was open."]
    assert finding.grade == "inferred"


def test_a_number_that_a_scan_wrote_in_letters_is_not_skipped(disclosed: Give) -> None:
    text = listed(range(1, 15)).replace("10. ", "lO. ")
    assert said(disclosed({"scan.txt": text})) == []


def test_lists_footnotes_dates_sums_versions_and_sections_count_nothing(disclosed: Give) -> None:
    given = {
        "lists.txt": f"{listed((1, 2, 3))}\n\nAnd:\n\n{listed((1, 2, 3, 4))}\n\nThen:\n\n{listed((1, 2, 4))}",
        "footnotes.txt": listed((1, 2, 4, 7, 11), "{} "),
        "diary.txt": "\n".join(f"{day} May it rained" for day in (1, 2, 4, 5, 6, 7, 8, 9, 10)),
        "versions.txt": "\n".join(f"1.{n} The butt" for n in (1, 2, 4, 5, 6, 7, 8, 9)),
        "law.txt": listed((7, 8, 13, 14, 45, 165, 166, 170)),
        "sums.txt": listed((3, 40, 41, 90, 700, 710, 711, 900, 950), "{} pounds "),
        "telephones.txt": "\n".join(f"01632 96{n:04} Ezra" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10)),
    }
    assert said(disclosed(given)) == []


def test_minutes_that_go_on_from_the_meeting_before_skip_one(disclosed: Give) -> None:
    given = {
        f"{month}.txt": f"MINUTES of the committee, 3 {month} 2016\n\n{listed(numbers, 'Minute {}: ')}"
        for month, numbers in (("May", range(40, 44)), ("June", range(45, 49)), ("July", range(49, 52)))
    }
    [finding] = disclosed(given).found("number-gap")
    assert finding.absent.described_as == "minute 44"
    assert [trace.span.exact for trace in finding.because] == ["43: Nobody came.", "45: The butt was dry."]


def test_minutes_of_two_bodies_are_not_held_against_each_other(disclosed: Give) -> None:
    given = {
        f"{body} {first}.txt": f"MINUTES of the {body}, 3 May 2016\n\n{listed(range(first, first + 5), 'Minute {}: ')}"
        for body, first in (("committee", 40), ("committee", 45), ("trustees", 71), ("trustees", 76))
    }
    assert said(disclosed(given)) == []


def test_an_exhibit_between_others_that_nobody_speaks_of_is_skipped(disclosed: Give) -> None:
    given = {f"{n}.txt": f"Exhibit JB{n}\n\n{SAID[n]}" for n in (1, 2, 4, 5)}
    assert said(disclosed(given)) == ["exhibit “JB3”"]


def test_an_exhibit_that_somebody_speaks_of_is_told_as_that(disclosed: Give) -> None:
    given = {f"{n}.txt": f"Exhibit JB{n}\n\n{SAID[n]}" for n in (1, 2, 4, 5)}
    case = disclosed({**given, "letter.txt": "Dear Vera,\n\nI produce the photograph as Exhibit JB3. It is clear."})
    assert (said(case), said(case, "absent-document")) == ([], ["exhibit JB3"])


def test_a_ticket_between_those_of_other_messages_is_skipped(disclosed: Give) -> None:
    def ticket(number: int) -> str:
        return (
            f"From: Ezra <ezra@plots.example>\nTo: Vera <vera@plots.example>\nDate: {number - 37} May 2016 10:00:00\n"
            f"Subject: [CRM-{number:04}] the butt\nMessage-ID: <{number}@plots.example>\n\n{SAID[number % 6]}\n"
        )

    case = disclosed({f"{n}.eml": ticket(n) for n in range(38, 50) if n != 44})
    assert said(case) == ["ticket “CRM-0044”"]


def page(number: int, stamp: str) -> list[Line]:
    words = " ".join(f"{word}{number * step}" for step, word in enumerate(("butt", "gate", "shed", "hose") * 8, 1))
    return [*prose("\n".join(words[at : at + 60] for at in range(0, len(words), 60)), 200), (400, 770, stamp)]


def test_a_stamp_on_two_pages_that_are_no_copies_is_told_with_both(disclosed: Give) -> None:
    one = pdf_of([page(number, f"GSP {number:06}") for number in range(1, 8)])
    two = pdf_of([page(number + 100, f"GSP {number:06}") for number in range(7, 16)])
    [finding] = disclosed({"one.pdf": one, "two.pdf": two}).found("number-repeat")
    assert finding.absent.described_as == "number “GSP 000007” on two different pages"
    assert [trace.span.page for trace in finding.because] == [7, 1]


def test_copies_of_a_page_are_not_a_number_given_twice(disclosed: Give) -> None:
    one = pdf_of([page(number, f"GSP {number:06}") for number in range(1, 8)])
    two = pdf_of([page(number, f"GSP {number:06}") for number in range(5, 16)])
    assert said(disclosed({"one.pdf": one, "two.pdf": two}), "number-repeat") == []


def test_series_that_differ_before_their_number_are_not_one(disclosed: Give) -> None:
    given = {
        "one.pdf": pdf_of([page(n, f"KHUT-{n:06}") for n in (*range(1, 9), *range(10, 18))]),
        "two.pdf": pdf_of([page(n + 50, f"QHUT-{n:06}") for n in range(1, 18)]),
    }
    assert said(disclosed(given)) == ["number “KHUT-000009”"]


@given(some.text(alphabet="1234lO.()§ \nMinute/A", max_size=80))
@settings(max_examples=200)
def test_whatever_begins_a_line_is_read_within_it(text: str) -> None:
    assert all(text[one.start : one.end].isdigit() for one in items_of(text))
