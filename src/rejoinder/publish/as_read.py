"""What is hidden of words that a machine read from a picture, those among it that the document's text never had.

A text layer that another program put on a scan may misread a name that its picture shows plainly. Then nothing in the
text proposed to hide it, so it is proposed here: as anybody and anything in a text is, and as was decided about them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.model import left_key
from rejoinder.personal import SPECIAL
from rejoinder.personal.names import Names
from rejoinder.personal.told_names import PERHAPS
from rejoinder.publish.forms import squashed
from rejoinder.publish.proposed import LABELS, OWN, PERSON, UNSURE, Group, Place, Plan, key_of
from rejoinder.sending.looking import personal_of

LEFT_OUT = "left out"
"""What stands where a part of a page was hidden, or somebody who has no label."""


def hidden_as_read(plan: Plan, reference: str, text: str) -> list[tuple[Place, Group]]:
    """Give what is hidden of a text that a machine read from pictures of a document."""
    kept = plan.kept_in_places(reference)
    found = [*_known(plan, text), *_personal(plan, text)]
    return [(place, group) for place, group in found if group.hides and group.key not in kept]


def _known(plan: Plan, text: str) -> Iterator[tuple[Place, Group]]:
    """Give where somebody known stands, something that the texts have, or words a person gave."""
    for hit in plan.finder.find(text, [(0, len(text))]):
        yield Place("", hit.start, hit.end), group_as_read(plan, hit.keys, text[hit.start : hit.end])


def group_as_read(plan: Plan, keys: frozenset[str], words: str) -> Group:
    """Give the group of words that a machine read; that of somebody whom no text has as it would be if one had."""
    known = plan.group_of(keys, words)
    if known:
        return known
    key = key_of(keys, words, plan.people)
    if key in plan.people:
        return _group(plan, key, PERSON, proposed=not plan.people[key].is_subject)
    return _group(plan, key, OWN if key in plan.decided.words else UNSURE, proposed=True)


def _personal(plan: Plan, text: str) -> Iterator[tuple[Place, Group]]:
    """Give where personal data stand that no text has: numbers, addresses, and names of nobody who is known."""
    known = {group.key: group for group in plan.groups}
    labels = {squashed(word) for group in plan.groups for word in group.label.split()}
    for mark in personal_of(text, Names(())):
        is_label = mark.kind == PERHAPS and labels.issuperset(map(squashed, mark.value.split()))
        is_known = mark.kind == PERHAPS and plan.known.bearers_of(mark.value)
        if mark.kind != SPECIAL and not is_known and not is_label:
            key = left_key(mark.kind, mark.value)
            yield Place("", mark.start, mark.end), known.get(key) or _group(plan, key, mark.kind, proposed=True)


def _group(plan: Plan, key: str, kind: str, *, proposed: bool) -> Group:
    given = plan.decided.labels.get(key) or plan.decided.given.get(key)
    label = given or plan.words.gettext(LABELS.get(kind, LEFT_OUT))
    return Group(key, kind, "", (), proposed, plan.decided.choice_of(key, kind), label)
