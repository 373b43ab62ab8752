"""Invented disclosures with planted traces: each plant has the documents that show it, each decoy shows nothing."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bench import planted_words as words
from bench.planted_words import Wordings

FIRST = (
    "Hesper", "Osric", "Tamsin", "Barnaby", "Mabel", "Vera", "Ezra", "Otto", "Linnet", "Jasper", "Cecily", "Ivo",
    "Nell", "Rufus", "Agnes", "Silas", "Bryony", "Edmund", "Flora", "Giles", "Hetty", "Ralph", "Thora", "Wilf",
)  # fmt: skip
LAST = (
    "Quillfeather", "Tansy", "Pennyroyal", "Wobbleton", "Fennimore", "Plumtree", "Marrowby", "Cragg", "Sedgewick",
    "Thistlewood", "Hathersage", "Oddfellow", "Brackenbury", "Cuttlewell", "Dunnock", "Eelbrook", "Fothergill",
    "Gooseberry", "Hollowell", "Inkpen", "Jarrow", "Kettlewell", "Lovibond", "Mossop",
)  # fmt: skip
EXPERTS = (
    "Peascod", "Tarrow", "Brambling", "Mumby", "Larkspur", "Gage", "Whimbrel", "Yaffle", "Ruddock", "Siskin",
    "Turnstone", "Dabchick", "Fieldfare", "Godwit", "Knot", "Linford", "Merganser", "Nuthatch", "Ousel", "Pipitt",
)  # fmt: skip
WORDS = (
    "butt", "gate", "shed", "lease", "marrow", "bean", "hose", "spade", "rota", "fence", "padlock", "compost",
    "barrow", "trellis", "ledger", "path", "frog", "hedge", "kettle", "rent", "seed", "bonfire", "nettle", "pump",
    "tap", "bench", "orchard", "scarecrow", "wheel", "ladder", "net", "gutter", "brick", "slab", "paint", "hinge",
    "ditch", "borrowed", "mended", "counted", "carried", "painted", "emptied", "watered", "locked", "measured",
    "trampled", "buried", "moved", "swept", "promised", "slowly", "gladly", "twice", "early", "badly", "loudly",
    "together", "seldom", "nearly", "elsewhere", "behind", "under", "beyond", "before",
)  # fmt: skip
FORMS = ("%-d %B %Y", "%-d %B %Y", "%d/%m/%Y", "%d/%m/%y", "%-d %b %Y", "%d.%m.%Y")
SLOT = 23
"""Days between one planted correspondence and the next."""
PLANTED = (
    ("dated", words.DATED, 6), ("reckoned", words.RECKONED, 2), ("vague", words.VAGUE, 1), ("below", words.BELOW, 2),
    ("written", words.WRITTEN, 3), ("marked", words.MARKED, 4), ("agenda", words.AGENDA, 1),
    ("meeting", words.MEETING, 3), ("attached", words.ATTACHED, 3), ("stock", words.STOCK, 3),
    ("named file", words.NAMED_FILE, 1),
)  # fmt: skip
"""Traces in words, and how many of each a disclosure has."""
PRESENT = (
    ("dated", 5),
    ("reckoned", 2),
    ("below", 2),
    ("written", 3),
    ("marked", 4),
    ("meeting", 2),
    ("attached", 3),
    ("named file", 1),
)
"""How many of each a disclosure has whose document is there."""
INFERRED = frozenset(("reckoned", "vague", "meeting"))
FINDINGS = {"stock": "withheld-stock", "named file": "absent-attachment"}


class Plant(NamedTuple):
    """A trace of something absent: what it is, and the files any of which shows it."""

    trace: str
    finding: str
    grade: str
    shown_by: frozenset[str]
    said: str


class Person(NamedTuple):
    """Somebody invented."""

    name: str

    @property
    def address(self) -> str:
        """Give the person's address."""
        return self.name.lower().replace(" ", ".") + "@plots.example"

    @property
    def shown(self) -> str:
        """Give the person as a header does."""
        return f"{self.name} <{self.address}>"


class Sent(NamedTuple):
    """What a mail says of itself."""

    key: str
    author: Person
    reader: Person
    day: date
    subject: str
    head: str = ""


class File(NamedTuple):
    """A file that hangs from a mail."""

    name: str
    text: str


@dataclass(slots=True)
class Disclosure:
    """Files by name, what is planted in them, and how many decoys there are."""

    files: dict[str, bytes] = field(default_factory=dict)
    planted: list[Plant] = field(default_factory=list)
    decoys: dict[str, str] = field(default_factory=dict)
    """What each file that shows nothing is a decoy of."""

    @property
    def decoys_told_apart(self) -> int:
        """Give how many decoys there are: papers of one folder are one."""
        return len(
            {path.partition("/")[0] if path.count("/") and "harmless" not in path else path for path in self.decoys}
        )


def mail(sent: Sent, body: str, file: File | None = None) -> bytes:
    """Give a mail as it was sent."""
    moment = datetime(sent.day.year, sent.day.month, sent.day.day, 10, 0, tzinfo=UTC)
    head = (
        f"From: {sent.author.shown}\nTo: {sent.reader.shown}\nDate: {moment:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Subject: {sent.subject}\nMessage-ID: <{sent.key}@plots.example>\n{sent.head}"
    )
    if file is None:
        return f"{head}\n{body}\n".encode()
    return (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=cut"\n\n'
        f"--=cut\nContent-Type: text/plain\n\n"
        f'{body}\n--=cut\nContent-Type: text/plain; name="{file.name}"\n'
        f'Content-Disposition: attachment; filename="{file.name}"\n\n{file.text}\n--=cut--\n'
    ).encode()


def sentences(chance: random.Random, many: int) -> str:
    """Give sentences that nobody else writes."""
    said = (" ".join(chance.choices(WORDS, k=chance.randint(8, 13))).capitalize() + "." for _ in range(many))
    return " ".join(said)


class Planting:
    """One disclosure while it is made; every correspondence has its own days."""

    def __init__(self, chance: random.Random, *, held_out: bool) -> None:
        self.chance = chance
        self.held_out = held_out
        self.made = Disclosure()
        first, last = chance.sample(FIRST, 24), chance.sample(LAST, 24)
        self.people = [Person(f"{one} {other}") for one, other in zip(first, last, strict=True)]
        self.experts = chance.sample(EXPERTS, len(EXPERTS))
        self.marks = chance.sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26)
        self.numbers = chance.sample(range(2, 40), 30)
        self.at = date(2009, 1, 5) + timedelta(days=chance.randrange(900))
        self.count = 0
        self.notes_are_here = chance.random() < 0.5
        for place, one in enumerate(self.people):
            other = self.people[(place + 5) % len(self.people)]
            day = self.at - timedelta(days=200 - place)
            self._put(mail(Sent(f"first{place}", one, other, day, f"Plot {place}"), sentences(chance, 2)), "")

    def wording(self, kind: Wordings) -> str:
        """Give a phrasing of the set that is measured."""
        return self.chance.choice(kind.held_out if self.held_out else kind.built)

    def pair(self) -> tuple[Person, Person, date]:
        """Give two people who have not written to each other of late, and the day on which one writes."""
        place = 2 * self.count % len(self.people)
        self.count += 1
        self.at += timedelta(days=SLOT)
        return self.people[place], self.people[place + 1], self.at + timedelta(days=17)

    def _put(self, content: bytes, decoy: str, ending: str = "eml") -> str:
        name = f"{len(self.made.files):04}.{ending}"
        self.made.files[name] = content
        if decoy:
            self.made.decoys[name] = decoy
        return name

    def speaking(self, trace: str, kind: Wordings, *, present: bool) -> None:
        """Put a mail that speaks of a document, and the document where it is present."""
        author, reader, written = self.pair()
        phrasing = self.wording(kind)
        while trace == "written" and " note" in phrasing and present != self.notes_are_here:
            phrasing = self.wording(kind)
        said, meant = self._filled(phrasing, written)
        mine = not re.search(r"\b(your|you emailed|his|her) ", said.lower())
        body = f"Dear {reader.name},\n\n{sentences(self.chance, 1)} {said} {sentences(self.chance, 1)}\n\n{author.name}"
        sent = Sent(f"m{self.count}", author, reader, written, f"Plot business {self.count}")
        file = None
        if present:
            file = self._here(trace, said, meant, (author, reader) if mine else (reader, author))
        if trace == "below" and present:
            lead = f"On {meant:%d/%m/%Y} 10:00, {reader.name} wrote:"
            quoted = sentences(self.chance, 3)
            below = Sent(f"q{self.count}", reader, author, meant, f"Below {self.count}")
            self._put(mail(below, quoted), "")
            body += f"\n\n{lead}\n> {quoted}"
        name = self._put(mail(sent, body, file), f"{trace}, present" if present else "")
        if not present:
            grade = "inferred" if trace in INFERRED else "direct"
            self.made.planted.append(
                Plant(trace, FINDINGS.get(trace, "absent-document"), grade, frozenset((name,)), said)
            )

    def _filled(self, phrasing: str, written: date) -> tuple[str, date]:
        """Give a phrasing with its places filled, and the day that it means."""
        chance, meant = self.chance, written - timedelta(days=chance_days(self.chance))
        if "{weekday}" in phrasing or "{ago}" in phrasing or "{possessed}" in phrasing:
            back = 1 if "{possessed}" in phrasing else chance.choice((1, 2, 3))
            meant = written - timedelta(days=back)
        if "{month}" in phrasing or "last month" in phrasing:
            meant = written.replace(day=1) - timedelta(days=10)
        if "last week" in phrasing:
            meant = written - timedelta(days=7)
        ago = "yesterday" if (written - meant).days == 1 else f"of {meant:%A} last"
        said = phrasing.replace(
            "email of {ago}", f"email of {meant:%A}" if ago != "yesterday" else "email of yesterday"
        )
        told = {
            "day": meant.strftime(chance.choice(FORMS)), "ago": ago, "possessed": "yesterday’s",
            "weekday": f"{meant:%A}", "month": f"{meant:%B %Y}", "body": self.wording(words.BODIES),
            "later": f"{written + timedelta(days=40):%-d %B %Y}", "colleague": self.people[5].name,
        }  # fmt: skip
        for place, value in told.items():
            said = said.replace("{" + place + "}", value)
        if "{expert}" in said:
            said = said.replace("{expert}", f"{chance.choice(('Dr', 'Professor', 'Mrs', 'Mr'))} {self.experts.pop()}")
        if "{mark}" in said:
            said = said.replace("{mark}", self.marks.pop())
        if "{number}" in said:
            said = said.replace("{number}", str(self.numbers.pop()))
        if "{exhibit}" in said:
            said = said.replace("{exhibit}", f"{''.join(chance.sample('BCDFGHJKLMNPRTVW', 2))}{chance.randint(1, 9)}")
        if "{file}" in said:
            stem, _, ending = self.wording(words.FILES).rpartition(".")
            said = said.replace("{file}", f"{stem} {self.count}.{ending}")
        return " ".join(said.split(" ")), meant

    def _here(self, trace: str, said: str, meant: date, people: tuple[Person, Person]) -> File | None:
        """Put the document that is spoken of into the disclosure, or give the file that brings it."""
        writer, to = people
        text = sentences(self.chance, 4)
        if trace in ("dated", "reckoned"):
            if any(kind in said for kind in ("minutes", "note", "memo")):
                kind = "Minutes of the meeting held" if "minutes" in said else "Note made"
                self._put(f"{kind} on {meant:%-d %B %Y}\n\n{text}".encode(), "", "txt")
            elif self.chance.random() < 0.5:
                self._put(f"{meant:%-d %B %Y}\n\nDear {to.name},\n\n{text}\n\n{writer.name}\n".encode(), "", "txt")
            else:
                self._put(mail(Sent(f"h{self.count}", writer, to, meant, f"About {self.count}"), text), "")
        elif trace == "meeting":
            self._put(f"Minutes of the meeting of {meant:%-d %B %Y}\n\nPresent: all.\n\n{text}".encode(), "", "txt")
        elif trace == "named file":
            inner = (
                said[said.find("<<") + 2 : said.find(">>")] if "<<" in said else said.partition("file: ")[2].rstrip(")")
            )
            return File(inner, text)
        elif trace in ("written", "marked"):
            self._put(_titled(said, people, text).encode(), "", "txt")
        elif trace == "attached":
            return File(f"scan {self.count}.txt", text)
        return None

    def saying_nothing(self) -> None:
        """Put a mail that speaks of nothing that exists."""
        author, reader, written = self.pair()
        said, _ = self._filled(self.wording(words.DECOYS), written)
        body = f"Dear {reader.name},\n\n{sentences(self.chance, 1)} {said} {sentences(self.chance, 1)}\n\n{author.name}"
        self._put(
            mail(Sent(f"d{self.count}", author, reader, written, f"Plot talk {self.count}"), body), f"words: {said}"
        )

    def threads(self) -> None:
        """Put mails that answer, quote, forward or count a message that is not here, and others whose message is."""
        for trace in ("answered", "quoted", "forwarded", "thread-index"):
            for present in (False, True):
                self._thread(trace, present=present)

    def _thread(self, trace: str, *, present: bool) -> None:
        author, other, written = self.pair()
        earlier = written - timedelta(days=2)
        text, key = sentences(self.chance, 4), f"t{self.count}"
        subject = f"Thread {self.count}"
        root = _index(earlier) if trace == "thread-index" else b""
        sent = Sent(key, other, author, earlier, subject, _index_line(root + b"\0\0\1\0\x10" if root else b""))
        if present:
            self._put(mail(sent, text), "")
        body, head = f"Noted. {sentences(self.chance, 2)}", ""
        if trace == "answered":
            head = f"In-Reply-To: <{key}@plots.example>\n"
        elif trace == "quoted":
            lines = "\n".join(f"> {line}" for line in text.replace(". ", ".\n").split("\n"))
            body += f"\n\nOn {earlier:%a, %d %b %Y} at 10:00, {other.name} <{other.address}> wrote:\n{lines}"
        elif trace == "forwarded":
            body += (
                f"\n\n-----Original Message-----\nFrom: {other.shown}\nSent: {earlier:%d %B %Y} 10:00\n"
                f"To: {author.shown}\nSubject: {subject}\n\n{text}"
            )
        else:
            head = _index_line(root + b"\0\0\1\0\x10" + b"\0\0\2\0\x20")
        if root:
            self._put(
                mail(Sent(f"{key}r", author, other, earlier, subject, _index_line(root)), sentences(self.chance, 2)), ""
            )
        name = self._put(mail(Sent(f"{key}a", author, other, written, f"Re: {subject}", head), body),
                         f"{trace}, present" if present else "")  # fmt: skip
        if not present:
            self.made.planted.append(Plant(trace, "absent-message", "direct", frozenset((name,)), text[:40]))


def chance_days(chance: random.Random) -> int:
    """Give how many days before its mention a document was written."""
    return chance.randint(3, 12)


def _titled(said: str, people: Sequence[Person], text: str) -> str:
    """Give a paper that bears as its title what a sentence speaks of."""
    writer = people[0]
    for kind in ("Appendix", "Annex", "Exhibit", "exhibit marked", "tab", "Schedule"):
        if f"{kind} " in said:
            mark = said.partition(f"{kind} ")[2].split()[0].strip(".,)(")
            return f"{kind.partition(' ')[0].upper()} {mark}\n\n{text}"
    if "witness statement" in said:
        return f"WITNESS STATEMENT OF {writer.name.upper()}\n\nI, {writer.name}, will say: {text}"
    titles = ("Dr ", "Professor ", "Mrs ", "Mr ")
    expert = next((said.partition(title)[2].split()[0].strip(".,’s") for title in titles if title in said), "")
    if expert:
        kind = next((kind for kind in ("report", "assessment", "statement") if kind in said), "report")
        return f"{kind.capitalize()} by {said.partition(expert)[0].split()[-1]} {expert}\n\n{text}"
    return f"FILE NOTE: note of a telephone call, by {writer.name}\n\n{text}"


def _index(day: date) -> bytes:
    units = int((datetime(day.year, day.month, day.day, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds())
    return (units * 10_000_000).to_bytes(8, "big")[:6] + day.isoformat().encode().ljust(16, b"#")[:16]


def _index_line(index: bytes) -> str:
    return f"Thread-Index: {base64.b64encode(index).decode()}\n" if index else ""


def planting(chance: random.Random, *, held_out: bool) -> Planting:
    """Give a disclosure with its traces in words and its threads."""
    made = Planting(chance, held_out=held_out)
    kinds = {name: kind for name, kind, _ in PLANTED}
    jobs: list[tuple[str, bool]] = [(name, False) for name, _, many in PLANTED for _ in range(many)]
    jobs += [(name, True) for name, many in PRESENT for _ in range(many)]
    jobs += [("nothing", False)] * 12
    chance.shuffle(jobs)
    for name, present in jobs:
        if name == "nothing":
            made.saying_nothing()
        else:
            made.speaking(name, kinds[name], present=present)
    made.threads()
    return made
