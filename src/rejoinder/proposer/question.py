"""What a model is asked: our own words, and passages fenced off so that none can pass for an instruction.

The mark of the fences is computed from all that stands within them, so that nothing within can have foreseen it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple

from rejoinder.errors import UsageError

About = Literal["allegations", "candidates", "events"]
OWN = "model-prompts.toml"
"""The person's own copy, beside case.toml."""


class Passage(NamedTuple):
    """A stretch of a document, or of words that a person pasted, that a model is shown."""

    document: str
    start: int
    text: str
    date: str = ""
    """When its document was written, from which years that it leaves out are reckoned."""

    @property
    def end(self) -> int:
        """Give where it ends in its document."""
        return self.start + len(self.text)


class Prompts(NamedTuple):
    """The words in which a model is asked."""

    rules: str
    allegations: str
    candidates: str
    events: str

    @property
    def digest(self) -> str:
        """Give the hash that tells which words they were."""
        return hashlib.sha256("\0".join(self).encode()).hexdigest()


def prompts(folder: Path) -> Prompts:
    """Give the words in which a model is asked, as they lie beside a case or else as they come with the program."""
    own = folder / OWN
    if not own.is_file():
        return _read(resources.files("rejoinder.proposer").joinpath("prompts.toml").read_text("utf-8"))
    try:
        return _read(own.read_text("utf-8"))
    except (OSError, ValueError, LookupError) as fault:
        raise UsageError(
            f"{own} cannot be used ({fault}).", "Mend that file in a text editor, or delete it."
        ) from fault


def _read(text: str) -> Prompts:
    told = tomllib.loads(text)
    made = Prompts(*(str(told[name]).strip() for name in Prompts._fields))
    made.rules.format(mark="")
    return made


def question(words: Prompts, model: str, about: About, passages: Sequence[Passage], statement: str = "") -> bytes:
    """Give a question as it is sent, the passages named P1, P2 … in their order."""
    within = "\0".join((statement, *(one.text for one in passages)))
    mark = hashlib.sha256(within.encode("utf-8", "replace")).hexdigest()[:20]
    asked = [getattr(words, about)]
    asked += [_fenced("the statement", statement, mark)] if statement else []
    asked += [_fenced(f"P{number}", one.text, mark) for number, one in enumerate(passages, 1)]
    told = {
        "model": model,
        "messages": [
            {"role": "system", "content": words.rules.format(mark=mark)},
            {"role": "user", "content": "\n\n".join(asked)},
        ],
        "temperature": 0,
        "stream": False,
    }
    return json.dumps(told).encode()


def _fenced(name: str, text: str, mark: str) -> str:
    return f"<<<{mark} {name}\n{text}\n{mark} end of {name}>>>"
