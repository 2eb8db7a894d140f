"""The record page: marked and masked, revealed on request with an event, foreign markup harmless."""

import pytest

from engine.strings import LANGUAGES, words
from engine.views.records import record_lines
from engine.views.selection import Selection
from tests.pages.conftest import CONSULTANT, SCANNED, texts


@pytest.fixture
def seat(page, workspace):
    """A seat at the desk of the app: a database is opened once per process."""
    page("overview")
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


@pytest.fixture
def record(seat):
    """The first message."""
    return seat.view(record_lines, Selection(kind=("message",))).lines[0].id


def _html(test):
    return "".join(one.proto.body for one in test.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_masked_with_its_reasons(page, record, language):
    test = page("record", language, record=record)
    assert not test.exception and not test.error
    body = _html(test)
    assert "co-mark" in body and "陈安安" not in body and "13900001234" not in body
    say = words(language)
    assert {say("record.class"), say("record.retention"), say("record.people")} <= {one.value for one in test.subheader}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_be_kept_in_part_says_which_part_until_when(page, seat, language):
    invoice = seat.view(record_lines, Selection(record_class=("invoice",), retention=("must_keep",))).lines[0]
    said, say = texts(page("record", language, record=invoice.id)), words(language)
    fields = say("frame.comma").join(say(f"record.field.{name}") for name in ("from", "to", "subject", "body"))
    assert say("keeping.must_keep", fields=fields, date=invoice.keep_until) in said


def test_markup_in_a_mail_is_shown_and_never_run(page, record):
    body = _html(page("record", "zh", record=record))
    assert "&lt;b&gt;" in body and "<b>bold" not in body


def test_a_reveal_shows_the_values_once_and_leaves_an_event(page, record, seat):
    test = page("record", "en", record=record)
    test.button(key="record-reveal").click().run()
    assert "陈安安" in _html(test)
    event = seat.events(1)[0]
    assert event.kind == "record_revealed" and event.facts == {"record": record} and event.actor == CONSULTANT.name
    test.button(key="record-mask").click().run()
    assert "陈安安" not in _html(test)
    assert seat.events(1)[0].sequence == event.sequence


def test_the_original_is_fetched_only_on_request_and_logged(page, record, seat):
    test = page("record", "en", record=record)
    assert not test.get("download_button")
    test.button(key="record-fetch").click().run()
    assert len(test.get("download_button")) == 1
    assert seat.events(1)[0].kind == "original_fetched"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"record": "0000000000000000"}])
def test_an_unknown_record_leads_back(page, language, query):
    test = page("record", language, **query)
    assert not test.exception
    expected = "record.none" if not query else "error.record_unknown"
    assert words(language)(expected, **({"record": query["record"]} if query else {}))[:10] in texts(test)
