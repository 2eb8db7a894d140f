"""Checks accept what is valid and drop what is nearly so."""

import pytest

from engine.scan import checks
from tests.scan import numbers as n

VALID = [
    ("resident_id", n.CN_ID), ("resident_id", n.PLACEHOLDERS["cn_id_spaced"]), ("old_resident_id", "110105640317251"),
    ("bank_card", n.CARD), ("bank_card", n.PLACEHOLDERS["card_spaced"]), ("bank_card", "378282246310005"),
    ("iban", n.IBAN), ("iban", n.PLACEHOLDERS["iban_spaced"].lower()), ("uscc", n.USCC), ("hk_id", n.HK_ID),
    ("us_ssn", "512-47-8829"), ("ip_address", "203.0.113.7"), ("ip_address", "2001:db8::1"),
    ("personal_mailbox", "fang.mei@example.com"), ("telephone", "0571-87650123-208"), ("telephone", "13800138000"),
    ("international_telephone", "+44 20 7946 0018"), ("calendar_date", "1990-12-31"), ("plate", "沪A12B45"),
]  # fmt: skip
INVALID = [
    ("resident_id", n.CN_ID_WRONG), ("resident_id", "990105199001011234"), ("resident_id", "110105199013011234"),
    ("old_resident_id", "110105641317251"), ("bank_card", n.CARD_WRONG), ("bank_card", "1234567812345670"),
    ("bank_card", "4444444444444448"), ("iban", n.IBAN_WRONG), ("iban", n.IBAN[:-1]), ("uscc", n.USCC_WRONG),
    ("uscc", "I" + n.USCC[1:]), ("hk_id", n.HK_ID_WRONG), ("us_ssn", "666-12-3456"), ("us_ssn", "512-00-8829"),
    ("ip_address", "127.0.0.1"), ("ip_address", "255.255.255.0"), ("ip_address", "1:2"),
    ("personal_mailbox", "no-reply@example.com"), ("personal_mailbox", "service@example.cn"),
    ("personal_mailbox", "fork-request@example.com"), ("telephone", "400-820-8820"), ("telephone", "95588"),
    ("telephone", "1111111"), ("international_telephone", "+8 12 34"), ("calendar_date", "1990-13-01"),
    ("plate", "川Version"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "value"), VALID)
def test_valid(check, value):
    assert checks.CHECKS[check](value)


@pytest.mark.parametrize(("check", "value"), INVALID)
def test_nearly_valid_and_invalid(check, value):
    assert not checks.CHECKS[check](value)
