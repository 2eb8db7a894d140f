"""Whatever the bytes: no exception, no item twice, the same items again, and extents that hold every record."""

import base64
import quopri
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.damage import damaged
from benchmarks.fuzz import problems
from engine.model.records import Record
from tests.ingest.reading import FIXTURES, fixture, items_of

SEEDS = sorted(str(path.relative_to(FIXTURES)) for path in FIXTURES.glob("*/*") if path.is_file())
MAILS = [seed for seed in SEEDS if seed.startswith(("eml/", "emlx/", "mbox/"))]
TEXTS = [seed for seed in SEEDS if seed.startswith(("csv/", "vcard/", "json/", "ics/", "chat/", "sql/", "page/"))]
CHARSETS = ("utf-8", "gb18030", "big5", "hz", "utf-7", "utf-16", "iso-2022-jp", "us-ascii")
RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def assert_sound(data: bytes) -> None:
    assert problems(data) == []


@settings(RELAXED, max_examples=120)
@given(st.sampled_from(MAILS + TEXTS), st.data())
def test_damaged_text_formats(seed: str, data: st.DataObject):
    content = bytearray(fixture(seed))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    damaged_content = bytes(content[:cut] if data.draw(st.booleans()) else content)
    assert_sound(damaged_content)
    assert items_of(damaged_content) == items_of(damaged_content)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_fixture_of_every_format_damaged(seed: str):
    content = fixture(seed)
    for number in range(2):
        assert_sound(damaged(content, content, f"{seed}:{number}")[0])


@settings(RELAXED, max_examples=100)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(content: bytes):
    assert_sound(content)


HEADER_LINES = st.sampled_from(
    [
        b"From: a@x",
        b"From a@x Mon Jan  6 10:00:00 2025",
        b"Content-Length: 40",
        b"X-Gmail-Labels: =?utf-8?Q?a,b?",
        b"Subject: =?gbk?B?1tA=?=",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"Content-Type: message/rfc822",
        b"Content-Type: text/html; charset=gbk",
        b"Content-Transfer-Encoding: base64",
        b"Message-ID: <i\0@x>",
        b"--b",
        b"--b--",
        b"",
        b" folded",
        b"120",
        b"<plist>",
        b"BEGIN:VCARD",
        b"FN:x;y",
        b"END:VCARD",
        b"BEGIN:VCALENDAR",
        b"a,b,c",
        b"PK\x03\x04",
        b"\xff\xfe",
    ]
)


@settings(RELAXED, max_examples=150)
@given(st.lists(HEADER_LINES, max_size=25), st.sampled_from([b"\n", b"\r\n", b"\r"]))
@example([b"BEGIN:VCARD", b" folded"], b"\n")
def test_any_order_of_telling_lines(lines: list[bytes], end: bytes):
    assert_sound(end.join(lines))


@dataclass(frozen=True)
class Leaf:
    """A part that carries a mark of its own; `kind` is its media type."""

    kind: str
    charset: str
    encoding: str
    attached: bool


@dataclass(frozen=True)
class Branch:
    """A multipart, or a message in a message."""

    kind: str
    children: tuple["Leaf | Branch", ...]


LEAVES = st.builds(
    Leaf,
    st.sampled_from(["text/plain", "text/html", "text/csv", "text/calendar", "application/octet-stream"]),
    st.sampled_from(CHARSETS),
    st.sampled_from(["7bit", "base64", "quoted-printable"]),
    st.booleans(),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Branch,
        st.sampled_from(["mixed", "alternative", "related", "signed", "digest", "message"]),
        st.lists(inner, min_size=1, max_size=4).map(tuple),
    ),
    max_leaves=14,
)


class Writer:
    """Writes a tree as MIME and keeps the mark of every leaf."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.boundaries = 0

    def entity(self, tree: Leaf | Branch) -> bytes:
        if isinstance(tree, Leaf):
            return self.leaf(tree)
        if tree.kind == "message":
            head = b"Content-Type: message/rfc822\n\nFrom: a@example.com\nSubject: inner\n"
            return head + self.entity(tree.children[0])
        self.boundaries += 1
        boundary = f"b{self.boundaries}"
        parts = b"".join(f"--{boundary}\n".encode() + self.entity(child) + b"\n" for child in tree.children)
        head = f'Content-Type: multipart/{tree.kind}; boundary="{boundary}"\n\n'
        return head.encode() + parts + f"--{boundary}--\n".encode()

    def leaf(self, leaf: Leaf) -> bytes:
        mark = f"mark{len(self.marks)}x"
        self.marks.append(mark)
        name = f'; name="{mark}.txt"' if leaf.attached else ""
        content = _content(leaf.kind, mark).encode(leaf.charset, "replace")
        wide = leaf.charset == "utf-16" or leaf.kind == "application/octet-stream"
        encoding = "base64" if wide else leaf.encoding
        head = f"Content-Type: {leaf.kind}; charset={leaf.charset}{name}\nContent-Transfer-Encoding: {encoding}\n\n"
        if encoding == "base64":
            content = base64.encodebytes(content)
        elif encoding == "quoted-printable":
            content = quopri.encodestring(content)
        return head.encode() + content


def _content(kind: str, mark: str) -> str:
    if kind == "text/html":
        return f"<p>{mark} 客户</p>"
    if kind == "text/csv":
        return f"name,phone\n{mark},13800138000\nTom,13900139000\n"
    if kind == "text/calendar":
        return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{mark}\nDTSTART:20260301T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    return f"{mark} 客户"


@settings(RELAXED, max_examples=120)
@given(TREES)
def test_every_leaf_of_a_random_mail_is_read_or_counted(tree: Leaf | Branch):
    writer = Writer()
    head = b"From: a@example.com\nTo: b@example.com\nSubject: s\nMIME-Version: 1.0\n"
    data = head + writer.entity(tree)
    assert_sound(data)
    items = items_of(data)
    read = "\n".join(text for item in items if isinstance(item, Record) for text in item.fields.values())
    lost = [mark for mark in writer.marks if mark not in read.replace(f"{mark}.txt", "")]
    assert len(lost) <= sum(not isinstance(item, Record) for item in items), lost


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short(cut: float):
    content = fixture("xlsx/customers.xlsx")
    assert_sound(content[: int(len(content) * cut)])
