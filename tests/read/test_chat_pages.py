"""Pages in which apps give what a person wrote: each record a message, everything else a page as before."""

from __future__ import annotations

import pytest

from read.reading import body, codes, readings
from rejoinder.read import Reading

TELEGRAM = """<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">
Bottom Gate
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">
8 March 2024
</div></div>
<div class="message service" id="message1"><div class="body details">
Dilys removed Marigold
</div></div>
<div class="message default clearfix" id="message2">
<div class="pull_left userpic_wrap"><div class="initials">E</div></div>
<div class="body"><div class="pull_right date details" title="08.03.2024 07:41:00 UTC+00:00">
07:41
</div><div class="from_name">
Ezra
</div><div class="text">
Four <strong>dry</strong> butts<br>and a frog
</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="08.03.2024 07:42:00 UTC+00:00">07:42</div>
<div class="media_wrap clearfix">
<a class="photo_wrap clearfix pull_left" href="photos/frog.jpg"><img src="photos/frog_thumb.jpg"></a></div>
</div></div>
<div class="message default clearfix" id="message4"><div class="body">
<div class="pull_right date details" title="08.03.2024 07:43:00 UTC+00:00">07:43</div>
<div class="from_name">Vera</div>
<div class="reply_to details">
In reply to <a href="#go_to_message2" onclick="return GoToMessage(2)">this message</a></div>
<div class="text">Five.</div></div></div>
</div></div></div></body></html>"""

FACEBOOK = """<html><head><title>Bottom Gate</title></head><body>
<div class="_a705"><div class="_3-8y _3-95 _a70a"><div role="main" class="_a706">
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_a6-p">Participants: Ezra and Vera</div></div>
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_3-95 _2pim _a6-h _a6-i">Vera</div>
<div class="_3-95 _a6-p"><div><div></div><div>Five.</div><div></div><div></div></div></div>
<div class="_3-94 _a6-o"><a href="x"><div class="_a72d">Mar 08, 2024 7:43 pm</div></a></div></div>
<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_3-95 _2pim _a6-h _a6-i">Ezra</div>
<div class="_3-95 _a6-p"><div><div></div><div>Four dry butts</div><div><img src="photos/frog.jpg"></div></div></div>
<div class="_3-94 _a6-o"><div class="_a72d">Mar 08, 2024 7:41 pm</div></div></div>
</div></div></div></body></html>"""

GOOGLE = """<html><head><title>My Activity History</title></head><body><div class="mdl-grid">
<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">
<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">Search<br></p></div>
<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">
Searched for&nbsp;<a href="https://search.example/?q=frogs">frogs</a><br>Mar 8, 2024, 7:41:00 PM GMT</div>
<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div>
<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption">
<b>Products:</b><br>&emsp;Search<br></div></div></div>
</div></body></html>"""


def told(page: str, name: str) -> tuple[Reading, list[tuple[str, str, str]]]:
    """Give a reading, and who said what when."""
    reading = readings(page, name)[-1]
    documents = [(one.message, body(one).rstrip("\n")) for one in reading.documents]
    return reading, [(said.date, said.author.name, words) for said, words in documents if said]


def test_telegrams_page_gives_messages_with_their_authors_times_and_what_they_answer() -> None:
    reading, said = told(TELEGRAM, "messages.html")
    assert said == [
        ("", "", "[Dilys removed Marigold]"),
        ("2024-03-08T07:41:00+00:00", "Ezra", "Four dry butts\nand a frog"),
        ("2024-03-08T07:42:00+00:00", "Ezra", ""),
        ("2024-03-08T07:43:00+00:00", "Vera", "Five."),
    ]
    first, answer = reading.documents[1].message, reading.documents[3].message
    assert first and answer and answer.answered == (first.message_id,) and first.subject == "Telegram: Bottom Gate"
    assert "Attached: photos/frog.jpg" in reading.documents[2].text
    assert reading.outcome == "read"


def test_facebooks_page_gives_messages_oldest_first() -> None:
    reading, said = told(FACEBOOK, "facebook/messages/inbox/gate_1/message_1.html")
    assert said == [
        ("", "", "Participants: Ezra and Vera"),
        ("2024-03-08T19:41", "Ezra", "Four dry butts"),
        ("2024-03-08T19:43", "Vera", "Five."),
    ]
    assert "Attached: photos/frog.jpg" in reading.documents[1].text
    assert reading.outcome == "read" and not codes(reading)


def test_googles_page_gives_what_was_done() -> None:
    reading, said = told(GOOGLE, "MyActivity.html")
    assert said == [("2024-03-08T19:41:00+00:00", "the account's owner", "Searched for frogs")]
    assert (reading.format, [one.kind for one in reading.documents]) == ("chat-page", ["post"])


def test_a_message_whose_time_cannot_be_understood_is_kept_and_said_to_be_undated() -> None:
    reading, said = told(FACEBOOK.replace("Mar 08, 2024 7:43 pm", "a while ago"), "message_1.html")
    assert ("", "Vera", "Five.") in said and "Date: a while ago" in "".join(one.text for one in reading.documents)
    assert codes(reading) == {"bad_date"}


@pytest.mark.parametrize(
    "page", ["<html><body><p class='message'>Beans</p></body></html>", "<div class='history'>x</div>"]
)
def test_another_page_is_read_as_a_page(page: str) -> None:
    reading, said = told(page, "x.html")
    assert said == [] and [one.kind for one in reading.documents] == ["html"]


def test_a_page_nested_without_end_is_read_as_a_page() -> None:
    deep = '<html><body><div class="outer-cell mdl-cell">' + '<div class="content-cell">' * 30_000 + "frogs"
    reading, said = told(deep, "MyActivity.html")
    assert said == [] and "frogs" in reading.documents[0].text


def test_what_is_on_a_page_of_posts_is_the_owners() -> None:
    page = FACEBOOK.replace(">Ezra<", ">Ezra updated his status.<")
    reading, said = told(page, "facebook/posts/your_posts_1.html")
    assert said[1] == ("2024-03-08T19:41", "the account's owner", "Ezra updated his status.\nFour dry butts")
    assert {one.kind for one in reading.documents} == {"post"}


FORUM = """<!DOCTYPE html><html><head><title>Seams and washers - The Wibble Patch</title></head><body>
<nav><a href="/">The Wibble Patch</a></nav>
<div itemscope itemtype="https://schema.org/DiscussionForumPosting">
<h1 itemprop="headline">Seams and washers</h1>
<div id="post_1"><span itemprop="author" itemscope itemtype="http://schema.org/Person">
<a itemprop="url" href="/u/marigold_plot14"><span itemprop="name">marigold_plot14</span></a></span>
<time itemprop="datePublished" datetime="2024-02-11T19:20:00Z">11 February</time>
<div itemprop="text"><p>Has anybody mended a split seam?</p><p>It is <b>not</b> mine.</p></div></div>
<div id="post_2" itemprop="comment" itemscope itemtype="http://schema.org/Comment">
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">DorsetDahlia</span></span>
<time itemprop="datePublished" datetime="2024-02-11T20:02:00Z">11 February</time>
<meta itemprop="dateModified" content="2024-02-12T08:00:00Z">
<div itemprop="text"><blockquote><p>It is <b>not</b> mine.</p></blockquote><p>Whose is it, then?</p></div></div>
</div></body></html>
"""


def test_posts_of_a_forum_are_told_by_its_microdata_with_what_was_edited_and_whom_they_quote() -> None:
    first, second = (one for reading in readings(FORUM, "seams.html") for one in reading.documents)
    assert first.message is not None and second.message is not None
    assert [one.message.author.name for one in (first, second) if one.message] == ["marigold_plot14", "DorsetDahlia"]
    assert (first.kind, first.message.date) == ("post", "2024-02-11T19:20:00+00:00")
    assert body(first) == "Has anybody mended a split seam?\nIt is not mine.\n"
    assert "Edited" not in first.text
    assert "Edited: 2024-02-12T08:00:00+00:00\n" in second.text
    assert body(second) == "> It is\n> not\n> mine.\nWhose is it, then?\n"
    assert first.message.conversation == second.message.conversation


def test_a_page_with_comments_that_is_no_forum_s_stays_a_page() -> None:
    (reading,) = readings(FORUM.replace("DiscussionForumPosting", "NewsArticle"), "news.html")
    assert [one.kind for one in reading.documents] == ["html"]
