"""A page of a long list, with the length of the whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from engine.store.database import Database

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some lines of a list of `total`; `number` counts from 1."""

    lines: tuple[Line, ...]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages the list has, at least 1."""
        return max(1, -(-self.total // self.size))


def page_of(
    database: Database,
    query: str,
    values: Sequence[object] | Mapping[str, object],
    number: int,
    size: int,
    line: Callable[[tuple], Line],
) -> Page[Line]:
    """Page `number` of an ordered query, each row turned into a line."""
    total = int(str(database.value(f"SELECT count(*) FROM ({query})", values)))
    number = min(max(1, number), max(1, -(-total // size)))
    rows = database.rows(f"{query} LIMIT {int(size)} OFFSET {int((number - 1) * size)}", values)
    return Page(tuple(line(row) for row in rows), total, number, size)
