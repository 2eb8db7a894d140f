"""The end of an engagement: whether it may be destroyed, and what is left to tell of it."""

from datetime import UTC, datetime

from engine.model.decisions import Progress
from engine.model.engagement import Destroyed
from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.store import decisions, holds
from engine.store.workspace import Ledger


def parting(ledger: Ledger, actor: Profile, company: str) -> Destroyed:
    """What will be left of it; refused on hold, unless asked for and approved, and unless its company is named."""
    database = ledger.database
    if held := holds.active(database):
        raise ActionableError("engagement_on_hold", count=len(held))
    asked = decisions.destruction(database)
    if asked is None:
        raise ActionableError("destruction_not_asked")
    if asked.awaits:
        raise ActionableError("destruction_awaits")
    if company.strip() != ledger.engagement.company.strip():
        raise ActionableError("company_mistyped")
    approved = database.value("SELECT closed_by FROM decision WHERE event = ?", [asked.event])
    return Destroyed(
        ledger.slug,
        ledger.engagement.company,
        asked.reason,
        asked.decided_by,
        str(approved) if asked.progress is Progress.APPROVED else "",
        actor.name,
        datetime.now(UTC).isoformat(timespec="seconds"),
        int(str(database.value("SELECT count(*) FROM record"))),
        str(database.value("SELECT hash FROM event ORDER BY sequence DESC LIMIT 1") or ""),
    )
