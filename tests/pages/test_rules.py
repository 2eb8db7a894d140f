"""The rules page: every section in both languages, search and filters, one rule whole, and changing it."""

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.catalogue import catalogue, writing
from engine.desk import Seat
from engine.strings import LANGUAGES, words
from engine.views.retention import retention_status
from engine.views.rulebook import SECTIONS, changes, rulebook
from engine.views.selection import Selection
from pages.frame.rule_changing import _FIELDS
from tests.pages.conftest import CONSULTANT, SCANNED, texts

Opened = Callable[..., AppTest]


@pytest.fixture
def seat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    from pages.frame.opening import opened

    taken = opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)
    yield taken
    for line in taken.view(changes):
        taken.perform("undo_override", number=line.override.number)


def section(test: AppTest, name: str) -> AppTest:
    return test.segmented_control(key="rules-section").set_value(name).run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_lists_its_rules(page: Opened, seat: Seat, language: str) -> None:
    test = page("rules", language)
    for name in SECTIONS:
        section(test, name)
        assert not test.exception, name
        shown = test.dataframe[-1].value
        assert len(shown) == len(getattr(catalogue(), name)) == len(seat.view(rulebook, name))
        assert list(shown["name"]) == [one.label[language] for one in getattr(catalogue(), name).values()]


def test_search_and_filters_narrow_and_nothing_found_is_said(page: Opened) -> None:
    test = section(page("rules", "zh"), "obligations")
    test.text_input(key="rules-search").set_value("单独同意 敏感").run()
    assert "CN-PIPL-29" in list(test.dataframe[-1].value["id"]) and len(test.dataframe[-1].value) < 20
    test.text_input(key="rules-search").set_value("没有这样的规则").run()
    assert words("zh")("rules.none") in texts(test)
    test.text_input(key="rules-search").set_value("").run()
    test.multiselect(key="rules-state").set_value(["unverified"]).run()
    assert set(test.dataframe[-1].value["id"]) == {"HK-DAR", "SG-25", "SG-BAT", "CA-45D"}
    test.multiselect(key="rules-state").set_value([]).run()
    test.multiselect(key="rules-place-obligations").set_value(["SG"]).run()
    assert all(name.startswith("SG") for name in test.dataframe[-1].value["id"])


def test_what_is_unsure_says_so(page: Opened) -> None:
    assert any(words("en")("rules.unsure", number=4, all=111) in one.value for one in _at(page, "obligations").warning)


def _at(page: Opened, name: str) -> AppTest:
    return section(page("rules", "en"), name)


def _dialog(place_of: str, rule: str) -> None:
    """A dialog as a page of its own: AppTest picks no row of a table, and forgets a dialog when a form is sent."""
    import streamlit as st

    from engine.views.rulebook import rulebook
    from pages.frame import guard, rule_detail
    from pages.frame.address import settle
    from pages.frame.rule_changing import _new

    settle()
    place, way = guard(), rule_detail.link
    if not rule:
        _new(place)
        return
    try:
        rule_detail.link = lambda label, *_, **__: st.caption(label)  # no other page can be reached from here
        rule_detail._draw(place, next(one for one in place.seat.view(rulebook, place_of) if one.id == rule))
    finally:
        rule_detail.link = way


def detail(workspace: Path, name: str, rule: str = "", language: str = "zh") -> AppTest:
    test = AppTest.from_function(_dialog, default_timeout=60, args=(name, rule))
    test.session_state["profile"], test.session_state["workspace"] = CONSULTANT, str(workspace.resolve())
    test.query_params["lang"], test.query_params["engagement"] = language, SCANNED
    return test.run()


@pytest.mark.parametrize("name", SECTIONS)
def test_rules_of_every_section_open(seat: Seat, workspace: Path, name: str) -> None:
    entries = list(getattr(catalogue(), name))
    chosen = (entries[0], entries[len(entries) // 2], entries[-1])
    for rule, language in zip(chosen, cycle(LANGUAGES), strict=False):
        test = detail(workspace, name, rule, language)
        assert not test.exception, rule


def test_a_rule_tells_its_quote_and_why_it_is_open(seat: Seat, workspace: Path) -> None:
    test = detail(workspace, "obligations", "CN-CHILD-23")
    say, said = words("zh"), texts(test)
    assert "删除其持有的儿童个人信息" in said and say("rules.unanswered") in said
    assert catalogue().facts["minors_u14"].label.zh in said
    assert say("rules.to_facts") in said


def test_a_period_is_changed_with_a_reason_marked_and_taken_back(page: Opened, seat: Seat, workspace: Path) -> None:
    used = [line.rule for line in seat.view(retention_status, Selection()).rules]
    rule = next(one for one in used if catalogue().retention_rules[one].period.endswith("Y"))
    key = f"rule-retention_rules-{rule}"
    test = detail(workspace, "retention_rules", rule, "en")
    test.number_input(key=f"{key}-period-number").set_value(9)
    test.button(key=f"FormSubmitter:{key}-Save and assess anew").click().run()
    assert seat.view(changes) == (), "no reason, no change"
    test.text_input(key=f"{key}-reason").set_value("a dispute is expected")
    test.button(key=f"FormSubmitter:{key}-Save and assess anew").click().run()
    assert seat.rules.retention_rules[rule].period == "P9Y"
    listed = page("rules", "en")
    assert "a dispute is expected" in texts(listed).replace("\\", "")
    row = next(r for _, r in listed.dataframe[-1].value.iterrows() if r["id"] == rule)
    assert row["name"].endswith("adjusted here")
    shown = page("retention", "en").dataframe
    assert any("adjusted here" in str(frame.value.values) for frame in shown)
    number = seat.view(changes)[0].override.number
    listed.button(key=f"rules-undo-{number}").click().run()
    assert seat.view(changes) == () and words("en")("rules.undone") in texts(listed).replace("\\", "")


def test_the_marks_stand_on_risks_and_tasks(page: Opened, seat: Seat) -> None:
    for name, rule, fields in (("scenarios", "S4", {"likelihood": "very_high"}), ("tasks", "P-01", {"gate": False})):
        content = writing.stated(getattr(catalogue(), name)[rule]) | fields
        seat.perform("override_rule", section=name, rule=rule, reason="ours", content=content)
    assert "本项目调整" in texts(page("risks", "zh"))
    assert any("本项目调整" in str(frame.value.values) for frame in page("tasks", "zh").dataframe)


@pytest.mark.parametrize("name", [name for name, fields in _FIELDS.items() if fields])
def test_every_form_saves_what_it_shows_and_finds_it_unchanged(seat: Seat, workspace: Path, name: str) -> None:
    """A form that is sent as it stands states the rule itself."""
    entries = list(getattr(catalogue(), name))
    for rule in (entries[1] if name == "obligations" else entries[0], entries[-1]):
        if name == "obligations" and not catalogue().obligations[rule].deadline.internal_target:
            continue
        key = f"rule-{name}-{rule}"
        test = detail(workspace, name, rule, "en")
        test.text_input(key=f"{key}-reason").set_value("as it stands")
        test.button(key=f"FormSubmitter:{key}-Save and assess anew").click().run()
        assert not test.exception and seat.view(changes) == (), rule
        assert test.session_state["trouble"].key == "rule_unchanged"


def test_a_rule_of_our_own_is_added(page: Opened, seat: Seat, workspace: Path) -> None:
    opened = page("rules", "en")
    opened.button(key="rules-add").click().run()
    assert not opened.exception
    test = detail(workspace, "retention_rules", language="en")
    test.text_input(key="rule-new-label").set_value("Enquiries, our way")
    test.multiselect(key="rule-new-classes").set_value(["enquiry"])
    test.text_input(key="rule-new-reason").set_value("the group's policy")
    next(one for one in test.button if "rule-new" in str(one.key)).click().run()
    assert not test.exception
    own = seat.rules.retention_rules["OWN-1"]
    assert (own.label.en, own.period, own.record_classes) == ("Enquiries, our way", "P1Y", ("enquiry",))
