"""Every command: what it prints for people, what it prints for programs, how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import click
import pytest
from inline_snapshot import snapshot

from cli.calling import call, command, run
from rejoinder.cli import cli
from rejoinder.web.words import LANGUAGES

COMMANDS = list(cli.commands)


def listing(case: Path, *more: str) -> list[dict[str, object]]:
    return call("audit", case, "--json", *more).lines


def test_the_command_alone_prints_its_help() -> None:
    called = call()
    assert called.status == 0
    assert called.out.startswith("Usage: rejoinder")
    assert re.findall(r"^  (\w+)  ", called.out.partition("Commands:")[2], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example(name: str) -> None:
    called = call(name, "--help")
    assert called.status == 0
    assert re.search(rf"^ +rejoinder {name}\b", called.out, re.MULTILINE)


def test_every_option_says_what_it_is_for() -> None:
    options = [one for each in cli.commands.values() for one in each.params if isinstance(one, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_new_says_what_comes_next(tmp_path: Path) -> None:
    called = call("new", tmp_path / "case", "--subject", "Marigold Threnody")
    assert called.out.replace(str(tmp_path), "…") == snapshot("Made …/case. Next: rejoinder receive …/case PATH…\n")


def test_new_keeps_what_happened_and_the_day_asked(tmp_path: Path) -> None:
    called = call("new", tmp_path / "case", "--asked", "2024-05-03", "--happened", "They drained it.")
    assert called.status == 0
    kept = (tmp_path / "case/case.toml").read_text()
    assert 'asked = "2024-05-03"' in kept
    assert "They drained it." in kept
    assert call("new", tmp_path / "other", "--asked", "May").status == 2


def test_receive_prints_the_ledger_first(empty: Path, given: Path) -> None:
    called = call("receive", empty, given, "--name", "the society", "--on", "2024-06-30")
    assert called.status == 0
    assert called.err == ""
    assert called.out.replace(str(empty), "CASE") == snapshot("""\
2 given = 2 read + 0 partly read + 0 not read · 2 documents
Batch the society, received 30 June 2024
Next: rejoinder audit CASE
""")


def test_receive_as_json_gives_the_batch_with_its_ledger(empty: Path, given: Path) -> None:
    called = call("receive", empty, given, "--from", "The Society", "--on", "2024-06-30", "--json")
    assert called.lines == snapshot(
        [
            {
                "batch": "given",
                "files": 2,
                "given": 2,
                "read": 2,
                "partial": 0,
                "refused": 0,
                "documents": 2,
                "from": "The Society",
                "on": "2024-06-30",
                "own": False,
            }
        ]
    )


def test_a_file_that_cannot_be_read_is_listed_with_its_remedy_and_the_command_ends_with_one(
    empty: Path, given: Path
) -> None:
    (given / "nothing.pdf").write_bytes(b"")
    called = call("receive", empty, given, "--on", "2024-06-30")
    assert called.status == 1
    assert called.out.splitlines()[:4] == snapshot(
        [
            "3 given = 2 read + 0 partly read + 1 not read · 2 documents",
            "Batch given, received 30 June 2024",
            "not read  nothing.pdf",
            "          It is empty. Ask the sender for it again.                             ",
        ]
    )
    assert call("documents", empty).status == 1
    assert call("rebuild", empty).status == 1


def test_a_locked_zip_has_its_row_and_its_remedy(empty: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "panel.zip", "w") as archive:
        archive.writestr("papers.txt", "The panel met on the Tuesday and drank all the elderflower cordial.")
    content = bytearray((tmp_path / "panel.zip").read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    (tmp_path / "panel.zip").write_bytes(content)
    called = call("receive", empty, tmp_path / "panel.zip", "--json")
    assert called.status == 1
    batch, *problems = called.lines
    assert batch["given"] == batch["read"] + batch["partial"] + batch["refused"]
    assert [problem["code"] for problem in problems] == ["encrypted"]
    assert "password" in problems[0]["remedy"]


def test_documents_prints_one_line_a_document(case: Path) -> None:
    called = call("documents", case)
    assert called.status == 0
    assert [line.rstrip() for line in called.out.splitlines()] == snapshot(
        [
            "2 given = 2 read + 0 partly read + 0 not read · 2 documents",
            "document      date        kind      from            subject or path",
            "u76wgg6zduao  2024-02-20  email     Hesper Quillf…  Re: Water butts",
            "isvblkgxn3na  2024-03-01  email     Barnaby Tuppe…  Minutes",
        ]
    )


def test_documents_as_json_has_every_key_of_the_contract(case: Path, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("The butts are to be painted green.")
    (tmp_path / "none.pdf").write_bytes(b"")
    call("receive", case, tmp_path / "undated.txt", tmp_path / "none.pdf", "--name", "later")
    lines = call("documents", case, "--json").lines
    assert lines[0] == snapshot(
        {
            "document": "u76wgg6zduao",
            "batch": "the society",
            "path": "butts.eml",
            "kind": "email",
            "sha256": "1d2d102aa5a5da1d917a436b5ff6a7b93a803e14a14ed7269f43de7c9cd85651",
            "parent": None,
            "pages": 0,
            "date": "2024-02-20T16:44:00+00:00",
            "author": "Hesper Quillfeather <secretary@lower-wibbling.example>",
            "recipients": ["Barnaby Tuppence <b.tuppence@grommet-works.example>"],
            "subject": "Re: Water butts",
            "message_id": "second@lower-wibbling.example",
            "words": 37,
            "conversation": None,
            "problems": [],
            "ocr_pages": 0,
            "ocr_confidence": None,
        }
    )
    assert {tuple(line) for line in lines} == {tuple(lines[0])}
    assert {
        line["path"]: (line["date"], line["author"], line["message_id"], line["document"]) for line in lines[2:]
    } == snapshot({"undated.txt": (None, None, None, "u5h6espngvea"), "none.pdf": (None, None, None, None)})


def test_dates_keep_the_precision_they_have(case: Path) -> None:
    absent = [line["absent"] for line in listing(case)]
    assert [one["date"] for one in absent] == snapshot(["2024-02-19T09:00", "2024-03-01T10:00:00+00:00"])  # type: ignore[index]


def test_audit_prints_each_absence_with_what_shows_it(case: Path) -> None:
    called = call("audit", case)
    assert called.status == 1
    assert [line.rstrip() for line in called.out.splitlines()] == snapshot(
        [
            "2 given = 2 read + 0 partly read + 0 not read · 2 documents",
            "1 message and 1 attachment shown to exist and not in this disclosure.",
            "",
            "  1  Message from Barnaby Tuppence, 19 February 2024, 09:00, about “Water butts”",
            "     xtqqewpdijqa · direct · to check",
            "     answered in      u76wgg6zduao  butts.eml",
            "                      first@grommet-works.example",
            "     quoted in        “On 19 Feb 2024, at 09:00, Barnaby Tuppence",
            "                      <b.tuppence@grommet-works.example> wrote:”",
            "                      “The third water butt has been leaking since Michaelmas",
            "                      and nobody shall know.”",
            "     its words        The third water butt has been leaking since Michaelmas and",
            "                      nobody shall know.",
            "",
            "  2  Attachment “minutes of march.pdf”, attached to a message by Barnaby",
            "     Tuppence on 1 March 2024",
            "     fsuyjanbuhlj · direct · to check",
            "     named in         isvblkgxn3na  minutes/march.eml",
            "                      “(See attached file: minutes of march.pdf)”",
        ]
    )


def test_audit_as_json_has_every_key_of_the_contract(case: Path) -> None:
    lines = listing(case)
    keys = ["finding", "kind", "grade", "absent", "text", "text_spans", "because", "checked", "confidence", "status"]
    absent = ["message_id", "thread_key", "author", "recipients", "date", "subject", "file_name", "described_as"]
    because = ["document", "page", "start", "end", "exact", "trace"]
    for line in lines:
        assert set(keys) <= set(line)
        assert list(line["absent"]) == absent  # type: ignore[call-overload]
        assert all(set(because) == set(trace) for trace in line["because"])  # type: ignore[attr-defined]
        assert all(set(span) == {"start", "end", "from"} for span in line["text_spans"])  # type: ignore[attr-defined]
    assert [line["kind"] for line in lines] == ["absent-message", "absent-attachment"]


def test_audit_of_one_kind_gives_that_kind_alone(case: Path) -> None:
    assert {line["kind"] for line in listing(case, "--kind", "absent-attachment")} == {"absent-attachment"}


def test_every_citation_is_found_at_its_place_in_the_document_it_names(case: Path) -> None:
    for line in listing(case):
        for trace in line["because"]:  # type: ignore[attr-defined]
            shown = call("show", case, trace["document"], "--json").lines[0]
            assert shown["text"][trace["start"] :].startswith(trace["exact"])


def test_audit_ends_with_nought_once_everything_is_decided(case: Path) -> None:
    first, second = (str(line["finding"]) for line in listing(case))
    assert call("judge", case, first, "accept").out == f"{first}: accepted.\n"
    assert call("audit", case).status == 1
    assert call("judge", case, second[:6], "dismiss", "--because", "It came by post.").status == 0
    assert call("audit", case).status == 0
    assert call("judge", case, second, "undo").out == f"{second}: to check.\n"
    assert call("audit", case).status == 1


def test_judge_as_json_gives_the_finding_as_it_stands_then(case: Path) -> None:
    finding = str(listing(case)[0]["finding"])
    line = call("judge", case, finding, "unsure", "--because", "Ask Vera.", "--json").lines[0]
    assert (line["finding"], line["status"], line["judgement"]["because"]) == (finding, "unsure", "Ask Vera.")
    assert set(line) == set(listing(case)[0])


def test_show_takes_a_reference_a_path_and_a_message_id(case: Path) -> None:
    shown = [
        call("show", case, named, "--json").out
        for named in ("u76wgg6zduao", "butts.eml", "second@lower-wibbling.example", "<second@lower-wibbling.example>")
    ]
    assert len(set(shown)) == 1
    line = json.loads(shown[0])
    assert {"document", "text", "zones", "traces", "problems"} <= set(line)
    assert "Michaelmas" in call("show", case, "butts.eml").out


def test_search_gives_the_words_at_their_place(case: Path) -> None:
    called = call("search", case, '"water butt" from:hesper', "--json")
    assert called.status == 0
    (line,) = called.lines
    assert {"document", "page", "start", "end", "snippet", "score"} <= set(line)
    text = call("show", case, line["document"], "--json").lines[0]["text"]
    assert text[line["start"] : line["end"]] == "water butt"
    assert call("search", case, "marrow").status == 1
    assert call("search", case, "marrow").out == "No passage of this case has these words.\n"


@pytest.mark.parametrize(
    "query", ["date:2024-02 butts", "-butts minutes", "kind:email", 'batch:"the society"', "to:committee"]
)
def test_search_takes_each_field(case: Path, query: str) -> None:
    assert call("search", case, query).status == 0


def test_a_schedule_lists_accepted_findings_and_says_how_many_are_left(case: Path, tmp_path: Path) -> None:
    assert call("schedule", case).status == 1
    call("judge", case, str(listing(case)[0]["finding"]), "accept")
    called = call("schedule", case, "-o", tmp_path / "schedule.csv")
    assert called.out.replace(str(tmp_path), "…") == snapshot(
        "Wrote …/schedule.csv: 1 message not in this disclosure. 1 finding is still to be checked and not listed.\n"
    )
    assert len((tmp_path / "schedule.csv").read_text("utf-8-sig").splitlines()) >= 2
    assert call("schedule", case, "--all", "-o", tmp_path / "all.html").status == 0
    assert (tmp_path / "all.html").read_text().count("<article") == 2


def test_verify_counts_the_files_and_gives_the_head(case: Path) -> None:
    called = call("verify", case, "--json")
    assert called.status == 0
    (line,) = called.lines
    assert (line["files"], line["faults"]) == (2, [])
    assert re.fullmatch("[0-9a-f]{64}", line["journal_head"])
    (changed,) = case.glob("received/*/data/butts.eml")
    changed.write_bytes(b"From: nobody\r\n\r\nNothing ever happened.\r\n")
    assert call("verify", case).out == "the society: butts.eml has changed since it was received.\n"
    assert call("verify", case).status == 1


def test_rebuild_prints_the_ledger_and_changes_nothing_that_is_said(case: Path) -> None:
    before = call("documents", case, "--json").out, call("audit", case, "--json").out
    assert call("rebuild", case).out == "2 given = 2 read + 0 partly read + 0 not read · 2 documents\n"
    assert (call("documents", case, "--json").out, call("audit", case, "--json").out) == before


def test_a_schedule_is_written_in_each_language_of_the_screen_and_in_english_as_usual(
    case: Path, tmp_path: Path
) -> None:
    heads = {}
    for language in LANGUAGES:
        call("schedule", case, "--all", "-o", tmp_path / "all.csv", "--language", language)
        heads[language] = (tmp_path / "all.csv").read_text("utf-8-sig").partition(",")[0]
    assert heads == {"en": "number", "fr": "numéro"}
    call("schedule", case, "--all", "-o", tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text("utf-8-sig").startswith("number,kind,grade,status,author,recipients,")


def test_the_demo_shows_the_ledger_and_where_its_schedule_is(tmp_path: Path) -> None:
    called = call("demo", tmp_path / "demo", "--no-open")
    assert called.status == 0
    assert re.match(r"\d+ given = \d+ read", called.out)
    assert f"The schedule is in {tmp_path / 'demo/out/schedule.html'}" in called.out
    assert call("verify", tmp_path / "demo").status == 0


def test_progress_is_said_only_when_asked_for(empty: Path, given: Path) -> None:
    assert "Keeping a copy" in run("receive", empty, given, "--progress").err
    assert run("rebuild", empty).err == ""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case whose listings are longer than a pipe holds."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "given").mkdir()
    for number in range(300):
        mail = (
            f"From: vera.loam@wobblemail.example\r\nSubject: Allotment {number} {'x' * 200}\r\n"
            f"Message-ID: <{number}@wobblemail.example>\r\nIn-Reply-To: <absent-{number}@wobblemail.example>\r\n\r\n"
            f"The allotment of number {number}.\r\n"
        )
        (folder / f"given/{number}.eml").write_text(mail)
    call("new", folder / "case")
    call("receive", folder / "case", folder / "given")
    call("audit", folder / "case")
    return folder / "case"


@pytest.mark.parametrize(
    "arguments",
    [
        ("documents", "--json"),
        ("documents",),
        ("audit", "--json"),
        ("audit",),
        ("search", "allotment", "--limit", "300"),
        ("schedule", "--all"),
    ],
)
def test_a_reader_that_has_seen_enough_is_not_a_fault(many: Path, arguments: tuple[str, ...]) -> None:
    name, *more = arguments
    with subprocess.Popen(command(name, many, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(30)) == (b"", 0)
