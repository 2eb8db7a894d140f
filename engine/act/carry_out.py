"""State with proof that planned ends were carried out in the company's own systems; nothing is done there by this."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from engine.model.assessment import DispositionState
from engine.model.decisions import CARRIED_OUT_ELSEWHERE, PROVED_BY_FILE, CarriedOut
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import attachments, decisions
from engine.store.workspace import Ledger
from engine.views.carrying import Carrying, carrying
from engine.views.destroying import refuse
from engine.views.planning import Wish
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    state: str,
    day: date,
    by: str,
    records: Sequence[str] = (),
    selection: Selection | None = None,
    recipient: str = "",
    note: str = "",
    proof: tuple[str, bytes] | None = None,
    expected: int | None = None,
) -> Event:
    """Of these records, or of all under the filter, those planned for `state` that may be carried out are done.

    `by` did it on `day`; `proof` is name and bytes of the file that shows it; `expected` is how many records it is.
    Our own copies stay until the engagement is destroyed. The event holds the count and a hash over the ids, each on a
    line.
    """
    wanted = DispositionState(state)
    told = {name: text.strip() for name, text in (("by", by), ("recipient", recipient), ("note", note))}
    _complete(ledger, wanted, day, told, proof)
    if selection is None and not records:
        raise ActionableError("nothing_selected")
    wish = Wish(tuple(records), str(wanted), selection=selection)
    with ledger.database.writing() as writer:
        found = carrying(ledger.database, wish).get(wanted, Carrying((), (), {}))
        refuse(ledger.database, wish, found, expected, "end_not_planned")
        facts: dict[str, object] = {
            "state": str(wanted),
            "records": found.records,
            "day": day,
            "decisions": list(found.decisions),
            "digest": sha256("\n".join(found.ids).encode()).hexdigest(),
        }
        kept = None
        if proof:
            owner = f"disposition/{ledger.audit.last_sequence() + 1}"
            kept = attachments.attach(ledger, writer, owner, str(wanted), *proof, actor.name)
            facts |= {"file": kept.id, "bytes": kept.bytes, "sha256": kept.sha256}
        event = ledger.audit.append(actor, "disposition_carried_out", facts)
        stated = CarriedOut(
            event.sequence, wanted, day, **told, file=kept.id if kept else "", decisions=found.decisions
        )
        decisions.carry_out(writer, stated, found.ids)
        return event


def _complete(
    ledger: Ledger, state: DispositionState, day: date, told: dict[str, str], proof: tuple[str, bytes] | None
) -> None:
    """Refuse what lacks something that a person who looks at it later would ask for."""
    if state not in CARRIED_OUT_ELSEWHERE:
        raise ActionableError("carried_out_otherwise")
    if day > max(datetime.now(UTC).date(), ledger.engagement.as_of):
        raise ActionableError("carried_out_not_yet")
    if not told["by"]:
        raise ActionableError("carried_out_by_missing")
    if state is DispositionState.TRANSFERRED and not told["recipient"]:
        raise ActionableError("recipient_missing")
    if state in PROVED_BY_FILE and proof is None:
        raise ActionableError("proof_missing")
