"""Complete threads of many mail clients in invented words, so that what is quoted is known exactly.

Use: python -m bench.invented [--seed N] [--threads N] [--rate N] [--explain]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from textwrap import wrap

from bench import deletions
from bench.cases import ClosedSet, explain
from bench.clients import BLOCKS, ENCODINGS, MARKING, Letter, Person, Said, answer
from bench.corpus import Mail
from bench.delete_and_detect import NOTHING, measure
from bench.quoted import QUOTED_WORDS, Parted, Sources, words_of
from bench.rows import Row, of, printed, share
from bench.tally import rows_of

SEED = 20
THREADS = 150
CLIENTS = (*MARKING, *BLOCKS)
"""The clients with which people write, unless others are named."""
START = datetime(2019, 1, 7, 9, 0, tzinfo=UTC)
FIRST = (
    "Hesper",
    "Osric",
    "Tamsin",
    "Barnaby",
    "Ottoline",
    "Peregrine",
    "Winifred",
    "Lucian",
    "Mabel",
    "Cuthbert",
)
LAST = (
    "Quillfeather",
    "Thistlewood",
    "Marrowby",
    "Pennyroyal",
    "Wobbleton",
    "Larkspur",
    "Gooseberry",
    "Tansy",
)


class Words:
    """Invented words and sentences, by chance."""

    def __init__(self, chance: random.Random) -> None:
        """Make the vocabulary."""
        self.chance = chance
        heads, ends = (
            (
                "b",
                "d",
                "f",
                "g",
                "k",
                "l",
                "m",
                "n",
                "p",
                "r",
                "s",
                "t",
                "v",
                "bl",
                "cr",
                "dr",
                "fl",
                "gr",
                "st",
            ),
            ("l", "n", "r", "s", "t", "m", "nd", "rt", "sk"),
        )
        self.known = [
            "".join(
                chance.choice(heads) + chance.choice("aeiou") for _ in range(chance.randint(1, 3))
            ) + chance.choice(ends)
            for _ in range(6000)
        ]  # fmt: skip

    def sentence(self) -> str:
        """Give one sentence."""
        return " ".join(self.chance.choices(self.known, k=self.chance.randint(5, 18))).capitalize() + "."

    def paragraph(self) -> str:
        """Give a few sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))


def people(chance: random.Random, words: Words, clients: Sequence[str]) -> list[Person]:
    """Give two persons for each client."""
    made = []
    for number, client in enumerate([*clients, *clients]):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
        address = f"{name.split()[0].lower()}{number}@{chance.choice(words.known)}.example"
        notice = tuple(wrap(" ".join(words.sentence() for _ in range(3)), 72)) if number % 3 == 0 else ()
        zone = timezone(timedelta(hours=chance.choice((0, 0, 1, 2, -5))))
        made.append(Person(name, address, client, ENCODINGS[number % 4], zone, ("-- ", name, *notice)))
    return made


def letters(seed: int, threads: int, clients: Sequence[str] = CLIENTS) -> list[Letter]:
    """Give complete threads; every letter that is answered or quoted is among them."""
    chance = random.Random(f"{seed} invented")
    words = Words(chance)
    everyone = people(chance, words, clients)
    written: list[Letter] = []
    for number in range(threads):
        subject = " ".join(chance.choices(words.known, k=chance.randint(2, 5))).capitalize()
        crowd = chance.sample(everyone, chance.randint(2, 4))
        thread: list[Letter] = []
        for _ in range(chance.randint(2, 7)):
            thread.append(_letter(len(written) + len(thread), number, thread, crowd, subject, words))
        written += thread
    return written


def _letter(
    place: int, number: int, thread: Sequence[Letter], crowd: Sequence[Person], subject: str, words: Words
) -> Letter:
    chance = words.chance
    before = chance.choice(thread[-2:]) if thread else None
    author = chance.choice([one for one in crowd if before is None or one != before.author])
    said = [words.paragraph() for _ in range(chance.randint(1, 4))]
    own = [[Said(line, place, line) for line in wrap(paragraph, 72)] for paragraph in said]
    if before:
        body = answer(before, own, author, chance)
        forwarding = "Fwd: " if author.client in ("forwarded", "apple forward") else "Re: "
        title = before.subject if before.subject.startswith(forwarding) else forwarding + before.subject
        date = before.date + timedelta(minutes=chance.randint(7, 2000))
    else:
        body = [line for paragraph in own for line in [*paragraph, Said("", None)]]
        body += [Said(line, None) for line in author.closing]
        title, date = subject, START + timedelta(days=number, minutes=chance.randint(0, 500))
    return Letter(
        place=place,
        author=author,
        recipient=before.author if before else crowd[0] if crowd[0] != author else crowd[1],
        date=date.astimezone(author.zone),
        subject=title,
        message_id=f"{chance.getrandbits(64):x}.{place}@{author.address.partition('@')[2]}",
        references=(*before.references, before.message_id) if before else (),
        body=tuple(body),
    )


def raw_of(letter: Letter) -> bytes:
    """Give a letter's bytes as its author's client sends it."""
    message = EmailMessage()
    message["From"] = f"{letter.author.name} <{letter.author.address}>"
    message["To"] = f"{letter.recipient.name} <{letter.recipient.address}>"
    message["Date"] = format_datetime(letter.date)
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{letter.message_id}>"
    if letter.references:
        message["In-Reply-To"] = f"<{letter.references[-1]}>"
        message["References"] = " ".join(f"<{name}>" for name in letter.references)
    text = "".join(said.line + "\n" for said in letter.body)
    encoding = letter.author.encoding
    plain = encoding if encoding in ("quoted-printable", "base64") else "7bit" if text.isascii() else "8bit"
    message.set_content(text, cte=plain)
    if encoding == "alternative":
        message.add_alternative(_web_page(letter), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _web_page(letter: Letter) -> str:
    """Give a body as HTML, quotations in blockquotes where the client marks them."""
    depth, lines = 0, []
    for said in letter.body:
        line, deeper = said.line, 0
        while line.startswith(">"):
            line, deeper = line[1:].removeprefix(" "), deeper + 1
        lines.append("<blockquote>" * (deeper - depth) + "</blockquote>" * (depth - deeper) + escape(line) + "<br>\n")
        depth = deeper
    return f"<html><body>\n{''.join(lines)}{'</blockquote>' * depth}</body></html>\n"


def mail_of(letter: Letter) -> tuple[Mail, list[tuple[str, int]]]:
    """Give a letter as the other measures know messages, and each quotation with whose it is."""
    quoted: dict[int, list[str]] = defaultdict(list)
    for said in letter.body:
        if said.owner is not None:
            quoted[said.owner].append(said.words)
    own = "\n".join(quoted.pop(letter.place, []))
    telling = [("\n".join(lines), owner) for owner, lines in quoted.items()]
    telling = [(words, owner) for words, owner in telling if len(words_of(words)) >= QUOTED_WORDS]
    mail = Mail(
        source=f"invented/{letter.place} ({letter.author.client}, {letter.author.encoding})",
        raw=raw_of(letter),
        message_id=letter.message_id,
        named=letter.references,
        author=f"{letter.author.name} <{letter.author.address}>",
        date=letter.date,
        subject=letter.subject,
        body="\n".join(said.line for said in letter.body),
        parted=Parted(own, tuple(words for words, _ in telling)),
    )
    return mail, telling


def invented_set(seed: int = SEED, threads: int = THREADS) -> ClosedSet:
    """Give complete invented threads, with the source of each quotation as it was written."""
    both = [mail_of(letter) for letter in letters(seed, threads)]
    sources = Sources(
        of=tuple(tuple(frozenset((owner,)) for _, owner in telling) for _, telling in both),
        quoted=tuple(tuple(words for words, _ in telling) for _, telling in both),
        copies=tuple(frozenset() for _ in both),
    )
    return ClosedSet("invented", [mail for mail, _ in both], sources)


def rows(*, seed: int = SEED) -> list[Row]:
    """Give findings in complete threads, and what is found of a fifth held back, headers stripped."""
    set_ = invented_set(seed)
    found = []
    for threading, world in ((True, "headers"), (False, "headers stripped")):
        tally, told = measure(set_, NOTHING, threading=threading)
        counts = f"{tally.findings} in {tally.messages:,} (seed {seed})"
        if told.others:
            counts += f"; other kinds {dict(told.others)}"
        found.append(Row(f"invented, complete, {world}: findings", tally.findings, "= 0", counts))
    tally, _ = measure(set_, deletions.at_random(len(set_.mails), 20, seed), threading=False)
    name = "invented, 20 % held back, headers stripped"
    found += [
        Row(f"{name}: recall", share(tally.found, tally.detectable), "", of(tally.found, tally.detectable)),
        Row(f"{name}: precision", share(tally.true, tally.findings), "", of(tally.true, tally.findings)),
        Row(f"{name}: words right", share(tally.right, tally.reconstructed), "",
            of(tally.right, tally.reconstructed)),
    ]  # fmt: skip
    return found


def main() -> int:
    """Measure one deletion of invented threads, or none, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--stripped", action="store_true")
    parser.add_argument("--explain", action="store_true")
    arguments = parser.parse_args()
    set_ = invented_set(arguments.seed, arguments.threads)
    deletion = deletions.at_random(len(set_.mails), arguments.rate, arguments.seed) if arguments.rate else NOTHING
    tally, told = measure(set_, deletion, threading=not arguments.stripped)
    for finding, match in told.findings if arguments.explain else ():
        print(explain(finding, match, told, set_.mails))
    for line in printed(rows_of("invented", tally, "")):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
