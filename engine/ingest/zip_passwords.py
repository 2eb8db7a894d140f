"""Encrypted members of zip archives: the traditional cipher of PKWARE and AES as WinZip writes it.

Specification: APPNOTE.TXT 6.1 (traditional), and "AES Encryption Information: Encryption Specification AE-1 and AE-2"
(WinZip). Here nothing is parsed but a header of fixed length, so it runs in our own process. The traditional cipher
goes byte by byte in Python: about 1 MB/s.
"""

import struct
from collections.abc import Callable, Iterator
from hashlib import pbkdf2_hmac
from hmac import HMAC, compare_digest

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from engine.ingest.unpacked import Damaged
from engine.ingest.zip_directory import Member

ENCRYPTED = 0x1
STRONG = 0x40
AES_METHOD = 99
_LATER_SIZES = 0x8
_AES_EXTRA = 0x9901
_MAC_BYTES = 10
_TRADITIONAL_HEADER = 12
_BLOCK = 16
_MAC = "sha1"

Decryption = Callable[[Iterator[bytes]], Iterator[bytes]]
"""Packed bytes, header first, to packed bytes in clear."""


def spellings(passwords: tuple[str, ...]) -> list[bytes]:
    """The passwords as bytes: UTF-8, and as programs write them in China."""
    found = [text.encode(encoding, "ignore") for text in passwords for encoding in ("utf-8", "gb18030")]
    return list(dict.fromkeys(each for each in found if each))


def aes(member: Member) -> tuple[int, int, int] | None:
    """Version, key bytes and compression method of a member with AES; None where it has none or states it badly."""
    position, extra = 0, member.extra
    while position + 4 <= len(extra):
        number, count = struct.unpack_from("<HH", extra, position)
        if number == _AES_EXTRA and count >= 7 and position + 11 <= len(extra):
            version, _, strength, method = struct.unpack_from("<H2sBH", extra, position + 4)
            return (version, 8 * (strength + 1), method) if strength in (1, 2, 3) else None
        position += 4 + count
    return None


def decryption(member: Member, password: bytes, header: bytes) -> Decryption | None:
    """How to decrypt the member, whose packed bytes begin with `header`; None where the password is plainly wrong."""
    stated = aes(member) if member.method == AES_METHOD else None
    if stated is None:
        return _traditional(member, password, header)
    size = stated[1]
    salt = header[: size // 2]
    made = pbkdf2_hmac(_MAC, password, salt, 1000, 2 * size + 2)
    if made[-2:] != header[size // 2 : size // 2 + 2]:
        return None
    return lambda blocks: _aes_clear(blocks, made[:size], made[size : 2 * size], size // 2 + 2)


def _aes_clear(blocks: Iterator[bytes], key: bytes, mac_key: bytes, skip: int) -> Iterator[bytes]:
    """Counter mode whose counter, from 1 on, is written low byte first; the last ten bytes authenticate the rest."""
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - the counter mode is built upon it
    mac, counter, pending = HMAC(mac_key, digestmod=_MAC), 1, b""
    for block in blocks:
        pending += block
        pending, skip = pending[skip:], max(0, skip - len(pending))
        ready = max(0, len(pending) - _MAC_BYTES) // _BLOCK * _BLOCK
        mac.update(pending[:ready])
        yield _xor(pending[:ready], cipher, counter)
        pending, counter = pending[ready:], counter + ready // _BLOCK
    last = pending[:-_MAC_BYTES]
    mac.update(last)
    yield _xor(last, cipher, counter)
    if not compare_digest(mac.digest()[:_MAC_BYTES], pending[-_MAC_BYTES:]):
        raise Damaged("checksum_wrong")


def _xor(data: bytes, cipher, counter: int) -> bytes:
    numbers = range(counter, counter + -(-len(data) // _BLOCK))
    stream = cipher.update(b"".join(number.to_bytes(_BLOCK, "little") for number in numbers))[: len(data)]
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def _traditional(member: Member, password: bytes, header: bytes) -> Decryption | None:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        keys[0] = _CRC[(keys[0] ^ byte) & 0xFF] ^ (keys[0] >> 8)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _CRC[(keys[2] ^ (keys[1] >> 24)) & 0xFF] ^ (keys[2] >> 8)
    checks = {member.time >> 8} if member.flags & _LATER_SIZES or member.crc is None else {member.crc >> 24}
    tried = next(_traditional_clear(iter([header[:_TRADITIONAL_HEADER]]), list(keys)))
    if len(tried) < _TRADITIONAL_HEADER or tried[-1] not in checks:
        return None
    return lambda blocks: _without(_traditional_clear(blocks, list(keys)), _TRADITIONAL_HEADER)


def _traditional_clear(blocks: Iterator[bytes], keys: list[int]) -> Iterator[bytes]:
    first, second, third = keys
    table = _CRC
    for block in blocks:
        clear = bytearray(block)
        for index, byte in enumerate(block):
            mixed = third | 2
            byte ^= ((mixed * (mixed ^ 1)) >> 8) & 0xFF
            clear[index] = byte
            first = table[(first ^ byte) & 0xFF] ^ (first >> 8)
            second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            third = table[(third ^ (second >> 24)) & 0xFF] ^ (third >> 8)
        yield bytes(clear)


def _without(blocks: Iterator[bytes], count: int) -> Iterator[bytes]:
    for block in blocks:
        yield block[count:]
        count = max(0, count - len(block))


def _table() -> list[int]:
    """The table of CRC-32, byte by byte."""
    made = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ 0xEDB88320 if byte & 1 else byte >> 1
        made.append(byte)
    return made


_CRC = _table()
