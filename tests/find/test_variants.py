"""Copies of one document whose words differ are told, with both places; what only looks so is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conftest import Disclosed
from rejoinder.case import compare, compare_batches
from rejoinder.find.differences import Copy, differences, spaced, tokens
from rejoinder.model import Finding

SAID = "We met on Monday and agreed that the butts stay where they are."
MORE = "The committee will write to you again before the end of March about the rent of the plot."
Give = Callable[[Mapping[str, str | bytes]], Disclosed]


def mail(words: str, ident: str = "second", to: str = "Barnaby Tuppence <b@grommet.example>", hour: int = 16) -> str:
    known = f"Message-ID: <{ident}@wibbling.example>\n" if ident else ""
    return (
        f"From: Hesper Quillfeather <secretary@wibbling.example>\nTo: {to}\n"
        f"Date: Tue, 20 Feb 2024 {hour}:44:00 +0000\nSubject: Water butts\n{known}\n{words}\n"
    )


def letter(words: str, to: str = "Barnaby", day: str = "20 February 2024") -> str:
    return f"Wibbling Allotments\n{day}\n\nDear {to},\n\n{SAID}\n{words}\n{MORE}\n\nHesper Quillfeather\n"


def shown(finding: Finding) -> list[tuple[str, str]]:
    return [(trace.kind, " ".join(trace.span.exact.split())) for trace in finding.because]


def test_a_sentence_that_one_of_two_copies_of_a_message_leaves_out_is_told(disclosed: Give) -> None:
    case = disclosed({"a.eml": mail(f"{SAID} Nobody complained about you. {MORE}"), "b.eml": mail(f"{SAID} {MORE}")})
    [finding] = case.found("variant")
    assert finding.grade == "direct"
    assert shown(finding) == [
        ("only-here", "Nobody complained about you"),
        ("not-here", "stay where they are. The committee will write"),
    ]


def test_what_is_left_out_is_told_as_one_run_where_it_may_as_well_be_one() -> None:
    texts = "It was left for the first Thursday. The meeting closed.", "It was left. The meeting closed."
    copies = [Copy(tuple(tokens(text, [(0, len(text))])), text, spaced([])) for text in texts]
    [told] = differences(*copies) or []
    assert texts[0][slice(*told.one)] == "for the first Thursday"
    [told] = differences(*reversed(copies)) or []
    assert texts[0][slice(*told.other)] == "for the first Thursday"


def test_a_changed_word_is_told_in_both_copies(disclosed: Give) -> None:
    case = disclosed({"a.eml": mail(f"{SAID} {MORE}"), "b.eml": mail(f"{SAID} {MORE}".replace("March", "April"))})
    [finding] = case.found("variant")
    assert shown(finding) == [("worded-so", "March"), ("worded-so", "April")]


def test_words_that_the_other_copy_covers_are_located_and_not_told(disclosed: Give) -> None:
    open_, covered = f"{SAID} {MORE}", f"{SAID} {MORE}".replace("the rent of the plot", "[redacted] plot")
    case = disclosed({"a.eml": mail(open_), "b.eml": mail(covered)})
    [finding] = case.found("variant")
    assert shown(finding) == [("uncovered", "███ ████ ██ ███"), ("covered", "[redacted]")]
    refs = list(dict.fromkeys(trace.span.document for trace in finding.because))
    [(one, other)] = compare(case.case, *refs).places
    assert (one.sign, one.words, other.sign) == ("shown", "███ ████ ██ ███", "covered")


def test_a_copy_without_an_id_is_known_by_author_minute_and_subject(disclosed: Give) -> None:
    changed = mail(f"{SAID} {MORE}".replace("agreed", "denied"), ident="")
    [finding] = disclosed({"a.eml": mail(f"{SAID} {MORE}"), "b.eml": changed}).found("variant")
    assert finding.grade == "direct"


def test_a_message_to_two_people_in_one_minute_is_no_copy(disclosed: Give) -> None:
    one = mail(f"Dear Barnaby, {SAID} {MORE}", ident="")
    other = mail(f"Dear Osric, {SAID} {MORE}", ident="", to="Osric Marrowby <o@marrow.example>")
    assert disclosed({"a.eml": one, "b.eml": other}).found("variant") == []


def test_a_message_sent_again_under_an_id_of_its_own_is_no_copy(disclosed: Give) -> None:
    again = mail(f"{SAID} Sorry, once more. {MORE}", ident="third")
    assert disclosed({"a.eml": mail(f"{SAID} {MORE}"), "b.eml": again}).found("variant") == []


def test_letters_an_archive_could_not_write_and_links_it_hid_are_no_difference(disclosed: Give) -> None:
    one = mail(f"{SAID} {MORE} Nicolás, see https://plots.example/a and write to b@grommet.example.")
    other = mail(f"{SAID} {MORE} Nicol?s, see https://other.example/x and write to b at grommet.example.")
    assert disclosed({"a.eml": one, "b.eml": other}).found("variant") == []


def test_a_paragraph_that_one_of_two_files_of_a_letter_leaves_out_is_inferred(disclosed: Give) -> None:
    long = " ".join(f"The butt at plot {number} holds rain for {number + 3} days." for number in range(1, 12))
    case = disclosed({"a.txt": letter(f"{long} You were not to blame."), "b.txt": letter(long)})
    [finding] = case.found("variant")
    assert (finding.grade, shown(finding)[0]) == ("inferred", ("only-here", "You were not to blame"))


def test_a_form_letter_to_another_person_or_of_another_day_is_no_copy(disclosed: Give) -> None:
    long = " ".join(f"The butt at plot {number} holds rain for {number + 3} days." for number in range(1, 12))
    forms = {"a.txt": letter(long), "b.txt": letter(long, "Osric"), "c.txt": letter(long, day="21 February 2024")}
    assert disclosed(forms).found("variant") == []


def test_papers_that_say_they_are_versions_are_not_told(disclosed: Give) -> None:
    long = " ".join(f"The butt at plot {number} holds rain for {number + 3} days." for number in range(1, 12))
    files = {"letter v1.txt": letter(f"{long} You were not to blame."), "letter v2.txt": letter(long)}
    assert disclosed(files).found("variant") == []


def test_a_misreading_of_a_scan_is_no_difference_and_a_sentence_left_out_is() -> None:
    def copy(text: str, *, recognised: bool) -> Copy:
        found = tuple(tokens(text, [(0, len(text))]))
        return Copy(found, text, spaced(found), recognised=recognised)

    left_out = "Nobody at the meeting said anything against you at all."
    whole = copy(f"{SAID} {left_out} {MORE}", recognised=False)
    assert differences(whole, copy(f"{SAID} {left_out} {MORE}".replace("agreed", "agrccd"), recognised=True)) == []
    [one] = differences(whole, copy(f"{SAID} {MORE}", recognised=True)) or []
    assert (one.way, one.words) == ("only one", 10)


def test_two_batches_are_held_against_each_other(case: Disclosed) -> None:
    case.give({"a.eml": mail(f"{SAID} {MORE}"), "gone.txt": "Only here."}, "first")
    case.give({"a.eml": mail(f"{SAID} No. {MORE}"), "new.txt": "Only there."}, "second")
    [found] = compare_batches(case.case)
    assert [one.path for one in found.adds.first] == ["new.txt"]
    assert [one.path for one in found.drops.first] == ["gone.txt"]
    assert [one.finding.kind for one in found.differs if one.finding] == ["variant"]


def test_copies_are_known_by_their_bytes_their_words_or_their_id_whichever_batch_is_larger(case: Disclosed) -> None:
    files = {"bytes.txt": SAID, "words.txt": MORE, "id.eml": mail(f"{SAID} {MORE}"), "gone.txt": "Only here."}
    case.give({**files, **{f"{number}.txt": f"Note {number}." for number in range(5)}}, "first")
    again = {"other.txt": SAID, "words.txt": f" {MORE}", "id.eml": mail("Nothing of it."), "new.txt": "Only there."}
    case.give(again, "second")
    for earlier, later, adds, drops in (
        ("first", "second", ["new.txt"], ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "gone.txt"]),
        ("second", "first", ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "gone.txt"], ["new.txt"]),
    ):
        [found] = compare_batches(case.case, earlier, later)
        assert [one.path for one in found.adds.first] == adds
        assert [one.path for one in found.drops.first] == drops
        [few] = compare_batches(case.case, earlier, later, most=2)
        assert (few.adds.total, few.drops.total) == (len(adds), len(drops))
        assert [one.path for one in few.adds.first] == adds[:2]
