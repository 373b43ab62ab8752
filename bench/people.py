"""Measures how spellings of people are joined: on invented cases of known truth, in wording built with and held out.

Each invented case has people with second addresses and something that shows it, and what must not join: namesakes at
two bodies, couples with one address, mailboxes that two people hold, fathers and sons, addresses given of somebody
else, lists that write in people's names, printed mail with names alone. Counted are pairs of spellings: what is joined
and should be (precision), what should be and is joined (recall), where the case shows it.

Use: python -m bench.people
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from bench.rows import Row, of, printed, share
from rejoinder.case import Delivery, new, receive
from rejoinder.case.people import people

AT = "2024-09-01T09:00:00+00:00"
SEEDS = {"built": (101, 102, 103, 104), "held out": (901, 902, 903, 904)}
EACH = 5
"""Of every kind of evidence and of trap, in one case."""
_FIRST = (
    "Bram",
    "Tilda",
    "Osric",
    "Nerys",
    "Wilfred",
    "Ottoline",
    "Jabez",
    "Petra",
    "Cedric",
    "Hesba",
    "Rufus",
    "Ione",
)
_SHORT = {"Wilfred": "Wil", "Ottoline": "Otto", "Cedric": "Ced", "Petra": "Pet"}
_START = ("Quar", "Mimb", "Thrup", "Wob", "Gris", "Plin", "Snod", "Fenn", "Harb", "Twem", "Culp", "Dray")
_END = ("low", "ster", "wick", "dale", "combe", "ington", "by", "thorpe", "gate", "shaw")
STATED = {
    "built": ("My new address is {to}.", "Please reach me at {to} from now on.", "I am now at {to}, by the way."),
    "held out": (
        "From Monday on my e-mail address will be {to}.",
        "You can contact me on {to}.",
        "I have moved to {to}.",
        "As of today, my private account is {to}.",
        "Kindly send everything to {to}, which is mine.",
    ),
}
OF_OTHERS = {
    "built": ("My wife's new address is {to}.", "You can reach {name} at {to}.", "If you must, write to {to}."),
    "held out": (
        "My colleague may be reached on {to}.",
        "{name} says: please contact her at {to}.",
        "My sister and I share a garden; her address is {to}.",
        "Do not use {to}; it is nobody's.",
    ),
}
SIGNED = {
    "built": ("-- \n{name}\nE-mail: {to}\n", "Kind regards,\n\n{name}\nClerk to the Board\n{to}\n"),
    "held out": ("Best wishes,\n{name}\nHead of Gardens\nTel. 01632 960 111 | {to}\n", "--\n{name} <{to}>\n"),
}
COLLEAGUE = {
    "built": ("-- \n{name}\nWhen I am away, write to {to}\n",),
    "held out": ("Regards,\n{name}\nAssistant: {to}\n", "-- \n{name}\nQueries: office@{domain}\n"),
}
TELEPHONE = {"built": "Kind regards,\n\n{name}\nTel: {number}\n", "held out": "-- \n{name}\nPhone +44 {bare}\n"}


@dataclass(slots=True)
class World:
    """One invented case while it is written: its mails, whose each spelling is, and which pairs it shows to be one."""

    random: random.Random
    wording: str
    mails: list[str] = field(default_factory=list)
    whose: dict[tuple[str, str], str] = field(default_factory=dict)
    """By name and address in small letters, who it is."""
    shown: set[frozenset[tuple[str, str]]] = field(default_factory=set)
    made: int = 0

    def name(self, first: str = "") -> str:
        """Give a name that nobody bears yet."""
        self.made += 1
        last = f"{_START[self.made % len(_START)]}{_END[self.made // len(_START) % len(_END)]}"
        return f"{first or self.random.choice(_FIRST)} {last}"

    def address(self, name: str, domain: str = "") -> str:
        """Give an address of somebody's at a body, or at a domain that is given."""
        self.made += 1
        local = f"{name[0]}.{name.split()[-1]}".lower()
        return f"{local}@{domain or f'body-{self.made}.example'}"

    def is_of(self, who: str, *spelt: tuple[str, str]) -> None:
        """Note whose spellings these are."""
        for name, address in spelt:
            self.whose[name.lower(), address] = who

    def shows(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Note that the case shows two spellings to be of one person."""
        self.shown.add(frozenset(((one[0].lower(), one[1]), (other[0].lower(), other[1]))))

    def mail(
        self, by: tuple[str, str], to: Sequence[tuple[str, str]], words: str, *, head: str = "", key: str = ""
    ) -> str:
        """Write a mail, and give its id."""
        number = len(self.mails) + 1
        sent = key or f"m{number}.{self.made}@{by[1].partition('@')[2] or 'lists.example'}"
        names = ", ".join(f"{name} <{address}>" if name else address for name, address in to)
        day = (
            f"{1 + number % 28} {('Jan', 'Feb', 'Mar', 'Apr', 'May')[number % 5]} 2024 {9 + number % 9:02}:00:00 +0000"
        )
        self.mails.append(
            f"From: {by[0]} <{by[1]}>\nTo: {names}\nDate: {day}\nSubject: Beans {number}\n"
            f"Message-ID: <{sent}>\n{head}\n"
            f"This is about row {number} of the beans by the {number}th gate.\n\n{words}\n"
        )
        return sent


def _two(world: World) -> tuple[str, tuple[str, str], tuple[str, str]]:
    """Give somebody with two addresses."""
    name = world.name()
    one, other = (name, world.address(name)), (name, world.address(name))
    world.is_of(name + one[1], one, other, ("", other[1]))
    return name, one, other


def statement(world: World) -> None:
    """Somebody says that another address is theirs, and writes from it later."""
    _, one, other = _two(world)
    said = world.random.choice(STATED[world.wording]).format(to=other[1])
    world.mail(one, [_anybody(world)], said)
    world.mail(other, [_anybody(world)], "It is so.")
    world.shows(one, other)


def signature(world: World) -> None:
    """Somebody signs with another address below their name."""
    name, one, other = _two(world)
    world.mail(one, [_anybody(world)], world.random.choice(SIGNED[world.wording]).format(name=name, to=other[1]))
    world.mail(other, [_anybody(world)], "It is so.")
    world.shows(one, other)


def copies(world: World) -> None:
    """Two copies of one message show another address for one who was sent it."""
    _, one, other = _two(world)
    writer, beside = _anybody(world), _anybody(world)
    world.mail(writer, [one, beside], "Both copies say this about the beans.")
    body = world.mails[-1].replace(one[1], other[1])
    world.mails.append(body)
    world.shows(one, other)


def answer(world: World) -> None:
    """Somebody answers from another address, and quotes the header of what was written to them."""
    _, one, other = _two(world)
    writer = _anybody(world)
    sent = world.mail(writer, [one], "Are the beans up?")
    quoted = (
        f"-----Original Message-----\nFrom: {writer[0]} <{writer[1]}>\nSent: 3 May 2024 10:00\n"
        f"To: {one[0]} <{one[1]}>\nSubject: Beans\n\nAre the beans up?"
    )
    world.mail(other, [writer], f"They are up.\n\n{quoted}", head=f"In-Reply-To: <{sent}>\n")
    world.shows(one, other)


def telephone(world: World) -> None:
    """Somebody signs with one number below two addresses."""
    name, one, other = _two(world)
    number = f"01632 {world.random.randrange(960000, 960999)}"
    signed = TELEPHONE[world.wording].format(name=name, number=number, bare=number[1:])
    for each in (one, other):
        world.mail(each, [_anybody(world)], signed)
    world.shows(one, other)


def spelt(world: World) -> None:
    """Somebody is spelt in several ways at one address."""
    first = world.random.choice(tuple(_SHORT))
    name = world.name(first)
    last, address = name.split()[-1], world.address(name)
    ways = [(name, address), (f"{last}, {first}", address), (f"{first[0]}. {last}", address)]
    ways.append((f"{_SHORT[first]} {last}", address))
    world.is_of(name + address, *ways, ("", address))
    for one in ways:
        world.mail(one, [_anybody(world)], "It is so.")
        if one != ways[0]:
            world.shows(ways[0], one)


def namesakes(world: World) -> None:
    """Two people of one name at two bodies, who are written to together, and one of whom a print names alone."""
    name, one, other = _two(world)
    world.is_of(name + other[1], other, ("", other[1]))
    for each in (one, other):
        world.mail(each, [_anybody(world)], f"Kind regards,\n\n{name}\n")
    world.mail(_anybody(world), [one, other], "To both of you, who are two.")
    world.mails.append(
        f"From: {name}\nTo: somebody\nDate: 3 May 2024 10:00:00 +0000\nSubject: Rakes\n\nI am one of two.\n"
    )
    world.is_of(f"{name} alone", (name, ""))


def namesake_answers(world: World) -> None:
    """A namesake answers what was sent on to them: the header quoted is of the other."""
    name, one, other = _two(world)
    world.is_of(name + other[1], other, ("", other[1]))
    writer = _anybody(world)
    world.mail(writer, [one], "Are the rakes in?")
    world.mail(one, [other], "You are asked, not I.")
    world.mail(other, [writer], "They are in.")


def couple(world: World) -> None:
    """Two people share one address."""
    name = world.name("Bram")
    last, address = name.split()[-1], world.address(name)
    for first in ("Bram", "Tilda"):
        one = (f"{first} {last}", address)
        world.is_of(f"{first}{address}", one)
        world.mail(one, [_anybody(world)], f"-- \n{first} {last}\n")


def holders(world: World) -> None:
    """Two people hold one mailbox after each other."""
    world.made += 1
    address = f"{world.random.choice(('secretary', 'office', 'treasurer'))}@body-{world.made}.example"
    for name in (world.name(), world.name()):
        one = (name, address)
        world.is_of(name + address, one)
        world.mail(one, [_anybody(world)], f"Kind regards,\n\n{name}\nHonorary Secretary\n")
    world.is_of(f"box {address}", ("", address), ("The Secretary", address))
    world.mail(_anybody(world), [("The Secretary", address)], "Dear all")


def generations(world: World) -> None:
    """A father and a son share an address and a name."""
    name = world.name()
    address = world.address(name)
    for one in ((name, address), (f"{name} Jr", address)):
        world.is_of(f"{one[0]}{address}", one)
        world.mail(one, [_anybody(world)], "It is so.")


def of_another(world: World) -> None:
    """Somebody gives another's address, in prose or below their name."""
    writer, other = _anybody(world), _anybody(world)
    wording = world.wording
    words = world.random.choice(OF_OTHERS[wording]).format(to=other[1], name=other[0])
    world.mail(writer, [_anybody(world)], words)
    signed = world.random.choice(COLLEAGUE[wording])
    domain = writer[1].partition("@")[2]
    world.mail(writer, [_anybody(world)], signed.format(name=writer[0], to=other[1], domain=domain))
    world.mail(other, [_anybody(world)], "It is so.")


def through_a_list(world: World) -> None:
    """A list writes in people's names from its own address."""
    world.made += 1
    address = f"plots-list@lists.body-{world.made}.example"
    for name in (world.name(), world.name()):
        own = (name, world.address(name))
        world.is_of(name + own[1], own)
        world.is_of(f"{name} by list {address}", (f"{name} via Plots", address))
        world.mail((f"{name} via Plots", address), [("", address)], "It is so.")
        world.mail(own, [_anybody(world)], "It is so.")
    world.is_of(f"list {address}", ("", address))


def _anybody(world: World) -> tuple[str, str]:
    name = world.name()
    one = (name, world.address(name))
    world.is_of(name + one[1], one, ("", one[1]))
    return one


KINDS: tuple[Callable[[World], None], ...] = (
    statement, signature, copies, answer, telephone, spelt,
    namesakes, namesake_answers, couple, holders, generations, of_another, through_a_list,
)  # fmt: skip


def world(seed: int, wording: str) -> World:
    """Give an invented case."""
    made = World(random.Random(seed), wording)
    made.made = seed * 7 % 90
    for _ in range(EACH):
        for kind in made.random.sample(KINDS, len(KINDS)):
            kind(made)
    return made


def judged(made: World, told: Callable[[str], None] = lambda _said: None) -> tuple[int, int, int, int]:
    """Give how many pairs are joined, rightly joined, shown by the case to be one, and of those joined."""
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(scratch) / "given"
        given.mkdir()
        for number, mail in enumerate(made.mails):
            (given / f"{number:04}.eml").write_text(mail, "utf-8")
        case = new(Path(scratch) / "case", at=AT)
        receive(case, [given], Delivery("the body", "", "2024-06-30"), at=AT)
        joined = [
            {(one.spelling.name.lower(), one.spelling.address) for one in each.spellings} & made.whose.keys()
            for each in people(case).people
        ]
    pairs = {frozenset(pair) for each in joined for pair in combinations(sorted(each), 2)}
    right = {pair for pair in pairs if len({made.whose[one] for one in pair}) == 1}
    for pair in sorted(map(sorted, pairs - right)):
        told(f"joined and two: {pair}")
    for pair in sorted(map(sorted, made.shown - pairs)):
        told(f"shown and not joined: {pair}")
    return len(pairs), len(right), len(made.shown), len(made.shown & pairs)


def rows(told: Callable[[str], None] = lambda _said: None) -> list[Row]:
    """Give precision and recall in each wording."""
    return list(_rows(told))


def _rows(told: Callable[[str], None]) -> Iterator[Row]:
    for wording, seeds in SEEDS.items():
        pairs, right, shown, found = (
            sum(each) for each in zip(*(judged(world(s, wording), told) for s in seeds), strict=True)
        )
        yield Row(f"people, {wording}: precision of joins", share(right, pairs), ">= 0.99", of(right, pairs))
        yield Row(f"people, {wording}: recall of joins shown", share(found, shown), "", of(found, shown))


def main() -> int:
    """Print the table, and with --each every pair that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="print every pair that is wrong")
    found = rows(print if parser.parse_args().each else lambda _said: None)
    for line in printed(found):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
