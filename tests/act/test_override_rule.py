"""A change of the rules acts wherever the rule does, and is gone without a trace when it is undone."""

from engine.act import actions
from engine.catalogue import writing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.retention import retention_status
from engine.views.risks import register
from engine.views.rulebook import Check, changes, rulebook
from engine.views.selection import Selection
from engine.views.tasks import tasks
from tests.conftest import ACTOR


def override(ledger: Ledger, section: str, rule: str, reason: str = "because", **fields: object) -> None:
    entry = getattr(rules_of(ledger.database), section)[rule]
    content = writing.stated(entry) | fields
    actions()["override_rule"](ledger, ACTOR, section=section, rule=rule, reason=reason, content=content)


def states(ledger: Ledger) -> dict[str, int]:
    return dict(retention_status(ledger.database, Selection()).states)


def test_a_longer_period_keeps_what_was_due_and_undoing_it_brings_that_back(ledger: Ledger) -> None:
    before = states(ledger)
    override(ledger, "retention_rules", "RC-ENQUIRY.target", "a dispute is expected", period="P20Y")
    after = states(ledger)
    assert after != before and after.get("due", 0) < before["due"]
    line = next(one for one in rulebook(ledger.database, "retention_rules") if one.id == "RC-ENQUIRY.target")
    assert line.override and (line.override.reason, line.override.made_by) == ("a dispute is expected", ACTOR.name)
    actions()["undo_override"](ledger, ACTOR, number=line.override.number)
    assert states(ledger) == before and changes(ledger.database) == ()


def test_a_rule_of_our_own_decides_beside_the_shipped_ones(ledger: Ledger) -> None:
    content = {
        "id": "OWN-1",
        "label": {"zh": "咨询邮件另存二十年", "en": "Enquiries are kept twenty years"},
        "record_classes": ["enquiry"],
        "jurisdiction": "CN",
        "start_event": "record_created",
        "kind": "statutory",
        "period": "P20Y",
        "authority": {"kind": "design"},
    }
    params = {"section": "retention_rules", "rule": "OWN-1", "reason": "the lawyer's advice", "content": content}
    actions()["override_rule"](ledger, ACTOR, **params)
    used = {line.rule for line in retention_status(ledger.database, Selection()).rules}
    assert "OWN-1" in used
    assert rulebook(ledger.database, "retention_rules")[-1].id == "OWN-1"


def test_a_rule_taken_out_has_no_effect_and_is_still_shown(ledger: Ledger) -> None:
    taken = {"section": "scenarios", "rule": "S1", "reason": "the list never leaves"}
    actions()["override_rule"](ledger, ACTOR, **taken)
    assert "S1" not in {line.scenario for line in register(ledger.database).lines}
    line = next(one for one in rulebook(ledger.database, "scenarios") if one.id == "S1")
    assert line.taken_out and line.override


def test_offsets_gates_weights_and_steps_act_at_once(ledger: Ledger) -> None:
    due = {line.id: line.due for line in tasks(ledger.database).lines}
    override(ledger, "phases", "prepare", transfer_offset=-10)
    override(ledger, "tasks", "P-01", gate=False)
    later = {line.id: line for line in tasks(ledger.database).lines}
    assert (later["P-01"].due, later["P-01"].gate) != (due["P-01"], True) and later["P-01"].due
    assert (later["P-01"].due - due["P-01"]).days == 50  # type: ignore[operator]
    before = {line.scenario: line.inherent.likelihood for line in register(ledger.database).lines}
    override(ledger, "scenarios", "S4", likelihood="very_high")
    after = {line.scenario: line.inherent.likelihood for line in register(ledger.database).lines}
    assert before["S4"] != after["S4"]


def test_a_threshold_s_number_is_changed(ledger: Ledger) -> None:
    when = [{"fact": "pi_subject_count", "op": "gte", "value": 500_000}]
    override(ledger, "thresholds", "PO-1", "the group's own limit", when=when)
    assert rules_of(ledger.database).thresholds["PO-1"].when[0].value == 500_000


def test_what_was_stated_is_read_back_alike() -> None:
    from engine.catalogue import _FILES, OVERRIDABLE, catalogue, file_of
    from engine.catalogue.reading import built, parsed

    for section in OVERRIDABLE:
        kind = _FILES[file_of(section)][section]
        for entry in getattr(catalogue(), section).values():
            text = writing.text(writing.stated(entry))
            assert built(kind, parsed(text, "x"), "x", entry.id) == entry


def test_every_rule_says_how_far_it_was_checked(ledger: Ledger) -> None:
    lines = rulebook(ledger.database, "obligations")
    assert {line.check for line in lines} == {Check.VERIFIED, Check.UNVERIFIED}
    with ledger.database.writing() as writer:
        writer.execute("UPDATE engagement SET as_of = DATE '2027-11-22'")
    assert Check.STALE in {line.check for line in rulebook(ledger.database, "obligations")}
