"""Measures the screen over a case of 100,000 documents and 1,000,000 passages: python -m bench.large [--case FOLDER].

The case is received as a person would: mail in threads, and long papers beside it, all in the words of the corpus,
then the invented case of the demo, with its pages and pictures, and a heavy correspondence of its subject's beside
that, with letters of reasons taken, events confirmed and findings accepted. A case of this size takes some 9 GB and
half an hour to make; with --case it is kept and used again. Measured are the pages named here and one of every other
kind that links lead to, so that no page is forgotten; every file that may be of the whole case; and, where the case
was not looked through yet before it is sent, pages while a job of the server does that, which takes some 20 minutes.
The browser's checks run over the case too:

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

from bench import corpus
from bench.busy import LETTER, write_busy
from bench.crawl import Page as Crawled
from bench.crawl import crawled, kind_of, unreached
from bench.growth import grown, rewritten, write_maildir
from bench.rows import Row, printed
from rejoinder.case import Case, Delivery, audit, judge_all, new, open_case, receive
from rejoinder.case.allegations import confirm, take_letter
from rejoinder.case.chronology import Wanted, chronology
from rejoinder.case.chronology import confirm as confirm_events
from rejoinder.demo import write_demo
from rejoinder.sending import is_looked
from rejoinder.web.pages.document import PICTURES

DOCUMENTS = 100_000
PASSAGES = 1_000_000
MAILS = 54_000
PAPER = 2_080
"""Characters of a paper's passage: a paragraph longer than which a passage ends."""
AT = "2024-07-01T09:00:00+00:00"
CONFIRMED = 300
"""Events of a kind that are confirmed."""
ACCEPTED = "absent-attachment"
"""The kind of finding that is accepted."""
COPIES = range(10, 16)
SEED = 11
TIMES = 7
PAGE, SEARCH, PICTURE, MEMORY = 200, 300, 300, 250
"""Bars: milliseconds of a page, of a search and of a page's first picture, MiB of the server."""
FIRST_PICTURE = "first page image"
BESIDE = ("overview", "documents", "missing", "chronology", "people", "allegations", "procedure", "letters", "bundle")
"""Pages asked for while a job works."""
BEGUN = 5
"""Seconds after which a job that was begun is at its work."""
TURN = "{turn}"
LATER, SOON = " data-later ", 0.02
"""What stands in a page of which something is put in later, and seconds after which it is asked for again."""
GOING = 'data-state="running"'
"""What stands in the page of a job that goes on."""
PAPERS = (
    *(f"chronology.{ending}?standing=proposed" for ending in ("csv", "html", "docx", "ics", "json")),
    *(f"missing/schedule.{ending}?all=1" for ending in ("csv", "html", "xlsx", "docx", "pdf")),
    "missing/schedule?as=csv&all=1",
)
"""Files of all that the case proposes."""
QUOTED = "somebody can find the minute that spent it"
"""Words of a post of the invented case."""
_PERSON = re.compile(r'href="/case/[^"]+/people/([a-z2-7]{12})"')
_HIT = re.compile(r'href="(/case/[^"]+/document/[a-z0-9]+)[^"]*"')


def paragraphs(mails: Sequence[corpus.Mail]) -> list[bytes]:
    """Give paragraphs of a paper's passage each, in the words of rewritten copies that no mail of the case is."""
    whole = b" ".join(
        b" ".join(rewritten(mail.raw, copy).partition(b"\n\n")[2].split()) for copy in COPIES for mail in mails
    )
    cuts = range(0, len(whole) - PAPER, PAPER)
    return [whole[cut : cut + PAPER] for cut in cuts]


def make(folder: Path) -> None:
    """Make the case in a folder: threads of mail, and papers that bring the passages to their number; then the rest."""
    mails = corpus.twisted()
    chance = random.Random(SEED)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        given = Path(scratch, "given")
        write_maildir(grown(mails, MAILS), given / "mail")
        each = -(-(PASSAGES - MAILS) // (DOCUMENTS - MAILS))
        pool = paragraphs(mails)
        (given / "papers").mkdir()
        for number in range(DOCUMENTS - MAILS):
            paper = b"\n\n".join(chance.choices(pool, k=each))
            (given / "papers" / f"{number:06}.txt").write_bytes(b"Paper %d\n\n" % number + paper)
        story = write_demo(Path(scratch, "story"))
        case = new(folder, at=AT, subject=story.subject, controller=story.controller, regime=story.regime)
        receive(case, [given], Delivery("batch"), at=AT)
        for batch in story.batches:
            receive(case, [batch.folder], Delivery(batch.name, batch.sender, batch.date, batch.own), at=AT)
        theirs, own = write_busy(Path(scratch, "busy"))
        receive(case, [theirs], Delivery("Further disclosure", story.controller, "2024-11-04"), at=AT)
        receive(case, [own], Delivery("Further archive", story.subject, "2024-11-05", True), at=AT)
    audit(case)
    decide(case, story.reasons)


def decide(case: Case, reasons: str) -> None:
    """Do what a person would have done: take letters of reasons, confirm events, accept findings."""
    for letter in (reasons, LETTER):
        take_letter(case, letter, at=AT)
        confirm(case, (), at=AT)
    for chosen in (Wanted(kind="letter"), Wanted(kind="meeting"), Wanted(party="ours")):
        confirm_events(case, [one.id for one in chronology(case, chosen, CONFIRMED).events], at=AT)
    judge_all(case, ACCEPTED, "accept", at=AT)


def last_batch(case: Path) -> str:
    """Give the name of the batch that was received last."""
    with open_case(case).shelf() as shelf:
        return shelf.batches()[-1].name


class Timed(NamedTuple):
    """One address: the first answer and the middle of those after it, in milliseconds."""

    name: str
    first: float
    middle: float
    computing: float
    """Milliseconds of the server's own computing for one answer, in the middle: the rest is waiting, or for others."""
    size: int
    is_page: bool
    """Whether it is a page, and not a file to download."""
    whole: float = 0.0
    """Milliseconds until nothing of it was to be put in later, at most; 0 where nothing was."""

    @property
    def row(self) -> Row:
        """Give it as a row of the table."""
        picture = self.name == FIRST_PICTURE
        bar = PICTURE if picture else SEARCH if self.name.startswith("search") else PAGE
        counts = f"first {self.first:.0f} ms, computing {self.computing:.0f} ms, {self.size / 1000:.0f} kB"
        counts += f", whole after {self.whole:.0f} ms" if self.whole else ""
        took = self.first if picture else self.middle
        held = f"<= {bar}" if picture or self.is_page else ""
        return Row(f"large case: {self.name}, ms", round(took, 1), held, counts)


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
    busiest = (re.search(_PERSON, client.get(f"{here}/people").text) or ["", ""])[1]
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
        "chronology of one busy person": f"{here}/chronology?person={busiest}",
        "chronology of one busy person, last page": f"{here}/chronology?person={busiest}&page=9999",
        "people": f"{here}/people",
        "people, last page": f"{here}/people?page=9999",
        "people, a search": f"{here}/people?q=secretary",
        "one busy person": f"{here}/people/{busiest}",
        "one busy person, what they wrote": f"{here}/people/{busiest}?way=wrote",
        "one busy person, last page": f"{here}/people/{busiest}?page=9999",
        "lanes": f"{here}/chronology/lanes",
        "lanes by party": f"{here}/chronology/lanes?by=party",
        "lane of one busy person": f"{here}/chronology/lanes?person={busiest}",
        "who had what": f"{here}/chronology/who",
        "who had what, proposed": f"{here}/chronology/who?standing=proposed&page=1{TURN}",
        "who had what, proposed, from page 3000": f"{here}/chronology/who?standing=proposed&page=300{TURN}",
        "who had what, one busy person": f"{here}/chronology/who?person={busiest}",
        "who had what, one busy person, proposed": f"{here}/chronology/who?standing=proposed&person={busiest}",
        "who wrote to whom": f"{here}/wrote",
        "calendar": f"{here}/calendar",
        "procedure": f"{here}/procedure",
        "what an answer must contain": f"{here}/procedure?pack=art15_answer",
        "correspondence": f"{here}/correspondence",
        "clocks": f"{here}/clocks",
        "quotation": f"{here}/quote?{urlencode({'words': QUOTED})}",
        "send the list": f"{here}/send",
        "before it is sent": f"{here}/sending",
        "settings": f"{here}/settings",
        "the case itself": here,
        "job": f"{here}/job",
        "help": "/help/start",
        "help, of all": "/help",
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


def computed(process: int) -> float:
    """Give how many milliseconds a process has computed."""
    told = (path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/schedstat"))
    return sum(int(one[0]) for one in told) / 1e6


def timed(client: httpx2.Client, process: int, name: str, address: str, times: int = TIMES) -> Timed:
    """Give how long an address takes to answer; TURN in it is another number each time, as what was told is kept."""
    taken, spent, size, kind, whole = [], [], 0, "", 0.0
    for turn in range(times):
        before, start = computed(process), time.perf_counter()
        answer = client.get(asked := address.replace(TURN, str(turn)))
        taken.append(1000 * (time.perf_counter() - start))
        spent.append(computed(process) - before)
        answer.raise_for_status()
        size, kind = len(answer.content), answer.headers.get("content-type", "")
        while kind.startswith("text/html") and LATER in answer.text:
            time.sleep(SOON)
            answer = client.get(asked)
            whole = max(whole, 1000 * (time.perf_counter() - start))
    middle, computing = statistics.median(taken[1:] or taken), statistics.median(spent[1:] or spent)
    is_page = kind.startswith("text/html") and not _is_file(address)
    return Timed(name, taken[0], middle, computing, size, is_page, whole)


def measured(client: httpx2.Client, process: int, case: Path) -> Iterator[Timed]:
    """Give every named page, then one of every other kind that links lead to, files to download last.

    One document is chosen for a safe copy, so that its page is among them.
    """
    here = f"/case/{case.name}"
    known: set[str] = set()
    named = addresses(client, here, last_batch(case))
    client.post(f"{here}/publish/act", data={"act": "add", "document": named["document with pages"].rpartition("/")[2]})
    for name, place in named.items():
        known.add(kind_of(place))
        yield timed(client, process, name, place)
    files: list[Crawled] = []
    for page in crawled(f"{here}/overview", lambda place: "" if _is_file(place) else client.get(place).text, case.name):
        if page.kind in known:
            continue
        known.add(page.kind)
        if _is_file(page.address):
            files.append(page)
        else:
            yield timed(client, process, page.kind.replace("/case/{case}", ""), page.address)
    for page in files:
        yield timed(client, process, page.kind.replace("/case/{case}", ""), page.address)
    for one in PAPERS:
        known.add(kind_of(f"{here}/{one}"))
        yield timed(client, process, one, f"{here}/{one}", 1)
    for one in unreached(known):
        yield Timed(f"{one}: no link led there", float("inf"), float("inf"), 0, 0, not _is_file(one))


def _is_file(address: str) -> bool:
    """Say whether an address is that of a file to download, which may be of a whole case: no page is."""
    path = urlsplit(address).path
    return path.endswith(("/original", "/missing/schedule", "/{name}")) or "." in path.rpartition("/")[2]


def beside_a_job(client: httpx2.Client, process: int, case: Path) -> Iterator[Row]:
    """Give the slowest page while a job looks through the case, and wait until it has, as no other page is asked."""
    here = f"/case/{case.name}"
    pages = [(name, f"{here}/{name}") for name in BESIDE]
    for _, place in pages:
        client.get(place)
    client.get(f"{here}/sending")
    time.sleep(BEGUN)
    assert GOING in client.get(f"{here}/job").text, "no job began"
    found = [timed(client, process, name, place) for name, place in pages]
    assert GOING in client.get(f"{here}/job").text, "the job ended before the pages did"
    slowest = max(found, key=lambda one: one.middle)
    counts = "; ".join(f"{one.name} {one.middle:.0f}" for one in found)
    yield Row("large case: the slowest page while a job works, ms", round(slowest.middle, 1), f"<= {PAGE}", counts)
    start = time.monotonic()
    while GOING in client.get(f"{here}/job").text:
        time.sleep(1)
    yield Row(
        "large case: looking through it before it is sent, s", round(time.monotonic() - start), "", "the rest of it"
    )
    assert is_looked(open_case(case)), "the job did not look through the case"


def rows(case: Path) -> Iterator[Row]:
    """Give the figures of a case."""
    shutil.rmtree(case / ".derived" / PICTURES, ignore_errors=True)
    slow, later, held = list[str](), list[Timed](), 0.0
    with served(case) as (process, address):
        whole = urlsplit(address)
        place, same = f"{whole.scheme}://{whole.netloc}", {"Sec-Fetch-Site": "same-origin"}
        with httpx2.Client(base_url=place, headers=same, follow_redirects=True, timeout=600) as client:
            client.get(address)
            if not is_looked(open_case(case)):
                yield from beside_a_job(client, process, case)
            for one in measured(client, process, case):
                slow += [one.name] if one.is_page and one.first > PAGE and not one.name.startswith("search") else []
                later += [one] if one.whole else []
                held = peak(process) if one.is_page else held
                yield one.row
            answer = client.post(f"/case/{case.name}/missing/none/accept", data={"show": "to-check"})
            assert answer.status_code == 404, "an act on no finding was not refused as such"
        yield Row("large case: pages whose first answer took longer", len(slow), "= 0", "; ".join(slow))
        longest = max((one.whole for one in later), default=0.0)
        told = "; ".join(one.name for one in later)
        yield Row("large case: longest until what is put in later is there, ms", round(longest), "", told)
        yield Row("large case: the server's memory, MiB", round(held), f"<= {MEMORY}")
        yield Row("large case: the server's memory once files were made, MiB", round(peak(process)), f"<= {MEMORY}")


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
