"""Cases written as text: each test shows its evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from rejoinder.case import Case, Delivery, audit, new, receive
from rejoinder.model import Finding, Weighed

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
NOW = "2024-07-01T09:00:00+00:00"


ANSWER = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Barnaby Tuppence <b.tuppence@grommet-works.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Water butts
    Message-ID: <second@lower-wibbling.example>
    In-Reply-To: <first@grommet-works.example>

    Agreed.
    """
"""A mail that answers one that is not there."""


class Disclosed:
    """An invented case in a temporary folder, to which batches of mails written as text are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.case: Case = new(folder / "case", at=NOW, subject="Marigold Threnody")

    def give(self, files: Mapping[str, str | bytes], name: str = "the society", own: bool = False) -> Disclosed:
        """Give a batch of files; text is dedented."""
        source = self.folder / "given" / name
        for path, content in files.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            raw = content if isinstance(content, bytes) else textwrap.dedent(content).lstrip("\n").encode()
            (source / path).write_bytes(raw)
        receive(self.case, [source], Delivery(name, "", "2024-06-30", own), at=NOW)
        return self

    def weighed(self) -> list[Weighed]:
        """Give everything the audit says."""
        return audit(self.case)

    def found(self, kind: str = "absent-message") -> list[Finding]:
        """Give the open findings of a kind."""
        return [
            one.finding for one in self.weighed() if one.finding and one.finding.kind == kind and one.status != "closed"
        ]


@pytest.fixture
def case(tmp_path: Path) -> Disclosed:
    """Give an empty invented case."""
    return Disclosed(tmp_path)


@pytest.fixture
def disclosed(case: Disclosed) -> Callable[[Mapping[str, str | bytes]], Disclosed]:
    """Give what makes a case of one batch."""
    return case.give
