"""Texts into vectors, in a process of its own that is locked before it starts: texts come in, numbers go out.

Words: where the model's file lies. Standard input: a JSON list of texts. Standard output: for each a unit vector.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from rejoinder.meaning.wordpieces import pieces


def main(model: str) -> None:
    """Give the vectors of the texts told, each reckoned alone, so that none depends on what else is asked."""
    import onnxruntime

    how = onnxruntime.SessionOptions()
    how.intra_op_num_threads = how.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(Path(model).read_bytes(), how, providers=["CPUExecutionProvider"])
    for text in json.loads(sys.stdin.buffer.read()):
        numbers = np.array([pieces(text)], np.int64)
        asked = {"input_ids": numbers, "attention_mask": np.ones_like(numbers), "token_type_ids": 0 * numbers}
        mean = session.run(None, asked)[0][0].mean(axis=0)
        sys.stdout.buffer.write((mean / np.linalg.norm(mean)).astype("<f4").tobytes())


if __name__ == "__main__":
    main(sys.argv[1])
