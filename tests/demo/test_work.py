"""What was done in the demos by the day of reference: every step is accepted, and nothing in it contradicts itself."""

import io
from datetime import date
from pathlib import Path

import pytest

from engine import demo
from engine.act import actions
from engine.pipeline import assessing, intake
from engine.store.workspace import Workspace
from engine.views.checks import consistency
from engine.views.inventory import inventory
from engine.views.notices import notices
from engine.views.registers import register_pages
from tests.conftest import ACTOR


@pytest.mark.parametrize("case", demo.CASES)
def test_the_steps_fill_what_an_assessment_rests_on(case: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    ledger = workspace.create(demo.engagement(case))
    assessing.assess(ledger)
    for name, content in demo.sources(case):
        intake.receive(ledger, name, io.BytesIO(content), ACTOR)
    with assessing.together(ledger):
        for action, given in demo.steps(case):
            actions()[action](ledger, ACTOR, **given)
    listed = inventory(ledger.database)
    assert not listed.unanswered and listed.missing, "every kind is answered, and not everything was received"
    filled = [page.register.id for page in register_pages(ledger.database) if page.lines]
    assert len(filled) >= 9 and all(not page.count("overdue") for page in register_pages(ledger.database))
    assert sum(bool(line.texts) for line in notices(ledger.database).lines) == 2
    assert {one.check for one in consistency(ledger.database).found} <= {"gate_open_while_later_runs"}
    workspace.close()


@pytest.mark.parametrize("case", demo.CASES)
def test_nothing_was_done_after_the_day_of_reference(case: str) -> None:
    done = ("held_on", "received_on", "answered_on", "checked_on", "noted_on", "measured_on", "sent_on", "evidence_on")
    for _, given in demo.steps(case):
        stated = {**given, **given.get("values", {})}
        days = [stated[name] for name in done if name in stated]
        assert all(isinstance(day, date) and day <= demo.AS_OF for day in days)
