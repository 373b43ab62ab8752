"""The French of the screen: every string has one, and the compiled catalogue is the written one."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from importlib import resources
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rejoinder.case.proposing import ASKING
from rejoinder.handover import Leaving, Part
from rejoinder.handover.sealing import staying
from rejoinder.personal import categories
from rejoinder.proposer import answer
from rejoinder.publish.as_read import LEFT_OUT
from rejoinder.publish.copying import BEFORE, UNSURE_WORD
from rejoinder.publish.making import CHECKING, MAKING
from rejoinder.publish.proposed import LABELS
from rejoinder.sending.hidden import HEADS
from rejoinder.web.catalogue import compiled, messages
from rejoinder.web.frame import BAR, SIZES, STEPS, environment
from rejoinder.web.pages import cards, missing, sending
from rejoinder.web.pages import help as helping
from rejoinder.web.pages import publish as publishing
from rejoinder.web.pages.overview import next_task
from rejoinder.write import modelled
from rejoinder.write import publish as published
from rejoinder.write.schedule import COLUMNS
from rejoinder.write.sending import ABOUT, LEFT, SENDER, TITLES
from rejoinder.write.words import KINDS, TRACES, sentence

WEB = resources.files("rejoinder.web")
FRENCH = WEB.joinpath("locale", "fr.po").read_text("utf-8")
TEMPLATES = sorted(entry.name for entry in WEB.joinpath("templates").iterdir())
PAPER = resources.files("rejoinder.write").joinpath("templates", "schedule.html").read_text("utf-8")
VALUE = re.compile(r"%\(\w+\)s|\{\w+\}")


def strings_of(source: str) -> set[str]:
    found = environment("en").extract_translations(source, ("_", "ngettext", "counted"))  # type: ignore[attr-defined]
    said = ("\0".join(filter(None, one)) if isinstance(one, tuple) else one for _, _, one in found)
    return {one for one in said if one}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_string_of_a_template_has_a_french_one(template: str) -> None:
    source = WEB.joinpath("templates", template).read_text("utf-8")
    assert strings_of(source) - messages(FRENCH).keys() == set()


def test_every_string_of_the_schedule_on_paper_and_every_column_has_a_french_one() -> None:
    said = strings_of(PAPER) | {f"column\4{name}" for name in COLUMNS}
    said |= {f"grade\4{name}" for name in cards.GRADES} | {f"{name} evidence" for name in cards.GRADES}
    said |= {f"status\4{name}" for _, states in missing.GROUPS.values() for name in states}
    assert said - messages(FRENCH).keys() == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_colon_after_a_value_or_a_link_is_that_of_the_language(template: str) -> None:
    source = WEB.joinpath("templates", template).read_text("utf-8")
    assert re.findall(r"(?:</\w+>|<span[^>]*>|\}\}): .{0,20}", source.partition('lang="en"')[0]) == []


def test_what_templates_translate_by_name_has_a_french_one() -> None:
    tasks = [next_task(*numbers, own=own) for numbers in [(0, 0, 0), (9, 1, 0), (9, 0, 1)] for own in (True, False)]
    tasks += [next_task(9, 0, 0, own=own) for own in (True, False)]
    said = {word for task in tasks for word in (task.title, task.words, task.button)}
    said |= {label for _, label in BAR} | set(SIZES.values()) | set(STEPS) | set(helping.PAGES.values())
    said |= {label for label, _ in missing.GROUPS.values()} | set(cards.GRADES.values()) | set(missing.SAID.values())
    said |= {*SENDER.values(), *TITLES.values(), *ABOUT.values(), *HEADS, *(one.title for one in categories())}
    said |= {"\0".join(forms) for forms in LEFT.values()} | set(sending.SAID.values())
    said |= {*modelled.ABOUT.values(), *answer.REASONS, ASKING}
    said |= {"\0".join(forms) for forms in published.KINDS.values()} | set(publishing.SAID.values())
    said |= {published.IN_OFFICE, published.SUBJECT, published.LOOKED_FOR, publishing.MAKING, MAKING, CHECKING}
    said |= {*LABELS.values(), "Person {letter}", BEFORE, UNSURE_WORD, LEFT_OUT}
    said |= {"\0".join(forms) for forms in KINDS.values()}
    said |= set(TRACES.values()) | {sentence(one) for one, _ in KINDS.values()}
    parts = Part(batches=("Mail",)), Part(documents=("mail.eml",))
    left = [Leaving(one, 0, 0, (), lambda: iter(()), (), 1, 2, 3, True, ("a.txt",), True, "") for one in parts]
    stays = [each for one in left for each in staying(one)]
    said |= {f"{one}\0{several}" for one, several, _ in stays}
    assert said - messages(FRENCH).keys() == set()


def test_a_translation_holds_the_same_values_as_its_message() -> None:
    for message, translation in messages(FRENCH).items():
        if message:
            assert set(VALUE.findall(message)) == set(VALUE.findall(translation)), message


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert WEB.joinpath("locale", "fr.mo").read_bytes() == compiled(FRENCH)


words = some.text(some.characters(codec="utf-8", exclude_characters='\0\r\n"\\'), min_size=1)


@given(some.dictionaries(words, words, max_size=9))
def test_what_is_compiled_is_what_gettext_reads(told: dict[str, str]) -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"'
    entries = [f'msgid "{message}"\nmsgstr "{translation}"' for message, translation in told.items()]
    read = GNUTranslations(BytesIO(compiled("\n\n".join([header, *entries]))))
    assert {message: read.gettext(message) for message in told} == told


OURS = frozenset(
    {"label", "words", "title", "figure.label", "fact.name", "source.how", "place.how", "steps[page.step - 1]"}
    | {"card.kind", "card.grade", "card.reason[0]", "card.reason[1]", "one.label", "covered.law", "locks.kept"}
    | {"view.task.title", "view.task.words", "view.task.button"}
)
"""Values that templates take through the catalogue as they are: each is written in our code, none by a document."""
PASSED = re.compile(r"\b_\(([a-zA-Z_][^\"'(),]*)\)")


@pytest.mark.parametrize("template", TEMPLATES)
def test_only_words_of_ours_pass_the_catalogue_unescaped(template: str) -> None:
    found = set(PASSED.findall(WEB.joinpath("templates", template).read_text("utf-8")))
    assert found <= OURS
