"""The retention page: every state with its meaning, rules with their check, plans with a balance before and after."""

import pytest

from engine.catalogue import catalogue
from engine.model.assessment import RetentionState
from engine.strings import LANGUAGES, words
from engine.views.records import record_lines
from engine.views.selection import Selection
from pages.frame import plain
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_every_state_with_what_it_means(page, language):
    test = page("retention", language)
    assert not test.exception and not test.error
    said = texts(test)
    assert all(words(language)(f"retention_state_help.{state}") in said for state in RetentionState)
    assert set(test.dataframe[1].value.columns) >= {"label", "period", "checked", "source"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_records_it_says_what_to_do(page, language):
    assert words(language)("retention.empty") in texts(page("retention", language, EMPTY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_the_schedule_with_what_it_leaves_open_and_does_not_do(page, language):
    test, say, rules = page("retention", language), words(language), catalogue()
    said = texts(test)
    rows = test.dataframe[1].value
    assert rules.retention_rules["RC-MEMBER.account"].label[language] in set(rows["label"]), "idle rules are shown too"
    assert say("keeping.whole") in set(rows["keeps"])
    shown = [rules.facts["aml_obliged"], rules.retention_rules["RC-AML.identity"], *rules.schedule_notes.values()]
    assert [one.id for one in shown if plain(one.label[language]) not in said] == []


def test_it_says_of_every_class_when_it_falls_due_and_the_parts_sum_up(page):
    lines = page("retention", "en").dataframe[0].value
    counted = lines.drop(columns=["record_class"]).fillna(0)
    assert list(lines.columns)[1:3] == ["already", "2026-Q1"] and not lines.empty
    assert (counted.drop(columns=["sum"]).sum(axis=1) == counted["sum"]).all()


def test_a_month_in_the_address_narrows_the_list(page):
    assert words("en")("retention.nothing_selected") in texts(page("retention", "en", due="2031-02"))


def test_a_plan_needs_a_reason_shows_the_balance_and_can_be_taken_back(page):
    test = page("retention", "en")
    test.radio(key="deciding-scope").set_value("all").run()
    test.selectbox(key="deciding-state").set_value("transferred").run()
    assert test.button(key="deciding-do").disabled
    sums = [caption.value for caption in test.caption if "difference" in caption.value]
    assert len(sums) == 2 and all("difference 0" in line for line in sums)
    test.text_area(key="deciding-reason").set_value("Agreed with the recipient").run()
    test.button(key="deciding-do").click().run()
    assert not test.exception and test.success
    assert set(test.dataframe[2].value["disposition"]) == {words("en")("disposition_state.transferred")}
    test.radio(key="deciding-scope").set_value("all").run()
    test.selectbox(key="deciding-state").set_value("undecided").run()
    test.button(key="deciding-do").click().run()
    assert set(test.dataframe[2].value["disposition"]) == {words("en")("disposition_state.undecided")}


def test_all_under_the_filter_are_put_in_another_class_with_a_reason_and_it_is_undone(page):
    test = page("retention", "en", kind="message")
    test.radio(key="reclass-scope").set_value("all").run()
    test.selectbox(key="reclass-class").set_value("contract").run()
    assert test.button(key="reclass-do").disabled and "3** records" in texts(test)
    test.text_input(key="reclass-reason").set_value("All of them belong to one contract").run()
    test.button(key="reclass-do").click().run()
    assert not test.exception and test.success
    assert set(test.dataframe[2].value["record_class"]) == {catalogue().record_classes["contract"].label["en"]}
    record = page("record", "en", record=_first_message(test))
    assert "All of them belong to one contract" in texts(record)
    record.button(key="reclass-undo").click().run()
    assert not record.exception and record.success and "All of them" not in texts(record)


def _first_message(test):
    from pages.frame.opening import opened

    seat = opened(test.session_state["workspace"]).seat(SCANNED, CONSULTANT)
    return seat.view(record_lines, Selection(kind=("message",))).lines[0].id
