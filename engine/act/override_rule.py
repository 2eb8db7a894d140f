"""Change, add or take out a rule for this engagement; `undo_override` takes that back."""

from collections.abc import Mapping

from engine.catalogue import OVERRIDABLE, writing
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import overrides
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    section: str,
    rule: str,
    reason: str,
    content: Mapping[str, object] | None = None,
) -> Event:
    """Let `content`, a whole entry as its file would hold it, stand as `rule`; without it the rule is taken out.

    It is read as strictly as a file. Everything is assessed again.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    if section not in OVERRIDABLE:
        raise ActionableError("rule_fixed", section=section)
    with ledger.database.writing() as writer:
        text = "" if content is None else writing.text(content)
        wanted = overrides.draft(ledger.database, actor, section, rule, text, reason.strip())
        before = getattr(overrides.rules_of(ledger.database), section).get(rule)
        after = getattr(overrides.tried(ledger.database, wanted), section).get(rule)
        if after == before:
            raise ActionableError("rule_unchanged")
        change = "added" if before is None else "taken_out" if after is None else "changed"
        facts: dict[str, object] = {"section": section, "rule": rule, "change": change, "reason": reason.strip()}
        event = ledger.audit.append(actor, "rule_overridden", facts)
        overrides.add(writer, wanted, event.sequence)
        assessing.assess(ledger)
        return event
