"""What a person decides about safe copies: what is hidden, what stays, how it is called; each an act of the journal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rejoinder.case import Case
from rejoinder.errors import UsageError
from rejoinder.model import fingerprint_of
from rejoinder.publish.decided import CHOOSE, GIVE, HIDE, KEEP, LABEL, MADE, UNDO, WORDS, Decided, decided, words_key
from rejoinder.publish.forms import squashed

LONGEST = 400
"""Characters of a reason, or of words to hide."""
LABEL_LONGEST = 40
_TARGET = re.compile(
    r"[a-z2-7]{12}|kind:[a-z-]+|place:[a-z2-7]{12}:\d+-\d+|page:[a-z2-7]{12}:\d+"
    r"|area:[a-z2-7]{12}:\d+:\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?){3}"
)


def in_force(case: Case) -> Decided:
    """Give what was decided and not taken back."""
    return decided(case.journal.acts())


def choose(case: Case, references: Sequence[str], *, at: str) -> None:
    """Say which documents are to be copied."""
    with case.shelf() as shelf:
        found = [shelf.find_document(one) for one in references]
    missing = [one for one, holding in zip(references, found, strict=True) if holding is None]
    if missing:
        raise UsageError(f"No document of this case is {missing[0]}.", "Look for it in the list of documents.")
    refs = list(dict.fromkeys(holding.ref for holding in found if holding))
    if tuple(refs) != in_force(case).documents:
        _write(case, CHOOSE, "", at, documents=refs)


def decide(case: Case, target: str, *, hide: bool, because: str = "", at: str) -> None:
    """Say that a target is hidden, or stays, and why."""
    _write(case, HIDE if hide else KEEP, checked(target), at, because=_said(because))


def call(case: Case, target: str, label: str, *, at: str) -> None:
    """Say what stands in place of somebody or something."""
    said = " ".join(label.split())[:LABEL_LONGEST]
    if not said:
        raise UsageError("There is no label.", "Write what is to stand there, such as: the Treasurer.")
    _write(case, LABEL, checked(target), at, words=said)


def hide_words(case: Case, words: str, *, because: str = "", at: str) -> str:
    """Say that these words are hidden wherever they stand, and give their key."""
    said = " ".join(words.split())[:LONGEST]
    if len(squashed(said)) < 2:
        raise UsageError("There are no words to hide.", "Write a name, a number or a phrase of two letters or more.")
    key = words_key(said)
    _write(case, WORDS, key, at, words=said, because=_said(because))
    return key


def undo(case: Case, target: str = "", *, at: str) -> None:
    """Take back the last act, or the last about a target; the journal keeps both."""
    found = next((act for act, _, of in reversed(in_force(case).acts) if not target or of == target), "")
    if not found:
        raise UsageError("Nothing was decided about that.", "There is nothing to take back.")
    _write(case, UNDO, target, at, undoes=found)


def give(case: Case, labels: Mapping[str, str], *, at: str) -> None:
    """Write down which label stands for whom, so that it does in every later copy as well."""
    fresh = {key: label for key, label in labels.items() if in_force(case).given.get(key) != label}
    if fresh:
        _write(case, GIVE, "", at, labels=fresh)


def made(case: Case, documents: Mapping[str, str], *, at: str) -> str:
    """Write down that copies were made, each by its hash, and give the journal's head."""
    return _write(case, MADE, "", at, copies=dict(documents))


def checked(target: str) -> str:
    """Give a target as it is kept; UsageError where it is none."""
    said = target.strip()
    if not _TARGET.fullmatch(said):
        what = f"{said or 'Nothing'} is nothing that can be hidden or kept."
        raise UsageError(what, "Give the letters before a row of the proposal, or kind:…, place:…, area:… or page:….")
    return said


def _said(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def _write(case: Case, decision: str, target: str, at: str, because: str = "", **told: Any) -> str:
    number = sum(act.kind == "publish" for act in case.journal.acts())
    identity = fingerprint_of("publish", decision, target, at, str(number))
    act = {"act_id": identity, "decision": decision, "target": target, "because": because, **told}
    return case.journal.write("publish", at, act)
