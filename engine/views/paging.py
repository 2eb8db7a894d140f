"""A page of a long list, with the length of the whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

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

    @property
    def before(self) -> int:
        """How many lines stand before this page."""
        return (self.number - 1) * self.size


def empty_page(total: int, number: int, size: int) -> Page[Any]:
    """Page `number` of a list of `total` lines, or the nearest there is, without its lines."""
    page: Page[Any] = Page((), total, 1, size)
    return replace(page, number=min(max(1, number), page.pages))


def page_of(
    database: Database,
    query: str,
    values: Sequence[object] | Mapping[str, object],
    number: int,
    size: int,
    line: Callable[[tuple], Line],
) -> Page[Line]:
    """Page `number` of an ordered query, each row turned into a line."""
    [[total]] = database.rows(f"SELECT count(*) FROM ({query})", values)
    page = empty_page(total, number, size)
    rows = database.rows(f"{query} LIMIT {int(size)} OFFSET {page.before}", values)
    return replace(page, lines=tuple(line(row) for row in rows))
