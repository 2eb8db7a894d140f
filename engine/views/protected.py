"""Which records hold data that the law protects more than other data, or are of people who said no to the transfer."""

from collections.abc import Mapping, Sequence

from engine.views.selection import sensitive_types, types_in_group
from engine.views.standings import REFUSING

SENSITIVE = "SELECT DISTINCT record FROM finding WHERE state <> 'rejected' AND entity_type IN (SELECT unnest(?))"
"""SQL for the records with sensitive data; its parameter is `sensitive_types()`."""
OF_MINORS = (
    f"{SENSITIVE} UNION SELECT DISTINCT x.record FROM appearance x JOIN subject p ON p.id = x.subject WHERE p.minor"
)
"""SQL for the records of minors (by a mention, or by whose they are); its parameter is `types_in_group("minor")`."""

Query = tuple[str, Sequence[object] | Mapping[str, object]]
"""A query of records and its parameters."""


def protected(transfers: Sequence[str]) -> tuple[Query, Query, Query]:
    """The records with sensitive data, those with data of minors, and those of people who denied one of `transfers`.

    As scanned, reviewed and stated so far; `transfers` are the purposes that hand the business over.
    """
    denied: Query = (REFUSING, {"transfers": list(transfers)})
    return (SENSITIVE, [sensitive_types()]), (OF_MINORS, [types_in_group("minor")]), denied
