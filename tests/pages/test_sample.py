"""The review sample: one finding after the other, judged with a key, undone, estimated only once judged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Seat
from engine.strings import LANGUAGES, words
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, texts

Opened = Callable[..., AppTest]


@pytest.fixture
def seat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A seat at the desk of the app: a database is opened once per process."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_findings_there_is_nothing_to_draw(page: Opened, language: str) -> None:
    assert words(language)("sample.none") in texts(page("sample", language, EMPTY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anybody_judged_no_number_is_shown(page: Opened, language: str) -> None:
    test, say = page("sample", language), words(language)
    assert say("sample.unreviewed") in texts(test)
    assert set(test.dataframe[0].value["estimate"]) == {say("sample.not_reviewed")}
    assert say("sample.unreviewed") in texts(page("findings", language))


def test_a_judgement_counts_and_can_be_taken_back(page: Opened, seat: Seat) -> None:
    test = page("sample", "en")
    test.button(key="sample-right").click().run()
    assert not test.exception
    event = seat.events(1)[0]
    assert (event.kind, event.facts["sampled"], event.facts["state"]) == ("findings_reviewed", True, "confirmed")
    assert "Estimated precision **100%**" in texts(test) and "random sample of 1" in texts(test)
    assert "Estimated precision **100%**" in texts(page("findings", "en"))
    test.button(key="sample-undo").click().run()
    assert words("en")("sample.unreviewed") in texts(test)


def test_skipping_leads_on_and_judges_nothing(page: Opened, seat: Seat) -> None:
    test, before = page("sample", "en"), seat.events(1)[0].sequence
    first = texts(test)
    test.button(key="sample-skip").click().run()
    assert texts(test) != first and seat.events(1)[0].sequence == before


def test_values_are_covered_until_asked_for_and_each_look_is_an_event(page: Opened, seat: Seat) -> None:
    test, before = page("sample", "en"), seat.events(1)[0].sequence
    test.toggle(key="sample-clear").set_value(True).run()
    assert seat.events(1)[0].kind == "record_revealed" and seat.events(1)[0].sequence == before + 1
    test.run()
    assert seat.events(1)[0].sequence == before + 1, "the same look is one event"
    test.button(key="sample-skip").click().run()
    assert seat.events(1)[0].sequence == before + 2
