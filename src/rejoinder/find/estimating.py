"""How many messages are absent, reckoned from how many of those that are here are answered by others that are here.

Where messages are left out by chance, an absent one is as likely to be answered by one that is here as any that is
here: of A absent messages that are answered, and a share q of those here that are, A / q are absent in all (Horvitz
and Thompson, J. Am. Stat. Assoc. 47, 1952, with q taken from the messages themselves). The interval is that of ratios
over clusters (Cochran, Sampling Techniques, 1977, chapter 11), over threads and over senders: of both, the wider, on a
logarithmic scale. Its assumptions are looked at first; where one fails there is no number.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from rejoinder.fingerprints import Numbers
from rejoinder.model import Estimate

LEAST_ABSENT = 20
"""Absent messages that others answer, below which chance is too great."""
LEAST_ANSWERED = 50
"""Messages here that others here answer, below which their share is not known."""
LEAST_SHARE = 0.05
"""Share of the messages here that others here must answer, or what is absent leaves next to no trace."""
KNOWN = 0.5
"""Share of the absent messages of which it must be known who wrote them."""
CROWDED = 1 / 3
"""Share by which one sender, or one span of days, may have more of the absent messages than of those here."""
ONE_SIDED = 0.8
"""Share of the messages here that one sender may have written."""
WINDOW = 60
"""Days of the span in which absent messages may not crowd."""
SPREAD = 1.96
"""Standard deviations on either side of an interval of 95 in 100."""

TOO_FEW = "too few messages name by their headers another that is here or not here"
HARDLY_ANSWERED = "hardly any message here is answered by another that is here"
ONE_SIDE = "nearly all messages here are of one sender: it is one side of a correspondence"
UNKNOWN = "of too few of the absent messages it is known who wrote them"
ONE_SENDER = "most of what is absent is of one sender, whose other messages leave fewer traces"
ONE_SPAN = "most of what is absent falls within a few weeks: of a span that is wholly gone next to nothing is seen"
UNREAD = "files that may hold messages could not be read"


class Present(NamedTuple):
    """The messages here, one row each: numbers that are the same for one thread and for one sender."""

    threads: Numbers
    senders: Numbers
    days: Numbers
    """Day of each, 0 where not known."""
    answered: Numbers
    """1 where another that is here answers it."""


class Gone(NamedTuple):
    """The absent messages that others answer, one row each; senders are 0 where not known."""

    threads: Numbers
    senders: Numbers
    days: Numbers
    """Day of the first message that names it, 0 where not known."""


def estimate(present: Present, gone: Gone, at_least: int) -> Estimate:
    """Give how many messages are absent, or why that cannot be said."""
    answered = present.answered > 0
    if why := _refused(present, gone, answered):
        return Estimate(at_least, because=why)
    about = len(gone.threads) * len(answered) / int(answered.sum())
    threads = _shares(present.threads, present.threads[answered], gone.threads)
    senders = _shares(present.senders, present.senders[answered], gone.senders[gone.senders > 0])
    by_thread = threads.of_absent - threads.of_answered + threads.of_here
    by_sender = senders.of_absent - senders.of_answered
    wide = exp(SPREAD * sqrt(max(float(np.square(by_thread).sum()), float(np.square(by_sender).sum()))))
    low, high = max(at_least, int(about / wide)), max(at_least, int(about * wide) + 1)
    return Estimate(at_least, min(max(round(about), low), high), low, high)


def _refused(present: Present, gone: Gone, answered: np.ndarray) -> str:
    """Give which assumption does not hold; nothing where all do."""
    if len(gone.threads) < LEAST_ABSENT or answered.sum() < LEAST_ANSWERED:
        return TOO_FEW
    if answered.mean() < LEAST_SHARE:
        return HARDLY_ANSWERED
    if _counts(present.senders)[1].max() > ONE_SIDED * len(answered):
        return ONE_SIDE
    known = gone.senders[gone.senders > 0]
    if len(known) < KNOWN * len(gone.senders):
        return UNKNOWN
    if _crowded(present.senders, known):
        return ONE_SENDER
    return ONE_SPAN if _in_one_span(present.days, gone.days) else ""


def _crowded(here: Numbers, absent: Numbers) -> bool:
    """Say whether one has a far greater share of the absent than of those here."""
    values, counts = _counts(absent)
    most = np.argmax(counts)
    return bool(counts[most] / len(absent) - (here == values[most]).mean() > CROWDED)


def _in_one_span(here: Numbers, absent: Numbers) -> bool:
    """Say whether a span of days has a far greater share of the absent than of those here."""
    days, others = np.sort(absent[absent > 0]), np.sort(here[here > 0])
    if not len(days) or not len(others):
        return False
    mine = np.searchsorted(days, days + WINDOW) - np.arange(len(days))
    theirs = np.searchsorted(others, days + WINDOW) - np.searchsorted(others, days)
    return bool((mine / len(days) - theirs / len(others)).max() > CROWDED)


class _Shares(NamedTuple):
    """What share each cluster has of the messages here, of those of them that are answered, and of the absent."""

    of_here: np.ndarray
    of_answered: np.ndarray
    of_absent: np.ndarray


def _shares(here: Numbers, answered: Numbers, absent: Numbers) -> _Shares:
    clusters, which = np.unique(np.concatenate([here, answered, absent]), return_inverse=True)
    parts = np.split(which, [len(here), len(here) + len(answered)])
    return _Shares(*(np.bincount(part, minlength=len(clusters)) / len(part) for part in parts))


def _counts(values: Numbers) -> tuple[Numbers, Numbers]:
    return np.unique(values, return_counts=True)
