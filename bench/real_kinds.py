"""Lists what is found of every other kind in real mail and public records that are given whole, for a person to read.

Use: python -m bench.real_kinds [--list FILE]

Messages, attachments and documents spoken of have programs of their own. Nothing is held back here: two mailing lists,
one office's mail and a public production are received as they are. The list holds third parties' words and stays on
this machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import corpus, product
from bench.rows import Row, printed

SEED = 19
MOST = 40
"""Findings of one kind in one corpus that are listed."""
ELSEWHERE = frozenset(("absent-message", "absent-attachment", "absent-document", "bad-redaction", "redaction"))
"""Kinds whose precision on real papers another program measures."""
FOLDERS = ("mail/edrm-enron-eml", "foi/palin-slice", "foi/froide-mail")


def disclosures(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give each corpus by its name, as a folder that can be received."""
    for name in corpus.LISTS:
        given = folder / name
        corpus.write_folder(corpus.twisted([name]), given)
        yield name, given
    for name in FOLDERS:
        yield name.rpartition("/")[2], corpus.CORPORA / name


def told(one: product.Line, paths: dict[str, str]) -> str:
    """Give a finding with its words and where they stand."""
    absent = {name: value for name, value in one["absent"].items() if value}
    cited = (f"  {paths.get(trace['document'], '')}: “{trace['exact'][:240]}”" for trace in one["because"][:4])
    return "\n".join((f"{one['grade']} {absent}", *cited, *(f"  - {said}" for said in one["checked"][:4])))


def main() -> int:
    """Print how many of each kind each corpus gives, and list them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="a file to write each finding to")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    chance, lines = random.Random(SEED), list[str]()
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-kinds-") as folder:
        for name, given in disclosures(Path(folder)):
            audit = product.audited(given, Path(folder, f"case {name}"))
            found = [one for one in audit.findings if one["kind"] not in ELSEWHERE]
            rows.append(Row(f"{name}: documents", len(audit.paths)))
            for kind, many in sorted(Counter(one["kind"] for one in found).items()):
                rows.append(Row(f"{name}: {kind}", many))
                those = [one for one in found if one["kind"] == kind]
                for number, one in enumerate(chance.sample(those, min(MOST, many)), 1):
                    lines.append(f"=== {name} {kind} {number}: {told(one, audit.paths)}\n")
    print("\n".join(printed(rows)))
    if arguments.list:
        arguments.list.write_text("\n".join(lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
