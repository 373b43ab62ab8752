"""The sender's report in words: neutral, and never more than what a reader will see."""

from __future__ import annotations

from gettext import NullTranslations

from rejoinder.personal import SPECIAL, categories
from rejoinder.personal.given_names import HOW_TO_INSTALL, lists_of_names
from rejoinder.sending.kinds import NAMES, PROPERTY
from rejoinder.sending.report import MASKED
from rejoinder.shelf.left import Valued
from rejoinder.write.words import ENGLISH

SENDER = {
    "absent-message": "This disclosure answers or quotes a message that is not in it. A reader will see that it"
    " exists.",
    "absent-attachment": "A message here names an attachment that is not with it. A reader will see that it exists.",
    "absent-document": "Words here speak of a document that is not here. A reader may ask for it.",
    "withheld-stock": "Words here say that more is held. A reader may ask for it.",
    "number-gap": "Numbers here skip. A reader will see that something lies between them.",
    "number-repeat": "A number stands on two different things here. A reader may ask which is the right one.",
    "absent-counterpart": "Messages to or from this mailbox are here, and none out of it. A reader may ask if it was"
    " searched.",
    "silence": "Correspondence stops here for a time. A reader may ask why.",
    "variant": "Two copies of this differ. A reader who holds them side by side will see in what.",
    "redaction": "Something is covered here. A reader will look for the ground, and may ask where no label gives one.",
    "bad-redaction": "These words look covered and can still be read by whoever opens the file.",
    "estimate": "From what is here a reader can reckon how many messages are not.",
}
"""What is said of each kind of finding to the one who sends."""
PERHAPS_TOLD = (
    "Each may be a name by what stands with it: a title, a greeting, a signature, a label, a number to ring. None is"
    " certain; open it and read."
)
"""What is said of words that may be names."""
LEFT = {
    "national-insurance-number": ("National Insurance number", "National Insurance numbers"),
    "nhs-number": ("NHS number", "NHS numbers"),
    "passport-number": ("passport number", "passport numbers"),
    "driving-licence-number": ("driving licence number", "driving licence numbers"),
    "bank-account": ("bank account", "bank accounts"),
    "iban": ("IBAN", "IBANs"),
    "payment-card": ("card number", "card numbers"),
    "date-of-birth": ("date of birth", "dates of birth"),
    "special-category": ("word of a special category", "words of special categories"),
    "postal-address": ("postal address", "postal addresses"),
    "postcode": ("postcode", "postcodes"),
    "telephone": ("telephone number", "telephone numbers"),
    "email-address": ("e-mail address", "e-mail addresses"),
    "name": ("name", "names"),
    "perhaps-a-name": ("word or words that may be a name", "words that may be names"),
    "tracked-change": ("tracked change", "tracked changes"),
    "file-property": ("property of a file", "properties of files"),
    "picture-details": ("photograph that tells of itself", "photographs that tell of themselves"),
    "hidden-words": ("hidden part", "hidden parts"),
    "comment": ("comment", "comments"),
    "speaker-notes": ("note for the speaker", "notes for the speaker"),
    "stored-cells": ("store of further cells or words", "stores of further cells or words"),
    "earlier-version": ("earlier version", "earlier versions"),
    "file-inside": ("file inside another", "files inside others"),
}
"""Each kind of what is left in, as people say it."""
TITLES = {
    "traces": "What a reader will see is not here",
    "personal": "Personal data",
    "about": "What files say of themselves",
    "hidden": "What pages do not show",
}
"""The sections of the report."""
ABOUT = {
    "traces": "The findings that the other side can make with the same program.",
    "personal": "Numbers and addresses are shown in part: this list should not be worse than what it lists. Open a row"
    " to see the words where they stand.",
    "about": "Who made and changed a file, tracked changes, and where photographs were taken.",
    "hidden": "Hidden sheets and words, comments, notes, earlier versions, and files inside others.",
}
"""What each section is."""


def sender_in_words(kind: str, words: NullTranslations = ENGLISH) -> str:
    """Give what is said of a kind of finding to the one who sends."""
    said = SENDER.get(kind, "A reader with the same program will see this.")
    return words.gettext(said)


def left_in_words(valued: Valued, shown: str, words: NullTranslations = ENGLISH) -> str:
    """Give what is left in, in a phrase: its words as they may be shown, or what was said of the file."""
    if valued.kind == SPECIAL:
        name, _, word = valued.value.partition(": ")
        titles = {one.name: one.title for one in categories()}
        return words.gettext("“{word}” ({category})").format(word=word, category=words.gettext(titles[name]).lower())
    if valued.kind in NAMES or valued.kind in MASKED:
        return " ".join(shown.split())
    said = valued.value.partition("\n")[0]
    if valued.kind == PROPERTY:
        label, _, value = said.partition(": ")
        return words.gettext("{label}: {value}").format(label=words.gettext(label), value=value)
    what, by, who = said.partition(" by ")
    return words.gettext("{what} by {who}").format(what=words.gettext(what), who=who) if by else words.gettext(what)


def lists_in_words(words: NullTranslations = ENGLISH) -> str:
    """Give what is told of names in running text: what the lists of given names add, or how to add them."""
    if lists_of_names():
        return words.gettext("Lists of given names are here: a full name without such a sign is told as well.")
    said = words.gettext("A full name without such a sign is told only with lists of given names. To add them: {how}")
    return said.format(how=HOW_TO_INSTALL)


def perhaps_in_words(words: NullTranslations = ENGLISH) -> str:
    """Give how far words that may be names are to be trusted, and what more can be told."""
    return f"{words.gettext(PERHAPS_TOLD)} {lists_in_words(words)}"


def left_kind(kind: str, number: int = 1) -> str:
    """Give a kind of what is left in as people say it."""
    return LEFT[kind][number != 1]
