"""The parts a chapter of the snapshot is made of, as the plain data that the Typst templates draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

Block = dict[str, object]
Cell = str | dict[str, str]
"""A text, or one with a `tone` (drawn as a badge), a `note` below it, a `below` under the whole row, or a `mark`."""
Mark = tuple[str, int, str]
"""A labelled number with the tone it is drawn in."""

_LEAST = 0.001
"""The least share that is printed as a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: as wide as its content, or `mm` wide, or `fr` shares of what is left; numbers stand right."""

    title: str
    right: bool = False
    mm: float = 0
    fr: float = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """One numbered chapter."""

    title: str
    blocks: tuple[Block, ...]
    newpage: bool = False

    def data(self) -> dict[str, object]:
        return {"title": self.title, "blocks": list(self.blocks), "newpage": self.newpage}


def number(value: int) -> str:
    """A count as it is printed, in both languages."""
    return f"{value:,}"


def moment(at: datetime) -> str:
    """A day and a minute as they are printed, in both languages; a time without a zone is UTC."""
    return f"{at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def share(value: float, whole: float) -> str:
    """A part of a whole; nothing of nothing has no share, and no share is rounded up to all or down to nothing."""
    if not whole:
        return "–"
    part = value / whole
    if 0 < part < _LEAST:
        return f"<{_LEAST:.1%}"
    return f">{1 - _LEAST:.1%}" if 1 - _LEAST < part < 1 else f"{part:.1%}"


def ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """The largest count first, equal ones by code: the same state of affairs is printed in the same order."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def badge(text: str, tone: str) -> Cell:
    """A short word on a coloured ground."""
    return {"text": text, "tone": tone}


def muted(text: str) -> Cell:
    """A text that stands back."""
    return {"text": text}


def section(title: str) -> Block:
    """A heading inside a chapter."""
    return {"kind": "section", "title": title}


def paragraph(text: str) -> Block:
    """One paragraph."""
    return {"kind": "paragraph", "text": text}


def points(texts: Iterable[str]) -> Block:
    """A list of sentences."""
    return {"kind": "points", "texts": list(texts)}


def facts(rows: Iterable[tuple[Cell, Cell]]) -> Block:
    """Names and values, one below the other."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def callout(tone: str, title: str, *texts: str) -> Block:
    """What must not be overlooked."""
    return {"kind": "callout", "tone": tone, "title": title, "texts": list(texts)}


def key_figures(items: Iterable[tuple[str, str, str, str]], columns: int = 4) -> Block:
    """Tiles of (label, value, detail, tone)."""
    named = [dict(zip(("label", "value", "detail", "tone"), item, strict=True)) for item in items]
    return {"kind": "figures", "items": named, "columns": columns}


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], total: bool = False, size: float = 8
) -> Block:
    """A table that runs over as many pages as it needs; `total` says that its last row sums up the others."""
    return {
        "kind": "listing",
        "caption": caption,
        "columns": [{"title": c.title, "right": c.right, "mm": c.mm, "fr": c.fr} for c in columns],
        "rows": [list(row) for row in rows],
        "total": total,
        "size": size,
    }


def bars(caption: str, rows: Iterable[Mark], label_mm: float = 34) -> Block:
    """Horizontal bars."""
    marks = list(rows)
    drawn = [{"label": name, "value": value, "text": number(value), "tone": tone} for name, value, tone in marks]
    return {"kind": "bars", "caption": caption, "alt": _alt(caption, marks), "rows": drawn, "label": label_mm}


def stack(caption: str, parts: Iterable[Mark]) -> Block:
    """One bar divided into its parts; empty parts are left out."""
    marks = [mark for mark in parts if mark[1]]
    return {"kind": "stack", "caption": caption, "alt": _alt(caption, marks), "parts": _parts(marks)}


def stacks(caption: str, rows: Iterable[tuple[str, Sequence[Mark]]], legend: Sequence[Mark], label_mm: float) -> Block:
    """Bars divided into the same parts, one below the other."""
    lines = [(name, [mark for mark in marks if mark[1]]) for name, marks in rows]
    return {
        "kind": "stacks",
        "caption": caption,
        "alt": "; ".join(_alt(name, marks) for name, marks in lines) or caption,
        "rows": [{"label": name, "parts": _parts(marks)} for name, marks in lines],
        "legend": [{"label": name, "text": "", "tone": tone} for name, _, tone in legend],
        "label": label_mm,
    }


def heat(
    caption: str,
    corner: str,
    total: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[tuple[str, str]],
    cells: Mapping[tuple[str, str], int],
) -> Block:
    """A heat table of (id, label) rows and columns; its last column sums each row."""
    lines = []
    for row, label in rows:
        values = [cells.get((row, column), 0) for column, _ in columns]
        texts = [number(value) for value in values]
        lines.append({"label": label, "values": values, "texts": texts, "total": number(sum(values))})
    names = [name for _, name in columns]
    return {"kind": "heat", "caption": caption, "corner": corner, "sum": total, "columns": names, "rows": lines}


def column_chart(caption: str, rows: Iterable[Mark]) -> Block:
    """Upright bars in the order of time."""
    marks = list(rows)
    drawn = [{"label": name, "value": value, "text": number(value), "tone": tone} for name, value, tone in marks]
    return {"kind": "columns", "caption": caption, "alt": _alt(caption, marks), "rows": drawn}


def _parts(marks: Sequence[Mark]) -> list[Block]:
    whole = sum(value for _, value, _ in marks)
    return [
        {
            "label": name,
            "value": value,
            "number": number(value),
            "text": f"{number(value)} ({share(value, whole)})",
            "tone": tone,
        }
        for name, value, tone in marks
    ]


def _alt(caption: str, marks: Sequence[Mark]) -> str:
    return f"{caption}: " + ", ".join(f"{name} {number(value)}" for name, value, _ in marks)
