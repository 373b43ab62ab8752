"""What is found out once, however many ask for it at the same time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

Made = TypeVar("Made")


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Give a function that makes something at its first call and keeps it; who asks meanwhile waits for it."""
    kept, making = cache(make), Lock()

    @wraps(make)
    def told() -> Made:
        with making:
            return kept()

    return told
