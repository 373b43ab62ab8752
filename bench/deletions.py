"""What is held back from a complete set of messages, and which of it the rest gives away."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from bench.corpus import Mail
from bench.quoted import Sources, words_of

RATES = (5, 10, 20, 30, 50)
WINDOW = timedelta(days=30)
EVERY = 4


class Deletion(NamedTuple):
    """A way of holding messages back, and the places of those it holds back."""

    name: str
    withheld: frozenset[int]


class Detectable(NamedTuple):
    """How the rest gives a held-back message away."""

    header: bool
    quotation: bool
    words: int
    """Words of its longest quotation in the rest."""


def at_random(count: int, rate: int, seed: int) -> Deletion:
    """Hold back this many in a hundred, by chance."""
    chance = random.Random(f"{seed} random {rate}")
    chosen = chance.sample(range(count), round(count * rate / 100))
    return Deletion(f"random {rate} % (seed {seed})", frozenset(chosen))


def one_sender(mails: Sequence[Mail], seed: int) -> Deletion:
    """Hold back all of one sender, chosen by chance among the ten who wrote most."""
    most = [author for author, _ in Counter(mail.author for mail in mails).most_common(10)]
    chosen = random.Random(f"{seed} sender").choice(most)
    withheld = frozenset(place for place, mail in enumerate(mails) if mail.author == chosen)
    return Deletion(f"one sender, no. {most.index(chosen) + 1} by messages (seed {seed})", withheld)


def one_window(mails: Sequence[Mail], seed: int) -> Deletion:
    """Hold back all of thirty days, from the date of a message chosen by chance among those with one."""
    dates = sorted(mail.date for mail in mails if mail.date)
    start = random.Random(f"{seed} window").choice(dates)
    withheld = frozenset(place for place, mail in enumerate(mails) if mail.date and start <= mail.date < start + WINDOW)
    return Deletion(f"30 days from {start:%Y-%m-%d} (seed {seed})", withheld)


def every_kth(mails: Sequence[Mail], k: int = EVERY) -> Deletion:
    """Hold back every k-th message of each thread, in order of date."""
    withheld = frozenset(place for thread in threads(mails) for place in thread[k - 1 :: k])
    return Deletion(f"every {k}th of a thread", withheld)


def threads(mails: Sequence[Mail]) -> list[list[int]]:
    """Give the places of the messages that ids join, thread by thread, each in order of date."""
    place_of = {mail.message_id: place for place, mail in enumerate(mails)}
    head = list(range(len(mails)))

    def root(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    for place, mail in enumerate(mails):
        for name in mail.named:
            if name in place_of:
                head[root(place)] = root(place_of[name])
    joined: dict[int, list[int]] = defaultdict(list)
    for place in range(len(mails)):
        joined[root(place)].append(place)
    return [sorted(thread, key=lambda place: (str(mails[place].date), place)) for thread in joined.values()]


def all_deletions(mails: Sequence[Mail], seed: int) -> list[Deletion]:
    """Give every way of holding back that is measured."""
    chance = [at_random(len(mails), rate, seed) for rate in RATES]
    return [*chance, one_sender(mails, seed), one_window(mails, seed), every_kth(mails)]


def detectable(
    mails: Sequence[Mail], sources: Sources, withheld: frozenset[int], *, threading: bool
) -> dict[int, Detectable]:
    """Give each held-back message that a kept one names by id, or quotes with words no kept message says.

    One of which a copy was kept is none of them: it is there under another id.
    """
    place_of = {mail.message_id: place for place, mail in enumerate(mails)}
    named: set[int] = set()
    longest: dict[int, int] = defaultdict(int)
    for place, mail in enumerate(mails):
        if place in withheld:
            continue
        if threading:
            named.update(place_of[name] for name in mail.named if name in place_of)
        for quotation, having in zip(sources.quoted[place], sources.of[place], strict=True):
            if having <= withheld and len(having) == 1:
                (only,) = having
                longest[only] = max(longest[only], len(words_of(quotation)))
    return {
        place: Detectable(place in named, place in longest, longest.get(place, 0))
        for place in sorted(withheld)
        if (place in named or place in longest) and sources.copies[place] <= withheld
    }
