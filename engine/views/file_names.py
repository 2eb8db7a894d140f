"""What attached files are called, with the findings in their names masked like any other."""

from collections.abc import Mapping

from engine.store.database import Database


def file_names(database: Database, records: tuple[str, ...]) -> Mapping[str, str]:
    """The names of the files that these records were read from, by record; one without a file name is left out."""
    rows = database.rows(
        """
        SELECT r.id, r.fields->>'$.file_name', coalesce(f.start_at, 0), coalesce(f.end_at, 0), coalesce(f.masked, '')
        FROM record r LEFT JOIN finding f ON f.record = r.id AND f.field = 'file_name'
        WHERE r.id IN (SELECT unnest(?)) AND (r.fields->>'$.file_name') <> ''
        ORDER BY r.id, f.start_at DESC, f.end_at DESC
        """,
        [list(records)],
    )
    names: dict[str, str] = {}
    begun: dict[str, int] = {}  # where the findings masked so far begin, from the last to the first
    for record, name, start, end, masked in rows:
        shown = names.setdefault(record, name)
        if start < end:
            rest = shown[min(end, begun.get(record, len(name))) :]
            names[record], begun[record] = shown[:start] + masked + rest, start
    return names
