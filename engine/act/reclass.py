"""Say of which class records are; a person's word stands over the rules, for their copies and in later scans too."""

import json
from collections.abc import Sequence

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import reclasses
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.reclassing import firsts
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    record_class: str,
    reason: str,
    records: Sequence[str] = (),
    selection: Selection | None = None,
) -> Event:
    """Put `records`, or those a filter lets through now, in a class and assess again; undone by `undo_reclass`.

    Attachments that say nothing themselves follow their message. The event holds counts and the filter.
    """
    if record_class not in rules_of(ledger.database).record_classes:
        raise ActionableError("class_unknown", record_class=record_class)
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        reached = firsts(ledger.database, records, selection)
        if not reached:
            raise ActionableError("nothing_selected")
        stored = "" if selection is None else json.dumps(selection.to_query(), sort_keys=True)
        facts = {"class": record_class, "records": len(reached), "selection": stored, "reason": reason.strip()}
        event = ledger.audit.append(actor, "records_reclassed", facts)
        reclasses.add(writer, event.sequence, actor, record_class, reason.strip(), stored)
        reclasses.reach(writer, event.sequence, reached)
        assessing.assess(ledger)
        return event
