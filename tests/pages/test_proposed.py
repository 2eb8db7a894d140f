"""The engagement page proposes what the scan saw, with the way to it, and keeps what the person says."""

import pytest

from engine.catalogue import catalogue
from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_scan_saw_is_proposed_with_its_grounds(page, language) -> None:
    test = page("engagement", language)
    assert not test.exception and not test.error
    say = words(language)
    confirm = [button.key for button in test.button if button.key and button.key.startswith("confirm-")]
    assert "confirm-pi_subject_count" in confirm and "confirm-all" in confirm
    people = catalogue().facts["pi_subject_count"].label[language]
    assert f"**{people}** → **2**" in texts(test)
    assert say("proposed.title", number=len(confirm) - 1) in texts(test)


def test_nothing_is_proposed_where_nothing_was_scanned(page) -> None:
    test = page("engagement", "zh", engagement=EMPTY)
    assert not [button.key for button in test.button if button.key and button.key.startswith("confirm-")]
