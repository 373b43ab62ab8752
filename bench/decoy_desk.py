"""Who writes papers that look like mail and are none: names, moments and words by chance."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bench.invented import FIRST, LAST, START, Words
from bench.paper import Layout
from bench.printers import SANS


class Desk:
    """Someone who writes papers: names, moments and words by chance."""

    def __init__(self, chance: random.Random) -> None:
        """Take the chances."""
        self.chance, self.words, self.now = chance, Words(chance), START

    def name(self) -> str:
        """Give a name."""
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def person(self) -> str:
        """Give a name and an address."""
        name = self.name()
        return f"{name} <{name.split()[0].lower()}@{self.chance.choice(('hut', 'shed', 'barn'))}.example>"

    def moment(self) -> datetime:
        """Give a moment later than the one before."""
        self.now += timedelta(minutes=self.chance.randint(20, 4000))
        return self.now

    def what(self) -> str:
        """Give what something is about."""
        return " ".join(self.chance.choices(self.words.known, k=self.chance.randint(2, 5))).capitalize()

    def prose(self, layout: Layout, paragraphs: int) -> None:
        """Set paragraphs."""
        for _ in range(paragraphs):
            said = " ".join(self.words.sentence() for _ in range(self.chance.randint(2, 5)))
            layout.paragraph(layout.left, said, SANS, 10)
            layout.gap(8)
