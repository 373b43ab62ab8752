"""Where a model may be, and what is made of one that lies, drips, floods or never ends: an answer, or one sentence."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from proposer.lying import Lying, lying, send
from rejoinder.errors import UsageError
from rejoinder.proposer.endpoint import LARGEST, ask, endpoint_of, said_in


def nothing() -> None:
    pass


@pytest.fixture
def model() -> Iterator[Lying]:
    with lying() as one:
        yield one


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        (" http://localhost:8080/v1/ ", "http://localhost:8080/v1"),
        ("http://[::1]:1234/v1", "http://[::1]:1234/v1"),
        ("http://127.0.0.1", "http://127.0.0.1:80"),
        ("http://127.9.9.9:1/api/v1", "http://127.9.9.9:1/api/v1"),
    ],
)
def test_an_address_on_this_machine_is_taken(written: str, address: str) -> None:
    assert endpoint_of(written).address == address


@pytest.mark.parametrize(
    "written",
    [
        "http://192.168.1.5:11434/v1",
        "http://0.0.0.0:11434/v1",
        "http://[::]:1/v1",
        "http://[::ffff:127.0.0.1]:1/v1",
        "http://[::1%25eth0]:1/v1",
        "http://127.1:1/v1",
        "http://2130706433:1/v1",
        "http://0x7f.0.0.1:1/v1",
        "http://api.model.example/v1",
        "http://localhost.model.example:1/v1",
        "http://127.0.0.1.model.example:1/v1",
        "http://127.0.0.1@model.example/v1",
        "http://127.0.0.1:1@model.example:1/v1",
        "http://model.example#@127.0.0.1/",
        "http://user@127.0.0.1:1/v1",
        "https://127.0.0.1:1/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "127.0.0.1:11434",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:1/v1?key=1",
        "http://127.0.0.1:1/v1 HTTP/1.1",
        "http://127.0.0.1:1/v1\r\nHost: model.example",
        "http://①②⑦.0.0.1/v1",
        "http://[/",
        "",
    ],
)
def test_any_other_address_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match=r"address"):
        endpoint_of(written)


def test_localhost_that_is_made_to_mean_another_machine_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: far)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("It connected."))
    with pytest.raises(UsageError, match="No model answers"):
        ask(endpoint_of("http://localhost:80"), b"{}", heard=nothing)


def test_a_proxy_named_in_the_environment_is_not_used(model: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    model.says = "Well."
    assert said_in(ask(endpoint_of(model.address), b"{}", heard=nothing)) == "Well."
    assert model.paths == ["/v1/chat/completions"]
    assert not {"Authorization", "Cookie", "User-Agent", "Referer"} & model.headers[0].keys()


def asked(model: Lying, **how: float) -> str:
    with pytest.raises(UsageError) as told:
        ask(endpoint_of(model.address), b"{}", heard=nothing, **how)
    return told.value.what


@pytest.mark.parametrize("status", [301, 302, 307, 308, 401, 404, 500])
def test_a_redirect_is_not_followed_and_a_fault_is_told(model: Lying, status: int) -> None:
    with lying() as other:
        model.instead = lambda handler: send(handler, b"{}", status, Location=other.address)
        assert f"status {status}" in asked(model)
        assert other.asked == []


def test_an_answer_that_is_too_large_is_left(model: Lying) -> None:
    model.instead = lambda handler: send(handler, b"x" * (LARGEST + 1))
    assert "larger than" in asked(model)


def test_an_answer_without_an_end_is_left(model: Lying) -> None:
    def floods(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65536)

    model.instead = floods
    assert "larger than" in asked(model)


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-A: ", b"", b"HTTP/1.1 100 C"])
def test_an_answer_that_drips_or_hangs_is_not_waited_for(model: Lying, beginning: bytes) -> None:
    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(beginning)
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    model.instead = drips
    began = time.monotonic()
    assert "did not answer within" in asked(model, seconds=0.5)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "spoken",
    [
        b"\x16\x03\x01\x02\x00",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 999999999999999999999999 OK\r\n\r\n",
    ],
)
def test_what_does_not_speak_http_ends_in_one_sentence(model: Lying, spoken: bytes) -> None:
    def speaks(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(spoken)
        handler.close_connection = True

    model.instead = speaks
    assert "broke off" in asked(model)


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    with pytest.raises(UsageError, match="No model answers"):
        ask(endpoint_of(f"http://127.0.0.1:{free}/v1"), b"{}", heard=nothing)


def test_a_person_may_stop_it_while_it_is_waited_for(model: Lying) -> None:
    class StoppedError(BaseException):
        pass

    def stops() -> None:
        raise StoppedError

    model.instead = lambda handler: time.sleep(3)
    threads = threading.active_count()
    began = time.monotonic()
    with pytest.raises(StoppedError):
        ask(endpoint_of(model.address), b"{}", heard=stops)
    assert time.monotonic() - began < 2
    assert threading.active_count() <= threads + 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"9" * 5_000,
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": {"a": 1}}}]}',
        b'{"choices": [{"message": null}]}',
        b"NaN",
    ],
)
def test_an_answer_in_another_form_says_nothing(answer: bytes) -> None:
    assert said_in(answer) == ""
