"""From a record back to the bytes it was read from."""

from engine import ingest
from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.store.workspace import Ledger

_SUFFIXES = {"mbox": "eml", "vcard": "vcf"}


def original(ledger: Ledger, record: str) -> tuple[bytes, str | None]:
    """The bytes of the item a record stands in, as they were received, and the file suffix that fits them.

    Of an archive it is the member, unpacked if the archive is still whole; of a table it is the table.
    """
    rows = ledger.database.rows(
        "SELECT s.sha256, s.format, p.start_at, p.length FROM record r JOIN source s ON s.sha256 = r.source"
        " JOIN piece p ON p.source = r.source AND p.start_at = r.origin AND NOT p.separator"
        " WHERE r.id = ? AND r.fields IS NOT NULL",
        [record],
    )
    if not rows:
        raise ActionableError("record_unknown", record=record)
    source, claimed, start, length = rows[0]
    content = ledger.vault.item(source, start)
    if claimed == "zip" and ledger.vault.whole(source):
        with ledger.vault.open(source) as file:
            content, claimed = ingest.unpacked(file, claimed, Extent(start, length))
    return content, _SUFFIXES.get(claimed or "", claimed)
