"""What the assessment writes; all of it can be computed again from records, facts and answers."""

import json
from collections.abc import Iterable
from datetime import date

from engine.model.assessment import RetentionState, Share, Task
from engine.store.database import Writer


def shares_of(stored: str | None) -> tuple[Share, ...]:
    """What of a record ends when, as `engine.store.cases` stored it."""
    return tuple(
        Share(tuple(fields), RetentionState(state), date.fromisoformat(until) if until else None, tuple(rules))
        for fields, state, until, rules in json.loads(stored or "[]")
    )


def mark_held(writer: Writer) -> None:
    """Say of every record under a hold that it is, as assessing it again would."""
    writer.execute(
        "UPDATE assessment SET retention_state = 'on_hold', start_event = '', started = NULL, keep_until = NULL,"
        " waiting = [], restricted = false, shares = '[]', due_from = NULL,"
        " proposal = 'on_hold', proposal_reason = 'hold', proposal_until = NULL"
        " WHERE retention_state <> 'on_hold' AND record IN (SELECT record FROM held)"
    )


def write_tasks(writer: Writer, tasks: Iterable[Task]) -> None:
    """Replace the planned tasks; what people said of them stands apart and stays."""
    rows = [
        {"id": task.id, "phase": task.phase, "owner": task.owner, "gate": task.gate, "due": task.due} for task in tasks
    ]
    writer.replace("task", rows)
