from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.reading import codes, only, readings
from rejoinder.model import Blob, Document
from rejoinder.read import csv


def test_the_text_is_exactly_as_it_is() -> None:
    table = 'plot,note\n17,"=1+1, +44 20 7946 0000"\n'
    read = only(table, "rents.csv")
    assert (read.kind, read.text) == ("sheet", table)


@pytest.mark.parametrize("codec", ["cp1252", "utf-8", "utf-16"])
def test_any_character_set_is_read(codec: str) -> None:
    assert only("plot;Dürrenzaun\n".encode(codec), "rents.csv").text == "plot;Dürrenzaun\n"


@given(st.text(alphabet='ab,;\t"=+\n', max_size=60))
def test_nothing_within_the_limits_is_changed(table: str) -> None:
    read = csv.read(Blob("x.csv", table.encode()))
    assert [piece.text for piece in read if isinstance(piece, Document)] == [table]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_past_the_limit_are_said_not_to_be_read(separator: str) -> None:
    row = separator.join(str(number) for number in range(3_000))
    reading = readings(f"a{separator}b\n{row}\nlast\n", "x.csv")[-1]
    text = reading.documents[0].text
    assert codes(reading) == {"column_limit"}
    assert text.split("\n")[1].split(separator)[-1] == "1999"
    assert text.endswith("\nlast\n")
