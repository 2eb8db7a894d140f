import base64

import pytest

from engine.model.records import Record, Skipped
from tests.ingest.reading import HEAD, items_of, mail

SIGNED, DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
ENTITY = b'Content-Type: multipart/mixed; boundary="i"\n\n--i\n\ncall 13800138000\n--i\n'
ENTITY += b"Content-Type: text/csv; name=a.csv\n\n"
ENTITY += b"name,phone\nTom,13900139000\nAnn,13700137000\n--i--\n"


def element(tag: int, content: bytes, *, open_ended: bool = False) -> bytes:
    if open_ended:
        return bytes([tag, 0x80]) + content + b"\0\0"
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size) + content


def signature(octets: bytes, *, open_ended: bool = False) -> bytes:
    explicit = element(0xA0, octets, open_ended=open_ended) if octets else b""
    encapsulated = element(0x30, DATA + explicit, open_ended=open_ended)
    inside = element(0x30, element(0x02, b"\x01") + element(0x31, b"") + encapsulated, open_ended=open_ended)
    return element(0x30, SIGNED + element(0xA0, inside, open_ended=open_ended), open_ended=open_ended)


def opaque(content: bytes, kind: str = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m") -> bytes:
    head = f"{HEAD}\nContent-Type: {kind}\nContent-Transfer-Encoding: base64"
    return mail(head, base64.encodebytes(content))


@pytest.mark.parametrize(
    "content",
    [
        signature(element(0x04, ENTITY)),
        signature(element(0x04, ENTITY), open_ended=True),
        signature(
            element(0x24, element(0x04, ENTITY[:40]) + element(0x04, ENTITY[40:]), open_ended=True), open_ended=True
        ),
    ],
    ids=["definite", "indefinite", "in pieces"],
)
@pytest.mark.parametrize(
    "kind", ["application/pkcs7-mime; smime-type=signed-data", "application/octet-stream; name=a.p7m"]
)
def test_what_was_signed_is_read_as_part_of_the_message(content: bytes, kind: str):
    message, first, second = items_of(opaque(content, kind))
    assert isinstance(message, Record) and isinstance(first, Record) and isinstance(second, Record)
    assert message.fields["body"] == "call 13800138000"
    assert message.fields["attachments"] == "a.csv"
    assert [first.fields["phone"], second.fields["phone"]] == ["13900139000", "13700137000"]


@pytest.mark.parametrize("cut", [12, 30, 60])
def test_a_broken_or_empty_signature_is_skipped(cut: int):
    whole = signature(element(0x04, ENTITY))
    for content in (whole[:-cut], signature(b""), whole[:cut]):
        items = items_of(opaque(content))
        assert isinstance(items[0], Record)
        assert [isinstance(item, Skipped) for item in items[1:]] == [True]


def test_signatures_around_signatures_end():
    content = ENTITY
    for _ in range(6):
        content = opaque(signature(element(0x04, content)))
    assert items_of(content)
