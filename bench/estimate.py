"""Deletes at random, by sender and by window from the closed set, and holds the product's estimate against the truth.

Use: python -m bench.estimate [LIST …]
It works on the graph of ids, with the function the product uses; an absent author counts as known where quoted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from bench import corpus, deletions
from bench.cases import ClosedSet
from bench.delete_and_detect import closed_set
from bench.deletions import Deletion
from bench.rows import Row, of, printed, share
from rejoinder.find.estimating import Gone, Present, estimate
from rejoinder.model import Estimate

SEEDS = range(50)


def estimated(set_: ClosedSet, deletion: Deletion) -> Estimate:
    """Give what the product's function reckons from what a deletion leaves."""
    mails, gone = set_.mails, deletion.withheld
    place_of = {mail.message_id: place for place, mail in enumerate(mails)}
    first: dict[int, int] = {}
    quoted: set[int] = set()
    for place, mail in enumerate(mails):
        if place not in gone:
            for name in mail.named:
                if name in place_of:
                    first.setdefault(place_of[name], place)
            quoted.update(next(iter(one)) for one in set_.sources.of[place] if len(one) == 1)
    roots = [crc32((mail.named[0] if mail.named else mail.message_id).encode()) for mail in mails]
    senders = [crc32(mail.author.encode()) + 1 for mail in mails]
    days = [mail.date.toordinal() if mail.date else 0 for mail in mails]
    here = [place for place in range(len(mails)) if place not in gone]
    absent = [place for place in first if place in gone]
    present = Present(
        np.array([roots[place] for place in here], dtype=np.int64),
        np.array([senders[place] for place in here], dtype=np.int64),
        np.array([days[place] for place in here], dtype=np.int64),
        np.array([int(place in first) for place in here], dtype=np.int64),
    )
    lost = Gone(
        np.array([roots[first[p]] for p in absent], dtype=np.int64),
        np.array([senders[p] if p in quoted else 0 for p in absent], dtype=np.int64),
        np.array([days[first[p]] for p in absent], dtype=np.int64),
    )
    return estimate(present, lost, len(absent))


def rows(lists: Sequence[str] = corpus.LISTS) -> list[Row]:
    """Give, for each way of holding back, how often the truth lies in the interval or no number is given."""
    set_ = closed_set(lists)
    count, found = len(set_.mails), []
    ways = {f"random {rate} %": [deletions.at_random(count, rate, seed) for seed in SEEDS] for rate in deletions.RATES}
    ways["one sender"] = [deletions.one_sender(set_.mails, seed) for seed in SEEDS]
    ways["30 days"] = [deletions.one_window(set_.mails, seed) for seed in SEEDS]
    for name, several in ways.items():
        made = [(len(one.withheld), estimated(set_, one)) for one in several]
        held = sum(not one.because and one.low <= truth <= one.high for truth, one in made)
        refused = sum(bool(one.because) for _, one in made)
        good = held if name.startswith("random") else held + refused
        said = f"{of(held, len(made))} hold, {refused} refused"
        found.append(Row(f"estimate: {name}, holds or refuses rightly", share(good, len(made)), ">= 0.9", said))
    return found


def main() -> int:
    """Print the rows."""
    print(corpus.absent_corpora() or "\n".join(printed(rows(sys.argv[1:] or corpus.LISTS))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
