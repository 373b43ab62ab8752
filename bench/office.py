"""Office files of a public test corpus: our words held against another program's, and what was told of hidden layers.

Use: python -m bench.office [--words]: with --words, each file's figures, and words of the other that we lack.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.rows import Row, of, printed, share
from rejoinder.model import Blob
from rejoinder.read import Reading, read

OLD = ("doc", "xls", "ppt")
NEW = ("docx", "xlsx", "xlsm", "pptx", "odt", "ods", "odp", "rtf")
FLAGS = {
    "hidden_sheet": "hidden sheets",
    "hidden_row": "hidden rows",
    "hidden_column": "hidden columns",
    "pivot_cache": "pivot caches",
    "data_model": "data models",
    "external_link": "linked workbooks",
    "hidden_name": "hidden names",
    "comment": "comments",
    "tracked_changes": "tracked changes",
    "hidden_text": "hidden words",
    "stored_text": "words on no page",
    "hidden_slide": "hidden slides",
    "speaker_notes": "notes for the speaker",
    "embedded_file": "files inside",
    "macros": "macros",
    "external_relationship": "parts elsewhere",
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_PICTURE = re.compile(r"\b(?:image|thumbnail)\d*\.(?:png|jpe?g|emf|wmf|gif|bin)\b", re.IGNORECASE)
"""Names of pictures, which the other program puts among the words."""

Peer = Callable[[bytes], str]


class Held(NamedTuple):
    """One file: our words and the other's, our readings, and what reading it cost."""

    name: str
    ours: Counter[str]
    theirs: Counter[str] | None
    """None where the other program could not read it, or is not here."""
    readings: tuple[Reading, ...]
    seconds: float

    @property
    def lacking(self) -> Counter[str]:
        """The other's words that we lack."""
        return (self.theirs or Counter()) - self.ours

    @property
    def both(self) -> int:
        """How many words both have."""
        return (self.ours & self.theirs).total() if self.theirs else 0


def words_of(text: str) -> Counter[str]:
    """Give the words of a text, their letters' case and form aside, with how often each stands."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def peer() -> Peer | None:
    """Give Apache Tika, compiled, as a function of bytes; None when it is not installed."""
    try:
        from iscc_tika import Extractor
    except ImportError:
        return None
    extractor = Extractor()
    extractor.set_extract_string_max_length(50_000_000)
    return lambda content: str(extractor.extract_bytes_to_string(bytearray(content))[0])


def files(endings: tuple[str, ...]) -> Iterator[Path]:
    """Give the corpus's files of these endings, in order."""
    for path in sorted((corpus.CORPORA / "office").rglob("*")):
        if path.suffix[1:].lower() in endings:
            yield path


def held(path: Path, other: Peer | None) -> Held:
    """Give one file read by both."""
    content = path.read_bytes()
    began = time.process_time()
    readings = tuple(read(Blob(path.name, content), "bench"))
    seconds = time.process_time() - began
    text = "\n".join(document.text for reading in readings for document in reading.documents)
    text = "\n".join((text, *(reading.path.rpartition("/")[2] for reading in readings if reading.parent)))
    theirs = None
    if other:
        try:
            theirs = words_of(_PICTURE.sub(" ", other(content)))
        except Exception as fault:  # what it cannot read is left out of the comparison, and counted
            print(f"{path.name}: the other program: {' '.join(str(fault).split())[:90]}", file=sys.stderr)
    return Held(path.name, words_of(text), theirs, readings, seconds)


def rows() -> list[Row]:
    """Give the measure's rows."""
    other = peer()
    found: list[Row] = []
    everything: list[Held] = []
    for name, endings in (("new kinds", NEW), ("old kinds", OLD)):
        group = [held(path, other) for path in files(endings)]
        everything += group
        found += _compared(name, group)
    faults = [reading for one in everything for reading in one.readings if _has(reading, "reader_fault")]
    outcomes = Counter(one.readings[-1].outcome for one in everything)
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    found.append(Row("office: faults of our readers", len(faults), "= 0", f"{len(everything)} files: {said}"))
    seconds = sum(one.seconds for one in everything) / max(1, len(everything))
    found.append(Row("office: CPU seconds a file, LibreOffice aside", round(seconds, 4)))
    flagged = Counter(
        code for one in everything for reading in one.readings for code in {p.code for p in reading.problems}
    )
    found += [Row(f"office: files with {label}", flagged[code]) for code, label in FLAGS.items()]
    return found


def _compared(name: str, group: list[Held]) -> list[Row]:
    """Give how the two programs' words compare over files that both read."""
    compared = [one for one in group if one.theirs is not None and one.readings[-1].outcome != "refused"]
    if not compared:
        return [
            Row(f"office, {name}: not compared", "absent", "", "iscc-tika is not installed (uv sync --group bench)")
        ]
    known = sum(len(one.theirs) for one in compared if one.theirs)
    shared = sum(len(set(one.ours) & set(one.theirs)) for one in compared if one.theirs)
    both = sum(one.both for one in compared)
    theirs = sum(one.theirs.total() for one in compared if one.theirs)
    ours = sum(one.ours.total() for one in compared)
    whole = sum(not one.lacking for one in compared)
    return [
        Row(
            f"office, {name}: of the different words of Tika, ours too",
            share(shared, known),
            ">= 0.95",
            of(shared, known),
        ),
        Row(f"office, {name}: of all Tika's words, ours too", share(both, theirs), "", of(both, theirs)),
        Row(f"office, {name}: of all our words, Tika's too", share(both, ours), "", of(both, ours)),
        Row(f"office, {name}: files of which we have every word of Tika's", whole, "", of(whole, len(compared))),
    ]


def _has(reading: Reading, code: str) -> bool:
    return any(problem.code == code for problem in reading.problems)


def main() -> int:
    """Print the table, or each file's figures."""
    if said := corpus.absent_corpora():
        print(said)
        return 0
    if "--words" in sys.argv[1:]:
        other = peer()
        for path in files((*NEW, *OLD)):
            one = held(path, other)
            lacking = ", ".join(f"{word}×{count}" for word, count in one.lacking.most_common(12))
            total = one.theirs.total() if one.theirs else 0
            print(
                f"{one.name:48} {one.readings[-1].outcome:8} {one.both:6} of {total:6}  {one.ours.total():6}  {lacking}"
            )
        return 0
    for line in printed(rows()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
