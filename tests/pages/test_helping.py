"""Help on every page: said in both languages, with terms that exist, each in one sentence."""

import re

import pytest
import streamlit as st

from engine.catalogue import catalogue
from engine.strings import LANGUAGES, words
from pages.frame.helping import explained, headed
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


def test_terms_name_pages_that_exist_and_every_page_has_terms():
    named = {screen for term in _TERMS for screen in term.screens}
    assert named == set(SCREENS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_has_a_name_of_its_own_and_is_explained_in_one_sentence(language):
    names = [name.lower() for term in _TERMS for name in (term.label[language], *term.also)]
    assert len(names) == len(set(names))
    assert [term.id for term in _TERMS if len(_ENDS[language].findall(term.meaning[language])) != 1] == []


def _meaning(term, language="en"):
    return catalogue().terms[term].meaning[language]


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Findings of nobody", "finding"),
        ("Record classes", "record_class"),
        ("Mass balance", "mass_balance"),
        ("Kept until", "retention_period"),
    ],
)
def test_a_title_is_explained_by_the_longest_term_in_it_in_the_singular_or_plural(title, term):
    assert explained("en", title) == _meaning(term)


def test_a_title_with_two_terms_names_each_and_one_without_says_only_what_it_is_told():
    both = explained("zh", "风险场景（当前 / 剩余）") or ""
    assert both.startswith("**当前风险**") and _meaning("residual_risk", "zh") in both
    assert explained("en", "Year") is None and explained("en", "Year", "Of the date.") == "Of the date."
    assert explained("en", "Recordings") is None, "a word of its own, not a part of one"
    assert explained("en", "Findings", "Own words.") == f"Own words.\n\n{_meaning('finding')}"


def test_columns_of_a_list_keep_their_settings_and_explain_their_titles():
    heads = headed("en", {"findings": "Findings", "year": "Year", "wide": st.column_config.Column("Score", width=90)})
    assert heads["findings"]["label"] == "Findings" and heads["findings"]["help"] == _meaning("finding")
    assert heads["year"]["help"] is None
    assert heads["wide"]["width"] == 90 and heads["wide"]["help"] == _meaning("score")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_carries_its_help_and_its_terms(page, language):
    test, say = page("holds", language), words(language)
    said = [one.value for one in test.markdown]
    assert say("help.page.holds") in said
    assert any(catalogue().terms["legal_hold"].label[language] in one for one in said)
