"""Every register: an entry is made, changed and removed, each by one event that names fields and never a value."""

import csv
import io
import json

import pytest

from engine.act import actions
from engine.catalogue import catalogue
from engine.model.errors import ActionableError
from engine.pipeline.assessing import assess
from engine.report.registers import register_csv
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words
from engine.views.evidence import evidence
from engine.views.overview import overview
from engine.views.registers import register_page
from engine.views.tasks import tasks
from tests.assess.test_registers import full
from tests.conftest import ACTOR

CUSTOMER = "陈安安"
FILE = ("客户名单.pdf", b"a list of names")


def do(ledger: Ledger, action: str, **params: object) -> dict[str, object]:
    before = ledger.audit.last_sequence()
    event = actions()[action](ledger, ACTOR, **params)
    assert ledger.audit.last_sequence() == before + 1 == event.sequence
    return dict(event.facts)


@pytest.mark.parametrize("register", catalogue().registers)
def test_an_entry_is_made_changed_and_removed(ledger: Ledger, register: str) -> None:
    rule = catalogue().registers[register]
    files = {one.id: FILE for one in rule.fields if one.type == "file"}
    added = do(ledger, "add_entry", register=register, values=full(register), files=files)
    (line,) = register_page(ledger.database, register).lines
    assert added["number"] == line.number == 1 and set(line.values) == {one.id for one in rule.fields}
    text = next(one for one in rule.fields if one.type == "text")
    values = full(register) | {text.id: "另一事"}
    changed = do(ledger, "change_entry", register=register, number=1, values=values, reason="a slip")
    assert changed["fields"] == [text.id]
    with pytest.raises(ActionableError, match="nothing_changed"):
        do(ledger, "change_entry", register=register, number=1, values=values, reason="a slip")
    packs = list((ledger.folder / "vault").glob("E-*.pack"))
    assert len(packs) == len(files)
    do(ledger, "remove_entry", register=register, number=1, reason="entered twice")
    assert register_page(ledger.database, register).lines == ()
    assert not [pack for pack in packs if pack.exists()]
    assert ledger.database.value("SELECT content FROM register_entry") == "{}"
    logged = json.dumps([event.facts for event in ledger.audit.events()], ensure_ascii=False, default=str)
    assert CUSTOMER not in logged and "另一事" not in logged and FILE[0] not in logged
    assert do(ledger, "add_entry", register=register, values=full(register))["number"] == 2


def test_a_file_in_an_entry_is_replaced_by_a_new_one(ledger: Ledger) -> None:
    do(ledger, "add_entry", register="drills", values=full("drills"), files={"report": FILE})
    old = str(register_page(ledger.database, "drills").lines[0].values["report"])
    fresh = ("new.pdf", b"another report")
    facts = do(
        ledger, "change_entry", register="drills", number=1, values=full("drills"), files={"report": fresh}, reason="x"
    )
    new = str(register_page(ledger.database, "drills").lines[0].values["report"])
    assert facts["fields"] == ["report"] and new != old
    assert not (ledger.folder / "vault" / f"{old}.pack").exists()
    with ledger.vault.open(new) as opened:
        assert opened.read() == fresh[1]


def test_no_file_of_a_register_names_a_person(ledger: Ledger) -> None:
    for register in catalogue().registers:
        do(ledger, "add_entry", register=register, values=full(register))
        page = register_page(ledger.database, register)
        for language in LANGUAGES:
            made = register_csv(page, words(language)).decode("utf-8-sig")
            assert len(list(csv.reader(io.StringIO(made)))) == 2 and CUSTOMER not in made


def test_an_open_incident_and_an_overdue_request_hold_up_the_verdict(ledger: Ledger) -> None:
    def blockers() -> dict[str, int]:
        return dict(overview(ledger.database).verdict.blockers)

    assert not {"open_incidents", "overdue_requests"} & blockers().keys()
    do(ledger, "add_entry", register="incidents", values=full("incidents") | {"closed_on": ""})
    request = full("requests") | {
        "received_on": "2026-01-05",
        "verified_on": "",
        "answered_on": "",
        "kind": "access",
        "place": "CN",
    }
    do(ledger, "add_entry", register="requests", values=request)
    counted = evidence(ledger.database)
    assert (counted.open_incidents, counted.open_requests, counted.overdue_requests) == (1, 1, 1)
    assert {"open_incidents": 1, "overdue_requests": 1}.items() <= blockers().items()
    answered = request | {"answered_on": "2026-11-20"}
    do(ledger, "change_entry", register="requests", number=1, values=answered, reason="answered")
    assert "overdue_requests" not in blockers()


def test_trainings_that_were_passed_are_the_evidence_of_their_tasks(ledger: Ledger) -> None:
    assess(ledger)
    entry = full("training") | {"score": 40, "pass_mark": 60, "retaken_on": ""}
    do(ledger, "add_entry", register="training", values=entry)
    found = tasks(ledger.database)
    assert "training_record" not in found.of("P-08").missing  # type: ignore[union-attr]
    assert found.of("P-09").missing == ("exam_result",)  # type: ignore[union-attr]
    passed = entry | {"retaken_on": "2026-11-20"}
    do(ledger, "change_entry", register="training", number=1, values=passed, reason="passed")
    assert tasks(ledger.database).of("P-09").missing == ()  # type: ignore[union-attr]
    do(ledger, "update_task", task="P-09", state="done")
