"""The columns of a source: shown before and after the scan, corrected by a person, in both languages."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Desk, Seat
from engine.strings import LANGUAGES, words
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, texts
from tests.small import sources

Drawn = Callable[..., AppTest]


def _script() -> None:
    import os
    from pathlib import Path

    import streamlit as st

    from engine.views.selection import Selection
    from engine.views.sources import sources
    from pages.frame.address import settle
    from pages.frame.columns import columns
    from pages.frame.guard import guard
    from pages.frame.opening import enter

    settle()
    enter(Path(os.environ["CLOSEOUT_WORKSPACE"]))
    place = guard()
    lines = place.seat.view(sources, Selection(), 1, 50).lines
    columns(place, next(line for line in lines if line.name == st.session_state["source"]))


@pytest.fixture
def seat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Seat]:
    """A seat at the desk of the app: a database is opened once per process."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))

    def at(engagement: str) -> Seat:
        from pages.frame.opening import opened

        desk: Desk = opened(str(workspace.resolve()))
        return desk.seat(engagement, CONSULTANT)

    return at


@pytest.fixture
def drawn(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """``drawn("customers.txt", "en")``: the columns of that source."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))

    def run(source: str, language: str = "zh", engagement: str = SCANNED) -> AppTest:
        test = AppTest.from_function(_script, default_timeout=60)
        test.session_state["profile"] = CONSULTANT
        test.session_state["source"] = source
        test.query_params["lang"] = language
        test.query_params["engagement"] = engagement
        return test.run()

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scanned_table_shows_its_columns_with_covered_samples(drawn: Drawn, language: str) -> None:
    test, say = drawn("customers.txt", language), words(language)
    assert not test.exception and not test.error
    shown = test.dataframe[0].value
    assert list(shown["header"]) == ["姓名", "手机号", "邮箱"]
    assert set(shown["said_by"]) == {say("columns.by.rule")} and set(shown["filled"]) == {"100%"}
    assert list(shown["distinct"]) == [2, 2, 2]
    assert "陈安安" not in str(shown.values) and "13900001234" not in str(shown.values)
    assert shown["samples"][0].startswith("李** · 陈**") or shown["samples"][0].startswith("陈**")
    assert say("columns.general") in texts(test) and len(test.selectbox) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", ["box.mbox", "strange.bin"])
def test_a_source_without_tables_says_so(drawn: Drawn, language: str, source: str) -> None:
    test = drawn(source, language)
    assert not test.exception and not test.selectbox
    assert words(language)("columns.none") in texts(test)


def test_a_correction_is_kept_and_asks_for_another_scan(drawn: Drawn, seat: Callable[[str], Seat]) -> None:
    test = drawn("customers.txt", "en")
    box = next(one for one in test.selectbox if one.label.startswith("2"))
    assert box.value == "phone"
    box.set_value("member_id")
    test.button[0].click().run()
    assert not test.exception
    assert list(test.dataframe[0].value["said_by"]) == ["the rules", "a person", "the rules"]
    assert words("en")("columns.changed", button=words("en")("care.afresh")) in texts(test)
    event = seat(SCANNED).events(1)[0]
    assert (event.kind, event.facts["column"], event.facts["meaning"]) == ("column_meaning_set", 2, "member_id")
    next(one for one in test.selectbox if one.label.startswith("2")).set_value("phone")
    test.button[0].click().run()
    assert seat(SCANNED).events(1)[0].kind == "column_meaning_left"
    assert list(test.dataframe[0].value["said_by"]) == ["the rules"] * 3
    assert words("en")("columns.changed", button=words("en")("care.afresh")) not in texts(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_scan_columns_are_shown_on_request(drawn: Drawn, seat: Callable[[str], Seat], language: str) -> None:
    name = f"early-{language}.csv"
    table = sources()["customers.txt"] + f"{language},,\n".encode()
    seat(EMPTY).receive(name, BytesIO(table))
    test, say = drawn(name, language, EMPTY), words(language)
    assert not test.exception and not test.dataframe and say("columns.ask_help") in texts(test)
    test.button[0].click().run()
    assert not test.exception and list(test.dataframe[0].value["samples"]) == ["", "", ""]
    assert say("columns.counted_first", rows="3") in texts(test)
    seat(EMPTY).perform("withdraw_source", source=_number(seat(EMPTY), name), reason="test")


def _number(seat: Seat, name: str) -> int:
    from engine.views.selection import Selection
    from engine.views.sources import sources

    return next(line.number for line in seat.view(sources, Selection(), 1, 50).lines if line.name == name)
