"""What a case comes to: its start events, its retention, and where the day that decided comes from."""

from engine.assess.moments import moments
from engine.assess.retention import retention
from engine.assess.schedule import Schedule
from engine.model.assessment import Case, Moment, Retention
from engine.model.engagement import Engagement


def kept(case: Case, engagement: Engagement, applicable: Schedule) -> tuple[Retention, Moment | None]:
    """The retention of a case's records (without an id), and the moment it counts from, if any."""
    events = {event.id: event for _, event in applicable.rules.get((case.record_class, case.kind), ())}
    known = moments(events, case.dated, case.last_contact, case.stated)
    days = {event: one.day for event, one in known.items()}
    found = retention("", case.record_class, case.kind, days, engagement, applicable, case.on_hold)
    return found, known.get(found.start_event) if found.start else None
