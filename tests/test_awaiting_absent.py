"""Which absent message may answer what was asked: found by day and subject, as looking at every one would find it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from rejoinder.awaiting.absent import with_absent
from rejoinder.awaiting.sent import Answer, Sent
from rejoinder.find.said_dates import said_dates
from rejoinder.keys import key_of
from rejoinder.model import Absent, Finding, Holding, Span
from rejoinder.thread import base_subject

SUBJECT, OTTO = "Marigold Threnody", "Otto Marsh <chair@bees.example>"
SUBJECTS = ("", "Hive three", "RE: Hive three", "Yours of 4 March 2024", "Your letter of yesterday", "Tea")
DATES = ("", "2024-03-03", "2024-03-04", "2024-03-05T09:00:00+00:00", "2024-05-20")
AUTHORS = ("", OTTO, "Vera <vera@elsewhere.example>")
RECIPIENTS: tuple[tuple[str, ...], ...] = ((), (f"{SUBJECT} <m@threnody.example>",), (OTTO,))


def holding(number: int, date: str, subject: str) -> Holding:
    return Holding(number, f"ref{number}", 1, f"{number}.eml", "email", "", "", 0, date, SUBJECT, "", OTTO, subject,
                   "", "", 9, 0)  # fmt: skip


def asked(number: int, date: str, subject: str) -> Sent:
    return Sent(f"asked{number}", holding(number, date, subject), ("question",), (), (OTTO,))


def by_looking_at_every_one(one: Sent, absent: list[Finding]) -> str:
    """Give what may answer it the slow way."""
    day, domains = one.holding.date[:10], {key_of(person).rpartition("@")[2] for person in one.to}
    for finding in absent:
        known = finding.absent
        named = day in {said.date for said in said_dates(known.subject, known.date or one.holding.date)}
        same = bool(known.subject) and base_subject(known.subject).lower() == base_subject(one.holding.subject).lower()
        mine = not known.recipients or any(SUBJECT.lower() in each.lower() for each in known.recipients)
        theirs = not known.author or key_of(known.author).rpartition("@")[2] in domains
        if (named or same) and mine and theirs and (not known.date or known.date[:10] >= day):
            return finding.id
    return ""


def test_the_first_absent_message_that_may_answer_is_found_as_if_each_was_looked_at() -> None:
    absent = [
        Finding(
            str(number), "absent-message", "direct", Absent(subject=title, date=date, author=who, recipients=to), ()
        )
        for number, (title, date, who, to) in enumerate(product(SUBJECTS, DATES, AUTHORS, RECIPIENTS))
    ]
    sent = [
        asked(number, date, subject)
        for number, (date, subject) in enumerate(
            product(("2024-03-03", "2024-03-04T10:00:00+00:00", "2024-06-01"), ("Hive three", "Tea", "Smoke", ""))
        )
    ]
    for some in (absent, absent[::-1], absent[1::7]):
        told = [one.absent for one in with_absent(sent, some, SUBJECT)]
        assert told == [by_looking_at_every_one(one, some) for one in sent]
        assert any(told) and not all(told)


def test_what_is_answered_here_is_answered_by_nothing_absent() -> None:
    one = asked(1, "2024-03-04", "Hive three")
    here = replace(one, answers=(Answer(holding(2, "2024-03-05", "Re: Hive three"), "id", Span("ref2", 0, 1, "I")),))
    finding = Finding("1", "absent-message", "direct", Absent(subject="Hive three"), ())
    assert [each.absent for each in with_absent([one, here], [finding], SUBJECT)] == ["1", ""]
