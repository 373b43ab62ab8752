"""What a letter of reasons says against somebody is found where it stands, and nothing is where nobody is accused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from read.making_office import paragraph, word_file, word_part
from read.reading import only
from rejoinder.allege import Proposal, cited, proposals
from rejoinder.allege.accusing import accuses, against
from rejoinder.allege.markers import markers

HEAD = "Dear Ms Threnody,\n\nThe panel finds each of the following proved.\n\n"
FOOT = "\n\nYou may appeal within fourteen days.\n\nYours sincerely,\n\nCuthbert Plumley-Ditch\n"


def said(text: str) -> list[str]:
    return [" ".join(text[slice(*one.said)].split()) for one in proposals(text)]


def parts(text: str, one: Proposal) -> list[tuple[str, str]]:
    return [(part.label, text[part.start : part.end]) for part in one.particulars]


def quoted(text: str) -> list[str]:
    return [text[start:end] for one in proposals(text) for start, end in one.quotations]


def test_numbered_items_are_allegations_and_the_sentences_after_them_particulars() -> None:
    text = HEAD + "1. On 3 May you took the strimmer. You did so at night.\n\n2. You shouted at the Treasurer." + FOOT
    first, second = proposals(text)
    assert [one.label for one in (first, second)] == ["1.", "2."]
    assert said(text) == ["On 3 May you took the strimmer.", "You shouted at the Treasurer."]
    assert parts(text, first) == [("", "You did so at night.")]
    assert text[second.start : second.end] == "You shouted at the Treasurer."


def test_what_is_numbered_below_an_item_is_its_particular() -> None:
    text = (
        HEAD
        + "1. You took the strimmer.\n\n1.1 It was wet.\n\n1.2 It was Sunday.\n\n2. You shouted.\n\n(a) Twice."
        + FOOT
    )
    first, second = proposals(text)
    assert parts(text, first) == [("1.1", "It was wet."), ("1.2", "It was Sunday.")]
    assert parts(text, second) == [("(a)", "Twice.")]


def test_an_i_after_an_h_is_a_letter_and_after_a_heading_a_roman_number() -> None:
    text = HEAD + "".join(f"({letter}) You took rake {letter}.\n\n" for letter in "abcdefghij") + FOOT
    assert [one.label for one in proposals(text)] == [f"({letter})" for letter in "abcdefghij"]
    assert {marker.value for marker in markers("(i) first")} == {1, 9}


@pytest.mark.parametrize(
    "label", ["Allegation 3:", "Charge 2 –", "Count IV.", "Allegation three", "The third complaint:"]
)
def test_a_label_is_read_however_it_is_written(label: str) -> None:
    [one] = markers(f"{label} you took it" if not label.endswith("three") else label)
    assert one.style.startswith("label") and one.value in (2, 3, 4)


def test_a_heading_of_each_its_own_makes_the_section_below_it_one() -> None:
    text = (
        "Dear Ms Threnody,\n\nThe gate\n\nYou parked across it. It was Sunday.\n\nThe pond\n\nYou drained the pond."
        + FOOT
    )
    assert [(one.way, one.label) for one in proposals(text)] == [("headed", "The gate"), ("headed", "The pond")]


def test_running_prose_is_parted_where_another_act_begins() -> None:
    text = (
        "Dear Ms Threnody,\n\nOn 3 May 2024 you took the strimmer. This was seen by Ezra Mumby. Secondly, you shouted"
        " at the Treasurer.\n\nThank you for your answer." + FOOT
    )
    assert said(text) == ["On 3 May 2024 you took the strimmer.", "Secondly, you shouted at the Treasurer."]


def test_items_counted_in_one_sentence_are_allegations() -> None:
    text = "Dear Ms Threnody,\n\nIt is alleged (1) that you took the rake; and (2) that you broke it." + FOOT
    assert said(text) == ["that you took the rake", "that you broke it."]


def test_rows_of_a_table_and_bullets_are_allegations() -> None:
    rows = (
        HEAD + "No.\tAllegation\tEvidence\n1\tYou took the rake.\tSee Appendix C\n2\tYou broke the rake.\tnone" + FOOT
    )
    assert said(rows) == ["You took the rake.", "You broke the rake."]
    assert said(HEAD + "• You took the rake.\n• You broke the rake." + FOOT) == said(rows)


def test_lines_of_a_printed_page_are_joined_again_and_what_stands_at_its_foot_is_none() -> None:
    text = (
        "Dear Ms Threnody,\nThe panel met on 13 June 2024 and read everything that was put before it by you.\n"
        "1. On 9 March 2024 you published words about a water butt that held the society up to\nridicule.\n"
        "Page 1 of 2\n2. That your complaints about water butts are so many, and so often repeated, as to be\n"
        "vexatious.\nYou may answer by 30 May.\nYours,\nC.\n"
    )
    assert said(text) == [
        "On 9 March 2024 you published words about a water butt that held the society up to ridicule.",
        "That your complaints about water butts are so many, and so often repeated, as to be vexatious.",
    ]
    assert all("answer" not in text[one.start : one.end] for one in proposals(text))


def test_one_long_line_does_not_hide_that_the_others_are_wrapped() -> None:
    text = (
        "Dear Ms Threnody,\nThe panel finds each of the following proved, having read all that was put before\n"
        "it at length and in full.\n"
        "1. Between January and March 2024 you complained of water butts no fewer than eleven times,\n"
        "which is vexatious.\n2. By making known the state of the butts to persons abroad you embarrassed\n"
        "the society before its twin.\n3. On 26 March 2024 you wrote of your fellow members that they could not run\n"
        "anything, and said so twice.\n[Highlight by Cuthbert Plumley-Ditch on 20 June 2024 over "
        "“of one mind”: Better so, "
        "I think, than with the count of votes.]\n"
    )
    assert [one.split()[-2:] for one in said(text)] == [["is", "vexatious."], ["its", "twin."], ["so", "twice."]]


def test_a_heading_below_a_full_line_ends_the_last_item() -> None:
    text = (
        "Dear Ms Threnody,\nThe panel finds each of the following proved, for the reasons it gave on the day itself.\n"
        "1. You have taken diesel from the generator of the pavilion by night, and more than once at that.\n"
        "2. Each Sunday you measured the level of butt 3 in inches, in order to embarrass the Plots Officer.\n"
        "Decision\nBy these acts, taken together, you have brought the society into disrepute. You are expelled now.\n"
    )
    assert [" ".join(text[one.start : one.end].split())[-8:] for one in proposals(text)] == ["at that.", "Officer."]


def test_quoted_words_are_found_in_marks_in_quoted_lines_and_set_apart() -> None:
    text = HEAD + (
        "1. You wrote: “the committee is idle … it meets on Thursdays”.\n\n"
        "2. You posted:\n\n> nobody can find\n> the minute\n\n"
        "3. You published these words:\n\nThe urn has more sense than the Chair.\n\n4. You called him a “donkey”."
        + FOOT
    )
    assert quoted(text) == [
        "the committee is idle … it meets on Thursdays",
        "nobody can find\n> the minute",
        "The urn has more sense than the Chair.",
        "donkey",
    ]


def test_a_title_and_a_scare_quote_are_not_quoted_words() -> None:
    assert quoted(HEAD + "1. You posted in the thread “Where does the money go” and did so as a “joke”." + FOOT) == []


def test_sources_are_cited_by_what_the_letter_says_of_them() -> None:
    text = (
        "Posts we considered are listed; see Appendix C and your email of 3 May 2024, as witnessed by Ezra Mumby and"
        " Vera Loam. It is at https://forum.example/t/7."
    )
    told = [(one.kind, text[one.start : one.end]) for one in cited(text, 0, len(text), "2024-06-20")]
    assert told == [
        ("papers considered", "Posts we considered"),
        ("marked", "Appendix C"),
        ("dated", "your email of 3 May 2024"),
        ("witness", "Ezra Mumby and Vera Loam"),
        ("address", "https://forum.example/t/7"),
    ]


def test_rights_and_steps_are_no_accusation_however_they_are_numbered() -> None:
    text = (
        "Dear Ms Threnody,\n\nYour rights\n\n1. You may appeal.\n\n2. You have fourteen days.\n\n3. You can be heard."
    )
    assert proposals(text) == ()
    assert not accuses("Thank you for your letter, which you sent on 3 May.")


def test_a_letter_about_somebody_accuses_by_name() -> None:
    assert accuses("Ms Threnody took the rake.", against("Marigold Threnody"))
    assert not accuses("Mr Mumby took the rake.", against("Marigold Threnody"))


@given(some.text(alphabet="1. (a)i\n\t“”\"'>•-you took Dear:;§", max_size=300))
def test_whatever_stands_in_a_letter_every_part_lies_within_its_allegation(text: str) -> None:
    for one in proposals(text):
        assert 0 <= one.start <= one.said[0] < one.said[1] <= len(text)
        for start, end in (*one.quotations, *((part.start, part.end) for part in one.particulars)):
            assert one.start <= start <= end <= one.end


def test_a_long_document_takes_no_longer_than_its_length() -> None:
    began = time.process_time()
    proposals("1. You took the rake, “as you said”, and (a) broke it.\n" * 4_000)
    assert time.process_time() - began < 20


def test_a_letter_in_word_is_split_by_the_numbers_that_word_sets_itself() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, form, words in ((0, "decimal", "%1."), (1, "lowerLetter", "(%2)"))
    )
    numbering = word_part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    items = (
        ("You left the gate open.", 0),
        ("The goat came in.", 1),
        ("The leeks were eaten.", 1),
        ("You called the treasurer a thief at the meeting.", 0),
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        for words, at in items
    )
    head = paragraph("The panel finds each of the following proved.")
    foot = paragraph("You may appeal within fourteen days.")
    letter = only(word_file(head + body + foot, {"word/numbering.xml": numbering}), "letter.docx").text
    first, second = proposals(letter)
    assert (first.label, second.label) == ("1.", "2.")
    assert parts(letter, first) == [("(a)", "The goat came in."), ("(b)", "The leeks were eaten.")]


def test_a_list_in_roman_numbers_goes_on_after_the_bullets_below_its_first_item() -> None:
    text = HEAD + (
        "I. You left the gate open.\n• The goat came in.\n• The leeks were eaten.\n"
        "II. You cut the hose.\n• With shears.\nIII. You shouted at the Chair."
    )
    assert said(text + FOOT) == ["You left the gate open.", "You cut the hose.", "You shouted at the Chair."]


def test_what_was_decided_of_an_allegation_is_of_its_label_and_not_of_its_words() -> None:
    text = HEAD + "Allegation 1 (upheld)\n\nYou left the gate open.\n\nAllegation 2 (not proved):\n\nYou cut the hose."
    assert said(text + FOOT) == ["You left the gate open.", "You cut the hose."]


def test_who_saw_it_is_a_witness() -> None:
    text = "You cut the hose. Three people saw this, among them Vera Loam. Ezra Mumby heard it too."
    assert [text[one.start : one.end] for one in cited(text, 0, len(text)) if one.kind == "witness"] == [
        "Vera Loam",
        "Ezra Mumby",
    ]


def test_the_sentence_that_says_why_the_letter_is_written_accuses_nobody() -> None:
    assert not accuses("I write on behalf of the Board about your conduct this year.")
    assert not accuses("The sub-committee asks me to tell you what it found.")
