"""Where everything lies: the disclosure as the society handed it over, the subject's own archive, the truth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rejoinder.demo.archives import mbox, zipped
from rejoinder.demo.chat import exported
from rejoinder.demo.envelope import eml
from rejoinder.demo.headers import message_id
from rejoinder.demo.mail import Mail, Story
from rejoinder.demo.paper import papers
from rejoinder.demo.plan import planned
from rejoinder.demo.posts import address, export, words
from rejoinder.demo.truth import told
from rejoinder.model import INSIDE

DISCLOSURE = "disclosure"
OWN_ARCHIVE = "own-archive"
SENT = "sent"
CONTAINERS = (".zip", ".mbox")


class Copy(NamedTuple):
    """One copy of a mail: the path it has for a reader of the folder, members of containers after INSIDE."""

    path: str
    mail: Mail


def write_folder(story: Story, folder: Path) -> None:
    """Write every file of the invented case into this folder."""
    for path, content in files_of(story).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def files_of(story: Story) -> dict[str, bytes]:
    """Give the content of every file of the invented case by its path, in the order of the paths."""
    made = papers(story)
    copies = copies_of(story)
    found = _loose_papers(story, made) | _mails(story, copies, made)
    for name, content in export(story.posts, story.case["forum_name"]).items():
        found[f"{OWN_ARCHIVE}/{name}"] = content
    for name, content in exported(story.chat).items():
        found[f"{OWN_ARCHIVE}/{name}"] = content
    found["truth.toml"] = told(_facts(story, copies), planned(story, _places(copies), made)).encode("utf-8")
    return dict(sorted(found.items()))


def copies_of(story: Story) -> tuple[Copy, ...]:
    """Give every copy of every mail that is in the folder, in the order of the dates."""
    numbers: dict[str, int] = {}
    found = []
    for mail in story.mails:
        for box in _boxes(story, mail):
            if box.endswith(".mbox"):
                numbers[box] = numbers.get(box, 0) + 1
                found.append(Copy(f"{box}{INSIDE}{numbers[box]}", mail))
            else:
                found.append(Copy(f"{box}{INSIDE if box.endswith('.zip') else '/'}{file_name(mail)}", mail))
    enclosing = [(copy.path, story.mail(copy.mail.encloses)) for copy in found if copy.mail.encloses]
    return (*found, *(Copy(f"{path}{INSIDE}{2 + len(mail.files.here)}", mail) for path, mail in enclosing))


def _boxes(story: Story, mail: Mail) -> tuple[str, ...]:
    boxes = () if mail.planted.withheld else tuple(f"{DISCLOSURE}/{box}" for box in mail.boxes)
    own = mail.author.key == story.case["subject_key"] and (not mail.planted.withheld or mail.planted.kept)
    return (*boxes, f"{OWN_ARCHIVE}/{SENT}") if own else boxes


def file_name(mail: Mail) -> str:
    """Give the name an export gives the mail's file: date, time, subject."""
    subject = re.sub(r"[^\w '&-]+", " ", mail.subject)
    return f"{mail.at:%Y-%m-%d %H%M} {' '.join(subject.split())}.eml"


def _places(copies: tuple[Copy, ...]) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {}
    for copy in copies:
        places[copy.mail.key] = (*places.get(copy.mail.key, ()), copy.path)
    return places


def _loose_papers(story: Story, made: Mapping[str, bytes]) -> dict[str, bytes]:
    records = [*story.letters, *story.minutes]
    for tables in story.tables.values():
        records += tables
    return {
        f"{place}/{record['file']}": made[record["file"]] for record in records for place in record.get("places", ())
    }


def _mails(story: Story, copies: tuple[Copy, ...], made: Mapping[str, bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    containers: dict[str, list[Copy]] = {}
    for copy in copies:
        outer, inside, _ = copy.path.partition(INSIDE)
        if not inside:
            found[copy.path] = eml(copy.mail, made, story.mail)
        elif outer.endswith(CONTAINERS):
            containers.setdefault(outer, []).append(copy)
    for path, members in containers.items():
        contents = [(copy, eml(copy.mail, made, story.mail)) for copy in members if copy.path.count(INSIDE) == 1]
        if path.endswith(".zip"):
            found[path] = zipped({copy.path.partition(INSIDE)[2]: content for copy, content in contents})
        else:
            found[path] = mbox((copy.mail.at, copy.mail.author.address, content) for copy, content in contents)
    return found


def _facts(story: Story, copies: tuple[Copy, ...]) -> dict[str, list[dict[str, object]]]:
    """Give the facts the story states by itself, mails and posts named by key told by id and place."""
    places = _places(copies)
    return {
        section: [_fact(story, places, dict(fact)) for fact in facts] for section, facts in sorted(story.facts.items())
    }


def _fact(story: Story, places: Mapping[str, tuple[str, ...]], fact: dict[str, object]) -> dict[str, object]:
    if "mail" in fact:
        mail = story.mail(str(fact.pop("mail")))
        fact |= {"message_id": message_id(mail), "date": mail.at.isoformat(), "subject": mail.subject}
        fact["paths"] = list(places.get(mail.key, ()))
    if "post" in fact:
        post = next(post for post in story.posts if post["id"] == fact["post"])
        fact |= {"author": post["by"], "source_address": address(post), "source_words": words(post)}
    return fact
