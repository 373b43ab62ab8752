from conftest import Disclosed
from rejoinder.case import judge, rebuild, undo

QUESTION = """
    From: Barnaby Quill <barnaby@wibbling.example>
    To: Marigold Threnody <marigold@threnody.example>
    Date: Fri, 3 May 2024 10:02:00 +0100
    Message-ID: <question@wibbling.example>
    Subject: Water butts

    Did you move the three green water butts from plot fourteen to the gate on Sunday morning?
    """
ANSWER = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Barnaby Quill <barnaby@wibbling.example>
    Date: Fri, 3 May 2024 12:30:00 +0100
    Message-ID: <answer@threnody.example>
    In-Reply-To: <question@wibbling.example>
    References: <question@wibbling.example>
    Subject: Re: Water butts

    On 3 May 2024, at 10:02, Barnaby Quill <barnaby@wibbling.example> wrote:
    > Did you move the three green water butts from plot fourteen to the gate on Sunday morning?

    I did not move any of them. The gate was locked all of that weekend and I have no key.
    """
WITHOUT_HEADERS = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Barnaby Quill <barnaby@wibbling.example>
    Date: Fri, 3 May 2024 12:30:00 +0100
    Message-ID: <answer@threnody.example>
    Subject: Re: Water butts

    On 3 May 2024, at 10:02, Barnaby Quill <barnaby@wibbling.example> wrote:
    > Did you move the three green water butts from plot fourteen to the gate on Sunday morning?

    I did not move any of them. The gate was locked all of that weekend and I have no key.
    """


def test_a_message_that_is_answered_but_not_disclosed_is_absent(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": ANSWER}).found()
    assert finding.absent.message_id == "question@wibbling.example"
    assert finding.absent.author == "Barnaby Quill <barnaby@wibbling.example>"
    assert finding.absent.date.startswith("2024-05-03T10:02")
    assert finding.absent.subject == "Water butts"
    assert finding.grade == "direct"
    assert {trace.kind for trace in finding.because} == {"answered-id", "quotation"}


def test_its_words_are_put_together_from_the_quotation_and_cited(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": ANSWER}).found()
    assert finding.text == "Did you move the three green water butts from plot fourteen to the gate on Sunday morning?"
    [run] = finding.text_spans
    assert run.source.exact == finding.text


def test_every_trace_cites_the_exact_words(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    with case.case.shelf() as shelf:
        for finding in case.found():
            for trace in finding.because:
                holding = shelf.find_document(trace.span.document)
                assert holding is not None
                assert shelf.text(holding.number)[trace.span.start : trace.span.end] == trace.span.exact != ""


def test_a_complete_thread_has_nothing_absent(case: Disclosed) -> None:
    assert case.give({"question.eml": QUESTION, "answer.eml": ANSWER}).found() == []


def test_a_message_known_only_by_a_quotation_is_absent(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": WITHOUT_HEADERS}).found()
    assert finding.absent.message_id == ""
    assert finding.absent.author == "Barnaby Quill <barnaby@wibbling.example>"


def test_a_quoted_message_that_is_here_without_an_id_is_not_absent(case: Disclosed) -> None:
    question = QUESTION.replace("Message-ID: <question@wibbling.example>\n", "X-Kept: yes\n")
    assert case.give({"question.eml": question, "answer.eml": WITHOUT_HEADERS}).found() == []


def test_a_message_that_is_here_under_another_id_is_not_absent(case: Disclosed) -> None:
    question = QUESTION.replace("<question@wibbling.example>", "<resent-7@list.example>")
    assert case.give({"question.eml": question, "answer.eml": ANSWER}).found() == []


def test_a_quotation_wrapped_anew_is_still_found_in_its_source(case: Disclosed) -> None:
    wrapped = WITHOUT_HEADERS.replace(
        "water butts from plot fourteen to", "water\n    > butts from plot fourteen\n    > to"
    ).replace("On 3 May 2024, at 10:02, Barnaby Quill <barnaby@wibbling.example> wrote:", "Barnaby Quill wrote:")
    assert case.give({"question.eml": QUESTION, "answer.eml": wrapped}).found() == []


def test_several_witnesses_of_one_absent_message_are_one_finding(case: Disclosed) -> None:
    second = ANSWER.replace("<answer@threnody.example>", "<second@threnody.example>").replace("12:30", "14:45")
    third = WITHOUT_HEADERS.replace("<answer@threnody.example>", "<third@threnody.example>").replace("12:30", "15:10")
    [finding] = case.give({"1.eml": ANSWER, "2.eml": second, "3.eml": third}).found()
    assert len({trace.span.document for trace in finding.because}) == 3


def test_the_message_before_the_one_that_is_answered_is_known_by_references(case: Disclosed) -> None:
    last = """
        From: Barnaby Quill <barnaby@wibbling.example>
        To: Marigold Threnody <marigold@threnody.example>
        Date: Sat, 4 May 2024 09:00:00 +0100
        Message-ID: <last@wibbling.example>
        In-Reply-To: <answer@threnody.example>
        References: <first@wibbling.example> <question@wibbling.example> <answer@threnody.example>
        Subject: Re: Water butts

        Then who did?
        """
    found = case.give({"question.eml": QUESTION, "answer.eml": ANSWER, "last.eml": last}).found()
    assert [finding.absent.message_id for finding in found] == ["first@wibbling.example"]


def test_an_address_in_in_reply_to_is_no_message(case: Disclosed) -> None:
    answer = ANSWER.replace("In-Reply-To: <question@wibbling.example>", "In-Reply-To: <barnaby@wibbling.example>")
    assert case.give({"question.eml": QUESTION, "answer.eml": answer}).found() == []


FOOTER = """
    ________________________________
    This message is confidential and intended for the addressee alone. If you have received it in error
    please tell the Lower Wibbling Allotment Society at once and delete every copy that you hold of it.
    """


def test_a_notice_that_everybody_quotes_is_no_message(case: Disclosed) -> None:
    quoted = "".join(f"    > {line.strip()}\n" for line in FOOTER.strip().splitlines())
    mails: dict[str, str | bytes] = {
        f"{number}.eml": QUESTION.replace("<question@", f"<q{number}@").replace("three", f"{number + 3}") + FOOTER
        for number in range(4)
    }
    mails["answer.eml"] = WITHOUT_HEADERS.replace("\n    I did not", f"\n{quoted}\n    I did not")
    mails["question.eml"] = QUESTION
    assert case.give(mails).found() == []


def test_a_message_in_the_subjects_own_archive_is_absent_from_the_disclosure_and_held(case: Disclosed) -> None:
    case.give({"question.eml": QUESTION}, name="my inbox", own=True)
    [finding] = case.give({"answer.eml": ANSWER}).found()
    assert len(finding.held) == 1


def test_what_a_later_batch_brings_closes_its_finding(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    [before] = case.found()
    case.give({"question.eml": QUESTION}, name="second batch")
    [weighed] = case.weighed()
    assert weighed.status == "closed"
    assert weighed.id == before.id


def test_a_judgement_survives_a_rebuild(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": ANSWER}).found()
    judge(case.case, finding.id, "dismiss", because="It came by post.", at="2024-07-02T09:00:00+00:00")
    rebuild(case.case)
    [weighed] = case.weighed()
    assert (weighed.status, weighed.judgement and weighed.judgement.because) == ("dismissed", "It came by post.")


def test_a_judgement_of_quoted_words_follows_when_another_witness_changes_the_findings_id(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": WITHOUT_HEADERS}).found()
    judge(case.case, finding.id, "accept", at="2024-07-02T09:00:00+00:00")
    second = WITHOUT_HEADERS.replace("<answer@", "<second@").replace("12:30", "14:45")
    case.give({"second.eml": second}, name="second batch")
    [weighed] = case.weighed()
    assert weighed.id != finding.id
    assert weighed.status == "accepted"


def test_undo_takes_a_judgement_back(case: Disclosed) -> None:
    [finding] = case.give({"answer.eml": ANSWER}).found()
    judge(case.case, finding.id, "accept", at="2024-07-02T09:00:00+00:00")
    assert undo(case.case, finding.id, at="2024-07-02T09:01:00+00:00").status == "to check"


def test_an_ancestor_that_only_a_thread_index_proves_is_absent(case: Disclosed) -> None:
    import base64

    root = (133591392000000000 >> 16).to_bytes(6, "big") + bytes(range(16))
    child = base64.b64encode(root + bytes([0, 0, 10, 0, 1])).decode()
    answer = f"""
        From: Barnaby Quill <barnaby@wibbling.example>
        To: Committee <committee@wibbling.example>
        Date: Fri, 3 May 2024 12:00:00 +0000
        Message-ID: <one@wibbling.example>
        Subject: RE: Key to the gate
        Thread-Index: {child}

        Nobody has it.
        """
    [finding] = case.give({"answer.eml": answer}).found()
    assert finding.absent.thread_key == root.hex()
    assert finding.absent.subject == "Key to the gate"
    assert [trace.kind for trace in finding.because] == ["thread-index"]


def test_what_a_later_batch_brings_closes_what_was_known_only_by_a_quotation(case: Disclosed) -> None:
    [before] = case.give({"answer.eml": WITHOUT_HEADERS}).found()
    case.give({"question.eml": QUESTION}, name="second batch")
    [weighed] = case.weighed()
    assert (weighed.status, weighed.id) == ("closed", before.id)


def test_the_order_in_which_files_are_read_changes_nothing(case: Disclosed) -> None:
    second = WITHOUT_HEADERS.replace("<answer@", "<second@").replace("12:30", "14:45").replace("three green", "green")
    case.give({"1.eml": ANSWER})
    case.give({"1.eml": ANSWER, "0.eml": second})
    before = [one.finding for one in case.weighed()]
    rebuild(case.case)
    assert [one.finding for one in case.weighed()] == before


def test_a_message_that_is_here_and_in_the_subjects_own_archive_is_not_absent(case: Disclosed) -> None:
    case.give({"question.eml": QUESTION}, name="my inbox", own=True)
    assert case.give({"question.eml": QUESTION, "answer.eml": WITHOUT_HEADERS}).found() == []


def test_a_message_disclosed_in_sixty_copies_is_still_the_source_of_its_quotation(case: Disclosed) -> None:
    copies: dict[str, str | bytes] = {f"mailbox {number}/question.eml": QUESTION for number in range(60)}
    answer = WITHOUT_HEADERS.replace("On 3 May 2024, at 10:02, Barnaby Quill <barnaby@wibbling.example> wrote:", "")
    assert case.give({**copies, "answer.eml": answer}).found() == []


def test_a_message_quoted_beside_sixty_copies_of_another_is_absent(case: Disclosed) -> None:
    other = QUESTION.replace("<question@", "<other@").replace("10:02", "11:15").replace("Sunday", "Prize Day")
    other = other.replace("Did you move the three green water butts", "The lady mayoress carried every marrow")
    copies: dict[str, str | bytes] = {f"mailbox {number}/other.eml": other for number in range(60)}
    assert len(case.give({**copies, "answer.eml": WITHOUT_HEADERS}).found()) == 1
