"""XML parts of Office and OpenDocument files, opened without obeying anything they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from rejoinder.model import Blob, Problem, Weight
from rejoinder.read.limits import MARKUP_DEPTH, RATIO, UNPACKED
from rejoinder.read.packed import DamagedError, TooLargeError
from rejoinder.read.zipped import ZipMember, Zipped, member_bytes, zipped

_PRINT = "Open it in its own program, print it to PDF, and add that."
_AGAIN = "Ask the sender for it again."
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:+-]{1,40})["']""")
_DEFINES = re.compile(rb"\A(?>(?:\s++|<\?.*?\?>|<!--.*?-->)*)<!", re.DOTALL)
_PLAIN = ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252")


class UnreadableError(Exception):
    """A part of the file, or all of it, cannot be read; code, words and remedy say why."""

    def __init__(self, code: str, what: str, remedy: str = _PRINT) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.remedy = remedy

    def problem(self, where: str, weight: Weight = "refused") -> Problem:
        """Give it as a row of the ledger."""
        return Problem(where, self.what, self.remedy, self.code, weight)


class Package:
    """A zip of parts, found by name whatever their letters' case."""

    def __init__(self, archive: Zipped) -> None:
        self._archive = archive
        self._members: dict[str, ZipMember] = {}
        for member in archive.members:
            self._members.setdefault(_plain(member.name), member)

    def names(self, beginning: str = "") -> list[str]:
        """Give the parts' names that begin so, small."""
        return [name for name in self._members if name.startswith(beginning) and not name.endswith("/")]

    def __contains__(self, name: str) -> bool:
        """Say whether there is such a part."""
        return _plain(name) in self._members

    def content(self, name: str) -> bytes:
        """Give a part's bytes; raise UnreadableError when they cannot be had."""
        member = self._members.get(_plain(name))
        if member is None:
            raise UnreadableError("office_structure", f"Its part {name} is missing.", _AGAIN)
        if member.encrypted:
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy)
        try:
            return member_bytes(self._archive, member)
        except TooLargeError:
            what = f"A part of it unpacks to more than {RATIO} times its size, or {UNPACKED >> 20} MB."
            raise UnreadableError("archive_ratio", what) from None
        except NotImplementedError:
            raise UnreadableError("archive_method", "It is packed in a way we do not read.") from None
        except DamagedError as fault:
            raise UnreadableError("archive_corrupt", f"It is damaged: {fault}.", _AGAIN) from None

    def markup(self, name: str) -> Any:
        """Give a part's root element; raise UnreadableError when it cannot be had."""
        return root_of(self.content(name))


def package_of(blob: Blob) -> Package:
    """Give the file's parts; raise UnreadableError when it is no sound zip."""
    try:
        archive = zipped(blob)
    except DamagedError as fault:
        raise UnreadableError("archive_corrupt", f"It is damaged: {fault}.", _AGAIN) from None
    if archive.overlapping:
        what = "Its parts share the same bytes, as no honest file's do."
        raise UnreadableError("archive_overlap", what)
    return Package(archive)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def checked(content: bytes) -> bytes:
    """Give XML as UTF-8 that defines no words of its own; raise UnreadableError when it does."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if marked:
        codec = "utf-16" if content[0] in b"\xff\xfe" else "utf-16-le" if content[0] else "utf-16-be"
        content = _redeclared(content.decode(codec, "replace").encode("utf-8", "replace"))
    elif declared and declared[1].decode("ascii").lower() not in _PLAIN:
        raise UnreadableError("office_structure", "Its XML is in a character set it may not be in.")
    if _DEFINES.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableError("xml_dtd", "Its XML defines its own words (a DTD); what it says hangs on them.")
    return content


def _redeclared(content: bytes) -> bytes:
    """Give UTF-8 bytes without the declaration of the character set they were in before."""
    return re.sub(rb"\A\s*<\?xml[^>]{0,300}\?>", b"", content.removeprefix(b"\xef\xbb\xbf"))


def root_of(content: bytes) -> Any:
    """Give the root element of XML; raise UnreadableError when there is none, or one nested too deep."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(checked(content), parser)
    except etree.XMLSyntaxError as fault:
        raise _broken(fault) from None
    if _depth_exceeds(root):
        raise _too_deep()
    return root


def _depth_exceeds(root: Any) -> bool:
    """Say whether elements are nested deeper than allowed, walking level by level until there are none."""
    deepest = etree.XPath("/*" * (MARKUP_DEPTH + 1))
    return bool(deepest(root))


def _broken(fault: etree.XMLSyntaxError) -> UnreadableError:
    if "depth" in str(fault).lower():
        return _too_deep()
    return UnreadableError("office_structure", "Its XML is broken, so it cannot be read.", _AGAIN)


def _too_deep() -> UnreadableError:
    return UnreadableError("markup_depth", f"Its elements are nested more than {MARKUP_DEPTH} deep.")


def elements(content: bytes, *tags: str) -> Iterator[Any]:
    """Give each element of these names (without namespace) as it ends, forgetting it after."""
    stream: Any = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    content = checked(content)
    try:
        for at in range(0, len(content), 1 << 16):
            stream.feed(content[at : at + (1 << 16)])
            for _, element in stream.read_events():
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as fault:
        raise _broken(fault) from None


def local(element: Any) -> str:
    """Give an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Give the attribute of this name, whatever its namespace; empty when it has none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    for key, value in element.attrib.items():
        if key.endswith("}" + name):
            return str(value)
    return ""
