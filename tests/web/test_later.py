"""What takes long is made once for all who ask, and a page is shown without it meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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
    assert made.begun("one", slow).result() == "the page"
    assert made.soon("one", slow) == "the page"


def test_all_who_ask_get_the_same_thing_made_once() -> None:
    made, times = Later(), count()
    with ThreadPoolExecutor(8) as threads:
        given = threads.map(lambda _: made.begun("one", lambda: next(times)).result(), range(8))
        assert list(given) == [0] * 8


def test_what_failed_is_told_and_tried_again() -> None:
    made = Later()

    def fails() -> str:
        raise UsageError("It cannot be drawn.", "Leave it out.")

    for _ in range(2):
        with pytest.raises(UsageError):
            made.soon("one", fails)
    assert made.soon("one", lambda: "there") == "there"


def test_a_page_is_told_of_what_failed_while_it_did_not_wait() -> None:
    made = Later(patience=0)

    def fails() -> str:
        raise UsageError("It cannot be drawn.", "Leave it out.")

    assert isinstance(made.begun("one", fails).exception(), UsageError)
    with pytest.raises(UsageError):
        made.soon("one", lambda: "there")
    assert made.begun("one", lambda: "there").result() == "there"


def test_only_the_last_asked_for_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "KEPT", 2)
    made, times = Later(), count()
    asked = ("one", "two", "one", "three", "one", "two")
    assert [made.begun(key, lambda: next(times)).result() for key in asked] == [0, 1, 0, 2, 0, 3]


def test_so_many_are_made_at_the_same_time_and_then_the_last_asked_for() -> None:
    made, go_on, going = Later(patience=0), threading.Event(), threading.Semaphore(0)
    order: list[int] = []

    def slow(key: int) -> bool:
        order.append(key)
        going.release()
        return go_on.wait(20)

    for key in range(5):
        made.soon(key, partial(slow, key))
        if key < later.AT_ONCE:
            assert going.acquire(timeout=20)
    assert not going.acquire(timeout=0.1)
    go_on.set()
    assert all(made.begun(key, partial(slow, key)).result() for key in range(5))
    assert order[: later.AT_ONCE] == [0, 1] and order[later.AT_ONCE] == 4 and sorted(order) == [0, 1, 2, 3, 4]
