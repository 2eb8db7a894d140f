"""Holds follow what is found: records that a scan, a review or a decision about people brings under them are held.

Nothing leaves a hold but by its release: neither a rejected finding nor a split of people ends it for a record.
"""

import json

from engine.model.holds import Hold, HoldReach
from engine.pipeline import linking
from engine.store import assessments, holds
from engine.store.workspace import Ledger
from engine.views.holding import Query, of_filter, of_people, of_records, with_belongings
from engine.views.selection import Selection


def follow_holds(ledger: Ledger) -> None:
    """Bring every record under the holds in force that belongs there by now."""
    standing = holds.active(ledger.database)
    if not standing:
        return
    with ledger.database.writing() as writer:
        for hold in standing:
            query, values = _reached(ledger, hold)
            known = f"SELECT record AS id FROM held WHERE hold = {hold.number}"
            holds.hold_records(writer, hold.number, *with_belongings((f"{known} UNION ({query})", values)))
        assessments.mark_held(writer)


def _reached(ledger: Ledger, hold: Hold) -> Query:
    """What the hold names by now; one on records, or on a filter that cannot stand, names nothing more."""
    if hold.reach is HoldReach.PEOPLE:
        return of_people(sorted(linking.whose(ledger, holds.anchors(ledger.database, hold.number))))
    if hold.standing:
        return of_filter(Selection.from_query(json.loads(hold.filter)))
    return of_records(())
