"""Mail programs and people as they print that were written last, after the reader was mended for all others."""

from __future__ import annotations

from collections.abc import Sequence

from bench.paper import LETTER, Drawn, Foot, Layout, Leaf, centred, plain, right, width_of
from bench.printers import BOLD, MONO, SANS, SERIF, Print, Style, bars, marks, named, nothing, people, table

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_MONTHS_PT = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
    "dezembro",
)  # fmt: skip


def roundcube(layout: Layout, mail: Print) -> None:
    """Set a message as Roundcube does: names of fields in a column, without colons."""
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(6)
    rows = (
        ("From", str(mail.author)), ("To", people(mail.to)), ("Cc", people(mail.cc)),
        ("Subject", mail.subject), ("Date", f"{mail.date:%Y-%m-%d %H:%M}"),
    )  # fmt: skip
    table(layout, rows, 60, 9.5, BOLD, SANS)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SANS, 10)


def web_address(_mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page of Roundcube."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(28, 20, "24.11.26, 10:40", SERIF, 8))
        centred(leaf, 20, "Rufford Webmail :: Print", SERIF, 8)
        address = "https://webmail.rufford.example/?_task=mail&_uid=4127"
        leaf.drawn.append(Drawn(28, leaf.height - 16, address, SERIF, 8))
        right(leaf, leaf.width - 28, leaf.height - 16, f"{number}/{of}", SERIF, 8)

    return foot


def review(layout: Layout, mail: Print) -> None:
    """Set a message as a review platform makes a page of it: names in capitals, dates in the American manner."""
    rows = (
        ("FROM:", str(mail.author)), ("TO:", "; ".join(map(str, mail.to))), ("CC:", "; ".join(map(str, mail.cc))),
        ("SENT:", f"{mail.date.month}/{mail.date.day}/{mail.date.year} {mail.date:%I:%M:%S %p}"),
        ("SUBJECT:", mail.subject), ("ATTACHMENTS:", "; ".join(mail.attachments)),
    )  # fmt: skip
    named(layout, rows, 10, MONO, MONO)
    layout.gap(14)
    marks(layout, mail.body, MONO, 9)


def protective(_mails: Sequence[Print]) -> Foot:
    """Give a review platform's endorsements."""

    def foot(leaf: Leaf, number: int, _of: int) -> None:
        leaf.drawn.append(Drawn(40, leaf.height - 20, "PRODUCED SUBJECT TO PROTECTIVE ORDER", BOLD, 8))
        right(leaf, leaf.width - 40, leaf.height - 20, f"RUFFORD-{number:06}", BOLD, 8)

    return foot


def starred(layout: Layout, mail: Print) -> None:
    """Set a message as someone pastes it who puts a row of stars between messages."""
    if sum(leaf.begun for leaf in layout.leaves) > 1:
        layout.line(layout.left, "* * * * * * * * * *", SERIF, 11)
        layout.gap(6)
    rows = (
        ("From:", str(mail.author)), ("Date:", f"{mail.date:%a, %d %b %Y %H:%M}"), ("To:", people(mail.to)),
        ("Cc:", people(mail.cc)), ("Subject:", mail.subject),
    )  # fmt: skip
    named(layout, rows, 11, SERIF, SERIF)
    layout.gap(11)
    marks(layout, mail.body, SERIF, 11)


def danish_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a Danish Outlook on the web does."""
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(6)
    when = f"{mail.date.day}. {_MONTHS[mail.date.month - 1]} {mail.date.year} {mail.date:%H:%M}"
    rows = (
        ("Fra:", str(mail.author)), ("Sendt:", when), ("Til:", "; ".join(map(str, mail.to))),
        ("Cc:", "; ".join(map(str, mail.cc))), ("Emne:", mail.subject),
    )  # fmt: skip
    table(layout, rows, 64, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def page_in_danish(_mails: Sequence[Print]) -> Foot:
    """Give `Side 1 af 3`."""
    return lambda leaf, number, of: centred(leaf, leaf.height - 28, f"Side {number} af {of}", SANS, 9)


def portuguese_apple(layout: Layout, mail: Print) -> None:
    """Set a message as a Portuguese Apple Mail does: one below the other, the names set against their values."""
    when = f"{mail.date.day} de {_MONTHS_PT[mail.date.month - 1]} de {mail.date.year} às {mail.date:%H:%M:%S} GMT"
    rows = (
        ("De:", str(mail.author)), ("Assunto:", mail.subject), ("Data:", when), ("Para:", people(mail.to)),
        ("Cc:", people(mail.cc)),
    )  # fmt: skip
    for name, words in rows:
        if words:
            layout.room(15)
            layout.put(layout.left + 58 - width_of(name, BOLD, 11), layout.at + 10.5, name, BOLD, 11)
            layout.paragraph(layout.left + 62, words, SANS, 11)
    layout.gap(18)
    bars(layout, mail.body, SANS, 11)


def fastmail(layout: Layout, mail: Print) -> None:
    """Set one message of a conversation: author, then `to` and date below him, the newest first."""
    layout.rule()
    layout.line(layout.left, str(mail.author), BOLD, 10)
    when = f"{mail.date:%a} {mail.date.day} {mail.date:%b} {mail.date.year} {mail.date:%H:%M}"
    right(layout.leaf, layout.edge, layout.at - 2.5, when, SANS, 9)
    named(layout, (("To:", people(mail.to)), ("Cc:", people(mail.cc))), 9, SANS, SANS)
    layout.gap(10)
    marks(layout, mail.body, SANS, 10)
    layout.gap(10)


def fastmail_above(layout: Layout, mails: Sequence[Print]) -> None:
    """Set what stands above such a conversation."""
    layout.paragraph(layout.left, mails[0].subject, BOLD, 14)
    layout.line(layout.left, "Inbox", SANS, 9)


def conversation(mails: Sequence[Print]) -> Foot:
    """Give a conversation's subject and the page's number."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(30, 22, plain(mails[0].subject)[:60], SANS, 8))
        right(leaf, leaf.width - 30, leaf.height - 18, f"Page {number} of {of}", SANS, 8)

    return foot


LAST = (
    Style("Roundcube", roundcube, web_address, held_out=True),
    Style("Review platform", review, protective, LETTER, (40, 40, 54, 54), held_out=True),
    Style("Starred", starred, nothing, held_out=True, runs_on=0.8, any_order=True),
    Style("Danish Outlook", danish_outlook, page_in_danish, held_out=True),
    Style("Portuguese Apple Mail", portuguese_apple, nothing, held_out=True, runs_on=0.4, any_order=True),
    Style("Conversation", fastmail, conversation, margins=(36, 36, 40, 40), above=fastmail_above, held_out=True,
          any_order=True),
)  # fmt: skip
