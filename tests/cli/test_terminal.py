"""What people see: lines that fit, ids whose ends can be compared, nothing that commands the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.calling import call
from rejoinder.cli import terminal
from rejoinder.cli.lines import elided, on_one_line, plain


@given(st.text(), st.integers(2, 120))
def test_what_is_shortened_fits_and_holds_no_line_break(words: str, width: int) -> None:
    for short in (elided(words, width), on_one_line(words, width)):
        assert len(short) <= width
        assert len(short.splitlines()) <= 1


@given(st.text(st.characters(exclude_categories=["Zs", "Cc", "Zl", "Zp"]), min_size=60), st.integers(20, 59))
def test_both_ends_of_an_id_stay(words: str, width: int) -> None:
    first, _, last = elided(words, width).rpartition("…")
    assert plain(words).startswith(first[:4])
    assert plain(words).endswith(last[-8:])


@given(st.text())
def test_plain_words_keep_their_length_and_lose_every_control(words: str) -> None:
    shown = plain(words)
    assert len(shown) == len(words)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


@pytest.mark.parametrize("width", [60, 70, 100, 140])
def test_every_line_fits_the_terminal_and_the_first_is_the_ledger(
    tmp_path: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.console, "width", width)
    folder = tmp_path / ("a folder of " + "long " * 20 + "name") / "below"
    folder.mkdir(parents=True)
    for number in range(5):
        (folder / f"{number} {'x' * 150}.eml").write_text(
            f"From: Vera Loam <vera.loam@{'very-' * 12}long.example>\nSubject: {'Butts ' * 30}\n"
            f"Message-ID: <{number}@wobblemail.example>\nIn-Reply-To: <{'a' * 200}@wobblemail.example>\n\nButts.\n"
        )
    (folder / ("nothing" * 20 + ".pdf")).write_bytes(b"")
    call("new", tmp_path / "case")
    received = call("receive", tmp_path / "case", folder.parent)
    listings = [call(name, tmp_path / "case") for name in ("documents", "audit")] + [
        call("search", tmp_path / "case", "butts"),
        call("schedule", tmp_path / "case", "--all"),
    ]
    for listing in listings:
        assert [line for line in listing.out.splitlines() if len(line) > width] == []
    for listing in (received, listings[0], listings[1], listings[3]):
        assert listing.out.startswith("6 given = 5 read + 0 partly read + 1 not read")


def test_references_and_dates_are_whole_at_every_width(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (60, 70, 100):
        monkeypatch.setattr(terminal.console, "width", width)
        lines = call("documents", case).out.splitlines()[2:]
        assert all(re.match(r"[a-z2-7]{12}  \d{4}-\d\d-\d\d  email", line) for line in lines)
        assert len(lines) == 2


def test_an_id_that_does_not_fit_is_elided_in_the_middle() -> None:
    assert elided("LW4P123MB50234565E271AFD58EEFBC34@MB5023.OUTLOOK.EXAMPLE", 30) == "LW4P123MB50…23.OUTLOOK.EXAMPLE"
