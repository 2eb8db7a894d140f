"""The page of lawful bases: a statement by hand for all under a filter, on a person's page, and its undoing."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_basis_is_stated_for_all_under_the_filter_and_taken_back(page, language):
    say = words(language)
    test = page("basis", language, purpose="handover", standing="unanswered")
    assert not test.exception and say("basis.lead") in texts(test)
    listed = test.dataframe[1].value
    assert set(listed["standing"]) == {say("standing.unanswered")}
    test.text_input(key="basis-all-reason").set_value("forms *1* to 9").run()
    test.button(key="basis-all-save").click().run()
    assert not test.exception and test.success and say("basis.nothing_selected") in texts(test)

    person = listed["id"][0]
    shown = page("people", language, person=person)
    assert not shown.exception
    told = next(one.value for one in shown.dataframe if "because" in one.value and "standing" in one.value)
    assert say("standing.consented") in set(told["standing"])

    test = page("basis", language)
    assert "forms \\*1\\* to 9" in texts(test)
    number = next(one.key.split("-")[1] for one in test.text_input if one.key and one.key.startswith("undo-"))
    test.text_input(key=f"undo-{number}-reason").set_value("wrong forms").run()
    test.button(key=f"undo-{number}").click().run()
    assert not test.exception and test.success
    assert page("basis", language, purpose="handover", standing="unanswered").dataframe[1].value["id"][0] == person


def test_without_people_the_page_says_what_to_do(page):
    test = page("basis", "en", engagement=EMPTY)
    assert not test.exception and words("en")("basis.empty") in texts(test)
