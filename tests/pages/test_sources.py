"""The sources page at work: a password, an overlap, the original of what was not read, a withdrawal."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.strings import LANGUAGES, words
from tests.act.conftest import locked_archive
from tests.pages.conftest import APP, CONSULTANT, texts
from tests.views.test_overlap import NEW, OLD

SLUG = "sources-case"
FILES = {"old.csv": OLD.encode(), "new.csv": NEW.encode(), "locked.zip": locked_archive()}


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    desk = Desk(tmp_path, workers=1)
    desk.add_profile(CONSULTANT)
    desk.create(Engagement(SLUG, "Studio", DealStructure.ASSET_TRANSFER, date(2026, 1, 15)), CONSULTANT)
    seat = desk.seat(SLUG, CONSULTANT)
    for name, content in FILES.items():
        seat.receive(name, BytesIO(content))
    seat.start_scan()
    seat.wait_for_scan()
    desk.close()
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(tmp_path))

    def page(language: str, **query: str) -> AppTest:
        test = AppTest.from_file(APP, default_timeout=60)
        test.session_state["profile"] = CONSULTANT
        for name, value in {"lang": language, "engagement": SLUG, **query}.items():
            test.query_params[name] = value
        return test.switch_page("pages/evidence/sources.py").run()

    return page


def _open_desk(folder: Path) -> Desk:
    """The desk that the app opened in this process."""
    from pages.frame.opening import opened

    return opened(str(folder.resolve()))


def test_a_source_is_unlocked_compared_and_withdrawn(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    test = opened("en", source="3")
    assert not test.exception
    say = words("en")
    assert say("care.locked", number="1") in [one.value for one in test.warning]
    assert test.dataframe[1].value["codes"].tolist() == [say("skipped.encrypted")]

    next(one for one in test.text_input if one.label == say("care.password")).set_value("opensesame")
    next(one for one in test.button if one.label == say("care.give_password")).click().run()
    assert not test.exception and not test.error
    _open_desk(tmp_path).seat(SLUG, CONSULTANT).wait_for_scan()
    test.run()
    assert test.dataframe[0].value["scanned"].tolist() == [3]

    test = opened("en", source="1")
    test.text_input(key="withdraw-reason-1").set_value("brought in by mistake")
    test.checkbox(key="withdraw-sure-1").check().run()
    test.button(key="care-withdraw").click().run()
    assert not test.exception and say("care.withdrawn_done").rstrip(".") in test.success[0].value
    assert test.dataframe[0].value["number"].tolist() == [2, 3]
    assert any("brought in by mistake" in one.value for one in test.markdown)
    _open_desk(tmp_path).close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_overlapping_exports_are_told_in_both_languages(
    opened: Callable[..., AppTest], tmp_path: Path, language: str
) -> None:
    test = opened(language)
    sentence = words(language)("overlap.sentence", newer=2, older=1, same=5, changed=1, new=3, gone=2)
    assert not test.exception and sentence in texts(test)
    _open_desk(tmp_path).close()


def test_of_many_overlaps_one_is_chosen(
    opened: Callable[..., AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.frame.overlaps._OPEN", 0)
    sentence = words("en")("overlap.sentence", newer=2, older=1, same=5, changed=1, new=3, gone=2)
    test = opened("en")
    assert sentence not in texts(test)
    test.selectbox(key="overlap-pair").select_index(0).run()
    assert not test.exception and sentence in texts(test)
    _open_desk(tmp_path).close()


def test_more_sources_than_a_page_lists_are_all_within_reach(opened: Callable[..., AppTest], tmp_path: Path) -> None:
    test = opened("en")
    ledger = _open_desk(tmp_path).seat(SLUG, CONSULTANT)._ledger
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT INTO source SELECT s.* REPLACE (sha256 || n AS sha256, n AS ordinal, 'more' AS name)"
            " FROM source s, range(4, 504) numbers(n) WHERE ordinal = 1"
        )
    say = words("en")
    test = opened("en")
    assert test.dataframe[0].value["number"].tolist() == list(range(1, 501))
    assert say("frame.lines", first="1", last="500", total="503") in [one.value for one in test.caption]
    test.button(key="sources-pager-next").click().run()
    assert not test.exception and test.dataframe[0].value["number"].tolist() == [501, 502, 503]
    assert any("source=3" in one.proto.query_string for one in test.get("page_link")), "what is locked, on every page"
    test = opened("en", source="502")
    assert test.dataframe[0].value["number"].tolist() == [502]
    assert test.selectbox[0].value == 502
    _open_desk(tmp_path).close()
