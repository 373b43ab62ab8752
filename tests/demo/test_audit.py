"""The invented case given to the product: exactly what was planted is found."""

from pathlib import Path

import pytest

from rejoinder import case as cases
from rejoinder.case import Delivery, audit, new, receive
from rejoinder.demo import Truth, read_truth, write_demo
from rejoinder.model import Estimate, Finding
from rejoinder.shelf import Wanted

NOW = "2024-09-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, list[Finding]]:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "given")
    case = new(folder / "case", at=NOW, subject=written.subject)
    for batch in written.batches:
        receive(case, [Path(batch.folder)], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    return read_truth(written.truth), [one.finding for one in audit(case) if one.finding]


def test_every_planted_message_is_found_and_nothing_else(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    found = sorted(f.absent.subject for f in findings if f.kind == "absent-message")
    planted = sorted(message.subject.removeprefix("RE: ") for message in truth.absent_messages)
    assert found == planted


def test_every_planted_attachment_is_found_and_nothing_else(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    found = sorted(f.absent.file_name for f in findings if f.kind == "absent-attachment")
    assert found == sorted(attachment.name for attachment in truth.absent_attachments)


def test_every_planted_mention_is_found_and_nothing_else(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    for kind, section in (("absent-document", "spoken_of"), ("withheld-stock", "said_to_be_held")):
        found = sorted(
            (f.absent.described_as, f.absent.date, f.because[0].span.exact) for f in findings if f.kind == kind
        )
        planted = sorted((fact["kind"], fact.get("on", ""), fact["words"]) for fact in truth.facts[section])
        assert found == planted


def test_every_quoted_message_has_its_planted_words(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    texts = [" ".join(f.text.split()) for f in findings]
    for message in truth.absent_messages:
        for words in message.quoted.splitlines():
            assert any(" ".join(words.split()) in text for text in texts), words


def test_what_the_subject_holds_herself_is_said(audited: tuple[Truth, list[Finding]]) -> None:
    _, findings = audited
    assert [f.absent.subject for f in findings if f.held] == ["Who is to decide"]


def test_the_planted_gap_in_the_stamps_is_found_and_no_other_gap_or_silence(
    audited: tuple[Truth, list[Finding]],
) -> None:
    truth, findings = audited
    [planted] = truth.facts["number_gap"]
    [finding] = [f for f in findings if f.kind in ("number-gap", "absent-counterpart", "silence")]
    assert finding.kind == "number-gap"
    assert finding.absent.described_as == f"numbers “{planted['first']}” to “{planted['last']}”"
    assert [trace.span.page for trace in finding.because] == list(planted["pages_beside"])


def test_the_meeting_of_which_no_note_is_there_is_told_and_no_other(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    [planted] = truth.facts["meeting_without_note"]
    [finding] = [f for f in findings if f.kind == "absent-note"]
    assert (finding.absent.subject, finding.absent.date[:10]) == (planted["subject"], planted["on"])
    assert finding.absent.described_as.endswith(f"to which {planted['asked']} people were asked")


def test_the_planted_copies_that_differ_are_told_and_no_others(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    [planted] = truth.facts["copies_that_differ"]
    [finding] = [f for f in findings if f.kind == "variant"]
    told = {trace.span.exact for trace in finding.because if trace.kind != "not-here"}
    assert told == {planted["left_out"], *planted["last_changed_by"]}


def test_what_a_locked_file_may_explain_is_held_back_and_nothing_else(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    [planted] = truth.facts["held_back"]
    [finding] = [f for f in findings if f.unless]
    assert (finding.kind, finding.absent.file_name) == ("absent-attachment", planted["name"])
    assert [problem.where for problem in finding.unless] == [planted["path"].removeprefix("disclosure/")]


def test_how_many_are_absent_is_said_with_the_reason_why_no_number_is_given(
    audited: tuple[Truth, list[Finding]],
) -> None:
    truth, findings = audited
    [planted] = truth.facts["how_many"]
    [finding] = [f for f in findings if f.kind == "estimate"]
    assert finding.estimate == Estimate(planted["at_least"], because=planted["because"])
    assert planted["at_least"] == len(truth.absent_messages)


def test_the_scan_with_a_box_is_told_beside_the_letter_and_no_other(audited: tuple[Truth, list[Finding]]) -> None:
    truth, findings = audited
    [scanned] = truth.facts["blacked_out"]
    [letter] = truth.facts["covered"]
    told = sorted(f.absent.file_name for f in findings if f.kind == "redaction")
    assert told == sorted(fact["document"].rpartition("/")[2] for fact in (scanned, letter))


def test_each_status_is_counted_by_itself(tmp_path: Path) -> None:
    written = write_demo(tmp_path / "given")
    case = new(tmp_path / "case", at=NOW, subject=written.subject)
    receive(case, [written.disclosure], Delivery("sent", "", "2024-08-30"), at=NOW)
    with cases.audited(case) as found:
        one, *_ = found.ids(Wanted(("to check",)))
    cases.judge(case, one, "accept", at=NOW)
    with cases.audited(case) as found:
        counted = {status: many for status, many in found.count().items() if many}
        listed = {status: len(found.ids(Wanted((status,)))) for status in counted}
    assert counted == listed
    assert (counted["accepted"], counted["cannot tell yet"]) == (1, 1)
