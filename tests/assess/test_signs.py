"""Facts the scan speaks for: proposed while unanswered, contradicted when answered otherwise, settled by a reason."""

import pytest

from engine.assess.evidence import Evidence
from engine.assess.signs import Grounded, Proposal, proposals, supposed
from tests.assess.test_risk import RULES, engagement


def proposed(counts: dict[str, int], grounded: dict[str, Grounded] | None = None, **facts) -> dict[str, Proposal]:
    found = proposals(RULES, engagement(**facts), Evidence(**counts), grounded or {})
    return {one.fact: one for one in found}


@pytest.mark.parametrize("sign", RULES.fact_signs.values(), ids=lambda sign: sign.id)
def test_every_sign_proposes_its_fact_from_its_count_on_and_never_below(sign) -> None:
    one = proposed({sign.evidence: sign.at_least})[sign.fact]
    assert one == Proposal(sign.fact, sign.at_least if sign.percent else True, {sign.evidence: sign.at_least})
    assert sign.fact not in proposed({sign.evidence: sign.at_least - 1})


@pytest.mark.parametrize("sign", RULES.fact_signs.values(), ids=lambda sign: sign.id)
def test_an_answer_that_agrees_is_left_alone_and_one_that_does_not_is_told_if_the_sign_is_strong(sign) -> None:
    agreeing, other = (100, 0) if sign.percent else (True, False)
    assert sign.fact not in proposed({sign.evidence: 100}, **{sign.fact: agreeing})
    told = proposed({sign.evidence: 100}, **{sign.fact: other})
    assert (sign.fact in told and told[sign.fact].contradicts) == sign.contradicts


@pytest.mark.parametrize(
    ("then", "value", "stands"),
    [({"minors": 3}, False, True), ({"minors": 2}, False, False), ({}, False, False), ({"minors": 3}, True, False)],
)
def test_a_reasoned_answer_stands_until_more_is_found_or_the_answer_changes(then, value, stands: bool) -> None:
    grounded = {"minors_u14": Grounded(value, then, "a toy shop's dolls")}
    assert ("minors_u14" not in proposed({"minors": 3}, grounded, minors_u14=False)) == stands


def test_one_fact_rests_on_all_its_signs() -> None:
    one = proposed({"foreign_host_messages": 2, "systems_abroad": 1})["cross_border"]
    assert one.found == {"foreign_host_messages": 2, "systems_abroad": 1}


def test_what_is_supposed_never_overrules_a_no_and_never_lowers_a_number() -> None:
    subject = engagement(minors_u18=False, cross_border=False, pi_subject_count=9)
    seen = Evidence(minors=4, foreign_host_messages=2, people=5)
    facts = supposed(RULES, subject, seen).facts
    assert (facts["minors_u18"], facts["cross_border"], facts["pi_subject_count"]) == (False, False, 9)
    assert facts["minors_u14"] is True
    assert supposed(RULES, engagement(), seen).facts["pi_subject_count"] == 5
