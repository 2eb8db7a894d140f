"""Numbers of cards, accounts and companies: issuers, lengths and check digits."""

import re

from engine.scan.checks.digits import digits, luhn
from engine.scan.checks.documents import PROVINCES

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CARD_LENGTHS: tuple[tuple[re.Pattern[str], range], ...] = (
    (re.compile(r"62|81"), range(16, 20)),
    (re.compile(r"4"), range(13, 20, 3)),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), range(16, 17)),
    (re.compile(r"3[47]|2131|1800"), range(15, 16)),
    (re.compile(r"30|36|38|39"), range(14, 17)),
    (re.compile(r"35"), range(16, 20)),
    (re.compile(r"6011|64[4-9]|65"), range(16, 20)),
    (re.compile(r"50(?:18|20|38)|5[678]|63(?:04|90)|67(?:59|6[1-3])"), range(12, 20)),
)
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip


def bank_card(value: str) -> bool:
    """A payment card: issuer prefix with one of its lengths, and the Luhn sum."""
    text = digits(value)
    known = any(prefix.match(text) and len(text) in lengths for prefix, lengths in _CARD_LENGTHS)
    return known and len(set(text)) > 2 and luhn(text)


def iban(value: str) -> bool:
    """International bank account number: country length and remainder 1 modulo 97 (ISO 13616)."""
    text = value.replace(" ", "").replace("-", "").upper()
    if _IBAN_LENGTHS.get(text[:2]) != len(text):
        return False
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def uscc(value: str) -> bool:
    """Unified social credit code: administrative division and check character modulo 31 (GB 32100)."""
    text = value.upper()
    if len(text) != 18 or any(c not in _USCC_ALPHABET for c in text) or text[2:4] not in {"10", *PROVINCES}:
        return False
    total = sum(_USCC_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(text[:17]))
    return _USCC_ALPHABET[-total % 31] == text[17]


def bank_account(value: str) -> bool:
    """Six digits or more that are no date, no mobile number and no payment card."""
    text = digits(value)
    dated = re.match(r"(?:19|20)\d{2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?[0-3]\d(?!\d)", value)
    return len(text) >= 6 and len(set(text)) > 2 and not dated and not re.fullmatch(r"1[3-9]\d{9}", text)


def account_with_bank(value: str) -> bool:
    """An account's number where a bank stands beside it: eight digits or more, no telephone of a usual form."""
    return (
        len(digits(value)) >= 8 and bank_account(value) and not re.fullmatch(r"0\d{2,3}-\d{7,8}|\d{4}[ -]\d{4}", value)
    )
