"""Pages as the words a reader sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from read.reading import codes, only, readings
from rejoinder.read.html import render


def shown(markup: str) -> str:
    return render(markup).text


def test_blocks_and_breaks_are_lines() -> None:
    assert shown("<div>one</div><div>two<br>three</div><p>four</p><p>five</p>") == ("one\ntwo\nthree\n\nfour\n\nfive")


def test_spaces_are_as_the_screen_shows_them() -> None:
    assert shown("<p>a  \n b<b>c</b> <i> d</i>&nbsp;e</p>") == "a bc d e"
    assert shown("<pre>a\n  b\n\nc</pre>") == "a\n  b\n\nc"


def test_a_line_drawn_above_a_block_stands_apart() -> None:
    drawn = '<p class=MsoNormal>one</p><div style="border:none;border-top:solid #B5C4DF 1.0pt">From: Bob</div>'
    assert shown(drawn) == "one\n\nFrom: Bob"


def test_an_empty_line_of_a_mail_program_is_one() -> None:
    assert shown("<div>one</div><div><br></div><div>two</div>") == "one\n\ntwo"
    assert shown('<p class="MsoNormal">one</p><p class="MsoNormal">two</p>') == "one\ntwo"


def test_quotations_are_marked_as_deep_as_they_are() -> None:
    page = "<p>No.</p><blockquote>May I?<blockquote>Ask first.</blockquote></blockquote><p>Really.</p>"
    assert shown(page) == "No.\n\n> May I?\n>\n> > Ask first.\n\nReally."


def test_an_indent_is_no_quotation() -> None:
    assert shown('<blockquote style="margin:0 0 0 40px;border:none">in</blockquote>') == "in"


def test_lists_and_tables() -> None:
    assert shown("<ul><li>one</li><li>two</li></ul>") == "- one\n- two"
    assert shown("<ol start=4><li>one</li><li>two</li></ol>") == "4. one\n5. two"
    rows = "<tr><td><p>From:</p></td><td>Bob</td></tr><tr><td>To:</td><td>A</td></tr>"
    assert shown(f"<table>{rows}</table>") == "From:\tBob\nTo:\tA"


def test_what_is_not_shown_stands_apart_and_is_noted() -> None:
    reading = readings('<html><body>Yes.<span style="display:none">No.</span></body></html>', "x.html")[-1]
    assert reading.documents[0].text == "Yes.\n\nHidden text:\nNo."
    assert codes(reading) == {"hidden_text"}


def test_whom_a_page_would_call_is_named_and_nobody_is_called() -> None:
    page = '<html><img src="https://spy.example/x.gif"><a href="https://link.example/">Rota</a></html>'
    reading = readings(page, "x.html")[-1]
    assert codes(reading) == {"remote_content"}
    assert "spy.example" in reading.problems[0].what
    assert "link.example" not in reading.problems[0].what
    assert reading.documents[0].text == "Rota"


def test_scripts_are_no_words() -> None:
    page = only("<html><head><title>Rota</title><style>p{}</style></head><script>x</script><p>Mon</html>", "x.html")
    assert (page.text, page.title) == ("Mon", "Rota")


def test_the_page_s_own_character_set_is_used() -> None:
    assert only(b'<html><meta charset="iso-8859-1"><p>caf\xe9</html>', "x.html").text == "caf\xe9"


def test_text_below_hundreds_of_elements_is_not_lost() -> None:
    for depth in (200, 300, 3_000, 50_000):
        assert shown("<div>" * depth + "deep" + "</div>" * depth + "<p>after") == "deep\n\nafter"


def test_quotations_without_end_do_not_fill_the_memory() -> None:
    assert len(shown("<blockquote>x" * 5_000)) < 1_000_000


@given(st.text(alphabet="<>/!-abp \"'=&;\n", max_size=300))
def test_no_markup_is_too_strange(markup: str) -> None:
    render(markup)


@given(
    st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=8), st.sampled_from(["p", "td", "li", "i"])
)
def test_no_word_between_tags_is_lost(words: list[str], tag: str) -> None:
    page = "".join(f"<{tag}>{word}</{tag}> " for word in words)
    assert shown(page).replace("-", " ").split() == words
