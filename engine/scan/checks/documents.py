"""Numbers of identity documents: province codes, dates and check digits."""

import re

from engine.scan.checks.dates import date_is_real
from engine.scan.checks.digits import digits
from engine.scan.lexicon import is_surname

_WEIGHTS_RESIDENT_ID = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91"
)
PROVINCES = frozenset(_PROVINCE_CODES.split())
_MISREAD = str.maketrans("OoQDlIi|ZzSsB", "0000111122558")


def resident_id(value: str) -> bool:
    """18-digit resident identity number: province, date of birth and check digit (GB 11643)."""
    text = re.sub(r"[^0-9A-Za-z]", "", value.replace("×", "X")).upper()
    if not re.fullmatch(r"\d{17}[\dX]", text) or text[:2] not in PROVINCES:
        return False
    year, month, day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    if not 1880 <= year <= 2100 or not date_is_real(year, month, day):
        return False
    total = sum(int(d) * w for d, w in zip(text, _WEIGHTS_RESIDENT_ID, strict=False))
    return "10X98765432"[total % 11] == text[17]


def misread_resident_id(value: str) -> bool:
    """A resident identity number in which a reader of pictures took digits for letters (O for 0, l for 1)."""
    text = re.sub(r"\s", "", value)
    return not text.isdigit() and resident_id(text[:-1].translate(_MISREAD) + text[-1].translate(_MISREAD))


def old_resident_id(value: str) -> bool:
    """15-digit identity number: province and date of birth in the 1900s; it has no check digit."""
    text = digits(value)
    return (
        len(text) == 15
        and text[:2] in PROVINCES
        and date_is_real(1900 + int(text[6:8]), int(text[8:10]), int(text[10:12]))
    )


def passport_number(value: str) -> bool:
    """Digits enough, and no date run together (20300101)."""
    text = re.sub(r"[^0-9A-Za-z]", "", value)
    if re.fullmatch(r"(?:19|20)[0-9]{6}", text):
        return not date_is_real(int(text[:4]), int(text[4:6]), int(text[6:]))
    return 7 <= len(text) <= 10 and sum(c.isdigit() for c in text) >= 4


def document_number(value: str) -> bool:
    """Four digits or more, and no date run together, where a column says which document they are of."""
    text = re.sub(r"[^0-9A-Za-z]", "", value)
    return passport_number(text) or (5 <= len(text) <= 12 and sum(c.isdigit() for c in text) >= 4 and len(text) != 8)


def masked_name(value: str) -> bool:
    """A Chinese name of which the surname is left, and the rest or its middle is covered."""
    return is_surname(value[0])


def hk_id(value: str) -> bool:
    """Hong Kong identity card: letters, six digits and check character modulo 11."""
    text = re.sub(r"[^0-9A-Z]", "", value.upper())
    if not re.fullmatch(r"[A-Z]{1,2}\d{6}[0-9A]", text):
        return False
    letters = text[:-7].rjust(2)
    numbers = [36 if c == " " else ord(c) - 55 for c in letters] + [int(c) for c in text[-7:-1]]
    total = sum(n * w for n, w in zip(numbers, range(9, 1, -1), strict=True)) + (
        10 if text[-1] == "A" else int(text[-1])
    )
    return total % 11 == 0


def us_ssn(value: str) -> bool:
    """US social security number: no block that was never issued."""
    text = digits(value)
    return (
        len(text) == 9
        and text[:3] not in ("000", "666")
        and text[0] != "9"
        and text[3:5] != "00"
        and text[5:] != "0000"
    )


def plate(value: str) -> bool:
    """A plate's serial is not an English word: it has a digit, or is written in capitals throughout."""
    serial = value[1:]
    return any(c.isdigit() for c in serial) or serial.isupper()
