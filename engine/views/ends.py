"""Where records and people end, by class and group, and what is left to decide and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.views.counted import counted, under
from engine.views.people import chosen_people
from engine.views.selection import Selection


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
    chosen = {"records": under(database, "records", selection)}
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
    ending = "chosen p LEFT JOIN ended q USING (person)"
    kinds = counted(database, f"SELECT p.kind, {end}, count(*) FROM {ending} GROUP BY ALL", given=given)
    groups = counted(
        database,
        f"""
        SELECT 'sensitive', {end}, count(*) FROM {ending} JOIN traits t USING (person) WHERE t.sensitive GROUP BY ALL
        UNION ALL SELECT 'minor', {end}, count(*) FROM {ending} WHERE p.minor GROUP BY ALL
        """,
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
