"""What takes long is made once for all who ask, and a page is shown without it meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from rejoinder.errors import UsageError
from rejoinder.web import later
from rejoinder.web.later import Later


def test_who_does_not_wait_has_it_when_asking_again() -> None:
    made, go_on = Later(patience=0), threading.Event()

    def slow() -> str:
        assert go_on.wait(20)
        return "the page"

    assert made.soon("one", slow) is None
    assert made.soon("one", slow) is None
    go_on.set()
    assert made.whole("one", slow) == "the page"
    assert made.soon("one", slow) == "the page"


def test_all_who_ask_get_the_same_thing_made_once() -> None:
    made, times = Later(), count()
    with ThreadPoolExecutor(8) as threads:
        given = threads.map(lambda _: made.whole("one", lambda: next(times)), range(8))
        assert list(given) == [0] * 8


def test_what_failed_is_told_and_tried_again() -> None:
    made = Later()

    def fails() -> str:
        raise UsageError("It cannot be drawn.", "Leave it out.")

    for _ in range(2):
        with pytest.raises(UsageError):
            made.soon("one", fails)
    assert made.whole("one", lambda: "there") == "there"


def test_only_the_last_asked_for_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "KEPT", 2)
    made, times = Later(), count()
    asked = ("one", "two", "one", "three", "one", "two")
    assert [made.whole(key, lambda: next(times)) for key in asked] == [0, 1, 0, 2, 0, 3]


def test_so_many_are_made_at_the_same_time() -> None:
    made, go_on, going = Later(patience=0), threading.Event(), threading.Semaphore(0)

    def slow() -> bool:
        going.release()
        return go_on.wait(20)

    for key in range(5):
        made.soon(key, slow)
    assert all(going.acquire(timeout=20) for _ in range(later.AT_ONCE))
    assert not going.acquire(timeout=0.1)
    go_on.set()
    assert all(made.whole(key, slow) for key in range(5))
