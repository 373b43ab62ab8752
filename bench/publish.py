"""Injects people and numbers into files of many kinds, makes safe copies, and tries to get at what was hidden.

Use: python -m bench.publish [--seed N] [--files N] [--secrets N] [--explain] [--keep FOLDER]

The person's part is played as it is meant: what is proposed is hidden; what is not proposed is said in own words, and
counted. A recovery is a surname or a number, squashed, in what pdftotext (four ways), PDFium (which stands for copy and
paste: that viewer is built on it), the unpacked streams, the properties, files inside, earlier versions or text
recognition of the pages give; and what our own audit and x-ray (XRAY_PYTHON=… names an interpreter that has it) say.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
import pypdfium2

from bench.publish_files import COVER, COVERED, KINDS, WORD, Made, word_files
from bench.publish_people import Body, Secret, as_named, number, people, squash
from bench.redacted import XRAY
from bench.rows import Row, of, printed, share
from bench.spent import computing
from rejoinder.box.reading import read
from rejoinder.case import Case, Delivery, new, receive
from rejoinder.covered import BAD
from rejoinder.errors import UsageError
from rejoinder.model import Blob
from rejoinder.publish import acts
from rejoinder.publish.checked import decoded
from rejoinder.publish.copying import Copy, safe_copy
from rejoinder.publish.making import checked_copies
from rejoinder.publish.proposed import Plan, plan_of
from rejoinder.read.ocr.found import engines_here
from rejoinder.read.ocr.pictures import pictures
from rejoinder.scans import Asked, read_scans

SEED, FILES, SECRETS = 61, 6, 12
"""Files of each kind, and what is injected in each: 7 kinds of 6 with 12 are 504."""
NOW = "2024-06-30T12:00:00+00:00"


def injected(rolls: random.Random, several: Sequence[Body], many: int) -> list[Secret]:
    """Give so many secrets of different people, two in three of them names."""
    chosen = rolls.sample(list(several), many)
    return [as_named(rolls, one) if at % 3 < 2 else number(rolls, one) for at, one in enumerate(chosen)]


def files(rolls: random.Random, several: Sequence[Body], each: int, inside: int) -> list[Made]:
    """Give the files of every kind."""
    found = []
    for kind, make in KINDS.items():
        for at in range(each):
            secrets = injected(rolls, several, inside)
            found.append(Made(f"{kind} {at}.pdf", kind, make(rolls, secrets), tuple(secrets)))
    batches = [injected(rolls, several, inside) for _ in range(each)]
    contents = word_files(rolls, batches)
    for at, (secrets, content) in enumerate(zip(batches, contents, strict=True)):
        found.append(Made(f"{WORD} {at}.pdf", WORD, content, tuple(secrets)))
    return found


def case_of(folder: Path, several: Sequence[Body], made: Sequence[Made]) -> Case:
    """Give a case with the files, and a mail of everybody, by which they are known."""
    given = folder / "given"
    given.mkdir()
    for one in made:
        (given / one.name).write_bytes(one.content)
    for at, body in enumerate(several):
        mail = (
            f"From: {body.name} <{body.mail}>\nTo: Marigold Threnody <m@threnody.example>\n"
            f"Message-ID: <{at}@plots.example>\n"
            f"Date: Fri, {1 + at % 28} Mar 2024 10:00:00 +0000\nSubject: Hose\n\nThe hose.\n"
        )
        (given / f"{at}.eml").write_text(mail)
    case = new(folder / "case", at=NOW, subject="Marigold Threnody")
    receive(case, [given], Delivery("given", "", "2024-06-30", False), at=NOW)
    if engines_here():
        read_scans(case, Asked(), told=lambda *_: None)
    return case


def got_at(content: bytes) -> Iterator[tuple[str, str]]:
    """Give (way, text) for each way in which words can be got out of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.pdf"
        path.write_bytes(content)
        for options in ((), ("-layout",), ("-raw",), ("-bbox",)):
            ended = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
            yield "text extraction", ended.stdout.decode("utf-8", "replace")
        about = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=False)
        meta = subprocess.run(["pdfinfo", "-meta", "-custom", str(path)], capture_output=True, check=False)
        inside = subprocess.run(["pdfdetach", "-list", str(path)], capture_output=True, check=False)
        for told in (about, meta, inside):
            yield "metadata", told.stdout.decode("utf-8", "replace")
    opened = pypdfium2.PdfDocument(content)
    for page in opened:
        yield "copy and paste", page.get_textpage().get_text_range()
    yield from (("raw bytes", said) for said in _unpacked(content))
    ends = [at for at in range(len(content)) if content.startswith(b"%%EOF", at)]
    for end in ends[:-1]:
        yield (
            "earlier versions",
            subprocess.run(["pdftotext", "-", "-"], input=content[: end + 5], capture_output=True).stdout.decode(),
        )


def _unpacked(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
                yield from decoded(one.read_bytes())
            elif isinstance(one, pikepdf.Dictionary):
                yield from (str(value) for value in one.values() if isinstance(value, pikepdf.String))
        yield from (str(value) for value in opened.docinfo.values())


def seen(content: bytes) -> Iterator[tuple[str, str]]:
    """Give what text recognition reads on the pages."""
    engines = engines_here()
    pages = len(pypdfium2.PdfDocument(content))
    for picture in pictures(Blob("copy.pdf", content), range(1, pages + 1)) if engines else ():
        yield "images", engines.recognised(picture).text


def audited(content: bytes) -> Iterator[str]:
    """Give what our own audit says can be read beneath something."""
    for reading in read([Blob("copy.pdf", content)], ""):
        yield from (one.code for one in reading.problems if one.code in BAD)


def by_xray(content: bytes) -> Iterator[tuple[str, str]]:
    """Give what x-ray says can be read beneath something, where it is here."""
    interpreter = os.environ.get("XRAY_PYTHON")
    if not interpreter:
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        asked = json.dumps([file.name])
        ended = subprocess.run([interpreter, "-c", XRAY], input=asked, capture_output=True, text=True, check=True)
    yield "x-ray", " ".join(json.loads(ended.stdout)[1])


def hidden_by_hand(case: Case, made: Sequence[Made], refs: Sequence[str]) -> int:
    """Hide in own words what is injected and not proposed, and give how many that is."""
    plan = plan_of(case, refs)
    known = {squash(name) for group in plan.hidden for name in (group.name, *_names(plan, group.key))}
    by_hand = 0
    for one in {secret for file in made for secret in file.secrets}:
        if not any(told in name for told in one.told for name in known):
            acts.hide_words(case, one.of, at=NOW)
            by_hand += 1
    return by_hand


def _names(plan: Plan, key: str) -> tuple[str, ...]:
    return plan.people[key].names if key in plan.people else ()


def kept(kind: str, before: bytes, after: bytes, secrets: Sequence[Secret]) -> tuple[int, int, list[str]]:
    """Give how many words that should stay are on the page, how many of them are in the copy, and which are not."""
    parts = {squash(part) for one in secrets for words in (one.written, one.of) for part in (*words.split(), words)}
    texts = [
        " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(one)) for one in (before, after)
    ]
    covered = pypdfium2.PdfDocument(before)[0].get_textpage().get_text_bounded(*COVER) if COVERED in kind else ""
    had, has = (Counter(word for word in text.split() if word.strip(".,?").isalpha()) for text in texts)
    had -= Counter(covered.split())
    should = Counter({word: many for word, many in had.items() if squash(word) not in parts and len(word) > 1})
    lost = should - has
    return sum(should.values()), sum((should & has).values()), sorted(lost.elements())


def main() -> int:
    """Print the table, and each recovery when asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--files", type=int, default=FILES)
    asked.add_argument("--secrets", type=int, default=SECRETS)
    asked.add_argument("--explain", action="store_true")
    asked.add_argument("--keep", type=Path)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, explained = measured(Path(folder), told.seed, (told.files, told.secrets), told.keep)
    print(f"seed {told.seed}, {told.files} files of each kind, {told.secrets} injected in each")
    print("\n".join(printed(table)))
    if told.explain:
        print("\n".join(explained))
    return 0 if all(row.passed is not False for row in table) else 1


def measured(folder: Path, seed: int, many: tuple[int, int], keep: Path | None) -> tuple[list[Row], list[str]]:
    """Give the figures, and what was got at or lost."""
    rolls = random.Random(seed)
    several = people(rolls, 90)
    made = files(rolls, several, *many)
    case = case_of(folder, several, made)
    with case.shelf() as shelf:
        refs = {one.path: one.ref for one in shelf.documents()}
    wanted = [refs[one.name] for one in made]
    if keep:
        (keep / "given").mkdir(parents=True, exist_ok=True)
        for one in made:
            (keep / "given" / one.name).write_bytes(one.content)
    by_hand = hidden_by_hand(case, made, wanted)
    plan = plan_of(case, wanted)
    began = computing()
    copies, refused = copied(case, plan)
    spent = computing() - began
    same = all(safe_copy(case, plan, copy.holding).content == copy.content for copy in copies.values())
    if keep:
        for name, copy in copies.items():
            (keep / f"copy of {name}").write_bytes(copy.content)
    table, explained = _counted([one for one in made if one.name in copies], copies, by_hand)
    pages = sum(copy.pages for copy in copies.values())
    table.insert(0, Row("copies that were not handed over", len(refused), "= 0", of(len(refused), len(made))))
    table.append(Row("same input, same bytes", int(same), "= 1"))
    table.append(Row("CPU seconds a page, checks with them", spent / max(1, pages), "", f"{pages:,} pages"))
    return table, [*refused, *explained]


def copied(case: Case, plan: Plan) -> tuple[dict[str, Copy], list[str]]:
    """Give the safe copies by the path of what they are of, and why others were not handed over."""
    copies: dict[str, Copy] = {}
    refused: list[str] = []
    for at, holding in enumerate(plan.documents, 1):
        try:
            [copies[holding.path]] = checked_copies(case, plan, (holding,))
        except UsageError as fault:
            refused.append(fault.what)
        told = refused[-1] if holding.path not in copies else holding.path
        print(f"{at} of {len(plan.documents)}: {told}", file=sys.stderr, flush=True)
    return copies, refused


def _counted(made: Sequence[Made], copies: Mapping[str, Copy], by_hand: int) -> tuple[list[Row], list[str]]:
    recovered: Counter[str] = Counter()
    had: Counter[str] = Counter()
    has: Counter[str] = Counter()
    explained: list[str] = []
    for one in made:
        content = copies[one.name].content
        texts = [(way, squash(said)) for way, said in (*got_at(content), *seen(content), *by_xray(content))]
        for secret in one.secrets:
            ways = sorted({way for way, said in texts for told in secret.told if told in said})
            recovered.update(ways)
            explained += [f"{one.name}: {secret.kind} “{secret.written}” by {', '.join(ways)}"] if ways else []
        said = list(audited(content))
        recovered["our audit"] += len(said)
        explained += [f"{one.name}: our audit: {code}" for code in said]
        should, stays, lost = kept(one.kind, one.content, content, one.secrets) if one.kind != "scans" else (0, 0, [])
        had[one.kind] += should
        has[one.kind] += stays
        explained += [f"{one.name}: lost {' '.join(lost[:40])}"] if lost else []
    secrets = sum(len(one.secrets) for one in made)
    ways = ["text extraction", "copy and paste", "raw bytes", "metadata", "earlier versions", "images", "our audit"]
    ways += ["x-ray"] if os.environ.get("XRAY_PYTHON") else []
    rows = [Row(f"recovered by {way}", recovered[way], "= 0", of(recovered[way], secrets)) for way in ways]
    rows.append(Row("hidden only because it was said in own words", by_hand, "", of(by_hand, secrets)))
    rows += [
        Row(f"words that should stay and do: {kind}", share(has[kind], many), ">= 0.97", of(has[kind], many))
        for kind, many in had.items()
        if many
    ]
    return rows, explained


if __name__ == "__main__":
    sys.exit(main())
