"""Zip, tar and gzip archives: each member a blob; nothing is written and no link is followed."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from rejoinder.model import INSIDE, Blob, Document, Problem, Weight
from rejoinder.read.limits import DEPTH, MEMBERS, RATIO, RATIO_FROM, UNPACKED
from rejoinder.read.names import MemberNames
from rejoinder.read.packed import DamagedError, TooLargeError, Window, inflated
from rejoinder.read.sniff import extension_of, format_of
from rejoinder.read.zip_locked import AES, unlocked_member
from rejoinder.read.zipped import ZipMember, Zipped, member_bytes, nesting, zipped

_REMEDY = "Ask the sender for what is in it, unpacked."
_WHAT = {
    "encrypted": (
        "It is locked with a password: {}.",
        "Ask the sender for the password, then give it under Locked files, or with: rejoinder unlock CASE.",
    ),
    "needs_extra": (
        "It is locked in a way that needs more to be installed: {}.",
        "Install it with: pip install 'rejoinder[locked]'. Then rebuild the case.",
    ),
    "archive_ratio": ("It unpacks to more than {}.", _REMEDY),
    "archive_corrupt": ("It is damaged: {}.", "Ask the sender for it again."),
    "archive_method": ("It is packed in a way we do not read: {}.", _REMEDY),
}


@dataclass(slots=True)
class _Tally:
    """What was read of an archive and what was not, by code."""

    read: int = 0
    missed: dict[str, list[str]] = field(default_factory=dict)
    noted: dict[str, list[str]] = field(default_factory=dict)

    def miss(self, code: str, name: str) -> None:
        """Note a member that was not read."""
        self.missed.setdefault(code, []).append(name)

    def note(self, code: str, name: str) -> None:
        """Note something to point out."""
        self.noted.setdefault(code, []).append(name)


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give every member as a blob, then what must be said of the archive."""
    reader = {"tar": _read_tar, "gzip": _read_gzip}.get(format_of(blob), _read_zip)
    yield from reader(blob)


def _read_zip(blob: Blob) -> Iterator[Document | Blob | Problem]:
    try:
        archive = zipped(blob)
    except DamagedError as fault:
        yield _refused(blob, "archive_corrupt", f"It is damaged: {fault}.", "Ask the sender for it again.")
        return
    refused = _refused_zip(blob, archive)
    if refused:
        yield refused
        return
    tally = _Tally()
    names = MemberNames()
    for member in archive.members:
        if member.is_folder:
            continue
        if member.is_link:
            tally.note("symlink_member", member.name)
            continue
        content = _zip_content(archive, member, tally, blob.passwords)
        if content is not None:
            yield from _member(blob, names.safe(member.name), content, tally)
    yield from _said(blob, names, tally)


def _refused_zip(blob: Blob, archive: Zipped) -> Problem | None:
    """Give the reason to read nothing of a zip; None when there is none."""
    if len(archive.members) > MEMBERS:
        return _refused(blob, "archive_member_count", f"It holds more than {MEMBERS} members.", _REMEDY)
    if archive.overlapping:
        return _refused(
            blob, "archive_overlap", "Its members share the same bytes, as no honest archive's do.", _REMEDY
        )
    inner = nesting(archive)
    if inner and inner + blob.depth >= DEPTH:
        what = f"Archives lie one within another in it, {DEPTH} deep or more."
        return _refused(blob, "archive_depth", what, "Unpack it by hand and add what is inside.")
    return None


def _zip_content(archive: Zipped, member: ZipMember, tally: _Tally, passwords: tuple[str, ...]) -> bytes | None:
    """Give a member's bytes; None, and a note, when it cannot be read."""
    try:
        content = unlocked_member(archive, member, passwords) if member.encrypted else member_bytes(archive, member)
    except TooLargeError:
        tally.miss("archive_ratio", member.name)
        return None
    except NotImplementedError:
        tally.miss("needs_extra" if member.encrypted else "archive_method", member.name)
        return None
    except DamagedError:
        tally.miss("archive_corrupt", member.name)
        return None
    if content is None:
        tally.miss("encrypted", member.name)
        return None
    if member.encrypted:
        tally.note("unlocked", member.name)
    if member.local_name != member.name:
        tally.note("local_central_mismatch", f"{member.name} / {member.local_name}")
    if zlib.crc32(content) != member.crc and member.method != AES:
        tally.note("checksum_mismatch", member.name)
    return content


def _read_tar(blob: Blob) -> Iterator[Document | Blob | Problem]:
    tally = _Tally()
    names = MemberNames()
    count = 0
    try:
        with tarfile.open(fileobj=Window(blob.untrusted_bytes), mode="r:", errorlevel=1) as archive:
            for member in archive:
                count += 1
                if count > MEMBERS:
                    what = f"It holds more than {MEMBERS} members; the rest was not read."
                    yield Problem(blob.name, what, _REMEDY, "archive_member_count", "partial")
                    break
                content = _tar_content(archive, member, tally)
                if content is not None:
                    yield from _member(blob, names.safe(member.name), content, tally)
            else:
                if bytes(blob.untrusted_bytes[archive.offset : archive.offset + tarfile.BLOCKSIZE]).strip(b"\0"):
                    tally.miss("archive_corrupt", "what follows a damaged header was not read")
    except (tarfile.TarError, ValueError, OverflowError, EOFError, OSError) as fault:
        tally.miss("archive_corrupt", str(fault)[:80] or type(fault).__name__)
    if not count and not tally.missed:
        tally.miss("archive_corrupt", "it has no members")
    yield from _said(blob, names, tally)


def _tar_content(archive: tarfile.TarFile, member: tarfile.TarInfo, tally: _Tally) -> bytes | None:
    if member.isdir():
        return None
    if member.issym() or member.islnk():
        tally.note("link_member", f"{member.name} → {member.linkname}")
        return None
    if not member.isreg():
        tally.note("device_member", member.name)
        return None
    if member.size > UNPACKED or member.issparse():
        tally.miss("archive_ratio", member.name)
        return None
    stream = archive.extractfile(member)
    content = stream.read() if stream else b""
    if len(content) < member.size:
        tally.miss("archive_corrupt", member.name)
    return content


def _read_gzip(blob: Blob) -> Iterator[Document | Blob | Problem]:
    tally = _Tally()
    names = MemberNames()
    try:
        content, whole = inflated(blob.untrusted_bytes, 0, len(blob.untrusted_bytes), 31)
    except TooLargeError:
        tally.miss("archive_ratio", _unpacked_name(blob))
    except DamagedError as fault:
        tally.miss("archive_corrupt", str(fault))
    else:
        if not whole:
            tally.miss("archive_corrupt", "it ends too early")
        if content or whole:
            yield from _member(blob, names.safe(_unpacked_name(blob)), content, tally)
    yield from _said(blob, names, tally)


def _unpacked_name(blob: Blob) -> str:
    """Give the name a gzip's content has: its own without the ending."""
    own = blob.name.rsplit(INSIDE, 1)[-1].rsplit("/", 1)[-1]
    ending = extension_of(own)
    if ending == "tgz":
        return own[:-3] + "tar"
    return own[: -len(ending) - 1] if ending in ("gz", "gzip", "z") else own


def _member(blob: Blob, name: str, content: bytes, tally: _Tally) -> Iterator[Blob]:
    tally.read += 1
    yield Blob(f"{blob.name}{INSIDE}{name}", content, "", "", blob.depth + 1)


def _said(blob: Blob, names: MemberNames, tally: _Tally) -> Iterator[Problem]:
    """Give the problems of an archive: what was not read, then what is only to be noted."""
    weight: Weight = "partial" if tally.read else "refused"
    large = f"{RATIO} times its size above {RATIO_FROM >> 20} MB, or {UNPACKED >> 20} MB"
    for code, missed in tally.missed.items():
        what, remedy = _WHAT[code]
        told = f"{large} ({_named(missed)})" if code == "archive_ratio" else _named(missed)
        yield Problem(blob.name, what.format(told), remedy, code, weight)
    for code, noted in (tally.noted | names.noted).items():
        yield Problem(blob.name, f"{_NOTED[code]}: {_named(noted)}.", "", code, "flag")


_NOTED = {
    "unlocked": "Members were locked; a password you gave opened them",
    "symlink_member": "It holds links, which are not followed",
    "link_member": "It holds links, which are not followed",
    "device_member": "It holds devices, which are left out",
    "local_central_mismatch": "Members have two names, of which the first is used",
    "checksum_mismatch": "Members are not as they were packed (their checksums differ)",
    "unsafe_member_name": "Members have names that lead out of the archive; they are shown without them",
    "duplicate_member_name": "Members have the same name; each is kept",
}


def _named(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(name[:120] for name in names[:5]) + more


def _refused(blob: Blob, code: str, what: str, remedy: str) -> Problem:
    return Problem(blob.name, what, remedy, code, "refused")
