"""What people decided: one line an act, each holding the digest of the one before, only ever longer.

A chain shows a changed or missing line, not a cut tail; so the head is printed on every paper made from it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from rejoinder.disk import BINARY, NOT_A_LINK, full_disk_named, locked, sync_folder, write_all, write_whole
from rejoinder.errors import CaseDamaged
from rejoinder.model import Judgement, Parting, Scope

BEGINNING = "0" * 64
"""What the first line holds in place of a digest before it."""

KNOWN = 4 << 20
"""Bytes of a journal whose acts are kept in memory: one screen asks for them many times."""

Kind = Literal[
    "new",
    "receive",
    "judge",
    "undo",
    "judge-all",
    "undo-all",
    "undo-kind",
    "scope",
    "unlock",
    "boundary",
    "reveal",
    "stay",
    "allegation",
    "evidence",
    "event",
    "procedure",
    "correspondence",
    "model",
    "person",
    "clock",
    "letter",
    "handover",
    "publish",
    "bundle",
]


@dataclass(frozen=True, slots=True)
class Act:
    """One line of human work."""

    kind: str
    at: str
    """ISO 8601, UTC."""
    told: Mapping[str, Any]
    """What the act says: for a judgement finding, decision, because and evidence."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The acts of a case, in a file that only grows."""

    path: Path

    def acts(self) -> Iterator[Act]:
        """Give every act in order; a broken chain is CaseDamaged, a half line at the end is no act."""
        yield from (act for _, act in self._checked())

    def head(self) -> str:
        """Give the digest of the last act: it stands for all before it; a broken chain is CaseDamaged."""
        checked = self._checked()
        return checked[-1][0] if checked else BEGINNING

    def _checked(self) -> tuple[tuple[str, Act], ...]:
        """Give each act with its digest; of the same bytes what they were checked to be before."""
        content = self.path.read_bytes() if self.path.exists() else b""
        whole = content[: content.rfind(b"\n") + 1]
        return _known(whole) if len(whole) <= KNOWN else _checked(whole)

    def write(self, kind: Kind, at: str, told: Mapping[str, Any]) -> str:
        """Add an act, durably, and give the new head."""
        with locked(self.path) as _:
            content = self.path.read_bytes()
            whole = content.rfind(b"\n") + 1
            if whole < len(content):
                write_whole(self.path.with_suffix(".cut"), content[whole:])
                os.truncate(self.path, whole)
            act = {"act": kind, "at": at, **told}
            digest = _digest(self.head(), act)
            line = json.dumps({**act, "digest": digest}, ensure_ascii=False).encode() + b"\n"
            self._append(line, whole)
        return digest

    def _append(self, line: bytes, whole: int) -> None:
        with full_disk_named(self.path.parent, len(line)):
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | BINARY | NOT_A_LINK)
            try:
                write_all(descriptor, line)
                os.fsync(descriptor)
            except BaseException:
                os.truncate(self.path, whole)
                raise
            finally:
                os.close(descriptor)
            sync_folder(self.path.parent)


def _checked(content: bytes) -> tuple[tuple[str, Act], ...]:
    """Give each act of a journal's bytes with its digest, every link of the chain checked."""
    before, found = BEGINNING, []
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        digest, act = _read(line, number)
        if digest != _digest(before, act):
            raise _damaged(number)
        before = digest
        told = {key: value for key, value in act.items() if key not in ("act", "at")}
        found.append((digest, Act(act["act"], act["at"], told)))
    return tuple(found)


_known = lru_cache(maxsize=1)(_checked)


def judgements(acts: Iterator[Act]) -> dict[str, Judgement]:
    """Give the judgement in force for each finding; one that was undone falls back on the one before it."""
    told: dict[str, list[Judgement]] = {}
    for act in acts:
        for judgement in _decided(act):
            told.setdefault(judgement.finding, []).append(judgement)
        if act.kind == "undo" and told.get(act.told["finding"]):
            told[act.told["finding"]].pop()
        elif act.kind == "undo-all":
            for each in told.values():
                each[:] = [one for one in each if one.together != act.told["together"]]
        elif act.kind == "undo-kind":
            for finding in act.told["findings"]:
                told[finding] = [one for one in told.get(finding, ()) if not one.together]
    return {finding: each[-1] for finding, each in told.items() if each}


def _decided(act: Act) -> Iterator[Judgement]:
    """Give the judgements that one act makes."""
    words = act.told
    if act.kind in ("judge", "judge-all"):
        together = str(words.get("together", ""))
        for one in words["findings"] if together else (words,):
            evidence = tuple(one["evidence"])
            yield Judgement(one["finding"], words["decision"], words["because"], act.at, evidence, together)


def partings(acts: Iterator[Act]) -> dict[tuple[str, str], tuple[Parting, ...]]:
    """Give what is in force of where documents begin, the last decided last, by batch and hash of the file received.

    Of one place the last decision stands; one that was taken back falls back on the one before it.
    """
    told: dict[tuple[str, ...], list[tuple[int, Parting]]] = {}
    for number, act in enumerate(acts):
        if act.kind != "boundary":
            continue
        words = act.told
        place = (str(words["batch"]), str(words["sha256"]), str(words["path"]), int(words["page"]), str(words["words"]))
        decided = told.setdefault((*map(str, place), str(words["time"])), [])
        if words["decision"] != "undo":
            decided.append((number, Parting(*place[2:], words["decision"] == "begins", int(words["time"]))))
        elif decided:
            decided.pop()
    found: dict[tuple[str, str], list[tuple[int, Parting]]] = {}
    for (batch, sha256, *_), decided in told.items():
        found.setdefault((batch, sha256), []).extend(decided[-1:])
    return {file: tuple(parting for _, parting in sorted(each)) for file, each in found.items() if each}


def scopes(acts: Iterator[Act]) -> dict[str, Scope]:
    """Give what each batch claims to cover, by its name: what was said last."""
    told: dict[str, Scope] = {}
    for act in acts:
        if act.kind == "scope":
            said = act.told
            mailboxes, words = (tuple(map(str, said[one])) for one in ("mailboxes", "words"))
            told[str(said["batch"])] = Scope(mailboxes, said["from"], said["to"], words, said["letter"])
    return told


def ground(acts: Iterator[Act]) -> str:
    """Give the ground on which the words beneath redactions are shown; empty where they are not."""
    told = ""
    for act in acts:
        if act.kind == "reveal":
            told = str(act.told["ground"])
    return told


def stays(acts: Iterator[Act]) -> tuple[str, ...]:
    """Give what a person said may stay in a disclosure, in the order said."""
    told: dict[str, None] = {}
    for act in acts:
        if act.kind == "stay":
            told.pop(str(act.told["words"]), None)
            if act.told["stays"]:
                told[str(act.told["words"])] = None
    return tuple(told)


def digest_of(before: str, act: Mapping[str, Any]) -> str:
    """Give the digest of an act after the one with that digest; empty: it is the first."""
    return _digest(before or BEGINNING, act)


def _digest(before: str, act: Mapping[str, Any]) -> str:
    plain = json.dumps(act, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{plain}".encode()).hexdigest()


def _read(line: bytes, number: int) -> tuple[str, dict[str, Any]]:
    try:
        act: dict[str, Any] = json.loads(line)
        digest = act.pop("digest")
        act["act"], act["at"]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _damaged(number) from fault
    return str(digest), act


def _damaged(number: int) -> CaseDamaged:
    what = f"Line {number} of journal.jsonl is not as it was written."
    return CaseDamaged(what, "Put journal.jsonl back from a copy of the case; nothing was changed.")
