"""What several ask for at the same time is found out once."""

import time
from concurrent.futures import ThreadPoolExecutor

from rejoinder.box.once import once


def test_who_asks_meanwhile_waits_for_the_first() -> None:
    made: list[int] = []

    @once
    def slow() -> int:
        time.sleep(0.1)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: slow(), range(4))) == [1, 1, 1, 1]
