"""The page of legal holds: what a hold would reach before it is placed, its mark on record and person, its release."""

import pytest

from engine.model.events import Profile, ProfileRole
from engine.strings import LANGUAGES, words
from pages.frame.escape import plain
from tests.pages.conftest import listing, texts

MANAGER = Profile("Second Person", ProfileRole.MANAGER)


def _fill(test) -> None:
    test.text_input(key="hold-matter").set_value("Claim *12*").run()
    test.text_input(key="hold-ordered_by").set_value("The court").run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hold_says_what_it_reaches_is_marked_and_released(page, language):
    say = words(language)
    record = page("people", language).dataframe[0].value["id"][0]
    test = page("holds", language, person=record)
    assert not test.exception and say("holds.none") in texts(test)
    assert say("holds.preview_stands") in texts(test)
    assert test.button(key="hold-do").disabled, "a hold needs a matter and somebody who ordered it"
    _fill(test)
    test.button(key="hold-do").click().run()
    assert not test.exception and test.success
    assert "Claim \\*12\\*" in texts(test)

    listed = page("people", language).dataframe[0].value
    assert listed["held"][0] and say("disposition_state.on_hold") == listed["disposition"][0]
    test = page("holds", language)
    number = next(one.key.split("-")[1] for one in test.button if one.key and one.key.endswith("-release"))
    held = listing(page("retention", language, hold=number), "retention")
    assert set(held["retention"]) == {say("retention_state.on_hold")}
    test.text_input(key=f"hold-{number}-reason").set_value("settled").run()
    test.button(key=f"hold-{number}-release").click().run()
    assert not test.exception and plain(say("holds.asked")) in texts(test), "it stays until then"
    assert not any((one.key or "").endswith("-release") for one in test.button), "it is asked for once"
    test = page("disposition", language)
    test.session_state["profile"] = MANAGER
    test.run()
    asked = [one.key for one in test.button if one.key and one.key.startswith("approve-")]
    approve = max(asked, key=lambda key: int(key.split("-")[1]))
    test.button(key=approve).click().run()
    assert not test.exception and say("holds.none") in texts(page("holds", language))
    assert not any(page("people", language).dataframe[0].value["held"])


def test_a_filter_is_told_in_words_and_one_that_decisions_change_is_called_fixed(page):
    test = page("holds", "en", retention="due", year="2020")
    assert words("en")("holds.preview_fixed") in texts(test) or words("en")("holds.preview_none") in texts(test)
    assert any("2020" in option for option in test.radio(key="hold-scope-1").options)
