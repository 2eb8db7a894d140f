"""What is arranged stays; a decision is a task that says who said it."""

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.model.slides import SLIDES, Slide
from engine.store.presentation import arranged, mark
from engine.store.workspace import Ledger
from engine.views.situations import situations
from engine.views.task import task_detail
from engine.views.tasks import tasks
from tests.conftest import ACTOR


def test_pages_are_shown_in_the_order_and_with_the_notes_they_were_given(ledger: Ledger) -> None:
    assert [one.id for one in arranged(ledger.database)] == list(SLIDES)
    wanted = [Slide(one, one != "annex", f"notes on {one}") for one in reversed(SLIDES)]
    actions()["arrange_presentation"](ledger, ACTOR, slides=wanted)
    assert list(arranged(ledger.database)) == wanted


def test_the_clients_mark_is_kept_as_a_safe_drawing_and_taken_away(ledger: Ledger) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    assert mark(ledger.database) == ""
    event = actions()["place_mark"](ledger, ACTOR, content=drawn)
    assert "<rect" in mark(ledger.database) and len(str(event.facts["sha256"])) == 64
    with pytest.raises(ActionableError, match="logo_active"):
        actions()["place_mark"](ledger, ACTOR, content=drawn.replace(b"<rect", b"<script/><rect"))
    assert "<rect" in mark(ledger.database)
    assert actions()["place_mark"](ledger, ACTOR, content=b"").facts["sha256"] == mark(ledger.database) == ""


def test_a_decision_becomes_a_task_that_names_the_speaker_and_is_one_event(ledger: Ledger) -> None:
    facts = {"title": "先发告知书", "said_by": "王总", "phase": "notify", "responsible": "OWN"}
    event = actions()["record_decision"](ledger, ACTOR, **facts)
    task = str(event.facts["task"])
    line = tasks(ledger.database).of(task)
    assert line and line.rule.label["zh"] == "先发告知书" and line.phase == "notify"
    [comment] = task_detail(ledger.database, task).comments
    assert comment.text.startswith("王总")


def test_situations_are_counted_and_their_examples_masked(ledger: Ledger) -> None:
    for one in situations(ledger.database):
        assert one.number >= 1 and one.record
        assert "example.test" not in "".join(part.text for part in one.around if part.finding and not part.text)
