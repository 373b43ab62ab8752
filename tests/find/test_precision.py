"""What real disclosures do that must never be called missing: each case is small, invented and complete."""

import base64
import io
import zipfile

import pytest

from conftest import Disclosed

WORDS = "Did you move the three green water butts from plot fourteen to the gate on Sunday morning, before the rain?"


def mail(
    name: str,
    body: str,
    *,
    who: str = "Barnaby Quill <barnaby@wibbling.example>",
    to: str = "Marigold Threnody <marigold@threnody.example>",
    date: str = "Fri, 3 May 2024 10:02:00 +0100",
    subject: str = "Water butts",
    more: str = "",
) -> str:
    """Give a message as text."""
    known = f"Message-ID: <{name}@wibbling.example>\nSubject: {subject}"
    return f"From: {who}\nTo: {to}\nDate: {date}\n{known}\n{more}\n{body}\n"


def answer(body: str, more: str = "", subject: str = "Re: Water butts") -> str:
    """Give an answer to the question, sent two hours after it."""
    return mail(
        "answer",
        body,
        who="Marigold Threnody <marigold@threnody.example>",
        to="Barnaby Quill <barnaby@wibbling.example>",
        date="Fri, 3 May 2024 12:30:00 +0100",
        subject=subject,
        more=more,
    )


QUESTION = mail("question", WORDS)
QUOTED = f"On 3 May 2024, at 10:02, Barnaby Quill wrote:\n> {WORDS}\n\nI did not move any of them."
PLAIN = answer(QUOTED, "In-Reply-To: <question@wibbling.example>\n")


def html(name: str, markup: str) -> str:
    """Give a message whose only body is HTML."""
    return mail(name, markup, more="MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n")


def test_one_mail_in_five_mailboxes_wrapped_otherwise_in_each_is_there(case: Disclosed) -> None:
    copies: dict[str, str | bytes] = {}
    for number, width in enumerate((30, 45, 60, 72, 200)):
        lines, line = [], ""
        for word in WORDS.split():
            if len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        copies[f"mailbox {number}/question.eml"] = mail(f"copy{number}", "\n".join([*lines, line]))
    assert case.give({**copies, "answer.eml": PLAIN}).found() == []


def test_a_source_of_html_alone_is_there_when_quoted_in_plain_text(case: Disclosed) -> None:
    words = WORDS.replace("three green", "<b>three</b>&nbsp;green").replace("plot", "plot<br>")
    assert case.give({"question.eml": html("question", f"<p>{words}</p>"), "answer.eml": answer(QUOTED)}).found() == []


def test_a_quotation_in_quoted_printable_and_flowed_is_of_the_message_that_is_there(case: Disclosed) -> None:
    flowed = (
        "On 3 May 2024, at 10:02, Barnaby Quill wrote:\n> Did you move the three green water butts from=20\n> plot "
        "fourteen to the gate on Sunday mor=\nning, before the rain?\n\nI did not."
    )
    more = (
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n"
        "Content-Transfer-Encoding: quoted-printable\n"
    )
    assert case.give({"question.eml": QUESTION, "answer.eml": answer(flowed, more)}).found() == []


def docx(*paragraphs: str) -> bytes:
    """Give a Word document of these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}</w:body>'
        "</w:document>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_quoted_mail_that_was_disclosed_printed_is_there(case: Disclosed) -> None:
    printed = docx(
        "From: Barnaby Quill", "Sent: 03 May 2024 10:02", "To: Marigold Threnody", "Subject: Water butts", WORDS
    )
    assert case.give({"printed.docx": printed, "answer.eml": answer(QUOTED)}).found() == []


def test_the_words_of_a_letter_that_is_there_quoted_with_marks_are_no_message(case: Disclosed) -> None:
    letter = docx("Dear Ms Threnody", WORDS, "Yours sincerely, the Committee")
    assert (
        case.give({"letter.docx": letter, "answer.eml": answer(f"You wrote:\n> {WORDS}\n\nI did not.")}).found() == []
    )


def test_the_original_of_a_forwarded_message_is_there_when_attached_whole(case: Disclosed) -> None:
    original = "\n".join(QUESTION.splitlines())
    forwarded = (
        "--cut\nContent-Type: text/plain\n\nOn 3 May 2024, at 10:02, Barnaby Quill wrote:\n"
        f"> {WORDS}\n--cut\nContent-Type: message/rfc822\n\n{original}\n--cut--"
    )
    more = "References: <question@wibbling.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n"
    assert case.give({"forwarded.eml": answer(forwarded, more, "Fwd: Water butts")}).found() == []


@pytest.mark.parametrize("subject", ["Automatic reply: Water butts", "Accepted: Water butts", "Read: Water butts"])
def test_what_answers_by_itself_calls_nothing_absent_that_is_there(case: Disclosed, subject: str) -> None:
    automatic = answer("I am at the seaside until Monday.", "In-Reply-To: <question@wibbling.example>\n", subject)
    assert case.give({"question.eml": QUESTION, "automatic.eml": automatic}).found() == []


RETURNED = """--cut
Content-Type: text/plain

Your message could not be delivered to gate@threnody.example.
--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; post.wibbling.example
Original-Envelope-Id: <envelope-77@post.wibbling.example>

Final-Recipient: rfc822; gate@threnody.example
Action: failed
Status: 5.1.1
--cut
Content-Type: text/rfc822-headers

From: Barnaby Quill <barnaby@wibbling.example>
To: gate@threnody.example
Date: Fri, 3 May 2024 10:02:00 +0100
Message-ID: <question@wibbling.example>
Subject: Water butts
--cut--"""


def test_a_delivery_report_of_a_message_that_is_there_shows_no_other(case: Disclosed) -> None:
    more = "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=cut\n"
    report = mail(
        "report", RETURNED, who="Postmaster <postmaster@wibbling.example>", subject="Undeliverable", more=more
    )
    assert case.give({"question.eml": QUESTION, "report.eml": report}).found() == []


def test_the_headers_of_a_message_that_is_there_are_known_by_its_id(case: Disclosed) -> None:
    pasted = (
        "Is this yours?\n\n-------- Original Message --------\nFrom: B.Q.\nTo: the gate\nDate: 4 May 2024\n"
        "Message-ID: <question@wibbling.example>\nSubject: Plot fourteen, three butts and all that is green\n\n"
        "Someone told me that all of the butts were on the move again, three of them at a time."
    )
    assert case.give({"question.eml": QUESTION, "answer.eml": answer(pasted)}).found() == []


def test_a_digest_of_messages_that_are_there_shows_no_other(case: Disclosed) -> None:
    second = "The gate was locked all of that weekend, and nobody but the treasurer has ever had a key to it."
    other = mail("other", second, who="Hester Pomfrey <hester@wibbling.example>", date="Fri, 3 May 2024 11:00:00 +0100")
    parts = [
        f"Date: {date}\nFrom: {who}\nSubject: [committee] Water butts\nTo: committee@wibbling.example\n"
        f"Message-ID: <{name}@wibbling.example>\n\n{words}\n\n"
        for name, date, who, words in (
            ("question", "Fri, 3 May 2024 10:02:00 +0100", "Barnaby Quill <barnaby@wibbling.example>", WORDS),
            ("other", "Fri, 3 May 2024 11:00:00 +0100", "Hester Pomfrey <hester@wibbling.example>", second),
        )
    ]
    rule = "-" * 30 + "\n\n"
    body = f"Today's Topics:\n\n   1. Water butts\n\n\n{'-' * 70}\n\n{rule.join(parts)}{rule}End of committee Digest"
    digest = mail("digest", body, who="committee-request@wibbling.example", subject="committee Digest, Vol 1")
    assert case.give({"question.eml": QUESTION, "other.eml": other, "digest.eml": digest}).found() == []


def test_a_message_that_answers_itself_shows_no_other(case: Disclosed) -> None:
    own = mail("question", WORDS, more="In-Reply-To: <question@wibbling.example>\n")
    assert case.give({"question.eml": own}).found() == []


def test_two_mails_of_one_id_are_both_there(case: Disclosed) -> None:
    second = "The gate was locked all of that weekend, and nobody but the treasurer has ever had a key to it."
    quoting = answer(f"On 3 May 2024, Hester Pomfrey wrote:\n> {second}\n\nIndeed.")
    same = mail("question", second, who="Hester Pomfrey <hester@wibbling.example>")
    assert case.give({"question.eml": QUESTION, "same.eml": same, "answer.eml": quoting}).found() == []


@pytest.mark.parametrize(
    "written",
    [
        "<QUESTION@Wibbling.Example>",
        "question@wibbling.example",
        "< question@wibbling.example >",
        "<question@\n wibbling.example>",
        "<question@wibbling.example> (Barnaby Quill's message of Friday)",
        'Your message of "Fri, 03 May 2024 10:02:00 BST." <question@wibbling.example>',
    ],
)
def test_an_id_is_the_same_however_it_is_written(case: Disclosed, written: str) -> None:
    assert case.give({"question.eml": QUESTION, "answer.eml": answer("No.", f"In-Reply-To: {written}\n")}).found() == []


@pytest.mark.parametrize(
    "written",
    [
        'Your message of "Mon, 3 May"',
        'Message from Barnaby Quill <barnaby@wibbling.example> of "Fri, 03 May 2024 10:02:00 BST."',
        "<gate@wibbling.example>",
        "<barnaby@wibbling.example>",
    ],
)
def test_a_phrase_or_an_address_is_no_id(case: Disclosed, written: str) -> None:
    asked = mail(
        "question", WORDS, to="Marigold Threnody <marigold@threnody.example>, The gate <gate@wibbling.example>"
    )
    assert case.give({"question.eml": asked, "answer.eml": answer("No.", f"In-Reply-To: {written}\n")}).found() == []


def test_references_that_a_gateway_cut_name_no_message(case: Disclosed) -> None:
    cut = "References: <question@wibbling.example> <ques\n"
    assert case.give({"question.eml": QUESTION, "answer.eml": answer("No.", cut)}).found() == []


BLOCKS = [
    "Von: Barnaby Quill\nGesendet: Freitag, 3. Mai 2024 10:02\nAn: Marigold Threnody\nBetreff: Water butts",
    "De : Barnaby Quill\nEnvoyé : vendredi 3 mai 2024 10:02\nÀ : Marigold Threnody\nObjet : Water butts",
    "-----Ursprüngliche Nachricht-----\nVon: Barnaby Quill\nGesendet: 03.05.2024 10:02\nAn: M. Threnody\nBetreff: ",
]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("words", [WORDS, "Ja."])
def test_an_outlook_block_in_another_language_is_of_the_message_that_is_there(
    case: Disclosed, block: str, words: str
) -> None:
    more = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    given = {"question.eml": mail("question", words), "answer.eml": answer(f"Nein.\n\n{block}\n\n{words}\n", more)}
    assert case.give(given).found() == []


SIGNATURE = "-- \nBarnaby Quill, Honorary Secretary\nLower Wibbling Allotment Society\n12 Marrow Lane, Lower Wibbling"


def test_a_signature_quoted_alone_is_no_message(case: Disclosed) -> None:
    marked = "\n".join(f"> {line}" for line in SIGNATURE.splitlines())
    given = {
        "question.eml": mail("question", f"{WORDS}\n\n{SIGNATURE}"),
        "answer.eml": answer(f"{marked}\n\nIs that still your address?"),
    }
    assert case.give(given).found() == []


POEM = """> The marrow in the morning is a green and patient thing,
> it waits upon the compost for the blackbirds all to sing,
> and he who steals a marrow from a neighbour in the spring
> shall never win a rosette at the show."""


def test_a_poem_that_another_document_has_is_no_message(case: Disclosed) -> None:
    verses = POEM.replace("> ", "")
    given = {"programme.txt": f"Prize Day\n\n{verses}\n", "answer.eml": answer(f"As the song goes:\n\n{POEM}\n\nSo.")}
    assert case.give(given).found() == []


@pytest.mark.parametrize("words", ["> 14 15 16 17 18 19 20 21 22 23", "> Yes.", "> Thank you very much indeed."])
def test_numbers_and_a_few_words_are_too_little_to_speak_of_a_message(case: Disclosed, words: str) -> None:
    assert case.give({"answer.eml": answer(f"{words}\n\nFine.")}).found() == []


def test_an_indexed_answer_to_a_message_that_is_there_without_an_index_shows_no_other(case: Disclosed) -> None:
    sent = 133592041200000000
    root = (sent >> 16).to_bytes(6, "big") + bytes(range(16))
    child = base64.b64encode(root + bytes([0, 0, 10, 0, 1])).decode()
    indexed = answer("I did not.", f"Thread-Index: {child}\n")
    asked = mail("question", WORDS, date="Fri, 3 May 2024 10:02:00 +0000")
    assert case.give({"question.eml": asked, "answer.eml": indexed}).found() == []


def memo(body: str) -> str:
    """Give a message to all."""
    return mail("memo", body, who="Announcements <all@wibbling.example>", date="Fri, 3 May 2024 16:00:00 +0100")


def test_a_memorandum_that_heads_its_own_message_is_no_other(case: Disclosed) -> None:
    body = (
        f"Date: May 1, 2024\n\nTo: All plot holders\n\nFrom: Barnaby Quill, Secretary\n\nSubject: The butts\n\n{WORDS}"
    )
    assert case.give({"memo.eml": memo(body)}).found() == []


def test_headers_that_a_broken_message_has_in_its_body_are_its_own(case: Disclosed) -> None:
    broken = (
        "Received: from post.wibbling.example\nno header at all\nDate: Fri, 3 May 2024 10:02:00 +0100\n"
        "From: Barnaby Quill <barnaby@wibbling.example>\nMessage-ID: <broken@wibbling.example>\n"
        f"To: marigold@threnody.example\nSubject: Water butts\nMIME-Version: 1.0\n\n{WORDS}\n"
    )
    assert case.give({"broken.eml": broken}).found() == []


def test_a_message_that_is_there_but_whose_words_list_software_took_out_is_not_absent(case: Disclosed) -> None:
    emptied = mail(
        "question",
        "An HTML attachment was scrubbed...\nURL: http://lists.wibbling.example/attachments/20240503/0a1b2c3d/a.htm",
        date="Fri, 3 May 2024 15:02:00 +0000",
    )
    assert case.give({"question.eml": emptied, "answer.eml": answer(QUOTED)}).found() == []


def test_two_messages_of_one_author_half_an_hour_apart_are_two(case: Disclosed) -> None:
    second = "The gate was locked all of that weekend, and nobody but the treasurer has ever had a key to it."
    later = f"On 3 May 2024, at 10:31, Barnaby Quill wrote:\n> {second}\n\nIndeed."
    given = {"1.eml": answer(QUOTED), "2.eml": answer(later).replace("<answer@", "<later@")}
    assert {finding.text for finding in case.give(given).found()} == {WORDS, second}


def test_a_block_without_a_subject_gets_none_from_the_answer(case: Disclosed) -> None:
    block = "-----Original Message-----\nFrom: Hester Pomfrey\nSent: 03 May 2024 10:02\nTo: Barnaby Quill\nSubject:"
    [finding] = case.give({"answer.eml": answer(f"See.\n\n{block}\n\n{WORDS}", subject="RE: Prize Day")}).found()
    assert finding.absent.subject == ""


def listing(name: str) -> str:
    """Give an answer that quotes a message by the attachment it lists."""
    return answer(
        f"Seen.\n\n-----Original Message-----\nFrom: Barnaby Quill\nSent: 03 May 2024 10:02\nTo: Marigold Threnody\n"
        f"Subject: Water butts\nAttachments: {name}\n\n{WORDS}"
    )


@pytest.mark.parametrize("there", ["minutes (1).docx", "minutes_final.docx", "minutes.doc", "committee minutes.docx"])
def test_a_file_of_a_longer_or_shorter_name_is_not_the_one_named(case: Disclosed, there: str) -> None:
    given: dict[str, str | bytes] = {"question.eml": QUESTION, "answer.eml": listing("minutes.docx"), there: b"PK no"}
    assert len(case.give(given).found("absent-attachment")) == 1


@pytest.mark.parametrize(
    ("named", "there"),
    [
        ("Minutes of 2 May.DOCX", "minutes%20of%202%20May.docx"),
        ("minutes%20of%202%20may.docx", "Minutes of 2 May.DOCX"),
        ("Minutes of 2 May.docx", "papers/minutes_of_2_may.docx"),
    ],
)
def test_a_name_is_the_same_however_it_is_escaped(case: Disclosed, named: str, there: str) -> None:
    given: dict[str, str | bytes] = {"question.eml": QUESTION, "answer.eml": listing(named), there: docx("Minutes")}
    assert case.give(given).found("absent-attachment") == []


@pytest.mark.parametrize(
    "name",
    [
        "image001.png",
        "image002.jpg",
        "smime.p7s",
        "B Quill.vcf",
        "signature.asc",
        "ATT00001.txt",
        "ATT00002.htm",
        "oledata.mso",
    ],
)
def test_what_mail_software_adds_to_a_message_is_no_document(case: Disclosed, name: str) -> None:
    assert case.give({"question.eml": QUESTION, "answer.eml": listing(name)}).found("absent-attachment") == []


def test_a_signature_that_list_software_took_out_is_no_document(case: Disclosed) -> None:
    signed = mail(
        "signed",
        f"{WORDS}\n-------------- next part --------------\nA non-text attachment was scrubbed...\n"
        "Name: not available\nType: application/pgp-signature\nSize: 189 bytes\nDesc: Digital signature\n"
        "URL: http://lists.wibbling.example/attachments/20240503/0a1b2c3d/attachment.bin",
    )
    assert case.give({"signed.eml": signed}).found("absent-attachment") == []


def test_an_attachment_in_a_zip_is_there(case: Disclosed) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("papers/Minutes.docx", docx("Minutes"))
    given: dict[str, str | bytes] = {
        "question.eml": QUESTION, "answer.eml": listing("minutes.docx"), "all.zip": packed.getvalue()
    }  # fmt: skip
    assert case.give(given).found("absent-attachment") == []


def test_an_attachment_may_be_in_a_container_that_we_could_not_open(case: Disclosed) -> None:
    given: dict[str, str | bytes] = {
        "question.eml": QUESTION, "answer.eml": listing("minutes.docx"), "all.zip": b"PK\x03\x04 broken"
    }  # fmt: skip
    [finding] = case.give(given).found("absent-attachment")
    assert any("all.zip" in said for said in finding.checked)


def test_a_message_that_quotes_its_author_at_the_same_minute_is_not_the_one_it_quotes(case: Disclosed) -> None:
    again = mail(
        "again",
        f"-----Original Message-----\nFrom: Barnaby Quill\nSent: 03 May 2024 10:02\nTo: Hester Pomfrey\n"
        f"Subject: Water butts\n\n{WORDS}",
        subject="FW: Water butts",
    )
    assert len(case.give({"again.eml": again, "copy/again.eml": again}).found()) == 1


def test_the_line_by_which_a_message_that_is_there_quotes_another_is_its_own(case: Disclosed) -> None:
    short = "On 3 May 2024, at 10:02, Barnaby Quill <barnaby@wibbling.example> wrote:\n> Why?\n\nI never did say so."
    marked = "\n".join(f"> {line}" for line in short.replace(" wrote:", "").replace("> Why?", "").splitlines() if line)
    third = mail("third", f"Marigold Threnody said:\n{marked}\n\nFine.", date="Fri, 3 May 2024 15:00:00 +0100")
    given = {"question.eml": mail("question", "Why?"), "answer.eml": answer(short), "third.eml": third}
    assert case.give(given).found() == []


def test_a_message_that_is_there_still_in_base64_is_not_absent(case: Disclosed) -> None:
    encoded = base64.encodebytes((WORDS * 2).encode()).decode()
    asked = mail("question", encoded, date="Fri, 3 May 2024 15:02:00 +0000")
    assert case.give({"question.eml": asked, "answer.eml": answer(QUOTED)}).found() == []


def test_a_short_message_of_the_same_minute_in_another_zone_is_not_the_one_quoted(case: Disclosed) -> None:
    other = "The gate was locked all of that weekend, and nobody but the treasurer has ever had a key to it."
    later = mail("later", other, date="Fri, 3 May 2024 15:02:00 +0000")
    assert len(case.give({"later.eml": later, "answer.eml": answer(QUOTED)}).found()) == 1


def test_a_file_whose_name_had_to_be_changed_on_receipt_is_found_by_its_own(case: Disclosed) -> None:
    decomposed = "Protokoll Ma\u0308rz.docx"
    given: dict[str, str | bytes] = {
        "question.eml": QUESTION,
        "answer.eml": listing("Protokoll März.docx"),
        decomposed: docx("Protokoll"),
    }
    assert case.give(given).found("absent-attachment") == []
