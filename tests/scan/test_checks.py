"""Checks accept what is valid and drop what is nearly so."""

import pytest

from engine.scan import checks
from tests.scan import numbers as n

VALID = [
    ("resident_id", n.CN_ID), ("resident_id", n.PLACEHOLDERS["cn_id_spaced"]), ("old_resident_id", "110105640317251"),
    ("bank_card", n.CARD), ("bank_card", n.PLACEHOLDERS["card_spaced"]), ("bank_card", "378282246310005"),
    ("iban", n.IBAN), ("iban", n.PLACEHOLDERS["iban_spaced"].lower()), ("uscc", n.USCC), ("hk_id", n.HK_ID),
    ("us_ssn", "512-47-8829"), ("ip_address", "203.0.113.7"), ("ip_address", "2001:db8::1"),
    ("personal_mailbox", "fang.mei@example.com"),
    ("personal_mailbox", "rose@rose.example.com"), ("telephone", "0571-87650123-208"), ("telephone", "13800138000"),
    ("telephone", "0370-3123456"),
    ("international_telephone", "+44 20 7946 0018"), ("calendar_date", "1990-12-31"), ("plate", "沪A12B45"),
    ("tw_id", n.TW_ID), ("tw_id", n.TW_ID.lower()), ("eu_national_id", n.ES_DNI), ("eu_national_number", n.PL_PESEL),
    ("uk_nino", "jk 12 34 56 c"), ("imei", n.IMEI), ("mac_address", "3C-22-FB-91-0A-7E"),
    ("coordinates", "31.2304,121.4737"), ("bank_account", "20-45-77 53318862"), ("credential", "4471#"),
    ("misread_resident_id", n.PLACEHOLDERS["cn_id_misread"]), ("passport_number", "EA1234567"),
    ("mobile", "+86 138 0013 8000"), ("mobile", "138.0013.8000"), ("disguised_mailbox", "rose (at) example dot com"),
    ("member_number", "VIP-203948"), ("store_card", "DF6620018841"), ("calendar_date", "19900305"),
]  # fmt: skip
INVALID = [
    ("resident_id", n.CN_ID_WRONG), ("resident_id", "990105199001011234"), ("resident_id", "110105199013011234"),
    ("old_resident_id", "110105641317251"), ("bank_card", n.CARD_WRONG), ("bank_card", "1234567812345670"),
    ("bank_card", "4444444444444448"), ("iban", n.IBAN_WRONG), ("iban", n.IBAN[:-1]), ("uscc", n.USCC_WRONG),
    ("uscc", "I" + n.USCC[1:]), ("hk_id", n.HK_ID_WRONG), ("us_ssn", "666-12-3456"), ("us_ssn", "512-00-8829"),
    ("ip_address", "127.0.0.1"), ("ip_address", "255.255.255.0"), ("ip_address", "1:2"),
    ("personal_mailbox", "no-reply@example.com"),
    ("personal_mailbox", "bluewillow@bluewillow-studio.example"), ("personal_mailbox", "service@example.cn"),
    ("personal_mailbox", "fork-request@example.com"), ("telephone", "400-820-8820"), ("telephone", "95588"),
    ("telephone", "1111111"), ("international_telephone", "+8 12 34"), ("international_telephone", "+351 800 555 012"),
    ("international_telephone", "0071 5528 3916"), ("calendar_date", "1990-13-01"),
    ("plate", "川Version"), ("tw_id", n.PLACEHOLDERS["tw_id_wrong"]),
    ("eu_national_id", n.PLACEHOLDERS["es_dni_wrong"]),
    ("eu_national_number", n.PLACEHOLDERS["pl_pesel_wrong"]), ("uk_nino", "GB 12 34 56 C"),
    ("imei", n.PLACEHOLDERS["imei_wrong"]), ("mac_address", "37-13-34-85-56-42"), ("mac_address", "00:00:00:00:00:00"),
    ("coordinates", "99.1234,200.5678"), ("bank_account", "13800138000"), ("bank_account", "2025-03-05"),
    ("credential", "08:30"), ("credential", "2025-03-05"), ("misread_resident_id", n.CN_ID),
    ("passport_number", "20300101"), ("mobile", "194.69.198.130"), ("mobile", "1 3 8 0 0 1 3 8 0 0 0"),
    ("disguised_mailbox", "rose@example.com"), ("member_number", "2025-03-05"), ("store_card", "6225881234567890"),
    ("calendar_date", "19901305"), ("own_account", "admin"), ("made_up_word", "payment"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "value"), VALID)
def test_valid(check, value):
    assert checks.CHECKS[check](value)


@pytest.mark.parametrize(("check", "value"), INVALID)
def test_nearly_valid_and_invalid(check, value):
    assert not checks.CHECKS[check](value)
