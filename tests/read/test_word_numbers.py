"""The numbers that Word sets before paragraphs by itself stand in the text as Word shows them."""

from __future__ import annotations

from read.making_office import relations, word_file, word_part
from read.reading import only


def level(number: int, form: str, words: str, more: str = "") -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/>'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


NESTED = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")
LEGAL = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")
PARTS = level(0, "upperRoman", "Part %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")


def item(words: str, number: int, depth: int = 0, mark: str = "") -> str:
    list_of = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{list_of}{mark}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def shown(body: str, pattern: str, *overrides: str, styles: str = "") -> list[str]:
    """Give the lines of a document whose lists have one pattern; each override makes one more list of it."""
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for number, override in enumerate(("", *overrides), 1)
    )
    numbering = word_part("numbering", f'<w:abstractNum w:abstractNumId="7">{pattern}</w:abstractNum>{lists}')
    parts = {
        "word/numbering.xml": numbering,
        "word/styles.xml": word_part("styles", styles),
        "word/_rels/document.xml.rels": relations(("n1", "numbering", "numbering.xml"), ("s1", "styles", "styles.xml")),
    }
    return only(word_file(body, parts), "letter.docx").text.splitlines()


def test_levels_are_numbered_each_in_its_form_and_begin_anew_below_a_higher_one() -> None:
    body = (
        item("You left the gate open.", 1)
        + item("On Sunday.", 1, 1)
        + item("On Monday.", 1, 1)
        + item("Twice.", 1, 2)
        + item("You cut the hose.", 1)
        + item("With shears.", 1, 1)
    )
    assert shown(body, NESTED) == [
        "1. You left the gate open.",
        "(a) On Sunday.",
        "(b) On Monday.",
        "(i) Twice.",
        "2. You cut the hose.",
        "(a) With shears.",
    ]


def test_a_number_of_several_levels_has_the_higher_ones_before_it() -> None:
    body = item("Rules", 1) + item("Gates", 1, 1) + item("Hoses", 1, 1) + item("Butts", 1, 2)
    assert shown(body, LEGAL) == ["1 Rules", "1.1 Gates", "1.2 Hoses", "1.2.1 Butts"]


def test_a_deep_level_without_those_above_it_counts_them_as_begun() -> None:
    assert shown(item("Butts", 1, 2), LEGAL) == ["1.1.1 Butts"]


def test_a_legal_level_has_all_its_numbers_in_figures() -> None:
    body = item("One", 1) + item("Two", 1) + item("Rule", 1, 1)
    assert shown(body, PARTS) == ["Part I One", "Part II Two", "2.1 Rule"]


def test_lists_of_one_pattern_count_on_together_unless_one_says_where_it_begins() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3)
    assert shown(body, NESTED, "", anew) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_style_has_the_number_of_the_style_it_is_based_on_at_the_level_that_names_it() -> None:
    linked = level(0, "decimal", "%1.", '<w:pStyle w:val="Charge"/>') + level(
        1, "lowerLetter", "(%2)", '<w:pStyle w:val="Detail"/>'
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="Charge">{numbered}</w:style><w:style w:styleId="Detail">{numbered}</w:style>'
        '<w:style w:styleId="Grave"><w:basedOn w:val="Charge"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in (("Charge", "Gate"), ("Detail", "Sunday"), ("Grave", "Hose"), ("Detail", "Shears"))
    )
    assert shown(body, linked, styles=styles) == ["1. Gate", "(a) Sunday", "2. Hose", "(a) Shears"]


def test_a_paragraph_that_takes_its_style_out_of_the_list_has_no_number_and_is_not_counted() -> None:
    body = item("Gate", 1) + item("and so on", 0) + item("Hose", 1)
    assert shown(body, NESTED) == ["1. Gate", "and so on", "2. Hose"]


def test_a_deleted_item_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:author="Tansy"/></w:rPr>'
        '</w:pPr><w:del w:author="Tansy"><w:r><w:delText>Butt</w:delText></w:r></w:del></w:p>'
    )
    lines = shown(item("Gate", 1) + gone + item("Hose", 1), NESTED)
    assert [line for line in lines if line[:1].isdigit()] == ["1. Gate", "2. Hose"]


def test_a_column_of_numbers_in_a_table_has_them_though_its_cells_have_no_words() -> None:
    row = f"<w:tr><w:tc>{item('', 1)}</w:tc><w:tc><w:p><w:r><w:t>Gate</w:t></w:r></w:p></w:tc></w:tr>"
    assert shown(f"<w:tbl>{row}{row}</w:tbl>", NESTED) == ["1.\tGate", "2.\tGate"]


def test_a_bullet_of_a_font_of_pictures_is_a_plain_one() -> None:
    assert shown(item("Gate", 1), level(0, "bullet", "\uf0b7")) == ["• Gate"]


def test_words_and_letters_count_as_in_word() -> None:
    from rejoinder.read.numerals import numeral

    assert [numeral(number, "lowerLetter") for number in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [numeral(number, "upperRoman") for number in (4, 9, 40, 1994)] == ["IV", "IX", "XL", "MCMXCIV"]
    assert [numeral(number, "ordinalText") for number in (1, 12, 20, 21)] == [
        "First",
        "Twelfth",
        "Twentieth",
        "Twenty-first",
    ]
    assert [numeral(number, "cardinalText") for number in (1, 13, 40, 99)] == [
        "One",
        "Thirteen",
        "Forty",
        "Ninety-nine",
    ]
    assert [numeral(number, "ordinal") for number in (1, 2, 11, 23)] == ["1st", "2nd", "11th", "23rd"]
    assert (numeral(7, "decimalZero"), numeral(7, "none"), numeral(4000, "lowerRoman")) == ("07", "", "4000")
