"""Place a legal hold: on records, on people in whatever they are in, or on what a filter lets through."""

import json
from collections.abc import Sequence
from datetime import date

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.holds import Hold, HoldReach
from engine.pipeline import assessing, linking
from engine.store import holds, people_decisions
from engine.store.workspace import Ledger
from engine.views.holding import is_standing, with_belongings
from engine.views.holds import named_by
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    reach: str,
    matter: str,
    ordered_by: str,
    since: date,
    records: Sequence[str] = (),
    people: Sequence[str] = (),
    selection: Selection | None = None,
) -> Event:
    """Hold what is named with all its copies and attachments; plans made for it stay and come back with the release.

    A hold on people holds records in which they are found later, too; so does one on a filter whose facets no decision
    can change.
    """
    if not matter.strip():
        raise ActionableError("matter_missing")
    if not ordered_by.strip():
        raise ActionableError("orderer_missing")
    chosen, kind = selection or Selection(), HoldReach(reach)
    with ledger.database.writing() as writer:
        number = holds.next_number(ledger.database)
        anchors = linking.anchors(ledger, _appearances(ledger, people)) if kind is HoldReach.PEOPLE else ()
        stored = json.dumps(chosen.to_query(), sort_keys=True) if kind is HoldReach.FILTER else ""
        lasting = kind is HoldReach.PEOPLE or (kind is HoldReach.FILTER and is_standing(chosen))
        hold = Hold(number, kind, matter.strip(), ordered_by.strip(), since, stored, lasting)
        holds.hold_records(writer, number, *with_belongings(named_by(kind, records, people, chosen)))
        held = int(str(ledger.database.value("SELECT count(*) FROM held WHERE hold = ?", [number])))
        if not held:
            raise ActionableError("nothing_selected")
        facts = {"hold": number, "scope": reach, "records": held, "people": len(people), "since": since}
        event = ledger.audit.append(actor, "hold_placed", {**facts, "standing": lasting, "reason": hold.matter})
        holds.add(writer, hold, actor.name, event.sequence)
        holds.name_people(writer, number, anchors)
        assessing.assess_risks(ledger)
        return event


def _appearances(ledger: Ledger, people: Sequence[str]) -> set[tuple[str, int]]:
    keys = [people_decisions.appearances_of(ledger.database, one) for one in people]
    if not all(keys):
        raise ActionableError("person_unknown")
    return set().union(*keys)
