"""Where records and people end, by class and group, and what is left to decide and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.views.counted import counted, records_under
from engine.views.people import DISPOSITIONS, chosen_people
from engine.views.selection import Selection, sensitive_types


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
    chosen = {"records": records_under(database, selection)}
    classes = counted(
        database,
        "SELECT coalesce(r.record_class, 'other'), r.disposition, count(*) FROM records r GROUP BY ALL",
        given=chosen,
    )
    undecided = counted(
        database,
        "SELECT CASE WHEN coalesce(r.retention, 'no_rule') IN ('unknown_date', 'no_rule')"
        " THEN coalesce(r.retention, 'no_rule') ELSE 'proposed' END, count(*)"
        " FROM records r WHERE r.disposition = 'undecided' GROUP BY 1 ORDER BY 2 DESC, 1",
        given=chosen,
    )
    contrary, waiting = counted(
        database,
        """
        SELECT count(*) FILTER (r.disposition IN ('deleted', 'anonymised') AND NOT r.done
                AND r.retention = 'must_keep'),
            count(*) FILTER (NOT r.done AND c.progress = 'planned' AND len(c.needs) > 0)
        FROM records r LEFT JOIN decision c ON c.event = r.event
        """,
        given=chosen,
    )[0]
    given = {"chosen": chosen_people(database, selection)}
    end = "coalesce(q.state, 'undecided')"
    ended = f"chosen p LEFT JOIN ({DISPOSITIONS}) q USING (person)"
    kinds = counted(database, f"SELECT p.kind, {end}, count(*) FROM {ended} GROUP BY ALL", given=given)
    holders = "SELECT f.person FROM owned f WHERE f.state <> 'rejected' AND f.entity_type IN (SELECT unnest(?))"
    groups = counted(
        database,
        f"""
        WITH ended AS MATERIALIZED (SELECT p.*, {end} AS state FROM {ended})
        SELECT 'sensitive', state, count(*) FROM ended WHERE person IN ({holders}) GROUP BY ALL
        UNION ALL SELECT 'minor', state, count(*) FROM ended WHERE minor GROUP BY ALL
        """,
        [sensitive_types()],
        given=given,
    )
    return Ends(_lines(classes), _lines(kinds), _lines(groups), dict(undecided), contrary, waiting)


def _lines(rows: list[tuple]) -> tuple[EndLine, ...]:
    """Counts put together by name, the largest first."""
    counted: dict[str, dict[str, int]] = {}
    for name, state, count in rows:
        counted.setdefault(name, {})[state] = count
    lines = (EndLine(name, sum(states.values()), states) for name, states in counted.items())
    return tuple(sorted(lines, key=lambda line: (-line.total, line.name)))
