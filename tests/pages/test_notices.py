"""The notices page: what applies, a form for each, the letter beside it, and what is recorded."""

import shutil

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, SCANNED, figures, texts


@pytest.fixture
def own(workspace, tmp_path, monkeypatch):
    """A copy of the workspace that a test may write in."""
    shutil.copytree(workspace, tmp_path / "workspace")
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(tmp_path / "workspace"))


def field(test, name):
    return next(area for area in test.text_area if area.key.endswith(f"-{name}"))


def button(test, key):
    return next(one for one in test.button if one.key == key)


def letter(test):
    return next(one.proto.body for one in test.get("html") if "co-letter" in one.proto.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_lists_what_applies_and_what_the_closing_waits_for(page, language):
    test, say = page("notices", language, EMPTY), words(language)
    assert not test.exception and not test.error
    listed = test.dataframe[0].value
    assert "NT-23" in listed["id"].tolist() and "NT-57" not in listed["id"].tolist()
    assert say("notices.waiting_for", number=1) in "\n".join(str(one.value) for one in test.warning)
    assert set(listed["standing"]) == {say("notices.standing.none")}


def test_a_form_asks_for_what_the_facts_need_and_says_what_is_open(page):
    test = page("notices", "zh", SCANNED, notice="NT-23")
    asked = [area.key.rpartition("-")[2] for area in test.text_area]
    assert {"recipient_name", "separate_consent", "guardian_version"} <= set(asked)
    assert words("zh")("notices.open") in field(test, "guardian_version").label
    assert field(test, "recipient_contact").value == ""


def test_a_proposal_is_written_only_when_a_person_takes_it_over_and_the_letter_shows_it(page, own):
    test = page("notices", "zh", SCANNED, notice="NT-23")
    assert "Studio &amp; Co" not in letter(test).partition("footer")[0]
    button(test, "notice-adopt-all").click().run()
    assert "Studio & Co" in field(test, "processor").value
    assert "Studio &amp; Co" in letter(test).partition("footer")[0] and "139" not in letter(test)
    field(test, "recipient_name").set_value("<b>某接收方</b>").run()
    assert "&lt;b&gt;某接收方" in letter(test)
    button(test, "notice-save").click().run()
    assert not test.exception and words("zh")("notices.saved") in texts(test)
    assert "NT-23-1-zh" in field(test, "recipient_name").key
    assert len(test.get("download_button")) == 2


def test_sending_with_something_missing_warns_first_and_is_told_afterwards(page, own):
    test, say = page("notices", "zh", SCANNED, notice="NT-23"), words("zh")
    field(test, "recipient_name").set_value("某接收方").run()
    button(test, "notice-save").click().run()
    assert any("接收方联系方式" in str(one.value) for one in test.warning)
    test.multiselect(key="send-1-channels").set_value(["mail"]).run()
    test.number_input(key="send-1-people").set_value(4).run()
    button(test, "send-1-do").click().run()
    assert not test.exception and say("notices.send_recorded") in texts(test)
    assert any("接收方联系方式" in str(one.value) for one in test.error)
    assert say("notices.standing.incomplete") in texts(test)


def test_a_number_leads_to_the_notices_that_it_counts(page):
    whole, due = page("notices", "zh", EMPTY), page("notices", "zh", EMPTY, notice_standing="due")
    counted = figures(whole)[words("zh")("notices.due")]
    assert due.dataframe[0].value["id"].tolist() == ["NT-23"] and counted == "1"
    none = page("notices", "zh", EMPTY, notice_standing="sent")
    assert words("zh")("notices.nothing_selected") in texts(none)
