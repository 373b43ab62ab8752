"""A linear model (CRF) with our patterns as features, trained on invented threads, set beside the patterns alone.

Use: python -m bench.zoning_model [--seed N] [--count N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from bench.corpus import absent_corpora, twisted
from bench.rows import Row, printed
from bench.zoning import LETTERS, Score, as_gold, five_zones, row, total, zoned
from bench.zoning_gold import Gold, gold, has_words
from bench.zoning_training import STYLES, examples
from bench.zoning_unseen import LATEST, UNSEEN
from rejoinder.zones.attributions import attributes, says
from rejoinder.zones.blocks import field_of, rules
from rejoinder.zones.people import ADDRESS
from rejoinder.zones.sheet import sheet

Features = list[list[str]]


def features(text: str, *, zones_too: bool) -> Features:
    """Give for each line what the patterns say of it and of its neighbours; with our zones too where that is asked."""
    page = sheet(text, 0)
    letters = zoned(text) if zones_too else []
    own = []
    for number, words in enumerate(page.words):
        level = page.levels[number]
        deeper = number + 1 < len(page) and page.levels[number + 1] > level
        clues = [f"level={min(level, 3)}", f"long={min(len(words) // 20, 4)}", f"left={min(len(page) - number, 9)}"]
        clues += [name for name, said in (
            ("empty", not words), ("field", bool(words) and field_of(words) is not None),
            ("rule", bool(words) and rules(words)),
            ("attribution", bool(words) and attributes(words, marked=deeper)), ("says", says(words[-80:])),
            ("address", ADDRESS.search(words[:200]) is not None), ("digits", sum(map(str.isdigit, words[:80])) > 6),
            ("dashes", words[:2] == "--"), ("drawn", bool(words) and not any(map(str.isalnum, words[:60]))),
            ("title", words.istitle()), ("colon", words[-1:] == ":"), ("comma", words[-1:] == ","),
            ("stop", words[-1:] in ".?!"), ("deeper", deeper),
        ) if said]  # fmt: skip
        if zones_too:
            clues.append(f"zone={letters[number][0]}{int(letters[number][1])}")
        own.append(clues)
    around = ((-2, "b"), (-1, "a"), (1, "n"), (2, "m"))
    return [
        clues
        + [f"{mark}:{clue}" for step, mark in around if 0 <= number + step < len(own) for clue in own[number + step]]
        for number, clues in enumerate(own)
    ]


def trained(messages: Iterable[Gold], folder: Path, *, zones_too: bool) -> pycrfsuite.Tagger:
    """Give a model trained on these messages; empty lines have the letter of the line above."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 120})
    for message in messages:
        lines = features(message.text, zones_too=zones_too)
        letters, before = [], "o"
        for mark in message.lines[: len(lines)]:
            before = before if mark == " " else mark
            letters.append(before)
        trainer.append(lines, letters)
    path = folder / f"zones{zones_too}.crf"
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def compared(name: str, messages: Sequence[Gold], models: dict[str, pycrfsuite.Tagger]) -> list[Row]:
    """Give five-zone accuracy of the patterns and of each model on the same lines."""
    marked = [message for message in messages if not set(message.lines) & set("OQ")]
    assert any(has_words(line) for message in marked for line in message.text.split("\n"))
    found = [row(f"{name}, 5 zones: patterns", total(five_zones(m, [x for x, _ in zoned(m.text)]) for m in marked))]
    for model, tagger in models.items():
        scores: list[Score] = [five_zones(m, tagger.tag(features(m.text, zones_too="zones" in model))) for m in marked]
        found.append(row(f"{name}, 5 zones: {model}", total(scores)))
    return found


def rows(*, seed: int = 5, count: int = 800) -> list[Row]:
    """Give every figure."""
    training = [as_gold(example) for example in examples(seed + 100, count, STYLES)]
    with tempfile.TemporaryDirectory() as folder:
        models = {
            "model on the patterns' zones": trained(training, Path(folder), zones_too=True),
            "model on the patterns alone": trained(training, Path(folder), zones_too=False),
        }
        found = compared("real", list(gold()), models)
        for name, styles in (("invented, later styles", UNSEEN), ("invented, latest styles", LATEST)):
            found += compared(name, [as_gold(one) for one in examples(seed, 600, styles)], models)
        bodies = [mail.body for mail in twisted()[:1000]]
        start = time.process_time()
        for body in bodies:
            models["model on the patterns' zones"].tag(features(body, zones_too=True))
        spent = 1000 * (time.process_time() - start) / len(bodies)
        return [
            *found,
            Row("model on the patterns' zones, CPU ms a message", spent, "<= 0.45", f"{len(bodies):,} messages"),
        ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--count", type=int, default=800)
    arguments = parser.parse_args()
    if absent := absent_corpora():
        print(absent)
        return 0
    for line in printed(rows(seed=arguments.seed, count=arguments.count)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["LETTERS", "compared", "features", "rows", "trained"]
