"""What a bundle must be, forum by forum: profiles as data, each of their rules with the source it rests on."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, get_args

from rejoinder.errors import LawDamaged, UsageError
from rejoinder.law.loading import Pack, read_pack
from rejoinder.law.rules import Source, Strict

Check = Literal[
    "pdf",
    "numbering",
    "index",
    "bookmarks",
    "bookmark words",
    "text",
    "upright",
    "view",
    "resolution",
    "size",
    "core",
    "late pages",
    "file name",
    "hard copy",
    "length",
    "order",
]
"""What can be asked of a bundle; the first fourteen in the order of the guidance for courts."""
CHECKS: tuple[Check, ...] = get_args(Check)
ALWAYS = CHECKS[:14]
"""What every profile says something of."""
VALUES = {"numbering": ("from one", "by section"), "order": ("by date",)}
"""The values that a check may have, where it has any."""
NUMBERED = ("resolution", "length")
"""Checks that are met up to a number."""


class BundleRule(Strict, frozen=True, kw_only=True):
    """One thing that a profile asks, and where it stands."""

    check: Check
    says: str
    source: str
    place: str = ""
    """Which point or paragraph of its source."""
    value: str = ""
    most: int = 0


class Profile(Strict, frozen=True, kw_only=True):
    """What one forum asks of a bundle."""

    id: str
    title: str
    about: str
    rules: tuple[BundleRule, ...]
    since: date | None = None

    def rule(self, check: str) -> BundleRule | None:
        """Give what it says of one check; None where it says nothing."""
        return next((one for one in self.rules if one.check == check), None)

    @property
    def by_section(self) -> bool:
        """Whether pages are numbered by the letter of their section (Bates)."""
        rule = self.rule("numbering")
        return bool(rule and rule.value == "by section")

    @property
    def dots(self) -> int:
        """Give the dots per inch that no picture may have more of; 0 where it says nothing of that."""
        rule = self.rule("resolution")
        return rule.most if rule else 0


@cache
def packs() -> tuple[Pack[Profile], ...]:
    """Give the packs of profiles that come with this program."""
    folder = resources.files("rejoinder.law").joinpath("bundles")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(profiles_of(file.read_text("utf-8"), file.name) for file in files)


def profiles() -> dict[str, Profile]:
    """Give every profile by its id, the courts' first and the plain one last."""
    found = [one for pack in packs() for one in pack.entries]
    return {
        one.id: one for one in sorted(found, key=lambda one: (one.id == "plain", one.id != "ew_courts_2021", one.id))
    }


def profile_named(identity: str) -> Profile:
    """Give the profile of this id; UsageError where there is none."""
    known = profiles()
    if identity not in known:
        raise UsageError(f"No profile of bundles is {identity or '(empty)'}.", f"Say one of: {', '.join(known)}.")
    return known[identity]


def source_of(profile: Profile, rule: BundleRule) -> Source:
    """Give the source of a rule."""
    pack = next(one for one in packs() if profile in one.entries)
    return pack.sources[rule.source]


def profiles_of(text: str, name: str) -> Pack[Profile]:
    """Give the profiles of one file; LawDamaged where one of them cannot be relied on."""
    pack = read_pack(text, name, Profile, "profiles")
    for profile in pack.entries:
        _check_profile(profile, pack, name)
    return pack


def _check_profile(profile: Profile, pack: Pack[Profile], name: str) -> None:
    told = [rule.check for rule in profile.rules]
    lacking = [check for check in ALWAYS if check not in told]
    if lacking:
        raise LawDamaged(name, profile.id, "rules", f"nothing is said of {lacking[0]}")
    if len(set(told)) < len(told):
        raise LawDamaged(name, profile.id, "rules", "something is said twice")
    for rule in profile.rules:
        wrong = (
            ("source", rule.source not in pack.sources, f"no source is {rule.source or '(empty)'}"),
            ("says", not rule.says.strip(), "it says nothing"),
            ("value", rule.check in VALUES and rule.value not in VALUES[rule.check], f"{rule.value} is no value of it"),
            ("most", (rule.check in NUMBERED) != (rule.most > 0), "it needs a number, or may have none"),
        )
        for field, is_wrong, why in wrong:
            if is_wrong:
                raise LawDamaged(name, profile.id, f"{rule.check}.{field}", why)
