"""Names: their parts, whether two may be of one person, and whether a name or an address is a person's at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rejoinder.text import fold

_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd", "cllr",
    "councillor", "hon", "m", "mme", "mlle", "herr", "frau",
))  # fmt: skip
_LETTERS = frozenset((
    "phd", "md", "mba", "ma", "msc", "bsc", "ba", "mbe", "obe", "cbe", "kc", "qc", "jp", "frcs", "mp", "llb", "llm",
    "esq",
))  # fmt: skip
_GENERATION = frozenset((
    "jr", "sr", "junior", "senior", "ii", "iii", "iv",
))  # fmt: skip
"""What tells a parent from a child."""
_PARTICLES = frozenset((
    "van", "von", "der", "den", "de", "du", "da", "di", "la", "le", "ap", "ab", "ferch", "ter", "st", "o", "al",
    "bin", "ibn", "el",
))  # fmt: skip
_CALLED = (
    "william bill billy will willie liam", "robert rob robbie bob bobby bert", "richard rick ricky dick rich",
    "elizabeth liz lizzie beth betty eliza libby bess", "margaret maggie meg peggy marge", "katherine kate katie kathy"
    " catherine cathy kath kit", "james jim jimmy jamie", "john johnny jack", "joseph joe joey", "michael mike mick"
    " micky", "edward ed eddie ted teddy ned", "anthony tony", "andrew andy drew", "alexander alex sandy alec xander",
    "alexandra alex sandra sandy", "thomas tom tommy", "charles charlie chuck", "david dave davey", "daniel dan danny",
    "stephen steven steve", "christopher chris kit", "christine chris chrissie", "patricia pat patty trish", "patrick"
    " pat paddy", "susan sue susie suzanne", "victoria vicky tori", "benjamin ben benny", "samuel sam sammy",
    "samantha sam", "nicholas nick nicky", "frederick fred freddie", "barnaby barney", "barnabas barney", "geoffrey"
    " geoff jeff jeffrey", "gerald gerry jerry", "henry harry hal", "harold harry", "jennifer jen jenny", "jessica jess"
    " jessie", "matthew matt", "peter pete", "philip phil phillip", "ronald ron ronnie", "donald don", "kenneth ken",
    "timothy tim", "gregory greg", "leonard len lenny leo", "lawrence laurence larry laurie", "dorothy dot dolly",
    "eleanor ellie nell nora", "helen nell ellie", "theodore ted theo", "walter walt wally", "abigail abby gail",
    "deborah debbie deb", "rebecca becky becca", "sarah sally sadie", "mary molly polly", "martha patty",
)  # fmt: skip
_NICKNAMES = [frozenset(one.split()) for one in _CALLED]
_ROLES = frozenset((
    "chair", "chairman", "chairwoman", "chairperson", "secretary", "treasurer", "clerk", "president", "office",
    "officer", "admin", "administrator", "administration", "info", "information", "enquiries", "enquiry", "contact",
    "hello", "mail", "post", "postmaster", "webmaster", "hostmaster", "support", "help", "helpdesk", "service",
    "services", "desk", "team", "all", "everyone", "staff", "members", "membership", "committee", "board",
    "trustees", "panel", "council", "governors", "list", "lists", "news", "newsletter", "notifications",
    "notification", "alerts", "alert", "system", "sales", "hr", "accounts", "finance", "bounces", "bounce", "owner",
    "request", "requests", "announce", "announcements", "scanner", "calendar", "complaints", "complaint", "records",
    "foi", "dpo", "privacy", "legal", "reception", "registrar", "library", "press", "media", "events", "bookings",
    "editor", "noreply", "donotreply", "root", "daemon", "mailer", "majordomo", "subscribe", "unsubscribe",
    "secretariat", "group", "dev", "users", "user", "discuss", "commits", "bugs", "security", "feedback",
))  # fmt: skip
_BODY = re.compile(
    r"\b(?:society|council|committee|board|panel|team|office|university|college|school|ltd|limited|llp|plc|inc|gmbh"
    r"|trust|association|union|department|group|club|company|services?|ministry|authority|academy|institute|foundation"
    r"|secretary|treasurer|chair(?:man|woman|person)?|reception|accounts|support|helpdesk|admin(?:istration|istrator)?"
    r"|membership|list|lists|mailing|newsletter|solicitors|partners|bank|hospital|nhs|system"
    r"|announcements?|noreply|no-reply|everyone|recipients|undisclosed|members|trustees|governors)\b"
)
_SPLIT = re.compile(r"[^\w'’.]+")
PUBLIC = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|gmx|web|mail|protonmail|proton|zoho"
    r"|btinternet|sky|talktalk|virginmedia|orange|free|wanadoo|laposte|t-online|comcast|verizon|att)(?:\.[a-z]{2,4}){1,2}"
)
"""Domains of which anybody may have an address."""


class Name(NamedTuple):
    """A name in its parts, folded; given is empty where only one part is said."""

    given: tuple[str, ...] = ()
    last: str = ""
    generation: str = ""

    @property
    def is_full(self) -> bool:
        """Say whether it has a given name or its first letter, and another."""
        return bool(self.given and self.last)


@lru_cache(maxsize=65536)
def name_of(written: str) -> Name:
    """Give the parts of a name as it is written: “Marsh, Dr Ann”, “Ann Marsh (Plots)” and “A. Marsh”."""
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]|\"[^\"]*\"|<[^>]*>", " ", fold(written))
    plain = plain.partition(" via ")[0]
    before, comma, after = plain.partition(",")
    if comma and (named := _parts(after)) and not set(named) <= _LETTERS | _GENERATION:
        plain = f"{after.partition(',')[0]} {before}"
    elif comma:
        plain = f"{before} {after}"
    parts = _parts(plain)
    generation = next((part for part in parts if part in _GENERATION), "")
    parts = [part for part in parts if part not in _LETTERS and part not in _GENERATION]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    if len(parts) < 2:
        return Name((), parts[0] if parts else "", generation)
    at = len(parts) - 1
    while at > 1 and parts[at - 1] in _PARTICLES:
        at -= 1
    return Name(tuple(parts[:at]), " ".join(parts[at:]), generation)


def _parts(words: str) -> list[str]:
    found: list[str] = []
    for part in _SPLIT.split(words.replace("-", "\x01").replace("\x01", "_")):
        plain = part.strip("'’_.")
        if "." in plain and max(map(len, plain.split("."))) == 1:
            found += plain.split(".")
        elif any(letter.isalpha() for letter in plain):
            found += [one for one in plain.split(".") if one]
    return [one.replace("_", "-") for one in found]


def same_given(one: str, other: str) -> bool:
    """Say whether two given names may be one: the same, a first letter of it, or a short form."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    short, long = sorted((one, other), key=len)
    return (len(short) >= 3 and long.startswith(short)) or any(one in each and other in each for each in _NICKNAMES)


def called(given: str) -> frozenset[str]:
    """Give all by which somebody of a given name may be called: the name, folded, and its short and long forms."""
    return frozenset((given,)).union(*(each for each in _NICKNAMES if given in each))


def may_be_one(one: str, other: str) -> bool:
    """Say whether two names may be of one person; alone it joins nothing."""
    first, second = name_of(one), name_of(other)
    if not first.last or not second.last or first.generation != second.generation:
        return False
    if _the_other_way_round(first, second):
        return True
    if first.is_full and second.is_full:
        return first.last == second.last and same_given(first.given[0], second.given[0]) and _middle(first, second)
    single, whole = (first, second) if not first.is_full else (second, first)
    if not whole.is_full:
        return single.last == whole.last or same_given(single.last, whole.last)
    return single.last == whole.last or same_given(single.last, whole.given[0])


def _the_other_way_round(first: Name, second: Name) -> bool:
    """Say whether two names have the same given name and surname, whole, but in one the surname stands first."""
    return any(
        one.is_full
        and other.is_full
        and one.last == other.last
        and one.given[0] == other.given[0]
        and min(len(one.last), len(one.given[0])) > 1
        and one.generation == other.generation
        and _middle(one, other)
        for one, other in ((first, _turned(second)), (_turned(first), second))
    )


def _turned(name: Name) -> Name:
    """Give a name as it is where its first word is the surname: “Marsh Ann B.”."""
    return Name((*name.given[1:], name.last), name.given[0], name.generation) if name.given else name


def _middle(first: Name, second: Name) -> bool:
    """Say whether middle names, where both are said, do not tell two people apart."""
    return all(same_given(one, other) for one, other in zip(first.given[1:], second.given[1:], strict=False))


def are_two(one: str, other: str) -> bool:
    """Say whether two names are of two people even where they share an address: both whole, the given names apart."""
    first, second = name_of(one), name_of(other)
    if not (first.is_full and second.is_full) or _the_other_way_round(first, second):
        return False
    if first.generation != second.generation:
        return True
    return not same_given(first.given[0], second.given[0]) or (first.last == second.last and not _middle(first, second))


def is_body(name: str) -> bool:
    """Say whether a name is that of a body, a role or a list rather than of a person."""
    return _BODY.search(fold(name).partition(" via ")[0]) is not None


@lru_cache(maxsize=65536)
def is_shared(address: str) -> bool:
    """Say whether an address is one that a role, an office or a list has, whoever holds it."""
    local, _, domain = address.lower().partition("@")
    parts = [part for part in re.split(r"[._+\d-]+", local) if part]
    first = domain.partition(".")[0]
    return (
        local in _ROLES
        or (bool(parts) and any(part in _ROLES for part in (parts[0], parts[-1])))
        or first in ("lists", "list", "groups", "googlegroups")
        or "reply" in local
    )


def domain_of(address: str) -> str:
    """Give the domain that tells whose address it is; empty where anybody may have one there."""
    domain = address.rpartition("@")[2].lower()
    return "" if not domain or PUBLIC.fullmatch(domain) else domain
