"""Checks that derived data made again is the same to the byte, and that nothing received has changed.

Use: python -m bench.rebuild
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench import corpus, product
from bench.corpus import Mail
from bench.deletions import at_random
from bench.product import ProductError
from bench.rows import Row, printed

SLICE = 600
JUDGEMENTS = ("accept", "dismiss", "unsure")


class Rebuilt(NamedTuple):
    """What one case said before and after it was rebuilt, and whether its bags are whole."""

    same: bool
    judged: int
    lost: int
    bags: int
    broken: int


def written(case: Path) -> bytes:
    """Give the bytes that `audit --json` prints."""
    with tempfile.TemporaryDirectory(prefix="bench-audit-") as folder:
        output = Path(folder, "out")
        status, said, _ = product.measured([*product.command(), "audit", str(case), "--json"], output=output)
        if status not in (0, 1):
            raise ProductError(f"audit ended with {status}: {said[-500:]}")
        return output.read_bytes()


def judged_by(case: Path) -> dict[str, str]:
    """Give each judged finding's status."""
    lines = product.call("audit", case, "--json").lines
    return {str(line["finding"]): str(line["status"]) for line in lines if line["status"] != "to check"}


def broken_bags(case: Path) -> tuple[int, int]:
    """Give how many bags there are and how many of them `sha256sum -c` refuses."""
    manifests = sorted(case.glob("received/*/manifest-sha256.txt"))
    ended = [
        subprocess.run(["sha256sum", "-c", "--quiet", "--strict", one.name], cwd=one.parent, capture_output=True)
        for one in manifests
    ]
    return len(manifests), sum(one.returncode != 0 for one in ended)


def rebuilt(case: Path) -> Rebuilt:
    """Judge three findings, rebuild the case, and compare."""
    findings = [line for line in product.call("audit", case, "--json").lines if line["status"] == "to check"]
    for finding, decision in zip(findings, JUDGEMENTS, strict=False):
        product.call("judge", case, str(finding["finding"]), decision, "--because", "To see that it stays.")
    before, judged = written(case), judged_by(case)
    product.call("rebuild", case)
    after = judged_by(case)
    bags, broken = broken_bags(case)
    lost = sum(after.get(finding) != status for finding, status in judged.items())
    return Rebuilt(before == written(case), len(judged), lost, bags, broken)


def demo_case(folder: Path) -> Path:
    """Give the case that `rejoinder demo` makes."""
    product.call("demo", folder, "--no-open")
    (received,) = list(folder.rglob("received"))
    return received.parent


def mail_case(folder: Path, mails: list[Mail]) -> Path:
    """Give a case of mail with a fifth held back."""
    withheld = at_random(len(mails), 20, 11).withheld
    corpus.write_folder([mail for at, mail in enumerate(mails) if at not in withheld], folder / "disclosure")
    product.audited_whole(folder / "disclosure", folder / "case")
    return folder / "case"


def rows() -> list[Row]:
    """Give the rows of the demo's case, and of a slice of mail where the corpora are here."""
    every: dict[str, Rebuilt] = {}
    with tempfile.TemporaryDirectory(prefix="bench-rebuild-") as folder:
        every["demo"] = rebuilt(demo_case(Path(folder, "demo")))
        if not corpus.absent_corpora():
            every["mail"] = rebuilt(mail_case(Path(folder, "mail"), corpus.twisted()[:SLICE]))
    differ = [name for name, one in every.items() if not one.same]
    bags = sum(one.bags for one in every.values())
    judged = sum(one.judged for one in every.values())
    return [
        Row("rebuild: audits that differ by a byte", len(differ), "= 0", f"of {len(every)} {' '.join(differ)}".strip()),
        Row("rebuild: judgements lost", sum(one.lost for one in every.values()), "= 0", f"of {judged}"),
        Row("rebuild: bags that sha256sum refuses", sum(one.broken for one in every.values()), "= 0", f"of {bags}"),
    ]


def main() -> int:
    """Measure and print the rows."""
    for line in printed(rows()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
