"""People whose mailbox is not here, though their letters with others are."""

from __future__ import annotations

from conftest import Disclosed
from rejoinder.web.pages.thread import absent_of

OSRIC = "Osric Marrowby <osric@wibbling.example>"
BARNABY = "Barnaby Quill <barnaby@wibbling.example>"
URSULA = "Ursula Grindle <ursula@wibbling.example>"
OUTSIDE = "Marigold Threnody <marigold@threnody.example>"
ROBOT = "Rota <no-reply@wibbling.example>"


def letters(*several: tuple[str, str, int], folder: str = "") -> dict[str, str | bytes]:
    """Give so many letters from each author to each recipient."""
    told = [(author, to) for author, to, many in several for _ in range(many)]
    return {
        f"{folder}{number}.eml": f"From: {author}\nTo: {to}\nDate: {1 + number % 28} May 2024 10:00:00 +0000\n"
        f"Message-ID: <{folder}{number}@sent.example>\nSubject: Butts\n\nLetter {number}.\n"
        for number, (author, to) in enumerate(told)
    }


MAILBOX = letters((OSRIC, BARNABY, 6), (BARNABY, OSRIC, 6), (OSRIC, OUTSIDE, 6), (URSULA, OSRIC, 12))


def said(case: Disclosed) -> list[str]:
    return [finding.absent.described_as for finding in case.found("absent-counterpart")]


def test_a_person_with_letters_in_one_mailbox_only_has_none_here(case: Disclosed) -> None:
    [finding] = case.give(MAILBOX).found("absent-counterpart")
    assert finding.absent.described_as == (
        "mailbox of Barnaby Quill: all 12 of their messages here were also sent or received by Osric Marrowby"
    )
    assert len(finding.because) == 5
    assert all("barnaby@wibbling.example" in trace.span.exact for trace in finding.because)
    assert "Barnaby Quill sent 6 of these messages and received 6." in finding.checked
    assert finding.grade == "inferred"


def test_a_letter_that_the_owner_has_no_part_in_shows_another_mailbox(case: Disclosed) -> None:
    assert said(case.give(MAILBOX | letters((BARNABY, OUTSIDE, 1), folder="x"))) == []


def test_two_who_only_write_to_each_other_may_each_be_the_owner(case: Disclosed) -> None:
    assert said(case.give(letters((OSRIC, BARNABY, 20), (BARNABY, OSRIC, 20)))) == []


def test_a_folder_of_their_own_is_a_mailbox(case: Disclosed) -> None:
    mine = letters((OSRIC, BARNABY, 6), (BARNABY, OSRIC, 6), (OSRIC, OUTSIDE, 20), folder="osric/")
    theirs = letters((BARNABY, OSRIC, 6), (OSRIC, BARNABY, 6), (BARNABY, OUTSIDE, 20), folder="barnaby/")
    assert said(case.give(mine | theirs)) == []


def test_few_letters_tell_of_no_mailbox(case: Disclosed) -> None:
    few = letters((OSRIC, BARNABY, 2), (BARNABY, OSRIC, 2), (OSRIC, OUTSIDE, 30))
    assert said(case.give(few)) == []


def test_people_of_other_houses_and_robots_are_nobody_to_search(case: Disclosed) -> None:
    given = letters((OSRIC, OUTSIDE, 12), (OUTSIDE, OSRIC, 9), (ROBOT, OSRIC, 9), (OSRIC, ROBOT, 9))
    assert said(case.give(given)) == []


def test_a_domain_of_which_anybody_has_an_address_is_no_house(case: Disclosed) -> None:
    public = {name: str(words).replace("wibbling.example", "gmail.com") for name, words in MAILBOX.items()}
    assert said(case.give(public)) == []


def test_a_second_address_of_the_owner_is_no_counterpart(case: Disclosed) -> None:
    second = "Osric Marrowby <o.marrowby@wibbling.example>"
    given = letters((OSRIC, second, 6), (second, OSRIC, 6), (OSRIC, OUTSIDE, 20))
    assert said(case.give(given)) == []


def test_a_mailbox_that_is_not_here_has_no_place_in_a_thread(case: Disclosed) -> None:
    [finding] = case.give(MAILBOX).found("absent-counterpart")
    with case.case.shelf() as shelf:
        cited = shelf.find_document(finding.because[0].span.document)
    assert cited is not None
    assert absent_of(case.case, [cited]) == []
