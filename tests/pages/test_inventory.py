"""The inventory page: questions, sources without a system, and the list."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engagement", [EMPTY, None])
def test_it_opens_and_asks(page, language, engagement):
    test = page("inventory", language, **({"engagement": engagement} if engagement else {}))
    assert not test.exception and not test.error
    assert words(language)("inventory.none") in texts(test)
    asked = sum(button.key.startswith("have-not-") for button in test.button if button.key)
    assert asked > 5 and words(language)("inventory.ask_title", number=asked) in texts(test)
