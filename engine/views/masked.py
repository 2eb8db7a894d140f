"""Values that the company had already covered when its records came in."""

from collections.abc import Mapping

from engine.store.database import Database


def already_masked(database: Database) -> Mapping[str, int]:
    """How many covered values stand in records that are no duplicates, by entity type, the most frequent first."""
    rows = database.rows(
        "SELECT m.entity_type, count(*) FROM masked_value m JOIN record r ON r.id = m.record"
        " WHERE r.duplicate_of IS NULL GROUP BY ALL ORDER BY 2 DESC, 1"
    )
    return {entity_type: int(count) for entity_type, count in rows}
