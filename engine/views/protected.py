"""Which records hold data that the law protects more than other data."""

from collections.abc import Sequence

from engine.views.evidence import types_in_group
from engine.views.selection import sensitive_types

SENSITIVE = "SELECT DISTINCT record FROM finding WHERE state <> 'rejected' AND entity_type IN (SELECT unnest(?))"
"""SQL for the records with sensitive data; its parameter is `sensitive_types()`."""
OF_MINORS = (
    f"{SENSITIVE} UNION SELECT DISTINCT x.record FROM appearance x JOIN subject p ON p.id = x.subject WHERE p.minor"
)
"""SQL for the records of minors (by a mention, or by whose they are); its parameter is `types_in_group("minor")`."""

Query = tuple[str, Sequence[object]]
"""A query of records and its parameters."""


def protected() -> tuple[Query, Query]:
    """The records with sensitive data, and those with data of minors, as scanned and reviewed so far."""
    return (SENSITIVE, [sensitive_types()]), (OF_MINORS, [types_in_group("minor")])
