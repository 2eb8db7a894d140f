"""Review by rules: what can be decided like one finding, and what a rule would change before anybody makes it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from engine.model.errors import ActionableError
from engine.model.findings import FindingState
from engine.model.records import RecordKind
from engine.model.review import AUTHORITY, Reach, Rule, RuleKind
from engine.scan.shapes import sayable, shapes
from engine.store.database import Database
from engine.views.matching import VALUE, reached
from engine.views.selection import Selection

_RANK = "CASE f.decided_by " + " ".join(f"WHEN '{who}' THEN {rank}" for who, rank in AUTHORITY.items()) + " END"
_OF_FINDINGS = (Reach.VALUE, Reach.SHAPE, Reach.DOMAIN, Reach.COLUMN, Reach.RECOGNIZER)


@dataclass(frozen=True, slots=True)
class Similar:
    """What a finding has in common with others. `shapes` are the narrower first; `column`, `domain` may be empty."""

    finding: str
    entity_type: str
    masked: str
    source: int
    column: str
    recognizer: str
    domain: str
    shapes: tuple[str, ...]

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """The ways in which a rule can be made from it."""
        has = {Reach.SHAPE: self.shapes, Reach.DOMAIN: self.domain, Reach.COLUMN: self.column}
        return tuple(reach for reach in _OF_FINDINGS if has.get(reach, True))


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule would change: findings that get another state, their records and the people they belong to.

    `reached` counts all findings it speaks of, `kept` those among them that a stronger word holds where they are.
    """

    reached: int
    kept: int
    findings: int
    records: int
    people: int
    types: tuple[tuple[str, int], ...]


def similar(database: Database, finding: str) -> Similar:
    """What can be decided like this finding; its value does not leave here."""
    rows = database.rows(
        f"""
        SELECT f.id, f.entity_type, f.masked, s.ordinal, CASE WHEN r.kind = '{RecordKind.ROW}' THEN f.field ELSE '' END,
            f.recognizer, {VALUE} FROM finding f JOIN record r ON r.id = f.record JOIN source s ON s.sha256 = r.source
        WHERE f.id = ?
        """,
        [finding],
    )
    if not rows:
        raise ActionableError("finding_unknown")
    _, entity_type, masked, source, column, recognizer, value = rows[0]
    domain = masked.rpartition("@")[2].lower() if entity_type == "EMAIL" else ""
    found = shapes(entity_type, value or "")
    return Similar(finding, entity_type, masked, source, column, recognizer, domain, found)


def value_of(database: Database, finding: str) -> tuple[str, str]:
    """Type and value of a finding, for what is kept inside the database; never for a page or the log."""
    rows = database.rows(
        f"SELECT f.entity_type, {VALUE} FROM finding f JOIN record r ON r.id = f.record WHERE f.id = ?", [finding]
    )
    if not rows or not rows[0][1]:
        raise ActionableError("finding_unknown")
    return rows[0]


def pattern(
    database: Database,
    reach: str,
    state: str,
    *,
    finding: str = "",
    text: str = "",
    everywhere: bool = False,
    selection: Selection | None = None,
    reason: str = "",
) -> Rule:
    """The rule that decides what is like `finding` in this way, or everything under `selection`.

    A value, a shape and a domain are the same in all sources; a column and a recogniser are meant in the finding's own
    source unless `everywhere`. `text` is the shape that was chosen.
    """
    way, wanted = Reach(reach), FindingState(state)
    if way is Reach.FILTER:
        query = json.dumps((selection or Selection()).to_query(), sort_keys=True)
        return Rule(RuleKind.PATTERN, way, wanted, text=query, reason=reason.strip())
    like = similar(database, finding)
    if way not in like.reaches:
        raise ActionableError("pattern_unfit")
    sha256, value = database.rows(
        "SELECT r.source, f.value_hmac FROM finding f JOIN record r ON r.id = f.record WHERE f.id = ?", [finding]
    )[0]
    here = "" if everywhere or way not in (Reach.COLUMN, Reach.RECOGNIZER) else sha256
    looked_for = {Reach.SHAPE: text, Reach.DOMAIN: like.domain, Reach.COLUMN: like.column}
    if way is Reach.SHAPE and not sayable(text):
        raise ActionableError("pattern_unfit")
    return Rule(
        RuleKind.PATTERN,
        way,
        wanted,
        entity_type="" if way is Reach.COLUMN else like.entity_type,
        source=here,
        text=like.recognizer if way is Reach.RECOGNIZER else looked_for.get(way, ""),
        hashes=(value,) if way is Reach.VALUE else (),
        shown=like.masked if way is Reach.VALUE else "",
        reason=reason.strip(),
    )


def change(database: Database, rule: Rule) -> Change:
    """What the rule would change if it were made now, in records of the same content too."""
    weighed, values = _weighed(rule)
    (_, *totals), *types = database.rows(
        f"""
        WITH {weighed}, owner AS (SELECT finding AS id, max(subject) AS subject FROM attribution GROUP BY 1)
        SELECT f.entity_type, count(*), count(*) FILTER (differs AND NOT changes), count(*) FILTER (changes),
            count(DISTINCT f.record) FILTER (changes), count(DISTINCT o.subject) FILTER (changes)
        FROM spoken_of f LEFT JOIN owner o USING (id)
        GROUP BY GROUPING SETS ((), (f.entity_type)) ORDER BY f.entity_type IS NOT NULL, 4 DESC, 1
        """,
        values,
    )
    return Change(*totals, types=tuple((name, changing) for name, _, _, changing, _, _ in types if changing))


def examples(database: Database, rule: Rule, most: int) -> list[tuple[str, str, int]]:
    """What the rule would change, as (entity type, covered value, number of findings), the most frequent first."""
    weighed, values = _weighed(rule)
    return database.rows(
        f"WITH {weighed} SELECT entity_type, masked, count(*) FROM spoken_of WHERE changes"
        f" GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT {most}",
        values,
    )


def spoken_of(database: Database, rules: Sequence[Rule]) -> pa.Table:
    """The findings that each of these rules (one at least) speaks of, as `rule`, its place among them, and `id`.

    No decision on a finding changes that, but for rules on a filter that asks for states.
    """
    parts = []
    for place, rule in enumerate(rules):
        everywhere, values = _everywhere(rule)
        parts.append(database.table(f"WITH {everywhere} SELECT {place} AS rule, id FROM everywhere", values))
    return pa.concat_tables(parts)


def changing(database: Database, spoken: pa.Table, like: Rule) -> dict[int, int]:
    """How many findings rules of the kind of `like` would change of those they speak of (`spoken_of`), by place."""
    differs, changes = _changes(like)
    rows = database.rows(
        f"SELECT s.rule, count(*) FROM spoken s JOIN finding f USING (id) WHERE {differs} AND {changes} GROUP BY 1",
        given={"spoken": spoken},
    )
    return dict(rows)


def _changes(rule: Rule) -> tuple[str, str]:
    """SQL over `finding f`: whether it has another state than the rule says, and whether the rule may say so."""
    return f"f.state <> '{rule.state}'", f"{_RANK} <= {AUTHORITY[rule.kind]}"


def _everywhere(rule: Rule) -> tuple[str, list[object]]:
    """SQL: `everywhere`, the ids of the findings a rule speaks of, those alike in duplicates too."""
    told, values = reached(rule)
    sql = f"""
        told AS MATERIALIZED (
            SELECT f.id, f.field, f.start_at, f.end_at, f.entity_type, f.value_hmac,
                coalesce(r.duplicate_of, r.id) AS original {told}
        ), copies AS (
            SELECT id, coalesce(duplicate_of, id) AS original FROM record
            WHERE original IN (SELECT duplicate_of FROM record WHERE duplicate_of IS NOT NULL)
        ), everywhere AS (
            SELECT id FROM told UNION
            SELECT f.id FROM told t JOIN copies c USING (original) JOIN finding f ON f.record = c.id
                AND (f.field, f.start_at, f.end_at, f.entity_type, f.value_hmac)
                    = (t.field, t.start_at, t.end_at, t.entity_type, t.value_hmac)
        )
    """
    return sql, values


def _weighed(rule: Rule) -> tuple[str, list[object]]:
    """SQL: `spoken_of`, the findings a rule speaks of, and whether each differs and would change."""
    everywhere, values = _everywhere(rule)
    differs, changes = _changes(rule)
    sql = f"""
        {everywhere}, spoken_of AS MATERIALIZED (
            SELECT f.id, f.record, f.entity_type, f.masked, {differs} AS differs, differs AND {changes} AS changes
            FROM finding f JOIN everywhere USING (id)
        )
    """
    return sql, values
