"""What of one record must be kept and what is due, by the names its own fields have."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.model.assessment import RetentionState, Share
from engine.model.records import PLACE_FIELDS, UNSCANNED_FIELDS, RecordKind
from engine.scan.columns import columns_of
from engine.store.assessments import shares_of
from engine.store.columns import said, table_of
from engine.store.database import Database
from engine.store.overrides import rules_of


@dataclass(frozen=True, slots=True)
class KeptFields:
    """Fields of a record that end together, by the record's own names.

    `first`: of what is not asked for these go before the rest, because no rule speaks of them. `unknown`: nobody knows
    what the columns mean, so they stay with the record until somebody says.
    """

    fields: tuple[str, ...]
    state: RetentionState
    until: date | None = None
    rules: tuple[str, ...] = ()
    first: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a record's parts are kept: none where it ends as a whole.

    `waiting` are rules whose start is not known; `restricted`: only storage and protection are allowed; `due_from` is
    the first day on which all of it is due.
    """

    parts: tuple[KeptFields, ...]
    waiting: tuple[str, ...]
    restricted: bool
    due_from: date | None


def keeping(database: Database, record: str) -> Keeping:
    """What of the record is kept until when; fields without a text are left out."""
    rows = database.rows(
        "SELECT r.kind, r.source, r.locator, r.fields, a.record_class, a.shares, a.waiting, a.restricted, a.due_from"
        " FROM record r JOIN assessment a ON a.record = r.id WHERE r.id = ?",
        [record],
    )
    if not rows:
        return Keeping((), (), False, None)
    kind, source, locator, fields, record_class, stored, waiting, restricted, due_from = rows[0]
    shares = shares_of(stored)
    names: tuple[str, ...] = tuple(name for name, text in json.loads(fields or "{}").items() if text.strip())
    parts: tuple[KeptFields, ...] = ()
    if shares and names:
        rules = rules_of(database)
        first = rules.record_classes[record_class].fields_dropped_first
        if kind == RecordKind.MESSAGE:
            meanings = {field: part.id for part in rules.message_parts.values() for field in part.fields}
            parts = _parts(shares, {name: meanings.get(name, name) for name in names}, ())
        else:
            headers = tuple(name for name in names if name not in PLACE_FIELDS)
            parts = _parts(shares, _meanings(headers, said(database, source), source, table_of(locator)), first)
    return Keeping(parts, tuple(waiting or ()), bool(restricted), due_from)


def _meanings(
    headers: tuple[str, ...], given: Mapping[tuple[str, str, str], str], source: str, table: str
) -> dict[str, str]:
    """What each column means: what people said, else what its header says, else ""."""
    known = columns_of(headers).meanings
    return {name: given.get((source, table, name)) or known.get(name, "") for name in headers}


def _parts(shares: tuple[Share, ...], meanings: Mapping[str, str], first: tuple[str, ...]) -> tuple[KeptFields, ...]:
    """The shares with the record's own fields in them; empty ones are left out."""
    named = {meaning: share for share in shares for meaning in share.fields}
    rest = shares[-1]
    shown = {name: meaning for name, meaning in meanings.items() if name not in PLACE_FIELDS | UNSCANNED_FIELDS}
    parts = [
        KeptFields(
            tuple(name for name, meaning in shown.items() if named.get(meaning) is share),
            share.state,
            share.until,
            share.rules,
        )
        for share in shares[:-1]
    ]
    unknown = tuple(name for name, meaning in shown.items() if not meaning)
    left = {name: meaning for name, meaning in shown.items() if meaning and meaning not in named}
    parts.append(KeptFields(unknown, RetentionState.MUST_KEEP, unknown=True))
    for goes_first in (False, True):
        names = tuple(name for name, meaning in left.items() if (meaning in first) is goes_first)
        parts.append(KeptFields(names, rest.state, rest.until, rest.rules, goes_first))
    return tuple(part for part in parts if part.fields)
