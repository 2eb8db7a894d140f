"""What can tie two appearances together as one person, strongest first (semantics.md, "People").

A document ties whatever the names; a member number, mailbox, telephone, WeChat id or QQ number ties names that do not
conflict; a card, plate, birth date, address or distinctive mailbox name ties equal full names only. Some identifiers
say more than one thing: a resident ID a birth date, ``138…@139.com`` a telephone, ``12345678@qq.com`` a QQ number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.model.people import Appearance
from engine.scan.checks.mailboxes import personal_mailbox
from engine.scan.identity import letters, plain, words_of

Tie = tuple[int, str, str]
"""The place of its kind in `KINDS`, the value as it is compared, and the letters of the full name it needs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of tie: what is equal, the reason code it gives, and whether equal full names must stand with it."""

    entity_type: str
    reason: str
    named: bool = False


_DOCUMENTS = (
    "CN_RESIDENT_ID", "PASSPORT", "TRAVEL_PERMIT", "HK_ID", "MO_ID", "TW_ID", "US_SSN", "UK_NINO", "EU_NATIONAL_ID",
    "DRIVING_LICENCE", "MILITARY_ID",
)  # fmt: skip
KINDS = (
    *(Kind(one, "same_document") for one in _DOCUMENTS),
    Kind("MEMBER_ID", "same_member_number"),
    Kind("EMAIL", "same_email"),
    Kind("PHONE", "same_phone"),
    Kind("WECHAT_ID", "same_wechat"),
    Kind("QQ", "same_qq"),
    Kind("BANK_CARD", "name_and_account", named=True),
    Kind("IBAN", "name_and_account", named=True),
    Kind("BANK_ACCOUNT", "name_and_account", named=True),
    Kind("PAYMENT_ACCOUNT", "name_and_account", named=True),
    Kind("VEHICLE_PLATE", "name_and_plate", named=True),
    Kind("DATE_OF_BIRTH", "name_and_birth_date", named=True),
    Kind("ADDRESS", "name_and_address", named=True),
    Kind("EMAIL", "name_and_mailbox", named=True),
)
"""Every kind of tie, strongest first."""
_STRONG = {kind.entity_type: place for place, kind in enumerate(KINDS) if not kind.named}
_NAMED = {kind.entity_type: place for place, kind in enumerate(KINDS) if kind.named}
IDENTIFYING = frozenset(_STRONG) | {
    "BANK_CARD", "IBAN", "BANK_ACCOUNT", "PAYMENT_ACCOUNT", "VEHICLE_PLATE", "DEVICE_ID", "USERNAME"
}  # fmt: skip
"""Types whose value stands for a person; the others only say something of one."""
SUPPORTING = frozenset(_NAMED) - IDENTIFYING
"""Types that tell one person from others of the same name."""
ONE_PER_PERSON = frozenset({"CN_RESIDENT_ID", "HK_ID", "MO_ID", "TW_ID", "US_SSN", "UK_NINO"})
"""Documents of which nobody has two: who holds different ones is not one person."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_QQ_MAILBOX = re.compile(r"([1-9]\d{4,10})@qq\.com")
_REGION = re.compile(r"(?:中国)?(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,6}自治区)?(?:[\u4e00-\u9fff]{2,4}市)?")
_SHORTEST_PLACE, _SHORTEST_NAME, _TELLING = 6, 5, 3
"""Characters of a place without its region, letters of a name in a mailbox, characters beside the name in a mailbox."""


def ties_of(one: Appearance) -> tuple[Tie, ...]:
    """Everything that could tie the appearance to another, strongest first; a tie that says two things stands twice."""
    name = full_letters(one)
    found = {tie for kind, value in one.identifiers for tie in _strong(kind, value)}
    if name:
        for kind, value in (*one.identifiers, *one.details):
            found |= {(place, told, name) for place, told in _named(kind, value, one.name)}
    return tuple(sorted(found))


def full_letters(one: Appearance) -> str:
    """The letters of the full name: the one written, else the one a personal mailbox spells (``wanglihua1983@``)."""
    if one.name:
        return letters(plain(one.name))
    boxes = sorted(value for kind, value in one.identifiers if kind == "EMAIL" and personal_mailbox(value))
    spelled = "".join(sorted(c for c in boxes[0].partition("@")[0] if c.isalpha())) if len(boxes) == 1 else ""
    return spelled if len(spelled) >= _SHORTEST_NAME else ""


@lru_cache(maxsize=1 << 17)
def is_role(tie: Tie) -> bool:
    """Whether many may write from it: service@, info@."""
    return tie[0] == _STRONG["EMAIL"] and not personal_mailbox(tie[1])


def _strong(kind: str, value: str) -> Iterator[Tie]:
    if kind not in _STRONG:
        return
    if kind == "CN_RESIDENT_ID":
        value = _whole(value)
    elif kind == "EMAIL":
        local, _, domain = value.partition("@")
        value = f"{local.partition('+')[0] or local}@{domain}"
        if _MOBILE.fullmatch(local):
            yield _STRONG["PHONE"], local, ""
        if number := _QQ_MAILBOX.fullmatch(value):
            yield _STRONG["QQ"], number[1], ""
    elif kind == "WECHAT_ID" and _MOBILE.fullmatch(value):
        yield _STRONG["PHONE"], value, ""
    yield _STRONG[kind], value, ""


def _named(kind: str, value: str, name: str) -> Iterator[tuple[int, str]]:
    """What is compared beside an equal full name."""
    if kind == "CN_RESIDENT_ID":
        digits = _whole(value)
        if len(digits) == 18:
            yield _NAMED["DATE_OF_BIRTH"], f"{digits[6:10]}-{digits[10:12]}-{digits[12:14]}"
    elif kind == "DATE_OF_BIRTH":
        if _DAY.fullmatch(value):
            yield _NAMED[kind], value
    elif kind == "ADDRESS":
        place = value[_REGION.match(value).end() :]  # pyright: ignore[reportOptionalMemberAccess]
        if len(place) >= _SHORTEST_PLACE and any(c.isdigit() for c in place):
            yield _NAMED[kind], place
    elif kind == "EMAIL":
        local = re.sub(r"[^a-z0-9]", "", value.partition("@")[0].partition("+")[0])
        if personal_mailbox(value) and _says_more(local, name):
            yield _NAMED[kind], local
    elif kind in _NAMED:
        yield _NAMED[kind], value


def _says_more(local: str, name: str) -> bool:
    """Whether a mailbox's name says more than its owner's: a namesake would choose ``wanglihua@`` as well."""
    rest = local
    for word in words_of(plain(name)) if name else re.findall(r"[a-z]+", local):
        rest = rest.replace(word, "", 1)
    return len(rest) >= _TELLING


@lru_cache(maxsize=1 << 17)
def _whole(value: str) -> str:
    """The 18 digits of a resident identity number of 15, so that both of a person's are one."""
    if len(value) != 15 or not value.isdigit():
        return value
    body = f"{value[:6]}19{value[6:]}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
