"""What was planted, worked out from the mails themselves: which are absent, and which disclosed ones say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rejoinder.demo.headers import disclosed_id, message_id, references, thread_index
from rejoinder.demo.mail import PARAGRAPH_OF, Mail, Story
from rejoinder.demo.truth import AbsentAttachment, AbsentMessage, OwnCopy, PresentTrap
from rejoinder.demo.writing import text_of

Places = Mapping[str, tuple[str, ...]]
"""The paths of the copies of each mail, by the mail's key."""


class Planned(NamedTuple):
    """What an audit must report, and what it must not."""

    absent_messages: tuple[AbsentMessage, ...]
    absent_attachments: tuple[AbsentAttachment, ...]
    own_archive: tuple[OwnCopy, ...]
    present_traps: tuple[PresentTrap, ...]


class Witnesses(NamedTuple):
    """The mails whose traces tell of a withheld one, by the kind of trace."""

    answered: tuple[Mail, ...]
    quoting: tuple[Mail, ...]
    indexed: tuple[Mail, ...]

    @property
    def all(self) -> tuple[Mail, ...]:
        """Every one of them, once."""
        return tuple({mail.key: mail for mail in self.answered + self.quoting + self.indexed}.values())

    @property
    def how(self) -> str:
        """By what the withheld mail is known."""
        if self.answered and self.quoting:
            return "both"
        if self.answered:
            return "answered-id"
        if self.quoting:
            return "quotation"
        return "thread-index" if self.indexed else "nothing"


def planned(story: Story, places: Places, made: Mapping[str, bytes]) -> Planned:
    """Give everything planted in the story's mails."""
    withheld = [mail for mail in story.mails if mail.planted.withheld]
    return Planned(
        absent_messages=tuple(_absent(story, places, mail) for mail in withheld),
        absent_attachments=_attachments(story, places, made),
        own_archive=tuple(
            OwnCopy(message_id(mail), mail.subject, places[mail.key]) for mail in withheld if mail.planted.kept
        ),
        present_traps=tuple(
            PresentTrap(mail.planted.trap_kind, mail.planted.trap, disclosed_id(mail), places[mail.key])
            for mail in story.mails
            if mail.planted.trap
        ),
    )


def witnesses(story: Story, places: Places, withheld: Mail) -> Witnesses:
    """Give the mails in the disclosure, or in her own archive, that show the withheld one to exist."""
    here = [mail for mail in story.mails if mail.key in places]
    sent = message_id(withheld)
    index = thread_index(withheld)
    return Witnesses(
        answered=tuple(mail for mail in here if sent in references(mail)),
        quoting=tuple(mail for mail in here if withheld in [quoted for quoted, _ in mail.quoted]),
        indexed=tuple(m for m in here if index and m is not withheld and thread_index(m).startswith(index)),
    )


def _absent(story: Story, places: Places, mail: Mail) -> AbsentMessage:
    known = witnesses(story, places, mail)
    return AbsentMessage(
        message_id=message_id(mail),
        author=mail.author.name,
        address=mail.author.address,
        date=mail.at.isoformat(),
        subject=mail.subject,
        how=known.how,
        depth=min((d for m in known.quoting for q, d in m.quoted if q is mail), default=0),
        witnesses=tuple(path for witness in known.all for path in places[witness.key]),
        text="\n\n".join(mail.paragraphs),
        quoted="\n\n".join(_repeated(mail, known.quoting)),
        changed=tuple(pair for witness in known.quoting for pair in witness.misquotes),
        note=mail.planted.withheld,
    )


def _repeated(mail: Mail, quoting: tuple[Mail, ...]) -> tuple[str, ...]:
    """Give the mail's paragraphs that one of these repeats: single ones where its author wrote between the lines."""
    kept: set[int] = set()
    for witness in quoting:
        if witness.interleaved:
            lines = (line for line in witness.words.splitlines() if line.startswith(PARAGRAPH_OF))
            kept |= {int(line.removeprefix(PARAGRAPH_OF)) - 1 for line in lines}
        else:
            kept |= set(range(len(mail.paragraphs)))
    return tuple(paragraph for number, paragraph in enumerate(mail.paragraphs) if number in kept)


def _attachments(story: Story, places: Places, made: Mapping[str, bytes]) -> tuple[AbsentAttachment, ...]:
    """Give each file that was sent with some mail, is named by a mail that is here, and is not here itself."""
    found = []
    for name in dict.fromkeys(name for mail in story.mails for name in mail.files.names):
        if name in made:
            continue
        naming = [mail for mail in story.mails if mail.key in places and _names(mail, name)]
        paths = tuple(path for mail in naming for path in places[mail.key])
        sender = next(mail for mail in story.mails if name in mail.files.names)
        found.append(AbsentAttachment(name, message_id(sender), sender.key in places, paths))
    return tuple(found)


def _names(mail: Mail, name: str) -> bool:
    return name in " ".join(text_of(mail).split()) or name in mail.files.stubbed
