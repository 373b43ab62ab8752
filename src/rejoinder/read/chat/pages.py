"""Pages in which apps give what a person wrote: Telegram, Facebook and Instagram, Google's My Activity; and forums.

A forum's page of one subject is told by the microdata that forums write for search engines (schema.org's
DiscussionForumPosting and Comment), whatever program runs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read import html
from rejoinder.read.chat.marked import Record, Shape, records_of
from rejoinder.read.chat.meta import OWNER
from rejoinder.read.chat.said import ATTACHED, EDITED, OMITTED, Conversation, Mark, Said, told
from rejoinder.read.dates import iso_date
from rejoinder.read.plain import remarks
from rejoinder.read.sniff import declared_charset
from rejoinder.zones.dates import dated

_TELEGRAM_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
_PART = re.compile(r"messages?_?\d{0,5}\.html?", re.IGNORECASE)
"""Names of pages that hold a part of one conversation."""
FORUM = "Forum"
_GO_TO = re.compile(r"#go_to_message(\d{1,20})")


class Page(NamedTuple):
    """One app's page: the classes of its records and fields, and what makes a message of a record."""

    app: str
    shape: Shape
    make: Callable[[Record, list[Said]], Said | None]


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each message as a document; a page of no shape we know is read as a page."""
    markup, guessed = html.markup_of(bytes(blob.untrusted_bytes), declared_charset(blob))
    for page in PAGES:
        found = records_of(markup, page.shape)
        if not found:
            continue
        said: list[Said] = []
        missed: list[str] = []
        for number, one in enumerate(found, 1):
            made = page.make(one, said)
            if made:
                said.append(made)
            elif "".join(one.words("")).strip() and not page.shape.is_furniture(one):
                missed.append(f"record {number:,}")
        if said:
            yield from told(blob, [_conversation(page, blob, markup, said, missed)])
            yield from remarks(blob.name, markup, guessed)
            return
    yield from html.read(blob)


def _conversation(page: Page, blob: Blob, markup: str, said: Sequence[Said], missed: Sequence[str]) -> Conversation:
    ordered = list(said) if page.app == "Telegram" else sorted(said, key=lambda one: one.when)
    folder = blob.name.rpartition("/")[0]
    if page.app == FORUM:
        return Conversation(FORUM, _title(markup), ordered, "post", tuple(missed), f"forum {_title(markup)}")
    name = "My Activity" if page.app == "Google" else _title(markup) or folder.replace(INSIDE, "/").rpartition("/")[2]
    is_talk = bool(_PART.fullmatch(blob.name.rpartition("/")[2])) or page.app == "Telegram"
    key = f"page {folder}" if is_talk else ""
    if page.app == "Facebook or Instagram" and not is_talk:
        ordered = [
            one._replace(author=OWNER, words=f"{one.author}\n{one.words}".strip()) if one.author else one
            for one in ordered
        ]
    return Conversation(_app(page.app, blob.name), name, ordered, "chat" if is_talk else "post", tuple(missed), key)


def _app(app: str, name: str) -> str:
    if app != "Facebook or Instagram":
        return app
    return next((known for known in ("Facebook", "Instagram") if known.lower() in name.lower()), app)


def _title(markup: str) -> str:
    for pattern in (
        r'class="page_header">[\s\S]{0,2000}?class="text bold">([^<]{1,200})<',
        r"<title>([^<]{1,200})</title>",
    ):
        found = re.search(pattern, markup[: 1 << 18])
        if found and found[1].strip() not in ("Exported Data", "Messages", ""):
            return html.render(found[1]).text.strip()
    return ""


def _telegram(record: Record, before: list[Said]) -> Said | None:
    found = _TELEGRAM_DATE.search(record.value("date", "title"))
    text = record.text("text")
    if record.has_class("service"):
        told = record.text("")
        day = before[-1].when[:10] if before else ""
        return Said("", day, f"[{told}]", record.value("", "id")) if told and not dated(told) else None
    if not found:
        return Said(record.text("from_name"), "", text) if text else None
    day, month, year, clock, zone = found.groups()
    joined = record.has_class("joined") and before
    answered = _GO_TO.search(record.value("reply_to", "href"))
    forwarded = record.texts("from_name")
    author = before[-1].author if joined else (forwarded[0] if forwarded else "")
    marks: list[Mark] = [
        (ATTACHED, href) for href in record.values("media_wrap", "href") if not href.startswith("http")
    ]
    if "Not included" in record.text("media_wrap"):
        marks.append((OMITTED, record.text("media_wrap")))
    if record.texts("forwarded"):
        marks.append(("Forwarded from", forwarded[-1] if forwarded else "somebody"))
    if "edited" in record.text("date"):
        marks.append((EDITED, "after it was sent"))
    when = f"{year}-{month}-{day}T{clock}{zone or ''}"
    key = record.value("", "id").removeprefix("message")
    return Said(author, when, text, key, answered[1] if answered else "", marks=tuple(marks))


def _meta(record: Record, before: list[Said]) -> Said | None:  # noqa: ARG001
    written, what = record.text("when"), record.text("what")
    found = dated(written, day_first=False) if written else None
    if not written:
        furniture = "\n".join(part for part in (record.text("who"), what) if part)
        return Said("", "", furniture) if furniture else None
    marks = [(ATTACHED, name) for name in dict.fromkeys(record.values("what", "src"))]
    return Said(record.text("who"), found.date if found else "", what, written=written, marks=tuple(marks))


def _google(record: Record, before: list[Said]) -> Said | None:  # noqa: ARG001
    told = next(iter(record.texts("content-cell")), "")
    above, _, written = told.rpartition("\n")
    found = dated(written, day_first=False) if written else None
    if not found or not found.date:
        return Said(OWNER, "", told) if told else None
    details = [part for part in record.texts("content-cell")[1:] if part]
    marks = [("Product", record.text("header-cell")), *(("Details", part) for part in details)]
    return Said(OWNER, found.date, above, written=written, marks=tuple(marks))


def _forum(record: Record, before: list[Said]) -> Said | None:  # noqa: ARG001
    when, changed = (iso_date(_dated(record, name)) for name in ("published", "modified"))
    words, told = record.text("text"), record.text("author")
    author = next((name for name in record.texts("name") if name and name in told), told.partition("\n")[0])
    if not words or not author:
        return None
    key = next((one.lstrip("#") for one in record.values("", "id")), "")
    marks = ((EDITED, changed),) if changed and when and changed != when else ()
    return Said(author, when, words, key, marks=marks)


def _dated(record: Record, name: str) -> str:
    """Give what a record says of a day in its microdata."""
    return record.value(name, "datetime") or record.value(name, "content") or record.text(name)


PAGES = (
    Page(
        FORUM,
        Shape(
            ("itemtype:DiscussionForumPosting",),
            (("name", ("itemprop:name",)), ("author", ("itemprop:author",)), ("published", ("itemprop:datePublished",)),
             ("modified", ("itemprop:dateModified",)), ("text", ("itemprop:text",)),
             ("text", ("itemprop:articleBody",))),
            (),
            or_record=("itemtype:Comment",),
            needed="text",
            quotes=True,
        ),
        _forum,
    ),
    Page(
        "Telegram",
        Shape(
            ("message",),
            (("date", ("date",)), ("from_name", ("from_name",)), ("text", ("text",)), ("reply_to", ("reply_to",)),
             ("media_wrap", ("media_wrap",)), ("forwarded", ("forwarded",))),
            ("service",),
        ),
        _telegram,
    ),
    Page(
        "Facebook or Instagram",
        Shape(
            ("uiBoxWhite", "noborder"),
            (("who", ("_a6-h",)), ("what", ("_a6-p",)), ("when", ("_a6-o",)), ("who", ("_2lek",)), ("what", ("_2let",)),
             ("when", ("_2lem",))),
            (),
        ),
        _meta,
    ),
    Page(
        "Google",
        Shape(("outer-cell",), (("header-cell", ("header-cell",)), ("content-cell", ("content-cell",))), ()),
        _google,
    ),
)  # fmt: skip
