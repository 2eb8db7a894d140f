"""Add a task that the checklist does not have."""

from collections.abc import Sequence
from datetime import date

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import Raci
from engine.pipeline import assessing
from engine.store import checklist
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    title: str,
    phase: str,
    responsible: str,
    accountable: str,
    consulted: Sequence[str] = (),
    informed: Sequence[str] = (),
    gate: bool = False,
    done: str = "",
    due: date | None = None,
    assignee: str = "",
) -> Event:
    """Keep a task of this engagement's own; without `due` its day counts from the closing, as its phase's does."""
    rules, raci = rules_of(ledger.database), Raci(responsible, accountable, tuple(consulted), tuple(informed))
    if not title.strip():
        raise ActionableError("title_missing")
    if phase not in rules.phases:
        raise ActionableError("phase_unknown")
    if any(role not in rules.roles for role in (raci.R, raci.A, *raci.C, *raci.I)):
        raise ActionableError("role_unknown")
    with ledger.database.writing() as writer:
        task = checklist.add(ledger.database, writer, title.strip(), phase, raci, gate, done.strip(), actor.name)
        assessing.plan_tasks(ledger)
        if due or assignee.strip():
            checklist.update(writer, task, "open", assignee.strip(), due)
        return ledger.audit.append(actor, "task_added", {"task": task, "phase": phase, "gate": gate, "due": due})
