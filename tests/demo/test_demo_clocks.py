"""The lateness that was planted in the invented case is found, with what proves each day, and no other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rejoinder.case.clocks import Clocks, clocks
from rejoinder.case.receiving import silent
from rejoinder.cli.demo import GIVEN, run_demo
from rejoinder.demo import Truth, read_truth

TODAY = date(2024, 9, 2)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Clocks, Truth]:
    folder = tmp_path_factory.mktemp("demo") / "case"
    made = run_demo(folder, at=datetime(2024, 9, 2, tzinfo=UTC), told=silent)
    return clocks(made.case, today=TODAY), read_truth(folder / GIVEN / "truth.toml")


def test_what_is_late_is_what_was_planted(told: tuple[Clocks, Truth]) -> None:
    found, truth = told
    late = [one.clock for one in found.running if one.clock and one.clock.is_late]
    ours = [
        {
            "starts": one.latest.counted.start.isoformat(),
            "due": one.latest.due.isoformat(),
            "met": one.judged_on.isoformat() if one.met_by else "",
        }
        for one in late
    ]
    assert ours == [{name: row[name] for name in ("starts", "due", "met")} for row in truth.facts["clock"]]
    assert len(found.running) == 2
    assert {one.status for one in late} == {"late on every reading"}
    assert found.asked == ()


def test_every_day_is_proved_by_a_document_and_confirmed(told: tuple[Clocks, Truth]) -> None:
    found, _ = told
    assert {one.name: one.standing for one in found.days} == {
        "request_received": "confirmed",
        "answer_received": "confirmed",
        "own_limit_began": "set",
    }
    request = next(one for one in found.days if one.name == "request_received")
    words = {span.exact for span in request.cited}
    assert words == {"Your request of 24 June 2024", "Subject access request"}
    rule = next(one for one in found.days if one.name == "own_limit_began")
    assert " ".join(rule.cited[0].exact.split()) == "The appeal is heard within forty-two days"
    assert all(found.paths[span.document] for one in found.days for span in one.cited)
