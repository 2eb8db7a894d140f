"""Contacts in a vCard file, of any version.

Specification: vCard 2.1 (versit Consortium), RFC 2426 (3.0), RFC 6350 (4.0), read tolerantly: missing ends, folded
and unfolded lines, quoted-printable with its soft line ends, and a charset per property or a guess for the file.
Fields carry the property's name in lower case, several values one a line, a label somebody gave one behind it.
Locators are ``contact-N``. Pictures, sounds and keys are not read (warning `media_not_read`).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import contentline
from engine.ingest.charset import encoding_of
from engine.ingest.contentline import Property
from engine.ingest.dates import cell_date
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".vcf", ".vcard")
RANK = Rank.STRUCTURE
SIZE_LIMIT = 256 << 20
_HEAD = 1 << 12
_LARGE = 1024
_BEGIN = re.compile(rb"\s*(?:[\w-]+\.)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:\r|\n|\Z)", re.IGNORECASE)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_UNREAD = frozenset({"photo", "logo", "sound", "key"})
_SILENT = frozenset({"begin", "end", "version", "prodid", "x-abadr"})


def sniff(file: BinaryIO) -> bool:
    """Whether the first line that is not empty begins a vCard."""
    return bool(_BEGIN.match(contentline.utf8(file.read(_HEAD))))


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Contact after contact."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    data = contentline.utf8(data)
    encoding = encoding_of([data])
    for number, (card, complete) in enumerate(_cards(contentline.properties(data)), start=1):
        step = f"contact-{number}"
        if any(each.name not in _SILENT for each in card):
            yield _contact(card, encoding, place, step, complete=complete)
        else:
            yield place.skipped(step, "contact_empty")


def _cards(properties: Iterator[Property]) -> Iterator[tuple[list[Property], bool]]:
    """The properties of each card, and whether it ends; a card inside a card is a card of its own."""
    opened: list[list[Property]] = []
    nested = 0
    for each in properties:
        if each.name == "begin" and each.value.strip().upper() == b"VCARD":
            if opened and not nested:
                yield opened.pop(), False
            opened.append([])
            nested = 0
        elif each.name == "end" and opened:
            yield opened.pop(), True
            nested = max(0, nested - 1)
        elif opened:
            if each.name == "agent" and not each.value.strip():
                nested += 1
            opened[-1].append(each)
    while opened:
        yield opened.pop(), False


def _contact(card: list[Property], encoding: str, place: Place, step: str, *, complete: bool) -> Record:
    fields: dict[str, list[str]] = {}
    warnings: tuple[str, ...] = () if complete else ("contact_unfinished",)
    labels = {each.group: _label(each, encoding) for each in card if each.name == "x-ablabel" and each.group}
    labelled = {each.group for each in card if each.name not in _SILENT and each.name != "x-ablabel"}
    for each in card:
        if each.name in _SILENT or (each.name == "x-ablabel" and each.group in labelled):
            continue
        if each.name in _UNREAD or (b"BASE64" in each.parameters.upper() and len(each.value) > _LARGE):
            if each.value.strip():
                warnings += ("media_not_read",)
            continue
        text, found = each.text(encoding)
        warnings += found
        if text:
            label = labels.get(each.group, "") if each.group else ""
            fields.setdefault(each.name or "text", []).append(f"{text} ({label})" if label else text)
    revised = cell_date(fields["rev"][0]) if "rev" in fields else None
    joined = {name: "\n".join(dict.fromkeys(values)) for name, values in fields.items()}
    return place.record(step, RecordKind.CONTACT, joined, date=revised, warnings=warnings)


def _label(each: Property, encoding: str) -> str:
    text = each.text(encoding)[0]
    known = _LABEL.fullmatch(text)
    return known[1] if known else text
