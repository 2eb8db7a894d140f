"""Numbers under which a company knows a person."""

import re

from engine.scan.words import is_common

_ROLE_ACCOUNTS = frozenset(("admin", "administrator", "root", "guest", "user", "test", "system", "support", "password"))

_FILE = re.compile(r"(?i:\.(?:com|cn|net|org|pdf|docx?|xlsx?|csv|txt|jpe?g|png|zip|exe|html?|php|yaml|json|py|js)$)")

_FIRMS = re.compile(
    r"(?i:(?:^|[_.-])(?:shop|store|official|boutique|kiosk|cashier|counter|smtp|relay|svc|noreply|hall)[0-9]*(?:$|[_.-]))"
)
"""A part of an account's name that says it is a firm's, a desk's or a machine's."""
_NUMBERED = re.compile(r"[A-Z]{2,5}[0-9]{5,}")


def member_number(value: str) -> bool:
    """Four signs or more, three of them digits; no date, year, sum, mobile number or test."""
    text = re.sub(r"[^0-9A-Za-z]", "", value)
    if "TEST" in text.upper():
        return False
    digits = sum(c.isdigit() for c in text)
    other = re.fullmatch(r"1[3-9]\d{9}|(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:\d{2})?)?", text)
    dated = re.match(r"(?:19|20)\d{2}[-./ ]\d{1,2}(?!\d)", value)
    return len(text) >= 4 and digits >= 3 and not other and not dated and (len(text) > 4 or text[0].isalpha())


def made_up_word(value: str) -> bool:
    """Letters that are no English word, as in an account's name."""
    return not is_common(value)


def store_card(value: str) -> bool:
    """A member number that is no payment card's: with a letter, or neither in length nor in its first digit a card."""
    text = re.sub(r"[^0-9A-Za-z]", "", value)
    card = text.isdigit() and (len(text) > 13 or (len(text) > 12 and text[0] in "3456"))
    return len(text) > 5 and member_number(value) and not card


def own_account(value: str) -> bool:
    """An account's name that is one's own: no role's (admin), firm's (lotus_shop), file's or number's (VIP660012)."""
    name = value.strip("@")
    if name.casefold() in _ROLE_ACCOUNTS or _FIRMS.search(name):
        return False
    return not _FILE.search(name) and not _NUMBERED.fullmatch(name)


def credential(value: str) -> bool:
    """A secret as it is typed: no date, no time, no mobile number, no sum of money, no word of instruction."""
    return not re.fullmatch(
        r"(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}:\d{2}|\*+|[#*]+|[xX*]{2,}\d{0,4}|1[3-9]\d{9}|\d+\.\d{3,}",
        value,
    )


def chat_name(value: str) -> bool:
    """An id under which one chats: three letters at least, no file and no picture of a camera."""
    letters = sum(c.isalpha() for c in value)
    return (
        letters > 1
        and not _FILE.search(value)
        and not re.match(r"(?i)(?:img|dsc|dcim|mvi|scan|report|order)[_-]?\d", value)
    )
