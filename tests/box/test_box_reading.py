"""Documents read in the box: the same as outside it, whatever they are read with, and whatever becomes of others."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from box.conftest import installed
from rejoinder.box import limits, reading, start
from rejoinder.box.forked import Zygote
from rejoinder.box.process import LostError, Process
from rejoinder.box.warm import samples
from rejoinder.box.wire import ALONE, END, Errand, sent
from rejoinder.errors import UsageError
from rejoinder.model import Blob, Problem
from rejoinder.read import Answer, Reading
from rejoinder.read import read as read_here

PLAIN = "From: agnes@wibbling.example\nSubject: Hedge {0}\nMessage-ID: <{0}@wibbling.example>\n\nThe hedge is ours.\n"
PAGE = PLAIN.replace("\n\n", "\nContent-Type: text/html\n\n<p>")
KINDS = [
    *(Blob(name, content) for name, content in samples()),
    *(Blob(f"{number}.eml", PLAIN.format(number).encode()) for number in range(4)),
    Blob("page.eml", PAGE.format("page").encode()),
    Blob("empty.txt", b""),
]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def outside(blobs: list[Blob]) -> list[Reading]:
    return [found for blob in blobs for found in read_here(blob, "batch")]


def boxed(*blobs: Blob) -> list[Reading]:
    return list(reading.read(blobs, "batch"))


def wish(words: str) -> Reading:
    (found,) = boxed(Blob("x.wish", words.encode()))
    return found


def only_problem(found: Reading) -> Problem:
    (problem,) = found.problems
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    return problem


@pytest.fixture(scope="module")
def alone() -> dict[str, list[Reading]]:
    return {blob.name: boxed(blob) for blob in KINDS}


@settings(max_examples=30, deadline=None)
@given(blobs=some.lists(some.sampled_from(KINDS), max_size=12))
def test_the_same_bytes_say_the_same_in_any_batch(blobs: list[Blob], alone: dict[str, list[Reading]]) -> None:
    assert boxed(*blobs) == [found for blob in blobs for found in alone[blob.name]]


def test_files_are_given_in_their_order_whatever_is_asked_for_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOGETHER", 3)
    monkeypatch.setattr(limits, "SMALL", 200)
    blobs = [Blob(f"{n}.txt", f"Hedge {n}. ".encode() * (40 if n % 7 == 5 else 1)) for n in range(30)]
    assert boxed(*blobs) == outside(blobs)


def test_what_was_asked_for_ahead_is_ended_when_nobody_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOGETHER", 2)
    asked: list[Process] = []
    started = reading._started

    def noted(seconds: int, blob: Blob | None = None) -> Process:
        asked.append(started(seconds, blob))
        return asked[-1]

    monkeypatch.setattr(reading, "_started", noted)
    with closing(reading.answers(Blob(f"{n}.txt", b"Fine.") for n in range(9))) as answered:
        assert next(answered)[0].name == "0.txt"
        assert [process._over for process in asked] == [False, False]
    assert [process._over for process in asked] == [True, True]


def test_documents_say_in_the_box_what_they_say_outside() -> None:
    """PDFs are left out: what PDFium measures outside depends on what it has read before in the same process."""
    kinds = [blob for blob in KINDS if not blob.name.endswith(".pdf")]
    assert boxed(*kinds) == outside(kinds)


def test_members_of_containers_say_what_they_say_outside() -> None:
    mailbox = b"\n".join(b"From x Tue Apr  3 10:00:00 2018\n" + PLAIN.format(n).encode() for n in range(300))
    inner = zipped(**{f"{n}.txt": b"Fine." for n in range(5)}, big=b"A marrow. " * 200_000, mails=mailbox)
    whole = Blob("all.zip", zipped(**{"in.zip": inner, "x.rtf": dict(samples())["x.rtf"], "last.txt": b"Bye."}))
    found = boxed(whole)
    assert found == outside([whole])
    assert len(found) == 311


def test_members_are_counted_the_same_however_many_are_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.read.MEMBERS", 10)
    inner = zipped(**{f"{n}.txt": b"x" for n in range(4)})
    whole = Blob("x.zip", zipped(**{f"{n}.zip": inner for n in range(9)}))
    assert boxed(whole) == outside([whole])


def test_a_message_with_a_page_in_it_is_not_read_among_others() -> None:
    blobs = (Blob("1.eml", PLAIN.encode()), Blob("2.eml", PAGE.encode()), Blob("3.eml", PLAIN.encode()))
    process = start.starter().process(limits.SECONDS, limits.MEMORY, None)
    process.ask(Errand("read", tuple(sent(blob, inline=True) for blob in blobs), shared=True))
    kinds: list[int] = []
    while kinds.count(END) < 2:
        kinds.append(process.next().kind)
    process.end()
    assert [kind for kind in kinds if kind in (END, ALONE)] == [END, ALONE, END]


@pytest.mark.parametrize("lost", [0, 3, 7])
def test_a_shared_process_that_is_lost_costs_no_document(lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = [Blob(f"{n}.eml", PLAIN.format(n).encode()) for n in range(8)]
    heard = reading._heard_among_others

    def losing(process: Process, blob: Blob) -> Answer | None:
        if blob is blobs[lost]:
            raise LostError
        return heard(process, blob)

    monkeypatch.setattr(reading, "_heard_among_others", losing)
    assert boxed(*blobs) == outside(blobs)


@pytest.mark.usefixtures("wishes")
class TestAReaderThatMeansHarm:
    """One that another package brought, or that a document has taken over."""

    def test_is_run_in_the_box(self) -> None:
        assert wish("tell").documents[0].text == "It was told."

    def test_cannot_open_a_file(self) -> None:
        assert only_problem(wish("look")).what == "Our wish reader failed on it (PermissionError)."

    def test_is_stopped_when_it_computes_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "SECONDS", 1)
        assert only_problem(wish("spin")).code == "limit_time"

    def test_is_stopped_when_it_takes_memory_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MEMORY", 200 << 20)
        assert only_problem(wish("eat")).code == "limit_memory"

    @pytest.mark.parametrize("words", ["die", "leave", "lie", "flood"])
    def test_is_a_row_when_it_breaks_or_lies(self, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("rejoinder.box.wire.TOLD", 1 << 20)
        found = wish(words)
        assert found.problems[-1].code == "crashed"
        assert found.problems[-1].weight == ("partial" if words == "flood" else "refused")
        assert found.documents == ()

    def test_has_what_it_told_before_kept(self) -> None:
        found = wish("tell die")
        assert [document.text for document in found.documents] == ["It was told."]
        assert (found.outcome, only_problem(found).code) == ("partial", "crashed")

    def test_cannot_give_words_that_no_file_can_be_written_with(self) -> None:
        assert wish("half").problems[0].code == "reader_fault"

    def test_takes_nothing_from_others(self) -> None:
        blobs = [Blob("1.eml", PLAIN.encode()), Blob("x.wish", b"die"), Blob("2.eml", PLAIN.encode())]
        assert [found.outcome for found in boxed(*blobs)] == ["read", "refused", "read"]


def test_a_zygote_that_is_gone_is_started_again() -> None:
    boxed(Blob("x.txt", b"Hello."))
    zygote = start.starter()
    assert isinstance(zygote, Zygote)
    zygote._process.kill()
    zygote._process.wait()
    two = [Blob("x.txt", b"Hello."), Blob("y.txt", b"Bye.")]
    assert boxed(*two) == outside(two)
    another = start.starter()
    assert isinstance(another, Zygote)
    assert another is not zygote
    another._process.kill()
    another._process.wait()
    assert reading.picture(dict(samples())["x.pdf"], 1).startswith(b"\x89PNG")


@pytest.mark.usefixtures("no_fork")
def test_where_no_process_can_be_forked_each_is_started_anew() -> None:
    big = Blob("big.txt", b"A marrow. " * 200_000)
    assert boxed(KINDS[0], KINDS[4], big) == outside([KINDS[0], KINDS[4], big])


def test_an_original_comes_out_of_its_containers() -> None:
    mailbox = b"\n".join(b"From x Tue Apr  3 10:00:00 2018\n" + PLAIN.format(n).encode() for n in range(1, 13))
    whole = Blob("a.zip", zipped(mails=mailbox, other=b"Other."))
    found = reading.original(whole, "a.zip!/mails!/12")
    assert found is not None
    assert b"Hedge 12" in found
    assert reading.original(whole, "a.zip!/other") == b"Other."
    assert reading.original(whole, "a.zip!/nothing") is None
    assert reading.original(whole, "b.zip") is None


def test_a_page_is_drawn_in_the_box() -> None:
    pdf = dict(samples())["x.pdf"]
    assert reading.picture(pdf, 1).startswith(b"\x89PNG")
    for untrusted_bytes, page in ((pdf, 2), (b"%PDF-1.4 none", 1)):
        with pytest.raises(UsageError):
            reading.picture(untrusted_bytes, page)


def alive(process: int) -> bool:
    state = Path("/proc", str(process), "stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def below(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    found = [int(one) for one in children.read_text().split()] if children.exists() else []
    return [*found, *(deeper for one in found for deeper in below(one))]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc shows what is left")
def test_no_process_outlives_the_one_that_is_killed(tmp_path: Path) -> None:
    script = (
        "from rejoinder.box import reading\nfrom rejoinder.model import Blob\n"
        "list(reading.read([Blob('x.wish', b'spin')], 'batch'))"
    )
    paths = {**os.environ, "PYTHONPATH": installed(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", script], env=paths) as process:
        until = time.monotonic() + 30
        while len(left := below(process.pid)) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert len(left) == 2
    while any(map(alive, left)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(alive, left))


def test_a_zygote_that_goes_while_a_mailbox_is_read_leaves_a_row() -> None:
    mailbox = b"\n".join(b"From x Tue Apr  3 10:00:00 2018\n" + PLAIN.format(n).encode() * 9 for n in range(1500))
    found = reading.read([Blob("x.mbox", mailbox), Blob("last.txt", b"Bye.")], "batch")
    first = next(found)
    zygote = start.starter()
    assert isinstance(zygote, Zygote)
    zygote._process.kill()
    zygote._process.wait()
    *rest, whole, last = found
    assert (whole.path, whole.outcome, whole.problems[-1].code) == ("x.mbox", "partial", "crashed")
    assert whole.inside == 1 + len(rest) < 1500
    assert (first.path, last.documents[0].text) == ("x.mbox!/1", "Bye.")
