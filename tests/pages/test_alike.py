"""Deciding all findings like one: the choices, what would change, the event, and undoing it as a whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Seat
from engine.strings import LANGUAGES, words
from engine.views.findings import finding_lines
from engine.views.selection import Selection
from tests.pages.conftest import CONSULTANT, SCANNED, texts

Drawn = Callable[..., AppTest]


def _script() -> None:
    import os
    from pathlib import Path

    import streamlit as st

    from engine.views.findings import finding_lines
    from engine.views.selection import Selection
    from pages.frame.address import settle
    from pages.frame.alike import alike
    from pages.frame.guard import guard
    from pages.frame.opening import enter, messages
    from pages.frame.review import undo

    settle()
    enter(Path(os.environ["CLOSEOUT_WORKSPACE"]))
    place = guard()
    error, notice = messages()
    if error:
        st.error(place.words.sentence(error))
    if notice:
        st.success(notice)
    total = place.seat.view(finding_lines, Selection()).total
    alike(place, st.session_state["picked"], total, "findings-list")
    undo(place.words, "findings-list")


@pytest.fixture
def seat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A seat at the desk of the app: a database is opened once per process."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


@pytest.fixture
def drawn(seat: Seat) -> Drawn:
    """``drawn(finding, "en")``: the form for that finding, unfolded."""

    def run(picked: str, language: str) -> AppTest:
        test = AppTest.from_function(_script, default_timeout=60)
        test.session_state["profile"] = CONSULTANT
        test.session_state["picked"] = picked
        test.query_params["lang"], test.query_params["engagement"] = language, SCANNED
        test.run()
        return test.toggle(key="alike").set_value(True).run()

    return run


def _phones(seat: Seat, state: str = "open") -> list[str]:
    phones = Selection(type=("PHONE",), finding_state=(state,))
    return [line.id for line in seat.view(finding_lines, phones).lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_likeness_is_offered_with_what_it_would_change(drawn: Drawn, seat: Seat, language: str) -> None:
    say, picked = words(language), _phones(seat)[0]
    test = drawn(picked, language)
    assert not test.exception
    offered = test.radio[0].options
    assert any("139########" in one.replace("\\", "") for one in offered)
    assert say("review.preview_lasting") in texts(test)
    assert "13900001234" not in texts(test) + str(offered)


def test_without_a_reason_nothing_can_be_decided(drawn: Drawn, seat: Seat) -> None:
    test = drawn(_phones(seat)[0], "zh")
    assert all(test.button(key=f"alike-{name}").disabled for name in ("do", "never", "always"))
    assert "alike-never" not in {button.key for button in drawn("", "zh").button}


def test_a_shape_is_rejected_with_one_event_and_undone_as_a_whole(drawn: Drawn, seat: Seat) -> None:
    before = _phones(seat)
    test = drawn(before[0], "en")
    test.radio[0].set_value(("shape", "139########", False))
    test.text_input(key="alike-reason").set_value("the studio's own line")
    test.run()
    assert "findings would change" in texts(test)
    test.button(key="alike-do").click().run()
    assert not test.exception and test.success
    seat.wait_for_scan()
    event = seat.events(1)[0]
    assert (event.kind, event.facts["shape"]) == ("pattern_reviewed", "139########")
    assert event.facts["findings"] == len(_phones(seat, "rejected")) > 0
    test.button(key="findings-list-undo").click().run()
    assert _phones(seat) == before and not _phones(seat, "rejected")
    assert seat.events(1)[0].facts["event"] == event.sequence
    seat.wait_for_scan()


def test_never_again_lists_the_value_and_says_so_in_the_list(page, drawn: Drawn, seat: Seat) -> None:
    picked = _phones(seat)[0]
    test = drawn(picked, "en")
    test.text_input(key="alike-reason").set_value("ours").run()
    test.button(key="alike-never").click().run()
    seat.wait_for_scan()
    rejected = _phones(seat, "rejected")
    assert picked in rejected and len(rejected) == 2, "the same number stands in a mail and in a table"
    shown = page("findings", "en", finding_state="rejected").dataframe[0].value["state"]
    assert set(shown) == {f"{words('en')('finding_state.rejected')} · {words('en')('review.by.allow')}"}
    test.button(key="findings-list-undo").click().run()
    assert not _phones(seat, "rejected")
    seat.wait_for_scan()
