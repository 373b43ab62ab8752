"""The invented case is complete but for what was planted: proved from its files alone, without any detector."""

from __future__ import annotations

import base64
import email
import io
import mailbox
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from rejoinder.demo import Truth, Written, read_truth, write_demo
from rejoinder.demo.headers import message_id
from rejoinder.demo.mail import Story
from rejoinder.demo.reading import read_story


@dataclass(frozen=True)
class Found:
    """One message as Python's own mail parser reads it, with where it lies."""

    path: str
    message: Message

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"]).strip("<> ")

    @property
    def named(self) -> list[str]:
        both = f"{self.message['In-Reply-To'] or ''} {self.message['References'] or ''}"
        return re.findall(r"<([^>]+)>", both)

    @property
    def index(self) -> bytes:
        return base64.b64decode(self.message["Thread-Index"] or "")

    def text(self, kind: str = "plain") -> str:
        for part in self.message.walk():
            if part.get_content_type() == f"text/{kind}" and not part.get_filename():
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                return payload.decode("utf-8").replace("\r\n", "\n")
        return ""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def truth(written: Written) -> Truth:
    return read_truth(written.truth)


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story()


@pytest.fixture(scope="module")
def found(written: Written) -> list[Found]:
    folder = written.truth.parent
    messages: list[Found] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".eml":
            messages += within(name, email.message_from_bytes(path.read_bytes()))
        elif path.suffix == ".mbox":
            box = mailbox.mbox(path, create=False)
            for number, message in enumerate(box, 1):
                messages += within(f"{name}!/{number}", message)
            box.close()
        elif path.name == "treasurer.zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    messages += within(f"{name}!/{member}", email.message_from_bytes(archive.read(member)))
    return messages


def within(path: str, message: Message) -> Iterator[Found]:
    yield Found(path, message)
    if message.is_multipart():
        for number, part in enumerate(message.get_payload(), 1):
            if isinstance(part, Message) and part.get_content_type() == "message/rfc822":
                enclosed = part.get_payload(0)
                assert isinstance(enclosed, Message)
                yield Found(f"{path}!/{number}", enclosed)


def disclosed(found: list[Found]) -> list[Found]:
    return [one for one in found if one.path.startswith("disclosure/")]


LEAD = r"^(On|Le|Ar) \S.*\d\d:\d\d,[^\n]*(\n?.{0,60})?(wrote|écrit ?|ysgrifennodd .*):$"


def words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


# Messages


def test_every_id_that_a_message_names_is_of_a_message_here_or_planted(
    found: list[Found], truth: Truth, story: Story
) -> None:
    here = {one.id for one in found}
    planted = {absent.message_id for absent in truth.absent_messages}
    received_anew = {message_id(mail) for mail in story.mails if mail.other_id}
    assert {name for one in found for name in one.named} <= here | planted | received_anew
    assert len(received_anew) == 1 and not received_anew & here


def test_no_planted_message_lies_in_the_disclosure(found: list[Found], truth: Truth) -> None:
    assert not {one.id for one in disclosed(found)} & {absent.message_id for absent in truth.absent_messages}


def test_every_planted_message_is_shown_by_its_witnesses_as_the_truth_says(found: list[Found], truth: Truth) -> None:
    for absent in truth.absent_messages:
        naming = {one.path for one in found if absent.message_id in one.named}
        quoting = {one.path for one in found if one.path in absent.witnesses and shares_words(one, absent.text)}
        shown = (
            "both" if naming and quoting else "answered-id" if naming else "quotation" if quoting else "thread-index"
        )
        assert (absent.subject, shown) == (absent.subject, absent.how)
        if shown != "thread-index":
            assert naming | quoting == set(absent.witnesses)


def test_the_quoted_words_of_every_planted_message_are_those_its_witnesses_repeat(
    found: list[Found], truth: Truth
) -> None:
    gapped = []
    for absent in truth.absent_messages:
        bodies = [words(unmarked(one.text())) for one in found if one.path in absent.witnesses]
        repeated = [p for p in telling(absent.text) if any(words(p) in body for body in bodies)]
        assert repeated == telling(absent.quoted)
        if absent.quoted and absent.quoted != absent.text:
            gapped.append(absent.subject)
    assert gapped == ["A word, privately"]


def telling(text: str) -> list[str]:
    """Give the paragraphs that are more than a greeting."""
    return [paragraph for paragraph in text.split("\n\n") if len(paragraph.split()) > 5]


def shares_words(one: Found, text: str) -> bool:
    """Whether a run of twelve words of the text stands in the message."""
    run, body = words(text).split(), words(unmarked(one.text()))
    return any(" ".join(run[i : i + 12]) in body for i in range(len(run) - 11))


def test_the_planted_messages_are_of_every_kind(truth: Truth) -> None:
    assert Counter(absent.how for absent in truth.absent_messages) == {
        "both": 4,
        "answered-id": 4,
        "quotation": 5,
        "thread-index": 1,
    }
    assert [absent.subject for absent in truth.absent_messages if absent.depth == 2] == ["You were there"]
    assert [absent.changed for absent in truth.absent_messages if absent.changed] == [
        (("could not agree to spend", "did not agree to spend"),)
    ]
    assert max(len(absent.witnesses) for absent in truth.absent_messages) >= 3
    for absent in truth.absent_messages:
        if absent.how == "quotation":
            assert len(set(words(absent.text).split())) >= 12


def test_a_thread_index_without_an_answered_id_has_its_parent_here_but_for_the_one_planted(
    found: list[Found], truth: Truth
) -> None:
    indexes = {one.index for one in found if one.index}
    orphans = {one.path for one in found if len(one.index) > 22 and not one.named and one.index[:-5] not in indexes}
    (planted,) = [absent for absent in truth.absent_messages if absent.how == "thread-index"]
    assert orphans == set(planted.witnesses)


def test_every_paragraph_of_every_message_is_of_someone_present_or_planted(
    found: list[Found], truth: Truth, story: Story
) -> None:
    here = {one.id for one in found}
    sources = [mail.words for mail in story.mails if message_id(mail) in here or mail.other_id]
    sources += [absent.text for absent in truth.absent_messages]
    sources += [after for absent in truth.absent_messages for _, after in absent.changed]
    sources += [person.signature for person in story.people.values()]
    known = " | ".join(words(source) for source in sources)
    for before, after in (pair for absent in truth.absent_messages for pair in absent.changed):
        known += " | " + known.replace(words(before), words(after))
    for one in found:
        for paragraph in unmarked(one.text()).split("\n\n"):
            if not is_furniture(paragraph):
                assert words(paragraph) in known, (one.path, paragraph)


def unmarked(text: str) -> str:
    """Give a text without quote marks and without the lines that lead in a quotation."""
    return re.sub(LEAD, "", without_marks(text), flags=re.MULTILINE)


def without_marks(text: str) -> str:
    return "\n".join(line.lstrip("> ") for line in text.split("\n"))


def is_furniture(paragraph: str) -> bool:
    return bool(
        re.search(r"^(From|Subject|Date): ", paragraph, re.MULTILINE)
        or re.search(r"mailing list|scrubbed\.\.\.|See attached file|Sent from my phone|forwarded message:$", paragraph)
    )


def test_a_paragraph_of_someone_absent_would_be_noticed(found: list[Found], truth: Truth, story: Story) -> None:
    here = {one.id for one in found}
    present = " | ".join(words(mail.words) for mail in story.mails if message_id(mail) in here)
    for absent in truth.absent_messages:
        if not any(copy.message_id == absent.message_id for copy in truth.own_archive):
            assert words(absent.text)[:60] not in present


def test_her_own_copy_of_an_absent_message_is_in_her_archive_alone(found: list[Found], truth: Truth) -> None:
    (copy,) = truth.own_archive
    assert [one.path for one in found if one.id == copy.message_id] == list(copy.paths)
    assert all(path.startswith("own-archive/") for path in copy.paths)


# Attachments


def test_no_planted_attachment_is_here_and_each_is_named_where_the_truth_says(
    written: Written, found: list[Found], truth: Truth
) -> None:
    loose = {path.name for path in written.truth.parent.rglob("*") if path.is_file()}
    parts = {part.get_filename() for one in found for part in one.message.walk()}
    assert len(truth.absent_attachments) == 6
    for absent in truth.absent_attachments:
        assert absent.name not in loose | parts
        naming = {one.path for one in found if absent.name in " ".join(str(one.message).split()).replace("=\n", "")}
        naming |= {one.path for one in found if absent.name in " ".join(one.text().split())}
        assert set(absent.witnesses) == naming


def test_every_other_file_that_a_message_names_is_here(written: Written, found: list[Found], truth: Truth) -> None:
    here = {path.name for path in written.truth.parent.rglob("*") if path.is_file()}
    here |= {str(part.get_filename()) for one in found for part in one.message.walk()}
    absent = {attachment.name for attachment in truth.absent_attachments}
    named: set[str] = set()
    for one in found:
        text = one.text()
        named |= {n for line in re.findall(r"^[> ]*Attachments: (.+)$", text, re.M) for n in line.split("; ")}
        named |= set(re.findall(r"<<(.+?)>>", text)) | set(re.findall(r"^[> ]*Name: (.+)$", text, re.M))
        named |= set(re.findall(r"\(See attached file: (.+?)\)", text))
    assert len(named) > 10
    assert named - here == absent - {"photo-of-notice.jpg"}


def test_the_locked_and_the_damaged_file_are_here_and_cannot_be_read(written: Written, found: list[Found]) -> None:
    with zipfile.ZipFile(written.disclosure / "letters" / "panel papers.zip") as archive:
        with pytest.raises(RuntimeError, match="password required"):
            archive.read("panel papers.txt")
        assert b"gnome" in archive.read("panel papers.txt", pwd=b"rhododendron")
    (content,) = {
        part.get_payload(decode=True)
        for one in found
        for part in one.message.walk()
        if part.get_filename() == "water butt survey.pdf"
    }
    assert isinstance(content, bytes) and content.startswith(b"%PDF") and b"%%EOF" not in content


# The rest of the truth


def test_every_path_in_the_truth_exists(written: Written, found: list[Found], truth: Truth) -> None:
    folder = written.truth.parent
    messages = {one.path for one in found}
    facts = [fact for rows in truth.facts.values() for fact in rows]
    paths = {path for absent in truth.absent_messages for path in absent.witnesses}
    paths |= {path for trap in truth.present_traps for path in trap.paths}
    paths |= {path for fact in facts for path in [*fact.get("paths", ()), *fact.get("documents", ())]}
    paths |= {fact[name] for fact in facts for name in ("path", "document") if name in fact}
    for path in paths:
        outer = path.partition("!/")[0] if path.rpartition("!/")[2] == "water butt survey.pdf" else path
        assert (
            path in messages or outer in messages or (folder / path.removesuffix("!/2/water butt survey.pdf")).is_file()
        )


def test_each_quotation_in_the_letter_of_reasons_is_as_the_truth_says(truth: Truth) -> None:
    quotations = {row["allegation"]: row for row in truth.facts["quotation"]}
    assert {number: row["verdict"] for number, row in quotations.items()} == {
        1: "verbatim",
        2: "altered",
        3: "elided",
        5: "verbatim",
    }
    for row in quotations.values():
        source = words(row["source_words"])
        if row["verdict"] == "verbatim":
            assert words(row["quoted"]) in source
        else:
            assert words(row["quoted"]) not in source and words(row["left_out"]) in source
    assert all(words(piece) in words(quotations[3]["source_words"]) for piece in quotations[3]["quoted"].split("…"))
    assert quotations[5]["author"] != "marigold_plot14"


def test_no_one_answers_what_the_truth_says_is_unanswered(found: list[Found], truth: Truth) -> None:
    hers = [one for one in found if "marigold@threnody.example" in str(one.message["To"])]
    named = {name for one in hers for name in one.named}
    assert len(truth.facts["unanswered"]) == 4
    assert not named & {row["message_id"] for row in truth.facts["unanswered"]}


def test_every_trap_is_present(found: list[Found], truth: Truth) -> None:
    here = {one.id for one in disclosed(found)}
    assert len(truth.present_traps) >= 12
    for trap in truth.present_traps:
        assert trap.message_id in here and trap.paths


# The writer


def test_the_same_bytes_are_written_each_time(written: Written, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from rejoinder.demo import write_demo; write_demo(Path(sys.argv[1]))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Chatham", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    first, second = contents(written.truth.parent), contents(tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_importing_it_loads_no_heavy_library() -> None:
    program = "import sys, rejoinder.demo; print(sorted({'typst', 'docx', 'openpyxl', 'tomllib'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"


def test_every_address_is_one_that_cannot_exist_and_every_date_is_of_the_story(found: list[Found]) -> None:
    for one in found:
        heads = " ".join(str(one.message[name]) for name in ("From", "To", "Cc", "Message-ID"))
        assert all(host.lower().endswith(".example") for host in re.findall(r"@([\w.-]+)", heads))
        assert re.search(r"\d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep) 2024", str(one.message["Date"]))


def test_the_page_beside_a_text_says_the_same_words(found: list[Found]) -> None:
    pages = [one for one in found if one.text("html")]
    assert len(pages) > 20
    for one in pages:
        shown = words(re.sub(r"&[lg]t;|&amp;", " ", re.sub(r"<[^>]+>", " ", one.text("html"))))
        assert words(without_marks(one.text())) == shown


def test_the_office_papers_open(written: Written) -> None:
    import docx
    import openpyxl

    paper = docx.Document(str(written.disclosure / "minutes" / "minutes 2024-04-18.docx"))
    assert any("it could not be helped" in paragraph.text for paragraph in paper.paragraphs)
    book = openpyxl.load_workbook(io.BytesIO((written.disclosure / "accounts" / "plot fees 2024.xlsx").read_bytes()))
    assert [row[0].value for row in book["Fees 2024"].iter_rows(min_row=2)] == [3, 9, 12, 14, 15]


def test_there_are_about_a_hundred_and_fifty_documents(written: Written, found: list[Found]) -> None:
    files = [
        path for path in written.truth.parent.rglob("*") if path.suffix in (".pdf", ".docx", ".xlsx", ".csv", ".txt")
    ]
    assert len({one.id for one in found}) >= 110
    assert 130 <= len({one.id for one in found}) + len(files) <= 180


def test_words_that_a_print_would_not_show_are_planted_where_the_truth_says(written: Written, truth: Truth) -> None:
    for fact in truth.facts["hidden"]:
        content = written.truth.parent.joinpath(fact["document"]).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
        mark = "w:delText" if fact["kind"] == "tracked_deletion" else 'state="hidden"'
        assert any(fact["words"] in part for part in parts.values())
        assert any(mark in part for part in parts.values())
