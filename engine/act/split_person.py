"""Say that some appearances of a person are somebody else's: they become a person of their own, and stay so."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import people_decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, person: str, appearances: list[tuple[str, int]], reason: str) -> Event:
    """Part `appearances`, each a record and its number in it, from `person`; the next scans keep them apart."""
    chosen = set(appearances)
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        theirs = people_decisions.appearances_of(ledger.database, person)
        if not theirs:
            raise ActionableError("person_unknown")
        if not chosen or not chosen <= theirs:
            raise ActionableError("appearances_unknown")
        if chosen == theirs:
            raise ActionableError("split_of_everything")
        number = people_decisions.next_number(ledger.database)
        sides = [linking.anchors(ledger, keys) for keys in (theirs - chosen, chosen)]
        people_decisions.add(writer, number, False, False, reason.strip(), actor.name, sides)
        linking.relink(ledger, people_decisions.decision(ledger.database, number))
        assessing.assess_risks(ledger)
        facts: dict[str, object] = {"decision": number, "person": person, "appearances": len(chosen)}
        return ledger.audit.append(actor, "person_split", facts)
