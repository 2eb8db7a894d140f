"""Choose the risk matrix of an engagement; the register is computed again on its grid."""

from dataclasses import replace

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import engagements
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, method: str, reason: str) -> Event:
    """Keep the choice with its written reason, because a matrix must not be changed at will (GB/T 39335, draft)."""
    if method not in rules_of(ledger.database).methods:
        raise ActionableError("method_unknown", method=method)
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing():
        engagements.save(ledger.database, replace(ledger.engagement, risk_method=method))
        assessing.assess_risks(ledger)
        return ledger.audit.append(actor, "method_chosen", {"method": method, "reason": reason.strip()})
