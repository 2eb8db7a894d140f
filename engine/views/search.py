"""Search across people, records and files: by words as they stand in texts, by values in any spelling, by ids."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from engine.patterns.sought import OTHERWISE
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted, counted_table, under
from engine.views.paging import Page, empty_page
from engine.views.records import Mark, Part, marks_of, parts_of
from engine.views.selection import Selection

_BEFORE, _AFTER = 24, 60
_MOST_PEOPLE, _MOST_FILES = 100, 100


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: patterns that must all be met, keyed hashes of it as each type of value, as a name, an id.

    `plain` are the patterns for texts in which nothing is written in another way than the plainest. Never shown, logged
    or put into a URL.
    """

    patterns: tuple[str, ...]
    plain: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    name_key: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person found: `by` holds the types of the values that were met; none of it is the value itself."""

    id: str
    kind: str
    masked_name: str
    records: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordHit:
    """A record found: where it stands, what it is, and the words around the first hit, findings masked.

    `cut` says whether the text goes on before and after them.
    """

    id: str
    source: int
    locator: str
    kind: str
    day: str
    record_class: str
    field: str
    around: tuple[Part, ...]
    cut: tuple[bool, bool]


_At = tuple[str, int, int]
_Around = tuple[str, tuple[Part, ...], tuple[bool, bool]]
_NOWHERE: _Around = "", (), (False, False)


@dataclass(frozen=True, slots=True)
class FileHit:
    """A source, an attachment or an item that was not read, found by its name. `record` is set for what was read."""

    source: int
    source_name: str
    locator: str
    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. People and files are told whole up to a hundred; `people_total` and `files_total` count all.

    `patterns` are those of the words sought.
    """

    people: tuple[PersonHit, ...]
    people_total: int
    records: Page[RecordHit]
    files: tuple[FileHit, ...]
    files_total: int
    patterns: tuple[str, ...]


def search(database: Database, sought: Sought, selection: Selection, number: int = 1, size: int = 20) -> Found:
    """Everything that meets what is sought; records under the selection only."""
    holding = _holding(database, sought)
    people = _people(database, sought, holding)
    files = _files(database, sought)
    return Found(
        people[:_MOST_PEOPLE],
        len(people),
        _records(database, sought, holding, selection, number, size),
        files[:_MOST_FILES],
        len(files),
        sought.patterns,
    )


_SPACE = r"\s"
_TEXT = "array_to_string(json_extract_string(r.fields, '$.*'), chr(10))"


# The raw JSON is tried first, many times as fast as taking its texts out; a space may be an escape there.
def _holding(database: Database, sought: Sought) -> pa.Table:
    """The ids of the records in whose texts all words stand: all texts are looked through once for a search.

    `odd` tells whether anything in its text is written in another way than the plainest.
    """
    meets, values = list[str](), list[str]()
    for patterns in (sought.plain, sought.patterns):
        raw = [one for one in patterns if _SPACE not in one]
        each = [*(["r.fields"] * len(raw)), *([_TEXT] * len(patterns))]
        meets.append(" AND ".join(f"regexp_matches({text}, ?)" for text in each) or "false")
        values += [*raw, *patterns]
    return database.table(
        f"""
        WITH oddly AS MATERIALIZED (SELECT id, fields FROM record WHERE id IN (SELECT id FROM odd))
        SELECT r.id, false AS odd FROM record r WHERE {meets[0]} AND r.id NOT IN (SELECT id FROM odd)
        UNION ALL SELECT r.id, true FROM oddly r WHERE {meets[1]}
        """,
        values,
        {"odd": spelled_otherwise(database)},
    )


@remembered
def spelled_otherwise(database: Database) -> pa.Table:
    """The ids of the records in whose texts letters are written in another way than the plainest: wide, traditional."""
    return database.table("SELECT id FROM record WHERE regexp_matches(fields, ?)", [OTHERWISE])


def _records(
    database: Database, sought: Sought, holding: pa.Table, selection: Selection, number: int, size: int
) -> Page[RecordHit]:
    met = counted_table(
        database,
        "SELECT r.id FROM records r WHERE r.id IN (SELECT id FROM holding UNION SELECT f.record FROM finding f"
        " WHERE f.value_hmac IN (SELECT unnest(?))) ORDER BY r.day DESC NULLS LAST, r.number",
        [list(sought.hashes)],
        given={"records": under(database, "records", selection), "holding": holding},
    )
    page: Page[RecordHit] = empty_page(met.num_rows, number, size)
    ids = met["id"].slice(page.before, page.size).to_pylist()
    known, texts, marks = dict[str, tuple](), dict[str, dict[str, str]](), marks_of(database, ids)
    for record, fields, *rest in counted(
        database,
        "SELECT r.id, r.fields, n.source::INTEGER, r.locator, n.kind::VARCHAR, coalesce(cast(n.day AS VARCHAR), ''),"
        " coalesce(n.record_class::VARCHAR, 'other') FROM record r JOIN records n USING (id)"
        " WHERE r.id IN (SELECT unnest(?))",
        [ids],
    ):
        known[record], texts[record] = tuple(rest), json.loads(fields) if fields else {}
    values_at = _first_values(database, ids, sought.hashes)
    lines: list[RecordHit] = []
    for record in ids:
        at = _first_word(texts[record], sought.patterns) or values_at.get(record)
        field, around, cut = _around(texts[record], marks, record, at) if at else _NOWHERE
        lines.append(RecordHit(record, *known[record], field=field, around=around, cut=cut))
    return replace(page, lines=tuple(lines))


def _around(texts: Mapping[str, str], marks: Mapping[tuple[str, str], Sequence[Mark]], record: str, at: _At) -> _Around:
    """The field of a record's first hit, and what stands around it."""
    field, start, end = at
    first, last = max(0, start - _BEFORE), min(len(texts[field]), end + _AFTER)
    parts = parts_of(marks.get((record, field), ()), texts[field], first, last)
    return field, parts, (first > 0, last < len(texts[field]))


def _first_word(texts: Mapping[str, str], patterns: tuple[str, ...]) -> _At | None:
    for pattern in patterns:
        for field, text in texts.items():
            if hit := re.search(pattern, text):
                return field, hit.start(), hit.end()
    return None


def _first_values(database: Database, records: list[str], hashes: tuple[str, ...]) -> dict[str, _At]:
    """Where the first of the values that are meant stands, by record."""
    rows = database.rows(
        "SELECT record, field, start_at, end_at FROM finding WHERE record IN (SELECT unnest(?))"
        " AND value_hmac IN (SELECT unnest(?)) ORDER BY record, field DESC, start_at DESC",
        [records, list(hashes)],
    )
    return {record: (field, start, end) for record, field, start, end in rows}  # the last of each is the first


def _people(database: Database, sought: Sought, holding: pa.Table) -> tuple[PersonHit, ...]:
    """Who is known by the value, bears the name, has the id, or has something of their own in which all words stand.

    The fields of a record are read once for all findings in it.
    """
    plain, in_text, in_value = (
        " AND ".join(f"regexp_matches({text}, ?)" for _ in patterns) or "false"
        for patterns, text in (
            (sought.plain, "x.text"),
            (sought.patterns, "x.text"),
            (sought.patterns, "substr(x.text, f.start_at + 1, f.end_at - f.start_at)"),
        )
    )
    rows = counted(
        database,
        f"""
        WITH read AS MATERIALIZED (
            SELECT r.id, h.odd, from_json(r.fields, '"MAP(VARCHAR, VARCHAR)"') AS fields
            FROM record r JOIN holding h USING (id) WHERE r.id IN (SELECT id FROM holding)
        ), text AS MATERIALIZED (
            SELECT * FROM (
                SELECT id, odd, unnest(map_keys(fields)) AS field, unnest(map_values(fields)) AS text FROM read
            ) x WHERE CASE WHEN x.odd THEN {in_text} ELSE {plain} END
        ), met AS (
            SELECT t.subject, f.entity_type FROM finding f JOIN attribution t ON t.finding = f.id
            WHERE f.value_hmac IN (SELECT unnest(?)) AND f.state <> 'rejected'
            UNION
            SELECT t.subject, f.entity_type FROM finding f JOIN text x ON x.id = f.record AND x.field = f.field
            JOIN attribution t ON t.finding = f.id WHERE f.state <> 'rejected' AND {in_value}
            UNION
            SELECT id, 'PERSON' FROM subject WHERE name_key <> '' AND name_key = ?
            UNION
            SELECT id, '' FROM subject WHERE id = ?
        ), known AS (
            SELECT subject AS id, list_sort(list(DISTINCT entity_type) FILTER (entity_type <> '')) AS types FROM met
            GROUP BY 1
        )
        SELECT p.id, p.kind, p.masked_name, coalesce(s.records, 0), k.types FROM known k JOIN persons p USING (id)
        LEFT JOIN (SELECT person, count(*) AS records FROM seen GROUP BY 1) s USING (person) ORDER BY 4 DESC, 1
        """,
        [*sought.patterns, *sought.plain, list(sought.hashes), *sought.patterns, sought.name_key, sought.id],
        given={"holding": holding},
    )
    return tuple(PersonHit(*row[:4], by=tuple(row[4] or ())) for row in rows)


def _files(database: Database, sought: Sought) -> tuple[FileHit, ...]:
    """Files by their names; the id of the message an item stands in is none."""
    if not sought.patterns:
        return ()
    named = " AND ".join("regexp_matches(regexp_replace({0}, '<[^>]*>', '', 'g'), ?)" for _ in sought.patterns)
    rows = database.rows(
        f"""
        SELECT ordinal, name, '', '', '' FROM source WHERE {named.format("name")}
        UNION ALL
        SELECT s.ordinal, s.name, r.locator, r.id, '' FROM record r JOIN source s ON s.sha256 = r.source
        WHERE r.kind = 'attachment' AND {named.format("r.locator")}
        UNION ALL
        SELECT s.ordinal, s.name, k.locator, '', k.reason FROM skipped k JOIN source s ON s.sha256 = k.source
        WHERE {named.format("k.locator")}
        ORDER BY 1, 3
        """,
        [*sought.patterns, *sought.patterns, *sought.patterns],
    )
    return tuple(FileHit(*row) for row in rows)
