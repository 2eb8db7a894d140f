"""Whether a rule applies to an engagement, and why: every reason with its own verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.assess.facts import answer, applies, holds, in_jurisdiction, one_holds
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import Condition, Occasion, Threshold


class Ground(StrEnum):
    """What a reason is about."""

    JURISDICTION = "jurisdiction"
    EXIT = "exit"
    OCCASION = "occasion"
    CONDITION = "condition"
    CIRCUMSTANCE = "circumstance"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against; the verdict is None where it hangs on a fact nobody has answered, or on a judgement.

    `subject` is the id of the jurisdiction, the occasion, the exit or the earlier threshold.
    """

    ground: Ground
    verdict: bool | None
    subject: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Applying:
    """The verdict over all reasons; None: open. `occasional`: it applies as soon as something happens."""

    verdict: bool | None
    reasons: tuple[Reason, ...] = ()
    occasional: bool = False


def applying(entry: Any, engagement: Engagement, catalogue: Catalogue) -> Applying:
    """Whether an entry of any section of the catalogue applies; one without conditions always does."""
    reasons: list[Reason] = []
    if (place := getattr(entry, "jurisdiction", "")) and place in catalogue.jurisdictions:
        reasons.append(Reason(Ground.JURISDICTION, in_jurisdiction(place, engagement, catalogue), place))
    if scope := getattr(entry, "applies", None):
        reasons.append(Reason(Ground.EXIT, applies(scope, engagement), str(scope)))
    occasions = [catalogue.occasions[name] for name in getattr(entry, "occasions", ())]
    reasons += [Reason(Ground.OCCASION, _arises(one, engagement), one.id) for one in occasions]
    conditions: tuple[Condition, ...] = getattr(entry, "when", ())
    reasons += [Reason(Ground.CONDITION, one_holds(one, engagement), condition=one) for one in conditions]
    if getattr(entry, "circumstance", None) and not (conditions and holds(conditions, engagement)):
        return Applying(None, (*reasons, Reason(Ground.CIRCUMSTANCE, None)))
    if isinstance(entry, Threshold) and catalogue.threshold_groups[entry.group].first:
        reasons += _earlier(entry, engagement, catalogue)
    return Applying(_all(reasons), tuple(reasons), _occasional(occasions, engagement))


def hanging_on(found: Applying, engagement: Engagement, catalogue: Catalogue) -> tuple[str, ...]:
    """The facts nobody has answered that leave a verdict open."""
    facts: list[str] = []
    for reason in found.reasons:
        if reason.verdict is None and reason.condition is not None:
            facts += [fact for fact in _facts(reason.condition) if answer(fact, engagement) is None]
        if reason.verdict is None and reason.ground is Ground.JURISDICTION:
            facts.append(catalogue.jurisdictions[reason.subject].fact)
    return tuple(dict.fromkeys(facts))


def _facts(asked: Condition) -> list[str]:
    return [fact for one in asked.any for fact in _facts(one)] if asked.any else [asked.fact]


def deciding(group: str, engagement: Engagement, catalogue: Catalogue) -> Threshold | None:
    """The threshold that decides a group's question; None while that is open, or where none holds."""
    for threshold in catalogue.thresholds.values():
        if threshold.group == group and (verdict := holds(threshold.when, engagement)) is not False:
            return threshold if verdict else None
    return None


def _all(reasons: Iterable[Reason]) -> bool | None:
    """One occasion is enough; everything else must hold."""
    listed = list(reasons)
    occasions = [reason.verdict for reason in listed if reason.ground is Ground.OCCASION]
    verdicts = [reason.verdict for reason in listed if reason.ground is not Ground.OCCASION]
    if occasions:
        verdicts.append(True if True in occasions else None if None in occasions else False)
    return False if False in verdicts else None if None in verdicts else True


def _arises(occasion: Occasion, engagement: Engagement) -> bool | None:
    return True if occasion.occasional else holds(occasion.when, engagement)


def _occasional(occasions: list[Occasion], engagement: Engagement) -> bool:
    """Whether it waits for something to happen: no occasion is there for certain."""
    return bool(occasions) and not any(not one.occasional and holds(one.when, engagement) for one in occasions)


def _earlier(threshold: Threshold, engagement: Engagement, catalogue: Catalogue) -> list[Reason]:
    """What stands before a threshold in a group where the first decides: it must not hold."""
    group = [one for one in catalogue.thresholds.values() if one.group == threshold.group]
    found: list[Reason] = []
    for one in group[: group.index(threshold)]:
        verdict = holds(one.when, engagement)
        if verdict is not False:
            found.append(Reason(Ground.EARLIER, None if verdict is None else False, one.id))
    return found
