"""What bench.publish injects is really in its files, and what it takes for a recovery is one."""

from __future__ import annotations

import io
import random

import pypdfium2
import pytest

pytest.importorskip("reportlab", reason="the libraries of the measures are not here")

from bench.publish import got_at, injected, kept
from bench.publish_files import KINDS
from bench.publish_people import people, squash


@pytest.mark.parametrize("kind", ["born digital", "printed mail", "forms and notes"])
def test_what_is_injected_can_be_got_at_before_anything_is_hidden(kind: str) -> None:
    rolls = random.Random(5)
    secrets = injected(rolls, people(rolls, 40), 6)
    content = KINDS[kind](rolls, secrets)
    said = [squash(text) for _, text in got_at(content)]
    assert [one.written for one in secrets if not any(told in text for told in one.told for text in said)] == []
    should, stays, lost = kept(kind, content, content, secrets)
    assert should == stays > 20 and lost == []


def test_no_two_people_share_a_surname() -> None:
    several = people(random.Random(3), 90)
    assert len({one.last for one in several}) == 90


def test_a_scan_holds_no_words_or_a_layer_that_misspells() -> None:
    rolls = random.Random(5)
    made = [KINDS["scans"](rolls, injected(rolls, people(rolls, 40), 6)) for _ in range(6)]
    layers = [bool(pypdfium2.PdfDocument(io.BytesIO(one))[0].get_textpage().get_text_range().strip()) for one in made]
    assert set(layers) == {True, False}
