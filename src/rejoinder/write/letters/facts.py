"""The facts that letters may speak of: each in words, with the places that prove it and the law it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.law.rules import Source
from rejoinder.model import Span

Entry = Mapping[str, "Fact"]
"""One thing of a list, by the names of its parts."""


class Fact(NamedTuple):
    """Something that a letter says, and what shows it."""

    words: str
    spans: tuple[Span, ...] = ()
    noted: str = ""
    """What proves it where no document does, as the person noted it."""
    law: tuple[Source, ...] = ()


class Field(NamedTuple):
    """What only the person can tell."""

    ask: str
    is_day: bool = False
    lines: bool = False
    """Whether it may be of several lines."""


FIELDS: Mapping[str, Field] = {
    "me": Field("Your name"),
    "address": Field("Your postal address", lines=True),
    "email": Field("Your email address"),
    "controller": Field("Who holds the data: the organisation"),
    "to": Field("Whom the letter is to: a name or an office"),
    "their_address": Field("Their address", lines=True),
    "reference": Field("Their reference, if they gave you one"),
    "request": Field("If you made several requests: the day of the one that the letter is about", is_day=True),
    "reply_by": Field("By what day you ask for an answer", is_day=True),
    "identifiers": Field("Names, addresses and accounts by which they may know you"),
    "since": Field("From what day on you ask for data", is_day=True),
    "until": Field("Up to what day you ask for data", is_day=True),
    "searched_people": Field("People and mailboxes that you ask them to search"),
    "publish_where": Field("Where it will be published, and for whom"),
    "publish_on": Field("From what day on it may be published", is_day=True),
}
"""What a person is asked, by name."""

FACTS: Mapping[str, str] = {
    "date": "the day of the letter",
    "request_date": "the day they received your request",
    "due": "the last day for the answer, on every reading",
    "due_first": "the last day on the earliest reading, where there are two",
    "rule_text": "what the rule of the last day says",
    "how_counted": "how the last day is counted",
    "days_late": "by how many days the answer is late",
    "answer_date": "the day of their answer",
    "clarification_asked": "the day they asked you to clarify",
    "clarification_given": "the day they received your clarification",
    "extension_date": "the day of their notice of more time",
    "notice_by": "the last day for such a notice",
    "complaint_date": "the day they received your complaint",
    "acknowledged_date": "the day they acknowledged your complaint",
    "own_began": "the day from which a limit of their own rules runs",
    "own_days": "how long that limit is",
    "own_rule": "the words of that rule",
    "own_due": "its last day, on every reading",
    "own_due_first": "its last day on the earliest reading, where there are two",
    "own_late": "by how many days it is past",
    "missing_count": "how many documents that you accepted are not in this disclosure",
    "covered_count": "how many documents that you accepted have something covered",
    "nothing_withheld": "their words that nothing was withheld",
    "decision_date": "the day of the decision",
    "appeal_date": "the day of your appeal",
    "broken_count": "how many steps you confirmed as contradicted",
    "not_shown_count": "how many steps you confirmed as not shown",
    "review_date": "the day they received your request for a review",
}
"""What letters may name of a case."""

LISTS: Mapping[str, Mapping[str, str]] = {
    "missing": {"what": "a document that is not in this disclosure"},
    "covered": {"what": "a document of which something is covered"},
    "claimed": {"what": "an exemption that they claim", "ask": "what is then asked of it"},
    "waiting": {
        "day": "the day of a letter of yours without an answer",
        "what": "what it is",
        "subject": "its subject",
    },
    "chronology": {"day": "a day", "what": "what happened to your request on it"},
    "reminders": {"day": "the day of a reminder of yours"},
    "broken": {"title": "a step that the documents contradict", "facts": "what they say of it"},
    "not_shown": {"title": "a step that is not shown", "facts": "what is said of it"},
}
"""Lists that letters may name, with the parts of their entries."""

HOLDS: Mapping[str, str] = {
    "uk": "United Kingdom access request",
    "eu": "European Union access request",
    "foi": "a request under the Act of 2000",
    "eir": "a request under the Environmental Information Regulations",
    "foisa": "a request under the Scottish Act",
    "ireland": "a request under the Irish Act",
    "scottish": "the controller is in Scotland",
    "answered": "they answered the request",
    "late": "the answer is late on every reading",
    "complaint_is_law": "the letter is of 19 June 2026 or later, when the right to complain to the controller is law",
    "extended_in_time": "notice of more time was given in time",
    "extended_late": "notice of more time was given too late",
    "tried": "you sent them a reminder or a complaint",
    "employment": "the procedure is one of employment",
}
"""What may hold of a case."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case for its letters."""

    values: Mapping[str, Fact] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    unconfirmed: Mapping[str, str] = field(default_factory=dict)
    """Facts that documents propose and nobody confirmed: what is to be done, by name."""

    def has(self, name: str) -> bool:
        """Say whether a fact, an entry of a list or a condition holds."""
        return name in self.holds or name in self.values or bool(self.lists.get(name))

    def ask(self, name: str) -> str:
        """Give what is to be asked where a fact is not known."""
        if name in FIELDS:
            return FIELDS[name].ask
        return self.unconfirmed.get(name) or ASKS.get(name) or UNKNOWN


UNKNOWN = "A fact of the case that this letter speaks of is not known."
ASKS = {
    "request_date": "On what day did they receive your request?",
    "due": "On what day did they receive your request?",
    "answer_date": "On what day did they give you their answer?",
    "clarification_asked": "On what day did they ask you to say more exactly what you want?",
    "complaint_date": "On what day did they receive your complaint?",
    "decision_date": "Which letter tells you the decision?",
    "review_date": "On what day did they receive your request for a review?",
}
