"""The measure of absent messages judges a truthful product right and an untruthful one wrong."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from bench.cases import ClosedSet
from bench.delete_and_detect import NOTHING, tallied, tell
from bench.deletions import Deletion, Detectable
from bench.invented import invented_set
from bench.product import Audited, Call, Cost
from bench.tally import Tally

from bench import deletions


@pytest.fixture(scope="module")
def complete() -> ClosedSet:
    return invented_set(seed=3, threads=25)


def finding(text: str | None = None, **absent: str | None) -> dict[str, Any]:
    because = [{"document": "one", "trace": "quotation", "exact": text or ""}]
    return {
        "finding": f"{text} {absent}", "kind": "absent-message", "grade": "direct",
        "absent": absent, "text": text, "because": because,
    }  # fmt: skip


def judged(complete: ClosedSet, deletion: Deletion, findings: list[dict[str, Any]]) -> Tally:
    def audited(_disclosure: Path, _case: Path) -> Audited:
        return Audited(Call(0, [], "", Cost()), findings, {}, Cost())

    told = tell(complete.mails, deletion, threading=False, audited=audited)
    return tallied(complete, deletion, could(complete, deletion), told)


def could(complete: ClosedSet, deletion: Deletion) -> dict[int, Detectable]:
    return deletions.detectable(complete.mails, complete.sources, deletion.withheld, threading=False)


def a_fifth(complete: ClosedSet) -> Deletion:
    return deletions.at_random(len(complete.mails), 20, 1)


def test_the_truth_told_by_id_has_recall_and_precision_one(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    places = could(complete, deletion)
    told = [finding(message_id=complete.mails[place].message_id) for place in places]
    tally = judged(complete, deletion, told)
    assert tally.detectable > 5
    assert (tally.found, tally.true, tally.distinct) == (tally.detectable,) * 3


def test_the_truth_told_by_words_has_every_word_right_and_recovered(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    told = [finding(complete.mails[place].parted.own) for place in could(complete, deletion)]
    tally = judged(complete, deletion, told)
    assert (tally.found, tally.merged) == (tally.detectable, 0)
    assert tally.right == tally.reconstructed == tally.own == tally.recovered > 0


def test_the_truth_told_by_author_date_and_subject_is_known(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    mails = [complete.mails[place] for place in could(complete, deletion)]
    told = [
        finding(author=mail.author, date=mail.date.isoformat(), subject=f"Re: {mail.subject}")
        for mail in mails
        if mail.date
    ]
    tally = judged(complete, deletion, told)
    assert (tally.found, tally.true) == (tally.detectable, len(told))


def test_a_message_that_is_there_told_to_be_absent_is_a_false_finding(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    there = [mail for place, mail in enumerate(complete.mails) if place not in deletion.withheld]
    told = [finding(mail.parted.own) for mail in there] + [finding(message_id=there[0].message_id)]
    tally = judged(complete, deletion, told)
    assert (tally.findings, tally.true, tally.found) == (len(there) + 1, 0, 0)


def test_words_that_nobody_wrote_are_a_false_finding(complete: ClosedSet) -> None:
    letters = random.Random(5).choices("abcdefgh", k=400)
    words = " ".join("".join(letters[at : at + 8]) for at in range(0, 400, 8))
    tally = judged(complete, a_fifth(complete), [finding(words)])
    assert (tally.findings, tally.true) == (1, 0)


def test_anything_told_while_nothing_is_held_back_is_false(complete: ClosedSet) -> None:
    mail = complete.mails[0]
    tally = judged(complete, NOTHING, [finding(author=mail.author, subject=mail.subject), finding(mail.parted.own)])
    assert (tally.findings, tally.true, tally.detectable) == (2, 0, 0)


def test_one_message_told_twice_is_two_findings_for_one(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    place = min(could(complete, deletion))
    told = [finding(complete.mails[place].parted.own), finding(message_id=complete.mails[place].message_id)]
    tally = judged(complete, deletion, told)
    assert (tally.true, tally.distinct) == (2, 1)


def test_two_messages_told_as_one_are_a_merge(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    one, other = (complete.mails[place].parted.own for place in sorted(could(complete, deletion))[:2])
    tally = judged(complete, deletion, [finding(f"{one}\n[…]\n{other}")])
    assert (tally.findings, tally.merged) == (1, 1)


def test_a_word_put_into_a_reconstruction_is_counted_wrong(complete: ClosedSet) -> None:
    deletion = a_fifth(complete)
    own = complete.mails[min(could(complete, deletion))].parted.own
    tally = judged(complete, deletion, [finding(own.replace(" ", " zzyzx ", 1))])
    assert tally.reconstructed - tally.right == 1
