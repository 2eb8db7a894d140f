"""The people page: groups and kinds, one person's file, pseudonymous ids."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, stated, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_totals_and_a_masked_list(page, language):
    test = page("people", language)
    assert not test.exception and not test.error
    listed = test.dataframe[0].value
    assert int(test.metric[0].value) == len(listed) > 0
    assert not any("陈安安" in name for name in listed["name"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_known_is_said_not_counted_as_zero(page, language):
    test = page("people", language, EMPTY)
    assert words(language)("people.empty") in texts(test) and not test.metric


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_shows_what_is_held_and_why(page, language):
    subject = page("people", language).dataframe[0].value["id"][0]
    test = page("people", language, person=subject)
    assert not test.exception and not test.error and stated(test, "person") == subject
    say = words(language)
    titles = {one.value for one in test.subheader}
    assert {say("people.held"), say("people.why"), say("people.household"), say("people.ends")} <= titles
    assert (
        subject in test.header[0].value.replace("\\", "") if test.header else subject in texts(test).replace("\\", "")
    )


def test_an_unknown_person_leads_back(page):
    test = page("people", "zh", person="P-NOBODY")
    assert not test.exception and words("zh")("error.person_unknown", subject="").split("。")[0][:6] in texts(test)


def test_the_number_of_a_group_is_the_length_of_the_list_it_leads_to(page):
    whole = page("people", "en")
    link = next(one for one in whole.get("page_link") if "type=CN_RESIDENT_ID" in one.proto.query_string)
    types = link.proto.query_string.split("type=")[1].split("&")[0].replace("%2C", ",")
    narrowed = page("people", "en", type=types)
    assert int(link.proto.label.strip("*")) == (len(narrowed.dataframe[0].value) if narrowed.dataframe else 0)
    phones = page("people", "en", type="PHONE")
    assert len(phones.dataframe[0].value) == int(phones.metric[0].value) > 0
