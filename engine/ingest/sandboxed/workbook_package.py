"""The parts of an Office or OpenDocument package, whatever way their names are spelled, and their XML."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.etree import ElementTree

from engine.ingest.sandbox import HelperRefused

PART_LIMIT = 256 << 20
"""Bytes of a part that is read as a whole."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
_HEAD = 1 << 16
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """A zip file as a package; raises `HelperRefused` where it cannot be opened."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise HelperRefused("workbook_damaged") from error
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._archive.infolist()}

    def names(self, pattern: re.Pattern[str]) -> list[str]:
        """The names of the parts that match, in lower case, in order."""
        return sorted(name for name in self._parts if pattern.fullmatch(name))

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream."""
        return self._archive.open(self._parts[name.lower()])

    def root(self, name: str) -> ElementTree.Element:
        """The root element of a part, names without their namespace; `ValueError` where it is no XML.

        Raises `HelperRefused` where it defines entities.
        """
        with self.open(name) as part:
            data = part.read(PART_LIMIT + 1)
        if len(data) > PART_LIMIT:
            raise ValueError
        if _DECLARATIONS.search(data):
            raise HelperRefused("unsafe_xml")
        try:
            root = ElementTree.parse(io.BytesIO(data)).getroot()  # noqa: S314 - no declarations are let through
        except ElementTree.ParseError as error:
            raise ValueError from error
        for element in root.iter():
            element.tag = local(element.tag)
        return root

    def elements(self, name: str, tag: str) -> Iterator[ElementTree.Element]:
        """The elements called `tag` of a part of any size, one in memory at a time; errors as of `root`."""
        with self.open(name) as part:
            if _DECLARATIONS.search(part.read(_HEAD)):
                raise HelperRefused("unsafe_xml")
        with self.open(name) as part:
            try:
                flow = ElementTree.iterparse(part, ("start", "end"))  # noqa: S314 - as above
                _, root = next(flow)
                for event, element in flow:
                    element.tag = local(element.tag)
                    if event == "end" and element.tag == tag:
                        yield element
                        root.clear()
            except (ElementTree.ParseError, StopIteration) as error:
                raise ValueError from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Where the relations of a part lead: id to type and part's name; empty where they cannot be read."""
        folder, _, base = name.rpartition("/")
        relations = f"{folder}/_rels/{base}.rels".lstrip("/")
        if relations not in self:
            return {}
        try:
            root = self.root(relations)
        except BROKEN:
            return {}
        return {
            each.get("Id", ""): (each.get("Type", ""), _resolved(folder, each.get("Target", "")))
            for each in root.iter("Relationship")
        }


def local(name: str) -> str:
    """A name without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


def attributes(element: ElementTree.Element) -> dict[str, str]:
    """An element's attributes by name without namespace."""
    return {local(name): value for name, value in element.attrib.items()}


def texts(element: ElementTree.Element, tag: str, without: str) -> Iterator[str]:
    """The texts of the elements called `tag` inside, outside those called `without`."""
    for child in element:
        if child.tag == tag:
            yield child.text or ""
        elif child.tag != without:
            yield from texts(child, tag, without)


def _resolved(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
