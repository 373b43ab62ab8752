"""Measures how well quotations are found on scans: letters of real mails confused as engines do, 5, 10 and 15 in 100.

Use: python -m bench.confusion
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from bench import corpus
from bench.rows import Row, of, printed, share
from rejoinder.find import scanned

SEED = 17
MAILS = 600
CLASSES = ((8, 12), (13, 30), (31, 120))
NOISE = (0.0, 0.05, 0.10, 0.15)
CONFUSED = {
    "o": "0",
    "0": "o",
    "l": "1",
    "i": "l",
    "1": "l",
    "m": "rn",
    "e": "c",
    "c": "e",
    "s": "5",
    "b": "6",
    "h": "li",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz .,"


def spoilt(text: str, noise: float, chance: random.Random) -> str:
    """Give a text in which that part of the characters is confused, lost, doubled or another."""
    out = []
    for character in text:
        kind = chance.random() / noise if noise else 1.0
        if kind >= 1:
            out.append(character)
        elif kind < 0.5:
            out.append(CONFUSED.get(character.lower(), chance.choice(LETTERS)))
        elif kind < 0.75:
            out.append(chance.choice(LETTERS))
        elif kind < 0.9:
            out.append(character + chance.choice(LETTERS))
    return "".join(out)


def passages(mails: list[corpus.Mail], chance: random.Random) -> Iterator[tuple[int, int, str]]:
    """Give (class, mail, words) for a passage of each mail's own words."""
    for number, mail in enumerate(mails):
        words = mail.parted.own.split()
        low, high = CLASSES[number % len(CLASSES)]
        length = chance.randint(low, high)
        if len(words) >= length + 4:
            at = chance.randint(0, len(words) - length)
            yield number % len(CLASSES), number, " ".join(words[at : at + length])


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Give every six words in a row: a passage that shares one with a mail that is there is no stranger."""
    shapes = scanned.shapes(text)
    yield from zip(*(shapes[at:] for at in range(6)), strict=False)


def rows() -> list[Row]:
    """Give recall by length and noise, and how many quotations are found on scans that do not hold them."""
    chance = random.Random(SEED)
    mails = [mail for mail in corpus.archive(corpus.CORPORA / "mail" / "twisted-web") if len(mail.parted.own) > 300]
    chance.shuffle(mails)
    mails = mails[: 2 * MAILS]
    here, absent = mails[:MAILS], mails[MAILS:]
    known = {run for mail in here for run in runs(mail.parted.own)}
    asked = list(passages(here, chance))
    strange = [one for one in passages(absent, chance) if known.isdisjoint(runs(one[2]))]
    found: list[Row] = []
    for noise in NOISE:
        scans = scanned.scans_of(
            (number + 1, spoilt(mail.parted.own, noise, chance)) for number, mail in enumerate(here)
        )
        begun = time.process_time()
        for kind, (low, high) in enumerate(CLASSES):
            mine = [(number, words) for which, number, words in asked if which == kind]
            held = [scanned.holder(scans, words, 0) for _, words in mine]
            right = sum(one is not None and one[0] == number + 1 for one, (number, _) in zip(held, mine, strict=True))
            wrong = [scanned.holder(scans, words, 0) for which, _, words in strange if which == kind]
            name = f"{low}–{high} words, {noise:.0%} of letters"
            found.append(Row(f"confusion: found, {name}", share(right, len(mine)), "", of(right, len(mine))))
            taken = sum(one is not None for one in wrong)
            found.append(
                Row(f"confusion: taken for another, {name}", share(taken, len(wrong)), "", of(taken, len(wrong)))
            )
        found.append(
            Row(f"confusion: seconds, {noise:.0%}", time.process_time() - begun, "", f"{len(asked) + len(strange)}")
        )
    return found


def main() -> int:
    """Print the table."""
    if absent := corpus.absent_corpora():
        print(absent, file=sys.stderr)
        return 0
    print(*printed(rows()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
