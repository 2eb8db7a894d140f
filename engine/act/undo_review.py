"""Take back one review as a whole: decisions on findings, a pattern, or an entry of the allow or deny list."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.pipeline.settling import settle
from engine.store import reviews
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, event: int) -> Event:
    """Undo what the event with the number `event` decided; what was decided otherwise, before or since, stands."""
    with ledger.database.writing() as writer:
        decided = reviews.made_by(ledger.database, event)
        ruled = any(rule.event == event for rule in reviews.rules(ledger.database))
        if not decided and not ruled:
            raise ActionableError("review_unknown", event=event)
        held = ledger.database.value("SELECT count(*) FROM finding WHERE decision = ? AND decided_by <> ''", [event])
        undone = ledger.audit.append(actor, "review_undone", {"event": event, "findings": held})
        reviews.take_back(writer, event, undone.sequence)
        settle(ledger.database, writer, None if ruled else decided)
        assessing.assess_risks(ledger)
        return undone
