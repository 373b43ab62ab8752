"""Files locked with a password, for tests."""

from __future__ import annotations

import hashlib
import hmac
import io
import struct
import zipfile
import zlib

import msoffcrypto.format.ooxml
import pikepdf
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def locked_pdf(plain: bytes, password: str) -> bytes:
    """Give a PDF that asks for a password (AES, 256 bits)."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as opened:
        opened.save(written, encryption=pikepdf.Encryption(owner="", user=password, R=6))
    return written.getvalue()


def locked_office(plain: bytes, password: str) -> bytes:
    """Give an Office document that asks for a password."""
    written = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt(password, written)
    return written.getvalue()


def aes_zip(name: str, content: bytes, password: str) -> bytes:
    """Give a zip whose one member is locked by AES (AE-2, 256 bits, as WinZip describes it)."""
    salt = bytes(range(16))
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 66)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    sealed = bytearray()
    for number in range(0, len(packed), 16):
        counter = (number // 16 + 1).to_bytes(16, "little")
        mask = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor().update(counter)
        sealed += bytes(one ^ other for one, other in zip(packed[number : number + 16], mask, strict=False))
    seal = hmac.digest(keys[32:64], bytes(sealed), "sha1")[:10]
    body = salt + keys[64:] + bytes(sealed) + seal
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
    return _zip(name, body, 0, len(content), 99, extra)


def old_zip(name: str, content: bytes, password: str) -> bytes:
    """Give a zip whose one member is locked by the old way, stored as it is (APPNOTE 6.1)."""
    crc = zlib.crc32(content)
    table = [_row(number) for number in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password.encode():
        update(byte)
    body = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + content:
        mixed = keys[2] | 2
        body.append(byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        update(byte)
    return _zip(name, bytes(body), crc, len(content), 0, b"")


def _row(number: int) -> int:
    for _ in range(8):
        number = (number >> 1) ^ (0xEDB88320 if number & 1 else 0)
    return number


def _zip(name: str, body: bytes, crc: int, size: int, method: int, extra: bytes) -> bytes:
    own = name.encode()
    shared = struct.pack("<HHHHHIII", 20, 1, method, 0, 0x21, crc, len(body), size)
    local = b"PK\x03\x04" + shared + struct.pack("<HH", len(own), len(extra)) + own + extra + body
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared
    central += struct.pack("<HHHHHII", len(own), len(extra), 0, 0, 0, 0, 0) + own + extra
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    made = local + central + b"PK\x05\x06" + end
    assert zipfile.ZipFile(io.BytesIO(made)).namelist() == [name]
    return made
