"""What stands in clear inside an opaque S/MIME signature (RFC 8551, RFC 5652), found by walking its DER or BER.

The signature itself is not verified: what is said is read, whoever said it.
"""

from collections.abc import Iterator

_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
_ENVELOPED = (b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17")
_SEQUENCE, _OCTETS, _OCTETS_IN_PARTS, _EXPLICIT = 0x30, 0x04, 0x24, 0xA0
_DEPTH = 16


def is_signed(content: bytes) -> bool:
    """Whether these are the bytes of a PKCS #7 SignedData."""
    return content[:1] == b"\x30" and _SIGNED in content[:20]


def is_enveloped(content: bytes) -> bool:
    """Whether these are the bytes of a PKCS #7 EnvelopedData or AuthEnvelopedData."""
    return content[:1] == b"\x30" and any(each in content[:24] for each in _ENVELOPED)


def signed_content(content: bytes) -> bytes | None:
    """The MIME entity that was signed; None where the signature stands apart from it or the structure is broken."""
    try:
        outer = _parts(content, *_within(content, 0, _SEQUENCE))
        signed_data = list(_parts(content, *_within(content, list(outer)[1][1], _SEQUENCE)))
        encapsulated = next(each for each in signed_data if each[0] == _SEQUENCE)
        explicit = list(_parts(content, encapsulated[1], encapsulated[2]))[1]
        return b"".join(_octets(content, explicit[1], explicit[2])) if explicit[0] == _EXPLICIT else None
    except (IndexError, ValueError, StopIteration):
        return None


def _octets(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[bytes]:
    for tag, inner, inner_end in _parts(content, start, end):
        if tag == _OCTETS:
            yield content[inner:inner_end]
        elif tag == _OCTETS_IN_PARTS and depth < _DEPTH:
            yield from _octets(content, inner, inner_end, depth + 1)
        else:
            raise ValueError


def _parts(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Tag, start and end of each element between `start` and `end`."""
    position = start
    while position < end:
        tag, inner, inner_end, position = _element(content, position)
        yield tag, inner, inner_end


def _within(content: bytes, position: int, wanted: int) -> tuple[int, int]:
    tag, start, end, _ = _element(content, position)
    if tag != wanted:
        raise ValueError
    return start, end


def _element(content: bytes, position: int, depth: int = 0) -> tuple[int, int, int, int]:
    """Tag, start and end of the element at `position`, and where the next one begins."""
    tag, length = content[position], content[position + 1]
    start = position + 2
    if depth > _DEPTH or tag & 0x1F == 0x1F:
        raise ValueError
    if length == 0x80:
        end = start
        while content[end : end + 2] != b"\0\0":
            end = _element(content, end, depth + 1)[3]
        return tag, start, end, end + 2
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(content[start : start + size])
        start += size
    if start + length > len(content):
        raise ValueError
    return tag, start, start + length, start + length
