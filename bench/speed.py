"""Compares the product's CPU time and memory on a maildir with those of mail indexers.

Use: python -m bench.speed [--growth] [--quick]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench import corpus, product
from bench.growth import grown, write_maildir
from bench.product import Cost, ProductError
from bench.rows import Row, printed

MESSAGES = 5_000
MANY = 50_000
ROUNDS = 3


class Peer(NamedTuple):
    """A program that indexes mail, and the Debian package it comes in."""

    program: str
    package: str
    run: Callable[[Path, Path], Cost]
    """Gives the cost of indexing a maildir with nothing but an empty folder of its own."""


def costing(*argv: str | Path, home: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Give the cost of a command that has only this home."""
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache")}
    said = [str(one) for one in argv]
    status, errors, cost = product.measured(said, environment=environment | dict(settings or {}))
    if status:
        raise ProductError(f"{' '.join(said)} ended with {status}: {errors[-500:]}")
    return cost


def rejoinder(maildir: Path, home: Path) -> Cost:
    """Give the cost of a new case, the maildir received, and its audit."""
    return product.audited_whole(maildir, home / "case").cost


def notmuch(maildir: Path, home: Path) -> Cost:
    """Give the cost of `notmuch new`."""
    settings = home / "notmuch-config"
    settings.write_text(
        f"[database]\npath={home / 'index'}\nmail_root={maildir}\n[new]\ntags=new\n[user]\nname=n\n"
        "primary_email=n@n.example\n[search]\n[maildir]\nsynchronize_flags=false\n"
    )
    (home / "index").mkdir()
    return costing("notmuch", "new", "--quiet", home=home, settings={"NOTMUCH_CONFIG": str(settings)})


def mu(maildir: Path, home: Path) -> Cost:
    """Give the cost of `mu index`, without the `mu init` before it."""
    costing("mu", "init", f"--muhome={home / 'mu'}", f"--maildir={maildir}", "--quiet", home=home)
    return costing("mu", "index", f"--muhome={home / 'mu'}", "--quiet", home=home)


def recoll(maildir: Path, home: Path) -> Cost:
    """Give the cost of `recollindex`."""
    settings = home / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {maildir}\nloglevel = 1\n")
    return costing("recollindex", "-c", settings, home=home)


PEERS = (
    Peer("notmuch", "notmuch", notmuch),
    Peer("mu", "maildir-utils", mu),
    Peer("recollindex", "recoll", recoll),
)


def median(costs: list[Cost]) -> Cost:
    """Give the median of each part of some costs."""
    return Cost(*(statistics.median(part) for part in zip(*costs, strict=True)))


def rounds_of(runs: Mapping[str, Callable[[Path, Path], Cost]], maildir: Path, rounds: int) -> dict[str, Cost]:
    """Give each program's median cost; all take turns, each with an empty home, and the first turn is warm-up."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(rounds + (rounds > 1)):
        for name, run in runs.items():
            with tempfile.TemporaryDirectory(prefix="bench-home-") as home:
                cost = run(maildir, Path(home))
            print(f"{name}, turn {turn}: CPU {cost.cpu:.1f} s, peak {cost.peak:.0f} MiB", file=sys.stderr)
            if turn or rounds == 1:
                costs[name].append(cost)
    return {name: median(each) for name, each in costs.items()}


def rows(*, quick: bool = False) -> list[Row]:
    """Give CPU time and memory beside the peers' in one run; quick takes one turn and notmuch only."""
    here = [peer for peer in (PEERS[:1] if quick else PEERS) if shutil.which(peer.program)]
    absent = [peer for peer in PEERS if not shutil.which(peer.program)]
    runs: dict[str, Callable[[Path, Path], Cost]] = {"rejoinder": rejoinder} | {p.program: p.run for p in here}
    with tempfile.TemporaryDirectory(prefix="bench-maildir-") as folder:
        write_maildir(grown(corpus.twisted(), MESSAGES), Path(folder, "mail"))
        costs = rounds_of(runs, Path(folder, "mail"), 1 if quick else ROUNDS)
    ours = costs.pop("rejoinder")
    found = [Row(f"speed: CPU seconds for {MESSAGES:,} messages", ours.cpu, "", f"wall {ours.wall:.1f} s")]
    for name, theirs in costs.items():
        counts = f"{ours.cpu:.1f} s ÷ {theirs.cpu:.1f} s"
        found.append(Row(f"speed: CPU ÷ {name}", ours.cpu / theirs.cpu, "<= 1" if name == "notmuch" else "", counts))
    peaks = ", ".join(f"{name} {theirs.peak:.0f}" for name, theirs in costs.items())
    found.append(Row("speed: peak memory, MiB", ours.peak, "", peaks))
    return found + [
        Row(f"speed: CPU ÷ {peer.program}", "absent", "", f"install the package {peer.package}") for peer in absent
    ]


def growth_rows() -> list[Row]:
    """Give how CPU time and memory grow when the messages are ten times as many; one run of each."""
    mails = corpus.twisted()[:MESSAGES]
    costs = []
    for count in (MESSAGES, MANY):
        with tempfile.TemporaryDirectory(prefix="bench-growth-") as folder:
            write_maildir(grown(mails, count), Path(folder, "mail"))
            costs.append(rejoinder(Path(folder, "mail"), Path(folder)))
        print(f"{count:,} messages: {costs[-1]}", file=sys.stderr)
    few, many = costs
    times = f"{MESSAGES:,} to {MANY:,} messages"
    return [
        Row(f"growth: CPU, {times}", many.cpu / few.cpu, "<= 11", f"{few.cpu:.1f} s to {many.cpu:.1f} s"),
        Row(f"growth: peak memory, {times}", many.peak / few.peak, "", f"{few.peak:.0f} to {many.peak:.0f} MiB"),
        Row(f"growth: wall seconds for {MANY:,} messages", many.wall, "<= 60"),
    ]


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--growth", action="store_true", help="5,000 and 50,000 messages; takes minutes")
    parser.add_argument("--quick", action="store_true", help="one turn, beside notmuch only")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    for line in printed(growth_rows() if arguments.growth else rows(quick=arguments.quick)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
