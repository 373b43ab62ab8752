"""Help: what its pages mention exists, and its Markdown is drawn without a way in for anything else."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from rejoinder.cli import cli
from rejoinder.errors import UsageError
from rejoinder.shelf.search import parse
from rejoinder.web.app import application
from rejoinder.web.pages.help import PAGES, helped, rendered, text_of
from rejoinder.web.words import LANGUAGES, translator
from rejoinder.write.words import TRACES

COMMAND = re.compile(r"^    rejoinder (\w+)(.*)$|`rejoinder (\w+)(.*?)`", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


EVERY = [(name, language) for language in LANGUAGES for name in PAGES]
SEARCHES = [code for one in LANGUAGES for code in CODE.findall(text_of("search", one)) if not code.isidentifier()]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_command_and_option_that_help_mentions_exists(name: str, language: str) -> None:
    for command, rest, inline, inline_rest in COMMAND.findall(text_of(name, language)):
        known = cli.commands[command or inline]
        options = {option for parameter in known.params for option in (*parameter.opts, *parameter.secondary_opts)}
        asked = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest or inline_rest))
        assert asked <= options, (known.name, asked - options)


@pytest.mark.parametrize("query", SEARCHES)
def test_every_search_that_help_mentions_is_understood(query: str) -> None:
    asked = parse(query)
    fields = re.findall(r"\b([a-z]+):", query)
    assert len(asked.values) >= len(fields)
    assert not any("from" in phrase for phrase in asked.phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_trace_is_explained_in_the_words_of_the_screen(language: str) -> None:
    said = translator(language).gettext
    assert [words for words in TRACES.values() if f"**{said(words)}**" not in text_of("grades", language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decisions_are_explained_by_the_words_on_their_buttons(language: str) -> None:
    said = translator(language).gettext
    decisions = ("Accept", "Dismiss", "Unsure", "Undo", "To check", "Closed")
    assert [word for word in decisions if f"**{said(word)}**" not in text_of("missing", language)] == []


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_help_page_is_whole_in_every_language(name: str, language: str) -> None:
    def shape(text: str) -> tuple[list[str], list[str], int]:
        marks = re.findall(r"^(#+|[-*]|\d+\.) ", text, re.MULTILINE)
        commands = [found[0] for found in COMMAND.findall(text)]
        return marks, commands, len(re.findall(r"\n\n", text))

    assert shape(text_of(name, language)) == shape(text_of(name))
    assert language == "en" or text_of(name, language) != text_of(name)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_link_of_a_help_page_leads_to_a_help_page(name: str, language: str) -> None:
    for address in re.findall(r"\]\(([^)]*)\)", text_of(name, language)):
        assert address.removeprefix("/help/") in PAGES


def test_every_file_of_help_is_a_page() -> None:
    folder = resources.files("rejoinder").joinpath("help")
    for place in (folder, *(folder.joinpath(language) for language in LANGUAGES if language != "en")):
        assert {entry.name for entry in place.iterdir() if entry.is_file()} == {f"{name}.md" for name in PAGES}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_help_page_is_shown_with_its_title_and_no_mark_left_over(name: str, language: str, tmp_path: Path) -> None:
    shown = TestClient(application(tmp_path, language=language, pages=("help",))).get(f"/help/{name}")
    assert shown.status_code == 200
    assert f"<h1>{helped(name, language).title}</h1>" in shown.text
    assert not re.search(r"\*\*|\]\(|^#|^    rejoinder", helped(name).body, re.MULTILINE)


def test_help_that_is_not_there_says_which_pages_there_are() -> None:
    with pytest.raises(UsageError, match="no help page named tea"):
        helped("tea")


def test_headings_lists_code_and_links_are_drawn() -> None:
    drawn = rendered(
        "## Butts\n\nFill **both**,\nsee `hose`.\n\n- one\n  more\n- [two](/help/start)\n\n    rejoinder demo\n"
    )
    assert drawn.splitlines() == [
        "<h2>Butts</h2>",
        "<p>Fill <strong>both</strong>, see <code>hose</code>.</p>",
        '<ul><li>one more</li><li><a href="/help/start">two</a></li></ul>',
        "<pre><code>rejoinder demo</code></pre>",
    ]


def test_a_link_leads_nowhere_outside() -> None:
    assert "<a" not in rendered("[out](https://elsewhere.example) [worse](javascript:alert(1))")


@given(some.text(some.sampled_from("<>&\"'`*[]()#-1. /\nab")))
def test_nothing_written_becomes_an_element_of_its_own(text: str) -> None:
    tags = {tag.split()[0] for tag in re.findall(r"<([^/>][^>]*)>", rendered(text))}
    assert tags <= {"p", "ul", "ol", "li", "strong", "code", "pre", "a"} | {f"h{level}" for level in range(1, 99)}
