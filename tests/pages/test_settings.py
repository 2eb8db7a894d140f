"""The page of the desk's settings."""

import pytest

from engine.strings import LANGUAGES, words
from pages.frame.escape import plain
from tests.pages.conftest import texts


@pytest.fixture(scope="module")
def folder(filled):
    """A workspace of its own, because its settings are changed."""
    return filled("settings")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_identity_is_kept_and_a_colour_too_light_is_refused(folder, monkeypatch, page, language: str) -> None:
    say = words(language)
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(folder))
    test = page("settings", language)
    assert say("settings.thresholds") in texts(test)

    def saved(name: str, colour: str) -> str:
        test.text_input(key="firm-name_en").set_value(name)
        test.checkbox(key="firm-own-colour").set_value(True)
        test.color_picker(key="firm-colour").set_value(colour)
        test.button(key="firm-save").click().run()
        assert not test.exception
        return texts(test)

    refused = saved(f"Firm {language}", "#ffd000")
    assert plain(say("settings.saved")) not in refused and "876e00" in refused
    told = saved(f"Firm {language}", "#7a1f3d")
    assert plain(say("settings.saved")) in told and plain(say("settings.field.name_en")) in told


@pytest.mark.parametrize("engagement", ["-", "gone-long-ago"])
def test_they_are_reached_and_kept_before_there_is_an_engagement(folder, monkeypatch, page, engagement: str) -> None:
    say = words("en")
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(folder))
    start = page("overview", "en", "-")
    assert say("welcome.settings") in [one.proto.label for one in start.get("page_link")]
    test = page("settings", "en", engagement)
    assert say("settings.thresholds") not in texts(test) and not test.exception
    test.text_input(key="firm-name_zh").set_value(f"{engagement} 事务所")
    test.button(key="firm-save").click().run()
    assert not test.exception and plain(say("settings.saved")) in texts(test)
