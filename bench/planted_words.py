"""The wordings of planted traces and of decoys, each in two sets: one to build with, one held out.

The held-out set was written before any detector that it measures was touched. `{day}` is a past day, `{ago}` a day
reckoned from the writing, `{month}` a month said without a day, `{body}` a committee, `{expert}` a titled person,
`{colleague}` somebody of the case, `{mark}` a letter or number, `{later}` a day to come.
"""

from __future__ import annotations

from typing import NamedTuple


class Wordings(NamedTuple):
    """The phrasings of one kind of trace."""

    built: tuple[str, ...]
    held_out: tuple[str, ...]


DATED = Wordings(
    (
        "Thank you for your letter of {day}.",
        "I refer to your email dated {day}, which nobody else has seen.",
        "You will find the answer in my letter of {day}.",
        "I wrote to you on {day} about the lower gate.",
        "The minutes of the meeting held on {day} do not say so.",
        "The minutes of the {body} of {day} do not say so.",
        "Please read the file note of {day} again.",
        "The point was made in your {day} letter.",
    ),
    (
        "We are in receipt of your letter dated {day}.",
        "Further to my email to you of {day}, the gate is still locked.",
        "I draw your attention to the memo of {day}.",
        "Our letter of {day} set out the position in full.",
        "In your email of {day} you called it a misunderstanding.",
        "The {body} minutes of {day} record three votes.",
        "The minutes of the {body} held on {day} are silent on the point.",
        "I rely on my telephone note of {day}.",
        "As your letter of {day} makes plain, nobody checked.",
        "You emailed me on {day} to the opposite effect.",
    ),
)
RECKONED = Wordings(
    (
        "As I said in my email {ago}, the butt is split.",
        "I have thought about {possessed} email.",
        "Thank you for your letter of {weekday} last.",
        "I have nothing to add to my letter of last week.",
    ),
    (
        "My email of {ago} still stands.",
        "I refer to your letter of {weekday} last.",
        "Did you get {possessed} letter?",
        "I stand by what I put in my email {ago}.",
    ),
)
VAGUE = Wordings(
    (
        "I refer to your letter of {month}.",
        "I said so in my email of last month.",
    ),
    (
        "Thank you for your letter of last month.",
        "In my letter of {month} I asked for the key.",
        "You said otherwise in your email of {month}.",
    ),
)
BELOW = Wordings(
    (
        "Please see your email below.",
        "I have read his email below and do not agree.",
        "See the email below from {colleague}.",
    ),
    (
        "Kindly refer to the message below.",
        "I am replying to your email below.",
        "Her email below says it all.",
        "Please find below the email from {colleague}.",
    ),
)
WRITTEN = Wordings(
    (
        "The report by {expert} says otherwise.",
        "In your witness statement you say that you were at home.",
        "I have read {expert}’s report with care.",
        "I made a file note of what was said.",
        "My telephone note says that you agreed.",
    ),
    (
        "Paragraph 12 of your witness statement is wrong.",
        "{expert}’s assessment was put to the panel.",
        "The statement made by {expert} was read out.",
        "The panel had the report of {expert} before it.",
        "I kept a note of the telephone call.",
        "My attendance note records the opposite.",
        "A file note was made at the time.",
    ),
)
MARKED = Wordings(
    (
        "The plan is at Appendix {mark}.",
        "See Annex {mark} for the sums.",
        "I produce it as Exhibit {exhibit}.",
        "The letters are behind tab {number}.",
        "The tools are listed in Schedule {number}.",
    ),
    (
        "The sums are set out in Appendix {mark}.",
        "A copy is attached at Annex {mark}.",
        "It is now shown to me marked Exhibit {exhibit}.",
        "I refer to the exhibit marked {exhibit}.",
        "Please turn to tab {number}.",
        "The fees are as listed in Schedule {number} below.",
        "(see Appendix {mark})",
    ),
)
AGENDA = Wordings(
    (
        "This was item {number} of the agenda.",
        "It was item {number} on the agenda for the {body}.",
    ),
    (
        "Item {number} of the agenda was never reached.",
        "You will recall agenda item {number}.",
    ),
)
MEETING = Wordings(
    (
        "As agreed at the {body} meeting on {day}, the gate stays locked.",
        "At the meeting of the {body} on {day} it was decided to sell the shed.",
        "The {body} met on {day} and resolved to write to you.",
        "As was agreed at the {body} meeting on {weekday} last, nothing will be said.",
    ),
    (
        "It was resolved at the {body} meeting of {day} that you should leave.",
        "At the {body} meeting on {day} we decided to change the lock.",
        "You were told at the {body} hearing on {day} that the matter was closed.",
        "The {body} agreed at its meeting on {day} to end your tenancy.",
        "As discussed at the {body} meeting on {weekday} last, the rent goes up.",
    ),
)
ATTACHED = Wordings(
    (
        "Please see attached minutes.",
        "I enclose a copy of the form, filled in.",
        "Screenshots attached.",
        "Please find attached the signed contract.",
        "The report is enclosed herewith.",
    ),
    (
        "I enclose herewith the signed form.",
        "Please find enclosed the committee’s report.",
        "Enclosed herewith are two letters from neighbours.",
        "I am attaching the invoice for the strimmer.",
        "The photos are attached.",
        "See attached screenshots of the forum.",
        "Attached please find the agenda for Friday.",
    ),
)
STOCK = Wordings(
    (
        "We have more information if required.",
        "The records are held on file.",
        "I am happy to provide further evidence.",
        "Other complaints have been received.",
    ),
    (
        "I have screenshots if you need them.",
        "We hold further statements on file.",
        "I can provide more evidence should you require it.",
        "Additional documents are available on request.",
        "I have kept copies of all the messages.",
        "There are other complaints on file.",
    ),
)
NAMED_FILE = Wordings(
    ("<<{file}>>", "(See attached file: {file})"),
    ("Please read this.\n\n<<{file}>>", "As promised. (See attached file: {file})"),
)
DECOYS = Wordings(
    (
        "I will send you a report on {later}.",
        "If you have letters about the gate, keep them.",
        "Please send your letter to the office.",
        "A letter would be helpful.",
        "Please reply within 28 days from the date of this letter.",
        "The Data Protection Act 2018, Schedule 2, gives me this right.",
        "There was a report in the Gazette of {day}.",
        "The policy on your website says so.",
        "We met on {day} by the gate.",
        "I have not received any letter of {day}.",
        "The notice was attached to the shed with a nail.",
        "Please return the form by {later}.",
        "We hold no further records.",
        "If you need more information, please ask.",
        "The committee meets in May and reports are taken as read.",
        "The price is below ours.",
        "Ring me on 01632 960 117 about plot 14.",
        "Item 3: bring a spade.",
        "The exhibition of marrows is in hall 2.",
        "I shall draw up a schedule of works.",
        "We ought to minute such things in future.",
        "See section 7 of the Freedom of Information Act 2000.",
        "Version 1.4 of the program came after 1.2.",
        "We should hold a meeting on {later}.",
        "The agenda is not yet settled.",
        "Is there a report by anybody on this?",
        "Should a letter of {day} turn up, tell me.",
        "Nobody took a note of the call.",
        "Keep a tab on him.",
        "Write me an email when you are back.",
    ),
    (
        "Could you let me have a copy of any report?",
        "A statement from each witness will be needed.",
        "I would have enclosed a cheque, but the rent is paid.",
        "I intend to write you a letter about it in the new year.",
        "Your letter would have reached me if the post had run.",
        "No minutes were taken on {day}.",
        "In his book of 1998 the author says as much; see Appendix B of the Highway Code.",
        "Under Schedule 1 to the Allotments Act 1950 that is so.",
        "I read it in the Mercury of {day}.",
        "The guidance on the council’s website, Annex A, is plain.",
        "Kindly acknowledge this letter within 14 days.",
        "Unless I hear by {later}, I shall put in a complaint.",
        "You never sent me the letter of {day}.",
        "He is attached to the parks department.",
        "The ivy was attached to the report board with string.",
        "We do not keep records of that kind on file.",
        "Were there minutes of {day}?",
        "My tab at the tea hut is 7 pounds.",
        "The forecast for tomorrow is below zero.",
        "Please email me below the line if you agree.",
        "It is not on the agenda, and there is no item 9.",
        "I was at a meeting of friends on {day} and we ate cake.",
        "The next meeting of the {body} is on {later}.",
        "My phone number is 01632 960 482 and the plot is 31/7.",
        "We paid 1,250 pounds on {day} and 1,270 after that.",
        "For example, a letter of {day} would do.",
        "What matters is whether the email of {day} was ever written.",
        "Draft me a reply by {later}.",
        "An expert’s report may be called for.",
        "Nothing is held on file about you.",
        "Anyone with further complaints should write to the secretary.",
        "Do not hesitate to attach photographs to your form.",
    ),
)
BODIES = Wordings(
    ("committee", "panel", "site committee", "board"),
    ("council", "disciplinary panel", "trustees", "management committee"),
)
EXPERTS = Wordings(("Dr Mumby", "Dr Larkspur", "Professor Gage"), ("Mrs Peascod", "Dr H. Tarrow", "Mr Brambling"))
FILES = Wordings(
    ("lease of plot.doc", "gate rota.xls", "key list.pdf"),
    ("rent ledger 2016.xls", "hut_inventory.docx", "warning to tenant.pdf"),
)
