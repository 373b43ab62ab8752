"""Who is who in the invented case: what is planted is joined, and two people of one name are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rejoinder.case import Case, Delivery, new, receive
from rejoinder.case.people import people, people_of, person
from rejoinder.demo import Truth, read_truth, write_demo

NOW = "2024-09-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Truth]:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "given")
    case = new(folder / "case", at=NOW, subject=written.subject)
    for batch in written.batches:
        receive(case, [Path(batch.folder)], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    return case, read_truth(written.truth)


def test_what_is_planted_as_one_person_is_one_by_what_is_planted(told: tuple[Case, Truth]) -> None:
    case, truth = told
    for planted in truth.facts["one_person"]:
        one = person(case, planted["addresses"][0])
        assert set(planted["addresses"]) <= set(one.addresses) and planted["name"] in one.names
        assert planted.get("nickname", planted["name"]) in one.names
        assert planted["why"] == "address" or planted["why"] in {link.way for link in one.links}


def test_two_people_of_one_name_are_two_and_told_to_be_perhaps_one(told: tuple[Case, Truth]) -> None:
    case, truth = told
    for planted in truth.facts["two_people"]:
        one, other = (person(case, address) for address in planted["addresses"])
        assert one.id != other.id and one.name == other.name == planted["name"]
        assert other.id in {maybe.person for maybe in one.perhaps}


def test_nobody_else_is_joined_across_addresses(told: tuple[Case, Truth]) -> None:
    case, truth = told
    planted = {frozenset(one["addresses"]) for one in truth.facts["one_person"] if len(one["addresses"]) > 1}
    assert {frozenset(one.addresses) for one in people(case).people if len(one.addresses) > 1} == planted


def test_what_people_hold_is_told(told: tuple[Case, Truth]) -> None:
    case, truth = told
    roles = {(one.name, role.role, role.body) for one in people_of(case) for role in one.roles}
    assert {(one["name"], one["role"], one.get("body", "")) for one in truth.facts["held"]} <= roles


def test_the_subject_is_known(told: tuple[Case, Truth]) -> None:
    assert [one.name for one in people(told[0]).people if one.is_subject] == ["Marigold Threnody"]
