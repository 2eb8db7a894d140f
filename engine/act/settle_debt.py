"""State that what people are owed was paid back, carried over or given up."""

from collections.abc import Sequence
from datetime import date

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import standings
from engine.store.overrides import rules_of
from engine.store.standings import SETTLED, BasisDecision
from engine.store.workspace import Ledger
from engine.views.basis import known_people
from engine.views.debts import creditors


def perform(
    ledger: Ledger, actor: Profile, debt: str, reason: str, people: Sequence[str] = (), day: date | None = None
) -> Event:
    """Keep it for these people, or for everybody to whom this debt stands open; the reason says what shows it."""
    if debt not in rules_of(ledger.database).debts:
        raise ActionableError("debt_unknown", debt=debt)
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        owed = set(creditors(ledger.database, debt))
        chosen = sorted(owed & set(known_people(ledger.database, people)) if people else owed)
        if not chosen:
            raise ActionableError("nothing_selected")
        number = standings.next_number(ledger.database)
        facts: dict[str, object] = {"decision": number, "debt": debt, "people": len(chosen), "reason": reason.strip()}
        event = ledger.audit.append(actor, "debt_settled", facts)
        decision = BasisDecision(
            number, debt, SETTLED, day, "", "", reason.strip(), actor.name, standings.now()
        )  # fmt: skip
        standings.decide(writer, decision, chosen, event.sequence)
        assessing.assess_risks(ledger)
        return event
