"""The ignore list and the always list: proposals with a click, entries by hand, covered values, withdrawing."""

from collections.abc import Callable
from dataclasses import replace
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
    from pages.frame.opening import _opened

    return _opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


def _add(test: AppTest, kind: str, by: str, text: str, entity_type: str) -> AppTest:
    test.selectbox(key=f"lists-{kind}-by").set_value(by)
    test.text_input(key=f"lists-{kind}-text").set_value(text)
    test.selectbox(key=f"lists-{kind}-type").set_value(entity_type)
    test.text_input(key=f"lists-{kind}-reason").set_value("ours")
    button = next(one for one in test.button if one.label == words("en")(f"lists.add_{kind}"))
    return button.click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_engagement_without_findings_has_nothing_to_propose(page: Opened, language: str) -> None:
    test = page("lists", language, EMPTY)
    assert words(language)("lists.none") in texts(test)
    assert words(language)("lists.proposals") not in texts(test)


def test_the_company_s_own_domain_is_ignored_at_a_click_and_counted_again_when_withdrawn(
    page: Opened, seat: Seat
) -> None:
    facts = seat.engagement
    seat.perform("update_engagement", engagement=replace(facts, staff_domains=("mail.example",)))
    offer = next(one for one in page("lists", "en").button if one.label.startswith("Mailboxes"))
    offer.click().run()
    seat.wait_for_scan()
    event = seat.events(1)[0]
    assert event.kind == "value_listed" and "example" not in str(event.facts)
    shown = page("lists", "en").dataframe[0].value
    assert shown["what"][0] == "same mail domain: mail.example"
    assert shown["findings"][0] == event.facts["findings"] != 0
    seat.perform("undo_review", event=event.sequence)
    seat.perform("update_engagement", engagement=facts)
    seat.wait_for_scan()
    assert page("lists", "en").dataframe[0].value["state"][0] == words("en")("lists.state.ended")


def test_a_denied_term_is_found_covered_and_shown_in_clear_only_with_an_event(page: Opened, seat: Seat) -> None:
    test = page("lists", "en")
    test.segmented_control(key="lists-kind").set_value("deny").run()
    _add(test, "deny", "value", "南京西路", "ADDRESS")
    assert not test.exception
    seat.wait_for_scan()
    listed = seat.events(1)[0].sequence
    assert "南京西路" not in str(test.dataframe[0].value.values)
    test.button(key="lists-deny-reveal").click().run()
    assert "南京西路" in str(test.dataframe[0].value.values)
    assert seat.events(1)[0].kind == "lists_revealed"
    seat.perform("undo_review", event=listed)
    seat.wait_for_scan()


def test_a_wrong_entry_is_refused_with_its_sentence(page: Opened, seat: Seat) -> None:
    test = _add(page("lists", "en"), "allow", "shape", "#", "PHONE")
    assert [error.value.partition("\\.")[0] for error in test.error] == ["Nothing can be matched in this way"]
