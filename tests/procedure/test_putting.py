"""What was decided held against what was put: by day, by quoted words, by matter; and what was never put."""

from __future__ import annotations

from rejoinder.allege.decided import Allegation
from rejoinder.model import Span
from rejoinder.procedure.putting import Put, held_against


def said(words: str, quoted: str = "") -> Allegation:
    whole = f"{words} “{quoted}”" if quoted else words
    start = whole.find(quoted) if quoted else 0
    quotations = (Span("d", start, start + len(quoted), quoted),) if quoted else ()
    return Allegation(whole[:12], "1.", (Span("d", 0, len(whole), whole),), (words,), (), quotations)


NOTICE = [
    said("That on 9 March 2024 you published words about a water butt."),
    said("That you wrote these words:", "nobody can find the minute that spent it"),
    said("That your complaints about hedges are so many as to be vexatious."),
    said("That you accused the Committee, to the injury of the Plots Officer."),
]


def by(one: Put) -> tuple[str, int]:
    return one.by, NOTICE.index(one.notice) if one.notice else -1


def test_each_is_found_in_the_notice_by_what_they_share() -> None:
    decided = [
        said("On 9 March 2024 you made the club ridiculous."),
        said("You accused us of dishonesty:", "I say that nobody can find the minute that spent it."),
        said("You complained of the hedges no fewer than eleven times, which is vexatious."),
    ]
    assert [by(one) for one in held_against(decided, NOTICE, "2024-06-20")] == [("day", 0), ("words", 1), ("matter", 2)]


def test_what_was_never_put_is_not_found_by_common_words() -> None:
    decided = [
        said("You keep a frog in a butt, against the rule upon livestock."),
        said("You measured the hedge each Sunday, in order to embarrass the Plots Officer."),
        said("On 16 March 2024 you took diesel by night."),
    ]
    found = held_against(decided, NOTICE, "2024-06-20")
    assert [one.notice for one in found] == [None, None, None]


def test_without_a_notice_nothing_was_put() -> None:
    assert [one.by for one in held_against(NOTICE, [])] == [""] * 4
