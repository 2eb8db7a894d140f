"""Records: lists of them, and one with its findings marked in its text."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pyarrow.compute as pc

from engine.model.errors import ActionableError
from engine.store.database import Database
from engine.views.counted import sums, under
from engine.views.paging import Page, empty_page
from engine.views.selection import RECORDS, Selection, sensitive_types

Mark = tuple
"""A finding in a text: start, end, covered value, then the fields of `Part` behind its text."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list; its title is never shown unmasked, so it is named by its locator."""

    id: str
    source: int
    source_name: str
    locator: str
    kind: str
    day: str
    record_class: str
    retention: str
    keep_until: str
    disposition: str
    findings: int
    sensitive: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a field's text. If `finding` is set, the run is that finding and `text` is masked unless revealed.

    `decided_by` says whose word the finding's state is: person, pattern, allow, deny or nobody's.
    """

    text: str
    finding: str = ""
    entity_type: str = ""
    state: str = ""
    score: float = 0.0
    recognizer: str = ""
    subject: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field of a record with its findings marked."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RecordText:
    """One record as a reader sees it, with why it is classed and kept as it is."""

    id: str
    source: int
    source_name: str
    locator: str
    kind: str
    dated: str
    warnings: tuple[str, ...]
    duplicate_of: str
    fields: tuple[FieldText, ...]
    record_class: str
    class_rule: str
    class_evidence: str
    retention: str
    retention_rules: tuple[str, ...]
    start_event: str
    started: str
    start_origin: str
    start_place: str
    keep_until: str
    proposal: str
    disposition: str
    disposition_done: bool
    subjects: tuple[tuple[str, str], ...]
    destroyed: bool
    proposal_reason: str


def record_lines(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[RecordLine]:
    """The records under the selection, in the order of their sources."""
    chosen = under(database, "records", selection)
    page = empty_page(chosen.num_rows, number, size)
    lines = chosen.slice(page.before, page.size)
    for name, held in (("findings", Selection()), ("sensitive", Selection(type=tuple(sensitive_types())))):
        holds = sums(database, held)["shown"].take(pc.subtract(lines["number"], 1))  # pyright: ignore
        lines = lines.append_column(name, holds)
    rows = database.rows(
        """
        SELECT l.id, s.ordinal, s.name, r.locator, l.kind, coalesce(cast(l.day AS VARCHAR), ''),
            coalesce(l.record_class, 'other'), coalesce(l.retention, 'no_rule'),
            coalesce(cast(l.keep_until AS VARCHAR), ''), l.disposition, l.findings, l.sensitive, l.again
        FROM lines l JOIN record r ON r.id = l.id JOIN source s ON s.sha256 = r.source
        WHERE r.id IN (SELECT id FROM lines) ORDER BY l.number
        """,
        given={"lines": lines},
    )
    return replace(page, lines=tuple(RecordLine(*row) for row in rows))


def record_text(database: Database, record: str, reveal: bool = False) -> RecordText:
    """One record with its findings marked; masked unless `reveal` (the action `reveal` logs that look)."""
    rows = database.rows(
        f"""
        SELECT r.id, s.ordinal, s.name, r.locator, r.kind, coalesce(r.dated, ''), r.warnings,
            coalesce(r.duplicate_of, ''), r.fields, coalesce(a.record_class, 'other'), coalesce(a.class_rule, ''),
            coalesce(a.class_evidence, ''), coalesce(a.retention_state, 'no_rule'), a.rules,
            coalesce(a.start_event, ''), coalesce(cast(a.started AS VARCHAR), ''),
            coalesce(cast(a.keep_until AS VARCHAR), ''), coalesce(a.proposal, ''), coalesce(d.state, 'undecided'),
            coalesce(d.done, false), coalesce(a.proposal_reason, ''), coalesce(a.start_origin, ''),
            coalesce(a.start_place, '')
        FROM {RECORDS} WHERE r.id = ?
        """,
        [record],
    )
    if not rows:
        raise ActionableError("record_unknown", record=record)
    row = rows[0]
    fields = json.loads(row[8]) if row[8] else {}
    marks = marks_of(database, [record])
    return RecordText(
        *row[:6],
        warnings=tuple(row[6] or ()),
        duplicate_of=row[7],
        fields=tuple(
            FieldText(name, _parts(text, marks.get((record, name), []), reveal)) for name, text in fields.items()
        ),
        record_class=row[9],
        class_rule=row[10],
        class_evidence=row[11],
        retention=row[12],
        retention_rules=tuple(row[13] or ()),
        start_event=row[14],
        started=row[15],
        start_origin=row[21],
        start_place=row[22],
        keep_until=row[16],
        proposal=row[17],
        disposition=row[18],
        disposition_done=row[19],
        subjects=tuple(
            database.rows(
                "SELECT DISTINCT p.id, p.masked_name FROM appearance x JOIN subject p ON p.id = x.subject"
                " WHERE x.record = ? ORDER BY 1",
                [record],
            )
        ),
        destroyed=not row[8],
        proposal_reason=row[20],
    )


def parts_of(marks: Sequence[Mark], text: str, start: int, end: int) -> tuple[Part, ...]:
    """The run of a text from `start` to `end`, its findings masked; one that reaches over an end is in it whole."""
    marks = [mark for mark in marks if mark[0] < end and mark[1] > start]
    first, last = min([start, *(mark[0] for mark in marks)]), max([end, *(mark[1] for mark in marks)])
    return _parts(text[first:last], [(mark[0] - first, mark[1] - first, *mark[2:]) for mark in marks], False)


def marks_of(database: Database, records: Collection[str]) -> dict[tuple[str, str], list[Mark]]:
    """The findings marked in the texts of records, by record and field, in order."""
    rows = database.rows(
        """
        SELECT f.record, f.field, f.start_at, f.end_at, f.masked, f.id, f.entity_type, f.state, round(f.score, 2),
            f.recognizer, coalesce((SELECT max(t.subject) FROM attribution t WHERE t.finding = f.id), ''), f.decided_by
        FROM finding f WHERE f.record IN (SELECT unnest(?)) AND NOT EXISTS (
            SELECT 1 FROM finding d WHERE d.listed > 0 AND d.listed > f.listed AND d.record = f.record
                AND d.field = f.field AND f.start_at < d.end_at AND d.start_at < f.end_at)
        ORDER BY f.record, f.field, f.start_at
        """,
        [list(records)],
    )
    marks: dict[tuple[str, str], list[Mark]] = {}
    for record, field, *mark in rows:
        marks.setdefault((record, field), []).append(tuple(mark))
    return marks


def _parts(text: str, marks: Sequence[Mark], reveal: bool) -> tuple[Part, ...]:
    parts: list[Part] = []
    position = 0
    for start, end, masked, *finding in marks:
        if start > position:
            parts.append(Part(text[position:start]))
        parts.append(Part(text[start:end] if reveal else masked, *finding))
        position = end
    if position < len(text):
        parts.append(Part(text[position:]))
    return tuple(parts)
