"""What one document shows of others, before anything is looked up: its own words, whom it quotes, files it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rejoinder.find.happenings import happenings, heading
from rejoinder.find.invitations import invited
from rejoinder.find.named_files import named_files
from rejoinder.find.named_people import named_people
from rejoinder.find.said_dates import low_of, said_dates
from rejoinder.find.said_documents import said_documents
from rejoinder.fingerprints import numbers_of, words
from rejoinder.model import Allusion, Document, Message, Quoted, Traces, Zone
from rejoinder.zones import quoted, unmarked, zones

_WRITTEN = frozenset(("pdf", "word", "text", "html", "image"))
HEAD = 1_200
"""Characters at the beginning of a letter in which its date stands."""


def traces_of(document: Document) -> Traces:
    """Give the traces of one document; only mail is zoned, of the others all words are their own."""
    if document.message and document.message.conversation:
        told = happenings(document.text, [(document.body_start, len(document.text))], document.message.date)
        return Traces(own=numbers_of(words(document.text[document.body_start :])), allusions=tuple(told))
    if document.message is None:
        own_numbers = numbers_of(words(document.text))
        return Traces(own=own_numbers, allusions=_alluded(document), namings=tuple(named_people(document)))
    parts = zones(document.text, document.body_start)
    messages = quoted(document.text, parts)
    own = own_words(document.text, parts)
    if document.message.doubtful:
        doubted = [one for one in messages if _is_doubtful(document.message, one)]
        own = "\n".join((own, *(quoted_words(document.text, one) for one in doubted)))
        messages = tuple(one for one in messages if one not in doubted)
    return Traces(
        own=numbers_of(words(own)),
        quoted=messages,
        quoted_words=tuple(numbers_of(words(quoted_words(document.text, message))) for message in messages),
        named_files=tuple(named_files(document, messages)),
        allusions=_alluded(document, parts),
        namings=tuple(named_people(document, parts)),
    )


def _alluded(document: Document, parts: tuple[Zone, ...] = ()) -> tuple[Allusion, ...]:
    """Give the other documents that this one's own words speak of, what they say happened, and the line of its date."""
    text = document.text
    if document.message:
        own = [(zone.start, zone.end) for zone in parts if zone.depth == 0 and zone.kind == "own words"]
        told = document.message.date
        return (*_said_in(text, own, told), *invited(document))
    if document.kind not in _WRITTEN:
        return tuple(invited(document))
    dates = (told.date for told in said_dates(text, "", 0, min(HEAD, len(text))))
    own_date = next((told for told in dates if len(told) == 10), "")
    dated = heading(text) if document.kind != "image" else None
    whole = [(0, len(text))]
    return (*_said_in(text, whole, own_date), *((dated,) if dated else ()))


def _said_in(text: str, own: Sequence[tuple[int, int]], own_date: str) -> Iterator[Allusion]:
    signs = low_of(text).signs
    yield from said_documents(text, own, own_date, signs)
    yield from happenings(text, own, own_date, signs)


def _is_doubtful(message: Message, quoted: Quoted) -> bool:
    """Say whether what looks like a quotation may be a message printed below this one."""
    return quoted.lead is not None and any(quoted.lead[0] <= at < quoted.lead[1] for at in message.doubtful)


def own_words(text: str, parts: tuple[Zone, ...]) -> str:
    """Give a message's own words, and what stands with them and others may quote as words: leads, closings."""
    return "\n".join([text[zone.start : zone.end] for zone in parts if zone.depth == 0 and zone.kind in _OWN])


_OWN = frozenset(("own words", "signature", "disclaimer", "list footer", "attribution"))


def quoted_words(text: str, message: Quoted) -> str:
    """Give a quoted message's words without its quote marks."""
    lines = (text[start:end] for run in message.runs for start, end in unmarked(text, *run, message.depth))
    return "\n".join(lines)
