"""The ignore list and the always list: proposals with a click, entries by hand, covered values, withdrawing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Seat
from engine.strings import LANGUAGES, words
from engine.views.findings import finding_lines
from engine.views.review import change
from engine.views.selection import Selection
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, texts

Opened = Callable[..., AppTest]


@pytest.fixture
def seat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A seat at the desk of the app: a database is opened once per process."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


def _fill(test: AppTest, kind: str, by: str, text: str, entity_type: str) -> AppTest:
    test.selectbox(key=f"lists-{kind}-by").set_value(by)
    test.text_input(key=f"lists-{kind}-text").set_value(text)
    test.selectbox(key=f"lists-{kind}-type").set_value(entity_type)
    test.text_input(key=f"lists-{kind}-reason").set_value("ours")
    return test.run()


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
    _fill(test, "deny", "value", "南京西路", "MEMBER_ID")
    assert "would be added in stored text" in texts(test) and "南京西路" not in texts(test)
    before = seat.events(1)[0].sequence
    test.button(key="lists-deny-do").click().run()
    assert not test.exception and seat.events(1)[0].sequence == before + 1
    seat.wait_for_scan()
    listed = seat.events(1)[0].sequence
    assert "南京西路" not in str(test.dataframe[0].value.values)
    test.button(key="lists-deny-reveal").click().run()
    assert "南京西路" in str(test.dataframe[0].value.values)
    assert seat.events(1)[0].kind == "lists_revealed"
    seat.perform("undo_review", event=listed)
    seat.wait_for_scan()


def test_a_wrong_entry_is_refused_with_its_sentence(page: Opened, seat: Seat) -> None:
    test = _fill(page("lists", "en"), "allow", "shape", "#", "PHONE")
    assert "Nothing can be matched in this way" in texts(test)
    assert test.button(key="lists-allow-do").disabled


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_says_first_what_it_would_change_and_is_taken_back_at_a_click(
    page: Opened, seat: Seat, language: str
) -> None:
    say, before = words(language), len(seat.view(finding_lines, Selection(type=("EMAIL",))).lines)
    test = page("lists", language)
    assert say("lists.preview_first") in texts(test)
    _fill(test, "allow", "domain", "mail.example", "EMAIL")
    entry = seat.entry("allow", reach="domain", text="mail.example")
    expected = seat.view(change, entry).findings
    example = say("lists.preview_examples").partition("{")[0]
    assert expected and f"{expected}" in texts(test) and example in texts(test) and "\\*" in texts(test)
    test.button(key="lists-allow-do").click().run()
    assert seat.events(1)[0].facts["findings"] == expected
    assert test.text_input(key="lists-allow-text").value == ""
    assert "lists-undo" not in {one.key for one in _there(page, test, EMPTY).button}, "another engagement"
    test.button(key="lists-undo").click().run()
    seat.wait_for_scan()
    assert len(seat.view(finding_lines, Selection(type=("EMAIL",))).lines) == before


def _there(page: Opened, test: AppTest, engagement: str) -> AppTest:
    """The page of another engagement in the same browser."""
    other = page("lists", "en", engagement)
    other.session_state["review-undo"] = test.session_state["review-undo"]
    return other.run()
