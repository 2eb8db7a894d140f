"""Names told by where they stand in a row: on lists, on tickets, before the time of a chat's line."""

import time

import pytest

from engine.scan.rows import told_in_rows


def told(text: str) -> set[str]:
    return {text[start:end] for start, end in told_in_rows(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BJORNSSON K      A4471856     ISL  22D", "BJORNSSON K"),
        ("DA SILVA R\tGD603178\tBRA", "DA SILVA R"),
        ("TANAKA/REN MR TS4409182 10C", "TANAKA/REN"),
        ('his pass read "BLACKWOODHALE/L".', "BLACKWOODHALE/L"),
        ("page PATEL, RUCHI, handed over", "PATEL, RUCHI"),
        ("Tess 09:14: morning all", "Tess"),
        ("Front desk Imelda: on my way", "Imelda"),
    ],
)
def test_somebody(text, name):
    assert told(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "IN/OUT, CASH/CARD, RETOUCH/PRINT, HKD/USD, SYX/PEK",
        "PARIS, FRANCE",
        "SIZE M      4471856",
        "Studio 09:14: open",
        "Monday 09:14: open",
        "Open 09:00",
        "Driver Paris: full",
        "Counter Open: 9 to 5",
    ],
)
def test_nobody(text):
    assert not told(text)


def test_a_long_row_takes_linear_time():
    begun = time.perf_counter()
    told("ABCD " * 20_000 + "X/Y, " * 20_000)
    assert time.perf_counter() - begun < 2
