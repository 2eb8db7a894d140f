"""The inventory: what the company has is stated by people, and what was not received stands in the way."""

from dataclasses import replace

import pytest

from engine.act import actions
from engine.catalogue import catalogue
from engine.ingest import formats
from engine.model.errors import ActionableError
from engine.model.inventory import Receipt
from engine.store.workspace import Ledger
from engine.views.evidence import evidence
from engine.views.inventory import inventory
from engine.views.overview import overview
from tests.conftest import ACTOR


def _state(ledger: Ledger, **facts: object) -> None:
    actions()["list_system"](ledger, ACTOR, **facts)


def test_nothing_is_taken_for_answered_before_somebody_says_so(ledger: Ledger):
    known = inventory(ledger.database)
    asked = [kind.id for kind in catalogue().systems.values() if kind.asked]
    assert not known.lines and set(known.unanswered) == set(asked)
    assert {source.number for source in known.loose} == {1, 2, 3, 4}
    assert dict(overview(ledger.database).verdict.blockers)["systems_unanswered"] == len(asked)


def test_the_format_of_a_source_points_to_its_system(ledger: Ledger):
    kinds = {source.number: source.kind for source in inventory(ledger.database).loose}
    assert kinds == {1: "mailbox", 2: "crm", 3: "mailbox", 4: ""}


def test_a_system_that_was_not_received_blocks_the_closing(ledger: Ledger):
    before = dict(overview(ledger.database).verdict.blockers)
    _state(ledger, kind="wechat", state="not_received", abroad=True)
    after = dict(overview(ledger.database).verdict.blockers)
    assert after["systems_missing"] == 1 and "systems_missing" not in before
    assert after["systems_unanswered"] == before["systems_unanswered"] - 1
    assert evidence(ledger.database).systems_abroad == 1


def test_a_received_system_shows_what_was_read_of_it(ledger: Ledger):
    _state(ledger, kind="mailbox", state="received", sources=[1, 3])
    (line,) = inventory(ledger.database).lines
    read = ledger.database.value("SELECT count(*) FROM record r JOIN source s ON s.sha256 = r.source"
                                 " WHERE s.ordinal IN (1, 3)")  # fmt: skip
    assert line.state is Receipt.RECEIVED and line.records == read
    assert {source.number for source in inventory(ledger.database).loose} == {2, 4}


def test_a_system_whose_source_was_withdrawn_is_no_longer_received(ledger: Ledger):
    _state(ledger, kind="crm", state="received", sources=[2])
    actions()["withdraw_source"](ledger, ACTOR, source=2, reason="another company's")
    (line,) = inventory(ledger.database).lines
    assert line.state is Receipt.NOT_RECEIVED and inventory(ledger.database).missing == 1


def test_a_part_that_was_withdrawn_leaves_a_part(ledger: Ledger):
    _state(ledger, kind="crm", state="received", sources=[1, 2])
    actions()["withdraw_source"](ledger, ACTOR, source=2, reason="another company's")
    assert inventory(ledger.database).lines[0].state is Receipt.PARTLY


def test_that_the_company_has_none_is_an_answer_with_its_author(ledger: Ledger):
    with pytest.raises(ActionableError) as refused:
        _state(ledger, kind="paper", state="not_applicable")
    assert refused.value.key == "reason_missing"
    _state(ledger, kind="paper", state="not_applicable", note="manager, on the phone")
    known = inventory(ledger.database)
    assert "paper" not in known.unanswered and known.missing == 0


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"kind": "crystal_ball", "state": "not_received"}, "system_unknown"),
        ({"kind": "crm", "state": "received"}, "system_sources_missing"),
        ({"kind": "crm", "state": "received", "sources": [99]}, "source_unknown"),
        ({"kind": "crm", "state": "not_received", "people": -1}, "system_people_wrong"),
        ({"kind": "crm", "state": "not_received", "number": 7}, "system_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Ledger, facts: dict, key: str):
    with pytest.raises(ActionableError) as refused:
        _state(ledger, **facts)
    assert refused.value.key == key and not inventory(ledger.database).lines


def test_a_change_replaces_and_a_removal_keeps_the_number(ledger: Ledger):
    _state(ledger, kind="paper", state="not_received", people=300)
    _state(ledger, number=1, kind="paper", state="not_received", people=450)
    assert [line.system.people for line in inventory(ledger.database).lines] == [450]
    actions()["remove_system"](ledger, ACTOR, number=1, reason="belongs to the landlord")
    _state(ledger, kind="crm", state="not_received")
    assert [line.system.number for line in inventory(ledger.database).lines] == [2]


def test_a_kind_that_hangs_on_a_fact_is_asked_unless_the_fact_says_no(ledger: Ledger):
    assert "customs_system" in inventory(ledger.database).unanswered
    stated = replace(ledger.engagement, facts={"is_duty_free": False})
    actions()["update_engagement"](ledger, ACTOR, engagement=stated)
    assert "customs_system" not in inventory(ledger.database).unanswered


def test_the_formats_named_by_the_rules_exist():
    named = {form for kind in catalogue().systems.values() for form in kind.formats}
    assert named <= {one.id for one in formats()}
