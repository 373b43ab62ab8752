"""What went wrong in one deletion, each case written so that a person can read it and say why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.corpus import CACHE, Mail
from bench.deletions import Deletion, Detectable
from bench.matching import Line, Match, Words, compared
from bench.quoted import Sources, words_of

WITNESSES = 4
"""How many witnesses of one finding are printed."""


class ClosedSet(NamedTuple):
    """Messages of which every named id and every quotation's source is among them."""

    name: str
    mails: list[Mail]
    sources: Sources


class Told(NamedTuple):
    """What the product said about one deletion, matched with what was held back."""

    findings: list[tuple[Line, Match]]
    paths: dict[str, str]
    """Each document's path, and where in the corpus it stands, by its reference."""
    others: Mapping[str, int]
    """Findings of other kinds than absent messages, by kind."""


def compared_findings(mails: Sequence[Mail], told: Told) -> Iterable[tuple[Line, Match, Words]]:
    """Give each reconstruction that speaks of a held-back message, compared with it."""
    for finding, match in told.findings:
        if match.place is not None and finding.get("text"):
            yield finding, match, compared(finding["text"], mails[match.place])


def explain(finding: Line, match: Match, told: Told, mails: Sequence[Mail]) -> str:
    """Give a finding as a person reads it: what is absent, by which words of which witness, our verdict."""
    absent = {key: value for key, value in finding["absent"].items() if value}
    lines = [f"{finding['finding']} {finding['kind']} {finding['grade']} {json.dumps(absent, default=str)}"]
    lines.append(f"  verdict: {match.how if match.place is None else f'true, by {match.how}'}")
    if match.place is not None:
        lines.append(f"  is: {mails[match.place].source} <{mails[match.place].message_id}>")
    lines += [f"  swallows: {mails[place].source}" for place in sorted(match.swallowed)]
    for cited in finding["because"][:WITNESSES]:
        where = told.paths.get(cited["document"], cited["document"])
        lines.append(f"  {cited['trace']} in {where}: {cited['exact']!r}")
    left = len(finding["because"]) - WITNESSES
    lines += [f"  and {left} witnesses more"] if left > 0 else []
    return "\n".join([*lines, f"  text: {finding.get('text')!r}", ""])


def cases(set_: ClosedSet, deletion: Deletion, could: dict[int, Detectable], told: Told) -> dict[str, str]:
    """Give the false findings, the missed messages, the split, the merged and the wrong words, to be read."""
    mails = set_.mails
    hits = Counter(match.place for _, match in told.findings if match.place is not None)
    chosen = {
        "false": [(f, m) for f, m in told.findings if m.place is None],
        "split": [(f, m) for f, m in told.findings if m.place is not None and hits[m.place] > 1],
        "merged": [(f, m) for f, m in told.findings if m.swallowed],
    }
    written = {}
    for kind, findings in chosen.items():
        findings.sort(key=lambda one: (one[1].place or 0, one[0]["finding"]))
        written[kind] = "\n".join(explain(finding, match, told, mails) for finding, match in findings)
    missed = (_missed(set_, deletion, place, one) for place, one in could.items() if place not in hits)
    written["missed"] = "\n".join(missed)
    written["wrong-words"] = "\n".join(
        f"{finding['finding']} = {mails[match.place or 0].source}: {' … '.join(words.wrong)}"
        for finding, match, words in compared_findings(mails, told)
        if words.wrong
    )
    return written


def _missed(set_: ClosedSet, deletion: Deletion, place: int, one: Detectable) -> str:
    """Give one missed message with each witness that is there and what it quotes of it."""
    mail = set_.mails[place]
    how = f"named by id: {one.header}, longest quotation: {one.words} words"
    lines = [f"{mail.source} <{mail.message_id}> by {mail.author}, {mail.subject!r}; {how}"]
    for witness, having in enumerate(set_.sources.of):
        if witness in deletion.withheld:
            continue
        for quotation, sources in zip(set_.sources.quoted[witness], having, strict=True):
            if sources == {place}:
                lines.append(f"  quoted in {set_.mails[witness].source} ({len(words_of(quotation))} words): "
                             f"{quotation[:400]!r}")  # fmt: skip
    return "\n".join([*lines, ""])


def write_cases(name: str, written: Mapping[str, str]) -> None:
    """Write each kind of case into a file of its own in bench/.cache."""
    CACHE.mkdir(parents=True, exist_ok=True)
    slug = "-".join("".join(c if c.isalnum() else " " for c in name).split())
    for kind, text in written.items():
        (CACHE / f"{kind}-{slug}.txt").write_text(text)
