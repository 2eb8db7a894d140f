"""The part of reading an office package that runs in the helper process: texts by field, then what is embedded."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.marked_text import OFFICE, OPEN, marked_text

PIECE = 1 << 20
"""Characters in one answer."""
CONTENT = 4 << 20
_SMALL = 16 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OverflowError)
_OFFICE_PARTS = (
    ("body", r"word/document\d*\.xml|ppt/slides/slide\d+\.xml"),
    ("header", r"word/header\d*\.xml"),
    ("footer", r"word/footer\d*\.xml"),
    ("footnotes", r"word/footnotes\d*\.xml"),
    ("endnotes", r"word/endnotes\d*\.xml"),
    ("notes", r"ppt/notesSlides/notesSlide\d+\.xml"),
    ("comments", r"word/comments\d*\.xml|ppt/comments/[^/]+\.xml"),
    ("diagrams", r"(?:word|ppt)/diagrams/data\d*\.xml|(?:word|ppt)/charts/chart[^/]*\.xml"),
    ("building_blocks", r"word/glossary/document\.xml"),
    ("master", r"ppt/slideMasters/slideMaster\d+\.xml"),
    ("", r"word/people\.xml|ppt/commentAuthors\.xml|ppt/authors\.xml"),
)
_OPEN_PARTS = (
    ("body", r"(?:[^/]+/)?content\.xml"),
    ("header", r"(?:[^/]+/)?styles\.xml"),
)
_PROPERTIES = {
    "title": "title", "subject": "subject", "creator": "author", "initial-creator": "author",
    "lastModifiedBy": "last_modified_by", "keywords": "keywords", "keyword": "keywords", "description": "description",
    "category": "category", "Manager": "manager", "Company": "company", "user-defined": "properties",
    "lpwstr": "properties", "lpstr": "properties",
}  # fmt: skip
_PROPERTY_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
_TEMPLATES = ("docProps/app.xml",)
_EMBEDDED = re.compile(
    r"(?:word|ppt|xl)/(?:embeddings|media|afchunk[^/]*)/[^/]+|word/afchunk[^/]*|Pictures/[^/]+|ObjectReplacements/[^/]+"
    r"|media/[^/]+|Object [^/]+",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:mailto|tel):([^?]+)", re.IGNORECASE)


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for each piece of a field, warning, damaged part and block of an embedded file, in this order."""
    try:
        package = zipfile.ZipFile(file)
        names = package.namelist()
    except _BROKEN as error:
        raise HelperRefused("document_damaged") from error
    with package:
        if "META-INF/manifest.xml" in names and b"encryption-data" in _small(package, "META-INF/manifest.xml"):
            raise HelperRefused("encrypted")
        yield from _properties(package, names)
        yield from _texts(package, names)
        yield from _embedded(package, names)


def _small(package: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part; b"" of one that cannot be unpacked."""
    try:
        with package.open(name) as part:
            return part.read(_SMALL)
    except _BROKEN:
        return b""


def _properties(package: zipfile.ZipFile, names: list[str]) -> Iterator[dict[str, object]]:
    for name in _PROPERTY_PARTS:
        if name not in names:
            continue
        try:
            root = ElementTree.fromstring(_small(package, name))  # noqa: S314 - expat refuses entity bombs, limits hold
        except ElementTree.ParseError:
            continue
        for node in root.iter():
            field = _PROPERTIES.get(node.tag.rpartition("}")[2]) if isinstance(node.tag, str) else None
            text = (node.text or "").strip()
            if field == "author" and name == "meta.xml" and node.tag.endswith("}creator"):
                field = "last_modified_by"
            if field and text and not (name in _TEMPLATES and field == "properties"):
                yield {"field": field, "text": f"{text[:PIECE]}\n"}


def _texts(package: zipfile.ZipFile, names: list[str]) -> Iterator[dict[str, object]]:
    is_open = "mimetype" in names and "content.xml" in names
    editors: dict[str, None] = {}
    deleted, found = False, False
    for field, pattern in _OPEN_PARTS if is_open else _OFFICE_PARTS:
        for name in _ordered(package, [name for name in names if re.fullmatch(pattern, name, re.IGNORECASE)]):
            try:
                with package.open(name) as part:
                    text, sound = marked_text(part, OPEN if is_open else OFFICE)
            except _BROKEN:
                yield {"damaged": True}
                continue
            found = found or sound or bool(text.pieces)
            editors |= text.editors
            deleted = deleted or text.deleted
            whole = "".join(text.pieces).strip()
            for start in range(0, len(whole), PIECE):
                yield {"field": field, "text": whole[start : start + PIECE]}
            if whole:
                yield {"field": field, "text": "\n\n"}
            if not sound:
                yield {"damaged": True}
    if not found:
        raise HelperRefused("document_damaged")
    yield from _links(package, names)
    for editor in filter(None, editors):
        yield {"field": "editors", "text": f"{editor}\n"}
    if deleted:
        yield {"warning": "deleted_text_read"}


def _ordered(package: zipfile.ZipFile, names: list[str]) -> list[str]:
    """Parts of one kind by their numbers, slides as the presentation shows them; hidden and unlisted ones last."""
    shown = _slides(package) if any(name.startswith("ppt/slides/") for name in names) else []
    place = {name: number for number, name in enumerate(shown)}
    return sorted(names, key=lambda name: (place.get(name, len(place)), len(name), name))


def _slides(package: zipfile.ZipFile) -> list[str]:
    relations = dict(
        (identity, f"ppt/{target.removeprefix('/ppt/')}")
        for identity, target in _relations(package, "ppt/_rels/presentation.xml.rels")
    )
    listed = re.findall(rb"<p:sldId\b[^>]*?\sr:id=\"([^\"]+)\"", _small(package, "ppt/presentation.xml"))
    return [
        relations[each.decode("utf-8", "replace")] for each in listed if each.decode("utf-8", "replace") in relations
    ]


def _relations(package: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    try:
        root = ElementTree.fromstring(_small(package, name))  # noqa: S314 - expat refuses entity bombs, limits hold
    except (ElementTree.ParseError, KeyError):
        return []
    return [(node.get("Id", ""), node.get("Target", "")) for node in root]


def _links(package: zipfile.ZipFile, names: list[str]) -> Iterator[dict[str, object]]:
    """Addresses of mail and telephone that stand behind the text only."""
    found: dict[str, None] = {}
    for name in names:
        if name.endswith(".rels") and name.startswith(("word/", "ppt/slides/", "ppt/notesSlides/")):
            links = (_LINK.match(target) for _, target in _relations(package, name))
            found |= {link[1]: None for link in links if link}
    for link in found:
        yield {"field": "links", "text": f"{link[:2000]}\n"}


def _embedded(package: zipfile.ZipFile, names: list[str]) -> Iterator[dict[str, object]]:
    number = 0
    for name in names:
        if not _EMBEDDED.fullmatch(name):
            continue
        number += 1
        try:
            with package.open(name) as part:
                block = part.read(CONTENT)
                while block:
                    following = part.read(CONTENT)
                    yield {"file": number, "more": bool(following), "content": block}
                    block = following
        except _BROKEN:
            yield {"unread": number}
