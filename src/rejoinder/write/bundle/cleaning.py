"""What a page carries beside what is seen of it, taken off the copy in the bundle; what is hidden stays hidden."""

from __future__ import annotations

from copy import copy
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

BESIDE = ("/AA", "/PieceInfo", "/Metadata", "/Thumb", "/B", "/Dur", "/Trans", "/PresSteps")
"""Of a page: what acts by itself, what programs noted for themselves, its small picture, how it is shown in turn."""
HELD = ("/AA", "/FS", "/Sound", "/Movie", "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DA", "/Parent", "/T")
"""Of a note: files, sounds and films it holds, what acts by itself, and the form it was a part of."""
LEADING = ("/GoTo", "/URI")
"""Actions that a link may keep."""


def clean(page: Any) -> None:
    """Take off a page what does something, or holds something that nobody sees."""
    for key in BESIDE:
        if key in page:
            del page[key]
    for note in page.get("/Annots", ()):
        if not isinstance(note, Dictionary):
            continue
        for key in HELD:
            if key in note:
                del note[key]
        action = note.get("/A")
        if action is not None and not (isinstance(action, Dictionary) and action.get("/S") in LEADING):
            del note["/A"]
        elif isinstance(action, Dictionary) and "/Next" in action:
            del action["/Next"]


def fill_in(source: pikepdf.Pdf) -> None:
    """Make what is filled into a form a part of its pages, as it is seen."""
    form = source.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or not len(form.get("/Fields", Array())):
        return
    if form.get("/NeedAppearances"):
        source.generate_appearance_streams()
    source.flatten_annotations()


class Layers:
    """The layers of a PDF that is being put together: each as visible as it was."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Begin with none."""
        self.pdf = pdf
        self.all: list[Any] = []
        self.off: list[Any] = []

    def take(self, source: pikepdf.Pdf) -> None:
        """Take over the layers of another PDF, once its pages are copied."""
        told: Any = source.Root.get("/OCProperties")
        groups = told.get("/OCGs") if isinstance(told, Dictionary) else None
        if not isinstance(groups, Array):
            return
        default: Any = told.get("/D") or Dictionary()
        hidden = {one.objgen for one in default.get("/OFF", ()) if isinstance(one, Dictionary)}
        shown = {one.objgen for one in default.get("/ON", ()) if isinstance(one, Dictionary)}
        all_off = default.get("/BaseState") == "/OFF"
        for one in groups:
            if not (isinstance(one, Dictionary) and one.is_indirect):
                continue
            copied = self.pdf.copy_foreign(one)
            self.all.append(copied)
            if one.objgen in hidden or (all_off and one.objgen not in shown):
                self.off.append(copied)

    def close(self) -> None:
        """Write them into the PDF."""
        if self.all:
            default = Dictionary(ON=Array([]), OFF=Array(self.off), Order=Array([]), Name=pikepdf.String("Bundle"))
            self.pdf.Root.OCProperties = Dictionary(OCGs=Array(self.all), D=default)


def with_resource(page: Any, kind: str, name: str, value: Any) -> None:
    """Name something in a page's resources, without changing those that it shares with other pages."""
    held = page.get("/Resources")
    resources: Any = copy(held) if isinstance(held, Dictionary) else Dictionary()
    named = resources.get(kind)
    own: Any = copy(named) if isinstance(named, Dictionary) else Dictionary()
    own[name] = value
    resources[kind] = own
    page.Resources = resources


def enclose(pdf: pikepdf.Pdf, page: Any, before: Any, after: bytes) -> None:
    """Put something before and after what is drawn on a page; its own drawing stays as it is."""
    content = page.get("/Contents")
    drawn = list(content) if isinstance(content, Array) else [content] if isinstance(content, pikepdf.Stream) else []
    page.Contents = Array([before, *drawn, pdf.make_stream(after)])
