"""What the containers share: members with their names, folders and warnings, the limits, and single packed files."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BufferedReader
from typing import BinaryIO

from engine.ingest.charset import clean
from engine.ingest.place import Place
from engine.ingest.unpacked import Decoder, Slice, Unpacked, inflated, pieces
from engine.model.records import Record, Skipped

ENTRY_LIMIT = 250_000
NAME_LIMIT = 500
"""Characters of a member's name, and of its folder, that are kept."""
WRAPPED_LIMIT = 8
"""How often one file may be compressed again, each time as a single stream."""
_BLOCK = 1 << 20
_STEP = "content"
_UNUSABLE = frozenset({"expands_too_much", "size_wrong", "compression_unknown", "encrypted", "wrong_password"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MODIFIED_UTF7 = re.compile(r"&([A-Za-z0-9+,]*)-")
_MAILDIR = ("cur", "new", "tmp")
_SYSTEM_NAMES = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|maildirfolder|maildirsize|subscriptions"
    r"|dovecot(?:-uidlist|-uidvalidity|-keywords|-acl|\.index|\.list|\.mailbox)[\w.\-]*"
    r"|courierimap\w+|\.(?:mbsyncstate|uidvalidity|nosync)[\w.\-]*|pax_global_header"
)
"""Names that mail servers and desktops give to their own files, whose content is too plain to tell them apart."""
_SYSTEM_HEADS = (b"\0\5\x16\7", b"\0\0\0\1Bud1", b"// <!-- <mdb:mork:z", b"bplist00")
_PROPERTY_LIST = b"<!DOCTYPE plist"


def items(
    file: Unpacked | Slice, place: Place, path: str, warnings: tuple[str, ...] = ()
) -> Iterator[Record | Skipped]:
    """What a member holds. Its first record gets its name and folder; what is wrong with it is said of it.

    `path` is the member's name, decoded and otherwise as it stands in the archive; `warnings` hold of all its records.
    """
    file.prefetch()
    if file.failure in _UNUSABLE:
        yield place.skipped("", file.failure)
        return
    opened = BufferedReader(file, _BLOCK)
    if _is_system_file(path, opened.read(256)):
        yield place.skipped("", "system_file")
        return
    opened.seek(0)
    wrong_sum = file.failure == "checksum_wrong"
    altered = (*warnings, "checksum_wrong") if wrong_sum else warnings
    whole, count, rest = place.locator, 0, False
    for item in place.read(opened):
        if isinstance(item, Record):
            item = _named(item, path) if not count else item
            yield replace(item, warnings=(*item.warnings, *altered)) if altered else item
        elif item.locator == whole and file.failure and not wrong_sum:
            continue
        else:
            rest |= item.locator in (whole, f"{whole}/rest")
            yield item
        count += isinstance(item, Record)
    if file.failure and not wrong_sum and not rest:
        yield place.skipped("rest" if count else "", file.failure)


def compressed(
    file: BinaryIO, place: Place, start: Callable[[], Decoder], path: str = ""
) -> Iterator[Record | Skipped]:
    """What one compressed file holds. It counts as no archive; being compressed again and again has its own limit."""
    steps = place.locator.split("/")
    if steps[-WRAPPED_LIMIT:] == [_STEP] * WRAPPED_LIMIT:
        yield place.skipped("", "nested_too_deep")
        return
    content = Unpacked(lambda: inflated(pieces(file, 0), start, repeated=True), place.reading.spend)
    yield from items(content, place.inside(_STEP), path)


def _named(record: Record, path: str) -> Record:
    folder, name, safe = placed(path)
    told = {"file_name": name, "folder": folder}
    fields = {**record.fields, **{key: text for key, text in told.items() if text and key not in record.fields}}
    warnings = record.warnings if safe else (*record.warnings, "name_unsafe")
    return replace(record, fields=fields, warnings=warnings)


def placed(path: str) -> tuple[str, str, bool]:
    """Folder and name of a member, fit to be shown, and whether its path was harmless.

    Of a mail in a Maildir the folder is the mail folder, in plain characters.
    """
    plain = _CONTROLS.sub(" ", clean(path))
    slashed = plain.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    name = parts.pop() if parts else ""
    climbs = ".." in parts or name == ".." or slashed.startswith("/") or slashed[1:2] == ":"
    safe = plain == path and not climbs and not any(_RESERVED.match(part) for part in (*parts, name))
    if parts and parts[-1] in _MAILDIR:
        parts.pop()
        parts = [*parts[:-1], *_mail_folder(parts[-1])] if parts else []
    folder = "/".join(part.strip() for part in parts)
    if max(len(folder), len(name)) > NAME_LIMIT:
        safe = False
    return folder[:NAME_LIMIT], name.strip()[:NAME_LIMIT], safe


def _mail_folder(name: str) -> list[str]:
    """The levels of a Maildir++ folder, whose name begins with a dot and has one between two levels."""
    levels = name[1:].split(".") if name.startswith(".") else [name]
    return [_MODIFIED_UTF7.sub(_shifted, level) for level in levels if level]


def _shifted(match: re.Match[str]) -> str:
    """A run of modified UTF-7 (RFC 3501, 5.1.3) in plain characters; as it stands where it is none."""
    coded = match[1].replace(",", "/")
    if not coded:
        return "&"
    try:
        return b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode("utf-16-be")
    except ValueError:
        return match[0]


def _is_system_file(path: str, head: bytes) -> bool:
    """Whether a mail server or a desktop keeps its own state in this file: nothing that anybody wrote."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return head.startswith(_SYSTEM_HEADS) or _PROPERTY_LIST in head or bool(_SYSTEM_NAMES.fullmatch(name))
