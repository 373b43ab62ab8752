"""Profiles of bundles: data with sources, and nothing without."""

from __future__ import annotations

from importlib import resources

import pytest

from rejoinder.errors import LawDamaged, UsageError
from rejoinder.law.bundles import ALWAYS, packs, profile_named, profiles, profiles_of, source_of

TEXT = resources.files("rejoinder.law").joinpath("bundles", "england-courts.toml").read_text("utf-8")


def test_every_profile_says_something_of_the_fourteen_points_and_names_a_source_for_each() -> None:
    for profile in profiles().values():
        assert set(ALWAYS) <= {rule.check for rule in profile.rules}
        for rule in profile.rules:
            source = source_of(profile, rule)
            assert source.url.startswith("https://") and source.read and source.status != "memory"


def test_the_numbers_of_courts_are_those_of_the_pdf_and_those_of_family_proceedings_go_by_section() -> None:
    assert not profile_named("ew_courts_2021").by_section
    assert profile_named("family_pd27a_2026").by_section
    assert not profile_named("family_pd27a_2026_financial").by_section
    assert profile_named("family_pd27a_2026").rule("length").most == 350  # type: ignore[union-attr]
    assert {profile.dots for profile in profiles().values()} == {300}


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('source = "guidance", place = "1"', 'source = "", place = "1"', "pdf.source"),
        ('source = "guidance", place = "1"', 'source = "hearsay", place = "1"', "pdf.source"),
        ('value = "from one"', 'value = "from nought"', "numbering.value"),
        ("most = 300, ", "", "resolution.most"),
        ('says = "A bundle is a PDF."', 'says = " "', "pdf.says"),
        ('{ check = "pdf", says = "A bundle is a PDF.", source = "guidance", place = "1" },', "", "rules"),
        ('check = "view"', 'check = "pdf"', "rules"),
        ('url = "https://www.familylaw', 'url = "http://www.familylaw', "sources.guidance.url"),
        ('check = "view"', 'check = "colour"', "rules"),
    ],
)
def test_a_profile_that_cannot_be_relied_on_does_not_load(before: str, after: str, field: str) -> None:
    assert before in TEXT
    with pytest.raises(LawDamaged) as told:
        profiles_of(TEXT.replace(before, after, 1), "courts.toml")
    assert field in told.value.field and told.value.file == "courts.toml"


def test_a_profile_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="ew_courts_2021"):
        profile_named("court_of_owls")
    assert len({one.id for pack in packs() for one in pack.entries}) == len(profiles())
