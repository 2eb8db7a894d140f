"""Decisions about where records end: put into force as far as they may stand, and looked at by a second person."""

import json
from hashlib import sha256

from engine.assess.approval import refusal
from engine.model.assessment import DispositionState
from engine.model.decisions import Custodian, Decision, DecisionKind
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import decisions
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.decision import Reach, reach
from engine.views.planning import Wish, planned


def decide(
    ledger: Ledger,
    actor: Profile,
    wish: Wish,
    reason: str,
    custodian: Custodian | None = None,
) -> Event:
    """Plan what is wished, on top of what was decided before; refused as a whole where something speaks against it.

    The event holds counts, and a hash over the ids of the records, each on a line, in order, by which what was decided
    can be checked.
    """
    if not wish.records and wish.selection is None:
        raise ActionableError("nothing_selected")
    if wish.state != DispositionState.UNDECIDED and not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        _known(ledger, wish)
        expected = reach(ledger.database, wish)
        _refuse(expected)
        keeper = _custodian(ledger, expected, custodian)
        decided = planned(ledger.database, wish)
        kind = DecisionKind.STATE if wish.state else DecisionKind.PROPOSALS
        facts: dict[str, object] = {
            "records": expected.records,
            "state": wish.state or "proposals",
            "states": {str(state): count for state, count in expected.states.items()},
            "until": wish.until,
            "reason": reason.strip(),
            "needs": list(expected.needs),
            "digest": sha256("\n".join(decided["record"].to_pylist()).encode()).hexdigest(),
        }
        event = ledger.audit.append(actor, "disposition_planned", facts)
        chosen = "" if wish.selection is None else json.dumps(wish.selection.to_query(), sort_keys=True)
        decisions.reach(writer, event.sequence, decided)
        decisions.add(
            writer,
            Decision(event.sequence, kind, reason.strip(), actor.name, expected.needs, chosen, custodian=keeper),
        )
        decisions.settle(writer)
        return event


def second_person(ledger: Ledger, actor: Profile, decision: int) -> Decision:
    """The decision, if it waits and `actor` may look at it; else it says why not."""
    found = decisions.standing(ledger.database, decision)
    if not found.awaits:
        raise ActionableError("nothing_awaited", event=decision)
    if key := refusal(found, actor, rules_of(ledger.database).approvals):
        raise ActionableError(key)
    return found


def _known(ledger: Ledger, wish: Wish) -> None:
    known = ledger.database.rows("SELECT id FROM record WHERE id IN (SELECT unnest(?))", [list(wish.records)])
    unknown = {*wish.records} - {row[0] for row in known}
    if unknown:
        raise ActionableError("record_unknown", record=", ".join(sorted(unknown)))


def _refuse(expected: Reach) -> None:
    if not expected.records:
        raise ActionableError("nothing_proposed" if expected.left else "nothing_selected")
    if expected.on_hold:
        raise ActionableError("records_on_hold", count=expected.on_hold)
    if expected.must_keep:
        raise ActionableError("records_must_be_kept", count=expected.must_keep)
    if expected.done:
        raise ActionableError("disposition_done", count=expected.done)


def _custodian(ledger: Ledger, expected: Reach, stated: Custodian | None) -> Custodian:
    """Who keeps what is restricted; once the company is gone somebody must, so then it is asked for."""
    keeper = stated or Custodian()
    restricted = DispositionState.RESTRICTED_UNTIL in expected.states
    if restricted and not ledger.engagement.deal_structure.is_transfer and not keeper.complete:
        raise ActionableError("custodian_missing")
    return keeper if restricted else Custodian()
