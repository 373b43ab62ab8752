"""The wordings round planted personal data and round decoys, each in two sets: one to build with, one held out.

The held-out set was written before the recognisers were first measured. What stands in braces is filled in by
`bench.personal_data`. Sentences of special categories have none. Whoever wrote them wrote the product's list as well.
"""

from __future__ import annotations

from typing import NamedTuple


class Wordings(NamedTuple):
    """The phrasings of one kind."""

    built: tuple[str, ...]
    held_out: tuple[str, ...]


PLANTED: dict[str, Wordings] = {
    "national-insurance-number": Wordings(
        ("NI number: {it}", "Her National Insurance number is {it}.", "He gave {it} when he signed on.", "NINO {it}"),
        (
            "Please quote {it} to the tax office.",
            "National Insurance no. {it}",
            "N.I. No: {it}",
            "({it}, as on her payslip)",
        ),
    ),
    "nhs-number": Wordings(
        ("NHS number {it}", "NHS No: {it}", "The surgery has him as {spaced}.", "Her NHS number is {it}."),
        (
            "NHS no. {it}, seen on Tuesday.",
            "His number at the hospital was {spaced}.",
            "Patient {spaced} attended.",
            "NHS Number\n{it}",
        ),
    ),
    "passport-number": Wordings(
        ("Passport number: {it}", "passport no. {it} was shown", "His passport number is {it}."),
        ("Passport No {it}, issued at Upper Wibbling", "She travels on passport {it}.", "PASSPORT NUMBER\n{it}"),
    ),
    "driving-licence-number": Wordings(
        ("Driving licence {it}", "Licence number: {it}", "DVLA number {it}"),
        ("His driver number is {it}.", "We took a copy of licence {it}.", "Driver No. {it}"),
    ),
    "bank-account": Wordings(
        (
            "Sort code {sort}, account number {account}",
            "Sort code: {sort}\nAccount number: {account}",
            "Pay it to {sort} {account} (sort code and account).",
        ),
        (
            "Sort Code: {sort} Account No: {account}",
            "Account number {account}, sort code {sort}.",
            "sort code {sort}, a/c {account}",
            "Her account is {account} (sort code {sort}).",
        ),
    ),
    "iban": Wordings(("IBAN {it}", "Please send it to {it}."), ("IBAN: {it}", "The money went to {it} on Friday.")),
    "payment-card": Wordings(
        ("Card number {it}", "She paid with {fours}.", "Visa {it}, expiry 04/27"),
        ("Debit card: {it}", "The card ending as usual is {fours}.", "charge my credit card {it}"),
    ),
    "date-of-birth": Wordings(
        ("Date of birth: {day}", "DOB {day}", "She was born on {day}.", "D.O.B.: {day}"),
        (
            "Born {day} at Lower Wibbling",
            "His date of birth is {day}.",
            "d.o.b. {day}",
            "DoB: {day}",
            "date of birth {day} (see form)",
        ),
    ),
    "postal-address": Wordings(
        ("She lives at {address}.", "{address}", "Our tenant of {address} has complained.", "Address: {address}"),
        (
            "Please write to him at {address}.",
            "They moved to {address} in spring.",
            "The keys of {address} are with me.",
            "{address}\n",
        ),
    ),
    "postcode": Wordings(
        ("The postcode is {it}.", "Lower Wibbling {it}", "Postcode: {it}"),
        ("somewhere in {it}, I think", "Upper Wibbling\n{it}", "post code {it}", "({it})"),
    ),
    "telephone": Wordings(
        ("Tel: {it}", "Call me on {spaced}.", "Mobile {it}", "Ring {spaced} after six.", "{spaced}"),
        (
            "T: {spaced}",
            "Her number is {spaced}.",
            "Phone {it}",
            "You can reach him on {it}.",
            "m. {spaced}",
            "text me: {mobile}",
        ),
    ),
    "email-address": Wordings(
        ("Write to {it}.", "{it}", "E-mail: {it}", "<{it}>"),
        ("Copy {it} in, please.", "contact={it}; urgent", "(mailto:{it})", "Her address is {it}, or was."),
    ),
    "special-category": Wordings(
        (
            "She was diagnosed with epilepsy last year.",
            "He has been signed off with depression.",
            "Her GP referred her to a psychiatrist.",
            "He is a Jehovah's Witness and will not come on that day.",
            "She told me that she is a lesbian.",
            "As shop steward he spoke for the others.",
            "He was convicted of theft in 2011.",
            "Her ethnic origin is given as mixed race.",
            "She is pregnant and asked for a stool.",
            "He votes Green; he is a member of the Green Party.",
            "The blood test came back.",
            "She has been on sick leave since May.",
            "He takes medication for his asthma.",
            "Her sickle cell result is on file.",
            "The fingerprint scan at the gate did not know him.",
            "He was arrested for shoplifting.",
        ),
        (
            "He told the panel about his mental health.",
            "She has multiple sclerosis and uses a stick.",
            "My husband has dementia.",
            "He is a practising Muslim and fasts in Ramadan.",
            "She said that her religious beliefs forbid it.",
            "He came out as bisexual.",
            "She brought her union rep to the meeting.",
            "His trade union membership was held against him.",
            "He has a criminal record.",
            "The form gives her ethnicity as Black Caribbean.",
            "They asked about her political opinions.",
            "She had a miscarriage in March.",
            "The occupational health report is attached.",
            "He is recovering from a heart attack.",
            "She is transgender and was called by her old name.",
            "The occupant is a wheelchair user.",
            "His DNA test was in the folder.",
            "He is on bail until the hearing.",
            "She has diabetes.",
            "He was in hospital for chemotherapy.",
            "Her fit note runs to the tenth.",
        ),
    ),
}

DECOYS = Wordings(
    (
        "Our reference {ten}",
        "Order number {eleven}",
        "Invoice {eight} of {day}",
        "Version {version} was installed.",
        "The server is {ip}.",
        "It cost £{price}.",
        "{day}",
        "Ticket #{six}",
        "Part no. {part}",
        "Case {ten} is closed.",
        "Total: {price}, of which VAT {price}",
        "meeting on {dashed} at 10.30",
        "ISBN {isbn}",
        "Helpline 0800 {six}",
        "The race was won by plot 14.",
        "He ate the prescribed form of lunch.",
        "The European Union member states agreed.",
        "Grid reference SU {three} {three}",
        "Call the office on 0345 {three} {four}.",
        "Bus {two} to the Broadway",
        "Write to info@{domain}.",
        "He is in the top 100 of Broad Beans.",
        "Company number {eight}",
        "Charity number {seven}",
        "born in {year}",
        "He was born under a wandering star on the {two}th.",
        "The Great Depression closed the tin mine.",
        "Lot {ten}",
        "Serial {part}",
        "logo@2x.png",
        "3 Small Marrows",
        "12 June Street Fair",
        "The room is a riot, full of colour.",
    ),
    (
        "Your ref: {ten}",
        "Purchase order {eleven} was never approved.",
        "The parcel {part} was left with plot 15.",
        "Build {version} of {day}",
        "Route {ip} to the gateway",
        "£{price} per metre",
        "{dashed}: nobody came.",
        "Members 1 to {three} voted.",
        "UPRN {eleven}",
        "Job No. {six}",
        "consignment {ten}",
        "Paragraph {dotted}",
        "Rule {dotted}",
        "Readings: {three} {three} {four} and {three}",
        "Cheque {six} for £{price}",
        "ISSN 2049-{four}",
        "barcode {isbn}",
        "The fee is as prescribed in the rules.",
        "an agnostic view of the hosepipe question",
        "Tropic of Cancer, a play in two acts",
        "The credit union members met.",
        "a system-agnostic watering plan",
        "low depression over the Atlantic",
        "pregnant pause",
        "He had faith in the pump.",
        "No alcoholic drinks are sold.",
        "Trains at {time} and {time}",
        "Resolution {two}/{year}",
        "The engine is a B{two} {three}.",
        "Accounts to {dashed}, page {three}",
        "Support: support@{domain}",
        "plot {two}, row {two}",
        "Reg. {part}",
        "5 Good Reasons Why",
        "20 Yards of Rope",
        "The House has 650 members.",
        "message-id: <{hex}@{domain}>",
        "https://{domain}/{ten}/{six}",
        "Scale 1:{four}",
        "account number {eight}",
        "the year ended {dashed}",
        "sort code of conduct",
        "DOB form not received",
        "passport office closed at {time}",
        "NHS trust invoice {ten}",
        "Model {ten}",
        "{eight}",
        "{ten}",
        "{isbn}",
    ),
)
"""Sentences in which nothing is personal data of any kind."""
