"""Safe copies in words: what is hidden and what stays, as lists show it and as JSON tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import NullTranslations
from typing import Any

from rejoinder.model import Span
from rejoinder.personal import SPECIAL
from rejoinder.publish.making import Made
from rejoinder.publish.proposed import OWN, PERSON, UNSURE, Group
from rejoinder.sending.report import shown
from rejoinder.write.sending import LEFT
from rejoinder.write.words import ENGLISH

KINDS = {
    PERSON: ("person", "people"),
    UNSURE: ("name of one of several people", "names of one of several people"),
    OWN: ("of your own words", "of your own words"),
    **{kind: said for kind, said in LEFT.items() if kind not in ("name",)},
}
"""Each kind of group, as people say it."""
IN_OFFICE = (
    "Documents say that this person holds an office. What is done in an office may be fair to name; a home address, a"
    " telephone number or health seldom is."
)
"""What is said where somebody acts in an office: a hint, no judgement."""
SUBJECT = "This is whose case it is. Your own data may stay, or be hidden: once it is out it cannot be called back."
LOOKED_FOR = (
    "Names in running text are found only by what is known of them. Read every page of the copies before they leave."
)


def kind_of(group: Group, number: int = 1) -> str:
    """Give the kind of a group as people say it."""
    return KINDS[group.kind][number != 1]


def name_in_words(group: Group, words: NullTranslations = ENGLISH) -> str:
    """Give what a group is of: a name as it is, a number in part, a sentence by its category."""
    if group.kind == SPECIAL:
        category, _, word = group.name.partition(": ")
        return words.gettext("a sentence with “{word}” ({category})").format(
            word=word, category=words.gettext(category)
        )
    return shown(group.kind, group.name)


def hint_of(group: Group, *, is_subject: bool) -> str:
    """Give what is said of a group beside its places; empty where nothing is."""
    if is_subject:
        return SUBJECT
    return IN_OFFICE if group.roles else ""


def group_line(group: Group, spans: Iterable[Span]) -> dict[str, Any]:
    """Give a group as JSON tells it: what it is, whether it is hidden, why, and every place."""
    choice = group.choice
    return {
        "key": group.key,
        "kind": group.kind,
        "name": group.name,
        "hidden": group.hides,
        "proposed": group.proposed,
        "decided": bool(choice),
        "because": choice.because if choice else "",
        "label": group.label,
        "roles": list(group.roles),
        "may_be": list(group.of),
        "places": [
            {"document": one.document, "page": one.page, "start": one.start, "end": one.end, "exact": one.exact}
            for one in spans
        ],
    }


def made_lines(made: Made, names: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Give what was handed over as JSON tells it: a line for each copy."""
    for name, copy in zip(names, made.copies, strict=True):
        labels: Mapping[str, int] = _counted(copy.rows)
        yield {
            "document": copy.holding.ref,
            "file": str(made.path),
            "name": name,
            "pages": copy.pages,
            "hidden": labels,
            "left_out": [list(area) for area in copy.left_out],
            "unread_pages": list(copy.unread),
            "record": str(made.record),
            "journal": made.journal_head,
        }


def _counted(rows: Iterable[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.label] = found.get(row.label, 0) + row.times
    return found
