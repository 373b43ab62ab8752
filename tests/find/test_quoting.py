"""A quotation looked for in a whole case."""

from __future__ import annotations

import pytest

from conftest import Disclosed
from rejoinder.case import quote_check
from rejoinder.errors import UsageError

FIRST = """
    From: Barnaby Tuppence <b.tuppence@grommet-works.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Mon, 19 Feb 2024 10:00:00 +0000
    Subject: Butts
    Message-ID: <first@grommet-works.example>

    The repairs line stands at 42 pounds after the laminator. We cannot
    do both butts this spring. We can do the frog, if the members agree.
    """
SECOND = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Barnaby Tuppence <b.tuppence@grommet-works.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Butts
    Message-ID: <second@lower-wibbling.example>
    In-Reply-To: <first@grommet-works.example>

    Then the frog it shall be.

    On Mon, 19 Feb 2024 at 10:00, Barnaby Tuppence <b.tuppence@grommet-works.example> wrote:
    > The repairs line stands at 42 pounds after the laminator. We cannot
    > do both butts this spring. We can do the frog, if the members agree.
    """


def test_the_source_is_the_message_itself_and_not_the_one_that_quotes_it(case: Disclosed) -> None:
    case.give({"a.eml": SECOND, "b.eml": FIRST})
    checked = quote_check(case.case, "We cannot do both butts this spring")
    assert [(one.holding.path, one.own, one.verdict) for one in checked.candidates] == [
        ("b.eml", True, "verbatim"),
        ("a.eml", False, "verbatim"),
    ]


def test_a_document_that_says_that_it_was_said_is_no_source_where_the_words_nearly_stand_elsewhere(
    case: Disclosed,
) -> None:
    typed = 'Typed by me:\n\n16 March: "We can do both butts this spring. We can do the frog."\n'
    case.give({"b.eml": FIRST, "typed.txt": typed})
    checked = quote_check(case.case, "We can do both butts this spring. We can do the frog.")
    told = [(one.holding.path, one.verdict, one.in_marks, one.own) for one in checked.candidates]
    assert told == [("b.eml", "altered", False, True), ("typed.txt", "verbatim", True, False)]


def test_a_table_or_data_in_straight_marks_quotes_nobody(case: Disclosed) -> None:
    said = "I say that nobody can find the minute that spent the money."
    case.give({"posts.csv": f'number,words\n1,"{said}"\n', "posts.json": f'{{"posts": [{{"text": "{said}"}}]}}'})
    assert [one.in_marks for one in quote_check(case.case, said).candidates] == [False, False]


def test_other_copies_say_how_they_read_beside_the_source(case: Disclosed) -> None:
    said = "I say that nobody can find the minute that spent the money on the stove."
    later = said.replace("nobody", "hardly anybody")
    less = "I say that nobody can find the minute."
    case.give({"a.txt": said, "b.txt": f"{said}\n\nAnd more.", "c.txt": later, "d.txt": less})
    same, otherwise, few = quote_check(case.case, said).others
    assert [one.holding.path for one in same] == ["b.txt"]
    ((changed,), *_) = otherwise
    assert changed.holding.path == "c.txt" and changed.reading is not None
    assert [(one.quoted, one.source.exact) for one in changed.reading.changed] == [("hardly anybody", "nobody")]
    assert [one.holding.path for one in few] == []


def test_a_copy_of_the_message_in_which_the_words_no_longer_stand_is_named(case: Disclosed) -> None:
    chat = "08/03/2024, 07:42 - Vera Loam: The butt by the gate is dry, and the hoop has gone again.\n"
    later = "08/03/2024, 07:42 - Vera Loam: This message was deleted\n"
    rest = "08/03/2024, 07:43 - Ezra Mumby: Oh dear me.\n08/03/2024, 07:44 - Ezra Mumby: So it has.\n"
    cut = FIRST.replace("We can do the frog, if the members agree.", "")
    case.give(
        {
            "first/WhatsApp Chat with Gate.txt": chat + rest,
            "later/WhatsApp Chat with Gate.txt": later + rest,
            "a.eml": FIRST,
            "b.eml": cut,
        }
    )
    told = quote_check(case.case, "The butt by the gate is dry, and the hoop has gone again")
    assert [one.message.path for one in told.without if one.message] == ["later/WhatsApp Chat with Gate.txt!/1"]
    told = quote_check(case.case, "We can do the frog, if the members agree")
    assert [one.message.path for one in told.without if one.message] == ["b.eml"]
    assert quote_check(case.case, "We cannot do both butts this spring").without == ()


def test_of_two_messages_of_one_minute_none_is_called_a_copy(case: Disclosed) -> None:
    chat = "08/03/2024, 07:42 - Vera Loam: The butt by the gate is dry, and the hoop has gone again.\n"
    more = "08/03/2024, 07:42 - Vera Loam: I shall bring the small barrow.\n"
    case.give({"first/WhatsApp Chat with Gate.txt": chat + more, "later/WhatsApp Chat with Gate.txt": more})
    assert quote_check(case.case, "The butt by the gate is dry, and the hoop has gone again").without == ()


FORUM = """<html><head><title>Butts</title></head><body>
<div itemscope itemtype="https://schema.org/DiscussionForumPosting">
<div itemprop="author"><span itemprop="name">DorsetDahlia</span></div>
<time itemprop="datePublished" datetime="2024-02-11T20:02:00Z"></time>
<div itemprop="text"><blockquote>The whole of it went to the laminator and the stove.</blockquote>
<p>Who says that it did?</p></div></div></body></html>"""


def test_what_a_post_quotes_from_another_is_not_its_own(case: Disclosed) -> None:
    case.give({"butts.html": FORUM})
    (one,) = quote_check(case.case, "The whole of it went to the laminator and the stove").candidates
    assert (one.holding.author, one.own) == ("DorsetDahlia", False)
    (one,) = quote_check(case.case, "Who says that it did?").candidates
    assert one.own


def test_of_two_files_with_the_words_the_one_that_holds_little_else_is_the_source(case: Disclosed) -> None:
    said = "I say that nobody can find the minute that spent the money."
    case.give({"a all posts.csv": f"number,words\n1,{said}\n2,Ours leaks at the third hoop.\n", "b post.txt": said})
    assert [one.holding.path for one in quote_check(case.case, said).candidates] == ["b post.txt", "a all posts.csv"]


def test_where_the_message_is_absent_its_quotation_is_the_source_and_says_so(case: Disclosed) -> None:
    case.give({"a.eml": SECOND})
    (one,) = quote_check(case.case, "We cannot do both butts this spring").candidates
    assert (one.verdict, one.own) == ("verbatim", False)


def test_an_altered_quotation_tells_both_words_and_where_they_stand(case: Disclosed) -> None:
    case.give({"b.eml": FIRST})
    (one,) = quote_check(case.case, "The repairs line stands at 47 pounds after the laminator").candidates
    assert one.verdict == "altered"
    assert [(change.quoted, change.source.exact, change.kind) for change in one.changed] == [("47", "42", "quantity")]
    with case.case.shelf() as shelf:
        text = shelf.text(one.holding.number)
    assert text[one.changed[0].source.start : one.changed[0].source.end] == "42"


def test_what_came_before_and_after_is_the_rest_of_the_message_and_what_answers_it(case: Disclosed) -> None:
    case.give({"a.eml": SECOND, "b.eml": FIRST})
    one = quote_check(case.case, "We cannot do both butts this spring").candidates[0]
    assert [" ".join(span.exact.split()) for span in one.before] == [
        "The repairs line stands at 42 pounds after the laminator."
    ]
    assert "We can do the frog" in one.after[0].exact
    assert one.after[1].exact.startswith("Then the frog it shall be.")


def test_what_is_not_found_carries_its_search_log(case: Disclosed) -> None:
    case.give({"b.eml": FIRST, "c.pdf": b"%PDF-1.7\nnothing follows"})
    checked = quote_check(case.case, "The frog must be sold before the members agree to anything at all")
    assert checked.verdict == "not found"
    assert {"frog", "members", "agree"} <= set(checked.looked.words)
    assert (checked.looked.documents, checked.unread) == (1, 1)


def test_one_document_may_be_looked_at_alone(case: Disclosed) -> None:
    case.give({"a.eml": SECOND, "b.eml": FIRST})
    (one,) = quote_check(case.case, "Then the frog it shall be", "a.eml").candidates
    assert one.holding.path == "a.eml"
    assert quote_check(case.case, "Then the frog it shall be", "b.eml").verdict == "not found"
    with pytest.raises(UsageError):
        quote_check(case.case, "Then the frog", "nowhere.eml")
    with pytest.raises(UsageError):
        quote_check(case.case, "...")


def test_words_so_frequent_that_none_tells_where_it_stands_are_looked_up_in_a_row(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rejoinder.find.quoting.RARE", 1)
    case.give({f"{number}.txt": f"the frog of the heron, note {number}" for number in range(4)} | {"b.eml": FIRST})
    checked = quote_check(case.case, "We can do the frog, if the members agree")
    assert checked.candidates[0].holding.path == "b.eml"
