"""Turning the pages of a long list: by buttons, and by a page's number where there are many."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import stated


def _script() -> None:
    import streamlit as st

    from engine.views.paging import Page
    from pages.frame.address import current_words, here, settle
    from pages.frame.tables import pager

    settle()
    pages = st.session_state["pages"]
    number = min(here().page, pages)
    pager(current_words(), Page(("a", "b"), 2 * pages, number, 2))


def _listed(pages: int) -> AppTest:
    test = AppTest.from_function(_script, default_timeout=60)
    test.session_state["pages"] = pages
    test.query_params["lang"] = "en"
    return test.run()


@pytest.mark.parametrize(("pages", "fields"), [(1, 0), (5, 0), (6, 1), (1604, 1)])
def test_a_list_of_many_pages_is_opened_at_any_of_them(pages: int, fields: int):
    test = _listed(pages)
    assert not test.exception and len(test.number_input) == fields
    if fields:
        test.number_input[0].set_value(pages).run()
        assert stated(test, "page") == str(pages)
        test.button(key="pager-previous").click().run()
        assert test.number_input[0].value == pages - 1, "the field follows the buttons"
