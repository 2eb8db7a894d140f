"""Checks of records and of facts against what the scan found; each function is named as its check."""

from collections.abc import Iterator

from engine.assess.xrays.case import Case, XRay, number


def fact_against_evidence(case: Case) -> Iterator[XRay]:
    """A fact answered with no, or with too small a number, while the evidence says otherwise."""
    for proposal in case.proposed:
        if proposal.contradicts:
            for name, found in proposal.found.items():
                blanks = (("stated", "stated", str(proposal.stated)), ("found", f"evidence.{name}", str(found)))
                yield XRay("fact_against_evidence", "fact", proposal.fact, blanks)


def decided_twice(case: Case) -> Iterator[XRay]:
    """Records that end in more than one way."""
    yield from _counted("decided_twice", case.evidence.decided_twice)


def done_without_event(case: Case) -> Iterator[XRay]:
    """Dispositions done that no event proves."""
    yield from _counted("done_without_event", case.evidence.done_without_event)


def hold_with_planned_deletion(case: Case) -> Iterator[XRay]:
    """Records on hold that are to be deleted or anonymised."""
    yield from _counted("hold_with_planned_deletion", case.evidence.hold_conflicts, ("retention", "on_hold"))


def kept_by_law_but_deleted(case: Case) -> Iterator[XRay]:
    """Records that must be kept and are to be deleted or anonymised."""
    yield from _counted("kept_by_law_but_deleted", case.evidence.kept_but_deleted, ("retention", "must_keep"))


def decisions_overdue(case: Case) -> Iterator[XRay]:
    """Records long due that nobody has decided about."""
    yield from _counted("decisions_overdue", case.evidence.decisions_overdue, ("retention", "due"))


def _counted(check: str, found: int, *facets: tuple[str, str]) -> Iterator[XRay]:
    if found:
        yield XRay(check, "", "", (number("number", found),), facets)
