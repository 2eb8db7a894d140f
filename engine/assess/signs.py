"""What the scan says of an engagement's facts: answers it proposes, and answers it contradicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from engine.assess.evidence import Evidence
from engine.assess.facts import answer
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import FactSign


@dataclass(frozen=True, slots=True)
class Grounded:
    """An answer a person gave to a proposal, with what was found then; a reason stands where it says otherwise."""

    value: object
    found: Mapping[str, int] = field(default_factory=dict[str, int])
    reason: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer the evidence speaks for; `stated` is the engagement's own (None: unanswered).

    `found` holds the counts it rests on, by the name of the evidence.
    """

    fact: str
    value: bool | int
    found: Mapping[str, int]
    stated: object = None

    @property
    def contradicts(self) -> bool:
        """Whether somebody has answered otherwise."""
        return self.stated is not None


def proposals(
    rules: Catalogue, engagement: Engagement, evidence: Evidence, grounded: Mapping[str, Grounded]
) -> tuple[Proposal, ...]:
    """The facts to be confirmed or looked at again, in the order of the vocabulary.

    An answer given against the evidence with a reason stands until more is found than there was then.
    """
    found: list[Proposal] = []
    for fact in rules.facts:
        stated = answer(fact, engagement)
        signs = [
            sign for sign in _speaking(rules, fact, evidence) if stated is None or _against(sign, stated, evidence)
        ]
        counts = {sign.evidence: evidence[sign.evidence] for sign in signs}
        if counts and not _settled(grounded.get(fact), stated, counts):
            numbers = [counts[sign.evidence] for sign in signs if sign.percent]
            found.append(Proposal(fact, max(numbers) if numbers else True, counts, stated))
    return tuple(found)


def supposed(rules: Catalogue, engagement: Engagement, evidence: Evidence) -> Engagement:
    """The engagement as the scan supposes it: a yes where nobody answered, and no number below what was found."""
    facts = dict(engagement.facts)
    for fact in rules.facts:
        for sign in _speaking(rules, fact, evidence):
            stated = facts.get(fact)
            if sign.percent:
                facts[fact] = max(stated if isinstance(stated, int) else 0, evidence[sign.evidence])
            elif stated is None:
                facts[fact] = True
    return replace(engagement, facts=facts)


def _speaking(rules: Catalogue, fact: str, evidence: Evidence) -> Iterator[FactSign]:
    for sign in rules.fact_signs.values():
        if sign.fact == fact and evidence[sign.evidence] >= sign.at_least:
            yield sign


def _against(sign: FactSign, stated: object, evidence: Evidence) -> bool:
    """Whether an answer says otherwise than a sign that is strong enough to contradict."""
    if not sign.contradicts:
        return False
    if sign.percent:
        return type(stated) is int and stated * 100 < evidence[sign.evidence] * sign.percent
    return stated is False


def _settled(known: Grounded | None, stated: object, counts: Mapping[str, int]) -> bool:
    if known is None or known.value != stated:
        return False
    return all(number <= known.found.get(name, 0) for name, number in counts.items())
