"""What was asked and what answered it: kinds of asking, ways of answering, and who is silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from cli.calling import call
from conftest import NOW, Disclosed
from rejoinder.awaiting.asks import asks
from rejoinder.case import Case, Delivery, new, receive
from rejoinder.case.awaiting import answered, correspondence, none_needed, undo
from rejoinder.demo import Truth, read_truth, write_demo
from rejoinder.errors import UsageError
from rejoinder.web.app import application

SUBJECT = "Marigold Threnody"
HER, SECRETARY, CHAIR = "marigold@threnody.example", "secretary@bees.example", "chair@bees.example"


def kinds(words: str, title: str = "") -> list[str]:
    return [one.kind for one in asks(words, 0, len(words), title)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("This is a subject access request under Article 15.", ["access request"]),
        ("I make this request under the Freedom of Information Act.", ["information request"]),
        ("I wish to make a formal complaint about hive three.", ["complaint"]),
        ("I raise a grievance about the bees.", ["grievance"]),
        ("My appeal is attached. Please tell me who hears it.", ["appeal", "question"]),
        ("Your answer was due on Wednesday.", ["chaser"]),
        ("I have still not had a reply.", ["chaser"]),
        ("I haven’t heard anything back from\nyou about the hives.", ["chaser"]),
        ("I’m following up on my request of 3 May.", ["chaser"]),
        ("A gentle reminder of my letter about the smoker.", ["chaser"]),
        ("Just a reminder that the hall is closed on Monday.", []),
        ("I am chasing a swarm. The cheque was drawn on Chase.", []),
        ("I hit a problem where I do not get a response back.", []),
        ("Many thanks to all who answered my appeal for help.", []),
        ("I appeal to you all to keep the gate shut.", []),
        ("I am writing to formally appeal the refusal.", ["appeal"]),
        ("I would like to request an internal review of your decision.", ["review"]),
        ("I hereby lodge a complaint about hive four.", ["complaint"]),
        ("Otherwise I reserve the right to lodge a complaint with the regulator.", []),
        ("Thank you for acknowledging my request for my personal data.", []),
        ("I am requesting access to all personal data that you hold.", ["access request"]),
        ("Under the Freedom of Information Act 2000, I request the minutes.", ["information request"]),
        ("Je demande l’accès à mes données au titre de l’article 15 du RGPD.", ["access request"]),
        ("Je n’ai toujours pas reçu de réponse à ma demande.", ["chaser"]),
        ("Je me réserve le droit de déposer plainte.", []),
        ("Pourriez-vous me dire qui a déplacé la ruche ?", ["question"]),
        ("Veuillez agréer mes salutations.", []),
        ("Je souhaite déposer une réclamation au sujet de la ruche.", ["complaint"]),
        ("Could it be put on the list?", ["question"]),
        ("Who will sit on the panel, and when?", ["question"]),
        ("How are you? I am well.", []),
        ("Thank you for the honey.", []),
        ("The complaint of the bees was dismissed.", []),
    ],
)
def test_what_asks_is_told_by_its_kind(words: str, told: list[str]) -> None:
    assert kinds(words) == told


def test_a_title_tells_a_formal_kind_and_the_sentence_is_cited_whole() -> None:
    words = "Dear Ned,\n\nI have two matters. Please send me the minutes, all of them. Thank you."
    found = list(asks(words, 0, len(words), "Appeal against the decision"))
    assert [one.kind for one in found] == ["appeal", "question"]
    assert words[found[1].start : found[1].end] == "Please send me the minutes, all of them."


def test_the_title_of_an_answer_tells_nothing_of_it() -> None:
    assert kinds("Thank you.", "Subject access request") == ["access request"]
    assert kinds("Thank you.", "Re: Subject access request") == []
    assert kinds("Thank you.", "Second reminder") == ["chaser"]
    assert kinds("Thank you.", "Reminder: the sprint of May") == []


def mail(at: str, sender: str, to: str, subject: str, words: str, number: int, answers: int = 0) -> str:
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Date: {at}",
        f"Subject: {subject}",
        f"Message-ID: <{number}@bees.example>",
    ]
    lines += [f"In-Reply-To: <{answers}@bees.example>"] if answers else []
    return "\r\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", words])


ME, NED, OTTO = f"{SUBJECT} <{HER}>", f"Ned Grindle <{SECRETARY}>", f"Otto Marsh <{CHAIR}>"
MAILS: tuple[tuple[Any, ...], ...] = (
    ("Mon, 04 Mar 2024 09:00:00 +0000", ME, NED, "Hive three", "Dear Ned,\n\nPlease tell me who moved hive three.", 1),
    ("Tue, 05 Mar 2024 09:00:00 +0000", NED, ME, "Re: Hive three", "I did.", 2, 1),
    ("Wed, 06 Mar 2024 09:00:00 +0000", ME, OTTO, "Hive four", "Dear Otto,\n\nWho moved hive four?", 3),
    ("Thu, 07 Mar 2024 09:00:00 +0000", OTTO, ME, "Automatic reply: Hive four", "I am away.", 4),
    ("Fri, 08 Mar 2024 09:00:00 +0000", ME, NED, "My data", "This is a subject access request.", 5),
    ("Mon, 11 Mar 2024 09:00:00 +0000", ME, NED, "Smoke", "Dear Ned,\n\nMay I have the smoker?", 6),
    ("Tue, 12 Mar 2024 09:00:00 +0000", NED, ME, "The smoker", "Your message of 11 March 2024 came too late.", 7),
    ("Fri, 12 Apr 2024 09:00:00 +0000", ME, NED, "Reminder", "I have had no data. Please send it.", 8),
    ("Fri, 19 Apr 2024 09:00:00 +0000", ME, "Vera <vera@gmail.com>", "Tea", "Would you like tea?", 9),
    ("Mon, 20 May 2024 09:00:00 +0000", NED, OTTO, "Her data", "Let us send it in June.", 10),
)


@pytest.fixture
def given(case: Disclosed) -> Disclosed:
    case.give({f"{number:02}.eml": mail(*told) for number, told in enumerate(MAILS, 1)})
    return case


def found(case: Disclosed) -> dict[str, tuple[str, list[str], int | None]]:
    told = correspondence(case.case)
    return {
        one.holding.subject: (one.kind, [answer.by for answer in one.answers], one.days(told.last)) for one in told.sent
    }


def test_answers_are_found_by_id_and_by_the_day_and_a_machine_answers_nothing(given: Disclosed) -> None:
    assert found(given) == {
        "Hive three": ("question", ["id"], 1),
        "Hive four": ("question", [], 75),
        "My data": ("access request", [], 73),
        "Smoke": ("question", ["day"], 1),
        "Reminder": ("chaser", [], 38),
    }
    told = correspondence(given.case)
    assert [one.holding.subject for one in told.unanswered] == ["Hive four", "My data", "Reminder"]
    reminder = told.sent[-1]
    assert reminder.chases == (next(one.id for one in told.sent if one.holding.subject == "My data"),)
    assert [(one.shown, one.asked, one.open) for one in told.silent] == [(OTTO, 1, 1)]


def test_of_a_long_answer_the_beginning_is_shown_cut_between_words(given: Disclosed) -> None:
    answer = mail("Sun, 10 Mar 2024 09:00:00 +0000", OTTO, ME, "Re: Hive four", "I moved the bees. " * 20, 13, 3)
    given.give({"long.eml": answer}, "second")
    shown = [each.span.exact for one in correspondence(given.case).sent for each in one.answers]
    assert "I moved the bees. " * 11 + "I" in shown
    with TestClient(application(given.folder)) as client:
        assert "I moved the bees. I …</q>" in client.get("/case/case/correspondence").text


def test_a_late_answer_answers_the_reminder_too(given: Disclosed) -> None:
    letter = "Dear Ms Threnody,\n\nYour request of 8 March 2024 is answered by the enclosed.\n\nNed Grindle"
    given.give({"covering.eml": mail("Mon, 03 Jun 2024 09:00:00 +0000", NED, ME, "Enclosed", letter, 11)}, "second")
    told = found(given)
    assert told["My data"] == ("access request", ["day"], 87)
    assert told["Reminder"] == ("chaser", ["chased"], 52)


def test_nobody_is_silent_where_an_absent_message_answers(given: Disclosed) -> None:
    later = mail(
        "Mon, 15 Apr 2024 09:00:00 +0000", ME, OTTO, "Re: Hive four", "Thank you for your answer.", 12, answers=99
    )
    given.give({"later.eml": later}, "second")
    told = correspondence(given.case)
    hive = next(one for one in told.sent if one.holding.subject == "Hive four")
    assert hive.absent and hive.answered and not hive.answers


def test_what_a_person_says_stands_and_is_undone(given: Disclosed) -> None:
    hive = next(one for one in correspondence(given.case).sent if one.holding.subject == "Hive four")
    assert answered(given.case, hive.id, "02.eml", because="She told me.", at=NOW).answers[0].by == "a person"
    assert none_needed(given.case, hive.id, at=NOW).standing == "none needed"
    undo(given.case, hive.id, at=NOW)
    assert next(one for one in correspondence(given.case).sent if one.id == hive.id).standing == "answered"
    undo(given.case, hive.id, at=NOW)
    assert not next(one for one in correspondence(given.case).sent if one.id == hive.id).answered
    before = given.case.journal.head()
    for wrong in (
        lambda: undo(given.case, hive.id, at=NOW),
        lambda: answered(given.case, "nothing", at=NOW),
        lambda: answered(given.case, hive.id, "nowhere.eml", at=NOW),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert given.case.journal.head() == before


def test_the_command_and_the_screen_say_the_same(given: Disclosed) -> None:
    folder = given.case.folder
    called = call("correspondence", folder)
    said = "No answer in this disclosure, 75 days (49 working days in the United Kingdom)"
    assert called.status == 1 and said in " ".join(called.out.split())
    lines = [json.loads(line) for line in call("correspondence", folder, "--json").out.splitlines()]
    assert [one["status"] for one in lines if "asked" in one and "kind" in one].count("unanswered") == 3
    hive = next(one["asked"] for one in lines if one.get("subject") == "Hive four")
    with TestClient(application(given.folder)) as client:
        page = client.get("/case/case/correspondence").text
        assert (
            page.count("No answer in this disclosure") == 3
            and "Answered after 1 day (1 working day in the United Kingdom)." in page
        )
        page = client.post(
            "/case/case/correspondence/do/none-needed", data={"of": hive, "because": "<i>Found</i>"}
        ).text
        assert page.count("No answer in this disclosure") == 2 and "&lt;i&gt;Found" in page
        client.post("/case/case/correspondence/do/undo", data={"of": hive})
        assert client.post("/case/case/correspondence/do/hat", data={"of": hive}).status_code == 404
    call("correspondence", folder, "answered", hive)
    assert "You said that it was answered." in call("correspondence", folder).out
    call("correspondence", folder, "undo", hive)
    assert call("correspondence", folder, "undo", hive).status == 2
    assert call("correspondence", folder, "answered").status == 2


def test_nothing_asked_is_said(case: Disclosed) -> None:
    case.give({"bees.txt": "The bees are well."})
    assert "Nothing that you asked was recognised" in call("correspondence", case.case.folder).out
    with TestClient(application(case.folder)) as client:
        assert "Nothing that you asked was recognised" in client.get("/case/case/correspondence").text


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Truth]:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder / "given")
    case = new(folder / "case", at=NOW, subject=written.subject)
    for batch in written.batches:
        receive(case, [Path(batch.folder)], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    return case, read_truth(written.truth)


def test_what_the_invented_case_leaves_unanswered_is_found_and_nothing_else(demo: tuple[Case, Truth]) -> None:
    case, truth = demo
    planted = {str(one["date"]) for one in truth.facts["unanswered"]}
    told = correspondence(case)
    assert {one.holding.date for one in told.unanswered} == planted
    request = next(one for one in told.sent if one.kind == "access request")
    assert request.days(told.last) == 67


def test_what_was_asked_is_listed_a_page_at_a_time_and_an_act_leads_back_to_its_page(
    given: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rejoinder.web.pages.correspondence.AT_ONCE", 2)
    told = correspondence(given.case).sent
    reminder, request = told[-1], told[2]
    assert reminder.chases == (request.id,)
    with TestClient(application(given.folder)) as client:
        pages = [client.get(f"/case/case/correspondence?page={number}").text for number in (1, 2, 3)]
        shown = [[one.id for one in told if f'id="asked-{one.id}"' in page] for page in pages]
        assert shown == [[one.id for one in told[place : place + 2]] for place in (0, 2, 4)]
        assert all("5 letters that ask, 3 without an answer here." in page for page in pages)
        assert f'href="/case/case/correspondence?of={request.id}#asked-{request.id}"' in pages[2]
        done = client.post("/case/case/correspondence/do/none-needed", data={"of": reminder.id}, follow_redirects=False)
        there = done.headers["location"]
        assert f'id="asked-{reminder.id}"' in client.get(there).text and there.endswith(f"#asked-{reminder.id}")


EXCHANGE = {
    NED: "Grindle, Ned </O=BEES/OU=HIVES/CN=RECIPIENTS/CN=NGRINDLE>",
    OTTO: "Marsh, Otto </O=BEES/OU=HIVES/CN=RECIPIENTS/CN=OMARSH>",
}


@pytest.mark.parametrize("shown", [EXCHANGE, {NED: "Ned Grindle", OTTO: "Otto Marsh"}])
def test_an_organisation_whose_addresses_have_no_domain_is_known_in_another_way(
    case: Disclosed, shown: dict[str, str]
) -> None:
    told: list[list[Any]] = [
        [shown.get(part, part) if isinstance(part, str) else part for part in one] for one in MAILS
    ]
    more: list[Any] = ["Tue, 21 May 2024 09:00:00 +0000", shown[OTTO], shown[NED], "Re: Her data", "Yes.", 11]
    case.give({f"{number:02}.eml": mail(*one) for number, one in enumerate([*told, more], 1)})
    asked = found(case)
    assert asked["Hive three"] == ("question", ["id"], 1)
    assert asked["Hive four"][:2] == ("question", [])
    assert "Tea" not in asked
