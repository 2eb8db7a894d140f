"""The obligations page: groups, clocks, what stands in the way."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engagement", [EMPTY, None])
def test_it_opens_with_what_the_deal_asks(page, language, engagement):
    test = page("obligations", language, **({"engagement": engagement} if engagement else {}))
    assert not test.exception and not test.error
    assert words(language)("duties.applying") in texts(test)
    assert len(test.dataframe) == 1 and len(test.dataframe[0].value) > 5


@pytest.mark.parametrize("group", ["deal", "always", "waiting", "open", "not_here"])
def test_every_group_opens(page, group):
    test = page("obligations", "zh")
    test.session_state["duties-group"] = group
    test.run()
    assert not test.exception


def test_a_number_leads_to_the_obligations_it_counts(page):
    say = words("zh")
    test = page("obligations", "zh", duty_state="unanswered")
    states = test.dataframe[0].value["state"]
    assert not test.exception and set(states) == {say("duty_state.unanswered")}
