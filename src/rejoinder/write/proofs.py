"""The proofs of a finding as papers and screens cite them, and its reconstruction run by run, each with its witness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rejoinder.model import Finding, Span
from rejoinder.write.words import IDS, TRACES, trace_in_words


class Proof(NamedTuple):
    """One place that a finding rests on."""

    how: str
    path: str
    page: int | None
    exact: str
    document: str = ""
    is_id: bool = False
    start: int = 0
    end: int = 0


class Witnesses(NamedTuple):
    """The same words in all the places that hold them."""

    exact: str
    is_id: bool
    proofs: tuple[Proof, ...]


class Run(NamedTuple):
    """Words of a reconstruction: taken from one place, or what stands between such words."""

    words: str
    proof: Proof | None = None
    mark: int = 0
    """The number of its source, where the next run is of another or none follows; 0 within a source."""

    @property
    def is_gap(self) -> bool:
        """Say whether it stands for words that nobody quotes."""
        return self.proof is None and bool(self.words.strip())


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A reconstruction with its sources: each page of a document it was taken from, by the first place in it."""

    runs: tuple[Run, ...]
    sources: tuple[Proof, ...]

    @property
    def length(self) -> int:
        """Give its characters."""
        return sum(len(run.words) for run in self.runs)


def proofs_of(finding: Finding, paths: Mapping[str, str]) -> tuple[Proof, ...]:
    """Give every trace of a finding; paths are those of the documents it cites, by reference."""
    return tuple(
        _proof(TRACES.get(trace.kind, trace.kind), trace.span, paths, trace_in_words(trace), trace.kind in IDS)
        for trace in finding.because
    )


def _proof(how: str, span: Span, paths: Mapping[str, str], exact: str, is_id: bool = False) -> Proof:
    path = paths.get(span.document, span.document)
    return Proof(how, path, span.page, exact, span.document, is_id, span.start, span.end)


def witnesses(proofs: Iterable[Proof]) -> tuple[Witnesses, ...]:
    """Give each wording once, in the order cited, with every place in which it stands."""
    by_words: dict[tuple[str, bool], dict[Proof, None]] = {}
    for proof in proofs:
        by_words.setdefault((proof.exact, proof.is_id), {})[proof] = None
    return tuple(Witnesses(*words, tuple(places)) for words, places in by_words.items())


def rebuilt(finding: Finding, paths: Mapping[str, str]) -> Rebuilt:
    """Give the reconstruction of an absent message by the places its words were taken from."""
    runs = list(_runs(finding, paths))
    sources: dict[tuple[str, int | None], Proof] = {}
    for run in runs:
        if run.proof:
            sources.setdefault(_source(run.proof), run.proof)
    numbers = {source: number for number, source in enumerate(sources, 1)}
    cited = [(at, _source(run.proof)) for at, run in enumerate(runs) if run.proof]
    for at, source in [one for one, other in pairwise(cited) if one[1] != other[1]] + cited[-1:]:
        runs[at] = runs[at]._replace(mark=numbers[source])
    return Rebuilt(tuple(runs), tuple(sources.values()))


def _source(proof: Proof) -> tuple[str, int | None]:
    return proof.document, proof.page


def _runs(finding: Finding, paths: Mapping[str, str]) -> Iterator[Run]:
    """Give the text in runs; lines of one paragraph that stand together in one place are one run."""
    at, last = 0, None
    for cited in finding.text_spans:
        between = finding.text[at : cited.start]
        words = finding.text[cited.start : cited.end]
        proof = _proof("quoted in", cited.source, paths, words)
        if last and last.proof and between == "\n" and _source(last.proof) == _source(proof):
            exact = f"{last.words}\n{words}"
            last = Run(exact, last.proof._replace(exact=exact, end=proof.end))
        else:
            if last:
                yield last
            if between:
                yield Run(between)
            last = Run(words, proof)
        at = cited.end
    if last:
        yield last
    if finding.text[at:]:
        yield Run(finding.text[at:])
