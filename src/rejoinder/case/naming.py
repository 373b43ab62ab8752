"""What a person decides about who is who: joined, parted, named, given a role, said to be a body; and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rejoinder.case.people import KINDS, Person, everybody, person
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.events.decided import check_date
from rejoinder.model import fingerprint_of
from rejoinder.people.decided import decided
from rejoinder.shelf.people import Counted
from rejoinder.text import fold


def join(case: Case, which: Sequence[str], *, at: str) -> Person:
    """Say that several are one person."""
    several = list({one.id: one for one in (person(case, each) for each in which)}.values())
    if len(several) < 2:
        raise UsageError("It takes two to join.", "Name two or more who are one person.")
    _write(case, "join", [each for one in several for each in one.spellings], at)
    return person(case, several[0].id)


def part(case: Case, which: str, others: Sequence[str] = (), *, at: str) -> Person:
    """Say that a spelling is of somebody else than the rest of its person; or that two people are two.

    Where the person has other addresses, all spellings of its address go with it.
    """
    one = person(case, which)
    if others:
        apart = [each for other in others for each in person(case, other).spellings if each not in one.spellings]
        if not apart:
            raise UsageError("It takes two to part.", "Name somebody else.")
        _write(case, "part", one.spellings, at, apart)
        return one
    found = _spellings(one, which)
    if len(one.addresses) > 1 and found[0].spelling.address:
        found = [each for each in one.spellings if each.spelling.address == found[0].spelling.address]
    rest = [each for each in one.spellings if each not in found]
    if not rest:
        raise UsageError(f"{which} is the only spelling of {one.name}.", "There is nothing to part it from.")
    _write(case, "part", found, at, rest)
    return everybody(case).by_spelling[found[0].spelling.id]


def _spellings(one: Person, which: str) -> list[Counted]:
    """Give the spellings meant: the one of an id or its beginning, or those of an address or a name."""
    plain = fold(which).strip()
    ways = (
        lambda each: each.spelling.id == which or (len(which) > 3 and each.spelling.id.startswith(which)),
        lambda each: each.spelling.address == plain,
        lambda each: fold(each.spelling.name) == plain,
    )
    for is_meant in ways:
        found = [each for each in one.spellings if is_meant(each)]
        if found:
            return found
    return [each for each in one.spellings if each.spelling.id == one.id]


def call(case: Case, which: str, name: str, *, at: str) -> Person:
    """Say by what name somebody is shown."""
    said = " ".join(name.split())
    if not said:
        raise UsageError("There is no name.", "Write the name.")
    one = person(case, which)
    _write(case, "name", one.spellings, at, told={"name": said})
    return person(case, one.id)


def hold(case: Case, which: str, role: str, body: str = "", since: str = "", until: str = "", *, at: str) -> Person:
    """Say what somebody holds or held, of what body, from when to when."""
    said, of = " ".join(role.split()), " ".join(body.split())
    if not said and not of:
        raise UsageError("There is no role.", "Write the role, such as Treasurer, or the body.")
    days = {name: check_date(day) if day else "" for name, day in (("since", since), ("until", until))}
    one = person(case, which)
    _write(case, "role", one.spellings, at, told={"role": said, "body": of, **days})
    return one


def set_kind(case: Case, which: str, kind: str, *, at: str) -> Person:
    """Say that somebody is a person, or a body: a role, an office, a list."""
    if kind not in KINDS:
        raise UsageError(f"{kind or 'Nothing'} is no kind.", "Say person or body.")
    one = person(case, which)
    _write(case, "body", one.spellings, at, told={"body": kind == "body"})
    return person(case, one.id)


def undo(case: Case, which: str, *, at: str) -> None:
    """Take back the last act about somebody; the journal keeps both."""
    one = person(case, which)
    act = decided(case.journal.acts()).last_about(one.ids)
    if not act:
        raise UsageError(f"Nothing was decided about {one.name}.", "There is nothing to take back.")
    case.journal.write("person", at, {"decision": "undo", "act_id": act, "of": list(one.ids), "taken": []})


def _write(
    case: Case,
    decision: str,
    of: Sequence[Counted],
    at: str,
    others: Sequence[Counted] = (),
    told: Mapping[str, str | bool] = {},
) -> None:
    ids, rest = [one.spelling.id for one in of], [one.spelling.id for one in others]
    act = fingerprint_of("person", at, decision, str(case.journal.head()), *ids, *rest)
    taken = [one.spelling._asdict() for one in (*of, *others)]
    case.journal.write(
        "person", at, {"decision": decision, "act_id": act, "of": ids, "from": rest, "taken": taken, **told}
    )
