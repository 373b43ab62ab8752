"""The measures' own parts: what they read, delete, copy and compare against."""

from __future__ import annotations

import pytest
from bench.attachments import SOFT_BREAK, Counted, counted
from bench.corpus import mail_of, without_threading
from bench.deletions import every_kth, one_sender, one_window
from bench.growth import rewritten
from bench.invented import invented_set, letters
from bench.ledger import totals_of
from bench.quoted import closed, parted, sources_of
from bench.rows import reaches
from hypothesis import given
from hypothesis import strategies as st

ASKED = b"""From: Hesper Marrowby <hesper@allotment.example>
Message-ID: <one@allotment.example>
Date: Mon, 7 Jan 2019 09:00:00 +0000
Subject: Water butts

The water butts by the north gate were moved last week and nobody was told about it.
"""
ANSWERED = b"""From: Osric Tansy <osric@allotment.example>
Message-ID: <two@allotment.example>
In-Reply-To: <one@allotment.example>
References: <one@allotment.example>
Date: Mon, 7 Jan 2019 10:00:00 +0000
Subject: Re: Water butts

On Mon, 7 Jan 2019 at 09:00, Hesper Marrowby wrote:
> The water butts by the north gate were moved last week
> and nobody was told about it.

They were moved for the hedge cutting, as the minutes of December say.
"""


def test_a_quotation_is_traced_to_the_message_that_says_it() -> None:
    both = [mail_of(ASKED, "one").parted, mail_of(ANSWERED, "two").parted]
    assert sources_of(both).of == ((), (frozenset({0}),))


def test_a_set_whose_source_is_gone_is_not_closed() -> None:
    mails = [mail_of(ASKED, "one"), mail_of(ANSWERED, "two")]
    ids = [mail.message_id for mail in mails]
    both = sources_of([mail.parted for mail in mails])
    assert closed([mail.named for mail in mails], ids, both) == {0, 1}
    alone = sources_of([mails[1].parted])
    assert closed([mails[1].named], ids[1:], alone) == set()


def test_threading_headers_go_and_every_other_byte_stays() -> None:
    stripped = without_threading(ANSWERED)
    assert b"In-Reply-To" not in stripped
    assert b"References" not in stripped
    assert stripped.count(b"\n") == ANSWERED.count(b"\n") - 2


def test_words_below_an_original_message_rule_are_quoted() -> None:
    text = "Noted.\n\n-----Original Message-----\nFrom: Hesper\nSent: Monday\nTo: Osric\n\n" + "water butt " * 8
    assert parted(text).own.strip() == "Noted."
    assert len(parted(text).quotations) == 1


def test_an_attribution_alone_is_no_quotation() -> None:
    text = "> They went.\n>\n> On Mon, 7 Jan 2019 at 09:00, Hesper Marrowby of the Society\n> wrote:\nIndeed they went."
    assert parted(text).quotations == ()


def test_a_copy_keeps_what_marks_a_quotation_and_changes_every_word_and_id() -> None:
    copy = rewritten(ANSWERED, 3)
    assert b"In-Reply-To: <copy3.one@allotment.example>" in copy
    assert b"wrote:\n> " in copy
    assert b"hedge" not in copy
    assert len(copy) == len(ANSWERED) + 3 * len(b"copy3.")


@given(st.integers(0, 19), st.integers(0, 19))
def test_two_copies_are_never_the_same(one: int, other: int) -> None:
    assert (rewritten(ANSWERED, one) == rewritten(ANSWERED, other)) == (one == other)


def test_the_same_seed_invents_the_same_threads() -> None:
    assert letters(7, 5) == letters(7, 5)
    assert letters(7, 5) != letters(8, 5)


def test_invented_threads_are_closed() -> None:
    made = invented_set(seed=4, threads=20)
    ids = [mail.message_id for mail in made.mails]
    assert closed([mail.named for mail in made.mails], ids, made.sources) == set(range(len(ids)))


def test_a_sender_a_window_and_every_fourth_are_held_back_whole() -> None:
    mails = invented_set(seed=4, threads=20).mails
    (author,) = {mails[place].author for place in one_sender(mails, 1).withheld}
    assert one_sender(mails, 1).withheld == {place for place, mail in enumerate(mails) if mail.author == author}
    dates = [date for place in one_window(mails, 1).withheld if (date := mails[place].date)]
    assert (max(dates) - min(dates)).days < 30
    assert 0 < len(every_kth(mails).withheld) <= len(mails) / 4


def attachment_finding(exact: str) -> dict[str, object]:
    return {"kind": "absent-attachment", "absent": {}, "because": [{"exact": exact}]}


def test_an_attachment_named_across_a_soft_line_break_is_known() -> None:
    address = "http://lists.allotment.example/attachments/20070712/d=\n14575ff/plan.bin"
    known = counted([attachment_finding(address)], frozenset({"20070712/d14575ff/plan.bin"}))
    assert (known.true, known.false) == (1, ())
    assert SOFT_BREAK.sub("", address).endswith("d14575ff/plan.bin")


def test_an_attachment_that_is_there_is_a_false_finding() -> None:
    told = attachment_finding("http://lists.allotment.example/attachments/20070712/aa/plan.bin")
    assert counted([told], frozenset()) == Counted(frozenset(), (told,), 0)


def test_totals_are_found_among_other_lines() -> None:
    ledger = {"given": 3, "read": 1, "partial": 1, "refused": 1, "batch": "b"}
    assert totals_of([{"path": "x", "what": "y"}, ledger]) == {"given": 3, "read": 1, "partial": 1, "refused": 1}
    assert totals_of([{"path": "x"}]) == {}


@pytest.mark.parametrize(
    ("value", "bar", "passed"),
    [(0.97, ">= 0.97", True), (0.96, ">= 0.97", False), (0, "= 0", True), (2, "", None), ("–", ">= 0.97", None)],
)
def test_a_value_reaches_its_bar_or_not(value: float | str, bar: str, passed: bool | None) -> None:
    assert reaches(value, bar) is passed
