"""Documents that people speak of are held against what is here."""

from conftest import Disclosed

VERA = """
    From: Vera Plum <vera@plots.example>
    To: Ezra Mumby <ezra@plots.example>
    Date: Fri, 20 May 2016 10:00:00 +0100
    Subject: {subject}
    Message-ID: <vera-{subject}@plots.example>

    {words}
    """
EZRA = """
    From: Ezra Mumby <ezra@plots.example>
    To: Vera Plum <vera@plots.example>
    Date: Tue, 3 May 2016 09:00:00 +0100
    Subject: The butt
    Message-ID: <ezra@plots.example>

    The butt leaks.
    """


def vera(words: str, subject: str = "frog") -> str:
    return VERA.format(words=words, subject=subject)


def test_a_letter_spoken_of_by_its_date_that_is_not_here_is_absent(case: Disclosed) -> None:
    [finding] = case.give({"a.eml": vera("Thank you for your letter of 3 May 2016.")}).found("absent-document")
    assert (finding.absent.described_as, finding.absent.date, finding.grade) == ("letter", "2016-05-03", "direct")
    assert finding.absent.author == "Ezra Mumby <ezra@plots.example>"
    assert [trace.span.exact for trace in finding.because] == ["your letter of 3 May 2016"]
    assert "Every document dated 3 May 2016 or about then, whatever its kind and title." in finding.checked


def test_several_mentions_of_one_letter_are_one_finding(case: Disclosed) -> None:
    given = {"a.eml": vera("I have your letter of 3 May."), "b.eml": vera("Your letter dated 03/05/16 refers.", "toad")}
    [finding] = case.give(given).found("absent-document")
    assert len(finding.because) == 2


def test_a_message_of_that_day_by_that_person_is_what_is_meant(case: Disclosed) -> None:
    given = {"a.eml": vera("Thank you for your email of 3 May 2016."), "b.eml": EZRA}
    assert case.give(given).found("absent-document") == []


def test_a_message_of_that_day_by_another_person_is_not(case: Disclosed) -> None:
    other = EZRA.replace("Ezra Mumby <ezra@", "Otto Gage <otto@").replace("<ezra@", "<otto@")
    known = EZRA.replace("3 May", "3 Mar").replace("<ezra@plots.example>\n\n", "<earlier@plots.example>\n\n")
    given = {"a.eml": vera("Thank you for your email of 3 May 2016."), "b.eml": other, "c.eml": known}
    assert len(case.give(given).found("absent-document")) == 1


def test_a_letter_in_a_file_that_is_dated_at_its_head_is_what_is_meant(case: Disclosed) -> None:
    given = {
        "a.eml": vera("Thank you for your letter of 3 May 2016."),
        "l.txt": "3rd May 2016\n\nDear Vera,\n\nA frog.",
    }
    assert case.give(given).found("absent-document") == []


def test_the_nearest_of_the_same_author_is_shown(case: Disclosed) -> None:
    given = {"a.eml": vera("Thank you for your email of 8 May 2016."), "b.eml": EZRA}
    [finding] = case.give(given).found("absent-document")
    assert [(near.path, near.date) for near in finding.nearest] == [("b.eml", "2016-05-03")]


def test_a_day_that_is_reckoned_is_only_inferred(case: Disclosed) -> None:
    [finding] = case.give({"a.eml": vera("As I said in my email yesterday, no.")}).found("absent-document")
    assert (finding.grade, finding.absent.date) == ("inferred", "2016-05-19")


def test_words_that_are_quoted_are_not_the_writers_own(case: Disclosed) -> None:
    words = "I agree.\n\n    On 3 May 2016, Ezra Mumby wrote:\n    > Thank you for your letter of 1 May 2016."
    assert case.give({"a.eml": vera(words)}).found("absent-document") == []


def test_a_month_is_enough_where_the_author_wrote_nothing_in_it(case: Disclosed) -> None:
    given = {"a.eml": vera("I have your letter of March 2016."), "b.eml": EZRA}
    [finding] = case.give(given).found("absent-document")
    assert (finding.grade, finding.absent.date) == ("inferred", "2016-03")


def test_a_month_in_which_the_author_wrote_or_without_an_author_is_not_reported(case: Disclosed) -> None:
    words = "I have your letter of May 2016, and the report of March 2016."
    assert case.give({"a.eml": vera(words), "b.eml": EZRA}).found("absent-document") == []


def test_what_a_message_says_is_attached_and_did_not_come_is_absent(case: Disclosed) -> None:
    [finding] = case.give({"a.eml": vera("Please see attached minutes.")}).found("absent-document")
    assert finding.absent.described_as == "minutes said to be attached"


def test_what_came_with_the_message_or_with_a_later_one_is_not_absent(case: Disclosed) -> None:
    carrying = """
    From: Vera Plum <vera@plots.example>
    To: Ezra Mumby <ezra@plots.example>
    Date: Fri, 20 May 2016 11:00:00 +0100
    Subject: Re: frog
    Message-ID: <later@plots.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="=="

    --==
    Content-Type: text/plain

    Now with the minutes.
    --==
    Content-Type: text/plain; name="minutes.txt"
    Content-Disposition: attachment; filename="minutes.txt"

    The frog was minuted.
    --==--
    """
    given = {"a.eml": vera("Please see attached minutes."), "b.eml": carrying}
    assert case.give(given).found("absent-document") == []


def test_an_attachment_behind_a_link_or_in_the_text_is_not_absent(case: Disclosed) -> None:
    given = {
        "a.eml": vera("Minutes attached.\n    https://plots.example/minutes", "one"),
        "b.eml": vera("Minutes attached.\n\n    -------------- next part --------------\n    The frog.", "two"),
    }
    assert case.give(given).found("absent-document") == []


def test_what_a_message_with_an_absent_ancestor_speaks_of_is_told_by_that(case: Disclosed) -> None:
    answering = vera("Thank you for your letter of 3 May 2016.").replace(
        "Subject:", "In-Reply-To: <x@y.example>\n    Subject:"
    )
    assert case.give({"a.eml": answering}).found("absent-document") == []


def test_more_that_is_said_to_be_held_is_told_with_its_words(case: Disclosed) -> None:
    given = {"a.eml": vera("The records are held on file."), "b.eml": vera("The records are held on file.", "toad")}
    [finding] = case.give(given).found("withheld-stock")
    assert (finding.absent.described_as, len(finding.because)) == ("records", 2)


def test_ones_own_archive_shows_nothing_of_the_disclosure(case: Disclosed) -> None:
    case.give({"a.eml": vera("Thank you for your letter of 3 May 2016.")}, own=True)
    assert case.found("absent-document") == []


def test_an_attachment_that_was_forgotten_and_sent_after_is_not_absent(case: Disclosed) -> None:
    given = {
        "a.eml": vera("Please see attached minutes."),
        "b.eml": vera("I forgot the attachment, it is on its way.", "Re: frog"),
    }
    assert case.give(given).found("absent-document") == []


def test_copies_of_one_message_tell_of_one_attachment(case: Disclosed) -> None:
    given = {"hers/a.eml": vera("Please see attached minutes."), "his/a.eml": vera("Please see attached minutes.")}
    [finding] = case.give(given).found("absent-document")
    assert len(finding.because) == 2


def test_of_a_person_who_wrote_nothing_here_any_message_of_the_day_may_be_meant(case: Disclosed) -> None:
    to_all = vera("Thank you for your email of 3 May 2016.").replace("Ezra Mumby <ezra@", "Plots <all@")
    assert case.give({"a.eml": to_all, "b.eml": EZRA}).found("absent-document") == []


def test_mail_pasted_into_a_file_is_known_by_its_line_of_date(case: Disclosed) -> None:
    pasted = "A frog. " * 300 + "\nFrom: Ezra\nSent: Tuesday, 3 May 2016 09:00\n\nThe butt leaks.\n"
    given = {"a.eml": vera("Thank you for your email of 3 May 2016."), "b.txt": pasted}
    assert case.give(given).found("absent-document") == []
