"""Names of an archive's members as paths inside it: none leads out of it, no two are the same."""

from __future__ import annotations

import re

from rejoinder.model import INSIDE

_UNSAFE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")


class MemberNames:
    """The names given so far, and those that had to be changed."""

    def __init__(self) -> None:
        self.noted: dict[str, list[str]] = {}
        self._given: dict[str, int] = {}

    def safe(self, name: str) -> str:
        """Give the member's path inside the archive."""
        plain = _DRIVE.sub("", name.replace("\\", "/"))
        steps = [step for step in plain.split("/") if step not in ("", ".")]
        kept = [_UNSAFE.sub("_", step) for step in steps if step != ".."]
        if kept != steps or plain.startswith("/") or len(plain) < len(name):
            self.noted.setdefault("unsafe_member_name", []).append(_UNSAFE.sub("_", name))
        path = "/".join(kept).replace(INSIDE, "!_") or "_"
        return self._single(path)

    def _single(self, path: str) -> str:
        """Give the path; with a number before its ending when another member has it already."""
        times = self._given.get(path, 0)
        self._given[path] = times + 1
        if not times:
            return path
        self.noted.setdefault("duplicate_member_name", []).append(path)
        folder, slash, own = path.rpartition("/")
        stem, dot, ending = own.rpartition(".")
        numbered = f"{stem} ({times + 1}).{ending}" if dot and stem else f"{own} ({times + 1})"
        return self._single(f"{folder}{slash}{numbered}")
