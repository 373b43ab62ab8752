"""The measure of planted traces counts a finding by where its evidence stands."""

from __future__ import annotations

import random
from typing import Any

import pytest

pytest.importorskip("reportlab", reason="the libraries of the measures are not here")

from bench.planted import Told, mixed
from bench.planting import Disclosure, Plant
from bench.product import Audited, Call, Cost


def finding(kind: str, document: str) -> dict[str, Any]:
    return {
        "kind": kind, "grade": "direct", "absent": {"described_as": "letter"},
        "because": [{"document": document, "exact": "your letter"}],
    }  # fmt: skip


def told(*findings: dict[str, Any]) -> Told:
    disclosure = Disclosure(
        files={"a.eml": b"", "b.eml": b""},
        planted=[Plant("dated", "absent-document", "direct", frozenset(("a.eml",)), "your letter")],
        decoys={"b.eml": "words"},
    )
    counted = Told()
    counted.add(
        "built", disclosure, Audited(Call(0, [], "", Cost()), list(findings), {"A": "a.eml", "B": "b.eml"}, Cost())
    )
    return counted


def test_a_finding_in_the_document_that_shows_a_planted_trace_is_right() -> None:
    counted = told(finding("absent-document", "A"))
    assert (counted.found["built", "dated"], counted.right["built", "direct"], counted.failing) == (1, 1, [])


def test_a_finding_in_a_decoy_or_of_another_kind_is_wrong_and_the_trace_is_missed() -> None:
    counted = told(finding("absent-document", "B"), finding("withheld-stock", "A"))
    assert (counted.found["built", "dated"], counted.right["built", "direct"]) == (0, 0)
    assert counted.all["built", "direct"] == 2
    assert len(counted.failing) == 3


def test_a_disclosure_is_the_same_for_the_same_seed_and_holds_traces_and_decoys_of_every_kind() -> None:
    one, same = (mixed(random.Random("frog"), held_out=True) for _ in range(2))
    assert (one.planted, one.decoys) == (same.planted, same.decoys)
    assert len({plant.trace for plant in one.planted}) == 22
    assert min(len(one.planted), one.decoys_told_apart) >= 40
