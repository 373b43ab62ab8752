"""How much of a conversation a picture of it shows, and what became of a post that is quoted."""

from __future__ import annotations

from conftest import Disclosed
from read.making_office import word_file
from rejoinder.case import quote_check
from rejoinder.case.pictured import Pictured, pictured
from rejoinder.find.became import became

CHAT = """\
08/03/2024, 07:42 - Marigold Threnody: The butt by the gate is dry again this week.
08/03/2024, 07:43 - Vera Loam: I filled it on Sunday with my own two hands.
08/03/2024, 07:44 - Marigold Threnody: Then somebody has let the water out of it.
08/03/2024, 07:45 - Vera Loam: Oh dear.
08/03/2024, 07:46 - Ezra Mumby: I would not say that the treasurer did it on purpose.
08/03/2024, 07:47 - Vera Loam: Nobody has said so far that he did. <This message was edited>
08/03/2024, 07:48 - Dilys Tuppence: Shall we all meet at the gate on Friday evening?
"""
NAME = "WhatsApp Chat with Bottom Gate.txt"
QUOTED = "somebody has let the water out of it"
SHOT = """
    The butt by the gate is dry again this week.

    Then somebody has let the watcr out of it.

    I would not say that the treasurer did it on purpose.
    """


def shown(case: Disclosed, picture: str) -> list[Pictured]:
    case.give({NAME: CHAT, "picture.txt": picture})
    post = next(one.holding for one in quote_check(case.case, QUOTED).candidates if one.holding.conversation)
    with case.case.shelf() as shelf:
        holding = shelf.find_document("picture.txt")
        assert holding is not None
        return list(pictured(shelf, post, [[holding]]))


def test_a_picture_shows_some_messages_and_leaves_out_others_before_between_and_after(case: Disclosed) -> None:
    [one] = shown(case, SHOT)
    assert (one.shown, one.of, one.before, one.after, one.too_short) == (3, 7, 0, 2, 1)
    assert [left.holding.author for left in one.between] == ["Vera Loam"]


def test_a_picture_that_shows_none_of_the_conversation_is_not_told(case: Disclosed) -> None:
    assert shown(case, "The leeks are sold at the gate on Friday mornings by the society.") == []


def test_a_post_that_was_edited_says_so_and_one_that_was_not_does_not(case: Disclosed) -> None:
    case.give({NAME: CHAT})
    edited = quote_check(case.case, "Nobody has said so far that he did").candidates[0]
    assert [(one.kind, one.span.exact) for one in edited.became] == [("edited", "Edited: after it was sent")]
    assert quote_check(case.case, QUOTED).candidates[0].became == ()


def test_changes_tracked_where_the_words_stand_are_told_and_those_elsewhere_are_not(case: Disclosed) -> None:
    put_in = '<w:ins w:author="Clerk Tansy"><w:r><w:t> at his own cost</w:t></w:r></w:ins>'
    gone = '<w:del w:author="Clerk Tansy"><w:r><w:delText>Nothing else.</w:delText></w:r></w:del>'
    body = (
        f"<w:p><w:r><w:t>The treasurer shall mend the butt by the gate</w:t></w:r>{put_in}</w:p>"
        f"<w:p><w:r><w:t>The frogs are to be left where they are.</w:t></w:r></w:p><w:p>{gone}</w:p>"
    )
    case.give({"minutes.docx": word_file(body)})
    mended = quote_check(case.case, "The treasurer shall mend the butt by the gate").candidates[0]
    assert [one.kind for one in mended.became] == ["inserted"]
    with case.case.shelf() as shelf:
        text = shelf.text(mended.holding.number)
    start = text.index("The frogs")
    kinds = [one.kind for one in became(mended.holding, text, start, start + 20)]
    assert kinds == ["deleted"]


def mail(number: int, author: str, words: str, quoted: str = "") -> str:
    answers = f"In-Reply-To: <{number - 1}@wibbling.example>\n" if number > 1 else ""
    below = "\n\n" + "\n".join(f"> {line}" for line in quoted.splitlines()) if quoted else ""
    return (
        f"From: {author}\nTo: list@wibbling.example\nDate: Mon, 1{number} Mar 2024 09:00:00 +0000\n"
        f"Subject: The butt by the gate\nMessage-ID: <{number}@wibbling.example>\n{answers}\n{words}{below}\n"
    )


THREAD = (
    "Has anybody looked into the butt by the bottom gate this week?",
    "I looked into it on Sunday and it was as dry as a sermon.",
    "Nobody emptied it on purpose, I am quite sure of that much.",
    "Then the hoop has gone again and Ezra must have his washer.",
)


def test_of_a_thread_of_mail_too_it_is_told_what_a_print_shows_each_mail_once(case: Disclosed) -> None:
    mails = {f"{at}.eml": mail(at, "Ezra Mumby <e@wibbling.example>", said) for at, said in enumerate(THREAD, 1)}
    mails |= {"copy of 2.eml": mails["2.eml"], "5.eml": mail(5, "V <v@wibbling.example>", "I see.", THREAD[3])}
    case.give(mails | {"print.txt": f"For the panel\n\n{THREAD[1]}\n\n{THREAD[3]}\n"})
    [one] = quote_check(case.case, "I looked into it on Sunday and it was as dry as a sermon").pictured
    assert (one.shown, one.of, one.before, one.after, one.too_short) == (2, 5, 1, 1, 0)
    assert [left.span.exact.strip() for left in one.between] == [THREAD[2]]
    assert one.last_before is not None and one.last_before.span.exact.strip() == THREAD[0]
    assert one.next_after is not None and one.next_after.holding.path == "5.eml"


def test_a_list_of_posts_cut_short_shows_them_in_part(case: Disclosed) -> None:
    long = " ".join(f"word{at} of what was said about the gate and the hoop" for at in range(40))
    case.give({NAME: CHAT.replace("Oh dear.", long), "list.txt": f"{SHOT}\n{long[:160]}".replace("watcr", "water")})
    [one] = quote_check(case.case, QUOTED).pictured
    assert (one.shown, one.in_part, one.too_short) == (4, 1, 0)
