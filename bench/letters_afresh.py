"""A third set of invented letters of reasons, in other words and layouts, written before it measured anything."""

from __future__ import annotations

from collections.abc import Sequence

from bench.letters_of_reasons import Layout, Letter, Phrasings, Sayer

AFRESH = Phrasings(
    acts=(
        "During the evening of {day} you removed the sign from the compost bay.",
        "You have repeatedly parked across the entrance used by the dairy.",
        "On or about {day}, and without consent, you copied the list of members; see [source|Annex 4].",
        "By {day} you had still not returned the projector.",
        "You misused the society’s account with the seed merchant, according to [source|{who}].",
        "At the open day you were rude to a visiting judge.",
        "You told the caretaker that the hall would be sold, which was untrue.",
        "Between spring and {day} you burned plastic on your plot.",
    ),
    quoting=(
        "In an email of {day} you described the trustees thus: “[quoted|{words}]”",
        "On {day} you said to {who}: “[quoted|{words}]”",
    ),
    particulars=(
        "Two members saw this, one of them [source|{who}].",
        "You did the same on {day}.",
        "You were asked to stop and did not.",
        "It cost the society a new lock.",
        "You have offered no apology.",
    ),
    words=(
        "they could not find their own shed with a map and a following wind",
        "the accounts are a work of fiction and not a good one",
        "if the pump is mended before Easter I shall eat the manual",
        "not one of them has read the constitution they keep waving about",
    ),
    openings=(
        "I write on behalf of the Board of Trustees about your conduct this year.",
        "The sub-committee has finished its enquiry and asks me to tell you what it found.",
    ),
    announcing=("The matters found against you are set out below.", "These are the charges that were upheld."),
    closings=(
        "An appeal must reach me by {day}.",
        "Your deposit will be sent back in due course.",
        "You are asked not to come to the site until then.",
    ),
)


def _opened(made: Letter, sayer: Sayer, announcing: bool = True) -> None:
    made.put("20 June 2024\n\nDear Marigold Threnody\n\n" + sayer.one(sayer.some.openings) + "\n\n")
    if announcing:
        made.put(sayer.one(sayer.some.announcing) + "\n\n")


def _closed(made: Letter, sayer: Sayer) -> None:
    made.put("\n\n" + sayer.one(sayer.some.closings) + "\n\nYours faithfully\n\nOsric Tansy\nFor the Board\n")


def _put(made: Letter, sayer: Sayer, before: str, signs: Sequence[str], between: str) -> None:
    made.text += before
    start, end = made.put(sayer.act())
    for sign in signs[: sayer.chance.randrange(len(signs) + 1)]:
        made.text += between + sign
        place = made.put(sayer.particular())
        made.particulars.append(place)
        end = place[1]
    made.allegations.append((start, end))


def lettered(made: Letter, sayer: Sayer, count: int) -> None:
    """A. B. C., with 1) and 2) below."""
    _opened(made, sayer)
    for number in range(count):
        _put(made, sayer, f"{'ABCDEFGH'[number]}. ", ["1) ", "2) "], "\n")
        made.space() if number < count - 1 else None
    _closed(made, sayer)


def roman_bullets(made: Letter, sayer: Sayer, count: int) -> None:
    """I. II. III., with bullets below."""
    _opened(made, sayer)
    for number in range(count):
        _put(made, sayer, f"{('I', 'II', 'III', 'IV', 'V', 'VI', 'VII')[number]}. ", ["• ", "• "], "\n")
        made.space("\n") if number < count - 1 else None
    _closed(made, sayer)


def as_word_numbers(made: Letter, sayer: Sayer, count: int) -> None:
    """As a Word document is read: each paragraph a line, 1. with (a) and (b) below, no empty lines."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _put(made, sayer, f"{number}. ", ["(a) ", "(b) ", "(c) "], "\n")
        made.space("\n") if number < count else None
    _closed(made, sayer)


def findings(made: Letter, sayer: Sayer, count: int) -> None:
    """Finding 1 (upheld), its words below, sentences after it."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _put(made, sayer, f"Finding {number} (upheld)\n\n", ["", ""], " ")
        made.space() if number < count else None
    _closed(made, sayer)


def by_rule(made: Letter, sayer: Sayer, count: int) -> None:
    """Each under "Breach of rule 4.2"."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _put(made, sayer, f"Breach of rule {3 + number}.{number}\n\n", ["", ""], " ")
        made.space() if number < count else None
    _closed(made, sayer)


def dashed_labels(made: Letter, sayer: Sayer, count: int) -> None:
    """Charge 1 – …, on one line."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _put(made, sayer, f"Charge {number} – ", ["", ""], " ")
        made.space("\n") if number < count else None
    _closed(made, sayer)


def three_levels(made: Letter, sayer: Sayer, count: int) -> None:
    """1 The findings, 1.1 and 1.2 below it, (a) and (b) below those."""
    _opened(made, sayer, announcing=False)
    made.put("1 What was found\n")
    for number in range(1, count + 1):
        _put(made, sayer, f"1.{number} ", ["(a) ", "(b) "], "\n")
        made.space("\n")
    made.put("2 Appeal\n2.1 You may appeal in writing.\n2.2 The appeal is heard in July.")
    _closed(made, sayer)


AFRESH_LAYOUTS: tuple[Layout, ...] = (
    lettered, roman_bullets, as_word_numbers, findings, by_rule, dashed_labels, three_levels,
)  # fmt: skip
