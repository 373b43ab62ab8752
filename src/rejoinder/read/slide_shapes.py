"""The shapes of a slide: their words, tables and descriptions, and marks for those hidden or outside its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import attribute, local

_SHAPES = ("sp", "pic", "graphicFrame", "cxnSp", "contentPart")
_ON = ("1", "true")
_TITLES = ("title", "ctrTitle")


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the slides, in EMU; none when anything may lie anywhere."""

    width: int
    height: int
    marks: Marks

    @classmethod
    def of(cls, presentation: Any, marks: Marks) -> Frame:
        """Give the size a presentation states."""
        size = next(presentation.iter("{*}sldSz"), None)
        return cls(_whole(size, "cx"), _whole(size, "cy"), marks)

    def anywhere(self) -> Frame:
        """Give a frame without edges: what lies outside a slide's may lie on a page of notes."""
        return Frame(0, 0, self.marks)

    def leaves_out(self, shape: Any) -> bool:
        """Say whether a shape lies wholly outside the slide's edges."""
        place = next((one for one in shape.iter("{*}xfrm") if len(one)), None)
        if place is None or not self.width or not self.height:
            return False
        stated = {local(one): one for one in place}
        left, top = _whole(stated.get("off"), "x"), _whole(stated.get("off"), "y")
        width, height = _whole(stated.get("ext"), "cx"), _whole(stated.get("ext"), "cy")
        return left >= self.width or top >= self.height or left + width <= 0 or top + height <= 0


def words_of(root: Any, frame: Frame, links: Mapping[str, str], passed: tuple[str, ...] | None = ()) -> Iterator[str]:
    """Give the lines of a slide's shapes, its title first; shapes of the kinds passed over are not read.

    With None for them, every shape is passed over that only holds a place for a slide's own words.
    """
    tree = next(root.iter("{*}spTree"), None)
    shapes = [(one, _kind(one)) for one in tree] if tree is not None else []
    shapes.sort(key=lambda pair: pair[1] not in _TITLES)
    for shape, kind in shapes:
        if kind and (passed is None or kind in passed):
            continue
        lines = list(_shape(shape, links, frame.marks))
        if not lines:
            continue
        if _is_hidden(shape):
            frame.marks.note("hidden_text")
            yield mark("Hidden", "\n".join(lines))
        elif frame.leaves_out(shape):
            frame.marks.note("off_slide")
            yield mark("Off the slide", "\n".join(lines))
        else:
            yield from lines


def _kind(shape: Any) -> str:
    """Give what place of a slide's layout a shape fills: title, body, sldNum …; empty when none."""
    if local(shape) not in _SHAPES:
        return ""
    place = next(shape.iter("{*}ph"), None)
    return "" if place is None else attribute(place, "type") or "body"


def _is_hidden(shape: Any) -> bool:
    named = next(shape.iter("{*}cNvPr"), None)
    return named is not None and attribute(named, "hidden") in _ON


def _shape(shape: Any, links: Mapping[str, str], marks: Marks) -> Iterator[str]:
    """Give a shape's lines, those of a group's shapes in their order."""
    waiting = [shape]
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name == "AlternateContent":
            waiting += [_spoken(one)]
        elif name in ("grpSp", "Choice", "Fallback"):
            waiting += reversed(one)
        elif name in _SHAPES:
            yield from _words(one, links, marks)


def _spoken(ways: Any) -> Any:
    """Give the first way of saying it that has words: the others say the same again."""
    return next((way for way in ways if next(way.iter("{*}t"), None) is not None), next(iter(ways), ways))


def _words(shape: Any, links: Mapping[str, str], marks: Marks) -> Iterator[str]:
    rows = list(shape.iter("{*}tr"))
    if rows:
        lines = ("\t".join(" ".join(_paragraphs(cell, marks)) for cell in row if local(cell) == "tc") for row in rows)
        yield from (line for line in lines if line.strip())
    else:
        yield from _paragraphs(shape, marks)
    named = next(shape.iter("{*}cNvPr"), None)
    told = dict.fromkeys(attribute(named, name).strip() for name in ("title", "descr")) if named is not None else {}
    yield from (mark("Picture, described as", words) for words in told if words)
    leading = shape.iter("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")
    related = (value for link in leading for key, value in link.attrib.items() if key.endswith("}id"))
    yield from (mark("Link to", links[one]) for one in dict.fromkeys(map(str, related)) if one in links)


def _paragraphs(shape: Any, marks: Marks) -> Iterator[str]:
    for paragraph in shape.iter("{*}p"):
        text = "".join(_runs(paragraph, marks)).strip()
        if text:
            yield text


def _runs(paragraph: Iterable[Any], marks: Marks) -> Iterator[str]:
    for one in paragraph:
        name = local(one)
        if name == "br":
            yield "\n"
        elif name == "t":
            yield one.text or ""
        elif name not in ("pPr", "endParaRPr", "rPr", "p"):
            words = "".join(part.text or "" for part in one.iter("{*}t"))
            yield marks.filled_in(words) if _fills_in(one) else words


def _fills_in(run: Any) -> bool:
    """Say whether a run is a date that fills itself in (ECMA-376 part 1, 21.1.2.2.4: fld of a type datetime…)."""
    return local(run) == "fld" and attribute(run, "type").startswith("datetime")


def _whole(element: Any | None, name: str) -> int:
    stated = attribute(element, name) if element is not None else ""
    return int(stated) if stated.lstrip("-").isdecimal() and len(stated) < 16 else 0
