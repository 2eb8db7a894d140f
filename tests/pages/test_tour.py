"""The tour: taken from any page's help, from stop to stop, and over when one says so."""

import pytest

from engine.strings import LANGUAGES, words
from pages.frame.navigation import SCREENS
from pages.frame.tour import STOPS
from tests.pages.conftest import texts


def _taken(page, screen, language):
    test = page(screen, language)
    test.session_state["tour"] = True
    return test.run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stop_says_where_one_is_and_what_there_is_to_see_until_the_tour_is_ended(page, language):
    say = words(language)
    test = _taken(page, "risks", language)
    assert not test.exception
    assert say("tour.at", number=STOPS.index("risks") + 1, total=len(STOPS)) in texts(test)
    assert say("tour.risks") in texts(test)
    test.button(key="tour-end").click().run()
    assert say("tour.risks") not in texts(test)


def test_nobody_who_did_not_ask_is_shown_around(page):
    test = page("risks", "en")
    assert words("en")("tour.risks") not in texts(test)
    assert test.button(key="tour-take"), "it waits in the help"


def test_every_stop_is_a_page_with_words_of_its_own():
    assert set(STOPS) <= set(SCREENS)
    for language in LANGUAGES:
        assert len({words(language)(f"tour.{stop}") for stop in STOPS}) == len(STOPS)
