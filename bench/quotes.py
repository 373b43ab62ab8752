"""Measures the quote check: quotations of known source with known harm, held against that source and against others.

Own words of real mails are quoted whole, with words left out (with and without a mark), with one word, a negation, a
number or a name that is another, with letters as a machine misreads them, wrapped anew; and words of mails that are not
there. Counted are verdicts, the places of changed and left-out words, and sources.

Use: python -m bench.quotes [--count N] [--seed N] [--explain]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.confusion import spoilt
from bench.rows import Row, of, printed, share
from rejoinder.case import Delivery, new, open_case, receive
from rejoinder.find.quoting import sources
from rejoinder.fingerprints import words
from rejoinder.quote import Checked, check
from rejoinder.quote.likeness import as_read, as_written
from rejoinder.quote.meaning import CONDITION, NEGATION, QUANTITY

SEED, COUNT = 29, 6_000
AT = "2024-07-01T09:00:00+00:00"
NOISE = 0.03
"""Part of the letters that a machine gets wrong."""
SHORTEST, LONGEST = 8, 70
_BEARING = NEGATION | QUANTITY | CONDITION
PROSE = 0.9
"""Part of the words of a passage that are words of a language."""
_SPOKEN = re.compile(r"[\"'(*_]*[A-Za-z]+(?:['’-][A-Za-z]+)*[\"'),.;:!?*_]*|\d+[,.]?")
_PLAIN = re.compile(r"[A-Za-z]{4,}")


class Quotation(NamedTuple):
    """A quotation made from a mail: its words, what it is, the word of the source that is another or left out first."""

    harm: str
    verdict: str
    quoted: str
    mail: int
    at: int = -1
    """Place in the source's words of the first that differs; -1 where none does."""


Harm = Callable[[list[str], random.Random, Sequence[str]], tuple[str, str, int] | None]
"""Gives verdict, quotation and the first word that differs, from the words of a passage and words of others."""


def whole(said: list[str], _chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Quote all of it, with another kind of quotation mark and no line ends."""
    return "verbatim", f"“{' '.join(said)}”".replace("'", "’").replace(" - ", " – "), -1


def wrapped(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Quote all of it in short lines, long words parted by a hyphen at their ends."""
    lines: list[str] = [""]
    for word in said:
        if len(lines[-1]) + len(word) > 34:
            if len(word) > 8 and word.isalpha():
                cut = chance.randint(3, len(word) - 3)
                lines[-1] += word[:cut] + "-"
                word = word[cut:]
            lines.append("")
        lines[-1] += word + " "
    return "verbatim", "\n".join(line.strip() for line in lines), -1


def marked(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Leave words out and say so."""
    if len(said) < 14:
        return None
    first = chance.randint(4, len(said) - 9)
    last = chance.randint(first + 1, len(said) - 5)
    mark = chance.choice(("...", "…", "[...]", "[…]", ". . .", "(...)"))
    return "elided", " ".join((*said[:first], mark, *said[last:])), first


def unmarked(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Leave words out that bear neither a negation nor a quantity nor a condition, and do not say so."""
    if len(said) < 14:
        return None
    first = chance.randint(4, len(said) - 9)
    last = first + chance.randint(2, 5)
    out = " ".join(said[first:last]).lower()
    bare = re.findall(r"[a-z']+", out)
    if re.search(r"\d|n't", out) or _BEARING & set(bare) or not bare or said[first] == said[last]:
        return None
    return "elided", " ".join((*said[:first], *said[last:])), first


def one_word(said: list[str], chance: random.Random, others: Sequence[str]) -> tuple[str, str, int] | None:
    """Put another word in the place of one."""
    at = chance.randrange(2, len(said) - 2)
    other = chance.choice(others)
    if not _PLAIN.fullmatch(said[at]) or said[at].lower() == other.lower() or other in said:
        return None
    return "altered", " ".join((*said[:at], other, *said[at + 1 :])), at


def negated(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Put a negation in, or take one out."""
    nots = [at for at, word in enumerate(said) if word.lower() in ("not", "never", "no") and 1 < at < len(said) - 2]
    if nots:
        at = chance.choice(nots)
        return "altered", " ".join((*said[:at], *said[at + 1 :])), at
    after = [at for at, word in enumerate(said[2:-2], 3) if word.lower() in ("is", "are", "was", "will", "can", "do")]
    if not after:
        return None
    at = chance.choice(after)
    return "altered", " ".join((*said[:at], "not", *said[at:])), at


def numbered(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Put another number in the place of one."""
    places = [at for at, word in enumerate(said) if re.fullmatch(r"\d{1,4}", word) and 1 < at < len(said) - 2]
    if not places:
        return None
    at = chance.choice(places)
    return "altered", " ".join((*said[:at], str(int(said[at]) + chance.randint(1, 9)), *said[at + 1 :])), at


def named(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Put another name in the place of one."""
    places = [at for at, word in enumerate(said) if re.fullmatch(r"[A-Z][a-z]{3,}", word) and 1 < at < len(said) - 2]
    if not places:
        return None
    at = chance.choice(places)
    return "altered", " ".join((*said[:at], chance.choice(("Ezra", "Vera", "Loam")), *said[at + 1 :])), at


def misread(said: list[str], chance: random.Random, _others: Sequence[str]) -> tuple[str, str, int] | None:
    """Quote all of it as a machine misreads it."""
    return "verbatim", spoilt(" ".join(said), NOISE, chance), -1


HARMS: tuple[Harm, ...] = (whole, wrapped, marked, unmarked, one_word, negated, numbered, named, misread)


def quotations(
    mails: Sequence[corpus.Mail], strangers: Sequence[corpus.Mail], count: int, seed: int
) -> list[Quotation]:
    """Give so many quotations: every harm as often as it can be done, and one in nine of nothing that is there."""
    chance = random.Random(seed)
    others = sorted({word for mail in mails[:400] for word in _PLAIN.findall(mail.parted.own)})
    absent = {mail.message_id for mail in strangers}
    all_here = [mail for mail in corpus.twisted() if mail.message_id not in absent]
    known = {run for mail in all_here for run in _runs(mail.body)}
    owners = Counter(run for mail in all_here for run in set(_runs(mail.parted.own)))
    made: list[Quotation] = []
    while len(made) < count:
        which = len(made) % (len(HARMS) + 1)
        for _ in range(400):
            strange = which == len(HARMS)
            number = chance.randrange(len(strangers if strange else mails))
            said = (strangers if strange else mails)[number].parted.own.split()
            length = chance.randint(SHORTEST, LONGEST)
            if len(said) < length:
                continue
            at = chance.randint(0, len(said) - length)
            passage = said[at : at + length]
            if len(words(" ".join(passage))) < SHORTEST or not _is_prose(passage):
                continue
            if " ".join(passage) not in plain(strangers[number] if strange else mails[number]):
                continue
            if strange:
                if known.isdisjoint(_runs(" ".join(passage))):
                    made.append(Quotation("of nothing here", "not found", " ".join(passage), -1))
                    break
                continue
            runs = list(_runs(" ".join(passage)))
            if owners[runs[0]] > 1 or owners[runs[-1]] > 1:
                continue
            if harmed := HARMS[which](passage, chance, others):
                verdict, quoted, first = harmed
                made.append(Quotation(HARMS[which].__name__, verdict, quoted, number, at + first if first >= 0 else -1))
                break
        else:
            raise AssertionError("no passage can be harmed so")
    return made


def plain(mail: corpus.Mail) -> str:
    """Give a mail's text without its line ends, so that what stands in a row in its own words does in it too."""
    return " ".join(mail.body.split())


def _is_prose(passage: Sequence[str]) -> bool:
    """Say whether a passage is sentences, not a program or what one printed."""
    return sum(_SPOKEN.fullmatch(word) is not None for word in passage) >= PROSE * len(passage)


def _runs(text: str) -> Iterator[tuple[bytes, ...]]:
    found = words(text)
    yield from zip(*(found[at:] for at in range(5)), strict=False)


def located(one: Quotation, checked: Checked, text: str) -> bool:
    """Say whether the check points to the word that differs, within a word."""
    place = [match.span() for match in re.finditer(r"\S+", text)][one.at]
    told = [change.source for change in checked.changed] + [left.source for left in checked.left_out]
    return any(start - 2 <= place[1] and place[0] - 2 <= end for start, end in told)


def parted_mails(seed: int) -> tuple[list[corpus.Mail], list[corpus.Mail]]:
    """Give the mails that are there, and those of which nothing is."""
    mails = [mail for mail in corpus.twisted() if len(mail.parted.own.split()) > 60]
    random.Random(seed).shuffle(mails)
    return mails[: len(mails) * 3 // 4], mails[len(mails) * 3 // 4 :]


def rows(count: int = COUNT, seed: int = SEED, *, explain: bool = False) -> Iterator[Row]:
    """Give the figures of the check against the very source."""
    here, strangers = parted_mails(seed)
    right, told, places, differing = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    lost = known = 0
    for one in quotations(here, strangers, count, seed):
        text = here[one.mail if one.mail >= 0 else 0].parted.own
        checked = check(one.quoted, text, as_read if one.harm == "misread" else as_written)
        told[one.harm] += 1
        right[one.harm] += checked.verdict == one.verdict
        lost += one.mail >= 0 and one.verdict != "not found" and checked.verdict == "not found"
        known += one.mail >= 0 and one.verdict != "not found"
        if one.at >= 0:
            differing[one.harm] += 1
            places[one.harm] += located(one, checked, text)
        if explain and (checked.verdict != one.verdict or (one.at >= 0 and not located(one, checked, text))):
            print(f"{one.harm}: {checked.verdict}, {checked.alike:.2f}\n  {one.quoted!r}", file=sys.stderr)
            for change in checked.changed:
                print(f"    {one.quoted[slice(*change.quoted)]!r} / {text[slice(*change.source)]!r}", file=sys.stderr)
            for left in checked.left_out:
                print(f"    left out {text[slice(*left.source)]!r} {left.kind} {left.marked}", file=sys.stderr)
    yield Row("quotes: verdict right", share(right.total(), told.total()), ">= 0.98", of(right.total(), told.total()))
    for harm, all_of in told.items():
        yield Row(f"quotes: verdict right, {harm}", share(right[harm], all_of), "", of(right[harm], all_of))
    yield Row("quotes: of known source, called not found", share(lost, known), "<= 0.005", of(lost, known))
    some, every = places.total(), differing.total()
    yield Row("quotes: differing words located", share(some, every), ">= 0.98", of(some, every))


def case_rows(case: Path, count: int, seed: int, *, explain: bool = False) -> Iterator[Row]:
    """Give the figures of finding the source in a case of all mails that are there."""
    here, strangers = parted_mails(seed)
    right, told, verdicts, seconds = Counter[str](), Counter[str](), Counter[str](), list[float]()
    with open_case(case).shelf() as shelf:
        for one in quotations(here, strangers, count, seed):
            begun = time.process_time()
            found, _ = sources(shelf, one.quoted, same=as_read if one.harm == "misread" else as_written)
            seconds.append(time.process_time() - begun)
            told[one.harm] += 1
            verdict = found[0].checked.verdict if found else "not found"
            verdicts[one.harm] += verdict == one.verdict
            source = here[one.mail] if one.mail >= 0 else None
            first = found[0].holding.message_id if found else ""
            good = first == (source.message_id if source else "")
            right[one.harm] += good
            if explain and not good:
                ids = [(other.holding.message_id, other.own, other.checked.alike) for other in found[:3]]
                print(f"{one.harm}: {verdict}, {source and source.message_id}, {ids}\n  {one.quoted!r}")
    there = told.total() - told["of nothing here"]
    found_there = right.total() - right["of nothing here"]
    yield Row("quotes in a case: source right", share(found_there, there), ">= 0.99", of(found_there, there))
    strange, rightly = told["of nothing here"], right["of nothing here"]
    yield Row("quotes in a case: rightly not found", share(rightly, strange), "", of(rightly, strange))
    for harm, all_of in told.items():
        yield Row(
            f"quotes in a case: verdict right, {harm}", share(verdicts[harm], all_of), "", of(verdicts[harm], all_of)
        )
    seconds.sort()
    yield Row("quotes in a case: CPU ms, p50", 1000 * seconds[len(seconds) // 2])
    yield Row("quotes in a case: CPU ms, p95", 1000 * seconds[len(seconds) * 95 // 100], "<= 150")


def make_case(folder: Path, seed: int) -> Path:
    """Receive all mails but the strangers into a case in a folder."""
    strangers = {mail.message_id for mail in parted_mails(seed)[1]}
    given = folder / "given"
    given.mkdir()
    for number, mail in enumerate(mail for mail in corpus.twisted() if mail.message_id not in strangers):
        (given / f"{number:05}.eml").write_bytes(mail.raw)
    case = new(folder / "case", at=AT)
    receive(case, [given], Delivery("batch", "", ""), at=AT)
    return folder / "case"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--case", type=Path, help="a case of the same mails, or a larger one: only it is measured")
    asked = parser.parse_args()
    if absent := corpus.absent_corpora():
        print(absent, file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        told = [] if asked.case else list(rows(asked.count, asked.seed, explain=asked.explain))
        case = asked.case or make_case(Path(scratch), asked.seed)
        told += case_rows(case, asked.count // 4, asked.seed, explain=asked.explain)
        print(*printed(told), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
