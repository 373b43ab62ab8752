"""What the batches claim to cover: what is missing outside those days, and silences at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import ANSWER, NOW, Disclosed
from find.test_absent_counterparts import MAILBOX
from find.test_silences import BARNABY, MARIGOLD, SPRING, mailbox, without, workdays
from rejoinder.case import Delivery, receive, say_scope, scope_of, scopes
from rejoinder.errors import UsageError
from rejoinder.model import Finding, Scope
from rejoinder.write.words import absent_in_words

BATCH = "the society"
QUOTING = """
    On Mon, 19 Feb 2024 at 09:00, Barnaby Tuppence <b.tuppence@grommet-works.example> wrote:
    > The third water butt has been leaking since Michaelmas and nobody shall know.
    """


def claiming(case: Disclosed, first: str = "", last: str = "", batch: str = BATCH) -> Disclosed:
    say_scope(case.case, batch, scope_of((), first, last), at=NOW)
    return case


@pytest.fixture
def answered(case: Disclosed) -> Disclosed:
    """Give a case in which a message of 19 February 2024 is answered and not there."""
    return case.give({"one.eml": f"{ANSWER.rstrip()}\n{QUOTING.lstrip(chr(10))}"})


def absent(case: Disclosed) -> Finding:
    [finding] = case.found()
    assert finding.absent.date.startswith("2024-02-19")
    return finding


def test_a_message_of_a_day_that_no_batch_claims_is_marked_and_inferred_and_stays_the_same_finding(
    answered: Disclosed,
) -> None:
    before = absent(answered)
    assert (before.grade, before.outside) == ("direct", False)
    after = absent(claiming(answered, "2024-03-01", "2024-06-30"))
    assert (after.id, after.grade, after.outside) == (before.id, "inferred", True)
    assert absent_in_words(after).endswith(" (outside the days claimed)")
    said = "It is of 19 February 2024, a time that no batch claims to cover: it may never have been looked for."
    assert said in after.checked


@pytest.mark.parametrize(
    ("first", "last", "outside"),
    [
        ("2024-02-19", "2024-06-30", False),
        ("2024-02-20", "2024-06-30", False),
        ("2024-02-21", "", True),
        ("", "2024-02-18", False),
        ("", "2024-02-17", True),
    ],
)
def test_a_day_is_outside_by_more_than_clocks_differ(answered: Disclosed, first: str, last: str, outside: bool) -> None:
    assert absent(claiming(answered, first, last)).outside is outside


def test_where_one_batch_does_not_say_its_days_none_is_outside(answered: Disclosed) -> None:
    answered.give({"two.txt": "Nothing of the butts."}, "second letter")
    assert not absent(claiming(answered, "2024-03-01", "2024-06-30")).outside
    assert absent(claiming(answered, "2024-05-01", "", "second letter")).outside
    assert not absent(claiming(answered, "2024-02-01", "", "second letter")).outside


def test_an_attachment_of_a_message_that_is_here_is_not_outside(case: Disclosed) -> None:
    case.give({"one.eml": ANSWER.replace("Agreed.", "<<rota.doc>>")})
    [attached] = claiming(case, "2024-06-01").found("absent-attachment")
    assert (attached.grade, attached.outside) == ("direct", False)


def test_what_was_claimed_stands_on_each_finding(answered: Disclosed) -> None:
    assert "Which mailboxes, days and words were searched is not known: nobody has said it." in absent(answered).checked
    told = scope_of(("Hesper Quillfeather",), "2024-01-01", "2024-06-30", ("plot 14", "butts"), "cover.pdf")
    say_scope(answered.case, BATCH, told, at=NOW)
    assert {
        "the society claims to cover the days from 1 January 2024 to 30 June 2024.",
        "Mailboxes that were searched for the society: Hesper Quillfeather.",
        "Words that were searched for in the society: plot 14; butts.",
    } <= set(absent(answered).checked)


def test_what_was_said_last_counts_and_the_journal_keeps_the_rest(answered: Disclosed) -> None:
    claiming(answered, "2024-03-01", "2024-06-30")
    claiming(answered, "2024-01-01", "2024-06-30")
    assert not absent(answered).outside
    assert [act.kind for act in answered.case.journal.acts()] == ["new", "receive", "scope", "scope"]
    claiming(answered, "2024-01-01", "2024-06-30")
    assert scopes(answered.case) == {BATCH: Scope((), "2024-01-01", "2024-06-30")}
    assert len(list(answered.case.journal.acts())) == 4


def test_it_can_be_said_when_the_batch_is_received(case: Disclosed) -> None:
    (case.folder / "one.eml").write_text("Subject: Butts\n\nAgreed.\n")
    told = scope_of(("Hesper",), "2024-01-01")
    receive(case.case, [case.folder / "one.eml"], Delivery("first", scope=told), at=NOW)
    assert scopes(case.case) == {"first": told}


def test_what_makes_no_sense_is_refused(answered: Disclosed) -> None:
    with pytest.raises(UsageError, match="2024-01-01 is before 2024-06-30"):
        scope_of((), "2024-06-30", "2024-01-01")
    with pytest.raises(UsageError, match="31 June is not a day"):
        scope_of((), "31 June")
    answered.give({"own.txt": "Mine."}, "mine", own=True)
    with pytest.raises(UsageError, match="mine is your own archive"):
        claiming(answered, "2024-01-01", batch="mine")
    with pytest.raises(UsageError, match="No batch of this case is named nothing"):
        claiming(answered, "2024-01-01", batch="nothing")


def test_a_mailbox_of_which_nothing_is_here_says_whether_it_was_said_to_be_searched(case: Disclosed) -> None:
    case.give(MAILBOX)
    for boxes, words in ((("Osric",), "is not among"), (("barnaby@wibbling.example",), "is among")):
        say_scope(case.case, BATCH, scope_of(boxes), at=NOW)
        [finding] = case.found("absent-counterpart")
        assert any(one.startswith(f"The mailbox of Barnaby Quill {words} those") for one in finding.checked)


def letters(days: list[date]) -> dict[str, str | bytes]:
    return {"all.mbox": mailbox((day, BARNABY, MARIGOLD) for day in days)}


def test_a_silence_outside_the_days_claimed_is_none(case: Disclosed) -> None:
    case.give(letters(without(workdays(SPRING, 300), date(2023, 6, 5), date(2023, 7, 7))))
    assert len(case.found("silence")) == 1
    assert claiming(case, "2023-07-10").found("silence") == []


@pytest.mark.parametrize(
    ("first", "last", "said", "kinds"),
    [
        ("2022-11-01", "", "no message from 1 November 2022 to 8 January 2023", ["first-after"]),
        ("", "2024-02-28", "no message from 4 November 2023 to 28 February 2024", ["last-before"]),
    ],
)
def test_a_silence_at_the_edge_of_the_days_claimed_says_that_it_is_one(
    case: Disclosed, first: str, last: str, said: str, kinds: list[str]
) -> None:
    case.give(letters(workdays(SPRING, 300)))
    assert case.found("silence") == []
    [finding] = claiming(case, first, last).found("silence")
    assert finding.absent.described_as.startswith(said)
    assert [trace.kind for trace in finding.because] == kinds
    assert any("the correspondence may" in words for words in finding.checked)


def test_days_claimed_that_the_letters_fill_have_no_silence_at_their_edges(case: Disclosed) -> None:
    case.give(letters(workdays(SPRING, 300)))
    assert claiming(case, "2023-01-02", "2023-11-10").found("silence") == []
