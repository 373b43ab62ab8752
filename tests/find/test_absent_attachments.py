from conftest import Disclosed

LISTED = """
    From: Hester Pomfrey <hester@wibbling.example>
    To: Barnaby Quill <barnaby@wibbling.example>
    Date: Tue, 7 May 2024 09:15:00 +0100
    Message-ID: <forwarded@wibbling.example>
    Subject: FW: Minutes

    For you.

    -----Original Message-----
    From: Barnaby Quill <barnaby@wibbling.example>
    Sent: 06 May 2024 18:00
    To: Hester Pomfrey <hester@wibbling.example>
    Subject: Minutes
    Attachments: minutes of 2 May.docx

    Here are the minutes of the meeting, with what was said about the water butts and the gate.
    """
ORIGINAL = """
    From: Barnaby Quill <barnaby@wibbling.example>
    To: Hester Pomfrey <hester@wibbling.example>
    Date: Mon, 6 May 2024 18:00:00 +0100
    Message-ID: <minutes@wibbling.example>
    Subject: Minutes

    Here are the minutes of the meeting, with what was said about the water butts and the gate.
    """


def test_an_attachment_that_a_quoted_header_lists_and_no_file_is_is_absent(case: Disclosed) -> None:
    case.give({"listed.eml": LISTED, "original.eml": ORIGINAL})
    [finding] = case.found("absent-attachment")
    assert finding.absent.file_name == "minutes of 2 May.docx"
    assert finding.because[0].span.exact == "minutes of 2 May.docx"
    assert case.found() == []


def test_an_attachment_that_lies_loose_in_the_disclosure_is_not_absent(case: Disclosed) -> None:
    case.give({"listed.eml": LISTED, "original.eml": ORIGINAL, "papers/Minutes_of_2_May.docx": b"PK broken"})
    assert case.found("absent-attachment") == []


def test_a_file_we_could_not_read_is_never_called_missing(case: Disclosed) -> None:
    case.give({"listed.eml": LISTED, "original.eml": ORIGINAL, "minutes of 2 May.docx": b""})
    assert case.found("absent-attachment") == []


SCRUBBED = """
    From: Hester Pomfrey <hester@wibbling.example>
    Date: Tue, 7 May 2024 09:15:00 +0100
    Message-ID: <photos@wibbling.example>
    Subject: [committee] Photographs

    As promised.
    -------------- next part --------------
    A non-text attachment was scrubbed...
    Name: butts.png
    Type: image/png
    Size: 20480 bytes
    Desc: not available
    Url : http://lists.wibbling.example/attachments/20240507/0a1b2c3d/butts.png
    """


def test_an_attachment_that_list_software_took_out_and_nobody_disclosed_is_absent(case: Disclosed) -> None:
    case.give({"photos.eml": SCRUBBED, "attachments/20240401/ffff0000/butts.png": b"\x89PNG\r\n\x1a\n"})
    [finding] = case.found("absent-attachment")
    assert finding.absent.file_name == "butts.png"


def test_an_attachment_that_lies_at_the_end_of_its_address_is_not_absent(case: Disclosed) -> None:
    case.give({"photos.eml": SCRUBBED, "attachments/20240507/0a1b2c3d/butts.png": b"\x89PNG\r\n\x1a\n"})
    assert case.found("absent-attachment") == []


def test_a_stub_of_a_deleted_attachment_names_what_is_absent(case: Disclosed) -> None:
    stub = """
        From: Hester Pomfrey <hester@wibbling.example>
        Date: Tue, 7 May 2024 09:15:00 +0100
        Message-ID: <stub@wibbling.example>
        Subject: Fees
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=cut

        --cut
        Content-Type: text/plain

        The fees are attached.
        --cut
        Content-Type: text/x-moz-deleted; name="Deleted: fees.xlsx"
        Content-Disposition: inline; filename="Deleted: fees.xlsx"
        X-Mozilla-Altered: AttachmentDeleted; date="Wed May 08 10:00:00 2024"

        You deleted an attachment from this message.
        --cut--
        """
    [finding] = case.give({"stub.eml": stub}).found("absent-attachment")
    assert finding.absent.file_name == "fees.xlsx"


def test_a_file_mark_names_what_is_absent(case: Disclosed) -> None:
    marked = ORIGINAL.replace("Here are", "<<plot 14 photographs.zip>>\n    Here are")
    [finding] = case.give({"marked.eml": marked}).found("absent-attachment")
    assert finding.absent.file_name == "plot 14 photographs.zip"


def test_an_attachment_that_list_software_took_out_and_that_lies_loose_is_not_absent(case: Disclosed) -> None:
    case.give({"photos.eml": SCRUBBED, "papers/butts.png": b"\x89PNG\r\n\x1a\n"})
    assert case.found("absent-attachment") == []
