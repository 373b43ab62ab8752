from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from read.making_office import paragraph, word_file
from read.making_print import Line, foot, memo, pdf_of, prose
from read.reading import body, readings
from rejoinder.box.reading import original
from rejoinder.model import Blob, Document, Person
from rejoinder.zones import quoted, zones

HESPER = ("From:", "Hesper Quillfeather <hesper@hut.example>")
OSRIC = ("From:", "Osric Marrowby <osric@shed.example>")
TO_OSRIC = ("To:", "Osric Marrowby <osric@shed.example>")
TO_HESPER = ("To:", "Hesper Quillfeather <hesper@hut.example>")
HOSE = "The hose was found behind the shed, and it is whole.\nNobody has said who put it there."
ANSWER = "I had not known that it was lost.\nPlease keep it where it is until I come."


def documents(pdf: bytes) -> list[Document]:
    return list(readings(pdf, "bundle.pdf")[-1].documents)


def messages(pdf: bytes) -> list[Document]:
    return [one for one in documents(pdf) if one.kind == "page-message"]


def first() -> list[Line]:
    return memo([HESPER, ("Sent:", "3 May 2024 09:15"), TO_OSRIC, ("Subject:", "The hose")], HOSE)


def second() -> list[Line]:
    return memo([OSRIC, ("Sent:", "3 May 2024 11:40"), TO_HESPER, ("Subject:", "RE: The hose")], ANSWER)


def test_each_message_printed_into_a_pdf_is_a_document_of_its_own() -> None:
    whole, one, two = documents(pdf_of([[*first(), foot("1")], [*second(), foot("2")]]))
    assert (whole.path, whole.kind) == ("bundle.pdf", "pdf")
    assert [(m.path, m.kind, m.parent) for m in (one, two)] == [
        ("bundle.pdf!/page 1", "page-message", "bundle.pdf"),
        ("bundle.pdf!/page 2", "page-message", "bundle.pdf"),
    ]
    assert one.message is not None and two.message is not None
    assert one.message.author == Person("Hesper Quillfeather", "hesper@hut.example")
    assert one.message.to == (Person("Osric Marrowby", "osric@shed.example"),)
    assert (one.message.date, one.message.subject) == ("2024-05-03T09:15", "The hose")
    assert (two.message.date, two.message.subject) == ("2024-05-03T11:40", "RE: The hose")
    assert [body(m).split() for m in (one, two)] == [HOSE.split(), ANSWER.split()]


def test_a_page_number_is_not_among_the_words_of_a_message_and_is_kept_with_the_pdf() -> None:
    whole, one, two = documents(pdf_of([[*first(), foot("Page 1 of 2")], [*second(), foot("Page 2 of 2")]]))
    assert whole.text.split("\n") == ["Page 1 of 2", "Page 2 of 2"]
    assert "Page" not in one.text + two.text


def test_words_of_a_message_keep_their_page_and_their_box() -> None:
    one = messages(pdf_of([[*first(), foot("1")], [*second(), foot("2")]]))[1]
    (page,) = one.pages
    assert page.number == 2
    until = next(word for word in page.words if one.text[word.start : word.end] == "until")
    assert 56 < until.left < 200 and 100 < until.top < 160
    assert [one.text[word.start : word.end] for word in page.words] == one.text.split()


def test_no_word_is_lost_and_none_is_told_twice() -> None:
    pages = [[*first(), foot("RUF0001")], prose("A note without a head.", 400), [*second(), foot("RUF0003")]]
    told = sorted(word for one in documents(pdf_of(pages)) for word in one.text.split())
    assert told == sorted(word for page in pages for _, _, words in page for word in words.split())


def test_the_ledger_counts_one_file_whatever_was_printed_into_it() -> None:
    made = readings(pdf_of([first(), second()]), "bundle.pdf")
    assert [(one.path, one.outcome, one.inside) for one in made] == [("bundle.pdf", "read", 2)]


def test_the_original_of_a_printed_message_is_the_file_it_was_printed_into() -> None:
    pdf = pdf_of([first(), second()])
    assert original(Blob("bundle.pdf", pdf), "bundle.pdf!/page 2") == pdf


def test_a_message_that_goes_on_over_pages_is_one_and_its_quotation_is_no_message() -> None:
    old = "From: Osric Marrowby\nSent: 2 May 2024 18:00\nTo: Hesper Quillfeather\nSubject: The hose"
    lines = "\n".join(f"Line {number} of a long account of the hose." for number in range(50))
    long = memo([HESPER, ("Sent:", "3 May 2024 09:15"), TO_OSRIC, ("Subject:", "RE: The hose")], lines)
    pages = [[*long, foot("1")], [*prose(f"{old}\nWhere is the hose that hung by the door of the hut?", 60), foot("2")]]
    (one,) = messages(pdf_of(pages))
    (earlier,) = quoted(one.text, zones(one.text, one.body_start))
    assert (earlier.author.name, earlier.date) == ("Osric Marrowby", "2024-05-02T18:00")
    assert "Where is the hose" in one.text[slice(*earlier.runs[0])]
    assert [page.number for page in one.pages] == [1, 2]


def test_headers_that_were_wrapped_are_whole_again() -> None:
    many = "; ".join(f"Member {name} Larkspur <{name}@larkspur-allotments.example>" for name in ("ada", "bea", "cyd"))
    (one,) = messages(pdf_of([memo([HESPER, ("Sent:", "3 May 2024 09:15"), ("To:", many), ("Subject:", "All")], HOSE)]))
    assert one.message is not None
    assert [person.address.partition("@")[0] for person in one.message.to] == ["ada", "bea", "cyd"]


def test_attachments_that_a_printed_header_names_are_named() -> None:
    fields = [
        HESPER,
        ("Sent:", "3 May 2024 09:15"),
        TO_OSRIC,
        ("Subject:", "Rules"),
        ("Attachments:", "Rules.docx; a.pdf"),
    ]
    (one,) = messages(pdf_of([memo(fields, HOSE)]))
    assert one.message is not None and one.message.stripped == ("Rules.docx", "a.pdf")


def test_bars_beside_a_quotation_are_read_as_marks() -> None:
    lead = "On 2 May 2024, at 18:00, Osric Marrowby <osric@shed.example> wrote:"
    lines = [*first(), (56, 200, lead), (68, 212, "Where is the hose that hung by the door?")]
    (one,) = messages(pdf_of([lines], [[(58, 204, 1, 12)]]))
    (earlier,) = quoted(one.text, zones(one.text, one.body_start))
    assert one.text[slice(*earlier.runs[0])].strip() == "> Where is the hose that hung by the door?"


ANSWERED = [
    (56, 200, "On 2 May 2024, at 18:00, Osric Marrowby <osric@shed.example> wrote:"),
    (68, 212, "Where is the hose that hung by the door?"),
    *((56, 224 + 12 * number, f"I looked in shed {number}, and it is not there.") for number in range(5)),
    (68, 284, "Who is to pay for a new one?"),
    (56, 296, "The society."),
]


def test_bars_where_others_were_introduced_go_on_with_the_quotation_below_an_answer() -> None:
    (one,) = messages(pdf_of([[*first(), *ANSWERED]], [[(58, 204, 1, 12), (58, 276, 1, 12)]]))
    assert "shed 4, and it is not there.\n> Who is to pay for a new one?\nThe society." in body(one)


def test_bars_elsewhere_below_an_answer_are_no_marks() -> None:
    (one,) = messages(pdf_of([[*first(), *ANSWERED]], [[(58, 204, 1, 12), (64, 276, 1, 12)]]))
    assert "> Who is to pay" not in body(one)


def test_bars_of_a_table_are_no_marks() -> None:
    lines = [*first(), (56, 200, "The tools we have:"), (68, 212, "Hose, one, whole"), (68, 224, "Spade, two")]
    (one,) = messages(pdf_of([lines], [[(58, 204, 1, 24)]]))
    assert ">" not in body(one)


def test_a_box_over_a_header_or_words_is_a_gap() -> None:
    lines = memo([("From:", ""), ("Sent:", "3 May 2024 09:15"), TO_OSRIC, ("Subject:", "The hose")], HOSE)
    lines = [line if line[2] != "From:" else (56, 48, "From:") for line in lines]
    lines += [(56, 200, "It was"), (180, 200, "who took it.")]
    (one,) = messages(pdf_of([lines], [[(150, 38, 120, 12), (95, 190, 80, 12)]]))
    assert one.text.startswith("From: […]\n")
    assert "It was […] who took it." in one.text
    assert one.message is not None and one.message.author == Person("", "")


def test_a_running_head_that_says_when_it_was_printed_is_no_word_of_a_message() -> None:
    heads: list[Line] = [(24, 24, "24/11/2026, 10:40"), (300, 24, "Mail - The hose")]
    feet: list[Line] = [(24, 786, "https://mail.shed.example/print?id=7"), (560, 786, "1/1")]
    (one,) = messages(pdf_of([[*heads, *first(), *feet]]))
    assert "10:40" not in one.text and "https" not in one.text


def test_a_memorandum_without_a_time_or_an_address_is_no_printed_mail() -> None:
    lines = memo(
        [("To:", "All members"), ("From:", "The secretary"), ("Date:", "3 May 2024"), ("Subject:", "Hose")], HOSE
    )
    assert [one.kind for one in documents(pdf_of([lines]))] == ["pdf"]


def test_a_letter_that_tells_of_a_message_in_its_midst_is_not_parted() -> None:
    old = (
        "From: Osric Marrowby <osric@shed.example>\nSent: 2 May 2024 18:00\nTo: Hesper Quillfeather\nSubject: The hose"
    )
    letter = prose(f"Dear Ms Quillfeather,\nYou wrote to us, and your message said this, among much else:\n\n{old}", 80)
    assert [one.kind for one in documents(pdf_of([letter]))] == ["pdf"]


def test_why_a_message_begins_where_it_does_is_said_with_how_sure_it_is() -> None:
    made = readings(pdf_of([[*first(), foot("Page 1 of 1")], [*second(), foot("Page 1 of 1")]]), "bundle.pdf")[-1]
    (said,) = [one for one in made.problems if one.code == "begins"]
    assert said.where == "bundle.pdf!/page 2"
    assert "page numbers begin again" in said.what and "99 % sure" in said.what


def test_a_file_in_the_pdf_that_is_named_as_a_message_keeps_a_path_of_its_own() -> None:
    from rejoinder.read.printed import beside

    given = {"b.pdf!/page 1"}
    files = [beside(given, Blob("b.pdf!/page 1", b"x")), beside(given, Blob("b.pdf!/page 1", b"y"))]
    assert [one.name for one in files if isinstance(one, Blob)] == ["b.pdf!/page 1_", "b.pdf!/page 1__"]


@pytest.mark.parametrize("language", ["German", "French"])
def test_headers_are_known_in_other_languages(language: str) -> None:
    fields = {
        "German": [("Von:", HESPER[1]), ("Gesendet:", "3. Mai 2024 09:15"), ("An:", TO_OSRIC[1]), ("Betreff:", "Hose")],
        "French": [("De :", HESPER[1]), ("Envoyé :", "3 mai 2024 09:15"), ("À :", TO_OSRIC[1]), ("Objet :", "Hose")],
    }
    (one,) = messages(pdf_of([memo(fields[language], HOSE)]))
    assert one.message is not None
    assert (one.message.author.address, one.message.date) == ("hesper@hut.example", "2024-05-03T09:15")


def test_mail_pasted_into_a_word_processor_file_is_read_as_printed_mail() -> None:
    told = [" ".join(pair) for pair in (HESPER, ("Sent:", "3 May 2024 09:15"), TO_OSRIC, ("Subject:", "The hose"))]
    paragraphs = "".join(paragraph(escape(line)) for line in [*told, "", *HOSE.split("\n")])
    made = readings(word_file(paragraphs), "mail.docx")[-1].documents
    assert [(one.path, one.kind) for one in made] == [("mail.docx", "word"), ("mail.docx!/message", "page-message")]
    assert made[1].message is not None and made[1].message.subject == "The hose"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text("From: To@x.é>0/2-[]", max_size=30), max_size=6), min_size=1, max_size=4))
@example([["0", "m0"], ["000", "."]])
def test_whatever_stands_on_the_pages_every_word_is_told_once_and_in_its_place(pages: list[list[str]]) -> None:
    lines = [[(50.0, 60.0 + 14 * number, line) for number, line in enumerate(page)] for page in pages]
    read = documents(pdf_of(lines))
    told = sorted("".join(one.text.split()) for one in read)
    assert len("".join(told)) == len("".join(word for page in pages for line in page for word in line.split()))
    for one in read:
        assert all(page.start <= word.start < word.end <= page.end for page in one.pages for word in page.words)


def test_a_word_broken_at_a_line_s_end_is_whole_when_it_stands_elsewhere_too() -> None:
    told = "We met by the pavilion, as we do. The gate of the pavi-\nlion was locked, and a well-\nknown hose was gone."
    (one,) = messages(pdf_of([memo([HESPER, ("Sent:", "3 May 2024 09:15"), TO_OSRIC, ("Subject:", "Hose")], told)]))
    assert "The gate of the pavilion was locked" in one.text
    assert "a well-\nknown hose" in one.text
    (page,) = one.pages
    broken = [one.text[word.start : word.end] for word in page.words]
    assert "pavi" in broken and "lion" in broken


def test_a_running_stamp_on_every_page_is_no_word_of_any_message() -> None:
    stamped = [[*first(), (480, 792, "RUF0000123")], [*second(), (480, 792, "RUF0000124")]]
    whole, one, two = documents(pdf_of(stamped))
    assert whole.text.split("\n") == ["RUF0000123", "RUF0000124"]
    assert "RUF" not in one.text + two.text


def pasted(number: int, fields: list[tuple[str, str]], text: str, top: float) -> list[Line]:
    """Give a message as someone pastes it below others, under a title that counts."""
    title = [(56.0, top, f"Email {number}")] if number else []
    heads = [(56.0, top + 14 + 12 * at, f"{name} {value}") for at, (name, value) in enumerate(fields)]
    return [*title, *heads, *prose(text, top + 30 + 12 * len(fields))]


def fields(author: tuple[str, str], when: str, to: tuple[str, str], subject: str) -> list[tuple[str, str]]:
    return [author, ("Sent:", when), to, ("Subject:", subject)]


NEWER = fields(HESPER, "3 May 2024 09:15", TO_OSRIC, "Re: The hose")
OLDER = fields(OSRIC, "2 May 2024 18:00", TO_HESPER, "The hose")


ATTRIBUTED = "On 2 May 2024 at 18:00, Osric Marrowby <osric@shed.example> wrote:"


def test_messages_pasted_below_each_other_newest_first_are_parted_where_their_titles_count_on() -> None:
    lines = [*pasted(1, NEWER, HOSE, 60), *pasted(2, OLDER, ANSWER, 300)]
    one, two = messages(pdf_of([lines]))
    assert (one.message and one.message.subject, two.message and two.message.subject) == ("Re: The hose", "The hose")
    assert two.text.startswith("Email 2\nFrom: Osric")
    assert "Email 2" not in one.text


def test_a_message_that_was_pasted_below_its_answer_is_parted_where_the_answer_quotes_it_already() -> None:
    quoting = f"{HOSE}\n\n{ATTRIBUTED}\n> Do you have it?\n\nHesper"
    one, two = messages(pdf_of([[*pasted(0, NEWER, quoting, 60), *pasted(0, OLDER, ANSWER, 300)]]))
    assert (one.message and one.message.date, two.message and two.message.date) == (
        "2024-05-03T09:15",
        "2024-05-02T18:00",
    )
    (alone,) = messages(pdf_of([[*pasted(0, NEWER, HOSE, 60), *pasted(0, OLDER, ANSWER, 300)]]))
    assert "Please keep it where it is" in alone.text


def test_what_a_message_quotes_that_was_not_parted_itself_is_no_message() -> None:
    between = fields(HESPER, "2 May 2024 20:30", TO_OSRIC, "Re: The hose")
    quoting = f"{HOSE}\n\n{ATTRIBUTED}\n> Do you have it?\n\nHesper"
    lines = [*pasted(0, NEWER, quoting, 60), *pasted(0, between, HOSE, 250), *pasted(0, OLDER, ANSWER, 400)]
    (one,) = messages(pdf_of([lines]))
    assert "Please keep it where it is" in one.text


def test_an_earlier_message_at_the_top_of_a_page_is_a_quotation_where_the_page_before_is_full() -> None:
    long = "\n".join(f"Line {number} of a long account of the hose." for number in range(52))
    (one,) = messages(pdf_of([pasted(0, NEWER, long, 60), pasted(0, OLDER, ANSWER, 46)]))
    assert [page.number for page in one.pages] == [1, 2]


def test_a_reply_that_is_later_by_its_zone_is_a_message_of_its_own() -> None:
    def text(when: str, author: tuple[str, str], to: tuple[str, str], top: float) -> list[Line]:
        return pasted(0, [("Date:", when), author, to, ("Subject:", "Re: The hose")], HOSE, top)

    first_one = text("Fri, 03 May 2024 09:15:00 +0200", OSRIC, TO_HESPER, 60)
    later = text("Fri, 03 May 2024 08:40:00 +0000", HESPER, TO_OSRIC, 300)
    earlier = text("Fri, 03 May 2024 06:40:00 +0000", HESPER, TO_OSRIC, 300)
    assert len(messages(pdf_of([[*first_one, *later]]))) == 2
    assert len(messages(pdf_of([[*first_one, *earlier]]))) == 1


def test_headers_without_colons_that_stand_in_columns_are_read() -> None:
    left = [(56.0, 60.0, "Hesper Quillfeather"), (56.0, 72.0, "<hesper@hut.example>"), (56.0, 84.0, "13/05/2024 09:15")]
    rows = [(288.0, 60.0, "To"), (305.0, 60.0, "Osric Marrowby"), (305.0, 72.0, "<osric@shed.example>")]
    rows += [(290.0, 84.0, "cc"), (265.0, 96.0, "Subject"), (305.0, 96.0, "The hose")]
    (one,) = messages(pdf_of([[*left, *rows, *prose(HOSE, 130)]]))
    assert one.message is not None
    assert one.message.author == Person("Hesper Quillfeather", "hesper@hut.example")
    assert (one.message.date, one.message.subject) == ("2024-05-13T09:15", "The hose")
    assert one.message.to == (Person("Osric Marrowby", "osric@shed.example"),)
    assert ":" not in one.text.replace("09:15", "")


def test_a_date_in_the_line_of_its_author_and_a_title_that_begins_with_re_are_read_as_what_they_are() -> None:
    lines = [
        (56.0, 60.0, "Re: The hose"),
        (56.0, 84.0, "From : Hesper Quillfeather <hesper@hut.example>"),
        (420.0, 84.0, "Fri, May 03, 2024 09:15 AM"),
        (56.0, 96.0, "Subject : Re: The hose"),
        (56.0, 108.0, "To : Osric Marrowby <osric@shed.example>"),
    ]
    (one,) = messages(pdf_of([[*lines, *prose(HOSE, 140)]]))
    assert one.message is not None
    assert one.message.author == Person("Hesper Quillfeather", "hesper@hut.example")
    assert (one.message.date, one.message.subject) == ("2024-05-03T09:15", "Re: The hose")
    assert one.message.to == (Person("Osric Marrowby", "osric@shed.example"),)
