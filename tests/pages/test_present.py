"""The presentation: every page in both languages, turned by the URL, masked, arranged; and a decision taken down."""

import pytest

from engine.model.slides import SLIDES
from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts
from tests.views.test_search import PHONE


@pytest.mark.parametrize(("number", "slide"), list(enumerate(SLIDES, 1)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_is_drawn_and_masked(page, language: str, number: int, slide: str) -> None:
    test = page("present", language, page=str(number))
    assert not test.exception and not test.error
    assert test.title[0].value == words(language)(f"present.slide.{slide}")
    assert f"{number} / {len(SLIDES)}" in texts(test) and PHONE not in texts(test) and "陈安安" not in texts(test)


@pytest.mark.parametrize("number", range(1, len(SLIDES) + 1))
def test_nothing_scanned_can_be_presented_too(page, number: int) -> None:
    test = page("present", "zh", engagement=EMPTY, page=str(number))
    assert not test.exception and not test.error


def test_a_page_beyond_the_last_is_the_last(page) -> None:
    assert page("present", "zh", page="99").title[0].value == words("zh")("present.slide.annex")
