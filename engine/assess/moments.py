"""The days on which retention periods begin, as far as a record and its thread show them."""

from collections.abc import Callable, Mapping
from datetime import date

from engine.model.rules import StartEvent, StartSource


def moments(
    events: Mapping[str, StartEvent], dated: date | None, last_contact: date | None = None
) -> Mapping[str, date]:
    """Start event -> day; an event that nothing shows is absent.

    `dated` is the record's own date, `last_contact` the last date of its thread. Which of them stands for an event is
    the event's `source`.
    """
    found = {source: day for source, read in _READ.items() if (day := read(dated, last_contact)) is not None}
    return {name: found[event.source] for name, event in events.items() if event.source in found}


def _last(dated: date | None, last_contact: date | None) -> date | None:
    return max((day for day in (dated, last_contact) if day is not None), default=None)


def _after_fiscal_year(dated: date | None, _: date | None) -> date | None:
    """The first day after the fiscal year, which is the calendar year."""
    return date(dated.year + 1, 1, 1) if dated is not None and dated.year < date.max.year else None


_READ: dict[StartSource, Callable[[date | None, date | None], date | None]] = {
    StartSource.RECORD_DATE: lambda dated, _: dated,
    StartSource.LAST_CONTACT: _last,
    StartSource.FISCAL_YEAR: _after_fiscal_year,
}
