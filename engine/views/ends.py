"""Where records and people end, by class and group, and what is left to decide and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.views.people import DISPOSITIONS, chosen_people
from engine.views.selection import RECORDS, Selection, record_condition, sensitive_types


@dataclass(frozen=True, slots=True)
class EndLine:
    """Records of a class, or people of a group, by the state they end in; `total` is their sum."""

    name: str
    total: int
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the selected records end, by class, and the people in them, by kind and group.

    Kinds of people do not overlap; the groups `sensitive` and `minor` do. `open` counts undecided records by what
    stands in the way: ``unknown_date``, ``no_rule``, or ``proposed`` where only the decision is missing. `contrary`
    are planned deletions of what must be kept by now, `waiting` records whose decision waits for a second person.
    """

    classes: tuple[EndLine, ...]
    kinds: tuple[EndLine, ...]
    groups: tuple[EndLine, ...]
    open: Mapping[str, int]
    contrary: int
    waiting: int


def ends(database: Database, selection: Selection) -> Ends:
    """Where everything under the selection ends."""
    condition, values = record_condition(selection)
    state = "coalesce(d.state, 'undecided')"
    classes = database.rows(
        f"SELECT coalesce(a.record_class, 'other'), {state}, count(*) FROM {RECORDS} WHERE {condition} GROUP BY ALL",
        values,
    )
    undecided = database.rows(
        "SELECT CASE WHEN coalesce(a.retention_state, 'no_rule') IN ('unknown_date', 'no_rule')"
        " THEN coalesce(a.retention_state, 'no_rule') ELSE 'proposed' END, count(*)"
        f" FROM {RECORDS} WHERE {condition} AND {state} = 'undecided' GROUP BY 1",
        values,
    )
    contrary, waiting = database.rows(
        f"""
        SELECT count(*) FILTER (d.state IN ('deleted', 'anonymised') AND NOT d.done
                AND a.retention_state = 'must_keep'),
            count(*) FILTER (NOT d.done AND c.progress = 'planned' AND len(c.needs) > 0)
        FROM {RECORDS} LEFT JOIN decision c ON c.event = d.event WHERE {condition}
        """,
        values,
    )[0]
    chosen, who = chosen_people(selection)
    people = f"FROM subject p LEFT JOIN ({DISPOSITIONS}) q ON q.subject = p.id"
    end = "coalesce(q.state, 'undecided')"
    kinds = database.rows(f"SELECT p.kind, {end}, count(*) {people} WHERE {chosen} GROUP BY ALL", who)
    holders = (
        "SELECT t.subject FROM attribution t JOIN finding f ON f.id = t.finding"
        " WHERE f.state <> 'rejected' AND f.entity_type IN (SELECT unnest(?))"
    )
    groups = database.rows(
        f"SELECT 'sensitive', {end}, count(*) {people} WHERE {chosen} AND p.id IN ({holders}) GROUP BY ALL"
        f" UNION ALL SELECT 'minor', {end}, count(*) {people} WHERE {chosen} AND p.minor GROUP BY ALL",
        [*who, sensitive_types(), *who],
    )
    return Ends(_lines(classes), _lines(kinds), _lines(groups), dict(undecided), contrary, waiting)


def _lines(rows: list[tuple]) -> tuple[EndLine, ...]:
    """Counts put together by name, the largest first."""
    counted: dict[str, dict[str, int]] = {}
    for name, state, count in rows:
        counted.setdefault(name, {})[state] = count
    lines = (EndLine(name, sum(states.values()), states) for name, states in counted.items())
    return tuple(sorted(lines, key=lambda line: (-line.total, line.name)))
