"""The story's TOML files into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rejoinder.demo.clients import CLIENTS
from rejoinder.demo.mail import Files, How, Mail, Person, Planted, Story

SUMMER = ("2024-03-31 01:00", "2024-10-27 01:00")
"""When British Summer Time began and ended in 2024; the only year of the story."""
PREFIXES = tuple(dict.fromkeys(mark for one in CLIENTS.values() for mark in (one.answered_as, one.forwarded_as)))


def read_story() -> Story:
    """Give the story as its files tell it."""
    here = files("rejoinder.demo") / "story"
    case = _toml(here / "case.toml")
    people = {key: Person(key=key, **fields) for key, fields in _toml(here / "people.toml").items()}
    papers = _toml(here / "papers.toml")
    mails: dict[str, Mail] = {}
    for name in case["threads"]:
        for mail in _mails(_toml(here / f"{name}.toml"), people, mails):
            if mail.key in mails:
                raise ValueError(f"The story has two mails with the key {mail.key}.")
            mails[mail.key] = mail
    return Story(
        case=case,
        people=people,
        mails=tuple(sorted(mails.values(), key=lambda mail: (mail.at, mail.key))),
        letters=tuple(_toml(here / "letters.toml")["letter"]),
        minutes=tuple(papers["minutes"]),
        tables=papers["tables"],
        posts=tuple(_toml(here / "posts.toml")["post"]),
        pictures=tuple(_toml(here / "posts.toml")["picture"]),
        chat=_toml(here / "chat.toml"),
        facts=_toml(here / "facts.toml"),
    )


def _toml(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _mails(thread: Mapping[str, Any], people: Mapping[str, Person], told: Mapping[str, Mail]) -> Iterator[Mail]:
    """Give a thread's mails; each may answer one told before it, in this thread or an earlier one."""
    known = dict(told)
    for fields in thread["mail"]:
        author = people[fields["from"]]
        answered = known[fields["answers"]] if "answers" in fields else None
        how: How = fields.get("how", "reply")
        client = fields.get("client", author.client)
        mail = Mail(
            key=fields["key"],
            author=author,
            to=tuple(people[key] for key in fields["to"]),
            cc=tuple(people[key] for key in fields.get("cc", ())),
            at=_moment(fields["at"], author.hours_ahead),
            subject=fields.get("subject") or _answering(answered, how, client),
            words=fields["words"].strip(),
            client=client,
            how=how,
            answered=answered,
            boxes=tuple(fields.get("boxes", thread["boxes"])),
            files=Files(*(tuple(fields.get(name, ())) for name in ("attach", "stub", "scrub", "gone"))),
            planted=Planted(
                fields.get("withheld", ""),
                fields.get("kept", False),
                fields.get("trap", ""),
                fields.get("trap_kind", ""),
            ),
            other_id=fields.get("other_id", False),
            encloses=fields.get("encloses", ""),
            misquotes=tuple((pair[0], pair[1]) for pair in fields.get("misquotes", ())),
        )
        known[mail.key] = mail
        yield mail


def _moment(local: str, hours_ahead: int) -> datetime:
    summer = SUMMER[0] <= local < SUMMER[1]
    return datetime.fromisoformat(local).replace(tzinfo=timezone(timedelta(hours=hours_ahead + summer)))


def _answering(answered: Mail | None, how: How, client: str) -> str:
    if answered is None:
        raise ValueError("A mail that answers none must have a subject.")
    subject = answered.subject
    for prefix in PREFIXES:
        subject = subject.removeprefix(prefix)
    marks = CLIENTS[client]
    return (marks.forwarded_as if how == "forward" else marks.answered_as) + subject
