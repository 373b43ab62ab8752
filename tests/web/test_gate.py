"""What another site, another name or another program on this machine gets from the pages: nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from rejoinder.web.gate import POLICY, SANDBOX, Gate

TOKEN = "a-launch-token"
PORT = 8137
HERE = f"http://127.0.0.1:{PORT}"
SAME = {"Sec-Fetch-Site": "same-origin"}
ACTS: list[str] = []


async def page(request: Request) -> Response:
    return HTMLResponse("<p>The water butts</p>")


async def act(request: Request) -> Response:
    ACTS.append("changed")
    return HTMLResponse("done")


async def original(request: Request) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="butts.html"'}
    return HTMLResponse("<script>alert(1)</script>", headers=headers)


async def broken(request: Request) -> Response:
    raise ValueError("the roof leaks")


def client(*, admitted: bool = True, host: str = f"127.0.0.1:{PORT}") -> TestClient:
    pages = Starlette(
        routes=[
            Route("/", page),
            Route("/act", act, methods=["GET", "POST", "PUT", "DELETE"]),
            Route("/original", original),
            Route("/broken", broken),
            Route("/static/style.css", page),
        ]
    )
    gate = Gate(pages, token=TOKEN, port=PORT)
    made = TestClient(gate, base_url=f"http://{host}", follow_redirects=False, raise_server_exceptions=False)
    if admitted:
        made.headers["Cookie"] = f"rejoinder-{PORT}={TOKEN}"
    return made


@pytest.fixture(autouse=True)
def nothing_done() -> Iterator[None]:
    ACTS.clear()
    yield


def test_the_launch_token_becomes_a_cookie_and_leaves_the_address() -> None:
    browser = client(admitted=False)
    answer = browser.get(f"/?token={TOKEN}&q=butts", headers={"Sec-Fetch-Site": "none"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=butts")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert browser.get("/", headers=SAME).text == "<p>The water butts</p>"


def test_the_way_on_from_the_token_never_leads_to_another_host() -> None:
    answer = client(admitted=False).get(f"{HERE}//elsewhere.example/?token={TOKEN}")
    assert answer.headers["location"] == "/elsewhere.example/"


@pytest.mark.parametrize("token", ["", "a-launch-tokem", "a-launch-token-", "é", "\udcff"])
def test_a_token_that_is_not_the_one_admits_nobody(token: str) -> None:
    answer = client(admitted=False).get("/", params={"token": token.encode("utf-8", "replace").decode()})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "cookie", [None, f"rejoinder-{PORT}=", f"rejoinder-{PORT}=wrong", f"rejoinder-1={TOKEN}", "=;"]
)
def test_without_the_cookie_of_this_run_there_is_one_plain_sentence(cookie: str | None) -> None:
    answer = client(admitted=False).get("/", headers={"Cookie": cookie} if cookie else {})
    assert answer.status_code == 403
    assert answer.text.startswith("This page belongs to Rejoinder on this computer.")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_names_of_this_machine_are_answered(host: str) -> None:
    assert client().get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example",
        f"rebound.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.rebound.example:{PORT}",
        f"127.0.0.2:{PORT}",
        f"0.0.0.0:{PORT}",
        "",
    ],
)
def test_a_rebound_name_is_refused_even_with_the_cookie(host: str) -> None:
    assert client().get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
def test_what_another_site_asks_is_refused_in_every_method_and_changes_nothing(method: str, site: str) -> None:
    answer = client().request(method, "/act", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert ACTS == []


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_our_own_page_or_the_person_asks_is_answered(site: str) -> None:
    assert client().post("/act", headers={"Sec-Fetch-Site": site}).status_code == 200
    assert ACTS == ["changed"]


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", f"http://localhost:{PORT}", "http://127.0.0.1:1"]
)
def test_a_browser_without_fetch_metadata_is_judged_by_its_origin(origin: str) -> None:
    assert client().post("/act", headers={"Origin": origin}).status_code == 403
    assert ACTS == []
    assert client().post("/act", headers={"Origin": HERE}).status_code == 200


def test_an_act_of_which_nobody_says_where_it_comes_from_is_refused() -> None:
    assert client().post("/act").status_code == 403
    assert ACTS == []


def test_fetch_metadata_counts_more_than_origin() -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": HERE}
    assert client().post("/act", headers=headers).status_code == 403


@pytest.mark.parametrize("frame", ["iframe", "frame", "object", "embed"])
def test_framing_is_refused(frame: str) -> None:
    assert client().get("/", headers={**SAME, "Sec-Fetch-Dest": frame}).status_code == 403


def test_a_foreign_picture_address_gets_no_picture() -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"}
    answer = client().get("/static/style.css", headers=headers)
    assert answer.status_code == 403
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "admitted", "status"), [("/", True, 200), ("/", False, 403), ("/none", True, 404), ("/broken", True, 500)]
)
def test_every_answer_says_what_a_page_may_do(path: str, admitted: bool, status: int) -> None:
    answer = client(admitted=admitted).get(path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"


def test_only_the_static_files_may_be_kept_by_the_browser() -> None:
    assert "max-age" in client().get("/static/style.css").headers["cache-control"]
    assert client().get("/static/gone.css").headers["cache-control"] == "no-store"


def test_an_original_is_a_download_in_a_sandbox() -> None:
    answer = client().get("/original")
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["content-disposition"].startswith("attachment")


def test_the_policy_allows_nothing_inline_and_nothing_from_outside() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert {value for name, value in rules.items() if name not in ("default-src", "base-uri", "frame-ancestors")} == {
        "'self'"
    }


def test_a_web_socket_is_closed() -> None:
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/"):
        pass
