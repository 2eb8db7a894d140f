"""Identity numbers of places outside mainland China: letters, weights and check characters."""

import re

from engine.scan.checks.dates import date_is_real
from engine.scan.checks.digits import digits, luhn

_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # in the order of their numbers, 10 to 35
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_NINO_PREFIXES = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))


def tw_id(value: str) -> bool:
    """Taiwan identity or resident number: a letter for the place, a digit or letter for sex, check digit modulo 10."""
    text = value.upper()
    if not re.fullmatch(r"[A-Z][1289A-D]\d{8}", text):
        return False
    place = _TAIWAN_LETTERS.index(text[0]) + 10
    sex = (_TAIWAN_LETTERS.index(text[1]) + 10) % 10 if text[1].isalpha() else int(text[1])
    numbers = [place // 10, place % 10, sex, *map(int, text[2:])]
    return sum(n * w for n, w in zip(numbers, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def uk_nino(value: str) -> bool:
    """National Insurance number: a prefix that is given out, six digits, not all alike, and a suffix A to D."""
    text = re.sub(r"[^0-9A-Za-z]", "", value).upper()
    return text[:2] not in _NINO_PREFIXES and len(set(text[2:8])) > 1


def eu_national_id(value: str) -> bool:
    """Spanish DNI or NIE, Italian codice fiscale, Finnish henkilötunnus: by their check characters."""
    text = re.sub(r"[ -](?=[0-9A-Z]{7}|[A-Z]$)", "", value.upper())
    return _spanish(text) or _italian(text) or _finnish(value.upper())


def eu_national_number(value: str) -> bool:
    """A number of Poland, Sweden, Germany, the Netherlands, Belgium or France: by its check digits."""
    text = digits(value)
    return any(check(text) for check in (_polish, _swedish, _german, _dutch, _belgian, _french))


def national_number_with_birth(value: str) -> bool:
    """A number of Poland, Romania or the Czech Republic, in which the birth stands: by its check digits."""
    text = digits(value)
    return _polish(text) or _romanian(text) or ("/" in value and _czech(text))


def _spanish(text: str) -> bool:
    if not re.fullmatch(r"(?:\d{8}|[XYZ]\d{7})[A-Z]", text):
        return False
    return _DNI_LETTERS[int(text[:-1].translate(str.maketrans("XYZ", "012"))) % 23] == text[-1]


def _italian(text: str) -> bool:
    if not re.fullmatch(r"[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]", text):
        return False
    values = [int(c) if c.isdigit() else ord(c) - 65 for c in text[:15]]
    total = sum(_ODD[value] if place % 2 == 0 else value for place, value in enumerate(values))
    return chr(65 + total % 26) == text[15]


def _finnish(text: str) -> bool:
    if not re.fullmatch(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]", text):
        return False
    return _HETU_LETTERS[int(text[:6] + text[7:10]) % 31] == text[10]


def _polish(text: str) -> bool:
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
    real = len(text) == 11 and 1 <= int(text[2:4]) % 20 <= 12 and 1 <= int(text[4:6]) <= 31
    return real and sum(int(d) * w for d, w in zip(text, weights, strict=True)) % 10 == 0


def _romanian(text: str) -> bool:
    if len(text) != 13:
        return False
    total = sum(int(d) * int(w) for d, w in zip(text[:12], "279146358279", strict=True)) % 11
    return int(text[12]) == (1 if total == 10 else total)


def _czech(text: str) -> bool:
    return len(text) == 10 and int(text) % 11 == 0


def _swedish(text: str) -> bool:
    short = text[2:] if len(text) == 12 else text
    real = len(short) == 10 and date_is_real(2000 + int(short[:2]), int(short[2:4]), int(short[4:6]))
    return real and luhn(short)


def _german(text: str) -> bool:
    if len(text) != 11 or text[0] == "0" or not 8 <= len(set(text[:10])) <= 9:
        return False
    product = 10
    for digit in text[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(text[10])


def _dutch(text: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(text) == 9 and sum(int(d) * w for d, w in zip(text, weights, strict=True)) % 11 == 0


def _belgian(text: str) -> bool:
    if len(text) != 11:
        return False
    return any(97 - int(century + text[:9]) % 97 == int(text[9:]) for century in ("", "2"))


def _french(text: str) -> bool:
    return len(text) == 15 and text[0] in "12" and 97 - int(text[:13]) % 97 == int(text[13:])
