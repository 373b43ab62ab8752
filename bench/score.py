"""Runs every measure, prints one table with the last run's values beside, and appends to scores.jsonl.

Use: python -m bench.score [--quick] [--only NAME…]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bench import attachments, corpus, delete_and_detect, invented, product
from bench.rows import Row, printed

SCORES = Path(__file__).with_name("scores.jsonl")


class Measure(NamedTuple):
    """One measure: its module below bench, its function, and whether it is told that the run is quick."""

    name: str
    module: str
    function: str = "rows"
    takes_quick: bool = False
    in_quick: bool = True


MEASURES = (
    Measure("absent messages", "delete_and_detect", takes_quick=True),
    Measure("invented threads", "invented"),
    Measure("attachments", "attachments"),
    Measure("printed mail", "printed_mail"),
    Measure("printed decoys", "printed_decoys"),
    Measure("printed mail, layouts by chance", "printed_layouts"),
    Measure("bundles", "bundles"),
    Measure("bundles on paper", "bundle_paper", takes_quick=True, in_quick=False),
    Measure("printed, absent messages", "printed", takes_quick=True),
    Measure("planted traces", "planted", in_quick=False),
    Measure("personal data", "personal_data"),
    Measure("names", "personal_names"),
    Measure("letters of reasons", "allegations"),
    Measure("evidence", "evidence"),
    Measure("people", "people"),
    Measure("dates", "dates", in_quick=False),
    Measure("clocks", "clocks"),
    Measure("zoning", "zoning"),
    Measure("rebuild", "rebuild"),
    Measure("office", "office", in_quick=False),
    Measure("pdfs", "pdfs"),
    Measure("hidden words of PDFs", "pdf_hidden"),
    Measure("bad redactions", "redacted"),
    Measure("redactions seen", "blacked", in_quick=False),
    Measure("copies that differ", "variants", in_quick=False),
    Measure("how many are missing", "estimate", in_quick=False),
    Measure("text recognition", "ocr", in_quick=False),
    Measure("confused letters", "confusion", in_quick=False),
    Measure("ledger", "ledger", in_quick=False),
    Measure("box", "box", in_quick=False),
    Measure("programs of others", "programs", in_quick=False),
    Measure("mutations", "mutations", in_quick=False),
    Measure("speed", "speed", takes_quick=True),
    Measure("growth", "speed", "growth_rows", in_quick=False),
)


def measured(measure: Measure, *, quick: bool) -> list[Row]:
    """Give a measure's rows; one that is absent or broken is a row that says so, and the others still run."""
    try:
        function: Callable[..., list[Row]] = getattr(import_module(f"bench.{measure.module}"), measure.function)
    except ModuleNotFoundError as fault:
        return [Row(f"{measure.name}: not measured", "absent", "", str(fault))]
    try:
        return function(quick=quick) if measure.takes_quick else function()
    except Exception as fault:  # one broken measure must not hide what the others say
        print(f"{measure.name}: {fault}", file=sys.stderr)
        return [Row(f"{measure.name}: broken", "broken", "", " ".join(str(fault).split())[-200:])]


def last_values(quick: bool) -> dict[str, float | str]:
    """Give each measure's value in the last run of the same length that has it."""
    values: dict[str, float | str] = {}
    for line in SCORES.read_text("utf-8").splitlines() if SCORES.exists() else ():
        run = json.loads(line)
        if run["quick"] == quick:
            values |= {row["measure"]: row["value"] for row in run["rows"]}
    return values


def commit() -> str:
    """Give the commit that was measured, with a plus when files have changed since."""

    def git(*arguments: str) -> str:
        ran = subprocess.run(["git", *arguments], cwd=corpus.HOUSE, capture_output=True, text=True)
        return ran.stdout.strip()

    return git("rev-parse", "--short=12", "HEAD") + ("+" if git("status", "--porcelain", "src") else "")


def append(rows: list[Row], *, quick: bool, seconds: float) -> None:
    """Append this run to scores.jsonl."""
    run: Mapping[str, Any] = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "quick": quick,
        "seconds": round(seconds),
        "seeds": {
            "deletions": delete_and_detect.SEED, "invented": invented.SEED, "attachments": attachments.SEED,
        },
        "rows": [{**row._asdict(), "passed": row.passed} for row in rows],
    }  # fmt: skip
    with SCORES.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")


def main() -> int:
    """Run the measures, print the table, and remember it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about three minutes instead of fifteen")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these measures, not remembered")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    if not product.is_here():
        print(f"{product.command()[0]} is not there: install the project into this environment first.")
        return 2
    began = time.monotonic()
    chosen = [one for one in MEASURES if one.in_quick or not arguments.quick]
    rows: list[Row] = []
    for measure in chosen:
        if not arguments.only or measure.name in arguments.only:
            rows += measured(measure, quick=arguments.quick)
    for line in printed(rows, last_values(arguments.quick)):
        print(line)
    seconds = time.monotonic() - began
    short = sum(row.passed is False or row.value == "broken" for row in rows)
    print(f"\n{short} of {len(rows)} fall short; {seconds / 60:.1f} minutes; commit {commit()}; "
          f"seeds {delete_and_detect.SEED}, {invented.SEED}, {attachments.SEED}")  # fmt: skip
    if not arguments.only:
        append(rows, quick=arguments.quick, seconds=seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
