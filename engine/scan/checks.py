"""Checks a recogniser may name: one function each, text in, yes or no out; a check only drops, it never raises a score.

Values arrive folded (ASCII digits and punctuation) but otherwise as written, with spaces and dashes.
"""

import re
from collections.abc import Callable
from datetime import date
from ipaddress import AddressValueError, IPv4Address, IPv6Address

_WEIGHTS_RESIDENT_ID = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91"
)
_PROVINCES = frozenset(_PROVINCE_CODES.split())
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
_ROLE_MAILBOX = re.compile(
    r"(?:no|do-?not|never)[-_.]?reply|(?:customer|client|after|pre)?[-_.]?(?:service|care|support|sales?|relations)s?|"
    r"info|information|contact(?:us)?|hello|hi|hr|jobs?|careers?|recruit(?:ing|ment)?|admin(?:istrator)?|root|daemon|"
    r"webmaster|postmaster|hostmaster|mailer(?:-daemon)?|abuse|security|privacy|dpo|legal|billing|accounts?|accounting|"
    r"finance|invoices?|fapiao|payments?|orders?|booking|reservations?|notif(?:y|ication|ications)|alerts?|"
    r"newsletters?|news|marketing|promo(?:tions?)?|press|media|pr|office|reception|enquir(?:y|ies)|inquir(?:y|ies)|"
    r"help(?:desk)?|feedback|returns?|refunds?|shop|store|team|staff|list|lists|subscribe|unsubscribe|bounces?|system|"
    r"service\d*|kefu\d*|shouhou|caiwu|xiaoshou|tousu|yewu|.+-(?:request|admin|owner|bounces?|unsubscribe|"
    r"subscribe|users|"
    r"devel|dev|list|announce|help)",
    re.IGNORECASE,
)


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _date_is_real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def resident_id(value: str) -> bool:
    """18-digit resident identity number: province, date of birth and check digit (GB 11643)."""
    text = re.sub(r"[ \-]", "", value).upper()
    if not re.fullmatch(r"\d{17}[\dX]", text) or text[:2] not in _PROVINCES:
        return False
    year, month, day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    if not 1880 <= year <= 2100 or not _date_is_real(year, month, day):
        return False
    total = sum(int(d) * w for d, w in zip(text, _WEIGHTS_RESIDENT_ID, strict=False))
    return "10X98765432"[total % 11] == text[17]


def old_resident_id(value: str) -> bool:
    """15-digit identity number: province and date of birth in the 1900s; it has no check digit."""
    text = _digits(value)
    return (
        len(text) == 15
        and text[:2] in _PROVINCES
        and _date_is_real(1900 + int(text[6:8]), int(text[8:10]), int(text[10:12]))
    )


def luhn(value: str) -> bool:
    """The Luhn sum over the digits (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(_digits(value))):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def bank_card(value: str) -> bool:
    """A payment card: issuer prefix with one of its lengths, and the Luhn sum."""
    text = _digits(value)
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
    if len(text) != 18 or any(c not in _USCC_ALPHABET for c in text) or text[2:4] not in {"10", *_PROVINCES}:
        return False
    total = sum(_USCC_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(text[:17]))
    return _USCC_ALPHABET[-total % 31] == text[17]


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
    text = _digits(value)
    return (
        len(text) == 9
        and text[:3] not in ("000", "666")
        and text[0] != "9"
        and text[3:5] != "00"
        and text[5:] != "0000"
    )


def ip_address(value: str) -> bool:
    """An address a device can have: neither loopback, unspecified, multicast nor a netmask."""
    try:
        address = IPv6Address(value) if ":" in value else IPv4Address(value)
    except AddressValueError:
        return False
    netmask = isinstance(address, IPv4Address) and value.startswith("255.")
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or netmask)


def personal_mailbox(value: str) -> bool:
    """An address that is not a role mailbox (service@, no-reply@ …)."""
    local = value.partition("@")[0].strip(".").partition("+")[0]
    return not _ROLE_MAILBOX.fullmatch(local)


def _without_extension(value: str) -> str:
    number = re.split(r"(?i)ext|x|转|分机|#", value)[0]
    return re.sub(r"(?<=\d{7})-\d{1,5}$", "", number)


def telephone(value: str) -> bool:
    """Seven to fifteen digits that are neither a hotline (400, 800, 95xxx) nor all alike."""
    text = _digits(_without_extension(value))
    return 7 <= len(text) <= 15 and len(set(text)) > 2 and not re.match(r"(?:86)?[48]00\d{7}$|95\d{3,6}$", text)


def international_telephone(value: str) -> bool:
    """A number with its country code: nine to fifteen digits (ITU-T E.164)."""
    text = _digits(_without_extension(value))
    return 9 <= len(text.removeprefix("00")) <= 16 and telephone(text[-11:])


def calendar_date(value: str) -> bool:
    """Contains no impossible month or day where it is written in digits."""
    numbers = [int(n) for n in re.findall(r"\d+", value)]
    if len(numbers) == 3 and numbers[0] > 31:
        return 1880 <= numbers[0] <= 2100 and numbers[1] <= 12 and numbers[2] <= 31
    return all(0 < n <= 2100 for n in numbers)


def plate(value: str) -> bool:
    """A plate's serial is not an English word: it has a digit, or is written in capitals throughout."""
    serial = value[1:]
    return any(c.isdigit() for c in serial) or serial.isupper()


def has_digit(value: str) -> bool:
    """At least one digit: a number, not a word."""
    return any(c.isdigit() for c in value)


CHECKS: dict[str, Callable[[str], bool]] = {
    check.__name__: check
    for check in (
        resident_id, old_resident_id, bank_card, iban, uscc, hk_id, us_ssn, ip_address, personal_mailbox, telephone,
        international_telephone, calendar_date, has_digit, plate,
    )
}  # fmt: skip
