"""The search page, and the box that leads to it."""

from engine.strings import words
from tests.pages.conftest import EMPTY, texts
from tests.views.test_search import PHONE


def test_the_page_shows_what_was_typed_nowhere_but_in_its_field(page) -> None:
    test = page("search", "zh")
    test.text_input(key="search-again").set_value(PHONE).run()
    assert not test.exception and not test.error
    said, say = texts(test), words("zh")
    assert say("search.records", number="2") in said
    assert PHONE not in said and PHONE not in str(dict(test.query_params))


def test_the_box_in_the_sidebar_leads_to_the_search(page) -> None:
    test = page("retention", "en")
    test.text_input(key="search-box").set_value("相册").run()
    assert not test.exception
    assert test.title[0].value == words("en")("nav.search") and words("en")("search.records", number="1") in texts(test)


def test_what_is_sought_stays_with_its_engagement(page) -> None:
    test = page("search", "zh")
    test.text_input(key="search-again").set_value("相册").run()
    test.query_params["engagement"] = EMPTY
    test.run()
    assert test.text_input(key="search-again").value == ""
