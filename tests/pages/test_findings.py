"""The findings page: both numbers, filters from the URL, review and its undoing, the way to the record."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, figures, texts

_TABS = {"what": "findings.by_year", "whence": "findings.by_domain", "trend": "findings.no_trend"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_charts_and_a_masked_list(page, language):
    test = page("findings", language)
    assert not test.exception and not test.error
    assert len(test.get("plotly_chart")) == 2
    masked = test.dataframe[0].value["masked"].tolist()
    assert masked and not any("陈安安" in value or "13900001234" in value for value in masked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", _TABS)
def test_only_the_open_tab_is_drawn(page, language, tab):
    test, say = page("findings", language), words(language)
    test.session_state["findings-tabs"] = say(f"findings.{tab}")
    test.run()
    assert not test.exception
    assert [one for one in _TABS if say(_TABS[one]) in texts(test)] == [tab]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_findings_it_says_what_to_do(page, language):
    assert words(language)("findings.empty") in texts(page("findings", language, EMPTY))


def test_findings_and_exposures_are_both_shown_and_told_apart(page):
    test = page("findings", "en")
    shown = {name: int(told.replace(",", "")) for name, told in figures(test).items() if told[:1].isdigit()}
    assert shown["Findings"] >= shown["Exposures"] > 0
    assert any(f"{shown['Findings']:,} findings" in caption.value for caption in test.caption)


def test_the_filter_of_the_url_narrows_list_and_numbers(page):
    everything, phones = page("findings", "en"), page("findings", "en", type="PHONE")
    kinds = set(phones.dataframe[0].value["type"])
    assert kinds == {"Phone number"}
    assert int(figures(phones)["Findings"]) < int(figures(everything)["Findings"])


def test_a_filter_that_matches_nothing_says_so(page):
    assert words("zh")("findings.nothing_selected") in texts(page("findings", "zh", type="IBAN"))


def test_nothing_can_be_reviewed_before_something_is_picked(page):
    test = page("findings", "en")
    assert all(test.button(key=f"findings-list-{state}").disabled for state in ("confirmed", "rejected", "open"))


def test_the_least_sure_stand_first_when_asked(page):
    test = page("findings", "en", page="2")
    test.toggle(key="findings-unsure").set_value(True).run()
    scores = [float(score) for score in test.dataframe[0].value["score"]]
    assert not test.exception and len(set(scores)) > 1 and scores == sorted(scores)


def test_undated_records_are_told_beside_the_years_and_can_be_shown(page):
    test = page("findings", "en")
    told = words("en")("findings.undated", number=2)
    assert any(told in str(link.proto.label) for link in test.get("page_link"))
