"""Texts cut into the pieces that are scanned and cached: paragraphs without their quote marks, offsets kept."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1200  # characters of a piece; keeps one paragraph whole and bounds the cost of one analysis

_QUOTE = re.compile(r"[ \t]{0,3}(?:[>|][ \t]?)+")
_SENTENCE = re.compile(r"[。！？；!?;\n]|[.](?=\s)|[，,\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text without quote marks; `cuts` are (offset in the piece, offset in the text) of its lines."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the piece stands in the text."""
        return self._origin(start), self._origin(end - 1) + 1

    def part(self, start: int, end: int) -> "Piece":
        """The piece's text from `start` to `end` as a piece of its own."""
        first = bisect_right(self.cuts, (start, 1 << 62)) - 1
        inside = [(max(inner, start) - start, outer + max(start - inner, 0)) for inner, outer in self.cuts[first:]]
        return Piece(self.text[start:end], tuple(cut for cut in inside if cut[0] < max(end - start, 1)))

    def _origin(self, offset: int) -> int:
        inner, outer = self.cuts[bisect_right(self.cuts, (offset, 1 << 62)) - 1]
        return outer + offset - inner


def pieces(text: str) -> Iterator[Piece]:
    """The paragraphs of `text`, at most `LONGEST` characters each, in order; blank text yields nothing."""
    lines: list[str] = []
    cuts: list[tuple[int, int]] = []
    length = 0
    for start, line in _lines(text):
        if lines and (not line.strip() or length + len(line) > LONGEST):
            yield Piece("\n".join(lines), tuple(cuts))
            lines, cuts, length = [], [], 0
        if line.strip():
            cuts.append((length, start))
            lines.append(line)
            length += len(line) + 1
    if lines:
        yield Piece("\n".join(lines), tuple(cuts))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(start, line) without line ends and quote marks; an overlong line is cut where a sentence ends."""
    start = 0
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        quote = _QUOTE.match(line)
        skip = quote.end() if quote and quote.group().strip() else 0
        if len(line) - skip <= LONGEST:
            yield start + skip, line[skip:] if skip else line
        else:
            yield from ((start + begin, line[begin:end]) for begin, end in sentences(line, skip, LONGEST))
        start += len(raw)


def sentences(line: str, begin: int, longest: int) -> Iterator[tuple[int, int]]:
    """Runs of at most `longest` characters, cut after the last sentence end, else comma or space, else hard."""
    while begin < len(line):
        end = len(line)
        if end - begin > longest:
            marks = [m.end() for m in _SENTENCE.finditer(line, begin + longest // 2, begin + longest)]
            end = marks[-1] if marks else begin + longest
        yield begin, end
        begin = end
