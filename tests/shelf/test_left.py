"""What a sender may not mean to send, as it is kept: counted and listed as if every row were looked at."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.model import LeftIn, left_key
from rejoinder.shelf import Shelf
from rejoinder.shelf.left import (
    NAME,
    add_left,
    clear_left,
    counted_left,
    places_left,
    sum_left,
    value_of,
    valued_left,
    values_of,
)

KINDS, VALUES = ("name", "telephone"), ("Otto", "Vera", "Ned")
ROWS = st.builds(
    LeftIn,
    st.sampled_from(KINDS),
    st.sampled_from(VALUES),
    st.integers(1, 2),
    st.sampled_from(("a.eml", "b.eml", "c.eml")),
    st.integers(0, 2),
    st.just(((0, 1, 2),)),
    st.integers(1, 4),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=20), st.sets(st.sampled_from([(kind, value) for kind in KINDS for value in VALUES])))
def test_it_is_counted_and_listed_as_if_every_row_were_looked_at(
    found: list[LeftIn], stay: set[tuple[str, str]]
) -> None:
    stays = {left_key(*one) for one in stay}
    each = {(one.kind, one.batch, one.path, one.document, one.key): one for one in found}
    with TemporaryDirectory() as folder, closing(Shelf(Path(folder) / "shelf.sqlite")) as shelf:
        for some in (found[:3], found):  # what was kept before is gone
            shelf.keep_step(NAME, "begun", clear_left)
            for step in (some[:2], some[2:]):
                shelf.keep_step(NAME, "on", partial(add_left, found=step))
            shelf.keep_step(NAME, str(len(some)), sum_left)
        counts = counted_left(shelf, stays)
        for kind in KINDS:
            here = [one for one in each.values() if one.kind == kind and one.key not in stays]
            keys = {one.key for one in here}
            files = {(one.batch, one.path) for one in here}
            told = counts.get(kind)
            assert (told[1:] if told else (0, 0, 0)) == (len(files), len(keys), sum(one.times for one in here))
            listed = list(valued_left(shelf, stays, kind))
            assert {one.key for one in listed} == keys
            order = []
            for one in listed:
                mine = [row for row in here if row.key == one.key]
                held = {(row.batch, row.path) for row in mine}
                assert (one.files, one.times) == (len(held), sum(row.times for row in mine))
                assert value_of(shelf, kind, one.key) == one and one.value == mine[0].value
                assert sorted(places_left(shelf, kind, one.key)) == sorted(mine)
                order.append((-one.files, -one.times, min(f"{batch} {path}" for batch, path in held), one.key))
            assert order == sorted(order)
            assert [*valued_left(shelf, stays, kind, 1), *valued_left(shelf, stays, kind, -1, 1)] == listed
        assert set(values_of(shelf)) == {(one.kind, one.value, one.key) for one in each.values()}
