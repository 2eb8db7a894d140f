"""A value covered so that its owner recognises it and a stranger learns nothing from it."""

import re

_KEPT = {
    "PHONE": (3, 2), "CN_RESIDENT_ID": (3, 1), "PASSPORT": (1, 2), "TRAVEL_PERMIT": (1, 2), "HK_ID": (1, 1),
    "BANK_CARD": (4, 2), "IBAN": (4, 2), "CN_USCC": (4, 2), "VEHICLE_PLATE": (2, 1), "WECHAT_ID": (2, 1),
    "QQ": (2, 1), "US_SSN": (0, 2), "MEMBER_ID": (2, 1), "IP_ADDRESS": (2, 0), "MO_ID": (1, 1), "TW_ID": (1, 1),
    "UK_NINO": (1, 1), "EU_NATIONAL_ID": (1, 1), "DRIVING_LICENCE": (2, 1), "MILITARY_ID": (2, 1),
    "BANK_ACCOUNT": (2, 2), "PAYMENT_ACCOUNT": (2, 1), "DEVICE_ID": (2, 2), "GEO_LOCATION": (2, 0),
    "USERNAME": (2, 1),
}  # fmt: skip
COVERED_SIGN_BY_SIGN = frozenset(_KEPT)
"""Types whose covered form has a star for each letter and digit that it hides."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]")
_FEWEST_COVERED = 4


def mask(entity_type: str, value: str) -> str:
    """The covered form of a value of this type; an unknown type is covered whole."""
    text = " ".join(value.split())
    if entity_type == "EMAIL":
        local, _, domain = text.partition("@")
        return f"{local[:1]}***@{domain}"
    if entity_type == "PERSON":
        return _name(text)
    if entity_type == "ADDRESS":
        return text[: min(6, len(text) // 3)] + "***"
    if entity_type in _KEPT:
        head, tail = _KEPT[entity_type]
        return _covered(text, head, tail)
    return "***"


def _covered(text: str, head: int, tail: int) -> str:
    marks = [i for i, c in enumerate(text) if c.isalnum()]
    if len(marks) < head + tail + _FEWEST_COVERED:
        head, tail = min(head, 1), 0
    kept = {*marks[:head], *marks[len(marks) - tail :]}
    return "".join("*" if c.isalnum() and i not in kept else c for i, c in enumerate(text))


def _name(text: str) -> str:
    if _HAN.search(text):
        return text[:1] + "*" * max(1, min(len(text) - 1, 3))
    return " ".join(f"{word[:1]}." for word in re.split(r"[\s/,]+", text) if word[:1].isalnum()) or "***"
