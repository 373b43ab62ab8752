"""Help: short pages kept as Markdown beside the program, drawn by a renderer of the few marks they use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import groupby

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.errors import UsageError
from rejoinder.web.frame import Page, draw, language_of, words_of

PAGES = {
    "start": "Getting started",
    "missing": "What “missing” means",
    "mentions": "Documents that people speak of",
    "numbers": "Numbers that are skipped or given twice",
    "grades": "Grades of evidence",
    "calendar": "The calendar, and who wrote to whom",
    "scope": "What a batch claims to cover",
    "estimate": "How much is missing, and what cannot be told yet",
    "originals": "Keeping originals safe",
    "office": "Word, Excel and PowerPoint files",
    "pdf": "What a PDF holds",
    "printed": "Printed mail and bundles",
    "scans": "Scans and photographs",
    "chats": "Chats and posts",
    "opening": "How documents are opened",
    "journal": "The journal",
    "search": "Searching",
    "quotes": "Checking quotations",
    "allegations": "Allegations and what stands beside them",
    "chronology": "What happened when",
    "people": "People, and who had what in front of them",
    "model": "A model that you run",
    "procedure": "Was the procedure fair?",
    "correspondence": "Correspondence: who answered, and who never did",
    "clocks": "Time limits",
    "letters": "Letters",
    "handover": "The case to an adviser",
    "redactions": "Redactions",
    "covered": "Words beneath redactions",
    "bad-redactions": "Redactions that failed",
    "compare": "Copies that differ, and batches",
    "bundle": "Bundles: exhibits in one PDF",
    "sending": "Before you send a disclosure",
    "publish": "Safe copies",
}
"""Every page, in the order of reading, with its title."""
_MARKS = re.compile(r"\*\*(?P<strong>[^*\n]+)\*\*|`(?P<code>[^`\n]+)`|\[(?P<words>[^\]\n]+)\]\((?P<to>/[^)\s]*)\)")
_BEGINNINGS = ((re.compile(r"[-*] "), "ul"), (re.compile(r"\d+\. "), "ol"))


@dataclass(frozen=True, slots=True)
class Helped:
    """One help page, and the list of all."""

    name: str
    title: str
    body: Markup
    pages: tuple[tuple[str, str], ...]


def text_of(name: str, language: str = "en") -> str:
    """Give the Markdown of a page, in English where the language has no such page."""
    if name not in PAGES:
        raise UsageError(f"There is no help page named {name}.", f"The pages are: {', '.join(PAGES)}.")
    folder = resources.files("rejoinder").joinpath("help")
    own = folder.joinpath(language, f"{name}.md")
    return (own if own.is_file() else folder.joinpath(f"{name}.md")).read_text("utf-8")


def helped(name: str, language: str = "en") -> Helped:
    """Give one help page, drawn."""
    title, _, rest = text_of(name, language).partition("\n")
    return Helped(name, title.removeprefix("# "), rendered(rest), tuple(PAGES.items()))


def rendered(text: str) -> Markup:
    """Give Markdown as HTML: headings, paragraphs, lists, blocks of code, strong, code and links within the program."""
    return Markup("\n").join(_drawn(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[list[str]]:
    for filled, lines in groupby(text.splitlines(), key=lambda line: bool(line.strip())):
        if filled:
            yield list(lines)


def _drawn(lines: list[str]) -> Markup:
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        return Markup("<h{0}>{1}</h{0}>").format(level, _inline(first.lstrip("# ")))
    if all(line.startswith("    ") for line in lines):
        return Markup("<pre><code>{}</code></pre>").format("\n".join(line[4:] for line in lines))
    for beginning, tag in _BEGINNINGS:
        if beginning.match(first):
            entries = Markup("").join(Markup("<li>{}</li>").format(_inline(one)) for one in _entries(lines, beginning))
            return Markup("<{0}>{1}</{0}>").format(Markup(tag), entries)  # noqa: S704 a name of ours
    return Markup("<p>{}</p>").format(_inline(" ".join(line.strip() for line in lines)))


def _entries(lines: list[str], beginning: re.Pattern[str]) -> Iterator[str]:
    entry: list[str] = []
    for line in lines:
        begins = beginning.match(line)
        if begins and entry:
            yield " ".join(entry)
            entry = []
        entry.append(line[begins.end() :].strip() if begins else line.strip())
    yield " ".join(entry)


def _inline(words: str) -> Markup:
    made, at = Markup(""), 0
    for mark in _MARKS.finditer(words):
        made += escape(words[at : mark.start()])
        if mark["strong"]:
            made += Markup("<strong>{}</strong>").format(mark["strong"])
        elif mark["code"]:
            made += Markup("<code>{}</code>").format(mark["code"])
        else:
            made += Markup('<a href="{}">{}</a>').format(mark["to"], mark["words"])
        at = mark.end()
    return made + escape(words[at:])


def show(request: Request) -> Response:
    """Show a help page."""
    view = helped(request.path_params.get("page", "start"), language_of(request))
    return draw(request, "help.html", Page(words_of(request).gettext("Help"), None, "help"), view=view)


ROUTES = [Route("/help", show), Route("/help/{page}", show)]
