"""Withdraw a source that was brought in by mistake: items, findings and keys go, the event stays."""

from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import known_texts, scans
from engine.store.sources import Known, idle_source
from engine.store.workspace import Ledger

_BELONGINGS = ("piece", "password", "inbox_file", "column_meaning")


def perform(ledger: Ledger, actor: Profile, source: int, reason: str) -> Event:
    """Remove the source with the number `source` as if it had never come, except for the event and its number.

    Refused for records on hold, and where something was done to a record already: that is no mistake any more. A copy
    that came after its first was done may go again.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    known = idle_source(ledger.database, source)
    _refuse(ledger, known)
    read, skipped, findings = _counts(ledger, known)
    with ledger.database.writing() as writer:
        theirs = "IN (SELECT id FROM record WHERE source = ?)"
        for table in ("ending", "decided", "finding_review", "people_anchor", "reclassed"):
            writer.execute(f"DELETE FROM {table} WHERE record {theirs}", [known.sha256])
        writer.execute("DELETE FROM review_rule WHERE source = ?", [known.sha256])
        scans.forget_items(writer, known.sha256)
        known_texts.forget(writer)
        for table in _BELONGINGS:
            writer.execute(f"DELETE FROM {table} WHERE source = ?", [known.sha256])
        writer.execute("DELETE FROM source WHERE sha256 = ?", [known.sha256])
        writer.execute(
            "INSERT INTO withdrawal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [source, known.sha256, read, skipped, findings, reason, datetime.now(UTC).replace(tzinfo=None), actor.name],
        )
        assessing.mark_duplicates(ledger)
        linking.link_people(ledger)
        assessing.assess(ledger)
        facts: dict[str, object] = {"source": known.sha256, "number": source, "read": read, "skipped": skipped}
        event = ledger.audit.append(actor, "source_withdrawn", {**facts, "findings": findings, "reason": reason})
    ledger.vault.remove(known.sha256)
    ledger.database.checkpoint()
    return event


def _refuse(ledger: Ledger, known: Known) -> None:
    held, done = ledger.database.rows(
        """
        SELECT count(*) FILTER (r.id IN (SELECT record FROM held)), count(*) FILTER (e.done
            AND (r.fields IS NULL OR r.duplicate_of IS NULL OR r.id IN (SELECT record FROM decided)))
        FROM record r LEFT JOIN ending e ON e.record = r.id WHERE r.source = ?
        """,
        [known.sha256],
    )[0]
    if held:
        raise ActionableError("records_on_hold", count=held)
    if done:
        raise ActionableError("disposition_done", count=done)


def _counts(ledger: Ledger, known: Known) -> tuple[int, int, int]:
    return ledger.database.rows(
        """
        SELECT (SELECT count(*) FROM record WHERE source = $1), (SELECT count(*) FROM skipped WHERE source = $1),
            (SELECT count(*) FROM finding WHERE record IN (SELECT id FROM record WHERE source = $1))
        """,
        [known.sha256],
    )[0]
