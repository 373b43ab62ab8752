"""Counts what is read of mentions of other documents in invented letters, whose every mention and date is known.

One set of phrasings was before whoever wrote the grammar; the other was written apart, in other words, and is held out.
In a phrasing, `[dated|…]` marks a mention and `{day}` a date, put in many forms; what is not marked is none.

Use: python -m bench.mentions [--seed N] [--letters N] [--explain]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bench import product
from bench.rows import Row, of, printed, share
from rejoinder.find.said_documents import said_documents
from rejoinder.model import Allusion

SEED = 31
LETTERS = 600
BUILT = (
    "Thank you for [dated|your letter of {day}].",
    "I refer to [dated|my email of {day}], which nobody has answered.",
    "[dated|The minutes of the meeting held on {day}] do not say so.",
    "[dated|I wrote to you on {day}] about the frog.",
    "As I said in [dated|my email {ago}], the butt is split.",
    "[dated|Dr Mumby’s report dated {day}] says otherwise.",
    "[with this|Please find attached the signed minutes].",
    "[with this|I enclose a copy of the form], filled in.",
    "[with this|Screenshots attached].",
    "[stock|We have more information if required].",
    "[stock|The records are held on file].",
    "I [stock|am happy to provide further evidence].",
    "[stock|Other complaints have been received].",
    "Please reply within 28 days from the date of this letter.",
    "I will send you my report on {day}.",
    "The Data Protection Act 2018 gives me this right.",
    "We met on {day} by the gate.",
    "I have not received any letter of {day}.",
    "If you need more information, please ask.",
    "The notice was attached to the shed with a nail.",
    "Please return the form by {day}.",
)
HELD_OUT = (
    "We acknowledge receipt of [dated|your e-mail dated {day}].",
    "Further to [dated|my formal letter to you of {day}], nothing has been done about the butts.",
    "You were told this in [dated|Hesper Quillfeather’s memo of {day}].",
    "I have read [dated|the statement by Osric Tansy dated {day}] twice.",
    "The point was made in [dated|your {day} letter] and again at the gate.",
    "See [dated|the attendance note of {day}] for what was said.",
    "[dated|The notes of the hearing on {day}] are not among the papers.",
    "[dated|You emailed me on {day}] to say it was mended.",
    "Did you see [dated|{possessed} email] about the frog?",
    "I repeat what I put in [dated|my letter ({day})].",
    "Her account differs from [dated|the report which you sent me on {day}].",
    "[with this|I am attaching the agenda] for next week.",
    "[with this|Enclosed is the completed questionnaire].",
    "You will want to [with this|see the attached photographs].",
    "[with this|We enclose herewith two statements] from neighbours.",
    "The [with this|invoice is attached].",
    "[stock|We hold additional correspondence on file].",
    "[stock|Copies are kept on our file], should it come to that.",
    "I [stock|would be willing to supply further screenshots].",
    "[stock|Further complaints about the strimmer have since been made].",
    "[stock|Supporting documents are available on request].",
    "Kindly let us have your answer no later than {day}.",
    "The lease runs from {day} and the report is due then.",
    "There was no letter of {day}, whatever he says.",
    "Do not hesitate to contact me for further information.",
    "Your complaints policy, and the Equality Act 2010, say the same.",
    "She sent the children home on {day}.",
    "I shall put that in my letter of {later}.",
    "A hose is attached. The report concerns hoses.",
    "We hold no further records.",
    "The committee meets in May and reports are taken as read.",
    "Should you require evidence of age, bring a passport.",
)
FORMS = (
    "%-d %B %Y",
    "%-d %B",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%B %-d, %Y",
    "%A %-d %B %Y",
    "%Y-%m-%d",
    "%-d %b %Y",
)
_MARK = re.compile(r"\[(dated|with this|stock)\|([^\[\]]*)\]")
_PLACE = re.compile(r"\{(day|ago|possessed|later)\}")


@dataclass(slots=True)
class Letter:
    """An invented letter, when it was written, and its mentions: way, start, end and the day meant."""

    written: date
    text: str = ""
    mentions: list[tuple[str, int, int, str]] = field(default_factory=list)


def letter(phrasings: Sequence[str], chance: random.Random) -> Letter:
    """Give a letter of four sentences."""
    made = Letter(date(2014, 1, 1) + timedelta(days=chance.randrange(3000)))
    for phrasing in chance.sample(phrasings, 4):
        day = made.written - timedelta(days=chance.randrange(2, 300))
        said, meant = _dated(phrasing, day, made.written, chance)
        at = 0
        for mark in _MARK.finditer(said):
            made.text += said[at : mark.start()]
            start = len(made.text)
            made.text += mark[2]
            made.mentions.append((mark[1], start, len(made.text), meant if mark[1] == "dated" else ""))
            at = mark.end()
        made.text += said[at:] + chance.choice((" ", "\n\n"))
    return made


def _dated(phrasing: str, day: date, written: date, chance: random.Random) -> tuple[str, str]:
    """Give a phrasing with a date in one of its forms, and the day that it means."""
    place = _PLACE.search(phrasing)
    if place is None:
        return phrasing, ""
    if place[1] in ("ago", "possessed"):
        meant = written - timedelta(days=1 if place[1] == "possessed" else chance.choice((1, 3)))
        word = "yesterday’s" if place[1] == "possessed" else "yesterday" if (written - meant).days == 1 else ""
        return _PLACE.sub(word or f"of {meant:%A} last", phrasing), meant.isoformat()
    day = written + timedelta(days=30) if place[1] == "later" else day
    said = day.strftime(chance.choice(FORMS))
    if said[0].isdigit() and chance.random() < 0.3:
        said = re.sub(r"^(\d+)(?= [A-Z])", lambda one: one[1] + _ending(int(one[1])), said)
    return _PLACE.sub(said, phrasing), day.isoformat()


def _ending(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@dataclass(slots=True)
class Counted:
    """What was read of a set of letters."""

    there: int = 0
    read: int = 0
    true: int = 0
    dates: int = 0
    dates_right: int = 0
    told: list[str] = field(default_factory=list)


def count(letters: Sequence[Letter]) -> Counted:
    """Hold what is read of each letter against what is in it."""
    counted = Counted()
    for one in letters:
        found = [
            said
            for said in said_documents(one.text, [(0, len(one.text))], one.written.isoformat())
            if said.way in ("dated", "with this", "stock")
        ]
        counted.there += len(one.mentions)
        counted.read += len(found)
        for way, start, end, meant in one.mentions:
            same = next((said for said in found if said.way == way and said.start < end and start < said.end), None)
            if same is None:
                counted.told.append(f"missed: {one.text[start:end]}")
                continue
            found.remove(same)
            _add(counted, one, same, meant)
        counted.told += [f"false: {one.text[said.start : said.end]}" for said in found]
    return counted


def _add(counted: Counted, one: Letter, said: Allusion, meant: str) -> None:
    counted.true += 1
    if meant:
        counted.dates += 1
        counted.dates_right += said.date == meant
        if said.date != meant:
            counted.told.append(f"date {said.date}, not {meant}: {one.text[said.start : said.end]} ({one.written})")


PEOPLE = ("Hesper Quillfeather", "Osric Tansy", "Tamsin Larkspur", "Barnaby Wobbleton", "Mabel Pennyroyal")
SPEAKING = (
    "Thank you for your email of {day}.", "As I said in my email of {day}, it leaks.", "Your email dated {day} refers.",
    "I wrote to you on {day} about the butt.", "The point was made in your {day} email.",
)  # fmt: skip
CARELESS = 0.1
"""Share of mentions that name the day before or after, as people do."""


def looked_up(seed: int, count: int) -> tuple[int, int, int, int]:
    """Give findings, true ones, mentions of what is held back, and those found, where half of what is spoken of is."""
    chance = random.Random(f"{seed} looked up")
    sent = [_sent(chance) for _ in range(count)]
    held = {place for place in range(count) if chance.random() < 0.5}
    absent: dict[str, bool] = {}
    with tempfile.TemporaryDirectory(prefix="bench-mentions-") as folder:
        disclosure = Path(folder, "disclosure")
        disclosure.mkdir()
        for place, (author, other, day) in enumerate(sent):
            if place not in held:
                text = _mail(f"m{place}", author, other, day, "The butt leaks.")
                (disclosure / f"{place}.eml").write_text(text, "utf-8")
            phrase = chance.choice(SPEAKING)
            mine = "my " in phrase or "I wrote" in phrase
            writer, reader = (author, other) if mine else (other, author)
            said = day + timedelta(days=chance.choice((-1, 1)) if chance.random() < CARELESS else 0)
            written = _mail(f"s{place}", writer, reader, day + timedelta(days=40 + chance.randrange(9)),
                            phrase.format(day=said.strftime(chance.choice(FORMS[:3]))))  # fmt: skip
            (disclosure / f"s{place}.eml").write_text(written, "utf-8")
            absent[f"s{place}.eml"] = place in held
        audit = product.audited(disclosure, Path(folder, "case"))
    found = [
        {audit.paths[trace["document"]] for trace in one["because"]}
        for one in audit.findings
        if one["kind"] == "absent-document"
    ]
    true = [paths for paths in found if any(absent[path] for path in paths)]
    return len(found), len(true), sum(absent.values()), len({path for paths in true for path in paths if absent[path]})


def _sent(chance: random.Random) -> tuple[str, str, date]:
    author, other = chance.sample(PEOPLE, 2)
    return author, other, date(2018, 1, 1) + timedelta(days=chance.randrange(2000))


def _mail(key: str, author: str, other: str, day: date, words: str) -> str:
    address = {one: one.lower().replace(" ", ".") + "@plots.example" for one in (author, other)}
    return (
        f"From: {author} <{address[author]}>\nTo: {other} <{address[other]}>\nDate: {day:%a, %d %b %Y} 10:00:00 +0000\n"
        f"Subject: Butt {key}\nMessage-ID: <{key}@plots.example>\n\n{words}\n"
    )


def rows(*, seed: int = SEED, letters: int = LETTERS, explain: bool = False) -> list[Row]:
    """Give precision, recall and the dates of both sets of phrasings."""
    made = []
    for name, phrasings in (("seen", BUILT), ("held out", HELD_OUT)):
        chance = random.Random(f"{seed} {name}")
        counted = count([letter(phrasings, chance) for _ in range(letters)])
        for told in sorted(set(counted.told)) if explain else ():
            print(name, told)
        made += [
            Row(f"mentions, phrasings {name}: precision", share(counted.true, counted.read), ">= 0.95",
                of(counted.true, counted.read)),
            Row(f"mentions, phrasings {name}: recall", share(counted.true, counted.there), "",
                of(counted.true, counted.there)),
            Row(f"mentions, phrasings {name}: right dates", share(counted.dates_right, counted.dates), ">= 0.95",
                of(counted.dates_right, counted.dates)),
        ]  # fmt: skip
    found, true, absent, recalled = looked_up(seed, letters // 2)
    return [
        *made,
        Row("mentions looked up: precision of findings", share(true, found), ">= 0.95", of(true, found)),
        Row("mentions looked up: recall of what is held back", share(recalled, absent), "", of(recalled, absent)),
    ]


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--explain", action="store_true", help="print what was missed and what was false")
    arguments = parser.parse_args()
    for line in printed(rows(seed=arguments.seed, letters=arguments.letters, explain=arguments.explain)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
