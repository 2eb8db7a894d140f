from datetime import date

import pytest

from engine.scan.birth import birth_date, is_minor


@pytest.mark.parametrize(
    ("value", "born"),
    [
        ("2019-03-05", date(2019, 3, 5)),
        ("2019年3月5日", date(2019, 3, 5)),
        ("2019.3.5", date(2019, 3, 5)),
        ("20190305", date(2019, 3, 5)),
        ("5 March 2019", date(2019, 3, 5)),
        ("March 5th, 2019", date(2019, 3, 5)),
        ("03/04/2020", None),
        ("3月5日", None),
        ("2019-02-30", None),
        ("农历三月初五", None),
    ],
)
def test_a_birth_date_is_read_or_not_guessed(value: str, born: date | None) -> None:
    assert birth_date("DATE_OF_BIRTH", value) == born


def test_a_resident_id_states_the_birth_date() -> None:
    assert birth_date("CN_RESIDENT_ID", "110101 20150101 001X") == date(2015, 1, 1)
    assert birth_date("PHONE", "20150101") is None


@pytest.mark.parametrize(
    ("as_of", "minor"), [(date(2026, 3, 4), True), (date(2026, 3, 5), False), (date(2026, 3, 6), False)]
)
def test_the_fourteenth_birthday_ends_it(as_of: date, minor: bool) -> None:
    assert is_minor(date(2012, 3, 5), as_of) is minor


def test_born_on_a_leap_day() -> None:
    assert is_minor(date(2012, 2, 29), date(2026, 2, 28)) and not is_minor(date(2012, 2, 29), date(2026, 3, 1))
