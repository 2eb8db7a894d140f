"""From a record back to the bytes it was read from."""

from engine import ingest
from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.pipeline.reading import settings
from engine.store.workspace import Ledger


def original(ledger: Ledger, item: str) -> tuple[bytes, str]:
    """The bytes an item, read or skipped, was read from, as they were received, and the suffix that fits, without dot.

    It is the smallest thing that can be cut out: an attachment, a message, a table; and the whole extent of a source
    of which something was destroyed.
    """
    query = """
        SELECT s.sha256, s.format, i.locator, p.start_at, p.length FROM source s
        JOIN (SELECT id, source, locator, origin FROM record WHERE fields IS NOT NULL
              UNION ALL SELECT id, source, locator, origin FROM skipped) i ON i.source = s.sha256
        JOIN piece p ON p.source = i.source AND p.start_at = i.origin AND NOT p.separator
        WHERE i.id = ?
    """
    rows = ledger.database.rows(query, [item])
    if not rows:
        raise ActionableError("record_unknown", record=item)
    source, claimed, locator, start, length = rows[0]
    if ledger.vault.whole(source):
        with ledger.vault.open(source) as file:
            content, claimed = ingest.original(file, claimed, Extent(start, length), locator, settings(ledger, source))
    else:
        content = ledger.vault.item(source, start)
    return content, ingest.suffix(content, claimed).removeprefix(".")
