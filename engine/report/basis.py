"""Lawful basis and consent as a file: who stands where for which purpose, and what says so."""

from collections.abc import Iterator

from engine.store.database import Database
from engine.views.basis import standing_lines
from engine.views.debts import debt_lines
from engine.views.selection import Selection

STANDING_COLUMNS = ("subject_id", "purpose", "standing", "disputed", "day", "stated_by_hand", "record", "rule", "place")
DEBT_COLUMNS = ("subject_id", "debt", "amount", "currency", "unclear", "settled", "record")
_ALL = 10**9


def standing_rows(database: Database, selection: Selection) -> Iterator[tuple[object, ...]]:
    """A row per person and purpose under the selection, by `STANDING_COLUMNS`."""
    for one in standing_lines(database, selection, size=_ALL).lines:
        yield (
            one.subject, one.purpose, str(one.standing), one.disputed, one.day or "", one.decision or "", one.record,
            one.rule, one.place,
        )  # fmt: skip


def debt_rows(database: Database) -> Iterator[tuple[object, ...]]:
    """A row per person, kind and currency of what is owed, by `DEBT_COLUMNS`."""
    for one in debt_lines(database, size=_ALL).lines:
        yield one.subject, one.debt, one.amount, one.currency, one.unclear, one.settled or "", one.record
