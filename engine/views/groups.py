"""Groups of people that what is held of them tells, each as SQL over `subject p`."""

from collections.abc import Iterable

from engine.catalogue import catalogue
from engine.model.basis import NO
from engine.views.places import found_in

_HOME = "CN"
_HELD = (
    "p.id IN (SELECT t.subject FROM attribution t JOIN finding f ON f.id = t.finding WHERE f.state <> 'rejected'"
    " AND ({among}) GROUP BY 1 HAVING {having})"
)


def _types(group: str) -> str:
    named = sorted(kind.id for kind in catalogue().entity_types.values() if kind.group == group)
    return f"f.entity_type IN ({_quoted(named)})"


def _quoted(ids: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in ids)


def _together() -> str:
    """An identity document, a bank account and an address of one and the same person."""
    parts = [_types("identity"), _types("bank"), "f.entity_type = 'ADDRESS'"]
    return _HELD.format(among=" OR ".join(parts), having=" AND ".join(f"bool_or({part})" for part in parts))


def _abroad() -> str:
    """Somebody who seems to live outside mainland China."""
    places = [found_in(one) for one in catalogue().jurisdictions.values() if one.id != _HOME]
    return _HELD.format(among=" OR ".join(places), having="true")


_GROUPS = {
    "minors": lambda: "p.minor",
    "identity_bank_address": _together,
    "members": lambda: _HELD.format(among="f.entity_type = 'MEMBER_ID'", having="true"),
    "abroad": _abroad,
    "shared": lambda: "p.household <> ''",
    "denying": lambda: f"p.id IN (SELECT subject FROM standing WHERE standing IN ({_quoted(NO)}))",
    "disputed": lambda: "p.id IN (SELECT subject FROM standing WHERE disputed)",
    "owed": lambda: "p.id IN (SELECT subject FROM debt WHERE settled IS NULL)",
}

GROUPS = tuple(_GROUPS)
"""The ids of the groups; they overlap."""


def in_group(group: str) -> str:
    """SQL: whether the person `p` belongs to the group; nobody belongs to one that is not known."""
    return _GROUPS[group]() if group in _GROUPS else "false"
