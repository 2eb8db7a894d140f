"""Destroy one item: its key, its text and its findings; the others of its source stay readable."""

from engine.model.assessment import DispositionState, RetentionState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import decisions, holds, known_texts
from engine.store.database import Writer
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, record: str) -> Event:
    """Destroy the item `record` belongs to, if it is planned for deletion and neither held nor to be kept.

    A message takes its attachments along, a record its duplicates; the same attachment of another message stays. Where
    several items share their bytes (the rows of a table), the bytes go and only the text of the other items stays. The
    record remains as a counted, empty line.
    """
    with ledger.database.writing() as writer:
        doomed = _doomed(ledger, record)
        _refuse(ledger, record, doomed)
        extents = _extents(ledger, doomed)
        for source, origin in extents:
            ledger.vault.destroy(writer, source, origin)
        known_texts.forget(writer)
        _forget(writer, doomed)
        event = ledger.audit.append(actor, "item_destroyed", {"records": doomed})
        writer.insert(
            "ending",
            [
                {
                    "record": one,
                    "state": str(DispositionState.DELETED),
                    "done": True,
                    "until": None,
                    "event": event.sequence,
                }
                for one in doomed
            ],
        )
        assessing.mark_duplicates(ledger)
        assessing.assess_risks(ledger)
    for source in {source for source, _ in extents}:
        ledger.vault.overwrite(source)
    ledger.database.checkpoint()
    return event


def _doomed(ledger: Ledger, record: str) -> list[str]:
    """The record and its copies, and what is inside each of them (attachments), but no copies of that elsewhere."""
    rows = ledger.database.rows(
        """
        WITH copied AS (SELECT c.id, c.source, c.locator FROM record c WHERE coalesce(c.duplicate_of, c.id) =
            (SELECT coalesce(duplicate_of, id) FROM record WHERE id = ?))
        SELECT DISTINCT r.id FROM record r JOIN copied c ON c.source = r.source
            AND (r.id = c.id OR starts_with(r.locator, c.locator || '/')) ORDER BY 1
        """,
        [record],
    )
    if not rows:
        raise ActionableError("record_unknown", record=record)
    return [row[0] for row in rows]


def _extents(ledger: Ledger, doomed: list[str]) -> list[tuple[str, int]]:
    """The bytes that go; refused where they are those of a record under a hold, too."""
    extents = ledger.database.rows(
        "SELECT DISTINCT source, origin FROM record WHERE id IN (SELECT unnest(?))", [doomed]
    )
    sources, origins = [source for source, _ in extents], [origin for _, origin in extents]
    beside = ledger.database.value(
        "SELECT count(DISTINCT h.record) FROM held h JOIN record r ON r.id = h.record"
        " JOIN (SELECT unnest(?) AS source, unnest(?) AS origin) USING (source, origin)",
        [sources, origins],
    )
    if beside:
        raise ActionableError("bytes_on_hold", count=beside)
    return extents


def _refuse(ledger: Ledger, record: str, doomed: list[str]) -> None:
    states = dict(
        ledger.database.rows(
            "SELECT retention_state, count(*) FROM assessment WHERE record IN (SELECT unnest(?)) GROUP BY 1", [doomed]
        )
    )
    if held := holds.count_held(ledger.database, doomed):
        raise ActionableError("records_on_hold", count=held)
    if states.get(RetentionState.MUST_KEEP):
        raise ActionableError("records_must_be_kept", count=states[RetentionState.MUST_KEEP])
    planned = ledger.database.rows(
        f"SELECT e.state, e.done, {decisions.EXECUTABLE} FROM record r"
        " JOIN ending e ON e.record = coalesce(r.duplicate_of, r.id) LEFT JOIN decision c ON c.event = e.event"
        " WHERE r.id = ?",
        [record],
    )
    if not planned or planned[0][0] != DispositionState.DELETED:
        raise ActionableError("deletion_not_planned")
    if planned[0][1]:
        raise ActionableError("disposition_done", count=1)
    if not planned[0][2]:
        raise ActionableError("disposition_awaits")


def _forget(writer: Writer, doomed: list[str]) -> None:
    for table in (
        "finding", "finding_review", "masked_value", "appearance", "component", "tie", "people_anchor", "attribution",
        "ending",
    ):  # fmt: skip
        writer.execute(f"DELETE FROM {table} WHERE record IN (SELECT unnest(?))", [doomed])
    writer.execute("DELETE FROM subject WHERE id NOT IN (SELECT subject FROM appearance)")
    writer.execute("UPDATE record SET fields = NULL, thread = [] WHERE id IN (SELECT unnest(?))", [doomed])
