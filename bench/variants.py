"""Plants copies that differ, and what only looks so, in invented disclosures; and times the search for near copies.

Use: python -m bench.variants [--seed N] [--rounds N] [--scale N…] [--explain]

A round plants six kinds of copies that differ and ten kinds of pairs that are no such copies. At scale, documents are
invented over the words of the corpora; the exact answer is counted from all runs of words that two documents share.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import numpy as np

from bench import corpus, product
from bench.invented import FIRST, LAST, Words
from bench.paper import A4, Layout, pdf_of
from bench.printers import STYLES, Person, Print, laid_out
from bench.rows import Row, of, printed, share
from rejoinder.find.alike import ALIKE, LEAST, alike, first_of_all, likely
from rejoinder.fingerprints import fingerprints, numbers_of, words
from rejoinder.model import Batch, Document, Shelved, Traces
from rejoinder.shelf import opened

SEED = 47
ROUNDS = 20
START = datetime(2023, 3, 6, 9, 4, tzinfo=UTC)
FORMS = 0.02
"""Share of the documents at scale that are one form, filled in for many."""
COPIED = 0.1
"""Share that are copies of another with some words changed."""
AT_ONCE = 2_000

Files = dict[str, bytes]


class Said(NamedTuple):
    """A message or a letter as it was written."""

    author: Person
    to: Person
    date: datetime
    subject: str
    paragraphs: tuple[str, ...]
    number: int

    @property
    def body(self) -> str:
        """Give its paragraphs as they stand in mail."""
        return "\n\n".join("\n".join(wrap(one, 72)) for one in self.paragraphs)


class Made(NamedTuple):
    """What one round put into a folder, and which pairs of its files are copies that differ."""

    files: Files
    planted: dict[frozenset[str], str]
    decoys: dict[str, str]
    """For each file of what only looks so, what it is."""


def person(chance: random.Random, words_: Words, number: int) -> Person:
    """Give an invented person."""
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}{number}"
    return Person(name, f"{name.split()[0].lower()}.{number}@{chance.choice(words_.known)}.example")


def said(chance: random.Random, words_: Words, number: int) -> Said:
    """Give one message or letter."""
    author, to = (person(chance, words_, number) for _ in range(2))
    date = START + timedelta(days=number, minutes=chance.randrange(480))
    paragraphs = tuple(
        f"{words_.sentence()} {words_.sentence()} {words_.paragraph()}" for _ in range(chance.randint(4, 7))
    )
    subject = " ".join(chance.choices(words_.known, k=4)).capitalize()
    return Said(author, to, date, subject, paragraphs, number)


def altered(one: Said, chance: random.Random, words_: Words) -> Said:
    """Give it with a sentence left out, a few words changed, a word left out or a sentence put in."""
    place = chance.randrange(1, len(one.paragraphs))
    sentences = re.findall(r"[^.]+\.", one.paragraphs[place])
    at = chance.randrange(len(sentences))
    inside = sentences[at].split()
    way = chance.randrange(4)
    if way == 0:
        sentences.pop(at)
    elif way == 1:
        inside[2] = chance.choice(words_.known) + "x"
        sentences[at] = " ".join(inside)
    elif way == 2:
        del inside[chance.randrange(1, len(inside) - 1)]
        sentences[at] = " ".join(inside)
    else:
        sentences.insert(at, words_.sentence())
    paragraph = " ".join(sentence.strip() for sentence in sentences)
    return one._replace(paragraphs=(*one.paragraphs[:place], paragraph, *one.paragraphs[place + 1 :]))


def redacted(one: Said, chance: random.Random, mark: str) -> Said:
    """Give it with a few words covered."""
    place = chance.randrange(1, len(one.paragraphs))
    inside = one.paragraphs[place].split()
    at = chance.randrange(1, len(inside) - 4)
    inside[at : at + 3] = [mark]
    return one._replace(paragraphs=(*one.paragraphs[:place], " ".join(inside), *one.paragraphs[place + 1 :]))


def mail(one: Said, *, ident: str | None = "", to: Person | None = None, foot: str = "", before: str = "") -> bytes:
    """Give it as a message; no id where None is given."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = str(one.author), str(to or one.to), one.subject
    made["Date"] = format_datetime(one.date)
    if ident is not None:
        made["Message-ID"] = f"<{ident or one.number}@{one.author.address.partition('@')[2]}>"
    made.set_content(f"{before}{one.body}\n\n{one.author.name}\n{foot}")
    return bytes(made)


def print_of(one: Said, style: int) -> bytes:
    """Give it as a mail program prints it."""
    body = "\n\n".join((*one.paragraphs, one.author.name))
    page = Print(one.author, (one.to,), (), one.date, one.subject, body)
    return pdf_of(laid_out(STYLES[style % len(STYLES)], [page], apart=True))


def letter(one: Said, *, to: Person | None = None, heading: str = "", date: datetime | None = None) -> str:
    """Give it as a letter."""
    day = date or one.date
    head = f"{heading}{one.author.name}\n{day.day} {day:%B %Y}\nOur reference: {(to or one.to).name[-2:]}/{one.number}"
    body = f"Dear {(to or one.to).name},\n\n{one.subject}\n\n{one.body}"
    return f"{head}\n\n{body}\n\nYours sincerely,\n\n{one.author.name}\n"


def paper(text: str, size: float = 10.5) -> bytes:
    """Give a text as a PDF."""
    layout = Layout(A4, (60, 60, 60, 60))
    for line in text.split("\n\n"):
        layout.paragraph(
            60, " ".join(line.split()) if line.startswith(" ") else line.replace("\n", " "), "Helvetica", size
        )
        layout.gap(8)
    return pdf_of(layout.leaves)


def planted(chance: random.Random, words_: Words, number: int) -> Iterator[tuple[str, Files]]:
    """Give one pair of files of each kind of copies that differ."""
    some = [said(chance, words_, number * 100 + kind) for kind in range(6)]
    changed = [altered(one, chance, words_) for one in some]
    yield "one id", {"a.eml": mail(some[0]), "b.eml": mail(changed[0])}
    yield "one minute", {"a.eml": mail(some[1]), "b.eml": mail(changed[1], ident=None)}
    yield "a print", {"a.eml": mail(some[2]), "b.pdf": print_of(changed[2], number)}
    yield "a letter", {"a.txt": letter(some[3]).encode(), "b.txt": letter(changed[3]).encode()}
    yield "a letter in PDF", {"a.txt": letter(some[4]).encode(), "b.pdf": paper(letter(changed[4]))}
    mark = chance.choice(("[redacted]", "██████████", "XXXXXXXX"))
    covered = redacted(some[5], chance, mark)
    yield "a redaction", {"a.eml": mail(some[5]), "b.eml": mail(covered)}


def decoys(chance: random.Random, words_: Words, number: int) -> Iterator[tuple[str, Files]]:
    """Give one set of files of each kind that only looks so."""
    some = [said(chance, words_, number * 100 + 50 + kind) for kind in range(12)]
    other = [Person(f"{chance.choice(FIRST)} {name}", f"{name.lower()}@x.example") for name in LAST]
    yield "a faithful print", {"a.eml": mail(some[0]), "b.pdf": print_of(some[0], number)}
    forms = [letter(some[1], to=one) for one in other[:4]]
    yield "a form letter", {f"{at}.txt": form.encode() for at, form in enumerate(forms)}
    weeks = [altered(some[2], chance, words_)._replace(date=some[2].date + timedelta(weeks=at)) for at in range(3)]
    yield "a newsletter", {f"{at}.eml": mail(one, ident=f"n{at}-{number}") for at, one in enumerate(weeks)}
    drafts = letter(some[3], heading="Draft v1\n"), letter(altered(some[3], chance, words_), heading="Draft v2\n")
    yield "drafts", {"letter v1.txt": drafts[0].encode(), "letter v2.txt": drafts[1].encode()}
    quoted = "\n".join(f"> {line}" for line in some[4].body.splitlines())
    answer = some[4]._replace(author=some[4].to, to=some[4].author, date=some[4].date + timedelta(hours=2))
    answer = answer._replace(subject=f"Re: {answer.subject}", paragraphs=(words_.paragraph(),))
    lead = f"\nOn {some[4].date:%d %B %Y at %H:%M}, {some[4].author.name} wrote:\n{quoted}\n"
    yield "a reply", {"a.eml": mail(some[4]), "b.eml": mail(answer, ident=f"r{number}", foot=lead)}
    robot = some[5]._replace(author=Person("", "noreply@portal.example"))
    notes = [mail(one, ident=None) for one in (robot, altered(robot, chance, words_))]
    yield "notices", {"a.eml": notes[0], "b.eml": notes[1]}
    again = altered(some[6], chance, words_)._replace(date=some[6].date + timedelta(hours=5))
    yield "sent again", {"a.eml": mail(some[6]), "b.eml": mail(again, ident=f"again{number}")}
    foot = "_______________________________________________\nButts mailing list\nButts@lists.example\nhttp://lists.example/butts\n"
    rewrapped = some[7]._replace(subject=f"[Butts] {some[7].subject}")
    yield "a list's copy", {"a.eml": mail(some[7]), "b.eml": mail(rewrapped, foot=foot, before="[EXTERNAL EMAIL]\n\n")}
    minutes = [letter(some[8], date=some[8].date + timedelta(weeks=at)).replace("Dear", "Minutes for") for at in (0, 1)]
    yield "minutes", {"a.txt": minutes[0].encode(), "b.txt": minutes[1].encode()}
    yield "a letter set anew", {"a.txt": letter(some[9]).encode(), "b.pdf": paper(letter(some[9]), 12)}
    merged = [
        mail(some[10]._replace(paragraphs=(f"Dear {one.name},", *some[10].paragraphs)), ident=None, to=one)
        for one in other[:3]
    ]
    yield "a mail merge", {f"{at}.eml": one for at, one in enumerate(merged)}


def made(seed: int, rounds: int) -> Made:
    """Give a disclosure with copies that differ and what only looks so."""
    chance = random.Random(f"{seed} variants")
    words_ = Words(chance)
    files: Files = {}
    pairs: dict[frozenset[str], str] = {}
    others: dict[str, str] = {}
    for number in range(rounds):
        for kind, few in planted(chance, words_, number):
            paths = {name: f"{number:03}/{kind}/{name}" for name in few}
            files |= {paths[name]: content for name, content in few.items()}
            pairs[frozenset(paths.values())] = kind
        for kind, few in decoys(chance, words_, number):
            for name, content in few.items():
                path = f"{number:03}/not {kind}/{name}"
                files[path] = content
                others[path] = kind
    return Made(files, pairs, others)


def accuracy(seed: int, rounds: int, *, explain: bool) -> list[Row]:
    """Give precision and recall on an invented disclosure, by grade and kind."""
    disclosure = made(seed, rounds)
    with tempfile.TemporaryDirectory(prefix="bench-variants-") as folder:
        for path, content in disclosure.files.items():
            place = Path(folder, "given", path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        audit = product.audited_whole(Path(folder, "given"), Path(folder, "case"))
    told: list[tuple[str, frozenset[str]]] = []
    for finding in audit.findings:
        if finding["kind"] == "variant":
            paths = {audit.paths[one["document"]].partition("!/")[0] for one in finding["because"]}
            told.append((finding["grade"], frozenset(paths)))
    right = [(grade, pair) for grade, pair in told if pair in disclosure.planted]
    found = {pair for _, pair in right}
    if explain:
        for pair, kind in disclosure.planted.items():
            if pair not in found:
                print(f"missed: {kind}: {', '.join(sorted(pair))}", file=sys.stderr)
        for grade, pair in told:
            if pair not in disclosure.planted:
                print(f"wrong ({grade}): {', '.join(sorted(pair))}", file=sys.stderr)
    sets = len({path.rpartition("/")[0] for path in disclosure.decoys})
    return list(_accuracy_rows(disclosure, told, right, found, sets))


def _accuracy_rows(
    disclosure: Made,
    told: Sequence[tuple[str, frozenset[str]]],
    right: Sequence[tuple[str, frozenset[str]]],
    found: set[frozenset[str]],
    sets: int,
) -> Iterator[Row]:
    for grade in ("direct", "inferred"):
        all_, good = (sum(one == grade for one, _ in some) for some in (told, right))
        yield Row(f"copies that differ: precision, {grade}", share(good, all_), ">= 0.98", of(good, all_))
    messages = {pair for pair, kind in disclosure.planted.items() if "letter" not in kind}
    for name, pairs in (("messages", messages), ("papers", disclosure.planted.keys() - messages)):
        hit = len(found & pairs)
        yield Row(f"copies that differ: recall, {name}", share(hit, len(pairs)), ">= 0.95", of(hit, len(pairs)))
    yield Row("copies that differ: sets of what only looks so", sets)


def vocabulary() -> list[str]:
    """Give words of the corpora; invented ones where those are not here."""
    chance = random.Random("words")
    if corpus.absent_corpora():
        return Words(chance).known
    found: list[str] = []
    for file in sorted((corpus.CORPORA / "mail").rglob("*.txt"))[:6]:
        found += re.findall(r"[a-z]{2,14}", file.read_text("latin-1")[:400_000].lower())
    return found


def texts(seed: int, count: int, known: Sequence[str]) -> Iterator[str]:
    """Give documents, some a copy of an earlier one with some words changed, some a form filled in."""
    chance = random.Random(f"{seed} {count} texts")
    form = chance.choices(known, k=180)
    recent: list[list[str]] = []
    for number in range(count):
        draw = chance.random()
        if draw < FORMS:
            body = [*form[:20], f"name{number}", *form[20:90], f"sum{number}", *form[90:]]
        elif draw < FORMS + COPIED and recent:
            body = list(chance.choice(recent))
            for _ in range(chance.randint(1, max(1, len(body) // 30))):
                body[chance.randrange(len(body))] = chance.choice(known)
        else:
            body = chance.choices(known, k=chance.choice((20, 40, 80, 150, 300)))
            recent = [*recent[-400:], body]
        yield " ".join(body)


class Scaled(NamedTuple):
    """How many of the pairs that are alike were found among so many documents, and at what cost."""

    documents: int
    exact: int
    found: int
    wrong: int
    search: float
    """CPU seconds of bringing likely pairs together …"""
    seconds: float
    """… and of that again and counting what each pair shares. The yardstick is not in it."""
    peak: float


def scaled(seed: int, count: int) -> Scaled:
    """Find what is alike among so many documents, and count it exactly."""
    known = vocabulary()
    with tempfile.TemporaryDirectory(prefix="bench-variants-") as folder, opened(Path(folder, "shelf.db")) as shelf:
        batch = Batch(1, "given", "given")
        shelf.add_batch(batch)
        step: list[Shelved] = []
        for number, text in enumerate(texts(seed, count, known), 1):
            document = Document(f"{number:07}.txt", "text", text, batch="given")
            traces = Traces(own=numbers_of(words(text)))
            step.append(Shelved(document.path, "", "", len(text), "text", "read", 0, (), ((document, traces),)))
            if len(step) == AT_ONCE or number == count:
                shelf.add(batch, step)
                step = []
        before = time.process_time()
        likely(shelf, first_of_all(shelf))
        search = time.process_time() - before
        before = time.process_time()
        told = {(one.one, one.other) for one in alike(shelf)}
        seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    truth, forms = exactly(list(texts(seed, count, known)))
    own = {pair for pair in told if not (pair[0] in forms and pair[1] in forms)}
    return Scaled(count, len(truth), len(truth & own), len(own - truth), search, seconds, peak)


def exactly(all_texts: Sequence[str]) -> tuple[set[tuple[int, int]], set[int]]:
    """Give every pair of numbers of documents that are alike, but for the form's, and those of the form."""
    runs = [numbers_of(words(text)) for text in all_texts]
    forms = {number for number, text in enumerate(all_texts, 1) if re.search(r"\bname\d", text)}
    first: dict[tuple[int, ...], int] = {}
    same = [first.setdefault(tuple(run), number) for number, run in enumerate(runs, 1)]
    values, owners = fingerprints(runs)
    owners = owners + 1
    kept = np.array([number == one and number not in forms for number, one in enumerate(same, 1)])[owners - 1]
    rows = np.unique(np.stack((values[kept], owners[kept].astype(np.uint64)), axis=1), axis=0)
    owners = rows[:, 1].astype(np.int64)
    size = np.bincount(owners, minlength=len(runs) + 1)
    shared: dict[tuple[int, int], int] = {}
    edges = np.flatnonzero(np.append(True, rows[1:, 0] != rows[:-1, 0]))
    for low, high in zip(edges, np.append(edges[1:], len(rows)), strict=True):
        if high - low > 1:
            group = owners[low:high].tolist()
            for at, one in enumerate(group):
                for other in group[at + 1 :]:
                    shared[one, other] = shared.get((one, other), 0) + 1
    enough = {
        (one, other)
        for (one, other), both in shared.items()
        if both >= ALIKE * (size[one] + size[other] - both) and min(size[one], size[other]) >= LEAST
    }
    return enough, forms


def scale_rows(seed: int, counts: Sequence[int]) -> Iterator[Row]:
    """Give recall, precision and cost at each number of documents."""
    for count in counts:
        one = scaled(seed, count)
        name = f"near copies among {count:,}"
        yield Row(f"{name}: recall", share(one.found, one.exact), ">= 0.99", of(one.found, one.exact))
        yield Row(
            f"{name}: precision", share(one.found, one.found + one.wrong), "= 1", of(one.found, one.found + one.wrong)
        )
        yield Row(f"{name}: CPU seconds to bring together", one.search)
        yield Row(
            f"{name}: CPU seconds, and each pair counted",
            one.seconds,
            "",
            f"peak {one.peak:,.0f} MiB with the making of the shelf",
        )


def rows(*, seed: int = SEED, rounds: int = ROUNDS) -> list[Row]:
    """Give the rows of this measure."""
    return [*accuracy(seed, rounds, explain=False), *scale_rows(seed, (10_000,))]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--scale", type=int, nargs="*", default=[])
    parser.add_argument("--explain", action="store_true")
    given = parser.parse_args()
    found: list[Row] = []
    if given.rounds:
        found += accuracy(given.seed, given.rounds, explain=given.explain)
    found += scale_rows(given.seed, given.scale)
    for line in printed(found):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
