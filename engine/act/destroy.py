"""Carry out planned deletions: keys, texts and findings go; what stands beside them in a source stays readable."""

from collections.abc import Sequence
from hashlib import sha256

from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import decisions, known_texts, standings
from engine.store.database import Writer
from engine.store.workspace import Ledger
from engine.views.destroying import destruction, refuse
from engine.views.planning import Wish
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    records: Sequence[str] = (),
    selection: Selection | None = None,
    expected: int | None = None,
) -> Event:
    """Destroy these records, or all under the filter whose deletion may be carried out; `expected` is how many go.

    A message takes its attachments along, a record its duplicates; the same attachment of another message stays. Where
    several items share their bytes (the rows of a table), the bytes go and only the text of the other items stays. A
    record remains as a counted, empty line; an attachment that had been handed over, say, remains counted as that. The
    event holds the count and a hash over the ids, each on a line.
    """
    wish = Wish(tuple(records), selection=selection)
    with ledger.database.writing() as writer:
        found = destruction(ledger.database, wish)
        refuse(ledger.database, wish, found, expected, "deletion_not_planned")
        gone = list(found.ids)
        sources = _destroy_bytes(ledger, writer, gone)
        known_texts.forget(writer)
        standings.outlive(writer, gone)
        _forget(writer, gone)
        facts: dict[str, object] = {"records": len(gone), "digest": sha256("\n".join(gone).encode()).hexdigest()}
        event = ledger.audit.append(actor, "item_destroyed", facts)
        decisions.destroyed(writer, event.sequence, gone)
        assessing.mark_duplicates(ledger)
        assessing.assess_risks(ledger)
    for source in sources:
        ledger.vault.overwrite(source)
    ledger.database.checkpoint()
    return event


def _destroy_bytes(ledger: Ledger, writer: Writer, gone: list[str]) -> list[str]:
    """The sources of which bytes went."""
    extents = ledger.database.rows(
        "SELECT source, list(DISTINCT origin) FROM record WHERE id IN (SELECT unnest(?)) GROUP BY 1", [gone]
    )
    for source, origins in extents:
        ledger.vault.destroy(writer, source, origins)
    return [source for source, _ in extents]


def _forget(writer: Writer, gone: list[str]) -> None:
    for table in (
        "finding", "finding_review", "judgement", "moment", "masked_value", "appearance", "component", "tie",
        "people_anchor", "attribution", "outlived",
    ):  # fmt: skip
        writer.execute(f"DELETE FROM {table} WHERE record IN (SELECT unnest(?))", [gone])
    writer.execute("DELETE FROM subject WHERE id NOT IN (SELECT subject FROM appearance)")
    writer.execute("UPDATE record SET fields = NULL, thread = [] WHERE id IN (SELECT unnest(?))", [gone])
