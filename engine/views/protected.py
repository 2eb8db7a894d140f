"""Which records hold data that the law protects more than other data."""

from dataclasses import dataclass

from engine.store.database import Database
from engine.views.evidence import types_in_group
from engine.views.selection import sensitive_types

SENSITIVE = "SELECT DISTINCT record FROM finding WHERE state <> 'rejected' AND entity_type IN (SELECT unnest(?))"
"""SQL for the records with sensitive data; its parameter is `sensitive_types()`."""
OF_MINORS = (
    f"{SENSITIVE} UNION SELECT DISTINCT x.record FROM appearance x JOIN subject p ON p.id = x.subject WHERE p.minor"
)
"""SQL for the records of minors; its parameter is `types_in_group("minor")`."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Ids of records: with sensitive data, and with data of minors (by a mention, or by whose it is)."""

    sensitive: frozenset[str]
    minors: frozenset[str]


def protected(database: Database) -> Protected:
    """The protected records as scanned and reviewed so far."""
    return Protected(
        frozenset(record for (record,) in database.rows(SENSITIVE, [sensitive_types()])),
        frozenset(record for (record,) in database.rows(OF_MINORS, [types_in_group("minor")])),
    )
