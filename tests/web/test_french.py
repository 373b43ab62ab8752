"""Nothing on any screen is left in English: every sentence of the code has French, and every word shown is translated.

The second is tested in a language that does not exist: each message of the catalogues in wide letters. The documents of
the case are Greek, so a word in plain Latin letters is one that passed no catalogue.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from gettext import NullTranslations
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

import rejoinder
from conftest import NOW, Disclosed
from read.making_locked import locked_pdf
from read.making_pdf import one_page, words
from rejoinder.case import judge
from rejoinder.law.bundles import profiles
from rejoinder.law.calendars import holidays, places
from rejoinder.law.loading import law
from rejoinder.law.steps import steps
from rejoinder.procedure.packs import packs
from rejoinder.publish import copying
from rejoinder.read.ocr.found import Engines
from rejoinder.web import frame
from rejoinder.web.app import application
from rejoinder.web.catalogue import messages
from rejoinder.web.gate import Gate
from rejoinder.web.pages import bundle as bundle_page
from rejoinder.web.pages import help as helping
from rejoinder.web.pages import scans
from rejoinder.web.sentences import Sentences, values_of
from rejoinder.web.words import translator
from rejoinder.write.letters import FIELDS, KINDS
from rejoinder.write.sending import LEFT, SENDER

LOCALE = resources.files("rejoinder.web").joinpath("locale")
MESSAGES = messages(LOCALE.joinpath("fr.po").read_text("utf-8"))
SENTENCES = messages(LOCALE.joinpath("sentences", "fr.po").read_text("utf-8"))
CODE = Path(rejoinder.__file__).parent
SAYING = (
    "allege/decided.py",
    "clocks",
    "law/calendars.py",
    "events/decided.py",
    "case",
    "disk.py",
    "journal.py",
    "parting.py",
    "passwords.py",
    "unlock.py",
    "received",
    "proposer",
    "publish",
    "box/outside.py",
    "box/reading.py",
    "read",
    "find/absent_counterparts.py",
    "find/absent_documents.py",
    "find/absent_papers.py",
    "find/checks.py",
    "find/claimed.py",
    "find/meetings.py",
    "find/number_gaps.py",
    "find/numbered_papers.py",
    "find/bad_redactions.py",
    "find/redacted.py",
    "find/silences.py",
    "find/variants.py",
    "shelf/search.py",
    "web",
)
"""What says something that may come to be shown."""
NOT_SHOWN = {"# Rejoinder: one case.", "%(num)s still to check."}
PLACE = re.compile(r"(%\(\w+\)s|\{\w+\})")


def sentences(path: Path) -> Iterator[str]:
    """Give every sentence written in a module, with {1}, {2} … for the values in it."""
    tree = ast.parse(path.read_text("utf-8"))
    inner = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inner |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        said = ""
        if isinstance(node, ast.JoinedStr):
            said = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
            said = node.value
        if re.fullmatch(r"[A-Z{][^\\=]* [^\\=]*\.", said) and re.search(r"[a-z]{2}", PLACE.sub("", said)):
            numbers = iter(range(1, 10))
            yield re.sub(r"\{\}", lambda _: f"{{{next(numbers)}}}", said)  # noqa: B023 used at once


def modules() -> list[Path]:
    places = [CODE / name for name in SAYING]
    return [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(CODE)))
def test_every_sentence_of_the_code_has_a_french_one(path: Path) -> None:
    assert set(sentences(path)) - SENTENCES.keys() - MESSAGES.keys() - NOT_SHOWN == set()


def words_of_the_law() -> Iterator[str]:
    """Give what rule packs say that comes to be shown; titles of sources stay as they are."""
    for rule in law().rules():
        yield from (rule.title, rule.text, rule.soft_duty, *rule.if_missed)
        yield from (one.says for one in (*rule.readings, *rule.rivals))
        yield from (pause.says for pause in rule.pauses)
    for one in (step for pack in steps() for step in pack.entries):
        yield from (one.title, one.text)
    for event in law().events.values():
        yield from (event.title, event.ask)
    for pack in packs().values():
        yield from (pack.title, pack.about, pack.help, *pack.issues.values())
        yield from (said for one in pack.step for said in (one.title, one.question, one.shown_by, one.against))
    yield from (pack.title for pack in law().packs)
    yield from (regime.title for regime in law().regimes.values())
    yield from places().values()
    for several in holidays().values():
        yield from (one.name for one in several if one.nations & {"ENG", "WLS", "SCT", "NIR"})


def test_everything_that_rule_packs_say_has_a_french_one() -> None:
    assert set(words_of_the_law()) - SENTENCES.keys() - MESSAGES.keys() - {""} == set()


def test_a_sentence_with_values_is_found_by_its_pattern_and_its_values_are_put_in_words() -> None:
    french = translator("fr")
    told = "A browser would call 1,200 computers to show it: one.example and 3 more. None was called."
    assert french.gettext(told) == (
        "Un navigateur appellerait 1\u202f200 ordinateurs pour l’afficher\u00a0: one.example et 3 de plus."
        " Aucun n’a été appelé."
    )
    assert french.gettext("attached to a message by Ezra Mumby on 1 May 2024") == (
        "jointe à un message de Ezra Mumby du 1er mai 2024"
    )


def test_a_number_filled_up_with_noughts_stays_as_it_stands() -> None:
    assert (
        translator("fr").gettext("numbers “000008” to “000011”")
        == "numéros «\u00a0000008\u00a0» à «\u00a0000011\u00a0»"
    )


def test_a_phrase_for_numbers_is_not_taken_for_the_name_of_a_file_and_is_found_in_a_list() -> None:
    french = translator("fr")
    told = "1 part of it could not be told as a message: record 1, record 12 and 4 more."
    assert (
        french.gettext(told)
        == "Non reconnu comme message\u00a0: 1 partie (enregistrement 1, enregistrement 12 et 4 de plus)."
    )
    assert french.gettext("Not every letter of it was read, on pages 3–7, 9.").endswith("sur les pages 3–7, 9.")
    assert french.gettext("Members have the same name; each is kept: page 3.pdf.").endswith(": page 3.pdf.")


def test_no_line_of_a_french_screen_ends_before_its_sign_or_after_an_opening_quotation_mark() -> None:
    said = [one for told in (MESSAGES, SENTENCES) for key, one in told.items() if key]
    assert [one for one in said if re.search(r" [:;?!»](?:\s|$)|« ", one)] == []


def test_a_sentence_that_is_not_known_stays_as_it_is() -> None:
    assert translator("fr").gettext("The frog left.") == "The frog left."
    assert translator("fr").gettext("It is empty. " * 1000) == "It is empty. " * 1000


def test_what_stands_between_the_pieces_of_a_pattern_is_found_in_order_or_not_at_all() -> None:
    assert values_of(("", " has no page ", "."), "a.pdf has no page 3.") == ["a.pdf", "3"]
    assert values_of(("It has ", "."), "It has.") is None
    assert values_of(("aa", "aa"), "aaa") is None


class Wide(NullTranslations):
    """The language that does not exist."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences = Sentences({key: wide(key.rpartition("\4")[2]) for key in SENTENCES}, self)

    def gettext(self, message: str) -> str:
        return wide(message) if message in MESSAGES else self.sentences.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        said = one if number < 2 else many
        return wide(said) if f"{one}\0{many}" in MESSAGES else said

    def pgettext(self, context: str, message: str) -> str:
        return message if f"{context}\4{message}" in MESSAGES else "not in the catalogue"


def wide(message: str) -> str:
    pieces = PLACE.split(message)
    made = (re.sub("[A-Za-z]", lambda one: chr(ord(one[0]) + 0xFEE0), piece) for piece in pieces[::2])
    return "".join(part for pair in zip(made, [*pieces[1::2], ""], strict=True) for part in pair)


class Shown(HTMLParser):
    """The words a page shows or says, but for code, identities and the headers of a message."""

    SAYING = frozenset(("title", "aria-label", "placeholder", "alt"))
    EMPTY = frozenset(("meta", "link", "input", "img", "br", "hr", "line", "rect"))

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if not any(self.open):
            self.words += [
                value or ""
                for name, value in attrs
                if name in self.SAYING
                or (name.startswith("data-") and name not in ("data-state", "data-focus", "data-part"))
            ]
        classes = set((told.get("class") or "").split())
        if tag not in self.EMPTY:
            self.open.append(tag in ("code", "script", "style") or bool(classes & {"id", "headers", "prose"}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.words.append(data)


def mail(name: str, day: int, answers: str = "", more: str = "", words: str = "") -> str:
    said = f"In-Reply-To: <{answers}@plots.example>\n" if answers else ""
    return (
        f"From: Έζρα <ezra@plots.example>\nTo: Βέρα <vera@plots.example>\nDate: {day} Feb 2024 10:00:00 +0000\n"
        f"Subject: Το βαρέλι\nMessage-ID: <{name}@plots.example>\n{said}{more}\nΤο νερό του {day} τελείωσε.\n{words}"
    )


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("L", (40, 30), 255).save(written, "PNG")
    return written.getvalue()


CHAT = """
08/03/2024, 07:41 - Έζρα: Το νερό.
08/03/2024, 07:42 - Βέρα: <Media omitted>
09/03/2024, 07:43 - Έζρα: This message was deleted
09/03/2024, 07:44 - Βέρα: <Η λίστα edited>
"""


@pytest.fixture
def disclosure(case: Disclosed) -> Disclosed:
    """Give a case that has something for every part of every screen."""
    cut = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    case.give(
        {
            "ένα.eml": mail("one", 1),
            "τρία.eml": mail("three", 3, "two"),
            "πέντε.eml": mail("five", 5, "four"),
            "εφτά.eml": mail("seven", 7, "six", "Content-Type: text/plain; charset=utf-8\n"),
            "σελίδα.eml": mail("nine", 9, "eight", cut),
            "χάρτης.eml": mail("eleven", 11, "", words="(See attached file: χάρτης.pdf)\n"),
            "άδειο.pdf": b"",
            "χαλασμένο.pdf": b"%PDF-1.7\nnothing of a PDF follows",
            "άγνωστο.xyz": b"\x00\x01\x02\x03" * 40,
            "συνομιλία.txt": CHAT,
            "εικόνα.png": picture(),
            "κλειδωμένο.pdf": locked_pdf(one_page(words("12")), "34"),
        },
        "παρτίδα",
    )
    case.give({"δύο.eml": mail("two", 2)}, "δικά μου", own=True)
    assert case.found("absent-attachment")
    ids = [finding.id for finding in case.found()]
    for finding, decision in zip(ids, ("accept", "dismiss", "unsure"), strict=False):
        judge(case.case, finding, decision, because="Γιατί", at=NOW)  # type: ignore[arg-type]
    return case


def left_in_latin(page: str, names: set[str]) -> list[str]:
    """Give the words of a page in plain Latin letters, but for names and the places of values."""
    read = Shown()
    read.feed(page)
    text = PLACE.sub(" ", "\n".join(read.words))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return re.findall(r"[A-Za-z][A-Za-z’'-]+", text)


def of_the_law() -> Iterator[str]:
    """Give what packs of steps say: it is told in the language of the law that it is of, and marked so."""
    for pack in packs().values():
        yield from filter(None, (pack.title, pack.about, pack.help, pack.id, *pack.issues.values()))
        yield from (text for one in pack.sources.values() for text in (one.title, one.note) if text)
        yield from (text for one in pack.step for text in (one.id, one.title, one.question, one.shown_by, one.against))
        yield from (one.paragraph for one in pack.step if " " in one.paragraph)


def addresses(references: list[str]) -> Iterator[str]:
    """Give the address of every screen, with something in it, with nothing, and where it does not work."""
    yield from ("/", "/new", "/nowhere", "/help/start", "/help/nowhere", "/case/case/document/nowhere")
    asked = ("?q=νερό", "?q=Σωκράτης", "?q=date:nowhere", "?kind=pdf&date=1999", "?show=problems", "")
    yield from (f"/case/case/documents{one}" for one in asked)
    yield from (
        f"/case/case/{name}"
        for name in (
            "overview",
            "job",
            "add",
            "add?own=yes",
            "add?said=scope",
            "scope/1",
            "calendar",
            "wrote",
            "documents?sender=ezra@plots.example",
            "send",
            "settings",
            "locked",
            "sending",
            "people",
            "people?kind=body&q=nowhere",
            "people/nowhere",
            "people/ezra@plots.example",
            "people/ezra@plots.example?did=join",
            "chronology/lanes",
            "chronology/lanes?by=party",
            "chronology/lanes?since=nowhere",
            "chronology/who",
            "chronology/who?standing=proposed",
            "clocks",
            "publish",
            "publish?find=nowhere",
            "publish/nowhere",
        )
    )
    yield from (f"/case/case/publish?did={did}" for did in ("chosen", "hide", "keep", "label", "words", "undo"))
    yield from (f"/case/case/missing?show={show}" for show in ("to-check", "accepted", "dismissed", "closed"))
    yield from ("/case/case/missing?kind=absent-message", "/case/case/missing/all?kind=absent-message")
    yield from (f"/case/case/missing?did={act}" for act in ("accept", "unsure", "undo", "dismiss", "no-reason"))
    yield from (f"/case/case/{screen}/{one}" for one in references for screen in ("document", "thread", "conversation"))
    kinds = (*SENDER, *LEFT)
    yield from (f"/case/case/sending?kind={kind}&did={did}" for kind in kinds for did in ("stays", "taken-back"))
    yield from ("/case/case/allegations", "/case/case/allegations/nowhere")
    yield from (f"/case/case/procedure?did={did}" for did in ("pack", "papers", "part", "no-part", "step", "undo"))
    yield from ("/case/case/correspondence", "/case/case/correspondence?did=answered")
    yield from ("/case/case/procedure?pack=union_gb", "/case/case/procedure?pack=nowhere")
    yield from ("/law/uk-access", "/law/england-courts", "/law/assoc_ew", "/law/europe", "/law/nowhere")
    yield from ("/case/case/conversations", "/case/case/missing/schedule.html?all=1")
    yield from (f"/case/case/bundle?profile={one}" for one in (*profiles(), "nowhere"))
    yield from (f"/case/case/bundle?did={did}" for did in bundle_page.SAID)
    yield from (f"/case/case/handover{part}" for part in ("", "?chosen=1", "?chosen=1&batch=nowhere", "/nowhere"))
    yield from (f"/case/case/letters{letter}" for letter in ("", "/nowhere", *(f"/{one}" for one in KINDS)))
    yield from (f"/case/case/letters/chaser?did={did}" for did in ("words", "undo", "answers", "copied"))
    yield from (
        "/case/case/letters/chaser.odt",
        "/case/case/letters/appeal.pdf",
        "/case/case/letters/access-request.pdf",
    )


def acts(client: TestClient, references: list[str]) -> Iterator[tuple[str, str]]:
    """Give what is shown after forms are sent, well and badly filled in."""
    yield "nothing to make", client.post("/case/case/publish/make").text
    chosen = client.post("/case/case/publish/act", data={"act": "add", "document": references})
    yield "safe copies", chosen.text
    yield from ((f"copy {one}", client.get(f"/case/case/publish/{one}").text) for one in references)
    yield "verify", client.post("/case/case/settings/verify").text
    yield "nameless", client.post("/new", data={"name": "", "regime": ""}).text
    yield "no engine", client.post("/case/case/ocr").text
    yield "no password", client.post("/case/case/locked").text
    yield "nothing sent", client.post("/case/case/add", data={"upload": ""}).text
    client.post("/case/case/add", files={"files": ("έξι.txt", "Το βαρέλι."), "name": (None, "έξι")})
    for _ in range(100):
        job = client.get("/case/case/job").text
        if 'data-state="running"' not in job:
            break
    yield "job", job
    typed = client.post(
        "/case/case/allegations/do/add", data={"words": "Το νερό του 3 τελείωσε: «το βαρέλι είναι εδώ»."}
    )
    yield "allegation", typed.text
    here = typed.url.path
    yield "put aside", client.post(f"{here}/rest").text
    yield "reworded", client.post(f"{here}/reword", data={"words": "Το νερό."}).text
    yield "set aside", client.post(f"{here}/withdraw", data={"because": "Γιατί"}).text
    yield "no words", client.post("/case/case/allegations/do/add", data={"words": "…"}).text
    client.post("/case/case/allegations/do/letter", data={"words": "Το νερό."})
    yield "matrix", client.get("/case/case/allegations").text
    noted = client.post("/case/case/clocks/do/set", data={"name": "request_received@uk-gdpr", "date": "2022-08-30"})
    yield "time limits", noted.text
    yield (
        "too far",
        client.post("/case/case/clocks/do/set", data={"name": "request_received@uk-foi", "date": "2040-01-01"}).text,
    )
    yield (
        "no day",
        client.post("/case/case/clocks/do/set", data={"name": "request_received@uk-foi", "date": "soon"}).text,
    )
    with_copies = client.post("/case/case/publish/act", data={"act": "words", "words": "βαρέλι"})
    yield "no documents chosen", with_copies.text
    yield "nothing to hand over", client.get("/case/case/publish/out/nowhere").text
    yield "no act", client.post("/case/case/publish/act").text
    yield "with limits", client.get("/case/case/overview").text
    letter = "/case/case/letters/controller-complaint"
    yield "own words", client.post(f"{letter}/do", data={"passage": "opening", "text": "Το νερό."}).text
    client.post("/case/case/clocks/do/set", data={"name": "request_received@uk-gdpr", "date": "2022-08-31"})
    yield "changed", client.get(letter).text
    yield "no passage", client.post(f"{letter}/do", data={"passage": "poem", "text": "Το νερό."}).text
    yield "taken back", client.post(f"{letter}/do", data={"passage": "opening", "undo": "1"}).text
    yield "nothing to take back", client.post(f"{letter}/do", data={"passage": "opening", "undo": "1"}).text
    yield "template", client.post(f"{letter}/do", data={"copy": "1"}).text
    yield "there already", client.post(f"{letter}/do", data={"copy": "1"}).text
    yield "bad answer", client.post(f"{letter}/do", data={"answers": "1", "reply_by": "soon"}).text


def test_every_word_on_every_screen_passes_a_catalogue(disclosure: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    language = Wide()
    monkeypatch.setattr(frame, "translator", lambda _language: language)
    frame.environment.cache_clear()
    monkeypatch.setattr(scans, "engines_here", lambda: None)
    monkeypatch.setattr(copying, "engines_here", Engines)
    with disclosure.case.shelf() as shelf:
        held = list(shelf.documents(number for (number,) in shelf.rows("SELECT number FROM documents")))
    names = {one.ref for one in held} | {one.sha256 for one in held} | {one.id for one in disclosure.weighed()}
    names |= {
        "plots.example",
        "ezra",
        "vera",
        "eml",
        "pdf",
        "png",
        "xyz",
        "txt",
        "(See attached file:",
        "Rejoinder",
        "WhatsApp",
        "LibreOffice",
        "Tesseract",
        "<Media omitted>",
        "This message was deleted",
        "edited>",
        "English",
        "Français",
        'pip install "rejoinder[names]"',
        "pip install 'rejoinder[meaning]'",
        "case",
    }
    names |= {
        "odt",
        "poem",
        "letters",
        *KINDS,
        *FIELDS,
        "opening",
        "late",
        "missing",
        "covered",
        "effect",
        "ask",
        "law",
    }
    names |= {"thanks"}
    sources = [one for pack in law().packs for one in pack.sources.values()]
    sources += [one for pack in steps() for one in pack.sources.values()]
    names |= {text for one in sources for text in (one.title, one.url)}
    names |= {rule.id for rule in law().rules()} | {
        "request_received",
        "soon",
        *law().regimes,
        *(pack.id for pack in law().packs),
    }
    names |= {"Marigold Threnody", str(disclosure.folder), "nowhere", ", ".join(helping.PAGES), *of_the_law()}
    with TestClient(application(disclosure.folder, language="fr"), raise_server_exceptions=False) as client:
        drawn = {address: client.get(address).text for address in addresses([one.ref for one in held])}
        drawn |= dict(acts(client, [one.ref for one in held]))
    frame.environment.cache_clear()
    assert {address: words for address, page in drawn.items() if (words := left_in_latin(page, names))} == {}


def test_the_gate_refuses_in_the_language_that_was_chosen(disclosure: Disclosed) -> None:
    gate = Gate(application(disclosure.folder), token="token", port=80)
    with TestClient(gate, base_url="http://127.0.0.1") as client:
        assert client.get("/").text.startswith("This page belongs to Rejoinder")
        client.cookies.set("language", "fr")
        assert client.get("/").text.startswith("Cette page appartient à Rejoinder")
        assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).text.startswith("Un autre site a demandé")
