"""What attached files are called, with the findings in their names masked like any other."""

from collections.abc import Mapping

from engine.store.database import Database


def file_names(database: Database, records: tuple[str, ...]) -> Mapping[str, str]:
    """The names of the files that these records were read from, by record; one without a file name is left out."""
    rows = database.rows(
        """
        WITH named AS MATERIALIZED (
            SELECT id, fields->>'$.file_name' AS name
            FROM (SELECT id, fields FROM record WHERE id IN (SELECT unnest($records)))
        ), masks AS (
            SELECT record, start_at, end_at, masked FROM finding
            WHERE record IN (SELECT unnest($records)) AND field = 'file_name'
        )
        SELECT n.id, n.name, coalesce(f.start_at, 0), coalesce(f.end_at, 0), coalesce(f.masked, '')
        FROM named n LEFT JOIN masks f ON f.record = n.id WHERE n.name <> ''
        ORDER BY n.id, f.start_at DESC, f.end_at DESC
        """,
        {"records": [*records]},
    )
    names: dict[str, str] = {}
    begun: dict[str, int] = {}  # where the findings masked so far begin, from the last to the first
    for record, name, start, end, masked in rows:
        shown = names.setdefault(record, name)
        if start < end:
            rest = shown[min(end, begun.get(record, len(name))) :]
            names[record], begun[record] = shown[:start] + masked + rest, start
    return names
