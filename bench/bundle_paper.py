"""Bundles made of invented documents: time and memory at three sizes, and the fourteen rules on random bundles.

Use: python -m bench.bundle_paper [--bundles N] [--start N] [--sizes 600 2000 10000] [--seed S]

Bundle number N of a seed is the same however many are made, so that a long run goes on from where it ended, and two
halves of one run side by side.

The rules are looked at by bench/bundle_rules.py, which knows nothing of the writer. BunTool 2, the program measured
beside it before, is a page of JavaScript that no package registry holds; its figures are those of that measurement.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.bundle_pool import NOW, Pages, Pooled, lines, mail, pool, written
from bench.bundle_rules import POINTS, Expected, Facts, faults
from bench.product import call
from bench.rows import Row, of, printed
from bench.spent import computing
from rejoinder.case import Case, Delivery, new, receive
from rejoinder.case import bundle as chosen
from rejoinder.law.bundles import profile_named
from rejoinder.write.bundle.making import Asked, make

BUNTOOL = {600: 14.6, 2_000: 37.3, 10_000: 560.0}
"""Seconds of BunTool 2 for so many pages on the same kind of machine; the last was not finished then."""
BARS = {600: 5.0, 2_000: 15.0, 10_000: 60.0}
MEMORY = 500
AGAIN, CORES = 10, 4
"""Of how many random bundles one is made again, and one has its core bundle made."""
EVERY = 25
"""Random bundles between two lines that tell how far it is."""
HEARD = sys.stderr
"""Where that is told: when pikepdf checks a PDF it leaves another in its place."""
PROFILES = ("ew_courts_2021", "family_pd27a_2026", "et_ew", "plain")
SECTIONS = ("Pleadings", "Orders", "Statements", "Letters & mail", "Minutes: 2024", "Écrits")


class Tried(NamedTuple):
    """One random bundle, and what was at fault with it."""

    seed: int
    faults: dict[str, str]


def random_bundle(held: Pooled, seed: int, out: Path) -> Tried:
    """Make a random bundle, some with a core or with pages added late, and look at all fourteen rules."""
    dice = random.Random(seed)
    case = held.case
    journal = case.journal.path
    kept = journal.read_bytes()
    profile = profile_named(dice.choice(PROFILES))
    try:
        paths = dice.sample(sorted(held.kinds), dice.randrange(2, 14))
        late = dice.sample(sorted(set(held.kinds) - set(paths)), dice.randrange(1, 4)) if dice.random() < 0.3 else []
        sections = dice.sample(SECTIONS, dice.randrange(1, 5))
        for path in paths:
            chosen.add(case, [path], section=dice.choice(sections), at=NOW)
        if dice.random() < 0.4:
            chosen.sort(case, at=NOW)
        if dice.random() < 0.3:
            chosen.retitle(case, "1", "Called {otherwise} (#1) & <so>", at=NOW)
        chosen.mark_core(case, ["1", "2"], at=NOW)
        made = make(case, Asked(profile), out)
        earlier = None
        if late:
            earlier = out / "earlier.pdf"
            shutil.copyfile(made.path, earlier)
            chosen.was_filed(case, profile.id, case.journal.head(), at=NOW)
            chosen.add(case, late, section=dice.choice(sections), at=NOW)
            made = make(case, Asked(profile), out)
        told = facts(held, case, by_section=profile.by_section, earlier=earlier)
        found = faults(made.path, told)
        if seed % AGAIN == 0 and make(case, Asked(profile), out).sha256 != made.sha256:
            found["same bytes"] = "made again, it has other bytes"
        if seed % CORES == 0:
            core = make(case, Asked(profile, core=True), out)
            titles = [one.title for one in told.documents]
            told_of = facts(held, case, by_section=profile.by_section, core=titles)
            found |= {f"core: {name}": fault for name, fault in faults(core.path, told_of).items()}
        return Tried(seed, found)
    finally:
        journal.write_bytes(kept)


def facts(
    held: Pooled, case: Case, *, by_section: bool, earlier: Path | None = None, core: list[str] | None = None
) -> Facts:
    """Give what is known of the bundle as it is chosen."""
    documents = []
    for one in chosen.exhibits(case):
        if core is not None and not one.entry.core:
            continue
        path = one.holding.path if one.holding else one.entry.path
        kind = held.kinds[path]
        title = one.entry.title or (one.holding.subject if one.holding else "") or path
        marks = (title.replace(" ", ""),) if kind.slip else kind.marks
        documents.append(Expected(title, one.entry.section, marks, kind.turns))
    return Facts(case.subject, documents, by_section, earlier, tuple(core or ()), core is not None)


def random_bundles(held: Pooled, numbers: range, seed: int, out: Path) -> Iterator[Tried]:
    """Give each random bundle as it is tried, and tell how far it is."""
    faulty = 0
    for number in numbers:
        one = random_bundle(held, seed + number, out)
        faulty += bool(one.faults)
        if one.faults or number % EVERY == EVERY - 1:
            told = f"{one}" if one.faults else f"{faulty} with a fault, {computing():.0f} s of computing"
            print(f"{number + 1} of {numbers.stop}: {told}", file=HEARD, flush=True)
        yield one


def rules(bundles: int, seed: int, start: int = 0) -> tuple[list[Row], list[Tried]]:
    """Give in how many random bundles each rule is met."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        held = pool(folder, 240, seed)
        out = folder / "out"
        out.mkdir()
        began = computing()
        tried = list(random_bundles(held, range(start, start + bundles), seed, out))
        spent = computing() - began
    wrong = Counter(name.removeprefix("core: ") for one in tried for name in set(one.faults))
    whole = sum(not one.faults for one in tried)
    rows = [Row("random bundles that meet all fourteen rules", whole, f"= {bundles}", of(whole, bundles))]
    names = [*(point.__name__ for point in POINTS), "same bytes"]
    rows += [Row(f"  {name.replace('_', ' ')}", bundles - wrong[name], f"= {bundles}") for name in names]
    rows.append(Row("  seconds of computing for one, checks with them", spent / max(1, bundles)))
    return rows, [one for one in tried if one.faults]


def large(folder: Path, pages: int) -> Case:
    """Give a case with a bundle of so many pages: seven in ten of received PDFs, the others of mails."""
    dice = random.Random(pages)
    case = new(folder / "case", at=NOW, subject="Marigold Threnody", controller="Lower Wibbling Allotment Society")
    source = folder / "given"
    source.mkdir()
    total = 0
    for number in range(pages):
        if total >= pages:
            break
        name = f"d{number:05}"
        if dice.random() < 0.7:
            many, made = dice.choice((1, 2, 3, 8, 15, 30)), Pages()
            for page in range(many):
                made.add(written(lines(f"{name}p{page}", dice, 34), (595.0, 842.0)), (595.0, 842.0))
            (source / f"{name}.pdf").write_bytes(made.bytes())
        else:
            many = 1
            (source / f"{name}.eml").write_bytes(mail(name, random.Random(number)).content)
        total += many
    receive(case, [source], Delivery("the society", date="2026-11-01"), at=NOW)
    chosen.add_from(case, "all", section="Documents", at=NOW)
    return case


def sizes(wanted: list[int]) -> Iterator[Row]:
    """Give seconds and memory of the whole command for bundles of so many pages."""
    for pages in wanted:
        with tempfile.TemporaryDirectory() as folder:
            case = large(Path(folder), pages)
            out = Path(folder) / "bundle.pdf"
            made = call("bundle", case.folder, "-o", out, "--json")
            told, peer = made.lines[0], BUNTOOL.get(pages)
            beside = f", BunTool 2 then {peer:.1f} s: {peer / made.cost.wall:.1f} times" if peer else ""
            counts = (
                f"{told['exhibits']} exhibits, {made.cost.cpu:.1f} s of computing, {out.stat().st_size / 1e6:.0f} MB"
            )
            bar = f"<= {BARS[pages]}" if pages in BARS else ""
            yield Row(f"bundle of {told['pages']} pages, seconds", made.cost.wall, bar, counts + beside)
            yield Row(f"bundle of {told['pages']} pages, peak MiB", made.cost.peak, f"<= {MEMORY}")


def rows(*, quick: bool = True) -> list[Row]:
    """Give the table for `bench.score`."""
    found, _ = rules(25 if quick else 1_000, 1)
    return [*found, *sizes([600] if quick else [600, 2_000, 10_000])]


def main() -> None:
    """Print the table and what is at fault."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bundles", type=int, default=1_000)
    asked.add_argument("--start", type=int, default=0, help="how many random bundles to pass over")
    asked.add_argument("--sizes", type=int, nargs="*", default=[600, 2_000, 10_000])
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    print(f"seed {told.seed}, from number {told.start}")
    if told.bundles:
        found, wrong = rules(told.bundles, told.seed, told.start)
        print("\n".join(printed(found)))
        for one in wrong:
            print(one)
    print("\n".join(printed(sizes(told.sizes))))


if __name__ == "__main__":
    main()
