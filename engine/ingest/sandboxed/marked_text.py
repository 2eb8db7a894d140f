"""The text in one XML part of an office package, read as it streams by: no tree, so size costs no memory.

Elements go by their local names, so that the transitional and the strict namespaces read alike.
"""

from typing import IO
from xml.etree.ElementTree import ParseError, XMLParser

from engine.ingest.sandbox import HelperRefused

TEXT_LIMIT = 64 << 20
"""Characters in one part; more is no text that people wrote."""
OFFICE = frozenset({"t", "delText", "text", "v"})
"""Elements that hold the text of Office Open XML."""
OPEN = frozenset({"p", "h", "creator", "title", "desc"})
"""Elements that hold, at any depth, the text of OpenDocument."""
_BLOCK = 1 << 16
_LINES = frozenset({"p", "h", "text", "pt", "comment", "cm", "annotation", "creator", "desc", "v"})
_ROWS = frozenset({"tr", "table-row"})
_CELLS = frozenset({"tc", "table-cell"})
_SAID = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "annotation": "\n", "noBreakHyphen": "-", "s": " "}
_SPACES = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c"
_DELETED = frozenset({"delText", "deletion"})
_EDITORS = frozenset({"author", "cmAuthor", "ins", "del", "comment", "moveFrom", "moveTo", "person"})


class MarkedText:
    """What an `XMLParser` tells of one part: its text, who edited it, and whether deleted text is among it.

    `holders` are the elements whose character data counts.
    """

    def __init__(self, holders: frozenset[str]) -> None:
        self.pieces: list[str] = []
        self.editors: dict[str, None] = {}
        self.deleted = False
        self._holders = holders
        self._path: list[str] = []
        self._held = 0
        self._passed_over = 0
        self._length = 0
        self._alternatives: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; a fallback is passed over where its alternative said something."""
        name = tag.rpartition("}")[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._passed_over or (name == "Fallback" and self._alternatives[-1:] < [len(self.pieces)]):
            self._passed_over += 1
            return
        if name == "AlternateContent":
            self._alternatives.append(len(self.pieces))
        self._held += name in self._holders
        self.deleted = self.deleted or name in _DELETED
        if name in _SAID and parent not in ("tabs", "tabLst"):
            count = attributes.get(_SPACES, "1")
            self._say(_SAID[name] * (int(count) if count.isdecimal() and len(count) < 4 else 1))
        for key, value in attributes.items():
            self._attribute(name, key.rpartition("}")[2], value)

    def data(self, text: str) -> None:
        """Character data."""
        if self._held and not self._passed_over:
            self._say(text)

    def end(self, tag: str) -> None:
        """An element ends, and with it perhaps a line, a cell or a row."""
        name = self._path.pop()
        if self._passed_over:
            self._passed_over -= 1
            return
        self._held -= name in self._holders
        if name == "AlternateContent":
            self._alternatives.pop()
        elif name in _LINES:
            self._say("\n")
        elif name in _CELLS:
            self._end_of("\n", "\t")
        elif name in _ROWS:
            self._end_of("\t", "\n")

    def close(self) -> None:
        """The part has ended."""

    def _attribute(self, element: str, key: str, value: str) -> None:
        if key in ("author", "name") and element in _EDITORS:
            self.editors[value.strip()] = None
            if element == "comment":
                self._say(f"{value}：")
        elif key == "descr" and value:
            self._say(f"{value}\n")

    def _end_of(self, inner: str, outer: str) -> None:
        if self.pieces and self.pieces[-1] == inner:
            self.pieces.pop()
        self._say(outer)

    def _say(self, text: str) -> None:
        self._length += len(text)
        if self._length > TEXT_LIMIT:
            raise HelperRefused("expands_too_much")
        self.pieces.append(text)


def marked_text(file: IO[bytes], holders: frozenset[str]) -> tuple[MarkedText, bool]:
    """The text of the part in `file`, and whether the part is sound; of a damaged one the text up to the damage."""
    text = MarkedText(holders)
    parser = XMLParser(target=text)  # noqa: S314 - expat refuses entity bombs, limits hold
    try:
        while block := file.read(_BLOCK):
            parser.feed(block)
        parser.close()
    except ParseError:
        return text, False
    return text, True
