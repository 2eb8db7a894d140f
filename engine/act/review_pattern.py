"""Confirm, reject or reopen all findings like one, or under a filter; later scans follow the same rule."""

import json
from dataclasses import replace

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.review import MadeIn, Reach
from engine.pipeline import assessing
from engine.pipeline.settling import settle
from engine.store import reviews
from engine.store.workspace import Ledger
from engine.views.matching import lasting, reached
from engine.views.review import change, pattern
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    reach: str,
    state: str,
    reason: str,
    finding: str = "",
    text: str = "",
    everywhere: bool = False,
    selection: Selection | None = None,
) -> Event:
    """Make the rule `views.review.pattern` describes and settle all findings by it; undone whole by `undo_review`.

    A filter that follows review or assessment cannot be a lasting rule: what it lets through now is decided, and no
    later findings. The event holds counts and the shape, never a value or a header.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        rule = pattern(
            ledger.database,
            reach,
            state,
            finding=finding,
            text=text,
            everywhere=everywhere,
            selection=selection,
            reason=reason,
        )
        expected = change(ledger.database, rule)
        if not expected.reached:
            raise ActionableError("nothing_reached")
        once = rule.reach is Reach.FILTER and not lasting(Selection.from_query(json.loads(rule.text)))
        facts: dict[str, object] = {
            "reach": str(Reach.MEMBERS if once else rule.reach),
            "state": str(rule.state),
            "type": rule.entity_type,
            "shape": rule.text if rule.reach is Reach.SHAPE else "",
            "findings": expected.findings,
            "records": expected.records,
            "people": expected.people,
            "reason": rule.reason,
        }
        event = ledger.audit.append(actor, "pattern_reviewed", facts)
        if once:
            source, values = reached(rule)
            members = [row[0] for row in ledger.database.rows(f"SELECT f.id {source}", values)]
            reviews.decide(writer, event.sequence, members, rule.state, MadeIn.FILTER)
            rule = replace(rule, reach=Reach.MEMBERS)
        reviews.add_rule(writer, replace(rule, event=event.sequence), actor)
        settle(ledger.database, writer)
        assessing.assess_risks(ledger)
        return event
