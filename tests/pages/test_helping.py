"""Help on every page: said in both languages, with terms that exist, each in one sentence."""

import re

import pytest

from engine.catalogue import catalogue
from engine.strings import LANGUAGES, words
from engine.views.selection import FACETS
from pages.frame.helping import explained
from pages.frame.navigation import SCREENS

_TERMS = catalogue().terms.values()
_ENDS = {"zh": re.compile(r"。"), "en": re.compile(r"\.(?= |$)")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_two_to_four_sentences_of_help_and_no_help_is_of_no_page(language):
    say = words(language)
    helped = {key.removeprefix("help.page.") for key in say.keys() if key.startswith("help.page.")}  # noqa: SIM118
    assert helped == set(SCREENS)
    told = {screen: len(_ENDS[language].findall(say(f"help.page.{screen}"))) for screen in SCREENS}
    assert {screen: number for screen, number in told.items() if not 2 <= number <= 4} == {}


def test_terms_name_pages_and_facets_that_exist_and_every_page_has_terms():
    named = {screen for term in _TERMS for screen in term.screens}
    assert named == set(SCREENS)
    facets = [term.facet for term in _TERMS if term.facet]
    assert set(facets) <= set(FACETS) and len(facets) == len(set(facets))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_has_a_name_of_its_own_and_is_explained_in_one_sentence(language):
    names = [term.label[language] for term in _TERMS]
    assert len(names) == len(set(names))
    assert [term.id for term in _TERMS if len(_ENDS[language].findall(term.meaning[language])) != 1] == []


def test_a_facet_without_a_term_has_no_hover_text():
    assert explained(words("en"), "record_class") and explained(words("en"), "year") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_carries_its_help_and_its_terms(page, language):
    test, say = page("holds", language), words(language)
    said = [one.value for one in test.markdown]
    assert say("help.page.holds") in said
    assert any(catalogue().terms["legal_hold"].label[language] in one for one in said)
