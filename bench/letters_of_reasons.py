"""Invented letters of reasons whose every allegation, particular, quotation and source is known, in many layouts.

Six layouts were before whoever wrote the splitting; the others were written before anything was measured, in other
words, and are held out. In a phrasing `{day}`, `{who}` and `{words}` are put in; `[source|…]` marks what is cited.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

Range = tuple[int, int]
NAMES = (
    "Hesper Quillfeather",
    "Barnaby Tuppence",
    "Osric Tansy",
    "Dilys Pryce-Nettle",
    "Ezra Mumby",
    "Philippa Thrupp",
)
_MARK = re.compile(r"\[(source|quoted)\|([^\[\]]*)\]")


class Phrasings(NamedTuple):
    """What letters of one set say."""

    acts: Sequence[str]
    quoting: Sequence[str]
    particulars: Sequence[str]
    words: Sequence[str]
    openings: Sequence[str]
    announcing: Sequence[str]
    closings: Sequence[str]


BUILT = Phrasings(
    acts=(
        "On {day} you published remarks that held the society up to ridicule.",
        "On {day} you refused to give back the key of the tool shed.",
        "You failed to attend the work parties of the spring, as is shown by [source|the attendance book].",
        "On {day} you shouted at the Treasurer, as witnessed by [source|{who}].",
        "You sent no fewer than forty messages about the water butts.",
        "On {day} you took a strimmer home without leave; see [source|Appendix C].",
        "You disclosed the minutes of a closed meeting to persons outside the society.",
        "You ignored the instruction in [source|our letter of {day}].",
    ),
    quoting=(
        "On {day} you wrote of the officers: “[quoted|{words}]”",
        "You told {who} that “[quoted|{words}]” and would not take it back.",
        "On {day} you posted these words upon the forum: “[quoted|{words}]”",
    ),
    particulars=(
        "You did so in front of visitors.",
        "You repeated it on {day}.",
        "This was reported by [source|{who}].",
        "You had been warned in [source|our email of {day}].",
        "It caused distress to two members.",
    ),
    words=(
        "the committee is idle and does not care whether the beans live",
        "nobody can find the minute that spent the money",
        "the whole lot of them could not organise a puddle in a monsoon",
        "the urn has more sense than the Chair, and is warmer",
        "I have seen better accounts kept on the back of a seed packet",
    ),
    openings=(
        "We write further to our letter and to the meeting of the panel.",
        "A complaint has been made about you, and the Committee has looked into it.",
    ),
    announcing=("It finds each of the following proved.", "The allegations against you are as follows:"),
    closings=(
        "You may appeal within fourteen days.",
        "Please return your key by {day}.",
        "You are suspended until further notice.",
    ),
)
HELD_OUT = Phrasings(
    acts=(
        "Between {day} and the end of that month you repeatedly parked across the gate.",
        "You spread untrue statements about the auditor, according to [source|{who}].",
        "At the meeting of {day} you interrupted the speaker and would not be seated.",
        "You used the society’s stamp on private correspondence, copies of which are at [source|Exhibit PT4].",
        "In {month} you allowed your bonfire to burn through two nights.",
        "You removed the noticeboard and threw it into the pond.",
        "You withheld the petty cash from the auditor until {day}.",
        "You harassed the holder of plot 9, as described in [source|the statement of {who}].",
        "On {day} you entered the pavilion after it had been locked.",
    ),
    quoting=(
        "On {day} you emailed the membership to say: “[quoted|{words}]”",
        "You described the auditor as “[quoted|{words}]” on the open page.",
        "In a post of {day} you stated: “[quoted|{words}]”",
        "You replied “[quoted|{words}]” when asked to leave.",
    ),
    particulars=(
        "Three neighbours complained of the smoke.",
        "No apology was offered.",
        "The same happened on {day}.",
        "[source|{who}] told us that it went on for an hour.",
        "The cost of repair was put at forty pounds.",
    ),
    words=(
        "a man who counts the biscuits and eats the difference",
        "if this is a democracy then my leeks have the vote",
        "we are governed by a rota and the rota is asleep",
        "there has not been an honest marrow at the show since the flood",
        "I would not trust him with a watering can … or with water",
    ),
    openings=(
        "This letter sets out the outcome of the enquiry opened last month.",
        "I have been asked by the trustees to let you know what they concluded.",
    ),
    announcing=(
        "The matters that were found against you are these:",
        "The trustees upheld the complaints set out below.",
    ),
    closings=(
        "Should you wish to appeal, write to the Secretary by {day}.",
        "Your membership ends today.",
        "We would remind you that the pavilion is private.",
    ),
)


@dataclass(slots=True)
class Letter:
    """An invented letter and all that is in it, by start..end."""

    layout: str
    text: str = ""
    written: date = date(2024, 6, 20)
    allegations: list[Range] = field(default_factory=list)
    """From the first of its words to the last of its particulars."""
    particulars: list[Range] = field(default_factory=list)
    quotations: list[Range] = field(default_factory=list)
    sources: list[Range] = field(default_factory=list)

    def put(self, words: str) -> Range:
        """Add words with their marks, and give where they stand."""
        start = at = len(self.text)
        last = 0
        for mark in _MARK.finditer(words):
            self.text += words[last : mark.start()]
            at = len(self.text)
            self.text += mark[2]
            (self.sources if mark[1] == "source" else self.quotations).append((at, len(self.text)))
            last = mark.end()
        self.text += words[last:]
        return start, len(self.text)

    def space(self, sign: str = "\n\n") -> None:
        """Add what stands between paragraphs."""
        self.text += sign


class Sayer:
    """Gives phrases with days, names and words put in, none twice in one letter."""

    def __init__(self, some: Phrasings, chance: random.Random, written: date) -> None:
        self.some, self.chance, self.written = some, chance, written
        self.acts = chance.sample([*some.acts, *some.quoting], len(some.acts) + len(some.quoting))
        self.words = chance.sample(list(some.words), len(some.words)) * 3

    def act(self) -> str:
        """Give what was done."""
        return self._in(self.acts.pop())

    def particular(self) -> str:
        """Give a particular of it."""
        return self._in(self.chance.choice(self.some.particulars))

    def one(self, of: Sequence[str]) -> str:
        """Give one of some phrases."""
        return self._in(self.chance.choice(of))

    def _in(self, phrase: str) -> str:
        day = self.written - timedelta(days=self.chance.randrange(20, 200))
        words = self.words.pop() if "{words}" in phrase else ""
        name = self.chance.choice(NAMES)
        return phrase.format(day=f"{day.day} {day:%B} {day.year}", month=f"{day:%B}", who=name, words=words)


Layout = Callable[[Letter, Sayer, int], None]


def _item(made: Letter, sayer: Sayer, label: str, *, parts: int = 0, sign: str = " ", lower: str = "") -> None:
    """Put one allegation with particulars as sentences after it."""
    made.text += label
    said = sayer.act()
    start, end = made.put(lower + said[0].lower() + said[1:] if lower else said)
    for _ in range(parts):
        made.text += sign
        place = made.put(sayer.particular())
        made.particulars.append(place)
        end = place[1]
    made.allegations.append((start, end))


def _opened(made: Letter, sayer: Sayer, announcing: bool = True) -> None:
    made.put("The Pavilion\nNether Lane\n\n20 June 2024\n\nDear Ms Threnody,\n\n" + sayer.one(sayer.some.openings))
    if announcing:
        made.space(sayer.chance.choice((" ", "\n\n")))
        made.put(sayer.one(sayer.some.announcing))
    made.space()


def _closed(made: Letter, sayer: Sayer) -> None:
    made.space()
    for _ in range(2):
        made.put(sayer.one(sayer.some.closings) + " ")
    made.put("\n\nYours sincerely,\n\nCuthbert Plumley-Ditch\nChair\n")


def numbered(made: Letter, sayer: Sayer, count: int) -> None:
    """Items 1. 2. 3., some with a sentence or two after."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _item(made, sayer, f"{number}. ", parts=sayer.chance.randrange(3))
        made.space() if number < count else None
    _closed(made, sayer)


def nested(made: Letter, sayer: Sayer, count: int) -> None:
    """Items 1. with (a), (b) below."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _below(made, sayer, f"{number}. ", [f"({letter}) " for letter in "abc"])
        made.space() if number < count else None
    _closed(made, sayer)


def _below(made: Letter, sayer: Sayer, label: str, signs: Sequence[str], between: str = "\n\n") -> None:
    made.text += label
    start, end = made.put(sayer.act())
    for sign in signs[: sayer.chance.randrange(4)]:
        made.text += between + "    " + sign
        place = made.put(sayer.particular())
        made.particulars.append(place)
        end = place[1]
    made.allegations.append((start, end))


def headed(made: Letter, sayer: Sayer, count: int) -> None:
    """Each under "Allegation 3:", its words in the line or below it."""
    _opened(made, sayer)
    below = sayer.chance.random() < 0.5
    for number in range(1, count + 1):
        _item(
            made, sayer, f"Allegation {number}{chr(10) + chr(10) if below else ': '}", parts=sayer.chance.randrange(3)
        )
        made.space() if number < count else None
    made.put("\n\nYour right of appeal\n\n1. You may appeal in writing.\n\n2. The appeal is heard in a month.")
    _closed(made, sayer)


def bulleted(made: Letter, sayer: Sayer, count: int) -> None:
    """Items after a bullet."""
    _opened(made, sayer)
    sign = sayer.chance.choice("•-*")
    for number in range(1, count + 1):
        _item(made, sayer, f"{sign} ")
        made.space("\n") if number < count else None
    _closed(made, sayer)


def prose(made: Letter, sayer: Sayer, count: int) -> None:
    """A paragraph each, in running prose."""
    _opened(made, sayer, announcing=False)
    for number in range(1, count + 1):
        _item(made, sayer, "", parts=sayer.chance.randrange(3))
        made.space() if number < count else None
    _closed(made, sayer)


def table(made: Letter, sayer: Sayer, count: int) -> None:
    """Rows of a table: number, allegation."""
    _opened(made, sayer)
    made.put("No.\tAllegation\n")
    for number in range(1, count + 1):
        _item(made, sayer, f"{number}\t")
        made.space("\n") if number < count else None
    _closed(made, sayer)


def ordinals(made: Letter, sayer: Sayer, count: int) -> None:
    """Paragraphs that begin "The first allegation is that"."""
    _opened(made, sayer, announcing=False)
    for number in range(count):
        which = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")[number]
        _item(made, sayer, "", parts=sayer.chance.randrange(3), lower=f"The {which} allegation is that ")
        made.space() if number < count - 1 else None
    _closed(made, sayer)


def charges(made: Letter, sayer: Sayer, count: int) -> None:
    """CHARGE 1 as a heading, (i) and (ii) below it."""
    _opened(made, sayer)
    for number in range(1, count + 1):
        _below(made, sayer, f"CHARGE {number}\n\n", ["(i) ", "(ii) ", "(iii) "], between="\n")
        made.space() if number < count else None
    _closed(made, sayer)


def topical(made: Letter, sayer: Sayer, count: int) -> None:
    """A heading of its own for each, and none that says allegation."""
    _opened(made, sayer, announcing=False)
    titles = sayer.chance.sample(
        ("The gate", "Use of the pavilion", "The auditor", "Smoke", "Petty cash", "The show", "Plot 9"), count
    )
    for title in titles:
        _item(made, sayer, f"{title}\n\n", parts=sayer.chance.randrange(3))
        made.space() if title != titles[-1] else None
    made.put("\n\nWhat happens next\n\nYou have been sent the rules. You may ask for a hearing.")
    _closed(made, sayer)


def inline(made: Letter, sayer: Sayer, count: int) -> None:
    """One paragraph: (1) that you …; (2) that you …"""
    _opened(made, sayer, announcing=False)
    made.put("There are several allegations: ")
    for number in range(1, count + 1):
        said = sayer.act().rstrip(".")
        made.text += f"({number}) "
        made.allegations.append(made.put(f"that {said[0].lower()}{said[1:]}"))
        made.text += "." if number == count else "; " if number < count - 1 else "; and "
    _closed(made, sayer)


def on_paper(made: Letter, sayer: Sayer, count: int) -> None:
    """As lines of a printed page: no empty lines between paragraphs, a foot of the page between two."""
    plain = Letter(made.layout)
    numbered(plain, sayer, count)
    for name in ("allegations", "particulars", "quotations", "sources"):
        setattr(made, name, getattr(plain, name))
    made.text = _wrapped(plain.text)


def _wrapped(text: str) -> str:
    """Give a text of the same length in lines of at most 84 signs; an empty line becomes a space at a line's end."""
    written = re.sub(r"\n\n", " \n", text)
    lines = []
    for line in written.split("\n"):
        while len(line) > 84:
            cut = line.rfind(" ", 40, 84)
            lines.append(line[:cut])
            line = line[cut + 1 :]
        lines.append(line)
    return "\n".join(lines)


def decimal(made: Letter, sayer: Sayer, count: int) -> None:
    """Sections 1 and 2, the findings as 2.1, 2.2 and so on."""
    _opened(made, sayer, announcing=False)
    made.put("1. Background\n\n1.1 The panel met twice.\n\n1.2 It heard two members.\n\n2. Findings\n\n")
    for number in range(1, count + 1):
        _item(made, sayer, f"2.{number} ", parts=sayer.chance.randrange(2))
        made.space()
    made.put("3. Appeal\n\n3.1 You may appeal.\n\n3.2 The Secretary will tell you how.")
    _closed(made, sayer)


def by_email(made: Letter, sayer: Sayer, count: int) -> None:
    """A short email, items after a dash, a quoted post below each with marks."""
    made.put("Hi Marigold,\n\n" + sayer.one(sayer.some.openings) + "\n\nOur concerns are:\n\n")
    for number in range(1, count + 1):
        made.text += "- "
        start, end = made.put(sayer.act())
        if sayer.chance.random() < 0.4 and sayer.words:
            made.text += "\n\n> "
            place = made.put(f"[quoted|{sayer.words.pop().capitalize()}]")
            end = place[1]
        made.allegations.append((start, end))
        made.space() if number < count else None
    made.put("\n\nHappy to talk.\n\nKind regards,\nPhilippa\n")


def of_another(made: Letter, sayer: Sayer, count: int) -> None:
    """A letter about the person, who is named and not spoken to."""
    made.put("Dear Trustees,\n\nThe allegations against Ms Threnody are these.\n\n")
    for number in range(1, count + 1):
        made.text += f"({number}) "
        said = re.sub(r"\b[Yy]ou\b", "Ms Threnody", sayer.act()).replace("your", "her")
        made.allegations.append(made.put(said))
        made.space() if number < count else None
    made.put("\n\nI should be glad of your views.\n\nYours sincerely,\nPhilippa Thrupp\n")


BUILT_LAYOUTS: tuple[Layout, ...] = (numbered, nested, headed, bulleted, prose, table)
HELD_OUT_LAYOUTS: tuple[Layout, ...] = (
    ordinals, charges, topical, inline, on_paper, decimal, by_email, of_another,
)  # fmt: skip


def letters(layouts: Sequence[Layout], some: Phrasings, seed: int, count: int) -> Iterator[Letter]:
    """Give so many letters, each layout in turn."""
    chance = random.Random(seed)
    for number in range(count):
        layout = layouts[number % len(layouts)]
        made = Letter(layout.__name__)
        layout(made, Sayer(some, chance, made.written), chance.randrange(3, 7))
        yield made
