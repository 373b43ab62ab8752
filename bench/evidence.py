"""Measures how evidence for a claim is found: recall of the joined rankings beside BM25 alone, over the same passages.

The claims and sentences are those of FEVER symmetric: each claim has sentences that support it and some that refute it,
and every one of them bears on it. What is joined, and its weights, were chosen on the dev claims; test is held out. The
invented case has passages planted for and against the allegations of its letter. By meaning too: with the model of
`rejoinder[meaning]`, where it is installed, and the CPU time of its process.

Use: python -m bench.evidence
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench import corpus
from bench.rows import Row, of, printed
from rejoinder.allege.candidates import Asked, Near, candidates, pool
from rejoinder.case import Delivery, new, receive
from rejoinder.case.allegations import against, take_letter
from rejoinder.demo import read_truth, write_demo
from rejoinder.find.traces import traces_of
from rejoinder.fingerprints import word_spans
from rejoinder.meaning.here import TOGETHER, Vectors, model_here, vectors
from rejoinder.model import Batch, Document, Shelved
from rejoinder.shelf import Shelf, opened

AT = "2024-09-01T09:00:00+00:00"
CLAIMS = "claims/fever-symmetric/symmetric_v0.2"
SETS = {"dev": "fever_symmetric_dev.jsonl", "test": "fever_symmetric_test.jsonl"}
DEPTHS = (5, 20)
_ALONE = (
    "SELECT p.document FROM (SELECT rowid AS number, bm25(passage_words, 1.0, 1.0) AS score FROM passage_words"
    " WHERE passage_words MATCH ? ORDER BY score LIMIT ?) f JOIN passages p ON p.number = f.number ORDER BY f.score"
)
Bearing = Mapping[str, set[str]]
"""By claim, the sentences that bear on it."""


def read(folder: Path) -> Mapping[str, Bearing]:
    """Give the claims of both sets."""
    found: dict[str, dict[str, set[str]]] = {name: {} for name in SETS}
    for name, file in SETS.items():
        for line in (folder / file).read_text("utf-8").splitlines():
            row = json.loads(line)
            found[name].setdefault(row["claim"], set()).add(row["evidence"])
    return found


def shelve(shelf: Shelf, sentences: list[str]) -> dict[int, str]:
    """Put each sentence on the shelf as a document, and give it by its document's number."""
    batch = Batch(1, "claims", "claims")
    shelf.add_batch(batch)
    documents = [Document(str(at), "text", one, batch=batch.name, sha256=str(at)) for at, one in enumerate(sentences)]
    shelf.add(
        batch,
        (Shelved(one.path, "", one.sha256, 1, "text", "read", 1, (), ((one, traces_of(one)),)) for one in documents),
    )
    return {holding.number: sentences[int(holding.path)] for holding in shelf.documents()}


def alone(shelf: Shelf, claim: str, depth: int = 20) -> list[int]:
    """Give the documents that BM25 over the claim's words finds, the best first."""
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(word for word, _, _ in word_spans(claim)))
    return list(dict.fromkeys(number for (number,) in shelf.rows(_ALONE, match, depth)))


def joined(shelf: Shelf, claim: str, near: Near | None = None) -> list[int]:
    """Give the documents of the candidates, the best first."""
    return list(dict.fromkeys(one.holding.number for one in candidates(shelf, Asked(claim), near)[0]))


class Read(NamedTuple):
    """Texts read by meaning."""

    near: Near
    texts: int
    seconds: float
    """Of computing, by the model's process."""


def read_by_meaning(texts: Iterable[str]) -> Read | None:
    """Give what says how near texts are in meaning; None without the model."""
    model, known = model_here(), dict[str, Vectors]()
    if model is None:
        return None
    before, several = resource.getrusage(resource.RUSAGE_CHILDREN), list(dict.fromkeys(texts))
    for at in range(0, len(several), TOGETHER):
        some = several[at : at + TOGETHER]
        found = vectors(model, some)
        assert found is not None, "The model could not be run."
        known.update(zip(some, found, strict=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    def near(words: str, texts: Sequence[str]) -> list[float]:
        return [float(np.dot(known[words], known[text])) for text in texts]

    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Read(near, len(several), spent)


def rows() -> list[Row]:
    """Give recall at each depth, both ways, and how many claims it is of."""
    sets = read(corpus.CORPORA / CLAIMS)
    sentences = sorted({one for claims in sets.values() for bearing in claims.values() for one in bearing})
    made: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch, opened(Path(scratch) / "shelf.sqlite") as shelf:
        texts = shelve(shelf, sentences)
        for name, claims in sets.items():
            made += _rows(shelf, texts, name, claims)
            plain = {claim: [texts[one] for one in joined(shelf, claim)] for claim in claims}
            made += _nearer(shelf, texts, name, claims, plain)
    return made + list(invented())


def _rows(shelf: Shelf, texts: Mapping[int, str], name: str, claims: Bearing) -> Iterator[Row]:
    found = {way: {claim: [texts[one] for one in way(shelf, claim)] for claim in claims} for way in (alone, joined)}
    for depth in DEPTHS:
        before, _ = recall(found[alone], claims, depth)
        after, right = recall(found[joined], claims, depth)
        whole = sum(map(len, claims.values()))
        yield Row(f"evidence, {name}: recall@{depth}, BM25 alone", before, "", f"{len(claims)} claims")
        yield Row(
            f"evidence, {name}: recall@{depth}, joined", after, f">= {before:.4f}", f"{of(right, whole)} sentences"
        )


def _nearer(
    shelf: Shelf, texts: Mapping[int, str], name: str, claims: Bearing, before: Mapping[str, list[str]]
) -> Iterator[Row]:
    """Give recall with the model that ranks by meaning, beside what it is without; nothing where it is not here."""
    read = read_by_meaning(text for claim in claims for text in (claim, *pool(shelf, Asked(claim))))
    if read is None:
        return
    found = {claim: [texts[one] for one in joined(shelf, claim, read.near)] for claim in claims}
    whole = sum(map(len, claims.values()))
    for depth in DEPTHS:
        least, _ = recall(before, claims, depth)
        after, right = recall(found, claims, depth)
        yield Row(
            f"evidence, {name}: recall@{depth}, by meaning too",
            after,
            f">= {least:.4f}",
            f"{of(right, whole)} sentences",
        )
    yield Row(
        f"evidence, {name}: CPU ms a passage read", 1_000 * read.seconds / read.texts, "", f"{read.texts} passages"
    )


def invented() -> Iterator[Row]:
    """Give how many of the passages planted in the invented case are found, both ways, the letter itself aside."""
    with tempfile.TemporaryDirectory() as scratch:
        written = write_demo(Path(scratch) / "given")
        case = new(Path(scratch) / "case", at=AT, subject=written.subject)
        for batch in written.batches:
            receive(case, [batch.folder], Delivery(batch.name, batch.sender, batch.date, batch.own), at=AT)
        copies = take_letter(case, written.reasons, at=AT).copies
        planted = [
            [*row["stands_for"], *row["stands_against"]] for row in read_truth(written.truth).facts["allegation"]
        ]
        whole = sum(map(len, planted))
        before = after = nearer = 0
        with case.shelf() as shelf:
            asked = [
                Asked(
                    " ".join(span.exact for span in one.spans),
                    tuple(span.exact for span in one.quotations),
                    "2024-06-20",
                    copies,
                )
                for one in against(case).allegations
            ]
            read = read_by_meaning(text for one in asked for text in (one.words, *pool(shelf, one)))
            for one, passages in zip(asked, planted, strict=True):
                numbers = [number for number in alone(shelf, one.words, 200) if number not in copies][: DEPTHS[-1]]
                before += _held(passages, (shelf.text(number) for number in numbers))
                after += _held(passages, _shown(shelf, one, None))
                nearer += _held(passages, _shown(shelf, one, read.near)) if read else 0
    yield Row("evidence, invented case: recall@20, BM25 alone (whole documents)", before / whole, "", of(before, whole))
    yield Row("evidence, invented case: recall@20, joined (passages shown)", after / whole, "= 1", of(after, whole))
    if read:
        yield Row("evidence, invented case: recall@20, by meaning too", nearer / whole, "= 1", of(nearer, whole))
        told = f"{read.texts} passages, {len(asked)} allegations"
        yield Row("evidence, invented case: CPU s an allegation by meaning", read.seconds / len(asked), "", told)


def _shown(shelf: Shelf, asked: Asked, near: Near | None) -> list[str]:
    found = candidates(shelf, asked, near)[0]
    return [shelf.text(each.holding.number)[each.start : each.end] for each in found]


def _held(passages: Iterable[str], texts: Iterable[str]) -> int:
    """Give how many passages stand in any of some texts."""
    several = [" ".join(text.split()) for text in texts]
    return sum(any(words in text for text in several) for words in passages)


def recall(found: Mapping[str, list[str]], claims: Bearing, depth: int) -> tuple[float, int]:
    """Give the mean recall over claims, and how many sentences were found."""
    right = {claim: len(set(found[claim][:depth]) & bearing) for claim, bearing in claims.items()}
    return sum(right[claim] / len(bearing) for claim, bearing in claims.items()) / len(claims), sum(right.values())


def main() -> int:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    for line in printed(rows()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
