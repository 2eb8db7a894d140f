"""Start events: the day that stands for each, and none where nothing shows it."""

from datetime import date

from engine.assess.moments import moments
from engine.catalogue import catalogue

EVENTS = catalogue().start_events


def test_an_event_takes_its_day_from_the_record_its_thread_or_its_fiscal_year() -> None:
    found = moments(EVENTS, date(2024, 2, 29), date(2024, 5, 1))
    assert found["record_created"] == date(2024, 2, 29)
    assert found["last_contact"] == found["case_closed"] == date(2024, 5, 1)
    assert found["first_day_after_fiscal_year"] == date(2025, 1, 1)


def test_what_nothing_shows_is_absent() -> None:
    assert not moments(EVENTS, None)
    assert "account_closed" not in moments(EVENTS, date(2024, 1, 1))
    assert "first_day_after_fiscal_year" not in moments(EVENTS, date.max)


def test_a_thread_that_ends_before_the_record_does_not_set_it_back() -> None:
    assert moments(EVENTS, date(2024, 5, 1), date(2024, 1, 1))["last_contact"] == date(2024, 5, 1)
    assert moments(EVENTS, None, date(2024, 1, 1))["last_contact"] == date(2024, 1, 1)
