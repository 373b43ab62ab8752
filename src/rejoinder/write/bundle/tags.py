"""Tags: what tells a screen reader the order and the kind of what stands on a page (ISO 32000-1, 14.7).

A document that has them keeps them; one that has none gets one for each of its pages, so that nothing is passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


class Tags:
    """The tags of a PDF that is being put together."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Begin with none."""
        self.pdf = pdf
        self.roles = Dictionary()
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.element(Name.Document, self.root)
        self.numbers: list[Any] = []
        self.next = 0

    def element(self, kind: Any, parent: Any, **told: Any) -> Any:
        """Give a new element below another."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, **told))
        if parent is not self.root:
            _below(parent, made)
        return made

    def part(self, title: str, parent: Any = None) -> Any:
        """Give the element of one exhibit, one section or the index."""
        return self.element(
            Name.Part if parent is not None else Name.Sect, parent or self.document, T=pikepdf.String(title)
        )

    def take(self, source: pikepdf.Pdf, tops: list[Any], pages: list[tuple[Any, Any]], part: Any) -> None:
        """Take over elements of another PDF, below a part, and which of them each copied page has."""
        tree = source.Root.StructTreeRoot
        for one in tops:
            if "/P" in one:
                del one["/P"]
            copied = self.pdf.copy_foreign(one)
            copied.P = part
            _below(part, copied)
        self._take_roles(tree)
        held = pikepdf.NumberTree(tree.ParentTree)
        for copied, _ in pages:
            self._renumber(copied, "/StructParents", held)
            for note in copied.get("/Annots", ()):
                if isinstance(note, Dictionary):
                    self._renumber(note, "/StructParent", held)

    def _take_roles(self, tree: Any) -> None:
        roles = tree.get("/RoleMap")
        for name, role in roles.items() if isinstance(roles, Dictionary) else ():
            if name not in self.roles and isinstance(role, Name):
                self.roles[name] = Name(str(role))

    def _renumber(self, holder: Any, key: str, held: pikepdf.NumberTree) -> None:
        number = int(holder[key]) if key in holder else -1
        if number not in held:
            if key in holder:
                del holder[key]
            return
        value = held[number]
        if isinstance(value, Array):
            copied: Any = Array([self.pdf.copy_foreign(one) if _is_element(one) else None for one in value])
        else:
            copied = self.pdf.copy_foreign(value)
        holder[key] = self._put(copied)

    def _put(self, value: Any) -> int:
        self.numbers += [self.next, value]
        self.next += 1
        return self.next - 1

    def whole_page(self, page: Any, part: Any) -> None:
        """Give all that stands on a page one tag; its content is enclosed in it by whoever stamps the page."""
        element = self.element(Name.P, part, Pg=page, K=0)
        page.StructParents = self._put(Array([element]))

    def forget_last(self) -> None:
        """Take off the part that was begun last."""
        kids = self.document.get("/K")
        if isinstance(kids, Array) and len(kids):
            del kids[-1]

    def close(self) -> None:
        """Write them into the PDF."""
        self.root.K = self.document
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.numbers)))
        self.root.ParentTreeNextKey = self.next
        if len(self.roles):
            self.root.RoleMap = self.roles
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)


def tops_of(source: pikepdf.Pdf) -> list[Any]:
    """Give the outermost elements of a PDF's tags; none where it has none that can be taken over."""
    tree = source.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary) or not isinstance(tree.get("/ParentTree"), Dictionary):
        return []
    kids = tree.get("/K")
    found = list(kids) if isinstance(kids, Array) else [kids]
    return [one for one in found if _is_element(one)]


def _is_element(one: Any) -> bool:
    return isinstance(one, Dictionary) and one.is_indirect


def _below(parent: Any, child: Any) -> None:
    kids = parent.get("/K")
    if isinstance(kids, Array):
        kids.append(child)
    elif kids is None:
        parent.K = Array([child])
    else:
        parent.K = Array([kids, child])


def pages_bookmarked(source: pikepdf.Pdf) -> list[int]:
    """Give the page of each outermost bookmark, counted from 0."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    found: list[int] = []
    with source.open_outline() as outline:
        for item in outline.root:
            where = item.destination or (item.action.get("/D") if item.action else None)
            if isinstance(where, Array) and isinstance(where[0], Dictionary):
                found.append(numbers[where[0].objgen])
    return found


def by_page(source: pikepdf.Pdf, starts: list[int]) -> list[list[Any]]:
    """Give the elements below the outermost, parted by the pages on which documents begin."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    several: list[list[Any]] = [[] for _ in starts]
    for top in tops_of(source):
        kids = top.get("/K")
        for one in list(kids) if isinstance(kids, Array) else [kids]:
            page = _page_of(one) if _is_element(one) else None
            if page is not None and page.objgen in numbers:
                several[bisect_right(starts, numbers[page.objgen]) - 1].append(one)
    return several


def _page_of(element: Any) -> Any:
    """Give the page on which an element begins; None where it does not say."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Dictionary):
            continue
        if "/Pg" in one:
            return one.Pg
        kids = one.get("/K")
        waiting += reversed(list(kids)) if isinstance(kids, Array) else [kids]
    return None
