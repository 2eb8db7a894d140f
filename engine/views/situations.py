"""Telling situations: what stands together where it should not, counted, each with one record as an example, masked."""

from dataclasses import dataclass

from engine.store.database import Database
from engine.views.records import Part, marks_of, parts_of
from engine.views.selection import sensitive_types

_BEFORE, _AFTER = 30, 90
_MOST = 10


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of situation: a code with a sentence under ``situation.``, how often it occurs, and an example."""

    code: str
    number: int
    record: str
    record_class: str
    day: str
    around: tuple[Part, ...]


_OF_TYPES = {
    "credential": ("CREDENTIAL",),
    "minor": ("MINOR",),
    "health": ("HEALTH",),
    "religion": ("RELIGION",),
    "document": ("CN_RESIDENT_ID", "PASSPORT", "TRAVEL_PERMIT", "HK_ID", "TW_ID", "MO_ID"),
    "bank": ("BANK_CARD", "BANK_ACCOUNT", "IBAN", "PAYMENT_ACCOUNT"),
    "place": ("GEO_LOCATION",),
}
"""Situations told by a type of finding in a message or attachment, where such things do not belong."""


def situations(database: Database) -> tuple[Situation, ...]:
    """Up to ten, the gravest kinds first; none where nothing of the kind was found."""
    found = [
        *(_example(database, code, f"f.entity_type IN ({_listed(types)})", "r.kind IN ('message', 'attachment')")
          for code, types in _OF_TYPES.items()),
        _example(database, "together", _sensitive(), _TOGETHER),
        _example(database, "old", _sensitive(), "r.day < (SELECT as_of - INTERVAL 5 YEAR FROM engagement)"),
        _example(database, "crowd", _sensitive(), _CROWD),
        _example(database, "kept_too_long", _sensitive(), _DUE),
    ]  # fmt: skip
    return tuple(one for one in found if one)[:_MOST]


_TOGETHER = """r.id IN (SELECT record FROM finding WHERE state <> 'rejected' GROUP BY 1
    HAVING bool_or(entity_type IN ('CN_RESIDENT_ID', 'PASSPORT', 'TRAVEL_PERMIT'))
    AND bool_or(entity_type = 'PHONE') AND bool_or(entity_type = 'ADDRESS'))"""
_CROWD = """r.kind IN ('message', 'attachment') AND r.id IN (
    SELECT record FROM appearance WHERE subject IS NOT NULL GROUP BY 1 HAVING count(DISTINCT subject) >= 10)"""
_DUE = "r.id IN (SELECT record FROM assessment WHERE retention_state = 'due')"


def _sensitive() -> str:
    return f"f.entity_type IN ({_listed(tuple(sensitive_types()))})"


def _listed(types: tuple[str, ...]) -> str:
    return ", ".join(f"'{one}'" for one in types)


def _example(database: Database, code: str, of_findings: str, of_records: str) -> Situation | None:
    """How many records there are, and the one that says most in the fewest words."""
    chosen = f"""
        FROM finding f JOIN record r ON r.id = f.record
        WHERE f.state <> 'rejected' AND r.duplicate_of IS NULL AND r.fields IS NOT NULL
            AND {of_findings} AND {of_records}
    """
    number = int(str(database.value(f"SELECT count(DISTINCT r.id) {chosen}")))
    if not number:
        return None
    record, day, field, start, end = database.rows(
        f"""
        SELECT r.id, coalesce(cast(r.day AS VARCHAR), ''), f.field, f.start_at, f.end_at {chosen}
        ORDER BY count(*) OVER (PARTITION BY r.id, f.field) DESC, length(r.fields), r.id, f.start_at LIMIT 1
        """
    )[0]
    text, record_class = database.rows(
        "SELECT json_extract_string(r.fields, '/' || replace(replace(?, '~', '~0'), '/', '~1')),"
        " coalesce(a.record_class, 'other') FROM record r LEFT JOIN assessment a ON a.record = r.id WHERE r.id = ?",
        [field, record],
    )[0]
    marks = marks_of(database, [record]).get((record, field), [])
    around = parts_of(marks, text, max(0, start - _BEFORE), min(len(text), end + _AFTER))
    return Situation(code, number, record, record_class, day, around)
