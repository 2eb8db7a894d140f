"""What the assessment writes; all of it can be computed again from records, facts and answers."""

import json
from collections.abc import Iterable
from datetime import date

from engine.assess.disposition import Proposal
from engine.model.assessment import (
    Classification,
    Retention,
    RetentionState,
    Share,
    Task,
)
from engine.store.database import Writer


def write_assessment(writer: Writer, lines: Iterable[tuple[Classification, Retention, Proposal]]) -> None:
    """Replace class, retention and proposal of every record; destroyed ones keep what was known of them."""
    rows = [
        {
            "record": classified.record,
            "record_class": classified.record_class,
            "class_rule": classified.rule,
            "class_evidence": classified.evidence,
            "retention_state": str(kept.state),
            "rules": list(kept.rules),
            "start_event": kept.start_event,
            "started": kept.start,
            "keep_until": kept.keep_until,
            "waiting": list(kept.waiting),
            "restricted": kept.restricted,
            "shares": json.dumps([[s.fields, s.state, s.until and str(s.until), s.rules] for s in kept.shares]),
            "due_from": kept.due_from,
            "proposal": str(proposed.state),
            "proposal_reason": proposed.reason,
            "proposal_until": proposed.until,
        }
        for classified, kept, proposed in lines
    ]
    writer.execute("DELETE FROM assessment WHERE record IN (SELECT id FROM record WHERE fields IS NOT NULL)")
    writer.insert("assessment", rows)


def shares_of(stored: str | None) -> tuple[Share, ...]:
    """What of a record ends when, as `write_assessment` stored it."""
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
