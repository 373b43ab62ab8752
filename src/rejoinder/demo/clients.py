"""How mail programs quote and thread: one function for each, writing what that program writes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from rejoinder.demo.mail import Mail, Person

Quote = Callable[[Mail, Mail, str], str]
"""From the quoting mail, the quoted one and its whole text, the lines that stand below the own words."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
JOURS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.")
DYDDIAU = ("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul")
MISOEDD = ("Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi")


def marked(text: str) -> str:
    """Give a text with a quote mark before each line; lines already quoted are marked without a space between."""
    lines = (">" + line if line.startswith(">") or not line else "> " + line for line in text.split("\n"))
    return "\n".join(lines)


def seen(quoting: Mail, quoted: Mail) -> datetime:
    """Give when the quoted mail was sent by the clock of who quotes it."""
    return quoted.at.astimezone(quoting.at.tzinfo)


def mailbox(person: Person) -> str:
    """Give a person as `Name <address>`."""
    return f"{person.name} <{person.address}>"


def _boxes(people: tuple[Person, ...], between: str) -> str:
    return between.join(mailbox(person) for person in people)


def _block(fields: list[tuple[str, str]], between: str = ": ") -> str:
    return "\n".join(f"{name}{between}{value}" for name, value in fields if value)


def outlook(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Outlook's rule and header block, with the text unmarked below."""
    return "________________________________\n" + _outlook_block(quoting, quoted) + "\n\n" + text


def exchange(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give the header block of Outlook before 2013."""
    return "-----Original Message-----\n" + _outlook_block(quoting, quoted) + "\n\n" + text


def _outlook_block(quoting: Mail, quoted: Mail) -> str:
    at = seen(quoting, quoted)
    return _block([
        ("From", mailbox(quoted.author)),
        ("Sent", f"{at.day:02} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}"),
        ("To", _boxes(quoted.to, "; ")),
        ("Cc", _boxes(quoted.cc, "; ")),
        ("Subject", quoted.subject),
        ("Attachments", "; ".join(quoted.files.names)),
    ])  # fmt: skip


def gmail(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give a line "On … wrote:", wrapped where it is long, over marked lines."""
    return gmail_attribution(quoting, quoted) + "\n\n" + marked(text)


def gmail_attribution(quoting: Mail, quoted: Mail) -> str:
    """Give the line a webmail of this kind writes over a quotation."""
    at = seen(quoting, quoted)
    first = f"On {DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1][:3]} {at.year} at {at:%H:%M},"
    return _wrapped_lead(first, f"{mailbox(quoted.author)} wrote:")


def _wrapped_lead(first: str, second: str) -> str:
    return f"{first} {second}" if len(first) + len(second) < 76 else f"{first} {second[:-6].rstrip()}\n{second[-6:]}"


def gmail_forward(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give the block of a forwarded mail; its words stand unmarked."""
    at = seen(quoting, quoted)
    return (
        "---------- Forwarded message ---------\n"
        + _block([
            ("From", mailbox(quoted.author)),
            ("Date", f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1][:3]} {at.year} at {at:%H:%M}"),
            ("Subject", quoted.subject),
            ("To", _boxes(quoted.to, ", ")),
            ("Cc", _boxes(quoted.cc, ", ")),
        ])
        + "\n\n\n"
        + text
    )  # fmt: skip


def french(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give a line "Le … a écrit :" over marked lines."""
    at = seen(quoting, quoted)
    first = f"Le {JOURS[at.weekday()]} {at.day} {MOIS[at.month - 1]} {at.year} à {at:%H:%M},"
    second = f"{mailbox(quoted.author)} a écrit :"
    lead = f"{first} {second}" if len(first) + len(second) < 76 else f"{first} {mailbox(quoted.author)} a\nécrit :"
    return lead + "\n\n" + marked(text)


def welsh(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give a line "Ar … ysgrifennodd" over marked lines."""
    at = seen(quoting, quoted)
    first = f"Ar {DYDDIAU[at.weekday()]}, {at.day} {MISOEDD[at.month - 1]} {at.year} am {at:%H:%M},"
    second = f"ysgrifennodd {mailbox(quoted.author)}:"
    return f"{first} {second}\n\n" + marked(text)


def apple(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Apple Mail's "On …, at …, … wrote:" over marked lines."""
    at = seen(quoting, quoted)
    lead = f"On {at.day} {MONTHS[at.month - 1][:3]} {at.year}, at {at:%H:%M}, {mailbox(quoted.author)} wrote:"
    return lead + "\n\n" + marked(text)


def apple_forward(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Apple Mail's "Begin forwarded message:", every line of it marked."""
    at = seen(quoting, quoted)
    zone = "BST" if at.utcoffset() == timedelta(hours=1) else "GMT"
    block = _block([
        ("From", mailbox(quoted.author)),
        ("Subject", quoted.subject),
        ("Date", f"{at.day} {MONTHS[at.month - 1]} {at.year} at {at:%H:%M:%S} {zone}"),
        ("To", _boxes(quoted.to, ", ")),
        ("Cc", _boxes(quoted.cc, ", ")),
    ])  # fmt: skip
    return "Begin forwarded message:\n\n" + marked(block + "\n\n" + text)


def thunderbird(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Thunderbird's "On dd/mm/yyyy hh:mm, Name wrote:" over marked lines, long ones wrapped anew."""
    lines = (line if line.startswith(">") else textwrap.fill(line, 70) for line in text.split("\n"))
    return thunderbird_attribution(quoting, quoted) + "\n" + marked("\n".join(lines))


def thunderbird_attribution(quoting: Mail, quoted: Mail) -> str:
    """Give the line Thunderbird writes over a quotation."""
    return f"On {seen(quoting, quoted):%d/%m/%Y %H:%M}, {quoted.author.name} wrote:"


def thunderbird_forward(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Thunderbird's forwarded block."""
    at = seen(quoting, quoted)
    block = _block([
        ("Subject", quoted.subject),
        ("Date", f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1][:3]} {at.year} {at:%H:%M:%S %z}"),
        ("From", mailbox(quoted.author)),
        ("To", _boxes(quoted.to, ", ")),
    ], ": \t")  # fmt: skip
    return "-------- Forwarded Message --------\n" + block + "\n\n" + text


def notes(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give Lotus Notes' header block, its names in a column."""
    at = seen(quoting, quoted)
    rows = [
        ("From:", mailbox(quoted.author)),
        ("To:", _boxes(quoted.to, ", ")),
        ("Cc:", _boxes(quoted.cc, ", ")),
        ("Date:", f"{at:%d/%m/%Y %H:%M}"),
        ("Subject:", quoted.subject),
    ]
    return "\n".join(f"{name:<12}{value}" for name, value in rows if value) + "\n\n\n\n" + text


def telephone(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give the block a telephone writes under "Original message"."""
    at = seen(quoting, quoted)
    zone = "GMT+01:00" if at.utcoffset() == timedelta(hours=1) else "GMT+00:00"
    block = _block([
        ("From", mailbox(quoted.author)),
        ("Date", f"{at:%d/%m/%Y} {at:%H:%M} ({zone})"),
        ("To", _boxes(quoted.to, ", ")),
        ("Cc", _boxes(quoted.cc, ", ")),
        ("Subject", quoted.subject),
    ])  # fmt: skip
    return "-------- Original message --------\n" + block + "\n\n" + text


def webmail(quoting: Mail, quoted: Mail, text: str) -> str:
    """Give the block of an old webmail."""
    at = seen(quoting, quoted)
    block = _block([
        ("From", mailbox(quoted.author)),
        ("To", _boxes(quoted.to, ", ")),
        ("Sent", f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1][:3]} {at.year} {at:%H:%M}"),
        ("Subject", quoted.subject),
    ])  # fmt: skip
    return "-----Original Message-----\n" + block + "\n\n" + text


class Client(NamedTuple):
    """What one mail program does."""

    quote: Quote
    forward: Quote
    threading: Literal["ids", "index", "both", "none"]
    """Which of In-Reply-To with References, and Thread-Index, it writes."""
    agent: str
    width: int = 0
    """Where it wraps its lines; 0 where it does not."""
    html: bool = False
    answered_as: str = "Re: "
    forwarded_as: str = "Fwd: "


CLIENTS = {
    "outlook": Client(outlook, outlook, "both", "", 0, True, "RE: ", "FW: "),
    "exchange": Client(exchange, exchange, "index", "X-Mailer: Microsoft Office Outlook 11", 0, False, "RE: ", "FW: "),
    "gmail": Client(gmail, gmail_forward, "ids", "", 76, True),
    "french": Client(french, french, "ids", "", 76, False, "Re: ", "TR : "),
    "welsh": Client(welsh, welsh, "ids", "", 76, False, "Re: ", "Ymlaen: "),
    "apple": Client(apple, apple_forward, "ids", "X-Mailer: Apple Mail (2.3774.600.62)"),
    "thunderbird": Client(thunderbird, thunderbird_forward, "ids", "User-Agent: Mozilla Thunderbird", 72),
    "notes": Client(notes, notes, "none", "X-Mailer: Lotus Notes Release 8.5.3 September 15, 2011", 0),
    "phone": Client(telephone, telephone, "none", "", 0),
    "webmail": Client(webmail, webmail, "none", "X-Mailer: WobbleMail WebUI 2", 0, False, "Re: ", "Fwd: "),
}
