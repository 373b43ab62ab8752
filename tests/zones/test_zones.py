"""What each line of a message is."""

from __future__ import annotations

import pytest

from rejoinder.zones import zones

OWN, QUOTED, LEAD = "own words 0", "quotation 1", "attribution 0"


def told(text: str) -> list[str]:
    """Give `kind depth` for each line that has words, in order."""
    return [
        f"{zone.kind} {zone.depth}"
        for zone in zones(text)
        for line in text[zone.start : zone.end].split("\n")
        if line.strip(" >|")
    ]


def test_an_empty_text_has_no_zones() -> None:
    assert zones("") == ()


def test_answers_between_quoted_lines_are_own_words() -> None:
    text = (
        "On 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:\n> Who has the key?\n\nI have.\n\n"
        "> And the barrow?\n\nNobody.\n"
    )
    assert told(text) == [LEAD, QUOTED, OWN, QUOTED, OWN]


@pytest.mark.parametrize("lead", [
    "On 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:",
    "On Tue, May 3, 2016 at 10:02 AM, Hesper Quill <hesper@lwas.example>wrote:",
    "On Tue, 3 May 2016, Hesper Quill wrote",
    "Hesper Quill wrote:",
    "Hesper Quill <hesper@lwas.example> writes:",
    "hesper@lwas.example (Hesper Quill) writes:",
    "Quoting Hesper Quill <hesper@lwas.example>:",
    "Zitat von Hesper Quill <hesper@lwas.example>:",
    '>>>>> "Hesper" == Hesper Quill <hesper@lwas.example> writes:',
    "Am 03.05.2016 um 10:02 schrieb Hesper Quill:",
    "Le mar. 3 mai 2016 à 10:02, Hesper Quill a écrit :",
    "El 3 may 2016, a las 10:02, Hesper Quill escribió:",
    "Il giorno mar 3 mag 2016 alle ore 10:02 Hesper Quill ha scritto:",
    "Op di 3 mei 2016 om 10:02 schreef Hesper Quill:",
    "Em ter, 3 de mai de 2016 às 10:02, Hesper Quill escreveu:",
    "Ar 3 Mai 2016 am 10:02, ysgrifennodd Hesper Quill:",
    "Den 3 maj 2016 10:02 skrev Hesper Quill:",
    "2016/5/3 Hesper Quill <hesper@lwas.example>",
    "In article <7@lwas.example> Hesper Quill writes:",
    "--- On Tue, 5/3/16, Hesper Quill <hesper@lwas.example> wrote:",
    "In a message dated 3 May 2016 10:02:11 GMT, hesper@lwas.example writes:",
    "Den tis 3 maj 2016 kl 10:02 skrev Hesper Quill <hesper@lwas.example>:",
    "Hesper Quill <hesper@lwas.example> 于2016年5月3日周二 14:02写道：",
    "Dana 3.5.2016. u 14:02, Hesper Quill je napisao/la:",
    "Στις 3/5/2016 14:02, ο χρήστης Hesper Quill <hesper@lwas.example> έγραψε:",
    "wt., 3 maja 2016 o 10:02 Hesper Quill <hesper@lwas.example> napisał(a):",
    "* Hesper Quill <hesper@lwas.example> [2016-05-03 10:02]:",
    ">>> Hesper Quill <hesper@lwas.example> 03/05/2016 10:02 >>>",
])  # fmt: skip
def test_an_attribution_introduces_the_marked_lines_below_it(lead: str) -> None:
    assert told(f"Thank you.\n\n{lead}\n\n> Who has the key?\n") == [OWN, LEAD, QUOTED]


def test_an_attribution_may_be_wrapped_over_four_lines() -> None:
    text = (
        "I have.\n\nOn Tuesday, 3 May 2016 at 10:02,\nHesper Quill\n<hesper@lwas.example>\nwrote:\n> Who has the key?\n"
    )
    assert told(text) == [OWN, LEAD, LEAD, LEAD, LEAD, QUOTED]


def test_the_bracket_of_an_address_that_was_wrapped_off_is_no_quote_mark() -> None:
    text = "On Tue, 3 May 2016 at 10:02, Hesper Quill <hesper@lwas.example\n> wrote:\n> Who has the key?\n"
    assert told(text) == [LEAD, LEAD, QUOTED]


@pytest.mark.parametrize("mark", ["> ", ">", "| ", "HQ> ", " > "])
def test_marks_of_many_kinds_are_quotation(mark: str) -> None:
    text = f"Hesper Quill wrote:\n{mark}Who has the key?\n{mark}And the barrow?\n\nI have.\n"
    assert told(text) == [LEAD, QUOTED, QUOTED, OWN]


def test_the_tail_of_a_wrapped_line_belongs_to_the_quotation() -> None:
    line = "> The key to the tool shed by the lower gate was last seen on the hook behind the"
    text = f"Hesper Quill wrote:\n{line}\nkitchen door\n> of the hall.\n\nNot now.\n"
    assert told(text) == [LEAD, QUOTED, QUOTED, QUOTED, OWN]


def test_a_short_answer_between_quoted_lines_is_no_wrapped_tail() -> None:
    text = "Hesper Quill wrote:\n> Do you have the key?\nyes\n> And the barrow?\nno\n"
    assert told(text) == [LEAD, QUOTED, OWN, QUOTED, OWN]


def test_a_note_that_something_was_left_out_is_no_quotation() -> None:
    text = "At 10:02 AM 5/3/2016, Hesper Quill wrote:\n[...]\n> Who has the key?\n\nI have.\n"
    assert told(text) == [LEAD, OWN, QUOTED, OWN]


FIELDS = {
    "English": ("From", "Sent", "To", "Subject"), "German": ("Von", "Gesendet", "An", "Betreff"),
    "French": ("De", "Envoyé", "À", "Objet"), "Spanish": ("De", "Enviado el", "Para", "Asunto"),
    "Italian": ("Da", "Inviato", "A", "Oggetto"), "Dutch": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "Danish": ("Fra", "Sendt", "Til", "Emne"), "Finnish": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    "Polish": ("Od", "Wysłano", "Do", "Temat"), "Portuguese": ("De", "Enviada", "Para", "Assunto"),
    "Welsh": ("Oddi wrth", "Anfonwyd", "At", "Pwnc"),
}  # fmt: skip


@pytest.mark.parametrize("language", FIELDS)
@pytest.mark.parametrize("form", ["{}: {}", "*{}:* {}", "{}:\t{}", "{} : {}"])
def test_everything_below_a_header_block_is_one_deeper(language: str, form: str) -> None:
    values = ("Hesper Quill <hesper@lwas.example>", "3 May 2016 10:02", "Osric Thorn", "The key")
    block = "\n".join(form.format(name, value) for name, value in zip(FIELDS[language], values, strict=True))
    text = f"I have.\n\n{block}\n\nWho has the key?\n"
    assert told(text) == [OWN, *["header block 0"] * 4, QUOTED]


def test_each_block_below_a_block_is_deeper_again() -> None:
    block = "From: {}\nSent: 3 May 2016 10:02\nTo: Osric Thorn\nSubject: The key\n\n"
    text = "One.\n\n" + block.format("Hesper Quill") + "Two.\n\n" + block.format("Tansy Gale") + "Three.\n"
    assert told(text) == [OWN, *["header block 0"] * 4, QUOTED, *["header block 1"] * 4, "quotation 2"]


@pytest.mark.parametrize("rule", [
    "-----Original Message-----", "-------- Original Message --------", "---------- Forwarded message ---------",
    "-----Ursprüngliche Nachricht-----", "----- Mail original -----", "-----Message d'origine-----",
    "---------- Mensaje reenviado ---------", "-----Messaggio originale-----", "-----Oorspronkelijk bericht-----",
    "---- Forwarded by Tansy Gale/LWAS on 03/05/2016 10:02:11 ----", "Begin forwarded message:",
    "Début du message réexpédié :", "-----Neges wreiddiol-----",
])  # fmt: skip
def test_a_rule_announces_a_block(rule: str) -> None:
    text = f"See below.\n\n{rule}\nFrom: Hesper Quill\nSubject: The key\n\nWho has the key?\n"
    assert told(text) == [OWN, "forward mark 0", "header block 0", "header block 0", QUOTED]


def test_a_block_behind_marks_describes_the_lines_behind_those_marks() -> None:
    text = "See below.\n\n> From: hesper@lwas.example\n> Date: 3 May 2016 10:02\n> Subject: Key\n>\n> Who has it?\n"
    assert told(text) == [OWN, *["header block 0"] * 3, QUOTED]


def test_a_block_among_quoted_words_introduces_what_is_one_deeper() -> None:
    text = (
        "Osric wrote:\n> See below.\n>\n> From: hesper@lwas.example\n> Date: 3 May 2016 10:02\n> Subject: Key\n>\n"
        "> Who has it?\n\nI have.\n"
    )
    assert told(text) == [LEAD, QUOTED, *["header block 1"] * 3, "quotation 2", OWN]


def test_a_block_of_lotus_notes_begins_with_its_author_and_date() -> None:
    text = (
        "See below.\n\nHesper Quill/LWAS\n03/05/2016 10:02\nTo:\tOsric Thorn/LWAS@LWAS\ncc:\nSubject:\tThe key\n\n"
        "Who has it?\n"
    )
    assert told(text) == [OWN, *["header block 0"] * 5, QUOTED]


def test_a_block_printed_with_empty_lines_between_its_fields_is_a_block() -> None:
    text = (
        "     Lower Wibbling\n\n     From:    Hesper Quill\n\n     Sent:    3 May 2016 10:02\n\n     To:     "
        " Osric Thorn\n\n"
        "     Subject: The key\n\n     Who has it?\n"
    )
    assert told(text) == [OWN, *["header block 0"] * 4, QUOTED]


def test_a_forwarded_message_ends_where_a_line_says_so() -> None:
    text = (
        "----- Forwarded message from Hesper Quill <hesper@lwas.example> -----\n\nFrom: Hesper Quill\nSubject: Key\n\n"
        "Who has it?\n\n----- End forwarded message -----\n\nNot I.\n"
    )
    assert told(text) == ["forward mark 0", *["header block 0"] * 2, QUOTED, "forward mark 0", OWN]


def test_words_below_an_attribution_without_marks_are_quoted() -> None:
    text = "I have.\n\nOn 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:\n\nWho has the key?\n"
    assert told(text) == [OWN, LEAD, QUOTED]


def test_indented_words_below_an_attribution_are_quoted_as_far_as_they_are_indented() -> None:
    text = "On 3 May 2016 10:02 Hesper Quill wrote:\n\n    Who has the key?\n\n    And the barrow?\n\nI have.\n"
    assert told(text) == [LEAD, QUOTED, QUOTED, OWN]


@pytest.mark.parametrize("prose", [
    "Greetings\nFrom: the allotments, with love.\nTo: all who dig.\n",
    "The form asks:\n\n    From: your name\n    To: the clerk\n    Subject: what it is about\n    Date: "
    "3 May 2016\n\nThen sign.\n",
    "diff --git a/plot b/plot\n--- a/plot\n+++ b/plot\n@@ -1 +1 @@\n-marrow\n+leek\n",
    "The change:\n\n3c3,4\n< marrow\n---\n> leek\n> onion\n7a9\n> beans\n",
    "$ dig plot\n# sow leek\nC:\\> dir\nmysql> select marrow from plot;\n",
    "| plot | crop   |\n|------|--------|\n| 7    | leek   |\n",
    "+------+\n| plot |\n| leek |\n+------+\n",
    "Try this:\n\n>>> plot.dig(7)\n'dug'\n>>> import marrow\n",
    "We met on 3 May 2016 and it was said that Hesper wrote: nobody knows.\n",
    "I wrote to the Council on 3 May:\nthey have not answered.\n",
    "if x > 3:\n    y = x\n",
])  # fmt: skip
def test_prose_code_and_tables_are_own_words(prose: str) -> None:
    assert set(told(prose)) == {OWN}


def test_an_escaped_from_is_a_word() -> None:
    assert set(told("I have looked.\n>From the shed nothing is missing.\nAll is well.\n")) == {OWN}


@pytest.mark.parametrize("closing", [
    "-- \nHesper Quill\nPlot 7", "Kind regards,\nHesper", "Mit freundlichen Grüßen\n\nHesper Quill", "-Hesper",
    "Sent from my iPhone", "Envoyé de mon iPhone", "Von meinem iPhone gesendet", "Get Outlook for Android",
    "Hesper Quill\nAllotments Secretary\nTel: 01632 960123\nhesper@lwas.example", "Cofion gorau,\nHesper",
    "Hesper van der Quill\nTreasurer\n01632 960123",
])  # fmt: skip
def test_a_signature_closes_a_message(closing: str) -> None:
    lines = closing.count("\n") + 1 - closing.count("\n\n")
    found = told(f"The marrows are ready.\n\n{closing}\n")
    assert found == [OWN, *["signature 0"] * lines]


@pytest.mark.parametrize("words", [
    "The marrows are ready.\n\nSent from my desk, it is easier than the telephone, as you know.",
    "Plots:\n\n - seven\n - eight", "Bring these:\n\nA spade\nA fork",
])  # fmt: skip
def test_what_only_looks_like_a_signature_is_own_words(words: str) -> None:
    assert set(told(words)) == {OWN}


def test_a_signature_above_the_quotation_is_found() -> None:
    text = "I have.\n\n-- \nOsric\n\nOn 3 May 2016, Hesper Quill wrote:\n> Who has it?\n> -- \n> Hesper\n"
    assert told(text) == [OWN, *["signature 0"] * 2, LEAD, QUOTED, *["signature 1"] * 2]


@pytest.mark.parametrize("notice", [
    "This email is confidential and intended only for the addressee. If you are not the intended recipient delete it.",
    "DISCLAIMER: this message may be privileged; any unauthorised disclosure is prohibited.",
    "Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.",
    "*********\nScanned by the Society\n*********",
])  # fmt: skip
def test_a_notice_is_a_disclaimer(notice: str) -> None:
    found = told(f"The marrows are ready.\n\n{notice}\n")
    assert found == [OWN, *["disclaimer 0"] * (notice.count("\n") + 1)]


@pytest.mark.parametrize("footer", [
    "_______________________________________________\nLWAS mailing list\nlwas@lists.example",
    "LWAS mailing list\nlwas@lists.example\nhttp://lists.example/mailman/listinfo/lwas",
    "-- \nYou received this message because you are subscribed to the Google Groups \"lwas\" group.",
    "-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <https://lists.example/7>",
])  # fmt: skip
def test_a_list_s_footer_is_not_the_quoted_message_s(footer: str) -> None:
    text = f"I have.\n\n-----Original Message-----\nFrom: Hesper Quill\nSubject: Key\n\nWho has it?\n\n{footer}\n"
    lines = footer.count("\n") + 1
    assert told(text)[-lines - 1 :] == [QUOTED, *["list footer 0"] * lines]


def test_where_marked_lines_follow_a_note_below_an_introduction_the_marks_say_what_is_quoted() -> None:
    text = (
        "On Fri, 3 May 2024 10:02:00 +0100, Barnaby Quill\n<barnaby@wibbling.example> wrote:\n\n"
        "[snip what was said of the rhubarb]\n\n> Who has the key to the gate?\n\nNobody has it, as far as I know.\n"
    )
    own = [text[zone.start : zone.end].strip() for zone in zones(text) if zone.kind == "own words"]
    assert own == ["[snip what was said of the rhubarb]", "Nobody has it, as far as I know."]
