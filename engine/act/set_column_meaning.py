"""Say what a column of a source's table means; the source's next scan reads it so."""

from engine.catalogue import catalogue
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import columns
from engine.store.sources import idle_source
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger, actor: Profile, source: int, table: str, column: int, header: str, meaning: str = ""
) -> Event:
    """Keep the meaning of the column with this header; without one the rules decide again.

    `source` is the source's number, `table` says where the table lies in it, `column` counts its columns from 1. The
    event holds the number and not the header, which may be anybody's name.
    """
    if meaning and meaning not in catalogue().meanings:
        raise ActionableError("meaning_unknown", meaning=meaning)
    known = idle_source(ledger.database, source)
    with ledger.database.writing() as writer:
        columns.say(writer, (known.sha256, table, header), meaning)
        facts: dict[str, object] = {"number": source, "table": table, "column": column}
        if not meaning:
            return ledger.audit.append(actor, "column_meaning_left", facts)
        return ledger.audit.append(actor, "column_meaning_set", {**facts, "meaning": meaning})
