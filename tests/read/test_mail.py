"""Messages: their text, what hangs from them, what was taken out of them."""

from __future__ import annotations

import base64
import binascii

from hypothesis import given
from hypothesis import strategies as st

from read.reading import body, codes, message, only, readings

HEAD = (
    "From: Agnes Plum <agnes@wibbling.example>\nTo: committee@wibbling.example\n"
    "Date: Tue, 3 Apr 2018 10:00:00 +0100\nSubject: Plot 12\nMessage-ID: <plum1@wibbling.example>\n"
)


def mixed(*parts: str, kind: str = "mixed", closed: bool = True) -> str:
    inside = "".join(f"--cut\n{part}\n" for part in parts)
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=cut\n\n{inside}{'--cut--' if closed else ''}\n"


PLAIN = "Content-Type: text/plain\n\nThe shed is locked."
PAGE = "Content-Type: text/html\n\n<p>The shed is <b>locked</b>.</p>"
PAPER = 'Content-Type: text/plain; name="keys.txt"\nContent-Disposition: attachment; filename="keys.txt"\n\nTwo keys.'


def test_the_text_begins_with_the_headers_that_identify_the_message() -> None:
    document = only(HEAD + "References: <a@x.example>\n\t<b@x.example>\nX-Mailer: Spade\n\nIt is mine.\n")
    assert document.text == (
        "From: Agnes Plum <agnes@wibbling.example>\nTo: committee@wibbling.example\n"
        "Date: Tue, 3 Apr 2018 10:00:00 +0100\nSubject: Plot 12\nMessage-ID: <plum1@wibbling.example>\n"
        "References: <a@x.example> <b@x.example>\n\nIt is mine.\n"
    )
    assert body(document) == "It is mine.\n"


def test_every_id_that_is_answered_stands_in_the_text() -> None:
    ids = [f"<{'long' * 30}{number}@wibbling.example>" for number in range(200)]
    document = only(HEAD + "References: " + "\n ".join(ids) + "\n\nHello\n")
    assert document.message is not None
    assert len(document.message.references) == 200
    assert all(f"<{one}>" in document.text for one in document.message.references)


def test_an_id_cut_by_a_fold_is_put_together_again() -> None:
    document = only(HEAD + "In-Reply-To: <very-long\n -id@wibbling.example>\n\nHello\n")
    assert document.message is not None
    assert document.message.answered == ("very-long-id@wibbling.example",)
    assert "<very-long-id@wibbling.example>" in document.text


def test_an_attachment_is_a_blob_that_hangs_from_its_message() -> None:
    attached, mail = readings(mixed(PLAIN, PAPER))
    assert (attached.path, attached.parent) == ("x.eml!/2/keys.txt", "x.eml")
    assert attached.documents[0].text == "Two keys."
    assert mail.documents[0].message is not None
    assert mail.documents[0].message.attachments == ("keys.txt",)
    assert body(mail.documents[0]).strip() == "The shed is locked."


def test_an_attached_message_is_a_document_of_its_own_with_its_own_bytes() -> None:
    inner = "From: bob@wibbling.example\nSubject: Inner\nDate: Mon, 2 Apr 2018 09:00:00 +0100\n\n  Odd   spaces\n"
    attached, mail = readings(mixed(PLAIN, f"Content-Type: message/rfc822\n\n{inner}"))
    assert attached.size == len(inner)
    assert attached.documents[0].kind == "email"
    assert attached.parent == "x.eml"
    assert "Odd" not in mail.documents[0].text


def test_the_plain_form_is_read_and_the_page_is_not_read_twice() -> None:
    assert body(only(mixed(PLAIN, PAGE, kind="alternative"))).count("shed") == 1


def test_two_plain_forms_are_both_read() -> None:
    other = "Content-Type: text/plain\n\nThe gate is open."
    assert body(only(mixed(PLAIN, other, PAGE, kind="alternative"))) == "The shed is locked.\n\nThe gate is open."


def test_words_said_to_be_base64_are_kept_as_they_stand() -> None:
    mail = readings(f"{HEAD}Content-Transfer-Encoding: base64\n\nThe shed is locked and\nthe key is gone\n")[-1]
    assert body(mail.documents[0]) == "The shed is locked and\nthe key is gone\n"
    assert codes(mail) == {"bad_transfer_encoding"}


def test_a_plain_form_that_only_points_to_the_page_gives_way_to_it() -> None:
    stub = "Content-Type: text/plain\n\nPlease use a client that can view HTML."
    page = f"Content-Type: text/html\n\n<p>{'The hedge must be cut before June. ' * 9}</p>"
    assert body(only(mixed(stub, page, kind="alternative"))).startswith("The hedge must")
    assert body(only(mixed("Content-Type: text/plain\n\n \n", page, kind="alternative"))).startswith("The hedge")


def test_an_attachment_inside_the_form_that_is_not_read_is_kept() -> None:
    related = (
        "Content-Type: multipart/related; boundary=in\n\n--in\n" + PAGE + "\n--in\n"
        "Content-Type: image/gif; name=rose.gif\nContent-Transfer-Encoding: base64\n\nR0lGODlh\n--in--"
    )
    paths = [reading.path for reading in readings(mixed(PLAIN, related, kind="alternative"))]
    assert paths == ["x.eml!/4/rose.gif", "x.eml"]


def test_several_texts_and_what_stands_outside_the_parts_are_all_kept() -> None:
    mail = mixed(PLAIN, "Content-Type: text/plain\n\nSecond text.") + "\nA list's last line.\n"
    text = body(only(mail))
    assert "locked" in text and "Second text." in text and "A list's last line." in text


def test_a_quotation_in_a_page_is_marked() -> None:
    page = f"{HEAD}Content-Type: text/html\n\n<p>No.</p><blockquote type=cite>May I?<br>Agnes</blockquote>"
    assert body(only(page)) == "No.\n\n> May I?\n> Agnes"


def test_flowed_lines_are_whole_again() -> None:
    head = HEAD + "Content-Type: text/plain; format=flowed\n\n"
    assert body(only(head + "The shed \nis locked.\n\n> who \n> says?\n-- \nAgnes\n")) == (
        "The shed is locked.\n\n> who says?\n-- \nAgnes\n"
    )
    joined = HEAD + "Content-Type: text/plain; format=flowed; delsp=yes\n\nwheel \nbarrow\n"
    assert body(only(joined)) == "wheelbarrow\n"


def test_stubs_of_attachments_that_were_taken_out_are_named() -> None:
    mozilla = (
        'Content-Type: text/plain; name="Deleted: minutes.docx"\n'
        'Content-Disposition: inline; filename="Deleted: minutes.docx"\n'
        'X-Mozilla-Altered: AttachmentDeleted; date="Thu Aug 29 16:51:40 2024"\n\nYou deleted an attachment.'
    )
    external = (
        "Content-Type: message/external-body; access-type=x-mutt-deleted; length=44\n\n"
        'Content-Type: application/pdf; name="plan.pdf"\n\n'
    )
    apple = (
        "Content-Type: image/jpeg; name=gate.jpg\nContent-Disposition: attachment; filename=gate.jpg\n"
        "X-Apple-Content-Length: 4711\n\n"
    )
    notice = (
        "Content-Type: text/plain; name=DeletedFile.txt\nContent-Disposition: attachment; filename=DeletedFile.txt\n\n"
        'The attachment "accounts.xls" was removed by the mail filter.'
    )
    mail = readings(mixed(PLAIN, mozilla, external, apple, notice))[-1]
    said = mail.documents[0].message
    assert said is not None
    assert said.stripped == ("minutes.docx", "plan.pdf", "gate.jpg", "accounts.xls")
    assert said.attachments == ("DeletedFile.txt",)


def test_a_note_about_a_deleted_file_is_no_stub() -> None:
    note = (
        "Content-Type: text/plain; name=notes.txt\nContent-Disposition: attachment; filename=notes.txt\n\n"
        "The file rota.doc was deleted by Bob."
    )
    assert message(mixed(PLAIN, note)).stripped == ()


def test_a_message_cut_off_keeps_all_its_text_and_says_so() -> None:
    cut = readings(mixed(PLAIN, "Content-Type: text/plain\n\nThe gate is", closed=False))[-1]
    assert "The gate is" in cut.documents[0].text
    assert codes(cut) == {"mime_defect"}


def test_parts_without_a_stated_boundary_are_found_by_their_lines() -> None:
    mail = mixed(PLAIN, PAPER).replace("; boundary=cut", "")
    attached, whole = readings(mail)
    assert attached.path.endswith("keys.txt")
    assert codes(whole) == {"mime_defect"}


def test_parts_that_cannot_be_found_are_kept_as_they_stand() -> None:
    lost = readings(mixed(PLAIN, PAPER).replace("boundary=cut", "boundary=other"))[-1]
    assert "The shed is locked." in lost.documents[0].text
    assert "Two keys." in lost.documents[0].text
    assert codes(lost) == {"mime_defect"}


def test_a_line_among_the_headers_that_is_none_begins_the_body() -> None:
    mail = readings(HEAD + "The gate is open\nand so is the shed\n\nAgnes\n")[-1]
    assert body(mail.documents[0]) == "The gate is open\nand so is the shed\n\nAgnes\n"
    assert codes(mail) == {"mime_defect"}


def test_base64_cut_short_gives_what_can_be_read_and_says_so() -> None:
    coded = base64.encodebytes(b"The shed is locked and the key is gone.").decode()[:-6]
    mail = readings(f"{HEAD}Content-Transfer-Encoding: base64\n\n{coded}")[-1]
    assert body(mail.documents[0]).startswith("The shed is locked and the key")
    assert codes(mail) == {"bad_transfer_encoding"}


@given(st.text(alphabet="AQz9+/= \n", max_size=40))
def test_no_base64_is_too_strange(coded: str) -> None:
    mail = readings(f"{HEAD}Content-Transfer-Encoding: base64\n\n{coded}")[-1]
    assert "reader_fault" not in codes(mail)


def test_base64_texts_one_after_another_are_all_read() -> None:
    coded = "".join(base64.encodebytes(words).decode() for words in (b"The shed", b" is locked."))
    assert body(only(f"{HEAD}Content-Transfer-Encoding: base64\n\n{coded}")) == "The shed is locked."


def test_a_list_footer_after_base64_is_kept() -> None:
    coded = base64.encodebytes(b"The shed is locked.").decode()
    mail = readings(f"{HEAD}Content-Transfer-Encoding: base64\n\n{coded}\n_____\nWibbling list, plot 12\n")[-1]
    assert body(mail.documents[0]).startswith("The shed is locked.")
    assert "Wibbling list, plot 12" in body(mail.documents[0])


def test_what_is_not_base64_at_all_is_kept_as_it_stands() -> None:
    attached, mail = readings(
        f"{HEAD}Content-Type: text/csv; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n"
        "Content-Transfer-Encoding: base64\n\n!!! no base64 !!!\n"
    )
    assert attached.size == len("!!! no base64 !!!\n")
    assert codes(mail) == {"bad_transfer_encoding"}


def test_a_part_in_an_unknown_character_set_is_not_lost() -> None:
    strange = HEAD.encode() + b"Content-Type: text/plain; charset=x-wibble\n\nCaf\xe9 at noon\n"
    mail = readings(strange)[-1]
    assert "Caf\xe9 at noon" in mail.documents[0].text
    assert codes(mail) == {"charset_guessed"}


def test_a_character_set_that_is_a_program_is_not_run() -> None:
    for name in ("rot13", "zip", "unicode_escape", "base64", "idna", "undefined"):
        mail = readings(f"{HEAD}Content-Type: text/plain; charset={name}\n\nPlain \\x41 words\n")[-1]
        assert body(mail.documents[0]) == "Plain \\x41 words\n"


def test_a_uuencoded_file_in_the_text_is_an_attachment() -> None:
    line = binascii.b2a_uu(b"Two keys are lost.").decode()
    attached, mail = readings(f"{HEAD}\nSee below.\nbegin 644 keys.txt\n{line}`\nend\n")
    assert attached.documents[0].text == "Two keys are lost."
    assert attached.path == "x.eml!/1/keys.txt"
    assert "See below." in body(mail.documents[0])


def test_what_is_encrypted_is_said_with_a_remedy() -> None:
    smime = f"{HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nxxxx\n"
    pgp = mixed("Content-Type: application/pgp-encrypted\n\nVersion: 1", "\nxxxx", kind="encrypted")
    inline = HEAD + "\n-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n"
    for mail in (smime, pgp, inline):
        reading = readings(mail)[-1]
        assert reading.outcome == "partial"
        assert [(p.code, bool(p.remedy)) for p in reading.problems] == [("encrypted", True)]


def _wrapped(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x82, *len(content).to_bytes(2, "big"))) + content


def test_a_message_wrapped_in_its_signature_is_read() -> None:
    name = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
    content = _wrapped(0x30, name + b"\x01" + _wrapped(0xA0, _wrapped(0x04, (PLAIN + "\n").encode())))
    signed = b"\x02\x01\x01" + b"\x31\x00" + content + b"\x31\x00"
    der = _wrapped(0x30, name + b"\x02" + _wrapped(0xA0, _wrapped(0x30, signed)))
    head = f"{HEAD}Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
    mail = readings(head + base64.encodebytes(der).decode())[-1]
    assert body(mail.documents[0]).strip() == "The shed is locked."
    assert mail.outcome == "read"


def test_a_signature_holds_no_words_and_hides_nothing() -> None:
    signature = "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nxxxx"
    first, mail = readings(mixed(PLAIN, signature, kind="signed"))
    assert (first.outcome, mail.outcome) == ("read", "read")
    assert codes(first) == {"no_words"}


def test_names_of_attachments_lead_nowhere() -> None:
    evil = 'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="../../etc/passwd"\n\nx'
    attached, mail = readings(mixed(PLAIN, evil))
    assert attached.path == "x.eml!/2/.._.._etc_passwd"
    assert codes(mail) == {"unsafe_filename"}


def test_names_of_attachments_in_every_coding() -> None:
    parts = [
        f"Content-Type: application/x-thing\nContent-Disposition: attachment; {name}\n\nx"
        for name in (
            "filename*=UTF-8''Pl%C3%A4ne.pdf",
            'filename*0="Annual "; filename*1="report.pdf"',
            "filename*0*=iso-8859-1'en'caf%E9; filename*1=.pdf",
            'filename="=?utf-8?Q?caf=C3=A9.pdf?="',
            "filename=two words.pdf",
            'filename="semi;colon.pdf"',
        )
    ]
    assert message(mixed(PLAIN, *parts)).attachments == (
        "Pl\xe4ne.pdf",
        "Annual report.pdf",
        "caf\xe9.pdf",
        "caf\xe9.pdf",
        "two words.pdf",
        "semi;colon.pdf",
    )


def test_a_message_saved_by_apple_mail_ends_where_it_says() -> None:
    mail = HEAD + "\nHello\n"
    document = only(f'{len(mail)}\n{mail}<?xml version="1.0"?><plist/>', "1.emlx")
    assert body(document) == "Hello\n"


def test_a_saved_web_page_is_a_page() -> None:
    saved = "From: <Saved by Wibble>\nSubject: x\nContent-Type: text/html\n\n<title>Rota</title><p>Mon"
    document = only(saved, "rota.mhtml")
    assert (document.kind, document.title, document.text) == ("html", "Rota", "Mon")


def test_a_file_of_a_mail_folder_needs_no_ending() -> None:
    found = readings(HEAD + "\nHello\n", "cur/1522746000.M1P2.wibbling,S=99:2,S")
    assert [reading.format for reading in found] == ["email"]


def test_parts_within_parts_without_end_are_refused_at_once() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    reading = readings(f"{HEAD}{deep}\nbottom\n")[-1]
    assert reading.outcome == "refused"
    assert codes(reading) == {"mime_depth"}


def test_more_parts_than_any_message_has_are_refused() -> None:
    reading = readings(mixed(*["\nx"] * 10_050))[-1]
    assert codes(reading) == {"mime_parts"}


def test_messages_within_messages_without_end_stop_with_a_reason() -> None:
    found = readings("From: a@x.example\nContent-Type: message/rfc822\n\n" * 300 + "Subject: end\n\nend\n")
    assert [codes(reading) for reading in found if reading.outcome == "refused"] == [{"mime_depth"}]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=200))
def test_whatever_is_written_stands_in_the_text_whatever_its_coding(words: str) -> None:
    coded = base64.encodebytes(words.encode()).decode()
    mail = f'{HEAD}Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{coded}'
    assert body(only(mail)) == words.removeprefix("\ufeff")


@given(st.binary(max_size=600))
def test_no_bytes_end_the_run_and_each_file_has_one_row(noise: bytes) -> None:
    for content in (noise, HEAD.encode() + noise, mixed(PLAIN, "X").encode().replace(b"X", noise)):
        found = readings(content)
        assert found[-1].path == "x.eml"
        assert len({reading.path for reading in found}) == len(found)
        assert not any("reader_fault" in codes(reading) for reading in found if reading.format != "pdf")
