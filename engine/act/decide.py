"""Plan where records end. Rules propose, people decide; nothing is carried out here."""

from datetime import date

from engine.model.assessment import DispositionState, RetentionState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import holds
from engine.store.workspace import Ledger

_ENDS_THE_RECORD = frozenset({DispositionState.DELETED, DispositionState.ANONYMISED})


def perform(
    ledger: Ledger, actor: Profile, records: list[str], state: str, until: date | None = None, reason: str = ""
) -> Event:
    """Plan `state` for `records` and their duplicates, with a written reason; `undecided` takes a plan back.

    A record on hold, one that was carried out already, and the deletion of one that must be kept are refused.
    """
    wanted = DispositionState(state)
    if not records:
        raise ActionableError("nothing_selected")
    if wanted is not DispositionState.UNDECIDED and not reason.strip():
        raise ActionableError("reason_missing")
    if (wanted is DispositionState.RESTRICTED_UNTIL) != (until is not None):
        raise ActionableError("until_missing")
    with ledger.database.writing() as writer:
        firsts = _firsts(ledger, records)
        _refuse(ledger, firsts, wanted)
        event = ledger.audit.append(
            actor,
            "disposition_planned",
            {"records": firsts, "state": str(wanted), "until": until, "reason": reason.strip()},
        )
        writer.execute("DELETE FROM ending WHERE record IN (SELECT unnest(?))", [firsts])
        if wanted is not DispositionState.UNDECIDED:
            writer.insert(
                "ending",
                [
                    {"record": one, "state": str(wanted), "done": False, "until": until, "event": event.sequence}
                    for one in firsts
                ],
            )
        return event


def _firsts(ledger: Ledger, records: list[str]) -> list[str]:
    rows = ledger.database.rows(
        "SELECT id, coalesce(duplicate_of, id) FROM record WHERE id IN (SELECT unnest(?))", [records]
    )
    if len(rows) != len(set(records)):
        raise ActionableError("record_unknown", record=", ".join(sorted({*records} - {row[0] for row in rows})))
    return sorted({row[1] for row in rows})


def _refuse(ledger: Ledger, firsts: list[str], wanted: DispositionState) -> None:
    states = dict(
        ledger.database.rows(
            "SELECT a.retention_state, count(*) FROM assessment a JOIN record r ON r.id = a.record"
            " WHERE coalesce(r.duplicate_of, r.id) IN (SELECT unnest(?)) GROUP BY 1",
            [firsts],
        )
    )
    if held := holds.count_held(ledger.database, firsts):
        raise ActionableError("records_on_hold", count=held)
    if wanted in _ENDS_THE_RECORD and states.get(RetentionState.MUST_KEEP):
        raise ActionableError("records_must_be_kept", count=states[RetentionState.MUST_KEEP])
    done = ledger.database.value("SELECT count(*) FROM ending WHERE done AND record IN (SELECT unnest(?))", [firsts])
    if done:
        raise ActionableError("disposition_done", count=done)
