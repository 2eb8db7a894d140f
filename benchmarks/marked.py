"""Texts with marked values, written by hand: ``⟦PERSON|王⟧女士``; documents begin with ``### zh chat studio``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"⟦([A-Z_]+)\|([^⟦⟧]*)⟧")
Part = tuple[str, str]
"""A run of text with its entity type; "" for what is no personal data."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One document: an id, its language, its genre and its parts in order."""

    id: str
    language: str
    genre: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The document without marks."""
        return "".join(value for value, _ in self.parts)

    @property
    def spans(self) -> list[tuple[int, int, str]]:
        """The marked values as (start, end, entity type)."""
        found, at = [], 0
        for value, entity_type in self.parts:
            if entity_type:
                found.append((at, at + len(value), entity_type))
            at += len(value)
        return found


def documents(path: Path) -> Iterator[Marked]:
    """The documents of a file, in order."""
    number, heading, lines = 0, "", list[str]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), "### "]:
        if not line.startswith("### "):
            lines.append(line)
            continue
        if heading:
            number += 1
            language, genre, *_ = heading.split()
            yield Marked(f"{path.stem}-{number:03}", language, genre, tuple(_parts("\n".join(lines).strip("\n"))))
        heading, lines = line[4:].strip(), []


def _parts(marked: str) -> Iterator[Part]:
    at = 0
    for match in _MARK.finditer(marked):
        if match.start() > at:
            yield marked[at : match.start()], ""
        yield match[2], match[1]
        at = match.end()
    if at < len(marked):
        yield marked[at:], ""
