"""State by hand where people stand: a consent or a no that was told otherwise, or another basis that papers show."""

import json
from collections.abc import Sequence
from datetime import date

from engine.model.basis import Saying
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import standings
from engine.store.overrides import rules_of
from engine.store.standings import BasisDecision
from engine.store.workspace import Ledger
from engine.views.basis import known_people, people_under
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    purpose: str,
    saying: str,
    reason: str,
    people: Sequence[str] = (),
    selection: Selection | None = None,
    day: date | None = None,
    basis: str = "",
) -> Event:
    """Keep it for these people, or for all whom the filter lets through for this purpose; it stands above records.

    Every statement needs a reason that says where it is to be seen; that another basis is shown names the basis.
    """
    rules, said = rules_of(ledger.database), Saying(saying)
    if purpose not in rules.purposes:
        raise ActionableError("purpose_unknown", purpose=purpose)
    if not reason.strip():
        raise ActionableError("reason_missing")
    fitting = [one for one in rules.purposes[purpose].bases if not rules.bases[one].consent]
    if said is Saying.SHOWN and basis not in fitting:
        raise ActionableError("basis_unfit", basis=basis)
    with ledger.database.writing() as writer:
        chosen = known_people(ledger.database, people)
        if selection is not None:
            chosen = people_under(ledger.database, selection.with_facet("purpose", (purpose,)))
        if not chosen:
            raise ActionableError("person_unknown" if selection is None else "nothing_selected")
        stored = json.dumps(selection.to_query(), sort_keys=True) if selection is not None else ""
        number = standings.next_number(ledger.database)
        facts: dict[str, object] = {"decision": number, "purpose": purpose, "saying": str(said), "people": len(chosen)}
        event = ledger.audit.append(actor, "basis_stated", {**facts, "reason": reason.strip()})
        decision = BasisDecision(
            number, purpose, str(said), day, basis if said is Saying.SHOWN else "", stored, reason.strip(), actor.name,
            standings.now(),
        )  # fmt: skip
        standings.decide(writer, decision, chosen, event.sequence)
        assessing.assess_risks(ledger)
        return event
