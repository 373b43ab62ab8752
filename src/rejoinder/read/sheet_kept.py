"""What a workbook keeps on no sheet: rows behind pivot tables, others' cells, connections, names, old values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rejoinder.read.limits import ROWS
from rejoinder.read.marks import mark
from rejoinder.read.markup import Package, UnreadableError, attribute, elements, local
from rejoinder.read.ooxml import Relation, relations
from rejoinder.read.sheet_rows import ON, Seen, rich, whole

_LONGEST = 20_000
"""Characters of one connection or name that are kept."""


def kept(package: Package, root: Any, sheets: frozenset[str], seen: Seen) -> Iterator[str]:
    """Give the lines of everything that a workbook keeps on no sheet."""
    for number, part in enumerate(_parts(package, "xl/pivotcache/pivotcachedefinition"), 1):
        yield from _tried(_pivot(package, part, number, sheets, seen), part, seen)
    for part in _parts(package, "xl/externallinks/externallink"):
        yield from _tried(_linked(package, part, seen), part, seen)
    for part in _parts(package, "xl/connections"):
        yield from _tried(_connections(package, part, seen), part, seen)
    for part in _parts(package, "xl/revisions/revisionlog"):
        yield from _tried(_earlier(package, part, seen), part, seen)
    yield from _names(root, seen)


def _parts(package: Package, beginning: str) -> list[str]:
    return [name for name in package.names(beginning) if name.endswith(".xml")]


def _tried(lines: Iterator[str], part: str, seen: Seen) -> Iterator[str]:
    """Give lines as far as they can be read, and note what stopped them."""
    try:
        for line in lines:
            seen.rows += 1
            seen.left -= len(line) + 1
            if seen.rows > ROWS or seen.left < 0:
                seen.past_rows = True
                return
            yield line
    except UnreadableError as fault:
        seen.unread.append((part, fault))


def _pivot(package: Package, part: str, number: int, sheets: frozenset[str], seen: Seen) -> Iterator[str]:
    """Give the rows a pivot table was made of, as its cache keeps them, and values that no row has any more."""
    content = package.content(part)
    fields, shared, source = [], [], ""
    for element in elements(content, "worksheetSource", "cacheField"):
        if local(element) == "worksheetSource":
            source = _source(element, sheets)
        else:
            fields.append(attribute(element, "name"))
            shared.append([_value(one) for items in element if local(items) == "sharedItems" for one in items])
    about = f"Pivot cache {number}{source}"
    seen.marks.note("pivot_cache", place=about[len("Pivot cache ") :])
    yield f"[{about}]"
    yield "\t".join(fields)
    used: list[set[int]] = [set() for _ in fields]
    for one in relations(package, part):
        if one.kind == "pivotcacherecords" and not one.external:
            for record in elements(package.content(one.target), "r"):
                yield "\t".join(_recorded(record, shared, used, seen))
    for name, values, told in zip(fields, shared, used, strict=True):
        left = [value for at, value in enumerate(values) if value and at not in told]
        if left:
            yield mark(f"Pivot cache {number}, further values of {name}", "\n".join(left))
    yield f"[End of pivot cache {number}]"


def _source(element: Any, sheets: frozenset[str]) -> str:
    """Give what a cache was made of, and whether that sheet is still here."""
    sheet, cells = attribute(element, "sheet"), attribute(element, "ref") or attribute(element, "name")
    told = f" of {sheet}{'!' if sheet and cells else ''}{cells}" if sheet or cells else ""
    return told + (", a sheet that is not in this workbook" if sheet and sheet not in sheets else "")


def _value(element: Any) -> str:
    """Give one value of a cache: an empty one is an m element."""
    return attribute(element, "v").removesuffix("T00:00:00")


def _recorded(record: Any, shared: list[list[str]], used: list[set[int]], seen: Seen) -> Iterator[str]:
    """Give the values of one row; those that fields share stand there by number, and so may be long without end."""
    left = seen.left
    for field, element in enumerate(record):
        if left < 0:
            seen.past_rows = True
            return
        if local(element) != "x":
            yield _value(element)
            continue
        number = whole(attribute(element, "v"))
        if field < len(shared) and 0 <= number < len(shared[field]):
            used[field].add(number)
            left -= len(shared[field][number])
            yield shared[field][number]
        else:
            yield ""


def _linked(package: Package, part: str, seen: Seen) -> Iterator[str]:
    """Give the cells of another workbook that this one keeps as they last were."""
    beside: list[Relation] = relations(package, part)
    address = next((one.target for one in beside if one.external), "")
    root = package.markup(part)
    names = [attribute(one, "val") for one in root.iter("{*}sheetName")]
    lines = []
    for sheet in root.iter("{*}sheetData"):
        number = whole(attribute(sheet, "sheetId"))
        rows = ("\t".join(one.text or "" for one in row.iter("{*}v")) for row in sheet)
        words = "\n".join(row for row in rows if row)
        if words:
            lines.append(mark("Linked workbook, sheet " + (names[number] if 0 <= number < len(names) else "?"), words))
    for link in root.iter("{*}ddeLink", "{*}oleLink"):
        told = (attribute(link, name) for name in ("ddeService", "ddeTopic", "progId"))
        address = " ".join((*(one for one in told if one), address)).strip()
        words = "\n".join(
            "\t".join((attribute(one, "name"), *(v.text or "" for v in one.iter("{*}val"))))
            for one in link.iter("{*}ddeItem", "{*}oleItem")
        )
        lines.append(mark("Linked program", words))
    seen.marks.note("external_link", place=address[:200])
    yield mark("Linked workbook", address[:_LONGEST])
    yield from lines


def _connections(package: Package, part: str, seen: Seen) -> Iterator[str]:
    """Give each connection to a source elsewhere: where it leads and what it asks."""
    for one in package.markup(part):
        told = [attribute(one, name) for name in ("description", "sourceFile", "odcFile")]
        for child in one.iter():
            told += [attribute(child, name) for name in ("connection", "command", "url", "sourceFile", "table")]
        name = attribute(one, "name")
        seen.marks.note("data_connection", place=name)
        words = "\n".join(dict.fromkeys(word.strip() for word in told if word.strip()))
        yield mark(f"Data connection {name}".rstrip(), words[:_LONGEST])


def _earlier(package: Package, part: str, seen: Seen) -> Iterator[str]:
    """Give what cells held before they were changed, of a workbook that several people kept."""
    for change in elements(package.content(part), "rcc"):
        for old in change:
            if local(old) != "oc":
                continue
            written = "".join(rich(one) for one in old if local(one) == "is")
            words = written or "".join(one.text or "" for one in old if local(one) == "v")
            if words:
                seen.marks.note("earlier_value")
                yield mark(f"Cell {attribute(old, 'r')} before it was changed", words)


def _names(root: Any, seen: Seen) -> Iterator[str]:
    """Give the names of cells and values, but for those every program makes."""
    for one in root.iter("{*}definedName"):
        name, stands_for = attribute(one, "name"), one.text or ""
        if name.startswith("_xlnm") or not stands_for:
            continue
        hidden = attribute(one, "hidden") in ON
        if hidden:
            seen.marks.note("hidden_name", place=name)
        yield mark(f"{'Hidden name' if hidden else 'Name'} {name}", stands_for[:_LONGEST])
