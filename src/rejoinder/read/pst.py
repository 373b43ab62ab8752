"""Outlook's stores (.pst, .ost): each message, contact, appointment and task in them (MS-PST 2.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.limits import MESSAGES
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.heap import Heap, object_node
from rejoinder.read.mapi.nodes import DamagedError, LockedError, Node, Nodes
from rejoinder.read.mapi.properties import Named, Properties, named_properties
from rejoinder.read.mapi.record import WITHIN, Attached, Record
from rejoinder.read.mapi.stream import MEDIA_TYPE, stream_of
from rejoinder.read.names import MemberNames

_STORE, _NAMES, _ROOT, _RECIPIENTS = 0x21, 0x61, 0x122, 0x692
_FOLDER, _SEARCH, _MESSAGE, _ATTACHMENT = 2, 3, 4, 5
"""What the low five bits of a node's number say it is (MS-PST 2.2.2.1)."""
_TOP_ENTRY = 0x35E0
_DEEPEST = 64
"""Folders within folders."""
_LOST = "Lost and found"
"""Where what lies in no folder is put."""
_REMEDY = "Open the store in Outlook, save it again, and add that."


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each item as a blob, one at a time, as a TNEF stream; the store is never held as a whole."""
    try:
        store = _Store(Nodes(blob.untrusted_bytes))
    except LockedError:
        what = "It is encrypted with a key that only its owner's computer has."
        yield Problem(blob.name, what, "Ask the sender for it without encryption.", "encrypted", "refused")
        return
    except DamagedError:
        what = "It is named or begins as an Outlook store and holds none that can be read."
        yield Problem(blob.name, what, "Ask the sender for it again.", "pst_corrupt", "refused")
        return
    counts: Counter[str] = Counter()
    for node in store.nodes.all():
        if node.number & 0x1F != _MESSAGE or not node.content:
            continue
        folder = store.folder(node.parent)
        counts[folder] += 1
        path = f"{blob.name}{INSIDE}{folder}/{counts[folder]}"
        try:
            record = store.record(node, 0)
        except DamagedError:
            yield Problem(path, "It is damaged and cannot be read.", _REMEDY, "pst_corrupt", "partial")
            continue
        yield Blob(path, stream_of(record), MEDIA_TYPE, "", blob.depth + 1)
        if record.lost:
            what = f"It is damaged: {'; '.join(record.lost)}. What could be read is kept."
            yield Problem(path, what, _REMEDY, "pst_corrupt", "partial")
    yield from _said(blob, store, counts)


def _said(blob: Blob, store: _Store, counts: Counter[str]) -> Iterator[Problem]:
    if store.damaged or store.nodes.damaged:
        what = "A part of it is damaged; what it held is not among what was read."
        yield Problem(blob.name, what, _REMEDY, "pst_corrupt", "partial" if counts else "refused")
    if counts[_LOST]:
        what = f"{counts[_LOST]} of its items lie in no folder; they are kept under {_LOST}."
        yield Problem(blob.name, what, "", "pst_orphans", "flag")


class _Store:
    """An open store: its folders' paths and its map of names, each read once."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.damaged = False
        self._within = 0
        self._paths: dict[int, str] = {_ROOT: ""}
        self._safe = MemberNames()
        self._names = self._named()
        entry = self._of(_STORE).octets(_TOP_ENTRY)
        if len(entry) >= 24:
            self._paths[int.from_bytes(entry[20:24], "little")] = ""
        next(nodes.all(), None)

    def _of(self, number: int) -> Properties:
        """Give the properties of one of the store's own nodes; none where it is damaged."""
        try:
            node = self.nodes.find(number)
            return Heap(self.nodes, node).properties({}) if node else Properties()
        except DamagedError:
            self.damaged = True
            return Properties()

    def _named(self) -> dict[int, Named]:
        found = self._of(_NAMES)
        return named_properties(found.octets(2), found.octets(3), found.octets(4))

    def folder(self, number: int) -> str:
        """Give a folder's path, safe as a path; what lies in no folder has one of its own."""
        return self._path(number, 0) or _LOST

    def _path(self, number: int, depth: int) -> str | None:
        """Give a folder's path, empty for the topmost; None when no way leads from it to the top."""
        if number in self._paths:
            return self._paths[number]
        try:
            is_folder = number & 0x1F in (_FOLDER, _SEARCH) and depth < _DEEPEST
            node = self.nodes.find(number) if is_folder else None
        except DamagedError:
            node = None
        above = self._path(node.parent, depth + 1) if node and node.parent != number else None
        if above is None:
            return None
        name = self._of(number).line(mapi.DISPLAY_NAME).replace("/", "_") or "Folder"
        self._paths[number] = self._safe.safe(f"{above}/{name}".strip("/"))
        return self._paths[number]

    def record(self, node: Node, depth: int) -> Record:
        """Give one item with its recipients and what hangs from it."""
        self._within = self._within if depth else 0
        heap = Heap(self.nodes, node)
        properties = heap.properties(self._names)
        codec = properties.own_codec
        lost: list[str] = []
        recipients: tuple[Properties, ...] = ()
        try:
            if _RECIPIENTS in heap.inner:
                rows = Heap(self.nodes, heap.inner[_RECIPIENTS]).rows(self._names)
                recipients = tuple(Properties(one.stored, codec) for one in rows)
        except DamagedError:
            lost.append("its recipients cannot be read")
        attached = []
        for number in sorted(heap.inner):
            if number & 0x1F == _ATTACHMENT:
                try:
                    attached.append(self._attached(heap.inner[number], codec, depth))
                except DamagedError:
                    lost.append("an attachment cannot be read")
        return Record(properties, recipients, tuple(attached), tuple(dict.fromkeys(lost)))

    def _attached(self, node: Node, codec: str, depth: int) -> Attached:
        heap = Heap(self.nodes, node)
        properties = Properties(heap.properties(self._names).stored, codec)
        within = heap.inner.get(object_node(properties))
        if within and properties.number(mapi.ATTACH_METHOD) == mapi.BY_MESSAGE:
            self._within += 1
            if depth >= MESSAGES or self._within > WITHIN:
                return Attached(properties, None)
            return Attached(properties, stream_of(self.record(within, depth + 1)))
        if within:
            return Attached(properties, b"".join(self.nodes.blocks(within.content)))
        found = properties.stored.get(mapi.ATTACHED)
        whole = found is not None and found.parts and found.type == mapi.BINARY
        return Attached(properties, found.parts[0] if found and whole else None)
