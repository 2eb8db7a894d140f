"""Readiness: whether the closing may happen, and what stands in its way; computed, never ticked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.assess.evidence import Evidence
from engine.assess.facts import unanswered
from engine.assess.tasks import blocks_closing
from engine.catalogue import Catalogue
from engine.model.assessment import Level, Risk, Task, TaskState
from engine.model.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict: `ready` is None while nothing is scanned.

    Blockers are (code, number), worst first, each with a sentence under ``blocker.``; `code` names the sentence under
    ``verdict.``.
    """

    ready: bool | None
    code: str
    blockers: tuple[tuple[str, int], ...] = ()


def readiness(
    engagement: Engagement,
    evidence: Evidence,
    tasks: Iterable[Task],
    risks: Iterable[Risk],
    catalogue: Catalogue,
    others: Mapping[str, int] | None = None,
) -> Verdict:
    """Whether the engagement may close (可以交割 / 可以注销), with every blocker and its number.

    `others` are blockers that other parts of the assessment counted, by code.
    """
    numbers = _numbers(engagement, evidence, tuple(tasks), tuple(risks), catalogue) | dict(others or {})
    blockers = tuple((code, number) for code, number in numbers.items() if number)
    ready = None if not evidence.records else not blockers
    answer = {None: "unknown", True: "ready", False: "not_ready"}[ready]
    kind = "transfer" if engagement.deal_structure.is_transfer else "dissolution"
    return Verdict(ready, f"{kind}.{answer}", blockers)


def _numbers(
    engagement: Engagement, evidence: Evidence, tasks: tuple[Task, ...], risks: tuple[Risk, ...], catalogue: Catalogue
) -> dict[str, int]:
    levels = [risk.residual.level for risk in risks]
    finished = (TaskState.DONE, TaskState.NOT_APPLICABLE)
    gates = [task for task in tasks if blocks_closing(task, catalogue, engagement) and task.state not in finished]
    return {
        "nothing_scanned": int(not evidence.records),
        "severe_risks": levels.count(Level.SEVERE),
        "open_incidents": evidence.open_incidents,
        "overdue_requests": evidence.overdue_requests,
        "undecided_records": evidence.undecided_records,
        "awaiting_records": evidence.awaiting_records,
        "systems_missing": evidence.systems_missing,
        "systems_unanswered": evidence.systems_unanswered,
        "skipped_items": evidence.skipped,
        "unknown_date_records": evidence.unknown_date_records,
        "no_rule_records": evidence.no_rule_records,
        "open_gates": len(gates),
        "unknown_risks": levels.count(Level.UNKNOWN) if evidence.records else 0,
        "closing_date_missing": int(engagement.closing_date is None),
        "unconfirmed_facts": len(unanswered(engagement, catalogue)),
    }
