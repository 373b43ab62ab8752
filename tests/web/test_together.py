"""All findings of a kind decided about at once: the page that says what, the decision, and all of it taken back."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import decided_at_once, judge, judge_again, judge_all, take_back, undo, undo_all
from rejoinder.errors import UsageError
from rejoinder.journal import judgements
from rejoinder.web.app import application
from rejoinder.web.pages.missing import missing
from rejoinder.web.pages.together import to_decide

KIND = "absent-message"
ATTACHED = ANSWER.replace("Agreed.", "<<rota.doc>>").replace("second", "third").replace("first", "zeroth")


@pytest.fixture
def several(case: Disclosed) -> Disclosed:
    """Give a case in which three messages and one attachment are absent."""
    mails = {f"{n}.eml": ANSWER.replace("second", f"second-{n}").replace("first", f"first-{n}") for n in (1, 2)}
    return case.give({**mails, "3.eml": ATTACHED})


def browser(case: Disclosed) -> TestClient:
    return TestClient(application(case.folder, pages=("missing", "together")), follow_redirects=False)


def standing(case: Disclosed) -> dict[str, str]:
    return {one.id: one.status for one in case.weighed() if one.finding and one.finding.kind == KIND}


def fields(page: str, decision: str) -> dict[str, str]:
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    return {"kind": KIND, "seen": seen[1], "decision": decision}


def test_all_of_a_kind_are_decided_about_in_one_act_and_taken_back_in_one(several: Disclosed) -> None:
    together = judge_all(several.case, KIND, "accept", at=NOW)
    assert set(standing(several).values()) == {"accepted"}
    assert [one.status for one in several.weighed() if one.finding and one.finding.kind == "absent-attachment"] == [
        "to check"
    ]
    assert [act.kind for act in several.case.journal.acts()] == ["new", "receive", "judge-all"]
    assert sorted(undo_all(several.case, together, at=NOW)) == sorted(standing(several))
    assert set(standing(several).values()) == {"to check"}
    with pytest.raises(UsageError, match="Nothing is decided by"):
        undo_all(several.case, together, at=NOW)


def test_what_was_decided_alone_before_or_since_stays_as_it_was(several: Disclosed) -> None:
    first, second, third = standing(several)
    judge(several.case, first, "unsure", because="Ask Vera.", at=NOW)
    together = judge_all(several.case, KIND, "dismiss", because="They came by post.", at=NOW)
    judge(several.case, second, "accept", at=NOW)
    assert standing(several) == {first: "unsure", second: "accepted", third: "dismissed"}
    undo_all(several.case, together, at=NOW)
    assert standing(several) == {first: "unsure", second: "accepted", third: "to check"}
    undo(several.case, second, at=NOW)
    assert standing(several)[second] == "to check"


def test_one_of_many_can_be_taken_back_by_itself(several: Disclosed) -> None:
    first, *_ = standing(several)
    judge_all(several.case, KIND, "accept", at=NOW)
    undo(several.case, first, at=NOW)
    assert sorted(standing(several).values()) == ["accepted", "accepted", "to check"]


def test_a_decision_about_many_keeps_the_evidence_of_each(several: Disclosed) -> None:
    judge_all(several.case, KIND, "accept", at=NOW)
    kept = judgements(several.case.journal.acts())
    assert {one.id: tuple(t.id for t in one.because) for one in several.found()} == {
        one: judgement.evidence for one, judgement in kept.items()
    }


def test_the_page_says_how_many_and_which_and_the_list_of_one_kind_leads_to_it(several: Disclosed) -> None:
    client = browser(several)
    assert "/missing/all" not in client.get("/case/case/missing").text
    assert f'href="/case/case/missing/all?kind={KIND}"' in client.get(f"/case/case/missing?kind={KIND}").text
    assert "/missing/all" not in client.get("/case/case/missing?kind=absent-attachment").text
    page = client.get(f"/case/case/missing/all?kind={KIND}").text
    assert "<strong>3 messages</strong>" in page
    assert all(f"missing?finding={one}" in page for one in standing(several))
    assert client.get("/case/case/missing/all?kind=nonsense").headers["location"].endswith("missing?show=to-check")


def test_the_page_decides_and_takes_back_without_a_script(several: Disclosed) -> None:
    client = browser(several)
    page = client.get(f"/case/case/missing/all?kind={KIND}").text
    done = client.post("/case/case/missing/all", data=fields(page, "dismiss") | {"because": "They came <by post>."})
    assert done.status_code == 303
    shown = client.get(done.headers["location"]).text
    assert "Dismissed: 3 messages." in shown
    assert "They came &lt;by post&gt;." in shown
    assert done.headers["location"] in client.get("/case/case/missing?show=dismissed").text
    back = client.post(f"{done.headers['location']}/undo")
    assert "All of them are taken back. 4 still to check." in client.get(back.headers["location"]).text
    assert set(standing(several).values()) == {"to check"}


def test_nothing_is_decided_without_a_reason_or_about_a_list_that_has_changed(several: Disclosed) -> None:
    client = browser(several)
    told = fields(client.get(f"/case/case/missing/all?kind={KIND}").text, "dismiss")
    assert client.post("/case/case/missing/all", data=told).status_code == 422
    judge(several.case, next(iter(standing(several))), "accept", at=NOW)
    changed = client.post("/case/case/missing/all", data=told | {"because": "They came by post."})
    assert (changed.status_code, "<strong>2 messages</strong>" in changed.text) == (422, True)
    assert sorted(standing(several).values()) == ["accepted", "to check", "to check"]


def test_findings_of_one_kind_are_listed_and_gone_through_by_themselves(several: Disclosed) -> None:
    attachment = missing(several.case, "to-check", kind="absent-attachment")
    assert [(one.label, one.count) for one in attachment.kinds] == [("Messages", 3), ("Attachment", 1)]
    assert [card.kind for card in attachment.cards] == ["Attachment"]
    card = attachment.cards[0].id
    answer = browser(several).post(
        f"/case/case/missing/{card}/accept", data={"show": "to-check", "kind": "absent-attachment"}
    )
    assert "kind=absent-attachment" in answer.headers["location"]


def test_only_so_many_are_named_and_the_rest_are_counted(several: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.web.pages.together.LISTED", 2)
    view = to_decide(several.case, KIND)
    assert (view.many, len(view.lines), view.more) == (3, 2, 1)


def test_a_whole_kind_is_changed_or_taken_back_and_what_was_decided_alone_stays(several: Disclosed) -> None:
    first, second, third = standing(several)
    judge(several.case, first, "accept", because="Vera has it.", at=NOW)
    judge_all(several.case, KIND, "accept", at=NOW)
    found = decided_at_once(several.case, KIND)
    assert ({one.id for one in found.findings}, found.alone) == ({second, third}, 1)
    again = judge_again(several.case, KIND, "dismiss", because="They came by post.", at=NOW)
    assert standing(several) == {first: "accepted", second: "dismissed", third: "dismissed"}
    undo_all(several.case, again, at=NOW)
    assert set(standing(several).values()) == {"accepted"}
    judge_again(several.case, KIND, "unsure", at=NOW)
    assert sorted(take_back(several.case, KIND, at=NOW)) == sorted((second, third))
    assert standing(several) == {first: "accepted", second: "to check", third: "to check"}
    with pytest.raises(UsageError, match="was decided about with others"):
        take_back(several.case, KIND, at=NOW)


def test_taking_back_one_status_of_a_kind_leaves_the_others(several: Disclosed) -> None:
    first, second, third = standing(several)
    judge_all(several.case, KIND, "accept", at=NOW)
    undo(several.case, first, at=NOW)
    judge_all(several.case, KIND, "dismiss", because="By post.", at=NOW)
    assert take_back(several.case, KIND, ("dismissed",), at=NOW) == [first]
    assert standing(several) == {first: "to check", second: "accepted", third: "accepted"}


def test_a_judgement_made_alone_before_stands_again_when_the_kind_is_taken_back(several: Disclosed) -> None:
    first, *rest = standing(several)
    judge_all(several.case, KIND, "accept", at=NOW)
    judge(several.case, first, "unsure", at=NOW)
    take_back(several.case, KIND, at=NOW)
    assert standing(several) == {first: "unsure", **dict.fromkeys(rest, "to check")}
    undo(several.case, first, at=NOW)
    assert standing(several)[first] == "accepted"


def test_the_page_changes_what_was_decided_at_once_and_says_what_stays(several: Disclosed) -> None:
    client = browser(several)
    first, *rest = standing(several)
    judge(several.case, first, "accept", at=NOW)
    judge_all(several.case, KIND, "accept", at=NOW)
    link = f"/case/case/missing/all?kind={KIND}&amp;show=accepted"
    assert link in client.get(f"/case/case/missing?kind={KIND}&show=accepted").text
    assert link not in client.get("/case/case/missing?show=accepted").text
    page = client.get(link.replace("&amp;", "&")).text
    assert "<strong>2 messages</strong>" in page and "1 more of this kind was decided about by itself." in page
    assert "Accept all" not in page
    sent = fields(page, "dismiss") | {"show": "accepted"}
    assert client.post("/case/case/missing/all", data=sent).status_code == 422
    done = client.post("/case/case/missing/all", data=sent | {"because": "By post."})
    assert "Dismissed: 2 messages." in client.get(done.headers["location"]).text
    page = client.get(f"/case/case/missing/all?kind={KIND}&show=dismissed").text
    back = client.post("/case/case/missing/all", data=fields(page, "undo") | {"show": "dismissed"})
    assert "All of them are taken back." in client.get(back.headers["location"]).text
    assert standing(several) == {first: "accepted", **dict.fromkeys(rest, "to check")}
    assert client.get(f"/case/case/missing/all?kind={KIND}&show=dismissed").status_code == 303
