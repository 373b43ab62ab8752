"""What is decided about all findings of a kind at once, changed at once, or taken back at once.

What a person decided about one finding by itself is never changed so: it stays, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rejoinder.case.judging import audit
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.journal import judgements
from rejoinder.model import Decision, Finding, Status, fingerprint_of
from rejoinder.shelf import Wanted

TO_CHECK: tuple[Status, ...] = ("to check",)
"""What is decided together: only what nobody has decided about, and what nothing of ours may explain."""
DECIDED: tuple[Status, ...] = ("accepted", "dismissed", "unsure")
"""What is decided and can be changed."""


class AtOnce(NamedTuple):
    """The findings of a kind that were decided about at once, and how many were decided about by themselves."""

    findings: tuple[Finding, ...]
    alone: int
    """They stay as they are."""


def judge_all(case: Case, kind: str, decision: Decision, *, because: str = "", at: str) -> str:
    """Write down what a person decided about all findings of a kind that are to check, and give the act's id."""
    found = [one.finding for one in audit(case, wanted=Wanted(TO_CHECK, (kind,))) if one.finding]
    if not found:
        raise UsageError(f"No finding of the kind {kind} is to check.", "There is nothing to decide about.")
    return _written(case, found, kind, decision, because=because, at=at)


def decided_at_once(case: Case, kind: str, statuses: tuple[Status, ...] = DECIDED) -> AtOnce:
    """Give the findings of a kind about which a person decided at once, and how many by themselves."""
    decided = [one for one in audit(case, wanted=Wanted(statuses, (kind,))) if one.finding and one.judgement]
    several = tuple(one.finding for one in decided if one.finding and one.judgement and one.judgement.together)
    return AtOnce(several, len(decided) - len(several))


def many_at_once(case: Case, ids: Iterable[str]) -> int:
    """Give how many of these findings were decided about at once."""
    decided = judgements(case.journal.acts())
    return sum(one in decided and bool(decided[one].together) for one in ids)


def judge_again(
    case: Case, kind: str, decision: Decision, statuses: tuple[Status, ...] = DECIDED, *, because: str = "", at: str
) -> str:
    """Write down another decision about all of a kind that were decided about at once, and give the act's id."""
    found = _at_once(case, kind, statuses)
    return _written(case, found, kind, decision, because=because, at=at)


def take_back(case: Case, kind: str, statuses: tuple[Status, ...] = DECIDED, *, at: str) -> list[str]:
    """Take back all that was decided at once about findings of a kind, and give their ids."""
    ids = [one.id for one in _at_once(case, kind, statuses)]
    case.journal.write("undo-kind", at, {"kind": kind, "findings": ids})
    return ids


def _at_once(case: Case, kind: str, statuses: tuple[Status, ...]) -> Sequence[Finding]:
    found = decided_at_once(case, kind, statuses)
    if not found.findings:
        alone = f"{found.alone:,} were decided about by themselves, and stay." if found.alone else "Nothing to change."
        raise UsageError(f"No finding of the kind {kind} was decided about with others.", alone)
    return found.findings


def _written(case: Case, found: Sequence[Finding], kind: str, decision: Decision, *, because: str, at: str) -> str:
    together = fingerprint_of("judge-all", at, decision, *(finding.id for finding in found))
    findings = [{"finding": one.id, "evidence": [trace.id for trace in one.because]} for one in found]
    told = {"together": together, "kind": kind, "decision": decision, "because": because, "findings": findings}
    case.journal.write("judge-all", at, told)
    return together


def undo_all(case: Case, together: str, *, at: str) -> list[str]:
    """Take back what was decided together where it still stands, and give the ids of those findings."""
    ids = decided_together(case, together)
    if not ids:
        raise UsageError(f"Nothing is decided by {together}.", "There is nothing to take back.")
    case.journal.write("undo-all", at, {"together": together})
    return ids


def decided_together(case: Case, together: str) -> list[str]:
    """Give the ids of the findings about which the act of this id still holds."""
    return [one.finding for one in judgements(case.journal.acts()).values() if together and one.together == together]
