"""The page of dispositions: balance, proposals accepted, a second pair of eyes, decisions undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.model.events import Profile, ProfileRole
from engine.strings import LANGUAGES, words
from pages.frame.escape import plain
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, listing, texts

MANAGER = Profile("Second Person", ProfileRole.MANAGER)


@pytest.fixture(scope="module")
def workspace(filled: Callable[[str], Path]) -> Path:
    """One of its own: decisions that others leave behind would be counted here."""
    return filled("disposition")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_balances_and_says_what_is_left_to_decide(page, language):
    say, test = words(language), page("disposition", language)
    assert not test.exception and not test.error
    said = texts(test)
    assert say("decisions.awaiting_none") in said and say("decisions.by_people") in said
    assert any(one.value.endswith(("差额 0。", "difference 0.")) for one in test.caption)
    assert say("decisions.empty") in texts(page("disposition", language, EMPTY))


def test_proposals_are_accepted_and_undone_as_a_whole(page):
    test = page("disposition", "en")
    before = listing(page("retention", "en"), "disposition")["disposition"].tolist()
    assert test.selectbox(key="deciding-state").value == ""
    assert test.button(key="deciding-do").disabled, "a reason comes first"
    test.text_area(key="deciding-reason").set_value("As *proposed*").run()
    test.button(key="deciding-do").click().run()
    assert not test.exception and test.success and "As \\*proposed\\*" in texts(test)
    assert listing(page("retention", "en"), "disposition")["disposition"].tolist() != before
    undo = next(one.key for one in test.button if one.key and one.key.startswith("undo-"))
    test.button(key=undo).click().run()
    assert not test.exception and test.success
    assert listing(page("retention", "en"), "disposition")["disposition"].tolist() == before


def test_a_decision_against_the_rules_waits_for_somebody_else(page):
    say, test = words("zh"), page("disposition", "zh", kind="message")
    test.selectbox(key="deciding-state").set_value("retained_in_use").run()
    test.text_area(key="deciding-reason").set_value("继续服务").run()
    assert any(one.value.startswith(say("treatment.needs", rules="")) for one in test.info)
    test.button(key="deciding-do").click().run()
    assert not test.exception and test.success
    approve = [one for one in test.button if one.key and one.key.startswith("approve-")]
    assert approve and all(one.disabled for one in approve)
    assert say("decisions.approve_own") in texts(test)
    test.session_state["profile"] = MANAGER
    test.run()
    number = approve[0].key.split("-")[1]
    test.button(key=f"approve-{number}").click().run()
    assert not test.exception and say("decisions.awaiting_none") in texts(test)


def approve_all(test):
    """A second person approves what waits."""
    test.session_state["profile"] = MANAGER
    test.run()
    for approve in [one.key for one in test.button if (one.key or "").startswith("approve-")]:
        test.button(key=approve).click().run()


def test_a_deletion_is_carried_out_only_after_its_number_was_typed(page):
    test = page("disposition", "en", kind="row")
    test.selectbox(key="deciding-state").set_value("deleted").run()
    test.text_area(key="deciding-reason").set_value("They asked for it").run()
    test.button(key="deciding-do").click().run()
    approve_all(test)
    assert test.button(key="disposition-destroy").disabled, "the number comes first"
    count = test.button(key="disposition-destroy").label.split()[1]
    test.text_input(key="disposition-destroy-count").set_value(count).run()
    assert not test.exception and not test.button(key="disposition-destroy").disabled


def test_a_transfer_is_stated_as_carried_out_with_its_proof(page):
    say, test = words("en"), page("disposition", "en", kind="message", **{"class": "complaint"})
    test.selectbox(key="deciding-state").set_value("transferred").run()
    test.text_area(key="deciding-reason").set_value("Sold with the shop").run()
    test.button(key="deciding-do").click().run()
    approve_all(test)
    form = "disposition-carry-transferred-0"
    assert test.button(key=f"{form}-do").disabled, "who did it, who received it and the file come first"
    test.text_input(key=f"{form}-by").set_value("IT *department*")
    test.text_input(key=f"{form}-recipient").set_value("Buyer Ltd")
    test.file_uploader(key=f"{form}-proof").set_value(("signed.pdf", b"signed by both", "application/pdf")).run()
    assert not test.exception and not test.button(key=f"{form}-do").disabled
    test.button(key=f"{form}-do").click().run()
    assert not test.exception and not test.error and test.success
    told = texts(test)
    assert "IT \\*department\\*" in told and "Buyer Ltd" in told
    assert say("carrying.title", state=say("carrying.state.transferred")) not in told, "nothing is left to state"
    assert listing(test, "proof")["proof"].iloc[0].startswith("SHA-256 ")


def _meeting() -> None:
    """What a dialog of the presentation draws, as a page of its own."""
    from pages.frame import guard
    from pages.frame.address import settle
    from pages.frame.deciding import spoken_decision

    settle()
    spoken_decision(guard())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_decided_in_a_meeting_names_who_said_it(filled, page, monkeypatch, language):
    workspace = filled(f"meeting-{language}")
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    say, wanted = words(language), {"zh": "order", "en": "after_sales"}[language]
    test = AppTest.from_function(_meeting, default_timeout=60)
    test.session_state["profile"], test.session_state["workspace"] = CONSULTANT, str(workspace.resolve())
    test.query_params["lang"], test.query_params["engagement"] = language, SCANNED
    test.run()
    test.multiselect(key="deciding-classes").set_value([wanted]).run()
    test.text_area(key="deciding-reason").set_value("As proposed").run()
    button = test.button(key="deciding-do")
    assert button.disabled and button.help == say("error.speaker_missing")
    test.text_input(key="deciding-said").set_value("Client's director").run()
    test.button(key="deciding-do").click().run()
    assert not test.exception
    told = texts(page("disposition", language))
    assert plain(say("present.said", reason="As proposed", name="Client's director")) in told
