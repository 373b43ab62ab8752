from hypothesis import given
from hypothesis import strategies as st

from rejoinder.find.reconstruct import GAP, Witness, reconstruct


def witness(document: str, text: str, *gaps: int) -> Witness:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return Witness(document, None, text, tuple(lines), frozenset(gaps))


def test_one_quotation_is_the_reconstruction() -> None:
    rebuilt = reconstruct([witness("a", "The butts were full.\nI measured them.")])
    assert rebuilt.text == "The butts were full.\nI measured them."


def test_what_one_witness_left_out_is_taken_from_another_in_its_place() -> None:
    first = witness("a", "The butts were full on Monday.\nThe tap was locked by noon.\nNobody had the key at all.")
    second = witness("b", "The butts were full on Monday.\nI told the treasurer twice.\nThe tap was locked by noon.")
    assert reconstruct([first, second]).text.split("\n") == [
        "The butts were full on Monday.",
        "I told the treasurer twice.",
        "The tap was locked by noon.",
        "Nobody had the key at all.",
    ]


def test_lines_wrapped_otherwise_are_not_taken_twice() -> None:
    first = witness("a", "The butts were full on Monday and the tap was locked by noon.")
    second = witness("b", "The butts were full on Monday\nand the tap was locked by noon.")
    assert reconstruct([first, second]).text == first.text


def test_a_gap_is_marked_where_an_answer_stood_between() -> None:
    assert reconstruct([witness("a", "Who has the key?\nIt rained.", 1)]).text == f"Who has the key?\n{GAP}\nIt rained."


def test_where_witnesses_differ_by_a_word_both_readings_are_shown() -> None:
    first = witness("a", "The committee will all agree to the fee in May, the whole of it.")
    second = witness("b", "The committee will not agree to the fee in May, the whole of it.")
    third = witness("c", "The committee will agree to the fee in May, the whole of it.")
    assert reconstruct([first, second]).versions == ("will all agree / will not agree",)
    assert reconstruct([second, third]).versions == ("will not agree / will agree",)


@given(st.lists(st.lists(st.text("abc ", max_size=12), max_size=6), max_size=4))
def test_every_word_of_a_reconstruction_is_cited_to_its_exact_place(texts: list[list[str]]) -> None:
    witnesses = [witness(str(number), "\n".join(lines)) for number, lines in enumerate(texts)]
    rebuilt = reconstruct(witnesses)
    cited: set[int] = set()
    for run in rebuilt.spans:
        source = witnesses[int(run.source.document)].text
        assert rebuilt.text[run.start : run.end] == run.source.exact == source[run.source.start : run.source.end]
        cited.update(range(run.start, run.end))
    uncited = "".join(c for at, c in enumerate(rebuilt.text) if at not in cited)
    assert not uncited.replace(GAP, "").strip()


def test_what_stands_before_the_first_common_words_is_put_just_before_them() -> None:
    first = witness(
        "a", "Dear all, the frost has come.\nThe tap was locked by noon.\nNobody had the key at all, I say."
    )
    second = witness("b", "I told the treasurer twice.\nNobody had the key at all, I say.")
    assert reconstruct([first, second]).text.split("\n")[2] == "I told the treasurer twice."


def test_words_that_no_witness_joins_stand_last_behind_a_gap() -> None:
    first = witness("a", "Dear all, the frost has come.\nThe tap was locked by noon.")
    second = witness("b", "I told the treasurer twice.")
    assert reconstruct([first, second]).text.split("\n")[-2:] == [GAP, "I told the treasurer twice."]
