"""What putting records in another class would change, and what people said of classes so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.assess.cases import kept
from engine.assess.schedule import schedule
from engine.store import engagements, reclasses
from engine.store.cases import case_of, facts_of, mattering
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.reclasses import Reclass
from engine.views.holding import of_filter, of_records
from engine.views.selection import Selection
from engine.views.standings import in_play

__all__ = ["Reclass", "Reclassing", "firsts", "reclass_of", "reclassing", "standing"]

_REACHED = """
    SELECT DISTINCT r.id FROM record r
    LEFT JOIN assessment a ON a.record = r.id AND a.class_evidence = 'message'
    LEFT JOIN thread t ON t.record = a.record LEFT JOIN record m ON m.id = t.owner
    WHERE r.fields IS NOT NULL AND (coalesce(r.duplicate_of, r.id) IN (SELECT unnest($firsts))
        OR coalesce(m.duplicate_of, m.id) IN (SELECT unnest($firsts)))
"""
"""The records a word would reach: with all copies, and the attachments that follow their message."""


@dataclass(frozen=True, slots=True)
class Reclassing:
    """What a word would change: records it reaches, by the class they are in now, by retention before and after."""

    records: int
    classes: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, int], ...]


def firsts(database: Database, records: Sequence[str] = (), selection: Selection | None = None) -> list[str]:
    """The first copies of these records, or of all under the selection; those that still have their texts."""
    named, values = of_records(records) if selection is None else of_filter(selection)
    rows = database.rows(
        "SELECT DISTINCT coalesce(duplicate_of, id) FROM record"
        f" WHERE fields IS NOT NULL AND id IN (SELECT id FROM ({named})) ORDER BY 1",
        values,
    )
    return [row[0] for row in rows]


def reclassing(
    database: Database, record_class: str, records: Sequence[str] = (), selection: Selection | None = None
) -> Reclassing:
    """What putting these records, or all under the selection, in a class would change now."""
    chosen: dict[str, object] = {"firsts": firsts(database, records, selection)}
    now = database.rows(
        "SELECT a.record_class, a.retention_state, count(*) FROM assessment a"
        f" SEMI JOIN ({_REACHED}) q ON q.id = a.record GROUP BY ALL ORDER BY 3 DESC, 1, 2",
        chosen,
    )
    engagement, rules = engagements.load(database), rules_of(database)
    applicable = schedule(engagement, rules)
    classed = f"SELECT id AS record, $class AS record_class FROM ({_REACHED})"
    facts = database.rows(
        f"SELECT fact, count(*) FROM ({facts_of(classed)}) GROUP BY 1",
        {**chosen, "class": record_class, **mattering(applicable, in_play(rules, engagement)[0])},
    )
    classes, before, after = Counter[str](), Counter[str](), Counter[str]()
    for name, state, count in now:
        classes[name] += count
        before[state] += count
    for fact, count in facts:
        after[kept(case_of(0, fact), engagement, applicable)[0].state] += count
    return Reclassing(after.total(), *(tuple(one.most_common()) for one in (classes, before, after)))


def reclass_of(database: Database, record: str) -> Reclass | None:
    """What a person said last of the class of a record or its first copy, if that stands."""
    rows = database.rows(
        f"SELECT w.said.event FROM record r JOIN ({reclasses.WORD}) w ON w.record = coalesce(r.duplicate_of, r.id)"
        " WHERE r.id = ?",
        [record],
    )
    return next((one for one, _ in reclasses.standing(database) if rows and one.event == rows[0][0]), None)


def standing(database: Database) -> list[tuple[Reclass, int]]:
    """What people said of classes, the newest first, with how many records it was said of."""
    return reclasses.standing(database)
