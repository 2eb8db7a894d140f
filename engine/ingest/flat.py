"""Nested values as the fields of one record: ``customer.phones[0].number``; nothing between the braces is lost."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from itertools import count

from engine.ingest.dates import date_columns, row_date
from engine.ingest.table import is_datum


class Pairs(list[tuple[str, object]]):
    """An object as its names and values, in order, repeated names kept."""


class NotANumber(str):
    """``NaN`` or an infinity, as text."""

    __slots__ = ()


def leaves(value: object, name: str = "value") -> Iterator[tuple[str, object]]:
    """The single values inside a value, each with its path; `name` is the path of one that stands alone."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        path, each = waiting.pop()
        if isinstance(each, dict):
            each = Pairs(each.items())
        if isinstance(each, Pairs):
            inner = [(f"{path}.{key}" if path else key, item) for key, item in each]
            inner += [(f"{path}.key" if path else "key", key) for key, _ in each if is_datum(key)]
            waiting.extend(reversed(inner))
        elif isinstance(each, list | tuple):
            waiting.extend((f"{path}[{index}]", each[index]) for index in range(len(each) - 1, -1, -1))
        else:
            yield path or name, each


def fields(value: object, name: str = "value") -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields of a value, and warnings; `name` is the field of a value that is neither an object nor a list."""
    found: dict[str, str] = {}
    repeated = unreal = False
    for path, leaf in leaves(value, name):
        unreal = unreal or isinstance(leaf, NotANumber)
        wanted = path
        if path in found:
            repeated = repeated or not path.endswith("key")
            wanted = next(each for each in (f"{path} ({number})" for number in count(2)) if each not in found)
        found[wanted] = text(leaf)
    return found, (("keys_repeated",) if repeated else ()) + (("not_a_number",) if unreal else ())


def text(value: object) -> str:
    """A single value as text: truth as ``true``, dates in ISO form, nothing as ""."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() and abs(value) < 1e20 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def dated(row: dict[str, str]) -> datetime | None:
    """The date of a record with these fields, by the names that promise one."""
    for index in _dated(tuple(row)):
        when = row_date(list(row.values())[index])
        if when:
            return when
    return None


@lru_cache(maxsize=512)
def _dated(names: Sequence[str]) -> list[int]:
    return date_columns(list(names))
