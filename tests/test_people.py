"""Who is who in a case, as documents show it and as a person decides; and who had what in front of them."""

from __future__ import annotations

import pytest

from conftest import NOW, Disclosed
from rejoinder.case import rebuild
from rejoinder.case.chronology import Wanted, chronology, confirm
from rejoinder.case.lanes import lanes
from rejoinder.case.naming import call, hold, join, part, set_kind, undo
from rejoinder.case.people import absent, documents, link_spans, people, people_of, person, proofs
from rejoinder.case.who import First, seen, seen_first
from rejoinder.errors import UsageError

NOTICE = """
    From: Ezra Mumby <ezra@plots.example>
    To: Hesper Quillfeather <hesper@society.example>, Vera Loam <vera@plots.example>
    Cc: Secretary <secretary@society.example>
    Date: Fri, 8 Mar 2024 09:00:00 +0000
    Subject: The shed
    Message-ID: <shed@plots.example>

    On 7 March 2024 the committee locked the shed behind the gate.

    My new address is ezra@leeks.example.

    --
    Ezra Mumby
    Treasurer, Nether Lane Society
    """
FORWARD = """
    From: Hesper Quillfeather <hesper@society.example>
    To: Cuthbert Plumley <chair@society.example>
    Date: Mon, 11 Mar 2024 09:00:00 +0000
    Subject: FW: The shed
    Message-ID: <forward@society.example>

    Read this.

    -----Original Message-----
    From: Ezra Mumby <ezra@plots.example>
    Sent: 8 March 2024 09:00
    To: Hesper Quillfeather <hesper@society.example>
    Subject: The shed

    On 7 March 2024 the committee locked
    the shed behind the gate.
    """
LATER = """
    From: Ezra Mumby <ezra@leeks.example>
    To: Vera Loam <v.loam@parish.example>
    Date: Tue, 2 Apr 2024 09:00:00 +0100
    Subject: Leeks
    Message-ID: <leeks@leeks.example>
    In-Reply-To: <gone@parish.example>

    They are up.
    """
MINUTES = """
    Minutes of the Committee
    14 March 2024

    Present: C. Plumley (Chair), B. Dray

    On 7 March 2024 the committee locked the shed behind the gate.
    """


@pytest.fixture
def told(case: Disclosed) -> Disclosed:
    """Give a case of three mails and minutes."""
    return case.give({"a.eml": NOTICE, "b.eml": FORWARD, "c.eml": LATER, "minutes.txt": MINUTES})


def test_a_statement_joins_two_addresses_and_is_cited(told: Disclosed) -> None:
    one = person(told.case, "ezra@leeks.example")
    assert set(one.addresses) == {"ezra@plots.example", "ezra@leeks.example"}
    [link] = [each for each in one.links if each.way == "statement"]
    assert link_spans(told.case, [link])[link].exact == "My new address is ezra@leeks.example"
    first = proofs(told.case, one)[one.ids[0]][0]
    assert first.span.exact.startswith(("From: Ezra Mumby", "Ezra Mumby"))


def test_two_of_one_name_at_two_bodies_are_two_and_perhaps_one(told: Disclosed) -> None:
    vera, other = (person(told.case, each) for each in ("vera@plots.example", "v.loam@parish.example"))
    assert vera.id != other.id
    assert [each.person for each in vera.perhaps] == [other.id]
    with pytest.raises(UsageError, match="2 people go by Vera Loam"):
        person(told.case, "Vera Loam")


def test_a_mailbox_of_an_office_is_a_body(told: Disclosed) -> None:
    assert [one.name for one in people(told.case, kind="body").people] == ["Secretary"]
    assert not person(told.case, "chair@society.example").is_body


def test_roles_are_told_with_their_days_and_where_they_are_said(told: Disclosed) -> None:
    roles = {one.name: one.roles for one in people_of(told.case)}
    [treasurer] = roles["Ezra Mumby"]
    assert treasurer[:4] == ("Treasurer", "Nether Lane Society", "2024-03-08", "2024-03-08")
    assert treasurer.said[0].exact == "Ezra Mumby\nTreasurer, Nether Lane Society"
    [chair] = roles["C. Plumley"]
    assert chair.role == "Chair" and chair.said[0].exact == "C. Plumley (Chair)"


def test_people_are_found_by_role_and_documents_by_what_part_they_have(told: Disclosed) -> None:
    assert [one.name for one in people(told.case, "treasurer").people] == ["Ezra Mumby"]
    here, many = documents(told.case, person(told.case, "hesper@society.example"))
    assert many == 2 and [(one.way, one.path) for one in here] == [("to", "a.eml"), ("wrote", "b.eml")]


def test_absent_messages_are_told_of_who_wrote_them(told: Disclosed) -> None:
    ids = [one.id for one in absent(told.case, person(told.case, "v.loam@parish.example"))]
    assert ids == [one.id for one in told.found() if "parish" in one.absent.author] or not ids


def test_what_a_person_joins_parts_names_and_adds_stands_when_all_is_read_again_and_can_be_taken_back(
    told: Disclosed,
) -> None:
    case = told.case
    chair, minuted = person(case, "chair@society.example"), person(case, "C. Plumley")
    joined = join(case, [chair.id, minuted.id], at=NOW)
    assert set(joined.ids) == {*chair.ids, *minuted.ids} and not joined.perhaps
    call(case, joined.id, "The Chair", at=NOW)
    hold(case, joined.id, "Chair", "the Committee", "2023-01", at=NOW)
    rebuild(case)
    again = person(case, minuted.id)
    assert again.name == "The Chair" and again.ids == joined.ids
    assert {one.since for one in next(o.roles for o in people_of(case) if o.id == again.id)} == {
        "2024-03-14",
        "2023-01",
    }
    for _ in range(3):
        undo(case, again.id, at=NOW)
    assert person(case, minuted.id).ids == minuted.ids
    with pytest.raises(UsageError, match="Nothing was decided"):
        undo(case, minuted.id, at=NOW)


def test_a_spelling_that_is_said_to_be_somebody_elses_leaves_whatever_shows_it(told: Disclosed) -> None:
    case = told.case
    apart = part(case, "ezra@leeks.example", at=NOW)
    assert "ezra@plots.example" not in apart.addresses
    undo(case, apart.id, at=NOW)
    assert "ezra@plots.example" in person(case, "ezra@leeks.example").addresses


def test_two_who_are_said_to_be_two_are_no_longer_perhaps_one(told: Disclosed) -> None:
    vera, other = (person(told.case, each) for each in ("vera@plots.example", "v.loam@parish.example"))
    part(told.case, vera.id, [other.id], at=NOW)
    assert person(told.case, vera.id).perhaps == ()


def test_a_person_may_be_said_to_be_a_body(told: Disclosed) -> None:
    assert set_kind(told.case, "secretary@society.example", "person", at=NOW).is_body is False


def shed(some: Disclosed) -> dict[str, First]:
    events = [one for one in chronology(some.case, Wanted(kind="said")).events if "shed" in one.said]
    assert len(events) == 1
    return {one.name: one for one in seen(some.case, events)[events[0].id]}


def test_the_first_document_in_which_each_has_an_event_in_front_of_them_is_told(told: Disclosed) -> None:
    found = shed(told)
    assert {name: (one.date[:10], one.way, one.path) for name, one in found.items()} == {
        "Ezra Mumby": ("2024-03-08", "wrote", "a.eml"),
        "Hesper Quillfeather": ("2024-03-08", "to", "a.eml"),
        "Vera Loam": ("2024-03-08", "to", "a.eml"),
        "Secretary": ("2024-03-08", "cc", "a.eml"),
        "Cuthbert Plumley": ("2024-03-11", "to", "b.eml"),
        "C. Plumley": ("2024-03-14", "present", "minutes.txt"),
        "B. Dray": ("2024-03-14", "present", "minutes.txt"),
    }


def test_of_many_who_had_an_event_in_front_of_them_the_first_are_told_and_the_rest_counted(told: Disclosed) -> None:
    events = [one for one in chronology(told.case).events if one.kind != "silence"]
    whole = seen(told.case, events)
    assert max(map(len, whole.values())) > 2
    for most in (0, 1, 2, 9):
        some = seen_first(told.case, events, most=most)
        assert some == {one: (all_[:most], len(all_[most:])) for one, all_ in whole.items()}


def test_a_forwarded_passage_is_cited_in_the_forward(told: Disclosed) -> None:
    one = shed(told)["Cuthbert Plumley"]
    assert one.holds.exact == "On 7 March 2024 the committee locked\nthe shed behind the gate"
    assert one.shows.exact == "To: Cuthbert Plumley <chair@society.example>"


def test_the_chronology_is_narrowed_down_to_one_person_by_id(told: Disclosed) -> None:
    one = person(told.case, "chair@society.example")
    assert [event.about for event in chronology(told.case, Wanted(person=one.id)).events] == ["FW: The shed"]
    dray = person(told.case, "B. Dray")
    before = chronology(told.case, Wanted(person=dray.id))
    assert before.total and before.total == lanes(told.case, which=(dray.id,))[0].total
    confirm(told.case, [event.id for event in before.events], at=NOW)
    assert chronology(told.case, Wanted(person=dray.id)).total == before.total


def test_lanes_count_what_each_wrote_and_what_else_was_in_front_of_them(told: Disclosed) -> None:
    [lane] = lanes(told.case, which=("hesper@society.example",))
    assert [tuple(one) for one in lane.months] == [("2024-03", 1, 2)]
    parties = {one.id: one.total for one in lanes(told.case, "party")}
    assert parties["theirs"] >= 3
    with pytest.raises(UsageError):
        lanes(told.case, "colour")


LONG = (
    "On 7 March 2024 the committee of the society locked the old shed behind the northern gate and gave the only key"
    " of it to nobody at all"
)
"""A sentence of more words than are looked for at once."""


def test_a_long_sentence_is_in_front_of_those_only_whose_document_has_all_of_it(case: Disclosed) -> None:
    to = "To: Ezra Mumby <ezra@plots.example>\nSubject: The shed"
    mail = f"From: {{name}} <{{at}}@plots.example>\nDate: {{date}}\n{to}\n\n{{said}}.\n"
    told = {
        "a": ("Vera Loam", "Fri, 8 Mar 2024 09:00:00 +0000", LONG),
        "b": ("Hesper Quillfeather", "Mon, 11 Mar 2024 09:00:00 +0000", f"She says: {LONG}"),
        "c": ("Cuthbert Plumley", "Tue, 12 Mar 2024 09:00:00 +0000", LONG.replace("nobody at all", "the chair")),
    }
    mails = {f"{at}.eml": mail.format(at=at, name=one, date=date, said=said) for at, (one, date, said) in told.items()}
    case.give(mails)
    events = [one for one in chronology(case.case, Wanted(kind="said")).events if "nobody" in one.said]
    found = {one.name for event in events for one in seen(case.case, [event])[event.id]}
    assert found == {"Vera Loam", "Hesper Quillfeather", "Ezra Mumby"}
