"""Who is who in words and as JSON: people and bodies, what joins their spellings, and who had what in front of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.write.contract import span_line
from rejoinder.write.words import ENGLISH, date_in_words

if TYPE_CHECKING:
    from rejoinder.case.lanes import Lane
    from rejoinder.case.people import Here, Person, Role
    from rejoinder.case.who import First
    from rejoinder.model import Span
    from rejoinder.people.joining import Link

WAYS = {
    "wrote": "wrote it",
    "to": "was sent it",
    "cc": "was sent a copy",
    "bcc": "was sent a blind copy",
    "signed": "signed it",
    "author": "is named in the file as who wrote it",
    "present": "was present, by the minutes",
    "apologies": "sent apologies, by the minutes",
    "called": "is named with a role",
    "statement": "gives the address",
}
"""What part somebody has in a document."""
LINKS = {
    "address": "the same address",
    "copies": "copies of one message show both",
    "signature": "the signature below a message from one address gives the other",
    "telephone": "the same name signs with the same telephone number",
    "answer": "an answer from one address quotes that the message was sent to the other",
    "statement": "the writer says so",
    "own archive": "both wrote what lies in the subject’s own archive",
    "person": "you said so",
}
"""What shows that two spellings are of one person."""
PERHAPS = {
    "same name": "the same name",
    "same name, same domain": "the same name, and addresses of one domain",
    "same name, no address": "the same name, one of them without an address",
    "names that may be one": "names that may be one",
    "names that may be one, same domain": "names that may be one, and addresses of one domain",
    "names that may be one, no address": "names that may be one, one of them without an address",
}
"""Why two people are perhaps one."""
LANES = {"person": "People", "body": "Bodies and lists", "party": "Whose act"}


def person_line(one: Person, roles: Sequence[Role] = ()) -> dict[str, Any]:
    """Give one person as JSON."""
    first, last = one.days
    return {
        "person": one.id,
        "name": one.name,
        "kind": "body" if one.is_body else "person",
        "subject": one.is_subject,
        "addresses": list(one.addresses),
        "names": list(one.names),
        "spellings": [
            {"spelling": each.spelling.id, "name": each.spelling.name, "address": each.spelling.address or None,
             "wrote": each.wrote, "received": each.received, "named": each.named}
            for each in one.spellings
        ],
        "joined": [{"one": each.one, "other": each.other, "because": each.way} for each in one.links],
        "perhaps": [{"person": each.person, "because": each.why} for each in one.perhaps],
        "roles": [role_line(each) for each in roles],
        "wrote": one.wrote,
        "received": one.received,
        "named": one.named,
        "first": first or None,
        "last": last or None,
    }  # fmt: skip


def with_proofs(
    line: dict[str, Any], proofs: Mapping[str, Sequence[Here]], spans: Mapping[Link, Span]
) -> dict[str, Any]:
    """Give a person's JSON with the words that show each spelling, and those that show each link."""
    for each in line["spellings"]:
        each["because"] = [{**span_line(here.span), "way": here.way} for here in proofs.get(each["spelling"], ())]
    shown = {(link.one, link.other, link.way): span for link, span in spans.items()}
    for each in line["joined"]:
        span = shown.get((each["one"], each["other"], each["because"]))
        each["shown_in"] = span_line(span) if span else None
    return line


def role_line(one: Role) -> dict[str, Any]:
    """Give one role as JSON."""
    return {
        "role": one.role or None,
        "body": one.body or None,
        "since": one.since or None,
        "until": one.until or None,
        "times": one.times,
        "said_by": "you" if one.act else "documents",
        "because": [span_line(span) for span in one.said],
    }


def first_line(one: First) -> dict[str, Any]:
    """Give as JSON the first document in which somebody has an event in front of them."""
    return {
        "person": one.person,
        "name": one.name,
        "date": one.date or None,
        "way": one.way,
        "path": one.path,
        "holds": span_line(one.holds),
        "shows": span_line(one.shows),
    }


def lane_line(one: Lane) -> dict[str, Any]:
    """Give one lane as JSON."""
    months = [{"month": each.month, "wrote": each.wrote, "other": each.other} for each in one.months]
    return {"lane": one.id, "name": one.name, "events": one.total, "months": months}


def role_in_words(one: Role, words: NullTranslations = ENGLISH) -> str:
    """Give a role with the body it is of and the days from and to which it is said."""
    named = ", ".join(filter(None, (one.role, one.body if one.body not in one.role else "")))
    since, until = (date_in_words(day, words) if day else "" for day in (one.since, one.until))
    if since and until and since != until:
        days = words.gettext("{first} to {last}").format(first=since, last=until)
    else:
        days = since or until
    return f"{named} ({days})" if days else named


def first_in_words(one: First, words: NullTranslations = ENGLISH) -> str:
    """Give in one line the first document in which somebody has an event in front of them."""
    day = date_in_words(one.date, words) if one.date else words.gettext("no date")
    return f"{one.name}: {day}, {words.gettext(WAYS[one.way])} ({one.path})"
