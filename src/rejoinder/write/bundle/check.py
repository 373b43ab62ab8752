"""A bundle checked: the file is looked at behind the lock, and what is found stands beside what the profile says."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from rejoinder.errors import UsageError
from rejoinder.law.bundles import CHECKS, BundleRule, Profile
from rejoinder.locks.programs import Allowed, own_path, own_places, run

SECONDS, WAITING = 600, 900.0
TITLES = {
    "pdf": "PDF",
    "numbering": "Page numbers",
    "index": "Index",
    "bookmarks": "Bookmarks",
    "bookmark words": "Words of bookmarks",
    "text": "Searchable words",
    "upright": "Upright pages",
    "view": "First view",
    "resolution": "Resolution",
    "size": "Size of the file",
    "core": "Core bundle",
    "late pages": "Late pages",
    "file name": "Name of the file",
    "hard copy": "Printed copy",
    "length": "Length",
    "order": "Order",
}


class Found(NamedTuple):
    """One rule of a profile, and what was found of it."""

    rule: BundleRule
    met: bool | None
    pages: tuple[int, ...]
    says: str

    @property
    def word(self) -> str:
        """Give how it stands in a word or two."""
        return {True: "Met", False: "Not met", None: "To be looked at" if self.pages else "Not told"}[self.met]


class Checked(NamedTuple):
    """A bundle held against a profile."""

    profile: Profile
    pages: int
    found: tuple[Found, ...]

    @property
    def met(self) -> bool:
        """Say whether nothing that could be told is at fault."""
        return not any(one.met is False for one in self.found)


def check(path: Path, profile: Profile, *, earlier: Path | None = None, whole: Path | None = None) -> Checked:
    """Give what a bundle meets of a profile; `earlier` is what was handed in before, `whole` what it is the core of."""
    given = [one for one in (path, earlier, whole) if one]
    for one in given:
        if not one.is_file():
            raise UsageError(f"There is no file {one}.", "Name the bundle’s PDF.")
    rules = {rule.check: {"value": rule.value, "most": rule.most} for rule in profile.rules}
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        places = {"file": path, "earlier": earlier, "whole": whole}
        told = {key: str(place.resolve()) if place else "" for key, place in places.items()}
        (folder / "check.json").write_text(json.dumps(told | {"name": path.name, "rules": rules}), "utf-8")
        reads = (*(one.resolve() for one in given), *own_places())
        words = (sys.executable, "-P", "-W", "ignore", "-m", "rejoinder.write.bundle.checking", str(folder), "check")
        run(words, Allowed(folder, reads, SECONDS, WAITING), PYTHONPATH=own_path())
        answer = folder / "check.told"
        if not answer.exists():
            raise UsageError(f"{path} could not be looked at.", "It may be damaged, or no PDF.")
        return _checked(profile, json.loads(answer.read_text("utf-8")))


def _checked(profile: Profile, told: dict[str, Any]) -> Checked:
    found = []
    for rule in sorted(profile.rules, key=lambda one: CHECKS.index(one.check)):
        met, pages, says = told["checks"][rule.check]
        found.append(Found(rule, met, tuple(pages), says))
    return Checked(profile, int(told["pages"]), tuple(found))
