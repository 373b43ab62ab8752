"""The invented case: a plainly fictional dispute, written into a folder the same to the byte each time.

The story is in `story/*.toml`; what was planted in it is in the `truth.toml` written beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from rejoinder.demo.truth import Truth, read_truth
from rejoinder.model import Scope

__all__ = ["BatchWritten", "OwnLimit", "Truth", "Written", "read_truth", "write_demo"]


@dataclass(frozen=True, slots=True)
class BatchWritten:
    """One delivery of the invented case: its name, where it lies, who sent it and when (ISO 8601)."""

    name: str
    folder: Path
    sender: str
    date: str
    own: bool
    scope: Scope | None = None
    """What its covering letter says was searched."""


class OwnLimit(NamedTuple):
    """A limit of the society's own rules that began to run."""

    began: str
    days: int
    why: str
    words: str
    """Words of the rule."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where the invented case was written, and whose it is."""

    disclosure: Path
    own_archive: Path
    truth: Path
    subject: str
    controller: str
    regime: str
    reasons: str
    """Path of the letter of reasons in its batch."""
    joined: tuple[str, ...]
    """Addresses of those to whom a person joins the names under which papers name them."""
    batches: tuple[BatchWritten, ...]
    own_limit: OwnLimit


def write_demo(folder: Path) -> Written:
    """Give the invented case, written into this folder as disclosure, own-archive and truth.toml."""
    from rejoinder.demo.folder import write_folder
    from rejoinder.demo.reading import read_story

    story = read_story()
    write_folder(story, folder)
    disclosure, own_archive = folder / "disclosure", folder / "own-archive"
    case = story.case
    return Written(
        disclosure=disclosure,
        own_archive=own_archive,
        truth=folder / "truth.toml",
        subject=case["subject"],
        controller=case["controller"],
        regime=case["regime"],
        reasons=case["reasons"],
        joined=tuple(case["joined"]),
        batches=(
            BatchWritten(
                case["batch"], disclosure, case["controller"], case["disclosed"], False, _scope(case["covers"])
            ),
            BatchWritten(case["own_batch"], own_archive, case["subject"], case["kept"], True),
        ),
        own_limit=OwnLimit(**case["own_limit"]),
    )


def _scope(told: Mapping[str, Any]) -> Scope:
    return Scope(tuple(told["mailboxes"]), told["first"], told["last"], (), told["letter"])
