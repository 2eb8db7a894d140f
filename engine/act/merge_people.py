"""Say that two people are one; the next scans keep them together."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import people_decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, person: str, other: str, reason: str, insist: bool = False) -> Event:
    """Make `person` and `other` one.

    Refused where a split keeps them apart, and where they hold different documents of which nobody has two, unless the
    person insists.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    if person == other:
        raise ActionableError("merge_with_oneself")
    with ledger.database.writing() as writer:
        keys = [people_decisions.appearances_of(ledger.database, one) for one in (person, other)]
        if not all(keys):
            raise ActionableError("person_unknown")
        number = people_decisions.next_number(ledger.database)
        sides = [linking.anchors(ledger, theirs) for theirs in keys]
        people_decisions.add(writer, number, True, insist, reason.strip(), actor.name, sides)
        for refusal in linking.relink(ledger, people_decisions.decision(ledger.database, number)):
            if refusal.decision == number:
                raise ActionableError("merge_against_split" if refusal.by_split else "merge_against_documents")
        assessing.assess_risks(ledger)
        facts: dict[str, object] = {"decision": number, "people": [person, other], "insisted": insist}
        return ledger.audit.append(actor, "people_merged", {**facts, "appearances": sum(map(len, keys))})
