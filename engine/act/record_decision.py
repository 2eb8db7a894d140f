"""Keep what somebody decided in a meeting: a task that says who said it and when."""

from datetime import UTC, date, datetime

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import Raci
from engine.pipeline import assessing
from engine.store import checklist
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger

_ACCOUNTABLE = "MGT"


def perform(
    ledger: Ledger, actor: Profile, title: str, said_by: str, phase: str, responsible: str, due: date | None = None
) -> Event:
    """Keep a task for what was decided, with a comment that names who said it; both in one event."""
    rules = rules_of(ledger.database)
    if not title.strip():
        raise ActionableError("title_missing")
    if not said_by.strip():
        raise ActionableError("speaker_missing")
    if phase not in rules.phases:
        raise ActionableError("phase_unknown")
    if responsible not in rules.roles:
        raise ActionableError("role_unknown")
    with ledger.database.writing() as writer:
        raci = Raci(responsible, _ACCOUNTABLE, (), ())
        task = checklist.add(ledger.database, writer, title.strip(), phase, raci, False, "", actor.name)
        assessing.plan_tasks(ledger)
        if due:
            checklist.update(writer, task, "open", due=due)
        said = f"{said_by.strip()} · {datetime.now(UTC).date().isoformat()}"
        checklist.comment(ledger.database, writer, task, said, actor.name)
        facts = {"task": task, "phase": phase, "said_by": said_by.strip()}
        return ledger.audit.append(actor, "decision_recorded", facts)
