"""Masks hide the value; normal forms unite its spellings."""

import pytest

from engine.scan.masking import mask
from engine.scan.normalise import normalise
from tests.scan.numbers import CN_ID, IBAN

MASKED = [
    ("PHONE", "13812345678", "138******78"), ("PHONE", "+44 20 7946 0018", "+44 2* **** **18"),
    ("EMAIL", "fang.mei@example.com", "f***@example.com"), ("PERSON", "欧阳若溪", "欧***"), ("PERSON", "王", "王*"),
    ("PERSON", "Lin Whitlow", "L. W."), ("ADDRESS", "上海市浦东新区张江镇碧波路690弄3号楼502", "上海市浦东新***"),
    ("HEALTH", "青霉素过敏", "***"), ("DATE_OF_BIRTH", "1990-03-05", "***"), ("QQ", "12345", "1****"),
]  # fmt: skip
SPELLINGS = [
    ("PHONE", ["13812345678", "+86 138-1234-5678", "１３８１２３４５６７８", "0086 138 1234 5678", "(86)13812345678"]),
    ("PHONE", ["010-87654321", "(010) 8765 4321", "+86 10 8765 4321"]),
    ("PHONE", ["0755-26543210转8012", "0755 2654 3210 ext. 8012"]),
    ("CN_RESIDENT_ID", [CN_ID, CN_ID.lower(), f"{CN_ID[:6]} {CN_ID[6:]}"]),
    ("IBAN", [IBAN, IBAN.lower(), f"{IBAN[:4]} {IBAN[4:]}"]),
    ("EMAIL", ["Rose@Example.com", "rose@example.com",
               "rose (at) example dot com", "rose @ example。com", "rose艾特example点com"]),
    ("PHONE", ["13800138000", "一三八零零一三八零零零", "幺三八 零零幺三 八零零零", "138.0013.8000"]),
    ("UK_NINO", ["AB 12 34 56 C", "ab123456c"]), ("USERNAME", ["@Rose_W", "rose_w"]),
    ("PERSON", ["ZHANG/SAN", "Zhang San", "zhang  san"]), ("PERSON", ["王 芳", "王芳"]),
    ("DATE_OF_BIRTH", ["1990年3月5日", "1990-03-05", "1990/3/5", "March 5, 1990", "5 Mar 1990", "19900305"]),
    ("VEHICLE_PLATE", ["沪A·12b45", "沪A12B45"]), ("ADDRESS", ["碧波路 690 弄", "碧波路690弄"]),
]  # fmt: skip


@pytest.mark.parametrize(("entity_type", "value", "expected"), MASKED)
def test_mask(entity_type, value, expected):
    assert mask(entity_type, value) == expected


@pytest.mark.parametrize(("entity_type", "values"), SPELLINGS)
def test_one_form_for_every_spelling(entity_type, values):
    assert len({normalise(entity_type, value) for value in values}) == 1


def test_different_people_stay_different():
    assert normalise("PHONE", "13812345678") != normalise("PHONE", "13812345679")
    assert normalise("PHONE", "010-87654321") != normalise("PHONE", "021-87654321")
