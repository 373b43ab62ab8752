"""The wordings round names that no header knows, and round what looks like one, in two sets: to build with, held out.

Both sets were written before the recogniser was first measured. Names are put together from common ones of several
tongues and from made-up ones; what comes out is nobody in particular.
"""

from __future__ import annotations


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


SET_NAMES = ("built", "held out")
FORMS = (
    "in full",
    "titled",
    "titled in full",
    "office",
    "initials",
    "greeted",
    "signed",
    "reached",
    "first name alone",
)
GIVEN = {
    "built": _words(
        "Karen Darren Maureen Gareth Priya Olu Siobhan Tomasz Hesper Ivor Jean Colin Aisha Wei Fatima Graham Rose"
        " Mark Amber Will Grace Kwame Bronwen Lorcan Peregrine"
    ),
    "held out": _words(
        "Janet Keith Yvonne Rhys Deepak Ngozi Niamh Agnieszka Orla Cedric Sandra Trevor Yusuf Mei Zainab Nigel"
        " Daisy Frank Ruby Bill Faith Kofi Angharad Fergus Thessaly"
    ),
}
FAMILY = {
    "built": _words(
        "Whitlock Hargreaves Patel Okonkwo O'Shea Kowalski Quillfeather Thornwick Begum Chen Bramley Price Young"
        " Cook Marsh Stone Davies MacAllister Wibberley Nunn Ap-Rhys Crossland Fenwick Singh"
    ),
    "held out": _words(
        "Ormerod Pickersgill Sharma Adeyemi McGrath Nowak Tarradiddle Brackenthwaite Hussain Wong Hollis Moore"
        " Long Baker Field Wood Griffiths MacKinnon Ottershaw Pugh Fitz-Alan Ludlow Kershaw Kaur"
    ),
}
SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "built": {
        "in full": (
            "The neighbour, {name}, saw the whole of it from her window.",
            "I spoke to {name} about the boxes on the landing.",
            "According to {name} the key was never returned.",
            "Both {name} and the caretaker were on leave that week.",
            "It was {name} who first raised the matter of the till.",
            "{name} rang the office twice before noon.",
        ),
        "titled": (
            "{name} told the panel that she had not been asked.",
            "We have since heard from {name} about the fence.",
            "A statement was taken from {name} on the ward.",
            "The complaint names {name} as the person who shouted.",
        ),
        "titled in full": (
            "The witness was {name}, who lives opposite.",
            "{name} has asked that her words be kept private.",
            "Please do not pass this to {name} before the hearing.",
        ),
        "office": (
            "{name} attended at ten past four and took notes.",
            "This was put to {name}, who could not recall it.",
        ),
        "initials": (
            "The form is signed by {name} for the landlord.",
            "A copy went to {name} at the depot.",
        ),
        "greeted": ("Dear {name},\n\nThank you for your letter.", "Dear {name}\n\nI write about the boiler again."),
        "signed": (
            "Yours sincerely,\n\n{name}\nHousing Officer",
            "Kind regards,\n{name}\n",
            "Yours faithfully\n{name}\nTeam Leader",
        ),
        "reached": ("{name}, {phone}", "Next of kin: {name} ({phone})", "Contact: {name}\nTel: {phone}"),
        "first name alone": (
            "When {name} came back from lunch the drawer was open.",
            "I told {name} that this could not go on.",
        ),
    },
    "held out": {
        "in full": (
            "You may wish to ask {name}, who sat beside him.",
            "The second caller gave her name as {name}.",
            "There were three in the room: the chair, a clerk and {name}.",
            "My daughter's teacher, {name}, noticed the bruise.",
            "{name} is said to have laughed.",
            "The rota shows that {name} was on duty.",
        ),
        "titled": (
            "I am told {name} has moved to another branch.",
            "{name}'s account differs from yours.",
            "The allegation was first made by {name}.",
            "Her doctor, {name}, signed the note.",
        ),
        "titled in full": (
            "A letter from {name} is on the file.",
            "{name} withdrew her grievance in the spring.",
            "The tenant upstairs is {name}.",
        ),
        "office": ("I reported it to {name} the same evening.", "{name} chaired what followed."),
        "initials": ("Present: {name} and two others.", "The entry was made by {name}."),
        "greeted": ("Dear {name}:\n\nYour claim has been passed on.", "Dear {name},\nI was sorry to learn of it."),
        "signed": (
            "Best wishes\n\n{name}\n",
            "Yours truly,\n{name}\nSecretary to the Board",
            "Many thanks,\n\n{name}\nPayroll",
        ),
        "reached": ("Emergency contact – {name} – {phone}", "{name}\n{phone}", "Please ring {name} on {phone}."),
        "first name alone": ("It was {name} who found the purse.", "She and {name} no longer speak."),
    },
}
LOOKING_ALIKE: dict[str, dict[str, tuple[str, ...]]] = {
    "built": {
        "street": ("Victoria Street", "Albert Road", "Nelson Close", "St George's Terrace", "Florence Avenue"),
        "body": ("Grant Thornwick LLP", "Marks and Spencer", "Bramley Housing Trust", "Hargreaves & Sons Ltd"),
        "post": ("Human Resources", "Employee Relations Manager", "Head of Estates", "Deputy Area Manager"),
        "town": ("Lower Wibbling", "Market Harborough", "Stoke Mandeville", "King's Lynn"),
        "thing": ("Microsoft Teams", "Dyson Airblade", "Jeyes Fluid", "Data Protection Act"),
    },
    "held out": {
        "street": ("Queen Anne Road", "Gladstone Street", "Churchill Way", "St Mary's Lane", "Beatrice Gardens"),
        "body": ("Harvey Nichols", "Ludlow Hollis Solicitors", "Great Ormond Street Hospital", "Moore & Wood Ltd"),
        "post": ("Occupational Health", "Senior Case Officer", "Director of Nursing", "Regional Support Lead"),
        "town": ("Great Ottershaw", "Melton Mowbray", "Bury St Edmunds", "Wells"),
        "thing": ("Google Drive", "Henry Hoover", "Parker Pen", "Equality Act"),
    },
}
DECOYS: dict[str, tuple[str, ...]] = {
    "built": (
        "The office on {street} was closed in April and May.",
        "Please send it to {number} {street}, {town}.",
        "We asked {body} for the invoice.",
        "The matter was passed to {post} on Monday.",
        "Dear Sir or Madam,\n\nI refer to your notice.",
        "Dear Colleagues,\n\nThe canteen is closed on Friday.",
        "Dear {body},\n\nPlease find our order below.",
        "It is covered by the {thing}, as you know.",
        "They met at {place} House, next to {place} Park.",
        "The {place} Report was published in June.",
        "Minutes of the Disciplinary Hearing\n\nApologies for Absence\n\nAny Other Business",
        "Yours faithfully,\n\n{post}\n{body}",
        "Kind regards,\nCustomer Services\n",
        "{post}: 020 7946 0{number}0",
        "Tel: {phone}\nFax: none",
        "The first bus to {town} leaves at seven; August is busier.",
        "No grace was shown, and I will mark the date.",
        "A {place} cupboard was bought from {body} in the Spring sale.",
        "Subject: Return Of Keys\nRef: HR Review Panel",
        "Dr is short for debtor, and Mr Whippy vans are not allowed.",
        "Head Office, {number} {street}",
    ),
    "held out": (
        "There is a camera at the corner of {street} and the ring road.",
        "Deliver to Flat {number}, {street}, {town}, by March.",
        "The order was placed with {body} last June.",
        "I was sent from {post} to Payroll and back.",
        "Dear All,\n\nA reminder about parking.",
        "Dear Customer,\n\nYour meter is due.",
        "Dear {post},\n\nI should like to appeal.",
        "She keeps a {thing} in the van.",
        "The {place} Centre shares a car park with {place} Primary School.",
        "The {place} Inquiry made eleven recommendations.",
        "Notes Of Meeting\n\nMatters Arising\n\nDate Of Next Meeting",
        "Yours sincerely,\n\nThe Complaints Team\n{body}",
        "Best wishes\nReception\n",
        "{post} – 01632 960{number}0",
        "Out of hours: {phone}",
        "We drove by way of {town} and stayed until Sunday.",
        "In good faith, I will bill the moor and the long field.",
        "The {place} Method is taught at {place} College.",
        "Re: Notice Of Hearing\nOur ref: Case Review Board",
        "Miss no deadline; Sister wards share a desk.",
        "Lloyds Bank, {street}",
    ),
}
