"""A reconstruction run by run: every word of it with the place it was taken from, and the gaps between."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from rejoinder.model import Absent, Cited, Finding, Span, Trace
from rejoinder.write.proofs import Proof, Run, proofs_of, rebuilt, witnesses

PATHS = {"one": "a.eml", "two": "b.pdf"}


def of(*pieces: tuple[str, str, int | None] | str) -> Finding:
    """Give a finding whose text is put together from (words, document, page) and what stands between."""
    text, spans, places = "", list[Cited](), {"one": 100, "two": 500}
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        words, document, page = piece
        at = places[document]
        spans.append(Cited(len(text), len(text) + len(words), Span(document, at, at + len(words), words, page)))
        text += words
        places[document] = at + len(words) + 3
    return Finding("f", "absent-message", "direct", Absent(), (), text=text, text_spans=tuple(spans))


def test_lines_of_one_paragraph_from_one_place_are_one_run_and_paragraphs_are_runs_of_their_own() -> None:
    made = rebuilt(
        of(("The butts", "one", None), "\n", ("are mine.", "one", None), "\n\n", ("Ezra", "one", None)), PATHS
    )
    told = [(run.words, run.proof and (run.proof.path, run.proof.start, run.proof.end), run.mark) for run in made.runs]
    assert told == [
        ("The butts\nare mine.", ("a.eml", 100, 121), 0),
        ("\n\n", None, 0),
        ("Ezra", ("a.eml", 124, 128), 1),
    ]
    assert [source.path for source in made.sources] == ["a.eml"]


def test_each_place_has_its_number_where_the_words_of_another_follow() -> None:
    made = rebuilt(of(("One", "one", None), "\n", ("two", "two", 3), "\n", ("three", "one", None)), PATHS)
    assert [(run.words, run.mark) for run in made.runs if run.proof] == [("One", 1), ("two", 2), ("three", 1)]
    assert [(source.path, source.page) for source in made.sources] == [("a.eml", None), ("b.pdf", 3)]


def test_a_gap_is_a_run_without_a_place() -> None:
    made = rebuilt(of(("One", "one", None), "\n[…]\n", ("two", "one", None)), PATHS)
    assert [run.words for run in made.runs if run.is_gap] == ["\n[…]\n"]


lines = some.tuples(some.text("ab ", min_size=1), some.sampled_from(["one", "two"]), some.sampled_from([None, 1, 2]))


@given(some.lists(some.one_of(lines, some.sampled_from(["\n", "\n\n", "\n[…]\n"]))))
def test_no_word_of_a_reconstruction_is_lost_or_without_number(
    pieces: list[tuple[str, str, int | None] | str],
) -> None:
    finding = of(*pieces)
    made = rebuilt(finding, PATHS)
    assert "".join(run.words for run in made.runs) == finding.text
    numbers = {(proof.document, proof.page): number for number, proof in enumerate(made.sources, 1)}
    marked = [run.mark for run in made.runs if run.mark]
    cited = [numbers[run.proof.document, run.proof.page] for run in made.runs if run.proof]
    assert marked == [one for one, other in pairwise([*cited, 0]) if one != other]


def test_the_same_words_in_several_places_are_one_wording() -> None:
    spans = (Span("one", 0, 3, "> Tea"), Span("two", 0, 3, "> Tea", 2))
    traces = tuple(Trace("quotation", span) for span in spans)
    proofs = proofs_of(Finding("f", "absent-message", "direct", Absent(), traces), PATHS)
    (wording,) = witnesses(proofs)
    assert (wording.exact, wording.is_id) == ("Tea", False)
    assert wording.proofs == (
        Proof("quoted in", "a.eml", None, "Tea", "one", False, 0, 3),
        Proof("quoted in", "b.pdf", 2, "Tea", "two", False, 0, 3),
    )
    assert rebuilt(Finding("f", "absent-message", "direct", Absent(), ()), PATHS).runs == tuple[Run, ...]()
