"""The consistency checks that are always on: contradictions among levels, answers, decisions, work, facts and records.

A check is an entry of `data/x_rays.yaml` and a function here of the same name, from a case to what it finds.
"""

from collections.abc import Callable, Iterator

from engine.assess.xrays import answers, decisions, levels, records, work
from engine.assess.xrays.case import Case, XRay
from engine.model.rules import Weight

__all__ = ["CHECKS", "Case", "XRay", "blocking", "x_rays"]

CHECKS: dict[str, Callable[[Case], Iterator[XRay]]] = {
    check.__name__: check
    for check in (
        levels.residual_above_inherent,
        levels.current_above_inherent,
        levels.residual_above_current,
        levels.lowered_without_measure,
        levels.residual_without_plan,
        answers.unknown_control,
        answers.effective_without_evidence,
        answers.evidence_not_fresh,
        answers.plan_incomplete,
        answers.plan_overdue,
        answers.failed_without_plan,
        answers.effective_against_register,
        decisions.acceptance_expired,
        decisions.acceptance_incomplete,
        decisions.treated_without_measure,
        decisions.treatment_overdue,
        decisions.review_overdue,
        decisions.closed_while_high,
        work.task_without_evidence,
        work.gate_open_while_later_runs,
        work.notice_field_empty,
        work.closing_over_with_open_gates,
        records.fact_against_evidence,
        records.decided_twice,
        records.done_without_event,
        records.hold_with_planned_deletion,
        records.kept_by_law_but_deleted,
        records.decisions_overdue,
    )
}
"""The checks by their ids."""


def x_rays(case: Case) -> tuple[XRay, ...]:
    """All contradictions of a case, those that block the closing first, else in the order of the rules."""
    found = [ray for check in case.rules.x_rays for ray in CHECKS[check](case)]
    return tuple(sorted(found, key=lambda ray: not blocking(ray, case)))


def blocking(ray: XRay, case: Case) -> bool:
    """Whether a contradiction stands in the way of the closing."""
    return case.rules.x_rays[ray.check].weight is Weight.BLOCKS
