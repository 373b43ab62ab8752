"""The server as its user starts it: quick, on this machine alone, ended by Ctrl-C."""

from __future__ import annotations

import asyncio
import http.client
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.calling import call
from conftest import Disclosed
from rejoinder.case import open_case
from rejoinder.cli.screen import beginning
from rejoinder.errors import UsageError
from rejoinder.web.server import listening

SAME = {"Sec-Fetch-Site": "same-origin"}


def test_the_server_listens_on_this_machine_alone() -> None:
    with listening() as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_what_is_sent_does_not_wait_for_more() -> None:
    async def is_set_to_send_at_once() -> bool:
        answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def met(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            answered.set_result(bool(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            writer.close()

        with listening() as listener:
            async with await asyncio.start_server(met, sock=listener):
                _, mine = await asyncio.open_connection(*listener.getsockname())
                told = await answered
                mine.close()
        return told

    assert asyncio.run(is_set_to_send_at_once())


def test_a_port_that_is_taken_is_one_sentence_with_a_remedy() -> None:
    with listening() as listener, pytest.raises(UsageError, match="cannot be used") as told:
        listening(listener.getsockname()[1])
    assert "another --port" in told.value.remedy


def test_a_case_is_opened_at_its_overview_and_a_folder_of_cases_at_their_list(case: Disclosed) -> None:
    assert beginning(case.case.folder) == (case.folder.resolve(), "/case/case/overview", open_case(case.case.folder))
    assert beginning(case.folder) == (case.folder.resolve(), "/", None)


def test_a_folder_that_is_not_there_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no case in"):
        beginning(tmp_path / "nowhere")


@pytest.mark.parametrize(("screen", "opened"), [(True, 1), (False, 0)])
def test_the_demo_is_opened_on_screen_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: bool, opened: int
) -> None:
    served: list[tuple[Path, str]] = []
    for module in ("screen", "demo"):
        monkeypatch.setattr(f"rejoinder.cli.{module}.has_screen", lambda: screen)
    monkeypatch.setattr("rejoinder.web.server.serve", lambda home, first, **_: served.append((home, first)))
    called = call("demo", tmp_path / "demo")
    assert called.status == 0, called.err
    assert served == [(tmp_path.resolve(), "/case/demo/overview")] * opened
    assert ("There is no screen here" in called.out) is not screen


def test_open_answers_admits_by_its_address_alone_and_ends_with_ctrl_c(case: Disclosed) -> None:
    line = [sys.executable, "-W", "error", "-m", "rejoinder.cli", "open", str(case.case.folder), "--no-browser"]
    began = time.monotonic()
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = urlsplit(running.stdout.readline().split()[-1])
        assert address.hostname == "127.0.0.1"
        assert address.path == "/case/case/overview"
        connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=10)
        connection.request("GET", "/new")
        stranger = connection.getresponse()
        stranger.read()
        assert stranger.status == 403
        answered = time.monotonic() - began
        connection.request("GET", f"{address.path}?{address.query}")
        first = connection.getresponse()
        first.read()
        assert (first.status, first.headers["location"]) == (303, "/case/case/overview")
        cookie = first.headers["set-cookie"].split(";")[0]
        connection.request("GET", "/new", headers={"Cookie": cookie, **SAME})
        page = connection.getresponse()
        assert b"New case" in page.read()
        connection.close()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=10)
    assert running.returncode == 0, err
    assert err == ""
    assert answered < 10, "the promise of 1.5 s is measured on a quiet machine, not here"
    with socket.socket() as after:
        assert after.connect_ex(("127.0.0.1", address.port or 0)) != 0
