"""An archive of other files, each read by the format its content shows.

Specification: APPNOTE.TXT, the .ZIP File Format Specification (PKWARE). Nothing is written to disk, so the paths
inside cannot reach anywhere. An archive whose directory is lost is read by the headers of its members, and one that
unpacks itself by the archive behind its program. Locators begin with the member's number in the directory; its name
is the field `file_name`, and `folder`, of its first record. An extent runs from a member's own header to the next
member's, so its name goes with it.
"""

from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import BinaryIO
from zipfile import is_zipfile
from zlib import crc32

from engine.ingest import archive
from engine.ingest.office_package import is_office
from engine.ingest.place import Place, Settings
from engine.ingest.rank import Rank
from engine.ingest.sandbox import Sandbox
from engine.ingest.unpacked import Damaged, Unpacked, pieces
from engine.ingest.zip_directory import LOCAL, Member, data_start, directory
from engine.ingest.zip_methods import LZMA, STORED, unpacked
from engine.ingest.zip_passwords import AES_METHOD, ENCRYPTED, STRONG, Decryption, aes, decryption, spellings
from engine.model.records import Extent, Record, Skipped

SUFFIXES = (".zip",)
RANK = Rank.SIGNATURE
_SPANNED = b"PK\7\x08"
_WRONG_KEY = frozenset({"member_damaged", "checksum_wrong", "size_wrong", "expands_too_much", "compression_unknown"})


def sniff(file: BinaryIO) -> bool:
    """Whether the file is a zip archive, be it split or behind a Windows program, and no office document."""
    head = file.read(8)
    if head.startswith(b"MZ"):
        return is_zipfile(file)
    if head == _SPANNED + LOCAL:
        return True
    return head[:4] in (LOCAL, b"PK\x05\x06") and not is_office(file)


def describe(file: BinaryIO) -> dict[str, str]:
    """The number of files in the archive."""
    return {"members": str(sum(not member.is_folder for member in directory(file).members))}


def extents(file: BinaryIO) -> Iterator[Extent]:
    """Each member from its header to the next one; the whole file where they cannot be told apart."""
    size = file.seek(0, 2)
    for start, end in directory(file).bounds(size):
        yield Extent(start, end - start)


def item(file: BinaryIO, extent: Extent, locator: str, settings: Settings) -> tuple[BinaryIO, str]:
    """The member that `extent` holds, unpacked, and the locator as it is in that file; the archive if it cannot be."""
    member = next((each for each in directory(file).members if each.start == extent.offset), None)
    content = _opened(file, member, settings.passwords, lambda count: None) if member else None
    if content is None or content.failure:
        return file, locator
    return BufferedReader(content), locator.partition("/")[2] or "file"


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Member after member, in the directory's order."""
    if place.too_deep:
        yield place.skipped("", "nested_too_deep")
        return
    file.seek(0)
    if file.read(4) == _SPANNED:
        yield place.skipped("", "archive_split")
        return
    listed = directory(file)
    sound, count = listed.sound, 0
    for number, member in enumerate(listed.members, start=1):
        if member.is_folder:
            continue
        if (count := count + 1) > archive.ENTRY_LIMIT:
            left = sum(not each.is_folder for each in listed.members[number - 1 :])
            yield place.skipped("rest", "too_many_members", str(left))
            return
        if place.concerns(str(number)):
            here = place.moved(member.start if sound else 0).inside(str(number), archives=1)
            yield from _member(file, member, here)
    if not listed.whole:
        yield place.skipped("rest" if count else "", "archive_truncated" if count else "archive_damaged")
    elif not count:
        yield place.skipped("", "archive_empty")


def _member(file: BinaryIO, member: Member, place: Place) -> Iterator[Record | Skipped]:
    if member.flags & STRONG:
        yield place.skipped("", "encrypted")
        return
    reading = place.reading
    content = _opened(file, member, reading.settings.passwords, reading.spend, reading.sandbox)
    if content is None:
        yield place.skipped("", "wrong_password" if reading.settings.passwords else "encrypted")
    elif content.failure == "compression_unknown":
        yield place.skipped("", "compression_unknown", str(member.method))
    else:
        yield from archive.items(content, place, member.path)


def _opened(
    file: BinaryIO,
    member: Member,
    passwords: tuple[str, ...],
    spend: Callable[[int], None],
    sandbox: Sandbox | None = None,
) -> Unpacked | None:
    """The member's content, with the first password that opens it; None where there is none."""
    if not member.flags & ENCRYPTED:
        return Unpacked(lambda: _content(file, member, sandbox), spend).prefetch()
    start = data_start(file, member)
    header = next(pieces(file, start, min(member.packed, 64)), b"") if start is not None else b""
    for password in spellings(passwords):
        key = decryption(member, password, header)
        if key is None:
            continue
        content = Unpacked(lambda key=key: _content(file, member, sandbox, key), spend).prefetch()
        if content.failure not in _WRONG_KEY:
            return content
    return None


def _content(file: BinaryIO, member: Member, sandbox: Sandbox | None, key: Decryption | None = None) -> Iterator[bytes]:
    """The member's bytes, unpacked and checked against what the archive says of them."""
    start = data_start(file, member)
    if start is None:
        raise Damaged("member_damaged")
    stated = aes(member) if member.method == AES_METHOD and key else None
    method = stated[2] if stated else member.method
    counted = _Counted(pieces(file, start, member.packed))

    def clear() -> Iterator[bytes]:
        packed = counted if method == STORED else pieces(file, start, member.packed)
        return key(packed) if key else packed

    chunks = unpacked(clear, method, sandbox)
    total = checksum = 0
    try:
        for chunk in chunks:
            total += len(chunk)
            if member.size is not None and total > member.size:
                raise Damaged("size_wrong")
            checksum = crc32(chunk, checksum)
            yield chunk
    except Damaged as damage:
        if not (method == LZMA and damage.reason == "archive_truncated" and total == member.size):
            raise
    if method == STORED and counted.bytes < member.packed:
        raise Damaged("archive_truncated")
    checked = member.crc if not stated or stated[0] == 1 else None
    if (checked is not None and checksum != checked) or (member.size is not None and total < member.size):
        raise Damaged("checksum_wrong")


class _Counted(Iterator[bytes]):
    """Blocks, and how many bytes they had."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self.bytes = blocks, 0

    def __next__(self) -> bytes:
        block = next(self._blocks)
        self.bytes += len(block)
        return block
