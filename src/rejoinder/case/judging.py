"""What is found in a case, and what people decide about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from rejoinder import __version__
from rejoinder.awaiting.absent import with_absent
from rejoinder.awaiting.sent import sent_of
from rejoinder.case.receiving import Case, Told, batch_of, is_read, silent
from rejoinder.case.scopes import scopes
from rejoinder.errors import UsageError
from rejoinder.events.proposed import proposed
from rejoinder.find import detectors, findings
from rejoinder.find.one_person import links
from rejoinder.journal import judgements
from rejoinder.model import Decision, Weighed, fingerprint_of
from rejoinder.shelf import EVERY, Findings, Made, Shelf, Wanted, asked, events, people
from rejoinder.shelf.findings import TABLES, keep

FINDINGS, EVENTS, PEOPLE, ASKED = "findings", "events", "people", "asked"
"""The names of the stamps under which findings, the chronology's events, who is who and what was asked are kept."""
ABSENT = ("absent-message",)
"""Kinds of findings that may answer what was asked."""


@contextmanager
def compared(case: Case, told: Told = silent) -> Iterator[Shelf]:
    """Give the shelf with its findings, events and who is who, made again when anything was received since.

    While another run reads what was received, they are those from before: what is not read yet is not absent.
    """
    with case.shelf() as shelf:
        stamp = _stamp(case, shelf)
        if not shelf.is_made(FINDINGS, stamp) and is_read(case):
            told("Comparing", 0, 1)
            shelf.keep(FINDINGS, stamp, Made(TABLES, lambda rows: keep(rows, findings(shelf))))
            told("Comparing", 1, 1)
        told_of = f"{stamp} {case.subject}"
        if not shelf.is_made(EVENTS, told_of) and is_read(case):
            shelf.keep(
                EVENTS, told_of, Made(events.TABLES, lambda rows: events.keep(rows, proposed(shelf, case.subject)))
            )
        if not shelf.is_made(PEOPLE, told_of) and is_read(case):
            shelf.keep(PEOPLE, told_of, Made(people.TABLES, lambda rows: people.keep(rows, links(shelf, case.subject))))
        asked_of = f"{told_of} {case.controller}"
        if not shelf.is_made(ASKED, asked_of) and is_read(case):
            shelf.keep(ASKED, asked_of, Made(asked.TABLES, lambda rows: asked.keep(rows, _asked(shelf, case))))
        yield shelf


def _asked(shelf: Shelf, case: Case) -> Iterator[bytes]:
    """Give what the subject asked, with what is here or absent and may answer it."""
    absent = [one.finding for one in shelf.findings({}).weighed(Wanted(kinds=ABSENT)) if one.finding]
    yield from map(
        msgspec.json.encode, with_absent(sent_of(shelf, case.subject, case.controller), absent, case.subject)
    )


@contextmanager
def audited(case: Case, told: Told = silent) -> Iterator[Findings]:
    """Give the findings of a case as they are compared, with what people decided."""
    decided = judgements(case.journal.acts())
    with compared(case, told) as shelf:
        yield shelf.findings(decided)


def is_audited(case: Case) -> bool:
    """Say whether the findings of a case are known, so that nothing need be compared."""
    with case.shelf() as shelf:
        return shelf.is_made(FINDINGS, _stamp(case, shelf))


def _stamp(case: Case, shelf: Shelf) -> str:
    """Tell the shelf whose case it is and what its batches claim to cover, and give all that findings depend on.

    That is the program, its detectors and those of others, everything that is in, and what was told.
    """
    claims, shelf.subject = scopes(case), case.subject
    shelf.scopes = {batch.number: claims[batch.name] for batch in shelf.batches() if batch.name in claims}
    told = fingerprint_of("told", case.subject, repr(sorted(shelf.scopes.items())))
    return f"{__version__} {detectors()} {shelf.state()} {told}"


def audit(case: Case, told: Told = silent, *, wanted: Wanted = EVERY) -> list[Weighed]:
    """Give the findings asked for and what people decided, even of findings that have gone."""
    with audited(case, told) as found:
        return list(found.weighed(wanted))


def batch_number(case: Case, name: str) -> int:
    """Give the number of the batch of this name."""
    return batch_of(case, name).number


def judge(case: Case, finding: str, decision: Decision, *, because: str = "", at: str) -> Weighed:
    """Write down what a person decided about a finding, and give the finding as it stands then."""
    weighed = one_finding(case, finding)
    evidence = [trace.id for trace in weighed.finding.because] if weighed.finding else []
    told = {"finding": weighed.id, "decision": decision, "because": because, "evidence": evidence}
    case.journal.write("judge", at, told)
    return one_finding(case, weighed.id)


def undo(case: Case, finding: str, *, at: str) -> Weighed:
    """Take back the last judgement of a finding; the journal keeps both."""
    weighed = one_finding(case, finding)
    if weighed.judgement is None:
        raise UsageError(f"Nothing was decided about {weighed.id}.", "There is nothing to take back.")
    case.journal.write("undo", at, {"finding": weighed.judgement.finding})
    found = [one for one in audit(case, wanted=Wanted(beginning=weighed.id)) if one.id == weighed.id]
    return found[0] if found else Weighed(None, weighed.judgement, "closed")


def one_finding(case: Case, finding: str) -> Weighed:
    """Give the finding whose id begins so."""
    found = audit(case, wanted=Wanted(beginning=finding)) if finding else []
    exact = [one for one in found if one.id == finding]
    if not found:
        what = f"No finding has the id {finding or '(empty)'}."
        raise UsageError(what, f"List them with: rejoinder audit {case.folder}")
    if len(exact or found) > 1:
        ids = ", ".join(one.id for one in found[:5]) + (" …" if len(found) > 5 else "")
        raise UsageError(f"{len(found)} findings have an id that begins with {finding}.", f"Say which: {ids}")
    return (exact or found)[0]
