"""Bad input: one sentence and a remedy, exit status 2, nothing lost."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.calling import Called, call, one_sentence, run
from rejoinder.cli import main
from rejoinder.disk import locked


def test_a_path_that_is_not_there(empty: Path) -> None:
    assert one_sentence(call("receive", empty, "nowhere/at all")) == (
        "There is nothing at nowhere/at all. Check the spelling of the path and try again."
    )
    assert list((empty / "received").glob("*")) == []


@pytest.mark.parametrize("name", ["documents", "audit", "verify", "rebuild", "schedule"])
def test_a_folder_that_is_no_case(tmp_path: Path, name: str) -> None:
    assert (
        one_sentence(call(name, tmp_path)) == f"There is no case in {tmp_path}. Make one with: rejoinder new {tmp_path}"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["receive", "CASE"], "Missing argument 'PATH…'. See: rejoinder receive --help"),
        (["audit", "CASE", "--kind", "nonsense"], "Invalid value for '--kind'"),
        (["audit", "CASE", "--since", "third"], "No batch of this case is named third. The batches are: the society."),
        (["documents", "CASE", "--jason"], "No such option '--jason'"),
        (["dokuments", "CASE"], "No such command 'dokuments'"),
        (["receive", "CASE", "GIVEN", "--on", "31/12/2024"], "31/12/2024 is not a day. Write it as 2024-06-30."),
        (["receive", "CASE", "GIVEN", "--on", "2024-02-30"], "2024-02-30 is not a day."),
        (["receive", "CASE", "GIVEN", "--name", "the society", "--own"], "A batch named the society is here already"),
        (["receive", "CASE", "CASE"], "The case itself lies in CASE. Give what was sent, without the case folder."),
        (["show", "CASE", "x7abx7ab"], "No document of this case is x7abx7ab. List them with: rejoinder documents"),
        (["show", "CASE", "butts.eml", "--page", "3"], "butts.eml has no page 3. It has no pages."),
        (["search", "CASE", "  "], "There are no words to search for."),
        (["search", "CASE", "date:yesterday"], "yesterday is not a date."),
        (["judge", "CASE", "zzzz", "accept"], "No finding has the id zzzz. List them with: rejoinder audit CASE"),
        (["judge", "CASE", "", "accept"], "No finding has the id (empty)."),
        (["judge", "CASE", "zzzz", "dismiss"], 'A dismissal needs its reason. Add --because "…".'),
        (["judge", "CASE", "zzzz", "agree"], "Invalid value for"),
        (["schedule", "CASE", "-o", "nowhere/s.csv"], "There is no folder nowhere. Make it first, or choose another."),
        (["schedule", "CASE", "-o", "CASE/received/s.csv"], "CASE/received/s.csv is where a case keeps its own."),
        (["schedule", "CASE", "-o", "schedule.odt"], "A schedule cannot be written as .odt. Use .csv, .xlsx"),
        (["new", "other", "--regime", "uk-foia"], "No law is known as uk-foia. Say one of: uk-gdpr,"),
        (["new", "CASE"], "There is a case in CASE already."),
        (["new", "GIVEN"], "GIVEN is there and is not an empty folder."),
        (["demo", "CASE", "--no-open"], "CASE is there and is no demo of ours."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_in_one_sentence(
    case: Path, given: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case.parent)
    before = everything(case)
    places = {"CASE": str(case), "GIVEN": str(given)}
    named = (argument.replace("CASE/", f"{case}/") for argument in arguments)
    words = one_sentence(call(*(places.get(argument, argument) for argument in named)))
    assert words.replace(str(case), "CASE").replace(str(given), "GIVEN").startswith(said)
    assert everything(case) == before


def everything(case: Path) -> dict[str, bytes]:
    """Give what people gave and decided, byte for byte."""
    return {
        str(path.relative_to(case)): path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file() and ".derived" not in path.parts and path.name != ".lock"
    }


def test_a_finding_of_which_too_few_letters_are_given(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.eml").write_text(
            f"From: vera.loam@wobblemail.example\nMessage-ID: <{number}@wobblemail.example>\n"
            f"In-Reply-To: <absent-{number}@wobblemail.example>\n\nYes, number {number}.\n"
        )
    call("new", tmp_path / "case")
    call("receive", tmp_path / "case", folder)
    ids = [line["finding"] for line in call("audit", tmp_path / "case", "--json").lines]
    letter = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    words = one_sentence(call("judge", tmp_path / "case", letter, "accept"))
    assert f"findings have an id that begins with {letter}. Say which: " in words
    assert all(named in ids for named in words.partition("Say which: ")[2].removesuffix(" …").split(", "))


def test_a_damaged_description_of_the_case(case: Path) -> None:
    (case / "case.toml").write_bytes(b'subject = "Marigold\nregime')
    words = one_sentence(call("documents", case))
    assert words.endswith("Mend that file in a text editor; nothing else was touched.")
    (case / "case.toml").write_bytes(b"subject = '\xff'")
    assert "Mend that file" in one_sentence(call("audit", case))


def test_a_damaged_line_of_the_journal_stops_what_would_add_to_it(case: Path, given: Path) -> None:
    journal = case / "journal.jsonl"
    journal.write_text(journal.read_text().replace("Marigold", "Margery"))
    (given / "new.txt").write_text("The butts are green.")
    before = everything(case)
    for arguments in (["receive", str(case), str(given), "--name", "the society"], ["audit", str(case)]):
        assert one_sentence(call(*arguments)) == (
            "Line 1 of journal.jsonl is not as it was written."
            " Put journal.jsonl back from a copy of the case; nothing was changed."
        )
    assert everything(case) == before
    assert call("verify", case).status == 1


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"[]\n", b'{"act": 1}\n', b"null\n"])
def test_a_journal_of_nonsense(case: Path, damage: bytes) -> None:
    with (case / "journal.jsonl").open("ab") as file:
        file.write(damage + b"\n")
    assert "of journal.jsonl is not as it was written." in one_sentence(call("audit", case))


def test_a_journal_that_is_gone_is_a_fault(case: Path) -> None:
    (case / "journal.jsonl").unlink()
    assert "journal.jsonl is gone" in call("verify", case).out


def test_a_file_taken_out_of_the_manifest_too_is_found(case: Path) -> None:
    (manifest,) = case.glob("received/*/manifest-sha256.txt")
    manifest.write_text("".join(line for line in manifest.read_text().splitlines(True) if "butts" not in line))
    next(case.glob("received/*/data/butts.eml")).unlink()
    assert "its manifest is not the one the journal tells of" in call("verify", case).out
    shutil.rmtree(manifest.parent)
    assert "the society: the batch is gone." in call("verify", case).out


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "bag-info.txt", "not-received.jsonl"])
def test_a_damaged_bag_is_named(case: Path, name: str) -> None:
    (place,) = case.glob("received/*/")
    (place / name).write_bytes(b"\xff\xfe\n")
    assert one_sentence(call("rebuild", case)).startswith(f"{place / name} is not as Rejoinder wrote it.")


@pytest.mark.parametrize("content", [b"this is no database, " * 500, b"SQLite format 3\0" + b"\7" * 4000])
def test_a_damaged_index_is_made_again_by_the_command_that_is_named(case: Path, content: bytes) -> None:
    before = call("audit", case, "--json").out
    (case / ".derived/shelf.sqlite").write_bytes(content)
    words = one_sentence(call("audit", case))
    assert words.endswith(f"Make it again: rejoinder rebuild {case}")
    assert call("rebuild", case).status == 0
    assert call("audit", case, "--json").out == before


def test_an_index_of_another_version_is_made_again_unasked(case: Path) -> None:
    before = call("audit", case, "--json").out
    with contextlib.closing(sqlite3.connect(case / ".derived/shelf.sqlite")) as rows:
        rows.execute("PRAGMA user_version = 99")
    assert call("audit", case, "--json").out == before


def test_an_index_that_is_gone_is_made_again_unasked(case: Path) -> None:
    before = call("audit", case, "--json").out
    shutil.rmtree(case / ".derived")
    assert call("audit", case, "--json").out == before


def test_a_case_that_another_run_holds(case: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.disk.WAIT", 0.05)
    with locked(case / ".lock"):
        for words in map(one_sentence, (call("receive", case, given), call("rebuild", case))):
            assert words.endswith("Wait until it is done, or stop it, and try again.")
        assert call("documents", case).status == 0
    with locked(case / "journal.jsonl"):
        finding = call("audit", case, "--json").lines[0]["finding"]
        assert "Another run of Rejoinder is writing to" in one_sentence(call("judge", case, finding, "accept"))
    assert call("judge", case, finding, "accept").status == 0


def test_a_file_that_grows_while_it_is_read(empty: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rejoinder.received import bag

    pieces = bag._pieces

    def growing(source: Path) -> Iterator[bytes]:
        yield from pieces(source)
        if source.name == "butts.eml":
            with source.open("ab") as file:
                file.write(b"More.\r\n")

    monkeypatch.setattr(bag, "_pieces", growing)
    called = call("receive", empty, given)
    assert called.status == 1
    assert called.out.startswith("2 given = 1 read + 0 partly read + 1 not read")
    assert "It changed while it was being read. Close the program that writes to it" in " ".join(called.out.split())
    monkeypatch.undo()
    assert call("receive", empty, given).out.startswith("2 given = 2 read + 0 partly read + 0 not read")
    assert call("verify", empty).status == 0


def test_a_file_that_came_again_with_other_bytes_is_said_until_it_is_settled(case: Path, given: Path) -> None:
    first = (given / "butts.eml").read_bytes()
    (given / "butts.eml").write_bytes(first.replace(b"nothing", b"something"))
    called = call("receive", case, given, "--name", "the society")
    assert called.status == 1
    assert "not kept  butts.eml" in called.out
    assert "with another --name" in " ".join(called.out.split())
    call("rebuild", case)
    (line,) = [line for line in call("documents", case, "--json").lines if line["path"] == "butts.eml"]
    assert [problem["code"] for problem in line["problems"]] == ["changed_since"]
    (given / "butts.eml").write_bytes(first)
    assert call("receive", case, given, "--name", "the society").status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets root give up its powers over files")
def test_a_file_that_may_not_be_opened_has_its_row(empty: Path, given: Path) -> None:
    (given / "butts.eml").chmod(0)
    (given / "minutes").chmod(0)
    try:
        called = bound_by_permissions("receive", empty, given)
    finally:
        (given / "minutes").chmod(0o700)
    assert called.status == 1, called
    assert called.out.startswith("2 given = 0 read + 0 partly read + 2 not read")
    assert called.out.count("cannot be opened (Permission denied)") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets root give up its powers over files")
def test_a_case_that_may_not_be_written_to(case: Path, given: Path) -> None:
    before = everything(case)
    for path in [case, *case.rglob("*")]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        words = one_sentence(bound_by_permissions("receive", case, given, "--name", "more"))
        listed = bound_by_permissions("documents", case, "--json")
        audited = bound_by_permissions("audit", case, "--json")
        looked = one_sentence(bound_by_permissions("audit", case, "--before-sending"))
    finally:
        for path in [case, *case.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)
    assert words.startswith("Permission denied (")
    assert "copy the case to where you may; nothing was changed." in words
    assert (listed.status, len(listed.lines)) == (0, 2)
    assert len(audited.lines) == 2
    assert looked.startswith("Permission denied (")
    assert everything(case) == before


def bound_by_permissions(*arguments: str | Path) -> Called:
    """Run a command so that permissions bind it, as they do not bind root."""
    if os.getuid() != 0:
        return run(*arguments)
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def drop() -> None:
        for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
            prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)

    return run(*arguments, preexec_fn=drop)


PR_CAPBSET_DROP, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2


@pytest.mark.parametrize("name", ["my case", "Fräulein Ærøskøbing’s case", "案件", "case\nof two lines", "-case"])
def test_a_case_of_any_name(tmp_path: Path, given: Path, name: str) -> None:
    case = tmp_path / name
    assert call("new", case).status == 0
    assert call("receive", case, given).status == 0
    assert call("audit", case).status == 1
    assert call("schedule", case, "--all", "-o", tmp_path / "s.html").status == 0
    assert call("verify", case).status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
@pytest.mark.parametrize("where", ["below", "itself", "folder"])
def test_names_that_are_not_text(empty: Path, tmp_path: Path, where: str) -> None:
    odd = os.fsencode(tmp_path) + b"/o\xffdd\nand\xc2\x85more"
    if where == "itself":
        Path(os.fsdecode(odd)).write_text("The butts are green.")
    else:
        Path(os.fsdecode(odd)).mkdir()
        name = b"/p\xe9re.txt" if where == "below" else b"/plain.txt"
        Path(os.fsdecode(odd + name)).write_text("The butts are green.")
    for _ in range(2):
        called = run("receive", str(empty).encode(), odd)
        assert (called.status, called.err) == (0, "")
        assert called.out.startswith("1 given = 1 read")
    assert len(call("documents", empty, "--json").lines) == 1
    assert len(list((empty / "received").iterdir())) == 1
    assert call("verify", empty).status == 0
    (bag,) = (empty / "received").iterdir()
    assert subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="arguments are text elsewhere")
@pytest.mark.parametrize(
    "arguments", [("search", b"\xff"), ("show", b"\xff"), ("judge", b"\xff", "accept"), ("audit", "--since", b"\xff")]
)
def test_arguments_that_are_not_text(case: Path, arguments: tuple[str | bytes, ...]) -> None:
    called = run(arguments[0], case, *arguments[1:])
    assert called.status in (1, 2)
    assert "Traceback" not in called.err


def test_a_name_as_long_as_names_may_be_with_a_sign_that_must_go(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "long").mkdir()
    (tmp_path / "long" / ("?" + "b" * 250 + ".txt")).write_text("The butts are green.")
    assert call("receive", empty, tmp_path / "long").status == 0


def test_two_paths_that_hold_files_of_one_name(empty: Path, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    called = call("receive", empty, tmp_path / "first/a.txt", tmp_path / "second/a.txt")
    assert one_sentence(called).endswith("Receive them one at a time, each with its own --name.")


def test_words_of_documents_do_not_command_the_terminal(empty: Path, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnihton\r[red]markup[/nonsense]"
    (tmp_path / "evil.txt").write_text(f"The butts {evil} are green.")
    call("receive", empty, tmp_path / "evil.txt", "--name", "[/red] batch")
    for arguments in (("show", "evil.txt"), ("search", "butts"), ("documents",)):
        name, *more = arguments
        called = call(name, empty, *more)
        assert called.status == 0
        assert not set(called.out) & set("\x1b\x07\x9b\u202e\r")
    assert "[red]markup[/nonsense]" in call("show", empty, "evil.txt").out


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_no_query_breaks_the_search(words: str, searched: Callable[[str], Called]) -> None:
    called = searched(words)
    assert called.status in (0, 1, 2)
    if called.status == 2:
        one_sentence(called)


@pytest.fixture
def searched(case: Path) -> Callable[[str], Called]:
    return lambda words: call("search", case, "--json", "--", words)


def test_a_fault_of_our_own_is_one_sentence_and_never_looks_like_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("something of the case")

    monkeypatch.setattr("rejoinder.case.open_case", broken)
    with pytest.raises(SystemExit) as ended:
        main(["audit", "case"])
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "ZeroDivisionError at test_refusals.py" in said
    assert "something of the case" not in said
