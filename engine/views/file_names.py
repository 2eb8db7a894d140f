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
    begun: dict[str, int] = {}
    for record, name, start, end, masked in rows:
        shown = names.setdefault(record, name)
        if start < end:  # from the last to the first, so that the places before stay where they are
            end = min(end, begun.get(record, end))
            names[record], begun[record] = shown[:start] + masked + shown[end:], start
    return names
