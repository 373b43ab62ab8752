"""Measures the screen over a case of 100,000 documents and 1,000,000 passages: python -m bench.large [--case FOLDER].

The case is received as a person would: mail in threads, and long papers beside it, all in the words of the corpus,
and then the invented case of the demo, with its pages and pictures. A case of this size takes some 8 GB and a quarter
of an hour to make; with --case it is kept and used again. The browser's checks run over it too:

    python -m bench.large --case FOLDER/demo
    CASES=FOLDER pytest tests/browser
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import httpx2

from bench import corpus, product
from bench.growth import grown, rewritten, write_maildir
from bench.rows import Row, printed
from rejoinder.case import Case, Delivery, audit, open_case, receive
from rejoinder.demo import write_demo
from rejoinder.web.pages.document import PICTURES

DOCUMENTS = 100_000
PASSAGES = 1_000_000
MAILS = 54_000
PAPER = 2_080
"""Characters of a paper's passage: a paragraph longer than which a passage ends."""
AT = "2024-07-01T09:00:00+00:00"
COPIES = range(10, 16)
SEED = 11
TIMES = 7
PAGE, SEARCH, PICTURE, MEMORY = 200, 300, 300, 250
"""Bars: milliseconds of a page, of a search and of a page's first picture, MiB of the server."""
FIRST_PICTURE = "first page image"
_HIT = re.compile(r'href="(/case/[^"]+/document/[a-z0-9]+)[^"]*"')


def paragraphs(mails: Sequence[corpus.Mail]) -> list[bytes]:
    """Give paragraphs of a paper's passage each, in the words of rewritten copies that no mail of the case is."""
    whole = b" ".join(
        b" ".join(rewritten(mail.raw, copy).partition(b"\n\n")[2].split()) for copy in COPIES for mail in mails
    )
    cuts = range(0, len(whole) - PAPER, PAPER)
    return [whole[cut : cut + PAPER] for cut in cuts]


def make(folder: Path) -> None:
    """Make the case in a folder: threads of mail, and papers that bring the passages to their number."""
    mails = corpus.twisted()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        given = Path(scratch, "given")
        write_maildir(grown(mails, MAILS), given / "mail")
        each = -(-(PASSAGES - MAILS) // (DOCUMENTS - MAILS))
        pool = paragraphs(mails)
        (given / "papers").mkdir()
        for number in range(DOCUMENTS - MAILS):
            paper = b"\n\n".join(chance.choices(pool, k=each))
            (given / "papers" / f"{number:06}.txt").write_bytes(b"Paper %d\n\n" % number + paper)
        product.audited(given, folder)
        add_demo(open_case(folder), Path(scratch, "story"))


def add_demo(case: Case, story: Path) -> None:
    """Receive the invented case of the demo beside what is there."""
    for batch in write_demo(story).batches:
        receive(case, [batch.folder], Delivery(batch.name, batch.sender, batch.date, batch.own), at=AT)
    audit(case)


def last_batch(case: Path) -> str:
    """Give the name of the batch that was received last."""
    with open_case(case).shelf() as shelf:
        return shelf.batches()[-1].name


class Timed(NamedTuple):
    """One address: the first answer and the middle of those after it, in milliseconds."""

    name: str
    first: float
    middle: float
    size: int


@contextmanager
def served(case: Path) -> Iterator[tuple[int, str]]:
    """Give the server's process id and the address it prints, while it serves."""
    command = [sys.executable, "-m", "rejoinder.cli", "open", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = re.search(r"http://\S+", running.stdout.readline())
            assert found, "rejoinder open printed no address"
            yield running.pid, found[0]
        finally:
            running.terminate()


def addresses(client: httpx2.Client, here: str, batch: str) -> dict[str, str]:
    """Give every page's address by its name, with a document, a thread and a picture that the case holds."""
    documents = client.get(f"{here}/documents").text
    proof = re.search(_HIT, client.get(f"{here}/missing").text)
    first = re.search(_HIT, documents)
    document = (proof or first or ["", ""])[1]
    pictured = (re.search(_HIT, client.get(f"{here}/documents?q=committee+kind:pdf").text) or ["", ""])[1]
    return {
        "overview": f"{here}/overview",
        "documents": f"{here}/documents",
        "documents, page 500": f"{here}/documents?page=500",
        "documents of one kind": f"{here}/documents?q=kind:text",
        "documents, problems": f"{here}/documents?show=problems",
        "missing": f"{here}/missing",
        "missing, last page": f"{here}/missing?page=9999",
        "document": document,
        "document with pages": pictured,
        FIRST_PICTURE: f"{pictured}/page/1.png",
        "thread": document.replace("/document/", "/thread/"),
        "conversations": f"{here}/conversations",
        "redactions": f"{here}/redactions",
        "batches side by side": f"{here}/batches",
        "allegations": f"{here}/allegations",
        "chronology": f"{here}/chronology",
        "chronology, page 300": f"{here}/chronology?page=300",
        "chronology, last page": f"{here}/chronology?page=9999",
        "chronology of one person": f"{here}/chronology?person=glyph",
        "chronology of one kind": f"{here}/chronology?kind=said",
        "chronology of one batch": f"{here}/chronology?{urlencode({'batch': batch})}",
        "chronology, what you stand by": f"{here}/chronology?standing=kept",
        "settings": f"{here}/settings",
        "cases": "/",
        "search, a rare word": f"{here}/documents?q=deferred",
        "search, a frequent word": f"{here}/documents?q=the",
        "search, two words": f"{here}/documents?q=server+connection",
        "search, a phrase": f"{here}/documents?q=%22file+descriptor%22",
        "search, from: and words": f"{here}/documents?q=from:glyph+test",
    }


def peak(process: int) -> float:
    """Give the peak memory of a process in MiB."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", told)[0]) / 1024


def timed(client: httpx2.Client, name: str, address: str) -> Timed:
    """Give how long an address takes to answer."""
    taken, size = [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - start))
        answer.raise_for_status()
        size = len(answer.content)
    return Timed(name, taken[0], statistics.median(taken[1:]), size)


def rows(case: Path) -> Iterator[Row]:
    """Give the figures of a case."""
    shutil.rmtree(case / ".derived" / PICTURES, ignore_errors=True)
    with served(case) as (process, address):
        whole = urlsplit(address)
        with httpx2.Client(base_url=f"{whole.scheme}://{whole.netloc}", follow_redirects=True, timeout=60) as client:
            client.get(address)
            for name, place in addresses(client, f"/case/{case.name}", last_batch(case)).items():
                one = timed(client, name, place)
                bar = PICTURE if name == FIRST_PICTURE else SEARCH if name.startswith("search") else PAGE
                counts = f"first {one.first:.0f} ms, {one.size / 1000:.0f} kB"
                took = one.first if name == FIRST_PICTURE else one.middle
                yield Row(f"large case: {name}, ms", round(took, 1), f"<= {bar}", counts)
            answer = client.post(f"/case/{case.name}/missing/none/accept", data={"show": "to-check"})
            assert answer.status_code != 200, "an act on no finding was taken"
        yield Row("large case: the server's memory, MiB", round(peak(process)), f"<= {MEMORY}")


def main() -> None:
    """Make the case where it is not there, and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="where the case is, or shall be made and kept")
    chosen = parser.parse_args()
    if absent := corpus.absent_corpora():
        sys.exit(absent)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as scratch:
        case = chosen.case or Path(scratch, "large")
        if not case.exists():
            make(case)
        for line in printed(rows(case)):
            print(line)


if __name__ == "__main__":
    main()
