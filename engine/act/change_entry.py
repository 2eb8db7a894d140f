"""Change an entry of a register."""

from collections.abc import Mapping

from engine.assess.entries import checked
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import FieldType
from engine.pipeline import assessing
from engine.store import attachments, registers
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    register: str,
    number: int,
    values: Mapping[str, object],
    reason: str,
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> Event:
    """Put these values in the place of the entry's, with a reason; a new file takes the place of the old one.

    The event names the fields that changed; a file that was replaced loses its key.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        rule = registers.register_of(ledger.database, register)
        before = registers.entry(ledger.database, rule, number).values
        known = {one.id: before[one.id] for one in rule.fields if one.type is FieldType.FILE and one.id in before}
        entry = checked(rule, {**values, **known, **dict.fromkeys(files or {}, "pending")})
        replaced = [str(known[name]) for name in files or {} if name in known]
        for one in replaced:
            attachments.forget(writer, one)
        entry |= attachments.attach_all(ledger, writer, f"{register}/{number}", files or {}, actor.name)
        changed = sorted(name for name in {*before, *entry} if before.get(name) != entry.get(name))
        if not changed:
            raise ActionableError("nothing_changed")
        registers.change(writer, register, number, entry)
        facts = {"register": register, "number": number, "fields": changed, "reason": reason.strip()}
        event = ledger.audit.append(actor, "entry_changed", facts)
        assessing.assess_risks(ledger)
    for one in replaced:
        ledger.vault.remove(one)
    return event
