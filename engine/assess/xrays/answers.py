"""Checks of what was answered about controls; each function is named as its check."""

from collections.abc import Iterator

from engine.assess.evidence import Answer
from engine.assess.levels import counts
from engine.assess.xrays.case import Case, XRay, number
from engine.model.assessment import ControlAnswer


def unknown_control(case: Case) -> Iterator[XRay]:
    """An answer about a control that no rule knows any more."""
    for answer in case.said.answers:
        if answer.control not in case.rules.controls:
            yield XRay("unknown_control", "control", answer.control)


def effective_without_evidence(case: Case) -> Iterator[XRay]:
    """A control called effective on nobody's evidence."""
    for answer in _effective(case):
        if not answer.evidence.strip():
            yield XRay("effective_without_evidence", "control", answer.control)


def evidence_not_fresh(case: Case) -> Iterator[XRay]:
    """Evidence that is undated or too old, and so no longer lowers anything."""
    for answer in _effective(case):
        if answer.evidence.strip() and not counts(answer, case.rules, case.engagement):
            yield XRay(
                "evidence_not_fresh", "control", answer.control, (("day", "day", str(answer.evidence_on or "")),)
            )


def plan_incomplete(case: Case) -> Iterator[XRay]:
    """A planned control without owner or due date, which lowers nothing."""
    for answer in _planned(case):
        if not answer.owner.strip() or answer.due is None:
            yield XRay("plan_incomplete", "control", answer.control)


def plan_overdue(case: Case) -> Iterator[XRay]:
    """A planned control whose day is over."""
    for answer in _planned(case):
        if answer.due and answer.due < case.engagement.as_of:
            yield XRay("plan_overdue", "control", answer.control, (("day", "day", str(answer.due)),))


def failed_without_plan(case: Case) -> Iterator[XRay]:
    """A control that failed and that nobody is to mend."""
    for answer in case.said.answers:
        if answer.state is ControlAnswer.FAILED and not answer.planned and answer.control in case.rules.controls:
            yield XRay("failed_without_plan", "control", answer.control)


def effective_against_register(case: Case) -> Iterator[XRay]:
    """A control called effective while a register has entries that say otherwise."""
    for answer in _effective(case):
        for register in case.rules.registers.values():
            tally, state = case.registers.get(register.id), register.against.get(answer.control)
            if tally and state and (found := tally.count(state)):
                blanks = (("register", "register", register.id), number("number", found))
                facets = (("register", register.id),)
                yield XRay("effective_against_register", "control", answer.control, blanks, facets)


def _effective(case: Case) -> list[Answer]:
    known = (answer for answer in case.said.answers if answer.control in case.rules.controls)
    return [answer for answer in known if answer.state is ControlAnswer.EFFECTIVE and not answer.planned]


def _planned(case: Case) -> list[Answer]:
    return [answer for answer in case.said.answers if answer.planned and answer.control in case.rules.controls]
