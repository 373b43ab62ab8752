"""Measures how evidence for a claim is found: recall of the joined rankings beside BM25 alone, over the same passages.

The claims and sentences are those of FEVER symmetric: each claim has sentences that support it and some that refute it,
and every one of them bears on it. What is joined, and its weights, were chosen on the dev claims; test is held out. The
invented case has passages planted for and against the allegations of its letter.

Use: python -m bench.evidence
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import corpus
from bench.rows import Row, of, printed
from rejoinder.allege.candidates import Asked, candidates
from rejoinder.case import Delivery, new, receive
from rejoinder.case.allegations import against, take_letter
from rejoinder.demo import read_truth, write_demo
from rejoinder.find.traces import traces_of
from rejoinder.fingerprints import word_spans
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


def joined(shelf: Shelf, claim: str) -> list[int]:
    """Give the documents of the candidates, the best first."""
    return list(dict.fromkeys(one.holding.number for one in candidates(shelf, Asked(claim))[0]))


def rows() -> list[Row]:
    """Give recall at each depth, both ways, and how many claims it is of."""
    sets = read(corpus.CORPORA / CLAIMS)
    sentences = sorted({one for claims in sets.values() for bearing in claims.values() for one in bearing})
    made: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch, opened(Path(scratch) / "shelf.sqlite") as shelf:
        texts = shelve(shelf, sentences)
        for name, claims in sets.items():
            made += _rows(shelf, texts, name, claims)
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
        before = after = 0
        with case.shelf() as shelf:
            for one, passages in zip(against(case).allegations, planted, strict=True):
                said = " ".join(span.exact for span in one.spans)
                numbers = [number for number in alone(shelf, said, 200) if number not in copies][: DEPTHS[-1]]
                texts = [" ".join(shelf.text(number).split()) for number in numbers]
                before += sum(any(words in text for text in texts) for words in passages)
                quotations = tuple(span.exact for span in one.quotations)
                found = candidates(shelf, Asked(said, quotations, "2024-06-20", copies))[0]
                texts = [" ".join(shelf.text(each.holding.number)[each.start : each.end].split()) for each in found]
                after += sum(any(words in text for text in texts) for words in passages)
    yield Row("evidence, invented case: recall@20, BM25 alone (whole documents)", before / whole, "", of(before, whole))
    yield Row("evidence, invented case: recall@20, joined (passages shown)", after / whole, "= 1", of(after, whole))


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
