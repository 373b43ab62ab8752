"""How near passages are to an allegation in meaning, where the model for that is here and has read them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rejoinder.allege.candidates import Near
from rejoinder.case.receiving import DERIVED, Case
from rejoinder.meaning.here import model_here
from rejoinder.meaning.kept import KeptVectors

FILE = "meaning.sqlite"


def kept_vectors(case: Case) -> KeptVectors:
    """Give the vectors of a case's passages that were reckoned so far."""
    return KeptVectors(case.folder / DERIVED / FILE)


def nearness(case: Case) -> Near | None:
    """Give what says how near words are to texts, by what is kept; None where the model is not here."""
    if model_here() is None:
        return None
    kept = kept_vectors(case)

    def near(words: str, texts: Sequence[str]) -> list[float] | None:
        found = kept.of([words, *texts])
        if words not in found or any(text not in found for text in texts):
            return None
        return [float(np.dot(found[words], found[text])) for text in texts]

    return near
