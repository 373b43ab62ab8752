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
from rejoinder.write.words import TRACES

COMMAND = re.compile(r"^    rejoinder (\w+)(.*)$|`rejoinder (\w+)(.*?)`", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


@pytest.mark.parametrize("name", PAGES)
def test_every_command_and_option_that_help_mentions_exists(name: str) -> None:
    for command, rest, inline, inline_rest in COMMAND.findall(text_of(name)):
        known = cli.commands[command or inline]
        options = {option for parameter in known.params for option in (*parameter.opts, *parameter.secondary_opts)}
        asked = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest or inline_rest))
        assert asked <= options, (known.name, asked - options)


@pytest.mark.parametrize("query", [code for code in CODE.findall(text_of("search")) if not code.isidentifier()])
def test_every_search_that_help_mentions_is_understood(query: str) -> None:
    asked = parse(query)
    fields = re.findall(r"\b([a-z]+):", query)
    assert len(asked.values) >= len(fields)
    assert not any("from" in phrase for phrase in asked.phrases)


def test_every_kind_of_trace_is_explained() -> None:
    assert [words for words in TRACES.values() if f"**{words}**" not in text_of("grades")] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_help_page_leads_to_a_help_page(name: str) -> None:
    for address in re.findall(r"\]\(([^)]*)\)", text_of(name)):
        assert address.removeprefix("/help/") in PAGES


def test_every_file_of_help_is_a_page() -> None:
    files = {entry.name for entry in resources.files("rejoinder").joinpath("help").iterdir()}
    assert files == {f"{name}.md" for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_a_help_page_is_shown_with_its_title_and_no_mark_left_over(name: str, tmp_path: Path) -> None:
    shown = TestClient(application(tmp_path, pages=("help",))).get(f"/help/{name}")
    assert shown.status_code == 200
    assert f"<h1>{helped(name).title}</h1>" in shown.text
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
