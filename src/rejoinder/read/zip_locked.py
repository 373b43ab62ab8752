"""Members of a zip that are locked with a password: by the old way (APPNOTE 6.1) or by AES (WinZip's AE-1 and AE-2)."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
import zlib
from collections.abc import Sequence

import numpy as np

from rejoinder.read.packed import DamagedError, TooLargeError, Window, allowed
from rejoinder.read.zipped import ZipMember, Zipped, unpacked

try:  # the extra `locked`; here, since a reader that is locked away can import nothing more
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
except ImportError:
    Cipher = None  # type: ignore[assignment, misc]

AES = 99
"""The method that stands for the one in the extra field."""
_AES_FIELD = 0x9901
_ROUNDS = 1000
_CHECK = 2
"""Bytes by which a wrong password is told before anything is decrypted."""
_SEAL = 10
_KEYS = {1: 16, 2: 24, 3: 32}
"""Bytes of a key by the strength in the extra field; the salt has half as many."""
_WRONG = (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, DamagedError, ValueError)


def unlocked_member(archive: Zipped, member: ZipMember, passwords: Sequence[str]) -> bytes | None:
    """Give a locked member's bytes by the first password that opens it; None when none does.

    Raise NotImplementedError where the extra for locked files is not installed, TooLargeError past the limits.
    """
    if member.size > allowed(member.packed):
        raise TooLargeError
    if passwords and member.method == AES and Cipher is None:
        raise NotImplementedError
    for password in passwords:
        for coded in dict.fromkeys((password.encode(), password.encode("cp437", "replace"))):
            try:
                opened = _by_aes(archive, member, coded) if member.method == AES else _by_old(archive, member, coded)
            except _WRONG:
                continue
            if opened is not None:
                return opened
    return None


def _by_old(archive: Zipped, member: ZipMember, password: bytes) -> bytes | None:
    with zipfile.ZipFile(Window(archive.untrusted_bytes)) as opened:
        entry = next(one for one in opened.infolist() if one.header_offset == member.offset)
        with opened.open(entry, pwd=password) as stream:
            content = stream.read(allowed(member.packed) + 1)
    return content if len(content) == member.size and zlib.crc32(content) == member.crc else None


def _by_aes(archive: Zipped, member: ZipMember, password: bytes) -> bytes | None:
    strength, method = _aes_field(member.extra)
    length = _KEYS[strength]
    sealed = bytes(archive.untrusted_bytes[member.start : member.start + member.packed])
    salt, rest = sealed[: length // 2], sealed[length // 2 :]
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * length + _CHECK)
    content, seal = rest[_CHECK:-_SEAL], rest[-_SEAL:]
    if keys[2 * length :] != rest[:_CHECK]:
        return None
    if not hmac.compare_digest(hmac.digest(keys[length : 2 * length], content, "sha1")[:_SEAL], seal):
        return None
    packed = _decrypted(keys[:length], content)
    return unpacked(packed, 0, len(packed), method)


def _aes_field(extra: bytes) -> tuple[int, int]:
    """Give the strength and the method of packing from a member's extra fields."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _AES_FIELD and size >= 7 and at + 11 <= len(extra):
            strength, method = struct.unpack_from("<BH", extra, at + 8)
            if strength in _KEYS:
                return int(strength), int(method)
        at += 4 + size
    raise DamagedError("it does not say how it is locked")


def _decrypted(key: bytes, content: bytes) -> bytes:
    """Give the content in clear: AES in counter mode, the counter from 1 with its lowest byte first."""
    blocks = -(-len(content) // 16)
    counters = np.zeros((blocks, 2), dtype="<u8")
    counters[:, 0] = np.arange(1, blocks + 1, dtype=np.uint64)
    # The format asks for the block cipher alone; counting is done here because it counts from the other end.
    stream = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(counters.tobytes())  # noqa: S305
    mask = np.frombuffer(stream, dtype=np.uint8)[: len(content)]
    return bytes(np.frombuffer(content, dtype=np.uint8) ^ mask)
