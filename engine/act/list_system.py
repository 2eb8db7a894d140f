"""Put a system, carrier or processor into the inventory, or change what is stated of it."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.inventory import Receipt, System
from engine.pipeline import assessing
from engine.store import inventory
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    kind: str,
    state: str,
    name: str = "",
    number: int | None = None,
    owner: str = "",
    place: str = "",
    people: int | None = None,
    abroad: bool | None = None,
    sources: list[int] | None = None,
    note: str = "",
) -> Event:
    """Keep it under `number` (a new one if None).

    That the company has none of a kind needs a note that says who stated it; what was received names its sources.
    """
    rules = rules_of(ledger.database)
    if kind not in rules.systems:
        raise ActionableError("system_unknown", system=kind)
    known = {one.number for one in inventory.systems(ledger.database)}
    if number is not None and number not in known:
        raise ActionableError("system_unknown", system=str(number))
    given, wanted = tuple(sorted(set(sources or ()))), Receipt(state)
    if wanted is Receipt.NOT_APPLICABLE and not note.strip():
        raise ActionableError("reason_missing")
    if wanted is Receipt.RECEIVED and not given:
        raise ActionableError("system_sources_missing")
    if people is not None and people < 0:
        raise ActionableError("system_people_wrong")
    there = {row[0] for row in ledger.database.rows("SELECT ordinal FROM source")}
    if not set(given) <= there:
        raise ActionableError("source_unknown", number=", ".join(map(str, sorted(set(given) - there))))
    with ledger.database.writing() as writer:
        system = System(
            number or inventory.next_number(ledger.database),
            kind,
            name.strip(),
            wanted,
            owner.strip(),
            place.strip(),
            people,
            abroad,
            given if wanted in (Receipt.RECEIVED, Receipt.PARTLY) else (),
            note.strip(),
        )
        inventory.keep(writer, system)
        assessing.assess_risks(ledger)
        facts = {"number": system.number, "kind": kind, "state": str(wanted)}
        return ledger.audit.append(actor, "system_listed", facts)
