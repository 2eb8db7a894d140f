"""Who decides about a finding: the one place where a person's word, patterns, lists and the engine are weighed."""

from collections.abc import Iterable

from engine.model.review import AUTHORITY, Reach, Rule
from engine.store import reviews
from engine.store.database import Database, Writer
from engine.views.matching import alike, reached

_WORD = "{'rank': s.rank, 'event': s.event, 'state': s.state, 'cause': s.cause}"
"""What somebody said; the greatest of several stands."""

_RANK = "CASE q.kind " + " ".join(f"WHEN '{who}' THEN {rank}" for who, rank in AUTHORITY.items()) + " END"

_PERSON = f"""
    SELECT v.finding AS id, {AUTHORITY["person"]} AS rank, v.event, v.state, 'person' AS cause FROM finding_review v
    WHERE v.made_in <> 'filter'
"""

_VALUES = f"""
    SELECT f.id, {_RANK}, q.event, q.state, q.kind FROM (
        SELECT event, kind, state, source, unnest(hashes) AS hash FROM review_rule
        WHERE ended IS NULL AND reach = '{Reach.VALUE}'
    ) q JOIN considered f ON f.value_hmac = q.hash JOIN record r ON r.id = f.record AND q.source IN ('', r.source)
"""
"""All rules about values at once: there may be hundreds, and equal values have equal hashes."""

_LISTED = f"""
    SELECT f.id, {AUTHORITY["deny"]} AS rank, f.listed AS event, 'open' AS state, 'deny' AS cause
    FROM considered f WHERE f.listed > 0
"""

_HIDDEN = f"""
    SELECT f.id, {AUTHORITY["deny"]}, d.listed, 'rejected', 'deny' FROM finding d
    JOIN considered f ON f.record = d.record AND f.field = d.field AND f.start_at < d.end_at AND d.start_at < f.end_at
    WHERE d.listed > 0 AND d.listed > f.listed AND f.entity_type <> d.entity_type
"""
"""What the engine took for another type where an entry of the deny list says what it is."""


def settle(database: Database, writer: Writer, only: Iterable[str] | None = None) -> None:
    """Give findings (all, or some with their like in duplicates) the state of the strongest who decided about them.

    The order stands in `AUTHORITY`; `finding.decided_by` and `finding.decision` say who it was and by which event. What
    a person or a rule says of a finding holds for the same one in every record of the same content.
    """
    parts, values, considered, judged = [_PERSON, _VALUES], [], "SELECT *, rowid AS row FROM finding", None
    if only is not None:
        alike_ones = _alike(database, only)
        considered, values = f"{considered} WHERE rowid IN (SELECT unnest(?))", [[*alike_ones]]
        judged = {*alike_ones.values()}
    for rule in reviews.rules(database):
        if rule.reach is not Reach.VALUE:
            part, bound = _said(rule)
            parts.append(part)
            values += bound
    writer.execute(
        f"""
        UPDATE finding SET state = n.state, decided_by = n.cause, decision = n.event FROM (
            WITH considered AS MATERIALIZED ({considered}), alike AS MATERIALIZED ({alike("considered")}),
            said AS ({" UNION ALL ".join(parts)}), held AS (
                SELECT coalesce(a.leader, s.id) AS leader, max({_WORD}) AS word
                FROM said s LEFT JOIN alike a ON a.id = s.id GROUP BY 1
            ), strongest AS (
                SELECT id, max(word) AS word FROM (
                    SELECT coalesce(a.id, h.leader) AS id, h.word FROM held h LEFT JOIN alike a ON a.leader = h.leader
                    UNION ALL SELECT s.id, {_WORD} FROM ({_LISTED} UNION ALL {_HIDDEN}) s
                ) GROUP BY 1
            )
            SELECT f.row, coalesce(w.word.state, 'open') AS state, coalesce(w.word.cause, '') AS cause,
                coalesce(w.word.event, 0) AS event
            FROM considered f LEFT JOIN strongest w ON w.id = f.id
        ) n WHERE n.row = finding.rowid
            AND (finding.state, finding.decided_by, finding.decision) IS DISTINCT FROM (n.state, n.cause, n.event)
        """,
        values,
        judged,
    )


def _said(rule: Rule) -> tuple[str, list[object]]:
    source, values = reached(rule, "considered")
    cause = str(rule.kind)
    return f"SELECT f.id, {AUTHORITY[cause]}, {rule.event}, '{rule.state}', '{cause}' {source}", values


def _alike(database: Database, findings: Iterable[str]) -> dict[int, str]:
    """The findings and those at the same place in records of the same content, by their rows, each with its record.

    Rows are found at once where ids have to be looked for; they stay as long as the transaction that asks.
    """
    rows = database.rows(
        """
        WITH told AS MATERIALIZED (
            SELECT record, field, start_at, end_at, entity_type FROM finding WHERE id IN (SELECT unnest(?))
        ), whole AS MATERIALIZED (
            SELECT id, coalesce(duplicate_of, id) AS content FROM record WHERE id IN (SELECT record FROM told)
        ), same AS MATERIALIZED (
            SELECT id, content FROM whole UNION SELECT content, content FROM whole
            UNION SELECT id, duplicate_of FROM record WHERE duplicate_of IN (SELECT content FROM whole)
        )
        SELECT DISTINCT t.rowid, t.record FROM finding t JOIN same s ON s.id = t.record
        JOIN whole w ON w.content = s.content JOIN told f ON f.record = w.id
            AND (t.field, t.start_at, t.end_at, t.entity_type) = (f.field, f.start_at, f.end_at, f.entity_type)
        WHERE t.record IN (SELECT id FROM same)
        """,
        [list(findings)],
    )
    return dict(rows)
